//! Change since baseline, the expected course from the practice's own finished episodes, and what a report is given of both.

use app::course::{CourseJudgement, CourseStanding};
use app::{AppError, Settings, View};
use care::{Discharge, DischargeDestination, DischargeType, Episode};
use outcomes::change::judge::{ChangeCategory, NormUse};
use storage::testing::TestDatabase;
use vocabulary::{PatientId, Role, Verdict};

use crate::practice::{Practice, day, operator, patient, phq9, practice, practice_in};

/// Answers that add up to this score, item 9 not among them.
fn answers(score: i32) -> [i32; 9] {
    std::array::from_fn(|item| if item == 8 { 0 } else { (score - 3 * i32::try_from(item).unwrap()).clamp(0, 3) })
}

async fn record(practice: &Practice, whom: PatientId, scores: &[(&str, i32)]) {
    for (on, score) in scores {
        practice.app.record_administration(&operator(), whom, phq9(on, answers(*score))).await.unwrap();
    }
}

/// Somebody whose episode ended.
async fn discharged(practice: &Practice, program: vocabulary::ProgramId, number: i32) -> PatientId {
    let whom = patient(&practice.app, &format!("F-{number}"), "Former", None).await;
    let ended = Discharge { day: day("2026-06-30"), kind: DischargeType::Completed, destination: DischargeDestination::Home };
    let episode = Episode {
        patient: whom,
        program,
        admitted: day("2026-03-02"),
        discharge: Some(ended),
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    };
    practice.app.admit(&operator(), episode, "CBT".to_owned(), None).await.unwrap();
    whom
}

/// The same with a score that falls from week to week, by an amount that differs between people.
async fn finished(practice: &Practice, program: vocabulary::ProgramId, number: i32) -> PatientId {
    let whom = discharged(practice, program, number).await;
    let (start, noise) = (16 + number % 5, |step: i32| (number * 7 + step * 5) % 3 - 1);
    let falls = [("2026-03-02", 0), ("2026-03-16", 3), ("2026-04-13", 6 + number % 2), ("2026-06-08", 9 + number % 3)];
    let scores: Vec<(&str, i32)> =
        falls.iter().zip(0..).map(|((on, fall), step)| (*on, (start - fall + noise(step)).clamp(0, 24))).collect();
    record(practice, whom, &scores).await;
    whom
}

async fn tell(test: TestDatabase) {
    let practice = practice_in(test, Settings::default()).await;
    let (director, _) = practice.somebody("dara", &[Role::Director], None).await;
    let (biller, _) = practice.somebody("bill", &[Role::Biller], None).await;
    record(&practice, practice.anna, &[("2026-10-01", 18), ("2026-11-12", 24)]).await;
    record(&practice, practice.ben, &[("2026-10-01", 18), ("2026-11-12", 8)]).await;
    let judged = async |whom: PatientId| {
        let page = practice.app.patient(&director, whom, View::Current).await.unwrap();
        page.series.into_iter().next().unwrap().judgement.unwrap()
    };

    let anna = judged(practice.anna).await;
    assert_eq!(anna.change.category, Some(ChangeCategory::ReliablyWorse), "six points is the published value");
    assert!(matches!(&anna.change.norm, NormUse::Used(norm) if norm.enabled_by.is_none()));
    assert_eq!(anna.course, CourseJudgement::NotFitted);
    assert_eq!(judged(practice.ben).await.response.verdict, Verdict::Met);

    let program = practice.app.registration_choices(&operator()).await.unwrap().programs[0].id;
    for number in 0..20 {
        finished(&practice, program, number).await;
    }
    let refused = practice.app.fit_expected_courses(&biller).await;
    assert!(matches!(refused, Err(AppError::RoleRefused(app::Data::CourseFits))));
    let reports = practice.app.fit_expected_courses(&operator()).await.unwrap();
    assert_eq!((reports.len(), reports[0].episodes, reports[0].refusal.is_some()), (1, 20, true));
    assert_eq!(judged(practice.anna).await.course, CourseJudgement::TooFew { episodes: 20, needed: 50 });

    for number in 20..59 {
        finished(&practice, program, number).await;
    }
    let former = finished(&practice, program, 59).await;
    let reports = practice.app.fit_expected_courses(&operator()).await.unwrap();
    assert!(reports.iter().all(|report| report.refusal.is_none()), "{reports:?}");
    let CourseJudgement::Judged(off) = judged(practice.anna).await.course else { panic!("no course for Anna") };
    assert_eq!((off.standing, off.episodes, off.data_until), (CourseStanding::OffCourse, 60, day("2026-06-08")));
    assert!(off.expected < off.score && off.days.len() > 3);
    assert_eq!(off.dynamic, None, "nothing but the intake stands before the latest score");
    let next = off.next.expect("the course reaches a further score");
    assert_eq!(next.day, day("2026-12-10"), "four weeks at most after the latest score");
    assert!(next.low < next.value && next.value < next.high && next.value < off.score && next.value > off.expected, "{next:?}");
    let CourseJudgement::Judged(on) = judged(practice.ben).await.course else { panic!("no course for Ben") };
    assert_eq!(on.standing, CourseStanding::OnCourse);
    record(&practice, practice.ben, &[("2026-11-14", 11)]).await;
    let CourseJudgement::Judged(risen) = judged(practice.ben).await.course else { panic!("no course for Ben") };
    let drawn = risen.days.iter().find(|each| each.day == day("2026-11-14")).expect("a day of the course on the day of the score");
    assert_eq!(drawn.mean, risen.expected, "the chart tells the same expectation as the sentence");
    let dynamic = risen.dynamic.expect("two scores stand before the latest");
    assert!(dynamic.expected < risen.expected, "given 8 two days before, less than 13 is expected: {dynamic:?}");
    assert_eq!(risen.standing, CourseStanding::OnCourse, "given the intake alone");
    assert_ne!(dynamic.standing, CourseStanding::OnCourse, "given 8 two days before");
    let CourseJudgement::Judged(ended) = judged(former).await.course else { panic!("no course for somebody discharged") };
    assert_eq!(ended.next, None, "no score is expected after the discharge");
    let chance = |course: &app::course::JudgedCourse| course.chance.map(|chance| chance.percent);
    assert!(chance(&on) > chance(&off), "{:?} {:?}", on.chance, off.chance);

    assert!(!practice.app.fit_courses_when_due().await.unwrap(), "they were fitted today");
    practice.test.pass_seconds(8 * 24 * 3600);
    assert!(practice.app.fit_courses_when_due().await.unwrap(), "a week later the program fits them by itself");
    assert!(!practice.app.fit_courses_when_due().await.unwrap());

    let to_the_payer = app::release::Disclosure {
        recipient: "Blue Ridge Health".to_owned(),
        reason: "concurrent review".to_owned(),
        basis: "payment".to_owned(),
        authority: String::new(),
    };
    let facts = practice.app.progress_facts_for(&director, practice.anna, &to_the_payer).await.unwrap();
    let [series] = facts.judgements.as_slice() else { panic!("{:?}", facts.judgements) };
    assert_eq!(series.instrument, "phq-9");
    assert_eq!(series.judgement, judged(practice.anna).await, "a report says what the page says");
}

#[tokio::test]
async fn the_scores_of_merged_records_are_one_course() {
    let practice = practice(Settings::default()).await;
    let program = practice.app.registration_choices(&operator()).await.unwrap().programs[0].id;
    let episodes = async || practice.app.fit_expected_courses(&operator()).await.unwrap().first().map(|report| report.episodes);
    finished(&practice, program, 0).await;
    assert_eq!(episodes().await, Some(1));
    // Somebody's only second score stands under another record.
    let (one, double) = (discharged(&practice, program, 1).await, patient(&practice.app, "F-D", "Double", None).await);
    record(&practice, one, &[("2026-03-02", 18)]).await;
    record(&practice, double, &[("2026-05-04", 9)]).await;
    assert_eq!(episodes().await, Some(1), "one score makes no course");
    practice.app.link_patients(&operator(), care::PatientLink::Merged { kept: double, merged: one }).await.unwrap();
    assert_eq!(episodes().await, Some(2));
}

#[tokio::test]
async fn scores_are_judged_since_baseline_and_beside_the_practices_own_course() {
    tell(storage::testing::sqlite().await).await;
}

#[tokio::test]
async fn scores_are_judged_the_same_on_postgresql() {
    tell(storage::testing::postgres().await).await;
}

#[tokio::test]
async fn alerts_are_evaluated_on_patients_held_apart_and_only_where_a_norm_counts() {
    let practice = practice(Settings::default()).await;
    let program = practice.app.registration_choices(&operator()).await.unwrap().programs[0].id;
    for number in 0..130 {
        finished(&practice, program, number).await;
    }
    let (director, _) = practice.somebody("ruth", &[Role::Director], None).await;
    let evaluated = practice.app.evaluate_expected_courses(&director, "phq-9").await.unwrap();
    let (norm, evaluation) = evaluated.judged.expect("the PHQ-9 has a verified norm");
    assert_eq!((norm.least_change, evaluated.data_until), (vocabulary::Points::from_whole(6), day("2026-06-08")));
    assert_eq!(evaluation.patients_fitted + evaluation.patients_held_apart, 130);
    assert!(evaluation.episodes > 40 && evaluation.episodes_without_course == 0, "{evaluation:?}");
    assert!(evaluation.rules.len() == 5 && evaluation.rules.iter().all(|rule| rule.flagged.of == evaluation.episodes));
    assert!(evaluation.improved.count > evaluation.deteriorated.count);
    assert!(practice.app.evaluate_expected_courses(&director, "phq-15").await.unwrap().judged.is_none(), "no norm, no evaluation");
    let (desk, _) = practice.somebody("desk", &[Role::FrontDesk], None).await;
    let refused = practice.app.evaluate_expected_courses(&desk, "phq-9").await;
    assert!(matches!(refused, Err(AppError::RoleRefused(app::Data::Courses))));
    assert!(matches!(practice.app.fit_expected_courses(&desk).await, Err(AppError::RoleRefused(app::Data::CourseFits))));
}

/// A file of one course of the PHQ-9 for all first scores.
const COURSE: &str = include_str!("course.toml");

#[tokio::test]
async fn a_file_of_courses_is_taken_as_a_whole_and_stays_until_another_comes() {
    let practice = practice(Settings::default()).await;
    for (on, answers) in [("2026-10-02", [2, 2, 2, 2, 2, 2, 2, 2, 0]), ("2026-11-20", [3, 3, 3, 3, 3, 3, 3, 3, 0])] {
        practice.app.record_administration(&operator(), practice.anna, phq9(on, answers)).await.unwrap();
    }
    let course = async || {
        let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
        page.series.into_iter().next().unwrap().judgement.unwrap().course
    };
    let refused = async |from: &str, to: &str| {
        assert!(COURSE.contains(from));
        let text = COURSE.replace(from, to);
        practice.app.import_expected_courses(&operator(), &text).await.unwrap().unwrap_err().to_string()
    };
    assert_eq!(refused("\"weeks\"", "\"days\"").await, "course 1: time counts days, and has to count weeks");
    assert_eq!(refused("phq-9", "tea-leaves").await, "course 1: no trended instrument tea-leaves");
    assert_eq!(refused("higher_is_worse", "higher_is_better").await, "course 1: the direction is not that of phq-9");
    assert_eq!(refused("data_cut_off = \"2026-06-30\"\n", "").await, "course 1: data_cut_off is missing");
    assert!(refused("[[4.2, -0.6], [-0.6, 3.1]]", "[[4.2, -6.0], [-6.0, 3.1]]").await.starts_with("course 1: the population"));
    assert_eq!(course().await, CourseJudgement::NotFitted, "nothing of a refused file is used");
    let (biller, _) = practice.somebody("bill", &[Role::Biller], None).await;
    assert!(matches!(practice.app.import_expected_courses(&biller, COURSE).await, Err(AppError::RoleRefused(app::Data::CourseFits))));

    let taken = practice.app.import_expected_courses(&operator(), COURSE).await.unwrap().unwrap();
    assert_eq!((taken.len(), taken[0].episodes), (1, 212));
    let CourseJudgement::Judged(judged) = course().await else { panic!("no course") };
    assert_eq!((judged.standing, judged.episodes, judged.data_until), (CourseStanding::OffCourse, 212, day("2026-06-30")));
    practice.app.fit_expected_courses(&operator()).await.unwrap();
    assert!(matches!(course().await, CourseJudgement::Judged(same) if same.episodes == 212));
}
