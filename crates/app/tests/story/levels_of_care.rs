//! Levels of care: records by form become facts, criteria answer, a licensed person decides; on SQLite and on PostgreSQL.

use app::care_fact::{Given, KINDS, RecordKind, fields_of};
use app::event::EventKind;
use app::level_of_care::{DecisionEntry, EpisodeLevel};
use app::{AppError, Caller, FieldProblemKind, Settings};
use care::{DiagnosisRank, StatementKind};
use storage::View;
use utilization_review::level_of_care::{Caveat, Determination, Direction, HumanDecision, OverrideReason, Rerun, Why, criteria};
use vocabulary::{PatientId, Period, RecordId, Role, Version};

use crate::practice::{Practice, day, operator, phq9, practice, practice_in};

/// A sentence of the day of these stories: Monday noon in UTC, seven in the morning in New York.
const TODAY: &str = "2026-11-23";

pub(crate) fn given(fields: &[(&str, &str)]) -> Given {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub(crate) async fn record(practice: &Practice, kind: RecordKind, fields: &[(&str, &str)]) -> RecordId {
    practice.app.record_care_fact(&operator(), practice.anna, kind, given(fields)).await.unwrap()
}

async fn both(story: impl AsyncFn(Practice)) {
    story(practice(Settings::default()).await).await;
    story(practice_in(storage::testing::postgres().await, Settings::default()).await).await;
}

pub(crate) async fn licensed(practice: &Practice) -> Caller {
    practice.somebody("okoro", &[Role::Clinician], Some(practice.treating)).await.0
}

pub(crate) async fn diagnose(practice: &Practice, code: &str) {
    let period = Period::new(day("2026-10-01"), None).unwrap();
    let diagnosis = care::Diagnosis {
        patient: practice.anna,
        episode: None,
        code: code.parse().unwrap(),
        rank: DiagnosisRank::Principal,
        period,
        diagnosed_by: None,
    };
    practice.app.add_diagnosis(&operator(), diagnosis).await.unwrap();
}

/// Everything on record that a step down from intensive outpatient care needs.
pub(crate) async fn ready_to_step_down(practice: &Practice) {
    diagnose(practice, "F33.1").await;
    for (on, answers) in [
        ("2026-10-02", [2, 2, 2, 2, 2, 2, 2, 2, 0]),
        ("2026-11-02", [1, 1, 1, 1, 1, 1, 1, 0, 0]),
        ("2026-11-21", [0, 1, 0, 1, 0, 0, 0, 0, 0]),
    ] {
        practice.app.record_administration(&operator(), practice.anna, phq9(on, answers)).await.unwrap();
    }
    record(practice, RecordKind::RiskRating, &[("assessed_at", "2026-11-22T18:00"), ("level", "low"), ("basis", "clinical_interview")])
        .await;
    for kind in [StatementKind::GraveDisability, StatementKind::AcutePsychosisOrMania, StatementKind::OneToOnePrecautions] {
        record(practice, RecordKind::ClinicianStatement, &[("day", "2026-11-20"), ("statement", kind.code()), ("holds", "no")]).await;
    }
    record(
        practice,
        RecordKind::MedicalStatus,
        &[("day", "2026-11-20"), ("medically_unstable", "no"), ("needs_24_hour_monitoring", "no"), ("refuses_to_eat", "no")],
    )
    .await;
    record(practice, RecordKind::FunctionRating, &[("day", "2026-11-20"), ("impairment", "1"), ("basis", "clinician")]).await;
    record(
        practice,
        RecordKind::StepDownPlan,
        &[("day", "2026-11-20"), ("target_level", "OP"), ("target_day", "2026-11-30"), ("appointment_day", "2026-11-25")],
    )
    .await;
    for on in ["2026-11-16", "2026-11-18", "2026-11-20"] {
        record(
            practice,
            RecordKind::Attendance,
            &[("day", on), ("type", "group"), ("status", "attended"), ("planned_minutes", "180"), ("delivered_minutes", "180")],
        )
        .await;
    }
}

async fn level(practice: &Practice, caller: &Caller) -> EpisodeLevel {
    practice.app.level_of_care(caller, practice.anna, None).await.unwrap().episodes.remove(0)
}

fn entry(level: &EpisodeLevel, decision: HumanDecision, words: &str) -> DecisionEntry {
    DecisionEntry { episode: level.episode, seen: level.seen.clone(), decision, words: words.to_owned() }
}

#[tokio::test]
async fn missing_facts_are_for_everybody_and_the_recommendation_for_licensed_people_only() {
    both(async |practice| {
        ready_to_step_down(&practice).await;
        let okoro = licensed(&practice).await;
        let found = level(&practice, &okoro).await;
        let trace = found.trace.clone().expect("a licensed clinician sees the trace");
        assert_eq!((trace.determination, trace.target.as_deref()), (Determination::StepDown, Some("OP")), "{:?}", trace.missing);
        let (reviewer, _) = practice.somebody("uma", &[Role::UtilizationReview], None).await;
        let shown = level(&practice, &reviewer).await;
        assert_eq!((shown.trace, shown.missing), (None, found.missing.clone()));
        let refused = practice.app.decide_level_of_care(&reviewer, practice.anna, entry(&found, HumanDecision::Agree, "")).await;
        assert!(matches!(refused, Err(AppError::RoleRefused(_))), "{refused:?}");
        let (biller, _) = practice.somebody("bea", &[Role::Biller], None).await;
        assert!(matches!(practice.app.level_of_care(&biller, practice.anna, None).await, Err(AppError::RoleRefused(_))));
        assert!(matches!(practice.app.level_of_care(&okoro, practice.ben, None).await, Err(AppError::NotInCareTeam(_))));
    })
    .await;
}

#[tokio::test]
async fn a_decision_is_signed_over_what_was_seen_and_nothing_else() {
    both(async |practice| {
        ready_to_step_down(&practice).await;
        let okoro = licensed(&practice).await;
        let seen = level(&practice, &okoro).await;
        let no_words = practice
            .app
            .decide_level_of_care(
                &okoro,
                practice.anna,
                entry(&seen, HumanDecision::Disagree { instead: Direction::Stay, reason: OverrideReason::NoPlace }, " "),
            )
            .await;
        assert!(matches!(no_words, Err(AppError::Form(_))));
        record(&practice, RecordKind::Incident, &[("occurred_at", "2026-11-22T20:00"), ("type", "self_harm")]).await;
        let stale = practice.app.decide_level_of_care(&okoro, practice.anna, entry(&seen, HumanDecision::Agree, "")).await;
        assert!(matches!(stale, Err(AppError::Conflict)), "a record came in between");
        let now = level(&practice, &okoro).await;
        assert_ne!(now.trace.as_ref().unwrap().determination, Determination::StepDown, "harm in the last days");
        let instead = HumanDecision::Disagree { instead: Direction::Stay, reason: OverrideReason::ClinicalJudgement };
        let id = practice.app.decide_level_of_care(&okoro, practice.anna, entry(&now, instead, "We watch another week.")).await.unwrap();
        let (reviewer, _) = practice.somebody("uma", &[Role::UtilizationReview], None).await;
        let page = practice.app.level_of_care(&reviewer, practice.anna, None).await.unwrap();
        let [earlier] = page.earlier.as_slice() else { panic!("one decision: {:?}", page.earlier) };
        assert_eq!((earlier.id, earlier.determination, earlier.decisions[0].direction), (id, None, Some(Direction::Stay)));
        assert_eq!(
            (earlier.decisions[0].words.as_str(), earlier.decisions[0].signature.as_str()),
            ("We watch another week.", "okoro, PhD")
        );
        let page = practice.app.patient(&okoro, practice.anna, View::Current).await.unwrap();
        let drawn: Vec<&EventKind> = page.events.iter().map(|event| &event.what).collect();
        assert!(drawn.contains(&&EventKind::Decision(instead, Some(Direction::Stay))), "the decision stands below the scores: {drawn:?}");
        let again = practice.app.rerun_determinations(&okoro, practice.anna).await.unwrap();
        assert!(again.iter().all(|view| matches!(view.outcome, Some(Ok(Rerun::Identical)))), "{again:?}");
        let page = practice.app.determination(&okoro, practice.anna, id).await.unwrap();
        assert_eq!((page.trace.is_some(), page.decisions.len()), (true, 1));
        let (director, _) = practice.somebody("ruth", &[Role::Director], None).await;
        let report = practice.app.level_of_care_agreement(&director, None).await.unwrap();
        assert_eq!((report.decided, report.agreement.override_reasons.get(&OverrideReason::ClinicalJudgement)), (1, Some(&1)));
        assert!(practice.app.level_of_care_agreement(&okoro, None).await.is_err(), "a report over everybody");
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_is_corrected_counts_once_and_as_it_stands() {
    both(async |practice| {
        ready_to_step_down(&practice).await;
        let okoro = licensed(&practice).await;
        let instead = HumanDecision::Disagree { instead: Direction::Stay, reason: OverrideReason::NoPlace };
        for (decision, words) in [(HumanDecision::Agree, ""), (instead, "No place before Monday.")] {
            let seen = level(&practice, &okoro).await;
            practice.app.decide_level_of_care(&okoro, practice.anna, entry(&seen, decision, words)).await.unwrap();
            practice.test.pass_seconds(60);
        }
        let (director, _) = practice.somebody("ruth", &[Role::Director], None).await;
        let report = practice.app.level_of_care_agreement(&director, None).await.unwrap();
        assert_eq!((report.decided, report.agreement.compared), (1, 1));
        assert_eq!(report.agreement.table, [[0, 0, 0], [0, 0, 0], [0, 1, 0]], "down by the criteria, to stay by the person");
    })
    .await;
}

#[tokio::test]
async fn criteria_that_do_not_read_any_more_are_shown_with_what_is_wrong_and_every_determination_says_so() {
    both(async |practice| {
        ready_to_step_down(&practice).await;
        let okoro = licensed(&practice).await;
        let (director, _) = practice.somebody("ruth", &[Role::Director], None).await;
        practice.app.load_criteria(&director, &own("ours")).await.unwrap();
        practice.app.put_criteria_in_force(&director, "ours").await.unwrap();
        let library = || instruments::Library::shipped().unwrap();
        let operation = storage::testing::operation("damage");
        assert_eq!(app::self_check::unreadable(&practice.test.database, &operation, library()).await.unwrap().criteria, None);
        let damaged = storage::criteria_set::StoredCriteriaSet::new("ours", "2", own("ours").replace("\"band >= 1\"", "\"bandd >= 1\""));
        let write = practice.test.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(storage::criteria_set::put(unit, damaged, day(TODAY)).await?) })
        });
        write.await.unwrap();
        let page = practice.app.criteria(&okoro).await.unwrap();
        let [unreadable] = page.unreadable.as_slice() else { panic!("one set: {:?}", page.unreadable) };
        assert_eq!((unreadable.id.as_str(), unreadable.version.as_str(), unreadable.is_in_force), ("ours", "2", true));
        assert!(unreadable.error.problems[0].to_string().contains("bandd"), "{}", unreadable.error);
        assert_eq!(page.sets.len(), 1);
        let trace = level(&practice, &okoro).await.trace.unwrap();
        assert_eq!(trace.set.id, "neutral");
        assert!(trace.caveats.contains(&Caveat::SetUnreadable { set: "ours".to_owned() }), "{:?}", trace.caveats);
        let found = app::self_check::unreadable(&practice.test.database, &operation, library()).await.unwrap();
        assert_eq!(found.criteria.as_deref(), Some("ours"));
        practice.app.redetermine_everybody().await.unwrap();
        let again = practice.app.rerun_determinations(&okoro, practice.anna).await.unwrap();
        assert!(again.iter().all(|view| matches!(view.outcome, Some(Ok(Rerun::Identical)))), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn an_answer_of_the_evening_unsettles_what_was_rated_in_the_morning() {
    both(async |practice| {
        ready_to_step_down(&practice).await;
        let okoro = licensed(&practice).await;
        record(
            &practice,
            RecordKind::RiskRating,
            &[("assessed_at", "2026-11-23T05:00"), ("level", "none"), ("basis", "clinical_interview")],
        )
        .await;
        let determined = async || level(&practice, &okoro).await.trace.unwrap().determination;
        assert_eq!(determined().await, Determination::StepDown);
        practice.test.clock.set("2026-11-24T01:00:00Z".parse().unwrap());
        practice.app.record_administration(&operator(), practice.anna, form("phq-9", &[("9", 3)])).await.unwrap();
        let trace = level(&practice, &okoro).await.trace.unwrap();
        assert_ne!(trace.determination, Determination::StepDown);
        assert!(
            trace.missing.iter().any(|missing| missing.fact == "risk_level" && missing.why == Why::BeforeAnswer),
            "{:?}",
            trace.missing
        );
        let rating = [("assessed_at", "2026-11-23T20:30"), ("level", "low"), ("basis", "clinical_interview")];
        practice.test.clock.set("2026-11-24T02:00:00Z".parse().unwrap());
        record(&practice, RecordKind::RiskRating, &rating).await;
        assert!(!level(&practice, &okoro).await.missing.iter().any(|missing| missing.why == Why::BeforeAnswer), "somebody looked since");
    })
    .await;
}

#[tokio::test]
async fn judging_anew_stores_what_says_something_new_and_nothing_twice() {
    both(async |practice| {
        ready_to_step_down(&practice).await;
        practice.app.count_typical_stays().await.unwrap();
        let first = practice.app.redetermine_everybody().await.unwrap();
        assert_eq!((first.judged, first.stored), (2, 2));
        assert_eq!(practice.app.redetermine_everybody().await.unwrap().stored, 0);
        practice.app.judge_everybody().await.unwrap();
        assert_eq!(practice.app.redetermine_everybody().await.unwrap().stored, 0, "the round of warning signs judges the same");
        record(
            &practice,
            RecordKind::RiskRating,
            &[("assessed_at", "2026-11-23T06:00"), ("level", "high"), ("basis", "clinical_interview")],
        )
        .await;
        practice.app.judge_waiting().await.unwrap();
        let okoro = licensed(&practice).await;
        let earlier = practice.app.level_of_care(&okoro, practice.anna, None).await.unwrap().earlier;
        let found: Vec<_> = earlier.iter().filter_map(|one| one.determination).collect();
        assert_eq!(found, [Determination::SafetyReview, Determination::StepDown]);
        let caseload = practice.app.caseload(&okoro, app::caseload::CaseloadQuery { size: 10, ..Default::default() }).await.unwrap();
        assert_eq!(caseload.rows[0].determination, Some(Determination::SafetyReview));
    })
    .await;
}

#[tokio::test]
async fn the_shipped_set_says_for_whom_it_is_not_made() {
    let practice = practice(Settings::default()).await;
    diagnose(&practice, "F50.01").await;
    let okoro = licensed(&practice).await;
    let trace = level(&practice, &okoro).await.trace.unwrap();
    assert_eq!(trace.determination, Determination::NotApplicable);
    assert_eq!(trace.applicability.iter().map(|reason| reason.reason.as_str()).collect::<Vec<_>>(), ["eating_disorder"]);
    assert!(practice.app.criteria(&okoro).await.unwrap().sets[0].set.to_be_reviewed);
}

/// The shipped file as a practice's own.
fn own(id: &str) -> String {
    criteria::NEUTRAL
        .replace("id = \"neutral\"", &format!("id = \"{id}\""))
        .replace("kind = \"neutral\"", "kind = \"practice_written\"")
        .replace("to_be_reviewed = true", "to_be_reviewed = false")
}

#[tokio::test]
async fn a_practice_loads_its_own_criteria_and_older_determinations_can_still_be_made_again() {
    both(async |practice| {
        ready_to_step_down(&practice).await;
        let okoro = licensed(&practice).await;
        let (director, _) = practice.somebody("ruth", &[Role::Director], None).await;
        practice.app.redetermine_everybody().await.unwrap();
        assert!(matches!(practice.app.load_criteria(&okoro, &own("ours")).await, Err(AppError::RoleRefused(_))));
        practice.app.load_criteria(&director, &own("ours")).await.unwrap();
        assert!(practice.app.put_criteria_in_force(&director, "theirs").await.is_err());
        practice.app.put_criteria_in_force(&director, "ours").await.unwrap();
        let page = practice.app.level_of_care(&okoro, practice.anna, None).await.unwrap();
        assert_eq!((page.criteria.id.as_str(), page.criteria.to_be_reviewed), ("ours", false));
        practice.app.load_criteria(&director, &own("ours").replace("version = \"1\"", "version = \"2\"")).await.unwrap();
        practice.app.judge_everybody().await.unwrap();
        let again = practice.app.rerun_determinations(&okoro, practice.anna).await.unwrap();
        assert_eq!(again.len(), 2, "one by each set");
        assert!(again.iter().all(|view| matches!(view.outcome, Some(Ok(Rerun::Identical)))), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn a_file_of_criteria_is_refused_with_line_and_column() {
    let practice = practice(Settings::default()).await;
    let (director, _) = practice.somebody("ruth", &[Role::Director], None).await;
    let problems = async |text: String| match practice.app.load_criteria(&director, &text).await {
        Err(AppError::Criteria(error)) => error.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        other => panic!("{other:?}"),
    };
    let unknown = problems(own("ours").replace("\"band >= 1\"", "\"bandd >= 1\"")).await;
    assert!(unknown.contains("`bandd` is neither a fact nor a clause") && unknown.starts_with("line "), "{unknown}");
    let circle =
        problems(own("ours").replace("any = [\"benefit\", \"response_to_non_response_14_days\"]", "any = [\"benefit_or_plan_changed\"]"))
            .await;
    assert!(circle.contains("in a circle: benefit_or_plan_changed → benefit_or_plan_changed"), "{circle}");
    let taken = problems(own("neutral")).await;
    assert!(taken.contains("an id of your own"), "{taken}");
    assert_eq!(practice.app.criteria(&director).await.unwrap().sets.len(), 1);
}

#[tokio::test]
async fn a_record_is_corrected_and_withdrawn_by_versions() {
    both(async |practice| {
        let okoro = licensed(&practice).await;
        let fields = |level: &str| given(&[("assessed_at", "2026-11-22T18:00"), ("level", level), ("basis", "asq")]);
        let kind = RecordKind::RiskRating;
        let id = practice.app.record_care_fact(&okoro, practice.anna, kind, fields("low")).await.unwrap();
        practice.app.correct_care_fact(&okoro, practice.anna, (kind, id, Version(1)), fields("moderate")).await.unwrap();
        let late = practice.app.correct_care_fact(&okoro, practice.anna, (kind, id, Version(1)), fields("high")).await;
        assert!(matches!(late, Err(AppError::VersionConflict)));
        let short = practice.app.withdraw_care_fact(&okoro, practice.anna, (kind, id, Version(2)), "oops").await;
        assert!(matches!(short, Err(AppError::Form(_))));
        practice.app.withdraw_care_fact(&okoro, practice.anna, (kind, id, Version(2)), "Entered for somebody else").await.unwrap();
        let page = practice.app.care_fact(&okoro, practice.anna, kind, id).await.unwrap();
        let said: Vec<_> =
            page.versions.iter().map(|version| (version.version.0, version.values[1].1.as_str(), version.void_reason.is_some())).collect();
        assert_eq!(said, [(3, "moderate", true), (2, "moderate", false), (1, "low", false)]);
        assert!(practice.app.care_facts(&okoro, practice.anna, View::Current).await.unwrap().facts.is_empty());
        let under_ben = practice.app.care_fact(&operator(), practice.ben, kind, id).await;
        assert!(matches!(under_ben, Err(AppError::NotFound(_))), "a record is shown under its own patient only");
    })
    .await;
}

#[tokio::test]
async fn a_record_under_the_wrong_patient_is_moved_and_never_was_the_others() {
    both(async |practice| {
        let (okoro, kind) = (operator(), RecordKind::Housing);
        let fields = given(&[("day", "2026-11-22"), ("safe", "yes")]);
        let id = practice.app.record_care_fact(&okoro, practice.anna, kind, fields).await.unwrap();
        let reason = "entered under the wrong chart";
        let own = practice.app.move_care_fact(&okoro, practice.anna, (kind, id, Version(1)), practice.anna, reason).await;
        assert!(matches!(own, Err(AppError::Form(_))), "it is hers already");
        let new = practice.app.move_care_fact(&okoro, practice.anna, (kind, id, Version(1)), practice.ben, reason).await.unwrap();
        assert!(practice.app.care_facts(&okoro, practice.anna, View::Current).await.unwrap().facts.is_empty());
        let facts = practice.app.care_facts(&okoro, practice.ben, View::Current).await.unwrap().facts;
        assert_eq!(facts.iter().map(|fact| (fact.id, fact.version.0)).collect::<Vec<_>>(), [(new, 1)]);
        let episode_needed = RecordKind::GoalProgress;
        let fields = given(&[("day", "2026-11-22"), ("goal", "1"), ("progress", "met")]);
        let id = practice.app.record_care_fact(&okoro, practice.anna, episode_needed, fields).await.unwrap();
        let cara = crate::practice::patient(&practice.app, "A-3", "Cara", None).await;
        let error = practice.app.move_care_fact(&okoro, practice.anna, (episode_needed, id, Version(1)), cara, reason).await;
        let Err(AppError::Form(problems)) = error else { panic!("{error:?}") };
        assert_eq!((problems[0].field.as_str(), problems[0].kind.clone()), ("record_number", FieldProblemKind::NoEpisode));
    })
    .await;
}

#[tokio::test]
async fn each_problem_of_a_form_is_named_by_its_field() {
    let practice = practice(Settings::default()).await;
    let check = async |kind: RecordKind, fields: &[(&str, &str)], expected: &[(&str, FieldProblemKind)]| {
        let error = practice.app.record_care_fact(&operator(), practice.anna, kind, given(fields)).await.unwrap_err();
        let AppError::Form(problems) = error else { panic!("{kind:?}: {error:?}") };
        let found: Vec<_> = problems.iter().map(|problem| (problem.field.as_str(), problem.kind.clone())).collect();
        assert_eq!(found, expected, "{kind:?}");
    };
    check(
        RecordKind::RiskRating,
        &[("assessed_at", "yesterday"), ("level", "severe")],
        &[("assessed_at", FieldProblemKind::Unreadable), ("level", FieldProblemKind::NotAChoice), ("basis", FieldProblemKind::Required)],
    )
    .await;
    check(RecordKind::Housing, &[("day", "2026-11-24"), ("safe", "yes")], &[("day", FieldProblemKind::Future)]).await;
    check(RecordKind::GoalProgress, &[("day", "2026-09-01"), ("goal", "1"), ("progress", "met")], &[("day", FieldProblemKind::NoEpisode)])
        .await;
    check(
        RecordKind::PriorLevel,
        &[("level_of_care", "OP"), ("first_day", "2026-05-02"), ("last_day", "2026-05-01"), ("outcome", "enough")],
        &[("last_day", FieldProblemKind::Backwards)],
    )
    .await;
    check(
        RecordKind::RiskRating,
        &[("assessed_at", "2026-11-22T18:00"), ("level", "low"), ("basis", "asq"), ("rated_by", "01234567-89ab-7def-8123-456789abcdef")],
        &[("rated_by", FieldProblemKind::NotAChoice)],
    )
    .await;
    let contradiction = [("day", TODAY), ("type", "group"), ("status", "absent"), ("planned_minutes", "60"), ("delivered_minutes", "10")];
    let error = practice.app.record_care_fact(&operator(), practice.anna, RecordKind::Attendance, given(&contradiction)).await.unwrap_err();
    assert!(matches!(error, AppError::Care(_)), "{error:?}");
}

#[tokio::test]
async fn every_kind_is_recorded_and_read_back_as_it_was_typed() {
    both(async |practice| {
        let okoro = licensed(&practice).await;
        for kind in KINDS {
            let value = |field: &app::care_fact::FieldSpecification| match field.shape {
                app::care_fact::Shape::Day => "2026-11-20".to_owned(),
                app::care_fact::Shape::Time => "09:05".to_owned(),
                app::care_fact::Shape::Moment => "2026-11-20T23:30".to_owned(),
                app::care_fact::Shape::Choice(_) => field.codes[0].to_owned(),
                app::care_fact::Shape::Several(_) => String::new(),
                app::care_fact::Shape::Count => "30".to_owned(),
                app::care_fact::Shape::Line => "zweite Gruppe, zärtlich".to_owned(),
                app::care_fact::Shape::Clinician => practice.treating.to_string(),
            };
            let mut typed: Given =
                fields_of(kind).iter().map(|field| (field.name.to_owned(), value(field))).filter(|(_, value)| !value.is_empty()).collect();
            if kind == RecordKind::TreatmentPlanChange {
                typed.insert("carried_forward".to_owned(), "no".to_owned());
            }
            if kind == RecordKind::ServiceNote {
                // Half an hour, over midnight.
                typed.insert("stopped_at".to_owned(), "2026-11-21T00:00".to_owned());
            }
            let id = practice
                .app
                .record_care_fact(&okoro, practice.anna, kind, typed.clone())
                .await
                .unwrap_or_else(|error| panic!("{kind:?}: {error:?}"));
            let page = practice.app.care_fact(&okoro, practice.anna, kind, id).await.unwrap();
            let read: Given = page.latest().values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            assert_eq!(read, typed, "{kind:?}");
            assert_eq!((page.latest().day, page.latest().recorder.as_str()), (day("2026-11-20"), "okoro"), "{kind:?}");
        }
        assert_eq!(practice.app.care_facts(&okoro, practice.anna, View::Current).await.unwrap().facts.len(), KINDS.len());
    })
    .await;
}

#[tokio::test]
async fn only_those_who_may_keep_records_see_or_write_them() {
    let practice = practice(Settings::default()).await;
    let housing = || given(&[("day", TODAY), ("safe", "yes")]);
    let allowed = async |role: Role, patient: PatientId| {
        let clinician = (role == Role::Clinician).then_some(practice.treating);
        let (caller, _) = practice.somebody(&format!("{}-{patient}", role.code()), &[role], clinician).await;
        let writes = practice.app.record_care_fact(&caller, patient, RecordKind::Housing, housing()).await.is_ok();
        assert_eq!(writes, practice.app.care_facts(&caller, patient, View::Current).await.is_ok(), "{role:?}");
        writes
    };
    for (role, of_team, of_others) in [
        (Role::Clinician, true, false),
        (Role::UtilizationReview, true, true),
        (Role::Director, true, true),
        (Role::FrontDesk, false, false),
        (Role::Biller, false, false),
        (Role::Administrator, false, false),
    ] {
        assert_eq!((allowed(role, practice.anna).await, allowed(role, practice.ben).await), (of_team, of_others), "{role:?}");
    }
}

/// A form of any instrument of today, by the ids of its items.
fn form(instrument: &str, answers: &[(&str, i32)]) -> app::administration::NewEntry {
    let answers = answers.iter().map(|(item, value)| ((*item).to_owned(), instruments::Answer::Value(*value))).collect();
    app::administration::NewEntry { instrument: instrument.to_owned(), answers, ..phq9(TODAY, [-1; 9]) }
}

#[tokio::test]
async fn only_answers_about_self_harm_stand_for_thoughts_and_they_do_so_whatever_the_total() {
    both(async |practice| {
        ready_to_step_down(&practice).await;
        let okoro = licensed(&practice).await;
        let says_thoughts = async || {
            let trace = level(&practice, &okoro).await.trace.expect("a licensed clinician sees the trace");
            String::from_utf8(trace.to_bytes()).unwrap().contains("thoughts_answered")
        };
        let withdrawal: Vec<(String, i32)> = (1..=9).map(|item| (item.to_string(), 2)).chain([("10".to_owned(), 1)]).collect();
        let withdrawal: Vec<(&str, i32)> = withdrawal.iter().map(|(item, value)| (item.as_str(), *value)).collect();
        let drinking: Vec<(String, i32)> = (1..=45).map(|item| (item.to_string(), i32::from(item == 11))).collect();
        let drinking: Vec<(&str, i32)> = drinking.iter().map(|(item, value)| (item.as_str(), *value)).collect();
        for entry in [form("ciwa-ar", &withdrawal), form("oq-45.2", &drinking)] {
            let instrument = entry.instrument.clone();
            practice.app.record_administration(&operator(), practice.anna, entry).await.unwrap();
            assert!(!says_thoughts().await, "{instrument}");
        }
        practice.app.record_administration(&operator(), practice.anna, form("phq-9", &[("9", 2)])).await.unwrap();
        assert!(says_thoughts().await, "an answer on a form without a total");
        let mut suicide = drinking;
        suicide[7].1 = 2;
        practice.app.record_administration(&operator(), practice.anna, form("oq-45.2", &suicide)).await.unwrap();
        let trace = String::from_utf8(level(&practice, &okoro).await.trace.unwrap().to_bytes()).unwrap();
        assert!(trace.contains("thoughts_answered"), "the entry about self-harm of a form that asks about other things too");
    })
    .await;
}

#[tokio::test]
async fn absences_and_use_stand_among_the_events_of_the_patient() {
    let practice = practice(Settings::default()).await;
    for (on, kind, status) in [
        ("2026-11-16", "group", "absent"),
        ("2026-11-16", "individual", "absent"),
        ("2026-11-18", "group", "absent"),
        ("2026-11-18", "individual", "attended"),
        ("2026-11-19", "group", "excused"),
    ] {
        let delivered = if status == "attended" { "60" } else { "0" };
        let fields = [("day", on), ("type", kind), ("status", status), ("planned_minutes", "60"), ("delivered_minutes", delivered)];
        record(&practice, RecordKind::Attendance, &fields).await;
    }
    record(&practice, RecordKind::SubstanceUse, &[("day", "2026-11-20"), ("substance", "alcohol"), ("type", "use")]).await;
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    let events: Vec<_> = page.events.iter().map(|event| (event.day, event.what.clone())).collect();
    let use_of_alcohol = EventKind::SubstanceUse(care::SubstanceClass::Alcohol);
    assert_eq!(events, [(day("2026-11-16"), EventKind::Absence), (day("2026-11-20"), use_of_alcohol)]);
}
