//! Laws that hold for all rules together.

use proptest::prelude::*;

use super::testing::{Scene, keys};
use super::*;

fn scene(scores: &[(i32, i32, i32)], absences: &[bool], due: &[i32]) -> Scene {
    let mut scene = Scene::new("2026-11-30");
    for (number, (day, value, item_9)) in scores.iter().enumerate() {
        let day = "2026-09-01".parse::<Day>().unwrap().plus_days(*day).to_string();
        let given = scene.phq9(&day, *value).item_9(*item_9);
        if number == 0 { given.baseline().measurement() } else { given.measurement() }.review = None;
    }
    for (number, absent) in absences.iter().enumerate() {
        let attendance = if *absent { Attendance::Absent } else { Attendance::Attended };
        scene.attend(i32::try_from(number).unwrap(), attendance);
    }
    for day in due {
        scene.overdue("gad-7", "GAD-7", &"2026-11-01".parse::<Day>().unwrap().plus_days(*day).to_string());
    }
    scene
}

prop_compose! {
    fn scenes()(
        scores in prop::collection::vec((0..90, 0..28, 0..4), 0..12),
        absences in prop::collection::vec(any::<bool>(), 0..20),
        due in prop::collection::vec(0..29, 0..6),
    ) -> Scene {
        scene(&scores, &absences, &due)
    }
}

proptest! {
    #[test]
    fn the_order_of_the_records_changes_nothing(scene in scenes(), turn in 0_usize..12) {
        let before = scene.signs();
        let mut turned = scene.clone();
        let length = turned.snapshot.measurements.len();
        if length > 0 { turned.snapshot.measurements.rotate_left(turn % length); }
        turned.snapshot.attendance.reverse();
        turned.snapshot.due.reverse();
        prop_assert_eq!(before, turned.signs());
    }

    #[test]
    fn scoring_again_gives_the_same_keys(scene in scenes()) {
        let before = keys(&scene.signs());
        let mut again = scene.clone();
        for measurement in &mut again.snapshot.measurements { measurement.version = measurement.version.next(); }
        prop_assert_eq!(before, keys(&again.signs()));
    }

    #[test]
    fn every_positive_answer_has_a_sign_and_every_key_stands_once(scene in scenes()) {
        let signs = scene.signs();
        let positives = scene.snapshot.measurements.iter().filter(|each| each.safety.iter().any(|fact| fact.verdict == Verdict::Met));
        let told = signs.iter().filter(|sign| sign.rule == Rule::SafetyAnswer).count();
        prop_assert_eq!(positives.count(), told);
        let distinct: BTreeSet<_> = signs.iter().map(|sign| &sign.key).collect();
        prop_assert_eq!(distinct.len(), signs.len());
    }

    #[test]
    fn every_sign_rests_on_a_record_and_names_its_rule(scene in scenes()) {
        for sign in scene.signs() {
            prop_assert!(!sign.finding.evidence.is_empty());
            prop_assert_eq!(sign.key.rule(), Some(sign.rule));
            prop_assert!(sign.group.starts_with(sign.rule.code()));
        }
    }
}

#[test]
fn safety_comes_first_and_tasks_last() {
    let scene = scene(&[(85, 20, 1)], &[true, true], &[25]);
    let classes: Vec<Class> = scene.signs().iter().map(|sign| sign.class).collect();
    assert_eq!(classes, [Class::Safety, Class::Clinical, Class::Task, Class::Task]);
}
