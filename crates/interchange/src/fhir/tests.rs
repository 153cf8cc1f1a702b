use serde_json::{Value, json};

use super::*;
use crate::context::Limits;
use crate::record::Content;
use crate::testing::{all_described, context, shared};
use instruments::PersonFacts;

fn described(bytes: &[u8]) -> Vec<String> {
    all_described(read(bytes, &mut Questionnaires::default(), &context()))
}

fn check(text: impl ToString, expected: &[&str]) {
    assert_eq!(described(text.to_string().as_bytes()), expected);
}

const FREQUENCY: [&str; 4] = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];

/// A response to a form, with answers by linkId and LOINC answer code.
fn response(form: Option<&str>, answers: &[(&str, &str)]) -> Value {
    let items: Vec<Value> = answers
        .iter()
        .map(|(item, code)| json!({ "linkId": item, "answer": [{ "valueCoding": { "system": "http://loinc.org", "code": code } }] }))
        .collect();
    json!({
        "resourceType": "QuestionnaireResponse", "id": "r1", "questionnaire": form, "status": "completed",
        "subject": { "reference": "Patient/p1" }, "authored": "2026-11-02", "item": items,
    })
}

const GAD_7: [&str; 7] = ["69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"];
const PHQ_9: [&str; 9] = ["44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"];

fn all_of(items: &[&'static str], code: &'static str) -> Vec<(&'static str, &'static str)> {
    items.iter().map(|item| (*item, code)).collect()
}

fn total(value: Value) -> Value {
    let mut observation = json!({
        "resourceType": "Observation", "id": "o1", "status": "final", "code": { "coding": [{ "code": "44261-6" }] },
        "subject": { "reference": "Patient/p1" }, "effectiveDateTime": "2026-11-02",
    });
    for (key, value) in value.as_object().unwrap() {
        observation[key] = value.clone();
    }
    observation
}

#[test]
fn a_response_is_understood_by_the_codes_of_its_items_and_answers() {
    let gad: Vec<_> = GAD_7.iter().zip([0, 1, 3, 3, 0, 1, 3]).map(|(item, value)| (*item, FREQUENCY[value])).collect();
    let line = r#"line 1: administration QuestionnaireResponse/r1 gad-7 on 2026-11-02 of Some(Source("p1")): 1=0;2=1;3=3;4=3;5=0;6=1;7=3 |  | complete"#;
    check(response(None, &gad), &[line]);
    let with_strokes: Vec<(String, &str)> = gad.iter().map(|(item, code)| (format!("/{item}"), *code)).collect();
    let with_strokes: Vec<(&str, &str)> = with_strokes.iter().map(|(item, code)| (item.as_str(), *code)).collect();
    check(response(Some("http://loinc.org/q/69737-5"), &with_strokes), &[line]);
}

#[test]
fn positions_count_only_in_a_form_that_is_known_by_name() {
    let answers = [("1", "LA6571-9"), ("2", "LA6569-3")];
    let named = response(Some("http://example.org/Questionnaire/PHQ-2"), &answers);
    check(named, &[r#"line 1: administration QuestionnaireResponse/r1 phq-2 on 2026-11-02 of Some(Source("p1")): 1=3;2=1 |  | complete"#]);
    check(
        response(Some("http://example.org/Questionnaire/intake"), &answers),
        &[r#"line 1: reject-instrument-unknown name=Name("intake")"#],
    );
}

#[test]
fn items_that_fit_several_instruments_are_not_guessed() {
    let answers = all_of(&PHQ_9[..2], "LA6569-3");
    let found = described(response(None, &answers).to_string().as_bytes());
    assert!(found[0].contains("reject-instrument-ambiguous") && found[0].contains("phq-2, phq-4, phq-9"), "{}", found[0]);
}

#[test]
fn the_items_decide_when_the_code_of_the_form_is_of_another_instrument() {
    let options: Vec<Value> = FREQUENCY.iter().map(|code| json!({ "valueCoding": { "code": code } })).collect();
    let item = |code: &&str| json!({ "linkId": code, "type": "choice", "answerOption": options });
    let form = json!({
        "resourceType": "Questionnaire", "id": "f1", "url": "http://example.org/f1", "code": [{ "code": "44249-1" }],
        "item": GAD_7.iter().map(item).collect::<Vec<_>>(),
    });
    let bundle = json!({ "resourceType": "Bundle", "entry": [
        { "resource": response(Some("http://example.org/f1"), &all_of(&GAD_7, "LA6569-3")) }, { "resource": form },
    ]});
    check(
        bundle,
        &[
            r#"line 1, /entry/1/resource: QuestionnaireRecognized { instrument: "gad-7" }"#,
            concat!(
                r#"line 1, /entry/0/resource: administration QuestionnaireResponse/r1 gad-7 on 2026-11-02 of Some(Source("p1")): "#,
                r#"1=1;2=1;3=1;4=1;5=1;6=1;7=1 |  | complete ItemsContradictName { named: "44249-1", used: "gad-7" }"#
            ),
        ],
    );
}

#[test]
fn one_form_with_two_instruments_gives_two_administrations() {
    let answers: Vec<_> = all_of(&PHQ_9, "LA6568-5").into_iter().chain(all_of(&GAD_7, "LA6571-9")).collect();
    let found = described(response(None, &answers).to_string().as_bytes());
    assert_eq!(found.len(), 2);
    assert!(found[0].contains("QuestionnaireResponse/r1 phq-9 on") && found[0].contains("complete"), "{}", found[0]);
    assert!(found[1].contains("QuestionnaireResponse/r1#gad-7 gad-7 on") && found[1].contains("complete"), "{}", found[1]);
}

#[test]
fn answers_that_are_not_known_for_certain_reject_the_administration() {
    let with = |place: usize, answer: Value| {
        let mut response = response(Some("phq-9"), &all_of(&PHQ_9, "LA6568-5"));
        response["item"][place]["answer"] = json!([answer]);
        response
    };
    let rejected = |code: &str| format!(r#"line 1: {code} item=Name("3")"#);
    check(with(2, json!({ "valueCoding": { "code": "LA9999-9" } })), &[&rejected("reject-answer-code-unknown")]);
    check(with(2, json!({ "valueCoding": { "code": "2" } })), &[&rejected("reject-answer-code-unknown")]);
    check(with(2, json!({ "valueInteger": 4 })), &[&rejected("reject-answer-not-offered")]);
    check(with(2, json!({ "valueDecimal": 1.5 })), &[&rejected("reject-answer-unreadable")]);
    check(with(2, json!({ "valueBoolean": true })), &[&rejected("reject-answer-unreadable")]);
    check(with(2, json!({ "valueString": "often" })), &[&rejected("reject-answer-unreadable")]);
    let taken = |answer: Value, value: &str| {
        let found = described(with(2, answer).to_string().as_bytes());
        assert!(found[0].contains(&format!(";3={value};")), "{}", found[0]);
    };
    taken(json!({ "valueInteger": 3 }), "3");
    taken(json!({ "valueDecimal": 3.0 }), "3");
    taken(json!({ "valueQuantity": { "value": 3 } }), "3");
    taken(
        json!({ "valueCoding": { "code": "x", "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2 }] } }),
        "2",
    );
    taken(
        json!({ "valueCoding": { "code": "x" }, "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": 2 }] }),
        "2",
    );
}

#[test]
fn the_same_item_twice_is_taken_once_or_rejected() {
    let again = |code: &'static str| {
        let mut answers = all_of(&PHQ_9, "LA6568-5");
        answers.push(("44250-9", code));
        response(Some("phq-9"), &answers)
    };
    check(again("LA6570-1"), &[r#"line 1: reject-item-twice item=Name("1")"#]);
    let found = described(again("LA6568-5").to_string().as_bytes());
    assert!(found[0].ends_with(r#"SameAnswerTwice { item: "1" }"#), "{}", found[0]);
}

#[test]
fn an_unknown_item_is_left_out_unless_an_item_is_missing() {
    let mut complete = all_of(&PHQ_9, "LA6568-5");
    complete.push(("local-1", "LA33-6"));
    let found = described(response(Some("phq-9"), &complete).to_string().as_bytes());
    assert!(found[0].ends_with(r#"complete ItemLeftOut { item: "local-1" }"#), "{}", found[0]);
    complete.remove(8);
    check(response(Some("phq-9"), &complete), &[r#"line 1: reject-item-unknown instrument=Name("phq-9") item=Name("local-1")"#]);
}

#[test]
fn an_audit_c_whose_first_item_has_the_code_of_another_question_is_rejected() {
    let answers = [("/68517-2", "LA6270-8"), ("/68519-8", "LA15694-5"), ("/68520-6", "LA6270-8")];
    check(
        response(Some("http://loinc.org/q/72109-2"), &answers),
        &[r#"line 1: reject-item-unknown instrument=Name("audit-c") item=Name("/68517-2")"#],
    );
}

#[test]
fn a_total_is_taken_in_any_of_the_kinds_of_value_that_systems_write() {
    for value in
        [json!({ "valueString": "12" }), json!({ "valueInteger": 12 }), json!({ "valueQuantity": { "value": 12, "code": "{score}" } })]
    {
        check(
            total(value),
            &[r#"line 1: administration Observation/o1 phq-9 on 2026-11-02 of Some(Source("p1")):  | total=12 | totals_only"#],
        );
    }
    check(total(json!({ "valueString": "twelve" })), &[r#"line 1: reject-total-unreadable scale=Name("total")"#]);
    check(total(json!({ "valueInteger": 28 })), &[r#"line 1: reject-total-out-of-range scale=Name("total")"#]);
    let half = json!({ "valueQuantity": { "value": 12.5, "code": "{score}" } });
    check(total(half), &[r#"line 1: reject-total-not-whole scale=Name("total")"#]);
    check(total(json!({ "valueInteger": 12, "status": "preliminary" })), &[r#"line 1: reject-status status=Name("preliminary")"#]);
    let item = json!({ "code": { "coding": [{ "code": "44250-9" }] }, "valueCodeableConcept": { "coding": [{ "code": "LA6568-5" }] } });
    check(total(item), &[r#"line 1: ObservationLeftOut { code: "44250-9" }"#]);
}

#[test]
fn days_in_the_future_and_days_that_are_none_reject() {
    let on = |authored: Value| {
        let mut response = response(Some("phq-9"), &all_of(&PHQ_9, "LA6568-5"));
        response["authored"] = authored;
        response
    };
    let future = r#"line 1: care-future what=Name("administration") day=Day(Day(2026-11-24)) today=Day(Day(2026-11-23))"#;
    check(on(json!("2026-11-24")), &[future]);
    check(on(json!("2026-11")), &[r#"line 1: reject-not-a-day field=Name("day") expected=Name("year-month-day")"#]);
    check(on(Value::Null), &[r#"line 1: reject-missing field=Name("day")"#]);
    // Half past three in the morning of the 24th in London is still the 23rd in New York.
    let found = described(on(json!("2026-11-24T03:30:00Z")).to_string().as_bytes());
    assert!(found[0].contains("phq-9 on 2026-11-23"), "{}", found[0]);
}

#[test]
fn a_status_that_says_do_not_use_rejects() {
    let with = |status: &str| {
        let mut response = response(Some("phq-9"), &all_of(&PHQ_9, "LA6568-5"));
        response["status"] = status.into();
        described(response.to_string().as_bytes()).remove(0)
    };
    assert_eq!(with("entered-in-error"), r#"line 1: reject-status status=Name("entered-in-error")"#);
    assert!(with("in-progress").ends_with("complete InProgress"));
    assert!(with("amended").ends_with("complete"));
}

#[test]
fn lines_are_read_one_by_one_and_a_bad_one_costs_only_itself() {
    let good = response(Some("phq-9"), &all_of(&PHQ_9, "LA6568-5"));
    let text =
        format!("{good}\n{{\"resourceType\":\"QuestionnaireResponse\",]\n{{\"a\":1}}\n{{\"resourceType\":\"Encounter\"}}\n\n{good}\n");
    let found = described(text.as_bytes());
    assert!(found[0].starts_with("line 1: administration"), "{}", found[0]);
    assert_eq!(found[1], "line 2: reject-not-json column=Count(41)");
    assert_eq!(found[2], "line 3: reject-not-a-resource");
    assert_eq!(found[3], r#"line 4: ResourceLeftOut { resource: "Encounter" }"#);
    assert!(found[4].starts_with("line 6: administration"), "{}", found[4]);
    assert_eq!(found.len(), 5);
}

#[test]
fn a_file_of_lines_that_ends_in_the_middle_of_one_is_truncated() {
    let good = response(Some("phq-9"), &all_of(&PHQ_9, "LA6568-5")).to_string();
    let found = described(format!("{good}\n{}", &good[..good.len() - 20]).as_bytes());
    assert_eq!(found[1], format!("FILE file-truncated: line 2, byte {}: the file ends in the middle of a record", good.len() + 1));
}

#[test]
fn problems_of_the_whole_file_have_their_place() {
    let file = |bytes: &[u8], expected: &str| assert_eq!(described(bytes), [expected]);
    file(b"", "FILE file-empty: the file is empty");
    file(b" \n ", "FILE file-empty: the file is empty");
    file(b"{\n\"resourceType\": \"Bundle\",\n", "FILE file-truncated: line 3, byte 28: the file ends in the middle of a record");
    file(b"hello", "FILE file-not-json: line 1, column 1: not JSON");
    file(b"{\n \"a\": 1,\n}", "FILE file-not-json: line 3, column 1: not JSON");
    file(b"[{\"a\":1},{\"b\":2}]", "FILE file-not-fhir: JSON, but no FHIR resource");
    file(b"{\n\"resourceType\": \"Jos\xE9\"}", "FILE file-wrong-encoding: line 2: the text is windows-1252, expected utf-8");
    file(b"\xFF\xFE{\0}\0", "FILE file-wrong-encoding: line 1: the text is utf-16, expected utf-8");
    let bomb = format!("{{\n\"resourceType\": {}", "[".repeat(100_000));
    file(bomb.as_bytes(), "FILE file-too-deep: line 1: nested deeper than 64");
    let mut context = context();
    context.limits = Limits { document_bytes: 100, row_bytes: 100, ..Limits::default() };
    let large = format!("{{\n\"resourceType\": \"{}\"}}", "x".repeat(100));
    let found = all_described(read(large.as_bytes(), &mut Questionnaires::default(), &context));
    assert_eq!(found, ["FILE file-too-large: a JSON document larger than 100 bytes"]);
    let lines =
        format!("{{\"resourceType\":\"Encounter\"}}\n{{\"resourceType\":\"{}\"}}\n{{\"resourceType\":\"Encounter\"}}\n", "x".repeat(100));
    let found = all_described(read(lines.as_bytes(), &mut Questionnaires::default(), &context));
    assert_eq!(found[1], "line 2: reject-too-large limit=Count(100)");
    assert_eq!(found.len(), 3);
}

#[test]
fn a_bundle_resolves_its_own_references_and_an_empty_one_is_no_problem() {
    let mut answers = response(Some("phq-9"), &all_of(&PHQ_9, "LA6568-5"));
    answers["subject"] = json!({ "reference": "urn:uuid:aaaa" });
    let patient = json!({
        "resourceType": "Patient", "id": "p7", "identifier": [{ "value": "A-7" }], "name": [{ "family": "Invented" }], "birthDate": "1990-05-01",
    });
    let bundle = json!({ "resourceType": "Bundle", "entry": [
        { "fullUrl": "urn:uuid:bbbb", "resource": answers }, { "fullUrl": "urn:uuid:aaaa", "resource": patient }, { "fullUrl": "urn:uuid:cccc" },
    ]});
    let found = described(bundle.to_string().as_bytes());
    assert!(found[0].starts_with("line 1, /entry/1/resource: patient p7 Patient { record_number: \"A-7\""), "{}", found[0]);
    assert!(found[1].contains(r#"of Some(Source("p7"))"#), "{}", found[1]);
    assert_eq!(found[2], "line 1, /entry/2: reject-not-a-resource");
    check(json!({ "resourceType": "Bundle", "type": "searchset", "total": 0 }), &[]);
}

#[test]
fn a_part_of_the_wrong_shape_is_rejected_and_never_printed() {
    let text = json!({ "resourceType": "Patient", "id": "p1", "name": "Maria Canary" }).to_string();
    let context = context();
    let mut known = Questionnaires::default();
    let Some(Ok(Reading::Rejected(rejection))) = read(text.as_bytes(), &mut known, &context).next() else { panic!("not rejected") };
    assert_eq!(rejection.to_string(), "line 1: a Patient with a part of another shape than FHIR R4 has");
    assert!(!format!("{rejection:?}").contains("Canary"));
    assert_eq!(rejection.raw.as_str(), text);
}

/// A form of an invented instrument that the library does not have.
fn invented_form() -> Value {
    let option = |code: &str, value: i32| {
        json!({
            "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": value }],
            "valueCoding": { "code": code, "display": code },
        })
    };
    let question = |link_id: &str| json!({ "linkId": link_id, "type": "choice", "text": format!("Question {link_id}"), "answerOption": [option("never", 0), option("often", 2)] });
    json!({
        "resourceType": "Questionnaire", "id": "Calm-Scale", "url": "http://example.org/Questionnaire/calm-scale", "title": "Calm Scale",
        "item": [question("calm.1"), question("calm.2"), { "linkId": "remark", "type": "string" }],
    })
}

fn calm_response() -> Value {
    response(Some("http://example.org/Questionnaire/calm-scale|3"), &[("calm.1", "often"), ("calm.2", "never")])
}

#[test]
fn an_instrument_outside_the_library_enters_as_an_imported_definition_once() {
    let text = format!("{}\n{}\n{}\n", invented_form(), calm_response(), invented_form());
    let found = described(text.as_bytes());
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].contains("definition imported-calm-scale imported-calm-scale q-") && found[0].contains("OrdinalSumUnvalidated"),
        "{}",
        found[0]
    );
    assert!(found[1].contains("imported-calm-scale on 2026-11-02") && found[1].contains("calm_1=2;calm_2=0 |  | complete"), "{}", found[1]);
}

#[test]
fn an_imported_definition_is_used_for_answers_that_come_later_without_their_form() {
    let mut context = context();
    let form = invented_form().to_string();
    let mut known = Questionnaires::default();
    let Some(Ok(Reading::Record(record))) = read(form.as_bytes(), &mut known, &context).next() else { panic!("no record") };
    let Content::Definition(definition) = record.content else { panic!("no definition") };
    assert!(definition.definition.texts.values().any(|text| text.items[0] == "Question calm.1"));
    let stored = toml::to_string(&definition.document).unwrap();
    let again = Definition::from_toml(&stored, instruments::Origin::Imported).unwrap();
    context.library = context.library.with(again).unwrap();
    let found = all_described(read(calm_response().to_string().as_bytes(), &mut Questionnaires::default(), &context));
    assert!(found[0].contains("calm_1=2;calm_2=0 |  | complete"), "{}", found[0]);
    let found = all_described(read(form.as_bytes(), &mut Questionnaires::default(), &context));
    assert!(found.is_empty(), "stored already: {found:?}");
}

#[test]
fn a_form_from_which_no_definition_can_be_made_is_rejected() {
    let form = |items: Value| json!({ "resourceType": "Questionnaire", "id": "x", "item": items });
    let unusable = r#"line 1: reject-definition-unusable what=Name("no item offers options")"#;
    check(form(json!([])), &[unusable]);
    check(form(json!([{ "linkId": "1", "type": "string" }, { "linkId": "2", "type": "decimal" }])), &[unusable]);
    let twice = json!({ "linkId": "1", "type": "boolean" });
    check(form(json!([twice, twice])), &[r#"line 1: reject-definition-unusable what=Name("item 1 stands twice")"#]);
}

/// The administrations of a published case, on a day that is not in the future.
fn case(folder: &std::path::Path, name: &str) -> Vec<ImportRecordOf> {
    let bytes = std::fs::read(folder.join(format!("{name}.json"))).unwrap();
    let mut context = context();
    let dated = all_described(read(bytes.as_slice(), &mut Questionnaires::default(), &context));
    assert!(dated.iter().any(|line| line.contains("care-future")), "{name} is dated in the future: {dated:?}");
    context.stated.day = Some("2026-11-20".parse().unwrap());
    let mut known = Questionnaires::default();
    let mut found = Vec::new();
    for reading in read(bytes.as_slice(), &mut known, &context) {
        match reading.unwrap() {
            Reading::Record(record) => {
                if let Content::Administration(each) = record.content {
                    let notes = record.notes.iter().map(NoteCode::id).collect();
                    found.push(ImportRecordOf { score: each.score(PersonFacts::default()), responses: each.responses, notes });
                }
            }
            Reading::Rejected(rejection) => panic!("{name}: {rejection}"),
            Reading::Note(_) => {}
        }
    }
    found
}

struct ImportRecordOf {
    score: instruments::Score,
    responses: instruments::Responses,
    notes: Vec<&'static str>,
}

#[test]
fn the_verified_published_cases_score_as_published() {
    let Some(folder) = shared("the_verified_published_cases_score_as_published", "fhir/cirg-cases") else { return };
    let expected: Vec<Value> = serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let mut checked = 0;
    for each in expected.iter().filter(|each| each["status"] == "verified") {
        let name = each["case"].as_str().unwrap();
        let (what, value) = each["expected"].as_object().unwrap().iter().next().unwrap();
        let found = case(&folder, name);
        assert_eq!(found.len(), 1, "{name}");
        let published = value.as_i64();
        match what.strip_prefix("Phq9ScoreQuestion") {
            Some(item) => {
                let Some(instruments::Answer::Value(answer)) = found[0].responses.get(item) else { panic!("{name}: item {item}") };
                assert_eq!(Some(i64::from(answer)), published, "{name}");
                assert_eq!((&*found[0].score.instrument, found[0].score.status()), ("phq-9", "unscorable"), "{name}");
                assert_eq!(found[0].score.alerts().count(), usize::from(item == "9"), "{name}");
            }
            None => assert_eq!(found[0].score.total().and_then(vocabulary::Points::whole), published, "{name}"),
        }
        checked += 1;
    }
    assert_eq!(checked, 8);
}

#[test]
fn the_irregular_published_cases_are_reported_with_their_reason() {
    let Some(folder) = shared("the_irregular_published_cases_are_reported_with_their_reason", "fhir/cirg-cases") else { return };
    let check = |name: &str, note: &str, total: Option<i64>| {
        let found = case(&folder, name);
        assert!(found[0].notes.contains(&note), "{name}: {:?}", found[0].notes);
        assert_eq!(found[0].score.total().and_then(vocabulary::Points::whole), total, "{name}");
    };
    check("gad7_total_score_case3", "note-answer-code-alternative", Some(14));
    check("gds_total_score_case1", "note-reverse-items-not-declared", None);
    check("gds_total_score_case2", "note-reverse-items-not-declared", None);
}

#[test]
fn the_published_us_core_example_agrees_with_its_total() {
    let Some(folder) = shared("the_published_us_core_example_agrees_with_its_total", "fhir/us-core") else { return };
    let context = context();
    let mut known = Questionnaires::default();
    let mut records = Vec::new();
    for file in ["Questionnaire-phq-9-example", "QuestionnaireResponse-phq-9-example", "Observation-PHQ9-item-example-44261-6"] {
        let bytes = std::fs::read(folder.join(format!("{file}.json"))).unwrap();
        for reading in read(bytes.as_slice(), &mut known, &context) {
            match reading.unwrap() {
                Reading::Record(record) => records.push(record),
                Reading::Note(_) => {}
                Reading::Rejected(rejection) => panic!("{file}: {rejection}"),
            }
        }
    }
    let administrations: Vec<_> =
        records.iter().filter_map(|record| if let Content::Administration(each) = &record.content { Some(each) } else { None }).collect();
    let score = administrations[0].score(PersonFacts::default());
    assert_eq!((score.status(), score.total().and_then(vocabulary::Points::whole), score.problems.len()), ("scored", Some(12), 0));
    assert_eq!(administrations[1].derived_from.as_deref(), records[0].external_key.as_deref());
    assert_eq!(administrations[1].totals, administrations[0].totals);
}

#[test]
fn every_file_of_the_shared_folder_is_taken_or_refused_with_a_reason() {
    let Some(folder) = shared("every_file_of_the_shared_folder_is_taken_or_refused_with_a_reason", "fhir") else { return };
    let context = context();
    for part in ["cirg-cases", "cirg-questionnaires", "lforms", "us-core"] {
        let mut known = Questionnaires::default();
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            let found = all_described(read(bytes.as_slice(), &mut known, &context));
            assert!(!found.is_empty());
        }
    }
}
