//! A certificate for `localhost`, signed by itself.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;

/// The certificate in PEM, and a server that shows it.
pub(super) fn localhost() -> (Vec<u8>, Arc<ServerConfig>) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate for the test");
    let pem = made.cert.pem().into_bytes();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("the key that was made reads");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the versions of the provider")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("the certificate fits its key");
    (pem, Arc::new(config))
}
