//! `throughline course`: expected courses from a table of finished episodes, which stores nothing and needs no practice; and those of the practice.

mod document;
mod practice;
mod printed;
mod question;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use outcomes::expected_course::evaluation::Question;
use outcomes::expected_course::{Course, evaluate, file, fit};
use question::Series;
use serde_json::{Value, json};
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};

/// Fit expected courses from finished episodes, see how well their alerts would have told, and put them in use
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline course fit scores.csv --id patient --time week --score phq9 --bands 0..9,10..14,15..27 --output courses.toml
  throughline course evaluate scores.csv --id patient --time week --score phq9 --reliable-change 5 --json
  throughline course import courses.toml
  throughline course refit

A file that course fit writes can be imported into a practice. docs/reference/course-json.md describes file and JSON.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Fit(FitArguments),
    Evaluate(EvaluateArguments),
    Import(practice::ImportArguments),
    Refit(practice::RefitArguments),
}

/// Fit a course for each instrument and intake band
///
/// Scores run with the logarithm of time since the first score. Where there are too few finished episodes there is no course, and the output
/// says so, and no file is written. Without --output the parameter file goes to standard output.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline course fit scores.csv --id patient --time week --score phq9 --bands 0..9,10..14,15..27 --output courses.toml")]
struct FitArguments {
    #[command(flatten)]
    series: Series,
    /// Where the parameter file is written
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// One JSON object with every number
    #[arg(long)]
    json: bool,
}

/// Fit on some patients, and judge the others before their outcome was known
///
/// Sensitivity, specificity, the share of alerts that were right, the share of episodes with an alert and the lead time, each with an interval,
/// beside plain rules on the change since intake. Alerts at the last score do not count.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline course evaluate scores.csv --id patient --time week --score phq9 --reliable-change 5 --json")]
struct EvaluateArguments {
    #[command(flatten)]
    series: Series,
    /// Points beyond which a change is reliable
    #[arg(long, value_name = "POINTS")]
    reliable_change: f64,
    /// The share of patients that is held apart
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    held_apart: f64,
    /// Which patients are held apart: another number, other patients
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// One JSON object with every number
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let (ended, is_json) = match &arguments.command {
        Command::Import(arguments) => (practice::import(arguments, named), arguments.json),
        Command::Refit(arguments) => (practice::refit(arguments, named), arguments.json),
        Command::Fit(arguments) => (run_fit(arguments), arguments.json),
        Command::Evaluate(arguments) => (run_evaluate(arguments), arguments.json),
    };
    if let (Err(failure), true) = (&ended, is_json)
        && failure.kind == Kind::Input
    {
        console::json(&json!({ "refused": failure.message }))?;
    }
    ended
}

fn run_fit(arguments: &FitArguments) -> Result<(), Failure> {
    let instruments = question::read(&arguments.series)?;
    let fitted: Vec<_> = instruments.iter().map(|one| (one, fit(&one.fitting, &one.episodes))).collect();
    let courses: Vec<&Course> = fitted.iter().flat_map(|(_, courses)| courses.fitted()).collect();
    // Without a course there is no file: what reads it would refuse it.
    if let (Some(path), false) = (&arguments.output, courses.is_empty()) {
        std::fs::write(path, file::write(courses.iter().copied())).map_err(|error| {
            let said = [("file", path.display().to_string().into()), ("reason", error.to_string().into())];
            Failure::new(Kind::Refused, console::text().say_with(Key::CourseFileUnwritable, &said))
        })?;
    }
    if arguments.json {
        let courses: Vec<Value> = fitted.iter().flat_map(|(one, courses)| document::courses(&one.fitting.instrument, courses)).collect();
        return console::json(&json!({ "courses": courses }));
    }
    let page = printed::courses(fitted.iter().map(|(one, courses)| (one.fitting.instrument.as_str(), courses)));
    match &arguments.output {
        _ if courses.is_empty() => console::data(|output| write!(output, "{page}")),
        Some(path) => {
            console::data(|output| write!(output, "{page}"))?;
            let said = [("count", courses.len().into()), ("file", path.display().to_string().into())];
            console::note(&console::text().say_with(Key::CourseWritten, &said));
            Ok(())
        }
        None => {
            console::note(page.trim_end());
            console::data(|output| write!(output, "{}", file::write(courses.iter().copied())))
        }
    }
}

fn run_evaluate(arguments: &EvaluateArguments) -> Result<(), Failure> {
    question::positive("--reliable-change", arguments.reliable_change)?;
    question::share("--held-apart", arguments.held_apart)?;
    let instruments = question::read(&arguments.series)?;
    let evaluated = instruments.into_iter().map(|one| {
        let question = Question {
            fitting: one.fitting,
            reliable_change: arguments.reliable_change,
            held_apart: arguments.held_apart,
            seed: arguments.seed,
        };
        let evaluation = evaluate(&question, &one.episodes);
        (question, evaluation)
    });
    let evaluated: Vec<_> = evaluated.collect();
    if arguments.json {
        let evaluations: Vec<Value> = evaluated.iter().map(|(question, evaluation)| document::evaluation(question, evaluation)).collect();
        return console::json(&json!({ "evaluations": evaluations }));
    }
    let pages: Vec<String> = evaluated.iter().map(|(question, evaluation)| printed::evaluation(question, evaluation)).collect();
    console::data(|output| write!(output, "{}", pages.join("\n")))
}
