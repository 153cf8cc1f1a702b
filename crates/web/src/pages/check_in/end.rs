//! The end: what was answered and left out, and sending it off.

use app::check_in::CheckInVisit;
use axum::response::Response;
use instruments::Respondent;
use maud::{Markup, html};
use wording::Key;

use super::frame::LinkFrame;
use super::{closed, question};
use crate::error::PageError;
use crate::link::LinkVisit;
use crate::visit;

/// Ready to send?
pub(crate) async fn show(visit: LinkVisit) -> Result<Response, PageError> {
    let check_in = match super::open(&visit).await? {
        Ok(check_in) => check_in,
        Err(response) => return Ok(response),
    };
    let text = visit.text(Some(&check_in.language));
    let frame = LinkFrame::of_visit(text, &visit, &check_in);
    Ok(super::shared::page(&visit, &check_in, &frame, &body(&frame, &check_in)))
}

/// Sends it off, once.
pub(crate) async fn submit(visit: LinkVisit) -> Result<Response, PageError> {
    match visit.app.finish_check_in(&visit.request).await? {
        app::check_in::Door::Closed { why: app::check_in::Closed::Finished, .. } => {
            Ok(visit::go_to(&format!("/c/{}", visit.request.secret)))
        }
        other => Ok(closed::response(&visit, other)),
    }
}

fn body(frame: &LinkFrame<'_>, check_in: &CheckInVisit) -> Markup {
    let text = frame.text;
    let progress = check_in.progress();
    let replies = (0..check_in.plan.questions().len()).filter_map(|place| progress.reply(place));
    let (left_out, answered): (Vec<_>, Vec<_>) = replies.partition(|reply| *reply == collection::check_in::Reply::Skip);
    let open = progress.open().count();
    let has_gap = progress.outcomes().iter().any(|outcome| {
        let scores = &progress.score(outcome.form).scales;
        !scores.is_empty() && scores.iter().any(|scale| scale.outcome.value().is_none())
    });
    let send = if check_in.respondent == Respondent::Patient { Key::CheckInEndSend } else { Key::CheckInEndSendOther };
    html! {
        h1 { (text.say(Key::CheckInEndHeading)) }
        ul.notes {
            li { (text.say_with(Key::CheckInEndAnswered, &[("count", answered.len().into())])) }
            @if !left_out.is_empty() { li { (text.say_with(Key::CheckInEndLeftOut, &[("count", left_out.len().into())])) } }
            @if open > 0 { li { (text.say_with(Key::CheckInEndOpen, &[("count", open.into())])) } }
        }
        (question::left_out(frame, check_in))
        @if answered.is_empty() {
            p { (text.say(Key::CheckInEndNothing)) }
        } @else if has_gap {
            p.note { (text.say(Key::CheckInEndNoScore)) }
        }
        @if open > 0 { p { a.button.second href=(frame.at("/q")) { (text.say(Key::CheckInEndBack)) } } }
        @if !answered.is_empty() || open == 0 {
            form method="post" action=(frame.at("/end")) {
                (frame.token_field())
                p { button type="submit" { (text.say(send)) } }
            }
        }
    }
}
