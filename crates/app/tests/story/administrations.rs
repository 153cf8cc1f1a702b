//! Recording, explaining, correcting, withdrawing and moving administrations; reports of them.

use app::administration::NewEntry;
use app::release::Disclosure;
use app::{AppError, FieldProblemKind, Settings};
use instruments::{Administration, Completion};
use storage::View;
use storage::administration::Correction;
use storage::responses::GivenTotal;
use vocabulary::{Language, Points, Role, Version};

use crate::practice::{operator, phq9, practice};

fn to_the_patient() -> Disclosure {
    Disclosure {
        recipient: "the patient".to_owned(),
        reason: "asked for it".to_owned(),
        basis: "patient_request".to_owned(),
        authority: String::new(),
    }
}

#[tokio::test]
async fn answers_come_out_as_an_explained_score_on_the_patients_page() {
    let practice = practice(Settings::default()).await;
    let id = practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-20", [2, 2, 2, 2, 1, 1, 1, 0, 1])).await.unwrap();
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    assert_eq!(page.administrations.len(), 1);
    assert_eq!((page.latest[0].value, page.latest[0].band.as_deref()), (Some(Points::from_whole(12)), Some("moderate")));
    assert_eq!(page.latest[0].safety, Some(vocabulary::Verdict::Met));
    assert_eq!(page.series[0].scores.len(), 1);
    let opened = practice.app.administration(&operator(), id).await.unwrap();
    assert_eq!(opened.explanation[0].items.len(), 9);
    assert!(!opened.differs_from_stored);
    assert_eq!(opened.administration.value().episode, Some(page.episodes[0].episode.id));
}

#[tokio::test]
async fn what_a_form_does_not_offer_is_refused_field_by_field() {
    let practice = practice(Settings::default()).await;
    let mut entry = phq9("2026-11-20", [4, 0, 0, 0, 0, 0, 0, 0, 0]);
    entry.answers.push(("44".to_owned(), instruments::Answer::Value(1)));
    let error = practice.app.record_administration(&operator(), practice.anna, entry).await.unwrap_err();
    let AppError::Form(problems) = error else { panic!("{error}") };
    let fields: Vec<_> = problems.iter().map(|problem| (problem.field.as_str(), problem.kind.clone())).collect();
    assert_eq!(fields, [("item-1", FieldProblemKind::NotAChoice), ("item-44", FieldProblemKind::NotAChoice)]);
    for (on, kind) in [("2026-11-24", FieldProblemKind::Future), ("1989-01-01", FieldProblemKind::BeforeBirth)] {
        let error = practice.app.record_administration(&operator(), practice.anna, phq9(on, [0; 9])).await.unwrap_err();
        let AppError::Form(problems) = error else { panic!("{error}") };
        assert_eq!((problems[0].field.as_str(), problems[0].kind.clone()), ("day", kind));
    }
}

#[tokio::test]
async fn a_correction_is_a_new_version_and_the_old_one_can_be_seen_as_of_then() {
    let practice = practice(Settings::default()).await;
    let id = practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-20", [3; 9])).await.unwrap();
    let before = practice.app.now();
    practice.test.pass_seconds(60);
    practice.app.correct_administration(&operator(), id, Version::FIRST, phq9("2026-11-20", [0; 9])).await.unwrap();
    let conflict = practice.app.correct_administration(&operator(), id, Version::FIRST, phq9("2026-11-20", [1; 9])).await;
    assert!(matches!(conflict, Err(AppError::VersionConflict)));
    let total = async |view| practice.app.patient(&operator(), practice.anna, view).await.unwrap().latest[0].value;
    assert_eq!(total(View::Current).await, Some(Points::ZERO));
    assert_eq!(total(View::AsOf(before)).await, Some(Points::from_whole(27)));
    assert_eq!(practice.app.administration(&operator(), id).await.unwrap().history.len(), 2);
}

#[tokio::test]
async fn a_record_under_the_wrong_patient_is_moved_and_vanishes_there() {
    let practice = practice(Settings::default()).await;
    let id = practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-20", [1; 9])).await.unwrap();
    let moved = practice.app.move_administration(&operator(), id, Version::FIRST, practice.ben, "wrong chart").await.unwrap();
    let count = async |patient| practice.app.patient(&operator(), patient, View::Current).await.unwrap().administrations.len();
    assert_eq!((count(practice.anna).await, count(practice.ben).await), (0, 1));
    assert!(matches!(practice.app.administration(&operator(), id).await, Err(AppError::NotFound(_))));
    assert_eq!(practice.app.administration(&operator(), moved).await.unwrap().patient.id, practice.ben);
    let before = practice.app.now();
    practice.test.pass_seconds(60);
    practice.app.void_administration(&operator(), moved, Version::FIRST, "entered twice").await.unwrap();
    let of_then = async |patient| practice.app.patient(&operator(), patient, View::AsOf(before)).await.unwrap().administrations.len();
    assert_eq!((of_then(practice.anna).await, of_then(practice.ben).await), (0, 1), "withdrawn is seen as of then, moved away is not");
    assert_eq!(count(practice.ben).await, 0);
}

#[tokio::test]
async fn merged_records_are_shown_as_one_patient_and_can_be_parted() {
    let practice = practice(Settings::default()).await;
    practice.app.record_administration(&operator(), practice.ben, phq9("2026-11-20", [1; 9])).await.unwrap();
    let merge = care::PatientLink::Merged { kept: practice.anna, merged: practice.ben };
    practice.app.link_patients(&operator(), merge).await.unwrap();
    let page = practice.app.patient(&operator(), practice.ben, View::Current).await.unwrap();
    assert_eq!((page.patient.id, page.merged.len(), page.administrations.len()), (practice.anna, 1, 1));
    practice.app.link_patients(&operator(), care::PatientLink::Unmerged { merged: practice.ben }).await.unwrap();
    assert_eq!(practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap().administrations.len(), 0);
}

#[tokio::test]
async fn a_report_leaves_through_the_gate_and_its_bytes_are_kept() {
    let practice = practice(Settings::default()).await;
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-20", [1; 9])).await.unwrap();
    let english = Language::english();
    let released = practice.app.progress_report(&operator(), practice.anna, &english, to_the_patient()).await.unwrap();
    assert_eq!(released.bytes(), b"1 administrations");
    let releases = practice.app.releases(&operator(), practice.anna).await.unwrap();
    let document = releases[0].value().document.expect("kept");
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-21", [1; 9])).await.unwrap();
    let again = practice.app.released_document(&operator(), document).await.unwrap();
    assert_eq!((again.bytes(), again.release()), (released.bytes(), released.release()));
    let nameless = Disclosure { recipient: " ".to_owned(), ..to_the_patient() };
    let refused = practice.app.progress_report(&operator(), practice.anna, &english, nameless).await;
    assert!(matches!(refused, Err(AppError::Form(_))));
    let (biller, _) = practice.somebody("bill", &[Role::Biller], None).await;
    let refused = practice.app.progress_report(&biller, practice.anna, &english, to_the_patient()).await;
    assert!(matches!(refused, Err(AppError::RoleRefused(app::Data::Release))));
}

#[tokio::test]
async fn a_correction_keeps_the_total_that_came_along_and_what_was_declined_has_no_score() {
    let practice = practice(Settings::default()).await;
    let id = practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-20", [1; 9])).await.unwrap();
    // Its paper said 20; the answers come to 9.
    let said = GivenTotal { scale: "total".to_owned(), points: Points::from_whole(20) };
    let (looking, beside) = (storage::testing::operation("compare"), said.clone());
    let write = practice.test.database.write::<_, storage::StorageError, _>(&looking, move |unit| {
        Box::pin(async move {
            let administration = unit.require::<Administration>(id).await?.recorded.value;
            let responses = storage::responses::of(unit, id, Version::FIRST).await?;
            let correction = Correction { administration, responses, given_totals: vec![beside], score: None };
            storage::administration::correct(unit, id, Version::FIRST, &correction).await
        })
    });
    let version = write.await.unwrap();
    practice.app.correct_administration(&operator(), id, version, phq9("2026-11-19", [1; 9])).await.unwrap();
    let opened = practice.app.administration(&operator(), id).await.unwrap();
    let stored = opened.stored_score.unwrap().summary;
    assert_eq!((opened.totals, stored.total, stored.problems), (vec![said], Some(Points::from_whole(9)), vec!["total_differs".to_owned()]));
    let declined = NewEntry { declined: true, ..phq9("2026-11-19", [-1; 9]) };
    practice.app.correct_administration(&operator(), id, version.next(), declined).await.unwrap();
    let opened = practice.app.administration(&operator(), id).await.unwrap();
    assert!(opened.stored_score.is_none() && opened.score.is_none() && opened.responses.is_none() && opened.totals.is_empty());
    assert_eq!(opened.administration.value().completion, Completion::Declined);
}

#[tokio::test]
async fn a_total_that_a_scale_cannot_come_to_is_refused_scale_by_scale() {
    let practice = practice(Settings::default()).await;
    let check = async |instrument: &str, totals: &[(&str, f64)], refused: &[&str]| {
        let totals = totals.iter().map(|(scale, points)| ((*scale).to_owned(), Points::from_f64(*points).unwrap())).collect();
        let entry = NewEntry { instrument: instrument.to_owned(), totals, ..phq9("2026-11-20", [-1; 9]) };
        match practice.app.record_administration(&operator(), practice.anna, entry).await {
            Ok(_) => assert!(refused.is_empty(), "{instrument}"),
            Err(AppError::Form(problems)) => assert_eq!(problems.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(), refused),
            Err(other) => panic!("{other}"),
        }
    };
    check("ors", &[("total", 23.4)], &[]).await;
    check("ors", &[("total", 41.0)], &["total-total"]).await;
    check("phq-9", &[("total", 12.5)], &["total-total"]).await;
    check("ors", &[("total", 1.0), ("total", 2.0), ("none", 1.0)], &["total-total", "total-none"]).await;
    check("ors", &[], &["answers"]).await;
}
