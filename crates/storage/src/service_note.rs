//! Facts about notes of services. Never what a note says.

use care::{Fingerprint, ServiceNote};
use vocabulary::{ClinicianId, Day, RecordId};

use crate::StorageError;
use crate::database::{LIST_MAX, Sql, Value};
use crate::record::column::patient_record;
use crate::unit::ReadUnit;

patient_record! {
    judgement ServiceNote of episode in "service_note", ordered by "day, id" {
        "episode_id" => episode;
        "day" => day;
        "service" => service;
        "started_at" => started_at;
        "stopped_at" => stopped_at;
        "minutes" => minutes;
        "author_id" => author;
        "credential" => credential;
        "signed_day" => signed_day;
        "needs_cosigner" => needs_cosigner;
        "cosigner" => cosigner;
        "cosigned_day" => cosigned_day;
        "place" => place;
        "telehealth" => telehealth;
        "setting_present" => setting_present;
        "group_key" => group;
        "group_size" => group_size;
        "own_part_present" => own_part_present;
        "goals" => goals;
        "intervention_present" => intervention_present;
        "response_present" => response_present;
        "risk_present" => risk_present;
        "progress_present" => progress_present;
        "fingerprint" => fingerprint;
    }
}

/// What can be compared of a note: by whom it is, of which day, and its fingerprint. Not about whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparable {
    /// The note.
    pub id: RecordId,
    /// Who wrote it.
    pub author: ClinicianId,
    /// The day of the service.
    pub day: Day,
    /// What is compared.
    pub fingerprint: Fingerprint,
}

/// The fingerprints of what authors wrote between two days, both included, whoever it is about. No patient is read.
#[crate::boxed]
pub async fn comparable(unit: &mut ReadUnit, authors: &[ClinicianId], days: (Day, Day)) -> Result<Vec<Comparable>, StorageError> {
    let text = "SELECT id, author_id, day, fingerprint FROM service_note WHERE superseded_at IS NULL AND void_reason IS NULL \
                AND fingerprint IS NOT NULL AND day >= $1 AND day <= $2 AND author_id IN ({list}) ORDER BY day, id";
    let mut found = Vec::new();
    for chunk in authors.chunks(LIST_MAX) {
        let values: Vec<Value> = vec![days.0.into(), days.1.into()];
        let sql = Sql::new("service_note", text).with_list(&values, chunk.iter().map(|author| Value::id(*author)));
        for row in unit.fetch_all(&sql, values).await? {
            let mut reader = row.reader("service_note");
            found.push(Comparable { id: reader.parsed()?, author: reader.parsed()?, day: reader.parsed()?, fingerprint: reader.parsed()? });
        }
    }
    Ok(found)
}
