//! `cargo xtask test`: every test, on a machine that may lack what they need.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use crate::console;
use crate::failure::Failure;
use crate::house::House;
use crate::needs;
use crate::process;
use crate::tally::{self, Tally};

/// What a test prints, at the start of a line, when something that it can do without is absent: `SKIPPED <name>: <reason>`.
const SKIPPED: &str = "SKIPPED ";

/// What came out of one or more runs of a test runner.
#[derive(Default)]
pub(crate) struct Report {
    /// The runners' own closing lines.
    closing: Vec<String>,
    /// The tests that left something out, and why.
    skipped: BTreeSet<String>,
    /// The commands that failed.
    failed: Vec<String>,
}

/// `cargo xtask test [filter ...]`.
pub(crate) fn run(house: &House, filters: &[String]) -> Result<(), Failure> {
    let report = functional_suite(house, filters)?;
    report.show();
    report.verdict()
}

/// Runs every test that is no long form; with filters only those that match, and neither doc tests nor the tests of the chores.
///
/// The package set is the one that `cargo build` uses, so that no crate is built a second time with other features.
pub(crate) fn functional_suite(house: &House, filters: &[String]) -> Result<Report, Failure> {
    needs::ensure()?;
    let mut report = Report::default();
    if filters.is_empty() {
        report.add(house, unit_tests(house, &["--package", "xtask"], filters))?;
    }
    report.add(house, unit_tests(house, &[], filters))?;
    if filters.is_empty() {
        report.add(house, Run { command: house.cargo(["test", "--doc"]), junit: None })?;
    }
    Ok(report)
}

/// A run of a test runner that is about to start.
pub(crate) struct Run {
    /// The command.
    pub(crate) command: Command,
    /// Where the runner writes what the tests printed, if it does not show it.
    pub(crate) junit: Option<PathBuf>,
}

fn unit_tests(house: &House, selection: &[&str], filters: &[String]) -> Run {
    if house.has_nextest() {
        let profile = if house.ci { "ci" } else { "default" };
        let mut command = house.cargo(["nextest", "run", "--profile", profile]);
        command.args(selection).args(filters);
        return Run { command, junit: Some(junit(house, profile)) };
    }
    let mut command = house.cargo(["test", "--no-fail-fast", "--lib", "--bins", "--tests", "--examples"]);
    if selection.contains(&"xtask") {
        command = house.cargo(["test", "--no-fail-fast"]);
    }
    command.args(selection).args(filters).args(["--", "--show-output"]);
    Run { command, junit: None }
}

/// Where nextest writes what the tests of its last run printed, by `.config/nextest.toml`.
pub(crate) fn junit(house: &House, profile: &str) -> PathBuf {
    house.root.join("target/nextest").join(profile).join("junit.xml")
}

impl Report {
    /// Runs the tests and adds what came of them; true if all passed.
    pub(crate) fn add(&mut self, house: &House, mut run: Run) -> Result<bool, Failure> {
        if let Some(junit) = &run.junit {
            _ = std::fs::remove_file(junit);
        }
        let line = process::line_of(&run.command);
        console::say(&format!("$ {line}"));
        let watched = process::watch(&mut run.command, |line| tally::is_closing_line(line) || line.starts_with(SKIPPED))?;
        let (skipped, closing): (Vec<_>, Vec<_>) = watched.kept.into_iter().partition(|line| line.starts_with(SKIPPED));
        self.closing.extend(closing);
        self.skipped.extend(skipped);
        if let Some(printed) = run.junit.and_then(|junit| std::fs::read_to_string(house.root.join(junit)).ok()) {
            self.skipped.extend(skipped_lines(&printed));
        }
        if !watched.success {
            self.failed.push(line);
        }
        Ok(watched.success)
    }

    /// Takes over what came of other runs.
    pub(crate) fn merge(&mut self, other: Self) {
        self.closing.extend(other.closing);
        self.skipped.extend(other.skipped);
        self.failed.extend(other.failed);
    }

    /// Prints what was left out and why, the closing lines once more, and their sum.
    pub(crate) fn show(&self) {
        if !self.skipped.is_empty() {
            console::heading("left out on this machine");
            self.skipped.iter().for_each(|line| console::say(line));
        }
        console::heading("closing lines");
        self.closing.iter().filter(|line| !is_empty_run(line)).for_each(|line| console::say(line));
        console::say(&format!("tests: {}", Tally::of(&self.closing)));
    }

    /// An error that names what failed.
    pub(crate) fn failures(&self) -> Result<(), Failure> {
        if self.failed.is_empty() { Ok(()) } else { Err(Failure::Found(format!("failed: {}", self.failed.join("; ")))) }
    }

    /// An error that names what failed, or that nothing was run at all.
    pub(crate) fn verdict(&self) -> Result<(), Failure> {
        self.failures()?;
        let tally = Tally::of(&self.closing);
        if tally.passed == 0 {
            return Err(Failure::Found("no test was run".to_owned()));
        }
        Ok(())
    }
}

/// Doc tests close once a crate, mostly with nothing: those lines say nothing worth repeating.
fn is_empty_run(line: &str) -> bool {
    Tally::read(line).is_some_and(|tally| tally.passed + tally.failed == 0)
}

/// The lines in a JUnit file in which tests say that they left something out.
fn skipped_lines(junit: &str) -> Vec<String> {
    let after_tag = |line: &str| line.rsplit_once("<system-out>").map_or_else(|| line.to_owned(), |(_, rest)| rest.to_owned());
    let plain =
        |line: String| line.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&");
    junit.lines().map(after_tag).filter(|line| line.starts_with(SKIPPED)).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tests_left_out_is_read_from_what_they_printed() {
        let junit = "<testcase name=\"ok\"><system-out>SKIPPED claus_2020: ../shared/data is absent\nrunning\nSKIPPED fhir &amp; csv: no &lt;data&gt;\n</system-out>";
        assert_eq!(skipped_lines(junit), ["SKIPPED claus_2020: ../shared/data is absent", "SKIPPED fhir & csv: no <data>"]);
    }

    #[test]
    fn a_failed_command_or_an_empty_run_is_a_failure() {
        let report = |closing: &[&str], failed: &[&str]| Report {
            closing: closing.iter().map(|&line| line.to_owned()).collect(),
            failed: failed.iter().map(|&line| line.to_owned()).collect(),
            ..Report::default()
        };
        let passed = "     Summary [ 1s] 3 tests run: 3 passed, 0 skipped";
        assert_eq!(report(&[passed], &[]).verdict(), Ok(()));
        assert!(report(&[passed], &["cargo test --doc"]).verdict().is_err());
        assert!(report(&["test result: ok. 0 passed; 0 failed; 2 ignored"], &[]).verdict().is_err());
    }
}
