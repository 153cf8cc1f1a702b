//! The numbers of the rules, as data: each with where it comes from, and whether that was read. A payer's own numbers stand in its rules and go before
//! these; what depends on the level of care is a [`LimitByLevel`].

use vocabulary::LevelOfCare;

/// One number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// In the unit that its name says.
    pub value: i32,
    /// Where it comes from.
    pub source: &'static str,
    /// True where the source was read.
    pub is_verified: bool,
}

impl Limit {
    const fn own(value: i32) -> Self {
        Self { value, source: "our own judgement, to be set by the practice", is_verified: false }
    }

    const fn recalled(value: i32, source: &'static str) -> Self {
        Self { value, source, is_verified: false }
    }

    const fn read(value: i32, source: &'static str) -> Self {
        Self { value, source, is_verified: true }
    }
}

/// A number for each level of care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitByLevel {
    outpatient: i32,
    intensive_outpatient: i32,
    partial: i32,
    residential: i32,
    inpatient: i32,
    /// Where the numbers come from.
    pub source: &'static str,
    /// True where the source was read.
    pub is_verified: bool,
}

impl LimitByLevel {
    /// Ours, from the least to the most intensive level.
    const fn own([outpatient, intensive_outpatient, partial, residential, inpatient]: [i32; 5], source: &'static str) -> Self {
        Self { outpatient, intensive_outpatient, partial, residential, inpatient, source, is_verified: false }
    }

    /// At a level.
    pub const fn at(&self, level: LevelOfCare) -> i32 {
        match level {
            LevelOfCare::Outpatient => self.outpatient,
            LevelOfCare::IntensiveOutpatient => self.intensive_outpatient,
            LevelOfCare::PartialHospitalization => self.partial,
            LevelOfCare::Residential => self.residential,
            LevelOfCare::Inpatient => self.inpatient,
        }
    }
}

/// All numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// An answer about eligibility is good for so many days, and for the month it was given in.
    pub eligibility_days: Limit,
    /// Business days within which a payer is told of a discharge, where its own rules do not say.
    pub discharge_notice_business_days: Limit,
    /// So many days must be left to file a claim.
    pub filing_margin_days: Limit,
    /// A claim is sent within so many days.
    pub charge_lag_days: Limit,
    /// A note is signed within so many days.
    pub signature_days: Limit,
    /// From this likeness on, in percent, a note counts as a copy.
    pub note_similarity: Limit,
    /// The most people in a group.
    pub group_size: Limit,
    /// The evaluation is signed within so many days of admission.
    pub evaluation_days: LimitByLevel,
    /// The physical examination is at most so many days old at admission.
    pub physical_days: Limit,
    /// The first plan is signed within so many days of admission.
    pub first_plan_days: LimitByLevel,
    /// The plan is reviewed every so many days.
    pub plan_review_days: LimitByLevel,
    /// A determination of the level of care is at most so many days old.
    pub determination_days: LimitByLevel,
    /// The plan for less intensive care is at most so many days old.
    pub step_down_plan_days: Limit,
    /// The first recertification of partial hospitalization stands by this day of the stay.
    pub partial_recertified_by_day: Limit,
    /// A recertification of partial hospitalization holds so many days.
    pub partial_recertification_days: Limit,
    /// A recertification of intensive outpatient care holds so many days.
    pub intensive_recertification_days: Limit,
    /// The first recertification of inpatient psychiatric care stands by this day of the stay.
    pub inpatient_recertified_by_day: Limit,
    /// A recertification of inpatient psychiatric care holds so many days.
    pub inpatient_recertification_days: Limit,
    /// Hours of therapy a week in partial hospitalization.
    pub partial_hours: Limit,
    /// The fewest hours a week in intensive outpatient care.
    pub intensive_hours: Limit,
    /// The most hours a week in intensive outpatient care.
    pub intensive_hours_most: Limit,
    /// A first measure lies within so many days of admission, before or after.
    pub baseline_days: LimitByLevel,
    /// A measure is at most so many days old on a day of service.
    pub measure_days: LimitByLevel,
    /// A rating of danger is at most so many days old on a day of service.
    pub risk_days: LimitByLevel,
    /// The plan changes within so many days after it is known that the patient does not get better.
    pub response_days: Limit,
    /// Function is rated every so many days.
    pub function_days: Limit,
    /// A last measure lies within so many days of the discharge.
    pub discharge_measure_days: Limit,
    /// A score is talked about with the patient every so many days.
    pub discussion_days: Limit,
    /// A drug screen or report of use is at most so many days old.
    pub substance_days: Limit,
    /// Exclusion is looked up every so many days.
    pub exclusion_days: Limit,
}

impl Limits {
    /// The numbers that ship.
    pub const fn shipped() -> Self {
        const PHP: &str = "42 CFR 424.24(e): recertified by the 18th day, then at least every 30 days";
        const IOP: &str = "42 CFR 424.24(d) and 410.44 as read in two accounts: at least nine hours a week, determined again at least every other month \
                           (icd10monitor.medlearn.com, introducing the intensive outpatient program; legalclarity.org, CMS billing guidelines: 60 days)";
        const IPF: &str = "42 CFR 424.14(d): first recertification as of the 12th day (law.cornell.edu); then at least every 30 days (CMS, Medicare \
                           Learning Network, inpatient psychiatric services)";
        const HOURS: &str = "42 CFR 410.43 and 410.44 as read at two Medicare contractors: 20 hours a week for partial hospitalization, 9 to 19 for intensive outpatient";
        const FRESH: &str = "freshness of the neutral criteria set, to be set by the practice";
        Self {
            eligibility_days: Limit::own(30),
            discharge_notice_business_days: Limit::read(
                1,
                "Priority Health, discharge process for behavioral health: within one business day",
            ),
            filing_margin_days: Limit::own(14),
            charge_lag_days: Limit::own(7),
            signature_days: Limit::own(3),
            note_similarity: Limit::own(80),
            group_size: Limit::own(12),
            evaluation_days: LimitByLevel::own(
                [30, 1, 1, 1, 3],
                "24 hours at a residential program in one payer's published policy (Blue Cross NC); the rest is our own judgement",
            ),
            physical_days: Limit::read(30, "Medicare contractor's checklist for partial hospitalization: within 30 days before admission"),
            first_plan_days: LimitByLevel::own([30, 7, 7, 7, 3], "our own judgement; states and payers differ"),
            plan_review_days: LimitByLevel::own([90, 30, 30, 14, 7], "our own judgement; states and payers differ"),
            determination_days: LimitByLevel::own([30, 14, 7, 7, 3], FRESH),
            step_down_plan_days: Limit::own(14),
            partial_recertified_by_day: Limit::recalled(18, PHP),
            partial_recertification_days: Limit::recalled(30, PHP),
            intensive_recertification_days: Limit::read(60, IOP),
            inpatient_recertified_by_day: Limit::read(12, IPF),
            inpatient_recertification_days: Limit::read(30, IPF),
            partial_hours: Limit::read(20, HOURS),
            intensive_hours: Limit::read(9, HOURS),
            intensive_hours_most: Limit::read(19, HOURS),
            baseline_days: LimitByLevel::own([14, 7, 5, 3, 3], FRESH),
            measure_days: LimitByLevel::own([30, 14, 7, 7, 3], FRESH),
            risk_days: LimitByLevel::own([30, 7, 1, 1, 1], FRESH),
            response_days: Limit::own(14),
            function_days: Limit::own(30),
            discharge_measure_days: Limit::own(3),
            discussion_days: Limit::own(30),
            substance_days: Limit::own(14),
            exclusion_days: Limit::recalled(31, "OIG guidance on exclusion screening: monthly"),
        }
    }
}
