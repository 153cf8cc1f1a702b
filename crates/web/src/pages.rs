//! The pages, one file each: a view of `app` becomes markup. Handlers stand below the markup they answer with.

pub(crate) mod account;
pub(crate) mod administration;
pub(crate) mod alert;
pub(crate) mod appeal;
pub(crate) mod audit;
pub(crate) mod authorization;
pub(crate) mod care_fact;
pub(crate) mod caseload;
pub(crate) mod check_in;
pub(crate) mod check_ins;
pub(crate) mod claims;
pub(crate) mod collection;
pub(crate) mod contacts;
pub(crate) mod crisis_texts;
pub(crate) mod disclosures;
pub(crate) mod discuss;
pub(crate) mod entry;
pub(crate) mod exports;
pub(crate) mod follow_up;
pub(crate) mod import_file;
pub(crate) mod imports;
pub(crate) mod instrument;
pub(crate) mod instrument_list;
pub(crate) mod kiosk;
pub(crate) mod level_of_care;
pub(crate) mod on_call;
pub(crate) mod outbox;
pub(crate) mod own_page;
pub(crate) mod packet;
pub(crate) mod paper;
pub(crate) mod patient;
pub(crate) mod payer;
pub(crate) mod people;
pub(crate) mod reason;
pub(crate) mod record;
pub(crate) mod registration;
pub(crate) mod releases;
pub(crate) mod review;
pub(crate) mod round;
pub(crate) mod schedule;
pub(crate) mod score_review;
pub(crate) mod sign_in;
pub(crate) mod start;
pub(crate) mod withdraw;

#[cfg(test)]
mod tests;
