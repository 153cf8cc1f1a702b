//! The result of a licensed level-of-care tool, done outside with the practice's own licence. It is recorded and shown, never computed here;
//! none of the tools' text is kept.

use vocabulary::{Day, EpisodeId, PatientId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_empty, not_future};

choices! {
    /// Which tool. Names only.
    ExternalSystem ("level-of-care system") {
        /// The ASAM Criteria.
        Asam = "asam",
        /// LOCUS.
        Locus = "locus",
        /// CALOCUS-CASII.
        CalocusCasii = "calocus_casii",
        /// ECSII.
        Ecsii = "ecsii",
        /// InterQual.
        InterQual = "interqual",
        /// MCG.
        Mcg = "mcg",
        /// LOCADTR.
        Locadtr = "locadtr",
        /// Another one.
        Other = "other",
    }
}

/// One result on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalLevelOfCareResult {
    /// Whose.
    pub patient: PatientId,
    /// The episode it was made in; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// Which tool.
    pub system: ExternalSystem,
    /// Its edition, as the practice names it; empty when not recorded.
    pub edition: String,
    /// The day of the rating.
    pub day: Day,
    /// Who rated, in the practice's words; empty when not recorded.
    pub rater: String,
    /// The level exactly as the tool gave it. Never translated to a level of ours by the product.
    pub level: String,
    /// Where the tool's own document is kept, in the practice's words: a chart's document number, a file. Empty when not recorded.
    pub attachment: String,
}

impl ExternalLevelOfCareResult {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("external level-of-care result", self.day, today)?;
        not_empty("external level", &self.level)
    }
}
