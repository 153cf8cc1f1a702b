//! Sending by itself: what of all that is due goes out without anybody asking for it, and when it is tried again on a day on which it failed for somebody.

use instruments::Respondent;
use vocabulary::{Day, Instant};

use crate::due::Occurrence;

/// That somebody was asked for an instrument by a check-in, however it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who was asked.
    pub respondent: Respondent,
    /// The instrument's id.
    pub instrument: String,
    /// The day on which the check-in was made, local to the program.
    pub day: Day,
}

/// Those of the occurrences that can be given now for which nobody was asked in their window yet: each is asked for by itself once. Whoever lets a link run out
/// is asked again by a person, or at the next occurrence. What clinicians rate is sent to nobody.
pub fn unasked<'a>(open: impl IntoIterator<Item = &'a Occurrence>, asked: &[Asked]) -> Vec<&'a Occurrence> {
    let was_asked = |each: &Occurrence| {
        let is_same = |before: &Asked| before.respondent == each.respondent && *before.instrument == *each.instrument;
        asked.iter().any(|before| is_same(before) && (each.first_day..=each.last_day).contains(&before.day))
    };
    open.into_iter().filter(|each| each.respondent != Respondent::Clinician && !was_asked(each)).collect()
}

/// Seconds until it is tried again at a site, after the first, second … time of a day on which it failed for somebody. A choice of the house.
const AGAIN_SECONDS: &[i64] = &[300, 900, 1_800, 3_600, 7_200, 14_400];

/// How far sending by itself has come at a site on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Morning {
    day: Day,
    tries: u32,
    again_at: Option<Instant>,
}

impl Morning {
    /// The morning of a day on which nothing was sent yet.
    pub const fn new(day: Day) -> Self {
        Self { day, tries: 0, again_at: None }
    }

    /// The morning that is to be done now at a site: today's, unless it was done, or waits for its next try. `stored` is how far it last came there, on
    /// whatever day that was; what does not read was not done.
    pub fn to_do(stored: Option<&str>, today: Day, now: Instant) -> Option<Self> {
        match stored.and_then(Self::from_stored).filter(|stored| stored.day == today) {
            None => Some(Self::new(today)),
            Some(stored) => stored.again_at.is_some_and(|at| at <= now).then_some(stored),
        }
    }

    /// The same after a try. One that failed for somebody is tried again later, a few times.
    #[must_use]
    pub fn after_a_try(self, has_failed: bool, now: Instant) -> Self {
        let pause = usize::try_from(self.tries).ok().and_then(|tries| AGAIN_SECONDS.get(tries)).filter(|_| has_failed);
        Self { tries: self.tries.saturating_add(1), again_at: pause.map(|pause| now.plus_seconds(*pause)), ..self }
    }

    /// The day, local to the site.
    pub const fn day(self) -> Day {
        self.day
    }

    /// Its form in a setting: the day; where it is tried again, also the number of tries and the instant of the next.
    pub fn to_stored(self) -> String {
        match self.again_at {
            Some(at) => format!("{} {} {at}", self.day, self.tries),
            None => self.day.to_string(),
        }
    }

    fn from_stored(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let day = parts.next()?.parse().ok()?;
        let Some(tries) = parts.next() else { return Some(Self { day, tries: 1, again_at: None }) };
        Some(Self { day, tries: tries.parse().ok()?, again_at: Some(parts.next()?.parse().ok()?) })
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::LevelOfCare;

    use super::*;
    use crate::due::{Kind, Status};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn check(respondent: Respondent, asked: &[(Respondent, &str, &str)], expected: bool) {
        let occurrence = Occurrence {
            instrument: "phq-9".into(),
            short_name: "PHQ-9".into(),
            respondent,
            kind: Kind::InTreatment,
            program: "IOP".into(),
            level_of_care: LevelOfCare::IntensiveOutpatient,
            first_day: day("2026-11-20"),
            due_day: day("2026-11-23"),
            last_day: day("2026-11-26"),
            status: Status::Due,
        };
        let asked: Vec<Asked> = asked
            .iter()
            .map(|(respondent, instrument, on)| Asked { respondent: *respondent, instrument: (*instrument).to_owned(), day: day(on) })
            .collect();
        assert_eq!(unasked([&occurrence], &asked).len(), usize::from(expected), "{respondent:?} {asked:?}");
    }

    #[test]
    fn each_occurrence_is_asked_for_once_and_what_clinicians_rate_never() {
        use Respondent::{Clinician, Parent, Patient};
        check(Patient, &[], true);
        check(Clinician, &[], false);
        check(Patient, &[(Patient, "phq-9", "2026-11-20")], false);
        check(Patient, &[(Patient, "phq-9", "2026-11-19")], true);
        check(Patient, &[(Patient, "gad-7", "2026-11-21"), (Parent, "phq-9", "2026-11-21")], true);
    }

    #[test]
    fn a_morning_that_failed_is_tried_again_the_same_day_later_each_time_and_not_for_ever() {
        let (today, mut now): (Day, Instant) = (day("2026-11-25"), "2026-11-25T13:00:00Z".parse().unwrap());
        let mut stored = None;
        for pause in AGAIN_SECONDS {
            let morning = Morning::to_do(stored.as_deref(), today, now).expect("to be done");
            let after = morning.after_a_try(true, now).to_stored();
            assert_eq!(Morning::to_do(Some(&after), today, now.plus_seconds(*pause - 1)), None, "{after}");
            now = now.plus_seconds(*pause);
            stored = Some(after);
        }
        let last = Morning::to_do(stored.as_deref(), today, now).expect("a last time").after_a_try(true, now).to_stored();
        assert_eq!(last, "2026-11-25", "it is over for the day");
        assert_eq!(Morning::to_do(Some(&last), today, now.plus_seconds(86_400)), None);
        assert_eq!(
            Morning::to_do(Some(&last), today.plus_days(1), now),
            Some(Morning::new(today.plus_days(1))),
            "the next day begins anew"
        );
    }

    #[test]
    fn a_morning_without_a_failure_is_done_and_what_does_not_read_was_not() {
        let (today, now): (Day, Instant) = (day("2026-11-25"), "2026-11-25T13:00:00Z".parse().unwrap());
        let done = Morning::new(today).after_a_try(false, now).to_stored();
        assert_eq!(done, "2026-11-25", "as it was stored before there were tries");
        assert_eq!(Morning::to_do(Some(&done), today, now.plus_seconds(36_000)), None);
        for damaged in ["", "2026-11-25 x", "2026-11-25 2", "2026-11-25 2 soon", "yesterday"] {
            assert_eq!(Morning::to_do(Some(damaged), today, now), Some(Morning::new(today)), "{damaged:?}");
        }
    }
}
