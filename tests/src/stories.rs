//! The stories, one file each.

mod assessed_demo;
mod canaries;
mod change;
mod check_in;
mod check_in_kills;
mod collection_day;
mod demo;
mod encryption;
mod every_page;
mod kills;
mod languages;
mod large_file;
mod live_score;
mod mixed_models;
mod phq_9;
mod published_data;
mod review_by_command;
mod reviewed_demo;

use crate::program::Folder;

/// What every release of these stories is for.
const RELEASE: [&str; 6] = ["--for", "the patient", "--reason", "asked for a copy", "--basis", "patient_request"];

/// The words of a patient's progress report: the document is made and read back.
fn report_text(folder: &Folder, number: &str) -> String {
    let file = format!("report-{number}.pdf");
    folder.ok(&[&["report", number, "--out", &file][..], &RELEASE].concat());
    assert!(std::fs::read(folder.file(&file)).unwrap().starts_with(b"%PDF-"));
    let text = std::process::Command::new("pdftotext").arg(folder.file(&file)).arg("-").output();
    String::from_utf8_lossy(&text.expect("Poppler is installed by `cargo xtask needs`").stdout).into_owned()
}
