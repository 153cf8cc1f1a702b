//! Which refused line do we work on first? The queue of refusals that stand, and one of them with what can be done about it.

pub(crate) mod correct;
pub(crate) mod one;
pub(crate) mod queue;
pub(crate) mod step;
#[cfg(test)]
pub(crate) mod tests;

use app::claim::{DenialPlace, GrantedOtherwise, QueuedDenial};
use maud::{Markup, html};
use revenue_cycle::denial::queue::ENOUGH;
use vocabulary::Day;
use wording::{Key, Text};

use crate::error::PageError;
use crate::visit;

fn text_of_place(about: DenialPlace) -> String {
    format!("{}.{}.{}", about.remittance, about.place, about.line.map_or_else(|| "whole".to_owned(), |line| line.to_string()))
}

fn place_of_text(text: &str) -> Option<DenialPlace> {
    let mut parts = text.split('.');
    let (remittance, place, line) = (parts.next()?, parts.next()?, parts.next()?);
    place_of(remittance, place, line).ok()
}

/// Which refusal an address names.
fn place_of(remittance: &str, place: &str, line: &str) -> Result<DenialPlace, PageError> {
    let line = if line == "whole" { None } else { Some(line.parse().map_err(|_| PageError::NotFound)?) };
    Ok(DenialPlace { remittance: visit::id(remittance)?, place: place.parse().map_err(|_| PageError::NotFound)?, line })
}

/// The address of a refusal.
pub(crate) fn address(about: DenialPlace) -> String {
    format!("/denials/{}", text_of_place(about).replace('.', "/"))
}

fn line(text: Text, row: &QueuedDenial) -> String {
    match row.denial.line_number {
        Some(line) => text.say_with(Key::DenialsLine, &[("line", line.to_string().into())]),
        None => text.say(Key::DenialsWhole),
    }
}

fn label(text: Text, row: &QueuedDenial) -> String {
    text.reason_label(row.label.as_ref())
}

fn granted_otherwise(text: Text, granted: &GrantedOtherwise) -> String {
    let key = if granted.by_another_payer { Key::DenialsGrantedByAnother } else { Key::DenialsGrantedOtherwise };
    text.say_with(key, &[("number", granted.number.as_str().into()), ("level", text.level_of_care(granted.level).into())])
}

/// What is to be expected, with what it rests on. An amount or a share of it stands there only from ten second decisions on; before, what the line is
/// worth, and where it stands `alone` that there are too few: of many lines their page says it once.
fn expected(text: Text, row: &QueuedDenial, alone: bool) -> Markup {
    html! {
        @if row.denial.is_no_loss() { (text.say(Key::DenialsNoLoss)) } @else { (expected_of_loss(text, row, alone)) }
    }
}

fn expected_of_loss(text: Text, row: &QueuedDenial, alone: bool) -> Markup {
    html! {
        @match (row.denial.expected_amount().filter(|_| row.denial.has_history()), row.denial.worth) {
            (None, Some(worth)) => (text.say_with(Key::DenialsWorth, &[("amount", worth.into())])),
            (Some(expected), Some(worth)) => {
                (text.money(expected))
                span.sub { (text.say_with(Key::DenialsWorth, &[("amount", worth.into())])) }
            },
            _ => {
                (text.say(Key::DenialsWorthUnknown))
                span.sub { (text.say_with(Key::DenialsRefused, &[("amount", row.denial.denial.amount.into())])) }
            },
        }
        @if alone || row.denial.has_history() { span.sub { (history(text, row)) } }
    }
}

fn history(text: Text, row: &QueuedDenial) -> String {
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    match row.share.filter(|_| row.denial.has_history()) {
        Some((low, _, high)) => {
            let arguments = [
                ("won", row.denial.history.count.into()),
                ("decided", row.denial.history.of.into()),
                ("low", percent(low).into()),
                ("high", percent(high).into()),
            ];
            text.say_with(Key::DenialsOwnHistory, &arguments)
        }
        None => text.say_with(Key::DenialsNoHistory, &[("decided", row.denial.history.of.into()), ("needed", ENOUGH.into())]),
    }
}

fn deadline(text: Text, row: &QueuedDenial, today: Day) -> Markup {
    html! {
        @match row.denial.deadline {
            None => span.muted { (text.say(Key::DenialsNoDeadline)) },
            Some(day) if day < today => span.flag.attention { (text.say_with(Key::DenialsLate, &[("day", day.into())])) },
            Some(day) => { (text.day(day)) span.sub { (text.say_with(Key::DenialsDeadlineDays, &[("days", day.days_since(today).into())])) } },
        }
    }
}
