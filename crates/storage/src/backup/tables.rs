//! Which tables an archive holds, in an order in which each comes after those it refers to.

/// A table and what orders its rows.
pub(super) struct ArchiveTable {
    pub(super) name: &'static str,
    /// The primary key: the order of the rows, so that equal contents make equal archives.
    pub(super) order: &'static str,
}

const fn records(name: &'static str) -> ArchiveTable {
    ArchiveTable { name, order: "id, version" }
}

const fn parts(name: &'static str, order: &'static str) -> ArchiveTable {
    ArchiveTable { name, order }
}

/// Every table but those of [`LEFT_OUT`].
pub(super) const TABLES: &[ArchiveTable] = &[
    parts("import_batch", "id"),
    parts("import_rejection", "batch_id, ordinal"),
    records("program"),
    records("clinician"),
    records("patient"),
    records("patient_link"),
    records("episode"),
    records("planned_admission"),
    records("level_of_care_period"),
    records("diagnosis"),
    records("care_team_member"),
    records("administration"),
    parts("responses", "administration_id, version"),
    parts("given_total", "administration_id, version, scale"),
    parts("score", "administration_id, computation"),
    parts("score_scale", "administration_id, computation, ordinal"),
    parts("score_classification", "administration_id, computation, ordinal"),
    parts("score_safety", "administration_id, computation, ordinal"),
    records("instrument_definition"),
    records("recalled_permission"),
    records("setting"),
    parts("audit", "id"),
    parts("audit_patient", "audit_id, patient_id"),
    parts("audit_of_patient", "patient_id, audit_id"),
    parts("audit_pending", "audit_id"),
    parts("audit_seal", "sequence"),
    parts("user_account", "id"),
    parts("user_role", "user_id, role"),
    records("access_grant"),
    records("document"),
    parts("document_content", "document_id"),
    records("release"),
    parts("release_patient", "patient_id, release_id"),
    records("abstinence_report"),
    records("attendance"),
    records("clinician_statement"),
    records("drug_screen"),
    records("external_level_of_care"),
    records("function_rating"),
    records("goal_progress"),
    records("housing"),
    records("incident"),
    records("medical_status"),
    records("medication_change"),
    records("participation"),
    records("planned_visit"),
    records("prior_level"),
    records("risk_rating"),
    records("step_down_plan"),
    records("substance_use"),
    records("supports"),
    records("treatment_plan_change"),
    parts("alert", "id"),
    parts("alert_event", "alert_id, ordinal"),
    records("determination"),
    records("determination_decision"),
    records("score_review"),
    records("protocol"),
    records("criteria_set"),
    records("expected_course"),
    records("alert_rule_parameter"),
    parts("patient_to_judge", "patient_id, mark"),
    records("contact"),
    records("contact_consent"),
    records("contact_attempt"),
    records("staff_contact"),
    records("on_call_shift"),
    parts("message", "id"),
    parts("message_event", "message_id, ordinal"),
    parts("alert_to_tell", "alert_id, ordinal"),
    records("payer_profile"),
    records("day_rate"),
    records("contract_rate"),
    records("provider_credential"),
    records("exclusion_check"),
    records("deadline_rules"),
    records("coverage"),
    records("posted_charge"),
    records("benefit_quote"),
    records("case_agreement"),
    records("patient_payment"),
    records("posted_write_off"),
    records("claim_account"),
    records("certification"),
    records("chart_paper"),
    records("level_of_care_order"),
    records("medication"),
    records("treatment_goal"),
    records("discharge_appointment"),
    records("authorization_request"),
    records("authorization_determination"),
    records("authorization_of_care"),
    records("billed_units"),
    records("review"),
    records("review_answer"),
    records("review_task"),
    records("service_note"),
    parts("claim_version", "id"),
    parts("claim_line", "claim_version_id, place"),
    parts("claim_other_coverage", "claim_version_id, place"),
    parts("remittance", "id"),
    parts("adjudication", "remittance_id, place"),
    parts("adjudicated_line", "remittance_id, place, line"),
    parts("adjustment", "remittance_id, place, line, ordinal"),
    parts("provider_adjustment", "remittance_id, ordinal"),
    parts("claim_answer", "id"),
    parts("file_answer", "id"),
    parts("claim_match", "remittance_id, place, ordinal"),
    parts("payment_release", "remittance_id"),
    parts("claim_file", "batch_id, ordinal"),
    parts("denial_step", "id"),
    parts("exposure_word", "id"),
    parts("overpayment_step", "id"),
    records("crisis_text"),
    records("patient_note"),
    records("own_words"),
    parts("check_in", "id"),
    parts("check_in_answer", "check_in_id, ordinal"),
    parts("check_in_administration", "check_in_id, instrument_id"),
    parts("check_in_event", "id"),
    parts("access_link", "id"),
    parts("access_link_secret", "secret_sha256"),
    parts("device_round", "id"),
    parts("device_round_seat", "round_id, ordinal"),
    parts("paper_form", "code"),
    records("disclosure_consent"),
    records("emergency_documentation"),
    records("criteria_clause"),
    records("contradiction_answer"),
    records("released_packet"),
    records("denial"),
    records("denial_closure"),
    records("appeal"),
    records("appeal_paper"),
    records("letter_draft"),
    records("released_letter"),
    records("appealed_days"),
    records("disputed_line"),
    records("given_notice"),
    records("review_call"),
    parts("claim_release", "id"),
    parts("moved_record", "id"),
];

/// Tables that mean nothing in another place, what is made from other tables, and the ledger of migrations, which the restored database writes itself.
#[cfg(test)]
pub(super) const LEFT_OUT: &[&str] =
    &["schema_migration", "session", "sign_in_attempt", "access_pass", "access_code", "access_attempt", "series_standing"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_schema_is_archived_or_left_out_on_purpose() {
        let schema = crate::database::reference();
        let mut made: Vec<&str> = schema
            .split("CREATE TABLE ")
            .skip(1)
            .filter_map(|rest| rest.trim_start_matches("IF NOT EXISTS ").split_whitespace().next())
            .collect();
        let mut listed: Vec<&str> = TABLES.iter().map(|table| table.name).chain(LEFT_OUT.iter().copied()).collect();
        made.sort_unstable();
        listed.sort_unstable();
        assert_eq!(made, listed);
    }
}
