//! How far an administration went, judged by its answers.

use instruments::definition::Item;
use instruments::{Completion, Definition, PersonFacts, Responses};

/// True when an item that has to be answered is not, and the form's own rules do not leave it out.
pub(crate) fn is_incomplete(definition: &Definition, responses: &Responses) -> bool {
    let open = |item: &&Item| item.scored && !item.optional && responses.get(&item.id).is_none();
    let mut open = definition.items.iter().filter(open).peekable();
    if open.peek().is_none() {
        return false;
    }
    let skipped = definition.score(responses, PersonFacts::default()).skipped;
    open.any(|item| !skipped.contains(&item.id))
}

/// How far the answers go. Without any answer only totals are known.
pub(crate) fn completion_of(definition: &Definition, responses: &Responses) -> Completion {
    if responses.is_empty() {
        return Completion::TotalsOnly;
    }
    if is_incomplete(definition, responses) { Completion::Partial } else { Completion::Complete }
}

#[cfg(test)]
mod tests {
    use super::*;
    use instruments::{Answer, Library};

    fn check(instrument: &str, answers: &[(&str, i32)], expected: Completion) {
        let library = Library::shipped().unwrap();
        let mut responses = Responses::new();
        for (item, value) in answers {
            responses.set(*item, Answer::Value(*value));
        }
        assert_eq!(completion_of(library.get(instrument).unwrap(), &responses), expected);
    }

    #[test]
    fn items_that_the_form_skips_are_not_missing() {
        check("audit-c", &[("1", 0)], Completion::Complete);
        check("audit-c", &[("1", 1)], Completion::Partial);
        check("audit-c", &[], Completion::TotalsOnly);
    }
}
