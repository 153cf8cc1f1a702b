//! The text of a guide to a table that a [`super::Tracker`] can walk quickly.

use std::collections::BTreeMap;

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
}

/// A segment at its place in a loop.
#[derive(Debug)]
pub(crate) struct SegmentNode {
    pub(crate) usage: Usage,
    /// How often it may repeat; 0 without limit.
    pub(crate) most: u32,
    pub(crate) elements: Vec<Element>,
    /// `P0304` and the like.
    pub(crate) relations: Vec<(u8, Vec<usize>, Box<str>)>,
    pub(crate) id: Box<str>,
    /// Its place among the children of its loop.
    pub(crate) order: usize,
    /// Which element tells this segment from others of its name (1 or 3), and whether its first component is meant.
    qualifier: Option<(usize, bool)>,
}

/// A loop.
#[derive(Debug)]
pub(crate) struct LoopNode {
    pub(crate) name: Box<str>,
    pub(crate) usage: Usage,
    pub(crate) most: u32,
    pub(crate) parent: Option<usize>,
    pub(crate) order: usize,
    pub(crate) children: Vec<Child>,
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
    candidates: Vec<Vec<Candidate>>,
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
            candidates: Vec::new(),
        };
        let mut open: Vec<usize> = Vec::new();
        for (number, line) in lines {
            guide.line(line, &mut open).map_err(|what| format!("{file}, line {}: {what}", number + 1))?;
        }
        if guide.loops.is_empty() {
            return Err(format!("{file}: no loop"));
        }
        guide.prepare();
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
        if is_loop {
            let node = LoopNode { name, usage, most, parent, order, children: Vec::new() };
            if let Some(parent) = parent {
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
        let relations = relations.split_whitespace().map(relation).collect::<Result<Vec<_>, _>>()?;
        let qualifier = qualifier(&name, &elements);
        let child = Child::Segment(self.segments.len());
        self.loops[parent].children.push(child);
        self.segments.push(SegmentNode { usage, most, elements, relations, id: name, order, qualifier });
        Ok(())
    }

    /// Lists, for each loop and identifier, where the walk may go.
    fn prepare(&mut self) {
        let mut ids: Vec<u64> = self.segments.iter().map(|segment| packed(segment.id.as_bytes())).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut all = vec![Vec::new(); ids.len() * self.loops.len()];
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
                all[at * ids.len() + number] = candidates;
            }
        }
        (self.ids, self.candidates) = (ids, all);
    }

    /// Collects the segments of a loop and those that begin a loop below it; wrappers without a segment of their own are looked into.
    fn offer(&self, above: usize, at: usize, from: usize, rank: Rank, found: &mut BTreeMap<u64, Vec<Candidate>>) {
        for (order, child) in self.loops[at].children.iter().enumerate() {
            let rank = if above == at && order < from { Rank::Back } else { rank };
            match *child {
                // The first segment of a loop begins it anew, which is a way from the loop above.
                Child::Segment(_) if order == 0 && !self.is_wrapper(at) => {}
                Child::Segment(segment) => {
                    let candidate = Candidate { segment, target: at, above, enters: false, rank };
                    found.entry(packed(self.segments[segment].id.as_bytes())).or_default().push(candidate);
                }
                Child::Loop(inner) => self.offer_first(above, inner, rank, found),
            }
        }
    }

    fn offer_first(&self, above: usize, at: usize, rank: Rank, found: &mut BTreeMap<u64, Vec<Candidate>>) {
        for child in &self.loops[at].children {
            match *child {
                Child::Segment(segment) => {
                    let candidate = Candidate { segment, target: at, above, enters: true, rank };
                    found.entry(packed(self.segments[segment].id.as_bytes())).or_default().push(candidate);
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

    /// Where the walk may go from a loop with a segment of this identifier. `None` where the guide has no such segment.
    #[inline]
    pub(crate) fn candidates(&self, at: usize, id: &[u8]) -> Option<&[Candidate]> {
        let number = self.ids.binary_search(&packed(id)).ok()?;
        Some(&self.candidates[at * self.ids.len() + number])
    }
}

impl SegmentNode {
    /// True where the element that tells segments of one name apart has a code of this one, or has none.
    #[inline]
    pub(crate) fn fits(&self, segment: &crate::Segment<'_>) -> bool {
        let Some((number, first_component)) = self.qualifier else { return true };
        let value = if first_component { segment.component(number, 1) } else { segment.element(number) };
        let codes = &self.elements[number - 1].parts[0].codes;
        codes.iter().any(|code| **code == *value)
    }
}

/// An identifier of at most eight bytes as a number; longer ones are cut, which no identifier of a guide is.
#[inline]
pub(crate) fn packed(id: &[u8]) -> u64 {
    if id.len() > 8 {
        return u64::MAX;
    }
    id.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte))
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
        return Ok(Element { usage: Usage::NotUsed, repeats: 1, parts: Vec::new(), composite: false });
    }
    if let Some((head, parts)) = word.strip_suffix(')').and_then(|word| word.split_once('(')) {
        let (usage_word, repeats) = head.split_once('*').unwrap_or((head, "1"));
        let parts = parts.split(';').map(simple).collect::<Result<Vec<_>, _>>()?;
        return Ok(Element { usage: usage(usage_word)?, repeats: repeat(repeats)?, parts, composite: true });
    }
    let (head, rest) = word.split_once(':').ok_or_else(|| format!("no element: {word:?}"))?;
    let (usage_word, repeats) = head.split_once('*').unwrap_or((head, "1"));
    let part = simple(&format!("{usage_word}:{rest}"))?;
    Ok(Element { usage: part.usage, repeats: repeat(repeats)?, parts: vec![part], composite: false })
}

fn repeat(word: &str) -> Result<u16, String> {
    word.parse().map_err(|_| format!("no number of repeats: {word:?}"))
}

fn simple(word: &str) -> Result<Simple, String> {
    if word == "N" {
        return Ok(Simple { usage: Usage::NotUsed, data_type: DataType::Text, shortest: 0, longest: 0, codes: Vec::new() });
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
    Ok(Simple {
        usage: usage(head)?,
        data_type: types,
        shortest: shortest.parse().map_err(|_| broken())?,
        longest: longest.parse().map_err(|_| broken())?,
        codes: codes.split(',').filter(|code| !code.is_empty()).map(|code| code.as_bytes().into()).collect(),
    })
}

fn relation(word: &str) -> Result<(u8, Vec<usize>, Box<str>), String> {
    let broken = || format!("no relation: {word:?}");
    let kind = *word.as_bytes().first().ok_or_else(broken)?;
    let numbers = word.as_bytes()[1..].chunks(2).map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| pair.parse().ok()));
    let numbers = numbers.collect::<Option<Vec<usize>>>().ok_or_else(broken)?;
    if !b"PRECL".contains(&kind) || numbers.len() < 2 || numbers.contains(&0) {
        return Err(broken());
    }
    Ok((kind, numbers, word.into()))
}
