//! Traps of coding: which numbers stand beside the answers, in which order, and where two ways to number one form differ.

use super::*;

#[test]
fn k6_counts_from_zero_and_maps_no_form_that_counts_from_one() {
    let form = definition("k6");
    assert_eq!((offered(&form, "1"), form.main().unwrap().maximum), (vec![0, 1, 2, 3, 4], Points::from_whole(24)));
    // The Australian highest answer is 5: it is refused, not taken for a 4.
    assert_eq!((total(&all(&form, 5)), all(&form, 5).problems.len()), (None, 6));
    warns("k6", &["1 to 5", "mapped"]);
}

#[test]
fn k10_counts_from_one_and_maps_no_form_that_counts_from_zero() {
    let form = definition("k10");
    let scale = form.main().unwrap();
    assert_eq!((offered(&form, "1"), scale.minimum, scale.maximum), (vec![1, 2, 3, 4, 5], Points::from_whole(10), Points::from_whole(50)));
    assert_eq!(total(&all(&form, 0)), None);
    warns("k10", &["0 to 40", "mapped"]);
}

#[test]
fn who_5_prints_five_first_and_turns_the_sum_into_percent_by_four() {
    let form = definition("who-5");
    assert_eq!(printed(&form, "1"), [5, 4, 3, 2, 1, 0]);
    assert_eq!([0, 1, 5].map(|answer| total(&all(&form, answer))), [Some(0), Some(20), Some(100)], "(raw - 5) x 4 gives -20, 0 and 80");
    assert_eq!(form.main().unwrap().direction, crate::definition::Direction::HigherIsBetter);
}

#[test]
fn isi_satisfaction_runs_from_satisfied_to_dissatisfied_and_is_never_reversed() {
    let form = definition("isi");
    assert_eq!(printed(&form, "4"), [0, 1, 2, 3, 4]);
    assert!(form.items.iter().all(|item| !item.is_recoded()));
    assert_eq!(total(&all(&form, 4)), Some(28));
}

#[test]
fn cesd_r_has_five_answers_and_four_scores() {
    let form = definition("cesd-r");
    assert_eq!(offered(&form, "1"), [0, 1, 2, 3, 4]);
    assert_eq!((total(&all(&form, 3)), total(&all(&form, 4))), (Some(60), Some(60)), "the two highest count alike");
    assert!(form.items.iter().all(|item| !item.is_recoded()), "no item is reversed, unlike in the CES-D");
    assert!(definition("ces-d").items.iter().any(crate::definition::Item::is_recoded));
}

#[test]
fn reqol_counts_no_physical_health_and_reverses_nothing() {
    let form = definition("reqol");
    let unscored: Vec<&str> = form.items.iter().filter(|item| !item.scored).map(|item| &*item.id).collect();
    assert_eq!((unscored.len(), form.main().unwrap().maximum), (1, Points::from_whole(40)));
    assert_eq!(form.main().unwrap().direction, crate::definition::Direction::HigherIsBetter);
    assert!(form.items.iter().all(|item| !item.is_recoded()));
}

#[test]
fn vanderbilt_is_two_scales_in_one_form() {
    let form = definition("vanderbilt");
    assert_eq!((offered(&form, "1"), offered(&form, "48")), (vec![0, 1, 2, 3], vec![1, 2, 3, 4, 5]));
    // Symptoms count from 2, performance from 4: a 3 in both is a symptom and no problem.
    let score = all(&form, 3);
    let of =
        |scale: &str| score.scales.iter().find(|each| &*each.scale == scale).and_then(|each| each.outcome.value()).and_then(Points::whole);
    assert_eq!((of("inattentive"), of("performance_problems")), (Some(9), Some(0)));
    warns("vanderbilt", &["second edition"]);
    warns("vanderbilt", &["follow-up forms"]);
}

#[test]
fn y_bocs_ends_at_forty_and_takes_no_five() {
    let form = definition("y-bocs");
    assert_eq!((offered(&form, "1"), form.main().unwrap().maximum), (vec![0, 1, 2, 3, 4], Points::from_whole(40)));
    assert_eq!(total(&all(&form, 5)), None, "that is the Y-BOCS-II");
    warns("y-bocs", &["Y-BOCS-II", "0 to 50"]);
}

#[test]
fn usaudit_has_seven_answers_at_first_and_ends_at_forty_six() {
    let form = definition("usaudit");
    assert_eq!((offered(&form, "1"), offered(&form, "9")), ((0..=6).collect(), vec![0, 2, 4]));
    assert_eq!(form.main().unwrap().maximum, Points::from_whole(46));
    assert!(form.scales.iter().all(|scale| scale.loinc.is_none()), "LOINC has no code for its totals");
}

#[test]
fn bam_r_item_one_runs_from_excellent_to_poor() {
    let form = definition("bam-r");
    assert_eq!(printed(&form, "1"), [0, 1, 2, 3, 4]);
    warns("bam-r", &["excellent (0) to poor (4)"]);
}

#[test]
fn scoff_names_the_words_that_differ_between_countries() {
    warns("scoff", &["one stone", "14 or 15 pounds"]);
}
