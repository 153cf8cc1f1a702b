//! What came in: the list of imports, one of them with its rejected rows, and the rows as a file to be mended.

use app::import::{ImportedBatch, Reason, RejectedRow};
use app::release::Disclosure;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{BatchId, ZoneName};
use wording::{Arg, Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Page, Section};
use crate::pages::releases::download;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::parts::notice;
use crate::parts::pager::{self, Next};
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, again, html as html_page};

/// How many imports a page shows.
const PAGE_SIZE: u16 = 25;
/// How many rejected rows a page shows.
const ROWS_SIZE: u16 = 100;

const LABELS: Labels<'static> = &[("recipient", Key::PatientReportRecipient), ("reason", Key::PatientReportReason)];

/// What came in, and what was refused?
pub(crate) async fn list(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let before: Option<BatchId> = visit.query.parsed("before");
    let mut batches = visit.app.imports(&visit.caller, before, PAGE_SIZE + 1).await?;
    let more = batches.len() > usize::from(PAGE_SIZE);
    batches.truncate(usize::from(PAGE_SIZE));
    let next = batches.last().filter(|_| more).map(|last| format!("/imports?before={}", last.batch.id));
    let zone = zone(&visit).await?;
    let shown = text.say_with(Key::ImportShown, &[("count", batches.len().into())]);
    let rows = batches.iter().map(|batch| {
        let address = format!("/imports/{}", batch.batch.id);
        let count = |count: i64| text.count(count);
        Row::new(vec![
            html! { a.row-link href=(address) { (batch.batch.file_name) } span.sub { (kind(text, &batch.batch.kind)) } },
            html! { (text.instant(batch.started_at, &zone)) },
            html! { (count(batch.counts.rows_read)) },
            html! { (count(batch.counts.records_added)) },
            html! { (count(batch.counts.records_unchanged)) },
            html! {
                @match (batch.counts.rows_rejected, holds_rows(&batch.batch.kind)) {
                    (0, _) => (count(0)),
                    (rejected, true) => strong { (count(rejected)) },
                    // Parts of values, of which one claim can have several: no number of rows.
                    (parts, false) => strong { (text.say_with(Key::ImportPartsCounted, &[("count", parts.into())])) },
                }
            },
            html! { (state(text, batch.finished_at.is_some(), is_failed(&batch.state))) },
        ])
    });
    let table = Table::new(text.say(Key::NavigationImports))
        .cards()
        .dense()
        .column(text.say(Key::ImportColumnFile), Kind::Head)
        .column(text.say(Key::ImportColumnWhen), Kind::Short)
        .column(text.say(Key::ImportRowsRead), Kind::Number)
        .column(text.say(Key::ImportColumnAccepted), Kind::Number)
        .column(text.say(Key::ImportColumnUnchanged), Kind::Number)
        .column(text.say(Key::ImportColumnRejected), Kind::Number)
        .column(text.say(Key::ImportColumnState), Kind::Words)
        .rows(rows);
    let body = html! {
        @if batches.is_empty() { (table::empty(&text.say(Key::ImportEmpty))) } @else { (table.render(text)) (pager::pager(text, &shown, &Next::from(next))) }
    };
    let page = Page::wide(Section::Imports, text.say(Key::ImportHeading), body)
        .clock(&zone)
        .lead(html! { p { (text.say(Key::ImportLead)) } })
        .actions(html! { a.button.main href="/imports/new" { (text.say(Key::ImportStart)) } });
    Ok(html_page(visit.frame.render(&page)))
}

/// True where a file holds rows; one of claims holds dealings, and what is not understood of it are parts of values.
fn holds_rows(kind: &str) -> bool {
    kind != app::claim::KIND
}

fn is_failed(state: &impl std::fmt::Debug) -> bool {
    // The type of the state belongs to the database, which pages do not name.
    format!("{state:?}").starts_with("Failed")
}

fn state(text: Text, is_ended: bool, is_failed: bool) -> Markup {
    html! {
        @if is_failed { span.flag.attention { (text.say(Key::ImportStateFailed)) } }
        @else if is_ended { (text.say(Key::ImportStateFinished)) }
        @else { span.muted { (text.say(Key::ImportStateRunning)) } }
    }
}

/// The kind of a file in words.
pub(crate) fn kind(text: Text, code: &str) -> String {
    Key::from_id(&format!("import-kind-{code}")).map_or_else(|| code.to_owned(), |key| text.say(key))
}

/// A reason in words; its id where there are none.
pub(crate) fn reason(text: Text, reason: &Reason) -> String {
    let Some(key) = Key::from_id(&reason.id) else { return reason.id.clone() };
    let known = reason.arguments.iter().filter(|(name, _)| key.variables().contains(&name.as_str()));
    let arguments: Vec<(&str, Arg)> = known.map(|(name, value)| (name.as_str(), argument(text, value))).collect();
    // What was stored long ago may lack a value that the sentence has now.
    if arguments.len() < key.variables().len() { reason.id.clone() } else { text.say_with(key, &arguments) }
}

fn argument(text: Text, value: &vocabulary::Argument) -> Arg {
    match value {
        vocabulary::Argument::Count(count) => Arg::Count(*count),
        vocabulary::Argument::Points(points) => Arg::Points(*points),
        vocabulary::Argument::Money(money) => Arg::Money(*money),
        vocabulary::Argument::Day(day) => Arg::Day(*day),
        vocabulary::Argument::Instant(instant) => Arg::Text(text.instant_with_zone(*instant, &ZoneName::utc())),
        vocabulary::Argument::Name(name) => Arg::Text(name.clone()),
        vocabulary::Argument::Key(id) => Arg::Text((*id).to_owned()),
    }
}

/// Rejected rows by their place, with their reasons.
pub(crate) fn rejections(text: Text, rows: &[RejectedRow]) -> Markup {
    let rows = rows.iter().map(|row| Row::new(vec![html! { (row.position) }, html! { (reason(text, &row.reason)) }]));
    Table::new(text.say(Key::ImportRejectionsCaption))
        .dense()
        .column(text.say(Key::ImportColumnPlace), Kind::Head)
        .column(text.say(Key::ImportColumnReason), Kind::Words)
        .rows(rows)
        .render(text)
}

/// The practice's clock.
async fn zone(visit: &Visit) -> Result<ZoneName, PageError> {
    Ok(visit.app.practice_clock(&visit.caller).await?.zone)
}

/// What did this file bring?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: BatchId = visit::id(&id)?;
    let after: Option<i64> = visit.query.parsed("after");
    let batch = visit.app.import_batch(&visit.caller, id, after, ROWS_SIZE).await?;
    let (text, zone) = (visit.text(), zone(&visit).await?);
    let done = match visit.query.text("done") {
        "imported" => Some(text.say(Key::ImportDone)),
        "before" => Some(text.say(Key::ImportDoneBefore)),
        _ => None,
    };
    let lead = [("file", batch.batch.batch.file_name.as_str().into()), ("kind", kind(text, &batch.batch.batch.kind).into())];
    let body = html! {
        @if let Some(sentence) = &done { (notice::done(sentence)) }
        @if let Some(refused) = &batch.refused {
            (notice::attention(&html! { h2 { (text.say(Key::ImportBatchFailed)) } p { (reason(text, refused)) } }))
        }
        div.split {
            div { (rejected(&visit, id, &batch)) }
            aside aria-label=(text.say(Key::ImportBatchCountsHeading)) { (counts(text, &batch, &zone)) }
        }
    };
    let page = Page::wide(Section::Imports, text.say(Key::ImportBatchHeading), body)
        .clock(&zone)
        .lead(html! { p { (text.say_with(Key::ImportBatchLead, &lead)) } })
        .actions(html! { a.button href="/imports" { (text.say(Key::ActionBack)) } });
    Ok(html_page(visit.frame.render(&page)))
}

fn counts(text: Text, view: &ImportedBatch, zone: &ZoneName) -> Markup {
    let batch = &view.batch;
    let (read, rejected) = if view.holds_rows() {
        (Key::ImportRowsRead, Key::ImportColumnRejected)
    } else {
        (Key::ImportDealingsRead, Key::ImportPartsNotUnderstood)
    };
    html! {
        section.panel {
            h2 { (text.say(Key::ImportBatchCountsHeading)) }
            dl.facts {
                dt { (text.say(read)) } dd { (text.count(batch.counts.rows_read)) }
                dt { (text.say(Key::ImportColumnAccepted)) } dd { (text.count(batch.counts.records_added)) }
                dt { (text.say(Key::ImportColumnUnchanged)) } dd { (text.count(batch.counts.records_unchanged)) }
                dt { (text.say(rejected)) } dd { (text.count(batch.counts.rows_rejected)) }
                dt { (text.say(Key::ImportColumnWhen)) } dd { (text.instant(batch.started_at, zone)) }
                @if !batch.batch.mapping_name.is_empty() { dt { (text.say(Key::ImportBatchMapping)) } dd { (batch.batch.mapping_name) } }
                dt { (text.say(Key::ImportBatchFingerprint)) } dd { code { (batch.batch.sha256) } }
            }
        }
    }
}

fn rejected(visit: &Visit, id: BatchId, view: &ImportedBatch) -> Markup {
    let text = visit.text();
    let count = view.batch.counts.rows_rejected;
    let is_full = view.rejections.len() == usize::from(ROWS_SIZE);
    let next = view.rejections.last().filter(|_| is_full).map(|last| format!("/imports/{id}?after={}", last.ordinal));
    let said = if view.holds_rows() { Key::ImportRowsRejected } else { Key::ImportPartsCounted };
    let shown = text.say_with(said, &[("count", count.into())]);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ImportRejectionsHeading)) } }
            @if count == 0 {
                (table::empty(&text.say(Key::ImportNoRejections)))
            } @else {
                @if view.holds_rows() && view.rows_are_for(&visit.caller) {
                    (notice::notice(&html! {
                        p { (text.say(Key::ImportRejectionsLead)) }
                        div.actions { a.button href={ "/imports/" (id) "/rejects" } { (text.say(Key::ImportDownloadRejections)) } }
                    }))
                } @else if !view.holds_rows() {
                    (notice::notice(&html! { p { (text.say(Key::ImportPartsLead)) } }))
                }
                (rejections(text, &view.rejections))
                (pager::pager(text, &shown, &Next::from(next)))
            }
        }
    }
}

/// For whom are the rejected rows?
pub(crate) async fn show_rejects(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: BatchId = visit::id(&id)?;
    Ok(html_page(rejects_page(&visit, id, &Fields::default(), &Problems::default())))
}

/// Hands out the rejected rows, after their release was recorded.
pub(crate) async fn hand_out_rejects(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: BatchId = visit::id(&id)?;
    let mut reader = Reader::new(&visit.form, visit.text(), visit.app.now().day_in(&ZoneName::utc()));
    let recipient = reader.required_line("recipient", Key::PatientReportRecipient);
    let reason = reader.required_line("reason", Key::PatientReportReason);
    let mut problems = reader.problems;
    if problems.is_empty() {
        let disclosure = Disclosure { recipient, reason, basis: "operations".to_owned(), authority: String::new() };
        match visit.app.reject_file(&visit.caller, id, disclosure).await {
            Ok(released) => return Ok(download(&released)),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(again(rejects_page(&visit, id, &visit.form, &problems)))
}

fn rejects_page(visit: &Visit, id: BatchId, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let page = FormPage {
        section: Some(Section::Imports),
        heading: text.say(Key::ImportRejectsHeading),
        lead: text.say(Key::ImportRejectsLead),
        action: format!("/imports/{id}/rejects"),
        back: format!("/imports/{id}"),
        save: Key::ImportDownloadRejections,
        is_serious: false,
        problems,
    };
    let inside = html! {
        (draft.line(Field::required("recipient", Key::PatientReportRecipient).hint(Key::PatientReportRecipientHint), "text", "off"))
        (draft.line(Field::required("reason", Key::PatientReportReason), "text", "off"))
    };
    page.render(&visit.frame, &inside)
}
