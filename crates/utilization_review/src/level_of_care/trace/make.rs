//! Makes a determination with its trace.

use std::collections::BTreeMap;

use vocabulary::Verdict;

use super::{
    Caveat, ComparisonTrace, ContradictionTrace, ENGINE_VERSION, ExternalTrace, MissingTrace, Node, ReasonTrace, RuleTrace, SetTrace, Trace,
};
use crate::level_of_care::criteria::{Comparison, Condition, CriteriaSet};
use crate::level_of_care::determination::Determination;
use crate::level_of_care::evaluation::{Evaluation, Guard, Rule, Undecided};
use crate::level_of_care::fact::{Fact, FactName, NextAction, Shape};
use crate::level_of_care::flip;
use crate::level_of_care::observation::Observed;
use crate::level_of_care::reading::{Known, Why};
use crate::level_of_care::situation::Situation;

/// What a set of criteria says about a situation, with everything it rests on.
pub fn determine(situation: &Situation, set: &CriteriaSet) -> Trace {
    let situation = situation.clone().canonical();
    let guard = Guard::of(&situation, set);
    let mut evaluation = Evaluation::new(&situation, set, &guard);
    let determination = evaluation.determination();
    let nearest = flip::nearest(&mut evaluation, determination);
    Trace {
        engine: ENGINE_VERSION.to_owned(),
        determination,
        target: target(&evaluation, determination),
        set: SetTrace { id: set.id.clone(), version: set.version.clone(), sha256: set.sha256.clone() },
        as_of: situation.as_of.to_string(),
        patient: situation.patient.to_string(),
        episode: situation.episode.to_string(),
        level: situation.level.code().to_owned(),
        applicability: (evaluation.reasons.iter())
            .map(|reason| ReasonTrace { reason: reason.code.clone(), verdict: reason.verdict.code().to_owned() })
            .collect(),
        rules: evaluation.rules.iter().map(|(rule, condition)| rule_trace(&evaluation, *rule, condition)).collect(),
        caveats: caveats(&evaluation, determination),
        missing: missing(&evaluation, determination),
        contradicting: contradicting(&evaluation, determination),
        nearest,
        external: external(&situation),
    }
}

pub(super) fn target(evaluation: &Evaluation<'_>, determination: Determination) -> Option<String> {
    let shows = matches!(determination, Determination::StepDown | Determination::Mixed);
    shows.then(|| evaluation.step_down()).flatten().map(|target| target.code().to_owned())
}

fn rule_trace<'a>(evaluation: &Evaluation<'a>, rule: Rule, condition: &'a Condition) -> RuleTrace {
    let (target, verdict) = match rule {
        Rule::StepDown(target) => (Some(target.code().to_owned()), evaluation.step_down_verdict(target)),
        _ => (None, evaluation.verdict(condition)),
    };
    let condition = node(evaluation, condition, true, true);
    RuleTrace { rule: rule.code().to_owned(), target, verdict: verdict.code().to_owned(), condition }
}

fn node<'a>(evaluation: &Evaluation<'a>, condition: &'a Condition, required: bool, contributes: bool) -> Node {
    let verdict = evaluation.verdict(condition);
    let parts = |parts: &'a [Condition]| -> Vec<Node> {
        parts.iter().map(|part| node(evaluation, part, required, evaluation.verdict(part) == verdict)).collect()
    };
    let plain = |kind: &str, count, parts| Node {
        clause: None,
        text: None,
        kind: kind.to_owned(),
        count,
        verdict: verdict.code().to_owned(),
        required,
        contributes,
        parts,
        comparison: None,
    };
    match condition {
        Condition::All(list) => plain("all", None, parts(list)),
        Condition::Any(list) => plain("any", None, parts(list)),
        Condition::AtLeast(count, list) => plain("at_least", Some(*count), parts(list)),
        Condition::Not(inner) => plain("not", None, vec![node(evaluation, inner, required, true)]),
        Condition::Compare(comparison) => {
            Node { comparison: Some(comparison_trace(evaluation, comparison)), ..plain("compare", None, Vec::new()) }
        }
        Condition::Clause(place) => {
            let clause = &evaluation.set.clauses[*place];
            let inner = node(evaluation, &clause.condition, required && clause.required, contributes);
            // A clause that only names another one keeps its own name and shows the other inside.
            match inner.clause {
                None => Node { clause: Some(clause.name.clone()), text: clause.text.clone(), ..inner },
                Some(_) => Node { clause: Some(clause.name.clone()), text: clause.text.clone(), ..plain("all", None, vec![inner]) },
            }
        }
    }
}

fn value_text(known: Known) -> Option<String> {
    match known {
        Known::Exactly(value) | Known::AtLeast(value) => Some(value.to_string()),
        Known::Nothing | Known::NotApplicable => None,
    }
}

fn comparison_trace<'a>(evaluation: &Evaluation<'a>, comparison: &'a Comparison) -> ComparisonTrace {
    let reading = evaluation.reading(comparison);
    ComparisonTrace {
        fact: comparison.fact.name.code().to_owned(),
        instrument: comparison.fact.instrument.clone(),
        unit: match comparison.fact.name.specification().shape {
            Shape::Number(unit) => Some(unit.code().to_owned()),
            Shape::YesNo | Shape::Choice(_) | Shape::Ordinal(_) => None,
        },
        operator: comparison.operator.code().to_owned(),
        threshold: comparison.values.iter().map(ToString::to_string).collect(),
        within: comparison.window.map(|window| window.to_string()),
        value: value_text(reading.known),
        known: match reading.known {
            Known::Nothing => "nothing",
            Known::AtLeast(_) => "at_least",
            Known::Exactly(_) => "exactly",
            Known::NotApplicable => "not_applicable",
        }
        .to_owned(),
        why: reading.why,
        inputs: reading.inputs.clone(),
    }
}

pub(super) fn caveats(evaluation: &Evaluation<'_>, determination: Determination) -> Vec<Caveat> {
    let mut caveats = Vec::new();
    if matches!(determination, Determination::Continue | Determination::StepDown | Determination::Mixed) {
        let open = evaluation.undecided_in(|rule| matches!(rule, Rule::Safety | Rule::StepUp));
        let mut facts: Vec<String> = open.iter().map(|undecided| undecided.comparison.fact.to_string()).collect();
        facts.sort();
        facts.dedup();
        if !facts.is_empty() {
            caveats.push(Caveat::StepUpNotExcluded { facts });
        }
    }
    let is_for_review = evaluation.rule_verdict(Rule::Review).or(evaluation.stalled()) == Verdict::Met;
    if is_for_review && evaluation.applies != Verdict::NotMet {
        caveats.push(Caveat::PlanReview);
    }
    if evaluation.set.to_be_reviewed {
        caveats.push(Caveat::SetToBeReviewed);
    }
    if evaluation.applies == Verdict::NotMet && determination == Determination::SafetyReview {
        caveats.push(Caveat::OnlySafetyJudged);
    }
    caveats.extend(evaluation.unreadable_set.iter().map(|set| Caveat::SetUnreadable { set: set.clone() }));
    caveats
}

/// Every unknown fact that would decide a rule, once, with the cheapest way to get it.
pub(super) fn missing(evaluation: &Evaluation<'_>, determination: Determination) -> Vec<MissingTrace> {
    if determination == Determination::NotApplicable {
        return Vec::new();
    }
    // For whom the set was not made, of them only its safety rule says anything.
    let counts = |rule: Rule| rule != Rule::Review && (evaluation.applies != Verdict::NotMet || rule == Rule::Safety);
    let mut found: BTreeMap<(u32, NextAction, &Fact), MissingTrace> = BTreeMap::new();
    for (rule, _) in evaluation.rules.iter().filter(|(rule, _)| counts(*rule)) {
        for Undecided { comparison, is_required } in evaluation.undecided_in(|other| other == *rule) {
            let reading = evaluation.reading(comparison);
            let action = reading.next_action.unwrap_or(comparison.fact.name.specification().next_action);
            let entry = found.entry((action.minutes(), action, &comparison.fact)).or_insert_with(|| MissingTrace {
                fact: comparison.fact.name.code().to_owned(),
                instrument: comparison.fact.instrument.clone(),
                why: reading.why.unwrap_or(Why::NeverRecorded),
                next_action: action.code().to_owned(),
                rules: Vec::new(),
                required: false,
            });
            entry.required |= is_required;
            if !entry.rules.iter().any(|known| known == rule.code()) {
                entry.rules.push(rule.code().to_owned());
            }
        }
    }
    let undiagnosed = (evaluation.applies == Verdict::Unknown).then(|| MissingTrace {
        fact: "diagnosis".to_owned(),
        instrument: None,
        why: Why::NeverRecorded,
        next_action: NextAction::RecordDiagnosis.code().to_owned(),
        rules: vec!["applicability".to_owned()],
        required: true,
    });
    undiagnosed.into_iter().chain(found.into_values()).collect()
}

/// Facts that hold in the rules for the opposite. Those that also hold for the determination are left out. Severe scores beside the primary instrument
/// speak for staying, whatever else is determined.
fn contradicting(evaluation: &Evaluation<'_>, determination: Determination) -> Vec<ContradictionTrace> {
    if evaluation.applies == Verdict::NotMet {
        return Vec::new();
    }
    let mut found = match determination {
        Determination::SafetyReview | Determination::StepUp | Determination::Continue => Vec::new(),
        Determination::NotApplicable
        | Determination::Mixed
        | Determination::StepDown
        | Determination::Insufficient
        | Determination::ReviewPlan => severe_besides(evaluation),
    };
    let against: fn(Rule) -> bool = match determination {
        Determination::SafetyReview | Determination::StepUp | Determination::Continue => |rule| matches!(rule, Rule::StepDown(_)),
        Determination::StepDown => |rule| matches!(rule, Rule::Continue | Rule::StepUp | Rule::Safety),
        Determination::NotApplicable | Determination::Mixed | Determination::Insufficient | Determination::ReviewPlan => |_| false,
    };
    for (rule, condition) in evaluation.rules.iter().filter(|(rule, _)| against(*rule)) {
        let mut holding = Vec::new();
        holding_comparisons(evaluation, condition, Verdict::Met, &mut holding);
        found.extend(holding.into_iter().filter_map(|comparison| {
            let is_clinical = !matches!(comparison.fact.name.specification().next_action, NextAction::RecordStepDownPlan);
            is_clinical.then(|| ContradictionTrace {
                fact: comparison.fact.name.code().to_owned(),
                instrument: comparison.fact.instrument.clone(),
                value: value_text(evaluation.reading(comparison).known),
                speaks_for: rule.code().to_owned(),
            })
        }));
    }
    found.sort();
    found.dedup();
    found
}

/// The bands of the instruments that the guard looks at because they came out severe beside the primary one. One whose score is too old speaks for nothing:
/// it is among what is missing.
fn severe_besides(evaluation: &Evaluation<'_>) -> Vec<ContradictionTrace> {
    let mut comparisons = Vec::new();
    for (_, condition) in evaluation.rules.iter().filter(|(rule, _)| *rule == Rule::Guard) {
        flip::collect(evaluation, condition, &mut comparisons);
    }
    comparisons.retain(|comparison| comparison.fact.name == FactName::Band && comparison.fact.instrument.is_some());
    let against = comparisons.into_iter().filter_map(|comparison| {
        Some(ContradictionTrace {
            fact: comparison.fact.name.code().to_owned(),
            instrument: comparison.fact.instrument.clone(),
            value: Some(value_text(evaluation.reading(comparison).known)?),
            speaks_for: Rule::Continue.code().to_owned(),
        })
    });
    against.collect()
}

/// The comparisons that make a condition lean to a verdict: met ones, and under a `not` those that are not met.
fn holding_comparisons<'a>(evaluation: &Evaluation<'a>, condition: &'a Condition, wanted: Verdict, found: &mut Vec<&'a Comparison>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            for part in parts {
                holding_comparisons(evaluation, part, wanted, found);
            }
        }
        Condition::Not(inner) => holding_comparisons(evaluation, inner, !wanted, found),
        Condition::Clause(place) => holding_comparisons(evaluation, &evaluation.set.clauses[*place].condition, wanted, found),
        Condition::Compare(comparison) if evaluation.compared(comparison) == wanted => found.push(comparison),
        Condition::Compare(_) => {}
    }
}

fn external(situation: &Situation) -> Vec<ExternalTrace> {
    let today = situation.today();
    let results = situation.observations.iter().filter_map(|observation| match &observation.observed {
        Observed::ExternalResult { day, system, edition, level } if *day <= today => Some(ExternalTrace {
            system: system.code().to_owned(),
            edition: edition.clone(),
            level: level.clone(),
            day: day.to_string(),
            source: observation.source.clone(),
        }),
        _ => None,
    });
    results.collect()
}
