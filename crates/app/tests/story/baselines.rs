//! From which score a change is counted: merged records, a readmission and two open episodes give one answer on every page and in every judgement.

use app::Settings;
use app::caseload::{CaseloadQuery, Need};
use care::{CareTeamMember, CareTeamRole, Discharge, DischargeDestination, DischargeType, Episode, PatientLink, Program};
use outcomes::change::judge::ChangeCategory;
use outcomes::warning_sign::Rule;
use storage::View;
use utilization_review::level_of_care::Determination;
use vocabulary::{EpisodeId, LevelOfCare, PatientId, Period, ProgramId};

use crate::levels_of_care::{licensed, ready_to_step_down};
use crate::practice::{Practice, day, operator, patient, phq9, practice, practice_in};

async fn both(story: impl AsyncFn(Practice)) {
    story(practice(Settings::default()).await).await;
    story(practice_in(storage::testing::postgres().await, Settings::default()).await).await;
}

async fn scores(practice: &Practice, whom: PatientId, scores: &[(&str, [i32; 9])]) {
    for (on, answers) in scores {
        practice.app.record_administration(&operator(), whom, phq9(on, *answers)).await.unwrap();
    }
}

async fn program(practice: &Practice) -> ProgramId {
    practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap().episodes[0].episode.value().program
}

async fn admit(practice: &Practice, whom: PatientId, program: ProgramId, admitted: &str, discharged: Option<&str>) -> EpisodeId {
    let discharge =
        discharged.map(|on| Discharge { day: day(on), kind: DischargeType::Completed, destination: DischargeDestination::Home });
    let episode = Episode {
        patient: whom,
        program,
        admitted: day(admitted),
        discharge,
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    };
    practice.app.admit(&operator(), episode, "CBT".to_owned(), None).await.unwrap();
    let page = practice.app.patient(&operator(), whom, View::Current).await.unwrap();
    page.episodes.iter().find(|found| found.episode.value().admitted == day(admitted)).unwrap().episode.id
}

#[tokio::test]
async fn the_scores_of_merged_records_are_one_series() {
    both(async |practice| {
        ready_to_step_down(&practice).await;
        let okoro = licensed(&practice).await;
        // The first score of all stands under the other record: worse at the beginning than anybody knew.
        scores(&practice, practice.ben, &[("2026-10-01", [3, 3, 3, 3, 3, 3, 3, 3, 0]), ("2026-11-12", [0; 9])]).await;
        practice.app.link_patients(&operator(), PatientLink::Merged { kept: practice.anna, merged: practice.ben }).await.unwrap();
        practice.app.judge_everybody().await.unwrap();
        let page = practice.app.level_of_care(&okoro, practice.anna, None).await.unwrap();
        let traces: Vec<_> = page.episodes.iter().filter_map(|episode| episode.trace.as_ref()).collect();
        assert!(traces.iter().any(|trace| trace.determination == Determination::StepDown), "{traces:?}");
        for trace in traces {
            let change = format!("{trace:?}").matches("value: \"recovered\"").count();
            assert!(change > 0, "from 24 to 2 over both records: {trace:?}");
        }
        let shown = practice.app.patient(&okoro, practice.anna, View::Current).await.unwrap();
        let judged = shown.series.iter().find_map(|series| series.judgement.as_ref()).unwrap();
        assert_eq!((judged.baseline_day, judged.change.category), (day("2026-10-01"), Some(ChangeCategory::Recovered)));
    })
    .await;
}

#[tokio::test]
async fn after_a_readmission_every_page_counts_from_the_same_score() {
    both(async |practice| {
        let program = program(&practice).await;
        let rita = patient(&practice.app, "R-1", "Rita", None).await;
        admit(&practice, rita, program, "2026-10-01", Some("2026-11-10")).await;
        admit(&practice, rita, program, "2026-11-16", None).await;
        let period = Period::new(day("2026-10-01"), None).unwrap();
        let member = CareTeamMember { patient: rita, clinician: practice.treating, role: CareTeamRole::Primary, period };
        practice.app.join_care_team(&operator(), member).await.unwrap();
        let okoro = licensed(&practice).await;
        // 22 in the former stay, within two weeks of the admission; then 8 and 20.
        let of_both_stays = [
            ("2026-11-05", [3, 3, 3, 3, 3, 3, 2, 2, 0]),
            ("2026-11-17", [1, 1, 1, 1, 1, 1, 1, 1, 0]),
            ("2026-11-22", [3, 3, 3, 3, 2, 2, 2, 2, 0]),
        ];
        scores(&practice, rita, &of_both_stays).await;
        let page = practice.app.patient(&okoro, rita, View::Current).await.unwrap();
        let judged = page.series.iter().find_map(|series| series.judgement.as_ref()).unwrap();
        assert_eq!((judged.baseline_day, judged.change.category), (day("2026-11-17"), Some(ChangeCategory::ReliablyWorse)));
        let caseload = practice.app.caseload(&okoro, CaseloadQuery { size: 10, ..Default::default() }).await.unwrap();
        let row = caseload.rows.iter().find(|row| row.patient == rita).unwrap();
        assert!(matches!(&row.need, Need::ReliablyWorse { points, .. } if points.to_string() == "12"), "{:?}", row.need);
        let level = practice.app.level_of_care(&okoro, rita, None).await.unwrap().episodes.remove(0);
        assert_eq!(level.trace.unwrap().determination, Determination::StepUp, "reliably worse");
        practice.app.judge_everybody().await.unwrap();
        let alerts = practice.app.alerts_of(&okoro, rita).await.unwrap();
        let deteriorated = alerts.open.iter().find(|view| view.alert.raised.rule == Rule::ReliableDeterioration).expect("it is told");
        assert!(deteriorated.evidence.iter().any(|fact| fact.day == day("2026-11-17")), "{:?}", deteriorated.evidence);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_admitted_anew_at_each_step_comes_down_from_the_level_of_the_former_stay() {
    both(async |practice| {
        let intensive = program(&practice).await;
        let residential = Program {
            code: "RIV-RTC".to_owned(),
            name: "Riverside residential".to_owned(),
            level_of_care: LevelOfCare::Residential,
            zone: "America/New_York".parse().unwrap(),
            part2: false,
            closed_since: None,
        };
        let residential = practice.app.add_program(&operator(), residential).await.unwrap();
        let rita = patient(&practice.app, "R-1", "Rita", None).await;
        let elsewhere = patient(&practice.app, "R-2", "Rita", None).await;
        admit(&practice, elsewhere, residential, "2026-10-10", Some("2026-11-12")).await;
        admit(&practice, rita, intensive, "2026-11-13", None).await;
        practice.app.link_patients(&operator(), PatientLink::Merged { kept: rita, merged: elsewhere }).await.unwrap();
        let period = Period::new(day("2026-10-01"), None).unwrap();
        let member = CareTeamMember { patient: rita, clinician: practice.treating, role: CareTeamRole::Primary, period };
        practice.app.join_care_team(&operator(), member).await.unwrap();
        let okoro = licensed(&practice).await;
        let page = practice.app.level_of_care(&okoro, rita, None).await.unwrap();
        let trace = format!("{:?}", page.episodes.iter().find_map(|level| level.trace.as_ref()).unwrap());
        let compared =
            r#"fact: "days_since_higher_level", instrument: None, unit: Some("days"), operator: "<=", threshold: ["21"], within: None"#;
        assert!(trace.contains(&format!("{compared}, value: Some(\"11\")")), "{trace}");
    })
    .await;
}

#[tokio::test]
async fn of_two_open_episodes_each_is_judged_and_the_more_pressing_one_is_shown() {
    both(async |practice| {
        let first = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap().episodes[0].episode.id;
        let outpatient = Program {
            code: "RIV-OP".to_owned(),
            name: "Riverside outpatient".to_owned(),
            level_of_care: LevelOfCare::Outpatient,
            zone: "America/New_York".parse().unwrap(),
            part2: false,
            closed_since: None,
        };
        let outpatient = practice.app.add_program(&operator(), outpatient).await.unwrap();
        let second = admit(&practice, practice.anna, outpatient, "2026-11-10", None).await;
        scores(&practice, practice.anna, &[("2026-10-02", [1, 1, 1, 1, 1, 1, 1, 1, 0]), ("2026-11-20", [3, 3, 3, 3, 2, 2, 2, 2, 0])]).await;
        practice.app.judge_everybody().await.unwrap();
        let okoro = licensed(&practice).await;
        let page = practice.app.level_of_care(&okoro, practice.anna, None).await.unwrap();
        let of = |episode| page.episodes.iter().find(|level| level.episode == episode).and_then(|level| level.trace.clone()).unwrap();
        assert_eq!(of(first).determination, Determination::StepUp);
        assert_ne!(of(second).determination, Determination::StepUp);
        let caseload = practice.app.caseload(&okoro, CaseloadQuery { size: 10, ..Default::default() }).await.unwrap();
        assert_eq!(caseload.rows[0].determination, Some(Determination::StepUp), "the younger episode does not hide it");
        let alerts = practice.app.alerts_of(&okoro, practice.anna).await.unwrap();
        let worse: Vec<_> = alerts.open.iter().filter(|view| view.alert.raised.rule == Rule::ReliableDeterioration).collect();
        assert_eq!(worse.iter().map(|view| view.alert.raised.episode).collect::<Vec<_>>(), [Some(first)]);
        let overdue = alerts.open.iter().filter(|view| view.alert.raised.rule == Rule::OverdueMeasure);
        assert!(overdue.map(|view| view.alert.raised.episode).any(|of| of == Some(first)), "the elder one asks for its measures, too");
        assert_eq!(practice.app.judge_everybody().await.unwrap().raised, 0, "nothing is raised twice");
    })
    .await;
}
