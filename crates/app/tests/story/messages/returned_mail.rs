//! Mail that came back, as mail servers report it.

use app::AppError;
use app::message::{CameBack, MessageState};
use care::{Channel, Consent, ContactHolder, Discharge, DischargeDestination, DischargeType, Unreachable};
use storage::View;
use vocabulary::RecordId;

use super::both;
use crate::practice::operator;

/// What a mail server reports about a message to an address, with a status.
fn report(message: RecordId, address: &str, status: &str) -> interchange::returned_mail::ReturnedMail {
    let mail = format!(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mail.example\n\nFinal-Recipient: rfc822; {address}\nAction: failed\nStatus: {status}\n\n\
         --b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{message}@example.org>\n\n--b--\n"
    );
    interchange::returned_mail::read(mail.as_bytes()).unwrap().remove(0)
}

#[tokio::test]
async fn a_report_of_a_mail_server_ends_an_address_only_where_it_names_message_and_address() {
    both(async |sender| {
        sender.at("2026-11-23T15:00:00Z");
        sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
        let planned = sender.send("k1", ContactHolder::Patient).await.unwrap();
        let app = &sender.practice.app;
        let check = async |message: RecordId, address: &str, status: &str, expected: CameBack| {
            let became = app.mail_came_back(&operator(), &report(message, address, status)).await.unwrap();
            assert_eq!(became, expected, "{address} {status}");
        };
        check(planned.id, "anna@example.org", "5.1.1", CameBack::NotOurs).await; // It has not gone out yet.
        sender.work().await;
        check(planned.id, "elsewhere@example.org", "5.1.1", CameBack::NotOurs).await;
        check(sender.practice.anna.to_string().parse().unwrap(), "anna@example.org", "5.1.1", CameBack::NotOurs).await;
        assert_eq!(sender.state(planned.id).await.0, MessageState::Sent);
        check(planned.id, "Anna@Example.org", "5.2.2", CameBack::MessageOnly).await;
        assert_eq!(sender.state(planned.id).await, (MessageState::Returned, Some("reported_undelivered".to_owned())));
        assert!(sender.send("k2", ContactHolder::Patient).await.is_ok(), "a full mailbox says nothing about the address");
        check(planned.id, "anna@example.org", "5.1.1", CameBack::DeadAddress).await;
        check(planned.id, "anna@example.org", "5.1.1", CameBack::Known).await;
        let dead = app.outbox(&operator(), None, None).await.unwrap().dead_addresses;
        assert_eq!(
            dead.iter().map(|each| (each.patient, each.holder)).collect::<Vec<_>>(),
            [(sender.practice.anna, ContactHolder::Patient)]
        );
        let refused = sender.send("k3", ContactHolder::Patient).await;
        assert!(matches!(refused, Err(AppError::Unreachable(Unreachable::Returned))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_report_that_comes_again_says_nothing_about_an_address_that_was_put_back_since() {
    both(async |sender| {
        sender.at("2026-11-23T15:00:00Z");
        let contact = sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
        let check = async |message: RecordId, expected: CameBack| {
            let report = report(message, "anna@example.org", "5.1.1");
            assert_eq!(sender.practice.app.mail_came_back(&operator(), &report).await.unwrap(), expected);
        };
        let first = sender.send("k1", ContactHolder::Patient).await.unwrap();
        sender.work().await;
        check(first.id, CameBack::DeadAddress).await;
        sender.at("2026-11-24T15:00:00Z");
        for address in ["elsewhere@example.org", "anna@example.org"] {
            sender.readdress(contact, address).await;
        }
        check(first.id, CameBack::Known).await;
        let second = sender.send("k2", ContactHolder::Patient).await.expect("the address was put back");
        sender.work().await;
        check(second.id, CameBack::DeadAddress).await;
        check(second.id, CameBack::Known).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_for_another_address_of_somebody_who_died() {
    both(async |sender| {
        sender.at("2026-11-23T15:00:00Z");
        sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
        let (app, anna) = (&sender.practice.app, sender.practice.anna);
        let planned = sender.send("k1", ContactHolder::Patient).await.unwrap();
        sender.work().await;
        app.mail_came_back(&operator(), &report(planned.id, "anna@example.org", "5.1.1")).await.unwrap();
        let dead = async || app.outbox(&operator(), None, None).await.unwrap().dead_addresses.len();
        assert_eq!(dead().await, 1);
        let operation = storage::testing::operation("look");
        let read = sender.practice.test.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(storage::episode::of_patients(unit, &[anna], View::Current).await?) })
        });
        let episode = read.await.unwrap().remove(0);
        let today = app.now().day_in(&"America/New_York".parse().unwrap());
        let ended = Discharge { day: today, kind: DischargeType::Died, destination: DischargeDestination::Unknown };
        app.discharge(&operator(), episode.id, episode.recorded.version, ended).await.unwrap();
        assert_eq!(dead().await, 0);
    })
    .await;
}
