//! Facts of instruments: score, band, change, trend, plateau.

use care::YesNoUnknown;
use vocabulary::{Day, Points};

use super::{FactReader, Moment, Seen};
use crate::level_of_care::criteria::Window;
use crate::level_of_care::fact::{NextAction, Value};
use crate::level_of_care::observation::{Baseline, ChangeCategory, Observed};
use crate::level_of_care::reading::{Input, Reading, Why};

/// Three scores make a direction, fewer do not.
const FEWEST_FOR_DIRECTION: usize = 3;
/// The scales of craving. The worst of those that were given counts.
const CRAVING_SCALES: &[&str] = &["crave-vas", "pacs"];

/// A score, as far as the facts need it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScoreSeen {
    points: Points,
    band: Option<u8>,
    thoughts: YesNoUnknown,
}

impl ScoreSeen {
    /// True where the instrument has no severity bands.
    pub(super) const fn is_without_band(self) -> bool {
        self.band.is_none()
    }
}

/// From this band on symptoms are severe.
const SEVERE: u8 = 3;

/// Scores over a stretch of time, the reliable difference, and the scores as inputs.
type Stretch<'a> = (Vec<Seen<'a, ScoreSeen>>, Points, Vec<Input>);

impl<'a> FactReader<'a> {
    pub(super) fn scores(&self, wanted: &str) -> Vec<Seen<'a, ScoreSeen>> {
        self.picked(|observed| match observed {
            Observed::Score { instrument, day, points, band, thoughts, .. } if instrument == wanted => {
                Some((Moment::Day(*day), ScoreSeen { points: *points, band: *band, thoughts: *thoughts }))
            }
            _ => None,
        })
    }

    fn changes(&self, wanted: &str, from: Baseline) -> Vec<Seen<'a, ChangeCategory>> {
        self.picked(|observed| match observed {
            Observed::Change { instrument, baseline, day, category } if instrument == wanted && *baseline == from => {
                Some((Moment::Day(*day), *category))
            }
            _ => None,
        })
    }

    /// Higher is worse, whichever way the instrument counts.
    fn badness(&self, instrument: &str, points: Points) -> i64 {
        let lower_is_worse = self.situation.lower_is_worse.iter().any(|known| known == instrument);
        if lower_is_worse { -points.ten_thousandths() } else { points.ten_thousandths() }
    }

    /// The newest of these scores of an instrument; of two of a day the worse.
    fn worst_newest(&self, instrument: &str, scores: &[Seen<'a, ScoreSeen>]) -> Option<Seen<'a, ScoreSeen>> {
        scores.iter().max_by_key(|seen| (self.order(seen.moment), self.badness(instrument, seen.value.points))).copied()
    }

    /// The newest score, or why there is none that counts.
    pub(super) fn newest_score(&self, instrument: &str, window: Option<Window>) -> Result<(Seen<'a, ScoreSeen>, Input), Reading> {
        let scores = self.scores(instrument);
        let Some(newest) = self.worst_newest(instrument, &scores) else { return Err(Reading::missing(Why::NeverRecorded, Vec::new())) };
        let fresh = self.is_within(newest.moment, self.measure_window(window));
        let input = self.input(&newest, newest.value.points, fresh);
        if fresh { Ok((newest, input)) } else { Err(Reading::missing(Why::TooOld, vec![input])) }
    }

    pub(super) fn score(&self, instrument: &str, window: Option<Window>) -> Reading {
        match self.newest_score(instrument, window) {
            Ok((seen, input)) => Reading::exactly(Value::Number(seen.value.points), vec![input]),
            Err(reading) => reading,
        }
    }

    pub(super) fn band(&self, instrument: &str, window: Option<Window>) -> Reading {
        match self.newest_score(instrument, window) {
            Ok((seen, input)) => match seen.value.band {
                Some(band) => Reading::exactly(Value::whole(i64::from(band)), vec![input]),
                None => Reading::missing(Why::NoBands, vec![input]).by(NextAction::ChooseInstrumentWithNorm),
            },
            Err(reading) => reading,
        }
    }

    pub(super) fn thoughts_answered(&self, instrument: &str, window: Option<Window>) -> Reading {
        if let Some(answered) = self.answered_beside_scores(instrument, window) {
            return answered;
        }
        match self.newest_score(instrument, window) {
            Ok((seen, input)) => match seen.value.thoughts {
                YesNoUnknown::Yes => Reading::exactly(Value::YesNo(true), vec![input]),
                YesNoUnknown::No => Reading::exactly(Value::YesNo(false), vec![input]),
                YesNoUnknown::Unknown => Reading::missing(Why::RecordedAsUnknown, vec![input]),
            },
            Err(reading) => reading,
        }
    }

    /// What a form without a score says, where it is newer than the newest score, or as new and positive.
    fn answered_beside_scores(&self, wanted: &str, window: Option<Window>) -> Option<Reading> {
        let answered = self.picked(|observed| match observed {
            Observed::SafetyAnswer { instrument, day, thoughts, .. } if instrument == wanted => match thoughts {
                YesNoUnknown::Yes => Some((Moment::Day(*day), true)),
                YesNoUnknown::No => Some((Moment::Day(*day), false)),
                YesNoUnknown::Unknown => None,
            },
            _ => None,
        });
        let newest = answered.iter().max_by_key(|seen| (self.order(seen.moment), seen.value))?;
        let newest_score = self.scores(wanted).iter().map(|seen| self.order(seen.moment)).max();
        let counts =
            newest_score.is_none_or(|score| self.order(newest.moment) > score || (self.order(newest.moment) == score && newest.value));
        let is_fresh = self.is_within(newest.moment, self.measure_window(window));
        (counts && is_fresh).then(|| {
            let input = self.input(newest, if newest.value { "yes" } else { "no" }, true);
            Reading::exactly(Value::YesNo(newest.value), vec![input])
        })
    }

    pub(super) fn change(&self, instrument: &str, from: Baseline, window: Option<Window>) -> Reading {
        let changes = self.changes(instrument, from);
        let Some(newest) = changes.last() else {
            let action = if self.scores(instrument).is_empty() { NextAction::GiveInstrument } else { NextAction::GiveInstrumentAgain };
            return Reading::missing(Why::TooFew, Vec::new()).by(action);
        };
        let fresh = self.is_within(newest.moment, self.measure_window(window));
        let inputs = vec![self.input(newest, newest.value.code(), fresh)];
        match (fresh, newest.value) {
            (false, _) => Reading::missing(Why::TooOld, inputs),
            (true, ChangeCategory::NotAvailable) => Reading::missing(Why::NoNorm, inputs).by(NextAction::ChooseInstrumentWithNorm),
            (true, category) => Reading::exactly(Value::change(category), inputs),
        }
    }

    /// How many of the newest judgements in a row were of this category.
    pub(super) fn change_in_a_row(&self, instrument: &str, category: ChangeCategory, window: Option<Window>) -> Reading {
        let newest = self.change(instrument, Baseline::Level, window);
        if newest.why.is_some() {
            return newest;
        }
        let changes = self.changes(instrument, Baseline::Level);
        let run: Vec<_> = changes.iter().rev().take_while(|seen| seen.value == category).collect();
        let inputs =
            if run.is_empty() { newest.inputs } else { run.iter().map(|seen| self.input(seen, seen.value.code(), true)).collect() };
        Reading::exactly(count(run.len()), inputs)
    }

    pub(super) fn nonworsening_in_a_row(&self, instrument: &str, window: Option<Window>) -> Reading {
        if let Err(reading) = self.newest_score(instrument, window) {
            return reading;
        }
        let scores = self.scores(instrument);
        let badness: Vec<i64> = scores.iter().map(|seen| self.badness(instrument, seen.value.points)).collect();
        let run = badness.windows(2).rev().take_while(|pair| pair[1] <= pair[0]).count();
        let inputs = scores.iter().rev().take(run + 1).map(|seen| self.input(seen, seen.value.points, true)).collect();
        Reading::exactly(count(run), inputs)
    }

    /// The scores of the window, or of the stay at this level with its baseline; with the reliable difference.
    fn stretch(&self, instrument: &str, window: Option<Window>) -> Result<Stretch<'a>, Reading> {
        let (_, input) = self.newest_score(instrument, None)?;
        let Some(difference) = self.situation.reliable_differences.get(instrument).copied() else {
            return Err(Reading::missing(Why::NoNorm, vec![input]).by(NextAction::ChooseInstrumentWithNorm));
        };
        let first = self.situation.level_since.plus_days(-i32::try_from(self.limits.baseline_days).unwrap_or(0));
        let mut scores = self.scores(instrument);
        scores.retain(|seen| match window {
            Some(window) => self.is_within(seen.moment, window),
            None => self.day(seen.moment) >= first,
        });
        let inputs = scores.iter().map(|seen| self.input(seen, seen.value.points, true)).collect();
        Ok((scores, difference, inputs))
    }

    /// At least half the reliable difference over the stretch, by the median of the slopes between all pairs, is a direction. The median gives the last
    /// score no more weight than any other; so where that is reliably worse than the one before it or than the first, the direction is worsening whatever
    /// came between: nobody is told of benefit on the day of the worst score.
    pub(super) fn trend(&self, instrument: &str, window: Option<Window>) -> Reading {
        let (scores, difference, inputs) = match self.stretch(instrument, window) {
            Ok(stretch) => stretch,
            Err(reading) => return reading,
        };
        let points: Vec<(Day, i64)> =
            scores.iter().map(|seen| (self.day(seen.moment), self.badness(instrument, seen.value.points))).collect();
        let Some(moved) = moved_over_stretch(&points) else {
            return Reading::missing(Why::TooFew, inputs).by(NextAction::GiveInstrumentAgain);
        };
        let half = Points::from_ten_thousandths(difference.ten_thousandths() / 2).to_f64();
        let word = if moved >= half || ends_worse(&points, difference.ten_thousandths()) {
            "worsening"
        } else if moved <= -half {
            "improving"
        } else {
            "flat"
        };
        Reading::exactly(Value::Word(word), inputs)
    }

    /// Fewer than three scores are no plateau.
    pub(super) fn plateau(&self, instrument: &str, window: Option<Window>) -> Reading {
        let (scores, difference, inputs) = match self.stretch(instrument, window) {
            Ok(stretch) => stretch,
            Err(reading) => return reading,
        };
        let values = || scores.iter().map(|seen| seen.value.points);
        let range = values().max().zip(values().min()).map(|(most, least)| most.minus(least));
        let is_flat = scores.len() >= FEWEST_FOR_DIRECTION && range.is_some_and(|range| range < difference);
        Reading::exactly(Value::YesNo(is_flat), inputs)
    }

    pub(super) fn off_course_sessions(&self, window: Option<Window>) -> Reading {
        let seen = self.picked(|observed| match observed {
            Observed::Course { day, off_course_sessions } => Some((Moment::Day(*day), *off_course_sessions)),
            _ => None,
        });
        if seen.is_empty() {
            return Reading::missing(Why::NotSetUp, Vec::new());
        }
        self.newest(&seen, self.measure_window(window), |sessions| sessions, |sessions| Value::whole(i64::from(sessions)))
    }

    pub(super) fn craving_band(&self, window: Option<Window>) -> Reading {
        match self.substance_care_applies() {
            super::substance::Applies::No => return Reading::not_applicable(),
            super::substance::Applies::Unknown => {
                return Reading::missing(Why::NeverRecorded, Vec::new()).by(NextAction::RecordDiagnosis);
            }
            super::substance::Applies::Yes => {}
        }
        let mut without_bands = Vec::new();
        let mut worst: Option<(u8, Input)> = None;
        for scale in CRAVING_SCALES {
            let Ok((seen, input)) = self.newest_score(scale, window) else { continue };
            match seen.value.band {
                Some(band) if worst.as_ref().is_none_or(|(known, _)| *known < band) => worst = Some((band, input)),
                Some(_) => {}
                None => without_bands.push(input),
            }
        }
        match worst {
            Some((band, input)) => Reading::exactly(Value::whole(i64::from(band)), vec![input]),
            None if without_bands.is_empty() => Reading::missing(Why::NeverRecorded, Vec::new()),
            // To ask again would give another score without a band: the scores are shown as they are.
            None => Reading::missing(Why::NoBands, without_bands).by(NextAction::AskForTheScore),
        }
    }

    /// The instruments other than the primary one that are followed and whose newest score is in band 3 or above, however old it is, by id. What is not
    /// asked again does not become mild by that: an old score leaves open whether symptoms are still severe.
    pub(in crate::level_of_care) fn severe_beside_primary(&self) -> Vec<&'a str> {
        let situation = self.situation;
        let is_followed =
            |instrument: &str| instrument != situation.primary_instrument && !situation.not_followed.iter().any(|id| id == instrument);
        let mut severe: Vec<&'a str> = (situation.observations.iter())
            .filter_map(|observation| match &observation.observed {
                Observed::Score { instrument, band: Some(SEVERE..), .. } if is_followed(instrument) => Some(instrument.as_str()),
                _ => None,
            })
            .collect();
        severe.sort_unstable();
        severe.dedup();
        severe.retain(|instrument| {
            let scores = self.scores(instrument);
            self.worst_newest(instrument, &scores).is_some_and(|newest| newest.value.band.is_some_and(|band| band >= SEVERE))
        });
        severe
    }
}

fn count(number: usize) -> Value {
    Value::whole(i64::try_from(number).unwrap_or(i64::MAX))
}

/// True where the last score is worse than the one before it, or than the first, by at least the reliable difference.
fn ends_worse(points: &[(Day, i64)], difference: i64) -> bool {
    let [first, .., before, last] = points else { return false };
    [first, before].iter().any(|earlier| last.1 - earlier.1 >= difference)
}

/// Theil and Sen's slope times the days from the first to the last score, in points; `None` for too few scores or a single day.
fn moved_over_stretch(points: &[(Day, i64)]) -> Option<f64> {
    if points.len() < FEWEST_FOR_DIRECTION {
        return None;
    }
    let mut slopes: Vec<f64> = Vec::new();
    for (index, (day, badness)) in points.iter().enumerate() {
        for (later, worse) in &points[index + 1..] {
            let days = later.days_since(*day);
            if days > 0 {
                slopes.push(Points::from_ten_thousandths(worse - badness).to_f64() / f64::from(days));
            }
        }
    }
    slopes.sort_by(f64::total_cmp);
    let middle = slopes.len() / 2;
    let median = match slopes.len() {
        0 => return None,
        length if length.is_multiple_of(2) => f64::midpoint(slopes[middle - 1], slopes[middle]),
        _ => slopes[middle],
    };
    let (first, last) = (points.first()?.0, points.last()?.0);
    Some(median * f64::from(last.days_since(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_is_the_median_of_all_pairs_and_one_outlier_does_not_turn_it() {
        let check = |scores: &[(i32, i64)], expected: Option<f64>| {
            let start: Day = "2026-03-01".parse().unwrap();
            let points: Vec<(Day, i64)> = scores.iter().map(|(day, score)| (start.plus_days(*day), score * 10_000)).collect();
            let found = moved_over_stretch(&points);
            let close = found.zip(expected).map_or(found.is_none() && expected.is_none(), |(left, right)| (left - right).abs() < 1e-9);
            assert!(close, "{found:?} for {scores:?}, expected {expected:?}");
        };
        check(&[(0, 20), (7, 16)], None);
        check(&[(0, 20), (7, 16), (14, 12)], Some(-8.0));
        check(&[(0, 10), (0, 12), (0, 14)], None);
        check(&[(0, 20), (7, 18), (14, 27), (21, 14), (28, 12)], Some(-8.0));
    }

    #[test]
    fn a_reliably_worse_last_score_is_no_improvement() {
        let check = |scores: &[i64], expected: bool| {
            let start: Day = "2026-03-01".parse().unwrap();
            let points: Vec<(Day, i64)> = scores.iter().map(|score| (start, score * 10_000)).collect();
            assert_eq!(ends_worse(&points, 50_000), expected, "{scores:?}");
        };
        check(&[13, 11, 8, 10, 6, 19], true);
        check(&[20, 18, 14, 19], true);
        check(&[10, 18, 12, 15], true);
        check(&[20, 18, 14, 18], false);
        check(&[20, 16, 12], false);
        check(&[10, 16], false);
    }
}
