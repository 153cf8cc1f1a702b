//! The one type family, loaded once, and what it can write.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

const FILES: [&[u8]; 4] = [
    include_bytes!("../fonts/Inter-Regular.otf"),
    include_bytes!("../fonts/Inter-Italic.otf"),
    include_bytes!("../fonts/Inter-SemiBold.otf"),
    include_bytes!("../fonts/Inter-Bold.otf"),
];

/// The fonts and their index.
pub(crate) struct Fonts {
    pub(crate) fonts: Vec<Font>,
    pub(crate) book: LazyHash<FontBook>,
}

/// All fonts, read once a process.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    Fonts { fonts, book }
});

/// What stands for a character that no font here can draw.
const SUBSTITUTE: char = '□';

/// Words longer than this get places where they may break.
const LONGEST_WORD: usize = 28;

/// The characters that every font has.
static DRAWN: LazyLock<HashSet<u32>> = LazyLock::new(|| {
    let mut faces = FONTS.fonts.iter().map(|font| font.info().coverage.iter().collect::<HashSet<u32>>());
    let first = faces.next().unwrap_or_default();
    faces.fold(first, |common, face| &common & &face)
});

/// True when every font has the character. Line feeds and invisible break marks are not drawn.
fn can_draw(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\n' | '\u{200b}') || DRAWN.contains(&u32::from(letter))
}

/// A text as it can be printed: a character that the fonts lack becomes a box. An export to PDF/UA fails on a character without a glyph, and a
/// report with a box in it is better than none; the box is explained in the document.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(can_draw) {
        return Cow::Borrowed(text);
    }
    let draw = |letter: char| match letter {
        letter if can_draw(letter) => letter,
        letter if letter.is_whitespace() || letter.is_control() => ' ',
        _ => SUBSTITUTE,
    };
    Cow::Owned(text.chars().map(draw).collect())
}

/// True when printing replaces a character by a box.
pub(crate) fn lacks_characters(text: &str) -> bool {
    printable(text).contains(SUBSTITUTE) && !text.contains(SUBSTITUTE)
}

/// The text with places to break inside very long words, so that a name without a space stays on the page.
pub(crate) fn breakable(text: &str) -> String {
    let mut run = 0;
    let mut result = String::with_capacity(text.len());
    for letter in text.chars() {
        run = if letter.is_whitespace() || matches!(letter, '-' | '/') { 0 } else { run + 1 };
        result.push(letter);
        if run == LONGEST_WORD {
            result.push('\u{200b}');
            run = 0;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_faces_are_one_family() {
        assert_eq!(FONTS.fonts.len(), 4);
        assert!(FONTS.fonts.iter().all(|font| font.info().family == "Inter"), "{:?}", FONTS.fonts[2].info().family);
    }

    #[test]
    fn names_in_latin_greek_and_cyrillic_can_be_printed() {
        for name in
            ["Núñez, José", "Łukasiewicz, Żaneta", "Nguyễn, Thị Hồng", "Παπαδοπούλου", "Иванова, Ольга", "O’Brien – “Kit”", "≥ 10 → −5"]
        {
            assert_eq!(printable(name), name);
            assert!(!lacks_characters(name));
        }
    }

    #[test]
    fn a_character_without_a_glyph_becomes_a_box() {
        assert_eq!(printable("王, Li"), "□, Li");
        assert_eq!(printable("a\tb\u{0}c"), "a b c");
        assert!(lacks_characters("王, Li") && !lacks_characters("□"));
    }

    #[test]
    fn only_very_long_words_get_places_to_break() {
        assert_eq!(breakable("Wolfeschlegelstein, Hubert"), "Wolfeschlegelstein, Hubert");
        assert_eq!(breakable(&"x".repeat(60)).matches('\u{200b}').count(), 2);
    }
}
