//! The packet: the dated bundle of evidence for one review, as data.
//!
//! [`assemble`] makes it from the records of a stay, from what people answered and from the clauses of the payer's named criteria that the practice
//! entered. It is pure: the same input gives the same packet, and the same packet the same [`snapshot`]. Sentences and pages are made elsewhere.
//!
//! Three rules hold for every variant:
//! * Every [`Statement`] cites the versions of records that it rests on; the numbers lead into one index, ordered by day.
//! * What speaks against the request stays in: every score, every incident, every rating that stands. There is no switch to leave one out.
//! * Our own determination and the list of [`Contradiction`]s are internal. They enter by the author's choice ([`Choices`]), and a packet with a
//!   contradiction that nobody answered or accepted is not released ([`Packet::check_release`]).

mod assemble;
mod contradiction;
mod days;
mod json;
#[cfg(test)]
pub(crate) mod tests;

pub use assemble::{PacketInput, assemble};
pub use contradiction::{ATTENDANCE_LOW_PERCENT, Contradiction};
pub use days::{DisputeDay, Week};
pub use json::{index_sha256, snapshot, snapshot_sha256, to_json};

use care::{ReviewQuestion, choices};
use vocabulary::{Day, EpisodeId, Evidence, Finding, Instant, LevelOfCare, Points, RecordId, ReleaseId, Version};

use crate::appeal::{DaysInDispute, DisputedLine};
use crate::authorization::UnitKind;

/// The version of the engine. Raised by every change that can change a packet of the same input.
pub const ENGINE_VERSION: &str = "8";

choices! {
    /// For which step of the way a packet is made.
    Variant ("variant of a packet") {
        /// A first request.
        Initial = "initial",
        /// For more days while care goes on.
        Concurrent = "concurrent",
        /// One page for the attending to speak from.
        PeerToPeer = "peer_to_peer",
        /// For care that was given.
        Retrospective = "retrospective",
        /// A first appeal.
        AppealFirst = "appeal_first",
        /// A second appeal.
        AppealSecond = "appeal_second",
        /// For an independent reviewer.
        ExternalReview = "external_review",
    }
}

impl Variant {
    /// True for what answers a denial: it quotes the reason and answers day by day.
    pub const fn answers_a_denial(self) -> bool {
        matches!(self, Self::AppealFirst | Self::AppealSecond | Self::ExternalReview)
    }

    /// The sections, in their order.
    pub const fn sections(self) -> &'static [SectionKind] {
        use SectionKind as S;
        match self {
            Self::Initial => &[
                S::Status,
                S::WhyThisLevel,
                S::WhyNotLower,
                S::NextStep,
                S::Precipitant,
                S::Diagnoses,
                S::History,
                S::Risk,
                S::Function,
                S::Substance,
                S::Medications,
                S::Medical,
                S::Environment,
                S::Goals,
                S::Discharge,
                S::Contact,
            ],
            Self::PeerToPeer => &[S::Status, S::WhyThisLevel, S::WhyNotLower, S::NextStep],
            Self::Concurrent | Self::Retrospective | Self::AppealFirst | Self::AppealSecond | Self::ExternalReview => &[
                S::Status,
                S::WhyThisLevel,
                S::WhyNotLower,
                S::NextStep,
                S::Precipitant,
                S::Diagnoses,
                S::History,
                S::Risk,
                S::Function,
                S::Substance,
                S::Medications,
                S::Medical,
                S::Participation,
                S::Goals,
                S::PlanChange,
                S::Barriers,
                S::Environment,
                S::Discharge,
                S::Contact,
            ],
        }
    }
}

choices! {
    /// A part of a packet. The first four stand on its first page.
    SectionKind ("section of a packet") {
        /// Where the patient stands now.
        Status = "status",
        /// Why this level.
        WhyThisLevel = "why_this_level",
        /// Why not a lower one.
        WhyNotLower = "why_not_lower",
        /// What comes next, and when.
        NextStep = "next_step",
        /// What brought the patient.
        Precipitant = "precipitant",
        /// Diagnoses.
        Diagnoses = "diagnoses",
        /// Treatment before.
        History = "history",
        /// Risk and incidents.
        Risk = "risk",
        /// Function.
        Function = "function",
        /// Substance use.
        Substance = "substance",
        /// Medications.
        Medications = "medications",
        /// Medical conditions.
        Medical = "medical",
        /// Attendance and participation.
        Participation = "participation",
        /// Goals and progress.
        Goals = "goals",
        /// What changed in the plan.
        PlanChange = "plan_change",
        /// Barriers.
        Barriers = "barriers",
        /// Where the patient lives, and with whom.
        Environment = "environment",
        /// Discharge plan.
        Discharge = "discharge",
        /// Who attends and can be reached.
        Contact = "contact",
    }
}

impl SectionKind {
    /// True for what a decision can do without. What stands on the first page, and where risk, incidents, function, use, attendance, goals and changes of the
    /// plan are told, always stays: facts that speak against a request stand there.
    pub const fn can_be_left_out(self) -> bool {
        matches!(
            self,
            Self::Precipitant
                | Self::Diagnoses
                | Self::History
                | Self::Medications
                | Self::Medical
                | Self::Barriers
                | Self::Environment
                | Self::Discharge
                | Self::Contact
        )
    }
}

/// What stands on top of the first page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The practice.
    pub practice: String,
    /// The program.
    pub program: String,
    /// The patient's name, or initials where the author chose so.
    pub patient: String,
    /// Day of birth; `None` where the author left it out. The member's id says who it is.
    pub birth_day: Option<Day>,
    /// The payer's name.
    pub payer: String,
    /// The member's id; empty where no coverage is on record.
    pub member_id: String,
    /// The authorization that ends; empty where there is none.
    pub authorization: String,
    /// The level asked for.
    pub level_of_care: LevelOfCare,
    /// Codes of the authorization; may be empty.
    pub codes: String,
    /// What is counted, and how many are asked for; `None` where nothing is asked by number.
    pub asked: Option<(UnitKind, u32)>,
    /// True where no request is on record: the number is then that of the days that the payer usually grants at this level.
    pub proposed: bool,
    /// The first day that is asked for.
    pub from: Day,
    /// The payer's named criteria with edition; empty where its profile names none.
    pub criteria: String,
    /// True where 42 CFR Part 2 covers the records.
    pub is_part2: bool,
}

/// Who made a version of a record, and a hash of what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The kind of record.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: Version,
    /// Who recorded it, by name.
    pub author: String,
    /// When.
    pub recorded_at: Instant,
    /// SHA-256 of its content.
    pub sha256: String,
}

/// One line of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// The number that stands in the text, from 1.
    pub number: u32,
    /// The record.
    pub evidence: Evidence,
    /// Who made it; `None` where that is not on record.
    pub provenance: Option<Provenance>,
}

/// What a statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A fact from records.
    Fact(Finding),
    /// A person's own words.
    Words(Words),
}

/// A person's words in a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What they answer; `None` for the argument of a clause.
    pub question: Option<ReviewQuestion>,
    /// The words.
    pub text: String,
    /// The day they were said.
    pub day: Day,
    /// Since when the same words stand; `None` for new ones.
    pub carried_from: Option<Day>,
    /// Who said them, by name.
    pub author: String,
    /// Whether a clinician signed.
    pub signed: bool,
}

/// A statement with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What is said.
    pub says: Said,
    /// The records, as numbers of the index, rising.
    pub cites: Vec<u32>,
    pub(crate) evidence: Vec<Evidence>,
}

/// A section with its statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which.
    pub kind: SectionKind,
    /// In their order; never empty.
    pub statements: Vec<Statement>,
}

/// One score, favorable or not. An instrument without a total has one for each scale, and one for its result in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    /// The instrument's short name, with the scale's where there is no total.
    pub instrument: String,
    /// The day.
    pub day: Day,
    /// What came of it.
    pub value: ScoreValue,
    /// The record.
    pub cite: u32,
}

/// What came of an administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScoreValue {
    /// A number: the total, or that of one scale where there is no total.
    Points(Points),
    /// A result's published word, in English.
    Words(String),
}

/// A clause of the payer's named criteria, as the practice entered it: a short quotation, and what answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriteriaClause {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// Its place among the clauses, from 1.
    pub place: u32,
    /// The payer's words, quoted back to the payer.
    pub quotation: String,
    /// Why it is met, in the author's words.
    pub argument: String,
    /// The questions whose facts it rests on.
    pub rests_on: Vec<ReviewQuestion>,
}

/// The longest quotation of a clause, in characters: a short one, for this payer only.
pub const QUOTATION_LENGTH_MAX: usize = 300;

/// A clause in a packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseAnswer {
    /// The payer's words.
    pub quotation: String,
    /// The answer with what it rests on.
    pub answer: Statement,
}

choices! {
    /// What the author did about a contradiction.
    Response ("response to a contradiction") {
        /// Explained it, in words.
        Answered = "answered",
        /// Let it stand.
        Accepted = "accepted",
    }
}

/// What the author of a packet said to one contradiction. Appended, never edited: the newest of each counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContradictionAnswer {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// Which contradiction: [`Contradiction::key`]. A new version of its record makes it another.
    pub contradiction: String,
    /// What was done.
    pub response: Response,
    /// The explanation; may be empty where it was accepted.
    pub words: String,
}

/// A denial that is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The record of the decision.
    pub evidence: Evidence,
    /// The reason in the payer's words; empty where none was given.
    pub reason: String,
    /// The payer's reference.
    pub reference: String,
    /// Who decided; empty where not said.
    pub reviewer: String,
    /// The day of the decision.
    pub decided: Day,
    /// The days in dispute.
    pub days: DaysInDispute,
    /// The refused lines of claims, where a bill was refused and no request.
    pub lines: Vec<DisputedLine>,
    /// The authorization under which days in dispute were approved before they were denied; `None` where none did.
    pub approved_before: Option<ApprovedBefore>,
}

/// An authorization that covered days before they were denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovedBefore {
    /// Its number.
    pub number: String,
    /// Its record.
    pub evidence: Evidence,
}

/// A packet that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedPacket {
    /// The episode it is part of.
    pub episode: EpisodeId,
    /// The review.
    pub review: RecordId,
    /// For which step.
    pub variant: Variant,
    /// Who signed for it.
    pub author: String,
    /// The engine that assembled it.
    pub engine: String,
    /// SHA-256 of the snapshot it was made from.
    pub snapshot_sha256: String,
    /// The release, by its id.
    pub release: ReleaseId,
}

/// What the author may choose, so that no more leaves than the decision needs. No score, no incident and nothing that speaks against the request can be
/// left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Choices {
    /// Initials in place of the name.
    pub initials_only: bool,
    /// Without the day of birth.
    pub no_birth_day: bool,
    /// Sections that are left out, as far as they can be.
    pub left_out: LeftOut,
    /// Our neutral determination, with its set and version.
    pub determination: bool,
    /// The contradictions, with what was answered.
    pub contradictions: bool,
}

/// A choice of sections to leave out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut(u32);

impl LeftOut {
    /// None.
    pub const NONE: Self = Self(0);

    /// These.
    pub fn of(kinds: impl IntoIterator<Item = SectionKind>) -> Self {
        Self(kinds.into_iter().fold(0, |chosen, kind| chosen | Self::bit(kind)))
    }

    /// True where a section is among them.
    pub fn contains(self, kind: SectionKind) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    fn bit(kind: SectionKind) -> u32 {
        SectionKind::ALL.iter().position(|each| *each == kind).map_or(0, |place| 1 << place)
    }
}

/// Our determination, where the author lets it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDetermination {
    /// Its code.
    pub outcome: String,
    /// The set of criteria and its version.
    pub set: String,
    /// The verdicts of the rules, as codes.
    pub rules: Vec<(String, String)>,
    /// The record.
    pub evidence: Evidence,
}

/// The packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    /// For which step.
    pub variant: Variant,
    /// What stands on top.
    pub cover: Cover,
    /// The first day of the stay.
    pub admitted: Day,
    /// Since when changes count.
    pub since: Day,
    /// The last day the data speaks of.
    pub until: Day,
    /// The sections.
    pub sections: Vec<Section>,
    /// Sections that the author left out, in their order; the packet says so.
    pub left_out: Vec<SectionKind>,
    /// Every score since admission, by instrument and day.
    pub scores: Vec<ScoreRow>,
    /// Attendance by week.
    pub weeks: Vec<Week>,
    /// The payer's clauses with their answers.
    pub clauses: Vec<ClauseAnswer>,
    /// The denial that is answered, with its days.
    pub dispute: Option<(Dispute, Vec<DisputeDay>)>,
    /// Our determination, where chosen.
    pub determination: Option<(OwnDetermination, u32)>,
    /// What speaks against the request; shown to the author, and to others by choice only.
    pub contradictions: Vec<Contradiction>,
    /// Whether the contradictions are shown to others.
    pub shows_contradictions: bool,
    /// The records that are cited, by day.
    pub index: Vec<IndexEntry>,
}

/// Why a packet may not be released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PacketRefusal {
    /// Contradictions that nobody answered or accepted.
    #[error("{count} contradictions are not answered")]
    Unanswered {
        /// How many.
        count: usize,
    },
    /// Nobody signs.
    #[error("nobody signs for the packet")]
    NoAuthor,
    /// An appeal without a denial on record.
    #[error("there is no denial to answer")]
    NoDenial,
    /// No payer is on record for what is asked.
    #[error("no payer is on record for {day}")]
    NoPayer {
        /// The first day that is asked for.
        day: Day,
    },
    /// Nothing in it.
    #[error("no record answers anything yet")]
    Nothing,
    /// It is not the one that was looked at.
    #[error("records of the packet changed since it was looked at")]
    Changed,
}

impl Packet {
    /// The number of a record in the index; none where it is not in it.
    pub fn cites_of(&self, evidence: &Evidence) -> Vec<u32> {
        self.index.iter().filter(|entry| entry.evidence == *evidence).map(|entry| entry.number).collect()
    }

    /// The number of the record of the decision that is answered; none where no denial is.
    pub fn decision_cites(&self) -> Vec<u32> {
        self.dispute.as_ref().map(|(dispute, _)| self.cites_of(&dispute.evidence)).unwrap_or_default()
    }

    /// The first and the last record of attendance: that care began and goes on. Where there is none, the decision about it.
    pub fn course_cites(&self) -> Vec<u32> {
        let attended = || self.weeks.iter().flat_map(|week| week.cites.iter().copied());
        let mut ends: Vec<u32> = attended().min().into_iter().chain(attended().max()).collect();
        ends.dedup();
        if ends.is_empty() { self.decision_cites() } else { ends }
    }

    /// True for a packet that is made before the first day: the admission is planned.
    pub fn is_before_admission(&self) -> bool {
        self.admitted > self.until
    }

    /// Contradictions that nobody answered or accepted.
    pub fn unanswered(&self) -> impl Iterator<Item = &Contradiction> {
        self.contradictions.iter().filter(|contradiction| contradiction.response.is_none())
    }

    /// All statements.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.sections.iter().flat_map(|section| &section.statements).chain(self.clauses.iter().map(|clause| &clause.answer))
    }

    /// The sections that may be left out: those that a decision can do without, and in which nothing rests on a record that speaks against the request.
    pub fn may_leave_out(&self) -> Vec<SectionKind> {
        let may = self.sections.iter().filter(|section| section.kind.can_be_left_out() && !self.speaks_against(section));
        may.map(|section| section.kind).collect()
    }

    fn speaks_against(&self, section: &Section) -> bool {
        let against = |evidence: &Evidence| self.contradictions.iter().any(|contradiction| contradiction.fact.evidence.contains(evidence));
        section.statements.iter().flat_map(|statement| &statement.evidence).any(against)
    }

    /// The statements of a section.
    pub fn section(&self, kind: SectionKind) -> &[Statement] {
        self.sections.iter().find(|section| section.kind == kind).map_or(&[], |section| &section.statements)
    }

    /// Whether it may be released, signed by this author.
    pub fn check_release(&self, author: &str) -> Result<(), PacketRefusal> {
        if author.trim().is_empty() {
            return Err(PacketRefusal::NoAuthor);
        }
        if self.index.is_empty() {
            return Err(PacketRefusal::Nothing);
        }
        if self.variant.answers_a_denial() && self.dispute.is_none() {
            return Err(PacketRefusal::NoDenial);
        }
        match self.unanswered().count() {
            0 => Ok(()),
            count => Err(PacketRefusal::Unanswered { count }),
        }
    }
}
