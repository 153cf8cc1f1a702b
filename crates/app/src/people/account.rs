//! Accounts of people who may sign in: made, changed, shut and listed.

use storage::user::{self, User};
use vocabulary::{ClinicianId, Instant, Role, UserId};

use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::secret;

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
