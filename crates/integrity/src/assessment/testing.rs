//! Small books for the tests of this room: a clean practice, and what can go wrong in it. Everything in them is invented.

mod beside;

use revenue_cycle::{
    AdjudicatedLine, Adjudication, Adjustment, Claim, ClaimKind, ClaimLine, ClaimSource, Frequency, OtherCoverage, PaymentKey,
    ProviderAdjustment, ProviderAdjustmentKind, ReasonTable, Remittance, Sequence, Settlement, Units,
};
use vocabulary::{Day, Money, Period};

use super::side::{AttendanceFact, AuthorizationFact, ContractRate, NoteFact, WriteOff};
use super::{Assessment, Figure, Outcome, Side};

/// Claims and what was decided on them.
#[derive(Clone, Default)]
pub(crate) struct Books {
    pub(crate) claims: Vec<Claim>,
    pub(crate) payments: Vec<Remittance>,
    pub(crate) side: Side,
}

fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

fn day(text: &str) -> Day {
    text.parse().expect("tests name days of the calendar")
}

fn adjustment(group: &str, reason: &str, amount: Money) -> Adjustment {
    Adjustment { group: group.parse().expect("tests name groups of the list"), reason: reason.to_owned(), amount }
}

fn claim(number: &str, payer: &str, procedure: &str, charge: i64, on: Day) -> Claim {
    let line = ClaimLine {
        number: 1,
        control: Some(format!("{number}-L1")),
        procedure: procedure.to_owned(),
        modifiers: Vec::new(),
        revenue_code: String::new(),
        charge_amount: cents(charge),
        units: Units::ONE,
        days: Period::new(on, Some(on)).ok(),
        authorization: None,
        rendering: None,
    };
    Claim {
        number: number.to_owned(),
        kind: ClaimKind::Professional,
        frequency: Frequency::Original,
        charge_amount: cents(charge),
        payer_id: payer.to_owned(),
        payer_name: format!("PLAN {payer}"),
        sequence: Sequence::Primary,
        member_id: format!("M-{number}"),
        family_name: "BIRCH".to_owned(),
        given_name: "ANA".to_owned(),
        birth_day: Some(day("1990-05-06")),
        record_number: None,
        original_payer_control: None,
        authorizations: Vec::new(),
        diagnoses: Vec::new(),
        billing_provider_id: "1234567893".to_owned(),
        billing_tax_id: "990000001".to_owned(),
        statement: None,
        facility_code: "11".to_owned(),
        condition_codes: Vec::new(),
        other_coverages: Vec::new(),
        lines: vec![line],
        source: ClaimSource { day: Some(on.plus_days(3)), ..ClaimSource::default() },
    }
}

/// A decision on the only line of a claim: so much paid, the rest taken off by contract.
fn decision(claim: &Claim, paid: Money) -> Adjudication {
    let line = &claim.lines[0];
    let rest = claim.charge_amount - paid;
    Adjudication {
        claim_number: claim.number.clone(),
        status: "1".parse().expect("a status of the list"),
        charge_amount: claim.charge_amount,
        paid_amount: paid,
        patient_responsibility_amount: Money::ZERO,
        payer_control: format!("{}-ICN", claim.number),
        member_id: claim.member_id.clone(),
        family_name: claim.family_name.clone(),
        given_name: claim.given_name.clone(),
        record_number: None,
        statement: None,
        received_day: None,
        adjustments: Vec::new(),
        remarks: Vec::new(),
        lines: vec![AdjudicatedLine {
            control: line.control.clone(),
            procedure: line.procedure.clone(),
            modifiers: Vec::new(),
            submitted_procedure: None,
            revenue_code: String::new(),
            charge_amount: claim.charge_amount,
            paid_amount: paid,
            paid_units: line.units,
            submitted_units: None,
            days: line.days,
            adjustments: if rest == Money::ZERO { Vec::new() } else { vec![adjustment("CO", "45", rest)] },
            remarks: Vec::new(),
            allowed_amount: None,
        }],
    }
}

/// Takes a decision back.
fn reversal(decision: &Adjudication) -> Adjudication {
    let mut back = decision.clone();
    back.status = "22".parse().expect("a status of the list");
    back.charge_amount = -back.charge_amount;
    back.paid_amount = -back.paid_amount;
    for line in &mut back.lines {
        line.charge_amount = -line.charge_amount;
        line.paid_amount = -line.paid_amount;
        for each in &mut line.adjustments {
            each.amount = -each.amount;
        }
    }
    back
}

fn payment(payer: &str, trace: &str, on: &str, decisions: Vec<Adjudication>) -> Remittance {
    Remittance {
        key: PaymentKey {
            day: Some(day(on)),
            payer_id: payer.to_owned(),
            trace: trace.to_owned(),
            originator: "1512345678".to_owned(),
            interchange: "1".to_owned(),
            group: "1".to_owned(),
            transaction: trace.to_owned(),
        },
        payer_name: format!("PLAN {payer}"),
        payee_id: "1234567893".to_owned(),
        payee_tax_id: "990000001".to_owned(),
        amount: decisions.iter().map(|decision| decision.paid_amount).sum(),
        method: "ACH".to_owned(),
        is_whole: true,
        adjudications: decisions,
        provider_adjustments: Vec::new(),
    }
}

impl Books {
    /// A practice in which nothing is wrong: eight claims, billed within days and paid as always.
    pub(crate) fn clean() -> Self {
        let first = day("2026-04-20");
        let therapy = ["C1", "C2", "C3", "C4", "C5", "B1", "B2"];
        let mut claims: Vec<Claim> =
            therapy.iter().zip(0..).map(|(number, place)| claim(number, "P1", "90834", 10_000, first.plus_days(place))).collect();
        claims.push(claim("D1", "P1", "H0035", 70_000, first));
        let decisions = claims.iter().map(|claim| decision(claim, cents(claim.charge_amount.cents() * 8 / 10))).collect();
        Self { payments: vec![payment("P1", "T1", "2026-05-05", decisions)], claims, side: Side::default() }
    }

    pub(crate) fn claim_mut(&mut self, number: &str) -> &mut Claim {
        self.claims.iter_mut().find(|claim| claim.number == number).expect("the books have this claim")
    }

    fn decision_mut(&mut self, number: &str) -> &mut Adjudication {
        let decisions = self.payments.iter_mut().flat_map(|payment| &mut payment.adjudications);
        decisions.into_iter().find(|decision| decision.claim_number == number).expect("the claim is decided")
    }

    fn add_up(&mut self) {
        for payment in &mut self.payments {
            let besides: Money = payment.provider_adjustments.iter().map(|each| each.amount).sum();
            payment.amount = payment.adjudications.iter().map(|decision| decision.paid_amount).sum::<Money>() - besides;
        }
    }

    /// The decision on a claim pays nothing, for this reason.
    pub(crate) fn refused(mut self, number: &str, group: &str, reason: &str) -> Self {
        let decision = self.decision_mut(number);
        let charge = decision.charge_amount;
        decision.paid_amount = Money::ZERO;
        decision.lines[0].paid_amount = Money::ZERO;
        decision.lines[0].adjustments = vec![adjustment(group, reason, charge)];
        self.add_up();
        self
    }

    /// The payer decides a claim again and pays.
    pub(crate) fn paid_later(mut self, number: &str) -> Self {
        let claim = self.claim_mut(number).clone();
        let decision = decision(&claim, cents(claim.charge_amount.cents() * 8 / 10));
        self.payments.push(payment(&claim.payer_id, &format!("T2-{number}"), "2026-05-05", vec![decision]));
        self
    }

    /// The payer decides a claim again and refuses it.
    pub(crate) fn refused_later(mut self, number: &str, group: &str, reason: &str) -> Self {
        let claim = self.claim_mut(number).clone();
        let mut decision = decision(&claim, Money::ZERO);
        decision.status = "4".parse().expect("a status of the list");
        decision.lines[0].adjustments = vec![adjustment(group, reason, claim.charge_amount)];
        self.payments.push(payment(&claim.payer_id, &format!("T3-{number}"), "2026-05-05", vec![decision]));
        self
    }

    /// The claim and its decisions carry another number.
    pub(crate) fn renumbered(mut self, number: &str, new: &str) -> Self {
        new.clone_into(&mut self.claim_mut(number).number);
        new.clone_into(&mut self.decision_mut(number).claim_number);
        self
    }

    /// The payer pays so much on a day.
    pub(crate) fn paid_on(mut self, number: &str, paid: i64, on: &str) -> Self {
        let claim = self.claim_mut(number).clone();
        let decision = decision(&claim, cents(paid));
        self.payments.push(payment(&claim.payer_id, &format!("T-{on}-{number}"), on, vec![decision]));
        self
    }

    /// The payer pays the same decision again.
    pub(crate) fn paid_again(mut self, number: &str) -> Self {
        let decision = self.decision_mut(number).clone();
        self.payments.push(payment("P1", &format!("T2-{number}"), "2026-05-05", vec![decision]));
        self
    }

    /// The payer takes its decision back.
    pub(crate) fn taken_back(mut self, number: &str) -> Self {
        let back = reversal(self.decision_mut(number));
        self.payments.push(payment("P1", &format!("T2-{number}"), "2026-05-05", vec![back]));
        self
    }

    /// The payer takes its last decision back.
    pub(crate) fn last_taken_back(mut self, number: &str, on: &str) -> Self {
        let decisions =
            self.payments.iter().rev().flat_map(|payment| payment.adjudications.iter().map(move |decision| (payment, decision)));
        let mut last = decisions.filter(|(_, decision)| decision.claim_number == number && !decision.status.is_reversal());
        let (payer, back) =
            last.next().map(|(payment, decision)| (payment.key.payer_id.clone(), reversal(decision))).expect("the claim is decided");
        drop(last);
        self.payments.push(payment(&payer, &format!("T-{on}-{number}"), on, vec![back]));
        self
    }

    /// The payer keeps an amount of the first payment.
    pub(crate) fn recovered(mut self, reference: &str, amount: i64) -> Self {
        self.payments[0].provider_adjustments.push(ProviderAdjustment {
            kind: ProviderAdjustmentKind::OverpaymentRecovery,
            reason: "WO".to_owned(),
            reference: reference.to_owned(),
            amount: cents(amount),
        });
        self.add_up();
        self
    }

    /// The claim carries the number of an authorization.
    pub(crate) fn with_authorization(mut self, number: &str, authorization: &str) -> Self {
        self.claim_mut(number).authorizations.push(authorization.to_owned());
        self
    }

    /// The claim names a second payer.
    pub(crate) fn with_second_payer(mut self, number: &str, payer: &str) -> Self {
        let other = OtherCoverage { sequence: Sequence::Secondary, payer_id: payer.to_owned(), paid_amount: None };
        self.claim_mut(number).other_coverages.push(other);
        self
    }

    /// A second payer decides.
    pub(crate) fn decided_by_second(mut self, number: &str, payer: &str) -> Self {
        let claim = self.claim_mut(number).clone();
        let mut decision = decision(&claim, cents(6000));
        decision.status = "2".parse().expect("a status of the list");
        self.payments.push(payment(payer, &format!("S-{number}"), "2026-05-05", vec![decision]));
        self
    }

    /// The same service on a second claim, paid too.
    pub(crate) fn copied(mut self, number: &str, copy: &str) -> Self {
        let mut claim = self.claim_mut(number).clone();
        copy.clone_into(&mut claim.number);
        claim.lines[0].control = Some(format!("{copy}-L1"));
        let decision = decision(&claim, cents(8000));
        self.payments[0].adjudications.push(decision);
        self.claims.push(claim);
        self.add_up();
        self
    }

    /// Billed as one procedure and paid as another.
    pub(crate) fn paid_as(mut self, number: &str, billed: &str, decided: &str) -> Self {
        billed.clone_into(&mut self.claim_mut(number).lines[0].procedure);
        let line = &mut self.decision_mut(number).lines[0];
        decided.clone_into(&mut line.procedure);
        line.submitted_procedure = Some(billed.to_owned());
        self
    }

    /// Bills and pays so many units.
    pub(crate) fn units_of(mut self, number: &str, units: i64) -> Self {
        self.claim_mut(number).lines[0].units = Units::whole(units);
        self.decision_mut(number).lines[0].paid_units = Units::whole(units);
        self
    }

    /// A claim that nobody answered.
    pub(crate) fn unanswered(mut self, number: &str, on: &str) -> Self {
        self.claims.push(claim(number, "P1", "90834", 10_000, day(on)));
        self
    }

    /// All claims were billed on this day.
    pub(crate) fn billed_on(mut self, on: &str) -> Self {
        for claim in &mut self.claims {
            claim.source.day = Some(day(on));
        }
        self
    }

    /// So many claims of a payer, a day apart, each paid alike.
    pub(crate) fn many(mut self, payer: &str, count: i32, paid: i64) -> Self {
        let first = day("2026-02-01");
        let claims: Vec<Claim> =
            (0..count).map(|place| claim(&format!("{payer}-{place:02}"), payer, "90834", 10_000, first.plus_days(place))).collect();
        let decisions = claims.iter().map(|claim| decision(claim, cents(paid))).collect();
        self.payments.push(payment(payer, &format!("T-{payer}"), "2026-05-05", decisions));
        self.claims.extend(claims);
        self
    }

    /// A rate by contract, for any level and all days.
    pub(crate) fn contract(mut self, payer: &str, service: &str, unit: &str) -> Self {
        self.side.contracts.get_or_insert_default().insert(ContractRate {
            payer: payer.to_owned(),
            service: service.to_owned(),
            level: None,
            period: Period::new(day("2026-01-01"), None).expect("an open period"),
            unit_amount: unit.parse().expect("an amount"),
        });
        self
    }

    /// The payer pays a claim with another amount.
    pub(crate) fn paying(mut self, number: &str, paid: i64) -> Self {
        let claim = self.claim_mut(number).clone();
        *self.decision_mut(number) = decision(&claim, cents(paid));
        self.add_up();
        self
    }

    /// A note of a patient on a day.
    pub(crate) fn note(mut self, patient: &str, on: &str, is_signed: bool) -> Self {
        self.side.notes.get_or_insert_default().insert(NoteFact {
            patient: patient.to_owned(),
            day: day(on),
            service: None,
            minutes: None,
            author: None,
            signed: is_signed.then(|| day(on)),
        });
        self
    }

    /// A patient came on a day, or did not.
    pub(crate) fn attended(mut self, patient: &str, on: &str, attended: bool) -> Self {
        let fact = AttendanceFact { patient: patient.to_owned(), day: day(on), service: Some("90834".to_owned()), attended };
        self.side.attendance.get_or_insert_default().insert(fact);
        self
    }

    /// An authorization of a patient.
    pub(crate) fn authorized(mut self, patient: &str, first: &str, last: &str) -> Self {
        self.side.authorizations.get_or_insert_default().insert(AuthorizationFact {
            number: format!("A-{first}"),
            patient: patient.to_owned(),
            period: Period::new(day(first), Some(day(last))).expect("in order"),
            units: None,
            payers: std::collections::BTreeSet::new(),
            level: None,
            asked: None,
        });
        self
    }

    /// An amount was taken off a claim.
    pub(crate) fn taken_off(self, claim: &str, amount: &str, reason: &str, approver: &str) -> Self {
        self.taken_off_line(claim, "", amount, (reason, approver))
    }

    /// An amount was taken off a line of a claim.
    pub(crate) fn taken_off_line(self, claim: &str, line: &str, amount: &str, said: (&str, &str)) -> Self {
        self.written_off(("2026-05-04", claim, line), amount, said)
    }

    /// An amount was taken off a claim or a line of it on a day.
    pub(crate) fn taken_off_on(self, on: &str, claim: &str, line: &str, amount: &str) -> Self {
        self.written_off((on, claim, line), amount, ("given up", "ann"))
    }

    fn written_off(mut self, (on, claim, line): (&str, &str, &str), amount: &str, (reason, approver): (&str, &str)) -> Self {
        self.side.write_offs.get_or_insert_default().insert(WriteOff {
            claim: claim.to_owned(),
            line: line.to_owned(),
            day: day(on),
            amount: amount.parse().expect("an amount"),
            reason: reason.to_owned(),
            approver: approver.to_owned(),
            alike: 0,
        });
        self
    }

    /// Assesses the books and hands the result on.
    pub(crate) fn assessed<T>(&self, look: impl FnOnce(&Assessment<'_>) -> T) -> T {
        self.settled(|settlement, side, table, as_of| look(&Assessment::of(settlement, side, table, as_of)))
    }

    /// Settles the books and hands on what they come to.
    pub(crate) fn settled<T>(&self, look: impl FnOnce(&Settlement<'_>, &Side, &ReasonTable, Day) -> T) -> T {
        let mut books = revenue_cycle::Books::default();
        for claim in &self.claims {
            books.add_claim(claim.clone());
        }
        for payment in &self.payments {
            books.add_remittance(payment.clone());
        }
        let table = ReasonTable::shipped();
        let settlement = books.settle(table);
        let as_of = Assessment::last_day(&settlement).expect("the books have days");
        look(&settlement, &self.side, table, as_of)
    }
}

/// What the lines of a finding come to, in cents.
pub(crate) fn amount_of(code: &str, books: &Books) -> i64 {
    books.assessed(|assessment| match &assessment.finding(code).expect("the catalogue has it").outcome {
        Outcome::Found(found) => found.lines.iter().filter_map(|line| line.amount).map(Money::cents).sum(),
        _ => 0,
    })
}

/// The lines of a finding: claim (or `-`) and why.
pub(crate) fn lines_of(code: &str, books: &Books) -> Vec<String> {
    books.assessed(|assessment| match &assessment.finding(code).expect("the catalogue has it").outcome {
        Outcome::Found(found) => found.lines.iter().map(|line| format!("{} {}", line.claim.unwrap_or("-"), line.why)).collect(),
        _ => Vec::new(),
    })
}

/// Checks which lines a finding finds.
#[track_caller]
pub(crate) fn check_lines(code: &str, books: &Books, expected: &[&str]) {
    assert_eq!(lines_of(code, books), expected, "{code}");
}

/// Checks a figure of a finding.
#[track_caller]
pub(crate) fn check_figure(code: &str, books: &Books, name: &str, expected: &str) {
    let found = books.assessed(|assessment| {
        let figures = assessment.finding(code).expect("the catalogue has it").outcome.figures();
        figures.iter().find(|(known, _)| *known == name).map(|(_, figure)| match figure {
            Figure::Count(count) => count.to_string(),
            Figure::Money(amount) => amount.to_string(),
            Figure::Days(days) => days.to_string(),
            Figure::Share(rate) => format!("{}/{}", rate.count, rate.of),
            Figure::Ratio(ratio) => format!("{ratio:.2}"),
        })
    });
    assert_eq!(found.as_deref(), Some(expected), "{code} {name}");
}

/// How a finding was answered.
pub(crate) fn outcome_code(code: &str, books: &Books) -> &'static str {
    books.assessed(|assessment| assessment.finding(code).expect("the catalogue has it").outcome.code())
}
