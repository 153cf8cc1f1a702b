//! Whether and how messages leave: what the keys of `sending`, `mail` and `text` mean together.

use std::fmt;

use collection::sending::Mode;
use collection::sending::quiet::QuietHours;
use messaging::{Format, MailSettings, Mailer, Security, TextGateway, TextSettings};

use super::{Fact, Problem, Settings, secret};

/// Whether and how messages leave.
#[derive(Clone)]
pub(crate) struct Sending {
    /// Whether they leave.
    pub(crate) mode: Mode,
    /// The address that links begin with, without a slash at its end.
    pub(crate) link_address: String,
    /// When nobody is disturbed.
    pub(crate) quiet: QuietHours,
    /// The way out for e-mail.
    pub(crate) mail: Option<MailSettings>,
    /// The way out for text messages.
    pub(crate) text: Option<TextSettings>,
    /// What the gateway shows when it hands in a reply.
    pub(crate) replies_secret: Option<String>,
}

impl fmt::Debug for Sending {
    /// Never shows the secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").field("mode", &self.mode).finish_non_exhaustive()
    }
}

/// Shorter secrets can be guessed.
const REPLIES_SECRET_LENGTH_MIN: usize = 20;

pub(super) fn read(settings: &Settings, problems: &mut Vec<Problem>) -> Sending {
    let mode = match settings.text("sending", "mode") {
        "send" => Mode::Send,
        "keep" => Mode::Keep,
        "demo" => Mode::Demo,
        _ => Mode::Off,
    };
    let quiet = QuietHours::parse(settings.text("sending", "quiet_from"), settings.text("sending", "quiet_until"));
    let quiet = quiet.unwrap_or_else(|error| {
        problems.push(unfit(settings, "sending", "quiet_from", &error.to_string()));
        QuietHours::default()
    });
    let sending = Sending {
        mode,
        link_address: settings.text("sending", "link_address").trim_end_matches('/').to_owned(),
        quiet,
        mail: mail(settings, problems),
        text: text(settings, problems),
        replies_secret: secret(settings, "text", "replies_secret", problems),
    };
    if sending.replies_secret.as_ref().is_some_and(|secret| secret.len() < REPLIES_SECRET_LENGTH_MIN) {
        problems.push(unfit(settings, "text", "replies_secret", "expected 20 characters or more"));
    }
    if mode == Mode::Send {
        let address = sending.link_address.as_str();
        let is_private =
            address.starts_with("https://") || address.starts_with("http://127.0.0.1") || address.starts_with("http://localhost");
        if !is_private {
            problems.push(unfit(settings, "sending", "link_address", "expected the https:// address under which people reach this server"));
        }
        if sending.mail.is_none() && sending.text.is_none() {
            problems.push(unfit(settings, "sending", "mode", "set mail.server or text.url: without a way out nothing can be sent"));
        }
    }
    sending
}

fn unfit(settings: &Settings, section: &str, name: &str, reason: &str) -> Problem {
    Problem::new(&settings.get(section, name).origin, Fact::Unfit(format!("{section}.{name}"), reason.to_owned()))
}

fn authorities(settings: &Settings, section: &str, problems: &mut Vec<Problem>) -> Option<Vec<u8>> {
    let path = settings.path(section, "authority_file")?;
    match std::fs::read(&path) {
        Ok(pem) => Some(pem),
        Err(error) => {
            let origin = &settings.get(section, "authority_file").origin;
            problems.push(Problem::new(origin, Fact::FileUnreadable(format!("{section}.authority_file"), error.to_string())));
            None
        }
    }
}

fn mail(settings: &Settings, problems: &mut Vec<Problem>) -> Option<MailSettings> {
    let server = settings.text("mail", "server").trim();
    if server.is_empty() {
        return None;
    }
    let account = settings.text("mail", "account").trim();
    let password = secret(settings, "mail", "password", problems);
    let read = MailSettings {
        server: server.to_owned(),
        security: match settings.text("mail", "security") {
            "starttls" => Security::StartTls,
            "none" => Security::None,
            _ => Security::Tls,
        },
        account: (!account.is_empty()).then(|| (account.to_owned(), password.unwrap_or_default())),
        from: settings.text("mail", "from").trim().to_owned(),
        sender_name: settings.text("mail", "sender_name").trim().to_owned(),
        certificates: authorities(settings, "mail", problems),
    };
    match Mailer::new(read.clone()) {
        Ok(_) => Some(read),
        Err(error) => {
            problems.push(unfit(settings, "mail", "server", &error.to_string()));
            None
        }
    }
}

fn text(settings: &Settings, problems: &mut Vec<Problem>) -> Option<TextSettings> {
    let url = settings.text("text", "url").trim();
    if url.is_empty() {
        return None;
    }
    let read = TextSettings {
        url: url.to_owned(),
        format: if settings.text("text", "format") == "form" { Format::Form } else { Format::Json },
        template: settings.text("text", "template").to_owned(),
        token: secret(settings, "text", "token", problems),
        is_idempotent: settings.text("text", "idempotent") == "yes",
        dead_number: settings
            .text("text", "dead_number")
            .split(',')
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect(),
        certificates: authorities(settings, "text", problems),
    };
    match TextGateway::new(read.clone()) {
        Ok(_) => Some(read),
        Err(error) => {
            problems.push(unfit(settings, "text", "url", &error.to_string()));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn check(content: &str, expected: &[&str]) {
        let (mut settings, mut problems) = (Settings::defaults(), Vec::new());
        settings.read_file(Path::new("t.toml"), content, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        read(&settings, &mut problems);
        let told: Vec<String> = problems
            .iter()
            .map(|problem| if let Fact::Unfit(name, _) = &problem.fact { name.clone() } else { format!("{:?}", problem.fact) })
            .collect();
        assert_eq!(told, expected, "{content}");
    }

    #[test]
    fn sending_needs_an_address_for_links_and_a_way_out() {
        check("", &[]);
        check("[sending]\nmode = \"keep\"\n", &[]);
        check("[sending]\nmode = \"demo\"\n", &[]);
        check("[sending]\nmode = \"send\"\n", &["sending.link_address", "sending.mode"]);
        let whole = "[sending]\nmode = \"send\"\nlink_address = \"https://forms.example.org\"\n[mail]\nserver = \"mail.example.org:465\"\n";
        check(whole, &["mail.server", "sending.mode"]);
        check(&format!("{whole}from = \"care@example.org\"\n"), &[]);
        check("[text]\nurl = \"http://gateway.example.org\"\n", &["text.url"]);
        check("[sending]\nquiet_from = \"late\"\n", &["sending.quiet_from"]);
    }
}
