//! Answers that are no decisions: 277CA and 277 about a claim, 999 about a file.

use revenue_cycle::{Acknowledgment, AcknowledgmentVerdict, FileAcknowledgment};

use super::{Notes, filled};

/// An answer about a claim: the level of a patient or subscriber that carries the claim's number and a status. Levels above it speak of files and
/// providers; requests (276) carry no status.
pub(super) fn of_claim(from: &x12::ClaimStatus) -> Option<Acknowledgment> {
    let is_about_a_claim = matches!(from.level.as_str(), "PT" | "22" | "23") && !from.trace.is_empty();
    if !is_about_a_claim || from.statuses.is_empty() {
        return None;
    }
    let verdicts: Vec<AcknowledgmentVerdict> =
        from.statuses.iter().map(|status| AcknowledgmentVerdict::from_category(&status.category)).collect();
    let verdict = [AcknowledgmentVerdict::Rejected, AcknowledgmentVerdict::Accepted]
        .into_iter()
        .find(|verdict| verdicts.contains(verdict))
        .unwrap_or(AcknowledgmentVerdict::Received);
    let lines = from.lines.iter().flat_map(|line| &line.statuses);
    let reference = |qualifier| from.references.iter().find(|reference| reference.qualifier == qualifier);
    Some(Acknowledgment {
        claim_number: from.trace.trim().to_owned(),
        verdict,
        codes: from.statuses.iter().chain(lines).map(|status| format!("{}:{}", status.category, status.code)).collect(),
        payer_control: reference("1K").and_then(|reference| filled(Some(&reference.value))),
        day: from.statuses.iter().filter_map(|status| status.day).max().and_then(Notes::day),
    })
}

/// Answers about a file: one for each transaction that is named, else one for the group.
pub(super) fn of_file(from: &x12::Acknowledgment999) -> Vec<FileAcknowledgment> {
    let answer = |transaction: Option<String>, code: &str, errors: &[String]| FileAcknowledgment {
        group: from.group_control.clone(),
        transaction,
        verdict: AcknowledgmentVerdict::from_file_code(code),
        codes: std::iter::once(code).chain(errors.iter().map(String::as_str)).filter(|code| !code.is_empty()).map(str::to_owned).collect(),
    };
    if from.sets.is_empty() {
        return vec![answer(None, &from.code, &from.errors)];
    }
    from.sets.iter().map(|set| answer(filled(Some(&set.control)), &set.code, &set.errors)).collect()
}
