//! Does this claim stand on evidence? What was billed line by line, what came back, what the rules say and who mends what fails, and the days of its care.
//! A held claim is released here, with a reason.

mod rules;
#[cfg(test)]
mod tests;

use app::AppError;
use app::claim::{ClaimPage, HeldStage, TurnedAway};
use axum::extract::Path;
use axum::response::Response;
use integrity::ribbon::LineAnswer;
use maud::{Markup, html};
use revenue_cycle::ClaimLine;
use revenue_cycle::claim::ClaimProblem;
use vocabulary::{Period, RecordId};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems};
use crate::frame::{Frame, Page, Section};
use crate::pages::claims::held;
use crate::pages::patient::spoken_name;
use crate::pages::ribbon;
use crate::parts::field::{Draft, Field};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::visit::{self, Visit, again, go_to};

const LABELS: Labels<'static> =
    &[("reason", Key::ClaimReleaseReason), ("record_number", Key::ClaimJoinNumber), ("join_reason", Key::ClaimUnjoinReason)];

/// One claim.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.claim_page(&visit.caller, visit::id(&id)?).await?;
    let done = match visit.query.text("done") {
        "released" => Some(Key::ClaimDoneReleased),
        "joined" => Some(Key::ClaimDoneJoined),
        "unjoined" => Some(Key::ClaimDoneUnjoined),
        _ => None,
    };
    Ok(visit::html(markup(&visit.frame, &page, done, (&Fields::default(), &Problems::default()))))
}

/// Lets a held claim go out.
pub(crate) async fn release(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let mut problems = Problems::default();
    match visit.app.release_claim(&visit.caller, id, visit.form.text("reason")).await {
        Ok(()) => Ok(go_to(&format!("/claims/{id}?done=released"))),
        Err(error) => {
            problems.take_over(visit.text(), error, LABELS)?;
            let page = visit.app.claim_page(&visit.caller, id).await?;
            Ok(again(markup(&visit.frame, &page, None, (&visit.form, &problems))))
        }
    }
}

/// Says whose the claim is.
pub(crate) async fn join(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let outcome = visit.app.join_claim(&visit.caller, id, visit.form.text("record_number")).await;
    said(&visit, id, outcome, "joined").await
}

/// Takes back whose the claim is.
pub(crate) async fn unjoin(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let outcome = visit.app.unjoin_claim(&visit.caller, id, visit.form.text("join_reason")).await;
    said(&visit, id, outcome, "unjoined").await
}

async fn said(visit: &Visit, id: RecordId, outcome: Result<(), AppError>, done: &str) -> Result<Response, PageError> {
    let mut problems = Problems::default();
    match outcome {
        Ok(()) => Ok(go_to(&format!("/claims/{id}?done={done}"))),
        Err(error) => {
            problems.take_over(visit.text(), error, LABELS)?;
            let page = visit.app.claim_page(&visit.caller, id).await?;
            Ok(again(markup(&visit.frame, &page, None, (&visit.form, &problems))))
        }
    }
}

/// Leads to the claim with the number that was typed, or back to the list.
pub(crate) async fn find(visit: Visit) -> Result<Response, PageError> {
    match visit.app.find_claim(&visit.caller, visit.form.text("number").to_owned()).await {
        Ok(id) => Ok(go_to(&format!("/claims/{id}"))),
        Err(AppError::NotFound(_)) => Ok(go_to("/claims?done=unknown")),
        Err(error) => Err(error.into()),
    }
}

fn markup(frame: &Frame, page: &ClaimPage, done: Option<Key>, form: (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let address = |number: &str| page.ids.get(number).copied().filter(|id| *id != page.id);
    let body = html! {
        @if let Some(done) = done { (notice::done(&text.say(done))) }
        @if !page.is_held() { (notice::problem_summary(text, form.1)) }
        @if page.is_void { (notice::notice(&html! { p { (text.say(Key::ClaimVoid)) } })) }
        @if let Some(answer) = &page.turned_away { (turned_away(text, answer)) }
        @if page.patient.is_none() { (whose(frame, page, form)) }
        (held(frame, page, form))
        (problems_of(text, page))
        section.block { (facts(text, page)) }
        (rules::failing(text, &page.support))
        section.block {
            div.block-head { h2 { (text.say(Key::ClaimLinesHeading)) } }
            (lines(text, page))
        }
        (rules::measurement(text, &page.support))
        @if let (Some(days), Some((patient, _))) = (&page.ribbon, &page.patient) {
            section.block {
                div.block-head {
                    h2 { (text.say(Key::ClaimRibbonHeading)) }
                    a href={ "/patients/" (patient.id) "/days" } { (text.say(Key::ClaimRibbonAll)) }
                }
                (ribbon::days(text, days, &address))
            }
        }
        (rules::others(text, &page.support))
        (rules::audit(text, &page.support))
        @if let Some(account) = &page.account { (taken_back(frame, page, account, form)) }
    };
    let actions = html! { a.button href="/claims" { (text.say(Key::NavigationClaims)) } };
    let heading = text.say_with(Key::ClaimHeading, &[("number", page.claim.number.as_str().into())]);
    frame.render(&Page::wide(Section::Claims, heading, body).lead(lead(text, page)).actions(actions))
}

fn lead(text: Text, page: &ClaimPage) -> Markup {
    let (payer, charge) = (("payer", page.claim.payer_name.as_str().into()), ("charge", page.claim.charge_amount.into()));
    let sent = match page.claim.source.day {
        Some(day) => text.say_with(Key::ClaimLead, &[payer, charge, ("day", day.into())]),
        None => text.say_with(Key::ClaimLeadNotSent, &[payer, charge]),
    };
    html! {
        p { (sent) }
        @if let Some((patient, basis)) = &page.patient {
            p {
                a href={ "/patients/" (patient.id) } { (spoken_name(patient.value())) } " · " (patient.value().record_number) ", "
                (text.say_with(Key::ClaimJoined, &[("basis", text.support_basis(basis.code()).into())]))
            }
        }
    }
}

/// That the claim was not taken in, with the answer, and what to do.
fn turned_away(text: Text, answer: &TurnedAway) -> Markup {
    notice::attention(&html! {
        h2 { (text.say(Key::ClaimsRejectedHeading)) }
        @if let Some(day) = answer.day { p { (text.say_with(Key::ClaimTurnedAwayDay, &[("day", day.into())])) } }
        @if answer.codes.is_empty() { p { (text.say(Key::ClaimTurnedAwayFile)) } } @else {
            ul { @for code in &answer.codes { li { (text.rejection_category(code.split(':').next().unwrap_or_default())) " (" (code) ")" } } }
        }
        @if let Some(day) = answer.file_by { p { (text.say_with(Key::ClaimTurnedAwayFileBy, &[("day", day.into())])) } }
        p { (text.say(Key::ClaimTurnedAwayNext)) " " a href="/claims" { (text.say(Key::NavigationClaims)) } }
    })
}

/// Of a claim that fits nobody for certain: whose is it?
fn whose(frame: &Frame, page: &ClaimPage, (fields, problems): (&Fields, &Problems)) -> Markup {
    let (text, claim) = (frame.text, &page.claim);
    let draft = Draft { text, fields, problems };
    let name = format!("{} {}", claim.given_name, claim.family_name).trim().to_owned();
    let born = claim.birth_day.map_or_else(|| text.say(Key::NotKnown), |day| text.day(day));
    html! {
        (notice::attention(&html! {
            h2 { (text.say(Key::ClaimJoinHeading)) }
            p { (text.say(Key::ClaimNotJoined)) }
            p { (text.say_with(Key::ClaimJoinBilled, &[("name", name.into()), ("born", born.into())])) }
            form.form method="post" action={ "/claims/" (page.id) "/patient" } {
                (frame.token_field())
                (draft.text(Field::required("record_number", Key::ClaimJoinNumber).hint(Key::ClaimJoinHint)))
                div.submit { button type="submit" { (text.say(Key::ClaimJoinButton)) } }
            }
        }))
    }
}

/// What the practice says of the number of the claim, with the way to take it back.
fn taken_back(frame: &Frame, page: &ClaimPage, account: &str, (fields, problems): (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ClaimUnjoinHeading)) } }
            p { (text.say_with(Key::ClaimUnjoinLead, &[("account", account.into())])) }
            form.form method="post" action={ "/claims/" (page.id) "/patient/undo" } {
                (frame.token_field())
                (draft.text(Field::required("join_reason", Key::ClaimUnjoinReason)))
                div.submit { button.serious type="submit" { (text.say(Key::ClaimUnjoinButton)) } }
            }
        }
    }
}

/// A rule by what it asks for, with its code.
fn rule(text: Text, code: &str) -> String {
    let title = text.support_title(code).trim_end_matches('.').to_owned();
    text.say_with(Key::ClaimRuleNamed, &[("title", title.into()), ("code", code.into())])
}

/// What holds the claim, and its releases.
fn held(frame: &Frame, page: &ClaimPage, (fields, problems): (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    html! {
        @if page.is_held() {
            (notice::problem_summary(text, problems))
            (notice::attention(&html! {
                @let named: Vec<String> = page.holding().iter().map(|code| rule(text, code)).collect();
                @let rules = [("rules", text.list(&named).into())];
                @if page.stage == HeldStage::Here {
                    h2 { (text.say(Key::ClaimHeld)) }
                    p { (text.say_with(Key::ClaimHeldFor, &rules)) }
                    @if let Some(day) = page.claim.source.day { p { (text.say_with(Key::ClaimHeldDated, &[("day", day.into())])) } }
                    @if !page.releases.is_empty() { p { (text.say(Key::ClaimReleasedAgain)) } }
                    form.form method="post" action={ "/claims/" (page.id) "/release" } {
                        (frame.token_field())
                        (draft.text(Field::required("reason", Key::ClaimReleaseReason).hint(Key::ClaimReleaseHint)))
                        div.submit { button.serious type="submit" { (text.say(Key::ClaimReleaseButton)) } }
                    }
                } @else {
                    h2 { (text.say(Key::ClaimHeldLate)) }
                    p { (text.say_with(Key::ClaimHeldLateFor, &rules)) }
                    p { (held::stage(text, page.stage)) " " (text.say(Key::HeldTooLate)) }
                }
            }))
        }
        @for said in &page.releases {
            @let rules: Vec<&str> = said.release.rules.iter().map(|rule| rule.code.as_str()).collect();
            (notice::notice(&html! {
                p {
                    (text.say_with(Key::ClaimReleasedBy, &[
                        ("name", said.by.as_str().into()),
                        ("day", said.release.released_at.day_in(&page.zone).into()),
                        ("rules", text.list(&rules).into()),
                        ("reason", said.release.reason.as_str().into()),
                    ]))
                }
            }))
        }
    }
}

/// What is wrong with the bill as it stands: it was taken in all the same, and a payer will stumble over it.
fn problems_of(text: Text, page: &ClaimPage) -> Markup {
    let said = page.problems.iter().map(|problem| problem_said(text, problem));
    html! {
        @if !page.problems.is_empty() {
            (notice::attention(&html! {
                h2 { (text.say(Key::ClaimProblems)) }
                ul { @for sentence in said { li { (sentence) } } }
            }))
        }
    }
}

pub(super) fn problem_said(text: Text, problem: &ClaimProblem) -> String {
    let line = |line: &u32| ("line", line.to_string().into());
    match problem {
        ClaimProblem::NoNumber => text.say(Key::ClaimProblemNoNumber),
        ClaimProblem::NoLines => text.say(Key::ClaimProblemNoLines),
        ClaimProblem::LinesDiffer { claim, lines } => {
            text.say_with(Key::ClaimProblemLinesDiffer, &[("claim", (*claim).into()), ("lines", (*lines).into())])
        }
        ClaimProblem::NegativeCharge { line: number, amount } => {
            text.say_with(Key::ClaimProblemNegativeCharge, &[line(number), ("amount", (*amount).into())])
        }
        ClaimProblem::ZeroCharge { line: number } => text.say_with(Key::ClaimProblemZeroCharge, &[line(number)]),
        ClaimProblem::SameControl { first, second } => {
            text.say_with(Key::ClaimProblemSameControl, &[("first", first.to_string().into()), ("second", second.to_string().into())])
        }
        ClaimProblem::NoDay { line: number } => text.say_with(Key::ClaimProblemNoDay, &[line(number)]),
        ClaimProblem::BilledBefore { line: number, last, billed } => {
            text.say_with(Key::ClaimProblemBilledBefore, &[line(number), ("last", (*last).into()), ("billed", (*billed).into())])
        }
        ClaimProblem::OriginalNotNamed => text.say(Key::ClaimProblemOriginalNotNamed),
    }
}

/// The figures of the claim.
fn facts(text: Text, page: &ClaimPage) -> Markup {
    let score = match page.support.score {
        Some(score) => text.say_with(Key::ClaimSupportOf, &[("score", usize::from(score.whole()).into())]),
        None => text.say(Key::ClaimSupportNone),
    };
    html! {
        dl.facts {
            dt { (text.say(Key::ClaimSupport)) } dd { p { strong { (score) } } p.muted { (text.say(Key::ClaimSupportHint)) } }
            dt { (text.say(Key::ClaimStatus)) } dd { @if page.turned_away.is_some() { (text.say(Key::ClaimsRejectedHeading)) } @else { (text.claim_status(page.status.code())) } }
            dt { (text.say(Key::ClaimPaid)) } dd { (text.money(page.paid_amount)) }
            dt { (text.say(Key::ClaimPatientOwes)) } dd { (text.money(page.patient_amount)) }
        }
    }
}

fn lines(text: Text, page: &ClaimPage) -> Markup {
    let rows = page.claim.lines.iter().zip(&page.answers).map(|(line, answer)| line_row(text, page, line, answer));
    Table::new(text.say(Key::ClaimLinesHeading))
        .cards()
        .column(text.say(Key::ClaimService), Kind::Head)
        .column(text.say(Key::RibbonColumnDay), Kind::Words)
        .column(text.say(Key::ClaimUnits), Kind::Number)
        .column(text.say(Key::ClaimCharge), Kind::Number)
        .column(text.say(Key::ClaimPaid), Kind::Number)
        .column(text.say(Key::ClaimAnswer), Kind::Words)
        .rows(rows)
        .render(text)
}

fn line_row(text: Text, page: &ClaimPage, line: &ClaimLine, answer: &LineAnswer) -> Row {
    let codes = [line.revenue_code.as_str(), line.procedure.as_str()].map(str::trim);
    let service: Vec<&str> = codes.into_iter().chain(line.modifiers.iter().map(String::as_str)).filter(|code| !code.is_empty()).collect();
    Row::new(vec![
        html! { (service.join(" ")) },
        html! { @if let Some(days) = line.days { (span_of(text, days)) } },
        html! { (line.units) },
        html! { (text.money(line.charge_amount)) },
        html! { (text.money(answer.paid_amount)) },
        html! {
            (text.line_decision(answer.decision.code()))
            @for refused in page.reasons.iter().filter(|refused| refused.line == line.number) {
                span.sub {
                    (text.reason_label(refused.label.as_ref())) " (" (refused.code) "). "
                    (text.usual_action(refused.action)) "."
                }
            }
        },
    ])
}

fn span_of(text: Text, days: Period) -> String {
    if days.last().is_none_or(|last| last == days.first()) { text.day(days.first()) } else { text.period(days) }
}
