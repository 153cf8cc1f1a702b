//! Who pays for stays, and in which of them something was denied: little of each of very many, for the board of reviews. Names nobody, so nobody is
//! touched: whoever shows a person loads them.

use care::{CoverageRank, PlanFunding};
use vocabulary::{Day, PatientId, Period};

use crate::StorageError;
use crate::database::packed::{self, Parts};
use crate::database::{LIST_MAX, Sql, Value};
use crate::unit::ReadUnit;

/// A coverage without what names a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paying {
    /// The record that the coverage belongs to.
    pub patient: PatientId,
    /// The payer, by the key of its profile.
    pub payer: String,
    /// In which order it pays.
    pub rank: CoverageRank,
    /// The days that it covers.
    pub period: Period,
    /// Where its money comes from.
    pub funding: PlanFunding,
    /// The state whose law governs the plan; empty when not known.
    pub state: String,
}

/// Of a payer in one text: a row costs more on its way than what stands in it.
const PAYING: &str = "SELECT payer, string_agg(patient_id || '\u{7f}' || coverage_rank || '\u{7f}' || first_day || '\u{7f}' || COALESCE(last_day, '') \
    || '\u{7f}' || funding || '\u{7f}' || state_code, '\u{80}') FROM coverage WHERE superseded_at IS NULL AND void_reason IS NULL AND (last_day IS NULL OR last_day >= $1) \
    AND patient_id IN ({list}) GROUP BY payer";

/// The coverages of these records of patients that reach to `since` or beyond, the earliest first.
#[crate::boxed]
pub async fn paying(unit: &mut ReadUnit, patients: &[PatientId], since: Day) -> Result<Vec<Paying>, StorageError> {
    let mut found = Vec::new();
    for chunk in patients.chunks(LIST_MAX) {
        let values = vec![Value::from(since)];
        let sql = Sql::new("coverage", PAYING).with_list(&values, chunk.iter().map(|patient| Value::id(*patient)));
        for row in unit.fetch_all(&sql, values).await? {
            let mut reader = row.reader("coverage");
            let (payer, text): (String, String) = (reader.text()?, reader.text()?);
            for parts in packed::rows(&text) {
                found.push(paying_of(&payer, parts).ok_or_else(|| reader.damaged())?);
            }
        }
    }
    found.sort_unstable_by_key(|paying: &Paying| (paying.period.first(), paying.patient));
    Ok(found)
}

fn paying_of(payer: &str, mut parts: Parts<'_>) -> Option<Paying> {
    let (patient, rank, first, last) = (parts.parsed()?, parts.parsed()?, parts.parsed()?, parts.optional()?);
    let period = Period::new(first, last).ok()?;
    let (funding, state) = (parts.parsed()?, parts.text()?.to_owned());
    parts.end(Paying { patient, payer: payer.to_owned(), rank, period, funding, state })
}

/// The records of patients who are at a level of care, or came to one or left one since a day, or in whose stay a payer refused something since then; each
/// once.
#[crate::boxed]
pub async fn changed_since(unit: &mut ReadUnit, since: Day) -> Result<Vec<PatientId>, StorageError> {
    let text = "SELECT patient_id FROM level_of_care_period WHERE superseded_at IS NULL AND void_reason IS NULL \
                AND (last_day IS NULL OR last_day >= $1) \
                UNION SELECT patient_id FROM episode WHERE superseded_at IS NULL AND void_reason IS NULL AND discharge_day >= $1 \
                UNION SELECT patient_id FROM authorization_determination WHERE superseded_at IS NULL AND void_reason IS NULL \
                AND outcome IN ('denied', 'partial') AND decided_at >= $1 ORDER BY patient_id";
    let rows = unit.fetch_all(&Sql::new("level_of_care_period", text), vec![since.into()]).await?;
    rows.iter().map(|row| row.reader("level_of_care_period").parsed()).collect()
}

/// The records of patients in care about whom a payer refused something, whole or in part, each once.
#[crate::boxed]
pub async fn denied(unit: &mut ReadUnit) -> Result<Vec<PatientId>, StorageError> {
    let text = "SELECT DISTINCT patient_id FROM authorization_determination WHERE superseded_at IS NULL AND void_reason IS NULL \
                AND outcome IN ('denied', 'partial') AND patient_id IN (SELECT patient_id FROM episode WHERE superseded_at IS NULL \
                AND void_reason IS NULL AND discharge_day IS NULL) ORDER BY patient_id";
    let rows = unit.fetch_all(&Sql::new("authorization_determination", text), Vec::new()).await?;
    rows.iter().map(|row| row.reader("authorization_determination").parsed()).collect()
}
