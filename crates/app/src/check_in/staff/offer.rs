//! Which instruments can be asked, and whether what is to be asked can be.

use std::collections::BTreeSet;

use instruments::Respondent;
use vocabulary::Language;

use super::making::NewCheckIn;
use crate::check_in::form::{forms, languages_of};
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};

/// Languages in which the product speaks to patients.
pub const PATIENT_LANGUAGES: [&str; 2] = ["en", "es"];

/// An instrument that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its id.
    pub instrument: String,
    /// What people call it.
    pub short_name: String,
    /// Who may answer it.
    pub respondents: Vec<Respondent>,
    /// The languages it has words in.
    pub languages: Vec<Language>,
    /// True where an answer to it may be one that a person must see.
    pub has_safety_items: bool,
    /// True where somebody of the practice who speaks both may ask it in another language than its words.
    pub may_be_asked_bilingually: bool,
}

/// Every instrument with items that has words in a language the product speaks, by name.
pub(super) fn offered(app: &App) -> Vec<Offered> {
    let library = app.library();
    let mut offered: Vec<Offered> = library
        .iter()
        .filter(|definition| !definition.is_totals_only())
        .map(|definition| Offered {
            instrument: definition.id.to_string(),
            short_name: definition.short_name.clone(),
            respondents: definition.answering(),
            languages: languages_of(app, &definition.id),
            has_safety_items: !definition.safety.is_empty(),
            may_be_asked_bilingually: definition.bilingual_interview.is_some(),
        })
        .filter(|each| each.languages.iter().any(|language| PATIENT_LANGUAGES.contains(&language.as_str())))
        .collect();
    offered.sort_by(|left, right| left.short_name.cmp(&right.short_name));
    offered
}

pub(super) fn check_instruments(app: &App, new: &NewCheckIn) -> Result<(), AppError> {
    let library = app.library();
    let fits = |id: &String| library.get(id).is_some_and(|definition| definition.is_answered_by(new.respondent));
    let unique: BTreeSet<&String> = new.instruments.iter().collect();
    if new.instruments.is_empty() {
        return Err(AppError::field("instruments", FieldProblemKind::Required));
    }
    if unique.len() != new.instruments.len() || !new.instruments.iter().all(fits) {
        return Err(AppError::field("instruments", FieldProblemKind::NotAChoice));
    }
    if !PATIENT_LANGUAGES.contains(&new.language.as_str()) || forms(app, &new.instruments, &new.language, new.mode).0.is_empty() {
        return Err(AppError::field("language", FieldProblemKind::NotAChoice));
    }
    Ok(())
}

pub(super) fn has_safety_items(app: &App, instruments: &[String]) -> bool {
    let library = app.library();
    instruments.iter().any(|id| library.get(id).is_some_and(|definition| !definition.safety.is_empty()))
}
