//! Which rules of time hold here? Those that come with the product, with what the practice laid over them, and the file to edit.

use app::AppError;
use app::payer::DeadlineRulesPage;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::appeal::{LegalGround, LegalGrounds};
use utilization_review::clock::DeadlineRule;
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Draft, Field};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// The rules.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let page = visit.app.deadline_rules(&visit.caller).await?;
    let done = visit.query.text("done") == "saved";
    let fields = Fields::from([("file", page.text.as_str())]);
    Ok(visit::html(render(&visit.frame, &page, (&fields, &Problems::default()), done)))
}

/// Lays other rules of the practice over those that ship.
pub(crate) async fn save(visit: Visit) -> Result<Response, PageError> {
    let mut problems = Problems::default();
    match visit.app.save_deadline_rules(&visit.caller, visit.form.raw("file").replace("\r\n", "\n")).await {
        Ok(_) => return Ok(go_to("/payers/deadlines?done=saved")),
        Err(AppError::DeadlineFile(error)) => {
            problems.add("file", visit.text().say_with(Key::DeadlinesProblem, &[("problem", error.to_string().into())]));
        }
        Err(error) => return Err(error.into()),
    }
    let page = visit.app.deadline_rules(&visit.caller).await?;
    Ok(visit::again(render(&visit.frame, &page, (&visit.form, &problems), false)))
}

fn render(frame: &Frame, page: &DeadlineRulesPage, (fields, problems): (&Fields, &Problems), done: bool) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let body = html! {
        @if done { (notice::done(&text.say(Key::DeadlinesSaved))) }
        (notice::problem_summary(text, problems))
        section.block { (rules(text, page)) }
        section.block {
            div.block-head { h2 { (text.say(Key::LegalGroundsCaption)) } }
            (grounds(text))
        }
        @if page.may_write {
            section.block {
                div.block-head { h2 { (text.say(Key::DeadlinesEditHeading)) } }
                form.form.wide method="post" action="/payers/deadlines" {
                    (frame.token_field())
                    (draft.document(Field::optional("file", Key::DeadlinesFile).hint(Key::DeadlinesFileHint)))
                    div.submit { button.main type="submit" { (text.say(Key::DeadlinesSave)) } }
                }
            }
        }
    };
    let lead = html! { p { (text.say(Key::DeadlinesLead)) } };
    let actions = html! { a.button href="/payers" { (text.say(Key::PayersLink)) } };
    frame.render(&Page::wide(Section::Reviews, text.say(Key::DeadlinesHeading), body).lead(lead).actions(actions))
}

/// Grounds in law: for which plans, and where they are written.
fn grounds(text: Text) -> Markup {
    let row = |ground: &LegalGround| {
        let checked = if ground.verified { Key::CommandDeadlinesVerified } else { Key::CommandDeadlinesUnverified };
        let funding: Vec<String> = ground.funding.iter().map(|each| text.plan_funding(each.code())).collect();
        Row::new(vec![
            html! { (ground.id) },
            html! { (text.legal_ground(&ground.id)) },
            html! { (funding.join("; ")) @if !ground.states.is_empty() { span.sub { (ground.states.join(", ")) } } },
            html! { (ground.source) span.sub { (text.say(checked)) } },
        ])
    };
    Table::new(text.say(Key::LegalGroundsCaption))
        .cards()
        .column(text.say(Key::CommandDeadlinesRule), Kind::Head)
        .column(text.say(Key::LegalGroundsGround), Kind::Words)
        .column(text.say(Key::LegalGroundsFor), Kind::Words)
        .column(text.say(Key::LegalGroundsSource), Kind::Words)
        .rows(LegalGrounds::shipped().grounds.iter().map(row))
        .render(text)
}

fn rules(text: Text, page: &DeadlineRulesPage) -> Markup {
    let row = |rule: &DeadlineRule| {
        let checked = text.say(match (rule.of_practice, rule.verified) {
            (true, _) => Key::CommandDeadlinesOfPractice,
            (false, true) => Key::CommandDeadlinesVerified,
            (false, false) => Key::CommandDeadlinesUnverified,
        });
        Row::new(vec![
            html! { (rule.id) },
            html! { (text.deadline_event(rule.event)) },
            html! { (text.deadline_duty(rule.owed_by, rule.limit)) },
            html! { (rule.source) span.sub { (checked) } },
        ])
    };
    Table::new(text.say(Key::DeadlinesCaption))
        .cards()
        .column(text.say(Key::CommandDeadlinesRule), Kind::Head)
        .column(text.say(Key::CommandDeadlinesEvent), Kind::Words)
        .column(text.say(Key::DeadlinesWho), Kind::Words)
        .column(text.say(Key::CommandDeadlinesSource), Kind::Words)
        .rows(page.rules.rules.iter().map(row))
        .render(text)
}
