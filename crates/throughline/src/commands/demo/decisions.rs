//! What licensed people of the invented practice decided about levels of care: some agree, some do not, some wait. The same practice, the same
//! decisions.

use app::level_of_care::{DecisionEntry, EpisodeLevel};
use app::{App, AppError, Caller};
use synthetic::StaffUser;
use utilization_review::level_of_care::{Direction, HumanDecision, OverrideReason};
use vocabulary::{Actor, OperationId, PatientId};

/// So many decisions are made, so that the report of agreement has something to say.
const DECISIONS: usize = 36;

/// Judges everybody in care, and decides about some of them.
pub(super) async fn make(app: &App, practice: &synthetic::Practice) -> Result<(), AppError> {
    app.count_typical_stays().await?;
    app.redetermine_everybody().await?;
    let mut made = 0;
    for entry in &practice.episodes {
        let Some(person) =
            practice.staff.iter().find(|user| user.licensed && user.clinician.is_some() && user.clinician == entry.value.clinician)
        else {
            continue;
        };
        // An episode that has ended, and a patient whose record stands under another, have nothing to decide about here.
        let Ok(page) = app.level_of_care(&caller(person), entry.value.patient, None).await else { continue };
        let Some(level) = page.episodes.iter().find(|level| level.episode == entry.id) else { continue };
        // Some are left for whoever looks at the demo, most of those among them about which the criteria name no direction.
        let is_open = level.trace.as_ref().is_none_or(|trace| trace.determination.direction().is_none());
        if made % 3 == 2 || (is_open && made % 4 != 0) {
            made += 1;
            continue;
        }
        let (decision, words) = decision_about(level, made);
        decide(app, person, entry.value.patient, level, decision, words).await?;
        made += 1;
        if made >= DECISIONS {
            break;
        }
    }
    Ok(())
}

async fn decide(
    app: &App,
    person: &StaffUser,
    patient: PatientId,
    level: &EpisodeLevel,
    decision: HumanDecision,
    words: &str,
) -> Result<(), AppError> {
    let entry = DecisionEntry { episode: level.episode, seen: level.seen.clone(), decision, words: words.to_owned() };
    app.decide_level_of_care(&caller(person), patient, entry).await.map(drop)
}

/// Mostly as the criteria say; by turns otherwise, with a reason, or not yet.
fn decision_about(level: &EpisodeLevel, number: usize) -> (HumanDecision, &'static str) {
    let points = level.trace.as_ref().and_then(|trace| trace.determination.direction());
    let otherwise = |reason, words| {
        let instead = if points == Some(Direction::Stay) { Direction::Lower } else { Direction::Stay };
        (HumanDecision::Disagree { instead, reason }, words)
    };
    match (number % 10, points) {
        (4, Some(_)) => otherwise(OverrideReason::ClinicalJudgement, "Two good weeks are too few; we look again in a week."),
        (7, Some(_)) => otherwise(OverrideReason::Circumstances, "The family needs until the end of the month to be ready."),
        (9, Some(_)) => otherwise(OverrideReason::PatientPreference, "The patient asks to go on as it is and says why."),
        (3, _) | (_, None) => (HumanDecision::Defer, "Facts are being collected."),
        _ => (HumanDecision::Agree, ""),
    }
}

/// A person of the invented staff, at work.
pub(super) fn caller(person: &StaffUser) -> Caller {
    Caller {
        actor: Actor::User { id: person.id, roles: person.roles.clone() },
        clinician: person.clinician,
        is_licensed: person.licensed,
        request: OperationId("demo".to_owned()),
    }
}
