//! Every shape of chart on one page, light and dark, to be looked at: `cargo run -p charts --example gallery > gallery.html`.

use std::fmt::Write as _;

use charts::{
    Band, COLOUR_PROPERTIES, ChartWords, ColourProperty, Cutoff, LevelPeriod, Mark, Medium, Milestone, Point, ScoreChart, sparkline,
};
use vocabulary::{Day, Points};

const STYLE: &str = "
body { font-family: Inter, system-ui, sans-serif; font-variant-numeric: tabular-nums; margin: 0; background: var(--page); color: var(--ink); }
section { display: flex; flex-wrap: wrap; gap: 24px; padding: 24px; align-items: flex-start; }
figure { margin: 0; background: var(--chart-surface); padding: 16px 20px; border-radius: 8px; }
figcaption { font-weight: 600; margin-bottom: 8px; }
.light { --page: #f3f5f7; --ink: #1d2430; }
.dark { --page: #0d1013; --ink: #e8ecf1; }
.light, .dark { background: var(--page); color: var(--ink); }
.wide { width: 760px; } .phone { width: 340px; } .paper { width: 640px; }
";

fn main() {
    let mut page = format!("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Charts</title><style>{STYLE}</style>");
    page.push_str(&theme("light", |colour| colour.light));
    page.push_str(&theme("dark", |colour| colour.dark));
    for theme in ["light", "dark"] {
        let _infallible = write!(page, "<section class=\"{theme}\">");
        for (name, chart) in shapes() {
            let media = [(Medium::Screen, "wide"), (Medium::Phone, "phone"), (Medium::Print, "paper")];
            for (medium, class) in media.into_iter().filter(|(medium, _)| theme == "light" || *medium != Medium::Print) {
                let _infallible = write!(page, "<figure class=\"{class}\"><figcaption>{name}</figcaption>{}</figure>", chart.svg(medium));
            }
        }
        let course: Vec<(Day, Option<Points>)> = usual().iter().map(|point| (point.day, point.mark.value())).collect();
        let small = sparkline(&course, (Points::ZERO, Points::from_whole(27)), "from 21 to 4");
        let _infallible = write!(page, "<figure><figcaption>Sparkline</figcaption>{small}</figure></section>");
    }
    #[expect(clippy::print_stdout, reason = "the page is the output")]
    {
        println!("{page}");
    }
}

/// The colours of a theme as a style sheet sets them.
fn theme(name: &str, value: fn(&ColourProperty) -> &'static str) -> String {
    let values: Vec<String> = COLOUR_PROPERTIES.iter().map(|colour| format!("{}: {};", colour.name, value(colour))).collect();
    format!("<style>.{name} {{ {} }}</style>", values.join(" "))
}

fn shapes() -> Vec<(&'static str, ScoreChart)> {
    let mut year = depression(weekly(40, |week| 22 - week * 18 / 40 + (week * 7) % 4));
    year.levels = vec![
        level("2025-06-02", Some("2025-06-20"), 3),
        level("2025-06-21", Some("2025-07-25"), 2),
        level("2025-07-26", Some("2025-10-03"), 1),
        level("2025-10-04", None, 0),
    ];
    year.until = "2026-03-20".parse().expect("a day");
    let mut wellbeing = depression(weekly(12, |week| 28 + week * 4));
    wellbeing.range = (Points::ZERO, Points::from_whole(100));
    wellbeing.bands = Vec::new();
    "Percentage score, higher means doing better".clone_into(&mut wellbeing.axis_label);
    wellbeing.cutoffs = vec![Cutoff { value: Points::from_whole(50), label: "low at 50 or less".to_owned() }];
    let mut course = depression(usual());
    course.levels =
        vec![level("2026-01-02", Some("2026-01-23"), 2), level("2026-01-24", Some("2026-03-05"), 1), level("2026-03-06", None, 0)];
    let mut long = depression(weekly(250, |week| 12 + (week * 5) % 7));
    long.levels = vec![level("2025-06-02", None, 0)];
    long.until = "2030-03-20".parse().expect("a day");
    let mut crowded = depression(weekly(3, |week| 8 + week));
    crowded.range = (Points::ZERO, Points::from_whole(42));
    crowded.bands = (0..)
        .zip([(0, 7, "normal"), (8, 9, "mild"), (10, 14, "moderate"), (15, 19, "severe"), (20, 42, "extremely severe and then some words")])
        .map(band)
        .collect();
    vec![
        ("The usual course", course),
        ("Forty weeks across levels of care", year),
        ("Higher is better, no bands", wellbeing),
        ("No scores", depression(Vec::new())),
        ("One score", depression(vec![scored("2026-03-02", 13)])),
        ("All the same", depression(weekly(9, |_| 0))),
        ("Two hundred and fifty weeks", long),
        ("Narrow bands", crowded),
    ]
}

fn usual() -> Vec<Point> {
    let mark = |day: &str, mark: Mark, label: &str| Point { mark, label: label.to_owned(), ..scored(day, 0) };
    vec![
        Point { phase: "Intake".to_owned(), milestone: Milestone::Phase, ..scored("2026-01-05", 21) },
        scored("2026-01-12", 22),
        mark("2026-01-19", Mark::Prorated(Points::from_whole(19)), "19"),
        scored("2026-01-26", 17),
        mark("2026-02-02", Mark::Unscorable, "items 2 and 9 missing; 1 allowed"),
        scored("2026-02-16", 14),
        mark("2026-03-02", Mark::TotalOnly(Points::from_whole(9)), "9"),
        scored("2026-03-16", 10),
        Point { phase: "Discharge".to_owned(), milestone: Milestone::Phase, ..scored("2026-03-30", 6) },
        Point { phase: "Follow-up".to_owned(), milestone: Milestone::Phase, ..scored("2026-06-29", 4) },
    ]
}

fn weekly(weeks: i32, value: impl Fn(i32) -> i32) -> Vec<Point> {
    let first: Day = "2025-06-02".parse().expect("a day");
    (0..weeks).map(|week| Point { day: first.plus_days(week * 7), ..scored("2025-06-02", value(week)) }).collect()
}

fn scored(day: &str, value: i32) -> Point {
    Point {
        day: day.parse().expect("a day"),
        mark: Mark::Scored(Points::from_whole(value)),
        label: value.to_string(),
        band: String::new(),
        phase: String::new(),
        milestone: Milestone::None,
    }
}

fn band((severity, (from, to, name)): (u8, (i32, i32, &str))) -> Band {
    Band { from: Points::from_whole(from), to: Points::from_whole(to), name: name.to_owned(), severity }
}

fn level(first: &str, last: Option<&str>, intensity: u8) -> LevelPeriod {
    LevelPeriod {
        first: first.parse().expect("a day"),
        last: last.map(|day| day.parse().expect("a day")),
        code: ["OP", "IOP", "PHP", "RTC", "IP"][usize::from(intensity)].to_owned(),
        label: ["Outpatient", "Intensive outpatient", "Partial hospitalization", "Residential", "Inpatient"][usize::from(intensity)]
            .to_owned(),
        intensity,
    }
}

fn depression(points: Vec<Point>) -> ScoreChart {
    let names = [(0, 4, "minimal"), (5, 9, "mild"), (10, 14, "moderate"), (15, 19, "moderately severe"), (20, 27, "severe")];
    ScoreChart {
        id: "scale-total".to_owned(),
        title: "Scale over time".to_owned(),
        description: "Scores of one invented patient.".to_owned(),
        axis_label: "Total score, higher means more symptoms".to_owned(),
        range: (Points::ZERO, Points::from_whole(27)),
        bands: (0..).zip(names).map(band).collect(),
        cutoffs: vec![Cutoff { value: Points::from_whole(10), label: "cutoff 10".to_owned() }],
        points,
        levels: Vec::new(),
        until: "2026-07-15".parse().expect("a day"),
        words: words(),
    }
}

fn words() -> ChartWords {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    ChartWords {
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
    }
}
