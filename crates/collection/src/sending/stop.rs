//! What makes a planned message superfluous or unwelcome.

use vocabulary::Instant;

use super::codes;

codes! {
    /// Why a planned message does not go out.
    StopReason ("reason to stop a message") {
        /// What it asks for has been answered.
        Answered = "answered",
        /// The patient was discharged, and the message belonged to the treatment.
        Discharged = "discharged",
        /// The patient died.
        Died = "died",
        /// The patient declined to be asked after their discharge.
        Declined = "declined",
        /// The holder of the contact said no.
        OptedOut = "opted_out",
        /// Messages to the address come back.
        Returned = "returned",
        /// The holder was never asked.
        NotAsked = "not_asked",
        /// There is no contact of this kind any more.
        NoContact = "no_contact",
        /// The link it brings leads nowhere any more.
        LinkEnded = "link_ended",
        /// Its time is over.
        Expired = "expired",
        /// Somebody took the matter on: the notice is not needed.
        TakenOn = "taken_on",
        /// Somebody of the practice stopped it.
        ByStaff = "by_staff",
        /// Another message took its place.
        Replaced = "replaced",
    }
}

impl From<care::Unreachable> for StopReason {
    fn from(why: care::Unreachable) -> Self {
        match why {
            care::Unreachable::NoContact | care::Unreachable::SharedWithProxy => Self::NoContact,
            care::Unreachable::NotAsked => Self::NotAsked,
            care::Unreachable::Withdrawn => Self::OptedOut,
            care::Unreachable::Returned => Self::Returned,
            care::Unreachable::Died => Self::Died,
        }
    }
}

/// The link that a message brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkBrought {
    /// It brings none.
    None,
    /// It leads to the check-in.
    Good,
    /// It was taken back, or its time is over.
    Over,
}

/// What is known about a message to a patient, or to somebody who answers about them, at the moment before it goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it asks for has been answered.
    pub is_answered: bool,
    /// The message belongs to a treatment that has ended.
    pub is_discharged: bool,
    /// The message asks after a discharge, and the patient declined that since.
    pub is_declined: bool,
    /// The link it brings.
    pub link: LinkBrought,
    /// Whether its contact may be used.
    pub contact: Result<(), care::Unreachable>,
    /// The instant.
    pub now: Instant,
    /// When it means nothing any more.
    pub expires_at: Instant,
}

/// Why the message does not go out, when something speaks against it. What its holder said goes first.
pub fn reason_to_stop(facts: &Facts) -> Option<StopReason> {
    match facts {
        Facts { contact: Err(why), .. } => Some((*why).into()),
        Facts { is_answered: true, .. } => Some(StopReason::Answered),
        Facts { is_discharged: true, .. } => Some(StopReason::Discharged),
        Facts { is_declined: true, .. } => Some(StopReason::Declined),
        Facts { now, expires_at, .. } if now >= expires_at => Some(StopReason::Expired),
        Facts { link: LinkBrought::Over, .. } => Some(StopReason::LinkEnded),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use care::Unreachable;

    use super::*;

    fn check(change: impl FnOnce(&mut Facts), expected: Option<StopReason>) {
        let now: Instant = "2026-11-23T12:00:00Z".parse().unwrap();
        let (is_answered, is_discharged, is_declined) = (false, false, false);
        let expires_at = now.plus_seconds(60);
        let mut facts = Facts { is_answered, is_discharged, is_declined, link: LinkBrought::Good, contact: Ok(()), now, expires_at };
        change(&mut facts);
        assert_eq!(reason_to_stop(&facts), expected, "{facts:?}");
    }

    #[test]
    fn each_condition_stops_and_none_lets_it_go() {
        check(|_| {}, None);
        check(|facts| facts.is_answered = true, Some(StopReason::Answered));
        check(|facts| facts.is_discharged = true, Some(StopReason::Discharged));
        check(|facts| facts.is_declined = true, Some(StopReason::Declined));
        check(|facts| (facts.is_answered, facts.contact) = (true, Err(Unreachable::Died)), Some(StopReason::Died));
        check(|facts| facts.link = LinkBrought::None, None);
        check(|facts| facts.link = LinkBrought::Over, Some(StopReason::LinkEnded));
        check(|facts| facts.contact = Err(Unreachable::Withdrawn), Some(StopReason::OptedOut));
        check(|facts| facts.contact = Err(Unreachable::Returned), Some(StopReason::Returned));
        check(|facts| facts.now = facts.expires_at, Some(StopReason::Expired));
        check(|facts| (facts.is_answered, facts.contact) = (true, Err(Unreachable::Withdrawn)), Some(StopReason::OptedOut));
    }

    #[test]
    fn codes_read_back() {
        for reason in StopReason::ALL {
            assert_eq!(reason.code().parse(), Ok(*reason));
        }
    }
}
