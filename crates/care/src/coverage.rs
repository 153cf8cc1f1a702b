//! Coverage: who pays for a patient, under which plan, from when to when.
//!
//! Which law governs a denial follows from the funding of the plan and from its state: the same card of the same payer may stand for an insured
//! plan, to which state law applies, or for one that an employer funds itself, to which it does not.

use vocabulary::{Day, PatientId, Period};

use crate::choice::choices;
use crate::problem::{CareProblem, not_empty};

choices! {
    /// Where the money of a plan comes from.
    PlanFunding ("plan funding") {
        /// An employer carries the risk; the payer only administers.
        SelfFunded = "self_funded",
        /// An insurer carries the risk.
        Insured = "insured",
        /// A plan of a marketplace, which is insured.
        Marketplace = "marketplace",
        /// Medicare.
        Medicare = "medicare",
        /// Medicare Advantage.
        MedicareAdvantage = "medicare_advantage",
        /// Medicaid, fee for service.
        Medicaid = "medicaid",
        /// Medicaid managed care.
        MedicaidManagedCare = "medicaid_managed_care",
        /// The Children's Health Insurance Program.
        Chip = "chip",
        /// A plan of a state or local government that is not under ERISA.
        Government = "government",
        /// Nobody asked yet.
        Unknown = "unknown",
    }
}

choices! {
    /// In which order coverages pay.
    CoverageRank ("coverage rank") {
        /// Pays first.
        Primary = "primary",
        /// Pays second.
        Secondary = "secondary",
        /// Pays third.
        Tertiary = "tertiary",
    }
}

choices! {
    /// What the patient is to the subscriber.
    SubscriberRelation ("relation to the subscriber") {
        /// The patient is the subscriber.
        Itself = "self",
        /// Spouse or partner.
        Spouse = "spouse",
        /// Child.
        Child = "child",
        /// Somebody else.
        Other = "other",
    }
}

/// The states, the District of Columbia and the territories, as the mail writes them.
const STATES: &str = "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI \
    SC SD TN TX UT VA VI VT WA WI WV WY";

/// True for the two capital letters of a state, district or territory of the United States.
pub fn is_state(code: &str) -> bool {
    STATES.split_whitespace().any(|state| state == code)
}

/// One coverage of one patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Whose.
    pub patient: PatientId,
    /// The key of the payer's profile.
    pub payer: String,
    /// The plan's or product's name, as on the card; may be empty.
    pub plan: String,
    /// In which order it pays.
    pub rank: CoverageRank,
    /// Where its money comes from.
    pub funding: PlanFunding,
    /// The state whose law governs the plan, as two capital letters; empty when not known.
    pub state: String,
    /// The member's id at the payer.
    pub member_id: String,
    /// What the patient is to the subscriber.
    pub relation: SubscriberRelation,
    /// The subscriber's name where that is not the patient; else empty.
    pub subscriber: String,
    /// From when to when. A last day in the past of what was delivered is a retroactive end of eligibility.
    pub period: Period,
}

impl Coverage {
    /// Checks what one record can say about itself.
    pub fn check(&self) -> Result<(), CareProblem> {
        not_empty("payer", &self.payer)?;
        not_empty("member id", &self.member_id)?;
        if !self.state.is_empty() && !is_state(&self.state) {
            return Err(CareProblem::Contradiction { what: "state", with: "the two capital letters of a state, district or territory" });
        }
        if self.relation != SubscriberRelation::Itself {
            not_empty("subscriber", &self.subscriber)?;
        }
        Ok(())
    }

    /// True where any of these holds on a day.
    pub fn holds_on<'a>(coverages: impl IntoIterator<Item = &'a Self>, day: Day) -> bool {
        coverages.into_iter().any(|coverage| coverage.period.contains(day))
    }

    /// True where others pay on a day and this payer does not: what it authorized covers nothing then. False where nobody is on record who pays. The
    /// coverages are payers, by the key of their profile, with their days.
    pub fn is_of_others<'a>(coverages: impl IntoIterator<Item = (&'a str, Period)>, payer: &str, day: Day) -> bool {
        let mut on_day = coverages.into_iter().filter(|(_, period)| period.contains(day)).peekable();
        on_day.peek().is_some() && on_day.all(|(of, _)| of != payer)
    }

    /// The coverage that pays first on a day.
    pub fn primary_on(coverages: &[Self], day: Day) -> Option<&Self> {
        coverages.iter().filter(|coverage| coverage.period.contains(day)).min_by_key(|coverage| coverage.rank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    fn coverage(rank: CoverageRank, first: &str, last: Option<&str>) -> Coverage {
        let period = Period::new(first.parse().unwrap(), last.map(|last| last.parse().unwrap())).unwrap();
        Coverage {
            patient: PatientId::from_uuid(uuid::Uuid::from_u128(1)),
            payer: "generic-commercial".into(),
            plan: String::new(),
            rank,
            funding: PlanFunding::SelfFunded,
            state: "NY".into(),
            member_id: "M1".into(),
            relation: SubscriberRelation::Itself,
            subscriber: String::new(),
            period,
        }
    }

    #[test]
    fn a_day_is_of_others_where_somebody_pays_and_not_this_payer() {
        let period = |first: &str, last: &str| Period::new(first.parse().unwrap(), Some(last.parse().unwrap())).unwrap();
        let coverages = [("one", period("2026-03-01", "2026-03-10")), ("other", period("2026-03-09", "2026-03-20"))];
        let check = |payer: &str, day: &str, expected: bool| {
            assert_eq!(Coverage::is_of_others(coverages, payer, day.parse().unwrap()), expected, "{payer} {day}");
        };
        check("one", "2026-03-09", false);
        check("one", "2026-03-11", true);
        check("other", "2026-03-08", true);
        check("third", "2026-03-09", true);
        check("one", "2026-03-21", false);
    }

    #[test]
    fn after_a_retroactive_end_the_next_coverage_pays_first() {
        let coverages =
            [coverage(CoverageRank::Secondary, "2026-01-01", None), coverage(CoverageRank::Primary, "2026-01-01", Some("2026-03-31"))];
        let check = |day: &str, rank| {
            let found = Coverage::primary_on(&coverages, day.parse().unwrap()).map(|coverage| coverage.rank);
            assert_eq!(found, rank, "{day}");
        };
        check("2026-03-31", Some(CoverageRank::Primary));
        check("2026-04-01", Some(CoverageRank::Secondary));
        check("2025-12-31", None);
    }

    #[test]
    fn a_coverage_names_its_member_its_state_and_a_subscriber_who_is_somebody_else() {
        let check = |change: fn(&mut Coverage), expected: Result<(), &str>| {
            let mut coverage = coverage(CoverageRank::Primary, "2026-01-01", None);
            change(&mut coverage);
            assert_eq!(coverage.check().map_err(|problem| problem.to_string()), expected.map_err(str::to_owned));
        };
        check(|_| (), Ok(()));
        check(|coverage| coverage.member_id.clear(), Err("member id is empty"));
        check(
            |coverage| coverage.state = "New York".into(),
            Err("state contradicts the two capital letters of a state, district or territory"),
        );
        check(|coverage| coverage.relation = SubscriberRelation::Child, Err("subscriber is empty"));
    }

    #[test]
    fn a_state_is_one_that_there_is() {
        let check = |state: &str, expected: bool| {
            let coverage = Coverage { state: state.into(), ..coverage(CoverageRank::Primary, "2026-01-01", None) };
            assert_eq!(coverage.check().is_ok(), expected, "{state}");
        };
        check("", true);
        check("NY", true);
        check("PR", true);
        check("ny", false);
        check("ZZ", false);
    }
}
