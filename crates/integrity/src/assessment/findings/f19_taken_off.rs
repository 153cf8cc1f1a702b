//! F19: amounts that were taken off the books, by reason and approver.
//!
//! *Data*: claims, remittances, amounts taken off the books. *Formula*: every amount above nothing that was taken off a claim, by reason and approver; with
//! those that nobody approved by name, small balances, their part of what the claims are worth and, where appeals are on file, those of refused claims that
//! nobody appealed before, of them those refused as not necessary. *Dollars*: the amounts. *Action*: limits of authority, and an appeal first.

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Found, Outcome, groups};
use super::super::side::WriteOff;
use revenue_cycle::DenialCategory;
use std::collections::BTreeSet;
use vocabulary::Money;

/// An amount for each dollar of another.
#[expect(clippy::cast_precision_loss, reason = "cents of one practice are far below 2^53")]
fn share(part: Money, whole: Money) -> f64 {
    part.cents() as f64 / whole.cents() as f64
}

/// At most so much is a small balance. Our own judgement: practices set theirs.
const SMALL: Money = Money::from_cents(10_00);

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F19",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::WriteOffs],
    horizon: Horizon::Second,
    owner: Owner::Finance,
    sources: &["HFMA MAP Keys AR-6: denial adjustments as a share of net revenue"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let taken = || facts.side.write_offs.iter().flatten().filter(|each| each.amount > Money::ZERO);
    let looked_at = facts.side.write_offs.iter().flatten().count();
    let mut unmatched = 0;
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for each in taken() {
        let case = facts.cases.binary_search_by(|case| case.number.cmp(each.claim.as_str())).ok().map(|place| &facts.cases[place]);
        unmatched += usize::from(case.is_none());
        let approver = if each.approver.is_empty() { "-" } else { &each.approver };
        lines.push(Evidence {
            claim: Some(&each.claim),
            line: each.line.parse().ok(),
            day: Some(each.day),
            payer: case.map_or("", |case| case.payer),
            service: "",
            why: format!("{} / {approver}", each.reason),
            category: None,
            bucket: None,
            amount: Some(each.amount),
            trace: None,
        });
    }
    if lines.is_empty() {
        return Outcome::nothing(looked_at);
    }
    let mut figures = vec![
        ("without-approver", Figure::Money(taken().filter(|each| each.approver.is_empty()).map(|each| each.amount).sum())),
        ("claims-not-in-files", Figure::Count(unmatched)),
    ];
    if let Some(appeals) = &facts.side.appeals {
        let is_refused = |each: &&WriteOff| facts.case(&each.claim).is_some_and(|case| !case.refusals.is_empty());
        let is_appealed = |each: &&WriteOff| appeals.iter().any(|appeal| appeal.claim == each.claim && appeal.filed <= each.day);
        let unasked = || taken().filter(is_refused).filter(|each| !is_appealed(each));
        let is_necessity = |each: &&WriteOff| {
            let refusals = facts.case(&each.claim).into_iter().flat_map(|case| &case.refusals);
            refusals.into_iter().any(|refusal| refusal.denial.kind.category == DenialCategory::MedicalNecessity)
        };
        figures.push(("refused-not-appealed", Figure::Money(unasked().map(|each| each.amount).sum())));
        figures.push(("necessity-not-appealed", Figure::Money(unasked().filter(is_necessity).map(|each| each.amount).sum())));
    }
    figures.push(("small-balances", Figure::Money(taken().filter(|each| each.amount <= SMALL).map(|each| each.amount).sum())));
    let claims: BTreeSet<&str> = taken().map(|each| each.claim.as_str()).collect();
    let worth = |number: &str| facts.case(number).and_then(|case| facts.worth_of_claim(case)).filter(|worth| *worth > Money::ZERO);
    let known: Money = claims.iter().filter_map(|number| worth(number)).sum();
    if known > Money::ZERO {
        let taken: Money = taken().filter(|each| worth(&each.claim).is_some()).map(|each| each.amount).sum();
        figures.push(("taken-for-each-dollar", Figure::Ratio(share(taken, known))));
    }
    figures.push(("claims-without-worth", Figure::Count(claims.iter().filter(|number| worth(number).is_none()).count())));
    lines.sort_by(|one, other| (one.claim, one.line, one.day, &one.why).cmp(&(other.claim, other.line, other.day, &other.why)));
    Outcome::Found(Found { looked_at, rate: None, figures, groups: groups(&lines, |line| vec![line.why.clone()], |_| None), lines })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines, outcome_code};

    #[test]
    fn what_was_taken_off_is_found_by_reason_and_approver() {
        assert_eq!(outcome_code("F19", &Books::clean()), "could_not_run");
        let books = Books::clean().taken_off("C1", "20.00", "small", "ann").taken_off("C2", "9.50", "small", "");
        check_lines("F19", &books, &["C1 small / ann", "C2 small / -"]);
        check_figure("F19", &books, "without-approver", "9.50");
        // Taken off a refused claim, with and without an appeal before.
        let refused = || Books::clean().refused("C1", "CO", "50").refused("C2", "CO", "50").taken_off("C1", "20.00", "small", "ann");
        let both = refused().taken_off("C2", "30.00", "small", "ann").taken_off("C3", "7.00", "small", "ann");
        let both = both.appealed("C1", "2026-05-01", "lost", false);
        check_figure("F19", &both, "refused-not-appealed", "30.00");
        check_figure("F19", &both, "necessity-not-appealed", "30.00");
        check_figure("F19", &both, "small-balances", "7.00");
        // 57.00 of three claims worth 80.00 each.
        check_figure("F19", &both, "taken-for-each-dollar", "0.24");
        let coding =
            Books::clean().refused("C1", "CO", "97").taken_off("C1", "20.00", "small", "ann").appealed("C2", "2026-05-01", "lost", false);
        check_figure("F19", &coding, "necessity-not-appealed", "0.00");
        check_figure("F19", &coding, "refused-not-appealed", "20.00");
        assert_eq!(outcome_code("F19", &Books::clean().taken_off("C1", "0.00", "none", "")), "nothing_found");
        // Two lines of one claim that are alike in everything else.
        let alike = |line: &'static str| move |books: Books| books.taken_off_line("C1", line, "150.00", ("small", "ann"));
        check_lines("F19", &alike("2")(alike("1")(Books::clean())), &["C1 small / ann", "C1 small / ann"]);
    }
}
