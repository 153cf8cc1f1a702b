//! Sentences for reasons that are kept as an id and arguments.

use app::import::Reason;
use vocabulary::Argument;
use wording::{Arg, Key};

use crate::console;

/// The sentence of a reason; its id where the messages do not know it or it was kept by a program with other arguments.
pub(crate) fn of_reason(reason: &Reason) -> String {
    let text = console::text();
    let Some(key) = Key::from_id(&reason.id) else { return reason.id.clone() };
    let argument = |name: &'static str| {
        let value = reason.arguments.iter().find(|(given, _)| given == name).map(|(_, value)| value)?;
        let value = match value {
            Argument::Count(count) => Arg::Count(*count),
            Argument::Points(points) => Arg::Points(*points),
            Argument::Money(money) => Arg::Money(*money),
            Argument::Day(day) => Arg::Day(*day),
            Argument::Instant(instant) => Arg::Text(instant.to_string()),
            Argument::Name(name) => Arg::Text(name.clone()),
            Argument::Key(id) => Arg::Text(Key::from_id(id).map_or_else(|| (*id).to_owned(), |key| text.say(key))),
        };
        Some((name, value))
    };
    let arguments: Option<Vec<(&str, Arg)>> = key.variables().iter().copied().map(argument).collect();
    arguments.map_or_else(|| reason.id.clone(), |arguments| text.say_with(key, &arguments))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_said_and_an_unknown_one_is_named() {
        let known = Reason { id: "import-rejection-row".to_owned(), arguments: vec![("row".to_owned(), Argument::Name("7".to_owned()))] };
        assert_eq!(of_reason(&known), "Row 7");
        assert_eq!(of_reason(&Reason { id: "no-such-reason".to_owned(), arguments: Vec::new() }), "no-such-reason");
        assert_eq!(of_reason(&Reason { arguments: Vec::new(), ..known }), "import-rejection-row");
    }

    #[test]
    fn every_problem_of_a_claim_file_has_its_sentence() {
        use interchange::x12_map::ProblemKind as P;
        let value = || "X".to_owned();
        let with = [
            P::Units(value()),
            P::Days(value()),
            P::Diagnosis(value()),
            P::Group(value()),
            P::Status(value()),
            P::Foreign(7),
            P::Amount(value()),
            P::Unbalanced(value()),
            P::Repeats(value()),
            P::Format(value()),
            P::NoCoverageAnswer(value()),
            P::Days(String::new()),
            P::Diagnosis(String::new()),
            P::Group(String::new()),
            P::Status(" ".to_owned()),
            P::NoCoverageAnswer(String::new()),
        ];
        for kind in with.iter().chain(&[P::AmountTooLarge, P::NobodysCoverage, P::ReviewNotUsed, P::NoTrace, P::CutPayment, P::Cut]) {
            let (reason, said) = (Reason::from(kind), of_reason(&Reason::from(kind)));
            assert!(said != reason.id && kind.value().is_none_or(|value| said.contains(&value)), "{kind:?}: {said}");
        }
    }
}
