//! What a reader hands out.

use crate::position::Position;
use crate::record::ImportRecord;
use crate::rejection::{Argument, Rejection};

/// One step of reading a file.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every reading of a large file is a record; boxing each would cost more than it saves"
)]
pub enum Reading {
    /// A record, understood.
    Record(ImportRecord),
    /// A row or resource that cannot be taken, with its reason.
    Rejected(Rejection),
    /// Something that was understood and is not imported, with its reason.
    Note(Note),
}

/// Something worth a word that is no record of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub position: Position,
    /// What.
    pub code: NoteCode,
}

/// What is worth a word although nothing is wrong enough to reject. Names items and codes of forms, never answers or people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteCode {
    /// A resource of a kind that is not exchanged.
    ResourceLeftOut {
        /// `resourceType`.
        resource: String,
    },
    /// An Observation that is no total of a known instrument.
    ObservationLeftOut {
        /// Its code; empty when it has none.
        code: String,
    },
    /// A Questionnaire of an instrument that the library has: the library's definition is used.
    QuestionnaireRecognized {
        /// The instrument.
        instrument: String,
    },
    /// An instrument outside the library came in with this file.
    InstrumentImported {
        /// Its new id.
        instrument: String,
    },
    /// The only total of an imported instrument is the sum of its options' numbers, which nobody has validated.
    OrdinalSumUnvalidated {
        /// The instrument.
        instrument: String,
    },
    /// The published instrument scores some items in reverse, the Questionnaire's numbers do not: no total is computed from them.
    ReverseItemsNotDeclared {
        /// The instrument.
        instrument: String,
    },
    /// The code or name of the form says one instrument, its items another. The items decide.
    ItemsContradictName {
        /// What the form is called.
        named: String,
        /// What its items are.
        used: String,
    },
    /// An item of the form that is not part of the instrument, such as a remark or a total that is not known.
    ItemLeftOut {
        /// Its linkId or column.
        item: String,
    },
    /// The answer was coded with another code than the definition's; the two are published for the same option of this item.
    AnswerCodeAlternative {
        /// The item.
        item: String,
    },
    /// The answer's code is not in the definition; the number beside it in the Questionnaire was used.
    AnswerByOrdinal {
        /// The item.
        item: String,
    },
    /// The Questionnaire puts another number beside the answer's code than the definition; the definition's was used.
    OrdinalDiffers {
        /// The item.
        item: String,
    },
    /// The same answer to the same item came twice.
    SameAnswerTwice {
        /// The item.
        item: String,
    },
    /// The form was not finished when it was sent.
    InProgress,
    /// A part that the standard writes otherwise, such as a code as plain text; it was understood.
    MalformedPart {
        /// The part.
        part: String,
    },
    /// The birth day was computed from an age.
    BirthDayEstimated,
    /// The row has neither answers nor a total of this instrument.
    NothingToRecord {
        /// The instrument.
        instrument: String,
    },
    /// The score of the instrument cannot be computed from the answers.
    NotScored {
        /// The instrument.
        instrument: String,
    },
    /// The file was made with another version of the definition.
    VersionDiffers {
        /// The instrument.
        instrument: String,
        /// The file's.
        given: String,
        /// Ours.
        ours: String,
    },
    /// The same record stands in the file more than once; it is taken once.
    SameRecordAgain {
        /// The line where it stands first.
        first_line: u64,
    },
}

impl NoteCode {
    /// The stable id, which is also the key of its sentence in `wording`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::ResourceLeftOut { .. } => "note-resource-left-out",
            Self::ObservationLeftOut { .. } => "note-observation-left-out",
            Self::QuestionnaireRecognized { .. } => "note-questionnaire-recognized",
            Self::InstrumentImported { .. } => "note-instrument-imported",
            Self::OrdinalSumUnvalidated { .. } => "note-ordinal-sum-unvalidated",
            Self::ReverseItemsNotDeclared { .. } => "note-reverse-items-not-declared",
            Self::ItemsContradictName { .. } => "note-items-contradict-name",
            Self::ItemLeftOut { .. } => "note-item-left-out",
            Self::AnswerCodeAlternative { .. } => "note-answer-code-alternative",
            Self::AnswerByOrdinal { .. } => "note-answer-by-ordinal",
            Self::OrdinalDiffers { .. } => "note-ordinal-differs",
            Self::SameAnswerTwice { .. } => "note-same-answer-twice",
            Self::InProgress => "note-in-progress",
            Self::MalformedPart { .. } => "note-malformed-part",
            Self::BirthDayEstimated => "note-birth-day-estimated",
            Self::NothingToRecord { .. } => "note-nothing-to-record",
            Self::NotScored { .. } => "note-not-scored",
            Self::VersionDiffers { .. } => "note-version-differs",
            Self::SameRecordAgain { .. } => "note-same-record-again",
        }
    }

    /// The values in its sentence, by name.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::ResourceLeftOut { resource } => vec![("resource", resource.into())],
            Self::ObservationLeftOut { code } => vec![("code", code.into())],
            Self::QuestionnaireRecognized { instrument }
            | Self::InstrumentImported { instrument }
            | Self::OrdinalSumUnvalidated { instrument }
            | Self::ReverseItemsNotDeclared { instrument }
            | Self::NothingToRecord { instrument }
            | Self::NotScored { instrument } => vec![("instrument", instrument.into())],
            Self::ItemsContradictName { named, used } => vec![("named", named.into()), ("used", used.into())],
            Self::ItemLeftOut { item }
            | Self::AnswerCodeAlternative { item }
            | Self::AnswerByOrdinal { item }
            | Self::OrdinalDiffers { item }
            | Self::SameAnswerTwice { item } => vec![("item", item.into())],
            Self::InProgress | Self::BirthDayEstimated => Vec::new(),
            Self::MalformedPart { part } => vec![("part", part.into())],
            Self::VersionDiffers { instrument, given, ours } => {
                vec![("instrument", instrument.into()), ("given", given.into()), ("ours", ours.into())]
            }
            Self::SameRecordAgain { first_line } => vec![("line", (*first_line).into())],
        }
    }
}
