//! What an answer about safety was an answer to: the question and the answer in the words of the form, for those who may see answers.

use instruments::definition::{AnswerKind, Definition, FormText};
use outcomes::warning_sign::Rule;
use storage::alert::RaisedAlert;
use vocabulary::{Argument, Language};

use super::stored::Statement;
use crate::check_in::PATIENT_LANGUAGES;
use crate::context::App;

/// One answer of a statement in the words of its form, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The language of these words.
    pub language: Language,
    /// The item, as the statement names it.
    pub item: String,
    /// The answer, as the statement gives it.
    pub value: String,
    /// The question.
    pub question: String,
    /// The words of the answer; the number itself where the form asks for one.
    pub answer: String,
}

/// The answers that a statement gives, in every language in which the library or the practice has their words. A change of words is a new definition
/// with new items, so the words at hand are those of the item.
pub(super) fn asked(app: &App, raised: &RaisedAlert, statement: &Statement) -> Vec<Asked> {
    let library = app.library();
    let instrument = raised.key.split('/').nth(1).filter(|_| raised.rule == Rule::SafetyAnswer.code());
    let Some(definition) = instrument.and_then(|id| library.get(id)) else { return Vec::new() };
    let given = statement.arguments.iter().find_map(|(name, value)| match value {
        Argument::Name(kept) if name == "answers" => Some(kept.as_str()),
        _ => None,
    });
    let answers: Vec<(&str, &str)> = given.into_iter().flat_map(|kept| kept.split(", ")).filter_map(|each| each.split_once(": ")).collect();
    let mut all = Vec::new();
    for language in PATIENT_LANGUAGES.iter().filter_map(|code| code.parse::<Language>().ok()) {
        let Some(form) = app.form_text(&definition.id, &language) else { continue };
        all.extend(answers.iter().filter_map(|(item, value)| in_words(definition, &form, &language, item, value)));
    }
    all
}

fn in_words(definition: &Definition, form: &FormText, language: &Language, item: &str, value: &str) -> Option<Asked> {
    let index = definition.item(item)?;
    let number: i32 = value.parse().ok()?;
    let question = form.items.get(index).filter(|words| !words.trim().is_empty())?;
    let answer = match &definition.answers_of(index).kind {
        AnswerKind::Options(options) => {
            let place = options.iter().position(|(each, _)| *each == number)?;
            form.options.get(definition.items[index].answers)?.get(place)?.clone()
        }
        // A number that was typed in says itself what was answered, beside its question.
        AnswerKind::Number { .. } => number.to_string(),
    };
    let [item, value] = [item, value].map(str::to_owned);
    Some(Asked { language: language.clone(), item, value, question: question.clone(), answer })
}
