//! Who made which record of a packet: the index behind its citations.

use std::collections::BTreeMap;

use care::Clinician;
use storage::record::content_sha256;
use storage::{Record, Stored};
use utilization_review::packet::Provenance;
use vocabulary::Evidence;

use crate::disclosure::name_of;

/// Who made which version of a record.
#[derive(Default)]
pub(in crate::review) struct Made(Vec<Provenance>);

impl Made {
    /// Notes a record, and gives the pointer to it.
    pub(in crate::review) fn add<T: Record>(&mut self, kind: &'static str, stored: &Stored<T>) -> Evidence {
        let (id, version) = (stored.id.to_string(), stored.recorded.version);
        self.0.push(Provenance {
            kind,
            id: id.clone(),
            version,
            author: stored.recorded.recorder.clone(),
            recorded_at: stored.recorded.recorded_at,
            sha256: content_sha256(stored),
        });
        Evidence { kind, id, version, day: stored.recorded.effective_day }
    }

    /// All of them, with authors by name.
    pub(super) fn named(self, names: &BTreeMap<String, String>) -> Vec<Provenance> {
        self.0.into_iter().map(|made| Provenance { author: name_of(names, &made.author), ..made }).collect()
    }
}

/// The name of a clinician as it stands under what they sign.
pub(in crate::review) fn signed(clinician: &Clinician) -> String {
    if clinician.credential.is_empty() { clinician.name.clone() } else { format!("{}, {}", clinician.name, clinician.credential) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// What a packet may cite. A note of a service is none of it: what notes say is not taken in, and psychotherapy and counseling notes have no way out.
    const KINDS: [&str; 30] = [
        "abstinence_report",
        "administration",
        "attendance",
        "authorization",
        "authorization_determination",
        "authorization_request",
        "case_agreement",
        "clinician_statement",
        "criteria_clause",
        "determination",
        "diagnosis",
        "discharge_appointment",
        "drug_screen",
        "external_level_of_care",
        "function_rating",
        "goal_progress",
        "housing",
        "incident",
        "medical_status",
        "medication",
        "medication_change",
        "participation",
        "prior_level",
        "review_answer",
        "risk_rating",
        "step_down_plan",
        "substance_use",
        "supports",
        "treatment_goal",
        "treatment_plan_change",
    ];

    #[test]
    fn a_packet_cites_no_note_of_a_service() {
        assert!(KINDS.is_sorted() && !KINDS.iter().any(|kind| kind.contains("note")));
        let sources = [include_str!("../gather.rs"), include_str!("draft.rs")].map(|text| text.split("#[cfg(test)]").next().unwrap());
        let mut cited: BTreeSet<&str> = BTreeSet::new();
        for line in sources.iter().flat_map(|source| source.lines()).map(str::trim).filter(|line| !line.starts_with("//")) {
            // What is loaded in one statement a kind, and what is named as it is cited.
            let loaded = line.split_once(" from ").and_then(|(_, rest)| rest.split_once(" by ")).map(|(kind, _)| kind);
            let named = |before: &str| line.split_once(before).and_then(|(_, rest)| rest.split_once('"')).map(|(kind, _)| kind);
            cited.extend(loaded.filter(|kind| !kind.contains('$')).into_iter().chain(named("made.add(\"")).chain(named("kind: \"")));
        }
        assert!(cited.len() > 20 && cited.contains("attendance") && cited.contains("criteria_clause"), "the sources are read: {cited:?}");
        let others: Vec<&&str> = cited.iter().filter(|kind| !KINDS.contains(kind)).collect();
        assert_eq!(others, Vec::<&&str>::new(), "what a packet may cite is a closed list");
    }
}
