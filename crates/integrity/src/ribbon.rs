//! The patient-day ribbon: for every day of a patient's care whether it was delivered, documented, signed, authorized, billed at its level, paid, denied.
//!
//! Three-valued: what no record can say is unknown, and a gap is named only between two things that are known. Which day a claim's money is about, and
//! which line was refused, comes from the decisions as they stand: what a payer took back or decided again does not count twice.

use std::collections::{BTreeMap, BTreeSet};

use care::{Attendance, Coverage, LevelOfCarePeriod, choices};
use revenue_cycle::books::SettledClaim;
use revenue_cycle::denial::{Denial, denial_of_line, denials_of, repeats};
use revenue_cycle::level_of_service::{level_of_claim, level_of_line};
use revenue_cycle::{ClaimKind, ClaimLine, ReasonTable};
use utilization_review::authorization::Authorization;
use vocabulary::{Day, LevelOfCare, Money, Period, Verdict};

use crate::assessment::facts::standing;
use crate::claim_support::facts::{days_of_line, is_attended, possible_days_of_line};
use crate::claim_support::{Kept, ServiceNote};

choices! {
    /// What a payer decided on a line that was billed.
    LineDecision ("decision on a line") {
        /// Nothing yet.
        Undecided = "undecided",
        /// It paid.
        Paid = "paid",
        /// It refused.
        Denied = "denied",
        /// It accepted and paid nothing: the patient's share, or the contract.
        NothingDue = "nothing_due",
    }
}

choices! {
    /// Two things of a day that do not go together.
    Gap ("gap of a day") {
        /// Care was given that nobody had authorized.
        DeliveredNotAuthorized = "delivered_not_authorized",
        /// Care was given and no coverage of the patient holds, as after one that ended in retrospect.
        DeliveredNotCovered = "delivered_not_covered",
        /// Care was given and no note is on record.
        DeliveredNotDocumented = "delivered_not_documented",
        /// A note is not signed.
        DocumentedNotSigned = "documented_not_signed",
        /// Care was given and never billed.
        DeliveredNotBilled = "delivered_not_billed",
        /// Something is billed for a day on which nobody came.
        BilledNotDelivered = "billed_not_delivered",
        /// Something is billed without a note.
        BilledNotDocumented = "billed_not_documented",
        /// Something is billed at another level than the patient's.
        LevelDiffers = "level_differs",
        /// A payer refused it.
        Denied = "denied",
    }
}

/// A day of a line that was billed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BilledLine {
    /// The day.
    pub day: Day,
    /// The number of the claim.
    pub claim: String,
    /// The line's place.
    pub line: u32,
    /// The level that it bills; `None` where its codes do not say.
    pub level: Option<LevelOfCare>,
    /// What was decided.
    pub decision: LineDecision,
    /// False where the line spans more days than it has units, for all of them but the first: nobody knows on which others something is billed.
    pub is_certain: bool,
}

/// Who pays on some days, and what that payer asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayingDays {
    /// The days.
    pub period: Period,
    /// The payer by the key under which it grants.
    pub payer: String,
    /// Levels for which it asks for an authorization; `None` where nobody wrote that down.
    pub authorized_levels: Option<BTreeSet<LevelOfCare>>,
}

/// What the ribbon is made of. `None` for a kind of record that is not held.
#[derive(Clone, Copy, Debug)]
pub struct RibbonFacts<'a> {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// Until when the records speak.
    pub as_of: Day,
    /// Days after which care that is not billed is named; before that it may still be billed.
    pub charge_lag_days: i32,
    /// Who attended.
    pub attendance: Option<&'a [Kept<Attendance>]>,
    /// Facts about notes.
    pub notes: Option<&'a [Kept<ServiceNote>]>,
    /// What was granted.
    pub authorizations: Option<&'a [Kept<Authorization>]>,
    /// Days at a level that a payer denied after it had granted them: no authorization covers them any more.
    pub taken: &'a BTreeSet<(LevelOfCare, Day)>,
    /// Who pays when: of a day the first that contains it. What another payer granted covers no day of this one's. On a day of nobody every authorization
    /// counts.
    pub paying: &'a [PayingDays],
    /// Who pays; `None` where none is on record.
    pub coverages: Option<&'a [Kept<Coverage>]>,
    /// Levels of care.
    pub periods: Option<&'a [Kept<LevelOfCarePeriod>]>,
    /// Lines that were billed and not withdrawn.
    pub billed: Option<&'a [BilledLine]>,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RibbonDay {
    /// The day.
    pub day: Day,
    /// The patient's level; `None` where none is on record.
    pub level: Option<LevelOfCare>,
    /// The patient came.
    pub delivered: Verdict,
    /// A note is on record.
    pub documented: Verdict,
    /// Every note of the day is signed.
    pub signed: Verdict,
    /// An authorization for the level covers it; `None` where the level needs none.
    pub authorized: Option<Verdict>,
    /// It was billed at the patient's level; `None` where it was not billed.
    pub level_matches: Option<Verdict>,
    /// A claim bills it.
    pub billed: Verdict,
    /// A payer paid for it.
    pub paid: Verdict,
    /// A payer refused a line of it.
    pub denied: Verdict,
    /// The claims that bill it.
    pub claims: Vec<String>,
    /// What does not go together.
    pub gaps: Vec<Gap>,
}

impl RibbonDay {
    /// True where anything took place or was billed.
    pub fn is_of_care(&self) -> bool {
        [self.delivered, self.documented, self.billed].contains(&Verdict::Met)
    }
}

/// Every day from the first to the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ribbon {
    /// The days.
    pub days: Vec<RibbonDay>,
}

/// The most days of a ribbon.
const MOST_DAYS: i32 = 3660;

impl Ribbon {
    /// Of the records of a patient.
    pub fn of(facts: &RibbonFacts<'_>) -> Self {
        let mut billed: BTreeMap<Day, Vec<&BilledLine>> = BTreeMap::new();
        for line in facts.billed.into_iter().flatten() {
            billed.entry(line.day).or_default().push(line);
        }
        let span = facts.last.days_since(facts.first).min(MOST_DAYS);
        let days = (0..=span).map(|offset| facts.first.plus_days(offset));
        Self { days: days.map(|day| of_day(facts, day, billed.get(&day).map_or(&[][..], Vec::as_slice))).collect() }
    }

    /// How many days have each gap, those without left out.
    pub fn gaps(&self) -> Vec<(Gap, usize)> {
        let count = |gap: &Gap| self.days.iter().filter(|day| day.gaps.contains(gap)).count();
        Gap::ALL.iter().map(|gap| (*gap, count(gap))).filter(|(_, count)| *count > 0).collect()
    }
}

fn of_day(facts: &RibbonFacts<'_>, day: Day, lines: &[&BilledLine]) -> RibbonDay {
    let level = facts.periods.into_iter().flatten().find(|period| period.period.contains(day)).map(|period| period.level_of_care);
    let notes: Option<Vec<_>> = facts.notes.map(|notes| notes.iter().filter(|note| note.day == day).collect());
    let of_notes = |test: &dyn Fn(&[&Kept<ServiceNote>]) -> bool| notes.as_ref().map_or(Verdict::Unknown, |notes| test(notes).into());
    let of_lines = |test: &dyn Fn(&BilledLine) -> bool| lines.iter().any(|line| test(line));
    let billed = match facts.billed {
        Some(_) if of_lines(&|line| line.is_certain) => Verdict::Met,
        Some(_) if lines.is_empty() => Verdict::NotMet,
        _ => Verdict::Unknown,
    };
    let decided = |decision: LineDecision| match billed {
        Verdict::Met if of_lines(&|line| line.decision == decision) => Verdict::Met,
        Verdict::Met if of_lines(&|line| line.decision == LineDecision::Undecided) => Verdict::Unknown,
        Verdict::Met | Verdict::NotMet => Verdict::NotMet,
        Verdict::Unknown => Verdict::Unknown,
    };
    let mut claims: Vec<String> = lines.iter().map(|line| line.claim.clone()).collect();
    claims.sort();
    claims.dedup();
    let mut of_day = RibbonDay {
        day,
        level,
        delivered: facts.attendance.map_or(Verdict::Unknown, |all| all.iter().any(|piece| piece.day == day && is_attended(piece)).into()),
        documented: of_notes(&|notes| !notes.is_empty()),
        signed: of_notes(&|notes| !notes.is_empty() && notes.iter().all(|note| note.signed.is_some())),
        authorized: authorized(facts, day, level),
        level_matches: (billed == Verdict::Met).then(|| level_matches(level, lines)),
        billed,
        paid: decided(LineDecision::Paid),
        denied: decided(LineDecision::Denied),
        claims,
        gaps: Vec::new(),
    };
    of_day.gaps = gaps(&of_day, facts);
    of_day
}

/// Whether the day's payer granted the level. Where nobody wrote down which levels need that, those do for which the payer ever granted anything.
fn authorized(facts: &RibbonFacts<'_>, day: Day, level: Option<LevelOfCare>) -> Option<Verdict> {
    let Some(granted) = facts.authorizations else { return Some(Verdict::Unknown) };
    let Some(level) = level else { return Some(Verdict::Unknown) };
    let payer = facts.paying.iter().find(|payer| payer.period.contains(day));
    let at_level = || {
        let is_of_payer = |granted: &Authorization| payer.is_none_or(|payer| granted.payer == payer.payer);
        granted.iter().filter(move |granted| granted.level_of_care == level && is_of_payer(granted))
    };
    let is_taken = facts.taken.contains(&(level, day));
    if !is_taken && at_level().any(|granted| granted.period.contains(day)) {
        return Some(Verdict::Met);
    }
    match payer.and_then(|payer| payer.authorized_levels.as_ref()) {
        Some(levels) if levels.contains(&level) => Some(Verdict::NotMet),
        Some(_) => None,
        None if at_level().next().is_some() => Some(Verdict::NotMet),
        None if level == LevelOfCare::Outpatient => None,
        None => Some(Verdict::Unknown),
    }
}

fn level_matches(level: Option<LevelOfCare>, lines: &[&BilledLine]) -> Verdict {
    let known: Vec<LevelOfCare> = lines.iter().filter_map(|line| line.level).collect();
    match level {
        Some(level) if !known.is_empty() => known.contains(&level).into(),
        _ => Verdict::Unknown,
    }
}

fn gaps(day: &RibbonDay, facts: &RibbonFacts<'_>) -> Vec<Gap> {
    use Verdict::{Met, NotMet};
    let is_due = facts.as_of.days_since(day.day) > facts.charge_lag_days;
    let holds = |gap: &Gap| match gap {
        Gap::DeliveredNotAuthorized => day.delivered == Met && day.authorized == Some(NotMet),
        Gap::DeliveredNotCovered => {
            let is_covered = |held: &[Kept<Coverage>]| held.iter().any(|coverage| coverage.period.contains(day.day));
            day.delivered == Met && facts.coverages.is_some_and(|held| !is_covered(held))
        }
        Gap::DeliveredNotDocumented => day.delivered == Met && day.documented == NotMet && day.billed != Met,
        Gap::DocumentedNotSigned => day.documented == Met && day.signed == NotMet,
        Gap::DeliveredNotBilled => day.delivered == Met && day.billed == NotMet && is_due,
        Gap::BilledNotDelivered => day.billed == Met && day.delivered == NotMet,
        Gap::BilledNotDocumented => day.billed == Met && day.documented == NotMet,
        Gap::LevelDiffers => day.level_matches == Some(NotMet),
        Gap::Denied => day.denied == Met,
    };
    Gap::ALL.iter().filter(|gap| holds(gap)).copied().collect()
}

/// What was answered to a line of a claim, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineAnswer {
    /// The line's place.
    pub line: u32,
    /// What was decided.
    pub decision: LineDecision,
    /// What all payers paid on it.
    pub paid_amount: Money,
    /// Why it is refused, as far as a refusal stands.
    pub denials: Vec<Denial>,
}

/// What was answered to every line of a claim, in the order of the lines. What was taken back or decided again does not count twice.
pub fn line_answers(settled: &SettledClaim<'_>, reasons: &ReasonTable) -> Vec<LineAnswer> {
    let claim = settled.history.current();
    let decided = standing(settled, claim, reasons);
    let of_line = |number: u32| {
        let own: Vec<_> = decided.iter().filter(|standing| standing.line.is_some_and(|line| line.number == number)).collect();
        if own.is_empty() {
            return of_whole_claim(number, settled, reasons);
        }
        let paid_amount: Money = own.iter().map(|standing| standing.decided.paid_amount).sum();
        let denials: Vec<Denial> = own.iter().filter_map(|standing| denial_of_line(0, standing.decided, reasons)).collect();
        let decision = match (paid_amount > Money::ZERO, denials.is_empty()) {
            (true, _) => LineDecision::Paid,
            (false, false) => LineDecision::Denied,
            (false, true) => LineDecision::NothingDue,
        };
        LineAnswer { line: number, decision, paid_amount, denials }
    };
    claim.lines.iter().map(|line| of_line(line.number)).collect()
}

/// What was decided on a claim by a payer that names no line: its last word. Its money stands with no line.
fn of_whole_claim(line: u32, settled: &SettledClaim<'_>, reasons: &ReasonTable) -> LineAnswer {
    let said = settled.matched.iter().map(|matched| matched.posting).filter(|posting| !repeats(settled, *posting, reasons));
    let mut decisions = said.map(|posting| posting.adjudication);
    let last = decisions.rfind(|decision| decision.status.posts_money() && decision.lines.is_empty());
    let denials = last.map(|decision| denials_of(decision, reasons)).unwrap_or_default();
    let decision = match last {
        None => LineDecision::Undecided,
        Some(decision) if decision.status.is_reversal() => LineDecision::Undecided,
        Some(decision) if decision.paid_amount > Money::ZERO => LineDecision::Paid,
        Some(_) if !denials.is_empty() => LineDecision::Denied,
        Some(_) => LineDecision::NothingDue,
    };
    LineAnswer { line, decision, paid_amount: Money::ZERO, denials }
}

/// The billed days of a claim, with what was decided on each line as it stands. None of a claim that was withdrawn.
pub fn billed_lines(settled: &SettledClaim<'_>, reasons: &ReasonTable) -> Vec<BilledLine> {
    let claim = settled.history.current();
    if settled.history.is_void() {
        return Vec::new();
    }
    let level = level_of_claim(claim);
    let days = |(line, answer): (&ClaimLine, LineAnswer)| {
        let level = if claim.kind == ClaimKind::Institutional { level } else { level_of_line(line).or(level) };
        let certain = days_of_line(line);
        let of_day = |day| {
            let (claim, is_certain) = (claim.number.clone(), certain.contains(&day));
            BilledLine { day, claim, line: answer.line, level, decision: answer.decision, is_certain }
        };
        possible_days_of_line(line).into_iter().map(of_day).collect::<Vec<_>>()
    };
    claim.lines.iter().zip(line_answers(settled, reasons)).flat_map(days).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::testing::Books;
    use crate::claim_support::testing::{attendance, authorization, coverage, day, note, period, stay_at};
    use LevelOfCare::{IntensiveOutpatient, PartialHospitalization};

    const DAY: &str = "2026-03-02";

    struct Given {
        attendance: Option<Vec<Kept<Attendance>>>,
        notes: Option<Vec<Kept<ServiceNote>>>,
        authorizations: Option<Vec<Kept<Authorization>>>,
        taken: BTreeSet<(LevelOfCare, Day)>,
        paying: Vec<PayingDays>,
        coverages: Option<Vec<Kept<Coverage>>>,
        periods: Option<Vec<Kept<LevelOfCarePeriod>>>,
        billed: Option<Vec<BilledLine>>,
    }

    fn billed(decision: LineDecision) -> Vec<BilledLine> {
        vec![BilledLine { day: day(DAY), claim: "C1".into(), line: 1, level: Some(IntensiveOutpatient), decision, is_certain: true }]
    }

    /// A day on which everything is in order, of which a test breaks one thing.
    fn check(change: impl FnOnce(&mut Given), expected: &[&str]) -> RibbonDay {
        let mut given = Given {
            attendance: Some(vec![attendance(DAY, 180)]),
            notes: Some(vec![note(DAY)]),
            authorizations: Some(vec![authorization("A-1", IntensiveOutpatient, 10, "2026-02-23", "2026-03-13")]),
            taken: BTreeSet::new(),
            paying: Vec::new(),
            coverages: Some(vec![coverage("M1", "2026-01-01", "2026-12-31")]),
            periods: Some(vec![stay_at(IntensiveOutpatient, "2026-02-23", "2026-03-31")]),
            billed: Some(billed(LineDecision::Paid)),
        };
        change(&mut given);
        let facts = RibbonFacts {
            first: day(DAY),
            last: day(DAY),
            as_of: day("2026-03-20"),
            charge_lag_days: 7,
            attendance: given.attendance.as_deref(),
            notes: given.notes.as_deref(),
            authorizations: given.authorizations.as_deref(),
            taken: &given.taken,
            paying: &given.paying,
            coverages: given.coverages.as_deref(),
            periods: given.periods.as_deref(),
            billed: given.billed.as_deref(),
        };
        let ribbon = Ribbon::of(&facts);
        let found: Vec<&str> = ribbon.days[0].gaps.iter().map(|gap| gap.code()).collect();
        assert_eq!(found, expected);
        ribbon.days[0].clone()
    }

    #[test]
    fn each_gap_of_a_day_is_named() {
        let whole = check(|_| {}, &[]);
        assert_eq!((whole.delivered, whole.authorized, whole.paid), (Verdict::Met, Some(Verdict::Met), Verdict::Met));
        check(
            |given| {
                given.authorizations.as_mut().unwrap()[0].value.period = period("2026-02-23", "2026-03-01");
            },
            &["delivered_not_authorized"],
        );
        let denied = check(|given| given.taken = [(IntensiveOutpatient, day(DAY))].into(), &["delivered_not_authorized"]);
        assert_eq!(denied.authorized, Some(Verdict::NotMet), "granted, and denied since");
        check(|given| given.taken = [(PartialHospitalization, day(DAY))].into(), &[]);
        check(|given| given.coverages = Some(vec![coverage("M1", "2026-01-01", "2026-03-01")]), &["delivered_not_covered"]);
        check(|given| given.coverages = None, &[]);
        check(|given| given.billed = Some(Vec::new()), &["delivered_not_billed"]);
        check(|given| given.attendance = Some(Vec::new()), &["billed_not_delivered"]);
        check(|given| given.notes = Some(Vec::new()), &["billed_not_documented"]);
        check(
            |given| (given.notes, given.billed) = (Some(Vec::new()), Some(Vec::new())),
            &["delivered_not_documented", "delivered_not_billed"],
        );
        check(|given| given.notes.as_mut().unwrap()[0].value.signed = None, &["documented_not_signed"]);
        check(|given| given.periods.as_mut().unwrap()[0].value.level_of_care = PartialHospitalization, &["level_differs"]);
        check(|given| given.billed = Some(billed(LineDecision::Denied)), &["denied"]);
    }

    #[test]
    fn a_paid_day_that_was_sent_again_and_refused_as_a_duplicate_is_paid() {
        let check = |books: &Books, expected: LineDecision| {
            let found =
                books.settled(|settlement, _, reasons, _| line_answers(settlement.claim("C1").expect("it is there"), reasons)[0].decision);
            assert_eq!(found, expected);
        };
        check(&Books::clean(), LineDecision::Paid);
        check(&Books::clean().refused_later("C1", "OA", "18"), LineDecision::Paid);
        check(&Books::clean().refused("C1", "CO", "197").refused_later("C1", "OA", "18"), LineDecision::Denied);
    }

    #[test]
    fn a_line_of_more_days_than_units_bills_its_first_day_and_perhaps_the_others() {
        let lines = |units: i64| {
            let mut books = Books::clean().units_of("C1", units);
            let line = &mut books.claims.iter_mut().find(|claim| claim.number == "C1").expect("it is there").lines[0];
            line.days = Some(period("2026-04-20", "2026-04-22"));
            books.settled(|settlement, _, reasons, _| {
                let lines = billed_lines(settlement.claim("C1").expect("it is there"), reasons);
                lines.iter().map(|line| (line.day.to_string(), line.is_certain)).collect::<Vec<_>>()
            })
        };
        let days = |is_certain: [bool; 3]| {
            ["2026-04-20", "2026-04-21", "2026-04-22"].map(str::to_owned).into_iter().zip(is_certain).collect::<Vec<_>>()
        };
        assert_eq!(lines(3), days([true; 3]));
        assert_eq!(lines(2), days([true, false, false]));
    }

    fn pays(payer: &str, levels: Option<&[LevelOfCare]>) -> Vec<PayingDays> {
        let authorized_levels = levels.map(|levels| levels.iter().copied().collect());
        vec![PayingDays { period: period("2026-01-01", "2026-12-31"), payer: payer.into(), authorized_levels }]
    }

    #[test]
    fn the_payer_of_the_day_says_whether_it_asks_for_an_authorization_and_only_its_own_count() {
        // Nothing was ever granted: what the payer asks for decides.
        let bare = |paying: Vec<PayingDays>, gaps: &[&str]| {
            check(|given| (given.authorizations, given.paying) = (Some(Vec::new()), paying), gaps).authorized
        };
        assert_eq!(bare(Vec::new(), &[]), Some(Verdict::Unknown));
        assert_eq!(bare(pays("plan-one", None), &[]), Some(Verdict::Unknown));
        assert_eq!(bare(pays("plan-one", Some(&[IntensiveOutpatient])), &["delivered_not_authorized"]), Some(Verdict::NotMet));
        assert_eq!(bare(pays("plan-one", Some(&[PartialHospitalization])), &[]), None);
        // What another payer granted covers no day.
        let of = |paying: Vec<PayingDays>, gaps: &[&str]| check(|given| given.paying = paying, gaps).authorized;
        assert_eq!(of(pays("plan-one", Some(&[IntensiveOutpatient])), &[]), Some(Verdict::Met));
        assert_eq!(of(pays("plan-two", Some(&[IntensiveOutpatient])), &["delivered_not_authorized"]), Some(Verdict::NotMet));
        assert_eq!(of(pays("plan-two", None), &[]), Some(Verdict::Unknown));
        // The payer of other days says nothing of this one.
        let mut later = pays("plan-two", Some(&[IntensiveOutpatient]));
        later[0].period = period("2026-03-03", "2026-12-31");
        assert_eq!(of(later, &[]), Some(Verdict::Met));
    }

    #[test]
    fn what_no_record_can_say_is_unknown_and_no_gap() {
        let day = check(|given| (given.attendance, given.notes, given.authorizations, given.billed) = (None, None, None, None), &[]);
        assert_eq!((day.delivered, day.documented, day.authorized), (Verdict::Unknown, Verdict::Unknown, Some(Verdict::Unknown)));
        assert_eq!((day.billed, day.paid, day.level_matches), (Verdict::Unknown, Verdict::Unknown, None));
        // A line of more days than units bills some of them.
        let perhaps = |given: &mut Given| {
            given.billed = Some(billed(LineDecision::Paid).into_iter().map(|line| BilledLine { is_certain: false, ..line }).collect());
        };
        let day = check(perhaps, &[]);
        assert_eq!((day.billed, day.paid, day.level_matches), (Verdict::Unknown, Verdict::Unknown, None));
        let open = check(|given| given.billed = Some(billed(LineDecision::Undecided)), &[]);
        assert_eq!((open.paid, open.denied), (Verdict::Unknown, Verdict::Unknown));
    }
}
