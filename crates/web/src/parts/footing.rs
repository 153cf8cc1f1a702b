//! On what a claim may leave, said before anybody works on it.

use app::Data;
use app::release::Footing;
use care::NoBasis;
use maud::{Markup, html};
use wording::Key;

use crate::frame::Frame;
use crate::parts::notice;

/// What the release of a claim for payment to a payer rests on as of now; `None` where nobody can say whose claim it is. Where 42 CFR Part 2 covers the
/// records, the notice that goes beside the file stands with it: a claim in X12 has no place for one.
pub(crate) fn footing(frame: &Frame, footing: Option<Footing>, payer: &str) -> Markup {
    let (text, named) = (frame.text, ("payer", payer.into()));
    match footing {
        None => notice::attention(&html! { p { (text.say(Key::CorrectRefusedNoPatient)) } }),
        Some(Footing::Free) => html! { p.hint { (text.say_with(Key::FootingFree, &[named])) } },
        Some(Footing::Consent(day)) => notice::notice(&html! {
            p { (text.say_with(Key::FootingConsent, &[named, ("day", day.into())])) }
            p { (text.say(Key::PatientReportNoticeBeside)) }
        }),
        Some(Footing::Lacking(patient, why)) => notice::attention(&html! {
            p {
                (text.say_with(Key::FootingLacking, &[named])) " "
                @match why {
                    NoBasis::Revoked { on } => (text.say_with(Key::FootingRevoked, &[("day", on.into())])),
                    NoBasis::Expired { on } => (text.say_with(Key::FootingExpired, &[("day", on.into())])),
                    NoBasis::NoConsent | NoBasis::NoConsentUnderPart2 => (text.say(Key::FootingNoConsent)),
                }
                " " (text.say(Key::FootingWho))
            }
            p { (text.say(Key::PatientReportNoticeBeside)) }
            @if frame.may(Data::Release) { p { a href={ "/patients/" (patient) "/disclosures" } { (text.say(Key::DisclosuresLink)) } } }
        }),
    }
}
