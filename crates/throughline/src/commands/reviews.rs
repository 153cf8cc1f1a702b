//! `throughline reviews`: the board at the command line.

use std::path::Path;

use app::review::{Board, BoardFilter, BoardPage, ReviewState, Stay};
use clap::Args;
use serde_json::{Value as Json, json};
use utilization_review::review::{BoardEntry, SubmissionBasis};
use vocabulary::Day;
use wording::{Key, Text};

use crate::configuration;
use crate::console;
use crate::failure::Failure;
use crate::wiring::{self, Practice, app_failure};

/// List the stays that a payer authorizes, by the hours to the end of the last covered day
///
/// Patients are named by record number. The id of an open review is what `throughline packet` takes.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline reviews
  throughline reviews --open --json")]
pub(crate) struct Arguments {
    /// Only stays with an open review
    #[arg(long)]
    open: bool,
    /// One JSON array of stays: record_number, level_of_care, payer, bucket, last_covered_day, hours_left, submit_by, others_from, units_end, denial, authorization, review, answered, required, next
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "reviews").await?;
        let filter = BoardFilter { review: arguments.open.then_some(ReviewState::Open), ..BoardFilter::default() };
        let board = practice.app.review_board(&practice.caller, filter, BoardPage::WHOLE).await.map_err(|error| app_failure(&error))?;
        if arguments.json {
            console::json(&Json::Array(board.entries.iter().map(|entry| as_json(&board, entry)).collect()))?;
        } else {
            print(&board)?;
        }
        practice.close().await
    })
}

fn as_json(board: &Board, entry: &BoardEntry<Stay>) -> Json {
    let stay = &entry.stay;
    json!({
        "record_number": stay.record_number, "level_of_care": stay.level_of_care.code(),
        "payer": (!stay.payer.is_empty()).then_some(&stay.payer), "bucket": entry.bucket(stay.today).code(),
        "last_covered_day": entry.last_covered_day.map(|day| day.to_string()), "hours_left": entry.hours_left(board.now),
        "submit_by": entry.submit_by.as_ref().map(|submit| json!({
            "at": submit.at.to_string(), "day": submit.day.to_string(),
            "rule": match &submit.basis { SubmissionBasis::NextReview => None, SubmissionBasis::Rule { id, .. } => Some(id) },
        })),
        "others_from": stay.others_from.map(|day| day.to_string()),
        "units_end": entry.units_end.map(|units| json!({
            "used": units.used, "granted": units.granted, "authorized_until": units.authorized_until.to_string(), "counted_from": units.sources.codes(),
        })),
        "denial": entry.denial.map(|denial| json!({
            "answer": denial.answer.code(), "first": denial.first.to_string(), "last": denial.last.map(|last| last.to_string()),
        })),
        "no_coverage_from": stay.no_coverage_from.map(|day| day.to_string()),
        "authorization": stay.number, "review": stay.review.map(|review| review.to_string()),
        "answered": entry.readiness.answered, "required": entry.readiness.required,
        "next": entry.readiness.next().map(|missing| json!({
            "question": missing.question.code(), "action": missing.action.code(),
        })),
    })
}

fn print(board: &Board) -> Result<(), Failure> {
    let text = console::text();
    if board.entries.is_empty() {
        return console::data(|output| writeln!(output, "{}", text.say(Key::BoardEmpty)));
    }
    let heads =
        [Key::PatientRecordNumber, Key::CaseloadColumnLevelOfCare, Key::BoardColumnEnds, Key::BoardColumnReview, Key::BoardColumnMissing];
    let mut rows = vec![heads.map(|key| text.say(key)).to_vec()];
    rows.extend(board.entries.iter().map(|entry| row(text, entry)));
    console::data(|output| writeln!(output, "{}", console::columns(&rows, &[])))
}

fn row(text: Text, entry: &BoardEntry<Stay>) -> Vec<String> {
    let stay = &entry.stay;
    vec![
        stay.record_number.clone(),
        text.level_of_care(stay.level_of_care),
        covered(text, entry.last_covered_day, text.review_bucket(entry.bucket(stay.today).code()), stay.no_coverage_from),
        stay.review.map(|review| review.to_string()).unwrap_or_default(),
        entry.readiness.next().map(|missing| text.review_question(missing.question.code())).unwrap_or_default(),
    ]
}

/// How far days are authorized and how near that is, and from which day no coverage is on record for them.
fn covered(text: Text, until: Option<Day>, bucket: String, no_coverage_from: Option<Day>) -> String {
    let until = until.map(|day| text.day(day));
    let uncovered = no_coverage_from.map(|day| text.say_with(Key::BoardNoCoverage, &[("day", day.into())]));
    until.into_iter().chain([bucket]).chain(uncovered).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_from_which_day_authorized_days_have_no_coverage() {
        let text = console::text();
        let day = |text: &str| text.parse::<Day>().ok();
        let check = |until: Option<Day>, from: Option<Day>, expected: &str| {
            assert_eq!(covered(text, until, "due".to_owned(), from), expected);
        };
        check(None, None, "due");
        check(day("2026-11-20"), None, "Nov 20, 2026 · due");
        let flagged = covered(text, day("2026-11-20"), "due".to_owned(), day("2026-11-16"));
        assert!(flagged.starts_with("Nov 20, 2026 · due · ") && flagged.contains("Nov 16, 2026"), "{flagged}");
    }
}
