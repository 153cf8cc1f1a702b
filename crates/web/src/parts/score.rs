//! A score in a few words: number, band, change.

use std::cmp::Ordering;

use app::instrument::RecalledByInstrument;
use app::series::LatestScore;
use instruments::definition::Mark;
use instruments::{Definition, Library};
use maud::{Markup, html};
use vocabulary::{Points, Verdict};
use wording::{Key, Text};

use crate::parts::basis;
use crate::parts::severity::{self, BandPlace};

/// The place of a band, or of a result in words, among those of its definition.
pub(crate) fn place(definition: &Definition, word: &str) -> Option<BandPlace> {
    let bands = definition.main().map(|scale| scale.bands.as_slice()).unwrap_or_default();
    let index = bands.iter().position(|band| *band.name == *word)?;
    Some(BandPlace { word: word.to_owned(), severity: bands[index].severity, place: index + 1, count: bands.len() })
}

/// What is known of instruments: their definitions, and who enabled recalled values of them.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    /// The definitions.
    pub(crate) library: &'a Library,
    /// Who enabled recalled values.
    pub(crate) recalled: &'a RecalledByInstrument,
}

/// A band of the main scale with its ramp, or the result of a classification in words. Bands that are only recalled say so; who answers for them
/// is told in full where there is room.
pub(crate) fn band(text: Text, known: Known<'_>, instrument: &str, word: &str) -> Markup {
    let definition = known.library.get(instrument);
    let Some(place) = definition.and_then(|definition| place(definition, word)) else {
        return html! { span { (text.classification(word)) } };
    };
    let bands = definition.and_then(|definition| definition.main()?.bands_basis.as_ref());
    let is_recalled = bands.is_some_and(|basis| basis.mark == Mark::Recalled);
    html! {
        (severity::band(text, &place))
        @if is_recalled {
            " " span.flag.recalled title=(basis::standing(text, known.recalled.get(instrument))) { (text.mark(Mark::Recalled.code())) }
        }
    }
}

/// The number of a score; a dash where there is none, because the words stand beside it.
pub(crate) fn number(text: Text, score: &LatestScore) -> Markup {
    if let Some(value) = score.value {
        html! { (text.points(value, score.decimals)) }
    } else {
        html! { span.muted { "–" } }
    }
}

/// What is unusual about a status: nothing for one that was scored from complete answers.
pub(crate) fn status_flag(text: Text, status: &str, has_value: bool) -> Markup {
    html! { @if has_value && status != "scored" { " " span.flag { (text.status_code(status)) } } }
}

/// The change against the score before, in words. Positive is worse, whichever way the scale points.
pub(crate) fn change(text: Text, worsening: Option<Points>) -> Markup {
    let Some(points) = worsening else { return Markup::default() };
    let size = if points < Points::ZERO { Points::ZERO.minus(points) } else { points };
    let with = |key| text.say_with(key, &[("points", size.into())]);
    match points.cmp(&Points::ZERO) {
        Ordering::Greater => html! { span.worse { (with(Key::ScoreSinceLastWorse)) } },
        Ordering::Less => html! { span { (with(Key::ScoreSinceLastBetter)) } },
        Ordering::Equal => html! { span.muted { (text.say(Key::ScoreSinceLastNone)) } },
    }
}

/// A latest score on one line: `PHQ-9 18, moderately severe, worse by 7`.
pub(crate) fn line(text: Text, known: Known<'_>, score: &LatestScore) -> Markup {
    html! {
        span.score-line {
            span { (score.short_name) }
            strong.number { (number(text, score)) }
            span {
                @if let Some(word) = &score.band { (band(text, known, &score.instrument, word)) }
                @else if score.value.is_none() { span.muted { (text.status_code(&score.status)) } }
            }
            span.small.change { (change(text, score.worsening)) }
        }
    }
}

/// The strongest verdict of the safety entries, where it says something.
pub(crate) fn safety_flag(text: Text, safety: Option<Verdict>) -> Markup {
    match safety {
        Some(Verdict::Met) => html! { span.flag.attention { (text.say(Key::SafetyFlagMet)) } },
        Some(Verdict::Unknown) => html! { span.flag.recalled { (text.say(Key::SafetyFlagUnknown)) } },
        Some(Verdict::NotMet) | None => Markup::default(),
    }
}
