//! What the answers so far come to, on forms that are keyed: said after each answer where scripts run, and on demand by the button "Check" where none do.

use instruments::{Definition, Score};
use maud::{Markup, html};
use wording::{Key, Text};

use crate::assets;

/// The place in the form where it is said; read out when it changes.
pub(crate) fn place(said: Option<&Markup>) -> Markup {
    html! {
        div role="status" data-live-score { @if let Some(said) = said { (said) } }
        script src=(assets::address("score.js")) defer {}
    }
}

/// How many answers are in, and what they come to for whoever sees scores.
pub(crate) fn said(text: Text, definition: &Definition, (done, all): (usize, usize), score: Option<&Score>) -> Markup {
    html! {
        div.notice {
            p { (text.say_with(Key::KeyingCount, &[("done", done.into()), ("all", all.into())])) }
            @if let Some(score) = score {
                ul { @for (scale, result) in definition.scales.iter().zip(&score.scales) {
                    @let points = result.outcome.value().map_or_else(|| text.say(Key::KeyingNoScore), |points| text.points(points, scale.decimals));
                    li { (text.say_with(Key::KeyingScore, &[("scale", (&*scale.id).into()), ("points", points.into())])) }
                } }
            }
        }
    }
}
