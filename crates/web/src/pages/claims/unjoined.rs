//! Whose claims are these? Those that fit no patient for certain, each with a way to its page, where a person says it.

use app::claim::ClaimsOfNobody;
use axum::response::Response;
use maud::html;
use wording::{Key, Text};

use super::{page_of, shown};
use crate::error::PageError;
use crate::frame::{Page, Section};
use crate::parts::pager::pager;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// The list.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let list = visit.app.claims_of_nobody(&visit.caller).await?;
    let text = visit.text();
    let (page, next) = page_of(&list.claims, visit.query.text("after"), |claim| claim.id.to_string());
    let next = next.map(|row| format!("/claims/unjoined?after={row}"));
    let body = html! {
        @if list.claims.is_empty() { (table::empty(&text.say(Key::UnjoinedEmpty))) } @else {
            (rows(text, page).render(text))
            (pager(text, &shown(text, page.len(), list.claims.len()), &next.into()))
        }
    };
    let page = Page::wide(Section::Claims, text.say(Key::UnjoinedHeading), body)
        .lead(lead(text, &list))
        .actions(html! { a.button href="/claims" { (text.say(Key::NavigationClaims)) } });
    Ok(visit::html(visit.frame.render(&page)))
}

fn lead(text: Text, list: &ClaimsOfNobody) -> maud::Markup {
    let counts = [("count", text.number_of(list.claims.len()).into()), ("all", text.number_of(list.looked_at).into())];
    html! { @if !list.claims.is_empty() { p { (text.say_with(Key::UnjoinedLead, &counts)) } } }
}

fn rows(text: Text, page: &[app::claim::ClaimOfNobody]) -> Table {
    let rows = page.iter().map(|claim| {
        Row::new(vec![
            html! { a href={ "/claims/" (claim.id) } { (claim.number) } },
            html! { (claim.billed_name) },
            html! { @if let Some(day) = claim.birth_day { (text.day(day)) } },
            html! { (claim.payer) },
            html! { @if let Some(day) = claim.day { (text.day(day)) } },
            html! { (text.money(claim.charge_amount)) },
        ])
    });
    Table::new(text.say(Key::UnjoinedHeading))
        .cards()
        .column(text.say(Key::ClaimsColumnClaim), Kind::Head)
        .column(text.say(Key::UnjoinedBilled), Kind::Words)
        .column(text.say(Key::UnjoinedBorn), Kind::Short)
        .column(text.say(Key::AuthorizationsColumnPayer), Kind::Words)
        .column(text.say(Key::ClaimsNewestDay), Kind::Short)
        .column(text.say(Key::ReconcileCharge), Kind::Number)
        .rows(rows)
}
