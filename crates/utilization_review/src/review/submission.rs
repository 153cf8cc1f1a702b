//! Until when the payer must have the next request of a stay: by the date on which it wants to hear again, or by the rules about the end of what is
//! covered, whichever comes first.

use vocabulary::{Day, Instant};

use crate::authorization::RequestKind;
use crate::clock::{DeadlineEvent, Due, Occurrence, OwedBy, RuleSet, Setting, resolve};

/// What sets the time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubmissionBasis {
    /// The review date that the authorization names.
    NextReview,
    /// A rule about the end of what is covered.
    Rule {
        /// The rule's id.
        id: String,
        /// Where it is written.
        source: String,
        /// True where two sources were read and agree.
        verified: bool,
        /// True where the practice wrote it.
        of_practice: bool,
    },
}

/// Until when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SubmitBy {
    /// Before this instant.
    pub at: Instant,
    /// The last day that has time in it, in the program's zone.
    pub day: Day,
    /// What sets it.
    pub basis: SubmissionBasis,
}

impl SubmitBy {
    /// For what is covered up to a day. A review date after that day is too late to ask for more: the end of the day counts. `None` where neither the
    /// authorization nor a rule says anything.
    pub fn of(rules: &RuleSet, setting: &Setting<'_>, last_covered_day: Day, next_review: Option<Day>) -> Option<Self> {
        let ends = setting.end_of(last_covered_day);
        let occurrence = Occurrence {
            event: DeadlineEvent::CourseEnds,
            at: ends,
            timing: Some(RequestKind::Concurrent),
            urgent: false,
            incomplete: false,
            course_ends: Some(ends),
        };
        let of_practice = resolve(rules, &occurrence, setting).into_iter().filter(|deadline| deadline.owed_by == OwedBy::Practice);
        let of_rule = of_practice.filter_map(|deadline| match deadline.due {
            Due::Before(at, day) => {
                let (id, source) = (deadline.rule, deadline.source);
                let basis = SubmissionBasis::Rule { id, source, verified: deadline.verified, of_practice: deadline.of_practice };
                Some(Self { at, day, basis })
            }
            Due::ContractSilent(_) | Due::NoCourse => None,
        });
        let named = next_review.map(|day| day.min(last_covered_day));
        let named = named.map(|day| Self { at: setting.end_of(day), day, basis: SubmissionBasis::NextReview });
        of_rule.chain(named).min_by_key(|each| each.at)
    }

    /// Whole hours left, rounded down; negative once it is past.
    pub fn hours_left(&self, now: Instant) -> i64 {
        self.at.seconds_since(now).div_euclid(3600)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{PayerProfile, PlanFunding};
    use vocabulary::{BusinessCalendar, LevelOfCare, ZoneName};

    #[test]
    fn a_request_is_due_by_the_payers_date_or_its_hours_before_the_end_whichever_comes_first() {
        let (rules, zone, calendar) = (RuleSet::shipped(), ZoneName::utc(), BusinessCalendar::new([]));
        let check = |hours: Option<u32>, next_review: Option<&str>, expected: Option<(&str, &str)>| {
            let mut payer = PayerProfile::shipped().remove(0).0;
            payer.limits.request_hours_before_end = hours;
            let setting = Setting {
                zone: &zone,
                calendar: &calendar,
                funding: PlanFunding::Unknown,
                state: "",
                level_of_care: LevelOfCare::IntensiveOutpatient,
                substance_use: false,
                appellant: None,
                payer: Some(&payer),
            };
            let found = SubmitBy::of(&rules, &setting, "2026-03-17".parse().unwrap(), next_review.map(|day| day.parse().unwrap()));
            let found = found.map(|found| {
                let basis = match found.basis {
                    SubmissionBasis::NextReview => "next review".to_owned(),
                    SubmissionBasis::Rule { id, .. } => id,
                };
                (found.day.to_string(), basis)
            });
            let expected = expected.map(|(day, basis)| (day.to_owned(), basis.to_owned()));
            assert_eq!(found, expected, "{hours:?} {next_review:?}");
        };
        check(None, None, None);
        check(Some(48), None, Some(("2026-03-15", "CONTRACT-REQUEST")));
        check(Some(48), Some("2026-03-16"), Some(("2026-03-15", "CONTRACT-REQUEST")));
        check(Some(48), Some("2026-03-12"), Some(("2026-03-12", "next review")));
        check(None, Some("2026-03-16"), Some(("2026-03-16", "next review")));
        check(None, Some("2026-03-18"), Some(("2026-03-17", "next review")));
    }
}
