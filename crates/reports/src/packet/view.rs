//! The packet as the template takes it.

use serde::Serialize;
use utilization_review::authorization::UnitKind;
use utilization_review::packet::{IndexEntry, Packet, Said, SectionKind, Statement, Words};
use vocabulary::ZoneName;
use wording::{Key, Text};

use super::table::{clauses, dispute_days, measures, weeks};
use super::{Ground, PacketReport};
use crate::progress::view::{ChartView, Table, charts_of, shown};

/// The first so many digits of an id or hash are printed; the record has all of them.
const DIGITS: usize = 10;

#[derive(Serialize)]
pub(super) struct View {
    pub(super) language: &'static str,
    pub(super) title: String,
    pub(super) kicker: String,
    pub(super) practice: String,
    pub(super) cover: Vec<(String, String)>,
    pub(super) notices: Vec<String>,
    pub(super) request: String,
    pub(super) dispute: Vec<String>,
    pub(super) first: Vec<SectionView>,
    pub(super) sections: Vec<SectionView>,
    pub(super) measures: MeasuresView,
    pub(super) tables: Vec<TableView>,
    pub(super) index: IndexView,
    pub(super) attestation: SectionView,
    pub(super) footer: Footer,
}

/// A heading with lines.
#[derive(Serialize)]
pub(super) struct SectionView {
    pub(super) heading: String,
    pub(super) lines: Vec<Line>,
}

/// A sentence, its citations, and for a person's words who said them.
#[derive(Serialize)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) cites: String,
    pub(super) by: String,
}

/// A heading over a table.
#[derive(Serialize)]
pub(super) struct TableView {
    pub(super) heading: String,
    pub(super) lead: String,
    pub(super) table: Table,
}

#[derive(Serialize)]
pub(super) struct MeasuresView {
    pub(super) charts: Vec<ChartView>,
    pub(super) table: Option<TableView>,
}

#[derive(Serialize)]
pub(super) struct IndexView {
    pub(super) heading: String,
    pub(super) lead: String,
    /// Days with the lines of each.
    pub(super) days: Vec<(String, Vec<String>)>,
}

#[derive(Serialize)]
pub(super) struct Footer {
    pub(super) made: String,
    /// With `{page}` and `{pages}` in it.
    pub(super) page: String,
    pub(super) notice: String,
}

pub(super) fn of(report: &PacketReport, text: Text, hash: &str) -> View {
    let packet = &report.packet;
    let is_brief = packet.variant == utilization_review::packet::Variant::PeerToPeer;
    let variant = text.packet_variant(packet.variant.code());
    let title = text.say_with(Key::PacketTitle, &[("variant", variant.as_str().into()), ("payer", (&packet.cover.payer).into())]);
    let on_first = [SectionKind::Status, SectionKind::WhyThisLevel, SectionKind::WhyNotLower, SectionKind::NextStep];
    let (first, sections): (Vec<_>, Vec<_>) = packet.sections.iter().partition(|section| on_first.contains(&section.kind));
    let section = |section: &&utilization_review::packet::Section| SectionView {
        heading: heading(packet, section.kind, text),
        lines: section.statements.iter().map(|statement| line(statement, &report.zone, text)).collect(),
    };
    let mut tables: Vec<TableView> = [clauses(report, text), dispute_days(packet, &report.zone, text)].into_iter().flatten().collect();
    tables.extend(weeks(packet, text));
    let mut sections: Vec<SectionView> = sections.iter().map(section).collect();
    sections.extend(contradictions(packet, &report.zone, text));
    sections.extend(determination(packet, text));
    View {
        language: text.language_tag(),
        title: shown(&title),
        kicker: shown(&variant),
        practice: shown(&packet.cover.practice),
        cover: cover(report, text),
        notices: packet.cover.is_part2.then(|| text.say(Key::ReportPart2)).into_iter().chain(left_out(packet, text)).collect(),
        request: shown(&request(packet, text)),
        dispute: dispute(packet, text),
        first: first.iter().map(section).collect(),
        sections,
        measures: MeasuresView { charts: if is_brief { Vec::new() } else { charts(report, text) }, table: measures(report, text) },
        tables,
        index: index(&report.packet.index, &report.zone, is_brief, text),
        attestation: attestation(report, text),
        footer: footer(report, text, hash),
    }
}

fn heading(packet: &Packet, kind: SectionKind, text: Text) -> String {
    if kind == SectionKind::PlanChange {
        return text.say_with(Key::PacketSectionPlanChange, &[("day", packet.since.into())]);
    }
    text.packet_section(kind.code())
}

/// A statement with its citations.
fn line(statement: &Statement, zone: &ZoneName, text: Text) -> Line {
    let cites = text.citations(&statement.cites);
    match &statement.says {
        Said::Fact(fact) => Line { text: shown(&text.packet_statement(fact, zone)), cites, by: String::new() },
        Said::Words(words) => Line { text: shown(&words.text), cites, by: shown(&said_by(words, text)) },
    }
}

fn said_by(words: &Words, text: Text) -> String {
    if words.author.is_empty() {
        return String::new();
    }
    let key = if words.signed { Key::PacketWordsSigned } else { Key::PacketWordsUnsigned };
    let by = text.say_with(key, &[("author", (&words.author).into()), ("day", words.day.into())]);
    match words.carried_from {
        Some(since) => format!("{by}, {}", text.say_with(Key::PacketWordsUnchanged, &[("day", since.into())])),
        None => by,
    }
}

pub(super) fn words_line(statement: &Statement, zone: &ZoneName, text: Text) -> String {
    let Line { text: words, cites, .. } = line(statement, zone, text);
    format!("{words} {cites}")
}

fn cover(report: &PacketReport, text: Text) -> Vec<(String, String)> {
    let (packet, cover) = (&report.packet, &report.packet.cover);
    let or_none = |value: &str| if value.is_empty() { text.say(Key::PacketNoneOnRecord) } else { value.to_owned() };
    // What is asked before the first day is about an admission that did not come yet.
    let admission = if packet.is_before_admission() { Key::PacketAdmissionPlanned } else { Key::PacketAdmitted };
    let facts = [
        (Key::PacketPatient, cover.patient.clone()),
        (Key::PacketBorn, cover.birth_day.map(|day| text.day(day)).unwrap_or_default()),
        (Key::PacketMember, or_none(&cover.member_id)),
        (Key::PacketAuthorization, or_none(&cover.authorization)),
        (Key::PacketProgram, cover.program.clone()),
        (Key::PacketLevel, text.level_of_care_with_code(cover.level_of_care)),
        (admission, text.day(packet.admitted)),
        (Key::PacketDataUntil, text.day(packet.until)),
        (Key::PacketCriteria, cover.criteria.clone()),
        (Key::PacketFor, report.recipient.clone()),
        (Key::PacketGround, report.ground.as_ref().map(|ground| ground_words(ground, text)).unwrap_or_default()),
    ];
    // A field of which the payer's profile says nothing is no field, nor is what the author left out.
    let may_lack = [Key::PacketCriteria, Key::PacketBorn, Key::PacketGround];
    let is_told = |(label, value): &(Key, String)| !may_lack.contains(label) || !value.is_empty();
    facts.into_iter().filter(is_told).map(|(label, value)| (text.say(label), shown(&value))).collect()
}

/// On what ground it leaves, with the consent by the last digits of its id.
fn ground_words(ground: &Ground, text: Text) -> String {
    let basis = text.legal_basis(&ground.basis);
    match &ground.consent {
        Some((id, signed)) => {
            let said = [("basis", basis.into()), ("day", (*signed).into()), ("id", end_of(id).into())];
            text.say_with(Key::PacketGroundConsent, &said)
        }
        None => basis,
    }
}

/// That sections were left out, and which.
fn left_out(packet: &Packet, text: Text) -> Option<String> {
    let named: Vec<String> = packet.left_out.iter().map(|kind| heading(packet, *kind, text)).collect();
    (!named.is_empty()).then(|| text.say_with(Key::PacketLeftOut, &[("sections", named.join("; ").into())]))
}

fn request(packet: &Packet, text: Text) -> String {
    let asked = asked(packet, text);
    let is_proposed = packet.cover.proposed && packet.cover.asked.is_some();
    if is_proposed { format!("{asked} {}", text.say(Key::PacketRequestProposed)) } else { asked }
}

fn asked(packet: &Packet, text: Text) -> String {
    let cover = &packet.cover;
    let level = text.level_of_care(cover.level_of_care);
    let mut arguments = vec![("practice", (&cover.practice).into()), ("payer", (&cover.payer).into()), ("level", level.into())];
    if let Some((dispute, _)) = &packet.dispute {
        arguments.push(("day", dispute.decided.into()));
        return text.say_with(Key::PacketRequestAppeal, &arguments);
    }
    arguments.push(("day", cover.from.into()));
    match cover.asked {
        Some((kind, units)) => {
            arguments.push(("count", units.into()));
            if kind == UnitKind::Day {
                return text.say_with(Key::PacketRequest, &arguments);
            }
            arguments.push(("unit", text.authorized_unit(kind.code()).into()));
            text.say_with(Key::PacketRequestUnits, &arguments)
        }
        None => text.say_with(Key::PacketRequestOpen, &arguments),
    }
}

fn dispute(packet: &Packet, text: Text) -> Vec<String> {
    let Some((dispute, _)) = &packet.dispute else { return Vec::new() };
    let mut lines = vec![if dispute.reason.is_empty() {
        text.say_with(Key::PacketDisputeNoReason, &[("day", dispute.decided.into())])
    } else {
        text.say_with(Key::PacketDisputeReason, &[("day", dispute.decided.into()), ("reason", (&dispute.reason).into())])
    }];
    if !dispute.reviewer.is_empty() || !dispute.reference.is_empty() {
        let or_none = |value: &String| if value.is_empty() { text.say(Key::PacketNoneOnRecord) } else { value.clone() };
        let arguments = [("reviewer", or_none(&dispute.reviewer).into()), ("reference", or_none(&dispute.reference).into())];
        lines.push(text.say_with(Key::PacketDisputeReviewer, &arguments));
    }
    let cited = |line: &String, cites: &[u32]| shown(format!("{line} {}", text.citations(cites)).trim_end());
    let mut said: Vec<String> = lines.iter().map(|line| cited(line, &packet.decision_cites())).collect();
    said.extend(dispute.approved_before.as_ref().map(|approved| {
        let line = text.say_with(Key::AppealApprovedBefore, &[("number", (&approved.number).into())]);
        cited(&line, &packet.cites_of(&approved.evidence))
    }));
    said
}

fn charts(report: &PacketReport, text: Text) -> Vec<ChartView> {
    report.progress.instruments.iter().flat_map(|section| charts_of(&report.progress, section, text).into_iter().take(1)).collect()
}

fn contradictions(packet: &Packet, zone: &ZoneName, text: Text) -> Option<SectionView> {
    if !packet.shows_contradictions || packet.contradictions.is_empty() {
        return None;
    }
    let lines = packet.contradictions.iter().map(|contradiction| Line {
        text: shown(&text.packet_fact(&contradiction.fact, zone)),
        cites: text.citations(&contradiction.cites),
        by: if contradiction.words.is_empty() { text.say(Key::PacketContradictionAccepted) } else { shown(&contradiction.words) },
    });
    Some(SectionView { heading: text.say(Key::PacketContradictionsShown), lines: lines.collect() })
}

fn determination(packet: &Packet, text: Text) -> Option<SectionView> {
    let (own, cite) = packet.determination.as_ref()?;
    let cites = text.citations(&[*cite]);
    let arguments = [("outcome", text.determination(&own.outcome).into()), ("set", (&own.set).into()), ("cites", cites.as_str().into())];
    let first = Line { text: shown(&text.say_with(Key::PacketDeterminationLine, &arguments)), cites: String::new(), by: String::new() };
    let rules = own.rules.iter().map(|(rule, verdict)| {
        let words = [("rule", text.level_of_care_rule(rule).into()), ("verdict", verdict.into())];
        Line { text: text.say_with(Key::PacketDeterminationRule, &words), cites: cites.clone(), by: String::new() }
    });
    Some(SectionView { heading: text.say(Key::PacketDetermination), lines: std::iter::once(first).chain(rules).collect() })
}

fn start_of(text: &str) -> String {
    text.chars().filter(|letter| *letter != '-').take(DIGITS).collect()
}

/// An id of version 7 begins with its time: the digits that tell two records of one moment apart stand at its end.
fn end_of(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(|letter| *letter != '-').collect();
    digits[digits.len().saturating_sub(DIGITS)..].iter().collect()
}

/// The index by day. A brief of one page has no room for it and says where it stands.
pub(super) fn index(entries: &[IndexEntry], zone: &ZoneName, is_brief: bool, text: Text) -> IndexView {
    let heading = text.say(Key::PacketIndex);
    if is_brief {
        return IndexView { heading, lead: text.say(Key::PacketIndexBrief), days: Vec::new() };
    }
    let mut days: Vec<(String, Vec<String>)> = Vec::new();
    for entry in entries {
        let day = text.day(entry.evidence.day);
        if days.last().is_none_or(|(last, _)| *last != day) {
            days.push((day, Vec::new()));
        }
        let mut arguments = vec![
            ("number", entry.number.to_string().into()),
            ("kind", text.packet_kind(entry.evidence.kind).into()),
            ("id", end_of(&entry.evidence.id).into()),
            ("version", entry.evidence.version.0.to_string().into()),
        ];
        let line = match &entry.provenance {
            Some(made) => {
                arguments.push(("author", (&made.author).into()));
                arguments.push(("at", text.instant(made.recorded_at, zone).into()));
                arguments.push(("hash", start_of(&made.sha256).into()));
                text.say_with(Key::PacketIndexEntry, &arguments)
            }
            None => text.say_with(Key::PacketIndexEntryUnknown, &arguments),
        };
        if let Some((_, lines)) = days.last_mut() {
            lines.push(shown(&line));
        }
    }
    IndexView { heading, lead: text.say_with(Key::PacketIndexLead, &[("zone", text.zone(zone).into())]), days }
}

fn attestation(report: &PacketReport, text: Text) -> SectionView {
    let at = text.instant_with_zone(report.generated_at, &report.zone);
    let signed = text.say_with(Key::PacketSigned, &[("author", (&report.author).into()), ("at", at.into())]);
    let line = |text: String| Line { text: shown(&text), cites: String::new(), by: String::new() };
    SectionView { heading: text.say(Key::PacketAttestation), lines: vec![line(text.say(Key::PacketAttestationWords)), line(signed)] }
}

fn footer(report: &PacketReport, text: Text, hash: &str) -> Footer {
    let at = text.instant_with_zone(report.generated_at, &report.zone);
    let made = [("at", at.into()), ("until", report.packet.until.into()), ("hash", hash.into())];
    let confidential = text.say(Key::PacketConfidential);
    let notice = if report.packet.cover.is_part2 { format!("{confidential} {}", text.say(Key::ReportPart2)) } else { confidential };
    Footer {
        made: shown(&text.say_with(Key::PacketFooter, &made)),
        page: text.say_with(Key::PacketFooterPage, &[("page", "{page}".into()), ("pages", "{pages}".into())]),
        notice,
    }
}
