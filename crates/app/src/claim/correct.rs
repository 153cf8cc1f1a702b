//! Corrected claims: written from what was sent, judged by the rules as it would leave, let out through the gate, and kept as a step about the refusal, all
//! together or not at all.

use std::collections::BTreeMap;

use integrity::Support;
use integrity::claim_support;
use interchange::x12_map::correction::{self, Change, Corrected, CorrectionProblem, NewEnvelope};
use revenue_cycle::denial::step::{DenialStep, StepKind};
use revenue_cycle::{Claim, Frequency, Units};
use sha2::{Digest, Sha256};
use storage::claim::ReleasedRule;
use storage::denial_step::{self, DenialPlace, StoredStep};
use storage::{Alone, ReadUnit, claim, claim_file};
use vocabulary::{Icd10Code, Period, ZoneName};

use super::hold;
use crate::computed::computed;
use crate::context::App;
use crate::error::{AppError, FieldProblem, FieldProblemKind};
use crate::opening;
use crate::permission::{Caller, Data};
use crate::release::{Disclosure, Footing, Notice, Outgoing, Released, footing};

/// What somebody wants to be put right on a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCorrection {
    /// True to put the number of the authorization on file onto the claim.
    pub authorization_on_file: bool,
    /// A number of an authorization as it was typed; empty for none.
    pub authorization: String,
    /// Modifiers of the refused line, as they were typed, separated by spaces; `None` leaves them.
    pub modifiers: Option<String>,
    /// All diagnoses of the claim as they were typed, separated by spaces, the principal first; empty leaves them.
    pub diagnoses: String,
    /// The member's number as it was typed; empty leaves it.
    pub member_id: String,
    /// How much of the refused line is billed, as it was typed; empty leaves it.
    pub units: String,
    /// Why it may leave although rules hold it; empty where nothing does.
    pub held_reason: String,
}

impl App {
    /// Says what is wrong with a correction as it was typed, all of it at once.
    ///
    /// # Errors
    /// [`AppError::Form`].
    #[crate::boxed]
    pub async fn check_correction(&self, caller: &Caller, about: DenialPlace, new: NewCorrection) -> Result<(), AppError> {
        change(&self.denial(caller, about).await?, &new).map(drop)
    }

    /// On what a corrected claim to the payer that refuses may leave as of now; `None` where nobody can say whose claim it is.
    #[crate::boxed]
    pub async fn correction_footing(&self, caller: &Caller, page: &super::DenialPage) -> Result<Option<Footing>, AppError> {
        const ACTION: &str = opening::VIEW_DENIAL;
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let Some(patient) = page.patient else { return Ok(None) };
        let (operation, recipient) = (self.operation(caller, ACTION), page.row.denial.payer_name.clone());
        let read = self
            .database
            .read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(Some(footing(unit, patient, &recipient).await?)) }));
        read.await
    }

    /// Releases a corrected claim for a refused line: the claim as it was sent, with the change, as a replacement of what the payer knows.
    ///
    /// Rules that hold the claim as it would leave, and that the newest release of its number does not cover, keep it here: the records are mended, or whoever
    /// releases it says why it may leave all the same. That stands on record beside it as a release of the claim.
    ///
    /// # Errors
    /// [`AppError::Correction`] where it cannot be written, or is held and no reason was given.
    #[crate::boxed]
    pub async fn release_corrected_claim(
        &self,
        caller: &Caller,
        about: DenialPlace,
        new: NewCorrection,
        disclosure: Disclosure,
    ) -> Result<Released, AppError> {
        const ACTION: &str = "correct_claim";
        let page = self.denial(caller, about).await?;
        let Some(bill) = page.bill.clone() else { return Err(AppError::Correction(CorrectionRefusal::NoBill)) };
        let Some(patient) = page.patient else { return Err(AppError::Correction(CorrectionRefusal::NoPatient)) };
        // What cannot be written is said before anybody is asked for a ground on which it may leave.
        let change = change(&page, &new)?;
        self.check_basis(caller, &[patient], &disclosure).await?;
        let (operation, sent, zone) = (self.operation(caller, ACTION), bill.clone(), page.zone.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                check_not_out(unit, about, &sent, &zone).await?;
                Ok((sent_files(unit, &sent.number).await?, sent))
            })
        });
        let (files, sent) = read.await?;
        let envelope = NewEnvelope { control: self.next_control(caller).await?, day: page.today };
        let (made, sent_sha256) = written(files, move |file| correction::corrected(file, &sent, &change, &envelope)).await?;
        let (support, released) = self.judge_outgoing(caller, ACTION, (patient, made.claim.clone())).await?;
        let let_go = let_go(&support, &released, &new.held_reason)?;
        let outgoing = Outgoing {
            patients: vec![patient],
            subject: "corrected_claim",
            media_type: "application/edi-x12",
            extension: "837",
            bytes: made.bytes,
            notice: Notice::Beside,
            snapshot_sha256: Some(sent_sha256),
        };
        let step = DenialStep {
            claim_number: page.row.denial.claim_number.clone(),
            kind: StepKind::CorrectedClaim,
            code: page.row.denial.denial.code.clone(),
            amount: page.row.denial.denial.amount,
            reason: disclosure.reason.clone(),
            approver: String::new(),
        };
        let zone = page.zone;
        self.release_with(caller, (Data::Claims, Some(Alone::Refusals)), (disclosure, outgoing), move |unit, release| {
            Box::pin(async move {
                // The form may have been sent twice, or by two people.
                check_not_out(unit, about, &bill, &zone).await?;
                if let Some((rules, reason)) = let_go {
                    claim::add_release(unit, &bill.number, &rules, claim_support::VERSION, &reason).await?;
                }
                Ok(denial_step::add(unit, about, &step, Some(release)).await?)
            })
        })
        .await
    }
}

/// The rules that whoever releases a claim lets go, with the reason; `None` where nothing holds it that is not let go already.
fn let_go(support: &Support, released: &[ReleasedRule], reason: &str) -> Result<Option<(Vec<ReleasedRule>, String)>, AppError> {
    let held = hold::uncovered(support, released);
    if held.is_empty() {
        return Ok(None);
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(AppError::Correction(CorrectionRefusal::Held(held.into_iter().map(|judged| judged.rule.code).collect())));
    }
    if reason.chars().count() > super::support::REASON_MOST {
        return Err(AppError::field("held_reason", FieldProblemKind::TooLong(super::support::REASON_MOST)));
    }
    Ok(Some((hold::holding(support), reason.to_owned())))
}

/// Refuses a second correction of the same version of a claim: it would take the place of the first and undo it. After the step was opened again, or when the
/// corrected claim is on record and is what is corrected, another one may leave.
async fn check_not_out(unit: &mut ReadUnit, about: DenialPlace, bill: &Claim, zone: &ZoneName) -> Result<(), AppError> {
    let mut last: BTreeMap<Option<usize>, StoredStep> = BTreeMap::new();
    for step in denial_step::of_decision(unit, about).await? {
        last.insert(step.about.line, step);
    }
    let is_replaced_since =
        |step: &StoredStep| bill.frequency == Frequency::Replacement && bill.source.day >= Some(step.recorded_at.day_in(zone));
    let is_correction = |step: &StoredStep| matches!(step.step.kind, StepKind::CorrectedClaim | StepKind::CorrectedElsewhere);
    let is_out = last.values().any(|step| is_correction(step) && !is_replaced_since(step));
    if is_out { Err(AppError::Correction(CorrectionRefusal::AlreadyCorrected)) } else { Ok(()) }
}

/// The files in which a claim was sent.
pub(crate) async fn sent_files(unit: &mut ReadUnit, number: &str) -> Result<Vec<Vec<u8>>, AppError> {
    let mut files = Vec::new();
    for batch in claim::batches_of(unit, number).await? {
        files.push(claim_file::content(unit, batch).await?);
    }
    Ok(files)
}

/// What is made of the first file that holds the claim, with the SHA-256 of that file.
pub(crate) async fn written(
    files: Vec<Vec<u8>>,
    make: impl Fn(&[u8]) -> Result<Corrected, CorrectionProblem> + Send + 'static,
) -> Result<(Corrected, String), AppError> {
    let writing = tokio::task::spawn_blocking(move || {
        let mut refused = CorrectionProblem::NotInFile;
        for file in files {
            match make(&file) {
                Err(CorrectionProblem::NotInFile) => {}
                Err(other) => refused = other,
                Ok(made) => return Ok((made, hex::encode(Sha256::digest(&file)))),
            }
        }
        Err(refused)
    });
    computed("writing a corrected claim", writing).await?.map_err(|problem| AppError::Correction(CorrectionRefusal::Claim(problem)))
}

/// Why no corrected claim left.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionRefusal {
    /// Nobody can say whose claim it is, so nobody can say whether it may leave.
    #[error("nobody can say whose claim it is")]
    NoPatient,
    /// No bill to the payer is on record: another payer passed the claim on to it.
    #[error("no bill to this payer is on record")]
    NoBill,
    /// Nothing that a payer decided on the claim stands.
    #[error("no decision on the claim stands")]
    NothingStands,
    /// The void of what the payer knows under its number left already.
    #[error("the void of this claim left already")]
    AlreadyVoided,
    /// A corrected claim about this decision left already.
    #[error("a corrected claim left already")]
    AlreadyCorrected,
    /// Rules hold the claim as it would leave: their codes, the weightiest first.
    #[error("rules hold the claim: {}", .0.join(", "))]
    Held(Vec<&'static str>),
    /// The claim cannot be written.
    #[error(transparent)]
    Claim(CorrectionProblem),
}

/// What of a form is to be put right. Everything that is wrong with it is said at once.
fn change(page: &super::DenialPage, new: &NewCorrection) -> Result<Change, AppError> {
    let mut wrong = Vec::new();
    let place = page.row.denial.line_number.and_then(|number| page.claim.lines.iter().position(|line| line.number == number));
    let change = Change {
        payer_control: page.payer_control.clone(),
        authorization: noted(&mut wrong, authorization(page, new))?,
        modifiers: noted(&mut wrong, modifiers(new, place))?,
        diagnoses: noted(&mut wrong, diagnoses(new))?,
        member_id: noted(&mut wrong, member_id(page, new))?,
        units: noted(&mut wrong, units(new, place))?,
    };
    if wrong.is_empty() { Ok(change) } else { Err(AppError::Form(wrong)) }
}

/// What a part of a form came to; what is wrong with it is noted beside the others.
fn noted<T>(wrong: &mut Vec<FieldProblem>, part: Result<Option<T>, AppError>) -> Result<Option<T>, AppError> {
    match part {
        Err(AppError::Form(found)) => {
            wrong.extend(found);
            Ok(None)
        }
        other => other,
    }
}

fn authorization(page: &super::DenialPage, new: &NewCorrection) -> Result<Option<(String, Period)>, AppError> {
    let typed = new.authorization.trim();
    if new.authorization_on_file {
        page.row.on_file.clone().map(Some).ok_or_else(|| AppError::field("authorization", FieldProblemKind::Required))
    } else if typed.is_empty() {
        Ok(None)
    } else {
        granted(page, typed).map(Some)
    }
}

fn modifiers(new: &NewCorrection, place: Option<usize>) -> Result<Option<(usize, Vec<String>)>, AppError> {
    let typed = new.modifiers.as_ref().map(|typed| typed.split_whitespace().map(str::to_ascii_uppercase).collect::<Vec<String>>());
    match (typed, place) {
        (Some(modifiers), Some(place)) => {
            let fits = |modifier: &String| modifier.len() == 2 && modifier.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if modifiers.len() > 4 || !modifiers.iter().all(fits) {
                return Err(unreadable("modifiers")());
            }
            Ok(Some((place, modifiers)))
        }
        // There is no one line that they could be put on: what was typed is not lost in silence.
        (Some(modifiers), None) if !modifiers.is_empty() => Err(AppError::field("modifiers", FieldProblemKind::NoLine)),
        _ => Ok(None),
    }
}

fn units(new: &NewCorrection, place: Option<usize>) -> Result<Option<(usize, Units)>, AppError> {
    match (new.units.trim(), place) {
        ("", _) => Ok(None),
        (typed, Some(place)) => {
            let units = typed.parse::<Units>().ok().filter(|units| *units > Units::default());
            units.map(|units| Some((place, units))).ok_or_else(unreadable("units"))
        }
        (_, None) => Err(AppError::field("units", FieldProblemKind::NoLine)),
    }
}

fn diagnoses(new: &NewCorrection) -> Result<Option<Vec<Icd10Code>>, AppError> {
    let codes = new.diagnoses.split([' ', ',']).filter(|code| !code.is_empty()).map(str::parse);
    let codes: Result<Vec<Icd10Code>, _> = codes.collect();
    codes.map(|codes| Some(codes).filter(|codes| !codes.is_empty())).map_err(|_| unreadable("diagnoses")())
}

fn member_id(page: &super::DenialPage, new: &NewCorrection) -> Result<Option<String>, AppError> {
    let typed = Some(new.member_id.trim().to_owned()).filter(|typed| !typed.is_empty() && *typed != page.claim.member_id);
    // The practice knows its patient by this number, or it names somebody else.
    if typed.as_ref().is_some_and(|typed| !page.members.contains(typed)) {
        return Err(AppError::field("member_id", FieldProblemKind::NotOnRecord));
    }
    Ok(typed)
}

fn unreadable(field: &'static str) -> impl Fn() -> AppError {
    move || AppError::field(field, FieldProblemKind::Unreadable)
}

/// The authorization of the patient that has this number, for the refused day where several have it. A number that is not on record goes to no payer.
fn granted(page: &super::DenialPage, typed: &str) -> Result<(String, Period), AppError> {
    let known: Vec<&(String, Period)> = page.authorizations.iter().filter(|(number, _)| number.eq_ignore_ascii_case(typed)).collect();
    if known.is_empty() {
        return Err(AppError::field("authorization", FieldProblemKind::NotOnRecord));
    }
    let day = page.row.denial.day.or_else(|| page.claim.first_day());
    let of_day = known.into_iter().rev().find(|(_, period)| day.is_none_or(|day| period.contains(day)));
    of_day.cloned().ok_or_else(|| AppError::field("authorization", FieldProblemKind::OtherDays))
}
