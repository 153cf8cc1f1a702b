//! Administrations out of answers: while a check-in goes on where an answer needs a person, and at its end for all.

use std::collections::BTreeMap;

use collection::check_in::{Given, Outcome, Progress, Reply, Target, completion_of};
use instruments::{Administration, Completion, Definition, Mode, PersonFacts, Responses};
use storage::administration::{Correction, NewAdministration};
use storage::check_in::CheckInAnswer;
use storage::score::ScoreSummary;
use storage::{Stored, WriteUnit};
use vocabulary::{AdministrationId, Day, IdSource, Instant, Language};

use super::form::{Loaded, given};
use crate::administration::episode_on;
use crate::error::AppError;

/// Which forms of a check-in are recorded.
pub(super) enum Which<'a> {
    /// Those in which an answer needs a person, or needed one: when what such an answer rests on has just come in.
    Positive(&'a [usize]),
    /// Everything that was answered: it was sent off.
    All,
    /// Everything that was answered, of a check-in that ends without being sent off.
    Left,
}

/// Records forms as administrations: for the first time, or as the next version where something changed. Says how many. What somebody of the practice
/// corrected stands: only what was answered after that takes the place of it, answer by answer.
pub(super) async fn record(unit: &mut WriteUnit, loaded: &Loaded, ids: &IdSource, which: Which<'_>) -> Result<usize, AppError> {
    let progress = loaded.visit.progress();
    let known = storage::check_in::administrations(unit, loaded.check_in.id).await?;
    let mut written = 0;
    for outcome in chosen(&progress, loaded, &known, &which) {
        let definition = std::sync::Arc::clone(&loaded.visit.plan.forms()[outcome.form].definition);
        let administration = administration(unit, loaded, &definition, &outcome, &which).await?;
        match known.get(&*definition.id) {
            None => {
                let id: AdministrationId = ids.next();
                let new = NewAdministration {
                    id,
                    score: Some(summary(loaded, &definition, &outcome.responses, administration.day)),
                    administration,
                    responses: Some(outcome.responses),
                    given_totals: Vec::new(),
                    external_key: None,
                };
                storage::administration::insert(unit, new).await?;
                storage::check_in::became(unit, loaded.check_in.id, &definition.id, id).await?;
            }
            Some(id) => {
                // Staff may have withdrawn or moved it meanwhile: what they decided stands.
                let Some(present) = unit.current::<Administration>(*id).await? else { continue };
                let version = present.recorded.version;
                let on_record = storage::responses::of(unit, *id, version).await?.unwrap_or_default();
                let Some((administration, responses)) = next_version(loaded, &present, &on_record, administration, outcome) else {
                    continue;
                };
                let score = Some(summary(loaded, &definition, &responses, administration.day));
                let correction = Correction { administration, responses: Some(responses), given_totals: Vec::new(), score };
                storage::administration::correct(unit, *id, version, &correction).await?;
            }
        }
        written += 1;
    }
    Ok(written)
}

fn summary(loaded: &Loaded, definition: &Definition, responses: &Responses, day: Day) -> ScoreSummary {
    ScoreSummary::of(definition, &definition.score(responses, facts_on(loaded, day)))
}

/// The one who answers, as old as on a day.
fn facts_on(loaded: &Loaded, day: Day) -> PersonFacts {
    PersonFacts { age: Some(day.age_since(loaded.birth_day)), ..loaded.visit.facts }
}

/// What the next version of a form says; `None` where nothing changed.
fn next_version(
    loaded: &Loaded,
    present: &Stored<Administration>,
    on_record: &Responses,
    fresh: Administration,
    outcome: Outcome,
) -> Option<(Administration, Responses)> {
    let value = present.value();
    if !is_by_a_person(&present.recorded.recorder) {
        let fresh = Administration { patient: value.patient, ..fresh };
        return (fresh != *value || outcome.responses != *on_record).then_some((fresh, outcome.responses));
    }
    let responses = answered_since(loaded, outcome.form, on_record, present.recorded.recorded_at)?;
    let definition = &loaded.visit.plan.forms()[outcome.form].definition;
    let completion = completion_of(definition, &responses, facts_on(loaded, value.day));
    let finished_at = fresh.finished_at.or(value.finished_at);
    Some((Administration { completion, finished_at, ..value.clone() }, responses))
}

/// True where somebody of the practice wrote a version by hand: keyed it from paper, or corrected it.
fn is_by_a_person(recorder: &str) -> bool {
    !(recorder.starts_with("link:") || recorder == vocabulary::Actor::System.code())
}

/// The answers on record with those that came in after them; `None` where none did, or none says anything else.
fn answered_since(loaded: &Loaded, form: usize, on_record: &Responses, since: Instant) -> Option<Responses> {
    let later: Vec<Given> = loaded.answers.iter().filter(|answer| answer.at > since).filter_map(given).collect();
    let progress = Progress::new(&loaded.visit.plan, loaded.visit.facts, &later);
    let left_out = progress.skipped(form);
    let mut responses = Responses::new();
    for (item, answer) in on_record.iter().filter(|(item, _)| !left_out.contains(item)) {
        responses.set(item, answer);
    }
    for (item, answer) in progress.responses(form).iter() {
        responses.set(item, answer);
    }
    (responses != *on_record).then_some(responses)
}

fn chosen(progress: &Progress<'_>, loaded: &Loaded, known: &BTreeMap<String, AdministrationId>, which: &Which<'_>) -> Vec<Outcome> {
    match which {
        Which::All | Which::Left => progress.outcomes(),
        Which::Positive(questions) => {
            let positive = progress.positive();
            let rests_on = |form: usize| {
                let definition = &loaded.visit.plan.forms()[form].definition;
                let is_safety =
                    |target: Target| target.form == form && definition.safety.iter().any(|entry| entry.items.contains(&target.item));
                questions.iter().any(|question| loaded.visit.plan.questions()[*question].targets().any(is_safety))
            };
            let is_known = |form: usize| known.contains_key(&*loaded.visit.plan.forms()[form].definition.id);
            let forms = (0..loaded.visit.plan.forms().len()).filter(|form| progress_is_given(loaded, *form));
            let due = forms.filter(|form| {
                let is_new = positive.contains(form) && !is_known(*form);
                is_new || (is_known(*form) && rests_on(*form))
            });
            due.map(|form| progress.outcome(form)).filter(|outcome| !outcome.responses.is_empty()).collect()
        }
    }
}

fn progress_is_given(loaded: &Loaded, form: usize) -> bool {
    loaded.visit.plan.is_given(form)
}

async fn administration(
    unit: &mut WriteUnit,
    loaded: &Loaded,
    definition: &Definition,
    outcome: &Outcome,
    which: &Which<'_>,
) -> Result<Administration, AppError> {
    let of_form: Vec<&CheckInAnswer> = loaded.answers.iter().filter(|answer| is_of(loaded, answer, outcome.form)).collect();
    let is_answer = |answer: &&&CheckInAnswer| Reply::from_stored(&answer.answer).is_some_and(|reply| reply != Reply::Skip);
    let last = of_form.iter().rev().find(is_answer).map(|answer| answer.at);
    let finished_at = match which {
        Which::All => Some(unit.at()),
        // Nobody sent it off: what has every answer was done with the last of them.
        Which::Left => last.filter(|_| outcome.completion == Completion::Complete),
        Which::Positive(_) => None,
    };
    // It speaks of the day on which it was answered, whenever it is sent off.
    let day = match loaded.handed_in_at {
        Some(_) => loaded.today,
        None => last.map_or(loaded.today, |at| at.day_in(&loaded.visit.zone)),
    };
    let (_, records) = crate::context::person(unit, loaded.shown).await?;
    let episode = episode_on(unit, &records, day).await?;
    let whole = loaded.answers.iter().map(|answer| answer.at);
    Ok(Administration {
        patient: loaded.shown,
        episode: episode.as_ref().map(|episode| episode.id),
        program: episode.map(|episode| episode.value().program),
        instrument: definition.id.to_string(),
        definition_version: definition.version.to_string(),
        phase: loaded.check_in.phase,
        mode: of_form.last().map_or(loaded.check_in.mode, |answer| answer.mode),
        respondent: loaded.check_in.respondent,
        language: Some(language_of(loaded, outcome.form)),
        // Nobody saw when a form on paper was begun; it was done when it was handed in.
        started_at: if loaded.handed_in_at.is_some() { None } else { of_form.first().map(|answer| answer.at).or(whole.min()) },
        finished_at: loaded.handed_in_at.or(finished_at),
        day,
        completion: outcome.completion,
    })
}

/// The language in which a form was asked: its own words', and in an interview the one that was spoken.
fn language_of(loaded: &Loaded, form: usize) -> Language {
    match loaded.visit.mode {
        Mode::Interview => loaded.visit.language.clone(),
        _ => loaded.visit.plan.forms()[form].language.clone(),
    }
}

/// True for an answer to a question that a form asks, whether for it or for another form that asks the same.
fn is_of(loaded: &Loaded, answer: &CheckInAnswer, form: usize) -> bool {
    let plan = &loaded.visit.plan;
    let question = plan.question_of(&answer.instrument, &answer.item);
    question.is_some_and(|question| plan.questions()[question].targets().any(|target| target.form == form))
}
