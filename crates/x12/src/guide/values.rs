//! Whether the values of a segment can be read as their types and fit into their lengths; and, for `validate`, what the guide asks for beyond.

use super::table::{DataType, Element, SegmentNode, Simple, Usage, bit};
use crate::amount::Cents;
use crate::date::{Date, Period, is_time};
use crate::problem::{ProblemKind, ValueType};
use crate::segment::Segment;

/// How much is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ElementCheck {
    /// Types, lengths and repeats.
    Reading,
    /// Usage, codes and relations too.
    Guide,
}

/// Says what is wrong with the elements of a segment: the element, the component (0 for the element itself) and the problem. Where the caller knows that
/// nothing repeats (`may_repeat` false), repeats are not looked for.
#[inline]
pub(crate) fn check_segment(
    segment: &Segment<'_>,
    node: &SegmentNode,
    (check, may_repeat): (ElementCheck, bool),
    problem: &mut dyn FnMut(usize, usize, ProblemKind),
) {
    let asks = check == ElementCheck::Guide;
    let repeats = may_repeat && segment.delimiters().repetition.is_some_and(|cut| memchr::memchr(cut, segment.bytes()).is_some());
    let (present, careful) = passed(segment, node, check);
    let careful = if repeats { present } else { careful };
    if careful != 0 || (node.date != 0 && is_unreadable_date(segment, node.date)) || (asks && is_against_guide(segment, node, present)) {
        check_with_care(segment, node, (check, repeats), (present, careful), problem);
    }
}

/// Which elements have a value, and which of these do not pass at once, as [`bit`]s. Nearly every segment passes as a whole, so nothing is said here.
#[expect(clippy::inline_always, reason = "for each segment, a call costs as much as half of what it does")]
#[inline(always)]
fn passed(segment: &Segment<'_>, node: &SegmentNode, check: ElementCheck) -> (u64, u64) {
    let (body, component) = (segment.body, segment.delimiters().component);
    let (mut present, mut careful) = (0, 0);
    let Some((&name, ends)) = segment.ends.split_first() else { return (0, 0) };
    let mut begin = name as usize + 1;
    for (index, (&end, quick)) in ends.iter().zip(node.quick.of(check)).enumerate() {
        let end = end as usize;
        if begin < end {
            let own = bit(index + 1);
            present |= own;
            if !quick.passes(body, (begin, end), (component, check), || node.elements.get(index)) {
                careful |= own;
            }
        }
        begin = end + 1;
    }
    (present, careful)
}

/// True where the guide asks for something that the segment as a whole does not have, or has nothing to say about something that it has.
#[inline]
fn is_against_guide(segment: &Segment<'_>, node: &SegmentNode, present: u64) -> bool {
    node.required & !present != 0
        || segment.count() > node.elements.len()
        || node.relations.iter().any(|relation| relation.is_broken_by(present))
}

#[cold]
fn check_with_care(
    segment: &Segment<'_>,
    node: &SegmentNode,
    (check, repeats): (ElementCheck, bool),
    (present, careful): (u64, u64),
    problem: &mut dyn FnMut(usize, usize, ProblemKind),
) {
    let mut left = careful;
    while left != 0 {
        let index = left.trailing_zeros() as usize;
        left &= left - 1;
        check_element(segment, index + 1, (segment.element(index + 1), repeats), &node.elements[index], check, problem);
    }
    if node.date != 0 && is_unreadable_date(segment, node.date) {
        problem(node.date, 0, ProblemKind::NotReadable(ValueType::DateInFormat));
    }
    if check == ElementCheck::Guide {
        let missing = node.required & !present;
        let numbers = (1..=node.elements.len()).filter(|&number| missing & bit(number) != 0);
        numbers.for_each(|number| problem(number, 0, ProblemKind::ElementMissing));
        for number in node.elements.len() + 1..=segment.count() {
            if !segment.element(number).is_empty() {
                problem(number, 0, ProblemKind::ElementNotUsed);
            }
        }
        for relation in node.relations.iter().filter(|relation| relation.is_broken_by(present)) {
            problem(relation.first, 0, ProblemKind::Relation(relation.name.to_string()));
        }
    }
}

fn check_element(
    segment: &Segment<'_>,
    number: usize,
    (value, repeats): (&[u8], bool),
    element: &Element,
    check: ElementCheck,
    problem: &mut dyn FnMut(usize, usize, ProblemKind),
) {
    if element.usage == Usage::NotUsed {
        if check == ElementCheck::Guide {
            problem(number, 0, ProblemKind::ElementNotUsed);
        }
        return;
    }
    let delimiters = segment.delimiters();
    let cuts = repeats && delimiters.repetition.is_some_and(|cut| value.contains(&cut));
    if !cuts && !element.composite {
        if let Some(what) = check_value(value, &element.parts[0], check) {
            problem(number, 0, what);
        }
        return;
    }
    let mut repeats = 0;
    for repeat in value.split(|&byte| Some(byte) == delimiters.repetition) {
        repeats += 1;
        if !element.composite {
            if let Some(what) = check_value(repeat, &element.parts[0], check).filter(|_| !repeat.is_empty()) {
                problem(number, 0, what);
            }
            continue;
        }
        let mut parts = element.parts.iter();
        let mut component = 0;
        for value in repeat.split(|&byte| byte == delimiters.component) {
            component += 1;
            let Some(part) = parts.next() else {
                if check == ElementCheck::Guide && !value.is_empty() {
                    problem(number, component, ProblemKind::ElementNotUsed);
                }
                continue;
            };
            let what = match (value.is_empty(), part.usage) {
                (true, Usage::Required) if check == ElementCheck::Guide => Some(ProblemKind::ElementMissing),
                (true, _) => None,
                (false, Usage::NotUsed) => (check == ElementCheck::Guide).then_some(ProblemKind::ElementNotUsed),
                (false, _) => check_value(value, part, check),
            };
            if let Some(what) = what {
                problem(number, component, what);
            }
        }
        if check == ElementCheck::Guide {
            for part in parts {
                component += 1;
                if part.usage == Usage::Required {
                    problem(number, component, ProblemKind::ElementMissing);
                }
            }
        }
    }
    if repeats > usize::from(element.repeats) {
        problem(number, 0, ProblemKind::TooManyRepeats { count: repeats, limit: usize::from(element.repeats) });
    }
}

/// What is wrong with one value.
#[inline]
fn check_value(value: &[u8], part: &Simple, check: ElementCheck) -> Option<ProblemKind> {
    let limit = usize::from(part.longest);
    let length = match part.data_type {
        DataType::Text => {
            if value.len() > limit {
                characters(value)
            } else {
                value.len()
            }
        }
        // Eighteen digits are money in every guide of ours.
        DataType::Decimal if limit == 18 && value.len() <= limit && matches!(Cents::read(value), Ok(Some(_))) => value.len(),
        DataType::Integer | DataType::Decimal => {
            let digits = digits(value, part.data_type);
            let Some(digits) = digits else {
                return Some(ProblemKind::NotReadable(if limit == 18 {
                    ValueType::Money
                } else if part.data_type == DataType::Integer {
                    ValueType::Integer
                } else {
                    ValueType::Decimal
                }));
            };
            if limit == 18 && Cents::read(value).is_err() && digits <= limit {
                return Some(ProblemKind::NotReadable(ValueType::Money));
            }
            digits
        }
        DataType::Date => {
            if Date::read(value).is_none() {
                return Some(ProblemKind::NotReadable(ValueType::Date));
            }
            value.len()
        }
        DataType::Time => {
            if !is_time(value) {
                return Some(ProblemKind::NotReadable(ValueType::Time));
            }
            value.len()
        }
    };
    if length > limit {
        return Some(ProblemKind::TooLong { length, limit });
    }
    if check == ElementCheck::Guide {
        if !part.codes.is_empty() && !part.permits(value) {
            return Some(ProblemKind::Code(crate::segment::kept(value)));
        }
        if length < usize::from(part.shortest) {
            return Some(ProblemKind::TooShort { length, limit: usize::from(part.shortest) });
        }
    }
    None
}

/// The number of digits of a number, which is what its length means: sign and point do not count. `None` for no number.
#[inline]
fn digits(value: &[u8], data_type: DataType) -> Option<usize> {
    let unsigned = value.strip_prefix(b"-").unwrap_or(value);
    let (mut digits, mut points) = (0, 0);
    for byte in unsigned {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'.' => points += 1,
            _ => return None,
        }
    }
    let most = usize::from(data_type == DataType::Decimal);
    (digits > 0 && points <= most).then_some(digits)
}

/// The length in characters; bytes where they are not UTF-8.
fn characters(value: &[u8]) -> usize {
    std::str::from_utf8(value).map_or(value.len(), |text| text.chars().count())
}

/// True for a date that is none in the format that the element before it names.
#[inline]
fn is_unreadable_date(segment: &Segment<'_>, number: usize) -> bool {
    let (format, value) = (segment.element(number - 1), segment.element(number));
    let known = matches!(format, b"D8" | b"D6" | b"RD8" | b"RD6" | b"DT" | b"RDT");
    known && !value.is_empty() && Period::read(format, value).is_none()
}
