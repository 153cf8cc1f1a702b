//! How long stays at a level usually take, by program: the length that three of four finished stays do not exceed.
//!
//! It is counted once a day and kept as a setting, so that judging needs to read no finished stay.

use std::collections::BTreeMap;

use storage::{ReadUnit, View, WriteUnit};
use vocabulary::{LevelOfCare, ProgramId};

use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// Below so many finished stays there is no figure.
pub const STAYS_NEEDED: usize = utilization_review::length_of_stay::STAYS_NEEDED;
/// So many stays are counted, the latest first: older ones say little about how the program works now.
pub(crate) const STAYS_COUNTED: u32 = 20_000;
/// The setting that keeps the figures, one a line: program, level, days, number of stays.
const SETTING: &str = "level_of_care.typical_stays";

/// The figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TypicalStays(BTreeMap<(ProgramId, LevelOfCare), (u32, usize)>);

impl TypicalStays {
    pub(crate) async fn load(unit: &mut ReadUnit) -> Result<Self, AppError> {
        let kept = storage::setting::get(unit, SETTING, View::Current).await?;
        Ok(kept.map(|kept| Self::parse(&kept.value().value)).unwrap_or_default())
    }

    /// The figure of a program at a level.
    pub(crate) fn days(&self, program: ProgramId, level: LevelOfCare) -> Option<u32> {
        self.0.get(&(program, level)).map(|(days, _)| *days)
    }

    /// Counts them. Lengths in days, first and last day included.
    fn of(stays: impl IntoIterator<Item = (ProgramId, LevelOfCare, u32)>) -> Self {
        let mut lengths: BTreeMap<(ProgramId, LevelOfCare), Vec<u32>> = BTreeMap::new();
        for (program, level, days) in stays {
            lengths.entry((program, level)).or_default().push(days);
        }
        let figure = |(key, mut days): ((ProgramId, LevelOfCare), Vec<u32>)| {
            days.sort_unstable();
            // The nearest rank: the smallest length that three of four do not exceed.
            let place = (days.len() * 3).div_ceil(4);
            (days.len() >= STAYS_NEEDED).then(|| (key, (days[place - 1], days.len())))
        };
        Self(lengths.into_iter().filter_map(figure).collect())
    }

    fn parse(text: &str) -> Self {
        let line = |line: &str| {
            let mut words = line.split_whitespace();
            let key = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
            Some((key, (words.next()?.parse().ok()?, words.next()?.parse().ok()?)))
        };
        Self(text.lines().filter_map(line).collect())
    }

    fn to_text(&self) -> String {
        let line =
            |((program, level), (days, stays)): (&(ProgramId, LevelOfCare), &(u32, usize))| format!("{program} {level} {days} {stays}\n");
        self.0.iter().map(line).collect()
    }
}

impl App {
    /// Counts anew how long stays usually take. Nobody waits to be judged for it: whoever is in care is judged once a day anyway.
    #[crate::boxed]
    pub async fn count_typical_stays(&self) -> Result<(), AppError> {
        let operation = self.operation(&Caller::system("worker"), "count_typical_stays");
        let write = self.database.write::<_, AppError, _>(&operation, |unit| Box::pin(async move { count(unit).await }));
        write.await
    }
}

pub(crate) async fn count(unit: &mut WriteUnit) -> Result<(), AppError> {
    let finished = storage::open_care::finished_periods(unit, STAYS_COUNTED).await?;
    let length = |stay: storage::open_care::FinishedPeriod| Some((stay.program, stay.level_of_care, days_of(stay.period)?));
    let text = TypicalStays::of(finished.into_iter().filter_map(length)).to_text();
    if text.is_empty() {
        return Ok(());
    }
    let today = crate::context::today_of(unit, &[]).await?;
    Ok(storage::setting::put(unit, SETTING, &text, today).await?)
}

/// Days of a period that is over, first and last day included.
pub(crate) fn days_of(period: vocabulary::Period) -> Option<u32> {
    u32::try_from(period.last()?.days_since(period.first()) + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    #[test]
    fn three_of_four_stays_are_no_longer_and_too_few_say_nothing() {
        let program = ProgramId::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap());
        let of = |count: u32| TypicalStays::of((1..=count).map(|days| (program, LevelOfCare::Residential, days)));
        assert_eq!(of(40).days(program, LevelOfCare::Residential), Some(30));
        assert_eq!(of(22).days(program, LevelOfCare::Residential), Some(17));
        assert_eq!(of(19).days(program, LevelOfCare::Residential), None);
        assert_eq!(of(40).days(program, LevelOfCare::Outpatient), None);
        assert_eq!(TypicalStays::parse(&of(40).to_text()), of(40));
    }
}
