//! The numbers of the rules, as a file: each with the source it was taken from and a mark that says how far it was checked.
//!
//! The defaults stand in `parameters.toml` beside this file. A practice edits a copy. A number that is only recalled may not be shown as a sign
//! until a named clinician has enabled it; until then its rule runs silently.

use serde::{Deserialize, Deserializer};
use vocabulary::Points;

use super::Visibility;

/// The file that comes with the product.
const SHIPPED: &str = include_str!("parameters.toml");

/// Why a parameter file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// Not TOML, or a key that is not known, missing or of the wrong kind.
    #[error("line {line}, column {column}: not a file of warning-sign parameters: {message}")]
    Toml {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What the reader of TOML says.
        message: String,
    },
    /// A value that is not allowed.
    #[error("{place}: {fault}")]
    Invalid {
        /// The table and key.
        place: String,
        /// What is wrong and what is expected.
        fault: ParameterFault,
    },
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParameterFault {
    /// A text that must say something.
    #[error("is empty")]
    Empty,
    /// A number without a source.
    #[error("is empty: every number says where it comes from")]
    NoSource,
    /// A recalled number that would be shown.
    #[error("is only recalled: set mode = \"silent\", or name the clinician who enables it in enabled_by")]
    OnlyRecalled,
    /// A number that says nothing.
    #[error("is too small to say anything")]
    TooSmall,
    /// The same instrument again.
    #[error("`{instrument}` stands twice")]
    Twice {
        /// Its id.
        instrument: String,
    },
    /// A share that cannot be.
    #[error("more than 100 percent cannot be asked for")]
    MoreThanAll,
    /// A time that ends before it begins.
    #[error("lies before after_days = {after}")]
    EndsBefore {
        /// Where it begins.
        after: u16,
    },
    /// Two checkpoints at a time.
    #[error("overlaps the checkpoint before, which ends at {until}")]
    Overlaps {
        /// Where the one before ends.
        until: u16,
    },
}

/// What a rule's signs are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// People see them.
    Shown,
    /// They are recorded and counted only, to find out how many there would be.
    Silent,
    /// There are none.
    Off,
}

/// How far a number was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The sources were read; they are named.
    Verified,
    /// Said to come from the named source, which was not read.
    Recalled,
    /// Rests on no study: a choice of ours that the practice should make its own.
    Convention,
}

/// Where a number comes from and who has enabled it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// How far it was checked.
    pub mark: Mark,
    /// What it rests on.
    pub source: String,
    /// The clinician who enabled a number that is only recalled.
    #[serde(default)]
    pub enabled_by: Option<String>,
}

impl Mark {
    /// The code in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Recalled => "recalled",
            Self::Convention => "convention",
        }
    }
}

impl Basis {
    /// True where the number may lead to a sign that people see.
    pub fn may_be_shown(&self) -> bool {
        self.mark != Mark::Recalled || self.enabled_by.as_deref().is_some_and(|name| !name.trim().is_empty())
    }
}

impl Mode {
    /// The code in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Silent => "silent",
            Self::Off => "off",
        }
    }

    /// Whether people see the signs of a rule in this mode that rest on this number; `None` when there are to be no signs.
    pub(crate) fn visibility(self, basis: &Basis) -> Option<Visibility> {
        match self {
            Self::Off => None,
            Self::Shown if basis.may_be_shown() => Some(Visibility::Shown),
            Self::Shown | Self::Silent => Some(Visibility::Silent),
        }
    }
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: $type,)* }
    )*};
}

tables! {
    /// A whole file.
    Parameters {
        /// Raised by every change; stands beside the signs that were raised.
        version: String,
        /// See [`super::Rule::SafetyAnswer`].
        safety_answer: SafetyAnswer,
        /// See [`super::Rule::WithdrawalScale`].
        withdrawal_scale: WithdrawalScale,
        /// See [`super::Rule::ReliableDeterioration`].
        reliable_deterioration: ReliableDeterioration,
        /// See [`super::Rule::WorseSinceDischarge`]. A file from before there was this rule has the numbers that come with the product.
        #[serde(default = "shipped_since_discharge")]
        worse_since_discharge: WorseSinceDischarge,
        /// See [`super::Rule::OffCourse`].
        off_course: OffCourse,
        /// See [`super::Rule::EarlyNonResponse`].
        early_non_response: EarlyNonResponse,
        /// See [`super::Rule::Plateau`].
        plateau: Plateau,
        /// See [`super::Rule::RepeatedAbsence`].
        repeated_absence: RepeatedAbsence,
        /// See [`super::Rule::OverdueMeasure`].
        overdue_measure: OverdueMeasure,
        /// See [`super::Rule::UnreviewedScore`].
        unreviewed_score: UnreviewedScore,
    }

    /// `[safety_answer]`
    SafetyAnswer {
        /// Shown, silent or off.
        mode: Mode,
        /// An answer of a clinical day longer ago than this is history that came in late: recorded, not shown.
        shown_for_days: u16,
        /// Entries, as `instrument/entry`, that say the same as the withdrawal scale's threshold. Where that rule shows its sign, they add none.
        left_to_withdrawal_scale: Vec<String>,
        /// Where the numbers come from.
        basis: Basis,
    }

    /// `[withdrawal_scale]`
    WithdrawalScale {
        /// Shown, silent or off.
        mode: Mode,
        /// A score of a clinical day longer ago than this is history that came in late: recorded, not shown.
        shown_for_days: u16,
        /// The thresholds, one an instrument.
        thresholds: Vec<WithdrawalThreshold>,
    }

    /// `[[withdrawal_scale.thresholds]]`
    WithdrawalThreshold {
        /// The instrument's id.
        instrument: String,
        /// A score of this or more.
        #[serde(deserialize_with = "points")]
        at_least: Points,
        /// Where it comes from.
        basis: Basis,
    }

    /// `[reliable_deterioration]`
    ReliableDeterioration {
        /// Shown, silent or off.
        mode: Mode,
        /// What speaks of a clinical day longer ago than this is history that came in late: recorded, not shown. A file from before there was such a
        /// number has the one that comes with the product.
        #[serde(default = "days_of_history")]
        shown_for_days: u16,
        /// Where the rule comes from. Its number is the instrument's verified reliable-change value.
        basis: Basis,
    }

    /// `[worse_since_discharge]`
    WorseSinceDischarge {
        /// Shown, silent or off.
        mode: Mode,
        /// What speaks of a clinical day longer ago than this is history that came in late: recorded, not shown.
        #[serde(default = "days_of_history")]
        shown_for_days: u16,
        /// Where the rule comes from. Its number is the instrument's verified reliable-change value.
        basis: Basis,
    }

    /// `[off_course]`
    OffCourse {
        /// Shown, silent or off.
        mode: Mode,
        /// What speaks of a clinical day longer ago than this is history that came in late: recorded, not shown. A file from before there was such a
        /// number has the one that comes with the product.
        #[serde(default = "days_of_history")]
        shown_for_days: u16,
        /// Where the rule comes from. Its numbers are those of the course.
        basis: Basis,
    }

    /// `[early_non_response]`
    EarlyNonResponse {
        /// Shown, silent or off.
        mode: Mode,
        /// What speaks of a clinical day longer ago than this is history that came in late: recorded, not shown. A file from before there was such a
        /// number has the one that comes with the product.
        #[serde(default = "days_of_history")]
        shown_for_days: u16,
        /// Only where the band of the baseline is at least this severe: a low score has nowhere to go.
        baseline_severity_at_least: u8,
        /// When one looks, and how much change is asked for.
        checkpoints: Vec<Checkpoint>,
    }

    /// `[[early_non_response.checkpoints]]`
    Checkpoint {
        /// The first score at least this many days after the baseline is looked at,
        after_days: u16,
        /// and at most this many.
        until_days: u16,
        /// Less reduction than this, in percent of the baseline above the lowest possible score.
        reduction_percent_below: u8,
        /// Where it comes from.
        basis: Basis,
    }

    /// `[plateau]`
    Plateau {
        /// Shown, silent or off.
        mode: Mode,
        /// What speaks of a clinical day longer ago than this is history that came in late: recorded, not shown. A file from before there was such a
        /// number has the one that comes with the product.
        #[serde(default = "days_of_history")]
        shown_for_days: u16,
        /// As many scores within the reliable-change value,
        scores_at_least: u16,
        /// over as many days,
        days_at_least: u16,
        /// while the band is at least this severe.
        severity_at_least: u8,
        /// Where the numbers come from.
        basis: Basis,
    }

    /// `[repeated_absence]`
    RepeatedAbsence {
        /// Shown, silent or off.
        mode: Mode,
        /// What speaks of a clinical day longer ago than this is history that came in late: recorded, not shown. A file from before there was such a
        /// number has the one that comes with the product.
        #[serde(default = "days_of_history")]
        shown_for_days: u16,
        /// As many planned days in a row without the patient,
        in_a_row: u16,
        /// or as many
        within_count: u16,
        /// within so many days.
        within_days: u16,
        /// So many planned days in a row with the patient end a spell of absences.
        attended_to_end: u16,
        /// Where the numbers come from.
        basis: Basis,
    }

    /// `[overdue_measure]`
    OverdueMeasure {
        /// Shown, silent or off.
        mode: Mode,
        /// So many days after the due day the sign stands.
        grace_days: u16,
        /// What was due longer ago than this is told by adherence, not by a sign.
        raised_for_days: u16,
        /// Where the numbers come from.
        basis: Basis,
    }

    /// `[unreviewed_score]`
    UnreviewedScore {
        /// Shown, silent or off.
        mode: Mode,
        /// So many business days after the day it came in.
        business_days: u16,
        /// What speaks of a clinical day longer ago than this many days raises no sign.
        raised_for_days: u16,
        /// Where the numbers come from.
        basis: Basis,
    }
}

/// As long as an answer about safety is shown.
const fn days_of_history() -> u16 {
    30
}

/// As the rule comes with the product.
fn shipped_since_discharge() -> WorseSinceDischarge {
    Parameters::shipped().worse_since_discharge
}

fn points<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Points, D::Error> {
    let number = f64::deserialize(deserializer)?;
    Points::from_f64(number).map_err(serde::de::Error::custom)
}

impl Parameters {
    /// The file that comes with the product, as text.
    pub fn shipped_text() -> &'static str {
        SHIPPED
    }

    /// The parameters that come with the product.
    pub fn shipped() -> Self {
        Self::from_toml(SHIPPED).expect("the tests read the shipped parameters")
    }

    /// Reads a parameter file and checks every number in it.
    pub fn from_toml(text: &str) -> Result<Self, ParameterError> {
        let parameters: Self = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
        parameters.check()?;
        Ok(parameters)
    }

    fn check(&self) -> Result<(), ParameterError> {
        if self.version.trim().is_empty() {
            return invalid("version", ParameterFault::Empty);
        }
        for (place, mode, basis) in self.bases() {
            if basis.source.trim().is_empty() {
                return invalid(&format!("{place}.basis.source"), ParameterFault::NoSource);
            }
            if mode == Mode::Shown && !basis.may_be_shown() {
                return invalid(&format!("{place}.basis.mark"), ParameterFault::OnlyRecalled);
            }
        }
        self.check_checkpoints()?;
        at_least_one("plateau.scores_at_least", self.plateau.scores_at_least.saturating_sub(1))?;
        at_least_one("repeated_absence.in_a_row", self.repeated_absence.in_a_row)?;
        at_least_one("repeated_absence.within_count", self.repeated_absence.within_count)?;
        at_least_one("repeated_absence.within_days", self.repeated_absence.within_days)?;
        at_least_one("repeated_absence.attended_to_end", self.repeated_absence.attended_to_end)?;
        for (number, threshold) in self.withdrawal_scale.thresholds.iter().enumerate() {
            let earlier = &self.withdrawal_scale.thresholds[..number];
            if earlier.iter().any(|each| each.instrument == threshold.instrument) {
                let place = format!("withdrawal_scale.thresholds[{}]", number + 1);
                return invalid(&place, ParameterFault::Twice { instrument: threshold.instrument.clone() });
            }
        }
        Ok(())
    }

    /// Every source with its place in the file. Checkpoints and thresholds that are only recalled are silent by themselves, so they are listed
    /// as silent here.
    fn bases(&self) -> Vec<(String, Mode, &Basis)> {
        let mut bases = vec![
            ("safety_answer".to_owned(), self.safety_answer.mode, &self.safety_answer.basis),
            ("reliable_deterioration".to_owned(), self.reliable_deterioration.mode, &self.reliable_deterioration.basis),
            ("worse_since_discharge".to_owned(), self.worse_since_discharge.mode, &self.worse_since_discharge.basis),
            ("off_course".to_owned(), self.off_course.mode, &self.off_course.basis),
            ("plateau".to_owned(), self.plateau.mode, &self.plateau.basis),
            ("repeated_absence".to_owned(), self.repeated_absence.mode, &self.repeated_absence.basis),
            ("overdue_measure".to_owned(), self.overdue_measure.mode, &self.overdue_measure.basis),
            ("unreviewed_score".to_owned(), self.unreviewed_score.mode, &self.unreviewed_score.basis),
        ];
        for (number, threshold) in self.withdrawal_scale.thresholds.iter().enumerate() {
            bases.push((format!("withdrawal_scale.thresholds[{}]", number + 1), Mode::Silent, &threshold.basis));
        }
        for (number, checkpoint) in self.early_non_response.checkpoints.iter().enumerate() {
            bases.push((format!("early_non_response.checkpoints[{}]", number + 1), Mode::Silent, &checkpoint.basis));
        }
        bases
    }

    fn check_checkpoints(&self) -> Result<(), ParameterError> {
        let mut last: Option<&Checkpoint> = None;
        for (number, checkpoint) in self.early_non_response.checkpoints.iter().enumerate() {
            let place = |key: &str| format!("early_non_response.checkpoints[{}].{key}", number + 1);
            if checkpoint.reduction_percent_below > 100 {
                return invalid(&place("reduction_percent_below"), ParameterFault::MoreThanAll);
            }
            if checkpoint.until_days < checkpoint.after_days {
                return invalid(&place("until_days"), ParameterFault::EndsBefore { after: checkpoint.after_days });
            }
            if let Some(last) = last.filter(|last| checkpoint.after_days <= last.until_days) {
                return invalid(&place("after_days"), ParameterFault::Overlaps { until: last.until_days });
            }
            last = Some(checkpoint);
        }
        Ok(())
    }
}

fn at_least_one(place: &str, number: u16) -> Result<(), ParameterError> {
    if number == 0 { invalid(place, ParameterFault::TooSmall) } else { Ok(()) }
}

fn invalid<T>(place: &str, fault: ParameterFault) -> Result<T, ParameterError> {
    Err(ParameterError::Invalid { place: place.to_owned(), fault })
}

fn not_toml(text: &str, error: &toml::de::Error) -> ParameterError {
    let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
    ParameterError::Toml {
        line: before.matches('\n').count() + 1,
        column: before.rsplit('\n').next().unwrap_or_default().chars().count() + 1,
        message: error.message().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        assert!(SHIPPED.contains(from), "the shipped file holds {from:?}");
        let error = Parameters::from_toml(&SHIPPED.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn the_shipped_file_reads_and_a_recalled_number_is_silent() {
        let parameters = Parameters::shipped();
        let eight_weeks = &parameters.early_non_response.checkpoints[1];
        assert_eq!(eight_weeks.basis.mark, Mark::Recalled);
        assert_eq!(Mode::Shown.visibility(&eight_weeks.basis), Some(Visibility::Silent));
        let enabled = Basis { enabled_by: Some("Dr. Example, medical director".to_owned()), ..eight_weeks.basis.clone() };
        assert_eq!(Mode::Shown.visibility(&enabled), Some(Visibility::Shown));
    }

    #[test]
    fn a_wrong_file_is_answered_with_place_and_fact() {
        check("in_a_row = 2", "in_a_row = 0", "repeated_absence.in_a_row: is too small to say anything");
        check(
            "until_days = 55",
            "until_days = 60",
            "early_non_response.checkpoints[2].after_days: overlaps the checkpoint before, which ends at 60",
        );
        check("until_days = 55", "until_days = 5", "early_non_response.checkpoints[1].until_days: lies before after_days = 28");
        check("instrument = \"cows\"", "instrument = \"ciwa-ar\"", "withdrawal_scale.thresholds[2]: `ciwa-ar` stands twice");
        check("grace_days", "grace_dayz", "unknown field `grace_dayz`");
        check("shown_for_days = 30", "shown_for_days = -3", "not a file of warning-sign parameters: ");
    }

    #[test]
    fn a_file_from_before_clinical_signs_knew_history_reads_all_the_same() {
        let (head, rest) = SHIPPED.split_once("[reliable_deterioration]").unwrap();
        let older = Parameters::from_toml(&format!("{head}[reliable_deterioration]{}", rest.replace("shown_for_days = 30\n", ""))).unwrap();
        assert_eq!(older, Parameters::shipped());
        assert_eq!((older.plateau.shown_for_days, older.off_course.shown_for_days), (30, 30));
    }

    #[test]
    fn a_file_from_before_there_was_a_rule_about_the_time_after_discharge_has_the_one_of_the_product() {
        let (head, rest) = SHIPPED.split_once("[worse_since_discharge]").unwrap();
        let (_, tail) = rest.split_once("[off_course]").unwrap();
        let older = Parameters::from_toml(&format!("{head}[off_course]{tail}")).unwrap();
        assert_eq!(older, Parameters::shipped());
    }

    #[test]
    fn a_recalled_number_needs_a_name_to_be_shown() {
        let text = SHIPPED.replacen("[plateau.basis]\nmark = \"convention\"", "[plateau.basis]\nmark = \"recalled\"", 1);
        let error = Parameters::from_toml(&text).unwrap_err().to_string();
        assert_eq!(
            error,
            "plateau.basis.mark: is only recalled: set mode = \"silent\", or name the clinician who enables it in enabled_by"
        );
        let named = text.replacen("[plateau.basis]", "[plateau.basis]\nenabled_by = \"Dr. Example\"", 1);
        assert_eq!(Parameters::from_toml(&named).map(|parameters| parameters.plateau.basis.may_be_shown()), Ok(true));
    }
}
