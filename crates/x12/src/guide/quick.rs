//! What decides at once that most values are right. What does not pass is looked at with care in [`super::values`].

use super::table::{DataType, Element, Simple, Usage};
use crate::segment::{key, packed};

/// What decides at once that most values are right. What it does not pass is looked at with care.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quick {
    /// The only code of [`Form::OneCode`], as a number.
    only: u64,
    shortest: u16,
    longest: u16,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Text of any content.
    Text,
    /// Text that is one code.
    OneCode,
    /// Text that is one of some codes.
    Code,
    /// An amount.
    Money,
    /// A number, most of which are nothing but digits.
    Number,
    /// A whole number that is one of some codes.
    CodedNumber,
    /// A day.
    Date,
    /// Components.
    Composite,
    /// Anything else.
    Other,
}

impl Quick {
    /// Passes nothing.
    const CAREFUL: Self = Self { only: 0, shortest: 0, longest: 0, form: Form::Other };

    pub(super) fn of(element: &Element) -> Self {
        match element.parts.first() {
            Some(part) if !element.composite => Self::of_part(part, element.usage),
            _ if element.composite && element.usage != Usage::NotUsed => Self { form: Form::Composite, ..Self::CAREFUL },
            _ => Self::CAREFUL,
        }
    }

    pub(super) fn of_part(part: &Simple, usage: Usage) -> Self {
        if usage == Usage::NotUsed {
            return Self::CAREFUL;
        }
        let only = match part.codes.as_slice() {
            [code] if (1..=8).contains(&code.len()) => key(code),
            _ => 0,
        };
        let form = match part.data_type {
            DataType::Text if part.codes.is_empty() => Form::Text,
            DataType::Text if only != 0 => Form::OneCode,
            DataType::Text => Form::Code,
            // Eighteen digits are money in every guide of ours.
            DataType::Decimal if part.longest == 18 && part.codes.is_empty() && part.shortest <= 1 => Form::Money,
            DataType::Integer | DataType::Decimal if part.longest != 18 && part.codes.is_empty() => Form::Number,
            DataType::Integer => Form::CodedNumber,
            DataType::Date if part.codes.is_empty() => Form::Date,
            _ => Form::Other,
        };
        Self { only, shortest: part.shortest, longest: part.longest, form }
    }

    /// True where a value without repeats, which stands from `begin` to `end`, can be read; with `asks` where the guide has nothing against it either.
    #[inline]
    pub(crate) fn passes(self, body: &[u8], (begin, end): (usize, usize), asks: bool, component: u8, element: &Element) -> bool {
        match self.form {
            Form::Composite => element.passes(body, (begin, end), component, asks),
            _ => self.passes_simple(body, (begin, end), asks, || element.parts.first()),
        }
    }

    #[inline]
    pub(super) fn passes_simple<'p>(
        self,
        body: &[u8],
        (begin, end): (usize, usize),
        asks: bool,
        part: impl Fn() -> Option<&'p Simple>,
    ) -> bool {
        let length = end - begin;
        let short = length <= usize::from(self.longest);
        match self.form {
            Form::Text => short && (!asks || length >= usize::from(self.shortest)),
            Form::OneCode => short && (!asks || packed(body, begin, end) == self.only),
            Form::Code if !asks => short,
            Form::Code if length <= 8 => short && part().is_some_and(|part| part.packed_codes.has(packed(body, begin, end))),
            Form::Code => short && part().is_some_and(|part| part.permits(&body[begin..end])),
            Form::Money => short && matches!(crate::Cents::read(&body[begin..end]), Ok(Some(_))),
            Form::Number => short && length >= usize::from(self.shortest) && body[begin..end].iter().all(u8::is_ascii_digit),
            Form::CodedNumber => {
                short
                    && body[begin..end].iter().all(u8::is_ascii_digit)
                    && (!asks || part().is_some_and(|part| part.permits(&body[begin..end])))
            }
            Form::Date => short && length >= usize::from(self.shortest) && crate::Date::read(&body[begin..end]).is_some(),
            Form::Composite | Form::Other => false,
        }
    }
}

/// Codes of at most eight bytes as numbers in a table that is mostly empty: nearly every code is found, and nearly every other missed, at the first look.
#[derive(Clone, Debug, Default)]
pub(super) struct Packed {
    /// 0 where no code stands. Its length is a power of two; empty without codes.
    places: Box<[u64]>,
}

impl Packed {
    pub(super) fn new(codes: &[Box<[u8]>]) -> Self {
        let keys: Vec<u64> = codes.iter().filter(|code| (1..=8).contains(&code.len())).map(|code| key(code)).collect();
        if keys.is_empty() {
            return Self::default();
        }
        let mut places = vec![0; (keys.len() * 4).next_power_of_two()];
        for code in keys {
            let mut at = spread(code) & (places.len() - 1);
            while places[at] != 0 && places[at] != code {
                at = (at + 1) & (places.len() - 1);
            }
            places[at] = code;
        }
        Self { places: places.into() }
    }

    #[inline]
    pub(super) fn has(&self, code: u64) -> bool {
        let mut at = spread(code) & self.places.len().wrapping_sub(1);
        while let Some(&found) = self.places.get(at) {
            if found == code || found == 0 {
                return found == code && code != 0;
            }
            at = (at + 1) & (self.places.len() - 1);
        }
        false
    }
}

/// A number whose lower bits depend on all bits of another.
#[inline]
fn spread(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_and_others_are_not() {
        let check = |codes: &[&str], has: &[&str], lacks: &[&str]| {
            let codes: Vec<Box<[u8]>> = codes.iter().map(|code| code.as_bytes().into()).collect();
            let packed = Packed::new(&codes);
            assert!(has.iter().all(|code| packed.has(key(code.as_bytes()))), "{codes:?}");
            assert!(!lacks.iter().any(|code| packed.has(key(code.as_bytes()))), "{codes:?}");
        };
        check(&["85"], &["85"], &["", "8", "58", "850"]);
        check(&["A", "B", "ABCDEFGH", "ABCDEFGHI"], &["A", "B", "ABCDEFGH"], &["ABCDEFGHI", "C"]);
        check(&[], &[], &["", "A"]);
        let many: Vec<String> = (0..600).map(|number| format!("{number:03}")).collect();
        check(&many.iter().map(String::as_str).collect::<Vec<_>>(), &["000", "299", "599"], &["600", "00", "0000"]);
    }
}
