//! Who has an alert where that is not plain: after a merge, after somebody left, in two programs at once, and after a correction.

use app::alert::Since;
use app::caseload::{CaseloadQuery, Need};
use app::on_call::OnCallShift;
use care::{Discharge, DischargeDestination, DischargeType, Episode, PatientLink, Program};
use collection::funnel::Stage;
use outcomes::alert::{Disposition, EventKind, Tier};
use outcomes::warning_sign::{Parameters, Rule};
use storage::View;
use vocabulary::{EpisodeId, LevelOfCare, PatientId, ProgramId, Role, Version};

use crate::alerts::{at, both, of_rule, people};
use crate::practice::{Practice, day, operator, patient, phq9};

/// Answers without anything about safety.
const CALM: [i32; 9] = [1, 1, 1, 1, 1, 1, 1, 1, 0];
/// Reliably worse than that, and nothing about safety either.
const WORSE: [i32; 9] = [3, 3, 3, 3, 3, 3, 3, 3, 0];
/// The first measure of a stay that helped: reliably worse than [`CALM`].
const SEVERE: [i32; 9] = [3, 3, 3, 3, 3, 2, 2, 2, 0];
/// Reliably worse than [`CALM`], and neither better nor worse than [`SEVERE`].
const BACK: [i32; 9] = [2, 2, 2, 2, 2, 2, 2, 2, 0];
/// A positive answer about safety.
const SAFETY: [i32; 9] = [1, 1, 1, 1, 1, 1, 1, 1, 1];

async fn merge(practice: &Practice, kept: PatientId, merged: PatientId) {
    practice.app.link_patients(&operator(), PatientLink::Merged { kept, merged }).await.unwrap();
}

/// Calm in October, worse in November: reliable deterioration.
async fn deteriorates(practice: &Practice, whom: PatientId) -> vocabulary::AdministrationId {
    practice.app.record_administration(&operator(), whom, phq9("2026-10-02", CALM)).await.unwrap();
    let latest = practice.app.record_administration(&operator(), whom, phq9("2026-11-20", WORSE)).await.unwrap();
    practice.app.judge_everybody().await.unwrap();
    latest
}

#[tokio::test]
async fn a_care_team_that_stands_on_the_folded_record_has_its_alerts_and_what_is_due() {
    both(async |practice| {
        let people = people(&practice).await;
        // The care team stands on Anna's record, which is folded into Ben's.
        merge(&practice, practice.ben, practice.anna).await;
        // In a week every weekly measure is due at some time.
        let mut was_due = false;
        for date in 23..30 {
            at(&practice, &format!("2026-11-{date}T15:00:00Z"));
            let due = practice.app.due_list(&people.treating).await.unwrap();
            assert!(due.patients.iter().all(|due| due.patient == practice.ben));
            was_due |= !due.patients.is_empty();
        }
        assert!(was_due);
        // While the site is open, the one who treats has it first.
        at(&practice, "2026-11-30T15:00:00Z");
        practice.app.record_administration(&operator(), practice.ben, phq9("2026-11-30", SAFETY)).await.unwrap();
        practice.app.judge_everybody().await.unwrap();
        let own = of_rule(&practice, &people.treating, Rule::SafetyAnswer).await;
        assert_eq!(own.iter().map(|view| (view.patient, view.is_own)).collect::<Vec<_>>(), [(practice.ben, true)]);
        assert_eq!(practice.app.adherence(&people.treating, 90).await.unwrap().episodes, 2, "the stays of both records");
        practice.app.acknowledge_alert(&people.treating, own[0].id).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_was_closed_before_a_merge_is_not_raised_again_and_what_was_open_is_resolved() {
    both(async |practice| {
        let people = people(&practice).await;
        practice.app.record_administration(&operator(), practice.ben, phq9("2026-10-25", SAFETY)).await.unwrap();
        practice.app.judge_everybody().await.unwrap();
        let closed = of_rule(&practice, &people.director, Rule::SafetyAnswer).await;
        for view in &closed {
            practice.app.acknowledge_alert(&people.director, view.id).await.unwrap();
            practice.app.close_alert(&people.director, view.id, Disposition::SafetyAssessed, "Called him").await.unwrap();
        }
        let of_phq9 = async || {
            let overdue = of_rule(&practice, &people.director, Rule::OverdueMeasure).await;
            overdue.iter().filter(|view| view.alert.raised.key.as_str().contains("/phq-9/")).count()
        };
        assert!(!closed.is_empty() && of_phq9().await > 0);
        practice.test.pass_seconds(60);
        merge(&practice, practice.anna, practice.ben).await;
        practice.app.judge_everybody().await.unwrap();
        assert!(of_rule(&practice, &people.director, Rule::SafetyAnswer).await.is_empty(), "answered once for all");
        practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-23", CALM)).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        assert_eq!(of_phq9().await, 0, "the tasks of both records end by the one measure");
        assert_eq!(practice.app.judge_everybody().await.unwrap().raised, 0, "nothing is raised twice");
    })
    .await;
}

#[tokio::test]
async fn what_a_clinician_had_who_left_goes_back_to_the_chain() {
    both(async |practice| {
        let people = people(&practice).await;
        deteriorates(&practice, practice.anna).await;
        let worse = async |caller: &app::Caller| of_rule(&practice, caller, Rule::ReliableDeterioration).await;
        let id = worse(&people.treating).await[0].id;
        practice.app.acknowledge_alert(&people.treating, id).await.unwrap();
        assert_eq!(practice.app.escalate_alerts().await.unwrap().alerts, 0);
        practice.test.pass_seconds(60);
        practice.app.set_disabled(&operator(), people.treating.user().unwrap(), true).await.unwrap();
        assert!(practice.app.alert(&people.director, id).await.unwrap().view.owners.is_empty(), "it is nobody's who left");
        practice.app.escalate_alerts().await.unwrap();
        let view = practice.app.alert(&people.director, id).await.unwrap().view;
        assert_eq!((view.alert.state.code(), view.alert.tier, view.alert.holder), ("open", Tier::OnCall, None));
        assert_eq!(view.owners, ["night"]);
        let gone = |view: &app::alert::AlertView| {
            view.alert.events.iter().filter(|event| matches!(event.kind, EventKind::HolderGone { to: Tier::OnCall })).count()
        };
        assert_eq!(gone(&view), 1);
        assert!(worse(&people.on_call).await[0].is_own);
        practice.app.escalate_alerts().await.unwrap();
        assert_eq!(gone(&practice.app.alert(&people.director, id).await.unwrap().view), 1, "once");
        practice.app.acknowledge_alert(&people.on_call, id).await.unwrap();
    })
    .await;
}

async fn on_call_for(practice: &Practice, name: &str, program: ProgramId) {
    let (caller, _) = practice.somebody(name, &[Role::Clinician], None).await;
    let shift = OnCallShift {
        user: caller.user().unwrap(),
        program: Some(program),
        starts_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        ends_at: None,
        is_on_site: false,
    };
    practice.app.add_on_call(&operator(), shift).await.unwrap();
}

#[tokio::test]
async fn in_two_programs_at_once_an_alert_goes_to_the_roster_of_its_stay() {
    both(async |practice| {
        let people = people(&practice).await;
        let page = practice.app.patient(&operator(), practice.ben, View::Current).await.unwrap();
        let (first, intensive) = (page.episodes[0].episode.id, page.episodes[0].episode.value().program);
        let outpatient = Program {
            code: "RIV-OP".to_owned(),
            name: "Riverside outpatient".to_owned(),
            level_of_care: LevelOfCare::Outpatient,
            zone: "America/Los_Angeles".parse().unwrap(),
            part2: false,
            closed_since: None,
        };
        let outpatient = practice.app.add_program(&operator(), outpatient).await.unwrap();
        let episode = Episode { program: outpatient, admitted: day("2026-11-10"), ..page.episodes[0].episode.value().clone() };
        practice.app.admit(&operator(), episode, "CBT".to_owned(), None).await.unwrap();
        on_call_for(&practice, "intensive", intensive).await;
        on_call_for(&practice, "outpatient", outpatient).await;
        deteriorates(&practice, practice.ben).await;
        let worse = of_rule(&practice, &people.director, Rule::ReliableDeterioration).await;
        let of_first = worse.iter().find(|view| view.alert.raised.episode == Some(first)).expect("the elder stay is judged");
        assert_eq!((of_first.owners.as_slice(), of_first.zone.to_string().as_str()), (&["intensive".to_owned()][..], "America/New_York"));
        let overdue = of_rule(&practice, &people.director, Rule::OverdueMeasure).await;
        let of_second = overdue.iter().find(|view| view.patient == practice.ben && view.alert.raised.episode != Some(first));
        assert_eq!(of_second.expect("the younger stay asks for measures").owners, ["outpatient"]);
    })
    .await;
}

#[tokio::test]
async fn an_alert_says_that_its_record_was_corrected_or_withdrawn_since() {
    both(async |practice| {
        let people = people(&practice).await;
        at(&practice, "2026-11-23T15:00:00Z");
        let latest = deteriorates(&practice, practice.anna).await;
        let id = of_rule(&practice, &people.treating, Rule::ReliableDeterioration).await[0].id;
        let since = async || practice.app.alert(&people.treating, id).await.unwrap().since.into_iter().collect::<Vec<_>>();
        assert!(since().await.is_empty());
        practice.test.pass_seconds(60);
        practice.app.correct_administration(&operator(), latest, Version::FIRST, phq9("2026-11-20", CALM)).await.unwrap();
        assert_eq!(since().await, [(latest.to_string(), Since::Corrected(Version::FIRST.next()))]);
        practice.test.pass_seconds(60);
        practice.app.void_administration(&operator(), latest, Version::FIRST.next(), "of another patient").await.unwrap();
        assert_eq!(since().await, [(latest.to_string(), Since::Withdrawn)]);
    })
    .await;
}

/// The stays of a new patient, each with its last day where it is over.
async fn stays(practice: &Practice, stays: &[(&str, Option<&str>)]) -> PatientId {
    let of_anna = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap().episodes.remove(0).episode;
    let rita = patient(&practice.app, "R-1", "Rita", None).await;
    for (admitted, discharged) in stays {
        let discharge =
            discharged.map(|on| Discharge { day: day(on), kind: DischargeType::Completed, destination: DischargeDestination::Home });
        let episode = Episode { patient: rita, admitted: day(admitted), discharge, ..of_anna.value().clone() };
        practice.app.admit(&operator(), episode, "CBT".to_owned(), None).await.unwrap();
    }
    rita
}

#[tokio::test]
async fn an_answer_about_safety_of_a_former_stay_that_is_keyed_after_a_readmission_is_delivered() {
    both(async |practice| {
        let people = people(&practice).await;
        let rita = stays(&practice, &[("2026-09-01", Some("2026-10-25")), ("2026-11-20", None)]).await;
        practice.app.record_administration(&operator(), rita, phq9("2026-10-31", SAFETY)).await.unwrap();
        practice.app.judge_everybody().await.unwrap();
        let found = of_rule(&practice, &people.director, Rule::SafetyAnswer).await;
        assert_eq!(found.iter().map(|view| (view.patient, view.day)).collect::<Vec<_>>(), [(rita, day("2026-10-31"))]);
    })
    .await;
}

#[tokio::test]
async fn who_got_worse_after_the_discharge_is_told_of_and_a_score_that_nobody_reviewed_becomes_a_task() {
    both(async |practice| {
        let people = people(&practice).await;
        let rita = stays(&practice, &[("2026-09-01", Some("2026-10-25"))]).await;
        practice.app.record_administration(&operator(), rita, phq9("2026-09-02", CALM)).await.unwrap();
        practice.app.record_administration(&operator(), rita, phq9("2026-11-23", WORSE)).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        let of = async |rule| {
            let found = of_rule(&practice, &people.director, rule).await;
            found.into_iter().filter(|view| view.patient == rita).map(|view| view.alert.raised.episode).collect::<Vec<Option<EpisodeId>>>()
        };
        assert_eq!(of(Rule::ReliableDeterioration).await, [None], "after the stay, compared with its beginning");
        assert!(of(Rule::UnreviewedScore).await.is_empty(), "it came in today");
        let need = async |caller: &app::Caller| {
            let caseload = practice.app.caseload(caller, CaseloadQuery { size: 10, ..CaseloadQuery::default() }).await.unwrap();
            caseload.rows.into_iter().find(|row| row.patient == rita).map(|row| row.need)
        };
        let worse = Some(Need::TreatmentAlert { rule: Rule::ReliableDeterioration, day: day("2026-11-23") });
        assert_eq!(need(&people.director).await, worse, "the list says so, too");
        at(&practice, "2026-11-27T15:00:00Z");
        practice.app.judge_everybody().await.unwrap();
        assert_eq!(of(Rule::UnreviewedScore).await, [None], "nothing was written about her since");
        assert_eq!(need(&people.treating).await, None, "she is not in the care team");
        let period = vocabulary::Period::new(day("2026-09-01"), None).unwrap();
        let member = care::CareTeamMember { patient: rita, clinician: practice.treating, role: care::CareTeamRole::Primary, period };
        practice.app.join_care_team(&operator(), member).await.unwrap();
        assert_eq!(need(&people.treating).await, worse);
    })
    .await;
}

#[tokio::test]
async fn an_open_alert_brings_somebody_before_the_others_of_the_list_as_long_as_a_follow_up_goes_on_and_a_task_does_not() {
    both(async |practice| {
        let people = people(&practice).await;
        at(&practice, "2026-11-23T15:00:00Z");
        let rita = stays(&practice, &[("2026-09-01", Some("2026-10-25"))]).await;
        let (aaron, abel) = (patient(&practice.app, "R-2", "Aaron", None).await, patient(&practice.app, "R-3", "Abel", None).await);
        practice.app.record_administration(&operator(), rita, phq9("2026-09-02", CALM)).await.unwrap();
        practice.app.record_administration(&operator(), rita, phq9("2026-11-23", WORSE)).await.unwrap();
        practice.app.record_administration(&operator(), abel, phq9("2026-11-23", CALM)).await.unwrap();
        at(&practice, "2026-11-27T15:00:00Z");
        practice.app.judge_everybody().await.unwrap();
        let tasks = of_rule(&practice, &people.director, Rule::UnreviewedScore).await;
        assert!(tasks.iter().any(|view| view.patient == abel));
        let listed = async |now: &str| {
            at(&practice, now);
            let caseload = practice.app.caseload(&people.director, CaseloadQuery { size: 10, ..CaseloadQuery::default() }).await.unwrap();
            caseload.rows.into_iter().map(|row| row.patient).filter(|id| ![practice.anna, practice.ben].contains(id)).collect::<Vec<_>>()
        };
        assert_eq!(listed("2026-11-27T15:00:00Z").await, [rita, aaron, abel]);
        assert_eq!(listed("2028-01-31T14:00:00Z").await, [rita, aaron, abel], "430 days after it was raised");
        assert_eq!(listed("2028-01-31T16:00:00Z").await, [aaron, abel, rita]);
    })
    .await;
}

#[tokio::test]
async fn who_is_worse_than_at_their_discharge_is_told_of_once_to_whoever_treats_them_still() {
    both(async |practice| {
        let people = people(&practice).await;
        at(&practice, "2026-11-23T15:00:00Z");
        let rita = stays(&practice, &[("2026-09-01", Some("2026-10-25"))]).await;
        let period = vocabulary::Period::new(day("2026-09-01"), None).unwrap();
        let member = care::CareTeamMember { patient: rita, clinician: practice.treating, role: care::CareTeamRole::Primary, period };
        practice.app.join_care_team(&operator(), member).await.unwrap();
        practice.app.record_administration(&operator(), rita, phq9("2026-09-02", SEVERE)).await.unwrap();
        practice.app.record_administration(&operator(), rita, phq9("2026-10-24", CALM)).await.unwrap();
        practice.app.judge_everybody().await.unwrap();
        let told = async || of_rule(&practice, &people.treating, Rule::WorseSinceDischarge).await;
        assert!(told().await.is_empty(), "the stay helped");
        let latest = practice.app.record_administration(&operator(), rita, phq9("2026-11-23", BACK)).await.unwrap();
        practice.app.judge_waiting().await.unwrap();
        let first = told().await;
        let whose = |view: &app::alert::AlertView| (view.patient, view.is_own, view.alert.raised.episode);
        assert_eq!(first.iter().map(whose).collect::<Vec<_>>(), [(rita, true, None)]);
        assert_eq!(first[0].statement.key, "warning-sign-worse-since-discharge-lost");
        assert_eq!(first[0].evidence.len(), 2, "the score and the last one of the stay");
        assert!(of_rule(&practice, &people.director, Rule::ReliableDeterioration).await.is_empty(), "she is as she was at the beginning");
        let caseload = practice.app.caseload(&people.treating, CaseloadQuery { size: 10, ..CaseloadQuery::default() }).await.unwrap();
        let need = caseload.rows.into_iter().find(|row| row.patient == rita).map(|row| row.need);
        assert_eq!(need, Some(Need::TreatmentAlert { rule: Rule::WorseSinceDischarge, day: day("2026-11-23") }), "the list says so, too");
        practice.test.pass_seconds(60);
        let corrected = phq9("2026-11-23", [2, 2, 2, 2, 2, 2, 2, 3, 0]);
        practice.app.correct_administration(&operator(), latest, Version::FIRST, corrected).await.unwrap();
        assert_eq!(practice.app.judge_everybody().await.unwrap().raised, 0, "nothing is raised twice");
        // Where the practice lets the rule run silently, the next one is recorded only.
        let shown = "[worse_since_discharge]\nmode = \"shown\"";
        assert!(Parameters::shipped_text().contains(shown));
        let silent = Parameters::shipped_text().replacen(shown, "[worse_since_discharge]\nmode = \"silent\"", 1);
        practice.app.put_warning_rules(&operator(), silent).await.unwrap().unwrap();
        at(&practice, "2026-11-24T15:00:00Z");
        practice.app.judge_everybody().await.unwrap();
        practice.app.record_administration(&operator(), rita, phq9("2026-11-24", BACK)).await.unwrap();
        assert_eq!(practice.app.judge_waiting().await.unwrap().raised, 1, "it is recorded");
        assert_eq!(told().await.len(), 1, "and shown to nobody");
    })
    .await;
}

#[tokio::test]
async fn a_score_that_was_corrected_after_it_was_reviewed_waits_to_be_reviewed_again() {
    both(async |practice| {
        let people = people(&practice).await;
        let latest = practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-20", CALM)).await.unwrap();
        practice.app.review_score(&people.treating, latest, true, "").await.unwrap();
        let waits = async |now: &str| {
            at(&practice, now);
            practice.app.judge_everybody().await.unwrap();
            of_rule(&practice, &people.treating, Rule::UnreviewedScore).await.len()
        };
        let counts_as_reviewed = async || practice.app.funnels(&people.director, 60).await.unwrap().whole.reached(Stage::Reviewed) > 0;
        assert_eq!(waits("2026-11-27T15:00:00Z").await, 0);
        assert!(counts_as_reviewed().await);
        practice.app.correct_administration(&operator(), latest, Version::FIRST, phq9("2026-11-20", WORSE)).await.unwrap();
        assert_eq!(waits("2026-12-03T15:00:00Z").await, 1, "what was reviewed is not what stands there");
        assert!(!counts_as_reviewed().await);
        practice.app.review_score(&people.treating, latest, false, "").await.unwrap();
        assert_eq!(waits("2026-12-04T15:00:00Z").await, 0);
        assert!(counts_as_reviewed().await);
    })
    .await;
}
