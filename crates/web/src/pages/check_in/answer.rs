//! Taking answers. They are kept before the browser hears of it; the same form sent twice changes nothing the second time.

use app::check_in::{Answered, CheckInVisit};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use collection::check_in::{Given, Reply};
use maud::{Markup, html};
use wording::Key;

use super::frame::LinkFrame;
use super::{closed, help, question};
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
    let (given, mut unusable) = read(&visit);
    if given.is_empty() && unusable.is_empty() {
        let problem = if from == From::One { Key::CheckInProblemChoose } else { Key::CheckInAllProblemChoose };
        return again(&visit, from, problem, &[], false).await;
    }
    let saved = given.len();
    // What can be kept is kept before anything is said of the rest: one slip of the finger costs no other answer.
    match visit.app.answer_check_in(&visit.request, given).await? {
        Answered::Taken { needs_person, card_for_everybody, refused } => {
            unusable.extend(refused.iter().map(|each| Unusable { name: name_of(each), value: each.reply.to_stored() }));
            let shows_card = needs_person || card_for_everybody;
            if !unusable.is_empty() {
                tracing::info!(request = %visit.request.request.0, count = unusable.len(), "answers that the form does not offer were not taken");
                return again(&visit, from, Key::CheckInProblemNotOffered, &unusable, shows_card).await;
            }
            match from {
                From::All if shows_card => Ok(visit::go_to(&format!("/c/{}/help?saved=yes&to=all", visit.request.secret))),
                // The page stays as it is: more is answered on it.
                From::All if visit.form.text("each") == "yes" => Ok(StatusCode::NO_CONTENT.into_response()),
                From::One if shows_card => Ok(visit::go_to(&format!("/c/{}/help?saved=yes&to=q", visit.request.secret))),
                From::All => Ok(visit::go_to(&format!("/c/{}/all?saved={saved}", visit.request.secret))),
                From::One => onward(&visit).await,
            }
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

/// A field of the form whose value is no answer to what it asks.
pub(super) struct Unusable {
    /// The name of the field.
    pub(super) name: String,
    /// What stood in it.
    pub(super) value: String,
}

/// The answers of the form: `a.<instrument>.<item>` with a number or a code, and `leave` with the name of what is left out. Apart from them the fields of
/// which none can be made.
fn read(visit: &LinkVisit) -> (Vec<Given>, Vec<Unusable>) {
    let leave = visit.form.text("leave");
    let fields: Vec<(&str, &str, Option<Reply>)> = if leave.is_empty() {
        let filled_in = visit.form.iter().filter(|(name, value)| name.starts_with("a.") && !value.trim().is_empty());
        let reply = |value: &str| Reply::from_stored(value).filter(|reply| *reply != Reply::Skip);
        filled_in.map(|(name, value)| (name, value.trim(), reply(value.trim()))).collect()
    } else {
        vec![(leave, "", Some(Reply::Skip))]
    };
    let (mut answers, mut unusable) = (Vec::new(), Vec::new());
    for (name, value, reply) in fields {
        match reply.and_then(|reply| given(name, reply)) {
            Some(given) => answers.push(given),
            None => unusable.push(Unusable { name: name.to_owned(), value: value.to_owned() }),
        }
    }
    (answers, unusable)
}

fn given(name: &str, reply: Reply) -> Option<Given> {
    let (instrument, item) = name.strip_prefix("a.")?.split_once('.')?;
    Some(Given { instrument: instrument.to_owned(), item: item.to_owned(), reply })
}

fn name_of(given: &Given) -> String {
    format!("a.{}.{}", given.instrument, given.item)
}

/// The page once more, with what has to be looked at; above it the card, where one of the answers that were kept calls for it.
async fn again(visit: &LinkVisit, from: From, problem: Key, unusable: &[Unusable], shows_card: bool) -> Result<Response, PageError> {
    let check_in = match super::open(visit).await? {
        Ok(check_in) => check_in,
        Err(response) => return Ok(response),
    };
    if from == From::All && unusable.is_empty() && check_in.progress().next().is_none() {
        return Ok(visit::go_to(&format!("/c/{}/end", visit.request.secret)));
    }
    let text = visit.text(Some(&check_in.language));
    let frame = LinkFrame::of_visit(text, visit, &check_in);
    let body = html! {
        @if shows_card { (help::beside(text, &visit.practice, &check_in)) }
        (body(&frame, &check_in, visit, from, &question::Again { problem, unusable }))
    };
    let mut response = super::shared::page(visit, &check_in, &frame, &body);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response.extensions_mut().insert(Explained);
    Ok(response)
}

fn body(frame: &LinkFrame<'_>, check_in: &CheckInVisit, visit: &LinkVisit, from: From, again: &question::Again<'_>) -> Markup {
    let here = visit.number.and_then(|number| number.checked_sub(1)).filter(|place| *place < check_in.plan.questions().len());
    match (from, here.or_else(|| check_in.progress().next())) {
        (From::One, Some(place)) => question::one(frame, check_in, place, Some(again)),
        _ => question::all(frame, check_in, Some(again)),
    }
}
