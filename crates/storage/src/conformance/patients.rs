//! Lists of patients, care teams, merges.

use care::{Patient, PatientLink};
use vocabulary::PatientId;

use super::fixtures::*;
use crate::patient::{self, NamePage, NamePosition};
use crate::testing::TestTarget;
use crate::{StorageError, Stored, View, patient_link};

fn names(found: &[Stored<Patient>]) -> Vec<String> {
    found.iter().map(|stored| stored.value().listed_name()).collect()
}

pub(super) async fn names_order_alike_on_both_databases(target: TestTarget) {
    let practice = practice(target).await;
    let everybody = [
        ("Zed", "Al"),
        ("Åström", "Bo"),
        ("de la Cruz", "Ana"),
        ("Astrom", "Cy"),
        ("Öz", "Deniz"),
        ("李", "娜"),
        ("Núñez", "Eva"),
        ("Nunez", "Fay"),
    ];
    for (index, (family, given)) in everybody.iter().enumerate() {
        practice.patient(&format!("A-{index}"), family, given).await;
    }
    let found = read!(practice, |unit| patient::all(unit, View::Current, &NamePage::first(50)).await).unwrap();
    let expected = ["Åström, Bo", "Astrom, Cy", "de la Cruz, Ana", "Núñez, Eva", "Nunez, Fay", "Öz, Deniz", "Zed, Al", "李, 娜"];
    assert_eq!(names(&found), expected);
}

pub(super) async fn pages_cover_everybody_once(target: TestTarget) {
    let practice = practice(target).await;
    for number in 0..23 {
        // Several share a name: the id decides between them.
        practice.patient(&format!("A-{number}"), &format!("Family{}", number / 4), "Ada").await;
    }
    let (mut seen, mut page) = (Vec::new(), NamePage::first(5));
    loop {
        let which = page.clone();
        let found = read!(practice, |unit| patient::all(unit, View::Current, &which).await).unwrap();
        let Some(last) = found.last() else { break };
        page = NamePage { after: Some(NamePosition::of(last)), size: 5 };
        seen.extend(found.into_iter().map(|stored| stored.id));
    }
    assert_eq!(seen.len(), 23);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 23);
}

pub(super) async fn search_finds_by_name_and_number(target: TestTarget) {
    let practice = practice(target).await;
    practice.patient("MRN-100", "García", "Lucía").await;
    practice.patient("MRN-200", "Garner", "Gabriel").await;
    let merged = practice.patient("X-1", "Smith", "O'Neil").await;
    let check = async |text: &str, expected: &[&str]| {
        let wanted = text.to_owned();
        let found = read!(practice, |unit| patient::search(unit, &wanted, View::Current, &NamePage::first(10)).await).unwrap();
        assert_eq!(names(&found), expected, "{text}");
    };
    check("gar", &["García, Lucía", "Garner, Gabriel"]).await;
    check("GARCIA", &["García, Lucía"]).await;
    check("garcía,luc", &["García, Lucía"]).await;
    check("lucia", &["García, Lucía"]).await;
    check("MRN-2", &["Garner, Gabriel"]).await;
    check("o'n", &["Smith, O'Neil"]).await;
    check("100%", &[]).await;
    practice.void::<Patient>(merged, 1).await.unwrap();
    check("smith", &[]).await;
}

pub(super) async fn a_caseload_follows_the_care_team(target: TestTarget) {
    let practice = practice(target).await;
    let (kim, lee) = (practice.insert(clinician("KIM")).await, practice.insert(clinician("LEE")).await);
    let (ada, bob, cy) = (
        practice.patient("A-1", "Example", "Ada").await,
        practice.patient("A-2", "Example", "Bob").await,
        practice.patient("A-3", "Example", "Cy").await,
    );
    practice.insert(member(ada, kim, "2026-10-01", None)).await;
    let ended = practice.insert(member(bob, kim, "2026-10-01", Some("2026-10-31"))).await;
    practice.insert(member(cy, lee, "2026-10-01", None)).await;
    let caseload = async |on: &str| {
        let on = day(on);
        let found = read!(practice, |unit| patient::of_care_team(unit, kim, on, View::Current, &NamePage::first(10)).await).unwrap();
        found.into_iter().map(|stored| stored.id).collect::<Vec<PatientId>>()
    };
    assert_eq!(caseload("2026-10-31").await, [ada, bob]);
    assert_eq!(caseload("2026-11-01").await, [ada]);
    assert_eq!(caseload("2026-09-30").await, []);
    practice.void::<care::CareTeamMember>(ended, 1).await.unwrap();
    assert_eq!(caseload("2026-10-31").await, [ada]);
    let is_member = async |clinician, patients: Vec<PatientId>| {
        read!(practice, |unit| crate::care_team::is_member(unit, clinician, &patients, day("2026-11-23")).await).unwrap()
    };
    assert!(is_member(kim, vec![cy, ada]).await);
    assert!(!is_member(kim, vec![cy]).await);
    assert!(!is_member(kim, vec![]).await);
    let teams = read!(practice, |unit| crate::care_team::of_patients(unit, &[ada, cy], View::Current).await).unwrap();
    assert_eq!(teams.len(), 2);
}

pub(super) async fn a_merge_shows_two_records_as_one_and_can_be_taken_back(target: TestTarget) {
    let practice = practice(target).await;
    let (kept, merged) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Exampel", "Ada").await);
    let program = practice.insert(program("IOP")).await;
    let (first, second) = (practice.insert(episode(kept, program)).await, practice.insert(episode(merged, program)).await);
    let record = async |event: PatientLink| {
        let id = practice.id();
        practice.pass_seconds(10);
        save!(practice, |unit| patient_link::record(unit, id, event, day("2026-11-23")).await)
    };
    record(PatientLink::Merged { kept, merged }).await.unwrap();
    let merged_at = practice.pass_seconds(0);
    let episodes = async |view: View| {
        read!(practice, |unit| {
            let records = patient_link::records_of(unit, kept, view).await?;
            crate::episode::of_patients(unit, &records, view).await
        })
        .unwrap()
        .into_iter()
        .map(|stored| stored.id)
        .collect::<Vec<_>>()
    };
    assert_eq!(episodes(View::Current).await, [first, second]);
    assert!(matches!(record(PatientLink::Merged { kept: merged, merged: kept }).await, Err(StorageError::Link(_))));
    let unknown = PatientLink::Merged { kept, merged: practice.id() };
    assert!(matches!(record(unknown).await, Err(StorageError::NotFound { noun: "patient", .. })));
    record(PatientLink::Unmerged { merged }).await.unwrap();
    assert_eq!(episodes(View::Current).await, [first]);
    assert_eq!(episodes(View::AsOf(merged_at)).await, [first, second]);
    let events = read!(practice, |unit| patient_link::of_patient(unit, merged, View::Current).await).unwrap();
    assert_eq!(events.len(), 2);
}
