//! A payment of an 835.

use revenue_cycle::{
    AdjudicatedLine, Adjudication, AdjudicationStatus, Adjustment, GroupCode, PaymentKey, ProviderAdjustment, ProviderAdjustmentKind,
    Remittance,
};
use vocabulary::{Money, Period};

use super::{Notes, ProblemKind, filled, number_of, tight};

/// What stands before the first claim.
pub(super) fn head(from: &x12::RemittanceHeader, notes: &mut Notes) -> Remittance {
    let (payment, envelope) = (&from.payment, &from.envelope);
    if payment.trace.trim().is_empty() {
        notes.found.push(ProblemKind::NoTrace);
    }
    Remittance {
        key: PaymentKey {
            day: payment.day.and_then(Notes::day),
            payer_id: payer_id(from),
            trace: payment.trace.trim().to_owned(),
            originator: payment.originator.clone(),
            interchange: envelope.interchange_control.clone(),
            group: envelope.group_control.clone(),
            transaction: envelope.transaction_control.clone(),
        },
        payer_name: from.payer.name.clone(),
        payee_id: number_of(&from.payee, "XX").unwrap_or_default(),
        payee_tax_id: filled(from.payee.reference("TJ")).or_else(|| number_of(&from.payee, "FI")).unwrap_or_default(),
        amount: notes.money(payment.amount),
        method: payment.method.clone(),
        is_whole: true,
        adjudications: Vec::new(),
        provider_adjustments: Vec::new(),
    }
}

/// The number that claims name the payer by: REF*2U, else that of the payer's name, else the sender's tax number.
fn payer_id(from: &x12::RemittanceHeader) -> String {
    filled(from.payer.reference("2U")).or_else(|| filled(Some(&from.payer.id))).unwrap_or_else(|| from.payment.originator.trim().to_owned())
}

/// What was decided on a claim.
pub(super) fn decision(from: &x12::ClaimPayment, notes: &mut Notes) -> Adjudication {
    let statement = notes.days_between(&from.dates, "232", "233");
    // A line without days of its own is of the claim's day, where that is one.
    let of_claim = statement.filter(|days| days.last() == Some(days.first()));
    let member = |party: &x12::Party| filled(Some(&party.id));
    Adjudication {
        claim_number: from.number.trim().to_owned(),
        status: from.status.parse().unwrap_or_else(|_| {
            notes.found.push(ProblemKind::Status(from.status.clone()));
            AdjudicationStatus::Other
        }),
        charge_amount: notes.money(from.charge),
        paid_amount: notes.money(from.paid),
        patient_responsibility_amount: notes.money(from.patient_responsibility),
        payer_control: from.payer_control.trim().to_owned(),
        member_id: member(&from.patient).or_else(|| from.insured.as_ref().and_then(member)).unwrap_or_default(),
        family_name: from.patient.name.clone(),
        given_name: from.patient.first_name.clone(),
        record_number: filled(from.reference("EA")),
        statement,
        received_day: notes.days(&from.dates, "050").map(Period::first),
        adjustments: adjustments(&from.adjustments, notes),
        remarks: from.inpatient.iter().flat_map(|facts| facts.remarks.iter().cloned()).collect(),
        lines: from.lines.iter().map(|from| line(from, of_claim, notes)).collect(),
    }
}

fn line(from: &x12::LinePayment, of_claim: Option<Period>, notes: &mut Notes) -> AdjudicatedLine {
    // A facility may bill a revenue code alone; it stands in place of the procedure then.
    let is_revenue_code = from.procedure.qualifier == "NU";
    let revenue_code = if is_revenue_code && from.revenue_code.is_empty() { &from.procedure.code } else { &from.revenue_code };
    AdjudicatedLine {
        control: filled(from.reference("6R")),
        procedure: if is_revenue_code { String::new() } else { from.procedure.code.clone() },
        modifiers: from.procedure.modifiers.clone(),
        submitted_procedure: from.submitted_procedure.as_ref().and_then(|procedure| filled(Some(&procedure.code))),
        revenue_code: revenue_code.clone(),
        charge_amount: notes.money(from.charge),
        paid_amount: notes.money(from.paid),
        paid_units: notes.units(&from.paid_quantity),
        submitted_units: (!from.submitted_quantity.is_empty()).then(|| notes.units(&from.submitted_quantity)),
        days: notes.days(&from.dates, "472").or_else(|| notes.days_between(&from.dates, "150", "151")).or(of_claim),
        adjustments: adjustments(&from.adjustments, notes),
        remarks: tight(from.remarks.iter().filter(|remark| remark.list == "HE").map(|remark| remark.code.clone())),
        allowed_amount: from.amounts.iter().find(|amount| amount.qualifier == "B6").map(|amount| notes.money(amount.amount)),
    }
}

fn adjustments(from: &[x12::Adjustment], notes: &mut Notes) -> Vec<Adjustment> {
    let all = from.iter().map(|from| Adjustment {
        group: from.group.parse().unwrap_or_else(|_| {
            notes.found.push(ProblemKind::Group(from.group.clone()));
            GroupCode::Unknown
        }),
        reason: from.reason.clone(),
        amount: notes.money(from.amount),
    });
    tight(all.filter(|adjustment| adjustment.amount != Money::ZERO || !adjustment.reason.is_empty()))
}

/// What stands behind the last claim.
pub(super) fn besides(from: &x12::RemittanceEnd, notes: &mut Notes) -> Vec<ProviderAdjustment> {
    let adjustment = |from: &x12::ProviderAdjustment| ProviderAdjustment {
        kind: from.reason.parse().unwrap_or(ProviderAdjustmentKind::Other),
        reason: from.reason.clone(),
        reference: from.reference.clone(),
        amount: notes.money(from.amount),
    };
    from.provider_adjustments.iter().map(adjustment).collect()
}
