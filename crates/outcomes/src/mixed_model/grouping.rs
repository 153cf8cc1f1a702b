//! From the values of a grouping column to numbered levels.

use std::collections::HashMap;

use super::design::Levels;
use super::table::Column;

/// The levels that the columns name together, and the level of each row. `kept` names the rows of the table, when they are not all.
pub(super) fn levels(columns: &[&Column], rows: usize, kept: Option<&[usize]>) -> (Levels, Vec<u32>) {
    if let [Column::Numbers(values)] = columns {
        return kept.map_or_else(|| numbered(values), |kept| numbered(&kept.iter().map(|row| values[*row]).collect::<Vec<_>>()));
    }
    let row = |place: usize| kept.map_or(place, |kept| kept[place]);
    let key = |place: usize| -> String {
        let part = |column: &&Column| match column {
            Column::Numbers(values) => values[row(place)].to_string(),
            Column::Text(values) => values[row(place)].clone().unwrap_or_default(),
        };
        columns.iter().map(part).collect::<Vec<_>>().join(":")
    };
    let keys: Vec<String> = (0..rows).map(key).collect();
    let mut distinct: Vec<&String> = keys.iter().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let places: HashMap<&str, u32> = distinct.iter().zip(0..).map(|(level, place)| (level.as_str(), place)).collect();
    let index = keys.iter().map(|key| places[key.as_str()]).collect();
    (Levels::Text(distinct.into_iter().cloned().collect()), index)
}

/// Levels of a column of numbers, ascending.
fn numbered(values: &[f64]) -> (Levels, Vec<u32>) {
    if let Some(found) = counted(values) {
        return found;
    }
    let mut distinct = values.to_vec();
    distinct.sort_unstable_by(f64::total_cmp);
    distinct.dedup_by(|left, right| left.total_cmp(right).is_eq());
    let place = |value: &f64| distinct.binary_search_by(|level| level.total_cmp(value)).expect("every value is among the levels");
    let index = values.iter().map(|value| u32::try_from(place(value)).expect("fewer than 2^32 levels")).collect();
    (Levels::Numbers(distinct), index)
}

/// The same for whole numbers that lie close together, without sorting.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole numbers whose distance from the least was checked")]
fn counted(values: &[f64]) -> Option<(Levels, Vec<u32>)> {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let is_close = most - least <= 4.0 * super::number(values.len()) && least.fract() == 0.0;
    if !is_close || values.iter().any(|value| value.fract() != 0.0) {
        return None;
    }
    let mut places = vec![u32::MAX; (most - least) as usize + 1];
    for value in values {
        places[(value - least) as usize] = 0;
    }
    let mut distinct = Vec::new();
    for (offset, place) in places.iter_mut().enumerate().filter(|(_, place)| **place == 0) {
        *place = u32::try_from(distinct.len()).ok()?;
        distinct.push(least + super::number(offset));
    }
    let index = values.iter().map(|value| places[(value - least) as usize]).collect();
    Some((Levels::Numbers(distinct), index))
}
