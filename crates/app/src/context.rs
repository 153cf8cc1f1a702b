//! What every use case works with: the database, the instruments, and the ports to the outside world.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use instruments::{FormText, Library, Overlay};
use storage::{Alone, Database, Operation, ReadUnit, Stored, View};
use vocabulary::{Clock, Day, IdSource, Instant, Language, PatientId, Purpose, Random, ZoneName};

use crate::error::AppError;
use crate::permission::{Caller, Data, Scope};
use crate::report::ReportRenderer;

/// How the practice runs the product.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The practice's name, on pages and documents.
    pub practice_name: String,
    /// Minutes without a request after which a session ends.
    pub idle_minutes: i64,
    /// Hours after which a session ends in any case.
    pub session_hours: i64,
    /// Whether everybody needs a one-time code.
    pub second_factor_required: bool,
    /// Hours for which a stated reason opens a patient outside the care team.
    pub stated_reason_hours: i64,
    /// What billing costs in a month, where the practice says so.
    pub billing_cost_a_month: Option<vocabulary::Money>,
    /// What its capital costs the practice in a year, in whole percent, where it says so.
    pub capital_cost_percent: Option<u32>,
    /// What an hour of whoever prepares requests to payers costs, where the practice says so.
    pub review_hour_cost: Option<vocabulary::Money>,
    /// Up to which amount one person writes a refused line off alone; above it somebody else approves. `None`: always alone.
    pub write_off_alone_up_to: Option<vocabulary::Money>,
    /// Texts of official lists of reasons and remarks, from files of the practice's own.
    pub official_lists: Option<Arc<crate::claim::OfficialLists>>,
    /// The official list of diagnosis codes, from a file of the practice's own; `None` without one.
    pub diagnosis_codes: Option<Arc<BTreeSet<vocabulary::Icd10Code>>>,
    /// How check-ins and links behave.
    pub check_in: crate::check_in::CheckInSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            practice_name: "Practice".to_owned(),
            idle_minutes: 15,
            session_hours: 12,
            second_factor_required: true,
            stated_reason_hours: 8,
            billing_cost_a_month: None,
            capital_cost_percent: None,
            review_hour_cost: None,
            write_off_alone_up_to: None,
            official_lists: None,
            diagnosis_codes: None,
            check_in: crate::check_in::CheckInSettings::default(),
        }
    }
}

/// The outside world, wired by the binary.
#[derive(Clone)]
pub struct Ports {
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Unpredictable bytes.
    pub random: Arc<dyn Random>,
    /// Ids.
    pub ids: Arc<IdSource>,
    /// Makes PDFs.
    pub renderer: Arc<dyn ReportRenderer>,
}

/// The use cases, as methods. Cheap to copy.
#[derive(Clone)]
pub struct App {
    pub(crate) database: Database,
    pub(crate) settings: Arc<Settings>,
    pub(crate) ports: Ports,
    pub(crate) sending: Arc<crate::message::Sending>,
    /// Wakes the worker: somebody waits for what it does next.
    pub(crate) wake: Arc<tokio::sync::Notify>,
    /// Places for those whose passwords are hashed now.
    pub(crate) hashing: Arc<tokio::sync::Semaphore>,
    /// When the worker finished a round, in microseconds since 1970; 0 before the first. See [`App::is_worker_late`].
    pub(crate) last_round: Arc<std::sync::atomic::AtomicI64>,
    library: Arc<RwLock<Arc<Library>>>,
    overlays: Arc<BTreeMap<(String, Language), Overlay>>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl App {
    /// The product over an open database. Definitions that entered the practice are read from it.
    #[crate::boxed]
    pub async fn open(
        database: Database,
        library: Library,
        overlays: Vec<Overlay>,
        settings: Settings,
        ports: Ports,
    ) -> Result<Self, AppError> {
        let overlays = overlays.into_iter().map(|overlay| ((overlay.instrument.clone(), overlay.language.clone()), overlay)).collect();
        let app = Self {
            database,
            settings: Arc::new(settings),
            ports,
            sending: Arc::default(),
            wake: Arc::default(),
            hashing: Arc::new(tokio::sync::Semaphore::new(crate::secret::HASHES_AT_ONCE)),
            last_round: Arc::default(),
            library: Arc::new(RwLock::new(Arc::new(library))),
            overlays: Arc::new(overlays),
        };
        app.reload_imported_definitions().await?;
        Ok(app)
    }

    /// How the practice runs the product.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The database, for commands that work on it as a whole (backup, doctor).
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The present instant.
    pub fn now(&self) -> Instant {
        self.ports.clock.now()
    }

    /// The control number of an interchange that is made now: the seconds, or the number after the last one where that is not below them. The last one is
    /// on record: whichever process of the practice made it, and before whatever restart, no number is given twice. One that nothing was made with is lost.
    pub(crate) async fn next_control(&self, caller: &Caller) -> Result<u32, AppError> {
        const NUMBERS: u64 = 1_000_000_000;
        const SETTING: &str = "last_interchange_control";
        let (now, operation) = (self.now(), self.operation(caller, "number_interchange"));
        let seconds = u64::try_from(now.microseconds().div_euclid(1_000_000)).unwrap_or_default();
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Controls, |unit| {
            Box::pin(async move {
                let last = storage::setting::get(unit, SETTING, View::Current).await?;
                let last = last.and_then(|setting| setting.value().value.parse::<u64>().ok());
                let next = last.map_or(seconds, |last| seconds.max(last.saturating_add(1)));
                storage::setting::put(unit, SETTING, &next.to_string(), now.day_in(&ZoneName::utc())).await?;
                Ok(next)
            })
        });
        Ok(u32::try_from(write.await? % NUMBERS).unwrap_or(1))
    }

    /// All instruments, with those that entered the practice.
    pub fn library(&self) -> Arc<Library> {
        Arc::clone(&self.library.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn replace_library(&self, library: Library) {
        *self.library.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(library);
    }

    /// The words of an instrument: shipped, or brought by the practice.
    pub fn form_text(&self, instrument: &str, language: &Language) -> Option<FormText> {
        let library = self.library();
        let definition = library.get(instrument)?;
        let overlay = || self.overlays.get(&(instrument.to_owned(), language.clone())).map(|overlay| overlay.text.clone());
        definition.texts.get(language).cloned().or_else(overlay)
    }

    /// The overlays that were accepted.
    pub fn overlays(&self) -> impl Iterator<Item = &Overlay> {
        self.overlays.values()
    }

    pub(crate) fn operation(&self, caller: &Caller, action: &'static str) -> Operation {
        self.operation_for(caller, action, caller.purpose())
    }

    #[expect(clippy::unused_self, reason = "reads as part of the use cases; every operation is made here")]
    pub(crate) fn operation_for(&self, caller: &Caller, action: &'static str, purpose: Purpose) -> Operation {
        Operation { actor: caller.actor.clone(), purpose, request: caller.request.clone(), action }
    }

    /// Keeps a refusal in the audit and returns it.
    pub(crate) async fn refuse<T>(&self, caller: &Caller, action: &'static str, error: AppError) -> Result<T, AppError> {
        let (patient, reason) = match &error {
            AppError::NotInCareTeam(patient) => (Some(*patient), "not in care team"),
            AppError::RoleRefused(data) => (None, data.code()),
            AppError::NoBasis { patient, why, .. } => (Some(*patient), why.code()),
            _ => return Err(error),
        };
        self.database.audit_refusal(&self.operation(caller, action), patient, reason).await?;
        Err(error)
    }

    /// Audits a refusal that a unit ended with; passes everything else on.
    pub(crate) async fn audited<T>(&self, caller: &Caller, action: &'static str, result: Result<T, AppError>) -> Result<T, AppError> {
        match result {
            Err(error @ (AppError::NotInCareTeam(_) | AppError::RoleRefused(_) | AppError::NoBasis { .. })) => {
                self.refuse(caller, action, error).await
            }
            other => other,
        }
    }
}

/// Refuses unless the caller may see this kind of data of this patient now: by role, by care team, or by a reason stated earlier.
pub(crate) async fn check_patient(
    unit: &mut ReadUnit,
    caller: &Caller,
    data: Data,
    patient: PatientId,
    today: Day,
) -> Result<(), AppError> {
    match caller.may(data)? {
        Scope::All => return Ok(()),
        Scope::Nothing => return Err(AppError::RoleRefused(data)),
        Scope::CareTeam => {}
    }
    let records = storage::patient_link::records_of(unit, patient, View::Current).await?;
    if let Some(clinician) = caller.clinician
        && storage::care_team::is_member(unit, clinician, &records, today).await?
    {
        return Ok(());
    }
    if let Some(user) = caller.user()
        && storage::access_grant::reason_for(unit, user, &records, unit.at()).await?.is_some()
    {
        return Ok(());
    }
    Err(AppError::NotInCareTeam(patient))
}

/// The record under which a patient is shown, and all records of that person.
pub(crate) async fn person(unit: &mut ReadUnit, patient: PatientId) -> Result<(PatientId, Vec<PatientId>), AppError> {
    let links = storage::patient_link::links(unit, View::Current).await?;
    let shown = links.shown_as(patient);
    Ok((shown, links.records_of(shown)))
}

/// As [`person`], as of a view. A merge that came later is not seen yet. One that was taken back since is seen as of no time, as a record that was moved
/// away is not: what stands under the other record never was this person's, and may be another's.
pub(crate) async fn person_in(unit: &mut ReadUnit, patient: PatientId, view: View) -> Result<(PatientId, Vec<PatientId>), AppError> {
    let (shown_now, records_now) = person(unit, patient).await?;
    if view == View::Current {
        return Ok((shown_now, records_now));
    }
    let links = storage::patient_link::links(unit, view).await?;
    let then = links.shown_as(patient);
    let shown = if records_now.contains(&then) { then } else { patient };
    let others = links.records_of(then).into_iter().filter(|record| *record != shown && records_now.contains(record));
    Ok((shown, std::iter::once(shown).chain(others).collect()))
}

/// The zone and the present day of a person's latest program; where there is no episode of the one to which the person is to be admitted, else of the practice's
/// first, else UTC.
pub(crate) async fn place_of(unit: &mut ReadUnit, records: &[PatientId]) -> Result<(ZoneName, Day), AppError> {
    place_in(unit, records, View::Current).await
}

/// As [`place_of`], with the program that was the latest in a view. The day is today's in any case.
pub(crate) async fn place_in(unit: &mut ReadUnit, records: &[PatientId], view: View) -> Result<(ZoneName, Day), AppError> {
    let episodes = storage::episode::of_patients(unit, records, view).await?;
    let program = match episodes.last() {
        Some(episode) => unit.get::<care::Program>(episode.value().program, view).await?,
        None => match storage::planned_admission::of_patients(unit, records, view).await?.last() {
            Some(plan) => unit.get::<care::Program>(plan.value().program, view).await?,
            None => storage::program::all(unit, view).await?.into_iter().next(),
        },
    };
    let zone = zone_of(program.as_ref());
    let today = unit.at().day_in(&zone);
    Ok((zone, today))
}

/// The zone of a program; UTC where there is none.
pub(crate) fn zone_of(program: Option<&Stored<care::Program>>) -> ZoneName {
    program.map_or_else(ZoneName::utc, |program| program.value().zone.clone())
}

/// The present day of a person's latest program.
pub(crate) async fn today_of(unit: &mut ReadUnit, records: &[PatientId]) -> Result<Day, AppError> {
    Ok(place_of(unit, records).await?.1)
}
