//! The administration: one occasion of giving one instrument to one patient, and the responses inside it.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use vocabulary::{Day, EpisodeId, Instant, Language, PatientId, ProgramId};

/// A code in a file or table that is none of the known ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known {noun}: expected one of {expected}")]
pub struct UnknownCode {
    /// Which list.
    pub noun: &'static str,
    /// Its codes.
    pub expected: &'static str,
}

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident ($noun:literal, $expected:literal) { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code in files and tables.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.code()) }
        }

        impl FromStr for $name {
            type Err = UnknownCode;
            fn from_str(text: &str) -> Result<Self, UnknownCode> {
                Self::ALL.iter().copied().find(|each| each.code() == text).ok_or(UnknownCode { noun: $noun, expected: $expected })
            }
        }
    };
}

codes! {
    /// Where in the episode of care an instrument was given.
    Phase ("phase", "intake, in_treatment, discharge, follow_up") {
        /// At admission.
        Intake = "intake",
        /// Between admission and discharge.
        InTreatment = "in_treatment",
        /// At the end.
        Discharge = "discharge",
        /// After the end.
        FollowUp = "follow_up",
    }
}

codes! {
    /// How the answers were given.
    Mode ("mode", "link, tablet, kiosk, paper, telephone, interview, import") {
        /// The patient's own device.
        Link = "link",
        /// A tablet handed over at the practice.
        Tablet = "tablet",
        /// A fixed screen at the practice.
        Kiosk = "kiosk",
        /// On paper, keyed in by staff.
        Paper = "paper",
        /// Read out on the telephone.
        Telephone = "telephone",
        /// Asked by a clinician.
        Interview = "interview",
        /// From another system that does not say how.
        Import = "import",
    }
}

codes! {
    /// Who answered: in which role, and where two people have the same one, which of them. Series of different respondents are never merged.
    Respondent ("respondent", "patient, parent, parent_2, teacher, teacher_2, clinician") {
        /// The patient.
        Patient = "patient",
        /// A parent or guardian about the patient.
        Parent = "parent",
        /// The other parent, or a guardian beside a parent.
        SecondParent = "parent_2",
        /// A teacher about the patient.
        Teacher = "teacher",
        /// Another teacher, as where one form goes to two classes.
        SecondTeacher = "teacher_2",
        /// A clinician who rates the patient.
        Clinician = "clinician",
    }
}

impl Respondent {
    /// The role in which somebody answers: by it an instrument says who may, whichever of two parents or teachers it is.
    #[must_use]
    pub const fn role(self) -> Self {
        match self {
            Self::SecondParent => Self::Parent,
            Self::SecondTeacher => Self::Teacher,
            first => first,
        }
    }
}

codes! {
    /// How far an administration went.
    Completion ("completion", "complete, partial, declined, totals_only") {
        /// Every item that had to be answered is.
        Complete = "complete",
        /// Some items are missing.
        Partial = "partial",
        /// The patient declined.
        Declined = "declined",
        /// Only a total is known; the items are not.
        TotalsOnly = "totals_only",
    }
}

/// One answer to one item, as given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// The number beside the chosen option, or the number typed in.
    Value(i32),
    /// The respondent chose not to answer where the form offers that.
    Refused,
    /// The item does not apply where the form offers that.
    NotApplicable,
}

/// The answers of one administration by item id. An item without an entry was not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Responses {
    answers: BTreeMap<String, Answer>,
}

impl Responses {
    /// No answers yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Records an answer; a later one to the same item takes its place.
    pub fn set(&mut self, item: impl Into<String>, answer: Answer) {
        self.answers.insert(item.into(), answer);
    }

    /// The answer to an item.
    pub fn get(&self, item: &str) -> Option<Answer> {
        self.answers.get(item).copied()
    }

    /// All answers in the order of item ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Answer)> {
        self.answers.iter().map(|(item, answer)| (item.as_str(), *answer))
    }

    /// How many items are answered.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// True when nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// The stored form: `1=3;2=0;9=refused`, items in text order, so that equal responses have equal bytes.
    pub fn to_stored(&self) -> String {
        let mut text = String::with_capacity(self.answers.len() * 5);
        for (item, answer) in &self.answers {
            if !text.is_empty() {
                text.push(';');
            }
            text.push_str(item);
            text.push('=');
            match answer {
                Answer::Value(value) => text.push_str(&value.to_string()),
                Answer::Refused => text.push_str("refused"),
                Answer::NotApplicable => text.push_str("not_applicable"),
            }
        }
        text
    }

    /// Reads the stored form; `None` when it is damaged.
    pub fn from_stored(text: &str) -> Option<Self> {
        let mut responses = Self::new();
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (item, answer) = part.split_once('=')?;
            let answer = match answer {
                "refused" => Answer::Refused,
                "not_applicable" => Answer::NotApplicable,
                number => Answer::Value(number.parse().ok()?),
            };
            responses.set(item, answer);
        }
        Some(responses)
    }
}

/// One occasion of giving one instrument to one patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Administration {
    /// Whose answers.
    pub patient: PatientId,
    /// The episode it belongs to; `None` when it lies outside any.
    pub episode: Option<EpisodeId>,
    /// The program whose clock gives the day; `None` when it lies outside any.
    pub program: Option<ProgramId>,
    /// The instrument's id, such as `phq-9`.
    pub instrument: String,
    /// The version of the definition the form was made from.
    pub definition_version: String,
    /// Where in the episode; `None` when not known.
    pub phase: Option<Phase>,
    /// How the answers were given.
    pub mode: Mode,
    /// Who answered.
    pub respondent: Respondent,
    /// The language of the form; `None` when not known.
    pub language: Option<Language>,
    /// When the first answer was given; `None` when not known.
    pub started_at: Option<Instant>,
    /// When the last answer was given; `None` when not known.
    pub finished_at: Option<Instant>,
    /// The clinical day, local to the program.
    pub day: Day,
    /// How far it went.
    pub completion: Completion,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn responses_have_one_stored_form() {
        let mut responses = Responses::new();
        responses.set("9", Answer::Refused);
        responses.set("1", Answer::Value(3));
        assert_eq!(responses.to_stored(), "1=3;9=refused");
        assert_eq!(Responses::from_stored("1=three"), None);
    }

    proptest! {
        #[test]
        fn stored_responses_read_back(answers in prop::collection::btree_map("[a-z0-9_]{1,6}", -5i32..100, 0..30)) {
            let mut responses = Responses::new();
            for (item, value) in answers {
                responses.set(item, Answer::Value(value));
            }
            prop_assert_eq!(Responses::from_stored(&responses.to_stored()), Some(responses));
        }
    }
}
