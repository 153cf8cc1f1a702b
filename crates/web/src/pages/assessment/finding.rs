//! One finding: what it asks, what was found, a sample of claims, and for an exposure what a person says about each line.

use app::assessment::{LiveAssessment, SaidSum, samples};
use axum::extract::Path;
use axum::response::Response;
use integrity::assessment::word::{Said, subject_of};
use integrity::assessment::{Bucket, BucketSum, Evidence, Figure, Found, Judged, Outcome};
use maud::{Markup, html};
use vocabulary::{Money, Points, Rate};
use wording::{Key, Text};

use super::{address, expectation, why_not};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// So many parts of a finding are shown.
const PARTS: usize = 12;
/// So many potential lines can be spoken of at a time.
const LINES: usize = 20;

const LABELS: Labels<'static> = &[("reason", Key::ExposureReason)];

/// One finding.
pub(crate) async fn show(visit: Visit, Path(code): Path<String>) -> Result<Response, PageError> {
    let done = (visit.query.text("done") == "said").then_some(Key::ExposureDone);
    let page = render(&visit, &code, (Fields::default(), Problems::default()), done).await?;
    Ok(visit::html(page))
}

/// Keeps what somebody says about a line.
pub(crate) async fn submit(visit: Visit, Path(code): Path<String>) -> Result<Response, PageError> {
    let finding = code.to_uppercase();
    let said: Said = visit.form.parsed("said").ok_or(PageError::Unreadable)?;
    let (subject, reason) = (visit.form.text("subject").to_owned(), visit.form.text("reason").to_owned());
    match visit.app.say_exposure(&visit.caller, &finding, &subject, said, &reason).await {
        Ok(()) => Ok(go_to(&format!("{}?done=said", address(&finding)))),
        Err(error) => {
            let mut problems = Problems::default();
            problems.take_over(visit.text(), error, LABELS)?;
            Ok(visit::again(render(&visit, &code, (visit.form.clone(), problems), None).await?))
        }
    }
}

async fn render(visit: &Visit, code: &str, (fields, problems): (Fields, Problems), done: Option<Key>) -> Result<Markup, PageError> {
    let (frame, text, code) = (visit.frame.clone(), visit.text(), code.to_uppercase());
    let wanted = code.clone();
    let made = visit.app.assess(&visit.caller, move |live| {
        let judged = live.assessment.finding(&wanted)?;
        Some(html! {
            @if let Some(done) = done { (notice::done(&text.say(done))) }
            (notice::problem_summary(text, &problems))
            (body(&frame, live, judged, (&fields, &problems)))
        })
    });
    let body = match made.await? {
        None if integrity::assessment::findings::CATALOGUE.iter().any(|finding| finding.definition.code == code) => {
            html! { p { (text.say(Key::AssessmentPageEmpty)) } }
        }
        found => found.flatten().ok_or(PageError::NotFound)?,
    };
    let page = Page::wide(Section::Claims, format!("{code} · {}", text.finding_title(&code)), body)
        .actions(html! { a.button href="/assessment" { (text.say(Key::AssessmentPageBack)) } });
    Ok(visit.frame.render(&page))
}

fn body(frame: &Frame, live: &LiveAssessment<'_>, judged: &Judged<'_>, typed: (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let definition = judged.definition;
    let due = [
        ("owner", text.finding_owner(definition.owner.code()).into()),
        ("horizon", text.finding_horizon(definition.horizon.code()).into()),
    ];
    html! {
        @if let Outcome::Found(found) = &judged.outcome {
            (amounts(text, live, judged, found))
            section.panel.stack {
                p { strong { (text.finding_action(definition.code)) } }
                p.muted { (text.say_with(Key::AssessmentDue, &due)) }
            }
            (figures(text, &found.figures))
            @if live.sees_criteria || !definition.compares_clinicians() { (parts(text, live, definition.code, found)) } @else {
                section.block { div.block-head { h2 { (text.say(Key::AssessmentParts)) } } p.muted { (text.say(Key::AssessmentPartsHidden)) } }
            }
            @if live.shows_lines(definition) {
                (sample(text, live, definition.code, found))
                @if definition.bucket == Some(Bucket::Exposure) { (exposure(frame, live, definition.code, found, typed)) }
            } @else {
                section.block { div.block-head { h2 { (text.say(Key::AssessmentSamples)) } } p.muted { (text.say(Key::AssessmentLinesHidden)) } }
            }
        } @else {
            (notice::notice(&html! { p { (why_not(text, &judged.outcome)) } }))
            (figures(text, judged.outcome.figures()))
        }
        section.block {
            div.block-head { h2 { (text.say(Key::AssessmentHow)) } }
            p { (text.finding_how(definition.code)) }
            @if !definition.sources.is_empty() {
                p.small.muted { (text.say_with(Key::AssessmentSources, &[("sources", definition.sources.join("; ").into())])) }
            }
        }
    }
}

fn amounts(text: Text, live: &LiveAssessment<'_>, judged: &Judged<'_>, found: &Found<'_>) -> Markup {
    let counted = &judged.counted;
    let entries = found.lines.iter().filter(|line| line.claim.is_none()).count();
    let lead = text.finding_lead(counted.found_claims, entries, judged.is_worth_known().then_some(counted.found_amount));
    let after = [("claims", counted.claims.to_string().into()), ("amount", counted.amount.into())];
    let sum = BucketSum {
        claims: counted.claims,
        amount: counted.amount,
        range: counted.range,
        without_history_amount: counted.without_history_amount,
        unknown_lines: counted.unknown_lines,
    };
    html! {
        section.panel.stack {
            p {
                strong { (text.finding_bucket(judged.definition.bucket.map_or("none", Bucket::code))) }
                @if judged.definition.bucket == Some(Bucket::Exposure) { " " (state(text, live.said(judged.definition.code, found))) }
            }
            @match judged.definition.bucket {
                Some(bucket) => {
                    p { (lead) }
                    @if counted.claims < counted.found_claims || counted.amount < counted.found_amount { p { (text.say_with(Key::AssessmentCountedLead, &after)) } }
                    @for line in expectation(text, bucket, &sum) { p { (line) } }
                },
                None if counted.found_claims > 0 => p { (text.say_with(Key::AssessmentMeasuredLead, &[("claims", counted.found_claims.into())])) },
                None => p { (text.say_with(Key::AssessmentMeasuredLinesLead, &[("count", found.lines.len().into())])) },
            }
            p.muted { (text.say_with(Key::AssessmentLookedAt, &[("count", text.number_of(found.looked_at).into())])) }
            @if let Some(share) = found.rate { p { (rate(text, share)) } }
        }
    }
}

/// How far people looked at an exposure, in one sentence.
fn state(text: Text, said: SaidSum) -> Markup {
    if !said.is_looked_at() {
        return html! { span.flag.attention.wrap { (text.say(Key::AssessmentPotential)) } };
    }
    let counts = [("potential", said.potential.into()), ("confirmed", said.confirmed.into()), ("dismissed", said.dismissed.into())];
    html! { span.flag.wrap.attention[said.potential > 0] { (text.say_with(Key::AssessmentStateMixed, &counts)) } }
}

fn percent(text: Text, share: f64) -> String {
    let points = Points::from_f64(share * 100.0).map(|points| text.points(points, 1)).unwrap_or_default();
    text.say_with(Key::AssessmentShare, &[("share", points.into())])
}

/// `3 of 12: 25.0 % (95 % interval …)`.
pub(super) fn rate(text: Text, rate: Rate) -> String {
    let (Some(share), Some((low, high))) = (rate.value(), rate.interval()) else { return text.number_of(0) };
    let arguments = [
        ("part", text.number_of(rate.count).into()),
        ("whole", text.number_of(rate.of).into()),
        ("share", percent(text, share).into()),
        ("level", "95".into()),
        ("low", percent(text, low).into()),
        ("high", percent(text, high).into()),
    ];
    text.say_with(Key::AssessmentRate, &arguments)
}

fn figures(text: Text, figures: &[(&'static str, Figure)]) -> Markup {
    let said = |figure: &Figure| match figure {
        Figure::Count(count) => text.number_of(*count),
        Figure::Money(amount) => text.money(*amount),
        Figure::Days(days) => text.say_with(Key::AssessmentDays, &[("count", (*days).into())]),
        Figure::Share(share) => rate(text, *share),
        Figure::Ratio(ratio) => Points::from_f64(*ratio).map(|points| text.points(points, 2)).unwrap_or_default(),
    };
    html! {
        @if !figures.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::AssessmentFigures)) } }
                dl.facts { @for (name, figure) in figures { dt { (text.finding_figure(name)) } dd { (said(figure)) } } }
            }
        }
    }
}

/// Of all that was found a part is so many of so many; of what was looked at it is a share with its interval.
fn part_rate(text: Text, found: &Found<'_>, part: Rate) -> String {
    if part.of != found.lines.len() {
        return rate(text, part);
    }
    let counts = [("part", text.number_of(part.count).into()), ("whole", text.number_of(part.of).into())];
    text.say_with(Key::AssessmentPartOfWhole, &counts)
}

fn parts(text: Text, live: &LiveAssessment<'_>, code: &str, found: &Found<'_>) -> Markup {
    let more = found.groups.len().saturating_sub(PARTS);
    let rows = found.groups.iter().take(PARTS).map(|group| {
        Row::new(vec![
            html! { (text.finding_part(code, &group.names, &live.payers)) },
            html! { (text.number_of(group.rate.count)) },
            html! { (part_rate(text, found, group.rate)) },
            html! { @if group.amount != Money::ZERO { (text.money(group.amount)) } },
        ])
    });
    let table = Table::new(text.say(Key::AssessmentParts))
        .cards()
        .column(text.say(Key::AssessmentHeadPart), Kind::Head)
        .column(text.say(Key::AssessmentHeadLines), Kind::Number)
        .column(text.say(Key::AssessmentHeadShare), Kind::Words)
        .column(text.finding_part_amount(code), Kind::Number)
        .rows(rows);
    html! {
        @if !found.groups.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::AssessmentParts)) } }
                (table.render(text))
                @if more > 0 { p.muted { (text.say_with(Key::AssessmentAndMore, &[("count", more.into())])) } }
            }
        }
    }
}

/// A claim by its number, with a way to its page.
fn claim(text: Text, live: &LiveAssessment<'_>, number: Option<&str>) -> Markup {
    html! {
        @match number {
            None => (text.say(Key::AssessmentNoClaim)),
            Some(number) => {
                @if let Some(id) = live.ids.get(number) { a href={ "/claims/" (id) } { (number) } } @else { (number) }
            }
        }
    }
}

fn sample(text: Text, live: &LiveAssessment<'_>, code: &str, found: &Found<'_>) -> Markup {
    let rows = samples(found).into_iter().map(|line| {
        Row::new(vec![
            claim(text, live, line.claim),
            html! { (line.line.map_or_else(|| text.say(Key::AssessmentWholeClaim), |line| line.to_string())) },
            html! { @if let Some(day) = line.day { (text.day(day)) } },
            html! { (line.service) },
            html! { (text.finding_why_of(code, &line.why)) },
            html! { (line.amount.map_or_else(|| text.say(Key::AssessmentUnknown), |amount| text.money(amount))) },
            html! { @if let Some((key, _)) = line.trace { (key.trace) @if let Some(day) = key.day { span.sub { (text.day(day)) } } } },
        ])
    });
    let table = Table::new(text.say(Key::AssessmentSamples))
        .cards()
        .column(text.say(Key::AssessmentHeadClaim), Kind::Head)
        .column(text.say(Key::AssessmentHeadLine), Kind::Short)
        .column(text.say(Key::AssessmentHeadDay), Kind::Short)
        .column(text.say(Key::AssessmentHeadService), Kind::Short)
        .column(text.say(Key::AssessmentHeadWhy), Kind::Words)
        .column(text.finding_amount(code), Kind::Number)
        .column(text.say(Key::AssessmentHeadTrace), Kind::Words)
        .rows(rows);
    html! {
        @if !found.lines.is_empty() {
            section.block { div.block-head { h2 { (text.say(Key::AssessmentSamples)) } } (table.render(text)) }
        }
    }
}

fn named(text: Text, live: &LiveAssessment<'_>, code: &str, line: &Evidence<'_>) -> String {
    let Some(claim) = line.claim else {
        let payer = live.payers.get(line.payer).map_or(line.payer, String::as_str);
        return text.say_with(Key::ExposureLineNone, &[("payer", payer.into()), ("why", text.finding_why_of(code, &line.why).into())]);
    };
    let number = line.line.map_or_else(|| text.say(Key::AssessmentWholeClaim), |line| line.to_string());
    let day = line.day.map_or_else(|| text.say(Key::AssessmentUnknown), |day| text.day(day));
    text.say_with(Key::ExposureLine, &[("claim", claim.into()), ("line", number.into()), ("day", day.into())])
}

/// The lines, each with what a person says about it.
fn exposure(frame: &Frame, live: &LiveAssessment<'_>, code: &str, found: &Found<'_>, (fields, problems): (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let (said, potential): (Vec<_>, Vec<_>) = found.lines.iter().partition(|line| live.word(code, line).is_some());
    let more = potential.len().saturating_sub(LINES);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ExposureHeading)) } }
            p { (text.say(Key::ExposureLead)) }
            div.stack {
                @for (place, line) in potential.iter().take(LINES).enumerate() { (line_form(frame, live, code, (place, line), (fields, problems))) }
            }
            @if more > 0 { p.muted { (text.say_with(Key::ExposureMore, &[("count", more.into())])) } }
        }
        @if !said.is_empty() {
            section.block {
                div.block-head { h2 { (text.say(Key::ExposureSaidHeading)) } }
                ul.plain.stack { @for line in &said { (said_line(frame, live, code, line)) } }
            }
        }
    }
}

fn line_form(
    frame: &Frame,
    live: &LiveAssessment<'_>,
    code: &str,
    (place, line): (usize, &Evidence<'_>),
    (fields, problems): (&Fields, &Problems),
) -> Markup {
    let text = frame.text;
    let (subject, name) = (subject_of(line), named(text, live, code, line));
    let is_typed = fields.text("subject") == subject;
    // The summary of problems leads to the field's own name; every other has a name of its own.
    let id = if is_typed { "reason".to_owned() } else { format!("reason-{place}") };
    let problem = problems.of("reason").filter(|_| is_typed);
    html! {
        section.panel.stack {
            h3 { (name) }
            p { (text.finding_why_of(code, &line.why)) @if let Some(amount) = line.amount { ", " (text.money(amount)) } }
            form.form method="post" action={ (address(code)) "/word" } {
                (frame.token_field())
                input type="hidden" name="subject" value=(subject);
                div.field.wrong[problem.is_some()] {
                    label for=(id) { (text.say(Key::ExposureReason)) span.visually-hidden { ": " (name) } }
                    @if let Some(problem) = problem { p.wrong-text id={ (id) "-problem" } { (problem) } }
                    textarea.no-print id=(id) name="reason" rows="2" aria-invalid=[problem.map(|_| "true")]
                        aria-describedby=[problem.map(|_| format!("{id}-problem"))] { @if is_typed { (fields.text("reason")) } }
                    (crate::parts::field::on_paper(if is_typed { fields.text("reason") } else { "" }, ""))
                }
                div.submit {
                    button type="submit" name="said" value=(Said::Confirmed.code()) { (text.say(Key::ExposureConfirm)) span.visually-hidden { ": " (name) } }
                    button type="submit" name="said" value=(Said::Dismissed.code()) { (text.say(Key::ExposureDismiss)) span.visually-hidden { ": " (name) } }
                }
            }
        }
    }
}

fn said_line(frame: &Frame, live: &LiveAssessment<'_>, code: &str, line: &Evidence<'_>) -> Markup {
    let text = frame.text;
    let Some((word, name)) = live.word(code, line) else { return html! {} };
    let by = [("name", name.as_str().into()), ("at", text.instant_with_zone(word.recorded_at, live.zone).into())];
    let about = named(text, live, code, line);
    html! {
        li {
            strong { (text.exposure_said(word.word.said.code())) } ": " (about)
            p { (word.word.reason) }
            span.sub { (text.say_with(Key::ExposureBy, &by)) }
            form method="post" action={ (address(code)) "/word" } {
                (frame.token_field())
                input type="hidden" name="subject" value=(word.word.subject);
                input type="hidden" name="reason" value=(word.word.reason);
                button type="submit" name="said" value=(Said::Reopened.code()) aria-label={ (text.say(Key::ExposureReopen)) ": " (about) } { (text.say(Key::ExposureReopen)) }
            }
        }
    }
}
