//! F16: lines that were refused as part of another service, or as not to be billed beside it.
//!
//! *Data*: claims, remittances. *Formula*: lines of the first decision that are refused with a reason of [`BUNDLED`] and are open, by reason and
//! pair: the code and the other service of the patient that was paid for the same day. Beside it the lines that carry a modifier for a separate service (25,
//! 59, XE, XP, XS, XU), and those of which no pair is known. Whether the times lay apart is not judged: notes name minutes, not the clock. *Dollars*: what the
//! line is worth by one's own history, times one's own share of won refusals of that kind. *Action*: see whether a modifier is supported by the note, else adjust.

use std::collections::{BTreeMap, BTreeSet};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, Refusal, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::{Person, person};
use vocabulary::{Day, Money};

/// Reasons that say that a line is part of another service or may not stand beside it. Other refusals for coding, a modifier or a diagnosis, ask for other work.
const BUNDLED: [&str; 3] = ["97", "234", "236"];

/// Modifiers that say that a service is one of its own.
const SEPARATE: [&str; 6] = ["25", "59", "XE", "XP", "XS", "XU"];

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F16",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::Second,
    owner: Owner::Biller,
    sources: &["X12 835 reasons 97, 234 and 236: table of reasons, two lists each"],
};

/// Paid services of each patient and day.
type Paid<'a> = BTreeMap<(Person<'a>, Day), BTreeSet<&'a str>>;

fn paid<'a>(facts: &Facts<'a>) -> Paid<'a> {
    let mut paid: Paid<'a> = BTreeMap::new();
    for (case, standing) in
        facts.standing().filter(|(case, standing)| standing.decided.paid_amount > Money::ZERO && !case.claim.member_id.is_empty())
    {
        if let Some(day) = standing.day() {
            paid.entry((person(case.claim), day)).or_default().insert(standing.service);
        }
    }
    paid
}

/// The first other service of the patient that was paid for the day.
fn pair<'a>(paid: &Paid<'a>, case: &Case<'a>, refusal: &Refusal<'a>) -> Option<&'a str> {
    let day = refusal.day(case.claim)?;
    paid.get(&(person(case.claim), day))?.iter().copied().find(|service| *service != refusal.service)
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let paid = paid(facts);
    let (mut separate, mut unpaired) = (0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (case, refusal) in facts.open().filter(|(_, refusal)| BUNDLED.contains(&refusal.denial.reason.as_str())) {
        let is_separate = |line: &revenue_cycle::ClaimLine| line.modifiers.iter().any(|modifier| SEPARATE.contains(&modifier.as_str()));
        separate += usize::from(refusal.line.is_some_and(is_separate));
        let line = evidence(case, refusal);
        let why = if let Some(other) = pair(&paid, case, refusal) {
            format!("{} / {other}", line.why)
        } else {
            unpaired += 1;
            line.why.clone()
        };
        lines.push(Evidence { why, ..line });
    }
    let figures = [
        ("lines-with-separate-modifier", Figure::Count(separate)),
        ("lines-without-pair", Figure::Count(unpaired)),
        ("times-not-judged", Figure::Count(lines.len() - unpaired)),
    ];
    Outcome::of_lines(facts.first_lines(), lines, |line| vec![line.why.clone(), line.service.to_owned()]).beside(figures)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn a_line_that_was_bundled_is_found_and_a_paid_one_is_not() {
        check_lines("F16", &Books::clean(), &[]);
        check_lines("F16", &Books::clean().refused("B1", "CO", "97"), &["B1 CO-97"]);
        check_lines("F16", &Books::clean().refused("B1", "CO", "236"), &["B1 CO-236"]);
        check_lines("F16", &Books::clean().refused("B1", "CO", "197"), &[]);
        // Of the category Coding, but a matter of the modifier and of the diagnosis.
        check_lines("F16", &Books::clean().refused("B1", "CO", "4"), &[]);
        check_lines("F16", &Books::clean().refused("B1", "CO", "11"), &[]);
        check_lines("F16", &Books::clean().refused("B1", "CO", "97").paid_later("B1"), &[]);
    }

    #[test]
    fn the_pair_is_the_other_service_that_was_paid_for_the_day() {
        // B1 was refused on the day on which the same patient's E/M on another claim was paid.
        let mut books = Books::clean().copied("B1", "B1-EM").paid_as("B1-EM", "99213", "99213").refused("B1", "CO", "97");
        check_lines("F16", &books, &["B1 CO-97 / 99213"]);
        check_figure("F16", &books, "lines-without-pair", "0");
        check_figure("F16", &books, "lines-with-separate-modifier", "0");
        let refused = books.claims.iter_mut().find(|claim| claim.number == "B1").expect("a claim of the books");
        refused.lines[0].modifiers.push("59".to_owned());
        check_figure("F16", &books, "lines-with-separate-modifier", "1");
        check_figure("F16", &Books::clean().refused("B1", "CO", "97"), "lines-without-pair", "1");
    }
}
