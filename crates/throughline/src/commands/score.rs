//! `throughline score`: answers in, scores out. Stores nothing and needs no practice.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use app::import::Reason;
use clap::Args;
use instruments::{Library, Outcome, Score, Unscorable};
use interchange::score_lines::{self, ScoredLine};
use interchange::{Context, FileProblem};
use vocabulary::{Clock as _, ZoneName};
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};
use crate::sentence;
use crate::world::SystemClock;

/// Score answers from a file or standard input
///
/// Takes one JSON object a line, such as {"id":"a","instrument":"phq-9","answers":{"1":3,"2":2}}, or FHIR R4, and puts out one line a score in the
/// same order. A line that cannot be read puts out a line that says so, and the rest go on. docs/reference/score-json.md describes both shapes.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline score answers.ndjson --json
  throughline score answers.ndjson --json | jq -r 'select(.status == \"scored\") | [.id, .total] | @tsv'
  echo '{\"id\":1,\"instrument\":\"gad-7\",\"answers\":[3,3,2,1,0,0,1]}' | throughline score -

Ends with code 0 when the input was read to its end, whatever the scores are (see --strict), and with
code 3 when it cannot be read as a whole.")]
pub(crate) struct Arguments {
    /// The file; - is standard input
    file: PathBuf,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// End with code 3 when any line was unreadable or could not be scored
    #[arg(long)]
    strict: bool,
}

/// What a run counted.
#[derive(Default)]
struct Tally {
    lines: usize,
    without_score: usize,
    problem: Option<FileProblem>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let library = Library::shipped().expect("the library that ships reads: its tests read every file");
    let context = Context::new(library, SystemClock.now().day_in(&ZoneName::utc()), ZoneName::utc());
    let source = open(arguments)?;
    let mut tally = Tally::default();
    console::data(|output| {
        if !arguments.json {
            writeln!(output, "{}", heading())?;
        }
        for line in score_lines::read(source, &context) {
            match line {
                Ok(line) => {
                    tally.lines += 1;
                    tally.without_score += usize::from(!matches!(line.status(), "scored" | "prorated" | "totals_only" | "recorded"));
                    let written = if arguments.json { line.to_json() } else { row(&line) };
                    writeln!(output, "{written}")?;
                }
                Err(problem) => tally.problem = Some(problem),
            }
        }
        Ok(())
    })?;
    verdict(&tally, arguments.strict)
}

fn open(arguments: &Arguments) -> Result<Box<dyn Read>, Failure> {
    if arguments.file.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(&arguments.file).map_err(|error| {
        let said = [("file", arguments.file.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, console::text().say_with(Key::CommandFileUnreadable, &said))
    })?;
    Ok(Box::new(file))
}

fn verdict(tally: &Tally, strict: bool) -> Result<(), Failure> {
    if let Some(problem) = &tally.problem {
        return Err(Failure::new(Kind::Input, sentence::of_reason(&Reason::from(problem))));
    }
    if strict && tally.without_score > 0 {
        let text = console::text();
        let counted = [("count", tally.without_score.into()), ("whole", tally.lines.into())];
        return Err(Failure::new(Kind::Input, text.say_with(Key::CommandScoreWithout, &counted)));
    }
    Ok(())
}

fn heading() -> String {
    let text = console::text();
    let [id, instrument, status, total, band, alerts] =
        [Key::CommandScoreId, Key::InstrumentLabel, Key::StatusLabel, Key::ScoreLabel, Key::BandLabel, Key::CommandScoreAlerts]
            .map(|key| text.say(key));
    columns([&id, &instrument, &status, &total, &band, &alerts])
}

fn row(line: &ScoredLine) -> String {
    let text = console::text();
    let id = line.id.as_str().map_or_else(|| line.id.to_string(), str::to_owned);
    let total = line.total().map(|total| text.points_exact(total)).unwrap_or_default();
    let alerts: Vec<String> = line.score.iter().flat_map(Score::alerts).map(|alert| text.safety_entry(&alert.id)).collect();
    let band = line.band().map(|band| text.band(&band)).unwrap_or_default();
    let problems = line.problems.first().map(|problem| format!("{} ({})", problem.code, line.position)).unwrap_or_default();
    let why = line.score.as_ref().and_then(missing).map(|reason| text.unscorable_short(reason));
    let last = if alerts.is_empty() { why.unwrap_or(problems) } else { alerts.into_iter().chain(why).collect::<Vec<_>>().join(", ") };
    let status = if line.score.is_some() { text.status_code(line.status()) } else { text.say(Key::CommandScoreUnreadable) };
    columns([&id, line.instrument.as_deref().unwrap_or_default(), &status, &total, &band, &last])
}

/// Why the main scale has no number although it was answered; without a main scale, the first one of which that is true.
fn missing(score: &Score) -> Option<&Unscorable> {
    let scales = score.main().map_or(score.scales.as_slice(), std::slice::from_ref);
    scales.iter().find_map(|scale| match &scale.outcome {
        Outcome::Unscorable(reason) if *reason != Unscorable::NotAdministered => Some(reason),
        _ => None,
    })
}

/// Lines are put out as they come, so the columns have the widths that fit nearly everything.
fn columns([id, instrument, status, total, band, last]: [&str; 6]) -> String {
    format!("{id:<12}  {instrument:<16}  {status:<14}  {total:>7}  {band:<20}  {last}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_without_a_number_says_which_items_are_missing_and_how_many_may_be() {
        let context = Context::new(Library::shipped().unwrap(), "2026-11-23".parse().unwrap(), ZoneName::utc());
        let shown = |input: &str| row(&score_lines::read(input.as_bytes(), &context).next().unwrap().unwrap());
        let partial = shown(r#"{"id":"a","instrument":"gad-7","answers":{"1":1,"2":1}}"#);
        assert!(partial.contains("missing; 2 allowed") && partial.contains('7'), "{partial}");
        let safety = shown(r#"{"id":"a","instrument":"phq-9","answers":{"9":1}}"#);
        assert!(safety.contains("thoughts of death") && safety.contains("missing"), "an alert stands beside it: {safety}");
    }
}
