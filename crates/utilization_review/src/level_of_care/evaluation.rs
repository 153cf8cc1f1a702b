//! Evaluates the rules of a level: readings first, each fact once, then three-valued logic over them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use vocabulary::{LevelOfCare, Verdict};

use super::criteria::{Comparison, Condition, CriteriaSet, LevelRules, StepTarget, Window};
use super::determination::{Determination, RuleVerdicts};
use super::fact::{Fact, FactName, Value};
use super::observation::Observed;
use super::read::FactReader;
use super::reading::{Known, Operator, Reading, compare};
use super::situation::Situation;

/// Which rule of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// When a person must look at once.
    Safety,
    /// When a higher level should be considered.
    StepUp,
    /// When this level is still justified.
    Continue,
    /// When a lower level should be considered.
    StepDown(StepTarget),
    /// What every step down needs, whatever the set says.
    Guard,
    /// When the plan should be reviewed.
    Review,
}

impl Rule {
    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Safety => "safety",
            Self::StepUp => "step_up",
            Self::Continue => "continue",
            Self::StepDown(_) => "step_down",
            Self::Guard => "guard",
            Self::Review => "review",
        }
    }
}

/// Strong Kleene logic over more than two parts.
pub fn all_of(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    verdicts.into_iter().fold(Verdict::Met, Verdict::and)
}

/// Met if one is met; unknown if one is unknown; else not met.
pub fn any_of(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    verdicts.into_iter().fold(Verdict::NotMet, Verdict::or)
}

/// Met if so many are met; not met if not even the unknown ones would make so many; else unknown.
pub fn at_least_of(count: usize, verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    let (mut met, mut possible) = (0, 0);
    for verdict in verdicts {
        met += usize::from(verdict == Verdict::Met);
        possible += usize::from(verdict != Verdict::NotMet);
    }
    match (met >= count, possible >= count) {
        (true, _) => Verdict::Met,
        (false, true) => Verdict::Unknown,
        (false, false) => Verdict::NotMet,
    }
}

fn compare_plain(name: FactName, operator: Operator, values: &[Value]) -> Condition {
    Condition::Compare(Comparison { fact: Fact::plain(name), operator, values: values.to_vec(), window: None })
}

/// No change any more, with symptoms left.
fn stalled() -> Condition {
    Condition::All(vec![
        compare_plain(FactName::Plateau, Operator::Equal, &[Value::YesNo(true)]),
        compare_plain(FactName::Band, Operator::AtLeast, &[Value::whole(2)]),
    ])
}

/// What every step down needs, of whatever set: symptoms that are not severe or reliably less, no high risk, no plateau with symptoms left.
/// The first holds for the primary instrument and for every other one that is followed and came out severe when it was last given: `severe_besides` are
/// their ids. Of others nothing is asked; so the first severe score of one contradicts what stood until then, and may leave the guard unknown.
fn guard(severe_besides: &[&str]) -> Condition {
    let mut conditions = vec![
        not_severe_or_better(None),
        compare_plain(FactName::RiskLevelNow, Operator::AtMost, &[Value::Word("moderate")]),
        Condition::Not(Box::new(stalled())),
    ];
    conditions.extend(severe_besides.iter().map(|instrument| not_severe_or_better(Some(*instrument))));
    Condition::All(conditions)
}

/// Band 2 at most, or reliably better.
fn not_severe_or_better(instrument: Option<&str>) -> Condition {
    let compare = |name, operator, values: &[Value]| {
        let fact = Fact { name, instrument: instrument.map(str::to_owned) };
        Condition::Compare(Comparison { fact, operator, values: values.to_vec(), window: None })
    };
    Condition::Any(vec![
        compare(FactName::Band, Operator::AtMost, &[Value::whole(2)]),
        compare(FactName::Change, Operator::In, &[Value::Word("reliably_improved"), Value::Word("recovered")]),
    ])
}

/// A reason why a set was not made for a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reason {
    pub(super) code: String,
    pub(super) verdict: Verdict,
}

/// A comparison that is unknown and would decide a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Undecided<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) is_required: bool,
}

/// The rules of one level over one situation.
pub(super) struct Evaluation<'a> {
    pub(super) set: &'a CriteriaSet,
    pub(super) rules: Vec<(Rule, &'a Condition)>,
    /// That the patient no longer changes; `None` where the set has no rules for the level.
    stalled: Option<&'a Condition>,
    readings: Vec<Reading>,
    /// Where the reading of a comparison is, and what it says of it, by the comparison's address: the conditions are borrowed and do not move.
    places: HashMap<*const Comparison, (usize, Verdict), BuildHasherDefault<AddressHasher>>,
    /// Facts that are taken to be otherwise, for the search of the nearest flip.
    pub(super) supposed: Vec<(&'a Fact, Value)>,
    pub(super) applies: Verdict,
    pub(super) reasons: Vec<Reason>,
    /// The practice's own set that should have judged and does not read.
    pub(super) unreadable_set: Option<String>,
}

/// Addresses are spread well enough by themselves; the low bits, which alignment leaves empty, are moved away.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_usize(&mut self, address: usize) {
        self.0 = (address as u64 >> 3).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The conditions that an evaluation borrows and that are not in the set.
pub(super) struct Guard {
    step_down: Condition,
    stalled: Condition,
}

impl Guard {
    /// What every step down of this situation needs. The situation must be canonical.
    pub(super) fn of(situation: &Situation, set: &CriteriaSet) -> Self {
        let level = set.rules(situation.level).filter(|level| !level.step_down.is_empty());
        let severe = level.map(|level| FactReader::new(situation, &level.freshness).severe_beside_primary());
        Self { step_down: guard(&severe.unwrap_or_default()), stalled: stalled() }
    }
}

impl<'a> Evaluation<'a> {
    /// The situation must be canonical.
    pub(super) fn new(situation: &Situation, set: &'a CriteriaSet, guard: &'a Guard) -> Self {
        let level = set.rules(situation.level);
        let (applies, reasons) = applicability(situation, set, level);
        let (rules, readings, places, supposed) = (Vec::new(), Vec::new(), HashMap::default(), Vec::new());
        let unreadable_set = situation.unreadable_set.clone();
        let mut evaluation = Self { set, rules, stalled: None, readings, places, supposed, applies, reasons, unreadable_set };
        if let Some(level) = level {
            evaluation.rules = rules_of(level, guard);
            evaluation.stalled = Some(&guard.stalled);
            let reader = FactReader::new(situation, &level.freshness);
            let mut read = HashMap::new();
            let conditions = evaluation.rules.iter().map(|(_, condition)| *condition).chain(evaluation.stalled);
            for condition in conditions.collect::<Vec<_>>() {
                evaluation.take_readings(condition, &reader, &mut read);
            }
        }
        evaluation
    }

    /// Reads every comparison of a condition; a fact over a window is read once, however often it is asked for.
    fn take_readings(&mut self, condition: &'a Condition, reader: &FactReader<'_>, read: &mut HashMap<(&'a Fact, Option<Window>), usize>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                for part in parts {
                    self.take_readings(part, reader, read);
                }
            }
            Condition::Not(inner) => self.take_readings(inner, reader, read),
            Condition::Clause(place) => {
                let set = self.set;
                self.take_readings(&set.clauses[*place].condition, reader, read);
            }
            Condition::Compare(comparison) => {
                let place = *read.entry((&comparison.fact, comparison.window)).or_insert_with(|| {
                    self.readings.push(reader.read(&comparison.fact, comparison.window));
                    self.readings.len() - 1
                });
                let shape = comparison.fact.name.specification().shape;
                let verdict = compare(self.readings[place].known, comparison.operator, &comparison.values, shape);
                self.places.insert(std::ptr::from_ref(comparison), (place, verdict));
            }
        }
    }

    pub(super) fn reading(&self, comparison: &'a Comparison) -> &Reading {
        &self.readings[self.place(comparison).0]
    }

    fn place(&self, comparison: &'a Comparison) -> (usize, Verdict) {
        *self.places.get(&std::ptr::from_ref(comparison)).expect("every comparison of the rules was read")
    }

    pub(super) fn compared(&self, comparison: &'a Comparison) -> Verdict {
        match self.supposed.iter().find(|(fact, _)| **fact == comparison.fact) {
            None => self.place(comparison).1,
            Some((_, value)) => {
                compare(Known::Exactly(*value), comparison.operator, &comparison.values, comparison.fact.name.specification().shape)
            }
        }
    }

    pub(super) fn verdict(&self, condition: &'a Condition) -> Verdict {
        match condition {
            Condition::All(parts) => all_of(parts.iter().map(|part| self.verdict(part))),
            Condition::Any(parts) => any_of(parts.iter().map(|part| self.verdict(part))),
            Condition::AtLeast(count, parts) => at_least_of(*count, parts.iter().map(|part| self.verdict(part))),
            Condition::Not(inner) => !self.verdict(inner),
            Condition::Compare(comparison) => self.compared(comparison),
            Condition::Clause(place) => self.verdict(&self.set.clauses[*place].condition),
        }
    }

    pub(super) fn rule_verdict(&self, wanted: Rule) -> Verdict {
        let rule = self.rules.iter().find(|(rule, _)| *rule == wanted);
        rule.map_or(Verdict::NotMet, |(_, condition)| self.verdict(condition))
    }

    /// Whether the patient no longer changes at this level, with symptoms of band 2 or above left: whatever the set says, the plan is reviewed then.
    pub(super) fn stalled(&self) -> Verdict {
        self.stalled.map_or(Verdict::NotMet, |condition| self.verdict(condition))
    }

    /// The comparisons that keep a condition from being known, and would decide it.
    pub(super) fn undecided(&self, condition: &'a Condition, is_required: bool, found: &mut Vec<Undecided<'a>>) {
        if self.verdict(condition) != Verdict::Unknown {
            return;
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                for part in parts {
                    self.undecided(part, is_required, found);
                }
            }
            Condition::Not(inner) => self.undecided(inner, is_required, found),
            Condition::Compare(comparison) => found.push(Undecided { comparison, is_required }),
            Condition::Clause(place) => {
                let clause = &self.set.clauses[*place];
                self.undecided(&clause.condition, is_required && clause.required, found);
            }
        }
    }

    pub(super) fn undecided_in(&self, wanted: impl Fn(Rule) -> bool) -> Vec<Undecided<'a>> {
        let mut found = Vec::new();
        for (_, condition) in self.rules.iter().filter(|(rule, _)| wanted(*rule)) {
            self.undecided(condition, true, &mut found);
        }
        found
    }

    /// True where danger is not excluded because a fact about it is unknown.
    fn is_danger_open(&self) -> bool {
        let open = self.undecided_in(|rule| matches!(rule, Rule::Safety | Rule::StepUp));
        open.iter().any(|undecided| undecided.comparison.fact.name.specification().is_risk)
    }

    /// The verdict of a step down with everything it needs: its own rule, the guard, and every fact about danger known.
    pub(super) fn step_down_verdict(&self, target: StepTarget) -> Verdict {
        let verdict = self.rule_verdict(Rule::StepDown(target)).and(self.rule_verdict(Rule::Guard));
        if verdict == Verdict::Met && self.is_danger_open() { Verdict::Unknown } else { verdict }
    }

    pub(super) fn step_down(&self) -> Option<StepTarget> {
        let mut targets = self.rules.iter().filter_map(|(rule, _)| match rule {
            Rule::StepDown(target) => Some(*target),
            _ => None,
        });
        targets.find(|target| self.step_down_verdict(*target) == Verdict::Met)
    }

    fn is_required_fact_unknown(&self) -> bool {
        self.undecided_in(|rule| rule != Rule::Review && rule != Rule::Guard).iter().any(|undecided| undecided.is_required)
            || self.is_guard_open()
    }

    /// True where a step down is held back only by what the guard does not know.
    fn is_guard_open(&self) -> bool {
        self.rules.iter().any(|(rule, condition)| {
            matches!(rule, Rule::StepDown(_))
                && self.verdict(condition) == Verdict::Met
                && self.rule_verdict(Rule::Guard) == Verdict::Unknown
        })
    }

    pub(super) fn determination(&self) -> Determination {
        let verdicts = RuleVerdicts {
            applies: self.applies,
            safety: self.rule_verdict(Rule::Safety),
            step_up: self.rule_verdict(Rule::StepUp),
            stay: self.rule_verdict(Rule::Continue),
            step_down: self.step_down(),
            stalled: self.stalled(),
            is_required_fact_unknown: false,
        };
        // What is missing counts only where nothing else decides; finding it is the costly part.
        match verdicts.determination() {
            Determination::ReviewPlan if verdicts.stalled != Verdict::Met && self.is_required_fact_unknown() => Determination::Insufficient,
            decided => decided,
        }
    }
}

fn rules_of<'a>(level: &'a LevelRules, guard: &'a Guard) -> Vec<(Rule, &'a Condition)> {
    let mut rules = vec![(Rule::Safety, &level.safety)];
    rules.extend(level.step_up.as_ref().map(|condition| (Rule::StepUp, condition)));
    rules.push((Rule::Continue, &level.stay));
    rules.extend(level.step_down.iter().map(|(target, condition)| (Rule::StepDown(*target), condition)));
    if !level.step_down.is_empty() {
        rules.push((Rule::Guard, &guard.step_down));
    }
    rules.extend(level.review.as_ref().map(|condition| (Rule::Review, condition)));
    rules
}

/// Whether the set was made for the patient, by age, diagnoses and level.
fn applicability(situation: &Situation, set: &CriteriaSet, level: Option<&LevelRules>) -> (Verdict, Vec<Reason>) {
    let today = situation.today();
    let mut reasons = Vec::new();
    let mut refuse = |code: &str, verdict| reasons.push(Reason { code: code.to_owned(), verdict });
    if level.is_none() {
        refuse("level_not_in_set", Verdict::NotMet);
    }
    if today.age_since(situation.birth_day) < set.minimum_age {
        refuse("under_age", Verdict::NotMet);
    }
    let diagnoses: Vec<&str> = (situation.observations.iter())
        .filter_map(|observation| match &observation.observed {
            Observed::Diagnosis { code, first, last } if *first <= today && last.is_none_or(|last| last >= today) => Some(code.as_str()),
            _ => None,
        })
        .collect();
    for exclusion in &set.exclusions {
        let is_excluded = diagnoses.iter().any(|code| exclusion.codes.iter().any(|prefix| code.starts_with(prefix.as_str())));
        if is_excluded {
            refuse(&exclusion.reason, Verdict::NotMet);
        }
    }
    if diagnoses.is_empty() && !set.exclusions.is_empty() {
        refuse("no_diagnosis", Verdict::Unknown);
    }
    let verdict = all_of(reasons.iter().map(|reason| reason.verdict));
    (verdict, reasons)
}

/// The determination alone, without its trace: for lists of many patients.
pub fn determination_of(situation: &Situation, set: &CriteriaSet) -> (Determination, Option<LevelOfCare>) {
    let canonical = situation.clone().canonical();
    let guard = Guard::of(&canonical, set);
    let evaluation = Evaluation::new(&canonical, set, &guard);
    let determination = evaluation.determination();
    let lower = (determination == Determination::StepDown).then(|| evaluation.step_down()).flatten();
    (determination, lower.and_then(StepTarget::level))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Met, NotMet, Unknown};
    use proptest::prelude::*;

    fn verdicts() -> impl Strategy<Value = Vec<Verdict>> {
        proptest::collection::vec(prop_oneof![Just(Met), Just(NotMet), Just(Unknown)], 0..6)
    }

    #[test]
    fn at_least_waits_for_the_unknown_ones() {
        let check = |count, verdicts: &[Verdict], expected| assert_eq!(at_least_of(count, verdicts.iter().copied()), expected);
        check(2, &[Met, Met, Unknown], Met);
        check(2, &[Met, NotMet, Unknown], Unknown);
        check(2, &[Met, NotMet, NotMet], NotMet);
        check(2, &[Unknown, NotMet, NotMet], NotMet);
    }

    proptest! {
        #[test]
        fn kleene_laws_hold(left in verdicts(), right in verdicts()) {
            let negated = |list: &[Verdict]| list.iter().map(|verdict| !*verdict).collect::<Vec<_>>();
            prop_assert_eq!(!all_of(left.clone()), any_of(negated(&left)));
            prop_assert_eq!(!any_of(left.clone()), all_of(negated(&left)));
            prop_assert_eq!(all_of(left.clone()).and(all_of(right.clone())), all_of([left.clone(), right.clone()].concat()));
            if !left.is_empty() {
                prop_assert_eq!(at_least_of(1, left.clone()), any_of(left.clone()));
                prop_assert_eq!(at_least_of(left.len(), left.clone()), all_of(left.clone()));
            }
            let mut turned = left.clone();
            turned.reverse();
            prop_assert_eq!(all_of(turned.clone()), all_of(left.clone()));
            prop_assert_eq!(at_least_of(2, turned), at_least_of(2, left));
        }

        #[test]
        fn knowing_more_never_makes_a_known_verdict_unknown(list in verdicts(), place in 0usize..6, met in proptest::bool::ANY, count in 1usize..4) {
            let mut more = list.clone();
            if let Some(verdict) = more.get_mut(place).filter(|verdict| **verdict == Unknown) {
                *verdict = Verdict::from(met);
            }
            for (before, after) in [(all_of(list.clone()), all_of(more.clone())), (any_of(list.clone()), any_of(more.clone()))] {
                prop_assert!(before == Unknown || before == after);
            }
            let (before, after) = (at_least_of(count, list), at_least_of(count, more));
            prop_assert!(before == Unknown || before == after);
        }
    }
}
