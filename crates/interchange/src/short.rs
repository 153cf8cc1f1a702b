//! Names from a file that go into messages: cut and cleaned, so that no file can put a page of text into a log line.

/// At most 60 characters on one line.
pub(crate) fn short(text: &str) -> String {
    let mut characters = text.chars().map(|character| if character.is_control() { ' ' } else { character });
    let mut cut: String = characters.by_ref().take(60).collect();
    if characters.next().is_some() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_and_stay_on_one_line() {
        assert_eq!(short("a\nb"), "a b");
        assert_eq!(short(&"é".repeat(61)), format!("{}…", "é".repeat(60)));
    }
}
