//! Is anything more done about the denial? It is closed with a reason, and opened again.

use app::review::appeal::AppealPage;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::appeal::ClosureReason;
use wording::Key;

use super::{address, answer, open};
use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::Frame;
use crate::parts::field::{Draft, Field, choices};
use crate::visit::Visit;

/// Closes it.
pub(crate) async fn close(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let reason: Option<ClosureReason> = reader.required_choice("closure", Key::ClosureReason);
    let words = reader.line("closing_words", Key::ClosureWords);
    let problems = reader.problems;
    let Some(reason) = reason.filter(|_| problems.is_empty()) else { return answer(&visit, &page, Ok(()), problems) };
    let result = visit.app.close_denial(&visit.caller, page.review.id, reason, words).await;
    answer(&visit, &page, result, problems)
}

/// Opens it again.
pub(crate) async fn reopen(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let reason = reader.required_line("reopen_reason", Key::ClosureReopenReason);
    let problems = reader.problems;
    if !problems.is_empty() {
        return answer(&visit, &page, Ok(()), problems);
    }
    let result = visit.app.reopen_denial(&visit.caller, page.review.id, reason).await;
    answer(&visit, &page, result, problems)
}

/// What stands about the end of it, with the form that changes it.
pub(super) fn section(frame: &Frame, page: &AppealPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let typed = Draft { text, fields, problems };
    let reasons = choices(&ClosureReason::BY_PERSON, ClosureReason::code, |each| text.closure_reason(each.code()));
    html! {
        @if let Some(closure) = &page.closure {
            section.block {
                div.block-head { h2 { (text.say(Key::ClosureHeading)) } }
                p { strong { (text.closure_reason(closure.value().reason.code())) } }
                @if !closure.value().words.is_empty() { p { (closure.value().words) } }
                details open[problems.of("reopen_reason").is_some()] {
                    summary { (text.say(Key::ClosureReopen)) }
                    form.form method="post" action={ (address(page)) "/reopen" } {
                        (frame.token_field())
                        (typed.line(Field::required("reopen_reason", Key::ClosureReopenReason), "text", "off"))
                        div.submit { button type="submit" { (text.say(Key::ClosureReopenSave)) } }
                    }
                }
            }
        } @else if !page.is_over() {
            section.block {
                div.block-head { h2 { (text.say(Key::ClosureHeading)) } }
                details open[problems.of("closure").is_some() || problems.of("closing_words").is_some()] {
                    summary { (text.say(Key::ClosureClose)) }
                    form.form method="post" action={ (address(page)) "/close" } {
                        (frame.token_field())
                        p.hint { (text.say(Key::ClosureHint)) }
                        (typed.radios(Field::required("closure", Key::ClosureReason), &reasons, false))
                        (typed.line(Field::optional("closing_words", Key::ClosureWords), "text", "off"))
                        div.submit { button type="submit" { (text.say(Key::ClosureSave)) } }
                    }
                }
            }
        }
    }
}
