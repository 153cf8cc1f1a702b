//! The refused lines of claims that an appeal answers.
//!
//! A payer refuses care in two ways: as the answer to a request, or by not paying a bill. The second has no request; the lines of the payment say which
//! days it speaks of. They hang on a decision of the stage [`crate::authorization::DecisionStage::Claim`] and on a review of their own, so that notice,
//! deadlines, papers, letters and packet are the same as for any other denial.

use vocabulary::{Day, EpisodeId, Money, Period, RecordId};

/// A line of a claim that a payer refused and that is appealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputedLine {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review that was opened for it.
    pub review: RecordId,
    /// The decision that stands for the refusal.
    pub determination: RecordId,
    /// The key of the payer's profile; empty where the coverage of the claim is not known.
    pub payer: String,
    /// The payment that brought the refusal.
    pub remittance: RecordId,
    /// The decision's place in the payment, from 0.
    pub place: u32,
    /// The line in the decision, from 0; `None` where the claim is refused as a whole.
    pub line: Option<u32>,
    /// The practice's number of the claim.
    pub claim_number: String,
    /// The line of the claim, from 1, where it is known.
    pub line_number: Option<u32>,
    /// Procedure or revenue code.
    pub service: String,
    /// The days of service.
    pub period: Period,
    /// Group and reason of the refusal with the remarks beside it: `CO-50 N115`.
    pub code: String,
    /// The refused amount.
    pub amount: Money,
}

/// The lines that speak of a day, in their order.
pub fn lines_on(lines: &[DisputedLine], day: Day) -> impl Iterator<Item = &DisputedLine> {
    lines.iter().filter(move |line| line.period.contains(day))
}

/// The reasons of lines as the payer gave them, each once, in the order of the lines: `CO-50 N115; CO-197`.
pub fn reasons(lines: &[DisputedLine]) -> String {
    let mut codes: Vec<&str> = Vec::new();
    for line in lines {
        if !codes.contains(&line.code.as_str()) {
            codes.push(&line.code);
        }
    }
    codes.join("; ")
}

/// The claims of lines, each once, in the order of the lines.
pub fn claim_numbers(lines: &[DisputedLine]) -> String {
    let mut numbers: Vec<&str> = Vec::new();
    for line in lines {
        if !numbers.contains(&line.claim_number.as_str()) {
            numbers.push(&line.claim_number);
        }
    }
    numbers.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(claim: &str, first: &str, last: &str, code: &str) -> DisputedLine {
        let id = |text: &str| text.parse().expect("an id");
        DisputedLine {
            episode: "01234567-89ab-7def-8123-456789abcdef".parse().expect("an id"),
            review: id("01234567-89ab-7def-8123-456789abcd01"),
            determination: id("01234567-89ab-7def-8123-456789abcd02"),
            payer: String::new(),
            remittance: id("01234567-89ab-7def-8123-456789abcd03"),
            place: 0,
            line: Some(0),
            claim_number: claim.to_owned(),
            line_number: Some(1),
            service: "H0015".to_owned(),
            period: Period::new(first.parse().expect("a day"), Some(last.parse().expect("a day"))).expect("in order"),
            code: code.to_owned(),
            amount: Money::from_cents(10_000),
        }
    }

    #[test]
    fn a_day_has_its_lines_and_what_is_said_twice_is_told_once() {
        let lines = [
            line("A-1", "2026-06-01", "2026-06-01", "CO-50 N115"),
            line("A-1", "2026-06-02", "2026-06-03", "CO-50 N115"),
            line("A-2", "2026-06-03", "2026-06-03", "CO-197"),
        ];
        let check = |day: &str, expected: &[&str]| {
            let found: Vec<&str> = lines_on(&lines, day.parse().unwrap()).map(|line| line.claim_number.as_str()).collect();
            assert_eq!(found, expected, "{day}");
        };
        check("2026-06-01", &["A-1"]);
        check("2026-06-03", &["A-1", "A-2"]);
        check("2026-06-04", &[]);
        assert_eq!((reasons(&lines).as_str(), claim_numbers(&lines).as_str()), ("CO-50 N115; CO-197", "A-1, A-2"));
        assert_eq!(reasons(&[]), "");
    }
}
