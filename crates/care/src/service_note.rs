//! That a note of a service exists, and facts about it: who wrote it, when it was signed, what stands in it. Never what it says.
//!
//! **No text of a note is kept here, and none of a psychotherapy note is ever taken in**: the fields say that an intervention or a response is named, not
//! which. Tables whose columns are called like the text of a note are refused before a row of them is read. A fingerprint ([`Fingerprint`]) is made where
//! the notes are kept and says only how much two notes resemble each other.

mod fingerprint;
mod named_goals;

use vocabulary::{ClinicianId, Day, EpisodeId, Instant, ZoneName};

use crate::medical_status::YesNoUnknown;
use crate::problem::{CareProblem, not_future, not_later};

pub use fingerprint::{Fingerprint, InvalidFingerprint};
pub use named_goals::{InvalidGoals, NamedGoals};

/// Minutes of a day.
const DAY_MINUTES: u32 = 24 * 60;
/// The most people of one group: more is a slip of the hand.
const GROUP_SIZE_MOST: u32 = 200;

/// Facts about the note of one service. What nobody says is `None`, empty or unknown, and never means no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceNote {
    /// The episode in which the service was given.
    pub episode: EpisodeId,
    /// The day of the service.
    pub day: Day,
    /// Procedure or revenue code of the service; empty where the note names none.
    pub service: String,
    /// When the service began.
    pub started_at: Option<Instant>,
    /// When it ended.
    pub stopped_at: Option<Instant>,
    /// Minutes as the note states them, where it gives no times.
    pub minutes: Option<u32>,
    /// Who wrote it.
    pub author: Option<ClinicianId>,
    /// The author's credential as signed, such as `LCSW`.
    pub credential: String,
    /// The day on which the author signed; `None` while it is not signed. Limits of payers are in days.
    pub signed_day: Option<Day>,
    /// Whether somebody must sign with the author.
    pub needs_cosigner: YesNoUnknown,
    /// Who signed with the author, as the practice calls them.
    pub cosigner: String,
    /// The day of that signature.
    pub cosigned_day: Option<Day>,
    /// Place of service, by its code.
    pub place: String,
    /// Whether it was given by video or telephone.
    pub telehealth: YesNoUnknown,
    /// Whether modality, place and participants stand in the note.
    pub setting_present: YesNoUnknown,
    /// The group's id; empty for no group.
    pub group: String,
    /// How many were in the group.
    pub group_size: Option<u32>,
    /// Whether the note of a group has a part about this patient.
    pub own_part_present: YesNoUnknown,
    /// The goals that it names, by their keys in the plan; `None` where nobody says.
    pub goals: Option<NamedGoals>,
    /// Whether it says what the clinician did.
    pub intervention_present: YesNoUnknown,
    /// Whether it says how the patient responded.
    pub response_present: YesNoUnknown,
    /// Whether it says how much danger there was.
    pub risk_present: YesNoUnknown,
    /// Whether it says how near the goal is.
    pub progress_present: YesNoUnknown,
    /// For comparing it with other notes of its author.
    pub fingerprint: Option<Fingerprint>,
}

impl ServiceNote {
    /// A note of a day of which nothing else is known.
    pub fn of(episode: EpisodeId, day: Day) -> Self {
        Self {
            episode,
            day,
            service: String::new(),
            started_at: None,
            stopped_at: None,
            minutes: None,
            author: None,
            credential: String::new(),
            signed_day: None,
            needs_cosigner: YesNoUnknown::Unknown,
            cosigner: String::new(),
            cosigned_day: None,
            place: String::new(),
            telehealth: YesNoUnknown::Unknown,
            setting_present: YesNoUnknown::Unknown,
            group: String::new(),
            group_size: None,
            own_part_present: YesNoUnknown::Unknown,
            goals: None,
            intervention_present: YesNoUnknown::Unknown,
            response_present: YesNoUnknown::Unknown,
            risk_present: YesNoUnknown::Unknown,
            progress_present: YesNoUnknown::Unknown,
            fingerprint: None,
        }
    }

    /// True for a note of a group.
    pub fn is_of_group(&self) -> bool {
        !self.group.is_empty() || self.group_size.is_some()
    }

    /// Minutes from start to stop, else as stated.
    pub fn length_minutes(&self) -> Option<u32> {
        let between = |(start, stop): (Instant, Instant)| u32::try_from(stop.seconds_since(start) / 60).ok();
        self.started_at.zip(self.stopped_at).and_then(between).or(self.minutes)
    }

    /// Checks what one record can say about itself.
    pub fn check(&self, now: Instant, today: Day) -> Result<(), CareProblem> {
        not_future("service note", self.day, today)?;
        self.check_times(now)?;
        self.check_signatures(today)?;
        match self.group_size {
            Some(0) => return Err(CareProblem::TooFew { what: "size of the group", least: 1 }),
            Some(size) if size > GROUP_SIZE_MOST => return Err(CareProblem::TooMuch { what: "size of the group", most: GROUP_SIZE_MOST }),
            _ => {}
        }
        if !self.is_of_group() && self.own_part_present == YesNoUnknown::Yes {
            return Err(CareProblem::Contradiction { what: "part about the patient", with: "group" });
        }
        Ok(())
    }

    fn check_times(&self, now: Instant) -> Result<(), CareProblem> {
        if let Some(stated) = self.minutes
            && stated > DAY_MINUTES
        {
            return Err(CareProblem::TooMuch { what: "minutes of the service", most: DAY_MINUTES });
        }
        for at in [self.started_at, self.stopped_at].into_iter().flatten() {
            not_later("service", at, now)?;
        }
        // The note's day is the program's; a clock anywhere on earth differs from it by a day at most.
        if self.started_at.is_some_and(|start| start.day_in(&ZoneName::utc()).days_since(self.day).abs() > 1) {
            return Err(CareProblem::Contradiction { what: "start of the service", with: "day of the service" });
        }
        let Some((start, stop)) = self.started_at.zip(self.stopped_at) else { return Ok(()) };
        if stop <= start {
            return Err(CareProblem::Contradiction { what: "end of the service", with: "start of the service" });
        }
        if stop.seconds_since(start) > i64::from(DAY_MINUTES) * 60 {
            return Err(CareProblem::TooMuch { what: "minutes of the service", most: DAY_MINUTES });
        }
        if self.minutes.is_some_and(|stated| self.length_minutes() != Some(stated)) {
            return Err(CareProblem::Contradiction { what: "minutes of the service", with: "times of the service" });
        }
        Ok(())
    }

    fn check_signatures(&self, today: Day) -> Result<(), CareProblem> {
        for (what, day) in [("signature", self.signed_day), ("second signature", self.cosigned_day)] {
            let Some(day) = day else { continue };
            not_future(what, day, today)?;
            if day < self.day {
                return Err(CareProblem::TooEarly { what, day, earliest: self.day });
            }
        }
        match (self.signed_day, self.cosigned_day) {
            (None, Some(_)) => Err(CareProblem::Contradiction { what: "second signature", with: "signature" }),
            (Some(signed), Some(cosigned)) if cosigned < signed => {
                Err(CareProblem::TooEarly { what: "second signature", day: cosigned, earliest: signed })
            }
            _ => Ok(()),
        }
    }
}

/// Names of columns that hold what a note says. Such a table is not for this program.
const TEXT_COLUMNS: [&str; 18] = [
    "text",
    "notetext",
    "note",
    "notebody",
    "body",
    "content",
    "notecontent",
    "narrative",
    "comment",
    "comments",
    "progressnote",
    "sessionnote",
    "soap",
    "freetext",
    "servicenote",
    "casenote",
    "clinicalnote",
    "processnote",
];

/// True where a column is called like the text of a note, or like a psychotherapy or counseling note in any words.
pub fn is_text_column(name: &str) -> bool {
    let plain: String = name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    // 42 CFR 2.11 keeps SUD counseling notes apart as 45 CFR 164.501 keeps psychotherapy notes.
    let kept_apart = ["psychotherapy", "counseling", "counselling"];
    let is_kept_apart = plain.contains("note") && kept_apart.iter().any(|kind| plain.contains(kind));
    let is_text_of_note = plain.contains("note") && ["text", "body", "content", "narrative"].iter().any(|part| plain.contains(part));
    TEXT_COLUMNS.contains(&plain.as_str()) || is_kept_apart || is_text_of_note
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    fn note() -> ServiceNote {
        ServiceNote::of(EpisodeId::from_uuid(uuid::Uuid::from_u128(1)), day("2026-11-03"))
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn check(change: impl FnOnce(&mut ServiceNote), expected: Result<(), &str>) {
        let mut note = note();
        change(&mut note);
        let found = note.check("2026-11-23T12:00:00Z".parse().unwrap(), day("2026-11-23")).map_err(|problem| problem.to_string());
        assert_eq!(found, expected.map_err(str::to_owned));
    }

    #[test]
    fn times_run_forwards_and_agree_with_the_minutes() {
        let lasted = |from: &'static str, to: &'static str, minutes| {
            move |note: &mut ServiceNote| (note.started_at, note.stopped_at, note.minutes) = (Some(at(from)), Some(at(to)), minutes)
        };
        check(|_| {}, Ok(()));
        check(lasted("2026-11-03T15:00:00Z", "2026-11-03T15:50:00Z", Some(50)), Ok(()));
        check(lasted("2026-11-03T23:40:00Z", "2026-11-04T00:20:00Z", None), Ok(()));
        let backwards = Err("end of the service contradicts start of the service");
        check(lasted("2026-11-03T15:00:00Z", "2026-11-03T15:00:00Z", None), backwards);
        check(lasted("2026-11-03T15:00:00Z", "2026-11-03T14:00:00Z", None), backwards);
        // Begun just before midnight, west or east of Greenwich; a slip of the month is no other time zone.
        check(lasted("2026-11-04T07:30:00Z", "2026-11-04T08:00:00Z", None), Ok(()));
        check(lasted("2026-10-03T15:00:00Z", "2026-10-03T15:50:00Z", None), Err("start of the service contradicts day of the service"));
        let other = Err("minutes of the service contradicts times of the service");
        check(lasted("2026-11-03T15:00:00Z", "2026-11-03T15:50:00Z", Some(45)), other);
        check(lasted("2026-11-03T15:00:00Z", "2026-11-05T15:00:00Z", None), Err("minutes of the service is more than 1440"));
        check(|note| note.minutes = Some(1441), Err("minutes of the service is more than 1440"));
        let later = Err("service lies in the future: 2026-11-23T13:00:00.000000Z is after 2026-11-23T12:00:00.000000Z");
        check(|note| note.started_at = Some(at("2026-11-23T13:00:00Z")), later);
        check(|note| note.day = day("2026-11-24"), Err("service note lies in the future: 2026-11-24 is after 2026-11-23"));
    }

    #[test]
    fn nobody_signs_before_the_service_and_nobody_cosigns_what_is_not_signed() {
        let signed = |first: Option<&'static str>, second: Option<&'static str>| {
            move |note: &mut ServiceNote| (note.signed_day, note.cosigned_day) = (first.map(day), second.map(day))
        };
        check(signed(Some("2026-11-03"), Some("2026-11-03")), Ok(()));
        check(signed(Some("2026-11-02"), None), Err("signature is too early: 2026-11-02 is before 2026-11-03"));
        check(signed(Some("2026-11-24"), None), Err("signature lies in the future: 2026-11-24 is after 2026-11-23"));
        check(signed(None, Some("2026-11-04")), Err("second signature contradicts signature"));
        check(signed(Some("2026-11-05"), Some("2026-11-04")), Err("second signature is too early: 2026-11-04 is before 2026-11-05"));
    }

    #[test]
    fn a_group_has_somebody_in_it() {
        check(|note| note.group_size = Some(8), Ok(()));
        check(|note| note.group_size = Some(0), Err("size of the group is less than 1"));
        check(|note| note.group_size = Some(201), Err("size of the group is more than 200"));
        check(|note| note.own_part_present = YesNoUnknown::Yes, Err("part about the patient contradicts group"));
    }

    #[test]
    fn a_column_that_is_called_like_the_text_of_a_note_is_known_by_its_name() {
        for name in ["Note Text", "note_body", "TEXT", "Psychotherapy Notes", "narrative", "Progress note", "Note: content (long)"] {
            assert!(is_text_column(name), "{name}");
        }
        for name in ["Counseling note", "counselling_notes", "SUD Counseling Notes", "notes (counselling)"] {
            assert!(is_text_column(name), "{name}");
        }
        for name in [
            "Counseling",
            "Counselling minutes",
            "Note id",
            "Noted by",
            "Context",
            "Signed",
            "Notes signed",
            "Intervention present",
            "Body weight",
        ] {
            assert!(!is_text_column(name), "{name}");
        }
    }
}
