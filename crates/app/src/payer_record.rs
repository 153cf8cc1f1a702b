//! What payers grant of what they are asked, how many days stays are likely to need, and the evidence of it for whoever asks: a regulator, a payer, an
//! employer who wants to know whether care of the mind is held to the same rules.
//!
//! The figures are counted by [`utilization_review::payer_record`] and [`utilization_review::length_of_stay`]. Whoever sees them sees everybody's
//! stays, and what leaves goes through the release gate with the patients that it is about.

mod export;
mod forecast;
mod gather;

pub use export::Evidence;
pub use forecast::{CourseForecast, StayForecast};

use std::collections::BTreeMap;

use storage::Stored;
use utilization_review::length_of_stay::LikelyDays;
use utilization_review::payer_record::{PayerFault, PayerFigures};
use vocabulary::{Day, EpisodeId, Instant, PatientId, ZoneName};

use crate::context::{App, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What one payer does at one level, beside what stays at it take.
#[derive(Clone, Debug)]
pub struct PayerRow {
    /// The payer's name.
    pub name: String,
    /// The figures.
    pub figures: PayerFigures,
    /// Days that finished stays at the level took which ended as planned, whoever paid.
    pub needed: LikelyDays,
    /// Days that this payer granted for a finished stay at the level.
    pub granted: LikelyDays,
}

/// Whose stay something was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// The record under which the patient is shown.
    pub patient: PatientId,
    /// Family name, then given name.
    pub listed_name: String,
}

/// A late or reasonless decision, with whose it was.
#[derive(Clone, Debug)]
pub struct FaultRow {
    /// The payer's name.
    pub payer: String,
    /// Whose; `None` where the episode is void.
    pub whose: Option<Whose>,
    /// What the decision lacks.
    pub fault: PayerFault,
}

/// The page.
#[derive(Clone, Debug)]
pub struct PayerRecordPage {
    /// The present instant.
    pub now: Instant,
    /// The practice's present day.
    pub today: Day,
    /// The zone in which moments are written.
    pub zone: ZoneName,
    /// By payer and level.
    pub rows: Vec<PayerRow>,
    /// Late decisions and refusals without a reason, the newest first.
    pub faults: Vec<FaultRow>,
    /// The stays that a payer authorizes, with the days that they are likely to need, whoever is likely to need most more than was granted first.
    pub stays: Vec<StayForecast>,
}

impl App {
    /// What payers grant of what they are asked, and what stays are likely to need. For those who may see everybody's reviews.
    #[crate::boxed]
    pub async fn payer_record(&self, caller: &Caller) -> Result<PayerRecordPage, AppError> {
        const ACTION: &str = "view_payer_record";
        if let Err(refused) = caller.may_all(Data::Reviews) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (operation, app, now) = (self.operation(caller, ACTION), self.clone(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (zone, today) = place_of(unit, &[]).await?;
                let gathered = gather::gather(unit, now).await?;
                let stays = forecast::forecasts(unit, &app, &gathered.planned, now).await?;
                Ok(PayerRecordPage { now, today, zone, faults: faults(&gathered), rows: rows(&gathered), stays })
            })
        });
        self.audited(caller, ACTION, read.await).await
    }
}

fn rows(gathered: &gather::Gathered) -> Vec<PayerRow> {
    let gather::Gathered { figures, names, planned, granted, .. } = gathered;
    let of = |figures: &PayerFigures| {
        let lengths = planned.get(&figures.level_of_care).map(Vec::as_slice).unwrap_or_default();
        let grants = granted.get(&(figures.payer.clone(), figures.level_of_care)).map(Vec::as_slice).unwrap_or_default();
        PayerRow {
            name: names.get(&figures.payer).cloned().unwrap_or_else(|| figures.payer.clone()),
            needed: LikelyDays::of(lengths, 0),
            granted: LikelyDays::of(grants, 0),
            figures: figures.clone(),
        }
    };
    figures.iter().map(of).collect()
}

fn faults(gathered: &gather::Gathered) -> Vec<FaultRow> {
    let whose: &BTreeMap<EpisodeId, Whose> = &gathered.whose;
    let rows = gathered.figures.iter().flat_map(|figures| &figures.faults).map(|fault| FaultRow {
        payer: gathered.names.get(&fault.asked.payer).cloned().unwrap_or_else(|| fault.asked.payer.clone()),
        whose: whose.get(&fault.asked.episode).cloned(),
        fault: fault.clone(),
    });
    let mut rows: Vec<FaultRow> = rows.collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.fault.decided_at.or(row.fault.asked.submitted_at), row.fault.decision)));
    rows
}

/// The values of stored records with their ids.
fn with_ids<T: storage::Record>(stored: &[Stored<T>]) -> Vec<(T::Id, &T)> {
    stored.iter().map(|each| (each.id, each.value())).collect()
}
