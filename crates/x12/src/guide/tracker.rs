//! Where in its guide a transaction stands.

use super::table::{Candidate, Child, Guide, Rank, SegmentNode};
use crate::problem::ProblemKind;
use crate::segment::{Segment, key};

/// Walks through a guide with the segments of a transaction.
#[derive(Debug)]
pub(crate) struct Tracker {
    guide: &'static Guide,
    /// The open loops from the root down, each with how often each of its children was seen.
    open: Vec<Open>,
    depth: usize,
}

#[derive(Debug, Default)]
struct Open {
    at: usize,
    seen: Vec<u32>,
    /// The last of its children that was seen, in the order of the guide.
    latest: usize,
}

impl Open {
    /// Counts a child, and says how often it was seen.
    #[inline]
    fn saw(&mut self, order: usize) -> u32 {
        self.latest = self.latest.max(order);
        self.seen[order] += 1;
        self.seen[order]
    }
}

/// Where a segment stands.
pub(crate) enum Found {
    /// At this place.
    Node(&'static SegmentNode),
    /// The guide has no segment of this name.
    Unknown,
    /// It has, but none that could stand here.
    NoPlace,
}

impl Tracker {
    /// At the ST segment.
    pub(crate) fn new(guide: &'static Guide) -> Self {
        let mut tracker = Self { guide, open: Vec::new(), depth: 0 };
        tracker.enter(0);
        tracker
    }

    /// The name of the loop in which the last segment stands.
    pub(crate) fn loop_name(&self) -> &'static str {
        &self.guide.loops[self.current()].shown
    }

    /// True where the guide's table has everything.
    pub(crate) fn is_complete(&self) -> bool {
        self.guide.complete
    }

    #[inline]
    fn current(&self) -> usize {
        self.open[self.depth - 1].at
    }

    /// Goes to the place of a segment. What the guide asks for and the transaction does not have is said to `problem`, where that is wanted.
    #[inline]
    pub(crate) fn go(&mut self, segment: &Segment<'_>, problem: Option<&mut dyn FnMut(ProblemKind)>) -> Found {
        let Some(candidates) = self.guide.candidates(self.current(), segment.id()) else { return Found::Unknown };
        let Some(&chosen) = self.choose(candidates, segment) else { return Found::NoPlace };
        let node = &self.guide.segments[chosen.segment];
        match problem {
            Some(problem) => self.walk(chosen, problem),
            None => self.jump(chosen),
        }
        Found::Node(node)
    }

    /// The best candidate: one whose codes fit, the nearest first; without one that fits the nearest. Going back to a loop that was left, which would leave
    /// the rest of this one without a place, comes last.
    #[inline]
    fn choose<'c>(&self, candidates: &'c [Candidate], segment: &Segment<'_>) -> Option<&'c Candidate> {
        let first_element = key(segment.element(1));
        let fitting = |candidate: &&Candidate| candidate.fits(self.guide, segment, first_element);
        if let Some(fits) = candidates.iter().filter(|candidate| candidate.rank != Rank::Back).find(fitting) {
            return Some(self.with_room(fits, candidates, segment));
        }
        // Codes are not a matter of reading: a segment with another code stands where its name may stand, but begins no loop by name alone.
        let by_name = candidates.iter().find(|candidate| !candidate.enters && candidate.rank != Rank::Back);
        by_name.or_else(|| candidates.iter().find(fitting)).or_else(|| candidates.iter().find(|candidate| candidate.rank != Rank::Back))
    }

    /// Of several segments with the same name and code in one loop, the first that is not used up.
    #[inline]
    fn with_room<'c>(&self, first: &'c Candidate, candidates: &'c [Candidate], segment: &Segment<'_>) -> &'c Candidate {
        let room = |candidate: &Candidate| {
            let node = &self.guide.segments[candidate.segment];
            candidate.enters || node.most == 0 || self.seen(candidate.target, node.order) < node.most
        };
        if room(first) {
            return first;
        }
        let same = |other: &&Candidate| other.target == first.target && other.rank == first.rank && room(other);
        candidates.iter().find(|other| same(other) && self.guide.segments[other.segment].fits(segment)).unwrap_or(first)
    }

    fn seen(&self, at: usize, order: usize) -> u32 {
        self.open[..self.depth].iter().find(|open| open.at == at).map_or(0, |open| open.seen[order])
    }

    fn enter(&mut self, at: usize) {
        let children = self.guide.loops[at].children.len();
        if self.depth == self.open.len() {
            self.open.push(Open::default());
        }
        let open = &mut self.open[self.depth];
        open.at = at;
        open.latest = 0;
        open.seen.clear();
        open.seen.resize(children, 0);
        self.depth += 1;
    }

    /// Leaves loops up to the one from which the candidate goes down, and enters those below it.
    #[inline]
    fn jump(&mut self, chosen: Candidate) {
        while self.current() != chosen.above {
            self.depth -= 1;
        }
        if chosen.enters {
            self.descend(chosen);
        }
        self.open[self.depth - 1].saw(self.guide.segments[chosen.segment].order);
    }

    fn descend(&mut self, chosen: Candidate) {
        let mut path = [0_usize; 8];
        let mut length = 0;
        let mut at = chosen.target;
        while at != chosen.above {
            path[length] = at;
            length += 1;
            at = self.guide.loops[at].parent.expect("the loop above stands above");
        }
        for &at in path[..length].iter().rev() {
            let order = self.guide.loops[at].order;
            self.open[self.depth - 1].saw(order);
            self.enter(at);
        }
    }

    /// The same with a check of what is missing, too much or out of order.
    fn walk(&mut self, chosen: Candidate, problem: &mut dyn FnMut(ProblemKind)) {
        while self.current() != chosen.above {
            self.leave(problem);
        }
        if chosen.rank == Rank::Back {
            problem(ProblemKind::OutOfOrder);
        }
        if chosen.enters {
            self.descend(chosen);
            let opened = &self.guide.loops[chosen.target];
            let count = opened.parent.and_then(|_| self.depth.checked_sub(2)).map_or(0, |above| self.open[above].seen[opened.order]);
            if opened.most != 0 && count > opened.most {
                problem(ProblemKind::LoopRepeats(opened.most));
            }
        }
        let node = &self.guide.segments[chosen.segment];
        let open = &mut self.open[self.depth - 1];
        let count = open.saw(node.order);
        if node.most != 0 && count > node.most {
            problem(ProblemKind::SegmentRepeats(node.most));
        }
        if count == 1 && chosen.rank == Rank::Here && !chosen.enters && self.stands_late(chosen, node.order) {
            problem(ProblemKind::OutOfOrder);
        }
    }

    /// True where something that stands behind this segment in the guide came before it.
    fn stands_late(&self, chosen: Candidate, order: usize) -> bool {
        let open = &self.open[self.depth - 1];
        if open.latest <= order {
            return false;
        }
        let id = &self.guide.segments[chosen.segment].id;
        let differs = |child: &Child| match *child {
            Child::Segment(other) => self.guide.segments[other].id != *id,
            Child::Loop(_) => true,
        };
        let children = &self.guide.loops[chosen.target].children;
        (order + 1..children.len()).any(|later| open.seen[later] > 0 && differs(&children[later]))
    }

    /// Leaves the current loop and says what it lacks.
    fn leave(&mut self, problem: &mut dyn FnMut(ProblemKind)) {
        let open = &self.open[self.depth - 1];
        let here = &self.guide.loops[open.at];
        for &order in here.required.iter().filter(|&&order| open.seen[order] == 0) {
            match here.children[order] {
                Child::Segment(segment) => problem(ProblemKind::SegmentMissing(self.guide.segments[segment].named())),
                Child::Loop(inner) => {
                    let inner = &self.guide.loops[inner];
                    if &*inner.name != "FOOTER" {
                        problem(ProblemKind::LoopMissing(inner.name.to_string()));
                    }
                }
            }
        }
        self.depth -= 1;
    }

    /// Leaves every loop at the end of the transaction.
    pub(crate) fn end(&mut self, problem: &mut dyn FnMut(ProblemKind)) {
        while self.depth > 1 {
            self.leave(problem);
        }
    }
}

impl SegmentNode {
    /// `NM1*85`: the identifier and, where one code tells it, the code.
    fn named(&self) -> String {
        match self.elements.first().and_then(|element| element.parts.first()) {
            Some(first) if first.codes.len() == 1 && !matches!(&*self.id, "ST" | "BHT" | "HL") => {
                format!("{}*{}", self.id, String::from_utf8_lossy(&first.codes[0]))
            }
            _ => self.id.to_string(),
        }
    }
}
