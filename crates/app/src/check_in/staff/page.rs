//! The page of a patient's check-ins.

use std::collections::BTreeMap;

use collection::check_in::{EventKind, LinkEnd};
use collection::sending::Template;
use collection::sending::readiness::Missing;
use storage::access_link::AccessLink;
use storage::check_in::{CheckIn, CheckInEvent, CheckInState};
use storage::message::{Message, MessageState};
use storage::own_words::OwnWords;
use storage::{ReadUnit, Stored};
use vocabulary::{Day, Instant, Language, PatientId, RecordId, Version, ZoneName};

use super::due::{DueForm, due};
use super::offer::{Offered, PATIENT_LANGUAGES, offered};
use crate::check_in::form::program_of;
use crate::check_in::visit::series_of;
use crate::context::App;
use crate::error::AppError;

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
    pub own_words: Vec<Stored<OwnWords>>,
    /// What staff wrote to the patient and stands on that page, the newest first; nothing for a role that sees no scores.
    pub notes: Vec<NoteRow>,
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
    pub(super) fn without_answers(&mut self) {
        self.check_in.has_safety_answer = false;
        self.events.retain(|event| event.kind != EventKind::SafetyAnswer);
    }
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

/// What somebody of the practice wrote to a patient on their own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// The note.
    pub id: RecordId,
    /// In this version.
    pub version: Version,
    /// Their words.
    pub words: String,
    /// The name of whoever wrote it.
    pub written_by: String,
    /// When.
    pub written_at: Instant,
}

pub(super) async fn page(
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
    let own_words = crate::own_page::words::of(unit, records).await?;
    let notes = notes(unit, records).await?;
    Ok(CheckInsPage { patient, zone, today, due, offered: offered(app), missing, check_ins: rows, own_page, own_words, notes })
}

async fn notes(unit: &mut ReadUnit, records: &[PatientId]) -> Result<Vec<NoteRow>, AppError> {
    let written = storage::patient_note::of_patients(unit, records, storage::View::Current).await?;
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let users = storage::user::all(unit).await?;
    let row = |stored: Stored<storage::patient_note::PatientNote>| {
        let (id, version, note) = (stored.id, stored.recorded.version, stored.recorded.value);
        let by = users.iter().find(|user| user.id == note.written_by);
        NoteRow {
            id,
            version,
            written_by: by.map(|user| user.name.clone()).unwrap_or_default(),
            words: note.words,
            written_at: note.written_at,
        }
    };
    Ok(written.into_iter().rev().map(row).collect())
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
