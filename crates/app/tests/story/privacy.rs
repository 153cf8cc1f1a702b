//! What an adolescent answers stays with the adolescent: in copies for a parent, on an address that a parent shares, and in what is sent there. On SQLite
//! and on PostgreSQL.

use app::AppError;
use app::check_in::LinkRequest;
use app::export::Whose;
use app::own_page::OwnDoor;
use app::release::Disclosure;
use care::{Channel, Consent, ConsentSource, ContactHolder, LegalBasis, Patient, Unreachable};
use collection::protocol::SHIPPED;
use vocabulary::{Language, PatientId};

use crate::check_ins::{both, by, new, ready};
use crate::practice::{Practice, day, operator, phq9};

/// The protocol that ships, with the PHQ-9 kept private from 13 years on.
fn protocol() -> String {
    format!("{SHIPPED}\n[[private]]\ninstrument = \"phq-9\"\nfrom_age = 13\n")
}

/// Born on a day, in care, with one PHQ-9 and one GAD-7.
async fn born(practice: &Practice, number: &str, birth_day: &str) -> PatientId {
    let record = Patient {
        record_number: number.to_owned(),
        given_name: "Tess".to_owned(),
        family_name: "Invented".to_owned(),
        birth_day: day(birth_day),
        sex: None,
        race: None,
        ethnicity: None,
        language: Language::english(),
    };
    let id = practice.app.register_patient(&operator(), record).await.expect("registered");
    practice.app.record_administration(&operator(), id, phq9("2026-11-20", [1; 9])).await.unwrap();
    let mut other = phq9("2026-11-20", [1; 9]);
    "gad-7".clone_into(&mut other.instrument);
    other.answers.truncate(7);
    practice.app.record_administration(&operator(), id, other).await.unwrap();
    id
}

async fn contact(practice: &Practice, patient: PatientId, holder: ContactHolder, name: &str, address: &str) {
    let contact = app::contact::NewContact {
        holder,
        holder_name: name.to_owned(),
        channel: Channel::Email,
        address: address.to_owned(),
        rank: 1,
        preference: String::new(),
    };
    let yes = Some((Consent::Given, ConsentSource::ToldStaff));
    practice.app.add_contact(&operator(), patient, contact, yes).await.unwrap();
}

fn to(recipient: &str, basis: LegalBasis) -> Disclosure {
    Disclosure {
        recipient: recipient.to_owned(),
        reason: "asked for a copy".to_owned(),
        basis: basis.code().to_owned(),
        authority: String::new(),
    }
}

/// The instruments of a copy, and whether it says that it is one for somebody who acts for the patient.
async fn copy(practice: &Practice, patient: PatientId, disclosure: Disclosure) -> (Vec<String>, bool) {
    let facts = practice.app.progress_facts_for(&operator(), patient, &disclosure).await.unwrap();
    let mut shown: Vec<String> = facts.instruments.iter().map(|(definition, _)| definition.id.to_string()).collect();
    shown.sort();
    assert!(facts.judgements.iter().all(|judged| shown.contains(&judged.instrument)), "nothing is told of what is not shown");
    (shown, facts.is_for_proxy)
}

#[tokio::test]
async fn a_copy_for_a_parent_leaves_out_what_the_protocol_keeps_private() {
    both(async |practice| {
        let (teen, adult) = (born(&practice, "T-1", "2011-05-01").await, born(&practice, "T-2", "1990-05-01").await);
        contact(&practice, teen, ContactHolder::Parent, "Mia Invented", "mia@example.org").await;
        let check = async |patient: PatientId, recipient: &str, basis: LegalBasis, expected: &[&str], is_for_proxy: bool| {
            let found = copy(&practice, patient, to(recipient, basis)).await;
            assert_eq!(found, (expected.iter().map(|id| (*id).to_owned()).collect(), is_for_proxy), "{recipient} {basis:?}");
        };
        let all = ["gad-7", "phq-9"];
        check(teen, "the mother", LegalBasis::PersonalRepresentative, &all, true).await;
        assert!(practice.app.put_protocol(&operator(), protocol()).await.unwrap().is_ok());
        check(teen, "the mother", LegalBasis::PersonalRepresentative, &["gad-7"], true).await;
        check(teen, "Mia Invented", LegalBasis::PatientRequest, &["gad-7"], true).await;
        check(teen, "Tess herself", LegalBasis::PatientRequest, &all, false).await;
        check(teen, "Hillside Clinic", LegalBasis::Treatment, &all, false).await;
        check(adult, "a guardian", LegalBasis::PersonalRepresentative, &all, true).await;
        // Records that leave as a file, by whatever basis, to whom they are made out.
        for (recipient, basis, is_kept) in
            [("Mia Invented", LegalBasis::PatientRequest, true), ("Hillside Clinic", LegalBasis::Treatment, false)]
        {
            for whose in [Whose::Patient(teen), Whose::Everybody] {
                let scores = practice.app.export_scores(&operator(), whose, to(recipient, basis)).await.unwrap();
                let fhir = practice.app.export_fhir(&operator(), whose, to(recipient, basis)).await.unwrap();
                let table = String::from_utf8_lossy(scores.bytes()).into_owned();
                let of_teen = |instrument: &str| table.contains(&format!("T-1,2026-11-20,{instrument}"));
                assert_eq!((of_teen("phq-9"), of_teen("gad-7")), (!is_kept, true), "{recipient} {basis:?} {whose:?}");
                let resources = String::from_utf8_lossy(fhir.bytes()).into_owned();
                // The adult's stay: nothing of them is private.
                assert_eq!(resources.contains("phq-9"), !is_kept || matches!(whose, Whose::Everybody), "{recipient} {basis:?} {whose:?}");
            }
        }
        let released = practice
            .app
            .progress_report(&operator(), teen, &Language::english(), to("the mother", LegalBasis::PersonalRepresentative))
            .await
            .unwrap();
        assert_eq!(released.bytes(), b"1 administrations");
        let rows = practice.app.releases(&operator(), teen).await.unwrap();
        assert_eq!(rows[0].value().basis, "personal_representative", "and it is written down to whom it went");
    })
    .await;
}

#[tokio::test]
async fn an_address_that_a_parent_shares_is_no_way_to_the_adolescent_alone() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        assert!(practice.app.put_protocol(&operator(), protocol()).await.unwrap().is_ok());
        let teen = born(&practice, "T-1", "2011-05-01").await;
        contact(&practice, teen, ContactHolder::Patient, "", "tess@example.org").await;
        let sent = async |instruments: &[&str]| {
            let id = practice.app.make_check_in(&operator(), teen, new(instruments)).await.unwrap();
            practice.app.send_check_in(&operator(), id).await
        };
        assert!(sent(&["phq-9"]).await.is_ok());
        assert_eq!(own_page(&practice, teen).await, ["gad-7", "phq-9"]);
        contact(&practice, teen, ContactHolder::Guardian, "Mia Invented", "tess@example.org").await;
        assert!(matches!(sent(&["phq-9"]).await, Err(AppError::Unreachable(Unreachable::SharedWithProxy))));
        assert!(sent(&["gad-7"]).await.is_ok(), "what is not private goes out");
        assert_eq!(own_page(&practice, teen).await, ["gad-7"]);
    })
    .await;
}

#[tokio::test]
async fn a_message_that_waits_does_not_reach_whoever_came_to_share_the_address() {
    both(async |practice| {
        let (practice, _) = ready(practice).await;
        assert!(practice.app.put_protocol(&operator(), protocol()).await.unwrap().is_ok());
        let teen = born(&practice, "T-1", "2011-05-01").await;
        contact(&practice, teen, ContactHolder::Patient, "", "tess@example.org").await;
        for instrument in ["phq-9", "gad-7"] {
            let id = practice.app.make_check_in(&operator(), teen, new(&[instrument])).await.unwrap();
            practice.app.send_check_in(&operator(), id).await.unwrap();
        }
        contact(&practice, teen, ContactHolder::Guardian, "Mia Invented", "tess@example.org").await;
        practice.test.pass_seconds(6 * 3_600);
        for _ in 0..4 {
            practice.app.send_due().await.unwrap();
        }
        let messages = practice.app.contacts(&operator(), teen).await.unwrap().messages;
        let ended = messages.iter().filter(|message| message.state.code() != "planned");
        let mut ended: Vec<_> = ended.map(|message| (message.state.code(), message.reason.as_deref())).collect();
        ended.sort_unstable();
        assert_eq!(ended, [("kept", None), ("stopped", Some("no_contact"))], "the one that is the patient's alone is stopped");
    })
    .await;
}

/// The instruments on the patient's own page, opened by a code as each time.
async fn own_page(practice: &Practice, patient: PatientId) -> Vec<String> {
    let link = by(&practice.app.make_own_page_link(&operator(), patient).await.unwrap().path);
    practice.app.send_own_page_code(&link).await.unwrap();
    let code = practice.code_in_newest(patient).await;
    let pass = practice.app.enter_own_page_code(&link, &code).await.unwrap().expect("the code fits");
    let OwnDoor::Open(page) = practice.app.own_page(&LinkRequest { pass: Some(pass), ..link }).await.unwrap() else { panic!("let in") };
    let mut shown: Vec<String> = page.series.iter().map(|series| series.definition.id.to_string()).collect();
    shown.sort();
    shown
}
