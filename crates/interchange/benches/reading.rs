//! How fast files are read into records, without storing them: `cargo bench -p interchange --bench reading`.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use instruments::Library;
use interchange::fhir::Questionnaires;
use interchange::table::Mapping;
use interchange::{Context, Reading, fhir, score_lines, table};
use vocabulary::ZoneName;

const ROWS: u32 = 10_000;

const MAPPING: &str = r#"
[[records]]
kind = "administration"
instrument = "phq-9"
patient = "id"
day = "day"
items = "q{item}"
"#;

fn answers(row: u32) -> impl Iterator<Item = u32> {
    (0..9).map(move |item| (row / 4_u32.pow(item % 6) + item) % 4)
}

fn table_of(rows: u32) -> String {
    let mut text = String::from("id,day,q1,q2,q3,q4,q5,q6,q7,q8,q9\n");
    for row in 0..rows {
        let answers: Vec<String> = answers(row).map(|answer| answer.to_string()).collect();
        let _ = writeln!(text, "P{},2026-{:02}-{:02},{}", row % 400, row % 11 + 1, row % 28 + 1, answers.join(","));
    }
    text
}

fn lines_of_fhir(rows: u32) -> String {
    const ITEMS: [&str; 9] = ["44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"];
    const CODES: [&str; 4] = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];
    let mut text = String::new();
    for row in 0..rows {
        let item = |(item, answer): (&str, u32)| {
            let coding = format!(r#"{{"system":"http://loinc.org","code":"{}"}}"#, CODES[answer as usize]);
            format!(r#"{{"linkId":"/{item}","answer":[{{"valueCoding":{coding}}}]}}"#)
        };
        let items: Vec<String> = ITEMS.into_iter().zip(answers(row)).map(item).collect();
        let head = r#"{"resourceType":"QuestionnaireResponse","questionnaire":"http://loinc.org/q/44249-1","status":"completed""#;
        let (patient, month, day, items) = (row % 400, row % 11 + 1, row % 28 + 1, items.join(","));
        let subject = format!("\"subject\":{{\"reference\":\"Patient/{patient}\"}}");
        let _ = writeln!(text, "{head},\"id\":\"r{row}\",{subject},\"authored\":\"2026-{month:02}-{day:02}\",\"item\":[{items}]}}");
    }
    text
}

fn score_lines_of(rows: u32) -> String {
    let mut text = String::new();
    for row in 0..rows {
        let answers: Vec<String> = (1..).zip(answers(row)).map(|(item, answer)| format!("\"{item}\":{answer}")).collect();
        let _ = writeln!(text, "{{\"id\":{row},\"instrument\":\"phq-9\",\"answers\":{{{}}}}}", answers.join(","));
    }
    text
}

fn reading(criterion: &mut Criterion) {
    let library = Library::shipped().expect("the tests of the library read every file");
    let today = "2026-11-23".parse().expect("a day");
    let context = Context::new(library, today, ZoneName::utc());
    let mapping = Mapping::from_toml(MAPPING).expect("the mapping above is right");
    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Elements(u64::from(ROWS))).sample_size(20);
    let is_record = |reading: Result<Reading, _>| matches!(reading, Ok(Reading::Record(_)));

    let text = table_of(ROWS);
    group.bench_function("table", |bench| {
        bench.iter(|| {
            black_box(table::read(text.as_bytes(), &mapping, &context).filter_map(|reading| is_record(reading).then_some(())).count())
        });
    });
    let text = lines_of_fhir(ROWS);
    group.bench_function("fhir lines", |bench| {
        bench.iter(|| {
            let mut known = Questionnaires::default();
            black_box(fhir::read(text.as_bytes(), &mut known, &context).filter_map(|reading| is_record(reading).then_some(())).count())
        });
    });
    let text = score_lines_of(ROWS);
    group.bench_function("score lines to json", |bench| {
        bench.iter(|| {
            let lines = score_lines::read(text.as_bytes(), &context);
            black_box(lines.map(|line| line.map_or(0, |line| line.to_json().len())).sum::<usize>())
        });
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
