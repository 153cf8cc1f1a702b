//! Worse by more than measurement error at the latest score: than the baseline of the episode, or, where it is not, than the first score at the present
//! level of care. Whoever had become much better and is getting worse again would not be told of otherwise. Without a verified reliable-change value
//! there is no sign, and nothing is said either way.

use vocabulary::{AdministrationId, Argument, FindingKey};

use super::parameters::ReliableDeterioration;
use super::{ChangeStanding, Class, Found, Measurement, Rule, SeriesFacts, SignKey, SinceLast, Snapshot, Visibility, WarningSign};

/// With what the latest score is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Since {
    /// The baseline of the episode.
    Intake,
    /// The first score at the present level of care.
    Level,
}

pub(super) fn signs(snapshot: &Snapshot, parameters: &ReliableDeterioration) -> Vec<WarningSign> {
    let Some(visibility) = parameters.mode.visibility(&parameters.basis) else { return Vec::new() };
    let mut signs = Vec::new();
    for series in snapshot.scored_series() {
        let [earlier @ .., latest] = series.as_slice() else { continue };
        let visibility = snapshot.seen(visibility, latest.day, parameters.shown_for_days);
        let worse = [Since::Intake, Since::Level].into_iter().find_map(|since| found(snapshot, earlier, latest, since, visibility));
        signs.extend(worse.map(|found| found.in_snapshot(snapshot)));
    }
    signs
}

fn found(snapshot: &Snapshot, earlier: &[&Measurement], latest: &Measurement, since: Since, visibility: Visibility) -> Option<Found> {
    let ChangeStanding::ReliablyWorse { worse_by, reliable_change } = since.standing(latest) else { return None };
    let last = earlier.last().and_then(|last| since.standing(last).worse_by());
    let mut arguments = latest.arguments();
    arguments.push(("points", Argument::Points(worse_by)));
    arguments.push(("reliable", Argument::Points(reliable_change)));
    let (mut group, of) = (latest.series_name(), (&latest.instrument.id, &latest.respondent, &latest.administration));
    let (key, statement) = match since {
        Since::Intake => (SignKey::new(Rule::ReliableDeterioration, &[of.0, of.1, of.2]), "warning-sign-reliable-deterioration"),
        Since::Level => {
            group.push(AT_LEVEL.to_owned());
            let key = SignKey::new(Rule::ReliableDeterioration, &[of.0, of.1, of.2, &AT_LEVEL]);
            (key, "warning-sign-reliable-deterioration-at-level")
        }
    };
    Some(Found {
        rule: Rule::ReliableDeterioration,
        class: Class::Clinical,
        key,
        group,
        occurred_at: latest.received_at,
        day: latest.day,
        statement: FindingKey(statement),
        arguments,
        evidence: evidence(snapshot, latest, since),
        since_last: SinceLast::compare(last, worse_by),
        visibility,
    })
}

/// Stands in the key of a sign that compares with the first score at the level.
const AT_LEVEL: &str = "level";

impl Since {
    fn standing(self, measurement: &Measurement) -> ChangeStanding {
        match self {
            Self::Intake => measurement.change,
            Self::Level => measurement.change_at_level,
        }
    }

    fn baseline(self, facts: &SeriesFacts) -> Option<AdministrationId> {
        match self {
            Self::Intake => facts.baseline,
            Self::Level => facts.baseline_at_level,
        }
    }
}

/// The score and the one it was compared with.
fn evidence(snapshot: &Snapshot, latest: &Measurement, since: Since) -> Vec<vocabulary::Evidence> {
    let baseline = snapshot.facts_of(latest).and_then(|facts| since.baseline(facts));
    let baseline = snapshot.measurements.iter().find(|each| Some(each.administration) == baseline);
    std::iter::once(latest).chain(baseline).map(Measurement::evidence).collect()
}

#[cfg(test)]
mod tests {
    use vocabulary::Points;

    use super::super::testing::Scene;
    use super::*;

    fn worse(by: i32) -> ChangeStanding {
        ChangeStanding::ReliablyWorse { worse_by: Points::from_whole(by), reliable_change: Points::from_whole(6) }
    }

    #[test]
    fn only_the_latest_score_raises_and_it_compares_with_the_one_before() {
        let check = |standings: &[ChangeStanding], expected: Option<SinceLast>| {
            let mut scene = Scene::new("2026-11-20");
            for (week, standing) in standings.iter().enumerate() {
                scene.phq9(["2026-10-30", "2026-11-06", "2026-11-13"][week], 10).measurement().change = *standing;
            }
            let found: Vec<_> = scene.signs().into_iter().filter(|sign| sign.rule == Rule::ReliableDeterioration).collect();
            assert_eq!(found.first().map(|sign| sign.since_last), expected);
            assert!(found.len() <= 1);
        };
        check(&[ChangeStanding::NoComparison, worse(7)], Some(SinceLast::New));
        check(&[ChangeStanding::NoComparison, worse(7), worse(9)], Some(SinceLast::Higher));
        check(&[ChangeStanding::NoComparison, worse(7), worse(7)], Some(SinceLast::Same));
        check(&[ChangeStanding::NoComparison, worse(7), ChangeStanding::WithinError], None);
        check(&[ChangeStanding::NoComparison, ChangeStanding::NoVerifiedValue], None);
    }

    #[test]
    fn who_got_better_and_worse_again_at_the_level_is_told_of_by_a_sign_of_its_own() {
        let mut scene = Scene::new("2026-11-20");
        scene.phq9("2026-10-01", 22).baseline();
        scene.phq9("2026-11-01", 8);
        let began = scene.last().administration;
        scene.phq9("2026-11-15", 16).measurement().change_at_level = worse(8);
        scene.snapshot.series[0].baseline_at_level = Some(began);
        let at_level = scene.only(Rule::ReliableDeterioration);
        assert_eq!(at_level.finding.key, FindingKey("warning-sign-reliable-deterioration-at-level"));
        assert!(at_level.key.as_str().ends_with("/level") && at_level.group.ends_with("/level"), "{}", at_level.key);
        assert_eq!(at_level.finding.evidence[1].id, began.to_string());
        scene.last().change = worse(7);
        let since_intake = scene.only(Rule::ReliableDeterioration);
        assert_eq!(since_intake.finding.key, FindingKey("warning-sign-reliable-deterioration"), "once is enough");
        assert_ne!(since_intake.key, at_level.key);
    }

    #[test]
    fn history_that_comes_in_late_is_recorded_and_not_shown() {
        let check = |today: &str, expected: Visibility| {
            let mut scene = Scene::new(today);
            scene.phq9("2026-09-01", 10);
            scene.phq9("2026-10-01", 20).measurement().change = worse(10);
            assert_eq!(scene.only(Rule::ReliableDeterioration).visibility, expected, "{today}");
        };
        check("2026-10-31", Visibility::Shown);
        check("2026-11-01", Visibility::Silent);
    }
}
