//! What can be done about one refusal: a corrected claim, an appeal, records, a write-off; and keeping that it was done.

use app::claim::{DenialPage, DenialPlace, NewStep};
use app::{Data, Scope};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use revenue_cycle::denial::NO_APPEAL;
use revenue_cycle::denial::step::{StepKind, WriteOffWay};
use revenue_cycle::reason::UsualAction;
use wording::Key;

use super::one::{correction_out, one_page};
use super::{address, place_of, place_of_text, text_of_place};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems};
use crate::frame::Frame;
use crate::parts::field::{Choice, Draft, Field};
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("reason", Key::RefusalWriteOffReason)];

/// Keeps a step.
pub(crate) async fn submit(visit: Visit, Path((payment, place, line)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let about = place_of(&payment, &place, &line)?;
    let form = &visit.form;
    let kind: StepKind = form.parsed("step").ok_or(PageError::Unreadable)?;
    let field = match kind {
        StepKind::CorrectedElsewhere => "sent",
        StepKind::Reopened if form.text("reason").is_empty() => "reopen_reason",
        _ => "reason",
    };
    let reason = form.text(field).to_owned();
    if kind == StepKind::CorrectedElsewhere && reason.is_empty() {
        let mut problems = Problems::default();
        let label = visit.text().say(Key::RefusalElsewhereReason);
        problems.add(field, visit.text().say_with(Key::FormProblemRequired, &[("label", label.into())]));
        let page = visit.app.denial(&visit.caller, about).await?;
        return Ok(visit::again(one_page(&visit, &page, (form, &problems), None)));
    }
    match visit.app.take_denial_step(&visit.caller, about, NewStep { kind, reason }).await {
        Ok(()) => Ok(go_to(&format!("{}?done=step", address(about)))),
        Err(error) => {
            let mut problems = Problems::default();
            problems.take_over(visit.text(), error, LABELS)?;
            let page = visit.app.denial(&visit.caller, about).await?;
            Ok(visit::again(one_page(&visit, &page, (form, &problems), None)))
        }
    }
}

/// Opens the appeal against a refusal, with others that are chosen beside it, and goes there.
pub(crate) async fn submit_appeal(
    visit: Visit,
    Path((payment, place, line)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let about = place_of(&payment, &place, &line)?;
    let with: Vec<DenialPlace> = visit.form.all("with").filter_map(place_of_text).collect();
    match visit.app.open_claim_appeal(&visit.caller, about, with).await {
        Ok(review) => Ok(go_to(&format!("/reviews/{review}/appeal"))),
        Err(error) => {
            let mut problems = Problems::default();
            problems.take_over(visit.text(), error, LABELS)?;
            let page = visit.app.denial(&visit.caller, about).await?;
            Ok(visit::again(one_page(&visit, &page, (&visit.form, &problems), None)))
        }
    }
}

pub(super) fn actions(visit: &Visit, page: &DenialPage, fields: &Fields, problems: &Problems) -> Markup {
    let (frame, text, about) = (&visit.frame, visit.text(), page.row.about);
    let draft = Draft { text, fields, problems };
    let is_done = page.row.step.is_some();
    let usual = page.row.denial.denial.kind.action;
    // What is usually done stands first; where an authorization is on file that is a correction, whatever the reason.
    let appeals_first = matches!(usual, UsualAction::Appeal | UsualAction::Review) && page.row.on_file.is_none();
    html! {
        div.stack {
            @if !is_done && usual == UsualAction::SendRecords {
                section.panel.stack {
                    h3 { (text.say(Key::RefusalRecordsHeading)) }
                    p { (text.say(Key::RefusalRecordsLead)) }
                    form method="post" action={ (address(about)) "/step" } {
                        (frame.token_field())
                        button type="submit" name="step" value=(StepKind::Records.code()) { (text.say(Key::RefusalRecordsSave)) }
                    }
                }
            }
            @if appeals_first { (appeal_panel(visit, page, fields)) }
            (correct_panel(frame, page))
            @if !is_done { (corrected_elsewhere(frame, about, &draft)) }
            @if !appeals_first { (appeal_panel(visit, page, fields)) }
            @if page.row.step.as_ref().is_none_or(|step| step.step.kind != StepKind::WriteOff) {
                (write_off(visit, page, &draft))
            } @else {
                section.panel.stack {
                    h3 { (text.say(Key::RefusalReopenHeading)) }
                    p { (text.say(Key::RefusalReopenLead)) }
                    form.form method="post" action={ (address(about)) "/step" } {
                        (frame.token_field())
                        input type="hidden" name="step" value=(StepKind::Reopened.code());
                        (draft.text(Field::required("reason", Key::RefusalReopenReason)))
                        div.submit { button type="submit" { (text.say(Key::RefusalReopenSave)) } }
                    }
                }
            }
        }
    }
}

fn appeal_panel(visit: &Visit, page: &DenialPage, fields: &Fields) -> Markup {
    html! {
        section.panel.stack {
            h3 { (visit.text().say(Key::RefusalAppealHeading)) }
            (appeal(visit, page, fields))
        }
    }
}

/// The appeal that answers the line, or the button that opens it with what else is to be answered in the same letter.
fn appeal(visit: &Visit, page: &DenialPage, fields: &Fields) -> Markup {
    let (frame, text, about) = (&visit.frame, visit.text(), page.row.about);
    let problems = Problems::default();
    let draft = Draft { text, fields, problems: &problems };
    let others = page.siblings.iter().filter(|row| !row.denial.denial.takes_no_appeal()).map(|row| {
        let day = row.denial.day.map_or_else(|| text.say(Key::NotKnown), |day| text.day(day));
        let arguments = [
            ("number", row.denial.claim_number.as_str().into()),
            ("day", day.into()),
            ("service", row.denial.service.as_str().into()),
            ("amount", row.denial.denial.amount.into()),
        ];
        (text_of_place(row.about), text.say_with(Key::RefusalAppealOther, &arguments))
    });
    let others: Vec<Choice> = others.collect();
    html! {
        @if let Some(review) = page.row.appeal {
            p { (text.say(Key::RefusalAppealOpened)) }
            a.button href={ "/reviews/" (review) "/appeal" } { (text.say(Key::RefusalAppealLink)) }
        } @else if page.row.denial.denial.takes_no_appeal() {
            p { (text.say_with(Key::RefusalAppealTakesNone, &[("remark", NO_APPEAL.into())])) }
        } @else {
            p { (text.say(Key::RefusalAppealOpenLead)) }
            form.form method="post" action={ (address(about)) "/appeal" } {
                (frame.token_field())
                @if !others.is_empty() {
                    (draft.checkboxes(Field::optional("with", Key::RefusalAppealWith).hint(Key::RefusalAppealWithHint), &others))
                }
                div.submit { button type="submit" { (text.say(Key::RefusalAppealOpen)) } }
            }
            @if let Some(review) = page.review.filter(|_| visit.caller.scope(Data::Reviews) != Scope::Nothing) {
                p { (text.say(Key::RefusalAppealLead)) }
                a.button href={ "/reviews/" (review) "/appeal" } { (text.say(Key::RefusalAppealLink)) }
            }
        }
    }
}

/// The way to a corrected claim; where one is out, since when, with the way to open the refusal again.
fn correct_panel(frame: &Frame, page: &DenialPage) -> Markup {
    let (text, about) = (frame.text, page.row.about);
    html! {
        section.panel.stack {
            h3 { (text.say(Key::RefusalCorrectHeading)) }
            @if let Some(day) = correction_out(page) {
                p { (text.say_with(Key::RefusalCorrectOut, &[("day", day.into())])) }
                (reopen(frame, about))
            } @else {
                p { (text.say(Key::RefusalCorrectLead)) }
                a.button href={ (address(about)) "/correct" } { (text.say(Key::RefusalCorrectLink)) }
            }
        }
    }
}

/// Says with a reason that the last step does not hold any more.
fn reopen(frame: &Frame, about: DenialPlace) -> Markup {
    let (text, fields, problems) = (frame.text, Fields::default(), Problems::default());
    let draft = Draft { text, fields: &fields, problems: &problems };
    html! {
        form.form method="post" action={ (address(about)) "/step" } {
            (frame.token_field())
            input type="hidden" name="step" value=(StepKind::Reopened.code());
            (draft.text(Field::required("reopen_reason", Key::RefusalReopenReason)))
            div.submit { button type="submit" { (text.say(Key::RefusalReopenSave)) } }
        }
    }
}

/// What cannot be put right here is put right in the system that sent it: that it was sent stands here too.
fn corrected_elsewhere(frame: &Frame, about: DenialPlace, draft: &Draft<'_>) -> Markup {
    let text = frame.text;
    html! {
        section.panel.stack id="corrected-elsewhere" {
            h3 { (text.say(Key::RefusalElsewhereHeading)) }
            p { (text.say(Key::RefusalElsewhereLead)) }
            form.form method="post" action={ (address(about)) "/step" } {
                (frame.token_field())
                input type="hidden" name="step" value=(StepKind::CorrectedElsewhere.code());
                (draft.text(Field::required("sent", Key::RefusalElsewhereReason)))
                div.submit { button type="submit" { (text.say(Key::RefusalElsewhereSave)) } }
            }
        }
    }
}

/// Taking it off the books: alone, by asking somebody, or by approving what somebody asked for.
fn write_off(visit: &Visit, page: &DenialPage, draft: &Draft<'_>) -> Markup {
    let (frame, text, about) = (&visit.frame, visit.text(), page.row.about);
    let amount = [("amount", page.row.denial.denial.amount.into())];
    let limit = [("limit", page.alone_up_to.unwrap_or_default().into())];
    let name = [("name", page.signed_in.as_str().into())];
    let asked = page.steps.iter().rev().find(|(step, _)| step.step.kind == StepKind::WriteOffAsked);
    let (lead, save) = match page.write_off {
        WriteOffWay::Alone => (text.say_with(Key::RefusalWriteOffApprover, &name), Key::RefusalWriteOffSave),
        WriteOffWay::Asks => (text.say_with(Key::RefusalWriteOffAsks, &limit), Key::RefusalWriteOffAsk),
        WriteOffWay::Approves => (text.say_with(Key::RefusalWriteOffApproves, &name), Key::RefusalWriteOffApprove),
        WriteOffWay::OwnRequest => (text.say_with(Key::RefusalWriteOffOwn, &limit), Key::RefusalWriteOffSave),
    };
    let ended = if page.write_off == WriteOffWay::OwnRequest { Key::RefusalWriteOffWithdrawn } else { Key::RefusalWriteOffNotApproved };
    let waits = matches!(page.write_off, WriteOffWay::Approves | WriteOffWay::OwnRequest);
    html! {
        section.panel.stack {
            h3 { (text.say(Key::RefusalWriteOffHeading)) }
            p { (text.say_with(Key::RefusalWriteOffLead, &amount)) }
            @if let Some((step, who)) = asked.filter(|_| waits) {
                p { (text.say_with(Key::RefusalWriteOffAskedBy, &[("name", who.as_str().into()), ("reason", step.step.reason.as_str().into())])) }
            }
            @if page.write_off == WriteOffWay::OwnRequest { p id="reason" tabindex="-1" { (lead) } } @else {
                form.form method="post" action={ (address(about)) "/step" } {
                    (frame.token_field())
                    input type="hidden" name="step" value=(StepKind::WriteOff.code());
                    (draft.text(Field::required("reason", Key::RefusalWriteOffReason)))
                    p { (lead) }
                    div.submit { button.serious type="submit" { (text.say(save)) } }
                }
            }
            @if waits {
                form.form method="post" action={ (address(about)) "/step" } {
                    (frame.token_field())
                    input type="hidden" name="step" value=(StepKind::Reopened.code());
                    input type="hidden" name="reason" value=(text.say(ended));
                    div.submit { button type="submit" { (text.say(if page.write_off == WriteOffWay::Approves { Key::RefusalWriteOffRefuse } else { Key::RefusalWriteOffWithdraw })) } }
                }
            }
        }
    }
}
