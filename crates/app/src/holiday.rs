//! The practice's holidays: days on which no business day is counted, wherever a deadline, an alert or the worker counts them.
//!
//! They are data of the practice, in one setting with its versions: which days an office is closed is nobody else's to say.

use std::collections::BTreeSet;

use storage::{ReadUnit, Stored, View};
use vocabulary::{BusinessCalendar, Day};

use crate::context::{App, today_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// The setting that keeps them, one day a line.
const SETTING: &str = "practice.holidays";
/// More are no holidays but a mistake: some fifteen a year for thirty years.
const MOST: usize = 450;

/// The holidays as they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    /// The days, the earliest first.
    pub days: BTreeSet<Day>,
    /// The version of the list; 0 where none was ever saved.
    pub version: i64,
}

impl App {
    /// The holidays on record.
    #[crate::boxed]
    pub async fn holidays(&self, caller: &Caller) -> Result<Holidays, AppError> {
        const ACTION: &str = "view_holidays";
        if let Err(refused) = caller.may_all(Data::Practice) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { holidays_in(unit).await })).await
    }

    /// Puts other holidays in the place of the version that was seen; [`AppError::Conflict`] where somebody saved another since. They hold for
    /// whatever is counted from now on: a deadline is counted anew whenever it is shown.
    #[crate::boxed]
    pub async fn save_holidays(&self, caller: &Caller, Holidays { days, version }: Holidays) -> Result<(), AppError> {
        const ACTION: &str = "save_holidays";
        if let Err(refused) = caller.may_all(Data::Practice) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        if days.len() > MOST {
            return Err(AppError::field("days", FieldProblemKind::NotAChoice));
        }
        let operation = self.operation(caller, ACTION);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                if holidays_in(unit).await?.version != version {
                    return Err(AppError::Conflict);
                }
                let today = today_of(unit, &[]).await?;
                let lines: Vec<String> = days.iter().map(Day::to_string).collect();
                Ok(storage::setting::put(unit, SETTING, &lines.join("\n"), today).await?)
            })
        });
        write.await
    }
}

async fn holidays_in(unit: &mut ReadUnit) -> Result<Holidays, AppError> {
    let kept = storage::setting::get(unit, SETTING, View::Current).await?;
    let read = |kept: Stored<storage::setting::Setting>| Holidays {
        days: kept.value().value.lines().filter_map(|line| line.parse().ok()).collect(),
        version: kept.recorded.version.0,
    };
    Ok(kept.map(read).unwrap_or_default())
}

/// Which days the practice works.
pub(crate) async fn calendar_in(unit: &mut ReadUnit) -> Result<BusinessCalendar, AppError> {
    Ok(BusinessCalendar::new(holidays_in(unit).await?.days))
}
