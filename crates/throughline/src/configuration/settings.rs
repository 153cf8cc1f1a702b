//! Values by key, from defaults, the file and the environment, each with where it came from. A value has its shape checked here; what values
//! mean together is checked in [`super::Configuration`].

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::keys::{self, KEYS, Key, SECTIONS, Shape};
use super::problem::{Fact, Origin, Problem};

/// Environment variables that begin like ours and are no keys: the place of the file, and what tests read.
const OTHER_VARIABLES: &[&str] = &[
    "THROUGHLINE_CONFIG",
    "THROUGHLINE_GOLDEN",
    "THROUGHLINE_SEED",
    "THROUGHLINE_SOAK",
    "THROUGHLINE_SOAK_BUDGET",
    "THROUGHLINE_SOAK_MINUTES",
];

/// A value that has the shape of its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A text, word, address or secret; empty where nothing is set.
    Text(String),
    /// A number.
    Number(u32),
    /// Addresses.
    List(Vec<String>),
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// The value.
    pub(crate) value: Value,
    /// Where it came from.
    pub(crate) origin: Origin,
}

/// Every key has one setting.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    values: BTreeMap<String, Setting>,
    /// The folder of the file that was read: defaults are relative to it too.
    folder: PathBuf,
}

impl Settings {
    /// The defaults.
    pub(crate) fn defaults() -> Self {
        let setting = |key: &Key| {
            let value = DeValue::parse(key.default).expect("the defaults are TOML: a test reads each");
            let value = shaped(key, value.get_ref()).expect("the defaults have their shape: a test reads each");
            (key.path(), Setting { value, origin: Origin::Default })
        };
        Self { values: KEYS.iter().map(setting).collect(), folder: PathBuf::new() }
    }

    /// The setting of a key.
    pub(crate) fn get(&self, section: &str, name: &str) -> &Setting {
        self.values.get(&format!("{section}.{name}")).expect("code asks for keys of the table only: a test loads the defaults")
    }

    /// A text, a word, a path as written.
    pub(crate) fn text(&self, section: &str, name: &str) -> &str {
        match &self.get(section, name).value {
            Value::Text(text) => text,
            Value::Number(_) | Value::List(_) => "",
        }
    }

    /// A number.
    pub(crate) fn number(&self, section: &str, name: &str) -> u32 {
        match self.get(section, name).value {
            Value::Number(number) => number,
            Value::Text(_) | Value::List(_) => 0,
        }
    }

    /// A list.
    pub(crate) fn list(&self, section: &str, name: &str) -> &[String] {
        match &self.get(section, name).value {
            Value::List(list) => list,
            Value::Text(_) | Value::Number(_) => &[],
        }
    }

    /// A path, resolved: against the folder of the file it was written in, or the current folder; `None` when empty.
    pub(crate) fn path(&self, section: &str, name: &str) -> Option<PathBuf> {
        let setting = self.get(section, name);
        let written = self.text(section, name);
        (!written.is_empty()).then(|| match &setting.origin {
            Origin::Default | Origin::File { .. } => self.folder.join(written),
            Origin::Environment(_) | Origin::Option(_) => PathBuf::from(written),
        })
    }

    /// Takes over what the file says. Problems are collected; what has none is taken.
    pub(crate) fn read_file(&mut self, path: &Path, content: &str, problems: &mut Vec<Problem>) {
        self.folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let line_of = |offset: usize| content.get(..offset.min(content.len())).map_or(0, |before| before.matches('\n').count()) + 1;
        let at = |offset: usize| Origin::File { path: path.to_owned(), line: line_of(offset) };
        let table = match DeTable::parse(content) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                problems.push(Problem::new(&at(offset), Fact::NotToml(error.message().to_owned())));
                return;
            }
        };
        for (section, entries) in &table {
            let section_name = section.get_ref().as_ref();
            let origin = at(section.span().start);
            let Some(entries) = entries.get_ref().as_table() else {
                let meant = KEYS.iter().find(|key| key.name == section_name).map(|key| format!("[{}] {}", key.section, key.name));
                problems.push(Problem::new(&origin, Fact::UnknownKey(section_name.to_owned(), meant)));
                continue;
            };
            if !SECTIONS.iter().any(|(name, _)| *name == section_name) {
                let meant = nearest(section_name, SECTIONS.iter().map(|(name, _)| (*name).to_owned())).map(|name| format!("[{name}]"));
                problems.push(Problem::new(&origin, Fact::UnknownSection(section_name.to_owned(), meant)));
                continue;
            }
            for (name, value) in entries {
                let origin = at(name.span().start);
                let name = name.get_ref().as_ref();
                match keys::find(section_name, name) {
                    Some(key) => self.take(key, value.get_ref(), origin, problems),
                    None => problems
                        .push(Problem::new(&origin, Fact::UnknownKey(format!("{section_name}.{name}"), meant_key(section_name, name)))),
                }
            }
        }
    }

    /// Takes over what the environment says.
    pub(crate) fn read_environment(&mut self, variables: impl Iterator<Item = (String, String)>, problems: &mut Vec<Problem>) {
        for (variable, text) in variables.filter(|(variable, _)| variable.starts_with("THROUGHLINE_")) {
            if OTHER_VARIABLES.contains(&variable.as_str()) {
                continue;
            }
            let origin = Origin::Environment(variable.clone());
            let Some(key) = KEYS.iter().find(|key| key.variable() == variable) else {
                let meant = nearest(&variable, KEYS.iter().map(Key::variable));
                problems.push(Problem::new(&origin, Fact::UnknownVariable(variable, meant)));
                continue;
            };
            match from_environment(key, &text) {
                Ok(value) => {
                    self.values.insert(key.path(), Setting { value, origin });
                }
                Err(expected) => problems.push(Problem::new(&origin, Fact::Shape(variable, expected))),
            }
        }
    }

    /// What an option of the command line says goes before all else.
    pub(crate) fn set(&mut self, section: &str, name: &str, text: &str, option: &'static str) {
        let origin = Origin::Option(option);
        self.values.insert(format!("{section}.{name}"), Setting { value: Value::Text(text.to_owned()), origin });
    }

    fn take(&mut self, key: &Key, value: &DeValue<'_>, origin: Origin, problems: &mut Vec<Problem>) {
        let fact = if key.stands_in_the_file() {
            match shaped(key, value) {
                Ok(Value::Text(text)) if key.shape == Shape::Location && has_password(&text) => {
                    Fact::InlineSecret(key.path(), "database.password_file".to_owned(), "THROUGHLINE_DATABASE_PASSWORD".to_owned())
                }
                Ok(value) => {
                    self.values.insert(key.path(), Setting { value, origin });
                    return;
                }
                Err(expected) => Fact::Shape(key.path(), expected),
            }
        } else {
            Fact::InlineSecret(key.path(), format!("{}_file", key.path()), key.variable())
        };
        problems.push(Problem::new(&origin, fact));
    }
}

/// The value in the shape of its key, or what is expected.
fn shaped(key: &Key, value: &DeValue<'_>) -> Result<Value, String> {
    match (key.shape, value) {
        (Shape::Number(smallest, largest), DeValue::Integer(number)) => {
            number_between(number.as_str(), number.radix(), smallest, largest).ok_or_else(|| expected(key.shape))
        }
        (Shape::Addresses, DeValue::Array(entries)) => {
            let texts: Option<Vec<String>> = entries.iter().map(|entry| entry.get_ref().as_str().map(str::to_owned)).collect();
            list(texts.ok_or_else(|| expected(key.shape))?)
        }
        (Shape::Number(..) | Shape::Addresses, _) => Err(expected(key.shape)),
        (_, DeValue::String(text)) => shaped_text(key.shape, text),
        _ => Err(expected(key.shape)),
    }
}

/// The value of an environment variable: a text as it stands, a number in digits, a list with commas.
fn from_environment(key: &Key, text: &str) -> Result<Value, String> {
    match key.shape {
        Shape::Number(smallest, largest) => number_between(text, 10, smallest, largest).ok_or_else(|| expected(key.shape)),
        Shape::Addresses => list(text.split(',').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()),
        shape => shaped_text(shape, text),
    }
}

fn shaped_text(shape: Shape, text: &str) -> Result<Value, String> {
    let fits = match shape {
        Shape::Text => !text.contains(char::is_control) && !text.trim().is_empty(),
        Shape::Optional => !text.contains(char::is_control),
        Shape::Location => !text.is_empty(),
        Shape::Path | Shape::Secret => true,
        Shape::Address => text.parse::<SocketAddr>().is_ok(),
        Shape::Word(words) => words.contains(&text),
        Shape::Addresses | Shape::Number(..) => false,
    };
    if fits { Ok(Value::Text(text.to_owned())) } else { Err(expected(shape)) }
}

fn list(entries: Vec<String>) -> Result<Value, String> {
    if entries.iter().all(|entry| entry.parse::<IpAddr>().is_ok()) { Ok(Value::List(entries)) } else { Err(expected(Shape::Addresses)) }
}

fn number_between(digits: &str, radix: u32, smallest: u32, largest: u32) -> Option<Value> {
    let number = u32::from_str_radix(digits, radix).ok()?;
    (smallest..=largest).contains(&number).then_some(Value::Number(number))
}

/// What a shape expects, as it stands in the reference and in messages.
pub(crate) fn expected(shape: Shape) -> String {
    match shape {
        Shape::Text => "a text in quotes, not empty".to_owned(),
        Shape::Optional => "a text in quotes".to_owned(),
        Shape::Path => "a path in quotes".to_owned(),
        Shape::Location => "a path or a `postgres://` address, in quotes".to_owned(),
        Shape::Address => r#"an IP address with a port in quotes, such as "127.0.0.1:8080""#.to_owned(),
        Shape::Addresses => r#"a list of IP addresses such as ["10.0.0.5"]"#.to_owned(),
        Shape::Number(smallest, largest) => format!("a whole number from {smallest} to {largest}"),
        Shape::Word(words) => words.iter().map(|word| format!(r#""{word}""#)).collect::<Vec<_>>().join(" or "),
        Shape::Secret => "a text in the environment".to_owned(),
    }
}

/// True for an address of a database that holds a password.
fn has_password(location: &str) -> bool {
    let Some((scheme, rest)) = location.split_once("://") else { return false };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let inline = authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'));
    scheme.starts_with("postgres") && (inline || rest.contains("password="))
}

/// The key that was probably meant: in the same section by its spelling, or one of this name elsewhere.
fn meant_key(section: &str, name: &str) -> Option<String> {
    let elsewhere = || KEYS.iter().find(|key| key.name == name).map(|key| format!("[{}] {}", key.section, key.name));
    let here = KEYS.iter().filter(|key| key.section == section && key.stands_in_the_file()).map(|key| key.name.to_owned());
    elsewhere().or_else(|| nearest(name, here))
}

/// The candidate that looks most like a word, when one does.
fn nearest(word: &str, candidates: impl Iterator<Item = String>) -> Option<String> {
    let distance = |candidate: &String| strsim::damerau_levenshtein(word, candidate);
    candidates.min_by_key(distance).filter(|best| distance(best) <= 2.max(word.len() / 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(content: &str) -> Vec<String> {
        let mut problems = Vec::new();
        Settings::defaults().read_file(Path::new("t.toml"), content, &mut problems);
        problems.iter().map(|problem| format!("{} {:?}", problem.origin, problem.fact)).collect()
    }

    fn check(content: &str, expected: &[&str]) {
        assert_eq!(problems_of(content), expected, "{content}");
    }

    #[test]
    fn every_default_reads_and_has_its_shape() {
        let settings = Settings::defaults();
        assert_eq!(settings.text("server", "listen"), "127.0.0.1:8080");
        assert_eq!(settings.number("sign_in", "idle_minutes"), 15);
        assert_eq!(settings.list("server", "proxy"), [""; 0]);
        assert_eq!(settings.path("backup", "folder"), None);
    }

    #[test]
    fn unknown_sections_and_keys_are_named_with_their_line_and_a_suggestion() {
        check("[server]\n\nlisten_on = \"x\"\n", &["t.toml:3 UnknownKey(\"server.listen_on\", None)"]);
        check("[server]\nlistn = \"x\"\n", &["t.toml:2 UnknownKey(\"server.listn\", Some(\"listen\"))"]);
        check("[serve]\n", &["t.toml:1 UnknownSection(\"serve\", Some(\"[server]\"))"]);
        check("listen = \"127.0.0.1:1\"\n", &["t.toml:1 UnknownKey(\"listen\", Some(\"[server] listen\"))"]);
        check("[backup]\nlisten = \"127.0.0.1:1\"\n", &["t.toml:2 UnknownKey(\"backup.listen\", Some(\"[server] listen\"))"]);
    }

    #[test]
    fn secrets_have_no_place_in_the_file() {
        let told = |name: &str| format!("t.toml:2 InlineSecret(\"{name}\", \"database.password_file\", \"THROUGHLINE_DATABASE_PASSWORD\")");
        check("[database]\npassword = \"x\"\n", &[&told("database.password")]);
        check("[database]\nlocation = \"postgres://a:b@host/c\"\n", &[&told("database.location")]);
        check("[database]\nlocation = \"postgres://a@host/c?password=b\"\n", &[&told("database.location")]);
        check("[database]\nlocation = \"postgres://a@host:5432/c\"\n", &[]);
    }

    #[test]
    fn a_value_of_another_shape_is_told_with_what_is_expected() {
        check("[sign_in]\nidle_minutes = 0\n", &["t.toml:2 Shape(\"sign_in.idle_minutes\", \"a whole number from 1 to 480\")"]);
        check("[sign_in]\nidle_minutes = \"15\"\n", &["t.toml:2 Shape(\"sign_in.idle_minutes\", \"a whole number from 1 to 480\")"]);
        check("[sign_in]\nidle_minutes = 0x10\n", &[]);
        check(
            "[log]\nlevel = \"loud\"\n",
            &["t.toml:2 Shape(\"log.level\", \"\\\"error\\\" or \\\"warn\\\" or \\\"info\\\" or \\\"debug\\\"\")"],
        );
        assert_eq!(problems_of("[server]\nlisten = \"localhost\"\nproxy = [\"x\"]\n").len(), 2);
    }

    #[test]
    fn a_file_that_is_not_toml_is_told_by_its_line() {
        let problems = problems_of("[server]\nlisten = \n");
        assert!(problems[0].starts_with("t.toml:2 NotToml"), "{problems:?}");
    }

    #[test]
    fn the_environment_goes_before_the_file_and_typing_errors_are_found() {
        let mut settings = Settings::defaults();
        let mut problems = Vec::new();
        settings.read_file(Path::new("t.toml"), "[log]\nlevel = \"warn\"\n", &mut problems);
        let variables = [
            ("THROUGHLINE_LOG_LEVEL", "error"),
            ("THROUGHLINE_SERVER_PROXY", "10.0.0.5, 10.0.0.6"),
            ("THROUGHLINE_LOG_LEVLE", "error"),
            ("THROUGHLINE_SEED", "4"),
            ("PATH", "x"),
        ];
        settings.read_environment(variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())), &mut problems);
        assert_eq!(settings.text("log", "level"), "error");
        assert_eq!(settings.list("server", "proxy"), ["10.0.0.5", "10.0.0.6"]);
        let unknown = Fact::UnknownVariable("THROUGHLINE_LOG_LEVLE".to_owned(), Some("THROUGHLINE_LOG_LEVEL".to_owned()));
        assert_eq!(problems, [Problem::new(&Origin::Environment("THROUGHLINE_LOG_LEVLE".to_owned()), unknown)]);
    }

    #[test]
    fn paths_of_the_file_are_relative_to_its_folder() {
        let mut settings = Settings::defaults();
        settings.read_file(Path::new("etc/t.toml"), "[backup]\nfolder = \"backups\"\n", &mut Vec::new());
        assert_eq!(settings.path("backup", "folder"), Some(PathBuf::from("etc/backups")));
        assert_eq!(settings.path("database", "location"), Some(PathBuf::from("etc/throughline.db")), "defaults too");
        settings.set("backup", "folder", "other", "--folder");
        assert_eq!(settings.path("backup", "folder"), Some(PathBuf::from("other")));
    }
}
