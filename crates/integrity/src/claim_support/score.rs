//! How well a claim is supported, and in which order an auditor would look at claims.
//!
//! ```text
//! support = 100 × (1 − (Σ weight of failed + ½ Σ weight of unknown) ÷ Σ weight of applicable)
//! R       = 0.35 × (1 − support ÷ 100) + 0.15 × outlier + 0.15 × cloned + 0.10 × signed late + 0.10 × the payer's audits + 0.15 × gap days
//! ```
//!
//! Whole numbers throughout: a score in tenths, a term in ten-thousandths. A term that is not known adds nothing and is named; with it known the index
//! could only be higher. The index orders claims. It is no probability: it was never held against audits.

use care::choices;
use vocabulary::Rate;

use super::answer::Answer;
use super::facts::ClaimFacts;
use super::limits::Limits;

/// Support of a claim in tenths of a point, from 0 to 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u16);

impl Score {
    /// Of rules' weights and answers; `None` where none applies.
    pub(super) fn of<'a>(answers: impl Iterator<Item = (u8, &'a Answer)>) -> Option<Self> {
        let (mut applicable, mut lost) = (0_u32, 0_u32);
        for (weight, answer) in answers {
            // Twice the weights, so that a half is whole.
            let weight = 2 * u32::from(weight);
            let (counts, loses) = match answer {
                Answer::Pass(_) => (weight, 0),
                Answer::Fail(_) => (weight, weight),
                Answer::Unknown(_) => (weight, weight / 2),
                Answer::NotApplicable => (0, 0),
            };
            applicable += counts;
            lost += loses;
        }
        let tenths = (1000 * (applicable - lost) + applicable / 2).checked_div(applicable)?;
        Some(Self(u16::try_from(tenths).unwrap_or(1000)))
    }

    /// In tenths, from 0 to 1000.
    pub const fn tenths(self) -> u16 {
        self.0
    }

    /// Whole points, from 0 to 100.
    pub const fn whole(self) -> u16 {
        (self.0 + 5) / 10
    }
}

/// One, in the unit of terms.
const WHOLE: u32 = 10_000;

choices! {
    /// A part of the index that orders claims.
    AuditTerm ("term of the audit index") {
        /// What the rules leave unsupported.
        Unsupported = "unsupported",
        /// How far the practice's own figures lie beyond its peers'.
        Outlier = "outlier",
        /// Notes that resemble others of the same author.
        Cloned = "cloned",
        /// Notes that were signed late.
        SignedLate = "signed_late",
        /// How often this payer audits.
        PayerAudits = "payer_audits",
        /// Days of service without an authorization.
        GapDays = "gap_days",
    }
}

impl AuditTerm {
    /// Its weight in hundredths.
    pub const fn weight(self) -> u32 {
        match self {
            Self::Unsupported => 35,
            Self::Outlier | Self::Cloned | Self::GapDays => 15,
            Self::SignedLate | Self::PayerAudits => 10,
        }
    }
}

/// What orders claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRisk {
    /// Every term, in ten-thousandths of its full size; `None` where nobody knows.
    pub terms: Vec<(AuditTerm, Option<u16>)>,
}

impl AuditRisk {
    pub(super) fn of(facts: &ClaimFacts, limits: &Limits, score: Option<Score>) -> Self {
        let share = |rate: Rate| u32::try_from(rate.count).ok()?.checked_mul(WHOLE)?.checked_div(u32::try_from(rate.of).ok()?);
        let clipped = |share: u32| u16::try_from(share.min(WHOLE)).unwrap_or(u16::MAX);
        let of_notes = |test: &dyn Fn(&super::ServiceNote) -> Option<bool>| {
            let known: Vec<bool> = facts.own_notes().ok()?.into_iter().filter_map(|note| test(note)).collect();
            share(Rate { count: known.iter().filter(|is| **is).count(), of: known.len() })
        };
        let term = |term: AuditTerm| match term {
            AuditTerm::Unsupported => score.map(|score| WHOLE - 10 * u32::from(score.tenths())),
            AuditTerm::Outlier => facts.outlier.map(u32::from),
            AuditTerm::Cloned => of_notes(&|note| note.similarity.map(|percent| i32::from(percent) >= limits.note_similarity.value)),
            AuditTerm::SignedLate => of_notes(&|note| Some(!note.is_signed_within(limits.signature_days.value))),
            AuditTerm::PayerAudits => facts.payer_audits.map(u32::from),
            AuditTerm::GapDays => facts.gap_days().ok().and_then(share),
        };
        Self { terms: AuditTerm::ALL.iter().map(|kind| (*kind, term(*kind).map(clipped))).collect() }
    }

    /// The index in ten-thousandths, as far as its terms are known. For putting claims in order, never to be shown as a chance.
    pub fn index(&self) -> u32 {
        self.terms.iter().map(|(term, size)| term.weight() * size.map_or(0, u32::from)).sum::<u32>() / 100
    }

    /// The terms that nobody knows.
    pub fn unknown(&self) -> impl Iterator<Item = AuditTerm> {
        self.terms.iter().filter(|(_, size)| size.is_none()).map(|(term, _)| *term)
    }
}

/// The place of each claim, from 1 for the one to look at first; claims with the same index share a place.
pub fn ranks(risks: &[&AuditRisk]) -> Vec<usize> {
    let indices: Vec<u32> = risks.iter().map(|risk| risk.index()).collect();
    indices.iter().map(|index| 1 + indices.iter().filter(|other| *other > index).count()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::answer::RecordKind;
    use super::*;

    #[test]
    fn a_failure_costs_its_weight_and_an_unknown_half_of_it() {
        let check = |answers: &[(u8, Answer)], tenths: Option<u16>| {
            assert_eq!(Score::of(answers.iter().map(|(weight, answer)| (*weight, answer))).map(Score::tenths), tenths, "{answers:?}");
        };
        let unknown = Answer::Unknown(RecordKind::Coverage);
        check(&[], None);
        check(&[(9, Answer::NotApplicable)], None);
        check(&[(0, Answer::pass())], None);
        check(&[(9, Answer::pass())], Some(1000));
        check(&[(9, Answer::Fail(Vec::new()))], Some(0));
        check(&[(9, unknown.clone())], Some(500));
        check(&[(10, Answer::pass()), (5, Answer::Fail(Vec::new())), (5, unknown), (7, Answer::NotApplicable)], Some(625));
    }

    #[test]
    fn the_index_is_the_weighted_sum_and_an_unknown_term_adds_nothing() {
        let check = |sizes: [Option<u16>; 6], index: u32| {
            let risk = AuditRisk { terms: AuditTerm::ALL.iter().copied().zip(sizes).collect() };
            assert_eq!(risk.index(), index);
        };
        assert_eq!(AuditTerm::ALL.iter().map(|term| term.weight()).sum::<u32>(), 100);
        check([Some(10_000); 6], 10_000);
        check([None; 6], 0);
        check([Some(4000), None, None, None, None, Some(2000)], 1400 + 300);
    }

    #[test]
    fn claims_with_the_same_index_share_a_place() {
        let risk = |size: u16| AuditRisk { terms: vec![(AuditTerm::Unsupported, Some(size))] };
        let (low, high) = (risk(100), risk(9000));
        assert_eq!(ranks(&[&low, &high, &low, &high]), [3, 1, 3, 1]);
    }
}
