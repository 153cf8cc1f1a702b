//! E-mail by SMTP: one connection a message, step by step, so that it is known how far each came.

use std::fmt;
use std::time::{Duration, SystemTime};

use lettre::address::Address;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use vocabulary::{Instant, RecordId};

use crate::{CarrierReason, Delivery, SetupProblem};

/// How the connection is kept private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte, usually on port 465.
    Tls,
    /// TLS after a plain greeting, usually on port 587. A server that does not offer it is not used.
    StartTls,
    /// No TLS: only to a server on this machine.
    None,
}

/// How mail is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct MailSettings {
    /// `name:port`.
    pub server: String,
    /// How the connection is kept private.
    pub security: Security,
    /// The account, where the server asks for one.
    pub account: Option<(String, String)>,
    /// The sender's address.
    pub from: String,
    /// The sender's name: neutral, because it stands on a locked screen.
    pub sender_name: String,
    /// Certificate authorities in PEM to trust instead of those of the web.
    pub certificates: Option<Vec<u8>>,
}

impl fmt::Debug for MailSettings {
    /// Never shows the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailSettings").field("server", &self.server).field("security", &self.security).finish_non_exhaustive()
    }
}

/// One e-mail, ready to go.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Becomes its `Message-ID`, the same each time it is tried.
    pub id: RecordId,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Its date.
    pub at: Instant,
    /// The address of a page on which its reader can end such mails (RFC 2369). Where it begins with `https://` it also takes what a mail program sends
    /// whose reader presses its own button (RFC 8058).
    pub unsubscribe: Option<String>,
}

impl fmt::Debug for Mail {
    /// Shows neither the address nor the text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mail").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A way to a mail server.
pub struct Mailer {
    settings: MailSettings,
    tls: Option<TlsParameters>,
    from: Mailbox,
    hello: ClientId,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailer").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// How long one step may take. All of them together stay below the time after which a message counts as lost.
const STEP_TIME_MAX: Duration = Duration::from_secs(20);
/// The answer after the whole text may take longer: servers look at it first.
const TEXT_TIME_MAX: Duration = Duration::from_mins(1);

/// Sent on the program's own account: nobody's vacation answers it (RFC 3834).
#[derive(Clone, Debug)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Where its reader can end such mails: mail programs show a way to it (RFC 2369).
#[derive(Clone, Debug)]
struct ListUnsubscribe(String);

impl lettre::message::header::Header for ListUnsubscribe {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), format!("<{}>", self.0))
    }
}

/// Says that a `POST` to that address ends such mails without any page (RFC 8058, 3.1). The mail server signs both fields (DKIM), which the standard asks for.
#[derive(Clone, Debug)]
struct ListUnsubscribePost;

impl lettre::message::header::Header for ListUnsubscribePost {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

impl Mailer {
    /// Checks the settings. Connects to nobody.
    pub fn new(settings: MailSettings) -> Result<Self, SetupProblem> {
        let (host, port) = settings.server.rsplit_once(':').ok_or(SetupProblem::Server)?;
        if host.is_empty() || port.parse::<u16>().is_err() {
            return Err(SetupProblem::Server);
        }
        if settings.security == Security::None && !is_this_machine(host) {
            return Err(SetupProblem::NotPrivate);
        }
        let address: Address = settings.from.parse().map_err(|_| SetupProblem::Sender)?;
        let name = Some(settings.sender_name.clone()).filter(|name| !name.is_empty());
        let from = Mailbox::new(name, address.clone());
        let tls = if settings.security == Security::None { None } else { Some(tls(host, settings.certificates.as_deref())?) };
        // The domain of the sender says who greets; the machine's own name is nobody's business.
        let hello = ClientId::Domain(address.domain().to_owned());
        Ok(Self { settings, tls, from, hello })
    }

    /// Hands one e-mail over, once.
    pub async fn deliver(&self, mail: &Mail) -> Delivery {
        let Ok(to) = mail.to.parse::<Address>() else { return Delivery::Refused(CarrierReason::AddressRefused) };
        let Some(bytes) = self.written(mail, &to) else { return Delivery::Refused(CarrierReason::NotAMessage) };
        let mut connection = match self.connect().await {
            Ok(connection) => connection,
            Err(reason) => return Delivery::NotNow(reason),
        };
        let delivery = self.converse(&mut connection, to, &bytes).await;
        // It was said what is to be said; how the parting goes changes nothing.
        let _parted = tokio::time::timeout(Duration::from_secs(2), connection.quit()).await;
        delivery
    }

    /// Connects and signs in, and hands nothing over: for `doctor`.
    pub async fn check(&self) -> Result<(), CarrierReason> {
        let mut connection = self.connect().await?;
        let _parted = tokio::time::timeout(Duration::from_secs(2), connection.quit()).await;
        Ok(())
    }

    fn written(&self, mail: &Mail, to: &Address) -> Option<Vec<u8>> {
        let micros = u64::try_from(mail.at.microseconds()).ok()?;
        let domain = self.from.email.domain();
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.clone()))
            .subject(mail.subject.clone())
            .date(SystemTime::UNIX_EPOCH + Duration::from_micros(micros))
            .message_id(Some(format!("<{}@{domain}>", mail.id)))
            .header(AutoSubmitted);
        let message = match &mail.unsubscribe {
            Some(address) if address.starts_with("https://") => {
                message.header(ListUnsubscribe(address.clone())).header(ListUnsubscribePost)
            }
            Some(address) => message.header(ListUnsubscribe(address.clone())),
            None => message,
        };
        let message = message.header(ContentType::TEXT_PLAIN).body(mail.text.clone());
        message.ok().map(|message| message.formatted())
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, CarrierReason> {
        let implicit = self.tls.clone().filter(|_| self.settings.security == Security::Tls);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(self.settings.server.as_str(), Some(STEP_TIME_MAX), &self.hello, implicit, None);
        let mut connection = step(connecting).await.map_err(|_| CarrierReason::NoConnection)?;
        if let Some(tls) = self.tls.clone().filter(|_| self.settings.security == Security::StartTls) {
            step(connection.starttls(tls, &self.hello)).await.map_err(|_| CarrierReason::NoTls)?;
        }
        if let Some((name, password)) = &self.settings.account {
            let credentials = Credentials::new(name.clone(), password.clone());
            step(connection.auth(DEFAULT_MECHANISMS, &credentials)).await.map_err(|_| CarrierReason::NoSignIn)?;
        }
        Ok(connection)
    }

    /// Sender, recipient, text. Up to the text nothing has gone out.
    async fn converse(&self, connection: &mut AsyncSmtpConnection, to: Address, bytes: &[u8]) -> Delivery {
        if let Err(failed) = step(connection.command(MailFrom::new(Some(self.from.email.clone()), vec![]))).await {
            return failed.before_the_text(CarrierReason::SenderRefused);
        }
        if let Err(failed) = step(connection.command(Rcpt::new(to, vec![]))).await {
            return failed.before_the_text(CarrierReason::AddressRefused);
        }
        if let Err(failed) = step(connection.command(Data)).await {
            return failed.before_the_text(CarrierReason::TextRefused);
        }
        match tokio::time::timeout(TEXT_TIME_MAX, connection.message(bytes)).await {
            Ok(Ok(_)) => Delivery::Accepted,
            Ok(Err(error)) if error.is_permanent() => Delivery::Refused(CarrierReason::TextRefused),
            Ok(Err(error)) if error.is_transient() => Delivery::NotNow(CarrierReason::Busy),
            // The text is out and no answer came: it may have been taken.
            Ok(Err(_)) => Delivery::Unknown(CarrierReason::ConnectionBroke),
            Err(_) => Delivery::Unknown(CarrierReason::NoAnswer),
        }
    }
}

/// Why a step before the text failed.
enum Failed {
    /// The server said no, for good.
    Permanent,
    /// It said not now, did not answer, or is gone. Nothing went out.
    ForNow,
}

impl Failed {
    fn before_the_text(&self, permanent: CarrierReason) -> Delivery {
        match self {
            Self::Permanent => Delivery::Refused(permanent),
            Self::ForNow => Delivery::NotNow(CarrierReason::Busy),
        }
    }
}

async fn step<T>(work: impl Future<Output = Result<T, lettre::transport::smtp::Error>>) -> Result<T, Failed> {
    match tokio::time::timeout(STEP_TIME_MAX, work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) if error.is_permanent() => Err(Failed::Permanent),
        Ok(Err(_)) | Err(_) => Err(Failed::ForNow),
    }
}

pub(crate) fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn tls(host: &str, certificates: Option<&[u8]>) -> Result<TlsParameters, SetupProblem> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(pem) = certificates {
        builder = builder.certificate_store(CertificateStore::None);
        for certificate in crate::tls::certificates(pem)? {
            let certificate = Certificate::from_der(certificate.to_vec()).map_err(|_| SetupProblem::Certificates)?;
            builder = builder.add_root_certificate(certificate);
        }
    }
    builder.build_rustls().map_err(|_| SetupProblem::Certificates)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> MailSettings {
        MailSettings {
            server: "mail.example.org:465".to_owned(),
            security: Security::Tls,
            account: None,
            from: "noreply@example.org".to_owned(),
            sender_name: "Care team".to_owned(),
            certificates: None,
        }
    }

    fn check(change: impl FnOnce(&mut MailSettings), expected: Option<&SetupProblem>) {
        let mut settings = settings();
        change(&mut settings);
        assert_eq!(Mailer::new(settings).err().as_ref(), expected);
    }

    #[test]
    fn settings_that_cannot_work_or_are_not_private_are_refused() {
        check(|_| {}, None);
        check(|settings| settings.server = "mail.example.org".to_owned(), Some(&SetupProblem::Server));
        check(|settings| settings.from = "the practice".to_owned(), Some(&SetupProblem::Sender));
        check(|settings| settings.security = Security::None, Some(&SetupProblem::NotPrivate));
        check(|settings| (settings.security, settings.server) = (Security::None, "127.0.0.1:25".to_owned()), None);
        check(|settings| settings.certificates = Some(b"nothing".to_vec()), Some(&SetupProblem::Certificates));
    }

    #[test]
    fn a_password_is_never_printed() {
        let account = Some(("care".to_owned(), "swordfish".to_owned()));
        let mailer = Mailer::new(MailSettings { account, ..settings() }).unwrap();
        assert!(!format!("{mailer:?}").contains("swordfish"));
    }
}
