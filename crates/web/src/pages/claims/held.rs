//! Which held claim do we work on first? By rank, with the reason, who mends it and how.

use app::claim::{HeldClaim, HeldClaims, HeldQuery, HeldStage};
use axum::response::Response;
use integrity::claim_support::Fixer;
use maud::{Markup, html};
use wording::{Key, Text};

use super::{page_of, shown};
use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::notice;
use crate::parts::pager::pager;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// The work list.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let fields = &visit.query;
    let which = fields.text("which");
    let query = HeldQuery { fixer: fields.parsed("role"), with_payer: which == "sent", with_decided: which == "all" };
    let list = visit.app.held_claims(&visit.caller, query).await?;
    Ok(visit::html(markup(&visit.frame, &list, fields)))
}

fn markup(frame: &Frame, list: &HeldClaims, fields: &Fields) -> Markup {
    let text = frame.text;
    let (page, next) = page_of(&list.claims, fields.text("after"), |claim| claim.id.to_string());
    let body = html! {
        (filters(text, list, fields))
        @if list.of_nobody > 0 { p.muted { (text.say_with(Key::HeldOfNobody, &[("count", list.of_nobody.into())])) } }
        @if list.claims.is_empty() { (table::empty(&text.say(Key::HeldEmpty))) } @else {
            @if page.iter().any(|claim| claim.stage != HeldStage::Here) { (notice::notice(&html! { p { (text.say(Key::HeldTooLate)) } })) }
            (rows(text, page))
            (pager(text, &shown(text, page.len(), list.claims.len()), &next.map(|row| address(fields, &row)).into()))
        }
    };
    let lead = html! { p { (text.say_with(Key::HeldLead, &[("count", list.looked_at.into())])) } };
    let actions = html! { a.button href="/claims" { (text.say(Key::NavigationClaims)) } };
    frame.render(&Page::wide(Section::Claims, text.say(Key::HeldHeading), body).lead(lead).actions(actions))
}

fn filters(text: Text, list: &HeldClaims, fields: &Fields) -> Markup {
    let problems = Problems::default();
    let draft = Draft { text, fields, problems: &problems };
    let words = |(fixer, count): &(Fixer, usize)| {
        text.say_with(Key::HeldRole, &[("role", text.support_fixer(fixer.code()).into()), ("count", (*count).into())])
    };
    let roles: Vec<Choice> = list.fixers.iter().map(|each| (each.0.code().to_owned(), words(each))).collect();
    let which = [("sent", Key::HeldWithPayer), ("all", Key::HeldWithDecided)];
    let which: Vec<Choice> = which.into_iter().map(|(code, key)| (code.to_owned(), text.say(key))).collect();
    html! {
        form.search method="get" action="/claims/held" {
            (draft.filter(Field::optional("role", Key::HeldFilterRole), Key::HeldFilterAllRoles, &roles))
            (draft.filter(Field::optional("which", Key::HeldFilterWhich), Key::HeldUndecided, &which))
            button type="submit" { (text.say(Key::ActionShow)) }
        }
    }
}

/// The address of the page after a row, with the same filter.
fn address(fields: &Fields, row: &str) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for name in ["role", "which"] {
        if !fields.text(name).is_empty() {
            pairs.append_pair(name, fields.text(name));
        }
    }
    pairs.append_pair("after", row);
    format!("/claims/held?{}", pairs.finish())
}

fn rows(text: Text, page: &[HeldClaim]) -> Markup {
    Table::new(text.say(Key::HeldHeading))
        .cards()
        .column(text.say(Key::HeldColumnRank), Kind::Number)
        .column(text.say(Key::ClaimsColumnClaim), Kind::Head)
        .column(text.say(Key::ReconcileCharge), Kind::Number)
        .column(text.say(Key::HeldColumnWhy), Kind::Words)
        .rows(page.iter().map(|claim| row(text, claim)))
        .render(text)
}

/// How far a claim went that no hold reaches any more.
pub(crate) fn stage(text: Text, stage: HeldStage) -> Markup {
    let said = match stage {
        HeldStage::Here => return html! {},
        HeldStage::WithPayer(Some(day)) => text.say_with(Key::HeldSince, &[("day", day.into())]),
        HeldStage::WithPayer(None) => text.say(Key::HeldSent),
        HeldStage::Decided => text.say(Key::HeldDecided),
    };
    html! { span.sub { (said) } }
}

fn row(text: Text, claim: &HeldClaim) -> Row {
    Row::new(vec![
        html! { (claim.rank) },
        html! {
            a.row-link href={ "/claims/" (claim.id) } { (claim.number) }
            span.sub {
                (claim.payer)
                @if let Some(day) = claim.day { ", " (text.day(day)) }
            }
            (stage(text, claim.stage))
        },
        html! { (text.money(claim.charge_amount)) },
        html! {
            @for judged in &claim.holds {
                div.held {
                    span.flag.attention { (text.say(Key::ClaimRuleFails)) } " " (text.support_title(judged.rule.code)) " " span.muted { (judged.rule.code) }
                    span.sub { (text.support_fixer(judged.rule.fixer.code())) ": " (text.support_remedy(judged.rule.code)) }
                }
            }
        },
    ])
}
