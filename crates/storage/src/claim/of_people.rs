//! The claims that may be about a few people, without reading those of everybody.

use std::collections::BTreeSet;

use revenue_cycle::Claim;

use super::load_listed;
use crate::StorageError;
use crate::database::{Sql, Value};
use crate::unit::ReadUnit;

/// Every version under the numbers of claims of which a version names one of these numbers of patients or of members, or whose own number begins with
/// the number of a patient: what may be theirs. Whose each is, is decided by more than that.
#[crate::boxed]
pub async fn of_people(unit: &mut ReadUnit, records: &[String], members: &[String]) -> Result<Vec<Claim>, StorageError> {
    const NAMED: &str = "SELECT DISTINCT number FROM claim_version WHERE record_number IN ({list}) OR member_id IN ({list})";
    const BEGINS: &str = "SELECT DISTINCT number FROM claim_version WHERE substr(number, 1, length($1)) = $1";
    const ORDER: &str = "WHERE number IN ({list}) ORDER BY number, id";
    const OF_LINES: &str = "FROM claim_line WHERE claim_version_id IN (SELECT id FROM claim_version WHERE number IN ({list})) \
                            ORDER BY claim_version_id, place";
    const OF_OTHERS: &str = "FROM claim_other_coverage WHERE claim_version_id IN (SELECT id FROM claim_version WHERE number IN ({list})) \
                             ORDER BY claim_version_id, place";
    let mut numbers: BTreeSet<String> = BTreeSet::new();
    let named = records.iter().chain(members).filter(|number| !number.trim().is_empty()).map(|number| Value::from(number.as_str()));
    for row in unit.fetch_all(&Sql::new("claim_version", NAMED).with_list(&[], named), Vec::new()).await? {
        numbers.insert(row.reader("claim_version").text()?);
    }
    for record in records.iter().filter(|record| !record.trim().is_empty()) {
        for row in unit.fetch_all(&Sql::new("claim_version", BEGINS), vec![record.as_str().into()]).await? {
            numbers.insert(row.reader("claim_version").text()?);
        }
    }
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let list: Vec<Value> = numbers.iter().map(|number| Value::from(number.as_str())).collect();
    load_listed(unit, [ORDER, OF_LINES, OF_OTHERS], Vec::new(), Some(&list)).await
}
