//! What went out, and what did not? The outbox, and what became of one message.

use app::message::{DeadAddress, MessageState, Outbox, OutboxMessage};
use axum::extract::Path;
use axum::response::Response;
use collection::sending::Mode;
use collection::sending::readiness::Missing;
use maud::{Markup, html};
use vocabulary::{Instant, RecordId, ZoneName};
use wording::{Key, Text, standing_alone};

use crate::error::PageError;
use crate::form::Problems;
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::{notice, pager};
use crate::visit::{self, Visit, go_to};

/// The outbox, of one state or of all.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let state: Option<MessageState> = visit.query.parsed("state");
    let before = visit.query.parsed::<Instant>("before").zip(visit.query.parsed::<RecordId>("id"));
    let outbox = visit.app.outbox(&visit.caller, state, before).await?;
    let zone = visit.app.practice_clock(&visit.caller).await?.zone;
    let mode = visit.app.sending().mode;
    Ok(visit::html(page(&visit, &outbox, state, mode, &zone)))
}

fn page(visit: &Visit, outbox: &Outbox, state: Option<MessageState>, mode: Mode, zone: &ZoneName) -> Markup {
    let text = visit.text();
    let rows = outbox.messages.iter().map(|shown| row(text, shown, zone));
    let table = Table::new(text.say(Key::OutboxTable))
        .cards()
        .column(text.say(Key::OutboxColumnPlanned), Kind::Head)
        .column(text.say(Key::OutboxColumnWhat), Kind::Words)
        .column(text.say(Key::OutboxColumnTo), Kind::Words)
        .column(text.say(Key::OutboxColumnState), Kind::Words)
        .rows(rows);
    let code = state.map_or("", MessageState::code);
    let next = outbox.next.map(|(at, id)| format!("/outbox?state={code}&before={at}&id={id}"));
    let of_state = |state: MessageState| outbox.counts.iter().find(|(each, _)| *each == state).map_or(0, |(_, count)| *count);
    let states: Vec<Choice> = MessageState::ALL
        .iter()
        .map(|each| (each.code().to_owned(), format!("{} ({})", standing_alone(&text.message_state(each.code())), of_state(*each))))
        .collect();
    let draft = Draft { text, fields: &visit.query, problems: &Problems::default() };
    let body = html! {
        @match mode {
            Mode::Off => (notice::attention(&html! { p { (text.say(Key::OutboxOff)) } })),
            Mode::Keep => (notice::attention(&html! { p { (text.say(Key::OutboxKeep)) } })),
            Mode::Demo => (notice::attention(&html! { p { (text.say(Key::OutboxDemo)) } })),
            Mode::Send => {}
        }
        @if !outbox.dead_addresses.is_empty() { (dead_addresses(text, &outbox.dead_addresses, zone)) }
        form.search method="get" action="/outbox" {
            (draft.filter(Field::optional("state", Key::OutboxFilter), Key::OutboxFilterAll, &states))
            button type="submit" { (text.say(Key::OutboxFilterApply)) }
        }
        @if outbox.messages.is_empty() { (table::empty(&text.say(Key::OutboxEmpty))) } @else {
            (table.render(text))
            (pager::pager(text, "", &pager::Next::from(next)))
        }
    };
    let page = Page::wide(Section::Outbox, text.say(Key::OutboxHeading), body).clock(zone);
    visit.frame.render(&page.lead(html! { p { (text.say(Key::OutboxLead)) } }))
}

/// Whose address is to be corrected.
fn dead_addresses(text: Text, all: &[DeadAddress], zone: &ZoneName) -> Markup {
    notice::attention(&html! {
        h2 { (text.say_with(Key::OutboxDeadAddresses, &[("count", all.len().into())])) }
        p { (text.say(Key::OutboxDeadAddressesLead)) }
        ul { @for each in all { li {
            a.row-link href={ "/patients/" (each.patient) "/contacts" } { (each.record_number) }
            " · " (text.contact_holder(each.holder.code())) " · " (text.channel(each.channel.code())) " · " (text.instant(each.since, zone))
        } } }
    })
}

fn row(text: Text, shown: &OutboxMessage, zone: &ZoneName) -> Row {
    let message = &shown.message;
    Row::new(vec![
        html! { a.row-link href={ "/outbox/" (message.id) } { (text.instant(message.planned_at, zone)) } },
        html! { (text.message_template(&message.template)) span.sub { (text.channel(message.channel.code())) } },
        html! { (to(text, shown)) },
        state_words(text, shown),
    ])
}

/// To whom: somebody of the practice by name, somebody outside by the patient's number where that may be seen.
fn to(text: Text, shown: &OutboxMessage) -> String {
    match (&shown.user_name, &shown.record_number) {
        (Some(name), _) => text.say_with(Key::OutboxToStaff, &[("name", name.into())]),
        (None, Some(number)) => text.say_with(Key::OutboxToPatient, &[("number", number.into())]),
        (None, None) => text.say(Key::OutboxToOutside),
    }
}

fn state_words(text: Text, shown: &OutboxMessage) -> Markup {
    let message = &shown.message;
    // It is held until somebody sets up what is missing, and its time may be over before that.
    let is_held =
        message.state == MessageState::Planned && message.reason.as_deref().is_some_and(|reason| reason.parse::<Missing>().is_ok());
    let needs_a_person = is_held || matches!(message.state, MessageState::Failed | MessageState::Uncertain | MessageState::Returned);
    html! {
        @let state = standing_alone(&text.message_state(message.state.code()));
        @if needs_a_person { span.flag { (state) } } @else { (state) }
        @if let Some(reason) = &message.reason { span.sub { (standing_alone(&text.message_reason(reason))) } }
    }
}

/// What became of one message, and what can be done.
pub(crate) async fn show_one(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let view = visit.app.message(&visit.caller, visit::id(&id)?).await?;
    let text = visit.text();
    let zone = visit.app.practice_clock(&visit.caller).await?.zone;
    let rows = view.events.iter().map(|event| {
        let reason = event.reason.as_ref().map(|reason| standing_alone(&text.message_reason(reason)));
        Row::new(vec![
            html! { (text.instant(event.at, &zone)) },
            html! { (standing_alone(&text.message_event(&event.kind))) @if let Some(reason) = reason { span.sub { (reason) } } },
        ])
    });
    let events = Table::new(text.say(Key::OutboxEvents))
        .with_caption()
        .column(text.say(Key::OutboxColumnAt), Kind::Head)
        .column(text.say(Key::OutboxColumnEvent), Kind::Words)
        .rows(rows);
    let done = match visit.query.text("done") {
        "stopped" => Some(Key::OutboxDoneStopped),
        "again" => Some(Key::OutboxDoneAgain),
        "returned" => Some(Key::OutboxDoneReturned),
        _ => None,
    };
    let body = html! {
        @if let Some(done) = done { (notice::done(&text.say(done))) }
        dl.facts.panel {
            dt { (text.say(Key::OutboxColumnWhat)) } dd { (text.message_template(&view.shown.message.template)) }
            dt { (text.say(Key::OutboxColumnTo)) } dd { (to(text, &view.shown)) }
            dt { (text.say(Key::OutboxColumnState)) } dd { (state_words(text, &view.shown)) }
        }
        p { (text.say_with(Key::OutboxTries, &[("count", view.shown.message.tries.into())])) }
        (events.render(text))
        (acts(&visit.frame, &view.shown))
    };
    let page = Page::narrow(Some(Section::Outbox), text.say(Key::OutboxMessageHeading), body).clock(&zone);
    Ok(visit::html(visit.frame.render(&page)))
}

fn acts(frame: &Frame, shown: &OutboxMessage) -> Markup {
    let (text, id) = (frame.text, shown.message.id);
    let act = |path: &str, label: Key| {
        html! {
            form method="post" action={ "/outbox/" (id) "/" (path) } { (frame.token_field()) button type="submit" { (text.say(label)) } }
        }
    };
    html! {
        @match shown.message.state {
            MessageState::Planned | MessageState::Leased => (act("stop", Key::OutboxStop)),
            MessageState::Failed => (act("again", Key::OutboxAgain)),
            MessageState::Uncertain => {
                p { (text.say(Key::OutboxAgainExplained)) }
                (act("again", Key::OutboxAgain))
            }
            MessageState::Sent => {
                p { (text.say(Key::OutboxReturnedExplained)) }
                (act("returned", Key::OutboxReturned))
            }
            MessageState::HandedOver | MessageState::Kept | MessageState::Stopped | MessageState::Returned => {}
        }
    }
}

/// Stops it.
pub(crate) async fn stop(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    visit.app.stop_message(&visit.caller, id).await?;
    Ok(go_to(&format!("/outbox/{id}?done=stopped")))
}

/// Sends it again.
pub(crate) async fn again(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    visit.app.send_message_again(&visit.caller, id).await?;
    Ok(go_to(&format!("/outbox/{id}?done=again")))
}

/// Notes that it came back.
pub(crate) async fn returned(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    visit.app.message_returned(&visit.caller, id).await?;
    Ok(go_to(&format!("/outbox/{id}?done=returned")))
}

/// Channels to choose from.
pub(crate) fn channels(text: Text, all: &[::care::Channel]) -> Vec<Choice> {
    choices(all, ::care::Channel::code, |each| text.channel(each.code()))
}
