//! What is done and planned: changes of the plan and of medication, levels tried before, the step down, results of licensed tools.

use care::{
    ExternalLevelOfCareResult, ExternalSystem, MedicationChange, MedicationChangeKind, PlanChangeKind, PriorLevelOutcome, PriorLevelTried,
    StepDownPlan, TreatmentPlanChange,
};
use vocabulary::{LevelOfCare, Period};

use super::chart::{Chart, Hand};
use crate::plot::{Problem, Step};
use crate::script::Quirk;
use crate::stream::Stream;

pub(super) fn write(chart: &mut Chart<'_>, draws: &mut Stream) {
    plan_changes(chart, &mut draws.branch("plan"));
    medication(chart, &mut draws.branch("medication"));
    prior_level(chart, &mut draws.branch("prior"));
    step_downs(chart, &mut draws.branch("step down"));
    external_results(chart, &mut draws.branch("external"));
}

fn plan_changes(chart: &mut Chart<'_>, draws: &mut Stream) {
    let mut answered = false;
    for (place, day) in chart.review_days().into_iter().enumerate() {
        let mut draws = draws.numbered(place);
        let looked = chart.happens(true, 0.85, &mut draws);
        let answers = draws.weighted(&[
            (PlanChangeKind::Interventions, 5),
            (PlanChangeKind::Medication, 3),
            (PlanChangeKind::Frequency, 3),
            (PlanChangeKind::Goals, 1),
        ]);
        let (does_answer, carried, goals) = (draws.chance(0.5), draws.chance(0.15), draws.chance(0.15));
        if !looked || chart.is_out_of_sight(day) {
            continue;
        }
        let not_better = chart.gain(day) < 0.2 && chart.weeks(day) >= 3.0;
        let forward = chart.has(Quirk::PlanCarriedForward);
        let answer_now = not_better && !forward && if chart.scripted() { !answered } else { does_answer };
        let (kind, answers_non_response, carried_forward) = match place {
            0 => (PlanChangeKind::Goals, false, false),
            _ if answer_now => (answers, true, false),
            _ if chart.scripted() => (PlanChangeKind::ReviewedUnchanged, false, forward),
            _ if goals => (PlanChangeKind::Goals, false, false),
            _ => (PlanChangeKind::ReviewedUnchanged, false, carried),
        };
        answered |= answer_now;
        let day_of = chart.context.frame.day(day);
        let value = TreatmentPlanChange { episode: chart.records.episode.id, day: day_of, kind, answers_non_response, carried_forward };
        let entry = chart.enter(Hand::Therapist, day, value, &mut draws);
        chart.journal.treatment_plan_changes.push(entry);
    }
}

/// What is prescribed for a problem: first, and when that does not do.
fn medications(problem: Problem) -> (&'static [&'static str], &'static [&'static str]) {
    match problem {
        Problem::Depression => {
            (&["sertraline", "escitalopram", "fluoxetine", "venlafaxine"], &["bupropion", "mirtazapine", "aripiprazole"])
        }
        Problem::Anxiety => (&["escitalopram", "sertraline", "duloxetine"], &["buspirone", "hydroxyzine"]),
        Problem::Trauma => (&["sertraline", "paroxetine"], &["prazosin"]),
        Problem::Bipolar => (&["lithium carbonate", "lamotrigine", "quetiapine"], &["lurasidone"]),
        Problem::Psychosis => (&["paliperidone", "aripiprazole", "risperidone"], &["sertraline"]),
        Problem::Alcohol => (&["naltrexone", "acamprosate"], &["gabapentin"]),
        Problem::Opioid => (&["buprenorphine/naloxone", "naltrexone"], &["clonidine"]),
        Problem::Stimulant => (&["bupropion", "mirtazapine"], &["naltrexone"]),
    }
}

fn medication(chart: &mut Chart<'_>, draws: &mut Stream) {
    use MedicationChangeKind as Kind;
    let Some((_, first)) = chart.prescriber() else { return };
    let (firsts, seconds) = medications(chart.context.plot.problem);
    let (first_one, second_one) = (draws.pick(firsts), draws.pick(seconds));
    let (raised, added, ended) = (first + draws.between(12, 24), first + draws.between(30, 52), first + draws.between(60, 120));
    let (raises, stops) = (draws.chance(0.6), draws.chance(0.15));
    let mut changes = vec![(first, Kind::Start, first_one)];
    if raises {
        changes.push((raised, Kind::DoseIncrease, first_one));
    }
    if chart.gain(added) < 0.3 {
        changes.push((added, Kind::Start, second_one));
    } else if stops {
        changes.push((ended, Kind::DoseDecrease, first_one));
    }
    let last = chart.last_day();
    for (day, kind, medication) in changes.into_iter().filter(|(day, _, _)| *day <= last) {
        let value = MedicationChange {
            patient: chart.context.patient,
            episode: Some(chart.records.episode.id),
            day: chart.context.frame.day(day),
            kind,
            medication: medication.to_owned(),
        };
        let entry = chart.enter(Hand::Prescriber, day, value, draws);
        chart.journal.medication_changes.push(entry);
    }
}

/// Before an intensive level many have tried a lower one, here or elsewhere. A readmission has its earlier stay on record.
fn prior_level(chart: &mut Chart<'_>, draws: &mut Stream) {
    use PriorLevelOutcome as Outcome;
    let admitted = chart.stay.admitted();
    let (ended, lasted) = (admitted - draws.between(2, 70), draws.between(20, 160));
    let outcome =
        draws.weighted(&[(Outcome::NotEnough, 6), (Outcome::NeededHigherLevel, 3), (Outcome::LeftEarly, 2), (Outcome::Unknown, 1)]);
    let before_outpatient = draws.weighted(&[(Outcome::Enough, 3), (Outcome::LeftEarly, 2), (Outcome::Unknown, 2)]);
    let (level, share, outcome) = match chart.level(admitted) {
        LevelOfCare::Outpatient => (LevelOfCare::Outpatient, 0.2, before_outpatient),
        LevelOfCare::IntensiveOutpatient => (LevelOfCare::Outpatient, 0.5, outcome),
        _ => (draws.weighted(&[(LevelOfCare::Outpatient, 5), (LevelOfCare::IntensiveOutpatient, 4)]), 0.6, outcome),
    };
    let scripted = level < chart.level(admitted);
    if chart.again || !chart.happens(scripted, share, draws) {
        return;
    }
    let outcome = if chart.scripted() { Outcome::NotEnough } else { outcome };
    let frame = chart.context.frame;
    let period = Period::new(frame.day(ended - lasted), Some(frame.day(ended))).expect("it lasted some days");
    let value =
        PriorLevelTried { patient: chart.context.patient, episode: Some(chart.records.episode.id), level_of_care: level, period, outcome };
    let entry = chart.enter(Hand::Therapist, admitted, value, draws);
    chart.journal.prior_levels.push(entry);
}

fn step_downs(chart: &mut Chart<'_>, draws: &mut Stream) {
    let steps = chart.stay.steps.clone();
    for (place, step) in steps.iter().enumerate().filter(|(_, step)| step.level > LevelOfCare::Outpatient) {
        let next = steps.get(place + 1).copied();
        let mut draws = draws.numbered(place);
        match step.last {
            Some(last) => planned_and_done(chart, *step, last, next, &mut draws),
            None => being_planned(chart, *step, &mut draws),
        }
    }
}

/// One level down the ladder.
fn lower(level: LevelOfCare) -> LevelOfCare {
    match level {
        LevelOfCare::Inpatient => LevelOfCare::Residential,
        LevelOfCare::Residential | LevelOfCare::PartialHospitalization => LevelOfCare::IntensiveOutpatient,
        LevelOfCare::IntensiveOutpatient | LevelOfCare::Outpatient => LevelOfCare::Outpatient,
    }
}

/// Of a level that is over: a plan in the first days, and the last one as it came about, unless the patient left or was stepped up.
fn planned_and_done(chart: &mut Chart<'_>, step: Step, last: i32, next: Option<Step>, draws: &mut Stream) {
    let planned = chart.happens(true, 0.85, draws);
    let came_about = match next {
        Some(next) => next.level < step.level,
        None => chart.stay.ending.is_some_and(|ending| ending.kind == care::DischargeType::Completed),
    };
    let target = next.filter(|_| came_about).map_or_else(|| lower(step.level), |next| next.level);
    let early = (step.first + 5).min(last);
    let made = (last - 5).max(early);
    if planned {
        plan(chart, early, target, None, None, draws);
    }
    if planned && came_about {
        let appointment = last + 1 + if next.is_some() { 0 } else { draws.between(1, 8) };
        plan(chart, made, target, Some(last + 1), Some(appointment), draws);
    }
}

/// Of the present level: without a day at first, then with one; with an appointment for who is better.
fn being_planned(chart: &mut Chart<'_>, step: Step, draws: &mut Stream) {
    let early = step.first + 5;
    let planned = chart.happens(true, 0.8, draws);
    let (in_days, first_visit) = (draws.between(4, 9), draws.between(2, 5));
    let later = draws.between(10, 25);
    let dated = chart.happens(true, 0.75, draws);
    if early > -1 || !planned {
        return;
    }
    plan(chart, early, lower(step.level), None, None, draws);
    let newest = chart.attended.iter().rev().copied().find(|day| *day > early);
    let Some(day) = newest.filter(|_| dated) else { return };
    if chart.gain(-1) > 0.45 {
        plan(chart, day, lower(step.level), Some(in_days), Some(first_visit), draws);
    } else {
        plan(chart, day, lower(step.level), Some(in_days + later), None, draws);
    }
}

fn plan(chart: &mut Chart<'_>, day: i32, target_level: LevelOfCare, target: Option<i32>, appointment: Option<i32>, draws: &mut Stream) {
    let frame = chart.context.frame;
    let provider = if appointment.is_some() {
        chart.context.house.program(chart.context.plot.site, target_level).value.name.clone()
    } else {
        String::new()
    };
    let value = StepDownPlan {
        episode: chart.records.episode.id,
        day: frame.day(day),
        target_level,
        target_day: target.map(|day| frame.day(day)),
        appointment_day: appointment.map(|day| frame.day(day)),
        provider,
    };
    let entry = chart.enter(Hand::Therapist, day, value, draws);
    chart.journal.step_down_plans.push(entry);
}

/// What a licensed tool said at admission to a level, as the tool names its levels. It mostly agrees with where the patient is.
fn external_results(chart: &mut Chart<'_>, draws: &mut Stream) {
    let substance_use = chart.treats_substance_use();
    let (system, edition) = if substance_use { (ExternalSystem::Asam, "4th edition") } else { (ExternalSystem::Locus, "20") };
    let practice_asks = chart.happens(chart.has(Quirk::ExternalResults), if substance_use { 0.45 } else { 0.18 }, draws);
    if !practice_asks {
        return;
    }
    for step in chart.stay.steps.clone() {
        let differs = chart.happens(false, 0.12, draws);
        let level = if differs { lower(step.level) } else { step.level };
        let rater = chart.context.house.credited(chart.records.therapist_on(step.first));
        let value = ExternalLevelOfCareResult {
            patient: chart.context.patient,
            episode: Some(chart.records.episode.id),
            system,
            edition: edition.to_owned(),
            day: chart.context.frame.day(step.first),
            rater,
            level: external_level(system, level).to_owned(),
            attachment: String::new(),
        };
        let entry = chart.enter(Hand::Therapist, step.first, value, draws);
        chart.journal.external_results.push(entry);
    }
}

fn external_level(system: ExternalSystem, level: LevelOfCare) -> &'static str {
    let asam = system == ExternalSystem::Asam;
    match level {
        LevelOfCare::Outpatient => {
            if asam {
                "1.5"
            } else {
                "Level 2"
            }
        }
        LevelOfCare::IntensiveOutpatient => {
            if asam {
                "2.1"
            } else {
                "Level 3"
            }
        }
        LevelOfCare::PartialHospitalization => {
            if asam {
                "2.5"
            } else {
                "Level 4"
            }
        }
        LevelOfCare::Residential => {
            if asam {
                "3.5"
            } else {
                "Level 5"
            }
        }
        LevelOfCare::Inpatient => {
            if asam {
                "4"
            } else {
                "Level 6"
            }
        }
    }
}
