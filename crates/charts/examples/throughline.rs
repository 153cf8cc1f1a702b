//! Throughline charts of invented patients, light and dark, to be looked at: `cargo run -p charts --example throughline > throughline.html`.

use std::fmt::Write as _;

use charts::{
    Band, Baseline, COLOUR_PROPERTIES, ChartWords, ColourProperty, Cutoff, Event, ExpectedCourse, ExpectedDay, Lane, LaneContent,
    LevelPeriod, Line, Mark, Medium, Milestone, NextScore, Panel, Point, ReliableMark, ScoreChart, ThroughlineChart, ThroughlineWords,
    Weight,
};
use vocabulary::{Day, Points};

const STYLE: &str = "
body { font-family: Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; margin: 0; }
section { display: flex; flex-wrap: wrap; gap: 24px; padding: 24px; align-items: flex-start; }
figure { margin: 0; background: var(--chart-surface); padding: 16px; border-radius: 8px; }
.light { background: #f3f5f7; color: #1d2430; } .dark { background: #0d1013; color: #e8ecf1; }
.wide { width: 760px; } .phone { width: 320px; } .paper { width: 640px; }
table { border-collapse: collapse; font-size: 12px; margin-top: 12px; } td, th { padding: 2px 8px; text-align: left; }
";

fn main() {
    let mut page = format!("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Throughline</title><style>{STYLE}</style>");
    page.push_str(&theme("light", |colour| colour.light));
    page.push_str(&theme("dark", |colour| colour.dark));
    for theme in ["light", "dark"] {
        for chart in [improving(), two_instruments(), crowded(), new_patient()] {
            let _infallible = write!(page, "<section class=\"{theme}\">");
            let media = [(Medium::Screen, "wide"), (Medium::Phone, "phone"), (Medium::Print, "paper")];
            for (medium, class) in media.into_iter().filter(|(medium, _)| theme == "light" || *medium != Medium::Print) {
                let _infallible = write!(page, "<figure class=\"{class}\">{}</figure>", chart.svg(medium));
            }
            page.push_str("</section>");
        }
    }
    for table in improving().tables() {
        let _infallible = write!(page, "<table><caption>{}</caption>", table.caption);
        for row in std::iter::once(&table.header).chain(&table.rows) {
            let _infallible = write!(page, "<tr><td>{}", row.join("<td>"));
        }
        page.push_str("</table>");
    }
    #[expect(clippy::print_stdout, reason = "the page is the output")]
    {
        println!("{page}");
    }
}

fn theme(name: &str, value: fn(&ColourProperty) -> &'static str) -> String {
    let values: Vec<String> = COLOUR_PROPERTIES.iter().map(|colour| format!("{}: {};", colour.name, value(colour))).collect();
    format!("<style>.{name} {{ {} }}</style>", values.join(" "))
}

/// Worse at first, then reliably improved, across three levels of care.
fn improving() -> ThroughlineChart {
    let scores = [21, 23, 22, 19, 17, 14, 15, 12, 10, 8];
    let mut panel = Panel::of("PHQ-9", phq9(&scores));
    panel.scores.points[4].mark = Mark::Unscorable;
    "items 2 and 9 missing; 1 allowed".clone_into(&mut panel.scores.points[4].label);
    panel.expected = Some(course(20.0, 70));
    panel.baseline = Some(baseline(21, Some(15), Some(27)));
    panel.changes = panel.scores.points[5..].iter().map(|point| mark(point.day, "reliably improved")).collect();
    panel.next = Some(next("2026-03-16", 8, 4, 13));
    chart(vec![panel], vec![levels(), events()])
}

fn two_instruments() -> ThroughlineChart {
    let mut chart = improving();
    let anxiety = [16, 15, 17, 18, 18, 20, 19, 21];
    let mut panel = Panel::of("GAD-7", phq9(&anxiety));
    panel.scores.id.push_str("-anxiety");
    panel.scores.range.1 = Points::from_whole(21);
    panel.scores.bands.truncate(4);
    panel.scores.bands[3] = band((3, (15, 21, "severe")));
    panel.baseline = Some(baseline(16, Some(12), Some(20)));
    panel.changes = panel.scores.points[5..].iter().filter(|p| p.label != "19").map(|p| mark(p.day, "reliably worse")).collect();
    chart.panels.push(panel);
    chart
}

/// Two years, many events, many scores.
fn crowded() -> ThroughlineChart {
    let scores: Vec<i32> = (0..104).map(|week| 14 + (week * 5) % 7 - week / 20).collect();
    let mut panel = Panel::of("PHQ-9", phq9(&scores));
    panel.baseline = Some(baseline(14, Some(8), Some(20)));
    let words = ["absence", "medication", "plan change", "incident", "safety answer", "determination"];
    let list = (0..60).map(|index| event(day(5 + index * 11), words[usize::try_from(index * 7 % 6).unwrap_or(0)], index % 6 == 0));
    let list = Lane { name: "Events".to_owned(), heading: "Events".to_owned(), content: LaneContent::Events(list.collect()) };
    let mut chart = chart(vec![panel], vec![levels(), list]);
    chart.until = day(740);
    chart
}

fn new_patient() -> ThroughlineChart {
    chart(
        Vec::new(),
        vec![Lane {
            name: "Level of care".to_owned(),
            heading: "Level of care".to_owned(),
            content: LaneContent::Periods(vec![level(0, None, 2)]),
        }],
    )
}

fn chart(panels: Vec<Panel>, lanes: Vec<Lane>) -> ThroughlineChart {
    ThroughlineChart {
        id: "throughline".to_owned(),
        title: "Scores, care and events".to_owned(),
        description: "An invented patient.".to_owned(),
        panels,
        lanes,
        until: day(66),
        words: words(),
    }
}

fn levels() -> Lane {
    let periods = vec![level(0, Some(2), 4), level(3, Some(20), 3), level(21, Some(48), 2), level(49, None, 1)];
    Lane { name: "Level of care".to_owned(), heading: "Level of care".to_owned(), content: LaneContent::Periods(periods) }
}

fn events() -> Lane {
    let list = vec![
        event(day(0), "safety answer", true),
        event(day(7), "safety answer", true),
        event(day(9), "medication", false),
        event(day(10), "plan change", false),
        event(day(19), "determination", false),
        event(day(26), "absence", false),
        event(day(27), "absence", false),
        event(day(33), "incident", true),
        event(day(47), "determination", false),
        event(day(61), "plan change", false),
    ];
    Lane { name: "Events".to_owned(), heading: "Events".to_owned(), content: LaneContent::Events(list) }
}

fn day(after: i32) -> Day {
    "2026-01-05".parse::<Day>().expect("a day").plus_days(after)
}

fn event(day: Day, word: &str, strong: bool) -> Event {
    let weight = if strong { Weight::Strong } else { Weight::Ordinary };
    Event { day, word: word.to_owned(), detail: format!("{word}, in full"), weight }
}

fn level(first: i32, last: Option<i32>, intensity: u8) -> LevelPeriod {
    let code = ["OP", "IOP", "PHP", "RTC", "IP"][usize::from(intensity)];
    LevelPeriod { first: day(first), last: last.map(day), code: code.to_owned(), label: code.to_owned(), intensity }
}

fn course(start: f64, days: i32) -> ExpectedCourse {
    let points = |value: f64| Points::from_f64((value * 10.0).round() / 10.0).expect("a score");
    let on = |after: i32| {
        let mean = start - 2.4 * f64::from(after + 1).ln();
        let spread = 2.4 + 0.6 * f64::from(after).sqrt();
        ExpectedDay { day: day(after), mean: points(mean), watch: points(mean + 0.99 * spread), off: points(mean + 1.28 * spread) }
    };
    let caption = "Expected course: mixed model on log days for intake scores of 20 or more, 412 finished episodes up to Oct 31, 2026.";
    ExpectedCourse { days: (0..=days / 7).map(|week| on(week * 7)).collect(), caption: caption.to_owned() }
}

fn baseline(score: i32, improved: Option<i32>, worse: Option<i32>) -> Baseline {
    let line = |value: i32, label: String| Line { value: Points::from_whole(value), label };
    Baseline {
        day: day(0),
        score: line(score, format!("baseline {score}")),
        improved: improved.map(|value| line(value, format!("improved from {value}"))),
        worse: worse.map(|value| line(value, format!("worse from {value}"))),
        caption: "Reliable change: 6 points or more (invented source, verified).".to_owned(),
    }
}

fn mark(day: Day, word: &str) -> ReliableMark {
    ReliableMark { day, word: word.to_owned() }
}

fn next(day: &str, value: i32, low: i32, high: i32) -> NextScore {
    NextScore {
        day: day.parse().expect("a day"),
        value: Points::from_whole(value),
        low: Points::from_whole(low),
        high: Points::from_whole(high),
        label: format!("{value} ({low}–{high})"),
        caption: "Next session: 8 of 10 such patients score within the whisker.".to_owned(),
    }
}

fn band((severity, (from, to, name)): (u8, (i32, i32, &str))) -> Band {
    Band { from: Points::from_whole(from), to: Points::from_whole(to), name: name.to_owned(), severity }
}

fn phq9(scores: &[i32]) -> ScoreChart {
    let names = [(0, 4, "minimal"), (5, 9, "mild"), (10, 14, "moderate"), (15, 19, "moderately severe"), (20, 27, "severe")];
    let point = |(week, value): (i32, &i32)| Point {
        day: day(week * 7),
        mark: Mark::Scored(Points::from_whole(*value)),
        label: value.to_string(),
        band: String::new(),
        phase: if week == 0 { "Intake".to_owned() } else { String::new() },
        milestone: if week == 0 { Milestone::Phase } else { Milestone::None },
    };
    ScoreChart {
        id: "scale-total".to_owned(),
        title: "Scale over time".to_owned(),
        description: "Scores of one invented patient.".to_owned(),
        axis_label: "Total score, higher means more symptoms".to_owned(),
        range: (Points::ZERO, Points::from_whole(27)),
        bands: (0..).zip(names).map(band).collect(),
        cutoffs: vec![Cutoff { value: Points::from_whole(10), label: "cutoff ≥ 10".to_owned() }],
        points: (0..).zip(scores).map(point).collect(),
        levels: Vec::new(),
        until: day(66),
        words: words().chart,
    }
}

fn words() -> ThroughlineWords {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let chart = ChartWords {
        months: months.map(str::to_owned),
        day: "{month} {day}, {year}".to_owned(),
        day_short: "{month} {day}".to_owned(),
        level_of_care: "Level of care".to_owned(),
        no_scores: "No scores yet".to_owned(),
        scored: "Scored".to_owned(),
        prorated: "Prorated".to_owned(),
        total_only: "Total only".to_owned(),
        unscorable: "Cannot be scored".to_owned(),
        column_day: "Day".to_owned(),
        column_score: "Score".to_owned(),
        column_band: "Band".to_owned(),
        column_status: "Status".to_owned(),
        column_phase: "Phase".to_owned(),
        column_first_day: "From".to_owned(),
        column_last_day: "To".to_owned(),
    };
    ThroughlineWords {
        chart,
        expected: "Expected, on course".to_owned(),
        watch: "Watch".to_owned(),
        off_course: "Off course beyond".to_owned(),
        baseline: "Baseline and reliable change".to_owned(),
        reliable_change: "Change is reliable".to_owned(),
        next: "Expected next".to_owned(),
        more: "{word} +{count}".to_owned(),
        caption_lines: "{panel}: baseline".to_owned(),
        caption_course: "{panel}: expected course".to_owned(),
        column_change: "Change".to_owned(),
        column_line: "Line".to_owned(),
        column_event: "Event".to_owned(),
    }
}
