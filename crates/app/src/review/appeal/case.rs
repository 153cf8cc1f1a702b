//! A denial as records know it, with what follows from them now.

use care::{Coverage, PayerProfile, PlanFunding};
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::{
    Appeal, AppealLevel, AppealPaper, AppealRefusal, AppealTask, AppealedDays, Case, DaysInDispute, Denial, DenialClosure, DisputedLine,
    LetterKind, MissingElement, NoticeChannel, NoticeRules, ReleasedLetter, Standing, tasks,
};
use utilization_review::authorization::{Authorization, AuthorizationDetermination, AuthorizationRequest, DecisionStage};
use utilization_review::review::Review;
use vocabulary::{Day, EpisodeId, Instant, RecordId, ZoneName};

use super::super::{Place, coverage_of, payer_of, place};
use super::clocks::{Clocks, course_ends, is_of_substance_use};
use super::{days_of, order};
use crate::authorization::level_on;
use crate::authorization::planned::stay_of;
use crate::context::place_of;
use crate::error::AppError;
use crate::permission::Caller;

/// The page of an appeal.
#[derive(Clone, Debug)]
pub struct AppealPage {
    /// The record under which the patient is shown.
    pub patient: Stored<care::Patient>,
    /// The review.
    pub review: Stored<Review>,
    /// The program's zone.
    pub zone: ZoneName,
    /// The program's present day.
    pub today: Day,
    /// The present instant.
    pub now: Instant,
    /// The payer's profile.
    pub payer: PayerProfile,
    /// The coverage of the claim, or the one that pays first, for what a notice does not have to say again.
    pub coverage: Option<Coverage>,
    /// The denial that the review answers; `None` where nothing was denied.
    pub decision: Option<Stored<AuthorizationDetermination>>,
    /// What was asked for with the request that was denied, where one is on record.
    pub request: Option<(RecordId, AuthorizationRequest)>,
    /// The days in dispute.
    pub disputed: Option<DaysInDispute>,
    /// The refused lines of claims that it answers; empty where a request was denied.
    pub lines: Vec<DisputedLine>,
    /// The notice, once it is taken in.
    pub denial: Option<Stored<Denial>>,
    /// The notice of another denial of the episode, to begin from.
    pub earlier: Option<Denial>,
    /// The appeals, in the order in which they were planned. After a decision on appeal with those that ran beside it and are not decided.
    pub appeals: Vec<Stored<Appeal>>,
    /// The appeal that the decision itself decided; `None` for a first decision, and where none is on record.
    pub decided: Option<Stored<Appeal>>,
    /// The appeal about the review that was decided last.
    pub last_decided: Option<Stored<Appeal>>,
    /// That nothing more is done about it.
    pub closure: Option<Stored<DenialClosure>>,
    /// What was signed for it, and what holds for it by its words.
    pub papers: Vec<Stored<AppealPaper>>,
    /// Letters that left.
    pub letters: Vec<Stored<ReleasedLetter>>,
    /// What became of the days that were denied, by whatever appeal.
    pub days: Vec<Stored<AppealedDays>>,
    /// What the notice owes and lacks.
    pub missing: Vec<MissingElement>,
    /// What is to be done.
    pub tasks: Vec<AppealTask>,
    /// What will have to be done, counted from the decision and by what the coverage says, while its notice is not taken in: the notice may say otherwise.
    pub provisional: Vec<AppealTask>,
    /// Appeals that are planned and would be filed before their turn: each is filed only where somebody confirms it.
    pub out_of_order: Vec<RecordId>,
    /// True once appeals have won every day that was denied.
    pub is_won: bool,
    /// The number of an authorization that covered days in dispute before they were denied.
    pub approved_before: Option<String>,
    /// True while the care that was denied goes on.
    pub is_ongoing: bool,
}

impl AppealPage {
    /// The notice, or why there is none.
    pub(super) fn taken_in(&self) -> Result<&Denial, AppealRefusal> {
        if self.decision.is_none() {
            return Err(AppealRefusal::NoDenial);
        }
        self.denial.as_ref().map(Stored::value).ok_or(AppealRefusal::NotTakenIn)
    }

    /// Refuses while nothing more is to be done about the denial.
    pub(super) fn is_open(&self) -> Result<(), AppealRefusal> {
        if self.closure.is_some() { Err(AppealRefusal::Closed) } else { Ok(()) }
    }

    /// The episode and the decision on which records hang.
    pub(super) fn keys(&self) -> Result<(EpisodeId, RecordId), AppealRefusal> {
        let decision = self.decision.as_ref().ok_or(AppealRefusal::NoDenial)?;
        Ok((decision.value().episode, decision.id))
    }

    /// What was signed, as values.
    pub(super) fn signed(&self) -> Vec<AppealPaper> {
        self.papers.iter().map(|stored| stored.value().clone()).collect()
    }

    /// The appeal that is worked on where none is named: the first that is prepared, else the first that waits for its decision, else the newest. What runs
    /// beside it, such as external review, is named.
    pub fn appeal(&self) -> Option<&Stored<Appeal>> {
        let waiting = || self.appeals.iter().filter(|stored| !stored.value().decided);
        waiting().find(|stored| stored.value().filed_at.is_none()).or_else(|| waiting().next()).or(self.appeals.last())
    }

    /// To whom is appealed next, by what was decided so far and by how many levels of its own the payer has.
    pub fn next_level(&self) -> AppealLevel {
        self.standing().next()
    }

    pub(super) fn standing(&self) -> Standing {
        let stage = self.decision.as_ref().map_or(DecisionStage::FirstReview, |decision| decision.value().stage);
        Standing::of(stage, self.decided.as_ref().map(|appeal| appeal.value().level), self.payer.limits.appeal_levels)
    }

    /// True where nothing came but the payment that refused the lines.
    pub fn is_told_by_payment(&self) -> bool {
        !self.lines.is_empty() && self.denial.as_ref().is_some_and(|denial| denial.value().channel == NoticeChannel::Electronic)
    }

    /// True where later decisions granted every day that was denied.
    pub fn is_granted_since(&self) -> bool {
        self.decision.is_some() && self.disputed.is_none()
    }

    /// True once nothing more is to be done: it was closed, every day was granted or won, or every appeal that was planned is decided.
    pub fn is_over(&self) -> bool {
        let is_decided = !self.appeals.is_empty() && self.appeals.iter().all(|stored| stored.value().decided);
        self.closure.is_some() || self.is_won || self.is_granted_since() || is_decided
    }
}

fn values<T: storage::Record>(stored: &[Stored<T>]) -> Vec<T> {
    stored.iter().map(|stored| stored.value().clone()).collect()
}

/// The page of a review that the caller may see.
pub(super) async fn of(unit: &mut ReadUnit, caller: &Caller, review: RecordId) -> Result<AppealPage, AppError> {
    let place = place(unit, caller, review).await?;
    page(unit, place).await
}

/// The page of the denial that a review answers.
pub(super) async fn page(unit: &mut ReadUnit, place: Place) -> Result<AppealPage, AppError> {
    let patient = unit.require::<care::Patient>(place.shown).await?;
    let (zone, today) = place_of(unit, &place.records).await?;
    let episode = place.review.value().episode;
    let payer = payer_of(unit, &place).await?;
    let coverages = values(&storage::coverage::of_patients(unit, &place.records, View::Current).await?);
    let (decision, same) = (place.denial().cloned(), crate::payer::identities_in(unit).await?);
    let level = place.review.value().level_of_care;
    let mut page = AppealPage {
        coverage: coverage_of(&coverages, &place, &same).cloned(),
        request: place.decisions.denied_request(place.review.id).map(|(id, asked)| (id, asked.clone())),
        disputed: decision.as_ref().and_then(|decision| place.decisions.in_dispute(decision, level, today)),
        lines: place.lines().cloned().collect(),
        now: unit.at(),
        denial: None,
        earlier: None,
        appeals: Vec::new(),
        decided: None,
        last_decided: None,
        closure: None,
        papers: Vec::new(),
        letters: Vec::new(),
        days: Vec::new(),
        missing: Vec::new(),
        tasks: Vec::new(),
        provisional: Vec::new(),
        out_of_order: Vec::new(),
        is_won: false,
        approved_before: None,
        is_ongoing: false,
        patient,
        zone,
        today,
        payer,
        decision,
        review: place.review.clone(),
    };
    let Some(decision) = page.decision.clone() else { return Ok(page) };
    load(unit, &mut page, &place, &decision).await?;
    let is_open = stay_of(unit, episode).await?.discharge.is_none();
    page.is_ongoing = is_open && page.disputed.as_ref().is_some_and(|disputed| disputed.period.last().is_none_or(|last| last >= today));
    let authorizations = storage::authorization::of_patients(unit, &place.records, View::Current).await?;
    page.approved_before = (page.disputed.as_ref())
        .and_then(|disputed| place.decisions.approved_before(&authorizations, &decision, disputed))
        .map(|stored| stored.value().number.clone());
    let won = place.decisions.won(&decision, Some(place.review.id));
    page.is_won = page.disputed.clone().is_some_and(|disputed| disputed.without(&won).is_none());
    follow(unit, &mut page, &place, (&decision, &authorizations)).await?;
    Ok(page)
}

/// Everything that hangs on the decision.
async fn load(
    unit: &mut ReadUnit,
    page: &mut AppealPage,
    place: &Place,
    decided: &Stored<AuthorizationDetermination>,
) -> Result<(), AppError> {
    let (records, decision) = (place.records.as_slice(), decided.id);
    let notices = storage::denial::of_patients(unit, records, View::Current).await?;
    let of_stay = |notice: &&Denial| notice.episode == place.review.value().episode;
    page.earlier = notices.iter().rev().map(Stored::value).find(of_stay).cloned();
    page.denial = notices.into_iter().find(|stored| stored.value().determination == decision);
    let days = storage::appealed_days::of_patients(unit, records, View::Current).await?;
    let appeals = storage::appeal::of_patients(unit, records, View::Current).await?;
    let on_appeal =
        days_of(decided, &days).map(|days| days.value().appeal).next().filter(|_| decided.value().stage == DecisionStage::Appeal);
    page.decided = on_appeal.and_then(|appeal| appeals.iter().find(|stored| stored.id == appeal)).cloned();
    let last = days.iter().filter(|stored| stored.value().review == place.review.id).max_by_key(|days| (days.value().decided_at, days.id));
    page.last_decided = last.and_then(|last| appeals.iter().find(|stored| stored.id == last.value().appeal)).cloned();
    let goes_on = |appeal: &Appeal| on_appeal.is_some() && appeal.review == place.review.id && !appeal.decided;
    page.appeals = appeals.into_iter().filter(|stored| stored.value().determination == decision || goes_on(stored.value())).collect();
    let closures = storage::denial_closure::of_patients(unit, records, View::Current).await?;
    page.closure = closures.into_iter().find(|stored| stored.value().determination == decision);
    let papers = storage::appeal_paper::of_patients(unit, records, View::Current).await?;
    page.papers = papers.into_iter().filter(|stored| stored.value().holds_for((place.review.id, decision))).collect();
    let letters = storage::released_letter::of_patients(unit, records, View::Current).await?;
    page.letters = letters.into_iter().filter(|stored| stored.value().determination == decision).collect();
    page.days = days.into_iter().filter(|stored| stored.value().review == place.review.id).collect();
    Ok(())
}

/// What follows: from the notice arguments, deadlines and tasks; while it is not taken in, from the decision what will have to be done.
async fn follow(
    unit: &mut ReadUnit,
    page: &mut AppealPage,
    place: &Place,
    (decision, authorizations): (&Stored<AuthorizationDetermination>, &[Stored<Authorization>]),
) -> Result<(), AppError> {
    let first = page.disputed.as_ref().map_or(decision.value().period.first(), |disputed| disputed.period.first());
    let (rules, calendar) = (crate::payer::rules_in(unit).await?, crate::holiday::calendar_in(unit).await?);
    let (episode, level) = (decision.value().episode, page.review.value().level_of_care);
    let denial = page.denial.as_ref().map(|stored| stored.value().clone());
    let coverage = page.coverage.clone();
    let of_coverage = coverage.as_ref().map_or((PlanFunding::Unknown, ""), |coverage| (coverage.funding, coverage.state.as_str()));
    let (funding, state) = denial.as_ref().map_or(of_coverage, |denial| (denial.funding, denial.state.as_str()));
    let (zone, payer) = (page.zone.clone(), page.payer.clone());
    let periods = values(&storage::level_of_care_period::of_patients(unit, &place.records, View::Current).await?);
    let taken = place.decisions.taken(|episode, day| level_on(&periods, episode, day), page.today);
    let clocks = Clocks {
        rules: &rules,
        calendar: &calendar,
        zone: &zone,
        payer: &payer,
        funding,
        state,
        level_of_care: level,
        timing: Some(page.review.value().kind),
        substance_use: is_of_substance_use(unit, &place.records, (episode, first)).await?,
        course_ends: (page.disputed.as_ref())
            .and_then(|disputed| course_ends(authorizations, (episode, level), disputed, (&taken, page.today))),
        standing: page.standing(),
        from: denial.as_ref().map_or(decision.value().decided_at, |denial| denial.received_at),
    };
    match &denial {
        Some(denial) => of_notice(page, place, (decision, denial), &clocks),
        None if page.is_over() => {}
        None => page.provisional = clocks.before_notice(page.is_ongoing),
    }
    if let Some(denial) = &denial {
        page.out_of_order = order::out_of_order(unit, page, denial).await?;
    }
    Ok(())
}

/// What follows from the notice.
fn of_notice(
    page: &mut AppealPage,
    place: &Place,
    (decision, denial): (&Stored<AuthorizationDetermination>, &Denial),
    clocks: &Clocks<'_>,
) {
    let (appeals, papers) = (values(&page.appeals), values(&page.papers));
    let released: Vec<LetterKind> = page.letters.iter().map(|stored| stored.value().kind).collect();
    let (deadlines, stated) = (clocks.of_appeals(&appeals), clocks.stated(denial));
    let spoke = place.decisions.all().iter().any(|stored| {
        let value = stored.value();
        value.stage == DecisionStage::PeerToPeer
            && value.decided_at > decision.value().decided_at
            && place.decisions.review_of(stored) == Some(place.review.id)
    });
    let is_urgent = appeals.iter().any(|appeal| appeal.urgent);
    let case = Case {
        denial,
        appeals: &appeals,
        papers: &papers,
        released: &released,
        deadlines: &deadlines,
        stated: &stated,
        is_final: clocks.standing == Standing::Last,
        spoke,
        is_ongoing: page.is_ongoing,
    };
    let tasks = tasks(&case);
    // A payment tells the practice what was not paid; it is not the notice that a plan owes, and lacks nothing.
    page.missing = if page.is_told_by_payment() { Vec::new() } else { NoticeRules::shipped().missing(denial, is_urgent) };
    page.tasks = if page.is_over() { Vec::new() } else { tasks };
}
