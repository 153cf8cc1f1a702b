//! What has to go back, and by when? Cases of confirmed overpayments, with their days and what was done.

#[cfg(test)]
mod tests;
pub(crate) mod void;

use app::assessment::{OverpaymentCase, OverpaymentCases};
use axum::response::Response;
use integrity::assessment::overpayment::{INVESTIGATION_DAYS, OverpaymentStep, RETURN_DAYS, StepKind, rule_since};
use integrity::assessment::word::Said;
use maud::{Markup, html};
use vocabulary::{Day, Money};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// What can be said about a case.
const TAKE_BACK: [Said; 2] = [Said::Dismissed, Said::Reopened];

const LABELS: Labels<'static> = &[("day", Key::OverpaymentDay), ("note", Key::OverpaymentNote), ("amount", Key::OverpaymentAmount)];

/// All cases.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let cases = visit.app.overpayments(&visit.caller).await?;
    let done = visit.query.text("done") == "saved";
    Ok(visit::html(markup(&visit.frame, &cases, (&Fields::default(), &Problems::default()), done)))
}

/// Records what was done about one.
pub(crate) async fn submit(visit: Visit) -> Result<Response, PageError> {
    let cases = visit.app.overpayments(&visit.caller).await?;
    // Where nothing is open there is no form, and nothing to mend in it.
    if cases.cases.iter().all(|case| case.state.ended.is_some()) {
        return Err(PageError::NotFound);
    }
    if visit.form.text("form") == "word" {
        return say(&visit, &cases).await;
    }
    let mut reader = Reader::new(&visit.form, visit.text(), cases.today);
    let case = reader.required_line("case", Key::OverpaymentCase);
    let kind: Option<StepKind> = reader.required_choice("kind", Key::OverpaymentKind);
    let day = reader.required_day("day", Key::OverpaymentDay);
    let amount: Option<Money> = reader.choice("amount", Key::OverpaymentAmount);
    let note = reader.required_text("note", Key::OverpaymentNote);
    let mut problems = reader.problems;
    if let (Some(kind), Some(day), true) = (kind, day, problems.is_empty()) {
        let (finding, subject) = case.split_once(' ').ok_or(PageError::NotFound)?;
        let step = OverpaymentStep { finding: finding.to_owned(), subject: subject.to_owned(), kind, day, amount, note };
        match visit.app.record_overpayment_step(&visit.caller, step).await {
            Ok(()) => return Ok(go_to("/overpayments?done=saved")),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(markup(&visit.frame, &cases, (&visit.form, &problems), false)))
}

/// Takes back that something has to go back.
async fn say(visit: &Visit, cases: &OverpaymentCases) -> Result<Response, PageError> {
    let mut reader = Reader::new(&visit.form, visit.text(), cases.today);
    let case = reader.required_line("spoken_of", Key::OverpaymentCase);
    let said: Option<Said> = reader.required_choice("said", Key::OverpaymentKind);
    let reason = reader.required_text("reason", Key::ExposureReason);
    let mut problems = reader.problems;
    if let (Some(said), true) = (said.filter(|said| TAKE_BACK.contains(said)), problems.is_empty()) {
        let (finding, subject) = case.split_once(' ').ok_or(PageError::NotFound)?;
        match visit.app.say_exposure(&visit.caller, finding, subject, said, &reason).await {
            Ok(()) => return Ok(go_to("/overpayments?done=saved")),
            Err(error) => problems.take_over(visit.text(), error, &[("reason", Key::ExposureReason)])?,
        }
    }
    Ok(visit::again(markup(&visit.frame, cases, (&visit.form, &problems), false)))
}

fn markup(frame: &Frame, cases: &OverpaymentCases, (fields, problems): (&Fields, &Problems), done: bool) -> Markup {
    let text = frame.text;
    let open: Vec<&OverpaymentCase> = cases.cases.iter().filter(|case| case.state.ended.is_none()).collect();
    let ended: Vec<&OverpaymentCase> = cases.cases.iter().filter(|case| case.state.ended.is_some()).collect();
    let rule =
        [("days", i64::from(RETURN_DAYS).into()), ("investigation", i64::from(INVESTIGATION_DAYS).into()), ("since", rule_since().into())];
    let body = html! {
        @if done { (notice::done(&text.say(Key::OverpaymentDone))) }
        (notice::problem_summary(text, problems))
        (notice::notice(&html! {
            p { (text.say_with(Key::OverpaymentRule, &rule)) }
        }))
        @if cases.cases.is_empty() { (table::empty(&text.say(Key::OverpaymentEmpty))) }
        @if !open.is_empty() {
            section.block { div.block-head { h2 { (text.say(Key::OverpaymentOpen)) } } (rows(text, cases, &open)) }
            (form(frame, &open, fields, problems))
            (word_form(frame, &open, fields, problems))
        }
        @if !ended.is_empty() {
            section.block { div.block-head { h2 { (text.say(Key::OverpaymentEnded)) } } (rows(text, cases, &ended)) }
        }
    };
    let actions = html! { a.button href="/assessment" { (text.say(Key::AssessmentPageLink)) } };
    let lead = html! { p { (text.say(Key::OverpaymentLead)) } };
    frame.render(&Page::wide(Section::Claims, text.say(Key::OverpaymentHeading), body).lead(lead).actions(actions))
}

/// What the case is about: the finding by its title, and the line of the claim. A subject of another shape is shown as it stands on record.
fn named(text: Text, case: &OverpaymentCase) -> String {
    let parts: Vec<&str> = case.subject.split_whitespace().collect();
    let line = match parts[..] {
        [claim, line, day] => day
            .parse::<Day>()
            .ok()
            .map(|day| text.say_with(Key::OverpaymentLine, &[("claim", claim.into()), ("line", line.into()), ("day", day.into())])),
        _ => None,
    };
    let title = text.finding_title(&case.finding);
    format!("{} · {title}: {}", case.finding, line.unwrap_or_else(|| case.subject.clone()))
}

fn rows(text: Text, cases: &OverpaymentCases, of: &[&OverpaymentCase]) -> Markup {
    Table::new(text.say(Key::OverpaymentHeading))
        .cards()
        .column(text.say(Key::OverpaymentCase), Kind::Head)
        .column(text.say(Key::OverpaymentAmount), Kind::Number)
        .column(text.say(Key::OverpaymentDeadline), Kind::Words)
        .column(text.say(Key::OverpaymentSteps), Kind::Words)
        .rows(of.iter().map(|case| row(text, cases, case)))
        .render(text)
}

fn row(text: Text, cases: &OverpaymentCases, case: &OverpaymentCase) -> Row {
    let by = [("name", case.by.as_str().into()), ("day", case.opened.into()), ("reason", case.reason.as_str().into())];
    let basis = case.state.basis.clone().unwrap_or_else(|| text.say(Key::OverpaymentBasisRule));
    let is_late = case.state.ended.is_none() && case.state.deadline < cases.today;
    Row {
        cells: vec![
            html! {
                a href={ "/assessment/" (case.finding.to_lowercase()) } { (named(text, case)) }
                span.sub { (text.say_with(Key::OverpaymentConfirmed, &by)) }
            },
            html! { @if let Some(amount) = case.amount { (text.money(amount)) } @else { (text.say(Key::AssessmentUnknown)) } },
            html! {
                (text.day(case.state.deadline))
                @if is_late { " " span.flag.attention { (text.say(Key::OverpaymentLate)) } }
                span.sub { (basis) }
                span.sub { (text.say_with(Key::OverpaymentInvestigation, &[("day", case.state.investigation_until.into())])) }
            },
            html! {
                @for (step, name, file) in &case.steps {
                    div {
                        (text.overpayment_step(step.kind.code())) ", " (text.day(step.day))
                        @if let Some(amount) = step.amount { ", " (text.money(amount)) }
                        span.sub {
                            (step.note) " (" (name) ")"
                            @if let Some(file) = file {
                                ", " (text.say(Key::OverpaymentStepReleased))
                                @if let Some(document) = file.document { ": " a href={ "/documents/" (document) } { (text.say(Key::SentFileLink)) } }
                            }
                        }
                    }
                }
                @if case.claim.is_some() && case.state.ended.is_none() {
                    a.row-link href=(void::address(case)) aria-label=(text.say_with(Key::OverpaymentVoidAbout, &[("case", named(text, case).into())])) {
                        (text.say(Key::OverpaymentVoidLink))
                    }
                }
            },
        ],
        class: if is_late { "pressing" } else { "" },
    }
}

fn form(frame: &Frame, open: &[&OverpaymentCase], fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let typed = Draft { text, fields, problems };
    let cases: Vec<Choice> = open.iter().map(|case| (format!("{} {}", case.finding, case.subject), named(text, case))).collect();
    let kinds = choices(StepKind::ALL, StepKind::code, |kind| text.overpayment_step(kind.code()));
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::OverpaymentAdd)) } }
            form.form method="post" action="/overpayments" {
                (frame.token_field())
                (typed.select(Field::required("case", Key::OverpaymentCase), &cases))
                (typed.select(Field::required("kind", Key::OverpaymentKind), &kinds))
                div.row.two {
                    (typed.day(Field::required("day", Key::OverpaymentDay), None))
                    (typed.line(Field::optional("amount", Key::OverpaymentAmount), "text", "off"))
                }
                (typed.text(Field::required("note", Key::OverpaymentNote).hint(Key::OverpaymentNoteHint)))
                div.submit { button type="submit" { (text.say(Key::OverpaymentSave)) } }
            }
        }
    }
}

/// A case that does not hold: its line may not be found any more, so the page of the finding may not show it.
fn word_form(frame: &Frame, open: &[&OverpaymentCase], fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let typed = Draft { text, fields, problems };
    let cases: Vec<Choice> = open.iter().map(|case| (format!("{} {}", case.finding, case.subject), named(text, case))).collect();
    let words = choices(&TAKE_BACK, Said::code, |said| text.exposure_said(said.code()));
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::OverpaymentWordHeading)) } }
            p { (text.say(Key::OverpaymentWordLead)) }
            form.form method="post" action="/overpayments" {
                (frame.token_field())
                input type="hidden" name="form" value="word";
                (typed.select(Field::required("spoken_of", Key::OverpaymentCase), &cases))
                (typed.select(Field::required("said", Key::OverpaymentKind), &words))
                (typed.text(Field::required("reason", Key::ExposureReason)))
                div.submit { button type="submit" { (text.say(Key::OverpaymentWordSave)) } }
            }
        }
    }
}
