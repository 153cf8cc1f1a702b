//! What a check-in asks, made of its row, its answers and the definitions of today.

use std::sync::Arc;

use collection::check_in::{EventKind, Form, Given, Plan, Progress, Reply, Target};
use instruments::{Definition, FormText, Mode, PersonFacts, Respondent};
use storage::ReadUnit;
use storage::check_in::{CheckIn, CheckInAnswer, CheckInState};
use vocabulary::{Day, Instant, Language, PatientId, ProgramId, RecordId, ZoneName};

use crate::administration::{episode_on, facts};
use crate::context::{App, person, place_of};
use crate::error::AppError;
use crate::safety_plan::PlanReader;

/// A form of a check-in that has no words in the language it is asked in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutText {
    /// What people call the instrument.
    pub short_name: String,
    /// The languages it has words in.
    pub languages: Vec<Language>,
    /// True where somebody of the practice who speaks both may ask it in this one.
    pub may_be_asked_bilingually: bool,
}

/// A check-in as the one who answers sees it. No name, no score, and of past answers only that they are there.
#[derive(Clone, Debug)]
pub struct CheckInVisit {
    /// Its id.
    pub id: RecordId,
    /// Who answers.
    pub respondent: Respondent,
    /// By which way: that of the link.
    pub mode: Mode,
    /// The language it is asked in.
    pub language: Language,
    /// Languages it can be asked in, this one among them.
    pub languages: Vec<Language>,
    /// The language of the patient.
    pub(super) own_language: Language,
    /// What is asked.
    pub plan: Plan,
    /// Forms that cannot be asked in this language.
    pub without_text: Vec<WithoutText>,
    /// The practice's own words for somebody who needs help now, in this language.
    pub crisis_text: Option<String>,
    /// Where the patient finds their safety plan, where the practice says so; never on a device that goes from hand to hand.
    pub safety_plan: Option<String>,
    /// Until when answers are taken.
    pub expires_at: Instant,
    /// The clock of the program.
    pub zone: ZoneName,
    /// True once it was sent off.
    pub is_finished: bool,
    /// True once an answer was given.
    pub is_started: bool,
    pub(super) given: Vec<Given>,
    pub(super) facts: PersonFacts,
}

impl CheckInVisit {
    /// How far it has come.
    pub fn progress(&self) -> Progress<'_> {
        Progress::new(&self.plan, self.facts, &self.given)
    }

    /// A language that somebody asked for, or that is the patient's own, and in which none of this can be asked: that is said, and nobody is left to
    /// wonder why it goes on in another one.
    pub fn language_not_here<'a>(&'a self, asked: Option<&'a Language>) -> Option<&'a Language> {
        let own = Some(&self.own_language).filter(|_| self.respondent == Respondent::Patient);
        let wanted = asked.or(own)?;
        let is_spoken = super::PATIENT_LANGUAGES.contains(&wanted.as_str());
        (is_spoken && *wanted != self.language && !self.languages.contains(wanted)).then_some(wanted)
    }

    /// True where an answer to it may be one that a person must see.
    pub fn has_safety_items(&self) -> bool {
        self.plan.has_safety_items()
    }

    /// True on a device that goes from hand to hand: then no page may tell a neighbour what was answered, not even by coming or not coming.
    pub fn is_on_shared_device(&self) -> bool {
        super::staff::is_shared(self.mode)
    }

    /// True where one of these questions is about safety, whatever the answer.
    pub(super) fn asks_about_safety(&self, questions: &[usize]) -> bool {
        let is_safety =
            |target: &Target| self.plan.forms()[target.form].definition.safety.iter().any(|entry| entry.items.contains(&target.item));
        questions.iter().any(|question| self.plan.questions()[*question].targets().any(|target| is_safety(&target)))
    }
}

/// Everything around a check-in that its use cases need.
pub(super) struct Loaded {
    pub(super) check_in: CheckIn,
    pub(super) answers: Vec<CheckInAnswer>,
    pub(super) visit: CheckInVisit,
    pub(super) shown: PatientId,
    pub(super) birth_day: Day,
    pub(super) today: Day,
    pub(super) was_opened: bool,
    /// True where something came in before that is not asked or not offered.
    pub(super) was_not_offered: bool,
    /// True where somebody came after it had ended before.
    pub(super) was_late: bool,
    /// When the forms came in, for somebody who keys them.
    pub(super) handed_in_at: Option<Instant>,
    /// Since when forms of it lie there on paper: the answers are given, and stand on sheets.
    pub(super) on_paper_since: Option<Instant>,
}

/// Loads a check-in with its answers and the forms it asks, for somebody who comes by a link of this mode.
pub(super) async fn load(unit: &mut ReadUnit, app: &App, id: RecordId, mode: Mode) -> Result<Loaded, AppError> {
    let check_in = storage::check_in::get(unit, id).await?.ok_or(AppError::NotFound("check-in"))?;
    let answers = storage::check_in::answers(unit, id).await?;
    let events = storage::check_in::events(unit, id).await?;
    let (shown, records) = person(unit, check_in.patient).await?;
    let (zone, today) = place_of(unit, &records).await?;
    let patient = unit.require::<care::Patient>(shown).await?;
    let program = program_of(unit, &records, today).await?;
    let chosen =
        events.iter().rev().find(|event| event.kind == EventKind::Language).and_then(|event| event.detail.as_deref()?.parse().ok());
    let language = chosen.unwrap_or_else(|| check_in.language.clone());
    let sheets = storage::paper_form::of_check_in(unit, id).await?;
    let on_paper_since = sheets.iter().filter_map(|form| form.handed_in_at).min();
    let printed = if mode == Mode::Paper { sheets } else { Vec::new() };
    // A form that was begun, or printed, in a language stays in it where the one chosen later has no words for it: what was answered is not lost.
    let begun = |instrument: &str| {
        let answered = answers.iter().find(|answer| answer.instrument == instrument).map(|answer| answer.at);
        let at = answered.or_else(|| printed.iter().find(|form| form.instrument == instrument).map(|form| form.printed_at));
        let until = |at: Instant| events.iter().rev().filter(move |event| event.kind == EventKind::Language && event.at <= at);
        let before = at.into_iter().flat_map(until).filter_map(|event| event.detail.as_deref()?.parse().ok());
        before.chain(at.map(|_| check_in.language.clone())).collect::<Vec<Language>>()
    };
    let (forms, without_text) = forms_begun(app, &check_in.instruments, &language, mode, begun);
    let plan = Plan::new(forms);
    let crisis_text = storage::crisis_text::for_program(unit, program, &language).await?.map(|text| text.value().words.clone());
    let safety_plan = match mode {
        Mode::Link => crate::safety_plan::address_for(unit, program, PlanReader::Patient).await?,
        _ => None,
    };
    let languages = languages(unit, app, (&check_in, mode), program, &language).await?;
    let visit = CheckInVisit {
        id,
        respondent: check_in.respondent,
        mode,
        language,
        languages,
        own_language: patient.value().language.clone(),
        plan,
        without_text,
        crisis_text,
        safety_plan,
        expires_at: check_in.expires_at,
        zone,
        is_finished: check_in.state == CheckInState::Finished,
        is_started: !answers.is_empty(),
        given: answers.iter().filter_map(given).collect(),
        facts: facts(patient.value(), today),
    };
    let [was_opened, was_not_offered, was_late] =
        [EventKind::Opened, EventKind::NotOffered, EventKind::Late].map(|kind| events.iter().any(|event| event.kind == kind));
    let handed_in_at = printed.iter().filter_map(|form| form.handed_in_at).max();
    let today = handed_in_at.map_or(today, |at| at.day_in(&visit.zone));
    let birth_day = patient.value().birth_day;
    Ok(Loaded { check_in, answers, visit, shown, birth_day, today, was_opened, was_not_offered, was_late, handed_in_at, on_paper_since })
}

pub(super) fn given(answer: &CheckInAnswer) -> Option<Given> {
    let reply = Reply::from_stored(&answer.answer)?;
    Some(Given { instrument: answer.instrument.clone(), item: answer.item.clone(), reply })
}

/// The program that treats today, which after a change of level may be another than the one that admitted: its words for a crisis are those that help.
/// The program of the latest episode where there is none today.
pub(crate) async fn program_of(unit: &mut ReadUnit, records: &[PatientId], today: Day) -> Result<Option<ProgramId>, AppError> {
    let Some(episode) = episode_on(unit, records, today).await? else {
        let episodes = storage::episode::of_patients(unit, records, storage::View::Current).await?;
        return Ok(episodes.last().map(|episode| episode.value().program));
    };
    let periods = storage::level_of_care_period::of_episode(unit, episode.id, storage::View::Current).await?;
    let level = periods.iter().rev().find(|period| period.value().period.contains(today));
    Ok(Some(level.map_or(episode.value().program, |level| level.value().program)))
}

/// The forms that can be asked in a language by a way of answering, and those that cannot.
pub(super) fn forms(app: &App, instruments: &[String], language: &Language, mode: Mode) -> (Vec<Form>, Vec<WithoutText>) {
    forms_begun(app, instruments, language, mode, |_| Vec::new())
}

/// The same where some forms were begun: `begun` gives the languages up to then, the newest first.
fn forms_begun(
    app: &App,
    instruments: &[String],
    language: &Language,
    mode: Mode,
    begun: impl Fn(&str) -> Vec<Language>,
) -> (Vec<Form>, Vec<WithoutText>) {
    let library = app.library();
    let (mut forms, mut without) = (Vec::new(), Vec::new());
    for id in instruments {
        let Some(definition) = library.get(id) else { continue };
        let in_its_own = || begun(id).iter().find_map(|own| words_for(app, definition, own, mode));
        match words_for(app, definition, language, mode).or_else(in_its_own) {
            Some((language, text)) if !definition.is_totals_only() => {
                forms.push(Form { definition: Arc::clone(definition), text: Arc::new(text), language });
            }
            _ => without.push(WithoutText {
                short_name: definition.short_name.clone(),
                languages: languages_of(app, id),
                may_be_asked_bilingually: definition.bilingual_interview.is_some(),
            }),
        }
    }
    (forms, without)
}

/// The words of an instrument in a language. In an interview they may be English instead, where the instrument permits that somebody who speaks both asks it;
/// whoever answers alone reads words in their own language or none.
fn words_for(app: &App, definition: &Definition, language: &Language, mode: Mode) -> Option<(Language, FormText)> {
    let in_language = |language: &Language| app.form_text(&definition.id, language).map(|text| (language.clone(), text));
    let may_be_asked_in_both = mode == Mode::Interview && definition.bilingual_interview.is_some();
    in_language(language).or_else(|| in_language(&Language::english()).filter(|_| may_be_asked_in_both))
}

/// True where an instrument can be asked in a language: it has items, and words for them.
pub(crate) fn has_words(app: &App, instrument: &str, language: &Language) -> bool {
    app.library().get(instrument).is_some_and(|it| !it.is_totals_only()) && app.form_text(instrument, language).is_some()
}

/// The languages in which an instrument has words: those that ship and those that the practice brought.
pub(crate) fn languages_of(app: &App, instrument: &str) -> Vec<Language> {
    let library = app.library();
    let Some(definition) = library.get(instrument) else { return Vec::new() };
    let brought = app.overlays().filter(|overlay| overlay.instrument == instrument).map(|overlay| overlay.language.clone());
    let mut languages: Vec<Language> = definition.texts.keys().cloned().chain(brought).collect();
    languages.sort_by_key(|language| language.as_str().to_owned());
    languages.dedup();
    languages
}

/// The languages in which a check-in can be asked: some form has words, the product has sentences, and where an answer may need a person, the
/// practice's own text is there.
async fn languages(
    unit: &mut ReadUnit,
    app: &App,
    (check_in, mode): (&CheckIn, Mode),
    program: Option<ProgramId>,
    present: &Language,
) -> Result<Vec<Language>, AppError> {
    let mut languages: Vec<Language> = check_in.instruments.iter().flat_map(|id| languages_of(app, id)).collect();
    if mode == Mode::Interview {
        languages.extend(super::PATIENT_LANGUAGES.iter().filter_map(|code| code.parse().ok()));
    }
    languages.sort_by_key(|language| language.as_str().to_owned());
    languages.dedup();
    let mut kept = Vec::new();
    for language in languages {
        let (forms, _) = forms(app, &check_in.instruments, &language, mode);
        if forms.is_empty() && language != *present {
            continue;
        }
        let needs_text = mode == Mode::Link && Plan::new(forms).has_safety_items();
        let is_sayable = super::PATIENT_LANGUAGES.contains(&language.as_str());
        let has_text = !needs_text || storage::crisis_text::for_program(unit, program, &language).await?.is_some();
        if language == *present || (is_sayable && has_text) {
            kept.push(language);
        }
    }
    Ok(kept)
}
