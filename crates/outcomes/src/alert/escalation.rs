//! To whom an alert goes that nobody takes on, and when.
//!
//! The chain: the one who answers for the treatment, then everybody in the care team, then whoever is on call for the site, then the clinical
//! director. While the site is closed, a safety alert begins with the one on call and never waits for opening hours; clinical alerts and tasks
//! wait until the site opens. Places in the chain that nobody fills are passed over.

use serde::Deserialize;
use vocabulary::{Instant, UserId};

use super::event::Tier;
use super::history::{Alert, State};
use super::hours::SiteHours;
use crate::warning_sign::{Class, Visibility};

/// Who owns the alerts of a patient. Empty lists are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnerChain {
    /// Who answers for the treatment.
    pub primary: Option<UserId>,
    /// The others of the care team.
    pub members: Vec<UserId>,
    /// Who is on call for the site now.
    pub on_call: Vec<UserId>,
    /// The clinical director or directors.
    pub director: Vec<UserId>,
}

/// How long each class waits to be taken on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Stands beside the events it led to.
    pub version: String,
    /// Minutes on the wall clock.
    pub safety_minutes: u32,
    /// Minutes on the wall clock from when somebody takes a safety alert on until it has to be closed. A policy that was written before there was such a
    /// time has the one that comes with the product.
    #[serde(default = "closing_minutes")]
    pub safety_closing_minutes: u32,
    /// Minutes in which the site is open.
    pub clinical_business_minutes: u32,
    /// Minutes in which the site is open.
    pub task_business_minutes: u32,
    /// When a site is open, unless its program has hours of its own.
    #[serde(default)]
    pub hours: OpeningHours,
    /// Programs with hours of their own.
    #[serde(default)]
    pub programs: Vec<ProgramHours>,
}

/// A day.
const fn closing_minutes() -> u32 {
    1_440
}

/// When a site is open on business days, on the clock of its program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningHours {
    /// Hour and minute.
    #[serde(deserialize_with = "time_of_day")]
    pub opens: (i8, i8),
    /// Hour and minute; midnight is 23:59.
    #[serde(deserialize_with = "time_of_day")]
    pub closes: (i8, i8),
}

impl Default for OpeningHours {
    fn default() -> Self {
        Self { opens: (8, 0), closes: (18, 0) }
    }
}

/// The hours of one program.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgramHours {
    /// The code of the program.
    pub code: String,
    /// Hour and minute.
    #[serde(deserialize_with = "time_of_day")]
    pub opens: (i8, i8),
    /// Hour and minute; midnight is 23:59.
    #[serde(deserialize_with = "time_of_day")]
    pub closes: (i8, i8),
}

/// Reads `08:00`.
fn time_of_day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(i8, i8), D::Error> {
    let text = String::deserialize(deserializer)?;
    let two = |part: &str| (part.len() == 2).then(|| part.parse::<i8>().ok()).flatten();
    let time = text.split_once(':').and_then(|(hour, minute)| Some((two(hour)?, two(minute)?)));
    let time = time.filter(|(hour, minute)| (0..24).contains(hour) && (0..60).contains(minute));
    time.ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no time of day such as 08:00")))
}

/// Why a policy file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// Not TOML, or a key that is not known, missing or of the wrong kind. The message of the reader names line and column.
    #[error("not a file of acknowledgement times: {0}")]
    Toml(String),
    /// A safety alert has to be taken on within a day.
    #[error("safety_minutes: {minutes} is not between 1 and 1440 minutes")]
    SafetyMinutes {
        /// What stands there.
        minutes: u32,
    },
    /// A safety alert has to be closed within a week.
    #[error("safety_closing_minutes: {minutes} is not between 1 and 10080 minutes")]
    SafetyClosingMinutes {
        /// What stands there.
        minutes: u32,
    },
    /// A site that is never open would let nothing but safety alerts go on.
    #[error("{of}: closes is not after opens")]
    Backwards {
        /// The code of the program; `hours` for those of all.
        of: String,
    },
    /// Two hours for one program.
    #[error("programs: {code} stands there twice")]
    Twice {
        /// The code of the program.
        code: String,
    },
}

/// The alert goes to a place in the chain at an instant. An instant that has passed means: now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// Where to.
    pub to: Tier,
    /// When.
    pub at: Instant,
}

/// What happens to an alert if nobody does anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// It goes on because nobody takes it on.
    Escalate(Escalation),
    /// Somebody has taken it on; it goes on because they do not close it.
    NotClosed(Escalation),
    /// Somebody has it and it waits, it has ended, or it is silent.
    Nothing,
    /// It stands with the last of the chain and stays there, on the director's board.
    EndOfChain,
    /// Nobody fills a place in the chain, or the site has no business day: a setting that has to be mended.
    NobodyToTell,
}

impl Policy {
    /// The policy that comes with the product.
    pub fn shipped() -> Self {
        Self::from_toml(Self::shipped_text()).expect("the tests read the shipped policy")
    }

    /// Reads a policy file.
    pub fn from_toml(text: &str) -> Result<Self, PolicyError> {
        let policy: Self = toml::from_str(text).map_err(|error| PolicyError::Toml(error.to_string().trim_end().to_owned()))?;
        if !(1..=1440).contains(&policy.safety_minutes) {
            return Err(PolicyError::SafetyMinutes { minutes: policy.safety_minutes });
        }
        if !(1..=10_080).contains(&policy.safety_closing_minutes) {
            return Err(PolicyError::SafetyClosingMinutes { minutes: policy.safety_closing_minutes });
        }
        let of_all = ("hours", policy.hours.opens, policy.hours.closes);
        let of_programs = policy.programs.iter().map(|program| (program.code.as_str(), program.opens, program.closes));
        if let Some((of, ..)) = std::iter::once(of_all).chain(of_programs).find(|(_, opens, closes)| closes <= opens) {
            return Err(PolicyError::Backwards { of: of.to_owned() });
        }
        let codes: Vec<&str> = policy.programs.iter().map(|program| program.code.as_str()).collect();
        if let Some((_, code)) = codes.iter().enumerate().find(|(place, code)| codes[..*place].contains(code)) {
            return Err(PolicyError::Twice { code: (*code).to_owned() });
        }
        Ok(policy)
    }

    /// The policy that comes with the product, as it is written.
    pub const fn shipped_text() -> &'static str {
        include_str!("escalation.toml")
    }

    /// When the site of a program is open.
    pub fn hours_of(&self, program: Option<&str>) -> OpeningHours {
        let own = self.programs.iter().find(|own| Some(own.code.as_str()) == program);
        own.map_or(self.hours, |own| OpeningHours { opens: own.opens, closes: own.closes })
    }

    /// When the time to take an alert on is over; `None` when the site has no business day in sight.
    pub fn deadline(&self, class: Class, since: Instant, hours: &SiteHours) -> Option<Instant> {
        match class {
            Class::Safety => Some(since.plus_seconds(i64::from(self.safety_minutes) * 60)),
            Class::Clinical => hours.plus_business_minutes(since, self.clinical_business_minutes),
            Class::Task => hours.plus_business_minutes(since, self.task_business_minutes),
        }
    }
}

impl OwnerChain {
    /// The people at a place in the chain.
    pub fn owners(&self, tier: Tier) -> Vec<UserId> {
        match tier {
            Tier::Primary => self.primary.into_iter().collect(),
            Tier::CareTeam => self.primary.into_iter().chain(self.members.iter().copied()).collect(),
            Tier::OnCall => self.on_call.clone(),
            Tier::Director => self.director.clone(),
        }
    }

    /// Where an alert begins that is raised at an instant; `None` when the chain is empty.
    pub fn first(&self, class: Class, at: Instant, hours: &SiteHours) -> Option<Tier> {
        let start = if waits_for_nobody(class, at, hours) { Tier::OnCall } else { Tier::Primary };
        self.filled_from(start).or_else(|| self.filled_from(Tier::Primary))
    }

    /// The next filled place after one, for an alert that goes on at an instant.
    fn after(&self, tier: Tier, class: Class, at: Instant, hours: &SiteHours) -> Option<Tier> {
        let next = match tier {
            Tier::Primary | Tier::CareTeam if waits_for_nobody(class, at, hours) => Tier::OnCall,
            Tier::Primary => Tier::CareTeam,
            Tier::CareTeam => Tier::OnCall,
            Tier::OnCall => Tier::Director,
            Tier::Director => return None,
        };
        // A care team of one person has been told already.
        let next = if next == Tier::CareTeam && self.members.is_empty() { Tier::OnCall } else { next };
        self.filled_from(next)
    }

    fn filled_from(&self, start: Tier) -> Option<Tier> {
        Tier::ALL.iter().copied().filter(|tier| *tier >= start).find(|tier| !self.owners(*tier).is_empty())
    }

    fn last_filled(&self) -> Option<Tier> {
        Tier::ALL.iter().rev().copied().find(|tier| !self.owners(*tier).is_empty())
    }
}

/// Where an alert goes at once when nobody at its present place could be told of it: the next place whose people `can_tell` reaches. `None` when it is not
/// open, or when nobody further on can be told either: then it stays where it is, and its timer runs.
pub fn after_untold(alert: &Alert, chain: &OwnerChain, at: Instant, hours: &SiteHours, can_tell: impl Fn(UserId) -> bool) -> Option<Tier> {
    if alert.state != State::Open || alert.raised.visibility == Visibility::Silent {
        return None;
    }
    let mut tier = alert.tier;
    while let Some(next) = chain.after(tier, alert.raised.class, at, hours) {
        if chain.owners(next).into_iter().any(&can_tell) {
            return Some(next);
        }
        tier = next;
    }
    None
}

/// Where an alert goes at once whose holder may no longer sign in: to its own place in the chain, else to the next filled one, else to the last filled one
/// before it. `None` while nobody in particular has it, while `may_sign_in` says that the holder still may, and once it has ended. Where nobody fills the
/// chain it comes back to its own place and waits there for a setting to be mended.
pub fn after_holder(
    alert: &Alert,
    chain: &OwnerChain,
    at: Instant,
    hours: &SiteHours,
    may_sign_in: impl Fn(UserId) -> bool,
) -> Option<Tier> {
    let is_gone = alert.is_open() && alert.holder.is_some_and(|holder| !may_sign_in(holder));
    if !is_gone {
        return None;
    }
    let start = if waits_for_nobody(alert.raised.class, at, hours) { alert.tier.max(Tier::OnCall) } else { alert.tier };
    Some(chain.filled_from(start).or_else(|| chain.last_filled()).unwrap_or(alert.tier))
}

/// True where the care team cannot be waited for: a safety alert while the site is closed.
fn waits_for_nobody(class: Class, at: Instant, hours: &SiteHours) -> bool {
    class == Class::Safety && !hours.is_open(at)
}

/// What happens next if nobody does anything. A pure function of the alert's history, the chain, the policy and the site's hours; the caller adds
/// the event when the time has come and asks again.
pub fn next_step(alert: &Alert, chain: &OwnerChain, policy: &Policy, hours: &SiteHours) -> NextStep {
    if alert.raised.visibility == Visibility::Silent {
        return NextStep::Nothing;
    }
    let class = alert.raised.class;
    match (&alert.state, alert.taken_on_at) {
        (State::Open, _) => {}
        (State::Acknowledged, Some(since)) if class == Class::Safety => return if_not_closed(alert, since, chain, policy, hours),
        (State::Acknowledged | State::Ended(_), _) => return NextStep::Nothing,
    }
    if chain.filled_from(Tier::Primary).is_none() {
        return NextStep::NobodyToTell;
    }
    let Some(at) = policy.deadline(class, alert.owned_since, hours) else { return NextStep::NobodyToTell };
    // Handed over by the last of the chain and not taken on: it comes back to them.
    let back = || chain.last_filled().filter(|_| alert.holder.is_some());
    match chain.after(alert.tier, class, at, hours).or_else(back) {
        Some(to) => NextStep::Escalate(Escalation { to, at }),
        None => NextStep::EndOfChain,
    }
}

/// A safety alert that somebody took on goes on when it is not closed in time. With the last of the chain it stays, on the director's board.
fn if_not_closed(alert: &Alert, since: Instant, chain: &OwnerChain, policy: &Policy, hours: &SiteHours) -> NextStep {
    let at = since.plus_seconds(i64::from(policy.safety_closing_minutes) * 60);
    let next = chain.after(alert.tier, alert.raised.class, at, hours);
    next.map_or(NextStep::Nothing, |to| NextStep::NotClosed(Escalation { to, at }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_policy_reads_and_safety_cannot_be_put_off() {
        assert_eq!(Policy::shipped().safety_minutes, 30);
        let text = include_str!("escalation.toml");
        let older = Policy::from_toml(&text.replace("safety_closing_minutes = 1440", "")).unwrap();
        assert_eq!(older.safety_closing_minutes, Policy::shipped().safety_closing_minutes, "a policy from before there was such a time");
        let error = Policy::from_toml(&text.replace("closing_minutes = 1440", "closing_minutes = 0")).unwrap_err().to_string();
        assert_eq!(error, "safety_closing_minutes: 0 is not between 1 and 10080 minutes");
        let error = Policy::from_toml(&text.replace("safety_minutes = 30", "safety_minutes = 4320")).unwrap_err().to_string();
        assert_eq!(error, "safety_minutes: 4320 is not between 1 and 1440 minutes");
        let error = Policy::from_toml(&text.replace("task_", "tusk_")).unwrap_err().to_string();
        assert!(error.contains("unknown field `tusk_business_minutes`"), "{error}");
    }

    #[test]
    fn hours_are_those_of_the_program_where_it_has_some() {
        let own = "\n[[programs]]\ncode = \"RIV-IOP\"\nopens = \"12:00\"\ncloses = \"20:30\"\n";
        let policy = Policy::from_toml(&format!("{}{own}", Policy::shipped_text())).unwrap();
        assert_eq!(policy.hours_of(Some("RIV-IOP")), OpeningHours { opens: (12, 0), closes: (20, 30) });
        assert_eq!(policy.hours_of(Some("RIV-PHP")), OpeningHours::default());
        assert_eq!(policy.hours_of(None), Policy::shipped().hours);
        let refused = |text: String| Policy::from_toml(&text).unwrap_err().to_string();
        assert_eq!(refused(Policy::shipped_text().replace("\"18:00\"", "\"07:00\"")), "hours: closes is not after opens");
        assert_eq!(refused(format!("{}{own}{own}", Policy::shipped_text())), "programs: RIV-IOP stands there twice");
        let error = refused(Policy::shipped_text().replace("\"08:00\"", "\"8 am\""));
        assert!(error.contains("`8 am` is no time of day"), "{error}");
    }
}
