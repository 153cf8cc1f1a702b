//! What do payers grant of what they are asked, and what do stays need? Figures with what they are counted over, stays with the days that they are
//! likely to need, and the decisions that can be shown.

pub(crate) mod export;
#[cfg(test)]
mod tests;

use app::payer_record::{CourseForecast, FaultRow, PayerRecordPage, PayerRow, StayForecast};
use app::{Data, Scope};
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::length_of_stay::{LikelyDays, STAYS_NEEDED};
use utilization_review::payer_record::{FaultKind, PayerFigures};
use vocabulary::{EpisodeId, Points};
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::pages::schedule::adherence::rate;
use crate::parts::pager::{self, Next};
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// Denials are said for so many days.
const HUNDRED: i32 = 100;
/// How many stays a page shows.
const STAYS_SHOWN: usize = 25;
/// The confidence of the interval of a counted length.
const CONFIDENCE_PERCENT: i32 = 95;

/// The page.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let shown = visit.app.payer_record(&visit.caller).await?;
    let may_export = visit.caller.scope(Data::Release) == Scope::All;
    Ok(visit::html(page(&visit.frame, &shown, visit.query.parsed("after"), may_export)))
}

fn page(frame: &Frame, shown: &PayerRecordPage, after: Option<EpisodeId>, may_export: bool) -> Markup {
    let text = frame.text;
    let body = html! {
        section.block {
            div.block-head { h2 { (text.say(Key::PayerRecordFiguresHeading)) } }
            @if shown.rows.is_empty() { (table::empty(&text.say(Key::PayerRecordEmpty))) } @else {
                p.small.muted { (text.say(Key::PayerRecordExplained)) }
                (figures(text, &shown.rows))
            }
        }
        section.block #stays {
            div.block-head { h2 { (text.say(Key::PayerRecordStaysHeading)) } }
            @if shown.stays.is_empty() { (table::empty(&text.say(Key::PayerRecordStaysNone))) } @else {
                p.small.muted { (text.say(Key::PayerRecordStaysExplained)) }
                (stays(text, &shown.stays, after))
            }
        }
        section.block {
            div.block-head { h2 { (text.say(Key::PayerRecordFaultsHeading)) } }
            @if shown.faults.is_empty() { (table::empty(&text.say(Key::PayerRecordFaultsNone))) } @else { (faults(text, shown)) }
        }
    };
    let lead = html! { p { (text.say_with(Key::PayerRecordLead, &[("day", shown.today.into())])) } };
    let actions = html! {
        a.button href="/reviews" { (text.say(Key::NavigationReviews)) }
        @if may_export { a.button href="/payers/record/export" { (text.say(Key::PayerRecordExportLink)) } }
    };
    frame.render(&Page::wide(Section::Reviews, text.say(Key::PayerRecordHeading), body).clock(&shown.zone).lead(lead).actions(actions))
}

fn figures(text: Text, rows: &[PayerRow]) -> Markup {
    Table::new(text.say(Key::PayerRecordCaption))
        .cards()
        .column(text.say(Key::AppealsColumnPayer), Kind::Head)
        .column(text.say(Key::PayerRecordColumnAsked), Kind::Words)
        .column(text.say(Key::PayerRecordColumnDenials), Kind::Words)
        .column(text.say(Key::PayerRecordColumnWork), Kind::Words)
        .column(text.say(Key::PayerRecordColumnTiming), Kind::Words)
        .column(text.say(Key::PayerRecordColumnFaults), Kind::Words)
        .column(text.say(Key::PayerRecordColumnGranted), Kind::Words)
        .column(text.say(Key::PayerRecordColumnNeeded), Kind::Words)
        .rows(rows.iter().map(|row| figures_row(text, row)))
        .render(text)
}

fn figures_row(text: Text, row: &PayerRow) -> Row {
    let figures = &row.figures;
    let counts = [("denied", figures.denied.into()), ("overturned", figures.overturned.into()), ("partial", figures.partial.into())];
    Row::new(vec![
        html! { (row.name) span.sub { (text.level_of_care(figures.level_of_care)) } },
        html! { (rate(text, figures.granted())) },
        html! {
            @match figures.denials_per_hundred_days() {
                Some(tenths) => (text.say_with(Key::PayerRecordDenials, &[("rate", decimal(text, tenths).into()), ("hundred", HUNDRED.into())])),
                None => span.muted { (text.say(Key::PayerRecordNoFigure)) },
            }
            span.sub { (text.say_with(Key::PayerRecordDenialsCounts, &counts)) }
        },
        html! {
            @match figures.minutes_per_review() {
                Some(tenths) => (text.say_with(Key::PayerRecordMinutes, &[("minutes", decimal(text, tenths).into())])),
                None => span.muted { (text.say(Key::PayerRecordNoFigure)) },
            }
            span.sub { (text.say_with(Key::PayerRecordOfReviews, &[("count", figures.reviews.into())])) }
        },
        timing(text, figures),
        html! {
            @if figures.with_limit == 0 { span.muted { (text.say(Key::PayerRecordNoLimit)) } } @else {
                (text.say_with(Key::PayerRecordLate, &[("part", figures.late().count.into()), ("whole", figures.late().of.into())]))
            }
            span.sub {
                (text.say_with(Key::PayerRecordReasonless, &[
                    ("part", figures.without_reason().count.into()), ("whole", figures.without_reason().of.into()),
                ]))
            }
        },
        likely(text, row.granted, Key::PayerRecordHalfGranted),
        likely(text, row.needed, Key::PayerRecordHalf),
    ])
}

/// A number in tenths with one decimal.
fn decimal(text: Text, tenths: u64) -> String {
    let points = i64::try_from(tenths).ok().map(|tenths| Points::from_ten_thousandths(tenths.saturating_mul(1000)));
    points.map(|points| text.points(points, 1)).unwrap_or_default()
}

fn waited(text: Text, seconds: u64) -> String {
    text.waited(i64::try_from(seconds).unwrap_or(i64::MAX))
}

fn timing(text: Text, figures: &PayerFigures) -> Markup {
    let Some(timing) = figures.timing else { return html! { span.muted { (text.say(Key::PayerRecordNotTimed)) } } };
    let longest = [("count", timing.count.into()), ("time", waited(text, timing.longest_seconds).into())];
    html! {
        (text.say_with(Key::PayerRecordMedian, &[("time", waited(text, timing.median_seconds).into())]))
        span.sub { (text.say_with(Key::PayerRecordLongest, &longest)) }
    }
}

/// A counted length with its interval, or over how few stays there is none.
fn likely(text: Text, days: LikelyDays, half: Key) -> Markup {
    match days {
        LikelyDays::TooFew(stays) => {
            let few = [("stays", stays.into()), ("needed", STAYS_NEEDED.into())];
            html! { span.muted { (text.say_with(Key::PayerRecordTooFew, &few)) } }
        }
        LikelyDays::Counted(counted) => {
            let interval = [
                ("confidence", CONFIDENCE_PERCENT.into()),
                ("low", counted.low.into()),
                ("high", counted.high.into()),
                ("stays", counted.stays.into()),
            ];
            html! {
                (text.say_with(half, &[("days", counted.half.into())]))
                span.sub { (text.say_with(Key::PayerRecordInterval, &interval)) }
            }
        }
    }
}

/// The stays after one, as many as a page shows, and the way to the rest.
fn stays(text: Text, all: &[StayForecast], after: Option<EpisodeId>) -> Markup {
    let start = after.and_then(|after| all.iter().position(|row| row.stay.episode == after)).map_or(0, |place| place + 1);
    let shown: Vec<&StayForecast> = all.iter().skip(start).take(STAYS_SHOWN).collect();
    let last = shown.last().filter(|_| start + shown.len() < all.len());
    let next = last.map(|last| format!("/payers/record?after={}#stays", last.stay.episode));
    let said = [("first", (start + 1).into()), ("last", (start + shown.len()).into()), ("count", all.len().into())];
    html! {
        (stays_table(text, &shown))
        (pager::pager(text, &text.say_with(Key::PayerRecordStaysShown, &said), &Next::from(next)))
    }
}

fn stays_table(text: Text, stays: &[&StayForecast]) -> Markup {
    Table::new(text.say(Key::PayerRecordStaysCaption))
        .cards()
        .column(text.say(Key::CaseloadColumnPatient), Kind::Head)
        .column(text.say(Key::CaseloadColumnLevelOfCare), Kind::Words)
        .column(text.say(Key::PayerRecordColumnSoFar), Kind::Number)
        .column(text.say(Key::PayerRecordColumnCovered), Kind::Words)
        .column(text.say(Key::PayerRecordColumnByStays), Kind::Words)
        .column(text.say(Key::PayerRecordColumnByCourse), Kind::Words)
        .rows(stays.iter().map(|stay| stay_row(text, stay)))
        .render(text)
}

fn stay_row(text: Text, row: &StayForecast) -> Row {
    let stay = &row.stay;
    let covered = row.covered.zip(row.covered_until);
    Row::new(vec![
        html! { a.row-link href={ "/patients/" (stay.patient) "/authorizations" } { (stay.listed_name) } span.sub { (stay.record_number) } },
        html! { (text.level_of_care(stay.level_of_care)) span.sub { (stay.program) } },
        html! { (row.days) },
        html! {
            @match covered {
                Some((days, day)) => (text.say_with(Key::PayerRecordCovered, &[("days", days.into()), ("day", day.into())])),
                None => span.muted { (text.say(Key::PayerRecordNotCovered)) },
            }
            @if let Some(days) = row.short_by().filter(|days| *days > 0) {
                span.sub { (text.say_with(Key::PayerRecordShort, &[("days", days.into())])) }
            }
        },
        html! {
            (likely(text, row.by_stays, Key::PayerRecordHalf))
            @if let Some(counted) = row.by_stays.counted() {
                span.sub { (text.say_with(Key::PayerRecordThreeQuarters, &[("days", counted.three_quarters.into())])) }
            }
        },
        html! {
            @match &row.by_course {
                Some(forecast) => (course(text, forecast)),
                None => span.muted { (text.say(Key::PayerRecordCourseNone)) },
            }
        },
    ])
}

fn course(text: Text, forecast: &CourseForecast) -> Markup {
    let reach = forecast.reach;
    let half = [("instrument", forecast.name.as_str().into()), ("half", reach.half.into())];
    let quarters = if let Some(later) = reach.three_quarters {
        let said = [("quarter", reach.quarter.into()), ("later", later.into()), ("episodes", reach.episodes.into())];
        text.say_with(Key::PayerRecordCourseQuarters, &said)
    } else {
        let said = [("quarter", reach.quarter.into()), ("reaches", reach.reaches.into()), ("episodes", reach.episodes.into())];
        text.say_with(Key::PayerRecordCourseOpen, &said)
    };
    html! { (text.say_with(Key::PayerRecordCourse, &half)) span.sub { (quarters) } }
}

fn faults(text: Text, shown: &PayerRecordPage) -> Markup {
    Table::new(text.say(Key::PayerRecordFaultsCaption))
        .cards()
        .column(text.say(Key::CaseloadColumnPatient), Kind::Head)
        .column(text.say(Key::AppealsColumnPayer), Kind::Words)
        .column(text.say(Key::PayerRecordColumnWhat), Kind::Words)
        .column(text.say(Key::PayerRecordColumnWhen), Kind::Words)
        .column(text.say(Key::PayerRecordColumnRule), Kind::Words)
        .rows(shown.faults.iter().map(|row| fault_row(text, shown, row)))
        .render(text)
}

fn fault_row(text: Text, shown: &PayerRecordPage, row: &FaultRow) -> Row {
    let asked = &row.fault.asked;
    let what = match row.fault.kind {
        FaultKind::NoReason => text.say(Key::PayerRecordFaultReason),
        FaultKind::Late(hours) => {
            let key = if row.fault.decision.is_some() { Key::PayerRecordFaultLate } else { Key::PayerRecordFaultOpen };
            text.say_with(key, &[("hours", i64::try_from(hours).unwrap_or(i64::MAX).into())])
        }
    };
    let moment = |key, at| text.say_with(key, &[("time", text.instant(at, &shown.zone).into())]);
    let days = [("first", asked.days.first().into()), ("last", asked.days.last().unwrap_or_else(|| asked.days.first()).into())];
    let owed = asked.owed.as_ref().filter(|_| matches!(row.fault.kind, FaultKind::Late(_)));
    Row::new(vec![
        html! {
            @if let Some(whose) = &row.whose {
                a.row-link href={ "/patients/" (whose.patient) "/authorizations" } { (whose.listed_name) }
            }
        },
        html! { (row.payer) span.sub { (text.level_of_care(asked.level_of_care)) } },
        html! { (what) span.sub { (text.say_with(Key::PayerRecordFaultDays, &days)) } },
        html! {
            @if let Some(at) = asked.submitted_at { span.sub { (moment(Key::PayerRecordAskedAt, at)) } }
            @if let Some(at) = row.fault.decided_at { span.sub { (moment(Key::PayerRecordDecidedAt, at)) } }
        },
        html! {
            @if let Some(owed) = owed {
                (owed.rule)
                span.sub { (owed.source) }
                span.sub { (moment(Key::PayerRecordOwed, owed.before)) }
                @if !owed.verified { span.sub { (text.say(Key::PayerRecordRuleUnverified)) } }
            }
        },
    ])
}
