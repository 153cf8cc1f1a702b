//! From an answer as FHIR writes it to the number beside the option. What is not known for certain is a fault, never a guess.

use instruments::definition::{AnswerKind, AnswerSet};
use instruments::{Answer, Definition, Origin};

use super::codes::{same_option, system};
use super::form::{FormItem, ordinal_of, whole};
use super::resource;
use crate::reading::NoteCode;
use crate::rejection::RejectionCode;

/// Why an answer has no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    NotOffered,
    CodeUnknown,
    Unreadable,
}

impl Fault {
    /// As a reason to reject the administration.
    pub(crate) fn rejection(self, item: &str) -> RejectionCode {
        let item = item.to_owned();
        match self {
            Self::NotOffered => RejectionCode::AnswerNotOffered { item },
            Self::CodeUnknown => RejectionCode::AnswerCodeUnknown { item },
            Self::Unreadable => RejectionCode::AnswerUnreadable { item },
        }
    }
}

/// The number of an answer, with a word about how it was found; `Ok(None)` for an answer that is there without a value.
pub(crate) fn read(
    definition: &Definition,
    item: usize,
    asked: Option<&FormItem>,
    answer: &resource::Answer,
) -> Result<Option<(Answer, Option<NoteCode>)>, Fault> {
    let set = definition.answers_of(item);
    if let Some(coding) = &answer.value_coding {
        return coded(definition, item, asked, coding, answer).map(Some);
    }
    let quantity = answer.value_quantity.as_ref().and_then(|quantity| quantity.value.as_ref());
    if let Some(number) = answer.value_integer.as_ref().or(answer.value_decimal.as_ref()).or(quantity) {
        let value = whole(&number.0).ok_or(Fault::Unreadable)?;
        return offered(set, value).map(|answer| Some((answer, None)));
    }
    match answer.value_boolean {
        // Only for a definition that was made from a form with such an item do yes and no have agreed numbers.
        Some(value) if definition.origin == Origin::Imported => offered(set, i32::from(value)).map(|answer| Some((answer, None))),
        Some(_) => Err(Fault::Unreadable),
        None if answer.value_string.is_some() => Err(Fault::Unreadable),
        None => Ok(None),
    }
}

fn offered(set: &AnswerSet, value: i32) -> Result<Answer, Fault> {
    if set.offers(value) { Ok(Answer::Value(value)) } else { Err(Fault::NotOffered) }
}

fn coded(
    definition: &Definition,
    item: usize,
    asked: Option<&FormItem>,
    coding: &resource::Coding,
    answer: &resource::Answer,
) -> Result<(Answer, Option<NoteCode>), Fault> {
    let set = definition.answers_of(item);
    let id = || definition.items[item].id.to_string();
    let Some(code) = coding.code() else { return by_ordinal(set, coding, answer, None).map(|answer| (answer, None)) };
    if coding.system.as_deref() == Some(system::ABSENT) {
        return special(set, code).map(|answer| (answer, None));
    }
    if coding.system.as_deref().is_some_and(|name| name.starts_with(system::OUR_ANSWERS)) {
        return offered(set, whole(code).ok_or(Fault::CodeUnknown)?).map(|answer| (answer, None));
    }
    let option = asked.and_then(|asked| asked.option(code));
    if let Some(value) = value_of_code(set, code) {
        let beside = option.and_then(|option| option.ordinal);
        let differs = beside.is_some_and(|ordinal| ordinal.whole() != Some(i64::from(value)));
        let loinc = definition.items[item].loinc.as_ref().map_or("", |code| code.as_str());
        let note = if differs {
            Some(NoteCode::OrdinalDiffers { item: id() })
        } else {
            same_option(loinc, code).map(|_| NoteCode::AnswerCodeAlternative { item: id() })
        };
        return Ok((Answer::Value(value), note));
    }
    let loinc = definition.items[item].loinc.as_ref().map_or("", |code| code.as_str());
    if let Some(value) = same_option(loinc, code).and_then(|ours| value_of_code(set, ours)) {
        return Ok((Answer::Value(value), Some(NoteCode::AnswerCodeAlternative { item: id() })));
    }
    let ordinal = option.and_then(|option| option.ordinal);
    by_ordinal(set, coding, answer, ordinal).map(|answer| (answer, Some(NoteCode::AnswerByOrdinal { item: id() })))
}

/// The number of a code, where the code stands for one number only.
fn value_of_code(set: &AnswerSet, code: &str) -> Option<i32> {
    let AnswerKind::Options(options) = &set.kind else { return None };
    let mut fitting = options.iter().filter(|(_, known)| known.as_deref() == Some(code));
    match (fitting.next(), fitting.next()) {
        (Some((value, _)), None) => Some(*value),
        _ => None,
    }
}

fn by_ordinal(
    set: &AnswerSet,
    coding: &resource::Coding,
    answer: &resource::Answer,
    beside_option: Option<vocabulary::Points>,
) -> Result<Answer, Fault> {
    let ordinal = ordinal_of(&coding.extension).or_else(|| ordinal_of(&answer.extension)).or(beside_option).ok_or(Fault::CodeUnknown)?;
    let value = ordinal.whole().and_then(|whole| i32::try_from(whole).ok()).ok_or(Fault::NotOffered)?;
    offered(set, value)
}

fn special(set: &AnswerSet, code: &str) -> Result<Answer, Fault> {
    match code {
        "asked-declined" if set.refused => Ok(Answer::Refused),
        "not-applicable" if set.not_applicable => Ok(Answer::NotApplicable),
        "asked-declined" | "not-applicable" => Err(Fault::NotOffered),
        _ => Err(Fault::CodeUnknown),
    }
}
