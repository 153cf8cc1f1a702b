//! Invented files for the stories of imports and exports.

use std::io::Cursor;

use app::import::{DryRun, Format, ImportReport, ImportRequest, NamedMapping};
use app::{App, AppError};

use crate::practice::operator;

/// A PHQ-9 a row, by record number.
pub(crate) const PHQ9_MAPPING: &str = r#"
    [[records]]
    kind = "administration"
    instrument = "phq-9"
    patient = "mrn"
    day = "day"
    items = "q{item}"
    total = "total"
"#;

/// The header that goes with it.
pub(crate) const PHQ9_HEADER: &str = "mrn,day,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,total\n";

/// One row of that table.
pub(crate) fn phq9_row(mrn: &str, day: &str, answers: [i32; 9], total: &str) -> String {
    let answers: Vec<String> = answers.iter().map(i32::to_string).collect();
    format!("{mrn},{day},{},,{total}\n", answers.join(","))
}

/// A table by a mapping.
pub(crate) fn table(mapping: &str) -> Format {
    Format::Table(NamedMapping::read("mapping.toml", mapping).expect("a mapping that can be read"))
}

/// A file of which nothing is stated.
pub(crate) fn file(text: &str, format: Format) -> ImportRequest {
    ImportRequest::new("file", Cursor::new(text.as_bytes().to_vec()), format)
}

pub(crate) async fn import(app: &App, text: &str, format: Format) -> ImportReport {
    app.import(&operator(), file(text, format)).await.expect("the file is imported")
}

pub(crate) async fn refused(app: &App, bytes: &[u8], format: Format) -> String {
    let request = ImportRequest::new("file", Cursor::new(bytes.to_vec()), format);
    match app.import(&operator(), request).await {
        Err(AppError::File(problem)) => problem.to_string(),
        other => panic!("expected a file that is refused, got {other:?}"),
    }
}

pub(crate) async fn dry_run(app: &App, text: &str, format: Format) -> DryRun {
    app.dry_run(&operator(), file(text, format)).await.expect("the file is understood")
}

/// Added, unchanged and rejected.
pub(crate) fn counts(report: &ImportReport) -> (i64, i64, i64) {
    (report.counts.records_added, report.counts.records_unchanged, report.counts.rows_rejected)
}

/// Place and reason of the first rejections.
pub(crate) fn rejections(report: &ImportReport) -> Vec<(&str, &str)> {
    report.rejections.iter().map(|row| (row.position.as_str(), row.reason.id.as_str())).collect()
}

/// A FHIR patient.
pub(crate) fn fhir_patient(id: &str, mrn: &str, given: &str, birth_day: &str) -> String {
    format!(
        r#"{{"resourceType":"Patient","id":"{id}","identifier":[{{"value":"{mrn}"}}],"name":[{{"family":"Invented","given":["{given}"]}}],"gender":"female","birthDate":"{birth_day}"}}"#
    )
}

/// A FHIR response to the PHQ-9 with all answers alike.
pub(crate) fn fhir_phq9(id: &str, patient: &str, authored: &str, answer: i32) -> String {
    const CODES: [&str; 9] = ["44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"];
    let option = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"][usize::try_from(answer).expect("0 to 3")];
    let items: Vec<String> =
        CODES.iter().map(|code| format!(r#"{{"linkId":"{code}","answer":[{{"valueCoding":{{"code":"{option}"}}}}]}}"#)).collect();
    format!(
        r#"{{"resourceType":"QuestionnaireResponse","id":"{id}","status":"completed","questionnaire":"http://loinc.org/q/44249-1","subject":{{"reference":"Patient/{patient}"}},"authored":"{authored}","item":[{}]}}"#,
        items.join(",")
    )
}

/// A total of the PHQ-9 that was computed from a response.
pub(crate) fn fhir_total(id: &str, patient: &str, on: &str, total: i32, of: Option<&str>) -> String {
    let derived = of.map_or_else(String::new, |of| format!(r#","derivedFrom":[{{"reference":"QuestionnaireResponse/{of}"}}]"#));
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","subject":{{"reference":"Patient/{patient}"}},"code":{{"coding":[{{"code":"44261-6"}}]}},"effectiveDateTime":"{on}","valueInteger":{total}{derived}}}"#
    )
}
