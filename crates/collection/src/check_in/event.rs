//! What happens to a check-in and to the links that lead to it, by their codes in tables.

use crate::sending::codes;

codes! {
    /// One thing that happens to a check-in.
    EventKind ("event of a check-in") {
        /// It was made.
        Made = "made",
        /// Staff were shown its link.
        LinkMade = "link_made",
        /// Its link was handed to the outbox: whether the message has left is told there.
        Sent = "sent",
        /// It was opened on a device of the practice.
        OpenedHere = "opened_here",
        /// Somebody came by its link.
        Opened = "opened",
        /// The birth day was given.
        Identified = "identified",
        /// A birth day was given that does not fit.
        WrongBirthDay = "wrong_birth_day",
        /// Too many of them closed the link.
        Locked = "locked",
        /// The language was changed; which one stands beside.
        Language = "language",
        /// The first answer came in.
        Started = "started",
        /// Something came in that is not asked, or not offered.
        NotOffered = "not_offered",
        /// An answer needs a person.
        SafetyAnswer = "safety_answer",
        /// It was sent off.
        Finished = "finished",
        /// Staff ended the turn of whoever held the device.
        Stopped = "stopped",
        /// Somebody came after its link had ended.
        Late = "late",
        /// It was printed.
        Printed = "printed",
        /// It was handed in on paper.
        HandedIn = "handed_in",
        /// It was noted wrong when it was handed in, and corrected.
        HandInCorrected = "hand_in_corrected",
        /// Staff took it back.
        Revoked = "revoked",
        /// Another check-in asks everything it asks.
        Covered = "covered",
        /// It ended unfinished, and what had come in was recorded.
        Expired = "expired",
    }
}

impl EventKind {
    /// True where it came to whoever is to answer, or was put into their hands. That a link was to be sent is not enough: its message has to have left.
    pub const fn asks(self) -> bool {
        matches!(self, Self::Printed) || self.hands_over()
    }

    /// True where a link of it was shown or opened by staff.
    pub const fn hands_over(self) -> bool {
        matches!(self, Self::LinkMade | Self::OpenedHere)
    }

    /// True where whoever is to answer had it before them.
    pub const fn arrives(self) -> bool {
        matches!(self, Self::Opened | Self::OpenedHere | Self::HandedIn)
    }
}

codes! {
    /// Why a link leads nowhere any more.
    LinkEnd ("end of a link") {
        /// The birth day or the code did not fit too often.
        Locked = "locked",
        /// Another link took its place.
        Replaced = "replaced",
        /// The turn on a device ended.
        Stopped = "stopped",
        /// The round ended.
        RoundEnded = "round_ended",
        /// Staff took it back.
        Revoked = "revoked",
        /// Another check-in asks everything that it led to.
        Covered = "covered",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_and_names_one_event() {
        for kind in EventKind::ALL {
            assert_eq!(kind.code().parse(), Ok(*kind));
        }
        for end in LinkEnd::ALL {
            assert_eq!(end.code().parse(), Ok(*end));
        }
        assert!("late_answer".parse::<EventKind>().is_err());
    }

    #[test]
    fn what_was_only_planned_asks_nobody() {
        let check = |kind: EventKind, expected: (bool, bool, bool)| {
            assert_eq!((kind.asks(), kind.hands_over(), kind.arrives()), expected, "{}", kind.code());
        };
        check(EventKind::Made, (false, false, false));
        check(EventKind::Sent, (false, false, false));
        check(EventKind::LinkMade, (true, true, false));
        check(EventKind::OpenedHere, (true, true, true));
        check(EventKind::Printed, (true, false, false));
        check(EventKind::HandedIn, (false, false, true));
        check(EventKind::Opened, (false, false, true));
    }
}
