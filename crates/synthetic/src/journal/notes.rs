//! Facts about the notes of what took place: who wrote and signed them, when, and what stands in them. Nobody ever wrote a text.
//!
//! The practice took facts about notes over [`SINCE`] days before it is looked at: a stay that had ended by then has none. Of the cast, one has a day
//! without a note, one a note that was never signed, and whose plan is carried forward has notes that resemble each other; all others of the cast have a
//! whole note of every piece. Among those whose lives are drawn, such things happen now and then.

use care::service_note::Fingerprint;
use care::{Attendance, AttendanceKind, AttendanceStatus, ServiceNote, YesNoUnknown};
use vocabulary::LevelOfCare;

use super::chart::{Chart, Hand};
use super::ratings::goal_keys;
use crate::entry::{Change, Entry};
use crate::house::{ClinicianPlace, House};
use crate::script::Quirk;
use crate::stream::Stream;

/// From when on facts about notes are kept.
const SINCE: i32 = -200;
/// What is planted lies so far back that it was billed and paid.
const PLANTED_BY: i32 = -24;
/// Hashes of a fingerprint.
const HASHES: usize = 32;
/// How the fingerprints are made.
const RECIPE: &str = "w5";

pub(super) fn write(chart: &mut Chart<'_>, draws: &mut Stream) {
    if chart.last_day() < SINCE {
        return;
    }
    let came: Vec<Attendance> = chart
        .journal
        .attendance
        .iter()
        .filter_map(Entry::current)
        .filter(|piece| piece.status == AttendanceStatus::Attended)
        .cloned()
        .collect();
    let offset = |piece: &Attendance| chart.context.frame.offset(piece.day);
    let planted = came.iter().map(offset).filter(|day| *day <= PLANTED_BY && *day > PLANTED_BY - 21).max();
    let mut before: Option<Vec<u64>> = None;
    for (place, piece) in came.iter().enumerate() {
        let mut draws = draws.numbered(place);
        let day = chart.context.frame.offset(piece.day);
        let is_planted = Some(day) == planted;
        let is_missing = chart.happens(is_planted && chart.has(Quirk::NoteMissing), 0.012, &mut draws);
        let is_unsigned = chart.happens(is_planted && chart.has(Quirk::NoteUnsigned), 0.012, &mut draws);
        let is_alike = chart.happens(chart.has(Quirk::PlanCarriedForward), 0.02, &mut draws);
        let hashes = hashes(before.as_deref().filter(|_| is_alike), &mut draws);
        before = Some(hashes.clone());
        if is_missing {
            continue;
        }
        let mut value = note(chart, piece, day, &mut draws);
        value.fingerprint = Fingerprint::new(RECIPE, hashes).ok();
        enter(chart, value, day, is_unsigned, &mut draws);
    }
}

/// Those of the note before with a few others, or all new.
fn hashes(before: Option<&[u64]>, draws: &mut Stream) -> Vec<u64> {
    let kept = before.map(|before| before[..HASHES - 2].to_vec()).unwrap_or_default();
    // A sketch holds the smallest hashes: most of all that can be are above it.
    let missing = HASHES - kept.len();
    let mut hashes: Vec<u64> = kept.into_iter().chain((0..missing).map(|_| draws.next() >> 4)).collect();
    hashes.sort_unstable();
    hashes
}

/// Who writes about a piece of treatment.
fn author(chart: &Chart<'_>, kind: AttendanceKind, day: i32) -> (ClinicianPlace, Hand) {
    if kind == AttendanceKind::Medication {
        (House::prescriber(chart.context.plot.site), Hand::Prescriber)
    } else {
        (chart.records.therapist_on(day), Hand::Therapist)
    }
}

/// When a piece of treatment begins, in minutes of the day.
const fn begins(kind: AttendanceKind) -> i32 {
    match kind {
        AttendanceKind::ProgramDay => 9 * 60,
        AttendanceKind::Group => 13 * 60,
        AttendanceKind::Medication => 10 * 60,
        _ => 11 * 60,
    }
}

fn note(chart: &Chart<'_>, piece: &Attendance, day: i32, draws: &mut Stream) -> ServiceNote {
    use AttendanceKind as Kind;
    let (who, _) = author(chart, piece.kind, day);
    let clinician = chart.context.house.clinicians[usize::try_from(who.number()).unwrap_or(0)].value.clone();
    let start = chart.context.frame.at(chart.zone(day), day, begins(piece.kind));
    let level = chart.level(day);
    let by_video = chart.happens(false, 0.12, draws) && level == LevelOfCare::Outpatient;
    let (size, names_goal, says_response) = (draws.between(6, 11), !chart.happens(false, 0.03, draws), !chart.happens(false, 0.03, draws));
    let of_group = matches!(piece.kind, Kind::Group | Kind::ProgramDay);
    let keys = goal_keys(chart.context.plot.problem);
    let goal = keys[draws.place(keys.len())].0;
    ServiceNote {
        // The day of a program is billed as a whole: its notes name no code.
        service: match piece.kind {
            Kind::Individual => "90834",
            Kind::Medication => "99213",
            _ => "",
        }
        .to_owned(),
        started_at: Some(start),
        stopped_at: Some(start.plus_seconds(i64::from(piece.delivered_minutes) * 60)),
        author: Some(chart.context.house.clinician_id(who)),
        credential: clinician.credential,
        needs_cosigner: yes_or_no(House::supervisor(who).is_some()),
        cosigner: House::supervisor(who).map(|supervisor| chart.context.house.credited(supervisor)).unwrap_or_default(),
        place: match level {
            _ if by_video => "10",
            LevelOfCare::PartialHospitalization => "52",
            LevelOfCare::Residential | LevelOfCare::Inpatient => "55",
            _ => "11",
        }
        .to_owned(),
        telehealth: yes_or_no(by_video),
        setting_present: YesNoUnknown::Yes,
        group: if of_group {
            format!("{}-{}", chart.context.house.program(chart.context.plot.site, level).value.code, piece.day)
        } else {
            String::new()
        },
        group_size: of_group.then(|| u32::try_from(size).unwrap_or(1)),
        own_part_present: if of_group { YesNoUnknown::Yes } else { YesNoUnknown::Unknown },
        goals: Some(if names_goal { [goal].into_iter().collect() } else { care::NamedGoals::default() }),
        intervention_present: YesNoUnknown::Yes,
        response_present: yes_or_no(says_response),
        risk_present: YesNoUnknown::Yes,
        progress_present: YesNoUnknown::Yes,
        ..ServiceNote::of(piece.episode, piece.day)
    }
}

const fn yes_or_no(answer: bool) -> YesNoUnknown {
    if answer { YesNoUnknown::Yes } else { YesNoUnknown::No }
}

/// Written at the end of the day, and most of the time signed then; else later, as a further version.
fn enter(chart: &mut Chart<'_>, value: ServiceNote, day: i32, is_unsigned: bool, draws: &mut Stream) {
    let hand = if value.service == "99213" { Hand::Prescriber } else { Hand::Therapist };
    let (later, is_late) = (chart.happens(false, 0.08, draws), chart.happens(false, 0.015, draws));
    let needs = value.needs_cosigner == YesNoUnknown::Yes;
    let signed = |on: i32| {
        let signed_day = chart.context.frame.day(on);
        ServiceNote { signed_day: Some(signed_day), cosigned_day: needs.then_some(signed_day), ..value.clone() }
    };
    let wait = if is_late { 6 } else { i32::from(later) };
    if wait == 0 && !is_unsigned {
        let entry = chart.enter(hand, day, signed(day), draws);
        chart.journal.service_notes.push(entry);
        return;
    }
    let signature = (!is_unsigned && day + wait < 0).then(|| signed(day + wait));
    let mut entry = chart.enter(hand, day, value, draws);
    if let Some(signature) = signature {
        let (user, at) = chart.moment(hand, day + wait, draws);
        entry.revise(Change::Corrected(signature), entry.effective_day, at, user);
    }
    chart.journal.service_notes.push(entry);
}
