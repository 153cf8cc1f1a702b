//! What did payers pay, and is each payment explained? A payment in plain words: paid, refused and why, owed by whom, what is next.

use app::claim::{PaymentPage, PaymentRow, PaymentsPage, ReadDecision};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use revenue_cycle::ReasonTable;
use vocabulary::Money;
use wording::{Key, Text};

use super::file::decisions;
use crate::error::PageError;
use crate::frame::{Page, Section};
use crate::parts::notice;
use crate::parts::pager::pager;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// How many payments a page shows.
const PAGE_SIZE: usize = 50;

/// The payments, the newest first.
pub(crate) async fn list(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let found = visit.app.payment_list(&visit.caller, visit.query.parsed("after"), PAGE_SIZE).await?;
    let body = html! {
        @if found.rows.is_empty() { (table::empty(&text.say(Key::PaymentsEmpty))) } @else {
            (rows(text, &found))
            @let shown = text.say_with(Key::PaymentsCount, &[("count", found.rows.len().into()), ("all", found.count.into())]);
            @let next = found.rows.last().filter(|_| found.more).map(|last| format!("/claims/payments?after={}", last.payment));
            (pager(text, &shown, &next.into()))
        }
    };
    let page = Page::wide(Section::Claims, text.say(Key::PaymentsHeading), body)
        .lead(html! { p { (text.say(Key::PaymentsLead)) } })
        .actions(html! { a.button href="/claims" { (text.say(Key::NavigationClaims)) } });
    Ok(visit::html(visit.frame.render(&page)))
}

fn rows(text: Text, found: &PaymentsPage) -> Markup {
    let rows = found.rows.iter().map(|row| {
        Row::new(vec![
            html! {
                a href={ "/claims/payments/" (row.payment) } { @if row.trace.is_empty() { (text.say(Key::PaymentsNoTrace)) } @else { (row.trace) } }
                span.sub { (row.payer) }
            },
            html! { (row.day.map_or_else(|| text.say(Key::NotKnown), |day| text.day(day))) },
            html! { (text.money(row.amount)) },
            html! { (text.number_of(row.decisions)) },
            state(text, row),
        ])
    });
    Table::new(text.say(Key::PaymentsLink))
        .cards()
        .column(text.say(Key::ClaimsColumnTrace), Kind::Head)
        .column(text.say(Key::PaymentsColumnDay), Kind::Short)
        .column(text.say(Key::ClaimsColumnAmount), Kind::Number)
        .column(text.say(Key::PaymentsColumnDecisions), Kind::Number)
        .column(text.say(Key::PaymentsColumnState), Kind::Words)
        .rows(rows)
        .render(text)
}

fn state(text: Text, row: &PaymentRow) -> Markup {
    html! {
        @if let Some(held) = row.held { span.flag.attention { (text.say(Key::PaymentsHeld)) } span.sub { (text.why_held(held.code())) } }
        @else if row.out_of_balance_amount != Money::ZERO {
            span.flag.attention { (text.say_with(Key::PaymentsDiffers, &[("amount", row.out_of_balance_amount.into())])) }
        }
        @else { (text.say(Key::PaymentsExplained)) }
    }
}

/// One payment.
pub(crate) async fn show(visit: Visit, Path(payment): Path<String>) -> Result<Response, PageError> {
    let text = visit.text();
    let page = visit.app.payment(&visit.caller, visit::id(&payment)?).await?;
    let day = page.row.day.map_or_else(|| text.say(Key::NotKnown), |day| text.day(day));
    let facts = [
        ("payer", page.row.payer.as_str().into()),
        ("amount", page.row.amount.into()),
        ("day", day.into()),
        ("trace", page.row.trace.as_str().into()),
    ];
    let shown = Page::wide(Section::Claims, text.say(Key::PaymentHeading), body(text, &page))
        .lead(html! { p { (text.say_with(Key::ClaimsReadPayment, &facts)) } })
        .actions(html! { a.button href="/claims/payments" { (text.say(Key::PaymentsLink)) } });
    Ok(visit::html(visit.frame.render(&shown)))
}

fn body(text: Text, page: &PaymentPage) -> Markup {
    let table = ReasonTable::shipped();
    let read: Vec<ReadDecision> = page
        .decisions
        .iter()
        .map(|(given, matched, said)| ReadDecision {
            claim_number: matched.clone().unwrap_or_else(|| given.clone()),
            said: said.clone(),
            deadlines: std::collections::BTreeMap::new(),
        })
        .collect();
    let unmatched: Vec<&str> =
        page.decisions.iter().filter(|(_, matched, _)| matched.is_none()).map(|(given, _, _)| given.as_str()).collect();
    html! {
        @if let Some(held) = page.row.held { (notice::attention(&html! { p { (text.say(Key::PaymentHeld)) " " (text.why_held(held.code())) } })) }
        section.block {
            div.block-head { h2 { (text.say(Key::PaymentBalance)) } }
            (balance(text, page))
        }
        @if !unmatched.is_empty() && page.row.held.is_none() {
            (notice::notice(&html! {
                p { (text.say_with(Key::PaymentUnmatched, &[("count", unmatched.len().into())])) " " a href="/claims" { (text.say(Key::NavigationClaims)) } }
            }))
        }
        @if !read.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::PaymentDecisions)) } }
                (decisions(text, table, &page.row.trace, (&read, &page.ids)))
            }
        }
    }
}

/// Claims less what stands beside them is the payment; where it is not, the difference stands there.
fn balance(text: Text, page: &PaymentPage) -> Markup {
    let amount = |amount: Money| html! { (text.money(amount)) };
    let mut rows = vec![Row::new(vec![html! { (text.say(Key::PaymentClaims)) }, amount(page.claims_amount)])];
    rows.extend(page.besides.iter().map(|beside| {
        let kind = text.provider_adjustment(beside.kind.code());
        let about = html! {
            (kind)
            span.sub { (beside.reason) @if !beside.reference.is_empty() { " · " (beside.reference) } }
        };
        Row::new(vec![about, amount(-beside.amount)])
    }));
    if page.row.out_of_balance_amount != Money::ZERO {
        rows.push(Row::new(vec![
            html! { span.flag.attention { (text.say(Key::PaymentDifference)) } },
            amount(page.row.out_of_balance_amount),
        ]));
    }
    rows.push(Row::new(vec![html! { strong { (text.say(Key::PaymentAmount)) } }, html! { strong { (text.money(page.row.amount)) } }]));
    Table::new(text.say(Key::PaymentBalance))
        .fit()
        .column(text.say(Key::PaymentColumnWhat), Kind::Head)
        .column(text.say(Key::ClaimsColumnAmount), Kind::Number)
        .rows(rows)
        .render(text)
}
