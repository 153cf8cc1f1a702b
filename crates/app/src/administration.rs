//! Administrations: recording one, looking at one with the reason for its score, correcting, withdrawing and moving it.

use std::sync::Arc;

use care::Patient;
use instruments::explanation::ScaleExplanation;
use instruments::{Administration, Answer, Completion, Definition, FormText, Mode, PersonFacts, Phase, Respondent, Responses, Score};
use storage::administration::{Correction, Destination, NewAdministration};
use storage::responses::GivenTotal;
use storage::score::{ScoreSummary, StoredScore};
use storage::{ReadUnit, Stored, View};
use vocabulary::{AdministrationId, Day, Instant, Language, PatientId, Points, Version, ZoneName};

use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblem, FieldProblemKind};
use crate::instrument::{RecalledEnabled, enabled_in};
use crate::permission::{Caller, Data, Scope};

/// An administration to be recorded by staff.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// The instrument's id.
    pub instrument: String,
    /// The language of the form that was filled in.
    pub language: Option<Language>,
    /// The clinical day.
    pub day: Day,
    /// Where in the episode; `None` when not known.
    pub phase: Option<Phase>,
    /// How the answers were given.
    pub mode: Mode,
    /// Who answered.
    pub respondent: Respondent,
    /// The answers by item id.
    pub answers: Vec<(String, Answer)>,
    /// Totals by the id of their scale, where no answers are known.
    pub totals: Vec<(String, Points)>,
    /// True when the patient declined; there are no answers and no totals then.
    pub declined: bool,
}

/// Everything the page of one administration shows.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the page shows or leaves out")]
pub struct AdministrationPage {
    /// The administration.
    pub administration: Stored<Administration>,
    /// The record under which the patient is shown.
    pub patient: Stored<Patient>,
    /// The zone of the program.
    pub zone: ZoneName,
    /// What scoring knew of the patient.
    pub person: PersonFacts,
    /// The definition by which it is explained: the present one.
    pub definition: Arc<Definition>,
    /// The words of the form in the language it was given in, or in English.
    pub text: Option<(Language, FormText)>,
    /// The answers; `None` where the role may not see them or there are none.
    pub responses: Option<Responses>,
    /// Totals that came along.
    pub totals: Vec<GivenTotal>,
    /// The score, computed again from the answers with the present definition; `None` where the role sees no scores.
    pub score: Option<Score>,
    /// The score as it is stored.
    pub stored_score: Option<StoredScore>,
    /// True when the stored score was made by another definition or engine and the present one gives another result.
    pub differs_from_stored: bool,
    /// Why the score is what it is.
    pub explanation: Vec<ScaleExplanation>,
    /// Who enabled the recalled values of the definition.
    pub recalled: Option<RecalledEnabled>,
    /// Every version of the record, oldest first.
    pub history: Vec<Stored<Administration>>,
    /// True when the caller may correct it.
    pub may_correct: bool,
    /// True when the caller may say that they looked at the score.
    pub may_review: bool,
    /// True when the caller may see the answers.
    pub may_see_answers: bool,
}

impl App {
    /// Records an administration and returns its id. The form's answers are checked against the definition first.
    #[crate::boxed]
    pub async fn record_administration(&self, caller: &Caller, patient: PatientId, entry: NewEntry) -> Result<AdministrationId, AppError> {
        let definition = self.library().get(&entry.instrument).cloned().ok_or(AppError::NotFound("instrument"))?;
        let Checked { responses, totals, completion } = checked(&definition, &entry)?;
        let id: AdministrationId = self.ports.ids.next();
        let (operation, asking) = (self.operation(caller, "record_administration"), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Entry, shown, today).await?;
                let record = unit.require::<Patient>(shown).await?;
                check_day(entry.day, today, record.value().birth_day)?;
                let administration = administration_of(unit, shown, &records, &definition, &entry, completion).await?;
                let score = score_of(&definition, &responses, &totals, completion, facts(record.value(), entry.day));
                let responses = has_answers(completion).then_some(responses);
                let new = NewAdministration { id, administration, responses, given_totals: totals, score, external_key: None };
                Ok(storage::administration::insert(unit, new).await?)
            })
        });
        let result = write.await;
        self.audited(caller, "record_administration", result).await?;
        Ok(id)
    }

    /// Opens one administration.
    #[crate::boxed]
    pub async fn administration(&self, caller: &Caller, id: AdministrationId) -> Result<AdministrationPage, AppError> {
        let (operation, asking, app) = (self.operation(caller, crate::opening::VIEW_ADMINISTRATION), caller.clone(), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let administration = unit.require::<Administration>(id).await?;
                page(unit, &app, &asking, administration).await
            })
        });
        let result = read.await;
        self.audited(caller, crate::opening::VIEW_ADMINISTRATION, result).await
    }

    /// Corrects an administration: a new version with new answers and a new score. Totals that came along with the answers stay beside them, and so does
    /// their not agreeing.
    #[crate::boxed]
    pub async fn correct_administration(
        &self,
        caller: &Caller,
        id: AdministrationId,
        expected: Version,
        entry: NewEntry,
    ) -> Result<(), AppError> {
        let definition = self.library().get(&entry.instrument).cloned().ok_or(AppError::NotFound("instrument"))?;
        let Checked { responses, mut totals, completion } = checked(&definition, &entry)?;
        let (operation, asking) = (self.operation(caller, "correct_administration"), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let present = unit.require::<Administration>(id).await?;
                let (shown, records) = person(unit, present.value().patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Entry, shown, today).await?;
                let record = unit.require::<Patient>(shown).await?;
                check_day(entry.day, today, record.value().birth_day)?;
                let mut administration = administration_of(unit, shown, &records, &definition, &entry, completion).await?;
                administration.patient = present.value().patient;
                administration.started_at = present.value().started_at;
                administration.finished_at = present.value().finished_at;
                if has_answers(completion) {
                    totals = storage::responses::totals_of(unit, id, expected).await?;
                }
                let score = score_of(&definition, &responses, &totals, completion, facts(record.value(), entry.day));
                let responses = has_answers(completion).then_some(responses);
                let correction = Correction { administration, responses, given_totals: totals, score };
                storage::administration::correct(unit, id, expected, &correction).await?;
                Ok(())
            })
        });
        let result = write.await;
        self.audited(caller, "correct_administration", result).await
    }

    /// Withdraws an administration for a reason.
    #[crate::boxed]
    pub async fn void_administration(
        &self,
        caller: &Caller,
        id: AdministrationId,
        expected: Version,
        reason: &str,
    ) -> Result<(), AppError> {
        let reason = stated(reason)?;
        let (operation, asking) = (self.operation(caller, "void_administration"), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let present = unit.require::<Administration>(id).await?;
                let (shown, records) = person(unit, present.value().patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Entry, shown, today).await?;
                unit.void::<Administration>(id, expected, &reason).await?;
                Ok(())
            })
        });
        let result = write.await;
        self.audited(caller, "void_administration", result).await
    }

    /// Moves an administration that stands under the wrong patient: withdrawn there, recorded again here. Returns the id of the new record.
    #[crate::boxed]
    pub async fn move_administration(
        &self,
        caller: &Caller,
        id: AdministrationId,
        expected: Version,
        to: PatientId,
        reason: &str,
    ) -> Result<AdministrationId, AppError> {
        let reason = stated(reason)?;
        let new_id: AdministrationId = self.ports.ids.next();
        let (operation, asking, library) = (self.operation(caller, "move_administration"), caller.clone(), self.library());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let present = unit.require::<Administration>(id).await?;
                for side in [present.value().patient, to] {
                    let (shown, records) = person(unit, side).await?;
                    let (_, today) = place_of(unit, &records).await?;
                    check_patient(unit, &asking, Data::Entry, shown, today).await?;
                }
                let record = unit.require::<Patient>(to).await?;
                check_day(present.value().day, present.value().day, record.value().birth_day)?;
                let score = score_under(unit, &library, &present, record.value()).await?;
                let (_, records) = person(unit, to).await?;
                let episode = episode_on(unit, &records, present.value().day).await?;
                let destination = Destination {
                    id: new_id,
                    patient: to,
                    episode: episode.as_ref().map(|episode| episode.id),
                    program: episode.map(|episode| episode.value().program),
                    score,
                };
                Ok(storage::administration::move_to(unit, id, expected, destination, &reason).await?)
            })
        });
        let result = write.await;
        self.audited(caller, "move_administration", result).await?;
        Ok(new_id)
    }
}

/// The score that an administration has under another patient, whose sex and age may differ; `None` for one that was declined.
pub(crate) async fn score_under(
    unit: &mut ReadUnit,
    library: &instruments::Library,
    present: &Stored<Administration>,
    patient: &Patient,
) -> Result<Option<ScoreSummary>, AppError> {
    let definition = library.get(&present.value().instrument).ok_or(AppError::NotFound("instrument"))?;
    let responses = storage::responses::of(unit, present.id, present.recorded.version).await?.unwrap_or_default();
    let totals = storage::responses::totals_of(unit, present.id, present.recorded.version).await?;
    let score = scored(definition, &responses, &totals, facts(patient, present.value().day));
    let declined = present.value().completion == Completion::Declined;
    Ok((!declined).then(|| ScoreSummary::of(definition, &score)))
}

/// The score of answers, or of the totals that came along without them.
pub(crate) fn scored(definition: &Definition, responses: &Responses, totals: &[GivenTotal], facts: PersonFacts) -> Score {
    let totals: Vec<interchange::GivenTotal> =
        totals.iter().map(|total| interchange::GivenTotal { scale: total.scale.clone(), value: total.points }).collect();
    interchange::record::score_with_totals(definition, responses, &totals, facts)
}

/// What scoring needs to know of a patient on a day.
pub(crate) fn facts(patient: &Patient, day: Day) -> PersonFacts {
    PersonFacts { sex: patient.sex, age: Some(patient.age_on(day)) }
}

async fn page(
    unit: &mut ReadUnit,
    app: &App,
    caller: &Caller,
    administration: Stored<Administration>,
) -> Result<AdministrationPage, AppError> {
    let id = administration.id;
    let (shown, records) = person(unit, administration.value().patient).await?;
    let (zone, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Scores, shown, today).await?;
    let patient = unit.require::<Patient>(shown).await?;
    let definition = app.library().get(&administration.value().instrument).cloned().ok_or(AppError::NotFound("instrument"))?;
    let version = administration.recorded.version;
    let responses = storage::responses::of(unit, id, version).await?;
    let totals = storage::responses::totals_of(unit, id, version).await?;
    let facts = facts(patient.value(), administration.value().day);
    let is_scored = administration.value().completion != Completion::Declined;
    let score = is_scored.then(|| scored(&definition, responses.as_ref().unwrap_or(&Responses::new()), &totals, facts));
    let stored_score = storage::score::current(unit, id).await?;
    let history = unit.history::<Administration>(id).await?;
    let recalled = enabled_in(unit, &app.library()).await?.remove(&*definition.id);
    let language = administration.value().language.clone().unwrap_or_else(Language::english);
    let in_language = |language: Language| app.form_text(&definition.id, &language).map(|text| (language, text));
    let text = in_language(language).or_else(|| in_language(Language::english()));
    let may_see_answers = caller.scope(Data::Answers) != Scope::Nothing;
    let explanation = match (&score, &responses) {
        (Some(score), Some(responses)) if may_see_answers => definition.explain(responses, score),
        _ => Vec::new(),
    };
    let fresh = score.as_ref().map(|score| ScoreSummary::of(&definition, score));
    let same_result = |stored: &StoredScore| fresh.as_ref().is_none_or(|fresh| fresh.comes_to_the_same(&stored.summary));
    Ok(AdministrationPage {
        differs_from_stored: stored_score.as_ref().is_some_and(|stored| !same_result(stored)),
        administration,
        patient,
        zone,
        person: facts,
        definition,
        text,
        responses: responses.filter(|_| may_see_answers),
        totals,
        score,
        stored_score,
        explanation,
        recalled,
        history,
        may_correct: caller.scope(Data::Entry) != Scope::Nothing,
        may_review: caller.scope(Data::Alerts) != Scope::Nothing,
        may_see_answers,
    })
}

/// Whether there are answers item by item.
const fn has_answers(completion: Completion) -> bool {
    matches!(completion, Completion::Complete | Completion::Partial)
}

/// The score to be stored; none of what was declined.
fn score_of(
    definition: &Definition,
    responses: &Responses,
    totals: &[GivenTotal],
    completion: Completion,
    person: PersonFacts,
) -> Option<ScoreSummary> {
    let is_scored = completion != Completion::Declined;
    is_scored.then(|| ScoreSummary::of(definition, &scored(definition, responses, totals, person)))
}

/// What a form said, checked against its definition.
struct Checked {
    responses: Responses,
    totals: Vec<GivenTotal>,
    completion: Completion,
}

/// Checks the answers or totals of a form against its definition. Everything wrong is reported at once, by the name of the item's or scale's field.
fn checked(definition: &Definition, entry: &NewEntry) -> Result<Checked, AppError> {
    if entry.declined {
        return Ok(Checked { responses: Responses::new(), totals: Vec::new(), completion: Completion::Declined });
    }
    if entry.answers.is_empty() && !entry.totals.is_empty() {
        let totals = checked_totals(definition, &entry.totals)?;
        return Ok(Checked { responses: Responses::new(), totals, completion: Completion::TotalsOnly });
    }
    let (responses, completion) = checked_answers(definition, entry)?;
    Ok(Checked { responses, totals: Vec::new(), completion })
}

/// Each scale once, and no number that it cannot come to.
fn checked_totals(definition: &Definition, totals: &[(String, Points)]) -> Result<Vec<GivenTotal>, AppError> {
    let (mut given, mut problems): (Vec<GivenTotal>, Vec<FieldProblem>) = (Vec::new(), Vec::new());
    for (scale, points) in totals {
        let fits = definition
            .scale(scale)
            .map(|place| &definition.scales[place])
            .is_some_and(|scale| (scale.minimum..=scale.maximum).contains(points) && (points.whole().is_some() || scale.has_fractions()));
        if !fits || given.iter().any(|known| known.scale == *scale) {
            problems.push(FieldProblem { field: format!("total-{scale}"), kind: FieldProblemKind::NotAChoice });
        }
        given.push(GivenTotal { scale: scale.clone(), points: *points });
    }
    if problems.is_empty() { Ok(given) } else { Err(AppError::Form(problems)) }
}

/// Checks the answers of a form against its definition.
fn checked_answers(definition: &Definition, entry: &NewEntry) -> Result<(Responses, Completion), AppError> {
    let mut responses = Responses::new();
    let mut problems = Vec::new();
    for (item, answer) in &entry.answers {
        let offered = definition.item(item).is_some_and(|index| {
            let set = definition.answers_of(index);
            match answer {
                Answer::Value(value) => set.offers(*value),
                Answer::Refused => set.refused,
                Answer::NotApplicable => set.not_applicable,
            }
        });
        if !offered || responses.get(item).is_some() {
            problems.push(FieldProblem { field: format!("item-{item}"), kind: FieldProblemKind::NotAChoice });
        }
        responses.set(item.clone(), *answer);
    }
    if !problems.is_empty() {
        return Err(AppError::Form(problems));
    }
    if responses.is_empty() {
        return Err(AppError::field("answers", FieldProblemKind::Required));
    }
    let score = definition.score(&responses, PersonFacts::default());
    let is_open = |item: &instruments::definition::Item| {
        item.scored && !item.optional && responses.get(&item.id).is_none() && !score.skipped.contains(&item.id)
    };
    let completion = if definition.items.iter().any(is_open) { Completion::Partial } else { Completion::Complete };
    Ok((responses, completion))
}

async fn administration_of(
    unit: &mut ReadUnit,
    patient: PatientId,
    records: &[PatientId],
    definition: &Definition,
    entry: &NewEntry,
    completion: Completion,
) -> Result<Administration, AppError> {
    let episode = episode_on(unit, records, entry.day).await?;
    let finished_at: Option<Instant> = None;
    Ok(Administration {
        patient,
        episode: episode.as_ref().map(|episode| episode.id),
        program: episode.map(|episode| episode.value().program),
        instrument: definition.id.to_string(),
        definition_version: definition.version.to_string(),
        phase: entry.phase,
        mode: entry.mode,
        respondent: entry.respondent,
        language: entry.language.clone(),
        started_at: None,
        finished_at,
        day: entry.day,
        completion,
    })
}

/// The episode that contains a day; the later one where two do.
pub(crate) async fn episode_on(unit: &mut ReadUnit, records: &[PatientId], day: Day) -> Result<Option<Stored<care::Episode>>, AppError> {
    let episodes = storage::episode::of_patients(unit, records, View::Current).await?;
    Ok(episodes.into_iter().rev().find(|episode| episode.value().contains(day)))
}

fn check_day(day: Day, today: Day, birth_day: Day) -> Result<(), AppError> {
    if day > today {
        return Err(AppError::field("day", FieldProblemKind::Future));
    }
    if day < birth_day {
        return Err(AppError::field("day", FieldProblemKind::BeforeBirth));
    }
    Ok(())
}

pub(crate) fn stated(reason: &str) -> Result<String, AppError> {
    let reason = reason.trim();
    if reason.chars().count() < 3 {
        return Err(AppError::field("reason", FieldProblemKind::ReasonTooShort));
    }
    Ok(reason.to_owned())
}
