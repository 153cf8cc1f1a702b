//! A table that is sorted by patient: the rows of a patient stand together.

use rayon::prelude::*;

use super::{Columns, Judged, Span, Thresholds};

pub(super) fn judge(columns: &Columns<'_>, thresholds: Thresholds) -> Vec<Judged> {
    let parts = rayon::current_num_threads().max(1);
    let mut judged: Vec<Vec<Judged>> = borders(columns.patient, parts)
        .par_windows(2)
        .map(|border| {
            let rows = border[0]..border[1];
            judge_part(&columns.patient[rows.clone()], &columns.day[rows.clone()], &columns.score[rows], thresholds)
        })
        .collect();
    if judged.len() == 1 { judged.pop().unwrap_or_default() } else { judged.concat() }
}

/// Rows at which to cut, so that no patient is cut in two.
fn borders(patient: &[u32], parts: usize) -> Vec<usize> {
    let mut borders = vec![0];
    for part in 1..parts {
        let at = patient.len() * part / parts;
        let border = at + patient[at..].iter().take_while(|number| at > 0 && **number == patient[at - 1]).count();
        if border > *borders.last().unwrap_or(&0) {
            borders.push(border);
        }
    }
    borders.push(patient.len());
    borders
}

fn judge_part(patient: &[u32], day: &[i32], score: &[i32], thresholds: Thresholds) -> Vec<Judged> {
    let mut judged = Vec::with_capacity(patient.len() / 4);
    let mut rows = patient.iter().zip(day).zip(score);
    let Some(((number, day), score)) = rows.next() else { return judged };
    let (mut current, mut span) = (*number, Span::EMPTY);
    span.take(*day, *score);
    for ((number, day), score) in rows {
        if *number != current {
            judged.extend(span.judged(current, thresholds));
            (current, span) = (*number, Span::EMPTY);
        }
        span.take(*day, *score);
    }
    judged.extend(span.judged(current, thresholds));
    judged
}
