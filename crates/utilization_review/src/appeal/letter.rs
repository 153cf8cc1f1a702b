//! Letters as parts: sentences by key with their arguments, words of people, quotations, each with the numbers of the records it rests on.
//!
//! `wording` makes the text of them, a person edits it, and the gate lets it out. What a letter says of the stay is what the packet says: the
//! statements are taken from it with their citations, unfavorable scores included.

use vocabulary::{Argument, Day, Finding, FindingKey, Period, Verdict};

use super::{Appeal, AppealLevel, AppealPaper, Denial, LegalGround, LegalGrounds, MissingElement, PaperKind};
use crate::clock::Appellant;
use crate::packet::{ApprovedBefore, Packet, Said, ScoreRow, SectionKind, Statement};

#[cfg(test)]
mod tests;

/// A part of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterPart {
    /// A heading, by the key of its words.
    Heading(&'static str),
    /// A paragraph.
    Sentence(Finding, Vec<u32>),
    /// A line of a list.
    Item(Finding, Vec<u32>),
    /// A line of a list in a person's words.
    Words(String, Vec<u32>),
    /// A line of a list: every score of one instrument, by day.
    Scores(Vec<ScoreRow>),
}

/// What a letter is about.
#[derive(Clone, Debug)]
pub struct LetterSubject<'a> {
    /// The denial.
    pub denial: &'a Denial,
    /// The appeal; `None` where none is planned.
    pub appeal: Option<&'a Appeal>,
    /// The packet that answers the denial: cover, statements and days.
    pub packet: &'a Packet,
    /// What the notice owes and lacks.
    pub missing: &'a [MissingElement],
    /// What was signed: a letter encloses nothing else.
    pub papers: &'a [AppealPaper],
}

fn say(key: &'static str, arguments: Vec<(&'static str, Argument)>) -> Finding {
    Finding { key: FindingKey(key), arguments, verdict: Verdict::Met, evidence: Vec::new(), missing: None }
}

fn name(text: &str) -> Argument {
    Argument::Name(text.to_owned())
}

fn sentence(key: &'static str, arguments: Vec<(&'static str, Argument)>) -> LetterPart {
    LetterPart::Sentence(say(key, arguments), Vec::new())
}

/// What the decision says, with its record.
fn decided(packet: &Packet, key: &'static str, arguments: Vec<(&'static str, Argument)>) -> LetterPart {
    LetterPart::Sentence(say(key, arguments), packet.decision_cites())
}

fn item(key: &'static str, arguments: Vec<(&'static str, Argument)>) -> LetterPart {
    LetterPart::Item(say(key, arguments), Vec::new())
}

impl LetterSubject<'_> {
    /// First and last day in dispute and the day of the decision.
    fn days(&self) -> Option<(Period, Day)> {
        self.packet.dispute.as_ref().map(|(dispute, _)| (dispute.days.period, dispute.decided))
    }

    /// A ground in law that holds for the plan and the decision.
    fn ground(&self, id: &str) -> Option<&'static LegalGround> {
        let (_, decided) = self.days()?;
        LegalGrounds::shipped().to_name(id, (self.denial.funding, &self.denial.state), decided)
    }

    fn about(&self, key: &'static str) -> LetterPart {
        let cover = &self.packet.cover;
        let mut arguments = vec![
            ("practice", name(&cover.practice)),
            ("payer", name(&cover.payer)),
            ("patient", name(&cover.patient)),
            ("level", name(cover.level_of_care.code())),
        ];
        if let Some((period, decided)) = self.days() {
            arguments.push(("decided", Argument::Day(decided)));
            arguments.push(("first", Argument::Day(period.first())));
            arguments.push(("last", Argument::Day(period.last().unwrap_or(self.packet.until))));
        }
        sentence(key, arguments)
    }
}

/// The appeal: what is asked, the reason in the payer's words, what the notice lacks, the days, the statements with their records.
pub fn appeal(subject: &LetterSubject<'_>) -> Vec<LetterPart> {
    let packet = subject.packet;
    let is_external = subject.appeal.is_some_and(|appeal| appeal.level == AppealLevel::External);
    let mut parts = vec![subject.about(if is_external { "letter-external-ask" } else { "letter-appeal-ask" })];
    parts.extend(subject.appeal.map(|appeal| appellant(appeal, &packet.cover.practice)));
    parts.extend(subject.appeal.filter(|appeal| appeal.urgent).map(|_| urgent(subject.papers)));
    parts.push(LetterPart::Heading("letter-heading-reason"));
    let reason = packet.dispute.as_ref().map(|(dispute, _)| dispute.reason.as_str()).unwrap_or_default();
    // A payment gives codes and no words: nothing is quoted.
    let is_coded = packet.dispute.as_ref().is_some_and(|(dispute, _)| !dispute.lines.is_empty());
    parts.push(match reason {
        "" => decided(packet, "letter-no-reason", Vec::new()),
        codes if is_coded => decided(packet, "letter-reason-codes", vec![("reason", name(codes))]),
        quoted => decided(packet, "letter-reason", vec![("reason", name(quoted))]),
    });
    parts.extend(refused_lines(packet));
    if !subject.denial.criteria.is_empty() {
        parts.push(decided(packet, "letter-criteria", vec![("criteria", name(&subject.denial.criteria))]));
    }
    parts.extend(approved_before(subject));
    parts.extend(notice(packet, subject.missing));
    parts.extend(section(packet, SectionKind::WhyThisLevel, "letter-heading-why-this-level"));
    parts.extend(section(packet, SectionKind::WhyNotLower, "letter-heading-why-not-lower"));
    parts.extend(clauses(packet));
    parts.extend(section(packet, SectionKind::Status, "letter-heading-status"));
    parts.extend(scores(packet));
    parts.extend(section(packet, SectionKind::NextStep, "letter-heading-next-step"));
    parts.push(LetterPart::Heading("letter-heading-ask"));
    parts.push(item("letter-ask-reverse", Vec::new()));
    if !is_external {
        parts.push(item("letter-ask-reviewer", Vec::new()));
    }
    parts.push(item("letter-ask-day-by-day", Vec::new()));
    parts.extend(asked_by_law(subject, is_external));
    parts.push(sentence("letter-citations", Vec::new()));
    parts
}

/// The refused lines of claims, where a bill was refused: each is answered by the days in the table.
fn refused_lines(packet: &Packet) -> Vec<LetterPart> {
    let lines = packet.dispute.as_ref().map(|(dispute, _)| dispute.lines.as_slice()).unwrap_or_default();
    if lines.is_empty() {
        return Vec::new();
    }
    let items = lines.iter().map(|line| {
        let arguments = vec![
            ("day", Argument::Day(line.period.first())),
            ("claim", name(&line.claim_number)),
            ("service", name(&line.service)),
            ("amount", Argument::Money(line.amount)),
            ("code", name(&line.code)),
        ];
        LetterPart::Item(say("letter-refused-line", arguments), packet.decision_cites())
    });
    std::iter::once(LetterPart::Heading("letter-heading-lines")).chain(items).collect()
}

fn appellant(appeal: &Appeal, practice: &str) -> LetterPart {
    let key = match appeal.appellant {
        Appellant::Member => "letter-by-member",
        Appellant::AuthorizedRepresentative => "letter-by-representative",
        Appellant::Provider => "letter-by-provider",
    };
    sentence(key, vec![("practice", name(practice))])
}

/// A fast decision is asked for; what whoever treats has stated stands in the letter itself, where it was signed.
fn urgent(papers: &[AppealPaper]) -> LetterPart {
    match papers.iter().rev().find(|paper| paper.kind == PaperKind::Urgency) {
        Some(statement) => {
            let stated = vec![
                ("signer", name(&statement.signer)),
                ("signed", Argument::Day(statement.signed)),
                ("words", name(statement.words.trim())),
            ];
            sentence("letter-appeal-urgent-stated", stated)
        }
        None => sentence("letter-appeal-urgent", Vec::new()),
    }
}

/// What a law asks of the plan beside the decision: that it sends on what it upholds, and that a person decided.
fn asked_by_law(subject: &LetterSubject<'_>, is_external: bool) -> Vec<LetterPart> {
    let asks = [("MA-IRE", "letter-ask-send-on", !is_external), ("CA-1120", "letter-ask-person-decided", true)];
    let asks = asks.into_iter().filter(|(.., is_asked)| *is_asked);
    let ask = |(id, key, _): (&str, &'static str, bool)| Some(item(key, vec![("source", name(&subject.ground(id)?.source))]));
    asks.filter_map(ask).collect()
}

fn approved_before(subject: &LetterSubject<'_>) -> Vec<LetterPart> {
    let approved = subject.packet.dispute.as_ref().and_then(|(dispute, _)| dispute.approved_before.as_ref());
    let Some(ApprovedBefore { number, evidence }) = approved else { return Vec::new() };
    let was_approved = say("letter-approved-before", vec![("number", name(number))]);
    let mut parts =
        vec![LetterPart::Heading("letter-heading-approved"), LetterPart::Sentence(was_approved, subject.packet.cites_of(evidence))];
    if let Some(ground) = subject.ground("MA-R") {
        parts.push(sentence("letter-approved-stands", vec![("source", name(&ground.source))]));
    }
    parts
}

/// What the notice of the decision lacks.
fn notice(packet: &Packet, missing: &[MissingElement]) -> Vec<LetterPart> {
    if missing.is_empty() {
        return Vec::new();
    }
    let lines = missing.iter().map(|missing| {
        let element = ("element", name(missing.element.code()));
        let said = if missing.verified {
            say("letter-missing-element-source", vec![element, ("source", name(&missing.source))])
        } else {
            say("letter-missing-element", vec![element])
        };
        LetterPart::Item(said, packet.decision_cites())
    });
    std::iter::once(LetterPart::Heading("letter-heading-notice")).chain(lines).collect()
}

fn line(statement: &Statement) -> LetterPart {
    match &statement.says {
        Said::Fact(fact) => LetterPart::Item(fact.clone(), statement.cites.clone()),
        Said::Words(words) => LetterPart::Words(words.text.clone(), statement.cites.clone()),
    }
}

fn section(packet: &Packet, kind: SectionKind, heading: &'static str) -> Vec<LetterPart> {
    let statements = packet.section(kind);
    if statements.is_empty() {
        return Vec::new();
    }
    std::iter::once(LetterPart::Heading(heading)).chain(statements.iter().map(line)).collect()
}

fn clauses(packet: &Packet) -> Vec<LetterPart> {
    if packet.clauses.is_empty() {
        return Vec::new();
    }
    let lines = packet.clauses.iter().filter_map(|clause| {
        let Said::Words(words) = &clause.answer.says else { return None };
        let arguments = vec![("clause", name(&clause.quotation)), ("answer", name(&words.text))];
        Some(LetterPart::Item(say("letter-clause", arguments), clause.answer.cites.clone()))
    });
    std::iter::once(LetterPart::Heading("letter-heading-clauses")).chain(lines).collect()
}

/// Every score since admission: the list leaves none out.
fn scores(packet: &Packet) -> Vec<LetterPart> {
    if packet.scores.is_empty() {
        return Vec::new();
    }
    let lines = packet.scores.chunk_by(|one, other| one.instrument == other.instrument).map(|rows| LetterPart::Scores(rows.to_vec()));
    std::iter::once(LetterPart::Heading("letter-heading-scores")).chain(lines).collect()
}

/// The request for the criteria and the claim file.
pub fn claim_file(subject: &LetterSubject<'_>) -> Vec<LetterPart> {
    let mut parts = vec![subject.about("letter-file-ask")];
    parts.extend(
        ["letter-file-criteria", "letter-file-notes", "letter-file-reviewer", "letter-file-recordings", "letter-file-plan"]
            .map(|key| item(key, Vec::new())),
    );
    if matches!(subject.denial.funding, care::PlanFunding::SelfFunded | care::PlanFunding::Insured) {
        // "on request and free of charge": 29 CFR 2560.503-1(h)(2)(iii), (m)(8); the words as the plan descriptions under `denials/` give them.
        parts.push(sentence("letter-file-free", Vec::new()));
    }
    parts.extend(notice(subject.packet, subject.missing));
    parts.push(sentence("letter-file-time", Vec::new()));
    with_meaning_of_numbers(parts)
}

/// The request to continue coverage while the appeal is pending.
pub fn continuation(subject: &LetterSubject<'_>) -> Vec<LetterPart> {
    let ongoing = say("letter-continue-ongoing", vec![("admitted", Argument::Day(subject.packet.admitted))]);
    with_meaning_of_numbers(vec![
        subject.about("letter-continue-ask"),
        LetterPart::Sentence(ongoing, subject.packet.course_cites()),
        sentence("letter-continue-answer", Vec::new()),
    ])
}

/// A letter that cites says last what its numbers mean.
fn with_meaning_of_numbers(mut parts: Vec<LetterPart>) -> Vec<LetterPart> {
    let cites = |part: &LetterPart| match part {
        LetterPart::Sentence(_, cites) | LetterPart::Item(_, cites) | LetterPart::Words(_, cites) => !cites.is_empty(),
        LetterPart::Scores(_) => true,
        LetterPart::Heading(_) => false,
    };
    if parts.iter().any(cites) {
        parts.push(sentence("letter-citations", Vec::new()));
    }
    parts
}

/// The numbers in square brackets, rising, each once: lists and runs such as `[1, 3–5]` are read as the words write them.
pub fn citations(text: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    for bracket in text.split('[').skip(1) {
        let Some((inside, _)) = bracket.split_once(']') else { continue };
        if inside.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | ' ' | '–' | '-')) {
            inside.split(',').for_each(|part| numbers.extend(run(part)));
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// One number, or the numbers of a run. A run that is longer than any index is taken by its ends.
fn run(part: &str) -> Vec<u32> {
    let ends: Vec<u32> = part.split(['–', '-', ' ']).filter_map(|number| number.parse().ok()).collect();
    match ends[..] {
        [first, last] if first < last && last - first < INDEX_MAX => (first..=last).collect(),
        _ => ends,
    }
}

/// No stay has so many records.
const INDEX_MAX: u32 = 100_000;

/// Numbers that lead to no record: they would cite nothing.
pub fn citations_to_nothing(text: &str, records: usize) -> Vec<u32> {
    let is_wrong = |number: &u32| *number == 0 || usize::try_from(*number).is_ok_and(|number| number > records);
    citations(text).into_iter().filter(is_wrong).collect()
}
