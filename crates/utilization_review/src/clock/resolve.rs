//! The engine: which rules hold for what happened, and until when each gives time.

use care::{PayerProfile, PlanFunding};
use vocabulary::{BusinessCalendar, Day, Instant, LevelOfCare, ZoneName};

use super::file::RuleSet;
use super::rule::{
    Appellant, Condition, ContractLimit, DeadlineAct, DeadlineEvent, DeadlineRule, Limit, NoticeKind, OwedBy, Regime, WhilePended,
};
use crate::authorization::RequestKind;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// What.
    pub event: DeadlineEvent,
    /// When. For [`DeadlineEvent::CourseEnds`] the end of the last covered day: [`Setting::end_of`].
    pub at: Instant,
    /// Before, during or after care; `None` where that says nothing.
    pub timing: Option<RequestKind>,
    /// True where the attending states urgency: such a statement binds the plan.
    pub urgent: bool,
    /// True where the request lacked something.
    pub incomplete: bool,
    /// When the approved course ends; `None` where there is none.
    pub course_ends: Option<Instant>,
}

/// For whom.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// The zone of the program: days are its days.
    pub zone: &'a ZoneName,
    /// Which days are worked.
    pub calendar: &'a BusinessCalendar,
    /// Where the money of the plan comes from.
    pub funding: PlanFunding,
    /// The state whose law governs the plan; empty when not known.
    pub state: &'a str,
    /// The level of care.
    pub level_of_care: LevelOfCare,
    /// Whether it is care for a substance use disorder.
    pub substance_use: bool,
    /// Who appeals; `None` before anybody does.
    pub appellant: Option<Appellant>,
    /// The payer's profile, for limits of the contract.
    pub payer: Option<&'a PayerProfile>,
}

impl Setting<'_> {
    /// The end of a day: the first instant of the next one.
    pub fn end_of(&self, day: Day) -> Instant {
        day.plus_days(1).start_in(self.zone)
    }
}

/// Until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Before this instant; the day is the last one that has time in it, in the program's zone.
    Before(Instant, Day),
    /// Nobody knows: the payer's profile does not say.
    ContractSilent(ContractLimit),
    /// Nobody knows: there is no approved course on record that could end.
    NoCourse,
}

/// One deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The rule's id.
    pub rule: String,
    /// Under which law or agreement.
    pub regime: Regime,
    /// What started the clock.
    pub event: DeadlineEvent,
    /// Who must act.
    pub owed_by: OwedBy,
    /// What is done to keep it, where the rule says it.
    pub act: Option<DeadlineAct>,
    /// Which notice stops the clock, where one does.
    pub notice: Option<NoticeKind>,
    /// Until when.
    pub due: Due,
    /// The same with the extension that the rule allows.
    pub extended: Option<Due>,
    /// Where it is written.
    pub source: String,
    /// True where two sources were read and agree.
    pub verified: bool,
    /// True where the practice wrote the rule.
    pub of_practice: bool,
}

impl Deadline {
    /// Whole hours left at an instant, rounded down; negative once it is past. `None` where nobody knows until when.
    pub fn hours_left(&self, now: Instant) -> Option<i64> {
        match self.due {
            Due::Before(due, _) => Some(due.seconds_since(now).div_euclid(3600)),
            Due::ContractSilent(_) | Due::NoCourse => None,
        }
    }
}

/// The deadlines that follow from what happened, the earliest first, those of which nobody knows until when last.
pub fn resolve(rules: &RuleSet, occurrence: &Occurrence, setting: &Setting<'_>) -> Vec<Deadline> {
    let mut deadlines: Vec<Deadline> = (rules.rules.iter())
        .filter(|rule| holds(rule, occurrence, setting))
        .map(|rule| Deadline {
            rule: rule.id.clone(),
            regime: rule.regime,
            event: rule.event,
            owed_by: rule.owed_by,
            act: rule.act,
            notice: rule.notice,
            due: due(rule.limit, occurrence, setting),
            extended: extension(rule, occurrence).map(|days| extended(due(rule.limit, occurrence, setting), days, setting)),
            source: rule.source.clone(),
            verified: rule.verified,
            of_practice: rule.of_practice,
        })
        .collect();
    deadlines.sort_by(|left, right| (left.due, &left.rule).cmp(&(right.due, &right.rule)));
    deadlines
}

fn holds(rule: &DeadlineRule, occurrence: &Occurrence, setting: &Setting<'_>) -> bool {
    let day = occurrence.at.day_in(setting.zone);
    let in_force = rule.effective_from.is_none_or(|from| day >= from) && rule.effective_until.is_none_or(|until| day <= until);
    rule.event == occurrence.event && in_force && applies(&rule.condition, occurrence, setting)
}

fn applies(condition: &Condition, occurrence: &Occurrence, setting: &Setting<'_>) -> bool {
    // A first request extends no course, whatever ends besides.
    let course = occurrence.course_ends.filter(|_| occurrence.timing != Some(RequestKind::Initial));
    let lead_seconds = course.map(|ends| ends.seconds_since(occurrence.at));
    let seconds = |hours: u32| i64::from(hours) * 3600;
    listed(&condition.funding, Some(setting.funding))
        && (condition.states.is_empty() || condition.states.iter().any(|state| state == setting.state))
        && listed(&condition.levels, Some(setting.level_of_care))
        && listed(&condition.timing, occurrence.timing)
        && listed(&condition.appellants, setting.appellant)
        && condition.urgent.is_none_or(|urgent| urgent == occurrence.urgent)
        && condition.incomplete.is_none_or(|incomplete| incomplete == occurrence.incomplete)
        && condition.substance_use.is_none_or(|substance_use| substance_use == setting.substance_use)
        && condition.lead_hours_at_least.is_none_or(|hours| lead_seconds.is_some_and(|lead| lead >= seconds(hours)))
        && condition.lead_hours_below.is_none_or(|hours| lead_seconds.is_none_or(|lead| lead < seconds(hours)))
}

/// An empty list holds for everything; a list that says something does not hold for what nobody knows.
fn listed<T: PartialEq>(list: &[T], value: Option<T>) -> bool {
    list.is_empty() || value.is_some_and(|value| list.contains(&value))
}

fn due(limit: Limit, occurrence: &Occurrence, setting: &Setting<'_>) -> Due {
    let day = occurrence.at.day_in(setting.zone);
    match limit {
        Limit::Hours(hours) => at_hours(occurrence.at, i64::from(hours), setting),
        Limit::CalendarDays(days) => end_of(day.plus_days(whole(days)), setting),
        Limit::BusinessDays(days) => end_of(setting.calendar.add_business_days(day, u16::try_from(days).unwrap_or(u16::MAX)), setting),
        Limit::Months(months) => end_of(plus_months(day, months), setting),
        Limit::StayDay(number) => end_of(day.plus_days(whole(number.saturating_sub(1))), setting),
        Limit::BeforeCourseEnds => occurrence.course_ends.map_or(Due::NoCourse, |ends| at_hours(ends, 0, setting)),
        Limit::Contract(which) => contract(which, occurrence, setting),
    }
}

fn contract(which: ContractLimit, occurrence: &Occurrence, setting: &Setting<'_>) -> Due {
    let Some(payer) = setting.payer else { return Due::ContractSilent(which) };
    let limit = match which {
        ContractLimit::RequestHoursBeforeEnd => {
            let hours = payer.limits.request_hours_before_end;
            return hours.map_or(Due::ContractSilent(which), |hours| at_hours(occurrence.at, -i64::from(hours), setting));
        }
        ContractLimit::AppealDays => payer.limits.appeal_days.map(Limit::CalendarDays),
        ContractLimit::PeerToPeerBusinessDays => payer.peer_to_peer.window_business_days.map(Limit::BusinessDays),
        ContractLimit::DischargeNoticeHours => payer.limits.discharge_notice_hours.map(Limit::Hours),
        ContractLimit::RetroAuthorizationHours => payer.limits.retro_authorization_hours.map(Limit::Hours),
        ContractLimit::FilingDays => payer.limits.filing_days.map(Limit::CalendarDays),
        ContractLimit::CorrectedDays => payer.limits.corrected_days.map(Limit::CalendarDays),
        ContractLimit::CorrectedDaysFromService => payer.limits.corrected_days_from_service.map(Limit::CalendarDays),
    };
    limit.map_or(Due::ContractSilent(which), |limit| due(limit, occurrence, setting))
}

fn at_hours(from: Instant, hours: i64, setting: &Setting<'_>) -> Due {
    let due = from.plus_seconds(hours * 3600);
    Due::Before(due, due.plus_seconds(-1).day_in(setting.zone))
}

fn end_of(day: Day, setting: &Setting<'_>) -> Due {
    Due::Before(setting.end_of(day), day)
}

fn extended(due: Due, days: u32, setting: &Setting<'_>) -> Due {
    match due {
        Due::Before(_, day) => end_of(day.plus_days(whole(days)), setting),
        unknown => unknown,
    }
}

/// The days by which a rule may be extended: some only where something is wanted more.
fn extension(rule: &DeadlineRule, occurrence: &Occurrence) -> Option<u32> {
    rule.extension_days.filter(|_| rule.pended != Some(WhilePended::Extended) || occurrence.incomplete)
}

/// The end of a time that stood still between these moments. Hours stand still to the second; of days those are added that lie between the two, weekends
/// included.
pub(super) fn shifted(limit: Limit, due: Due, waits: &[(Instant, Instant)], setting: &Setting<'_>) -> Due {
    match due {
        Due::Before(at, _) if matches!(limit, Limit::Hours(_)) => {
            let seconds: i64 = waits.iter().map(|(from, to)| to.seconds_since(*from).max(0)).sum();
            let at = at.plus_seconds(seconds);
            Due::Before(at, at.plus_seconds(-1).day_in(setting.zone))
        }
        Due::Before(_, day) => {
            let days: i32 = waits.iter().map(|(from, to)| to.day_in(setting.zone).days_since(from.day_in(setting.zone)).max(0)).sum();
            end_of(day.plus_days(days), setting)
        }
        unknown => unknown,
    }
}

fn whole(days: u32) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}

/// The same day of the month so many months later, or the last day of that month.
fn plus_months(day: Day, months: u32) -> Day {
    let index = i64::from(day.year()) * 12 + i64::from(day.month()) - 1 + i64::from(months);
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
    let (Ok(year), Ok(month)) = (i16::try_from(year), i8::try_from(month)) else { return day };
    (28..=day.day_of_month()).rev().chain([day.day_of_month().min(28)]).find_map(|last| Day::new(year, month, last).ok()).unwrap_or(day)
}
