//! The release gate: nothing leaves the practice except as a [`Released`] value, and only this module makes one.
//!
//! File, HTTP and mail writers accept nothing else, so a way around the gate does not compile. Each release is recorded before its bytes are
//! handed out: what, about whom, for whom, why, on what basis, by whom, and the SHA-256 of the bytes.
//!
//! The basis is one of a closed list ([`care::LegalBasis`]), and [`care::permits`] says whether it holds. Where a program under 42 CFR Part 2 holds
//! the records and no consent does, nothing leaves and the refusal stands in the audit.

mod ground;

use care::LegalBasis;
use futures_util::future::BoxFuture;
use sha2::{Digest, Sha256};
use storage::document::NewDocument;
pub use storage::release::Release;
use storage::{Alone, Entry, View, WriteUnit};
use vocabulary::{Day, DocumentId, PatientId, RecordId, ReleaseId};

use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
pub use ground::Footing;
use ground::{consents_for, grounds_of};
pub(crate) use ground::{footing, under_part2};

/// Bytes that may leave the practice. Made by the gate only: the field is private and there is no other constructor.
#[derive(Clone)]
pub struct Released {
    release: ReleaseId,
    media_type: String,
    file_name: String,
    bytes: Vec<u8>,
    needs_notice_beside: bool,
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

    /// True where 42 CFR Part 2 covers what leaves and its format has no place for the notice: it has to go beside.
    pub fn needs_notice_beside(&self) -> bool {
        self.needs_notice_beside
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

/// How what leaves carries the notice against disclosing it further (42 CFR 2.32(a), read in law.cornell.edu and, as amended in 2024, in
/// compliancecosmos.org): each disclosure with a patient's consent is accompanied by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Not at all: whoever made it found no record under that part.
    Absent,
    /// In the bytes.
    Carried,
    /// The format has no place for it, as a claim in X12: it goes beside, and whoever hands it out is told so.
    Beside,
}

impl Notice {
    /// In the bytes where whoever made them found records under 42 CFR Part 2.
    pub const fn carried_if(is_part2: bool) -> Self {
        if is_part2 { Self::Carried } else { Self::Absent }
    }
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
    /// Where the notice stands that goes with records under 42 CFR Part 2. The gate refuses what is about such records without one.
    pub notice: Notice,
    /// For a document that is kept: SHA-256 of the canonical data it was made from.
    pub snapshot_sha256: Option<String>,
}

impl App {
    /// Releases something. The record, and the document where it is kept, are stored before the bytes are handed out.
    #[crate::boxed]
    pub async fn release(&self, caller: &Caller, disclosure: Disclosure, outgoing: Outgoing) -> Result<Released, AppError> {
        self.release_under(caller, Data::Release, disclosure, outgoing).await
    }

    /// Refuses what the gate would refuse for want of a basis, before it is made. The refusal stands in the audit. Gives the consent on which it rests,
    /// where it is about one patient and rests on one, with the day it was signed.
    pub(crate) async fn check_basis(
        &self,
        caller: &Caller,
        patients: &[PatientId],
        disclosure: &Disclosure,
    ) -> Result<Option<(RecordId, Day)>, AppError> {
        check(disclosure)?;
        let (operation, patients, disclosure) = (self.operation(caller, "release"), patients.to_vec(), disclosure.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let grounds = grounds_of(unit, &patients).await?;
                let about = consents_for(&grounds, &disclosure)?;
                let consent = if let [(_, consent)] = about.as_slice() { *consent } else { None };
                Ok(consent.and_then(|consent| Some((consent, grounds.iter().find_map(|ground| ground.signed(consent))?))))
            })
        });
        self.audited(caller, "release", read.await).await
    }

    /// As [`App::release`], under another right: who may import gets the rows back that were not taken.
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
        let mut released = Released {
            release: id,
            needs_notice_beside: false,
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
                let about = consents_for(&grounds, &disclosure)?;
                let is_part2 = grounds.iter().any(|ground| ground.is_part2);
                if is_part2 && outgoing.notice == Notice::Absent {
                    return Err(AppError::WithoutNotice);
                }
                let needs_notice_beside = is_part2 && outgoing.notice == Notice::Beside;
                record(unit, (id, document), (disclosure, &about), outgoing).await?;
                beside(unit, id).await?;
                Ok(needs_notice_beside)
            })
        });
        let result = write.await;
        released.needs_notice_beside = self.audited(caller, "release", result).await?;
        Ok(released)
    }

    /// A document that left earlier, with the bytes as they left, for whoever may release such a one. Showing it again is no new release, but it is
    /// audited, with everybody it is about.
    #[crate::boxed]
    pub async fn released_document(&self, caller: &Caller, id: DocumentId) -> Result<Released, AppError> {
        let (operation, asking) = (self.operation(caller, crate::opening::VIEW_DOCUMENT), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (document, bytes) = storage::document::content(unit, id).await?.ok_or(AppError::NotFound("document"))?;
                let release = storage::release::of_document(unit, id).await?.ok_or(AppError::NotFound("release"))?;
                match (right_of(&release.value().subject), document.value().patient) {
                    (Data::Release, Some(patient)) => {
                        let (shown, records) = person(unit, patient).await?;
                        let (_, today) = place_of(unit, &records).await?;
                        check_patient(unit, &asking, Data::Release, shown, today).await?;
                    }
                    (right, _) => asking.may_all(right)?,
                }
                storage::release::patients_of(unit, release.id).await?;
                let extension = match document.value().media_type.as_str() {
                    "application/edi-x12" if document.value().kind == "authorization_request" => "278",
                    "application/edi-x12" => "837",
                    "application/pdf" => "pdf",
                    "application/json" => "json",
                    "text/html; charset=utf-8" => "html",
                    _ => "bin",
                };
                Ok(Released {
                    release: release.id,
                    needs_notice_beside: false,
                    media_type: document.value().media_type.clone(),
                    file_name: format!("throughline-{}-{}.{extension}", document.value().kind.replace('_', "-"), release.id),
                    bytes,
                })
            })
        });
        let result = read.await;
        self.audited(caller, crate::opening::VIEW_DOCUMENT, result).await
    }

    /// The assessments that left, newest first: of the practice as a whole, they stand on no one patient's list alone.
    #[crate::boxed]
    pub async fn released_assessments(&self, caller: &Caller) -> Result<Vec<storage::Stored<Release>>, AppError> {
        const ACTION: &str = "list_releases";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(storage::release::of_subject(unit, ASSESSMENT, ASSESSMENTS_LISTED).await?) })
        });
        read.await
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

/// What a billing assessment is called among what leaves.
pub const ASSESSMENT: &str = "billing_assessment";
/// How many assessments that left are listed.
const ASSESSMENTS_LISTED: u16 = 100;

/// True for what is made of claims, which whoever works on claims opens again.
pub fn is_of_claims(subject: &str) -> bool {
    matches!(subject, ASSESSMENT | "corrected_claim" | "void_claim")
}

/// Under which right something is released, and shown again after it left.
fn right_of(subject: &str) -> Data {
    if is_of_claims(subject) { Data::Claims } else { Data::Release }
}

async fn record(
    unit: &mut WriteUnit,
    (id, document): (ReleaseId, DocumentId),
    (disclosure, about): (Disclosure, &[(PatientId, Option<RecordId>)]),
    outgoing: Outgoing,
) -> Result<(), AppError> {
    let (_, today) = place_of(unit, &outgoing.patients).await?;
    let (one, consent) = if let [(patient, consent)] = about { (Some(*patient), *consent) } else { (None, None) };
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
        patient_count: i64::try_from(about.len()).unwrap_or(i64::MAX),
        subject: outgoing.subject.to_owned(),
        recipient: disclosure.recipient,
        reason: disclosure.reason,
        basis: disclosure.basis,
        authority: disclosure.authority.trim().to_owned(),
        sha256,
        document: kept.then_some(document),
        consent,
    };
    unit.insert(&Entry::new(id, release, today)).await?;
    Ok(storage::release::insert_about(unit, id, about).await?)
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
    matches!(subject, "review_packet" | "appeal_letter" | "claim_file_letter" | "continuation_letter" | "authorization_request")
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
        // Children of this room see its private fields, too: all of them are read.
        let rooms = [include_str!("release.rs"), include_str!("release/ground.rs")];
        let [source, ground] = rooms.map(|text| text.split("#[cfg(test)]").next().unwrap());
        let in_folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/release")).unwrap().count();
        assert_eq!(in_folder, 1, "a new file below `release` is read here");
        let mut makers: Vec<&str> = Vec::new();
        let mut within = "";
        for line in source.lines().chain(ground.lines()) {
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
