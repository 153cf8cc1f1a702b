//! The answer to a file that came in: a 999 for each of its groups, which says of every transaction whether it could be read.
//!
//! A transaction is accepted where reading it met no error. Nothing is said of what a guide asks for beyond that, and nothing is copied out of the file: where a
//! segment is in error, its name, its number and its loop are told, never a value. Groups of acknowledgments are not answered.
//!
//! Codes: IK304 1, 2 and 8 as read in kasoftware.com (X12 00503, IK304) and stedi.com (element 620); IK502 2 to 5 as read in Microsoft's two tables of the codes
//! of a 997 (Azure Logic Apps, `BizTalk` Server).

use std::sync::Arc;

use crate::date::Date;
use crate::inspect::{Depth, Inspection, Inspector};
use crate::model::{Acknowledgment999, Envelope, SegmentError, SetAcknowledgment};
use crate::problem::{Problem, ProblemKind, Severity};
use crate::segment::{Place, Segment};
use crate::tokenizer::{Step, Tokenizer};
use crate::write::Outgoing;

/// What the answer carries that the file does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The day on which the answer is made.
    pub day: Date,
    /// The time of day, `HHMM`.
    pub time: String,
    /// The control number of the first answer; those behind it count on.
    pub control: u32,
}

/// Why a file cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswerable {
    /// It holds no group that is answered.
    NoGroup,
    /// It has more errors than are kept, so nobody can say which of its transactions are sound.
    TooManyErrors,
}

/// Reads a file that comes in pieces, to answer it: [`Answerer::push`] each, then [`Answerer::finish`].
#[derive(Debug)]
pub struct Answerer {
    inspector: Inspector,
    bytes: Vec<u8>,
    tokenizer: Tokenizer,
    found: Found,
}

/// The interchange that is open, as its answer needs it.
#[derive(Clone, Debug, Default)]
struct Interchange {
    sender_qualifier: String,
    sender: String,
    receiver_qualifier: String,
    receiver: String,
    usage: String,
}

#[derive(Debug)]
struct Group {
    interchange: Arc<Interchange>,
    place: Place,
    function: String,
    sender: String,
    receiver: String,
    control: String,
    guide: String,
    sets: Vec<Set>,
    /// GE01 as it came; `None` without a trailer.
    included: Option<String>,
}

#[derive(Debug)]
struct Set {
    place: Place,
    transaction: String,
    control: String,
    guide: String,
}

/// The envelopes of a file.
#[derive(Debug, Default)]
struct Found {
    interchange: Arc<Interchange>,
    groups: Vec<Group>,
    is_in_group: bool,
}

impl Found {
    fn take(&mut self, segment: &Segment<'_>) {
        let text = |number: usize| segment.text(number).trim().to_owned();
        match segment.id() {
            b"ISA" => {
                self.is_in_group = false;
                self.interchange = Arc::new(Interchange {
                    sender_qualifier: text(5),
                    sender: text(6),
                    receiver_qualifier: text(7),
                    receiver: text(8),
                    usage: text(15),
                });
            }
            b"GS" => {
                self.is_in_group = true;
                self.groups.push(Group {
                    interchange: Arc::clone(&self.interchange),
                    place: segment.place(),
                    function: text(1),
                    sender: text(2),
                    receiver: text(3),
                    control: text(6),
                    guide: text(8),
                    sets: Vec::new(),
                    included: None,
                });
            }
            b"ST" => {
                if let Some(group) = self.groups.last_mut().filter(|_| self.is_in_group) {
                    let guide = Some(text(3)).filter(|guide| !guide.is_empty()).unwrap_or_else(|| group.guide.clone());
                    group.sets.push(Set { place: segment.place(), transaction: text(1), control: text(2), guide });
                }
            }
            b"GE" => {
                if let Some(group) = self.groups.last_mut().filter(|_| self.is_in_group) {
                    group.included = Some(text(1));
                }
                self.is_in_group = false;
            }
            _ => {}
        }
    }
}

impl Default for Answerer {
    fn default() -> Self {
        Self::new()
    }
}

impl Answerer {
    /// Before the first byte.
    pub fn new() -> Self {
        Self { inspector: Inspector::new(Depth::Reading), bytes: Vec::new(), tokenizer: Tokenizer::new(), found: Found::default() }
    }

    /// Takes the next bytes.
    pub fn push(&mut self, piece: &[u8]) {
        self.inspector.push(piece);
        self.bytes.extend_from_slice(piece);
        self.work(false);
    }

    fn work(&mut self, at_end: bool) {
        let mut at = 0;
        loop {
            let next = self.tokenizer.next(&self.bytes[at..], at_end);
            match &next.1 {
                Step::Segment(segment) => self.found.take(segment),
                Step::Foreign(..) | Step::TooLong(_) => {}
                Step::More => break,
                Step::End => {
                    at = self.bytes.len();
                    break;
                }
            }
            at += next.0;
        }
        self.bytes.drain(..at);
    }

    /// The answers, one a group, each with what its file needs.
    ///
    /// # Errors
    /// [`Unanswerable`].
    pub fn finish(mut self, made: &Made) -> Result<Vec<(Acknowledgment999, Outgoing)>, Unanswerable> {
        self.work(true);
        let inspection = self.inspector.finish();
        if is_cut_short(&inspection) {
            return Err(Unanswerable::TooManyErrors);
        }
        let errors: Vec<&Problem> = inspection.problems.kept().iter().filter(|each| each.severity() == Severity::Error).collect();
        let groups = &self.found.groups;
        let answered = groups.iter().enumerate().filter(|(_, group)| group.function != "FA");
        let answers: Vec<_> = answered
            .zip(made.control..)
            .map(|((place, group), control)| {
                let end = groups.get(place + 1).map(|next| next.place);
                let own: Vec<&Problem> = errors.iter().copied().filter(|error| is_of_group(error, group.place, end)).collect();
                answer(group, &own, made, control)
            })
            .collect();
        if answers.is_empty() { Err(Unanswerable::NoGroup) } else { Ok(answers) }
    }
}

/// True where more problems were counted than are kept with their places.
fn is_cut_short(inspection: &Inspection) -> bool {
    let counted: u64 = inspection.problems.counts().values().sum();
    counted > inspection.problems.kept().len() as u64
}

/// True for a problem between the beginning of a group and that of the next one. What is said of the whole file, at its end, is about the last group.
fn is_of_group(problem: &Problem, begin: Place, next: Option<Place>) -> bool {
    match problem.place.segment {
        0 => next.is_none(),
        number => begin.segment <= number && next.is_none_or(|next| number < next.segment),
    }
}

/// The place in `sets` of the transaction that a problem is about; `None` for one of the envelope around it.
fn set_of(problem: &Problem, sets: &[Set]) -> Option<usize> {
    if problem.kind == ProblemKind::Missing("SE") {
        // Said where something else stands instead, or at the end of the file.
        let before = |set: &Set| problem.place.segment == 0 || set.place.segment < problem.place.segment;
        return sets.iter().rposition(before);
    }
    let is_around = problem.kind.is_of_envelope() && problem.segment != "SE";
    let is_envelope = matches!(problem.segment.as_str(), "ISA" | "GS" | "GE" | "IEA");
    if is_around || is_envelope || problem.place.segment == 0 {
        return None;
    }
    sets.iter().rposition(|set| set.place.segment <= problem.place.segment)
}

fn answer(group: &Group, errors: &[&Problem], made: &Made, control: u32) -> (Acknowledgment999, Outgoing) {
    let mut of_sets: Vec<Vec<&Problem>> = vec![Vec::new(); group.sets.len()];
    let mut is_envelope_wrong = false;
    for error in errors {
        match set_of(error, &group.sets) {
            Some(place) => of_sets[place].push(error),
            None => is_envelope_wrong = true,
        }
    }
    let sets: Vec<SetAcknowledgment> = group.sets.iter().zip(&of_sets).map(|(set, errors)| of_set(set, errors)).collect();
    let accepted = sets.iter().filter(|set| set.code == "A").count();
    let code = match accepted {
        0 if !sets.is_empty() => "R",
        accepted if accepted < sets.len() => "P",
        _ if is_envelope_wrong => "E",
        _ => "A",
    };
    let number = format!("{control:09}");
    let included = group.included.clone().filter(|included| is_count(included)).unwrap_or_else(|| sets.len().to_string());
    let from = &group.interchange;
    let envelope = Envelope {
        sender: from.receiver.clone(),
        receiver: from.sender.clone(),
        interchange_control: number,
        usage: from.usage.clone(),
        group_sender: group.receiver.clone(),
        group_receiver: group.sender.clone(),
        group_day: Some(made.day),
        group_control: control.to_string(),
        transaction: "999".to_owned(),
        transaction_control: "0001".to_owned(),
        guide: "005010X231A1".to_owned(),
        ..Envelope::default()
    };
    let acknowledgment = Acknowledgment999 {
        envelope: Arc::new(envelope),
        function: group.function.clone(),
        group_control: group.control.clone(),
        guide: group.guide.clone(),
        code: code.to_owned(),
        counts: [included, sets.len().to_string(), accepted.to_string()],
        sets,
        ..Acknowledgment999::default()
    };
    let outgoing = Outgoing {
        sender_qualifier: from.receiver_qualifier.clone(),
        receiver_qualifier: from.sender_qualifier.clone(),
        time: made.time.clone(),
        ..Outgoing::default()
    };
    (acknowledgment, outgoing)
}

/// True for a number of transactions as AK902 takes it.
fn is_count(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn of_set(set: &Set, errors: &[&Problem]) -> SetAcknowledgment {
    let mut segments: Vec<SegmentError> = Vec::new();
    let mut codes: Vec<&str> = Vec::new();
    for error in errors {
        let code = match (&error.kind, error.segment.as_str()) {
            (ProblemKind::Missing(_), _) => "2",
            (ProblemKind::ControlNumber { .. }, "SE") => "3",
            (ProblemKind::Count { .. }, "SE") => "4",
            _ => "5",
        };
        if !codes.contains(&code) {
            codes.push(code);
        }
        let told = (code == "5").then(|| of_segment(set, error)).flatten();
        segments.extend(told.filter(|told| !segments.contains(told)));
    }
    codes.sort_unstable();
    SetAcknowledgment {
        transaction: set.transaction.clone(),
        control: set.control.clone(),
        guide: set.guide.clone(),
        segments,
        code: if errors.is_empty() { "A" } else { "R" }.to_owned(),
        errors: codes.into_iter().map(str::to_owned).collect(),
    }
}

/// A segment in error, by name, number and loop; `None` where its name is none that an answer can carry.
fn of_segment(set: &Set, error: &Problem) -> Option<SegmentError> {
    let is_name =
        (2..=3).contains(&error.segment.len()) && error.segment.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let position = error.place.segment.checked_sub(set.place.segment)? + 1;
    let code = match error.kind {
        ProblemKind::UnknownSegment => "1",
        ProblemKind::NoPlace => "2",
        _ => "8",
    };
    let is_loop = (1..=4).contains(&error.loop_name.len()) && error.loop_name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_name && position < 1_000_000).then(|| SegmentError {
        segment: error.segment.clone(),
        position: position.to_string(),
        loop_id: if is_loop { error.loop_name.clone() } else { String::new() },
        code: code.to_owned(),
        ..SegmentError::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::write_acknowledgment;

    const HEAD: &str = "ISA*00*          *00*          *ZZ*PAYER          *30*PRACTICE       *260105*0900*^*00501*000000001*0*T*:~\
                        GS*HP*PAYER*PRACTICE*20260105*0900*7*X*005010X221A1~";

    /// A remittance with this control number and this amount of its adjustment.
    fn transaction(number: &str, adjustment: &str) -> String {
        format!(
            "ST*835*{number}~BPR*I*40*C*ACH************20260105~TRN*1*T{number}*1512345678~N1*PR*PLAN~N1*PE*PRACTICE*XX*1234567893~LX*1~\
             CLP*A{number}*1*65*40**12*P1~CAS*CO*45*{adjustment}~SE*9*{number}~"
        )
    }

    fn answered(file: &str) -> Result<Vec<String>, Unanswerable> {
        let made = Made { day: Date::new(2026, 1, 6).unwrap(), time: "1015".to_owned(), control: 12 };
        let mut answerer = Answerer::new();
        // In small pieces: what is kept between them is part of the reading.
        file.as_bytes().chunks(7).for_each(|piece| answerer.push(piece));
        let written = answerer.finish(&made)?.into_iter().map(|(acknowledgment, outgoing)| {
            let written = write_acknowledgment(&acknowledgment, &outgoing).expect("an answer can be written");
            String::from_utf8(written.bytes).expect("plain text").replace('\n', "")
        });
        Ok(written.collect())
    }

    /// What stands between the first AK1 and SE.
    fn said(file: &str) -> Vec<String> {
        let answers = answered(file).expect("the file is answered");
        let inner = |text: &String| {
            let begin = text.find("AK1*").expect("an answer begins");
            text[begin..text.find("~SE*").expect("an answer ends")].to_owned()
        };
        answers.iter().map(inner).collect()
    }

    #[test]
    fn each_transaction_is_accepted_or_rejected_with_its_segments() {
        let check = |transactions: &[String], trailer: &str, expected: &str| {
            let file = format!("{HEAD}{}{trailer}IEA*1*000000001~", transactions.concat());
            assert_eq!(said(&file), [expected], "{file}");
        };
        let (good, bad) = (transaction("0001", "25"), transaction("0002", "many"));
        check(std::slice::from_ref(&good), "GE*1*7~", "AK1*HP*7*005010X221A1~AK2*835*0001*005010X221A1~IK5*A~AK9*A*1*1*1");
        let partly = "AK1*HP*7*005010X221A1~AK2*835*0001*005010X221A1~IK5*A~AK2*835*0002*005010X221A1~IK3*CAS*8*2100*8~IK5*R*5~AK9*P*2*2*1";
        check(&[good.clone(), bad.clone()], "GE*2*7~", partly);
        let none = "AK1*HP*7*005010X221A1~AK2*835*0002*005010X221A1~IK3*CAS*8*2100*8~IK5*R*5~AK9*R*1*1*0";
        check(&[bad], "GE*1*7~", none);
        let counted = good.replace("SE*9*", "SE*8*");
        check(&[counted], "GE*1*7~", "AK1*HP*7*005010X221A1~AK2*835*0001*005010X221A1~IK5*R*4~AK9*R*1*1*0");
        let cut = good.replace("SE*9*0001~", "");
        check(&[cut], "GE*1*7~", "AK1*HP*7*005010X221A1~AK2*835*0001*005010X221A1~IK5*R*2~AK9*R*1*1*0");
        // What is wrong around the transactions is noted, and takes none of them away.
        check(&[good], "GE*3*7~", "AK1*HP*7*005010X221A1~AK2*835*0001*005010X221A1~IK5*A~AK9*E*3*1*1");
    }

    #[test]
    fn the_answer_goes_back_to_the_sender_and_carries_no_value_of_the_file() {
        let file = format!("{HEAD}{}GE*1*7~IEA*1*000000001~", transaction("0001", "many"));
        let answers = answered(&file).expect("the file is answered");
        let text = answers.concat();
        assert!(
            text.contains("*30*PRACTICE       *ZZ*PAYER          *260106*1015*^*00501*000000012*0*T*:~GS*FA*PRACTICE*PAYER*"),
            "{text}"
        );
        assert!(!text.contains("many") && !text.contains("A0001"), "{text}");
        assert_eq!(answered(""), Err(Unanswerable::NoGroup));
        assert_eq!(answered(&text), Err(Unanswerable::NoGroup), "an acknowledgment is not acknowledged");
    }
}
