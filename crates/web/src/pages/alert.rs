//! One alert: what it states and rests on, who has it, what was done about it, and the forms to take it on, hand it over and close it.
//!
//! [`inbox`] lists what needs an answer, [`report`] counts what became of it.

pub(crate) mod inbox;
pub(crate) mod report;
#[cfg(test)]
mod tests;

use app::alert::{AlertPage, AlertView, Fact, Reach, Since};
use app::{AppError, Data};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use outcomes::alert::{Disposition, Ending, EventKind, NextStep, Refusal, State};
use outcomes::warning_sign::{Class, SinceLast};
use vocabulary::{Day, Instant, RecordId, UserId, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{self, Draft, Field};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::visit::{self, Visit, again, go_to};

const LABELS: Labels<'static> = &[("disposition", Key::AlertDisposition), ("note", Key::AlertNote), ("to", Key::AlertHandOverTo)];

/// What is this alert about, and what was done?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let alert = visit.app.alert(&visit.caller, visit::id(&id)?).await?;
    Ok(visit::html(page(&visit, &alert, &Fields::default(), &Problems::default())))
}

/// Takes it on. From the inbox one comes back to the inbox.
pub(crate) async fn acknowledge(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let result = visit.app.acknowledge_alert(&visit.caller, id).await;
    let back = if visit.form.text("from") == "inbox" { "/alerts".to_owned() } else { format!("/alerts/{id}") };
    answer(&visit, id, result, &back).await
}

/// Gives it to a colleague.
pub(crate) async fn hand_over(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let mut reader = Reader::new(&visit.form, visit.text(), visit.app.now().day_in(&ZoneName::utc()));
    let to: Option<UserId> = reader.required_choice("to", Key::AlertHandOverTo);
    match to.filter(|_| reader.problems.is_empty()) {
        Some(to) => {
            let result = visit.app.hand_over_alert(&visit.caller, id, to).await;
            answer(&visit, id, result, "/alerts").await
        }
        None => shown_again(&visit, id, &reader.problems).await,
    }
}

/// Closes it: what was done, in the person's words, with their name under it.
pub(crate) async fn close(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let mut reader = Reader::new(&visit.form, visit.text(), visit.app.now().day_in(&ZoneName::utc()));
    let disposition: Option<Disposition> = reader.required_choice("disposition", Key::AlertDisposition);
    let note = reader.required_text("note", Key::AlertNote);
    match disposition.filter(|_| reader.problems.is_empty()) {
        Some(disposition) => {
            let result = visit.app.close_alert(&visit.caller, id, disposition, &note).await;
            answer(&visit, id, result, &format!("/alerts/{id}")).await
        }
        None => shown_again(&visit, id, &reader.problems).await,
    }
}

/// Where one goes after something was done, or the page again with the reason why it was not.
async fn answer(visit: &Visit, id: RecordId, result: Result<(), AppError>, next: &str) -> Result<Response, PageError> {
    let mut problems = Problems::default();
    match result {
        Ok(()) => return Ok(go_to(next)),
        Err(AppError::Alert(refusal)) => problems.add(field_of(refusal), visit.text().say(sentence_of(refusal))),
        Err(error) => problems.take_over(visit.text(), error, LABELS)?,
    }
    shown_again(visit, id, &problems).await
}

async fn shown_again(visit: &Visit, id: RecordId, problems: &Problems) -> Result<Response, PageError> {
    let alert = visit.app.alert(&visit.caller, id).await?;
    Ok(again(page(visit, &alert, &visit.form, problems)))
}

const fn sentence_of(refusal: Refusal) -> Key {
    match refusal {
        Refusal::Ended => Key::AlertRefusedEnded,
        Refusal::AlreadyAcknowledged => Key::AlertRefusedAlreadyAcknowledged,
        Refusal::NotAcknowledged => Key::AlertRefusedNotAcknowledged,
        Refusal::OtherClass { .. } => Key::AlertRefusedOtherClass,
        Refusal::NoNote => Key::AlertRefusedNoNote,
        Refusal::NoSignature => Key::AlertRefusedNoSignature,
        Refusal::NeedsPerson { .. } => Key::AlertRefusedNeedsPerson,
        Refusal::Backwards => Key::AlertRefusedBackwards,
    }
}

/// The field beside which a refusal stands; what has no field of its own leads to the state of the alert.
const fn field_of(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::OtherClass { .. } => "disposition",
        Refusal::NoNote | Refusal::NoSignature => "note",
        _ => "state",
    }
}

fn page(visit: &Visit, alert: &AlertPage, fields: &Fields, problems: &Problems) -> Markup {
    let (frame, text, view) = (&visit.frame, visit.text(), &alert.view);
    let own_problems =
        if view.alert.state == State::Open && problems.of("disposition").is_some() { &Problems::default() } else { problems };
    let draft = Draft { text, fields, problems: own_problems };
    let body = html! {
        (notice::problem_summary(text, problems))
        div.split {
            div {
                section.panel {
                    p.lead { (class_flag(text, view)) " " (since_last_flag(text, view)) }
                    p { strong { (statement(text, view)) } }
                    p.small.muted { (text.say(explained(view.alert.raised.class))) }
                    @if let Some(reach) = &alert.reach { (reached_by(frame, view, reach)) }
                    @if let Some(address) = &alert.safety_plan {
                        p { a.button href=(address) rel="noreferrer noopener" { (text.say(Key::AlertSafetyPlan)) } }
                    }
                    (why(text, alert))
                }
                section.panel id="state" {
                    h2 { (text.say(Key::AlertStateHeading)) }
                    p { (text.alert_state(view.alert.state.code())) (owned_by(text, view)) }
                    @if let Some(words) = next_step(text, view) { p.small.muted { (words) } }
                    (what_can_be_done(frame, alert, &draft))
                }
                section.block {
                    div.block-head { h2 { (text.say(Key::AlertHistoryHeading)) } }
                    (history(text, alert))
                }
            }
            aside aria-label=(text.say(Key::AlertRepeatsHeading)) { (repeats(text, alert)) }
        }
    };
    let heading = text.say_with(
        Key::AlertPageHeading,
        &[("rule", text.warning_rule_of(view.alert.raised.rule.code(), view.alert.raised.class.code()).into())],
    );
    let lead = html! {
        p { a href={ "/patients/" (view.patient) } { (view.patient_name) } " · " (view.record_number) }
        p { (text.say(Key::AlertWhatItIs)) }
    };
    let back = html! { a.button href="/alerts" { (text.say(Key::AlertBack)) } };
    let mut page = Page::wide(Section::Alerts, heading, body).lead(lead).actions(back);
    page = page.clock(&view.zone);
    page.about = format!("{} · {}", view.patient_name, view.record_number);
    frame.render(&page)
}

/// How the answer was given and by which number its giver is reached, for whoever has the alert.
fn reached_by(frame: &Frame, view: &AlertView, reach: &Reach) -> Markup {
    let text = frame.text;
    let contacts = format!("/patients/{}/contacts", view.patient);
    html! {
        dl.facts {
            @if let Some(mode) = reach.mode {
                dt { (text.say(Key::AlertAnsweredBy)) }
                dd { (text.mode(mode)) @if let Some(at) = reach.answered_at { ", " (text.instant(at, &view.zone)) } }
            }
            @if let Some(program) = &reach.program {
                dt { (text.say(Key::AlertProgram)) }
                dd { (program) }
            }
            dt { (text.say(Key::AlertTelephone)) }
            dd {
                @if reach.numbers.is_empty() { (text.say(Key::AlertNoTelephone)) " " }
                ul.plain {
                    @for each in &reach.numbers {
                        li {
                            a.row-link href={ "tel:" (each.number) } { (each.number) }
                            @if each.takes_text { " · " (text.say(Key::AlertTakesText)) }
                            @if !each.preference.is_empty() { span.sub { (each.preference) } }
                        }
                    }
                    @if frame.may(Data::Contacts) {
                        @if reach.numbers.is_empty() { li { a.row-link href={ (contacts) "/new" } { (text.say(Key::AlertAddNumber)) } } }
                        li { a.row-link href=(contacts) { (text.say(Key::AlertAllContacts)) } }
                    }
                }
            }
        }
    }
}

/// The sentence of what an alert states, with the question and its answer where the form has words in the reader's language.
pub(crate) fn statement(text: Text, view: &AlertView) -> String {
    let words = |item: &str, value: &str| {
        let is_it = |each: &&app::alert::Asked| each.language.as_str() == text.language_tag() && each.item == item && each.value == value;
        view.asked.iter().find(is_it).map(|found| (found.question.clone(), found.answer.clone()))
    };
    text.statement_asked(&view.statement.key, &view.statement.arguments, &words)
}

/// How an answer about safety was dealt with, of a closed alert.
pub(crate) fn answered(text: Text, view: &AlertView, instrument: &str, day: Day) -> String {
    let State::Ended(Ending::Closed { closing, .. }) = &view.alert.state else { return statement(text, view) };
    let ended = view.alert.times.ended_at.map_or(view.day, |at| at.day_in(&view.zone));
    let arguments = [
        ("instrument", instrument.into()),
        ("day", day.into()),
        ("ended", ended.into()),
        ("by", (&closing.signature).into()),
        ("disposition", text.alert_disposition(closing.disposition.code()).into()),
    ];
    text.say_with(Key::PatientSafetyAnswered, &arguments)
}

/// `Safety`, `Treatment`, `Task`.
pub(crate) fn class_flag(text: Text, view: &AlertView) -> Markup {
    let class = view.alert.raised.class;
    html! { span.flag.attention[class == Class::Safety] { (text.alert_class(class.code())) } }
}

/// How it compares with the one before; silent for the first.
pub(crate) fn since_last_flag(text: Text, view: &AlertView) -> Markup {
    let since = view.alert.raised.since_last;
    html! { span.flag.quiet.attention[since == SinceLast::Higher] { (text.since_last(since.code())) } }
}

const fn explained(class: Class) -> Key {
    match class {
        Class::Safety => Key::AlertClassSafetyExplained,
        Class::Clinical => Key::AlertClassClinicalExplained,
        Class::Task => Key::AlertClassTaskExplained,
    }
}

/// The records that the alert rests on.
fn why(text: Text, alert: &AlertPage) -> Markup {
    let since = |fact: &Fact| {
        alert.since.get(&fact.id).map(|since| match since {
            Since::Corrected(version) => text.say_with(Key::AlertEvidenceCorrected, &[("version", version.0.into())]),
            Since::Withdrawn => text.say(Key::AlertEvidenceWithdrawn),
        })
    };
    html! {
        // What a person decides on has changed: it is said before the records are opened.
        @for words in alert.view.evidence.iter().filter_map(&since) { p.small { strong { (words) } } }
        details {
            summary { (text.say(Key::AlertWhy)) }
            ul.plain.small {
                @for fact in &alert.view.evidence {
                    @let words = text.say_with(Key::AlertEvidence, &[
                        ("kind", text.evidence_kind(&fact.kind).into()), ("version", fact.version.0.into()), ("day", fact.day.into()),
                    ]);
                    li {
                        @if fact.kind == "administration" { a href={ "/administrations/" (fact.id) } { (words) } } @else { (words) }
                        @if let Some(words) = since(fact) { span.sub { (words) } }
                    }
                }
            }
        }
    }
}

/// Whose it is at present: `, with Dr. Ines Okoro`.
pub(crate) fn owned_by(text: Text, view: &AlertView) -> Markup {
    html! {
        @if view.alert.is_open() && !view.owners.is_empty() {
            " · " (text.say_with(Key::AlertWith, &[("people", text.list(&view.owners).into())]))
        }
    }
}

/// What happens if nobody does anything.
pub(crate) fn next_step(text: Text, view: &AlertView) -> Option<String> {
    match &view.next {
        NextStep::Escalate(step) => Some(text.say_with(
            Key::AlertNextStep,
            &[("owner", text.alert_owner(step.to.code()).into()), ("time", text.instant_argument(step.at, &view.zone))],
        )),
        NextStep::NotClosed(step) => Some(text.say_with(
            Key::AlertNextStepNotClosed,
            &[("owner", text.alert_owner(step.to.code()).into()), ("time", text.instant_argument(step.at, &view.zone))],
        )),
        NextStep::Nothing => None,
        NextStep::EndOfChain => Some(text.say(Key::AlertEndOfChain)),
        NextStep::NobodyToTell => Some(text.say(Key::AlertNobodyToTell)),
    }
}

fn what_can_be_done(frame: &Frame, alert: &AlertPage, draft: &Draft<'_>) -> Markup {
    let (text, view) = (frame.text, &alert.view);
    let address = format!("/alerts/{}", view.id);
    html! {
        @match view.alert.state {
            State::Open => form method="post" action={ (address) "/acknowledge" } {
                (frame.token_field())
                button.main type="submit" { (text.say(Key::AlertAcknowledge)) }
            },
            State::Acknowledged => {
                (close_form(frame, alert, draft, &address))
                @if !alert.colleagues.is_empty() { (hand_over_form(frame, alert, draft, &address)) }
            },
            // What was assessed is written down as a rating, by which the level of care is judged.
            State::Ended(Ending::Closed { .. }) if view.alert.raised.class == Class::Safety && frame.may(Data::Records) => p {
                a.button href={ "/patients/" (view.patient) "/records/new/risk_rating" } { (text.next_action("rate_risk")) }
            },
            State::Ended(_) => {}
        }
    }
}

fn close_form(frame: &Frame, alert: &AlertPage, draft: &Draft<'_>, address: &str) -> Markup {
    let text = frame.text;
    let offered = Disposition::of_class(alert.view.alert.raised.class);
    let choices = field::choices(offered, Disposition::code, |each| text.alert_disposition(each.code()));
    html! {
        form.form method="post" action={ (address) "/close" } {
            (frame.token_field())
            (draft.radios(Field::required("disposition", Key::AlertDisposition), &choices, false))
            (draft.text(Field::required("note", Key::AlertNote)))
            @if let Some(name) = &alert.signature { p.small { (text.say_with(Key::AlertSigns, &[("name", name.into())])) } }
            div.submit { button.main type="submit" { (text.say(Key::AlertClose)) } }
        }
    }
}

fn hand_over_form(frame: &Frame, alert: &AlertPage, draft: &Draft<'_>, address: &str) -> Markup {
    let text = frame.text;
    let colleagues: Vec<field::Choice> = alert.colleagues.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    html! {
        details open[draft.problems.of("to").is_some()] {
            summary { (text.say(Key::AlertHandOver)) }
            form.form method="post" action={ (address) "/hand-over" } {
                (frame.token_field())
                (draft.select(Field::required("to", Key::AlertHandOverTo), &colleagues))
                div.submit { button type="submit" { (text.say(Key::AlertHandOver)) } }
            }
        }
    }
}

/// Every event with its time. Nothing in it can be changed.
fn history(text: Text, alert: &AlertPage) -> Markup {
    let view = &alert.view;
    let who = |user: &UserId| alert.names.get(user).cloned().unwrap_or_else(|| user.to_string());
    let fact = (view.alert.raised.occurred_at, text.say(Key::AlertEventFact), String::new(), Markup::default());
    let events = view.alert.events.iter().map(|event| {
        let (what, by, more) = told(text, &event.kind, &who);
        (event.at, what, by, more)
    });
    let rows = std::iter::once(fact).chain(events).map(|(at, what, by, more): (Instant, String, String, Markup)| {
        Row::new(vec![html! { span.nowrap { (text.instant(at, &view.zone)) } }, html! { (what) (more) }, html! { (by) }])
    });
    Table::new(text.say(Key::AlertHistoryHeading))
        .cards()
        .column(text.say(Key::AlertColumnWhen), Kind::Head)
        .column(text.say(Key::AlertColumnEvent), Kind::Words)
        .column(text.say(Key::AlertColumnWho), Kind::Words)
        .rows(rows)
        .render(text)
}

fn told(text: Text, kind: &EventKind, who: &dyn Fn(&UserId) -> String) -> (String, String, Markup) {
    let nothing = Markup::default;
    match kind {
        EventKind::Raised { tier } => {
            let to = text.say_with(Key::AlertEventRaisedFor, &[("owner", text.alert_owner(tier.code()).into())]);
            (to, String::new(), nothing())
        }
        EventKind::Received { by } => (text.say(Key::AlertEventReceived), who(by), nothing()),
        EventKind::Shown { to } => (text.say(Key::AlertEventShown), who(to), nothing()),
        EventKind::Acknowledged { by } => (text.say(Key::AlertEventAcknowledged), who(by), nothing()),
        EventKind::Escalated { to } => {
            let to = text.say_with(Key::AlertEventEscalated, &[("owner", text.alert_owner(to.code()).into())]);
            (to, String::new(), nothing())
        }
        EventKind::NotClosed { to } => {
            let to = text.say_with(Key::AlertEventNotClosed, &[("owner", text.alert_owner(to.code()).into())]);
            (to, String::new(), nothing())
        }
        EventKind::HolderGone { to } => {
            let to = text.say_with(Key::AlertEventHolderGone, &[("owner", text.alert_owner(to.code()).into())]);
            (to, String::new(), nothing())
        }
        EventKind::HandedOver { by, to } => {
            let to = text.say_with(Key::AlertEventHandedOverTo, &[("name", who(to).into())]);
            (to, who(by), nothing())
        }
        EventKind::Closed { by, closing } => {
            let more = html! {
                span.sub { (text.alert_disposition(closing.disposition.code())) }
                p { (closing.note) }
                span.sub { (text.say(Key::AlertSignature)) ": " (closing.signature) }
            };
            (text.say(Key::AlertEventClosed), who(by), more)
        }
        EventKind::ResolvedByFact { fact } => (
            text.say(Key::AlertEventResolvedByFact),
            String::new(),
            html! { span.sub { (text.evidence_kind(fact.kind)) " · " (text.say_with(Key::AlertResolvedBy, &[("day", fact.day.into())])) } },
        ),
    }
}

fn repeats(text: Text, alert: &AlertPage) -> Markup {
    html! {
        section.panel {
            h2 { (text.say(Key::AlertRepeatsHeading)) }
            @if alert.repeats.is_empty() { p.muted { (text.say(Key::AlertNoRepeats)) } }
            ul.plain {
                @for view in &alert.repeats {
                    li {
                        a href={ "/alerts/" (view.id) } { (text.day(view.day)) }
                        " · " (text.since_last(view.alert.raised.since_last.code())) " · " (text.alert_state(view.alert.state.code()))
                    }
                }
            }
        }
    }
}
