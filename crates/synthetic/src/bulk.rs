//! Plain administrations by the million, for benchmarks: no courses with a story, no corrections, only what has to be read, scored and stored.

use instruments::{Answer, Responses};
use vocabulary::{AdministrationId, Day, Identifier, Instant, PatientId};

use crate::stream::Stream;

/// One PHQ-9 or GAD-7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BulkAdministration {
    /// Increasing along the iterator, as ids of rows that arrive in order are.
    pub id: AdministrationId,
    /// Whose: [`patient`] of its number.
    pub patient: PatientId,
    /// The number of the patient, from 0.
    pub patient_number: usize,
    /// `phq-9` or `gad-7`.
    pub instrument: &'static str,
    /// The clinical day.
    pub day: Day,
    /// When the last answer was given.
    pub finished_at: Instant,
    answers: [u8; 9],
    items: u8,
}

impl BulkAdministration {
    /// The answers in the order of the scored items, each 0 to 3.
    pub fn answers(&self) -> &[u8] {
        &self.answers[..usize::from(self.items)]
    }

    /// The sum of the answers.
    pub fn total(&self) -> i32 {
        self.answers().iter().map(|answer| i32::from(*answer)).sum()
    }

    /// The answers as the scoring engine takes them.
    pub fn responses(&self) -> Responses {
        const IDS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let mut responses = Responses::new();
        for (id, answer) in IDS.iter().zip(self.answers()) {
            responses.set(*id, Answer::Value(i32::from(*answer)));
        }
        responses
    }
}

/// The first clinical day; each occasion of a patient is a week after the one before, and the years start over after thirty.
const FIRST_DAY: (i16, i8, i8) = (2000, 1, 3);
const WEEKS: usize = 52 * 30;

/// The id of a patient by number.
pub fn patient(seed: u64, number: usize) -> PatientId {
    let mut draws = Stream::new(seed).branch("bulk patients").numbered(number);
    PatientId::from_uuid(uuid_at(0, draws.next(), draws.next()))
}

/// So many administrations of so many patients, in the order in which they would arrive: the PHQ-9 and the GAD-7 of every patient in the first
/// week, then those of the second week. The same arguments give the same rows. Nothing comes for no patients.
pub fn scores(seed: u64, patients: usize, administrations: usize) -> impl Iterator<Item = BulkAdministration> {
    let stream = Stream::new(seed).branch("bulk");
    let people: Vec<(PatientId, u8)> = (0..patients)
        .map(|number| {
            let severity = u8::try_from(stream.numbered(number).next() % 8).unwrap_or(0);
            (patient(seed, number), severity)
        })
        .collect();
    let mut draws = stream.branch("answers");
    let rows = if patients == 0 { 0 } else { administrations };
    let first_day =
        Day::new(FIRST_DAY.0, FIRST_DAY.1, FIRST_DAY.2).unwrap_or_else(|_| unreachable!("the first day is a day of the calendar"));
    let noon = first_day.start_in(&vocabulary::ZoneName::utc()).plus_seconds(12 * 3600);
    (0..rows).map(move |row| {
        let (occasion, place) = (row / 2 / people.len(), row / 2 % people.len());
        let week = occasion % WEEKS;
        let (id, severity) = people[place];
        let is_phq_9 = row.is_multiple_of(2);
        let weeks_passed = u8::try_from(occasion.min(6)).unwrap_or(6);
        let (answers, items) = draw_answers(&mut draws, severity.saturating_sub(weeks_passed / 2), if is_phq_9 { 9 } else { 7 });
        let day = first_day.plus_days(i32::try_from(week * 7).unwrap_or(0));
        let finished_at = noon.plus_seconds(i64::try_from(week * 7 * 86_400 + place % 20_000).unwrap_or(0));
        let millisecond = u64::try_from(row).unwrap_or(0);
        BulkAdministration {
            id: AdministrationId::from_uuid(uuid_at(noon.milliseconds() + millisecond, draws.next(), draws.next())),
            patient: id,
            patient_number: place,
            instrument: if is_phq_9 { "phq-9" } else { "gad-7" },
            day,
            finished_at,
            answers,
            items,
        }
    })
}

/// Answers around a severity of 0 to 7, from one draw: seven bits for each item.
fn draw_answers(draws: &mut Stream, severity: u8, items: u8) -> ([u8; 9], u8) {
    let bits = draws.next();
    let mut answers = [0; 9];
    for (place, answer) in answers.iter_mut().take(usize::from(items)).enumerate() {
        let luck = u8::try_from((bits >> (7 * place)) & 0x7F).unwrap_or(0) / 32;
        *answer = ((severity + luck) / 3).min(3);
    }
    (answers, items)
}

fn uuid_at(milliseconds: u64, high: u64, low: u64) -> uuid::Uuid {
    let mut bytes = [0_u8; 10];
    bytes[..8].copy_from_slice(&high.to_be_bytes());
    bytes[8..].copy_from_slice(&low.to_be_bytes()[..2]);
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_repeat_with_the_seed_and_ids_increase() {
        let rows: Vec<_> = scores(1, 100, 5_000).collect();
        assert_eq!(rows, scores(1, 100, 5_000).collect::<Vec<_>>());
        assert_ne!(rows, scores(2, 100, 5_000).collect::<Vec<_>>());
        assert!(rows.windows(2).all(|pair| pair[0].id < pair[1].id));
        assert_eq!(scores(1, 0, 10).count(), 0);
    }

    #[test]
    fn every_patient_has_both_forms_and_totals_over_the_whole_range() {
        let rows: Vec<_> = scores(3, 10, 400).collect();
        for number in 0..10 {
            let forms = |instrument| rows.iter().filter(|row| row.patient_number == number && row.instrument == instrument).count();
            assert_eq!((forms("phq-9"), forms("gad-7")), (20, 20));
        }
        assert!(rows.iter().all(|row| row.patient == patient(3, row.patient_number)));
        let totals: Vec<i32> = scores(3, 500, 10_000).filter(|row| row.instrument == "phq-9").map(|row| row.total()).collect();
        assert!(totals.iter().min() == Some(&0) && totals.iter().any(|total| *total >= 20), "{:?}", totals.iter().max());
    }

    #[test]
    fn responses_are_the_answers() {
        let row = scores(5, 1, 1).next().unwrap();
        let values: Vec<Option<Answer>> = (1..=9).map(|item: i32| row.responses().get(&item.to_string())).collect();
        let expected: Vec<Option<Answer>> = row.answers().iter().map(|answer| Some(Answer::Value(i32::from(*answer)))).collect();
        assert_eq!(values, expected);
    }
}
