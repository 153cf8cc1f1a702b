//! J9: appeals with and without scores.
//!
//! *Data*: appeals with whether scores were part of them; claims and remittances tell the worth. *Formula*: of decided appeals the share won, in whole or in
//! part, with scores less without, with Newcombe's limits; from [`ENOUGH`] decided appeals and [`ENOUGH_EACH`] of each kind on; found where the lower limit
//! is above nothing. *Dollars*: the lower limit times the worth of what was refused on the claims whose appeals without scores were lost; a figure, counted
//! nowhere. An association: stronger cases may have more scores. *Action*: train by the difference.

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, Fate};
use super::super::outcome::{Evidence, Figure, Found, Outcome};
use super::super::overturn::part;
use super::super::side::AppealOutcome;
use super::super::strata::difference;
use vocabulary::{Money, Rate};

/// No comparison below so many decided appeals.
const ENOUGH: usize = 30;
/// With so many of each kind.
const ENOUGH_EACH: usize = 10;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J9",
    bucket: None,
    needs: &[FileKind::Appeals],
    horizon: Horizon::Third,
    owner: Owner::Reviewer,
    sources: &["Newcombe 1998, Statistics in Medicine 17:873, method 10", "No comparison below thirty: our own rule"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let (mut with, mut without) = (Rate::default(), Rate::default());
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for appeal in facts.side.appeals.iter().flatten().filter(|appeal| appeal.outcome != AppealOutcome::Pending) {
        let Some(has_scores) = appeal.with_scores else { continue };
        let rate = if has_scores { &mut with } else { &mut without };
        rate.of += 1;
        let is_lost = appeal.outcome == AppealOutcome::Lost;
        rate.count += usize::from(!is_lost);
        if is_lost && !has_scores {
            let case = facts.case(&appeal.claim);
            let refused = case.map(|case| case.refusals.iter().filter(|refusal| refusal.fate != Fate::Won));
            let amount = refused.and_then(|refused| refused.map(|refusal| refusal.worth).sum::<Option<Money>>());
            lines.push(Evidence {
                claim: Some(&appeal.claim),
                line: None,
                day: Some(appeal.filed),
                payer: case.map_or("", |case| case.payer),
                service: "",
                why: "lost-without-scores".to_owned(),
                category: None,
                bucket: None,
                amount,
                trace: None,
            });
        }
    }
    let looked_at = with.of + without.of;
    if looked_at < ENOUGH {
        return Outcome::too_few(looked_at, ENOUGH);
    }
    if with.of.min(without.of) < ENOUGH_EACH {
        return Outcome::too_few(with.of.min(without.of), ENOUGH_EACH);
    }
    let Some((_, low, _)) = difference(with, without).filter(|(_, low, _)| *low > 0.0) else { return Outcome::nothing(looked_at) };
    let lost: Money = lines.iter().filter_map(|line| line.amount).sum();
    lines.sort_by(|one, other| (one.claim, one.day).cmp(&(other.claim, other.day)));
    Outcome::Found(Found {
        looked_at,
        rate: Some(with),
        figures: vec![
            ("won-with-scores", Figure::Share(with)),
            ("won-without-scores", Figure::Share(without)),
            ("associated-amount", Figure::Money(part(lost, low))),
        ],
        groups: Vec::new(),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, outcome_code};

    /// Twenty appeals with scores and twenty without; so many of each are won.
    fn books(won_with: usize, won_without: usize) -> Books {
        Books::clean().each(0..40, |books, place| {
            let outcome = if place % 2 == 0 { place / 2 < won_with } else { place / 2 < won_without };
            books.appealed(&format!("A{place:02}"), "2026-04-20", if outcome { "won" } else { "lost" }, place % 2 == 0)
        })
    }

    #[test]
    fn a_difference_is_found_beyond_chance_from_thirty_appeals() {
        assert_eq!(outcome_code("J9", &Books::clean().appealed("A1", "2026-04-20", "won", true)), "too_few");
        assert_eq!(outcome_code("J9", &books(12, 10)), "nothing_found");
        assert_eq!(outcome_code("J9", &books(3, 15)), "nothing_found");
        let found = books(16, 6);
        check_figure("J9", &found, "won-with-scores", "16/20");
        check_figure("J9", &found, "won-without-scores", "6/20");
        check_figure("J9", &found, "associated-amount", "0.00");
    }
}
