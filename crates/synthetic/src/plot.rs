//! What will happen to a patient: written for the cast, drawn for everybody else.

use care::{DischargeDestination as To, DischargeType as Why, PayerClass};
use vocabulary::LevelOfCare::{self, IntensiveOutpatient as Iop, Outpatient as Op, PartialHospitalization as Php, Residential as Rtc};

use crate::course::{Course, Trajectory};
use crate::house::Site;
use crate::plan::DAYS_BACK;
use crate::script::{Mishap, Quirk, SCRIPTS, SHOWN_TOGETHER, Script};
use crate::stream::{Stream, nearest};

/// What a patient comes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    Depression,
    Anxiety,
    Trauma,
    Bipolar,
    Psychosis,
    Alcohol,
    Opioid,
    Stimulant,
}

impl Problem {
    /// True for what the substance-use programs treat.
    pub(crate) fn is_substance_use(self) -> bool {
        matches!(self, Self::Alcohol | Self::Opioid | Self::Stimulant)
    }
}

/// Time at one level, in days before the day of the plan (negative numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) level: LevelOfCare,
    pub(crate) first: i32,
    /// `None` while it goes on.
    pub(crate) last: Option<i32>,
}

/// How a stay ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ending {
    pub(crate) day: i32,
    pub(crate) kind: Why,
    pub(crate) destination: To,
}

/// One episode of care to come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stay {
    pub(crate) steps: Vec<Step>,
    pub(crate) ending: Option<Ending>,
    pub(crate) trajectory: Trajectory,
}

impl Stay {
    pub(crate) fn admitted(&self) -> i32 {
        self.steps.first().map_or(-1, |step| step.first)
    }

    /// How the patient is on a day. `pace` is the clinician's: patients of some get better a little sooner, those of the cast as written.
    pub(crate) fn severity(&self, day: i32, scripted: bool, pace: f64) -> f64 {
        let weeks = f64::from(day - self.admitted()) / 7.0;
        let responds = matches!(self.trajectory.course, Course::Response | Course::SlowResponse) && !scripted;
        self.trajectory.severity(if responds { weeks * pace } else { weeks })
    }

    /// The level on a day inside the stay; after it the last one.
    pub(crate) fn step_on(&self, day: i32) -> Step {
        let on = self.steps.iter().rev().find(|step| step.first <= day);
        *on.or(self.steps.first()).expect("a stay has at least one level of care")
    }
}

/// What will happen to a patient.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plot {
    /// Of the cast: nothing happens by chance that the script does not name.
    pub(crate) scripted: bool,
    pub(crate) course: Course,
    pub(crate) site: Site,
    pub(crate) problem: Problem,
    pub(crate) stays: Vec<Stay>,
    pub(crate) ready_to_step_down: bool,
    /// One of [`SHOWN_TOGETHER`], whom one therapist treats at every level.
    pub(crate) shown_together: bool,
    pub(crate) language: Option<&'static str>,
    /// `None`: by chance.
    pub(crate) payer: Option<PayerClass>,
    /// Days between forms in outpatient care.
    pub(crate) interval: i32,
    /// `None`: by chance.
    pub(crate) ideation: Option<bool>,
    /// Item 9 of the PHQ-9 by occasion of the first stay; empty: as the course has it.
    pub(crate) thoughts: &'static [i32],
    /// By occasion of the first stay.
    pub(crate) mishaps: &'static [(usize, Mishap)],
    pub(crate) quirks: Vec<Quirk>,
}

impl Plot {
    /// The plot of a patient by number.
    pub(crate) fn of(number: usize, stream: &Stream) -> Self {
        match SCRIPTS.get(number) {
            Some(script) => Self { shown_together: SHOWN_TOGETHER.contains(&number), ..scripted(script) },
            None => drawn(&mut stream.branch("plot")),
        }
    }
}

fn scripted(script: &Script) -> Plot {
    let trajectory = Trajectory { course: script.course, start: script.severity, target: 0.12, half: script.half, turn: script.turn };
    let mut stays = vec![stay(-script.admitted, script.path, script.ending, trajectory)];
    if let (Some(again), Some(ended)) = (&script.again, stays[0].ending) {
        let trajectory = Trajectory { course: again.course, start: 0.62, half: 2.5, turn: again.turn, ..trajectory };
        stays.push(stay(ended.day + again.after, again.path, None, trajectory));
    }
    Plot {
        scripted: true,
        course: script.course,
        site: script.site,
        problem: script.problem,
        stays,
        ready_to_step_down: script.ready_to_step_down,
        shown_together: false,
        language: Some(script.language),
        payer: Some(script.payer),
        interval: script.interval,
        ideation: Some(script.ideation),
        thoughts: script.thoughts,
        mishaps: script.mishaps,
        quirks: script.quirks.to_vec(),
    }
}

/// Lays a path of levels out from the day of admission. Without an ending, or where the ending would lie too late, the last step stays open.
fn stay(admitted: i32, path: &[(LevelOfCare, i32)], ending: Option<(Why, To)>, trajectory: Trajectory) -> Stay {
    let mut steps: Vec<Step> = Vec::new();
    let mut first = admitted;
    for (place, (level, days)) in path.iter().enumerate() {
        let last = first + days - 1;
        let goes_on = last > -2 || (place + 1 == path.len() && ending.is_none());
        steps.push(Step { level: *level, first, last: (!goes_on).then_some(last) });
        if goes_on {
            break;
        }
        first = last + 1;
    }
    let end = steps.last().and_then(|step| step.last);
    let ending = end.zip(ending).map(|(day, (kind, destination))| Ending { day, kind, destination });
    Stay { steps, ending, trajectory }
}

fn drawn(draws: &mut Stream) -> Plot {
    let site = draws.weighted(&[(Site::Riverside, 62), (Site::Lakeview, 38)]);
    let problem = match site {
        Site::Riverside => draws.weighted(&[
            (Problem::Depression, 48),
            (Problem::Anxiety, 24),
            (Problem::Trauma, 18),
            (Problem::Bipolar, 8),
            (Problem::Psychosis, 2),
        ]),
        Site::Lakeview => draws.weighted(&[(Problem::Alcohol, 45), (Problem::Opioid, 37), (Problem::Stimulant, 18)]),
    };
    let course = draws.weighted(&[
        (Course::Response, 44),
        (Course::SlowResponse, 18),
        (Course::Plateau, 14),
        (Course::Deterioration, 6),
        (Course::DropOut, 12),
        (Course::Relapse, 4),
        (Course::OffCourse, 2),
    ]);
    let path = path(site, course, draws);
    let severity = severity(path[0].0, draws);
    let days: i32 = path.iter().map(|(_, days)| *days).sum();
    let trajectory = Trajectory {
        course,
        start: severity,
        target: draws.within(0.06, 0.2),
        half: if course == Course::SlowResponse { draws.within(7.0, 16.0) } else { draws.within(1.2, 4.5) },
        turn: f64::from(days) / 7.0 * draws.within(0.4, 0.75),
    };
    // The practice grows: the last weeks bring more admissions than their share.
    let (any_time, lately) = (draws.between(-DAYS_BACK, -2), draws.between(-42, -2));
    let admitted = if draws.chance(0.15) { lately } else { any_time };
    let ending = ending(course, &path, draws);
    let mut stays = vec![stay(admitted, &path, Some(ending), trajectory)];
    stays.extend(readmission(&stays[0], site, draws));
    let mut quirks = Vec::new();
    for (quirk, share) in [
        (Quirk::NameMisspelt, 0.02),
        (Quirk::BirthDayMistyped, 0.01),
        (Quirk::Handover, 0.04),
        (Quirk::ReferralLate, 0.05),
        (Quirk::DiagnosisVoided, 0.01),
    ] {
        if draws.chance(share) {
            quirks.push(quirk);
        }
    }
    Plot {
        scripted: false,
        course,
        site,
        problem,
        stays,
        ready_to_step_down: false,
        shown_together: false,
        language: None,
        payer: None,
        interval: draws.weighted(&[(14, 5), (21, 3), (28, 2)]),
        ideation: None,
        thoughts: &[],
        mishaps: &[],
        quirks,
    }
}

/// The levels of care and their days, from admission on.
fn path(site: Site, course: Course, draws: &mut Stream) -> Vec<(LevelOfCare, i32)> {
    let start = match site {
        Site::Riverside => draws.weighted(&[(Op, 52), (Iop, 27), (Php, 21)]),
        Site::Lakeview => draws.weighted(&[(Rtc, 55), (Iop, 28), (Op, 17)]),
    };
    let mut path = Vec::new();
    if start == Rtc {
        path.push((Rtc, draws.between(18, 40)));
    }
    if start == Php {
        path.push((Php, draws.between(11, 26)));
    }
    let goes_on = path.is_empty() || draws.chance(0.82);
    if goes_on && start != Op {
        path.push((Iop, draws.between(28, 63)));
    }
    let outpatient = draws.between(56, 250);
    if start == Op || (goes_on && draws.chance(0.6)) {
        path.push((Op, outpatient));
    }
    if course == Course::Deterioration {
        step_up(site, &mut path, draws);
    }
    if course == Course::DropOut {
        leave_early(&mut path, draws);
    }
    path
}

/// Who gets worse at the first level is stepped up where the site has a higher one.
fn step_up(site: Site, path: &mut Vec<(LevelOfCare, i32)>, draws: &mut Stream) {
    let (level, days) = path[0];
    let higher = match (site, level) {
        (_, Op) => Some(Iop),
        (Site::Riverside, Iop) => Some(Php),
        (Site::Lakeview, Iop) => Some(Rtc),
        _ => None,
    };
    path.truncate(1);
    path[0].1 = days.min(draws.between(28, 70));
    path.extend(higher.map(|higher| (higher, draws.between(10, 28))));
}

/// Cuts a path short.
fn leave_early(path: &mut Vec<(LevelOfCare, i32)>, draws: &mut Stream) {
    let planned: i32 = path.iter().map(|(_, days)| *days).sum();
    let mut left = nearest(f64::from(planned) * draws.within(0.1, 0.5)).max(3);
    let mut kept = Vec::new();
    for (level, days) in path.iter() {
        kept.push((*level, (*days).min(left)));
        left -= days;
        if left <= 0 {
            break;
        }
    }
    *path = kept;
}

/// Severity at admission: the more intensive the level, the worse.
fn severity(level: LevelOfCare, draws: &mut Stream) -> f64 {
    let usual = match level {
        Op => 0.46,
        Iop => 0.55,
        Php => 0.63,
        _ => 0.58,
    };
    (usual + 0.12 * draws.normal()).clamp(0.12, 0.86)
}

fn ending(course: Course, path: &[(LevelOfCare, i32)], draws: &mut Stream) -> (Why, To) {
    let kind = match course {
        Course::Response | Course::SlowResponse => {
            draws.weighted(&[(Why::Completed, 86), (Why::PayerForced, 5), (Why::Transfer, 5), (Why::Administrative, 4)])
        }
        Course::DropOut => draws.weighted(&[(Why::AgainstAdvice, 65), (Why::Administrative, 35)]),
        Course::Deterioration => {
            draws.weighted(&[(Why::Transfer, 58), (Why::AgainstAdvice, 22), (Why::Administrative, 10), (Why::Completed, 10)])
        }
        Course::Plateau | Course::Relapse | Course::OffCourse => draws.weighted(&[
            (Why::Completed, 52),
            (Why::Transfer, 16),
            (Why::AgainstAdvice, 13),
            (Why::Administrative, 10),
            (Why::PayerForced, 8),
            (Why::Died, 1),
        ]),
    };
    let residential = path.last().is_some_and(|(level, _)| *level == Rtc);
    let destination = match kind {
        Why::Completed if residential => {
            draws.weighted(&[(To::TransitionalLiving, 5), (To::HomeWithOutpatientCare, 4), (To::LowerLevelElsewhere, 3)])
        }
        Why::Completed => draws.weighted(&[(To::HomeWithOutpatientCare, 7), (To::Home, 3), (To::LowerLevelElsewhere, 1)]),
        Why::AgainstAdvice => draws.weighted(&[(To::Home, 5), (To::Unknown, 5)]),
        Why::Administrative => draws.weighted(&[(To::Home, 5), (To::Unknown, 3), (To::Incarceration, 1)]),
        Why::PayerForced => draws.weighted(&[(To::HomeWithOutpatientCare, 6), (To::LowerLevelElsewhere, 3)]),
        Why::Transfer => draws.weighted(&[(To::HigherLevelElsewhere, 6), (To::MedicalHospital, 1), (To::TransitionalLiving, 1)]),
        Why::Died => To::Unknown,
    };
    (kind, destination)
}

/// Some come back, most of all after a relapse or when the payer ended the stay.
fn readmission(first: &Stay, site: Site, draws: &mut Stream) -> Option<Stay> {
    let ended = first.ending?;
    let course = first.trajectory.course;
    let share = match (ended.kind, course) {
        (Why::Died | Why::Transfer, _) => 0.0,
        (Why::PayerForced, _) => 0.4,
        (_, Course::Relapse) => 0.55,
        (Why::AgainstAdvice, _) => 0.2,
        _ => 0.06,
    };
    let comes_back = draws.chance(share);
    let admitted = ended.day + draws.between(6, 120);
    let course = draws.weighted(&[(Course::Response, 5), (Course::SlowResponse, 3), (Course::Plateau, 2)]);
    let path = path(site, course, draws);
    let ending = ending(course, &path, draws);
    let trajectory = Trajectory { course, start: severity(path[0].0, draws), ..first.trajectory };
    (comes_back && admitted <= -2).then(|| stay(admitted, &path, Some(ending), trajectory))
}
