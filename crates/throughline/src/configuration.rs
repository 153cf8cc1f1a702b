//! The configuration: one TOML file, the environment over it, options of the command line over both.
//!
//! A configuration is whole or refused: every problem is told at once, with file and line. Secrets come from a file of their own or from the
//! environment. Nothing beyond this machine can reach a server without TLS or a declared proxy.

mod example;
mod keys;
mod problem;
mod sending;
mod settings;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

pub(crate) use example::{example, reference_page};
pub(crate) use keys::{KEYS, Key as ConfigKey, Shape};
pub(crate) use problem::{Fact, Origin, Problem};
pub(crate) use sending::Sending;
pub(crate) use settings::{Settings, Value};
use vocabulary::Money;
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};

/// The file that is read when none is named and it is there.
pub(crate) const FILE_NAME: &str = "throughline.toml";

/// What the program needs to know of the practice's wishes.
#[derive(Clone)]
pub(crate) struct Configuration {
    /// Stands on pages and reports.
    pub(crate) practice_name: String,
    /// What billing costs in a month; `None` where the practice does not say.
    pub(crate) billing_cost_a_month: Option<Money>,
    /// What capital costs in a year, in whole percent.
    pub(crate) capital_cost_percent: Option<u32>,
    /// What an hour of review costs.
    pub(crate) review_hour_cost: Option<Money>,
    pub(crate) write_off_alone_up_to: Option<Money>,
    /// Official lists of reasons and of remarks, and where they come from.
    pub(crate) official_lists: (Option<PathBuf>, Option<PathBuf>, String),
    /// The official list of diagnosis codes.
    pub(crate) diagnosis_list: Option<PathBuf>,
    /// Where the records are.
    pub(crate) database: Database,
    /// How the server is reached.
    pub(crate) server: Server,
    /// How people sign in.
    pub(crate) sign_in: SignIn,
    /// Whether and how messages leave.
    pub(crate) sending: Sending,
    /// The folder of text overlays.
    pub(crate) overlay_folder: Option<PathBuf>,
    /// How links to check-ins behave.
    pub(crate) check_in: app::check_in::CheckInSettings,
    /// The folder of backups.
    pub(crate) backup_folder: Option<PathBuf>,
    /// How old the newest backup may be.
    pub(crate) backup_age_days_max: u32,
    /// The files that secrets were read from.
    pub(crate) secret_files: Vec<PathBuf>,
    /// How the log is written.
    pub(crate) log: Log,
}

/// Where the records are.
#[derive(Clone)]
pub(crate) struct Database {
    /// A path or a `postgres://` address, the password in it.
    pub(crate) location: Location,
    /// How many units of work read at once.
    pub(crate) connections: u32,
}

/// A file or a server.
#[derive(Clone)]
pub(crate) enum Location {
    /// An SQLite file, with the key of an encrypted one.
    File {
        /// The file.
        path: PathBuf,
        /// Its key.
        key: Option<String>,
    },
    /// A PostgreSQL database.
    Address {
        /// The address with the password.
        url: String,
    },
}

/// How the server is reached.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) listen: SocketAddr,
    /// Certificate chain and private key.
    pub(crate) tls: Option<Tls>,
    /// The declared proxies.
    pub(crate) proxy: Vec<IpAddr>,
    /// The largest upload in bytes.
    pub(crate) upload_bytes_max: u64,
}

/// The files of a certificate.
#[derive(Clone, Debug)]
pub(crate) struct Tls {
    /// PEM of the chain.
    pub(crate) certificate_file: PathBuf,
    /// PEM of the private key.
    pub(crate) key_file: PathBuf,
}

/// How people sign in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignIn {
    /// Minutes without a request.
    pub(crate) idle_minutes: u32,
    /// Hours in any case.
    pub(crate) session_hours: u32,
    /// Whether everybody needs a one-time code.
    pub(crate) second_factor_required: bool,
}

/// How the log is written.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    /// `auto`, `text` or `json`.
    pub(crate) format: String,
    /// `error`, `warn`, `info` or `debug`.
    pub(crate) level: String,
}

/// Settings as they were found, and what is wrong with them.
pub(crate) struct Loaded {
    /// The settings.
    pub(crate) settings: Settings,
    /// The file that was read.
    pub(crate) file: Option<PathBuf>,
    /// What is wrong.
    pub(crate) problems: Vec<Problem>,
}

/// Reads the file that is named, or `throughline.toml` in the current folder when it is there, and the environment over it.
pub(crate) fn load(named: Option<&Path>) -> Loaded {
    let mut settings = Settings::defaults();
    let mut problems = Vec::new();
    let file = named.map(Path::to_owned).or_else(|| Some(PathBuf::from(FILE_NAME)).filter(|path| path.exists()));
    if let Some(path) = &file {
        match std::fs::read_to_string(path) {
            Ok(content) => settings.read_file(path, &content, &mut problems),
            Err(error) => {
                let origin = Origin::File { path: path.clone(), line: 1 };
                problems.push(Problem { origin, fact: Fact::Unreadable(error.to_string()) });
            }
        }
    }
    settings.read_environment(variables(), &mut problems);
    Loaded { settings, file, problems }
}

/// The environment as text; a variable that is not text is none of ours.
fn variables() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

impl Loaded {
    /// The configuration, or every problem.
    pub(crate) fn configuration(mut self) -> Result<Configuration, Failure> {
        match Configuration::from_settings(&self.settings) {
            Ok(configuration) if self.problems.is_empty() => Ok(configuration),
            Ok(_) => Err(refusal(&self.problems)),
            Err(problems) => {
                self.problems.extend(problems);
                Err(refusal(&self.problems))
            }
        }
    }
}

/// All problems in one failure.
pub(crate) fn refusal(problems: &[Problem]) -> Failure {
    let text = console::text();
    let mut problems: Vec<&Problem> = problems.iter().collect();
    problems.sort_by_key(|problem| &problem.origin);
    let lines: Vec<String> = problems.iter().map(|problem| problem.say(text)).collect();
    let failure = Failure::new(Kind::Usage, lines.join("\nerror: "));
    failure.hint(text.say(Key::CommandConfigHint))
}

impl Configuration {
    /// Reads what the settings mean together.
    pub(crate) fn from_settings(settings: &Settings) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let database = Database { location: location(settings, &mut problems), connections: settings.number("database", "connections") };
        let server = server(settings, &mut problems);
        let sending = sending::read(settings, &mut problems);
        let configuration = Self {
            sending,
            practice_name: settings.text("practice", "name").trim().to_owned(),
            billing_cost_a_month: dollars(settings, "cost_a_month"),
            capital_cost_percent: Some(settings.number("billing", "capital_cost_percent")).filter(|percent| *percent > 0),
            review_hour_cost: dollars(settings, "review_hour_cost"),
            write_off_alone_up_to: dollars(settings, "write_off_alone_up_to"),
            diagnosis_list: settings.path("billing", "diagnosis_list"),
            official_lists: (
                settings.path("billing", "reason_list"),
                settings.path("billing", "remark_list"),
                settings.text("billing", "lists_source").trim().to_owned(),
            ),
            database,
            server,
            sign_in: SignIn {
                idle_minutes: settings.number("sign_in", "idle_minutes"),
                session_hours: settings.number("sign_in", "session_hours"),
                second_factor_required: settings.text("sign_in", "second_factor") == "required",
            },
            check_in: app::check_in::CheckInSettings {
                birth_day_after_hours: settings.number("check_in", "birth_day_after_hours").into(),
                link_days: settings.number("check_in", "link_days").into(),
                paper_days: settings.number("check_in", "paper_days").into(),
                own_page_days: settings.number("check_in", "own_page_days").into(),
                sends_what_is_due: settings.text("check_in", "send_what_is_due") == "yes",
            },
            overlay_folder: settings.path("instruments", "overlay_folder"),
            backup_folder: settings.path("backup", "folder"),
            backup_age_days_max: settings.number("backup", "age_days_max"),
            secret_files: SECRET_FILES.iter().filter_map(|(section, name)| settings.path(section, name)).collect(),
            log: Log { format: settings.text("log", "format").to_owned(), level: settings.text("log", "level").to_owned() },
        };
        if problems.is_empty() { Ok(configuration) } else { Err(problems) }
    }
}

/// The keys that name files of secrets.
const SECRET_FILES: &[(&str, &str)] = &[
    ("database", "password_file"),
    ("database", "key_file"),
    ("mail", "password_file"),
    ("text", "token_file"),
    ("text", "replies_secret_file"),
];

/// Whole dollars of billing; `None` for 0.
fn dollars(settings: &Settings, name: &str) -> Option<Money> {
    match settings.number("billing", name) {
        0 => None,
        dollars => Some(Money::from_cents(i64::from(dollars) * 100)),
    }
}

fn location(settings: &Settings, problems: &mut Vec<Problem>) -> Location {
    let written = settings.text("database", "location");
    if written.starts_with("postgres://") || written.starts_with("postgresql://") {
        let password = secret(settings, "database", "password", problems);
        return Location::Address { url: password.map_or_else(|| written.to_owned(), |password| with_password(written, &password)) };
    }
    let path = settings.path("database", "location").unwrap_or_default();
    Location::File { path, key: secret(settings, "database", "key", problems) }
}

/// A secret: from the environment, or the first line of the file that a key names.
fn secret(settings: &Settings, section: &str, name: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let direct = settings.text(section, name);
    if !direct.is_empty() {
        return Some(direct.to_owned());
    }
    let file_key = format!("{name}_file");
    let path = settings.path(section, &file_key)?;
    let setting = settings.get(section, &file_key);
    match std::fs::read_to_string(&path) {
        Ok(content) => match content.lines().next().filter(|line| !line.is_empty()) {
            Some(line) => return Some(line.to_owned()),
            None => problems.push(Problem::new(&setting.origin, Fact::EmptySecret(format!("{section}.{file_key}")))),
        },
        Err(error) => {
            problems.push(Problem::new(&setting.origin, Fact::FileUnreadable(format!("{section}.{file_key}"), error.to_string())));
        }
    }
    None
}

/// The address with a password in it, escaped byte by byte.
fn with_password(address: &str, password: &str) -> String {
    let escaped: String = password
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    match rest.split_once('@') {
        Some((user, host)) => format!("{scheme}://{user}:{escaped}@{host}"),
        None => format!("{address}{}password={escaped}", if rest.contains('?') { '&' } else { '?' }),
    }
}

/// An address of a database as it may be shown.
pub(crate) fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let authority = match authority.rsplit_once('@') {
        Some((user, host)) => format!("{}@{host}", user.split(':').next().unwrap_or_default()),
        None => authority.to_owned(),
    };
    let kept: Vec<&str> = path.split(['?', '&']).filter(|part| !part.starts_with("password=")).collect();
    let path = kept.first().map_or_else(String::new, |first| match kept[1..].join("&") {
        query if query.is_empty() => (*first).to_owned(),
        query => format!("{first}?{query}"),
    });
    format!("{scheme}://{authority}{path}")
}

fn server(settings: &Settings, problems: &mut Vec<Problem>) -> Server {
    let listen: SocketAddr = settings.text("server", "listen").parse().expect("the shape of this key was checked when it was read");
    let at = |name: &str| &settings.get("server", name).origin;
    let certificate = settings.path("server", "tls_certificate_file");
    let key = settings.path("server", "tls_key_file");
    for (name, path) in [("tls_certificate_file", &certificate), ("tls_key_file", &key)] {
        if let Some(Err(error)) = path.as_ref().map(std::fs::File::open) {
            problems.push(Problem::new(at(name), Fact::FileUnreadable(format!("server.{name}"), error.to_string())));
        }
    }
    let tls = match (certificate, key) {
        (Some(certificate_file), Some(key_file)) => Some(Tls { certificate_file, key_file }),
        (None, None) => None,
        (Some(_), None) => {
            problems.push(Problem::new(at("tls_certificate_file"), Fact::HalfOfTls));
            None
        }
        (None, Some(_)) => {
            problems.push(Problem::new(at("tls_key_file"), Fact::HalfOfTls));
            None
        }
    };
    let proxy: Vec<IpAddr> = settings.list("server", "proxy").iter().filter_map(|address| address.parse().ok()).collect();
    if !listen.ip().is_loopback() && tls.is_none() && proxy.is_empty() {
        problems.push(Problem::new(at("listen"), Fact::OpenToTheNetwork(listen.to_string())));
    }
    if !proxy.is_empty() && tls.is_some() {
        problems.push(Problem::new(at("proxy"), Fact::TlsAndProxy));
    }
    let upload_bytes_max = u64::from(settings.number("server", "upload_mebibytes_max")) * 1024 * 1024;
    Server { listen, tls, proxy, upload_bytes_max }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Result<Configuration, Vec<Fact>> {
        let mut settings = Settings::defaults();
        let mut problems = Vec::new();
        settings.read_file(Path::new("t.toml"), content, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        Configuration::from_settings(&settings).map_err(|problems| problems.into_iter().map(|problem| problem.fact).collect())
    }

    fn check(content: &str, expected: &[Fact]) {
        assert_eq!(read(content).err().unwrap_or_default(), expected, "{content}");
    }

    #[test]
    fn a_server_beyond_this_machine_needs_tls_or_a_proxy() {
        check("", &[]);
        check("[server]\nlisten = \"[::1]:8080\"\n", &[]);
        check("[server]\nlisten = \"0.0.0.0:80\"\n", &[Fact::OpenToTheNetwork("0.0.0.0:80".to_owned())]);
        check("[server]\nlisten = \"0.0.0.0:80\"\nproxy = [\"10.0.0.5\"]\n", &[]);
    }

    #[test]
    fn a_certificate_comes_with_its_key_and_both_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let [certificate, key] = ["certificate.pem", "key.pem"].map(|name| folder.path().join(name));
        std::fs::write(&certificate, "x").unwrap();
        std::fs::write(&key, "x").unwrap();
        let whole = format!("[server]\ntls_certificate_file = {certificate:?}\ntls_key_file = {key:?}\n");
        assert!(read(&format!("{whole}listen = \"0.0.0.0:443\"\n")).unwrap().server.tls.is_some());
        check(&format!("[server]\ntls_key_file = {key:?}\n"), &[Fact::HalfOfTls]);
        check(&format!("{whole}proxy = [\"10.0.0.5\"]\n"), &[Fact::TlsAndProxy]);
        std::fs::remove_file(&key).unwrap();
        assert!(matches!(read(&whole).err().unwrap()[..], [Fact::FileUnreadable(..)]));
    }

    #[test]
    fn a_password_comes_from_its_file_and_is_escaped() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        let content = format!("[database]\nlocation = \"postgres://anna@host/db\"\npassword_file = {file:?}\n");
        assert!(matches!(read(&content).err().unwrap()[..], [Fact::FileUnreadable(..)]));
        std::fs::write(&file, "\n").unwrap();
        check(&content, &[Fact::EmptySecret("database.password_file".to_owned())]);
        std::fs::write(&file, "a b@:/\n").unwrap();
        let Location::Address { url } = read(&content).unwrap().database.location else { panic!("an address") };
        assert_eq!(url, "postgres://anna:a%20b%40%3A%2F@host/db");
        assert_eq!(with_password("postgres:///db?host=x", "p"), "postgres:///db?host=x&password=p");
    }

    #[test]
    fn an_address_is_shown_without_its_password() {
        let check = |address: &str, shown: &str| assert_eq!(without_password(address), shown);
        check("postgres://anna:secret@host:5432/db?sslmode=require", "postgres://anna@host:5432/db?sslmode=require");
        check("postgres://anna@host/db?password=secret&sslmode=require", "postgres://anna@host/db?sslmode=require");
        check("postgres://host/db?password=secret", "postgres://host/db");
        check("folder/throughline.db", "folder/throughline.db");
    }

    #[test]
    fn the_policy_of_the_second_factor_is_read() {
        assert!(read("").unwrap().sign_in.second_factor_required);
        assert!(!read("[sign_in]\nsecond_factor = \"off\"\n").unwrap().sign_in.second_factor_required);
    }
}
