//! The people who sign in to the invented practice. Their passwords follow from the seed: they protect nothing and are printed.

use std::cmp::Reverse;

use storage::user::User;
use storage::{Database, Operation, StorageError};
use synthetic::{Plan, Practice};
use vocabulary::port::SeededRandom;
use vocabulary::{Actor, ClinicianId, OperationId, Purpose, Role};

/// Somebody who can sign in, with the password that is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "`sign_in_name` is the word of the glossary and of the form")]
pub(super) struct SignIn {
    pub(super) sign_in_name: String,
    pub(super) name: String,
    pub(super) roles: Vec<Role>,
    pub(super) password: String,
    /// How many people in care they answer for.
    pub(super) in_care: usize,
}

/// The first of a practice's people are written and not drawn: they are the same whatever its size, and between them show everything.
const WRITTEN: usize = 20;

/// The passwords of a practice that is planned, without inventing all of its people.
pub(super) fn of_plan(plan: Plan) -> Vec<SignIn> {
    of(&Practice::invent(Plan { patients: plan.patients.min(WRITTEN), ..plan }))
}

/// The passwords of a practice, in the order of its staff.
pub(super) fn of(practice: &Practice) -> Vec<SignIn> {
    let random = SeededRandom::new(practice.plan.seed ^ 0x5169_6e2d_696e_7321);
    let sign_in = |user: &synthetic::StaffUser| SignIn {
        sign_in_name: user.sign_in_name.clone(),
        name: user.name.clone(),
        roles: user.roles.clone(),
        password: app::secret::new_password(&random),
        in_care: user.clinician.map_or(0, |clinician| in_care(practice, clinician)),
    };
    practice.staff.iter().map(sign_in).collect()
}

fn in_care(practice: &Practice, clinician: ClinicianId) -> usize {
    let episodes = practice.episodes.iter().filter_map(synthetic::Entry::current);
    episodes.filter(|episode| episode.discharge.is_none() && episode.clinician == Some(clinician)).count()
}

/// One person for each role, for the list that is printed first: whoever holds the fewest other roles, and of those whoever has most people in care,
/// so that a caseload is not empty in a small practice.
pub(super) fn one_a_role(sign_ins: &[SignIn]) -> Vec<&SignIn> {
    let holder = |role: &Role| {
        let of_role = sign_ins.iter().filter(|sign_in| sign_in.roles.contains(role));
        of_role.min_by_key(|sign_in| (sign_in.roles.len(), Reverse(sign_in.in_care)))
    };
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

#[cfg(test)]
mod tests {
    use synthetic::Course;

    use super::*;

    #[test]
    fn the_clinician_who_is_printed_has_people_in_care_however_small_the_practice() {
        for seed in [1, 3, 7] {
            for patients in [1, 2, 5, 20, 60] {
                let plan = Plan { seed, as_of: "2026-11-23".parse().unwrap(), patients };
                let sign_ins = of_plan(plan);
                let printed = one_a_role(&sign_ins).into_iter().find(|sign_in| sign_in.roles == [Role::Clinician]).unwrap();
                let practice = Practice::invent(plan);
                let clinician = practice.staff.iter().find(|user| user.sign_in_name == printed.sign_in_name).unwrap().clinician.unwrap();
                assert!(in_care(&practice, clinician) > 0, "seed {seed}, {patients} patients: {}", printed.name);
                let same: Vec<String> = of(&practice).into_iter().map(|sign_in| sign_in.password).collect();
                assert_eq!(same, sign_ins.into_iter().map(|sign_in| sign_in.password).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn the_clinician_who_is_printed_treats_whom_the_demo_promises() {
        for (seed, patients) in [(1, 20), (1, 60), (3, 20), (5, 20), (7, 60)] {
            let plan = Plan { seed, as_of: "2026-11-23".parse().unwrap(), patients };
            let sign_ins = of_plan(plan);
            let printed = one_a_role(&sign_ins).into_iter().find(|sign_in| sign_in.roles == [Role::Clinician]).unwrap();
            let practice = Practice::invent(plan);
            let account = practice.staff.iter().find(|user| user.sign_in_name == printed.sign_in_name).unwrap();
            assert!(account.licensed, "who is not licensed is not shown who is ready");
            let open = practice.episodes.iter().filter_map(synthetic::Entry::current).filter(|episode| episode.discharge.is_none());
            let own: Vec<_> = open.filter(|episode| episode.clinician == account.clinician).map(|episode| episode.patient).collect();
            let of_cast = |is_one: &dyn Fn(&synthetic::CastMember) -> bool| {
                practice.cast.iter().take(WRITTEN).any(|member| own.contains(&member.patient) && is_one(member))
            };
            for course in [Course::Deterioration, Course::Plateau, Course::OffCourse] {
                assert!(of_cast(&|member| member.course == course), "seed {seed}, {patients} patients: nobody with {}", course.code());
            }
            assert!(of_cast(&|member| member.ready_to_step_down), "seed {seed}, {patients} patients: nobody is ready");
        }
    }
}
