//! The database of the practice: SQLite in one file, or PostgreSQL by an address.
//!
//! Three rules hold everywhere in this room:
//!
//! * **Work is done in units.** [`Database::read`] and [`Database::write`] take an [`Operation`] (who, why, in which request, doing what) and a
//!   closure. Nothing else gives access to a connection, and a unit that touched a patient cannot end without its audit row.
//! * **Records are append-only.** Every aggregate has a file that says how it is kept; versions, corrections, voids and views as of an instant are
//!   the same for all ([`record`]).
//! * **One text for both databases.** Statements stand once; days and instants are ISO text, ids are text, numbers are integers.
//!
//! Aggregates, one file each: [`patient`], [`patient_link`], [`program`], [`clinician`], [`episode`], [`level_of_care_period`], [`diagnosis`],
//! [`care_team`], [`administration`] with [`responses`] and [`score`], [`import_batch`], [`instrument_definition`], [`recalled_permission`],
//! [`setting`], [`user`], [`session`], [`sign_in_attempt`], [`access_grant`], [`document`], [`release`]; and [`audit`].
//!
//! What a level of care rests on: [`attendance`], [`participation`], [`function_rating`], [`goal_progress`], [`treatment_plan_change`],
//! [`medication_change`], [`risk_rating`], [`incident`], [`medical_status`], [`substance_use`], [`abstinence_report`], [`drug_screen`],
//! [`housing`], [`supports`], [`prior_level`], [`external_level_of_care`], [`clinician_statement`], [`certification`], [`chart_paper`], [`level_of_care_order`], [`step_down_plan`], [`planned_visit`].
//!
//! Judgements and what people did about them: [`to_judge`] (who waits), [`open_care`] (what judging begins with), [`alert`], [`determination`] with [`determination_decision`],
//! [`score_review`]; and what they are made by: [`alert_rule_parameter`], [`protocol`], [`criteria_set`], [`expected_course`].
//!
//! Denials: [`denial`], [`appeal`] with [`appeal_paper`], [`letter_draft`], [`released_letter`] and [`appealed_days`]; [`disputed_line`] where a bill was
//! refused; [`denial_closure`] where nothing more is done.
//! Notices that were given: [`given_notice`].
//!
//! Patients who answer: [`check_in`], [`access_link`], [`device_round`], [`paper_form`], [`crisis_text`], [`patient_note`], [`own_words`].
//!
//! Reaching people: [`contact`] with what its holder said about it, [`staff_contact`], [`on_call_shift`], and the queue: [`message`].
//!
//! Money, as files brought it: [`claim`], [`remittance`]; beside them [`contract_rate`], [`provider_credential`], [`exclusion_check`], [`posted_charge`], [`benefit_quote`], [`case_agreement`],
//! [`patient_payment`], [`posted_write_off`], and whose claims are: [`claim_account`].
//!
//! How to add a table: `docs/dev/storage.md`.

pub mod abstinence_report;
pub mod access_grant;
pub mod access_link;
pub mod administration;
pub mod alert;
pub mod alert_rule_parameter;
pub mod appeal;
pub mod appeal_paper;
pub mod appealed_days;
pub mod attendance;
pub mod audit;
pub mod authorization;
pub mod authorization_determination;
pub mod authorization_request;
pub mod backup;
pub mod benefit_quote;
pub mod billed_units;
pub mod care_team;
pub mod case_agreement;
pub mod certification;
pub mod chart_paper;
pub mod check_in;
pub mod claim;
pub mod claim_account;
pub mod claim_file;
pub mod clinician;
pub mod clinician_statement;
#[cfg(test)]
mod conformance;
pub mod contact;
mod content;
pub mod contract_rate;
pub mod contradiction_answer;
pub mod coverage;
pub mod crisis_text;
pub mod criteria_clause;
pub mod criteria_set;
mod database;
pub mod day_rate;
pub mod deadline_rules;
pub mod denial;
pub mod denial_closure;
pub mod denial_step;
pub mod determination;
pub mod determination_decision;
pub mod device_round;
pub mod diagnosis;
pub mod discharge_appointment;
pub mod disclosure_consent;
pub mod disputed_line;
pub mod document;
pub mod drug_screen;
pub mod emergency_documentation;
pub mod episode;
mod error;
pub mod exclusion_check;
pub mod expected_course;
pub mod exposure_word;
pub mod external_level_of_care;
pub mod function_rating;
pub mod given_notice;
pub mod goal_progress;
pub mod housing;
pub mod import_batch;
pub mod incident;
pub mod instrument_definition;
pub mod kept;
pub mod letter_draft;
pub mod level_of_care_order;
pub mod level_of_care_period;
pub mod medical_status;
pub mod medication;
pub mod medication_change;
pub mod message;
pub mod on_call_shift;
pub mod open_care;
pub mod overpayment_step;
pub mod own_words;
pub mod paper_form;
pub mod participation;
pub mod patient;
pub mod patient_link;
pub mod patient_note;
pub mod patient_payment;
pub mod payer_profile;
pub mod planned_admission;
pub mod planned_visit;
pub mod posted_charge;
pub mod posted_write_off;
pub mod prior_level;
pub mod program;
pub mod protocol;
pub mod provider_credential;
pub mod recalled_permission;
pub mod record;
pub mod release;
pub mod released_letter;
pub mod released_packet;
pub mod remittance;
pub mod responses;
pub mod review;
pub mod review_answer;
pub mod review_call;
pub mod review_task;
pub mod risk_rating;
pub mod score;
pub mod score_review;
pub mod service_note;
pub mod session;
pub mod setting;
pub mod sign_in_attempt;
pub mod staff_contact;
pub mod step_down_plan;
pub mod substance_use;
pub mod supports;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod to_judge;
pub mod treatment_goal;
pub mod treatment_plan_change;
pub mod unit;
pub mod user;

/// Boxes the future of what others await, so that it is compiled here and not again by each of them (docs/decisions/0012).
pub(crate) use async_recursion::async_recursion as boxed;
pub use database::{Database, Engine, Options, Ports, Target};
pub use error::{ArchiveProblem, StorageError, UniqueKey};
pub use record::{Entry, PlainRecord, Record, Stored, View};
pub use unit::{Alone, Collision, OnRecord, Operation, ReadUnit, WriteUnit};

/// The schema as SQL, for `docs/reference/schema.sql`.
pub fn schema_reference() -> String {
    database::reference()
}

/// The schema version that this program works with.
pub const SCHEMA_VERSION: i64 = database::SCHEMA_VERSION;

/// SHA-256 of bytes, as 64 hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    hex::encode(sha2::Sha256::digest(bytes))
}
