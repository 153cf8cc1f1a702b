//! Who is told when, who may end what, and that nothing is lost.

use proptest::prelude::*;
use vocabulary::{Evidence, Version};

use super::testing::{FRIDAY_EVENING, acknowledged, alert, chain, closed, closing, escalated, hours, instant, raised, user};
use super::*;
use crate::warning_sign::Resolution;

fn fact() -> Evidence {
    Evidence { kind: "administration", id: "1".to_owned(), version: Version::FIRST, day: "2026-11-20".parse().unwrap() }
}

/// The next steps until the chain ends: place and local time.
fn steps(class: Class, at: &str) -> Vec<(Tier, Instant)> {
    let mut alert = alert(class, at, &[]);
    let mut steps = vec![(alert.tier, alert.owned_since)];
    while let NextStep::Escalate(Escalation { to, at }) = next_step(&alert, &chain(), &Policy::shipped(), &hours()) {
        steps.push((to, at));
        let mut events = alert.events.clone();
        events.push(Event { at, kind: EventKind::Escalated { to } });
        alert = Alert::fold(alert.raised, events);
    }
    assert_eq!(next_step(&alert, &chain(), &Policy::shipped(), &hours()), NextStep::EndOfChain);
    steps
}

#[track_caller]
fn check_steps(class: Class, at: &str, expected: &[(Tier, &str)]) {
    let expected: Vec<(Tier, Instant)> = expected.iter().map(|(tier, at)| (*tier, instant(at))).collect();
    assert_eq!(steps(class, at), expected);
}

#[test]
fn item_9_answered_on_friday_evening_escalates_that_evening() {
    check_steps(Class::Safety, FRIDAY_EVENING, &[(Tier::OnCall, FRIDAY_EVENING), (Tier::Director, "2026-11-20T18:30:00-05:00")]);
}

#[test]
fn an_overdue_measure_does_not_escalate_before_monday() {
    check_steps(
        Class::Task,
        FRIDAY_EVENING,
        &[
            (Tier::Primary, FRIDAY_EVENING),
            (Tier::CareTeam, "2026-11-24T17:00:00-05:00"),
            (Tier::OnCall, "2026-11-27T17:00:00-05:00"),
            (Tier::Director, "2026-12-01T17:00:00-05:00"),
        ],
    );
}

#[test]
fn a_safety_alert_of_the_day_goes_through_the_team_and_leaves_it_when_the_site_closes() {
    check_steps(
        Class::Safety,
        "2026-11-20T10:00:00-05:00",
        &[
            (Tier::Primary, "2026-11-20T10:00:00-05:00"),
            (Tier::CareTeam, "2026-11-20T10:30:00-05:00"),
            (Tier::OnCall, "2026-11-20T11:00:00-05:00"),
            (Tier::Director, "2026-11-20T11:30:00-05:00"),
        ],
    );
    check_steps(
        Class::Safety,
        "2026-11-20T16:45:00-05:00",
        &[
            (Tier::Primary, "2026-11-20T16:45:00-05:00"),
            (Tier::OnCall, "2026-11-20T17:15:00-05:00"),
            (Tier::Director, "2026-11-20T17:45:00-05:00"),
        ],
    );
}

#[test]
fn a_safety_alert_that_is_raised_late_counts_from_its_fact_and_a_task_from_then_on() {
    let check = |class: Class, expected: &str| {
        let late = Event { at: instant("2026-11-23T10:00:00-05:00"), kind: EventKind::Raised { tier: Tier::Primary } };
        let alert = Alert::fold(raised(class, FRIDAY_EVENING), vec![late]);
        match next_step(&alert, &chain(), &Policy::shipped(), &hours()) {
            NextStep::Escalate(escalation) => assert_eq!(escalation.at, instant(expected), "{class}"),
            other => panic!("{other:?}"),
        }
    };
    check(Class::Safety, "2026-11-20T18:30:00-05:00");
    check(Class::Clinical, "2026-11-24T10:00:00-05:00");
    check(Class::Task, "2026-11-25T10:00:00-05:00");
}

#[test]
fn places_that_nobody_fills_are_passed_over() {
    let check = |chain: OwnerChain, expected: NextStep| {
        let alert = Alert::fold(raised(Class::Safety, "2026-11-20T10:00:00-05:00"), Vec::new());
        assert_eq!(next_step(&alert, &chain, &Policy::shipped(), &hours()), expected);
    };
    let at = instant("2026-11-20T10:30:00-05:00");
    check(OwnerChain { members: Vec::new(), on_call: Vec::new(), ..chain() }, NextStep::Escalate(Escalation { to: Tier::Director, at }));
    check(OwnerChain { primary: Some(user(1)), ..OwnerChain::default() }, NextStep::EndOfChain);
    check(OwnerChain::default(), NextStep::NobodyToTell);
    let night = instant(FRIDAY_EVENING);
    let alone = OwnerChain { primary: Some(user(1)), ..OwnerChain::default() };
    assert_eq!(alone.first(Class::Safety, night, &hours()), Some(Tier::Primary), "nobody on call: the care team is told after all");
}

#[test]
fn an_alert_that_somebody_has_or_that_is_silent_goes_nowhere() {
    let taken = alert(Class::Clinical, FRIDAY_EVENING, &[(5, acknowledged(3))]);
    assert_eq!(next_step(&taken, &chain(), &Policy::shipped(), &hours()), NextStep::Nothing);
    let mut silent = alert(Class::Safety, FRIDAY_EVENING, &[]);
    silent.raised.visibility = Visibility::Silent;
    assert_eq!(next_step(&silent, &chain(), &Policy::shipped(), &hours()), NextStep::Nothing);
}

#[test]
fn a_safety_alert_that_is_taken_on_and_not_closed_within_a_day_goes_on() {
    let step = |alert: &Alert| next_step(alert, &chain(), &Policy::shipped(), &hours());
    let day = 24 * 60;
    let taken = alert(Class::Safety, "2026-11-20T10:00:00-05:00", &[(5, acknowledged(1))]);
    let at = instant("2026-11-21T10:05:00-05:00");
    assert_eq!(step(&taken), NextStep::NotClosed(Escalation { to: Tier::OnCall, at }), "on a Saturday the care team is not waited for");
    let gone_on =
        alert(Class::Safety, "2026-11-20T10:00:00-05:00", &[(5, acknowledged(1)), (day + 5, EventKind::NotClosed { to: Tier::OnCall })]);
    assert_eq!((gone_on.state.clone(), gone_on.tier, gone_on.holder, gone_on.times_not_closed), (State::Open, Tier::OnCall, None, 1));
    let next = instant("2026-11-21T10:35:00-05:00");
    assert_eq!(step(&gone_on), NextStep::Escalate(Escalation { to: Tier::Director, at: next }), "it has to be taken on anew");
    let again = alert(
        Class::Safety,
        "2026-11-20T10:00:00-05:00",
        &[(5, acknowledged(1)), (day + 5, EventKind::NotClosed { to: Tier::Director }), (day + 9, acknowledged(4))],
    );
    assert_eq!(step(&again), NextStep::Nothing, "there is nobody after the director");
    assert_eq!(report::by_rule(&[taken, gone_on, again])[0].not_closed_in_time, 2);
}

#[test]
fn going_on_for_not_being_closed_says_nothing_about_an_alert_that_nobody_has_or_that_has_ended() {
    let open = alert(Class::Safety, FRIDAY_EVENING, &[(5, EventKind::NotClosed { to: Tier::Director })]);
    assert_eq!((open.tier, open.times_not_closed), (Tier::OnCall, 0));
    let closed = alert(
        Class::Safety,
        FRIDAY_EVENING,
        &[(5, acknowledged(3)), (9, closed(Disposition::SafetyAssessed)), (12, EventKind::NotClosed { to: Tier::Director })],
    );
    assert!(!closed.is_open() && closed.times_not_closed == 0);
}

#[test]
fn who_gets_an_alert_handed_over_has_to_take_it_on_in_time() {
    let handed = alert(Class::Safety, FRIDAY_EVENING, &[(5, acknowledged(3)), (10, EventKind::HandedOver { by: user(3), to: user(2) })]);
    assert_eq!((handed.state.clone(), handed.holder), (State::Open, Some(user(2))));
    let at = instant("2026-11-20T18:40:00-05:00");
    assert_eq!(next_step(&handed, &chain(), &Policy::shipped(), &hours()), NextStep::Escalate(Escalation { to: Tier::Director, at }));
    assert_eq!(handed.times.acknowledged_at, Some(instant("2026-11-20T18:05:00-05:00")), "the first time stays");
}

#[test]
fn what_the_last_of_the_chain_handed_over_and_nobody_took_on_comes_back_to_them() {
    let evening = [(5, escalated(Tier::Director)), (9, acknowledged(4)), (10, EventKind::HandedOver { by: user(4), to: user(2) })];
    let handed = alert(Class::Safety, FRIDAY_EVENING, &evening);
    assert_eq!((handed.tier, handed.holder), (Tier::Director, Some(user(2))));
    let at = instant("2026-11-20T18:40:00-05:00");
    let step = |alert: &Alert, chain: &OwnerChain| next_step(alert, chain, &Policy::shipped(), &hours());
    assert_eq!(step(&handed, &chain()), NextStep::Escalate(Escalation { to: Tier::Director, at }));
    let without_director = OwnerChain { director: Vec::new(), ..chain() };
    assert_eq!(step(&handed, &without_director), NextStep::Escalate(Escalation { to: Tier::OnCall, at }), "to the last that is filled");
    let back = alert(Class::Safety, FRIDAY_EVENING, &[evening.as_slice(), &[(40, escalated(Tier::Director))]].concat());
    assert_eq!((back.state.clone(), back.tier, back.holder), (State::Open, Tier::Director, None));
    assert_eq!(step(&back, &chain()), NextStep::EndOfChain, "and stays on their board");
}

#[test]
fn an_alert_whose_holder_may_no_longer_sign_in_goes_back_to_the_chain_at_once() {
    let day = "2026-11-20T10:00:00-05:00";
    let check = |alert: &Alert, chain: &OwnerChain, at: &str, gone: u32, expected: Option<Tier>| {
        assert_eq!(after_holder(alert, chain, instant(at), &hours(), |holder| holder != user(gone)), expected, "{alert:?}");
    };
    let taken = alert(Class::Clinical, day, &[(5, acknowledged(1))]);
    check(&taken, &chain(), day, 2, None);
    let without_primary = OwnerChain { primary: None, ..chain() };
    check(&taken, &without_primary, day, 1, Some(Tier::CareTeam));
    check(&taken, &OwnerChain::default(), day, 1, Some(Tier::Primary));
    let safety = alert(Class::Safety, day, &[(5, acknowledged(1))]);
    check(&safety, &without_primary, FRIDAY_EVENING, 1, Some(Tier::OnCall));
    let untaken = alert(Class::Task, day, &[(5, acknowledged(1)), (6, EventKind::HandedOver { by: user(1), to: user(2) })]);
    check(&untaken, &chain(), day, 2, Some(Tier::Primary));
    check(&alert(Class::Clinical, day, &[]), &chain(), day, 1, None);
    let ended = alert(Class::Clinical, day, &[(5, acknowledged(1)), (9, closed(Disposition::ContinuePlan))]);
    check(&ended, &chain(), day, 1, None);
    let returned = alert(Class::Clinical, day, &[(5, acknowledged(1)), (60, EventKind::HolderGone { to: Tier::CareTeam })]);
    assert_eq!((returned.state.clone(), returned.tier, returned.holder, returned.taken_on_at), (State::Open, Tier::CareTeam, None, None));
    assert_eq!(returned.owned_since, instant("2026-11-20T11:00:00-05:00"), "its new owners have the whole time");
    assert!(returned.acknowledge(user(2), instant(FRIDAY_EVENING)).is_ok());
}

#[test]
fn only_a_person_ends_a_safety_or_clinical_alert() {
    let resolution = Resolution { fact: fact(), at: instant(FRIDAY_EVENING) };
    let later = instant("2026-11-23T09:00:00-05:00");
    for class in [Class::Safety, Class::Clinical] {
        let open = alert(class, FRIDAY_EVENING, &[]);
        assert_eq!(open.resolve(&resolution, later), Err(Refusal::NeedsPerson { class }));
        let damaged = alert(class, FRIDAY_EVENING, &[(60, EventKind::ResolvedByFact { fact: fact() })]);
        assert!(damaged.is_open(), "a history that says otherwise does not end it either");
    }
    let task = alert(Class::Task, FRIDAY_EVENING, &[]);
    let event = task.resolve(&resolution, later).unwrap();
    let mut events = task.events.clone();
    events.push(event);
    assert_eq!(Alert::fold(task.raised, events).state, State::Ended(Ending::ResolvedByFact { fact: fact() }));
}

#[test]
fn closing_needs_a_disposition_of_the_class_a_note_and_a_signature() {
    let at = instant("2026-11-20T19:00:00-05:00");
    let open = alert(Class::Safety, FRIDAY_EVENING, &[]);
    let taken = alert(Class::Safety, FRIDAY_EVENING, &[(5, acknowledged(1))]);
    let good = closing(Disposition::SafetyAssessed);
    let check = |alert: &Alert, closing: Closing, expected: Refusal| assert_eq!(alert.close(user(1), closing, at), Err(expected));
    check(&open, good.clone(), Refusal::NotAcknowledged);
    check(&taken, Closing { note: "  ".to_owned(), ..good.clone() }, Refusal::NoNote);
    check(&taken, Closing { signature: String::new(), ..good.clone() }, Refusal::NoSignature);
    let other = Refusal::OtherClass { disposition: Disposition::Rescheduled, class: Class::Safety };
    check(&taken, closing(Disposition::Rescheduled), other);
    assert_eq!(taken.acknowledge(user(2), at), Err(Refusal::AlreadyAcknowledged));
    assert_eq!(taken.close(user(1), good.clone(), instant(FRIDAY_EVENING)), Err(Refusal::Backwards));
    assert!(taken.close(user(1), good.clone(), at).is_ok());
    let ended = alert(Class::Safety, FRIDAY_EVENING, &[(5, acknowledged(1)), (9, closed(Disposition::SafetyAssessed))]);
    check(&ended, good, Refusal::Ended);
}

#[test]
fn repeats_are_read_together_and_acknowledged_one_by_one() {
    let mut alerts = vec![
        alert(Class::Task, "2026-11-01T10:00:00-05:00", &[]),
        alert(Class::Safety, "2026-11-13T10:00:00-05:00", &[(5, acknowledged(1))]),
        alert(Class::Safety, FRIDAY_EVENING, &[]),
    ];
    alerts[2].raised.since_last = SinceLast::Higher;
    let groups = grouped(&alerts);
    assert_eq!(groups.iter().map(|group| group.alerts.len()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(groups[0].since_last(), Some(SinceLast::Higher));
}

#[test]
fn the_report_counts_what_was_shown_and_how_long_it_took() {
    let received = |number| EventKind::Received { by: user(number) };
    let mut silent = alert(Class::Clinical, "2026-11-18T10:00:00-05:00", &[(0, received(1))]);
    silent.raised.visibility = Visibility::Silent;
    let alerts = [
        alert(
            Class::Clinical,
            "2026-11-17T10:00:00-05:00",
            &[(0, received(1)), (10, acknowledged(1)), (60, closed(Disposition::PlanChanged))],
        ),
        alert(
            Class::Clinical,
            "2026-11-18T10:00:00-05:00",
            &[(0, received(1)), (20, acknowledged(2)), (90, closed(Disposition::ContinuePlan))],
        ),
        alert(Class::Clinical, "2026-11-23T10:00:00-05:00", &[(0, received(1))]),
        silent,
    ];
    let [report] = report::by_rule(&alerts).try_into().unwrap();
    assert_eq!((report.shown, report.silent, report.open, report.closed, report.acted_on), (3, 1, 1, 2, 1));
    assert_eq!(report.share_acted_on(), Some(0.5));
    assert_eq!(report.closure.percentile_seconds(50), Some(3_600));
    assert_eq!(report.acknowledgement.percentile_seconds(100), Some(1_200));
    let zone = "America/New_York".parse().unwrap();
    let load: Vec<_> =
        report::weekly_load(&alerts, &zone).into_iter().map(|load| (load.week.to_string(), load.clinician, load.alerts)).collect();
    let expected = [("2026-11-16", user(1), 2), ("2026-11-16", user(2), 1), ("2026-11-23", user(1), 1)];
    assert_eq!(load, expected.map(|(week, who, count)| (week.to_owned(), who, count)));
}

#[test]
fn the_same_sign_twice_makes_one_alert() {
    let mut scene = crate::warning_sign::testing::Scene::new("2026-11-20");
    scene.phq9("2026-11-20", 10).item_9(2);
    let signs = scene.signs();
    let doubled: Vec<_> = signs.iter().chain(&signs).cloned().collect();
    let first = raise(&BTreeSet::new(), &doubled);
    assert_eq!(first.len(), signs.len());
    let known = first.iter().map(|raised| raised.key.clone()).collect();
    assert_eq!(raise(&known, &signs), []);
}

#[test]
fn every_class_has_dispositions_with_and_without_action() {
    for class in Class::ALL {
        let list = Disposition::of_class(*class);
        assert!(list.iter().any(|each| each.is_action()) && list.iter().any(|each| !each.is_action()), "{class}");
    }
    for disposition in Disposition::ALL {
        assert!(Class::ALL.iter().any(|class| Disposition::of_class(*class).contains(disposition)), "{disposition} closes nothing");
    }
}

fn kinds() -> impl Strategy<Value = EventKind> {
    prop_oneof![
        Just(EventKind::Received { by: user(1) }),
        Just(EventKind::Shown { to: user(1) }),
        (1_u32..5).prop_map(acknowledged),
        prop::sample::select(Tier::ALL).prop_map(escalated),
        prop::sample::select(Tier::ALL).prop_map(|to| EventKind::NotClosed { to }),
        prop::sample::select(Tier::ALL).prop_map(|to| EventKind::HolderGone { to }),
        (1_u32..5).prop_map(|to| EventKind::HandedOver { by: user(1), to: user(to) }),
        prop::sample::select(Disposition::ALL).prop_map(closed),
        Just(EventKind::ResolvedByFact { fact: fact() }),
    ]
}

proptest! {
    #[test]
    fn no_alert_is_lost_by_the_order_of_its_events(
        class in prop::sample::select(Class::ALL),
        later in prop::collection::vec((0_i64..6, kinds()), 0..10),
        turn in 0_usize..10,
    ) {
        let folded = alert(class, FRIDAY_EVENING, &later);
        let mut turned = folded.events.clone();
        turned.reverse();
        let length = turned.len();
        turned.rotate_left(turn % length);
        prop_assert_eq!(&folded, &Alert::fold(folded.raised.clone(), turned));
        let person = later.iter().any(|(_, kind)| matches!(kind, EventKind::Closed { .. }));
        let by_fact = class == Class::Task && later.iter().any(|(_, kind)| matches!(kind, EventKind::ResolvedByFact { .. }));
        prop_assert_eq!(folded.is_open(), !person && !by_fact);
    }

    #[test]
    fn an_open_shown_alert_always_has_somebody(
        class in prop::sample::select(Class::ALL),
        later in prop::collection::vec((0_i64..6, kinds()), 0..10),
    ) {
        let folded = alert(class, FRIDAY_EVENING, &later);
        let step = next_step(&folded, &chain(), &Policy::shipped(), &hours());
        prop_assert_ne!(step, NextStep::NobodyToTell);
        if folded.state == State::Open {
            prop_assert_ne!(step, NextStep::Nothing);
        }
        if let NextStep::Escalate(escalation) = step {
            let goes_on = escalation.to > folded.tier;
            prop_assert!((goes_on || folded.holder.is_some()) && escalation.at >= folded.owned_since);
        }
    }

    #[test]
    fn events_twice_are_events_once(later in prop::collection::vec((0_i64..6, kinds()), 0..10)) {
        let folded = alert(Class::Clinical, FRIDAY_EVENING, &later);
        let doubled = folded.events.iter().chain(&folded.events).cloned().collect();
        prop_assert_eq!(&folded, &Alert::fold(folded.raised.clone(), doubled));
    }
}
