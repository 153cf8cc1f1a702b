//! `throughline adherence`: of how many episodes there are scores, and how much of what was due was done.

use std::path::Path;

use app::schedule::{Adherence, AdherenceRow, CompletionRow};
use clap::Args;
use collection::adherence::Tally;
use serde_json::{Value as Json, json};
use vocabulary::Rate;
use wording::{Key, Text};

use crate::configuration;
use crate::console;
use crate::failure::Failure;
use crate::wiring::{self, Practice, app_failure};

/// Say how complete the measures are: completion first, then what was done of what was due
///
/// By program, clinician and phase, over the episodes that were open in the days looked at. Windows that are still open count neither way. Shares have
/// their numbers and a 95 % interval (Wilson).
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline adherence
  throughline adherence --days 90 --json")]
pub(crate) struct Arguments {
    /// Episodes that were open in the last so many days
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=3_650))]
    days: u16,
    /// One JSON object: since, episodes, completion, windows, each by program, clinician and phase
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "adherence").await?;
        let shown = practice.app.adherence(&practice.caller, arguments.days).await.map_err(|error| app_failure(&error))?;
        if arguments.json {
            console::json(&as_json(&shown))?;
        } else {
            let page = printed(console::text(), &shown);
            console::data(|output| writeln!(output, "{page}"))?;
        }
        practice.close().await
    })
}

/// `80 % (55–93; 12/15)`.
fn share(text: Text, rate: Rate) -> String {
    match (rate.value(), rate.interval()) {
        (Some(value), Some((low, high))) => {
            format!("{:.0} % ({:.0}–{:.0}; {}/{})", value * 100.0, low * 100.0, high * 100.0, rate.count, rate.of)
        }
        _ => text.say(Key::AdherenceNothing),
    }
}

fn printed(text: Text, shown: &Adherence) -> String {
    let lead = text.say_with(Key::AdherenceLead, &[("count", shown.episodes.into()), ("day", shown.since.into())]);
    if shown.episodes == 0 {
        return text.say(Key::AdherenceEmpty);
    }
    let named = |name: &Option<String>| name.clone().unwrap_or_else(|| text.say(Key::AdherenceNobody));
    let ended = |column: Key, rows: &[CompletionRow]| {
        let heads = [column, Key::CompletionColumnBoth, Key::CompletionColumnAny];
        let rows = rows.iter().map(|row| (named(&row.name), vec![row.completion.rate(), row.completion.wide_rate()]));
        table(text, &heads, rows)
    };
    let phases = shown.completion_by_phase.iter().map(|(phase, of)| (text.phase(*phase), vec![of.any_rate(), of.every_rate()]));
    let windows = |column: Key, rows: &[AdherenceRow]| tallies(text, column, rows.iter().map(|row| (named(&row.name), row.tally)));
    let by_phase = shown.by_phase.iter().map(|(phase, tally)| (text.phase(*phase), *tally));
    [
        lead,
        text.say(Key::CompletionHeading),
        ended(Key::AdherenceColumnProgram, &shown.completion_by_program),
        ended(Key::AdherenceColumnClinician, &shown.completion_by_clinician),
        table(text, &[Key::AdherenceColumnPhase, Key::CompletionColumnPhaseAny, Key::CompletionColumnPhaseEvery], phases),
        text.say(Key::AdherenceWindowsHeading),
        windows(Key::AdherenceColumnProgram, &shown.by_program),
        windows(Key::AdherenceColumnClinician, &shown.by_clinician),
        tallies(text, Key::AdherenceColumnPhase, by_phase),
    ]
    .join("\n\n")
}

fn table(text: Text, heads: &[Key], rows: impl Iterator<Item = (String, Vec<Rate>)>) -> String {
    let mut lines: Vec<Vec<String>> = vec![heads.iter().map(|key| text.say(*key)).collect()];
    lines.extend(rows.map(|(name, rates)| std::iter::once(name).chain(rates.into_iter().map(|rate| share(text, rate))).collect()));
    console::columns(&lines, &[]).trim_end().to_owned()
}

fn tallies(text: Text, column: Key, rows: impl Iterator<Item = (String, Tally)>) -> String {
    let heads = [column, Key::AdherenceColumnDone, Key::DueStatusMissed, Key::DueStatusDeclined, Key::AdherenceColumnOpen];
    let mut lines: Vec<Vec<String>> = vec![heads.iter().map(|key| text.say(*key)).collect()];
    lines.extend(rows.map(|(name, tally)| {
        let counts = [tally.missed, tally.declined, tally.open].map(|count| count.to_string());
        [name, share(text, tally.adherence())].into_iter().chain(counts).collect()
    }));
    console::columns(&lines, &[2, 3, 4]).trim_end().to_owned()
}

fn as_json(shown: &Adherence) -> Json {
    let ended = |rows: &[CompletionRow]| -> Vec<Json> {
        let row = |row: &CompletionRow| {
            let of = row.completion;
            json!({ "name": row.name, "ended": of.ended, "intake_and_discharge": rate(of.rate()), "intake_and_later": rate(of.wide_rate()) })
        };
        rows.iter().map(row).collect()
    };
    let windows = |rows: &[AdherenceRow]| -> Vec<Json> { rows.iter().map(|row| tally(row.name.as_deref(), row.tally)).collect() };
    let phases = shown
        .completion_by_phase
        .iter()
        .map(|(phase, of)| json!({ "name": phase.code(), "asked": of.asked, "any": rate(of.any_rate()), "every": rate(of.every_rate()) }));
    json!({
        "since": shown.since.to_string(),
        "episodes": shown.episodes,
        "completion": {
            "by_program": ended(&shown.completion_by_program),
            "by_clinician": ended(&shown.completion_by_clinician),
            "by_phase": phases.collect::<Vec<_>>(),
        },
        "windows": {
            "by_program": windows(&shown.by_program),
            "by_clinician": windows(&shown.by_clinician),
            "by_phase": shown.by_phase.iter().map(|(phase, counted)| tally(Some(phase.code()), *counted)).collect::<Vec<_>>(),
        },
    })
}

fn tally(name: Option<&str>, tally: Tally) -> Json {
    json!({ "name": name, "done": rate(tally.adherence()), "missed": tally.missed, "declined": tally.declined, "open": tally.open })
}

/// A share with Wilson's 95 % interval; null of nothing.
fn rate(rate: Rate) -> Json {
    let interval = rate.interval();
    json!({
        "count": rate.count, "of": rate.of, "value": rate.value(),
        "lower": interval.map(|(lower, _)| lower), "upper": interval.map(|(_, upper)| upper),
    })
}
