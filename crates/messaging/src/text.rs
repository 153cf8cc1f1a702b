//! Text messages by an HTTP gateway: a POST of JSON or of a form, shaped by the practice's template, with a bearer token.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Method, Request, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use vocabulary::RecordId;

use crate::mail::is_this_machine;
use crate::{CarrierReason, Delivery, SetupProblem};

/// How the body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON; values are escaped as they stand inside its strings.
    Json,
    /// A form; values are percent-encoded.
    Form,
}

/// How text messages are sent.
#[derive(Clone, PartialEq, Eq)]
pub struct TextSettings {
    /// The address of the gateway: `https://`, or `http://` on this machine.
    pub url: String,
    /// How the body is written.
    pub format: Format,
    /// The body with `{to}`, `{text}` and, where wanted, `{id}`.
    pub template: String,
    /// The bearer token, where the gateway asks for one.
    pub token: Option<String>,
    /// True where the gateway promises to act once on requests with one `Idempotency-Key`. Then what nobody knows is tried again.
    pub is_idempotent: bool,
    /// Words or codes in the answer to a refused request by which the gateway says that a number takes no messages; each gateway has its own.
    pub dead_number: Vec<String>,
    /// Certificate authorities in PEM to trust instead of those of the web.
    pub certificates: Option<Vec<u8>>,
}

impl fmt::Debug for TextSettings {
    /// Never shows the token, nor the address, which may hold one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextSettings").field("format", &self.format).finish_non_exhaustive()
    }
}

/// One text message, ready to go.
#[derive(Clone, PartialEq, Eq)]
pub struct TextMessage {
    /// Its id, the same each time it is tried.
    pub id: RecordId,
    /// The number, as `+` and digits.
    pub to: String,
    /// The text.
    pub text: String,
}

impl fmt::Debug for TextMessage {
    /// Shows neither the number nor the text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextMessage").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A way to a gateway.
pub struct TextGateway {
    settings: TextSettings,
    uri: Uri,
    tls: Option<Arc<ClientConfig>>,
}

impl fmt::Debug for TextGateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextGateway").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// How long connecting may take.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(20);
/// How long the gateway may take to answer.
const ANSWER_TIME_MAX: Duration = Duration::from_mins(1);
/// How much of an answer is read. It is not kept.
const ANSWER_BYTES_MAX: usize = 64 * 1024;

impl TextGateway {
    /// Checks the settings. Connects to nobody.
    pub fn new(settings: TextSettings) -> Result<Self, SetupProblem> {
        let uri: Uri = settings.url.parse().map_err(|_| SetupProblem::Address)?;
        let host = uri.host().ok_or(SetupProblem::Address)?;
        let tls = match uri.scheme_str() {
            Some("https") => Some(crate::tls::client(settings.certificates.as_deref())?),
            Some("http") if is_this_machine(host) => None,
            Some("http") => return Err(SetupProblem::NotPrivate),
            _ => return Err(SetupProblem::Address),
        };
        for place in ["{to}", "{text}"] {
            if !settings.template.contains(place) {
                return Err(SetupProblem::Template(place));
            }
        }
        let gateway = Self { settings, uri, tls };
        let id = "0190b5c4-0000-7000-8000-000000000001".parse().map_err(|_| SetupProblem::NotJson)?;
        let body = gateway.body(&TextMessage { id, to: "+15550100199".to_owned(), text: "\"quoted\" \\ line\nnext".to_owned() });
        if gateway.settings.format == Format::Json && serde_json::from_str::<serde_json::Value>(&body).is_err() {
            return Err(SetupProblem::NotJson);
        }
        Ok(gateway)
    }

    /// Hands one text message over, once.
    pub async fn deliver(&self, message: &TextMessage) -> Delivery {
        let delivery = match tokio::time::timeout(CONNECT_TIME_MAX, self.connect()).await {
            Err(_) | Ok(Err(())) => return Delivery::NotNow(CarrierReason::NoConnection),
            Ok(Ok(connection)) => self.ask(connection, message).await,
        };
        match delivery {
            // The gateway knows the request by its key: once more is not twice.
            Delivery::Unknown(reason) if self.settings.is_idempotent => Delivery::NotNow(reason),
            other => other,
        }
    }

    /// The body with the values in their places. A value is never looked through for places again.
    fn body(&self, message: &TextMessage) -> String {
        let id = message.id.to_string();
        let values = [("{to}", message.to.as_str()), ("{text}", message.text.as_str()), ("{id}", id.as_str())];
        let mut body = String::with_capacity(self.settings.template.len() + message.text.len());
        let mut rest = self.settings.template.as_str();
        while let Some(open) = rest.find('{') {
            body.push_str(&rest[..open]);
            rest = &rest[open..];
            if let Some((place, value)) = values.iter().find(|(place, _)| rest.starts_with(place)) {
                body.push_str(&self.encoded(value));
                rest = &rest[place.len()..];
            } else {
                body.push('{');
                rest = &rest[1..];
            }
        }
        body.push_str(rest);
        body
    }

    fn encoded(&self, value: &str) -> String {
        match self.settings.format {
            Format::Json => {
                let quoted = serde_json::Value::from(value).to_string();
                quoted[1..quoted.len() - 1].to_owned()
            }
            Format::Form => form_urlencoded::byte_serialize(value.as_bytes()).collect(),
        }
    }

    async fn connect(&self) -> Result<Connection, ()> {
        let host = self.uri.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let port = self.uri.port_u16().unwrap_or(if self.tls.is_some() { 443 } else { 80 });
        let stream = TcpStream::connect((host.as_str(), port)).await.map_err(drop)?;
        let Some(tls) = &self.tls else { return Ok(Connection::Plain(stream)) };
        let name = ServerName::try_from(host).map_err(drop)?;
        let stream = tokio_rustls::TlsConnector::from(Arc::clone(tls)).connect(name, stream).await.map_err(drop)?;
        Ok(Connection::Tls(Box::new(stream)))
    }

    async fn ask(&self, connection: Connection, message: &TextMessage) -> Delivery {
        let Some(request) = self.request(message) else { return Delivery::Refused(CarrierReason::NotAMessage) };
        let asked = match connection {
            Connection::Plain(stream) => tokio::time::timeout(ANSWER_TIME_MAX, exchange(stream, request)).await,
            Connection::Tls(stream) => tokio::time::timeout(ANSWER_TIME_MAX, exchange(*stream, request)).await,
        };
        match asked {
            Ok(Ok((status, answer))) => match delivery_of(status) {
                Delivery::Refused(_) if says_one_of(&answer, &self.settings.dead_number) => {
                    Delivery::Refused(CarrierReason::AddressRefused)
                }
                other => other,
            },
            Ok(Err(())) => Delivery::Unknown(CarrierReason::ConnectionBroke),
            Err(_) => Delivery::Unknown(CarrierReason::NoAnswer),
        }
    }

    fn request(&self, message: &TextMessage) -> Option<Request<Full<Bytes>>> {
        let path = self.uri.path_and_query().map_or("/", |path| path.as_str());
        let kind = match self.settings.format {
            Format::Json => "application/json",
            Format::Form => "application/x-www-form-urlencoded",
        };
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(HOST, self.uri.authority()?.as_str())
            .header(CONTENT_TYPE, kind)
            .header(ACCEPT, "application/json")
            .header("idempotency-key", message.id.to_string());
        if let Some(token) = &self.settings.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        request.body(Full::new(Bytes::from(self.body(message)))).ok()
    }
}

enum Connection {
    Plain(TcpStream),
    Tls(Box<tokio_rustls::client::TlsStream<TcpStream>>),
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<(StatusCode, Bytes), ()>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(drop)?;
    let driver = tokio::spawn(connection);
    let answered = async {
        let response = sender.send_request(request).await.map_err(drop)?;
        let status = response.status();
        // Read to its end so that the connection closes in order. What it says is looked through for the practice's words and not kept.
        let answer = Limited::new(response.into_body(), ANSWER_BYTES_MAX).collect().await;
        Ok((status, answer.map(http_body_util::Collected::to_bytes).unwrap_or_default()))
    };
    let answered = answered.await;
    driver.abort();
    answered
}

/// True where one of some words or codes stands in an answer as a whole word.
fn says_one_of(answer: &[u8], words: &[String]) -> bool {
    let answer = String::from_utf8_lossy(answer);
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    answer.split(|letter: char| !is_part(letter)).any(|word| words.iter().any(|wanted| wanted == word))
}

/// What a status means for a request that was sent as a whole.
fn delivery_of(status: StatusCode) -> Delivery {
    match status.as_u16() {
        200..=299 => Delivery::Accepted,
        // Busy, and says so before it did anything.
        429 | 503 => Delivery::NotNow(CarrierReason::Busy),
        // A wrong token is mended by the practice; the message waits for it.
        401 | 403 => Delivery::NotNow(CarrierReason::NoSignIn),
        400..=499 => Delivery::Refused(CarrierReason::RequestRefused),
        // It broke while it worked on it, or somebody between did not hear from it.
        _ => Delivery::Unknown(CarrierReason::GatewayFailed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(format: Format, template: &str) -> TextSettings {
        TextSettings {
            url: "https://gateway.example.org/send?account=1".to_owned(),
            format,
            template: template.to_owned(),
            token: Some("swordfish".to_owned()),
            is_idempotent: false,
            dead_number: Vec::new(),
            certificates: None,
        }
    }

    fn check(format: Format, template: &str, expected: Result<&str, &SetupProblem>) {
        let id = "0190b5c4-0000-7000-8000-000000000001".parse().unwrap();
        let message = TextMessage { id, to: "+15550100199".to_owned(), text: "See \"{to}\"\n& more".to_owned() };
        let body = TextGateway::new(settings(format, template)).map(|gateway| gateway.body(&message));
        assert_eq!(body.as_deref(), expected, "{template}");
    }

    #[test]
    fn values_are_escaped_for_the_body_they_stand_in() {
        let json = r#"{"to":"{to}","message":{"body":"{text}"}}"#;
        check(Format::Json, json, Ok(r#"{"to":"+15550100199","message":{"body":"See \"{to}\"\n& more"}}"#));
        check(Format::Form, "To={to}&Body={text}", Ok("To=%2B15550100199&Body=See+%22%7Bto%7D%22%0A%26+more"));
    }

    #[test]
    fn a_template_that_cannot_work_is_refused() {
        check(Format::Json, r#"{"to":"{to}"}"#, Err(&SetupProblem::Template("{text}")));
        check(Format::Json, r#"{"to":"{to}","body":"{text}""#, Err(&SetupProblem::NotJson));
        check(Format::Form, "Body={text}", Err(&SetupProblem::Template("{to}")));
        let open = TextSettings { url: "http://gateway.example.org/".to_owned(), ..settings(Format::Form, "To={to}&Body={text}") };
        assert_eq!(TextGateway::new(open).err(), Some(SetupProblem::NotPrivate));
    }

    #[test]
    fn only_an_answer_that_says_so_means_that_nothing_went_out() {
        let dead = ["77001".to_owned(), "invalid_number".to_owned()];
        for (answer, expected) in [
            (r#"{"code":77001,"message":"not a mobile number"}"#, true),
            (r#"{"error":"invalid_number"}"#, true),
            (r#"{"code":770010}"#, false),
            ("", false),
        ] {
            assert_eq!(says_one_of(answer.as_bytes(), &dead), expected, "{answer}");
        }
        let told = |status| delivery_of(StatusCode::from_u16(status).unwrap());
        assert_eq!(told(202), Delivery::Accepted);
        assert_eq!(told(422), Delivery::Refused(CarrierReason::RequestRefused));
        assert_eq!(told(429), Delivery::NotNow(CarrierReason::Busy));
        for status in [500, 502, 504] {
            assert_eq!(told(status), Delivery::Unknown(CarrierReason::GatewayFailed), "{status}");
        }
    }

    #[test]
    fn a_token_is_never_printed() {
        let gateway = TextGateway::new(settings(Format::Form, "To={to}&Body={text}")).unwrap();
        assert!(!format!("{gateway:?}").contains("swordfish"));
    }
}
