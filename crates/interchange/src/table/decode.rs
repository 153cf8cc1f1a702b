//! Bytes of other encodings as text.

use std::io::{self, Read};

use crate::file_problem::Encoding;

/// The characters of code page 1252 that differ from ISO 8859-1: bytes 128 to 159. Five are not used and stay what they are.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Adds bytes to a text; `false` when they are not text in that encoding. UTF-16 has become UTF-8 before it gets here.
pub(super) fn push_text(text: &mut String, bytes: &[u8], encoding: Encoding) -> bool {
    match encoding {
        Encoding::Utf8 | Encoding::Utf16 => std::str::from_utf8(bytes).is_ok_and(|decoded| {
            text.push_str(decoded);
            true
        }),
        Encoding::Latin1 => {
            text.extend(bytes.iter().map(|byte| char::from(*byte)));
            true
        }
        Encoding::Windows1252 => {
            text.extend(bytes.iter().map(|byte| match byte {
                128..=159 => WINDOWS_1252[usize::from(byte - 128)],
                _ => char::from(*byte),
            }));
            true
        }
    }
}

/// A source whose bytes are UTF-8 whatever the file was, as far as line ends go: UTF-16 is translated on the way, the rest is passed on.
pub(super) struct Source<R> {
    inner: R,
    /// Bytes that were looked at before and still have to be handed out.
    ahead: Vec<u8>,
    handed_out: usize,
    utf16: Option<Utf16>,
    finished: bool,
}

#[derive(Default)]
struct Utf16 {
    big_endian: bool,
    /// Half of a code unit.
    odd: Option<u8>,
    /// The first half of a pair.
    surrogate: Option<u16>,
}

impl<R: Read> Source<R> {
    /// Opens a source. `Err` holds the encoding that the first bytes show instead of the expected one.
    pub(super) fn open(mut inner: R, encoding: Encoding) -> io::Result<Result<Self, Encoding>> {
        let mut start = Vec::new();
        (&mut inner).take(256).read_to_end(&mut start)?;
        if encoding != Encoding::Utf16 {
            return Ok(Ok(Self { inner, ahead: start, handed_out: 0, utf16: None, finished: false }));
        }
        let big_endian = start.starts_with(&[0xFE, 0xFF]) || start.first() == Some(&0);
        let looks_right = start.is_empty() || start.starts_with(&[0xFE, 0xFF]) || start.starts_with(&[0xFF, 0xFE]) || start.contains(&0);
        if !looks_right {
            return Ok(Err(Encoding::Utf8));
        }
        let mut source =
            Self { inner, ahead: Vec::new(), handed_out: 0, utf16: Some(Utf16 { big_endian, ..Utf16::default() }), finished: false };
        source.translate(&start);
        Ok(Ok(source))
    }

    fn translate(&mut self, bytes: &[u8]) {
        let Some(state) = &mut self.utf16 else { return };
        let mut text = String::new();
        for byte in bytes {
            let Some(first) = state.odd.take() else {
                state.odd = Some(*byte);
                continue;
            };
            let unit = if state.big_endian { u16::from_be_bytes([first, *byte]) } else { u16::from_le_bytes([first, *byte]) };
            push_unit(&mut text, &mut state.surrogate, unit);
        }
        self.ahead.extend_from_slice(text.as_bytes());
    }
}

fn push_unit(text: &mut String, surrogate: &mut Option<u16>, unit: u16) {
    const LOST: char = char::REPLACEMENT_CHARACTER;
    if let Some(high) = surrogate.take() {
        if let Some(Ok(character)) = char::decode_utf16([high, unit]).next().filter(|_| (0xDC00..0xE000).contains(&unit)) {
            text.push(character);
            return;
        }
        text.push(LOST);
    }
    match unit {
        0xD800..0xDC00 => *surrogate = Some(unit),
        0xDC00..0xE000 => text.push(LOST),
        _ => text.push(char::from_u32(u32::from(unit)).unwrap_or(LOST)),
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.handed_out == self.ahead.len() && !self.finished {
            self.ahead.clear();
            self.handed_out = 0;
            if self.utf16.is_none() {
                return self.inner.read(buffer);
            }
            let mut chunk = [0; 8192];
            let length = self.inner.read(&mut chunk)?;
            if length == 0 {
                self.finished = true;
                let is_cut = self.utf16.as_mut().is_some_and(|state| state.odd.take().is_some() | state.surrogate.take().is_some());
                if is_cut {
                    self.ahead.extend_from_slice("\u{FFFD}".as_bytes());
                }
            }
            self.translate(&chunk[..length]);
        }
        let length = buffer.len().min(self.ahead.len() - self.handed_out);
        buffer[..length].copy_from_slice(&self.ahead[self.handed_out..self.handed_out + length]);
        self.handed_out += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        let order = |unit: u16| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() };
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect()
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_utf16_in_either_order(text in any::<String>(), big_endian in any::<bool>()) {
            let mut back = String::new();
            let bytes = utf16(&text, big_endian);
            Source::open(bytes.as_slice(), Encoding::Utf16).unwrap().ok().unwrap().read_to_string(&mut back).unwrap();
            prop_assert_eq!(back.trim_start_matches('\u{FEFF}'), text.trim_start_matches('\u{FEFF}'));
        }

        #[test]
        fn any_bytes_as_utf16_are_text(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            if let Ok(mut source) = Source::open(bytes.as_slice(), Encoding::Utf16).unwrap() {
                prop_assert!(source.read_to_string(&mut String::new()).is_ok());
            }
        }
    }

    #[test]
    fn single_byte_encodings_differ_where_they_do() {
        let check = |encoding, expected: &str| {
            let mut text = String::new();
            assert!(push_text(&mut text, b"Jos\xE9 \x80", encoding));
            assert_eq!(text, expected);
        };
        check(Encoding::Windows1252, "José €");
        check(Encoding::Latin1, "José \u{80}");
        assert!(!push_text(&mut String::new(), b"Jos\xE9", Encoding::Utf8));
    }
}
