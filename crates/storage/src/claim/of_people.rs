//! The claims that may be about a few people, without reading those of everybody.

use std::collections::BTreeSet;

use revenue_cycle::Claim;
use vocabulary::Day;

use super::read::{Chosen, load};
use crate::StorageError;
use crate::database::{LIST_MAX, Sql, Value};
use crate::unit::ReadUnit;

const VERSIONS: &str = "WHERE number IN ({list}) ORDER BY id";
const PARTS: &str = "WHERE claim_version_id IN (SELECT id FROM claim_version WHERE number IN ({list})) ORDER BY claim_version_id, place";

/// The numbers of claims from one text up to another: those that begin with the first.
pub(crate) const BEGINS: &str = "SELECT DISTINCT number FROM claim_version WHERE number >= $1 AND number < $2";

/// The last day of care is the first where no other is stated. What the days are compared with is what the indexes hold.
pub(crate) const RECENT: &str = "SELECT DISTINCT number FROM claim_version WHERE id IN (\
    SELECT id FROM claim_version WHERE COALESCE(last_day, first_day) >= $1 \
    UNION SELECT claim_version_id FROM claim_line WHERE COALESCE(last_day, first_day) >= $1) ORDER BY number";

/// Every version under the numbers of claims of which a version names one of these numbers of patients or of members, or whose own number begins with
/// the number of a patient: what may be theirs. Whose each is, is decided by more than that.
#[crate::boxed]
pub async fn of_people(unit: &mut ReadUnit, records: &[String], members: &[String]) -> Result<Vec<Claim>, StorageError> {
    const NAMED: &str = "SELECT number FROM claim_version WHERE record_number IN ({list}) \
                         UNION SELECT number FROM claim_version WHERE member_id IN ({list})";
    let mut numbers: BTreeSet<String> = BTreeSet::new();
    let named = records.iter().chain(members).filter(|number| !number.trim().is_empty()).map(|number| Value::from(number.as_str()));
    for row in unit.fetch_all(&Sql::new("claim_version", NAMED).with_list(&[], named), Vec::new()).await? {
        numbers.insert(row.reader("claim_version").text()?);
    }
    for record in records.iter().filter(|record| !record.trim().is_empty()) {
        // Text is compared byte by byte, and no number holds the last of all characters.
        let beyond = format!("{record}{}", char::MAX);
        for row in unit.fetch_all(&Sql::new("claim_version", BEGINS), vec![record.as_str().into(), beyond.into()]).await? {
            numbers.insert(row.reader("claim_version").text()?);
        }
    }
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let list: Vec<Value> = numbers.iter().map(|number| Value::from(number.as_str())).collect();
    load(unit, Chosen { versions: VERSIONS, parts: PARTS, bound: Vec::new(), list: Some(&list) }).await
}

/// The numbers of claims with care on a day or later. Nothing else of them is loaded.
#[crate::boxed]
pub async fn since(unit: &mut ReadUnit, since: Day) -> Result<Vec<String>, StorageError> {
    let rows = unit.fetch_all(&Sql::new("claim_version", RECENT), vec![since.into()]).await?;
    rows.iter().map(|row| row.reader("claim_version").text()).collect()
}

/// Every version of the claims with these numbers.
#[crate::boxed]
pub async fn of_numbers(unit: &mut ReadUnit, numbers: &[String]) -> Result<Vec<Claim>, StorageError> {
    let mut found = Vec::new();
    for chunk in numbers.chunks(LIST_MAX) {
        let list: Vec<Value> = chunk.iter().map(|number| Value::from(number.as_str())).collect();
        found.extend(load(unit, Chosen { versions: VERSIONS, parts: PARTS, bound: Vec::new(), list: Some(&list) }).await?);
    }
    Ok(found)
}
