//! What hangs on an episode beside the records of care, and goes along: goals, medications, appointments, attempts to reach the patient, and what was asked,
//! granted and reviewed for the payer. What names another of these names it as it stands under the right patient.

use std::collections::BTreeMap;

use care::{ContactAttempt, DischargeAppointment, Medication, TreatmentGoal};
use storage::{PlainRecord, Stored, View, WriteUnit};
use utilization_review::authorization::{Authorization, AuthorizationDetermination, AuthorizationRequest, BilledUnits};
use utilization_review::packet::{ContradictionAnswer, CriteriaClause};
use utilization_review::review::{Review, ReviewAnswer, ReviewCall, ReviewTask};
use vocabulary::{IdSource, PatientId, RecordId};

use super::EpisodeMove;
use crate::error::AppError;

/// Records of one kind that go along, each with the id that it gets.
type Going<T> = Vec<(Stored<T>, RecordId)>;

/// Which id a record has under the right patient, by the one that it had.
type NewIds = BTreeMap<RecordId, RecordId>;

/// Moves all of it. Nothing of it is left in the episode as it stood under the wrong patient.
pub(super) async fn move_all(
    unit: &mut WriteUnit,
    ids: &IdSource,
    records: &[PatientId],
    moving: &EpisodeMove<'_>,
) -> Result<(), AppError> {
    move_plans(unit, ids, records, moving).await?;
    move_reviews(unit, ids, records, moving).await
}

/// What the plan says and who was asked after the discharge.
async fn move_plans(unit: &mut WriteUnit, ids: &IdSource, records: &[PatientId], moving: &EpisodeMove<'_>) -> Result<(), AppError> {
    let (patient, episode, reason) = (moving.patient, moving.to, moving.reason);
    let goals = storage::treatment_goal::of_patients(unit, records, View::Current).await?;
    let goals = going(goals, ids, |goal| goal.episode == moving.from);
    for (goal, _) in &goals {
        moving.check_day(goal.value().day)?;
    }
    rewrite(unit, goals, reason, |goal| TreatmentGoal { episode, ..goal }).await?;
    let medications = storage::medication::of_patients(unit, records, View::Current).await?;
    let medications = going(medications, ids, |medication| medication.episode == Some(moving.from));
    for (medication, _) in &medications {
        moving.check_day(medication.value().period.first())?;
    }
    rewrite(unit, medications, reason, |medication| Medication { patient, episode: Some(episode), ..medication }).await?;
    let appointments = storage::discharge_appointment::of_patients(unit, records, View::Current).await?;
    let appointments = going(appointments, ids, |appointment| appointment.episode == moving.from);
    for (appointment, _) in &appointments {
        moving.check_day(appointment.value().day)?;
    }
    rewrite(unit, appointments, reason, |appointment| DischargeAppointment { episode, ..appointment }).await?;
    let attempts = storage::contact::attempt::of_patients(unit, records, View::Current).await?;
    let attempts = going(attempts, ids, |attempt| attempt.episode == moving.from);
    rewrite(unit, attempts, reason, |attempt| ContactAttempt { patient, episode, ..attempt }).await
}

/// What was asked of the payer, what it granted, and the reviews with everything that was said in them. A contradiction is answered anew: it is one between
/// records, and these are other ones now.
async fn move_reviews(unit: &mut WriteUnit, ids: &IdSource, records: &[PatientId], moving: &EpisodeMove<'_>) -> Result<(), AppError> {
    let (from, episode, reason) = (moving.from, moving.to, moving.reason);
    let requests = storage::authorization_request::of_patients(unit, records, View::Current).await?;
    let requests = going(requests, ids, |request| request.episode == from);
    let granted = storage::authorization::of_patients(unit, records, View::Current).await?;
    let granted = going(granted, ids, |granted| granted.episode == from);
    let reviews = storage::review::of_patients(unit, records, View::Current).await?;
    let reviews = going(reviews, ids, |review| review.episode == from);
    let (asked, authorizations, opened) = (new_ids(&requests), new_ids(&granted), new_ids(&reviews));
    // Every answer, call and task was given in a review of its own episode.
    let review_of = |id: RecordId| opened.get(&id).copied().unwrap_or(id);

    rewrite(unit, requests, reason, |request| AuthorizationRequest { episode, ..request }).await?;
    let anew = |granted: Authorization| Authorization { episode, request: follow(&asked, granted.request), ..granted };
    rewrite(unit, granted, reason, anew).await?;
    let anew = |review: Review| Review { episode, authorization: follow(&authorizations, review.authorization), ..review };
    rewrite(unit, reviews, reason, anew).await?;

    let decisions = storage::authorization_determination::of_patients(unit, records, View::Current).await?;
    let decisions = going(decisions, ids, |decision| decision.episode == from);
    let anew = |decision: AuthorizationDetermination| AuthorizationDetermination {
        episode,
        request: follow(&asked, decision.request),
        review: follow(&opened, decision.review),
        authorization: follow(&authorizations, decision.authorization),
        ..decision
    };
    rewrite(unit, decisions, reason, anew).await?;
    let billed = storage::billed_units::of_patients(unit, records, View::Current).await?;
    let billed = going(billed, ids, |billed| billed.episode == from);
    let anew = |billed: BilledUnits| BilledUnits { episode, authorization: follow(&authorizations, billed.authorization), ..billed };
    rewrite(unit, billed, reason, anew).await?;

    let answers = storage::review_answer::of_patients(unit, records, View::Current).await?;
    let answers = going(answers, ids, |answer| answer.episode == from);
    rewrite(unit, answers, reason, |answer| ReviewAnswer { episode, review: review_of(answer.review), ..answer }).await?;
    let calls = storage::review_call::of_patients(unit, records, View::Current).await?;
    let calls = going(calls, ids, |call| call.episode == from);
    rewrite(unit, calls, reason, |call| ReviewCall { episode, review: review_of(call.review), ..call }).await?;
    let tasks = storage::review_task::of_patients(unit, records, View::Current).await?;
    let tasks = going(tasks, ids, |task| task.episode == from);
    rewrite(unit, tasks, reason, |task| ReviewTask { episode, review: review_of(task.review), ..task }).await?;
    let clauses = storage::criteria_clause::of_patients(unit, records, View::Current).await?;
    let clauses = going(clauses, ids, |clause| clause.episode == from);
    rewrite(unit, clauses, reason, |clause| CriteriaClause { episode, review: review_of(clause.review), ..clause }).await?;
    let responses = storage::contradiction_answer::of_patients(unit, records, View::Current).await?;
    let responses = going(responses, ids, |response| response.episode == from);
    rewrite(unit, responses, reason, |response| ContradictionAnswer { episode, review: review_of(response.review), ..response }).await
}

/// Those of the records that go along.
fn going<T: PlainRecord<Id = RecordId>>(stored: Vec<Stored<T>>, ids: &IdSource, goes: impl Fn(&T) -> bool) -> Going<T> {
    stored.into_iter().filter(|each| goes(each.value())).map(|each| (each, ids.next())).collect()
}

fn new_ids<T: PlainRecord<Id = RecordId>>(going: &[(Stored<T>, RecordId)]) -> NewIds {
    going.iter().map(|(stored, id)| (stored.id, *id)).collect()
}

/// What a record names, as it stands under the right patient; `None` for what stays with the other.
fn follow(moved: &NewIds, named: Option<RecordId>) -> Option<RecordId> {
    named.and_then(|id| moved.get(&id).copied())
}

/// Withdraws records and records them anew as `anew` says.
async fn rewrite<T: PlainRecord<Id = RecordId>>(
    unit: &mut WriteUnit,
    going: Going<T>,
    reason: &str,
    anew: impl Fn(T) -> T,
) -> Result<(), AppError> {
    for (stored, id) in going {
        let (old, version) = (stored.id, stored.recorded.version);
        unit.move_to(old, version, id, anew(stored.recorded.value), reason).await?;
    }
    Ok(())
}
