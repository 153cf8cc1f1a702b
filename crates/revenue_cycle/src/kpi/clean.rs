//! Claims that pass without being touched: nobody rejected them before a decision, nothing in them contradicts itself, and no version followed before a
//! payer had decided.

use std::collections::BTreeMap;

use crate::acknowledgment::{AcknowledgmentVerdict, FileAcknowledgment};
use crate::books::{Books, SettledClaim};
use crate::claim::{ClaimProblem, Frequency};
use crate::history::ClaimHistory;

/// What was answered before a decision: by the number of the claim, and by the group of the file.
pub(super) struct Answers<'a> {
    of_claims: BTreeMap<&'a str, Vec<AcknowledgmentVerdict>>,
    of_files: BTreeMap<&'a str, Vec<&'a FileAcknowledgment>>,
}

impl<'a> Answers<'a> {
    pub(super) fn of(books: &'a Books) -> Self {
        let mut answers = Self { of_claims: BTreeMap::new(), of_files: BTreeMap::new() };
        for answer in books.acknowledgments() {
            answers.of_claims.entry(&answer.claim_number).or_default().push(answer.verdict);
        }
        for answer in books.file_acknowledgments() {
            answers.of_files.entry(&answer.group).or_default().push(answer);
        }
        answers
    }

    /// Whether any version of the claim, or its file, was ever rejected; `None` where nobody answered more than that it came.
    pub(super) fn is_rejected(&self, history: &ClaimHistory<'_>) -> Option<bool> {
        let mut is_accepted = false;
        for version in history.versions() {
            let of_claim = self.of_claims.get(version.number.as_str()).into_iter().flatten().copied();
            let about = self.of_files.get(version.source.group.as_str()).into_iter().flatten();
            let of_file = about.filter(|answer| answer.is_about(&version.source)).map(|answer| answer.verdict);
            for verdict in of_claim.chain(of_file) {
                match verdict {
                    AcknowledgmentVerdict::Rejected => return Some(true),
                    AcknowledgmentVerdict::Accepted => is_accepted = true,
                    AcknowledgmentVerdict::Received => {}
                }
            }
        }
        is_accepted.then_some(false)
    }
}

/// True where the first version is sound in itself, and none corrects or withdraws it before a payer decides. What is mended after a decision is a matter
/// of the decision.
pub(super) fn is_untouched(settled: &SettledClaim<'_>) -> bool {
    let versions = settled.history.versions();
    // A line without a charge is allowed where a code is only reported.
    let is_wrong = |problem: &ClaimProblem| !matches!(problem, ClaimProblem::ZeroCharge { .. });
    let is_sound = versions.first().is_some_and(|first| !first.problems().iter().any(is_wrong));
    let decided = settled.first_decision().map(|posting| posting.key.day);
    let is_before = |sent| match decided {
        None => true,
        Some(decided) => decided.zip(sent).is_some_and(|(decided, sent)| sent <= decided),
    };
    is_sound && !versions.iter().any(|version| version.frequency != Frequency::Original && is_before(version.source.day))
}
