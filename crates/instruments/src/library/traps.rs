//! The traps into which other software fell, each a test of its own. Where a trap is a matter of numbers, the reference vectors of the instrument
//! hold it too; here it has its name.

mod coding;
mod result;

use std::collections::BTreeSet;

use vocabulary::{Points, Sex};

use super::*;
use crate::definition::{IntendedUse, TextPolicy};
use crate::{Answer, PersonFacts, Responses, Score};

fn definition(id: &str) -> Arc<Definition> {
    Arc::clone(Library::shipped().unwrap().get(id).unwrap_or_else(|| panic!("{id} is in the library")))
}

fn scored_by(definition: &Definition, answers: &[(&str, i32)], facts: PersonFacts) -> Score {
    let mut responses = Responses::new();
    for (item, value) in answers {
        responses.set(*item, Answer::Value(*value));
    }
    definition.score(&responses, facts)
}

fn scored(definition: &Definition, answers: &[(&str, i32)]) -> Score {
    scored_by(definition, answers, PersonFacts::default())
}

/// The same answer to every item.
fn all(definition: &Definition, value: i32) -> Score {
    let answers: Vec<(&str, i32)> = definition.items.iter().map(|item| (&*item.id, value)).collect();
    scored(definition, &answers)
}

fn total(score: &Score) -> Option<i64> {
    score.total().and_then(Points::whole)
}

fn offered(definition: &Definition, item: &str) -> Vec<i32> {
    let place = definition.item(item).unwrap();
    (-2..=20).filter(|value| definition.answers_of(place).offers(*value)).collect()
}

/// The options of an item in the order in which the form prints them.
fn printed(definition: &Definition, item: &str) -> Vec<i32> {
    match &definition.answers_of(definition.item(item).unwrap()).kind {
        crate::definition::AnswerKind::Options(options) => options.iter().map(|(value, _)| *value).collect(),
        crate::definition::AnswerKind::Number { .. } => Vec::new(),
    }
}

fn concept(definition: &Definition, place: usize) -> &str {
    definition.items[place].concept.as_deref().unwrap_or_default()
}

fn warns(id: &str, words: &[&str]) {
    let definition = definition(id);
    let is_said = definition.cautions.iter().any(|caution| words.iter().all(|word| caution.contains(word)));
    assert!(is_said, "{id} says nothing of {words:?}: {:?}", definition.cautions);
}

fn is_never_a_trend(id: &str, expected: IntendedUse) {
    let used = definition(id).intended_use;
    assert_eq!((used, used.is_trended()), (expected, false), "{id}");
}

#[test]
fn phq_2_takes_no_yes_and_no_and_no_numbers_from_one_on() {
    let phq_2 = definition("phq-2");
    assert_eq!(offered(&phq_2, "1"), [0, 1, 2, 3]);
    // An export that counts the options from 1 has a 4 that the form does not know: it counts as missing, and there is no total.
    let score = scored(&phq_2, &[("1", 4), ("2", 4)]);
    assert_eq!((score.status(), total(&score), score.problems.len()), ("not_administered", None, 2));
    warns("phq-2", &["yes or no"]);
    warns("phq-2", &["number the options from 1"]);
}

#[test]
fn phq_a_has_another_order_than_the_phq_9() {
    let (adolescent, adult) = (definition("phq-a"), definition("phq-9"));
    let order = |definition: &Definition| -> Vec<String> { (0..9).map(|place| concept(definition, place).to_owned()).collect() };
    assert_ne!(order(&adolescent), order(&adult), "positions do not match");
    let set = |definition| order(definition).into_iter().collect::<BTreeSet<String>>();
    assert_eq!(set(&adolescent), set(&adult), "concepts do");
    assert_eq!(["low_mood", "anhedonia", "sleep", "appetite", "fatigue"], [0, 1, 2, 3, 4].map(|place| concept(&adolescent, place)));
}

#[test]
fn phq_15_takes_no_three_from_the_full_phq() {
    let phq_15 = definition("phq-15");
    for item in &phq_15.items {
        assert_eq!(offered(&phq_15, &item.id), [0, 1, 2], "{}", item.id);
    }
    warns("phq-15", &["recoded", "0, 1, 2, 2"]);
}

#[test]
fn loinc_70273_8_is_the_phq_15_and_not_the_gad_2() {
    let library = Library::shipped().unwrap();
    assert_eq!(library.by_loinc_score("70273-8").map(|(definition, _)| &*definition.id), Some("phq-15"));
}

#[test]
fn a_phq_15_of_fifteen_is_high() {
    let phq_15 = definition("phq-15");
    let scale = phq_15.main().unwrap();
    let band = scale.bands.iter().rfind(|band| band.from <= Points::from_whole(15)).unwrap();
    assert_eq!(&*band.name, "high");
}

#[test]
fn gad_7_begins_with_not_at_all() {
    let gad_7 = definition("gad-7");
    let text = gad_7.texts.get(&vocabulary::Language::english()).unwrap();
    assert_eq!(text.options[gad_7.items[0].answers][0], "Not at all");
    assert!(!text.options.iter().flatten().any(|label| label.contains("Not at all sure")));
}

#[test]
fn loinc_44249_1_is_the_phq_9_and_not_the_gad_7() {
    assert_eq!(Library::shipped().unwrap().by_loinc_panel("44249-1").map(|definition| definition.id.to_string()), Some("phq-9".to_owned()));
}

#[test]
fn pcl_5_is_the_monthly_form_and_its_maximum_is_eighty() {
    let pcl_5 = definition("pcl-5");
    assert_eq!(pcl_5.recall.as_deref().unwrap_or_default(), "past month");
    assert_eq!(pcl_5.main().unwrap().maximum, Points::from_whole(80));
    assert_eq!(Library::shipped().unwrap().iter().filter(|each| each.id.starts_with("pcl")).count(), 1, "no weekly form under another id");
    warns("pcl-5", &["weekly form is another instrument"]);
}

#[test]
fn pc_ptsd_5_does_not_count_its_gate() {
    let form = definition("pc-ptsd-5");
    assert_eq!(form.items.iter().filter(|item| item.scored).count(), 5);
    assert_eq!(form.main().unwrap().maximum, Points::from_whole(5));
}

#[test]
fn audit_has_no_one_and_three_in_its_last_items() {
    let audit = definition("audit");
    assert_eq!((offered(&audit, "9"), offered(&audit, "10")), (vec![0, 2, 4], vec![0, 2, 4]));
}

#[test]
fn audit_c_is_never_computed_from_the_usaudit() {
    let (audit_c, usaudit) = (definition("audit-c"), definition("usaudit"));
    assert_ne!(offered(&audit_c, "1"), offered(&usaudit, "1"), "the options are others");
    let codes = |definition: &Definition| -> BTreeSet<String> {
        definition.items.iter().filter_map(|item| item.loinc.as_ref().map(|code| code.as_str().to_owned())).collect()
    };
    assert!(codes(&audit_c).is_disjoint(&codes(&usaudit)), "no code maps one onto the other");
    let score = scored(&audit_c, &[("1", 6), ("2", 6), ("3", 6)]);
    assert_eq!((total(&score), score.problems.len()), (None, 3));
}

#[test]
fn loinc_76504_0_is_not_the_audit_c() {
    let library = Library::shipped().unwrap();
    assert!(library.by_loinc_score("76504-0").is_none(), "that is HARK");
    assert_eq!(library.by_loinc_score("75626-2").map(|(definition, _)| &*definition.id), Some("audit-c"));
}

#[test]
fn audit_c_without_a_sex_is_neither_positive_nor_negative_at_three() {
    let audit_c = definition("audit-c");
    let verdicts = |sex| scored_by(&audit_c, &[("1", 1), ("2", 1), ("3", 1)], PersonFacts { sex, age: None }).scales[0].cutoffs.clone();
    assert!(verdicts(None).contains(&vocabulary::Verdict::Unknown));
    assert!(verdicts(Some(Sex::Female)).contains(&vocabulary::Verdict::Met));
    assert!(verdicts(Some(Sex::Male)).contains(&vocabulary::Verdict::NotMet));
}

#[test]
fn dast_10_reverses_item_three_only() {
    let dast = definition("dast-10");
    let reversed: Vec<&str> = dast.items.iter().filter(|item| item.is_recoded()).map(|item| &*item.id).collect();
    assert_eq!(reversed, ["3"]);
}

#[test]
fn taps_has_no_total() {
    assert!(definition("taps").main_scale.is_none());
}

#[test]
fn cage_aid_is_a_screen_of_a_life_and_never_a_trend() {
    is_never_a_trend("cage-aid", IntendedUse::Screening);
}

#[test]
fn mdq_is_a_screen_and_never_a_trend() {
    is_never_a_trend("mdq", IntendedUse::Screening);
}

#[test]
fn ace_is_history_and_never_a_trend() {
    is_never_a_trend("ace", IntendedUse::History);
}

#[test]
fn barc_10_begins_at_ten() {
    assert_eq!(definition("barc-10").main().unwrap().minimum, Points::from_whole(10));
}

#[test]
fn c_ssrs_all_no_is_no_risk_identified_and_not_low() {
    let form = definition("c-ssrs-screener");
    let word = form.result_word(&all(&form, 0)).unwrap();
    assert!(word.contains("no risk identified") && !word.contains("low"), "{word}");
}

#[test]
fn c_ssrs_since_last_contact_is_another_form() {
    let form = definition("c-ssrs-screener");
    assert!(form.recall.as_deref().is_some_and(|recall| recall.contains("past month")), "{:?}", form.recall);
    assert_eq!(Library::shipped().unwrap().iter().filter(|each| each.id.starts_with("c-ssrs")).count(), 1);
    warns("c-ssrs-screener", &["since last contact", "another form"]);
}

#[test]
fn whodas_12_says_how_it_counts() {
    let form = definition("whodas-12");
    let first = form.items.iter().find(|item| item.scored).unwrap();
    let bounds = form.answers_of(form.item(&first.id).unwrap()).bounds();
    let scale = form.main().unwrap();
    assert_eq!(bounds.1 - bounds.0, 4);
    assert!(scale.minimum >= Points::ZERO && scale.maximum > scale.minimum);
    assert!(form.cautions.iter().any(|caution| caution.contains("12")), "{:?}", form.cautions);
}

#[test]
fn wsas_not_applicable_is_not_zero() {
    let form = definition("wsas");
    let mut responses = Responses::new();
    for item in form.items.iter().filter(|item| item.scored) {
        responses.set(item.id.to_string(), Answer::Value(2));
    }
    let first = (0..form.items.len()).find(|place| form.answers_of(*place).not_applicable).unwrap();
    responses.set(form.items[first].id.to_string(), Answer::NotApplicable);
    let score = form.score(&responses, PersonFacts::default());
    assert_ne!(total(&score), Some(8), "the item would count 0");
}

#[test]
fn dass_21_is_doubled_before_it_is_banded() {
    let form = definition("dass-21");
    for scale in form.scales.iter().filter(|scale| !scale.bands.is_empty()) {
        assert_eq!(scale.maximum, Points::from_whole(42), "{}", scale.id);
    }
}

#[test]
fn qids_sr16_is_no_plain_sum() {
    let form = definition("qids-sr16");
    assert_eq!((form.items.iter().filter(|item| item.scored).count(), form.main().unwrap().maximum), (16, Points::from_whole(27)));
}

#[test]
fn epds_prints_some_items_from_three_to_zero() {
    let form = definition("epds");
    for item in ["1", "2", "4"] {
        assert_eq!(printed(&form, item), [0, 1, 2, 3], "{item}");
    }
    for item in ["3", "5", "6", "7", "8", "9", "10"] {
        assert_eq!(printed(&form, item), [3, 2, 1, 0], "{item}");
    }
}

#[test]
fn core_10_is_neither_reworded_nor_translated() {
    for id in ["core-10", "core-om"] {
        let form = definition(id);
        assert_eq!(form.licence.text, TextPolicy::AwaitingConfirmation, "{id}");
        assert!(form.texts.is_empty(), "{id} has a wording that nobody confirmed");
    }
    warns("core-10", &["no change of wording", "no translations"]);
}

#[test]
fn core_10_prints_two_items_reversed_and_does_not_reverse_them_again() {
    let form = definition("core-10");
    assert_eq!((printed(&form, "2"), printed(&form, "3")), (vec![4, 3, 2, 1, 0], vec![4, 3, 2, 1, 0]));
    assert!(form.items.iter().all(|item| !item.is_recoded()));
}

#[test]
fn smfq_does_not_ask_about_suicide() {
    assert!(definition("smfq").safety.is_empty());
}

#[test]
fn ymrs_has_four_items_up_to_eight() {
    let form = definition("ymrs");
    let double = form.items.iter().enumerate().filter(|(place, _)| form.answers_of(*place).bounds().1 == 8).count();
    assert_eq!((double, form.main().unwrap().maximum), (4, Points::from_whole(60)));
}

#[test]
fn pss_10_reverses_its_own_items() {
    let reversed: Vec<String> =
        definition("pss-10").items.iter().filter(|item| item.is_recoded()).map(|item| item.id.to_string()).collect();
    assert_eq!(reversed, ["4", "5", "7", "8"]);
}

#[test]
fn ciwa_ar_ends_at_sixty_seven() {
    let form = definition("ciwa-ar");
    let last = form.items.len() - 1;
    assert_eq!((form.answers_of(last).bounds().1, form.main().unwrap().maximum), (4, Points::from_whole(67)));
}

#[test]
fn cows_takes_only_the_points_that_each_sign_has() {
    let form = definition("cows");
    let sets: [&[i32]; 11] = [
        &[0, 1, 2, 4],
        &[0, 1, 2, 3, 4],
        &[0, 1, 3, 5],
        &[0, 1, 2, 5],
        &[0, 1, 2, 4],
        &[0, 1, 2, 4],
        &[0, 1, 2, 3, 5],
        &[0, 1, 2, 4],
        &[0, 1, 2, 4],
        &[0, 1, 2, 4],
        &[0, 3, 5],
    ];
    for (item, set) in form.items.iter().zip(sets) {
        assert_eq!(offered(&form, &item.id), set, "{}", item.id);
    }
    // A 3 for the pulse does not exist: it counts as missing, and a total needs all signs.
    let answers: Vec<(&str, i32)> = form.items.iter().map(|item| (&*item.id, if &*item.id == "1" { 3 } else { 0 })).collect();
    let score = scored(&form, &answers);
    assert_eq!((score.status(), score.problems.len()), ("unscorable", 1));
    assert_eq!(form.main().unwrap().maximum, Points::from_whole(48));
}

#[test]
fn phq_9_does_not_count_item_ten_and_tells_of_item_nine_whatever_the_total() {
    let form = definition("phq-9");
    assert!(!form.items[form.item("10").unwrap()].scored);
    let score = scored(&form, &[("9", 1)]);
    assert_eq!((score.status(), score.alerts().count()), ("unscorable", 1));
}
