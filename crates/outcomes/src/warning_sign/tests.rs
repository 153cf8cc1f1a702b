//! Laws that hold for all rules together.

use proptest::prelude::*;
use vocabulary::Points;

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

#[test]
fn what_was_measured_before_the_stay_is_told_for_safety_and_withdrawal_and_nothing_else() {
    let rules = |begins: &str| {
        let mut scene = Scene::new("2026-11-30");
        for (number, on) in ["2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22"].into_iter().enumerate() {
            let given = scene.phq9(on, 18);
            if number == 0 {
                given.item_9(1);
            }
        }
        scene.measure("cows", "COWS", "2026-11-28", 14);
        scene.snapshot.begins = begins.parse().unwrap();
        scene.signs().into_iter().map(|sign| sign.rule).collect::<Vec<_>>()
    };
    assert_eq!(rules("2026-11-01"), [Rule::SafetyAnswer, Rule::WithdrawalScale, Rule::Plateau]);
    assert_eq!(rules("2026-11-29"), [Rule::SafetyAnswer, Rule::WithdrawalScale]);
}

#[test]
fn after_a_stay_whoever_got_worse_is_told_of_and_no_course_or_plan_is_spoken_of() {
    let mut scene = Scene::new("2026-11-30");
    scene.phq9("2026-09-01", 12).baseline();
    for on in ["2026-11-08", "2026-11-15", "2026-11-22", "2026-11-29"] {
        let measurement = scene.phq9(on, 19).measurement();
        measurement.change = ChangeStanding::ReliablyWorse { worse_by: Points::from_whole(7), reliable_change: Points::from_whole(6) };
        measurement.course = CourseStanding::OffCourse { beyond: Points::from_whole(2), dynamic: DynamicCourse::OffCourse };
    }
    let rules = |scene: &Scene| scene.signs().into_iter().map(|sign| sign.rule).collect::<BTreeSet<_>>();
    assert!(rules(&scene).is_superset(&BTreeSet::from([Rule::ReliableDeterioration, Rule::OffCourse, Rule::Plateau])));
    scene.snapshot.episode = None;
    assert_eq!(rules(&scene), BTreeSet::from([Rule::ReliableDeterioration]));
}
