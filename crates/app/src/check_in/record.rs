//! Administrations out of answers: while a check-in goes on where an answer needs a person, and at its end for all.

use std::collections::BTreeMap;

use collection::check_in::{Outcome, Progress, Target};
use instruments::{Administration, Completion, Definition, Mode};
use storage::WriteUnit;
use storage::administration::{Correction, NewAdministration};
use storage::score::ScoreSummary;
use vocabulary::{AdministrationId, IdSource, Instant};

use super::form::Loaded;
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

/// Records forms as administrations: for the first time, or as the next version. Says how many.
pub(super) async fn record(unit: &mut WriteUnit, loaded: &Loaded, ids: &IdSource, which: Which<'_>) -> Result<usize, AppError> {
    let progress = loaded.visit.progress();
    let known = storage::check_in::administrations(unit, loaded.check_in.id).await?;
    let mut written = 0;
    for outcome in chosen(&progress, loaded, &known, &which) {
        let definition = std::sync::Arc::clone(&loaded.visit.plan.forms()[outcome.form].definition);
        let score = definition.score(&outcome.responses, loaded.visit.facts);
        let summary = Some(ScoreSummary::of(&definition, &score));
        let mut administration = administration(unit, loaded, &definition, &outcome, &which).await?;
        match known.get(&*definition.id) {
            None => {
                let id: AdministrationId = ids.next();
                let new = NewAdministration {
                    id,
                    administration,
                    responses: Some(outcome.responses),
                    given_totals: Vec::new(),
                    score: summary,
                    external_key: None,
                };
                storage::administration::insert(unit, new).await?;
                storage::check_in::became(unit, loaded.check_in.id, &definition.id, id).await?;
            }
            Some(id) => {
                if matches!(which, Which::Left) && is_recorded(unit, *id, &outcome).await? {
                    continue;
                }
                // Staff may have withdrawn or moved it meanwhile: what they decided stands.
                let Some(present) = unit.current::<Administration>(*id).await? else { continue };
                administration.day = present.value().day;
                administration.patient = present.value().patient;
                let correction =
                    Correction { administration, responses: Some(outcome.responses), given_totals: Vec::new(), score: summary };
                storage::administration::correct(unit, *id, present.recorded.version, &correction).await?;
            }
        }
        written += 1;
    }
    Ok(written)
}

/// True where the current version of an administration holds these answers already.
async fn is_recorded(unit: &mut WriteUnit, id: AdministrationId, outcome: &Outcome) -> Result<bool, AppError> {
    let Some(present) = unit.current::<Administration>(id).await? else { return Ok(false) };
    Ok(storage::responses::of(unit, id, present.recorded.version).await?.as_ref() == Some(&outcome.responses))
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
    let (_, records) = crate::context::person(unit, loaded.shown).await?;
    let episode = episode_on(unit, &records, loaded.today).await?;
    let of_form: Vec<(Instant, Mode)> =
        loaded.answers.iter().filter(|answer| answer.instrument == *definition.id).map(|answer| (answer.at, answer.mode)).collect();
    let last = of_form.last().map(|(at, _)| *at);
    let finished_at = match which {
        Which::All => Some(unit.at()),
        // Nobody sent it off: what has every answer was done with the last of them.
        Which::Left => last.filter(|_| outcome.completion == Completion::Complete),
        Which::Positive(_) => None,
    };
    let day = match which {
        // It ends days after it was answered.
        Which::Left => last.map_or(loaded.today, |at| at.day_in(&loaded.visit.zone)),
        Which::All | Which::Positive(_) => loaded.today,
    };
    let whole = loaded.answers.iter().map(|answer| answer.at);
    Ok(Administration {
        patient: loaded.shown,
        episode: episode.as_ref().map(|episode| episode.id),
        program: episode.map(|episode| episode.value().program),
        instrument: definition.id.to_string(),
        definition_version: definition.version.to_string(),
        phase: loaded.check_in.phase,
        mode: of_form.last().map_or(loaded.check_in.mode, |(_, mode)| *mode),
        respondent: loaded.check_in.respondent,
        language: Some(loaded.visit.language.clone()),
        // Nobody saw when a form on paper was begun; it was done when it was handed in.
        started_at: if loaded.handed_in_at.is_some() { None } else { of_form.first().map(|(at, _)| *at).or(whole.min()) },
        finished_at: loaded.handed_in_at.or(finished_at),
        day: if loaded.handed_in_at.is_some() { loaded.today } else { day },
        completion: outcome.completion,
    })
}
