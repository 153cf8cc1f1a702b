//! An invented patient with a plausible course, scored by the library's own definitions.

use std::sync::LazyLock;

use care::{Discharge, DischargeDestination, DischargeType, Modality};
use charts::ExpectedDay;
use instruments::administration::Completion;
use instruments::{Answer, Library, Mode, PersonFacts, Phase, Respondent, Responses};
use outcomes::change::{self, judge::RecalledValues};
use outcomes::response::important_change;
use reports::{
    AdministrationFacts, ChangeFacts, CourseFacts, CourseStanding, EpisodeFacts, ImprovementChance, InstrumentSection, JudgedCourse,
    LevelOfCareFacts, PatientFacts, ProgressReport, SeriesJudgement,
};
use vocabulary::{AdministrationId, Day, EpisodeId, Identifier, LevelOfCare, Period, Points, Version};
use wording::ChartNext;

/// The library, read once.
pub(crate) static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::shipped().expect("the library is sound"));

/// A day from its text.
pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// The usual report: one episode across three levels of care, PHQ-9, GAD-7 and AUDIT-C.
pub(crate) fn report() -> ProgressReport {
    let mut report = empty();
    report.episodes = vec![EpisodeFacts {
        id: id("00000000-0000-7000-8000-00000000e001"),
        program: "Riverside PHP".to_owned(),
        admitted: day("2026-01-05"),
        discharge: Some(Discharge {
            day: day("2026-06-19"),
            kind: DischargeType::Completed,
            destination: DischargeDestination::HomeWithOutpatientCare,
        }),
        levels: vec![
            level("Riverside PHP", LevelOfCare::PartialHospitalization, "2026-01-05", "2026-02-06", "DBT skills"),
            level("Riverside IOP", LevelOfCare::IntensiveOutpatient, "2026-02-07", "2026-04-10", "DBT skills"),
            level("Riverside Outpatient", LevelOfCare::Outpatient, "2026-04-11", "2026-06-19", ""),
        ],
    }];
    report.instruments = vec![phq9(), gad7(), audit_c()];
    report
}

/// A report without a single record.
pub(crate) fn empty() -> ProgressReport {
    ProgressReport {
        practice: "Riverside Behavioral Health".to_owned(),
        program: None,
        zone: "America/New_York".parse().expect("a zone"),
        patient: PatientFacts { listed_name: "Okafor, Ada".to_owned(), record_number: "RB-10442".to_owned(), birth_day: day("1989-03-14") },
        part2: false,
        is_for_proxy: false,
        generated_at: "2026-07-02T14:05:09Z".parse().expect("an instant"),
        data_as_of: "2026-07-01T23:59:59Z".parse().expect("an instant"),
        episodes: Vec::new(),
        instruments: Vec::new(),
    }
}

/// The usual report with judgements: the PHQ-9 with a course, the GAD-7 in a practice that has too few episodes for one.
pub(crate) fn judged() -> ProgressReport {
    let mut report = report();
    let by_week = |week: i32| {
        let mean = 21.0 - 3.0 * f64::from(week + 1).ln();
        let points = |value: f64| Points::from_f64((value * 10.0).round() / 10.0).expect("a score");
        let spread = 2.0 + 0.4 * f64::from(week).sqrt();
        ExpectedDay {
            day: day("2026-01-05").plus_days(week * 7),
            mean: points(mean),
            watch: points(mean + spread),
            off: points(mean + 1.3 * spread),
        }
    };
    let course = JudgedCourse {
        standing: CourseStanding::OnCourse,
        score: Points::from_whole(5),
        expected: Points::from_f64(11.3).expect("a score"),
        chance: Some(ImprovementChance { percent: 81, week: 26 }),
        dynamic: Some((CourseStanding::OnCourse, Points::from_f64(7.4).expect("a score"))),
        next: Some(ChartNext {
            day: day("2026-07-06"),
            value: Points::from_f64(5.8).expect("a score"),
            low: Points::from_f64(2.1).expect("a score"),
            high: Points::from_f64(9.5).expect("a score"),
            percent: 80,
        }),
        days: (0..=24).map(by_week).collect(),
        model: "mixed model on log days, version 1".to_owned(),
        episodes: 412,
        data_until: day("2026-06-30"),
    };
    judge(&mut report.instruments[0], Some(CourseFacts::Judged(course)));
    judge(&mut report.instruments[1], Some(CourseFacts::TooFewEpisodes { episodes: 41, needed: 100 }));
    report
}

/// Judges the main scale of a section from its first to its latest score.
fn judge(section: &mut InstrumentSection, course: Option<CourseFacts>) {
    let scale = section.definition.main_scale.expect("it has one");
    let mut scores: Vec<(Day, Points)> = (section.administrations.iter())
        .filter_map(|administration| Some((administration.day, administration.score.scales[scale].outcome.value()?)))
        .collect();
    scores.sort_by_key(|(day, _)| *day);
    let (baseline_day, baseline) = scores[0];
    let judged = |latest: Points| change::judge(&section.definition, scale, baseline, latest, &RecalledValues::NotEnabled);
    let (latest_day, latest) = scores[scores.len() - 1];
    let by_day = scores[1..].iter().filter_map(|(day, score)| Some((*day, judged(*score).category?))).collect();
    let important = important_change(&section.definition, scale, baseline, latest, &RecalledValues::NotEnabled);
    let change = ChangeFacts { baseline_day, latest_day, judgement: judged(latest), by_day, important, after_discharge: None };
    section.judgements = Some(vec![SeriesJudgement { scale, respondent: Respondent::Patient, change: Some(change), course }]);
}

fn phq9() -> InstrumentSection {
    let mut administrations = Vec::new();
    let courses = [
        ("2026-01-05", Phase::Intake, "333222321"),
        ("2026-01-19", Phase::InTreatment, "33322232-"),
        ("2026-02-02", Phase::InTreatment, "32-2--211"),
        ("2026-02-16", Phase::InTreatment, "223222210"),
        ("2026-03-09", Phase::InTreatment, "212121210"),
        ("2026-04-06", Phase::InTreatment, "111211210"),
        ("2026-05-04", Phase::InTreatment, "111111110"),
        ("2026-06-19", Phase::Discharge, "110101010"),
    ];
    for (text, phase, answers) in courses {
        administrations.push(administration("phq-9", text, phase, answers));
    }
    section("phq-9", administrations)
}

fn gad7() -> InstrumentSection {
    let courses = [
        ("2026-01-05", Phase::Intake, "3322222"),
        ("2026-02-16", Phase::InTreatment, "2222222"),
        ("2026-04-06", Phase::InTreatment, "3332222"),
        ("2026-06-19", Phase::Discharge, "1111111"),
    ];
    let mut administrations: Vec<AdministrationFacts> =
        courses.into_iter().map(|(text, phase, answers)| administration("gad-7", text, phase, answers)).collect();
    let definition = LIBRARY.get("gad-7").expect("it ships");
    let total = definition.main_scale.expect("it has one");
    let mut imported = administration("gad-7", "2026-05-04", Phase::InTreatment, "");
    imported.mode = Mode::Import;
    imported.completion = Completion::TotalsOnly;
    imported.score = definition.score_totals(&[(total, Points::from_whole(9))], PersonFacts::default());
    imported.responses = None;
    administrations.push(imported);
    section("gad-7", administrations)
}

fn audit_c() -> InstrumentSection {
    section("audit-c", vec![administration("audit-c", "2026-01-05", Phase::Intake, "210")])
}

/// The same episode with `count` weekly administrations of one instrument, answers by item left out.
pub(crate) fn with_administrations(count: i32) -> ProgressReport {
    let mut report = report();
    let answers = ["333222321", "322222220", "222121210", "111211110", "110101010"];
    let weekly = (0..count).map(|week| {
        let day = day("2022-08-01").plus_days(week * 7).to_string();
        let answers = answers[usize::try_from(week).expect("a count") % answers.len()];
        AdministrationFacts { responses: None, ..administration("phq-9", &day, Phase::InTreatment, answers) }
    });
    report.instruments = vec![section("phq-9", weekly.collect())];
    report
}

/// A section of the library's definition.
pub(crate) fn section(instrument: &str, administrations: Vec<AdministrationFacts>) -> InstrumentSection {
    InstrumentSection { definition: LIBRARY.get(instrument).expect("it ships").clone(), administrations, judgements: None, recalled: None }
}

/// One administration; `answers` has one character an item, `-` for none.
pub(crate) fn administration(instrument: &str, day_text: &str, phase: Phase, answers: &str) -> AdministrationFacts {
    let definition = LIBRARY.get(instrument).expect("it ships");
    let mut responses = Responses::new();
    for (item, answer) in definition.items.iter().zip(answers.chars()) {
        if let Some(value) = answer.to_digit(10).and_then(|value| i32::try_from(value).ok()) {
            responses.set(item.id.to_string(), Answer::Value(value));
        }
    }
    let number = u64::try_from(day(day_text).days_since(day("2000-01-01"))).expect("a day after 2000");
    AdministrationFacts {
        id: id(&format!("00000000-0000-7000-8000-{number:012x}")),
        version: Version::FIRST,
        day: day(day_text),
        phase: Some(phase),
        mode: Mode::Tablet,
        respondent: Respondent::Patient,
        completion: if answers.contains('-') { Completion::Partial } else { Completion::Complete },
        score: definition.score(&responses, PersonFacts::default()),
        engine_version: instruments::ENGINE_VERSION.to_owned(),
        responses: Some(responses),
    }
}

fn level(program: &str, level_of_care: LevelOfCare, first: &str, last: &str, track: &str) -> LevelOfCareFacts {
    LevelOfCareFacts {
        program: program.to_owned(),
        level_of_care,
        period: Period::new(day(first), Some(day(last))).expect("in order"),
        track: track.to_owned(),
        modality: Some(Modality::InPerson),
    }
}

fn id<T: Identifier>(text: &str) -> T {
    T::from_uuid(
        text.parse::<AdministrationId>()
            .map(Identifier::uuid)
            .or_else(|_| text.parse::<EpisodeId>().map(Identifier::uuid))
            .expect("a UUID"),
    )
}
