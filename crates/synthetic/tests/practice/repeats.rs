//! The same plan gives the same practice; a different day moves it; more patients leave the first ones as they are.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use synthetic::{Change, Entry, Plan, Practice};
use vocabulary::{Day, Identifier};

use crate::support::{day, practice, versions};

/// Everything in the practice, ids included.
fn hash(practice: &Practice) -> String {
    hex::encode(Sha256::digest(format!("{practice:?}")))
}

#[test]
fn the_same_plan_gives_the_same_values_ids_included() {
    assert_eq!(hash(&practice(7, 20)), hash(&practice(7, 20)));
    assert_ne!(hash(&practice(7, 20)), hash(&practice(8, 20)));
}

/// A change here is a change of what everybody's demo shows: make it on purpose, and then put the new hash here.
#[test]
fn the_practice_of_seed_one_is_the_same_on_every_machine() {
    assert_eq!(hash(&practice(1, 20)), "77c787703f67b7c49899d2bf8cfc9a4b1d9b17778439f1a8ceff87a61ae0baa6");
}

/// The days and answers of a practice, counted from the day it is looked at.
fn relative(practice: &Practice) -> Vec<String> {
    let as_of = practice.plan.as_of;
    let ago = |day: Day| day.days_since(as_of);
    let mut lines = Vec::new();
    for entry in &practice.patients {
        let patient = &entry.value;
        lines.push(format!(
            "patient {} {} {} {:?}",
            patient.record_number,
            patient.listed_name(),
            ago(patient.birth_day),
            patient.language
        ));
    }
    for episode in practice.episodes.iter().flat_map(versions) {
        let discharge = episode.discharge.as_ref().map(|discharge| (ago(discharge.day), discharge.kind, discharge.destination));
        lines.push(format!("episode {} {discharge:?} {:?} {:?}", ago(episode.admitted), episode.payer_class, episode.referral_source));
    }
    for period in practice.level_of_care_periods.iter().flat_map(versions) {
        lines.push(format!(
            "period {} {:?} {} {}",
            ago(period.period.first()),
            period.period.last().map(ago),
            period.level_of_care,
            period.track
        ));
    }
    for diagnosis in practice.diagnoses.iter().flat_map(versions) {
        lines.push(format!("diagnosis {} {} {:?}", diagnosis.code, ago(diagnosis.period.first()), diagnosis.period.last().map(ago)));
    }
    for form in practice.administrations.iter().flat_map(versions) {
        let administration = &form.administration;
        // One of the cast answers on a Friday, wherever that lies.
        let on_friday = administration.patient == practice.cast[19].patient && ago(administration.day) >= -7;
        if on_friday {
            continue;
        }
        lines.push(format!(
            "form {} {} {:?} {} {} {:?}",
            administration.instrument,
            ago(administration.day),
            administration.phase,
            administration.mode,
            form.responses.to_stored(),
            form.totals
        ));
    }
    lines
}

#[test]
fn another_day_moves_everything_by_the_same_number_of_days() {
    let at = |as_of: &str| relative(&Practice::invent(Plan { seed: 3, as_of: day(as_of), patients: 60 }));
    let usual = at("2026-11-23");
    for as_of in ["2026-11-24", "2026-03-09", "2028-02-29", "2025-01-01"] {
        assert_eq!(usual, at(as_of), "as of {as_of}");
    }
}

/// What happens on working days: the same after whole weeks.
fn journal_of(practice: &Practice) -> Vec<String> {
    let as_of = practice.plan.as_of;
    let ago = |day: Day| day.days_since(as_of);
    let journal = &practice.journal;
    let attendance = journal.attendance.iter().flat_map(versions).map(|record| {
        format!("{} {:?} {:?} {} {}", ago(record.day), record.kind, record.status, record.planned_minutes, record.delivered_minutes)
    });
    let risk =
        journal.risk_ratings.iter().map(|entry| format!("{} {:?} {:?}", ago(entry.effective_day), entry.value.level, entry.value.basis));
    let plans = journal.step_down_plans.iter().flat_map(versions).map(|record| {
        format!("{} {} {:?} {:?}", ago(record.day), record.target_level, record.target_day.map(ago), record.appointment_day.map(ago))
    });
    attendance.chain(risk).chain(plans).collect()
}

#[test]
fn whole_weeks_later_people_come_on_the_same_days() {
    let scripted = |as_of: &str| journal_of(&Practice::invent(Plan { seed: 3, as_of: day(as_of), patients: 4 }));
    assert_eq!(scripted("2026-10-19"), scripted("2026-10-26"), "no holiday lies in these months but those that both have");
}

#[test]
fn more_patients_leave_the_first_ones_as_they_are() {
    let (few, many) = (practice(5, 20), practice(5, 90));
    assert_eq!(few.staff, many.staff);
    assert_eq!(few.programs, many.programs);
    assert_eq!(few.patients[..20], many.patients[..20]);
    assert_eq!(few.episodes[..], many.episodes[..few.episodes.len()]);
    let kept = |practice: &Practice| {
        let first: BTreeSet<_> = few.patients.iter().map(|entry| entry.id).collect();
        let own = practice.administrations.iter().filter(|entry| first.contains(&entry.value.administration.patient));
        own.cloned().collect::<Vec<_>>()
    };
    assert_eq!(kept(&few), kept(&many));
}

#[test]
fn smaller_practices_than_the_cast_are_possible() {
    for patients in 0..20 {
        let practice = practice(1, patients);
        assert_eq!(practice.cast.len(), patients);
        assert_eq!(practice.moves.len(), 0);
    }
}

fn check_ids<Id: Identifier, T>(seen: &mut BTreeSet<String>, entries: &[Entry<Id, T>]) {
    for entry in entries {
        assert_eq!(entry.id.uuid().get_version_num(), 7);
        assert!(seen.insert(entry.id.to_string()), "{} occurs twice", entry.id);
        let from_id = entry.id.uuid().get_timestamp().map(|timestamp| timestamp.to_unix().0);
        assert_eq!(from_id, u64::try_from(entry.recorded_at.microseconds() / 1_000_000).ok(), "the id carries the time of recording");
        for revision in &entry.history {
            assert!(revision.recorded_at > entry.recorded_at);
            if let Change::Voided(reason) = &revision.change {
                assert!(!reason.is_empty());
            }
        }
        assert!(entry.history.windows(2).all(|pair| pair[0].recorded_at < pair[1].recorded_at));
    }
}

#[test]
fn ids_are_version_seven_from_the_time_of_recording_and_never_twice() {
    let practice = practice(2, 150);
    let mut seen = BTreeSet::new();
    check_ids(&mut seen, &practice.programs);
    check_ids(&mut seen, &practice.clinicians);
    check_ids(&mut seen, &practice.patients);
    check_ids(&mut seen, &practice.patient_links);
    check_ids(&mut seen, &practice.episodes);
    check_ids(&mut seen, &practice.level_of_care_periods);
    check_ids(&mut seen, &practice.diagnoses);
    check_ids(&mut seen, &practice.care_team);
    check_ids(&mut seen, &practice.administrations);
    crate::journal::each_list!(practice.journal, |entries| check_ids(&mut seen, entries));
    assert!(practice.staff.iter().all(|user| seen.insert(user.id.to_string())));
}
