//! Stays are entered late, put right and taken back, and the levels of care and the care team go along.

use app::patient::PatientPage;
use app::{AppError, FieldProblemKind, Settings};
use care::{CareTeamRole, Discharge, DischargeDestination, DischargeType, Episode, PayerClass};
use storage::View;
use vocabulary::{Day, EpisodeId, PatientId, Version};

use crate::practice::{Practice, day, operator, practice};

fn ended(last: &str) -> Discharge {
    Discharge { day: day(last), kind: DischargeType::Completed, destination: DischargeDestination::Home }
}

async fn page(practice: &Practice, patient: PatientId) -> PatientPage {
    practice.app.patient(&operator(), patient, View::Current).await.unwrap()
}

/// The stay of somebody who has one, as it stands.
async fn only(practice: &Practice, patient: PatientId) -> (EpisodeId, Version, Episode) {
    let page = page(practice, patient).await;
    assert_eq!(page.episodes.len(), 1);
    let stored = &page.episodes[0].episode;
    (stored.id, stored.recorded.version, stored.value().clone())
}

/// First and last day of every level of care, in the order of time.
async fn levels(practice: &Practice, patient: PatientId) -> Vec<(Day, Option<Day>)> {
    page(practice, patient).await.levels().iter().map(|(_, period)| (period.first(), period.last())).collect()
}

/// Who answers for the treatment: first and last day of each place.
async fn primary(practice: &Practice, patient: PatientId) -> Vec<(Day, Option<Day>)> {
    let team = page(practice, patient).await.care_team;
    let places = team.iter().map(|(member, _)| member.value()).filter(|member| member.role == CareTeamRole::Primary);
    places.map(|member| (member.period.first(), member.period.last())).collect()
}

/// The last day of the last window in which the shipped protocol asks after a discharge: a year and two months.
fn last_follow_up(discharged: &str) -> Day {
    day(discharged).plus_days(365 + 60)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stay_of_the_past_is_entered_with_its_end_and_shares_no_day_with_another_in_the_program() {
    let practice = practice(Settings::default()).await;
    let (open, _, present) = only(&practice, practice.anna).await;
    let admit = async |admitted: &str, discharge: Option<Discharge>| {
        let past = Episode { admitted: day(admitted), discharge, clinician: Some(practice.treating), ..present.clone() };
        practice.app.admit(&operator(), past, "DBT".to_owned(), None).await
    };
    for (admitted, discharge) in
        [("2026-03-01", None), ("2026-03-01", Some(ended("2026-10-02"))), ("2026-10-01", Some(ended("2026-10-01")))]
    {
        match admit(admitted, discharge).await {
            Err(AppError::EpisodeOverlaps { episode, admitted, last }) => {
                assert_eq!((episode, admitted, last), (open, day("2026-10-01"), None));
            }
            other => panic!("{admitted}: {other:?}"),
        }
    }
    let past = admit("2026-03-01", Some(ended("2026-04-20"))).await.unwrap();
    let expected = [(day("2026-03-01"), Some(day("2026-04-20"))), (day("2026-10-01"), None)];
    assert_eq!(primary(&practice, practice.anna).await, [(day("2026-03-01"), None)], "nobody stands in the team twice");
    let mut found = levels(&practice, practice.anna).await;
    found.sort_unstable();
    assert_eq!(found, expected);
    // A level that was given in it, up to its end.
    let approach = app::registration::Approach { track: "CBT".to_owned(), modality: None };
    practice.app.change_level(&operator(), past, (present.program, day("2026-04-01")), approach).await.unwrap();
    let page = page(&practice, practice.anna).await;
    let view = page.episodes.iter().find(|view| view.episode.id == past).unwrap();
    let tracks: Vec<_> = view.periods.iter().map(|(period, _)| (period.value().track.as_str(), period.value().period.last())).collect();
    assert_eq!(tracks, [("DBT", Some(day("2026-03-31"))), ("CBT", Some(day("2026-04-20")))]);
    match admit("2026-04-19", Some(ended("2026-04-22"))).await {
        Err(AppError::EpisodeOverlaps { episode, last, .. }) => assert_eq!((episode, last), (past, Some(day("2026-04-20")))),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_discharge_is_put_right_and_taken_back_and_levels_and_care_team_go_along() {
    let practice = practice(Settings::default()).await;
    let (id, version, open) = only(&practice, practice.anna).await;
    let first = day("2026-10-01");
    practice.app.discharge(&operator(), id, version, ended("2026-11-20")).await.unwrap();
    assert_eq!(levels(&practice, practice.anna).await, [(first, Some(day("2026-11-20")))]);
    assert_eq!(primary(&practice, practice.anna).await, [(first, Some(last_follow_up("2026-11-20")))], "until the last follow-up is over");

    // Another day, typed into the form of the discharge, and everything that the form of a correction has.
    practice.app.discharge(&operator(), id, Version(2), ended("2026-11-18")).await.unwrap();
    assert_eq!(levels(&practice, practice.anna).await, [(first, Some(day("2026-11-18")))]);
    let right = Episode {
        admitted: day("2026-09-28"),
        payer_class: Some(PayerClass::Medicaid),
        discharge: Some(ended("2026-11-19")),
        ..open.clone()
    };
    practice.app.correct_episode(&operator(), id, Version(3), right.clone()).await.unwrap();
    assert_eq!(only(&practice, practice.anna).await, (id, Version(4), right.clone()));
    assert_eq!(levels(&practice, practice.anna).await, [(day("2026-09-28"), Some(day("2026-11-19")))]);
    assert_eq!(primary(&practice, practice.anna).await, [(first, Some(last_follow_up("2026-11-19")))]);
    let late = practice.app.correct_episode(&operator(), id, Version(3), right.clone()).await;
    assert!(matches!(late, Err(AppError::VersionConflict)), "{late:?}");

    // It never ended.
    practice.app.correct_episode(&operator(), id, Version(4), Episode { discharge: None, ..right.clone() }).await.unwrap();
    assert_eq!(levels(&practice, practice.anna).await, [(day("2026-09-28"), None)]);
    assert_eq!(primary(&practice, practice.anna).await, [(first, None)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stay_is_not_put_right_against_its_levels_of_care_or_the_other_stays() {
    let practice = practice(Settings::default()).await;
    let (id, version, open) = only(&practice, practice.anna).await;
    let at = (open.program, day("2026-11-01"));
    practice.app.change_level(&operator(), id, at, app::registration::Approach::default()).await.unwrap();
    practice.app.discharge(&operator(), id, version, ended("2026-11-20")).await.unwrap();
    let discharged = only(&practice, practice.anna).await.2;
    let check = async |wrong: Episode, field: &str, kind: FieldProblemKind| match practice
        .app
        .correct_episode(&operator(), id, Version(2), wrong)
        .await
    {
        Err(AppError::Form(problems)) => assert_eq!((problems[0].field.as_str(), &problems[0].kind), (field, &kind)),
        other => panic!("{other:?}, not {kind:?}"),
    };
    let before_level = Episode { discharge: Some(ended("2026-10-15")), ..discharged.clone() };
    check(before_level, "discharge_day", FieldProblemKind::LevelBeyond).await;
    let after_level = Episode { admitted: day("2026-11-02"), ..discharged.clone() };
    check(after_level, "admitted", FieldProblemKind::LevelBeyond).await;
    let of_itself = Episode { readmission_of: Some(id), ..discharged.clone() };
    check(of_itself, "readmission_of", FieldProblemKind::NotAChoice).await;

    let again = Episode { admitted: day("2026-11-21"), readmission_of: Some(id), ..open.clone() };
    let again = practice.app.admit(&operator(), again, String::new(), None).await.unwrap();
    let back = practice.app.correct_episode(&operator(), id, Version(2), Episode { discharge: None, ..discharged }).await;
    match back {
        Err(AppError::EpisodeOverlaps { episode, .. }) => assert_eq!(episode, again),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_readmission_goes_on_with_the_place_that_a_clinician_still_has_in_the_team() {
    let practice = practice(Settings::default()).await;
    let (id, version, open) = only(&practice, practice.anna).await;
    practice.app.discharge(&operator(), id, version, ended("2026-11-10")).await.unwrap();
    let again = Episode { admitted: day("2026-11-20"), clinician: Some(practice.treating), readmission_of: Some(id), ..open.clone() };
    let again = practice.app.admit(&operator(), again, String::new(), None).await.unwrap();
    assert_eq!(primary(&practice, practice.anna).await, [(day("2026-10-01"), None)], "one place, and it has no end");
    // In care by another stay: the end of the first one is moved, and nobody's place ends with it.
    practice.app.discharge(&operator(), id, Version(2), ended("2026-11-12")).await.unwrap();
    assert_eq!(primary(&practice, practice.anna).await, [(day("2026-10-01"), None)]);
    practice.app.discharge(&operator(), again, Version::FIRST, ended("2026-11-22")).await.unwrap();
    assert_eq!(primary(&practice, practice.anna).await, [(day("2026-10-01"), Some(last_follow_up("2026-11-22")))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_holds_an_episode_only_while_somebody_has_to_close_it() {
    let practice = practice(Settings::default()).await;
    let (episode, version, _) = only(&practice, practice.ben).await;
    let (now, id): (_, vocabulary::RecordId) = (practice.app.now(), practice.test.ids.next());
    let raised = storage::alert::RaisedAlert {
        id,
        key: format!("overdue_measure/{episode}/phq-9/patient/2026-10-15"),
        group: "overdue_measure/phq-9/patient".to_owned(),
        patient: practice.ben,
        episode: Some(episode),
        rule: "overdue_measure".to_owned(),
        class: "task".to_owned(),
        since_last: "new".to_owned(),
        is_silent: false,
        occurred_at: now,
        day: day("2026-11-09"),
        finding: "{}".to_owned(),
        evidence: "[]".to_owned(),
    };
    let write = async |work: Writing| {
        let operation = storage::testing::operation("alert");
        let written: Result<(), storage::StorageError> = practice
            .test
            .database
            .write(&operation, move |unit| {
                Box::pin(async move {
                    match work {
                        Writing::Raise(new) => storage::alert::raise_many(unit, &[*new]).await.map(drop),
                        Writing::Close(id, event) => storage::alert::append(unit, id, None, &event).await,
                    }
                })
            })
            .await;
        written.unwrap();
    };
    write(Writing::Raise(Box::new(storage::alert::NewAlert { raised, event: storage::alert::AlertEvent::new("raised", now) }))).await;
    let withdraw = async || {
        let at = (app::registration::Registered::Episode(episode), version);
        practice.app.withdraw_registered(&operator(), practice.ben, at, "wrong chart").await
    };
    match withdraw().await {
        Err(AppError::Form(problems)) => assert_eq!(problems[0].kind, FieldProblemKind::AlertsOpen),
        other => panic!("{other:?}"),
    }
    write(Writing::Close(id, Box::new(storage::alert::AlertEvent::new("closed", now)))).await;
    withdraw().await.unwrap();
    assert!(page(&practice, practice.ben).await.episodes.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_episode_under_the_wrong_patient_is_moved_with_everything_that_stands_in_it() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let cy = crate::practice::patient(app, "A-3", "Cy", None).await;
    let (id, version, stay) = only(&practice, practice.ben).await;
    let entry = crate::practice::phq9("2026-11-02", [1; 9]);
    app.record_administration(&operator(), practice.ben, entry).await.unwrap();
    let visit = [("day", "2026-11-20"), ("starts_at", "09:00"), ("type", "group"), ("group", "")];
    let visit = visit.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    app.record_care_fact(&operator(), practice.ben, app::care_fact::RecordKind::PlannedVisit, visit).await.unwrap();
    let period = vocabulary::Period::new(day("2026-10-01"), None).unwrap();
    let diagnosis = care::Diagnosis {
        patient: practice.ben,
        episode: Some(id),
        code: "F33.1".parse().unwrap(),
        rank: care::DiagnosisRank::Principal,
        period,
        diagnosed_by: None,
    };
    app.add_diagnosis(&operator(), diagnosis.clone()).await.unwrap();
    let at = (app::registration::Registered::Episode(id), version);
    let move_to = async |to| app.move_registered(&operator(), practice.ben, at, to, "wrong chart").await;

    // Anna is in the program already, and a stay of which another is a readmission stays where it is.
    match move_to(practice.anna).await {
        Err(AppError::EpisodeOverlaps { admitted, .. }) => assert_eq!(admitted, day("2026-10-01")),
        other => panic!("{other:?}"),
    }
    let other_program = care::Program {
        code: "ELM".to_owned(),
        name: "Elm".to_owned(),
        level_of_care: vocabulary::LevelOfCare::Outpatient,
        zone: "America/New_York".parse().unwrap(),
        part2: false,
        closed_since: None,
    };
    let program = app.add_program(&operator(), other_program).await.unwrap();
    let again = Episode { program, admitted: day("2026-11-21"), readmission_of: Some(id), ..stay.clone() };
    let again = app.admit(&operator(), again, String::new(), None).await.unwrap();
    match move_to(cy).await {
        Err(AppError::Form(problems)) => assert_eq!(problems[0].kind, FieldProblemKind::Held(app::Held::Readmission)),
        other => panic!("{other:?}"),
    }
    assert_eq!(page(&practice, cy).await.episodes.len(), 0, "nothing was moved half");
    let withdrawn = (app::registration::Registered::Episode(again), Version::FIRST);
    app.withdraw_registered(&operator(), practice.ben, withdrawn, "typed by mistake").await.unwrap();

    let own = practice.somebody("desk", &[vocabulary::Role::FrontDesk], None).await.0;
    let refused = app.move_registered(&own, practice.ben, at, cy, "wrong chart").await;
    assert!(matches!(refused, Err(AppError::RoleRefused(_))), "it takes the right to write what stands in it: {refused:?}");
    move_to(cy).await.unwrap();
    let (left, right) = (page(&practice, practice.ben).await, page(&practice, cy).await);
    assert_eq!((left.episodes.len(), left.diagnoses.len(), left.administrations.len()), (0, 0, 0));
    let (moved, _, value) = only(&practice, cy).await;
    assert_eq!(value, Episode { patient: cy, ..stay });
    assert_eq!(levels(&practice, cy).await, [(day("2026-10-01"), None)]);
    assert_eq!(right.diagnoses[0].0.value(), &care::Diagnosis { patient: cy, episode: Some(moved), ..diagnosis });
    let answers = app.administration(&operator(), right.administrations[0].id).await.unwrap().administration;
    assert_eq!((answers.value().patient, answers.value().episode, right.series.len()), (cy, Some(moved), 1));
    let facts = async |patient| app.care_facts(&operator(), patient, View::Current).await.unwrap().facts.len();
    assert_eq!((facts(practice.ben).await, facts(cy).await), (0, 1));
}

enum Writing {
    Raise(Box<storage::alert::NewAlert>),
    Close(vocabulary::RecordId, Box<storage::alert::AlertEvent>),
}
