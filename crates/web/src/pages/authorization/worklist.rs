//! Who is about to come? Admissions that are planned, the next first day in front, with what their payers were asked and what is to be done.

use app::Data;
use app::authorization::{PlannedList, PlannedRow};
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::authorization::{FirstRequest, NextStep};
use vocabulary::{Day, EpisodeId};
use wording::Key;

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::parts::pager::{self, Next};
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// How many a page shows.
const PAGE_SIZE: u16 = 50;

/// The worklist, from the place on that the address names.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let (day, plan): (Option<Day>, Option<EpisodeId>) = (visit.query.parsed("day"), visit.query.parsed("after"));
    let list = visit.app.planned_worklist(&visit.caller, day.zip(plan), PAGE_SIZE).await?;
    Ok(visit::html(page(&visit.frame, &list)))
}

fn page(frame: &Frame, list: &PlannedList) -> Markup {
    let text = frame.text;
    let next = list.next.map(|(day, plan)| format!("/planned-admissions?day={day}&after={plan}"));
    let body = html! {
        @if list.rows.is_empty() { (table::empty(&text.say(Key::PlannedListNone))) } @else {
            (rows(frame, list))
            (pager::pager(text, &text.say_with(Key::PlannedListShown, &[("count", list.rows.len().into())]), &Next::from(next)))
        }
    };
    let actions = html! {
        @if frame.may(Data::Reviews) { a.button href="/reviews" { (text.say(Key::NavigationReviews)) } }
    };
    let lead = html! { p { (text.say(Key::PlannedListLead)) } };
    frame.render(&Page::wide(Section::Reviews, text.say(Key::PlannedListHeading), body).lead(lead).actions(actions))
}

fn rows(frame: &Frame, list: &PlannedList) -> Markup {
    let text = frame.text;
    Table::new(text.say(Key::PlannedListCaption))
        .cards()
        .column(text.say(Key::CaseloadColumnPatient), Kind::Head)
        .column(text.say(Key::PlannedDay), Kind::Words)
        .column(text.say(Key::PlannedProgram), Kind::Words)
        .column(text.say(Key::BoardFilterPayer), Kind::Words)
        .column(text.say(Key::PlannedListColumnRequest), Kind::Words)
        .column(text.say(Key::PlannedListColumnStep), Kind::Words)
        .rows(list.rows.iter().map(|row| self::row(frame, row)))
        .render(text)
}

fn row(frame: &Frame, row: &PlannedRow) -> Row {
    let (text, address) = (frame.text, format!("/patients/{}/authorizations", row.patient));
    let review = row.review.filter(|_| frame.may(Data::Reviews));
    let cells = vec![
        html! { a.row-link href=(address) { (row.listed_name) } span.sub { (row.record_number) } },
        html! { (text.day(row.day)) },
        html! { (row.program) span.sub { (text.level_of_care(row.level_of_care)) } },
        html! { @if row.payer.is_empty() { (text.say(Key::PlannedListNoPayer)) } @else { (row.payer) } },
        html! { (text.say(request_words(row.request))) },
        html! {
            strong { (text.say(step_words(row.step))) }
            @if let Some(review) = review { span.sub { a.row-link href={ "/reviews/" (review) } { (text.say(Key::PlannedListReview)) } } }
        },
    ];
    Row { cells, class: if row.step == NextStep::Settle { "urgent" } else { "" } }
}

const fn request_words(request: FirstRequest) -> Key {
    match request {
        FirstRequest::NotAsked => Key::PlannedRequestNotAsked,
        FirstRequest::Waiting => Key::PlannedRequestWaiting,
        FirstRequest::MoreWanted => Key::PlannedRequestMoreWanted,
        FirstRequest::Granted => Key::PlannedRequestGranted,
        FirstRequest::Denied => Key::PlannedRequestDenied,
    }
}

const fn step_words(step: NextStep) -> Key {
    match step {
        NextStep::Settle => Key::PlannedStepSettle,
        NextStep::RecordPayer => Key::PlannedStepRecordPayer,
        NextStep::OpenReview => Key::PlannedStepOpenReview,
        NextStep::Ask => Key::PlannedStepAsk,
        NextStep::AwaitDecision => Key::PlannedStepAwaitDecision,
        NextStep::Supply => Key::PlannedStepSupply,
        NextStep::AnswerDenial => Key::PlannedStepAnswerDenial,
        NextStep::Admit => Key::PlannedStepAdmit,
    }
}
