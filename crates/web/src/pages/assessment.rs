//! Where does money leak, and what may have to be paid back? The billing assessment of the live practice: one page to decide by, a page a finding.

pub(crate) mod finding;
pub(crate) mod outcomes;
#[cfg(test)]
mod tests;

use app::assessment::{AssessmentCopy, LiveAssessment};
use axum::response::Response;
use integrity::assessment::plan::{first_steps, steps};
use integrity::assessment::{Bucket, BucketSum, FileKind, Found, Horizon, Judged, Outcome, overturn};
use maud::{Markup, html};
use vocabulary::{Language, Money, Rate, Verdict, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Page, Section};
use crate::pages::releases::download;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::{disclosure, notice};
use crate::visit::{self, Visit};

/// So many actions stand on the first page.
const ACTIONS: usize = 5;

const COUNSEL: &str = "counsel";
const WITHOUT_EXPOSURE: &str = "without-exposure";
const NAMES: &str = "names";

/// The page to decide by.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let made = visit.app.assess(&visit.caller, move |live| (lead(text, live), body(text, live))).await?;
    let is_there = made.is_some();
    let (lead, body) = made.unwrap_or_else(|| (html! {}, table::empty(&text.say(Key::AssessmentPageEmpty))));
    let zone = visit.app.practice_clock(&visit.caller).await?.zone;
    let before = visit.app.released_assessments(&visit.caller).await?;
    let body = html! { (body) (released(text, &before, &zone)) };
    let actions = html! {
        @if is_there { a.button.main href="/assessment/release" { (text.say(Key::AssessmentPageShare)) } }
        @if is_there { a.button href="/assessment/outcomes" { (text.say(Key::OutcomesLink)) } }
        @if is_there { a.button href="/overpayments" { (text.say(Key::OverpaymentLink)) } }
        a.button href="/claims" { (text.say(Key::NavigationClaims)) }
    };
    let page = Page::wide(Section::Claims, text.say(Key::AssessmentTitle), body).clock(&zone).lead(lead).actions(actions);
    Ok(visit::html(visit.frame.render(&page)))
}

/// The assessments that left, each to be opened again as it left.
fn released(text: Text, before: &[app::Stored<app::release::Release>], zone: &ZoneName) -> Markup {
    let rows = before.iter().map(|release| {
        let (value, when) = (release.value(), text.instant(release.recorded.recorded_at, zone));
        let when = html! {
            @if let Some(document) = value.document { a.row-link href={ "/documents/" (document) } { (when) } } @else { (when) }
        };
        Row::new(vec![when, html! { (value.recipient) }, html! { (value.reason) }, html! { (value.patient_count) }])
    });
    let table = Table::new(text.say(Key::AssessmentReleasedBefore))
        .cards()
        .column(text.say(Key::DisclosuresColumnWhen), Kind::Head)
        .column(text.say(Key::DisclosuresColumnFor), Kind::Words)
        .column(text.say(Key::DisclosuresColumnWhy), Kind::Words)
        .column(text.say(Key::AssessmentReleasedPatients), Kind::Number)
        .rows(rows);
    html! {
        @if !before.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::AssessmentReleasedBefore)) } }
                (table.render(text))
            }
        }
    }
}

fn lead(text: Text, live: &LiveAssessment<'_>) -> Markup {
    let arguments = [("day", live.assessment.as_of.into()), ("joined", live.joined.count.into()), ("claims", live.joined.of.into())];
    html! { p { (text.say_with(Key::AssessmentPageLead, &arguments)) } }
}

fn body(text: Text, live: &LiveAssessment<'_>) -> Markup {
    let assessment = live.assessment;
    html! {
        div.amounts {
            @for bucket in Bucket::ALL { (card(text, *bucket, &assessment.sum(*bucket), assessment.judged(*bucket))) }
        }
        (notice::notice(&html! {
            p { strong { (text.say(Key::AssessmentNeverAdded)) } }
            p { (text.say(Key::AssessmentExposureNotice)) }
        }))
        (first_actions(text, live))
        (found(text, live))
        (plan(text, live))
        (nothing_found(text, live))
        (not_judged(text, live))
    }
}

/// An amount with what it means. There is no sum over the three.
fn card(text: Text, bucket: Bucket, sum: &BucketSum, judged: Rate) -> Markup {
    let counts = [("part", judged.count.to_string().into()), ("whole", judged.of.to_string().into())];
    html! {
        section.panel.stack {
            h2 { (text.finding_bucket(bucket.code())) }
            p.figure { @if judged.count == 0 { (text.say(Key::AssessmentBucketNotJudged)) } @else { (text.money(sum.amount)) } }
            p { (text.say_with(Key::AssessmentBucketClaims, &[("count", sum.claims.into())])) }
            p.small.muted { (text.say_with(Key::AssessmentBucketJudged, &counts)) }
            @for line in expectation(text, bucket, sum) { p.small { (line) } }
        }
    }
}

/// What may be expected of an amount that may come back, and what nobody knows of it.
pub(super) fn expectation(text: Text, bucket: Bucket, sum: &BucketSum) -> Vec<String> {
    let mut lines = Vec::new();
    if bucket == Bucket::Recoverable {
        if let Some(range) = sum.range {
            let arguments = [("low", range.low.into()), ("high", range.high.into()), ("expected", range.expected.into())];
            lines.push(text.say_with(Key::AssessmentRange, &arguments));
        }
        if sum.without_history_amount != Money::ZERO {
            let arguments = [("amount", sum.without_history_amount.into()), ("needed", overturn::ENOUGH.into())];
            lines.push(text.say_with(Key::AssessmentNoHistory, &arguments));
        }
    }
    if sum.unknown_lines > 0 {
        lines.push(text.say_with(Key::AssessmentUnknownWorth, &[("count", sum.unknown_lines.into())]));
    }
    lines
}

fn address(code: &str) -> String {
    format!("/assessment/{}", code.to_lowercase())
}

fn link(text: Text, judged: &Judged<'_>) -> Markup {
    let code = judged.definition.code;
    html! { a href=(address(code)) { (code) " · " (text.finding_title(code)) } }
}

fn first_actions(text: Text, live: &LiveAssessment<'_>) -> Markup {
    let all: Vec<_> = first_steps(live.assessment).take(ACTIONS).collect();
    html! {
        @if !all.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::AssessmentActions)) } }
                ol.stack {
                    @for step in &all {
                        li {
                            (text.finding_action(step.definition.code)) " "
                            span.sub { (link(text, step.judged)) ", " (text.finding_owner(step.definition.owner.code())) }
                        }
                    }
                }
            }
        }
    }
}

fn found(text: Text, live: &LiveAssessment<'_>) -> Markup {
    let rows = live.assessment.found().into_iter().map(|(judged, found)| {
        let definition = judged.definition;
        let kind = definition.bucket.map_or("none", Bucket::code);
        let is_known = judged.is_worth_known();
        let amount = |amount: Money| {
            html! {
                @match (definition.bucket.is_some(), is_known) {
                    (true, true) => (text.money(amount)),
                    (true, false) => span.muted { (text.say(Key::AssessmentAmountUnknown)) },
                    (false, _) => {}
                }
            }
        };
        let said = (definition.bucket == Some(Bucket::Exposure)).then(|| live.said(definition.code, found));
        Row::new(vec![
            html! {
                (link(text, judged))
                @if let Some(said) = said {
                    @let counts = [("confirmed", said.confirmed.into()), ("dismissed", said.dismissed.into()), ("potential", said.potential.into())];
                    span.sub { (text.say_with(Key::AssessmentPageSaid, &counts)) }
                }
            },
            html! { (text.finding_bucket(kind)) },
            claims_found(text, judged.counted.found_claims, found),
            amount(judged.counted.found_amount),
            amount(judged.counted.amount),
        ])
    });
    let table = Table::new(text.say(Key::AssessmentFindings))
        .cards()
        .column(text.say(Key::AssessmentHeadFinding), Kind::Head)
        .column(text.say(Key::AssessmentHeadKind), Kind::Words)
        .column(text.say(Key::AssessmentHeadClaimsFound), Kind::Number)
        .column(text.say(Key::AssessmentHeadFound), Kind::Number)
        .column(text.say(Key::AssessmentHeadCounted), Kind::Number)
        .rows(rows);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AssessmentFindings)) } }
            @if live.assessment.found().is_empty() { p { (text.say(Key::AssessmentNothingFound)) } } @else { (table.render(text)) }
        }
    }
}

/// Of how many claims; what is on no claim is counted beside them.
fn claims_found(text: Text, claims: usize, found: &Found<'_>) -> Markup {
    let without = found.lines.iter().filter(|line| line.claim.is_none()).count();
    html! {
        (text.number_of(claims))
        @if without > 0 { span.sub { (text.say_with(Key::AssessmentLinesWithoutClaim, &[("count", without.into())])) } }
    }
}

fn plan(text: Text, live: &LiveAssessment<'_>) -> Markup {
    html! {
        section.block.stack {
            div.block-head { h2 { (text.say(Key::AssessmentPlan)) } }
            @for horizon in Horizon::ALL {
                @let steps = steps(live.assessment, *horizon);
                h3 { (text.finding_horizon(horizon.code())) }
                @if steps.is_empty() { p.muted { (text.say(Key::AssessmentPlanNone)) } } @else {
                    ul {
                        @for step in &steps {
                            li { (text.finding_action(step.definition.code)) " " span.sub { (step.definition.code) ", " (text.finding_owner(step.definition.owner.code())) } }
                        }
                    }
                }
            }
        }
    }
}

fn nothing_found(text: Text, live: &LiveAssessment<'_>) -> Markup {
    let judged: Vec<_> = live.assessment.findings.iter().filter(|judged| judged.outcome.verdict() == Verdict::NotMet).collect();
    html! {
        @if !judged.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::AssessmentNothing)) } }
                ul.plain { @for each in &judged { li { (link(text, each)) } } }
            }
        }
    }
}

fn not_judged(text: Text, live: &LiveAssessment<'_>) -> Markup {
    let unknown: Vec<_> = live.assessment.findings.iter().filter(|judged| judged.outcome.verdict() == Verdict::Unknown).collect();
    let rows = unknown.iter().map(|judged| Row::new(vec![link(text, judged), html! { (why_not(text, &judged.outcome)) }]));
    let table = Table::new(text.say(Key::AssessmentNotJudged))
        .cards()
        .column(text.say(Key::AssessmentHeadFinding), Kind::Head)
        .column(text.say(Key::AssessmentHeadMissing), Kind::Words)
        .rows(rows);
    html! {
        @if !unknown.is_empty() {
            section.block.stack {
                div.block-head { h2 { (text.say(Key::AssessmentNotJudged)) } }
                p.muted { (text.say(Key::AssessmentPageMissingLead)) }
                ul { @for (kind, codes) in live.assessment.missing() { li { (file_kind(text, kind)) ": " (codes.join(", ")) } } }
                (table.render(text))
            }
        }
    }
}

fn file_kind(text: Text, kind: FileKind) -> String {
    text.file_kind(kind.code())
}

/// Why a finding is not judged.
pub(super) fn why_not(text: Text, outcome: &Outcome<'_>) -> String {
    match outcome {
        Outcome::CouldNotRun { missing } => {
            let kinds: Vec<String> = missing.iter().map(|kind| file_kind(text, *kind)).collect();
            text.say_with(Key::AssessmentCouldNotRun, &[("kinds", text.list(&kinds).into())])
        }
        Outcome::TooFew { have, needed, .. } => {
            text.say_with(Key::AssessmentTooFew, &[("have", have.to_string().into()), ("needed", needed.to_string().into())])
        }
        Outcome::NotJudged { .. } => text.say(Key::AssessmentNothingCompared),
        Outcome::Nothing { looked_at, .. } => text.say_with(Key::AssessmentPageNothing, &[("count", (*looked_at).into())]),
        Outcome::Found(_) => String::new(),
    }
}

const LABELS: Labels<'static> = disclosure::LABELS;

/// For whom, and which copy?
pub(crate) async fn choose_release(visit: Visit) -> Result<Response, PageError> {
    Ok(visit::html(release_form(&visit, &Fields::default(), &Problems::default())))
}

fn release_form(visit: &Visit, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let copies = [
        (COUNSEL, Key::AssessmentReleaseCounsel),
        (WITHOUT_EXPOSURE, Key::AssessmentReleaseWithoutExposure),
        (NAMES, Key::AssessmentReleaseNames),
    ];
    let copies: Vec<_> = copies.into_iter().map(|(code, key)| (code.to_owned(), text.say(key))).collect();
    let inputs = html! {
        (draft.checkboxes(Field::optional("copy", Key::AssessmentReleaseCopy), &copies))
        (disclosure::fields(&draft, "billing_assessment"))
    };
    let page = FormPage {
        section: Some(Section::Claims),
        heading: text.say(Key::AssessmentReleaseHeading),
        lead: text.say(Key::AssessmentReleaseLead),
        action: "/assessment/release".to_owned(),
        back: "/assessment".to_owned(),
        save: Key::AssessmentReleaseButton,
        is_serious: false,
        problems,
    };
    page.render(&visit.frame, &inputs)
}

/// Lets the assessment out as a PDF.
pub(crate) async fn release(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&ZoneName::utc()));
    let released = disclosure::read(&mut reader, text);
    let mut problems = reader.problems;
    if problems.is_empty() {
        let chosen = |code: &str| visit.form.all("copy").any(|given| given == code);
        let copy = AssessmentCopy {
            is_for_counsel: chosen(COUNSEL),
            leaves_exposure_out: chosen(WITHOUT_EXPOSURE),
            names_patients: chosen(NAMES),
        };
        match visit.app.release_assessment(&visit.caller, copy, &Language::english(), released).await {
            Ok(released) => return Ok(download(&released)),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(release_form(&visit, &visit.form, &problems)))
}
