//! A denial as records know it, with what follows from them now.

use care::{Coverage, Diagnosis, PayerProfile};
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::{
    Appeal, AppealPaper, AppealRefusal, AppealTask, AppealedDays, Case, DaysInDispute, Denial, DisputedLine, LetterKind, MissingElement,
    NoticeChannel, NoticeRules, ReleasedLetter, tasks,
};
use utilization_review::authorization::{Authorization, AuthorizationDetermination, DecisionStage, DeterminationOutcome};
use utilization_review::clock::{Deadline, DeadlineEvent, Occurrence, Regime, RuleSet, Setting, resolve};
use utilization_review::review::Review;
use vocabulary::{BusinessCalendar, Day, EpisodeId, Instant, Period, RecordId, ZoneName};

use super::super::{Place, coverage_of, payer_of, place};
use crate::context::place_of;
use crate::disclosure::is_part2;
use crate::error::AppError;
use crate::permission::Caller;

/// Diagnoses of disorders from substance use begin with this in ICD-10-CM: F10 to F19.
pub(crate) const SUBSTANCE_USE: &str = "F1";

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
    /// The days in dispute.
    pub disputed: Option<DaysInDispute>,
    /// The refused lines of claims that it answers; empty where a request was denied.
    pub lines: Vec<DisputedLine>,
    /// The notice, once it is taken in.
    pub denial: Option<Stored<Denial>>,
    /// The notice of another denial of the episode, to begin from.
    pub earlier: Option<Denial>,
    /// The appeals, in the order in which they were planned.
    pub appeals: Vec<Stored<Appeal>>,
    /// What was signed.
    pub papers: Vec<Stored<AppealPaper>>,
    /// Letters that left.
    pub letters: Vec<Stored<ReleasedLetter>>,
    /// What became of the days that were denied, by whatever appeal.
    pub days: Vec<Stored<AppealedDays>>,
    /// What the notice owes and lacks.
    pub missing: Vec<MissingElement>,
    /// What is to be done.
    pub tasks: Vec<AppealTask>,
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

    /// The episode and the decision on which records hang.
    pub(super) fn keys(&self) -> Result<(EpisodeId, RecordId), AppealRefusal> {
        let decision = self.decision.as_ref().ok_or(AppealRefusal::NoDenial)?;
        Ok((decision.value().episode, decision.id))
    }

    /// What was signed, as values.
    pub(super) fn signed(&self) -> Vec<AppealPaper> {
        self.papers.iter().map(|stored| stored.value().clone()).collect()
    }

    /// The appeal that is prepared or waits for its decision: the newest that is not decided, else the newest.
    pub fn appeal(&self) -> Option<&Stored<Appeal>> {
        self.appeals.iter().rev().find(|stored| !stored.value().decided).or(self.appeals.last())
    }

    /// True where nothing came but the payment that refused the lines.
    pub fn is_told_by_payment(&self) -> bool {
        !self.lines.is_empty() && self.denial.as_ref().is_some_and(|denial| denial.value().channel == NoticeChannel::Electronic)
    }

    /// True where later decisions granted every day that was denied.
    pub fn is_granted_since(&self) -> bool {
        self.decision.is_some() && self.disputed.is_none()
    }

    /// True once every appeal that was planned is decided, or every day was granted without one.
    pub fn is_over(&self) -> bool {
        self.is_granted_since() || !self.appeals.is_empty() && self.appeals.iter().all(|stored| stored.value().decided)
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
    let decision = place.denial().cloned();
    let level = place.review.value().level_of_care;
    let mut page = AppealPage {
        coverage: coverage_of(&coverages, &place).cloned(),
        disputed: decision.as_ref().and_then(|decision| place.decisions.in_dispute(decision, level, today)),
        lines: place.lines().cloned().collect(),
        now: unit.at(),
        denial: None,
        earlier: None,
        appeals: Vec::new(),
        papers: Vec::new(),
        letters: Vec::new(),
        days: Vec::new(),
        missing: Vec::new(),
        tasks: Vec::new(),
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
    load(unit, &mut page, &place, decision.id).await?;
    let admission = unit.require::<care::Episode>(episode).await?;
    let is_open = admission.value().discharge.is_none();
    page.is_ongoing = is_open && page.disputed.as_ref().is_some_and(|disputed| disputed.period.last().is_none_or(|last| last >= today));
    let authorizations = storage::authorization::of_patients(unit, &place.records, View::Current).await?;
    page.approved_before =
        (page.disputed.as_ref()).and_then(|disputed| approved_before(&authorizations, place.decisions.all(), &decision, disputed.period));
    if page.denial.is_some() {
        follow(unit, &mut page, &place, (&decision, &authorizations)).await?;
    }
    Ok(page)
}

/// Everything that hangs on the decision.
async fn load(unit: &mut ReadUnit, page: &mut AppealPage, place: &Place, decision: RecordId) -> Result<(), AppError> {
    let records = place.records.as_slice();
    let notices = storage::denial::of_patients(unit, records, View::Current).await?;
    let of_stay = |notice: &&Denial| notice.episode == place.review.value().episode;
    page.earlier = notices.iter().rev().map(Stored::value).find(of_stay).cloned();
    page.denial = notices.into_iter().find(|stored| stored.value().determination == decision);
    let appeals = storage::appeal::of_patients(unit, records, View::Current).await?;
    page.appeals = appeals.into_iter().filter(|stored| stored.value().determination == decision).collect();
    let papers = storage::appeal_paper::of_patients(unit, records, View::Current).await?;
    page.papers = papers.into_iter().filter(|stored| stored.value().determination == decision).collect();
    let letters = storage::released_letter::of_patients(unit, records, View::Current).await?;
    page.letters = letters.into_iter().filter(|stored| stored.value().determination == decision).collect();
    let days = storage::appealed_days::of_patients(unit, records, View::Current).await?;
    page.days = days.into_iter().filter(|stored| stored.value().review == place.review.id).collect();
    Ok(())
}

/// What follows from the notice: arguments, deadlines, tasks.
async fn follow(
    unit: &mut ReadUnit,
    page: &mut AppealPage,
    place: &Place,
    (decision, authorizations): (&Stored<AuthorizationDetermination>, &[Stored<Authorization>]),
) -> Result<(), AppError> {
    let Some(denial) = page.denial.as_ref().map(|stored| stored.value().clone()) else { return Ok(()) };
    let rules = crate::payer::rules_in(unit).await?;
    let diagnoses = storage::diagnosis::of_patients(unit, &place.records, View::Current).await?;
    let is_substance_use = |stored: &Stored<Diagnosis>| stored.value().code.to_string().starts_with(SUBSTANCE_USE);
    let substance_use = is_part2(unit, &place.records).await? || diagnoses.iter().any(is_substance_use);
    let appeals = values(&page.appeals);
    let papers = values(&page.papers);
    let released: Vec<LetterKind> = page.letters.iter().map(|stored| stored.value().kind).collect();
    let level = page.review.value().level_of_care;
    let course_ends = (authorizations.iter())
        .filter(|stored| stored.value().episode == denial.episode && stored.value().level_of_care == level)
        .filter_map(|stored| stored.value().last_covered_day())
        .max();
    let facts = Facts { page, denial: &denial, stage: decision.value().stage, course_ends, substance_use };
    let calendar = crate::holiday::calendar_in(unit).await?;
    let deadlines = deadlines(&rules, &calendar, &facts, &appeals);
    let spoke = place.decisions.all().iter().any(|stored| {
        let value = stored.value();
        value.stage == DecisionStage::PeerToPeer
            && value.decided_at > decision.value().decided_at
            && place.decisions.review_of(stored) == Some(place.review.id)
    });
    let is_urgent = appeals.iter().any(|appeal| appeal.urgent);
    let case = Case {
        denial: &denial,
        appeals: &appeals,
        papers: &papers,
        released: &released,
        deadlines: &deadlines,
        spoke,
        is_ongoing: page.is_ongoing,
    };
    let tasks = tasks(&case);
    // A payment tells the practice what was not paid; it is not the notice that a plan owes, and lacks nothing.
    page.missing = if page.is_told_by_payment() { Vec::new() } else { NoticeRules::shipped().missing(&denial, is_urgent) };
    page.tasks = if page.is_over() { Vec::new() } else { tasks };
    Ok(())
}

struct Facts<'a> {
    page: &'a AppealPage,
    denial: &'a Denial,
    stage: DecisionStage,
    course_ends: Option<Day>,
    substance_use: bool,
}

/// The deadlines after the denial and after each appeal that was filed, each rule once.
fn deadlines(rules: &RuleSet, calendar: &BusinessCalendar, facts: &Facts<'_>, appeals: &[Appeal]) -> Vec<Deadline> {
    let page = facts.page;
    let mut found: Vec<Deadline> = Vec::new();
    for appeal in appeals.iter().filter(|appeal| !appeal.decided) {
        let setting = Setting {
            zone: &page.zone,
            calendar,
            funding: facts.denial.funding,
            state: &facts.denial.state,
            level_of_care: page.review.value().level_of_care,
            substance_use: facts.substance_use,
            appellant: Some(appeal.appellant),
            payer: Some(&page.payer),
        };
        let ask = |event, at| {
            let occurrence = Occurrence {
                event,
                at,
                timing: Some(page.review.value().kind),
                urgent: appeal.urgent,
                incomplete: false,
                course_ends: facts.course_ends.map(|day| setting.end_of(day)),
            };
            resolve(rules, &occurrence, &setting)
        };
        // After a decision on appeal the law's time for a first appeal does not begin anew: the contract's limits and the way outside do.
        let mut of_denial = ask(DeadlineEvent::DenialReceived, facts.denial.received_at);
        if facts.stage == DecisionStage::Appeal {
            of_denial.retain(|deadline| deadline.regime == Regime::Contract);
            of_denial.extend(ask(DeadlineEvent::FinalDenialReceived, facts.denial.received_at));
        }
        if let Some(filed_at) = appeal.filed_at {
            let event = match appeal.level {
                utilization_review::appeal::AppealLevel::External => DeadlineEvent::ExternalReviewRequested,
                _ => DeadlineEvent::AppealFiled,
            };
            of_denial.extend(ask(event, filed_at));
        }
        for deadline in of_denial {
            if found.iter().all(|known| known.rule != deadline.rule) {
                found.push(deadline);
            }
        }
    }
    found
}

/// The number of an authorization that covered days in dispute and was granted before they were denied.
fn approved_before(
    authorizations: &[Stored<Authorization>],
    decisions: &[Stored<AuthorizationDetermination>],
    denial: &Stored<AuthorizationDetermination>,
    disputed: Period,
) -> Option<String> {
    let was_granted_before = |id: RecordId, recorded_at: Instant| {
        let granted = decisions.iter().find(|stored| stored.value().authorization == Some(id)).map(|stored| stored.value().decided_at);
        granted.unwrap_or(recorded_at) < denial.value().decided_at
    };
    let covered = authorizations.iter().find(|stored| {
        let value = stored.value();
        value.episode == denial.value().episode
            && denial.value().authorization != Some(stored.id)
            && denial.value().outcome == DeterminationOutcome::Denied
            && value.period.overlaps(disputed)
            && was_granted_before(stored.id, stored.recorded.recorded_at)
    });
    covered.map(|stored| stored.value().number.clone())
}
