//! J5: requests that were sent without a score of the last days.
//!
//! *Data*: requests, scores. *Formula*: for every request of a patient who has scores, the days from the last score on or before it; found are those with
//! none within [`WANTED_DAYS`] days; from [`ENOUGH`] requests on. By distance the share that the payer refused or cut, with Wilson's interval. *Dollars*: none:
//! an association. *Action*: plan the measure three days before the last covered day.

use std::collections::BTreeMap;
use vocabulary::{Money, Rate};

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use super::super::side::{ReviewDecision, ReviewFact};

/// A score is wanted within so many days before a request.
const WANTED_DAYS: i32 = 3;
/// No share below so many requests.
pub(super) const ENOUGH: usize = 20;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J5",
    bucket: None,
    needs: &[FileKind::Reviews, FileKind::Measures],
    horizon: Horizon::Third,
    owner: Owner::Reviewer,
    sources: &["Three days before a request, and no share below twenty: our own rules"],
};

const BINS: [(&str, i32); 4] = [("0-3", 3), ("4-7", 7), ("8-14", 14), (">14", i32::MAX)];

/// A request as a line behind a number.
pub(super) fn line(review: &ReviewFact, why: String) -> Evidence<'_> {
    Evidence {
        claim: None,
        line: None,
        day: Some(review.submitted),
        payer: &review.payer,
        service: "",
        why,
        category: None,
        bucket: None,
        amount: None,
        trace: None,
    }
}

/// True where the payer gave less than was asked for.
pub(super) fn is_cut(review: &ReviewFact) -> bool {
    matches!(review.decision, ReviewDecision::Denied | ReviewDecision::Partial)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut bins: BTreeMap<usize, Rate> = BTreeMap::new();
    let (mut looked_at, mut unmatched) = (0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for review in facts.side.reviews.iter().flatten() {
        if facts.courses.measures(&review.patient).is_empty() {
            unmatched += 1;
            continue;
        }
        looked_at += 1;
        let days = facts.courses.last_measure(&review.patient, review.submitted).map(|last| review.submitted.days_since(last.day));
        let place = days.and_then(|days| BINS.iter().position(|(_, until)| days <= *until)).unwrap_or(BINS.len());
        if review.decision != ReviewDecision::Pending {
            let rate = bins.entry(place).or_default();
            rate.of += 1;
            rate.count += usize::from(is_cut(review));
        }
        if days.is_none_or(|days| days > WANTED_DAYS) {
            let age = days.map_or_else(|| "none".to_owned(), |days| days.to_string());
            lines.push(line(review, format!("score-age {age} {}", review.patient)));
        }
    }
    if looked_at < ENOUGH {
        return Outcome::too_few(looked_at, ENOUGH);
    }
    if lines.is_empty() {
        return Outcome::nothing(looked_at);
    }
    let name = |place: usize| BINS.get(place).map_or("no-score", |(name, _)| name);
    let groups = bins.into_iter().map(|(place, rate)| Group { names: vec![name(place).to_owned()], rate, amount: Money::ZERO });
    Outcome::Found(Found {
        looked_at,
        rate: Some(Rate { count: lines.len(), of: looked_at }),
        figures: vec![("requests-unmatched", Figure::Share(Rate { count: unmatched, of: unmatched + looked_at }))],
        groups: groups.collect(),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, lines_of, outcome_code};

    fn books(requests: usize, measured: usize) -> Books {
        Books::clean()
            .each(0..requests, |books, place| books.review("P1", &format!("R{place:02}"), "2026-04-20", "approved", [7, 7, 30]))
            .each(0..requests, |books, place| {
                let on = if place < measured { "2026-04-17" } else { "2026-04-10" };
                books.measured(&format!("R{place:02}"), on, "phq-9", 12)
            })
    }

    #[test]
    fn requests_without_a_recent_score_are_found_from_twenty_requests() {
        assert_eq!(outcome_code("J5", &books(19, 0)), "too_few");
        assert_eq!(outcome_code("J5", &books(20, 20)), "nothing_found");
        let found = books(21, 19);
        assert_eq!(lines_of("J5", &found), ["- score-age 10 R19", "- score-age 10 R20"]);
        check_figure("J5", &found.review("P1", "X", "2026-04-20", "denied", [7, 0, 30]), "requests-unmatched", "1/22");
    }
}
