//! Messages: who is reached, what stops one, what happens when servers do not answer, and that none goes out twice.

mod links;
mod returned_mail;

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::contact::NewContact;
use app::message::{Brings, Carrier, InboundOutcome, Letter, MessageState, Outgoing, Recipient, Sending};
use app::on_call::OnCallShift;
use app::{AppError, Caller, Settings};
use care::{Channel, Consent, ConsentSource, ContactHolder, Unreachable};
use collection::check_in::{Given, Reply};
use collection::sending::quiet::QuietHours;
use collection::sending::readiness::Missing;
use collection::sending::stop::StopReason;
use collection::sending::{CarrierReason, Delivery, Mode, Template};
use instruments::Answer;
use storage::WriteUnit;
use vocabulary::{Instant, OperationId, RecordId, Role, UserId};

use crate::practice::{Practice, operator, phq9, practice, practice_in};

/// A carrier that keeps what it got and answers as it is told.
#[derive(Default)]
struct Post {
    taken: Mutex<Vec<Letter>>,
    answers: Mutex<Vec<(String, Delivery)>>,
}

impl Post {
    /// From now on it answers so to an address.
    fn answer(&self, address: &str, delivery: Delivery) {
        self.answers.lock().unwrap().insert(0, (address.to_owned(), delivery));
    }

    fn taken(&self) -> Vec<(String, Template)> {
        self.taken.lock().unwrap().iter().map(|letter| (letter.address.clone(), letter.template)).collect()
    }
}

impl Carrier for Post {
    fn carries(&self, channel: Channel) -> bool {
        channel != Channel::Telephone
    }

    fn deliver(&self, letter: Letter) -> Pin<Box<dyn Future<Output = Delivery> + Send + '_>> {
        let found = self.answers.lock().unwrap().iter().find(|(address, _)| *address == letter.address).map(|(_, answer)| *answer);
        let answer = found.unwrap_or(Delivery::Accepted);
        if answer == Delivery::Accepted {
            self.taken.lock().unwrap().push(letter);
        }
        Box::pin(std::future::ready(answer))
    }
}

struct Sender {
    practice: Practice,
    post: Arc<Post>,
}

const SECRET: &str = "a secret of twenty characters";

impl Sender {
    fn over(mut practice: Practice) -> Self {
        let post = Arc::new(Post::default());
        let sending = Sending {
            mode: Mode::Send,
            quiet: QuietHours::default(),
            carrier: Arc::clone(&post) as Arc<dyn Carrier>,
            server: "one".to_owned(),
            inbound_secret: Some(SECRET.to_owned()),
        };
        practice.app = practice.app.with_sending(sending);
        Self { practice, post }
    }

    /// The program ends and is started again over what is stored.
    async fn restart(&mut self) {
        let test = &self.practice.test;
        let clock: Arc<dyn vocabulary::Clock> = Arc::clone(&test.clock) as Arc<dyn vocabulary::Clock>;
        let random = Arc::new(vocabulary::port::SeededRandom::new(77));
        let ports = app::Ports { clock, random, ids: Arc::clone(&test.ids), renderer: Arc::new(crate::practice::Counting) };
        let library = instruments::Library::shipped().unwrap();
        let sending = self.practice.app.sending().clone();
        let app = app::App::open(test.database.clone(), library, Vec::new(), Settings::default(), ports).await.unwrap();
        self.practice.app = app.with_sending(sending);
    }

    fn at(&self, instant: &str) {
        self.practice.test.clock.set(instant.parse::<Instant>().unwrap());
    }

    async fn contact(&self, holder: ContactHolder, channel: Channel, address: &str, consent: Option<Consent>) -> RecordId {
        let contact = NewContact {
            holder,
            holder_name: "Somebody".to_owned(),
            channel,
            address: address.to_owned(),
            rank: 1,
            preference: String::new(),
        };
        let said = consent.map(|consent| (consent, ConsentSource::SignedForm));
        self.practice.app.add_contact(&operator(), self.practice.anna, contact, said).await.unwrap()
    }

    /// Writes another address down for a contact of Anna's, who agrees to be written to there.
    async fn readdress(&self, contact: RecordId, address: &str) {
        let (app, anna) = (&self.practice.app, self.practice.anna);
        let known = app.contacts(&operator(), anna).await.unwrap().contacts;
        let present = &known.iter().find(|each| each.contact.id == contact).unwrap().contact;
        let corrected = NewContact {
            holder: present.value().holder,
            holder_name: present.value().holder_name.clone(),
            channel: present.value().channel,
            address: address.to_owned(),
            rank: present.value().rank,
            preference: String::new(),
        };
        app.correct_contact(&operator(), contact, present.recorded.version, corrected).await.unwrap();
        app.record_consent(&operator(), contact, Consent::Given, ConsentSource::ToldStaff).await.unwrap();
    }

    /// As a use case does inside of its unit.
    async fn write<T, F>(&self, work: F) -> Result<T, AppError>
    where
        F: for<'a> FnOnce(&'a mut WriteUnit) -> Pin<Box<dyn Future<Output = Result<T, AppError>> + Send + 'a>> + Send,
    {
        self.practice.test.database.write(&storage::testing::operation("send"), work).await
    }

    async fn send(&self, key: &str, holder: ContactHolder) -> Result<app::message::Planned, AppError> {
        let (now, link) = (self.practice.app.now(), self.own_link().await);
        let outgoing = Outgoing {
            key: key.to_owned(),
            template: Template::CheckIn,
            to: Recipient::Person { patient: self.practice.anna, holder, channel: None },
            brings: Brings::Code(link),
            series: Some("check-in:1".to_owned()),
            not_before: now,
            expires_at: now.plus_seconds(7 * 86_400),
            language: None,
        };
        let app = self.practice.app.clone();
        self.write(|unit| Box::pin(async move { app::message::plan(unit, app.sending(), &outgoing).await })).await
    }

    async fn state(&self, id: RecordId) -> (MessageState, Option<String>) {
        let view = self.practice.app.message(&operator(), id).await.unwrap();
        (view.shown.message.state, view.shown.message.reason)
    }

    /// Somebody with a role and an address, who is told there.
    async fn told(&self, name: &str, role: Role, address: &str) -> Caller {
        let clinician = (role == Role::Clinician).then_some(self.practice.treating);
        let (caller, _) = self.practice.somebody(name, &[role], clinician).await;
        self.practice.app.set_staff_contact(&operator(), caller.user().unwrap(), Channel::Email, address).await.unwrap();
        caller
    }

    async fn on_call(&self, user: UserId) {
        let shift = OnCallShift { user, program: None, starts_at: self.practice.app.now(), ends_at: None, is_on_site: false };
        self.practice.app.add_on_call(&operator(), shift).await.unwrap();
    }

    /// Records an answer about safety and judges it.
    async fn answer_about_safety(&self, on: &str) {
        let answers = [1, 1, 1, 1, 1, 1, 1, 1, 2];
        self.practice.app.record_administration(&operator(), self.practice.anna, phq9(on, answers)).await.unwrap();
        self.practice.app.judge_waiting().await.unwrap();
    }

    /// As the worker does, until nothing is to do.
    async fn work(&self) {
        for _ in 0..6 {
            self.practice.app.tell_owners().await.unwrap();
            self.practice.app.send_due().await.unwrap();
        }
    }
}

fn request() -> OperationId {
    OperationId("story".to_owned())
}

async fn both(story: impl AsyncFn(Sender)) {
    story(Sender::over(practice(Settings::default()).await)).await;
    story(Sender::over(practice_in(storage::testing::postgres().await, Settings::default()).await)).await;
}

#[tokio::test]
async fn a_message_goes_out_once_by_day_and_to_nobody_else() {
    both(async |sender| {
        sender.at("2026-11-01T01:30:00Z"); // 21:30 in New York, in the night in which clocks go back.
        sender.contact(ContactHolder::Parent, Channel::Email, "parent@example.org", Some(Consent::Given)).await;
        let refused = sender.send("k1", ContactHolder::Patient).await;
        assert!(matches!(refused, Err(AppError::Unreachable(Unreachable::NoContact))), "a parent's contact is no substitute");
        sender.contact(ContactHolder::Patient, Channel::Text, "555 010 0199", Some(Consent::Given)).await;
        let planned = sender.send("k1", ContactHolder::Patient).await.unwrap();
        assert_eq!((planned.at, planned.is_new), ("2026-11-01T13:00:00Z".parse().unwrap(), true), "8:00 after the clocks went back");
        assert!(!sender.send("k1", ContactHolder::Patient).await.unwrap().is_new);
        for (instant, expected) in [("2026-11-01T12:59:59Z", 0), ("2026-11-01T13:00:00Z", 1), ("2026-11-01T14:00:00Z", 1)] {
            sender.at(instant);
            sender.work().await;
            assert_eq!(sender.post.taken().len(), expected, "at {instant}");
        }
        assert_eq!(sender.post.taken()[0].0, "+15550100199");
        assert_eq!(sender.state(planned.id).await.0, MessageState::Sent);
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_into_the_night_sends_nothing() {
    let sender = Sender::over(practice(Settings::default()).await);
    sender.at("2026-11-23T15:00:00Z");
    sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
    let planned = sender.send("k1", ContactHolder::Patient).await.unwrap();
    // It was due by day; this server's clock now says that it is 23:00.
    sender.at("2026-11-24T04:00:00Z");
    sender.work().await;
    assert_eq!(sender.state(planned.id).await, (MessageState::Planned, Some("quiet_hours".to_owned())));
    sender.at("2026-11-24T13:00:00Z");
    sender.work().await;
    assert_eq!(sender.post.taken().len(), 1);
}

#[tokio::test]
async fn stop_ends_what_is_still_to_go_to_the_number_and_start_takes_only_that_back() {
    both(async |sender| {
        sender.at("2026-11-24T04:00:00Z");
        let contact = sender.contact(ContactHolder::Patient, Channel::Text, "555 010 0199", Some(Consent::Given)).await;
        let planned = sender.send("k1", ContactHolder::Patient).await.unwrap();
        let app = &sender.practice.app;
        assert_eq!(app.take_reply("guessed", "+15550100199", "STOP", request()).await.unwrap(), None);
        assert_eq!(sender.state(planned.id).await.0, MessageState::Planned, "nothing is done for a wrong secret");
        assert_eq!(app.take_reply(SECRET, "+15550100199", " Stop. ", request()).await.unwrap(), Some(InboundOutcome::Stopped(1)));
        assert_eq!(sender.state(planned.id).await, (MessageState::Stopped, Some("opted_out".to_owned())));
        let refused = sender.send("k2", ContactHolder::Patient).await;
        assert!(matches!(refused, Err(AppError::Unreachable(Unreachable::Withdrawn))));
        assert_eq!(app.take_reply(SECRET, "+15550100199", "START", request()).await.unwrap(), Some(InboundOutcome::Started(1)));
        sender.send("k3", ContactHolder::Patient).await.unwrap();
        // What was said to staff is taken back by nobody but staff.
        app.record_consent(&operator(), contact, Consent::Withdrawn, ConsentSource::ToldStaff).await.unwrap();
        assert_eq!(app.take_reply(SECRET, "+15550100199", "START", request()).await.unwrap(), Some(InboundOutcome::Started(0)));
        assert!(sender.send("k4", ContactHolder::Patient).await.is_err());
        sender.at("2026-11-24T15:00:00Z");
        sender.work().await;
        assert_eq!(sender.post.taken(), []);
    })
    .await;
}

#[tokio::test]
async fn start_makes_no_yes_of_what_was_never_one() {
    both(async |sender| {
        sender.at("2026-11-24T15:00:00Z");
        // One number: the mother's for one child, for whom she said yes, and for the other, for whom nobody asked her.
        sender.contact(ContactHolder::Parent, Channel::Text, "555 010 0199", Some(Consent::Given)).await;
        sender.contact(ContactHolder::Guardian, Channel::Text, "555 010 0199", None).await;
        let app = &sender.practice.app;
        assert_eq!(app.take_reply(SECRET, "+15550100199", "STOP", request()).await.unwrap(), Some(InboundOutcome::Stopped(2)));
        assert_eq!(app.take_reply(SECRET, "+15550100199", "START", request()).await.unwrap(), Some(InboundOutcome::Started(1)));
        let contacts = app.contacts(&operator(), sender.practice.anna).await.unwrap().contacts;
        let mut consents: Vec<(ContactHolder, Consent)> = contacts.iter().map(|each| (each.contact.value().holder, each.consent)).collect();
        consents.sort_by_key(|(holder, _)| holder.code());
        assert_eq!(consents, [(ContactHolder::Guardian, Consent::NotAsked), (ContactHolder::Parent, Consent::Given)]);
    })
    .await;
}

#[tokio::test]
async fn what_was_to_go_to_one_person_does_not_go_to_another_whose_number_it_turns_out_to_be() {
    both(async |sender| {
        sender.at("2026-11-24T15:00:00Z");
        let contact = sender.contact(ContactHolder::Patient, Channel::Text, "555 010 0199", Some(Consent::Given)).await;
        let planned = sender.send("k1", ContactHolder::Patient).await.unwrap();
        let app = &sender.practice.app;
        let version = app.contacts(&operator(), sender.practice.anna).await.unwrap().contacts[0].contact.recorded.version;
        let mothers = NewContact {
            holder: ContactHolder::Parent,
            holder_name: "Marta".to_owned(),
            channel: Channel::Text,
            address: "555 010 0199".to_owned(),
            rank: 1,
            preference: String::new(),
        };
        app.correct_contact(&operator(), contact, version, mothers).await.unwrap();
        assert_eq!(sender.state(planned.id).await, (MessageState::Stopped, Some("no_contact".to_owned())));
        let contacts = app.contacts(&operator(), sender.practice.anna).await.unwrap().contacts;
        assert_eq!((contacts.len(), contacts[0].consent), (1, Consent::NotAsked), "she was not asked yet");
    })
    .await;
}

#[tokio::test]
async fn what_is_answered_or_comes_back_is_not_asked_for_again() {
    let sender = Sender::over(practice(Settings::default()).await);
    sender.at("2026-11-23T15:00:00Z");
    sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
    let answered = sender.send("k1", ContactHolder::Patient).await.unwrap();
    let stopped = sender.write(|unit| Box::pin(app::message::stop_series(unit, "check-in:1", StopReason::Answered)));
    assert_eq!(stopped.await.unwrap(), 1);
    assert_eq!(sender.state(answered.id).await, (MessageState::Stopped, Some("answered".to_owned())));
    let lost = sender.send("k2", ContactHolder::Patient).await.unwrap();
    sender.post.answer("anna@example.org", Delivery::Refused(CarrierReason::AddressRefused));
    sender.work().await;
    assert_eq!(sender.state(lost.id).await.0, MessageState::Failed);
    let refused = sender.send("k3", ContactHolder::Patient).await;
    assert!(matches!(refused, Err(AppError::Unreachable(Unreachable::Returned))), "the server does not know the address");
}

#[tokio::test]
async fn a_server_that_is_down_is_waited_for_and_what_nobody_knows_waits_for_a_person() {
    let sender = Sender::over(practice(Settings::default()).await);
    sender.at("2026-11-23T15:00:00Z");
    sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
    let planned = sender.send("k1", ContactHolder::Patient).await.unwrap();
    sender.post.answer("anna@example.org", Delivery::NotNow(CarrierReason::NoConnection));
    sender.work().await;
    assert_eq!(sender.state(planned.id).await, (MessageState::Planned, Some("no_connection".to_owned())));
    sender.post.answer("anna@example.org", Delivery::Unknown(CarrierReason::ConnectionBroke));
    sender.at("2026-11-23T15:01:00Z");
    sender.work().await;
    assert_eq!(sender.state(planned.id).await.0, MessageState::Uncertain);
    sender.post.answer("anna@example.org", Delivery::Accepted);
    sender.at("2026-11-23T20:00:00Z");
    sender.work().await;
    assert_eq!(sender.post.taken(), [], "it is not sent again by itself");
    sender.practice.app.send_message_again(&operator(), planned.id).await.unwrap();
    sender.work().await;
    assert_eq!(sender.post.taken().len(), 1);
}

/// By day the owner of the alert is told outside the application, and nobody else.
#[tokio::test]
async fn a_safety_answer_by_day_is_told_to_whoever_treats() {
    both(async |sender| {
        sender.told("okoro", Role::Clinician, "okoro@example.org").await;
        let night = sender.told("night", Role::FrontDesk, "night@example.org").await;
        sender.on_call(night.user().unwrap()).await;
        sender.at("2026-11-20T15:00:00Z");
        sender.answer_about_safety("2026-11-20").await;
        sender.work().await;
        assert_eq!(sender.post.taken(), [("okoro@example.org".to_owned(), Template::StaffSafety)]);
    })
    .await;
}

#[tokio::test]
async fn a_safety_answer_at_night_reaches_who_is_on_call_and_goes_on_when_nobody_can_be_told() {
    both(async |sender| {
        sender.at("2026-11-27T03:00:00Z"); // 22:00 in New York.
        sender.told("okoro", Role::Clinician, "okoro@example.org").await;
        let night = sender.told("night", Role::FrontDesk, "night@example.org").await;
        sender.told("ruth", Role::Director, "ruth@example.org").await;
        sender.on_call(night.user().unwrap()).await;
        sender.answer_about_safety("2026-11-26").await;
        sender.post.answer("night@example.org", Delivery::NotNow(CarrierReason::NoConnection));
        sender.work().await;
        assert_eq!(sender.post.taken(), [], "the mail server does not take it");
        for instant in ["2026-11-27T03:00:15Z", "2026-11-27T03:01:30Z"] {
            sender.at(instant);
            sender.work().await;
        }
        // Three tries in a minute and a half: then the next person is told, and the night does not matter.
        assert_eq!(sender.post.taken(), [("ruth@example.org".to_owned(), Template::StaffSafety)]);
        sender.at("2026-11-27T03:20:00Z");
        sender.work().await;
        assert_eq!(sender.post.taken().len(), 1, "nobody is told twice");
    })
    .await;
}

#[tokio::test]
async fn an_alert_that_nobody_takes_on_is_told_to_the_next_and_one_that_is_taken_on_is_not() {
    let sender = Sender::over(practice(Settings::default()).await);
    sender.at("2026-11-27T03:00:00Z");
    let night = sender.told("night", Role::Clinician, "night@example.org").await;
    sender.told("ruth", Role::Director, "ruth@example.org").await;
    sender.on_call(night.user().unwrap()).await;
    sender.answer_about_safety("2026-11-26").await;
    sender.work().await;
    assert_eq!(sender.post.taken(), [("night@example.org".to_owned(), Template::StaffSafety)]);
    sender.at("2026-11-27T03:31:00Z");
    assert_eq!(sender.practice.app.escalate_alerts().await.unwrap().alerts, 1);
    sender.work().await;
    let told = || sender.post.taken().into_iter().map(|(address, _)| address).collect::<Vec<String>>();
    assert_eq!(told(), ["night@example.org", "ruth@example.org"]);
    // The next answer is taken on before its time is over: it goes to nobody else.
    sender.at("2026-11-28T03:00:00Z");
    sender.answer_about_safety("2026-11-27").await;
    sender.work().await;
    let inbox = sender.practice.app.inbox(&night, app::alert::InboxPage::WHOLE).await.unwrap();
    let mut open = inbox.groups.iter().flat_map(|group| &group.alerts).map(|view| view.id);
    let newest = open.next().expect("it is in the inbox");
    sender.practice.app.acknowledge_alert(&night, newest).await.unwrap();
    let before = told();
    sender.at("2026-11-28T03:31:00Z");
    sender.practice.app.escalate_alerts().await.unwrap();
    sender.work().await;
    assert_eq!(told(), before, "somebody has it");
}

#[tokio::test]
async fn a_form_with_safety_items_needs_text_channel_and_somebody_on_call() {
    let sender = Sender::over(practice(Settings::default()).await);
    let missing = async |has_text: bool| {
        let (app, anna) = (sender.practice.app.clone(), sender.practice.anna);
        let found =
            sender.write(|unit| Box::pin(async move { app::message::missing_for_remote(unit, app.sending(), anna, true, has_text).await }));
        found.await.unwrap()
    };
    assert_eq!(missing(false).await, [Missing::CrisisText, Missing::OnCallPerson]);
    let (night, _) = sender.practice.somebody("night", &[Role::FrontDesk], None).await;
    sender.on_call(night.user().unwrap()).await;
    assert_eq!(missing(true).await, [Missing::OnCallAddress]);
    sender.practice.app.set_staff_contact(&night, night.user().unwrap(), Channel::Text, "555 010 0199").await.unwrap();
    assert_eq!(missing(true).await, []);
    let other = sender.practice.somebody("other", &[Role::FrontDesk], None).await.0;
    let refused = sender.practice.app.set_staff_contact(&other, night.user().unwrap(), Channel::Text, "").await;
    assert!(matches!(refused, Err(AppError::RoleRefused(_))), "an address of one's own only");
}

#[tokio::test]
async fn a_check_in_is_reminded_of_once_each_time_and_not_after_it_was_answered() {
    both(async |sender| {
        sender.at("2026-11-23T15:00:00Z");
        sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
        let (app, anna) = (&sender.practice.app, sender.practice.anna);
        let new = app::check_in::NewCheckIn {
            respondent: instruments::Respondent::Patient,
            instruments: vec!["gad-7".to_owned()],
            language: vocabulary::Language::english(),
            mode: instruments::Mode::Link,
        };
        let check_in = app.make_check_in(&operator(), anna, new).await.unwrap();
        app.send_check_in(&operator(), check_in).await.unwrap();
        let (first, reminder) = (Template::CheckIn, Template::CheckInReminder);
        let cases: &[(&str, &[Template])] = &[
            ("2026-11-23T15:00:01Z", &[first]),
            ("2026-11-24T14:59:59Z", &[first]),
            ("2026-11-24T15:00:01Z", &[first, reminder]),
            ("2026-11-25T15:00:01Z", &[first, reminder]),
        ];
        for (instant, expected) in cases {
            sender.at(instant);
            sender.work().await;
            let templates: Vec<Template> = sender.post.taken().into_iter().map(|(_, template)| template).collect();
            assert_eq!(templates, *expected, "at {instant}");
        }
        let secret = sender.post.taken.lock().unwrap()[1].detail.clone().unwrap().trim_start_matches("/c/").to_owned();
        let request = OperationId("story".to_owned());
        let link = app::check_in::LinkRequest { secret, pass: None, origin: "192.0.2.7".to_owned(), request };
        let app::check_in::Identified::Done { pass } = app.identify_by_link(&link, Some(crate::practice::day("1990-05-01"))).await.unwrap()
        else {
            panic!("it is her birth day")
        };
        app.finish_check_in(&app::check_in::LinkRequest { pass: Some(pass), ..link }).await.unwrap();
        sender.at("2026-11-27T15:00:00Z");
        sender.work().await;
        assert_eq!(sender.post.taken().len(), 2, "nobody is reminded of what they did");
    })
    .await;
}

#[tokio::test]
async fn several_servers_send_each_message_once() {
    let one = Sender::over(practice_in(storage::testing::postgres().await, Settings::default()).await);
    one.at("2026-11-23T15:00:00Z");
    one.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
    for number in 0..12 {
        one.send(&format!("k{number}"), ContactHolder::Patient).await.unwrap();
    }
    let servers: Vec<_> = (0..3)
        .map(|_| {
            let app = one.practice.app.clone();
            tokio::spawn(async move {
                for _ in 0..12 {
                    app.send_due().await.unwrap();
                }
            })
        })
        .collect();
    for server in servers {
        server.await.unwrap();
    }
    assert_eq!(one.post.taken().len(), 12);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_that_comes_while_a_message_is_taken_up_is_not_lost_on_postgres() {
    let sender = Sender::over(practice_in(storage::testing::postgres().await, Settings::default()).await);
    sender.at("2026-11-23T15:00:00Z");
    sender.contact(ContactHolder::Patient, Channel::Text, "555 010 0199", Some(Consent::Given)).await;
    let planned = sender.send("k1", ContactHolder::Patient).await.unwrap();
    let (leased, is_leased) = tokio::sync::oneshot::channel();
    let (database, now) = (sender.practice.test.database.clone(), sender.practice.app.now());
    let other_server = tokio::spawn(async move {
        let operation = storage::testing::operation("lease");
        let write = database.write::<_, storage::StorageError, _>(&operation, |unit| {
            Box::pin(async move {
                let lane = storage::message::Lane { channel: Channel::Text, is_urgent: false };
                let due = storage::message::due(unit, now, lane, 10).await?;
                let lease = storage::message::lease(unit, &due[0], "another", now.plus_seconds(60)).await?;
                leased.send(()).expect("the story waits for it");
                tokio::time::sleep(Duration::from_millis(100)).await;
                Ok(lease)
            })
        });
        write.await
    });
    is_leased.await.unwrap();
    let app = &sender.practice.app;
    assert_eq!(app.take_reply(SECRET, "+15550100199", "STOP", request()).await.unwrap(), Some(InboundOutcome::Stopped(1)));
    assert!(other_server.await.unwrap().unwrap().is_some(), "the other server had it");
    assert_eq!(sender.state(planned.id).await, (MessageState::Stopped, Some("opted_out".to_owned())));
    let query = app::audit::AuditQuery { size: 1, action: Some("take_reply".to_owned()), ..Default::default() };
    let audit = app.audit(&operator(), query).await.unwrap();
    assert_eq!(audit.entries[0].0.request, "story", "by the number of the request that brought it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_about_safety_is_in_the_inbox_and_on_its_way_within_seconds() {
    let sender = Sender::over(practice(Settings::default()).await);
    sender.at("2026-11-27T03:00:00Z");
    let night = sender.told("night", Role::Clinician, "night@example.org").await;
    sender.on_call(night.user().unwrap()).await;
    let app = &sender.practice.app;
    app.put_crisis_text(&operator(), None, vocabulary::Language::english(), "Call: 555-0100.").await.unwrap();
    let new = crate::check_ins::new(&["phq-9"]);
    let id = app.make_check_in(&operator(), sender.practice.anna, new).await.unwrap();
    let link = crate::check_ins::by(&app.print_check_in_link(&operator(), id).await.unwrap().path);
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let (judging, sending) = (app.clone(), app.clone());
    let workers = [
        tokio::spawn({
            let stopped = stopped.clone();
            async move { judging.work(stopped).await }
        }),
        tokio::spawn(async move { sending.work_on_messages(stopped).await }),
    ];
    // The workers have done what there was to do and rest.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let reply = Reply::Answer(Answer::Value(2));
    let given = Given { instrument: "phq-9".to_owned(), item: "9".to_owned(), reply };
    app.answer_check_in(&link, vec![given]).await.unwrap();
    let in_inbox = async {
        while app.inbox(&night, app::alert::InboxPage::WHOLE).await.unwrap().groups.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(3), in_inbox).await.expect("in the inbox within seconds");
    let on_its_way = async {
        while sender.post.taken().is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), on_its_way).await.expect("at the mail server within seconds");
    assert_eq!(sender.post.taken(), [("night@example.org".to_owned(), Template::StaffSafety)]);
    stop.send(true).unwrap();
    for worker in workers {
        worker.await.unwrap();
    }
}

/// Mail to patients goes to a server on this machine that takes the connection and never says a word; everything else is taken.
struct Hanging {
    post: Arc<Post>,
    listener: tokio::net::TcpListener,
}

impl Carrier for Hanging {
    fn carries(&self, channel: Channel) -> bool {
        channel != Channel::Telephone
    }

    fn deliver(&self, letter: Letter) -> Pin<Box<dyn Future<Output = Delivery> + Send + '_>> {
        if letter.channel != Channel::Email || letter.template.is_for_staff() {
            return self.post.deliver(letter);
        }
        Box::pin(async move {
            let stream = tokio::net::TcpStream::connect(self.listener.local_addr().unwrap()).await.unwrap();
            stream.readable().await.unwrap();
            Delivery::Unknown(CarrierReason::NoAnswer)
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_hangs_with_a_reminder_keeps_no_notice_about_safety_and_no_text_message() {
    let mut sender = Sender::over(practice(Settings::default()).await);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let carrier = Arc::new(Hanging { post: Arc::clone(&sender.post), listener });
    let sending = Sending { carrier, ..sender.practice.app.sending().clone() };
    sender.practice.app = sender.practice.app.with_sending(sending);
    sender.at("2026-11-27T15:00:00Z");
    let night = sender.told("night", Role::Clinician, "night@example.org").await;
    sender.on_call(night.user().unwrap()).await;
    sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
    for number in 0..6 {
        sender.send(&format!("mail{number}"), ContactHolder::Patient).await.unwrap();
    }
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let worker = tokio::spawn({
        let app = sender.practice.app.clone();
        async move { app.work_on_messages(stopped).await }
    });
    // The first reminder hangs: the lane of mail has it in hand.
    let hangs = async {
        while sender.practice.app.outbox(&operator(), Some(MessageState::HandedOver), None).await.unwrap().messages.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), hangs).await.expect("the server has a reminder in hand");
    sender.contact(ContactHolder::Parent, Channel::Text, "555 010 0199", Some(Consent::Given)).await;
    sender.send("text", ContactHolder::Parent).await.unwrap();
    sender.answer_about_safety("2026-11-26").await;
    let both_are_out = async {
        while sender.post.taken().len() < 2 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(8), both_are_out).await.expect("they do not wait for the reminder");
    let mut taken: Vec<Template> = sender.post.taken().into_iter().map(|(_, template)| template).collect();
    taken.sort();
    assert_eq!(taken, [Template::CheckIn, Template::StaffSafety]);
    let planned = sender.practice.app.outbox(&operator(), Some(MessageState::Planned), None).await.unwrap().messages;
    let waiting = planned.iter().filter(|shown| shown.message.template == Template::CheckIn.code()).count();
    assert_eq!(waiting, 5, "the other reminders wait for their own lane");
    stop.send(true).unwrap();
    worker.abort();
}

#[tokio::test]
async fn notices_about_safety_go_at_once_and_a_lane_whose_server_is_down_ends_its_round() {
    both(async |sender| {
        sender.at("2026-11-27T15:00:00Z");
        sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
        sender.contact(ContactHolder::Parent, Channel::Text, "555 010 0199", Some(Consent::Given)).await;
        for number in 0..3 {
            sender.send(&format!("mail{number}"), ContactHolder::Patient).await.unwrap();
        }
        sender.send("text", ContactHolder::Parent).await.unwrap();
        sender.post.answer("anna@example.org", Delivery::NotNow(CarrierReason::NoConnection));
        let round = sender.practice.app.send_due().await.unwrap();
        assert_eq!((round.later, round.sent), (1, 1), "one try says that the server is down, and the text message goes out: {round:?}");
        let round = sender.practice.app.send_due().await.unwrap();
        assert_eq!((round.later, round.sent), (1, 0), "the next one says it again: {round:?}");
    })
    .await;
}

#[tokio::test]
async fn a_link_to_questions_about_safety_is_held_while_nobody_would_hear_of_an_answer() {
    both(async |sender| {
        sender.at("2026-11-23T15:00:00Z");
        let app = &sender.practice.app;
        app.put_crisis_text(&operator(), None, vocabulary::Language::english(), "Call: 555-0100.").await.unwrap();
        let night = sender.told("night", Role::FrontDesk, "night@example.org").await;
        let user = night.user().unwrap();
        let starts_at = app.now();
        let shift = OnCallShift { user, program: None, starts_at, ends_at: Some(starts_at.plus_seconds(3_600)), is_on_site: false };
        app.add_on_call(&operator(), shift).await.unwrap();
        sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
        let sent = async |instrument: &str| {
            let id = app.make_check_in(&operator(), sender.practice.anna, crate::check_ins::new(&[instrument])).await.unwrap();
            app.send_check_in(&operator(), id).await.unwrap();
            let messages = app.contacts(&operator(), sender.practice.anna).await.unwrap().messages;
            let series = format!("check-in:{id}");
            messages.into_iter().filter(|each| each.series.as_ref() == Some(&series)).min_by_key(|each| each.planned_at).unwrap().id
        };
        let (about_safety, other) = (sent("phq-9").await, sent("gad-7").await);
        // The shift ends before the messages are handed over.
        sender.at("2026-11-23T16:00:00Z");
        sender.work().await;
        assert_eq!(sender.state(about_safety).await, (MessageState::Planned, Some("on_call_person".to_owned())));
        assert_eq!(sender.state(other).await.0, MessageState::Sent, "what asks nothing about safety goes out");
        for minutes in [10, 20, 30] {
            sender.at(&format!("2026-11-23T16:{minutes}:00Z"));
            sender.work().await;
        }
        let view = app.message(&operator(), about_safety).await.unwrap();
        let events: Vec<&str> = view.events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(events, ["planned", "held"], "it is said once, however often it is looked at");
        assert_eq!(sender.post.taken().len(), 1);
        // Somebody is on call again: it goes out by itself.
        sender.on_call(user).await;
        sender.at("2026-11-23T16:40:00Z");
        sender.work().await;
        assert_eq!(sender.state(about_safety).await.0, MessageState::Sent);
        assert_eq!(sender.post.taken().len(), 2);
    })
    .await;
}

/// Mail leaves here, and nothing else.
struct MailOnly(Arc<Post>);

impl Carrier for MailOnly {
    fn carries(&self, channel: Channel) -> bool {
        channel == Channel::Email
    }

    fn deliver(&self, letter: Letter) -> Pin<Box<dyn Future<Output = Delivery> + Send + '_>> {
        self.0.deliver(letter)
    }
}

#[tokio::test]
async fn somebody_who_prefers_texts_is_written_to_where_only_mail_leaves() {
    let mut sender = Sender::over(practice(Settings::default()).await);
    let sending = Sending { carrier: Arc::new(MailOnly(Arc::clone(&sender.post))), ..sender.practice.app.sending().clone() };
    sender.practice.app = sender.practice.app.with_sending(sending);
    sender.at("2026-11-23T15:00:00Z");
    sender.contact(ContactHolder::Patient, Channel::Text, "555 010 0199", Some(Consent::Given)).await;
    let refused = sender.send("k1", ContactHolder::Patient).await;
    assert!(matches!(refused, Err(AppError::SendingIsOff)), "no message leaves by that way: {refused:?}");
    sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Withdrawn)).await;
    assert!(matches!(sender.send("k1", ContactHolder::Patient).await, Err(AppError::SendingIsOff)), "consent is by channel");
    sender.contact(ContactHolder::Patient, Channel::Email, "invented@example.org", Some(Consent::Given)).await;
    assert_eq!(sender.send("k1", ContactHolder::Patient).await.unwrap().channel, Channel::Email);
    sender.work().await;
    assert_eq!(sender.post.taken(), [("invented@example.org".to_owned(), Template::CheckIn)]);
}

#[tokio::test]
async fn a_message_is_in_the_language_of_its_check_in_and_a_notice_in_that_of_the_account() {
    both(async |sender| {
        sender.at("2026-11-23T15:00:00Z");
        let spanish: vocabulary::Language = "es".parse().unwrap();
        let night = sender.told("night", Role::Director, "night@example.org").await;
        sender.on_call(night.user().unwrap()).await;
        sender.practice.app.choose_language(&night, Some(spanish.clone())).await.unwrap();
        sender.contact(ContactHolder::Patient, Channel::Email, "anna@example.org", Some(Consent::Given)).await;
        sender.practice.app.put_crisis_text(&operator(), None, spanish.clone(), "Llámenos: 555-0100.").await.unwrap();
        let new = app::check_in::NewCheckIn {
            respondent: instruments::Respondent::Patient,
            instruments: vec!["phq-9".to_owned()],
            language: spanish.clone(),
            mode: instruments::Mode::Link,
        };
        let check_in = sender.practice.app.make_check_in(&operator(), sender.practice.anna, new).await.unwrap();
        sender.practice.app.send_check_in(&operator(), check_in).await.unwrap();
        sender.work().await;
        sender.answer_about_safety("2026-11-22").await;
        sender.work().await;
        let letters = sender.post.taken.lock().unwrap().clone();
        let told: Vec<(&str, &str)> = letters.iter().map(|letter| (letter.address.as_str(), letter.language.as_str())).collect();
        assert_eq!(told, [("anna@example.org", "es"), ("night@example.org", "es")], "the patient on record speaks English");
    })
    .await;
}

#[tokio::test]
async fn what_is_only_kept_tells_nobody_and_no_form_about_safety_goes_out_on_it() {
    both(async |mut sender| {
        sender.at("2026-11-27T03:00:00Z");
        let night = sender.told("night", Role::FrontDesk, "night@example.org").await;
        sender.told("ruth", Role::Director, "ruth@example.org").await;
        sender.on_call(night.user().unwrap()).await;
        sender.practice.app.put_crisis_text(&operator(), None, vocabulary::Language::english(), "Call: 555-0100.").await.unwrap();
        let new = |mode: instruments::Mode| app::check_in::NewCheckIn {
            respondent: instruments::Respondent::Patient,
            instruments: vec!["phq-9".to_owned()],
            language: vocabulary::Language::english(),
            mode,
        };
        for (mode, is_ready) in [(Mode::Off, false), (Mode::Keep, false), (Mode::Demo, true), (Mode::Send, true)] {
            let sending = Sending { mode, ..sender.practice.app.sending().clone() };
            sender.practice.app = sender.practice.app.with_sending(sending);
            let app = &sender.practice.app;
            let made = app.make_check_in(&operator(), sender.practice.anna, new(instruments::Mode::Link)).await;
            assert_eq!(made.is_ok(), is_ready, "{mode:?}: {made:?}");
            // One that was made for a tablet is not handed out as a link either.
            let on_tablet = app.make_check_in(&operator(), sender.practice.ben, new(instruments::Mode::Tablet)).await.unwrap();
            match app.print_check_in_link(&operator(), on_tablet).await {
                Ok(_) => assert!(is_ready, "{mode:?}"),
                Err(AppError::RemoteNotReady(missing)) => assert!(!is_ready && missing[0] == Missing::Channel, "{mode:?}: {missing:?}"),
                Err(error) => panic!("{mode:?}: {error:?}"),
            }
        }
        // Notices that are only kept are lost: the alert goes on to the next.
        let sending = Sending { mode: Mode::Keep, ..sender.practice.app.sending().clone() };
        sender.practice.app = sender.practice.app.with_sending(sending);
        sender.answer_about_safety("2026-11-26").await;
        sender.practice.app.tell_owners().await.unwrap();
        sender.practice.app.send_due().await.unwrap();
        assert_eq!(sender.practice.app.tell_owners().await.unwrap().escalated, 1);
        assert_eq!(sender.post.taken(), []);
    })
    .await;
}
