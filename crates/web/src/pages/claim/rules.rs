//! What the rules say of a claim, by what they say: what fails first, then what is not known, what stands, what does not apply.

use integrity::Support;
use integrity::claim_support::{Answer, Evidence, Judged, Severity};
use maud::{Markup, html};
use wording::{Key, Text};

use crate::parts::table::{Kind, Row, Table};

/// So many records are named before the rest is counted.
const NAMED: usize = 4;

/// What fails, with who mends it and how.
pub(super) fn failing(text: Text, support: &Support) -> Markup {
    let rows: Vec<Row> = support.failing().map(|judged| failing_row(text, judged)).collect();
    let table = Table::new(text.say(Key::ClaimFailingHeading))
        .cards()
        .column(text.say(Key::ClaimColumnRule), Kind::Head)
        .column(text.say(Key::ClaimColumnSeverity), Kind::Words)
        .column(text.say(Key::ClaimColumnEvidence), Kind::Words)
        .column(text.say(Key::ClaimColumnFixer), Kind::Words)
        .column(text.say(Key::ClaimColumnRemedy), Kind::Words);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ClaimFailingHeading)) } span.aside { (text.number_of(rows.len())) } }
            @if rows.is_empty() { p.muted { (text.say(Key::ClaimFailingNone)) } } @else { (table.rows(rows).render(text)) }
        }
    }
}

fn failing_row(text: Text, judged: &Judged) -> Row {
    let rule = judged.rule;
    let cells = vec![
        named(text, judged, Key::ClaimRuleFails),
        html! {
            @if rule.severity == Severity::Block { span.flag.attention { (text.support_severity(rule.severity.code())) } } @else { (text.support_severity(rule.severity.code())) }
            span.sub { (text.say_with(Key::ClaimWeight, &[("weight", usize::from(rule.weight).into())])) }
        },
        evidence(text, judged.answer.evidence()),
        html! { (text.support_fixer(rule.fixer.code())) },
        html! { (text.support_remedy(rule.code)) (source(text, judged)) },
    ];
    Row { cells, class: if rule.severity == Severity::Block { "pressing" } else { "" } }
}

/// A rule with its state in a word before it: its title says what ought to be, which is not what is.
fn named(text: Text, judged: &Judged, state: Key) -> Markup {
    html! { span.flag.attention[state == Key::ClaimRuleFails].quiet[state == Key::ClaimRuleStands] { (text.say(state)) } " " (text.support_title(judged.rule.code)) span.sub { (judged.rule.code) " · " (text.support_group(judged.rule.group())) } }
}

fn source(text: Text, judged: &Judged) -> Markup {
    let source = judged.rule.source;
    html! { span.sub { (text.say(Key::ClaimColumnSource)) ": " (source.text) " (" (text.support_standing(source.standing.code())) ")" } }
}

fn evidence(text: Text, evidence: &[Evidence]) -> Markup {
    let more = evidence.len().saturating_sub(NAMED);
    html! {
        @for each in evidence.iter().take(NAMED) { div { (record(text, each)) } }
        @if more > 0 { div.muted { (text.say_with(Key::SupportEvidenceMore, &[("count", more.into())])) } }
    }
}

/// A record by kind, name and day. Never what it says.
fn record(text: Text, evidence: &Evidence) -> Markup {
    let kind = text.support_record(evidence.kind.code());
    html! {
        @if evidence.name.is_empty() { (kind) } @else {
            (text.say_with(Key::SupportEvidenceNamed, &[("record", kind.into()), ("name", evidence.name.as_str().into())]))
        }
        @if let Some(day) = evidence.day { ", " span.nowrap { (text.day(day)) } }
    }
}

/// What is not known, what stands and what does not apply; each opens.
pub(super) fn others(text: Text, support: &Support) -> Markup {
    let unknown: Vec<Row> = support.unknown().map(|judged| unknown_row(text, judged)).collect();
    let passing: Vec<Row> = support.passing().map(|judged| passing_row(text, judged)).collect();
    let unknowns = Table::new(text.say(Key::ClaimUnknownHeading))
        .cards()
        .column(text.say(Key::ClaimColumnRule), Kind::Head)
        .column(text.say(Key::ClaimColumnMissing), Kind::Words)
        .column(text.say(Key::ClaimColumnFixer), Kind::Words);
    let stands = Table::new(text.say(Key::ClaimPassingHeading))
        .cards()
        .column(text.say(Key::ClaimColumnRule), Kind::Head)
        .column(text.say(Key::ClaimColumnEvidence), Kind::Words);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ClaimUnknownHeading)) } span.aside { (text.number_of(unknown.len())) } }
            p.muted { (text.say(Key::ClaimUnknownLead)) }
            @if !unknown.is_empty() { details { summary { (text.say(Key::ClaimShowRules)) } (unknowns.rows(unknown).render(text)) } }
        }
        section.block {
            div.block-head { h2 { (text.say(Key::ClaimPassingHeading)) } span.aside { (text.number_of(passing.len())) } }
            @if !passing.is_empty() { details { summary { (text.say(Key::ClaimShowRules)) } (stands.rows(passing).render(text)) } }
        }
        (not_applicable(text, support))
    }
}

fn not_applicable(text: Text, support: &Support) -> Markup {
    let all: Vec<&Judged> = support.not_applicable().collect();
    html! {
        @if !all.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::ClaimNotApplicableHeading)) } span.aside { (text.number_of(all.len())) } }
                details {
                    summary { (text.say(Key::ClaimShowRules)) }
                    ul { @for judged in all { li { (text.support_title(judged.rule.code)) " " span.muted { (judged.rule.code) } } } }
                }
            }
        }
    }
}

fn unknown_row(text: Text, judged: &Judged) -> Row {
    let missing = html! {
        @if let Answer::Unknown(kind) = &judged.answer {
            (text.support_record(kind.code()))
            @if !kind.is_kept() { div.muted { (text.say(Key::ClaimUnknownNotKept)) } }
        }
    };
    Row::new(vec![named(text, judged, Key::ClaimRuleUnknown), missing, html! { (text.support_fixer(judged.rule.fixer.code())) }])
}

fn passing_row(text: Text, judged: &Judged) -> Row {
    Row::new(vec![named(text, judged, Key::ClaimRuleStands), evidence(text, judged.answer.evidence())])
}

/// Both sides of billing measures.
pub(super) fn measurement(text: Text, support: &Support) -> Markup {
    let both = &support.measurement;
    let mut said: Vec<String> = Vec::new();
    said.extend(both.excess.iter().flatten().map(|excess| {
        let count = |count: i64| usize::try_from(count).unwrap_or(0).into();
        let arguments = [("day", excess.day.into()), ("billed", count(excess.billed)), ("supported", count(excess.supported))];
        text.say_with(Key::ClaimMeasuresExcess, &arguments)
    }));
    said.extend(
        both.device_codes
            .iter()
            .map(|(day, service)| text.say_with(Key::ClaimMeasuresDevice, &[("day", (*day).into()), ("service", service.as_str().into())])),
    );
    said.extend(both.missed.iter().map(|missed| {
        let instruments = text.list(&missed.instruments);
        text.say_with(Key::ClaimMeasuresMissed, &[("day", missed.day.into()), ("instruments", instruments.into())])
    }));
    said.extend(both.derived.iter().map(|(day, instrument)| {
        text.say_with(Key::ClaimMeasuresDerived, &[("day", (*day).into()), ("instrument", instrument.as_str().into())])
    }));
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ClaimMeasuresHeading)) } }
            @if said.is_empty() { p.muted { (text.say(Key::ClaimMeasuresNone)) } } @else { ul { @for sentence in said { li { (sentence) } } } }
        }
    }
}

/// What orders claims for an audit of one's own.
pub(super) fn audit(text: Text, support: &Support) -> Markup {
    let rows = support.audit_risk.terms.iter().map(|(term, size)| {
        let size = match size {
            Some(size) => text.say_with(Key::ClaimAuditKnown, &[("share", percent(*size).into())]),
            None => text.say(Key::ClaimAuditUnknown),
        };
        let weight = usize::try_from(term.weight()).unwrap_or(0);
        Row::new(vec![
            html! { (text.support_term(term.code())) span.sub { (text.say_with(Key::ClaimWeight, &[("weight", weight.into())])) } },
            html! { (size) },
        ])
    });
    let table = Table::new(text.say(Key::ClaimAuditHeading))
        .fit()
        .column(text.say(Key::ClaimAuditTerm), Kind::Head)
        .column(text.say(Key::ClaimAuditSize), Kind::Words)
        .rows(rows);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ClaimAuditHeading)) } }
            p.muted { (text.say(Key::ClaimAuditLead)) }
            (table.render(text))
        }
    }
}

/// Ten-thousandths as whole percent.
fn percent(size: u16) -> String {
    format!("{} %", (size + 50) / 100)
}
