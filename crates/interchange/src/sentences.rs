//! Every code has its sentence in `wording`, and the sentence has exactly the arguments of the code.

use care::CareProblem;
use wording::Key;

use crate::rejection::Argument;
use crate::{Encoding, FileProblem, NoteCode, Reference, RejectionCode};

fn check(id: &str, arguments: &[(&'static str, Argument)]) {
    let key = Key::from_id(id).unwrap_or_else(|| panic!("no sentence {id}"));
    let mut names: Vec<&str> = arguments.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    assert_eq!(key.variables(), names, "{id}");
}

#[test]
fn every_reason_to_reject_has_a_sentence_with_its_arguments() {
    let text = || "x".to_owned();
    let day: vocabulary::Day = "2026-11-23".parse().unwrap();
    let all = [
        RejectionCode::WrongEncoding { encoding: "utf-8" },
        RejectionCode::TooLarge { limit: 1 },
        RejectionCode::FieldTooLarge { column: text(), limit: 1 },
        RejectionCode::FieldZeroByte { column: text() },
        RejectionCode::ZeroByte,
        RejectionCode::FieldCount { expected: 1, found: 2 },
        RejectionCode::UnclosedQuote,
        RejectionCode::StrayQuote,
        RejectionCode::NotJson { column: 1 },
        RejectionCode::TooDeep { limit: 1 },
        RejectionCode::NotAResource,
        RejectionCode::WrongShape { resource: text() },
        RejectionCode::Status { status: text() },
        RejectionCode::Missing { field: "day" },
        RejectionCode::NotADay { field: "day", expected: text() },
        RejectionCode::NotANumber { field: text() },
        RejectionCode::UnknownCode { field: "sex", expected: text() },
        RejectionCode::Care(CareProblem::Future { what: "diagnosis", day, today: day }),
        RejectionCode::Care(CareProblem::BeforeBirth { what: "care team", day, birth_day: day }),
        RejectionCode::Care(CareProblem::Backwards { what: "diagnosis", first: day, last: day }),
        RejectionCode::Care(CareProblem::OutsideEpisode { what: "administration", admitted: day }),
        RejectionCode::Care(CareProblem::BirthTooEarly { birth_day: day }),
        RejectionCode::Care(CareProblem::Empty { what: "family name" }),
        RejectionCode::Unknown(Reference::Patient),
        RejectionCode::Unknown(Reference::Program),
        RejectionCode::Unknown(Reference::Clinician),
        RejectionCode::Unknown(Reference::Episode),
        RejectionCode::NoPatient,
        RejectionCode::InstrumentUnknown { name: text() },
        RejectionCode::InstrumentAmbiguous { candidates: text() },
        RejectionCode::ItemUnknown { instrument: text(), item: text() },
        RejectionCode::ItemTwice { item: text() },
        RejectionCode::AnswerNotOffered { item: text() },
        RejectionCode::AnswerCodeUnknown { item: text() },
        RejectionCode::AnswerUnreadable { item: text() },
        RejectionCode::NoAnswers,
        RejectionCode::ScaleUnknown { instrument: text(), scale: text() },
        RejectionCode::TotalOutOfRange { scale: text() },
        RejectionCode::TotalNotWhole { scale: text() },
        RejectionCode::TotalUnreadable { scale: text() },
        RejectionCode::DefinitionUnusable { what: text() },
        RejectionCode::Duplicate { first_line: 1 },
        RejectionCode::Conflict,
        RejectionCode::EpisodeOverlaps { admitted: day },
    ];
    for code in &all {
        check(code.id(), &code.arguments());
        if let RejectionCode::Care(problem) = code {
            let sentence = wording::Text::for_language(&vocabulary::Language::english()).care_problem(problem);
            assert!(!sentence.contains("field-"), "{sentence}");
        }
    }
}

#[test]
fn every_problem_of_a_file_has_a_sentence_with_its_arguments() {
    let (line, limit, text) = (1, 1, || "x".to_owned());
    let all = [
        FileProblem::Unreadable { line, error: std::io::Error::other("x") },
        FileProblem::Empty,
        FileProblem::Truncated { line, byte: 1 },
        FileProblem::NotJson { line, column: 1 },
        FileProblem::NotFhir,
        FileProblem::NoClaims,
        FileProblem::TooLarge { limit },
        FileProblem::TooDeep { line, limit },
        FileProblem::WrongEncoding { found: Encoding::Utf16, expected: Encoding::Utf8, line },
        FileProblem::WrongDelimiter { expected: ',', likely: ';' },
        FileProblem::MissingColumns { columns: text() },
        FileProblem::DuplicateColumn { column: text() },
        FileProblem::MappingDoesNotFit { what: text() },
        FileProblem::BadHeader,
    ];
    for problem in &all {
        check(problem.id(), &problem.arguments());
    }
}

#[test]
fn every_note_has_a_sentence_with_its_arguments() {
    let text = || "x".to_owned();
    let all = [
        NoteCode::ResourceLeftOut { resource: text() },
        NoteCode::ObservationLeftOut { code: text() },
        NoteCode::QuestionnaireRecognized { instrument: text() },
        NoteCode::InstrumentImported { instrument: text() },
        NoteCode::OrdinalSumUnvalidated { instrument: text() },
        NoteCode::ReverseItemsNotDeclared { instrument: text() },
        NoteCode::ItemsContradictName { named: text(), used: text() },
        NoteCode::ItemLeftOut { item: text() },
        NoteCode::AnswerCodeAlternative { item: text() },
        NoteCode::AnswerByOrdinal { item: text() },
        NoteCode::OrdinalDiffers { item: text() },
        NoteCode::SameAnswerTwice { item: text() },
        NoteCode::InProgress,
        NoteCode::MalformedPart { part: text() },
        NoteCode::BirthDayEstimated,
        NoteCode::NothingToRecord { instrument: text() },
        NoteCode::NotScored { instrument: text() },
        NoteCode::VersionDiffers { instrument: text(), given: text(), ours: text() },
        NoteCode::SameRecordAgain { first_line: 1 },
    ];
    for code in &all {
        check(code.id(), &code.arguments());
    }
}
