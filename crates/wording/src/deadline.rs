//! Rules of time in words: after what, who, within what time.

use utilization_review::clock::{DeadlineEvent, Limit, OwedBy};

use crate::key::Key;
use crate::text::Text;

impl Text {
    /// What starts a clock.
    pub fn deadline_event(self, event: DeadlineEvent) -> String {
        self.named("deadline-event-", event.code())
    }

    /// Who must act, and within what time: `The payer within 72 hours`.
    pub fn deadline_duty(self, party: OwedBy, limit: Limit) -> String {
        let party = self.named("deadline-party-", party.code());
        self.say_with(Key::DeadlinesWithin, &[("party", party.into()), ("limit", self.deadline_limit(limit).into())])
    }

    /// What a ground in law says, by its id.
    pub fn legal_ground(self, id: &str) -> String {
        self.named("legal-ground-", id)
    }

    /// Within what time: `within 72 hours`.
    fn deadline_limit(self, limit: Limit) -> String {
        let counted = |key, count: u32| self.say_with(key, &[("count", i64::from(count).into())]);
        match limit {
            Limit::Hours(count) => counted(Key::DeadlineLimitHours, count),
            Limit::CalendarDays(count) => counted(Key::DeadlineLimitCalendarDays, count),
            Limit::BusinessDays(count) => counted(Key::DeadlineLimitBusinessDays, count),
            Limit::Months(count) => counted(Key::DeadlineLimitMonths, count),
            Limit::StayDay(count) => counted(Key::DeadlineLimitStayDay, count),
            Limit::BeforeCourseEnds => self.say(Key::DeadlineLimitBeforeCourseEnds),
            Limit::Contract(which) => self.named("deadline-limit-", which.code()),
        }
    }
}

#[cfg(test)]
mod tests {
    use utilization_review::clock::ContractLimit;
    use vocabulary::Language;

    use super::*;

    #[test]
    fn a_rule_of_time_is_said_in_words() {
        let check = |language: &str, party, limit, expected: &str| {
            assert_eq!(Text::for_language(&language.parse::<Language>().expect("a language")).deadline_duty(party, limit), expected);
        };
        check("en", OwedBy::Payer, Limit::Hours(72), "The payer within 72 hours");
        check("en", OwedBy::Practice, Limit::CalendarDays(1), "The practice within a day");
        check("es", OwedBy::Practice, Limit::BusinessDays(5), "El centro en 5 días hábiles");
        check("es", OwedBy::Payer, Limit::BeforeCourseEnds, "El pagador antes de que termine lo aprobado");
    }

    #[test]
    fn every_event_party_and_limit_of_a_contract_has_words() {
        let events = DeadlineEvent::ALL.iter().map(|event| format!("deadline-event-{}", event.code()));
        let parties = OwedBy::ALL.iter().map(|party| format!("deadline-party-{}", party.code()));
        let limits = ContractLimit::ALL.iter().map(|limit| format!("deadline-limit-{}", limit.code()));
        let shipped = utilization_review::appeal::LegalGrounds::shipped();
        let grounds = shipped.grounds.iter().map(|ground| format!("legal-ground-{}", ground.id.to_lowercase()));
        for id in events.chain(parties).chain(limits).chain(grounds) {
            assert!(Key::from_id(&id.replace('_', "-")).is_some(), "{id} has no message");
        }
    }
}
