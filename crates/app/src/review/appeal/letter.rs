//! Letters about a denial: drafted from the packet, kept as somebody edited them, let out through the gate.

use std::sync::Arc;

use revenue_cycle::denial::step::{DenialStep, StepKind};
use storage::denial_step::{self, DenialPlace};
use storage::{Alone, Entry, ReadUnit, Stored, View};
use utilization_review::appeal::letter::{self, citations, citations_to_nothing};
use utilization_review::appeal::task::blocking;
use utilization_review::appeal::{
    Appeal, AppealRefusal, Denial, DisputedLine, LetterDraft, LetterKind, LetterPart, LetterSubject, ReleasedLetter,
};
use utilization_review::packet::{Choices, Packet, PacketRefusal, Variant, index_sha256};
use vocabulary::{Instant, Language, PatientId, RecordId, ZoneName};

use super::super::packet::{PacketDraft, draft};
use super::super::{place, right_for};
use super::{AppealPage, case, check_release};
use crate::context::{App, person};
use crate::error::AppError;
use crate::permission::{Caller, Data};
use crate::release::{Disclosure, Notice, Outgoing, Released};

/// A letter before it leaves.
#[derive(Clone, Debug)]
pub struct LetterPage {
    /// The denial.
    pub page: AppealPage,
    /// The packet whose statements and numbers the letter uses.
    pub packet: PacketDraft,
    /// Which letter.
    pub kind: LetterKind,
    /// The appeal that it is, or speaks of; `None` where none is planned.
    pub appeal: Option<Stored<Appeal>>,
    /// The draft from records.
    pub parts: Vec<LetterPart>,
    /// The text that somebody saved, where somebody did.
    pub saved: Option<Stored<LetterDraft>>,
}

impl LetterPage {
    /// What somebody begins with who begins now.
    pub fn begun(&self) -> BegunFrom {
        BegunFrom::of(self.saved.as_ref())
    }

    /// True where the text that was saved cites numbers, and they lead to other records since.
    pub fn numbers_moved(&self) -> bool {
        let moved = |saved: &LetterDraft| {
            !saved.index_sha256.is_empty() && saved.index_sha256 != index_sha256(&self.packet.packet) && !citations(&saved.text).is_empty()
        };
        self.saved.as_ref().is_some_and(|saved| moved(saved.value()))
    }
}

/// Everything that a letter is drawn from.
#[derive(Clone, Debug)]
pub struct LetterFacts {
    /// Which letter.
    pub kind: LetterKind,
    /// The words.
    pub text: String,
    /// The packet: cover, days in dispute and index.
    pub packet: Packet,
    /// The notice that it answers.
    pub denial: Denial,
    /// The zone in which moments are written.
    pub zone: ZoneName,
    /// When it is made.
    pub generated_at: Instant,
    /// Who signs.
    pub author: String,
    /// For whom it is.
    pub recipient: String,
}

/// The text with which somebody began: what is saved or let out then stands on it, and is refused where another one was saved since
/// ([`AppealRefusal::SavedSince`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BegunFrom {
    /// The draft from records: nothing was saved.
    Records,
    /// A text that was saved.
    Saved(RecordId),
}

impl BegunFrom {
    fn of(saved: Option<&Stored<LetterDraft>>) -> Self {
        saved.map_or(Self::Records, |saved| Self::Saved(saved.id))
    }
}

/// The words of a letter as somebody saves them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterWords {
    /// The words.
    pub text: String,
    /// The index beside which they were written ([`index_sha256`]); empty where their numbers lead nowhere.
    pub index_sha256: String,
    /// With what they began.
    pub begun: BegunFrom,
}

/// A letter that is to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLetter {
    /// Which.
    pub kind: LetterKind,
    /// The appeal that it makes, where several wait; `None` for the one that is worked on, see [`AppealPage::appeal`].
    pub appeal: Option<RecordId>,
    /// The words.
    pub text: String,
    /// With what the page began from which it is let out.
    pub begun: BegunFrom,
    /// Who signs, where the caller has no signature of their own.
    pub author: Option<String>,
}

impl App {
    /// A letter about the newest denial: its draft, and the text that was saved. Each appeal has a letter of its own: an internal one and external review beside
    /// it ask different people for different things. Without an appeal the one that is worked on is meant.
    #[crate::boxed]
    pub async fn letter(
        &self,
        caller: &Caller,
        review: RecordId,
        (kind, appeal): (LetterKind, Option<RecordId>),
    ) -> Result<LetterPage, AppError> {
        const ACTION: &str = crate::opening::VIEW_LETTER;
        let (operation, asking, app) = (self.operation(caller, ACTION), caller.clone(), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let at = place(unit, &asking, review).await?;
                let records = at.records.clone();
                let page = case::page(unit, at).await?;
                page.taken_in()?;
                let appeal = named(&page, appeal)?.cloned();
                let variant = appeal.as_ref().map_or(Variant::AppealFirst, |appeal| appeal.value().level.variant());
                let packet = draft(unit, &app, &asking, review, (variant, Choices::default())).await?;
                let saved = saved_text(unit, &records, &page, (kind, appeal.as_ref())).await?;
                let parts = parts(&page, appeal.as_ref(), &packet.packet, kind)?;
                Ok(LetterPage { page, packet, kind, appeal, parts, saved })
            })
        });
        self.audited(caller, ACTION, read.await).await
    }

    /// Keeps the words of a letter. Refused where somebody saved others since they were begun.
    #[crate::boxed]
    pub async fn save_letter(
        &self,
        caller: &Caller,
        review: RecordId,
        (kind, appeal): (LetterKind, Option<RecordId>),
        words: LetterWords,
    ) -> Result<(), AppError> {
        const ACTION: &str = "save_letter";
        let LetterWords { text, index_sha256, begun } = words;
        if text.trim().is_empty() {
            return Err(AppealRefusal::EmptyLetter.into());
        }
        let (operation, asking, id) = (self.operation(caller, ACTION), caller.clone(), self.ports.ids.next());
        // Two that save in the same moment began with the same text: the later one waits, and finds that of the other.
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Letters, |unit| {
            Box::pin(async move {
                let at = place(unit, &asking, review).await?;
                check_release(unit, &asking, &at).await?;
                let page = case::page(unit, at).await?;
                page.taken_in()?;
                let (episode, determination) = page.keys()?;
                let named = named(&page, appeal)?;
                check_begun(unit, &page, (kind, named), begun).await?;
                let appeal = appeal_of(kind, named);
                let draft = LetterDraft { episode, review, determination, kind, appeal, text, index_sha256 };
                Ok(unit.insert(&Entry::new(id, draft, page.today)).await?)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Releases a letter. An appeal is refused while a paper is missing and while a fact that speaks against it is not answered; every letter where it
    /// cites a number that leads to no record, or leads to another one than when the text was saved, where other words were saved since its page was
    /// opened, without an author and, by the gate, without a legal basis.
    #[crate::boxed]
    pub async fn release_letter(
        &self,
        caller: &Caller,
        review: RecordId,
        new: NewLetter,
        language: &Language,
        disclosure: Disclosure,
    ) -> Result<Released, AppError> {
        // With all that it rests on it is large, and it is held while the letter is drawn and released: on the heap.
        let letter = Box::new(Box::pin(self.letter(caller, review, (new.kind, new.appeal))).await?);
        let author = letter.packet.signature.clone().or_else(|| new.author.clone()).unwrap_or_default();
        let denial = letter.page.taken_in()?.clone();
        letter.packet.check_payer()?;
        if letter.begun() != new.begun {
            return Err(AppealRefusal::SavedSince.into());
        }
        check(&letter, &denial, &new, &author)?;
        self.check_basis(caller, &[letter.page.patient.id], &disclosure).await?;
        let notice = Notice::carried_if(letter.packet.packet.cover.is_part2);
        let index_sha256 = index_sha256(&letter.packet.packet);
        let facts = LetterFacts {
            kind: new.kind,
            text: new.text.clone(),
            packet: letter.packet.packet,
            denial,
            zone: letter.page.zone.clone(),
            generated_at: self.now(),
            author: author.clone(),
            recipient: disclosure.recipient.clone(),
        };
        let (renderer, words) = (Arc::clone(&self.ports.renderer), language.clone());
        let rendered = tokio::task::spawn_blocking(move || renderer.letter(&facts, &words)).await;
        let rendered = rendered.map_err(|_| AppError::Document("rendering stopped".to_owned()))?.map_err(AppError::Document)?;
        let outgoing = Outgoing {
            patients: vec![letter.page.patient.id],
            subject: match new.kind {
                LetterKind::Appeal => "appeal_letter",
                LetterKind::ClaimFile => "claim_file_letter",
                LetterKind::Continuation => "continuation_letter",
            },
            media_type: "application/pdf",
            extension: "pdf",
            bytes: rendered.bytes,
            notice,
            snapshot_sha256: Some(rendered.snapshot_sha256.clone()),
        };
        let (episode, determination) = letter.page.keys()?;
        let (today, snapshot_sha256) = (letter.page.today, rendered.snapshot_sha256);
        let is_saved = letter.saved.is_some_and(|saved| saved.value().text == new.text);
        let ids = Arc::clone(&self.ports.ids);
        let (NewLetter { kind, text, begun, .. }, appeal) = (new, appeal_of(letter.kind, letter.appeal.as_ref()));
        let right = right_for(caller, !letter.page.lines.is_empty(), Data::Release);
        let steps = if kind == LetterKind::Appeal { steps(&letter.page.lines, &disclosure) } else { Vec::new() };
        let (page, makes) = (letter.page, letter.appeal);
        let released = self.release_with(caller, (right, Some(Alone::Letters)), (disclosure, outgoing), move |unit, release| {
            Box::pin(async move {
                check_begun(unit, &page, (kind, makes.as_ref()), begun).await?;
                for (about, step) in steps {
                    denial_step::add(unit, about, &step, Some(release)).await?;
                }
                if !is_saved {
                    let kept = LetterDraft { episode, review, determination, kind, appeal, text, index_sha256 };
                    unit.insert(&Entry::new(ids.next(), kept, today)).await?;
                }
                let letter = ReleasedLetter { episode, review, determination, kind, appeal, author, snapshot_sha256, release };
                Ok(unit.insert(&Entry::new(ids.next(), letter, today)).await?)
            })
        });
        Box::pin(released).await
    }
}

/// What an appeal that leaves is to the queue of denials: a step about each line that it answers.
fn steps(lines: &[DisputedLine], disclosure: &Disclosure) -> Vec<(DenialPlace, DenialStep)> {
    let step = |line: &DisputedLine| DenialStep {
        claim_number: line.claim_number.clone(),
        kind: StepKind::Appeal,
        code: line.code.split_whitespace().next().unwrap_or_default().to_owned(),
        amount: line.amount,
        reason: disclosure.reason.clone(),
        approver: String::new(),
    };
    lines.iter().map(|line| (crate::claim::place_of_line(line), step(line))).collect()
}

/// The appeal with this id, or the one that is worked on.
fn named(page: &AppealPage, appeal: Option<RecordId>) -> Result<Option<&Stored<Appeal>>, AppError> {
    match appeal {
        Some(id) => page.appeals.iter().find(|stored| stored.id == id).map(Some).ok_or(AppError::NotFound("appeal")),
        None => Ok(page.appeal()),
    }
}

/// The appeal that a letter makes; the other letters make none.
fn appeal_of(kind: LetterKind, appeal: Option<&Stored<Appeal>>) -> Option<RecordId> {
    appeal.filter(|_| kind == LetterKind::Appeal).map(|appeal| appeal.id)
}

/// The text that was saved last for a letter.
async fn saved_text(
    unit: &mut ReadUnit,
    records: &[PatientId],
    page: &AppealPage,
    (kind, appeal): (LetterKind, Option<&Stored<Appeal>>),
) -> Result<Option<Stored<LetterDraft>>, AppError> {
    let (_, determination) = page.keys()?;
    let saved = storage::letter_draft::of_patients(unit, records, View::Current).await?;
    Ok(saved.into_iter().rev().find(|stored| is_text_of(stored.value(), (determination, kind), appeal, page)))
}

/// Refuses where another text was saved since somebody began.
async fn check_begun(
    unit: &mut ReadUnit,
    page: &AppealPage,
    letter: (LetterKind, Option<&Stored<Appeal>>),
    begun: BegunFrom,
) -> Result<(), AppError> {
    let (_, records) = person(unit, page.patient.id).await?;
    let saved = saved_text(unit, &records, page, letter).await?;
    if BegunFrom::of(saved.as_ref()) == begun { Ok(()) } else { Err(AppealRefusal::SavedSince.into()) }
}

/// True for a text that was saved for a letter. Of the texts that were kept before each appeal had its own nobody knows the appeal: they are the first one's.
fn is_text_of(
    draft: &LetterDraft,
    (determination, kind): (RecordId, LetterKind),
    appeal: Option<&Stored<Appeal>>,
    page: &AppealPage,
) -> bool {
    let is_first = || appeal.map(|appeal| appeal.id) == page.appeals.first().map(|first| first.id);
    let (of_decision, own) = (draft.determination == determination, appeal_of(kind, appeal));
    draft.kind == kind
        && match draft.appeal {
            Some(of) => Some(of) == own,
            None => of_decision && (kind != LetterKind::Appeal || is_first()),
        }
}

fn parts(page: &AppealPage, appeal: Option<&Stored<Appeal>>, packet: &Packet, kind: LetterKind) -> Result<Vec<LetterPart>, AppError> {
    let papers = page.signed();
    let subject =
        LetterSubject { denial: page.taken_in()?, appeal: appeal.map(Stored::value), packet, missing: &page.missing, papers: &papers };
    Ok(match kind {
        LetterKind::Appeal => letter::appeal(&subject),
        LetterKind::ClaimFile => letter::claim_file(&subject),
        LetterKind::Continuation => letter::continuation(&subject),
    })
}

fn check(letter: &LetterPage, denial: &Denial, new: &NewLetter, author: &str) -> Result<(), AppError> {
    if new.text.trim().is_empty() {
        return Err(AppealRefusal::EmptyLetter.into());
    }
    if new.kind == LetterKind::Appeal {
        let missing = letter.appeal.as_ref().and_then(|appeal| blocking(appeal.value(), denial, &letter.page.signed()));
        if let Some(kind) = missing {
            return Err(AppealRefusal::PaperMissing(kind).into());
        }
        letter.packet.packet.check_release(author)?;
    } else if author.trim().is_empty() {
        return Err(PacketRefusal::NoAuthor.into());
    }
    match citations_to_nothing(&new.text, letter.packet.packet.index.len()).first() {
        Some(number) => Err(AppealRefusal::CitesNothing { number: *number }.into()),
        None if letter.numbers_moved() && letter.saved.as_ref().is_some_and(|saved| saved.value().text == new.text) => {
            Err(AppealRefusal::NumbersMoved.into())
        }
        None => Ok(()),
    }
}
