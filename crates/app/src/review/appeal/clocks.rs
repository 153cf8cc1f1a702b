//! The clocks of a denial: what they are counted by, which of them run after it, and those that the decision alone starts while nobody took in its notice.

use care::PayerProfile;
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::outcome::before_earliest;
use utilization_review::appeal::task::before_notice;
use utilization_review::appeal::{Appeal, AppealLevel, AppealTask, DaysInDispute, Denial, NoRule, Standing};
use utilization_review::authorization::{Authorization, RequestKind};
use utilization_review::clock::{Appellant, Deadline, DeadlineAct, DeadlineEvent, Due, Occurrence, Regime, RuleSet, Setting, resolve};
use vocabulary::{BusinessCalendar, Day, EpisodeId, Instant, LevelOfCare, PatientId, ZoneName};

use crate::disclosure::is_part2;
use crate::error::AppError;
use crate::review::denial::Taken;

/// What the clocks of one denial are counted by.
pub(super) struct Clocks<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) calendar: &'a BusinessCalendar,
    pub(super) zone: &'a ZoneName,
    pub(super) payer: &'a PayerProfile,
    pub(super) funding: care::PlanFunding,
    pub(super) state: &'a str,
    pub(super) level_of_care: LevelOfCare,
    pub(super) timing: Option<RequestKind>,
    pub(super) substance_use: bool,
    pub(super) course_ends: Option<Day>,
    pub(super) standing: Standing,
    /// When the notice came; before it is taken in, when the decision did.
    pub(super) from: Instant,
}

impl Clocks<'_> {
    fn ask(&self, event: DeadlineEvent, at: Instant, (appellant, urgent): (Appellant, bool)) -> Vec<Deadline> {
        let setting = Setting {
            zone: self.zone,
            calendar: self.calendar,
            funding: self.funding,
            state: self.state,
            level_of_care: self.level_of_care,
            substance_use: self.substance_use,
            appellant: Some(appellant),
            payer: Some(self.payer),
        };
        let course_ends = self.course_ends.map(|day| setting.end_of(day));
        resolve(self.rules, &Occurrence { event, at, timing: self.timing, urgent, incomplete: false, course_ends }, &setting)
    }

    /// After a decision on appeal the law's time for a first appeal does not begin anew: the contract's limits and the way outside do. That way begins with the
    /// last decision of the payer; before it is open where the law lets it run beside an urgent appeal.
    fn of_denial(&self, by: (Appellant, bool)) -> Vec<Deadline> {
        let mut found = self.ask(DeadlineEvent::DenialReceived, self.from, by);
        match self.standing {
            Standing::First => {}
            Standing::Between => {
                found.retain(|deadline| deadline.regime == Regime::Contract || deadline.act == Some(DeadlineAct::ExternalReview));
            }
            Standing::Last => {
                found.retain(|deadline| deadline.regime == Regime::Contract);
                found.extend(self.ask(DeadlineEvent::FinalDenialReceived, self.from, by));
            }
        }
        found
    }

    /// The deadlines after the denial and after each appeal that was filed, each rule once.
    pub(super) fn of_appeals(&self, appeals: &[Appeal]) -> Vec<Deadline> {
        let mut found: Vec<Deadline> = Vec::new();
        for appeal in appeals.iter().filter(|appeal| !appeal.decided) {
            let by = (appeal.appellant, appeal.urgent);
            let mut own = self.of_denial(by);
            if let Some(filed_at) = appeal.filed_at {
                let event = match appeal.level {
                    AppealLevel::External => DeadlineEvent::ExternalReviewRequested,
                    AppealLevel::First | AppealLevel::Second => DeadlineEvent::AppealFiled,
                };
                own.extend(self.ask(event, filed_at, by));
            }
            add(&mut found, own);
        }
        found
    }

    /// What has to be done as far as the decision alone tells, for the member and for the provider: nobody has said yet who appeals.
    pub(super) fn before_notice(&self, is_ongoing: bool) -> Vec<AppealTask> {
        let mut found: Vec<Deadline> = Vec::new();
        for appellant in [Appellant::AuthorizedRepresentative, Appellant::Provider] {
            add(&mut found, self.of_denial((appellant, false)));
        }
        // Only what is known can be shown as a time; of the member's time nothing is known by that the contract is silent.
        found.retain(|deadline| matches!(deadline.due, Due::Before(..)));
        let (next, is_final) = (self.standing.next(), self.standing == Standing::Last);
        let no_rule = NoRule::of_filing(next, Appellant::AuthorizedRepresentative, self.funding, is_final);
        before_notice(&found, (next, no_rule), is_ongoing)
    }

    /// What the notice itself states.
    pub(super) fn stated(&self, denial: &Denial) -> Vec<(DeadlineAct, Due)> {
        let act = if self.standing == Standing::Last { DeadlineAct::ExternalReview } else { DeadlineAct::Appeal };
        let filing = denial.appeal_by.map(|day| (act, Due::Before(day.plus_days(1).start_in(self.zone), day)));
        let talk = denial.peer_to_peer_by;
        let talk = talk.map(|at| (DeadlineAct::PeerToPeer, Due::Before(at, at.plus_seconds(-1).day_in(self.zone))));
        filing.into_iter().chain(talk).collect()
    }
}

fn add(found: &mut Vec<Deadline>, more: Vec<Deadline>) {
    for deadline in more {
        if found.iter().all(|known| known.rule != deadline.rule) {
            found.push(deadline);
        }
    }
}

/// The last day that stays covered before the days in dispute, and before the earliest day to come that another denial took back: of what is granted at the
/// level. Days that another one took and that are past have a clock of their own. `None` where nothing was granted before them, nor for them.
pub(super) fn course_ends(
    authorizations: &[Stored<Authorization>],
    (episode, level): (EpisodeId, LevelOfCare),
    disputed: &DaysInDispute,
    (taken, today): (&Taken, Day),
) -> Option<Day> {
    let first = disputed.period.first();
    let is_own = |granted: &Authorization| {
        let reaches = || granted.period.first() < first || disputed.days.iter().any(|day| granted.period.contains(*day));
        granted.episode == episode && granted.level_of_care == level && reaches()
    };
    let own = authorizations.iter().filter(|stored| is_own(stored.value()));
    let own = own.filter_map(|stored| Some((stored.id, stored.value().last_covered_day()?)));
    own.map(|(id, last)| before_earliest(last.min(first.plus_days(-1)), today, |day| taken.is_of(id, day))).max()
}

/// True where care on a day of an episode is for substance use: by a diagnosis that is current, or in a program under 42 CFR Part 2.
pub(super) async fn is_of_substance_use(
    unit: &mut ReadUnit,
    records: &[PatientId],
    (episode, day): (EpisodeId, Day),
) -> Result<bool, AppError> {
    let diagnoses = storage::diagnosis::of_patients(unit, records, View::Current).await?;
    Ok(diagnoses.iter().any(|stored| stored.value().is_substance_use_on(episode, day)) || is_part2(unit, records).await?)
}
