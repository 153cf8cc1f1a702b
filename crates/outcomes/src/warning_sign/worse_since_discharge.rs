//! Worse by more than measurement error after the stay than at its last measure: what was gained has held in part, or not. The number is the instrument's
//! own verified reliable-change value, as for every other comparison; without one there is no sign, and nothing is said either way.
//!
//! Who is also worse than at the beginning of the stay is told of by [`super::reliable_deterioration`]: one alert of a score is enough.

use vocabulary::{Argument, FindingKey, Verdict};

use super::parameters::Parameters;
use super::{ChangeStanding, Class, Found, Measurement, Rule, SignKey, SinceLast, Snapshot, Visibility, WarningSign};
use crate::change::{Gains, gains};

/// The signs of a snapshot; `deterioration` are those of the rule that compares with the beginning of the stay.
pub(super) fn signs(snapshot: &Snapshot, parameters: &Parameters, deterioration: &[WarningSign]) -> Vec<WarningSign> {
    let own = &parameters.worse_since_discharge;
    let Some(visibility) = own.mode.visibility(&own.basis) else { return Vec::new() };
    let beginning = &parameters.reliable_deterioration;
    let is_left_to_it = beginning.mode.visibility(&beginning.basis) == Some(Visibility::Shown);
    let told = if is_left_to_it { deterioration } else { &[] };
    let mut signs = Vec::new();
    for series in snapshot.scored_series() {
        let [earlier @ .., latest] = series.as_slice() else { continue };
        if is_told(latest, told) {
            continue;
        }
        let visibility = snapshot.seen(visibility, latest.day, own.shown_for_days);
        signs.extend(found(snapshot, earlier, latest, visibility).map(|found| found.in_snapshot(snapshot)));
    }
    signs
}

/// True where one of these signs is about this score.
fn is_told(latest: &Measurement, told: &[WarningSign]) -> bool {
    let administration = latest.administration.to_string();
    told.iter().any(|sign| sign.finding.evidence.first().is_some_and(|score| score.id == administration))
}

fn found(snapshot: &Snapshot, earlier: &[&Measurement], latest: &Measurement, visibility: Visibility) -> Option<Found> {
    let ChangeStanding::ReliablyWorse { worse_by, reliable_change } = latest.change_since_discharge else { return None };
    let last_of_stay = snapshot.facts_of(latest)?.last_of_stay?;
    let of_stay = snapshot.measurements.iter().find(|each| each.administration == last_of_stay)?;
    let before = earlier.last().and_then(|before| before.change_since_discharge.worse_by());
    let mut arguments = latest.arguments();
    arguments.push(("points", Argument::Points(worse_by)));
    arguments.push(("reliable", Argument::Points(reliable_change)));
    arguments.push(("last", Argument::Day(of_stay.day)));
    let is_better = |measurement: &Measurement| Verdict::from(measurement.change == ChangeStanding::ReliablyBetter);
    let statement = match gains(is_better(of_stay), Verdict::Met, is_better(latest)) {
        Gains::HeldInPart => "warning-sign-worse-since-discharge-held-in-part",
        Gains::Lost => "warning-sign-worse-since-discharge-lost",
        Gains::NoneToHold | Gains::Held | Gains::Unclear => "warning-sign-worse-since-discharge",
    };
    Some(Found {
        rule: Rule::WorseSinceDischarge,
        class: Class::Clinical,
        key: SignKey::new(Rule::WorseSinceDischarge, &[&latest.instrument.id, &latest.respondent, &latest.administration]),
        group: latest.series_name(),
        occurred_at: latest.received_at,
        day: latest.day,
        statement: FindingKey(statement),
        arguments,
        evidence: vec![latest.evidence(), of_stay.evidence()],
        since_last: SinceLast::compare(before, worse_by),
        visibility,
    })
}

#[cfg(test)]
mod tests {
    use vocabulary::Points;

    use super::super::Mode;
    use super::super::testing::Scene;
    use super::*;

    fn worse(by: i32) -> ChangeStanding {
        ChangeStanding::ReliablyWorse { worse_by: Points::from_whole(by), reliable_change: Points::from_whole(6) }
    }

    /// A stay from 22 to 8 points that is over, and a score after it.
    fn after_a_stay(now: i32, worse_by: i32, since_beginning: ChangeStanding) -> Scene {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-08-01", 22).baseline();
        scene.phq9("2026-10-01", 8).measurement().change = ChangeStanding::ReliablyBetter;
        scene.snapshot.series[0].last_of_stay = Some(scene.last().administration);
        scene.discharge("2026-10-02");
        follow_up(&mut scene, "2026-11-15", (now, worse_by), since_beginning);
        scene
    }

    fn follow_up(scene: &mut Scene, on: &str, (value, worse_by): (i32, i32), since_beginning: ChangeStanding) {
        let measurement = scene.phq9(on, value).measurement();
        (measurement.change, measurement.change_since_discharge) = (since_beginning, worse(worse_by));
    }

    #[test]
    fn what_became_of_the_gain_is_said_with_both_measures() {
        let check = |since_beginning: ChangeStanding, expected: &str| {
            let mut scene = after_a_stay(15, 7, since_beginning);
            let sign = scene.only(Rule::WorseSinceDischarge);
            assert_eq!((sign.finding.key.0, sign.class, sign.episode), (expected, Class::Clinical, None));
            let days: Vec<String> = sign.finding.evidence.iter().map(|evidence| evidence.day.to_string()).collect();
            assert_eq!(days, ["2026-11-15", "2026-10-01"], "the score and the last one of the stay");
            scene.snapshot.measurements[1].change = ChangeStanding::WithinError;
            assert_eq!(scene.only(Rule::WorseSinceDischarge).finding.key.0, "warning-sign-worse-since-discharge", "nothing was gained");
        };
        check(ChangeStanding::ReliablyBetter, "warning-sign-worse-since-discharge-held-in-part");
        check(ChangeStanding::WithinError, "warning-sign-worse-since-discharge-lost");
    }

    #[test]
    fn only_the_latest_score_raises_and_it_compares_with_the_follow_up_before() {
        let mut scene = after_a_stay(15, 7, ChangeStanding::WithinError);
        let first = scene.only(Rule::WorseSinceDischarge);
        assert_eq!(first.since_last, SinceLast::New);
        follow_up(&mut scene, "2026-11-18", (17, 9), ChangeStanding::WithinError);
        let second = scene.only(Rule::WorseSinceDischarge);
        assert_eq!((second.since_last, second.group == first.group, second.key == first.key), (SinceLast::Higher, true, false));
        scene.phq9("2026-11-19", 9).measurement().change_since_discharge = ChangeStanding::WithinError;
        assert!(scene.signs().is_empty(), "and ends with a score that is as it was at the discharge");
    }

    #[test]
    fn who_is_also_worse_than_at_the_beginning_is_told_of_once() {
        let mut scene = after_a_stay(28, 20, worse(6));
        let rules = |scene: &Scene| scene.signs().into_iter().map(|sign| (sign.rule, sign.visibility)).collect::<Vec<_>>();
        assert_eq!(rules(&scene), [(Rule::ReliableDeterioration, Visibility::Shown)]);
        scene.parameters.reliable_deterioration.mode = Mode::Silent;
        let shown = rules(&scene).into_iter().filter(|(_, visibility)| *visibility == Visibility::Shown).collect::<Vec<_>>();
        assert_eq!(shown, [(Rule::WorseSinceDischarge, Visibility::Shown)], "by this rule where the other one tells nobody");
    }

    #[test]
    fn it_can_run_silently_and_history_is_recorded_and_not_shown() {
        let mut scene = after_a_stay(15, 7, ChangeStanding::WithinError);
        assert_eq!(scene.only(Rule::WorseSinceDischarge).visibility, Visibility::Shown);
        scene.parameters.worse_since_discharge.mode = Mode::Silent;
        assert_eq!(scene.only(Rule::WorseSinceDischarge).visibility, Visibility::Silent);
        scene.parameters.worse_since_discharge.mode = Mode::Off;
        assert!(scene.signs().is_empty());
        scene.parameters.worse_since_discharge.mode = Mode::Shown;
        scene.snapshot.today = "2026-12-16".parse().unwrap();
        assert_eq!(scene.only(Rule::WorseSinceDischarge).visibility, Visibility::Silent, "31 days old");
    }
}
