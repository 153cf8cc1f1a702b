//! Loads what is on record about patients: one look at each kind of record, however many patients there are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use care::payer::PayerIdentities;
use care::{Coverage, Episode, Program};
use integrity::claim_support::joining::Candidate;
use integrity::claim_support::notes::{COMPARED_DAYS, Compared, fact_of, similarity};
use integrity::claim_support::{
    Certification, DecisionFact, Kept, LevelDecision, LevelDetermination, Measure, RequestFact, RiskFact, ServiceNote,
};
use outcomes::score_review::LookedAt;
use storage::alert::StoredAlert;
use storage::determination::Determination;
use storage::determination_decision::DeterminationDecision;
use storage::score::StoredScore;
use storage::score_review::ScoreReview;
use storage::service_note::Comparable;
use storage::{ReadUnit, Stored};
use utilization_review::authorization::{Authorization, AuthorizationDetermination, AuthorizationRequest, DecisionStage};
use utilization_review::clock::NoticeKind;
use utilization_review::given_notice::{GivenNotice, NoticeRecipient};
use vocabulary::{ClinicianId, Day, EpisodeId, Instant, PatientId, ZoneName};

use super::records::{OfPatients, OnRecord};
use super::{Beside, Gathered, derived, kept, kept_as, name_of, papers};
use crate::change::Stay;
use crate::error::AppError;
use crate::score_review::looked_at;

/// Loads what is on record about a patient, under the record as which they are shown.
pub(in crate::claim) async fn patient(unit: &mut ReadUnit, beside: &Beside, shown: PatientId) -> Result<Gathered, AppError> {
    let mut found = patients(unit, beside, &BTreeSet::from([shown])).await?;
    found.pop_first().map(|(_, gathered)| gathered).ok_or(AppError::NotFound("patient"))
}

/// The same of many patients, with one look at each kind of record.
pub(in crate::claim) async fn patients(
    unit: &mut ReadUnit,
    beside: &Beside,
    patients: &BTreeSet<PatientId>,
) -> Result<BTreeMap<PatientId, Gathered>, AppError> {
    let (mut on_record, shown) = OnRecord::load(unit, beside, patients).await?;
    let now = unit.at();
    shown.into_iter().map(|patient| Ok((patient, gathered(&mut on_record, beside, patient, now)?))).collect()
}

/// What is on record about one patient, taken out of what was read.
fn gathered(on_record: &mut OnRecord, beside: &Beside, patient: PatientId, now: Instant) -> Result<Gathered, AppError> {
    let OnRecord { practice, episodes, patients, stays } = on_record;
    let record = patients.people.of(patient).into_iter().find(|each| each.id == patient).ok_or(AppError::NotFound("patient"))?;
    let episodes = episodes.of(patient);
    let (zone, today) = zone_of(now, &episodes, &practice.programs);
    let own_stays: Vec<Stay> = episodes.iter().map(|episode| Stay::from(episode.value())).collect();
    let (scores, alerts, reviews) = (patients.scores.of(patient), patients.alerts.of(patient), patients.reviews.of(patient));
    let looked_at = looked_at(&reviews);
    let coverages = patients.coverages.of(patient);
    let quotes = patients.quotes.of(patient);
    let authorizations = stays.authorizations.of(patient);
    let taken = stays.takings.of_authorizations(&authorizations, today);
    Ok(Gathered {
        candidate: candidate(&record, &coverages, &patients.accounts.of(patient)),
        measures: scores.iter().map(|score| measure(score, &looked_at)).collect(),
        changes: derived::changes(&scores, &own_stays, &beside.library, &practice.recalled),
        benefit_limits: quotes.iter().filter_map(papers::limit).collect(),
        papers: kept(patients.papers.of(patient)),
        credentials: Arc::clone(&practice.credentials),
        exclusion_checks: Arc::clone(&practice.exclusion_checks),
        eligibility: quotes.iter().filter_map(|quote| derived::eligibility(quote, &coverages)).collect(),
        certifications: patients.certifications.of(patient).iter().map(certification).collect(),
        orders: patients.orders.of(patient).iter().map(|each| kept_as(each, (each.value().day, each.value().level_of_care))).collect(),
        notices: stays.notices.of(patient).iter().map(|each| (each.value().episode, told_of_discharge(each, &zone))).collect(),
        risks: patients.risks.of(patient).iter().map(|each| risk(each, today, &alerts, &zone)).collect(),
        requests: stays.requests.of(patient).iter().map(|each| request(each, &zone)).collect(),
        decisions: stays.decisions.of(patient).iter().filter_map(|each| decision(each, &zone)).collect(),
        discussions: discussions(&reviews, &scores, &zone),
        determinations: (patients.determinations.of(patient).iter())
            .filter_map(|each| determination(each, &patients.decided, &zone))
            .collect(),
        substance_days: substance_days(patients, patient),
        payers: practice.payers.clone(),
        diagnosis_codes: beside.diagnosis_codes.clone(),
        coverages: kept(coverages),
        taken: taken.iter().map(|(granted, day)| (granted.value().level_of_care, *day)).collect(),
        taken_of: taken.iter().map(|(granted, day)| (name_of(granted), *day)).collect(),
        authorizations: under_one_key(kept(authorizations), &PayerIdentities::of(&practice.payers)),
        diagnoses: kept(patients.diagnoses.of(patient)),
        periods: kept(stays.periods.of(patient)),
        attendance: kept(stays.attendance.of(patient)),
        notes: stays.notes.of(patient).iter().map(|each| note(each, &stays.comparable, &zone)).collect(),
        goals: kept(stays.goals.of(patient)),
        plan_changes: kept(stays.plan_changes.of(patient)),
        statements: kept(stays.statements.of(patient)),
        step_down_plans: kept(stays.step_downs.of(patient)),
        function_ratings: kept(patients.ratings.of(patient)),
        disclosure_consents: kept(patients.consents.of(patient)),
        episodes: with_part2(episodes, &practice.programs),
        patient: record,
        zone,
        today,
        calendar: practice.calendar.clone(),
    })
}

/// What payers granted, each payer under the key that stands for it.
fn under_one_key(mut authorizations: Vec<Kept<Authorization>>, same: &PayerIdentities) -> Vec<Kept<Authorization>> {
    for granted in &mut authorizations {
        granted.value.payer = same.key_of(&granted.value.payer).to_owned();
    }
    authorizations
}

/// Episodes, each with whether its program is under 42 CFR Part 2.
fn with_part2(episodes: Vec<Stored<Episode>>, programs: &[Stored<Program>]) -> Vec<(Stored<Episode>, bool)> {
    let is_part2 =
        |episode: &Stored<Episode>| programs.iter().any(|program| program.id == episode.value().program && program.value().part2);
    episodes.into_iter().map(|episode| (is_part2(&episode), episode)).map(|(part2, episode)| (episode, part2)).collect()
}

/// The days that something on record says of use or abstinence.
fn substance_days(patients: &mut OfPatients, patient: PatientId) -> Vec<Kept<Day>> {
    let mut days: Vec<Kept<Day>> = Vec::new();
    days.extend(patients.screens.of(patient).iter().map(|each| kept_as(each, each.value().day)));
    days.extend(patients.uses.of(patient).iter().map(|each| kept_as(each, each.value().day)));
    days.extend(patients.abstinence.of(patient).iter().map(|each| kept_as(each, each.value().day)));
    days
}

fn risk(stored: &Stored<care::RiskRating>, today: Day, alerts: &[StoredAlert], zone: &ZoneName) -> Kept<RiskFact> {
    let (day, level) = (stored.value().assessed_at.day_in(zone), stored.value().level);
    kept_as(stored, RiskFact { day, level, is_disposed: derived::disposed(day, today, alerts, zone) })
}

fn request(stored: &Stored<AuthorizationRequest>, zone: &ZoneName) -> Kept<RequestFact> {
    let (submitted, level) = (stored.value().submitted_at.day_in(zone), stored.value().level_of_care);
    kept_as(stored, RequestFact { submitted, level })
}

/// A payer's decision on a request; `None` for one on a claim.
fn decision(stored: &Stored<AuthorizationDetermination>, zone: &ZoneName) -> Option<Kept<DecisionFact>> {
    let said = stored.value();
    (said.stage != DecisionStage::Claim).then(|| kept_as(stored, DecisionFact { decided: said.decided_at.day_in(zone) }))
}

/// The zone and the present day of a person's latest program, as [`crate::context::place_of`] has them.
fn zone_of(now: Instant, episodes: &[Stored<Episode>], programs: &[Stored<Program>]) -> (ZoneName, Day) {
    let latest = episodes.last().map(|episode| episode.value().program);
    let program = match latest {
        Some(latest) => programs.iter().find(|program| program.id == latest),
        None => programs.first(),
    };
    let zone = program.map_or_else(ZoneName::utc, |program| program.value().zone.clone());
    let today = now.day_in(&zone);
    (zone, today)
}

fn candidate(patient: &Stored<care::Patient>, coverages: &[Stored<Coverage>], accounts: &[Stored<care::ClaimAccount>]) -> Candidate {
    let care::Patient { record_number, family_name, birth_day, .. } = patient.value();
    Candidate {
        patient: patient.id,
        record_number: record_number.clone(),
        family_name: family_name.clone(),
        birth_day: *birth_day,
        member_ids: coverages.iter().map(|coverage| coverage.value().member_id.clone()).collect(),
        accounts: accounts.iter().map(|account| account.value().account.clone()).collect(),
    }
}

/// The days on which a score was talked about with the patient, as it stands now: who talked about one that was corrected or withdrawn since did not talk
/// about what stands there.
fn discussions(reviews: &[Stored<ScoreReview>], scores: &[StoredScore], zone: &ZoneName) -> Vec<Kept<Day>> {
    let stands = |review: &ScoreReview| {
        let is_it = |score: &&StoredScore| score.administration == review.administration;
        scores.iter().find(is_it).is_some_and(|score| score.input_version == review.administration_version)
    };
    let standing = reviews.iter().filter(|each| stands(each.value()));
    standing.filter_map(|each| Some(kept_as(each, each.value().discussed_at?.day_in(zone)))).collect()
}

/// The day on which the payer was told of a discharge; `None` for a notice of something else or to somebody else.
fn told_of_discharge(notice: &Stored<GivenNotice>, zone: &ZoneName) -> Option<Kept<Day>> {
    let said = notice.value();
    let is_it = said.kind == NoticeKind::Discharge && said.recipient == NoticeRecipient::Payer;
    is_it.then(|| kept_as(notice, said.given_at.day_in(zone)))
}

fn certification(stored: &Stored<care::Certification>) -> Kept<Certification> {
    let care::Certification { day, level_of_care, by_physician, is_complete, .. } = *stored.value();
    kept_as(stored, Certification { level: level_of_care, signed: day, by_physician, is_complete })
}

fn measure(score: &StoredScore, looked_at: &LookedAt) -> Kept<Measure> {
    let value = Measure {
        day: score.day,
        instrument: score.instrument.clone(),
        is_scored: matches!(score.summary.status.as_str(), "scored" | "prorated" | "totals_only"),
        is_interpreted: looked_at.counts(score.administration, score.input_version).then_some(true),
    };
    Kept { record: Some(score.administration.to_string()), value }
}

/// Notes with which these can be compared, read without the patients whom they are about.
pub(super) async fn comparable(unit: &mut ReadUnit, notes: &[Stored<care::ServiceNote>]) -> Result<Vec<Comparable>, AppError> {
    let with_fingerprint = || notes.iter().filter(|note| note.value().fingerprint.is_some());
    let authors: BTreeSet<ClinicianId> = with_fingerprint().filter_map(|note| note.value().author).collect();
    let span = with_fingerprint().map(|note| note.value().day).min().zip(with_fingerprint().map(|note| note.value().day).max());
    let Some((first, last)) = span else { return Ok(Vec::new()) };
    let around = (first.plus_days(-COMPARED_DAYS), last.plus_days(COMPARED_DAYS));
    Ok(storage::service_note::comparable(unit, &authors.into_iter().collect::<Vec<_>>(), around).await?)
}

fn note(stored: &Stored<care::ServiceNote>, others: &[Comparable], zone: &ZoneName) -> (EpisodeId, Kept<ServiceNote>) {
    let beside = others.iter().filter(|other| other.id != stored.id);
    let compared = beside.map(|other| Compared { author: other.author, day: other.day, fingerprint: &other.fingerprint });
    let value = fact_of(stored.value(), zone, similarity(stored.value(), compared));
    (stored.value().episode, kept_as(stored, value))
}

fn determination(
    stored: &Stored<Determination>,
    decided: &[Stored<DeterminationDecision>],
    zone: &ZoneName,
) -> Option<(EpisodeId, Kept<LevelDetermination>)> {
    let said = decided.iter().map(Stored::value).filter(|said| said.determination == stored.id);
    // The last one holds; who put it off decided nothing.
    let mut decided = said.filter_map(|said| match said.decision.as_str() {
        "agree" => Some(LevelDecision::Agreed),
        "disagree" if !said.reason.is_empty() => Some(LevelDecision::Otherwise(said.direction.as_deref()?.parse().ok()?)),
        _ => None,
    });
    let decision = decided.next_back();
    let (day, outcome) = (stored.value().made_at.day_in(zone), Some(stored.value().outcome.parse().ok()?));
    Some((stored.value().episode, kept_as(stored, LevelDetermination { day, outcome, decision })))
}
