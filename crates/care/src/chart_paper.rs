//! Papers of a chart on which bills rest: evaluations, signed plans, consents to treatment, agreements about what the patient pays, referrals. The papers lie
//! in the chart; here stands that they are there, of which day, and who signed them when. Never what they say.

use vocabulary::{Day, EpisodeId, PatientId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_future};

choices! {
    /// What kind of paper.
    ChartPaperKind ("kind of paper") {
        /// A biopsychosocial or psychiatric evaluation.
        PsychiatricEvaluation = "psychiatric_evaluation",
        /// A physical examination.
        PhysicalExamination = "physical_examination",
        /// A treatment plan as it was signed.
        TreatmentPlan = "treatment_plan",
        /// A consent to treatment.
        TreatmentConsent = "treatment_consent",
        /// An agreement about what the patient pays, or an advance notice of what the plan will not pay.
        FinancialAgreement = "financial_agreement",
        /// A referral.
        Referral = "referral",
    }
}

/// A paper of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartPaper {
    /// Whose.
    pub patient: PatientId,
    /// The stay for which it was made; `None` outside of one.
    pub episode: Option<EpisodeId>,
    /// The day on which it was written, or done.
    pub day: Day,
    /// What kind.
    pub kind: ChartPaperKind,
    /// When the patient signed it.
    pub patient_signed: Option<Day>,
    /// When somebody signed it who may for the patient: a parent or guardian.
    pub guardian_signed: Option<Day>,
    /// When a clinician signed it.
    pub clinician_signed: Option<Day>,
    /// When a physician signed it.
    pub physician_signed: Option<Day>,
    /// The last day for which it holds; `None` where it names none.
    pub until: Option<Day>,
    /// Whether a consent speaks of telehealth, too.
    pub covers_telehealth: bool,
    /// Procedure or revenue codes of the services that a plan names, with spaces between them; empty where nobody listed them.
    pub services: String,
}

impl ChartPaper {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("paper", self.day, today)?;
        let signed = [self.patient_signed, self.guardian_signed, self.clinician_signed, self.physician_signed];
        signed.into_iter().flatten().try_for_each(|day| not_future("signature", day, today))?;
        match self.until {
            Some(last) if last < self.day => Err(CareProblem::Backwards { what: "paper", first: self.day, last }),
            _ => Ok(()),
        }
    }

    /// When patient or guardian signed; the first of both.
    pub fn accepted(&self) -> Option<Day> {
        self.patient_signed.into_iter().chain(self.guardian_signed).min()
    }

    /// When clinician or physician signed; the first of both.
    pub fn professionally_signed(&self) -> Option<Day> {
        self.clinician_signed.into_iter().chain(self.physician_signed).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn paper(on: &str) -> ChartPaper {
        ChartPaper {
            patient: PatientId::from_uuid(uuid::Uuid::from_u128(1)),
            episode: None,
            day: day(on),
            kind: ChartPaperKind::TreatmentPlan,
            patient_signed: None,
            guardian_signed: None,
            clinician_signed: None,
            physician_signed: None,
            until: None,
            covers_telehealth: false,
            services: String::new(),
        }
    }

    #[test]
    fn nobody_writes_or_signs_tomorrow_and_nothing_ends_before_it_begins() {
        let check = |change: &dyn Fn(&mut ChartPaper), expected: bool| {
            let mut paper = paper("2026-11-20");
            change(&mut paper);
            assert_eq!(paper.check(day("2026-11-23")).is_ok(), expected, "{paper:?}");
        };
        check(&|_| {}, true);
        check(&|paper| paper.day = day("2026-11-24"), false);
        check(&|paper| paper.physician_signed = Some(day("2026-11-23")), true);
        check(&|paper| paper.physician_signed = Some(day("2026-11-24")), false);
        check(&|paper| paper.until = Some(day("2026-11-19")), false);
        check(&|paper| paper.until = Some(day("2027-11-19")), true);
    }

    #[test]
    fn the_first_signature_of_either_side_counts() {
        let both = ChartPaper {
            patient_signed: Some(day("2026-11-03")),
            guardian_signed: Some(day("2026-11-02")),
            physician_signed: Some(day("2026-11-04")),
            ..paper("2026-11-01")
        };
        assert_eq!((both.accepted(), both.professionally_signed()), (Some(day("2026-11-02")), Some(day("2026-11-04"))));
        assert_eq!((paper("2026-11-01").accepted(), paper("2026-11-01").professionally_signed()), (None, None));
    }
}
