//! Where in its guide a transaction stands.

use super::table::{Candidate, Child, Guide, Rank, SegmentNode, child_bit};
use crate::problem::ProblemKind;
use crate::segment::Segment;

/// Walks through a guide with the segments of a transaction.
#[derive(Debug)]
pub(crate) struct Tracker {
    guide: &'static Guide,
    /// The loop that is open.
    here: Open,
    /// The open loops above it, from the root down.
    above: Vec<Open>,
    /// Loops that were left, for their room.
    left: Vec<Open>,
    /// Choices made before, by row and by the value that tells segments of the row apart: files say the same again and again.
    chosen: Box<[Choice]>,
}

/// Which candidate of a row was the first to fit a value.
#[derive(Clone, Copy, Debug)]
struct Choice {
    row: usize,
    value: u64,
    candidate: Option<&'static Candidate>,
}

/// So many choices are remembered at most; a later one takes the place of an earlier one.
const CHOICES: usize = 256;

/// An open loop.
#[derive(Debug, Default)]
struct Open {
    at: usize,
    /// How often each of its children was seen.
    seen: Vec<u32>,
    /// Those of its children that were seen, as [`child_bit`]s.
    present: u128,
}

impl Open {
    /// Counts a child, and says how often it was seen.
    #[inline]
    fn saw(&mut self, order: usize) -> u32 {
        self.present |= child_bit(order);
        self.seen[order] += 1;
        self.seen[order]
    }
}

/// Takes what is against the guide, with the name of the loop in which it is said.
pub(crate) type Problem<'a> = dyn FnMut(&'static str, ProblemKind) + 'a;

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
        let none = Choice { row: usize::MAX, value: 0, candidate: None };
        let here = Open { seen: vec![0; guide.loops[0].children.len()], ..Open::default() };
        Self { guide, here, above: Vec::new(), left: Vec::new(), chosen: vec![none; CHOICES].into() }
    }

    /// The name of the loop in which the last segment stands.
    #[inline]
    pub(crate) fn loop_name(&self) -> &'static str {
        self.shown(self.here.at)
    }

    #[inline]
    fn shown(&self, at: usize) -> &'static str {
        &self.guide.loops[at].shown
    }

    /// True where the guide's table has everything.
    pub(crate) fn is_complete(&self) -> bool {
        self.guide.complete
    }

    /// Goes to the place of a segment with this [`Segment::key`]. What the guide asks for and the transaction does not have is said to `problem`, where that
    /// is wanted.
    #[inline]
    pub(crate) fn go(&mut self, key: u64, segment: &Segment<'_>, problem: Option<&mut Problem<'_>>) -> Found {
        let Some(row) = self.guide.row(self.here.at, key) else { return Found::Unknown };
        let Some(chosen) = self.choose(row, segment) else { return Found::NoPlace };
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
    fn choose(&mut self, row: usize, segment: &Segment<'_>) -> Option<&'static Candidate> {
        let guide = self.guide;
        let ways = guide.ways(row);
        let candidates = ways.candidates.as_slice();
        let Some(value) = ways.told_by(segment) else { return self.search(candidates, segment) };
        let place = (value.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize ^ row;
        let before = self.chosen[place % CHOICES];
        if before.row == row
            && before.value == value
            && let Some(first) = before.candidate
        {
            return Some(self.with_room(first, candidates, segment));
        }
        let candidate = candidates.iter().find(|candidate| candidate.rank != Rank::Back && candidate.fits(guide, segment));
        if candidate.is_some() {
            self.chosen[place % CHOICES] = Choice { row, value, candidate };
        }
        self.search(candidates, segment)
    }

    fn search<'c>(&self, candidates: &'c [Candidate], segment: &Segment<'_>) -> Option<&'c Candidate> {
        let fitting = |candidate: &&Candidate| candidate.fits(self.guide, segment);
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
        if self.has_room(first) {
            return first;
        }
        self.another(first, candidates, segment)
    }

    #[inline]
    fn has_room(&self, candidate: &Candidate) -> bool {
        candidate.most == 0 || self.seen(candidate.target, candidate.order) < candidate.most
    }

    #[cold]
    fn another<'c>(&self, first: &'c Candidate, candidates: &'c [Candidate], segment: &Segment<'_>) -> &'c Candidate {
        let same = |other: &&Candidate| other.target == first.target && other.rank == first.rank && self.has_room(other);
        candidates.iter().find(|other| same(other) && other.fits(self.guide, segment)).unwrap_or(first)
    }

    #[inline]
    fn seen(&self, at: usize, order: usize) -> u32 {
        if self.here.at == at {
            return self.here.seen[order];
        }
        self.above.iter().find(|open| open.at == at).map_or(0, |open| open.seen[order])
    }

    fn enter(&mut self, at: usize) {
        let mut open = self.left.pop().unwrap_or_default();
        (open.at, open.present) = (at, 0);
        open.seen.clear();
        open.seen.resize(self.guide.loops[at].children.len(), 0);
        self.above.push(std::mem::replace(&mut self.here, open));
    }

    /// Goes back to the loop above. The root is never left.
    fn go_up(&mut self) {
        if let Some(above) = self.above.pop() {
            self.left.push(std::mem::replace(&mut self.here, above));
        }
    }

    /// Leaves loops up to the one from which the candidate goes down, and enters those below it.
    #[inline]
    fn jump(&mut self, chosen: &Candidate) {
        while self.here.at != chosen.above {
            self.go_up();
        }
        if chosen.enters {
            self.descend(chosen);
        }
        self.here.saw(chosen.order);
    }

    fn descend(&mut self, chosen: &Candidate) {
        let target = &self.guide.loops[chosen.target];
        if target.parent == Some(chosen.above) {
            self.here.saw(target.order);
            return self.enter(chosen.target);
        }
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
            self.here.saw(order);
            self.enter(at);
        }
    }

    /// The same with a check of what is missing, too much or out of order.
    #[inline]
    fn walk(&mut self, chosen: &Candidate, problem: &mut Problem<'_>) {
        let before = self.here.at;
        while self.here.at != chosen.above {
            self.leave(before, problem);
        }
        if chosen.rank == Rank::Back {
            problem(self.shown(before), ProblemKind::OutOfOrder);
        }
        if chosen.enters {
            self.descend(chosen);
            let opened = &self.guide.loops[chosen.target];
            let count = self.above.last().map_or(0, |above| above.seen[opened.order]);
            if opened.most != 0 && count > opened.most {
                problem(self.shown(before), ProblemKind::LoopRepeats(opened.most));
            }
        }
        let count = self.here.saw(chosen.order);
        if count > 1 {
            let most = self.guide.segments[chosen.segment].most;
            if most != 0 && count > most {
                problem(self.shown(before), ProblemKind::SegmentRepeats(most));
            }
        } else if chosen.rank == Rank::Here && !chosen.enters && self.stands_late(chosen) {
            problem(self.shown(before), ProblemKind::OutOfOrder);
        }
    }

    /// True where something that stands behind this segment in the guide came before it.
    #[inline]
    fn stands_late(&self, chosen: &Candidate) -> bool {
        let own = child_bit(chosen.order);
        let later = self.here.present & !(own | (own - 1));
        if later == 0 {
            return false;
        }
        let id = &self.guide.segments[chosen.segment].id;
        let differs = |child: &Child| match *child {
            Child::Segment(other) => self.guide.segments[other].id != *id,
            Child::Loop(_) => true,
        };
        let children = &self.guide.loops[chosen.target].children;
        children.iter().enumerate().any(|(order, child)| later & child_bit(order) != 0 && differs(child))
    }

    /// Leaves the current loop and says what it lacks, as a problem of the loop in which the walk began.
    fn leave(&mut self, before: usize, problem: &mut Problem<'_>) {
        let here = &self.guide.loops[self.here.at];
        let mut missing = here.required & !self.here.present;
        while missing != 0 {
            let order = missing.trailing_zeros() as usize;
            missing &= missing - 1;
            match here.children[order] {
                Child::Segment(segment) => problem(self.shown(before), ProblemKind::SegmentMissing(self.guide.segments[segment].named())),
                Child::Loop(inner) => {
                    let inner = &self.guide.loops[inner];
                    if &*inner.name != "FOOTER" {
                        problem(self.shown(before), ProblemKind::LoopMissing(inner.name.to_string()));
                    }
                }
            }
        }
        self.go_up();
    }

    /// Leaves every loop at the end of the transaction.
    pub(crate) fn end(&mut self, problem: &mut Problem<'_>) {
        let before = self.here.at;
        while !self.above.is_empty() {
            self.leave(before, problem);
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
