//! From the records about notes to the facts that rules ask for: times as minutes of the day, answers as known or not, likeness to other notes of the
//! author, and what in a note attendance contradicts.

use care::service_note::Fingerprint;
use care::{Attendance, AttendanceStatus, YesNoUnknown};
use vocabulary::{ClinicianId, Day, ZoneName};

use super::facts::is_attended;
use super::other_facts::ServiceNote;

/// Notes are compared with others of their author that are at most so many days away. Our own judgement.
pub const COMPARED_DAYS: i32 = 90;

/// What of another note can be compared.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// Who wrote it.
    pub author: ClinicianId,
    /// The day of the service.
    pub day: Day,
    /// What is compared.
    pub fingerprint: &'a Fingerprint,
}

/// The greatest likeness of a note to the others of its author, in percent: the estimate of [`Fingerprint::likeness`] with each that is at most
/// [`COMPARED_DAYS`] days away. `None` where the note has no author or fingerprint, and where there is nothing that it can be compared with.
pub fn similarity<'a>(note: &care::ServiceNote, others: impl IntoIterator<Item = Compared<'a>>) -> Option<u8> {
    let (author, own) = (note.author?, note.fingerprint.as_ref()?);
    let is_near = |other: &Compared<'_>| other.author == author && other.day.days_since(note.day).abs() <= COMPARED_DAYS;
    others.into_iter().filter(is_near).filter_map(|other| own.likeness(other.fingerprint)).max()
}

/// What in a note attendance contradicts: that the patient was there at all, and for so long. `None` where the day's attendance is not on record.
pub fn contradictions<'a>(note: &ServiceNote, attendance: impl IntoIterator<Item = &'a Attendance>) -> Option<u16> {
    let of_day: Vec<&Attendance> = attendance.into_iter().filter(|piece| piece.day == note.day).collect();
    if of_day.is_empty() {
        return None;
    }
    let delivered: u32 =
        of_day.iter().filter(|piece| piece.status == AttendanceStatus::Attended).map(|piece| piece.delivered_minutes).sum();
    let is_absent = !of_day.iter().any(|piece| is_attended(piece));
    let is_longer = !is_absent && note.length().is_some_and(|length| u32::from(length) > delivered);
    Some(u16::from(is_absent) + u16::from(is_longer))
}

const fn known(answer: YesNoUnknown) -> Option<bool> {
    match answer {
        YesNoUnknown::Yes => Some(true),
        YesNoUnknown::No => Some(false),
        YesNoUnknown::Unknown => None,
    }
}

/// A record as a fact. Its times are on the clock of the zone.
pub fn fact_of(note: &care::ServiceNote, zone: &ZoneName, similarity: Option<u8>) -> ServiceNote {
    let minutes = note.length_minutes().and_then(|minutes| u16::try_from(minutes).ok());
    let start = note.started_at.map(|start| {
        let (hour, minute) = start.clock_time_in(zone);
        u16::from(hour.unsigned_abs()) * 60 + u16::from(minute.unsigned_abs())
    });
    // A service over midnight stops beyond the last minute of its day.
    let clock = start.filter(|_| note.stopped_at.is_some()).zip(minutes).map(|(start, minutes)| (start, start.saturating_add(minutes)));
    ServiceNote {
        service: Some(note.service.clone()).filter(|service| !service.is_empty()),
        clock,
        minutes,
        author: note.author.map(|author| author.to_string()).unwrap_or_default(),
        // A second signature says that somebody asked for one.
        needs_cosigner: known(note.needs_cosigner).or(note.cosigned_day.map(|_| true)),
        signed: note.signed_day,
        cosigned: note.cosigned_day,
        has_setting: known(note.setting_present),
        goals: note.goals.as_ref().map(|goals| goals.keys().clone()),
        has_intervention: known(note.intervention_present),
        has_response: known(note.response_present),
        has_risk: known(note.risk_present),
        has_progress: known(note.progress_present),
        is_of_group: note.is_of_group(),
        group_size: note.group_size.and_then(|size| u16::try_from(size).ok()),
        has_own_part: known(note.own_part_present),
        similarity,
        open_contradictions: None,
        ..ServiceNote::of(note.day)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{attendance, day};
    use super::*;

    fn author(number: u128) -> ClinicianId {
        format!("00000000-0000-7000-8000-{number:012}").parse().unwrap()
    }

    fn note() -> care::ServiceNote {
        care::ServiceNote {
            author: Some(author(1)),
            fingerprint: Some(Fingerprint::new("w5", [1, 2, 3, 4]).unwrap()),
            ..care::ServiceNote::of("00000000-0000-7000-8000-000000000009".parse().unwrap(), day("2026-03-02"))
        }
    }

    #[test]
    fn the_likest_note_of_the_author_counts_and_nothing_to_compare_is_unknown() {
        let check = |others: &[(u128, &str, &[u64])], expected: Option<u8>| {
            let prints: Vec<(ClinicianId, Day, Fingerprint)> = others
                .iter()
                .map(|(who, on, hashes)| (author(*who), day(on), Fingerprint::new("w5", hashes.iter().copied()).unwrap()))
                .collect();
            let compared = prints.iter().map(|(author, day, fingerprint)| Compared { author: *author, day: *day, fingerprint });
            assert_eq!(similarity(&note(), compared), expected, "{others:?}");
        };
        check(&[], None);
        check(&[(2, "2026-03-02", &[1, 2, 3, 4])], None);
        check(&[(1, "2026-06-02", &[1, 2, 3, 4])], None);
        check(&[(1, "2026-03-09", &[1, 2, 5, 6]), (1, "2026-03-10", &[7, 8, 9, 10])], Some(50));
        check(&[(1, "2026-02-09", &[7, 8, 9, 10])], Some(0));
    }

    #[test]
    fn attendance_contradicts_a_note_of_an_absence_and_one_that_is_too_long() {
        let lasted = ServiceNote { clock: Some((600, 780)), ..ServiceNote::of(day("2026-03-02")) };
        let check = |minutes: Option<u32>, expected: Option<u16>| {
            let held: Vec<_> = minutes.map(|minutes| attendance("2026-03-02", minutes).value).into_iter().collect();
            assert_eq!(contradictions(&lasted, &held), expected);
        };
        check(None, None);
        check(Some(0), Some(1));
        check(Some(180), Some(0));
        check(Some(179), Some(1));
    }

    #[test]
    fn times_are_minutes_of_the_day_and_what_nobody_says_is_unknown() {
        let zone: ZoneName = "America/New_York".parse().unwrap();
        let bare = fact_of(&note(), &zone, None);
        assert_eq!((bare.clock, bare.length(), bare.needs_cosigner, bare.has_risk, bare.goals), (None, None, None, None, None));
        let at = |text: &str| Some(text.parse().unwrap());
        let late = care::ServiceNote {
            started_at: at("2026-03-03T04:40:00Z"),
            stopped_at: at("2026-03-03T05:30:00Z"),
            risk_present: YesNoUnknown::No,
            cosigned_day: Some(day("2026-03-04")),
            ..note()
        };
        let fact = fact_of(&late, &zone, Some(7));
        assert_eq!((fact.clock, fact.length()), (Some((23 * 60 + 40, 24 * 60 + 30)), Some(50)));
        assert_eq!((fact.needs_cosigner, fact.has_risk, fact.similarity), (Some(true), Some(false), Some(7)));
    }
}
