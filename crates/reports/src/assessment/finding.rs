//! The page of a finding.

use integrity::assessment::word::{SaidSum, holding, subject_of};
use integrity::assessment::{Bucket, Evidence, Figure, Found, Group, Judged, Outcome};
use serde::Serialize;
use vocabulary::{Money, Points};
use wording::{Key, Text};

use super::AssessmentReport;
use super::view::{block, count, due, expectation_of, named, percent, rate};
use crate::progress::view::{Block, Table};

/// So many parts and sample claims stand on the page; all of them are in the JSON.
const PARTS: usize = 12;
const SAMPLES: usize = 5;

#[derive(Serialize)]
pub(super) struct FindingPage {
    heading: String,
    kind: String,
    /// Filled for what may have to be paid back.
    potential: String,
    lead: String,
    notes: Vec<String>,
    action_heading: String,
    action: String,
    due: String,
    figures: Block,
    parts: Block,
    samples: Block,
    how_heading: String,
    how: String,
    sources: String,
}

pub(super) fn page(report: &AssessmentReport<'_>, judged: &Judged<'_>, text: Text) -> FindingPage {
    let definition = judged.definition;
    let empty = Found::default();
    let found = if let Outcome::Found(found) = &judged.outcome { found } else { &empty };
    FindingPage {
        heading: named(text, definition.code),
        kind: text.finding_bucket(definition.bucket.map_or("none", Bucket::code)),
        potential: if definition.bucket == Some(Bucket::Exposure) {
            state(SaidSum::of(definition.code, found, &report.words), text)
        } else {
            String::new()
        },
        lead: lead(judged, text),
        notes: notes(judged, found, text),
        action_heading: text.say(Key::AssessmentHeadAction),
        action: text.finding_action(definition.code),
        due: due(text, judged),
        figures: figures(found, text),
        parts: if report.sees_criteria || !definition.compares_clinicians() {
            parts(report, judged, found, text)
        } else {
            block(text.say(Key::AssessmentParts), Table::default(), text.say(Key::AssessmentPartsHidden))
        },
        samples: if report.sees_criteria || !definition.rests_on_criteria() {
            samples(report, definition.code, found, text)
        } else {
            hidden(text)
        },
        how_heading: text.say(Key::AssessmentHow),
        how: text.finding_how(definition.code),
        sources: text.say_with(Key::AssessmentSources, &[("sources", definition.sources.join("; ").into())]),
    }
}

/// How far people looked at an exposure: nobody calls potential what somebody confirmed.
fn state(said: SaidSum, text: Text) -> String {
    if !said.is_looked_at() {
        return text.say(Key::AssessmentPotential);
    }
    let counts = [("potential", said.potential.into()), ("confirmed", said.confirmed.into()), ("dismissed", said.dismissed.into())];
    let counts = text.say_with(Key::AssessmentStateMixed, &counts);
    if said.confirmed == 0 {
        return format!("{counts}.");
    }
    format!("{counts}. {}.", text.say_with(Key::AssessmentPageConfirmed, &[("amount", said.confirmed_amount.into())]))
}

fn lead(judged: &Judged<'_>, text: Text) -> String {
    let counted = &judged.counted;
    let Outcome::Found(found) = &judged.outcome else { return String::new() };
    if judged.definition.bucket.is_some() {
        text.finding_lead(counted.found_claims, entries_without_claim(found), judged.is_worth_known().then_some(counted.found_amount))
    } else {
        let distinct: std::collections::BTreeSet<&str> = found.lines.iter().filter_map(|line| line.claim).collect();
        if distinct.is_empty() {
            return text.say_with(Key::AssessmentMeasuredLinesLead, &[("count", found.lines.len().into())]);
        }
        text.say_with(Key::AssessmentMeasuredLead, &[("claims", distinct.len().into())])
    }
}

/// How many lines behind a finding lie on no claim.
pub(super) fn entries_without_claim(found: &Found<'_>) -> usize {
    found.lines.iter().filter(|line| line.claim.is_none()).count()
}

fn notes(judged: &Judged<'_>, found: &Found<'_>, text: Text) -> Vec<String> {
    let mut notes = Vec::new();
    let counted = &judged.counted;
    if counted.claims != counted.found_claims && judged.definition.bucket.is_some() {
        let claims = count(text, counted.claims);
        notes.push(text.say_with(Key::AssessmentCountedLead, &[("claims", claims.into()), ("amount", counted.amount.into())]));
    }
    notes.extend(found.rate.map(|share| rate(text, share)));
    notes.push(text.say_with(Key::AssessmentLookedAt, &[("count", found.looked_at.into())]));
    notes.extend(expectation_of(text, judged));
    notes
}

/// A single number in words.
pub(super) fn figure_said(text: Text, figure: &Figure) -> String {
    match figure {
        Figure::Count(number) => count(text, *number),
        Figure::Money(amount) => text.money(*amount),
        Figure::Days(days) => text.say_with(Key::AssessmentDays, &[("count", (*days).into())]),
        Figure::Share(share) => rate(text, *share),
        Figure::Ratio(ratio) => Points::from_f64(*ratio).map_or_else(|_| text.say(Key::AssessmentUnknown), |ratio| text.points(ratio, 2)),
    }
}

fn figures(found: &Found<'_>, text: Text) -> Block {
    let mut table = Table::new(&[(&text.say(Key::AssessmentHeadFigure), "wide"), (&text.say(Key::AssessmentHeadValue), "end")]);
    for (name, figure) in &found.figures {
        table.push([text.finding_figure(name), figure_said(text, figure)]);
    }
    block(text.say(Key::AssessmentFigures), table, String::new())
}

fn parts(report: &AssessmentReport<'_>, judged: &Judged<'_>, found: &Found<'_>, text: Text) -> Block {
    let has_amount = found.groups.iter().any(|group| group.amount != Money::ZERO);
    let shown = &found.groups[..found.groups.len().min(PARTS)];
    // The share of all that was found is no sample of anything.
    let interval = |group: &Group| group.rate.interval().filter(|_| group.rate.of != found.lines.len());
    let has_interval = shown.iter().any(|group| interval(group).is_some());
    let mut columns = vec![
        (text.say(Key::AssessmentHeadPart), "wide"),
        (text.say(Key::AssessmentHeadLines), "end"),
        (text.say(Key::AssessmentHeadShare), "end"),
    ];
    if has_interval {
        columns.push((text.say(Key::AssessmentHeadInterval), "end"));
    }
    if has_amount {
        columns.push((text.finding_part_amount(judged.definition.code), "end"));
    }
    let heads: Vec<(&str, &'static str)> = columns.iter().map(|(head, width)| (head.as_str(), *width)).collect();
    let mut table = Table::new(&heads);
    for group in shown {
        let mut cells = vec![part_name(report, judged.definition.code, group, text), count(text, group.rate.count)];
        cells.push(group.rate.value().map(|share| percent(text, share)).unwrap_or_default());
        if has_interval {
            let limits = interval(group).map(|(low, high)| format!("{} – {}", percent(text, low), percent(text, high)));
            cells.push(limits.unwrap_or_default());
        }
        if has_amount {
            cells.push(text.money(group.amount));
        }
        table.push(cells);
    }
    let mut parts = block(text.say(Key::AssessmentParts), table, String::new());
    let more = found.groups.len().saturating_sub(PARTS);
    if more > 0 {
        parts.under.push(text.say_with(Key::AssessmentPartsMore, &[("count", more.into())]));
    }
    parts
}

/// The names of a part; a reason gets our label.
fn part_name(report: &AssessmentReport<'_>, code: &str, group: &Group, text: Text) -> String {
    let said = |name: &String| label(report, name, text).map_or_else(|| name.clone(), |label| format!("{name} {label}"));
    let names: Vec<String> = group.names.iter().map(said).collect();
    text.finding_part(code, &names, &report.payers)
}

/// Our label of a reason such as `CO-197`.
pub(super) fn label<'r>(report: &'r AssessmentReport<'_>, code: &str, text: Text) -> Option<&'r str> {
    let (group, reason) = code.split_once('-')?;
    let is_group = matches!(group, "CO" | "PR" | "OA" | "PI" | "CR");
    let known = report.reasons.reason(reason).filter(|reason| is_group && !reason.label.is_empty())?;
    Some(known.label.in_language(text.language_tag()))
}

/// Instead of a sample, where whoever makes the copy may not see what the lines say.
fn hidden(text: Text) -> Block {
    block(text.say(Key::AssessmentSamples), Table::default(), text.say(Key::AssessmentLinesHidden))
}

/// The patient of a claim, where the copy names patients.
fn name_of<'r>(report: &'r AssessmentReport<'_>, line: &Evidence<'_>) -> Option<&'r String> {
    report.names.as_ref().zip(line.claim).and_then(|(names, claim)| names.get(claim))
}

fn samples(report: &AssessmentReport<'_>, code: &str, found: &Found<'_>, text: Text) -> Block {
    let mut table = Table::new(&[
        (&text.say(Key::AssessmentHeadClaim), "fit"),
        (&text.say(Key::AssessmentHeadLine), "end"),
        (&text.say(Key::AssessmentHeadDay), "fit"),
        (&text.say(Key::AssessmentHeadPayer), "fill"),
        (&text.say(Key::AssessmentHeadService), "fit"),
        (&text.say(Key::AssessmentHeadWhy), "fill"),
        (&text.say(Key::AssessmentHeadTrace), "fit"),
        (&text.finding_amount(code), "end"),
    ]);
    let mut lines: Vec<&Evidence<'_>> = found.lines.iter().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.amount));
    let mut seen = std::collections::BTreeSet::new();
    lines.retain(|line| line.claim.is_none_or(|claim| seen.insert(claim)));
    let has_amount = lines.iter().any(|line| line.amount.is_some());
    let words = holding(code, &report.words);
    let why = |line: &Evidence<'_>| {
        let why = text.finding_why_of(code, &line.why);
        let said = words.get(subject_of(line).as_str()).map(|word| text.exposure_said(word.said.code()));
        said.map_or_else(|| why.clone(), |said| format!("{why} ({})", said.to_lowercase()))
    };
    for line in lines.into_iter().take(SAMPLES) {
        let amount = match line.amount {
            Some(amount) => text.money(amount),
            None if has_amount => text.say(Key::AssessmentUnknown),
            None => String::new(),
        };
        table.push([
            line.claim.map_or_else(|| text.say(Key::AssessmentNoClaim), str::to_owned),
            line.line.map_or_else(|| text.say(Key::AssessmentWholeClaim), |line| line.to_string()),
            line.day.map(|day| text.day(day)).unwrap_or_default(),
            report.payers.get(line.payer).cloned().unwrap_or_else(|| line.payer.to_owned()),
            line.service.to_owned(),
            why(line),
            line.trace.map(|(key, _)| key.trace.clone()).unwrap_or_default(),
            amount,
        ]);
        if let (Some(name), Some(cell)) = (name_of(report, line), table.rows.last_mut().and_then(|row| row.first_mut())) {
            cell.put_below(name);
        }
    }
    let mut samples = block(text.say(Key::AssessmentSamples), table, String::new());
    samples.under.push(text.say(Key::AssessmentSamplesNote));
    samples
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_confirmed_is_not_called_potential() {
        let check = |said: SaidSum, expected: &str| assert_eq!(state(said, Text::for_language(&vocabulary::Language::english())), expected);
        check(SaidSum { potential: 2, ..SaidSum::default() }, "Potential until a person confirms it");
        let confirmed = SaidSum { confirmed: 1, confirmed_amount: Money::from_cents(80_00), ..SaidSum::default() };
        check(confirmed, "Looked at: 1 confirmed, 0 dismissed. Confirmed: $80.00.");
        check(SaidSum { potential: 1, dismissed: 1, ..SaidSum::default() }, "One line is still potential: 0 confirmed, 1 dismissed.");
    }
}
