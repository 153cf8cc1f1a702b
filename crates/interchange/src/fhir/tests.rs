use super::*;
use crate::testing::{all_described, context, shared};

#[test]
fn look() {
    let Some(folder) = shared("look", "fhir") else { return };
    let mut context = context();
    context.stated.day = Some("2026-11-20".parse().unwrap());
    let mut known = Questionnaires::default();
    for sub in ["cirg-questionnaires", "us-core", "lforms", "cirg-cases", ""] {
        let mut files: Vec<_> = std::fs::read_dir(folder.join(sub)).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
        files.sort();
        for file in files {
            println!("== {}", file.file_name().unwrap().to_string_lossy());
            let bytes = std::fs::read(&file).unwrap();
            for line in all_described(read(bytes.as_slice(), &mut known, &context)) {
                println!("   {line}");
            }
        }
    }
}
