//! The queue, a page of it.

use std::collections::BTreeMap;

use revenue_cycle::DenialCategory;
use revenue_cycle::denial::queue::{self, Order, StandingDenial};
use revenue_cycle::denial::step::StepKind;
use storage::denial_step::DenialPlace;
use vocabulary::{Day, PatientId};

use super::desk::{Beside, Desk, Ground, Standing};
use super::{QueuedDenial, note_shown};
use crate::computed::computed;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What of the queue is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueQuery {
    /// Only refusals of this category.
    pub category: Option<DenialCategory>,
    /// Only refusals of this payer, by its name.
    pub payer: Option<String>,
    /// Only refusals about which nothing was done, or only those about which something was.
    pub worked: Option<bool>,
    /// Only those whose write-off waits for somebody who approves it.
    pub asked: bool,
    /// By what they are ordered; by what is to be expected where nobody says.
    pub order: Option<Order>,
    /// Only what comes after this one in that order.
    pub after: Option<DenialPlace>,
    /// At most so many.
    pub size: usize,
}

/// The queue.
#[derive(Clone, Debug)]
pub struct DenialQueue {
    /// The day on which it was made.
    pub today: Day,
    /// One page, in its order.
    pub rows: Vec<QueuedDenial>,
    /// How many there are with this filter.
    pub count: usize,
    /// How many there are in all, withdrawn and written-off ones left out.
    pub all: usize,
    /// True where more follow.
    pub more: bool,
    /// The categories and the payers that there are, to filter by.
    pub categories: Vec<DenialCategory>,
    /// See `categories`.
    pub payers: Vec<String>,
    /// The version of the table of reasons.
    pub reasons_version: String,
}

impl App {
    /// The refusals that stand, a page of them.
    #[crate::boxed]
    pub async fn denial_queue(&self, caller: &Caller, query: QueueQuery) -> Result<DenialQueue, AppError> {
        const ACTION: &str = "view_denials";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let ground = Ground::load(unit).await?;
                let beside = Beside::of_everybody(unit, &ground).await?;
                Ok((ground, beside))
            })
        });
        let (ground, beside) = read.await?;
        let made = tokio::task::spawn_blocking(move || {
            let desk = Desk::of(Standing::of(ground), beside);
            let page = page_of(&desk, &query);
            let shown: Vec<Option<PatientId>> = page.rows.iter().map(|row| desk.patient(row)).collect();
            (page, shown, desk.known())
        });
        let (page, shown, known) = computed("listing denials", made).await?;
        let operation = self.operation(caller, ACTION);
        let noted = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                note_shown(unit, &shown);
                known.keep(unit);
                Ok(())
            })
        });
        noted.await?;
        Ok(page)
    }
}

fn page_of(desk: &Desk, query: &QueueQuery) -> DenialQueue {
    let rows = desk.rows();
    let is_written_off = |row: &QueuedDenial| row.step.as_ref().is_some_and(|step| step.step.kind == StepKind::WriteOff);
    let (mut categories, mut payers): (Vec<DenialCategory>, Vec<String>) =
        rows.iter().map(|row| (row.denial.denial.kind.category, row.denial.payer_name.clone())).unzip();
    categories.sort_unstable();
    categories.dedup();
    payers.sort_unstable();
    payers.dedup();
    let all = rows.iter().filter(|row| !is_written_off(row)).count();
    let fits = |row: &QueuedDenial| {
        query.category.is_none_or(|category| row.denial.denial.kind.category == category)
            && query.payer.as_ref().is_none_or(|payer| row.denial.payer_name == *payer)
            && (!query.asked || row.step.as_ref().is_some_and(|step| step.step.kind == StepKind::WriteOffAsked))
            && match query.worked {
                None => !is_written_off(row),
                Some(worked) => row.step.is_some() == worked,
            }
    };
    let rows = arranged(rows.into_iter().filter(fits).collect(), query.order.unwrap_or(Order::ExpectedValue), desk.today());
    let count = rows.len();
    let begin = query.after.and_then(|after| rows.iter().position(|row| row.about == after)).map_or(0, |place| place + 1);
    let size = query.size.max(1);
    DenialQueue {
        today: desk.today(),
        more: count > begin + size,
        rows: rows.into_iter().skip(begin).take(size).collect(),
        count,
        all,
        categories,
        payers,
        reasons_version: desk.table().version.clone(),
    }
}

fn arranged(rows: Vec<QueuedDenial>, order: Order, today: Day) -> Vec<QueuedDenial> {
    let mut denials: Vec<StandingDenial> = rows.iter().map(|row| row.denial.clone()).collect();
    queue::arrange(&mut denials, order, today);
    let key = |denial: &StandingDenial| (denial.payment.clone(), denial.place, denial.denial.line);
    let mut by_key: BTreeMap<_, QueuedDenial> = rows.into_iter().map(|row| (key(&row.denial), row)).collect();
    denials.iter().filter_map(|denial| by_key.remove(&key(denial))).collect()
}
