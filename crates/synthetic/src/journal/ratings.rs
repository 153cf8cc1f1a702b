//! What clinicians rate when the treatment is looked over: function, participation, goals, where and with whom a patient lives, and what they
//! state.

use care::{
    ClinicianStatement, FunctionBasis, FunctionRating, GoalProgress, GoalProgressLevel, Housing, MedicalStatus, Participation, Rating,
    StatementKind, Supports, YesNoUnknown,
};
use vocabulary::LevelOfCare;

use super::chart::{Chart, Hand};
use crate::course::Course;
use crate::plot::Problem;
use crate::stream::{Stream, nearest};

/// What stays the same over a stay.
#[derive(Clone, Copy)]
struct Home {
    safe: YesNoUnknown,
    supports: i32,
}

pub(super) fn write(chart: &mut Chart<'_>, draws: &mut Stream) {
    let home = home(chart, draws);
    for (place, day) in chart.review_days().into_iter().enumerate() {
        let mut draws = draws.branch("review").numbered(place);
        if chart.is_out_of_sight(day) {
            continue;
        }
        let level = chart.level(day);
        let fortnight = level == LevelOfCare::IntensiveOutpatient && place % 2 == 1;
        let looked = chart.happens(true, 0.88, &mut draws);
        function(chart, day, &mut draws);
        if level > LevelOfCare::Outpatient {
            participation(chart, day, &mut draws);
        }
        if looked && (chart.scripted() || !fortnight) {
            goals(chart, day, &mut draws);
            at_home(chart, day, place, home, &mut draws);
        }
        if looked {
            statements(chart, day, &mut draws);
        }
        if level >= LevelOfCare::PartialHospitalization {
            medical_status(chart, day, &mut draws);
        }
    }
    first_days_in_residence(chart, draws);
}

fn home(chart: &Chart<'_>, draws: &mut Stream) -> Home {
    use YesNoUnknown::{No, Unknown, Yes};
    let weights = if chart.treats_substance_use() { [(Yes, 76), (No, 18), (Unknown, 6)] } else { [(Yes, 90), (No, 6), (Unknown, 4)] };
    let drawn = Home { safe: draws.weighted(&weights), supports: draws.weighted(&[(1, 2), (2, 4), (3, 4), (4, 1)]) };
    if chart.scripted() { Home { safe: Yes, supports: 3 } } else { drawn }
}

/// A rating from 0 to 4, the nearest to a number.
fn rating(value: f64) -> Rating {
    let value = u8::try_from(nearest(value).clamp(0, 4)).unwrap_or(0);
    Rating::new(value).expect("the number was kept between 0 and 4")
}

fn function(chart: &mut Chart<'_>, day: i32, draws: &mut Stream) {
    let wavers = 0.3 * draws.normal();
    let impairment = rating(chart.severity(day) * 4.2 + if chart.scripted() { 0.0 } else { wavers });
    let basis = if chart.happens(false, 0.08, draws) { FunctionBasis::Collateral } else { FunctionBasis::Clinician };
    let value = FunctionRating {
        patient: chart.context.patient,
        episode: Some(chart.records.episode.id),
        day: chart.context.frame.day(day),
        impairment,
        basis,
    };
    let entry = chart.enter(Hand::Therapist, day, value, draws);
    chart.journal.function_ratings.push(entry);
}

fn participation(chart: &mut Chart<'_>, day: i32, draws: &mut Stream) {
    let wavers = 0.4 * draws.normal();
    let usual = match chart.stay.trajectory.course {
        Course::Response if chart.gain(day) > 0.55 => 3.4,
        Course::Response | Course::SlowResponse => 3.0,
        Course::Plateau | Course::OffCourse | Course::Relapse => 2.2,
        Course::Deterioration => 1.9,
        Course::DropOut => 1.2,
    };
    let rating = rating(usual + if chart.scripted() { 0.0 } else { wavers });
    let value = Participation { episode: chart.records.episode.id, day: chart.context.frame.day(day), rating };
    let entry = chart.enter(Hand::Therapist, day, value, draws);
    chart.journal.participation.push(entry);
}

/// The goals of a plan by their keys, with how much easier than the others each is to reach.
pub(super) fn goal_keys(problem: Problem) -> &'static [(&'static str, f64)] {
    match problem {
        Problem::Depression | Problem::Bipolar => &[("mood", 0.0), ("sleep", 0.06), ("activity", -0.06)],
        Problem::Anxiety => &[("worry", 0.0), ("avoidance", -0.06)],
        Problem::Trauma => &[("symptoms", 0.0), ("safety skills", 0.06)],
        Problem::Psychosis => &[("symptoms", 0.0), ("medication", 0.06), ("daily routine", -0.06)],
        Problem::Alcohol | Problem::Opioid | Problem::Stimulant => &[("abstinence", 0.0), ("coping", -0.04), ("housing and work", -0.08)],
    }
}

fn goals(chart: &mut Chart<'_>, day: i32, draws: &mut Stream) {
    for (goal, easier) in goal_keys(chart.context.plot.problem) {
        let progress = match chart.gain(day) + easier {
            gain if gain < -0.1 => GoalProgressLevel::Worse,
            gain if gain < 0.22 => GoalProgressLevel::None,
            gain if gain < 0.6 => GoalProgressLevel::Partial,
            _ => GoalProgressLevel::Met,
        };
        let day_of = chart.context.frame.day(day);
        let value = GoalProgress { episode: chart.records.episode.id, day: day_of, goal: (*goal).to_owned(), progress };
        let entry = chart.enter(Hand::Therapist, day, value, draws);
        chart.journal.goal_progress.push(entry);
    }
}

fn at_home(chart: &mut Chart<'_>, day: i32, place: usize, home: Home, draws: &mut Stream) {
    let (patient, episode, on) = (chart.context.patient, Some(chart.records.episode.id), chart.context.frame.day(day));
    // At first it is not always known where somebody will live.
    let later = draws.chance(0.1);
    let safe = if place == 0 && later && !chart.scripted() { YesNoUnknown::Unknown } else { home.safe };
    let entry = chart.enter(Hand::Therapist, day, Housing { patient, episode, day: on, safe }, draws);
    chart.journal.housing.push(entry);
    let changed = draws.between(-1, 1);
    let supports = rating(f64::from(home.supports + if chart.happens(false, 0.2, draws) { changed } else { 0 }));
    let entry = chart.enter(Hand::Therapist, day, Supports { patient, episode, day: on, rating: supports }, draws);
    chart.journal.supports.push(entry);
}

fn statements(chart: &mut Chart<'_>, day: i32, draws: &mut Stream) {
    use StatementKind as Kind;
    let (severity, gain, level) = (chart.severity(day), chart.gain(day), chart.level(day));
    let psychotic = chart.context.plot.problem == Problem::Psychosis && severity > 0.55;
    let manic = chart.context.plot.problem == Problem::Bipolar && chart.happens(false, 0.03, draws);
    let mut stated = Vec::new();
    if level > LevelOfCare::Outpatient {
        stated.extend([
            (Kind::GraveDisability, false),
            (Kind::AcutePsychosisOrMania, psychotic || manic),
            (Kind::OneToOnePrecautions, false),
            (Kind::LowerLevelUnsafe, severity > 0.45),
            (Kind::SkillsUsedOutside, gain > 0.35),
        ]);
    }
    if level >= LevelOfCare::PartialHospitalization {
        stated.push((Kind::HospitalizationRisk, severity > 0.55));
        stated.push((Kind::AbleToParticipate, gain > 0.12));
    }
    if level >= LevelOfCare::Residential {
        stated.push((Kind::ActiveTreatmentDaily, true));
    }
    if level == LevelOfCare::Outpatient {
        stated.extend([
            (Kind::GraveDisability, false),
            (Kind::AcutePsychosisOrMania, psychotic || manic),
            (Kind::OneToOnePrecautions, false),
        ]);
        stated.push((Kind::MaintenancePlan, gain > 0.5 && chart.weeks(day) > 20.0));
    }
    for (kind, holds) in stated {
        let about_danger = matches!(kind, Kind::GraveDisability | Kind::AcutePsychosisOrMania | Kind::OneToOnePrecautions);
        if !chart.happens(true, if about_danger { 0.95 } else { 0.75 }, draws) {
            continue;
        }
        let stated_by = Some(chart.context.house.clinician_id(chart.records.therapist_on(day)));
        let day_of = chart.context.frame.day(day);
        let value = ClinicianStatement { episode: chart.records.episode.id, day: day_of, kind, holds, stated_by };
        let entry = chart.enter(Hand::Therapist, day, value, draws);
        chart.journal.clinician_statements.push(entry);
    }
}

fn medical_status(chart: &mut Chart<'_>, day: i32, draws: &mut Stream) {
    use YesNoUnknown::{No, Unknown, Yes};
    let days = day - chart.stay.admitted();
    let withdraws = chart.level(day) == LevelOfCare::Residential && chart.treats_substance_use() && days < 4;
    let unstable = chart.happens(false, if withdraws { 0.08 } else { 0.01 }, draws);
    let unasked = chart.happens(false, 0.06, draws);
    let value = MedicalStatus {
        patient: chart.context.patient,
        episode: Some(chart.records.episode.id),
        day: chart.context.frame.day(day),
        medically_unstable: if unstable { Yes } else { No },
        needs_24_hour_monitoring: if withdraws { Yes } else { No },
        refuses_to_eat: if unasked { Unknown } else { No },
    };
    let entry = chart.enter(Hand::Prescriber, day, value, draws);
    chart.journal.medical_statuses.push(entry);
}

/// A physician looks in on every one of the first days in residence.
fn first_days_in_residence(chart: &mut Chart<'_>, draws: &mut Stream) {
    let admitted = chart.stay.admitted();
    for day in admitted + 1..=(admitted + 4).min(chart.last_day()) {
        let mut draws = draws.branch("residence").numbered(usize::try_from(-day).unwrap_or(0));
        if chart.level(day) == LevelOfCare::Residential {
            medical_status(chart, day, &mut draws);
        }
    }
}
