//! A claim: a bill that was sent to a payer. A claim has versions: a replacement (frequency 7) takes the place of what was billed before, a void
//! (frequency 8) withdraws it. All versions stay.

use care::choices;
use vocabulary::{Day, Icd10Code, Money, Period};

use crate::units::Units;

/// At most so many days after its first are looked at in one line.
const DAYS_OF_LINE_MOST: i32 = 366;

choices! {
    /// Who bills.
    ClaimKind ("kind of claim") {
        /// A professional's services.
        Professional = "professional",
        /// A facility's services.
        Institutional = "institutional",
        /// Anything else.
        Other = "other",
    }
}

choices! {
    /// What a version of a claim does to what was billed before.
    Frequency ("frequency of a claim") {
        /// The first bill, or a further bill of an interim series.
        Original = "original",
        /// Takes the place of an earlier bill.
        Replacement = "replacement",
        /// Withdraws an earlier bill.
        Void = "void",
    }
}

impl Frequency {
    /// From the frequency digit of a claim: 7 replaces, 8 voids, everything else bills.
    pub fn from_digit(digit: &str) -> Self {
        match digit {
            "7" => Self::Replacement,
            "8" => Self::Void,
            _ => Self::Original,
        }
    }
}

choices! {
    /// In which order payers are asked.
    Sequence ("order of a payer") {
        /// First.
        Primary = "primary",
        /// Second.
        Secondary = "secondary",
        /// Third and later.
        Tertiary = "tertiary",
    }
}

impl Sequence {
    /// The place behind this one; the third and all later ones are one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Primary => Self::Secondary,
            Self::Secondary | Self::Tertiary => Self::Tertiary,
        }
    }
}

/// A bill.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The practice's number of the claim; the payer gives it back.
    pub number: String,
    /// Who bills.
    pub kind: ClaimKind,
    /// What this version does to an earlier one.
    pub frequency: Frequency,
    /// The total charge as stated. Whether it is the sum of the lines says [`Claim::problems`].
    pub charge_amount: Money,
    /// The payer's id as billed.
    pub payer_id: String,
    /// The payer's name as billed.
    pub payer_name: String,
    /// In which place of the order this payer stands.
    pub sequence: Sequence,
    /// The member's number at this payer.
    pub member_id: String,
    /// Family name of the patient.
    pub family_name: String,
    /// Given name of the patient.
    pub given_name: String,
    /// Day of birth of the patient.
    pub birth_day: Option<Day>,
    /// The practice's number of the patient, where the claim carries it.
    pub record_number: Option<String>,
    /// The payer's number of the claim that this version replaces or voids.
    pub original_payer_control: Option<String>,
    /// Numbers of authorizations that the claim names.
    pub authorizations: Vec<String>,
    /// Diagnoses, the principal first.
    pub diagnoses: Vec<Icd10Code>,
    /// National provider identifier of the biller.
    pub billing_provider_id: String,
    /// Tax number of the biller.
    pub billing_tax_id: String,
    /// Days of the statement, where the claim states them.
    pub statement: Option<Period>,
    /// Place of service, or the first two digits of the type of bill.
    pub facility_code: String,
    /// Condition codes, in an institutional claim.
    pub condition_codes: Vec<String>,
    /// Other payers of the same claim.
    pub other_coverages: Vec<OtherCoverage>,
    /// What is billed.
    pub lines: Vec<ClaimLine>,
    /// Where the version came from.
    pub source: ClaimSource,
}

/// Another payer of a claim, and what the claim says it paid.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OtherCoverage {
    /// In which place of the order it stands.
    pub sequence: Sequence,
    /// Its id.
    pub payer_id: String,
    /// What it paid, by the claim.
    pub paid_amount: Option<Money>,
}

/// A line of a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimLine {
    /// Its place in the claim, from 1.
    pub number: u32,
    /// The practice's number of the line, unique in the claim; the payer gives it back.
    pub control: Option<String>,
    /// The procedure code; may be empty in an institutional claim.
    pub procedure: String,
    /// Modifiers in their order.
    pub modifiers: Vec<String>,
    /// The revenue code; empty in a professional claim.
    pub revenue_code: String,
    /// Its charge.
    pub charge_amount: Money,
    /// How much of it.
    pub units: Units,
    /// The days of service.
    pub days: Option<Period>,
    /// Number of an authorization, where the line names one.
    pub authorization: Option<String>,
    /// Who gave the service, where line or claim names somebody other than the biller.
    pub rendering: Option<Rendering>,
}

/// Who gave a service, by national number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rendering {
    /// Who gave it.
    pub provider_id: String,
    /// Who supervised, where the claim says so.
    pub supervisor_id: Option<String>,
}

/// Which file a version of a claim came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimSource {
    /// The day on which the bill was made.
    pub day: Option<Day>,
    /// Control number of the interchange.
    pub interchange: String,
    /// Control number of the group.
    pub group: String,
    /// Control number of the transaction.
    pub transaction: String,
    /// Its place in the transaction, from 0.
    pub ordinal: u32,
}

/// What is wrong with a claim as it stands. It is kept and shown, with this beside it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimProblem {
    /// Nobody can match an answer to it.
    #[error("the claim has no number")]
    NoNumber,
    /// Nothing is billed.
    #[error("the claim has no lines")]
    NoLines,
    /// The total is not the sum of the lines.
    #[error("the claim charges {claim} but its lines {lines}")]
    LinesDiffer {
        /// The stated total.
        claim: Money,
        /// The sum of the lines.
        lines: Money,
    },
    /// A bill cannot be negative.
    #[error("line {line} charges {amount}, which is less than nothing")]
    NegativeCharge {
        /// The line, from 1.
        line: u32,
        /// Its charge.
        amount: Money,
    },
    /// A line that bills nothing; allowed where a code is only reported.
    #[error("line {line} charges nothing")]
    ZeroCharge {
        /// The line, from 1.
        line: u32,
    },
    /// Two lines under one number: answers cannot be told apart.
    #[error("lines {first} and {second} have the same line number")]
    SameControl {
        /// The first of them.
        first: u32,
        /// The other.
        second: u32,
    },
    /// A line without a day.
    #[error("line {line} has no day of service")]
    NoDay {
        /// The line, from 1.
        line: u32,
    },
    /// Billed before it took place.
    #[error("line {line} was billed on {billed}, before its last day {last}")]
    BilledBefore {
        /// The line, from 1.
        line: u32,
        /// The last day of service.
        last: Day,
        /// The day of the bill.
        billed: Day,
    },
    /// A replacement or void that does not say of what.
    #[error("the claim replaces or voids an earlier one and does not name the payer's number of it")]
    OriginalNotNamed,
}

impl Claim {
    /// The first day of service.
    pub fn first_day(&self) -> Option<Day> {
        self.lines.iter().filter_map(|line| line.days.map(Period::first)).min().or_else(|| self.statement.map(Period::first))
    }

    /// The last day of service.
    pub fn last_day(&self) -> Option<Day> {
        let last = |period: Period| period.last().unwrap_or_else(|| period.first());
        self.lines.iter().filter_map(|line| line.days.map(last)).max().or_else(|| self.statement.map(last))
    }

    /// The days of one of its lines: its own, else those of the statement.
    pub fn days_of(&self, line: &ClaimLine) -> Option<Period> {
        line.days.or(self.statement)
    }

    /// True where it bills one of the days that are meant.
    pub fn bills_a_day(&self, is_meant: impl Fn(Day) -> bool) -> bool {
        let own = self.lines.iter().filter_map(|line| self.days_of(line));
        let whole = self.statement.filter(|_| self.lines.is_empty());
        let last = |period: Period| period.last().unwrap_or_else(|| period.first());
        let mut all = own.chain(whole).flat_map(|period| {
            let days = last(period).days_since(period.first()).min(DAYS_OF_LINE_MOST);
            (0..=days).map(move |after| period.first().plus_days(after))
        });
        all.any(is_meant)
    }

    /// The sum of the charges of the lines.
    pub fn line_charge_amount(&self) -> Money {
        self.lines.iter().map(|line| line.charge_amount).sum()
    }

    /// Everything that is wrong with it, in the order of the lines.
    pub fn problems(&self) -> Vec<ClaimProblem> {
        let mut found = Vec::new();
        if self.number.trim().is_empty() {
            found.push(ClaimProblem::NoNumber);
        }
        if self.lines.is_empty() {
            found.push(ClaimProblem::NoLines);
        } else if self.line_charge_amount() != self.charge_amount {
            found.push(ClaimProblem::LinesDiffer { claim: self.charge_amount, lines: self.line_charge_amount() });
        }
        if self.frequency != Frequency::Original && self.original_payer_control.is_none() {
            found.push(ClaimProblem::OriginalNotNamed);
        }
        for (place, line) in self.lines.iter().enumerate() {
            found.extend(self.problems_of(place, line));
        }
        found
    }

    fn problems_of(&self, place: usize, line: &ClaimLine) -> Vec<ClaimProblem> {
        let mut found = Vec::new();
        let number = line.number;
        if line.charge_amount < Money::ZERO {
            found.push(ClaimProblem::NegativeCharge { line: number, amount: line.charge_amount });
        } else if line.charge_amount == Money::ZERO {
            found.push(ClaimProblem::ZeroCharge { line: number });
        }
        let earlier = self.lines[..place].iter().find(|other| other.control.is_some() && other.control == line.control);
        found.extend(earlier.map(|first| ClaimProblem::SameControl { first: first.number, second: number }));
        match (line.days, self.source.day) {
            (None, _) if self.statement.is_none() => found.push(ClaimProblem::NoDay { line: number }),
            (Some(days), Some(billed)) => {
                let last = days.last().unwrap_or_else(|| days.first());
                if billed < last {
                    found.push(ClaimProblem::BilledBefore { line: number, last, billed });
                }
            }
            _ => {}
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{cents, claim, line};

    #[test]
    fn a_claim_bills_the_days_of_its_lines_those_between_its_first_and_last_and_those_of_its_statement_where_a_line_says_none() {
        let period = |first: &str, last: &str| Period::new(first.parse().unwrap(), last.parse().ok()).unwrap();
        let check = |change: fn(&mut Claim), stay: (&str, &str), expected: bool| {
            let mut claim = claim("A1", &[(15_000, "2026-03-02"), (6500, "2026-03-10"), (6500, "2026-03-31")]);
            claim.statement = Some(period("2026-03-01", "2026-03-31"));
            change(&mut claim);
            let stay = period(stay.0, stay.1);
            assert_eq!(claim.bills_a_day(|day| stay.contains(day)), expected, "{stay:?}");
        };
        check(|_| {}, ("2026-03-01", "2026-03-02"), true);
        check(|_| {}, ("2026-03-09", "2026-03-12"), true);
        check(|_| {}, ("2026-03-11", "2026-03-30"), false);
        check(|_| {}, ("2026-04-01", "2026-04-02"), false);
        check(|claim| claim.lines[1].days = None, ("2026-03-12", "2026-03-13"), true);
        check(|claim| claim.lines.clear(), ("2026-03-12", "2026-03-13"), true);
    }

    #[test]
    fn what_is_wrong_with_a_claim_is_said_and_nothing_else_is() {
        let check = |change: fn(&mut Claim), expected: &[&str]| {
            let mut claim = claim("A1", &[(15_000, "2026-03-02"), (6500, "2026-03-03")]);
            change(&mut claim);
            let said: Vec<String> = claim.problems().iter().map(ToString::to_string).collect();
            assert_eq!(said, expected);
        };
        check(|_| {}, &[]);
        check(|claim| claim.number.clear(), &["the claim has no number"]);
        check(|claim| claim.lines.clear(), &["the claim has no lines"]);
        check(|claim| claim.charge_amount = cents(20_000), &["the claim charges 200.00 but its lines 215.00"]);
        check(
            |claim| {
                claim.lines.push(line(3, -100, "2026-03-04"));
                claim.charge_amount = cents(21_400);
            },
            &["line 3 charges -1.00, which is less than nothing"],
        );
        check(|claim| claim.lines.push(line(3, 0, "2026-03-04")), &["line 3 charges nothing"]);
        check(|claim| claim.lines[1].control = claim.lines[0].control.clone(), &["lines 1 and 2 have the same line number"]);
        check(|claim| claim.lines[1].days = None, &["line 2 has no day of service"]);
        check(
            |claim| claim.source.day = Some("2026-03-02".parse().unwrap()),
            &["line 2 was billed on 2026-03-02, before its last day 2026-03-03"],
        );
        check(
            |claim| claim.frequency = Frequency::Replacement,
            &["the claim replaces or voids an earlier one and does not name the payer's number of it"],
        );
    }
}
