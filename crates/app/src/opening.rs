//! What the audit calls it when the record of one patient, or part of it, is opened: what the patient is told of. Lists in which somebody stands among others
//! are none of them.

macro_rules! openings {
    ($($name:ident = $code:literal,)*) => {
        $(pub(crate) const $name: &str = $code;)*

        /// All of them.
        pub(crate) const ALL: &[&str] = &[$($name,)*];
    };
}

openings! {
    VIEW_ADMINISTRATION = "view_administration",
    VIEW_ALERT = "view_alert",
    VIEW_APPEAL = "view_appeal",
    VIEW_CARE_FACT = "view_care_fact",
    VIEW_CARE_FACT_FORM = "view_care_fact_form",
    VIEW_CARE_FACTS = "view_care_facts",
    VIEW_CHECK_INS = "view_check_ins",
    VIEW_CLAIM = "view_claim",
    VIEW_CONTACTS = "view_contacts",
    VIEW_DENIAL = "view_denial",
    VIEW_DETERMINATION = "view_determination",
    VIEW_DISCLOSURES = "view_disclosures",
    VIEW_DOCUMENT = "view_document",
    VIEW_LETTER = "view_letter",
    VIEW_LEVEL_OF_CARE = "view_level_of_care",
    VIEW_PACKET = "view_packet",
    VIEW_PAPER_FORM = "view_paper_form",
    VIEW_PATIENT = "view_patient",
    VIEW_PATIENT_NOTICES = "view_patient_notices",
    VIEW_PAYMENT = "view_payment",
    VIEW_REVIEW = "view_review",
    VIEW_REVIEW_EVIDENCE = "view_review_evidence",
    VIEW_RIBBON = "view_ribbon",
    VIEW_SCORE_REVIEWS = "view_score_reviews",
}
