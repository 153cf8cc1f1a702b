//! The change of one patient, by published norms: what the product shows by default.
//!
//! The norm is the `reliable_change` of the instrument's definition: a number of points as published, or a standard deviation and a reliability
//! from which Jacobson and Truax's method makes one. Only a verified norm counts, unless a named clinician enabled recalled values. Without a norm
//! that counts there is the raw change and no category, and every fact that needs a category is unknown.

use instruments::Definition;
use instruments::definition::{Basis, Direction, Mark, Norms, Scale};
use vocabulary::{Points, Verdict};

use super::distribution::standard_error_of_difference;
use super::sample::two_sided;

/// Whether values count that were not checked at their source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecalledValues {
    /// Verified values only.
    NotEnabled,
    /// This clinician, by name, enabled recalled values.
    EnabledBy(String),
}

impl RecalledValues {
    /// True when a value with this mark counts.
    pub fn admit(&self, mark: Mark) -> bool {
        mark == Mark::Verified || matches!(self, Self::EnabledBy(_))
    }

    /// Who must be named beside a value with this mark.
    fn enabler(&self, mark: Mark) -> Option<String> {
        match (mark, self) {
            (Mark::Recalled, Self::EnabledBy(name)) => Some(name.clone()),
            _ => None,
        }
    }
}

/// The change of a patient on one scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The first score.
    pub baseline: Points,
    /// The latest score.
    pub latest: Points,
    /// `latest - baseline`, as it is; negative where the score fell.
    pub change: Points,
    /// How much better; negative where worse.
    pub better_by: Points,
    /// The verdict; `None` without a norm that counts.
    pub category: Option<ChangeCategory>,
    /// What the verdict rests on, or why there is none.
    pub norm: NormUse,
    /// Whether the scores are in the clinical range; `None` where the definition has no such cutoff that counts.
    pub clinical_range: Option<ClinicalRange>,
    /// What the ends of the scale make impossible to see.
    pub limit: Option<RangeLimit>,
}

/// The verdict on the change of one patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeCategory {
    /// Reliably improved, from inside the clinical range to outside.
    Recovered,
    /// Better by more than measurement error.
    ReliablyImproved,
    /// Neither: the change may be measurement error. It is not evidence that nothing changed.
    NoReliableChange,
    /// Worse by more than measurement error.
    ReliablyWorse,
}

impl ChangeCategory {
    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recovered => "recovered",
            Self::ReliablyImproved => "reliably_improved",
            Self::NoReliableChange => "no_reliable_change",
            Self::ReliablyWorse => "reliably_worse",
        }
    }
}

/// Which norm a verdict rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum NormUse {
    /// This one.
    Used(Norm),
    /// The definition has a value that was not checked at its source, and nobody enabled those.
    OnlyRecalled(Basis),
    /// The definition has none.
    Absent,
}

/// A norm with where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Norm {
    /// The smallest change that is reliable: a change of this size counts.
    pub least_change: Points,
    /// How it came about.
    pub method: NormMethod,
    /// In whom it was found.
    pub population: Option<String>,
    /// Its source and mark.
    pub basis: Basis,
    /// The clinician who enabled recalled values, where the mark is recalled.
    pub enabled_by: Option<String>,
}

/// How a norm came about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NormMethod {
    /// Published in points; a change equal to it counts.
    PublishedPoints,
    /// Jacobson and Truax's method at 95 % on published norms; a change must exceed `1.96 * SD * sqrt(2 (1 - reliability))`.
    JacobsonTruax(Norms),
}

/// Whether the scores are in the clinical range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClinicalRange {
    /// The cutoff's id in the definition.
    pub cutoff: String,
    /// Its condition as written.
    pub condition: String,
    /// At baseline.
    pub baseline: Verdict,
    /// Now.
    pub latest: Verdict,
    /// Source and mark of the cutoff.
    pub basis: Basis,
}

/// What the ends of the scale make impossible to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeLimit {
    /// The baseline is so close to the best score that no reliable improvement could show.
    TooGoodToImprove {
        /// The largest improvement that the scale can show.
        room: Points,
    },
    /// The baseline is so close to the worst score that no reliable deterioration could show.
    TooBadToWorsen {
        /// The largest deterioration that the scale can show.
        room: Points,
    },
}

/// Ids of cutoffs that divide the clinical from the functional range. Thresholds for other uses (screening, measures) say nothing about recovery.
const CLINICAL_RANGE: [&str; 3] = ["caseness", "clinical", "clinical_range"];

/// Judges the change on the scale at this place of a definition, from its first to its latest score.
///
/// Scores are compared as exact decimals. Published points are reached by a change equal to them ("6 points or more").
pub fn judge(definition: &Definition, scale: usize, baseline: Points, latest: Points, recalled: &RecalledValues) -> Judgement {
    let found = &definition.scales[scale];
    let change = latest.minus(baseline);
    let better_by = better_by(found.direction, baseline, latest);
    let norm = norm(found, recalled);
    let clinical_range = clinical_range(definition, scale, baseline, latest, recalled);
    let (category, limit) = match &norm {
        NormUse::Used(norm) => {
            let category = category(better_by, norm.least_change, clinical_range.as_ref());
            (Some(category), limit(found, baseline, norm.least_change))
        }
        NormUse::OnlyRecalled(_) | NormUse::Absent => (None, None),
    };
    Judgement { baseline, latest, change, better_by, category, norm, clinical_range, limit }
}

impl Judgement {
    /// Better by more than measurement error; unknown without a norm that counts.
    pub fn reliably_improved(&self) -> Verdict {
        self.is(&[ChangeCategory::Recovered, ChangeCategory::ReliablyImproved])
    }

    /// Worse by more than measurement error; unknown without a norm that counts.
    pub fn reliably_worse(&self) -> Verdict {
        self.is(&[ChangeCategory::ReliablyWorse])
    }

    /// Reliably improved, and from inside the clinical range to outside; unknown without norm or cutoff.
    pub fn recovered(&self) -> Verdict {
        let crossed = self.clinical_range.as_ref().map_or(Verdict::Unknown, |range| range.baseline.and(!range.latest));
        self.reliably_improved().and(crossed)
    }

    fn is(&self, categories: &[ChangeCategory]) -> Verdict {
        self.category.map_or(Verdict::Unknown, |category| categories.contains(&category).into())
    }
}

/// How much better the later score is; negative where worse.
pub fn better_by(direction: Direction, baseline: Points, latest: Points) -> Points {
    match direction {
        Direction::HigherIsBetter => latest.minus(baseline),
        Direction::HigherIsWorse => baseline.minus(latest),
    }
}

/// The norm of a scale, when it has one that counts.
pub fn norm(scale: &Scale, recalled: &RecalledValues) -> NormUse {
    let Some(published) = &scale.reliable_change else { return NormUse::Absent };
    let (least_change, method) = match (published.points, published.norms) {
        (Some(points), _) => (points, NormMethod::PublishedPoints),
        (None, Some(norms)) => match least_change(norms) {
            Some(points) => (points, NormMethod::JacobsonTruax(norms)),
            None => return NormUse::Absent,
        },
        (None, None) => return NormUse::Absent,
    };
    let basis = published.basis.clone();
    if !recalled.admit(basis.mark) {
        return NormUse::OnlyRecalled(basis);
    }
    let enabled_by = recalled.enabler(basis.mark);
    NormUse::Used(Norm { least_change, method, population: published.population.clone(), basis, enabled_by })
}

/// The smallest change, in ten-thousandths of a point, above the 95 % threshold of Jacobson and Truax.
fn least_change(norms: Norms) -> Option<Points> {
    let threshold = two_sided(0.05) * standard_error_of_difference(norms.standard_deviation, norms.reliability);
    let at = Points::from_f64(threshold).ok()?;
    let above = if at.to_f64() > threshold { at } else { Points::from_ten_thousandths(at.ten_thousandths() + 1) };
    (threshold > 0.0).then_some(above)
}

fn category(better_by: Points, least_change: Points, range: Option<&ClinicalRange>) -> ChangeCategory {
    let crossed = range.is_some_and(|range| range.baseline == Verdict::Met && range.latest == Verdict::NotMet);
    if better_by >= least_change {
        if crossed { ChangeCategory::Recovered } else { ChangeCategory::ReliablyImproved }
    } else if Points::ZERO.minus(better_by) >= least_change {
        ChangeCategory::ReliablyWorse
    } else {
        ChangeCategory::NoReliableChange
    }
}

fn limit(scale: &Scale, baseline: Points, least_change: Points) -> Option<RangeLimit> {
    let (best, worst) = match scale.direction {
        Direction::HigherIsBetter => (scale.maximum, scale.minimum),
        Direction::HigherIsWorse => (scale.minimum, scale.maximum),
    };
    let to_best = better_by(scale.direction, baseline, best);
    let to_worst = better_by(scale.direction, worst, baseline);
    if to_best < least_change {
        Some(RangeLimit::TooGoodToImprove { room: to_best })
    } else if to_worst < least_change {
        Some(RangeLimit::TooBadToWorsen { room: to_worst })
    } else {
        None
    }
}

fn clinical_range(
    definition: &Definition,
    scale: usize,
    baseline: Points,
    latest: Points,
    recalled: &RecalledValues,
) -> Option<ClinicalRange> {
    let cutoffs = &definition.scales[scale].cutoffs;
    let cutoff = cutoffs.iter().find(|cutoff| CLINICAL_RANGE.contains(&&*cutoff.id) && recalled.admit(cutoff.basis.mark))?;
    let holds = |value| crate::response::holds_for_score(definition, scale, value, &cutoff.when);
    Some(ClinicalRange {
        cutoff: cutoff.id.to_string(),
        condition: cutoff.when_text.clone(),
        baseline: holds(baseline),
        latest: holds(latest),
        basis: cutoff.basis.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use instruments::Library;

    fn judged(instrument: &str, baseline: f64, latest: f64, recalled: &RecalledValues) -> Judgement {
        let library = Library::shipped().unwrap();
        let definition = library.get(instrument).unwrap();
        let points = |value| Points::from_f64(value).unwrap();
        judge(definition, definition.main_scale.unwrap(), points(baseline), points(latest), recalled)
    }

    #[test]
    fn published_points_count_when_they_are_reached() {
        let check = |baseline, latest, expected| {
            let judgement = judged("phq-9", baseline, latest, &RecalledValues::NotEnabled);
            assert_eq!(judgement.category, Some(expected), "{baseline} to {latest}");
        };
        check(20.0, 15.0, ChangeCategory::NoReliableChange);
        check(20.0, 14.0, ChangeCategory::ReliablyImproved);
        check(16.0, 10.0, ChangeCategory::ReliablyImproved);
        check(15.0, 9.0, ChangeCategory::Recovered);
        check(9.0, 3.0, ChangeCategory::ReliablyImproved);
        check(9.0, 15.0, ChangeCategory::ReliablyWorse);
        check(9.0, 14.9999, ChangeCategory::NoReliableChange);
    }

    #[test]
    fn a_recalled_norm_counts_only_with_the_name_of_who_enabled_it() {
        let judgement = judged("ors", 20.0, 30.0, &RecalledValues::NotEnabled);
        assert_eq!(judgement.category, None);
        assert_eq!(judgement.better_by, Points::from_whole(10));
        assert_eq!(judgement.reliably_improved(), Verdict::Unknown);
        assert!(matches!(judgement.norm, NormUse::OnlyRecalled(_)));
        let enabled = judged("ors", 20.0, 30.0, &RecalledValues::EnabledBy("Dr. Adeyemi".to_owned()));
        assert_eq!(enabled.category, Some(ChangeCategory::ReliablyImproved));
        let NormUse::Used(norm) = enabled.norm else { panic!("{:?}", enabled.norm) };
        assert_eq!((norm.basis.mark, norm.enabled_by.as_deref()), (Mark::Recalled, Some("Dr. Adeyemi")));
    }

    #[test]
    fn a_verified_norm_names_nobody_who_enabled_it() {
        let enabled = judged("phq-9", 20.0, 10.0, &RecalledValues::EnabledBy("Dr. Adeyemi".to_owned()));
        let NormUse::Used(norm) = enabled.norm else { panic!("{:?}", enabled.norm) };
        assert_eq!((norm.basis.mark, norm.enabled_by), (Mark::Verified, None));
        assert_eq!(norm.least_change, Points::from_whole(6));
    }

    #[test]
    fn without_a_norm_there_is_the_raw_change_and_no_category() {
        let judgement = judged("phq-15", 20.0, 5.0, &RecalledValues::NotEnabled);
        assert_eq!((judgement.category, judgement.change), (None, Points::from_whole(-15)));
        assert_eq!((judgement.reliably_worse(), judgement.recovered()), (Verdict::Unknown, Verdict::Unknown));
    }

    #[test]
    fn a_baseline_near_the_end_of_the_scale_is_noted() {
        let limit_of = |baseline| judged("phq-9", baseline, baseline, &RecalledValues::NotEnabled).limit;
        assert_eq!(limit_of(4.0), Some(RangeLimit::TooGoodToImprove { room: Points::from_whole(4) }));
        assert_eq!(limit_of(6.0), None);
        assert_eq!(limit_of(21.0), None);
        assert_eq!(limit_of(22.0), Some(RangeLimit::TooBadToWorsen { room: Points::from_whole(5) }));
    }

    #[test]
    fn norms_of_spread_and_reliability_make_the_smallest_change_above_the_threshold() {
        let least =
            |standard_deviation, reliability| least_change(Norms { standard_deviation, reliability }).map(|points| points.to_string());
        assert_eq!(least(6.1, 0.89).as_deref(), Some("5.6078"));
        assert_eq!(least(10.0, 0.7).as_deref(), Some("15.1819"));
        assert_eq!(least(10.0, 1.0), None);
    }
}
