//! Risk and incidents. The worst of all sources counts; a negative self-report never answers for what happened.

use care::{IncidentKind, RiskLevel, YesNoUnknown};
use vocabulary::Instant;

use super::{FactReader, Moment, Seen};
use crate::level_of_care::criteria::Window;
use crate::level_of_care::fact::Value;
use crate::level_of_care::observation::Observed;
use crate::level_of_care::reading::{Input, Reading, Why};

/// For so long after harm a self-report alone does not count as known.
const DAYS_AFTER_HARM: u32 = 30;

/// Evidence about risk.
#[derive(Clone, Copy, Debug)]
struct Evidence<'a> {
    level: RiskLevel,
    /// What it rests on: the newest of each basis counts.
    basis: (&'static str, &'a str),
    self_report: bool,
}

/// What was answered about thoughts of death or self-harm.
#[derive(Clone, Copy, Debug)]
struct Answered<'a> {
    /// The instrument, and for forms without a score the respondent.
    by: (&'a str, &'a str),
    thoughts: YesNoUnknown,
    /// When it came in, where that is known to the moment.
    received_at: Option<Instant>,
}

/// An attempt, or self-harm that needed medical care.
pub(super) fn is_attempt(kind: IncidentKind) -> bool {
    matches!(kind, IncidentKind::SuicideAttempt | IncidentKind::SelfHarmMedical)
}

impl<'a> FactReader<'a> {
    fn risk_evidence(&self) -> Vec<Seen<'a, Evidence<'a>>> {
        self.picked(|observed| match observed {
            Observed::RiskRating { assessed_at, level, basis } if *level != RiskLevel::NotAssessed => {
                let evidence = Evidence { level: *level, basis: ("rating", basis.code()), self_report: false };
                Some((Moment::Instant(*assessed_at), evidence))
            }
            Observed::RiskScreen { answered_at, instrument, level, self_report } if *level != RiskLevel::NotAssessed => {
                let evidence = Evidence { level: *level, basis: ("screen", instrument), self_report: *self_report };
                Some((Moment::Instant(*answered_at), evidence))
            }
            _ => None,
        })
    }

    fn incidents_seen(&self) -> Vec<Seen<'a, IncidentKind>> {
        self.picked(|observed| match observed {
            Observed::Incident { occurred_at, incident } => Some((Moment::Instant(*occurred_at), *incident)),
            _ => None,
        })
    }

    /// Young enough in hours, or made at the last session that the patient came to.
    fn is_fresh_risk(&self, moment: Moment, window: Option<Window>) -> bool {
        if let Some(window) = window {
            return self.is_within(moment, window);
        }
        if self.is_within(moment, Window::hours_of(self.limits.risk_hours)) {
            return true;
        }
        let since_last_session = self.limits.risk_session_hours.is_some_and(|hours| self.is_within(moment, Window::hours_of(hours)));
        let assessed_on = self.day(moment);
        since_last_session && !self.attended_days().iter().any(|day| *day > assessed_on)
    }

    fn last_harm(&self) -> Option<Moment> {
        let recent = Window::days_of(DAYS_AFTER_HARM);
        let seen = self.incidents_seen();
        let harm = seen.iter().rev().find(|seen| seen.value.is_harm() && self.is_within(seen.moment, recent));
        harm.map(|seen| seen.moment)
    }

    /// Why the fresh evidence does not settle the level; `None` where it does.
    fn why_unsettled(&self, fresh: &[Seen<'a, Evidence<'a>>]) -> Option<Why> {
        if fresh.is_empty() {
            return Some(if self.risk_evidence().is_empty() { Why::NeverRecorded } else { Why::TooOld });
        }
        let harm = self.last_harm()?;
        let mut by_clinician = fresh.iter().filter(|seen| !seen.value.self_report).peekable();
        if by_clinician.peek().is_none() {
            return Some(Why::SelfReportOnly);
        }
        if by_clinician.any(|seen| self.order(seen.moment) >= self.order(harm)) { None } else { Some(Why::BeforeIncident) }
    }

    fn fresh_evidence(&self, window: Option<Window>) -> (Vec<Seen<'a, Evidence<'a>>>, Vec<Input>) {
        let all = self.risk_evidence();
        let fresh: Vec<_> = all.iter().filter(|seen| self.is_fresh_risk(seen.moment, window)).copied().collect();
        let shown = if fresh.is_empty() { all.last().into_iter().copied().collect() } else { fresh.clone() };
        let inputs = shown.iter().map(|seen| self.input(seen, seen.value.level, self.is_fresh_risk(seen.moment, window))).collect();
        (fresh, inputs)
    }

    /// Thoughts that were answered on an instrument are at least a low level, whoever says less: the newest answer of each instrument and respondent,
    /// where it is yes, the latest of them last.
    fn thoughts_as_answered(&self, window: Option<Window>) -> Vec<Seen<'a, Answered<'a>>> {
        let window = self.measure_window(window);
        let answered = self.picked(|observed| match observed {
            Observed::Score { instrument, day, thoughts, received_at, .. } if *thoughts != YesNoUnknown::Unknown => {
                Some((Moment::Day(*day), Answered { by: (instrument.as_str(), ""), thoughts: *thoughts, received_at: *received_at }))
            }
            Observed::SafetyAnswer { instrument, respondent, day, thoughts, received_at } if *thoughts != YesNoUnknown::Unknown => Some((
                Moment::Day(*day),
                Answered { by: (instrument.as_str(), respondent.as_str()), thoughts: *thoughts, received_at: *received_at },
            )),
            _ => None,
        });
        let newest = answered.iter().rev().take_while(|seen| self.is_within(seen.moment, window));
        let mut newest_of_each: Vec<&Seen<'a, Answered<'a>>> = Vec::new();
        for seen in newest {
            if !newest_of_each.iter().any(|known| known.value.by == seen.value.by && known.moment != seen.moment) {
                newest_of_each.push(seen);
            }
        }
        newest_of_each.into_iter().rev().filter(|seen| seen.value.thoughts == YesNoUnknown::Yes).copied().collect()
    }

    /// True where the evidence is known to be younger than the answer, or is made of it. Where both are of one day and nobody knows at what time the answer
    /// was given, it may have come after.
    fn is_look_at(&self, seen: &Seen<'a, Evidence<'a>>, answered: &Seen<'a, Answered<'a>>) -> bool {
        let (looked_on, answered_on) = (self.day(seen.moment), self.day(answered.moment));
        let at_once = match (seen.moment, answered.value.received_at) {
            (Moment::Instant(looked_at), Some(received_at)) => looked_at >= received_at,
            _ => false,
        };
        seen.source == answered.source || looked_on > answered_on || (looked_on == answered_on && at_once)
    }

    /// The level of some fresh evidence. Where thoughts were answered after all of it, nobody has looked since: what was found before then says what the
    /// level is at least, and no more.
    fn level_reading(
        &self,
        level: Option<RiskLevel>,
        evidence: (&[Seen<'a, Evidence<'a>>], Vec<Input>),
        window: Option<Window>,
    ) -> Reading {
        let (fresh, mut inputs) = evidence;
        let thoughts = self.thoughts_as_answered(window);
        let lowest = (!thoughts.is_empty()).then_some(RiskLevel::Low);
        let is_answered_since = |answered: &&Seen<'a, Answered<'a>>| !fresh.iter().any(|seen| self.is_look_at(seen, answered));
        let since = thoughts.iter().rev().find(is_answered_since);
        let unsettled = self.why_unsettled(fresh).or(since.map(|_| Why::BeforeAnswer));
        let shown = since.or(thoughts.last());
        inputs.extend(shown.map(|seen| self.input(seen, "thoughts_answered", true)));
        let Some(level) = level.max(lowest) else {
            return Reading::missing(unsettled.unwrap_or(Why::NeverRecorded), inputs);
        };
        let value = Value::Word(level.code());
        match unsettled {
            Some(why) if level < RiskLevel::High => Reading::at_least(value, why, inputs),
            _ => Reading::exactly(value, inputs),
        }
    }

    /// The newest of each basis, and of these the worst.
    pub(super) fn risk_level(&self, window: Option<Window>) -> Reading {
        let (fresh, inputs) = self.fresh_evidence(window);
        let is_newest = |seen: &Seen<'_, Evidence<'_>>| {
            let later = |other: &Seen<'_, Evidence<'_>>| other.value.basis == seen.value.basis && other.moment > seen.moment;
            !fresh.iter().any(later)
        };
        let worst = fresh.iter().filter(|seen| is_newest(seen)).map(|seen| seen.value.level).max();
        self.level_reading(worst, (&fresh, inputs), window)
    }

    /// The worst of everything in the window.
    pub(super) fn highest_risk(&self, window: Option<Window>) -> Reading {
        let (fresh, inputs) = self.fresh_evidence(window);
        let worst = fresh.iter().map(|seen| seen.value.level).max();
        self.level_reading(worst, (&fresh, inputs), window)
    }

    /// Incidents in the window. That there were no more is known where the level of risk is known: then somebody looked.
    pub(super) fn incidents(&self, wanted: impl Fn(IncidentKind) -> bool, window: Option<Window>) -> Reading {
        let window = self.statement_window(window);
        let mut seen = self.incidents_seen();
        seen.retain(|seen| wanted(seen.value) && self.is_within(seen.moment, window));
        let mut inputs: Vec<Input> = seen.iter().map(|seen| self.input(seen, seen.value, true)).collect();
        let count = Value::whole(i64::try_from(seen.len()).unwrap_or(i64::MAX));
        let (fresh, looked) = self.fresh_evidence(None);
        let unsettled = self.why_unsettled(&fresh);
        if seen.is_empty() {
            inputs.extend(looked);
        }
        match unsettled {
            Some(why) => Reading::at_least(count, why, inputs),
            None => Reading::exactly(count, inputs),
        }
    }
}
