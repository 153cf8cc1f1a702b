//! Links for people who have no account: to one check-in, or to a patient's own page. Whoever has the link holds a secret; here stands its hash, so
//! that a copy of the database opens nothing. A message that is still to go out names its link by id; the secret it brings is made as it is handed over
//! ([`add_secret`]).
//!
//! A browser that was let in (birth day given, one-time code entered) gets a pass, which is kept in the same way. Attempts with links that are none
//! are counted by origin.

use collection::check_in::LinkEnd;
use instruments::Mode;
use vocabulary::{Instant, PatientId, RecordId};

use crate::StorageError;
use crate::database::{Insert, Row, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// One link.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessLink {
    /// Its id, for pages of staff and for logs.
    pub id: RecordId,
    /// SHA-256 of the secret it was made with, 64 hexadecimal digits. Messages bring others.
    pub secret_sha256: String,
    /// Whose.
    pub patient: PatientId,
    /// To which check-in; `None` for the patient's own page.
    pub check_in: Option<RecordId>,
    /// By which way one answers who comes by it: far from the practice, or on a device there.
    pub mode: Mode,
    /// When it was made.
    pub created_at: Instant,
    /// From when on the birth day is asked for.
    pub identify_from: Instant,
    /// When it ends.
    pub expires_at: Instant,
    /// How often a birth day or code did not fit.
    pub failures: i64,
    /// When it was taken back, by staff or by too many failures.
    pub revoked_at: Option<Instant>,
    /// Why.
    pub revoke_reason: Option<LinkEnd>,
}

impl std::fmt::Debug for AccessLink {
    /// Never shows the secret's hash.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessLink").field("id", &self.id).field("check_in", &self.check_in).finish_non_exhaustive()
    }
}

const LINK: Insert = Insert::into(
    "access_link",
    &[&[
        "id",
        "secret_sha256",
        "patient_id",
        "check_in_id",
        "mode",
        "created_at",
        "recorder",
        "identify_from",
        "expires_at",
        "failures",
        "revoked_at",
        "revoke_reason",
    ]],
);
const SECRET: Insert = Insert::into("access_link_secret", &[&["secret_sha256", "link_id", "made_at"]]);
const PASS: Insert = Insert::into("access_pass", &[&["id", "secret_sha256", "link_id", "created_at", "expires_at"]]);
const CODE: Insert = Insert::into("access_code", &[&["id", "link_id", "code_sha256", "created_at", "expires_at", "tries", "used_at"]]);
const ATTEMPT: Insert = Insert::into("access_attempt", &[&["id", "at", "origin"]]);
const SELECT: &str = "SELECT id, secret_sha256, patient_id, check_in_id, mode, created_at, identify_from, expires_at, failures, \
                      revoked_at, revoke_reason FROM access_link ";

/// Makes a link.
#[crate::boxed]
pub async fn insert(unit: &mut WriteUnit, link: &AccessLink) -> Result<(), StorageError> {
    unit.touch(link.patient);
    let values = vec![
        Value::id(link.id),
        link.secret_sha256.as_str().into(),
        Value::id(link.patient),
        Value::optional_id(link.check_in),
        link.mode.code().into(),
        link.created_at.into(),
        unit.recorder().into(),
        link.identify_from.into(),
        link.expires_at.into(),
        link.failures.into(),
        link.revoked_at.into(),
        Value::code(link.revoke_reason.map(LinkEnd::code)),
    ];
    unit.insert_rows(LINK, values).await
}

/// Gives a link one more secret, of which `secret_sha256` is the hash. Touches the link's patient.
#[crate::boxed]
pub async fn add_secret(unit: &mut WriteUnit, link: &AccessLink, secret_sha256: &str) -> Result<(), StorageError> {
    unit.touch(link.patient);
    let row = vec![secret_sha256.into(), Value::id(link.id), unit.at().into()];
    unit.insert_rows(SECRET, row).await
}

fn read(row: &Row) -> Result<AccessLink, StorageError> {
    let mut reader = row.reader("access_link");
    Ok(AccessLink {
        id: reader.parsed()?,
        secret_sha256: reader.text()?,
        patient: reader.parsed()?,
        check_in: reader.optional_parsed()?,
        mode: reader.parsed()?,
        created_at: reader.parsed()?,
        identify_from: reader.parsed()?,
        expires_at: reader.parsed()?,
        failures: reader.integer()?,
        revoked_at: reader.optional_parsed()?,
        revoke_reason: reader.optional_parsed()?,
    })
}

/// The link of which one secret has this hash, ended or not. Touches nobody: it names ids only, and whatever is opened by it is read in a unit of its own.
#[crate::boxed]
pub async fn by_secret(unit: &mut ReadUnit, secret_sha256: &str) -> Result<Option<AccessLink>, StorageError> {
    let by_hash = "WHERE id = COALESCE((SELECT link_id FROM access_link_secret WHERE secret_sha256 = $1), \
                   (SELECT made.id FROM access_link AS made WHERE made.secret_sha256 = $1))";
    let sql = Sql::of_pieces("access_link", &[SELECT, by_hash]);
    unit.fetch_optional(&sql, vec![secret_sha256.into()]).await?.map(|row| read(&row)).transpose()
}

/// The links of a patient, the newest first. Touches the patient.
#[crate::boxed]
pub async fn of_patients(unit: &mut ReadUnit, patients: &[PatientId]) -> Result<Vec<AccessLink>, StorageError> {
    let values = Vec::new();
    let sql = Sql::of_pieces("access_link", &[SELECT, "WHERE patient_id IN ({list}) ORDER BY created_at DESC, id DESC"]);
    let sql = sql.with_list(&values, patients.iter().map(|patient| Value::id(*patient)));
    let links: Vec<AccessLink> = unit.fetch_all(&sql, values).await?.iter().map(read).collect::<Result<_, _>>()?;
    for link in &links {
        unit.touch(link.patient);
    }
    Ok(links)
}

/// Takes back the links of a check-in that are still good.
#[crate::boxed]
pub async fn revoke_of_check_in(unit: &mut WriteUnit, check_in: RecordId, reason: LinkEnd) -> Result<u64, StorageError> {
    let text = "UPDATE access_link SET revoked_at = $2, revoke_reason = $3 WHERE check_in_id = $1 AND revoked_at IS NULL";
    unit.execute(&Sql::new("access_link", text), vec![Value::id(check_in), unit.at().into(), reason.code().into()]).await
}

/// Takes back one link.
#[crate::boxed]
pub async fn revoke(unit: &mut WriteUnit, link: RecordId, reason: LinkEnd) -> Result<(), StorageError> {
    let text = "UPDATE access_link SET revoked_at = $2, revoke_reason = $3 WHERE id = $1 AND revoked_at IS NULL";
    unit.execute(&Sql::new("access_link", text), vec![Value::id(link), unit.at().into(), reason.code().into()]).await.map(drop)
}

/// Counts a birth day or code that did not fit; says how many there were.
#[crate::boxed]
pub async fn failed(unit: &mut WriteUnit, link: RecordId) -> Result<i64, StorageError> {
    unit.execute(&Sql::new("access_link", "UPDATE access_link SET failures = failures + 1 WHERE id = $1"), vec![Value::id(link)]).await?;
    let sql = Sql::new("access_link", "SELECT failures FROM access_link WHERE id = $1");
    unit.fetch_optional(&sql, vec![Value::id(link)]).await?.map_or(Ok(0), |row| row.reader("access_link").integer())
}

/// Lets a browser in until an instant.
#[crate::boxed]
pub async fn let_in(unit: &mut WriteUnit, link: RecordId, secret_sha256: &str, until: Instant) -> Result<(), StorageError> {
    let id: RecordId = unit.ids().next();
    let row = vec![Value::id(id), secret_sha256.into(), Value::id(link), unit.at().into(), until.into()];
    unit.insert_rows(PASS, row).await
}

/// True when the pass with this hash lets a browser in by this link now.
#[crate::boxed]
pub async fn has_pass(unit: &mut ReadUnit, link: RecordId, secret_sha256: &str) -> Result<bool, StorageError> {
    let text = "SELECT COUNT(*) FROM access_pass WHERE secret_sha256 = $1 AND link_id = $2 AND expires_at > $3";
    let values = vec![secret_sha256.into(), Value::id(link), unit.at().into()];
    let row = unit.fetch_optional(&Sql::new("access_pass", text), values).await?;
    Ok(row.map_or(Ok(0), |row| row.reader("access_pass").integer())? > 0)
}

/// Ends a pass.
#[crate::boxed]
pub async fn end_pass(unit: &mut WriteUnit, secret_sha256: &str) -> Result<(), StorageError> {
    let sql = Sql::new("access_pass", "DELETE FROM access_pass WHERE secret_sha256 = $1");
    unit.execute(&sql, vec![secret_sha256.into()]).await.map(drop)
}

/// Notes a one-time code that was made for a link.
#[crate::boxed]
pub async fn insert_code(unit: &mut WriteUnit, link: RecordId, code_sha256: &str, until: Instant) -> Result<(), StorageError> {
    let id: RecordId = unit.ids().next();
    let row = vec![Value::id(id), Value::id(link), code_sha256.into(), unit.at().into(), until.into(), 0_i64.into(), Value::Text(None)];
    unit.insert_rows(CODE, row).await
}

/// Takes the newest code of a link once, when it is this one, has not ended and was not tried too often. Each attempt counts.
#[crate::boxed]
pub async fn take_code(unit: &mut WriteUnit, link: RecordId, code_sha256: &str, tries_max: i64) -> Result<bool, StorageError> {
    let text = "SELECT id FROM access_code WHERE link_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1";
    let Some(row) = unit.fetch_optional(&Sql::new("access_code", text), vec![Value::id(link)]).await? else { return Ok(false) };
    let id: RecordId = row.reader("access_code").parsed()?;
    let text =
        "UPDATE access_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2 AND tries < $3 AND code_sha256 = $4";
    let values = vec![Value::id(id), unit.at().into(), tries_max.into(), code_sha256.into()];
    if unit.execute(&Sql::new("access_code", text), values).await? == 1 {
        return Ok(true);
    }
    unit.execute(&Sql::new("access_code", "UPDATE access_code SET tries = tries + 1 WHERE id = $1"), vec![Value::id(id)]).await?;
    Ok(false)
}

/// Notes an attempt with a link that is none. Writes no audit row: it concerns nobody.
#[crate::boxed]
pub async fn attempted(unit: &mut WriteUnit, origin: &str) -> Result<(), StorageError> {
    let id: RecordId = unit.ids().next();
    let row = vec![Value::id(id), unit.at().into(), origin.into()];
    unit.insert_rows_unaudited(ATTEMPT, row).await
}

/// How many attempts with links that are none came from an origin since an instant.
#[crate::boxed]
pub async fn attempts(unit: &mut ReadUnit, origin: &str, since: Instant) -> Result<i64, StorageError> {
    let text = "SELECT COUNT(*) FROM access_attempt WHERE origin = $1 AND at >= $2";
    let row = unit.fetch_optional(&Sql::new("access_attempt", text), vec![origin.into(), since.into()]).await?;
    row.map_or(Ok(0), |row| row.reader("access_attempt").integer())
}

/// Clears away what means nothing any more: passes and codes that ended, attempts before an instant. Writes no audit row.
#[crate::boxed]
pub async fn clear_before(unit: &mut WriteUnit, before: Instant) -> Result<(), StorageError> {
    for (table, text) in [
        ("access_pass", "DELETE FROM access_pass WHERE expires_at < $1"),
        ("access_code", "DELETE FROM access_code WHERE expires_at < $1"),
        ("access_attempt", "DELETE FROM access_attempt WHERE at < $1"),
    ] {
        unit.execute_unaudited(&Sql::new(table, text), vec![before.into()]).await?;
    }
    Ok(())
}

/// One link by its id.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, id: RecordId) -> Result<Option<AccessLink>, StorageError> {
    let sql = Sql::of_pieces("access_link", &[SELECT, "WHERE id = $1"]);
    unit.fetch_optional(&sql, vec![Value::id(id)]).await?.map(|row| read(&row)).transpose()
}

/// Lets a link that is still good last until an instant: a device at the practice is in use.
#[crate::boxed]
pub async fn keep_open(unit: &mut WriteUnit, link: RecordId, until: Instant) -> Result<(), StorageError> {
    let text = "UPDATE access_link SET expires_at = $2 WHERE id = $1 AND revoked_at IS NULL AND expires_at > $3 AND expires_at < $2";
    let values = vec![Value::id(link), until.into(), unit.at().into()];
    unit.execute(&Sql::new("access_link", text), values).await.map(drop)
}

/// Takes a one-time code that leads to its link by itself, once; `None` for one that is not there, was used or has ended.
#[crate::boxed]
pub async fn take_code_of_any(unit: &mut WriteUnit, code_sha256: &str) -> Result<Option<RecordId>, StorageError> {
    let text = "SELECT id, link_id FROM access_code WHERE code_sha256 = $1 AND used_at IS NULL AND expires_at > $2";
    let values = vec![code_sha256.into(), unit.at().into()];
    let Some(row) = unit.fetch_optional(&Sql::new("access_code", text), values).await? else { return Ok(None) };
    let mut reader = row.reader("access_code");
    let (id, link): (RecordId, RecordId) = (reader.parsed()?, reader.parsed()?);
    let text = "UPDATE access_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL";
    let values = vec![Value::id(id), unit.at().into()];
    let taken = unit.execute(&Sql::new("access_code", text), values).await?;
    Ok((taken == 1).then_some(link))
}
