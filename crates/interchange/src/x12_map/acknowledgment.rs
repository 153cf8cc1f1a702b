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

/// Which part of a file a 999 calls wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultyPart {
    /// A segment (IK304).
    Segment,
    /// A value in a segment (IK403).
    Element,
    /// A transaction as a whole (IK502 and on).
    Transaction,
    /// A group as a whole (AK905 and on).
    Group,
}

/// What a 999 names as wrong in a file that was sent, with its place there. Names, places and codes of the format: the copy of the value that may stand
/// beside them is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    /// Which part.
    pub part: FaultyPart,
    /// The segment or its element: `NM1`, `NM109`, `SV101-2`; empty of a transaction or group as a whole.
    pub name: String,
    /// The number of the segment in its transaction, ST being 1, as it came; empty of a transaction or group as a whole.
    pub position: String,
    /// The loop, as it came; may be empty.
    pub loop_name: String,
    /// The code, as it came.
    pub code: String,
}

/// Answers about a file: one for each transaction that is named, else one for the group. Each with what it names as wrong; what it says of the group as a
/// whole stands with the first.
pub(super) fn of_file(from: &x12::Acknowledgment999) -> Vec<(FileAcknowledgment, Vec<FileFault>)> {
    let answer = |transaction: Option<String>, code: &str, errors: &[String]| FileAcknowledgment {
        group: from.group_control.clone(),
        transaction,
        verdict: AcknowledgmentVerdict::from_file_code(code),
        codes: std::iter::once(code).chain(errors.iter().map(String::as_str)).filter(|code| !code.is_empty()).map(str::to_owned).collect(),
    };
    let mut of_group: Vec<FileFault> = from.errors.iter().map(|code| of_whole(FaultyPart::Group, code)).collect();
    if from.sets.is_empty() {
        return vec![(answer(None, &from.code, &from.errors), of_group)];
    }
    let of_set = |set: &x12::SetAcknowledgment| {
        let mut faults = std::mem::take(&mut of_group);
        faults.extend(faults_of(set));
        (answer(filled(Some(&set.control)), &set.code, &set.errors), faults)
    };
    from.sets.iter().map(of_set).collect()
}

fn of_whole(part: FaultyPart, code: &str) -> FileFault {
    FileFault { part, name: String::new(), position: String::new(), loop_name: String::new(), code: code.to_owned() }
}

/// What is wrong in a transaction. That a segment holds an element in error (8), and that a transaction holds a segment in error (5, I5), is said by those.
fn faults_of(set: &x12::SetAcknowledgment) -> Vec<FileFault> {
    let mut faults = Vec::new();
    for segment in &set.segments {
        let fault = |part, name: String, code: &str| FileFault {
            part,
            name,
            position: segment.position.clone(),
            loop_name: segment.loop_id.clone(),
            code: code.to_owned(),
        };
        if segment.elements.is_empty() || segment.code != "8" {
            faults.push(fault(FaultyPart::Segment, segment.segment.clone(), &segment.code));
        }
        let elements = segment.elements.iter();
        faults.extend(elements.map(|element| fault(FaultyPart::Element, element_name(&segment.segment, &element.position), &element.code)));
    }
    let is_told = |code: &str| matches!(code, "5" | "I5") && !set.segments.is_empty();
    let of_set = set.errors.iter().filter(|code| !code.is_empty() && !is_told(code));
    faults.extend(of_set.map(|code| of_whole(FaultyPart::Transaction, code)));
    faults
}

/// What guides call an element, by its place in the segment: `NM109`, with its component `SV101-2`.
fn element_name(segment: &str, position: &str) -> String {
    let mut parts = position.split(':').filter(|part| !part.is_empty());
    let element = parts.next().unwrap_or_default();
    let component = parts.next().map(|component| format!("-{component}")).unwrap_or_default();
    format!("{segment}{element:0>2}{component}")
}
