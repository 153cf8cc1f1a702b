//! A withdrawal scale at or above the practice's threshold. Each administration has its own sign: withdrawal changes over hours.

use vocabulary::{Argument, FindingKey};

use super::parameters::WithdrawalScale;
use super::{Class, Found, Rule, SignKey, SinceLast, Snapshot, Visibility, WarningSign};

pub(super) fn signs(snapshot: &Snapshot, parameters: &WithdrawalScale) -> Vec<WarningSign> {
    let mut signs = Vec::new();
    for series in snapshot.scored_series_of_all_stays() {
        let of_series = |each: &&super::parameters::WithdrawalThreshold| *each.instrument == *series[0].instrument.id;
        let Some(threshold) = parameters.thresholds.iter().find(of_series) else { continue };
        let Some(visibility) = parameters.mode.visibility(&threshold.basis) else { continue };
        for (place, measurement) in series.iter().enumerate() {
            let Some(value) = measurement.value.filter(|value| *value >= threshold.at_least) else { continue };
            let last = place.checked_sub(1).and_then(|before| series[before].value).filter(|last| *last >= threshold.at_least);
            let is_late = snapshot.today.days_since(measurement.day) > i32::from(parameters.shown_for_days);
            let mut arguments = measurement.arguments();
            arguments.push(("points", Argument::Points(value)));
            arguments.push(("threshold", Argument::Points(threshold.at_least)));
            let found = Found {
                rule: Rule::WithdrawalScale,
                class: Class::Safety,
                key: SignKey::new(
                    Rule::WithdrawalScale,
                    &[&measurement.instrument.id, &measurement.respondent, &measurement.administration],
                ),
                group: measurement.series_name(),
                occurred_at: measurement.received_at,
                day: measurement.day,
                statement: FindingKey("warning-sign-withdrawal-scale"),
                arguments,
                evidence: vec![measurement.evidence()],
                since_last: SinceLast::compare(last, value),
                visibility: if is_late { Visibility::Silent } else { visibility },
            };
            signs.push(found.in_snapshot(snapshot));
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::super::testing::Scene;
    use super::*;

    fn found(values: &[i32]) -> Vec<SinceLast> {
        let mut scene = Scene::new("2026-11-20");
        for value in values {
            scene.measure("cows", "COWS", "2026-11-20", *value);
        }
        scene.signs().iter().filter(|sign| sign.rule == Rule::WithdrawalScale).map(|sign| sign.since_last).collect()
    }

    #[test]
    fn the_threshold_itself_counts_and_repeats_compare() {
        assert_eq!(found(&[12]), []);
        assert_eq!(found(&[13]), [SinceLast::New]);
        assert_eq!(found(&[14, 20, 15, 5, 13]), [SinceLast::New, SinceLast::Higher, SinceLast::Lower, SinceLast::New]);
    }

    #[test]
    fn the_scale_is_told_once_where_its_definition_has_the_same_threshold() {
        let mut scene = Scene::new("2026-11-20");
        scene.measure("ciwa-ar", "CIWA-Ar", "2026-11-20", 16).entry("severe_withdrawal", &[("1", 7)]).entry("hallucinations", &[("6", 5)]);
        let rules: Vec<(Rule, String)> = scene.signs().into_iter().map(|sign| (sign.rule, sign.group)).collect();
        assert_eq!(rules.len(), 2, "{rules:?}");
        assert!(rules.iter().any(|(rule, _)| *rule == Rule::WithdrawalScale));
        assert!(rules.iter().any(|(_, group)| group.ends_with("hallucinations")));
        scene.parameters.withdrawal_scale.mode = super::super::Mode::Silent;
        let shown = scene.signs().into_iter().filter(|sign| sign.visibility == Visibility::Shown).count();
        assert_eq!(shown, 2, "what the silent rule does not show, the safety answer does");
    }
}
