//! The windows of an episode: the days that count for each time a measure is asked for.

use vocabulary::Day;

use super::{EpisodeFacts, Kind, LevelFacts, Occurrence, Status};
use crate::protocol::{Around, Measure, Protocol, Schedule};

/// Every occurrence up to and including the first after `today` of each interval.
pub(super) fn of_episode(protocol: &Protocol, facts: &EpisodeFacts, today: Day) -> Vec<Occurrence> {
    let mut occurrences = Vec::new();
    for (number, level) in facts.levels.iter().enumerate() {
        let Some(schedule) = protocol.schedule(level.level_of_care, &level.program) else { continue };
        let is_last = number + 1 == facts.levels.len();
        let end = if is_last { level.last.or(facts.discharged) } else { level.last };
        let at = AtLevel { level, end, today };
        for measure in &schedule.measures {
            if let Some(around) = measure.intake.filter(|_| number == 0) {
                occurrences.push(at.occurrence(measure, Kind::Intake, facts.admitted, around));
            }
            occurrences.extend(at.in_treatment(measure));
            if is_last {
                occurrences.extend(at.after_the_end(measure, facts));
            }
        }
        occurrences.extend(at.before_reviews(schedule, facts));
    }
    apart(occurrences)
}

/// A level of care, the last day at it if it has ended, and the day as of which one looks.
struct AtLevel<'a> {
    level: &'a LevelFacts,
    end: Option<Day>,
    today: Day,
}

impl AtLevel<'_> {
    fn occurrence(&self, measure: &Measure, kind: Kind, due_day: Day, around: Around) -> Occurrence {
        Occurrence {
            instrument: measure.instrument.clone(),
            short_name: measure.short_name.clone(),
            respondent: measure.respondent,
            kind,
            program: self.level.program.clone(),
            level_of_care: self.level.level_of_care,
            first_day: due_day.plus_days(-i32::from(around.days_before)),
            due_day,
            last_day: due_day.plus_days(i32::from(around.days_after)),
            status: Status::Upcoming,
        }
    }

    /// Counted from the first day at the level. Ends with the level; where the measure has a discharge window, before that begins.
    fn in_treatment(&self, measure: &Measure) -> Vec<Occurrence> {
        let Some(interval) = measure.in_treatment else { return Vec::new() };
        let step = i32::from(interval.every_days);
        let mut occurrences = Vec::new();
        let mut due_day = self.level.first.plus_days(step);
        while self.end.is_none_or(|end| due_day <= end) {
            occurrences.push(self.occurrence(measure, Kind::InTreatment, due_day, interval.around));
            if due_day > self.today {
                break;
            }
            due_day = due_day.plus_days(step);
        }
        occurrences
    }

    fn before_reviews(&self, schedule: &Schedule, facts: &EpisodeFacts) -> Vec<Occurrence> {
        let here = |day: &&Day| **day > self.level.first && self.end.is_none_or(|end| **day <= end);
        let mut reviews: Vec<Day> = facts.reviews.iter().filter(here).copied().collect();
        reviews.sort_unstable();
        reviews.dedup();
        let mut occurrences = Vec::new();
        for measure in &schedule.measures {
            let Some(days) = measure.before_review_days else { continue };
            let around = Around { days_before: days.saturating_sub(1), days_after: 0 };
            let of_review = |day: &Day| self.occurrence(measure, Kind::BeforeReview, day.plus_days(-1), around);
            occurrences.extend(reviews.iter().map(of_review));
        }
        occurrences
    }

    fn after_the_end(&self, measure: &Measure, facts: &EpisodeFacts) -> Vec<Occurrence> {
        let Some(discharged) = facts.discharged else { return Vec::new() };
        let discharge = measure.discharge.map(|around| self.occurrence(measure, Kind::Discharge, discharged, around));
        let follow_up = measure.follow_up.iter().map(|follow_up| {
            let due_day = discharged.plus_days(i32::from(follow_up.after_days));
            self.occurrence(measure, Kind::FollowUp { after_days: follow_up.after_days }, due_day, follow_up.around)
        });
        let asked_for = |each: &Occurrence| facts.follow_up_ends.is_none_or(|end| each.due_day < end);
        discharge.into_iter().chain(follow_up.filter(asked_for)).collect()
    }
}

/// Keeps the windows of one measure apart where the real stay is shorter than the protocol thought: the later window begins when it
/// would have, and the earlier one ends before it, but not before its own due day. An interval whose day lies in the discharge window is left to
/// that. Windows before a review overlap others on purpose.
fn apart(occurrences: Vec<Occurrence>) -> Vec<Occurrence> {
    let (reviews, mut windows): (Vec<_>, Vec<_>) = occurrences.into_iter().partition(|each| each.kind == Kind::BeforeReview);
    let discharges: Vec<Occurrence> = windows.iter().filter(|each| each.kind == Kind::Discharge).cloned().collect();
    let same_measure = |left: &Occurrence, right: &Occurrence| left.instrument == right.instrument && left.respondent == right.respondent;
    windows.retain(|each| {
        let told_at_discharge = |discharge: &Occurrence| same_measure(each, discharge) && each.due_day >= discharge.first_day;
        each.kind != Kind::InTreatment || !discharges.iter().any(told_at_discharge)
    });
    windows.sort_by(|left, right| {
        let order = |each: &Occurrence| (each.respondent, each.due_day, each.kind);
        (&left.instrument, order(left)).cmp(&(&right.instrument, order(right)))
    });
    for place in 1..windows.len() {
        let (before, after) = windows.split_at_mut(place);
        let (Some(earlier), Some(later)) = (before.last_mut(), after.first_mut()) else { continue };
        if same_measure(earlier, later) && earlier.last_day >= later.first_day {
            earlier.last_day = earlier.due_day.max(later.first_day.plus_days(-1));
            later.first_day = later.first_day.max(earlier.last_day.plus_days(1));
            later.due_day = later.due_day.max(later.first_day);
            later.last_day = later.last_day.max(later.due_day);
        }
    }
    windows.extend(reviews);
    windows
}
