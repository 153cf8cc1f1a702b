//! The fields of a decision: on the page of their own, and below the questions of a call.

use app::Data;
use maud::{Markup, html};
use utilization_review::authorization::{AuthorizationRequest, DecisionStage, DeterminationOutcome, UnitKind};
use vocabulary::{LevelOfCare, RecordId};
use wording::{Key, Text};

use super::Subject;
use crate::frame::Frame;
use crate::parts::field::{Choice, Draft, Field, choices};

/// Where the fields are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// On a page of their own.
    Alone,
    /// With the questions of a review while no call goes on: the moment and the minutes need not be typed.
    WithQuestions,
    /// During a call, whose notes say with whom was spoken and under which reference.
    InCall,
}

/// All fields but that of the review.
pub(crate) fn markup(frame: &Frame, draft: &Draft<'_>, subject: &Subject, asked: Asked) -> Markup {
    let text = frame.text;
    let outcomes = choices(DeterminationOutcome::ALL, DeterminationOutcome::code, |each| text.determination_outcome(each.code()));
    let stages = choices(&DecisionStage::OF_REQUESTS, DecisionStage::code, |each| text.decision_stage(each.code()));
    let episodes = subject.stays(text);
    let waiting: Vec<Choice> = subject.waiting().map(|request| (request.id.to_string(), asked_words(text, request.value()))).collect();
    let zone = text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&subject.page.zone).into())]);
    let (decided, minutes) = match asked {
        Asked::Alone => (Field::required("decided", Key::DecisionDay), Field::optional("minutes", Key::DecisionMinutes)),
        Asked::WithQuestions | Asked::InCall => (
            Field::optional("decided", Key::DecisionDay).hint(Key::CallDecidedHint),
            Field::optional("minutes", Key::DecisionMinutes).hint(Key::CallMinutesHint),
        ),
    };
    html! {
        (draft.select(Field::required("episode", Key::DecisionEpisode), &episodes))
        @if !waiting.is_empty() { (draft.select(Field::optional("request", Key::DecisionRequest).hint(Key::DecisionRequestHint), &waiting)) }
        (draft.radios(Field::required("outcome", Key::DecisionOutcome), &outcomes, true))
        (draft.radios(Field::required("stage", Key::DecisionStage), &stages, true))
        (appeals(frame, subject))
        div.row.two {
            (draft.day(Field::required("first", Key::DecisionFirst), None))
            (draft.day(Field::required("last", Key::DecisionLast), None))
        }
        (asked_fields(text, draft, subject))
        div.row.two {
            (draft.moment(decided, &zone))
            (draft.number(minutes))
        }
        @if asked != Asked::InCall {
            div.row.two {
                (draft.line(Field::optional("reviewer", Key::DecisionReviewer), "text", "off"))
                (draft.line(Field::optional("reference", Key::DecisionReference), "text", "off"))
            }
        }
        (draft.text(Field::optional("reason", Key::DecisionReason)))
        (grant_fields(text, draft, subject))
    }
}

/// The way to where the decision on an appeal is recorded, day by day; nothing where no denial stands.
fn appeals(frame: &Frame, subject: &Subject) -> Markup {
    let reviews: std::collections::BTreeSet<RecordId> = subject.page.denials.values().copied().flatten().collect();
    html! {
        @if frame.may(Data::Reviews) {
            @for review in reviews {
                p.hint { a.row-link href={ "/reviews/" (review) "/appeal" } { (frame.text.say(Key::DecisionOnAppeal)) } }
            }
        }
    }
}

/// A request in a line: its level and its days.
fn asked_words(text: Text, request: &AuthorizationRequest) -> String {
    let last = request.period.last().unwrap_or_else(|| request.period.first());
    let days = text.say_with(Key::AuthorizationsDays, &[("first", request.period.first().into()), ("last", last.into())]);
    format!("{}, {days}", text.level_of_care(request.level_of_care))
}

/// When it was asked, which nobody has to say.
fn asked_fields(text: Text, draft: &Draft<'_>, subject: &Subject) -> Markup {
    let urgent = [("yes".to_owned(), text.say(Key::DecisionUrgentYes))];
    let zone = text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&subject.page.zone).into())]);
    html! {
        div.row.two {
            (draft.moment(Field::optional("asked_at", Key::DecisionAskedAt).hint(Key::DecisionAskedHint), &zone))
            (draft.checkboxes(Field::optional("urgent", Key::DecisionUrgent), &urgent))
        }
    }
}

fn grant_fields(text: Text, draft: &Draft<'_>, subject: &Subject) -> Markup {
    let units = choices(UnitKind::ALL, UnitKind::code, |each| text.authorized_unit(each.code()));
    let levels: Vec<Choice> = LevelOfCare::ALL.iter().map(|level| (level.code().to_owned(), text.level_of_care(*level))).collect();
    html! {
        h2 { (text.say(Key::DecisionGrantedHeading)) }
        (draft.select(Field::optional("payer", Key::DecisionPayer), &subject.payers))
        (draft.line(Field::optional("number", Key::DecisionNumber), "text", "off"))
        (draft.select(Field::optional("level", Key::DecisionLevel), &levels))
        div.row.two {
            (draft.select(Field::optional("unit", Key::DecisionUnit), &units))
            (draft.number(Field::optional("units", Key::DecisionUnits)))
        }
        div.row.two {
            (draft.day(Field::optional("granted_first", Key::DecisionGrantedFirst), None))
            (draft.day(Field::optional("granted_last", Key::DecisionGrantedLast), None))
        }
        div.row.two {
            (draft.day(Field::optional("next_review", Key::DecisionNextReview), None))
            (draft.line(Field::optional("codes", Key::DecisionCodes), "text", "off"))
        }
        (draft.line(Field::optional("provider", Key::DecisionProvider), "text", "off"))
        @if draft.problems.of("overlap").is_some() || !draft.fields.text("overlap").is_empty() {
            (draft.checkboxes(Field::optional("overlap", Key::DecisionOverlap), &[("yes".to_owned(), text.say(Key::DecisionOverlapYes))]))
        }
    }
}
