//! On what ground something about each patient may leave: programs under 42 CFR Part 2, consents, and what [`care::permits`] says of them.

use std::collections::{BTreeMap, BTreeSet};

use care::disclosure::Permission;
use care::{DisclosureConsent, LegalBasis, NoBasis, permits};
use storage::{ReadUnit, View};
use vocabulary::{Day, PatientId, ProgramId, RecordId, ZoneName};

use super::Disclosure;
use crate::error::{AppError, FieldProblemKind};

/// What it rests on whether something about a patient may leave.
pub(super) struct Ground {
    /// The record under which the patient is shown.
    pub(super) shown: PatientId,
    /// The records of the patient of which something is to leave.
    asked: Vec<PatientId>,
    /// The present day of the patient's latest program.
    pub(super) today: Day,
    /// True where a program under 42 CFR Part 2 holds any of the records.
    pub(super) is_part2: bool,
    /// What the patient consented to, the oldest first.
    consents: Vec<(RecordId, DisclosureConsent)>,
}

impl Ground {
    /// The day on which a consent of the patient was signed.
    pub(super) fn signed(&self, consent: RecordId) -> Option<Day> {
        self.consents.iter().find(|(id, _)| *id == consent).map(|(_, consent)| consent.signed)
    }

    fn footing(&self, recipient: &str) -> Footing {
        match permits(LegalBasis::Payment, self.is_part2, recipient, &self.consents, self.today) {
            Ok(Permission::Basis) => Footing::Free,
            Ok(Permission::Consent(consent)) => {
                self.signed(consent).map_or(Footing::Lacking(self.shown, NoBasis::NoConsentUnderPart2), Footing::Consent)
            }
            Err(why) => Footing::Lacking(self.shown, why),
        }
    }
}

/// Asks once for everybody. It is asked in the transaction that records the release: a consent that is revoked meanwhile is not overlooked.
pub(super) async fn grounds_of(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<Ground>, AppError> {
    let links = storage::patient_link::links(unit, View::Current).await?;
    let mut shown: Vec<PatientId> = Vec::new();
    let mut asked: BTreeMap<PatientId, Vec<PatientId>> = BTreeMap::new();
    for patient in patients {
        let of = asked.entry(links.shown_as(*patient)).or_default();
        if of.is_empty() {
            shown.push(links.shown_as(*patient));
        }
        if !of.contains(patient) {
            of.push(*patient);
        }
    }
    let records: Vec<PatientId> = shown.iter().flat_map(|patient| links.records_of(*patient)).collect();
    let stored = storage::program::all(unit, View::Current).await?;
    let first_zone = stored.first().map_or_else(ZoneName::utc, |program| program.value().zone.clone());
    let programs: BTreeMap<ProgramId, care::Program> = stored.into_iter().map(|program| (program.id, program.recorded.value)).collect();
    let is_part2 = |program: ProgramId| programs.get(&program).is_some_and(|program| program.part2);
    let (mut zones, mut part2, mut owner) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
    for episode in storage::episode::of_patients(unit, &records, View::Current).await? {
        let (patient, program) = (links.shown_as(episode.value().patient), episode.value().program);
        owner.insert(episode.id, patient);
        zones.insert(patient, programs.get(&program).map_or_else(ZoneName::utc, |program| program.zone.clone()));
        if is_part2(program) {
            part2.insert(patient);
        }
    }
    for plan in storage::planned_admission::of_patients(unit, &records, View::Current).await? {
        // Whoever is to be admitted has applied for treatment.
        if is_part2(plan.value().program) {
            part2.insert(links.shown_as(plan.value().patient));
        }
    }
    for period in storage::level_of_care_period::of_patients(unit, &records, View::Current).await? {
        if is_part2(period.value().program) {
            part2.extend(owner.get(&period.value().episode).copied());
        }
    }
    let mut consents: BTreeMap<PatientId, Vec<(RecordId, DisclosureConsent)>> = BTreeMap::new();
    for consent in storage::disclosure_consent::of_patients(unit, &records, View::Current).await? {
        consents.entry(links.shown_as(consent.value().patient)).or_default().push((consent.id, consent.recorded.value));
    }
    let now = unit.at();
    let ground = |patient: PatientId| Ground {
        shown: patient,
        asked: asked.remove(&patient).unwrap_or_default(),
        today: now.day_in(zones.get(&patient).unwrap_or(&first_zone)),
        is_part2: part2.contains(&patient),
        consents: consents.remove(&patient).unwrap_or_default(),
    };
    Ok(shown.into_iter().map(ground).collect())
}

/// What a claim may leave on, for payment, to a recipient: told before anybody works on it. The gate judges anew when it leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footing {
    /// No program under 42 CFR Part 2 holds the patient's records: payment stands by itself.
    Free,
    /// One does, and a consent reaches the recipient for payment: the day on which it was signed.
    Consent(Day),
    /// One does, and none reaches the recipient: the record of the patient, and why.
    Lacking(PatientId, NoBasis),
}

/// On what a claim of a patient may leave for a recipient as of now. Notes the patient.
pub(crate) async fn footing(unit: &mut ReadUnit, patient: PatientId, recipient: &str) -> Result<Footing, AppError> {
    let grounds = grounds_of(unit, &[patient]).await?;
    let mut found = Footing::Free;
    for ground in &grounds {
        unit.touch(ground.shown);
        found = ground.footing(recipient);
    }
    Ok(found)
}

/// Which of these patients have records that a program under 42 CFR Part 2 holds, by the record that was asked for.
pub(crate) async fn under_part2(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<BTreeSet<PatientId>, AppError> {
    let grounds = grounds_of(unit, patients).await?;
    Ok(grounds.into_iter().filter(|ground| ground.is_part2).flat_map(|ground| ground.asked).collect())
}

/// Whether something about each of these may leave: their records, each with the consent on which that rests, where it rests on one.
pub(super) fn consents_for(grounds: &[Ground], disclosure: &Disclosure) -> Result<Vec<(PatientId, Option<RecordId>)>, AppError> {
    let basis: LegalBasis = disclosure.basis.parse().map_err(|_| AppError::field("basis", FieldProblemKind::NotAChoice))?;
    let (mut about, mut refused, mut lacking) = (Vec::new(), None, 0);
    for ground in grounds {
        match permits(basis, ground.is_part2, &disclosure.recipient, &ground.consents, ground.today) {
            Ok(Permission::Basis) => about.extend(ground.asked.iter().map(|patient| (*patient, None))),
            Ok(Permission::Consent(consent)) => about.extend(ground.asked.iter().map(|patient| (*patient, Some(consent)))),
            Err(why) => {
                lacking += 1;
                refused.get_or_insert((ground.shown, why));
            }
        }
    }
    match refused {
        Some((patient, why)) => Err(AppError::NoBasis { patient, why, lacking, of: grounds.len() }),
        None => Ok(about),
    }
}
