//! A request for an authorization as a file that leaves (278): made from what is on record, said beforehand what it lacks, and let out through the gate.

use care::{Coverage, DiagnosisRank, Patient, SubscriberRelation};
use interchange::x12_map::correction::NewEnvelope;
use interchange::x12_map::request::{self, NewRequest};
use sha2::{Digest, Sha256};
use storage::{ReadUnit, Stored, View};
use utilization_review::authorization::{AuthorizationRequest, RequestKind, UnitKind};
use vocabulary::{Day, EpisodeId, Icd10Code, PatientId, RecordId, Sex, ZoneName};

use crate::claim::versions;
use crate::claim::whose::Whose;
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::release::{Disclosure, Footing, Notice, Outgoing, Released, footing};

/// What leaves, by its name among releases and documents.
const REQUEST_FILE: &str = "authorization_request";

/// What a request lacks on record, so that no file can be made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestLacks {
    /// No coverage by this payer with a member's number holds on its first day.
    Member,
    /// The patient is insured by somebody else, whose name and number the file would need.
    Subscriber,
    /// No diagnosis holds on its first day.
    Diagnosis,
    /// It is counted in hours, which the file does not say here.
    Unit,
}

impl RequestLacks {
    /// Its name in messages.
    pub fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Subscriber => "subscriber",
            Self::Diagnosis => "diagnosis",
            Self::Unit => "unit",
        }
    }
}

/// A request with what its file is made of.
#[derive(Clone, Debug)]
pub struct RequestFilePage {
    /// The record under which the patient is shown.
    pub patient: Stored<Patient>,
    /// The request.
    pub request: Stored<AuthorizationRequest>,
    /// The payer's name.
    pub payer_name: String,
    /// The payer's number as claims have it; empty where none is known, or several are.
    pub payer_id: String,
    /// The practice's NPI as its last claim has it; empty where no claim has one.
    pub provider_id: String,
    /// What it lacks; the file is made only where this is empty.
    pub lacks: Vec<RequestLacks>,
    /// On what it may leave as of now.
    pub footing: Footing,
    /// The zone of the patient's latest program.
    pub zone: ZoneName,
    /// Its present day.
    pub today: Day,
    coverage: Option<Coverage>,
    diagnoses: Vec<Icd10Code>,
}

/// What somebody says for the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewRequestFile {
    /// The practice's NPI.
    pub provider_id: String,
    /// The payer's number.
    pub payer_id: String,
}

impl App {
    /// A request with what its file would be made of.
    #[crate::boxed]
    pub async fn request_file(&self, caller: &Caller, patient: PatientId, request: RecordId) -> Result<RequestFilePage, AppError> {
        const ACTION: &str = "view_authorizations";
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let read =
            self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { load(unit, &asking, (patient, request)).await }));
        self.audited(caller, ACTION, read.await).await
    }

    /// Releases a request as a file. Its bytes are kept.
    ///
    /// # Errors
    /// [`AppError::Form`] for a number that is none, [`AppError::Conflict`] where the request lacks something, [`AppError::Document`] where it cannot be
    /// written.
    #[crate::boxed]
    pub async fn release_request_file(
        &self,
        caller: &Caller,
        (patient, request): (PatientId, RecordId),
        new: NewRequestFile,
        disclosure: Disclosure,
    ) -> Result<Released, AppError> {
        let page = self.request_file(caller, patient, request).await?;
        let asked = asked(&page, &new, &self.settings().practice_name)?;
        self.check_basis(caller, &[page.patient.id], &disclosure).await?;
        let envelope = NewEnvelope { control: self.next_control(caller).await?, day: page.today };
        let made = request::request(&asked, &envelope).map_err(|refused| AppError::Document(refused.0))?;
        let outgoing = Outgoing {
            patients: vec![page.patient.id],
            subject: REQUEST_FILE,
            media_type: "application/edi-x12",
            extension: "278",
            snapshot_sha256: Some(snapshot(&page.request)),
            bytes: made.bytes,
            notice: Notice::Beside,
        };
        self.release_with(caller, (Data::Release, None), (disclosure, outgoing), |_, _| Box::pin(async { Ok(()) })).await
    }
}

/// The hash of what a file was made from: this version of this request, whatever fields later programs know of it.
fn snapshot(request: &Stored<AuthorizationRequest>) -> String {
    hex::encode(Sha256::digest(format!("authorization_request {} version {}", request.id, request.recorded.version.0)))
}

/// The hash under which earlier programs kept a file: over the fields of the request as they were named then.
fn first_snapshot(request: &AuthorizationRequest) -> String {
    hex::encode(Sha256::digest(format!("{request:?}")))
}

/// True where a request of an episode left as a file under the name of one of these records. A file that was made of no request of another stay is of this one.
pub(crate) async fn has_left(unit: &mut ReadUnit, records: &[PatientId], episode: EpisodeId) -> Result<bool, AppError> {
    let requests = storage::authorization_request::of_patients(unit, records, View::Current).await?;
    let (own, others): (Vec<_>, Vec<_>) = requests.into_iter().partition(|stored| stored.value().episode == episode);
    let documents = storage::document::of_patients(unit, records, View::Current).await?;
    let mut left: Vec<String> = documents
        .into_iter()
        .map(|stored| stored.recorded.value)
        .filter(|each| each.kind == REQUEST_FILE)
        .map(|each| each.snapshot_sha256)
        .collect();
    if own.is_empty() || left.is_empty() {
        return Ok(false);
    }
    for other in others {
        // Whatever it said then.
        let versions = unit.history::<AuthorizationRequest>(other.id).await?;
        let made: Vec<String> = versions.iter().flat_map(|version| [snapshot(version), first_snapshot(version.value())]).collect();
        left.retain(|each| !made.contains(each));
    }
    Ok(!left.is_empty())
}

async fn load(unit: &mut ReadUnit, asking: &Caller, (patient, request): (PatientId, RecordId)) -> Result<RequestFilePage, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (zone, today) = place_of(unit, &records).await?;
    check_patient(unit, asking, Data::Authorizations, shown, today).await?;
    let requests = storage::authorization_request::of_patients(unit, &records, View::Current).await?;
    let request = requests.into_iter().find(|stored| stored.id == request).ok_or(AppError::NotFound("request"))?;
    let first = request.value().period.first();
    let coverages = storage::coverage::of_patients(unit, &records, View::Current).await?;
    let same = crate::payer::identities_in(unit).await?;
    let is_of_payer = |coverage: &Coverage| same.is_same(&coverage.payer, &request.value().payer) && coverage.period.contains(first);
    let coverage = coverages.into_iter().map(|stored| stored.recorded.value).rfind(is_of_payer);
    let diagnoses = storage::diagnosis::of_patients(unit, &records, View::Current).await?;
    let episode = request.value().episode;
    let mut held: Vec<_> = diagnoses.iter().map(Stored::value).filter(|each| each.holds_on(episode, first)).collect();
    held.retain(|each| each.rank != DiagnosisRank::RuleOut);
    held.sort_by_key(|each| each.rank != DiagnosisRank::Principal);
    let diagnoses: Vec<Icd10Code> = held.into_iter().map(|each| each.code.clone()).collect();
    let payers = crate::payer::payers_in(unit).await?;
    let payer = same.profile_of(payers.iter().map(|payer| &payer.profile), &request.value().payer);
    let payer_name = payer.map_or_else(|| request.value().payer.clone(), |payer| payer.name.clone());
    let (payer_id, provider_id) = numbers(unit, request.value().payer.clone()).await?;
    Ok(RequestFilePage {
        patient: unit.require::<Patient>(shown).await?,
        footing: footing(unit, shown, &payer_name).await?,
        lacks: lacks(request.value(), coverage.as_ref(), &diagnoses),
        request,
        payer_name,
        payer_id,
        provider_id,
        zone,
        today,
        coverage,
        diagnoses,
    })
}

/// How claims number the payer, where they do so in one way, and the NPI of the practice on its last one. Nobody is noted by it.
async fn numbers(unit: &mut ReadUnit, payer: String) -> Result<(String, String), AppError> {
    let read = unit.placing::<(String, String), AppError, _>(move |unit| {
        Box::pin(async move {
            let books = storage::remittance::books(unit).await?;
            let whose = Whose::of_books(unit, &books).await?;
            let all = versions(&books);
            let mut known = whose.payer_ids(all.iter().copied()).remove(&payer).unwrap_or_default().into_iter();
            let payer_id = known.next().filter(|_| known.next().is_none()).unwrap_or_default();
            let with_number = all.iter().filter(|claim| !claim.billing_provider_id.is_empty());
            let last = with_number.max_by_key(|claim| (claim.source.day, &claim.number));
            Ok((payer_id, last.map(|claim| claim.billing_provider_id.clone()).unwrap_or_default()))
        })
    });
    read.await
}

fn lacks(request: &AuthorizationRequest, coverage: Option<&Coverage>, diagnoses: &[Icd10Code]) -> Vec<RequestLacks> {
    let mut lacks = Vec::new();
    if coverage.is_none_or(|coverage| coverage.member_id.trim().is_empty()) {
        lacks.push(RequestLacks::Member);
    }
    if coverage.is_some_and(|coverage| coverage.relation != SubscriberRelation::Itself) {
        lacks.push(RequestLacks::Subscriber);
    }
    if diagnoses.is_empty() {
        lacks.push(RequestLacks::Diagnosis);
    }
    if unit(request.unit_kind).is_none() {
        lacks.push(RequestLacks::Unit);
    }
    lacks
}

/// HSD01 of a unit, as sample files have it; `None` for hours.
fn unit(kind: UnitKind) -> Option<&'static str> {
    match kind {
        UnitKind::Day => Some("DY"),
        UnitKind::Visit => Some("VS"),
        UnitKind::Hour | UnitKind::QuarterHour => None,
    }
}

fn asked(page: &RequestFilePage, new: &NewRequestFile, practice: &str) -> Result<NewRequest, AppError> {
    let (provider_id, payer_id) = (new.provider_id.trim(), new.payer_id.trim());
    if provider_id.len() != 10 || !provider_id.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(AppError::field("provider_id", FieldProblemKind::Unreadable));
    }
    if !(2..=15).contains(&payer_id.len()) || !payer_id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(AppError::field("payer_id", FieldProblemKind::Unreadable));
    }
    let (patient, request) = (page.patient.value(), page.request.value());
    let (Some(coverage), Some(unit), true) = (&page.coverage, unit(request.unit_kind), page.lacks.is_empty()) else {
        return Err(AppError::Conflict);
    };
    Ok(NewRequest {
        provider_id: provider_id.to_owned(),
        provider_name: practice.to_owned(),
        payer_id: payer_id.to_owned(),
        payer_name: page.payer_name.clone(),
        member_id: coverage.member_id.trim().to_owned(),
        family_name: patient.family_name.clone(),
        given_name: patient.given_name.clone(),
        birth_day: patient.birth_day,
        sex: match patient.sex {
            Some(Sex::Female) => "F",
            Some(Sex::Male) => "M",
            Some(Sex::Other) | None => "U",
        },
        is_renewal: request.kind == RequestKind::Concurrent,
        is_urgent: request.urgent,
        period: request.period,
        units: (request.units, unit),
        diagnoses: page.diagnoses.clone(),
        codes: request.codes.split_whitespace().map(str::to_owned).collect(),
    })
}
