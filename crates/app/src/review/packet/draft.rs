//! A packet as it would leave now: records, words, clauses and answers, put together.

use std::collections::BTreeMap;

use care::{Clinician, Patient, ReviewQuestion};
use storage::{ReadUnit, Stored, View};
use utilization_review::level_of_care::Trace;
use utilization_review::packet::{ApprovedBefore, Choices, CriteriaClause, Dispute, OwnDetermination, PacketInput, Variant, assemble};
use utilization_review::review::HumanText;
use vocabulary::{ClinicianId, RecordId};

use super::super::gather::Gathered;
use super::super::{Place, answers_of, human, payer_on_record, place, since};
use super::cover::cover;
use super::{Made, PacketDraft, signed};
use crate::context::{App, check_patient, place_of};
use crate::disclosure::{name_of, names};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What a packet argues with and no record can say.
const NEEDED_WORDS: [ReviewQuestion; 4] =
    [ReviewQuestion::Precipitant, ReviewQuestion::PlanChange, ReviewQuestion::GoalProgress, ReviewQuestion::WhyNotLower];

/// Refused to whoever may not release, and for our own determination to whoever does not see it.
pub(in crate::review) async fn draft(
    unit: &mut ReadUnit,
    app: &App,
    caller: &Caller,
    review: RecordId,
    (variant, choices): (Variant, Choices),
) -> Result<PacketDraft, AppError> {
    let place = place(unit, caller, review).await?;
    let right = place.right(caller, Data::Release);
    check_patient(unit, caller, right, place.shown, place.today).await?;
    let may_show_determination = caller.sees_recommendations();
    if choices.determination && !may_show_determination {
        return Err(AppError::RoleRefused(Data::LevelOfCare));
    }
    let patient = unit.require::<Patient>(place.shown).await?;
    let (zone, _) = place_of(unit, &place.records).await?;
    let names = names(unit).await?;
    let progress = crate::report::gather(unit, app, caller, (place.shown, right), Some(place.days)).await?;
    let episode = place.review.value().episode;
    let mut made = Made::default();
    let mut gathered = Gathered::load(unit, &place.records, &app.library(), Some(&mut made)).await?;
    gathered.load_safety(unit, &place.records, &app.library()).await?;
    let records = gathered.of_stay(place.shown, episode, place.days);
    for reported in progress.instruments.iter().flat_map(|(_, administrations)| administrations) {
        made.add("administration", &reported.administration);
    }
    let words = words(unit, &place, &names, &mut made).await?;
    let clauses = clauses_of(unit, &place).await?;
    let is_said = |question: &ReviewQuestion| words.get(question).is_some_and(|words| !words.text.trim().is_empty());
    let unsaid = NEEDED_WORDS.into_iter().filter(|question| !is_said(question)).collect();
    let with_records = clauses.iter().map(|stored| (stored.value().clone(), made.add("criteria_clause", stored))).collect();
    let answers = storage::contradiction_answer::of_patients(unit, &place.records, View::Current).await?;
    let answers = answers.into_iter().map(|stored| stored.recorded.value).filter(|answer| answer.review == review).collect();
    let dispute = dispute(unit, &place, &mut made).await?;
    let determination = if choices.determination { determination(unit, &place, &mut made).await? } else { None };
    let released = storage::released_packet::of_patients(unit, &place.records, View::Current).await?;
    let answers_claims = place.lines().next().is_some();
    let (payer, no_payer) = payer_on_record(unit, &place).await?;
    let peer_to_peer = payer.peer_to_peer;
    let input = PacketInput {
        variant,
        cover: cover(unit, app, &place, (&patient, payer, choices)).await?,
        admitted: place.admitted,
        records_from: place.days.first(),
        since: since(unit, &place).await?,
        today: place.days.last(),
        records,
        words,
        clauses: with_records,
        answers,
        dispute,
        determination,
        choices,
        provenance: made.named(&names),
    };
    Ok(PacketDraft {
        zone,
        today: place.today,
        packet: assemble(input),
        clauses,
        released: released.into_iter().filter(|packet| packet.value().review == review).collect(),
        signature: crate::alert::signature(unit, caller).await?,
        choices,
        may_show_determination,
        answers_claims,
        unsaid,
        no_payer,
        peer_to_peer,
        progress,
        review: place.review,
        patient,
    })
}

async fn words(
    unit: &mut ReadUnit,
    place: &Place,
    names: &BTreeMap<String, String>,
    made: &mut Made,
) -> Result<BTreeMap<ReviewQuestion, HumanText>, AppError> {
    let newest: Vec<(ReviewQuestion, Stored<utilization_review::review::ReviewAnswer>)> =
        answers_of(unit, place).await?.into_iter().filter_map(|(question, mut answers)| Some((question, answers.pop()?))).collect();
    let signers: Vec<ClinicianId> = newest.iter().filter_map(|(_, stored)| stored.value().signed_by).collect();
    let signers: BTreeMap<ClinicianId, Clinician> =
        unit.get_many::<Clinician>(&signers, View::Current).await?.into_iter().map(|each| (each.id, each.recorded.value)).collect();
    let mut words = BTreeMap::new();
    for (question, stored) in newest {
        made.add("review_answer", &stored);
        let signer = stored.value().signed_by.and_then(|id| signers.get(&id));
        let author = signer.map_or_else(|| name_of(names, &stored.recorded.recorder), signed);
        words.insert(question, HumanText { author, ..human(&stored, place.review.id) });
    }
    Ok(words)
}

/// The clauses of a review.
pub(super) async fn clauses_of(unit: &mut ReadUnit, place: &Place) -> Result<Vec<Stored<CriteriaClause>>, AppError> {
    let clauses = storage::criteria_clause::of_patients(unit, &place.records, View::Current).await?;
    Ok(clauses.into_iter().filter(|clause| clause.value().review == place.review.id).collect())
}

/// The denial that the review answers, with the days that are left of it.
async fn dispute(unit: &mut ReadUnit, place: &Place, made: &mut Made) -> Result<Option<Dispute>, AppError> {
    let Some(newest) = place.denial() else { return Ok(None) };
    let value = newest.value();
    let (zone, today) = place_of(unit, &place.records).await?;
    let Some(days) = place.decisions.in_dispute(newest, place.review.value().level_of_care, today) else { return Ok(None) };
    let authorizations = storage::authorization::of_patients(unit, &place.records, View::Current).await?;
    let approved = place.decisions.approved_before(&authorizations, newest, &days);
    Ok(Some(Dispute {
        approved_before: approved
            .map(|stored| ApprovedBefore { number: stored.value().number.clone(), evidence: made.add("authorization", stored) }),
        evidence: made.add("authorization_determination", newest),
        reason: value.reason.clone(),
        reference: value.reference.clone(),
        reviewer: value.reviewer.clone(),
        decided: value.decided_at.day_in(&zone),
        days,
        lines: place.lines().cloned().collect(),
    }))
}

/// The newest stored determination of the episode.
async fn determination(unit: &mut ReadUnit, place: &Place, made: &mut Made) -> Result<Option<OwnDetermination>, AppError> {
    let episode = place.review.value().episode;
    let stored = storage::determination::of_patients(unit, &place.records, View::Current).await?;
    let Some(newest) = stored.iter().filter(|each| each.value().episode == episode).max_by_key(|each| each.value().made_at) else {
        return Ok(None);
    };
    let value = newest.value();
    let trace: Trace = serde_json::from_str(&value.trace).map_err(|error| AppError::Document(format!("determination: {error}")))?;
    Ok(Some(OwnDetermination {
        outcome: value.outcome.clone(),
        set: format!("{} {}", value.criteria_set, value.criteria_version),
        rules: trace.rules.into_iter().map(|rule| (rule.rule, rule.verdict)).collect(),
        evidence: made.add("determination", newest),
    }))
}
