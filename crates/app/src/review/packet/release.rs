//! A packet leaves: made once more, drawn, and handed to the gate.

use std::sync::Arc;

use storage::Entry;
use utilization_review::packet::{Choices, ENGINE_VERSION, Packet, PacketRefusal, ReleasedPacket, Variant, snapshot_sha256};
use vocabulary::{Day, Instant, Language, RecordId, ZoneName};

use super::super::{place, right_for};
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};
use crate::release::{Disclosure, Notice, Outgoing, Released};
use crate::report::ProgressFacts;

/// In which form a packet leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PacketFormat {
    /// Pages, as PDF/UA.
    Pdf,
    /// One page for a browser, without scripts.
    Html,
    /// For other programs.
    Json,
}

impl PacketFormat {
    /// By its code in forms and its ending in files; pages where it is none of the others.
    pub fn of(code: &str) -> Self {
        match code.to_ascii_lowercase().as_str() {
            "html" => Self::Html,
            "json" => Self::Json,
            _ => Self::Pdf,
        }
    }
}

/// Everything that is drawn.
#[derive(Clone, Debug)]
pub struct PacketFacts {
    /// The packet.
    pub packet: Packet,
    /// Measures with their charts and judgements.
    pub progress: ProgressFacts,
    /// The zone in which moments are written.
    pub zone: ZoneName,
    /// When it is made.
    pub generated_at: Instant,
    /// Who signs for it.
    pub author: String,
    /// For whom it is.
    pub recipient: String,
    /// On what ground it leaves, as its code, and the consent on which it rests with the day it was signed.
    pub ground: (String, Option<(RecordId, Day)>),
}

/// What is to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPacket {
    /// For which step.
    pub variant: Variant,
    /// What the author chose.
    pub choices: Choices,
    /// In which form.
    pub format: PacketFormat,
    /// Who signs, where the caller has no signature of their own.
    pub author: Option<String>,
    /// The packet that was looked at, before anything of it was chosen, by its snapshot ([`snapshot_sha256`]); `None` where nobody looks, as at the command
    /// line. Another one is refused ([`PacketRefusal::Changed`]).
    pub seen: Option<String>,
}

impl App {
    /// Releases a packet. Refused without an author, with contradictions that nobody answered, and by the gate without a legal basis.
    #[crate::boxed]
    pub async fn release_packet(
        &self,
        caller: &Caller,
        review: RecordId,
        new: NewPacket,
        language: &Language,
        disclosure: Disclosure,
    ) -> Result<Released, AppError> {
        if let Some(seen) = &new.seen {
            let looked_at = self.packet(caller, review, new.variant, Choices::default()).await?;
            if snapshot_sha256(&looked_at.packet) != *seen {
                return Err(PacketRefusal::Changed.into());
            }
        }
        let draft = self.packet(caller, review, new.variant, new.choices).await?;
        let author = draft.signature.clone().or(new.author).unwrap_or_default();
        draft.check_payer()?;
        draft.packet.check_release(&author)?;
        // The gate asks again when it records; asked here first, nothing is drawn that may not leave.
        let consent = self.check_basis(caller, &[draft.patient.id], &disclosure).await?;
        let notice = Notice::carried_if(draft.packet.cover.is_part2);
        let facts = PacketFacts {
            generated_at: self.now(),
            recipient: disclosure.recipient.clone(),
            ground: (disclosure.basis.clone(), consent),
            author: author.clone(),
            packet: draft.packet,
            progress: draft.progress,
            zone: draft.zone,
        };
        let (renderer, words) = (Arc::clone(&self.ports.renderer), language.clone());
        let rendered = tokio::task::spawn_blocking(move || renderer.packet(&facts, new.format, &words)).await;
        let rendered = rendered.map_err(|_| AppError::Document("rendering stopped".to_owned()))?.map_err(AppError::Document)?;
        let (media_type, extension) = match new.format {
            PacketFormat::Pdf => ("application/pdf", "pdf"),
            PacketFormat::Html => ("text/html; charset=utf-8", "html"),
            PacketFormat::Json => ("application/json", "json"),
        };
        let outgoing = Outgoing {
            patients: vec![draft.patient.id],
            subject: "review_packet",
            media_type,
            extension,
            bytes: rendered.bytes,
            notice,
            snapshot_sha256: Some(rendered.snapshot_sha256.clone()),
        };
        let (at, id): (_, RecordId) = (draft.review, self.ports.ids.next());
        let (asking, review, snapshot_sha256) = (caller.clone(), at.id, rendered.snapshot_sha256);
        let right = right_for(caller, draft.answers_claims, Data::Release);
        self.release_with(caller, (right, None), (disclosure, outgoing), move |unit, release| {
            Box::pin(async move {
                let place = place(unit, &asking, review).await?;
                let (episode, engine) = (at.value().episode, ENGINE_VERSION.to_owned());
                let packet = ReleasedPacket { episode, review, variant: new.variant, author, engine, snapshot_sha256, release };
                Ok(unit.insert(&Entry::new(id, packet, place.today)).await?)
            })
        })
        .await
    }
}
