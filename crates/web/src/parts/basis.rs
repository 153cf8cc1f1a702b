//! What a number rests on: whether its source was read, and where it stands. Shown wherever a number is used.

use instruments::definition::{Basis, Mark};
use maud::{Markup, html};
use wording::{Key, Text};

/// The mark alone.
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
