//! Contacts, consents, who is on call and an outbox for the invented practice. Nothing leaves it: messages are kept.

use std::collections::BTreeSet;

use app::contact::NewContact;
use app::message::{NoCarrier, Sending};
use app::on_call::OnCallShift;
use app::{AppError, View};
use care::{Channel, Consent, ConsentSource, ContactHolder};
use collection::sending::Mode;
use storage::patient::{NamePage, NamePosition};
use vocabulary::{PatientId, Role};

use crate::wiring::Practice;

/// To so many patients what is due is sent.
const WRITTEN_TO: usize = 24;
/// Area codes of invented numbers.
const AREAS: [u16; 6] = [202, 212, 312, 415, 617, 702];
/// Patients read at once.
const AT_ONCE: u16 = 500;

/// The practice as the demo sends: messages are planned and kept.
pub(super) fn keeping(practice: &Practice) -> Practice {
    let sending = Sending { mode: Mode::Demo, carrier: std::sync::Arc::new(NoCarrier), ..Sending::default() };
    Practice { app: practice.app.clone().with_sending(sending), caller: practice.caller.clone() }
}

/// How people can be reached. Everything follows from the order of people and patients, so that the same seed makes the same.
pub(super) async fn reach(practice: &Practice) -> Result<(), AppError> {
    for (index, (patient, number)) in patients(practice).await?.into_iter().enumerate() {
        contacts(practice, index, patient, &number).await?;
    }
    Ok(())
}

/// Sends what is due to whoever can be reached. Reminders wait for their time.
pub(super) async fn send(practice: &Practice) -> Result<(), AppError> {
    for (patient, _) in patients(practice).await?.into_iter().take(WRITTEN_TO) {
        for sent in practice.app.send_what_is_due(&practice.caller, patient).await? {
            match sent.result {
                // Somebody who was not asked, or said no, is not written to; what has no words in a language is not asked in it.
                Ok(_) | Err(AppError::Unreachable(_) | AppError::Form(_) | AppError::RemoteNotReady(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    while practice.app.send_due().await? != app::message::Round::default() {}
    Ok(())
}

/// Everybody can be told, the directors are on call for the whole practice, and the first clinician is on duty at the site.
pub(super) async fn staff(practice: &Practice) -> Result<(), AppError> {
    let (now, mut has_duty) = (practice.app.now(), false);
    for person in practice.app.people(&practice.caller).await? {
        let address = format!("{}@example.org", person.sign_in_name);
        practice.app.set_staff_contact(&practice.caller, person.id, Channel::Email, &address).await?;
        if person.roles.contains(&Role::Director) {
            let shift = OnCallShift { user: person.id, program: None, starts_at: now, ends_at: None, is_on_site: false };
            practice.app.add_on_call(&practice.caller, shift).await?;
        } else if person.roles.contains(&Role::Clinician) && !has_duty {
            has_duty = true;
            let shift = OnCallShift { user: person.id, program: None, starts_at: now, ends_at: None, is_on_site: true };
            practice.app.add_on_call(&practice.caller, shift).await?;
        }
    }
    Ok(())
}

/// The first by name, and everybody in care.
async fn patients(practice: &Practice) -> Result<Vec<(PatientId, String)>, AppError> {
    let operation = crate::wiring::operation_of(&practice.caller, "demo.contacts");
    let read = practice.app.database().read::<_, AppError, _>(&operation, |unit| {
        Box::pin(async move {
            let (mut page, mut found) = (NamePage::first(AT_ONCE), Vec::new());
            loop {
                let patients = storage::patient::all(unit, View::Current, &page).await?;
                let Some(last) = patients.last() else { return Ok(found) };
                page.after = Some(NamePosition::of(last));
                let ids: Vec<PatientId> = patients.iter().map(|stored| stored.id).collect();
                let episodes = storage::episode::of_patients(unit, &ids, View::Current).await?;
                let open = episodes.iter().filter(|episode| episode.value().discharge.is_none());
                let in_care: BTreeSet<PatientId> = open.map(|episode| episode.value().patient).collect();
                for stored in patients {
                    if found.len() < WRITTEN_TO || in_care.contains(&stored.id) {
                        found.push((stored.id, stored.recorded.value.record_number));
                    }
                }
            }
        })
    });
    read.await
}

async fn contacts(practice: &Practice, index: usize, patient: PatientId, number: &str) -> Result<(), AppError> {
    let said = match index % 6 {
        4 => None,
        5 => Some((Consent::Withdrawn, ConsentSource::ToldStaff)),
        _ => Some((Consent::Given, ConsentSource::SignedForm)),
    };
    // In each area the numbers from 555 0100 to 555 0199 are kept for invented people.
    let number_of = format!("+1{}5550{:03}", AREAS[index / 100 % AREAS.len()], 100 + index % 100);
    let own = NewContact {
        holder: ContactHolder::Patient,
        holder_name: String::new(),
        channel: if index.is_multiple_of(2) { Channel::Email } else { Channel::Text },
        address: if index.is_multiple_of(2) {
            format!("{}@example.org", number.to_lowercase().replace(|each: char| !each.is_ascii_alphanumeric(), "."))
        } else {
            number_of.clone()
        },
        rank: 1,
        preference: if index.is_multiple_of(3) { "After five in the afternoon".to_owned() } else { String::new() },
    };
    practice.app.add_contact(&practice.caller, patient, own.clone(), said).await?;
    // Most have a number; of a few only an address is known.
    if index.is_multiple_of(2) && index % 8 != 6 {
        let number = NewContact { channel: Channel::Telephone, address: number_of, rank: 2, preference: String::new(), ..own };
        practice.app.add_contact(&practice.caller, patient, number, said).await?;
    }
    Ok(())
}
