//! A letter about a denial: the words that a person edited, below them the days in dispute and the records that the words cite.

use std::sync::LazyLock;

use serde::Serialize;
use sha2::{Digest as _, Sha256};
use typst::syntax::Source;
use utilization_review::appeal::letter::citations;
use utilization_review::appeal::{Denial, LetterKind};
use utilization_review::packet::{IndexEntry, Packet, snapshot};
use vocabulary::{Instant, ZoneName};
use wording::{Key, Text};

use super::table::dispute_days;
use super::view::{IndexView, TableView, index};
use crate::progress::view::shown;
use crate::typesetter::{self, PdfFacts, ReportError};

static TEMPLATE: LazyLock<Source> = LazyLock::new(|| typesetter::template(include_str!("../../templates/letter.typ")));

/// The longest line that becomes a heading, in characters.
const HEADING_LENGTH_MAX: usize = 80;

/// A letter with what stands around its words.
#[derive(Clone, Debug)]
pub struct LetterReport {
    /// Which letter.
    pub kind: LetterKind,
    /// The words.
    pub body: String,
    /// The packet: cover, days in dispute and index.
    pub packet: Packet,
    /// The notice that it answers.
    pub denial: Denial,
    /// The zone in which moments are written.
    pub zone: ZoneName,
    /// When it is made. Not part of the snapshot.
    pub generated_at: Instant,
    /// Who signs.
    pub author: String,
    /// For whom.
    pub recipient: String,
}

#[derive(Serialize)]
struct View {
    language: &'static str,
    title: String,
    practice: String,
    program: String,
    made: String,
    to_label: String,
    to: Vec<String>,
    about: Vec<(String, String)>,
    blocks: Vec<Block>,
    days: Option<TableView>,
    signed: String,
    index: Option<IndexView>,
    notice: String,
    footer: String,
    page: String,
}

/// A piece of the words.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Block {
    /// `heading`, `paragraph` or `list`.
    kind: &'static str,
    lines: Vec<String>,
}

/// The letter as a PDF: tagged, PDF/UA-1 and PDF/A-2a. The same letter, made at the same moment, gives the same bytes.
pub fn render_letter(report: &LetterReport, text: Text) -> Result<Vec<u8>, ReportError> {
    let identity = letter_hash(report);
    typesetter::pdf(&TEMPLATE, &view(report, text, &identity), &PdfFacts { identity, created: report.generated_at })
}

/// SHA-256 of the words and of the snapshot of the packet, 64 hexadecimal digits.
pub fn letter_hash(report: &LetterReport) -> String {
    let mut hasher = Sha256::new();
    hasher.update(report.kind.code());
    hasher.update("\n");
    hasher.update(&report.body);
    hasher.update("\n");
    hasher.update(snapshot(&report.packet));
    hex::encode(hasher.finalize())
}

fn view(report: &LetterReport, text: Text, hash: &str) -> View {
    let (packet, cover) = (&report.packet, &report.packet.cover);
    let letter = text.letter_kind(report.kind.code());
    let at = text.instant_with_zone(report.generated_at, &report.zone);
    let is_appeal = report.kind == LetterKind::Appeal;
    let days = if is_appeal { dispute_days(packet, &report.zone, text) } else { None };
    let cited = cited(report, is_appeal);
    let confidential = text.say(Key::PacketConfidential);
    let signed = [("author", (&report.author).into()), ("at", at.clone().into())];
    let made = [("at", at.into()), ("until", packet.until.into()), ("hash", hash.into())];
    View {
        language: text.language_tag(),
        title: shown(&text.say_with(Key::LetterPdfTitle, &[("letter", letter.into()), ("payer", (&report.recipient).into())])),
        practice: shown(&cover.practice),
        program: shown(&cover.program),
        made: text.day(report.generated_at.day_in(&report.zone)),
        to_label: text.say(Key::LetterPdfTo),
        to: std::iter::once(report.recipient.as_str()).chain(report.denial.appeal_address.lines()).map(shown).collect(),
        about: about(report, text),
        blocks: blocks(&report.body),
        days,
        signed: shown(&text.say_with(Key::LetterPdfSigned, &signed)),
        index: (!cited.is_empty()).then(|| index(&cited, &report.zone, false, text)),
        notice: if cover.is_part2 { format!("{confidential} {}", text.say(Key::ReportPart2)) } else { confidential },
        footer: shown(&text.say_with(Key::PacketFooter, &made)),
        page: text.say_with(Key::PacketFooterPage, &[("page", "{page}".into()), ("pages", "{pages}".into())]),
    }
}

/// The records behind the numbers in the words and in the days.
fn cited(report: &LetterReport, with_days: bool) -> Vec<IndexEntry> {
    let mut numbers = citations(&report.body);
    if let Some((_, days)) = report.packet.dispute.as_ref().filter(|_| with_days) {
        numbers.extend(days.iter().flat_map(|day| &day.cites));
    }
    report.packet.index.iter().filter(|entry| numbers.contains(&entry.number)).cloned().collect()
}

fn about(report: &LetterReport, text: Text) -> Vec<(String, String)> {
    let (cover, denial) = (&report.packet.cover, &report.denial);
    let dispute = report.packet.dispute.as_ref().map(|(dispute, _)| dispute);
    let reference = dispute.map(|dispute| dispute.reference.clone()).unwrap_or_default();
    let number = if denial.number.is_empty() { cover.authorization.clone() } else { denial.number.clone() };
    let days = dispute.map(|dispute| {
        let last = dispute.days.period.last().unwrap_or(report.packet.until);
        text.say_with(Key::AppealDaysLine, &[("first", dispute.days.period.first().into()), ("last", last.into())])
    });
    let facts = [
        (Key::PacketPatient, cover.patient.clone()),
        (Key::PacketBorn, cover.birth_day.map(|day| text.day(day)).unwrap_or_default()),
        (Key::PacketMember, cover.member_id.clone()),
        (Key::PacketAuthorization, number),
        (Key::LetterPdfReference, reference),
        (Key::LetterPdfDays, days.unwrap_or_default()),
    ];
    facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| (text.say(label), shown(&value))).collect()
}

/// The words as blocks: lines that begin with a hyphen are a list, a line that stands alone and does not end like a sentence is a heading.
fn blocks(body: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let body = body.replace("\r\n", "\n");
    for piece in body.split("\n\n") {
        let mut rest: Vec<&str> = piece.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let is_heading = |lines: &[&str]| match lines {
            [line] => {
                !line.starts_with('-') && line.chars().count() <= HEADING_LENGTH_MAX && !line.ends_with(['.', '?', '!', ':', ']', ',', ';'])
            }
            _ => false,
        };
        if is_heading(&rest) {
            blocks.push(Block { kind: "heading", lines: vec![shown(rest[0])] });
            continue;
        }
        while !rest.is_empty() {
            let is_item = rest[0].starts_with('-');
            let length = rest.iter().take_while(|line| line.starts_with('-') == is_item).count();
            let lines = rest.drain(..length).map(|line| shown(line.trim_start_matches('-').trim_start()));
            let lines: Vec<String> = lines.collect();
            blocks.push(if is_item { Block { kind: "list", lines } } else { Block { kind: "paragraph", lines: vec![lines.join(" ")] } });
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_headings_paragraphs_and_lists() {
        let body = "We ask again.\r\nIn one letter.\r\n\r\nWhy\n\n- one [1]\n- two\nand then\n\n\n\nA line that ends like a sentence.";
        let told: Vec<String> = blocks(body).iter().map(|block| format!("{}: {}", block.kind, block.lines.join(" | "))).collect();
        assert_eq!(
            told,
            [
                "paragraph: We ask again. In one letter.",
                "heading: Why",
                "list: one [1] | two",
                "paragraph: and then",
                "paragraph: A line that ends like a sentence.",
            ]
        );
        assert_eq!(blocks(" \n\n"), []);
    }
}
