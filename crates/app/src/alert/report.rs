//! How many alerts there are, who has them, how many are acted on and how long they take.

use outcomes::alert::Alert;
use outcomes::alert::report::{RuleReport, by_rule, weekly_load};
use vocabulary::{Day, RecordId};

use super::owners::Owners;
use super::stored::readable;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// Seconds of a week.
const WEEK_SECONDS: i64 = 7 * 24 * 3600;

/// The alerts of some weeks.
#[derive(Clone, Debug)]
pub struct AlertReport {
    /// Alerts per clinician and week, the latest week first.
    pub load: Vec<PersonLoad>,
    /// What became of them, by rule.
    pub rules: Vec<RuleReport>,
    /// Alerts of these weeks that do not read and are counted nowhere.
    pub unreadable: Vec<RecordId>,
}

/// How many alerts one person had in one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLoad {
    /// The Monday of the week.
    pub week: Day,
    /// Who.
    pub name: String,
    /// How many.
    pub alerts: usize,
}

impl App {
    /// The report of the last weeks. For those who may see the alerts of everybody.
    #[crate::boxed]
    pub async fn alert_report(&self, caller: &Caller, weeks: u16) -> Result<AlertReport, AppError> {
        if let Err(refused) = caller.may_all(Data::Alerts) {
            return self.refuse(caller, "view_alert_report", refused.into()).await;
        }
        let (operation, now) = (self.operation(caller, "view_alert_report"), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let from = now.plus_seconds(-WEEK_SECONDS * i64::from(weeks));
                let stored = storage::alert::raised_between(unit, from, now.plus_seconds(1)).await?;
                let (stored, unreadable) = readable(stored);
                let alerts: Vec<Alert> = stored.into_iter().map(|(_, alert)| alert).collect();
                let (zone, _) = crate::context::place_of(unit, &[]).await?;
                let owners = Owners::load(unit, &[]).await?;
                let named = |load: outcomes::alert::report::WeeklyLoad| PersonLoad {
                    week: load.week,
                    name: owners.name(load.clinician),
                    alerts: load.alerts,
                };
                let mut load: Vec<PersonLoad> = weekly_load(&alerts, &zone).into_iter().map(named).collect();
                load.sort_by(|left, right| (right.week, &left.name).cmp(&(left.week, &right.name)));
                Ok(AlertReport { load, rules: by_rule(&alerts), unreadable })
            })
        });
        read.await
    }
}
