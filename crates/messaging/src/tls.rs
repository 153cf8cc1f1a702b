//! Whom this room trusts: the certificate authorities of the web, or those of a file.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

use crate::SetupProblem;

/// The certificates of a PEM text.
pub(crate) fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, SetupProblem> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    read.ok().filter(|found| !found.is_empty()).ok_or(SetupProblem::Certificates)
}

/// A client that trusts the authorities of the web, or of `pem` alone where it is given.
pub(crate) fn client(pem: Option<&[u8]>) -> Result<Arc<ClientConfig>, SetupProblem> {
    let mut roots = RootCertStore::empty();
    match pem {
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(pem) => {
            for certificate in certificates(pem)? {
                roots.add(certificate).map_err(|_| SetupProblem::Certificates)?;
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = versions.map_err(|_| SetupProblem::Certificates)?.with_root_certificates(roots).with_no_client_auth();
    Ok(Arc::new(config))
}
