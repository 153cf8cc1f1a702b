//! Which review is next? Every stay that a payer authorizes, by the hours until its payer must have it.

use app::Data;
use app::review::notice::NoticeRow;
use app::review::{Board, BoardFilter, BoardPage, ReviewState, Stay};
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::given_notice::NoticeState;
use utilization_review::review::{BoardEntry, Bucket, Closeness, DeniedDays, RateSource, UnitsEnd};
use vocabulary::{EpisodeId, LevelOfCare};
use wording::{Key, Text};

use super::{refresh, submission};
use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::pager::{self, Next};
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// How many stays a page shows.
const PAGE_SIZE: usize = 50;
/// As many as a page shows that is to be printed.
const MOST: usize = 5_000;

/// The board, or the part of it that is looked for.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let filter = BoardFilter {
        bucket: Bucket::ALL.into_iter().find(|bucket| bucket.code() == visit.query.text("until")),
        level_of_care: visit.query.parsed("level"),
        program: visit.query.parsed("program"),
        review: STATES.into_iter().find(|(code, ..)| *code == visit.query.text("review")).map(|(_, state, _)| state),
        payer: Some(visit.query.text("payer")).filter(|payer| !payer.is_empty()).map(str::to_owned),
    };
    let size = if visit.query.text("show") == "everything" { MOST } else { PAGE_SIZE };
    let page_asked = BoardPage { after: visit.query.parsed("after"), size };
    let board = visit.app.review_board(&visit.caller, filter, page_asked).await?;
    Ok(visit::html(page(&visit.frame, &board, &visit.query)))
}

/// The fields of the filter.
const FILTERS: [&str; 5] = ["until", "level", "payer", "program", "review"];

const STATES: [(&str, ReviewState, Key); 2] =
    [("open", ReviewState::Open, Key::BoardReviewOpen), ("not-opened", ReviewState::NotOpened, Key::BoardReviewNotOpened)];

/// Opens the review that comes next for a stay.
pub(crate) async fn open(visit: Visit) -> Result<Response, PageError> {
    let episode: EpisodeId = visit.form.parsed("episode").ok_or(PageError::Unreadable)?;
    let review = visit.app.open_next_review(&visit.caller, episode).await?;
    Ok(go_to(&format!("/reviews/{review}?done=opened")))
}

fn page(frame: &Frame, board: &Board, query: &Fields) -> Markup {
    let text = frame.text;
    let chosen: Vec<(&str, &str)> =
        FILTERS.into_iter().map(|name| (name, query.text(name))).filter(|(_, value)| !value.is_empty()).collect();
    let is_empty = chosen.is_empty() && board.entries.is_empty();
    let body = html! {
        @if !is_empty { (filters(text, board, query)) }
        @if board.entries.is_empty() {
            (table::empty(&text.say(if is_empty { Key::BoardEmpty } else { Key::BoardNothingFits })))
        } @else {
            (stays(frame, board))
            (pager::pager(text, &text.say_with(Key::BoardShown, &[("count", board.entries.len().into())]), &Next::from(
                board.next.map(|after| address(&chosen, ("after", &after.to_string()))),
            )))
            @if board.next.is_some() { p { a href=(address(&chosen, ("show", "everything"))) { (text.say(Key::BoardEverything)) } } }
        }
    };
    let lead = html! { p { (text.say(Key::BoardLead)) } };
    let actions = html! {
        @if board.is_whole { a.button href="/payers/record" { (text.say(Key::PayerRecordLink)) } }
        @if frame.may(Data::Authorizations) { a.button href="/planned-admissions" { (text.say(Key::PlannedListLink)) } }
        a.button href="/appeals" { (text.say(Key::AppealsLink)) }
        a.button href="/notices" { (text.say(Key::NoticesLink)) }
        a.button href="/payers" { (text.say(Key::PayersLink)) }
    };
    frame.render(
        &Page::wide(Section::Reviews, text.say(Key::BoardHeading), body)
            .clocks(board.notices.values().flatten().map(|row| &row.zone))
            .lead(lead)
            .actions(actions),
    )
}

/// The board's address with what is chosen and one thing more.
fn address(chosen: &[(&str, &str)], more: (&str, &str)) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(chosen).append_pair(more.0, more.1).finish();
    format!("/reviews?{query}")
}

/// What to narrow the board by. How many stays there are is said by each end.
fn filters(text: Text, board: &Board, fields: &Fields) -> Markup {
    let problems = Problems::default();
    let draft = Draft { text, fields, problems: &problems };
    let counted = |bucket: Bucket| {
        let count = board.counts.get(&bucket).copied().unwrap_or_default();
        text.say_with(Key::BoardFilterCounted, &[("words", text.review_bucket(bucket.code()).into()), ("count", count.into())])
    };
    let buckets = choices(&Bucket::ALL, Bucket::code, counted);
    let levels: Vec<LevelOfCare> = LevelOfCare::ALL.iter().copied().filter(|level| *level != LevelOfCare::Outpatient).collect();
    let levels = choices(&levels, LevelOfCare::code, |level| text.level_of_care(level));
    let payers: Vec<Choice> = board.payers.iter().map(|(name, key)| (key.clone(), name.clone())).collect();
    let programs: Vec<Choice> = board.programs.iter().map(|(name, id)| (id.to_string(), name.clone())).collect();
    let states: Vec<Choice> = STATES.into_iter().map(|(code, _, words)| (code.to_owned(), text.say(words))).collect();
    html! {
        form.search method="get" action="/reviews" {
            (draft.filter(Field::optional("until", Key::BoardFilterBucket), Key::BoardFilterAll, &buckets))
            (draft.filter(Field::optional("level", Key::BoardFilterLevel), Key::BoardFilterAll, &levels))
            (draft.filter(Field::optional("payer", Key::BoardFilterPayer), Key::BoardFilterAll, &payers))
            (draft.filter(Field::optional("program", Key::BoardFilterProgram), Key::BoardFilterAll, &programs))
            (draft.filter(Field::optional("review", Key::BoardFilterReview), Key::BoardFilterAll, &states))
            button type="submit" { (text.say(Key::ActionShow)) }
        }
    }
}

fn stays(frame: &Frame, board: &Board) -> Markup {
    let text = frame.text;
    Table::new(text.say(Key::BoardCaption))
        .cards()
        .column(text.say(Key::CaseloadColumnPatient), Kind::Head)
        .column(text.say(Key::CaseloadColumnLevelOfCare), Kind::Words)
        .column(text.say(Key::BoardColumnPayer), Kind::Words)
        .column(text.say(Key::BoardColumnDue), Kind::Words)
        .column(text.say(Key::BoardColumnEnds), Kind::Words)
        .column(text.say(Key::BoardColumnReview), Kind::Words)
        .column(text.say(Key::BoardColumnMissing), Kind::Words)
        .column(text.say(Key::BoardColumnMoney), Kind::Number)
        .rows(board.entries.iter().map(|entry| row(frame, board, entry)))
        .render(text)
}

fn row(frame: &Frame, board: &Board, entry: &BoardEntry<Stay>) -> Row {
    let (text, stay) = (frame.text, &entry.stay);
    let bucket = entry.bucket(stay.today);
    let cells = vec![
        html! { a.row-link href={ "/patients/" (stay.patient) } { (stay.listed_name) } span.sub { (stay.record_number) } },
        html! { (text.level_of_care(stay.level_of_care)) span.sub { (stay.program) } },
        html! {
            @if stay.payer.is_empty() { span.muted { (text.say(Key::BoardPayerNone)) } } @else { (stay.payer) }
            @if let Some(day) = stay.others_from {
                span.sub { span.flag { (text.say_with(Key::BoardOthersPay, &[("day", day.into())])) } }
            }
            @if let Some(day) = stay.no_coverage_from {
                span.sub {
                    a.row-link href={ "/patients/" (stay.patient) "/authorizations" } {
                        span.flag { (text.say_with(Key::BoardNoCoverage, &[("day", day.into())])) }
                    }
                }
            }
        },
        html! {
            strong { (text.review_bucket(bucket.code())) }
            @if let Some(submit) = &entry.submit_by { (submission::words(text, submit, board.now)) }
        },
        html! {
            (ends(text, board, entry))
            @if let Some(units) = entry.units_end { span.sub { (units_end(text, units)) } span.sub { (text.unit_sources(units.sources)) } }
            @for denial in entry.denial.iter().chain(&entry.more_denials) { span.sub { (denied(text, stay, *denial)) } }
            @for row in board.notices.get(&stay.episode).into_iter().flatten() { (open_notice(text, board, row)) }
            @if !stay.number.is_empty() { span.sub { a.row-link href={ "/patients/" (stay.patient) "/authorizations" } { (stay.number) } } }
        },
        html! {
            @match stay.review {
                Some(review) => {
                    a href={ "/reviews/" (review) } {
                        (text.say_with(Key::BoardReady, &[
                            ("answered", entry.readiness.answered.into()), ("required", entry.readiness.required.into()),
                        ]))
                    }
                },
                None => form method="post" action="/reviews" {
                    (frame.token_field())
                    input type="hidden" name="episode" value=(stay.episode);
                    button type="submit" { (text.say(Key::BoardOpenReview)) span.visually-hidden { ": " (stay.listed_name) } }
                },
            }
        },
        html! {
            @if let Some(missing) = entry.readiness.next() {
                (text.review_question(missing.question.code()))
                span.sub { (text.review_action(missing.action.code())) }
            }
            @if let (Some(review), true) = (stay.review, entry.readiness.asks_for_check_in()) {
                (refresh::button(frame, review, &stay.listed_name))
            }
        },
        html! { (money(text, entry)) },
    ];
    let class = match bucket {
        Bucket::PastDue => "urgent",
        Bucket::None if entry.uncovered_since.is_some() => "urgent",
        Bucket::AppealFiled | Bucket::Today | Bucket::Tomorrow => "pressing",
        Bucket::Later | Bucket::None => "",
    };
    Row { cells, class }
}

/// A notice that is open, with until when it has time and the way to where it is recorded.
fn open_notice(text: Text, board: &Board, row: &NoticeRow) -> Markup {
    let said = [
        ("notice", text.notice_kind(row.clock.kind.code()).into()),
        ("due", crate::pages::appeal::task::due_words(text, Some(row.clock.deadline.due), &row.zone).into()),
    ];
    let is_overdue = row.clock.state(board.now) == NoticeState::Overdue;
    html! {
        span.sub {
            a.row-link href={ "/patients/" (row.patient) "/notices" } { (text.say_with(Key::BoardNotice, &said)) }
            @if is_overdue { " " span.flag { (text.say(Key::AppealStateLate)) } }
        }
    }
}

/// What is at risk where a rate is known, in its two parts; nothing is guessed.
fn money(text: Text, entry: &BoardEntry<Stay>) -> Markup {
    html! {
        @match entry.money {
            None => span.muted { (text.say(Key::BoardMoneyUnknown)) },
            Some(money) => {
                (text.money(money.total()))
                span.sub {
                    (text.say(match money.source {
                        RateSource::DayRate => Key::BoardMoneyByDayRate,
                        RateSource::Contract => Key::BoardMoneyByContract,
                    }))
                }
                @if money.uncovered > vocabulary::Money::ZERO {
                    span.sub { (text.say_with(Key::BoardMoneyUncovered, &[("amount", money.uncovered.into())])) }
                }
            },
        }
    }
}

/// Why the end comes before the last authorized day.
fn units_end(text: Text, units: UnitsEnd) -> String {
    let said = [("used", units.used.into()), ("granted", units.granted.into()), ("day", units.authorized_until.into())];
    text.say_with(Key::BoardUnitsEnd, &said)
}

/// What was done about days that were denied, and which ones, with the way to the appeal.
fn denied(text: Text, stay: &Stay, denial: DeniedDays) -> Markup {
    let words = text.review_denial(denial.answer.code());
    let days = match denial.last {
        Some(last) => {
            text.say_with(Key::BoardDeniedDays, &[("words", words.into()), ("first", denial.first.into()), ("last", last.into())])
        }
        None => text.say_with(Key::BoardDeniedSince, &[("words", words.into()), ("first", denial.first.into())]),
    };
    let address =
        denial.review.map_or_else(|| format!("/patients/{}/authorizations", stay.patient), |review| format!("/reviews/{review}/appeal"));
    html! { a.row-link href=(address) { (days) } }
}

/// The hours left, or since when the stay is not covered.
fn ends(text: Text, board: &Board, entry: &BoardEntry<Stay>) -> String {
    match (entry.hours_left(board.now), entry.last_covered_day) {
        (Some(hours), Some(last)) if Closeness::of(hours) == Closeness::Expired => {
            text.say_with(Key::BoardExpired, &[("day", last.plus_days(1).into())])
        }
        (Some(hours), Some(last)) => format!("{} · {}", text.day(last), text.say_with(Key::BoardHours, &[("hours", hours.into())])),
        _ if entry.uncovered_since.is_some() => text.say_with(Key::BoardNeverAuthorized, &[("day", entry.stay.first.into())]),
        _ => text.say(Key::BoardNone),
    }
}
