//! Substance use: what patients report when they are asked, and what screens show. Asked in the substance-use programs only.

use care::{AbstinenceReport, DrugScreen, DrugScreenResult as Shown, SubstanceClass, SubstanceUse, SubstanceUseKind};
use vocabulary::LevelOfCare;

use super::chart::{Chart, Hand};
use crate::course::Course;
use crate::entry::Change;
use crate::plot::Problem;
use crate::stream::Stream;

pub(super) fn write(chart: &mut Chart<'_>, draws: &mut Stream) {
    let Some(class) = class_of(chart.context.plot.problem) else { return };
    let admitted = chart.stay.admitted();
    let mut asked = admitted;
    let mut abstinent = false;
    let before = admitted - if chart.scripted() { 1 } else { draws.between(0, 9) };
    used(chart, before, admitted, class, SubstanceUseKind::Use, draws);
    for (place, day) in chart.review_days().into_iter().enumerate() {
        let mut draws = draws.numbered(place);
        let asks = chart.happens(true, 0.88, &mut draws);
        let (days_ago, overdoses) = (draws.between(1, 3), draws.chance(0.05));
        let uses = uses_before(chart, day, &mut draws);
        let latest_use = if place == 0 { before } else { day - if chart.scripted() { 1 } else { days_ago } };
        let use_reported = place == 0 || (uses && latest_use > asked);
        if asks && place > 0 {
            if uses && latest_use > asked {
                let kind = match (abstinent, class) {
                    (_, SubstanceClass::Opioids) if overdoses && !chart.scripted() => SubstanceUseKind::Overdose,
                    (true, _) => SubstanceUseKind::Relapse,
                    (false, _) => SubstanceUseKind::Use,
                };
                used(chart, latest_use, day, class, kind, &mut draws);
                // One of the cast is drinking again more than once a week.
                if chart.scripted() && latest_use - 2 > asked {
                    used(chart, latest_use - 2, day, class, kind, &mut draws);
                }
            } else {
                abstained(chart, day, day - asked, &mut draws);
                abstinent = true;
            }
            asked = day;
        }
        screen(chart, day, class, use_reported && day - latest_use <= 3, &mut draws);
    }
}

fn class_of(problem: Problem) -> Option<SubstanceClass> {
    match problem {
        Problem::Alcohol => Some(SubstanceClass::Alcohol),
        Problem::Opioid => Some(SubstanceClass::Opioids),
        Problem::Stimulant => Some(SubstanceClass::Stimulants),
        _ => None,
    }
}

/// Whether there was use in the days before somebody asked: the worse the patient is, the likelier, and hardly ever in residence.
fn uses_before(chart: &Chart<'_>, day: i32, draws: &mut Stream) -> bool {
    let trajectory = &chart.stay.trajectory;
    let residential = chart.level(day) == LevelOfCare::Residential;
    let relapsed = trajectory.course == Course::Relapse && chart.weeks(day) > trajectory.turn;
    let still = (0.75 - chart.gain(day)).clamp(0.0, 1.0);
    let share = match trajectory.course {
        _ if residential => 0.015,
        Course::Relapse if relapsed => 0.75,
        Course::Plateau | Course::OffCourse | Course::Deterioration => 0.5 * still,
        _ => 0.35 * still,
    };
    let by_chance = draws.chance(share);
    if chart.scripted() { relapsed && !residential } else { by_chance }
}

fn used(chart: &mut Chart<'_>, day: i32, reported: i32, substance: SubstanceClass, kind: SubstanceUseKind, draws: &mut Stream) {
    let value = SubstanceUse {
        patient: chart.context.patient,
        episode: (day >= chart.stay.admitted()).then_some(chart.records.episode.id),
        day: chart.context.frame.day(day),
        substance,
        kind,
    };
    let mut entry = chart.enter(Hand::Therapist, reported, value, draws);
    entry.effective_day = chart.context.frame.day(day);
    chart.journal.substance_uses.push(entry);
}

fn abstained(chart: &mut Chart<'_>, day: i32, days: i32, draws: &mut Stream) {
    let value = AbstinenceReport {
        patient: chart.context.patient,
        episode: Some(chart.records.episode.id),
        day: chart.context.frame.day(day),
        days_covered: u32::try_from(days).unwrap_or(0),
    };
    let entry = chart.enter(Hand::Therapist, day, value, draws);
    chart.journal.abstinence_reports.push(entry);
}

fn screen(chart: &mut Chart<'_>, day: i32, class: SubstanceClass, recent_use: bool, draws: &mut Stream) {
    let taken = chart.happens(true, 0.85, draws);
    let odd = draws.weighted(&[(None, 94), (Some(Shown::NotInterpretable), 3), (Some(Shown::Declined), 3)]);
    let (another, misses) = (draws.chance(0.12), draws.chance(0.1));
    let other = draws.pick(&[SubstanceClass::Cannabis, SubstanceClass::Sedatives, SubstanceClass::Stimulants]);
    let of_another_patient = draws.chance(0.006);
    if !taken {
        return;
    }
    let scripted = chart.scripted();
    let result = match odd {
        Some(odd) if !scripted => odd,
        _ if recent_use && (scripted || !misses) => Shown::Unexpected,
        _ if day >= -1 && !scripted => Shown::Pending,
        _ => Shown::Expected,
    };
    let mut substances = Vec::new();
    if result == Shown::Unexpected {
        substances.push(class);
        if another && !scripted && other != class {
            substances.push(other);
        }
    }
    let day_of = chart.context.frame.day(day);
    let value = DrugScreen { patient: chart.context.patient, episode: Some(chart.records.episode.id), day: day_of, result, substances };
    let mut entry = chart.enter(Hand::Therapist, day, value, draws);
    if of_another_patient && !scripted && day <= -6 {
        let (user, at) = chart.moment(Hand::Therapist, day + 2, draws);
        entry.revise(Change::Voided("the sample was of another patient".to_owned()), day_of, at, user);
    }
    chart.journal.drug_screens.push(entry);
}
