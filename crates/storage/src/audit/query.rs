//! Reading the audit, newest first, a page at a time.

use vocabulary::{AuditId, BatchId, Instant, PatientId};

use super::Outcome;
use crate::StorageError;
use crate::database::{Database, LIST_MAX, Reader, Sql, Value};
use crate::unit::ReadUnit;

/// One operation, as it stands in the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its id; ids grow with time.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// Who: [`vocabulary::Actor::code`].
    pub actor: String,
    /// What.
    pub action: String,
    /// Why: [`vocabulary::Purpose`] as text.
    pub purpose: String,
    /// In which request.
    pub request: String,
    /// How it ended.
    pub outcome: Outcome,
    /// How many patients it touched.
    pub patient_count: i64,
    /// The import it was part of; its records name the patients.
    pub batch: Option<BatchId>,
    /// Why it was refused.
    pub detail: Option<String>,
}

impl AuditEntry {
    pub(super) fn from_row(reader: &mut Reader<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            id: reader.parsed()?,
            at: reader.parsed()?,
            actor: reader.text()?,
            action: reader.text()?,
            purpose: reader.text()?,
            request: reader.text()?,
            outcome: reader.parsed()?,
            patient_count: reader.integer()?,
            batch: reader.optional_parsed()?,
            detail: reader.optional_text()?,
        })
    }
}

/// Which page of the audit: the entries before one, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditPage {
    /// Only entries older than this one; `None` for the newest page.
    pub before: Option<AuditId>,
    /// At most so many.
    pub size: u16,
}

impl AuditPage {
    /// The newest entries.
    pub const fn newest(size: u16) -> Self {
        Self { before: None, size }
    }

    /// Later than any id there is, for the newest page.
    pub(super) fn bound(self) -> Value {
        self.before.map_or_else(|| Value::from("~"), Value::id)
    }
}

pub(super) const COLUMNS: &str = "audit.id, audit.at, audit.actor, audit.action, audit.purpose, audit.request, audit.outcome, audit.patient_count, \
     audit.batch_id, audit.detail ";

async fn page(unit: &mut ReadUnit, rest: &'static str, mut values: Vec<Value>, page: AuditPage) -> Result<Vec<AuditEntry>, StorageError> {
    values.extend([page.bound(), i64::from(page.size).into()]);
    let sql = Sql::of_pieces("audit", &["SELECT ", COLUMNS, "FROM audit ", rest]);
    let rows = unit.fetch_all(&sql, values).await?;
    rows.iter().map(|row| AuditEntry::from_row(&mut row.reader("audit"))).collect()
}

impl Database {
    /// When the newest row of the audit was written: where time has come to in this database.
    #[crate::boxed]
    pub async fn last_recorded(&self) -> Result<Option<Instant>, StorageError> {
        let mut transaction = self.begin_read().await?;
        let row = transaction.fetch_optional(&Sql::new("audit", "SELECT at FROM audit ORDER BY id DESC LIMIT 1"), Vec::new()).await?;
        row.map(|row| row.reader("audit").parsed()).transpose()
    }
}

/// Everything.
#[crate::boxed]
pub async fn newest(unit: &mut ReadUnit, which: AuditPage) -> Result<Vec<AuditEntry>, StorageError> {
    page(unit, "WHERE audit.id < $1 ORDER BY audit.id DESC LIMIT $2", Vec::new(), which).await
}

/// What one actor did ([`vocabulary::Actor::code`]).
#[crate::boxed]
pub async fn by_actor(unit: &mut ReadUnit, actor: &str, which: AuditPage) -> Result<Vec<AuditEntry>, StorageError> {
    page(unit, "WHERE audit.actor = $1 AND audit.id < $2 ORDER BY audit.id DESC LIMIT $3", vec![actor.into()], which).await
}

/// Who touched one patient: the operations that name the patient, and the imports that brought records of theirs.
#[crate::boxed]
pub async fn by_patient(unit: &mut ReadUnit, patient: PatientId, which: AuditPage) -> Result<Vec<AuditEntry>, StorageError> {
    unit.touch(patient);
    let rest = "WHERE audit.id < $2 AND audit.id IN (\
                    SELECT audit_id FROM audit_of_patient WHERE patient_id = $1 \
                    UNION SELECT named.audit_id FROM audit_pending JOIN audit_patient named ON named.audit_id = audit_pending.audit_id \
                        WHERE named.patient_id = $1 \
                    UNION SELECT by_batch.id FROM audit by_batch WHERE by_batch.batch_id IN (\
                        SELECT batch_id FROM patient WHERE id = $1 \
                        UNION SELECT batch_id FROM episode WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM level_of_care_period WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM diagnosis WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM care_team_member WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM administration WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM abstinence_report WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM attendance WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM clinician_statement WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM drug_screen WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM external_level_of_care WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM function_rating WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM goal_progress WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM housing WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM incident WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM medical_status WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM medication_change WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM participation WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM planned_visit WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM prior_level WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM risk_rating WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM step_down_plan WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM substance_use WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM supports WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM treatment_plan_change WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM authorization_determination WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM authorization_of_care WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM authorization_request WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM billed_units WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM coverage WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM posted_charge WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM benefit_quote WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM case_agreement WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM patient_payment WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM posted_write_off WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM claim_account WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM certification WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM chart_paper WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM level_of_care_order WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM discharge_appointment WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM medication WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM service_note WHERE patient_id = $1 \
                        UNION SELECT batch_id FROM treatment_goal WHERE patient_id = $1)) \
                ORDER BY audit.id DESC LIMIT $3";
    page(unit, rest, vec![Value::id(patient)], which).await
}

/// The patients that operations named, as pairs. For the page that lists entries.
#[crate::boxed]
pub async fn patients_of(unit: &mut ReadUnit, entries: &[AuditId]) -> Result<Vec<(AuditId, PatientId)>, StorageError> {
    let mut pairs = Vec::new();
    for chunk in entries.chunks(LIST_MAX) {
        let values = Vec::new();
        let text = "SELECT audit_id, patient_id FROM audit_patient WHERE audit_id IN ({list}) ORDER BY audit_id DESC, patient_id";
        let sql = Sql::new("audit_patient", text).with_list(&values, chunk.iter().map(|id| Value::id(*id)));
        for row in unit.fetch_all(&sql, values).await? {
            let mut reader = row.reader("audit_patient");
            pairs.push((reader.parsed()?, reader.parsed()?));
        }
    }
    for (_, patient) in &pairs {
        unit.touch(*patient);
    }
    Ok(pairs)
}
