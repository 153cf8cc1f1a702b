//! What is a patient's own about their answers, and how they are on a day.

use crate::plot::{Plot, Problem, Stay};
use crate::stream::{Stream, nearest};

/// What stays the same from form to form.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// Which symptoms a patient has more of than others, by place of the item.
    pub(crate) leaning: [f64; 20],
    /// Anxiety for each measure of distress.
    pub(crate) anxiety_share: f64,
    /// Symptoms of trauma for each measure of distress; 0 without any.
    pub(crate) trauma_share: f64,
    /// 0 to 1: how readily distress becomes thoughts of death.
    pub(crate) ideation: f64,
    /// Has ever tried to end their life.
    pub(crate) attempt_ever: bool,
    /// Drinking as AUDIT-C asks about it, 0 (never) to 4.
    pub(crate) drinking: i32,
    /// Days of use in the month before treatment.
    pub(crate) days_of_use: f64,
    /// Whether a clinician fills in the BAM-R in an interview.
    pub(crate) interviewed: bool,
    /// How much answers waver from one form to the next, as a share of the range.
    pub(crate) wavering: f64,
    /// How likely forms come back after discharge.
    pub(crate) faithful: f64,
}

/// How a patient is on a day; shares from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) distress: f64,
    pub(crate) anxiety: f64,
    pub(crate) trauma: f64,
    pub(crate) craving: f64,
    /// Days of use in the past thirty.
    pub(crate) days_of_use: i32,
    /// Thoughts of death as item 9 asks about them, 0 to 3.
    pub(crate) ideation: i32,
    /// Signs of withdrawal.
    pub(crate) withdrawal: f64,
}

impl Person {
    pub(crate) fn draw(plot: &Plot, draws: &mut Stream) -> Self {
        let mut leaning = [1.0; 20];
        for weight in &mut leaning {
            *weight = draws.within(0.45, 1.75);
        }
        let prone = draws.chance(0.4);
        let drinks = if plot.problem == Problem::Alcohol {
            draws.between(3, 4)
        } else {
            draws.weighted(&[(0, 30), (1, 34), (2, 24), (3, 9), (4, 3)])
        };
        let trauma =
            if plot.problem == Problem::Trauma { draws.within(0.95, 1.15) } else { draws.weighted(&[(0.0, 6), (0.45, 3), (0.7, 1)]) };
        Self {
            leaning,
            anxiety_share: if plot.problem == Problem::Anxiety { draws.within(1.15, 1.4) } else { draws.within(0.7, 1.15) },
            trauma_share: trauma,
            ideation: match plot.ideation {
                Some(true) => 1.0,
                Some(false) => 0.0,
                None if prone => draws.within(0.5, 1.0),
                None => draws.within(0.0, 0.12),
            },
            attempt_ever: draws.chance(if prone { 0.22 } else { 0.03 }) && plot.ideation != Some(false),
            drinking: drinks,
            days_of_use: draws.within(9.0, 29.0),
            interviewed: draws.chance(0.25),
            wavering: match plot.scripted {
                // Somebody ready to step down is never a point worse than the week before.
                true if plot.ready_to_step_down => 0.0,
                true => 0.01,
                false => draws.within(0.03, 0.07),
            },
            faithful: draws.within(0.6, 1.4),
        }
    }

    /// How the patient is on a day of a stay, or after it. `pace` is the clinician's: patients of some get better a little sooner.
    pub(crate) fn on(&self, plot: &Plot, stay: &Stay, day: i32, pace: f64, draws: &mut Stream) -> Moment {
        let weeks = f64::from(day - stay.admitted()) / 7.0;
        let severity = stay.severity(day, plot.scripted, pace);
        let mut about = |value: f64| (value + self.wavering * draws.normal()).clamp(0.0, 0.9);
        let distress = about(severity);
        let anxiety = about(severity * self.anxiety_share);
        let trauma = about(severity * self.trauma_share);
        let craving = about(severity * 0.95);
        let residential =
            stay.step_on(day).level == vocabulary::LevelOfCare::Residential && stay.ending.is_none_or(|ending| day <= ending.day);
        Moment {
            distress,
            anxiety,
            trauma,
            craving,
            days_of_use: self.use_in_past_month(stay, severity, weeks, residential, draws),
            ideation: self.thoughts(plot, distress, draws),
            withdrawal: 0.0,
        }
    }

    /// Days of use in the past thirty: as before treatment on the first days, then as the course goes, and none of those spent in residence.
    fn use_in_past_month(&self, stay: &Stay, severity: f64, weeks: f64, residential: bool, draws: &mut Stream) -> i32 {
        let start = stay.trajectory.start.max(0.1);
        let still = ((severity / start - 0.45) / 0.55).clamp(0.0, 1.2);
        let under_care = if residential { 0.0 } else { self.days_of_use * 0.45 * still };
        let share_before = (1.0 - weeks / 4.3).clamp(0.0, 1.0);
        let days = self.days_of_use * share_before + under_care * (1.0 - share_before) + draws.normal();
        nearest(days).clamp(0, 30)
    }

    /// Thoughts of death: the worse the day and the readier the person, the likelier. On the bad days of those of the cast who have them they are
    /// always there, and never on a good day.
    fn thoughts(&self, plot: &Plot, distress: f64, draws: &mut Stream) -> i32 {
        let over = (distress - 0.26).max(0.0);
        let by_chance = draws.chance((self.ideation * over * 2.1).min(0.9));
        let much = draws.fraction();
        let present = if plot.scripted { self.ideation > 0.5 && distress > 0.55 } else { by_chance };
        match present {
            false => 0,
            true if distress > 0.74 && much < 0.3 => 3,
            true if distress > 0.55 && much < 0.35 => 2,
            true => 1,
        }
    }
}
