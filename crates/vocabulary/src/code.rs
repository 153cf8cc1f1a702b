//! Codes of public terminologies, checked for form. Their descriptions are not ours to ship and are not here.

use std::fmt;
use std::str::FromStr;

/// A code that does not have the form of its system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCode {
    /// Not a LOINC number.
    #[error("not a LOINC code: expected digits, a hyphen and the check digit, like 44261-6")]
    Loinc,
    /// A LOINC number whose check digit is wrong: most often a typing error.
    #[error("not a LOINC code: the check digit does not fit")]
    LoincCheckDigit,
    /// Not an ICD-10-CM code.
    #[error("not an ICD-10-CM code: expected a letter, two characters and up to four more after a point, like F33.1")]
    Icd10,
}

/// A LOINC code such as `44261-6`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LoincCode(String);

impl LoincCode {
    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LoincCode {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let (digits, check) = text.split_once('-').ok_or(InvalidCode::Loinc)?;
        let well_formed =
            (1..=7).contains(&digits.len()) && check.len() == 1 && (digits.bytes().chain(check.bytes())).all(|byte| byte.is_ascii_digit());
        if !well_formed {
            return Err(InvalidCode::Loinc);
        }
        if check.as_bytes()[0] - b'0' != check_digit(digits) {
            return Err(InvalidCode::LoincCheckDigit);
        }
        Ok(Self(text.to_owned()))
    }
}

/// Modulus 10 with every other digit from the right doubled, as the LOINC Users' Guide describes it.
fn check_digit(digits: &str) -> u8 {
    let sum: u32 = (digits.bytes().rev().enumerate())
        .map(|(position, byte)| {
            let digit = u32::from(byte - b'0');
            let value = if position % 2 == 0 { digit * 2 } else { digit };
            value / 10 + value % 10
        })
        .sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}

impl fmt::Display for LoincCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An ICD-10-CM diagnosis code, stored with its point and in capitals: `F33.1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Icd10Code(String);

impl Icd10Code {
    /// The code as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True for the chapter of substance-related disorders (F10 to F19), which 42 CFR Part 2 programs treat.
    pub fn is_substance_related(&self) -> bool {
        self.0.starts_with("F1")
    }

    /// True for a disorder from substance use for which such care is given: F10 to F19 without F17. Who smokes is in no care for substance use by that, and no
    /// rule about such care holds for them.
    pub fn is_substance_use(&self) -> bool {
        self.is_substance_related() && !self.0.starts_with("F17")
    }
}

impl FromStr for Icd10Code {
    type Err = InvalidCode;

    /// Takes the code with or without its point, as claims and files write it.
    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let compact: String = text.chars().filter(|character| *character != '.').collect::<String>().to_ascii_uppercase();
        let bytes = compact.as_bytes();
        let point_fits = text.find('.').is_none_or(|position| position == 3) && text.matches('.').count() <= 1;
        let well_formed = (3..=7).contains(&bytes.len())
            && bytes[0].is_ascii_uppercase()
            && bytes[1].is_ascii_digit()
            && bytes[2..].iter().all(u8::is_ascii_alphanumeric);
        if !well_formed || !point_fits {
            return Err(InvalidCode::Icd10);
        }
        let (category, rest) = compact.split_at(3);
        Ok(Self(if rest.is_empty() { category.to_owned() } else { format!("{category}.{rest}") }))
    }
}

impl fmt::Display for Icd10Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loinc_check_digits_catch_typing_errors() {
        for code in ["44261-6", "44249-1", "70274-6", "75626-2", "55757-9", "89204-2"] {
            assert!(code.parse::<LoincCode>().is_ok(), "{code}");
        }
        assert_eq!("44261-7".parse::<LoincCode>(), Err(InvalidCode::LoincCheckDigit));
        assert_eq!("PHQ-9".parse::<LoincCode>(), Err(InvalidCode::Loinc));
    }

    #[test]
    fn diagnoses_are_stored_with_their_point() {
        let check = |text: &str, stored: &str| assert_eq!(text.parse::<Icd10Code>().unwrap().as_str(), stored);
        check("f331", "F33.1");
        check("F33.1", "F33.1");
        check("F10", "F10");
        assert_eq!("F3.31".parse::<Icd10Code>(), Err(InvalidCode::Icd10));
        assert_eq!("331".parse::<Icd10Code>(), Err(InvalidCode::Icd10));
    }
}
