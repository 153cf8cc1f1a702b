//! Bands: a place on a short ramp and the word. The ramp says nothing that the word and the place do not say.

use maud::{Markup, html};
use wording::{Key, Text};

/// A band among the bands of its scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BandPlace {
    /// The word of the definition.
    pub(crate) word: String,
    /// 0 for the least severe.
    pub(crate) severity: u8,
    /// Its place, counted from one.
    pub(crate) place: usize,
    /// How many bands the scale has.
    pub(crate) count: usize,
}

/// The most bands for which a ramp is drawn.
const RAMP_MOST: usize = 8;

/// A band as it is shown everywhere.
pub(crate) fn band(text: Text, band: &BandPlace) -> Markup {
    let word = text.band(&band.word);
    let arguments = [("band", word.as_str().into()), ("place", band.place.into()), ("count", band.count.into())];
    html! {
        span.band {
            @if (2..=RAMP_MOST).contains(&band.count) {
                (ramp(band))
                span aria-hidden="true" { (word) }
                span.visually-hidden { (text.say_with(Key::BandPlace, &arguments)) }
            } @else {
                span { (word) }
            }
        }
    }
}

fn ramp(band: &BandPlace) -> Markup {
    let class = format!("on-{}", band.severity.min(5));
    html! {
        span.ramp aria-hidden="true" {
            @for place in 1..=band.count { i class=[(place <= band.place).then_some(&class)] {} }
        }
    }
}
