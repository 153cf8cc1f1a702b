//! The problems of a file: all counted, many kept.

use std::collections::BTreeMap;

use crate::problem::{Problem, ProblemKind, Severity, Verdict};
use crate::segment::{Place, Segment, text};

/// So many problems of one code are kept with their positions; the rest is counted.
const KEPT: u64 = 2_000;

/// The problems of a file.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    kept: Vec<Problem>,
    counts: BTreeMap<&'static str, u64>,
    worst: Option<Severity>,
}

impl Problems {
    /// The problems with their positions: of each code the first 2,000.
    pub fn kept(&self) -> &[Problem] {
        &self.kept
    }

    /// How many there are of each code, kept or not.
    pub fn counts(&self) -> &BTreeMap<&'static str, u64> {
        &self.counts
    }

    /// What they come to.
    pub fn verdict(&self) -> Verdict {
        match self.worst {
            Some(Severity::Error) => Verdict::ReportError,
            Some(Severity::Warning) => Verdict::AcceptWithWarning,
            _ => Verdict::Accept,
        }
    }

    pub(super) fn sink(&mut self, loop_name: &'static str) -> Sink<'_> {
        Sink { problems: self, loop_name }
    }
}

/// Takes problems that stand in one loop.
#[derive(Debug)]
pub(super) struct Sink<'a> {
    problems: &'a mut Problems,
    loop_name: &'static str,
}

impl Sink<'_> {
    /// The loop in which the segment of now stands.
    pub(super) fn loop_name(&self) -> &'static str {
        self.loop_name
    }

    /// A problem of a segment of before, in the loop where it stood.
    pub(super) fn of_before(&mut self, loop_name: &'static str) -> Sink<'_> {
        Sink { problems: self.problems, loop_name }
    }

    #[cold]
    pub(super) fn put(&mut self, place: Place, id: &[u8], element: &str, kind: ProblemKind) {
        let problems = &mut *self.problems;
        problems.worst = problems.worst.max(Some(kind.severity()));
        let count = problems.counts.entry(kind.code()).or_default();
        *count += 1;
        if *count <= KEPT {
            let id = &id[..id.len().min(16)];
            let (segment, loop_name) = (text(id).into_owned(), self.loop_name.to_owned());
            problems.kept.push(Problem { place, segment, loop_name, element: element.to_owned(), kind });
        }
    }

    pub(super) fn at(&mut self, segment: &Segment<'_>, element: &str, kind: ProblemKind) {
        self.put(segment.place(), segment.id(), element, kind);
    }

    /// A problem of the whole file.
    pub(super) fn file(&mut self, kind: ProblemKind) {
        self.put(Place::default(), b"", "", kind);
    }
}
