//! `throughline packet`: the packet of a review, looked at, answered for and released.

use std::path::{Path, PathBuf};

use app::AppError;
use app::release::Disclosure;
use app::review::packet::{NewPacket, PacketDraft, PacketFormat};
use app::review::{BoardFilter, BoardPage};
use care::LegalBasis;
use clap::Args;
use serde_json::{Value as Json, json};
use utilization_review::packet::{Choices, Contradiction, LeftOut, Response, SectionKind, Variant};
use vocabulary::{Language, RecordId};
use wording::Key;

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::released::hand_out;
use crate::wiring::{self, Practice, app_failure};

/// Look at the packet of a review, or release it as a PDF, as HTML or as JSON
///
/// Without --out nothing leaves: what speaks against the request is listed with the key under which --answer and --accept take it. A file that ends in
/// .json is written as JSON, one that ends in .html as a page for a browser, every other one as a PDF. A release is refused while a fact that speaks
/// against the request is not answered, without an author, and without a ground on which the records may leave.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline packet A-1042
  throughline packet A-1042 --accept low-risk:0190b5c4-7a3e-7cc1-98f4-3d2a51b0c7de:1
  throughline packet A-1042 --variant concurrent --author \"Ines Okoro, PhD\" --out packet.pdf
  throughline packet A-1042 --variant concurrent --author \"Ines Okoro, PhD\" --out packet.html
  throughline packet 0190b5c4-7a3e-7cc1-98f4-3d2a51b0c7de --variant peer-to-peer --author \"Ines Okoro, PhD\" --out brief.pdf --json")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Arguments {
    /// The review: its id, or the record number of a patient with an open one
    review: String,
    /// For which step: initial, concurrent, peer-to-peer, retrospective, appeal-first, appeal-second, external-review
    #[arg(long, value_name = "VARIANT", default_value = "concurrent", value_parser = variant)]
    variant: Variant,
    /// The file to write; what is written leaves the practice
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Who signs for it, with credential
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// For whom; the payer when it is left out
    #[arg(long = "for", value_name = "RECIPIENT")]
    recipient: Option<String>,
    /// Why
    #[arg(long, default_value = "utilization review")]
    reason: String,
    /// On what ground: treatment, payment, operations, consent, medical_emergency, audit_evaluation, court_order or
    /// service_organization
    #[arg(long, default_value = "payment")]
    basis: LegalBasis,
    /// The paper behind audit_evaluation, court_order or service_organization: the court with number and day of its order, or the written agreement
    #[arg(long, value_name = "PAPER", default_value = "")]
    authority: String,
    /// Answers a fact that speaks against the request: its key, an equals sign, the words
    #[arg(long, value_name = "KEY=WORDS", value_parser = answer)]
    answer: Vec<(String, String)>,
    /// Lets a fact that speaks against the request stand
    #[arg(long, value_name = "KEY")]
    accept: Vec<String>,
    /// Initials in place of the patient's name
    #[arg(long)]
    initials: bool,
    /// Leaves out the day of birth; the member id stays
    #[arg(long)]
    without_birth_day: bool,
    /// Leaves out a section that holds nothing against the request: precipitant, diagnoses, history, medications, medical, barriers, environment,
    /// discharge or contact
    #[arg(long, value_name = "SECTION")]
    leave_out: Vec<SectionKind>,
    /// Lets in what speaks against the request, with what was answered
    #[arg(long)]
    with_contradictions: bool,
    /// Say what was found, or under which number it left, as one JSON object on standard output
    #[arg(long)]
    json: bool,
}

fn variant(text: &str) -> Result<Variant, String> {
    text.replace('-', "_").parse().map_err(|error: care::UnknownChoice| error.to_string().replace('_', "-"))
}

fn answer(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(key, words)| !key.is_empty() && !words.trim().is_empty());
    parts.map(|(key, words)| (key.to_owned(), words.to_owned())).ok_or_else(|| "a key, an equals sign and words".to_owned())
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "packet").await?;
        let done = packet(&practice, arguments).await;
        practice.close().await?;
        done
    })
}

async fn packet(practice: &Practice, arguments: &Arguments) -> Result<(), Failure> {
    let (app, caller) = (&practice.app, &practice.caller);
    let failed = |error: AppError| app_failure(&error);
    let review = find_review(practice, &arguments.review).await?;
    let choices = Choices {
        initials_only: arguments.initials,
        no_birth_day: arguments.without_birth_day,
        left_out: LeftOut::of(arguments.leave_out.iter().copied()),
        contradictions: arguments.with_contradictions,
        determination: false,
    };
    let draft = app.packet(caller, review, arguments.variant, choices).await.map_err(failed)?;
    if let Some(kept) = arguments.leave_out.iter().find(|kind| !draft.packet.left_out.contains(kind)) {
        let section = console::text().packet_section(kept.code());
        return Err(Failure::new(Kind::Refused, console::text().say_with(Key::CommandPacketStays, &[("section", section.into())])));
    }
    let answered = arguments.answer.iter().map(|(key, words)| (key.as_str(), Response::Answered, words.as_str()));
    for (key, response, words) in answered.chain(arguments.accept.iter().map(|key| (key.as_str(), Response::Accepted, ""))) {
        if draft.packet.contradictions.iter().all(|contradiction| contradiction.key != key) {
            let message = console::text().say_with(Key::CommandNotFound, &[("what", key.into())]);
            return Err(Failure::new(Kind::Refused, message));
        }
        app.answer_contradiction(caller, review, key.to_owned(), response, words.to_owned()).await.map_err(failed)?;
    }
    let Some(file) = &arguments.out else {
        let draft = app.packet(caller, review, arguments.variant, choices).await.map_err(failed)?;
        return if arguments.json { console::json(&draft_json(&draft)) } else { print(&draft) };
    };
    let format = PacketFormat::of(file.extension().and_then(|ending| ending.to_str()).unwrap_or_default());
    let new = NewPacket { variant: arguments.variant, choices, format, author: arguments.author.clone(), seen: None };
    let recipient = arguments.recipient.clone().unwrap_or_else(|| draft.packet.cover.payer.clone());
    let (reason, authority) = (arguments.reason.clone(), arguments.authority.clone());
    let disclosure = Disclosure { recipient, reason, basis: arguments.basis.code().to_owned(), authority };
    let released = app.release_packet(caller, review, new, &Language::english(), disclosure).await.map_err(failed)?;
    hand_out(&released, file)?;
    if !arguments.json {
        return Ok(());
    }
    console::json(&json!({
        "review": review.to_string(), "variant": arguments.variant.code(), "release": released.release().to_string(),
        "file": file, "size_bytes": released.bytes().len(),
    }))
}

/// The review with an id, or the open one of the patient with a record number.
async fn find_review(practice: &Practice, wanted: &str) -> Result<RecordId, Failure> {
    if let Ok(id) = wanted.parse::<RecordId>() {
        return Ok(id);
    }
    let board =
        practice.app.review_board(&practice.caller, BoardFilter::default(), BoardPage::WHOLE).await.map_err(|error| app_failure(&error))?;
    let open = board.entries.iter().find(|entry| entry.stay.record_number == wanted).and_then(|entry| entry.stay.review);
    let text = console::text();
    open.ok_or_else(|| Failure::new(Kind::Refused, text.say(Key::CommandNoReview)).hint(text.say(Key::CommandNoReviewHint)))
}

fn draft_json(draft: &PacketDraft) -> Json {
    let packet = &draft.packet;
    let contradiction = |each: &Contradiction| {
        json!({
            "key": each.key, "fact": console::text().packet_fact(&each.fact, &draft.zone), "response": each.response.map(Response::code),
            "words": each.words,
        })
    };
    json!({
        "review": draft.review.id.to_string(), "variant": packet.variant.code(), "payer": draft.no_payer.is_none().then_some(&packet.cover.payer), "no_payer_on": draft.no_payer.map(|day| day.to_string()),
        "new_information_allowed": draft.peer_to_peer.new_information_allowed, "part2": packet.cover.is_part2,
        "statements": packet.statements().count(), "scores": packet.scores.len(), "records": packet.index.len(),
        "contradictions": packet.contradictions.iter().map(contradiction).collect::<Vec<_>>(),
        "released": draft.released.len(),
    })
}

fn print(draft: &PacketDraft) -> Result<(), Failure> {
    let (text, packet) = (console::text(), &draft.packet);
    let payer = if draft.no_payer.is_some() { text.say(Key::BoardPayerNone) } else { packet.cover.payer.clone() };
    let numbers = [
        ("variant", text.packet_variant(packet.variant.code()).into()),
        ("payer", payer.into()),
        ("statements", packet.statements().count().into()),
        ("records", packet.index.len().into()),
    ];
    let rows: Vec<Vec<String>> = (packet.contradictions.iter())
        .map(|each| {
            let state = match each.response {
                None => text.say(Key::CommandPacketOpen),
                Some(Response::Accepted) => text.say(Key::PacketAgainstStands),
                Some(Response::Answered) => text.say_with(Key::PacketAgainstAnswered, &[("words", (&each.words).into())]),
            };
            vec![each.key.clone(), text.packet_fact(&each.fact, &draft.zone), state]
        })
        .collect();
    let no_new_information = packet.variant == Variant::PeerToPeer && draft.peer_to_peer.new_information_allowed == Some(false);
    console::data(|output| {
        writeln!(output, "{}\n", text.say_with(Key::CommandPacketDraft, &numbers))?;
        if let Some(day) = draft.no_payer {
            writeln!(output, "{}\n", text.say_with(Key::NoPayer, &[("day", day.into())]))?;
        }
        if no_new_information {
            writeln!(output, "{}\n", text.say(Key::CallNoNewInformation))?;
        }
        writeln!(output, "{}", text.say(if rows.is_empty() { Key::PacketAgainstNone } else { Key::PacketAgainstHeading }))?;
        if rows.is_empty() { Ok(()) } else { writeln!(output, "{}", console::columns(&rows, &[])) }
    })
}
