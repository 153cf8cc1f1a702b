//! Writes the invented practice into an empty database, sitting by sitting, at the instants at which things were recorded.

use std::sync::Arc;

use instruments::{Administration, Library, PersonFacts, Responses};
use storage::administration::{Correction, NewAdministration};
use storage::record::{Entry as NewEntry, PlainRecord};
use storage::responses::GivenTotal;
use storage::score::ScoreSummary;
use storage::{Database, Operation, StorageError, WriteUnit};
use synthetic::{Change, Entry, FilledForm, Practice};
use vocabulary::port::FixedClock;
use vocabulary::{Actor, Instant, OperationId, Purpose, Version};

use super::timeline::{Kind, Sitting, Step, sittings};

/// The invented practice on its way into a database.
pub(super) struct Writer {
    practice: Arc<Practice>,
    library: Arc<Library>,
    clock: Arc<FixedClock>,
    sittings: Vec<Sitting>,
}

/// How many sittings are written before their audit rows are sealed.
const SEAL_EVERY: usize = 400;

impl Writer {
    /// A writer of a practice. The clock is the one the database was opened with; it is moved along.
    pub(super) fn new(practice: Arc<Practice>, library: Arc<Library>, clock: Arc<FixedClock>) -> Self {
        let sittings = sittings(&practice);
        Self { practice, library, clock, sittings }
    }

    /// How many steps [`Writer::write`] will report.
    pub(super) fn len(&self) -> usize {
        self.sittings.len()
    }

    /// Writes the sittings from one place on, up to an instant where one is given; `done` hears of each. Answers with the place to go on from.
    pub(super) async fn write(
        &self,
        database: &Database,
        from: usize,
        until: Option<Instant>,
        done: impl Fn(),
    ) -> Result<usize, StorageError> {
        let mut written = from;
        for (number, sitting) in self.sittings.iter().enumerate().skip(from) {
            if until.is_some_and(|until| sitting.at > until) {
                break;
            }
            written = number + 1;
            self.clock.set(sitting.at);
            let operation = self.operation(sitting);
            let (practice, library, steps) = (Arc::clone(&self.practice), Arc::clone(&self.library), sitting.steps.clone());
            let recorder = operation.actor.code();
            database
                .write(&operation, move |unit| {
                    Box::pin(async move {
                        for step in &steps {
                            unit.recorded_as(step.at, &recorder);
                            record(unit, &practice, &library, *step).await?;
                        }
                        Ok::<(), StorageError>(())
                    })
                })
                .await?;
            if number % SEAL_EVERY == 0 {
                database.seal_audit().await?;
            }
            done();
        }
        while database.seal_audit().await? > 0 {}
        Ok(written)
    }

    fn operation(&self, sitting: &Sitting) -> Operation {
        let user = self.practice.staff.iter().find(|user| user.id == sitting.recorder);
        let roles = user.map(|user| user.roles.clone()).unwrap_or_default();
        Operation {
            actor: Actor::User { id: sitting.recorder, roles },
            purpose: Purpose::Treatment,
            request: OperationId("demo".to_owned()),
            action: "demo.record",
        }
    }
}

async fn record(unit: &mut WriteUnit, practice: &Practice, library: &Library, step: Step) -> Result<(), StorageError> {
    let (index, version) = (step.index, step.version);
    match step.kind {
        Kind::Program => plain(unit, &practice.programs[index], version).await,
        Kind::Clinician => plain(unit, &practice.clinicians[index], version).await,
        Kind::Patient => plain(unit, &practice.patients[index], version).await,
        Kind::Episode => plain(unit, &practice.episodes[index], version).await,
        Kind::LevelOfCarePeriod => plain(unit, &practice.level_of_care_periods[index], version).await,
        Kind::Diagnosis => plain(unit, &practice.diagnoses[index], version).await,
        Kind::CareTeam => plain(unit, &practice.care_team[index], version).await,
        Kind::Administration => administration(unit, practice, library, &practice.administrations[index], version).await,
        Kind::Journal(kind) => super::journal::record(unit, practice, kind, index, version).await,
        Kind::PatientLink => {
            let entry = &practice.patient_links[index];
            storage::patient_link::record(unit, entry.id, entry.value.clone(), entry.effective_day).await
        }
    }
}

/// One version of a record that stands by itself.
pub(super) async fn plain<T>(unit: &mut WriteUnit, entry: &Entry<T::Id, T>, version: usize) -> Result<(), StorageError>
where
    T: PlainRecord + Clone,
{
    let Some(revision) = version.checked_sub(1).map(|place| &entry.history[place]) else {
        return unit.insert(&NewEntry::new(entry.id, entry.value.clone(), entry.effective_day)).await;
    };
    let written = match &revision.change {
        Change::Corrected(value) => unit.correct::<T>(entry.id, number(version), value, revision.effective_day).await,
        Change::Voided(reason) => unit.void::<T>(entry.id, number(version), reason).await,
    };
    written.map(drop)
}

async fn administration(
    unit: &mut WriteUnit,
    practice: &Practice,
    library: &Library,
    entry: &Entry<vocabulary::AdministrationId, FilledForm>,
    version: usize,
) -> Result<(), StorageError> {
    let Some(revision) = version.checked_sub(1).map(|place| &entry.history[place]) else {
        let Parts { responses, given_totals, score } = parts(practice, library, &entry.value);
        let administration = entry.value.administration.clone();
        let new = NewAdministration { id: entry.id, administration, responses, given_totals, score, external_key: None };
        return storage::administration::insert(unit, new).await;
    };
    let written = match &revision.change {
        Change::Corrected(form) => {
            let Parts { responses, given_totals, score } = parts(practice, library, form);
            let correction = Correction { administration: form.administration.clone(), responses, given_totals, score };
            storage::administration::correct(unit, entry.id, number(version), &correction).await
        }
        Change::Voided(reason) => unit.void::<Administration>(entry.id, number(version), reason).await,
    };
    written.map(drop)
}

/// The stored number of the version before this one.
fn number(version: usize) -> Version {
    (1..version).fold(Version::FIRST, |number, _| number.next())
}

/// What is recorded beside an administration.
struct Parts {
    responses: Option<Responses>,
    given_totals: Vec<GivenTotal>,
    score: Option<ScoreSummary>,
}

fn parts(practice: &Practice, library: &Library, form: &FilledForm) -> Parts {
    let administration = &form.administration;
    let given_totals = form.totals.iter().map(|total| GivenTotal { scale: total.scale.clone(), points: total.points }).collect();
    let totals_only = form.responses.is_empty() && !form.totals.is_empty();
    let patient = practice.patients.iter().find(|entry| entry.id == administration.patient).map(|entry| &entry.value);
    let person =
        PersonFacts { sex: patient.and_then(|patient| patient.sex), age: patient.map(|patient| patient.age_on(administration.day)) };
    let score = library.get(&administration.instrument).map(|definition| {
        let totals: Vec<_> = form.totals.iter().filter_map(|total| Some((definition.scale(&total.scale)?, total.points))).collect();
        let score = if totals_only { definition.score_totals(&totals, person) } else { definition.score(&form.responses, person) };
        ScoreSummary::of(definition, &score)
    });
    Parts { responses: (!totals_only).then(|| form.responses.clone()), given_totals, score }
}
