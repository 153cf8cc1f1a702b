//! One segment as a view into the bytes: nothing is copied until somebody asks for text.

use std::borrow::Cow;

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
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    pub(crate) bytes: &'a [u8],
    /// The end of the identifier and of each element, as offsets into `bytes`.
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
        self.ends.first().map_or(&[], |&end| &self.bytes[..end as usize])
    }

    /// The identifier as a number, which is compared faster than bytes; see [`key`].
    #[inline]
    pub(crate) fn key(&self) -> u64 {
        key(self.id())
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
            Some(&[before, end]) => &self.bytes[before as usize + 1..end as usize],
            _ => &[],
        }
    }

    /// The elements, from the first on.
    #[inline]
    pub(crate) fn elements(&self) -> impl Iterator<Item = &'a [u8]> {
        let bytes = self.bytes;
        self.ends.windows(2).map(move |ends| match *ends {
            [before, end] => bytes.get(before as usize + 1..end as usize).unwrap_or_default(),
            _ => &[],
        })
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
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
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

/// An identifier or code of at most eight bytes as a number; longer ones, which no guide has, are all the same.
#[inline]
pub(crate) const fn key(bytes: &[u8]) -> u64 {
    match *bytes {
        [a, b, c] => (a as u64) << 16 | (b as u64) << 8 | c as u64,
        [a, b] => (a as u64) << 8 | b as u64,
        _ => {
            if bytes.len() > 8 {
                return u64::MAX;
            }
            let (mut sum, mut at) = (0, 0);
            while at < bytes.len() {
                sum = sum << 8 | bytes[at] as u64;
                at += 1;
            }
            sum
        }
    }
}

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
