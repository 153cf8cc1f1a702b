//! The people who sign in to the invented practice. Their passwords follow from the seed: they protect nothing and are printed.

use storage::user::User;
use storage::{Database, Operation, StorageError};
use synthetic::Practice;
use vocabulary::port::SeededRandom;
use vocabulary::{Actor, OperationId, Purpose, Role};

/// Somebody who can sign in, with the password that is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "`sign_in_name` is the word of the glossary and of the form")]
pub(super) struct SignIn {
    pub(super) sign_in_name: String,
    pub(super) name: String,
    pub(super) roles: Vec<Role>,
    pub(super) password: String,
}

/// The passwords of a practice, in the order of its staff.
pub(super) fn of(practice: &Practice) -> Vec<SignIn> {
    let random = SeededRandom::new(practice.plan.seed ^ 0x5169_6e2d_696e_7321);
    let sign_in = |user: &synthetic::StaffUser| SignIn {
        sign_in_name: user.sign_in_name.clone(),
        name: user.name.clone(),
        roles: user.roles.clone(),
        password: app::secret::new_password(&random),
    };
    practice.staff.iter().map(sign_in).collect()
}

/// One person for each role, for the list that is printed first: whoever holds the fewest other roles.
pub(super) fn one_a_role(sign_ins: &[SignIn]) -> Vec<&SignIn> {
    let holder = |role: &Role| sign_ins.iter().filter(|sign_in| sign_in.roles.contains(role)).min_by_key(|sign_in| sign_in.roles.len());
    Role::ALL.iter().filter_map(holder).collect()
}

/// Makes the accounts.
pub(super) async fn write(database: &Database, practice: &Practice, sign_ins: &[SignIn]) -> Result<(), StorageError> {
    let random = SeededRandom::new(practice.plan.seed);
    let hashed = practice.staff.iter().zip(sign_ins).map(|(staff, sign_in)| User {
        id: staff.id,
        sign_in_name: staff.sign_in_name.clone(),
        name: staff.name.clone(),
        password_hash: app::secret::hash_password(&sign_in.password, &random).expect("passwords made by the program are long enough"),
        totp_secret: None,
        totp_last_step: None,
        licensed: staff.licensed,
        clinician: staff.clinician,
        created_at: staff.recorded_at,
        disabled_at: None,
        language: None,
        roles: staff.roles.clone(),
    });
    let users: Vec<User> = hashed.collect();
    let operation =
        Operation { actor: Actor::System, purpose: Purpose::Operations, request: OperationId("demo".to_owned()), action: "demo.people" };
    database
        .write(&operation, move |unit| {
            Box::pin(async move {
                for user in &users {
                    storage::user::insert(unit, user).await?;
                }
                Ok(())
            })
        })
        .await
}
