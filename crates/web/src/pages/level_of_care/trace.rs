//! A trace on a page: what is determined, why, with every input, its age and its source.

use app::level_of_care::NormShown;
use maud::{Markup, html};
use utilization_review::level_of_care::{Caveat, ComparisonTrace, FlipTrace, Input, Node, RuleTrace, Trace};
use vocabulary::{PatientId, ZoneName};
use wording::{ChartNorm, Key, Text, standing_alone};

use super::{source_address, when};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};

/// What the criteria say, and what is to be said beside it.
pub(super) fn statement(text: Text, trace: &Trace) -> Markup {
    let body = html! {
        h2 { (text.determination(trace.determination.code())) }
        @if let Some(target) = &trace.target { p { (text.determination_target(target)) } }
        @if !trace.applicability.is_empty() {
            ul.plain { @for reason in &trace.applicability { li { (text.level_of_care_reason(&reason.reason)) } } }
        }
        @for caveat in &trace.caveats { p { (caveat_words(text, caveat)) } }
        p.muted { (text.say(Key::LevelOfCareDecides)) }
    };
    let is_pressing = matches!(trace.determination.code(), "SAFETY_REVIEW" | "STEP_UP");
    if is_pressing { notice::attention(&body) } else { notice::notice(&body) }
}

fn caveat_words(text: Text, caveat: &Caveat) -> String {
    match caveat {
        Caveat::StepUpNotExcluded { facts } => text.step_up_not_excluded(facts),
        Caveat::PlanReview => text.say(Key::LevelOfCareCaveatPlanReview),
        Caveat::SetToBeReviewed => text.say(Key::LevelOfCareCaveatSetToBeReviewed),
        Caveat::OnlySafetyJudged => text.say(Key::LevelOfCareCaveatOnlySafetyJudged),
        Caveat::SetUnreadable { set } => text.say_with(Key::LevelOfCareCaveatSetUnreadable, &[("set", set.into())]),
    }
}

/// Why: each rule in the order in which they count, open where it is met; below, what verdicts on change rest on.
pub(super) fn basis(text: Text, patient: PatientId, zone: &ZoneName, trace: &Trace, norms: &[NormShown]) -> Markup {
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::LevelOfCareSectionBasis)) } }
            div.panel.stack { @for rule in &trace.rules { (rule_block(text, patient, zone, rule)) } }
            @for NormShown { instrument, norm } in norms {
                p.small.muted {
                    (text.chart_norm(instrument, &ChartNorm { least_change: norm.least_change, basis: &norm.basis }))
                    @if let Some(name) = &norm.enabled_by { " " (text.say_with(Key::ReportChangeEnabled, &[("name", name.into())])) }
                }
            }
        }
    }
}

fn rule_block(text: Text, patient: PatientId, zone: &ZoneName, rule: &RuleTrace) -> Markup {
    let name = text.level_of_care_rule(&rule.rule);
    let name = match rule.target.as_deref() {
        None => name,
        Some(target) => {
            let level =
                target.parse().map_or_else(|_| text.say(Key::LevelOfCareTargetComplete), |level| text.level_of_care_with_code(level));
            text.say_with(Key::LevelOfCareRuleTarget, &[("rule", name.into()), ("target", level.into())])
        }
    };
    html! {
        details open[rule.verdict == "met"] {
            summary { (name) " " (verdict_flag(text, &rule.verdict)) }
            ul { li { (node(text, patient, zone, &rule.condition)) } }
        }
    }
}

/// The verdict as a word. What is met stands out by its weight and place, never by colour alone.
fn verdict_flag(text: Text, verdict: &str) -> Markup {
    match verdict {
        "met" => html! { span.flag.accent { (text.say(Key::VerdictMet)) } },
        "not met" => html! { span.flag.quiet { (text.say(Key::VerdictNotMet)) } },
        _ => html! { span.flag { (text.say(Key::VerdictUnknown)) } },
    }
}

fn node(text: Text, patient: PatientId, zone: &ZoneName, of: &Node) -> Markup {
    let clause = of.clause.as_deref().map(|name| text.level_of_care_clause(name, of.text.as_deref()));
    let joined = match (of.kind.as_str(), of.count) {
        ("all", _) => Some(text.say(Key::LevelOfCareConditionAll)),
        ("any", _) => Some(text.say(Key::LevelOfCareConditionAny)),
        ("at_least", Some(count)) => Some(text.say_with(Key::LevelOfCareConditionAtLeast, &[("count", count.into())])),
        ("not", _) => Some(text.say(Key::LevelOfCareConditionNot)),
        _ => None,
    };
    html! {
        @if let Some(comparison) = &of.comparison {
            @let sentence = html! {
                @if let Some(clause) = &clause { (clause) ": " (compared(text, comparison)) } @else { (standing_alone(&compared(text, comparison))) }
                " " (verdict_flag(text, &of.verdict))
            };
            @if comparison.inputs.is_empty() { (sentence) } @else {
                details { summary { (sentence) } (inputs(text, patient, zone, comparison)) }
            }
        } @else {
            @if let Some(clause) = &clause { (clause) } @else if let Some(joined) = &joined { (joined) }
            " " (verdict_flag(text, &of.verdict))
            @if !of.required { " " span.muted { (text.say(Key::LevelOfCareOptional)) } }
            @if clause.is_some() && of.parts.len() > 1 { @if let Some(joined) = &joined { p.small.muted { (joined) } } }
            ul { @for part in &of.parts { li { (node(text, patient, zone, part)) } } }
        }
    }
}

fn compared(text: Text, comparison: &ComparisonTrace) -> String {
    let fact = text.level_of_care_fact(&comparison.fact, comparison.instrument.as_deref(), comparison.within.as_deref());
    let told = |value: &String| text.level_of_care_value(&comparison.fact, value);
    let value = match (comparison.known.as_str(), &comparison.value) {
        ("exactly", Some(value)) => told(value),
        ("at_least", Some(value)) => text.say_with(Key::LevelOfCareValueAtLeast, &[("value", told(value).into())]),
        ("not_applicable", _) => text.say(Key::LevelOfCareValueNotAsked),
        _ => {
            let why = comparison.why.map_or_else(|| text.say(Key::NotKnown), |why| text.level_of_care_why(why.code()));
            text.say_with(Key::LevelOfCareValueUnknown, &[("why", why.into())])
        }
    };
    let wanted: Vec<String> = comparison.threshold.iter().map(told).collect();
    let asked = text.say_with(asked_key(&comparison.operator), &[("value", text.list(&wanted).into())]);
    text.say_with(Key::LevelOfCareCompared, &[("fact", fact.into()), ("value", value.into()), ("asked", asked.into())])
}

fn asked_key(operator: &str) -> Key {
    match operator {
        "!=" => Key::LevelOfCareAskedNotEqual,
        "<" => Key::LevelOfCareAskedLess,
        "<=" => Key::LevelOfCareAskedAtMost,
        ">" => Key::LevelOfCareAskedGreater,
        ">=" => Key::LevelOfCareAskedAtLeast,
        "in" => Key::LevelOfCareAskedIn,
        _ => Key::LevelOfCareAskedEqual,
    }
}

/// The evidence of a comparison: value, when, how old, from which record.
fn inputs(text: Text, patient: PatientId, zone: &ZoneName, comparison: &ComparisonTrace) -> Markup {
    let fact = text.level_of_care_fact(&comparison.fact, comparison.instrument.as_deref(), None);
    let rows = comparison.inputs.iter().map(|input| input_row(text, patient, zone, input));
    Table::new(text.say_with(Key::LevelOfCareInputsCaption, &[("fact", fact.into())]))
        .dense()
        .cards()
        .column(text.say(Key::LevelOfCareColumnValue), Kind::Head)
        .column(text.say(Key::LevelOfCareColumnObserved), Kind::Short)
        .column(text.say(Key::LevelOfCareColumnAge), Kind::Short)
        .column(text.say(Key::LevelOfCareColumnSource), Kind::Words)
        .rows(rows)
        .render(text)
}

fn input_row(text: Text, patient: PatientId, zone: &ZoneName, input: &Input) -> Row {
    let source = match input.source.kind.as_str() {
        "administration" => text.say(Key::LevelOfCareSourceAdministration),
        kind if app::care_fact::kind_of(kind).is_some() => text.record_kind(kind),
        _ => text.say(Key::LevelOfCareSourceRecord),
    };
    Row::new(vec![
        html! { (standing_alone(&text.level_of_care_evidence(&input.value))) },
        html! { (when(text, zone, &input.observed_at)) },
        html! {
            (text.say_with(Key::DaysAgo, &[("days", input.age_days.into())]))
            @if !input.fresh { span.sub { (text.say(Key::LevelOfCareInputTooOld)) } }
        },
        html! { a.row-link href=(source_address(patient, &input.source.kind, &input.source.id)) { (standing_alone(&source)) } },
    ])
}

/// What speaks against it, for a person to weigh.
pub(super) fn contradicting(text: Text, trace: &Trace) -> Markup {
    html! {
        @if !trace.contradicting.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::LevelOfCareSectionContradicting)) } }
                ul {
                    @for against in &trace.contradicting {
                        @let value = against.value.as_deref().map_or_else(|| text.say(Key::NotKnown), |value| text.level_of_care_value(&against.fact, value));
                        @let arguments = [
                            ("fact", text.level_of_care_fact(&against.fact, against.instrument.as_deref(), None).into()),
                            ("value", value.into()), ("rule", text.level_of_care_rule(&against.speaks_for).into()),
                        ];
                        li { (standing_alone(&text.say_with(Key::LevelOfCareContradicting, &arguments))) }
                    }
                }
            }
        }
    }
}

/// The least that would have to be otherwise.
pub(super) fn nearest(text: Text, trace: &Trace) -> Markup {
    let line = |flip: &FlipTrace| {
        let changes: Vec<(&str, Option<&str>, &str)> =
            flip.changes.iter().map(|change| (change.fact.as_str(), change.instrument.as_deref(), change.to.as_str())).collect();
        text.level_of_care_nearest(flip.determination.code(), &changes)
    };
    html! {
        @if !trace.nearest.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::LevelOfCareSectionNearest)) } }
                ul { @for flip in &trace.nearest { li { (line(flip)) } } }
            }
        }
    }
}
