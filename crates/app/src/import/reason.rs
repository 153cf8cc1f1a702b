//! Why a row or a file was not taken, as it is kept: a stable id and typed arguments. `wording` makes the sentence.

use interchange::x12_map::ProblemKind;
use interchange::{FileProblem, NoteCode, RejectionCode};
use serde_json::{Map, Value};
use vocabulary::Argument;

/// A stable id with the values in its sentence. Holds no answer and no name of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The id, which is the key of the sentence: `reject-answer-not-offered`.
    pub id: String,
    /// The values, by name.
    pub arguments: Vec<(String, Argument)>,
}

impl From<&RejectionCode> for Reason {
    fn from(code: &RejectionCode) -> Self {
        Self::new(code.id(), code.arguments())
    }
}

impl From<&FileProblem> for Reason {
    fn from(problem: &FileProblem) -> Self {
        Self::new(problem.id(), problem.arguments())
    }
}

impl From<&NoteCode> for Reason {
    fn from(code: &NoteCode) -> Self {
        Self::new(code.id(), code.arguments())
    }
}

impl From<&ProblemKind> for Reason {
    fn from(kind: &ProblemKind) -> Self {
        // A value that is not there is said, not quoted.
        let is_empty = kind.value().is_some_and(|value| value.trim().is_empty());
        let id = format!("claim-file-{}{}", kind.code().replace('_', "-"), if is_empty { "-empty" } else { "" });
        Self { id, arguments: kind.value().map(|value| ("value".to_owned(), Argument::Name(value))).into_iter().collect() }
    }
}

impl Reason {
    fn new(id: &str, arguments: Vec<(&'static str, interchange::Argument)>) -> Self {
        let arguments = arguments.into_iter().map(|(name, value)| (name.to_owned(), argument(value))).collect();
        Self { id: id.to_owned(), arguments }
    }

    /// The arguments as a JSON object: texts stand as they are, counts as numbers, days as `{"day": "2026-11-23"}`.
    pub(crate) fn stored_arguments(&self) -> String {
        let mut object = Map::new();
        for (name, value) in &self.arguments {
            let value = match value {
                Argument::Count(count) => Value::from(*count),
                Argument::Day(day) => Value::Object(Map::from_iter([("day".to_owned(), Value::from(day.to_string()))])),
                Argument::Name(text) => Value::from(text.as_str()),
                // No reason of an import has such a value.
                Argument::Points(_) | Argument::Money(_) | Argument::Instant(_) | Argument::Key(_) => continue,
            };
            object.insert(name.clone(), value);
        }
        Value::Object(object).to_string()
    }

    /// Reads what was stored. Arguments that are damaged are left out: the id alone still says what happened.
    pub(super) fn from_stored(id: &str, arguments: &str) -> Self {
        let object: Map<String, Value> = serde_json::from_str(arguments).unwrap_or_default();
        let read = |value: &Value| match value {
            Value::Number(count) => count.as_i64().map(Argument::Count),
            Value::String(text) => Some(Argument::Name(text.clone())),
            Value::Object(day) => day.get("day")?.as_str()?.parse().ok().map(Argument::Day),
            _ => None,
        };
        let arguments = object.iter().filter_map(|(name, value)| Some((name.clone(), read(value)?))).collect();
        Self { id: id.to_owned(), arguments }
    }

    /// Id and arguments in one text, as the failure of a whole file is kept.
    pub(super) fn stored(&self) -> String {
        format!("{} {}", self.id, self.stored_arguments())
    }

    /// Reads [`Reason::stored`].
    pub(super) fn from_one_text(text: &str) -> Self {
        let (id, arguments) = text.split_once(' ').unwrap_or((text, ""));
        Self::from_stored(id, arguments)
    }
}

fn argument(value: interchange::Argument) -> Argument {
    match value {
        interchange::Argument::Count(count) => Argument::Count(i64::try_from(count).unwrap_or(i64::MAX)),
        interchange::Argument::Day(day) => Argument::Day(day),
        interchange::Argument::Name(text) => Argument::Name(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::CareProblem;

    fn check(code: &RejectionCode) {
        let reason = Reason::from(code);
        assert_eq!(Reason::from_one_text(&reason.stored()), reason);
        assert_eq!(Reason::from_stored(&reason.id, &reason.stored_arguments()), reason);
    }

    #[test]
    fn reasons_read_back_with_their_arguments() {
        check(&RejectionCode::NoAnswers);
        check(&RejectionCode::AnswerNotOffered { item: "9 \"q\" {1}".to_owned() });
        check(&RejectionCode::FieldTooLarge { column: "note".to_owned(), limit: 65_536 });
        let (day, today) = ("2026-11-24".parse().unwrap(), "2026-11-23".parse().unwrap());
        check(&RejectionCode::Care(CareProblem::Future { what: "administration", day, today }));
    }

    #[test]
    fn damaged_arguments_leave_the_id() {
        let reason = Reason { id: "reject-no-answers".to_owned(), arguments: Vec::new() };
        assert_eq!(Reason::from_stored("reject-no-answers", "{damaged"), reason);
        assert_eq!(Reason::from_stored("reject-no-answers", "[1]"), reason);
    }
}
