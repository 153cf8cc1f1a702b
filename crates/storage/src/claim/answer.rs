//! Answers to claims and to files that are no decisions.

use revenue_cycle::{Acknowledgment, FileAcknowledgment};
use vocabulary::RecordId;

use crate::StorageError;
use crate::content::{self, Digested, joined, parts};
use crate::database::{Columns, Insert, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

const ANSWER: Insert = Insert::into(
    "claim_answer",
    &[&["id", "digest", "batch_id", "recorded_at", "recorder", "claim_number", "verdict", "codes", "payer_control", "day"]],
);
const FILE_ANSWER: Insert = Insert::into(
    "file_answer",
    &[&["id", "digest", "batch_id", "recorded_at", "recorder", "group_control", "transaction_control", "verdict", "codes"]],
);

/// Adds the answers to claims that are not there yet and says how many that were.
#[crate::boxed]
pub async fn add_answers(unit: &mut WriteUnit, answers: &[Acknowledgment]) -> Result<usize, StorageError> {
    let values = |answer: &Acknowledgment| {
        vec![
            Value::from(answer.claim_number.as_str()),
            answer.verdict.code().into(),
            joined(&answer.codes),
            answer.payer_control.clone().into(),
            answer.day.into(),
        ]
    };
    let all = answers.iter().map(values).collect();
    add(unit, "SELECT digest FROM claim_answer WHERE digest IN ({list})", ANSWER, all).await
}

/// Adds the answers to files that are not there yet and says how many that were.
#[crate::boxed]
pub async fn add_file_answers(unit: &mut WriteUnit, answers: &[FileAcknowledgment]) -> Result<usize, StorageError> {
    let values = |answer: &FileAcknowledgment| {
        vec![Value::from(answer.group.as_str()), answer.transaction.clone().into(), answer.verdict.code().into(), joined(&answer.codes)]
    };
    let all = answers.iter().map(values).collect();
    add(unit, "SELECT digest FROM file_answer WHERE digest IN ({list})", FILE_ANSWER, all).await
}

async fn add(unit: &mut WriteUnit, lookup: &'static str, into: Insert, mut all: Vec<Vec<Value>>) -> Result<usize, StorageError> {
    let batch = content::batch_of(unit)?;
    let mut added = 0;
    while !all.is_empty() {
        let rest = all.split_off(all.len().min(content::CHUNK));
        let chunk = std::mem::replace(&mut all, rest).into_iter().map(|values| ((), Digested::of(values, &[]))).collect();
        let new = content::not_there(unit, lookup, into.table, chunk).await?;
        let mut rows = Vec::new();
        for ((), content) in &new {
            let id: RecordId = unit.ids().next();
            rows.extend(content::origin(unit, id, content, batch));
            rows.extend(content.values.iter().cloned());
        }
        added += new.len();
        content::insert(unit, into, rows).await?;
    }
    Ok(added)
}

/// Every answer to a claim, in the order in which they came.
#[crate::boxed]
pub async fn answers(unit: &mut ReadUnit) -> Result<Vec<Acknowledgment>, StorageError> {
    let columns = Columns(&[&["claim_number", "verdict", "codes", "payer_control", "day"]]);
    let rows = unit.fetch_all(&Sql::select("claim_answer", columns, &["ORDER BY id"]), Vec::new()).await?;
    unit.touch_unnamed(rows.len());
    let answer = |row: &crate::database::Row| {
        let mut reader = row.reader("claim_answer");
        Ok(Acknowledgment {
            claim_number: reader.text()?,
            verdict: reader.parsed()?,
            codes: parts(&mut reader)?,
            payer_control: reader.optional_text()?,
            day: reader.optional_parsed()?,
        })
    };
    rows.iter().map(answer).collect()
}

/// Every answer to a file, in the order in which they came.
#[crate::boxed]
pub async fn file_answers(unit: &mut ReadUnit) -> Result<Vec<FileAcknowledgment>, StorageError> {
    let text = "SELECT group_control, transaction_control, verdict, codes FROM file_answer ORDER BY id";
    let rows = unit.fetch_all(&Sql::new("file_answer", text), Vec::new()).await?;
    let answer = |row: &crate::database::Row| {
        let mut reader = row.reader("file_answer");
        Ok(FileAcknowledgment {
            group: reader.text()?,
            transaction: reader.optional_text()?,
            verdict: reader.parsed()?,
            codes: parts(&mut reader)?,
        })
    };
    rows.iter().map(answer).collect()
}
