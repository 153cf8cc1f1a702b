//! Every denial that was taken in: what is to be done by when, and what appeals came to so far.

use std::collections::BTreeMap;

use storage::{Stored, View};
use utilization_review::appeal::outcome::OverturnRates;
use utilization_review::appeal::{AppealTask, DayOutcome, OverturnRate};
use vocabulary::{Instant, LevelOfCare, PatientId, Period, RecordId, ZoneName};

use super::super::{board::own_patients, place};
use super::case;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// One denial.
#[derive(Clone, Debug)]
pub struct AppealRow {
    /// Family name, then given name.
    pub listed_name: String,
    /// The practice's number of the patient.
    pub record_number: String,
    /// The record under which the patient is shown.
    pub patient: PatientId,
    /// The review.
    pub review: RecordId,
    /// The payer's name.
    pub payer: String,
    /// The level.
    pub level_of_care: LevelOfCare,
    /// The days in dispute.
    pub disputed: Option<Period>,
    /// The zone of the program.
    pub zone: ZoneName,
    /// What is to be done first; `None` where nothing is open.
    pub next: Option<AppealTask>,
    /// How many things are to be done.
    pub open: usize,
    /// True once every appeal against it is decided.
    pub is_over: bool,
    /// True where the notice of the newest denial is not taken in, as after a decision on appeal.
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
    /// Open ones first, the earliest deadline first.
    pub rows: Vec<AppealRow>,
    /// What appeals came to, by payer and level.
    pub rates: Vec<RateRow>,
}

impl App {
    /// The denials of the caller's patients, with the first task of each, and what appeals came to.
    pub async fn appeals(&self, caller: &Caller) -> Result<AppealBoard, AppError> {
        const ACTION: &str = "view_appeals";
        let scope = match caller.may(Data::Reviews) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let (operation, asking, now) = (self.operation(caller, ACTION), caller.clone(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let own = own_patients(unit, &asking, scope).await?;
                let denials = match &own {
                    None => storage::denial::all(unit, View::Current).await?,
                    Some(own) => storage::denial::of_patients(unit, own, View::Current).await?,
                };
                // One row a stay, as the page of a review shows the newest denial of its episode; and one for each appeal against refused lines.
                let lines = storage::disputed_line::all(unit, View::Current).await?;
                let answers_claims = |review: RecordId| lines.iter().any(|line| line.value().review == review);
                let mut reviews: BTreeMap<(vocabulary::EpisodeId, Option<RecordId>), RecordId> = BTreeMap::new();
                for value in denials.iter().map(Stored::value) {
                    reviews.insert((value.episode, Some(value.review).filter(|review| answers_claims(*review))), value.review);
                }
                let (mut rows, mut rates) = (Vec::new(), OverturnRates::new());
                for review in reviews.into_values() {
                    let at = place(unit, &asking, review).await?;
                    let decided = storage::appealed_days::of_patients(unit, &at.records, View::Current).await?;
                    let mut by_appeal: BTreeMap<RecordId, Vec<(Period, DayOutcome)>> = BTreeMap::new();
                    for days in decided.iter().map(Stored::value).filter(|days| case::is_about(&at, days)) {
                        by_appeal.entry(days.appeal).or_default().push((days.period, days.outcome));
                    }
                    let page = case::page(unit, at).await?;
                    let rate = rates.entry((page.payer.name.clone(), page.review.value().level_of_care)).or_default();
                    for runs in by_appeal.values() {
                        rate.add(runs);
                    }
                    rows.push(row(&page));
                }
                rows.sort_by(|one: &AppealRow, other| order(one).cmp(&order(other)));
                let rates = rates.into_iter().filter(|(_, rate)| rate.decided > 0);
                let rates = rates.map(|((payer, level_of_care), rate)| RateRow { payer, level_of_care, rate }).collect();
                Ok(AppealBoard { now, rows, rates })
            })
        });
        self.audited(caller, ACTION, read.await).await
    }
}

fn row(page: &case::AppealPage) -> AppealRow {
    let open = page.tasks.iter().filter(|task| !task.done);
    AppealRow {
        listed_name: page.patient.value().listed_name(),
        record_number: page.patient.value().record_number.clone(),
        patient: page.patient.id,
        review: page.review.id,
        payer: page.payer.name.clone(),
        level_of_care: page.review.value().level_of_care,
        disputed: page.disputed.as_ref().map(|disputed| disputed.period),
        zone: page.zone.clone(),
        next: open.clone().next().cloned(),
        open: open.count(),
        is_over: page.is_over(),
        waits_for_notice: page.denial.is_none(),
    }
}

fn order(row: &AppealRow) -> (bool, Option<Instant>, &str) {
    use utilization_review::clock::Due;
    let due = row.next.as_ref().and_then(|task| task.due).and_then(|due| if let Due::Before(due, _) = due { Some(due) } else { None });
    // Without a time at the end of the open ones.
    (row.is_over, due.or_else(|| Instant::from_microseconds(i64::MAX / 4)), row.listed_name.as_str())
}
