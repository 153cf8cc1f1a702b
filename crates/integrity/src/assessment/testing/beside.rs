//! What stands beside the small books: scores, determinations, episodes, reviews, appeals and what else the tests of findings name.

use std::collections::BTreeSet;

use vocabulary::{Period, Points};

use super::{Books, cents, day};
use crate::assessment::side::{
    AppealFact, AppealLimit, AuthorizationFact, BenefitFact, CaseAgreement, ChargeFact, CoverageFact, DeterminationFact, EpisodeFact,
    MeasureFact, NoteFact, PatientPayment, ReviewFact,
};

impl Books {
    /// A score, interpreted by a clinician.
    pub(crate) fn measured(mut self, patient: &str, on: &str, instrument: &str, score: i32) -> Self {
        self.side.measures.get_or_insert_default().insert(MeasureFact {
            patient: patient.to_owned(),
            day: day(on),
            instrument: instrument.to_owned(),
            score: Points::from_whole(score),
            interpreted: Some(true),
        });
        self
    }

    /// What criteria said.
    pub(crate) fn determined(mut self, patient: &str, on: &str, determination: &str) -> Self {
        self.side.determinations.get_or_insert_default().insert(DeterminationFact {
            patient: patient.to_owned(),
            day: day(on),
            determination: determination.parse().expect("tests name determinations"),
            decided_otherwise: false,
        });
        self
    }

    /// A person decided otherwise than all criteria so far, with a reason.
    pub(crate) fn all_decided_otherwise(mut self) -> Self {
        let facts = self.side.determinations.take().into_iter().flatten();
        self.side.determinations = Some(facts.map(|fact| DeterminationFact { decided_otherwise: true, ..fact }).collect());
        self
    }

    /// An episode in the program `P`, from a source, with a diagnosis, an approach and a clinician: `source/diagnosis/approach/clinician`.
    pub(crate) fn episode(mut self, patient: &str, from: &str, to: &str, ending: &str, groups: &str) -> Self {
        let mut groups = groups.split('/').map(str::to_owned).chain(std::iter::repeat_with(String::new));
        let mut next = || groups.next().unwrap_or_default();
        self.side.episodes.get_or_insert_default().insert(EpisodeFact {
            patient: patient.to_owned(),
            admitted: day(from),
            discharged: to.parse().ok(),
            ending: ending.parse().ok(),
            program: "P".to_owned(),
            level: None,
            referral_source: next(),
            diagnosis: next(),
            approach: next(),
            clinician: next(),
        });
        self
    }

    /// A request that was sent: `asked/approved/minutes`.
    pub(crate) fn review(mut self, payer: &str, patient: &str, on: &str, decision: &str, numbers: [u32; 3]) -> Self {
        self.side.reviews.get_or_insert_default().insert(ReviewFact {
            payer: payer.to_owned(),
            patient: patient.to_owned(),
            submitted: day(on),
            decision: decision.parse().expect("tests name decisions"),
            days_requested: Some(numbers[0]),
            days_approved: Some(numbers[1]),
            minutes: Some(numbers[2]),
        });
        self
    }

    /// An appeal.
    pub(crate) fn appealed(mut self, claim: &str, on: &str, outcome: &str, with_scores: bool) -> Self {
        self.side.appeals.get_or_insert_default().insert(AppealFact {
            claim: claim.to_owned(),
            filed: day(on),
            last_day: None,
            outcome: outcome.parse().expect("tests name outcomes"),
            decided: None,
            of_days: Vec::new(),
            with_scores: Some(with_scores),
        });
        self
    }

    /// How long a payer lets one appeal.
    pub(crate) fn appeal_limit(mut self, payer: &str, days: u32) -> Self {
        self.side.appeal_limits.get_or_insert_default().insert(AppealLimit { payer: payer.to_owned(), days });
        self
    }

    /// Benefits as quoted for all services.
    pub(crate) fn quoted(mut self, patient: &str, on: &str, is_covered: bool, share: Option<i64>) -> Self {
        self.side.benefits.get_or_insert_default().insert(BenefitFact {
            patient: patient.to_owned(),
            quoted: day(on),
            service: None,
            is_covered,
            patient_share: share.map(cents),
            payers: BTreeSet::new(),
            member: String::new(),
        });
        self
    }

    /// Benefits as a payer quoted them for all services, for a member where one is named.
    pub(crate) fn quoted_by(mut self, patient: &str, on: &str, is_covered: bool, payer: &str, member: &str) -> Self {
        self.side.benefits.get_or_insert_default().insert(BenefitFact {
            patient: patient.to_owned(),
            quoted: day(on),
            service: None,
            is_covered,
            patient_share: None,
            payers: BTreeSet::from([payer.to_owned()]),
            member: member.to_owned(),
        });
        self
    }

    /// Who pays for a patient, in which place: a payer that no bill names.
    pub(crate) fn covered(mut self, patient: &str, place: &str, payer: &str, member: &str, from: &str) -> Self {
        self.side.coverages.insert(CoverageFact {
            patient: patient.to_owned(),
            sequence: place.parse().expect("tests name places of payers"),
            period: Period::new(day(from), None).expect("an open period"),
            payer: payer.to_owned(),
            ids: BTreeSet::new(),
            member: member.to_owned(),
        });
        self
    }

    /// Within how many days a payer takes claims.
    pub(crate) fn filing_limit(mut self, payer: &str, days: u32) -> Self {
        self.side.filing_days.insert(payer.to_owned(), days);
        self
    }

    /// A rate agreed for one patient.
    pub(crate) fn agreed(mut self, patient: &str, service: &str, unit: i64) -> Self {
        self.side.case_agreements.get_or_insert_default().insert(CaseAgreement {
            patient: patient.to_owned(),
            service: service.to_owned(),
            level: None,
            period: Period::new(day("2026-01-01"), None).expect("an open period"),
            unit_amount: cents(unit),
        });
        self
    }

    /// A payment of a patient.
    pub(crate) fn patient_paid(mut self, claim: &str, amount: i64) -> Self {
        self.side.patient_payments.get_or_insert_default().insert(PatientPayment {
            claim: claim.to_owned(),
            day: day("2026-05-05"),
            amount: cents(amount),
            alike: 0,
        });
        self
    }

    /// A charge for 90834 with the day on which it was posted.
    pub(crate) fn charged(mut self, patient: &str, on: &str, posted: &str, amount: i64) -> Self {
        self.side.charges.get_or_insert_default().insert(ChargeFact {
            patient: patient.to_owned(),
            day: day(on),
            posted: day(posted),
            service: "90834".to_owned(),
            amount: cents(amount),
            alike: 0,
        });
        self
    }

    /// A signed note that names its procedure and its minutes.
    pub(crate) fn note_of(mut self, patient: &str, on: &str, service: &str, minutes: u32) -> Self {
        self.side.notes.get_or_insert_default().insert(NoteFact {
            patient: patient.to_owned(),
            day: day(on),
            service: Some(service.to_owned()),
            minutes: Some(minutes),
            author: None,
            signed: Some(day(on)),
        });
        self
    }

    /// An authorization for so many days or sessions.
    pub(crate) fn authorized_units(self, patient: &str, first: &str, last: &str, units: u32) -> Self {
        self.authorized_as(patient, first, last, |fact| fact.units = Some(units))
    }

    /// An authorization of which more is known.
    pub(crate) fn authorized_as(self, patient: &str, first: &str, last: &str, change: impl Fn(&mut AuthorizationFact)) -> Self {
        let mut books = self.authorized(patient, first, last);
        let facts = std::mem::take(books.side.authorizations.get_or_insert_default());
        let changed = facts.into_iter().map(|mut fact| {
            if fact.number == format!("A-{first}") && fact.patient == patient {
                change(&mut fact);
            }
            fact
        });
        books.side.authorizations = Some(changed.collect());
        books
    }

    /// A claim is about the patient who has this member number.
    pub(crate) fn of_member(mut self, number: &str, member: &str) -> Self {
        member.clone_into(&mut self.claim_mut(number).member_id);
        self
    }

    /// The payer leaves a part of what it allowed to the patient.
    pub(crate) fn left_to_patient(mut self, number: &str, amount: i64) -> Self {
        let decision = self.decision_mut(number);
        decision.paid_amount = decision.paid_amount - cents(amount);
        decision.lines[0].paid_amount = decision.lines[0].paid_amount - cents(amount);
        decision.lines[0].adjustments.push(super::adjustment("PR", "3", cents(amount)));
        self.add_up();
        self
    }

    /// Another payer pays a claim as the first one too.
    pub(crate) fn paid_as_first_too(mut self, number: &str, payer: &str, paid: i64) -> Self {
        let claim = self.claim_mut(number).clone();
        let decision = super::decision(&claim, cents(paid));
        self.payments.push(super::payment(payer, &format!("F-{number}"), "2026-05-05", vec![decision]));
        self
    }

    /// A second payer pays so much and says that the first one did the rest.
    pub(crate) fn paid_as_second(mut self, number: &str, payer: &str, paid: i64) -> Self {
        let claim = self.claim_mut(number).clone();
        let mut decision = super::decision(&claim, cents(paid));
        decision.status = "2".parse().expect("a status of the list");
        let rest = claim.charge_amount - cents(paid);
        decision.lines[0].adjustments = vec![super::adjustment("OA", "23", rest)];
        self.payments.push(super::payment(payer, &format!("S-{number}"), "2026-05-05", vec![decision]));
        self
    }

    /// The payer pays so much less on a claim, for a reason.
    pub(crate) fn cut(mut self, number: &str, group: &str, reason: &str, amount: i64) -> Self {
        let decision = self.decision_mut(number);
        decision.paid_amount = decision.paid_amount - cents(amount);
        decision.lines[0].paid_amount = decision.lines[0].paid_amount - cents(amount);
        decision.lines[0].adjustments.push(super::adjustment(group, reason, cents(amount)));
        self.add_up();
        self
    }

    /// The same for many: adds what `add` adds for every number.
    pub(crate) fn each(self, numbers: std::ops::Range<usize>, add: impl Fn(Self, usize) -> Self) -> Self {
        numbers.fold(self, add)
    }
}
