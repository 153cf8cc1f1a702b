use super::*;
use crate::testing::{context, shared};

fn lines(input: &str) -> Vec<String> {
    let context = context();
    read(input.as_bytes(), &context).map(|line| line.map_or_else(|problem| problem.id().to_owned(), |line| line.to_json())).collect()
}

#[test]
fn look() {
    for l in lines(
        r#"{"id":"x","instrument":"phq-9","answers":{"1":1,"2":2,"3":2,"4":2,"5":2,"6":2,"7":2,"9":1},"total":15}
garbage
{"id":7,"instrument":"PHQ-9","answers":{"1":9,"1":"x","zz":1}}"#,
    ) {
        println!("{l}");
    }
    let Some(folder) = shared("look", "fhir/cirg-cases") else { return };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for f in files {
        println!("{}", f.file_name().unwrap().to_string_lossy());
        for l in lines(&std::fs::read_to_string(f).unwrap()) {
            println!("   {l}");
        }
    }
}
