use serde_json::{Value, json};

use super::*;
use crate::context::Limits;
use crate::testing::{context, shared};

fn lines(input: &str) -> Vec<Value> {
    let context = context();
    let scored = read(input.as_bytes(), &context);
    scored.map(|line| serde_json::from_str(&line.unwrap().to_json()).unwrap()).collect()
}

fn one(input: &Value) -> Value {
    let mut found = lines(&input.to_string());
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn codes(line: &Value) -> Vec<&str> {
    line["problems"].as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap()).collect()
}

fn phq_9(values: [i32; 9]) -> Value {
    let answers: serde_json::Map<String, Value> =
        (1..).zip(values).map(|(item, value): (i32, _)| (item.to_string(), value.into())).collect();
    json!({ "id": "a", "instrument": "phq-9", "answers": answers })
}

#[test]
fn a_line_has_all_its_keys_in_order() {
    let context = context();
    let input = phq_9([3, 2, 1, 2, 0, 1, 2, 0, 1]).to_string();
    let line = read(input.as_bytes(), &context).next().unwrap().unwrap().to_json();
    assert_eq!(
        line,
        concat!(
            r#"{"id":"a","instrument":"phq-9","version":"1","status":"scored","total":12,"subscales":{},"band":"moderate","#,
            r#""alerts":[{"id":"thoughts_of_death","urgency":"same_day","items":{"9":1}}],"imputed":[],"problems":[],"#,
            r#""classifications":{"depressive_syndrome":"major depressive syndrome"},"#,
            r#""cutoffs":{"caseness":"met","quality_measure_index":"met"},"recalled":["cutoffs.quality_measure_index"],"safety_unknown":[],"#,
            r#""answers":{"1":3,"2":2,"3":1,"4":2,"5":0,"6":1,"7":2,"8":0,"9":1},"line":1}"#
        )
    );
}

#[test]
fn items_are_named_by_id_code_or_position_and_answers_may_be_a_list() {
    let total = |input: Value| one(&input)["total"].clone();
    assert_eq!(total(json!({ "instrument": "GAD-7", "answers": [3, 3, 3, 3, 3, 3, 3] })), 21);
    let by_code = json!({ "69725-0": 1, "/68509-9": 1, "69733-4": 1, "69734-2": 1, "69735-9": 1, "69689-8": 1, "69736-7": "1" });
    assert_eq!(total(json!({ "instrument": "gad-7", "answers": by_code })), 7);
}

#[test]
fn forms_whose_numbers_have_gaps_take_their_own_numbers_or_the_positions_of_all_scored_items() {
    let context = context();
    let form = |numbers: &[i32]| {
        let answers: serde_json::Map<String, Value> = numbers.iter().map(|number| (number.to_string(), 6.into())).collect();
        let line = json!({ "instrument": "ede-q", "answers": answers }).to_string();
        read(line.as_bytes(), &context).next().unwrap().unwrap()
    };
    let own: Vec<i32> = (1..=12).chain(19..=28).collect();
    let positions: Vec<i32> = (1..=22).collect();
    let (own, positions) = (form(&own), form(&positions));
    assert_eq!((own.status(), own.total().map(|total| total.to_string()).as_deref()), ("scored", Some("6")));
    assert_eq!(own.responses, positions.responses);
    assert_eq!(form(&[1, 14]).responses.to_stored(), "1=6;14=6", "a few numbers are the form's own");
}

#[test]
fn numbers_that_fit_the_form_and_its_counted_items_alike_are_told() {
    let check = |instrument: &str, numbers: &[i32], expected: &[&str], stored: &str| {
        let answers: serde_json::Map<String, Value> = numbers.iter().map(|number| (number.to_string(), 1.into())).collect();
        let line = json!({ "instrument": instrument, "answers": answers }).to_string();
        let scored = read(line.as_bytes(), &context()).next().unwrap().unwrap();
        let told: Vec<&str> = scored.problems.iter().map(|problem| problem.code).filter(|code| *code == "numbers-ambiguous").collect();
        assert_eq!((told.as_slice(), scored.responses.to_stored()), (expected, stored.to_owned()), "{instrument} {numbers:?}");
    };
    // Of twenty-two items that are counted off one is missing: 13 to 18 are other questions on the form.
    let all_but_last: Vec<i32> = (1..=21).collect();
    let mut items: Vec<String> = all_but_last.iter().map(i32::to_string).collect();
    items.sort();
    let stored: Vec<String> = items.into_iter().map(|item| format!("{item}=1")).collect();
    check("ede-q", &all_but_last, &["numbers-ambiguous"], &stored.join(";"));
    check("ede-q", &[1, 2, 12], &[], "1=1;12=1;2=1");
    check("ede-q", &[1, 28], &[], "1=1;28=1");
    // The BAM-R has no item 7: the answers are counted off.
    check("bam-r", &[6, 7, 8], &[], "6=1;8=1;9=1");
    check("bam-r", &[6, 8, 9], &["numbers-ambiguous"], "6=1;8=1;9=1");
    check("phq-9", &[1, 2, 9], &[], "1=1;2=1;9=1");
}

#[test]
fn missing_items_are_filled_in_or_make_the_form_unscorable_but_never_count_as_no_risk() {
    let mut answers = phq_9([2, 2, 2, 2, 2, 2, 2, 0, 0]);
    answers["answers"]["8"] = Value::Null;
    let prorated = one(&answers);
    assert_eq!((&prorated["status"], &prorated["total"], &prorated["imputed"]), (&json!("prorated"), &json!(16), &json!(["8"])));
    answers["answers"] = json!({ "1": 1, "2": 1 });
    let unscorable = one(&answers);
    assert_eq!((&unscorable["status"], &unscorable["total"], &unscorable["band"]), (&json!("unscorable"), &Value::Null, &Value::Null));
    assert_eq!((&unscorable["alerts"], &unscorable["safety_unknown"]), (&json!([]), &json!(["thoughts_of_death"])));
    assert_eq!(unscorable["cutoffs"]["caseness"], "unknown");
    answers["answers"] = json!({});
    let nothing = one(&answers);
    assert_eq!((&nothing["status"], codes(&nothing)), (&json!("not_administered"), vec!["no-answers"]));
}

#[test]
fn a_total_that_came_along_is_compared_or_taken_as_such() {
    let mut line = phq_9([1; 9]);
    line["total"] = 9.into();
    assert_eq!(codes(&one(&line)), [""; 0]);
    line["total"] = 10.into();
    assert_eq!(one(&line)["problems"], json!([{ "code": "total-differs", "scale": "total", "given": 10, "computed": 9 }]));
    let only = one(&json!({ "instrument": "phq-9", "total": "12" }));
    assert_eq!((&only["status"], &only["total"], &only["band"]), (&json!("totals_only"), &json!(12), &json!("moderate")));
    assert_eq!(only["safety_unknown"], json!(["thoughts_of_death"]));
    let outside = one(&json!({ "instrument": "phq-9", "total": 28 }));
    assert_eq!((&outside["status"], &outside["total"]), (&json!("unscorable"), &Value::Null));
    assert_eq!(
        codes(&one(&json!({ "instrument": "phq-9", "total": "many", "totals": { "x": 1 } }))),
        ["total-unreadable", "scale-unknown", "no-answers"]
    );
    assert_eq!(one(&json!({ "instrument": "who-5", "totals": { "raw": 13 } }))["subscales"], json!({ "raw": 13 }));
}

#[test]
fn odd_answers_are_named_and_count_as_missing() {
    let mut line = phq_9([1; 9]);
    for (answer, code) in [
        (json!(4), "not-offered"),
        (json!("often"), "unreadable"),
        (json!(1.5), "unreadable"),
        (json!(true), "unreadable"),
        (json!("refused"), "not-a-special-option"),
    ] {
        line["answers"]["3"] = answer.clone();
        let scored = one(&line);
        assert_eq!((codes(&scored), &scored["status"], &scored["imputed"]), (vec![code], &json!("prorated"), &json!(["3"])), "{answer}");
    }
    let twice = r#"{"instrument":"phq-2","answers":{"1":0,"2":1,"1":3,"44250-9":2,"11":0}}"#;
    let scored = lines(twice).remove(0);
    assert_eq!(codes(&scored), ["duplicate-item", "duplicate-item", "unknown-item"]);
    assert_eq!(scored["total"], 3, "the last answer counts");
}

#[test]
fn sex_and_age_decide_where_a_cutoff_needs_them() {
    let audit = |facts: Value| {
        let mut line = json!({ "instrument": "audit-c", "answers": [2, 1, 0] });
        line.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
        let scored = one(&line);
        (scored["cutoffs"]["positive_screen"].as_str().unwrap().to_owned(), codes(&scored).len())
    };
    assert_eq!(audit(json!({ "sex": "female" })), ("met".to_owned(), 0));
    assert_eq!(audit(json!({ "sex": "male" })), ("not met".to_owned(), 0));
    assert_eq!(audit(json!({})), ("unknown".to_owned(), 0));
    assert_eq!(audit(json!({ "sex": "yes" })), ("unknown".to_owned(), 1));
    let ors = |facts: Value| {
        let mut line = json!({ "instrument": "ors", "total": 24 });
        line.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
        one(&line)["cutoffs"]["clinical_range_adult"].clone()
    };
    assert_eq!(ors(json!({ "age": 30 })), "met");
    assert_eq!(ors(json!({ "birth_day": "1990-01-01", "day": "2026-01-01" })), "met");
    assert_eq!(ors(json!({ "birth_day": "2012-01-01", "day": "2026-01-01" })), "not met");
    assert_eq!(ors(json!({})), "unknown");
}

#[test]
fn one_bad_line_never_stops_the_rest() {
    let good = phq_9([0; 9]);
    let bomb = "[".repeat(1000);
    let bad = [
        "hello",
        "{",
        "[1,2",
        "\"text\"",
        "null",
        "{\"instrument\":7}",
        "{\"instrument\":\"no-such\"}",
        "{\"instrument\":\"phq-9\",\"answers\":7}",
        &bomb,
    ];
    for (first, last) in [(good.to_string(), good.to_string()), (bad[0].to_owned(), good.to_string())] {
        let input = format!("{first}\n{}\n{last}\n", bad.join("\n"));
        let found = lines(&input);
        assert_eq!(found.len(), bad.len() + 2, "{first}");
        let statuses: Vec<&str> = found[1..=bad.len()].iter().map(|line| line["status"].as_str().unwrap()).collect();
        assert!(statuses.iter().all(|status| *status == "unreadable"), "{statuses:?}");
        let expected = [
            "not-json",
            "not-json",
            "not-json",
            "not-a-line",
            "not-a-line",
            "no-instrument",
            "instrument-unknown",
            "not-a-line",
            "too-deep",
        ];
        assert_eq!(found[1..=bad.len()].iter().flat_map(codes).collect::<Vec<_>>(), expected);
        assert_eq!((&found.last().unwrap()["total"], &found.last().unwrap()["line"]), (&json!(0), &json!(bad.len() + 2)));
    }
}

#[test]
fn lines_that_are_too_long_or_no_text_are_named() {
    let mut context = context();
    context.limits = Limits { row_bytes: 80, ..Limits::default() };
    let input = [b"{\"instrument\":\"phq-2\",\"answers\":[0,0]}\n{\"id\":\"".as_slice(), &[b'x'; 90], b"\"}\n{\"id\":\"\xE9\"}\n"].concat();
    let found: Vec<_> =
        read(input.as_slice(), &context).map(|line| line.unwrap().problems.iter().map(|each| each.code).collect::<Vec<_>>()).collect();
    assert_eq!(found, [vec![], vec!["too-large"], vec!["wrong-encoding"]]);
}

#[test]
fn fhir_and_plain_lines_may_stand_in_one_file() {
    let patient =
        json!({ "resourceType": "Patient", "id": "p", "name": [{ "family": "X" }], "gender": "female", "birthDate": "1990-01-01" });
    let coded = |item: &str, code: &str| json!({ "linkId": item, "answer": [{ "valueCoding": { "code": code } }] });
    let response = json!({
        "resourceType": "QuestionnaireResponse", "id": "r", "questionnaire": "http://loinc.org/q/72109-2", "subject": { "reference": "Patient/p" },
        "authored": "2031-01-01", "item": [coded("68518-0", "LA18927-6"), coded("68519-8", "LA15695-2"), coded("68520-6", "LA6270-8")],
    });
    let total = json!({ "resourceType": "Observation", "id": "o", "code": { "coding": [{ "code": "44261-6" }] }, "valueString": "12" });
    let other = json!({ "resourceType": "Encounter" });
    let found = lines(&format!("{patient}\n{response}\n{total}\n{}\n{other}\n", phq_9([1; 9])));
    let shown: Vec<_> =
        found.iter().map(|line| (line["id"].clone(), line["instrument"].clone(), line["status"].clone(), line["total"].clone())).collect();
    assert_eq!(
        shown,
        [
            (json!(null), json!(null), json!("unreadable"), json!(null)),
            (json!("r"), json!("audit-c"), json!("scored"), json!(3)),
            (json!("o"), json!("phq-9"), json!("totals_only"), json!(12)),
            (json!("a"), json!("phq-9"), json!("scored"), json!(9)),
            (json!(null), json!(null), json!("unreadable"), json!(null)),
        ]
    );
    assert_eq!(found[1]["cutoffs"]["positive_screen"], "met", "the patient of the file is a woman");
}

#[test]
fn every_reference_vector_of_the_library_gives_its_published_result() {
    let context = context();
    let mut checked = 0;
    for (file, text) in instruments::library::files() {
        let document: instruments::definition::document::Document = toml::from_str(text).unwrap();
        for vector in &document.vectors {
            let mut line =
                json!({ "id": vector.name, "instrument": document.id, "answers": serde_json::to_value(&vector.answers).unwrap() });
            let totals_only = vector.status == "totals_only";
            for (key, value) in [
                ("sex", vector.sex.clone().map(Value::from)),
                ("age", vector.age.map(Value::from)),
                ("total", vector.total.filter(|_| totals_only).map(Value::from)),
            ] {
                if let Some(value) = value {
                    line[key] = value;
                }
            }
            let scored = read(line.to_string().as_bytes(), &context).next().unwrap().unwrap();
            let total = scored.total().map(Points::to_f64);
            let same = total.is_none() == vector.total.is_none()
                && total.zip(vector.total).is_none_or(|(left, right)| (left - right).abs() < 1e-9);
            assert!(same, "{file} {}: {total:?} is not {:?}", vector.name, vector.total);
            assert_eq!((scored.status(), scored.band()), (vector.status.as_str(), vector.band.clone()), "{file} {}", vector.name);
            let json: Value = serde_json::from_str(&scored.to_json()).unwrap();
            let alerts: Vec<&str> = json["alerts"].as_array().unwrap().iter().map(|alert| alert["id"].as_str().unwrap()).collect();
            assert_eq!(alerts, vector.safety, "{file} {}", vector.name);
            assert_eq!(json["imputed"], json!(vector.imputed), "{file} {}", vector.name);
            checked += 1;
        }
    }
    assert!(checked > 300, "{checked} vectors");
}

#[test]
fn the_published_cases_score_as_published() {
    let Some(folder) = shared("the_published_cases_score_as_published", "fhir/cirg-cases") else { return };
    let check = |name: &str, total: Value, problem: Option<&str>| {
        let found = lines(&std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap());
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0]["total"], total, "{name}");
        assert!(problem.is_none_or(|code| codes(&found[0]).contains(&code)), "{name}: {found:?}");
    };
    check("gad7_total_score_case1", json!(0), None);
    check("gad7_total_score_case2", json!(7), None);
    check("gad7_total_score_case3", json!(14), Some("note-answer-code-alternative"));
    check("gad7_total_score_case4", json!(21), None);
    check("behav5_total_score_case1", json!(6), Some("note-ordinal-sum-unvalidated"));
    check("gds_total_score_case1", json!(null), Some("note-reverse-items-not-declared"));
    check("phq9_question1_case", json!(null), None);
}

#[test]
fn a_line_without_a_score_says_which_items_are_missing_and_how_many_may_be() {
    let answers = json!({ "1": 1, "2": 1, "3": 1, "4": 1, "5": 1 });
    let line = one(&json!({ "instrument": "phq-9", "answers": answers }));
    assert_eq!(line["status"], "unscorable");
    let expected = json!([{ "code": "too-many-missing", "scale": "total", "items": ["6", "7", "8", "9"], "allowed": 2 }]);
    assert_eq!(line["problems"], expected);
}

#[test]
fn what_rests_on_a_number_that_was_not_read_at_its_source_is_named() {
    let answers: Vec<i32> = vec![5; 16];
    let line = one(&json!({ "instrument": "pswq", "answers": answers }));
    let recalled: Vec<&str> = line["recalled"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    assert!(recalled.contains(&"band") && recalled.iter().any(|word| word.starts_with("cutoffs.")), "{line}");
}
