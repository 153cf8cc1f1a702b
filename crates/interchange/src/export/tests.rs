use std::sync::Arc;

use instruments::definition::AnswerKind;
use instruments::{Answer, Completion, Library, Mode, PersonFacts, Phase, Respondent};
use proptest::prelude::*;
use vocabulary::{Identifier, Instant, Language, PatientId};

use super::*;
use crate::completion::completion_of;
use crate::fhir::{self, Questionnaires};
use crate::record::{Content, score_with_totals};
use crate::testing::{all_described, context};
use crate::{PatientKey, Reading};

fn subject() -> Subject {
    Subject { id: "0190b5c4-0000-7000-8000-000000000001".to_owned(), record_number: Some("A-17".to_owned()) }
}

fn administration(definition: &Definition, completion: Completion) -> Administration {
    Administration {
        patient: PatientId::from_uuid(subject().id.parse().unwrap()),
        episode: None,
        program: None,
        instrument: definition.id.to_string(),
        definition_version: definition.version.to_string(),
        phase: Some(Phase::Intake),
        mode: Mode::Tablet,
        respondent: Respondent::Patient,
        language: Some("es".parse().unwrap()),
        started_at: None,
        finished_at: Some("2026-11-03T02:15:00Z".parse().unwrap()),
        day: "2026-11-02".parse().unwrap(),
        completion,
    }
}

/// Answers of one person who chooses by these numbers: an option each, or nothing.
fn chosen(definition: &Definition, choices: &[u8]) -> Responses {
    let mut responses = Responses::new();
    for (place, item) in definition.items.iter().enumerate() {
        let set = definition.answers_of(place);
        let mut answers: Vec<Answer> = match &set.kind {
            AnswerKind::Options(options) => options.iter().map(|(value, _)| Answer::Value(*value)).collect(),
            AnswerKind::Number { minimum, maximum } => vec![Answer::Value(*minimum), Answer::Value(*maximum)],
        };
        answers.extend(set.refused.then_some(Answer::Refused));
        answers.extend(set.not_applicable.then_some(Answer::NotApplicable));
        let choice = usize::from(choices[place % choices.len()]) % (answers.len() + 1);
        if let Some(answer) = answers.get(choice) {
            responses.set(&*item.id, *answer);
        }
    }
    responses
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn what_is_exported_is_imported_as_the_same_administration(
        place in any::<prop::sample::Index>(),
        choices in prop::collection::vec(any::<u8>(), 1..40),
        phase in prop::option::of(prop::sample::select(Phase::ALL)),
        mode in prop::sample::select(Mode::ALL),
        respondent in prop::sample::select(Respondent::ALL),
        minutes in prop::option::of(1_i64..10_000),
        has_total in any::<bool>(),
    ) {
        let context = context();
        let with_items: Vec<_> = context.library.iter().filter(|definition| !definition.is_totals_only()).cloned().collect();
        let definition = &with_items[place.index(with_items.len())];
        let responses = chosen(definition, &choices);
        prop_assume!(!responses.is_empty());
        let finished: Instant = "2026-11-03T02:15:00Z".parse().unwrap();
        let administration = Administration {
            phase, mode, respondent,
            started_at: minutes.map(|minutes| finished.plus_seconds(-60 * minutes)),
            finished_at: minutes.map(|_| finished),
            ..administration(definition, completion_of(definition, &responses))
        };
        let total = definition.main().filter(|_| has_total).map(|scale| GivenTotal { scale: scale.id.to_string(), value: scale.maximum });
        let totals: Vec<GivenTotal> = total.into_iter().collect();
        let score = score_with_totals(definition, &responses, &totals, PersonFacts::default());
        let patient = subject();
        let outgoing = Outgoing {
            id: "0190b5c4-0000-7000-8000-0000000000aa", patient: &patient, definition, administration: &administration,
            program: Some("RIV-IOP"), episode: Some("E-9"), responses: &responses, totals: &totals, score: &score,
        };
        let text = bundle(std::iter::once(questionnaire_response(&outgoing)));
        let mut known = Questionnaires::default();
        let readings: Vec<Reading> = fhir::read(text.as_bytes(), &mut known, &context).map(Result::unwrap).collect();
        let [Reading::Record(record)] = readings.as_slice() else { return Err(TestCaseError::fail(format!("{readings:?}"))) };
        let Content::Administration(back) = &record.content else { return Err(TestCaseError::fail("no administration")) };
        prop_assert_eq!(&record.external_key, &Some("QuestionnaireResponse/0190b5c4-0000-7000-8000-0000000000aa".to_owned()));
        prop_assert_eq!(&back.patient, &Some(PatientKey::Source(patient.id.clone())));
        prop_assert_eq!((&back.definition.id, &back.definition.version), (&definition.id, &definition.version));
        prop_assert_eq!(&back.responses, &responses);
        prop_assert_eq!(&back.totals, &totals);
        prop_assert_eq!((back.day, back.started_at, back.finished_at), (administration.day, administration.started_at, administration.finished_at));
        prop_assert_eq!((back.phase, back.mode, back.respondent, back.completion), (phase, mode, respondent, administration.completion));
        prop_assert_eq!((&back.language, back.program.as_deref(), back.episode.as_deref()), (&administration.language, Some("RIV-IOP"), Some("E-9")));
    }
}

#[test]
fn every_form_that_ships_is_recognized_when_it_comes_back() {
    let context = context();
    let mut forms = 0;
    for definition in context.library.iter() {
        for (language, text) in &definition.texts {
            let form = questionnaire(definition, language, text).to_string();
            let described = all_described(fhir::read(form.as_bytes(), &mut Questionnaires::default(), &context));
            assert_eq!(described, [format!("line 1: QuestionnaireRecognized {{ instrument: \"{}\" }}", definition.id)]);
            forms += 1;
        }
    }
    assert!(forms >= 10, "{forms} forms ship with text");
}

fn phq_9() -> (Arc<Definition>, Responses) {
    let definition = Arc::clone(Library::shipped().unwrap().get("phq-9").unwrap());
    let mut responses = Responses::new();
    for (item, value) in [("1", 2), ("2", 2), ("3", 1), ("4", 1), ("5", 0), ("6", 1), ("7", 2), ("8", 0), ("9", 1)] {
        responses.set(item, Answer::Value(value));
    }
    (definition, responses)
}

#[test]
fn a_panel_has_its_items_and_its_score_and_points_to_the_answers() {
    let (definition, responses) = phq_9();
    let (administration, patient) = (administration(&definition, Completion::Complete), subject());
    let score = definition.score(&responses, PersonFacts::default());
    let outgoing = Outgoing {
        id: "a1",
        patient: &patient,
        definition: &definition,
        administration: &administration,
        program: None,
        episode: None,
        responses: &responses,
        totals: &[],
        score: &score,
    };
    let all = observations(&outgoing);
    assert_eq!(all.len(), 11);
    assert_eq!(all[0]["code"]["coding"][0]["code"], "44249-1");
    assert_eq!(all[0]["hasMember"].as_array().unwrap().len(), 10);
    assert_eq!(all[0]["hasMember"][9]["reference"], "Observation/a1-score-total");
    assert_eq!(all[9]["valueCodeableConcept"]["coding"][0]["code"], "LA6569-3");
    assert_eq!((&all[10]["code"]["coding"][0]["code"], &all[10]["valueInteger"]), (&json!("44261-6"), &json!(10)));
    assert_eq!(all[10]["interpretation"][0]["text"], "moderate");
    assert!(all.iter().all(|each| each["derivedFrom"][0]["reference"] == "QuestionnaireResponse/a1"));
    // Read back, the total belongs to the response and is not an administration of its own.
    let context = context();
    let text = bundle(all.into_iter().chain(std::iter::once(questionnaire_response(&outgoing))));
    let mut known = Questionnaires::default();
    let records: Vec<_> = fhir::read(text.as_bytes(), &mut known, &context)
        .filter_map(|reading| if let Reading::Record(record) = reading.unwrap() { Some(record) } else { None })
        .collect();
    let derived: Vec<_> = records
        .iter()
        .map(|record| if let Content::Administration(each) = &record.content { each.derived_from.clone() } else { None })
        .collect();
    assert_eq!(derived, [None, Some("QuestionnaireResponse/a1".to_owned())]);
}

#[test]
fn a_prorated_total_names_what_was_filled_in_and_a_recalled_band_says_so() {
    let (definition, mut responses) = phq_9();
    responses.set("8", Answer::Value(1));
    let mut partial = Responses::new();
    for (item, answer) in responses.iter().filter(|(item, _)| *item != "4") {
        partial.set(item, answer);
    }
    let patient = subject();
    let last = |definition: &Definition, responses: &Responses| {
        let administration = administration(definition, Completion::Partial);
        let score = definition.score(responses, PersonFacts::default());
        let outgoing = Outgoing {
            id: "a1",
            patient: &patient,
            definition,
            administration: &administration,
            program: None,
            episode: None,
            responses,
            totals: &[],
            score: &score,
        };
        observations(&outgoing).pop().unwrap()
    };
    let named = |observation: &Value, name: &str| {
        let extensions = observation["extension"].as_array().cloned().unwrap_or_default();
        extensions.into_iter().filter(|each| each["url"].as_str().unwrap().ends_with(name)).count()
    };
    let whole = last(&definition, &responses);
    let prorated = last(&definition, &partial);
    assert_eq!((named(&whole, "imputed-item"), named(&prorated, "imputed-item")), (0, 1));
    assert!(prorated["extension"][1]["valueString"].as_str().unwrap().starts_with("4="), "{prorated}");
    assert_eq!(named(&whole["interpretation"][0], "mark"), 0);
    let pswq = Arc::clone(Library::shipped().unwrap().get("pswq").unwrap());
    let mut all = Responses::new();
    for item in &pswq.items {
        all.set(item.id.to_string(), Answer::Value(4));
    }
    let recalled = last(&pswq, &all);
    assert_eq!(named(&recalled["interpretation"][0], "mark"), 1, "{recalled}");
}

#[test]
fn a_score_that_cannot_be_computed_has_no_value() {
    let (definition, _) = phq_9();
    let mut responses = Responses::new();
    responses.set("9", Answer::Value(3));
    let (administration, patient) = (administration(&definition, Completion::Partial), subject());
    let score = definition.score(&responses, PersonFacts::default());
    let outgoing = Outgoing {
        id: "a1",
        patient: &patient,
        definition: &definition,
        administration: &administration,
        program: None,
        episode: None,
        responses: &responses,
        totals: &[],
        score: &score,
    };
    let total = observations(&outgoing).pop().unwrap();
    assert_eq!(total["code"]["coding"][0]["code"], "44261-6");
    assert!(total.get("valueInteger").is_none());
    assert_eq!(total["dataAbsentReason"]["coding"][0]["code"], "unknown");
}

#[test]
fn a_patient_comes_back_as_the_same_patient() {
    let given = Patient {
        record_number: "A-17".to_owned(),
        given_name: "Ana María".to_owned(),
        family_name: "Inventada".to_owned(),
        birth_day: "1990-05-01".parse().unwrap(),
        sex: Some(Sex::Female),
        race: Some(Race::White),
        ethnicity: Some(Ethnicity::Hispanic),
        language: "es".parse::<Language>().unwrap(),
    };
    let context = context();
    let text = patient("p1", &given).to_string();
    let readings: Vec<Reading> = fhir::read(text.as_bytes(), &mut Questionnaires::default(), &context).map(Result::unwrap).collect();
    let [Reading::Record(record)] = readings.as_slice() else { panic!("{readings:?}") };
    let Content::Patient(back) = &record.content else { panic!("{record:?}") };
    assert_eq!((record.external_key.as_deref(), &back.patient), (Some("p1"), &given));
}
