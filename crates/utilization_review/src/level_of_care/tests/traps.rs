//! Where a naive reading of the records would go wrong.

use super::*;
use Determination as D;
use LevelOfCare as L;

fn missing(case: &Case) -> Vec<String> {
    case.determined().missing.into_iter().map(|missing| missing.fact).collect()
}

#[test]
fn a_plateau_with_symptoms_left_is_no_reason_to_step_down() {
    let flat = ready_to_leave_residential()
        .without(|observed| matches!(observed, Observed::Score { .. } | Observed::Change { .. } | Observed::GoalProgress { .. }))
        .score(26, 12, 2)
        .score(12, 11, 2)
        .score(2, 12, 2)
        .change(2, ChangeCategory::NoReliableChange)
        .goal(GoalProgressLevel::None)
        .lower_level_failed(L::PartialHospitalization)
        .with(Observed::PlanChange { day: ago(9), changed: false, answers_non_response: false });
    check(&flat, D::ReviewPlan);
    assert!(flat.determined().caveats.contains(&Caveat::PlanReview));
}

#[test]
fn a_plateau_with_symptoms_left_asks_for_a_review_of_the_plan_whatever_is_missing() {
    let twice = Case::new(L::Outpatient, 60).score(30, 11, 2).score(2, 12, 2).change(2, ChangeCategory::NoReliableChange);
    check(&twice, D::Insufficient);
    let stalled = twice.score(50, 12, 2);
    check(&stalled, D::ReviewPlan);
    assert!(stalled.determined().caveats.contains(&Caveat::PlanReview));
    assert!(!missing(&stalled).is_empty(), "what is missing is still said");
    check(&stalled.clone().states(StatementKind::MaintenancePlan, true), D::Continue);
    check(&stalled.risk(1, RiskLevel::High), D::SafetyReview);
}

#[test]
fn an_answer_on_a_form_without_a_score_counts_as_one() {
    let rated = ready_to_leave_residential().without(|observed| matches!(observed, Observed::RiskRating { .. })).risk(4, RiskLevel::None);
    let thoughts = |respondent: &str, thoughts| {
        let (instrument, respondent) = ("phq-9".to_owned(), respondent.to_owned());
        rated.clone().with(Observed::SafetyAnswer { instrument, respondent, day: today(), thoughts, received_at: None })
    };
    let text = |case: Case| String::from_utf8(case.determined().to_bytes()).unwrap();
    assert!(text(thoughts("patient", YesNoUnknown::Yes)).contains("thoughts_answered"));
    assert!(!text(thoughts("patient", YesNoUnknown::No)).contains("thoughts_answered"));
    let both = thoughts("patient", YesNoUnknown::Yes);
    let (instrument, respondent) = ("phq-9".to_owned(), "collateral".to_owned());
    let denied = both.with(Observed::SafetyAnswer { instrument, respondent, day: today(), thoughts: YesNoUnknown::No, received_at: None });
    assert!(text(denied).contains("thoughts_answered"), "nobody else's answer takes it back");
}

#[test]
fn a_negative_self_report_does_not_answer_for_an_incident() {
    let case = |hours| {
        ready_to_leave_residential()
            .without(|observed| matches!(observed, Observed::RiskRating { .. }))
            .screened(5, RiskLevel::None)
            .incident(hours, IncidentKind::SelfHarm)
    };
    check(&case(20 * 24), D::Insufficient);
    assert!(missing(&case(20 * 24)).contains(&"risk_level".to_owned()));
    check(&case(20 * 24).risk(4, RiskLevel::Low), D::StepDown);
    check(&case(40 * 24), D::StepDown);
}

#[test]
fn a_rating_from_before_the_harm_does_not_count_as_safe() {
    let case = ready_to_leave_residential().incident(2, IncidentKind::SelfHarm);
    assert_ne!(case.determined().determination, D::StepDown);
    assert!(missing(&case).contains(&"risk_level".to_owned()));
}

#[test]
fn a_rating_from_before_thoughts_were_answered_does_not_count_as_safe() {
    let rated = |hours| {
        ready_to_leave_residential().without(|observed| matches!(observed, Observed::RiskRating { .. })).risk(hours, RiskLevel::None)
    };
    let (instrument, respondent) = ("phq-9".to_owned(), "patient".to_owned());
    let answer = Observed::SafetyAnswer { instrument, respondent, day: ago(1), thoughts: YesNoUnknown::Yes, received_at: None };
    let before = rated(60).with(answer.clone());
    assert_ne!(before.determined().determination, D::StepDown);
    assert!(missing(&before).contains(&"risk_level".to_owned()), "{:?}", missing(&before));
    check(&rated(4).with(answer), D::StepDown);
}

#[test]
fn a_rating_of_the_same_day_counts_from_the_answer_on_and_only_where_the_time_is_known() {
    let answered = |rated: i64, received_at: Option<Instant>, on_a_score: bool| {
        let case =
            ready_to_leave_residential().without(|observed| matches!(observed, Observed::RiskRating { .. })).risk(rated, RiskLevel::None);
        let (instrument, day, thoughts) = ("phq-9".to_owned(), today(), YesNoUnknown::Yes);
        case.with(if on_a_score {
            Observed::Score { instrument, day, points: Points::from_whole(8), band: Some(1), thoughts, received_at }
        } else {
            Observed::SafetyAnswer { instrument, respondent: "patient".to_owned(), day, thoughts, received_at }
        })
    };
    for on_a_score in [true, false] {
        check(&answered(2, Some(hours_ago(3)), on_a_score), D::StepDown);
        check(&answered(2, Some(hours_ago(2)), on_a_score), D::StepDown);
        for later in [answered(3, Some(hours_ago(1)), on_a_score), answered(3, None, on_a_score)] {
            assert_ne!(later.determined().determination, D::StepDown);
            let why = later.determined().missing.into_iter().find(|missing| missing.fact == "risk_level").map(|missing| missing.why);
            assert_eq!(why, Some(Why::BeforeAnswer));
        }
    }
}

#[test]
fn a_screen_is_the_look_at_its_own_answer() {
    let mut case = ready_to_leave_residential().without(|observed| matches!(observed, Observed::RiskRating { .. }));
    case = case.with(Observed::RiskScreen {
        answered_at: hours_ago(12),
        instrument: "asq".to_owned(),
        level: RiskLevel::Low,
        self_report: true,
    });
    let source = case.situation.observations.last().unwrap().source.clone();
    let (instrument, respondent) = ("asq".to_owned(), "patient".to_owned());
    let observed = Observed::SafetyAnswer { instrument, respondent, day: today(), thoughts: YesNoUnknown::Yes, received_at: None };
    case.situation.observations.push(Observation { source, observed });
    check(&case, D::StepDown);
}

#[test]
fn severe_symptoms_on_another_measure_hold_a_step_down_back_and_are_named() {
    let ready = ready_to_leave_residential;
    let severe = ready().score_of("gad-7", 3, 21, Some(3));
    assert!(!matches!(severe.determined().determination, D::StepDown | D::Mixed));
    let named = |case: &Case| {
        let against = case.determined().contradicting.into_iter().filter(|one| one.instrument.as_deref() == Some("gad-7"));
        against.map(|one| (one.fact, one.value, one.speaks_for)).collect::<Vec<_>>()
    };
    let band = ("band".to_owned(), Some("3".to_owned()), "continue".to_owned());
    assert_eq!(named(&severe), std::slice::from_ref(&band));
    assert!(severe.determined().missing.iter().any(|missing| missing.instrument.as_deref() == Some("gad-7") && missing.fact == "change"));
    let unchanged = severe.clone().change_of("gad-7", 3, ChangeCategory::NoReliableChange);
    check(&unchanged, D::ReviewPlan);
    assert_eq!(named(&unchanged), std::slice::from_ref(&band));
    let better = severe.clone().change_of("gad-7", 3, ChangeCategory::ReliablyImproved);
    check(&better, D::StepDown);
    assert_eq!(named(&better), [band], "it stands beside a step down, too");
    check(&ready().score_of("gad-7", 3, 9, Some(1)), D::StepDown);
    check(&severe.clone().score_of("gad-7", 1, 8, Some(1)), D::StepDown);
    let mut found_out = severe;
    found_out.situation.not_followed = vec!["gad-7".to_owned()];
    check(&found_out, D::StepDown);
}

#[test]
fn severe_symptoms_that_nobody_asked_about_again_hold_a_step_down_back_until_somebody_does() {
    let stale = ready_to_leave_residential().score_of("gad-7", 20, 21, Some(3));
    check(&stale, D::Insufficient);
    let of_measure = stale.determined().missing.into_iter().find(|missing| missing.instrument.as_deref() == Some("gad-7")).unwrap();
    assert_eq!((of_measure.fact.as_str(), of_measure.why, of_measure.next_action.as_str()), ("band", Why::TooOld, "give_instrument"));
    let against = stale.determined().contradicting;
    assert!(!against.iter().any(|one| one.instrument.is_some()), "what is too old speaks for nothing: {against:?}");
    check(&stale.clone().score_of("gad-7", 1, 8, Some(1)), D::StepDown);
    check(&stale.clone().change_of("gad-7", 20, ChangeCategory::ReliablyImproved), D::Insufficient);
    let still = stale.score_of("gad-7", 1, 20, Some(3)).change_of("gad-7", 1, ChangeCategory::NoReliableChange);
    check(&still, D::ReviewPlan);
    check(&ready_to_leave_residential().score_of("gad-7", 20, 8, Some(1)), D::StepDown);
}

#[test]
fn a_step_down_plan_counts_while_its_level_lies_below_and_its_day_ahead() {
    let planned = |target_level, in_days: i32| {
        let unplanned = staying_in_partial_hospitalization().without(|observed| matches!(observed, Observed::StepDownPlan { .. }));
        let (day, target_day) = (ago(15), Some(ago(-in_days)));
        unplanned.with(Observed::StepDownPlan { day, target_level, target_day, appointment_day: None })
    };
    let open = |case: &Case| {
        let missing = case.determined().missing.into_iter().filter(|missing| missing.fact.starts_with("step_down_"));
        missing.map(|missing| (missing.fact, missing.why, missing.next_action)).collect::<Vec<_>>()
    };
    let too_old = |fact: &str| (fact.to_owned(), Why::TooOld, "record_step_down_plan".to_owned());
    for in_days in [0, 7] {
        check(&planned(L::IntensiveOutpatient, in_days), D::Continue);
    }
    let passed = planned(L::IntensiveOutpatient, -1);
    check(&passed, D::Insufficient);
    assert_eq!(open(&passed), [too_old("step_down_day_planned")]);
    // The plan by which the patient came here.
    let carried_out = planned(L::PartialHospitalization, 7);
    check(&carried_out, D::Insufficient);
    assert_eq!(open(&carried_out), [too_old("step_down_level_planned"), too_old("step_down_day_planned")]);
    check(&carried_out.step_down_plan(L::IntensiveOutpatient, None), D::Continue);
}

#[test]
fn an_appointment_of_a_plan_that_was_carried_out_is_none_at_the_next_place() {
    let recovered = |target_level| {
        Case::new(L::IntensiveOutpatient, 40)
            .score(38, 16, 3)
            .score(20, 12, 2)
            .score(1, 3, 0)
            .change(1, ChangeCategory::Recovered)
            .risk(20, RiskLevel::Low)
            .no_danger()
            .attends(90, 180)
            .function(1)
            .step_down_plan(target_level, Some(5))
    };
    check(&recovered(L::Outpatient), D::StepDown);
    check(&recovered(L::IntensiveOutpatient), D::Insufficient);
}

#[test]
fn a_level_that_failed_in_a_former_stay_here_need_not_be_typed_again() {
    let untried = || {
        staying_in_partial_hospitalization()
            .without(|observed| matches!(observed, Observed::PriorLevel { .. }))
            .states(StatementKind::HospitalizationRisk, false)
    };
    let former =
        |first, last, outcome| Observed::FormerPeriod { level: L::IntensiveOutpatient, first: ago(first), last: ago(last), outcome };
    let why = |case: &Case| {
        let open = case.determined().missing.into_iter().find(|missing| missing.fact == "lower_levels_not_enough");
        open.map(|missing| missing.why)
    };
    check(&untried(), D::Insufficient);
    check(&untried().with(former(60, 40, PriorLevelOutcome::NeededHigherLevel)), D::Continue);
    // Admitted anew on the day after: it was left for this level.
    check(&untried().with(former(60, 21, PriorLevelOutcome::Enough)), D::Continue);
    for (last, outcome) in [(40, PriorLevelOutcome::Enough), (40, PriorLevelOutcome::Unknown), (95, PriorLevelOutcome::NeededHigherLevel)] {
        let case = untried().with(former(last + 20, last, outcome));
        check(&case, D::Insufficient);
        assert_eq!(why(&case), Some(Why::NeverRecorded), "{outcome:?}");
    }
    // Who wrote down what was tried elsewhere says that there was no more; of a stay that ended for other reasons nobody knows whether it was enough.
    let elsewhere =
        Observed::PriorLevel { level: L::Outpatient, first: ago(300), last: Some(ago(200)), outcome: PriorLevelOutcome::Enough };
    assert_eq!(why(&untried().with(elsewhere.clone()).with(former(60, 40, PriorLevelOutcome::Enough))), None);
    let unsaid = untried().with(elsewhere).with(former(60, 40, PriorLevelOutcome::Unknown));
    assert_eq!(why(&unsaid), Some(Why::RecordedAsUnknown));
    // What a person said of the same days goes before what the end of the stay says.
    let said =
        Observed::PriorLevel { level: L::IntensiveOutpatient, first: ago(60), last: Some(ago(40)), outcome: PriorLevelOutcome::NotEnough };
    check(&unsaid.with(said), D::Continue);
}

#[test]
fn a_higher_level_in_this_stay_says_nothing_of_lower_ones_and_one_in_a_former_stay_is_come_down_from() {
    let untried = || staying_in_partial_hospitalization().without(|observed| matches!(observed, Observed::PriorLevel { .. }));
    let before = Observed::LevelPeriod { level: L::Residential, first: ago(50), last: Some(ago(21)) };
    let in_this_stay = untried().states(StatementKind::HospitalizationRisk, false).with(before);
    check(&in_this_stay, D::Insufficient);
    assert!(missing(&in_this_stay).contains(&"lower_levels_not_enough".to_owned()));
    let (level, outcome) = (L::Residential, PriorLevelOutcome::Enough);
    let anew = untried().with(Observed::FormerPeriod { level, first: ago(50), last: ago(21), outcome });
    let text = String::from_utf8(anew.determined().to_bytes()).unwrap();
    let compared = r#""fact":"days_since_higher_level","unit":"days","operator":"<=","threshold":["14"],"value":"21""#;
    assert!(text.contains(compared), "{text}");
}

#[test]
fn a_craving_scale_without_bands_is_shown_and_not_asked_for_again() {
    let drinking = || {
        staying_in_partial_hospitalization()
            .diagnosed("F10.20")
            .without(|observed| matches!(observed, Observed::Score { .. } | Observed::Function { .. } | Observed::RiskRating { .. }))
            .risk(5, RiskLevel::Low)
            .function(1)
            .score(2, 6, 1)
    };
    let craving = |case: &Case| case.determined().missing.into_iter().find(|missing| missing.fact == "craving_band");
    let at = |mut case: Case| {
        case.situation.level = L::Residential;
        case
    };
    let unasked = craving(&at(drinking())).unwrap();
    assert_eq!((unasked.why, unasked.next_action.as_str()), (Why::NeverRecorded, "give_instrument"));
    let answered = at(drinking().score_of("crave-vas", 1, 80, None));
    let found = craving(&answered).unwrap();
    assert_eq!((found.why, found.next_action.as_str()), (Why::NoBands, "ask_for_the_score"));
    let trace = String::from_utf8(answered.determined().to_bytes()).unwrap();
    assert!(trace.contains("\"value\":\"80\""), "the score is shown");
}

#[test]
fn a_scale_of_function_without_bands_says_so_and_a_rating_satisfies_it() {
    let unrated = || ready_to_leave_residential().without(|observed| matches!(observed, Observed::Function { .. }));
    let function = |case: &Case| case.determined().missing.into_iter().find(|missing| missing.fact == "function");
    assert_eq!(function(&unrated()).unwrap().why, Why::NeverRecorded);
    let answered = unrated().score_of("whodas-12", 2, 12, None);
    let found = function(&answered).unwrap();
    assert_eq!((found.why, found.next_action.as_str()), (Why::NoBands, "rate_function"));
    assert_eq!(function(&answered.function(1)), None);
}

#[test]
fn danger_is_looked_at_for_whomever_the_set_was_made() {
    for code in ["F50.01", "F25.0"] {
        let case = ready_to_leave_residential().diagnosed(code);
        check(&case, D::NotApplicable);
        let dangerous = case.risk(1, RiskLevel::High);
        check(&dangerous, D::SafetyReview);
        let trace = dangerous.determined();
        assert!(trace.caveats.contains(&Caveat::OnlySafetyJudged), "{:?}", trace.caveats);
        assert_eq!((trace.applicability.len(), trace.contradicting.len()), (1, 0));
    }
    let adult = ready_to_leave_residential().risk(1, RiskLevel::High).determined();
    assert!(!adult.caveats.contains(&Caveat::OnlySafetyJudged));
}

#[test]
fn a_determination_by_the_shipped_set_says_that_the_own_one_does_not_read() {
    let mut case = ready_to_leave_residential();
    case.situation.unreadable_set = Some("ours".to_owned());
    assert!(case.determined().caveats.contains(&Caveat::SetUnreadable { set: "ours".to_owned() }));
    let read = Situation::from_bytes(&case.situation.to_bytes()).unwrap();
    assert_eq!(read.unreadable_set.as_deref(), Some("ours"));
    let before = String::from_utf8(ready_to_leave_residential().situation.to_bytes()).unwrap();
    assert!(!before.contains("unreadable_set") && !before.contains("not_followed") && !before.contains("received_at"));
}

#[test]
fn the_worst_source_of_risk_counts() {
    let case = ready_to_leave_residential().screened(3, RiskLevel::Moderate);
    assert_ne!(case.determined().determination, D::StepDown);
    let thoughts = Observed::Score {
        instrument: "phq-9".to_owned(),
        day: today(),
        points: Points::from_whole(8),
        band: Some(1),
        thoughts: YesNoUnknown::Yes,
        received_at: None,
    };
    let answered =
        ready_to_leave_residential().without(|observed| matches!(observed, Observed::RiskRating { .. })).risk(4, RiskLevel::None);
    check(&answered, D::StepDown);
    let reading = answered.with(thoughts).determined();
    let text = String::from_utf8(reading.to_bytes()).unwrap();
    assert!(text.contains("thoughts_answered"), "the answer stands beside the rating");
    assert!(text.contains("\"value\":\"low\""), "thoughts that were answered are at least low");
}

#[test]
fn not_assessed_is_no_level() {
    let case =
        ready_to_leave_residential().without(|observed| matches!(observed, Observed::RiskRating { .. })).risk(2, RiskLevel::NotAssessed);
    check(&case, D::Insufficient);
}

#[test]
fn a_step_down_needs_every_fact_about_danger() {
    for statement in [StatementKind::GraveDisability, StatementKind::AcutePsychosisOrMania] {
        let case = ready_to_leave_residential()
            .without(|observed| matches!(observed, Observed::Statement { statement: known, .. } if *known == statement));
        check(&case, D::Insufficient);
        assert_eq!(missing(&case).first().map(String::as_str), Some(statement.code()));
    }
    let unexamined = ready_to_leave_residential().without(|observed| matches!(observed, Observed::MedicalStatus { .. }));
    check(&unexamined, D::Insufficient);
}

#[test]
fn staying_says_that_a_step_up_is_not_excluded() {
    let case = staying_in_partial_hospitalization()
        .without(|observed| matches!(observed, Observed::Statement { statement: StatementKind::GraveDisability, .. }));
    check(&case, D::Continue);
    let caveats = case.determined().caveats;
    assert!(caveats.contains(&Caveat::StepUpNotExcluded { facts: vec!["grave_disability".to_owned()] }), "{caveats:?}");
}

#[test]
fn unsafe_housing_is_no_need_by_itself() {
    let case = ready_to_leave_residential()
        .without(|observed| matches!(observed, Observed::Housing { .. }))
        .housing(YesNoUnknown::No)
        .with(Observed::PlanChange { day: ago(9), changed: false, answers_non_response: false });
    check(&case, D::ReviewPlan);
}

#[test]
fn withdrawal_is_asked_only_of_those_it_can_concern() {
    let depressed = staying_in_partial_hospitalization();
    assert!(!missing(&depressed).iter().any(|fact| fact.contains("withdrawal")));
    let drinking = depressed.clone().diagnosed("F10.20");
    let caveat = Caveat::StepUpNotExcluded { facts: vec!["alcohol_withdrawal".to_owned()] };
    assert!(drinking.determined().caveats.contains(&caveat), "{:?}", drinking.determined().caveats);
    check(&drinking.clone().withdrawal("ciwa-ar", 12), D::StepUp);
    check(&drinking.clone().withdrawal("ciwa-ar", 4), D::Continue);
    let abstinent = drinking.with(Observed::Abstinence { day: ago(1), days_covered: 30 });
    assert!(!abstinent.determined().caveats.contains(&caveat));
}

#[test]
fn no_report_of_use_is_no_report_of_abstinence() {
    let case = ready_to_leave_residential().diagnosed("F12.20");
    check(&case, D::Insufficient);
    let found = case.determined().missing;
    let relapses = found.iter().find(|missing| missing.fact == "relapses").unwrap();
    assert_eq!((relapses.why, relapses.next_action.as_str()), (Why::NotAsked, "ask_about_substance_use"));
    check(&case.clone().with(Observed::Abstinence { day: ago(1), days_covered: 7 }), D::Insufficient);
    check(
        &case.with(Observed::Abstinence { day: ago(1), days_covered: 7 }).with(Observed::Abstinence { day: ago(8), days_covered: 7 }),
        D::StepDown,
    );
}

#[test]
fn cancelled_and_excused_hours_are_not_held_against_the_patient() {
    let attendance = |status| Observed::Attendance { day: ago(1), status, planned_minutes: 360, delivered_minutes: 0 };
    let mut case = ready_to_leave_residential();
    for _ in 0..4 {
        case = case.with(attendance(AttendanceStatus::CancelledByProgram)).with(attendance(AttendanceStatus::Excused));
    }
    check(&case, D::StepDown);
    for _ in 0..4 {
        case = case.with(attendance(AttendanceStatus::Absent));
    }
    assert_ne!(case.determined().determination, D::StepDown);
}

#[test]
fn evidence_goes_stale_by_level() {
    let rated = |level, hours| Case::new(level, 30).attends(100, 180).risk(hours, RiskLevel::Low);
    let is_known = |case: &Case| !missing(case).contains(&"risk_level".to_owned());
    // Monday noon; the last session was on Friday.
    assert!(!is_known(&rated(L::Residential, 72)));
    assert!(is_known(&rated(L::PartialHospitalization, 72)), "assessed on Friday, at the last session");
    assert!(!is_known(&rated(L::PartialHospitalization, 96)), "assessed on Thursday, a session before the last");
    assert!(is_known(&rated(L::IntensiveOutpatient, 72)));
}

#[test]
fn the_set_says_for_whom_it_was_not_made() {
    let reasons = |case: &Case| case.determined().applicability.into_iter().map(|reason| reason.reason).collect::<Vec<_>>();
    let young = {
        let mut case = ready_to_leave_residential();
        case.situation.birth_day = "2008-03-31".parse().unwrap();
        case
    };
    check(&young, D::NotApplicable);
    assert_eq!(reasons(&young), ["under_age"]);
    let mut of_age = young;
    of_age.situation.birth_day = "2008-03-30".parse().unwrap();
    check(&of_age, D::StepDown);
    for (code, reason) in [("F50.01", "eating_disorder"), ("F25.0", "psychosis"), ("F33.3", "psychosis")] {
        let case = ready_to_leave_residential().diagnosed(code);
        check(&case, D::NotApplicable);
        assert_eq!(reasons(&case), [reason]);
    }
    let resolved = Observed::Diagnosis { code: "F50.01".parse().unwrap(), first: ago(900), last: Some(ago(500)) };
    check(&ready_to_leave_residential().with(resolved), D::StepDown);
    let undiagnosed = ready_to_leave_residential().without(|observed| matches!(observed, Observed::Diagnosis { .. }));
    check(&undiagnosed, D::Insufficient);
    assert_eq!(missing(&undiagnosed).first().map(String::as_str), Some("diagnosis"));
    check(&undiagnosed.risk(1, RiskLevel::High), D::SafetyReview);
}

#[test]
fn without_a_verified_norm_change_is_unknown_and_improvement_is_not_assumed() {
    let mut case = ready_to_leave_residential()
        .without(|observed| matches!(observed, Observed::Change { .. } | Observed::Score { .. }))
        .score(2, 12, 2)
        .change(2, ChangeCategory::NotAvailable);
    case.situation.reliable_differences.clear();
    check(&case, D::Insufficient);
    let plateau = case.determined().missing.into_iter().find(|missing| missing.fact == "plateau").unwrap();
    assert_eq!((plateau.why, plateau.next_action.as_str()), (Why::NoNorm, "choose_instrument_with_norm"));
}

#[test]
fn what_lies_after_the_instant_of_the_determination_is_not_seen() {
    let case = ready_to_leave_residential().incident(-3, IncidentKind::SuicideAttempt).risk(-1, RiskLevel::High);
    check(&case, D::StepDown);
}

#[test]
fn an_external_result_is_shown_and_changes_nothing() {
    let result =
        Observed::ExternalResult { day: ago(3), system: care::ExternalSystem::Locus, edition: "20".to_owned(), level: "5".to_owned() };
    let case = ready_to_leave_residential().with(result);
    check(&case, D::StepDown);
    let external = case.determined().external;
    assert_eq!(external.iter().map(|result| (result.system.as_str(), result.level.as_str())).collect::<Vec<_>>(), [("locus", "5")]);
}

#[test]
fn the_trace_names_what_speaks_against_it_and_the_nearest_flip() {
    let case = staying_in_partial_hospitalization();
    let trace = case.determined();
    let against: Vec<&str> = trace.contradicting.iter().map(|contradiction| contradiction.fact.as_str()).collect();
    assert!(against.contains(&"change"), "reliable improvement speaks for a step down: {against:?}");
    let nearest = trace.nearest.first().unwrap();
    assert_eq!(nearest.changes.len(), 1, "{:?}", trace.nearest);
    // Two facts stand between this patient and intensive outpatient: risk and function.
    let down = trace.nearest.iter().find(|flip| matches!(flip.determination, D::StepDown | D::Mixed)).unwrap();
    let mut facts: Vec<(&str, &str)> = down.changes.iter().map(|change| (change.fact.as_str(), change.to.as_str())).collect();
    facts.sort_unstable();
    assert_eq!(facts, [("function", "2"), ("risk_level", "low")]);
}

#[test]
fn the_three_legs_of_staying_each_count() {
    // Residual need, movement or an answer to its absence, and why not lower.
    let whole = staying_in_partial_hospitalization;
    check(&whole(), D::Continue);
    let no_need = whole()
        .without(|observed| matches!(observed, Observed::Score { .. } | Observed::Function { .. } | Observed::RiskRating { .. }))
        .score(2, 4, 0)
        .function(1)
        .risk(5, RiskLevel::Low);
    assert_ne!(no_need.determined().determination, D::Continue);
    let no_movement = whole()
        .without(|observed| matches!(observed, Observed::Score { .. } | Observed::Change { .. } | Observed::GoalProgress { .. }))
        .score(19, 20, 4)
        .score(9, 21, 4)
        .score(2, 20, 4)
        .change(2, ChangeCategory::NoReliableChange)
        .goal(GoalProgressLevel::None)
        .with(Observed::PlanChange { day: ago(10), changed: false, answers_non_response: false });
    check(&no_movement, D::ReviewPlan);
    check(&no_movement.clone().plan_changed(20), D::ReviewPlan);
    check(&no_movement.plan_changed(5), D::Continue);
    let lower_untried = whole()
        .without(|observed| matches!(observed, Observed::PriorLevel { .. }))
        .with(Observed::PriorLevel { level: L::Outpatient, first: ago(300), last: Some(ago(200)), outcome: PriorLevelOutcome::Enough })
        .states(StatementKind::HospitalizationRisk, false);
    assert_ne!(lower_untried.determined().determination, D::Continue);
}
