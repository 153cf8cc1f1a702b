//! What leaves: scores as a table, records as FHIR, each with its record of release.

use app::export::Whose;
use app::import::Format;
use app::release::Disclosure;
use app::{AppError, Data, Settings};
use storage::View;
use vocabulary::{PatientId, Points, Role};

use crate::files::{PHQ9_HEADER, PHQ9_MAPPING, counts, import, phq9_row, rejections, table};
use crate::practice::{Practice, operator, practice};

fn to_the_payer() -> Disclosure {
    Disclosure { recipient: "the payer".to_owned(), reason: "review".to_owned(), basis: "payment".to_owned(), authority: String::new() }
}

async fn with_answers() -> Practice {
    let practice = practice(Settings::default()).await;
    let text = PHQ9_HEADER.to_owned()
        + &phq9_row("A-1", "2026-11-02", [2, 2, 2, 2, 1, 1, 1, 0, 1], "12")
        + &phq9_row("A-1", "2026-11-09", [1; 9], "7")
        + &phq9_row("A-2", "2026-11-09", [3; 9], "");
    import(&practice.app, &text, table(PHQ9_MAPPING)).await;
    practice
}

async fn totals(practice: &Practice, patient: PatientId) -> Vec<Option<Points>> {
    let page = practice.app.patient(&operator(), patient, View::Current).await.unwrap();
    page.series.iter().flat_map(|series| &series.scores).map(|score| score.outcome.value()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_leave_as_a_table() {
    let practice = with_answers().await;
    let one = practice.app.export_scores(&operator(), Whose::Patient(practice.anna), to_the_payer()).await.unwrap();
    let expected = "patient,day,instrument,definition_version,scale,status,value,band,phase,respondent,imputed_items,band_mark\r\n\
                    A-1,2026-11-02,phq-9,1,total,scored,12,moderate,,patient,,verified\r\n\
                    A-1,2026-11-09,phq-9,1,total,scored,9,mild,,patient,,verified\r\n";
    assert_eq!((std::str::from_utf8(one.bytes()), one.media_type()), (Ok(expected), "text/csv"));
    let all = practice.app.export_scores(&operator(), Whose::Everybody, to_the_payer()).await.unwrap();
    let text = String::from_utf8(all.bytes().to_vec()).unwrap();
    assert_eq!(text, format!("{expected}A-2,2026-11-09,phq-9,1,total,scored,27,severe,,patient,,verified\r\n"));
    let releases = practice.app.releases(&operator(), practice.anna).await.unwrap();
    // What left about everybody left about her, too.
    assert_eq!(releases.iter().map(|release| release.value().patient_count).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((releases[0].value().subject.as_str(), releases[0].value().recipient.as_str()), ("scores", "the payer"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_leaves_as_fhir_is_the_same_when_another_practice_takes_it_in() {
    let practice = with_answers().await;
    let one = practice.app.export_fhir(&operator(), Whose::Patient(practice.anna), to_the_payer()).await.unwrap();
    let all = practice.app.export_fhir(&operator(), Whose::Everybody, to_the_payer()).await.unwrap();
    assert_eq!((one.media_type(), all.media_type()), ("application/fhir+json", "application/fhir+ndjson"));
    let bundle = String::from_utf8(one.bytes().to_vec()).unwrap();
    assert!(bundle.starts_with(r#"{"resourceType":"Bundle""#) && bundle.contains(r#""resourceType":"Questionnaire""#));
    let lines = String::from_utf8(all.bytes().to_vec()).unwrap();
    assert_eq!(lines.lines().filter(|line| line.contains(r#""resourceType":"Patient""#)).count(), 2);
    assert_eq!(lines.lines().filter(|line| line.contains(r#""resourceType":"Questionnaire","#)).count(), 1);

    for (text, added) in [(bundle, 2), (lines, 3)] {
        let other = crate::practice::practice(Settings::default()).await;
        let report = import(&other.app, &text, Format::Fhir).await;
        // The patients are on record there with the same facts.
        assert_eq!((counts(&report).0, rejections(&report)), (added, Vec::new()));
        assert_eq!(totals(&other, other.anna).await, totals(&practice, practice.anna).await);
        assert!(report.understanding.totals_compared >= 2);
        // The row whose total differs when it came still says so.
        assert_eq!(report.understanding.totals_differ, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_release_or_see_answers_exports_nothing() {
    let practice = with_answers().await;
    let (biller, _) = practice.somebody("bea", &[Role::Biller], None).await;
    let error = practice.app.export_scores(&biller, Whose::Patient(practice.anna), to_the_payer()).await.unwrap_err();
    assert!(matches!(error, AppError::RoleRefused(Data::Release)));
    let (clinician, _) = practice.somebody("ines", &[Role::Clinician], Some(practice.treating)).await;
    assert!(practice.app.export_fhir(&clinician, Whose::Patient(practice.anna), to_the_payer()).await.is_ok());
    let error = practice.app.export_scores(&clinician, Whose::Patient(practice.ben), to_the_payer()).await.unwrap_err();
    assert!(matches!(error, AppError::NotInCareTeam(patient) if patient == practice.ben));
    let error = practice.app.export_scores(&clinician, Whose::Everybody, to_the_payer()).await.unwrap_err();
    assert!(matches!(error, AppError::RoleRefused(Data::Release)));
    let nobody = Disclosure { recipient: " ".to_owned(), ..to_the_payer() };
    let error = practice.app.export_scores(&operator(), Whose::Patient(practice.anna), nobody).await.unwrap_err();
    assert!(matches!(error, AppError::Form(_)));
}
