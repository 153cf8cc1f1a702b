//! Handing messages to the outside: e-mail by SMTP, text messages by an HTTP gateway.
//!
//! Nothing else in the house names a mail or HTTP client. This room knows neither patients nor templates: it gets an address and finished sentences,
//! tries once, and says what became of it as a [`Delivery`]. When to try again is decided elsewhere; what is decided here is the line between *it
//! certainly did not go out* and *nobody knows*:
//!
//! | what happened | [`Delivery`] |
//! |---|---|
//! | no connection, no TLS, no sign-in, a temporary no to the sender or recipient | `NotNow` |
//! | a permanent no to the sender, the recipient or the text | `Refused` |
//! | the server said yes after the whole message | `Accepted` |
//! | the connection broke or fell silent after the message was begun | `Unknown` |
//!
//! No address, text or answer of a server is logged or kept: reasons are short codes.

mod mail;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
mod tls;

pub use collection::sending::{CarrierReason, Delivery};
pub use mail::{Mail, MailSettings, Mailer, Security};
pub use text::{Format, TextGateway, TextMessage, TextSettings};

/// Why a way out cannot be set up: what is wrong with its settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetupProblem {
    /// The server is not a name and a port.
    #[error("the mail server is not written as name:port")]
    Server,
    /// The sender is no e-mail address.
    #[error("the sender is not an e-mail address")]
    Sender,
    /// The connection would not be private.
    #[error("without TLS only a server on this machine is taken")]
    NotPrivate,
    /// The file of certificates does not read.
    #[error("the file of certificates holds none that reads")]
    Certificates,
    /// The address of the gateway does not read.
    #[error("the gateway's address is not an https:// address")]
    Address,
    /// The template does not say where the number and the text go.
    #[error("the template of the gateway has no {0}")]
    Template(&'static str),
    /// With values put in, the template is not JSON.
    #[error("the template of the gateway is not JSON")]
    NotJson,
}
