//! Where somebody answers: alone, on a device of the practice, or with somebody of the practice who reads out and writes down. The words differ: on a
//! device nobody keeps a link, and who asks by telephone is no patient.

use instruments::Mode;
use wording::Key;

/// Where a check-in is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// By a link, wherever they are.
    Alone,
    /// On a device of the practice that goes from hand to hand.
    Device,
    /// Somebody of the practice asks and writes down.
    WithStaff,
}

impl Setting {
    /// The setting of a way of answering.
    pub(crate) const fn of(mode: Mode) -> Self {
        match mode {
            Mode::Tablet | Mode::Kiosk => Self::Device,
            Mode::Telephone | Mode::Interview | Mode::Paper => Self::WithStaff,
            Mode::Link | Mode::Import => Self::Alone,
        }
    }

    /// Before any question about safety: the heading and what it says about who sees an answer when.
    pub(crate) const fn watched(self) -> (Key, Key) {
        match self {
            Self::Alone => (Key::CheckInNotWatchedHeading, Key::CheckInNotWatched),
            Self::Device => (Key::CheckInHereHeading, Key::CheckInHere),
            Self::WithStaff => (Key::CheckInWithStaffHeading, Key::CheckInWithStaff),
        }
    }

    /// That answers are saved, and how one may go on later.
    pub(crate) const fn saved(self) -> Key {
        match self {
            Self::Alone => Key::CheckInSavedNote,
            Self::Device => Key::CheckInSavedNoteHere,
            Self::WithStaff => Key::CheckInSavedNoteStaff,
        }
    }

    /// The page of help: its heading and its lead, after an answer and without one.
    pub(crate) const fn help(self, was_saved: bool) -> (Key, Key) {
        match (self, was_saved) {
            (Self::Alone, true) => (Key::CheckInHelpHeading, Key::CheckInHelpLead),
            (Self::Alone, false) => (Key::CheckInHelpHeading, Key::CheckInHelpLeadPlain),
            (Self::Device, _) => (Key::CheckInHelpHeadingShared, Key::CheckInHelpLeadShared),
            (Self::WithStaff, true) => (Key::CheckInHelpHeadingStaff, Key::CheckInHelpLeadStaff),
            (Self::WithStaff, false) => (Key::CheckInHelpHeadingStaffPlain, Key::CheckInHelpLeadStaffPlain),
        }
    }

    /// What stands above the lines at the end.
    pub(crate) const fn lines(self) -> Key {
        match self {
            Self::Alone => Key::CheckInHelpLeadPlain,
            Self::Device => Key::CheckInHelpLeadHere,
            Self::WithStaff => Key::CheckInHelpLeadStaffPlain,
        }
    }

    /// The end, once everything was sent off.
    pub(crate) const fn done(self) -> Key {
        match self {
            Self::Alone => Key::CheckInDone,
            Self::Device => Key::CheckInDoneHere,
            Self::WithStaff => Key::CheckInDoneStaff,
        }
    }
}
