//! Drawing a chart of scores: the layout first, then each part in the order in which it is painted.

mod course;
mod frame;
mod layout;
pub(crate) mod throughline;

use crate::palette::{Colour, Medium};
use crate::score_chart::ScoreChart;
use crate::svg::Svg;

use layout::Layout;

/// The chart as SVG text.
pub(crate) fn draw(chart: &ScoreChart, medium: Medium) -> String {
    let layout = Layout::of(chart, medium);
    let mut svg = Svg::default();
    open(chart, &layout, &mut svg);
    frame::bands(chart, &layout, &mut svg);
    frame::score_axis(chart, &layout, &mut svg);
    frame::day_lines(chart, &layout, &mut svg);
    frame::day_names(chart, &layout, &mut svg);
    frame::cutoffs(chart, &layout, &mut svg);
    frame::names_beside(chart, &layout, &mut svg);
    course::milestones(chart, &layout, &mut svg);
    course::gaps(chart, &layout, &mut svg);
    course::lines(chart, &layout, &mut svg);
    course::marks(chart, &layout, &mut svg);
    course::values(chart, &layout, &[], &[], &mut svg);
    frame::levels(chart, &layout, &mut svg);
    frame::legend(&layout, &mut svg);
    svg.close("svg");
    svg.finish()
}

fn open(chart: &ScoreChart, layout: &Layout<'_>, svg: &mut Svg) {
    let view_box = format!("0 0 {} {}", crate::svg::number(layout.width), crate::svg::number(layout.height));
    let (title_id, description_id) = (format!("{}-title", chart.id), format!("{}-description", chart.id));
    let named_by = format!("{title_id} {description_id}");
    let ink = layout.colour(Colour::Ink);
    let mut attributes = vec![
        ("xmlns", "http://www.w3.org/2000/svg".into()),
        ("viewBox", (&view_box).into()),
        ("role", "img".into()),
        ("aria-labelledby", (&named_by).into()),
        ("class", "score-chart".into()),
        ("font-size", layout.text_size.into()),
        ("fill", (&ink).into()),
    ];
    if layout.medium == Medium::Print {
        attributes.extend([("width", layout.width.into()), ("height", layout.height.into()), ("font-family", "Inter".into())]);
    }
    svg.open("svg", &attributes);
    svg.text("title", &[("id", (&title_id).into())], &chart.title);
    svg.text("desc", &[("id", (&description_id).into())], &chart.description);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score_chart::tests::{chart, level, point, scored};
    use crate::score_chart::{LevelPeriod, Mark, Point};
    use proptest::prelude::*;
    use vocabulary::{Day, Points};

    /// The start of every element of a kind, for reading positions back.
    fn elements<'a>(svg: &'a str, name: &str) -> Vec<&'a str> {
        svg.split('<')
            .filter(|part| part.starts_with(name) && !part[name.len()..].starts_with(|letter: char| letter.is_alphanumeric()))
            .collect()
    }

    fn attribute(element: &str, name: &str) -> f64 {
        let start = element.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
        element[start..].split('"').next().unwrap().parse().unwrap()
    }

    fn well_formed(svg: &str) {
        let mut open = Vec::new();
        for part in svg.split('<').skip(1) {
            let tag = part.split('>').next().unwrap();
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name));
            } else if !tag.ends_with('/') {
                open.push(tag.split(' ').next().unwrap());
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }

    #[test]
    fn the_usual_course() {
        insta::assert_snapshot!(lines_of(&chart(usual_course()).svg(Medium::Screen)));
    }

    #[test]
    fn no_scores_yet() {
        insta::assert_snapshot!(lines_of(&chart(Vec::new()).svg(Medium::Print)));
    }

    #[test]
    fn one_score_on_a_phone() {
        insta::assert_snapshot!(lines_of(&chart(vec![scored("2026-03-02", 13)]).svg(Medium::Phone)));
    }

    fn usual_course() -> Vec<Point> {
        vec![
            scored("2026-01-05", 21),
            point("2026-01-19", Mark::Prorated(Points::from_whole(19))),
            point("2026-02-02", Mark::Unscorable),
            scored("2026-02-16", 14),
            point("2026-03-02", Mark::TotalOnly(Points::from_whole(9))),
            scored("2026-03-16", 10),
        ]
    }

    /// One element a line, so that a change shows where it is.
    fn lines_of(svg: &str) -> String {
        svg.replace("><", ">\n<")
    }

    #[test]
    fn the_line_breaks_where_there_is_no_score() {
        let paths = |points: Vec<Point>| {
            elements(&chart(points).svg(Medium::Print), "path").iter().filter(|path| path.contains("fill=\"none\"")).count()
        };
        assert_eq!(paths(usual_course()), 2);
        assert_eq!(paths(usual_course().into_iter().filter(|point| point.mark != Mark::Unscorable).collect()), 1);
        assert_eq!(paths(vec![scored("2026-01-05", 21)]), 0);
    }

    #[test]
    fn a_mark_that_is_not_a_plain_score_is_named_in_the_legend() {
        let legend = |points: Vec<Point>| chart(points).svg(Medium::Print).contains(">Prorated<");
        assert!(legend(usual_course()));
        assert!(!legend(vec![scored("2026-01-05", 21), scored("2026-01-12", 20)]));
    }

    #[test]
    fn paper_knows_no_properties_and_a_screen_no_styles() {
        let chart = chart(usual_course());
        assert!(!chart.svg(Medium::Print).contains("var("));
        let screen = chart.svg(Medium::Screen);
        assert!(!screen.contains("style=") && !screen.contains("<style") && screen.contains("var(--chart-line"));
    }

    #[test]
    fn every_text_is_escaped() {
        let nasty = "</text><script>alert(\"1\")</script>&";
        let mut chart = chart(usual_course());
        for text in [&mut chart.title, &mut chart.description, &mut chart.axis_label, &mut chart.words.scored, &mut chart.words.prorated] {
            nasty.clone_into(text);
        }
        nasty.clone_into(&mut chart.words.months[0]);
        nasty.clone_into(&mut chart.bands[0].name);
        nasty.clone_into(&mut chart.cutoffs[0].label);
        nasty.clone_into(&mut chart.points[0].label);
        chart.levels = vec![LevelPeriod { code: nasty.to_owned(), label: nasty.to_owned(), ..level("2026-01-05", None, 1) }];
        for medium in [Medium::Screen, Medium::Phone, Medium::Print] {
            let svg = chart.svg(medium);
            assert!(!svg.contains("<script"), "{medium:?}");
            well_formed(&svg);
        }
    }

    #[test]
    fn the_newest_score_always_shows_its_value() {
        let first = "2024-01-01".parse::<Day>().unwrap();
        let many = (0..200).map(|index| Point { day: first.plus_days(index), ..scored("2024-01-01", 5 + index % 3) }).collect::<Vec<_>>();
        let newest = many.last().unwrap().label.clone();
        assert!(chart(many).svg(Medium::Screen).contains(&format!(">{newest}</text>")));
    }

    fn any_point() -> impl Strategy<Value = Point> {
        (0i32..2000, -3i32..31, 0u8..4).prop_map(|(days, value, kind)| {
            let value = Points::from_whole(value);
            let mark = match kind {
                0 => Mark::Scored(value),
                1 => Mark::Prorated(value),
                2 => Mark::TotalOnly(value),
                _ => Mark::Unscorable,
            };
            Point { day: "2022-01-01".parse::<Day>().unwrap().plus_days(days), ..point("2022-01-01", mark) }
        })
    }

    proptest! {
        #[test]
        fn every_mark_lies_inside_the_plot(points in prop::collection::vec(any_point(), 0..60)) {
            let chart = chart(points);
            for medium in [Medium::Screen, Medium::Phone, Medium::Print] {
                let layout = Layout::of(&chart, medium);
                for placed in &layout.placed {
                    prop_assert!(placed.x >= layout.plot.left && placed.x <= layout.plot.right);
                    if let Some(y) = placed.y {
                        prop_assert!(y > layout.plot.top && y < layout.plot.bottom);
                    }
                }
                prop_assert!(layout.placed.windows(2).all(|pair| pair[0].x <= pair[1].x));
                well_formed(&chart.svg(medium));
            }
        }

        #[test]
        fn nothing_is_written_outside_the_picture(points in prop::collection::vec(any_point(), 0..40), band in "[a-z ]{0,60}") {
            let mut chart = chart(points);
            chart.bands[2].name = band;
            chart.levels = vec![level("2022-01-01", Some("2023-01-01"), 3), level("2023-01-02", None, 1)];
            for medium in [Medium::Screen, Medium::Phone, Medium::Print] {
                let layout = Layout::of(&chart, medium);
                let svg = chart.svg(medium);
                for text in elements(&svg, "text") {
                    let (x, y) = (attribute(text, "x"), attribute(text, "y"));
                    prop_assert!((0.0..=layout.width).contains(&x) && (0.0..=layout.height).contains(&y), "{}", text);
                }
                for rect in elements(&svg, "rect") {
                    prop_assert!(attribute(rect, "width") >= 0.0 && attribute(rect, "height") >= 0.0, "{}", rect);
                }
            }
        }
    }
}
