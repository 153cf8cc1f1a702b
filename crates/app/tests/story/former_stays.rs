//! The packet of a stay holds what belongs to it: what was measured to decide on the admission, and nothing of a readmission.

use app::care_fact::RecordKind;
use app::{Settings, View};
use care::{Discharge, DischargeDestination, DischargeType, Episode, PlanFunding};
use utilization_review::packet::{Choices, Packet, Said, SectionKind, Variant};
use utilization_review::review::Review;
use vocabulary::{LevelOfCare, RecordId, Version};

use crate::appeals::denial;
use crate::practice::{Practice, day, operator, phq9, practice};

async fn packet(practice: &Practice, review: RecordId, variant: Variant) -> Packet {
    practice.app.packet(&operator(), review, variant, Choices::default()).await.unwrap().packet
}

fn measured(packet: &Packet) -> Vec<String> {
    packet.scores.iter().map(|row| row.day.to_string()).collect()
}

fn told(packet: &Packet, kind: SectionKind, key: &str) -> usize {
    let is_it = |says: &Said| matches!(says, Said::Fact(fact) if fact.key.0 == key);
    packet.section(kind).iter().filter(|statement| is_it(&statement.says)).count()
}

async fn incident(practice: &Practice, on: &str) {
    let given = [("occurred_at", format!("{on}T10:00")), ("type", "self_harm".to_owned())];
    let given = given.map(|(name, value)| (name.to_owned(), value)).into();
    practice.app.record_care_fact(&operator(), practice.anna, RecordKind::Incident, given).await.unwrap();
}

#[tokio::test]
async fn the_packet_of_a_former_stay_has_what_decided_on_its_admission_and_nothing_of_the_next_stay() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let score = async |on: &str| app.record_administration(&operator(), practice.anna, phq9(on, [3; 9])).await.unwrap();
    score("2026-09-16").await;
    score("2026-09-25").await;
    let (first, review) = denial(&practice, PlanFunding::SelfFunded).await;
    incident(&practice, "2026-11-10").await;
    let discharge = Discharge { day: day("2026-11-18"), kind: DischargeType::Administrative, destination: DischargeDestination::Unknown };
    app.discharge(&operator(), first, Version::FIRST, discharge).await.unwrap();
    let stay = app.patient(&operator(), practice.anna, View::Current).await.unwrap().episodes[0].episode.value().clone();
    let again = Episode { admitted: day("2026-11-20"), discharge: None, readmission_of: Some(first), ..stay };
    let second = app.admit(&operator(), again, "CBT".to_owned(), None).await.unwrap();
    score("2026-11-21").await;
    incident(&practice, "2026-11-22").await;

    let former = packet(&practice, review, Variant::AppealFirst).await;
    assert_eq!(measured(&former), ["2026-09-25", "2026-10-02", "2026-11-16"], "fourteen days before the admission, to the discharge");
    assert_eq!((told(&former, SectionKind::Risk, "review-fact-incident"), former.until), (1, day("2026-11-18")));
    let of_care = former.index.iter().filter(|entry| ["administration", "incident"].contains(&entry.evidence.kind));
    assert_eq!(of_care.filter(|entry| entry.evidence.day > day("2026-11-18")).count(), 0, "{:?}", former.index);
    let next = Review::next(second, LevelOfCare::IntensiveOutpatient, None, day("2026-11-24"));
    let next = app.open_review(&operator(), next).await.unwrap();
    let present = packet(&practice, next, Variant::Concurrent).await;
    assert_eq!(measured(&present), ["2026-11-21"]);
    assert_eq!(told(&present, SectionKind::Risk, "review-fact-incident"), 1);
}
