use super::*;
use crate::labels::{Area, text_width};
use crate::score_chart::tests::{chart as scores, level, point, scored, words as chart_words};
use crate::score_chart::{LevelPeriod, Mark, Milestone, Point};
use crate::throughline_chart::{
    Baseline, Event, ExpectedCourse, ExpectedDay, Lane, LaneContent, Line, NextScore, ReliableMark, ThroughlineWords, Weight,
};
use proptest::prelude::*;
use vocabulary::Day;

const MEDIA: [Medium; 3] = [Medium::Screen, Medium::Phone, Medium::Print];

fn words() -> ThroughlineWords {
    ThroughlineWords {
        chart: chart_words(),
        expected: "Expected".to_owned(),
        watch: "Watch".to_owned(),
        off_course: "Off course".to_owned(),
        baseline: "Baseline".to_owned(),
        reliable_change: "Reliable change".to_owned(),
        next: "Next session".to_owned(),
        more: "{word} +{count}".to_owned(),
        caption_lines: "{panel}: lines".to_owned(),
        caption_course: "{panel}: course".to_owned(),
        column_change: "Change".to_owned(),
        column_line: "Line".to_owned(),
        column_event: "Event".to_owned(),
    }
}

fn day(after: i32) -> Day {
    "2026-01-05".parse::<Day>().unwrap().plus_days(after)
}

fn line(value: i32, label: &str) -> Line {
    Line { value: Points::from_whole(value), label: label.to_owned() }
}

fn event(after: i32, word: &str) -> Event {
    Event { day: day(after), word: word.to_owned(), detail: String::new(), weight: Weight::Ordinary }
}

fn events(list: Vec<Event>) -> Lane {
    Lane { name: "Events".to_owned(), heading: "Events".to_owned(), content: LaneContent::Events(list) }
}

fn periods(list: Vec<LevelPeriod>) -> Lane {
    Lane { name: "Level of care".to_owned(), heading: "Level of care".to_owned(), content: LaneContent::Periods(list) }
}

/// A panel with everything that a panel can have.
fn full_panel() -> Panel {
    let points = vec![
        Point { phase: "Intake".to_owned(), milestone: Milestone::Phase, ..scored("2026-01-05", 21) },
        scored("2026-01-19", 18),
        point("2026-02-02", Mark::Unscorable),
        scored("2026-02-16", 14),
        scored("2026-03-02", 12),
    ];
    let expected = |after: i32, mean: i32| ExpectedDay {
        day: day(after),
        mean: Points::from_whole(mean),
        watch: Points::from_whole(mean + 4),
        off: Points::from_whole(mean + 6),
    };
    let mark = |after: i32| ReliableMark { day: day(after), word: "reliably improved".to_owned() };
    Panel {
        expected: Some(ExpectedCourse { days: vec![expected(0, 20), expected(28, 15), expected(63, 13)], caption: "A model.".to_owned() }),
        baseline: Some(Baseline {
            day: day(0),
            score: line(21, "baseline 21"),
            improved: Some(line(15, "improved from 15")),
            worse: Some(line(29, "worse from 29")),
            caption: "A norm.".to_owned(),
        }),
        changes: vec![mark(42), mark(56)],
        next: Some(NextScore {
            day: day(63),
            value: Points::from_whole(11),
            low: Points::from_whole(7),
            high: Points::from_whole(15),
            label: "11 (7–15)".to_owned(),
            caption: "An interval.".to_owned(),
        }),
        ..Panel::of("Scale", scores(points))
    }
}

fn throughline(panels: Vec<Panel>, lanes: Vec<Lane>) -> ThroughlineChart {
    ThroughlineChart {
        id: "throughline".to_owned(),
        title: "All of one patient".to_owned(),
        description: "What there is to see.".to_owned(),
        panels,
        lanes,
        until: day(70),
        words: words(),
    }
}

fn full() -> ThroughlineChart {
    let safety = Event { weight: Weight::Strong, detail: "item 9: 1".to_owned(), ..event(0, "safety answer") };
    let levels = vec![level("2026-01-05", Some("2026-01-07"), 4), level("2026-01-08", Some("2026-02-10"), 2), level("2026-02-11", None, 1)];
    throughline(vec![full_panel()], vec![periods(levels), events(vec![safety, event(3, "medication"), event(30, "absence")])])
}

/// A text of the drawing with the room it takes.
fn texts(svg: &str) -> Vec<(String, Area)> {
    let root_size: f64 = attribute(svg.split('>').next().unwrap(), "font-size").unwrap().parse().unwrap();
    (svg.split("<text").skip(1))
        .map(|part| {
            let (tag, rest) = part.split_once('>').unwrap();
            let content = rest.split("</text>").next().unwrap().to_owned();
            let read = |name: &str| attribute(tag, name).map(|value| value.parse::<f64>().unwrap());
            let size = read("font-size").unwrap_or(root_size);
            let (x, y, width) = (read("x").unwrap(), read("y").unwrap(), text_width(&content, size));
            let left = match attribute(tag, "text-anchor") {
                Some("middle") => x - width / 2.0,
                Some("end") => x - width,
                _ => x,
            };
            // From the height of a capital to the base line: what a word covers.
            (content, Area { left, top: y - size * 0.72, right: left + width, bottom: y })
        })
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

fn view_box(svg: &str) -> (f64, f64) {
    let numbers: Vec<f64> = attribute(svg, "viewBox").unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
    (numbers[2], numbers[3])
}

/// Every word inside the picture and none over another.
fn check_words(chart: &ThroughlineChart) {
    for medium in MEDIA {
        let svg = chart.svg(medium);
        let ((width, height), texts) = (view_box(&svg), texts(&svg));
        for (index, (text, area)) in texts.iter().enumerate() {
            // The estimate of a width is generous by a few pixels.
            assert!(area.left >= -3.0 && area.right <= width + 3.0, "{medium:?}: {text} {area:?} in {width}");
            assert!(area.top >= 0.0 && area.bottom <= height, "{medium:?}: {text} {area:?} in {height}");
            for (other, covered) in &texts[index + 1..] {
                let shared = area.right.min(covered.right) - area.left.max(covered.left);
                let tall = area.bottom.min(covered.bottom) - area.top.max(covered.top);
                assert!(shared <= 2.0 || tall <= 1.0, "{medium:?}: {text} {area:?} over {other} {covered:?}");
            }
        }
    }
}

fn lines_of(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

#[test]
fn one_instrument_with_everything() {
    insta::assert_snapshot!(lines_of(&full().svg(Medium::Screen)));
}

#[test]
fn nothing_but_care_on_a_phone() {
    insta::assert_snapshot!(lines_of(&throughline(Vec::new(), vec![periods(vec![level("2026-01-05", None, 2)])]).svg(Medium::Phone)));
}

#[test]
fn words_do_not_overlap() {
    check_words(&full());
    let mut several = full();
    several.panels.extend([Panel::of("A second scale", full_panel().scores), full_panel()]);
    check_words(&several);
    check_words(&throughline(Vec::new(), Vec::new()));
    check_words(&throughline(vec![Panel::of("Scale", scores(vec![scored("2026-01-05", 27)]))], vec![events(Vec::new())]));
}

#[test]
fn a_phone_of_320_pixels_is_not_scaled_down() {
    assert!((view_box(&full().svg(Medium::Phone)).0 - 320.0).abs() < 1e-9);
}

#[test]
fn a_limit_outside_the_scale_is_in_the_table_and_not_drawn() {
    let chart = full();
    let drawn = texts(&chart.svg(Medium::Screen)).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
    assert!(drawn.contains(&"improved from 15".to_owned()) && !drawn.contains(&"worse from 29".to_owned()), "{drawn:?}");
    let lines = chart.tables().into_iter().find(|table| table.caption == "Scale: lines").unwrap();
    assert_eq!(lines.rows[2], ["worse from 29", "29", "Jan 5, 2026"]);
}

#[test]
fn the_verdict_is_said_once_and_ringed_each_time() {
    let svg = full().svg(Medium::Print);
    assert_eq!(svg.matches(">reliably improved<").count(), 1);
    // Two scores and the sample in the legend.
    assert_eq!(svg.matches("class=\"reliable\"").count(), 3);
}

#[test]
fn the_tables_say_all_that_is_drawn() {
    let tables = full().tables();
    let captions: Vec<&str> = tables.iter().map(|table| table.caption.as_str()).collect();
    assert_eq!(captions, ["Scale over time", "Scale: lines", "Scale: course", "Level of care", "Events"]);
    assert_eq!(tables[0].header, ["Day", "Score", "Band", "Status", "Phase", "Level of care", "Change", "Expected"]);
    assert_eq!(tables[0].rows[3][6..], ["reliably improved", "14.2"]);
    assert_eq!(tables[0].rows[5][..4], ["Mar 9, 2026", "11 (7–15)", "", "Next session"]);
    assert_eq!(tables[2].rows[1], ["Feb 2, 2026", "15", "19", "21"]);
    assert_eq!(tables[4].rows[0], ["Jan 5, 2026", "item 9: 1"]);
    for table in &tables {
        assert!(table.rows.iter().all(|row| row.len() == table.header.len()), "{}", table.caption);
    }
}

#[test]
fn captions_are_drawn_once() {
    let mut chart = full();
    chart.panels.push(full_panel());
    let svg = chart.svg(Medium::Screen);
    for caption in ["A model.", "A norm.", "An interval."] {
        assert_eq!(svg.matches(caption).count(), 1, "{caption}");
    }
}

#[test]
fn the_legend_names_what_is_there_and_nothing_else() {
    let legend = |chart: &ThroughlineChart| {
        let words = ["Scored", "Cannot be scored", "Baseline", "Reliable change", "Expected", "Watch", "Off course", "Next session"];
        let drawn = texts(&chart.svg(Medium::Print));
        words.into_iter().filter(|word| drawn.iter().any(|(text, _)| text == word)).count()
    };
    assert_eq!(legend(&full()), 8);
    assert_eq!(legend(&throughline(vec![Panel::of("Scale", scores(vec![scored("2026-01-05", 9)]))], Vec::new())), 0);
}

#[test]
fn events_without_room_share_a_word_and_none_is_lost() {
    let crowd: Vec<Event> = (0..50).map(|index| event(index, "absence")).collect();
    let chart = throughline(Vec::new(), vec![events(crowd)]);
    for medium in MEDIA {
        let said = texts(&chart.svg(medium)).into_iter().filter_map(|(text, _)| {
            let count = text.strip_prefix("absence")?;
            Some(1 + count.strip_prefix(" +").map_or(0, |others| others.parse::<u32>().unwrap()))
        });
        assert_eq!(said.sum::<u32>(), 50, "{medium:?}");
    }
}

#[test]
fn periods_that_overlap_stand_below_each_other() {
    let lanes = vec![periods(vec![level("2026-01-05", Some("2026-02-10"), 2), level("2026-01-20", None, 1)])];
    let chart = throughline(Vec::new(), lanes);
    let svg = chart.svg(Medium::Screen);
    let tops: Vec<&str> = svg.split("<rect").skip(1).map(|rect| attribute(rect, "y").unwrap()).collect();
    assert!(tops.len() == 2 && tops[0] != tops[1], "{tops:?}");
}

#[test]
fn markup_in_any_word_is_text() {
    let nasty = "</text><script>alert(\"1\")</script>&";
    let mut chart = full();
    let panel = &mut chart.panels[0];
    let baseline = panel.baseline.as_mut().unwrap();
    let (expected, next) = (panel.expected.as_mut().unwrap(), panel.next.as_mut().unwrap());
    for text in
        [&mut panel.name, &mut baseline.score.label, &mut baseline.caption, &mut expected.caption, &mut next.label, &mut next.caption]
    {
        nasty.clone_into(text);
    }
    nasty.clone_into(&mut panel.changes[0].word);
    chart.lanes.push(events(vec![event(4, nasty)]));
    for text in [&mut chart.title, &mut chart.description, &mut chart.words.expected, &mut chart.words.more, &mut chart.lanes[0].name] {
        nasty.clone_into(text);
    }
    chart.panels.push(full_panel());
    for medium in MEDIA {
        let svg = chart.svg(medium);
        assert!(!svg.contains("<script"), "{medium:?}");
        assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
    }
}

#[test]
fn paper_knows_no_properties_and_a_screen_no_styles() {
    assert!(!full().svg(Medium::Print).contains("var("));
    let screen = full().svg(Medium::Screen);
    assert!(!screen.contains("style=") && screen.contains("var(--chart-course") && screen.contains("var(--chart-change"));
}

fn any_event() -> impl Strategy<Value = Event> {
    (0i32..900, "[a-z]{3,12}( [a-z]{2,9})?", any::<bool>())
        .prop_map(|(after, word, strong)| Event { weight: if strong { Weight::Strong } else { Weight::Ordinary }, ..event(after, &word) })
}

fn any_panel() -> impl Strategy<Value = Panel> {
    (prop::collection::vec((0i32..900, 0i32..28, 0u8..6), 0..30), 0i32..28, prop::option::of(0i32..900)).prop_map(|(list, start, next)| {
        let mut panel = full_panel();
        panel.scores.points.clear();
        panel.changes.clear();
        for (after, value, kind) in list {
            let mark = if kind == 0 { Mark::Unscorable } else { Mark::Scored(Points::from_whole(value)) };
            let label = if kind == 0 { "item 9 missing".to_owned() } else { value.to_string() };
            let (phase, milestone) = if kind == 1 { ("Follow-up", Milestone::Phase) } else { ("", Milestone::None) };
            let made = Point { day: day(after), label, phase: phase.to_owned(), milestone, ..point("2026-01-05", mark) };
            panel.scores.points.push(made);
            if kind > 3 {
                panel
                    .changes
                    .push(ReliableMark { day: day(after), word: if kind == 4 { "improved" } else { "reliably worse" }.to_owned() });
            }
        }
        if let Some(baseline) = &mut panel.baseline {
            baseline.score = line(start, &format!("baseline {start}"));
            baseline.improved = Some(line(start - 6, &format!("improved from {}", start - 6)));
        }
        panel.next = panel.next.zip(next).map(|(score, after)| NextScore { day: day(after), ..score });
        panel
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_word_of_any_chart_covers_another_or_leaves_the_picture(
        panels in prop::collection::vec(any_panel(), 0..3),
        list in prop::collection::vec(any_event(), 0..40),
        starts in prop::collection::vec((0i32..900, 1i32..60, 0u8..5), 0..8),
    ) {
        let blocks = starts.into_iter().map(|(first, length, intensity)| LevelPeriod {
            first: day(first),
            last: Some(day(first + length)),
            ..level("2026-01-05", None, intensity)
        });
        check_words(&throughline(panels, vec![periods(blocks.collect()), events(list)]));
    }

    #[test]
    fn every_shape_lies_inside_the_picture(panel in any_panel(), list in prop::collection::vec(any_event(), 0..20)) {
        let chart = throughline(vec![panel], vec![events(list)]);
        for medium in MEDIA {
            let svg = chart.svg(medium);
            let (width, height) = view_box(&svg);
            let read = |tag: &str, name: &str| attribute(tag, name).map(|value| value.parse::<f64>().unwrap());
            for tag in svg.split('<').filter(|tag| ["rect", "line", "circle"].iter().any(|name| tag.starts_with(name))) {
                for (name, limit) in [("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height), ("y1", height), ("y2", height), ("cy", height)] {
                    prop_assert!(read(tag, name).is_none_or(|value| (0.0..=limit).contains(&value)), "{}", tag);
                }
                prop_assert!(read(tag, "width").is_none_or(|width| width >= 0.0), "{}", tag);
            }
        }
    }
}

#[test]
fn kinds_of_a_lane_that_are_there_stand_in_the_legend_and_no_others() {
    let kind = |first: &str, code: &str, intensity| LevelPeriod { code: code.to_owned(), ..level(first, Some(first), intensity) };
    let claims = |list| Lane { name: "Claims".to_owned(), heading: "Claims".to_owned(), content: LaneContent::Kinds(list) };
    let lane = claims(vec![kind("2026-01-05", "paid", 1), kind("2026-01-07", "refused", 4), kind("2026-01-09", "paid", 1)]);
    for medium in MEDIA {
        let svg = draw(&throughline(vec![full_panel()], vec![lane.clone()]), medium);
        let said: Vec<String> = texts(&svg).into_iter().map(|(text, _)| text).filter(|text| text.starts_with("Claims:")).collect();
        assert_eq!(said, ["Claims: paid", "Claims: refused"], "{medium:?}");
    }
}
