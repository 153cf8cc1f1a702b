//! Forms on paper: each has a bar code, by which the one who keys it finds what it asks and of whom.
//!
//! A sheet is no record. What was keyed the first time is kept here until the second time agrees; then it becomes answers of its check-in.

use vocabulary::{Instant, RecordId};

use crate::StorageError;
use crate::database::{Insert, Row, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// One form on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperForm {
    /// What its bar code says.
    pub code: String,
    /// What it is answered for.
    pub check_in: RecordId,
    /// The instrument.
    pub instrument: String,
    /// When it was printed.
    pub printed_at: Instant,
    /// When it was handed in: from then on the clock of an answer runs that needs a person.
    pub handed_in_at: Option<Instant>,
    /// What was keyed the first time: `item=answer`, separated by spaces.
    pub first_answers: Option<String>,
    /// Who keyed it the first time: [`vocabulary::Actor::code`].
    pub first_keyed_by: Option<String>,
    /// When its answers were taken over.
    pub settled_at: Option<Instant>,
}

const FORM: Insert = Insert::into(
    "paper_form",
    &[&["code", "check_in_id", "instrument_id", "printed_at", "recorder", "handed_in_at", "first_answers", "first_keyed_by", "settled_at"]],
);
const SELECT: &str =
    "SELECT code, check_in_id, instrument_id, printed_at, handed_in_at, first_answers, first_keyed_by, settled_at FROM paper_form ";

/// Keeps the codes of forms that are printed.
#[crate::boxed]
pub async fn insert(unit: &mut WriteUnit, forms: &[PaperForm]) -> Result<(), StorageError> {
    let recorder = unit.recorder().to_owned();
    let rows = forms.iter().flat_map(|form| {
        [
            form.code.as_str().into(),
            Value::id(form.check_in),
            form.instrument.as_str().into(),
            form.printed_at.into(),
            recorder.as_str().into(),
            form.handed_in_at.into(),
            Value::code(form.first_answers.as_deref()),
            Value::code(form.first_keyed_by.as_deref()),
            form.settled_at.into(),
        ]
    });
    let rows = rows.collect();
    unit.insert_rows(FORM, rows).await
}

fn read(row: &Row) -> Result<PaperForm, StorageError> {
    let mut reader = row.reader("paper_form");
    Ok(PaperForm {
        code: reader.text()?,
        check_in: reader.parsed()?,
        instrument: reader.text()?,
        printed_at: reader.parsed()?,
        handed_in_at: reader.optional_parsed()?,
        first_answers: reader.optional_text()?,
        first_keyed_by: reader.optional_text()?,
        settled_at: reader.optional_parsed()?,
    })
}

/// The form of a bar code. Touches nobody: it names its check-in only.
#[crate::boxed]
pub async fn by_code(unit: &mut ReadUnit, code: &str) -> Result<Option<PaperForm>, StorageError> {
    let row = unit.fetch_optional(&Sql::of_pieces("paper_form", &[SELECT, "WHERE code = $1"]), vec![code.into()]).await?;
    row.map(|row| read(&row)).transpose()
}

/// The forms of a check-in, by code.
#[crate::boxed]
pub async fn of_check_in(unit: &mut ReadUnit, check_in: RecordId) -> Result<Vec<PaperForm>, StorageError> {
    let sql = Sql::of_pieces("paper_form", &[SELECT, "WHERE check_in_id = $1 ORDER BY code"]);
    unit.fetch_all(&sql, vec![Value::id(check_in)]).await?.iter().map(read).collect()
}

/// The forms that were handed in and not settled, of check-ins that take answers: the oldest first. A form whose answers were taken over from another
/// sheet of the same check-in is none of them. Touches nobody: they name their check-ins only.
#[crate::boxed]
pub async fn waiting(unit: &mut ReadUnit) -> Result<Vec<PaperForm>, StorageError> {
    let rest = "WHERE settled_at IS NULL AND handed_in_at IS NOT NULL \
                AND EXISTS (SELECT 1 FROM check_in WHERE check_in.id = paper_form.check_in_id AND check_in.state = 'open') \
                AND NOT EXISTS (SELECT 1 FROM paper_form other WHERE other.check_in_id = paper_form.check_in_id \
                    AND other.instrument_id = paper_form.instrument_id AND other.settled_at IS NOT NULL) \
                ORDER BY handed_in_at, code";
    unit.fetch_all(&Sql::of_pieces("paper_form", &[SELECT, rest]), Vec::new()).await?.iter().map(read).collect()
}

/// Notes when a form was handed in. `false` when that was noted already.
#[crate::boxed]
pub async fn handed_in(unit: &mut WriteUnit, code: &str, at: Instant) -> Result<bool, StorageError> {
    let sql = Sql::new("paper_form", "UPDATE paper_form SET handed_in_at = $2 WHERE code = $1 AND handed_in_at IS NULL");
    Ok(unit.execute(&sql, vec![code.into(), at.into()]).await? == 1)
}

/// Corrects when a form was handed in. Who did so, and why, is in the audit. `false` where that was not noted yet.
#[crate::boxed]
pub async fn hand_in_corrected(unit: &mut WriteUnit, code: &str, at: Instant) -> Result<bool, StorageError> {
    let sql = Sql::new("paper_form", "UPDATE paper_form SET handed_in_at = $2 WHERE code = $1 AND handed_in_at IS NOT NULL");
    Ok(unit.execute(&sql, vec![code.into(), at.into()]).await? == 1)
}

/// Keeps what was keyed the first time; a later first keying takes its place until the answers are taken over. `false` once they were.
#[crate::boxed]
pub async fn keyed_first(unit: &mut WriteUnit, code: &str, answers: &str) -> Result<bool, StorageError> {
    let text = "UPDATE paper_form SET first_answers = $2, first_keyed_by = $3 WHERE code = $1 AND settled_at IS NULL";
    let values = vec![code.into(), answers.into(), unit.recorder().into()];
    Ok(unit.execute(&Sql::new("paper_form", text), values).await? == 1)
}

/// Sets aside what was keyed the first time, so that it is keyed the first time again. `false` once the answers were taken over.
#[crate::boxed]
pub async fn keyed_anew(unit: &mut WriteUnit, code: &str) -> Result<bool, StorageError> {
    let text = "UPDATE paper_form SET first_answers = NULL, first_keyed_by = NULL WHERE code = $1 AND settled_at IS NULL";
    Ok(unit.execute(&Sql::new("paper_form", text), vec![code.into()]).await? == 1)
}

/// Notes that the answers were taken over, once.
#[crate::boxed]
pub async fn settled(unit: &mut WriteUnit, code: &str) -> Result<bool, StorageError> {
    let sql = Sql::new("paper_form", "UPDATE paper_form SET settled_at = $2 WHERE code = $1 AND settled_at IS NULL");
    let values = vec![code.into(), unit.at().into()];
    Ok(unit.execute(&sql, values).await? == 1)
}
