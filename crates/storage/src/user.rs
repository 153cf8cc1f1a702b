//! People who sign in, and their roles. Accounts are not records of care: they change in place, and the audit tells of every change.

use vocabulary::{ClinicianId, Instant, Language, Role, UserId};

use crate::StorageError;
use crate::database::{Insert, Reader, Sql, Value};
use crate::unit::{ReadUnit, WriteUnit};

/// Somebody who signs in.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// What they type to sign in; unique without regard to case.
    pub sign_in_name: String,
    /// Their name as shown.
    pub name: String,
    /// The hash of their password, with its parameters.
    pub password_hash: String,
    /// The secret of their second factor; `None` until it is set up.
    pub totp_secret: Option<Vec<u8>>,
    /// The time step of the last one-time code that was taken, so that none is taken twice.
    pub totp_last_step: Option<i64>,
    /// True for a licensed clinician, who may decide what only they may decide.
    pub licensed: bool,
    /// The treating person they are.
    pub clinician: Option<ClinicianId>,
    /// When the account was made.
    pub created_at: Instant,
    /// Since when they may no longer sign in.
    pub disabled_at: Option<Instant>,
    /// In which language they read the pages; `None` for that of their browser.
    pub language: Option<Language>,
    /// What they may do, in the order of [`Role::ALL`].
    pub roles: Vec<Role>,
}

impl std::fmt::Debug for User {
    /// Never shows the hash or the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("User").field("id", &self.id).field("roles", &self.roles).finish_non_exhaustive()
    }
}

const USER: Insert = Insert::into(
    "user_account",
    &[&[
        "id",
        "sign_in_name",
        "name",
        "password_hash",
        "totp_secret",
        "totp_last_step",
        "licensed",
        "clinician_id",
        "created_at",
        "disabled_at",
        "language",
    ]],
);
const USER_ROLE: Insert = Insert::into("user_role", &[&["user_id", "role"]]);
const SELECT: &str = "SELECT id, sign_in_name, name, password_hash, totp_secret, totp_last_step, licensed, clinician_id, created_at, disabled_at, \
                      language, (SELECT string_agg(user_role.role, ' ') FROM user_role WHERE user_role.user_id = user_account.id) \
                      FROM user_account ";

/// What is typed to sign in, as it is compared.
fn comparable(sign_in_name: &str) -> String {
    sign_in_name.trim().to_lowercase()
}

fn tag(user: &User) -> Value {
    user.language.as_ref().map(|language| language.as_str().to_owned()).into()
}

/// Makes an account with its roles.
#[crate::boxed]
pub async fn insert(unit: &mut WriteUnit, user: &User) -> Result<(), StorageError> {
    let row = vec![
        Value::id(user.id),
        comparable(&user.sign_in_name).into(),
        user.name.as_str().into(),
        user.password_hash.as_str().into(),
        Value::Bytes(user.totp_secret.clone()),
        user.totp_last_step.into(),
        user.licensed.into(),
        Value::optional_id(user.clinician),
        user.created_at.into(),
        user.disabled_at.into(),
        tag(user),
    ];
    unit.insert_rows(USER, row).await?;
    insert_roles(unit, user.id, &user.roles).await
}

/// Changes an account and its roles to what is given here.
#[crate::boxed]
pub async fn update(unit: &mut WriteUnit, user: &User) -> Result<(), StorageError> {
    let text = "UPDATE user_account SET sign_in_name = $2, name = $3, password_hash = $4, totp_secret = $5, totp_last_step = $6, licensed = $7, \
                clinician_id = $8, disabled_at = $9, language = $10 WHERE id = $1";
    let values = vec![
        Value::id(user.id),
        comparable(&user.sign_in_name).into(),
        user.name.as_str().into(),
        user.password_hash.as_str().into(),
        Value::Bytes(user.totp_secret.clone()),
        user.totp_last_step.into(),
        user.licensed.into(),
        Value::optional_id(user.clinician),
        user.disabled_at.into(),
        tag(user),
    ];
    if unit.execute(&Sql::new("user_account", text), values).await? == 0 {
        return Err(StorageError::not_found(user.id));
    }
    unit.execute(&Sql::new("user_role", "DELETE FROM user_role WHERE user_id = $1"), vec![Value::id(user.id)]).await?;
    insert_roles(unit, user.id, &user.roles).await
}

async fn insert_roles(unit: &mut WriteUnit, user: UserId, roles: &[Role]) -> Result<(), StorageError> {
    let rows = roles.iter().flat_map(|role| [Value::id(user), role.code().into()]).collect::<Vec<_>>();
    if rows.is_empty() { Ok(()) } else { unit.insert_rows(USER_ROLE, rows).await }
}

/// Notes that a one-time code was taken. False when its step, or a later one, was taken before: then the code must be refused.
#[crate::boxed]
pub async fn take_totp_step(unit: &mut WriteUnit, user: UserId, step: i64) -> Result<bool, StorageError> {
    let text = "UPDATE user_account SET totp_last_step = $2 WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)";
    Ok(unit.execute_unaudited(&Sql::new("user_account", text), vec![Value::id(user), step.into()]).await? == 1)
}

/// The account with an id.
#[crate::boxed]
pub async fn get(unit: &mut ReadUnit, id: UserId) -> Result<Option<User>, StorageError> {
    one(unit, "WHERE id = $1", Value::id(id)).await
}

/// The account with a sign-in name, in any case.
#[crate::boxed]
pub async fn by_sign_in_name(unit: &mut ReadUnit, sign_in_name: &str) -> Result<Option<User>, StorageError> {
    one(unit, "WHERE sign_in_name = $1", comparable(sign_in_name).into()).await
}

/// All accounts, by sign-in name.
#[crate::boxed]
pub async fn all(unit: &mut ReadUnit) -> Result<Vec<User>, StorageError> {
    let rows = unit.fetch_all(&Sql::of_pieces("user_account", &[SELECT, "ORDER BY sign_in_name"]), Vec::new()).await?;
    rows.iter().map(|row| from_row(&mut row.reader("user_account"))).collect()
}

async fn one(unit: &mut ReadUnit, rest: &'static str, value: Value) -> Result<Option<User>, StorageError> {
    let row = unit.fetch_optional(&Sql::of_pieces("user_account", &[SELECT, rest]), vec![value]).await?;
    row.map(|row| from_row(&mut row.reader("user_account"))).transpose()
}

fn from_row(reader: &mut Reader<'_>) -> Result<User, StorageError> {
    Ok(User {
        id: reader.parsed()?,
        sign_in_name: reader.text()?,
        name: reader.text()?,
        password_hash: reader.text()?,
        totp_secret: reader.optional_bytes()?,
        totp_last_step: reader.optional_integer()?,
        licensed: reader.flag()?,
        clinician: reader.optional_parsed()?,
        created_at: reader.parsed()?,
        disabled_at: reader.optional_parsed()?,
        language: reader.optional_parsed()?,
        roles: roles(reader)?,
    })
}

/// Their codes, with spaces between.
fn roles(reader: &mut Reader<'_>) -> Result<Vec<Role>, StorageError> {
    let codes = reader.optional_text()?.unwrap_or_default();
    let mut roles: Vec<Role> = codes.split_whitespace().map(|code| code.parse().map_err(|_| reader.damaged())).collect::<Result<_, _>>()?;
    roles.sort_unstable();
    Ok(roles)
}
