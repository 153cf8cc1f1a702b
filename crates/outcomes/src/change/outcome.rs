//! What comes out of [`analyse`](super::analyse).

use super::analysis::{CutoffKind, Functional, SpreadForB};
use super::distribution::MixedModelSummary;
use super::sample::{Pair, Patient, Sample, count};

/// A judged table of patients.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Patients given; `None` where only later scores take part.
    pub n_original: Option<usize>,
    /// Patients with both measurements; `None` where only later scores take part.
    pub n_used: Option<usize>,
    /// What their scores have in common.
    pub sample: Option<Sample>,
    /// The critical value of the index or of the individual cutoff.
    pub critical_value: Option<f64>,
    /// The standard error of a difference, with Jacobson and Truax.
    pub s_diff: Option<f64>,
    /// The standard error of measurement, with Edwards and Nunnally, and Hageman and Arrindell.
    pub se_measurement: Option<f64>,
    /// The standard error of prediction, with Gulliksen, Lord and Novick, and Hsu, Linn and Lord.
    pub se_prediction: Option<f64>,
    /// The reliability of the difference, with Hageman and Arrindell.
    pub r_dd: Option<f64>,
    /// The reliability of the later measurement, as given, with Nunnally and Kotsch.
    pub reliability_post: Option<f64>,
    /// The cutoff that was used.
    pub cutoff: Option<Cutoff>,
    /// The mixed model that was fitted.
    pub mixed_model: Option<MixedModelSummary>,
    /// Patient by patient, in the order in which they came; empty for questions about groups.
    pub rows: Vec<Row>,
    /// Patients without a category, with why.
    pub refused: Vec<RefusedRow>,
    /// How many are in each category, by group.
    pub summary: Vec<SummaryLine>,
    /// Results of groups.
    pub group_results: Vec<GroupResult>,
    /// The share of each group that changed and that ended functional, with Hageman and Arrindell combined.
    pub group_level: Vec<GroupLevel>,
}

/// What was found about one patient.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// As in the source.
    pub id: String,
    /// The group, where there are groups.
    pub group: Option<String>,
    /// Sessions that took part, with a mixed model.
    pub sessions: Option<usize>,
    /// First score.
    pub pre: f64,
    /// Later score.
    pub post: f64,
    /// Change as a share of the baseline, with percentages.
    pub percent_change: Option<f64>,
    /// The reliable change index.
    pub rci: Option<f64>,
    /// The individual standing against a cutoff of true scores.
    pub individual: Option<f64>,
    /// The first score is on the clinical side of the cutoff.
    pub clinical_pre: Option<bool>,
    /// The later score is on the functional side.
    pub functional_post: Option<bool>,
    /// The later score is reliably on the clinical side though the first was not, with true scores.
    pub clinical_post: Option<bool>,
    /// The verdict; `None` where it is undefined, see [`Outcome::refused`].
    pub category: Option<Category>,
}

/// The verdict on one patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Improved, and from the clinical to the functional side.
    Recovered,
    /// Better by more than the criterion.
    Improved,
    /// Neither better nor worse by the criterion. Not the same as "no change".
    Unchanged,
    /// Worse by more than the criterion.
    Deteriorated,
    /// Deteriorated, without having been on the clinical side and without ending on the functional one.
    Harmed,
}

impl Category {
    /// Three categories, in the order of tables.
    pub const PLAIN: [Self; 3] = [Self::Improved, Self::Unchanged, Self::Deteriorated];
    /// All five, in the order of tables.
    pub const ALL: [Self; 5] = [Self::Recovered, Self::Improved, Self::Unchanged, Self::Deteriorated, Self::Harmed];

    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recovered => "Recovered",
            Self::Improved => "Improved",
            Self::Unchanged => "Unchanged",
            Self::Deteriorated => "Deteriorated",
            Self::Harmed => "Harmed",
        }
    }

    /// Improved, deteriorated or neither.
    pub(super) fn of(improved: bool, deteriorated: bool) -> Self {
        match (improved, deteriorated) {
            (true, _) => Self::Improved,
            (false, true) => Self::Deteriorated,
            (false, false) => Self::Unchanged,
        }
    }
}

/// A patient without a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// As in the source.
    pub id: String,
    /// Why.
    pub reason: RowRefusal,
}

/// Why a patient has no category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRefusal {
    /// The first score is 0: a share of it is undefined.
    BaselineIsZero,
}

impl RowRefusal {
    /// The name of the reason in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BaselineIsZero => "baseline-is-zero",
        }
    }
}

/// A cutoff with what it was computed from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cutoff {
    /// Which of the three.
    pub kind: CutoffKind,
    /// Mean of the clinical sample.
    pub mean_clinical: f64,
    /// Standard deviation of the clinical sample.
    pub sd_clinical: f64,
    /// The functional population, where one was given.
    pub functional: Option<Functional>,
    /// Set for a cutoff between true scores.
    pub reliability: Option<CutoffReliability>,
    /// Whose standard deviation was used, with cutoff `b`.
    pub spread_for_b: Option<SpreadForB>,
    /// The cutoff, in points.
    pub value: f64,
}

/// Reliabilities of a cutoff between true scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CutoffReliability {
    /// In the clinical sample.
    pub clinical: f64,
    /// In the functional population, where one was given; negative where its spread is below the error of measurement.
    pub functional: Option<f64>,
}

/// How many patients of a group are in a category.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryLine {
    /// The group, where there are groups.
    pub group: Option<String>,
    /// The category.
    pub category: Category,
    /// Patients.
    pub n: usize,
    /// Share of all judged patients, 0 to 1.
    pub share: f64,
}

/// The result of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupResult {
    /// Which patients were compared.
    pub comparison: GroupComparison,
    /// Mean difference in points.
    pub difference: f64,
    /// Lower bound of the interval.
    pub lower: f64,
    /// Upper bound of the interval.
    pub upper: f64,
    /// Its confidence.
    pub confidence: f64,
    /// What that means against the threshold.
    pub effect: Effect,
}

/// Which patients were compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupComparison {
    /// First and later scores of one group.
    Within {
        /// The group, where there are groups.
        group: Option<String>,
        /// Its patients.
        n: usize,
    },
    /// Later scores of two groups; the difference is comparison minus reference.
    Between {
        /// The first group.
        reference: String,
        /// Its patients.
        n_reference: usize,
        /// The other group.
        comparison: String,
        /// Its patients.
        n_comparison: usize,
    },
}

/// The meaning of an interval against a threshold that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// No effect lies inside.
    NotSignificant,
    /// All of it is beyond no effect and short of the threshold.
    SignificantButIrrelevant,
    /// The estimate is short of the threshold, which lies inside.
    NotLessThanThreshold,
    /// The estimate is beyond the threshold, which lies inside.
    Probable,
    /// All of it is beyond the threshold.
    Large,
    /// All of it is on the unfavourable side of no effect.
    Unfavourable,
}

impl Effect {
    /// The name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotSignificant => "Statistically not significant",
            Self::SignificantButIrrelevant => "Statistically significant but clinically irrelevant",
            Self::NotLessThanThreshold => "Not significantly less than the threshold",
            Self::Probable => "Probably clinically significant effect",
            Self::Large => "Large clinically significant effect",
            Self::Unfavourable => "Statistically significant in the unfavourable direction",
        }
    }
}

/// The share of a group that changed and that ended functional.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupLevel {
    /// The group, where there are groups.
    pub group: Option<String>,
    /// The share that changed for the better, 0 to 1; `None` where the group's spread does not allow to say.
    pub changed: Option<f64>,
    /// The share that ended on the functional side, 0 to 1; `None` likewise.
    pub functional: Option<f64>,
}

impl Outcome {
    /// An outcome that knows who took part and nothing else yet.
    pub(super) fn of(patients: &[Patient], pairs: &[Pair<'_>]) -> Self {
        Self {
            n_original: Some(patients.len()),
            n_used: Some(pairs.len()),
            sample: Some(Sample::of(pairs)),
            critical_value: None,
            s_diff: None,
            se_measurement: None,
            se_prediction: None,
            r_dd: None,
            reliability_post: None,
            cutoff: None,
            mixed_model: None,
            rows: Vec::new(),
            refused: Vec::new(),
            summary: Vec::new(),
            group_results: Vec::new(),
            group_level: Vec::new(),
        }
    }

    /// Takes the rows and counts their categories.
    pub(super) fn with_rows(mut self, rows: Vec<Row>, categories: &[Category]) -> Self {
        let mut groups: Vec<&Option<String>> = Vec::new();
        for row in &rows {
            if !groups.contains(&&row.group) {
                groups.push(&row.group);
            }
        }
        let judged = count(rows.iter().filter(|row| row.category.is_some()).count());
        for group in groups {
            for category in categories {
                let n = rows.iter().filter(|row| row.group == *group && row.category == Some(*category)).count();
                let share = if judged > 0.0 { count(n) / judged } else { 0.0 };
                self.summary.push(SummaryLine { group: group.clone(), category: *category, n, share });
            }
        }
        self.rows = rows;
        self
    }
}

impl Row {
    /// A row without a verdict.
    pub(super) fn of(pair: &Pair<'_>) -> Self {
        Self { id: pair.patient.id.clone(), group: pair.patient.group.clone(), pre: pair.pre, post: pair.post, ..Self::default() }
    }
}
