//! Alerts invented for the tests.

use vocabulary::{BusinessCalendar, Identifier, Instant, PatientId, UserId};

use super::{Alert, Closing, Disposition, Event, EventKind, OwnerChain, Raised, SiteHours, Tier};
use crate::warning_sign::{Class, Rule, SignKey, SinceLast, Visibility};

/// Friday, six in the evening, in New York.
pub(super) const FRIDAY_EVENING: &str = "2026-11-20T18:00:00-05:00";

pub(super) fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(super) fn user(number: u32) -> UserId {
    format!("0190b5c4-0000-7000-8000-{number:012}").parse().unwrap()
}

/// Monday to Friday, nine to five, in New York; Thanksgiving is a holiday.
pub(super) fn hours() -> SiteHours {
    let calendar = BusinessCalendar::new(["2026-11-26".parse().unwrap()]);
    SiteHours::new("America/New_York".parse().unwrap(), (9, 0), (17, 0), calendar).unwrap()
}

pub(super) fn chain() -> OwnerChain {
    OwnerChain { primary: Some(user(1)), members: vec![user(2)], on_call: vec![user(3)], director: vec![user(4)] }
}

pub(super) fn raised(class: Class, at: &str) -> Raised {
    let rule = match class {
        Class::Safety => Rule::SafetyAnswer,
        Class::Clinical => Rule::OffCourse,
        Class::Task => Rule::OverdueMeasure,
    };
    Raised {
        key: SignKey::from_stored(format!("{rule}/{at}")),
        group: format!("{rule}/phq-9"),
        patient: PatientId::from_uuid(user(9).uuid()),
        episode: None,
        rule,
        class,
        since_last: SinceLast::New,
        visibility: Visibility::Shown,
        occurred_at: instant(at),
    }
}

/// An alert that begins where the chain says.
pub(super) fn alert(class: Class, at: &str, later: &[(i64, EventKind)]) -> Alert {
    let raised = raised(class, at);
    let tier = chain().first(class, raised.occurred_at, &hours()).unwrap();
    let start = raised.occurred_at;
    let first = Event { at: start, kind: EventKind::Raised { tier } };
    let later = later.iter().map(|(minutes, kind)| Event { at: start.plus_seconds(minutes * 60), kind: kind.clone() });
    Alert::fold(raised, std::iter::once(first).chain(later).collect())
}

pub(super) fn acknowledged(number: u32) -> EventKind {
    EventKind::Acknowledged { by: user(number) }
}

pub(super) fn closing(disposition: Disposition) -> Closing {
    Closing { disposition, note: "Called the patient.".to_owned(), signature: "A. Example, LCSW".to_owned() }
}

pub(super) fn closed(disposition: Disposition) -> EventKind {
    EventKind::Closed { by: user(1), closing: closing(disposition) }
}

pub(super) fn escalated(to: Tier) -> EventKind {
    EventKind::Escalated { to }
}
