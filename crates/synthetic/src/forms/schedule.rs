//! When forms are given: at intake, at intervals that depend on the level of care, at discharge and months after it.

use care::DischargeType as Why;
use instruments::Phase;
use vocabulary::LevelOfCare;

use super::person::Person;
use super::shelf::Form;
use crate::patient_file::Context;
use crate::plot::{Plot, Problem, Stay, Step};
use crate::script::Mishap;
use crate::stream::Stream;

/// A day on which a patient is given forms.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Occasion {
    /// Counted from 0 within the stay; missed ones count.
    pub(crate) number: usize,
    /// Days before the day of the plan (negative).
    pub(crate) day: i32,
    pub(crate) phase: Phase,
    pub(crate) step: Step,
    /// Which stay of the plot.
    pub(crate) stay: usize,
    pub(crate) forms: Vec<Form>,
    /// What the script lets go wrong.
    pub(crate) mishap: Option<Mishap>,
    /// Minutes after midnight, for observations that are made at set hours.
    pub(crate) minute: Option<i32>,
}

/// Instruments of which a new one is due after thirty days.
const MONTHLY: i32 = 28;

/// All occasions of a stay on which something was given, observations of withdrawal last.
pub(crate) fn occasions(context: &Context<'_>, place: usize, person: &Person, draws: &mut Stream) -> Vec<Occasion> {
    let plot = context.plot;
    let stay = &plot.stays[place];
    let next_admission = plot.stays.get(place + 1).map(Stay::admitted);
    let mut planned = Vec::new();
    let last_day = stay.ending.map_or(-1, |ending| ending.day);
    let late = if plot.scripted { 0 } else { draws.weighted(&[(0, 76), (1, 14), (2, 6), (3, 4)]) };
    planned.push((stay.admitted() + late, Phase::Intake));
    planned.extend(in_treatment(plot, stay, last_day, draws));
    if let Some(ending) = stay.ending {
        let before = planned.last().map_or(ending.day, |(day, _)| day + 1);
        planned.push(((ending.day - draws.between(0, 2)).max(before), Phase::Discharge));
        let days = [30, 90, 180, 365].map(|after| ending.day + after + if plot.scripted { 0 } else { draws.between(-7, 7) });
        let until = next_admission.unwrap_or(0);
        planned.extend(days.into_iter().filter(|day| *day < until && *day <= -1).map(|day| (day, Phase::FollowUp)));
    }
    let mut last_monthly = stay.admitted();
    let mut occasions = Vec::new();
    for (number, (day, phase)) in planned.into_iter().enumerate() {
        let given = is_given(plot, stay, place, number, phase, person, draws);
        let monthly = phase != Phase::InTreatment || day - last_monthly >= MONTHLY;
        let beyond = phase != Phase::FollowUp && day > last_day;
        let forms = forms_at(plot, person, stay.step_on(day).level, phase, monthly, number, draws);
        if !given || beyond || day > -1 {
            continue;
        }
        if monthly {
            last_monthly = day;
        }
        let mishap = scripted_mishap(plot, place, number);
        let day = if mishap == Some(Mishap::FridayEvening) { context.frame.last_friday() } else { day };
        occasions.push(Occasion { number, day, phase, step: stay.step_on(day), stay: place, forms, mishap, minute: None });
    }
    occasions.extend(withdrawal(plot, stay, place, last_day));
    occasions
}

/// Days between admission and discharge.
fn in_treatment(plot: &Plot, stay: &Stay, last_day: i32, draws: &mut Stream) -> Vec<(i32, Phase)> {
    let mut days = Vec::new();
    let mut due = stay.admitted();
    loop {
        let outpatient = stay.step_on(due).level == LevelOfCare::Outpatient;
        due += if outpatient { plot.interval } else { 7 };
        let moved = if outpatient { draws.between(-3, 3) } else { draws.between(-1, 1) };
        let day = if plot.scripted { due } else { due + moved };
        // The last days before a discharge belong to the discharge forms.
        let latest = if stay.ending.is_some() { last_day - 4 } else { last_day };
        if day > latest {
            return days;
        }
        days.push((day, Phase::InTreatment));
    }
}

fn scripted_mishap(plot: &Plot, place: usize, number: usize) -> Option<Mishap> {
    let found = plot.mishaps.iter().find(|(occasion, _)| place == 0 && *occasion == number);
    found.map(|(_, mishap)| *mishap)
}

/// Whether the forms of an occasion were given at all. Missing forms are the rule, most of all after discharge.
fn is_given(plot: &Plot, stay: &Stay, place: usize, number: usize, phase: Phase, person: &Person, draws: &mut Stream) -> bool {
    let kind = stay.ending.map(|ending| ending.kind);
    let share = match (phase, kind) {
        (Phase::Intake, _) => 0.96,
        (Phase::InTreatment, _) => 0.87,
        (_, Some(Why::Died)) => 0.0,
        (Phase::Discharge, Some(Why::Completed)) => 0.85,
        (Phase::Discharge, Some(Why::Transfer | Why::PayerForced)) => 0.5,
        (Phase::Discharge, _) => 0.12,
        (Phase::FollowUp, Some(Why::Completed)) => 0.42 * person.faithful,
        (Phase::FollowUp, _) => 0.16 * person.faithful,
    };
    let by_chance = draws.chance(share);
    if !plot.scripted {
        return by_chance;
    }
    let leaves_abruptly = matches!(kind, Some(Why::AgainstAdvice | Why::Died | Why::Administrative));
    let after = matches!(phase, Phase::Discharge | Phase::FollowUp);
    scripted_mishap(plot, place, number) != Some(Mishap::Missed) && !(after && leaves_abruptly)
}

/// Which forms belong to an occasion.
fn forms_at(plot: &Plot, person: &Person, level: LevelOfCare, phase: Phase, monthly: bool, number: usize, draws: &mut Stream) -> Vec<Form> {
    let substance_use = plot.problem.is_substance_use();
    let totals = draws.fraction();
    let mut forms = vec![Form::Phq9];
    if phase != Phase::FollowUp || person.faithful > 0.9 {
        forms.push(Form::Gad7);
    }
    let intake = phase == Phase::Intake;
    if intake {
        forms.push(Form::AuditC);
        if plot.problem != Problem::Trauma && !substance_use {
            forms.push(Form::PcPtsd5);
        }
    }
    if plot.problem == Problem::Trauma && monthly {
        forms.push(Form::Pcl5);
    }
    if substance_use && monthly {
        forms.push(Form::BamR);
    }
    if substance_use && phase != Phase::FollowUp {
        forms.push(Form::Craving);
    }
    let asked_each_time = matches!(level, LevelOfCare::PartialHospitalization | LevelOfCare::Residential);
    let asked_now = level == LevelOfCare::IntensiveOutpatient && number.is_multiple_of(2);
    let asked = intake || phase == Phase::Discharge || (phase == Phase::InTreatment && (asked_each_time || asked_now));
    if asked {
        forms.push(Form::Asq);
    }
    let ends = matches!(phase, Phase::Discharge | Phase::FollowUp);
    if intake && totals < 0.3 || ends && totals < 0.25 {
        forms.push(Form::Who5);
    }
    if substance_use && ends && totals > 0.6 {
        forms.push(Form::Sure);
    }
    forms
}

/// Observations of withdrawal at set hours of the first days in residence.
fn withdrawal(plot: &Plot, stay: &Stay, place: usize, last_day: i32) -> Vec<Occasion> {
    let form = match plot.problem {
        Problem::Opioid => Form::Cows,
        Problem::Alcohol => Form::CiwaAr,
        _ => return Vec::new(),
    };
    let first = stay.step_on(stay.admitted());
    if first.level != LevelOfCare::Residential {
        return Vec::new();
    }
    let hours = (0..5).flat_map(|day| {
        let times: &[i32] = if day < 2 { &[8 * 60, 14 * 60, 20 * 60] } else { &[9 * 60, 19 * 60] };
        times.iter().map(move |minute| (day, *minute))
    });
    // On the day of admission the first observation follows the admission.
    // The day before the practice is looked at has no evening yet.
    let over = |day: i32, minute: i32| first.first + day <= last_day && (first.first + day < -1 || minute <= 14 * 60);
    let kept = hours.filter(|(day, minute)| (*day > 0 || *minute > 10 * 60) && over(*day, *minute));
    let occasion = |(place_in_row, (day, minute)): (usize, (i32, i32))| Occasion {
        number: 1000 + place_in_row,
        day: first.first + day,
        phase: if day == 0 { Phase::Intake } else { Phase::InTreatment },
        step: first,
        stay: place,
        forms: vec![form],
        mishap: None,
        minute: Some(minute),
    };
    kept.enumerate().map(occasion).collect()
}
