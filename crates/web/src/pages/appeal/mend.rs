//! What was written down wrongly about an appeal? A notice, an appeal or a paper that is there by mistake is withdrawn, the time of filing corrected, the
//! last outcome taken back.

use app::review::appeal::AppealPage;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{Instant, RecordId};
use wording::Key;

use super::{address, answer, filed_field, open};
use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::Frame;
use crate::parts::field::{Draft, Field};
use crate::visit::Visit;

/// Withdraws an appeal that was not filed.
pub(crate) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let appeal: RecordId = visit.form.parsed("appeal").ok_or(PageError::Unreadable)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let reason = reader.required_line("withdraw_reason", Key::AppealMendReason);
    let problems = reader.problems;
    if !problems.is_empty() {
        return answer(&visit, &page, Ok(()), problems);
    }
    let result = visit.app.withdraw_appeal(&visit.caller, page.review.id, appeal, reason).await;
    answer(&visit, &page, result, problems)
}

/// Withdraws a paper.
pub(crate) async fn withdraw_paper(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let paper: RecordId = visit.form.parsed("paper").ok_or(PageError::Unreadable)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let reason = reader.required_line("withdraw_reason", Key::AppealMendReason);
    let problems = reader.problems;
    if !problems.is_empty() {
        return answer(&visit, &page, Ok(()), problems);
    }
    let result = visit.app.withdraw_appeal_paper(&visit.caller, page.review.id, paper, reason).await;
    answer(&visit, &page, result, problems)
}

/// Corrects when it was filed, or that it was.
pub(crate) async fn filing(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let appeal: RecordId = visit.form.parsed("appeal").ok_or(PageError::Unreadable)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let was_not = visit.form.text("not_filed") == "yes";
    let filed = if was_not { None } else { reader.required_moment("filed", Key::AppealFiled, &page.zone) };
    let problems = reader.problems;
    if !problems.is_empty() {
        return answer(&visit, &page, Ok(()), problems);
    }
    let result = visit.app.correct_filing(&visit.caller, page.review.id, appeal, filed).await;
    answer(&visit, &page, result, problems)
}

/// Takes back what was decided last.
pub(crate) async fn take_back(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let appeal: RecordId = visit.form.parsed("appeal").ok_or(PageError::Unreadable)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let reason = reader.required_line("take_back_reason", Key::AppealMendReason);
    let problems = reader.problems;
    if !problems.is_empty() {
        return answer(&visit, &page, Ok(()), problems);
    }
    let result = visit.app.take_back_outcome(&visit.caller, page.review.id, appeal, reason).await;
    answer(&visit, &page, result, problems)
}

/// Withdraws the notice.
pub(crate) async fn withdraw_notice(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let reason = reader.required_line("notice_reason", Key::AppealMendReason);
    let problems = reader.problems;
    if !problems.is_empty() {
        return answer(&visit, &page, Ok(()), problems);
    }
    let result = visit.app.withdraw_denial(&visit.caller, page.review.id, reason).await;
    answer(&visit, &page, result, problems)
}

/// Of a notice about which nothing was filed, signed or sent.
pub(super) fn notice_form(frame: &Frame, page: &AppealPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let typed = Draft { text, fields, problems };
    // What was signed for an earlier decision and holds for this one, too, was not signed because of this notice.
    let decision = page.decision.as_ref().map(|decision| decision.id);
    let is_signed = page.papers.iter().any(|stored| Some(stored.value().determination) == decision);
    let is_followed = page.appeals.iter().any(|stored| stored.value().filed_at.is_some()) || is_signed || !page.letters.is_empty();
    html! {
        @if page.denial.is_some() && !is_followed {
            details open[problems.of("notice_reason").is_some()] {
                summary { (text.say(Key::AppealNoticeWithdraw)) }
                form.form method="post" action={ (address(page)) "/notice/withdraw" } {
                    (frame.token_field())
                    p.hint { (text.say(Key::AppealNoticeWithdrawHint)) }
                    (typed.line(Field::required("notice_reason", Key::AppealMendReason), "text", "off"))
                    div.submit { button type="submit" { (text.say(Key::AppealNoticeWithdrawSave)) } }
                }
            }
        }
    }
}

/// What a form withdraws: the field that names it, where that is posted to, and the words of the form.
struct Withdrawal {
    named: &'static str,
    posted_to: &'static str,
    summary: Key,
    save: Key,
}

/// Of an appeal that is only planned.
pub(super) fn withdrawal(frame: &Frame, page: &AppealPage, id: RecordId, typed: (&Fields, &Problems)) -> Markup {
    let appeal = Withdrawal { named: "appeal", posted_to: "/withdraw", summary: Key::AppealWithdraw, save: Key::AppealWithdrawSave };
    withdrawal_form(frame, page, (&appeal, id), typed)
}

/// Of a paper.
pub(super) fn paper_withdrawal(frame: &Frame, page: &AppealPage, id: RecordId, typed: (&Fields, &Problems)) -> Markup {
    let (summary, save) = (Key::AppealPaperWithdraw, Key::AppealPaperWithdrawSave);
    withdrawal_form(frame, page, (&Withdrawal { named: "paper", posted_to: "/paper/withdraw", summary, save }, id), typed)
}

fn withdrawal_form(
    frame: &Frame,
    page: &AppealPage,
    (of, id): (&Withdrawal, RecordId),
    (fields, problems): (&Fields, &Problems),
) -> Markup {
    let text = frame.text;
    let is_typed = fields.text(of.named) == id.to_string();
    // The summary of problems leads to the field's own name.
    let problem = problems.of("withdraw_reason").filter(|_| is_typed);
    let name = if problem.is_some() { "withdraw_reason".to_owned() } else { format!("withdraw_reason-{id}") };
    html! {
        details open[problem.is_some()] {
            summary { (text.say(of.summary)) }
            form.form method="post" action={ (address(page)) (of.posted_to) } {
                (frame.token_field())
                input type="hidden" name=(of.named) value=(id);
                div.field.wrong[problem.is_some()] {
                    label for=(name) { (text.say(Key::AppealMendReason)) }
                    @if let Some(sentence) = problem { p.wrong-text id={ (name) "-problem" } { (sentence) } }
                    input type="text" id=(name) name="withdraw_reason" value=(if is_typed { fields.text("withdraw_reason") } else { "" })
                        autocomplete="off" required aria-invalid=[problem.map(|_| "true")]
                        aria-describedby=[problem.map(|_| format!("{name}-problem"))];
                }
                div.submit { button type="submit" { (text.say(of.save)) } }
            }
        }
    }
}

/// Of an appeal that waits for its decision.
pub(super) fn filing_form(
    frame: &Frame,
    page: &AppealPage,
    (id, filed): (RecordId, Option<Instant>),
    (fields, problems): (&Fields, &Problems),
) -> Markup {
    let text = frame.text;
    let is_wrong = problems.of("filed").is_some() && fields.text("appeal") == id.to_string();
    html! {
        details open[is_wrong] {
            summary { (text.say(Key::AppealFilingCorrect)) }
            form.form method="post" action={ (address(page)) "/filing" } {
                (frame.token_field())
                input type="hidden" name="appeal" value=(id);
                (filed_field(text, page, (id, filed), (fields, problems)))
                div.submit {
                    button type="submit" { (text.say(Key::AppealFilingSave)) }
                    button type="submit" name="not_filed" value="yes" formnovalidate { (text.say(Key::AppealFilingNot)) }
                }
            }
        }
    }
}

/// Of the appeal that was decided last.
pub(super) fn outcome_form(frame: &Frame, page: &AppealPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let typed = Draft { text, fields, problems };
    html! {
        @if let Some(last) = page.last_decided.as_ref().filter(|last| last.value().decided) {
            details open[problems.of("take_back_reason").is_some()] {
                summary {
                    (text.say_with(Key::AppealTakeBack, &[("level", text.appeal_level(last.value().level.code()).into())]))
                }
                form.form method="post" action={ (address(page)) "/outcome/take-back" } {
                    (frame.token_field())
                    input type="hidden" name="appeal" value=(last.id);
                    p.hint { (text.say(Key::AppealTakeBackHint)) }
                    (typed.line(Field::required("take_back_reason", Key::AppealMendReason), "text", "off"))
                    div.submit { button type="submit" { (text.say(Key::AppealTakeBackSave)) } }
                }
            }
        }
    }
}
