//! What a number rests on: whether its source was read, and where it stands. Shown wherever a number is used.

use app::instrument::RecalledEnabled;
use instruments::definition::{Basis, Mark};
use maud::{Markup, html};
use wording::{Key, Text};

/// The mark alone, of something that is no number, such as what is known of a licence.
pub(crate) fn mark(text: Text, mark: Mark) -> Markup {
    let (class, explained) = match mark {
        Mark::Verified => ("flag quiet", Key::MarkVerifiedExplained),
        Mark::Recalled => ("flag recalled", Key::MarkRecalledExplained),
    };
    html! { span class=(class) title=(text.say(explained)) { (text.mark(mark.code())) } }
}

/// The mark with its source.
pub(crate) fn basis(text: Text, basis: &Basis) -> Markup {
    html! { (mark(text, basis.mark)) " " span.small { (basis.source) } }
}

/// Who answers for a recalled number, or that nobody does.
pub(crate) fn standing(text: Text, enabled: Option<&RecalledEnabled>) -> String {
    match enabled {
        Some(enabled) => text.say_with(Key::MarkRecalledEnabled, &[("name", (&enabled.by).into()), ("day", enabled.on.into())]),
        None => text.say(Key::MarkRecalledNotEnabled),
    }
}

/// The mark of a number: of a recalled one with who enabled it, or that it is not used.
pub(crate) fn number_mark(text: Text, each: Mark, enabled: Option<&RecalledEnabled>) -> Markup {
    match each {
        Mark::Verified => mark(text, each),
        Mark::Recalled => html! { span.flag.recalled.wrap title=(text.say(Key::MarkRecalledExplained)) { (standing(text, enabled)) } },
    }
}

/// The mark of a number with its source.
pub(crate) fn number_basis(text: Text, basis: &Basis, enabled: Option<&RecalledEnabled>) -> Markup {
    html! { (number_mark(text, basis.mark, enabled)) " " span.small { (basis.source) } }
}

/// A formula or condition of a definition with the signs that people write.
pub(crate) fn readable(formula: &str) -> String {
    let pairs = [(">=", "≥"), ("<=", "≤"), ("!=", "≠"), ("scale.", ""), ("..", " to "), (" * ", " × "), (" - ", " − ")];
    pairs.iter().fold(formula.to_owned(), |text, (written, shown)| text.replace(written, shown))
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn formulas_are_shown_with_the_signs_that_people_write() {
        assert_eq!(readable("scale.total >= 10 and count(q1..q9 >= 2) != 3"), "total ≥ 10 and count(q1 to q9 ≥ 2) ≠ 3");
    }
}
