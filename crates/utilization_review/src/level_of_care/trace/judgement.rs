//! What a determination says, without the way to it: for telling whether judging anew changed anything.

use sha2::{Digest as _, Sha256};

use super::make::{caveats, missing, target};
use super::{Caveat, MissingTrace, ReasonTrace, Trace};
use crate::level_of_care::criteria::CriteriaSet;
use crate::level_of_care::determination::Determination;
use crate::level_of_care::evaluation::{Evaluation, Guard};
use crate::level_of_care::situation::{Situation, bytes_of};

/// What is determined, where it leads, what is missing and what is said beside it. Scores, ages and days are no part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What the criteria say.
    pub determination: Determination,
    /// Where a step leads.
    pub target: Option<String>,
    /// Why the set was not made for this patient, or why that is not known.
    pub applicability: Vec<ReasonTrace>,
    /// What is said beside it.
    pub caveats: Vec<Caveat>,
    /// What is missing.
    pub missing: Vec<MissingTrace>,
    /// The level's code.
    pub level: String,
    /// SHA-256 of the criteria.
    pub criteria_sha256: String,
}

impl Judgement {
    /// SHA-256 of what it says, in hexadecimal. Equal for determinations that say the same by the same criteria about the same level.
    pub fn sha256(&self) -> String {
        let Self { determination, target, applicability, caveats, missing, level, criteria_sha256 } = self;
        let said = (determination, target, applicability, caveats, missing, level, criteria_sha256);
        hex::encode(Sha256::digest(bytes_of(&said)))
    }
}

impl Trace {
    /// What it says, without the way to it.
    pub fn judgement(&self) -> Judgement {
        Judgement {
            determination: self.determination,
            target: self.target.clone(),
            applicability: self.applicability.clone(),
            caveats: self.caveats.clone(),
            missing: self.missing.clone(),
            level: self.level.clone(),
            criteria_sha256: self.set.sha256.clone(),
        }
    }
}

/// What [`determine`](super::determine) says of a situation, at a small part of its cost: for judging everybody anew. The situation must hold one
/// version of each record, as what is loaded does.
pub fn judge(situation: &Situation, set: &CriteriaSet) -> Judgement {
    let guard = Guard::of(situation, set);
    let evaluation = Evaluation::new(situation, set, &guard);
    let determination = evaluation.determination();
    Judgement {
        determination,
        target: target(&evaluation, determination),
        applicability: (evaluation.reasons.iter())
            .map(|reason| ReasonTrace { reason: reason.code.clone(), verdict: reason.verdict.code().to_owned() })
            .collect(),
        caveats: caveats(&evaluation, determination),
        missing: missing(&evaluation, determination),
        level: situation.level.code().to_owned(),
        criteria_sha256: set.sha256.clone(),
    }
}
