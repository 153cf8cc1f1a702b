//! What became of our claims? Sums, what was refused and why, and what waits for a person: decisions that fit no claim for certain, and payments that
//! are kept and not posted.

pub(crate) mod file;
pub(crate) mod held;
pub(crate) mod payments;
mod review_answers;
#[cfg(test)]
mod tests;
pub(crate) mod unjoined;

use app::claim::{ClaimsOverview, HeldPayment, JustPosted, QueuedDecision, SaidMatch};
use app::{Data, Scope};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{BatchId, RecordId};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::Draft;
use crate::parts::notice;
use crate::parts::pager::pager;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// So many numbers of claims are named one by one.
const NAMED: usize = 40;

/// So many rows that wait for a person stand on a page.
const PAGE: usize = 25;

/// One page of a list: what comes after the row that an address names, or the beginning.
pub(super) fn page_of<'a, T>(all: &'a [T], after: &str, name: impl Fn(&T) -> String) -> (&'a [T], Option<String>) {
    let begin = all.iter().position(|each| !after.is_empty() && name(each) == after).map_or(0, |place| place + 1);
    let rows = &all[begin..all.len().min(begin + PAGE)];
    let next = rows.last().filter(|_| begin + PAGE < all.len()).map(name);
    (rows, next)
}

/// What became of everything that was billed.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let overview = visit.app.claims_overview(&visit.caller).await?;
    let text = visit.text();
    let done = match visit.query.text("done") {
        "posted" => Some(Key::ClaimsDonePosted),
        "before" => Some(Key::ClaimsDoneBefore),
        "matched" => Some(Key::ClaimsDoneMatched),
        "released" => Some(Key::ClaimsDoneReleased),
        "unknown" => Some(Key::ClaimsFindUnknown),
        _ => None,
    };
    let brought = match visit.query.parsed::<BatchId>("batch").filter(|_| visit.query.text("done") == "posted") {
        Some(batch) => Some(visit.app.just_posted(&visit.caller, batch).await?),
        None => None,
    };
    let is_empty = overview.statuses.is_empty() && overview.queue.is_empty() && overview.held.is_empty();
    let body = html! {
        @if let Some(done) = done { (notice::done(&text.say(done))) }
        @if let Some(brought) = &brought { (just_posted(&visit, brought)) }
        @if is_empty { (table::empty(&text.say(Key::ClaimsEmpty))) } @else {
            (find(&visit.frame))
            (waiting(&visit.frame, &overview, &visit.query))
            (statuses(text, &overview))
            (refused(text, &overview))
            (newest(text, &overview))
        }
    };
    let page =
        Page::wide(Section::Claims, text.say(Key::ClaimsHeading), body).lead(html! { p { (text.say(Key::ClaimsLead)) } }).actions(html! {
            a.button.main href="/claims/file" { (text.say(Key::ClaimsReadFile)) }
            a.button href="/claims/held" { (text.say(Key::HeldLink)) }
            a.button href="/denials" { (text.say(Key::DenialsLink)) }
            a.button href="/claims/unjoined" { (text.say(Key::UnjoinedLink)) }
            a.button href="/claims/payments" { (text.say(Key::PaymentsLink)) }
            a.button href="/kpi" { (text.say(Key::KpiPageLink)) }
            a.button href="/assessment" { (text.say(Key::AssessmentPageLink)) }
        });
    Ok(visit::html(visit.frame.render(&page)))
}

/// What the file brought that was posted a moment ago; whoever may see imports gets to its page.
fn just_posted(visit: &Visit, brought: &JustPosted) -> Markup {
    let text = visit.text();
    html! {
        dl.facts {
            dt { (text.say(Key::ClaimsPostedNew)) } dd { (text.count(brought.added)) }
            dt { (text.say(Key::ClaimsPostedKnown)) } dd { (text.count(brought.known)) }
            @if brought.not_understood > 0 { dt { (text.say(Key::ClaimsReadProblems)) } dd { (text.count(brought.not_understood)) } }
            @if brought.claims > 0 {
                dt { (text.say(Key::ClaimsPostedJoined)) }
                dd { (text.say_with(Key::ClaimsShown, &[("count", brought.joined.into()), ("all", brought.claims.into())])) }
            }
        }
        @if visit.caller.scope(Data::Imports) == Scope::All {
            p { a.button href={ "/imports/" (brought.batch) } { (text.say(Key::ClaimsPostedBatch)) } }
        }
    }
}

/// A field for the number of a claim. It is sent in a form: a number may hold the record number of a patient, and an address may not.
fn find(frame: &Frame) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields: &Fields::default(), problems: &Problems::default() };
    html! {
        form.search method="post" action="/claims/find" {
            (frame.token_field())
            (draft.search_line("number", Key::ClaimsFind))
            button type="submit" { (text.say(Key::ClaimsFindAction)) }
        }
    }
}

fn statuses(text: Text, overview: &ClaimsOverview) -> Markup {
    let rows = overview.statuses.iter().map(|sum| {
        Row::new(vec![
            html! { (text.claim_status(sum.status.code())) },
            html! { (text.number_of(sum.claims)) },
            html! { (text.money(sum.charge_amount)) },
            html! { (text.money(sum.paid_amount)) },
        ])
    });
    let table = Table::new(text.say(Key::ReconcileStatus))
        .cards()
        .column(text.say(Key::ClaimsColumnStatus), Kind::Head)
        .column(text.say(Key::ReconcileCount), Kind::Number)
        .column(text.say(Key::ReconcileCharge), Kind::Number)
        .column(text.say(Key::ReconcilePaid), Kind::Number)
        .rows(rows);
    html! {
        @if !overview.statuses.is_empty() {
            section.block { div.block-head { h2 { (text.say(Key::ReconcileStatus)) } } (table.render(text)) }
        }
    }
}

fn newest(text: Text, overview: &ClaimsOverview) -> Markup {
    let rows = overview.newest.iter().map(|claim| {
        Row::new(vec![
            claim_link(&claim.number, overview),
            html! { @if let Some(day) = claim.day { (text.day(day)) } },
            html! { (claim.payer) },
            html! { (text.claim_status(claim.status.code())) },
            html! { (text.money(claim.charge_amount)) },
        ])
    });
    let table = Table::new(text.say(Key::ClaimsNewestHeading))
        .cards()
        .column(text.say(Key::ClaimsColumnClaim), Kind::Head)
        .column(text.say(Key::ClaimsNewestDay), Kind::Short)
        .column(text.say(Key::AuthorizationsColumnPayer), Kind::Words)
        .column(text.say(Key::ClaimsColumnStatus), Kind::Words)
        .column(text.say(Key::ReconcileCharge), Kind::Number)
        .rows(rows);
    html! {
        @if !overview.newest.is_empty() {
            section.block { div.block-head { h2 { (text.say(Key::ClaimsNewestHeading)) } } (table.render(text)) }
        }
    }
}

fn refused(text: Text, overview: &ClaimsOverview) -> Markup {
    let rows = overview.refused.iter().map(|refused| {
        let label = text.reason_label(refused.label.as_ref());
        Row::new(vec![
            html! { (label) span.sub { (refused.code) } },
            html! { (text.usual_action(refused.kind.action.code())) },
            html! { (text.number_of(refused.claims)) },
            html! { (text.money(refused.amount)) },
        ])
    });
    let table = Table::new(text.say(Key::ReconcileRefused))
        .cards()
        .column(text.say(Key::ReconcileCode), Kind::Head)
        .column(text.say(Key::ClaimsColumnAction), Kind::Words)
        .column(text.say(Key::ReconcileCount), Kind::Number)
        .column(text.say(Key::ClaimsColumnRefused), Kind::Number)
        .rows(rows);
    html! {
        @if !overview.refused.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::ReconcileRefused)) } span.aside { (text.say_with(Key::ClaimsReasonsVersion, &[("version", overview.reasons_version.as_str().into())])) } }
                (table.render(text))
            }
        }
    }
}

/// Everything that a person has to look at, the money first.
fn waiting(frame: &Frame, overview: &ClaimsOverview, query: &Fields) -> Markup {
    let text = frame.text;
    let queued = page_of(&overview.queue, query.text("waits"), |waits| format!("{}.{}", waits.payment, waits.place));
    let kept = page_of(&overview.held, query.text("kept"), |payment| payment.payment.to_string());
    let next = |name: &str, next: Option<String>| next.map(|row| format!("/claims?{name}={row}")).into();
    html! {
        @if !overview.queue.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::ClaimsQueueHeading)) } }
                p.muted { (text.say(Key::ClaimsQueueLead)) }
                (queue(frame, queued.0))
                (pager(text, &shown(text, queued.0.len(), overview.queue.len()), &next("waits", queued.1)))
            }
        }
        @if !overview.held.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::ClaimsHeldHeading)) } }
                (held(frame, kept.0))
                (pager(text, &shown(text, kept.0.len(), overview.held.len()), &next("kept", kept.1)))
            }
        }
        (numbers(text, (Key::ClaimsRejectedHeading, Key::ClaimsRejectedLead), &overview.rejected, overview))
        (numbers(text, (Key::ClaimsUnusualHeading, Key::ClaimsUnusualLead), &overview.to_look_at, overview))
    }
}

/// How many of all stand on the page.
pub(super) fn shown(text: Text, count: usize, all: usize) -> String {
    text.say_with(Key::ClaimsShown, &[("count", count.into()), ("all", all.into())])
}

fn numbers(text: Text, (heading, lead): (Key, Key), numbers: &[String], overview: &ClaimsOverview) -> Markup {
    let more = numbers.len().saturating_sub(NAMED);
    let shown = &numbers[..numbers.len().min(NAMED)];
    html! {
        @if !numbers.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(heading)) } span.aside { (text.number_of(numbers.len())) } }
                p.muted { (text.say(lead)) }
                p {
                    @for (place, number) in shown.iter().enumerate() { @if place > 0 { ", " } (claim_link(number, overview)) @if let Some(day) = overview.rejected_days.get(number) { " (" (text.day(*day)) ")" } }
                    @if more > 0 { " " (text.say_with(Key::ReconcileAndMore, &[("count", more.into())])) }
                }
            }
        }
    }
}

/// The number of a claim, leading to it where it is on record.
fn claim_link(number: &str, overview: &ClaimsOverview) -> Markup {
    html! { @if let Some(id) = overview.ids.get(number) { a href={ "/claims/" (id) } { (number) } } @else { (number) } }
}

fn queue(frame: &Frame, queue: &[QueuedDecision]) -> Markup {
    let text = frame.text;
    let rows = queue.iter().map(|waits| {
        Row::new(vec![
            html! { (waits.claim_number) span.sub { (waits.payer) @if let Some(day) = waits.day { ", " (text.day(day)) } } },
            html! { (text.money(waits.charge_amount)) },
            html! { (text.money(waits.paid_amount)) },
            match_form(frame, waits),
        ])
    });
    Table::new(text.say(Key::ClaimsQueueHeading))
        .cards()
        .column(text.say(Key::ClaimsColumnGivenBack), Kind::Head)
        .column(text.say(Key::ReconcileCharge), Kind::Number)
        .column(text.say(Key::ReconcilePaid), Kind::Number)
        .column(text.say(Key::ClaimsColumnMatch), Kind::Words)
        .rows(rows)
        .render(text)
}

/// One button for each claim that it may speak of, one for none of ours, and a field for any other number.
fn match_form(frame: &Frame, waits: &QueuedDecision) -> Markup {
    let text = frame.text;
    let address = format!("/claims/payments/{}/match", waits.payment);
    let field = format!("claim-{}-{}", waits.payment, waits.place);
    let about =
        |choice: &str| text.say_with(Key::ClaimsMatchAbout, &[("choice", choice.into()), ("number", waits.claim_number.as_str().into())]);
    let hidden = html! { (frame.token_field()) input type="hidden" name="place" value=(waits.place); };
    html! {
        @if waits.is_set_aside {
            span.flag.quiet { (text.say(Key::ClaimsSetAside)) }
            form method="post" action=(address) {
                (hidden)
                button type="submit" name="said" value="undone" aria-label=(about(&text.say(Key::ClaimsMatchUndo))) { (text.say(Key::ClaimsMatchUndo)) }
            }
        } @else {
            @for (number, basis, confidence) in &waits.candidates {
                @let name = text.say_with(Key::ClaimsMatchClaim, &[("number", number.as_str().into())]);
                form method="post" action=(address) {
                    (hidden)
                    input type="hidden" name="claim" value=(number);
                    button type="submit" name="said" value="claim" aria-label=(about(&name)) { (name) }
                    span.sub { (text.match_basis(basis.code())) ", " (text.say_with(Key::ClaimsConfidence, &[("confidence", usize::from(*confidence).into())])) }
                }
            }
            form method="post" action=(address) {
                (hidden)
                label for=(field) { (text.say(Key::ClaimsMatchOther)) }
                input type="text" id=(field) name="claim" autocomplete="off";
                button type="submit" name="said" value="claim" aria-label=(about(&text.say(Key::ClaimsMatchSave))) { (text.say(Key::ClaimsMatchSave)) }
                button type="submit" name="said" value="none" aria-label=(about(&text.say(Key::ClaimsMatchNone))) { (text.say(Key::ClaimsMatchNone)) }
            }
        }
    }
}

fn held(frame: &Frame, held: &[HeldPayment]) -> Markup {
    let text = frame.text;
    let rows = held.iter().map(|payment| {
        let action = text.say(Key::ClaimsRelease);
        let about = text.say_with(Key::ClaimsMatchAbout, &[("choice", action.as_str().into()), ("number", payment.trace.as_str().into())]);
        Row::new(vec![
            html! { (payment.trace) span.sub { (payment.payer) @if let Some(day) = payment.day { ", " (text.day(day)) } } },
            html! { (text.money(payment.amount)) },
            html! { (text.why_held(payment.why.code())) },
            html! {
                form method="post" action={ "/claims/payments/" (payment.payment) "/release" } {
                    (frame.token_field())
                    button type="submit" aria-label=(about) { (action) }
                }
            },
        ])
    });
    Table::new(text.say(Key::ClaimsHeldHeading))
        .cards()
        .column(text.say(Key::ClaimsColumnTrace), Kind::Head)
        .column(text.say(Key::ClaimsColumnAmount), Kind::Number)
        .column(text.say(Key::ClaimsColumnWhy), Kind::Words)
        .column(text.say(Key::ClaimsColumnDecide), Kind::Words)
        .rows(rows)
        .render(text)
}

/// Says which claim a decision speaks of.
pub(crate) async fn submit_match(visit: Visit, Path(payment): Path<String>) -> Result<Response, PageError> {
    let payment: RecordId = visit::id(&payment)?;
    let place: usize = visit.form.parsed("place").ok_or(PageError::Unreadable)?;
    let number = visit.form.text("claim").trim();
    let said = match visit.form.text("said") {
        "none" => SaidMatch::NoneOfOurs,
        "undone" => SaidMatch::Undone,
        _ if number.is_empty() => return Ok(go_to("/claims")),
        _ => SaidMatch::Claim(number.to_owned()),
    };
    visit.app.say_match(&visit.caller, payment, place, said).await?;
    Ok(go_to("/claims?done=matched"))
}

/// Says that a held payment is money of its own.
pub(crate) async fn release(visit: Visit, Path(payment): Path<String>) -> Result<Response, PageError> {
    let payment: RecordId = visit::id(&payment)?;
    visit.app.release_payment(&visit.caller, payment).await?;
    Ok(go_to("/claims?done=released"))
}
