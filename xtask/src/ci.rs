//! `cargo xtask ci`: everything that must hold before a change lands. What a developer runs and what continuous integration runs is the same.

use crate::console::{self, Stopwatch};
use crate::failure::Failure;
use crate::gen_docs;
use crate::house::House;
use crate::process;
use crate::soak;
use crate::target_folder;
use crate::testing::{self, Report};
use crate::tidy::{self, Workspace};

/// Runs the steps, the cheap ones first. On a developer's machine the first failure ends it; continuous integration goes on and tells all.
pub(crate) fn run(house: &House) -> Result<(), Failure> {
    let workspace = Workspace::load(house)?;
    if let Some(target) = &house.target {
        target_folder::prune(target, &workspace.names());
    }
    let mut report = Report::default();
    let mut steps = Steps { go_on: house.ci, ..Steps::default() };
    steps.step("fmt", || succeed(house, &["fmt", "--all", "--check"], "run `cargo fmt --all`"))?;
    steps.step("tidy", || tidy::run(house))?;
    steps.step("clippy", || clippy(house, &workspace))?;
    steps.step("gen-docs --check", || gen_docs::run(house, &["--check".to_owned()]))?;
    steps.step("test", || {
        let tests = testing::functional_suite(house, &[])?;
        let verdict = tests.verdict();
        report.merge(tests);
        verdict
    })?;
    steps.step("soak, a sample", || {
        let sample = soak::sample(house)?;
        let failures = sample.failures();
        report.merge(sample);
        failures
    })?;
    console::heading("time");
    steps.times.iter().for_each(|line| console::say(line));
    report.show();
    if steps.failures.is_empty() { Ok(()) } else { Err(Failure::Found(format!("ci failed:\n{}", steps.failures.join("\n")))) }
}

#[derive(Default)]
struct Steps {
    go_on: bool,
    times: Vec<String>,
    failures: Vec<String>,
}

impl Steps {
    fn step(&mut self, name: &str, step: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
        console::heading(name);
        let watch = Stopwatch::start();
        let result = step();
        self.times.push(format!("{name}: {}", console::duration(watch.elapsed())));
        let Err(failure) = result else { return Ok(()) };
        if !self.go_on {
            return Err(failure);
        }
        console::complain(&failure.to_string());
        self.failures.push(format!("{name}: {}", failure.to_string().lines().next().unwrap_or_default()));
        Ok(())
    }
}

/// Every target of the packages that `cargo build` builds, and the chores themselves.
fn clippy(house: &House, workspace: &Workspace) -> Result<(), Failure> {
    let mut arguments = vec!["clippy", "--workspace"];
    let outside = workspace.outside_of_default_members();
    arguments.extend(outside.iter().flat_map(|name| ["--exclude", name.as_str()]));
    arguments.extend(["--all-targets", "--", "-D", "warnings"]);
    succeed(house, &arguments, "mend what clippy says, or `#[expect(lint, reason = \"...\")]` it where it is wrong")
}

fn succeed(house: &House, arguments: &[&str], hint: &str) -> Result<(), Failure> {
    let mut command = house.cargo(arguments);
    console::say(&format!("$ {}", process::line_of(&command)));
    if process::succeeds(&mut command)? {
        return Ok(());
    }
    Err(Failure::Found(format!("`{}` failed: {hint}", process::line_of(&command))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_developer_hears_of_the_first_failure_and_continuous_integration_of_all() {
        let fail = || Err(Failure::Found("found\nmore".to_owned()));
        assert!(Steps::default().step("fmt", fail).is_err());
        let mut steps = Steps { go_on: true, ..Steps::default() };
        steps.step("fmt", fail).unwrap();
        steps.step("tidy", || Ok(())).unwrap();
        steps.step("clippy", fail).unwrap();
        assert_eq!(steps.failures, ["fmt: found", "clippy: found"]);
        assert_eq!(steps.times.len(), 3);
    }
}
