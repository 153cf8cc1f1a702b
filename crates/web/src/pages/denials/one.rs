//! What is known of one refusal, and what was done about it?

use app::claim::{DenialPage, KnownDeadline, OfficialTexts, SentFile};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use revenue_cycle::denial::step::StepKind;
use revenue_cycle::{AcknowledgmentVerdict, Frequency};
use vocabulary::Day;
use wording::{Key, Text};

use super::{address, deadline, expected, granted_otherwise, label, line, place_of, step};
use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::notice;
use crate::visit::{self, Visit};

/// One refusal.
pub(crate) async fn show(visit: Visit, Path((payment, place, line)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let page = visit.app.denial(&visit.caller, place_of(&payment, &place, &line)?).await?;
    let done = (visit.query.text("done") == "step").then_some(Key::RefusalDoneStep);
    Ok(visit::html(one_page(&visit, &page, (&Fields::default(), &Problems::default()), done)))
}

pub(super) fn one_page(visit: &Visit, page: &DenialPage, (fields, problems): (&Fields, &Problems), done: Option<Key>) -> Markup {
    let (frame, text, row) = (&visit.frame, visit.text(), &page.row);
    let body = html! {
        @if let Some(done) = done { (notice::done(&text.say(done))) }
        (notice::problem_summary(text, problems))
        @if let Some((number, _)) = row.on_file.as_ref().filter(|_| correction_out(page).is_none()) { (on_file(frame, page, number)) }
        section.panel { (facts(text, page)) }
        section.block {
            div.block-head { h2 { (text.say(Key::RefusalSteps)) } }
            (steps(text, page))
        }
        section.block {
            div.block-head { h2 { (text.say(Key::RefusalActions)) } }
            (step::actions(visit, page, fields, problems))
        }
    };
    let day = row.denial.payment.day.map_or_else(|| text.say(Key::NotKnown), |day| text.day(day));
    let lead = [
        ("number", row.denial.claim_number.as_str().into()),
        ("line", line(text, row).into()),
        ("payer", row.denial.payer_name.as_str().into()),
        ("day", day.into()),
    ];
    let shown = Page::wide(Section::Claims, text.say(Key::RefusalHeading), body)
        .clock(&page.zone)
        .lead(html! { p { (text.say_with(Key::RefusalLead, &lead)) } })
        .actions(html! { a.button href="/denials" { (text.say(Key::DenialsLink)) } });
    frame.render(&shown)
}

/// The correction that is out, so that a second one of the same version would be refused: it left here or was sent elsewhere, was not opened again, and the
/// corrected claim is not what is on record.
pub(super) fn correction_out(page: &DenialPage) -> Option<Day> {
    let step = page.row.step.as_ref().filter(|step| matches!(step.step.kind, StepKind::CorrectedClaim | StepKind::CorrectedElsewhere))?;
    let sent_on = step.recorded_at.day_in(&page.zone);
    let is_replaced = page.bill.as_ref().is_some_and(|bill| bill.frequency == Frequency::Replacement && bill.source.day >= Some(sent_on));
    (!is_replaced).then_some(sent_on)
}

/// One button: the corrected claim with the number that is on file.
fn on_file(frame: &Frame, page: &DenialPage, number: &str) -> Markup {
    let text = frame.text;
    let payer = page.row.denial.payer_name.as_str();
    let lead = [("number", number.into()), ("control", page.payer_control.as_str().into()), ("payer", payer.into())];
    notice::notice(&html! {
        h2 { (text.say(Key::RefusalOnFileHeading)) }
        p { (text.say_with(Key::RefusalOnFileLead, &lead)) }
        form method="post" action={ (address(page.row.about)) "/correct" } {
            (frame.token_field())
            input type="hidden" name="on_file" value="yes";
            input type="hidden" name="recipient" value=(payer);
            input type="hidden" name="reason" value=(text.say(Key::RefusalOnFileReason));
            input type="hidden" name="basis" value="payment";
            button.main type="submit" { (text.say(Key::RefusalOnFileButton)) }
        }
    })
}

fn facts(text: Text, page: &DenialPage) -> Markup {
    let (row, denial) = (&page.row, &page.row.denial.denial);
    let kind = denial.kind;
    html! {
        dl.facts {
            dt { (text.say(Key::RefusalReason)) }
            dd { (label(text, row)) " (" (denial.code) ")" (official(text, page, |official| official.reason.as_ref())) }
            @for (code, label) in &page.remarks {
                dt { (text.say(Key::RefusalRemark)) }
                dd {
                    (label.as_ref().map_or_else(|| text.say(Key::RefusalRemarkUnknown), |label| text.own_label(label).to_owned())) " (" (code) ")"
                    (official(text, page, |official| official.remarks.get(code)))
                }
            }
            dt { (text.say(Key::RefusalKind)) } dd { (text.denial_category(kind.category.code())) }
            dt { (text.say(Key::RefusalPreventable)) } dd { (text.denial_preventable(kind.preventable.code())) }
            dt { (text.say(Key::RefusalRecoverable)) } dd { (text.denial_recoverable(kind.recoverable.code())) }
            dt { (text.say(Key::RefusalUsual)) } dd { (text.usual_action(kind.action.code())) }
            dt { (text.say(Key::RefusalService)) } dd { (row.denial.service) }
            @if let Some(day) = row.denial.day { dt { (text.say(Key::RefusalServiceDay)) } dd { (text.day(day)) } }
            @let trace = row.denial.payment.trace.as_str();
            @if !trace.is_empty() {
                dt { (text.say(Key::ClaimsColumnTrace)) } dd { a href={ "/claims/payments/" (row.about.remittance) } { (trace) } }
            }
            dt { (text.say(Key::RefusalCharged)) } dd { (text.money(denial.charge_amount)) }
            dt { (text.say(Key::RefusalExpected)) } dd { (expected(text, row, true)) }
            dt { (text.say(Key::RefusalDeadline)) }
            dd {
                @if row.denial.deadline.is_some() { (deadline(text, row, page.today)) } @else { (text.say(Key::RefusalDeadlineUnknown)) }
                @if let Some(known) = &row.deadline { span.sub { (deadline_source(text, known)) } }
            }
            dt { (text.say(Key::RefusalAuthorizations)) }
            dd {
                @let on_line = page.claim.lines.iter().find(|line| Some(line.number) == row.denial.line_number).and_then(|line| line.authorization.clone());
                @let numbers: Vec<String> = on_line.into_iter().chain(page.claim.authorizations.iter().cloned()).collect();
                @if numbers.is_empty() { (text.say(Key::RefusalAuthorizationNone)) } @else { (text.list(&numbers)) }
                @if let Some(granted) = &row.granted_otherwise { span.sub { (granted_otherwise(text, granted)) } }
            }
        }
    }
}

/// The text of the practice's own copy of an official list, with where that comes from.
fn official<'a>(text: Text, page: &'a DenialPage, of: impl Fn(&'a OfficialTexts) -> Option<&'a String>) -> Markup {
    let found = page.official.as_ref().and_then(|official| Some((of(official)?, official.source.as_str())));
    html! {
        @if let Some((words, source)) = found {
            span.sub { (text.say_with(Key::RefusalOfficial, &[("text", words.as_str().into()), ("source", source.into())])) }
        }
    }
}

/// What says that this is the last day: the rule, for whom it holds, where it is written, and whether that was checked.
fn deadline_source(text: Text, known: &KnownDeadline) -> String {
    let rule = &known.rule;
    let checked = match (rule.of_practice, rule.verified) {
        (true, _) => text.say(Key::AppealOfPractice),
        (false, true) => text.say(Key::RefusalDeadlineVerified),
        (false, false) => text.say(Key::AppealUnverified),
    };
    let arguments = [
        ("payer", known.payer.as_str().into()),
        ("rule", rule.rule.as_str().into()),
        ("source", rule.source.as_str().into()),
        ("checked", checked.into()),
    ];
    let source = text.say_with(Key::RefusalDeadlineSource, &arguments);
    match known.appellant {
        None => source,
        Some(appellant) => {
            text.say_with(Key::RefusalDeadlineFor, &[("source", source.into()), ("appellant", text.appellant(appellant.code()).into())])
        }
    }
}

fn steps(text: Text, page: &DenialPage) -> Markup {
    html! {
        @if page.steps.is_empty() { p.muted { (text.say(Key::RefusalStepsNone)) } } @else {
            ol.plain.stack {
                @for (step, name) in &page.steps {
                    @let by = [("name", name.as_str().into()), ("at", text.instant_argument(step.recorded_at, &page.zone))];
                    li {
                        strong { (text.denial_step(step.step.kind.code())) }
                        @if !step.step.reason.is_empty() { ": " (step.step.reason) }
                        span.sub {
                            (text.say_with(Key::RefusalStepBy, &by))
                            @if !step.step.approver.is_empty() {
                                ", " (text.say_with(Key::RefusalStepApproved, &[("name", step.step.approver.as_str().into())]))
                            }
                        }
                        @if let Some(sent) = step.release.and_then(|release| page.sent.get(&release)) { (sent_file(text, sent)) }
                    }
                }
            }
        }
    }
}

/// The file with which a step left, and what came back about it.
fn sent_file(text: Text, sent: &SentFile) -> Markup {
    let said = |verdict: AcknowledgmentVerdict| ("verdict", text.acknowledgment(verdict.code()).into());
    html! {
        span.sub {
            a href={ "/documents/" (sent.document) } { (text.say(Key::SentFileLink)) }
            ". "
            @match sent.of_file {
                None => (text.say(Key::SentFileUnanswered)),
                Some(verdict) => (text.say_with(Key::SentFileAnswered, &[said(verdict)])),
            }
            " "
            @match sent.of_claim {
                None => (text.say(Key::SentClaimUnanswered)),
                Some((verdict, None)) => (text.say_with(Key::SentClaimAnswered, &[said(verdict)])),
                Some((verdict, Some(day))) => (text.say_with(Key::SentClaimAnsweredOn, &[said(verdict), ("day", day.into())])),
            }
        }
    }
}
