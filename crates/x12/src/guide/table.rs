//! The text of a guide to a table that a [`super::Tracker`] can walk quickly.

use std::collections::BTreeMap;

use crate::segment::key;

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
    /// The same as numbers, in their order; those of more than eight bytes are not here.
    packed_codes: Vec<u64>,
}

impl Simple {
    fn new(usage: Usage, data_type: DataType, [shortest, longest]: [u16; 2], codes: Vec<Box<[u8]>>) -> Self {
        let packed_codes = codes.iter().filter(|code| code.len() <= 8).map(|code| key(code)).collect();
        Self { usage, data_type, shortest, longest, codes, packed_codes }
    }

    /// True where the value is one of the codes.
    #[inline]
    pub(crate) fn permits(&self, value: &[u8]) -> bool {
        if value.len() > 8 {
            return self.codes.iter().any(|code| **code == *value);
        }
        let value = key(value);
        self.packed_codes.contains(&value)
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
    quick: Vec<Quick>,
}

impl Element {
    fn new(usage: Usage, repeats: u16, parts: Vec<Simple>, composite: bool) -> Self {
        let quick = if composite { parts.iter().map(|part| Quick::of_part(part, part.usage)).collect() } else { Vec::new() };
        Self { usage, repeats, parts, composite, quick }
    }

    /// True where a composite without repeats can be read; with `asks` where the guide has nothing against it either. What is false is looked at with
    /// care.
    #[inline]
    pub(crate) fn passes(&self, value: &[u8], cut: u8, asks: bool) -> bool {
        let (mut at, mut begin) = (0, 0);
        loop {
            let end = value[begin..].iter().position(|&byte| byte == cut).map_or(value.len(), |length| begin + length);
            let Some(quick) = self.quick.get(at) else { return false };
            let part = &value[begin..end];
            let right =
                if part.is_empty() { !asks || self.parts[at].usage != Usage::Required } else { quick.passes(part, asks, &self.parts[at]) };
            if !right {
                return false;
            }
            at += 1;
            if end == value.len() {
                return !asks || self.parts[at..].iter().all(|part| part.usage != Usage::Required);
            }
            begin = end + 1;
        }
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
    pub(crate) quick: Vec<Quick>,
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

/// The bit of an element in a set; elements from 64 on, which no guide has, share one.
#[inline]
pub(crate) const fn bit(number: usize) -> u64 {
    1 << if number > 64 { 63 } else { number - 1 }
}

/// What decides at once that most values are right. What it does not pass is looked at with care.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quick {
    shortest: u16,
    longest: u16,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Text of any content.
    Text,
    /// Text that is one of some codes.
    Code,
    /// An amount.
    Money,
    /// Components.
    Composite,
    /// Anything else.
    Other,
}

impl Quick {
    fn of(element: &Element) -> Self {
        match element.parts.first() {
            Some(part) if !element.composite => Self::of_part(part, element.usage),
            _ if element.composite && element.usage != Usage::NotUsed => Self { shortest: 0, longest: 0, form: Form::Composite },
            _ => Self { shortest: 0, longest: 0, form: Form::Other },
        }
    }

    fn of_part(part: &Simple, usage: Usage) -> Self {
        if usage == Usage::NotUsed {
            return Self { shortest: 0, longest: 0, form: Form::Other };
        }
        let form = match part.data_type {
            DataType::Text if part.codes.is_empty() => Form::Text,
            DataType::Text => Form::Code,
            // Eighteen digits are money in every guide of ours.
            DataType::Decimal if part.longest == 18 && part.codes.is_empty() && part.shortest <= 1 => Form::Money,
            _ => Form::Other,
        };
        Self { shortest: part.shortest, longest: part.longest, form }
    }

    /// True where a value without repeats can be read; with `asks` where the guide has nothing against it either.
    #[inline]
    pub(crate) fn passes(self, value: &[u8], asks: bool, part: &Simple) -> bool {
        let short = value.len() <= usize::from(self.longest);
        match self.form {
            Form::Text => short && (!asks || value.len() >= usize::from(self.shortest)),
            Form::Code => short && (!asks || part.permits(value)),
            Form::Money => short && matches!(crate::Cents::read(value), Ok(Some(_))),
            Form::Composite | Form::Other => false,
        }
    }

    /// True for a composite, which [`Element::passes`] looks at.
    #[inline]
    pub(crate) fn is_composite(self) -> bool {
        self.form == Form::Composite
    }
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
    /// The places of the required ones.
    pub(crate) required: Vec<usize>,
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
    /// The only code that the segment has where others of its name have theirs; 0 where it has several or none.
    only: u64,
}

impl Candidate {
    /// True where the element that tells segments of one name apart has a code of this one, or has none. `first` is the first element, packed.
    #[inline]
    pub(crate) fn fits(&self, guide: &Guide, segment: &crate::Segment<'_>, first: u64) -> bool {
        if self.only == 0 { guide.segments[self.segment].fits(segment) } else { self.only == first }
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
    /// For each slot of [`slot`] the numbers of two identifiers at most; others are searched for.
    slots: Vec<[u8; 2]>,
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
            slots: Vec::new(),
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
            let shown = match (&*name, parent) {
                ("ST", _) => "".into(),
                ("HEADER" | "DETAIL" | "FOOTER", Some(parent)) => self.loops[parent].shown.clone(),
                (own, _) => own.into(),
            };
            let node = LoopNode { shown, name, most, parent, order, children: Vec::new(), required: Vec::new() };
            if let Some(parent) = parent {
                if usage == Usage::Required {
                    self.loops[parent].required.push(order);
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
        let relations = relations.split_whitespace().map(relation).collect::<Result<Vec<_>, _>>()?;
        let qualifier = qualifier(&name, &elements);
        let child = Child::Segment(self.segments.len());
        self.loops[parent].children.push(child);
        let quick = elements.iter().map(Quick::of).collect();
        let date = match &*name {
            "DTP" => 3,
            "DMG" => 2,
            "PAT" => 6,
            _ => 0,
        };
        let is_required = |(_, element): &(usize, &Element)| element.usage == Usage::Required;
        let required = elements.iter().enumerate().filter(is_required).fold(0, |set, (at, _)| set | bit(at + 1));
        if usage == Usage::Required {
            self.loops[parent].required.push(order);
        }
        self.segments.push(SegmentNode { most, elements, relations, quick, date, required, id: name, order, qualifier });
        Ok(())
    }

    /// Lists, for each loop and identifier, where the walk may go.
    fn prepare(&mut self) {
        let mut ids: Vec<u64> = self.segments.iter().map(|segment| key(segment.id.as_bytes())).collect();
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
        self.slots = vec![[u8::MAX; 2]; SLOTS];
        for (number, &id) in ids.iter().enumerate() {
            let free = self.slots[slot(id)].iter_mut().find(|number| **number == u8::MAX);
            if let (Some(free), Ok(number)) = (free, u8::try_from(number)) {
                *free = number;
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
                    let candidate = Candidate { segment, target: at, above, enters: false, rank, only: self.segments[segment].only_code() };
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
                    let candidate = Candidate { segment, target: at, above, enters: true, rank, only: self.segments[segment].only_code() };
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

    /// Where the walk may go from a loop with a segment of this identifier. `None` where the guide has no such segment.
    #[inline]
    pub(crate) fn candidates(&self, at: usize, id: &[u8]) -> Option<&[Candidate]> {
        let id = key(id);
        let is = |&number: &u8| self.ids.get(usize::from(number)) == Some(&id);
        let number = match self.slots[slot(id)].iter().copied().find(is) {
            Some(number) => usize::from(number),
            None => self.ids.binary_search(&id).ok()?,
        };
        Some(&self.candidates[at * self.ids.len() + number])
    }
}

impl SegmentNode {
    /// The code, packed, where the whole first element tells this segment from others and has one code.
    fn only_code(&self) -> u64 {
        match self.qualifier {
            Some((1, false)) => match self.elements[0].parts[0].codes.as_slice() {
                [code] if code.len() <= 8 => key(code),
                _ => 0,
            },
            _ => 0,
        }
    }

    /// True where the element that tells segments of one name apart has a code of this one, or has none.
    #[inline]
    pub(crate) fn fits(&self, segment: &crate::Segment<'_>) -> bool {
        let Some((number, first_component)) = self.qualifier else { return true };
        let value = if first_component { segment.component(number, 1) } else { segment.element(number) };
        self.elements[number - 1].parts[0].permits(value)
    }
}

const SLOTS: usize = 256;

/// Where an identifier is looked up first.
#[inline]
fn slot(id: u64) -> usize {
    (id.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as usize
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
    if !b"PRECL".contains(&kind) || numbers.len() < 2 || numbers.contains(&0) {
        return Err(broken());
    }
    let elements = numbers.iter().fold(0, |set, &number| set | bit(number));
    Ok(Relation { kind, first: numbers[0], elements, name: word.into() })
}
