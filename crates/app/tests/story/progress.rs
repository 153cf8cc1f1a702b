//! Change since baseline, the expected course from the practice's own finished episodes, and what a report is given of both.

use app::course::{CourseJudgement, CourseStanding};
use app::{AppError, Settings, View};
use care::{Discharge, DischargeDestination, DischargeType, Episode};
use outcomes::change::judge::{ChangeCategory, NormUse};
use storage::testing::TestDatabase;
use vocabulary::{PatientId, Role, Verdict};

use crate::practice::{Practice, day, operator, patient, phq9, practice_in};

/// Answers that add up to this score, item 9 not among them.
fn answers(score: i32) -> [i32; 9] {
    std::array::from_fn(|item| if item == 8 { 0 } else { (score - 3 * i32::try_from(item).unwrap()).clamp(0, 3) })
}

async fn record(practice: &Practice, whom: PatientId, scores: &[(&str, i32)]) {
    for (on, score) in scores {
        practice.app.record_administration(&operator(), whom, phq9(on, answers(*score))).await.unwrap();
    }
}

/// Somebody whose episode ended: a score that falls from week to week, by an amount that differs between people.
async fn finished(practice: &Practice, program: vocabulary::ProgramId, number: i32) {
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
    let (start, noise) = (16 + number % 5, |step: i32| (number * 7 + step * 5) % 3 - 1);
    let falls = [("2026-03-02", 0), ("2026-03-16", 3), ("2026-04-13", 6 + number % 2), ("2026-06-08", 9 + number % 3)];
    let scores: Vec<(&str, i32)> =
        falls.iter().zip(0..).map(|((on, fall), step)| (*on, (start - fall + noise(step)).clamp(0, 24))).collect();
    record(practice, whom, &scores).await;
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
    assert!(matches!(refused, Err(AppError::RoleRefused(app::Data::Practice))));
    let reports = practice.app.fit_expected_courses(&operator()).await.unwrap();
    assert_eq!((reports.len(), reports[0].episodes, reports[0].refusal.is_some()), (1, 20, true));
    assert_eq!(judged(practice.anna).await.course, CourseJudgement::TooFew { episodes: 20, needed: 50 });

    for number in 20..60 {
        finished(&practice, program, number).await;
    }
    let reports = practice.app.fit_expected_courses(&operator()).await.unwrap();
    assert!(reports.iter().all(|report| report.refusal.is_none()), "{reports:?}");
    let CourseJudgement::Judged(off) = judged(practice.anna).await.course else { panic!("no course for Anna") };
    assert_eq!((off.standing, off.episodes, off.data_until), (CourseStanding::OffCourse, 60, day("2026-06-08")));
    assert!(off.expected < off.score && off.days.len() > 3);
    let CourseJudgement::Judged(on) = judged(practice.ben).await.course else { panic!("no course for Ben") };
    assert_eq!(on.standing, CourseStanding::OnCourse);
    let chance = |course: &app::course::JudgedCourse| course.chance.map(|chance| chance.percent);
    assert!(chance(&on) > chance(&off), "{:?} {:?}", on.chance, off.chance);

    let facts = practice.app.progress_facts(&director, practice.anna).await.unwrap();
    let [series] = facts.judgements.as_slice() else { panic!("{:?}", facts.judgements) };
    assert_eq!(series.instrument, "phq-9");
    assert_eq!(series.judgement, judged(practice.anna).await, "a report says what the page says");
}

#[tokio::test]
async fn scores_are_judged_since_baseline_and_beside_the_practices_own_course() {
    tell(storage::testing::sqlite().await).await;
}

#[tokio::test]
async fn scores_are_judged_the_same_on_postgresql() {
    tell(storage::testing::postgres().await).await;
}
