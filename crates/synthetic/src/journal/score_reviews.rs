//! Who looked at which score. Most are looked at within a day or two and talked over with the patient; some are not.

use instruments::Completion;
use vocabulary::Version;

use super::chart::{Chart, Hand};
use crate::entry::Entry;
use crate::score_review::ScoreReview;
use crate::script::Quirk;
use crate::stream::Stream;

/// Nobody has looked at what came in since, for the one of the cast whose scores wait.
const WAITING_SINCE: i32 = -45;

/// What clinicians write when the plan changes because of a score.
const PLAN_CHANGES: &[&str] = &[
    "Added a second individual session each week.",
    "Moved to the behavioral activation group.",
    "Asked the prescriber to look at the dose.",
    "New goal: sleep and a daily routine.",
    "Family session next week.",
    "Safety plan gone through again, with the family.",
];

pub(super) fn write(chart: &mut Chart<'_>, draws: &mut Stream) {
    let of_stay = |form: &&Entry<_, crate::practice::FilledForm>| form.value.administration.episode == Some(chart.records.episode.id);
    let waiting: Vec<_> = chart.forms.iter().filter(of_stay).filter(|form| form.current().is_some()).collect();
    for form in waiting {
        let administration = &form.value.administration;
        let answered = matches!(administration.completion, Completion::Complete | Completion::Partial);
        let given = chart.context.frame.offset(administration.day);
        // One draw a day: who looks, looks at everything of the day.
        let mut draws = draws.branch("day").numbered(usize::try_from(-given).unwrap_or(0));
        let looks = chart.happens(true, 0.93, &mut draws);
        let (lag, discussed, changes) = (draws.weighted(&[(0, 6), (1, 4), (2, 1)]), draws.chance(0.74), draws.chance(0.3));
        let (minutes_before, plan_change) = (i64::from(draws.between(5, 200)), draws.pick(PLAN_CHANGES));
        let left = chart.has(Quirk::ScoresWait) && given > WAITING_SINCE;
        if !answered || !looks || left || chart.is_out_of_sight(given) {
            continue;
        }
        let recorded = form.history.last().map_or(form.recorded_at, |revision| revision.recorded_at);
        let version = form.history.iter().fold(Version::FIRST, |version, _| version.next());
        let Some((day, user, at)) = next_writing_up(chart, given + lag, recorded, &mut draws) else { continue };
        let not_better = chart.gain(given) < 0.2 && chart.weeks(given) >= 3.0;
        let value = ScoreReview {
            patient: chart.context.patient,
            administration: form.id,
            administration_version: version,
            reviewed_by: user,
            reviewed_at: at,
            discussed_at: discussed.then(|| at.plus_seconds(-minutes_before * 60).max(recorded.plus_seconds(30))),
            plan_change: if discussed && not_better && changes { plan_change.to_owned() } else { String::new() },
        };
        let entry = chart.enter_at(day, at, user, value);
        chart.journal.score_reviews.push(entry);
    }
}

/// The first time from a day on at which the therapist writes on a working day after the form came in.
fn next_writing_up(
    chart: &Chart<'_>,
    from: i32,
    recorded: vocabulary::Instant,
    draws: &mut Stream,
) -> Option<(i32, vocabulary::UserId, vocabulary::Instant)> {
    (from..=-1).filter(|day| !chart.context.frame.day(*day).is_weekend()).find_map(|day| {
        let (user, at) = chart.moment(Hand::Therapist, day, draws);
        (at > recorded).then_some((day, user, at))
    })
}
