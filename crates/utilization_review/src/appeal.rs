//! A denial and what is done about it: its intake, who appeals, what has to be on record first, the letters, and what became of each day.
//!
//! * [`disputed_line`] holds the refused lines of claims, where a payer did not refuse a request but a bill.
//! * [`notice`] says which elements a notice of denial must have under the plan's law; each that is missing is an argument.
//! * [`task`] says what is to be done by when, and what stands in the way.
//! * [`letter`] drafts letters as parts with citations. A person edits the words before anything leaves.
//! * [`order`] says which level comes before which.
//! * [`outcome`] counts what was overturned, by payer and level.
//!
//! The decision itself is an [`crate::authorization::AuthorizationDetermination`]: what stands there (reason, reviewer, reference, days) is not
//! typed again. Everything here hangs on that record.

pub mod disputed_line;
pub mod ground;
pub mod letter;
pub mod notice;
pub mod order;
pub mod outcome;
mod rows;
pub mod task;
#[cfg(test)]
mod tests;

pub use disputed_line::DisputedLine;
pub use ground::{LegalGround, LegalGrounds};
pub use letter::{LetterPart, LetterSubject};
pub use notice::{MissingElement, NoticeElement, NoticeRules};
pub use order::Standing;
pub use outcome::{DaysInDispute, OverturnRate};
pub use task::{AppealTask, Case, NoRule, TaskKind, tasks};

use care::{PlanFunding, choices};
use vocabulary::{ClinicianId, Day, EpisodeId, Instant, Period, RecordId, ReleaseId};

use crate::clock::Appellant;
use crate::packet::Variant;

choices! {
    /// How the denial reached the practice.
    NoticeChannel ("channel of a notice") {
        /// A letter.
        Letter = "letter",
        /// The payer's portal.
        Portal = "portal",
        /// A telephone call.
        Telephone = "telephone",
        /// A fax.
        Fax = "fax",
        /// Secure mail.
        Email = "email",
        /// A transaction.
        Electronic = "electronic",
    }
}

choices! {
    /// To whom is appealed.
    AppealLevel ("level of appeal") {
        /// The payer, for the first time.
        First = "first",
        /// The payer, for the second time.
        Second = "second",
        /// Somebody independent of the payer: a review organization, or a fair hearing.
        External = "external",
    }
}

impl AppealLevel {
    /// The packet that goes with it.
    pub const fn variant(self) -> Variant {
        match self {
            Self::First => Variant::AppealFirst,
            Self::Second => Variant::AppealSecond,
            Self::External => Variant::ExternalReview,
        }
    }
}

choices! {
    /// A paper that has to be signed.
    PaperKind ("paper of an appeal") {
        /// The member designates the practice as representative.
        Designation = "designation",
        /// The patient consents that the practice supports the appeal.
        Consent = "consent",
        /// The attending states that waiting would do harm. It binds a plan under ERISA: 29 CFR 2560.503-1(m)(1), as counterclaim.help and the
        /// FAQ of Blue Cross Blue Shield of Michigan on the Department of Labor's regulations say it.
        Urgency = "urgency",
    }
}

choices! {
    /// For which appeals a paper holds, by its own words. A claimant may designate for a claim, an appeal or both, and the plan is to be told how far it goes:
    /// the Department of Labor's information letter of February 27, 2019, and its FAQ B-3, read in two commentaries (natlawreview.com, kilpatricktownsend.com
    /// 2019); of Medicare's form hhs.gov says (Office of Medicare Hearings and Appeals, 2008) that once filed it holds for the duration of the appeal.
    PaperScope ("scope of a paper") {
        /// For the appeals against the decision for which it was signed.
        Decision = "decision",
        /// For every level of the appeal, external review among them.
        AllLevels = "all_levels",
    }
}

choices! {
    /// A letter to the payer.
    LetterKind ("letter to a payer") {
        /// The appeal.
        Appeal = "appeal",
        /// A request for the criteria and the claim file.
        ClaimFile = "claim_file",
        /// A request to continue coverage while the appeal is pending.
        Continuation = "continuation",
    }
}

choices! {
    /// What became of a day in dispute.
    DayOutcome ("outcome of a day in dispute") {
        /// It is covered after all.
        Overturned = "overturned",
        /// It is still denied.
        Upheld = "upheld",
    }
}

/// What the notice of a denial says beyond the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denial {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review that led to it.
    pub review: RecordId,
    /// The decision.
    pub determination: RecordId,
    /// When the notice reached the practice: the clocks start here.
    pub received_at: Instant,
    /// How.
    pub channel: NoticeChannel,
    /// Where the plan's money comes from: selects the law.
    pub funding: PlanFunding,
    /// The state whose law governs the plan; empty when not known.
    pub state: String,
    /// The plan's or product's name; may be empty.
    pub plan: String,
    /// The number of the authorization or claim that the notice names; may be empty.
    pub number: String,
    /// Reason codes of the notice or of the transaction; may be empty.
    pub reason_codes: String,
    /// The criteria that it cites, by name and edition; may be empty.
    pub criteria: String,
    /// The reviewer's credential and specialty; empty where the notice does not say.
    pub credential: String,
    /// The elements that the notice has.
    pub present: Vec<NoticeElement>,
    /// Where an appeal goes: address, fax or portal; may be empty.
    pub appeal_address: String,
    /// The last day for the next step as the notice states it, beside what the rules say: the appeal, or external review once no internal level is left.
    pub appeal_by: Option<Day>,
    /// Until when one may ask to speak with the payer's physician, as the notice states it.
    pub peer_to_peer_by: Option<Instant>,
}

/// An appeal, from the day it is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// The decision that is appealed.
    pub determination: RecordId,
    /// To whom.
    pub level: AppealLevel,
    /// Who appeals: selects the rules.
    pub appellant: Appellant,
    /// True where it is asked to be decided fast.
    pub urgent: bool,
    /// When it reached the payer or reviewer; `None` while it is prepared.
    pub filed_at: Option<Instant>,
    /// True once it was decided.
    pub decided: bool,
}

/// A paper that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealPaper {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// The decision that is appealed.
    pub determination: RecordId,
    /// Which.
    pub kind: PaperKind,
    /// The day it was signed.
    pub signed: Day,
    /// Who signed, by name.
    pub signer: String,
    /// What it says: for a statement of urgency the attending's words; else where the paper is kept. May be empty.
    pub words: String,
    /// The clinician, for a statement of urgency.
    pub clinician: Option<ClinicianId>,
    /// For which appeals it holds; a statement of urgency for those against its decision.
    pub scope: PaperScope,
}

impl AppealPaper {
    /// True where it holds for appeals against a decision on a review: against its own, and where its words say so against those on appeals before.
    pub fn holds_for(&self, (review, determination): (RecordId, RecordId)) -> bool {
        self.determination == determination || (self.scope == PaperScope::AllLevels && self.review == review)
    }
}

/// The text of a letter as somebody saved it. Appended, never edited: the newest of each kind counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterDraft {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// The decision that it is about.
    pub determination: RecordId,
    /// Which letter.
    pub kind: LetterKind,
    /// The appeal that it makes; `None` for a letter that makes none, and for texts of before each appeal had its own.
    pub appeal: Option<RecordId>,
    /// The words.
    pub text: String,
    /// The index to which their numbers lead ([`crate::packet::index_sha256`]); empty for texts of before it was kept.
    pub index_sha256: String,
}

/// A letter that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedLetter {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// The decision that it is about.
    pub determination: RecordId,
    /// Which letter.
    pub kind: LetterKind,
    /// The appeal that it makes; `None` for a letter that makes none, and for those of before each appeal had its own.
    pub appeal: Option<RecordId>,
    /// Who signed.
    pub author: String,
    /// SHA-256 of what it was made from.
    pub snapshot_sha256: String,
    /// The release, by its id.
    pub release: ReleaseId,
}

/// What an appeal came to for a run of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealedDays {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// The decision that was appealed.
    pub determination: RecordId,
    /// The appeal.
    pub appeal: RecordId,
    /// When it was decided.
    pub decided_at: Instant,
    /// The days; always closed.
    pub period: Period,
    /// What became of them.
    pub outcome: DayOutcome,
}

choices! {
    /// Why nothing more is done about a denial.
    ClosureReason ("reason of a closure") {
        /// The practice or the member does not appeal.
        NotAppealed = "not_appealed",
        /// The decision is accepted, such as because the stay ended or the days are billed otherwise.
        Accepted = "accepted",
        /// No way against it is left.
        Final = "final",
        /// External review decided: that binds. Written by the program with the outcome.
        ExternalDecided = "external_decided",
    }
}

impl ClosureReason {
    /// Those that a person chooses.
    pub const BY_PERSON: [Self; 3] = [Self::NotAppealed, Self::Accepted, Self::Final];
}

/// That nothing more is done about a denial, with the reason. Taken back by withdrawing the record: then the denial is open again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DenialClosure {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// The decision that stands.
    pub determination: RecordId,
    /// Why.
    pub reason: ClosureReason,
    /// In a person's words; may be empty.
    pub words: String,
}

/// The paper without which nothing may be filed for this appellant; `None` where none is needed.
///
/// In urgent care a plan under ERISA takes a health care professional who knows the claimant's condition as representative without a designation:
/// 29 CFR 2560.503-1(b)(4), read in two commentaries (fringebenefitlaw.com 2019, hubinternational.com 2019) on the Department of Labor's information
/// letter of February 27, 2019. A third (workforcebulletin.com) reads it as holding where claimants cannot act themselves: a designation is asked
/// for, but does not stand in the way.
pub fn needed_paper(appellant: Appellant) -> Option<PaperKind> {
    match appellant {
        Appellant::Member => Some(PaperKind::Consent),
        Appellant::AuthorizedRepresentative => Some(PaperKind::Designation),
        Appellant::Provider => None,
    }
}

/// True where the plan takes the attending as representative in urgent care without a designation. See [`needed_paper`].
pub fn stands_without_designation(appeal: &Appeal, funding: PlanFunding) -> bool {
    let is_erisa = matches!(funding, PlanFunding::SelfFunded | PlanFunding::Insured);
    appeal.urgent && is_erisa && appeal.appellant == Appellant::AuthorizedRepresentative
}

/// Why something about an appeal is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AppealRefusal {
    /// There is no denial on record.
    #[error("there is no denial on record for this review")]
    NoDenial,
    /// Nobody can say whose the refused claim is.
    #[error("nobody can say whose claim it is")]
    NoPatient,
    /// No stay is on record on the refused days.
    #[error("no stay is on record on the days that were refused")]
    NoStay,
    /// The payer takes no appeal of a refused line: it wants a claim that can be decided.
    #[error("the payer takes no appeal of a line that was chosen")]
    TakesNone,
    /// The notice was not taken in yet.
    #[error("the notice of the denial is not taken in")]
    NotTakenIn,
    /// A paper is missing without which nothing is filed.
    #[error("the {} is not on record", .0.code())]
    PaperMissing(PaperKind),
    /// Only a clinician states urgency.
    #[error("urgency is stated by a clinician")]
    NotAClinician,
    /// The letter cites a number that leads to no record.
    #[error("[{number}] leads to no record")]
    CitesNothing {
        /// The number.
        number: u32,
    },
    /// Records were added or corrected since the text was saved: its numbers lead to others.
    #[error("the numbers of the letter lead to other records since it was saved")]
    NumbersMoved,
    /// Somebody saved other words of the letter since whoever saves or releases it began.
    #[error("other words of the letter were saved since")]
    SavedSince,
    /// The letter says nothing.
    #[error("the letter is empty")]
    EmptyLetter,
    /// It reached the payer before the notice came.
    #[error("it cannot have been filed before the notice came")]
    FiledBeforeNotice,
    /// It was filed already: who appeals stays as it is.
    #[error("the appeal was filed already")]
    AlreadyFiled,
    /// It was decided already.
    #[error("the appeal was decided already")]
    AlreadyDecided,
    /// It was not filed, so nobody can have decided it.
    #[error("the appeal was not filed yet")]
    NotFiled,
    /// A day that is not in dispute.
    #[error("{day} is not in dispute")]
    NotInDispute {
        /// The day.
        day: Day,
    },
    /// Days were won and the payer's number is missing.
    #[error("the number of the authorization is missing")]
    NoNumber,
    /// The notice came before its decision.
    #[error("the notice cannot have come before the day of the decision")]
    NoticeBeforeDecision,
    /// Nothing more is done about the denial until it is opened again.
    #[error("the denial is closed")]
    Closed,
    /// It is not the outcome that was decided last, or none was decided.
    #[error("there is no outcome to take back")]
    NotTheLastOutcome,
    /// It skips a level of the payer, and no rule opens the way outside yet.
    #[error("it skips a level of the payer")]
    OutOfOrder,
    /// A later step rests on the outcome: a filed appeal, a signed paper, a letter that left.
    #[error("a later step rests on this outcome")]
    FollowedUp,
}
