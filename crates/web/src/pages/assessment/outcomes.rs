//! What do outcomes and money say to each other? The joint findings by question: the answer, its parts, what it comes to, and the lines behind it a link away.

use app::assessment::LiveAssessment;
use axum::response::Response;
use integrity::assessment::{Bucket, Found, Group, Judged, Outcome};
use maud::{Markup, html};
use vocabulary::Money;
use wording::{Key, Text};

use super::finding::rate;
use super::{claims_found, link, why_not};
use crate::error::PageError;
use crate::frame::{Page, Section};
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// So many parts of an answer stand beside it; the others are on the page of the finding.
const PARTS: usize = 3;

/// The joint findings by what they ask.
const THEMES: [(Key, &[&str]); 5] = [
    (Key::OutcomesRefused, &["J1", "J2", "J4", "J9"]),
    (Key::OutcomesPaid, &["J3", "J7"]),
    (Key::OutcomesWorth, &["J6", "J12", "J13", "J16"]),
    (Key::OutcomesEnding, &["J8", "J11", "J14"]),
    (Key::OutcomesPayers, &["J5", "J10", "J15"]),
];

/// The page.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let made = visit.app.assess(&visit.caller, move |live| (super::lead(text, live), body(text, live))).await?;
    let (lead, body) = made.unwrap_or_else(|| (html! {}, table::empty(&text.say(Key::AssessmentPageEmpty))));
    let actions = html! { a.button href="/assessment" { (text.say(Key::AssessmentPageBack)) } };
    let page = Page::wide(Section::Claims, text.say(Key::OutcomesHeading), body).lead(lead).actions(actions);
    Ok(visit::html(visit.frame.render(&page)))
}

fn body(text: Text, live: &LiveAssessment<'_>) -> Markup {
    html! {
        (notice::notice(&html! { p { (text.say(Key::OutcomesNotice)) } }))
        @for (heading, codes) in THEMES {
            section.block {
                div.block-head { h2 { (text.say(heading)) } }
                (theme(text, live, heading, codes))
            }
        }
    }
}

fn theme(text: Text, live: &LiveAssessment<'_>, heading: Key, codes: &[&str]) -> Markup {
    let judged = codes.iter().filter_map(|code| live.assessment.finding(code));
    Table::new(text.say(heading))
        .cards()
        .column(text.say(Key::OutcomesColumnQuestion), Kind::Head)
        .column(text.say(Key::OutcomesColumnAnswer), Kind::Words)
        .column(text.say(Key::AssessmentHeadAmount), Kind::Words)
        .column(text.say(Key::AssessmentHeadAction), Kind::Words)
        .rows(judged.map(|judged| row(text, live, judged)))
        .render(text)
}

fn row(text: Text, live: &LiveAssessment<'_>, judged: &Judged<'_>) -> Row {
    let definition = judged.definition;
    let found = if let Outcome::Found(found) = &judged.outcome { Some(found) } else { None };
    Row::new(vec![
        html! { (link(text, judged)) },
        html! { @match found { Some(found) => (answer(text, live, judged, found)), None => (why_not(text, &judged.outcome)) } },
        html! { @if let Some(found) = found { (amount(text, judged, found)) } },
        html! { @if found.is_some() { (text.finding_action(definition.code)) span.sub { (text.finding_owner(definition.owner.code())) } } },
    ])
}

/// How many, their share, and the largest parts.
fn answer(text: Text, live: &LiveAssessment<'_>, judged: &Judged<'_>, found: &Found<'_>) -> Markup {
    let parts = largest(&found.groups);
    let more = parts.len().saturating_sub(PARTS);
    html! {
        p { (text.say(Key::AssessmentHeadClaimsFound)) ": " (claims_found(text, judged.counted.found_claims, found)) }
        @if let Some(share) = found.rate { p.small { (rate(text, share)) } }
        @for group in parts.into_iter().take(PARTS) {
            span.sub { (text.finding_part(judged.definition.code, &group.names, &live.payers)) ": " (text.number_of(group.rate.count)) @if group.amount != Money::ZERO { ", " (text.money(group.amount)) } }
        }
        @if more > 0 { span.sub { (text.say_with(Key::AssessmentAndMore, &[("count", more.into())])) } }
    }
}

/// The parts in which there is something, the largest first; equal ones in the order of the finding.
fn largest(groups: &[Group]) -> Vec<&Group> {
    let mut parts: Vec<&Group> = groups.iter().filter(|group| group.rate.count > 0).collect();
    parts.sort_by_key(|group| std::cmp::Reverse(group.rate.count));
    parts
}

/// The amount with what it is; nothing where the finding has none.
fn amount(text: Text, judged: &Judged<'_>, found: &Found<'_>) -> Markup {
    let Some(bucket) = judged.definition.bucket else { return html! { span.muted { (text.finding_bucket("none")) } } };
    let is_known = found.lines.iter().any(|line| line.amount.is_some());
    html! {
        @if is_known { (text.money(judged.counted.found_amount)) } @else { (text.say(Key::AssessmentAmountUnknown)) }
        span.sub { (text.finding_bucket(bucket.code())) @if bucket == Bucket::Exposure { ", " (text.say(Key::AssessmentPotential)) } }
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::Rate;

    use super::*;

    #[test]
    fn the_largest_parts_come_first_and_empty_ones_are_left_out() {
        let group = |name: &str, count: usize| Group { names: vec![name.to_owned()], rate: Rate { count, of: 9 }, amount: Money::ZERO };
        let groups = [group("none", 0), group("some", 2), group("most", 5), group("also", 2)];
        let names: Vec<&str> = largest(&groups).into_iter().map(|group| group.names[0].as_str()).collect();
        assert_eq!(names, ["most", "some", "also"]);
    }
}
