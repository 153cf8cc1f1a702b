//! The rules with their numbers as lines of a table: what people read before they change one.

use super::Rule;
use super::parameters::{Basis, Mark, Mode, Parameters};

/// One number, or one set of numbers with one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// The rule.
    pub rule: Rule,
    /// Shown, silent or off. A number that is only recalled and not enabled runs silently.
    pub mode: Mode,
    /// The numbers by the key of the file: `("grace_days", "3")`.
    pub numbers: Vec<(&'static str, String)>,
    /// How far it was checked.
    pub mark: Mark,
    /// What it rests on.
    pub source: String,
    /// The clinician who enabled a number that is only recalled.
    pub enabled_by: Option<String>,
}

fn line(rule: Rule, mode: Mode, numbers: Vec<(&'static str, String)>, basis: &Basis) -> RuleLine {
    let mode = if mode == Mode::Shown && !basis.may_be_shown() { Mode::Silent } else { mode };
    RuleLine { rule, mode, numbers, mark: basis.mark, source: basis.source.clone(), enabled_by: basis.enabled_by.clone() }
}

macro_rules! numbers {
    ($table:expr, $($field:ident),*) => { vec![$((stringify!($field), $table.$field.to_string())),*] };
}

impl Parameters {
    /// Every rule with its numbers, in the order of the file. A rule with several sources has a line for each.
    pub fn summary(&self) -> Vec<RuleLine> {
        let mut lines = vec![line(
            Rule::SafetyAnswer,
            self.safety_answer.mode,
            numbers!(self.safety_answer, shown_for_days),
            &self.safety_answer.basis,
        )];
        for threshold in &self.withdrawal_scale.thresholds {
            let mut numbers = vec![("instrument", threshold.instrument.clone()), ("at_least", threshold.at_least.to_f64().to_string())];
            numbers.extend(numbers!(self.withdrawal_scale, shown_for_days));
            lines.push(line(Rule::WithdrawalScale, self.withdrawal_scale.mode, numbers, &threshold.basis));
        }
        let deterioration = &self.reliable_deterioration;
        lines.push(line(Rule::ReliableDeterioration, deterioration.mode, numbers!(deterioration, shown_for_days), &deterioration.basis));
        let since_discharge = &self.worse_since_discharge;
        let numbers = numbers!(since_discharge, shown_for_days);
        lines.push(line(Rule::WorseSinceDischarge, since_discharge.mode, numbers, &since_discharge.basis));
        let off_course = &self.off_course;
        lines.push(line(Rule::OffCourse, off_course.mode, numbers!(off_course, shown_for_days), &off_course.basis));
        for checkpoint in &self.early_non_response.checkpoints {
            let mut numbers = numbers!(checkpoint, after_days, until_days, reduction_percent_below);
            numbers.extend(numbers!(self.early_non_response, baseline_severity_at_least, shown_for_days));
            lines.push(line(Rule::EarlyNonResponse, self.early_non_response.mode, numbers, &checkpoint.basis));
        }
        let plateau = &self.plateau;
        let numbers = numbers!(plateau, scores_at_least, days_at_least, severity_at_least, shown_for_days);
        lines.push(line(Rule::Plateau, plateau.mode, numbers, &plateau.basis));
        let absence = &self.repeated_absence;
        let numbers = numbers!(absence, in_a_row, within_count, within_days, attended_to_end, shown_for_days);
        lines.push(line(Rule::RepeatedAbsence, absence.mode, numbers, &absence.basis));
        let overdue = &self.overdue_measure;
        lines.push(line(Rule::OverdueMeasure, overdue.mode, numbers!(overdue, grace_days, raised_for_days), &overdue.basis));
        let unreviewed = &self.unreviewed_score;
        let numbers = numbers!(unreviewed, business_days, raised_for_days);
        lines.push(line(Rule::UnreviewedScore, unreviewed.mode, numbers, &unreviewed.basis));
        lines
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_has_a_line_with_its_source() {
        let lines = Parameters::shipped().summary();
        let rules: BTreeSet<Rule> = lines.iter().map(|line| line.rule).collect();
        assert_eq!(rules, Rule::ALL.iter().copied().collect());
        assert!(lines.iter().all(|line| !line.source.is_empty()));
    }

    #[test]
    fn what_is_only_recalled_runs_silently_until_somebody_enables_it() {
        let lines = Parameters::shipped().summary();
        let recalled: Vec<&RuleLine> = lines.iter().filter(|line| line.mark == Mark::Recalled).collect();
        assert!(!recalled.is_empty() && recalled.iter().all(|line| line.enabled_by.is_some() || line.mode == Mode::Silent));
    }
}
