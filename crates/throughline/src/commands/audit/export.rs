//! The audit as lines of JSON.

use app::audit::AuditQuery;
use app::release::{Disclosure, Notice, Outgoing, Released};
use serde_json::{Value as Json, json};
use storage::audit::AuditEntry;
use vocabulary::PatientId;

use crate::failure::Failure;
use crate::wiring::{Practice, app_failure, find_patient};

const PAGE: u16 = 1_000;

/// Every entry, oldest first, released.
pub(super) async fn entries(practice: &Practice, patient: Option<&str>, disclosure: Disclosure) -> Result<Released, Failure> {
    let (app, caller) = (&practice.app, &practice.caller);
    let patient = match patient {
        Some(patient) => Some(find_patient(app, caller, patient).await?),
        None => None,
    };
    let (mut lines, mut before) = (Vec::new(), None);
    loop {
        let query = AuditQuery { patient, before, size: PAGE, ..AuditQuery::default() };
        let page = app.audit(caller, query).await.map_err(|error| app_failure(&error))?;
        lines.extend(page.entries.iter().map(|(entry, patients)| as_json(entry, patients).to_string()));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    lines.reverse();
    lines.push(String::new());
    let outgoing = Outgoing {
        patients: patient.into_iter().collect(),
        subject: "audit",
        media_type: "application/x-ndjson",
        extension: "ndjson",
        bytes: lines.join("\n").into_bytes(),
        notice: Notice::Beside,
        snapshot_sha256: None,
    };
    app.release(caller, disclosure, outgoing).await.map_err(|error| app_failure(&error))
}

fn as_json(entry: &AuditEntry, patients: &[PatientId]) -> Json {
    json!({
        "id": entry.id.to_string(), "at": entry.at.to_string(), "actor": entry.actor, "action": entry.action, "purpose": entry.purpose,
        "request": entry.request, "outcome": entry.outcome.code(), "patient_count": entry.patient_count,
        "patients": patients.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "batch": entry.batch.map(|batch| batch.to_string()), "detail": entry.detail,
    })
}
