//! Traps of the result: what is added up, what is not, and when an answer that is not there is none that is missing.

use super::*;

fn value(score: &Score, scale: &str) -> Option<Points> {
    score.scales.iter().find(|each| &*each.scale == scale).and_then(|each| each.outcome.value())
}

fn points(score: &Score, scale: &str) -> Option<i64> {
    value(score, scale).and_then(Points::whole)
}

#[test]
fn phq_8_is_no_phq_9() {
    let (short, long) = (definition("phq-8"), definition("phq-9"));
    assert_ne!(short.loinc_panel, long.loinc_panel, "a quality measure takes one and not the other");
    assert_eq!((short.main().unwrap().maximum, long.main().unwrap().maximum), (Points::from_whole(24), Points::from_whole(27)));
    warns("phq-8", &["Not in one trend with the PHQ-9"]);
}

#[test]
fn gad_7_names_the_caseness_of_another_country() {
    let cautions = definition("gad-7").cautions.join(" ");
    assert!(cautions.contains('8') && cautions.contains("10"), "{cautions}");
}

#[test]
fn taps_asks_exactly_one_of_the_two_questions_about_heavy_days() {
    let form = definition("taps");
    // Whichever of the two was asked, nothing is missing from the score for alcohol.
    for (sex, asked) in [(Some(Sex::Female), "year_alcohol_women"), (Some(Sex::Male), "year_alcohol_men"), (None, "year_alcohol_men")] {
        let score = scored_by(&form, &[(asked, 0)], PersonFacts { sex, age: None });
        assert_eq!(points(&score, "alcohol"), Some(0), "{sex:?}");
    }
    warns("taps", &["exactly one is asked"]);
}

#[test]
fn bam_r_adds_nothing_across_its_subscales() {
    let form = definition("bam-r");
    assert!(form.main_scale.is_none());
    let direction = |scale: &str| form.scales.iter().find(|each| &*each.id == scale).map(|each| each.direction);
    assert_ne!(direction("protective"), direction("use"));
    assert_eq!(direction("risk"), direction("use"));
    warns("bam-r", &["BAM-IOP", "other ranges"]);
}

#[test]
fn c_ssrs_leaves_out_the_questions_that_its_skips_leave_out() {
    let form = definition("c-ssrs-screener");
    // No to the second question: the third to fifth are not asked, and nothing is missing.
    let score = scored(&form, &[("1", 0), ("2", 0), ("6", 0)]);
    assert!(
        form.result_word(&score).is_some_and(|word| word.contains("no risk identified")),
        "{:?} {:?}",
        form.result_word(&score),
        score.problems
    );
}

#[test]
fn asq_asks_the_fifth_question_only_after_a_positive_one_and_counts_a_refusal() {
    let form = definition("asq");
    let no = [("1", 0), ("2", 0), ("3", 0), ("4", 0)];
    assert!(form.result_word(&scored(&form, &no)).is_some_and(|word| word.contains("negative")), "the fifth is not missing");
    let mut responses = Responses::new();
    for (item, value) in no {
        responses.set(item, Answer::Value(value));
    }
    responses.set("2", Answer::Refused);
    responses.set("5", Answer::Value(0));
    let refused = form.score(&responses, PersonFacts::default());
    assert!(form.result_word(&refused).is_some_and(|word| word.contains("positive")), "{:?}", form.result_word(&refused));
    assert!(refused.alerts().count() > 0);
}

#[test]
fn one_yes_to_the_asq_is_told_as_one_and_not_as_four() {
    let form = definition("asq");
    let score = scored(&form, &[("1", 1), ("2", 0), ("3", 0), ("4", 0), ("5", 0)]);
    let told: Vec<Vec<Arc<str>>> = score.alerts().map(|answer| form.deciding_items(answer, PersonFacts::default())).collect();
    assert_eq!(told, [vec![Arc::from("1")]]);
}

#[test]
fn whodas_36_without_work_is_divided_by_what_was_asked() {
    let form = definition("whodas-36");
    let work = ["d5_5", "d5_6", "d5_7", "d5_8"];
    let answers = |working: i32| -> Vec<(&str, i32)> {
        let asked = form.items.iter().map(|item| &*item.id).filter(|item| working == 1 || !work.contains(item));
        asked.map(|item| (item, if item == "working" { working } else { 4 })).collect()
    };
    assert_eq!(total(&scored(&form, &answers(1))), Some(100));
    assert_eq!(total(&scored(&form, &answers(0))), Some(100), "the worst answers are 100 with and without work");
    warns("whodas-36", &["no reference for forms with gaps"]);
}

#[test]
fn mdq_is_positive_only_by_all_three_parts() {
    let form = definition("mdq");
    let with = |together: i32, problem: i32| {
        let mut answers: Vec<(String, i32)> = (1..=13).map(|item| (item.to_string(), i32::from(item <= 9))).collect();
        answers.extend([("14".to_owned(), together), ("15".to_owned(), problem)]);
        let answers: Vec<(&str, i32)> = answers.iter().map(|(item, value)| (item.as_str(), *value)).collect();
        form.result_word(&scored(&form, &answers)).unwrap_or_default().clone()
    };
    assert!(with(1, 2).contains("positive"), "{}", with(1, 2));
    for (together, problem) in [(0, 3), (1, 1)] {
        assert!(with(together, problem).contains("negative"), "nine times yes with {together}, {problem}: {}", with(together, problem));
    }
}

#[test]
fn asrs_shades_other_answers_in_its_first_three_items() {
    let form = definition("asrs-v1.1");
    // Sometimes (2) counts in items 1 to 3 and not in 4 to 6: three shaded answers, while often (3) counts in all six.
    assert_eq!((points(&all(&form, 2), "part_a_shaded"), points(&all(&form, 3), "part_a_shaded")), (Some(3), Some(6)));
    warns("asrs-v1.1", &["DSM-5", "0 to 25"]);
}

#[test]
fn ede_q_counts_item_eight_in_two_subscales_and_its_eating_items_are_scattered() {
    let form = definition("ede-q");
    let with = |item: &str| {
        let answers: Vec<(&str, i32)> = form.items.iter().map(|each| (&*each.id, if &*each.id == item { 6 } else { 0 })).collect();
        let score = scored(&form, &answers);
        let above = score.scales.iter().filter(|each| each.outcome.value().is_some_and(|value| value > Points::ZERO));
        above.map(|each| each.scale.to_string()).filter(|scale| scale != "global").collect::<Vec<String>>()
    };
    assert_eq!(with("8"), ["shape", "weight"]);
    for item in ["7", "9", "19", "20", "21"] {
        assert_eq!(with(item), ["eating"], "{item}");
    }
}

#[test]
fn promis_depression_is_its_t_score_by_the_table_of_four_items() {
    let form = definition("promis-dep-4a");
    let t = |answer| all(&form, answer).total();
    // HealthMeasures, PROMIS Depression scoring manual, short form 4a: raw 4 = 41.0, raw 20 = 79.4. The table of 8a begins at 37.1.
    assert_eq!((t(1), t(5)), (Some(Points::from_ten_thousandths(410_000)), Some(Points::from_ten_thousandths(794_000))));
}

#[test]
fn promis_29_pain_interference_thirteen_is_not_less_than_twelve() {
    let form = definition("promis-29");
    let t = |values: [i32; 4]| {
        value(&scored(&form, &["25", "26", "27", "28"].into_iter().zip(values).collect::<Vec<_>>()), "pain_interference")
    };
    let (twelve, thirteen) = (t([3, 3, 3, 3]).unwrap(), t([4, 3, 3, 3]).unwrap());
    assert!(thirteen > twelve, "VistA prints 52.5 for 13: {twelve:?} {thirteen:?}");
    assert_eq!(thirteen, Points::from_ten_thousandths(625_000));
}

#[test]
fn forms_without_confirmed_words_or_public_keys_take_totals_and_say_so() {
    for id in ["ors", "srs", "oq-45.2", "basis-24"] {
        let form = definition(id);
        assert!(form.texts.is_empty(), "{id} has words");
        assert!(form.cautions.iter().any(|caution| caution.contains("otal")), "{id}: {:?}", form.cautions);
    }
    warns("basis-24", &["never read it as no risk"]);
}

#[test]
fn pacs_has_free_alternatives() {
    warns("pacs", &["0 to 10", "item 8 of the BAM"]);
    assert!(!definition("crave-vas").texts.is_empty(), "the free one can be asked at once");
}
