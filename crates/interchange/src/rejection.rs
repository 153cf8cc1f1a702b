//! Why a row or resource cannot be taken.

use care::CareProblem;
use utilization_review::authorization::AuthorizationProblem;
use vocabulary::Day;

use crate::position::{Position, RawText};

/// A row or resource that cannot be taken. Prints its place and reason only; the text is in `raw`, for the reject file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{position}: {code}")]
pub struct Rejection {
    /// Where it stands.
    pub position: Position,
    /// Why.
    pub code: RejectionCode,
    /// The row as it stood.
    pub raw: RawText,
}

/// What a reference of a record names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// A patient.
    Patient,
    /// A program.
    Program,
    /// A clinician.
    Clinician,
    /// An episode of care.
    Episode,
    /// A payer.
    Payer,
    /// An authorization of the patient that covers the day.
    Authorization,
}

impl Reference {
    /// The noun as it stands in ids of messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Program => "program",
            Self::Clinician => "clinician",
            Self::Episode => "episode",
            Self::Payer => "payer",
            Self::Authorization => "authorization",
        }
    }
}

/// A value inside a sentence. Never an answer, a name or a record number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A number of things, a line, a limit.
    Count(u64),
    /// A clinical day.
    Day(Day),
    /// A word that is the same in every language: an item, a column, an instrument.
    Name(String),
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Self::Name(text.clone())
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Name(text.to_owned())
    }
}

impl From<u64> for Argument {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<Day> for Argument {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

/// Why a row or resource cannot be taken. The messages here are for logs and developers; `wording` has the sentences for people, by
/// [`RejectionCode::id`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RejectionCode {
    /// Bytes that are not text in the encoding of the file.
    #[error("not {encoding} text")]
    WrongEncoding {
        /// The encoding the file should have.
        encoding: &'static str,
    },
    /// A line or row larger than the limit.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// A field larger than the limit.
    #[error("column {column} is larger than {limit} bytes")]
    FieldTooLarge {
        /// The column's name or number.
        column: String,
        /// Bytes allowed.
        limit: u64,
    },
    /// A zero byte in a field: no database keeps one.
    #[error("column {column} contains a zero byte")]
    FieldZeroByte {
        /// The column's name or number.
        column: String,
    },
    /// A zero byte in a text of a resource: no database keeps one.
    #[error("a text contains a zero byte")]
    ZeroByte,
    /// More or fewer fields than the header.
    #[error("{found} fields where the header has {expected}")]
    FieldCount {
        /// In the header.
        expected: u64,
        /// In the row.
        found: u64,
    },
    /// A quotation mark that is never closed.
    #[error("a quotation mark that is not closed")]
    UnclosedQuote,
    /// Text after a closing quotation mark.
    #[error("text after a closing quotation mark")]
    StrayQuote,
    /// Not JSON.
    #[error("not JSON at column {column}")]
    NotJson {
        /// The column in the line, from 1.
        column: u64,
    },
    /// JSON that is nested deeper than the limit.
    #[error("nested deeper than {limit}")]
    TooDeep {
        /// Levels allowed.
        limit: u64,
    },
    /// JSON without a `resourceType`.
    #[error("no FHIR resource")]
    NotAResource,
    /// A resource with a part of the wrong shape.
    #[error("a {resource} with a part of another shape than FHIR R4 has")]
    WrongShape {
        /// `resourceType`.
        resource: String,
    },
    /// A status that says the record should not be used.
    #[error("status {status}")]
    Status {
        /// The status.
        status: String,
    },
    /// A field that must be there.
    #[error("{field} is missing")]
    Missing {
        /// The field.
        field: &'static str,
    },
    /// Not a day in the expected form.
    #[error("{field} is not a day written as {expected}")]
    NotADay {
        /// The field.
        field: &'static str,
        /// The expected form.
        expected: String,
    },
    /// Not a number.
    #[error("{field} is not a number")]
    NotANumber {
        /// The field.
        field: String,
    },
    /// A code that is in no list.
    #[error("{field} has a code that is none of {expected}")]
    UnknownCode {
        /// The field.
        field: &'static str,
        /// The codes that are known.
        expected: String,
    },
    /// A record of care that contradicts itself or another one.
    #[error(transparent)]
    Care(CareProblem),
    /// An authorization that cannot be.
    #[error(transparent)]
    Authorization(AuthorizationProblem),
    /// A reference that names nothing known.
    #[error("names an unknown {}", .0.code())]
    Unknown(Reference),
    /// Answers of nobody.
    #[error("names no patient")]
    NoPatient,
    /// A form that is no known instrument.
    #[error("no known instrument: {name}")]
    InstrumentUnknown {
        /// What the form is called.
        name: String,
    },
    /// A form that fits several instruments.
    #[error("could be any of {candidates}")]
    InstrumentAmbiguous {
        /// Ids of the instruments.
        candidates: String,
    },
    /// An item that the instrument does not have, beside one of its own that is missing.
    #[error("no item {item} in {instrument}")]
    ItemUnknown {
        /// The instrument.
        instrument: String,
        /// The key as given.
        item: String,
    },
    /// Two different answers to one item.
    #[error("item {item} has two answers")]
    ItemTwice {
        /// The item.
        item: String,
    },
    /// A number that the form does not offer.
    #[error("item {item} has an answer that the form does not offer")]
    AnswerNotOffered {
        /// The item.
        item: String,
    },
    /// An answer code that stands for no known number.
    #[error("item {item} has an answer code that is not known for it")]
    AnswerCodeUnknown {
        /// The item.
        item: String,
    },
    /// An answer of a kind that cannot be a number.
    #[error("item {item} has an answer that is neither a number nor a code")]
    AnswerUnreadable {
        /// The item.
        item: String,
    },
    /// Neither answers nor totals.
    #[error("no answers")]
    NoAnswers,
    /// A total of a scale that the instrument does not have.
    #[error("no scale {scale} in {instrument}")]
    ScaleUnknown {
        /// The instrument.
        instrument: String,
        /// The scale.
        scale: String,
    },
    /// A total outside its scale.
    #[error("the total of {scale} is outside its range")]
    TotalOutOfRange {
        /// The scale's id.
        scale: String,
    },
    /// A total with digits after the point, of a scale that has whole numbers only.
    #[error("the total of {scale} has digits after the point")]
    TotalNotWhole {
        /// The scale.
        scale: String,
    },
    /// A total that is no number.
    #[error("the total of {scale} is not a number")]
    TotalUnreadable {
        /// The scale.
        scale: String,
    },
    /// A Questionnaire from which no definition can be made.
    #[error("no definition can be made: {what}")]
    DefinitionUnusable {
        /// Place and fact.
        what: String,
    },
    /// The same key with other content in the same file.
    #[error("the same key as in line {first_line} with other content")]
    Duplicate {
        /// Where the key stands first.
        first_line: u64,
    },
    /// The same key with other content is stored already.
    #[error("the same key is stored with other content")]
    Conflict,
    /// Another episode of the patient in the same program has some of the days.
    #[error("another episode in this program, from {admitted}, has some of these days")]
    EpisodeOverlaps {
        /// The first day of the other one.
        admitted: Day,
    },
}

impl From<CareProblem> for RejectionCode {
    fn from(problem: CareProblem) -> Self {
        Self::Care(problem)
    }
}

impl From<AuthorizationProblem> for RejectionCode {
    fn from(problem: AuthorizationProblem) -> Self {
        Self::Authorization(problem)
    }
}

impl RejectionCode {
    /// The stable id, which is also the key of its sentence in `wording`. Records of care that contradict themselves have the ids that forms
    /// use for the same fact.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::WrongEncoding { .. } => "reject-wrong-encoding",
            Self::TooLarge { .. } => "reject-too-large",
            Self::FieldTooLarge { .. } => "reject-field-too-large",
            Self::FieldZeroByte { .. } => "reject-field-zero-byte",
            Self::ZeroByte => "reject-zero-byte",
            Self::FieldCount { .. } => "reject-field-count",
            Self::UnclosedQuote => "reject-unclosed-quote",
            Self::StrayQuote => "reject-stray-quote",
            Self::NotJson { .. } => "reject-not-json",
            Self::TooDeep { .. } => "reject-too-deep",
            Self::NotAResource => "reject-not-a-resource",
            Self::WrongShape { .. } => "reject-wrong-shape",
            Self::Status { .. } => "reject-status",
            Self::Missing { .. } => "reject-missing",
            Self::NotADay { .. } => "reject-not-a-day",
            Self::NotANumber { .. } => "reject-not-a-number",
            Self::UnknownCode { .. } => "reject-unknown-code",
            Self::Care(CareProblem::Future { .. }) => "care-future",
            Self::Care(CareProblem::BeforeBirth { .. }) => "care-before-birth",
            Self::Care(CareProblem::Backwards { .. }) => "care-backwards",
            Self::Care(CareProblem::OutsideEpisode { .. }) => "care-outside-episode",
            Self::Care(CareProblem::BirthTooEarly { .. }) => "care-birth-too-early",
            Self::Care(CareProblem::Empty { .. }) => "care-empty",
            Self::Care(CareProblem::Later { .. }) => "care-later",
            Self::Care(CareProblem::TooMuch { .. }) => "care-too-much",
            Self::Care(CareProblem::TooFew { .. }) => "care-too-few",
            Self::Care(CareProblem::TooEarly { .. }) => "care-too-early",
            Self::Care(CareProblem::Contradiction { .. }) => "care-contradiction",
            Self::Authorization(problem) => authorization_id(problem),
            Self::Unknown(Reference::Patient) => "reject-unknown-patient",
            Self::Unknown(Reference::Program) => "reject-unknown-program",
            Self::Unknown(Reference::Clinician) => "reject-unknown-clinician",
            Self::Unknown(Reference::Episode) => "reject-unknown-episode",
            Self::Unknown(Reference::Payer) => "reject-unknown-payer",
            Self::Unknown(Reference::Authorization) => "reject-unknown-authorization",
            Self::NoPatient => "reject-no-patient",
            Self::InstrumentUnknown { .. } => "reject-instrument-unknown",
            Self::InstrumentAmbiguous { .. } => "reject-instrument-ambiguous",
            Self::ItemUnknown { .. } => "reject-item-unknown",
            Self::ItemTwice { .. } => "reject-item-twice",
            Self::AnswerNotOffered { .. } => "reject-answer-not-offered",
            Self::AnswerCodeUnknown { .. } => "reject-answer-code-unknown",
            Self::AnswerUnreadable { .. } => "reject-answer-unreadable",
            Self::NoAnswers => "reject-no-answers",
            Self::ScaleUnknown { .. } => "reject-scale-unknown",
            Self::TotalOutOfRange { .. } => "reject-total-out-of-range",
            Self::TotalNotWhole { .. } => "reject-total-not-whole",
            Self::TotalUnreadable { .. } => "reject-total-unreadable",
            Self::DefinitionUnusable { .. } => "reject-definition-unusable",
            Self::Duplicate { .. } => "reject-duplicate",
            Self::Conflict => "reject-conflict",
            Self::EpisodeOverlaps { .. } => "reject-episode-overlaps",
        }
    }

    /// The values in its sentence, by name. The sentences of [`RejectionCode::Care`] are made by `wording` from the problem itself.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::WrongEncoding { encoding } => vec![("encoding", (*encoding).into())],
            Self::TooLarge { limit } | Self::TooDeep { limit } => vec![("limit", (*limit).into())],
            Self::FieldTooLarge { column, limit } => vec![("column", column.into()), ("limit", (*limit).into())],
            Self::FieldCount { expected, found } => vec![("expected", (*expected).into()), ("found", (*found).into())],
            Self::NotJson { column } => vec![("column", (*column).into())],
            Self::FieldZeroByte { column } => vec![("column", column.into())],
            Self::WrongShape { resource } => vec![("resource", resource.into())],
            Self::Status { status } => vec![("status", status.into())],
            Self::Missing { field } => vec![("field", (*field).into())],
            Self::NotANumber { field } => vec![("field", field.into())],
            Self::NotADay { field, expected } | Self::UnknownCode { field, expected } => {
                vec![("field", (*field).into()), ("expected", expected.into())]
            }
            Self::InstrumentUnknown { name } => vec![("name", name.into())],
            Self::InstrumentAmbiguous { candidates } => vec![("candidates", candidates.into())],
            Self::ItemUnknown { instrument, item } => vec![("instrument", instrument.into()), ("item", item.into())],
            Self::ItemTwice { item }
            | Self::AnswerNotOffered { item }
            | Self::AnswerCodeUnknown { item }
            | Self::AnswerUnreadable { item } => vec![("item", item.into())],
            Self::ScaleUnknown { instrument, scale } => vec![("instrument", instrument.into()), ("scale", scale.into())],
            Self::TotalOutOfRange { scale } | Self::TotalNotWhole { scale } | Self::TotalUnreadable { scale } => {
                vec![("scale", scale.into())]
            }
            Self::DefinitionUnusable { what } => vec![("what", what.into())],
            Self::Duplicate { first_line } => vec![("line", (*first_line).into())],
            Self::EpisodeOverlaps { admitted } => vec![("day", Argument::Day(*admitted))],
            Self::Care(problem) => care_arguments(problem),
            Self::Authorization(problem) => authorization_arguments(problem),
            Self::ZeroByte
            | Self::UnclosedQuote
            | Self::StrayQuote
            | Self::NotAResource
            | Self::Unknown(_)
            | Self::NoPatient
            | Self::NoAnswers
            | Self::Conflict => Vec::new(),
        }
    }
}

/// The ids that the form of a decision uses for the same fact.
const fn authorization_id(problem: &AuthorizationProblem) -> &'static str {
    match problem {
        AuthorizationProblem::NoUnits => "decision-problem-no-units",
        AuthorizationProblem::TooManyUnits { .. } => "decision-problem-too-many-units",
        AuthorizationProblem::TooLong { .. } => "decision-problem-too-long",
        AuthorizationProblem::BeforeAdmission { .. } => "decision-problem-before-admission",
        AuthorizationProblem::AfterDischarge { .. } => "decision-problem-after-discharge",
        AuthorizationProblem::ReviewOutside { .. } => "decision-problem-review-outside",
        AuthorizationProblem::OutcomeContradicts { .. } => "decision-grant-impossible",
        AuthorizationProblem::ApprovedInPart { .. } => "decision-problem-approved-in-part",
        AuthorizationProblem::FewerUnits { .. } => "decision-problem-fewer-units",
        AuthorizationProblem::GrantsAll => "decision-problem-grants-all",
        AuthorizationProblem::NoLastDay | AuthorizationProblem::NoNumber | AuthorizationProblem::NoPayer => "reject-missing",
    }
}

fn authorization_arguments(problem: &AuthorizationProblem) -> Vec<(&'static str, Argument)> {
    let count = |number: u32| Argument::Count(u64::from(number));
    match *problem {
        AuthorizationProblem::TooManyUnits { units, days, .. } => vec![("units", count(units)), ("days", count(days))],
        AuthorizationProblem::TooLong { days } => vec![("days", count(days))],
        AuthorizationProblem::BeforeAdmission { admitted, .. } => vec![("admitted", admitted.into())],
        AuthorizationProblem::AfterDischarge { discharged, .. } => vec![("discharged", discharged.into())],
        AuthorizationProblem::ReviewOutside { first, last, .. } => vec![("first", first.into()), ("last", last.into())],
        AuthorizationProblem::NoLastDay => vec![("field", "last_day".into())],
        AuthorizationProblem::NoNumber => vec![("field", "number".into())],
        AuthorizationProblem::NoPayer => vec![("field", "payer".into())],
        AuthorizationProblem::ApprovedInPart { days, first, last } => {
            vec![("days", count(days)), ("first", first.into()), ("last", last.into())]
        }
        AuthorizationProblem::FewerUnits { units, asked } => vec![("units", count(units)), ("asked", count(asked))],
        AuthorizationProblem::NoUnits | AuthorizationProblem::GrantsAll | AuthorizationProblem::OutcomeContradicts { .. } => Vec::new(),
    }
}

fn care_arguments(problem: &CareProblem) -> Vec<(&'static str, Argument)> {
    match *problem {
        CareProblem::Future { what, day, today } => vec![("what", what.into()), ("day", day.into()), ("today", today.into())],
        CareProblem::BeforeBirth { what, day, birth_day } => {
            vec![("what", what.into()), ("day", day.into()), ("birth-day", birth_day.into())]
        }
        CareProblem::Backwards { what, first, last } => vec![("what", what.into()), ("first", first.into()), ("last", last.into())],
        CareProblem::OutsideEpisode { what, admitted } => vec![("what", what.into()), ("admitted", admitted.into())],
        CareProblem::BirthTooEarly { birth_day } => vec![("birth-day", birth_day.into())],
        CareProblem::Empty { what } => vec![("what", what.into())],
        CareProblem::Later { what, at, now } => {
            vec![("what", what.into()), ("at", at.to_string().as_str().into()), ("now", now.to_string().as_str().into())]
        }
        CareProblem::TooMuch { what, most } => vec![("what", what.into()), ("most", u64::from(most).into())],
        CareProblem::TooFew { what, least } => vec![("what", what.into()), ("least", u64::from(least).into())],
        CareProblem::TooEarly { what, day, earliest } => {
            vec![("what", what.into()), ("day", day.into()), ("earliest", earliest.into())]
        }
        CareProblem::Contradiction { what, with } => vec![("what", what.into()), ("with", with.into())],
    }
}
