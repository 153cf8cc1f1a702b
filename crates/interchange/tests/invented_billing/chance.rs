//! How often a statistical finding speaks of a practice in which nothing but chance is at work.

use std::collections::BTreeMap;

use integrity::assessment::Outcome;
use synthetic::billing::Cases;
use vocabulary::Rate;

use crate::support::{assessed, billing, is_small, seed};

/// The findings that compare, with the highest share of practices of which each may speak wrongly. What each states is one in twenty: its limits are at
/// 95 in a hundred or further out.
const STATISTICAL: [(&str, f64); 7] =
    [("F10", 0.05), ("J4", 0.05), ("J8", 0.05), ("J9", 0.05), ("J10", 0.05), ("J12", 0.05), ("J13", 0.05)];

/// Of so many practices with enough to compare, a finding spoke of so many.
fn count(seeds: impl Iterator<Item = u64>, patients: usize) -> BTreeMap<&'static str, Rate> {
    let mut rates: BTreeMap<&'static str, Rate> = STATISTICAL.map(|(code, _)| (code, Rate::default())).into();
    for seed in seeds {
        assessed(&billing(seed, patients, Cases::Chance), |assessment| {
            for (code, rate) in &mut rates {
                let outcome = &assessment.finding(code).expect("it is in the catalogue").outcome;
                rate.of += usize::from(matches!(outcome, Outcome::Found(_) | Outcome::Nothing { .. }));
                rate.count += usize::from(matches!(outcome, Outcome::Found(_)));
            }
        });
    }
    rates
}

#[test]
#[ignore = "soak: what statistical findings say of a hundred practices in which nothing is planted"]
fn statistical_findings_speak_of_chance_at_most_as_often_as_stated() {
    let (first, is_small) = (seed(), is_small());
    let (seeds, patients) = if is_small { (3, 120) } else { (100, 250) };
    let rates = count((0..seeds).map(|place| first.wrapping_add(place)), patients);
    for (code, level) in STATISTICAL {
        let rate = rates[code];
        println!(
            "{code}: {} of {} practices with enough to compare; stated: at most {:.0} in a hundred",
            rate.count,
            rate.of,
            level * 100.0
        );
        let (low, _) = rate.interval().unwrap_or((0.0, 1.0));
        assert!(low <= level, "{code} speaks of {} of {} practices in which nothing is planted (seeds from {first})", rate.count, rate.of);
    }
    assert!(is_small || rates.values().filter(|rate| rate.of >= 50).count() >= 4, "too few practices can be compared: {rates:?}");
}
