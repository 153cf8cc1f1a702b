//! Until when the payers of the board's stays must have the requests for what follows.

use std::collections::BTreeMap;

use care::{PayerProfile, PlanFunding, Program};
use storage::ReadUnit;
use utilization_review::clock::{DeadlineEvent, Setting};
use utilization_review::review::{BoardEntry, SubmitBy};
use vocabulary::{EpisodeId, ProgramId};

use super::Placed;
use super::paying::Coverages;
use crate::error::AppError;
use crate::review::substance::{self, StayOn};

/// Says it for the stays whose end is to come and for which nothing waits at the payer. Whether the care is for a substance use disorder is read, for all at
/// once, only of the stays for which a rule makes a difference by that. Touches nobody.
pub(super) async fn find(
    unit: &mut ReadUnit,
    entries: &mut [BoardEntry<Placed>],
    (coverages, payers): (&Coverages, &[PayerProfile]),
    programs: &BTreeMap<ProgramId, Program>,
) -> Result<(), AppError> {
    let (mut rules, calendar) = (crate::payer::rules_in(unit).await?, crate::holiday::calendar_in(unit).await?);
    rules.rules.retain(|rule| rule.event == DeadlineEvent::CourseEnds);
    let asks_use = rules.rules.iter().any(|rule| rule.condition.substance_use.is_some());
    let (mut open, mut of_use): (Vec<StayOn>, BTreeMap<EpisodeId, Option<SubmitBy>>) = (Vec::new(), BTreeMap::new());
    for entry in entries.iter_mut() {
        let stay = &entry.stay;
        let (Some(last), Some(payer)) = (entry.last_covered_day, stay.authorized_by.as_deref()) else { continue };
        let Some(program) = programs.get(&stay.program) else { continue };
        // Of whoever pays from then on more is asked for the first time: their time begins with their own coverage.
        let is_asked = stay.asked_until.is_some_and(|until| until > last) || stay.others_from.is_some();
        if is_asked || last < stay.today {
            continue;
        }
        let coverage = coverages.of_payer(stay.patient, payer, last);
        let by = |substance_use: bool| {
            let setting = Setting {
                zone: &program.zone,
                calendar: &calendar,
                funding: coverage.map_or(PlanFunding::Unknown, |coverage| coverage.funding),
                state: coverage.map_or("", |coverage| coverage.state.as_str()),
                level_of_care: stay.level_of_care,
                substance_use,
                appellant: None,
                payer: payers.iter().find(|known| known.key == coverages.key_of(payer)),
            };
            SubmitBy::of(&rules, &setting, last, stay.next_review)
        };
        let submit_by = by(false);
        if asks_use {
            let other = by(true);
            if other != submit_by {
                open.push((stay.patient, stay.episode, stay.today));
                of_use.insert(stay.episode, other);
            }
        }
        entry.submit_by = submit_by;
    }
    let found = substance::of_stays(unit, &open).await?;
    for entry in entries.iter_mut().filter(|entry| found.contains(&entry.stay.episode)) {
        entry.submit_by = of_use.remove(&entry.stay.episode).flatten();
    }
    Ok(())
}
