//! Signed-in browsers. The browser holds a secret; here stands only its hash, so that a stolen backup opens no session.

use vocabulary::{Instant, SessionId, UserId};

use crate::StorageError;
use crate::database::{Insert, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// One signed-in browser.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id, for logs and for signing out elsewhere.
    pub id: SessionId,
    /// SHA-256 of the secret in the browser's cookie, 64 hexadecimal digits.
    pub secret_sha256: String,
    /// Who signed in.
    pub user: UserId,
    /// When.
    pub created_at: Instant,
    /// The last request.
    pub last_seen_at: Instant,
    /// When it ends in any case.
    pub expires_at: Instant,
    /// From which the tokens of its forms are made.
    pub csrf_secret: Vec<u8>,
}

impl std::fmt::Debug for Session {
    /// Never shows the secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("id", &self.id).field("user", &self.user).finish_non_exhaustive()
    }
}

const SESSION: Insert =
    Insert::into("session", &[&["id", "secret_sha256", "user_id", "created_at", "last_seen_at", "expires_at", "csrf_secret"]]);

/// Begins a session.
#[crate::boxed]
pub async fn insert(unit: &mut WriteUnit, session: &Session) -> Result<(), StorageError> {
    let row = vec![
        Value::id(session.id),
        session.secret_sha256.as_str().into(),
        Value::id(session.user),
        session.created_at.into(),
        session.last_seen_at.into(),
        session.expires_at.into(),
        session.csrf_secret.clone().into(),
    ];
    unit.insert_rows(SESSION, row).await
}

/// The session whose secret has this hash, expired or not.
#[crate::boxed]
pub async fn by_secret(unit: &mut ReadUnit, secret_sha256: &str) -> Result<Option<Session>, StorageError> {
    let text = "SELECT id, secret_sha256, user_id, created_at, last_seen_at, expires_at, csrf_secret FROM session WHERE secret_sha256 = $1";
    let row = unit.fetch_optional(&Sql::new("session", text), vec![secret_sha256.into()]).await?;
    row.map(|row| {
        let mut reader = row.reader("session");
        Ok(Session {
            id: reader.parsed()?,
            secret_sha256: reader.text()?,
            user: reader.parsed()?,
            created_at: reader.parsed()?,
            last_seen_at: reader.parsed()?,
            expires_at: reader.parsed()?,
            csrf_secret: reader.bytes()?,
        })
    })
    .transpose()
}

/// Notes a request. Writes no audit row; call it not more than once a minute, each time is a write.
#[crate::boxed]
pub async fn seen(unit: &mut WriteUnit, id: SessionId, at: Instant) -> Result<(), StorageError> {
    let text = "UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2";
    unit.execute_unaudited(&Sql::new("session", text), vec![Value::id(id), at.into()]).await.map(drop)
}

/// Ends a session.
#[crate::boxed]
pub async fn end(unit: &mut WriteUnit, id: SessionId) -> Result<(), StorageError> {
    unit.execute(&Sql::new("session", "DELETE FROM session WHERE id = $1"), vec![Value::id(id)]).await.map(drop)
}

/// Ends all sessions of somebody: their password or roles changed, or they were disabled.
#[crate::boxed]
pub async fn end_all_of(unit: &mut WriteUnit, user: UserId) -> Result<(), StorageError> {
    unit.execute(&Sql::new("session", "DELETE FROM session WHERE user_id = $1"), vec![Value::id(user)]).await.map(drop)
}

/// Ends the other sessions of somebody who changed their own password in this one.
#[crate::boxed]
pub async fn end_others_of(unit: &mut WriteUnit, user: UserId, kept: SessionId) -> Result<(), StorageError> {
    let text = "DELETE FROM session WHERE user_id = $1 AND id <> $2";
    unit.execute(&Sql::new("session", text), vec![Value::id(user), Value::id(kept)]).await.map(drop)
}

/// Clears away sessions that expired, or in which nothing was done since `idle_since`. Says how many. Writes no audit row.
#[crate::boxed]
pub async fn clear_expired(unit: &mut WriteUnit, now: Instant, idle_since: Instant) -> Result<u64, StorageError> {
    let text = "DELETE FROM session WHERE expires_at <= $1 OR last_seen_at < $2";
    unit.execute_unaudited(&Sql::new("session", text), vec![now.into(), idle_since.into()]).await
}
