//! What happened besides scores, in words.

use crate::key::Key;
use crate::text::Text;

impl Text {
    /// A kind of incident by its code: `suicide_attempt`.
    pub fn incident(self, code: &str) -> String {
        self.named("event-incident-", code)
    }

    /// A change of medication by its code with the medication as it stands in the chart: `started: sertraline 50 mg`.
    pub fn medication_change(self, code: &str, medication: &str) -> String {
        let change = self.named("event-medication-", code);
        self.say_with(Key::EventMedication, &[("change", change.into()), ("medication", medication.into())])
    }

    /// What changed in a treatment plan, by its code: `goals`.
    pub fn plan_change(self, code: &str) -> String {
        self.named("event-plan-", code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::{IncidentKind, MedicationChangeKind, PlanChangeKind};
    use vocabulary::Language;

    #[test]
    fn every_kind_of_event_has_words_of_its_own() {
        let known = |prefix: &str, code: &str| {
            assert!(Key::from_id(&format!("{prefix}{}", code.replace('_', "-"))).is_some(), "{prefix}{code}");
        };
        for kind in IncidentKind::ALL {
            known("event-incident-", kind.code());
        }
        for kind in MedicationChangeKind::ALL {
            known("event-medication-", kind.code());
        }
        for kind in PlanChangeKind::ALL {
            known("event-plan-", kind.code());
        }
        let text = Text::for_language(&Language::english());
        assert_eq!(text.medication_change("dose_increase", "lithium"), "dose up: lithium");
    }
}
