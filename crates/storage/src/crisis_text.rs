//! The practice's own words for somebody who needs help now, by program and language. Shown the moment an answer needs a person.

use vocabulary::{Day, Language, ProgramId, RecordId};

use crate::StorageError;
use crate::record::column::practice_record;
use crate::record::{Stored, View, write};
use crate::unit::{ReadUnit, WriteUnit};

/// The words for one program, or for all that have none of their own, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrisisText {
    /// For which program; `None` for all others.
    pub program: Option<ProgramId>,
    /// In which language.
    pub language: Language,
    /// The words; a blank line begins a paragraph.
    pub words: String,
}

practice_record! {
    CrisisText in "crisis_text", ordered by "program_id, language, id" {
        "program_id" => program;
        "language" => language;
        "words" => words;
    }
}

/// The words that a patient of a program sees in a language: the program's own, else those for all. Never those of another language.
#[crate::boxed]
pub async fn for_program(
    unit: &mut ReadUnit,
    program: Option<ProgramId>,
    language: &Language,
) -> Result<Option<Stored<CrisisText>>, StorageError> {
    let all = all(unit, View::Current).await?;
    let fits =
        |wanted: Option<ProgramId>| move |each: &&Stored<CrisisText>| each.value().program == wanted && each.value().language == *language;
    let own = program.and_then(|program| all.iter().find(fits(Some(program))));
    Ok(own.or_else(|| all.iter().find(fits(None))).cloned())
}

/// Writes the words, as a new version where there were some. The same again changes nothing.
#[crate::boxed]
pub async fn put(unit: &mut WriteUnit, text: CrisisText, day: Day) -> Result<RecordId, StorageError> {
    let found = all(unit, View::Current).await?;
    let found = found.into_iter().find(|each| (each.value().program, &each.value().language) == (text.program, &text.language));
    write::put(unit, found, text, day).await
}
