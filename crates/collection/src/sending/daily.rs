//! Sending by itself: what of all that is due goes out without anybody asking for it.

use instruments::Respondent;
use vocabulary::Day;

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
}
