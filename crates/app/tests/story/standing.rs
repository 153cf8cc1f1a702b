//! What holds on a day: who pays, what is still granted, and what may still be asked for. A coverage that ended in retrospect and days that a payer took
//! back count for nothing, wherever they are counted.

use app::authorization::Decision;
use app::review::appeal::letter::{BegunFrom, NewLetter};
use app::review::packet::{NewPacket, PacketFormat};
use app::review::{BoardFilter, BoardPage};
use app::{AppError, Settings};
use care::PayerProfile;
use utilization_review::appeal::LetterKind;
use utilization_review::authorization::{AuthorizationRequest, DeterminationOutcome, RequestKind, UnitKind};
use utilization_review::clock::{ContractLimit, Due};
use utilization_review::packet::{Choices, PacketRefusal, Response, Variant};
use vocabulary::{Language, LevelOfCare, Period, RecordId};

use crate::claim_support::{page, posted, says};
use crate::denied_stays::{covered, decision, episode_of, grant, letter, review_on};
use crate::practice::{Practice, day, operator, phq9, practice};

const IOP: LevelOfCare = LevelOfCare::IntensiveOutpatient;

fn to_the_plan() -> app::release::Disclosure {
    app::release::Disclosure {
        recipient: "the plan".to_owned(),
        reason: "review".to_owned(),
        basis: "payment".to_owned(),
        authority: String::new(),
    }
}

/// Anna's stay is authorized from the 10th to the 30th of November and covered until a day, which a payer said afterwards.
async fn covered_until(practice: &Practice, last: Option<&str>) -> RecordId {
    let (app, episode) = (&practice.app, episode_of(practice).await);
    app.record_administration(&operator(), practice.anna, phq9("2026-11-02", [2; 9])).await.unwrap();
    app.record_coverage(&operator(), covered(practice.anna, "generic-commercial", "2026-01-01", last)).await.unwrap();
    let approved = decision(episode, DeterminationOutcome::Approved, ("2026-11-10", "2026-11-30"), "2026-11-09T15:00:00Z");
    let granted = grant(episode, "AU-1", IOP, ("2026-11-10", "2026-11-30"));
    app.record_decision(&operator(), Decision { grant: Some(granted), ..approved }).await.unwrap();
    // Due on a day that is past: what is asked for begins before today.
    review_on(practice, episode, "2026-11-20").await
}

#[tokio::test]
async fn without_a_payer_on_record_no_other_plan_stands_in_and_nothing_leaves() {
    let practice = practice(Settings::default()).await;
    let review = covered_until(&practice, Some("2026-11-15")).await;
    let app = &practice.app;
    let page = app.review(&operator(), review).await.unwrap();
    assert_eq!((page.no_payer, page.payer.key.as_str(), page.payer.name.as_str()), (Some(day("2026-11-20")), "", ""));
    assert_eq!(page.payer.limits.request_hours_before_end, None, "no other plan's hours");
    assert!(!page.filled.is_empty(), "the questions that are asked in general are there");
    let draft = app.packet(&operator(), review, Variant::Concurrent, Choices::default()).await.unwrap();
    assert_eq!((draft.no_payer, draft.packet.cover.payer.as_str(), draft.packet.cover.member_id.as_str()), (page.no_payer, "", ""));
    assert_eq!((draft.packet.cover.criteria.as_str(), draft.packet.cover.asked), ("", None));
    for each in &draft.packet.contradictions {
        app.answer_contradiction(&operator(), review, each.key.clone(), Response::Accepted, String::new()).await.unwrap();
    }
    let release = async || {
        let (variant, choices, format) = (Variant::Concurrent, Choices::default(), PacketFormat::Pdf);
        let new = NewPacket { variant, choices, format, author: Some("Ines Okoro, PhD".to_owned()), seen: None };
        app.release_packet(&operator(), review, new, &Language::english(), to_the_plan()).await
    };
    let refused = release().await.unwrap_err();
    assert!(matches!(refused, AppError::Packet(PacketRefusal::NoPayer { day: on }) if on == day("2026-11-20")), "{refused}");
    assert!(app.disclosures(&operator(), practice.anna).await.unwrap().releases.is_empty());
    // Who pays is on record again, and it leaves to them.
    app.record_coverage(&operator(), covered(practice.anna, "generic-medicare", "2026-11-16", None)).await.unwrap();
    let draft = app.packet(&operator(), review, Variant::Concurrent, Choices::default()).await.unwrap();
    assert_eq!(draft.no_payer, None);
    assert!(draft.packet.cover.payer.contains("Medicare"), "{}", draft.packet.cover.payer);
    release().await.unwrap();
}

#[tokio::test]
async fn a_letter_waits_for_a_payer_as_a_packet_does_and_goes_to_whoever_refused_whatever_became_of_the_coverage() {
    let check = async |request: Option<AuthorizationRequest>, expected: Option<&str>| {
        let practice = practice(Settings::default()).await;
        let (app, episode) = (&practice.app, episode_of(&practice).await);
        app.record_administration(&operator(), practice.anna, phq9("2026-11-02", [2; 9])).await.unwrap();
        let review = review_on(&practice, episode, "2026-11-09").await;
        let denied = decision(episode, DeterminationOutcome::Denied, ("2026-11-10", "2026-11-16"), "2026-11-09T15:00:00Z");
        let denied = Decision { closes: Some((review, None)), ..denied };
        match request {
            Some(request) => {
                app.record_request_and_decision(&operator(), AuthorizationRequest { episode, ..request }, denied).await.unwrap()
            }
            None => app.record_decision(&operator(), denied).await.unwrap(),
        };
        app.take_in_denial(&operator(), review, letter("2026-11-10T15:00:00Z")).await.unwrap();
        let author = Some("Ines Okoro, PhD".to_owned());
        let (kind, text) = (LetterKind::ClaimFile, "Please send the criteria and the claim file.".to_owned());
        let new = NewLetter { kind, appeal: None, text, begun: BegunFrom::Records, author };
        let left = app.release_letter(&operator(), review, new, &Language::english(), to_the_plan()).await;
        match (left, expected) {
            (Ok(_), None) => {}
            (Err(AppError::Packet(PacketRefusal::NoPayer { day: on })), Some(expected)) => assert_eq!(on, day(expected)),
            (other, _) => panic!("{other:?}, and not {expected:?}"),
        }
    };
    check(None, Some("2026-11-10")).await;
    let request = AuthorizationRequest {
        episode: "00000000-0000-7000-8000-000000000001".parse().unwrap(),
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Concurrent,
        level_of_care: IOP,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 7,
        period: Period::new(day("2026-11-10"), Some(day("2026-11-16"))).unwrap(),
        submitted_at: "2026-11-08T15:00:00Z".parse().unwrap(),
        urgent: false,
    };
    check(Some(request), None).await;
}

#[tokio::test]
async fn who_pays_today_is_asked_about_days_to_come_and_says_nothing_of_days_that_are_past() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    app.record_coverage(&operator(), covered(practice.anna, "generic-commercial", "2026-11-21", Some("2026-12-01"))).await.unwrap();
    let check = async |due: &str, expected: Option<&str>| {
        let review = review_on(&practice, episode, due).await;
        let found = app.review(&operator(), review).await.unwrap();
        assert_eq!(found.no_payer, expected.map(day), "due on {due}");
        assert_eq!(found.payer.key.is_empty(), expected.is_some(), "due on {due}");
    };
    check("2026-11-20", Some("2026-11-20")).await;
    check("2026-11-22", None).await;
    check("2026-12-05", None).await;
}

#[tokio::test]
async fn days_after_a_coverage_that_ended_in_retrospect_are_told_on_the_page_and_on_the_board() {
    let practice = practice(Settings::default()).await;
    covered_until(&practice, None).await;
    let app = &practice.app;
    let told = async || {
        let page = app.authorizations(&operator(), practice.anna).await.unwrap();
        let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        let entry = board.entries.into_iter().find(|entry| entry.stay.patient == practice.anna).unwrap();
        (page.without_coverage, entry.stay.no_coverage_from, page.coverages[0].id)
    };
    let (without, from, coverage) = told().await;
    assert!(without.is_empty(), "{without:?}");
    assert_eq!(from, None);
    let given = [("day", "2026-11-18"), ("type", "group"), ("status", "attended"), ("planned_minutes", "60"), ("delivered_minutes", "60")];
    let given = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    app.record_care_fact(&operator(), practice.anna, app::care_fact::RecordKind::Attendance, given).await.unwrap();
    // The payer says on the 23rd that it ended on the 15th.
    app.end_coverage(&operator(), coverage, day("2026-11-15")).await.unwrap();
    let (without, from, _) = told().await;
    assert_eq!((without.authorized.first(), without.authorized.len()), (Some(&day("2026-11-16")), 15));
    assert_eq!(without.delivered, [day("2026-11-18")]);
    assert_eq!(from, Some(day("2026-11-16")));
}

#[tokio::test]
async fn what_may_still_be_asked_for_after_the_fact_stands_with_the_hours_of_the_payer_until_it_is_asked() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    let after = async || app.authorizations(&operator(), practice.anna).await.unwrap().after_the_fact;
    assert!(after().await.is_empty(), "no payer that authorizes the level is on record");
    app.record_coverage(&operator(), covered(practice.anna, "generic-commercial", "2026-01-01", None)).await.unwrap();
    let found = after().await;
    assert_eq!(
        found.iter().map(|(first, deadline)| (*first, deadline.rule.as_str())).collect::<Vec<_>>(),
        [(day("2026-10-01"), "CONTRACT-RETRO")]
    );
    assert_eq!(found[0].1.due, Due::ContractSilent(ContractLimit::RetroAuthorizationHours));
    let shipped = PayerProfile::shipped();
    let text = shipped[0].1.replacen("[limits]", "[limits]\nretro_authorization_hours = 72", 1);
    app.save_payer(&operator(), text).await.unwrap();
    let Due::Before(due, _) = after().await[0].1.due else { panic!("the profile says the hours") };
    assert_eq!(due, "2026-10-04T04:00:00Z".parse().unwrap());
    let request = AuthorizationRequest {
        episode,
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Retrospective,
        level_of_care: IOP,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 10,
        period: Period::new(day("2026-10-01"), Some(day("2026-10-10"))).unwrap(),
        submitted_at: "2026-10-03T15:00:00Z".parse().unwrap(),
        urgent: false,
    };
    app.record_authorization_request(&operator(), request).await.unwrap();
    assert!(after().await.is_empty(), "it was asked for");
}

#[tokio::test]
async fn the_brief_for_a_talk_with_the_payers_physician_knows_whether_new_information_is_taken() {
    let practice = practice(Settings::default()).await;
    let review = covered_until(&practice, None).await;
    let said = async || {
        let draft = practice.app.packet(&operator(), review, Variant::PeerToPeer, Choices::default()).await.unwrap();
        let page = practice.app.review(&operator(), review).await.unwrap();
        assert_eq!(page.payer.peer_to_peer, draft.peer_to_peer);
        draft.peer_to_peer.new_information_allowed
    };
    assert_eq!(said().await, None, "nobody wrote it down");
    let mut profile = PayerProfile::shipped().remove(0).0;
    profile.peer_to_peer.new_information_allowed = Some(false);
    practice.app.save_payer(&operator(), profile.to_toml()).await.unwrap();
    assert_eq!(said().await, Some(false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_a_payer_took_back_supports_no_claim_and_no_forecast() {
    let practice = practice(Settings::default()).await;
    let (app, episode) = (&practice.app, episode_of(&practice).await);
    app.record_coverage(&operator(), covered(practice.anna, "generic-commercial", "2026-01-01", None)).await.unwrap();
    let level = LevelOfCare::Outpatient;
    let request = AuthorizationRequest {
        episode,
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Initial,
        level_of_care: level,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 20,
        period: Period::new(day("2026-11-01"), Some(day("2026-11-20"))).unwrap(),
        submitted_at: "2026-10-28T15:00:00Z".parse().unwrap(),
        urgent: false,
    };
    let approve = async |level_of_care: LevelOfCare, number: &str, request: AuthorizationRequest| {
        let period = ("2026-11-01", "2026-11-20");
        let approved = decision(episode, DeterminationOutcome::Approved, period, "2026-10-29T15:00:00Z");
        let approved = Decision { grant: Some(grant(episode, number, level_of_care, period)), ..approved };
        app.record_request_and_decision(&operator(), request, approved).await.unwrap();
    };
    approve(level, "AU-1", request.clone()).await;
    approve(IOP, "AU-2", AuthorizationRequest { level_of_care: IOP, ..request.clone() }).await;
    let claim = posted(&practice, "A-1-7", "F331").await;
    assert_eq!(says(&page(&practice, claim).await, "A4"), "pass");
    let forecast = async || {
        let record = app.payer_record(&operator()).await.unwrap();
        let stay = record.stays.into_iter().find(|stay| stay.stay.patient == practice.anna).unwrap();
        (stay.covered, stay.covered_until)
    };
    assert_eq!(forecast().await, (Some(20), Some(day("2026-11-20"))));
    for level_of_care in [level, IOP] {
        let denied = decision(episode, DeterminationOutcome::Denied, ("2026-11-02", "2026-11-20"), "2026-11-05T15:00:00Z");
        app.record_request_and_decision(&operator(), AuthorizationRequest { level_of_care, ..request.clone() }, denied).await.unwrap();
    }
    assert_eq!(says(&page(&practice, claim).await, "A4"), "fail", "the day of service was taken back");
    assert_eq!(forecast().await, (Some(1), Some(day("2026-11-01"))));
}
