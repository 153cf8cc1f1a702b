//! What the binary decides about the server.

use std::time::Duration;

/// The most bytes of an ordinary form.
pub const FORM_BYTES_MAX: usize = 256 * 1024;

/// How the server behaves. The listening address and certificates are arguments of [`crate::serve`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebConfig {
    /// True when browsers reach us over TLS, ours or a declared proxy's: cookies are bound to secure connections, and HSTS is sent.
    pub secure: bool,
    /// True when a declared proxy stands in front: the last address of `X-Forwarded-For` is the visitor's.
    pub behind_proxy: bool,
    /// The most bytes of an uploaded file.
    pub upload_bytes_max: usize,
    /// How long an ordinary request may take.
    pub request_time_max: Duration,
    /// How long an import or a report may take.
    pub slow_request_time_max: Duration,
    /// The most connections at once; further ones wait.
    pub connections_max: usize,
    /// How long open requests may go on after the server was asked to stop.
    pub drain_time_max: Duration,
}

impl Default for WebConfig {
    fn default() -> Self {
        Self {
            secure: false,
            behind_proxy: false,
            upload_bytes_max: 64 * 1024 * 1024,
            request_time_max: Duration::from_secs(30),
            slow_request_time_max: Duration::from_mins(15),
            connections_max: 1_000,
            drain_time_max: Duration::from_secs(20),
        }
    }
}
