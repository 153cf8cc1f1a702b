//! What decides at once that most values are right. What does not pass is looked at with care in [`super::values`].

use super::table::{DataType, Element, Simple, Usage};
use super::values::ElementCheck;
use crate::segment::{key, packed};

/// What decides at once that most values are right. What it does not pass is looked at with care.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quick {
    /// The only code of [`Form::OneCode`], as a number.
    only: u64,
    shortest: u16,
    /// How much longer than the shortest the longest value is.
    span: u16,
    form: Form,
    /// False for a component that must have a value.
    may_lack: bool,
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
    const CAREFUL: Self = Self { only: 0, shortest: 0, span: 0, form: Form::Other, may_lack: true };

    pub(super) fn of(element: &Element, check: ElementCheck) -> Self {
        match element.parts.first() {
            Some(part) if !element.composite => Self::of_part(part, element.usage, check),
            _ if element.composite && element.usage != Usage::NotUsed => Self { form: Form::Composite, span: u16::MAX, ..Self::CAREFUL },
            _ => Self::CAREFUL,
        }
    }

    /// By [`ElementCheck::Reading`] codes are text, and nothing is too short or must be there.
    pub(super) fn of_part(part: &Simple, usage: Usage, check: ElementCheck) -> Self {
        let asks = check == ElementCheck::Guide;
        let may_lack = !asks || usage != Usage::Required;
        if usage == Usage::NotUsed {
            return Self { may_lack, ..Self::CAREFUL };
        }
        let only = match part.codes.as_slice() {
            [code] if (1..=8).contains(&code.len()) => key(code),
            _ => 0,
        };
        let form = match part.data_type {
            DataType::Text if part.codes.is_empty() || !asks => Form::Text,
            DataType::Text if only != 0 => Form::OneCode,
            DataType::Text => Form::Code,
            // Eighteen digits are money in every guide of ours.
            DataType::Decimal if part.longest == 18 && part.codes.is_empty() && part.shortest <= 1 => Form::Money,
            DataType::Integer | DataType::Decimal if part.longest != 18 && part.codes.is_empty() => Form::Number,
            DataType::Integer if asks => Form::CodedNumber,
            DataType::Integer => Form::Number,
            DataType::Date if part.codes.is_empty() => Form::Date,
            _ => Form::Other,
        };
        // A code is as long as it is.
        let shortest = if asks && part.codes.is_empty() { part.shortest } else { 0 };
        Self { only, shortest, span: part.longest.saturating_sub(shortest), form, may_lack }
    }

    /// True where a value without repeats, which stands from `begin` to `end`, can be read, and the guide has nothing against it where that was asked.
    #[expect(clippy::inline_always, reason = "for each value, a call costs more than what it does")]
    #[inline(always)]
    pub(super) fn passes<'e>(
        self,
        body: &[u8],
        (begin, end): (usize, usize),
        (component, check): (u8, ElementCheck),
        element: impl Fn() -> Option<&'e Element>,
    ) -> bool {
        match self.form {
            Form::Composite => {
                element().is_some_and(|element| components_pass(element.quick.of(check), element, body, (begin, end), component))
            }
            _ => self.passes_simple(body, (begin, end), || element()?.parts.first()),
        }
    }

    #[expect(clippy::inline_always, reason = "for each value, a call costs more than what it does")]
    #[inline(always)]
    fn passes_simple<'p>(self, body: &[u8], (begin, end): (usize, usize), part: impl Fn() -> Option<&'p Simple>) -> bool {
        let length = end - begin;
        if length.wrapping_sub(usize::from(self.shortest)) > usize::from(self.span) {
            return false;
        }
        match self.form {
            Form::Text => true,
            Form::OneCode => packed(body, begin, end) == self.only,
            Form::Code if length <= 8 => part().is_some_and(|part| part.packed_codes.has(packed(body, begin, end))),
            Form::Code => part().is_some_and(|part| part.permits(&body[begin..end])),
            Form::Money => matches!(crate::Cents::read(&body[begin..end]), Ok(Some(_))),
            Form::Number => body[begin..end].iter().all(u8::is_ascii_digit),
            Form::CodedNumber => {
                body[begin..end].iter().all(u8::is_ascii_digit) && part().is_some_and(|part| part.permits(&body[begin..end]))
            }
            Form::Date => crate::Date::read(&body[begin..end]).is_some(),
            Form::Composite | Form::Other => false,
        }
    }
}

/// True where every component of a composite without repeats passes, and none is missing.
fn components_pass(quick: &[Quick], element: &Element, body: &[u8], (mut begin, end): (usize, usize), cut: u8) -> bool {
    let mut left = quick.iter().enumerate();
    for (at, quick) in left.by_ref() {
        let length = body[begin..end].iter().position(|&byte| byte == cut).unwrap_or(end - begin);
        let stop = begin + length;
        let right = if length == 0 { quick.may_lack } else { quick.passes_simple(body, (begin, stop), || element.parts.get(at)) };
        if !right {
            return false;
        }
        if stop == end {
            return left.all(|(_, quick)| quick.may_lack);
        }
        begin = stop + 1;
    }
    false
}

/// What holds for each [`ElementCheck`].
#[derive(Clone, Debug)]
pub(super) struct ByCheck<T> {
    reading: T,
    guide: T,
}

impl<T> ByCheck<T> {
    pub(super) fn new(make: impl Fn(ElementCheck) -> T) -> Self {
        Self { reading: make(ElementCheck::Reading), guide: make(ElementCheck::Guide) }
    }

    #[inline]
    pub(super) fn of(&self, check: ElementCheck) -> &T {
        match check {
            ElementCheck::Reading => &self.reading,
            ElementCheck::Guide => &self.guide,
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
