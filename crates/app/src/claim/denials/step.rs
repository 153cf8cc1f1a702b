//! Steps that are taken about refusals.

use revenue_cycle::denial::step::{DenialStep, StepKind, StepProblem, WriteOffWay};
use storage::Alone;
use storage::denial_step::{self, DenialPlace};

use crate::claim::written_off::is_written_off;
use crate::context::App;
use crate::error::{AppError, FieldProblem, FieldProblemKind};
use crate::permission::Caller;

/// A step that somebody takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStep {
    /// Which.
    pub kind: StepKind,
    /// Why; may be empty where the step says it.
    pub reason: String,
}

impl App {
    /// Keeps a step about a refusal that stands.
    #[crate::boxed]
    pub async fn take_denial_step(&self, caller: &Caller, about: DenialPlace, new: NewStep) -> Result<(), AppError> {
        const ACTION: &str = "take_denial_step";
        if matches!(new.kind, StepKind::CorrectedClaim | StepKind::Appeal | StepKind::WriteOffAsked) {
            // A corrected claim and an appeal are steps only together with the release of what leaves.
            return Err(AppError::field("step", FieldProblemKind::NotAChoice));
        }
        let page = self.denial(caller, about).await?;
        let amount = page.row.denial.denial.amount;
        let (alone, by) = (self.settings().write_off_alone_up_to, caller.actor.code());
        let mut step = DenialStep {
            claim_number: page.row.denial.claim_number.clone(),
            kind: new.kind,
            code: page.row.denial.denial.code.clone(),
            amount,
            reason: new.reason.trim().to_owned(),
            approver: if new.kind == StepKind::WriteOff { page.signed_in } else { String::new() },
        };
        let problems: Vec<FieldProblem> = step.problems().into_iter().map(field_problem).collect();
        if !problems.is_empty() {
            return Err(AppError::Form(problems));
        }
        // What holds about the line: it may have been written off when an earlier payment refused it.
        if new.kind == StepKind::WriteOff && page.row.step.as_ref().is_some_and(|step| step.step.kind == StepKind::WriteOff) {
            return Err(AppError::Conflict);
        }
        let operation = self.operation(caller, ACTION);
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Refusals, |unit| {
            Box::pin(async move {
                // The form may have been sent twice, or by two people: nothing is taken off the books twice.
                let last = denial_step::of_decision(unit, about).await?.into_iter().rfind(|stored| stored.about == about);
                let stands = |kind| last.as_ref().filter(|last| last.step.kind == kind);
                if step.kind == StepKind::WriteOff {
                    // The line may have been written off by way of another decision about it in the meantime.
                    if stands(StepKind::WriteOff).is_some() || is_written_off(unit, about, &step.claim_number).await? {
                        return Err(AppError::Conflict);
                    }
                    let asked = stands(StepKind::WriteOffAsked).map(|asked| asked.recorder.as_str());
                    match WriteOffWay::of(amount, alone, asked, &by) {
                        WriteOffWay::Alone | WriteOffWay::Approves => {}
                        WriteOffWay::Asks => (step.kind, step.approver) = (StepKind::WriteOffAsked, String::new()),
                        WriteOffWay::OwnRequest => return Err(AppError::field("reason", FieldProblemKind::AnotherPersonApproves)),
                    }
                }
                Ok(denial_step::add(unit, about, &step, None).await?)
            })
        });
        write.await
    }
}

fn field_problem(problem: StepProblem) -> FieldProblem {
    let field = match problem {
        StepProblem::NoReason => "reason",
        StepProblem::NoApprover => "approver",
    };
    FieldProblem { field: field.to_owned(), kind: FieldProblemKind::Required }
}
