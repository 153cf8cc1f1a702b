//! Forms on paper: the number in their bar code, and keying them twice.

use std::collections::BTreeMap;

use crate::check_in::{Given, Reply};

/// Digits of a code before its check digit.
const DIGITS: u64 = 1_000_000_000;
/// Digits of a code with its check digit.
const LENGTH: usize = 10;

/// The number of one paper form: nine digits and a check digit, so that a slip of the finger is no other form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormCode(String);

/// Why a text is no number of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeProblem {
    /// Something else than digits.
    #[error("a form number has digits only")]
    NotDigits,
    /// Too few digits, or too many.
    #[error("a form number has {LENGTH} digits; this one has {found}")]
    Length {
        /// How many there are.
        found: usize,
    },
    /// The last digit does not fit the others.
    #[error("a digit is wrong: the check digit does not fit")]
    CheckDigit,
}

impl FormCode {
    /// A code out of a random number.
    pub fn from_random(number: u64) -> Self {
        let digits = format!("{:09}", number % DIGITS);
        let check = check_digit(&digits);
        Self(format!("{digits}{check}"))
    }

    /// Reads a code as a scanner or a person types it: spaces, hyphens and the marks at the ends of a bar code do not count.
    pub fn read(text: &str) -> Result<Self, CodeProblem> {
        let typed: String = text.chars().filter(|character| !character.is_whitespace() && !"-*".contains(*character)).collect();
        if !typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CodeProblem::NotDigits);
        }
        match typed.len() {
            LENGTH if typed.ends_with(check_digit(&typed[..LENGTH - 1])) => Ok(Self(typed)),
            LENGTH => Err(CodeProblem::CheckDigit),
            found => Err(CodeProblem::Length { found }),
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits in groups, as people read them.
    pub fn spoken(&self) -> String {
        format!("{} {} {}", &self.0[..4], &self.0[4..7], &self.0[7..])
    }
}

/// Luhn's digit: it finds every single wrong digit and nearly every pair that was exchanged.
fn check_digit(digits: &str) -> char {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 if digit > 4 => 2 * digit - 9,
            0 => 2 * digit,
            _ => digit,
        })
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10).unwrap_or('0')
}

/// Writes keyed answers of one form as they are kept.
pub fn to_stored(answers: &BTreeMap<String, Reply>) -> String {
    let pairs: Vec<String> = answers.iter().map(|(item, reply)| format!("{item}={}", reply.to_stored())).collect();
    pairs.join(" ")
}

/// Reads answers as they are kept; what does not read is left out.
pub fn from_stored(text: &str) -> BTreeMap<String, Reply> {
    let pairs = text.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs.filter_map(|(item, reply)| Some((item.to_owned(), Reply::from_stored(reply)?))).collect()
}

/// An item that was keyed differently the second time. `None`: nothing was keyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The item's id.
    pub item: String,
    /// The first time.
    pub first: Option<Reply>,
    /// The second time.
    pub second: Option<Reply>,
}

/// Compares two keyings of one form, item by item, in the order of the form.
pub fn mismatches<'a>(
    items: impl IntoIterator<Item = &'a str>,
    first: &BTreeMap<String, Reply>,
    second: &BTreeMap<String, Reply>,
) -> Vec<Mismatch> {
    let one = |item: &str| Mismatch { item: item.to_owned(), first: first.get(item).copied(), second: second.get(item).copied() };
    items.into_iter().map(one).filter(|each| each.first != each.second).collect()
}

/// Keyed answers as answers to a check-in. Items that were left blank on paper are left out questions.
pub fn given<'a>(instrument: &str, items: impl IntoIterator<Item = &'a str>, keyed: &BTreeMap<String, Reply>) -> Vec<Given> {
    let one = |item: &str| Given {
        instrument: instrument.to_owned(),
        item: item.to_owned(),
        reply: keyed.get(item).copied().unwrap_or(Reply::Skip),
    };
    items.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use instruments::Answer;
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Result<&str, CodeProblem>) {
        assert_eq!(FormCode::read(text).as_ref().map(FormCode::as_str), expected.as_ref().map(|code| *code), "{text}");
    }

    #[test]
    fn a_code_is_read_as_it_is_scanned_or_typed_and_a_slip_is_found() {
        // Luhn's own example: 7992739871 has the check digit 3.
        assert_eq!(check_digit("7992739871"), '3');
        let code = FormCode::from_random(123_456_789);
        assert_eq!(code.as_str(), "1234567897");
        assert_eq!(code.spoken(), "1234 567 897");
        check("1234567897", Ok("1234567897"));
        check(" *1234 567-897* ", Ok("1234567897"));
        check("1234567898", Err(CodeProblem::CheckDigit));
        check("123456789", Err(CodeProblem::Length { found: 9 }));
        check("", Err(CodeProblem::Length { found: 0 }));
        check("12345O7897", Err(CodeProblem::NotDigits));
        check("١٢٣٤٥٦٧٨٩٠", Err(CodeProblem::NotDigits));
    }

    #[test]
    fn two_keyings_are_compared_item_by_item() {
        let value = |value| Reply::Answer(Answer::Value(value));
        let first = BTreeMap::from([("1".to_owned(), value(1)), ("2".to_owned(), value(2))]);
        let second = BTreeMap::from([("1".to_owned(), value(1)), ("2".to_owned(), value(3)), ("3".to_owned(), value(0))]);
        let found = mismatches(["1", "2", "3"], &first, &second);
        assert_eq!(
            found,
            [
                Mismatch { item: "2".to_owned(), first: Some(value(2)), second: Some(value(3)) },
                Mismatch { item: "3".to_owned(), first: None, second: Some(value(0)) },
            ]
        );
        assert!(mismatches(["1", "2"], &first, &first).is_empty());
        let replies: Vec<Reply> = given("x", ["1", "9"], &first).into_iter().map(|given| given.reply).collect();
        assert_eq!(replies, [value(1), Reply::Skip]);
    }

    proptest! {
        #[test]
        fn every_code_is_read_back_and_no_single_slip_is_another_form(number in any::<u64>(), place in 0_usize..10, digit in 0_u8..10) {
            let code = FormCode::from_random(number);
            prop_assert_eq!(FormCode::read(&code.spoken()), Ok(code.clone()));
            let mut slipped = code.as_str().as_bytes().to_vec();
            if slipped[place] != b'0' + digit {
                slipped[place] = b'0' + digit;
                prop_assert_eq!(FormCode::read(std::str::from_utf8(&slipped).unwrap()), Err(CodeProblem::CheckDigit));
            }
        }

        #[test]
        fn kept_answers_are_read_back(values in prop::collection::btree_map("[a-z0-9]{1,4}", -3_i32..30, 0..20)) {
            let answers: BTreeMap<String, Reply> =
                values.into_iter().map(|(item, value)| (item, Reply::Answer(Answer::Value(value)))).collect();
            prop_assert_eq!(from_stored(&to_stored(&answers)), answers);
        }
    }
}
