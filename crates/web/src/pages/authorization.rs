//! What is authorized for a patient? Authorizations with what is used of them, days without one, decisions of payers, and who pays.

pub(crate) mod coverage;
pub(crate) mod decision;
pub(crate) mod mend;
pub(crate) mod planned;
pub(crate) mod request;
pub(crate) mod request_file;
#[cfg(test)]
mod story;
pub(crate) mod supplied;
pub(crate) mod worklist;

use app::authorization::{AuthorizationView, AuthorizationsPage, Granted};
use app::{Data, Stored};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::authorization::{
    AskedAndGranted, AuthorizationDetermination, AuthorizationRequest, DecisionStage, DeterminationOutcome, ExhaustionCause, OtherLevel,
    OtherPayer, Overlap, UnitKind, Usage,
};
use vocabulary::{Day, Period, RecordId};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::pages::appeal::task::{checked, due_words};
use crate::pages::patient::spoken_name;
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// So many days are named before the rest is counted.
const DAYS_NAMED: usize = 10;

/// What is authorized?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.authorizations(&visit.caller, visit::id(&id)?).await?;
    let done = visit.query.text("done") == "saved";
    Ok(visit::html(markup(&visit.frame, &page, done, (&Fields::default(), &Problems::default()))))
}

fn markup(frame: &Frame, page: &AuthorizationsPage, done: bool, (fields, problems): (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let address = format!("/patients/{}/authorizations", page.patient.id);
    let body = html! {
        @if done { (notice::done(&text.say(Key::AuthorizationsSaved))) }
        (notice::problem_summary(text, problems))
        @if !page.has_billed_data { (notice::notice(&html! { p { (text.say(Key::AuthorizationsNoBilled)) } })) }
        (planned::section(frame, page, (fields, problems)))
        section.block {
            @if page.authorizations.is_empty() { (table::empty(&text.say(Key::AuthorizationsNone))) } @else { (authorizations(text, page)) }
        }
        (without_coverage(text, page))
        (uncovered(text, page))
        (clustering(text, page))
        (overlaps(text, page))
        (requests(frame, page))
        (open_reviews(frame, page))
        section.block {
            div.block-head { h2 { (text.say(Key::AuthorizationsDecisionsHeading)) } a.button href={ (address) "/decision" } { (text.say(Key::DecisionAdd)) } }
            @if page.determinations.is_empty() { p.muted { (text.say(Key::AuthorizationsDecisionsNone)) } } @else { (decisions(frame, page)) }
        }
        section.block {
            div.block-head { h2 { (text.say(Key::AuthorizationsCoverageHeading)) } a.button href={ (address) "/coverage" } { (text.say(Key::CoverageAdd)) } }
            @if page.coverages.is_empty() { p.muted { (text.say(Key::AuthorizationsCoverageNone)) } } @else { (coverages(text, page)) }
        }
    };
    let patient = page.patient.value();
    let lead = html! {
        p { (text.say_with(Key::AuthorizationsLead, &[("day", page.today.into())])) }
        p { a href={ "/patients/" (page.patient.id) } { (patient.listed_name()) } " · " (patient.record_number) }
    };
    let heading = text.say_with(Key::AuthorizationsHeading, &[("patient", spoken_name(patient).into())]);
    let actions = html! {
        @if frame.may(Data::Reviews) { a.button href={ "/patients/" (page.patient.id) "/notices" } { (text.say(Key::NoticesLink)) } }
    };
    frame.render(&Page::wide(Section::Reviews, heading, body).about(patient).clock(&page.zone).lead(lead).actions(actions))
}

fn authorizations(text: Text, page: &AuthorizationsPage) -> Markup {
    Table::new(text.say(Key::AuthorizationsCaption))
        .cards()
        .column(text.say(Key::AuthorizationsColumnNumber), Kind::Head)
        .column(text.say(Key::CaseloadColumnLevelOfCare), Kind::Words)
        .column(text.say(Key::AuthorizationsColumnDays), Kind::Words)
        .column(text.say(Key::AuthorizationsColumnUnits), Kind::Words)
        .column(text.say(Key::AuthorizationsColumnLeft), Kind::Words)
        .column(text.say(Key::AuthorizationsColumnRunsOut), Kind::Words)
        .rows(page.authorizations.iter().map(|view| authorization(text, page, view)))
        .render(text)
}

fn authorization(text: Text, page: &AuthorizationsPage, view: &AuthorizationView) -> Row {
    let (value, usage) = (view.authorization.value(), &view.usage);
    // What a decision granted is withdrawn with it.
    let is_granted = page.determinations.iter().any(|decision| decision.value().authorization == Some(view.authorization.id));
    let is_over = usage.over > 0;
    let cells = vec![
        html! {
            (value.number)
            @if !value.codes.is_empty() { span.sub { (value.codes) } }
            @if !is_granted { (mend::link(text, page.patient.id, Granted::Authorization(view.authorization.id))) }
        },
        html! { (text.level_of_care(value.level_of_care)) },
        html! {
            (days(text, value.period))
            @for period in &view.taken { span.sub { (text.say_with(Key::AuthorizationsTaken, &[("days", days(text, *period).into())])) } }
            @if let Some(next) = value.next_review { span.sub { (text.say_with(Key::AuthorizationsNextReview, &[("day", next.into())])) } }
        },
        html! {
            (text.say_with(Key::AuthorizationsUsed, &[("used", usage.used.into()), ("granted", usage.units.into())]))
            " " span.sub { (text.authorized_unit(value.unit_kind.code())) }
            @if usage.used > 0 { span.sub { (text.unit_sources(view.sources)) } }
            @if let Some(unbilled) = usage.unbilled().filter(|unbilled| *unbilled > 0) {
                span.sub { (text.say_with(Key::AuthorizationsUnbilled, &[("count", unbilled.into())])) }
            }
            @if let Some(billed) = usage.used_billed {
                @let both = [("delivered", usage.used_delivered.into()), ("billed", billed.into())];
                span.sub { (text.say_with(Key::AuthorizationsDeliveredBilled, &both)) }
            }
            @if !usage.mismatches.is_empty() {
                span.sub { (text.say_with(Key::AuthorizationsMismatches, &[("count", usage.mismatches.len().into())])) }
            }
        },
        html! {
            (left(text, usage, !view.taken.is_empty()))
            // An authorization that has ended has no pace any more.
            @if usage.rate.units > 0 && usage.days_left > 0 {
                span.sub { (text.say_with(Key::AuthorizationsRate, &[("units", usage.rate.units.into()), ("days", usage.rate.days.into())])) }
            }
        },
        html! { (runs_out(text, usage, value.period.first())) },
    ];
    Row { cells, class: if is_over { "pressing" } else { "" } }
}

fn left(text: Text, usage: &Usage, is_taken: bool) -> String {
    if usage.over > 0 {
        return text.say_with(Key::AuthorizationsOver, &[("over", usage.over.into())]);
    }
    if usage.days_left == 0 && is_taken {
        return text.say_with(Key::AuthorizationsNoneLeft, &[("units", usage.left.into())]);
    }
    if usage.days_left == 0 {
        return text.say_with(Key::AuthorizationsOverDays, &[("units", usage.left.into())]);
    }
    text.say_with(Key::AuthorizationsLeft, &[("units", usage.left.into()), ("days", usage.days_left.into())])
}

fn runs_out(text: Text, usage: &Usage, first: Day) -> String {
    if usage.exhaustion.day < first {
        return text.say(Key::AuthorizationsNothingLeft);
    }
    let key = match usage.exhaustion.cause {
        ExhaustionCause::Date => Key::AuthorizationsByDate,
        ExhaustionCause::Count => Key::AuthorizationsByCount,
    };
    text.say_with(key, &[("day", usage.exhaustion.day.into())])
}

/// What was granted of what was asked for. Where the units are the days themselves they are told once.
fn asked_and_granted(text: Text, unit: UnitKind, sums: AskedAndGranted) -> String {
    let (granted, asked) = (("granted", sums.units_granted.into()), ("asked", sums.units_asked.into()));
    if unit == UnitKind::Day && (sums.units_granted, sums.units_asked) == (sums.days_granted, sums.days_asked) {
        return text.say_with(Key::AuthorizationsAskedGrantedDays, &[granted, asked]);
    }
    let unit = ("unit", text.authorized_unit(unit.code()).into());
    let (part, whole) = (("days", sums.days_granted.into()), ("whole", sums.days_asked.into()));
    text.say_with(Key::AuthorizationsAskedGranted, &[granted, asked, unit, part, whole])
}

fn days(text: Text, period: Period) -> String {
    let last = period.last().unwrap_or_else(|| period.first());
    text.say_with(Key::AuthorizationsDays, &[("first", period.first().into()), ("last", last.into())])
}

/// Days that are authorized or on which care was given, and on which no coverage holds; nothing where there are none.
fn without_coverage(text: Text, page: &AuthorizationsPage) -> Markup {
    let found = &page.without_coverage;
    let told = |list: &[Day]| {
        let periods = utilization_review::appeal::outcome::periods(list);
        let mut told: Vec<String> = periods.iter().take(DAYS_NAMED).map(|period| days(text, *period)).collect();
        if periods.len() > DAYS_NAMED {
            told.push(text.say_with(Key::AuthorizationsDaysMore, &[("count", (periods.len() - DAYS_NAMED).into())]));
        }
        told.join("; ")
    };
    let said = |list: &[Day]| [("count", list.len().into()), ("days", told(list).into())];
    html! {
        @if !found.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::AuthorizationsNoCoverageHeading)) } }
                (notice::attention(&html! {
                    @if !found.authorized.is_empty() { p { (text.say_with(Key::AuthorizationsNoCoverageAuthorized, &said(&found.authorized))) } }
                    @if !found.delivered.is_empty() { p { (text.say_with(Key::AuthorizationsNoCoverageDelivered, &said(&found.delivered))) } }
                    p { (text.say(Key::AuthorizationsNoCoverageDo)) }
                }))
            }
        }
    }
}

/// Days on which care stood without an authorization; nothing where there are none.
fn uncovered(text: Text, page: &AuthorizationsPage) -> Markup {
    let delivered: Vec<Day> = page.days.iter().flat_map(|(_, days)| days.delivered_uncovered.iter().copied()).collect();
    let gaps = page.days.iter().map(|(_, days)| days.gap_days.len()).sum::<usize>();
    let of_others: Vec<&OtherPayer> = page.days.iter().flat_map(|(_, days)| &days.other_payer).collect();
    if delivered.is_empty() && gaps == 0 && of_others.is_empty() {
        return html! {};
    }
    let mut named: Vec<String> = delivered.iter().take(DAYS_NAMED).map(|day| text.day(*day)).collect();
    if delivered.len() > DAYS_NAMED {
        named.push(text.say_with(Key::AuthorizationsDaysMore, &[("count", (delivered.len() - DAYS_NAMED).into())]));
    }
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AuthorizationsGapsHeading)) } }
            @if !delivered.is_empty() {
                (notice::attention(&html! {
                    p { (text.say_with(Key::AuthorizationsDeliveredUncovered, &[("count", delivered.len().into()), ("days", named.join("; ").into())])) }
                }))
            }
            @for other in of_others { p { (other_payer(text, page, other)) } }
            @for (_, found) in &page.days { @for other in &found.other_level { p { (other_level(text, page, other)) } } }
            @for (first, deadline) in &page.after_the_fact {
                p {
                    (text.say_with(Key::AuthorizationsAfterTheFact, &[
                        ("first", (*first).into()), ("due", due_words(text, Some(deadline.due), &page.zone).into()),
                    ]))
                    span.sub { (deadline.source) " · " (deadline.rule) (checked(text, deadline)) }
                }
            }
            @if gaps > 0 { p { (text.say_with(Key::AuthorizationsGapDays, &[("count", gaps.into())])) } }
        }
    }
}

/// Days that an authorization of a payer covers who is not the one of the coverage on them.
fn other_payer(text: Text, page: &AuthorizationsPage, other: &OtherPayer) -> String {
    let authorization = page.authorizations.iter().find(|view| view.authorization.id == other.authorization);
    let value = authorization.map(|view| view.authorization.value());
    let payer = value.map_or("", |value| page.payers.get(&value.payer).map_or(value.payer.as_str(), String::as_str));
    let told = utilization_review::appeal::outcome::periods(&other.days);
    let told: Vec<String> = told.into_iter().map(|period| days(text, period)).collect();
    let said =
        [("payer", payer.into()), ("number", value.map_or("", |value| value.number.as_str()).into()), ("days", told.join("; ").into())];
    text.say_with(Key::AuthorizationsOtherPayer, &said)
}

/// Which authorization covers days of care at another level than its own.
fn other_level(text: Text, page: &AuthorizationsPage, other: &OtherLevel) -> String {
    let number = page.authorizations.iter().find(|view| view.authorization.id == other.authorization);
    let number = number.map_or("", |view| view.authorization.value().number.as_str());
    let told = utilization_review::appeal::outcome::periods(&other.days);
    let told: Vec<String> = told.into_iter().map(|period| days(text, period)).collect();
    let said = [
        ("number", number.into()),
        ("authorized", text.level_of_care(other.authorized).into()),
        ("days", told.join("; ").into()),
        ("given", text.level_of_care(other.given).into()),
    ];
    text.say_with(Key::AuthorizationsOtherLevel, &said)
}

/// How many of the days of measuring fall just before an authorization ends, against an even spread; nothing where nobody measured.
fn clustering(text: Text, page: &AuthorizationsPage) -> Markup {
    let found = page.clustering;
    if found.all == 0 {
        return html! {};
    }
    let expected = vocabulary::Points::from_ten_thousandths(i64::from(found.expected_hundredths) * 100);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AuthorizationsClusteringHeading)) } }
            p {
                (text.say_with(Key::AuthorizationsClustering, &[
                    ("count", found.just_before.into()), ("all", found.all.into()), ("expected", text.points(expected, 1).into()),
                ]))
            }
        }
    }
}

/// Days that two authorizations cover; nothing where there are none.
fn overlaps(text: Text, page: &AuthorizationsPage) -> Markup {
    let found: Vec<&Overlap> = page.days.iter().flat_map(|(_, days)| &days.overlaps).collect();
    if found.is_empty() {
        return html! {};
    }
    let number = |id: RecordId| {
        let named = page.authorizations.iter().find(|view| view.authorization.id == id);
        named.map_or("", |view| view.authorization.value().number.as_str())
    };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AuthorizationsOverlapsHeading)) } }
            ul {
                @for overlap in found {
                    li {
                        (text.say_with(Key::AuthorizationsOverlap, &[
                            ("first", number(overlap.first).into()), ("second", number(overlap.second).into()),
                            ("days", days(text, overlap.period).into()),
                        ]))
                        @if overlap.levels_differ { " " (text.say(Key::AuthorizationsOverlapLevels)) }
                    }
                }
            }
        }
    }
}

/// What was asked, and what of it was granted.
fn requests(frame: &Frame, page: &AuthorizationsPage) -> Markup {
    let text = frame.text;
    let add = format!("/patients/{}/authorizations/request", page.patient.id);
    if page.requests.is_empty() {
        return html! {
            section.block {
                div.block-head { h2 { (text.say(Key::AuthorizationsRequestsHeading)) } a.button href=(add) { (text.say(Key::RequestAdd)) } }
                p.muted { (text.say(Key::AuthorizationsRequestsNone)) }
            }
        };
    }
    let row = |stored: &Stored<AuthorizationRequest>| {
        let value = stored.value();
        let answered = page.determinations.iter().rev().find(|decision| decision.value().request == Some(stored.id));
        let state = match answered {
            Some(decision) => text.determination_outcome(decision.value().outcome.code()),
            None => text.say(Key::AuthorizationsRequestWaits),
        };
        Row::new(vec![
            html! {
                span.nowrap { (text.instant(value.submitted_at, &page.zone)) }
                @if answered.is_none() { (mend::link(text, page.patient.id, Granted::Request(stored.id))) }
                @if answered.is_none() && frame.may(Data::Release) {
                    " " a.row-link href=(request_file::address(page.patient.id, stored.id)) { (text.say(Key::RequestFileLink)) }
                }
            },
            html! { (text.request_kind(value.kind.code())) span.sub { (text.level_of_care(value.level_of_care)) } },
            html! { (days(text, value.period)) span.sub { (value.units) " · " (text.authorized_unit(value.unit_kind.code())) } },
            html! {
                (state)
                @match page.owed.get(&stored.id) {
                    Some(deadline) => {
                        span.sub { (text.say_with(Key::AuthorizationsOwed, &[("due", due_words(text, Some(deadline.due), &page.zone).into())])) }
                        span.sub { (deadline.source) " · " (deadline.rule) (checked(text, deadline)) }
                    },
                    None if answered.is_none() => span.sub { (owed_unknown(text, page, value)) },
                    None => {},
                }
            },
        ])
    };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AuthorizationsRequestsHeading)) } a.button href=(add) { (text.say(Key::RequestAdd)) } }
            @for (unit, sums) in &page.asked {
                p { (asked_and_granted(text, *unit, *sums)) }
            }
            (Table::new(text.say(Key::AuthorizationsRequestsCaption))
                .cards()
                .column(text.say(Key::AuthorizationsColumnAskedAt), Kind::Head)
                .column(text.say(Key::AuthorizationsColumnKind), Kind::Words)
                .column(text.say(Key::AuthorizationsColumnAsked), Kind::Words)
                .column(text.say(Key::AuthorizationsColumnOutcome), Kind::Words)
                .rows(page.requests.iter().rev().map(row))
                .render(text))
        }
    }
}

/// What to do so that it is known until when the payer has to decide.
fn owed_unknown(text: Text, page: &AuthorizationsPage, asked: &AuthorizationRequest) -> Markup {
    let on = asked.submitted_at.day_in(&page.zone);
    let mut coverages = page.coverages.iter().map(Stored::value);
    let is_known = coverages
        .any(|coverage| coverage.payer == asked.payer && coverage.period.contains(on) && coverage.funding != ::care::PlanFunding::Unknown);
    html! {
        @if is_known { a.row-link href="/payers/deadlines" { (text.say(Key::AuthorizationsOwedUnknown)) } }
        @else { a.row-link href={ "/patients/" (page.patient.id) "/authorizations/coverage" } { (text.say(Key::AuthorizationsOwedNoCoverage)) } }
    }
}

/// Reviews that wait for a decision, those among them that lead to none.
fn open_reviews(frame: &Frame, page: &AuthorizationsPage) -> Markup {
    let text = frame.text;
    if page.open_reviews.is_empty() {
        return html! {};
    }
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AuthorizationsReviewsHeading)) } }
            ul {
                @for stored in &page.open_reviews {
                    @let value = stored.value();
                    @let words = text.say_with(Key::AuthorizationsReview, &[
                        ("kind", text.request_kind(value.kind.code()).into()),
                        ("level", text.level_of_care(value.level_of_care).into()),
                        ("day", value.due_day.into()),
                    ]);
                    li { @if frame.may(Data::Reviews) { a.row-link href={ "/reviews/" (stored.id) } { (words) } } @else { (words) } }
                }
            }
        }
    }
}

fn decisions(frame: &Frame, page: &AuthorizationsPage) -> Markup {
    let text = frame.text;
    let row = |stored: &Stored<AuthorizationDetermination>| {
        let value = stored.value();
        Row::new(vec![
            html! {
                span.nowrap { (text.instant(value.decided_at, &page.zone)) }
                @if value.stage != DecisionStage::Claim && !page.by_day.contains(&stored.id) {
                    (mend::link(text, page.patient.id, Granted::Decision(stored.id)))
                }
            },
            html! {
                strong { (text.determination_outcome(value.outcome.code())) }
                span.sub { (text.decision_stage(value.stage.code())) }
                @if value.outcome == DeterminationOutcome::Pended { (wanted(text, page, stored)) }
            },
            html! { (days(text, value.period)) },
            html! {
                @if value.reason.is_empty() { span.muted { (text.say(Key::AuthorizationsNoReason)) } } @else { (value.reason) }
                @if !value.reviewer.is_empty() { span.sub { (value.reviewer) } }
                @if let Some(review) = page.denials.get(&stored.id).filter(|_| frame.may(Data::Reviews)) {
                    (denial_link(frame, (*review, stored.id), &text.say(Key::AuthorizationsDenialLink)))
                }
            },
        ])
    };
    Table::new(text.say(Key::AuthorizationsDecisionsCaption))
        .cards()
        .column(text.say(Key::AuthorizationsColumnDecided), Kind::Head)
        .column(text.say(Key::AuthorizationsColumnOutcome), Kind::Words)
        .column(text.say(Key::AuthorizationsColumnAsked), Kind::Words)
        .column(text.say(Key::AuthorizationsColumnReason), Kind::Words)
        .rows(page.determinations.iter().rev().map(row))
        .render(text)
}

/// Until when what the payer wants more has to be with it, or when it was, with the way to where that is said.
fn wanted(text: Text, page: &AuthorizationsPage, stored: &Stored<AuthorizationDetermination>) -> Markup {
    let address = format!("/patients/{}/authorizations/supplied?decision={}", page.patient.id, stored.id);
    html! {
        @match stored.value().supplied_at {
            Some(at) => span.sub { (text.say_with(Key::SuppliedOn, &[("at", text.instant_argument(at, &page.zone))])) },
            None => {
                @if let Some(deadline) = page.to_supply.get(&stored.id) {
                    span.sub { (text.say_with(Key::SuppliedBy, &[("due", due_words(text, Some(deadline.due), &page.zone).into())])) }
                    span.sub { (deadline.source) " · " (deadline.rule) (checked(text, deadline)) }
                }
                span.sub { a.row-link href=(address) { (text.say(Key::SuppliedLink)) } }
            },
        }
    }
}

/// The way to what is done about a denial. Where no review answers it yet, one is opened.
pub(crate) fn denial_link(frame: &Frame, (review, determination): (Option<RecordId>, RecordId), words: &str) -> Markup {
    html! {
        @match review {
            Some(review) => span.sub { a.row-link href={ "/reviews/" (review) "/appeal" } { (words) } },
            None => form method="post" action="/appeals" {
                (frame.token_field())
                input type="hidden" name="determination" value=(determination);
                button type="submit" { (words) }
            },
        }
    }
}

fn coverages(text: Text, page: &AuthorizationsPage) -> Markup {
    let row = |stored: &Stored<::care::Coverage>| {
        let value = stored.value();
        Row::new(vec![
            html! {
                (page.payers.get(&value.payer).unwrap_or(&value.payer))
                @if !value.plan.is_empty() { span.sub { (value.plan) } }
                (mend::link(text, page.patient.id, Granted::Coverage(stored.id)))
            },
            html! { (text.coverage_rank(value.rank.code())) },
            html! { (value.member_id) },
            html! { (text.day(value.period.first())) @if let Some(last) = value.period.last() { " – " (text.day(last)) } },
            html! { (text.plan_funding(value.funding.code())) @if !value.state.is_empty() { span.sub { (value.state) } } },
        ])
    };
    Table::new(text.say(Key::AuthorizationsCoverageCaption))
        .cards()
        .column(text.say(Key::AuthorizationsColumnPayer), Kind::Head)
        .column(text.say(Key::AuthorizationsColumnRank), Kind::Words)
        .column(text.say(Key::AuthorizationsColumnMember), Kind::Words)
        .column(text.say(Key::AuthorizationsColumnDays), Kind::Words)
        .column(text.say(Key::AuthorizationsColumnFunding), Kind::Words)
        .rows(page.coverages.iter().map(row))
        .render(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_were_asked_for_and_granted_are_told_once() {
        let text = Text::for_language(&vocabulary::Language::english());
        let check = |unit, days_granted, expected: &str| {
            let sums = AskedAndGranted { requests: 1, units_asked: 19, units_granted: 9, days_asked: 19, days_granted };
            assert_eq!(asked_and_granted(text, unit, sums), expected);
        };
        check(UnitKind::Day, 9, "Granted 9 of 19 days asked for.");
        check(UnitKind::Day, 14, "Granted 9 of 19 asked for (Days); 14 of 19 days.");
    }
}
