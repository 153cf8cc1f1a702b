//! Every denial: what is to be done by when, and what appeals came to so far.

use std::collections::{BTreeMap, BTreeSet};

use care::PlanFunding;
use care::payer::PayerIdentities;
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::outcome::OverturnRates;
use utilization_review::appeal::{AppealTask, ClosureReason, DayOutcome, OverturnRate, Standing};
use utilization_review::authorization::DeterminationOutcome;
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, PatientId, Period, RecordId, ZoneName};

use super::super::board::own_patients;
use super::super::denial::{Decided, Decisions, OpenDenial, Taken};
use super::super::{paying, place, primary_from};
use super::case;
use super::clocks::{Clocks, course_ends, is_of_substance_use};
use crate::authorization::level_on;
use crate::authorization::planned::{levels, stay_of};
use crate::context::{App, person, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data, Scope};

/// One denial.
#[derive(Clone, Debug)]
pub struct AppealRow {
    /// Family name, then given name.
    pub listed_name: String,
    /// The practice's number of the patient.
    pub record_number: String,
    /// The record under which the patient is shown.
    pub patient: PatientId,
    /// The review; `None` where the decision names none yet.
    pub review: Option<RecordId>,
    /// The decision.
    pub determination: RecordId,
    /// The payer's name.
    pub payer: String,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// The days in dispute.
    pub disputed: Option<Period>,
    /// The zone of the program.
    pub zone: ZoneName,
    /// What is to be done first; `None` where nothing is open. While the notice is not taken in, what will have to be done first as far as the decision tells.
    pub next: Option<AppealTask>,
    /// How many things are to be done.
    pub open: usize,
    /// True once every appeal against it is decided, every day was granted or won since, or it was closed.
    pub is_over: bool,
    /// Why it was closed, where it was.
    pub closed: Option<ClosureReason>,
    /// True where its notice is not taken in.
    pub waits_for_notice: bool,
}

/// What appeals to one payer about one level came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateRow {
    /// The payer's name.
    pub payer: String,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// The counts.
    pub rate: OverturnRate,
}

/// All denials.
#[derive(Clone, Debug)]
pub struct AppealBoard {
    /// The present instant.
    pub now: Instant,
    /// Open ones first: the earliest deadline first, also where only the decision tells of it, then those without a time.
    pub rows: Vec<AppealRow>,
    /// What appeals came to, by payer and level.
    pub rates: Vec<RateRow>,
}

impl App {
    /// The denials of the caller's patients, with the first task of each, and what appeals came to.
    #[crate::boxed]
    pub async fn appeals(&self, caller: &Caller) -> Result<AppealBoard, AppError> {
        const ACTION: &str = "view_appeals";
        let scope = match caller.may(Data::Reviews) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let (operation, asking, now) = (self.operation(caller, ACTION), caller.clone(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                // Of whom everything was granted since is read and not shown.
                let board = unit.placing(|unit| Box::pin(async move { board(unit, &asking, scope, now).await })).await?;
                let links = storage::patient_link::links(unit, View::Current).await?;
                for record in board.rows.iter().flat_map(|row| links.records_of(row.patient)) {
                    unit.touch(record);
                }
                Ok(board)
            })
        });
        self.audited(caller, ACTION, read.await).await
    }
}

async fn board(unit: &mut ReadUnit, asking: &Caller, scope: Scope, now: Instant) -> Result<AppealBoard, AppError> {
    let own = own_patients(unit, asking, scope).await?;
    let denied = match &own {
        None => storage::authorization_determination::all(unit, View::Current).await?,
        Some(own) => storage::authorization_determination::of_patients(unit, own, View::Current).await?,
    };
    let (mut rows, mut rates) = (Vec::new(), OverturnRates::new());
    for patient in people(unit, &denied).await? {
        let (shown, records) = person(unit, patient).await?;
        let decisions = Decisions::load(unit, &records).await?;
        for (decision, review) in decisions.denials() {
            let row = match review {
                Some(review) => with_review(unit, asking, (review, decision), &mut rates).await?,
                None => without_review(unit, shown, &records, (&decisions, decision)).await?,
            };
            rows.extend(row);
        }
    }
    rows.sort_by(|one: &AppealRow, other| order(one).cmp(&order(other)));
    let rates = rates.into_iter().filter(|(_, rate)| rate.decided > 0);
    let rates = rates.map(|((payer, level_of_care), rate)| RateRow { payer, level_of_care, rate }).collect();
    Ok(AppealBoard { now, rows, rates })
}

/// Whose stays something was denied in, each record once.
async fn people(unit: &mut ReadUnit, decided: &[Decided]) -> Result<BTreeSet<PatientId>, AppError> {
    let is_denial = |decision: &&Decided| matches!(decision.value().outcome, DeterminationOutcome::Denied | DeterminationOutcome::Partial);
    let episodes: BTreeSet<EpisodeId> = decided.iter().filter(is_denial).map(|decision| decision.value().episode).collect();
    let mut episodes: Vec<EpisodeId> = episodes.into_iter().collect();
    let links = storage::patient_link::links(unit, View::Current).await?;
    let found = unit.get_many::<care::Episode>(&episodes, View::Current).await?;
    let mut people: BTreeSet<PatientId> = found.iter().map(|episode| links.shown_as(episode.value().patient)).collect();
    // What a payer denies before the admission is answered in time, too.
    episodes.retain(|id| found.iter().all(|episode| episode.id != *id));
    let planned = unit.get_many::<care::PlannedAdmission>(&episodes, View::Current).await?;
    people.extend(planned.iter().map(|plan| links.shown_as(plan.value().patient)));
    Ok(people)
}

/// A denial that a review answers. One about which nothing was done and of which no day is left is none any more.
async fn with_review(
    unit: &mut ReadUnit,
    caller: &Caller,
    (review, decision): (RecordId, &Decided),
    rates: &mut OverturnRates,
) -> Result<Option<AppealRow>, AppError> {
    let at = place(unit, caller, review).await?;
    let decided = storage::appealed_days::of_patients(unit, &at.records, View::Current).await?;
    let mut by_appeal: BTreeMap<RecordId, Vec<(Period, DayOutcome)>> = BTreeMap::new();
    for days in decided.iter().map(Stored::value).filter(|days| days.review == review) {
        by_appeal.entry(days.appeal).or_default().push((days.period, days.outcome));
    }
    let page = case::page(unit, at).await?;
    let rate = rates.entry((page.payer.name.clone(), page.review.value().level_of_care)).or_default();
    for runs in by_appeal.values() {
        rate.add(runs);
    }
    if page.denial.is_none() && page.is_granted_since() {
        return Ok(None);
    }
    let tasks = if page.denial.is_some() { &page.tasks } else { &page.provisional };
    let open = tasks.iter().filter(|task| !task.done);
    Ok(Some(AppealRow {
        listed_name: page.patient.value().listed_name(),
        record_number: page.patient.value().record_number.clone(),
        patient: page.patient.id,
        review: Some(review),
        determination: decision.id,
        payer: page.payer.name.clone(),
        level_of_care: page.review.value().level_of_care,
        disputed: page.disputed.as_ref().map(|disputed| disputed.period),
        zone: page.zone.clone(),
        next: open.clone().next().cloned(),
        open: open.count(),
        is_over: page.is_over(),
        closed: page.closure.as_ref().map(|closure| closure.value().reason),
        waits_for_notice: page.denial.is_none() && !page.is_over(),
    }))
}

/// A denial of which nobody has said which review it answers.
async fn without_review(
    unit: &mut ReadUnit,
    shown: PatientId,
    records: &[PatientId],
    (decisions, decision): (&Decisions, &Decided),
) -> Result<Option<AppealRow>, AppError> {
    let (zone, today) = place_of(unit, records).await?;
    let periods = levels(unit, records).await?;
    let open = decisions.open_denials(|episode, day| level_on(&periods, episode, day), today);
    let Some(open) = open.into_iter().find(|open| open.decision.id == decision.id) else { return Ok(None) };
    let coverages = storage::coverage::of_patients(unit, records, View::Current).await?;
    let coverages: Vec<care::Coverage> = coverages.into_iter().map(|stored| stored.recorded.value).collect();
    let payers: Vec<care::PayerProfile> = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect();
    let coverage = primary_from(&coverages, open.disputed.period.first(), today);
    let payer = paying((&payers, &PayerIdentities::of(&payers)), coverage);
    let taken = decisions.taken(|episode, day| level_on(&periods, episode, day), today);
    let tasks = foreseen(unit, (records, &zone, today), (decisions, &taken, &open), (coverage, payer)).await?;
    let patient = unit.require::<care::Patient>(shown).await?;
    Ok(Some(AppealRow {
        listed_name: patient.value().listed_name(),
        record_number: patient.value().record_number.clone(),
        patient: shown,
        review: None,
        determination: decision.id,
        payer: payer.name.clone(),
        level_of_care: open.level_of_care,
        disputed: Some(open.disputed.period),
        zone,
        next: tasks.first().cloned(),
        open: tasks.len(),
        is_over: false,
        closed: None,
        waits_for_notice: true,
    }))
}

/// What will have to be done about a denial that no review answers yet, by what the coverage says.
async fn foreseen(
    unit: &mut ReadUnit,
    (records, zone, today): (&[PatientId], &ZoneName, Day),
    (decisions, taken, open): (&Decisions, &Taken, &OpenDenial<'_>),
    (coverage, payer): (Option<&care::Coverage>, &care::PayerProfile),
) -> Result<Vec<AppealTask>, AppError> {
    let (rules, calendar) = (crate::payer::rules_in(unit).await?, crate::holiday::calendar_in(unit).await?);
    let (decision, first) = (open.decision.value(), open.disputed.period.first());
    let authorizations = storage::authorization::of_patients(unit, records, View::Current).await?;
    let is_admitted = stay_of(unit, decision.episode).await?.discharge.is_none();
    let clocks = Clocks {
        rules: &rules,
        calendar: &calendar,
        zone,
        payer,
        funding: coverage.map_or(PlanFunding::Unknown, |coverage| coverage.funding),
        state: coverage.map_or("", |coverage| coverage.state.as_str()),
        level_of_care: open.level_of_care,
        timing: decisions.request(decision).map(|request| request.kind),
        substance_use: is_of_substance_use(unit, records, (decision.episode, first)).await?,
        course_ends: course_ends(&authorizations, (decision.episode, open.level_of_care), &open.disputed, (taken, today)),
        standing: Standing::of(decision.stage, None, payer.limits.appeal_levels),
        from: decision.decided_at,
    };
    Ok(clocks.before_notice(is_admitted && open.disputed.period.last().is_none_or(|last| last >= today)))
}

fn order(row: &AppealRow) -> Order<'_> {
    use utilization_review::clock::Due;
    let due = row.next.as_ref().and_then(|task| task.due).and_then(|due| if let Due::Before(due, _) = due { Some(due) } else { None });
    order_of(row.is_over, row.waits_for_notice, due, &row.listed_name)
}

/// Open ones first; of those the earliest deadline first, whether the notice or only the decision tells of it; then those without a time, of those the ones
/// whose notice is not taken in last.
type Order<'a> = (bool, bool, Option<Instant>, bool, &'a str);

const fn order_of(is_over: bool, waits_for_notice: bool, due: Option<Instant>, listed_name: &str) -> Order<'_> {
    (is_over, due.is_none(), due, waits_for_notice, listed_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_deadline_comes_first_provisional_or_not_then_what_has_none_then_what_waits_for_its_notice_then_what_is_decided() {
        let at = |text: &str| Some(text.parse::<Instant>().expect("an instant"));
        let mut orders = [
            order_of(true, false, at("2026-10-01T00:00:00Z"), "Over"),
            order_of(false, true, None, "A notice"),
            order_of(false, false, None, "Unknown"),
            order_of(false, false, at("2026-12-01T00:00:00Z"), "Later"),
            order_of(false, true, at("2026-11-15T00:00:00Z"), "Provisional"),
            order_of(false, false, at("2026-10-22T00:00:00Z"), "Passed"),
        ];
        orders.sort_unstable();
        assert_eq!(orders.map(|(.., name)| name), ["Passed", "Provisional", "Later", "Unknown", "A notice", "Over"]);
    }
}
