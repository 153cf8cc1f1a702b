//! Both sides of billing brief measures (96127 and kin): what was measured, looked at and not billed, and what was billed beyond what was measured.
//!
//! A unit is one distinct, scored instrument of a day. A form that is part of another one of the same day (the two first questions of the PHQ-9 are the
//! PHQ-2) is derived and never a unit of its own. In a program day the measure is part of the day. Codes that ask for a medical device are warned of and
//! never suggested: a questionnaire on a screen is none.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::level_of_service::level_of_line;
use vocabulary::{Day, LevelOfCare};

use super::facts::{BilledDay, ClaimFacts, service_of};
use super::other_facts::Measure;

/// The code of a brief scored instrument.
pub const BRIEF_MEASURE: &str = "96127";

/// An instrument, and those that contain it.
const CONTAINED: [(&str, &[&str]); 9] = [
    ("phq-2", &["phq-9", "phq-8", "phq-4", "phq-a"]),
    ("phq-8", &["phq-9"]),
    ("gad-2", &["gad-7", "phq-4"]),
    ("audit-c", &["audit", "usaudit"]),
    ("core-10", &["core-om"]),
    ("k6", &["k10"]),
    ("whodas-12", &["whodas-36"]),
    ("promis-dep-4a", &["promis-29"]),
    ("promis-anx-4a", &["promis-29"]),
];

/// True for codes of evaluation by tests, beside which a brief measure of the same day is not billed.
pub fn is_test_evaluation(procedure: &str) -> bool {
    matches!(procedure, "96130" | "96131" | "96132" | "96133" | "96136" | "96137" | "96138" | "96139" | "96146")
}

/// True for codes that ask for a medical device: remote therapeutic and physiologic monitoring, digital treatment devices. Recalled.
pub fn is_device_code(procedure: &str) -> bool {
    matches!(
        procedure,
        "98975"
            | "98976"
            | "98977"
            | "98978"
            | "98979"
            | "98980"
            | "98981"
            | "98984"
            | "98985"
            | "98986"
            | "99453"
            | "99454"
            | "99457"
            | "99458"
            | "G0552"
            | "G0553"
            | "G0554"
    )
}

/// Measures of a day that were not billed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The day.
    pub day: Day,
    /// The distinct instruments.
    pub instruments: Vec<String>,
    /// How many of them no line bills.
    pub units: i64,
    /// Whether the payer pays it; `None` where its rules do not say. A person looks that up before anything is billed.
    pub is_paid: Option<bool>,
}

/// A day on which more is billed than was measured, or what is part of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excess {
    /// The day.
    pub day: Day,
    /// Units that are billed.
    pub billed: i64,
    /// Units that stand on a scored instrument of their own.
    pub supported: i64,
}

/// Both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measurement {
    /// Measured, looked at and not billed.
    pub missed: Vec<Missed>,
    /// Billed beyond what was measured; `None` where measures are not on record.
    pub excess: Option<Vec<Excess>>,
    /// Instruments that are part of another one of the same day, by day: no unit of their own.
    pub derived: Vec<(Day, String)>,
    /// Lines with a code that asks for a medical device, by day.
    pub device_codes: Vec<(Day, String)>,
}

impl Measurement {
    /// Of a claim.
    pub fn of(facts: &ClaimFacts) -> Self {
        let billed = facts.billed_days();
        let device_codes = billed.iter().filter(|each| is_device_code(service_of(each.line)));
        let device_codes = device_codes.map(|each| (each.day, service_of(each.line).to_owned())).collect();
        let Some(measures) = facts.person.as_ref().and(facts.measures.as_deref()) else {
            return Self { device_codes, ..Self::default() };
        };
        let mut of_day: BTreeMap<Day, Vec<&Measure>> = BTreeMap::new();
        for measure in measures.iter().filter(|measure| measure.is_scored) {
            of_day.entry(measure.day).or_default().push(measure);
        }
        let mut both = Self { device_codes, excess: Some(Vec::new()), ..Self::default() };
        for day in facts.days() {
            both.take(day, &billed, of_day.get(&day).map_or(&[][..], Vec::as_slice), facts);
        }
        both
    }

    fn take(&mut self, day: Day, billed: &[BilledDay<'_>], measures: &[&Measure], facts: &ClaimFacts) {
        let all: BTreeSet<&str> = measures.iter().map(|measure| measure.instrument.as_str()).collect();
        let (derived, own): (BTreeSet<&str>, BTreeSet<&str>) = all.iter().partition(|instrument| is_contained(instrument, &all));
        self.derived.extend(derived.into_iter().map(|instrument| (day, instrument.to_owned())));
        let lines = || billed.iter().filter(|each| each.day == day);
        let of_others = facts.other_claims.iter().flatten().flat_map(|other| &other.claim.lines);
        let others: Vec<_> = of_others.filter(|line| super::facts::days_of_line(line).contains(&day)).collect();
        let units = |line: &revenue_cycle::ClaimLine| line.units.thousandths() / 1000;
        let own_units: i64 = lines().filter(|each| each.line.procedure == BRIEF_MEASURE).map(|each| units(each.line)).sum();
        // A bill of the same measure to another payer is no second unit.
        let beside = facts.claims_beside().flat_map(|other| &other.claim.lines);
        let beside = beside.filter(|line| line.procedure == BRIEF_MEASURE && super::facts::days_of_line(line).contains(&day));
        let other_units: i64 = beside.map(units).sum();
        let every_line = || lines().map(|each| each.line).chain(others.iter().copied());
        let is_program_day = every_line().any(|line| level_of_line(line).is_some_and(|level| level != LevelOfCare::Outpatient));
        let has_tests = every_line().any(|line| is_test_evaluation(&line.procedure));
        let is_part_of_day = is_program_day || has_tests;
        let supported = if is_part_of_day { 0 } else { count(own.len()) };
        if own_units > 0 && own_units + other_units > supported {
            self.excess.get_or_insert_default().push(Excess { day, billed: own_units + other_units, supported });
        }
        let looked_at: BTreeSet<&str> = measures
            .iter()
            .filter(|measure| measure.is_interpreted == Some(true) && own.contains(measure.instrument.as_str()))
            .map(|measure| measure.instrument.as_str())
            .collect();
        let missed = count(looked_at.len()) - own_units - other_units;
        let is_paid = facts.payer.as_ref().and_then(|payer| payer.pays_measures);
        if missed > 0 && !is_part_of_day && is_paid != Some(false) {
            let instruments = looked_at.into_iter().map(str::to_owned).collect();
            self.missed.push(Missed { day, instruments, units: missed, is_paid });
        }
    }
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Of the instruments of a day those that are not part of another one of them.
pub(crate) fn own_units<'a>(all: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    all.iter().copied().filter(|instrument| !is_contained(instrument, all)).collect()
}

fn is_contained(instrument: &str, all: &BTreeSet<&str>) -> bool {
    let of = CONTAINED.iter().find(|(contained, _)| *contained == instrument);
    of.is_some_and(|(_, wholes)| wholes.iter().any(|whole| all.contains(whole)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Given, day, measure};
    use super::*;

    /// Instruments of the day of the visit; lines that are added; missed units, excess units beyond what is supported, derived instruments.
    fn check(instruments: &[&str], lines: &[(&str, i64)], expected: (i64, i64, &[&str])) {
        let mut given = Given::visit();
        given.facts.measures = Some(instruments.iter().map(|instrument| measure(instrument, "2026-03-02")).collect());
        for (procedure, units) in lines {
            given.add_line(procedure, *units);
        }
        let both = Measurement::of(&given.facts);
        let missed: i64 = both.missed.iter().map(|missed| missed.units).sum();
        let excess: i64 = both.excess.iter().flatten().map(|excess| excess.billed - excess.supported).sum();
        let derived: Vec<&str> = both.derived.iter().map(|(_, instrument)| instrument.as_str()).collect();
        assert_eq!((missed, excess, &derived[..]), expected, "{instruments:?} {lines:?}");
    }

    #[test]
    fn a_unit_is_a_distinct_scored_instrument_and_both_sides_are_told() {
        check(&[], &[], (0, 0, &[]));
        check(&["phq-9", "gad-7"], &[], (2, 0, &[]));
        check(&["phq-9", "gad-7"], &[("96127", 2)], (0, 0, &[]));
        check(&["phq-9", "gad-7"], &[("96127", 1)], (1, 0, &[]));
        check(&["phq-9"], &[("96127", 2)], (0, 1, &[]));
        check(&["phq-9", "phq-9"], &[("96127", 2)], (0, 1, &[]));
        check(&[], &[("96127", 1)], (0, 1, &[]));
    }

    #[test]
    fn a_form_inside_another_of_the_same_day_is_no_unit() {
        check(&["phq-9", "phq-2"], &[("96127", 2)], (0, 1, &["phq-2"]));
        check(&["phq-2"], &[("96127", 1)], (0, 0, &[]));
        check(&["phq-9", "phq-2"], &[], (1, 0, &["phq-2"]));
    }

    #[test]
    fn in_a_program_day_or_beside_test_evaluation_nothing_is_missed_and_every_unit_is_too_much() {
        check(&["phq-9"], &[("H0015", 1)], (0, 0, &[]));
        check(&["phq-9"], &[("H0015", 1), ("96127", 1)], (0, 1, &[]));
        check(&["phq-9"], &[("96138", 1), ("96127", 1)], (0, 1, &[]));
    }

    #[test]
    fn what_a_payer_does_not_pay_and_what_nobody_looked_at_is_not_missed() {
        let mut given = Given::visit();
        given.facts.measures = Some(vec![measure("phq-9", "2026-03-02")]);
        given.facts.payer.as_mut().unwrap().pays_measures = Some(false);
        assert_eq!(Measurement::of(&given.facts).missed, []);
        given.facts.payer.as_mut().unwrap().pays_measures = None;
        assert_eq!(Measurement::of(&given.facts).missed[0].is_paid, None);
        given.facts.measures.as_mut().unwrap()[0].value.is_interpreted = None;
        assert_eq!(Measurement::of(&given.facts).missed, []);
    }

    #[test]
    fn a_device_code_is_warned_of_and_never_suggested() {
        let mut given = Given::visit();
        given.add_line("98978", 1);
        let both = Measurement::of(&given.facts);
        assert_eq!(both.device_codes, [(day("2026-03-02"), "98978".to_owned())]);
        assert!(!is_device_code(BRIEF_MEASURE));
        let mut unjoined = given.facts;
        unjoined.person = None;
        assert_eq!(Measurement::of(&unjoined).excess, None);
    }
}
