//! The links that messages bring: no way in waits in the queue, and a link ends messages where it went and nowhere else.

use app::message::MessageState;
use app::own_page::CodeAsked;
use care::{Channel, Consent, ContactHolder};
use collection::sending::{CarrierReason, Delivery};
use storage::access_link::AccessLink;
use vocabulary::RecordId;

use super::{Sender, both, request};
use crate::practice::operator;

/// A check-in of Anna's whose link is to be sent.
async fn sent_check_in(sender: &Sender) -> RecordId {
    let new = app::check_in::NewCheckIn {
        respondent: instruments::Respondent::Patient,
        instruments: vec!["gad-7".to_owned()],
        language: vocabulary::Language::english(),
        mode: instruments::Mode::Link,
    };
    let check_in = sender.practice.app.make_check_in(&operator(), sender.practice.anna, new).await.unwrap();
    sender.practice.app.send_check_in(&operator(), check_in).await.unwrap();
    check_in
}

/// Everything that is stored, as a backup holds it.
async fn backup(sender: &Sender) -> String {
    let mut archive = Vec::new();
    sender.practice.test.database.backup(&storage::testing::operation("backup"), &mut archive).await.unwrap();
    String::from_utf8_lossy(&archive).into_owned()
}

impl Sender {
    /// A link to Anna's own page, good for a year.
    pub(super) async fn own_link(&self) -> RecordId {
        let (id, now) = (self.practice.test.ids.next::<RecordId>(), self.practice.app.now());
        let link = AccessLink {
            id,
            secret_sha256: format!("{:0>64}", id.to_string().replace('-', "")),
            patient: self.practice.anna,
            check_in: None,
            mode: instruments::Mode::Link,
            created_at: now,
            identify_from: now,
            expires_at: now.plus_seconds(365 * 86_400),
            failures: 0,
            revoked_at: None,
            revoke_reason: None,
        };
        self.write(|unit| Box::pin(async move { Ok(storage::access_link::insert(unit, &link).await?) })).await.unwrap();
        id
    }
}

#[tokio::test]
async fn what_waits_to_be_sent_holds_no_way_in_and_goes_out_after_a_restart() {
    both(async |mut sender| {
        sender.at("2026-11-23T15:00:00Z");
        sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
        sent_check_in(&sender).await;
        let waiting = backup(&sender).await;
        assert!(waiting.contains("link:") && !waiting.contains("/c/"), "the queue names the link and holds no path");
        sender.restart().await;
        sender.work().await;
        sender.at("2026-11-24T15:00:01Z");
        sender.work().await;
        let paths: Vec<String> = sender.post.taken.lock().unwrap().iter().map(|letter| letter.detail.clone().unwrap()).collect();
        assert_eq!(paths.len(), 2, "the link and a reminder: {paths:?}");
        assert_ne!(paths[0], paths[1], "each message brings a secret of its own");
        let after = backup(&sender).await;
        for path in paths {
            let secret = path.strip_prefix("/c/").unwrap().to_owned();
            assert!(!after.contains(&secret), "it stands in the message alone");
            let link = app::check_in::LinkRequest { secret, pass: None, origin: "192.0.2.7".to_owned(), request: request() };
            let door = sender.practice.app.look_at_check_in(&link).await.unwrap();
            assert!(matches!(door, app::check_in::Door::Identify { .. }), "a day later it asks for the day of birth: {door:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_one_time_code_is_made_as_it_is_handed_over_and_for_no_link_that_is_over() {
    both(async |mut sender| {
        sender.at("2026-11-23T15:00:00Z");
        sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
        let (app, anna) = (sender.practice.app.clone(), sender.practice.anna);
        let path = app.make_own_page_link(&operator(), anna).await.unwrap().path;
        let secret = path.strip_prefix("/m/").unwrap().to_owned();
        let link = app::check_in::LinkRequest { secret, pass: None, origin: "192.0.2.7".to_owned(), request: request() };
        assert_eq!(app.send_own_page_code(&link).await.unwrap(), CodeAsked::Sent);
        let waiting = app.contacts(&operator(), anna).await.unwrap().messages.remove(0);
        let named = app::message::link_of_code(&waiting).expect("the queue names the link");
        assert_eq!(waiting.detail, Some(format!("code:{named}")), "and holds no code");
        sender.restart().await;
        sender.work().await;
        let code = sender.post.taken.lock().unwrap()[0].detail.clone().unwrap();
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        assert_eq!(sender.practice.app.enter_own_page_code(&link, "12345").await.unwrap(), None);
        assert!(sender.practice.app.enter_own_page_code(&link, &code).await.unwrap().is_some(), "it opens");
        assert_eq!(sender.practice.app.send_own_page_code(&link).await.unwrap(), CodeAsked::Sent);
        sender.practice.app.revoke_own_page_link(&operator(), anna).await.unwrap();
        sender.work().await;
        assert_eq!(sender.post.taken().len(), 1, "a link that was taken back gets no code");
    })
    .await;
}

#[tokio::test]
async fn a_link_that_went_to_a_wrong_address_ends_no_messages_to_the_right_one() {
    both(async |sender| {
        sender.at("2026-11-23T15:00:00Z");
        let (app, anna) = (&sender.practice.app, sender.practice.anna);
        let contact = sender.contact(ContactHolder::Patient, Channel::Email, "ana@example.org", Some(Consent::Given)).await;
        sent_check_in(&sender).await;
        sender.work().await;
        let path = sender.post.taken.lock().unwrap()[0].detail.clone().unwrap();
        sender.readdress(contact, "anna@example.org").await;
        let secret = path.trim_start_matches("/c/").to_owned();
        let link = app::check_in::LinkRequest { secret, pass: None, origin: "192.0.2.7".to_owned(), request: request() };
        assert!(app.stop_by_link(&link).await.unwrap());
        assert_eq!(app.contacts(&operator(), anna).await.unwrap().contacts[0].consent, Consent::Given, "she said nothing");
    })
    .await;
}

#[tokio::test]
async fn a_reminder_that_a_newer_link_replaced_lends_its_link_no_address_that_was_written_down_later() {
    both(async |sender| {
        sender.at("2026-11-23T15:00:00Z");
        let (app, anna) = (&sender.practice.app, sender.practice.anna);
        let contact = sender.contact(ContactHolder::Patient, Channel::Email, "ana@example.org", Some(Consent::Given)).await;
        let check_in = sent_check_in(&sender).await;
        sender.work().await;
        let path = sender.post.taken.lock().unwrap()[0].detail.clone().unwrap();
        sender.at("2026-11-23T16:00:00Z");
        app.send_check_in(&operator(), check_in).await.unwrap();
        let messages = app.contacts(&operator(), anna).await.unwrap().messages;
        let is_replaced = messages.iter().any(|message| message.reason.as_deref() == Some("replaced") && message.address.is_none());
        assert!(is_replaced, "the reminders of the first link go nowhere");
        sender.at("2026-11-23T17:00:00Z");
        sender.readdress(contact, "anna@example.org").await;
        let secret = path.trim_start_matches("/c/").to_owned();
        let link = app::check_in::LinkRequest { secret, pass: None, origin: "192.0.2.7".to_owned(), request: request() };
        assert!(app.stop_by_link(&link).await.unwrap(), "messages to the old address came by it");
        assert_eq!(app.contacts(&operator(), anna).await.unwrap().contacts[0].consent, Consent::Given, "she said nothing");
    })
    .await;
}

#[tokio::test]
async fn a_message_whose_link_is_over_is_not_sent_again() {
    both(async |sender| {
        sender.at("2026-11-23T15:00:00Z");
        sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
        sender.post.answer("anna@example.org", Delivery::Refused(CarrierReason::TextRefused));
        sent_check_in(&sender).await;
        sender.work().await;
        let messages = sender.practice.app.contacts(&operator(), sender.practice.anna).await.unwrap().messages;
        let failed = messages.iter().find(|message| message.state == MessageState::Failed).expect("it was refused").id;
        sender.at("2026-12-01T15:00:00Z");
        sender.post.answer("anna@example.org", Delivery::Accepted);
        sender.practice.app.send_message_again(&operator(), failed).await.unwrap();
        sender.work().await;
        assert_eq!(sender.state(failed).await, (MessageState::Stopped, Some("link_ended".to_owned())));
        assert_eq!(sender.post.taken(), []);
    })
    .await;
}
