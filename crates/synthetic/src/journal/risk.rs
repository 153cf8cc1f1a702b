//! Ratings of risk, made where the patient is seen: nearly every day in a program, at most sessions of outpatient care.

use care::{RiskBasis, RiskLevel, RiskRating};
use vocabulary::LevelOfCare;

use super::chart::{Chart, Hand};
use super::incidents::UNRATED_HARM;
use crate::script::Quirk;
use crate::stream::Stream;

pub(super) fn write(chart: &mut Chart<'_>, draws: &mut Stream) {
    for day in chart.attended.clone() {
        let share = match chart.level(day) {
            LevelOfCare::Outpatient => 0.7,
            LevelOfCare::IntensiveOutpatient => 0.85,
            _ => 0.93,
        };
        let rated = chart.happens(true, share, draws);
        let unrated = chart.is_out_of_sight(day) || (chart.has(Quirk::HarmUnrated) && day >= UNRATED_HARM);
        let mut own = draws.branch("day").numbered(usize::try_from(-day).unwrap_or(0));
        if rated && !unrated {
            rate(chart, day, &mut own);
        }
    }
}

fn rate(chart: &mut Chart<'_>, day: i32, draws: &mut Stream) {
    let zone = chart.zone(day);
    let assessed_at = chart.context.frame.at(zone, day, draws.between(9 * 60 + 30, 15 * 60 + 45));
    let level = level(chart, day, draws);
    let therapist = chart.records.therapist_on(day);
    let value = RiskRating {
        patient: chart.context.patient,
        episode: Some(chart.records.episode.id),
        assessed_at,
        level,
        basis: basis(chart, day, draws),
        rated_by: Some(chart.context.house.clinician_id(therapist)),
    };
    let entry = chart.enter(Hand::Therapist, day, value, draws);
    chart.journal.risk_ratings.push(entry);
}

/// Follows what was answered last, and what happened.
fn level(chart: &Chart<'_>, day: i32, draws: &mut Stream) -> RiskLevel {
    let after_harm = chart.harmed.iter().map(|harmed| day - harmed).filter(|days| (0..14).contains(days)).min();
    let by_answer = match chart.thoughts(day) {
        0 => RiskLevel::None,
        1 => draws.weighted(&[(RiskLevel::Low, 9), (RiskLevel::Moderate, 1)]),
        2 => draws.weighted(&[(RiskLevel::Moderate, 7), (RiskLevel::Low, 2), (RiskLevel::High, 1)]),
        _ => draws.weighted(&[(RiskLevel::High, 5), (RiskLevel::Moderate, 5)]),
    };
    let not_assessed = draws.chance(0.015);
    match after_harm {
        Some(0..=2) => RiskLevel::High,
        Some(_) => by_answer.max(RiskLevel::Moderate),
        None if chart.scripted() => match chart.thoughts(day) {
            0 => RiskLevel::None,
            1 => RiskLevel::Low,
            _ => RiskLevel::Moderate,
        },
        None if not_assessed => RiskLevel::NotAssessed,
        None => by_answer,
    }
}

fn basis(chart: &Chart<'_>, day: i32, draws: &mut Stream) -> RiskBasis {
    let columbia = draws.chance(0.3);
    let observed = draws.chance(0.2);
    if chart.was_given("asq", day) {
        RiskBasis::AskSuicideScreening
    } else if day == chart.stay.admitted() && columbia {
        RiskBasis::ColumbiaScale
    } else if chart.level(day) == LevelOfCare::Residential && observed {
        RiskBasis::Observation
    } else {
        RiskBasis::ClinicalInterview
    }
}
