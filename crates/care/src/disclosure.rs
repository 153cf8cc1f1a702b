//! On what ground something about a patient may leave the practice, and what the patient consented to.
//!
//! Two layers, as in the law: HIPAA lets records out for treatment, payment and operations; 42 CFR Part 2 asks for more where a program for
//! substance-use disorders holds them (42 CFR 2.31 and 2.33 consent, 2.23 the patient's own access, 2.51 medical emergencies, 2.53 audit and
//! evaluation, 2.61 to 2.67 court orders, 2.11 and 2.12(c)(4) service organizations; headings of 2.23, 2.31, 2.33, 2.51 and 2.53 read in a copy of the
//! Code of Federal Regulations as of November 2024, and 2.51(c) in two copies; the court orders and 2.12(c)(4) are recalled). Communications within a
//! program, or with who has direct administrative control over it, are no disclosure: 2.12(c)(3), read in healthinfolaw.org (overview, program
//! communications) and in the notice of a program (nativehealthphoenix.org). [`permits`] is the whole rule, and it is pure. A
//! revocation works forward: what left before it stays as it left.

use vocabulary::{Day, PatientId, RecordId, ReleaseId};

use crate::choice::choices;
use crate::problem::{CareProblem, not_empty, not_future};

choices! {
    /// The ground on which something leaves.
    LegalBasis ("legal basis") {
        /// Treatment by somebody else.
        Treatment = "treatment",
        /// Payment, such as a review for a payer.
        Payment = "payment",
        /// Operations of the practice.
        Operations = "operations",
        /// The patient asked for it.
        PatientRequest = "patient_request",
        /// A parent, guardian or somebody else who acts for the patient asked for it. What is the patient's alone is left out.
        PersonalRepresentative = "personal_representative",
        /// The patient's written consent.
        Consent = "consent",
        /// A medical emergency in which consent cannot be had.
        MedicalEmergency = "medical_emergency",
        /// Audit or evaluation by somebody entitled to it.
        AuditEvaluation = "audit_evaluation",
        /// A court order.
        CourtOrder = "court_order",
        /// An agreement with an organization that serves the program.
        ServiceOrganization = "service_organization",
        /// Use within the program, or by who directly administers it, by people who need it for their duties of care: nothing is disclosed.
        WithinProgram = "within_program",
    }
}

impl LegalBasis {
    /// True for what stands by itself under 42 CFR Part 2: no consent is asked for.
    pub const fn stands_under_part2(self) -> bool {
        matches!(
            self,
            Self::PatientRequest
                | Self::MedicalEmergency
                | Self::AuditEvaluation
                | Self::CourtOrder
                | Self::ServiceOrganization
                | Self::WithinProgram
        )
    }

    /// True for what rests on a paper of somebody else, which the record of the release names: the order of a court (42 CFR 2.61: it authorizes, and a
    /// subpoena beside it compels; read in the text of October 2006 and in an overview of February 2026 for 2.62), the written agreement of who audits to
    /// keep to the limits on use (2.53(a); read in federal.elaws.us as of November 2024 and in healthinfolaw.org), and the written agreement of a service
    /// organization (2.11; recalled).
    pub const fn rests_on_paper(self) -> bool {
        matches!(self, Self::AuditEvaluation | Self::CourtOrder | Self::ServiceOrganization)
    }

    /// The use that a consent must cover where this ground rests on one; `None` where it says no use, as [`Self::Consent`], or needs no consent.
    pub const fn needs_use(self) -> Option<ConsentUse> {
        match self {
            Self::Treatment => Some(ConsentUse::Treatment),
            Self::Payment => Some(ConsentUse::Payment),
            Self::Operations => Some(ConsentUse::Operations),
            _ => None,
        }
    }
}

choices! {
    /// For what the patient consented.
    ConsentUse ("use that was consented to") {
        /// Treatment, payment and operations: one consent for all three.
        All = "all",
        /// Treatment only.
        Treatment = "treatment",
        /// Payment only.
        Payment = "payment",
        /// Operations only.
        Operations = "operations",
        /// Another purpose, which the words of the form say.
        Other = "other",
    }
}

impl ConsentUse {
    /// True where this covers what is needed.
    pub const fn covers(self, needed: Self) -> bool {
        matches!(
            (self, needed),
            (Self::All, Self::All | Self::Treatment | Self::Payment | Self::Operations)
                | (Self::Treatment, Self::Treatment)
                | (Self::Payment, Self::Payment)
                | (Self::Operations, Self::Operations)
                | (Self::Other, Self::Other)
        )
    }

    /// True where it is limited to one of treatment, payment and operations: that is then the ground to name.
    pub const fn is_one_of_three(self) -> bool {
        matches!(self, Self::Treatment | Self::Payment | Self::Operations)
    }
}

/// What a patient consented to in writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosureConsent {
    /// Whose.
    pub patient: PatientId,
    /// The day it was signed.
    pub signed: Day,
    /// For what.
    pub consent_use: ConsentUse,
    /// To whom: a name, or empty for treating providers, health plans and those who help them, as a consent for all three uses may say.
    pub recipient: String,
    /// What may be told, in the words of the form.
    pub scope: String,
    /// The last day on which it holds; `None` where it says that it does not expire.
    pub expires: Option<Day>,
    /// The day from which it is revoked; `None` while it stands.
    pub revoked: Option<Day>,
}

impl DisclosureConsent {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("consent", self.signed, today)?;
        not_empty("scope of the consent", &self.scope)?;
        if self.consent_use != ConsentUse::All {
            not_empty("recipient", &self.recipient)?;
        }
        for (what, last) in [("consent", self.expires), ("revocation", self.revoked)] {
            if let Some(last) = last.filter(|last| *last < self.signed) {
                return Err(CareProblem::Backwards { what, first: self.signed, last });
            }
        }
        Ok(())
    }

    /// True for the same signed form, whatever became of it since and under whichever record of the person it stands.
    pub fn is_same_form(&self, other: &Self) -> bool {
        Self { patient: other.patient, revoked: other.revoked, ..self.clone() } == *other
    }

    /// True on a day on which it holds: from signature to expiry, and not from the day of its revocation on.
    pub fn holds_on(&self, day: Day) -> bool {
        self.signed <= day && self.expires.is_none_or(|last| day <= last) && self.revoked.is_none_or(|revoked| day < revoked)
    }

    /// True where it reaches this recipient for treatment, payment or operations: where it names them, or, being for all three, names nobody and so
    /// means treating providers, health plans and those who help them.
    pub fn reaches(&self, recipient: &str) -> bool {
        self.names(recipient) || (self.consent_use == ConsentUse::All && self.recipient.trim().is_empty())
    }

    /// True where it names this recipient, without regard to case and space.
    pub fn names(&self, recipient: &str) -> bool {
        !self.recipient.trim().is_empty() && plain(&self.recipient) == plain(recipient)
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Why nothing may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoBasis {
    /// Consent was named as the basis, and none was ever given that names this recipient and is not limited to another use.
    #[error("no consent names this recipient, and no other basis was named")]
    NoConsent,
    /// 42 CFR Part 2 covers the records, the named basis does not stand under it, and no consent reaches this recipient for this use.
    #[error("42 CFR Part 2 covers the records, and there is no consent for this recipient and use")]
    NoConsentUnderPart2,
    /// There was one, and it was revoked.
    #[error("the consent was revoked on {on}")]
    Revoked {
        /// Since when.
        on: Day,
    },
    /// There was one, and it expired.
    #[error("the consent expired after {on}")]
    Expired {
        /// Its last day.
        on: Day,
    },
}

impl NoBasis {
    /// The code in the audit.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoConsent | Self::NoConsentUnderPart2 => "no consent",
            Self::Revoked { .. } => "consent revoked",
            Self::Expired { .. } => "consent expired",
        }
    }
}

/// On what a permitted release rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// On the named ground alone.
    Basis,
    /// On a consent.
    Consent(RecordId),
}

/// Whether something about a patient may leave on this ground, on this day, for this recipient. `is_part2` is true where a program under 42 CFR
/// Part 2 holds the records. A basis of that part stands by itself; treatment, payment, operations and `consent` rest on a consent that holds, and
/// without Part 2 only `consent` does.
///
/// A consent reaches whom it names, and is for the purpose it states (42 CFR 2.31(a)(4) and (5), 2.33(a)). One for treatment, payment and operations may
/// name the class of treating providers, health plans, payers and those who help the program instead (2.31(a)(4)(i), read in govregs.com and, for what
/// the single consent is for, in dmclawllc.com of February 2024): it reaches that class for these purposes and nobody else. So `consent`, which says no purpose, rests only on a consent that names its recipient and is not limited to one of the three.
pub fn permits(
    basis: LegalBasis,
    is_part2: bool,
    recipient: &str,
    consents: &[(RecordId, DisclosureConsent)],
    day: Day,
) -> Result<Permission, NoBasis> {
    let rests_on_consent = basis == LegalBasis::Consent || (is_part2 && !basis.stands_under_part2());
    if !rests_on_consent {
        return Ok(Permission::Basis);
    }
    let fits = |consent: &DisclosureConsent| match basis.needs_use() {
        Some(needed) => consent.consent_use.covers(needed) && consent.reaches(recipient),
        None => !consent.consent_use.is_one_of_three() && consent.names(recipient),
    };
    let fitting: Vec<&(RecordId, DisclosureConsent)> = consents.iter().filter(|(_, consent)| fits(consent)).collect();
    if let Some((id, _)) = fitting.iter().rev().find(|(_, consent)| consent.holds_on(day)) {
        return Ok(Permission::Consent(*id));
    }
    let newest = fitting.iter().max_by_key(|(_, consent)| consent.signed).map(|(_, consent)| consent);
    let ended = newest.and_then(|consent| {
        let revoked = consent.revoked.filter(|revoked| *revoked <= day).map(|on| NoBasis::Revoked { on });
        revoked.or_else(|| consent.expires.filter(|last| *last < day).map(|on| NoBasis::Expired { on }))
    });
    Err(ended.unwrap_or(if basis == LegalBasis::Consent { NoBasis::NoConsent } else { NoBasis::NoConsentUnderPart2 }))
}

/// What is written down after a release in a medical emergency (42 CFR 2.51(c)): the release itself holds recipient, person, day and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmergencyDocumentation {
    /// Whose.
    pub patient: PatientId,
    /// The release.
    pub release: ReleaseId,
    /// The day of writing.
    pub day: Day,
    /// Who received it, with the health care facility they belong to.
    pub personnel: String,
    /// What the emergency was.
    pub nature: String,
}

impl EmergencyDocumentation {
    /// Checks what one record can say about itself.
    pub fn check(&self, today: Day) -> Result<(), CareProblem> {
        not_future("documentation", self.day, today)?;
        not_empty("personnel", &self.personnel)?;
        not_empty("nature of the emergency", &self.nature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Identifier as _;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn consent(change: impl Fn(&mut DisclosureConsent)) -> (RecordId, DisclosureConsent) {
        let mut consent = DisclosureConsent {
            patient: PatientId::from_uuid(uuid::Uuid::from_u128(1)),
            signed: day("2026-01-10"),
            consent_use: ConsentUse::Payment,
            recipient: "Blue Ridge  Health".into(),
            scope: "records needed for the review".into(),
            expires: None,
            revoked: None,
        };
        change(&mut consent);
        (RecordId::from_uuid(uuid::Uuid::from_u128(7)), consent)
    }

    fn check(basis: LegalBasis, consents: &[(RecordId, DisclosureConsent)], on: &str, expected: Result<bool, NoBasis>) {
        let found = permits(basis, true, "blue ridge health", consents, day(on));
        assert_eq!(found.map(|permission| permission != Permission::Basis), expected, "{basis} on {on}");
    }

    #[test]
    fn a_revocation_works_forward_from_its_day() {
        let consents = [consent(|consent| consent.revoked = Some(day("2026-03-01")))];
        check(LegalBasis::Payment, &consents, "2026-02-28", Ok(true));
        check(LegalBasis::Payment, &consents, "2026-03-01", Err(NoBasis::Revoked { on: day("2026-03-01") }));
        check(LegalBasis::Payment, &consents, "2026-01-09", Err(NoBasis::NoConsentUnderPart2));
        check(LegalBasis::MedicalEmergency, &consents, "2026-03-02", Ok(false));
        let again = [consents[0].clone(), consent(|consent| consent.signed = day("2026-04-01"))];
        check(LegalBasis::Payment, &again, "2026-04-02", Ok(true));
        check(LegalBasis::Payment, &again, "2026-03-15", Err(NoBasis::NoConsentUnderPart2));
    }

    #[test]
    fn a_consent_covers_its_use_and_its_recipient_until_its_last_day() {
        let expiring = [consent(|consent| consent.expires = Some(day("2026-06-30")))];
        check(LegalBasis::Payment, &expiring, "2026-06-30", Ok(true));
        check(LegalBasis::Payment, &expiring, "2026-07-01", Err(NoBasis::Expired { on: day("2026-06-30") }));
        check(LegalBasis::Treatment, &expiring, "2026-06-30", Err(NoBasis::NoConsentUnderPart2));
        check(
            LegalBasis::Payment,
            &[consent(|consent| consent.recipient = "Another plan".into())],
            "2026-02-01",
            Err(NoBasis::NoConsentUnderPart2),
        );
        let for_all = [consent(|consent| (consent.consent_use, consent.recipient) = (ConsentUse::All, String::new()))];
        check(LegalBasis::Operations, &for_all, "2026-02-01", Ok(true));
        check(LegalBasis::Payment, &[], "2026-02-01", Err(NoBasis::NoConsentUnderPart2));
    }

    /// The ground `consent` states no purpose: it stands only on a consent that names the recipient, and none that is limited to another purpose.
    #[test]
    fn the_ground_of_consent_rests_on_a_consent_that_names_the_recipient_and_is_limited_to_no_other_use() {
        let of = |consent_use: ConsentUse, recipient: &'static str| {
            [consent(move |consent| (consent.consent_use, consent.recipient) = (consent_use, recipient.to_owned()))]
        };
        let check = |consents: &[(RecordId, DisclosureConsent)], expected: Result<bool, NoBasis>| {
            check(LegalBasis::Consent, consents, "2026-02-01", expected);
        };
        check(&of(ConsentUse::All, "Blue Ridge Health"), Ok(true));
        check(&of(ConsentUse::Other, "Blue Ridge Health"), Ok(true));
        check(&of(ConsentUse::All, ""), Err(NoBasis::NoConsent));
        check(&of(ConsentUse::All, "An employer"), Err(NoBasis::NoConsent));
        for limited in [ConsentUse::Treatment, ConsentUse::Payment, ConsentUse::Operations] {
            check(&of(limited, "Blue Ridge Health"), Err(NoBasis::NoConsent));
        }
        check(&[], Err(NoBasis::NoConsent));
        // A consent for a purpose of its own is none for treatment, payment or operations.
        for basis in [LegalBasis::Treatment, LegalBasis::Payment, LegalBasis::Operations] {
            let found = permits(basis, true, "Blue Ridge Health", &of(ConsentUse::Other, "Blue Ridge Health"), day("2026-02-01"));
            assert_eq!(found, Err(NoBasis::NoConsentUnderPart2), "{basis}");
        }
    }

    #[test]
    fn without_part_2_treatment_payment_and_operations_stand_by_themselves() {
        for basis in LegalBasis::ALL {
            let found = permits(*basis, false, "anybody", &[], day("2026-02-01"));
            assert_eq!(found.is_ok(), *basis != LegalBasis::Consent, "{basis}");
            let under_part2 = permits(*basis, true, "anybody", &[], day("2026-02-01"));
            assert_eq!(under_part2.is_ok(), basis.stands_under_part2(), "{basis} under Part 2");
        }
    }

    #[test]
    fn what_rests_on_a_paper_of_somebody_else_stands_under_part_2() {
        let papers: Vec<&str> = LegalBasis::ALL.iter().filter(|basis| basis.rests_on_paper()).map(|basis| basis.code()).collect();
        assert_eq!(papers, ["audit_evaluation", "court_order", "service_organization"]);
        assert!(LegalBasis::ALL.iter().filter(|basis| basis.rests_on_paper()).all(|basis| basis.stands_under_part2()));
    }

    #[test]
    fn a_consent_says_what_it_is_about() {
        let check = |change: fn(&mut DisclosureConsent), expected: Result<(), &str>| {
            let found = consent(change).1.check(day("2026-02-01")).map_err(|problem| problem.to_string());
            assert_eq!(found, expected.map_err(str::to_owned));
        };
        check(|_| (), Ok(()));
        check(|consent| consent.scope.clear(), Err("scope of the consent is empty"));
        check(|consent| consent.recipient.clear(), Err("recipient is empty"));
        assert!(consent(|consent| consent.revoked = Some(day("2026-01-01"))).1.check(day("2026-02-01")).is_err());
        assert!(consent(|consent| consent.signed = day("2026-02-02")).1.check(day("2026-02-01")).is_err());
    }
}
