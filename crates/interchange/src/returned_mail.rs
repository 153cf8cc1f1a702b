//! Mail that came back: what a mail server writes to the sender's address when a message it had taken cannot be delivered.
//!
//! Only the standard form is understood: a report (RFC 6522) with a delivery status (RFC 3464) and the headers of the message that came back, which name it.
//! Nothing is guessed from sentences for people. What a status means is told by RFC 3463 and the registry of IANA ("SMTP Enhanced Status Codes").

pub mod mbox;

use std::borrow::Cow;

use vocabulary::RecordId;

/// A report of more bytes is not read: it brings back what we sent, which is short.
const BYTES_MAX: usize = 4 << 20;
/// A report has three parts.
const PARTS_MAX: usize = 16;
/// A message goes to one recipient; lists further on may name a few.
const RECIPIENTS_MAX: usize = 100;

/// That a message of ours came back from one recipient.
#[derive(Clone, PartialEq, Eq)]
pub struct ReturnedMail {
    /// Which message: what our own `Message-ID` says.
    pub message: RecordId,
    /// The addresses it is about: the one it went to, and the one it came to in the end.
    pub addresses: Vec<String>,
    /// What became of it.
    pub status: Status,
}

impl std::fmt::Debug for ReturnedMail {
    /// Shows no address.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReturnedMail").field("message", &self.message).field("status", &self.status).finish_non_exhaustive()
    }
}

/// A status code: class, subject and detail (RFC 3463).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    class: u16,
    subject: u16,
    detail: u16,
}

impl Status {
    /// From its written form, such as `5.1.1`; a comment may follow.
    fn read(text: &str) -> Option<Self> {
        let code = text.split(|each: char| each.is_whitespace() || each == '(').next()?;
        let mut numbers = code.split('.').map(|part| {
            let is_number = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u16>().ok().filter(|_| is_number)
        });
        let (class, subject, detail) = (numbers.next()??, numbers.next()??, numbers.next()??);
        (numbers.next().is_none() && [2, 4, 5].contains(&class)).then_some(Self { class, subject, detail })
    }

    /// True where the address itself takes no messages, for good: no such mailbox (5.1.1) or domain (5.1.2), no address (5.1.3), moved without a new one
    /// (5.1.6), a domain that takes no mail (5.1.10, RFC 7505), or a mailbox that is closed (5.2.1). A full mailbox, a refusal for what the message is or for
    /// who sends it, and what was tried for too long say nothing about the address.
    pub const fn is_dead_address(self) -> bool {
        matches!((self.class, self.subject, self.detail), (5, 1, 1 | 2 | 3 | 6 | 10) | (5, 2, 1))
    }
}

/// Why a file tells of nothing that came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotReturned {
    /// It is larger than a report can be.
    #[error("larger than a report of a mail server")]
    TooLarge,
    /// It is no report in the standard form: a vacation note, an answer, a message in the words of one server.
    #[error("no report of a mail server in the standard form (RFC 3464)")]
    NoReport,
    /// The report does not bring back a message that was sent from here: nothing names it.
    #[error("the report names no message that was sent from here")]
    NoMessage,
    /// It tells of a delay, or that the message arrived.
    #[error("the report tells of nothing that failed")]
    NothingFailed,
}

impl NotReturned {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::NoReport => "no_report",
            Self::NoMessage => "no_message",
            Self::NothingFailed => "nothing_failed",
        }
    }
}

/// Reads one mail: what came back, by recipient. A file with several mails is cut by [`mbox::mails`].
pub fn read(bytes: &[u8]) -> Result<Vec<ReturnedMail>, NotReturned> {
    if bytes.len() > BYTES_MAX {
        return Err(NotReturned::TooLarge);
    }
    let text: Cow<'_, str> = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().collect();
    let whole = Entity::read(&lines);
    let kind = whole.kind();
    if kind.name != "multipart/report" || kind.parameter("report-type").is_none_or(|kind| !kind.eq_ignore_ascii_case("delivery-status")) {
        return Err(NotReturned::NoReport);
    }
    let boundary = kind.parameter("boundary").filter(|boundary| !boundary.is_empty()).ok_or(NotReturned::NoReport)?;
    let parts: Vec<Entity<'_>> = parts(whole.body, boundary).into_iter().map(Entity::read).collect();
    let status = parts.iter().find(|part| part.kind().name == "message/delivery-status" && part.is_plain()).ok_or(NotReturned::NoReport)?;
    let message = parts.iter().find_map(message_of).ok_or(NotReturned::NoMessage)?;
    let groups = status.body.split(|line| line.trim().is_empty()).map(|lines| Entity::read(lines).headers);
    let returned: Vec<ReturnedMail> = groups.filter_map(|fields| failed(&fields, message)).take(RECIPIENTS_MAX).collect();
    if returned.is_empty() { Err(NotReturned::NothingFailed) } else { Ok(returned) }
}

/// What the fields of one recipient tell, where delivery to them failed.
fn failed(fields: &Fields, message: RecordId) -> Option<ReturnedMail> {
    if !first_word(fields.get("action")?).eq_ignore_ascii_case("failed") {
        return None;
    }
    let status = Status::read(fields.get("status")?.trim()).filter(|status| status.class != 2)?;
    let addresses: Vec<String> = ["original-recipient", "final-recipient"].iter().filter_map(|name| address(fields.get(name)?)).collect();
    (!addresses.is_empty()).then_some(ReturnedMail { message, addresses, status })
}

/// The address of a field `rfc822; ada@example.org`.
fn address(value: &str) -> Option<String> {
    let (kind, address) = value.split_once(';')?;
    let address = address.trim().trim_start_matches('<').trim_end_matches('>').trim();
    let is_mail = kind.trim().eq_ignore_ascii_case("rfc822") && address.contains('@') && !address.contains(char::is_whitespace);
    is_mail.then(|| address.to_owned())
}

fn first_word(text: &str) -> &str {
    text.split(|each: char| each.is_whitespace() || each == '(').find(|word| !word.is_empty()).unwrap_or_default()
}

/// The message that a part with the headers of what came back names, where it is one of ours: its id stands before the `@`.
fn message_of(part: &Entity<'_>) -> Option<RecordId> {
    if !["message/rfc822", "text/rfc822-headers"].contains(&part.kind().name.as_str()) || !part.is_plain() {
        return None;
    }
    let named = Entity::read(part.body).headers;
    let (local, _) = named.get("message-id")?.trim().strip_prefix('<')?.strip_suffix('>')?.split_once('@')?;
    local.parse().ok()
}

/// Header fields in their order: name in lower case, value without its folds.
#[derive(Default)]
struct Fields(Vec<(String, String)>);

impl Fields {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Headers and what follows them.
struct Entity<'a> {
    headers: Fields,
    body: &'a [&'a str],
}

impl<'a> Entity<'a> {
    fn read(lines: &'a [&'a str]) -> Self {
        let end = lines.iter().position(|line| line.trim().is_empty()).unwrap_or(lines.len());
        let mut headers = Fields::default();
        for line in &lines[..end] {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = headers.0.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                headers.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self { headers, body: lines.get(end + 1..).unwrap_or_default() }
    }

    /// What it is; without a word it is plain text (RFC 2045).
    fn kind(&self) -> Kind {
        Kind::read(self.headers.get("content-type").unwrap_or("text/plain"))
    }

    /// True where its text stands there as it is.
    fn is_plain(&self) -> bool {
        let encoding = self.headers.get("content-transfer-encoding").unwrap_or("7bit").trim();
        ["7bit", "8bit", "binary"].iter().any(|plain| encoding.eq_ignore_ascii_case(plain))
    }
}

/// A `Content-Type`.
struct Kind {
    name: String,
    parameters: Vec<(String, String)>,
}

impl Kind {
    fn read(value: &str) -> Self {
        let mut parts = outside_quotes(value).into_iter();
        let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let parameter = |part: String| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim();
            let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
            Some((name.trim().to_ascii_lowercase(), value.to_owned()))
        };
        Self { name, parameters: parts.filter_map(parameter).collect() }
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Cuts at semicolons that stand in no quotes.
fn outside_quotes(value: &str) -> Vec<String> {
    let (mut parts, mut is_quoted) = (vec![String::new()], false);
    for each in value.chars() {
        is_quoted ^= each == '"';
        if each == ';' && !is_quoted {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(each);
        }
    }
    parts
}

/// The parts between the lines of a boundary (RFC 2046, 5.1.1). One without an end goes on to the last line: reports are cut off.
fn parts<'a>(lines: &'a [&'a str], boundary: &str) -> Vec<&'a [&'a str]> {
    let (begins, ends) = (format!("--{boundary}"), format!("--{boundary}--"));
    let (mut parts, mut start) = (Vec::new(), None);
    for (place, line) in lines.iter().enumerate() {
        let line = line.trim_end();
        if line != begins && line != ends {
            continue;
        }
        parts.extend(start.map(|start| &lines[start..place]));
        start = (line == begins).then_some(place + 1);
        if line == ends || parts.len() == PARTS_MAX {
            return parts;
        }
    }
    parts.extend(start.map(|start| &lines[start..]));
    parts
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const REPORT: &str = "Return-Path: <>\r\nFrom: Mail Delivery System <MAILER-DAEMON@mail.example>\r\nTo: noreply@example.org\r\n\
        Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"b;1\"\r\nMIME-Version: 1.0\r\n\r\n--b;1\r\n\
        Content-Type: text/plain\r\n\r\nYour message could not be delivered.\r\n\r\n--b;1\r\nContent-Type: message/delivery-status\r\n\r\n\
        Reporting-MTA: dns; mail.example\r\n\r\nOriginal-Recipient: rfc822;Ada@example.org\r\nFinal-Recipient: rfc822; ada@inner.example\r\n\
        Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such\r\n mailbox\r\n\r\n--b;1\r\nContent-Type: text/rfc822-headers\r\n\r\n\
        From: Care team <noreply@example.org>\r\nMessage-ID: <0190b5c4-0000-7000-8000-000000000001@example.org>\r\n\r\n--b;1--\r\n";

    const MESSAGE: &str = "0190b5c4-0000-7000-8000-000000000001";

    fn check(changes: &[(&str, &str)], expected: Result<&[(&str, bool)], NotReturned>) {
        let report = changes.iter().fold(REPORT.to_owned(), |report, (from, to)| {
            assert!(report.contains(from), "{from}");
            report.replace(from, to)
        });
        let found = read(report.as_bytes()).map(|all| {
            assert!(all.iter().all(|each| each.message.to_string() == MESSAGE));
            all.iter().map(|each| (each.addresses.join(" "), each.status.is_dead_address())).collect::<Vec<_>>()
        });
        let expected = expected.map(|all| all.iter().map(|(addresses, is_dead)| ((*addresses).to_owned(), *is_dead)).collect::<Vec<_>>());
        assert_eq!(found, expected, "{changes:?}");
    }

    #[test]
    fn a_report_in_the_standard_form_names_message_address_and_status() {
        let both = "Ada@example.org ada@inner.example";
        check(&[], Ok(&[(both, true)]));
        check(&[("\r\n", "\n")], Ok(&[(both, true)]));
        check(&[("text/rfc822-headers", "message/rfc822")], Ok(&[(both, true)]));
        check(&[("--b;1--\r\n", "")], Ok(&[(both, true)]));
        check(&[("Original-Recipient: rfc822;Ada@example.org\r\n", "")], Ok(&[("ada@inner.example", true)]));
        let second = "Action: failed\r\nStatus: 5.1.1\r\n\r\nFinal-Recipient: rfc822; <bea@example.org>\r\nAction: Failed (gave up)\r\nStatus: 5.2.2 (full)\r\n";
        check(&[("Action: failed\r\nStatus: 5.1.1\r\n", second)], Ok(&[(both, true), ("bea@example.org", false)]));
    }

    #[test]
    fn only_a_status_about_the_address_says_that_it_is_dead() {
        for (code, is_dead) in
            [("5.1.2", true), ("5.1.10", true), ("5.2.1", true), ("5.2.2", false), ("5.7.1", false), ("4.4.7", false), ("5.0.0", false)]
        {
            check(&[("Status: 5.1.1", &format!("Status: {code}"))], Ok(&[("Ada@example.org ada@inner.example", is_dead)]));
        }
    }

    #[test]
    fn what_is_no_such_report_is_not_guessed_at() {
        use NotReturned::{NoMessage, NoReport, NothingFailed};
        check(&[("Action: failed", "Action: delayed")], Err(NothingFailed));
        check(&[("Status: 5.1.1\r\n", "")], Err(NothingFailed));
        check(&[("Status: 5.1.1\r\n", "Status: 5.1\r\n")], Err(NothingFailed));
        check(&[("Status: 5.1.1\r\n", "Status: 2.0.0\r\n")], Err(NothingFailed));
        check(&[("rfc822;Ada", "x400;Ada"), ("rfc822; ada@inner.example", "rfc822; ada")], Err(NothingFailed));
        check(&[("0190b5c4-0000", "elsewhere-0000")], Err(NoMessage));
        check(&[("text/rfc822-headers", "text/plain")], Err(NoMessage));
        check(&[("report-type=delivery-status", "report-type=disposition-notification")], Err(NoReport));
        check(&[("multipart/report", "multipart/mixed")], Err(NoReport));
        check(&[("message/delivery-status\r\n", "message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n")], Err(NoReport));
        assert_eq!(read(b"From: Ada\r\n\r\nI am on vacation.\r\n"), Err(NoReport));
        assert_eq!(read(b""), Err(NoReport));
        assert_eq!(read(&vec![b'a'; BYTES_MAX + 1]), Err(NotReturned::TooLarge));
    }
}
