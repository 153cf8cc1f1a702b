//! Where measures get lost between due and reviewed, and what the protocol asks of people in minutes a week.

use app::schedule::{Funnels, ScheduleBurden};
use axum::response::Response;
use collection::check_in::SECONDS_PER_QUESTION;
use collection::funnel::{Funnel, Stage};
use maud::{Markup, html};
use wording::{Key, Text};

use super::adherence::percent;
use crate::error::PageError;
use crate::frame::{Page, Section};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table, empty};
use crate::visit::{self, Visit};

/// Measures of so many days are looked at when nothing else is asked for.
const DAYS: u16 = 28;

/// Where do measures get lost?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let days = visit.query.parsed::<u16>("days").map_or(DAYS, |days| days.clamp(1, 730));
    let funnels = visit.app.funnels(&visit.caller, days).await?;
    Ok(visit::html(page(&visit, &funnels)))
}

fn page(visit: &Visit, shown: &Funnels) -> Markup {
    let text = visit.text();
    let asked = shown.by_mode.iter().filter_map(|(mode, funnel)| Some((text.mode((*mode)?), *funnel)));
    let not_asked = shown.by_mode.iter().find(|(mode, _)| mode.is_none()).map_or(0, |(_, funnel)| funnel.reached(Stage::Due));
    let body = html! {
        @if shown.whole.reached(Stage::Due) == 0 { (empty(&text.say(Key::FunnelEmpty))) } @else {
            p.small.muted { (text.say(Key::FunnelDefinition)) }
            (table(text, Key::FunnelWhole, Key::FunnelColumnWhat, [(text.say(Key::FunnelAll), shown.whole)]))
            (table(text, Key::FunnelByProgram, Key::AdherenceColumnProgram, shown.by_program.iter().cloned()))
            (table(text, Key::FunnelByClinician, Key::AdherenceColumnClinician, shown.by_clinician.iter().map(|(name, funnel)| {
                (name.clone().unwrap_or_else(|| text.say(Key::AdherenceNobody)), *funnel)
            })))
            (table(text, Key::FunnelByLanguage, Key::FunnelColumnLanguage, shown.by_language.iter().map(|(language, funnel)| {
                (text.language(language), *funnel)
            })))
            (table_from(Stage::Sent, text, Key::FunnelByMode, Key::FunnelColumnMode, asked))
            @if not_asked > 0 { p.small { (text.say_with(Key::FunnelNotAskedYet, &[("count", not_asked.into())])) } }
        }
        @if shown.declined > 0 { p.small { (text.say_with(Key::FunnelDeclined, &[("count", shown.declined.into())])) } }
        section.block { (burdens(text, &shown.burdens)) }
    };
    let lead = html! {
        p { (text.say_with(Key::FunnelLead, &[("day", shown.since.into())])) }
        (super::origin(text, &shown.protocol))
    };
    let back = html! { a.button href="/due" { (text.say(Key::ActionBack)) } };
    visit.frame.render(&Page::wide(Section::Due, text.say(Key::FunnelHeading), body).lead(lead).actions(back))
}

const fn stage_key(stage: Stage) -> Key {
    match stage {
        Stage::Due => Key::FunnelStageDue,
        Stage::Sent => Key::FunnelStageSent,
        Stage::Opened => Key::FunnelStageOpened,
        Stage::Started => Key::FunnelStageStarted,
        Stage::Finished => Key::FunnelStageFinished,
        Stage::Reviewed => Key::FunnelStageReviewed,
    }
}

fn table(text: Text, caption: Key, column: Key, rows: impl IntoIterator<Item = (String, Funnel)>) -> Markup {
    table_from(Stage::Due, text, caption, column, rows)
}

/// A table that begins with one stage, of which its shares are.
fn table_from(first: Stage, text: Text, caption: Key, column: Key, rows: impl IntoIterator<Item = (String, Funnel)>) -> Markup {
    let stages = || Stage::ALL.into_iter().filter(move |stage| *stage >= first);
    let rows = rows.into_iter().map(|(name, funnel)| {
        let cells = stages().map(|stage| cell(text, funnel, stage, first));
        Row::new(std::iter::once(html! { (name) }).chain(cells).collect())
    });
    let mut table = Table::new(text.say(caption)).with_caption().cards().column(text.say(column), Kind::Head);
    for stage in stages() {
        table = table.column(text.say(stage_key(stage)), Kind::Number);
    }
    html! { section.block { (table.rows(rows).render(text)) } }
}

/// How many came to a stage, with their share of what was due. What has a way of answering was asked, so that of these it is the share of the asked too.
fn cell(text: Text, funnel: Funnel, stage: Stage, first: Stage) -> Markup {
    let rate = funnel.share(stage);
    html! {
        (text.count(i64::try_from(rate.count).unwrap_or(i64::MAX)))
        @if let (Some(share), true) = (rate.value(), stage != first) {
            span.sub { (text.say_with(Key::FunnelShare, &[("percent", percent(share).into())])) }
        }
    }
}

/// What the protocol asks of people, with a warning where it is more than it allows.
pub(super) fn burdens(text: Text, burdens: &[ScheduleBurden]) -> Markup {
    let over = burdens.iter().filter(|each| each.burden.exceeds()).count();
    let rows = burdens.iter().map(|each| {
        let burden = each.burden;
        let minutes = |count: u64| text.say_with(Key::BurdenMinutes, &[("minutes", i64::try_from(count).unwrap_or(i64::MAX).into())]);
        Row {
            cells: vec![
                html! { (text.level_of_care_with_code(each.level_of_care)) @if let Some(program) = &each.program { span.sub { (program) } } },
                html! { (text.respondent(burden.respondent)) },
                html! { (minutes(burden.intake_minutes())) },
                html! { (minutes(burden.weekly_minutes())) },
                html! { (minutes(u64::from(burden.budget_minutes))) @if burden.exceeds() { " " span.flag { (text.say(Key::BurdenOver)) } } },
            ],
            class: if burden.exceeds() { "pressing" } else { "" },
        }
    });
    html! {
        div.block-head { h2 { (text.say(Key::BurdenHeading)) } }
        p.small.muted { (text.say_with(Key::BurdenDefinition, &[("seconds", SECONDS_PER_QUESTION.into())])) }
        @if over > 0 { (notice::attention(&html! { p { (text.say_with(Key::BurdenWarning, &[("count", over.into())])) } })) }
        (Table::new(text.say(Key::BurdenHeading))
            .cards()
            .column(text.say(Key::BurdenColumnLevel), Kind::Head)
            .column(text.say(Key::CheckInsRespondent), Kind::Words)
            .column(text.say(Key::BurdenColumnIntake), Kind::Number)
            .column(text.say(Key::BurdenColumnWeekly), Kind::Number)
            .column(text.say(Key::BurdenColumnBudget), Kind::Number)
            .rows(rows)
            .render(text))
    }
}
