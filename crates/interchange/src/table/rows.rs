//! Rows of a table whose fields may be quoted, may hold line ends and quotation marks, and may be wrong. A row that goes wrong is refused by its
//! first line, and reading goes on with the next, so that one stray quotation mark never swallows the rest of a file.

use std::collections::VecDeque;
use std::io::Read;

use crate::context::Limits;
use crate::file_problem::{Encoding, FileProblem};
use crate::lines::{Line, Lines};
use crate::position::{Position, RawText};
use crate::rejection::{Rejection, RejectionCode};

/// The fields of one row as bytes, in buffers that are used again.
#[derive(Default)]
pub(super) struct Fields {
    data: Vec<u8>,
    ends: Vec<usize>,
}

impl Fields {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.data[start..*end])
    }

    fn clear(&mut self) {
        self.data.clear();
        self.ends.clear();
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    /// After a quotation mark inside quotes: the end, or the first half of a doubled one.
    QuoteSeen,
}

/// Splits one row, line by line.
struct Splitter {
    state: State,
    delimiter: u8,
}

impl Splitter {
    /// Takes a line. `Err` for text after a closing quotation mark; `Ok(true)` when the row is complete.
    fn line(&mut self, line: &[u8], fields: &mut Fields) -> Result<bool, ()> {
        for &byte in line {
            self.state = match (self.state, byte) {
                (State::FieldStart, b'"') => State::Quoted,
                (State::Quoted, b'"') => State::QuoteSeen,
                (State::Quoted, _) => {
                    fields.data.push(byte);
                    State::Quoted
                }
                (_, byte) if byte == self.delimiter => {
                    fields.ends.push(fields.data.len());
                    State::FieldStart
                }
                (State::QuoteSeen, b'"') => {
                    fields.data.push(byte);
                    State::Quoted
                }
                (State::QuoteSeen, b' ') => State::QuoteSeen,
                (State::QuoteSeen, _) => return Err(()),
                (State::FieldStart | State::Plain, _) => {
                    fields.data.push(byte);
                    State::Plain
                }
            };
        }
        if self.state == State::Quoted {
            fields.data.push(b'\n');
            return Ok(false);
        }
        fields.ends.push(fields.data.len());
        Ok(true)
    }
}

/// Reads rows.
pub(super) struct Rows<R> {
    lines: Lines<R>,
    /// Lines that were read as part of a row that went wrong.
    again: VecDeque<Line>,
    delimiter: u8,
    limits: Limits,
    row: u64,
}

/// A row that was split.
pub(super) struct Row {
    pub(super) position: Position,
    pub(super) raw: Vec<u8>,
    /// False for a last row that the file does not end.
    pub(super) ended: bool,
}

impl<R: Read> Rows<R> {
    pub(super) fn new(source: R, encoding: Encoding, delimiter: u8, limits: Limits) -> Self {
        Self { lines: Lines::new(source, encoding), again: VecDeque::new(), delimiter, limits, row: 0 }
    }

    fn line(&mut self) -> Result<Option<Line>, FileProblem> {
        match self.again.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next(self.limits.row_bytes),
        }
    }

    /// The header: the first row that is not blank. It has no number.
    pub(super) fn header(&mut self, fields: &mut Fields) -> Result<Row, FileProblem> {
        match self.next(fields)? {
            Some(Ok(row)) => {
                self.row = 0;
                Ok(Row { position: Position { row: None, ..row.position }, ..row })
            }
            Some(Err(_)) => Err(FileProblem::BadHeader),
            None => Err(FileProblem::Empty),
        }
    }

    /// The next row, or why its first line is refused; `None` at the end.
    pub(super) fn next(&mut self, fields: &mut Fields) -> Result<Option<Result<Row, Rejection>>, FileProblem> {
        let first = loop {
            match self.line()? {
                None => return Ok(None),
                Some(line) if line.text.iter().all(u8::is_ascii_whitespace) && !line.too_long => {}
                Some(line) => break line,
            }
        };
        self.row += 1;
        let position = Position { row: Some(self.row), ..Position::at_line(first.number, first.byte) };
        fields.clear();
        let mut splitter = Splitter { state: State::FieldStart, delimiter: self.delimiter };
        let refuse = |first: &Line, code| {
            let shown = if first.too_long { &first.text[..first.text.len().min(1000)] } else { &first.text };
            Ok(Some(Err(Rejection { position: position.clone(), code, raw: RawText::from_bytes(shown) })))
        };
        if first.too_long {
            return refuse(&first, RejectionCode::TooLarge { limit: self.limits.row_bytes as u64 });
        }
        match splitter.line(&first.text, fields) {
            Err(()) => return refuse(&first, RejectionCode::StrayQuote),
            Ok(true) => return Ok(Some(Ok(Row { position, ended: first.ended, raw: first.text }))),
            Ok(false) => {}
        }
        let mut more: Vec<Line> = Vec::new();
        let mut length = first.text.len();
        let code = loop {
            let Some(line) = self.line()? else {
                if more.is_empty() && !first.ended {
                    return Err(FileProblem::Truncated { line: first.number, byte: first.byte });
                }
                break RejectionCode::UnclosedQuote;
            };
            length += line.text.len() + 1;
            let fits = !line.too_long && length <= self.limits.row_bytes;
            let split = splitter.line(&line.text, fields);
            more.push(line);
            match split {
                _ if !fits => break RejectionCode::UnclosedQuote,
                Err(()) => break RejectionCode::StrayQuote,
                Ok(false) => {}
                Ok(true) => {
                    let ended = more.last().is_none_or(|line| line.ended);
                    let mut raw = first.text;
                    for line in more {
                        raw.push(b'\n');
                        raw.extend_from_slice(&line.text);
                    }
                    return Ok(Some(Ok(Row { position, raw, ended })));
                }
            }
        };
        for line in more.into_iter().rev() {
            self.again.push_front(line);
        }
        refuse(&first, code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, limits: Limits) -> Vec<String> {
        let mut rows = Rows::new(text.as_bytes(), Encoding::Utf8, b',', limits);
        let mut fields = Fields::default();
        let mut found = Vec::new();
        loop {
            match rows.next(&mut fields) {
                Ok(None) => return found,
                Ok(Some(Ok(row))) => {
                    let fields: Vec<_> = fields.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
                    found.push(format!("{}: {}", row.position, fields.join("|")));
                }
                Ok(Some(Err(rejection))) => found.push(format!("{rejection} <{}>", rejection.raw.as_str())),
                Err(problem) => {
                    found.push(problem.to_string());
                    return found;
                }
            }
        }
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(rows(text, Limits { row_bytes: 40, ..Limits::default() }), expected);
    }

    #[test]
    fn fields_may_hold_delimiters_quotes_and_line_ends() {
        check("a,b\r\n\"x,\"\"y\"\"\",\"1\n2\"\n,\n", &["line 1, row 1: a|b", "line 2, row 2: x,\"y\"|1\n2", "line 4, row 3: |"]);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_costs_one_line() {
        check(
            "1,\"open\n2,b\n3,c",
            &["line 1, row 1: a quotation mark that is not closed <1,\"open>", "line 2, row 2: 2|b", "line 3, row 3: 3|c"],
        );
        let long = "1,\"open\n".to_owned() + &"2,bbbbbbbbb\n".repeat(6);
        let found = rows(&long, Limits { row_bytes: 40, ..Limits::default() });
        assert_eq!(found[0], "line 1, row 1: a quotation mark that is not closed <1,\"open>");
        assert_eq!(found.len(), 7);
    }

    #[test]
    fn text_after_a_closing_quotation_mark_costs_one_line() {
        check("\"a\"b,1\n2,c\n", &["line 1, row 1: text after a closing quotation mark <\"a\"b,1>", "line 2, row 2: 2|c"]);
    }

    #[test]
    fn a_row_beyond_the_limit_is_refused_and_the_next_is_read() {
        let text = format!("{}\n2,c\n", "x".repeat(50));
        check(&text, &[&format!("line 1, row 1: larger than 40 bytes <{}>", "x".repeat(40)), "line 2, row 2: 2|c"]);
    }

    #[test]
    fn a_file_that_ends_inside_quotes_is_truncated() {
        check("1,a\n2,\"b", &["line 1, row 1: 1|a", "line 2, byte 4: the file ends in the middle of a record"]);
    }
}
