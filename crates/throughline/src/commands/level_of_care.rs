//! `throughline level-of-care`: what the records say about a patient's level of care, and criteria files.

mod printed;

use std::path::{Path, PathBuf};

use app::Caller;
use app::level_of_care::LevelOfCarePage;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use utilization_review::level_of_care::{CriteriaError, CriteriaSet, Rerun};
use vocabulary::Role;
use wording::Key;

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::wiring::{self, Practice, app_failure, find_patient};

/// Judge whether a patient's level of care is still right, check a file of criteria, make stored determinations again
///
/// Prints what is missing and what was decided. What the criteria say is shown for a licensed clinical person, named with --for. Nothing is stored,
/// and nothing changes a level of care.
#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "\
Examples:
  throughline level-of-care A-1042 --for okoro
  throughline level-of-care A-1042 --for okoro --criteria our-php.toml --json
  throughline level-of-care check our-php.toml
  throughline level-of-care rerun A-1042 --for okoro
  throughline level-of-care everybody

Exit codes: 0 done, 1 refused, 2 command line or configuration wrong, 3 a file of criteria has problems, each with its line and column,
4 a stored determination is not what was determined."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    show: ShowArguments,
}

#[derive(Subcommand)]
enum Command {
    Check(CheckArguments),
    Rerun(RerunArguments),
    Everybody(EverybodyArguments),
}

#[derive(Args)]
struct ShowArguments {
    /// The record number or the id of the patient
    #[arg(required = true)]
    patient: Option<String>,
    /// The sign-in name of the licensed clinical person for whom it is run
    #[arg(long = "for", value_name = "NAME")]
    on_behalf: Option<String>,
    /// A file of criteria to try in place of those in force
    #[arg(long, value_name = "FILE")]
    criteria: Option<PathBuf>,
    /// One JSON object: the trace with every input
    #[arg(long)]
    json: bool,
}

/// Check a file of criteria: facts, clauses, values, windows, circles
///
/// Needs no practice. Instruments are looked up in the library that comes with the product.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline level-of-care check our-php.toml
  throughline level-of-care check our-php.toml --json")]
struct CheckArguments {
    /// The file; docs/reference/level-of-care.md explains its keys
    file: PathBuf,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// Make the stored determinations of a patient again and compare
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline level-of-care rerun A-1042 --for okoro")]
struct RerunArguments {
    /// The record number or the id of the patient
    patient: String,
    /// The sign-in name of the licensed clinical person for whom it is run
    #[arg(long = "for", value_name = "NAME")]
    on_behalf: String,
    /// One JSON object with every difference
    #[arg(long)]
    json: bool,
}

/// Judge everybody in care anew, and store what says something new
///
/// The server does this by itself, once a day and whenever a record comes in.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline level-of-care everybody --json")]
struct EverybodyArguments {
    /// One JSON object: judged, stored
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    match &arguments.command {
        None => show(&arguments.show, named),
        Some(Command::Check(arguments)) => check(arguments),
        Some(Command::Rerun(arguments)) => rerun(arguments, named),
        Some(Command::Everybody(arguments)) => everybody(arguments, named),
    }
}

fn show(arguments: &ShowArguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    let patient = arguments.patient.clone().unwrap_or_default();
    let text = arguments.criteria.as_deref().map(read).transpose()?;
    let page = wiring::block_on(async {
        let practice = Practice::open(&configuration, "level-of-care").await?;
        let criteria = match (&arguments.criteria, &text) {
            (Some(file), Some(text)) => Some(practice.app.check_criteria(text).map_err(|error| refused(file, &error))?),
            _ => None,
        };
        let caller = on_behalf(&practice, arguments.on_behalf.as_deref()).await?;
        let patient = find_patient(&practice.app, &practice.caller, &patient).await?;
        let page = practice.app.level_of_care(&caller, patient, criteria).await.map_err(|error| app_failure(&error))?;
        practice.close().await?;
        Ok(page)
    })?;
    if arguments.json { console::json(&as_json(&page)) } else { console::data(|output| write!(output, "{}", printed::page(&page))) }
}

/// The operator, who sees what a licensed person of the practice sees when one is named. Both stand in the audit: the operator as who acts, and
/// the request names the account.
async fn on_behalf(practice: &Practice, name: Option<&str>) -> Result<Caller, Failure> {
    let mut caller = practice.caller.clone();
    let Some(name) = name else { return Ok(caller) };
    let people = practice.app.people(&practice.caller).await.map_err(|error| app_failure(&error))?;
    let person = people.iter().find(|person| person.sign_in_name.eq_ignore_ascii_case(name));
    let may = |role: &Role| app::permission::scope_of(*role, app::Data::LevelOfCare) != app::Scope::Nothing;
    let text = console::text();
    match person.filter(|person| person.is_licensed && person.disabled_at.is_none() && person.roles.iter().any(may)) {
        Some(person) => {
            caller.is_licensed = true;
            caller.request = vocabulary::OperationId(format!("{}-for-{}", caller.request.0, person.id));
            Ok(caller)
        }
        None => Err(Failure::new(Kind::Refused, text.say_with(Key::LevelOfCareCommandNobody, &[("name", name.into())]))
            .hint(text.say(Key::LevelOfCareCommandNobodyHint))),
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| {
        let arguments = [("file", file.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Usage, console::text().say_with(Key::CommandFileUnreadable, &arguments))
    })
}

/// Every problem of a file on a line of its own.
fn refused(file: &Path, error: &CriteriaError) -> Failure {
    let text = console::text();
    let line = |problem: &utilization_review::level_of_care::CriteriaProblem| {
        let said = text.criteria_problem(problem);
        text.say_with(Key::CriteriaFileRefused, &[("file", file.display().to_string().into()), ("problem", said.into())])
    };
    Failure::new(Kind::Input, error.problems.iter().map(line).collect::<Vec<_>>().join("\nerror: "))
}

fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let text = read(&arguments.file)?;
    let library = instruments::Library::shipped().expect("the library that ships reads: its tests read every file");
    let known: Vec<&str> = library.iter().map(|definition| &*definition.id).collect();
    match CriteriaSet::load(&text, Some(&known)) {
        Ok(set) if arguments.json => console::json(&set_json(&set)),
        Ok(set) => console::data(|output| write!(output, "{}", printed::set(&set))),
        Err(error) => {
            if arguments.json {
                let problems = error
                    .problems
                    .iter()
                    .map(|problem| json!({ "line": problem.line, "column": problem.column, "problem": problem.fault.to_string() }));
                console::json(&json!({ "refused": problems.collect::<Vec<_>>() }))?;
            }
            Err(refused(&arguments.file, &error))
        }
    }
}

fn set_json(set: &CriteriaSet) -> Value {
    json!({
        "id": set.id, "version": set.version, "title": set.title, "sha256": set.sha256, "to_be_reviewed": set.to_be_reviewed,
        "minimum_age": set.minimum_age, "levels": set.levels.iter().map(|level| level.level.code()).collect::<Vec<_>>(),
        "clauses": set.clauses.iter().map(|clause| &clause.name).collect::<Vec<_>>(),
    })
}

fn rerun(arguments: &RerunArguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    let found = wiring::block_on(async {
        let practice = Practice::open(&configuration, "level-of-care").await?;
        let caller = on_behalf(&practice, Some(&arguments.on_behalf)).await?;
        let patient = find_patient(&practice.app, &practice.caller, &arguments.patient).await?;
        let found = practice.app.rerun_determinations(&caller, patient).await.map_err(|error| app_failure(&error))?;
        practice.close().await?;
        Ok(found)
    })?;
    if arguments.json {
        console::json(&json!({ "determinations": found.iter().map(printed::rerun_json).collect::<Vec<_>>() }))?;
    } else {
        console::data(|output| found.iter().try_for_each(|one| writeln!(output, "{}", printed::rerun(one))))?;
    }
    let is_altered = found.iter().any(|one| matches!(one.outcome, Some(Ok(Rerun::Altered { .. }) | Err(_))));
    if is_altered { Err(Failure::new(Kind::Damaged, console::text().say(Key::DeterminationRerunAltered))) } else { Ok(()) }
}

fn everybody(arguments: &EverybodyArguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    let done = wiring::block_on(async {
        let practice = Practice::open(&configuration, "level-of-care").await?;
        let done = practice.app.redetermine_everybody().await.map_err(|error| app_failure(&error))?;
        practice.close().await?;
        Ok(done)
    })?;
    if arguments.json {
        return console::json(&json!({ "judged": done.judged, "stored": done.stored }));
    }
    let said = [("judged", done.judged.to_string().into()), ("stored", done.stored.to_string().into())];
    console::data(|output| writeln!(output, "{}", console::text().say_with(Key::LevelOfCareCommandEverybody, &said)))
}

fn as_json(page: &LevelOfCarePage) -> Value {
    let episodes = page.episodes.iter().map(|level| {
        json!({
            "episode": level.episode.to_string(), "program": level.program, "level": level.level.code(), "since": level.since.to_string(),
            "trace": level.trace, "missing": level.missing, "external": level.external,
        })
    });
    json!({
        "patient": page.patient.id.to_string(),
        "criteria": { "id": page.criteria.id, "version": page.criteria.version, "to_be_reviewed": page.criteria.to_be_reviewed },
        "episodes": episodes.collect::<Vec<_>>(),
    })
}
