//! A file of JSON, either one document or one a line.

use std::io::Read;

use crate::context::Limits;
use crate::file_problem::{Encoding, FileProblem};
use crate::lines::{Line, Lines};
use crate::position::Position;

/// A piece of the file.
pub(crate) enum Piece {
    /// A line of a file of lines.
    Line(Line),
    /// The whole of any other file.
    Document {
        /// Its bytes.
        bytes: Vec<u8>,
        /// Where it begins: blank lines before it are passed over.
        start: Position,
    },
}

/// Hands out the pieces of a file. The first line that is not blank decides: an object that is complete in it, with more behind it, makes a file
/// of lines.
pub(crate) struct Feed<R> {
    lines: Lines<R>,
    limits: Limits,
    state: State,
}

enum State {
    Unopened,
    Lines,
    Done,
}

impl<R: Read> Feed<R> {
    /// The pieces of a source.
    pub(crate) fn new(source: R, limits: Limits) -> Self {
        let mut lines = Lines::new(source, Encoding::Utf8);
        lines.skip_blank = true;
        Self { lines, limits, state: State::Unopened }
    }

    /// The next piece; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Piece>, FileProblem> {
        match self.state {
            State::Unopened => self.open().map(Some),
            State::Lines => Ok(self.lines.next(self.limits.row_bytes)?.map(Piece::Line)),
            State::Done => Ok(None),
        }
    }

    /// Ends before the end of the file.
    pub(crate) fn stop(&mut self) {
        self.state = State::Done;
    }

    fn open(&mut self) -> Result<Piece, FileProblem> {
        self.state = State::Done;
        let limit = self.limits.document_bytes;
        let too_large = FileProblem::TooLarge { limit: limit as u64 };
        let Some(first) = self.lines.next(limit)? else { return Err(FileProblem::Empty) };
        if first.too_long {
            return Err(too_large);
        }
        if is_whole_object(&first.text) && !self.lines.at_end()? {
            self.state = State::Lines;
            let too_long = first.text.len() > self.limits.row_bytes;
            return Ok(Piece::Line(Line { too_long, ..first }));
        }
        let start = Position::at_line(first.number, first.byte);
        let mut bytes = first.text;
        if first.ended {
            bytes.push(b'\n');
        }
        match self.lines.rest(limit.saturating_sub(bytes.len())) {
            Ok(rest) => bytes.extend(rest),
            Err(FileProblem::TooLarge { .. }) => return Err(too_large),
            Err(problem) => return Err(problem),
        }
        Ok(Piece::Document { bytes, start })
    }
}

/// True for a line that is an object of its own.
pub(crate) fn is_whole_object(line: &[u8]) -> bool {
    let trimmed = line.trim_ascii();
    trimmed.starts_with(b"{") && trimmed.ends_with(b"}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut feed = Feed::new(text.as_bytes(), Limits { document_bytes: 20, row_bytes: 8, ..Limits::default() });
        let mut found = Vec::new();
        loop {
            match feed.next() {
                Ok(Some(Piece::Line(line))) => found.push(format!("{} {}", line.number, if line.too_long { "too long" } else { "line" })),
                Ok(Some(Piece::Document { bytes, start })) => found.push(format!("{} document of {}", start.line, bytes.len())),
                Ok(None) => break,
                Err(problem) => {
                    found.push(problem.id().to_owned());
                    break;
                }
            }
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn the_first_line_decides_what_kind_of_file_it_is() {
        check("{}\n{}\n", &["1 line", "2 line"]);
        check("\n{\"a\":1234}\n\n{}", &["2 too long", "4 line"]);
        check("{\n}\n", &["1 document of 4"]);
        check("[{},\n{}]", &["1 document of 8"]);
        check("{}", &["1 document of 2"]);
        check(" \n\n", &["file-empty"]);
        check("{\n\"a\": \"0123456789abcdef\"}", &["file-too-large"]);
    }
}
