//! A stored score follows the person, the definition and the engine: lists and charts never say another number than documents and exports.

use std::sync::Arc;

use app::administration::NewEntry;
use app::rescore::Rescoring;
use app::{App, Ports, Settings};
use care::{Patient, PatientLink};
use instruments::{Answer, Definition, Library, Origin};
use storage::View;
use storage::audit::AuditPage;
use vocabulary::port::SeededRandom;
use vocabulary::{AdministrationId, Clock, PatientId, Points, Sex};

use crate::practice::{Counting, Practice, day, operator, phq9, practice, practice_in};

async fn both(story: impl AsyncFn(Practice)) {
    story(practice(Settings::default()).await).await;
    story(practice_in(storage::testing::postgres().await, Settings::default()).await).await;
}

/// Every item answered with 1, but for those named.
fn ones(definition: &Definition, without: &str) -> NewEntry {
    let items = definition.items.iter().filter(|item| *item.id != *without);
    let answers = items.map(|item| (item.id.to_string(), Answer::Value(1))).collect();
    NewEntry { instrument: definition.id.to_string(), answers, ..phq9("2026-11-20", [-1; 9]) }
}

/// What the patient page lists, what is stored, and whether computing it afresh gives the same.
async fn told(app: &App, patient: PatientId, id: AdministrationId) -> (Option<Points>, Option<String>, bool) {
    let listed = app.patient(&operator(), patient, View::Current).await.unwrap().latest[0].value;
    let opened = app.administration(&operator(), id).await.unwrap();
    let stored = opened.stored_score.unwrap().summary;
    assert_eq!(stored.total, listed);
    (listed, stored.band, !opened.differs_from_stored)
}

async fn recorded_as(practice: &Practice, patient: PatientId, change: impl FnOnce(&mut Patient)) {
    let stored = practice.app.patient(&operator(), patient, View::Current).await.unwrap().patient;
    let mut value = stored.value().clone();
    change(&mut value);
    practice.app.correct_patient(&operator(), patient, stored.recorded.version, value).await.unwrap();
}

fn whole(points: i32, band: &str) -> (Option<Points>, Option<String>, bool) {
    (Some(Points::from_whole(points)), Some(band.to_owned()), true)
}

#[tokio::test]
async fn a_corrected_sex_or_a_merge_scores_anew_what_depends_on_it_and_keeps_what_was_said_before() {
    both(async |practice| {
        let app = &practice.app;
        let library = app.library();
        let entry = ones(library.get("phq-15").unwrap(), "4");
        let id = app.record_administration(&operator(), practice.ben, entry).await.unwrap();
        assert_eq!(told(app, practice.ben, id).await, whole(15, "high"), "item 4 is missing, and filled in");
        app.judge_everybody().await.unwrap();
        assert_eq!(app.judge_waiting().await.unwrap().patients, 0);
        let (then, before) = (app.now(), practice.test.pass_seconds(60));
        recorded_as(&practice, practice.ben, |ben| ben.sex = Some(Sex::Male)).await;
        assert_eq!(told(app, practice.ben, id).await, whole(14, "medium"), "a man is not asked item 4");
        assert!(app.judge_waiting().await.unwrap().patients > 0, "whoever it concerns is judged anew");
        let as_of_then = app.patient(&operator(), practice.ben, View::AsOf(then)).await.unwrap();
        assert_eq!(as_of_then.latest[0].value, Some(Points::from_whole(15)), "nothing was overwritten: {before}");
        // What does not bear on a score makes no new one.
        let computation = async || app.administration(&operator(), id).await.unwrap().stored_score.unwrap().computation;
        let known = computation().await;
        recorded_as(&practice, practice.ben, |ben| ben.given_name = "Benjamin".to_owned()).await;
        recorded_as(&practice, practice.ben, |ben| ben.birth_day = day("1990-05-02")).await;
        assert_eq!(computation().await, known);
        // Under the record of a woman it is hers.
        practice.test.pass_seconds(60);
        app.link_patients(&operator(), PatientLink::Merged { kept: practice.anna, merged: practice.ben }).await.unwrap();
        assert_eq!(told(app, practice.anna, id).await, whole(15, "high"));
        practice.test.pass_seconds(60);
        app.link_patients(&operator(), PatientLink::Unmerged { merged: practice.ben }).await.unwrap();
        assert_eq!(told(app, practice.ben, id).await, whole(14, "medium"));
    })
    .await;
}

/// A definition of the practice's own: the PHQ-2 under another name, with this version and formula.
fn own(version: &str, formula: &str) -> Definition {
    let shipped = include_str!("../../../instruments/library/phq-2.toml");
    let own = shipped.split("[[vectors]]").next().unwrap();
    let own = own.replacen("id = \"phq-2\"", "id = \"own-2\"", 1).replacen("version = \"1\"", &format!("version = \"{version}\""), 1);
    Definition::from_toml(&own.replace("formula = \"sum(q1..q2)\"", &format!("formula = \"{formula}\"")), Origin::Imported).unwrap()
}

async fn opened(practice: &Practice, definition: Definition) -> App {
    let test = &practice.test;
    let clock: Arc<dyn Clock> = Arc::clone(&test.clock) as Arc<dyn Clock>;
    let ports = Ports { clock, random: Arc::new(SeededRandom::new(8)), ids: Arc::clone(&test.ids), renderer: Arc::new(Counting) };
    let library = Library::shipped().unwrap().with(definition).unwrap();
    App::open(test.database.clone(), library, Vec::new(), Settings::default(), ports).await.unwrap()
}

#[tokio::test]
async fn another_version_of_a_definition_scores_anew_what_is_stored_in_parts_and_on_record() {
    both(async |practice| {
        let first = opened(&practice, own("1", "sum(q1..q2)")).await;
        let library = first.library();
        let id = first.record_administration(&operator(), practice.anna, ones(library.get("own-2").unwrap(), "")).await.unwrap();
        assert_eq!(told(&first, practice.anna, id).await.0, Some(Points::from_whole(2)));
        assert!(!first.rescore_part(&mut Rescoring::default()).await.unwrap(), "everything is as the definitions in use say");
        first.judge_everybody().await.unwrap();
        practice.test.pass_seconds(60);
        let second = opened(&practice, own("2", "4 * mean(q1..q2)")).await;
        assert!(second.administration(&operator(), id).await.unwrap().differs_from_stored);
        let mut rescoring = Rescoring::default();
        while second.rescore_part(&mut rescoring).await.unwrap() {}
        assert_eq!(told(&second, practice.anna, id).await, (Some(Points::from_whole(4)), None, true));
        let stored = second.administration(&operator(), id).await.unwrap().stored_score.unwrap();
        assert_eq!((stored.summary.definition_version.as_str(), stored.computation), ("2", 2));
        assert!(second.judge_waiting().await.unwrap().patients > 0);
        let (patient, looking) = (practice.anna, storage::testing::operation("look"));
        practice.test.database.seal_audit().await.unwrap();
        let read = practice.test.database.read::<_, storage::StorageError, _>(&looking, move |unit| {
            Box::pin(async move { storage::audit::by_patient(unit, patient, AuditPage::newest(50)).await })
        });
        let rows: Vec<String> = read.await.unwrap().into_iter().map(|row| row.action).collect();
        assert!(rows.iter().any(|action| action == "rescore"), "{rows:?}");
    })
    .await;
}
