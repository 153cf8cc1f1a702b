//! F19: amounts that were taken off the books, by reason and approver.
//!
//! *Data*: claims, remittances, amounts taken off the books. *Formula*: every amount that was taken off a claim, less what was put back of it, by reason and
//! approver; with those that nobody approved by name, small balances, their part of what the claims are worth and, where appeals are on file, those of refused claims that
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
const SMALL: Money = Money::from_cents(1_000);

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F19",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::WriteOffs],
    horizon: Horizon::Second,
    owner: Owner::Finance,
    sources: &["HFMA MAP Keys AR-6: denial adjustments as a share of net revenue"],
};

/// The amounts of one claim that were taken off, with what of each was not put back. What was put back counts against the same reason of the same line first,
/// then against the line, then against the claim; of several the last one first.
fn staying<'a>(of_claim: &[&'a WriteOff]) -> Vec<(&'a WriteOff, Money)> {
    let mut taken: Vec<(&WriteOff, Money)> =
        of_claim.iter().filter(|each| each.amount > Money::ZERO).map(|each| (*each, each.amount)).collect();
    for back in of_claim.iter().filter(|each| each.amount < Money::ZERO) {
        let nearness = |each: &WriteOff| match (each.line == back.line, each.reason == back.reason) {
            (true, true) => 2,
            (true, false) => 1,
            (false, _) => 0,
        };
        let mut rest = -back.amount;
        for near in [2, 1, 0] {
            for (_, left) in taken.iter_mut().rev().filter(|(each, _)| nearness(each) == near) {
                let part = rest.min(*left);
                (*left, rest) = (*left - part, rest - part);
            }
        }
    }
    taken.retain(|(_, left)| *left > Money::ZERO);
    taken
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let all: Vec<&WriteOff> = facts.side.write_offs.iter().flatten().collect();
    let stays: Vec<(&WriteOff, Money)> = all.chunk_by(|one, other| one.claim == other.claim).flat_map(staying).collect();
    let taken = || stays.iter().copied();
    let looked_at = facts.side.write_offs.iter().flatten().count();
    let mut unmatched = 0;
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (each, amount) in taken() {
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
            amount: Some(amount),
            trace: None,
        });
    }
    if lines.is_empty() {
        return Outcome::nothing(looked_at);
    }
    let mut figures = vec![
        ("without-approver", Figure::Money(taken().filter(|(each, _)| each.approver.is_empty()).map(|(_, amount)| amount).sum())),
        ("claims-not-in-files", Figure::Count(unmatched)),
    ];
    if let Some(appeals) = &facts.side.appeals {
        let is_refused = |(each, _): &(&WriteOff, Money)| facts.case(&each.claim).is_some_and(|case| !case.refusals.is_empty());
        let is_appealed =
            |(each, _): &(&WriteOff, Money)| appeals.iter().any(|appeal| appeal.claim == each.claim && appeal.filed <= each.day);
        let unasked = || taken().filter(is_refused).filter(|each| !is_appealed(each));
        let is_necessity = |(each, _): &(&WriteOff, Money)| {
            let refusals = facts.case(&each.claim).into_iter().flat_map(|case| &case.refusals);
            refusals.into_iter().any(|refusal| refusal.denial.kind.category == DenialCategory::MedicalNecessity)
        };
        figures.push(("refused-not-appealed", Figure::Money(unasked().map(|(_, amount)| amount).sum())));
        figures.push(("necessity-not-appealed", Figure::Money(unasked().filter(is_necessity).map(|(_, amount)| amount).sum())));
    }
    figures.push(("small-balances", Figure::Money(taken().map(|(_, amount)| amount).filter(|amount| *amount <= SMALL).sum())));
    let claims: BTreeSet<&str> = taken().map(|(each, _)| each.claim.as_str()).collect();
    let worth = |number: &str| facts.case(number).and_then(|case| facts.worth_of_claim(case)).filter(|worth| *worth > Money::ZERO);
    let known: Money = claims.iter().filter_map(|number| worth(number)).sum();
    if known > Money::ZERO {
        let taken: Money = taken().filter(|(each, _)| worth(&each.claim).is_some()).map(|(_, amount)| amount).sum();
        figures.push(("taken-for-each-dollar", Figure::Ratio(share(taken, known))));
    }
    figures.push(("claims-without-worth", Figure::Count(claims.iter().filter(|number| worth(number).is_none()).count())));
    lines.sort_by(|one, other| (one.claim, one.line, one.day, &one.why).cmp(&(other.claim, other.line, other.day, &other.why)));
    Outcome::Found(Found { looked_at, rate: None, figures, groups: groups(&lines, |line| vec![line.why.clone()], |_| None), lines })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, amount_of, check_figure, check_lines, outcome_code};

    #[test]
    fn what_was_put_back_is_not_lost() {
        let off = |books: Books, line: &str, amount: &str, reason: &str| books.taken_off_line("C1", line, amount, (reason, "ann"));
        let check = |books: &Books, expected: &[&str], amount: i64| {
            check_lines("F19", books, expected);
            assert_eq!(amount_of("F19", books), amount);
        };
        let taken = || off(Books::clean(), "1", "500.00", "small");
        check(&taken(), &["C1 small / ann"], 50_000);
        check(&off(taken(), "1", "-500.00", "small"), &[], 0);
        assert_eq!(outcome_code("F19", &off(taken(), "1", "-500.00", "small")), "nothing_found");
        check(&off(taken(), "1", "-200.00", "small"), &["C1 small / ann"], 30_000);
        // Of several the same reason of the same line first, then the line, then the claim.
        let two = || off(taken(), "2", "100.00", "late");
        check(&off(two(), "2", "-100.00", "late"), &["C1 small / ann"], 50_000);
        check(&off(two(), "2", "-100.00", "put back"), &["C1 small / ann"], 50_000);
        check(&off(two(), "", "-550.00", "put back"), &["C1 small / ann"], 5_000);
        check(&off(taken().taken_off("C2", "20.00", "small", "ann"), "1", "-900.00", "small"), &["C2 small / ann"], 2_000);
    }

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
