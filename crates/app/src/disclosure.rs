//! What patients consented to, and the accounting of what left about them.
//!
//! Whether something may leave is decided in [`crate::release`]; here stands what that rests on. A consent is revoked by a new version of its record:
//! from that day on nothing leaves on it, and what left before stays in the accounting as it was.

use std::collections::BTreeMap;

use care::{DisclosureConsent, EmergencyDocumentation, LegalBasis, Patient};
use storage::{Entry, ReadUnit, Stored, View};
use vocabulary::{Day, PatientId, RecordId, ReleaseId, ZoneName};

use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::release::Release;

/// One release in the accounting.
#[derive(Clone, Debug)]
pub struct Accounted {
    /// The release.
    pub release: Stored<Release>,
    /// Who let it out, by name.
    pub by: String,
    /// The consent on which it rested, as it stands now.
    pub consent: Option<Stored<DisclosureConsent>>,
    /// For an emergency: what was written down afterwards.
    pub documentation: Option<Stored<EmergencyDocumentation>>,
}

impl Accounted {
    /// True for a release in an emergency about which nothing was written down yet.
    pub fn waits_for_documentation(&self) -> bool {
        self.release.value().basis == LegalBasis::MedicalEmergency.code() && self.documentation.is_none()
    }
}

/// What left about a patient, and on what ground more may leave.
#[derive(Clone, Debug)]
pub struct DisclosuresPage {
    /// The record under which the patient is shown.
    pub patient: Stored<Patient>,
    /// The zone of the patient's program.
    pub zone: ZoneName,
    /// The program's present day.
    pub today: Day,
    /// True when 42 CFR Part 2 covers any of the records.
    pub is_part2: bool,
    /// Consents, the newest first.
    pub consents: Vec<Stored<DisclosureConsent>>,
    /// Releases, the newest first.
    pub releases: Vec<Accounted>,
}

/// A consent that the caller may change, with the records of its person and their present day.
async fn own(
    unit: &mut ReadUnit,
    caller: &Caller,
    consent: RecordId,
) -> Result<(Stored<DisclosureConsent>, Vec<PatientId>, Day), AppError> {
    let stored = unit.require::<DisclosureConsent>(consent).await?;
    let (shown, records) = person(unit, stored.value().patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Release, shown, today).await?;
    Ok((stored, records, today))
}

impl App {
    /// The accounting of disclosures of a patient, with their consents.
    #[crate::boxed]
    pub async fn disclosures(&self, caller: &Caller, patient: PatientId) -> Result<DisclosuresPage, AppError> {
        const ACTION: &str = crate::opening::VIEW_DISCLOSURES;
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (zone, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Release, shown, today).await?;
                page(unit, shown, &records, (zone, today)).await
            })
        });
        self.audited(caller, ACTION, read.await).await
    }

    /// Records what a patient consented to. A form that is recorded already is the same record, revoked or not; one that was signed since it was revoked is
    /// another.
    #[crate::boxed]
    pub async fn record_disclosure_consent(&self, caller: &Caller, consent: DisclosureConsent) -> Result<RecordId, AppError> {
        const ACTION: &str = "record_disclosure_consent";
        let (operation, asking, id) = (self.operation(caller, ACTION), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, consent.patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Release, shown, today).await?;
                consent.check(today)?;
                let known = storage::disclosure_consent::of_patients(unit, &records, View::Current).await?;
                let is_anew = |stands: &DisclosureConsent| stands.revoked.is_some_and(|on| on <= consent.signed);
                if let Some(stored) = known.iter().find(|stored| stored.value().is_same_form(&consent) && !is_anew(stored.value())) {
                    return Ok(stored.id);
                }
                unit.insert(&Entry::new(id, consent, today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Revokes a consent from a day on, which is the day on which the patient said so: no later than today. The same form that somebody recorded twice is
    /// revoked with it. One that is revoked already stays as it was.
    #[crate::boxed]
    pub async fn revoke_disclosure_consent(&self, caller: &Caller, consent: RecordId, on: Day) -> Result<(), AppError> {
        const ACTION: &str = "revoke_disclosure_consent";
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (stored, records, today) = own(unit, &asking, consent).await?;
                if on > today {
                    return Err(AppError::field("revoked", FieldProblemKind::Future));
                }
                if on < stored.value().signed {
                    return Err(AppError::field("revoked", FieldProblemKind::Backwards));
                }
                let known = storage::disclosure_consent::of_patients(unit, &records, View::Current).await?;
                let of_form = known.iter().filter(|each| each.value().is_same_form(stored.value()) && each.value().revoked.is_none());
                for twin in of_form {
                    let revoked = DisclosureConsent { revoked: Some(on), ..twin.value().clone() };
                    unit.correct(twin.id, twin.recorded.version, &revoked, today).await?;
                }
                Ok(())
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Withdraws a consent that was never given so, such as one typed in for somebody else, with the reason. Refused where something left on it
    /// ([`FieldProblemKind::StillNeeded`]): it is then revoked from the day on which it was signed, and the accounting names it.
    #[crate::boxed]
    pub async fn withdraw_disclosure_consent(&self, caller: &Caller, consent: RecordId, reason: String) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_disclosure_consent";
        if reason.trim().is_empty() {
            return Err(AppError::field("reason", FieldProblemKind::Required));
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (stored, records, _) = own(unit, &asking, consent).await?;
                if storage::release::about(unit, &records).await?.iter().any(|about| about.consent == Some(consent)) {
                    return Err(AppError::field("reason", FieldProblemKind::StillNeeded));
                }
                Ok(unit.void::<DisclosureConsent>(consent, stored.recorded.version, &reason).await.map(drop)?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Writes down what an emergency of a patient was, after something left because of it. Once for each patient: a second time is a conflict.
    #[crate::boxed]
    pub async fn document_emergency(
        &self,
        caller: &Caller,
        (patient, release): (PatientId, ReleaseId),
        personnel: String,
        nature: String,
    ) -> Result<RecordId, AppError> {
        const ACTION: &str = "document_emergency";
        let (operation, asking, id) = (self.operation(caller, ACTION), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let stored = unit.require::<Release>(release).await?;
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Release, shown, today).await?;
                if storage::release::about(unit, &records).await?.iter().all(|about| about.release != release) {
                    return Err(AppError::NotFound("release"));
                }
                if stored.value().basis != LegalBasis::MedicalEmergency.code() {
                    return Err(AppError::field("release", FieldProblemKind::NotAChoice));
                }
                let written = storage::emergency_documentation::of_patients(unit, &records, View::Current).await?;
                if written.iter().any(|each| each.value().release == release) {
                    return Err(AppError::Conflict);
                }
                let documentation = EmergencyDocumentation { patient: shown, release, day: today, personnel, nature };
                documentation.check(today)?;
                unit.insert(&Entry::new(id, documentation, today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

/// True when a program under 42 CFR Part 2 holds records of these.
pub(crate) async fn is_part2(unit: &mut ReadUnit, records: &[PatientId]) -> Result<bool, AppError> {
    let programs = crate::patient::programs(unit).await?;
    let is_part2 = |program| programs.get(&program).is_some_and(|program| program.part2);
    let episodes = storage::episode::of_patients(unit, records, View::Current).await?;
    let periods = storage::level_of_care_period::of_patients(unit, records, View::Current).await?;
    // Whoever is to be admitted has applied for treatment.
    let planned = storage::planned_admission::of_patients(unit, records, View::Current).await?;
    Ok(episodes.iter().any(|each| is_part2(each.value().program))
        || periods.iter().any(|each| is_part2(each.value().program))
        || planned.iter().any(|each| is_part2(each.value().program)))
}

/// The names of everybody with an account, by the code that stands on records.
pub(crate) async fn names(unit: &mut ReadUnit) -> Result<BTreeMap<String, String>, AppError> {
    Ok(storage::user::all(unit).await?.into_iter().map(|user| (format!("user:{}", user.id), user.name)).collect())
}

/// A name for the code of a recorder; the code where nobody has it.
pub(crate) fn name_of(names: &BTreeMap<String, String>, recorder: &str) -> String {
    names.get(recorder).cloned().unwrap_or_else(|| recorder.replace(':', " "))
}

async fn page(
    unit: &mut ReadUnit,
    shown: PatientId,
    records: &[PatientId],
    (zone, today): (ZoneName, Day),
) -> Result<DisclosuresPage, AppError> {
    let patient = unit.require::<Patient>(shown).await?;
    let names = names(unit).await?;
    let is_part2 = is_part2(unit, records).await?;
    let mut consents = storage::disclosure_consent::of_patients(unit, records, View::Current).await?;
    consents.reverse();
    let documentation = storage::emergency_documentation::of_patients(unit, records, View::Current).await?;
    let rests_on: BTreeMap<ReleaseId, RecordId> =
        storage::release::about(unit, records).await?.iter().filter_map(|about| Some((about.release, about.consent?))).collect();
    let releases = storage::release::of_patients(unit, records, View::Current).await?.into_iter().map(|release| Accounted {
        by: name_of(&names, &release.recorded.recorder),
        consent: rests_on.get(&release.id).and_then(|id| consents.iter().find(|consent| consent.id == *id)).cloned(),
        documentation: documentation.iter().find(|each| each.value().release == release.id).cloned(),
        release,
    });
    let releases = releases.collect();
    Ok(DisclosuresPage { patient, zone, today, is_part2, consents, releases })
}
