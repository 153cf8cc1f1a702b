//! Check-ins as staff see them: what is due, making one, its link, how it stands. A link is shown once and stands in no address of ours.

mod actions;
pub(crate) mod another_way;

use app::AppError;
use app::check_in::{CheckInRow, CheckInState, CheckInsPage, EventRow, NewCheckIn, NewLink, PATIENT_LANGUAGES, SentDue};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{HOST, SET_COOKIE};
use axum::response::Response;
use collection::check_in::EventKind;
use collection::sending::readiness::Missing;
use instruments::{Mode, Respondent};
use maud::{Markup, PreEscaped, html};
use vocabulary::{Language, PatientId, RecordId};
use wording::{Key, Text};

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::form::{Fields, Problems, TEXT_LENGTH_MAX};
use crate::frame::{Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::table::{Kind, Row, Table, empty};
use crate::parts::withdrawal::{reason_too_short, withdrawal, withdrawn};
use crate::parts::{notice, square_code};
use crate::state::WebState;
use crate::visit::{self, Visit, go_to};

/// What can this patient answer now?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let page = visit.app.check_ins(&visit.caller, id).await?;
    let fields = chosen(&page);
    Ok(visit::html(body(&visit, &page, &fields, &Problems::default())))
}

/// What is due is chosen already.
fn chosen(page: &CheckInsPage) -> Fields {
    let respondent = page.due.first().map_or(Respondent::Patient, |due| due.respondent);
    let language = page.patient.value().language.as_str();
    let language = if PATIENT_LANGUAGES.contains(&language) { language } else { "en" };
    let due = page.due.iter().filter(|due| due.respondent == respondent).map(|due| ("instruments".to_owned(), due.instrument.clone()));
    let fixed = [("respondent", respondent.code()), ("language", language), ("mode", Mode::Link.code())];
    Fields::from(fixed.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().chain(due).collect::<Vec<_>>())
}

/// Makes a check-in.
pub(crate) async fn make(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let text = visit.text();
    let (respondent, language, mode) = (visit.form.parsed("respondent"), visit.form.parsed("language"), visit.form.parsed("mode"));
    let (Some(respondent), Some(language), Some(mode)) = (respondent, language, mode) else { return Err(PageError::Unreadable) };
    let instruments = visit.form.all("instruments").map(str::to_owned).collect();
    let made = visit.app.make_check_in(&visit.caller, id, NewCheckIn { respondent, instruments, language, mode }).await;
    let (field, sentence) = match made {
        Ok(_) => return Ok(go_to(&format!("/patients/{id}/check-ins?done=made"))),
        Err(AppError::RemoteNotReady(missing)) => {
            ("mode", text.say_with(Key::CheckInsProblemNotReady, &[("parts", parts(text, &missing).into())]))
        }
        Err(AppError::Form(problems)) if problems.iter().any(|problem| problem.field == "language") => {
            ("language", text.say(Key::CheckInsProblemLanguage))
        }
        Err(AppError::Form(_)) => ("instruments", text.say(Key::CheckInsProblemInstruments)),
        Err(error) => return Err(error.into()),
    };
    let mut problems = Problems::default();
    problems.add(field, sentence);
    let page = visit.app.check_ins(&visit.caller, id).await?;
    Ok(visit::again(body(&visit, &page, &visit.form, &problems)))
}

/// Plans the message with the link.
pub(crate) async fn send(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let patient: PatientId = visit::id(visit.form.text("patient"))?;
    let word = match visit.app.send_check_in(&visit.caller, id).await {
        Ok(()) => "done=sent",
        Err(AppError::Unreachable(care::Unreachable::SharedWithProxy)) => "problem=shared",
        Err(AppError::Unreachable(care::Unreachable::Died)) => "problem=died",
        Err(AppError::Unreachable(_)) => "problem=unreachable",
        Err(AppError::SendingIsOff) => "problem=sending-off",
        Err(AppError::RemoteNotReady(_)) => "problem=not-ready",
        Err(AppError::Form(_)) => "problem=no-words",
        Err(error) => return Err(error.into()),
    };
    Ok(go_to(&format!("/patients/{patient}/check-ins?{word}")))
}

/// Sends what is due, to each of those who answer; goes back to the list of what is due, with the first thing that stands in the way.
pub(crate) async fn send_due(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let patient: PatientId = visit::id(&id)?;
    let word = sent_word(&visit, patient).await?;
    Ok(go_to(&at_row("/due", word, patient)))
}

/// A list at the row of a patient, with what became of what was done there.
pub(crate) fn at_row(list: &str, word: &str, patient: PatientId) -> String {
    format!("{list}?{word}&patient={patient}#patient-{patient}")
}

/// Sends what is due; the word for the address says how it went.
pub(crate) async fn sent_word(visit: &Visit, patient: PatientId) -> Result<&'static str, PageError> {
    word_of(visit.app.send_what_is_due(&visit.caller, patient).await?)
}

/// The word for what was sent to each of those who answer: the last thing that stands in the way, where something does.
pub(crate) fn word_of(all: Vec<SentDue>) -> Result<&'static str, PageError> {
    let mut word = "problem=nothing-due";
    for sent in all {
        match sent.result {
            Ok(_) if word.ends_with("nothing-due") => word = "done=sent",
            Ok(_) => {}
            Err(AppError::Unreachable(care::Unreachable::SharedWithProxy)) => word = "problem=shared",
            Err(AppError::Unreachable(care::Unreachable::Died)) => word = "problem=died",
            Err(AppError::Unreachable(_)) => word = "problem=unreachable",
            Err(AppError::SendingIsOff) => word = "problem=sending-off",
            Err(AppError::RemoteNotReady(_)) => word = "problem=not-ready",
            Err(AppError::Form(_)) => word = "problem=no-words",
            Err(error) => return Err(error.into()),
        }
    }
    Ok(word)
}

/// Shows a new link, once.
pub(crate) async fn link(
    visit: Visit,
    State(state): State<WebState>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let problem = match visit.app.print_check_in_link(&visit.caller, id).await {
        Ok(link) => return shown_once(&visit, &state, &headers, &link),
        Err(AppError::RemoteNotReady(_)) => "not-ready",
        Err(AppError::Form(_)) => "no-words",
        Err(error) => return Err(error.into()),
    };
    let patient: PatientId = visit::id(visit.form.text("patient"))?;
    Ok(go_to(&format!("/patients/{patient}/check-ins?problem={problem}")))
}

/// Shows a new link to the own page, once.
pub(crate) async fn own_page(
    visit: Visit,
    State(state): State<WebState>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let link = visit.app.make_own_page_link(&visit.caller, visit::id(&id)?).await?;
    shown_once(&visit, &state, &headers, &link)
}

/// Takes the link to the own page back.
pub(crate) async fn revoke_own_page(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    visit.app.revoke_own_page_link(&visit.caller, id).await?;
    Ok(go_to(&format!("/patients/{id}/check-ins?done=revoked")))
}

/// Opens a check-in on this device. One that is handed over is signed out first, so that the way back leads nowhere.
pub(crate) async fn here(visit: Visit, State(state): State<WebState>, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let Some(mode) = visit.form.parsed("mode") else { return Err(PageError::Unreadable) };
    let link = visit.app.open_check_in_here(&visit.caller, id, mode).await?;
    let mut response = go_to(&link.path);
    if is_handed_over(mode) {
        visit.app.sign_out(&visit.signed_in).await?;
        response.headers_mut().append(SET_COOKIE, Cookie::Session.remove(state.config.secure));
    }
    Ok(response)
}

/// True where the one who answers holds the device; else somebody of the practice reads out and writes down.
const fn is_handed_over(mode: Mode) -> bool {
    matches!(mode, Mode::Tablet | Mode::Kiosk)
}

/// Takes a check-in back.
pub(crate) async fn revoke(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let patient = visit.app.revoke_check_in(&visit.caller, visit::id(&id)?).await?;
    Ok(go_to(&format!("/patients/{patient}/check-ins?done=revoked")))
}

/// Writes to the patient what changed because of their answers.
pub(crate) async fn note(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let words: String = visit.form.text("words").chars().take(TEXT_LENGTH_MAX).collect();
    match visit.app.add_patient_note(&visit.caller, id, &words).await {
        Ok(()) => Ok(go_to(&format!("/patients/{id}/check-ins?done=note"))),
        Err(AppError::Form(_)) => {
            let (text, mut problems) = (visit.text(), Problems::default());
            problems.add("words", text.say_with(Key::FormProblemRequired, &[("label", text.say(Key::CheckInsNote).into())]));
            let page = visit.app.check_ins(&visit.caller, id).await?;
            let fields = chosen(&page);
            Ok(visit::again(body(&visit, &page, &fields, &problems)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Withdraws what the practice wrote to the patient.
pub(crate) async fn withdraw_note(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let result = visit.app.withdraw_patient_note(&visit.caller, id, withdrawn(&visit)?, visit.form.text("reason")).await;
    after_withdrawal(id, result)
}

/// Withdraws what the patient wrote for a session.
pub(crate) async fn withdraw_own_words(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let result = visit.app.withdraw_own_words(&visit.caller, id, withdrawn(&visit)?, visit.form.text("reason")).await;
    after_withdrawal(id, result)
}

fn after_withdrawal(patient: PatientId, result: Result<(), AppError>) -> Result<Response, PageError> {
    let word = match result {
        Ok(()) => "done=withdrawn",
        Err(AppError::Form(_)) => "problem=reason",
        Err(error) => return Err(error.into()),
    };
    Ok(go_to(&format!("/patients/{patient}/check-ins?{word}")))
}

fn shown_once(visit: &Visit, state: &WebState, headers: &HeaderMap, link: &NewLink) -> Result<Response, PageError> {
    let text = visit.text();
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let address = format!("{}://{host}{}", if state.config.secure { "https" } else { "http" }, link.path);
    let patient: PatientId = visit::id(visit.form.text("patient"))?;
    let picture = square_code::svg(&address, &text.say(Key::CheckInsLinkCode));
    let body = html! {
        div.panel.stack {
            div.field {
                label for="address" { (text.say(Key::CheckInsLinkAddress)) }
                input type="text" id="address" readonly value=(address);
            }
            @if let Some(picture) = picture { div.square-code { (PreEscaped(picture)) } }
            p.muted { (text.language(&link.language)) ", " (text.respondent(link.respondent)) }
        }
        p { a.button href={ "/patients/" (patient) "/check-ins" } { (text.say(Key::CheckInsLinkBack)) } }
    };
    let until = text.instant(link.expires_at, &link.zone);
    let lead = html! { p { (text.say_with(Key::CheckInsLinkLead, &[("until", until.into())])) } };
    let page = Page::narrow(Some(Section::Patients), text.say(Key::CheckInsLinkHeading), body).clock(&link.zone).lead(lead);
    Ok(visit::html(visit.frame.render(&page)))
}

fn parts(text: Text, missing: &[Missing]) -> String {
    let name = |part: &Missing| {
        text.say(match part {
            Missing::CrisisText => Key::CheckInsMissingCrisisText,
            Missing::Channel => Key::CheckInsMissingChannel,
            Missing::OnCallPerson => Key::CheckInsMissingOnCallPerson,
            Missing::OnCallAddress => Key::CheckInsMissingOnCallAddress,
        })
    };
    text.list(&missing.iter().map(name).collect::<Vec<_>>())
}

/// What became of the last thing that was done here.
pub(crate) fn said(visit: &Visit) -> Markup {
    let text = visit.text();
    let done = match visit.query.text("done") {
        "made" => Some(Key::CheckInsDoneMade),
        "sent" => Some(Key::CheckInsDoneSent),
        "revoked" => Some(Key::CheckInsDoneRevoked),
        "note" => Some(Key::CheckInsDoneNote),
        "withdrawn" => Some(Key::CheckInsDoneWithdrawn),
        _ => None,
    };
    html! {
        @if let Some(done) = done { (notice::done(&text.say(done))) }
        @if visit.query.text("problem") == "reason" { (reason_too_short(text)) }
        (problem(visit))
    }
}

/// What became of the last thing that was done in a list, with the name of whom it was about where they stand in it.
pub(crate) fn said_in_list(visit: &Visit, about: Option<(PatientId, &str)>) -> Markup {
    match about.and_then(|(patient, name)| Some((patient, name, problem_key(visit)?))) {
        None => said(visit),
        Some((patient, name, problem)) => notice::attention(&html! {
            p { a href={ "#patient-" (patient) } { (name) } ": " (visit.text().say(problem)) }
            (way_to_contacts(visit, patient))
        }),
    }
}

/// The same in the row of whom it was about.
pub(crate) fn said_in_row(visit: &Visit, patient: PatientId) -> Markup {
    html! {
        @if let Some(problem) = problem_key(visit) {
            p.wrong-text { (visit.text().say(problem)) }
            (way_to_contacts(visit, patient))
        }
    }
}

/// Where a contact is missing, whoever may see them is led to them.
fn way_to_contacts(visit: &Visit, patient: PatientId) -> Markup {
    let is_missing = matches!(visit.query.text("problem"), "unreachable" | "shared");
    html! {
        @if is_missing && visit.frame.may(app::Data::Contacts) {
            p { a.row-link href={ "/patients/" (patient) "/contacts" } { (visit.text().say(Key::AlertAllContacts)) } }
        }
    }
}

/// Why nothing was sent.
pub(crate) fn problem(visit: &Visit) -> Markup {
    html! { @if let Some(problem) = problem_key(visit) { (notice::attention(&html! { p { (visit.text().say(problem)) } })) } }
}

fn problem_key(visit: &Visit) -> Option<Key> {
    match visit.query.text("problem") {
        "shared" => Some(Key::CheckInsProblemShared),
        "died" => Some(Key::CheckInsProblemDied),
        "unreachable" => Some(Key::CheckInsProblemUnreachable),
        "sending-off" => Some(Key::CheckInsProblemSendingOff),
        "not-ready" => Some(Key::CheckInsProblemNotReadyShort),
        "no-words" => Some(Key::CheckInsProblemNoWords),
        "nothing-due" => Some(Key::CheckInsDueNone),
        "nothing-to-ask" => Some(Key::CollectionProblemNothingDue),
        _ => None,
    }
}

fn body(visit: &Visit, page: &CheckInsPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let id = page.patient.id;
    let missing: Vec<&(Language, Vec<Missing>)> = page.missing.iter().filter(|(_, missing)| !missing.is_empty()).collect();
    let body = html! {
        (said(visit))
        (notice::problem_summary(text, problems))
        @if visit.app.sending().mode == collection::sending::Mode::Demo { (notice::notice(&html! { p { (text.say(Key::OutboxDemo)) } })) }
        @if !missing.is_empty() {
            (notice::notice(&html! {
                h2 { (text.say(Key::CheckInsMissing)) }
                ul { @for (language, missing) in &missing {
                    li { (text.say_with(Key::CheckInsMissingIn, &[("language", text.language(language).into()), ("parts", parts(text, missing).into())])) }
                } }
            }))
        }
        (due(text, page))
        (list(visit, page))
        (new(visit, page, fields, problems))
        (own_page_panel(visit, page, problems))
    };
    let heading = text.say_with(Key::CheckInsHeading, &[("patient", spoken_name(page.patient.value()).into())]);
    let lead = html! { p { (text.say(Key::CheckInsLead)) } };
    let back = html! { a.button href={ "/patients/" (id) } { (text.say(Key::ActionBack)) } };
    visit.frame.render(&Page::wide(Section::Patients, heading, body).about(page.patient.value()).clock(&page.zone).lead(lead).actions(back))
}

fn due(text: Text, page: &CheckInsPage) -> Markup {
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::CheckInsDue)) } }
            @if page.due.is_empty() { p.muted { (text.say(Key::CheckInsDueNone)) } } @else {
                ul { @for due in &page.due {
                    @let arguments = [("instrument", (&due.short_name).into()), ("respondent", text.respondent(due.respondent).into()), ("day", due.due_day.into())];
                    li { (text.say_with(Key::CheckInsDueLine, &arguments)) @if due.is_overdue { " " span.flag { (text.say(Key::CheckInsDueOverdue)) } }
                        @if !page.offered.iter().any(|offered| offered.instrument == due.instrument) {
                            (cannot_be_asked(text, page.patient.id, &due.instrument, &due.short_name))
                        }
                    }
                } }
            }
        }
    }
}

/// What can be done about an instrument that is due and whose text is not here.
pub(crate) fn cannot_be_asked(text: Text, patient: PatientId, instrument: &str, short_name: &str) -> Markup {
    html! {
        div.sub {
            (text.say(Key::CollectionWithoutText)) " "
            a.row-link href={ "/patients/" (patient) "/administrations/new/" (instrument) } {
                (text.say_with(Key::CheckInsEnterFromPaper, &[("instrument", short_name.into())]))
            }
        }
        div.sub { (text.say(Key::CheckInsLoadText)) }
    }
}

fn new(visit: &Visit, page: &CheckInsPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let respondents = choices(Respondent::ALL, Respondent::code, |each| text.respondent(each));
    let languages: Vec<Choice> =
        PATIENT_LANGUAGES.iter().filter_map(|code| Some(((*code).to_owned(), text.language(&code.parse().ok()?)))).collect();
    let modes = choices(&[Mode::Link, Mode::Tablet, Mode::Kiosk, Mode::Paper, Mode::Telephone, Mode::Interview], Mode::code, |each| {
        text.mode(each)
    });
    let instruments: Vec<Choice> = page
        .offered
        .iter()
        .map(|each| {
            let languages: Vec<String> = each.languages.iter().map(|language| text.language(language)).collect();
            let arguments = [("instrument", (&each.short_name).into()), ("languages", text.list(&languages).into())];
            let line = if each.may_be_asked_bilingually { Key::CheckInsInstrumentLineBilingual } else { Key::CheckInsInstrumentLine };
            (each.instrument.clone(), text.say_with(line, &arguments))
        })
        .collect();
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::CheckInsNew)) } }
            form.form.panel method="post" action={ "/patients/" (page.patient.id) "/check-ins" } {
                (visit.frame.token_field())
                div.row.three {
                    (draft.select(Field::required("respondent", Key::CheckInsRespondent), &respondents))
                    (draft.select(Field::required("language", Key::CheckInsLanguage), &languages))
                    (draft.select(Field::required("mode", Key::CheckInsWay).hint(Key::CheckInsWayHint), &modes))
                }
                (draft.checkboxes(Field::required("instruments", Key::CheckInsInstruments), &instruments))
                div.submit { button.main type="submit" { (text.say(Key::CheckInsMake)) } }
            }
        }
    }
}

fn list(visit: &Visit, page: &CheckInsPage) -> Markup {
    let text = visit.text();
    let rows = page.check_ins.iter().map(|row| {
        let check_in = &row.check_in;
        Row::new(vec![
            html! { (text.instant(check_in.created_at, &page.zone)) },
            html! {
                (text.list(&row.short_names))
                span.sub { (text.respondent(check_in.respondent)) ", " (text.mode(check_in.mode)) ", " (text.language(&check_in.language)) }
            },
            html! { (state(text, row)) @if check_in.has_safety_answer { " " span.flag { (text.say(Key::CheckInsSafety)) } } },
            html! { ul.plain.small { @for event in &row.events { li { (event_line(text, event, page)) } } } },
            html! { @if row.is_open { (actions::buttons(visit, page, row)) } },
        ])
    });
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::CheckInsList)) } }
            @if page.check_ins.is_empty() { (empty(&text.say(Key::CheckInsNone))) } @else {
                (Table::new(text.say(Key::CheckInsList))
                    .cards()
                    .column(text.say(Key::CheckInsColumnMade), Kind::Head)
                    .column(text.say(Key::CheckInsColumnWhat), Kind::Words)
                    .column(text.say(Key::CheckInsColumnState), Kind::Words)
                    .column(text.say(Key::CheckInsColumnHistory), Kind::Words)
                    .column(text.say(Key::CheckInsColumnDo), Kind::Words)
                    .rows(rows)
                    .render(text))
            }
        }
    }
}

/// How far a check-in has come.
pub(crate) fn state(text: Text, row: &CheckInRow) -> String {
    let happened = |is_meant: fn(EventKind) -> bool| row.events.iter().any(|event| is_meant(event.kind));
    match row.check_in.state {
        CheckInState::Finished => text.say(Key::CheckInsStateFinished),
        CheckInState::Revoked => text.say(Key::CheckInsStateRevoked),
        CheckInState::Open if row.is_locked && !row.has_link => text.say(Key::CheckInsStateLocked),
        CheckInState::Open if !row.is_open => text.say(Key::CheckInsStateExpired),
        CheckInState::Open if row.check_in.answer_count > 0 => {
            text.say_with(Key::CheckInsStateStarted, &[("count", row.check_in.answer_count.into())])
        }
        CheckInState::Open if happened(|kind| kind == EventKind::Opened) => text.say(Key::CheckInsStateOpened),
        CheckInState::Open if happened(EventKind::hands_over) => text.say(Key::CheckInsStateSent),
        CheckInState::Open => match &row.message {
            Some((state, _)) if state.went_out() => text.say(Key::CheckInsStateSent),
            Some((state, reason)) => {
                let state = ("state", text.message_state(state.code()).into());
                match reason.as_deref().map(|reason| text.message_reason(reason)) {
                    Some(reason) => text.say_with(Key::CheckInsStateMessageWhy, &[state, ("reason", reason.into())]),
                    None => text.say_with(Key::CheckInsStateMessage, &[state]),
                }
            }
            None if row.check_in.mode == Mode::Link => text.say(Key::CheckInsStateMade),
            None => text.say(Key::CheckInsStateNotBegun),
        },
    }
}

fn event_line(text: Text, event: &EventRow, page: &CheckInsPage) -> String {
    let what = Key::from_id(&format!("check-ins-event-{}", event.kind.code().replace('_', "-")));
    let what = what.map_or_else(|| event.kind.code().to_owned(), |key| text.say(key));
    let at = text.instant_argument(event.at, &page.zone);
    match &event.by {
        Some(name) => text.say_with(Key::CheckInsEventBy, &[("what", what.into()), ("at", at), ("name", name.into())]),
        None => text.say_with(Key::CheckInsEvent, &[("what", what.into()), ("at", at)]),
    }
}

fn own_page_panel(visit: &Visit, page: &CheckInsPage, problems: &Problems) -> Markup {
    let text = visit.text();
    let id = page.patient.id;
    let fields = Fields::default();
    let draft = Draft { text, fields: &fields, problems };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::CheckInsOwnPage)) } }
            p.muted { (text.say(Key::CheckInsOwnPageLead)) }
            @if let Some(link) = &page.own_page {
                p { (text.say_with(Key::CheckInsOwnPageThere, &[("until", text.instant_argument(link.expires_at, &page.zone))])) }
            }
            span.inline-actions {
                form method="post" action={ "/patients/" (id) "/own-page" } {
                    (visit.frame.token_field())
                    input type="hidden" name="patient" value=(id);
                    button type="submit" { (text.say(Key::CheckInsOwnPageMake)) }
                }
                @if page.own_page.is_some() {
                    form method="post" action={ "/patients/" (id) "/own-page/revoke" } {
                        (visit.frame.token_field())
                        button type="submit" { (text.say(Key::CheckInsOwnPageRevoke)) }
                    }
                }
            }
            (own_words(visit, page))
            (notes(visit, page))
            @if visit.caller.scope(app::Data::Scores) != app::Scope::Nothing {
                form.form.panel method="post" action={ "/patients/" (id) "/note" } {
                    (visit.frame.token_field())
                    (draft.text(Field::required("words", Key::CheckInsNote).hint(Key::CheckInsNoteHint)))
                    div.submit { button type="submit" { (text.say(Key::CheckInsNoteSave)) } }
                }
            }
        }
    }
}

/// What the patient reads there about what changed.
fn notes(visit: &Visit, page: &CheckInsPage) -> Markup {
    let (text, action) = (visit.text(), format!("/patients/{}/note/withdraw", page.patient.id));
    html! {
        @if !page.notes.is_empty() {
            h3 { (text.say(Key::CheckInsNotes)) }
            @for note in &page.notes {
                div.panel.stack {
                    p.muted { (text.instant(note.written_at, &page.zone)) ", " (note.written_by) }
                    @for paragraph in note.words.split("\n\n") { p { (paragraph) } }
                    (withdrawal(&visit.frame, &action, (note.id, note.version), &text.instant(note.written_at, &page.zone)))
                }
            }
        }
    }
}

/// What the patient wrote for a session, in their words.
fn own_words(visit: &Visit, page: &CheckInsPage) -> Markup {
    let (text, action) = (visit.text(), format!("/patients/{}/own-words/withdraw", page.patient.id));
    html! {
        @if !page.own_words.is_empty() {
            h3 { (text.say(Key::CheckInsOwnWords)) }
            @for stored in &page.own_words {
                @let words = stored.value();
                div.panel.stack {
                    p.muted { (text.instant(words.written_at, &page.zone)) }
                    dl.facts {
                        @for (label, said) in [
                            (Key::CheckInsOwnWordsWell, &words.went_well),
                            (Key::CheckInsOwnWordsHard, &words.was_hard),
                            (Key::CheckInsOwnWordsAsk, &words.to_ask),
                        ] {
                            @if !said.is_empty() { dt { (text.say(label)) } dd { (said) } }
                        }
                    }
                    (withdrawal(&visit.frame, &action, (stored.id, stored.recorded.version), &text.instant(words.written_at, &page.zone)))
                }
            }
        }
    }
}
