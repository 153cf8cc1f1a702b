//! One determination after the other, at every level.

use super::*;
use Determination as D;
use LevelOfCare as L;

#[test]
fn inpatient() {
    let base = || Case::new(L::Inpatient, 4).score(1, 21, 4).no_danger();
    let staying = || {
        base()
            .risk(60, RiskLevel::Low)
            .medical(YesNoUnknown::Yes)
            .states(StatementKind::ActiveTreatmentDaily, true)
            .states(StatementKind::LowerLevelUnsafe, true)
            .step_down_plan(L::PartialHospitalization, Some(3))
    };
    check(&base().risk(3, RiskLevel::High), D::SafetyReview);
    check(&base().incident(20, IncidentKind::SuicideAttempt), D::SafetyReview);
    check(&staying(), D::Continue);
    let better = || {
        Case::new(L::Inpatient, 6)
            .score(1, 13, 2)
            .change(1, ChangeCategory::ReliablyImproved)
            .risk(4, RiskLevel::Low)
            .no_danger()
            .housing(YesNoUnknown::Yes)
            .states(StatementKind::AbleToParticipate, true)
            .states(StatementKind::ActiveTreatmentDaily, true)
            .states(StatementKind::LowerLevelUnsafe, false)
            .function(2)
            .step_down_plan(L::PartialHospitalization, Some(2))
    };
    check(&better(), D::StepDown);
    assert_eq!(better().determined().target.as_deref(), Some("PHP"));
    let to_residential =
        better().risk(1, RiskLevel::Moderate).function(4).with(Observed::Function { day: today(), impairment: Rating::ALL[3] });
    check(&to_residential, D::StepDown);
    assert_eq!(to_residential.determined().target.as_deref(), Some("RTC"));
    check(&Case::new(L::Inpatient, 4), D::Insufficient);
}

#[test]
fn residential() {
    let ready = ready_to_leave_residential;
    check(&ready(), D::StepDown);
    assert_eq!(ready().determined().target.as_deref(), Some("PHP"));
    check(&ready().medical(YesNoUnknown::Yes), D::StepUp);
    check(&ready().incident(30, IncidentKind::Restraint), D::StepUp);
    check(&ready().incident(30, IncidentKind::Violence), D::SafetyReview);
    let needs_it = || {
        ready()
            .without(|observed| matches!(observed, Observed::Score { .. } | Observed::Change { .. } | Observed::Function { .. }))
            .score(27, 24, 4)
            .score(10, 21, 4)
            .score(2, 17, 3)
            .change(2, ChangeCategory::ReliablyImproved)
            .function(3)
            .lower_level_failed(L::PartialHospitalization)
    };
    check(&needs_it(), D::Continue);
    check(&needs_it().without(|observed| matches!(observed, Observed::Function { .. })).function(2), D::Mixed);
    let not_better = needs_it()
        .without(|observed| matches!(observed, Observed::Score { .. } | Observed::Change { .. } | Observed::GoalProgress { .. }))
        .goal(GoalProgressLevel::None)
        .score(26, 21, 4)
        .score(16, 22, 4)
        .score(2, 21, 4)
        .change(2, ChangeCategory::NoReliableChange)
        .with(Observed::PlanChange { day: ago(20), changed: false, answers_non_response: false });
    check(&not_better, D::ReviewPlan);
    check(&not_better.plan_changed(3), D::Continue);
    check(&Case::new(L::Residential, 10), D::Insufficient);
}

#[test]
fn partial_hospitalization() {
    let staying = staying_in_partial_hospitalization;
    check(&staying(), D::Continue);
    check(&staying().states(StatementKind::GraveDisability, true), D::SafetyReview);
    let worse = staying()
        .without(|observed| matches!(observed, Observed::Change { .. }))
        .change(9, ChangeCategory::ReliablyWorse)
        .change(2, ChangeCategory::ReliablyWorse);
    check(&worse, D::StepUp);
    let ready = || {
        staying()
            .without(|observed| matches!(observed, Observed::RiskRating { .. } | Observed::Function { .. } | Observed::PriorLevel { .. }))
            .risk(5, RiskLevel::Low)
            .function(1)
            .score(0, 8, 1)
            .states(StatementKind::HospitalizationRisk, false)
            .states(StatementKind::SkillsUsedOutside, true)
            .with(Observed::PriorLevel { level: L::Outpatient, first: ago(300), last: Some(ago(200)), outcome: PriorLevelOutcome::Enough })
    };
    check(&ready(), D::StepDown);
    assert_eq!(ready().determined().target.as_deref(), Some("IOP"));
    check(&ready().without(|observed| matches!(observed, Observed::RiskRating { .. })), D::Insufficient);
}

#[test]
fn intensive_outpatient() {
    let base = || {
        Case::new(L::IntensiveOutpatient, 40)
            .score(38, 16, 3)
            .score(20, 12, 2)
            .score(3, 10, 2)
            .change(3, ChangeCategory::ReliablyImproved)
            .risk(20, RiskLevel::Low)
            .no_danger()
            .attends(90, 180)
            .function(2)
            .step_down_plan(L::Outpatient, Some(5))
    };
    check(&base(), D::Continue);
    check(&base().change(1, ChangeCategory::ReliablyWorse), D::StepUp);
    let recovered = || {
        base()
            .without(|observed| matches!(observed, Observed::Function { .. }))
            .function(1)
            .score(1, 3, 0)
            .change(1, ChangeCategory::Recovered)
    };
    check(&recovered(), D::StepDown);
    assert_eq!(recovered().determined().target.as_deref(), Some("OP"));
    check(&recovered().risk(2, RiskLevel::High), D::SafetyReview);
    check(&Case::new(L::IntensiveOutpatient, 40).score(3, 10, 2), D::Insufficient);
}

#[test]
fn outpatient() {
    let base = || {
        Case::new(L::Outpatient, 200)
            .score(190, 14, 2)
            .score(30, 6, 1)
            .score(10, 6, 1)
            .change(30, ChangeCategory::ReliablyImproved)
            .change(10, ChangeCategory::ReliablyImproved)
            .risk(20, RiskLevel::Low)
            .no_danger()
            .function(0)
            .states(StatementKind::MaintenancePlan, false)
            .with(Observed::Course { day: ago(10), off_course_sessions: 0 })
    };
    check(&base(), D::Continue);
    check(&base().change(5, ChangeCategory::ReliablyWorse).change(1, ChangeCategory::ReliablyWorse), D::StepUp);
    check(&base().with(Observed::Readmission { discharged: ago(40), day: ago(20) }), D::StepUp);
    let done = || {
        base()
            .score(8, 2, 0)
            .score(1, 1, 0)
            .change(8, ChangeCategory::Recovered)
            .change(1, ChangeCategory::Recovered)
            .goal(GoalProgressLevel::Met)
    };
    check(&done(), D::StepDown);
    assert_eq!(done().determined().target.as_deref(), Some("complete"));
    check(&done().states(StatementKind::MaintenancePlan, true), D::Mixed);
}
