//! The packet of a review: the first page decides the case, the rest shows on what it rests.
//!
//! The statements come from `utilization_review` as data with their citations; the measures are drawn as in the progress report. The hash in the
//! footer covers both.

mod html;
mod letter;
mod table;
mod view;

pub use letter::{LetterReport, letter_hash, render_letter};

use std::sync::LazyLock;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use typst::syntax::Source;
use utilization_review::packet::{Packet, snapshot, to_json};
use vocabulary::{Day, Instant, ZoneName};
use wording::{Key, Text};

use crate::progress::data::ProgressReport;
use crate::progress::snapshot::canonical_snapshot;
use crate::typesetter::{self, PdfFacts, ReportError};

static TEMPLATE: LazyLock<Source> = LazyLock::new(|| typesetter::template(include_str!("../templates/packet.typ")));

/// A packet with what is drawn beside it.
#[derive(Clone, Debug)]
pub struct PacketReport {
    /// The packet.
    pub packet: Packet,
    /// The measures of the stay.
    pub progress: ProgressReport,
    /// The zone in which moments are written.
    pub zone: ZoneName,
    /// When it is made. Not part of the snapshot.
    pub generated_at: Instant,
    /// Who signs.
    pub author: String,
    /// For whom.
    pub recipient: String,
    /// On what ground it leaves; `None` before it does.
    pub ground: Option<Ground>,
}

/// On what ground a packet leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The basis, as its code.
    pub basis: String,
    /// The consent on which it rests, by its id, with the day it was signed; `None` where it rests on none.
    pub consent: Option<(String, Day)>,
}

/// The packet as a PDF: tagged, PDF/UA-1 and PDF/A-2a. The same packet in the same language, made at the same moment, gives the same bytes.
pub fn render_packet(report: &PacketReport, text: Text) -> Result<Vec<u8>, ReportError> {
    let identity = packet_hash(report);
    let view = view::of(report, text, &identity);
    typesetter::pdf(&TEMPLATE, &view, &PdfFacts { identity, created: report.generated_at })
}

/// The packet as one HTML file without scripts, for a screen reader or a payer's portal that takes no PDF. The same packet gives the same bytes.
pub fn packet_html(report: &PacketReport, text: Text) -> Vec<u8> {
    html::file(&view::of(report, text, &packet_hash(report))).into_bytes()
}

/// The packet as JSON with its sentences, for other programs.
pub fn packet_json(report: &PacketReport, text: Text) -> Vec<u8> {
    let mut value = to_json(&report.packet, &|fact| Some(text.packet_statement(fact, &report.zone)));
    value["snapshot_sha256"] = packet_hash(report).into();
    value["author"] = report.author.as_str().into();
    value["recipient"] = report.recipient.as_str().into();
    value["generated_at"] = report.generated_at.to_string().into();
    value["ground"] = report.ground.as_ref().map_or(Value::Null, |ground| {
        let consent = ground.consent.as_ref().map(|(id, signed)| json!({ "id": id, "signed": signed.to_string() }));
        json!({ "basis": ground.basis, "consent": consent })
    });
    // What stands on every page of the PDF goes with the data, too.
    if report.packet.cover.is_part2 {
        value["redisclosure_notice"] = text.say(Key::ReportPart2).into();
    }
    let mut bytes = serde_json::to_vec_pretty(&value).expect("keys are text and no serializer of ours fails");
    bytes.push(b'\n');
    bytes
}

/// SHA-256 of the snapshots of the statements and of the measures, 64 hexadecimal digits.
pub fn packet_hash(report: &PacketReport) -> String {
    // Up to when records were read moves with the clock; the packet names its last day.
    let measures = canonical_snapshot(&report.progress);
    let measures = measures.lines().filter(|line| !line.starts_with("data_as_of: "));
    let mut hasher = Sha256::new();
    hasher.update(snapshot(&report.packet));
    for line in measures {
        hasher.update("\n");
        hasher.update(line);
    }
    hex::encode(hasher.finalize())
}
