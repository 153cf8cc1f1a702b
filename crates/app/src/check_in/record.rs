//! Administrations out of answers: while a check-in goes on where an answer needs a person, and at its end for all.

use std::collections::BTreeMap;

use collection::check_in::{Outcome, Progress, Target};
use instruments::{Administration, Definition, Mode};
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
}

/// Records forms as administrations: for the first time, or as the next version. Says how many.
pub(super) async fn record(unit: &mut WriteUnit, loaded: &Loaded, ids: &IdSource, which: Which<'_>) -> Result<usize, AppError> {
    let progress = loaded.visit.progress();
    let known = storage::check_in::administrations(unit, loaded.check_in.id).await?;
    let is_end = matches!(which, Which::All);
    let mut written = 0;
    for outcome in chosen(&progress, loaded, &known, &which) {
        let definition = std::sync::Arc::clone(&loaded.visit.plan.forms()[outcome.form].definition);
        let score = definition.score(&outcome.responses, loaded.visit.facts);
        let summary = Some(ScoreSummary::of(&definition, &score));
        let mut administration = administration(unit, loaded, &definition, &outcome, is_end).await?;
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

fn chosen(progress: &Progress<'_>, loaded: &Loaded, known: &BTreeMap<String, AdministrationId>, which: &Which<'_>) -> Vec<Outcome> {
    match which {
        Which::All => progress.outcomes(),
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
    is_end: bool,
) -> Result<Administration, AppError> {
    let (_, records) = crate::context::person(unit, loaded.shown).await?;
    let episode = episode_on(unit, &records, loaded.today).await?;
    let of_form: Vec<(Instant, Mode)> =
        loaded.answers.iter().filter(|answer| answer.instrument == *definition.id).map(|answer| (answer.at, answer.mode)).collect();
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
        finished_at: loaded.handed_in_at.or_else(|| is_end.then(|| unit.at())),
        day: loaded.today,
        completion: outcome.completion,
    })
}
