//! The shape of a course in the height of a table row.

use std::fmt::Write as _;

use vocabulary::{Day, Points};

use crate::axis::score_scale;
use crate::palette::{Colour, Medium};
use crate::svg::{Svg, number};

const WIDTH: f64 = 112.0;
const HEIGHT: f64 = 28.0;
const MARGIN: f64 = 4.0;

/// The course of one series as one small `<svg>` element: a line over the days, broken where there is no score, with a disc at the newest.
///
/// The height is the whole range of the scale, so that rows can be compared. `alternative` says in words what there is to see; it is the
/// element's name for those who do not look. Without a single score the drawing is empty but for its frame line.
pub fn sparkline(points: &[(Day, Option<Points>)], range: (Points, Points), alternative: &str) -> String {
    let mut points = points.to_vec();
    points.sort_by_key(|(day, _)| *day);
    let mut svg = Svg::default();
    let view_box = format!("0 0 {} {}", number(WIDTH), number(HEIGHT));
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg".into()),
        ("viewBox", (&view_box).into()),
        ("width", WIDTH.into()),
        ("height", HEIGHT.into()),
        ("role", "img".into()),
        ("aria-label", alternative.into()),
        ("class", "sparkline".into()),
    ];
    svg.open("svg", &attributes);
    let (grid, line) = (Colour::Grid.value(Medium::Screen), Colour::Line.value(Medium::Screen));
    let base = [("x1", 0.0.into()), ("x2", WIDTH.into()), ("y1", (HEIGHT - 0.5).into()), ("y2", (HEIGHT - 0.5).into())];
    svg.empty("line", &base.into_iter().chain([("stroke", (&grid).into())]).collect::<Vec<_>>());
    let places = places(&points, range);
    for run in places.split(Option::is_none).filter(|run| run.len() > 1) {
        let mut path = String::new();
        for (x, y) in run.iter().flatten() {
            let letter = if path.is_empty() { 'M' } else { 'L' };
            let _infallible = write!(path, "{letter}{} {}", number(*x), number(*y));
        }
        let style =
            [("fill", "none".into()), ("stroke", (&line).into()), ("stroke-width", 1.5.into()), ("stroke-linejoin", "round".into())];
        svg.empty("path", &[("d", (&path).into())].into_iter().chain(style).collect::<Vec<_>>());
    }
    if let Some((x, y)) = places.iter().rev().flatten().next() {
        svg.empty("circle", &[("cx", (*x).into()), ("cy", (*y).into()), ("r", 2.8.into()), ("fill", (&line).into())]);
    }
    svg.close("svg");
    svg.finish()
}

/// Where each score lies; `None` for a gap. A single score stands at the right, where the newest always is.
fn places(points: &[(Day, Option<Points>)], range: (Points, Points)) -> Vec<Option<(f64, f64)>> {
    let (Some((first, _)), Some((last, _))) = (points.first(), points.last()) else { return Vec::new() };
    let days = f64::from(last.days_since(*first));
    let y = score_scale(range, 0.0, HEIGHT, MARGIN);
    let x = |day: Day| {
        let share = if days > 0.0 { f64::from(day.days_since(*first)) / days } else { 1.0 };
        MARGIN + share * (WIDTH - 2.0 * MARGIN)
    };
    points.iter().map(|(day, value)| value.map(|value| (x(*day), y.at(value.to_f64())))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(values: &[(&str, Option<i32>)]) -> Vec<(Day, Option<Points>)> {
        values.iter().map(|(day, value)| (day.parse().unwrap(), value.map(Points::from_whole))).collect()
    }

    const RANGE: (Points, Points) = (Points::ZERO, Points::from_whole(27));

    #[test]
    fn a_course_with_a_gap() {
        let course = points(&[("2026-01-01", Some(20)), ("2026-01-11", Some(15)), ("2026-01-21", None), ("2026-01-31", Some(5))]);
        insta::assert_snapshot!(sparkline(&course, RANGE, "from 20 to 5").replace("><", ">\n<"));
    }

    #[test]
    fn nothing_and_a_single_score_are_drawn() {
        assert!(!sparkline(&[], RANGE, "no scores").contains("<circle"));
        let single = sparkline(&points(&[("2026-01-01", Some(27))]), RANGE, "27");
        assert!(single.contains("<circle cx=\"108\" cy=\"4\"") && !single.contains("<path"), "{single}");
    }

    proptest! {
        #[test]
        fn every_score_lies_inside(values in prop::collection::vec((0i32..3000, prop::option::of(-5i32..40)), 0..40)) {
            let first: Day = "2020-01-01".parse().unwrap();
            let course: Vec<_> = values.iter().map(|(day, value)| (first.plus_days(*day), value.map(Points::from_whole))).collect();
            let mut ordered = course;
            ordered.sort_by_key(|(day, _)| *day);
            for (x, y) in places(&ordered, RANGE).into_iter().flatten() {
                prop_assert!((MARGIN..=WIDTH - MARGIN).contains(&x) && (0.0..=HEIGHT).contains(&y));
            }
        }
    }
}
