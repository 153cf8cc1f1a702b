//! Passwords: compared, hashed, and changed by whoever is signed in.

use storage::user::{self, User};
use storage::{Alone, sign_in_attempt};

use super::attempt::{FAILURE_WINDOW_SECONDS, begin_attempt};
use super::session::SignedIn;
use crate::computed::computed_in_turn;
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::secret::{self, WeakPassword};

/// How an attempt to change one's own password ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordChange {
    /// Changed; the person's other sessions ended.
    Done,
    /// The present password does not fit. It counts as a failed attempt to sign in.
    Wrong,
    /// Too many failures; the same attempt may be made later.
    Wait {
        /// In so many minutes at most.
        minutes: i64,
    },
}

impl App {
    /// Changes the password of whoever is signed in. The present one is asked for, so that an open browser that was left alone is not enough;
    /// wrong ones count as at the sign-in. The other sessions of the person end. `origin` is the address the attempt came from.
    ///
    /// A new password that is too short or too long is a problem of the field `password`.
    #[crate::boxed]
    pub async fn change_password(&self, signed_in: &SignedIn, present: &str, new: &str, origin: &str) -> Result<PasswordChange, AppError> {
        let caller = &signed_in.caller;
        let user_id = caller.user().ok_or(AppError::NotFound("user"))?;
        // The rule on length comes first: it needs no guess at the present password and must not count as one.
        secret::check_password(new).map_err(weak)?;
        let (operation, place) = (self.operation(caller, "change_password"), origin.to_owned());
        let begun = self.database.write_alone::<_, AppError, _>(&operation, Alone::Attempts, |unit| {
            Box::pin(async move {
                let account = user::get(unit, user_id).await?.ok_or(AppError::NotFound("user"))?;
                Ok(begin_attempt(unit, &account.sign_in_name, &place).await?.map(|attempt| (attempt, account)))
            })
        });
        let Some((attempt, account)) = begun.await? else { return Ok(PasswordChange::Wait { minutes: FAILURE_WINDOW_SECONDS / 60 }) };
        if !self.password_fits(present, Some(&account)).await? {
            self.database.audit_refusal(&operation, None, "wrong password").await?;
            return Ok(PasswordChange::Wrong);
        }
        let (kept, password_hash) = (signed_in.session, self.hashed(new.to_owned()).await?);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let mut now = user::get(unit, user_id).await?.ok_or(AppError::NotFound("user"))?;
                if now.password_hash != account.password_hash {
                    return Err(AppError::Conflict);
                }
                now.password_hash = password_hash;
                user::update(unit, &now).await?;
                sign_in_attempt::succeeded(unit, attempt).await?;
                storage::session::end_others_of(unit, user_id, kept).await?;
                Ok(PasswordChange::Done)
            })
        });
        write.await
    }

    /// Compares off the async threads, a few at a time. Without an account a hash is computed all the same, so that the time tells nothing.
    pub(super) async fn password_fits(&self, password: &str, account: Option<&User>) -> Result<bool, AppError> {
        let stored = account.map_or(secret::HASH_OF_NOBODY, |account| account.password_hash.as_str()).to_owned();
        let (password, known) = (password.to_owned(), account.is_some());
        let fits = computed_in_turn("comparing a password", &self.hashing, move || secret::verify_password(&password, &stored));
        Ok(fits.await? && known)
    }

    pub(super) async fn hashed(&self, password: String) -> Result<String, AppError> {
        let random = self.ports.random.clone();
        let hash = computed_in_turn("hashing a password", &self.hashing, move || secret::hash_password(&password, random.as_ref()));
        hash.await?.map_err(weak)
    }
}

fn weak(why: WeakPassword) -> AppError {
    let kind = match why {
        WeakPassword::TooShort => FieldProblemKind::PasswordTooShort,
        WeakPassword::TooLong => FieldProblemKind::TooLong(secret::PASSWORD_BYTES_MAX),
    };
    AppError::field("password", kind)
}
