//! Identifiers of aggregates: UUID version 7, one type a noun, so that a patient's id cannot be passed where an episode's is meant.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// What all identifiers have in common. Made by [`crate::IdSource`], read back from text with [`FromStr`].
pub trait Identifier: Copy + Ord + fmt::Display + FromStr<Err = InvalidId> + Send + Sync + 'static {
    /// The noun, as it stands in messages.
    const NOUN: &'static str;
    /// Wraps a UUID that is known to name such a thing.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The UUID behind it.
    fn uuid(self) -> Uuid;
}

/// A text that is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a {noun}: expected 36 characters like 0190b5c4-…, got {length} characters")]
pub struct InvalidId {
    /// What the id should have named.
    pub noun: &'static str,
    /// How long the text was. The text itself is not repeated: it may be a name.
    pub length: usize,
}

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident = $noun:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl Identifier for $name {
            const NOUN: &'static str = $noun;
            fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.0.hyphenated(), f) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, concat!(stringify!($name), "({})"), self.0.hyphenated()) }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Uuid::try_parse(text).map(Self).map_err(|_| InvalidId { noun: $noun, length: text.chars().count() })
            }
        }
    )*};
}

identifiers! {
    /// A person in care.
    PatientId = "patient";
    /// A service line of the practice.
    ProgramId = "program";
    /// A person who treats; may or may not be able to sign in.
    ClinicianId = "clinician";
    /// Admission to discharge under the practice.
    EpisodeId = "episode of care";
    /// Time at one level of care inside an episode.
    LevelOfCarePeriodId = "level-of-care period";
    /// A diagnosis of a patient.
    DiagnosisId = "diagnosis";
    /// One occasion of giving one instrument to one patient.
    AdministrationId = "administration";
    /// An instrument definition that came from outside the library.
    DefinitionId = "instrument definition";
    /// One import.
    BatchId = "import batch";
    /// Somebody who signs in.
    UserId = "user";
    /// One signed-in browser.
    SessionId = "session";
    /// One audited operation.
    AuditId = "audit row";
    /// One release of information out of the practice.
    ReleaseId = "release";
    /// A stored document.
    DocumentId = "document";
    /// A record of a kind that has no aggregate of its own (a care-team membership, a patient link).
    RecordId = "record";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_prints() {
        let id = PatientId::from_uuid(Uuid::from_u128(0x0190_b5c4_0000_7000_8000_0000_0000_0001));
        assert_eq!(id.to_string().parse::<PatientId>(), Ok(id));
    }

    #[test]
    fn the_error_never_repeats_the_text() {
        let error = "Maria Example".parse::<PatientId>().unwrap_err().to_string();
        assert_eq!(error, "not the id of a patient: expected 36 characters like 0190b5c4-…, got 13 characters");
    }
}
