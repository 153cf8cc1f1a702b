//! A claim of an 837.

use revenue_cycle::{Claim, ClaimKind, ClaimLine, ClaimSource, Frequency, OtherCoverage, Rendering, Sequence};
use vocabulary::{Icd10Code, Period};

use super::{Notes, ProblemKind, filled, number_of};

pub(super) fn claim(from: &x12::Claim837, ordinal: u32, notes: &mut Notes) -> Claim {
    let (treated, demographics) = from.treated();
    let statement = notes.days(&from.dates, "434");
    // A facility's line that names no day of its own, a bed above all, is of the days of the statement.
    let of_lines = statement.filter(|_| from.kind == x12::ClaimKind::Institutional);
    let given_by = rendering(&from.providers);
    Claim {
        number: from.number.trim().to_owned(),
        kind: kind(from.kind),
        frequency: Frequency::from_digit(&from.frequency),
        charge_amount: notes.money(from.charge),
        payer_id: from.payer.id.clone(),
        payer_name: from.payer.name.clone(),
        sequence: sequence(&from.subscriber.sequence),
        member_id: from.subscriber.party.id.clone(),
        family_name: treated.name.clone(),
        given_name: treated.first_name.clone(),
        birth_day: demographics.birth_day.and_then(Notes::day),
        record_number: filled(from.reference("EA")),
        original_payer_control: filled(from.reference("F8")),
        authorizations: values(&from.references, "G1"),
        diagnoses: diagnoses(from, notes),
        billing_provider_id: number_of(&from.billing_provider, "XX").unwrap_or_default(),
        billing_tax_id: tax_number(&from.billing_provider),
        statement,
        facility_code: from.facility_code.clone(),
        condition_codes: from.codes.iter().filter(|code| code.qualifier == "BG").map(|code| code.code.clone()).collect(),
        other_coverages: from.other_coverages.iter().map(|other| other_coverage(other, notes)).collect(),
        lines: (1..).zip(&from.lines).map(|(number, from)| line(number, from, (of_lines, given_by.as_ref()), notes)).collect(),
        source: source(&from.envelope, ordinal),
    }
}

fn kind(kind: x12::ClaimKind) -> ClaimKind {
    match kind {
        x12::ClaimKind::Professional => ClaimKind::Professional,
        x12::ClaimKind::Institutional => ClaimKind::Institutional,
        x12::ClaimKind::Dental | x12::ClaimKind::Other => ClaimKind::Other,
    }
}

/// SBR01: the fourth payer and later stand with the third.
fn sequence(code: &str) -> Sequence {
    match code {
        "S" => Sequence::Secondary,
        "T" | "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" => Sequence::Tertiary,
        _ => Sequence::Primary,
    }
}

fn source(envelope: &x12::Envelope, ordinal: u32) -> ClaimSource {
    ClaimSource {
        day: envelope.day.or(envelope.group_day).and_then(Notes::day),
        interchange: envelope.interchange_control.clone(),
        group: envelope.group_control.clone(),
        transaction: envelope.transaction_control.clone(),
        ordinal,
    }
}

fn values(references: &[x12::Reference], qualifier: &str) -> Vec<String> {
    references.iter().filter(|reference| reference.qualifier == qualifier).filter_map(|reference| filled(Some(&reference.value))).collect()
}

/// The tax number of a biller: an employer's or a person's.
fn tax_number(biller: &x12::Party) -> String {
    filled(biller.reference("EI")).or_else(|| filled(biller.reference("SY"))).unwrap_or_default()
}

/// The principal diagnosis, then the others in their order. Reasons for a visit and causes from outside are no diagnoses of the claim.
fn diagnoses(from: &x12::Claim837, notes: &mut Notes) -> Vec<Icd10Code> {
    let is_principal = |diagnosis: &&x12::Diagnosis| matches!(diagnosis.qualifier.as_str(), "ABK" | "BK");
    let is_other = |diagnosis: &&x12::Diagnosis| matches!(diagnosis.qualifier.as_str(), "ABF" | "BF");
    let in_order = from.diagnoses.iter().filter(is_principal).chain(from.diagnoses.iter().filter(is_other));
    let mut codes = Vec::new();
    for diagnosis in in_order {
        match diagnosis.code.parse() {
            Ok(code) => codes.push(code),
            Err(_) => notes.found.push(ProblemKind::Diagnosis(diagnosis.code.clone())),
        }
    }
    codes.shrink_to_fit();
    codes
}

fn other_coverage(from: &x12::OtherCoverage, notes: &mut Notes) -> OtherCoverage {
    OtherCoverage {
        sequence: sequence(&from.coverage.sequence),
        payer_id: from.payer.id.clone(),
        paid_amount: from.amounts.iter().find(|amount| amount.qualifier == "D").map(|amount| notes.money(amount.amount)),
    }
}

fn line(
    number: u32,
    from: &x12::ClaimLine,
    (of_claim, of_claim_rendering): (Option<Period>, Option<&Rendering>),
    notes: &mut Notes,
) -> ClaimLine {
    let of_claim = of_claim.filter(|_| from.dates.iter().all(|date| date.qualifier != "472"));
    ClaimLine {
        number: from.number.trim().parse().unwrap_or(number),
        control: filled(from.reference("6R")),
        procedure: from.procedure.code.clone(),
        modifiers: from.procedure.modifiers.clone(),
        revenue_code: from.revenue_code.clone(),
        charge_amount: notes.money(from.charge),
        units: notes.units(&from.quantity),
        days: notes.days(&from.dates, "472").or(of_claim),
        authorization: filled(from.reference("G1")),
        rendering: rendering(&from.providers).or_else(|| of_claim_rendering.cloned()),
    }
}

/// Who gave a service (82) and who supervised (DQ), where they have a national number: of a line what it says itself, else what its claim says.
fn rendering(providers: &[x12::Party]) -> Option<Rendering> {
    let by = |entity: &str| {
        providers.iter().find(|party| party.entity == entity && party.id_qualifier == "XX").and_then(|party| filled(Some(&party.id)))
    };
    by("82").map(|provider_id| Rendering { provider_id, supervisor_id: by("DQ") })
}
