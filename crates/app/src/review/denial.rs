//! Which denial a review answers, and what is left of it.
//!
//! A decision names the review that it answers. Those of before this was kept are known by their notice, or by the days that an appeal decided. A talk
//! with the payer's physician about days that were denied before is no denial of its own: the first one stands, with its clocks, less what the talk won.

use std::collections::{BTreeMap, BTreeSet};

use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::outcome::periods;
use utilization_review::appeal::{AppealedDays, DayOutcome, DaysInDispute, DisputedLine};
use utilization_review::authorization::{
    Authorization, AuthorizationDetermination, AuthorizationRequest, DecisionStage, DeterminationOutcome,
};
use utilization_review::review::Review;
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, PatientId, Period, RecordId};

use super::appeal::days_of;
use crate::error::AppError;

/// A decision as it was recorded.
pub(crate) type Decided = Stored<AuthorizationDetermination>;

/// What payers decided about one person, with what says which review each decision answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decisions {
    all: Vec<Decided>,
    /// The review of each notice, by its decision.
    notices: BTreeMap<RecordId, RecordId>,
    appealed: Vec<Stored<AppealedDays>>,
    lines: Vec<DisputedLine>,
    requests: BTreeMap<RecordId, AuthorizationRequest>,
    granted: BTreeMap<RecordId, Authorization>,
}

/// A denial with the days that are left of it.
#[derive(Clone, Debug)]
pub(crate) struct OpenDenial<'a> {
    /// The decision.
    pub(crate) decision: &'a Decided,
    /// The review that answers it; `None` where nobody has said which.
    pub(crate) review: Option<RecordId>,
    /// The level that was asked for.
    pub(crate) level_of_care: LevelOfCare,
    /// The days.
    pub(crate) disputed: DaysInDispute,
}

/// Days that payers denied after they had granted them, by the authorization that had.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    of: BTreeMap<RecordId, BTreeSet<Day>>,
}

impl Taken {
    fn add(&mut self, id: RecordId, granted: &Authorization, denied: &DaysInDispute) {
        let first = granted.period.first();
        let last = granted.last_covered_day().unwrap_or(first);
        let days = (0..=last.days_since(first)).map(|after| first.plus_days(after)).filter(|day| denied.contains(*day));
        self.of.entry(id).or_default().extend(days);
    }

    /// Those of one authorization, in order.
    pub(crate) fn of(&self, authorization: RecordId) -> BTreeSet<Day> {
        self.of.get(&authorization).cloned().unwrap_or_default()
    }

    /// True for one of them.
    pub(crate) fn is_of(&self, authorization: RecordId, day: Day) -> bool {
        self.of.get(&authorization).is_some_and(|days| days.contains(&day))
    }
}

/// Days that a payer denied twice, such as with a call and then with a letter, stand with the denial that has a review, of equal ones with the later. A
/// refused bill is none of a request.
fn each_day_once<'a>(open: &[OpenDenial<'a>]) -> Vec<OpenDenial<'a>> {
    let rank = |each: &OpenDenial<'_>| (each.review.is_some(), each.decision.value().decided_at, each.decision.id);
    let of = |each: &OpenDenial<'_>| (each.decision.value().episode, each.level_of_care);
    let is_request = |each: &OpenDenial<'_>| each.decision.value().stage != DecisionStage::Claim;
    let left = |one: &OpenDenial<'a>| {
        let stands = |other: &&OpenDenial<'_>| is_request(one) && is_request(other) && of(one) == of(other) && rank(other) > rank(one);
        let days: BTreeSet<Day> = open.iter().filter(stands).flat_map(|other| other.disputed.days.iter().copied()).collect();
        let days: Vec<Day> = days.into_iter().collect();
        let disputed = one.disputed.clone().without(&periods(&days))?;
        Some(OpenDenial { disputed, ..one.clone() })
    };
    open.iter().filter_map(left).collect()
}

fn is_denial(decision: &AuthorizationDetermination) -> bool {
    matches!(decision.outcome, DeterminationOutcome::Denied | DeterminationOutcome::Partial)
}

impl Decisions {
    /// Those of one person.
    pub(crate) async fn load(unit: &mut ReadUnit, records: &[PatientId]) -> Result<Self, AppError> {
        Self::load_as_of(unit, records, View::Current).await
    }

    /// Those of one person as they stood at a time.
    pub(crate) async fn load_as_of(unit: &mut ReadUnit, records: &[PatientId], view: View) -> Result<Self, AppError> {
        let all = storage::authorization_determination::of_patients(unit, records, view).await?;
        let requests = storage::authorization_request::of_patients(unit, records, view).await?;
        let requests = requests.into_iter().map(|stored| (stored.id, stored.recorded.value)).collect();
        if all.is_empty() {
            return Ok(Self { requests, ..Self::default() });
        }
        let notices = storage::denial::of_patients(unit, records, view).await?;
        let lines = storage::disputed_line::of_patients(unit, records, view).await?;
        let granted = storage::authorization::of_patients(unit, records, view).await?;
        Ok(Self {
            all,
            notices: notices.into_iter().map(|stored| (stored.value().determination, stored.value().review)).collect(),
            appealed: storage::appealed_days::of_patients(unit, records, view).await?,
            lines: lines.into_iter().map(|stored| stored.recorded.value).collect(),
            requests,
            granted: granted.into_iter().map(|stored| (stored.id, stored.recorded.value)).collect(),
        })
    }

    /// All of them, in the order of time.
    pub(crate) fn all(&self) -> &[Decided] {
        &self.all
    }

    /// Requests that no decision answers but one that puts it off, the newest first.
    fn waiting_requests(&self) -> impl Iterator<Item = (RecordId, &AuthorizationRequest)> {
        let is_answered = |id: RecordId| {
            let decided = |decision: &&Decided| decision.value().outcome != DeterminationOutcome::Pended;
            self.all.iter().filter(decided).any(|decision| decision.value().request == Some(id))
        };
        let mut waiting: Vec<(RecordId, &AuthorizationRequest)> =
            self.requests.iter().filter(|(id, _)| !is_answered(**id)).map(|(id, request)| (*id, request)).collect();
        waiting.sort_by_key(|(_, request)| std::cmp::Reverse(request.submitted_at));
        waiting.into_iter()
    }

    /// What was asked with a review: of one that is open the newest request of its stay and level that no decision answers; else what the decision on
    /// the review names. `None` where none is on record.
    pub(crate) fn request_of(&self, review: &Stored<Review>) -> Option<(RecordId, &AuthorizationRequest)> {
        let value = review.value();
        let mut waiting = self.waiting_requests().filter(|_| !value.closed);
        let waiting = waiting.find(|(_, asked)| asked.episode == value.episode && asked.level_of_care == value.level_of_care);
        waiting.or_else(|| self.denied_request(review.id))
    }

    /// What was asked, as the newest decision on a review names it; a decision on an appeal names none.
    pub(crate) fn denied_request(&self, review: RecordId) -> Option<(RecordId, &AuthorizationRequest)> {
        let mut answers = self.all.iter().rev().filter(|decision| self.review_of(decision) == Some(review));
        answers.find_map(|decision| decision.value().request.and_then(|id| Some((id, self.requests.get(&id)?))))
    }

    /// True for a decision on an appeal of which it stands day by day what became of them.
    pub(crate) fn is_by_day(&self, decision: &Decided) -> bool {
        decision.value().stage == DecisionStage::Appeal && days_of(decision, &self.appealed).next().is_some()
    }

    /// The last day of an authorization.
    pub(crate) fn last_granted(&self, authorization: RecordId) -> Option<Day> {
        self.granted.get(&authorization).and_then(Authorization::last_covered_day)
    }

    /// The authorization that covered days in dispute and was granted before they were denied. After an appeal that may be the one under which what it won
    /// stands again.
    pub(crate) fn approved_before<'a>(
        &self,
        authorizations: &'a [Stored<Authorization>],
        denial: &Decided,
        disputed: &DaysInDispute,
    ) -> Option<&'a Stored<Authorization>> {
        let (granted_at, value) = (self.granted_at(), denial.value());
        let was_granted_before = |id: RecordId, recorded_at: Instant| {
            let granted: Instant = granted_at.get(&id).copied().unwrap_or(recorded_at);
            granted < value.decided_at
        };
        let is_on_appeal = value.stage == DecisionStage::Appeal;
        let takes_back = value.outcome == DeterminationOutcome::Denied || is_on_appeal;
        authorizations.iter().find(|stored| {
            let grant = stored.value();
            takes_back
                && grant.episode == value.episode
                && (is_on_appeal || value.authorization != Some(stored.id))
                && disputed.days.iter().any(|day| grant.period.contains(*day))
                && was_granted_before(stored.id, stored.recorded.recorded_at)
        })
    }

    /// What was asked, where the decision names it.
    pub(crate) fn request(&self, decision: &AuthorizationDetermination) -> Option<&AuthorizationRequest> {
        decision.request.and_then(|request| self.requests.get(&request))
    }

    /// The review that a decision answers; `None` where nobody has said which.
    pub(crate) fn review_of(&self, decision: &Decided) -> Option<RecordId> {
        let value = decision.value();
        if value.stage == DecisionStage::Claim {
            return self.lines.iter().find(|line| line.determination == decision.id).map(|line| line.review);
        }
        let appealed = || match value.stage {
            DecisionStage::Appeal => days_of(decision, &self.appealed).map(|days| days.value().review).next(),
            _ => None,
        };
        let own = value.review.or_else(|| self.notices.get(&decision.id).copied()).or_else(appealed);
        own.or_else(|| self.denied_before(decision).and_then(|earlier| self.review_of(earlier)))
    }

    /// The denial that came before a talk or an appeal about the same days of the same stay.
    fn denied_before(&self, decision: &Decided) -> Option<&Decided> {
        let value = decision.value();
        if !matches!(value.stage, DecisionStage::PeerToPeer | DecisionStage::Appeal) {
            return None;
        }
        let is_before = |other: &&Decided| {
            let earlier = other.value();
            earlier.episode == value.episode
                && is_denial(earlier)
                && earlier.stage == DecisionStage::FirstReview
                && earlier.decided_at <= value.decided_at
                && earlier.period.overlaps(value.period)
                && other.id != decision.id
        };
        self.all.iter().filter(is_before).max_by_key(|other| other.value().decided_at)
    }

    /// True for a denial that stands for itself.
    fn is_head(&self, decision: &Decided) -> bool {
        let talked = decision.value().stage == DecisionStage::PeerToPeer && self.denied_before(decision).is_some();
        is_denial(decision.value()) && !talked
    }

    /// The denial that a review answers, whole or in part: the newest of its own, which after an appeal is what was decided on it.
    pub(crate) fn denial_of(&self, review: RecordId) -> Option<&Decided> {
        let own = self.all.iter().filter(|decision| self.is_head(decision) && self.review_of(decision) == Some(review));
        own.max_by_key(|decision| (decision.value().decided_at, decision.id))
    }

    /// Denials with days that nobody has granted since and no appeal has won. `level` says at which level a stay was on a day.
    pub(crate) fn open_denials(&self, level: impl Fn(EpisodeId, Day) -> Option<LevelOfCare>, today: Day) -> Vec<OpenDenial<'_>> {
        let mut open = Vec::new();
        for (decision, review) in self.denials() {
            let value = decision.value();
            let asked = self.request(value).map(|request| request.level_of_care);
            let Some(level_of_care) = asked.or_else(|| level(value.episode, value.period.first())) else { continue };
            let won = self.won(decision, review);
            let Some(disputed) = self.in_dispute(decision, level_of_care, today).and_then(|disputed| disputed.without(&won)) else {
                continue;
            };
            open.push(OpenDenial { decision, review, level_of_care, disputed });
        }
        each_day_once(&open)
    }

    /// The days that were denied after they were granted, and that nobody has granted or won since. What refused a bill takes nothing back.
    pub(crate) fn taken(&self, level: impl Fn(EpisodeId, Day) -> Option<LevelOfCare>, today: Day) -> Taken {
        let granted_at = self.granted_at();
        let mut taken = Taken::default();
        for open in self.open_denials(level, today) {
            let decision = open.decision.value();
            if decision.stage == DecisionStage::Claim {
                continue;
            }
            for (id, granted) in &self.granted {
                let is_before = granted_at.get(id).is_some_and(|at| *at < decision.decided_at);
                if is_before && granted.episode == decision.episode && granted.level_of_care == open.level_of_care {
                    taken.add(*id, granted, &open.disputed);
                }
            }
        }
        taken
    }

    /// When each authorization was granted: with the first decision that names it. A later one that names it again, such as on appeal, lets days stand that
    /// it covered before.
    pub(crate) fn granted_at(&self) -> BTreeMap<RecordId, Instant> {
        let mut granted: BTreeMap<RecordId, Instant> = BTreeMap::new();
        for decision in self.all.iter().map(Stored::value) {
            if let Some(authorization) = decision.authorization {
                let first = granted.entry(authorization).or_insert(decision.decided_at);
                *first = decision.decided_at.min(*first);
            }
        }
        granted
    }

    /// The days of a denial that appeals have won.
    pub(crate) fn won(&self, decision: &Decided, review: Option<RecordId>) -> Vec<Period> {
        let is_of = |days: &&AppealedDays| days.determination == decision.id || Some(days.review) == review;
        let won = self.appealed.iter().map(Stored::value).filter(|days| days.outcome == DayOutcome::Overturned).filter(is_of);
        won.map(|days| days.period).collect()
    }

    /// Every denial, with the review that answers it.
    pub(crate) fn denials(&self) -> Vec<(&Decided, Option<RecordId>)> {
        let heads = self.all.iter().filter(|decision| self.is_head(decision)).map(|decision| (decision, self.review_of(decision)));
        let is_newest = |(decision, review): &(&Decided, Option<RecordId>)| {
            review.is_none_or(|review| self.denial_of(review).is_some_and(|newest| newest.id == decision.id))
        };
        heads.filter(is_newest).collect()
    }

    /// The days that a decision did not grant and no later one did: of those that were asked, without those that are granted at the level that was asked;
    /// after an appeal, of those that were upheld by it. `None` where none is left.
    pub(crate) fn in_dispute(&self, decision: &Decided, level: LevelOfCare, today: Day) -> Option<DaysInDispute> {
        let whole = self.refused(decision, today);
        let asked = self.request(decision.value()).map_or(level, |request| request.level_of_care);
        let granted: Vec<Period> =
            self.granted_by(decision).filter(|grant| grant.level_of_care == asked).map(|grant| grant.period).collect();
        whole.without(&granted)
    }

    /// The days that a decision speaks of.
    fn refused(&self, decision: &Decided, today: Day) -> DaysInDispute {
        let value = decision.value();
        let runs: Vec<Period> = match value.stage {
            DecisionStage::Claim => self.lines.iter().filter(|line| line.determination == decision.id).map(|line| line.period).collect(),
            DecisionStage::Appeal => {
                let own = days_of(decision, &self.appealed).map(Stored::value);
                own.filter(|days| days.outcome == DayOutcome::Upheld).map(|days| days.period).collect()
            }
            DecisionStage::FirstReview | DecisionStage::PeerToPeer => Vec::new(),
        };
        DaysInDispute::of(&runs, today).unwrap_or_else(|| DaysInDispute::whole(value.period, today))
    }

    /// What a decision granted itself, and what later ones about the stay did. None of an appeal: what it won stands day by day, and the authorization that its
    /// decision names may have covered every day before they were denied.
    fn granted_by<'a>(&'a self, decision: &'a Decided) -> impl Iterator<Item = &'a Authorization> {
        let value = decision.value();
        let is_by_day = self.is_by_day(decision);
        let speaks = move |other: &&Decided| {
            let later = other.value();
            let is_later = later.decided_at > value.decided_at && later.stage != DecisionStage::Appeal;
            // What refused a bill is not answered by an authorization for it.
            let is_open = value.stage != DecisionStage::Claim && is_later && later.episode == value.episode;
            (other.id == decision.id && !is_by_day) || is_open
        };
        self.all.iter().filter(speaks).filter_map(|other| self.granted.get(&other.value().authorization?))
    }
}
