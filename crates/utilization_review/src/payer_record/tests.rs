//! The figures against numbers that were counted by hand, and the law that the order of records changes nothing.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vocabulary::{EpisodeId, Identifier as _, Instant, LevelOfCare, Rate, RecordId};

use super::*;
use crate::authorization::tests::{authorization, period};
use crate::authorization::{Authorization, AuthorizationDetermination, AuthorizationRequest, UnitKind};

const LEVEL: LevelOfCare = LevelOfCare::PartialHospitalization;

fn record(number: u128) -> RecordId {
    RecordId::from_uuid(uuid::Uuid::from_u128(number))
}

fn episode(number: u128) -> EpisodeId {
    EpisodeId::from_uuid(uuid::Uuid::from_u128(number))
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn request(stay: u128, days: (&str, &str), submitted_at: &str) -> AuthorizationRequest {
    AuthorizationRequest {
        episode: episode(stay),
        payer: "acme".into(),
        kind: RequestKind::Concurrent,
        level_of_care: LEVEL,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 1,
        period: period(days.0, days.1),
        submitted_at: at(submitted_at),
        urgent: false,
    }
}

fn decision(stay: u128, outcome: DeterminationOutcome, days: (&str, &str), decided_at: &str) -> AuthorizationDetermination {
    AuthorizationDetermination {
        episode: episode(stay),
        request: None,
        review: None,
        authorization: None,
        outcome,
        stage: DecisionStage::FirstReview,
        period: period(days.0, days.1),
        decided_at: at(decided_at),
        reviewer: String::new(),
        reference: String::new(),
        reason: "Not medically necessary.".into(),
        supplied_at: None,
    }
}

fn grant(stay: u128, first: &str, last: &str) -> Authorization {
    Authorization { episode: episode(stay), payer: "acme".into(), ..authorization(UnitKind::Day, 1, first, last) }
}

fn to_acme() -> impl Fn(EpisodeId, Day) -> Option<(String, LevelOfCare)> {
    |_, _| Some(("acme".into(), LEVEL))
}

type Records = (Vec<(RecordId, AuthorizationRequest)>, Vec<(RecordId, AuthorizationDetermination)>, Vec<(RecordId, Authorization)>);

/// Three stays. The first asks for ten days on 2 March at noon and gets five, 30 hours later. The second is denied seven days without a reason and gets
/// four of them after a conversation. The third asks for three days and hears nothing.
fn records() -> Records {
    let requests = vec![
        (record(1), request(1, ("2026-03-03", "2026-03-12"), "2026-03-02T12:00:00Z")),
        (record(2), request(3, ("2026-03-10", "2026-03-12"), "2026-03-09T12:00:00Z")),
    ];
    let partial = AuthorizationDetermination {
        request: Some(record(1)),
        authorization: Some(record(20)),
        ..decision(1, DeterminationOutcome::Partial, ("2026-03-03", "2026-03-12"), "2026-03-03T18:00:00Z")
    };
    let denied = AuthorizationDetermination {
        reason: " ".into(),
        ..decision(2, DeterminationOutcome::Denied, ("2026-03-04", "2026-03-10"), "2026-03-04T09:00:00Z")
    };
    let spoken = AuthorizationDetermination {
        stage: DecisionStage::PeerToPeer,
        authorization: Some(record(21)),
        ..decision(2, DeterminationOutcome::Partial, ("2026-03-04", "2026-03-10"), "2026-03-05T09:00:00Z")
    };
    let grants = vec![(record(20), grant(1, "2026-03-03", "2026-03-07")), (record(21), grant(2, "2026-03-04", "2026-03-07"))];
    (requests, vec![(record(10), partial), (record(11), denied), (record(12), spoken)], grants)
}

fn counted((requests, determinations, authorizations): &Records) -> Vec<PayerFigures> {
    let sources = Sources {
        requests: requests.iter().map(|(id, value)| (*id, value)).collect(),
        determinations: determinations.iter().map(|(id, value)| (*id, value)).collect(),
        authorizations: authorizations.iter().map(|(id, value)| (*id, value)).collect(),
        won: BTreeMap::new(),
    };
    let mut asked = gather(&sources, to_acme());
    for each in &mut asked {
        // A day for a decision.
        let before = each.submitted_at.map(|at| at.plus_seconds(86_400));
        each.owed = before.map(|before| Owed { before, rule: "R".into(), source: "a rule".into(), verified: true });
    }
    let work = |seconds| ReviewWork { payer: "acme".into(), level_of_care: LEVEL, seconds };
    figures(&asked, &[work(600), work(1_000)], at("2026-03-10T14:30:00Z"))
}

#[test]
fn figures_are_those_counted_by_hand() {
    let found = counted(&records());
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.asked, one.decided), (3, 2));
    // 10 and 7 days are decided, 5 and 4 granted; the three days that nobody decided count for nothing.
    assert_eq!((one.days_asked, one.days_granted), (17, 9));
    assert_eq!((one.denied, one.overturned, one.partial), (1, 1, 2));
    // 1 denial for 17 days: 5.88 for a hundred. 1,600 seconds for 2 reviews: 13.3 minutes.
    assert_eq!((one.denials_per_hundred_days(), one.minutes_per_review()), (Some(59), Some(133)));
    assert_eq!(one.timing, Some(Timing { count: 1, median_seconds: 30 * 3600, longest_seconds: 30 * 3600 }));
    let faults: Vec<(Option<RecordId>, FaultKind)> = one.faults.iter().map(|fault| (fault.decision, fault.kind.clone())).collect();
    let expected = [
        // 30 hours where 24 were owed; no reason; 26 hours and a half without a decision.
        (Some(record(10)), FaultKind::Late(6)),
        (Some(record(11)), FaultKind::NoReason),
        (None, FaultKind::Late(2)),
    ];
    assert_eq!(faults, expected);
    assert_eq!((one.late(), one.without_reason()), (Rate { count: 2, of: 2 }, Rate { count: 1, of: 3 }));
}

#[test]
fn a_denial_after_an_approval_takes_back_the_days_of_which_it_speaks() {
    let approved = AuthorizationDetermination {
        authorization: Some(record(20)),
        ..decision(1, DeterminationOutcome::Approved, ("2026-03-03", "2026-03-12"), "2026-03-02T12:00:00Z")
    };
    let denied = decision(1, DeterminationOutcome::Denied, ("2026-03-03", "2026-03-12"), "2026-03-06T12:00:00Z");
    let grants = vec![(record(20), grant(1, "2026-03-03", "2026-03-14"))];
    let check = |decisions: Vec<(RecordId, AuthorizationDetermination)>, expected: (u32, u32, u32)| {
        let found = counted(&(Vec::new(), decisions, grants.clone()));
        assert_eq!((found[0].days_asked, found[0].days_granted, found[0].denied), expected);
    };
    // Days that were granted beyond those asked for do not count.
    check(vec![(record(10), approved.clone())], (10, 10, 0));
    check(vec![(record(10), approved), (record(11), denied)], (10, 0, 1));
}

#[test]
fn what_an_appeal_gave_back_is_counted_day_by_day_whatever_authorization_its_decision_names() {
    let asked = ("2026-03-03", "2026-03-12");
    let approved = AuthorizationDetermination {
        authorization: Some(record(20)),
        ..decision(1, DeterminationOutcome::Approved, asked, "2026-03-02T12:00:00Z")
    };
    let denied = decision(1, DeterminationOutcome::Denied, asked, "2026-03-06T12:00:00Z");
    let appealed = AuthorizationDetermination {
        stage: DecisionStage::Appeal,
        authorization: Some(record(20)),
        ..decision(1, DeterminationOutcome::Partial, asked, "2026-03-20T12:00:00Z")
    };
    let granted = grant(1, asked.0, asked.1);
    let check = |won: &[(&str, &str)], expected: (u32, u32)| {
        let sources = Sources {
            requests: Vec::new(),
            determinations: vec![(record(10), &approved), (record(11), &denied), (record(12), &appealed)],
            authorizations: vec![(record(20), &granted)],
            won: [(record(12), won.iter().map(|(first, last)| period(first, last)).collect())].into(),
        };
        let found = figures(&gather(&sources, to_acme()), &[], at("2026-03-30T12:00:00Z"));
        assert_eq!((found[0].days_granted, found[0].overturned), expected, "{won:?}");
    };
    // Three days and one day, in two runs.
    check(&[("2026-03-04", "2026-03-06"), ("2026-03-09", "2026-03-09")], (4, 1));
    check(&[], (0, 0));
}

#[test]
fn a_first_decision_that_names_no_request_answers_the_open_one_for_the_same_days() {
    let days = ("2026-03-03", "2026-03-12");
    let pended =
        AuthorizationDetermination { request: Some(record(1)), ..decision(1, DeterminationOutcome::Pended, days, "2026-03-02T13:00:00Z") };
    let approved = AuthorizationDetermination {
        authorization: Some(record(20)),
        ..decision(1, DeterminationOutcome::Approved, days, "2026-03-03T06:00:00Z")
    };
    let denied = decision(1, DeterminationOutcome::Denied, days, "2026-03-06T12:00:00Z");
    let grants = vec![(record(20), grant(1, days.0, days.1))];
    let check = |later: &[&AuthorizationDetermination], expected: (u32, u32, u32, usize)| {
        let decisions = std::iter::once(&pended).chain(later.iter().copied()).zip(10..).map(|(one, id)| (record(id), one.clone()));
        let found = counted(&(vec![(record(1), request(1, days, "2026-03-02T12:00:00Z"))], decisions.collect(), grants.clone()));
        assert_eq!((found[0].asked, found[0].decided, found[0].days_granted, found[0].faults.len()), expected);
    };
    // More was wanted, and nothing is decided: it is late.
    check(&[], (1, 0, 0, 1));
    check(&[&approved], (1, 1, 10, 0));
    check(&[&approved, &denied], (1, 1, 0, 0));
    // Other days are another question.
    let other = decision(1, DeterminationOutcome::Denied, ("2026-03-13", "2026-03-14"), "2026-03-06T12:00:00Z");
    check(&[&approved, &other], (2, 2, 10, 0));
}

#[test]
fn nothing_is_counted_under_a_payer_that_nobody_knows() {
    let denied = decision(1, DeterminationOutcome::Denied, ("2026-03-03", "2026-03-12"), "2026-03-06T12:00:00Z");
    let sources = Sources { determinations: vec![(record(10), &denied)], ..Sources::default() };
    assert_eq!(gather(&sources, |_, _| None), []);
    assert_eq!(figures(&[], &[], at("2026-03-10T12:00:00Z")), []);
}

#[test]
fn without_days_and_reviews_there_are_no_figures_and_no_zero() {
    let request = request(1, ("2026-03-03", "2026-03-12"), "2026-03-09T12:00:00Z");
    let sources = Sources { requests: vec![(record(1), &request)], ..Sources::default() };
    let found = figures(&gather(&sources, to_acme()), &[], at("2026-03-10T12:00:00Z"));
    let one = &found[0];
    assert_eq!((one.granted().value(), one.denials_per_hundred_days(), one.minutes_per_review(), one.timing), (None, None, None, None));
}

proptest! {
    #[test]
    fn the_order_of_records_changes_nothing(seed in any::<u64>()) {
        let (mut requests, mut determinations, mut authorizations) = records();
        let expected = counted(&records());
        let turn = |length: usize| usize::try_from(seed % 97).unwrap() % length;
        let (one, two, three) = (turn(requests.len()), turn(determinations.len()), turn(authorizations.len()));
        requests.rotate_left(one);
        determinations.rotate_left(two);
        if seed % 2 == 0 { determinations.reverse(); }
        authorizations.rotate_left(three);
        prop_assert_eq!(counted(&(requests, determinations, authorizations)), expected);
    }
}
