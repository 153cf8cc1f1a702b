//! What was asked, and the episodes of the table.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use instruments::definition::Direction;
use outcomes::expected_course::fitting::EPISODES_NEEDED;
use outcomes::expected_course::{Episode, Fitting, IntakeBand, Scored, TimeUnit};
use outcomes::mixed_model::{Column, Table as Columns};
use vocabulary::Day;
use wording::{Arg, Key};

use crate::commands::fit::{refusal, table};
use crate::console;
use crate::failure::{Failure, Kind};

/// The table and its columns.
#[derive(Args)]
pub(super) struct Series {
    /// The CSV file with one score a row; its first row names the columns
    file: PathBuf,
    /// The column with ids of patients
    #[arg(long, value_name = "COLUMN")]
    id: String,
    /// The column with times; the first of each patient is the intake
    #[arg(long, value_name = "COLUMN")]
    time: String,
    /// The column with scores
    #[arg(long, value_name = "COLUMN")]
    score: String,
    /// The instrument's name [default: the column with scores]
    #[arg(long, value_name = "NAME", conflicts_with = "instrument_column")]
    instrument: Option<String>,
    /// The column with names of instruments, when there are several
    #[arg(long, value_name = "COLUMN")]
    instrument_column: Option<String>,
    /// Ranges of the first score, each with a course of its own, such as 0..9,10..14,15..27 [default: all in one]
    #[arg(long, value_name = "RANGES")]
    bands: Option<String>,
    /// What time counts
    #[arg(long, value_enum, default_value_t = Unit::Weeks)]
    time_unit: Unit,
    /// Which way is better
    #[arg(long, value_enum, default_value_t = Better::Lower)]
    better_is: Better,
    /// The number of finished episodes below which there is no course
    #[arg(long, value_name = "EPISODES", default_value_t = EPISODES_NEEDED)]
    needed: usize,
    /// The last day of the data, as in 2026-06-30; a practice imports only courses that say it [default: not stated]
    #[arg(long, value_name = "DAY")]
    cut_off: Option<Day>,
    /// What stands for a missing value, besides an empty cell; several times for several
    #[arg(long, value_name = "CODE", allow_hyphen_values = true)]
    missing: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Unit {
    Days,
    Weeks,
    Sessions,
}

#[derive(Clone, Copy, ValueEnum)]
enum Better {
    Lower,
    Higher,
}

/// The episodes of one instrument.
pub(super) struct Instrument {
    pub(super) fitting: Fitting,
    pub(super) episodes: Vec<Episode>,
}

fn refused(kind: Kind, key: Key, arguments: &[(&str, Arg)]) -> Failure {
    Failure::new(kind, console::text().say_with(key, arguments))
}

/// Refuses an option that is not above zero.
pub(super) fn positive(name: &str, value: f64) -> Result<(), Failure> {
    if value > 0.0 && value.is_finite() {
        return Ok(());
    }
    Err(refused(Kind::Usage, Key::CoursePositive, &[("name", name.into()), ("value", value.to_string().into())]))
}

/// Refuses an option that is not between zero and one.
pub(super) fn share(name: &str, value: f64) -> Result<(), Failure> {
    if value > 0.0 && value < 1.0 {
        return Ok(());
    }
    Err(refused(Kind::Usage, Key::CourseShare, &[("name", name.into()), ("value", value.to_string().into())]))
}

fn bands(given: Option<&str>) -> Result<Option<Vec<IntakeBand>>, Failure> {
    let Some(given) = given else { return Ok(None) };
    let band = |range: &str| {
        let (lowest, highest) = range.trim().split_once("..")?;
        let (lowest, highest): (f64, f64) = (lowest.parse().ok()?, highest.parse().ok()?);
        (lowest <= highest).then(|| IntakeBand { name: range.trim().to_owned(), lowest, highest })
    };
    let found: Option<Vec<IntakeBand>> = given.split(',').map(band).collect();
    let is_apart = |found: &Vec<IntakeBand>| found.windows(2).all(|pair| pair[0].highest < pair[1].lowest);
    let found = found.filter(is_apart).ok_or_else(|| refused(Kind::Usage, Key::CourseBands, &[("given", given.into())]))?;
    Ok(Some(found))
}

/// Scores of a patient with their rows in the file.
type Rows = Vec<(Scored, u64)>;

/// The episodes of the table, instrument by instrument.
pub(super) fn read(series: &Series) -> Result<Vec<Instrument>, Failure> {
    let bands = bands(series.bands.as_deref())?;
    let table = table::read(&series.file, &series.missing)?;
    let mut names = vec![series.id.as_str(), &series.time, &series.score];
    names.extend(series.instrument_column.as_deref());
    if let Some(unknown) = names.iter().find(|name| table.place(name).is_none()) {
        return Err(refusal::unknown_column(unknown, &table));
    }
    let columns = table.typed(&[&series.time, &series.score])?;
    for one in table::suspicious(&table, &columns, &[&series.time, &series.score]) {
        console::note(&one.said());
    }
    let by_instrument = gather(series, &table, &columns)?;
    if by_instrument.is_empty() {
        let arguments: [(&str, Arg); 2] = [("column", (&series.score).into()), ("rows", table.rows().into())];
        return Err(refused(Kind::Input, Key::FitAllMissing, &arguments));
    }
    by_instrument.into_iter().map(|(name, patients)| instrument(series, bands.clone(), name, patients)).collect()
}

fn gather(series: &Series, table: &table::Table, columns: &Columns) -> Result<BTreeMap<String, BTreeMap<String, Rows>>, Failure> {
    let place = |name: &str| table.place(name).expect("the columns were looked up");
    let numbers = |name: &str| {
        if let Some(Column::Numbers(values)) = columns.column(name) {
            return Ok(values);
        }
        // Text throughout: the first cell says what is wrong.
        let first = (0..table.rows()).find(|row| table.cell(*row, place(name)).is_some()).unwrap_or(0);
        Err(table.not_a_number(first, place(name)))
    };
    let (times, scores) = (numbers(&series.time)?, numbers(&series.score)?);
    let mut found: BTreeMap<String, BTreeMap<String, Rows>> = BTreeMap::new();
    let default = series.instrument.as_ref().unwrap_or(&series.score);
    for row in 0..table.rows() {
        let needed = |name: &str| {
            table.cell(row, place(name)).ok_or_else(|| {
                let arguments: [(&str, Arg); 2] = [("row", table.line(row).to_string().into()), ("column", name.into())];
                refused(Kind::Input, Key::CourseNoValue, &arguments)
            })
        };
        let id = needed(&series.id)?.to_owned();
        let name = series.instrument_column.as_deref().map(needed).transpose()?.unwrap_or(default).to_owned();
        if scores[row].is_nan() {
            continue;
        }
        needed(&series.time)?;
        found.entry(name).or_default().entry(id).or_default().push((Scored { time: times[row], score: scores[row] }, table.line(row)));
    }
    Ok(found)
}

fn instrument(
    series: &Series,
    bands: Option<Vec<IntakeBand>>,
    name: String,
    patients: BTreeMap<String, Rows>,
) -> Result<Instrument, Failure> {
    let scores = || patients.values().flatten().map(|(scored, _)| scored.score);
    let is_whole = scores().all(|score| score.fract() == 0.0);
    let (lowest, highest) = scores().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), score| (low.min(score), high.max(score)));
    let fitting = Fitting {
        instrument: name,
        bands: bands.unwrap_or_else(|| vec![IntakeBand { name: String::new(), lowest, highest }]),
        time_unit: match series.time_unit {
            Unit::Days => TimeUnit::Days,
            Unit::Weeks => TimeUnit::Weeks,
            Unit::Sessions => TimeUnit::Sessions,
        },
        direction: match series.better_is {
            Better::Lower => Direction::HigherIsWorse,
            Better::Higher => Direction::HigherIsBetter,
        },
        is_whole,
        episodes_needed: series.needed,
        data_cut_off: series.cut_off,
    };
    let episodes = patients.into_iter().map(|(patient, rows)| episode(patient, rows)).collect::<Result<_, _>>()?;
    Ok(Instrument { fitting, episodes })
}

/// Scores in the order of time, counted from the first.
fn episode(patient: String, mut rows: Rows) -> Result<Episode, Failure> {
    rows.sort_by(|one, other| one.0.time.total_cmp(&other.0.time));
    if let Some(pair) = rows.windows(2).find(|pair| pair[0].0.time.total_cmp(&pair[1].0.time).is_eq()) {
        let arguments: [(&str, Arg); 2] = [("first", pair[0].1.to_string().into()), ("row", pair[1].1.to_string().into())];
        return Err(refused(Kind::Input, Key::CourseDuplicate, &arguments));
    }
    let start = rows.first().map_or(0.0, |(scored, _)| scored.time);
    Ok(Episode { patient, scores: rows.into_iter().map(|(scored, _)| Scored { time: scored.time - start, score: scored.score }).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_must_not_overlap() {
        let found = bands(Some("0..9, 10..14,15..27")).unwrap().unwrap();
        assert_eq!(found.iter().map(|band| (band.lowest, band.highest)).collect::<Vec<_>>(), [(0.0, 9.0), (10.0, 14.0), (15.0, 27.0)]);
        for wrong in ["0..9,9..14", "9..0", "0-9", "", "10..14,0..9"] {
            assert_eq!(bands(Some(wrong)).unwrap_err().kind, Kind::Usage, "{wrong}");
        }
        assert_eq!(bands(None).unwrap(), None);
    }

    #[test]
    fn time_counts_from_the_first_score_and_two_scores_at_one_time_are_refused() {
        let rows = |times: &[f64]| times.iter().zip(2..).map(|(time, row)| (Scored { time: *time, score: 9.0 }, row)).collect::<Rows>();
        let found = episode("a".to_owned(), rows(&[5.0, 3.0, 9.0])).unwrap();
        assert_eq!(found.scores.iter().map(|scored| scored.time).collect::<Vec<_>>(), [0.0, 2.0, 6.0]);
        assert!(episode("a".to_owned(), rows(&[5.0, 3.0, 5.0])).unwrap_err().message.starts_with("Rows 2 and 4: "));
    }
}
