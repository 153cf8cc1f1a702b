//! 837: the tree of billing provider, subscriber and patient, and the claims in it.

use super::claim_line::lines;
use super::party::{self, party};
use super::sheet::Sheet;
use crate::model::{Claim837, ClaimKind, CodeValue, Coverage, Diagnosis, OtherCoverage, Party};

/// Writes everything between BHT and SE.
pub(super) fn claims(sheet: &mut Sheet, claims: &[Claim837]) {
    if let Some(first) = claims.first() {
        party(sheet, &first.submitter, None);
        party(sheet, &first.receiver, None);
    }
    let mut levels = Levels::default();
    for (at, claim) in claims.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &claims[before]);
        levels.enter(sheet, claim, before, &claims[at..]);
        one(sheet, claim);
    }
}

/// The numbers of the open levels.
#[derive(Debug, Default)]
struct Levels {
    last: u64,
    provider: u64,
    subscriber: u64,
}

impl Levels {
    /// Opens the levels that the claim needs and the one before did not have. `rest` begins with the claim.
    fn enter(&mut self, sheet: &mut Sheet, claim: &Claim837, before: Option<&Claim837>, rest: &[Claim837]) {
        let same_provider = before.is_some_and(|before| provider_of(before) == provider_of(claim));
        if !same_provider {
            self.provider = self.open(sheet, None, "20", true);
            party::taxonomy(sheet, &claim.billing_provider);
            // PRV stands above the name here.
            let named = Party { role: String::new(), taxonomy: String::new(), ..Party::clone(&claim.billing_provider) };
            party(sheet, &named, None);
            if let Some(pay_to) = &claim.pay_to {
                party(sheet, pay_to, None);
            }
        }
        // A claim of the subscriber cannot follow those of a patient in one level.
        let goes_on =
            |before: &Claim837| subscriber_of(before) == subscriber_of(claim) && (claim.patient.is_some() || before.patient.is_none());
        let same_subscriber = same_provider && before.is_some_and(goes_on);
        if !same_subscriber {
            let below = rest.iter().take_while(|next| subscriber_of(next) == subscriber_of(claim)).any(|next| next.patient.is_some());
            self.subscriber = self.open(sheet, Some(self.provider), "22", below);
            subscriber(sheet, &claim.subscriber);
            party(sheet, &claim.subscriber.party, Some(&claim.subscriber.demographics));
            party(sheet, &claim.payer, None);
        }
        if let Some(patient) = &claim.patient
            && !(same_subscriber && before.is_some_and(|before| before.patient == claim.patient))
        {
            self.open(sheet, Some(self.subscriber), "23", false);
            sheet.plain("PAT", &[&patient.relationship]);
            party(sheet, &patient.party, Some(&patient.demographics));
        }
    }

    fn open(&mut self, sheet: &mut Sheet, above: Option<u64>, code: &str, has_below: bool) -> u64 {
        self.last += 1;
        let above = above.map(|above| above.to_string()).unwrap_or_default();
        sheet.plain("HL", &[&self.last.to_string(), &above, code, if has_below { "1" } else { "0" }]);
        self.last
    }
}

fn provider_of(claim: &Claim837) -> (&Party, Option<&Party>) {
    (&claim.billing_provider, claim.pay_to.as_deref())
}

fn subscriber_of(claim: &Claim837) -> ((&Party, Option<&Party>), &Coverage, &Party) {
    (provider_of(claim), &claim.subscriber, &claim.payer)
}

/// SBR.
fn subscriber(sheet: &mut Sheet, coverage: &Coverage) {
    let head = sheet.segment("SBR").text(&coverage.sequence).text(&coverage.relationship).text(&coverage.group_number);
    head.text(&coverage.group_name).text(&coverage.insurance_type).skip(3).text(&coverage.filing_indicator).end();
}

/// CLM and what belongs to it.
fn one(sheet: &mut Sheet, claim: &Claim837) {
    let head = sheet.segment("CLM").text(&claim.number).cents(claim.charge).skip(2);
    let head = head.composite(&[&claim.facility_code, &claim.facility_qualifier, &claim.frequency]).text(&claim.provider_signature);
    let head = head.text(&claim.assignment).text(&claim.benefits_assigned).text(&claim.release_of_information);
    let head = head.text(&claim.patient_signature_source).composite(&claim.related_causes).text(&claim.special_program);
    head.skip(7).text(&claim.delay_reason).end();
    party::dates(sheet, &claim.dates);
    if let Some(facts) = &claim.institutional {
        sheet.plain("CL1", &[&facts.admission_type, &facts.admission_source, &facts.patient_status]);
    }
    party::supplements(sheet, &claim.supplements);
    party::amounts(sheet, &claim.amounts);
    party::quantities(sheet, &claim.quantities);
    party::references(sheet, &claim.references);
    party::notes(sheet, &claim.notes);
    diagnoses(sheet, claim);
    codes(sheet, &claim.codes);
    for provider in &claim.providers {
        party(sheet, provider, None);
    }
    for other in &claim.other_coverages {
        other_coverage(sheet, other);
    }
    lines(sheet, claim.kind, &claim.lines);
}

/// HI of diagnoses. A professional claim has them in one segment; an institutional one has a segment for each kind, three reasons for the visit and
/// twelve others at most in one.
fn diagnoses(sheet: &mut Sheet, claim: &Claim837) {
    let professional = claim.kind == ClaimKind::Professional;
    for kind in claim.diagnoses.chunk_by(|one, other| professional || one.qualifier == other.qualifier) {
        let most = if matches!(&*kind[0].qualifier, "APR" | "PR") { 3 } else { 12 };
        for some in kind.chunks(most) {
            let head = sheet.segment("HI");
            some.iter().fold(head, |line, diagnosis| line.composite(&diagnosis_parts(diagnosis))).end();
        }
    }
}

fn diagnosis_parts(diagnosis: &Diagnosis) -> [&str; 9] {
    [&diagnosis.qualifier, &diagnosis.code, "", "", "", "", "", "", &diagnosis.present_on_admission]
}

/// HI of other codes.
fn codes(sheet: &mut Sheet, codes: &[CodeValue]) {
    for kind in codes.chunk_by(|one, other| one.qualifier == other.qualifier) {
        for some in kind.chunks(12) {
            let parts = |code: &CodeValue| [&code.qualifier, &code.code, &code.format, &code.date, &code.amount].map(String::clone);
            let head = sheet.segment("HI");
            some.iter().fold(head, |line, code| line.composite(&parts(code))).end();
        }
    }
}

/// Loops 2320 and 2330.
fn other_coverage(sheet: &mut Sheet, other: &OtherCoverage) {
    subscriber(sheet, &other.coverage);
    party::adjustments(sheet, &other.adjustments);
    party::amounts(sheet, &other.amounts);
    let held = [&other.benefits_assigned, &other.patient_signature_source, &other.release_of_information];
    if held.iter().any(|held| !held.is_empty()) {
        sheet.plain("OI", &["", "", held[0], held[1], "", held[2]]);
    }
    party(sheet, &other.coverage.party, Some(&other.coverage.demographics));
    if other.payer != Party::default() {
        party::name(sheet, &other.payer);
        party::taxonomy(sheet, &other.payer);
        party::address(sheet, &other.payer);
    }
    party::dates(sheet, &other.dates);
    party::references(sheet, &other.payer.references);
    party::contacts(sheet, &other.payer.contacts);
    for provider in &other.providers {
        party(sheet, provider, None);
    }
}
