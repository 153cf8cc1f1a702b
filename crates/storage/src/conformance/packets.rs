//! Packets and the ground on which records leave: consents with their revocation, clauses, answers to contradictions, packets that left.

use care::{ConsentUse, DisclosureConsent, EmergencyDocumentation, ReviewQuestion};
use utilization_review::packet::{ContradictionAnswer, CriteriaClause, ReleasedPacket, Response, Variant};
use vocabulary::Version;

use super::fixtures::*;
use crate::View;
use crate::record::content_sha256;
use crate::release::{Release, about, insert_about, of_patients};
use crate::testing::TestTarget;

/// Inserts records and expects all of them, in the order given, from the finder of their kind.
macro_rules! check {
    ($practice:expr, $patient:expr, $kind:ident, $values:expr) => {{
        let (patient, values) = ($patient, $values);
        for value in &values {
            $practice.insert(value.clone()).await;
        }
        let found = read!($practice, |unit| crate::$kind::of_patients(unit, &[patient], View::Current).await).unwrap();
        let found: Vec<_> = found.into_iter().map(|stored| stored.recorded.value).collect();
        assert_eq!(found, values, "the finder gives all, in their order");
    }};
}

pub(super) async fn consents_and_what_packets_are_made_of_read_back(target: TestTarget) {
    let practice = practice(target).await;
    let program = practice.insert(program("IOP")).await;
    let patient = practice.patient("A-1", "Núñez", "Ada").await;
    let episode = practice.insert(episode(patient, program)).await;
    let consent = DisclosureConsent {
        patient,
        signed: day("2026-11-01"),
        consent_use: ConsentUse::Payment,
        recipient: "Économie «Santé»".to_owned(),
        scope: "what a review asks for".to_owned(),
        expires: Some(day("2027-11-01")),
        revoked: None,
    };
    let for_all = DisclosureConsent {
        signed: day("2026-11-02"),
        consent_use: ConsentUse::All,
        recipient: String::new(),
        expires: None,
        ..consent.clone()
    };
    check!(practice, patient, disclosure_consent, vec![consent.clone(), for_all]);
    let review = practice.id();
    let clause = |place: u32, quotation: &str| CriteriaClause {
        episode,
        review,
        place,
        quotation: quotation.to_owned(),
        argument: "Two crisis calls in one week.".to_owned(),
        rests_on: vec![ReviewQuestion::Risk, ReviewQuestion::WhyNotLower],
    };
    check!(practice, patient, criteria_clause, vec![clause(1, "“unsafe” at a lower level"), clause(2, "symptoms persist")]);
    let answer = ContradictionAnswer {
        episode,
        review,
        contradiction: "low-risk:1:1".to_owned(),
        response: Response::Accepted,
        words: String::new(),
    };
    check!(practice, patient, contradiction_answer, vec![answer]);
    let release = practice.id();
    let packet = ReleasedPacket {
        episode,
        review,
        variant: Variant::AppealFirst,
        author: "Zoë Example, PhD".to_owned(),
        engine: "1".to_owned(),
        snapshot_sha256: "0".repeat(64),
        release,
    };
    check!(practice, patient, released_packet, vec![packet]);
    let documentation = EmergencyDocumentation {
        patient,
        release,
        day: day("2026-11-03"),
        personnel: "Dr. Example, Mercy Hospital".to_owned(),
        nature: "overdose".to_owned(),
    };
    check!(practice, patient, emergency_documentation, vec![documentation]);
}

pub(super) async fn a_revocation_is_a_version_and_the_hash_of_a_record_follows_its_content(target: TestTarget) {
    let practice = practice(target).await;
    let patient = practice.patient("A-1", "Núñez", "Ada").await;
    let consent = DisclosureConsent {
        patient,
        signed: day("2026-11-01"),
        consent_use: ConsentUse::All,
        recipient: String::new(),
        scope: "records".to_owned(),
        expires: None,
        revoked: None,
    };
    let id = practice.insert(consent.clone()).await;
    let revoked = DisclosureConsent { revoked: Some(day("2026-11-10")), ..consent.clone() };
    save!(practice, |unit| unit.correct(id, Version::FIRST, &revoked, day("2026-11-10")).await).unwrap();
    let versions = read!(practice, |unit| unit.history::<DisclosureConsent>(id).await).unwrap();
    assert_eq!(versions.first().map(crate::Stored::value), Some(&consent), "the version before stands");
    let hashes: Vec<String> = versions.iter().map(content_sha256).collect();
    assert_ne!(hashes[0], hashes[1]);
    // The same on both databases, and from one release of the program to the next.
    assert_eq!(hashes[0], "2896e8d565c0bb97efd9513549ece77c76a8dbee3109019426b6c5d1b9973119");
}

pub(super) fn release_about(patient: Option<vocabulary::PatientId>, patient_count: i64) -> Release {
    Release {
        patient,
        patient_count,
        subject: "scores".to_owned(),
        recipient: "the payer".to_owned(),
        reason: "review".to_owned(),
        basis: "consent".to_owned(),
        authority: String::new(),
        sha256: "00".repeat(32),
        document: None,
        consent: None,
    }
}

pub(super) async fn a_release_about_several_stands_in_the_accounting_of_each(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let ben = practice.patient("A-2", "Example", "Ben").await;
    let cora = practice.patient("A-3", "Example", "Cora").await;
    let (of_ada, of_ben) = (practice.id(), practice.id());
    let release = async |release: Release, patients: Vec<(vocabulary::PatientId, Option<vocabulary::RecordId>)>| {
        let id = practice.id();
        let written = save!(practice, |unit| {
            unit.insert(&crate::Entry::new(id, release, day("2026-11-02"))).await?;
            insert_about(unit, id, &patients).await
        });
        written.unwrap();
        id
    };
    let both = release(release_about(None, 2), vec![(ada, Some(of_ada)), (ben, Some(of_ben))]).await;
    let one = release(release_about(Some(ada), 1), vec![(ada, None)]).await;
    let nobody = release(release_about(None, 0), Vec::new()).await;
    let listed = async |patients: Vec<vocabulary::PatientId>| {
        let found = read!(practice, |unit| of_patients(unit, &patients, View::Current).await).unwrap();
        found.into_iter().map(|stored| stored.id).collect::<Vec<_>>()
    };
    assert_eq!(listed(vec![ada]).await, [one, both], "the newest first");
    assert_eq!(listed(vec![ben]).await, [both]);
    assert_eq!(listed(vec![ada, ben]).await, [one, both], "merged records show each release once");
    assert_eq!(listed(vec![cora]).await, []);
    let found = read!(practice, |unit| about(unit, &[ben]).await).unwrap();
    assert_eq!(found.iter().map(|about| (about.release, about.consent)).collect::<Vec<_>>(), [(both, Some(of_ben))]);
    // What was withdrawn is in no accounting.
    practice.void::<Release>(both, 1).await.unwrap();
    assert_eq!(listed(vec![ben]).await, []);
    assert!(practice.current::<Release>(nobody).await.is_some());
}
