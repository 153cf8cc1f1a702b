//! Courses as a text that can be kept and exchanged: TOML, one `[[course]]` for each intake band.
//!
//! ```toml
//! [[course]]
//! model = "log-time-1"
//! instrument = "phq-9"
//! intake_band = { name = "severe", lowest = 20.0, highest = 27.0 }
//! time_unit = "weeks"
//! direction = "higher_is_worse"
//! whole_scores = true
//! episodes = 212
//! scores = 1480
//! time_last = 26.0
//! data_cut_off = "2026-06-30"
//!
//! [course.population]
//! coefficients = [21.4, -4.1]
//! coefficient_covariance = [[0.03, -0.01], [-0.01, 0.02]]
//! effect_covariance = [[4.2, -0.6], [-0.6, 3.1]]
//! residual_variance = 8.7
//! ```

use instruments::definition::Direction;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use vocabulary::Day;

use super::course::{Course, IntakeBand, MODEL, TimeUnit};
use crate::mixed_model::Population;

/// What is wrong with a file of courses.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FileProblem {
    /// It is not TOML, or a field is missing, unknown or of another kind.
    #[error("line {line}, column {column}: {reason}")]
    Unreadable {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What was found.
        reason: String,
    },
    /// A value that cannot be.
    #[error("course {course}: {field} is {value}")]
    Value {
        /// Which course of the file, from 1.
        course: usize,
        /// The field.
        field: &'static str,
        /// Its value.
        value: String,
    },
    /// Matrices of unequal sides, negative variances, or numbers that are not finite.
    #[error("course {course}: the population is not one of an intercept and a slope with positive variances")]
    Population {
        /// Which course of the file, from 1.
        course: usize,
    },
    /// Two courses for the same scores.
    #[error("courses {first} and {second} are for the same intake scores of {instrument}")]
    Overlap {
        /// One.
        first: usize,
        /// The other.
        second: usize,
        /// Their instrument.
        instrument: String,
    },
    /// No course.
    #[error("the file has no [[course]]")]
    Empty,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    course: Vec<Entry>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    model: String,
    instrument: String,
    intake_band: Interval,
    time_unit: String,
    direction: String,
    whole_scores: bool,
    episodes: usize,
    scores: usize,
    time_last: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data_cut_off: Option<String>,
    population: Population,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Interval {
    name: String,
    lowest: f64,
    highest: f64,
}

/// Writes courses. The same courses give the same text.
pub fn write<'a>(courses: impl IntoIterator<Item = &'a Course>) -> String {
    let course = courses.into_iter().map(entry).collect();
    toml::to_string(&File { course }).expect("numbers and text can be written as TOML")
}

fn entry(course: &Course) -> Entry {
    Entry {
        model: course.model.clone(),
        instrument: course.instrument.clone(),
        intake_band: Interval { name: course.intake.name.clone(), lowest: course.intake.lowest, highest: course.intake.highest },
        time_unit: course.time_unit.name().to_owned(),
        direction: course.direction.code().to_owned(),
        whole_scores: course.is_whole,
        episodes: course.episodes,
        scores: course.scores,
        time_last: course.time_last,
        data_cut_off: course.data_cut_off.map(|day| day.to_string()),
        population: course.population.clone(),
    }
}

/// Reads courses and checks them.
pub fn read(text: &str) -> Result<Vec<Course>, FileProblem> {
    let file: File = toml::from_str(text).map_err(|error| {
        let before = &text[..error.span().map_or(0, |span| span.start.min(text.len()))];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        FileProblem::Unreadable { line, column, reason: error.message().to_owned() }
    })?;
    let courses = file.course.into_iter().enumerate().map(|(place, entry)| course(place + 1, entry));
    let courses: Vec<Course> = courses.collect::<Result<_, _>>()?;
    if courses.is_empty() {
        return Err(FileProblem::Empty);
    }
    for (second, course) in courses.iter().enumerate() {
        let overlaps = |other: &Course| {
            other.instrument == course.instrument
                && other.intake.lowest <= course.intake.highest
                && course.intake.lowest <= other.intake.highest
        };
        if let Some(first) = courses[..second].iter().position(overlaps) {
            return Err(FileProblem::Overlap { first: first + 1, second: second + 1, instrument: course.instrument.clone() });
        }
    }
    Ok(courses)
}

fn course(place: usize, entry: Entry) -> Result<Course, FileProblem> {
    let wrong = |field: &'static str, value: String| FileProblem::Value { course: place, field, value };
    if entry.model != MODEL {
        return Err(wrong("model", entry.model));
    }
    let interval = &entry.intake_band;
    if !(interval.lowest <= interval.highest && interval.highest.is_finite() && interval.lowest.is_finite()) {
        return Err(wrong("intake_band", format!("{} to {}", interval.lowest, interval.highest)));
    }
    if !(entry.time_last > 0.0 && entry.time_last.is_finite()) {
        return Err(wrong("time_last", entry.time_last.to_string()));
    }
    let directions = [Direction::HigherIsWorse, Direction::HigherIsBetter];
    let direction = directions.into_iter().find(|direction| direction.code() == entry.direction);
    let has_two = entry.population.coefficients.len() == 2 && entry.population.effect_covariance.len() == 2;
    if !has_two || !entry.population.is_sound() {
        return Err(FileProblem::Population { course: place });
    }
    Ok(Course {
        direction: direction.ok_or_else(|| wrong("direction", entry.direction.clone()))?,
        time_unit: TimeUnit::named(&entry.time_unit).ok_or_else(|| wrong("time_unit", entry.time_unit.clone()))?,
        data_cut_off: match entry.data_cut_off {
            Some(day) => Some(day.parse::<Day>().map_err(|_| wrong("data_cut_off", day.clone()))?),
            None => None,
        },
        model: entry.model,
        instrument: entry.instrument,
        intake: IntakeBand { name: entry.intake_band.name, lowest: entry.intake_band.lowest, highest: entry.intake_band.highest },
        is_whole: entry.whole_scores,
        population: entry.population,
        episodes: entry.episodes,
        scores: entry.scores,
        time_last: entry.time_last,
    })
}

#[cfg(test)]
mod tests {
    use super::super::course::tests::falling;
    use super::super::fitting::{self, fit};
    use super::*;

    #[test]
    fn courses_come_back_from_their_file_digit_by_digit() {
        let courses = fit(&fitting::tests::fitting(), &fitting::tests::episodes(300));
        let fitted: Vec<Course> = courses.fitted().cloned().collect();
        assert_eq!(fitted.len(), 2);
        assert_eq!(read(&write(&fitted)), Ok(fitted));
    }

    #[test]
    fn a_course_may_leave_open_how_new_its_data_are() {
        let undated = Course { data_cut_off: None, ..falling(Direction::HigherIsWorse) };
        let text = write([&undated]);
        assert!(!text.contains("data_cut_off"), "{text}");
        assert_eq!(read(&text), Ok(vec![undated]));
    }

    #[track_caller]
    fn refused(change: impl Fn(String) -> String, expected: &str) {
        let text = change(write([&falling(Direction::HigherIsWorse)]));
        assert_eq!(read(&text).expect_err("a refusal").to_string(), expected);
    }

    #[test]
    fn what_cannot_be_a_course_is_refused_with_its_place() {
        refused(|text| text.replace("log-time-1", "quadratic-1"), "course 1: model is quadratic-1");
        refused(|text| text.replace("higher_is_worse", "up"), "course 1: direction is up");
        refused(|text| text.replace("2026-06-30", "2026-06-31"), "course 1: data_cut_off is 2026-06-31");
        refused(|text| text.replace("time_last = 20.0", "time_last = nan"), "course 1: time_last is NaN");
        refused(|text| text.replace("lowest = -27.0", "lowest = 30.0"), "course 1: intake_band is 30 to 27");
        refused(
            |text| text.replace("residual_variance = 6.0", "residual_variance = -6.0"),
            "course 1: the population is not one of an intercept and a slope with positive variances",
        );
        let skewed = |text: String| text.replace("[9.0, -1.0], [-1.0, 2.0]", "[9.0, -5.0], [-5.0, 2.0]");
        let population = "course 1: the population is not one of an intercept and a slope with positive variances";
        assert_ne!(skewed(write([&falling(Direction::HigherIsWorse)])), write([&falling(Direction::HigherIsWorse)]));
        refused(skewed, population);
        refused(|text| text.clone() + &text, "courses 1 and 2 are for the same intake scores of invented");
        refused(|_| String::new(), "the file has no [[course]]");
        let text = write([&falling(Direction::HigherIsWorse)]).replace("whole_scores = true", "whole_scores = 3");
        assert!(matches!(read(&text), Err(FileProblem::Unreadable { line: 6, .. })), "{:?}", read(&text));
    }
}
