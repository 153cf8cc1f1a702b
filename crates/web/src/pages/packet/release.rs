//! For whom does the packet leave, signed by whom, and on what ground?

use app::AppError;
use app::review::packet::{NewPacket, PacketDraft, PacketFormat};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::packet::{Choices, LeftOut, PacketRefusal, snapshot_sha256};
use vocabulary::Language;
use wording::Key;

use super::preview::heading;
use super::{address, draft, hidden_variant, unsaid};
use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::patient::spoken_name;
use crate::pages::releases::download;
use crate::parts::disclosure;
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::form_page::FormPage;
use crate::parts::payer;
use crate::visit::{self, Visit};

/// The form, with the payer as recipient.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let draft = draft(&visit, &id, &visit.query).await?;
    let reason = visit.text().packet_variant(draft.packet.variant.code());
    let fields = Fields::from([
        ("recipient", draft.packet.cover.payer.as_str()),
        ("reason", reason.as_str()),
        ("basis", "payment"),
        ("format", "pdf"),
        ("seen", seen_of(&visit.query, &draft).as_str()),
    ]);
    Ok(visit::html(page(&visit.frame, &draft, &fields, &Problems::default())))
}

/// The packet that was looked at on its page; the present one where the form is opened by itself.
fn seen_of(fields: &Fields, draft: &PacketDraft) -> String {
    let seen = fields.text("seen");
    if seen.is_empty() { snapshot_sha256(&draft.packet) } else { seen.to_owned() }
}

/// Releases the packet and hands it out.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (draft, text) = (draft(&visit, &id, &visit.form).await?, visit.text());
    let mut reader = Reader::new(&visit.form, text, draft.today);
    let disclosure = disclosure::read(&mut reader, text);
    let mut problems = reader.problems;
    if problems.is_empty() {
        let chosen = |code: &str| visit.form.all("with").any(|each| each == code);
        let left_out = draft.packet.may_leave_out().into_iter().filter(|kind| visit.form.all("without").any(|each| each == kind.code()));
        let choices = Choices {
            initials_only: chosen("initials"),
            no_birth_day: chosen("no_birth_day"),
            left_out: LeftOut::of(left_out),
            determination: chosen("determination") && draft.may_show_determination,
            contradictions: chosen("contradictions"),
        };
        let format = PacketFormat::of(visit.form.text("format"));
        let seen = Some(visit.form.text("seen").to_owned()).filter(|seen| !seen.is_empty());
        let new = NewPacket { variant: draft.packet.variant, choices, format, author: None, seen };
        match visit.app.release_packet(&visit.caller, draft.review.id, new, &Language::english(), disclosure).await {
            Ok(released) => return Ok(download(&released)),
            Err(error) => {
                // Whoever was told that it changed looks again: what they let out then is what is there now.
                let is_other = matches!(error, AppError::Packet(PacketRefusal::Changed));
                problems.take_over(text, error, disclosure::LABELS)?;
                if is_other {
                    let now = [("seen".to_owned(), snapshot_sha256(&draft.packet))];
                    let typed =
                        visit.form.iter().filter(|(name, _)| *name != "seen").map(|(name, value)| (name.to_owned(), value.to_owned()));
                    let fields = Fields::from(typed.chain(now).collect::<Vec<_>>());
                    return Ok(visit::again(page(&visit.frame, &draft, &fields, &problems)));
                }
            }
        }
    }
    Ok(visit::again(page(&visit.frame, &draft, &visit.form, &problems)))
}

fn page(frame: &Frame, draft: &PacketDraft, fields: &Fields, problems: &Problems) -> Markup {
    let (text, packet) = (frame.text, &draft.packet);
    let typed = Draft { text, fields, problems };
    let mut with: Vec<Choice> = vec![("initials".to_owned(), text.say(Key::PacketReleaseInitials))];
    with.push(("no_birth_day".to_owned(), text.say(Key::PacketReleaseNoBirthDay)));
    if draft.may_show_determination {
        with.push(("determination".to_owned(), text.say(Key::PacketReleaseDetermination)));
    }
    with.push(("contradictions".to_owned(), text.say(Key::PacketReleaseContradictions)));
    let formats = [("pdf", Key::PacketReleasePages), ("html", Key::PacketReleaseHtml), ("json", Key::PacketReleaseData)];
    let formats = formats.map(|(code, words)| (code.to_owned(), text.say(words)));
    let without: Vec<Choice> =
        packet.may_leave_out().into_iter().map(|kind| (kind.code().to_owned(), heading(text, draft, kind))).collect();
    let signature = draft.signature.clone().unwrap_or_default();
    let form = html! {
        (hidden_variant(draft))
        input type="hidden" name="seen" value=(fields.text("seen"));
        (payer::missing(text, draft.patient.id, draft.no_payer))
        (unsaid(text, draft))
        @if !draft.released.is_empty() {
            p { (text.say(Key::PacketReleaseAgain)) }
            ul {
                @for packet in &draft.released {
                    li {
                        (text.say_with(Key::PacketReleasedLine, &[
                            ("variant", text.packet_variant(packet.value().variant.code()).into()),
                            ("author", (&packet.value().author).into()),
                            ("at", text.instant_with_zone(packet.recorded.recorded_at, &draft.zone).into()),
                        ]))
                    }
                }
            }
        }
        @if packet.cover.is_part2 { p { strong { (text.say(Key::DisclosuresPart2)) } } }
        (disclosure::fields(&typed, "review_packet"))
        (typed.radios(Field::optional("format", Key::PacketReleaseFormat), &formats, true))
        (typed.checkboxes(Field::optional("with", Key::PacketReleaseChoices), &with))
        @if !without.is_empty() {
            (typed.checkboxes(Field::optional("without", Key::PacketReleaseWithout).hint(Key::PacketReleaseWithoutHint), &without))
        }
        p { (text.say(Key::PacketAttestationWords)) }
        p { strong { (text.say_with(Key::PacketReleaseSigned, &[("author", signature.into())])) } }
    };
    let lead = [
        ("variant", text.packet_variant(packet.variant.code()).into()),
        ("patient", spoken_name(draft.patient.value()).into()),
        ("payer", payer::name(text, &packet.cover.payer).into()),
    ];
    let form_page = FormPage {
        section: Some(Section::Reviews),
        heading: text.say(Key::PacketReleaseHeading),
        lead: text.say_with(Key::PacketReleaseLead, &lead),
        action: format!("{}/release", address(draft)),
        back: format!("{}?variant={}", address(draft), packet.variant),
        save: Key::PacketReleaseMake,
        is_serious: true,
        problems,
    };
    form_page.render_about(frame, draft.patient.value(), &form)
}
