//! HL segments: levels that number themselves and name their parents.

use crate::problem::BrokenTree;
use crate::segment::Segment;

/// The open levels of a transaction: depth of the tree is what it holds, not the number of levels.
#[derive(Debug, Default)]
pub(super) struct Tree {
    last: u64,
    path: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    number: u64,
    code: [u8; 2],
    childless: bool,
}

impl Tree {
    /// Forgets the transaction before.
    pub(super) fn clear(&mut self) {
        self.last = 0;
        self.path.clear();
    }

    /// Takes an HL segment, and says what is broken: the element and how.
    pub(super) fn take(&mut self, segment: &Segment<'_>) -> Option<(usize, BrokenTree)> {
        let number = |bytes: &[u8]| std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<u64>().ok());
        let own = number(segment.element(1));
        let mut broken = None;
        if own != Some(self.last + 1) {
            broken = Some((1, BrokenTree::Number));
        }
        self.last = own.unwrap_or(self.last + 1);
        let code = match segment.element(3) {
            [a, b] => [*a, *b],
            [a] => [*a, 0],
            _ => [0; 2],
        };
        let parent = segment.element(2);
        if parent.is_empty() {
            self.path.clear();
        } else {
            match self.path.iter().position(|level| Some(level.number) == number(parent)) {
                Some(at) => {
                    self.path.truncate(at + 1);
                    let above = &self.path[at];
                    if above.childless {
                        broken = broken.or(Some((2, BrokenTree::Childless)));
                    } else if !may_stand(above.code, code) {
                        broken = broken.or(Some((3, BrokenTree::Level)));
                    }
                }
                None => broken = broken.or(Some((2, BrokenTree::Parent))),
            }
        }
        if parent.is_empty() && code != *b"20" {
            broken = broken.or(Some((2, BrokenTree::Parent)));
        }
        self.path.push(Level { number: self.last, code, childless: segment.element(4) == b"0" });
        broken
    }
}

/// The order of levels, as all guides of ours have it: 20, 21, 19, 22 (or PT), 23, EV, SS.
fn may_stand(above: [u8; 2], code: [u8; 2]) -> bool {
    let rank = |code: [u8; 2]| match &code {
        b"20" => 0,
        b"21" => 1,
        b"19" => 2,
        b"22" | b"PT" => 3,
        b"23" => 4,
        b"EV" => 5,
        b"SS" => 6,
        _ => 7,
    };
    rank(above) < rank(code) || rank(code) == 7
}
