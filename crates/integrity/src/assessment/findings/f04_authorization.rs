//! F4: lines refused for want of an authorization, or beyond it.
//!
//! *Data*: claims, remittances; authorizations would tell more. *Formula*: lines of the first decision that are refused for authorization (15, 197, 198
//! and kin) and were not won, split by whether the claim carried a number and, where authorizations are on
//! file, by whether one covers the day, only other days, or none is there. *Dollars*: worth by one's own history, times one's own share of won refusals of
//! that kind. *Action*: a number that is on file and not on the claim needs a corrected claim, not an appeal; else ask for a late authorization.

use revenue_cycle::DenialCategory;
use vocabulary::Period;

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Facts, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::AuthorizationFact;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F4",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Reviewer,
    sources: &["X12 835 reasons 15, 197 and 198: table of reasons, two lists each"],
};

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.first_lines();
    let mut numbered = 0;
    let (mut on_file, mut other_days, mut never_asked) = (0, 0, 0);
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (case, refusal) in facts.lost().filter(|(_, refusal)| refusal.denial.kind.category == DenialCategory::Authorization) {
        let on_line = refusal.line.is_some_and(|line| line.authorization.is_some());
        let has_number = on_line || !case.claim.authorizations.is_empty();
        numbered += usize::from(has_number);
        let day = refusal.line.and_then(|line| line.days).map(Period::first).or_else(|| case.claim.first_day());
        let covers = |fact: &&AuthorizationFact| {
            facts.names.of(case.claim).any(|name| name == fact.patient) && day.is_some_and(|day| fact.period.contains(day))
        };
        let of_patient = |fact: &&AuthorizationFact| facts.names.of(case.claim).any(|name| name == fact.patient);
        let log = || facts.side.authorizations.iter().flatten();
        let is_covered = log().any(|fact| covers(&fact));
        on_file += usize::from(!has_number && is_covered);
        other_days += usize::from(!is_covered && log().any(|fact| of_patient(&fact)));
        never_asked += usize::from(!log().any(|fact| of_patient(&fact)));
        lines.push(evidence(case, refusal));
    }
    let mut figures = vec![("number-on-claim", Figure::Count(numbered)), ("no-number-on-claim", Figure::Count(lines.len() - numbered))];
    if facts.side.authorizations.is_some() {
        figures.push(("on-file-not-on-claim", Figure::Count(on_file)));
        figures.push(("on-file-for-other-days", Figure::Count(other_days)));
        figures.push(("no-authorization-on-file", Figure::Count(never_asked)));
    }
    Outcome::with_figures(looked_at, lines, figures, |line| vec![line.payer.to_owned(), line.why.clone()])
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, check_lines};

    #[test]
    fn refusals_for_authorization_are_split_by_whether_the_claim_carried_a_number() {
        check_lines("F4", &Books::clean(), &[]);
        let books = Books::clean().refused("B1", "CO", "197").refused("B2", "CO", "198").with_authorization("B2", "A1");
        check_lines("F4", &books, &["B1 CO-197", "B2 CO-198"]);
        check_figure("F4", &books, "number-on-claim", "1");
        check_figure("F4", &books, "no-number-on-claim", "1");
        let logged = books.authorized("M-B1", "2026-04-01", "2026-04-30");
        check_figure("F4", &logged, "on-file-not-on-claim", "1");
        check_figure("F4", &logged, "no-authorization-on-file", "1");
        check_figure("F4", &logged.authorized("M-B2", "2026-01-01", "2026-01-31"), "on-file-for-other-days", "1");
    }
}
