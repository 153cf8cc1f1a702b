//! The courses of the practice itself: fitted from its finished episodes, or taken from a file.

use std::path::{Path, PathBuf};

use app::course::{CourseFileProblem, FitReport};
use clap::Args;
use outcomes::expected_course::file::FileProblem;
use serde_json::{Value, json};
use wording::{Key, Text};

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::wiring::{self, Practice, app_failure};

/// Take courses from a parameter file into the practice
///
/// They take the place of all courses of their instruments, and are not fitted anew. A file is taken as a whole or not at all: each course is of a known
/// instrument, counts weeks, says up to which day its data go, and holds parameters that can be. Everybody in care is judged anew.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline course import courses.toml
  throughline course import courses.toml --json")]
pub(super) struct ImportArguments {
    /// The parameter file, as course fit writes it
    file: PathBuf,
    /// One JSON object: courses, each with instrument, intake_band, episodes
    #[arg(long)]
    pub(super) json: bool,
}

/// Fit the practice's own courses now
///
/// The program that serves the practice does so by itself each week. Instruments whose courses were imported keep them.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline course refit
  throughline course refit --json")]
pub(super) struct RefitArguments {
    /// One JSON object: courses, each with instrument, intake_band, episodes, and refusal where there is none
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn import(arguments: &ImportArguments, named: Option<&Path>) -> Result<(), Failure> {
    let text = console::text();
    let file = arguments.file.display().to_string();
    let content = std::fs::read_to_string(&arguments.file).map_err(|error| {
        let said = [("file", file.clone().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, text.say_with(Key::CommandFileUnreadable, &said))
    })?;
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "course").await?;
        let imported = practice.app.import_expected_courses(&practice.caller, &content).await.map_err(|error| app_failure(&error))?;
        let reports = imported.map_err(|problem| {
            let said = [("file", file.into()), ("problem", problem_said(text, &problem).into())];
            Failure::new(Kind::Input, text.say_with(Key::CourseImportRefused, &said))
        })?;
        say(&reports, arguments.json)?;
        practice.close().await
    })
}

pub(super) fn refit(arguments: &RefitArguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "course").await?;
        let reports = practice.app.fit_expected_courses(&practice.caller).await.map_err(|error| app_failure(&error))?;
        say(&reports, arguments.json)?;
        practice.close().await
    })
}

fn say(reports: &[FitReport], as_json: bool) -> Result<(), Failure> {
    if as_json {
        let courses: Vec<Value> = reports
            .iter()
            .map(|each| {
                json!({
                    "instrument": each.instrument, "intake_band": each.intake_band, "episodes": each.episodes, "refusal": each.refusal,
                })
            })
            .collect();
        return console::json(&json!({ "courses": courses }));
    }
    let text = console::text();
    if reports.is_empty() {
        return console::data(|output| writeln!(output, "{}", text.say(Key::CoursePracticeNone)));
    }
    let mut rows =
        vec![[Key::CourseInstrument, Key::CourseBand, Key::CourseEpisodes, Key::CoursePracticeInUse].map(|key| text.say(key)).to_vec()];
    rows.extend(reports.iter().map(|each| {
        let in_use = if each.refusal.is_none() { Key::CoursePracticeYes } else { Key::CoursePracticeNo };
        vec![each.instrument.clone(), each.intake_band.clone(), each.episodes.to_string(), text.say(in_use)]
    }));
    console::data(|output| write!(output, "{}", console::columns(&rows, &[])))
}

fn problem_said(text: Text, problem: &CourseFileProblem) -> String {
    match problem {
        CourseFileProblem::File(FileProblem::Unreadable { line, column, reason }) => text.say_with(
            Key::CourseImportUnreadable,
            &[("line", line.to_string().into()), ("column", column.to_string().into()), ("reason", reason.into())],
        ),
        CourseFileProblem::File(FileProblem::Value { course, field, value }) => text.say_with(
            Key::CourseImportValue,
            &[("course", course.to_string().into()), ("field", (*field).into()), ("value", value.into())],
        ),
        CourseFileProblem::File(FileProblem::Population { course }) => {
            text.say_with(Key::CourseImportPopulation, &[("course", course.to_string().into())])
        }
        CourseFileProblem::File(FileProblem::Overlap { first, second, instrument }) => text.say_with(
            Key::CourseImportOverlap,
            &[("first", first.to_string().into()), ("second", second.to_string().into()), ("instrument", instrument.into())],
        ),
        CourseFileProblem::File(FileProblem::Empty) => text.say(Key::CourseImportEmpty),
        CourseFileProblem::Instrument { course, instrument } => {
            text.say_with(Key::CourseImportInstrument, &[("course", course.to_string().into()), ("instrument", instrument.into())])
        }
        CourseFileProblem::Unit { course, unit } => {
            text.say_with(Key::CourseImportUnit, &[("course", course.to_string().into()), ("unit", (*unit).into())])
        }
        CourseFileProblem::Direction { course, instrument } => {
            text.say_with(Key::CourseImportDirection, &[("course", course.to_string().into()), ("instrument", instrument.into())])
        }
        CourseFileProblem::Undated { course } => text.say_with(Key::CourseImportUndated, &[("course", course.to_string().into())]),
    }
}
