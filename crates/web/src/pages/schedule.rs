//! The measurement schedule: what is due, how much of it was done ([`adherence`]), and by what it is asked ([`protocol`]).

pub(crate) mod adherence;
pub(crate) mod funnel;
pub(crate) mod protocol;
#[cfg(test)]
mod tests;

use app::schedule::{DueList, DuePatient, ProtocolInUse, ProtocolOrigin};
use app::{Data, Scope};
use axum::response::Response;
use collection::due::{Occurrence, Status};
use maud::{Markup, html};
use serde_json::{Value, json};
use vocabulary::PatientId;
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::{Page, Section};
use crate::pages::check_ins;
use crate::parts::portion::{Listed, Portion, Wanted};
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::{notice, pager};
use crate::visit::{self, Visit, go_to};

/// Which measures are due?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let due = visit.app.due_list(&visit.caller).await?;
    if visit.wants_json {
        return Ok(visit::json(&as_json(&due)));
    }
    Ok(visit::html(page(&visit, &due)))
}

impl Listed for DuePatient {
    fn patient(&self) -> PatientId {
        self.patient
    }

    fn words(&self) -> [&str; 2] {
        [&self.listed_name, &self.record_number]
    }
}

fn page(visit: &Visit, due: &DueList) -> Markup {
    let (frame, text, wanted) = (&visit.frame, visit.text(), Wanted::of(visit));
    let portion = wanted.portion(due.patients.iter());
    let about = portion.jump.map(|place| (portion.rows[place].patient, portion.rows[place].listed_name.as_str()));
    let body = html! {
        (check_ins::said_in_list(visit, about))
        @if visit.query.text("done") == "all-sent" { (notice::done(&sent_to_all(visit))) }
        @if due.patients.is_empty() { (table::empty(&text.say(Key::DueEmpty))) } @else {
            (wanted.search(frame, "/due"))
            @if portion.rows.is_empty() { (table::empty(&text.say_with(Key::CaseloadNothingFound, &[("search", (&wanted.find).into())]))) } @else {
                (send_to_all(visit, &portion))
                (patients(visit, &portion))
                (pager::pager(text, &shown(text, portion.rows.len(), due.patients.len()), &wanted.next(frame, "/due", portion.next.as_ref())))
            }
        }
    };
    let lead = html! { p { (text.say(Key::DueLead)) } (origin(text, &due.protocol)) };
    let actions = html! {
        a.button href="/due/adherence" { (text.say(Key::AdherenceLink)) }
        a.button href="/due/funnel" { (text.say(Key::FunnelLink)) }
        a.button href="/due/protocol" { (text.say(Key::DueProtocolLink)) }
    };
    frame.render(&Page::wide(Section::Due, text.say(Key::DueHeading), body).lead(lead).actions(actions))
}

/// Sends to everybody whom the page shows and of whom something can be asked by link; whoever has an open check-in is passed over.
pub(crate) async fn send(visit: Visit) -> Result<Response, PageError> {
    let patients: Vec<PatientId> = visit.form.all("patient").filter_map(|id| id.parse().ok()).collect();
    let sent = visit.app.send_what_is_due_to(&visit.caller, patients).await?;
    Ok(go_to(&format!("/due?done=all-sent&sent={}&not={}&open={}", sent.sent, sent.not_sent, sent.skipped)))
}

fn send_to_all(visit: &Visit, portion: &Portion<'_, DuePatient>) -> Markup {
    let text = visit.text();
    let can_be_sent: Vec<PatientId> = portion.rows.iter().filter(|due| due.can_be_sent()).map(|due| due.patient).collect();
    let may_enter = visit.caller.scope(Data::Entry) != Scope::Nothing;
    html! {
        @if may_enter && !can_be_sent.is_empty() {
            form.inline-actions method="post" action="/due/send" {
                (visit.frame.token_field())
                @for patient in &can_be_sent { input type="hidden" name="patient" value=(patient); }
                button type="submit" { (text.say_with(Key::DueSendAll, &[("count", can_be_sent.len().into())])) }
                span.muted { (text.say(Key::DueSendAllHint)) }
            }
        }
    }
}

/// How sending to all ended, as [`send`] wrote it into the address.
fn sent_to_all(visit: &Visit) -> String {
    let count = |name: &str| visit.query.parsed::<usize>(name).unwrap_or_default();
    let arguments = [("sent", count("sent").into()), ("not", count("not").into()), ("open", count("open").into())];
    visit.text().say_with(Key::DueSentAll, &arguments)
}

/// By which protocol, and that one which ships has to be reviewed.
pub(crate) fn origin(text: Text, in_use: &ProtocolInUse) -> Markup {
    let (name, version) = (&in_use.protocol.name, &*in_use.protocol.version);
    html! {
        p.small { (text.say_with(Key::DueProtocolNote, &[("name", name.into()), ("version", version.into())])) }
        @if in_use.origin == ProtocolOrigin::Shipped { p.small { (text.say(Key::DueProtocolShippedNote)) } }
    }
}

/// How many of a list are shown.
pub(crate) fn shown(text: Text, count: usize, whole: usize) -> String {
    text.say_with(Key::PortionShown, &[("count", count.into()), ("whole", whole.into())])
}

fn patients(visit: &Visit, portion: &Portion<'_, DuePatient>) -> Markup {
    let text = visit.text();
    Table::new(text.say(Key::DueHeading))
        .cards()
        .column(text.say(Key::CaseloadColumnPatient), Kind::Head)
        .column(text.say(Key::DueColumnMeasures), Kind::Words)
        .column(text.say(Key::DueColumnNext), Kind::Words)
        .column(text.say(Key::CaseloadColumnLevelOfCare), Kind::Words)
        .column(text.say(Key::CheckInsColumnDo), Kind::Words)
        .rows(portion.rows.iter().enumerate().map(|(place, due)| row(visit, due, portion.jump == Some(place))))
        .render(text)
}

fn row(visit: &Visit, due: &DuePatient, is_led_to: bool) -> Row {
    let (frame, text) = (&visit.frame, visit.text());
    let may_enter = visit.caller.scope(Data::Entry) != Scope::Nothing;
    let row_id = is_led_to.then(|| format!("patient-{}", due.patient));
    let is_overdue = due.open.iter().any(|each| each.status == Status::Overdue);
    let cells = vec![
        html! { a.row-link id=[row_id] href={ "/patients/" (due.patient) } { (due.listed_name) } span.sub { (due.record_number) } },
        html! {
            ul.plain { @for each in &due.open { li { (measure(text, due, each, may_enter)) } } }
            @if let (true, Some(level)) = (due.is_without_schedule, due.level_of_care) {
                p.small { (text.say_with(Key::DueWithoutSchedule, &[("level", text.level_of_care(level).into())])) }
            }
        },
        html! {
            @if let Some(next) = &due.next {
                (text.say_with(Key::DueNext, &[("instrument", (&*next.short_name).into()), ("day", next.first_day.into())]))
            }
        },
        html! {
            @if let Some(level) = due.level_of_care { (text.level_of_care(level)) }
            span.sub { (due.program) }
            @if let Some(day) = due.discharged { span.sub { (text.say_with(Key::DueDischarged, &[("day", day.into())])) } }
        },
        html! {
            @if is_led_to { (check_ins::said_in_row(visit, due.patient)) }
            @if may_enter && due.can_be_sent() {
                form method="post" action={ "/patients/" (due.patient) "/check-ins/due" } {
                    (frame.token_field())
                    button type="submit" { (text.say(Key::DueSend)) span.visually-hidden { ", " (due.listed_name) } }
                }
            } @else if may_enter && !due.open.is_empty() {
                span.muted { (text.say(Key::DueNotSent)) }
            }
        },
    ];
    Row { cells, class: if is_overdue { "pressing" } else { "" } }
}

/// One measure that can be given now: what, for what, until when, and the form where the caller may enter it.
fn measure(text: Text, due: &DuePatient, each: &Occurrence, may_enter: bool) -> Markup {
    let after = if let collection::due::Kind::FollowUp { after_days } = each.kind { Some(after_days) } else { None };
    let window = text.say_with(Key::DueWindow, &[("first", each.first_day.into()), ("last", each.last_day.into())]);
    let name = html! { (each.short_name) };
    html! {
        strong {
            @if may_enter {
                a href={ "/patients/" (due.patient) "/administrations/new/" (each.instrument) } { (name) }
            } @else { (name) }
        }
        " · " (text.due_status(each.status.code())) " · " (text.due_kind(each.kind.code(), after))
        span.sub { (text.say_with(Key::DueOn, &[("day", each.due_day.into())])) ". " (window) }
        @if due.is_without_text(&each.instrument) { span.sub { (text.say(Key::CollectionWithoutText)) } }
    }
}

fn as_json(due: &DueList) -> Value {
    let measure = |each: &Occurrence| {
        json!({
            "instrument": &*each.instrument, "status": each.status.code(), "window": each.kind.code(), "due": each.due_day.to_string(),
            "first": each.first_day.to_string(), "last": each.last_day.to_string(),
        })
    };
    let patients = due.patients.iter().map(|due| {
        json!({
            "patient": due.patient.to_string(), "record_number": due.record_number, "program": due.program,
            "level_of_care": due.level_of_care.map(vocabulary::LevelOfCare::code),
            "open": due.open.iter().map(measure).collect::<Vec<_>>(), "without_schedule": due.is_without_schedule,
        })
    });
    json!({ "protocol": &*due.protocol.protocol.id, "version": &*due.protocol.protocol.version, "patients": patients.collect::<Vec<_>>() })
}
