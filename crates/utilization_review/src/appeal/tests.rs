use care::PlanFunding;
use proptest::prelude::*;
use vocabulary::{BusinessCalendar, Day, LevelOfCare, Period, ZoneName};

use super::letter::citations_to_nothing;
use super::outcome::{last_left, periods};
use super::task::{before_notice, blocking};
use super::*;
use crate::authorization::RequestKind;
use crate::clock::{Deadline, DeadlineAct, DeadlineEvent, Due, Occurrence, RuleSet, Setting, resolve};
use Appellant::{AuthorizedRepresentative as Representative, Member, Provider};
use NoticeElement as E;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn id<T: vocabulary::Identifier>(number: u128) -> T {
    T::from_uuid(uuid::Uuid::from_u128(number))
}

fn denial(funding: PlanFunding, present: &[NoticeElement]) -> Denial {
    Denial {
        episode: id(1),
        review: id(2),
        determination: id(3),
        received_at: "2026-11-20T15:00:00Z".parse().unwrap(),
        channel: NoticeChannel::Letter,
        funding,
        state: "NY".into(),
        plan: String::new(),
        number: "AU-1".into(),
        reason_codes: "50".into(),
        criteria: String::new(),
        credential: String::new(),
        present: present.to_vec(),
        appeal_address: String::new(),
        appeal_by: None,
        peer_to_peer_by: None,
    }
}

fn appeal(level: AppealLevel, appellant: Appellant, urgent: bool) -> Appeal {
    Appeal { episode: id(1), review: id(2), determination: id(3), level, appellant, urgent, filed_at: None, decided: false }
}

fn paper(kind: PaperKind) -> AppealPaper {
    let signer = "Anna Invented".to_owned();
    AppealPaper {
        episode: id(1),
        review: id(2),
        determination: id(3),
        kind,
        signed: day("2026-11-21"),
        signer,
        words: String::new(),
        clinician: None,
        scope: PaperScope::Decision,
    }
}

fn deadlines(denial: &Denial, appeal: &Appeal) -> Vec<Deadline> {
    let (zone, calendar): (ZoneName, _) = ("America/New_York".parse().unwrap(), BusinessCalendar::default());
    let setting = Setting {
        zone: &zone,
        calendar: &calendar,
        funding: denial.funding,
        state: &denial.state,
        level_of_care: LevelOfCare::IntensiveOutpatient,
        substance_use: false,
        appellant: Some(appeal.appellant),
        payer: None,
    };
    let occurrence = Occurrence {
        event: DeadlineEvent::DenialReceived,
        at: denial.received_at,
        timing: Some(RequestKind::Concurrent),
        urgent: appeal.urgent,
        incomplete: false,
        course_ends: Some("2026-11-24T05:00:00Z".parse().unwrap()),
    };
    let filed = appeal.filed_at.map(|at| Occurrence { event: DeadlineEvent::AppealFiled, at, ..occurrence });
    let mut found = resolve(&RuleSet::shipped(), &occurrence, &setting);
    found.extend(filed.into_iter().flat_map(|occurrence| resolve(&RuleSet::shipped(), &occurrence, &setting)));
    found
}

/// Of care that goes on, and of which nothing is signed, sent or stated.
fn case<'a>(denial: &'a Denial, appeals: &'a [Appeal], deadlines: &'a [Deadline]) -> Case<'a> {
    Case { denial, appeals, papers: &[], released: &[], deadlines, stated: &[], is_final: false, spoke: false, is_ongoing: true }
}

#[test]
fn that_an_appeal_has_to_be_filed_is_said_where_no_rule_and_no_notice_says_until_when() {
    let stated = [(DeadlineAct::Appeal, Due::Before("2026-12-02T05:00:00Z".parse().unwrap(), day("2026-12-01")))];
    let check = |funding, level, appellant, stated: &[(DeadlineAct, Due)], is_final: bool, expected: &[&str]| {
        let denial = denial(funding, &[]);
        let planned = appeal(level, appellant, false);
        // After a decision on appeal the first appeal's time of the law does not begin anew.
        let deadlines = if level == AppealLevel::First { deadlines(&denial, &planned) } else { Vec::new() };
        let appeals = [planned];
        let told: Vec<String> = tasks(&Case { stated, is_final, ..case(&denial, &appeals, &deadlines) })
            .into_iter()
            .filter_map(|task| match task.kind {
                TaskKind::WithoutRule(act, why) => Some(format!("{act} {}", why.code())),
                TaskKind::AsStated(act) => Some(format!("{act} as stated")),
                TaskKind::Deadline(deadline) if deadline.act == Some(DeadlineAct::Appeal) => Some(deadline.rule),
                _ => None,
            })
            .collect();
        assert_eq!(told, expected, "{funding} {level} {appellant}");
    };
    let (first, second, external) = (AppealLevel::First, AppealLevel::Second, AppealLevel::External);
    check(PlanFunding::SelfFunded, first, Member, &[], false, &["ERISA-A0"]);
    check(PlanFunding::Government, first, Member, &[], false, &["appeal no-row"]);
    check(PlanFunding::Medicare, first, Representative, &[], false, &["appeal no-row"]);
    check(PlanFunding::Medicaid, first, Member, &[], false, &["appeal no-row"]);
    check(PlanFunding::Unknown, first, Member, &[], false, &["appeal funding-unknown"]);
    check(PlanFunding::Unknown, first, Provider, &[], false, &["CONTRACT-A0"]);
    check(PlanFunding::SelfFunded, second, Member, &[], false, &["appeal second-level"]);
    check(PlanFunding::SelfFunded, external, Member, &[], false, &["external_review not-final"]);
    check(PlanFunding::Government, external, Member, &[], true, &["external_review no-row"]);
    // What the notice states is a time of its own, beside the rule's: the earlier first.
    check(PlanFunding::Government, first, Member, &stated, false, &["appeal as stated"]);
    check(PlanFunding::SelfFunded, first, Member, &stated, false, &["appeal as stated", "ERISA-A0"]);
}

#[test]
fn before_a_notice_what_the_decision_alone_says_is_told() {
    let (denial, first) = (denial(PlanFunding::SelfFunded, &[]), appeal(AppealLevel::First, Representative, false));
    let deadlines = deadlines(&denial, &first);
    let told = |deadlines: &[Deadline], is_ongoing| -> Vec<String> {
        let tasks = before_notice(deadlines, (AppealLevel::First, NoRule::NoRow), is_ongoing);
        assert!(tasks.iter().all(|task| !task.done && !task.blocks));
        tasks
            .into_iter()
            .map(|task| match task.kind {
                TaskKind::Deadline(deadline) => deadline.rule,
                TaskKind::WithoutRule(act, why) => format!("{act} {}", why.code()),
                other => panic!("{other:?}"),
            })
            .collect()
    };
    assert_eq!(told(&deadlines, true), ["ACA-C", "ERISA-A0", "CONTRACT-P2P"]);
    assert_eq!(told(&deadlines, false), ["ERISA-A0", "CONTRACT-P2P"]);
    assert_eq!(told(&[], true), ["appeal no-row"]);
}

#[test]
fn that_one_waits_for_a_decision_is_said_with_the_rule_or_with_why_there_is_none() {
    let check = |funding, appellant, urgent, expected: &str| {
        let denial = denial(funding, &[]);
        let filed = Appeal { filed_at: Some(denial.received_at), ..appeal(AppealLevel::First, appellant, urgent) };
        let (deadlines, appeals) = (deadlines(&denial, &filed), [filed]);
        let waits = tasks(&case(&denial, &appeals, &deadlines)).into_iter().filter_map(|task| match task.kind {
            TaskKind::Decision(deadline) => Some(format!("{} {}", deadline.rule, if deadline.verified { "verified" } else { "recalled" })),
            TaskKind::DecisionWithoutRule(why) => Some(why.code().to_owned()),
            _ => None,
        });
        assert_eq!(waits.collect::<Vec<_>>(), [expected], "{funding} {appellant} {urgent}");
    };
    check(PlanFunding::SelfFunded, Representative, true, "ERISA-A1-URGENT verified");
    check(PlanFunding::MedicareAdvantage, Member, true, "MA-A1-URGENT recalled");
    check(PlanFunding::Unknown, Member, true, "UNKNOWN-A1-URGENT recalled");
    check(PlanFunding::Government, Representative, true, "GOV-A1-URGENT recalled");
    check(PlanFunding::Unknown, Member, false, "funding-unknown");
    check(PlanFunding::Government, Member, false, "no-row");
    check(PlanFunding::SelfFunded, Provider, true, "contract");
}

#[test]
fn each_element_that_the_notice_owes_and_lacks_is_an_argument() {
    let check = |funding, urgent, present: &[NoticeElement], expected: &[&str]| {
        let missing = NoticeRules::shipped().missing(&denial(funding, present), urgent);
        let codes: Vec<&str> = missing.iter().map(|missing| missing.element.code()).collect();
        assert_eq!(codes, expected, "{funding} {urgent}");
    };
    check(
        PlanFunding::SelfFunded,
        false,
        &[E::Reason, E::Provision, E::MissingInformation, E::AppealProcedure],
        &["criteria", "clinical_rationale", "external_review"],
    );
    check(
        PlanFunding::SelfFunded,
        true,
        &[E::Reason, E::Provision, E::MissingInformation, E::AppealProcedure, E::Criteria, E::ClinicalRationale, E::ExternalReview],
        &["expedited_procedure"],
    );
    check(PlanFunding::SelfFunded, true, NoticeElement::ALL, &[]);
    check(PlanFunding::MedicareAdvantage, false, &[E::Reason], &["appeal_procedure", "expedited_procedure"]);
    // Nobody knows the law of an unknown plan: nothing is argued from it.
    check(PlanFunding::Unknown, true, &[], &[]);
}

#[test]
fn a_rule_counts_as_checked_with_two_documents() {
    for rule in NoticeRules::shipped().rules {
        assert!(!rule.verified || rule.read.len() >= 2, "{} {}", rule.element, rule.source);
    }
}

#[test]
fn who_appeals_selects_the_paper_that_has_to_be_signed_first() {
    let check = |appellant, urgent, funding, papers: &[PaperKind], expected| {
        let papers: Vec<AppealPaper> = papers.iter().map(|kind| paper(*kind)).collect();
        let found = blocking(&appeal(AppealLevel::First, appellant, urgent), &denial(funding, &[]), &papers);
        assert_eq!(found, expected, "{appellant} {urgent} {funding}");
    };
    check(Representative, false, PlanFunding::SelfFunded, &[], Some(PaperKind::Designation));
    check(Representative, false, PlanFunding::SelfFunded, &[PaperKind::Consent], Some(PaperKind::Designation));
    check(Representative, false, PlanFunding::SelfFunded, &[PaperKind::Designation], None);
    check(Representative, true, PlanFunding::SelfFunded, &[], None);
    check(Representative, true, PlanFunding::MedicaidManagedCare, &[], Some(PaperKind::Designation));
    check(Member, true, PlanFunding::SelfFunded, &[], Some(PaperKind::Consent));
    check(Provider, false, PlanFunding::SelfFunded, &[], None);
}

#[test]
fn a_denial_becomes_tasks_what_blocks_first_and_what_is_done_last() {
    let denial = denial(PlanFunding::SelfFunded, &[]);
    let told = |appeal: &Appeal, papers: &[AppealPaper], released: &[LetterKind], is_ongoing| -> Vec<String> {
        let deadlines = deadlines(&denial, appeal);
        let appeals = [appeal.clone()];
        let case = Case { papers, released, is_ongoing, ..case(&denial, &appeals, &deadlines) };
        let say = |task: AppealTask| {
            let what = match task.kind {
                TaskKind::Paper(kind) => kind.code().to_owned(),
                TaskKind::ClaimFile => "claim_file".to_owned(),
                TaskKind::Deadline(deadline) | TaskKind::Decision(deadline) => deadline.rule,
                TaskKind::DecisionWithoutRule(why) => why.code().to_owned(),
                other => panic!("{other:?}"),
            };
            format!("{}{what}{}", if task.blocks { "!" } else { "" }, if task.done { " done" } else { "" })
        };
        tasks(&case).into_iter().map(say).collect()
    };
    let standard = appeal(AppealLevel::First, Representative, false);
    assert_eq!(told(&standard, &[], &[], true), ["!designation", "ACA-C", "ERISA-A0", "CONTRACT-P2P", "claim_file"]);
    let filed = Appeal { filed_at: Some(denial.received_at), ..standard };
    let papers = [paper(PaperKind::Designation)];
    let letters = [LetterKind::ClaimFile, LetterKind::Continuation];
    let done = told(&filed, &papers, &letters, true);
    assert_eq!(done[..2], ["ERISA-A1-PRE", "CONTRACT-P2P"], "the payer decides; its profile does not say until when one may talk");
    assert!(done[2..].iter().all(|task| task.ends_with(" done")), "{done:?}");
    let urgent = appeal(AppealLevel::First, Representative, true);
    let open = told(&urgent, &[], &[], false);
    assert_eq!(open[..2], ["designation", "urgency"], "what makes it urgent is signed before anything else");
    assert!(open.contains(&"ACA-X-PARALLEL".to_owned()), "{open:?}");
    assert!(!open.contains(&"ACA-C".to_owned()), "coverage of care that has ended cannot continue");
    let provider = appeal(AppealLevel::First, Provider, true);
    assert!(!told(&provider, &[], &[], true).contains(&"ACA-X-PARALLEL".to_owned()), "a provider has the contract's way");
}

#[test]
fn a_task_is_late_once_its_time_is_over_and_it_is_open() {
    let due = Due::Before("2026-11-24T05:00:00Z".parse().unwrap(), day("2026-11-23"));
    let task = |done| AppealTask { kind: TaskKind::ClaimFile, due: Some(due), at_once: false, blocks: false, done };
    let check = |done, now: &str, expected| assert_eq!(task(done).is_late(now.parse().unwrap()), expected, "{now}");
    check(false, "2026-11-24T04:59:59Z", false);
    check(false, "2026-11-24T05:00:00Z", true);
    check(true, "2026-11-25T05:00:00Z", false);
}

#[test]
fn every_rule_that_starts_with_a_denial_and_is_owed_by_the_practice_says_what_is_done() {
    for rule in RuleSet::shipped().rules {
        let after_denial = matches!(rule.event, DeadlineEvent::DenialReceived | DeadlineEvent::FinalDenialReceived);
        assert_eq!(rule.act.is_some(), after_denial && rule.owed_by == crate::clock::OwedBy::Practice, "{}", rule.id);
    }
    assert_eq!(DeadlineAct::ALL.len(), 4);
}

#[test]
fn days_are_won_and_lost_one_by_one() {
    let dispute = Period::new(day("2026-11-20"), Some(day("2026-11-24"))).unwrap();
    let dispute = DaysInDispute::whole(dispute, day("2026-12-01"));
    let found = dispute.runs(&[day("2026-11-21"), day("2026-11-22"), day("2026-11-24"), day("2026-12-24")]);
    let told: Vec<String> =
        found.iter().map(|(period, outcome)| format!("{} {} {outcome}", period.first(), period.last().unwrap())).collect();
    assert_eq!(
        told,
        [
            "2026-11-20 2026-11-20 upheld",
            "2026-11-21 2026-11-22 overturned",
            "2026-11-23 2026-11-23 upheld",
            "2026-11-24 2026-11-24 overturned",
        ]
    );
    let mut rate = OverturnRate::default();
    rate.add(&found);
    rate.add(&dispute.runs(&[]));
    rate.add(&[]);
    assert_eq!((rate.decided, rate.in_full, rate.in_part, rate.days, rate.days_overturned, rate.won()), (2, 0, 1, 10, 3, 1));
}

#[test]
fn days_that_were_won_between_two_that_were_not_are_no_longer_in_dispute() {
    let days = |first: &str, last: Option<&str>| Period::new(day(first), last.map(day)).unwrap();
    let dispute = DaysInDispute::of(&[days("2026-11-23", Some("2026-11-24")), days("2026-11-20", Some("2026-11-20"))], day("2026-12-01"));
    let dispute = dispute.unwrap();
    assert_eq!(dispute.period, days("2026-11-20", Some("2026-11-24")));
    assert_eq!(periods(&dispute.days), [days("2026-11-20", Some("2026-11-20")), days("2026-11-23", Some("2026-11-24"))]);
    assert_eq!(dispute.runs(&[]).len(), 2, "two runs, though both are upheld");
    assert_eq!(DaysInDispute::of(&[], day("2026-12-01")), None);
    // A denial without an end is in dispute up to today.
    assert_eq!(DaysInDispute::whole(days("2026-11-28", None), day("2026-12-01")).days.len(), 4);
}

#[test]
fn a_citation_leads_to_a_record() {
    let check = |text: &str, expected: &[u32]| assert_eq!(citations_to_nothing(text, 7), expected, "{text}");
    check("Moderate risk [1, 3–5]. Alone at home [7].", &[]);
    check("Moderate risk [8]. [0] [6–9]", &[0, 8, 9]);
    check("A run without end [3–4000000000].", &[4_000_000_000]);
    check("The payer wrote [sic] and 9] and [", &[]);
}

#[test]
fn covered_is_what_comes_before_the_earliest_day_to_come_that_any_denial_took() {
    let check = |denied: &[(&str, &str)], today: &str, expected: &str| {
        let denied: Vec<Period> = denied.iter().map(|(first, last)| Period::new(day(first), Some(day(last))).unwrap()).collect();
        let is_denied = |day: Day| denied.iter().any(|period| period.contains(day));
        assert_eq!(last_left(day("2026-11-30"), day(today), is_denied), day(expected), "{denied:?} on {today}");
    };
    let (early, late) = (("2026-11-25", "2026-11-26"), ("2026-11-29", "2026-11-30"));
    check(&[], "2026-11-23", "2026-11-30");
    check(&[late], "2026-11-23", "2026-11-28");
    check(&[late, early], "2026-11-23", "2026-11-24");
    check(&[late, early], "2026-11-26", "2026-11-24");
    check(&[late, early], "2026-11-27", "2026-11-28");
    check(&[early], "2026-11-27", "2026-11-30");
    check(&[("2026-11-27", "2026-11-28"), late], "2026-11-23", "2026-11-26");
    check(&[late], "2026-12-05", "2026-11-28");
}

proptest! {
    #[test]
    fn every_day_in_dispute_has_exactly_one_outcome(length in 0..90_i32, won in prop::collection::vec(-3..95_i32, 0..40)) {
        let first = day("2026-02-20");
        let dispute = Period::new(first, Some(first.plus_days(length))).unwrap();
        let won: Vec<Day> = won.into_iter().map(|after| first.plus_days(after)).collect();
        let found = DaysInDispute::whole(dispute, first).runs(&won);
        for after in 0..=length {
            let on = first.plus_days(after);
            let of_day: Vec<_> = found.iter().filter(|(period, _)| period.contains(on)).collect();
            prop_assert_eq!(of_day.len(), 1);
            prop_assert_eq!(of_day[0].1 == DayOutcome::Overturned, won.contains(&on));
        }
        let mut rate = OverturnRate::default();
        rate.add(&found);
        prop_assert_eq!(rate.days, usize::try_from(length + 1).unwrap());
    }
}
