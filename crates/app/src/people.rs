//! People who sign in: the first administrator, accounts, sessions.

use storage::session::Session;
use storage::user::User;
use storage::{Alone, StorageError, WriteUnit, sign_in_attempt, user};
use vocabulary::{Actor, ClinicianId, Instant, Language, OperationId, RecordId, Role, SessionId, UserId};

use crate::check_in::PATIENT_LANGUAGES;
use crate::computed::computed_in_turn;
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::secret::{self, WeakPassword};

/// After so many failures of one account from one origin within [`FAILURE_WINDOW_SECONDS`] it must wait there: who guesses elsewhere keeps nobody out.
const FAILURES_OF_NAME_HERE_MAX: i64 = 5;
/// After so many failures of one account from anywhere it must wait everywhere: guessing from many origins comes to no more than this.
const FAILURES_OF_NAME_MAX: i64 = 25;
/// After so many failures from one origin, whatever the account, the origin must wait.
const FAILURES_OF_ORIGIN_MAX: i64 = 30;
/// The time in which failures are counted.
const FAILURE_WINDOW_SECONDS: i64 = 15 * 60;
/// A session's last request is written at most this often, so that reading a page does not cost a write each time.
const SEEN_EVERY_SECONDS: i64 = 60;

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// What they type to sign in.
    pub sign_in_name: String,
    /// Their name as shown.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// The treating person they are.
    pub clinician: Option<ClinicianId>,
    /// True for somebody who holds a clinical licence.
    pub is_licensed: bool,
}

/// What a new account needs to sign in; shown once and kept nowhere in readable form.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// What they type to sign in.
    pub sign_in_name: String,
    /// The password.
    pub password: String,
    /// The secret for an authenticator app, in base 32; `None` where the practice asks for no one-time code.
    pub totp_secret: Option<String>,
}

impl Credentials {
    /// The address an authenticator app reads.
    pub fn totp_address(&self) -> Option<String> {
        self.totp_secret.as_deref().map(|secret| secret::totp_address(&self.sign_in_name, secret))
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("sign_in_name", &self.sign_in_name).finish_non_exhaustive()
    }
}

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// What they type to sign in.
    pub sign_in_name: String,
    /// Their name as shown.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// The treating person they are.
    pub clinician: Option<ClinicianId>,
    /// True for somebody who holds a clinical licence.
    pub is_licensed: bool,
    /// True when a one-time code is asked for.
    pub has_second_factor: bool,
    /// Since when they may no longer sign in.
    pub disabled_at: Option<Instant>,
}

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

/// A one-time code that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    /// It belongs to this time step.
    OfStep(i64),
    /// The account needs none.
    NotAsked,
}

impl App {
    /// True while nobody can sign in: the practice was not set up yet.
    #[crate::boxed]
    pub async fn has_no_people(&self, caller: &Caller) -> Result<bool, AppError> {
        let operation = self.operation(caller, "look_for_people");
        let people = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(user::all(unit).await?) })).await?;
        Ok(people.is_empty())
    }

    /// Makes an account with a password of its own making. The password and the secret of the second factor are in the answer and nowhere else.
    #[crate::boxed]
    pub async fn add_person(&self, caller: &Caller, person: NewPerson) -> Result<(UserId, Credentials), AppError> {
        let password = secret::new_password(self.ports.random.as_ref());
        self.add_person_with_password(caller, person, password).await
    }

    /// Makes an account with a given password, as for the invented practice.
    #[crate::boxed]
    pub async fn add_person_with_password(
        &self,
        caller: &Caller,
        person: NewPerson,
        password: String,
    ) -> Result<(UserId, Credentials), AppError> {
        if let Err(refused) = caller.may_all(Data::People) {
            return self.refuse(caller, "add_person", refused.into()).await;
        }
        check_names(&person)?;
        let id: UserId = self.ports.ids.next();
        let totp_secret = self.settings.second_factor_required.then(|| secret::new_totp_secret(self.ports.random.as_ref()));
        let account = User {
            id,
            sign_in_name: person.sign_in_name.trim().to_owned(),
            name: person.name.trim().to_owned(),
            password_hash: self.hashed(password.clone()).await?,
            totp_secret: totp_secret.as_ref().map(|secret| secret.clone().into_bytes()),
            totp_last_step: None,
            licensed: person.is_licensed,
            clinician: person.clinician,
            created_at: self.now(),
            disabled_at: None,
            language: None,
            roles: person.roles,
        };
        let credentials = Credentials { sign_in_name: account.sign_in_name.clone(), password, totp_secret };
        let operation = self.operation(caller, "add_person");
        self.database.write::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(user::insert(unit, &account).await?) })).await?;
        Ok((id, credentials))
    }

    /// Gives an account a new password and a new second factor, and ends its sessions.
    #[crate::boxed]
    pub async fn reset_person(&self, caller: &Caller, id: UserId) -> Result<Credentials, AppError> {
        if let Err(refused) = caller.may_all(Data::People) {
            return self.refuse(caller, "reset_person", refused.into()).await;
        }
        let password = secret::new_password(self.ports.random.as_ref());
        let password_hash = self.hashed(password.clone()).await?;
        let totp_secret = self.settings.second_factor_required.then(|| secret::new_totp_secret(self.ports.random.as_ref()));
        let stored_secret = totp_secret.as_ref().map(|secret| secret.clone().into_bytes());
        let sign_in_name = self
            .change_account(caller, "reset_person", id, move |account| {
                account.password_hash = password_hash;
                account.totp_secret = stored_secret;
                account.totp_last_step = None;
            })
            .await?;
        Ok(Credentials { sign_in_name, password, totp_secret })
    }

    /// Changes what an account may do. Nobody can take the administrator's role from themselves, so that somebody can still give roles.
    #[crate::boxed]
    pub async fn change_roles(&self, caller: &Caller, id: UserId, roles: Vec<Role>) -> Result<(), AppError> {
        if let Err(refused) = caller.may_all(Data::People) {
            return self.refuse(caller, "change_roles", refused.into()).await;
        }
        if roles.is_empty() {
            return Err(AppError::field("roles", FieldProblemKind::Required));
        }
        if caller.user() == Some(id) && !roles.contains(&Role::Administrator) {
            return Err(AppError::field("roles", FieldProblemKind::OwnAdministrator));
        }
        self.change_account(caller, "change_roles", id, move |account| account.roles = roles).await.map(drop)
    }

    /// Changes which clinician somebody is, and whether they hold a clinical licence.
    #[crate::boxed]
    pub async fn change_treating(
        &self,
        caller: &Caller,
        id: UserId,
        clinician: Option<ClinicianId>,
        is_licensed: bool,
    ) -> Result<(), AppError> {
        if let Err(refused) = caller.may_all(Data::People) {
            return self.refuse(caller, "change_treating", refused.into()).await;
        }
        let known = self.registration_choices(caller).await?.clinicians;
        if clinician.is_some_and(|clinician| known.iter().all(|stored| stored.id != clinician)) {
            return Err(AppError::field("clinician", FieldProblemKind::NotAChoice));
        }
        let change = move |account: &mut User| (account.clinician, account.licensed) = (clinician, is_licensed);
        self.change_account(caller, "change_treating", id, change).await.map(drop)
    }

    /// Lets an account sign in no more, or again. Nobody can lock themselves out.
    #[crate::boxed]
    pub async fn set_disabled(&self, caller: &Caller, id: UserId, disabled: bool) -> Result<(), AppError> {
        if let Err(refused) = caller.may_all(Data::People) {
            return self.refuse(caller, "disable_person", refused.into()).await;
        }
        if caller.user() == Some(id) {
            return Err(AppError::field("person", FieldProblemKind::NotAChoice));
        }
        let since = disabled.then(|| self.now());
        self.change_account(caller, "disable_person", id, move |account| account.disabled_at = since).await.map(drop)
    }

    /// Everybody who may or might sign in, by name.
    #[crate::boxed]
    pub async fn people(&self, caller: &Caller) -> Result<Vec<Person>, AppError> {
        if let Err(refused) = caller.may_all(Data::People) {
            return self.refuse(caller, "list_people", refused.into()).await;
        }
        let operation = self.operation(caller, "list_people");
        let people = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(user::all(unit).await?) })).await?;
        let shown = |account: User| Person {
            id: account.id,
            sign_in_name: account.sign_in_name,
            name: account.name,
            roles: account.roles,
            clinician: account.clinician,
            is_licensed: account.licensed,
            has_second_factor: account.totp_secret.is_some(),
            disabled_at: account.disabled_at,
        };
        Ok(people.into_iter().map(shown).collect())
    }

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

    async fn end_session(&self, caller: &Caller, id: SessionId) -> Result<(), AppError> {
        let operation = self.operation(caller, "sign_out");
        // Another tab may end it too, or note that it is used.
        let ended = self.database.write_retrying(&operation, move |unit| Box::pin(async move { storage::session::end(unit, id).await }));
        Ok(ended.await?)
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

    /// Compares off the async threads, a few at a time. Without an account a hash is computed all the same, so that the time tells nothing.
    async fn password_fits(&self, password: &str, account: Option<&User>) -> Result<bool, AppError> {
        let stored = account.map_or(secret::HASH_OF_NOBODY, |account| account.password_hash.as_str()).to_owned();
        let (password, known) = (password.to_owned(), account.is_some());
        let fits = computed_in_turn("comparing a password", &self.hashing, move || secret::verify_password(&password, &stored));
        Ok(fits.await? && known)
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

    async fn hashed(&self, password: String) -> Result<String, AppError> {
        let random = self.ports.random.clone();
        let hash = computed_in_turn("hashing a password", &self.hashing, move || secret::hash_password(&password, random.as_ref()));
        hash.await?.map_err(weak)
    }

    async fn change_account(
        &self,
        caller: &Caller,
        action: &'static str,
        id: UserId,
        change: impl FnOnce(&mut User) + Send + 'static,
    ) -> Result<String, AppError> {
        let operation = self.operation(caller, action);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let mut account = user::get(unit, id).await?.ok_or(AppError::NotFound("user"))?;
                change(&mut account);
                user::update(unit, &account).await?;
                storage::session::end_all_of(unit, id).await?;
                Ok(account.sign_in_name)
            })
        });
        write.await
    }
}

/// Puts an attempt on record and gives its id; `None` where too many failed lately. To be called in a unit that is alone ([`Alone::Attempts`]).
async fn begin_attempt(unit: &mut WriteUnit, sign_in_name: &str, origin: &str) -> Result<Option<RecordId>, StorageError> {
    let since = unit.at().plus_seconds(-FAILURE_WINDOW_SECONDS);
    let failures = sign_in_attempt::failures(unit, sign_in_name, origin, since).await?;
    let of_name = failures.account_here >= FAILURES_OF_NAME_HERE_MAX || failures.account >= FAILURES_OF_NAME_MAX;
    if of_name || failures.origin >= FAILURES_OF_ORIGIN_MAX {
        return Ok(None);
    }
    sign_in_attempt::begin(unit, sign_in_name, origin).await.map(Some)
}

fn weak(why: WeakPassword) -> AppError {
    let kind = match why {
        WeakPassword::TooShort => FieldProblemKind::PasswordTooShort,
        WeakPassword::TooLong => FieldProblemKind::TooLong(secret::PASSWORD_BYTES_MAX),
    };
    AppError::field("password", kind)
}

fn check_names(person: &NewPerson) -> Result<(), AppError> {
    let required = [("sign_in_name", &person.sign_in_name), ("name", &person.name)];
    let mut problems: Vec<_> =
        required.into_iter().filter(|(_, text)| text.trim().is_empty()).map(|(field, _)| (field, FieldProblemKind::Required)).collect();
    if person.roles.is_empty() {
        problems.push(("roles", FieldProblemKind::Required));
    }
    if problems.is_empty() {
        return Ok(());
    }
    let problem = |(field, kind): (&str, FieldProblemKind)| crate::error::FieldProblem { field: field.to_owned(), kind };
    Err(AppError::Form(problems.into_iter().map(problem).collect()))
}
