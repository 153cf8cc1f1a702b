//! Numbers under which claims speak of patients.

use care::ClaimAccount;

use crate::StorageError;
use crate::database::{LIST_MAX, Value};
use crate::record::column::patient_record;
use crate::record::{Stored, View, read};
use crate::unit::ReadUnit;

patient_record! {
    judgement ClaimAccount of patient in "claim_account", ordered by "account, id" {
        "account" => account;
    }
}

/// Those with one of these numbers: for finding whose a claim is.
#[crate::boxed]
pub async fn of_accounts(unit: &mut ReadUnit, accounts: &[String], view: View) -> Result<Vec<Stored<ClaimAccount>>, StorageError> {
    let mut found = Vec::new();
    for chunk in accounts.chunks(LIST_MAX) {
        let list = chunk.iter().map(|number| Value::from(number.as_str())).collect();
        found.extend(read::find(unit, view, "account IN ({list}) ORDER BY account, id", [], Some(list)).await?);
    }
    Ok(found)
}
