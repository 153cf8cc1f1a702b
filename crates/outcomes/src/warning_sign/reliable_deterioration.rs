//! Worse than the baseline by more than measurement error, at the latest score. Without a verified reliable-change value there is no sign, and
//! nothing is said either way.

use vocabulary::{Argument, FindingKey};

use super::parameters::ReliableDeterioration;
use super::{ChangeStanding, Class, Found, Measurement, Rule, SignKey, SinceLast, Snapshot, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &ReliableDeterioration) -> Vec<WarningSign> {
    let Some(visibility) = parameters.mode.visibility(&parameters.basis) else { return Vec::new() };
    let mut signs = Vec::new();
    for series in snapshot.scored_series() {
        let [earlier @ .., latest] = series.as_slice() else { continue };
        let ChangeStanding::ReliablyWorse { worse_by, reliable_change } = latest.change else { continue };
        let last = earlier.last().and_then(|last| amount(last));
        let mut arguments = latest.arguments();
        arguments.push(("points", Argument::Points(worse_by)));
        arguments.push(("reliable", Argument::Points(reliable_change)));
        let found = Found {
            rule: Rule::ReliableDeterioration,
            class: Class::Clinical,
            key: SignKey::new(Rule::ReliableDeterioration, &[&latest.instrument.id, &latest.respondent, &latest.administration]),
            group: latest.series_name(),
            occurred_at: latest.received_at,
            day: latest.day,
            statement: FindingKey("warning-sign-reliable-deterioration"),
            arguments,
            evidence: evidence(snapshot, latest),
            since_last: SinceLast::compare(last, worse_by),
            visibility,
        };
        signs.push(found.in_snapshot(snapshot));
    }
    signs
}

fn amount(measurement: &Measurement) -> Option<vocabulary::Points> {
    match measurement.change {
        ChangeStanding::ReliablyWorse { worse_by, .. } => Some(worse_by),
        _ => None,
    }
}

/// The score and the baseline it was compared with.
fn evidence(snapshot: &Snapshot, latest: &Measurement) -> Vec<vocabulary::Evidence> {
    let baseline = snapshot.facts_of(latest).and_then(|facts| facts.baseline);
    let baseline = snapshot.measurements.iter().find(|each| Some(each.administration) == baseline);
    std::iter::once(latest).chain(baseline).map(Measurement::evidence).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Scene;
    use super::*;
    use vocabulary::Points;

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
}
