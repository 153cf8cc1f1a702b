//! What a person said about an exposure. What may have to be paid back is potential until somebody looked: confirmed, or dismissed with a reason.

use std::collections::BTreeMap;

use care::choices;
use vocabulary::Money;

use super::outcome::{Evidence, Found};

choices! {
    /// What was said.
    Said ("word about an exposure") {
        /// It is so: money has to be paid back, or a bill be withdrawn.
        Confirmed = "confirmed",
        /// It is not so.
        Dismissed = "dismissed",
        /// What was said before does not hold any more: potential again.
        Reopened = "reopened",
    }
}

/// A word about one line of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExposureWord {
    /// The finding, by its code: `F8`.
    pub finding: String,
    /// The line, as [`subject_of`] names it.
    pub subject: String,
    /// What was said.
    pub said: Said,
    /// What was at stake when it was said; `None` where nobody knew.
    pub amount: Option<Money>,
    /// Why.
    pub reason: String,
}

/// Names a line of a finding: claim, line, and the day, so that the word does not stand for another line when files come in. The name neither begins nor ends
/// with a space: forms cut those off.
pub fn subject_of(line: &Evidence<'_>) -> String {
    let number = line.line.map_or(0, |line| line);
    let day = line.day.map(|day| day.to_string());
    match line.claim {
        Some(claim) => format!("{claim} {number} {}", day.as_deref().unwrap_or("-")),
        None => format!("- {} {} {}", line.payer, day.unwrap_or_default(), line.why).trim_end().to_owned(),
    }
}

/// The claim of a line that [`subject_of`] named; `None` where it is of no claim.
pub fn claim_of(subject: &str) -> Option<&str> {
    let claim = subject.rsplitn(3, ' ').nth(2)?;
    (!subject.starts_with("- ")).then_some(claim)
}

/// The word that holds about each line of a finding.
pub fn holding<'a>(finding: &str, words: impl IntoIterator<Item = &'a ExposureWord>) -> BTreeMap<&'a str, &'a ExposureWord> {
    let mut last: BTreeMap<&str, &ExposureWord> = BTreeMap::new();
    for word in words.into_iter().filter(|word| word.finding == finding) {
        last.insert(&word.subject, word);
    }
    last.retain(|_, word| word.said != Said::Reopened);
    last
}

/// Lines of an exposure by what persons said about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaidSum {
    /// Confirmed.
    pub confirmed: usize,
    /// Their amount.
    pub confirmed_amount: Money,
    /// Dismissed.
    pub dismissed: usize,
    /// Nobody looked yet.
    pub potential: usize,
    /// Their amount.
    pub potential_amount: Money,
}

impl SaidSum {
    /// Of the lines of a finding, by the words that hold.
    pub fn of<'a>(finding: &str, found: &Found<'_>, words: impl IntoIterator<Item = &'a ExposureWord>) -> Self {
        let words = holding(finding, words);
        let mut sum = Self::default();
        for line in &found.lines {
            let amount = line.amount.unwrap_or(Money::ZERO);
            match words.get(subject_of(line).as_str()).map(|word| word.said) {
                Some(Said::Confirmed) => {
                    sum.confirmed += 1;
                    sum.confirmed_amount += amount;
                }
                Some(Said::Dismissed) => sum.dismissed += 1,
                Some(Said::Reopened) | None => {
                    sum.potential += 1;
                    sum.potential_amount += amount;
                }
            }
        }
        sum
    }

    /// True where somebody looked at a line.
    pub fn is_looked_at(&self) -> bool {
        self.confirmed + self.dismissed > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_claim_of_a_line_is_read_from_its_name() {
        let check = |subject: &str, expected: Option<&str>| assert_eq!(claim_of(subject), expected, "{subject}");
        check("C1 1 2026-03-02", Some("C1"));
        check("C1 0 -", Some("C1"));
        check("A 7 B 2 2026-03-02", Some("A 7 B"));
        check("- PLAN ONE 2026-03-02 credit", None);
        check("C1", None);
    }

    #[test]
    fn a_line_without_a_day_has_a_name_that_a_form_gives_back_as_it_is() {
        let check = |claim: Option<&'static str>, why: &str, expected: &str| {
            let line = Evidence {
                claim,
                line: None,
                day: None,
                payer: "P1",
                service: "",
                why: why.to_owned(),
                category: None,
                bucket: None,
                amount: None,
                trace: None,
            };
            let subject = subject_of(&line);
            assert_eq!((subject.as_str(), claim_of(&subject)), (expected, claim));
            assert_eq!(subject.trim(), subject);
        };
        check(Some("C1"), "x", "C1 0 -");
        check(None, "credit", "- P1  credit");
        check(None, "", "- P1");
    }

    #[test]
    fn the_last_word_about_a_line_holds() {
        let word = |finding: &str, subject: &str, said| ExposureWord {
            finding: finding.to_owned(),
            subject: subject.to_owned(),
            said,
            amount: None,
            reason: "looked at the note".to_owned(),
        };
        let check = |words: &[ExposureWord], expected: &[(&str, Said)]| {
            let found: Vec<(&str, Said)> = holding("F8", words).into_iter().map(|(subject, word)| (subject, word.said)).collect();
            assert_eq!(found, expected);
        };
        check(&[], &[]);
        check(&[word("F8", "a", Said::Confirmed), word("F8", "a", Said::Dismissed)], &[("a", Said::Dismissed)]);
        check(&[word("F8", "a", Said::Confirmed), word("F8", "a", Said::Reopened)], &[]);
        check(&[word("F14", "a", Said::Confirmed), word("F8", "b", Said::Confirmed)], &[("b", Said::Confirmed)]);
    }
}
