//! Inspection: figures, problems and a verdict, in one pass and with memory that does not grow with the file.

mod claims;
mod envelope;
mod facts;
mod json;
mod problems;
mod remittance;
mod tally;
mod tree;

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::amount::Cents;
use crate::guide::{self, ElementCheck, Found, Tracker, check_segment};
use crate::problem::{BrokenTree, ProblemKind, ValueType, Verdict};
use crate::segment::{Place, Segment, kept, key};
use crate::tokenizer::{Step, Tokenizer, Wanted};
use envelope::Envelope;
use facts::MOST_ENTRIES;
pub use facts::{AcknowledgmentFacts, ClaimFacts, Facts, RemittanceFacts, TransactionFacts};
pub use problems::Problems;
use problems::Sink;
use tally::Tally;
use tree::Tree;

const HL: u64 = key(b"HL");

/// So many claim numbers are compared, for 16 MiB at most.
const MOST_NUMBERS: usize = 1 << 20;

/// How files begin that are often sent by mistake: text in UTF-16, a ZIP archive, a PDF.
const OTHER_FILES: [&[u8]; 4] = [b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"%PDF"];

/// So many bytes tell each of them.
const LONGEST_MARK: usize = 4;

/// How deep an inspection looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Envelopes and money; guides are not looked at.
    Totals,
    /// Whether everything can be read: places, trees, types, lengths. The verdict of `inspect`.
    Reading,
    /// What the guide asks for beyond that: required parts, codes, order. Never says that a file conforms.
    Guide,
}

/// What an inspection found.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// The figures.
    pub facts: Facts,
    /// The problems, by and large in the order of the file.
    pub problems: Problems,
    /// The verdict.
    pub verdict: Verdict,
}

/// Inspects a file that comes in pieces: [`Inspector::push`] each, then [`Inspector::finish`].
#[derive(Debug)]
pub struct Inspector {
    bytes: Vec<u8>,
    tokenizer: Tokenizer,
    state: State,
}

/// Inspects bytes that are in memory.
pub fn inspect(bytes: &[u8], depth: Depth) -> Inspection {
    let mut inspector = Inspector::new(depth);
    for piece in bytes.chunks(1 << 16) {
        inspector.push(piece);
    }
    inspector.finish()
}

impl Inspector {
    /// Before the first byte.
    pub fn new(depth: Depth) -> Self {
        Self { bytes: Vec::new(), tokenizer: Tokenizer::new(), state: State::new(depth) }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, piece: &[u8]) {
        self.state.begins_with(piece);
        self.state.facts.bytes += piece.len() as u64;
        self.bytes.extend_from_slice(piece);
        self.work(false);
    }

    /// Says that nothing follows.
    pub fn finish(mut self) -> Inspection {
        self.work(true);
        self.state.end()
    }

    fn work(&mut self, at_end: bool) {
        // What is plain ASCII without control characters, as nearly every piece is, needs no look at each segment.
        self.state.plain = is_plain(&self.bytes);
        self.state.repeats = false;
        let (mut at, mut repetition) = (0, None);
        loop {
            // Looked at where it was made: a copy would wait for each of its small parts to be written.
            let next = self.tokenizer.next(&self.bytes[at..], at_end);
            match &next.1 {
                Step::Segment(segment) => {
                    let own = segment.delimiters().repetition;
                    if own != repetition {
                        repetition = own;
                        self.state.repeats = own.is_some_and(|cut| memchr::memchr(cut, &self.bytes[at..]).is_some());
                    }
                    self.state.take(segment);
                }
                Step::Foreign(place, bytes) => self.state.foreign(*place, bytes),
                Step::TooLong(place) => self.state.problems.sink("").put(*place, b"", "", ProblemKind::SegmentTooLong),
                Step::More => break,
                Step::End => {
                    at = self.bytes.len();
                    break;
                }
            }
            at += next.0;
            if self.state.depth == Depth::Totals {
                self.tokenizer.want(self.state.wanted());
            }
        }
        self.bytes.drain(..at);
    }
}

#[derive(Debug)]
struct State {
    depth: Depth,
    facts: Facts,
    problems: Problems,
    envelope: Envelope,
    tracker: Option<Tracker>,
    tree: Tree,
    kind: Kind,
    remittances: Option<Box<remittance::Remittances>>,
    claims: Option<Box<claims::Claims>>,
    categories: Tally<u64>,
    decisions: Tally<u64>,
    outcomes: Tally<u64>,
    plain: bool,
    /// False where no element of this piece repeats, as in nearly every piece.
    repeats: bool,
    /// The first bytes of the file, by which another encoding is known.
    first: Vec<u8>,
    foreign: Option<(Place, u64)>,
    unsupported: BTreeSet<Vec<u8>>,
}

/// The transaction that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    None,
    Claims,
    Remittance,
    Status,
    Acknowledgment,
    Review,
    Eligibility,
    Other,
}

impl State {
    fn new(depth: Depth) -> Self {
        Self {
            depth,
            facts: Facts::default(),
            problems: Problems::default(),
            envelope: Envelope::default(),
            tracker: None,
            tree: Tree::default(),
            kind: Kind::None,
            remittances: None,
            claims: None,
            categories: Tally::default(),
            decisions: Tally::default(),
            outcomes: Tally::default(),
            plain: true,
            repeats: true,
            first: Vec::new(),
            foreign: None,
            unsupported: BTreeSet::new(),
        }
    }

    /// Which elements are looked at: totals are made of a few, and where a guide is looked at all are checked.
    #[inline]
    fn wanted(&self) -> Option<Wanted> {
        match (self.depth, self.kind) {
            (Depth::Totals, Kind::Remittance) => Some(remittance::wanted),
            (Depth::Totals, Kind::Claims) => Some(claims::wanted),
            _ => None,
        }
    }

    #[inline]
    fn take(&mut self, segment: &Segment<'_>) {
        self.facts.segments += 1;
        let id = segment.key();
        if is_of_envelope(id) || !self.envelope.in_transaction() {
            return self.take_of_envelope(id, segment);
        }
        let loop_name = self.place(id, segment);
        let mut sink = self.problems.sink(loop_name);
        self.envelope.goes_on();
        if !self.plain {
            odd_bytes(segment, &mut sink);
        }
        if !segment.is_terminated() || segment.follows_empty_segments() {
            loose_ends(segment, &mut sink);
        }
        match self.kind {
            Kind::Remittance => self.remittances.get_or_insert_default().take(id, segment, &mut sink),
            Kind::Claims => self.claims.get_or_insert_default().take(id, segment, &mut sink),
            _ => self.count(segment),
        }
    }

    /// A segment of the envelope, or one outside of a transaction.
    fn take_of_envelope(&mut self, id: u64, segment: &Segment<'_>) {
        if segment.id() == b"ST" {
            self.begin(segment);
        }
        // A group or interchange that ends or begins inside of a transaction has no place in its guide; the envelope says what is missing.
        let is_placed = segment.id() == b"ST" || segment.id() == b"SE" && self.envelope.in_transaction();
        let loop_name = if is_placed { self.place(id, segment) } else { "" };
        let mut sink = self.problems.sink(loop_name);
        if let Some(count) = self.envelope.take(segment, &mut sink)
            && let Some(last) = self.facts.transaction_sets.last_mut()
        {
            last.segments = Some(count);
        }
        if !self.plain {
            odd_bytes(segment, &mut sink);
        }
        if !segment.is_terminated() || segment.follows_empty_segments() {
            loose_ends(segment, &mut sink);
        }
        match self.kind {
            Kind::Remittance => self.remittances.get_or_insert_default().take(id, segment, &mut sink),
            Kind::Claims => self.claims.get_or_insert_default().take(id, segment, &mut sink),
            _ => self.count(segment),
        }
        match segment.id() {
            b"ISA" => {
                self.facts.interchanges += 1;
                self.facts.delimiters.get_or_insert(*segment.delimiters());
                if let Some((place, count)) = self.end_of_foreign() {
                    self.problems.sink("").put(place, b"", "", ProblemKind::ForeignBefore(count));
                }
                self.kind = Kind::None;
            }
            b"GS" => {
                self.facts.groups += 1;
                insert(&mut self.facts.guides, segment.element(8));
                self.kind = Kind::None;
            }
            b"SE" => self.finish_transaction(segment),
            b"GE" | b"IEA" => self.kind = Kind::None,
            _ => {}
        }
    }

    fn begin(&mut self, segment: &Segment<'_>) {
        self.facts.transactions += 1;
        insert(&mut self.facts.types, segment.element(1));
        let version = &self.envelope.version;
        let own = segment.element(3);
        if self.facts.transaction_sets.len() < MOST_ENTRIES {
            self.facts.transaction_sets.push(TransactionFacts {
                transaction: kept(segment.element(1)),
                control: kept(segment.element(2).trim_ascii()),
                guide: (!own.is_empty()).then(|| kept(own)),
                group_guide: (!version.is_empty()).then(|| kept(version)),
                segments: None,
            });
        } else {
            self.facts.left_out += 1;
        }
        self.kind = match segment.element(1) {
            b"837" => Kind::Claims,
            b"835" => Kind::Remittance,
            b"276" | b"277" => Kind::Status,
            b"999" | b"997" => Kind::Acknowledgment,
            b"278" => Kind::Review,
            b"270" | b"271" => Kind::Eligibility,
            _ => Kind::Other,
        };
        self.tree.clear();
        if !own.is_empty() && !version.is_empty() && own != version.as_slice() {
            let kind = ProblemKind::GuidesDisagree { transaction: kept(own), group: kept(version) };
            self.problems.sink("").at(segment, "ST03", kind);
        }
        let name = if own.is_empty() { version.as_slice() } else { own };
        let found = if self.depth == Depth::Totals { None } else { guide::for_transaction(segment.element(1), name) };
        let known = found.is_some_and(|guide| guide.complete);
        if self.depth != Depth::Totals && !known && self.unsupported.len() < 64 && self.unsupported.insert(name.to_vec()) {
            let is_of_other = found.is_none() && guide::is_known(name);
            let name = kept(name);
            let kind = match found {
                Some(_) => ProblemKind::GuidePartial(name),
                None if is_of_other => ProblemKind::GuideOfOther { transaction: kept(segment.element(1)), guide: name },
                None => ProblemKind::GuideNotSupported(name),
            };
            self.problems.sink("").at(segment, "", kind);
        }
        self.tracker = found.map(Tracker::new);
    }

    /// Finds the place of a segment in its guide and checks it there. The name of the loop.
    #[expect(clippy::inline_always, reason = "for each segment, a call costs as much as half of what it does")]
    #[inline(always)]
    fn place(&mut self, id: u64, segment: &Segment<'_>) -> &'static str {
        let Some(tracker) = &mut self.tracker else {
            self.without_guide(segment);
            return "";
        };
        let problems = &mut self.problems;
        // What a partial table asks for may be wrong: only values are read by it.
        let asks = self.depth == Depth::Guide && tracker.is_complete();
        let found = if asks {
            // What a loop lacks is said where it is left: at this segment.
            tracker.go(id, segment, Some(&mut |loop_name, kind| problems.sink(loop_name).at(segment, "", kind)))
        } else {
            tracker.go(id, segment, None)
        };
        let (loop_name, complete) = (tracker.loop_name(), tracker.is_complete());
        match found {
            Found::Node(node) => {
                let check = if asks { ElementCheck::Guide } else { ElementCheck::Reading };
                check_segment(segment, node, (check, self.repeats), &mut |number, component, kind| {
                    problems.sink(loop_name).at(segment, &element_name(segment, number, component), kind);
                });
            }
            Found::Unknown if complete => problems.sink(loop_name).at(segment, "", ProblemKind::UnknownSegment),
            Found::NoPlace if complete => problems.sink(loop_name).at(segment, "", ProblemKind::NoPlace),
            _ => {}
        }
        if id == HL
            && let Some((number, broken)) = self.tree.take(segment)
            && (self.depth == Depth::Guide || broken != BrokenTree::Childless)
        {
            problems.sink(loop_name).at(segment, &element_name(segment, number, 0), ProblemKind::Tree(broken));
        }
        loop_name
    }

    /// Where no guide tells the types of elements: amounts that are summed are amounts in every guide.
    #[cold]
    fn without_guide(&mut self, segment: &Segment<'_>) {
        if self.depth == Depth::Totals || !matches!(self.kind, Kind::Claims | Kind::Remittance) {
            return;
        }
        let mut sink = self.problems.sink("");
        for number in money_elements(segment.id(), segment.count()) {
            if Cents::read(segment.element(number)).is_err() {
                let kind = ProblemKind::NotReadable(ValueType::Money);
                sink.at(segment, &element_name(segment, number, 0), kind);
            }
        }
    }

    fn finish_transaction(&mut self, segment: &Segment<'_>) {
        if self.depth == Depth::Guide
            && let Some(tracker) = self.tracker.as_mut().filter(|tracker| tracker.is_complete())
        {
            let problems = &mut self.problems;
            tracker.end(&mut |_, kind| problems.sink("").at(segment, "", kind));
        }
        self.tracker = None;
        self.kind = Kind::None;
    }

    fn count(&mut self, segment: &Segment<'_>) {
        let facts = &mut self.facts;
        match self.kind {
            Kind::Status => {
                let status = facts.status.get_or_insert_default();
                if segment.id() == b"STC" {
                    status.0 += 1;
                    *self.categories.of(segment.component(1, 1)) += 1;
                }
            }
            Kind::Acknowledgment => {
                let found = facts.acknowledgment.get_or_insert_default();
                match segment.id() {
                    b"AK2" => found.sets += 1,
                    b"IK3" | b"AK3" => found.segment_errors += 1,
                    b"IK4" | b"AK4" => found.element_errors += 1,
                    b"IK5" | b"AK5" => *self.outcomes.of(segment.element(1)) += 1,
                    b"AK9" if found.group_codes.len() < MOST_ENTRIES => found.group_codes.push(kept(segment.element(1))),
                    _ => {}
                }
            }
            Kind::Review => {
                let review = facts.review.get_or_insert_default();
                match segment.id() {
                    b"UM" => review.0 += 1,
                    b"HCR" => *self.decisions.of(segment.element(1)) += 1,
                    b"SV1" | b"SV2" | b"SV3" => review.2 += 1,
                    _ => {}
                }
            }
            Kind::Eligibility => {
                let counts = facts.eligibility.get_or_insert_default();
                match segment.id() {
                    b"EB" => counts[0] += 1,
                    b"AAA" => counts[1] += 1,
                    b"EQ" => counts[2] += 1,
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Keeps the first bytes of the file, however short its pieces are.
    fn begins_with(&mut self, piece: &[u8]) {
        let missing = LONGEST_MARK - self.first.len();
        self.first.extend_from_slice(&piece[..missing.min(piece.len())]);
    }

    fn foreign(&mut self, place: Place, bytes: &[u8]) {
        let count = bytes.len() as u64;
        match &mut self.foreign {
            Some((_, before)) => *before += count,
            None => self.foreign = Some((place, count)),
        }
    }

    /// The stretch of foreign bytes that ends here; what it seems to be is said where the file begins with it.
    fn end_of_foreign(&mut self) -> Option<(Place, u64)> {
        let (place, count) = self.foreign.take()?;
        if place.byte == 0 && OTHER_FILES.iter().any(|mark| self.first.starts_with(mark)) {
            self.problems.sink("").put(place, b"", "", ProblemKind::OtherEncoding);
        }
        Some((place, count))
    }

    fn end(mut self) -> Inspection {
        let foreign = self.end_of_foreign();
        let mut sink = self.problems.sink("");
        self.envelope.end(&mut sink);
        if self.facts.bytes == 0 {
            sink.file(ProblemKind::Empty);
        } else if self.facts.delimiters.is_none() {
            sink.file(ProblemKind::NotX12);
        } else if let Some((place, count)) = foreign {
            sink.put(place, b"", "", ProblemKind::ForeignAfter(count));
        }
        if let Some(mut remittances) = self.remittances.take() {
            self.facts.remittance = Some(remittances.end());
            self.facts.left_out += remittances.left_out;
        }
        if let Some(mut claims) = self.claims.take() {
            self.facts.claims = Some(claims.end());
            self.facts.left_out += claims.left_out;
        }
        if let Some(status) = &mut self.facts.status {
            status.1 = self.categories.by_text();
        }
        if let Some(acknowledgment) = &mut self.facts.acknowledgment {
            acknowledgment.set_codes = self.outcomes.by_text();
        }
        if let Some(review) = &mut self.facts.review {
            review.1 = self.decisions.by_text();
        }
        let verdict = self.problems.verdict();
        Inspection { facts: self.facts, problems: self.problems, verdict }
    }
}

const fn is_of_envelope(id: u64) -> bool {
    const ISA: u64 = key(b"ISA");
    const GS: u64 = key(b"GS");
    const ST: u64 = key(b"ST");
    const SE: u64 = key(b"SE");
    const GE: u64 = key(b"GE");
    const IEA: u64 = key(b"IEA");
    matches!(id, ISA | GS | ST | SE | GE | IEA)
}

/// True where all bytes are printable ASCII or line breaks.
fn is_plain(bytes: &[u8]) -> bool {
    let is_odd = |byte: u8| u8::from(!(b' '..0x7f).contains(&byte)) & u8::from(byte != b'\n') & u8::from(byte != b'\r');
    // Bits of a few bytes together instead of a search: without a way out of the inner loop it runs over many bytes at once.
    bytes.chunks(256).all(|some| some.iter().fold(0, |odd, &byte| odd | is_odd(byte)) == 0)
}

/// Control characters and bytes that are not UTF-8.
fn odd_bytes(segment: &Segment<'_>, sink: &mut Sink<'_>) {
    let delimiters = segment.delimiters();
    let is_control = |&byte: &u8| (byte < b' ' || byte == 0x7f) && !matches!(byte, b'\r' | b'\n') && !delimiters.cuts(byte);
    if segment.bytes().iter().any(is_control) {
        sink.at(segment, "", ProblemKind::ControlBytes);
    }
    if std::str::from_utf8(segment.bytes()).is_err() {
        sink.at(segment, "", ProblemKind::NotUtf8);
    }
}

#[cold]
fn loose_ends(segment: &Segment<'_>, sink: &mut Sink<'_>) {
    if segment.follows_empty_segments() {
        sink.at(segment, "", ProblemKind::EmptySegment);
    }
    if !segment.is_terminated() {
        let kind = if segment.id() == b"IEA" { ProblemKind::LastWithoutTerminator } else { ProblemKind::CutSegment };
        sink.at(segment, "", kind);
    }
}

/// `CLP04`, `SVC01-2`.
fn element_name(segment: &Segment<'_>, number: usize, component: usize) -> String {
    let id = segment.text_of_id();
    if component == 0 { format!("{id}{number:02}") } else { format!("{id}{number:02}-{component}") }
}

fn insert(list: &mut Vec<String>, value: &[u8]) {
    let value = kept(value);
    if let Err(at) = list.binary_search(&value)
        && list.len() < 1_000
    {
        list.insert(at, value);
    }
}

/// A number for some parts: different parts have the same one in one of 2^64 cases, which costs a warning too many.
fn hash(parts: &[&[u8]]) -> u64 {
    let mix = |sum: u64, word: u64| {
        let product = (sum ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (product ^ product >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93).rotate_left(29)
    };
    parts.iter().fold(0x243F_6A88_85A3_08D3, |sum, part| {
        let (words, rest) = part.as_chunks::<8>();
        let sum = words.iter().fold(mix(sum, part.len() as u64 + 1), |sum, word| mix(sum, u64::from_le_bytes(*word)));
        let last = rest.iter().fold(0, |last, &byte| last << 8 | u64::from(byte));
        mix(sum, last)
    })
}

/// Numbers of [`hash`], which need no further hashing.
type Seen = HashSet<u64, BuildHasherDefault<Hashed>>;

#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(&[bytes]);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The claim numbers so far, as hashes.
#[derive(Debug, Default)]
struct Compared {
    seen: Seen,
    full: bool,
}

impl Compared {
    fn take(&mut self, parts: &[&[u8]], segment: &Segment<'_>, element: &str, sink: &mut Sink<'_>) {
        if self.seen.len() >= MOST_NUMBERS {
            if !std::mem::replace(&mut self.full, true) {
                sink.at(segment, element, ProblemKind::RepeatsNotCompared(MOST_NUMBERS as u64));
            }
            return;
        }
        if !self.seen.insert(hash(parts)) {
            sink.at(segment, element, ProblemKind::ClaimRepeats(kept(segment.element(1))));
        }
    }
}

/// The elements of a claim or payment that are amounts, whatever the guide.
fn money_elements(id: &[u8], count: usize) -> Vec<usize> {
    let among = |elements: &[usize]| elements.iter().copied().filter(|number| *number <= count).collect();
    match id {
        b"CLM" | b"SV1" | b"SV3" | b"BPR" | b"AMT" => among(&[2]),
        b"SV2" => among(&[3]),
        b"CLP" => among(&[3, 4, 5]),
        b"SVC" => among(&[2, 3]),
        b"CAS" => (3..=count).step_by(3).collect(),
        b"PLB" => (4..=count).step_by(2).collect(),
        _ => Vec::new(),
    }
}
