//! The text of a guide to a table that a [`super::Tracker`] can walk quickly.

use std::collections::BTreeMap;

use super::quick::{ByCheck, Packed, Quick};
use crate::segment::{Segment, key};

/// How an element, a segment or a loop is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Usage {
    Required,
    Situational,
    NotUsed,
}

/// The data type of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DataType {
    /// Text or a code.
    Text,
    Integer,
    Decimal,
    Date,
    Time,
}

/// An element without components, or a component.
#[derive(Clone, Debug)]
pub(crate) struct Simple {
    pub(crate) usage: Usage,
    pub(crate) data_type: DataType,
    pub(crate) shortest: u16,
    pub(crate) longest: u16,
    /// Permitted codes; empty where the list is kept elsewhere.
    pub(crate) codes: Vec<Box<[u8]>>,
    /// The same as numbers, to be found at once.
    pub(super) packed_codes: Packed,
}

impl Simple {
    fn new(usage: Usage, data_type: DataType, [shortest, longest]: [u16; 2], codes: Vec<Box<[u8]>>) -> Self {
        let packed_codes = Packed::new(&codes);
        Self { usage, data_type, shortest, longest, codes, packed_codes }
    }

    /// True where the value is one of the codes.
    #[inline]
    pub(crate) fn permits(&self, value: &[u8]) -> bool {
        if value.len() > 8 {
            return self.codes.iter().any(|code| **code == *value);
        }
        self.packed_codes.has(key(value))
    }
}

/// An element.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) usage: Usage,
    /// How often it may repeat.
    pub(crate) repeats: u16,
    /// One for a simple element, the components of a composite otherwise.
    pub(crate) parts: Vec<Simple>,
    pub(crate) composite: bool,
    /// The components of a composite once more, as little as most values need.
    pub(super) quick: ByCheck<Vec<Quick>>,
}

impl Element {
    fn new(usage: Usage, repeats: u16, parts: Vec<Simple>, composite: bool) -> Self {
        let components = if composite { parts.as_slice() } else { &[] };
        let quick = ByCheck::new(|check| components.iter().map(|part| Quick::of_part(part, part.usage, check)).collect());
        Self { usage, repeats, parts, composite, quick }
    }
}

/// A segment at its place in a loop.
#[derive(Debug)]
pub(crate) struct SegmentNode {
    /// How often it may repeat; 0 without limit.
    pub(crate) most: u32,
    pub(crate) elements: Vec<Element>,
    pub(crate) relations: Vec<Relation>,
    /// The elements once more, as little as most values need.
    pub(super) quick: ByCheck<Vec<Quick>>,
    /// The element with a date whose format the element before names (data elements 1250 and 1251): in DTP, DMG and PAT. 0 for none.
    pub(crate) date: usize,
    /// Required elements, as [`bit`]s.
    pub(crate) required: u64,
    pub(crate) id: Box<str>,
    /// Its place among the children of its loop.
    pub(crate) order: usize,
    /// Which element tells this segment from others of its name (1 or 3), and whether its first component is meant.
    qualifier: Option<(usize, bool)>,
}

/// A relation between elements: `P0304` and the like.
#[derive(Debug)]
pub(crate) struct Relation {
    /// `P` all or none, `R` at least one, `E` one at most, `C` with the first all others, `L` with the first at least one other.
    pub(crate) kind: u8,
    /// The number of its first element.
    pub(crate) first: usize,
    /// Its elements, as [`bit`]s.
    pub(crate) elements: u64,
    /// As guides write it.
    pub(crate) name: Box<str>,
}

impl Relation {
    /// True where these elements, which have a value, break it.
    #[inline]
    pub(crate) fn is_broken_by(&self, present: u64) -> bool {
        let (own, first) = (present & self.elements, present & bit(self.first));
        match self.kind {
            b'P' => own != 0 && own != self.elements,
            b'R' => own == 0,
            b'E' => own.count_ones() > 1,
            b'C' => first != 0 && own != self.elements,
            _ => first != 0 && own == first,
        }
    }
}

/// The bit of an element in a set. A guide with a segment of more than 64 elements is not read.
#[inline]
pub(crate) const fn bit(number: usize) -> u64 {
    1 << (number - 1)
}

/// The bit of a segment or loop in a set of the children of its loop. A guide with a loop of more than 128 children is not read.
#[inline]
pub(crate) const fn child_bit(order: usize) -> u128 {
    1 << order
}

/// A loop.
#[derive(Debug)]
pub(crate) struct LoopNode {
    pub(crate) name: Box<str>,
    pub(crate) most: u32,
    pub(crate) parent: Option<usize>,
    pub(crate) order: usize,
    pub(crate) children: Vec<Child>,
    /// The name that a guide would print: wrappers have none, and their segments stand in the loop above.
    pub(crate) shown: Box<str>,
    /// The required ones, as [`child_bit`]s.
    pub(crate) required: u128,
}

/// What stands in a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Child {
    Segment(usize),
    Loop(usize),
}

/// A way to go from a loop with a segment of one name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) segment: usize,
    /// The loop in which the walk stays; the segment's own.
    pub(crate) target: usize,
    /// The loop from which the walk goes down: the target itself where nothing is entered.
    pub(crate) above: usize,
    /// False where the segment begins no loop.
    pub(crate) enters: bool,
    pub(crate) rank: Rank,
    /// The segment's place among the children of its loop.
    pub(crate) order: usize,
    /// How often the segment may stand in the loop that is open; 0 without limit, and where the loop begins with it.
    pub(crate) most: u32,
}

impl Candidate {
    /// True where the element that tells segments of one name apart has a code of this one, or has none.
    #[inline]
    pub(crate) fn fits(&self, guide: &Guide, segment: &Segment<'_>) -> bool {
        guide.segments[self.segment].fits(segment)
    }
}

/// How well a candidate fits; the best is tried first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// In this loop or one that begins below it.
    Here,
    /// In an open loop above, at or behind the place that was left.
    Above,
    /// In an open loop above, before the place that was left: out of order.
    Back,
}

/// A guide.
#[derive(Debug)]
pub(crate) struct Guide {
    pub(crate) transaction: String,
    pub(crate) versions: Vec<String>,
    pub(crate) complete: bool,
    pub(crate) loops: Vec<LoopNode>,
    pub(crate) segments: Vec<SegmentNode>,
    /// Identifiers of the guide, packed, in order.
    ids: Vec<u64>,
    /// For each [`slot`] the number of the identifier that stands there alone; `u16::MAX` for none.
    slots: Box<[u16]>,
    /// What [`slot`] multiplies with, so that no two identifiers of the guide share one.
    factor: u64,
    rows: Vec<Row>,
}

/// The ways to go from one loop with segments of one name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// The best first.
    pub(crate) candidates: Vec<Candidate>,
    /// What tells their segments apart.
    tells: Tells,
}

/// Which value of a segment tells it from others of its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tells {
    /// None: the name is enough.
    #[default]
    Nothing,
    /// This element.
    Element(usize),
    /// The first component of this element.
    Component(usize),
    /// Not the same one for all.
    Several,
}

impl Row {
    fn new(candidates: Vec<Candidate>, segments: &[SegmentNode]) -> Self {
        let own = |candidate: &Candidate| match segments[candidate.segment].qualifier {
            None => Tells::Nothing,
            Some((number, false)) => Tells::Element(number),
            Some((number, true)) => Tells::Component(number),
        };
        let tells = candidates.iter().map(own).fold(Tells::Nothing, |before, own| match (before, own) {
            (before, Tells::Nothing) => before,
            (Tells::Nothing, own) => own,
            (before, own) if before == own => own,
            _ => Tells::Several,
        });
        Self { candidates, tells }
    }

    /// The value that tells a segment from others of its name, as a number by which a choice can be remembered. `None` where it is none: too long for a
    /// number, or not the same value for all.
    #[inline]
    pub(crate) fn told_by(&self, segment: &Segment<'_>) -> Option<u64> {
        match self.tells {
            Tells::Nothing => Some(0),
            Tells::Element(number) => Some(segment.packed(number)).filter(|&value| value != u64::MAX),
            Tells::Component(number) => Some(key(segment.component(number, 1))).filter(|&value| value != u64::MAX),
            Tells::Several => None,
        }
    }
}

impl Guide {
    /// Reads a table.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, String> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let mut guide = Self {
            transaction: String::new(),
            versions: Vec::new(),
            complete: false,
            loops: Vec::new(),
            segments: Vec::new(),
            ids: Vec::new(),
            slots: Box::default(),
            factor: 0,
            rows: Vec::new(),
        };
        let mut open: Vec<usize> = Vec::new();
        for (number, line) in lines {
            guide.line(line, &mut open).map_err(|what| format!("{file}, line {}: {what}", number + 1))?;
        }
        if guide.loops.is_empty() {
            return Err(format!("{file}: no loop"));
        }
        guide.prepare()?;
        Ok(guide)
    }

    fn line(&mut self, line: &str, open: &mut Vec<usize>) -> Result<(), String> {
        let depth = (line.len() - line.trim_start().len()) / 2;
        let (head, elements) = line.split_once('|').unwrap_or((line, ""));
        let mut words = head.split_whitespace();
        let first = words.next().ok_or("nothing")?;
        if first == "guide" {
            words.next().ok_or("no transaction")?.clone_into(&mut self.transaction);
            self.complete = words.next() == Some("full");
            self.versions = words.map(str::to_owned).collect();
            return Ok(());
        }
        let is_loop = first == "loop";
        let name: Box<str> = if is_loop { words.next().ok_or("no name")?.into() } else { first.into() };
        let usage = usage(words.next().unwrap_or_default())?;
        let most = match words.next() {
            Some("*") => 0,
            Some(number) => number.parse().map_err(|_| format!("no number of repeats: {number}"))?,
            None => return Err("no number of repeats".to_owned()),
        };
        open.truncate(depth);
        let parent = open.last().copied();
        let order = parent.map_or(0, |parent| self.loops[parent].children.len());
        if order >= 128 {
            return Err("a loop with more than 128 children".to_owned());
        }
        if is_loop {
            let shown = match (&*name, parent) {
                ("ST", _) => "".into(),
                ("HEADER" | "DETAIL" | "FOOTER", Some(parent)) => self.loops[parent].shown.clone(),
                (own, _) => own.into(),
            };
            let node = LoopNode { shown, name, most, parent, order, children: Vec::new(), required: 0 };
            if let Some(parent) = parent {
                if usage == Usage::Required {
                    self.loops[parent].required |= child_bit(order);
                }
                let child = Child::Loop(self.loops.len());
                self.loops[parent].children.push(child);
            }
            open.push(self.loops.len());
            self.loops.push(node);
            return Ok(());
        }
        let parent = parent.ok_or("a segment outside of every loop")?;
        let (elements, relations) = elements.split_once(" ! ").unwrap_or((elements, ""));
        let elements = split_outside(elements).map(element).collect::<Result<Vec<_>, _>>()?;
        if elements.len() > 64 {
            return Err("a segment with more than 64 elements".to_owned());
        }
        let relations = relations.split_whitespace().map(relation).collect::<Result<Vec<_>, _>>()?;
        let qualifier = qualifier(&name, &elements);
        let child = Child::Segment(self.segments.len());
        self.loops[parent].children.push(child);
        let quick = ByCheck::new(|check| elements.iter().map(|element| Quick::of(element, check)).collect());
        let date = match &*name {
            "DTP" => 3,
            "DMG" => 2,
            "PAT" => 6,
            _ => 0,
        };
        let is_required = |(_, element): &(usize, &Element)| element.usage == Usage::Required;
        let required = elements.iter().enumerate().filter(is_required).fold(0, |set, (at, _)| set | bit(at + 1));
        if usage == Usage::Required {
            self.loops[parent].required |= child_bit(order);
        }
        self.segments.push(SegmentNode { most, elements, relations, quick, date, required, id: name, order, qualifier });
        Ok(())
    }

    /// Lists, for each loop and identifier, where the walk may go.
    fn prepare(&mut self) -> Result<(), String> {
        let mut ids: Vec<u64> = self.segments.iter().map(|segment| key(segment.id.as_bytes())).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut all = vec![Row::default(); ids.len() * self.loops.len()];
        for at in 0..self.loops.len() {
            let mut found: BTreeMap<u64, Vec<Candidate>> = BTreeMap::new();
            self.offer(at, at, 0, Rank::Here, &mut found);
            let (mut below, mut above) = (at, self.loops[at].parent);
            while let Some(loop_) = above {
                self.offer(loop_, loop_, self.loops[below].order, Rank::Above, &mut found);
                (below, above) = (loop_, self.loops[loop_].parent);
            }
            for (id, mut candidates) in found {
                candidates.sort_by_key(|candidate| candidate.rank);
                let number = ids.binary_search(&id).expect("every identifier is in the list");
                all[at * ids.len() + number] = Row::new(candidates, &self.segments);
            }
        }
        (self.slots, self.factor) = places(&ids)?;
        (self.ids, self.rows) = (ids, all);
        Ok(())
    }

    /// Collects the segments of a loop and those that begin a loop below it; wrappers without a segment of their own are looked into.
    fn offer(&self, above: usize, at: usize, from: usize, rank: Rank, found: &mut BTreeMap<u64, Vec<Candidate>>) {
        for (order, child) in self.loops[at].children.iter().enumerate() {
            let rank = if above == at && order < from { Rank::Back } else { rank };
            match *child {
                // The first segment of a loop begins it anew, which is a way from the loop above.
                Child::Segment(_) if order == 0 && !self.is_wrapper(at) => {}
                Child::Segment(segment) => {
                    let SegmentNode { order, most, .. } = self.segments[segment];
                    let candidate = Candidate { segment, target: at, above, enters: false, rank, order, most };
                    found.entry(key(self.segments[segment].id.as_bytes())).or_default().push(candidate);
                }
                Child::Loop(inner) => self.offer_first(above, inner, rank, found),
            }
        }
    }

    fn offer_first(&self, above: usize, at: usize, rank: Rank, found: &mut BTreeMap<u64, Vec<Candidate>>) {
        for child in &self.loops[at].children {
            match *child {
                Child::Segment(segment) => {
                    let order = self.segments[segment].order;
                    let candidate = Candidate { segment, target: at, above, enters: true, rank, order, most: 0 };
                    found.entry(key(self.segments[segment].id.as_bytes())).or_default().push(candidate);
                    if !self.is_wrapper(at) {
                        return;
                    }
                }
                Child::Loop(inner) => self.offer_first(above, inner, rank, found),
            }
        }
    }

    /// Loops that only group others: any of their segments may be the first.
    fn is_wrapper(&self, at: usize) -> bool {
        matches!(&*self.loops[at].name, "HEADER" | "DETAIL" | "FOOTER" | "ST")
    }

    /// The number of the row with the ways to go from a loop with a segment of this identifier. `None` where the guide has no such segment.
    #[inline]
    pub(crate) fn row(&self, at: usize, id: u64) -> Option<usize> {
        let number = usize::from(self.slots[slot(id, self.factor)]);
        (self.ids.get(number) == Some(&id)).then(|| at * self.ids.len() + number)
    }

    /// A row by its number.
    #[inline]
    pub(crate) fn ways(&self, row: usize) -> &Row {
        &self.rows[row]
    }
}

impl SegmentNode {
    /// True where the element that tells segments of one name apart has a code of this one, or has none.
    #[inline]
    pub(crate) fn fits(&self, segment: &Segment<'_>) -> bool {
        let Some((number, first_component)) = self.qualifier else { return true };
        let value = if first_component { segment.component(number, 1) } else { segment.element(number) };
        self.elements[number - 1].parts[0].permits(value)
    }
}

const SLOTS: usize = 1 << 10;

/// Where an identifier is looked up.
#[inline]
fn slot(id: u64, factor: u64) -> usize {
    (id.wrapping_mul(factor) >> 54) as usize % SLOTS
}

/// The places of identifiers by [`slot`], with the first of some factors by which each has a place of its own.
fn places(ids: &[u64]) -> Result<(Box<[u16]>, u64), String> {
    let alone = |factor: u64| {
        let mut slots = vec![u16::MAX; SLOTS];
        for (number, &id) in (0_u16..).zip(ids) {
            let place = &mut slots[slot(id, factor)];
            if std::mem::replace(place, number) != u16::MAX {
                return None;
            }
        }
        Some((slots.into(), factor))
    };
    let factors = (1..20_000).map(|turn: u64| turn.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    factors.into_iter().find_map(alone).ok_or_else(|| "too many identifiers for a table of them".to_owned())
}

fn usage(word: &str) -> Result<Usage, String> {
    match word {
        "R" => Ok(Usage::Required),
        "S" => Ok(Usage::Situational),
        "N" => Ok(Usage::NotUsed),
        other => Err(format!("no usage: {other:?}")),
    }
}

/// Which element tells segments of one name apart: HL03, else the first element or component where it has a list of codes.
fn qualifier(id: &str, elements: &[Element]) -> Option<(usize, bool)> {
    let number = if id == "HL" { 3 } else { 1 };
    let element = elements.get(number - 1)?;
    let first = element.parts.first()?;
    let tells = element.usage == Usage::Required && first.usage == Usage::Required && !first.codes.is_empty();
    (tells && !matches!(id, "ST" | "SE" | "BHT" | "BPR")).then_some((number, element.composite))
}

/// Words between blanks, where blanks in brackets and in code lists of words do not count.
fn split_outside(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_u32;
    text.split(move |character: char| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && character == ' '
    })
    .filter(|word| !word.is_empty())
}

fn element(word: &str) -> Result<Element, String> {
    if word == "N" {
        return Ok(Element::new(Usage::NotUsed, 1, Vec::new(), false));
    }
    if let Some((head, parts)) = word.strip_suffix(')').and_then(|word| word.split_once('(')) {
        let (usage_word, repeats) = head.split_once('*').unwrap_or((head, "1"));
        let parts = parts.split(';').map(simple).collect::<Result<Vec<_>, _>>()?;
        return Ok(Element::new(usage(usage_word)?, repeat(repeats)?, parts, true));
    }
    let (head, rest) = word.split_once(':').ok_or_else(|| format!("no element: {word:?}"))?;
    let (usage_word, repeats) = head.split_once('*').unwrap_or((head, "1"));
    let part = simple(&format!("{usage_word}:{rest}"))?;
    Ok(Element::new(part.usage, repeat(repeats)?, vec![part], false))
}

fn repeat(word: &str) -> Result<u16, String> {
    word.parse().map_err(|_| format!("no number of repeats: {word:?}"))
}

fn simple(word: &str) -> Result<Simple, String> {
    if word == "N" {
        return Ok(Simple::new(Usage::NotUsed, DataType::Text, [0, 0], Vec::new()));
    }
    let broken = || format!("no element: {word:?}");
    let (head, rest) = word.split_once(':').ok_or_else(broken)?;
    let (form, codes) = rest.split_once('=').unwrap_or((rest, ""));
    let (types, lengths) = [
        ("AN", DataType::Text),
        ("ID", DataType::Text),
        ("DT", DataType::Date),
        ("TM", DataType::Time),
        ("N0", DataType::Integer),
        ("R", DataType::Decimal),
        ("B", DataType::Text),
    ]
    .into_iter()
    .find_map(|(name, data_type)| form.strip_prefix(name).map(|lengths| (data_type, lengths)))
    .ok_or_else(broken)?;
    let (shortest, longest) = lengths.split_once('-').ok_or_else(broken)?;
    let lengths = [shortest.parse().map_err(|_| broken())?, longest.parse().map_err(|_| broken())?];
    let codes = codes.split(',').filter(|code| !code.is_empty()).map(|code| code.as_bytes().into()).collect();
    Ok(Simple::new(usage(head)?, types, lengths, codes))
}

fn relation(word: &str) -> Result<Relation, String> {
    let broken = || format!("no relation: {word:?}");
    let kind = *word.as_bytes().first().ok_or_else(broken)?;
    let numbers = word.as_bytes()[1..].chunks(2).map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| pair.parse().ok()));
    let numbers = numbers.collect::<Option<Vec<usize>>>().ok_or_else(broken)?;
    if !b"PRECL".contains(&kind) || numbers.len() < 2 || !numbers.iter().all(|number| (1..=64).contains(number)) {
        return Err(broken());
    }
    let elements = numbers.iter().fold(0, |set, &number| set | bit(number));
    Ok(Relation { kind, first: numbers[0], elements, name: word.into() })
}
