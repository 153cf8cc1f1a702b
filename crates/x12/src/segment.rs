//! One segment as a view into the bytes: nothing is copied until somebody asks for text.

use std::borrow::Cow;
use std::fmt;

use crate::amount::Cents;
use crate::delimiters::Delimiters;

/// Where something stands in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The offset of the first byte of the segment, counted from the first byte of the file.
    pub byte: u64,
    /// The number of the segment in the file; the first is 1.
    pub segment: u64,
}

/// A segment: an identifier and its elements, numbered from 1 as in the guides (`CLP04` is element 4).
#[derive(Clone, Copy)]
pub struct Segment<'a> {
    /// The input from the first byte of the segment on. What stands behind the segment is not its own: it is there so that a short value can be loaded
    /// as eight bytes at once.
    pub(crate) body: &'a [u8],
    /// How many bytes of it are the segment without its terminator.
    pub(crate) length: usize,
    /// The end of the identifier and of each element, as offsets into `body`.
    pub(crate) ends: &'a [u32],
    pub(crate) place: Place,
    pub(crate) delimiters: Delimiters,
    /// Line breaks before the segment.
    pub(crate) before: &'a [u8],
    /// The terminator.
    pub(crate) after: &'a [u8],
}

impl<'a> Segment<'a> {
    /// The identifier: `CLP`.
    #[inline]
    pub fn id(&self) -> &'a [u8] {
        self.ends.first().map_or(&[], |&end| &self.body[..end as usize])
    }

    /// The identifier as a number, which is compared faster than bytes; see [`key`].
    #[inline]
    pub(crate) fn key(&self) -> u64 {
        self.ends.first().map_or(0, |&end| packed(self.body, 0, end as usize))
    }

    /// The identifier as text.
    pub fn text_of_id(&self) -> String {
        text(self.id()).into_owned()
    }

    /// The number of elements behind the identifier.
    #[inline]
    pub fn count(&self) -> usize {
        self.ends.len().saturating_sub(1)
    }

    /// An element; empty where it is absent. 1 is the first.
    #[inline]
    pub fn element(&self, number: usize) -> &'a [u8] {
        debug_assert!(number > 0, "elements count from 1");
        match self.ends.get(number.wrapping_sub(1)..=number) {
            Some(&[before, end]) => &self.body[before as usize + 1..end as usize],
            _ => &[],
        }
    }

    /// An element as a number; see [`packed`].
    #[inline]
    pub(crate) fn packed(&self, number: usize) -> u64 {
        match self.ends.get(number.wrapping_sub(1)..=number) {
            Some(&[before, end]) => packed(self.body, before as usize + 1, end as usize),
            _ => 0,
        }
    }

    /// A component of an element; both count from 1. The whole element where it has no components and the first is asked for.
    #[inline]
    pub fn component(&self, element: usize, component: usize) -> &'a [u8] {
        let cut = self.delimiters.component;
        self.element(element).split(|&byte| byte == cut).nth(component - 1).unwrap_or_default()
    }

    /// The repeats of an element; one, which may be empty, where it does not repeat.
    pub fn repeats(&self, element: usize) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let cut = self.delimiters.repetition;
        self.element(element).split(move |&byte| Some(byte) == cut)
    }

    /// An element as text: UTF-8, or Latin-1 where it is not UTF-8.
    pub fn text(&self, number: usize) -> String {
        text(self.element(number)).into_owned()
    }

    /// A component as text.
    pub fn component_text(&self, element: usize, component: usize) -> String {
        text(self.component(element, component)).into_owned()
    }

    /// An element as an amount; `None` where it is absent or cannot be read.
    #[inline]
    pub fn cents(&self, number: usize) -> Option<Cents> {
        Cents::read(self.element(number)).ok().flatten()
    }

    /// The bytes of the segment without its terminator.
    #[inline]
    pub fn bytes(&self) -> &'a [u8] {
        &self.body[..self.length]
    }

    /// Where the segment begins.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The delimiters of its interchange.
    pub fn delimiters(&self) -> &Delimiters {
        &self.delimiters
    }
}

impl fmt::Debug for Segment<'_> {
    fn fmt(&self, output: &mut fmt::Formatter<'_>) -> fmt::Result {
        output.debug_struct("Segment").field("bytes", &text(self.bytes())).field("place", &self.place).finish_non_exhaustive()
    }
}

/// An identifier or code of at most eight bytes as a number; longer ones, which no guide has, are all the same.
#[inline]
pub(crate) const fn key(bytes: &[u8]) -> u64 {
    if bytes.len() > 8 {
        return u64::MAX;
    }
    let (mut sum, mut at) = (0, 0);
    while at < bytes.len() {
        sum |= (bytes[at] as u64) << (8 * at);
        at += 1;
    }
    sum
}

/// The [`key`] of the bytes from one offset to another, loaded at once where enough stands behind them: without a branch for their length, which no
/// processor could foresee.
#[inline]
pub(crate) fn packed(body: &[u8], begin: usize, end: usize) -> u64 {
    let length = end.saturating_sub(begin);
    match (body.get(begin..).and_then(|body| body.first_chunk::<8>()), OWN.get(length)) {
        (Some(word), Some(own)) => u64::from_le_bytes(*word) & own,
        _ => key(body.get(begin..end).unwrap_or_default()),
    }
}

/// Which bits of a word belong to so many bytes.
const OWN: [u64; 9] =
    [0, 0xff, 0xffff, 0xff_ffff, 0xffff_ffff, 0xff_ffff_ffff, 0xffff_ffff_ffff, 0xff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff];

/// So many bytes of a value are kept in figures and problems: every value of a guide that stands there fits, and a damaged file cannot fill memory.
const KEPT: usize = 80;

/// Bytes as text, cut with an ellipsis where they are longer than what is kept.
pub(crate) fn kept(bytes: &[u8]) -> String {
    match bytes.get(..KEPT) {
        Some(first) if bytes.len() > KEPT => {
            let whole = std::str::from_utf8(first).map_or_else(|error| error.valid_up_to(), str::len);
            let first = if whole + 4 > KEPT { &first[..whole] } else { first };
            format!("{}…", text(first))
        }
        _ => text(bytes).into_owned(),
    }
}

/// Bytes as text: UTF-8, or Latin-1 where they are not UTF-8.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However much stands behind a value, it is packed as its own bytes are.
    #[test]
    fn what_stands_behind_a_value_is_not_packed() {
        let check = |body: &str, begin: usize, end: usize| {
            assert_eq!(packed(body.as_bytes(), begin, end), key(&body.as_bytes()[begin..end]), "{body} {begin}..{end}");
        };
        for behind in ["", "~", "*next~", "*and more than a word~"] {
            let body = format!("REF*G1*AUTH4711{behind}");
            check(&body, 0, 3);
            check(&body, 4, 6);
            check(&body, 7, 15);
            check(&body, 7, 7);
            check(&body, 4, 15);
        }
        assert_eq!(packed(b"AB", 2, 1), 0);
    }
}
