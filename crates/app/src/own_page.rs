//! The patient's own page: own results over time, what a clinician wrote to them, who has looked at their record.
//!
//! The way in is a link and, each time, a one-time code that goes to the patient's own contact through the queue. The code is made as its message is handed
//! over and kept as a hash, ends after [`CODE_SECONDS`], may be tried [`CODE_TRIES_MAX`] times and opens the page once; the browser gets a pass that ends by
//! itself. Only what the patient answered is here: what a parent or teacher answered about them stands in series of its own and is not shown. Nothing here is
//! a level of care.

mod seen;
mod withdraw;
pub(crate) mod words;

use std::collections::BTreeMap;

use care::{ContactHolder, Patient};
use collection::check_in::LinkEnd;
use collection::sending::{Mode as SendingMode, Template};
use instruments::{Library, Mode, Respondent};
use storage::access_link::AccessLink;
use storage::patient_note::PatientNote;
use storage::{Entry, ReadUnit, View};
use vocabulary::{Day, Instant, Language, PatientId, RecordId, ZoneName};

use crate::change::{Grounds, Stay};
use crate::check_in::{LinkRequest, NewLink, PATIENT_LANGUAGES, door::FoundLink, new_secret};
use crate::context::{App, check_patient, person, place_of};
use crate::course::Courses;
use crate::error::{AppError, FieldProblemKind};
use crate::instrument::enabled_in;
use crate::message::{Brings, Outgoing, Recipient};
use crate::permission::{Caller, Data};
use crate::secret::token_hash;
use crate::series::{Occasion, Series, judge_all, series_of};

pub use seen::Left;
pub use storage::own_words::OwnWords;
pub use words::{NewOwnWords, OWN_WORDS_MAX};

/// How long a code can be used.
pub const CODE_SECONDS: i64 = 10 * 60;
/// How often one code may be tried.
const CODE_TRIES_MAX: i64 = 5;
/// How many codes may be asked for in an hour.
const CODES_AN_HOUR_MAX: usize = 5;
/// How long the page stays open after a code.
const PAGE_SECONDS: i64 = 20 * 60;
/// For so many days the page tells who has opened the record.
pub const SEEN_DAYS: i64 = 90;

/// The page.
#[derive(Clone, Debug)]
pub struct OwnPage {
    /// The language of the patient.
    pub language: Language,
    /// The clock of the program.
    pub zone: ZoneName,
    /// Today there.
    pub today: Day,
    /// What the patient answered, over time.
    pub series: Vec<Series>,
    /// True where the address of the patient is also one of somebody who acts for them: what is the patient's alone is not here then.
    pub is_shared: bool,
    /// What clinicians wrote to the patient, the newest first: words, name, day.
    pub notes: Vec<(String, String, Day)>,
    /// What the patient wrote last for their next session.
    pub words: Option<OwnWords>,
    /// Who has opened the record, and when last, the latest first.
    pub seen: Vec<(String, Day)>,
    /// What left the practice about the patient, the latest first.
    pub left: Vec<Left>,
    /// The practice's own words for somebody who needs help now.
    pub help: HelpWords,
}

/// The practice's own words for somebody who needs help now, in each language that has some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpWords(Vec<(Language, String)>);

impl HelpWords {
    async fn load(unit: &mut ReadUnit, records: &[PatientId], day: Day) -> Result<Self, AppError> {
        // After the discharge the site of the last stay is still the one to call.
        let program = crate::check_in::program_of(unit, records, day).await?;
        let mut all = Vec::new();
        for language in PATIENT_LANGUAGES.iter().filter_map(|code| code.parse::<Language>().ok()) {
            let found = storage::crisis_text::for_program(unit, program, &language).await?;
            all.extend(found.map(|stored| (language, stored.value().words.clone())));
        }
        Ok(Self(all))
    }

    /// The words in a language.
    pub fn in_language(&self, tag: &str) -> Option<&str> {
        self.0.iter().find(|(language, _)| language.as_str() == tag).map(|(_, words)| words.as_str())
    }
}

/// What is behind a link to an own page.
#[derive(Clone, Debug)]
pub enum OwnDoor {
    /// The page.
    Open(Box<OwnPage>),
    /// A code is asked for first.
    Code {
        /// In which language.
        language: Language,
        /// The practice's own words for somebody who needs help now.
        help: HelpWords,
    },
    /// Nothing.
    Closed,
    /// Too many links that are none came from there.
    TooMany {
        /// In so many minutes at most it may be tried again.
        minutes: i64,
    },
}

/// What became of asking for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeAsked {
    /// It is on its way.
    Sent,
    /// Nothing is sent from here at present: no code will come.
    NotSent,
    /// Too many were asked for.
    Limit,
    /// The patient has no contact of their own that may be used.
    NoContact,
    /// The link is not good.
    Closed,
}

impl App {
    /// Makes a link to a patient's own page; the one before leads nowhere any more.
    #[crate::boxed]
    pub async fn make_own_page_link(&self, caller: &Caller, patient: PatientId) -> Result<NewLink, AppError> {
        let (id, secret) = (self.ports.ids.next::<RecordId>(), new_secret(self.ports.random.as_ref()));
        let (operation, asking, days) =
            (self.operation(caller, "make_own_page_link"), caller.clone(), self.settings.check_in.own_page_days);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let shown = end_links(unit, &asking, patient, LinkEnd::Replaced).await?;
                let language = unit.require::<Patient>(shown).await?.value().language.clone();
                let link = AccessLink {
                    id,
                    secret_sha256: token_hash(&secret),
                    patient: shown,
                    check_in: None,
                    mode: Mode::Link,
                    created_at: unit.at(),
                    identify_from: unit.at(),
                    expires_at: unit.at().plus_seconds(days * 86_400),
                    failures: 0,
                    revoked_at: None,
                    revoke_reason: None,
                };
                storage::access_link::insert(unit, &link).await?;
                let (_, records) = person(unit, shown).await?;
                let (zone, _) = place_of(unit, &records).await?;
                let path = format!("/m/{secret}");
                Ok(NewLink { path, expires_at: link.expires_at, respondent: Respondent::Patient, language, zone })
            })
        });
        let result = write.await;
        self.audited(caller, "make_own_page_link", result).await
    }

    /// Takes back the link to a patient's own page.
    #[crate::boxed]
    pub async fn revoke_own_page_link(&self, caller: &Caller, patient: PatientId) -> Result<(), AppError> {
        let (operation, asking) = (self.operation(caller, "revoke_own_page_link"), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { end_links(unit, &asking, patient, LinkEnd::Revoked).await.map(drop) })
        });
        let result = write.await;
        self.audited(caller, "revoke_own_page_link", result).await
    }

    /// Writes to a patient what changed because of their answers.
    #[crate::boxed]
    pub async fn add_patient_note(&self, caller: &Caller, patient: PatientId, words: &str) -> Result<(), AppError> {
        let words = words.trim().to_owned();
        if words.is_empty() {
            return Err(AppError::field("words", FieldProblemKind::Required));
        }
        let id: RecordId = self.ports.ids.next();
        let (operation, asking) = (self.operation(caller, "add_patient_note"), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Scores, shown, today).await?;
                let written_by = asking.user().ok_or(AppError::RoleRefused(Data::Scores))?;
                let note = PatientNote { patient: shown, words, written_by, written_at: unit.at() };
                Ok(unit.insert(&Entry::new(id, note, today)).await?)
            })
        });
        let result = write.await;
        self.audited(caller, "add_patient_note", result).await
    }

    /// Opens the own page, or says what is asked for first.
    #[crate::boxed]
    pub async fn own_page(&self, request: &LinkRequest) -> Result<OwnDoor, AppError> {
        let link = match self.own_link(request).await? {
            Ok(link) => link,
            Err(door) => return Ok(door),
        };
        let caller = Caller::by_link(link.id, request.request.clone());
        let (operation, library, pass) = (self.operation(&caller, "view_own_page"), self.library(), request.pass.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let is_in = match &pass {
                    Some(pass) => storage::access_link::has_pass(unit, link.id, &token_hash(pass)).await?,
                    None => false,
                };
                if is_in {
                    return Ok(OwnDoor::Open(Box::new(page(unit, &library, link.patient).await?)));
                }
                let (shown, records) = person(unit, link.patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                let language = unit.require::<Patient>(shown).await?.value().language.clone();
                Ok(OwnDoor::Code { language, help: HelpWords::load(unit, &records, today).await? })
            })
        });
        read.await
    }

    /// Sends a code to the patient's own contact.
    #[crate::boxed]
    pub async fn send_own_page_code(&self, request: &LinkRequest) -> Result<CodeAsked, AppError> {
        let Ok(link) = self.own_link(request).await? else { return Ok(CodeAsked::Closed) };
        let caller = Caller::by_link(link.id, request.request.clone());
        let message: RecordId = self.ports.ids.next();
        let result = self
            .retrying(&caller, "send_own_page_code", move |unit, app| {
                let link = link.clone();
                Box::pin(async move {
                    let now = unit.at();
                    let series = format!("own-page:{}", link.id);
                    let asked = storage::message::of_series(unit, std::slice::from_ref(&series)).await?;
                    if asked.iter().filter(|each| each.planned_at >= now.plus_seconds(-3_600)).count() >= CODES_AN_HOUR_MAX {
                        return Ok(CodeAsked::Limit);
                    }
                    let outgoing = Outgoing {
                        key: format!("own-page:{}:{message}", link.id),
                        template: Template::OneTimeCode,
                        to: Recipient::Person { patient: link.patient, holder: ContactHolder::Patient, channel: None },
                        brings: Brings::Code(link.id),
                        series: Some(series),
                        not_before: now,
                        expires_at: now.plus_seconds(CODE_SECONDS),
                        language: None,
                    };
                    match crate::message::plan(unit, &app.sending, &outgoing).await {
                        Ok(_) => {}
                        Err(AppError::Unreachable(_)) => return Ok(CodeAsked::NoContact),
                        Err(AppError::SendingIsOff) => return Ok(CodeAsked::NotSent),
                        Err(error) => return Err(error),
                    }
                    // What is only kept goes nowhere, and nobody is told to wait for it.
                    Ok(if app.sending.mode == SendingMode::Send { CodeAsked::Sent } else { CodeAsked::NotSent })
                })
            })
            .await?;
        self.wake.notify_one();
        Ok(result)
    }

    /// Takes a code; answers with the secret of the browser's pass when it fits.
    #[crate::boxed]
    pub async fn enter_own_page_code(&self, request: &LinkRequest, code: &str) -> Result<Option<String>, AppError> {
        let Ok(link) = self.own_link(request).await? else { return Ok(None) };
        let caller = Caller::by_link(link.id, request.request.clone());
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let pass = new_secret(self.ports.random.as_ref());
        self.retrying(&caller, "enter_own_page_code", move |unit, _| {
            let (link, digits, pass) = (link.clone(), digits.clone(), pass.clone());
            Box::pin(async move {
                if !storage::access_link::take_code(unit, link.id, &code_hash(&link, &digits), CODE_TRIES_MAX).await? {
                    return Ok(None);
                }
                storage::access_link::let_in(unit, link.id, &token_hash(&pass), unit.at().plus_seconds(PAGE_SECONDS)).await?;
                Ok(Some(pass))
            })
        })
        .await
    }

    /// Ends the browser's pass.
    #[crate::boxed]
    pub async fn leave_own_page(&self, request: &LinkRequest) -> Result<(), AppError> {
        let (Ok(link), Some(pass)) = (self.own_link(request).await?, request.pass.clone()) else { return Ok(()) };
        let caller = Caller::by_link(link.id, request.request.clone());
        self.retrying(&caller, "leave_own_page", move |unit, _| {
            let hash = token_hash(&pass);
            Box::pin(async move { Ok(storage::access_link::end_pass(unit, &hash).await?) })
        })
        .await
    }

    async fn own_link(&self, request: &LinkRequest) -> Result<Result<AccessLink, OwnDoor>, AppError> {
        Ok(match self.find_link(request).await? {
            FoundLink::Good(link) if link.check_in.is_none() => Ok(link),
            FoundLink::TooMany => Err(OwnDoor::TooMany { minutes: crate::check_in::ATTEMPT_MINUTES }),
            FoundLink::Good(_) | FoundLink::Bad(..) | FoundLink::None => Err(OwnDoor::Closed),
        })
    }
}

/// Six digits.
pub(crate) fn new_code(random: &dyn vocabulary::Random) -> String {
    let mut bytes = [0_u8; 8];
    random.fill(&mut bytes);
    format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000)
}

/// A code's hash is that of this link and no other.
pub(crate) fn code_hash(link: &AccessLink, code: &str) -> String {
    token_hash(&format!("{}:{code}", link.id))
}

/// Ends the links to an own page, for somebody who may. Answers with the record under which the patient is shown.
async fn end_links(unit: &mut storage::WriteUnit, caller: &Caller, patient: PatientId, reason: LinkEnd) -> Result<PatientId, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Entry, shown, today).await?;
    for link in storage::access_link::of_patients(unit, &records).await?.iter().filter(|link| link.check_in.is_none()) {
        storage::access_link::revoke(unit, link.id, reason).await?;
    }
    Ok(shown)
}

async fn page(unit: &mut ReadUnit, library: &Library, patient: PatientId) -> Result<OwnPage, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (zone, today) = place_of(unit, &records).await?;
    let language = unit.require::<Patient>(shown).await?.value().language.clone();
    let view = View::Current;
    let administrations = storage::administration::of_patients(unit, &records, view).await?;
    let mut scores = storage::score::of_patients(unit, &records, None, view).await?;
    scores.retain(|score| score.respondent == Respondent::Patient);
    storage::score::details(unit, &mut scores).await?;
    let mut series = series_of(&scores, &Occasion::of_all(&administrations), library);
    let recalled = enabled_in(unit, library).await?;
    let courses = Courses::load(unit, view).await?;
    let episodes = storage::episode::of_patients(unit, &records, view).await?;
    let stays: Vec<Stay> = episodes.iter().rev().map(|episode| Stay::from(episode.value())).collect();
    judge_all(&mut series, Grounds { stays: &stays, recalled: &recalled, courses: &courses });
    series.retain(|series| series.scores.iter().any(|score| score.outcome.value().is_some()));
    let privacy = crate::privacy::Privacy::load(unit, library, shown).await?;
    let is_shared = privacy.is_address_shared();
    if is_shared {
        series.retain(|series| !privacy.hides(&series.definition.id, series.respondent, series.scores.iter().map(|score| score.day)));
    }
    let names: BTreeMap<_, _> = storage::user::all(unit).await?.into_iter().map(|user| (user.id, user.name)).collect();
    let mut notes: Vec<(Instant, String, String)> = storage::patient_note::of_patients(unit, &records, view)
        .await?
        .into_iter()
        .map(|note| note.recorded.value)
        .map(|note| (note.written_at, note.words, names.get(&note.written_by).cloned().unwrap_or_default()))
        .collect();
    notes.reverse();
    let notes = notes.into_iter().map(|(at, words, name)| (words, name, at.day_in(&zone))).collect();
    let seen = seen::openers(unit, &records, &names, &zone).await?;
    let left = seen::left(unit, &records, &zone).await?;
    let words = words::of(unit, &records).await?.into_iter().next().map(|latest| latest.recorded.value);
    let help = HelpWords::load(unit, &records, today).await?;
    Ok(OwnPage { language, zone, today, series, is_shared, notes, words, seen, left, help })
}
