//! What the answers so far come to, on forms that are keyed: said after each answer where scripts run, and on demand by the button "Check" where none do.

use instruments::definition::{Mark, Scale};
use instruments::{Definition, Score};
use maud::{Markup, html};
use wording::{Key, Text};

use crate::assets;
use crate::parts::notice;

/// The place in the form where it is said; read out when it changes.
pub(crate) fn place(said: Option<&Markup>) -> Markup {
    html! {
        div role="status" data-live-score { @if let Some(said) = said { (said) } }
        script src=(assets::address("score.js")) defer {}
    }
}

/// How many answers are in, and what they come to, with the band and what needs a person, for whoever sees scores.
pub(crate) fn said(text: Text, definition: &Definition, (done, all): (usize, usize), score: Option<&Score>) -> Markup {
    html! {
        div.notice {
            p { (text.say_with(Key::KeyingCount, &[("done", done.into()), ("all", all.into())])) }
            @if let Some(score) = score {
                ul { @for (scale, result) in definition.scales.iter().zip(&score.scales) {
                    @let points = result.outcome.value().map_or_else(|| text.say(Key::KeyingNoScore), |points| text.points(points, scale.decimals));
                    li {
                        (text.say_with(Key::KeyingScore, &[("scale", (&*scale.id).into()), ("points", points.into())]))
                        @if let Some(band) = result.band.and_then(|place| scale.bands.get(place)) { ", " (text.band(&band.name)) (recalled(text, scale)) }
                    }
                } }
            }
        }
        @if let Some(score) = score { (safety(text, score)) }
    }
}

/// Bands that nobody has looked up at their source say so here, too.
fn recalled(text: Text, scale: &Scale) -> Markup {
    let is_recalled = scale.bands_basis.as_ref().is_some_and(|basis| basis.mark == Mark::Recalled);
    html! { @if is_recalled { " " span.flag.recalled { (text.mark(Mark::Recalled.code())) } } }
}

/// That an answer needs a person, whatever the total.
fn safety(text: Text, score: &Score) -> Markup {
    let entries: Vec<String> = score.alerts().map(|alert| text.safety_entry(&alert.id)).collect();
    html! {
        @if !entries.is_empty() {
            (notice::attention(&html! { p { (text.say_with(Key::KeyingSafety, &[("entries", text.list(&entries).into())])) } }))
        }
    }
}
