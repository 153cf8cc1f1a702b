//! What was planted, so that it can be compared with what is found.

use vocabulary::Day;

macro_rules! cases {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// A kind of case that an assessment should find.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Case { $($(#[$doc])* $name,)* }

        impl Case {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// A short name.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

cases! {
    /// Authorized, the number left off the claim, refused.
    NumberLeftOff = "number_left_off",
    /// The authorization ended a day too early; the day was refused.
    AuthorizationGap = "authorization_gap",
    /// An authorization with more days than were used.
    UnusedAuthorization = "unused_authorization",
    /// A documented day that was never billed.
    UnbilledDay = "unbilled_day",
    /// Paid, and there is no note.
    NoteMissing = "note_missing",
    /// Paid, and the note was never signed.
    NoteUnsigned = "note_unsigned",
    /// Allowed less than the contract says.
    BelowContract = "below_contract",
    /// A payer without a written rate allows less from some day on.
    RateDrift = "rate_drift",
    /// Sent months late and refused.
    SentLate = "sent_late",
    /// Refused because another payer comes first.
    OtherPayerFirst = "other_payer_first",
    /// A later payer stands on the claim and was never asked.
    LaterPayerNotAsked = "later_payer_not_asked",
    /// Billed again under another number, and paid twice.
    PaidTwice = "paid_twice",
    /// Billed again under its own number, and paid twice.
    PaidAgain = "paid_again",
    /// Days in a bed that a facility bills by the days of the statement alone; of one of them there is no note.
    BedOfStatement = "bed_of_statement",
    /// The payer changed in the middle of a stay, and the new one was asked for its authorization days later.
    PayerChanged = "payer_changed",
    /// Paid as a lower level of care.
    LowerLevel = "lower_level",
    /// Refused as part of another service.
    Bundled = "bundled",
    /// Refused as not necessary in outpatient care, with a fresh score, and not appealed.
    NotAppealed = "not_appealed",
    /// Refused as not necessary while criteria spoke for a higher level.
    RefusedAcute = "refused_acute",
    /// Refused as not necessary while reliably improving and not ready for less.
    RefusedImproving = "refused_improving",
    /// Refused as not necessary, without a fresh score.
    RefusedUnmeasured = "refused_unmeasured",
    /// Appealed after the last day.
    AppealedLate = "appealed_late",
    /// Refused for missing data and taken off the books.
    WrittenOff = "written_off",
    /// Turned away at the payer's door, and nobody looked since.
    NeverAnswered = "never_answered",
    /// Instruments scored and interpreted, and not billed.
    MeasuredUnbilled = "measured_unbilled",
    /// The note supports a longer code than was billed.
    LongerThanBilled = "longer_than_billed",
    /// The note has fewer minutes than the code that was billed and paid.
    ShorterThanBilled = "shorter_than_billed",
    /// Quoted as covered, refused because coverage had ended.
    CoverageEnded = "coverage_ended",
    /// Paid below what was agreed for the patient.
    BelowAgreement = "below_agreement",
    /// The provider was not enrolled on the day.
    NotEnrolled = "not_enrolled",
    /// Authorized, paid and taken back.
    TakenBack = "taken_back",
    /// The patient paid nothing of the share.
    ShareUnpaid = "share_unpaid",
    /// The patient paid the share twice.
    SharePaidTwice = "share_paid_twice",
    /// Paid while criteria already spoke for less: follows from the part of those who are ready to step down.
    PaidBeyondCriteria = "paid_beyond_criteria",
    /// An authorized day that the patient missed: follows from the course.
    MissedDay = "missed_day",
    /// A stay that ended unplanned before a benefit could be measured: follows from the course.
    LeftEarly = "left_early",
}

impl Case {
    /// True for what nobody arranged for the billing: the care that took place has it, and the assessment must find it all the same.
    pub const fn follows_from_care(self) -> bool {
        matches!(self, Self::PaidBeyondCriteria | Self::MissedDay | Self::LeftEarly)
    }
}

/// A line that a finding must have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Planted {
    /// The finding's code in the catalogue.
    pub finding: &'static str,
    /// The number of the claim; where no claim is behind the line, the record number (or the number of the authorization) and the day.
    pub subject: String,
    /// What was planted.
    pub case: Case,
}

impl Planted {
    /// What a line without a claim is known by.
    pub(crate) fn without_claim(name: &str, day: Day) -> String {
        format!("{name} {day}")
    }
}

/// A finding that is not compared line by line, with why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotCompared {
    /// The finding's code in the catalogue.
    pub finding: &'static str,
    /// True where it must say nothing of planted books; else it may speak of the care that took place.
    pub is_silent: bool,
    /// Why.
    pub because: &'static str,
}

const fn may_speak(finding: &'static str, because: &'static str) -> NotCompared {
    NotCompared { finding, is_silent: false, because }
}

const fn silent(finding: &'static str, because: &'static str) -> NotCompared {
    NotCompared { finding, is_silent: true, because }
}

/// The findings that are not compared line by line.
pub const NOT_COMPARED: [NotCompared; 14] = [
    may_speak("F10", "statistical: the planted drift must be found; from when on is estimated, so that its lines may differ by some"),
    may_speak("J6", "a price, shown as soon as enough patients have recovered; counted nowhere"),
    may_speak("J7", "the plateau of a program, from twenty measured episodes on: it is in the care, and says what it is"),
    may_speak("J8", "statistical: the discharge that a payer forced, with its readmission, is in the care; ten such are needed"),
    may_speak("J12", "statistical: compares recoveries by who sent the patients, in the care that took place"),
    may_speak("J13", "statistical: compares outcome by approach, in the care that took place"),
    may_speak("J16", "a share of complete episodes: follows from the forms that were missed"),
    silent("F12", "describes a habit of billing late: the bills go out within a week"),
    silent("F25", "describes what payers yield: the rates of the invented payers lie near each other"),
    silent("J4", "statistical: refusals and missing scores are not tied to each other"),
    silent("J5", "requests are sent with the last score in hand"),
    silent("J9", "statistical: from twenty appeals on, and one is planted"),
    silent("J10", "statistical: all payers approve what is asked for"),
    silent("J15", "minutes of requests that won nothing: there is none"),
];
