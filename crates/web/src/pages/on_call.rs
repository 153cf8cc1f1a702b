//! Who is told when the site is closed? The roster of each program, and where people of the practice are told.

use ::care::Channel;
use app::on_call::{OnCallShift, Roster, ShiftView};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{Day, Instant, ProgramId, UserId, Version, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::outbox::channels;
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::form_page::FormPage;
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

const SHIFT_LABELS: Labels<'static> = &[("user", Key::OnCallPerson), ("ends", Key::OnCallUntilDay)];
const ADDRESS_LABELS: Labels<'static> = &[("address", Key::OnCallAddress)];
/// The ways by which the program tells somebody.
const CHANNELS: &[Channel] = &[Channel::Email, Channel::Text];

/// The roster.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let roster = visit.app.on_call_roster(&visit.caller).await?;
    let text = visit.text();
    let rows = roster.shifts.iter().map(|view| row(&visit.frame, view, &roster.zone));
    let shifts = Table::new(text.say(Key::OnCallTable))
        .cards()
        .column(text.say(Key::OnCallColumnWho), Kind::Head)
        .column(text.say(Key::OnCallColumnProgram), Kind::Words)
        .column(text.say(Key::OnCallColumnFrom), Kind::Words)
        .column(text.say(Key::OnCallColumnUntil), Kind::Words)
        .column(text.say(Key::OnCallColumnChange), Kind::Words)
        .rows(rows);
    let name = |user: UserId| roster.people.iter().find(|(id, _)| *id == user).map_or_else(String::new, |(_, name)| name.clone());
    let addresses = roster.addresses.iter().map(|(user, channel, address)| {
        Row::new(vec![html! { (name(*user)) }, html! { (text.channel(channel.code())) }, html! { (address) }])
    });
    let addresses = Table::new(text.say(Key::OnCallAddresses))
        .cards()
        .with_caption()
        .column(text.say(Key::OnCallPerson), Kind::Head)
        .column(text.say(Key::ContactsChannel), Kind::Words)
        .column(text.say(Key::OnCallAddress), Kind::Words)
        .rows(addresses);
    let body = html! {
        @if visit.query.text("done") == "saved" { (notice::done(&text.say(Key::OnCallDone))) }
        @if !roster.uncovered.is_empty() {
            (notice::attention(&html! { p { (text.say_with(Key::OnCallUncovered, &[("programs", text.list(&roster.uncovered).into())])) } }))
        }
        @if roster.shifts.is_empty() { (table::empty(&text.say(Key::OnCallEmpty))) } @else { (shifts.render(text)) }
        @if !roster.addresses.is_empty() { div.block { (addresses.render(text)) } }
    };
    let actions = html! {
        a.button.main href="/on-call/new" { (text.say(Key::OnCallAdd)) }
        a.button href="/on-call/address" { (text.say(Key::OnCallAddressAdd)) }
    };
    let page = Page::wide(Section::OnCall, text.say(Key::OnCallHeading), body)
        .clock(&roster.zone)
        .lead(html! { p { (text.say(Key::OnCallLead)) } });
    Ok(visit::html(visit.frame.render(&page.actions(actions))))
}

/// A shift. Its times are told on the clock of the page, which names it; with their own clock where the shift's program has another.
fn row(frame: &Frame, view: &ShiftView, clock: &ZoneName) -> Row {
    let (text, shift) = (frame.text, view.shift.value());
    let moment = |at| if view.zone == *clock { text.instant(at, clock) } else { text.instant_with_zone(at, &view.zone) };
    let until = shift.ends_at.map_or_else(|| text.say(Key::OnCallOpenEnd), moment);
    Row::new(vec![
        html! {
            (view.name)
            @if shift.is_on_site { span.sub { (text.say(Key::OnCallOnSite)) } }
            @if view.is_now { " " span.flag.quiet { (text.say(if shift.is_on_site { Key::OnCallOnDutyNow } else { Key::OnCallNow })) } }
            @if !view.can_be_told { " " span.flag { (text.say(Key::OnCallCannotBeTold)) } }
        },
        html! { @match &view.program { Some(program) => (program), None => (text.say(Key::OnCallWholePractice)) } },
        html! { (moment(shift.starts_at)) },
        html! { (until) },
        html! {
            form method="post" action={ "/on-call/" (view.shift.id) "/end" } {
                (frame.token_field())
                input type="hidden" name="version" value=(view.shift.recorded.version.0);
                button type="submit" aria-label={ (text.say(Key::OnCallEnd)) ": " (view.name) } { (text.say(Key::OnCallEnd)) }
            }
        },
    ])
}

/// The form of a shift.
pub(crate) async fn show_new(visit: Visit) -> Result<Response, PageError> {
    let roster = visit.app.on_call_roster(&visit.caller).await?;
    let today = roster.now.day_in(&roster.zone).to_string();
    let fields = Fields::from([("kind", "away"), ("from_day", today.as_str()), ("from_time", "18:00"), ("until_time", "08:00")]);
    Ok(visit::html(shift_form(&visit.frame, &roster, &fields, &Problems::default())))
}

/// Puts somebody on call.
pub(crate) async fn submit_new(visit: Visit) -> Result<Response, PageError> {
    let (roster, text) = (visit.app.on_call_roster(&visit.caller).await?, visit.text());
    let mut reader = Reader::new(&visit.form, text, roster.now.day_in(&roster.zone));
    let user: Option<UserId> = reader.required_choice("user", Key::OnCallPerson);
    let program: Option<ProgramId> = reader.choice("program", Key::OnCallProgram);
    let is_on_site = visit.form.text("kind") == "site";
    let from = reader.required_day("from_day", Key::OnCallFromDay);
    let until = reader.day("until_day", Key::OnCallUntilDay);
    let mut problems = reader.problems;
    let zone = zone_of(&roster, program);
    let starts_at = from.and_then(|day| instant(&visit.form, &mut problems, text, "from_time", Key::OnCallFromTime, day, &zone));
    let ends_at = until.and_then(|day| instant(&visit.form, &mut problems, text, "until_time", Key::OnCallUntilTime, day, &zone));
    if let (Some(user), Some(starts_at), true) = (user, starts_at, problems.is_empty()) {
        match visit.app.add_on_call(&visit.caller, OnCallShift { user, program, starts_at, ends_at, is_on_site }).await {
            Ok(_) => return Ok(go_to("/on-call?done=saved")),
            Err(error) => problems.take_over(text, error, SHIFT_LABELS)?,
        }
    }
    Ok(visit::again(shift_form(&visit.frame, &roster, &visit.form, &problems)))
}

fn zone_of(roster: &Roster, program: Option<ProgramId>) -> ZoneName {
    let program = roster.programs.iter().find(|each| Some(each.id) == program);
    program.map_or_else(|| roster.zone.clone(), |program| program.value().zone.clone())
}

/// A time on the clock of a zone; what is none is a problem of its field.
fn instant(fields: &Fields, problems: &mut Problems, text: Text, name: &str, label: Key, day: Day, zone: &ZoneName) -> Option<Instant> {
    let found = zone.instant_of(&format!("{day}T{}", fields.text(name)));
    if found.is_none() {
        problems.add(name, text.say_with(Key::FormProblemUnreadable, &[("label", text.say(label).into())]));
    }
    found
}

fn people(roster: &Roster) -> Vec<Choice> {
    roster.people.iter().map(|(id, name)| (id.to_string(), name.clone())).collect()
}

fn shift_form(frame: &Frame, roster: &Roster, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let open = roster.programs.iter().filter(|each| !each.value().is_closed_on(roster.now.day_in(&each.value().zone)));
    let programs: Vec<Choice> = open.map(|each| (each.id.to_string(), each.value().name.clone())).collect();
    let kinds: Vec<Choice> =
        [("away", Key::OnCallKindAway), ("site", Key::OnCallKindSite)].map(|(code, key)| (code.to_owned(), text.say(key))).into();
    let fields = html! {
        (draft.select(Field::required("user", Key::OnCallPerson), &people(roster)))
        (draft.radios(Field::required("kind", Key::OnCallKind), &kinds, true))
        (draft.select_or_all("program", Key::OnCallProgram, Key::OnCallAllPrograms, &programs))
        div.row.two {
            (draft.day(Field::required("from_day", Key::OnCallFromDay), None))
            (draft.line(Field::required("from_time", Key::OnCallFromTime).hint(Key::OnCallTimeHint), "time", "off"))
        }
        div.row.two {
            (draft.day(Field::optional("until_day", Key::OnCallUntilDay), None))
            (draft.line(Field::optional("until_time", Key::OnCallUntilTime), "time", "off"))
        }
    };
    let page = FormPage {
        section: Some(Section::OnCall),
        heading: text.say(Key::OnCallAdd),
        lead: text.say(Key::OnCallLead),
        action: "/on-call/new".to_owned(),
        back: "/on-call".to_owned(),
        save: Key::OnCallSave,
        is_serious: false,
        problems,
    };
    page.render(frame, &fields)
}

/// Ends a shift.
pub(crate) async fn submit_end(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let version = visit.form.parsed("version").map(Version).ok_or(PageError::Unreadable)?;
    visit.app.end_on_call(&visit.caller, visit::id(&id)?, version).await?;
    Ok(go_to("/on-call?done=saved"))
}

/// The form of an address.
pub(crate) async fn show_address(visit: Visit) -> Result<Response, PageError> {
    let roster = visit.app.on_call_roster(&visit.caller).await?;
    let fields = Fields::from([("channel", Channel::Email.code())]);
    Ok(visit::html(address_form(&visit.frame, &roster, &fields, &Problems::default())))
}

/// Sets an address.
pub(crate) async fn submit_address(visit: Visit) -> Result<Response, PageError> {
    let (roster, text) = (visit.app.on_call_roster(&visit.caller).await?, visit.text());
    let mut reader = Reader::new(&visit.form, text, roster.now.day_in(&roster.zone));
    let user: Option<UserId> = reader.required_choice("user", Key::OnCallPerson);
    let channel: Option<Channel> = reader.required_choice("channel", Key::ContactsChannel);
    let address = reader.line("address", Key::OnCallAddress);
    let mut problems = reader.problems;
    if let (Some(user), Some(channel), true) = (user, channel, problems.is_empty()) {
        match visit.app.set_staff_contact(&visit.caller, user, channel, &address).await {
            Ok(()) => return Ok(go_to("/on-call?done=saved")),
            Err(error) => problems.take_over(text, error, ADDRESS_LABELS)?,
        }
    }
    Ok(visit::again(address_form(&visit.frame, &roster, &visit.form, &problems)))
}

fn address_form(frame: &Frame, roster: &Roster, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let fields = html! {
        (draft.select(Field::required("user", Key::OnCallPerson), &people(roster)))
        (draft.radios(Field::required("channel", Key::ContactsChannel), &channels(text, CHANNELS), true))
        (draft.line(Field::optional("address", Key::OnCallAddress).hint(Key::OnCallAddressHint), "text", "off"))
    };
    let page = FormPage {
        section: Some(Section::OnCall),
        heading: text.say(Key::OnCallAddressAdd),
        lead: String::new(),
        action: "/on-call/address".to_owned(),
        back: "/on-call".to_owned(),
        save: Key::ContactsSave,
        is_serious: false,
        problems,
    };
    page.render(frame, &fields)
}
