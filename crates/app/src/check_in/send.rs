//! Sending check-ins: the message and its reminders, and everything that is due for a patient in one step.

use care::ContactHolder;
use collection::sending::Template;
use collection::sending::reminder::{ReminderPlan, reminders};
use collection::sending::stop::StopReason;
use instruments::{Mode, Phase, Respondent};
use storage::access_link::AccessLink;
use storage::check_in::{CheckIn, CheckInState};
use storage::{ReadUnit, WriteUnit};
use vocabulary::{Instant, Language, PatientId, RecordId};

use super::form::{has_words, languages_of};
use super::staff::{Handing, due, link_to, put};
use super::visit::series_of;
use super::{NewCheckIn, PATIENT_LANGUAGES, new_secret};
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::message::{Brings, Outgoing, Recipient};
use crate::permission::{Caller, Data};

/// What became of sending what is due to one of those who answer.
#[derive(Debug)]
pub struct SentDue {
    /// Who answers.
    pub respondent: Respondent,
    /// The check-in whose link is on its way; why not, where it is not.
    pub result: Result<RecordId, AppError>,
}

impl App {
    /// Sends what is due for a patient: one check-in for each of those who answer, with everything that is due from them, in the patient's language.
    /// A check-in that is open and asks the same is sent anew instead of a second one. What clinicians rate is sent to nobody.
    ///
    /// Each is for itself: a parent who cannot be reached holds no message to the patient up. Empty where nothing is due.
    #[crate::boxed]
    pub async fn send_what_is_due(&self, caller: &Caller, patient: PatientId) -> Result<Vec<SentDue>, AppError> {
        const ACTION: &str = "send_what_is_due";
        let (operation, asking, app) = (self.operation(caller, ACTION), caller.clone(), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Entry, shown, today).await?;
                wanted(unit, &app, shown).await
            })
        });
        let result = read.await;
        let mut sent = Vec::new();
        for new in self.audited(caller, ACTION, result).await? {
            let respondent = new.respondent;
            let (check_in, link) = (self.ports.ids.next::<RecordId>(), self.ports.ids.next::<RecordId>());
            let (asking, secret) = (caller.clone(), new_secret(self.ports.random.as_ref()));
            let result = self
                .retrying(caller, ACTION, move |unit, app| {
                    let (asking, new, secret) = (asking.clone(), new.clone(), secret.clone());
                    Box::pin(async move {
                        let (shown, records) = person(unit, patient).await?;
                        let (_, today) = place_of(unit, &records).await?;
                        check_patient(unit, &asking, Data::Entry, shown, today).await?;
                        send(unit, &app, shown, new, (check_in, link, secret)).await
                    })
                })
                .await;
            sent.push(SentDue { respondent, result });
        }
        Ok(sent)
    }
}

/// Sends one; one that is open and asks the same is sent anew. Whether the caller may is asked before.
pub(crate) async fn send(
    unit: &mut WriteUnit,
    app: &App,
    patient: PatientId,
    new: NewCheckIn,
    (check_in, link, secret): (RecordId, RecordId, String),
) -> Result<RecordId, AppError> {
    let open = open_already(unit, patient, &new).await?;
    if open.is_none() {
        put(unit, app, patient, new, check_in).await?;
    }
    let id = open.unwrap_or(check_in);
    let present = storage::check_in::get(unit, id).await?.ok_or(AppError::NotFound("check-in"))?;
    link_to(unit, app, &present, (link, secret), Handing::Sent).await?;
    Ok(id)
}

/// One check-in for each of those who answer by link and of whom something is due.
async fn wanted(unit: &mut ReadUnit, app: &App, patient: PatientId) -> Result<Vec<NewCheckIn>, AppError> {
    let due = due_forms(unit, app, patient).await?;
    wanted_of(unit, app, patient, &due).await
}

/// An instrument's id with who answers it.
pub(crate) type Form = (String, Respondent);

/// What is due or overdue for a patient, whoever answers.
pub(crate) async fn due_forms(unit: &mut ReadUnit, app: &App, patient: PatientId) -> Result<Vec<Form>, AppError> {
    Ok(due(unit, app, patient).await?.into_iter().map(|each| (each.instrument, each.respondent)).collect())
}

/// One check-in by link for each of those who answer some forms. What clinicians rate is left out.
pub(crate) async fn wanted_of(unit: &mut ReadUnit, app: &App, patient: PatientId, forms: &[Form]) -> Result<Vec<NewCheckIn>, AppError> {
    let language = spoken(unit, patient).await?;
    let of = |respondent: Respondent| {
        let own = forms.iter().filter(|(_, by)| *by == respondent);
        let all: Vec<String> = own.map(|(instrument, _)| instrument.clone()).collect();
        // What has no words in any language can only be entered by staff: it does not stand on the patient's page, unless nothing else is due, which is refused.
        let askable: Vec<String> = all.iter().filter(|id| !languages_of(app, id).is_empty()).cloned().collect();
        let instruments = if askable.is_empty() { all } else { askable };
        NewCheckIn { respondent, instruments, language: language.clone(), mode: Mode::Link }
    };
    let answering = Respondent::ALL.iter().copied().filter(|each| *each != Respondent::Clinician);
    Ok(answering.map(of).filter(|new| !new.instruments.is_empty()).collect())
}

/// The patient's language where the product speaks it, else English.
async fn spoken(unit: &mut ReadUnit, patient: PatientId) -> Result<Language, AppError> {
    let spoken = unit.require::<care::Patient>(patient).await?.recorded.value.language;
    Ok(if PATIENT_LANGUAGES.contains(&spoken.as_str()) { spoken } else { Language::english() })
}

/// What is due from the patient themselves, for a way of answering at the practice. `None` when nothing of it can be asked.
pub(super) async fn wanted_of_patient(
    unit: &mut ReadUnit,
    app: &App,
    patient: PatientId,
    mode: Mode,
) -> Result<Option<NewCheckIn>, AppError> {
    let due = due_forms(unit, app, patient).await?;
    wanted_here(unit, app, patient, &due, mode).await
}

/// Those of some forms that the patient answers, for a way of answering at the practice: the ones that have words in their language, in English where
/// none has. `None` when nothing of it can be asked.
async fn wanted_here(
    unit: &mut ReadUnit,
    app: &App,
    patient: PatientId,
    forms: &[Form],
    mode: Mode,
) -> Result<Option<NewCheckIn>, AppError> {
    let spoken = spoken(unit, patient).await?;
    for language in [spoken, Language::english()] {
        let own = forms.iter().filter(|(id, by)| *by == Respondent::Patient && has_words(app, id, &language));
        let instruments: Vec<String> = own.map(|(id, _)| id.clone()).collect();
        if !instruments.is_empty() {
            return Ok(Some(NewCheckIn { respondent: Respondent::Patient, instruments, language, mode }));
        }
    }
    Ok(None)
}

/// A check-in that is to be answered at the practice, with those of some forms that the patient answers: the open one that asks the same, or a new one.
/// Whether the caller may is asked before.
pub(crate) async fn ensure_here(
    unit: &mut WriteUnit,
    app: &App,
    patient: PatientId,
    forms: &[Form],
    mode: Mode,
) -> Result<RecordId, AppError> {
    let wanted = wanted_here(unit, app, patient, forms, mode).await?;
    let new = wanted.ok_or(AppError::field("instruments", FieldProblemKind::Required))?;
    if let Some(open) = open_already(unit, patient, &new).await? {
        return Ok(open);
    }
    let check_in: RecordId = app.ports.ids.next();
    put(unit, app, patient, new, check_in).await?;
    Ok(check_in)
}

/// An open check-in that asks everything of a new one.
pub(super) async fn open_already(unit: &mut ReadUnit, patient: PatientId, new: &NewCheckIn) -> Result<Option<RecordId>, AppError> {
    let (_, records) = person(unit, patient).await?;
    let now = unit.at();
    let asks_the_same = |check_in: &CheckIn| {
        check_in.state == CheckInState::Open
            && check_in.expires_at > now
            && check_in.respondent == new.respondent
            && new.instruments.iter().all(|id| check_in.instruments.contains(id))
    };
    Ok(storage::check_in::of_patients(unit, &records).await?.into_iter().find(asks_the_same).map(|check_in| check_in.id))
}

/// True where what is sent to the patient is read by somebody who acts for them too, and one of the forms is the patient's alone.
pub(crate) async fn reaches_a_proxy(unit: &mut ReadUnit, app: &App, check_in: &CheckIn) -> Result<bool, AppError> {
    if check_in.respondent != Respondent::Patient {
        return Ok(false);
    }
    let (_, records) = person(unit, check_in.patient).await?;
    // The rule is loaded only where it can matter: this is asked before every message.
    if !care::contact::is_shared_with_proxy(&storage::contact::known_of_patients(unit, &records).await?) {
        return Ok(false);
    }
    let privacy = crate::privacy::Privacy::load(unit, &app.library(), check_in.patient).await?;
    let is_private = |instrument: &String| privacy.hides(instrument, Respondent::Patient, []);
    Ok(check_in.instruments.iter().any(is_private))
}

/// Plans the message that brings a link, and its reminders. They are one series: it ends when the check-in is sent off or taken back, and a link that
/// is sent anew takes the place of what was still to go out. Says by which way they go.
pub(super) async fn plan_messages(
    unit: &mut WriteUnit,
    app: &App,
    check_in: &CheckIn,
    link: &AccessLink,
) -> Result<care::Channel, AppError> {
    if reaches_a_proxy(unit, app, check_in).await? {
        return Err(AppError::Unreachable(care::Unreachable::SharedWithProxy));
    }
    let series = series_of(check_in.id);
    crate::message::stop_series(unit, &series, StopReason::Replaced).await?;
    let (_, records) = person(unit, check_in.patient).await?;
    let known = storage::contact::known_of_patients(unit, &records).await?;
    let to = Recipient::Person { patient: check_in.patient, holder: holder(check_in.respondent, &known)?, channel: None };
    let message = |key: &str, template: Template, not_before: Instant| Outgoing {
        key: format!("{series}:{}:{key}", link.id),
        template,
        to,
        brings: Brings::Link(link.id),
        series: Some(series.clone()),
        not_before,
        expires_at: link.expires_at,
        language: Some(check_in.language.clone()),
    };
    let is_after = matches!(check_in.phase, Some(Phase::Discharge | Phase::FollowUp))
        || crate::message::is_treatment_over(unit, check_in.patient).await?;
    let (link_template, reminder_template) = Template::of_check_in(is_after);
    let first = crate::message::plan(unit, &app.sending, &message("first", link_template, unit.at())).await?;
    let (zone, _) = place_of(unit, &records).await?;
    let later = reminders(&ReminderPlan::default(), first.at, link.expires_at, app.sending.quiet, &zone);
    for (number, at) in later.into_iter().enumerate() {
        let reminder = message(&format!("reminder:{}", number + 1), reminder_template, at);
        crate::message::plan(unit, &app.sending, &reminder).await?;
    }
    Ok(first.channel)
}

/// By whose contact a respondent is reached. Who answers as a parent is a parent, or the guardian where no parent is on record: a guardian beside a parent is
/// the second of them, with a series of their own. Each is asked for their own consent. A clinician who rates needs no link.
fn holder(respondent: Respondent, known: &[care::KnownContact]) -> Result<ContactHolder, AppError> {
    let is_known = |holder: ContactHolder| known.iter().any(|each| each.contact.holder == holder);
    match respondent {
        Respondent::Patient => Ok(ContactHolder::Patient),
        Respondent::Parent if !is_known(ContactHolder::Parent) && is_known(ContactHolder::Guardian) => Ok(ContactHolder::Guardian),
        Respondent::Parent => Ok(ContactHolder::Parent),
        Respondent::SecondParent => Ok(ContactHolder::SecondParent),
        Respondent::Teacher => Ok(ContactHolder::Teacher),
        Respondent::SecondTeacher => Ok(ContactHolder::SecondTeacher),
        Respondent::Clinician => Err(AppError::field("respondent", FieldProblemKind::NotAChoice)),
    }
}

#[cfg(test)]
mod tests {
    use care::{Channel, Consent, Contact, KnownContact};

    use super::*;

    fn check(known: &[(ContactHolder, Consent)], expected: ContactHolder) {
        let id: RecordId = "01890000-0000-7000-8000-000000000001".parse().unwrap();
        let contact = |holder: ContactHolder| Contact {
            patient: "01890000-0000-7000-8000-000000000002".parse().unwrap(),
            holder,
            holder_name: "Maria".to_owned(),
            channel: Channel::Email,
            address: "maria@example.org".to_owned(),
            rank: 1,
            preference: String::new(),
            returned_at: None,
        };
        let known: Vec<KnownContact> =
            known.iter().map(|(holder, consent)| KnownContact { id, contact: contact(*holder), consent: *consent }).collect();
        assert_eq!(holder(Respondent::Parent, &known).unwrap(), expected, "{known:?}");
    }

    #[test]
    fn a_guardian_is_asked_where_no_parent_is_on_record_and_never_in_the_place_of_one() {
        use ContactHolder::{Guardian, Parent, Patient, SecondParent};
        check(&[(Parent, Consent::Given), (Guardian, Consent::Given)], Parent);
        check(&[(Patient, Consent::Given), (Guardian, Consent::Given)], Guardian);
        check(&[(Parent, Consent::Withdrawn), (Guardian, Consent::Given)], Parent);
        check(&[(SecondParent, Consent::Given), (Guardian, Consent::Given)], Guardian);
        check(&[(Guardian, Consent::NotAsked)], Guardian);
        check(&[(Patient, Consent::Given)], Parent);
        assert_eq!(holder(Respondent::SecondParent, &[]).unwrap(), SecondParent);
        assert!(holder(Respondent::Clinician, &[]).is_err());
    }
}
