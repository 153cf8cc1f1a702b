//! F4: lines refused for want of an authorization, or beyond it.
//!
//! *Data*: claims, remittances; authorizations tell more. *Formula*: lines of the first decision that are refused for authorization (15, 197, 198 and kin) and
//! are open, split by whether the claim carried a number. Where authorizations are on file, each line stands in one class, by those of the patient with the
//! payer that refused (where one says its payer), the best first: the number of one that covers the day at the level of care and has units left is on the
//! claim; one such is on file and not on the claim; one was asked for after the day; the payer has paid as many days within one as it allows; one covers the
//! day at another level of care only; none. *Dollars*: worth by contract or by one's own history. A line with an authorization on file and not on the claim is
//! owed: a corrected claim brings it. The others come back as often as one's own share of won refusals of that kind says. *Action*: a corrected claim for what
//! is on file; else ask for a late authorization.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::DenialCategory;
use vocabulary::{Day, Money};

use super::super::definition::{Bucket, Definition, FileKind, Horizon, Owner};
use super::super::facts::{Case, Facts, Refusal, StandingLine, evidence};
use super::super::outcome::{Evidence, Figure, Outcome};
use super::super::side::AuthorizationFact;
use super::f07_unbilled::by_patient;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "F4",
    bucket: Some(Bucket::Recoverable),
    needs: &[FileKind::Claims, FileKind::Remittances],
    horizon: Horizon::First,
    owner: Owner::Reviewer,
    sources: &["X12 835 reasons 15, 197 and 198: table of reasons, two lists each"],
};

/// How the authorizations on file stand to a refused line, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// One covers the line, and its number is on the claim.
    OnClaim,
    /// One covers the line, and its number is not on the claim.
    OnFile,
    /// One was asked for after the day of service.
    AskedLate,
    /// The payer has paid as many days within one as it allows.
    UnitsUsedUp,
    /// One covers the day at another level of care.
    OtherLevel,
    /// None covers the day.
    NoneOnFile,
}

impl Class {
    const ALL: [Self; 6] = [Self::OnClaim, Self::OnFile, Self::AskedLate, Self::UnitsUsedUp, Self::OtherLevel, Self::NoneOnFile];

    /// The word in front of a line.
    const fn code(self) -> &'static str {
        match self {
            Self::OnClaim => "number-given",
            Self::OnFile => "on-file",
            Self::AskedLate => "asked-late",
            Self::UnitsUsedUp => "units-used-up",
            Self::OtherLevel => "other-level",
            Self::NoneOnFile => "none-on-file",
        }
    }

    /// The name of the figure.
    const fn figure(self) -> &'static str {
        match self {
            Self::OnClaim => "on-file-on-claim",
            Self::OnFile => "on-file-not-on-claim",
            Self::AskedLate => "authorization-asked-late",
            Self::UnitsUsedUp => "authorization-units-used-up",
            Self::OtherLevel => "authorization-other-level",
            Self::NoneOnFile => "no-authorization-on-file",
        }
    }
}

/// Authorizations and claims by patient.
struct Log<'a, 'b> {
    grants: BTreeMap<&'a str, Vec<&'a AuthorizationFact>>,
    claims: BTreeMap<&'a str, Vec<&'b Case<'a>>>,
}

impl<'a, 'b> Log<'a, 'b> {
    fn of(facts: &'b Facts<'a>) -> Self {
        let mut grants: BTreeMap<&str, Vec<&AuthorizationFact>> = BTreeMap::new();
        for grant in facts.side.authorizations.iter().flatten() {
            grants.entry(&grant.patient).or_default().push(grant);
        }
        Self { grants, claims: by_patient(facts) }
    }

    /// Those of the patient of a claim.
    fn of_patient(&self, facts: &Facts<'a>, case: &Case<'a>) -> Vec<&'a AuthorizationFact> {
        facts.names.of(case.claim).filter_map(|name| self.grants.get(name)).flatten().copied().collect()
    }

    /// How a grant stands to a refused line.
    fn class(&self, grant: &AuthorizationFact, case: &Case<'a>, refusal: &Refusal<'a>, day: Day) -> Class {
        let is_asked_later = grant.asked.is_some_and(|asked| asked > day);
        if !grant.period.contains(day) {
            let begins_later = grant.period.first() > day;
            return if is_asked_later && begins_later && grant.is_for_level(case.level) { Class::AskedLate } else { Class::NoneOnFile };
        }
        let on_line = refusal.line.and_then(|line| line.authorization.as_deref());
        let is_on_claim = on_line == Some(grant.number.as_str()) || case.claim.authorizations.contains(&grant.number);
        if !grant.is_for_level(case.level) {
            Class::OtherLevel
        } else if self.is_used_up(grant) {
            Class::UnitsUsedUp
        } else if is_asked_later {
            Class::AskedLate
        } else if is_on_claim {
            Class::OnClaim
        } else {
            Class::OnFile
        }
    }

    /// True where the payer has paid as many days within a grant as it allows.
    fn is_used_up(&self, grant: &AuthorizationFact) -> bool {
        let Some(units) = grant.units.and_then(|units| usize::try_from(units).ok()) else { return false };
        let of_patient = self.claims.get(grant.patient.as_str()).into_iter().flatten();
        let lines = of_patient.filter(|case| grant.is_for_level(case.level)).flat_map(|case| &case.standing);
        let paid = lines.filter(|line| line.decided.paid_amount > Money::ZERO && grant.is_of_payer(line.payer));
        paid.flat_map(paid_days).filter(|day| grant.period.contains(*day)).collect::<BTreeSet<Day>>().len() >= units
    }
}

/// The days of a paid line, and no more than it bills units.
fn paid_days(line: &StandingLine<'_>) -> impl Iterator<Item = Day> + use<> {
    let days = line.line.and_then(|line| line.days);
    let count = days.map_or(0, |days| i64::from(days.last().map_or(0, |last| last.days_since(days.first()))) + 1);
    let billed = line.line.map_or(1, |line| line.units.thousandths().div_euclid(1000)).max(1);
    let count = i32::try_from(count.min(billed)).unwrap_or_default();
    days.into_iter().flat_map(move |days| (0..count).map(move |later| days.first().plus_days(later)))
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let looked_at = facts.first_lines();
    let log = facts.side.authorizations.is_some().then(|| Log::of(facts));
    let (mut numbered, mut other_days) = (0, 0);
    let mut classes: BTreeMap<Class, usize> = BTreeMap::new();
    let mut lines: Vec<Evidence<'a>> = Vec::new();
    for (case, refusal) in facts.open().filter(|(_, refusal)| refusal.denial.kind.category == DenialCategory::Authorization) {
        let on_line = refusal.line.is_some_and(|line| line.authorization.is_some());
        numbered += usize::from(on_line || !case.claim.authorizations.is_empty());
        let line = evidence(case, refusal);
        let Some(log) = &log else {
            lines.push(line);
            continue;
        };
        let mut grants = log.of_patient(facts, case);
        grants.retain(|grant| grant.is_of_payer(refusal.payer));
        let of_day = |day| grants.iter().map(|grant| log.class(grant, case, refusal, day)).min();
        let class = refusal.day(case.claim).and_then(of_day).unwrap_or(Class::NoneOnFile);
        *classes.entry(class).or_default() += 1;
        other_days += usize::from(class == Class::NoneOnFile && !grants.is_empty());
        let why = format!("{} {}", class.code(), line.why);
        // A corrected claim brings it: no judgement of the payer stands between.
        let owed = (None, Some(Bucket::Hard));
        let (category, bucket) = if class == Class::OnFile { owed } else { (line.category, None) };
        lines.push(Evidence { why, category, bucket, ..line });
    }
    let mut figures = vec![("number-on-claim", Figure::Count(numbered)), ("no-number-on-claim", Figure::Count(lines.len() - numbered))];
    if log.is_some() {
        figures.extend(Class::ALL.map(|class| (class.figure(), Figure::Count(classes.get(&class).copied().unwrap_or_default()))));
        figures.push(("on-file-for-other-days", Figure::Count(other_days)));
        let owed = lines.iter().filter(|line| line.bucket == Some(Bucket::Hard)).filter_map(|line| line.amount);
        figures.push(("on-file-worth", Figure::Money(owed.sum())));
    }
    Outcome::with_figures(looked_at, lines, figures, |line| {
        [line.payer].into_iter().chain(line.why.split(' ')).map(str::to_owned).collect()
    })
}

#[cfg(test)]
mod tests {
    use vocabulary::{LevelOfCare, Money};

    use super::super::super::Bucket;
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

    /// B1 is outpatient care of 2026-04-25, billed to P1 and refused for want of an authorization.
    fn refused() -> Books {
        Books::clean().refused("B1", "CO", "197")
    }

    #[test]
    fn what_is_on_file_fits_by_payer_level_units_and_the_day_on_which_it_was_asked_for() {
        let check = |books: &Books, expected: &str| check_lines("F4", books, &[format!("B1 {expected} CO-197").as_str()]);
        let april = |change: fn(&mut super::AuthorizationFact)| refused().authorized_as("M-B1", "2026-04-01", "2026-04-30", change);
        check(&april(|_| {}), "on-file");
        check(&april(|_| {}).with_authorization("B1", "A-2026-04-01"), "number-given");
        // Another number than the one that holds.
        check(&april(|_| {}).with_authorization("B1", "A-2025"), "on-file");
        check(&april(|fact| fact.payers = ["P1".to_owned()].into()), "on-file");
        check(&april(|fact| fact.payers = ["P2".to_owned()].into()), "none-on-file");
        check(&april(|fact| fact.level = Some(LevelOfCare::Outpatient)), "on-file");
        check(&april(|fact| fact.level = Some(LevelOfCare::PartialHospitalization)), "other-level");
        check(&april(|fact| fact.asked = "2026-03-28".parse().ok()), "on-file");
        check(&april(|fact| fact.asked = "2026-04-28".parse().ok()), "asked-late");
        let from_may =
            |asked: &'static str| refused().authorized_as("M-B1", "2026-04-28", "2026-05-31", move |fact| fact.asked = asked.parse().ok());
        check(&from_may("2026-04-27"), "asked-late");
        check(&from_may("2026-04-20"), "none-on-file");
        // One day is allowed, and C1 of the same patient is paid within it.
        let used =
            |units| refused().of_member("C1", "M-B1").of_member("B1", "M-B1").authorized_units("M-B1", "2026-04-01", "2026-04-30", units);
        check(&used(1), "units-used-up");
        check(&used(2), "on-file");
        // The better of two.
        check(&used(1).authorized("M-B1", "2026-04-24", "2026-04-26"), "on-file");
    }

    #[test]
    fn what_is_on_file_and_not_on_the_claim_is_owed() {
        let books = refused().refused("B2", "CO", "197").authorized("M-B1", "2026-04-01", "2026-04-30");
        books.assessed(|assessment| {
            let sum = |bucket| (assessment.sum(bucket).claims, assessment.sum(bucket).amount.cents());
            assert_eq!((sum(Bucket::Hard), sum(Bucket::Recoverable)), ((1, 80_00), (1, 80_00)));
            assert_eq!(assessment.sum(Bucket::Recoverable).without_history_amount, Money::from_cents(80_00));
            let counted = assessment.finding("F4").expect("in the catalogue").counted;
            assert_eq!((counted.claims, counted.amount.cents(), counted.owed.claims, counted.owed.amount.cents()), (2, 16_000, 1, 8_000));
        });
        check_figure("F4", &books, "on-file-worth", "80.00");
    }
}
