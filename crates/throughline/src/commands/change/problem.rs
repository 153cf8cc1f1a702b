//! Sentences for what stands in the way of an analysis.

use outcomes::change::spec::{Expected, SpecProblem};
use outcomes::change::{Occasion, Refusal, RowRefusal};
use wording::{Arg, Key};

use crate::console;

/// A number as a person writes it: at most four digits after the point.
pub(super) fn plain(value: f64) -> String {
    let rounded = format!("{value:.4}");
    let short = rounded.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

pub(super) fn of_row(refusal: RowRefusal) -> String {
    let RowRefusal::BaselineIsZero = refusal;
    console::text().say(Key::ChangeBaselineIsZero)
}

pub(super) fn of_refusal(refusal: &Refusal) -> String {
    let (key, arguments): (Key, Vec<(&str, Arg)>) = match refusal {
        Refusal::NoPairs { patients } => (Key::ChangeRefusedNoPairs, vec![("patients", (*patients).into())]),
        Refusal::TooFew { needed, found } => (Key::ChangeRefusedTooFew, vec![("needed", (*needed).into()), ("found", (*found).into())]),
        Refusal::Constant(Occasion::First) => (Key::ChangeRefusedConstantFirst, Vec::new()),
        Refusal::Constant(Occasion::Later) => (Key::ChangeRefusedConstantLater, Vec::new()),
        Refusal::FunctionalSpreadBelowError { standard_deviation, error_of_measurement } => {
            (Key::ChangeRefusedFunctionalSpread, spread_and_error(*standard_deviation, *error_of_measurement))
        }
        Refusal::LaterSpreadBelowError { standard_deviation, error_of_measurement } => {
            (Key::ChangeRefusedLaterSpread, spread_and_error(*standard_deviation, *error_of_measurement))
        }
        Refusal::DifferenceUnreliable { reliability } => {
            (Key::ChangeRefusedDifferenceUnreliable, vec![("reliability", plain(*reliability).into())])
        }
        Refusal::FunctionalNeeded(kind) => (Key::ChangeRefusedFunctionalNeeded, vec![("kind", (*kind).into())]),
        Refusal::GroupsNeeded { found } => (Key::ChangeRefusedGroupsNeeded, vec![("found", (*found).into())]),
        Refusal::GroupTooSmall { group, found } if group.is_empty() => {
            (Key::ChangeRefusedGroupTooSmallWhole, vec![("found", (*found).into())])
        }
        Refusal::GroupTooSmall { group, found } => {
            (Key::ChangeRefusedGroupTooSmall, vec![("group", group.into()), ("found", (*found).into())])
        }
        Refusal::TooFewSessions { needed, patients } => {
            (Key::ChangeRefusedTooFewSessions, vec![("needed", (*needed).into()), ("patients", (*patients).into())])
        }
        Refusal::MixedModel(reason) => (Key::ChangeRefusedMixedModel, vec![("reason", reason.into())]),
        Refusal::SlopesDoNotDiffer => (Key::ChangeRefusedSlopes, Vec::new()),
    };
    console::text().say_with(key, &arguments)
}

fn spread_and_error(deviation: f64, error: f64) -> Vec<(&'static str, Arg)> {
    vec![("deviation", plain(deviation).into()), ("error", plain(error).into())]
}

/// What is wrong with a question; `named` makes the name of a field or parameter that its author knows.
pub(super) fn of_spec(problem: &SpecProblem, named: impl Fn(&str) -> String) -> String {
    let list = |names: &[&'static str]| names.iter().map(|name| named(name)).collect::<Vec<_>>().join(", ");
    let (key, arguments): (Key, Vec<(&str, Arg)>) = match problem {
        SpecProblem::NotJson { line, column, reason } => {
            (Key::ChangeSpecNotJson, vec![("line", (*line).into()), ("column", (*column).into()), ("reason", reason.into())])
        }
        SpecProblem::NotAnObject => (Key::ChangeSpecNotAnObject, Vec::new()),
        SpecProblem::FieldMissing { name } => (Key::ChangeSpecFieldMissing, vec![("name", named(name).into())]),
        SpecProblem::Unknown { name, known } => (Key::ChangeSpecUnknown, vec![("name", named(name).into()), ("known", list(known).into())]),
        SpecProblem::Kind { name, expected } => (kind(*expected), vec![("name", named(name).into())]),
        SpecProblem::Word { name, value, known } => {
            (Key::ChangeSpecWord, vec![("name", named(name).into()), ("value", value.into()), ("known", known.join(", ").into())])
        }
        SpecProblem::Range { name, value, above, limit, .. } if *limit >= f64::MAX => {
            (Key::ChangeSpecAbove, vec![("name", named(name).into()), ("value", plain(*value).into()), ("above", plain(*above).into())])
        }
        SpecProblem::Range { name, value, above, limit, inclusive } => {
            let inclusive = if *inclusive { "yes" } else { "no" };
            let arguments = vec![
                ("name", named(name).into()),
                ("value", plain(*value).into()),
                ("above", plain(*above).into()),
                ("limit", plain(*limit).into()),
                ("inclusive", inclusive.into()),
            ];
            (Key::ChangeSpecRange, arguments)
        }
        SpecProblem::Needed { name, by } => (Key::ChangeSpecNeeded, vec![("name", named(name).into()), ("by", by.into())]),
        SpecProblem::Conflict { first, second } => {
            (Key::ChangeSpecConflict, vec![("first", named(first).into()), ("second", named(second).into())])
        }
        SpecProblem::Bayesian => (Key::ChangeSpecBayesian, Vec::new()),
    };
    console::text().say_with(key, &arguments)
}

const fn kind(expected: Expected) -> Key {
    match expected {
        Expected::Text => Key::ChangeSpecKindText,
        Expected::Number => Key::ChangeSpecKindNumber,
        Expected::Cell => Key::ChangeSpecKindCell,
        Expected::Truth => Key::ChangeSpecKindTruth,
        Expected::Cells => Key::ChangeSpecKindCells,
        Expected::Object => Key::ChangeSpecKindObject,
    }
}
