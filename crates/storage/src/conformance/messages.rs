//! Reaching people: contacts and consents, who is on call, and the queue of messages, which hands nothing over twice.

use std::collections::BTreeSet;
use std::sync::Arc;

use care::{AttemptOutcome, Channel, Consent, ConsentSource, Contact, ContactAttempt, ContactConsent, ContactHolder};
use vocabulary::{Instant, Language, PatientId, RecordId, UserId, ZoneName};

use super::fixtures::*;
use crate::message::{self, Lane, Lease, Message, MessageFilter, MessagePage, MessageState, NewMessage, Settled};
use crate::on_call_shift::{self, OnCallShift};
use crate::staff_contact::{self, StaffContact};
use crate::testing::{TestTarget, start};
use crate::{StorageError, View, contact};

/// Mail that can wait.
pub(super) const ORDINARY: Lane = Lane { channel: Channel::Email, is_urgent: false };

fn at(seconds: i64) -> Instant {
    start().plus_seconds(seconds)
}

fn contact_of(patient: PatientId, holder: ContactHolder, channel: Channel, address: &str) -> Contact {
    let holder_name = if holder == ContactHolder::Patient { String::new() } else { "Señora Example".to_owned() };
    Contact {
        patient,
        holder,
        holder_name,
        channel,
        address: address.to_owned(),
        rank: 1,
        preference: "evenings".to_owned(),
        returned_at: None,
    }
}

fn new(key: &str, patient: Option<PatientId>, contact: Option<RecordId>) -> NewMessage {
    NewMessage {
        key: key.to_owned(),
        template: "check_in".to_owned(),
        series: Some("check-in:1".to_owned()),
        patient,
        contact,
        user: None,
        alert: None,
        channel: Channel::Email,
        language: Language::english(),
        zone: "America/New_York".parse::<ZoneName>().expect("a known zone"),
        is_urgent: false,
        detail: Some("/c/secret".to_owned()),
        planned_at: at(0),
        expires_at: at(86_400),
    }
}

async fn plan(practice: &Practice, new: NewMessage) -> RecordId {
    save!(practice, |unit| message::plan(unit, &new).await).expect("planned").0
}

async fn due(practice: &Practice, now: Instant) -> Vec<Message> {
    read!(practice, |unit| message::due(unit, now, ORDINARY, 10).await).expect("what is due")
}

async fn take(practice: &Practice, found: &Message, until: Instant) -> Option<Lease> {
    let found = found.clone();
    save!(practice, |unit| message::lease(unit, &found, "one", until).await).expect("a lease or none")
}

async fn hand_over(practice: &Practice, lease: Lease) -> bool {
    save!(practice, |unit| message::hand_over(unit, lease, "ada@example.org", at(200)).await).expect("handed over or not")
}

async fn settle(practice: &Practice, lease: Lease, settled: Settled) -> bool {
    save!(practice, |unit| message::settle(unit, lease, &settled).await).expect("settled or not")
}

async fn state(practice: &Practice, id: RecordId) -> (Message, Vec<String>) {
    let (message, events) = read!(practice, |unit| message::get(unit, id).await).expect("read").expect("on record");
    (message, events.into_iter().map(|event| event.kind).collect())
}

/// Rows in the tables of messages, for the archive: what has gone out, and what waits.
pub(super) async fn fill(practice: &Practice, patient: PatientId) {
    let id = practice.insert(contact_of(patient, ContactHolder::Patient, Channel::Email, "ada@example.org")).await;
    let sent = plan(practice, new("k1", Some(patient), Some(id))).await;
    let lease = take(practice, &due(practice, at(1)).await[0], at(60)).await.expect("leased");
    assert!(lease.message == sent && hand_over(practice, lease).await && settle(practice, lease, Settled::Sent).await);
}

/// A message that waits.
pub(super) async fn plan_one(practice: &Practice, key: &str) {
    plan(practice, new(key, None, None)).await;
}

pub(super) async fn contacts_and_consents_read_back(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Éxample", "Ada").await;
    let own = contact_of(ada, ContactHolder::Patient, Channel::Text, "+15550100199");
    let of_parent = contact_of(ada, ContactHolder::Parent, Channel::Text, "+15550100199");
    let (own_id, parent_id) = (practice.insert(own.clone()).await, practice.insert(of_parent.clone()).await);
    let said = |contact, consent, source| ContactConsent { patient: ada, contact, consent, source, said_at: at(0) };
    for consent in [said(own_id, Consent::Given, ConsentSource::SignedForm), said(own_id, Consent::Withdrawn, ConsentSource::ReplyStop)] {
        save!(practice, |unit| contact::consent::put(unit, consent, day("2026-11-23")).await).unwrap();
    }
    let known = read!(practice, |unit| contact::known_of_patients(unit, &[ada]).await).unwrap();
    let told: Vec<_> = known.iter().map(|each| (each.id, each.contact.clone(), each.consent)).collect();
    assert_eq!(told, [(parent_id, of_parent, Consent::NotAsked), (own_id, own, Consent::Withdrawn)]);
    let same_number = read!(practice, |unit| contact::by_address(unit, Channel::Text, "+15550100199").await).unwrap();
    assert_eq!(same_number.len(), 2, "STOP speaks for the number");
    let history = read!(practice, |unit| {
        let consent = contact::consent::of_patients(unit, &[ada], View::Current).await?.remove(0);
        unit.history::<ContactConsent>(consent.id).await
    });
    assert_eq!(history.unwrap().len(), 2, "what was said before stays");
    let attempt = ContactAttempt {
        patient: ada,
        episode: practice.id(),
        milestone_days: 90,
        attempted_at: at(0),
        channel: Channel::Telephone,
        outcome: AttemptOutcome::NoAnswer,
        made_by: None,
        note: "rang out".to_owned(),
    };
    practice.insert(attempt.clone()).await;
    let attempts = read!(practice, |unit| contact::attempt::of_patients(unit, &[ada], View::Current).await).unwrap();
    assert_eq!(attempts.into_iter().map(|stored| stored.recorded.value).collect::<Vec<_>>(), [attempt]);
}

pub(super) async fn staff_contacts_and_shifts_read_back(target: TestTarget) {
    let practice = practice(target).await;
    let (kim, lee): (UserId, UserId) = (practice.id(), practice.id());
    let of = |user, address: &str| StaffContact { user, channel: Channel::Email, address: address.to_owned() };
    for contact in [of(kim, "kim@example.org"), of(lee, "lee@example.org"), of(kim, "k@example.org"), of(lee, "")] {
        save!(practice, |unit| staff_contact::put(unit, contact, day("2026-11-23")).await).unwrap();
    }
    let all = read!(practice, |unit| staff_contact::all(unit, View::Current).await).unwrap();
    assert_eq!(all.into_iter().map(|stored| stored.recorded.value).collect::<Vec<_>>(), [of(kim, "k@example.org")]);
    let night = OnCallShift { user: kim, program: None, starts_at: at(0), ends_at: Some(at(3600)), is_on_site: false };
    let open = OnCallShift { user: lee, program: Some(practice.id()), starts_at: at(60), ends_at: None, is_on_site: false };
    practice.insert(night.clone()).await;
    practice.insert(open.clone()).await;
    let all = read!(practice, |unit| on_call_shift::all(unit, View::Current).await).unwrap();
    assert_eq!(all.into_iter().map(|stored| stored.recorded.value).collect::<Vec<_>>(), [night.clone(), open.clone()]);
    assert!(night.covers(at(0)) && !night.covers(at(3600)) && !open.covers(at(59)) && open.covers(at(1_000_000)));
}

pub(super) async fn a_message_is_planned_once(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let first = plan(&practice, new("k1", Some(ada), None)).await;
    let again = NewMessage { detail: Some("/c/other".to_owned()), ..new("k1", Some(ada), None) };
    assert_eq!(save!(practice, |unit| message::plan(unit, &again).await), Ok((first, false)));
    let unknown = new("k2", Some(practice.id()), None);
    let refused = save!(practice, |unit| message::plan(unit, &unknown).await);
    assert!(matches!(refused, Err(StorageError::NotFound { noun: "patient", .. })));
    assert_eq!(practice.count("SELECT COUNT(*) FROM message").await, 1);
}

pub(super) async fn a_message_goes_through_its_states(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let id = plan(&practice, new("k1", Some(ada), None)).await;
    assert!(due(&practice, at(-1)).await.is_empty(), "its time has not come");
    let found = due(&practice, at(0)).await.remove(0);
    let lease = take(&practice, &found, at(60)).await.expect("leased");
    assert!(take(&practice, &found, at(60)).await.is_none(), "it was leased meanwhile");
    assert!(due(&practice, at(59)).await.is_empty());
    let night = save!(practice, |unit| message::postpone(unit, lease, at(3600), "quiet_hours").await);
    assert_eq!(night, Ok(true));
    let found = due(&practice, at(3600)).await.remove(0);
    let lease = take(&practice, &found, at(3660)).await.expect("leased again");
    assert!(hand_over(&practice, lease).await && !hand_over(&practice, lease).await, "the marker is written once");
    assert!(settle(&practice, lease, Settled::Again(at(7200), "busy".to_owned())).await);
    let lease = take(&practice, &due(&practice, at(7200)).await[0], at(7260)).await.expect("leased a third time");
    assert!(hand_over(&practice, lease).await && settle(&practice, lease, Settled::Sent).await);
    assert!(!settle(&practice, lease, Settled::Failed("late".to_owned())).await, "it ended");
    let (message, events) = state(&practice, id).await;
    assert_eq!(events, ["planned", "postponed", "handed_over", "not_now", "handed_over", "sent"]);
    assert_eq!((message.state, message.tries, message.detail), (MessageState::Sent, 2, None), "the link is erased");
    assert_eq!(message.address.as_deref(), Some("ada@example.org"));
    assert_eq!(save!(practice, |unit| message::stop(unit, id, "by_staff").await), Ok(false), "nothing calls it back");
    assert_eq!(save!(practice, |unit| message::returned(unit, id, "told_by_staff").await), Ok(true));
    assert_eq!(state(&practice, id).await.0.state, MessageState::Returned);
}

pub(super) async fn an_older_lease_hands_nothing_over(target: TestTarget) {
    let practice = practice(target).await;
    let id = plan(&practice, new("k1", None, None)).await;
    let slow = take(&practice, &due(&practice, at(0)).await[0], at(60)).await.expect("leased");
    // Its server is held up; the lease is over and another takes it up.
    let quick = take(&practice, &due(&practice, at(60)).await[0], at(120)).await.expect("taken up by another");
    assert!(!hand_over(&practice, slow).await);
    assert!(hand_over(&practice, quick).await);
    assert!(!settle(&practice, slow, Settled::Sent).await);
    // That one ends with the message in hand: nobody knows, and nobody sends it again by itself.
    assert_eq!(save!(practice, |unit| message::expire_handed_over(unit, at(199)).await), Ok(vec![]));
    assert_eq!(save!(practice, |unit| message::expire_handed_over(unit, at(200)).await), Ok(vec![id]));
    assert_eq!(state(&practice, id).await.0.state, MessageState::Uncertain);
    assert!(due(&practice, at(1_000_000)).await.is_empty());
    // A person decides, and the history says so.
    assert_eq!(save!(practice, |unit| message::send_again(unit, id, at(300), at(400)).await), Ok(true));
    assert!(!settle(&practice, quick, Settled::Sent).await, "too late: it is planned anew");
    assert_eq!(due(&practice, at(300)).await.len(), 1);
    assert_eq!(state(&practice, id).await.1.last().map(String::as_str), Some("send_again"));
}

pub(super) async fn an_answer_that_comes_late_still_counts(target: TestTarget) {
    let practice = practice(target).await;
    let id = plan(&practice, new("k1", None, None)).await;
    let lease = take(&practice, &due(&practice, at(0)).await[0], at(60)).await.expect("leased");
    assert!(hand_over(&practice, lease).await);
    assert_eq!(save!(practice, |unit| message::expire_handed_over(unit, at(200)).await), Ok(vec![id]));
    assert!(settle(&practice, lease, Settled::Sent).await, "the server was only slow");
    assert_eq!(state(&practice, id).await.0.state, MessageState::Sent);
}

pub(super) async fn what_stops_a_series_stops_all_of_it(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let contact = practice.insert(contact_of(ada, ContactHolder::Patient, Channel::Email, "ada@example.org")).await;
    let first = plan(&practice, new("k1", Some(ada), Some(contact))).await;
    let second = plan(&practice, NewMessage { planned_at: at(100), ..new("k2", Some(ada), Some(contact)) }).await;
    let other = plan(&practice, NewMessage { series: None, planned_at: at(200), ..new("k3", Some(ada), Some(contact)) }).await;
    let lease = take(&practice, &due(&practice, at(0)).await[0], at(60)).await.expect("leased");
    assert_eq!(save!(practice, |unit| message::stop_series(unit, "check-in:1", "answered").await), Ok(2));
    assert!(!hand_over(&practice, lease).await, "it was answered before it went out");
    for id in [first, second] {
        let (message, _) = state(&practice, id).await;
        assert_eq!((message.state, message.reason.as_deref(), message.detail), (MessageState::Stopped, Some("answered"), None));
    }
    assert_eq!(state(&practice, other).await.0.state, MessageState::Planned);
    assert_eq!(save!(practice, |unit| message::stop_of_contacts(unit, &[contact], "opted_out").await), Ok(1));
    let counts = read!(practice, |unit| message::count_by_state(unit).await).unwrap();
    assert_eq!(counts, [(MessageState::Stopped, 3)]);
}

pub(super) async fn the_outbox_is_read_in_pages(target: TestTarget) {
    let practice = practice(target).await;
    for number in 0..5 {
        plan(&practice, NewMessage { planned_at: at(number / 2), ..new(&format!("k{number}"), None, None) }).await;
    }
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = MessagePage { before, size: 2 };
        let found = read!(practice, |unit| message::page(unit, MessageFilter::default(), page).await).unwrap();
        let Some(last) = found.last() else { break };
        before = Some((last.planned_at, last.id));
        seen.extend(found.into_iter().map(|message| message.key));
    }
    assert_eq!(seen.len(), 5);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 5);
    assert_eq!(seen[0], "k4");
    let sent = MessageFilter { state: Some(MessageState::Sent) };
    let none = read!(practice, |unit| message::page(unit, sent, MessagePage { before: None, size: 9 }).await).unwrap();
    assert_eq!(none.len(), 0);
}

pub(super) async fn several_senders_hand_each_message_over_once(target: TestTarget) {
    const MESSAGES: usize = 24;
    let practice = Arc::new(practice(target).await);
    for number in 0..MESSAGES {
        plan(&practice, new(&format!("k{number}"), None, None)).await;
    }
    let sender = |practice: Arc<Practice>| async move {
        let mut handed = Vec::new();
        loop {
            let found = due(&practice, at(0)).await;
            if found.is_empty() {
                return handed;
            }
            for message in found {
                let leased = save!(practice, |unit| message::lease(unit, &message, "s", at(60)).await);
                // Busy means that another server was first.
                let Ok(Some(lease)) = leased else { continue };
                if hand_over(&practice, lease).await && settle(&practice, lease, Settled::Sent).await {
                    handed.push(lease.message);
                }
            }
        }
    };
    let senders: Vec<_> = (0..4).map(|_| tokio::spawn(sender(Arc::clone(&practice)))).collect();
    let mut handed = Vec::new();
    for sender in senders {
        handed.extend(sender.await.expect("the sender ends"));
    }
    assert_eq!(handed.len(), MESSAGES, "none twice");
    assert_eq!(handed.iter().collect::<BTreeSet<_>>().len(), MESSAGES, "and none left out");
    assert_eq!(practice.count("SELECT COUNT(*) FROM message_event WHERE kind = 'handed_over'").await, i64::try_from(MESSAGES).unwrap());
}
