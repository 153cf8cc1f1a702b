//! How much of what was due was done. Completion stands first: a result of the few who were measured is not a result of all.

use app::schedule::{Adherence, AdherenceRow, CompletionRow};
use axum::response::Response;
use collection::adherence::Tally;
use maud::{Markup, html};
use vocabulary::Rate;
use wording::{Key, Text, standing_alone};

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// Episodes of so many days are looked at when nothing else is asked for.
const DAYS: u16 = 365;

/// The confidence of the intervals of [`Rate::interval`].
const CONFIDENCE_PERCENT: i64 = 95;

/// How much of what was due was done?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let days = visit.query.parsed::<u16>("days").map_or(DAYS, |days| days.clamp(1, 3_650));
    let adherence = visit.app.adherence(&visit.caller, days).await?;
    Ok(visit::html(page(&visit.frame, &adherence)))
}

fn page(frame: &Frame, shown: &Adherence) -> Markup {
    let text = frame.text;
    let body = html! {
        @if shown.episodes == 0 { (table::empty(&text.say(Key::AdherenceEmpty))) } @else {
            section.block {
                div.block-head { h2 { (text.say(Key::CompletionHeading)) } }
                p.small.muted { (text.say(Key::CompletionDefinition)) " " (text.say(Key::CompletionWideDefinition)) }
                (completion(text, Key::AdherenceByProgram, Key::AdherenceColumnProgram, &shown.completion_by_program))
                (completion(text, Key::AdherenceByClinician, Key::AdherenceColumnClinician, &shown.completion_by_clinician))
                p.small.muted { (text.say(Key::CompletionPhaseDefinition)) }
                (completion_by_phase(text, shown))
            }
            section.block {
                div.block-head { h2 { (text.say(Key::AdherenceWindowsHeading)) } }
                p.small.muted { (text.say(Key::AdherenceDefinition)) }
                (windows(text, Key::AdherenceByProgram, Key::AdherenceColumnProgram, &shown.by_program))
                (windows(text, Key::AdherenceByClinician, Key::AdherenceColumnClinician, &shown.by_clinician))
                (phases(text, shown))
            }
        }
    };
    let lead = html! {
        p { (text.say_with(Key::AdherenceLead, &[("count", shown.episodes.into()), ("day", shown.since.into())])) }
        (super::origin(text, &shown.protocol))
    };
    let back = html! { a.button href="/due" { (text.say(Key::ActionBack)) } };
    frame.render(&Page::wide(Section::Due, text.say(Key::AdherenceHeading), body).lead(lead).actions(back))
}

/// A share with its n and interval: `12 of 15 (80 %, 55 to 93)`.
pub(crate) fn rate(text: Text, rate: Rate) -> Markup {
    let (Some(share), Some((low, high))) = (rate.value(), rate.interval()) else {
        return html! { (standing_alone(&text.say(Key::AdherenceNothing))) };
    };
    let interval = [
        ("confidence", CONFIDENCE_PERCENT.into()),
        ("percent", percent(share).into()),
        ("low", percent(low).into()),
        ("high", percent(high).into()),
    ];
    html! {
        (text.say_with(Key::AdherenceRate, &[("part", rate.count.into()), ("whole", rate.of.into())]))
        span.sub { (text.say_with(Key::AdherenceInterval, &interval)) }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a share in a hundred is between 0 and 100")]
pub(super) fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

fn named(text: Text, name: Option<&String>) -> String {
    name.cloned().unwrap_or_else(|| text.say(Key::AdherenceNobody))
}

fn completion(text: Text, caption: Key, column: Key, rows: &[CompletionRow]) -> Markup {
    let rows = rows.iter().map(|row| {
        Row::new(vec![
            html! { (named(text, row.name.as_ref())) },
            html! { (rate(text, row.completion.rate())) },
            html! { (rate(text, row.completion.wide_rate())) },
        ])
    });
    let caption = text.say_with(Key::CompletionCaption, &[("by", text.say(caption).into())]);
    Table::new(caption)
        .with_caption()
        .cards()
        .column(text.say(column), Kind::Head)
        .column(text.say(Key::CompletionColumnBoth), Kind::Number)
        .column(text.say(Key::CompletionColumnAny), Kind::Number)
        .rows(rows)
        .render(text)
}

/// Of how many episodes there are scores, by phase.
pub(crate) fn completion_by_phase(text: Text, shown: &Adherence) -> Markup {
    let rows = shown.completion_by_phase.iter().map(|(phase, of)| {
        Row::new(vec![html! { (text.phase(*phase)) }, html! { (rate(text, of.any_rate())) }, html! { (rate(text, of.every_rate())) }])
    });
    Table::new(text.say_with(Key::CompletionCaption, &[("by", text.say(Key::AdherenceByPhase).into())]))
        .with_caption()
        .cards()
        .column(text.say(Key::AdherenceColumnPhase), Kind::Head)
        .column(text.say(Key::CompletionColumnPhaseAny), Kind::Number)
        .column(text.say(Key::CompletionColumnPhaseEvery), Kind::Number)
        .rows(rows)
        .render(text)
}

fn windows(text: Text, caption: Key, column: Key, rows: &[AdherenceRow]) -> Markup {
    let rows = rows.iter().map(|row| tally(text, &named(text, row.name.as_ref()), row.tally));
    table(text, caption, column, rows)
}

fn phases(text: Text, shown: &Adherence) -> Markup {
    let rows = shown.by_phase.iter().map(|(phase, counted)| tally(text, &text.phase(*phase), *counted));
    table(text, Key::AdherenceByPhase, Key::AdherenceColumnPhase, rows)
}

fn tally(text: Text, name: &str, tally: Tally) -> Row {
    Row::new(vec![
        html! { (name) },
        rate(text, tally.adherence()),
        html! { (tally.missed) },
        html! { (tally.declined) },
        html! { (tally.open) },
    ])
}

fn table(text: Text, caption: Key, column: Key, rows: impl Iterator<Item = Row>) -> Markup {
    Table::new(text.say_with(Key::AdherenceCaption, &[("by", text.say(caption).into())]))
        .with_caption()
        .cards()
        .column(text.say(column), Kind::Head)
        .column(text.say(Key::AdherenceColumnDone), Kind::Number)
        .column(text.say(Key::DueStatusMissed), Kind::Number)
        .column(text.say(Key::DueStatusDeclined), Kind::Number)
        .column(text.say(Key::AdherenceColumnOpen), Kind::Number)
        .rows(rows)
        .render(text)
}
