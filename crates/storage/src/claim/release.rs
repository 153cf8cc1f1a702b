//! Claims that a person let go out although something holds them.

use std::collections::BTreeMap;

use vocabulary::{Instant, RecordId};

use crate::StorageError;
use crate::content::{joined, parts};
use crate::database::{Insert, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

const RELEASE: Insert =
    Insert::into("claim_release", &[&["id", "claim_number", "rules", "rules_version", "reason", "recorded_at", "recorder", "evidence"]]);

/// A rule that held a claim when it was released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedRule {
    /// Its code.
    pub code: String,
    /// A fingerprint of the records on which its failure rested; empty in releases that were given before it was kept.
    pub evidence: String,
}

/// That a person let a claim go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRelease {
    /// The number of the claim.
    pub number: String,
    /// The rules that held it then, in the order of the catalogue.
    pub rules: Vec<ReleasedRule>,
    /// The version of the rules.
    pub rules_version: String,
    /// Why, in the person's words.
    pub reason: String,
    /// When.
    pub released_at: Instant,
    /// Who, by the code of a recorder.
    pub recorder: String,
}

/// Keeps that the person of the unit lets a claim go out.
#[crate::boxed]
pub async fn add_release(
    unit: &mut WriteUnit,
    number: &str,
    rules: &[ReleasedRule],
    rules_version: &str,
    reason: &str,
) -> Result<(), StorageError> {
    let id: RecordId = unit.ids().next();
    let (at, recorder) = (unit.at(), unit.recorder().to_owned());
    let (codes, evidence): (Vec<&str>, Vec<&str>) = rules.iter().map(|rule| (rule.code.as_str(), rule.evidence.as_str())).unzip();
    let values = vec![
        Value::id(id),
        number.into(),
        joined(&codes),
        rules_version.into(),
        reason.into(),
        at.into(),
        recorder.as_str().into(),
        joined(&evidence),
    ];
    unit.insert_rows(RELEASE, values).await
}

/// Codes with what stood beside each.
fn released_rules(codes: Vec<String>, evidence: Vec<String>) -> Vec<ReleasedRule> {
    let mut evidence = evidence.into_iter();
    codes.into_iter().map(|code| ReleasedRule { code, evidence: evidence.next().unwrap_or_default() }).collect()
}

/// Everything that was said of a claim, in the order of time.
#[crate::boxed]
pub async fn releases_of(unit: &mut ReadUnit, number: &str) -> Result<Vec<ClaimRelease>, StorageError> {
    let text = "SELECT claim_number, rules, evidence, rules_version, reason, recorded_at, recorder FROM claim_release WHERE claim_number = $1 \
                ORDER BY recorded_at, id";
    let rows = unit.fetch_all(&Sql::new("claim_release", text), vec![number.into()]).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("claim_release");
            Ok(ClaimRelease {
                number: reader.text()?,
                rules: released_rules(parts(&mut reader)?, parts(&mut reader)?),
                rules_version: reader.text()?,
                reason: reader.text()?,
                released_at: reader.parsed()?,
                recorder: reader.text()?,
            })
        })
        .collect()
}

/// The rules that the newest release of each claim covers, by the claim's number.
#[crate::boxed]
pub async fn newest_releases(unit: &mut ReadUnit) -> Result<BTreeMap<String, Vec<ReleasedRule>>, StorageError> {
    let text = "SELECT claim_number, rules, evidence FROM claim_release ORDER BY recorded_at, id";
    let rows = unit.fetch_all(&Sql::new("claim_release", text), Vec::new()).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("claim_release");
            Ok((reader.text()?, released_rules(parts(&mut reader)?, parts(&mut reader)?)))
        })
        .collect()
}
