//! How an episode of care ended.

use vocabulary::Day;

use crate::choice::choices;

choices! {
    /// Why the episode ended.
    DischargeType ("discharge type") {
        /// Treatment was completed.
        Completed = "completed",
        /// The patient left against advice.
        AgainstAdvice = "against_advice",
        /// The practice ended it for reasons other than treatment.
        Administrative = "administrative",
        /// The payer ended coverage and care ended with it.
        PayerForced = "payer_forced",
        /// Care went on elsewhere.
        Transfer = "transfer",
        /// The patient died.
        Died = "died",
    }
}

choices! {
    /// Where the patient went.
    DischargeDestination ("discharge destination") {
        /// Home, with outpatient care arranged.
        HomeWithOutpatientCare = "home_with_outpatient_care",
        /// Home, nothing arranged.
        Home = "home",
        /// A more intensive level elsewhere.
        HigherLevelElsewhere = "higher_level_elsewhere",
        /// A less intensive level elsewhere.
        LowerLevelElsewhere = "lower_level_elsewhere",
        /// Sober or transitional living.
        TransitionalLiving = "transitional_living",
        /// A medical hospital.
        MedicalHospital = "medical_hospital",
        /// Jail or prison.
        Incarceration = "incarceration",
        /// Not known.
        Unknown = "unknown",
    }
}

/// The end of an episode of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discharge {
    /// The last day of the episode.
    pub day: Day,
    /// Why.
    pub kind: DischargeType,
    /// Where to.
    pub destination: DischargeDestination,
}
