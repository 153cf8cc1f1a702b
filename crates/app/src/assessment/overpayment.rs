//! Cases of confirmed overpayments: by when the money is reported and returned, and what was done. The confirmation of an exposure opens a case; its
//! reopening takes the case away, with its steps still on record.

use std::collections::{BTreeMap, BTreeSet};

use integrity::assessment::findings::CATALOGUE;
use integrity::assessment::overpayment::{CaseState, OverpaymentStep, StepProblem, state};
use integrity::assessment::word::{Said, claim_of};
use storage::exposure_word::{self, StoredWord};
use storage::overpayment_step::{self, StoredOverpaymentStep};
use storage::release::Release;
use storage::{Alone, ReadUnit, View};
use vocabulary::{Day, DocumentId, Money, ReleaseId, ZoneName};

use crate::context::{App, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data, Scope};

/// A case.
#[derive(Clone, Debug)]
pub struct OverpaymentCase {
    /// The finding, by its code.
    pub finding: String,
    /// The line of it.
    pub subject: String,
    /// What was at stake when it was confirmed; `None` where nobody knew.
    pub amount: Option<Money>,
    /// The day of the confirmation.
    pub opened: Day,
    /// Who confirmed it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub state: CaseState,
    /// What was done, in the order of time, each with who recorded it and what left with it.
    pub steps: Vec<(OverpaymentStep, String, Option<StepFile>)>,
    /// The claim that a void would take back; `None` where the case is of no claim.
    pub claim: Option<String>,
}

/// The file with which a step left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepFile {
    /// Where its bytes are kept; `None` where only their hash is.
    pub document: Option<DocumentId>,
}

/// All cases.
#[derive(Clone, Debug)]
pub struct OverpaymentCases {
    /// Those that did not end, the first deadline first, then those that did.
    pub cases: Vec<OverpaymentCase>,
    /// Today.
    pub today: Day,
}

impl App {
    /// The cases of confirmed overpayments.
    #[crate::boxed]
    pub async fn overpayments(&self, caller: &Caller) -> Result<OverpaymentCases, AppError> {
        const ACTION: &str = "view_overpayments";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { cases(unit).await }));
        let mut found = read.await?;
        found.cases.retain(|case| sees(caller, &case.finding));
        Ok(found)
    }

    /// Records what was done about a case.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where no such case is open; [`AppError::Form`] where the step does not say what it must.
    #[crate::boxed]
    pub async fn record_overpayment_step(&self, caller: &Caller, step: OverpaymentStep) -> Result<(), AppError> {
        const ACTION: &str = "record_overpayment_step";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Exposures, |unit| {
            Box::pin(async move {
                let case = open_case(unit, &asking, (&step.finding, &step.subject)).await?;
                let (_, today) = place_of(unit, &[]).await?;
                step.check(case.opened, today).map_err(|problem| match problem {
                    StepProblem::BeforeCase => AppError::field("day", FieldProblemKind::Backwards),
                    StepProblem::Future => AppError::field("day", FieldProblemKind::Future),
                    StepProblem::NoNote => AppError::field("note", FieldProblemKind::Required),
                    StepProblem::NoAmount => AppError::field("amount", FieldProblemKind::Required),
                })?;
                // A form that was sent twice says the same twice: money does not go back two times for it.
                if case.steps.iter().any(|(earlier, ..)| *earlier == step) {
                    return Ok(());
                }
                Ok(overpayment_step::add(unit, &step, None).await?)
            })
        });
        write.await
    }
}

/// True where a caller may see the cases of a finding: what criteria said about a patient's level of care is not for everybody who sees claims.
pub(super) fn sees(caller: &Caller, finding: &str) -> bool {
    let rests_on_criteria = CATALOGUE.iter().any(|each| each.definition.code == finding && each.definition.rests_on_criteria());
    !rests_on_criteria || caller.scope(Data::LevelOfCare) == Scope::All
}

/// The open case of a line, where the caller may see it.
pub(super) async fn open_case(unit: &mut ReadUnit, caller: &Caller, (finding, subject): (&str, &str)) -> Result<OverpaymentCase, AppError> {
    let is_of = |case: &OverpaymentCase| case.finding == finding && case.subject == subject && case.state.ended.is_none();
    let found = cases(unit).await?.cases.into_iter().find(is_of);
    found.filter(|case| sees(caller, &case.finding)).ok_or(AppError::NotFound("overpayment"))
}

/// Every case.
pub(super) async fn cases(unit: &mut ReadUnit) -> Result<OverpaymentCases, AppError> {
    let (zone, today) = place_of(unit, &[]).await?;
    let (words, steps) = (exposure_word::all(unit).await?, overpayment_step::all(unit).await?);
    let files = files(unit, &steps).await?;
    let names = crate::disclosure::names(unit).await?;
    let name = |recorder: &str| crate::disclosure::name_of(&names, recorder);
    let mut cases: Vec<OverpaymentCase> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let is_same = |other: &StoredWord| other.word.finding == word.word.finding && other.word.subject == word.word.subject;
        if word.word.said == Said::Confirmed && !words[place + 1..].iter().any(is_same) {
            // The days count from the first confirmation since the line was last dismissed: to open the question again stops no clock.
            let before = words[..=place].iter().rev().filter(|other| is_same(other)).take_while(|other| other.word.said != Said::Dismissed);
            let first = before.filter(|other| other.word.said == Said::Confirmed).last().unwrap_or(word);
            cases.push(case(first, (steps.as_slice(), &files), &zone, &name));
        }
    }
    cases.sort_by(|one, other| {
        let key = |case: &OverpaymentCase| (case.state.ended.is_some(), case.state.deadline);
        key(one).cmp(&key(other)).then_with(|| (&one.finding, &one.subject).cmp(&(&other.finding, &other.subject)))
    });
    Ok(OverpaymentCases { cases, today })
}

/// The files with which steps left, by their release.
async fn files(unit: &mut ReadUnit, steps: &[StoredOverpaymentStep]) -> Result<BTreeMap<ReleaseId, StepFile>, AppError> {
    let left: BTreeSet<ReleaseId> = steps.iter().filter_map(|stored| stored.left.as_ref()).map(|left| left.release).collect();
    let left: Vec<ReleaseId> = left.into_iter().collect();
    let releases = unit.get_many::<Release>(&left, View::Current).await?;
    Ok(releases.into_iter().map(|release| (release.id, StepFile { document: release.value().document })).collect())
}

fn case(
    word: &StoredWord,
    (steps, files): (&[StoredOverpaymentStep], &BTreeMap<ReleaseId, StepFile>),
    zone: &ZoneName,
    name: &dyn Fn(&str) -> String,
) -> OverpaymentCase {
    let is_own = |stored: &&StoredOverpaymentStep| {
        stored.step.finding == word.word.finding && stored.step.subject == word.word.subject && stored.recorded_at >= word.recorded_at
    };
    let own: Vec<&StoredOverpaymentStep> = steps.iter().filter(is_own).collect();
    let file = |stored: &StoredOverpaymentStep| {
        let left = stored.left.as_ref()?;
        Some(files.get(&left.release).copied().unwrap_or(StepFile { document: None }))
    };
    let opened = word.recorded_at.day_in(zone);
    OverpaymentCase {
        finding: word.word.finding.clone(),
        subject: word.word.subject.clone(),
        amount: word.word.amount,
        opened,
        by: name(&word.recorder),
        reason: word.word.reason.clone(),
        state: state(opened, word.word.amount, own.iter().map(|stored| &stored.step)),
        steps: own.into_iter().map(|stored| (stored.step.clone(), name(&stored.recorder), file(stored))).collect(),
        claim: claim_of(&word.word.subject).map(str::to_owned),
    }
}
