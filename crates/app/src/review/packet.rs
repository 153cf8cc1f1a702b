//! The packet of a review: gathered, shown to its author, and let out through the release gate.
//!
//! A draft is made anew whenever it is looked at. Releasing makes it once more in the same way, has it drawn, and hands it to the gate, which stores
//! the bytes: from then on those bytes are the packet.

mod cover;
mod draft;
mod made;
mod release;

pub(super) use draft::draft;
pub(super) use made::{Made, signed};
pub use release::{NewPacket, PacketFacts, PacketFormat};

use care::{Patient, ReviewQuestion};
use storage::{Entry, Stored};
use utilization_review::packet::{
    Choices, ContradictionAnswer, CriteriaClause, Packet, PacketRefusal, QUOTATION_LENGTH_MAX, ReleasedPacket, Response, Variant,
};
use utilization_review::review::Review;
use vocabulary::{Day, RecordId, ZoneName};

use super::place;
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;
use crate::report::ProgressFacts;
use draft::clauses_of;

/// A packet as its author sees it.
#[derive(Clone, Debug)]
pub struct PacketDraft {
    /// The record under which the patient is shown.
    pub patient: Stored<Patient>,
    /// The review.
    pub review: Stored<Review>,
    /// The program's zone.
    pub zone: ZoneName,
    /// The program's present day.
    pub today: Day,
    /// The packet.
    pub packet: Packet,
    /// The clauses with their records.
    pub clauses: Vec<Stored<CriteriaClause>>,
    /// Packets of this review that left, the oldest first.
    pub released: Vec<Stored<ReleasedPacket>>,
    /// Name and credential with which the caller signs; `None` at the command line.
    pub signature: Option<String>,
    /// What was chosen.
    pub choices: Choices,
    /// True where the caller may let our own determination in.
    pub may_show_determination: bool,
    /// True where it answers refused lines of claims.
    pub answers_claims: bool,
    /// What only a person can say and nobody has said.
    pub unsaid: Vec<ReviewQuestion>,
    /// The first day that is asked for, where no payer is on record for it: then the packet does not leave.
    pub no_payer: Option<Day>,
    /// What the payer's profile says about speaking with its physician.
    pub peer_to_peer: care::PeerToPeer,
    progress: ProgressFacts,
}

impl PacketDraft {
    /// Refuses where no payer is on record for what is asked: nobody knows whose criteria, member number and time would stand in it.
    pub(super) fn check_payer(&self) -> Result<(), PacketRefusal> {
        self.no_payer.map_or(Ok(()), |day| Err(PacketRefusal::NoPayer { day }))
    }
}

/// A clause as somebody typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClause {
    /// The payer's words.
    pub quotation: String,
    /// Why it is met.
    pub argument: String,
    /// The questions whose facts it rests on.
    pub rests_on: Vec<ReviewQuestion>,
}

impl App {
    /// The packet of a review as it would leave now.
    #[crate::boxed]
    pub async fn packet(&self, caller: &Caller, review: RecordId, variant: Variant, choices: Choices) -> Result<PacketDraft, AppError> {
        const ACTION: &str = crate::opening::VIEW_PACKET;
        let (operation, asking, app) = (self.operation(caller, ACTION), caller.clone(), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { draft(unit, &app, &asking, review, (variant, choices)).await })
        });
        self.audited(caller, ACTION, read.await).await
    }

    /// Answers a contradiction, or lets it stand. An explanation needs words.
    #[crate::boxed]
    pub async fn answer_contradiction(
        &self,
        caller: &Caller,
        review: RecordId,
        contradiction: String,
        response: Response,
        words: String,
    ) -> Result<(), AppError> {
        if response == Response::Answered && words.trim().is_empty() {
            return Err(AppError::field("words", FieldProblemKind::Required));
        }
        let (operation, asking, id) = (self.operation(caller, "answer_contradiction"), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let place = place(unit, &asking, review).await?;
                let episode = place.review.value().episode;
                let answer = ContradictionAnswer { episode, review, contradiction, response, words };
                Ok(unit.insert(&Entry::new(id, answer, place.today)).await?)
            })
        });
        self.audited(caller, "answer_contradiction", write.await).await
    }

    /// Adds a clause of the payer's named criteria with what answers it.
    #[crate::boxed]
    pub async fn add_criteria_clause(&self, caller: &Caller, review: RecordId, clause: NewClause) -> Result<RecordId, AppError> {
        let NewClause { quotation, argument, rests_on } = clause;
        for (field, text) in [("quotation", &quotation), ("argument", &argument)] {
            if text.trim().is_empty() {
                return Err(AppError::field(field, FieldProblemKind::Required));
            }
        }
        if quotation.chars().count() > QUOTATION_LENGTH_MAX {
            return Err(AppError::field("quotation", FieldProblemKind::TooLong(QUOTATION_LENGTH_MAX)));
        }
        let (operation, asking, id) = (self.operation(caller, "add_criteria_clause"), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let at = place(unit, &asking, review).await?;
                let earlier = clauses_of(unit, &at).await?;
                let place = earlier.iter().map(|clause| clause.value().place).max().unwrap_or(0) + 1;
                let clause = CriteriaClause { episode: at.review.value().episode, review, place, quotation, argument, rests_on };
                unit.insert(&Entry::new(id, clause, at.today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, "add_criteria_clause", write.await).await
    }

    /// Takes a clause out again.
    #[crate::boxed]
    pub async fn remove_criteria_clause(&self, caller: &Caller, review: RecordId, clause: RecordId) -> Result<(), AppError> {
        let (operation, asking) = (self.operation(caller, "remove_criteria_clause"), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                place(unit, &asking, review).await?;
                let stored = unit.require::<CriteriaClause>(clause).await?;
                if stored.value().review != review {
                    return Err(AppError::NotFound("clause"));
                }
                unit.void::<CriteriaClause>(clause, stored.recorded.version, "taken out by the author").await?;
                Ok(())
            })
        });
        self.audited(caller, "remove_criteria_clause", write.await).await
    }
}

impl From<PacketRefusal> for AppError {
    fn from(refusal: PacketRefusal) -> Self {
        Self::Packet(refusal)
    }
}
