//! Cuts bytes into segments. Does no IO: the caller brings bytes in pieces of any size and asks for the next step.
//!
//! Every byte of the input belongs to exactly one step: to a [`Segment`] (with the line breaks before it and its terminator) or to a stretch of
//! [`Step::Foreign`] bytes. [`Segment::write`] puts a segment back as it was.

use crate::delimiters::{Delimiters, Detection, detect};
use crate::segment::{Place, Segment, key};

/// A segment may have so many bytes. A longer one means that the terminator was lost; reading stops there, so that memory stays bounded.
pub const LONGEST_SEGMENT: usize = 1 << 20;

/// What comes next.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// A segment.
    Segment(Segment<'a>),
    /// Bytes outside of every interchange, not only line breaks. A long stretch comes in several steps.
    Foreign(Place, &'a [u8]),
    /// A segment that has no terminator within [`LONGEST_SEGMENT`], or as many line breaks before one. All that follows is foreign.
    TooLong(Place),
    /// The input is used up: bring more, or say that it is the end.
    More,
    /// The end.
    End,
}

/// Cuts bytes into segments, over any number of interchanges with delimiters of their own.
#[derive(Debug, Default)]
pub struct Tokenizer {
    inside: Option<Delimiters>,
    lost: bool,
    byte: u64,
    segment: u64,
    ends: Vec<u32>,
    wanted: Option<Wanted>,
}

/// How many elements of a segment somebody will look at, by its identifier as a number ([`key`]).
pub(crate) type Wanted = fn(u64) -> usize;

impl Tokenizer {
    /// Before the first byte of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on finds the ends of those elements only that `wanted` asks for: of a segment that nobody looks at, its identifier. What it does not
    /// ask for seems absent, and such a segment cannot be written. `None` finds all.
    #[inline]
    pub(crate) fn want(&mut self, wanted: Option<Wanted>) {
        self.wanted = wanted;
    }

    /// Where the next byte stands.
    pub fn place(&self) -> Place {
        Place { byte: self.byte, segment: self.segment + 1 }
    }

    /// The next step, and how many bytes at the beginning of `input` it used. `input` begins where the last step ended; `at_end` says that
    /// nothing follows behind it.
    #[expect(clippy::inline_always, reason = "for each segment, a call costs as much as half of what it does")]
    #[inline(always)]
    pub fn next<'s>(&'s mut self, input: &'s [u8], at_end: bool) -> (usize, Step<'s>) {
        let Some(delimiters) = self.inside else { return self.outside(input, at_end) };
        let gap = gap(input, delimiters);
        if gap > LONGEST_SEGMENT {
            let place = self.place();
            (self.inside, self.lost) = (None, true);
            return (0, Step::TooLong(place));
        }
        let body = &input[gap..];
        if body.is_empty() {
            if at_end {
                self.byte += input.len() as u64;
                return (input.len(), Step::End);
            }
            return (0, Step::More);
        }
        if body[0] == b'I' && b"ISA".starts_with(&body[..body.len().min(3)]) {
            match detect(body, at_end) {
                Detection::Found(delimiters) => return self.segment(input, (gap, true), delimiters, at_end),
                Detection::More => return (0, Step::More),
                Detection::No => {}
            }
        }
        self.segment(input, (gap, false), delimiters, at_end)
    }

    /// The segment behind a gap; `begins` says that it is the first of an interchange.
    #[expect(clippy::inline_always, reason = "for each segment, a call costs as much as half of what it does")]
    #[inline(always)]
    fn segment<'s>(&'s mut self, input: &'s [u8], (gap, begins): (usize, bool), delimiters: Delimiters, at_end: bool) -> (usize, Step<'s>) {
        let body = &input[gap..];
        let found = match self.wanted {
            Some(wanted) if delimiters.segment != b'\n' => cut_wanted(body, delimiters, wanted, &mut self.ends),
            _ => cut(body, delimiters, &mut self.ends),
        };
        let (length, terminated) = match found {
            Some(length) => (length, true),
            None if body.len() > LONGEST_SEGMENT => {
                let place = Place { byte: self.byte + gap as u64, segment: self.segment + 1 };
                (self.inside, self.lost) = (None, true);
                return (0, Step::TooLong(place));
            }
            None if at_end => {
                self.ends.push(end(body.len()));
                (body.len(), false)
            }
            None => return (0, Step::More),
        };
        let own = without_carriage_return(&body[..length], delimiters, &mut self.ends);
        self.segment += 1;
        let place = Place { byte: self.byte + gap as u64, segment: self.segment };
        let used = gap + length + usize::from(terminated);
        self.byte += used as u64;
        // Written only where it changes: it is read at once by the next step, which would wait for it.
        if begins {
            self.inside = Some(delimiters);
        }
        if body.starts_with(b"IEA") && own >= 3 {
            self.inside = None;
        }
        let after = &body[own..length + usize::from(terminated)];
        (used, Step::Segment(Segment { body, length: own, ends: &self.ends, place, delimiters, before: &input[..gap], after }))
    }

    /// Between interchanges: the next ISA segment, or bytes that belong to none.
    fn outside<'s>(&'s mut self, input: &'s [u8], at_end: bool) -> (usize, Step<'s>) {
        if self.lost {
            return self.foreign(input, input.len(), at_end);
        }
        let mark = if self.byte == 0 { byte_order_mark(input) } else { 0 };
        let white = mark + input[mark..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if white > LONGEST_SEGMENT {
            let place = self.place();
            self.byte += white as u64;
            return (white, Step::Foreign(place, &input[..white]));
        }
        let body = &input[white..];
        if body.is_empty() && at_end {
            self.byte += input.len() as u64;
            return (input.len(), Step::End);
        }
        match detect(body, at_end) {
            Detection::Found(delimiters) => return self.segment(input, (white, true), delimiters, at_end),
            Detection::More => return (0, Step::More),
            Detection::No => {}
        }
        for at in memchr::memmem::find_iter(&body[1..], b"ISA").map(|at| at + 1) {
            if detect(&body[at..], at_end) != Detection::No {
                return self.foreign(input, white + at, at_end);
            }
        }
        // The last two bytes may begin an ISA segment.
        let sure = if at_end { input.len() } else { input.len() - 2.min(body.len()) };
        self.foreign(input, sure, at_end)
    }

    fn foreign<'s>(&mut self, input: &'s [u8], length: usize, at_end: bool) -> (usize, Step<'s>) {
        if length == 0 {
            return (0, if at_end && input.is_empty() { Step::End } else { Step::More });
        }
        // White space behind a stretch may stand before an interchange, to which it then belongs.
        let length = if self.lost { length } else { input[..length].trim_ascii_end().len() };
        if length == 0 {
            return (0, Step::More);
        }
        let place = self.place();
        self.byte += length as u64;
        (length, Step::Foreign(place, &input[..length]))
    }
}

impl Segment<'_> {
    /// Writes the segment as it was read: what stood before it, its elements, its terminator.
    pub fn write(&self, output: &mut Vec<u8>) {
        output.extend_from_slice(self.before);
        output.extend_from_slice(self.id());
        for number in 1..=self.count() {
            output.push(self.delimiters.element);
            output.extend_from_slice(self.element(number));
        }
        output.extend_from_slice(self.after);
    }

    /// False for a last segment that has no terminator.
    pub fn is_terminated(&self) -> bool {
        !self.after.is_empty()
    }

    /// True where terminators without a segment stand before this one.
    pub fn follows_empty_segments(&self) -> bool {
        !matches!(self.delimiters.segment, b'\r' | b'\n') && self.before.contains(&self.delimiters.segment)
    }
}

/// The end of an element as an offset into its segment.
#[inline]
fn end(at: usize) -> u32 {
    u32::try_from(at).expect("a segment is at most LONGEST_SEGMENT bytes and a piece long")
}

/// Finds the ends of the elements and of the segment.
#[inline]
fn cut(body: &[u8], delimiters: Delimiters, ends: &mut Vec<u32>) -> Option<usize> {
    ends.clear();
    let window = &body[..body.len().min(LONGEST_SEGMENT + 1)];
    // Elements are short: eight bytes at a time find their ends faster than a search for each.
    let (words, rest) = window.as_chunks::<8>();
    let (element, segment) = (u64::from_ne_bytes([delimiters.element; 8]), u64::from_ne_bytes([delimiters.segment; 8]));
    for (base, word) in (0_u32..).step_by(8).zip(words) {
        let word = u64::from_le_bytes(*word);
        let terminators = zero_bytes(word ^ segment);
        let mut hits = zero_bytes(word ^ element) | terminators;
        while hits != 0 {
            let hit = hits & hits.wrapping_neg();
            let at = base + hits.trailing_zeros() / 8;
            ends.push(at);
            if hit & terminators != 0 {
                return Some(at as usize);
            }
            hits ^= hit;
        }
    }
    for (at, &byte) in rest.iter().enumerate().map(|(at, byte)| (words.len() * 8 + at, byte)) {
        if byte == delimiters.element || byte == delimiters.segment {
            ends.push(end(at));
            if byte == delimiters.segment {
                return Some(at);
            }
        }
    }
    None
}

/// Finds the ends of the elements that are wanted, and of the segment.
#[inline]
fn cut_wanted(body: &[u8], delimiters: Delimiters, wanted: Wanted, ends: &mut Vec<u32>) -> Option<usize> {
    let window = &body[..body.len().min(LONGEST_SEGMENT + 1)];
    // A segment that is nothing but its identifier ends before the next element begins.
    let name = window.iter().take(4).position(|&byte| byte == delimiters.element || byte == delimiters.segment);
    let name = name.filter(|&end| window[end] == delimiters.element);
    let most = name.map_or(usize::MAX, |name| wanted(key(&window[..name])));
    let (Some(name), true) = (name, most < 4) else { return cut(body, delimiters, ends) };
    ends.clear();
    ends.push(end(name));
    let mut at = name + 1;
    while ends.len() <= most {
        let length = window[at..].iter().position(|&byte| byte == delimiters.element || byte == delimiters.segment)?;
        at += length + 1;
        ends.push(end(at - 1));
        if window[at - 1] == delimiters.segment {
            return Some(at - 1);
        }
    }
    memchr::memchr(delimiters.segment, &window[at..]).map(|length| at + length)
}

/// The highest bit of every byte that is zero.
#[inline]
const fn zero_bytes(word: u64) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    !(((word & LOW) + LOW) | word | LOW)
}

/// Line breaks, blanks and terminators before a segment. Blanks belong to the segment where a line break terminates it.
#[inline]
fn gap(input: &[u8], delimiters: Delimiters) -> usize {
    let breaks = matches!(delimiters.segment, b'\r' | b'\n');
    let is_gap = |byte: u8| matches!(byte, b'\r' | b'\n') || byte == delimiters.segment || (!breaks && matches!(byte, b' ' | b'\t'));
    input.iter().take_while(|&&byte| is_gap(byte)).count()
}

/// How long a segment is. Where a line feed terminates segments, a carriage return before it belongs to the line break.
#[inline]
fn without_carriage_return(bytes: &[u8], delimiters: Delimiters, ends: &mut [u32]) -> usize {
    match bytes {
        [rest @ .., b'\r'] if delimiters.segment == b'\n' && delimiters.element != b'\r' => {
            if let Some(last) = ends.last_mut() {
                *last -= 1;
            }
            rest.len()
        }
        _ => bytes.len(),
    }
}

fn byte_order_mark(input: &[u8]) -> usize {
    if input.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0900*^*00501*000000001*0*T*:~GS*HP*A**B~\r\nIEA*1*000000001~\n";

    /// The identifiers and the bytes put together again, with the input in pieces of one length.
    fn pieces(bytes: &[u8], length: usize) -> (Vec<String>, Vec<u8>) {
        let (mut tokenizer, mut carried, mut seen, mut written) = (Tokenizer::new(), Vec::new(), Vec::new(), Vec::new());
        let mut chunks = bytes.chunks(length.max(1));
        loop {
            let chunk = chunks.next();
            carried.extend_from_slice(chunk.unwrap_or_default());
            let mut at = 0;
            loop {
                let (used, step) = tokenizer.next(&carried[at..], chunk.is_none());
                match step {
                    Step::Segment(segment) => {
                        seen.push(segment.text_of_id());
                        segment.write(&mut written);
                    }
                    Step::Foreign(_, bytes) => written.extend_from_slice(bytes),
                    Step::TooLong(_) => seen.push("too long".to_owned()),
                    Step::More => break,
                    Step::End => {
                        written.extend_from_slice(&carried[at..]);
                        return (seen, written);
                    }
                }
                at += used;
            }
            carried.drain(..at);
        }
    }

    fn check(text: &str, expected: &str) {
        for length in [1, 2, 7, 64, 10_000] {
            let (seen, written) = pieces(text.as_bytes(), length);
            assert_eq!(seen.join(" "), expected, "{text:?} in pieces of {length}");
            assert_eq!(written, text.as_bytes(), "{text:?} in pieces of {length}");
        }
    }

    #[test]
    fn segments_are_cut_whatever_the_pieces() {
        check(FILE, "ISA GS IEA");
        check(&format!("\u{feff}{FILE}"), "ISA GS IEA");
        check(&format!("{FILE}{FILE}"), "ISA GS IEA ISA GS IEA");
        check(&FILE.replace('~', "\r\n").replace('*', "|"), "ISA GS IEA");
        check(&format!("Dear ISA,\n{FILE}regards"), "ISA GS IEA");
        check(&format!("x{FILE}"), "ISA GS IEA");
        check(&FILE.replace("IEA*1*000000001~\n", "IEA*1*00"), "ISA GS IEA");
        check(&FILE.replace("GS*", "~~GS*"), "ISA GS IEA");
        check("", "");
        check("no X12 at all", "");
    }

    #[test]
    fn elements_are_counted_from_one() {
        let mut tokenizer = Tokenizer::new();
        let text = FILE.as_bytes();
        let (used, _) = tokenizer.next(text, true);
        let (_, Step::Segment(group)) = tokenizer.next(&text[used..], true) else { panic!("a segment") };
        assert_eq!(
            (group.count(), group.element(1), group.element(3), group.element(4)),
            (4, b"HP".as_slice(), b"".as_slice(), b"B".as_slice())
        );
        assert_eq!((group.element(5), group.place()), (b"".as_slice(), Place { byte: 106, segment: 2 }));
    }

    #[test]
    fn a_segment_without_end_stops_the_reading() {
        let text = FILE.replace("IEA*1*000000001~", &"x".repeat(LONGEST_SEGMENT + 200_000));
        let (seen, _) = pieces(text.as_bytes(), 65_536);
        assert_eq!(seen.join(" "), "ISA GS too long");
    }

    proptest! {
        #[test]
        fn every_byte_comes_back(bytes in "(ISA|[*~\r\n :x]|IEA|\u{feff}){0,40}", head in any::<bool>(), length in 1_usize..40) {
            let text = if head { format!("{FILE}{bytes}") } else { format!("{bytes}{FILE}") };
            let (_, written) = pieces(text.as_bytes(), length);
            prop_assert_eq!(written, text.as_bytes());
        }
    }
}
