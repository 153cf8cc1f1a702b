//! Stories of the use cases, on SQLite with a clock that stands still until it is moved.

#![expect(clippy::unwrap_used, reason = "a story stops where something fails; helpers of tests are no tests to the lint")]
#![expect(clippy::print_stdout, reason = "the process that is killed says how far it came")]

mod administrations;
mod alert_owners;
mod alerts;
mod appeals;
mod appeals_end;
mod appeals_time;
mod at_the_practice;
mod baselines;
mod check_in_ends;
mod check_in_kills;
mod check_ins;
mod claim_facts;
mod claim_kills;
mod claim_papers;
mod claim_support;
mod claims;
mod denied_stays;
mod evidence;
mod exports;
mod files;
mod former_stays;
mod imports;
mod judged_apart;
mod letters;
mod levels_of_care;
mod licensed_text;
mod messages;
mod mishaps;
mod moved_stays;
mod notices;
mod packet_kills;
mod packets;
mod payer_records;
mod people;
mod planned_admissions;
mod practice;
mod privacy;
mod progress;
mod recorded_once;
mod releases;
mod rescored;
mod reviews;
mod standing;
mod stays;
mod visibility;
mod who_answers;
