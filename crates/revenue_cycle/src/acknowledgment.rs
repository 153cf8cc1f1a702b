//! Acknowledgments: whether a file could be read (999) and whether a payer took a claim in (277CA). A rejection is no denial: no payer has decided,
//! no remittance will come, and the remedy is to mend and send again, within the time for filing.

use care::choices;
use vocabulary::Day;

use crate::claim::ClaimSource;

choices! {
    /// What an acknowledgment says of a claim.
    AcknowledgmentVerdict ("acknowledgment") {
        /// Taken in.
        Accepted = "accepted",
        /// Not taken in.
        Rejected = "rejected",
        /// Received, neither yet.
        Received = "received",
    }
}

/// One acknowledgment of one claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Acknowledgment {
    /// The practice's number of the claim.
    pub claim_number: String,
    /// What it says.
    pub verdict: AcknowledgmentVerdict,
    /// Category and status code as they came, such as `A7:21`.
    pub codes: Vec<String>,
    /// The payer's number of the claim, when it was taken in.
    pub payer_control: Option<String>,
    /// The day of the answer.
    pub day: Option<Day>,
}

/// One acknowledgment of one transaction of a file that we sent: whether it could be read at all (999).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileAcknowledgment {
    /// Control number of our group.
    pub group: String,
    /// Control number of our transaction; `None` where the group is answered as a whole.
    pub transaction: Option<String>,
    /// What it says.
    pub verdict: AcknowledgmentVerdict,
    /// Codes as they came.
    pub codes: Vec<String>,
}

impl FileAcknowledgment {
    /// True where it speaks of the file of this claim.
    pub fn is_about(&self, source: &ClaimSource) -> bool {
        self.group == source.group && self.transaction.as_ref().is_none_or(|transaction| *transaction == source.transaction)
    }
}

impl AcknowledgmentVerdict {
    /// From the code of a 999: accepted, also with errors noted; else rejected. An unknown code decides nothing.
    pub fn from_file_code(code: &str) -> Self {
        match code {
            "A" | "E" => Self::Accepted,
            "R" | "M" | "W" | "X" => Self::Rejected,
            _ => Self::Received,
        }
    }

    /// From the category of a claim status: A0 and A1 received, A2 accepted, A3 and A6 to A8 rejected. A category beyond these decides nothing.
    pub fn from_category(category: &str) -> Self {
        match category {
            "A2" => Self::Accepted,
            "A3" | "A6" | "A7" | "A8" => Self::Rejected,
            _ => Self::Received,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_says_whether_the_claim_was_taken_in() {
        let check = |category: &str, expected| assert_eq!(AcknowledgmentVerdict::from_category(category), expected, "{category}");
        check("A1", AcknowledgmentVerdict::Received);
        check("A2", AcknowledgmentVerdict::Accepted);
        check("A3", AcknowledgmentVerdict::Rejected);
        check("A7", AcknowledgmentVerdict::Rejected);
        check("P1", AcknowledgmentVerdict::Received);
    }

    #[test]
    fn a_file_is_accepted_or_rejected_as_a_whole_or_by_transaction() {
        let check = |code: &str, transaction: Option<&str>, expected: (AcknowledgmentVerdict, bool)| {
            let answer = FileAcknowledgment {
                group: "7".into(),
                transaction: transaction.map(str::to_owned),
                verdict: AcknowledgmentVerdict::from_file_code(code),
                codes: Vec::new(),
            };
            let source = ClaimSource { group: "7".into(), transaction: "0001".into(), ..ClaimSource::default() };
            assert_eq!((answer.verdict, answer.is_about(&source)), expected, "{code} {transaction:?}");
        };
        check("A", None, (AcknowledgmentVerdict::Accepted, true));
        check("E", Some("0001"), (AcknowledgmentVerdict::Accepted, true));
        check("R", Some("0002"), (AcknowledgmentVerdict::Rejected, false));
        check("P", None, (AcknowledgmentVerdict::Received, true));
    }
}
