//! Claims, as they were sent: every version that a file brought, once.
//!
//! A version is recognised by a digest of its whole content, so that the same file, or another with the same claims, adds nothing. Versions come in by a
//! batch, and the audit names the batch. They speak of people by name before anybody knows which patient that is: whoever reads them leaves an audit
//! row that counts them.

mod answer;
mod of_people;
mod read;
mod release;

use std::collections::BTreeMap;

use revenue_cycle::{Claim, ClaimLine, OtherCoverage};
use vocabulary::{BatchId, Money, RecordId};

use crate::StorageError;
use crate::content::{self, Digested, joined, money, period_values};
use crate::database::{Insert, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

pub use answer::{add_answers, add_file_answers, answers, file_answers};
#[cfg(test)]
pub(crate) use of_people::{BEGINS, RECENT};
pub use of_people::{of_numbers, of_people, since};
pub use read::{all, of_number};
pub use release::{ClaimRelease, ReleasedRule, add_release, newest_releases, releases_of};

const VERSION: Insert = Insert::into(
    "claim_version",
    &[
        &["id", "digest", "batch_id", "recorded_at", "recorder", "number", "kind", "frequency", "charge_cents", "payer_id", "payer_name"],
        &["payer_rank", "member_id", "family_name", "given_name", "birth_day", "record_number", "original_payer_control", "authorizations"],
        &["diagnoses", "billing_provider_id", "billing_tax_id", "first_day", "last_day", "facility_code", "condition_codes", "billed_day"],
        &["interchange_control", "group_control", "transaction_control", "ordinal"],
    ],
);
const LINE: Insert = Insert::into(
    "claim_line",
    &[
        &["claim_version_id", "place", "number", "control", "procedure_code", "modifiers", "revenue_code", "charge_cents"],
        &["unit_thousandths", "first_day", "last_day", "authorization_number", "rendering_id", "supervisor_id"],
    ],
);
const OTHER_COVERAGE: Insert =
    Insert::into("claim_other_coverage", &[&["claim_version_id", "place", "payer_rank", "payer_id", "paid_cents"]]);

/// Adds what is not there yet and says how many that were. The unit must be a batch's.
#[crate::boxed]
pub async fn add(unit: &mut WriteUnit, claims: &[Claim]) -> Result<usize, StorageError> {
    let batch = content::batch_of(unit)?;
    let mut added = 0;
    for chunk in claims.chunks(content::CHUNK) {
        let digested = chunk.iter().map(|claim| (claim, Digested::of(version_values(claim), &part_values(claim)))).collect();
        let new = content::not_there(unit, "SELECT digest FROM claim_version WHERE digest IN ({list})", "claim_version", digested).await?;
        let (mut versions, mut lines, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for (claim, content) in &new {
            let id: RecordId = unit.ids().next();
            versions.extend(content::origin(unit, id, content, batch));
            versions.extend(content.values.iter().cloned());
            for (place, line) in (0..).zip(&claim.lines) {
                lines.extend([Value::id(id), Value::Integer(Some(place))]);
                lines.extend(line_values(line));
                lines.extend(rendering_values(line));
            }
            for (place, other) in (0..).zip(&claim.other_coverages) {
                others.extend([Value::id(id), Value::Integer(Some(place))]);
                others.extend(other_values(other));
            }
        }
        added += new.len();
        content::insert(unit, VERSION, versions).await?;
        content::insert(unit, LINE, lines).await?;
        content::insert(unit, OTHER_COVERAGE, others).await?;
    }
    Ok(added)
}

fn version_values(claim: &Claim) -> Vec<Value> {
    let [first_day, last_day] = period_values(claim.statement);
    let source = &claim.source;
    vec![
        claim.number.as_str().into(),
        claim.kind.code().into(),
        claim.frequency.code().into(),
        money(claim.charge_amount),
        claim.payer_id.as_str().into(),
        claim.payer_name.as_str().into(),
        claim.sequence.code().into(),
        claim.member_id.as_str().into(),
        claim.family_name.as_str().into(),
        claim.given_name.as_str().into(),
        claim.birth_day.into(),
        claim.record_number.clone().into(),
        claim.original_payer_control.clone().into(),
        joined(&claim.authorizations),
        joined(&claim.diagnoses),
        claim.billing_provider_id.as_str().into(),
        claim.billing_tax_id.as_str().into(),
        first_day,
        last_day,
        claim.facility_code.as_str().into(),
        joined(&claim.condition_codes),
        source.day.into(),
        source.interchange.as_str().into(),
        source.group.as_str().into(),
        source.transaction.as_str().into(),
        i64::from(source.ordinal).into(),
    ]
}

fn part_values(claim: &Claim) -> Vec<Value> {
    claim.lines.iter().flat_map(line_values).chain(claim.other_coverages.iter().flat_map(other_values)).collect()
}

fn line_values(line: &ClaimLine) -> Vec<Value> {
    let [first_day, last_day] = period_values(line.days);
    vec![
        i64::from(line.number).into(),
        line.control.clone().into(),
        line.procedure.as_str().into(),
        joined(&line.modifiers),
        line.revenue_code.as_str().into(),
        money(line.charge_amount),
        line.units.thousandths().into(),
        first_day,
        last_day,
        line.authorization.clone().into(),
    ]
}

/// Who gave the service is no part of the digest: what was stored before does not say it, and must be found again.
fn rendering_values(line: &ClaimLine) -> [Value; 2] {
    let rendering = line.rendering.as_ref();
    [rendering.map(|by| by.provider_id.clone()).into(), rendering.and_then(|by| by.supervisor_id.clone()).into()]
}

fn other_values(other: &OtherCoverage) -> Vec<Value> {
    vec![other.sequence.code().into(), other.payer_id.as_str().into(), other.paid_amount.map(Money::cents).into()]
}

/// The id of the first version of each claim, by number: what names the claim in an address, which must not hold a number of a patient.
#[crate::boxed]
pub async fn ids(unit: &mut ReadUnit) -> Result<BTreeMap<String, RecordId>, StorageError> {
    let text = "SELECT number, MIN(id) FROM claim_version GROUP BY number ORDER BY number";
    let rows = unit.fetch_all(&Sql::new("claim_version", text), Vec::new()).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("claim_version");
            Ok((reader.text()?, reader.parsed()?))
        })
        .collect()
}

/// The number of the claim of which a version has this id.
#[crate::boxed]
pub async fn number_of(unit: &mut ReadUnit, id: RecordId) -> Result<Option<String>, StorageError> {
    let row =
        unit.fetch_optional(&Sql::new("claim_version", "SELECT number FROM claim_version WHERE id = $1"), vec![Value::id(id)]).await?;
    row.map(|row| row.reader("claim_version").text()).transpose()
}

/// The numbers of the claims of which a batch brought a version first.
#[crate::boxed]
pub async fn numbers_of_batch(unit: &mut ReadUnit, batch: BatchId) -> Result<Vec<String>, StorageError> {
    let text = "SELECT DISTINCT number FROM claim_version WHERE batch_id = $1 ORDER BY number";
    let rows = unit.fetch_all(&Sql::new("claim_version", text), vec![Value::id(batch)]).await?;
    rows.iter().map(|row| row.reader("claim_version").text()).collect()
}

/// Which batch brought a version of a claim first; for whoever asks where it came from.
#[crate::boxed]
pub async fn batches_of(unit: &mut ReadUnit, number: &str) -> Result<Vec<BatchId>, StorageError> {
    let text = "SELECT batch_id FROM claim_version WHERE number = $1 ORDER BY id";
    let rows = unit.fetch_all(&Sql::new("claim_version", text), vec![number.into()]).await?;
    rows.iter().map(|row| row.reader("claim_version").parsed()).collect()
}
