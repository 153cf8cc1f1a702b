//! What did a payer answer to a request for an authorization? Told from the file, and recorded by a person with the form of decisions filled in.

use app::Data;
use app::claim::{ClaimFileReading, ReadReview, ReviewVerdict};
use maud::{Markup, html};
use utilization_review::authorization::{DeterminationOutcome, UnitKind};
use wording::{Key, Text};

use crate::frame::Frame;
use crate::parts::table::{Kind, Row, Table};

/// The answers one by one; nothing where the file holds none.
pub(super) fn section(frame: &Frame, reading: &ClaimFileReading) -> Markup {
    let text = frame.text;
    if reading.reviews.is_empty() {
        return html! {};
    }
    let table = Table::new(text.say(Key::ReviewAnswersHeading))
        .cards()
        .column(text.say(Key::ReviewAnswerMember), Kind::Head)
        .column(text.say(Key::ReviewAnswerDecision), Kind::Words)
        .column(text.say(Key::ReviewAnswerDays), Kind::Words)
        .column(text.say(Key::ClaimsAnswerNext), Kind::Words)
        .rows(reading.reviews.iter().map(|read| row(frame, read)));
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ReviewAnswersHeading)) } }
            p.muted { (text.say(Key::ReviewAnswersLead)) }
            (table.render(text))
            @if reading.reviews.len() < reading.review_count {
                p.muted { (text.say_with(Key::ClaimsShown, &[("count", reading.reviews.len().into()), ("all", reading.review_count.into())])) }
            }
        }
    }
}

fn row(frame: &Frame, read: &ReadReview) -> Row {
    let (text, answer) = (frame.text, &read.answer);
    Row::new(vec![
        html! {
            (answer.member_id)
            span.sub { (answer.payer_name) @if !answer.services.is_empty() { ", " (answer.services.join(" ")) } }
        },
        html! {
            (text.review_verdict(answer.verdict.code()))
            @if !answer.number.is_empty() { span.sub { (text.say_with(Key::ReviewAnswerNumber, &[("number", answer.number.as_str().into())])) } }
            @if !answer.reasons.is_empty() {
                span.sub { (text.say_with(Key::ReviewAnswerReasons, &[("codes", answer.reasons.join(", ").into())])) }
            }
        },
        html! {
            @match answer.period {
                None => span.muted { (text.say(Key::NotKnown)) },
                Some(period) => {
                    (text.day(period.first()))
                    @if let Some(last) = period.last().filter(|last| *last != period.first()) { " – " (text.day(last)) }
                },
            }
            @if let Some(units) = answer.units { span.sub { (text.say_with(Key::ReviewAnswerUnits, &[("count", units.into())])) } }
        },
        next(frame, read),
    ])
}

/// What the decision is on record; `None` where there is none to be recorded.
fn outcome(read: &ReadReview) -> Option<DeterminationOutcome> {
    match read.answer.verdict {
        ReviewVerdict::Granted => Some(DeterminationOutcome::Approved),
        ReviewVerdict::InPart => Some(DeterminationOutcome::Partial),
        ReviewVerdict::Refused => Some(DeterminationOutcome::Denied),
        ReviewVerdict::Pended => Some(DeterminationOutcome::Pended),
        ReviewVerdict::Call | ReviewVerdict::NotNeeded | ReviewVerdict::TurnedAway | ReviewVerdict::Unknown => None,
    }
}

fn next(frame: &Frame, read: &ReadReview) -> Markup {
    let text = frame.text;
    let Some(outcome) = outcome(read) else {
        let key = match read.answer.verdict {
            ReviewVerdict::Call => Key::ReviewNextCall,
            ReviewVerdict::NotNeeded => Key::ReviewNextNotNeeded,
            ReviewVerdict::TurnedAway => Key::ReviewNextTurnedAway,
            _ => Key::ReviewNextUnknown,
        };
        return html! { (text.say(key)) };
    };
    html! {
        @match read.patient {
            None => (text.say(Key::ReviewAnswerNobody)),
            Some(patient) if frame.may(Data::Authorizations) => {
                a.button href={ "/patients/" (patient) "/authorizations/decision?" (filled_in(text, read, outcome)) } { (text.say(Key::ReviewAnswerRecord)) }
            },
            Some(_) => (text.say(Key::ReviewAnswerByUtilizationReview)),
        }
    }
}

/// What the file says, for the form of the decision. Nothing of it is recorded before somebody saves that.
fn filled_in(text: Text, read: &ReadReview, outcome: DeterminationOutcome) -> String {
    let answer = &read.answer;
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("outcome", outcome.code());
    pairs.append_pair("reference", &text.say_with(Key::ReviewAnswerReference, &[("control", answer.interchange.as_str().into())]));
    if !answer.reasons.is_empty() {
        pairs.append_pair("reason", &text.say_with(Key::ReviewAnswerReasons, &[("codes", answer.reasons.join(", ").into())]));
    }
    if !read.payer.is_empty() {
        pairs.append_pair("payer", &read.payer);
    }
    if let Some(period) = answer.period {
        let (first, last) = (period.first().to_string(), period.last().unwrap_or_else(|| period.first()).to_string());
        // What was granted in part is not what was asked for: that stands on the request.
        if answer.verdict != ReviewVerdict::InPart {
            pairs.append_pair("first", &first);
            pairs.append_pair("last", &last);
        }
        if answer.verdict.grants() {
            pairs.append_pair("granted_first", &first);
            pairs.append_pair("granted_last", &last);
        }
    }
    if answer.verdict.grants() {
        pairs.append_pair("number", &answer.number);
        pairs.append_pair("codes", &answer.services.join(" "));
        pairs.append_pair("provider", &answer.provider_id);
        if let Some(units) = answer.units {
            pairs.append_pair("units", &units.to_string());
            pairs.append_pair("unit", if answer.counts_visits { UnitKind::Visit } else { UnitKind::Day }.code());
        }
    }
    pairs.finish()
}
