//! Lines of a file of any size, one at a time, with their places.

use std::io::{BufRead, BufReader, Read};

use crate::file_problem::{Encoding, FileProblem};

/// Reads lines and remembers where they stand. Needs memory for one line.
pub(crate) struct Lines<R> {
    source: BufReader<R>,
    line: u64,
    byte: u64,
    expected: Encoding,
    /// Passes over lines that are blank.
    pub(crate) skip_blank: bool,
}

/// A line without its end.
pub(crate) struct Line {
    /// From 1.
    pub(crate) number: u64,
    /// Bytes before it.
    pub(crate) byte: u64,
    /// False for a last line that the file does not end.
    pub(crate) ended: bool,
    /// True when the line was longer than allowed; `text` is then its beginning.
    pub(crate) too_long: bool,
    /// The bytes, without a final carriage return.
    pub(crate) text: Vec<u8>,
}

impl<R: Read> Lines<R> {
    /// Reads text of an encoding whose line ends are the byte 10.
    pub(crate) fn new(source: R, expected: Encoding) -> Self {
        Self { source: BufReader::with_capacity(64 << 10, source), line: 0, byte: 0, expected, skip_blank: false }
    }

    /// The next line; `None` at the end. What is beyond `limit` bytes of a line is passed over.
    pub(crate) fn next(&mut self, limit: usize) -> Result<Option<Line>, FileProblem> {
        loop {
            let line = self.next_into(limit, Vec::new())?;
            if !(self.skip_blank && line.as_ref().is_some_and(|line| line.text.iter().all(u8::is_ascii_whitespace))) {
                return Ok(line);
            }
        }
    }

    /// The same, in a buffer that is used again.
    pub(crate) fn next_into(&mut self, limit: usize, mut text: Vec<u8>) -> Result<Option<Line>, FileProblem> {
        text.clear();
        let (start, mut too_long, mut ended) = (self.byte, false, false);
        loop {
            let available = match self.source.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(FileProblem::Unreadable { line: self.line, error }),
            };
            if available.is_empty() {
                break;
            }
            let end = available.iter().position(|byte| *byte == b'\n');
            let part = &available[..end.unwrap_or(available.len())];
            let room = limit.saturating_sub(text.len());
            too_long |= part.len() > room;
            text.extend_from_slice(&part[..part.len().min(room)]);
            let used = part.len() + usize::from(end.is_some());
            self.source.consume(used);
            self.byte += used as u64;
            if end.is_some() {
                ended = true;
                break;
            }
        }
        if text.is_empty() && !ended && !too_long {
            return Ok(None);
        }
        self.line += 1;
        if self.line == 1 {
            self.check_beginning(&mut text)?;
        }
        if ended && text.last() == Some(&b'\r') {
            text.pop();
        }
        Ok(Some(Line { number: self.line, byte: start, ended, too_long, text }))
    }

    /// Everything that is left, up to a limit.
    pub(crate) fn rest(&mut self, limit: usize) -> Result<Vec<u8>, FileProblem> {
        let mut rest = Vec::new();
        let read = (&mut self.source).take(limit as u64 + 1).read_to_end(&mut rest);
        read.map_err(|error| FileProblem::Unreadable { line: self.line, error })?;
        if rest.len() > limit { Err(FileProblem::TooLarge { limit: limit as u64 }) } else { Ok(rest) }
    }

    /// True when nothing is left.
    pub(crate) fn at_end(&mut self) -> Result<bool, FileProblem> {
        let line = self.line;
        self.source.fill_buf().map(<[u8]>::is_empty).map_err(|error| FileProblem::Unreadable { line, error })
    }

    /// Passes over a byte order mark of UTF-8 and refuses UTF-16, with or without its mark.
    fn check_beginning(&self, text: &mut Vec<u8>) -> Result<(), FileProblem> {
        if text.starts_with(&[0xEF, 0xBB, 0xBF]) {
            text.drain(..3);
        }
        let marked = text.starts_with(&[0xFF, 0xFE]) || text.starts_with(&[0xFE, 0xFF]);
        let nulls = text.iter().take(64).filter(|byte| **byte == 0).count();
        if marked || (nulls > 0 && nulls * 3 >= text.len().min(64)) {
            return Err(FileProblem::WrongEncoding { found: Encoding::Utf16, expected: self.expected, line: 1 });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], limit: usize, expected: &[(u64, u64, &str, bool, bool)]) {
        let mut lines = Lines::new(bytes, Encoding::Utf8);
        let mut found = Vec::new();
        while let Some(line) = lines.next(limit).unwrap() {
            found.push((line.number, line.byte, String::from_utf8(line.text).unwrap(), line.ended, line.too_long));
        }
        let expected: Vec<_> =
            expected.iter().map(|(number, byte, text, ended, long)| (*number, *byte, (*text).to_owned(), *ended, *long)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_have_their_places_whatever_ends_them() {
        check(
            b"a\r\nbc\n\nd",
            10,
            &[(1, 0, "a", true, false), (2, 3, "bc", true, false), (3, 6, "", true, false), (4, 7, "d", false, false)],
        );
        check(b"", 10, &[]);
        check(b"\n", 10, &[(1, 0, "", true, false)]);
    }

    #[test]
    fn a_line_beyond_the_limit_is_cut_and_the_next_one_is_whole() {
        check(b"abcdef\ngh\n", 3, &[(1, 0, "abc", true, true), (2, 7, "gh", true, false)]);
    }

    #[test]
    fn a_utf8_mark_is_passed_over_and_utf16_is_refused() {
        check(b"\xEF\xBB\xBFa\n", 10, &[(1, 0, "a", true, false)]);
        for bytes in [&b"\xFF\xFEa\0b\0"[..], b"\xFE\xFF\0a", b"a\0b\0c\0", b"\0a\0b"] {
            let problem = Lines::new(bytes, Encoding::Utf8).next(100).err().map(|problem| problem.to_string());
            assert_eq!(problem.as_deref(), Some("line 1: the text is utf-16, expected utf-8"));
        }
    }
}
