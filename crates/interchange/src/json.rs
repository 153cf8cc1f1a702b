//! What every JSON reader needs before it believes a document: how deep it is, and where a part of it stands.

use crate::position::Position;
use crate::rejection::RejectionCode;

/// True when brackets are nested deeper than `limit`. Looks at brackets outside strings only, so it is right for JSON and harmless for the rest.
pub(crate) fn is_deeper_than(text: &[u8], limit: usize) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in text {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (true, b'"') => in_string = false,
            (false, b'"') => in_string = true,
            (false, b'{' | b'[') => {
                depth += 1;
                if depth > limit {
                    return true;
                }
            }
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// True where a text of this JSON holds a zero byte, which JSON can only write as an escape.
pub(crate) fn holds_zero(text: &str) -> bool {
    text.match_indices("\\u0000").any(|(place, _)| {
        let before = text[..place].bytes().rev().take_while(|byte| *byte == b'\\').count();
        before % 2 == 0
    })
}

/// Text that is UTF-8 and not too deep, or why it is refused.
pub(crate) fn checked(bytes: &[u8], depth: usize) -> Result<&str, RejectionCode> {
    let text = std::str::from_utf8(bytes).map_err(|_| RejectionCode::WrongEncoding { encoding: "utf-8" })?;
    if is_deeper_than(bytes, depth) { Err(RejectionCode::TooDeep { limit: depth as u64 }) } else { Ok(text) }
}

/// Where parts of a document stand: offsets become lines. Ask in rising order of offsets.
pub(crate) struct Places<'a> {
    document: &'a str,
    start: Position,
    offset: usize,
    line: u64,
}

impl<'a> Places<'a> {
    /// A document that begins at `start` in its file.
    pub(crate) fn new(document: &'a str, start: Position) -> Self {
        let line = start.line;
        Self { document, start, offset: 0, line }
    }

    /// The place of a part that was borrowed from the document.
    pub(crate) fn of(&mut self, part: &str, pointer: &str) -> (Position, std::ops::Range<usize>) {
        let offset = (part.as_ptr() as usize).wrapping_sub(self.document.as_ptr() as usize);
        let Some(before) = self.document.get(self.offset..offset) else {
            // Not a part of this document, or asked out of order: the place of the whole is still true.
            return (self.start.inside(pointer), 0..0);
        };
        self.line += before.bytes().filter(|byte| *byte == b'\n').count() as u64;
        self.offset = offset;
        let position = Position { line: self.line, byte: self.start.byte + offset as u64, ..self.start.inside(pointer) };
        (position, offset..offset + part.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::value::RawValue;

    #[test]
    fn brackets_in_strings_do_not_count() {
        let check = |text: &str, limit: usize, deeper: bool| assert_eq!(is_deeper_than(text.as_bytes(), limit), deeper, "{text}");
        check(r#"{"a":[1]}"#, 2, false);
        check(r#"{"a":[[1]]}"#, 2, true);
        check(r#"{"a":"[[[[\"[["}"#, 1, false);
        check("]]]][[", 2, false);
        check(&"[".repeat(1_000_000), 64, true);
    }

    #[test]
    fn a_zero_byte_is_written_as_an_escape_that_is_not_itself_escaped() {
        let check = |text: &str, holds: bool| assert_eq!(holds_zero(text), holds, "{text}");
        check(r#"{"a":"b\u0000c"}"#, true);
        check(r#"{"a":"b\\u0000c"}"#, false);
        check(r#"{"a":"b\\\u0000c"}"#, true);
        check(r#"{"a":"u0000"}"#, false);
    }

    #[test]
    fn parts_of_a_document_have_their_lines() {
        let document = "[{},\n\n {\"a\":1}]";
        let parts: Vec<&RawValue> = serde_json::from_str(document).unwrap();
        let mut places = Places::new(document, Position::at_line(10, 100));
        assert_eq!(places.of(parts[0].get(), "/0").0.to_string(), "line 10, /0");
        let (position, range) = places.of(parts[1].get(), "/1");
        assert_eq!((position.line, position.byte, &document[range]), (12, 107, "{\"a\":1}"));
    }
}
