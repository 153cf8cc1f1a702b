//! The release gate: nothing leaves the practice except as a [`Released`] value, and only this module makes one.
//!
//! File, HTTP and mail writers accept nothing else, so a way around the gate does not compile. Each release is recorded before its bytes are
//! handed out: what, about whom, for whom, why, on what basis, by whom, and the SHA-256 of the bytes.
//!
//! The basis is one of a closed list ([`care::LegalBasis`]), and [`care::permits`] says whether it holds. Where a program under 42 CFR Part 2 holds
//! the records and no consent does, nothing leaves and the refusal stands in the audit.

use std::collections::{BTreeMap, BTreeSet};

use care::disclosure::Permission;
use care::{DisclosureConsent, LegalBasis, permits};
use futures_util::future::BoxFuture;
use sha2::{Digest, Sha256};
use storage::document::NewDocument;
pub use storage::release::Release;
use storage::{Alone, Entry, ReadUnit, View, WriteUnit};
use vocabulary::{Day, DocumentId, PatientId, ProgramId, RecordId, ReleaseId, ZoneName};

use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// Bytes that may leave the practice. Made by the gate only: the field is private and there is no other constructor.
#[derive(Clone)]
pub struct Released {
    release: ReleaseId,
    media_type: String,
    file_name: String,
    bytes: Vec<u8>,
}

impl std::fmt::Debug for Released {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Released").field("release", &self.release).field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

impl Released {
    /// The record of the release.
    pub fn release(&self) -> ReleaseId {
        self.release
    }

    /// The media type, such as `application/pdf`.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// A file name without health information or a person's name.
    pub fn file_name(&self) -> &str {
        &self.file_name
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// For whom something leaves, and why. Both are the caller's words and stand in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// For whom.
    pub recipient: String,
    /// Why.
    pub reason: String,
    /// On what basis, such as `treatment`, `patient_request`, `consent`.
    pub basis: String,
    /// The paper on which the basis rests, where it rests on one of somebody else: the court with the number and day of its order, who audits for whom by
    /// which written agreement, the agreement with a service organization ([`LegalBasis::rests_on_paper`]). Empty for every other.
    pub authority: String,
}

/// What is to leave.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Whom it is about.
    pub patients: Vec<PatientId>,
    /// What it is, such as `progress_report` or `scores_csv`.
    pub subject: &'static str,
    /// The media type.
    pub media_type: &'static str,
    /// The ending of the file name.
    pub extension: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// For a document that is kept: SHA-256 of the canonical data it was made from.
    pub snapshot_sha256: Option<String>,
}

impl App {
    /// Releases something. The record, and the document where it is kept, are stored before the bytes are handed out.
    #[crate::boxed]
    pub async fn release(&self, caller: &Caller, disclosure: Disclosure, outgoing: Outgoing) -> Result<Released, AppError> {
        self.release_under(caller, Data::Release, disclosure, outgoing).await
    }

    /// Refuses what the gate would refuse for want of a basis, before it is made. The refusal stands in the audit.
    pub(crate) async fn check_basis(&self, caller: &Caller, patients: &[PatientId], disclosure: &Disclosure) -> Result<(), AppError> {
        check(disclosure)?;
        let (operation, patients, disclosure) = (self.operation(caller, "release"), patients.to_vec(), disclosure.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { consent_for(&grounds_of(unit, &patients).await?, &disclosure).map(drop) })
        });
        self.audited(caller, "release", read.await).await
    }

    /// The same under another right: who may import gets the rows back that were not taken.
    pub(crate) async fn release_under(
        &self,
        caller: &Caller,
        right: Data,
        disclosure: Disclosure,
        outgoing: Outgoing,
    ) -> Result<Released, AppError> {
        self.release_with(caller, (right, None), (disclosure, outgoing), |_, _| Box::pin(async { Ok(()) })).await
    }

    /// The same with something that is stored together with the record of the release, or not at all; alone, where it depends on what stands there.
    pub(crate) async fn release_with<F>(
        &self,
        caller: &Caller,
        (right, alone): (Data, Option<Alone>),
        (disclosure, outgoing): (Disclosure, Outgoing),
        beside: F,
    ) -> Result<Released, AppError>
    where
        F: for<'a> FnOnce(&'a mut WriteUnit, ReleaseId) -> BoxFuture<'a, Result<(), AppError>> + Send + 'static,
    {
        check(&disclosure)?;
        if disclosure.basis.parse().is_ok_and(|basis| !can_hold(basis, outgoing.subject)) {
            return Err(AppError::field("basis", FieldProblemKind::NotAChoice));
        }
        if let Err(refused) = caller.may(right) {
            return self.refuse(caller, "release", refused.into()).await;
        }
        let id: ReleaseId = self.ports.ids.next();
        let document: DocumentId = self.ports.ids.next();
        let released = Released {
            release: id,
            media_type: outgoing.media_type.to_owned(),
            file_name: format!("throughline-{}-{id}.{}", outgoing.subject.replace('_', "-"), outgoing.extension),
            bytes: outgoing.bytes.clone(),
        };
        let (operation, asking) = (self.operation(caller, "release"), caller.clone());
        let write = self.database.write_alone::<_, AppError, _>(&operation, alone, |unit| {
            Box::pin(async move {
                let grounds = grounds_of(unit, &outgoing.patients).await?;
                for ground in &grounds {
                    check_patient(unit, &asking, right, ground.shown, ground.today).await?;
                    unit.touch(ground.shown);
                }
                for patient in &outgoing.patients {
                    unit.touch(*patient);
                }
                let consent = consent_for(&grounds, &disclosure)?;
                record(unit, (id, document), (disclosure, consent), outgoing).await?;
                beside(unit, id).await
            })
        });
        let result = write.await;
        self.audited(caller, "release", result).await?;
        Ok(released)
    }

    /// A document that left earlier, with the bytes as they left. Showing it again is no new release, but it is audited.
    #[crate::boxed]
    pub async fn released_document(&self, caller: &Caller, id: DocumentId) -> Result<Released, AppError> {
        let (operation, asking) = (self.operation(caller, "view_document"), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (document, bytes) = storage::document::content(unit, id).await?.ok_or(AppError::NotFound("document"))?;
                let Some(patient) = document.value().patient else { return Err(AppError::NotFound("document")) };
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Release, shown, today).await?;
                let releases = storage::release::of_patients(unit, &records, View::Current).await?;
                let release =
                    releases.into_iter().find(|release| release.value().document == Some(id)).ok_or(AppError::NotFound("release"))?;
                let extension = match document.value().media_type.as_str() {
                    "application/pdf" => "pdf",
                    "application/json" => "json",
                    "text/html; charset=utf-8" => "html",
                    _ => "bin",
                };
                Ok(Released {
                    release: release.id,
                    media_type: document.value().media_type.clone(),
                    file_name: format!("throughline-{}-{}.{extension}", document.value().kind.replace('_', "-"), release.id),
                    bytes,
                })
            })
        });
        let result = read.await;
        self.audited(caller, "view_document", result).await
    }

    /// What left about a patient, newest first.
    #[crate::boxed]
    pub async fn releases(&self, caller: &Caller, patient: PatientId) -> Result<Vec<storage::Stored<Release>>, AppError> {
        let (operation, asking) = (self.operation(caller, "list_releases"), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Release, shown, today).await?;
                let mut releases = storage::release::of_patients(unit, &records, View::Current).await?;
                releases.sort_by_key(|release| std::cmp::Reverse(release.id));
                Ok(releases)
            })
        });
        let result = read.await;
        self.audited(caller, "list_releases", result).await
    }
}

async fn record(
    unit: &mut WriteUnit,
    (id, document): (ReleaseId, DocumentId),
    (disclosure, consent): (Disclosure, Option<RecordId>),
    outgoing: Outgoing,
) -> Result<(), AppError> {
    let (_, today) = place_of(unit, &outgoing.patients).await?;
    let one = if let [patient] = outgoing.patients.as_slice() { Some(*patient) } else { None };
    let sha256 = hex::encode(Sha256::digest(&outgoing.bytes));
    let kept = outgoing.snapshot_sha256.is_some();
    if let Some(snapshot_sha256) = outgoing.snapshot_sha256 {
        let new = NewDocument {
            id: document,
            patient: one,
            kind: outgoing.subject.to_owned(),
            media_type: outgoing.media_type.to_owned(),
            snapshot_sha256,
            content: outgoing.bytes,
        };
        storage::document::insert(unit, new, today).await?;
    }
    let release = Release {
        patient: one,
        patient_count: i64::try_from(outgoing.patients.len()).unwrap_or(i64::MAX),
        subject: outgoing.subject.to_owned(),
        recipient: disclosure.recipient,
        reason: disclosure.reason,
        basis: disclosure.basis,
        authority: disclosure.authority.trim().to_owned(),
        sha256,
        document: kept.then_some(document),
        consent,
    };
    Ok(unit.insert(&Entry::new(id, release, today)).await?)
}

/// What it rests on whether something about a patient may leave.
struct Ground {
    /// The record under which the patient is shown.
    shown: PatientId,
    /// The present day of the patient's latest program.
    today: Day,
    /// True where a program under 42 CFR Part 2 holds any of the records.
    is_part2: bool,
    /// What the patient consented to, the oldest first.
    consents: Vec<(RecordId, DisclosureConsent)>,
}

/// Asks once for everybody. It is asked in the transaction that records the release: a consent that is revoked meanwhile is not overlooked.
async fn grounds_of(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<Ground>, AppError> {
    let links = storage::patient_link::links(unit, View::Current).await?;
    let mut shown: Vec<PatientId> = Vec::new();
    let mut known: BTreeSet<PatientId> = BTreeSet::new();
    shown.extend(patients.iter().map(|patient| links.shown_as(*patient)).filter(|patient| known.insert(*patient)));
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
        today: now.day_in(zones.get(&patient).unwrap_or(&first_zone)),
        is_part2: part2.contains(&patient),
        consents: consents.remove(&patient).unwrap_or_default(),
    };
    Ok(shown.into_iter().map(ground).collect())
}

/// Whether something about each of these may leave; the consent on which it rests, where it is about one patient and rests on one.
fn consent_for(grounds: &[Ground], disclosure: &Disclosure) -> Result<Option<RecordId>, AppError> {
    let basis: LegalBasis = disclosure.basis.parse().map_err(|_| AppError::field("basis", FieldProblemKind::NotAChoice))?;
    let (mut rests_on, mut refused, mut lacking) = (None, None, 0);
    for ground in grounds {
        match permits(basis, ground.is_part2, &disclosure.recipient, &ground.consents, ground.today) {
            Ok(Permission::Basis) => {}
            Ok(Permission::Consent(consent)) => rests_on = Some(consent).filter(|_| grounds.len() == 1),
            Err(why) => {
                lacking += 1;
                refused.get_or_insert((ground.shown, why));
            }
        }
    }
    match refused {
        Some((patient, why)) => Err(AppError::NoBasis { patient, why, lacking, of: grounds.len() }),
        None => Ok(rests_on),
    }
}

/// True where a basis can hold at all for what is to leave, whoever it is about: only these are offered.
pub fn can_hold(basis: LegalBasis, subject: &str) -> bool {
    match basis {
        LegalBasis::WithinProgram => stays_within(subject),
        // Only the report can leave out what is the patient's alone.
        LegalBasis::PersonalRepresentative => subject == "progress_report",
        // What argues with a payer is not what a patient asks to have: a word does not stand in for the consent.
        LegalBasis::PatientRequest => !is_for_payer(subject),
        _ => true,
    }
}

/// What may be used within a program: exports and reports. Whatever else is made, such as for a payer, goes to somebody else, on whatever ground it is
/// said to.
fn stays_within(subject: &str) -> bool {
    matches!(subject, "scores" | "fhir_records" | "progress_report")
}

/// What is made for a payer or its reviewer.
fn is_for_payer(subject: &str) -> bool {
    matches!(subject, "review_packet" | "appeal_letter" | "claim_file_letter" | "continuation_letter")
}

fn check(disclosure: &Disclosure) -> Result<(), AppError> {
    let rests_on_paper = disclosure.basis.parse().is_ok_and(LegalBasis::rests_on_paper);
    let fields = [("recipient", &disclosure.recipient), ("reason", &disclosure.reason), ("basis", &disclosure.basis)];
    let paper = rests_on_paper.then_some(("authority", &disclosure.authority));
    let empty = fields.into_iter().chain(paper).filter(|(_, text)| text.trim().is_empty());
    let problems: Vec<_> =
        empty.map(|(field, _)| crate::error::FieldProblem { field: field.to_owned(), kind: FieldProblemKind::Required }).collect();
    if problems.is_empty() { Ok(()) } else { Err(AppError::Form(problems)) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_a_basis_that_can_hold_for_what_leaves_is_offered() {
        use care::LegalBasis::{Consent, PatientRequest, Payment, PersonalRepresentative, WithinProgram};
        let check = |subject: &str, expected: [bool; 5]| {
            let held =
                [Payment, Consent, WithinProgram, PersonalRepresentative, PatientRequest].map(|basis| super::can_hold(basis, subject));
            assert_eq!(held, expected, "{subject}");
        };
        check("billing_assessment", [true, true, false, false, true]);
        check("corrected_claim", [true, true, false, false, true]);
        check("review_packet", [true, true, false, false, false]);
        check("progress_report", [true, true, true, true, true]);
        check("scores", [true, true, true, false, true]);
    }

    /// A way around the gate does not compile, since only this module can fill in a [`super::Released`]. Who makes one here is listed, so that another
    /// maker is not added unseen.
    #[test]
    fn only_the_gate_and_the_showing_of_what_left_make_what_may_leave() {
        let source = include_str!("release.rs").split("#[cfg(test)]").next().unwrap();
        let mut makers: Vec<&str> = Vec::new();
        let mut within = "";
        for line in source.lines() {
            if let Some((_, name)) = line.split_once("fn ") {
                within = name.split(['(', '<']).next().unwrap_or_default();
            }
            let declares = line.contains("struct ") || line.contains("impl ");
            if line.contains("Released {") && !declares {
                makers.push(within);
            }
        }
        assert_eq!(makers, ["release_with", "released_document"]);
        for private in ["    release: ReleaseId,", "    bytes: Vec<u8>,"] {
            assert!(source.contains(private), "the fields are private: {private}");
        }
    }
}
