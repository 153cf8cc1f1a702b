//! A table in any order: one place in memory for each patient, looked up by number.
//!
//! Rows are first dealt out by ranges of patients small enough for the places of a range to stay in the cache, then each range is gone through.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{Columns, Judged, Span, Thresholds};

/// Patients whose places are in memory at once: 2^14 of 20 bytes fit into a second-level cache.
const RANGE_BITS: u32 = 14;

/// A row, dealt out.
#[derive(Clone, Copy)]
struct Dealt {
    patient: u32,
    day: i32,
    score: i32,
}

pub(super) fn judge(columns: &Columns<'_>, thresholds: Thresholds) -> Vec<Judged> {
    let largest = columns.patient.iter().copied().max().unwrap_or(0);
    let room = columns.patient.len().saturating_mul(8).saturating_add(1 << RANGE_BITS);
    if usize::try_from(largest).is_ok_and(|largest| largest < room) {
        return judge_dense(columns, largest, thresholds);
    }
    let numbers = distinct(columns.patient);
    let places: HashMap<u32, u32> = numbers.iter().copied().zip(0..).collect();
    let dense: Vec<u32> = columns.patient.iter().map(|number| places[number]).collect();
    let last = u32::try_from(numbers.len().saturating_sub(1)).expect("there are no more distinct numbers than numbers");
    let mut judged = judge_dense(&Columns { patient: &dense, ..*columns }, last, thresholds);
    for each in &mut judged {
        each.patient = numbers[place(each.patient)];
    }
    judged
}

fn distinct(patient: &[u32]) -> Vec<u32> {
    let mut numbers = patient.to_vec();
    numbers.par_sort_unstable();
    numbers.dedup();
    numbers
}

fn judge_dense(columns: &Columns<'_>, largest: u32, thresholds: Thresholds) -> Vec<Judged> {
    let ranges = place(largest >> RANGE_BITS) + 1;
    let rows = columns.patient.len();
    let part = rows.div_ceil(rayon::current_num_threads().max(1)).max(1);
    let dealt: Vec<Vec<Vec<Dealt>>> = (0..rows.div_ceil(part))
        .into_par_iter()
        .map(|number| {
            let rows = number * part..rows.min((number + 1) * part);
            deal(&columns.patient[rows.clone()], &columns.day[rows.clone()], &columns.score[rows], ranges)
        })
        .collect();
    let judged: Vec<Vec<Judged>> = (0..ranges).into_par_iter().map(|range| judge_range(&dealt, range, thresholds)).collect();
    judged.concat()
}

fn deal(patient: &[u32], day: &[i32], score: &[i32], ranges: usize) -> Vec<Vec<Dealt>> {
    let expected = patient.len() / ranges + patient.len() / ranges / 16 + 16;
    let mut dealt: Vec<Vec<Dealt>> = (0..ranges).map(|_| Vec::with_capacity(expected)).collect();
    for ((patient, day), score) in patient.iter().zip(day).zip(score) {
        dealt[place(patient >> RANGE_BITS)].push(Dealt { patient: *patient, day: *day, score: *score });
    }
    dealt
}

fn judge_range(dealt: &[Vec<Vec<Dealt>>], range: usize, thresholds: Thresholds) -> Vec<Judged> {
    const PLACES: u32 = 1 << RANGE_BITS;
    let mut spans = vec![Span::EMPTY; place(PLACES)];
    for row in dealt.iter().flat_map(|part| &part[range]) {
        spans[place(row.patient % PLACES)].take(row.day, row.score);
    }
    let first = u32::try_from(range).expect("ranges are counted from a number of 32 bits") << RANGE_BITS;
    spans.iter().zip(first..=u32::MAX).filter_map(|(span, patient)| span.judged(patient, thresholds)).collect()
}

/// A number as a place in memory.
fn place(number: u32) -> usize {
    usize::try_from(number).expect("memory has places for numbers of 32 bits")
}
