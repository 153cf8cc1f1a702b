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
