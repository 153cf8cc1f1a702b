//! Who sees whom and what.

use app::audit::AuditQuery;
use app::caseload::{CaseloadOrder, CaseloadQuery, Need};
use app::{AppError, Settings};
use care::PatientLink;
use outcomes::warning_sign::Rule;
use storage::View;
use utilization_review::level_of_care::Determination;
use vocabulary::Role;

use crate::practice::{operator, phq9, practice};

fn ten() -> CaseloadQuery {
    CaseloadQuery { size: 10, ..CaseloadQuery::default() }
}

#[tokio::test]
async fn a_clinician_sees_the_care_team_and_others_only_for_a_stated_reason() {
    let practice = practice(Settings::default()).await;
    let (ines, _) = practice.somebody("ines", &[Role::Clinician], Some(practice.treating)).await;
    let caseload = practice.app.caseload(&ines, ten()).await.unwrap();
    assert_eq!(caseload.rows.iter().map(|row| row.patient).collect::<Vec<_>>(), [practice.anna]);
    assert!(practice.app.patient(&ines, practice.anna, View::Current).await.is_ok());
    let outside = practice.app.patient(&ines, practice.ben, View::Current).await;
    assert!(matches!(outside, Err(AppError::NotInCareTeam(patient)) if patient == practice.ben));
    assert!(matches!(practice.app.state_reason(&ines, practice.ben, "why not").await, Err(AppError::Form(_))));
    practice.app.state_reason(&ines, practice.ben, "covering for Dr. Hale today").await.unwrap();
    assert!(practice.app.patient(&ines, practice.ben, View::Current).await.is_ok());
    let audit =
        practice.app.audit(&operator(), AuditQuery { patient: Some(practice.ben), size: 20, ..AuditQuery::default() }).await.unwrap();
    assert!(audit.entries.iter().any(|(entry, _)| entry.purpose == "stated reason: covering for Dr. Hale today"));
    assert!(audit.entries.iter().any(|(entry, _)| entry.outcome == storage::audit::Outcome::Refused));
    practice.test.pass_seconds(8 * 3600);
    assert!(matches!(practice.app.patient(&ines, practice.ben, View::Current).await, Err(AppError::NotInCareTeam(_))), "a reason ends");
}

#[tokio::test]
async fn billers_see_scores_but_no_answers_and_the_front_desk_neither() {
    let practice = practice(Settings::default()).await;
    let id = practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-20", [1; 9])).await.unwrap();
    let (biller, _) = practice.somebody("bill", &[Role::Biller], None).await;
    let opened = practice.app.administration(&biller, id).await.unwrap();
    assert!(opened.responses.is_none() && opened.explanation.is_empty() && opened.score.is_some());
    let (desk, _) = practice.somebody("desk", &[Role::FrontDesk], None).await;
    assert!(matches!(practice.app.administration(&desk, id).await, Err(AppError::RoleRefused(app::Data::Scores))));
    let page = practice.app.patient(&desk, practice.anna, View::Current).await.unwrap();
    assert!(page.latest.is_empty() && page.series.is_empty());
    assert!(page.administrations.iter().all(|row| row.total.is_none() && row.safety.is_none()));
    assert!(
        practice.app.record_administration(&desk, practice.anna, phq9("2026-11-21", [1; 9])).await.is_ok(),
        "the desk keys in paper forms"
    );
}

#[tokio::test]
async fn the_caseload_puts_an_answered_safety_item_first_and_says_why() {
    let practice = practice(Settings::default()).await;
    let period = vocabulary::Period::new(crate::practice::day("2026-10-01"), None).unwrap();
    let member = care::CareTeamMember { patient: practice.ben, clinician: practice.treating, role: care::CareTeamRole::Member, period };
    practice.app.join_care_team(&operator(), member).await.unwrap();
    practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-20", [3, 3, 3, 3, 3, 3, 3, 3, 0])).await.unwrap();
    practice.app.record_administration(&operator(), practice.ben, phq9("2026-11-20", [0, 0, 0, 0, 0, 0, -1, -1, 1])).await.unwrap();
    let (ines, _) = practice.somebody("ines", &[Role::Clinician], Some(practice.treating)).await;
    let caseload = practice.app.caseload(&ines, ten()).await.unwrap();
    let order: Vec<_> = caseload.rows.iter().map(|row| row.patient).collect();
    assert_eq!(order, [practice.ben, practice.anna]);
    assert!(matches!(&caseload.rows[0].need, Need::Safety { instrument, .. } if instrument == "PHQ-9"));
    assert!(matches!(&caseload.rows[1].need, Need::MostSevere { instrument } if instrument == "PHQ-9"));
}

/// Bands that were recalled are shown, and nobody stands first for one before a named person has enabled it.
#[tokio::test]
async fn a_band_that_was_recalled_puts_nobody_first_until_somebody_has_enabled_it() {
    let practice = practice(Settings::default()).await;
    let phq8 = app::administration::NewEntry { instrument: "phq-8".to_owned(), ..phq9("2026-11-20", [3, 3, 3, 3, 3, 3, 3, 3, -1]) };
    practice.app.record_administration(&operator(), practice.anna, phq8).await.unwrap();
    let (director, _) = practice.somebody("dora", &[Role::Director], None).await;
    let need = async || {
        let caseload = practice.app.caseload(&director, ten()).await.unwrap();
        let row = caseload.rows.into_iter().find(|row| row.patient == practice.anna).unwrap();
        assert_eq!(row.latest[0].band.as_deref(), Some("severe"), "it is shown");
        matches!(row.need, Need::MostSevere { .. })
    };
    assert!(!need().await);
    practice.app.enable_recalled_values(&director, "phq-8", "Compared with the published table").await.unwrap();
    assert!(need().await);
}

#[tokio::test]
async fn pages_of_the_caseload_follow_on_each_other() {
    let practice = practice(Settings::default()).await;
    let (director, _) = practice.somebody("dara", &[Role::Director], None).await;
    let first = practice.app.caseload(&director, CaseloadQuery { size: 1, ..CaseloadQuery::default() }).await.unwrap();
    let second = practice.app.caseload(&director, CaseloadQuery { size: 1, after: first.next, ..CaseloadQuery::default() }).await.unwrap();
    assert_eq!((first.rows[0].patient, second.rows[0].patient, second.next), (practice.anna, practice.ben, None));
    let found = practice.app.caseload(&director, CaseloadQuery { search: "A-2".to_owned(), ..ten() }).await.unwrap();
    assert_eq!(found.rows.iter().map(|row| row.patient).collect::<Vec<_>>(), [practice.ben]);
}

#[tokio::test]
async fn who_sees_everybody_and_treats_somebody_may_ask_for_their_own_by_need() {
    let practice = practice(Settings::default()).await;
    let (director, _) = practice.somebody("dara", &[Role::Director], Some(practice.treating)).await;
    let everybody = practice.app.caseload(&director, ten()).await.unwrap();
    assert_eq!((everybody.rows.len(), everybody.order, everybody.may_ask_for_own), (2, CaseloadOrder::Need, true));
    assert!(!everybody.is_own && everybody.may_choose_order);
    let own = practice.app.caseload(&director, CaseloadQuery { is_own: true, ..ten() }).await.unwrap();
    assert_eq!((own.rows.len(), own.rows[0].patient, own.order, own.is_own), (1, practice.anna, CaseloadOrder::Need, true));
    let (other, _) = practice.somebody("ruth", &[Role::Director], None).await;
    let without = practice.app.caseload(&other, CaseloadQuery { is_own: true, ..ten() }).await.unwrap();
    assert_eq!((without.rows.len(), without.is_own, without.may_ask_for_own), (2, false, false), "nobody of their own");
}

#[tokio::test]
async fn everybody_is_listed_by_need_and_whoever_is_not_in_care_after_them_by_name() {
    crate::alerts::both(async |practice| {
        let people = crate::alerts::people(&practice).await;
        let registered = async |number: &str| crate::practice::patient(&practice.app, number, "Invented", None).await;
        let others = [registered("A-0").await, registered("A-3").await, registered("A-4").await];
        practice.app.record_administration(&operator(), practice.ben, phq9("2026-11-20", [3, 3, 3, 3, 3, 3, 3, 3, 0])).await.unwrap();
        let pages = async |query: CaseloadQuery| {
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let page = practice.app.caseload(&people.director, CaseloadQuery { after, ..query.clone() }).await.unwrap();
                seen.extend(page.rows.iter().map(|row| row.patient));
                after = page.next;
                if after.is_none() {
                    return seen;
                }
            }
        };
        let whole = pages(CaseloadQuery { size: 10, ..CaseloadQuery::default() }).await;
        assert_eq!(whole[..2], [practice.ben, practice.anna], "the most pressing first");
        assert_eq!((whole.len(), whole[2..].iter().all(|id| others.contains(id))), (5, true), "all others after them");
        for size in 1..5 {
            assert_eq!(pages(CaseloadQuery { size, ..CaseloadQuery::default() }).await, whole, "pages of {size}");
        }
        practice.app.caseload(&people.director, CaseloadQuery { size: 1, ..CaseloadQuery::default() }).await.unwrap();
        let looked = AuditQuery { action: Some("view_caseload".to_owned()), size: 1, ..AuditQuery::default() };
        let looked = practice.app.audit(&operator(), looked).await.unwrap();
        assert_eq!(looked.entries[0].1, [practice.ben], "who stands on another page was not looked at");
        let by_name = pages(CaseloadQuery { size: 2, is_by_name: true, ..CaseloadQuery::default() }).await;
        assert_eq!((by_name[..2].to_vec(), by_name.len()), (vec![practice.anna, practice.ben], 5));
        let found = CaseloadQuery { search: "A-2".to_owned(), ..ten() };
        assert_eq!(practice.app.caseload(&people.director, found).await.unwrap().order, CaseloadOrder::Name);
        let (desk, _) = practice.somebody("desk", &[Role::FrontDesk], None).await;
        let page = practice.app.caseload(&desk, ten()).await.unwrap();
        assert_eq!((page.order, page.may_choose_order), (CaseloadOrder::Name, false), "without scores there is nothing to order by");
    })
    .await;
}

#[tokio::test]
async fn records_that_were_folded_into_somebody_in_care_hide_nobody_who_follows_by_name() {
    crate::alerts::both(async |practice| {
        let people = crate::alerts::people(&practice).await;
        for number in ["A-3", "A-4", "A-5", "A-6"] {
            let merged = crate::practice::patient(&practice.app, number, "Aaron", None).await;
            practice.app.link_patients(&operator(), PatientLink::Merged { kept: practice.anna, merged }).await.unwrap();
        }
        let last = crate::practice::patient(&practice.app, "A-7", "Zoe", None).await;
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let query = CaseloadQuery { after, size: 1, ..CaseloadQuery::default() };
            let page = practice.app.caseload(&people.director, query).await.unwrap();
            seen.extend(page.rows.iter().map(|row| row.patient));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!((seen.len(), seen.contains(&last)), (3, true), "{seen:?}");
    })
    .await;
}

/// Whoever stands on the pages of a list, from the first to the last; a page that leads on shows somebody.
async fn on_all_pages(practice: &crate::practice::Practice, caller: &app::Caller, query: CaseloadQuery) -> Vec<vocabulary::PatientId> {
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = practice.app.caseload(caller, CaseloadQuery { after, ..query.clone() }).await.unwrap();
        assert!(!page.rows.is_empty() || page.next.is_none(), "{query:?}");
        seen.extend(page.rows.iter().map(|row| row.patient));
        after = page.next;
        if after.is_none() {
            return seen;
        }
    }
}

#[tokio::test]
async fn a_person_of_several_records_who_is_not_in_care_stands_on_one_page() {
    crate::alerts::both(async |practice| {
        let director = crate::alerts::people(&practice).await.director;
        let registered = async |number: &str, name: &str| crate::practice::patient(&practice.app, number, name, None).await;
        let mia = registered("B-1", "Mia").await;
        for (number, name) in [("B-2", "Aaron"), ("B-3", "Abel"), ("B-4", "Zoe")] {
            let merged = registered(number, name).await;
            practice.app.link_patients(&operator(), PatientLink::Merged { kept: mia, merged }).await.unwrap();
        }
        for size in 1..4 {
            let by_name = CaseloadQuery { size, is_by_name: true, ..CaseloadQuery::default() };
            let seen = on_all_pages(&practice, &director, by_name.clone()).await;
            assert_eq!(seen, [practice.anna, practice.ben, mia], "pages of {size} by name");
            let seen = on_all_pages(&practice, &director, CaseloadQuery { is_by_name: false, ..by_name.clone() }).await;
            assert_eq!((seen.len(), seen[2]), (3, mia), "pages of {size} by need");
            let found = async |search: &str| {
                let query = CaseloadQuery { search: search.to_owned(), ..by_name.clone() };
                on_all_pages(&practice, &director, query).await
            };
            assert_eq!(
                found("Invented").await,
                [mia, practice.anna, practice.ben],
                "the first of the records that are found, pages of {size}"
            );
            assert_eq!(found("B-").await, [mia], "by record number, pages of {size}");
            assert_eq!((found("Zoe").await, found("B-3").await), (vec![mia], vec![mia]), "under the record that goes on");
        }
    })
    .await;
}

#[tokio::test]
async fn an_open_alert_stands_before_what_scores_alone_say() {
    let practice = practice(Settings::default()).await;
    for (on, answers) in [("2026-11-15", [2, 2, 2, 2, 2, 2, 2, 2, 2]), ("2026-11-20", [0, 0, 0, 0, 0, 0, 0, 0, 0])] {
        practice.app.record_administration(&operator(), practice.anna, phq9(on, answers)).await.unwrap();
    }
    let (ines, _) = practice.somebody("ines", &[Role::Clinician], Some(practice.treating)).await;
    let need = async || practice.app.caseload(&ines, ten()).await.unwrap().rows[0].need.clone();
    assert!(matches!(need().await, Need::ReliablyImproved { .. }));
    practice.app.judge_everybody().await.unwrap();
    assert!(matches!(need().await, Need::SafetyAlert { rule: Rule::SafetyAnswer, .. }), "{:?}", need().await);
    let (biller, _) = practice.somebody("bill", &[Role::Biller], None).await;
    let shown = practice.app.caseload(&biller, ten()).await.unwrap();
    assert!(!matches!(shown.rows[0].need, Need::SafetyAlert { .. } | Need::LevelOfCare(_)), "{:?}", shown.rows[0].need);
}

#[tokio::test]
async fn a_determination_that_asks_for_more_stands_before_the_scores_for_those_who_may_see_it() {
    let practice = practice(Settings::default()).await;
    for (on, answers) in [("2026-11-02", [0; 9]), ("2026-11-16", [2, 2, 2, 2, 2, 2, 2, 2, 0]), ("2026-11-20", [3, 3, 3, 3, 3, 3, 3, 3, 0])]
    {
        practice.app.record_administration(&operator(), practice.anna, phq9(on, answers)).await.unwrap();
    }
    practice.app.judge_everybody().await.unwrap();
    let need = async |caller| practice.app.caseload(&caller, ten()).await.unwrap().rows[0].need.clone();
    let (ines, _) = practice.somebody("ines", &[Role::Clinician], Some(practice.treating)).await;
    assert_eq!(need(ines).await, Need::LevelOfCare(Determination::StepUp));
    let (biller, _) = practice.somebody("bill", &[Role::Biller], None).await;
    assert!(matches!(need(biller).await, Need::ReliablyWorse { .. }));
}

#[tokio::test]
async fn a_measure_that_is_due_by_the_protocol_is_a_reason() {
    let practice = practice(Settings::default()).await;
    practice.app.judge_everybody().await.unwrap();
    let (ines, _) = practice.somebody("ines", &[Role::Clinician], Some(practice.treating)).await;
    let need = practice.app.caseload(&ines, ten()).await.unwrap().rows[0].need.clone();
    assert!(matches!(need, Need::Overdue { .. }), "{need:?}");
}
