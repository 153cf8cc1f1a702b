//! Taking answers. They are kept before the browser hears of it; the same form sent twice changes nothing the second time.

use app::check_in::{Answered, CheckInVisit};
use axum::http::StatusCode;
use axum::response::Response;
use collection::check_in::{Given, Reply};
use maud::Markup;
use wording::Key;

use super::frame::LinkFrame;
use super::{closed, question};
use crate::error::PageError;
use crate::link::LinkVisit;
use crate::observe::Explained;
use crate::visit;

/// Which page sent them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    One,
    All,
}

/// The answer to one question.
pub(crate) async fn one(visit: LinkVisit) -> Result<Response, PageError> {
    take(visit, From::One).await
}

/// The answers of the page of all.
pub(crate) async fn all(visit: LinkVisit) -> Result<Response, PageError> {
    take(visit, From::All).await
}

async fn take(visit: LinkVisit, from: From) -> Result<Response, PageError> {
    let given = match read(&visit) {
        Ok(given) if given.is_empty() && from == From::One => return again(&visit, from, Key::CheckInProblemChoose).await,
        Ok(given) => given,
        Err(problem) => return again(&visit, from, problem).await,
    };
    match visit.app.answer_check_in(&visit.request, given).await? {
        Answered::Taken { needs_person, card_for_everybody } if needs_person || card_for_everybody => {
            let to = if from == From::All { "all" } else { "q" };
            Ok(visit::go_to(&format!("/c/{}/help?saved=yes&to={to}", visit.request.secret)))
        }
        Answered::Taken { .. } if from == From::All => Ok(visit::go_to(&format!("/c/{}/all", visit.request.secret))),
        Answered::Taken { .. } => onward(&visit).await,
        Answered::Refused { item, .. } => {
            tracing::info!(request = %visit.request.request.0, item, "an answer that the form does not offer was not taken");
            again(&visit, from, Key::CheckInProblemNotOffered).await
        }
        Answered::NotNow(door) => Ok(closed::response(&visit, door)),
    }
}

/// To the next question that is open behind this one; to the first that is open where there is none; else to the end.
async fn onward(visit: &LinkVisit) -> Result<Response, PageError> {
    let check_in = match super::open(visit).await? {
        Ok(check_in) => check_in,
        Err(response) => return Ok(response),
    };
    let progress = check_in.progress();
    let here = visit.number.unwrap_or(0);
    let next = progress.open().find(|place| *place >= here).or_else(|| progress.next());
    Ok(visit::go_to(&format!("/c/{}{}", visit.request.secret, question::address(next))))
}

/// The answers of the form: `a.<instrument>.<item>` with a number or a code, and `leave` with the name of what is left out.
fn read(visit: &LinkVisit) -> Result<Vec<Given>, Key> {
    let leave = visit.form.text("leave");
    if !leave.is_empty() {
        return Ok(vec![given(leave, Reply::Skip).ok_or(Key::CheckInProblemNotOffered)?]);
    }
    let mut answers = Vec::new();
    for (name, value) in visit.form.iter().filter(|(name, value)| name.starts_with("a.") && !value.trim().is_empty()) {
        let reply = Reply::from_stored(value.trim()).filter(|reply| *reply != Reply::Skip);
        let reply = reply.ok_or(Key::CheckInProblemNotOffered)?;
        answers.push(given(name, reply).ok_or(Key::CheckInProblemNotOffered)?);
    }
    Ok(answers)
}

fn given(name: &str, reply: Reply) -> Option<Given> {
    let (instrument, item) = name.strip_prefix("a.")?.split_once('.')?;
    Some(Given { instrument: instrument.to_owned(), item: item.to_owned(), reply })
}

/// The page once more, with what has to be looked at.
async fn again(visit: &LinkVisit, from: From, problem: Key) -> Result<Response, PageError> {
    let check_in = match super::open(visit).await? {
        Ok(check_in) => check_in,
        Err(response) => return Ok(response),
    };
    let text = visit.text(Some(&check_in.language));
    let frame = LinkFrame::of_visit(text, visit, &check_in);
    let mut response = super::shared::page(visit, &check_in, &frame, &body(&frame, &check_in, visit, from, problem));
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response.extensions_mut().insert(Explained);
    Ok(response)
}

fn body(frame: &LinkFrame<'_>, check_in: &CheckInVisit, visit: &LinkVisit, from: From, problem: Key) -> Markup {
    let here = visit.number.and_then(|number| number.checked_sub(1)).filter(|place| *place < check_in.plan.questions().len());
    match (from, here.or_else(|| check_in.progress().next())) {
        (From::One, Some(place)) => question::one(frame, check_in, place, Some(problem)),
        _ => question::all(frame, check_in, Some(problem)),
    }
}
