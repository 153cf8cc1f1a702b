//! Migrations: each stands once as a small template and is expanded per database. They are append-only and recorded with a hash.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use vocabulary::Instant;

use super::sql::Sql;
use super::transaction::Transaction;
use super::value::Value;
use crate::StorageError;

/// One step of the schema.
pub(crate) struct Migration {
    /// From 1, without gaps.
    pub(crate) version: i64,
    /// What it brings.
    pub(crate) name: &'static str,
    template: &'static str,
}

/// All steps, oldest first. A step that was ever released is never edited: a change is a new step.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "records", template: include_str!("../../migrations/0001_records.sql") },
    Migration { version: 2, name: "people", template: include_str!("../../migrations/0002_people.sql") },
    Migration { version: 3, name: "care records", template: include_str!("../../migrations/0003_care_records.sql") },
    Migration { version: 4, name: "judgements", template: include_str!("../../migrations/0004_judgements.sql") },
    Migration { version: 5, name: "judging", template: include_str!("../../migrations/0005_judging.sql") },
    Migration { version: 6, name: "messages", template: include_str!("../../migrations/0006_messages.sql") },
    Migration { version: 7, name: "level of care", template: include_str!("../../migrations/0007_level_of_care.sql") },
    Migration { version: 8, name: "utilization review", template: include_str!("../../migrations/0008_utilization_review.sql") },
    Migration { version: 9, name: "import again", template: include_str!("../../migrations/0009_import_again.sql") },
    Migration { version: 10, name: "claims", template: include_str!("../../migrations/0010_claims.sql") },
    Migration { version: 11, name: "check-ins", template: include_str!("../../migrations/0011_check_ins.sql") },
    Migration { version: 12, name: "at-the-practice", template: include_str!("../../migrations/0012_at_the_practice.sql") },
    Migration { version: 13, name: "packets", template: include_str!("../../migrations/0013_packets.sql") },
    Migration { version: 14, name: "language", template: include_str!("../../migrations/0014_language.sql") },
    Migration { version: 15, name: "appeals", template: include_str!("../../migrations/0015_appeals.sql") },
    Migration { version: 16, name: "denials", template: include_str!("../../migrations/0016_denials.sql") },
    Migration { version: 17, name: "claim_releases", template: include_str!("../../migrations/0017_claim_releases.sql") },
    Migration { version: 18, name: "look_ups", template: include_str!("../../migrations/0018_look_ups.sql") },
    Migration { version: 19, name: "service_notes", template: include_str!("../../migrations/0019_service_notes.sql") },
    Migration { version: 20, name: "overpayments", template: include_str!("../../migrations/0020_overpayments.sql") },
    Migration { version: 21, name: "disputed_lines", template: include_str!("../../migrations/0021_disputed_lines.sql") },
    Migration { version: 22, name: "void_claims", template: include_str!("../../migrations/0022_void_claims.sql") },
    Migration { version: 23, name: "planned_visits", template: include_str!("../../migrations/0023_planned_visits.sql") },
    Migration { version: 24, name: "contract_rates", template: include_str!("../../migrations/0024_contract_rates.sql") },
    Migration { version: 25, name: "moved_records", template: include_str!("../../migrations/0025_moved_records.sql") },
    Migration { version: 26, name: "audit_of_patient", template: include_str!("../../migrations/0026_audit_of_patient.sql") },
    Migration { version: 27, name: "open_alerts", template: include_str!("../../migrations/0027_open_alerts.sql") },
    Migration { version: 28, name: "voids_by_payer", template: include_str!("../../migrations/0028_voids_by_payer.sql") },
    Migration { version: 29, name: "review of a decision", template: include_str!("../../migrations/0029_review_of_a_decision.sql") },
    Migration { version: 30, name: "series in the index", template: include_str!("../../migrations/0030_series_in_the_index.sql") },
    Migration { version: 31, name: "where series stand", template: include_str!("../../migrations/0031_where_series_stand.sql") },
    Migration { version: 32, name: "given notices", template: include_str!("../../migrations/0032_given_notices.sql") },
    Migration { version: 33, name: "authority of a release", template: include_str!("../../migrations/0033_authority_of_a_release.sql") },
    Migration { version: 34, name: "billing records", template: include_str!("../../migrations/0034_billing_records.sql") },
    Migration { version: 35, name: "ends of denials", template: include_str!("../../migrations/0035_ends_of_denials.sql") },
    Migration { version: 36, name: "patients of a release", template: include_str!("../../migrations/0036_release_patients.sql") },
    Migration { version: 37, name: "behind claims", template: include_str!("../../migrations/0037_behind_claims.sql") },
    Migration { version: 38, name: "own words", template: include_str!("../../migrations/0038_own_words.sql") },
    Migration { version: 39, name: "claims by people", template: include_str!("../../migrations/0039_claims_by_people.sql") },
    Migration { version: 40, name: "closed programs", template: include_str!("../../migrations/0040_closed_programs.sql") },
    Migration { version: 41, name: "who holds alerts", template: include_str!("../../migrations/0041_who_holds_alerts.sql") },
    Migration { version: 42, name: "supplied information", template: include_str!("../../migrations/0042_supplied_information.sql") },
    Migration { version: 43, name: "index of a letter", template: include_str!("../../migrations/0043_index_of_a_letter.sql") },
    Migration { version: 44, name: "whose quote", template: include_str!("../../migrations/0044_whose_quote.sql") },
    Migration { version: 45, name: "secrets of links", template: include_str!("../../migrations/0045_secrets_of_links.sql") },
    Migration {
        version: 46,
        name: "papers and planned admissions",
        template: include_str!("../../migrations/0046_papers_and_planned_admissions.sql"),
    },
    Migration { version: 47, name: "codes of messages", template: include_str!("../../migrations/0047_codes_of_messages.sql") },
    Migration { version: 48, name: "papers and providers", template: include_str!("../../migrations/0048_papers_and_providers.sql") },
];

/// The schema version this program works with.
pub(crate) const SCHEMA_VERSION: i64 = MIGRATIONS[MIGRATIONS.len() - 1].version;

/// The columns that every record table starts with.
const RECORD: &str = "id {text} NOT NULL,
    version {integer} NOT NULL,
    recorded_at {text} NOT NULL,
    superseded_at {text},
    effective_day {text} NOT NULL,
    recorder {text} NOT NULL,
    source {text} NOT NULL CHECK (source IN ('form', 'batch', 'computed')),
    batch_id {text} REFERENCES import_batch (id),
    supersedes {integer},
    void_reason {text},
    external_key {text}";

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    version {integer} NOT NULL PRIMARY KEY,
    name {text} NOT NULL,
    sha256 {text} NOT NULL,
    applied_at {text} NOT NULL
){plain}";

/// Expands a template.
pub(crate) fn expand(template: &str, postgres: bool) -> String {
    // Text on PostgreSQL is compared byte by byte, as SQLite does, so that both order alike whatever the server's locale.
    let words = if postgres {
        [("{text}", "TEXT COLLATE \"C\""), ("{integer}", "BIGINT"), ("{blob}", "BYTEA"), ("{plain}", ""), ("{keyed}", "")]
    } else {
        [("{text}", "TEXT"), ("{integer}", "INTEGER"), ("{blob}", "BLOB"), ("{plain}", " STRICT"), ("{keyed}", " STRICT, WITHOUT ROWID")]
    };
    words.iter().fold(template.replace("{record}", RECORD), |text, (placeholder, word)| text.replace(placeholder, word))
}

impl Migration {
    /// The hash of the template with the columns it refers to: what was meant, for either database.
    fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        hasher.update(self.template.replace("{record}", RECORD));
        hex::encode(hasher.finalize())
    }
}

/// The whole schema as SQLite gets it, for the reference.
pub(crate) fn reference() -> String {
    let mut text = String::from(
        "-- The schema as SQLite holds it, generated from crates/storage/migrations. On PostgreSQL, text columns are TEXT COLLATE \"C\",\n\
         -- integers BIGINT, BLOB is BYTEA, and the table suffixes are absent. Do not edit: see docs/dev/storage.md.\n\n",
    );
    text.push_str(&expand(LEDGER, false));
    text.push_str(";\n");
    for migration in MIGRATIONS {
        let _ = write!(text, "\n-- migration {}: {}\n\n", migration.version, migration.name);
        text.push_str(&expand(migration.template, false));
    }
    text
}

/// Brings the schema to `goal`. Refuses a newer schema than this program knows, and a migration that was applied in another form.
pub(crate) async fn migrate(transaction: &mut Transaction, goal: i64, now: Instant) -> Result<(), StorageError> {
    let postgres = transaction.is_postgres();
    if postgres {
        // Two servers that start at once take turns.
        transaction.execute_script("schema_migration", "SELECT pg_advisory_xact_lock(74617201, hashtext(current_schema()))").await?;
    }
    transaction.execute_script("schema_migration", &expand(LEDGER, postgres)).await?;
    let applied = applied(transaction).await?;
    check_applied(&applied)?;
    let newest = applied.last().map_or(0, |(version, _)| *version);
    for migration in MIGRATIONS.iter().filter(|migration| migration.version > newest && migration.version <= goal) {
        transaction.execute_script("schema_migration", &expand(migration.template, postgres)).await?;
        let row = vec![migration.version.into(), migration.name.into(), migration.hash().into(), now.into()];
        let insert = "INSERT INTO schema_migration (version, name, sha256, applied_at) VALUES ($1, $2, $3, $4)";
        transaction.execute(&Sql::new("schema_migration", insert), row).await?;
    }
    Ok(())
}

/// How many steps are to come. Refuses what [`migrate`] would refuse.
pub(crate) async fn to_come(transaction: &mut Transaction) -> Result<usize, StorageError> {
    if !has_ledger(transaction).await? {
        return Ok(MIGRATIONS.len());
    }
    let applied = applied(transaction).await?;
    check_applied(&applied)?;
    Ok(MIGRATIONS.len().saturating_sub(applied.len()))
}

/// The version of the schema in the database; 0 when there is none.
pub(crate) async fn schema_version(transaction: &mut Transaction) -> Result<i64, StorageError> {
    Ok(applied(transaction).await?.last().map_or(0, |(version, _)| *version))
}

/// True when the ledger of migrations is there at all.
pub(crate) async fn has_ledger(transaction: &mut Transaction) -> Result<bool, StorageError> {
    let text = if transaction.is_postgres() {
        "SELECT 1::BIGINT FROM pg_class WHERE oid = to_regclass('schema_migration')"
    } else {
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'"
    };
    Ok(transaction.fetch_optional(&Sql::new("schema_migration", text), Vec::<Value>::new()).await?.is_some())
}

async fn applied(transaction: &mut Transaction) -> Result<Vec<(i64, String)>, StorageError> {
    let select = Sql::new("schema_migration", "SELECT version, sha256 FROM schema_migration ORDER BY version");
    let rows = transaction.fetch_all(&select, Vec::new()).await?;
    rows.iter()
        .map(|row| {
            let mut reader = row.reader("schema_migration");
            Ok((reader.integer()?, reader.text()?))
        })
        .collect()
}

fn check_applied(applied: &[(i64, String)]) -> Result<(), StorageError> {
    for (version, sha256) in applied {
        match MIGRATIONS.iter().find(|migration| migration.version == *version) {
            None => {
                return Err(StorageError::NewerSchema { found: applied.last().map_or(0, |(version, _)| *version), known: SCHEMA_VERSION });
            }
            Some(migration) if migration.hash() != *sha256 => return Err(StorageError::ChangedMigration { version: *version }),
            Some(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_count_from_one_without_gaps() {
        for (position, migration) in (1..).zip(MIGRATIONS) {
            assert_eq!(migration.version, position, "{}", migration.name);
        }
    }

    #[test]
    fn no_placeholder_is_left_after_expansion() {
        for migration in MIGRATIONS {
            for postgres in [false, true] {
                assert!(!expand(migration.template, postgres).contains('{'), "{}", migration.name);
            }
        }
    }
}
