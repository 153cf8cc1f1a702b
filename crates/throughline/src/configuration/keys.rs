//! Every key of the configuration: its section, name, shape, default and what it does. The file that is read, the environment, `config show`,
//! `config example` and the reference page all follow this table.

/// A key.
#[derive(Debug)]
pub(crate) struct Key {
    /// The table of the TOML file.
    pub(crate) section: &'static str,
    /// The name in the table.
    pub(crate) name: &'static str,
    /// What can stand there.
    pub(crate) shape: Shape,
    /// The default as it would stand in the file.
    pub(crate) default: &'static str,
    /// What it does, in Markdown.
    pub(crate) doc: &'static str,
}

/// What can stand at a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Any text that is not empty.
    Text,
    /// Any text; empty: none.
    Optional,
    /// A file or folder; relative to the folder of the configuration file. Empty: none.
    Path,
    /// A path of a file or a `postgres://` address without a password.
    Location,
    /// An IP address with a port.
    Address,
    /// A list of IP addresses.
    Addresses,
    /// A whole number between two bounds.
    Number(u32, u32),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A secret. It has no place in the file: it comes from the environment, or from the file that the key with `_file` behind it names.
    Secret,
}

impl Key {
    /// `section.name`.
    pub(crate) fn path(&self) -> String {
        format!("{}.{}", self.section, self.name)
    }

    /// The environment variable that goes before the file.
    pub(crate) fn variable(&self) -> String {
        format!("THROUGHLINE_{}_{}", self.section, self.name).to_uppercase()
    }

    /// True where the file may hold it.
    pub(crate) fn stands_in_the_file(&self) -> bool {
        self.shape != Shape::Secret
    }
}

/// The sections in the order of the file, with what they are about.
pub(crate) const SECTIONS: &[(&str, &str)] = &[
    ("practice", "Who this is."),
    ("database", "Where the records are kept."),
    ("server", "Where `throughline serve` listens."),
    ("billing", "What only the practice knows about its billing."),
    ("sign_in", "How people sign in."),
    ("check_in", "How links to check-ins behave."),
    ("sending", "Whether and how messages leave: links to check-ins, and notices to staff."),
    ("mail", "The way out for e-mail."),
    ("text", "The way out for text messages: an HTTP gateway."),
    ("instruments", "What the practice adds to the instrument library."),
    ("backup", "Where backups go, and how old the newest may get."),
    ("log", "What the program says about itself on standard error. Ids only, never a name or an answer."),
];

const fn key(section: &'static str, name: &'static str, shape: Shape, default: &'static str, doc: &'static str) -> Key {
    Key { section, name, shape, default, doc }
}

/// Every key, by section.
pub(crate) const KEYS: &[Key] = &[
    key("practice", "name", Shape::Text, r#""Our practice""#, "Stands on pages and reports."),
    key(
        "database",
        "location",
        Shape::Location,
        r#""throughline.db""#,
        "The path of an SQLite file, made when it is missing, or the address of a PostgreSQL database (version 15 or later) such as \
         `postgres://throughline@localhost/throughline`. The address holds no password: see the next two keys.",
    ),
    key("database", "password_file", Shape::Path, r#""""#, "A file whose first line is the password of the PostgreSQL database."),
    key("database", "password", Shape::Secret, r#""""#, "The password of the PostgreSQL database."),
    key(
        "database",
        "key_file",
        Shape::Path,
        r#""""#,
        "A file whose first line is the key of an encrypted SQLite file. Needs a build with the feature `sqlcipher`.",
    ),
    key("database", "key", Shape::Secret, r#""""#, "The key of an encrypted SQLite file."),
    key("database", "connections", Shape::Number(1, 64), "4", "How many units of work read at once."),
    key(
        "server",
        "listen",
        Shape::Address,
        r#""127.0.0.1:8080""#,
        "Where the server listens. Anything but this machine itself (`127.0.0.1`, `[::1]`) needs a certificate or a declared proxy.",
    ),
    key("server", "tls_certificate_file", Shape::Path, r#""""#, "The certificate chain in PEM, the server's own first."),
    key("server", "tls_key_file", Shape::Path, r#""""#, "The certificate's private key in PEM, readable for this program's account only."),
    key(
        "server",
        "proxy",
        Shape::Addresses,
        "[]",
        "The addresses of the proxy that speaks TLS in front of this server. Only what they say about a visitor's address is believed.",
    ),
    key("server", "upload_mebibytes_max", Shape::Number(1, 4096), "256", "The largest file that the page *Imports* takes, in MiB."),
    key(
        "billing",
        "cost_a_month",
        Shape::Number(0, 100_000_000),
        "0",
        "What billing costs in a month, in whole dollars: wages, services and fees. The key figure *cost to collect* rests on it; 0: not stated, and then the \
         figure is not known.",
    ),
    key(
        "billing",
        "capital_cost_percent",
        Shape::Number(0, 100),
        "0",
        "What the practice's capital costs it in a year, in whole percent: the interest of its credit line, say. What waiting for a bill costs (F12) rests on \
         it; 0: not stated, and then nothing is said of that.",
    ),
    key(
        "billing",
        "review_hour_cost",
        Shape::Number(0, 10_000),
        "0",
        "What an hour of whoever prepares requests to payers costs, in whole dollars. What reviews cost by payer (J10, J15) rests on it; 0: not stated.",
    ),
    key(
        "billing",
        "write_off_alone_up_to",
        Shape::Number(0, 100_000_000),
        "100",
        "Up to so many whole dollars one person writes a refused line off alone. Above it one person asks and another one approves: nobody approves their \
         own. 0: nobody else is ever asked.",
    ),
    key(
        "billing",
        "reason_list",
        Shape::Path,
        r#""""#,
        "The practice's own copy of the official list of adjustment reasons, as CSV with the columns `code` and `text`. Its texts are shown beside our labels; \
         they are never part of this program.",
    ),
    key("billing", "remark_list", Shape::Path, r#""""#, "The same for remark codes."),
    key(
        "billing",
        "lists_source",
        Shape::Optional,
        r#""""#,
        "Where these lists come from and of which day, such as `X12, 2026-11-01`. Shown beside each text; without it no list is taken.",
    ),
    key(
        "billing",
        "diagnosis_list",
        Shape::Path,
        r#""""#,
        "The practice's own copy of the official list of diagnosis codes, as CSV with the column `code`. With it a code that is not in the list fails rule B3; \
         a list of which a row is no code is not taken.",
    ),
    key("sign_in", "idle_minutes", Shape::Number(1, 480), "15", "After so many minutes without a request one has to sign in again."),
    key("sign_in", "session_hours", Shape::Number(1, 24), "12", "After so many hours one has to sign in again in any case."),
    key(
        "sign_in",
        "second_factor",
        Shape::Word(&["required", "off"]),
        r#""required""#,
        "One-time codes from an authenticator app. `required`: everybody needs one. `off`: people who are added get none; whoever has one is still asked.",
    ),
    key(
        "check_in",
        "birth_day_after_hours",
        Shape::Number(0, 720),
        "24",
        "So many hours after a link was made, whoever opens it is asked for the patient's date of birth first. 0: always.",
    ),
    key("check_in", "link_days", Shape::Number(1, 60), "7", "For so many days a link to a check-in is good."),
    key(
        "check_in",
        "paper_days",
        Shape::Number(1, 180),
        "30",
        "For so many days a packet on paper is waited for. One that was handed in can be keyed until it is.",
    ),
    key(
        "check_in",
        "own_page_days",
        Shape::Number(1, 730),
        "180",
        "For so many days a link to a patient's own page is good. It asks for a one-time code each time.",
    ),
    key(
        "check_in",
        "send_what_is_due",
        Shape::Word(&["no", "yes"]),
        r#""no""#,
        "`yes`: at the start of the day, when quiet hours are over, what is due goes out by itself: once for each time that it is asked for, and to nobody \
         who has an open check-in. `no`: somebody sends it.",
    ),
    key(
        "sending",
        "mode",
        Shape::Word(&["off", "keep", "demo", "send"]),
        r#""off""#,
        "`off`: nothing is planned. `keep`: messages are planned and kept in the outbox, and none leaves: nobody is told of a safety answer, so forms with safety items are not sent. \
         `demo`: the same in an invented practice, where what is kept counts as told. `send`: they leave by the ways below.",
    ),
    key(
        "sending",
        "link_address",
        Shape::Optional,
        r#""""#,
        "The address under which people reach this server, such as `https://forms.example.org`. Links in messages begin with it.",
    ),
    key(
        "sending",
        "quiet_from",
        Shape::Text,
        r#""20:00""#,
        "From then on nobody is disturbed, on the clock of the patient's program. Safety notices go out at any hour.",
    ),
    key("sending", "quiet_until", Shape::Text, r#""08:00""#, "Until then nobody is disturbed."),
    key("mail", "server", Shape::Optional, r#""""#, "The mail server as `name:port`, usually with port 465 or 587. Empty: no e-mail."),
    key(
        "mail",
        "security",
        Shape::Word(&["tls", "starttls", "none"]),
        r#""tls""#,
        "`tls` from the first byte, `starttls` after the greeting, `none` only for a mail server on this machine.",
    ),
    key("mail", "account", Shape::Optional, r#""""#, "The account at the mail server. Empty: no sign-in."),
    key("mail", "password_file", Shape::Path, r#""""#, "A file whose first line is the password of the account."),
    key("mail", "password", Shape::Secret, r#""""#, "The password of the account."),
    key("mail", "from", Shape::Optional, r#""""#, "The sender's address. Its domain must let this mail server send for it."),
    key(
        "mail",
        "sender_name",
        Shape::Text,
        r#""Care team""#,
        "The sender's name. It stands on locked screens: let it say nothing about treatment.",
    ),
    key(
        "mail",
        "authority_file",
        Shape::Path,
        r#""""#,
        "Certificate authorities in PEM to trust for the mail server, instead of those of the web.",
    ),
    key("text", "url", Shape::Optional, r#""""#, "The address of the gateway, `https://…`. Empty: no text messages."),
    key(
        "text",
        "dead_number",
        Shape::Optional,
        r#""""#,
        "Words or codes, separated by commas, that stand in the gateway's answer to a refused message where the number takes none. Such a number is marked \
         as one from which messages come back.",
    ),
    key("text", "format", Shape::Word(&["json", "form"]), r#""json""#, "How the request is written."),
    key(
        "text",
        "template",
        Shape::Text,
        r#"'{"to":"{to}","body":"{text}"}'"#,
        "The body of the request. `{to}` becomes the number, `{text}` the text, `{id}` the message's id; each is escaped for the format.",
    ),
    key("text", "token_file", Shape::Path, r#""""#, "A file whose first line is the bearer token of the gateway."),
    key("text", "token", Shape::Secret, r#""""#, "The bearer token of the gateway."),
    key(
        "text",
        "idempotent",
        Shape::Word(&["no", "yes"]),
        r#""no""#,
        "`yes` where the gateway promises to act once on requests with the same `Idempotency-Key`. Then a request whose answer is not known is made again.",
    ),
    key(
        "text",
        "authority_file",
        Shape::Path,
        r#""""#,
        "Certificate authorities in PEM to trust for the gateway, instead of those of the web.",
    ),
    key(
        "text",
        "replies_secret_file",
        Shape::Path,
        r#""""#,
        "A file whose first line is the secret that the gateway shows when it hands replies in at `/hooks/text`, as bearer token or password: 20 characters or more.",
    ),
    key(
        "text",
        "replies_secret",
        Shape::Secret,
        r#""""#,
        "The same secret. Empty: no replies are taken, and STOP reaches nobody but the gateway.",
    ),
    key(
        "instruments",
        "overlay_folder",
        Shape::Path,
        r#""""#,
        "A folder of overlay files (`*.toml`): the text of instruments that the practice holds a licence for.",
    ),
    key(
        "backup",
        "folder",
        Shape::Path,
        r#""""#,
        "Where `throughline backup` writes when no file is named; `doctor` looks at the newest one there.",
    ),
    key("backup", "age_days_max", Shape::Number(1, 365), "1", "How many days old the newest backup may be before `doctor` complains."),
    key(
        "log",
        "format",
        Shape::Word(&["auto", "text", "json"]),
        r#""auto""#,
        "Lines for people, or one JSON object a line for programs; `auto` chooses text on a terminal and JSON elsewhere.",
    ),
    key("log", "level", Shape::Word(&["error", "warn", "info", "debug"]), r#""info""#, "The least important lines that are still written."),
];

/// The key with this section and name.
pub(crate) fn find(section: &str, name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.section == section && key.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_stands_in_a_section_and_sections_follow_one_another() {
        let mut sections: Vec<&str> = KEYS.iter().map(|key| key.section).collect();
        sections.dedup();
        assert_eq!(sections, SECTIONS.iter().map(|(section, _)| *section).collect::<Vec<_>>());
    }

    #[test]
    fn every_secret_has_a_key_that_names_a_file() {
        for secret in KEYS.iter().filter(|key| key.shape == Shape::Secret) {
            let file = find(secret.section, &format!("{}_file", secret.name));
            assert_eq!(file.map(|key| key.shape), Some(Shape::Path), "{}", secret.path());
        }
    }

    #[test]
    fn variables_are_named_after_section_and_key() {
        assert_eq!(find("server", "tls_key_file").unwrap().variable(), "THROUGHLINE_SERVER_TLS_KEY_FILE");
    }
}
