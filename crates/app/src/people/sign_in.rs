//! Signing in: name, password and one-time code against an account, and the session that begins.

use storage::session::Session;
use storage::user::{self, User};
use storage::{Alone, sign_in_attempt};
use vocabulary::{Actor, Instant, OperationId, RecordId};

use super::attempt::{FAILURE_WINDOW_SECONDS, begin_attempt};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;
use crate::secret;

/// How an attempt to sign in ended.
#[derive(Clone, PartialEq, Eq)]
pub enum SignIn {
    /// Signed in; the token goes into the browser's cookie.
    Done {
        /// The cookie's value.
        token: String,
    },
    /// Name, password or code does not fit. Which of them is not said.
    Failed,
    /// Too many failures; the same attempt may be made later.
    Wait {
        /// In so many minutes at most.
        minutes: i64,
    },
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Done { .. } => "Done",
            Self::Failed => "Failed",
            Self::Wait { .. } => "Wait",
        })
    }
}

/// A one-time code that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    /// It belongs to this time step.
    OfStep(i64),
    /// The account needs none.
    NotAsked,
}

impl App {
    /// Signs in. `origin` is the address the attempt came from.
    #[crate::boxed]
    pub async fn sign_in(
        &self,
        sign_in_name: &str,
        password: &str,
        code: &str,
        origin: &str,
        request: OperationId,
    ) -> Result<SignIn, AppError> {
        let system = Caller { actor: Actor::System, clinician: None, is_licensed: false, request };
        let now = self.now();
        let (name, place) = (sign_in_name.to_owned(), origin.to_owned());
        let operation = self.operation(&system, "look_up_account");
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Attempts, |unit| {
            Box::pin(async move {
                let Some(attempt) = begin_attempt(unit, &name, &place).await? else { return Ok(None) };
                Ok(Some((attempt, user::by_sign_in_name(unit, &name).await?)))
            })
        });
        let Some((attempt, account)) = write.await? else { return Ok(SignIn::Wait { minutes: FAILURE_WINDOW_SECONDS / 60 }) };
        let account = account.filter(|account| account.disabled_at.is_none());
        let fits = self.password_fits(password, account.as_ref()).await?;
        let step = account.as_ref().and_then(|account| self.code_fits(account, code, now));
        if let (Some(account), true, Some(code)) = (account, fits, step) {
            return self.begin_session(&system, account, code, attempt).await;
        }
        // It is on record since before anybody knew that it fails.
        Ok(SignIn::Failed)
    }

    async fn begin_session(&self, system: &Caller, account: User, code: Code, attempt: RecordId) -> Result<SignIn, AppError> {
        let token = secret::new_token(self.ports.random.as_ref());
        let mut csrf_secret = vec![0_u8; 32];
        self.ports.random.fill(&mut csrf_secret);
        let now = self.now();
        let session = Session {
            id: self.ports.ids.next(),
            secret_sha256: secret::token_hash(&token),
            user: account.id,
            created_at: now,
            last_seen_at: now,
            expires_at: now.plus_seconds(self.settings.session_hours * 3600),
            csrf_secret,
        };
        let who = Caller { actor: Actor::User { id: account.id, roles: account.roles }, ..system.clone() };
        let operation = self.operation(&who, "sign_in");
        let accepted = self
            .database
            .write::<_, AppError, _>(&operation, |unit| {
                Box::pin(async move {
                    // What was compared a moment ago may have been taken away since: a reset ends the sessions that there are, and this one comes after it.
                    let stands = user::get(unit, session.user).await?.is_some_and(|now| {
                        now.disabled_at.is_none() && now.password_hash == account.password_hash && now.totp_secret == account.totp_secret
                    });
                    if !stands {
                        return Ok(false);
                    }
                    let accepted = match code {
                        Code::OfStep(step) => user::take_totp_step(unit, session.user, step).await?,
                        Code::NotAsked => true,
                    };
                    if accepted {
                        sign_in_attempt::succeeded(unit, attempt).await?;
                        storage::session::insert(unit, &session).await?;
                    }
                    Ok(accepted)
                })
            })
            .await?;
        Ok(if accepted { SignIn::Done { token } } else { SignIn::Failed })
    }

    /// `None` when the code does not fit.
    fn code_fits(&self, account: &User, code: &str, now: Instant) -> Option<Code> {
        match &account.totp_secret {
            Some(secret) => {
                let secret = std::str::from_utf8(secret).ok()?;
                secret::verify_totp(secret, code, now, account.totp_last_step).map(Code::OfStep)
            }
            None if self.settings.second_factor_required => None,
            None => Some(Code::NotAsked),
        }
    }
}
