//! Small claims and remittances for the tests of this room. Everything in them is invented.

use vocabulary::{Money, Period};

use crate::claim::{Claim, ClaimKind, ClaimLine, ClaimSource, Frequency, Sequence};
use crate::remittance::{AdjudicatedLine, Adjudication, Adjustment, PaymentKey, Remittance};
use crate::units::Units;

pub(crate) fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

pub(crate) fn period(day: &str) -> Option<Period> {
    let day = day.parse().expect("tests name days of the calendar");
    Period::new(day, Some(day)).ok()
}

pub(crate) fn line(number: u32, charge: i64, day: &str) -> ClaimLine {
    ClaimLine {
        number,
        control: Some(format!("L{number}")),
        procedure: "90834".into(),
        modifiers: Vec::new(),
        revenue_code: String::new(),
        charge_amount: cents(charge),
        units: Units::ONE,
        days: period(day),
        authorization: None,
        rendering: None,
    }
}

/// A claim to payer `P1` with a line for each charge and day.
pub(crate) fn claim(number: &str, lines: &[(i64, &str)]) -> Claim {
    let lines: Vec<ClaimLine> = (1..).zip(lines).map(|(place, (charge, day))| line(place, *charge, day)).collect();
    Claim {
        number: number.into(),
        kind: ClaimKind::Professional,
        frequency: Frequency::Original,
        charge_amount: lines.iter().map(|line| line.charge_amount).sum(),
        payer_id: "P1".into(),
        payer_name: "PLAN ONE".into(),
        sequence: Sequence::Primary,
        member_id: "M1".into(),
        family_name: "BIRCH".into(),
        given_name: "ANA".into(),
        birth_day: "1990-05-06".parse().ok(),
        record_number: None,
        original_payer_control: None,
        authorizations: Vec::new(),
        diagnoses: Vec::new(),
        billing_provider_id: "1234567893".into(),
        billing_tax_id: "990000001".into(),
        statement: None,
        facility_code: "11".into(),
        condition_codes: Vec::new(),
        other_coverages: Vec::new(),
        lines,
        source: ClaimSource::default(),
    }
}

/// A decision on one line `L1`; adjustments are group, reason, cents.
pub(crate) fn decided(number: &str, status: &str, charge: i64, paid: i64, adjustments: &[(&str, &str, i64)]) -> Adjudication {
    let adjustments: Vec<Adjustment> = (adjustments.iter())
        .map(|(group, reason, amount)| Adjustment {
            group: group.parse().expect("tests name groups of the list"),
            reason: (*reason).into(),
            amount: cents(*amount),
        })
        .collect();
    Adjudication {
        claim_number: number.into(),
        status: status.parse().expect("tests name statuses of the list"),
        charge_amount: cents(charge),
        paid_amount: cents(paid),
        patient_responsibility_amount: Money::ZERO,
        payer_control: format!("{number}-ICN"),
        member_id: "M1".into(),
        family_name: "BIRCH".into(),
        given_name: "ANA".into(),
        record_number: None,
        statement: None,
        received_day: None,
        adjustments: Vec::new(),
        remarks: Vec::new(),
        lines: vec![AdjudicatedLine {
            control: Some("L1".into()),
            procedure: "90834".into(),
            modifiers: Vec::new(),
            submitted_procedure: None,
            revenue_code: String::new(),
            charge_amount: cents(charge),
            paid_amount: cents(paid),
            paid_units: Units::ONE,
            submitted_units: None,
            days: period("2026-03-02"),
            adjustments,
            remarks: Vec::new(),
            allowed_amount: None,
        }],
    }
}

/// A payment of payer `P1` that is explained by its claims.
pub(crate) fn remittance(trace: &str, adjudications: Vec<Adjudication>) -> Remittance {
    Remittance {
        key: PaymentKey {
            day: "2026-04-01".parse().ok(),
            payer_id: "P1".into(),
            trace: trace.into(),
            originator: "1512345678".into(),
            interchange: "1".into(),
            group: "1".into(),
            transaction: trace.into(),
        },
        payer_name: "PLAN ONE".into(),
        payee_id: "1234567893".into(),
        payee_tax_id: "990000001".into(),
        amount: adjudications.iter().map(|adjudication| adjudication.paid_amount).sum(),
        method: "ACH".into(),
        is_whole: true,
        adjudications,
        provider_adjustments: Vec::new(),
    }
}
