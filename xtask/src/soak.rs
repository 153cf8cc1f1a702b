//! `cargo xtask soak`: the long forms of the tests.
//!
//! A long form is a test marked `#[ignore = "soak: <what it does>"]`, so its registry is the code itself: this chore reads the marks, and
//! `--list` shows them. A long form takes what it may use from the environment:
//!
//! | variable | meaning |
//! |---|---|
//! | `THROUGHLINE_SOAK` | `1`: this is a soak |
//! | `THROUGHLINE_SEED` | the seed, an unsigned 64-bit decimal number: the same seed takes the same steps |
//! | `THROUGHLINE_SOAK_MINUTES` | how long it may go on; absent: its own measure |
//! | `THROUGHLINE_SOAK_BUDGET` | `full`, or `small` for a sample of seconds |
//!
//! A full form waits for the program, so it is built by the profile `soak`: optimised, with the checks that tests have. A sample waits for the
//! compiler, so it takes what the tests of the day have built.

use std::hash::{BuildHasher, Hasher, RandomState};

use crate::console::{self, Stopwatch};
use crate::failure::Failure;
use crate::house::House;
use crate::testing::{self, Report, Run};
use crate::tree::Tree;

/// How many long forms one run of continuous integration takes.
const SAMPLE: usize = 3;

/// A test marked as a long form.
#[derive(Clone, Debug, PartialEq, Eq)]
struct LongForm {
    package: String,
    name: String,
    what: String,
}

/// What the command line asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Order {
    name: Option<String>,
    seed: Option<u64>,
    minutes: Option<u32>,
    release: bool,
    small: bool,
    list: bool,
}

/// `cargo xtask soak [name] [--seed N] [--minutes M] [--release] [--list]`.
pub(crate) fn run(house: &House, arguments: &[String]) -> Result<(), Failure> {
    let order = Order::read(arguments)?;
    let forms = matching(long_forms(&Tree::load(house)?), order.name.as_deref())?;
    if order.list {
        for form in &forms {
            console::say(&format!("{}: {}", form.id(), form.what));
        }
        return Ok(());
    }
    crate::needs::ensure()?;
    let seed = order.seed.unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let report = soak(house, &forms, seed, &order)?;
    report.show();
    report.verdict()
}

/// Runs a few long forms with a small budget: which ones and with what seed follows from the commit, so that each commit tries others.
pub(crate) fn sample(house: &House) -> Result<Report, Failure> {
    let commit = house.git(&["rev-parse", "HEAD"])?;
    let seed = seed_of(commit.trim());
    let forms = rotating(&long_forms(&Tree::load(house)?), seed);
    if forms.is_empty() {
        console::say("there is no long form of a test yet");
        return Ok(Report::default());
    }
    soak(house, &forms, seed, &Order { small: true, ..Order::default() })
}

fn soak(house: &House, forms: &[LongForm], seed: u64, order: &Order) -> Result<Report, Failure> {
    console::say(&format!("seed {seed}; {} long form(s)", forms.len()));
    let mut report = Report::default();
    for form in forms {
        console::heading(&format!("{}: {}", form.id(), form.what));
        let watch = Stopwatch::start();
        let passed = report.add(house, form.command(house, seed, order))?;
        console::say(&format!("{} took {}", form.id(), console::duration(watch.elapsed())));
        if !passed {
            console::complain(&format!("\n{} failed; repeat it with\n  {}", form.id(), order.repeated(form, seed)));
            break;
        }
    }
    Ok(report)
}

impl LongForm {
    fn id(&self) -> String {
        format!("{}::{}", self.package, self.name)
    }

    fn command(&self, house: &House, seed: u64, order: &Order) -> Run {
        let nextest = house.has_nextest();
        let mut command = if nextest {
            let filter = format!("package(={}) & test(/(^|::){}$/)", self.package, self.name);
            house.cargo([
                "nextest",
                "run",
                "--profile",
                order.profile(),
                "--run-ignored",
                "only",
                "--success-output",
                "final",
                "-E",
                &filter,
            ])
        } else {
            house.cargo(["test"])
        };
        if let Some(profile) = order.build() {
            command.args([if nextest { "--cargo-profile" } else { "--profile" }, profile]);
        }
        if !nextest {
            command.args([&self.name, "--", "--ignored", "--show-output"]);
        }
        command.env("THROUGHLINE_SOAK", "1").env("THROUGHLINE_SEED", seed.to_string());
        command.env("THROUGHLINE_SOAK_BUDGET", if order.small { "small" } else { "full" });
        if let Some(minutes) = order.minutes {
            command.env("THROUGHLINE_SOAK_MINUTES", minutes.to_string());
        }
        Run { command, junit: nextest.then(|| testing::junit(house, order.profile())) }
    }
}

impl Order {
    fn read(arguments: &[String]) -> Result<Self, Failure> {
        let mut order = Self::default();
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--seed" => order.seed = Some(number(word, words.next())?),
                "--minutes" => order.minutes = Some(number(word, words.next())?),
                "--release" => order.release = true,
                "--small" => order.small = true,
                "--list" => order.list = true,
                option if option.starts_with('-') => return Err(Failure::Usage(format!("`soak` has no option `{option}`"))),
                name if order.name.is_none() => order.name = Some(name.to_owned()),
                second => return Err(Failure::Usage(format!("`soak` takes one name, and `{second}` is a second"))),
            }
        }
        Ok(order)
    }

    /// The profile of `.config/nextest.toml`: a sample that hangs is ended, a soak is not.
    const fn profile(&self) -> &'static str {
        if self.small { "soak-sample" } else { "soak" }
    }

    /// The profile of `Cargo.toml`, where it is not that of the tests of the day.
    const fn build(&self) -> Option<&'static str> {
        match (self.release, self.small) {
            (true, _) => Some("release"),
            (false, true) => None,
            (false, false) => Some("soak"),
        }
    }

    /// The command that does the same again for one form.
    fn repeated(&self, form: &LongForm, seed: u64) -> String {
        let minutes = self.minutes.map(|minutes| format!(" --minutes {minutes}")).unwrap_or_default();
        let release = if self.release { " --release" } else { "" };
        let small = if self.small { " --small" } else { "" };
        format!("cargo xtask soak {} --seed {seed}{minutes}{release}{small}", form.id())
    }
}

fn number<N: std::str::FromStr>(option: &str, value: Option<&String>) -> Result<N, Failure> {
    let value = value.and_then(|value| value.parse().ok());
    value.ok_or_else(|| Failure::Usage(format!("`{option}` needs a whole number after it")))
}

/// Reads the marks. The chores have no long forms; their tests hold marks as text.
fn long_forms(tree: &Tree) -> Vec<LongForm> {
    let mut forms = Vec::new();
    for (path, text) in tree.texts(&[".rs"]).filter(|(path, _)| !path.starts_with("xtask/")) {
        let package = path.strip_prefix("crates/").unwrap_or(path).split('/').next().unwrap_or_default();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (index, line) in lines.iter().enumerate() {
            let Some(what) = line.strip_prefix("#[ignore = \"soak: ").and_then(|rest| rest.strip_suffix("\"]")) else { continue };
            let function = lines[index + 1..].iter().find_map(|line| line.split_once("fn ")?.1.split(['(', '<']).next());
            if let Some(name) = function {
                forms.push(LongForm { package: package.to_owned(), name: name.to_owned(), what: what.to_owned() });
            }
        }
    }
    forms.sort_by_key(LongForm::id);
    forms
}

/// All without a name; else the one with exactly this name or id, else those whose id contains it.
fn matching(forms: Vec<LongForm>, name: Option<&str>) -> Result<Vec<LongForm>, Failure> {
    let Some(name) = name else { return Ok(forms) };
    let exact: Vec<LongForm> = forms.iter().filter(|form| form.name == name || form.id() == name).cloned().collect();
    if !exact.is_empty() {
        return Ok(exact);
    }
    let close: Vec<LongForm> = forms.into_iter().filter(|form| form.id().contains(name)).collect();
    if close.is_empty() {
        return Err(Failure::Usage(format!("no long form is called `{name}`; `cargo xtask soak --list` shows them")));
    }
    Ok(close)
}

/// The first 64 bits of a commit's name.
fn seed_of(commit: &str) -> u64 {
    commit.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0)
}

/// A few neighbours, from a place that the seed chooses.
fn rotating(forms: &[LongForm], seed: u64) -> Vec<LongForm> {
    if forms.is_empty() {
        return Vec::new();
    }
    let start = usize::try_from(seed % forms.len() as u64).unwrap_or(0);
    forms.iter().cycle().skip(start).take(SAMPLE.min(forms.len())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(names: &[&str]) -> Vec<LongForm> {
        names.iter().map(|&name| LongForm { package: "care".to_owned(), name: name.to_owned(), what: "much".to_owned() }).collect()
    }

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_marks_in_the_code_are_the_registry() {
        let tree = Tree::of(&[
            (
                "crates/storage/src/db.rs",
                "#[tokio::test]\n#[ignore = \"soak: a thousand kills\"]\nasync fn whole_batches_survive_kills() {}\n",
            ),
            ("tests/src/lib.rs", "#[test]\n    #[ignore = \"soak: 200 MB\"]\n    #[cfg(unix)]\n    fn a_large_file_is_read() {}\n"),
            ("xtask/src/tidy.rs", "#[ignore = \"soak: no\"]\nfn text_of_a_test() {}\n"),
        ]);
        let found: Vec<String> = long_forms(&tree).iter().map(|form| format!("{}: {}", form.id(), form.what)).collect();
        assert_eq!(found, ["storage::whole_batches_survive_kills: a thousand kills", "tests::a_large_file_is_read: 200 MB"]);
    }

    #[test]
    fn a_name_chooses_exactly_or_by_a_part() {
        let check = |name: &str, expected: &[&str]| {
            let found = matching(forms(&["kills", "many_kills", "fuzz"]), Some(name)).unwrap();
            assert_eq!(found, forms(expected), "{name}");
        };
        check("kills", &["kills"]);
        check("care::many_kills", &["many_kills"]);
        check("kill", &["kills", "many_kills"]);
        assert!(matching(forms(&["fuzz"]), Some("kills")).is_err());
    }

    #[test]
    fn the_command_that_repeats_a_failure_asks_for_the_same_again() {
        let order = Order::read(&words("kills --seed 7 --minutes 3 --release")).unwrap();
        let again = order.repeated(&forms(&["kills"])[0], 7);
        assert_eq!(again, "cargo xtask soak care::kills --seed 7 --minutes 3 --release");
        let read = Order::read(&words(again.strip_prefix("cargo xtask soak ").unwrap())).unwrap();
        assert_eq!(read, Order { name: Some("care::kills".to_owned()), ..order });
        assert!(Order::read(&words("--seed many")).is_err());
        assert!(Order::read(&words("one two")).is_err());
    }

    #[test]
    fn a_full_form_is_built_to_be_fast_and_a_sample_as_the_tests_are() {
        let check = |line: &str, profile: Option<&str>| assert_eq!(Order::read(&words(line)).unwrap().build(), profile, "{line}");
        check("kills", Some("soak"));
        check("kills --small", None);
        check("kills --release", Some("release"));
    }

    #[test]
    fn successive_commits_sample_every_long_form() {
        let all = forms(&["a", "b", "c", "d", "e", "f", "g"]);
        let mut seen: Vec<String> = (0..7).flat_map(|seed| rotating(&all, seed)).map(|form| form.name).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 7);
        assert_eq!(rotating(&all, 6).len(), SAMPLE);
        assert_eq!(rotating(&forms(&["a"]), 5).len(), 1);
        assert_eq!(seed_of("00000000000000ff99"), 255);
    }
}
