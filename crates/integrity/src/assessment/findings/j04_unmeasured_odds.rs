//! J4: whether lines without a fresh score are refused more often.
//!
//! *Data*: claims, remittances, scores. *Formula*: billed lines that the first payer decided, of patients who are named in some table of care: the odds of a
//! refusal without a fresh score over those with one, within payer and level of care (Mantel and Haenszel). The lines of one person are refused together and
//! scored together: the limits are the wider ones of those for lines (Robins, Breslow and Greenland) and those by people (jackknife over people), see
//! docs/decisions/0016. From [`ENOUGH_LINES`] lines and [`ENOUGH_REFUSED`] refusals on; found where the lower limit is above one, and [`ENOUGH_WITHOUT`] people
//! had a refusal that lacked a score: the limits hold for no fewer. *Dollars*: worth of the refused lines without a score that were not won, times
//! `1 - 1/lower limit`; a figure, counted nowhere. It is an association, not a cause. *Action*: measure at the cadence.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{LevelOfCare, Money, Period, Rate};

use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, Fate, evidence};
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use super::super::overturn::part;
use super::super::side::{Person, person};
use super::super::strata::{Table, clustered_limits, odds_ratio};
use super::f01_denials::level_name;

/// So many decided lines are compared.
const ENOUGH_LINES: usize = 50;
/// With so many refusals among them.
const ENOUGH_REFUSED: usize = 10;

/// So many people among them with a refusal without a score: one stay in a small stratum would do else.
const ENOUGH_WITHOUT: usize = 5;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J4",
    bucket: None,
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Measures],
    horizon: Horizon::Third,
    owner: Owner::ClinicalDirector,
    sources: &[
        "Mantel and Haenszel 1959, JNCI 22:719",
        "Robins, Breslow and Greenland 1986, Biometrics 42:311",
        "Efron and Tibshirani 1993, chapter 11: jackknife over people",
    ],
};

/// Tables by payer and level of care.
type Strata<'a> = BTreeMap<(&'a str, Option<LevelOfCare>), Table>;

/// Lines by payer and level of care, and the refused ones without a score.
#[derive(Default)]
struct Counted<'a> {
    strata: Strata<'a>,
    /// The same of each person.
    of_people: BTreeMap<Person<'a>, Strata<'a>>,
    lines: Vec<Evidence<'a>>,
    /// Whose lines were refused without a score.
    people: BTreeSet<Person<'a>>,
    unmatched: usize,
}

fn count<'a>(facts: &Facts<'a>) -> Counted<'a> {
    let mut counted = Counted::default();
    for case in facts.cases.iter().filter(|case| case.first_lines > 0) {
        let (stratum, whose) = ((case.payer, case.level), person(case.claim));
        for line in &case.claim.lines {
            let Some(day) = line.days.map(Period::first).filter(|_| facts.courses.knows(case.claim)) else {
                counted.unmatched += 1;
                continue;
            };
            let of_line = |number: Option<u32>| number.is_none_or(|number| number == line.number);
            let refusal = case.refusals.iter().find(|refusal| of_line(refusal.line.map(|line| line.number)));
            let is_unmeasured = facts.courses.fresh_measure(case.claim, day, case.level).is_none();
            let of_person = counted.of_people.entry(whose.clone()).or_default();
            for strata in [&mut counted.strata, of_person] {
                strata.entry(stratum).or_default().count(is_unmeasured, refusal.is_some());
            }
            if is_unmeasured && refusal.is_some() {
                counted.people.insert(whose.clone());
            }
            if let Some(refusal) = refusal.filter(|refusal| is_unmeasured && refusal.fate != Fate::Won) {
                counted.lines.push(evidence(case, refusal));
            }
        }
    }
    // A claim that is refused as a whole has one refusal and several lines.
    counted.lines.dedup_by(|one, other| one.line.is_none() && one.claim == other.claim);
    counted
}

fn sum(strata: &BTreeMap<(&str, Option<LevelOfCare>), Table>, of: impl Fn(&Table) -> Rate) -> Rate {
    strata.values().map(of).fold(Rate::default(), |sum, rate| Rate { count: sum.count + rate.count, of: sum.of + rate.of })
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let Counted { strata, of_people, lines, people, unmatched } = count(facts);
    let (without, with) = (sum(&strata, |table| table.exposed), sum(&strata, |table| table.other));
    let (decided, refused) = (without.of + with.of, without.count + with.count);
    if decided < ENOUGH_LINES {
        return Outcome::too_few(decided, ENOUGH_LINES);
    }
    if refused < ENOUGH_REFUSED {
        return Outcome::too_few(refused, ENOUGH_REFUSED);
    }
    let Some((ratio, low, high)) = odds_ratio(&strata).filter(|(_, low, _)| *low > 1.0) else {
        return Outcome::nothing(decided);
    };
    if people.len() < ENOUGH_WITHOUT {
        return Outcome::too_few(people.len(), ENOUGH_WITHOUT);
    }
    let of_people: Vec<Strata<'a>> = of_people.into_values().collect();
    let by_people = clustered_limits(&strata, &of_people);
    let Some((low, high)) = by_people.map(|(least, most)| (low.min(least), high.max(most))).filter(|(low, _)| *low > 1.0) else {
        return Outcome::nothing(decided);
    };
    let lost: Money = lines.iter().filter_map(|line| line.amount).sum();
    let groups = strata.iter().map(|((payer, level), table)| Group {
        names: vec![(*payer).to_owned(), level_name(*level)],
        rate: table.exposed,
        amount: Money::ZERO,
    });
    Outcome::Found(Found {
        looked_at: decided,
        rate: Some(without),
        figures: vec![
            ("refused-without-score", Figure::Share(without)),
            ("refused-with-score", Figure::Share(with)),
            ("odds-ratio", Figure::Ratio(ratio)),
            ("odds-ratio-low", Figure::Ratio(low)),
            ("odds-ratio-high", Figure::Ratio(high)),
            ("associated-amount", Figure::Money(part(lost, 1.0 - 1.0 / low))),
            ("lines-unmatched", Figure::Share(Rate { count: unmatched, of: unmatched + decided })),
        ],
        groups: groups.collect(),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, lines_of, outcome_code};

    fn first_of_february() -> vocabulary::Day {
        "2026-02-01".parse().expect("a day")
    }

    /// Sixty claims of a payer, thirty with a score on their day; so many of each are refused.
    fn books(refused_without: usize, refused_with: usize) -> Books {
        let number = |place: usize| format!("P8-{place:02}");
        let first = first_of_february();
        Books::clean()
            .many("P8", 60, 8000)
            .each(0..60, |books, place| {
                let on = first.plus_days(i32::try_from(place).expect("small")).to_string();
                let patient = format!("M-{}", number(place));
                if place < 30 { books.attended(&patient, &on, true) } else { books.measured(&patient, &on, "phq-9", 12) }
            })
            .each(0..refused_without, |books, place| books.refused(&number(place), "CO", "50"))
            .each(30..30 + refused_with, |books, place| books.refused(&number(place), "CO", "50"))
    }

    /// One of two lines without a score is refused, and ten of a hundred with one: the limits alone would call that an association.
    fn one_of_two_without_a_score() -> Books {
        let measured = |payer: &'static str| {
            move |books: Books, place: usize| {
                let on = first_of_february().plus_days(i32::try_from(place).expect("small")).to_string();
                books.measured(&format!("M-{payer}-{place:02}"), &on, "phq-9", 12)
            }
        };
        Books::clean()
            .many("P8", 60, 8000)
            .each(0..60, measured("P8"))
            .each(0..9, |books, place| books.refused(&format!("P8-{place:02}"), "CO", "50"))
            .many("P9", 42, 8000)
            .each(0..2, |books, place| books.attended(&format!("M-P9-{place:02}"), "2026-02-01", true))
            .each(2..42, measured("P9"))
            .refused("P9-00", "CO", "50")
            .refused("P9-02", "CO", "50")
    }

    /// Ten people without a score have six lines each, of five of them all are refused; of sixty others with a score fifteen. Line by line that is odds of three
    /// to one and no chance; by people it may be.
    fn of_ten_people() -> Books {
        let number = |place: usize| format!("P8-{place:02}");
        let on = |place: usize| first_of_february().plus_days(i32::try_from(place).expect("small")).to_string();
        Books::clean()
            .many("P8", 120, 8000)
            .each(0..60, |books, place| {
                let member = format!("M-OF-{}", place / 6);
                books.of_member(&number(place), &member).attended(&member, &on(place), true)
            })
            .each(60..120, |books, place| books.measured(&format!("M-{}", number(place)), &on(place), "phq-9", 12))
            .each(0..30, |books, place| books.refused(&number(place), "CO", "50"))
            .each(60..75, |books, place| books.refused(&number(place), "CO", "50"))
    }

    #[test]
    fn an_association_is_found_beyond_chance_only() {
        assert_eq!(outcome_code("J4", &Books::clean()), "could_not_run");
        assert_eq!(outcome_code("J4", &books(4, 4)), "too_few");
        assert_eq!(outcome_code("J4", &books(8, 6)), "nothing_found");
        assert_eq!(outcome_code("J4", &books(3, 15)), "nothing_found");
        assert_eq!(outcome_code("J4", &one_of_two_without_a_score()), "too_few");
        let of_two_people = books(15, 3)
            .each(0..15, |books, place| books.of_member(&format!("P8-{place:02}"), if place < 8 { "M-P8-00" } else { "M-P8-08" }));
        assert_eq!(outcome_code("J4", &of_two_people), "too_few");
        assert_eq!(outcome_code("J4", &of_ten_people()), "nothing_found");
        let found = books(15, 3);
        assert_eq!(lines_of("J4", &found).len(), 15);
        check_figure("J4", &found, "refused-without-score", "15/30");
        check_figure("J4", &found, "odds-ratio", "9.00");
        check_figure("J4", &found, "lines-unmatched", "8/68");
    }
}
