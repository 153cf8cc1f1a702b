//! Answers to score, one line each, for `throughline score`: plain objects such as
//! `{"id":"a","instrument":"phq-9","answers":{"1":3,"2":2}}`, or FHIR. Every line gives at least one [`ScoredLine`], also one that cannot be
//! read; one bad line never stops the rest. `docs/reference/score-json.md` describes both shapes.

mod json;
mod plain;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::io::Read;
use std::sync::Arc;

use instruments::{AnswerProblem, Definition, Outcome, Responses, ScaleScore, Score, Unscorable};
use serde::Deserialize;
use serde_json::value::RawValue;
use vocabulary::Points;

use crate::context::Context;
use crate::feed::{Feed, Piece, is_whole_object};
use crate::fhir::resource::Text;
use crate::fhir::{FhirScorer, Scored};
use crate::file_problem::FileProblem;
use crate::json::{Places, checked};
use crate::lines::Line;
use crate::position::Position;
use crate::record::score_with_totals;
use crate::rejection::{Argument, RejectionCode};

/// Reads answers and scores them.
///
/// ```
/// use instruments::Library;
/// use interchange::{Context, score_lines};
/// use vocabulary::ZoneName;
///
/// let context = Context::new(Library::shipped()?, "2026-11-23".parse()?, ZoneName::utc());
/// let line = br#"{"id":"a","instrument":"gad-7","answers":{"1":3,"2":3,"3":3,"4":3,"5":3,"6":3,"7":3}}"#;
/// let scored: Vec<_> = score_lines::read(line.as_slice(), &context).collect::<Result<_, _>>()?;
/// assert_eq!(scored[0].total().map(|total| total.to_string()).as_deref(), Some("21"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read<R: Read>(source: R, context: &Context) -> Reader<'_, R> {
    Reader {
        feed: Feed::new(source, context.limits),
        context,
        fhir: FhirScorer::new(context),
        again: VecDeque::new(),
        ready: VecDeque::new(),
    }
}

/// One line of answers with its score.
#[derive(Clone, Debug)]
pub struct ScoredLine {
    /// The line's own id, as JSON: a text, a number or null.
    pub id: serde_json::Value,
    /// Where it stands.
    pub position: Position,
    /// The instrument as the line names it, or as its form was found to be; `None` when that is not known.
    pub instrument: Option<String>,
    /// The definition it was scored by; `None` when nothing could be scored.
    pub definition: Option<Arc<Definition>>,
    /// The answers that were understood, by item id.
    pub responses: Responses,
    /// The score; `None` when nothing could be scored.
    pub score: Option<Score>,
    /// What is odd about the line, the answers and the form.
    pub problems: Vec<LineProblem>,
}

/// Something odd, as a stable code with its arguments. Names lines, items and scales; an answer only where the form does not offer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineProblem {
    /// Such as `not-offered` or `not-json`; `docs/reference/score-json.md` lists them.
    pub code: &'static str,
    /// By name.
    pub arguments: Vec<(&'static str, ProblemValue)>,
}

/// A value of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemValue {
    /// A word: an item, a scale, an instrument.
    Word(String),
    /// A count, a line, an answer that is not offered.
    Number(i64),
    /// A total; `None` when it could not be computed.
    Points(Option<Points>),
    /// Several words: items.
    Words(Vec<String>),
}

impl ScoredLine {
    /// The main number.
    pub fn total(&self) -> Option<Points> {
        self.score.as_ref().and_then(Score::total)
    }

    /// `scored`, `prorated`, `unscorable`, `not_administered`, `recorded`, `totals_only`, or `unreadable` when there is nothing that could be scored.
    pub fn status(&self) -> &'static str {
        self.score.as_ref().map_or("unreadable", Score::status)
    }

    /// The published word for the result: the band, or the result in words; `None` when there is none.
    pub fn band(&self) -> Option<String> {
        self.definition.as_ref().zip(self.score.as_ref()).and_then(|(definition, score)| definition.result_word(score))
    }

    fn unreadable(position: Position, problem: LineProblem) -> Self {
        Self {
            id: serde_json::Value::Null,
            position,
            instrument: None,
            definition: None,
            responses: Responses::new(),
            score: None,
            problems: vec![problem],
        }
    }
}

impl LineProblem {
    pub(crate) fn new(code: &'static str, arguments: Vec<(&'static str, ProblemValue)>) -> Self {
        Self { code, arguments }
    }

    /// A reason to reject, as a problem of a line that is scored all the same.
    pub(crate) fn of_rejection(code: &RejectionCode) -> Self {
        let id = code.id();
        Self { code: id.strip_prefix("reject-").unwrap_or(id), arguments: values(code.arguments()) }
    }

    fn of_answer(problem: &AnswerProblem) -> Self {
        let word = |text: &String| ProblemValue::Word(crate::short::short(text));
        match problem {
            AnswerProblem::UnknownItem { key } => Self::new("unknown-item", vec![("item", word(key))]),
            AnswerProblem::DuplicateItem { item } => Self::new("duplicate-item", vec![("item", word(item))]),
            AnswerProblem::NotOffered { item, value } => {
                Self::new("not-offered", vec![("item", word(item)), ("value", ProblemValue::Number(i64::from(*value)))])
            }
            AnswerProblem::NotASpecialOption { item } => Self::new("not-a-special-option", vec![("item", word(item))]),
            AnswerProblem::Unreadable { item } => Self::new("unreadable", vec![("item", word(item))]),
            AnswerProblem::AnsweredThoughSkipped { item } => Self::new("answered-though-skipped", vec![("item", word(item))]),
            AnswerProblem::TotalDiffers { scale, given, computed } => Self::new(
                "total-differs",
                vec![("scale", word(scale)), ("given", ProblemValue::Points(Some(*given))), ("computed", ProblemValue::Points(*computed))],
            ),
        }
    }
}

/// Why scales have no number: which items are missing and how many may be, or what else is not known.
fn of_outcomes(score: &Score) -> Vec<LineProblem> {
    let problem = |result: &ScaleScore| {
        let scale = ("scale", ProblemValue::Word(result.scale.to_string()));
        let Outcome::Unscorable(reason) = &result.outcome else { return None };
        match reason {
            Unscorable::TooManyMissing { missing, allowed } => {
                let items = ProblemValue::Words(missing.iter().map(ToString::to_string).collect());
                let allowed = ProblemValue::Number(i64::try_from(*allowed).unwrap_or(i64::MAX));
                Some(LineProblem::new("too-many-missing", vec![scale, ("items", items), ("allowed", allowed)]))
            }
            Unscorable::Undetermined => Some(LineProblem::new("undetermined", vec![scale])),
            Unscorable::OutOfRange { value } => {
                Some(LineProblem::new("total-out-of-range", vec![scale, ("value", ProblemValue::Points(Some(*value)))]))
            }
            // The last two are of lists that were read back; scoring gives its reason.
            Unscorable::NotAdministered | Unscorable::Unfinished | Unscorable::NotTold => None,
        }
    };
    score.scales.iter().filter_map(problem).collect()
}

fn values(arguments: Vec<(&'static str, Argument)>) -> Vec<(&'static str, ProblemValue)> {
    let value = |argument| match argument {
        Argument::Count(count) => ProblemValue::Number(i64::try_from(count).unwrap_or(i64::MAX)),
        Argument::Day(day) => ProblemValue::Word(day.to_string()),
        Argument::Name(name) => ProblemValue::Word(name),
    };
    arguments.into_iter().map(|(name, argument)| (name, value(argument))).collect()
}

/// Hands out scored lines.
pub struct Reader<'a, R> {
    feed: Feed<R>,
    context: &'a Context,
    fhir: FhirScorer<'a>,
    /// Lines of a file that was taken for one document and is none.
    again: VecDeque<Line>,
    ready: VecDeque<ScoredLine>,
}

impl<R: Read> Iterator for Reader<'_, R> {
    type Item = Result<ScoredLine, FileProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(line) = self.ready.pop_front() {
                return Some(Ok(line));
            }
            if let Some(line) = self.again.pop_front() {
                self.line(&line);
                continue;
            }
            match self.feed.next() {
                Ok(None) => return None,
                Ok(Some(Piece::Line(line))) => self.line(&line),
                Ok(Some(Piece::Document { bytes, start })) => self.document(&bytes, &start),
                Err(problem) => {
                    self.feed.stop();
                    return Some(Err(problem));
                }
            }
        }
    }
}

/// What tells plain answers from FHIR.
#[derive(Deserialize)]
struct Peek<'a> {
    #[serde(rename = "resourceType", default)]
    resource_type: Option<Text>,
    #[serde(borrow, default)]
    questionnaire: Option<&'a RawValue>,
    #[serde(borrow, default)]
    response: Option<&'a RawValue>,
}

impl<R: Read> Reader<'_, R> {
    fn line(&mut self, line: &Line) {
        let position = Position::at_line(line.number, line.byte);
        if line.too_long {
            let code = RejectionCode::TooLarge { limit: self.context.limits.row_bytes as u64 };
            self.ready.push_back(ScoredLine::unreadable(position, LineProblem::of_rejection(&code)));
            return;
        }
        self.text(&line.text, &position);
    }

    /// A file that was not recognized as one of lines: a document, or lines of which the first is broken.
    fn document(&mut self, bytes: &[u8], start: &Position) {
        let is_document = serde_json::from_slice::<&RawValue>(bytes).is_ok();
        let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        if lines.last().is_some_and(|last| last.is_empty()) {
            lines.pop();
        }
        if is_document || lines.len() < 2 || !lines.iter().any(|line| is_whole_object(line)) {
            self.text(bytes, start);
            return;
        }
        let mut byte = start.byte;
        for (number, text) in (start.line..).zip(lines) {
            let too_long = text.len() > self.context.limits.row_bytes;
            let kept = &text[..text.len().min(self.context.limits.row_bytes)];
            if !kept.iter().all(u8::is_ascii_whitespace) {
                self.again.push_back(Line { number, byte, ended: true, too_long, text: kept.to_vec() });
            }
            byte += text.len() as u64 + 1;
        }
    }

    fn text(&mut self, bytes: &[u8], position: &Position) {
        let before = self.ready.len();
        match checked(bytes, self.context.limits.depth) {
            Ok(text) => self.value(text, position),
            Err(code) => self.refuse(position, &code),
        }
        if self.ready.len() == before {
            self.ready.push_back(ScoredLine::unreadable(position.clone(), LineProblem::new("nothing-to-score", Vec::new())));
        }
    }

    fn refuse(&mut self, position: &Position, code: &RejectionCode) {
        self.ready.push_back(ScoredLine::unreadable(position.clone(), LineProblem::of_rejection(code)));
    }

    /// An object of answers or of FHIR, or a list of either.
    fn value(&mut self, text: &str, position: &Position) {
        let root: &RawValue = match serde_json::from_str(text) {
            Ok(root) => root,
            Err(error) => return self.refuse(position, &RejectionCode::NotJson { column: error.column() as u64 }),
        };
        let members: Vec<&RawValue> =
            if root.get().starts_with('[') { serde_json::from_str(root.get()).unwrap_or_default() } else { Vec::new() };
        let first = members.first().copied().unwrap_or(root);
        let is_fhir = serde_json::from_str::<Peek<'_>>(first.get())
            .is_ok_and(|peek| peek.resource_type.is_some() || (peek.questionnaire.is_some() && peek.response.is_some()));
        if is_fhir {
            let scored = self.fhir.document(text.to_owned(), position).unwrap_or_default();
            self.ready.extend(scored.into_iter().map(of_fhir));
        } else if root.get().starts_with('[') {
            let mut places = Places::new(text, position.clone());
            for (number, member) in members.into_iter().enumerate() {
                let (position, _) = places.of(member.get(), &format!("/{number}"));
                self.ready.push_back(plain::read(member.get(), position, self.context));
            }
        } else {
            self.ready.push_back(plain::read(root.get(), position.clone(), self.context));
        }
    }
}

fn of_fhir(scored: Scored) -> ScoredLine {
    let Scored { id, position, definition, responses, totals, person, notes, problems } = scored;
    let noted = notes.iter().map(|note| LineProblem { code: note.id(), arguments: values(note.arguments()) });
    let mut all: Vec<LineProblem> = problems.iter().map(LineProblem::of_rejection).chain(noted).collect();
    let score = definition.as_ref().map(|definition| score_with_totals(definition, &responses, &totals, person));
    all.extend(score.iter().flat_map(|score| &score.problems).map(LineProblem::of_answer));
    all.extend(score.iter().flat_map(of_outcomes));
    let instrument = definition.as_ref().map(|definition| definition.id.to_string());
    ScoredLine { id: id.into(), position, instrument, definition, responses, score, problems: all }
}
