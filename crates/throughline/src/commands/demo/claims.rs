//! What the invented practice billed, and what payers said: the bills of the attended days of stays that have a payer, weekly payments, some lines refused.
//! What the files say follows from the seed and the payers on record; here it is posted, as whoever does it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use app::authorization::Decision;
use app::claim::{NewStep, QueueQuery};
use app::import::{Format, ImportRequest, NamedMapping};
use app::review::{BoardFilter, BoardPage, Stay};
use app::{App, AppError, Caller};
use care::{Coverage, CoverageRank};
use revenue_cycle::denial::step::StepKind;
use synthetic::Practice;
use synthetic::billing::till::{Covered, Till};
use utilization_review::authorization::{Authorization, DecisionStage, DeterminationOutcome, UnitKind};
use vocabulary::{Day, EpisodeId, Period, Role};

use super::decisions::caller;

/// One of so many stays was granted a week before the present one.
const EARLIER_OF: usize = 3;
/// From when on, in days from the day of the demo.
const EARLIER_FROM_DAYS: i32 = -44;

/// Posts the claims and payments, as whoever bills.
pub(super) async fn make(app: &App, practice: &Practice, as_of: Day) -> Result<(), AppError> {
    let person = |role| practice.staff.iter().find(|person| person.roles.contains(&role)).map(caller);
    let (Some(biller), Some(reviewer)) = (person(Role::Biller), person(Role::UtilizationReview)) else { return Ok(()) };
    let covered = covered(app, &reviewer, practice, as_of).await?;
    let facts: Vec<Covered> = covered.iter().map(|(covered, _)| covered.clone()).collect();
    let till = Till::of(practice, &facts);
    for second in &till.second {
        let first = covered.iter().find(|(covered, _)| covered.record == second.record).map(|(_, coverage)| coverage.clone());
        let Some(first) = first else { continue };
        let (payer, member_id) = (second.payer.clone(), second.member.clone());
        app.record_coverage(&reviewer, Coverage { payer, member_id, rank: CoverageRank::Secondary, ..first }).await?;
    }
    if let Some(director) = person(Role::Director) {
        let mapping = NamedMapping::read("contract-rates.toml", till.rates_mapping).expect("the mapping is ours");
        let rates = Cursor::new(till.rates.clone().into_bytes());
        app.import(&director, ImportRequest::new("contract-rates.csv", rates, Format::Table(mapping))).await?;
        for table in &till.beside {
            let mapping = NamedMapping::read(format!("{}.toml", table.name), table.mapping).expect("the mapping is ours");
            let rows = Cursor::new(table.text.clone().into_bytes());
            app.import(&director, ImportRequest::new(format!("{}.csv", table.name), rows, Format::Table(mapping))).await?;
        }
    }
    for file in &till.files {
        app.post_claims(&biller, &file.name, Box::new(Cursor::new(file.text.clone().into_bytes()))).await?;
    }
    take_off(app, &biller, person(Role::Director).as_ref(), &till).await
}

/// Whoever bills wants some refusals off the books; the director approves the first, and the others wait.
async fn take_off(app: &App, biller: &Caller, director: Option<&Caller>, till: &Till) -> Result<(), AppError> {
    let queue = app.denial_queue(biller, QueueQuery { size: usize::MAX / 2, ..QueueQuery::default() }).await?;
    for (place, (claim, reason)) in till.taken_off.iter().enumerate() {
        let Some(row) = queue.rows.iter().find(|row| row.denial.claim_number == *claim) else { continue };
        let step = || NewStep { kind: StepKind::WriteOff, reason: (*reason).to_owned() };
        app.take_denial_step(biller, row.about, step()).await?;
        let asked = app.denial(biller, row.about).await?.row.step.is_some_and(|step| step.step.kind == StepKind::WriteOffAsked);
        if let Some(director) = director.filter(|_| asked && place == 0) {
            app.take_denial_step(director, row.about, step()).await?;
        }
    }
    Ok(())
}

/// Who pays for the stays of the board, with the coverage as it is on record, in the order of record numbers.
async fn covered(app: &App, caller: &Caller, practice: &Practice, as_of: Day) -> Result<Vec<(Covered, Coverage)>, AppError> {
    let mut found: BTreeMap<EpisodeId, (Covered, Coverage)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for entry in app.review_board(caller, BoardFilter::default(), BoardPage::WHOLE).await?.entries {
        let (episode, stay) = (entry.stay.episode, &entry.stay);
        if !seen.insert(episode) {
            continue;
        }
        if seen.len() % EARLIER_OF == 1 {
            grant_earlier(app, caller, stay, practice, as_of).await?;
        }
        let page = app.authorizations(caller, stay.patient).await?;
        let Some(coverage) = page.coverages.first().map(|stored| stored.value().clone()) else { continue };
        let admitted = practice.episodes.iter().find(|entry| entry.id == episode).map(|entry| entry.value.admitted);
        let granted = page.authorizations.iter().map(|view| view.authorization.value());
        let facts = Covered {
            record: page.patient.value().record_number.clone(),
            payer: coverage.payer.clone(),
            member: coverage.member_id.clone(),
            since: admitted.unwrap_or(as_of),
            grants: granted.map(|granted| (granted.number.clone(), granted.period)).collect(),
        };
        found.insert(episode, (facts, coverage));
    }
    let mut covered: Vec<(Covered, Coverage)> = found.into_values().collect();
    covered.sort_by(|(one, _), (other, _)| (&one.record, one.since).cmp(&(&other.record, other.since)));
    // Of a patient with two stays the present one is billed.
    covered.dedup_by(|(later, _), (first, _)| later.record == first.record);
    Ok(covered)
}

/// Two weeks that were granted a while ago, or what of them lies after the admission: some of its bills went out without the number.
async fn grant_earlier(app: &App, caller: &Caller, stay: &Stay, practice: &Practice, as_of: Day) -> Result<(), AppError> {
    let page = app.authorizations(caller, stay.patient).await?;
    let Some(coverage) = page.coverages.first() else { return Ok(()) };
    let admitted = practice.episodes.iter().find(|entry| entry.id == stay.episode).map(|entry| entry.value.admitted);
    let first = as_of.plus_days(EARLIER_FROM_DAYS).max(admitted.unwrap_or(as_of));
    let last = as_of.plus_days(EARLIER_FROM_DAYS + 13);
    // What was granted then is granted for the level of then, and no longer than it went on.
    let mut periods = practice.level_of_care_periods.iter().filter_map(|entry| entry.current());
    let at = periods.find(|each| each.episode == stay.episode && each.period.contains(first));
    let level_of_care = at.map_or(stay.level_of_care, |at| at.level_of_care);
    let last = at.and_then(|at| at.period.last()).map_or(last, |ends| ends.min(last));
    let Ok(period) = Period::new(first, Some(last)) else { return Ok(()) };
    let grant = Authorization {
        episode: stay.episode,
        payer: coverage.value().payer.clone(),
        request: None,
        number: format!("AU-E{}", stay.record_number),
        level_of_care,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: u32::try_from(last.days_since(first) + 1).unwrap_or(1),
        period,
        next_review: None,
        reviewer: String::new(),
        provider_id: String::new(),
    };
    let decision = Decision {
        episode: stay.episode,
        request: None,
        outcome: DeterminationOutcome::Approved,
        stage: DecisionStage::FirstReview,
        period,
        decided_at: first.start_in(&page.zone).plus_seconds(10 * 3600),
        reviewer: String::new(),
        reference: String::new(),
        reason: String::new(),
        grant: Some(grant),
        closes: None,
    };
    app.record_decision(caller, decision).await.map(drop)
}
