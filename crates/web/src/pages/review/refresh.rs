//! Fresh evidence for a review: what a check-in would answer is asked by message, at the kiosk or on paper, and how far it has come is said.

use app::check_in::{CheckInRow, KioskCode};
use app::review::ReviewEvidence;
use app::{AppError, Data, Scope};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{PatientId, RecordId, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::Frame;
use crate::pages::{check_ins, collection};
use crate::parts::notice;
use crate::state::WebState;
use crate::visit::{self, Visit, go_to};

/// Asks in the way that was chosen. What became of a message is said on the page of the review, with the first thing that stands in its way.
pub(crate) async fn submit(
    visit: Visit,
    State(state): State<WebState>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let review: RecordId = visit::id(&id)?;
    let refused = match visit.form.text("way") {
        "message" => {
            let sent = visit.app.refresh_evidence(&visit.caller, review).await?;
            let word = match check_ins::word_of(sent)? {
                "problem=nothing-due" => "problem=nothing-to-ask",
                "done=sent" => "done=refreshed",
                word => word,
            };
            return Ok(go_to(&format!("/reviews/{review}?{word}#evidence")));
        }
        "kiosk" => match visit.app.refresh_evidence_at_kiosk(&visit.caller, review).await {
            Ok(code) => return shown_code(&visit, &state, &headers, review, &code).await,
            Err(error) => error,
        },
        "paper" => match visit.app.refresh_evidence_on_paper(&visit.caller, review).await {
            Ok(bytes) => return Ok(collection::pdf(bytes)),
            Err(error) => error,
        },
        _ => return Err(PageError::Unreadable),
    };
    match refused {
        AppError::Form(_) => Ok(go_to(&format!("/reviews/{review}?problem=nothing-to-ask#evidence"))),
        error => Err(error.into()),
    }
}

/// The code of the kiosk, once.
async fn shown_code(
    visit: &Visit,
    state: &WebState,
    headers: &HeaderMap,
    review: RecordId,
    code: &KioskCode,
) -> Result<Response, PageError> {
    let page = visit.app.review(&visit.caller, review).await?;
    let back = (format!("/reviews/{review}#evidence"), Key::ActionBack);
    Ok(collection::kiosk_page(visit, (state, headers), (page.patient.value(), &page.zone), code, &back))
}

/// What the page of a review says about it; nothing where no check-in is wanted and none is out.
pub(super) fn panel(visit: &Visit, (review, patient): (RecordId, PatientId), zone: &ZoneName, evidence: &ReviewEvidence) -> Markup {
    if !evidence.is_wanted && evidence.open.is_empty() {
        return html! { (said(visit)) };
    }
    let text = visit.text();
    let may_enter = visit.caller.scope(Data::Entry) != Scope::Nothing;
    let check_ins = format!("/patients/{patient}/check-ins");
    html! {
        section.block id="evidence" {
            div.block-head { h2 { (text.say(Key::RefreshHeading)) } }
            (said(visit))
            @if evidence.is_wanted { (asked(text, evidence)) }
            @if !evidence.would_ask.is_empty() && evidence.is_wanted {
                (button(&visit.frame, review, ""))
                p.small { (text.say(Key::RefreshWays)) }
            }
            @if may_enter { p { a.row-link href=(check_ins) { (text.say(Key::RefreshCheckInsLink)) } } }
            @if !evidence.open.is_empty() {
                h3 { (text.say(Key::RefreshOpen)) }
                ul { @for row in &evidence.open { li { (open_line(text, row, zone)) } } }
            }
        }
    }
}

/// The three ways; `whom` is said to those who hear the page, where it shows many patients.
pub(super) fn button(frame: &Frame, review: RecordId, whom: &str) -> Markup {
    let text = frame.text;
    let ways = [("message", Key::RefreshByMessage), ("kiosk", Key::RefreshAtKiosk), ("paper", Key::RefreshOnPaper)];
    html! {
        form.inline-actions.no-print method="post" action={ "/reviews/" (review) "/refresh" } {
            (frame.token_field())
            @for (way, key) in ways.into_iter().take(if whom.is_empty() { ways.len() } else { 1 }) {
                button type="submit" name="way" value=(way) {
                    (text.say(key)) @if !whom.is_empty() { span.visually-hidden { ": " (whom) } }
                }
            }
        }
    }
}

fn said(visit: &Visit) -> Markup {
    let text = visit.text();
    let problem = (visit.query.text("problem") == "nothing-to-ask").then_some(Key::RefreshProblemNothing);
    html! {
        @if visit.query.text("done") == "refreshed" { (notice::done(&text.say(Key::RefreshDone))) }
        @if let Some(problem) = problem { (notice::attention(&html! { p { (text.say(problem)) } })) } @else { (check_ins::problem(visit)) }
    }
}

/// Which forms would go to whom, and which would not go to anybody.
fn asked(text: Text, evidence: &ReviewEvidence) -> Markup {
    html! {
        @for (respondent, names) in &evidence.would_ask {
            p { (text.say_with(Key::RefreshWouldAsk, &[("respondent", text.respondent(*respondent).into()), ("instruments", text.list(names).into())])) }
        }
        @if evidence.would_ask.is_empty() { p { (text.say(Key::RefreshProblemNothing)) } }
        @if !evidence.rated_by_clinicians.is_empty() {
            p { (text.say_with(Key::RefreshRated, &[("instruments", text.list(&evidence.rated_by_clinicians).into())])) }
        }
    }
}

fn open_line(text: Text, row: &CheckInRow, zone: &ZoneName) -> String {
    let said = [
        ("instruments", text.list(&row.short_names).into()),
        ("respondent", text.respondent(row.check_in.respondent).into()),
        ("at", text.instant_argument(row.check_in.created_at, zone)),
        ("state", check_ins::state(text, row).into()),
    ];
    text.say_with(Key::RefreshOpenLine, &said)
}
