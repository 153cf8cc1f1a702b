//! What the payer wants more before it decides: until when it must have that, and when its own time goes on.

use app::review::{PendedRequest, ReviewPage};
use maud::{Markup, html};
use utilization_review::clock::{Deadline, Effect};
use wording::{Key, Text};

use crate::pages::appeal::task::{checked, due_words};

/// The times of both, with the rules that say so, and where to say that it was supplied. Nothing where nothing is wanted.
pub(super) fn panel(text: Text, review: &ReviewPage) -> Markup {
    let Some(pended) = &review.pended else { return html! {} };
    let wanted = text.say_with(Key::UtilizationReviewPendedAsked, &[("at", text.instant_argument(pended.pended.asked_at, &review.zone))]);
    let due = |deadline: &Deadline| due_words(text, Some(deadline.due), &review.zone);
    let supplied = |at| text.say_with(Key::SuppliedOn, &[("at", text.instant_argument(at, &review.zone))]);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::UtilizationReviewPendedHeading)) } }
            p {
                (wanted)
                @match (pended.pended.supplied_at, &pended.clock.supply) {
                    (Some(at), _) => { " · " (supplied(at)) },
                    (None, Some(deadline)) => {
                        " · " (text.say_with(Key::SuppliedBy, &[("due", due(deadline).into())]))
                        (rule(text, deadline))
                    },
                    (None, None) => { span.sub { (text.say(Key::UtilizationReviewPendedNoLimit)) } },
                }
            }
            p {
                @if let Some(words) = effect(text, review, pended) { (words) ". " }
                @if let Some(deadline) = pended.clock.decision.first() {
                    (text.say_with(Key::AuthorizationsOwed, &[("due", due(deadline).into())]))
                    (rule(text, deadline))
                }
            }
            @if pended.pended.supplied_at.is_none() {
                p.no-print {
                    a href={ "/patients/" (review.patient.id) "/authorizations/supplied?decision=" (pended.decision) } { (text.say(Key::SuppliedLink)) }
                }
            }
        }
    }
}

fn rule(text: Text, deadline: &Deadline) -> Markup {
    html! { span.sub { (deadline.source) " · " (deadline.rule) (checked(text, deadline)) } }
}

fn effect(text: Text, review: &ReviewPage, pended: &PendedRequest) -> Option<String> {
    let is_over = pended.clock.resumes.is_some_and(|at| at <= review.now);
    let (never, at_latest, since) = match pended.clock.effect? {
        Effect::RunsOn => return Some(text.say(Key::UtilizationReviewPendedRunsOn)),
        Effect::Extended => return Some(text.say(Key::UtilizationReviewPendedExtended)),
        Effect::StandsStill => {
            (Key::UtilizationReviewPendedStandsStill, Key::UtilizationReviewPendedStandsStillAtLatest, Key::UtilizationReviewPendedWentOn)
        }
        Effect::BeginsAnew => {
            (Key::UtilizationReviewPendedBeginsAnew, Key::UtilizationReviewPendedBeginsAnewAtLatest, Key::UtilizationReviewPendedBeganAnew)
        }
    };
    Some(match pended.clock.resumes {
        None => text.say(never),
        Some(at) => text.say_with(if is_over { since } else { at_latest }, &[("at", text.instant_argument(at, &review.zone))]),
    })
}
