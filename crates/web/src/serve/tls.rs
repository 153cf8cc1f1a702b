//! The certificate and its key, read from files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

/// Where certificate and key are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate with its chain, in PEM.
    pub certificate: PathBuf,
    /// Its private key, in PEM.
    pub key: PathBuf,
}

/// Why TLS cannot be offered. Names files, never their content.
#[derive(Debug, thiserror::Error)]
pub enum TlsProblem {
    /// The certificate cannot be read.
    #[error("the certificate {0} cannot be read: {1}")]
    Certificate(PathBuf, String),
    /// The file holds no certificate.
    #[error("the file {0} holds no certificate in PEM form")]
    NoCertificate(PathBuf),
    /// The key cannot be read.
    #[error("the private key {0} cannot be read: {1}")]
    Key(PathBuf, String),
    /// The two do not belong together, or are of a kind that is not supported.
    #[error("certificate and key cannot be used: {0}")]
    Pair(String),
}

impl TlsFiles {
    /// Reads both files and checks that they belong together: also for `config check`.
    pub fn check(&self) -> Result<(), TlsProblem> {
        self.server_config().map(|_| ())
    }

    pub(super) fn acceptor(&self) -> Result<TlsAcceptor, TlsProblem> {
        Ok(TlsAcceptor::from(Arc::new(self.server_config()?)))
    }

    fn server_config(&self) -> Result<ServerConfig, TlsProblem> {
        let chain = certificates(&self.certificate)?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|error| TlsProblem::Key(self.key.clone(), error.to_string()))?;
        let pair = |error: rustls::Error| TlsProblem::Pair(error.to_string());
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(pair)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(pair)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, TlsProblem> {
    let unreadable = |error: rustls::pki_types::pem::Error| TlsProblem::Certificate(file.to_owned(), error.to_string());
    let chain = CertificateDer::pem_file_iter(file).map_err(unreadable)?.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    if chain.is_empty() { Err(TlsProblem::NoCertificate(file.to_owned())) } else { Ok(chain) }
}
