//! Rounds: one device of the practice that goes from hand to hand in a group. Whose turn it is stands here, never on the device.
//!
//! The device holds a secret whose hash is here. A round is no record; what it ends in are the check-ins of its seats.

use collection::round::{Seat, SeatState};
use vocabulary::{Instant, RecordId};

use crate::StorageError;
use crate::database::{Insert, Row, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// One round.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceRound {
    /// Its id.
    pub id: RecordId,
    /// What staff call the group. Shown on no device that is handed round.
    pub name: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// SHA-256 of the device's secret, 64 hexadecimal digits; `None` until a device is handed over.
    pub secret_sha256: Option<String>,
    /// The last request of the device.
    pub last_seen_at: Instant,
    /// When it ends in any case.
    pub expires_at: Instant,
    /// When it was ended.
    pub ended_at: Option<Instant>,
    /// The code of why: `done`, `staff`.
    pub end_reason: Option<String>,
}

impl std::fmt::Debug for DeviceRound {
    /// Never shows the secret's hash.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeviceRound").field("id", &self.id).field("ended_at", &self.ended_at).finish_non_exhaustive()
    }
}

/// One place of a round, with the check-in that is answered from it.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredSeat {
    /// Its number and how it stands.
    pub seat: Seat,
    /// What is answered.
    pub check_in: RecordId,
    /// SHA-256 of the number that lets its person begin.
    pub pin_sha256: String,
    /// How often the number did not fit.
    pub failures: i64,
    /// The link that is open while it is its person's turn.
    pub link: Option<RecordId>,
}

impl std::fmt::Debug for StoredSeat {
    /// Never shows the number's hash.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredSeat").field("seat", &self.seat).field("check_in", &self.check_in).finish_non_exhaustive()
    }
}

const ROUND: Insert = Insert::into(
    "device_round",
    &[&["id", "name", "opened_at", "recorder", "secret_sha256", "last_seen_at", "expires_at", "ended_at", "end_reason"]],
);
const SEAT: Insert =
    Insert::into("device_round_seat", &[&["round_id", "ordinal", "check_in_id", "pin_sha256", "failures", "state", "turns", "link_id"]]);
const SELECT: &str = "SELECT id, name, opened_at, secret_sha256, last_seen_at, expires_at, ended_at, end_reason FROM device_round ";

/// Opens a round with its seats.
#[crate::boxed]
pub async fn insert(unit: &mut WriteUnit, round: &DeviceRound, seats: &[StoredSeat]) -> Result<(), StorageError> {
    let row = vec![
        Value::id(round.id),
        round.name.as_str().into(),
        round.opened_at.into(),
        unit.recorder().into(),
        Value::code(round.secret_sha256.as_deref()),
        round.last_seen_at.into(),
        round.expires_at.into(),
        round.ended_at.into(),
        Value::code(round.end_reason.as_deref()),
    ];
    unit.insert_rows(ROUND, row).await?;
    let rows = seats.iter().flat_map(|each| {
        [
            Value::id(round.id),
            each.seat.ordinal.into(),
            Value::id(each.check_in),
            each.pin_sha256.as_str().into(),
            each.failures.into(),
            each.seat.state.code().into(),
            each.seat.turns.into(),
            Value::optional_id(each.link),
        ]
    });
    unit.insert_rows(SEAT, rows.collect()).await
}

fn read(row: &Row) -> Result<DeviceRound, StorageError> {
    let mut reader = row.reader("device_round");
    Ok(DeviceRound {
        id: reader.parsed()?,
        name: reader.text()?,
        opened_at: reader.parsed()?,
        secret_sha256: reader.optional_text()?,
        last_seen_at: reader.parsed()?,
        expires_at: reader.parsed()?,
        ended_at: reader.optional_parsed()?,
        end_reason: reader.optional_text()?,
    })
}

/// One round.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, id: RecordId) -> Result<Option<DeviceRound>, StorageError> {
    let row = unit.fetch_optional(&Sql::of_pieces("device_round", &[SELECT, "WHERE id = $1"]), vec![Value::id(id)]).await?;
    row.map(|row| read(&row)).transpose()
}

/// The round whose device holds the secret with this hash, ended or not.
#[crate::boxed]
pub async fn by_secret(unit: &mut ReadUnit, secret_sha256: &str) -> Result<Option<DeviceRound>, StorageError> {
    let sql = Sql::of_pieces("device_round", &[SELECT, "WHERE secret_sha256 = $1"]);
    unit.fetch_optional(&sql, vec![secret_sha256.into()]).await?.map(|row| read(&row)).transpose()
}

/// The rounds that were opened since an instant, the newest first.
#[crate::boxed]
pub async fn since(unit: &mut ReadUnit, since: Instant) -> Result<Vec<DeviceRound>, StorageError> {
    let sql = Sql::of_pieces("device_round", &[SELECT, "WHERE opened_at >= $1 ORDER BY opened_at DESC, id DESC"]);
    unit.fetch_all(&sql, vec![since.into()]).await?.iter().map(read).collect()
}

/// The seats of a round in their order. Touches nobody: they name check-ins only.
#[crate::boxed]
pub async fn seats(unit: &mut ReadUnit, round: RecordId) -> Result<Vec<StoredSeat>, StorageError> {
    let text = "SELECT ordinal, check_in_id, pin_sha256, failures, state, turns, link_id FROM device_round_seat WHERE round_id = $1 \
                ORDER BY ordinal";
    let rows = unit.fetch_all(&Sql::new("device_round_seat", text), vec![Value::id(round)]).await?;
    let seat = |row: &Row| {
        let mut reader = row.reader("device_round_seat");
        let ordinal = reader.integer()?;
        let (check_in, pin_sha256, failures) = (reader.parsed()?, reader.text()?, reader.integer()?);
        let (state, turns): (SeatState, i64) = (reader.parsed()?, reader.integer()?);
        Ok(StoredSeat { seat: Seat { ordinal, state, turns }, check_in, pin_sha256, failures, link: reader.optional_parsed()? })
    };
    rows.iter().map(seat).collect()
}

/// Hands a round to a device: whichever held it before is out.
#[crate::boxed]
pub async fn hand_over(unit: &mut WriteUnit, round: RecordId, secret_sha256: &str) -> Result<bool, StorageError> {
    let text = "UPDATE device_round SET secret_sha256 = $2, last_seen_at = $3 WHERE id = $1 AND ended_at IS NULL AND expires_at > $3";
    let values = vec![Value::id(round), secret_sha256.into(), unit.at().into()];
    Ok(unit.execute(&Sql::new("device_round", text), values).await? == 1)
}

/// Notes that the device asked for something.
#[crate::boxed]
pub async fn seen(unit: &mut WriteUnit, round: RecordId) -> Result<(), StorageError> {
    let sql = Sql::new("device_round", "UPDATE device_round SET last_seen_at = $2 WHERE id = $1");
    let values = vec![Value::id(round), unit.at().into()];
    unit.execute(&sql, values).await.map(drop)
}

/// Notes that the device of a round is in use by whoever holds it: their link was asked for something. Nothing where the check-in is answered elsewhere.
#[crate::boxed]
pub async fn seen_by_link(unit: &mut WriteUnit, check_in: RecordId, link: RecordId) -> Result<(), StorageError> {
    let text = "UPDATE device_round SET last_seen_at = $3 WHERE ended_at IS NULL AND last_seen_at < $3 \
                AND id IN (SELECT round_id FROM device_round_seat WHERE check_in_id = $1 AND link_id = $2)";
    let values = vec![Value::id(check_in), Value::id(link), unit.at().into()];
    unit.execute(&Sql::new("device_round", text), values).await.map(drop)
}

/// Ends a round, once.
#[crate::boxed]
pub async fn end(unit: &mut WriteUnit, round: RecordId, reason: &str) -> Result<bool, StorageError> {
    let text = "UPDATE device_round SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL";
    let values = vec![Value::id(round), unit.at().into(), reason.into()];
    Ok(unit.execute(&Sql::new("device_round", text), values).await? == 1)
}

/// Sets how a seat stands and which link is open for it. `false` when its turns were counted meanwhile: two requests of the device crossed.
#[crate::boxed]
pub async fn set_seat(
    unit: &mut WriteUnit,
    round: RecordId,
    before: Seat,
    after: Seat,
    link: Option<RecordId>,
) -> Result<bool, StorageError> {
    let text = "UPDATE device_round_seat SET state = $3, turns = $4, link_id = $5 WHERE round_id = $1 AND ordinal = $2 AND state = $6 \
                AND turns = $7";
    let values = vec![
        Value::id(round),
        before.ordinal.into(),
        after.state.code().into(),
        after.turns.into(),
        Value::optional_id(link),
        before.state.code().into(),
        before.turns.into(),
    ];
    Ok(unit.execute(&Sql::new("device_round_seat", text), values).await? == 1)
}

/// Gives a seat another number, which was never wrong.
#[crate::boxed]
pub async fn set_pin(unit: &mut WriteUnit, round: RecordId, ordinal: i64, pin_sha256: &str) -> Result<(), StorageError> {
    let text = "UPDATE device_round_seat SET pin_sha256 = $3, failures = 0 WHERE round_id = $1 AND ordinal = $2";
    let values = vec![Value::id(round), ordinal.into(), pin_sha256.into()];
    unit.execute(&Sql::new("device_round_seat", text), values).await.map(drop)
}

/// Counts a number that did not fit; says how many there were.
#[crate::boxed]
pub async fn failed(unit: &mut WriteUnit, round: RecordId, ordinal: i64) -> Result<i64, StorageError> {
    let values = || vec![Value::id(round), ordinal.into()];
    let text = "UPDATE device_round_seat SET failures = failures + 1 WHERE round_id = $1 AND ordinal = $2";
    unit.execute(&Sql::new("device_round_seat", text), values()).await?;
    let sql = Sql::new("device_round_seat", "SELECT failures FROM device_round_seat WHERE round_id = $1 AND ordinal = $2");
    unit.fetch_optional(&sql, values()).await?.map_or(Ok(0), |row| row.reader("device_round_seat").integer())
}
