//! Records hold together: every reference resolves, every check of the domain passes, nothing lies in the future.

use std::collections::{BTreeMap, BTreeSet};

use care::{CareTeamRole, PatientLink, PatientLinks};
use proptest::prelude::*;
use synthetic::journal::Reference;
use synthetic::{Entry, Practice, Written};
use vocabulary::{Instant, LevelOfCare, Role, UserId, ZoneName};

use crate::support::{practice, versions};

pub(crate) fn check_times<Id, T>(practice: &Practice, entries: &[Entry<Id, T>], recorded: &mut Vec<(Instant, UserId)>) {
    let latest = practice.plan.as_of.start_in(&ZoneName::utc());
    for entry in entries {
        recorded.push((entry.recorded_at, entry.recorder));
        recorded.extend(entry.history.iter().map(|revision| (revision.recorded_at, revision.recorder)));
        assert!(entry.effective_day < practice.plan.as_of);
    }
    assert!(recorded.iter().all(|(at, _)| *at < latest));
}

fn check_records(practice: &Practice) {
    let as_of = practice.plan.as_of;
    let mut recorded = Vec::new();
    check_times(practice, &practice.programs, &mut recorded);
    check_times(practice, &practice.clinicians, &mut recorded);
    check_times(practice, &practice.patients, &mut recorded);
    check_times(practice, &practice.patient_links, &mut recorded);
    check_times(practice, &practice.episodes, &mut recorded);
    check_times(practice, &practice.level_of_care_periods, &mut recorded);
    check_times(practice, &practice.diagnoses, &mut recorded);
    check_times(practice, &practice.care_team, &mut recorded);
    check_times(practice, &practice.administrations, &mut recorded);
    crate::journal::check_times_of_journal(practice, &mut recorded);
    let hired: BTreeMap<UserId, Instant> = practice.staff.iter().map(|user| (user.id, user.recorded_at)).collect();
    assert!(
        recorded.iter().all(|(at, recorder)| hired.get(recorder).is_some_and(|since| since <= at)),
        "everything is recorded by somebody who was there"
    );

    let programs: BTreeMap<_, _> = practice.programs.iter().map(|entry| (entry.id, &entry.value)).collect();
    let clinicians: BTreeSet<_> = practice.clinicians.iter().map(|entry| entry.id).collect();
    let patients: BTreeMap<_, _> = practice.patients.iter().map(|entry| (entry.id, entry)).collect();
    let episodes: BTreeMap<_, _> = practice.episodes.iter().map(|entry| (entry.id, entry)).collect();
    for entry in &practice.programs {
        entry.value.check().unwrap();
    }
    for entry in &practice.clinicians {
        entry.value.check().unwrap();
    }
    for patient in practice.patients.iter().flat_map(versions) {
        patient.check(as_of).unwrap();
    }
    for entry in &practice.episodes {
        let birth_day = patients[&entry.value.patient].current().unwrap().birth_day;
        for episode in versions(entry) {
            episode.check(birth_day, as_of).unwrap();
            assert!(programs.contains_key(&episode.program) && episode.clinician.is_none_or(|clinician| clinicians.contains(&clinician)));
        }
        let episode = entry.current().unwrap();
        if let Some(earlier) = episode.readmission_of {
            let earlier = episodes[&earlier].current().unwrap();
            assert_eq!(earlier.patient, episode.patient);
            assert!(earlier.discharge.as_ref().unwrap().day < episode.admitted);
        }
    }
    check_periods(practice);
    check_order(practice);
    for entry in &practice.diagnoses {
        for diagnosis in versions(entry) {
            assert!(patients.contains_key(&diagnosis.patient));
            assert!(diagnosis.episode.is_none_or(|episode| episodes[&episode].value.patient == diagnosis.patient));
            assert!(diagnosis.diagnosed_by.is_none_or(|clinician| clinicians.contains(&clinician)));
        }
    }
    for member in practice.care_team.iter().flat_map(versions) {
        assert!(patients.contains_key(&member.patient) && clinicians.contains(&member.clinician));
    }
    for form in practice.administrations.iter().flat_map(versions) {
        let administration = &form.administration;
        assert!(patients.contains_key(&administration.patient));
        if let Some(episode) = administration.episode {
            let episode = episodes[&episode].current().unwrap();
            assert_eq!(episode.patient, administration.patient);
            let after = administration.phase == Some(instruments::Phase::FollowUp);
            assert!(if after { !episode.contains(administration.day) } else { episode.contains(administration.day) }, "{administration:?}");
        }
    }
}

/// Whoever stores the versions one after the other never meets a reference to something that is not there yet.
fn check_order(practice: &Practice) {
    let steps = practice.timeline();
    let revisions = practice.administrations.iter().map(|entry| entry.history.len()).sum::<usize>();
    assert!(
        steps.len() >= practice.administrations.len() + revisions
            && steps.windows(2).all(|pair| pair[0].recorded_at <= pair[1].recorded_at)
    );
    let mut written: BTreeMap<String, usize> = BTreeMap::new();
    for step in steps {
        let (id, refers_to) = match step.record {
            Written::Program(entry) => (entry.id.to_string(), vec![]),
            Written::Clinician(entry) => (entry.id.to_string(), vec![]),
            Written::Patient(entry) => (entry.id.to_string(), vec![]),
            Written::PatientLink(entry) => match entry.value {
                PatientLink::Merged { kept, merged } => (entry.id.to_string(), vec![kept.to_string(), merged.to_string()]),
                PatientLink::Unmerged { merged } => (entry.id.to_string(), vec![merged.to_string()]),
            },
            Written::Episode(entry) => {
                let mut refers_to = vec![entry.value.patient.to_string(), entry.value.program.to_string()];
                refers_to.extend(entry.value.readmission_of.map(|episode| episode.to_string()));
                (entry.id.to_string(), refers_to)
            }
            Written::LevelOfCarePeriod(entry) => {
                (entry.id.to_string(), vec![entry.value.episode.to_string(), entry.value.program.to_string()])
            }
            Written::Diagnosis(entry) => {
                let mut refers_to = vec![entry.value.patient.to_string()];
                refers_to.extend(entry.value.episode.map(|episode| episode.to_string()));
                (entry.id.to_string(), refers_to)
            }
            Written::CareTeamMember(entry) => {
                (entry.id.to_string(), vec![entry.value.patient.to_string(), entry.value.clinician.to_string()])
            }
            Written::Journal(writing) => {
                let Reference { patient, episode, administration } = writing.refers_to;
                let refers_to = patient.map(|id| id.to_string()).into_iter().chain(episode.map(|id| id.to_string()));
                (writing.id.to_string(), refers_to.chain(administration.map(|id| id.to_string())).collect())
            }
            Written::Administration(entry) => {
                let administration = &entry.value.administration;
                let mut refers_to = vec![administration.patient.to_string()];
                refers_to.extend(administration.episode.map(|episode| episode.to_string()));
                (entry.id.to_string(), refers_to)
            }
        };
        let before = written.insert(id, step.revision);
        assert_eq!(before.map_or(0, |before| before + 1), step.revision, "versions follow each other");
        assert!(refers_to.iter().all(|other| written.contains_key(other)), "{:?} refers to something that is not there yet", step.record);
    }
}

/// The levels of care of an episode follow each other without a gap from admission to discharge.
fn check_periods(practice: &Practice) {
    for entry in &practice.episodes {
        let episode = entry.current().unwrap();
        let own = practice.level_of_care_periods.iter().filter_map(Entry::current).filter(|period| period.episode == entry.id);
        let mut expected = Some(episode.admitted);
        for period in own {
            period.check(episode, practice.plan.as_of).unwrap();
            assert_eq!(Some(period.period.first()), expected);
            expected = period.period.last().map(|last| last.plus_days(1));
        }
        assert_eq!(expected, episode.discharge.as_ref().map(|discharge| discharge.day.plus_days(1)));
        let primary = practice.care_team.iter().filter_map(Entry::current).filter(|member| {
            member.patient == episode.patient && member.role == CareTeamRole::Primary && member.period.contains(episode.admitted)
        });
        assert_eq!(primary.count(), 1, "somebody answers for the treatment from the first day");
    }
}

#[test]
fn four_hundred_patients_hold_together() {
    check_records(&practice(1, 400));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn every_practice_holds_together(seed in any::<u64>(), patients in 0_usize..60) {
        check_records(&practice(seed, patients));
    }
}

#[test]
fn open_episodes_were_open_and_closed_ones_closed_as_of_the_time() {
    let practice = practice(1, 60);
    let closed = practice.episodes.iter().find(|entry| entry.current().is_some_and(|episode| episode.discharge.is_some())).unwrap();
    assert!(closed.value.discharge.is_none(), "an episode is admitted before it is discharged");
    let discharged = closed.history.last().unwrap().recorded_at;
    assert!(closed.as_of(discharged.plus_seconds(-1)).unwrap().discharge.is_none());
    assert!(closed.as_of(discharged).unwrap().discharge.is_some());
}

#[test]
fn the_merge_is_allowed_and_the_move_keeps_the_answers() {
    let practice = practice(1, 20);
    let events: Vec<_> = practice.patient_links.iter().map(|entry| entry.value.clone()).collect();
    assert_eq!(events.len(), 1);
    let links = PatientLinks::replay(&events);
    let shown: BTreeSet<_> = practice.patients.iter().map(|entry| links.shown_as(entry.id)).collect();
    assert_eq!((practice.patients.len(), shown.len()), (21, 20));
    let merged = practice.patients.last().unwrap();
    assert!(practice.administrations.iter().any(|entry| entry.value.administration.patient == merged.id), "the second record holds a form");

    let [moved] = practice.moves.as_slice() else { panic!("one record was moved") };
    let find = |id| practice.administrations.iter().find(|entry| entry.id == id).unwrap();
    let (from, to) = (find(moved.from), find(moved.to));
    assert_eq!((from.current(), from.history[0].recorded_at), (None, to.recorded_at));
    assert_eq!(from.value.responses, to.current().unwrap().responses);
    assert_ne!(from.value.administration.patient, to.value.administration.patient);
}

#[test]
fn every_role_has_somebody_and_names_are_unique() {
    let practice = practice(1, 0);
    for role in Role::ALL {
        assert!(practice.staff.iter().any(|user| user.roles.contains(&role)), "{}", role.code());
    }
    let names: BTreeSet<_> = practice.staff.iter().map(|user| user.sign_in_name.as_str()).collect();
    assert_eq!(names.len(), practice.staff.len());
    assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase())));
    let accounts = practice.staff.iter().filter(|user| user.clinician.is_some()).count();
    assert_eq!(accounts + 1, practice.clinicians.len(), "one clinician does not sign in");
    let zones: BTreeSet<_> = practice.programs.iter().map(|entry| entry.value.zone.name().to_owned()).collect();
    assert_eq!(zones.len(), 2);
    let residential = practice.programs.iter().find(|entry| entry.value.level_of_care == LevelOfCare::Residential).unwrap();
    assert!(residential.value.part2 && practice.programs.iter().any(|entry| !entry.value.part2));
}
