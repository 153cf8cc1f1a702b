//! Sessions: who is behind a cookie, for how long, and in which language they read.

use storage::{StorageError, user};
use vocabulary::{Actor, Language, OperationId, SessionId};

use crate::check_in::PATIENT_LANGUAGES;
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;
use crate::secret;

/// A session's last request is written at most this often, so that reading a page does not cost a write each time.
const SEEN_EVERY_SECONDS: i64 = 60;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session.
    pub session: SessionId,
    /// Their name as shown.
    pub name: String,
    /// Who they are to the use cases.
    pub caller: Caller,
    /// The token every form of this session must carry.
    pub form_token: String,
    /// In which language they read the pages; `None` for that of their browser.
    pub language: Option<Language>,
}

impl App {
    /// Who is behind a cookie, if the session still stands. Every call counts as activity.
    #[crate::boxed]
    pub async fn session(&self, token: &str, request: OperationId) -> Result<Option<SignedIn>, AppError> {
        let system = Caller { actor: Actor::System, clinician: None, is_licensed: false, request: request.clone() };
        let (now, hash) = (self.now(), secret::token_hash(token));
        let operation = self.operation(&system, "look_up_session");
        let found = self
            .database
            .read::<_, AppError, _>(&operation, |unit| {
                Box::pin(async move {
                    let Some(session) = storage::session::by_secret(unit, &hash).await? else { return Ok(None) };
                    let account = user::get(unit, session.user).await?;
                    Ok(account.map(|account| (session, account)))
                })
            })
            .await?;
        let Some((session, account)) = found else { return Ok(None) };
        let idle = now.seconds_since(session.last_seen_at) >= self.settings.idle_minutes * 60;
        if idle || now >= session.expires_at || account.disabled_at.is_some() {
            self.end_session(&system, session.id).await?;
            return Ok(None);
        }
        if now.seconds_since(session.last_seen_at) >= SEEN_EVERY_SECONDS {
            let (operation, id) = (self.operation(&system, "note_activity"), session.id);
            let seen = self
                .database
                .write::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(storage::session::seen(unit, id, now).await?) }));
            match seen.await {
                // Another tab of the same browser noted it just now.
                Ok(()) | Err(AppError::Storage(StorageError::Busy)) => {}
                Err(error) => return Err(error),
            }
        }
        let caller = Caller {
            actor: Actor::User { id: account.id, roles: account.roles },
            clinician: account.clinician,
            is_licensed: account.licensed,
            request,
        };
        Ok(Some(SignedIn {
            session: session.id,
            name: account.name,
            caller,
            form_token: hex::encode(&session.csrf_secret),
            language: account.language,
        }))
    }

    /// Chooses the language in which whoever is signed in reads the pages; `None` for that of their browser.
    #[crate::boxed]
    pub async fn choose_language(&self, caller: &Caller, language: Option<Language>) -> Result<(), AppError> {
        let id = caller.user().ok_or(AppError::NotFound("user"))?;
        // The program speaks the same languages to staff as to patients.
        if language.as_ref().is_some_and(|language| !PATIENT_LANGUAGES.contains(&language.as_str())) {
            return Err(AppError::field("language", FieldProblemKind::NotAChoice));
        }
        let operation = self.operation(caller, "choose_language");
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let mut account = user::get(unit, id).await?.ok_or(AppError::NotFound("user"))?;
                account.language = language;
                Ok(user::update(unit, &account).await?)
            })
        });
        write.await
    }

    /// Signs out.
    #[crate::boxed]
    pub async fn sign_out(&self, signed_in: &SignedIn) -> Result<(), AppError> {
        self.end_session(&signed_in.caller, signed_in.session).await
    }

    async fn end_session(&self, caller: &Caller, id: SessionId) -> Result<(), AppError> {
        let operation = self.operation(caller, "sign_out");
        // Another tab may end it too, or note that it is used.
        let ended = self.database.write_retrying(&operation, move |unit| Box::pin(async move { storage::session::end(unit, id).await }));
        Ok(ended.await?)
    }
}
