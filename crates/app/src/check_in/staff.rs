//! The practice's side of check-ins: what is due, making one, handing out its link, seeing how it stands, taking it back.

use std::collections::{BTreeMap, BTreeSet};

use collection::check_in::{EventKind, LinkEnd};
use collection::due::Status;
use collection::sending::Template;
use collection::sending::readiness::Missing;
use instruments::{Mode, Phase, Respondent};
use storage::access_link::AccessLink;
use storage::check_in::{CheckIn, CheckInEvent, CheckInState};
use storage::message::{Message, MessageState};
use storage::own_words::OwnWords;
use storage::{ReadUnit, Stored, WriteUnit};
use vocabulary::{Day, Instant, Language, PatientId, RecordId, ZoneName};

use super::form::{forms, languages_of, program_of};
use super::leave::{TakenBack, take_back, take_back_covered};
use super::send::plan_messages;
use super::visit::series_of;
use super::{NewLink, new_secret};
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::secret::token_hash;

/// An instrument that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueForm {
    /// The instrument's id.
    pub instrument: String,
    /// What people call it.
    pub short_name: String,
    /// Who answers.
    pub respondent: Respondent,
    /// Where in the episode.
    pub phase: Phase,
    /// The day it is meant for.
    pub due_day: Day,
    /// True once that day has passed.
    pub is_overdue: bool,
}

/// An instrument that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its id.
    pub instrument: String,
    /// What people call it.
    pub short_name: String,
    /// Who may answer it.
    pub respondents: Vec<Respondent>,
    /// The languages it has words in.
    pub languages: Vec<Language>,
    /// True where an answer to it may be one that a person must see.
    pub has_safety_items: bool,
    /// True where somebody of the practice who speaks both may ask it in another language than its words.
    pub may_be_asked_bilingually: bool,
}

/// Something that happened, with who did it where that is somebody of the practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: EventKind,
    /// A code that goes with it.
    pub detail: Option<String>,
    /// The name of who did it; `None` for the one who answers, and the program.
    pub by: Option<String>,
}

/// A check-in in the list of a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckInRow {
    /// The check-in.
    pub check_in: CheckIn,
    /// The instruments by what people call them.
    pub short_names: Vec<String>,
    /// What happened, the oldest first.
    pub events: Vec<EventRow>,
    /// How the latest message stands that was to bring its link, and why; `None` where none was planned.
    pub message: Option<(MessageState, Option<String>)>,
    /// True while answers are taken.
    pub is_open: bool,
    /// True where somebody may be let in by a link of it now.
    pub has_link: bool,
    /// True where a link was taken back because the birth day did not fit too often.
    pub is_locked: bool,
}

impl CheckInRow {
    /// Leaves out what a role may not know that sees no scores: that an answer needs a person.
    fn without_answers(&mut self) {
        self.check_in.has_safety_answer = false;
        self.events.retain(|event| event.kind != EventKind::SafetyAnswer);
    }
}

/// The page of a patient's check-ins.
#[derive(Clone, Debug)]
pub struct CheckInsPage {
    /// The record under which the patient is shown.
    pub patient: Stored<care::Patient>,
    /// The clock of the program.
    pub zone: ZoneName,
    /// Today there.
    pub today: Day,
    /// What is due or overdue, by respondent.
    pub due: Vec<DueForm>,
    /// What can be asked.
    pub offered: Vec<Offered>,
    /// What is missing before a form with safety items may be answered far from the practice, by language.
    pub missing: Vec<(Language, Vec<Missing>)>,
    /// Check-ins, the newest first.
    pub check_ins: Vec<CheckInRow>,
    /// The good link to the patient's own page, where there is one.
    pub own_page: Option<AccessLink>,
    /// What the patient wrote there for their next session, the newest first; nothing for a role that sees no answers.
    pub own_words: Vec<OwnWords>,
    /// What staff wrote to the patient and stands on that page, the newest first; nothing for a role that sees no scores.
    pub notes: Vec<NoteRow>,
}

/// What somebody of the practice wrote to a patient on their own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// Their words.
    pub words: String,
    /// The name of whoever wrote it.
    pub written_by: String,
    /// When.
    pub written_at: Instant,
}

/// What is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCheckIn {
    /// Who answers.
    pub respondent: Respondent,
    /// The instruments' ids, in their order.
    pub instruments: Vec<String>,
    /// In which language.
    pub language: Language,
    /// By which way.
    pub mode: Mode,
}

/// Ways of answering at the practice, or with somebody of it: on a tablet or kiosk, read out on the telephone or in person, keyed in from paper.
pub const MODES_AT_THE_PRACTICE: [Mode; 5] = [Mode::Tablet, Mode::Kiosk, Mode::Telephone, Mode::Interview, Mode::Paper];

/// How long a link on a device of staff is good.
const HERE_SECONDS: i64 = 4 * 3600;

/// How long a device that goes from hand to hand may rest before it forgets whom it was open for.
pub const SHARED_IDLE_SECONDS: i64 = 10 * 60;

/// How a link is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Handing {
    /// On paper, or as a square code.
    Shown,
    /// By message.
    Sent,
    /// It opens on the device at hand.
    Here(Mode),
}

/// True on a device that goes from hand to hand.
pub(crate) const fn is_shared(mode: Mode) -> bool {
    matches!(mode, Mode::Tablet | Mode::Kiosk)
}

/// Languages in which the product speaks to patients.
pub const PATIENT_LANGUAGES: [&str; 2] = ["en", "es"];

impl App {
    /// What is due for a patient, and which check-ins there are.
    #[crate::boxed]
    pub async fn check_ins(&self, caller: &Caller, patient: PatientId) -> Result<CheckInsPage, AppError> {
        let (operation, asking, app) = (self.operation(caller, crate::opening::VIEW_CHECK_INS), caller.clone(), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (zone, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Entry, shown, today).await?;
                let mut page = page(unit, &app, shown, &records, zone, today).await?;
                if asking.scope(Data::Scores) == crate::permission::Scope::Nothing {
                    page.check_ins.iter_mut().for_each(CheckInRow::without_answers);
                    page.notes.clear();
                }
                if asking.scope(Data::Answers) == crate::permission::Scope::Nothing {
                    page.own_words.clear();
                }
                Ok(page)
            })
        });
        let result = read.await;
        self.audited(caller, crate::opening::VIEW_CHECK_INS, result).await
    }

    /// Makes a check-in. One by link with items whose answers a person must see is refused while the practice's crisis text, a channel or somebody on
    /// call is missing ([`AppError::RemoteNotReady`]).
    #[crate::boxed]
    pub async fn make_check_in(&self, caller: &Caller, patient: PatientId, new: NewCheckIn) -> Result<RecordId, AppError> {
        let id: RecordId = self.ports.ids.next();
        let asking = caller.clone();
        let result = self
            .retrying(caller, "make_check_in", move |unit, app| {
                let (asking, new) = (asking.clone(), new.clone());
                Box::pin(async move { make(unit, &app, &asking, patient, new, id).await })
            })
            .await;
        self.audited(caller, "make_check_in", result).await?;
        Ok(id)
    }

    /// Makes a link to a check-in, to be handed out on paper or shown as a square code. It is in the answer and nowhere else.
    #[crate::boxed]
    pub async fn print_check_in_link(&self, caller: &Caller, check_in: RecordId) -> Result<NewLink, AppError> {
        self.link(caller, "print_check_in_link", check_in, Handing::Shown).await
    }

    /// Makes a link to a check-in and plans the message that brings it to whoever answers: by exactly their own contact.
    #[crate::boxed]
    pub async fn send_check_in(&self, caller: &Caller, check_in: RecordId) -> Result<(), AppError> {
        self.link(caller, "send_check_in", check_in, Handing::Sent).await.map(drop)
    }

    /// Opens a check-in on the device at hand: a tablet that is handed over, a kiosk, or the screen of whoever asks by telephone, in person or from
    /// paper. The link is good for a few hours only, and what comes by it is recorded with this mode.
    #[crate::boxed]
    pub async fn open_check_in_here(&self, caller: &Caller, check_in: RecordId, mode: Mode) -> Result<NewLink, AppError> {
        if !MODES_AT_THE_PRACTICE.contains(&mode) {
            return Err(AppError::field("mode", FieldProblemKind::NotAChoice));
        }
        self.link(caller, "open_check_in_here", check_in, Handing::Here(mode)).await
    }

    async fn link(&self, caller: &Caller, action: &'static str, check_in: RecordId, handing: Handing) -> Result<NewLink, AppError> {
        let (id, secret) = (self.ports.ids.next::<RecordId>(), new_secret(self.ports.random.as_ref()));
        let asking = caller.clone();
        let result = self
            .retrying(caller, action, move |unit, app| {
                let (asking, secret) = (asking.clone(), secret.clone());
                Box::pin(async move { make_link(unit, &app, &asking, check_in, (id, secret), handing).await })
            })
            .await;
        self.audited(caller, action, result).await
    }

    /// Takes a check-in back: its links lead nowhere, and what is still to be sent of it is stopped. Answers that came in are
    /// recorded as far as they go.
    #[crate::boxed]
    pub async fn revoke_check_in(&self, caller: &Caller, check_in: RecordId) -> Result<PatientId, AppError> {
        let asking = caller.clone();
        let result = self
            .retrying(caller, "revoke_check_in", move |unit, app| {
                let asking = asking.clone();
                Box::pin(async move {
                    let present = own(unit, &asking, check_in).await?;
                    take_back(unit, &app, &present, TakenBack::ByStaff).await?;
                    Ok(present.patient)
                })
            })
            .await;
        self.wake.notify_one();
        self.audited(caller, "revoke_check_in", result).await
    }
}

/// A check-in that the caller may handle.
async fn own(unit: &mut ReadUnit, caller: &Caller, id: RecordId) -> Result<CheckIn, AppError> {
    let present = storage::check_in::get(unit, id).await?.ok_or(AppError::NotFound("check-in"))?;
    let (shown, records) = person(unit, present.patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Entry, shown, today).await?;
    Ok(present)
}

pub(super) async fn make(
    unit: &mut WriteUnit,
    app: &App,
    caller: &Caller,
    patient: PatientId,
    new: NewCheckIn,
    id: RecordId,
) -> Result<(), AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Entry, shown, today).await?;
    put(unit, app, shown, new, id).await
}

/// Makes one for the record under which a patient is shown. Whether the caller may is asked before.
pub(super) async fn put(unit: &mut WriteUnit, app: &App, shown: PatientId, new: NewCheckIn, id: RecordId) -> Result<(), AppError> {
    let (_, records) = person(unit, shown).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_instruments(app, &new)?;
    if new.mode == Mode::Link {
        check_remote(unit, app, shown, &new.instruments, &new.language).await?;
    }
    let days = if new.mode == Mode::Paper { app.settings.check_in.paper_days } else { app.settings.check_in.link_days };
    let due = due(unit, app, shown).await?;
    let first = due
        .iter()
        .filter(|each| each.respondent == new.respondent && new.instruments.contains(&each.instrument))
        .min_by_key(|each| each.due_day);
    let phase = match first {
        Some(first) => Some(first.phase),
        // Made by hand after the treatment, while the account of follow-up waits for an answer: it is one.
        None if crate::follow_up::is_awaited(unit, &app.library(), &records, today).await? => Some(Phase::FollowUp),
        None => None,
    };
    let check_in = CheckIn {
        id,
        patient: shown,
        respondent: new.respondent,
        phase,
        due_day: first.map(|each| each.due_day),
        instruments: new.instruments,
        mode: new.mode,
        language: new.language,
        created_at: unit.at(),
        expires_at: unit.at().plus_seconds(days * 86_400),
        state: CheckInState::Open,
        answer_count: 0,
        has_safety_answer: false,
        finished_at: None,
    };
    storage::check_in::insert(unit, &check_in).await?;
    storage::check_in::happened(unit, id, EventKind::Made, check_in.mode, None).await?;
    take_back_covered(unit, app, (shown, check_in.respondent), &check_in.instruments, id).await
}

/// Refuses what is to be answered where nobody of the practice is by, while a part is missing that an answer about safety needs.
async fn check_remote(
    unit: &mut ReadUnit,
    app: &App,
    patient: PatientId,
    instruments: &[String],
    language: &Language,
) -> Result<(), AppError> {
    let missing = missing_for(unit, app, patient, instruments, language).await?;
    if missing.is_empty() { Ok(()) } else { Err(AppError::RemoteNotReady(missing)) }
}

async fn missing_for(
    unit: &mut ReadUnit,
    app: &App,
    patient: PatientId,
    instruments: &[String],
    language: &Language,
) -> Result<Vec<Missing>, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    let program = program_of(unit, &records, today).await?;
    let has_text = storage::crisis_text::for_program(unit, program, language).await?.is_some();
    crate::message::missing_for_remote(unit, &app.sending, shown, has_safety_items(app, instruments), has_text).await
}

/// What is missing now for a check-in to be answered far from the practice: a shift may have ended since its link was planned.
pub(crate) async fn missing_for_link(unit: &mut ReadUnit, app: &App, check_in: RecordId) -> Result<Vec<Missing>, AppError> {
    let Some(present) = storage::check_in::get(unit, check_in).await? else { return Ok(Vec::new()) };
    missing_for(unit, app, present.patient, &present.instruments, &present.language).await
}

fn check_instruments(app: &App, new: &NewCheckIn) -> Result<(), AppError> {
    let library = app.library();
    let fits = |id: &String| library.get(id).is_some_and(|definition| definition.is_answered_by(new.respondent));
    let unique: BTreeSet<&String> = new.instruments.iter().collect();
    if new.instruments.is_empty() {
        return Err(AppError::field("instruments", FieldProblemKind::Required));
    }
    if unique.len() != new.instruments.len() || !new.instruments.iter().all(fits) {
        return Err(AppError::field("instruments", FieldProblemKind::NotAChoice));
    }
    if !PATIENT_LANGUAGES.contains(&new.language.as_str()) || forms(app, &new.instruments, &new.language, new.mode).0.is_empty() {
        return Err(AppError::field("language", FieldProblemKind::NotAChoice));
    }
    Ok(())
}

fn has_safety_items(app: &App, instruments: &[String]) -> bool {
    let library = app.library();
    instruments.iter().any(|id| library.get(id).is_some_and(|definition| !definition.safety.is_empty()))
}

pub(super) async fn make_link(
    unit: &mut WriteUnit,
    app: &App,
    caller: &Caller,
    check_in: RecordId,
    (id, secret): (RecordId, String),
    handing: Handing,
) -> Result<NewLink, AppError> {
    let present = own(unit, caller, check_in).await?;
    link_to(unit, app, &present, (id, secret), handing).await
}

/// Opens a check-in on a device of the practice for somebody whom the device has let in, by a number or a code that staff gave them.
pub(super) async fn link_here(
    unit: &mut WriteUnit,
    app: &App,
    check_in: RecordId,
    link: (RecordId, String),
    mode: Mode,
) -> Result<NewLink, AppError> {
    let present = storage::check_in::get(unit, check_in).await?.ok_or(AppError::NotFound("check-in"))?;
    link_to(unit, app, &present, link, Handing::Here(mode)).await
}

pub(super) async fn link_to(
    unit: &mut WriteUnit,
    app: &App,
    present: &CheckIn,
    (id, secret): (RecordId, String),
    handing: Handing,
) -> Result<NewLink, AppError> {
    let check_in = present.id;
    if present.state != CheckInState::Open || present.expires_at <= unit.at() {
        return Err(AppError::Conflict);
    }
    let path = format!("/c/{secret}");
    let (mode, ends) = match handing {
        Handing::Here(mode) => {
            let seconds = if is_shared(mode) { SHARED_IDLE_SECONDS } else { HERE_SECONDS };
            (mode, unit.at().plus_seconds(seconds).min(present.expires_at))
        }
        Handing::Shown | Handing::Sent => {
            // It may have been made for a tablet, and who was on call when it was made may not be now.
            check_remote(unit, app, present.patient, &present.instruments, &present.language).await?;
            // What an interviewer may ask in both languages has no words for whoever answers alone.
            if forms(app, &present.instruments, &present.language, Mode::Link).0.is_empty() {
                return Err(AppError::field("language", FieldProblemKind::NotAChoice));
            }
            (Mode::Link, unit.at().plus_seconds(app.settings.check_in.link_days * 86_400).min(present.expires_at))
        }
    };
    let link = AccessLink {
        id,
        secret_sha256: token_hash(&secret),
        patient: present.patient,
        check_in: Some(check_in),
        mode,
        created_at: unit.at(),
        identify_from: unit.at().plus_seconds(app.settings.check_in.birth_day_after_hours * 3_600),
        expires_at: ends,
        failures: 0,
        revoked_at: None,
        revoke_reason: None,
    };
    storage::access_link::insert(unit, &link).await?;
    let detail = if handing == Handing::Sent { Some(plan_messages(unit, app, present, &link, &path).await?.code()) } else { None };
    let kind = match handing {
        Handing::Shown => EventKind::LinkMade,
        Handing::Sent => EventKind::Sent,
        Handing::Here(_) => EventKind::OpenedHere,
    };
    storage::check_in::happened(unit, check_in, kind, mode, detail).await?;
    let (_, records) = person(unit, present.patient).await?;
    let (zone, _) = place_of(unit, &records).await?;
    Ok(NewLink { path, expires_at: link.expires_at, respondent: present.respondent, language: present.language.clone(), zone })
}

/// What is due or overdue for a patient.
pub(super) async fn due(unit: &mut ReadUnit, app: &App, patient: PatientId) -> Result<Vec<DueForm>, AppError> {
    let open = crate::schedule::open_of(unit, &app.library(), patient).await?;
    let form = |each: &collection::due::Occurrence| DueForm {
        instrument: each.instrument.to_string(),
        short_name: each.short_name.to_string(),
        respondent: each.respondent,
        phase: each.kind.phase(),
        due_day: each.due_day,
        is_overdue: each.status == Status::Overdue,
    };
    let mut due: Vec<DueForm> = open.iter().map(form).collect();
    // Two windows may ask for the same at once; one form answers both.
    let mut seen = BTreeSet::new();
    due.retain(|each| seen.insert((each.instrument.clone(), each.respondent)));
    Ok(due)
}

async fn page(
    unit: &mut ReadUnit,
    app: &App,
    shown: PatientId,
    records: &[PatientId],
    zone: ZoneName,
    today: Day,
) -> Result<CheckInsPage, AppError> {
    let patient = unit.require::<care::Patient>(shown).await?;
    let due = due(unit, app, shown).await?;
    let program = program_of(unit, records, today).await?;
    let mut missing = Vec::new();
    for code in PATIENT_LANGUAGES {
        let language: Language = code.parse().expect("the code of a language");
        let has_text = storage::crisis_text::for_program(unit, program, &language).await?.is_some();
        let parts = crate::message::missing_for_remote(unit, &app.sending, shown, true, has_text).await?;
        missing.push((language, parts));
    }
    let now = unit.at();
    let links = storage::access_link::of_patients(unit, records).await?;
    let is_good = |link: &&AccessLink| link.revoked_at.is_none() && link.expires_at > now;
    let own_page = links.iter().filter(is_good).find(|link| link.check_in.is_none()).cloned();
    let rows = rows(unit, app, records, &links).await?;
    let own_words = crate::own_page::words::of(unit, records).await?.into_iter().map(|each| each.recorded.value).collect();
    let notes = notes(unit, records).await?;
    Ok(CheckInsPage { patient, zone, today, due, offered: offered(app), missing, check_ins: rows, own_page, own_words, notes })
}

async fn notes(unit: &mut ReadUnit, records: &[PatientId]) -> Result<Vec<NoteRow>, AppError> {
    let written = storage::patient_note::of_patients(unit, records, storage::View::Current).await?;
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let users = storage::user::all(unit).await?;
    let row = |note: storage::patient_note::PatientNote| {
        let by = users.iter().find(|user| user.id == note.written_by);
        NoteRow { written_by: by.map(|user| user.name.clone()).unwrap_or_default(), words: note.words, written_at: note.written_at }
    };
    Ok(written.into_iter().rev().map(|note| row(note.recorded.value)).collect())
}

/// The check-ins that can be answered now, the newest first.
pub(crate) async fn open_rows(unit: &mut ReadUnit, app: &App, records: &[PatientId]) -> Result<Vec<CheckInRow>, AppError> {
    let links = storage::access_link::of_patients(unit, records).await?;
    let mut rows = rows(unit, app, records, &links).await?;
    rows.retain(|row| row.is_open);
    Ok(rows)
}

/// The check-ins of some records of a patient, the newest first.
async fn rows(unit: &mut ReadUnit, app: &App, records: &[PatientId], links: &[AccessLink]) -> Result<Vec<CheckInRow>, AppError> {
    let now = unit.at();
    let check_ins = storage::check_in::of_patients(unit, records).await?;
    let ids: Vec<RecordId> = check_ins.iter().map(|check_in| check_in.id).collect();
    let events = storage::check_in::events_of_many(unit, &ids).await?;
    let series: Vec<String> = ids.iter().map(|id| series_of(*id)).collect();
    let messages = storage::message::of_series(unit, &series).await?;
    let names: BTreeMap<String, String> =
        storage::user::all(unit).await?.into_iter().map(|user| (format!("user:{}", user.id), user.name)).collect();
    Ok(check_ins.into_iter().map(|check_in| row(app, check_in, (&events, links, &messages), &names, now)).collect())
}

fn row(
    app: &App,
    check_in: CheckIn,
    (events, links, messages): (&[CheckInEvent], &[AccessLink], &[Message]),
    names: &BTreeMap<String, String>,
    now: Instant,
) -> CheckInRow {
    let library = app.library();
    let name = |id: &String| library.get(id).map_or_else(|| id.clone(), |definition| definition.short_name.clone());
    let own = || links.iter().filter(|link| link.check_in == Some(check_in.id));
    let event = |each: &CheckInEvent| EventRow {
        at: each.at,
        kind: each.kind,
        detail: each.detail.clone(),
        by: names.get(&each.recorder).cloned(),
    };
    let series = series_of(check_in.id);
    let brings_link = |each: &&Message| each.series.as_ref() == Some(&series) && each.template.parse().is_ok_and(Template::brings_link);
    // The same link may have been sent anew: what became of the last one counts.
    let message = messages.iter().filter(brings_link).max_by_key(|each| (each.planned_at, each.id));
    CheckInRow {
        message: message.map(|message| (message.state, message.reason.clone())),
        short_names: check_in.instruments.iter().map(name).collect(),
        events: events.iter().filter(|each| each.check_in == check_in.id).map(event).collect(),
        is_open: check_in.state == CheckInState::Open && check_in.expires_at > now,
        has_link: own().any(|link| link.revoked_at.is_none() && link.expires_at > now),
        is_locked: own().any(|link| link.revoke_reason == Some(LinkEnd::Locked)),
        check_in,
    }
}

/// Every instrument with items that has words in a language the product speaks, by name.
fn offered(app: &App) -> Vec<Offered> {
    let library = app.library();
    let mut offered: Vec<Offered> = library
        .iter()
        .filter(|definition| !definition.is_totals_only())
        .map(|definition| Offered {
            instrument: definition.id.to_string(),
            short_name: definition.short_name.clone(),
            respondents: definition.answering(),
            languages: languages_of(app, &definition.id),
            has_safety_items: !definition.safety.is_empty(),
            may_be_asked_bilingually: definition.bilingual_interview.is_some(),
        })
        .filter(|each| each.languages.iter().any(|language| PATIENT_LANGUAGES.contains(&language.as_str())))
        .collect();
    offered.sort_by(|left, right| left.short_name.cmp(&right.short_name));
    offered
}
