//! The contacts of a patient and of those who act or answer for them, and what each said about being written to.

use care::{Channel, Consent, ConsentSource, Contact, ContactAttempt, ContactConsent, ContactHolder};
use collection::sending::stop::StopReason;
use storage::message::Message;
use storage::{Entry, ReadUnit, Stored, View};
use vocabulary::{PatientId, RecordId, Version, ZoneName};

use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// How many of a patient's messages their page shows.
const MESSAGES_MAX: u32 = 30;

/// A contact with what was said about it, the newest first.
#[derive(Clone, Debug)]
pub struct ContactView {
    /// The contact.
    pub contact: Stored<Contact>,
    /// Whether it may be used.
    pub consent: Consent,
    /// What was said, and how that is known; each change is a version. Empty where nobody was asked.
    pub said: Vec<Stored<ContactConsent>>,
}

/// The page of a patient's contacts.
#[derive(Clone, Debug)]
pub struct ContactsPage {
    /// The record under which the patient is shown.
    pub patient: Stored<care::Patient>,
    /// True while the patient is a minor: then the contacts of parents matter, and still none stands in for another.
    pub is_minor: bool,
    /// Contacts, by whose they are and in the order they prefer.
    pub contacts: Vec<ContactView>,
    /// Attempts to reach them after a discharge, the newest first.
    pub attempts: Vec<Stored<ContactAttempt>>,
    /// The latest messages, the newest first.
    pub messages: Vec<Message>,
    /// The clock of the patient's program.
    pub zone: ZoneName,
}

/// A contact as somebody wrote it into a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContact {
    /// Whose it is.
    pub holder: ContactHolder,
    /// What the holder is called, where that is not the patient.
    pub holder_name: String,
    /// By which way.
    pub channel: Channel,
    /// As it was typed.
    pub address: String,
    /// 1 for the way the holder prefers.
    pub rank: u32,
    /// When and how to reach them.
    pub preference: String,
}

/// Below this age a page points out that the patient's own contacts and those of others are kept apart. Nothing else follows from it here.
const ADULT_YEARS: u16 = 18;

impl NewContact {
    fn checked(self, patient: PatientId) -> Result<Contact, AppError> {
        let address = self.channel.normalized(&self.address).map_err(|_| AppError::field("address", FieldProblemKind::Unreadable))?;
        if self.holder != ContactHolder::Patient && self.holder_name.trim().is_empty() {
            return Err(AppError::field("holder_name", FieldProblemKind::Required));
        }
        Ok(Contact {
            patient,
            holder: self.holder,
            holder_name: if self.holder == ContactHolder::Patient { String::new() } else { self.holder_name.trim().to_owned() },
            channel: self.channel,
            address,
            rank: self.rank.max(1),
            preference: self.preference.trim().to_owned(),
            returned_at: None,
        })
    }
}

/// Refuses a second person under one who answers already: their answers would stand in one series.
async fn check_person(unit: &mut ReadUnit, contact: &Contact, but: Option<RecordId>) -> Result<(), AppError> {
    if !contact.holder.answers_about_the_patient() {
        return Ok(());
    }
    let (_, records) = person(unit, contact.patient).await?;
    let known = storage::contact::of_patients(unit, &records, View::Current).await?;
    let mut others = known.iter().filter(|each| Some(each.id) != but).map(Stored::value);
    if others.any(|each| each.holder == contact.holder && !each.is_of_the_same_person(contact)) {
        return Err(AppError::field("holder", FieldProblemKind::AnotherPerson));
    }
    Ok(())
}

impl App {
    /// The contacts of a patient, what was said about each, and the latest messages.
    #[crate::boxed]
    pub async fn contacts(&self, caller: &Caller, patient: PatientId) -> Result<ContactsPage, AppError> {
        let (operation, asking) = (self.operation(caller, crate::opening::VIEW_CONTACTS), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (zone, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Contacts, shown, today).await?;
                let record = unit.require::<care::Patient>(shown).await?;
                let consents = storage::contact::consent::of_patients(unit, &records, View::Current).await?;
                let mut contacts = Vec::new();
                for contact in storage::contact::of_patients(unit, &records, View::Current).await? {
                    let current = consents.iter().find(|each| each.value().contact == contact.id);
                    let mut said = match current {
                        Some(current) => unit.history::<ContactConsent>(current.id).await?,
                        None => Vec::new(),
                    };
                    said.reverse();
                    let consent = current.map_or(Consent::NotAsked, |current| current.value().consent);
                    contacts.push(ContactView { contact, consent, said });
                }
                let messages = storage::message::of_patient(unit, &records, MESSAGES_MAX).await?;
                let mut attempts = storage::contact::attempt::of_patients(unit, &records, View::Current).await?;
                attempts.reverse();
                let is_minor = today.age_since(record.value().birth_day) < ADULT_YEARS;
                Ok(ContactsPage { patient: record, is_minor, contacts, attempts, messages, zone })
            })
        });
        let result = read.await;
        self.audited(caller, crate::opening::VIEW_CONTACTS, result).await
    }

    /// Writes a contact down, with what its holder said about it where they were asked.
    #[crate::boxed]
    pub async fn add_contact(
        &self,
        caller: &Caller,
        patient: PatientId,
        contact: NewContact,
        consent: Option<(Consent, ConsentSource)>,
    ) -> Result<RecordId, AppError> {
        let contact = contact.checked(patient)?;
        let id: RecordId = self.ports.ids.next();
        self.change_contact(caller, "add_contact", patient, move |unit, today| {
            Box::pin(async move {
                check_person(unit, &contact, None).await?;
                unit.insert(&Entry::new(id, contact, today)).await?;
                if let Some((consent, source)) = consent {
                    let said = ContactConsent { patient, contact: id, consent, source, said_at: unit.at() };
                    storage::contact::consent::put(unit, said, today).await?;
                }
                Ok(())
            })
        })
        .await?;
        Ok(id)
    }

    /// Corrects a contact. Another address begins anew: what came back from the old one does not count. Another address or another person is asked for
    /// consent again, and what was to go there on the word of the one before is stopped.
    #[crate::boxed]
    pub async fn correct_contact(&self, caller: &Caller, id: RecordId, expected: Version, contact: NewContact) -> Result<(), AppError> {
        let patient = self.patient_of_contact(caller, id).await?;
        let contact = contact.checked(patient)?;
        self.change_contact(caller, "correct_contact", patient, move |unit, today| {
            Box::pin(async move {
                let before = unit.require::<Contact>(id).await?;
                if before.value().holder != contact.holder {
                    check_person(unit, &contact, Some(id)).await?;
                }
                let is_there = (before.value().channel, &before.value().address) == (contact.channel, &contact.address);
                let is_same = is_there && before.value().is_of_the_same_person(&contact);
                let contact = Contact { returned_at: before.value().returned_at.filter(|_| is_there), ..contact };
                unit.correct(id, expected, &contact, today).await?;
                if !is_same {
                    storage::message::stop_of_contacts(unit, &[id], StopReason::NoContact.code()).await?;
                    let said = ContactConsent {
                        patient,
                        contact: id,
                        consent: Consent::NotAsked,
                        source: ConsentSource::ToldStaff,
                        said_at: unit.at(),
                    };
                    storage::contact::consent::put(unit, said, today).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Takes a contact off the record; what is still to go there is stopped.
    #[crate::boxed]
    pub async fn remove_contact(&self, caller: &Caller, id: RecordId, expected: Version) -> Result<(), AppError> {
        let patient = self.patient_of_contact(caller, id).await?;
        self.change_contact(caller, "remove_contact", patient, move |unit, _| {
            Box::pin(async move {
                unit.void::<Contact>(id, expected, "not in use any more").await?;
                storage::message::stop_of_contacts(unit, &[id], StopReason::NoContact.code()).await?;
                Ok(())
            })
        })
        .await
    }

    /// Writes down what the holder of a contact said about its use. A no stops what is still to go there.
    #[crate::boxed]
    pub async fn record_consent(&self, caller: &Caller, id: RecordId, consent: Consent, source: ConsentSource) -> Result<(), AppError> {
        if matches!(source, ConsentSource::ReplyStop | ConsentSource::ReplyStart | ConsentSource::StopLink) {
            return Err(AppError::field("source", FieldProblemKind::NotAChoice));
        }
        let patient = self.patient_of_contact(caller, id).await?;
        self.change_contact(caller, "record_consent", patient, move |unit, today| {
            Box::pin(async move {
                let said = ContactConsent { patient, contact: id, consent, source, said_at: unit.at() };
                storage::contact::consent::put(unit, said, today).await?;
                if consent != Consent::Given {
                    storage::message::stop_of_contacts(unit, &[id], StopReason::OptedOut.code()).await?;
                }
                Ok(())
            })
        })
        .await
    }

    async fn patient_of_contact(&self, caller: &Caller, id: RecordId) -> Result<PatientId, AppError> {
        caller.may(Data::Contacts)?;
        let operation = self.operation(caller, "find_contact");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(unit.current::<Contact>(id).await?.ok_or(AppError::NotFound("contact"))?.value().patient) })
        });
        read.await
    }

    async fn change_contact<F>(&self, caller: &Caller, action: &'static str, patient: PatientId, change: F) -> Result<(), AppError>
    where
        F: for<'a> FnOnce(&'a mut storage::WriteUnit, vocabulary::Day) -> futures_util::future::BoxFuture<'a, Result<(), AppError>>
            + Send
            + 'static,
    {
        let (operation, asking) = (self.operation(caller, action), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Contacts, shown, today).await?;
                change(unit, today).await
            })
        });
        let result = write.await;
        self.audited(caller, action, result).await
    }
}
