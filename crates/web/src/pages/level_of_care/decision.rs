//! The decision: its form, and how it is shown afterwards.

use app::level_of_care::{Decided, EpisodeLevel, LevelOfCarePage};
use maud::{Markup, html};
use serde_json::{Value, json};
use utilization_review::level_of_care::{Direction, HumanDecision, OverrideReason};
use vocabulary::ZoneName;
use wording::{Key, Text};

use crate::form::{Fields, Labels, Problems};
use crate::frame::Frame;
use crate::parts::field::{Choice, Draft, Field, choices};

/// The labels of the fields, for problems that the use case finds.
pub(super) const LABELS: Labels<'static> = &[
    ("decision", Key::LevelOfCareDecision),
    ("instead", Key::LevelOfCareDecisionInstead),
    ("why", Key::LevelOfCareDecisionWhy),
    ("words", Key::LevelOfCareDecisionWords),
];

const AGREE: &str = "agree";
const DISAGREE: &str = "disagree";
const DEFER: &str = "defer";

/// The decision that was made on the form; `None` with problems where it is not complete.
pub(super) fn read(text: Text, form: &Fields, problems: &mut Problems) -> Option<HumanDecision> {
    let mut needed = |field: &str, label: Key, key: Key| problems.add(field, text.say_with(key, &[("label", text.say(label).into())]));
    match form.text("decision") {
        agreed @ (AGREE | DEFER) => {
            // What stands beside it would contradict what is signed.
            let otherwise = [("instead", Key::LevelOfCareDecisionInstead), ("why", Key::LevelOfCareDecisionWhy)];
            for (field, label) in otherwise.iter().filter(|(field, _)| !form.text(field).is_empty()) {
                needed(field, *label, Key::LevelOfCareDecisionOnlyWhereDisagreed);
            }
            let decision = if agreed == AGREE { HumanDecision::Agree } else { HumanDecision::Defer };
            problems.is_empty().then_some(decision)
        }
        DISAGREE => {
            let (instead, reason) = (form.parsed::<Direction>("instead"), form.parsed::<OverrideReason>("why"));
            if instead.is_none() {
                needed("instead", Key::LevelOfCareDecisionInstead, Key::FormProblemChoose);
            }
            if reason.is_none() {
                needed("why", Key::LevelOfCareDecisionWhy, Key::FormProblemChoose);
            }
            if form.text("words").is_empty() {
                needed("words", Key::LevelOfCareDecisionWords, Key::FormProblemRequired);
                return None;
            }
            Some(HumanDecision::Disagree { instead: instead?, reason: reason? })
        }
        _ => {
            needed("decision", Key::LevelOfCareDecision, Key::FormProblemChoose);
            None
        }
    }
}

/// The form. It carries what the person has before their eyes, so that nothing is signed that was not seen.
pub(super) fn form(frame: &Frame, page: &LevelOfCarePage, level: &EpisodeLevel, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    // With several open episodes, what was typed belongs to the one whose form was sent.
    let (nothing, fine) = (Fields::default(), Problems::default());
    let is_this = fields.text("episode") == level.episode.to_string();
    let draft = if is_this { Draft { text, fields, problems } } else { Draft { text, fields: &nothing, problems: &fine } };
    let decisions: Vec<Choice> =
        [(AGREE, Key::LevelOfCareDecisionAgree), (DISAGREE, Key::LevelOfCareDecisionDisagree), (DEFER, Key::LevelOfCareDecisionDefer)]
            .map(|(code, key)| (code.to_owned(), text.say(key)))
            .to_vec();
    let directions = choices(Direction::ALL, Direction::code, |each| text.level_of_care_direction(each.code()));
    let reasons = choices(OverrideReason::ALL, OverrideReason::code, |each| text.override_reason(each.code()));
    html! {
        section.block.no-print {
            div.block-head { h2 { (text.say(Key::LevelOfCareSectionDecision)) } }
            @if let Some(signature) = &page.signature {
                form.form method="post" action={ "/patients/" (page.patient.id) "/level-of-care" } {
                    (frame.token_field())
                    input type="hidden" name="episode" value=(level.episode);
                    input type="hidden" name="seen" value=(level.seen);
                    (draft.radios(Field::required("decision", Key::LevelOfCareDecision), &decisions, false))
                    div.row.two {
                        (draft.select(Field::optional("instead", Key::LevelOfCareDecisionInstead).hint(Key::LevelOfCareDecisionInsteadHint), &directions))
                        (draft.select(Field::optional("why", Key::LevelOfCareDecisionWhy).hint(Key::LevelOfCareDecisionInsteadHint), &reasons))
                    }
                    (draft.text(Field::optional("words", Key::LevelOfCareDecisionWords).hint(Key::LevelOfCareDecisionWordsHint)))
                    div.submit {
                        button.main type="submit" { (text.say_with(Key::LevelOfCareDecisionSign, &[("signature", signature.into())])) }
                    }
                }
            } @else {
                p.muted { (text.say(Key::LevelOfCareDecisionCannot)) }
            }
        }
    }
}

/// A decision on record, in words.
pub(super) fn words(text: Text, zone: &ZoneName, decided: &Decided) -> Markup {
    let said = text.level_of_care_decision(decided.decision.code(), decided.direction.map(Direction::code));
    let by = [("signature", (&decided.signature).into()), ("moment", text.instant(decided.at, zone).into())];
    html! {
        div {
            strong { (said) }
            @if let HumanDecision::Disagree { reason, .. } = decided.decision {
                p { (text.say_with(Key::LevelOfCareDecidedBecause, &[("reason", text.override_reason(reason.code()).into()), ("words", (&decided.words).into())])) }
            } @else if !decided.words.is_empty() {
                p { (decided.words) }
            }
            span.sub { (text.say_with(Key::LevelOfCareDecidedBy, &by)) }
        }
    }
}

pub(super) fn as_json(decided: &Decided) -> Value {
    let reason = match decided.decision {
        HumanDecision::Disagree { reason, .. } => Some(reason.code()),
        HumanDecision::Agree | HumanDecision::Defer => None,
    };
    json!({
        "decision": decided.decision.code(), "direction": decided.direction.map(Direction::code), "reason": reason, "words": decided.words,
        "signature": decided.signature, "at": decided.at.to_string(),
    })
}
