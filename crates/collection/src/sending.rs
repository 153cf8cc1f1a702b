//! Sending: when a message may go out, how often it is tried, what stops it, and what must be set up before a form may be answered far from the
//! practice. All pure: facts and instants in, a decision out.
//!
//! * [`daily`]: what goes out by itself.
//! * [`quiet`]: the hours in which nobody is disturbed, by the clock of the patient's program.
//! * [`retry`]: when a message that did not go out is tried again, and when that ends.
//! * [`stop`]: what makes a planned message superfluous or unwelcome.
//! * [`reminder`]: when reminders of one check-in go out.
//! * [`readiness`]: what is missing before a form with safety items may be sent.

pub mod daily;
mod delivery;
pub mod quiet;
pub mod readiness;
pub mod reminder;
pub mod retry;
pub mod stop;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident ($noun:literal) { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every one, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code in tables.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::sending::UnknownCode;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|each| each.code() == text).ok_or($crate::sending::UnknownCode($noun))
            }
        }
    };
}
pub(crate) use codes;
pub use delivery::{CarrierReason, Delivery};

/// A code that this version does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known {0}")]
pub struct UnknownCode(pub(crate) &'static str);

codes! {
    /// What a message says. The sentences are in `wording` (`message.ftl`) and hold no health information: no instrument, no program, no diagnosis.
    Template ("template of a message") {
        /// A link to a check-in.
        CheckIn = "check_in",
        /// The same link again.
        CheckInReminder = "check_in_reminder",
        /// A link to a check-in after the discharge.
        FollowUp = "follow_up",
        /// The same link again.
        FollowUpReminder = "follow_up_reminder",
        /// A one-time code that its reader asked for a moment ago.
        OneTimeCode = "one_time_code",
        /// To staff: something needs an answer now. A link only.
        StaffSafety = "staff_safety",
        /// To staff: something needs an answer in working hours. A link only.
        StaffAlert = "staff_alert",
        /// To whoever set sending up: it works.
        Test = "test",
    }
}

impl Template {
    /// The message that brings the link of a check-in, and the reminder of it. What is asked at or after the end of a treatment is no part of it, and
    /// the discharge does not stop it.
    pub const fn of_check_in(is_after_treatment: bool) -> (Self, Self) {
        if is_after_treatment { (Self::FollowUp, Self::FollowUpReminder) } else { (Self::CheckIn, Self::CheckInReminder) }
    }

    /// True for messages that bring the link of a check-in for the first time.
    pub const fn brings_link(self) -> bool {
        matches!(self, Self::CheckIn | Self::FollowUp)
    }

    /// True for messages that mean nothing once the treatment has ended.
    pub const fn belongs_to_treatment(self) -> bool {
        matches!(self, Self::CheckIn | Self::CheckInReminder)
    }

    /// True for messages that go out at any hour: somebody waits for the code, or for help.
    pub const fn ignores_quiet_hours(self) -> bool {
        matches!(self, Self::OneTimeCode | Self::StaffSafety | Self::Test)
    }

    /// True for messages to people of the practice. They need no consent on record.
    pub const fn is_for_staff(self) -> bool {
        matches!(self, Self::StaffSafety | Self::StaffAlert | Self::Test)
    }
}

/// Whether and how messages leave this server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Nothing is planned and nothing goes out.
    #[default]
    Off,
    /// Messages are planned and kept in the database, where the outbox shows them. For trying things out: nobody is told of anything by them.
    Keep,
    /// As [`Mode::Keep`], in an invented practice: what is kept counts as told, so that everything can be seen at work. Pages say so.
    Demo,
    /// Messages go out.
    Send,
}

impl Mode {
    /// True where messages stay in the outbox.
    pub const fn keeps(self) -> bool {
        matches!(self, Self::Keep | Self::Demo)
    }

    /// True where a message that was planned counts as a way to reach somebody: it goes out, or the practice is invented.
    pub const fn reaches_people(self) -> bool {
        matches!(self, Self::Send | Self::Demo)
    }
}
