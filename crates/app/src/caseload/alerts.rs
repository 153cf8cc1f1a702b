//! What is open in the inbox of alerts speaks for each patient, and an answer about safety until a person has dealt with it.

use std::collections::BTreeMap;

use care::PatientLinks;
use outcomes::warning_sign::Rule;
use storage::{ReadUnit, View};
use vocabulary::{Day, Instant, PatientId, RecordId};

use super::{CaseloadRow, Need};
use crate::error::AppError;

/// The alert about a safety answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SafetyAlert {
    /// Which.
    pub id: RecordId,
    /// False once a person has closed it.
    pub is_open: bool,
    /// The clinical day of the answer.
    pub day: Day,
    /// The newest answer with which a person has dealt: its clinical day.
    pub dealt_with: Option<Day>,
}

impl SafetyAlert {
    /// True where a person has dealt with the answer of a day. An older one may be open all the same.
    pub(super) fn has_dealt_with(self, day: Day) -> bool {
        self.dealt_with.is_some_and(|dealt_with| dealt_with >= day) && !(self.is_open && self.day >= day)
    }
}

/// Lets what is open speak for each patient. Of somebody who is not in care only what must be seen does, and that a measure after the discharge is
/// reliably worse.
pub(super) async fn add_alerts(
    unit: &mut ReadUnit,
    links: &PatientLinks,
    rows: &mut [CaseloadRow],
    shows_alerts: bool,
) -> Result<(), AppError> {
    let records: Vec<PatientId> = rows.iter().flat_map(|row| links.records_of(row.patient)).collect();
    let places: BTreeMap<PatientId, usize> = rows.iter().enumerate().map(|(place, row)| (row.patient, place)).collect();
    for open in storage::alert::open_by_rule(unit, &records).await? {
        let Some(row) = places.get(&links.shown_as(open.patient)).and_then(|place| rows.get_mut(*place)) else { continue };
        let is_over = row.level_of_care.is_none() && row.admitted.is_none();
        let counts = |need: &Need| !is_over || need.rank() == 0 || need.is_worse_after(row.discharged);
        let need = Need::of_alerts(&open, shows_alerts).filter(counts);
        row.need.or_more_pressing(need.unwrap_or(Need::Nothing));
    }
    Ok(())
}

/// The alert behind each answer about safety.
pub(super) async fn link_alerts(unit: &mut ReadUnit, links: &PatientLinks, rows: &mut [CaseloadRow]) -> Result<(), AppError> {
    let with_answer = rows.iter().filter(|row| row.safety_answer.is_some() || matches!(row.need, Need::SafetyAlert { .. }));
    let records: Vec<PatientId> = with_answer.flat_map(|row| links.records_of(row.patient)).collect();
    let mut newest: BTreeMap<PatientId, (bool, Instant, RecordId, Day)> = BTreeMap::new();
    let mut dealt_with: BTreeMap<PatientId, Day> = BTreeMap::new();
    for stored in storage::alert::of_patients(unit, &records, View::Current).await? {
        let raised = &stored.raised;
        if raised.is_silent || raised.rule != Rule::SafetyAnswer.code() {
            continue;
        }
        let (found, shown) = ((crate::alert::is_open(&stored), raised.occurred_at, raised.id, raised.day), links.shown_as(raised.patient));
        newest.entry(shown).and_modify(|known| *known = found.max(*known)).or_insert(found);
        if !found.0 {
            dealt_with.entry(shown).and_modify(|known| *known = raised.day.max(*known)).or_insert(raised.day);
        }
    }
    for row in rows {
        let dealt_with = dealt_with.get(&row.patient).copied();
        row.alert = newest.get(&row.patient).map(|(is_open, _, id, day)| SafetyAlert { id: *id, is_open: *is_open, day: *day, dealt_with });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_dealt_with_by_its_own_alert_and_not_by_how_an_older_one_stands() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let check = |alert: (bool, &str), dealt_with: Option<&str>, expected: bool| {
            let alert = SafetyAlert {
                id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
                is_open: alert.0,
                day: day(alert.1),
                dealt_with: dealt_with.map(day),
            };
            assert_eq!(alert.has_dealt_with(day("2026-11-27")), expected, "{alert:?}");
        };
        check((true, "2026-11-27"), None, false);
        check((false, "2026-11-27"), Some("2026-11-27"), true);
        check((true, "2026-10-02"), Some("2026-11-27"), true);
        check((true, "2026-10-02"), Some("2026-09-01"), false);
        check((true, "2026-11-27"), Some("2026-11-27"), false);
    }
}
