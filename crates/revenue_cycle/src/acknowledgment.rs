//! Acknowledgments: whether a file could be read (999) and whether a payer took a claim in (277CA). A rejection is no denial: no payer has decided,
//! no remittance will come, and the remedy is to mend and send again, within the time for filing.

use care::choices;
use vocabulary::Day;

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

impl AcknowledgmentVerdict {
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
}
