//! Everything of a person that leaves, loaded for many people at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::Patient;
use instruments::definition::{Mark, Scale};
use instruments::{Administration, Completion, Definition, Library, Outcome, PersonFacts, Respondent, Responses};
use interchange::GivenTotal;
use interchange::export::{self, Subject};
use interchange::record::score_with_totals;
use serde_json::Value;
use storage::score::StoredScore;
use storage::{ReadUnit, Stored, View};
use vocabulary::{AdministrationId, Day, PatientId, ProgramId};

use crate::error::AppError;
use crate::privacy::Privacy;

/// A person with their administrations, oldest first.
pub(super) struct Person {
    /// The record under which they are shown.
    pub(super) patient: Stored<Patient>,
    pub(super) administrations: Vec<Whole>,
    /// True where a program under 42 CFR Part 2 holds any of their records.
    pub(super) is_part2: bool,
}

impl Person {
    /// Takes out what is the patient's alone. Nothing in what leaves says whether there was any.
    pub(super) fn keep_from_proxies(&mut self, privacy: &Privacy) {
        let own = self.administrations.iter().map(|whole| whole.stored.value()).filter(|each| each.respondent == Respondent::Patient);
        let mut days: BTreeMap<String, Vec<Day>> = BTreeMap::new();
        for administration in own {
            days.entry(administration.instrument.clone()).or_default().push(administration.day);
        }
        days.retain(|instrument, days| privacy.hides(instrument, Respondent::Patient, days.iter().copied()));
        self.administrations.retain(|whole| {
            let administration = whole.stored.value();
            administration.respondent != Respondent::Patient || !days.contains_key(&administration.instrument)
        });
    }
}

/// An administration with all that belongs to it.
pub(super) struct Whole {
    pub(super) stored: Stored<Administration>,
    pub(super) responses: Responses,
    pub(super) totals: Vec<GivenTotal>,
    pub(super) score: Option<StoredScore>,
    /// `None` when the instrument has left the library.
    pub(super) definition: Option<Arc<Definition>>,
    pub(super) program: Option<String>,
    facts: PersonFacts,
}

/// What is not in a stored score of a scale: which items were filled in for it, and whether its bands were read at their source.
pub(super) struct Filled {
    pub(super) scale: String,
    pub(super) items: Vec<String>,
    pub(super) is_recalled: bool,
}

impl Whole {
    /// By scale; empty for an instrument that nobody knows any more.
    pub(super) fn filled(&self) -> Vec<Filled> {
        let Some(definition) = &self.definition else { return Vec::new() };
        let score = score_with_totals(definition, &self.responses, &self.totals, self.facts);
        let filled = |(scale, result): (&Scale, &instruments::ScaleScore)| Filled {
            scale: scale.id.to_string(),
            items: match &result.outcome {
                Outcome::Prorated { imputed, .. } => imputed.iter().map(|each| each.item.to_string()).collect(),
                _ => Vec::new(),
            },
            is_recalled: scale.bands_basis.as_ref().is_some_and(|basis| basis.mark == Mark::Recalled),
        };
        definition.scales.iter().zip(&score.scales).map(filled).collect()
    }

    /// The response and the Observations. An instrument that nobody knows any more has none.
    pub(super) fn resources(&self, subject: &Subject) -> Vec<Value> {
        let Some(definition) = &self.definition else { return Vec::new() };
        let (id, administration) = (self.stored.id.to_string(), self.stored.value());
        let score = score_with_totals(definition, &self.responses, &self.totals, self.facts);
        let outgoing = export::Outgoing {
            id: &id,
            patient: subject,
            definition,
            administration,
            program: self.program.as_deref(),
            episode: None,
            responses: &self.responses,
            totals: &self.totals,
            score: &score,
        };
        let is_answered = !self.responses.is_empty() || administration.completion == Completion::Declined;
        let response = is_answered.then(|| export::questionnaire_response(&outgoing));
        response.into_iter().chain(export::observations(&outgoing)).collect()
    }
}

/// Loads people, each with the records that are theirs.
pub(super) async fn people(
    unit: &mut ReadUnit,
    people: Vec<(Stored<Patient>, Vec<PatientId>)>,
    library: &Library,
) -> Result<Vec<Person>, AppError> {
    let records: Vec<PatientId> = people.iter().flat_map(|(_, records)| records.iter().copied()).collect();
    let programs = storage::program::all(unit, View::Current).await?;
    let programs: BTreeMap<ProgramId, String> = programs.into_iter().map(|program| (program.id, program.recorded.value.code)).collect();
    let shown: Vec<PatientId> = people.iter().map(|(patient, _)| patient.id).collect();
    let part2 = crate::release::under_part2(unit, &shown).await?;
    let mut loaded =
        Loaded { administrations: BTreeMap::new(), responses: BTreeMap::new(), scores: BTreeMap::new(), totals: BTreeMap::new() };
    let stored = storage::administration::of_patients(unit, &records, View::Current).await?;
    let ids: Vec<AdministrationId> = stored.iter().map(|administration| administration.id).collect();
    for (id, total) in storage::responses::totals_of_many(unit, &ids, View::Current).await? {
        loaded.totals.entry(id).or_default().push(GivenTotal { scale: total.scale, value: total.points });
    }
    loaded.responses.extend(storage::responses::of_many(unit, &ids, View::Current).await?);
    let mut scores = storage::score::of_patients(unit, &records, None, View::Current).await?;
    storage::score::details(unit, &mut scores).await?;
    loaded.scores.extend(scores.into_iter().map(|score| (score.administration, score)));
    for administration in stored {
        loaded.administrations.entry(administration.value().patient).or_default().push(administration);
    }
    let person = |(patient, records): (Stored<Patient>, Vec<PatientId>)| {
        let is_part2 = part2.contains(&patient.id);
        Person { is_part2, ..loaded.person(patient, &records, &programs, library) }
    };
    Ok(people.into_iter().map(person).collect())
}

struct Loaded {
    administrations: BTreeMap<PatientId, Vec<Stored<Administration>>>,
    responses: BTreeMap<AdministrationId, Responses>,
    totals: BTreeMap<AdministrationId, Vec<GivenTotal>>,
    scores: BTreeMap<AdministrationId, StoredScore>,
}

impl Loaded {
    fn person(
        &mut self,
        patient: Stored<Patient>,
        records: &[PatientId],
        programs: &BTreeMap<ProgramId, String>,
        library: &Library,
    ) -> Person {
        let mut administrations: Vec<Whole> = Vec::new();
        for stored in records.iter().filter_map(|record| self.administrations.remove(record)).flatten() {
            let (id, administration) = (stored.id, stored.value());
            let facts = PersonFacts { sex: patient.value().sex, age: Some(patient.value().age_on(administration.day)) };
            administrations.push(Whole {
                responses: self.responses.remove(&id).unwrap_or_default(),
                totals: self.totals.remove(&id).unwrap_or_default(),
                score: self.scores.remove(&id),
                definition: library.get(&administration.instrument).cloned(),
                program: administration.program.and_then(|program| programs.get(&program).cloned()),
                facts,
                stored,
            });
        }
        administrations.sort_by_key(|whole| (whole.stored.value().day, whole.stored.id));
        Person { patient, administrations, is_part2: false }
    }
}
