//! Every statement that a test of this room runs, and that names what it wants one by one, is looked at before it runs: it must go by a key or an
//! index, never through all rows of a table that grows with the practice. SQLite plans without statistics, so an empty table is planned as a full one.

use sqlx::{AssertSqlSafe, Row as _};

use super::{Sql, Transaction, Value};

/// Tables that grow with what a practice does. What is set up once, such as programs, may be read as a whole.
const GROWING: [&str; 28] = [
    "administration",
    "alert",
    "alert_event",
    "audit",
    "audit_of_patient",
    "audit_patient",
    "benefit_quote",
    "case_agreement",
    "certification",
    "chart_paper",
    "claim_account",
    "claim_line",
    "claim_version",
    "determination",
    "episode",
    "level_of_care_order",
    "message",
    "patient",
    "patient_payment",
    "patient_to_judge",
    "posted_charge",
    "posted_write_off",
    "release_patient",
    "responses",
    "score",
    "score_safety",
    "score_scale",
    "series_standing",
];

/// # Panics
/// When SQLite would go through a growing table.
pub(super) async fn check(transaction: &mut Transaction, sql: &Sql, values: &[Value]) {
    let Some((text, _)) = sql.bind(values.to_vec(), false).ok().filter(|_| sql.has_list()) else { return };
    check_text(transaction, &text).await;
}

async fn check_text(transaction: &mut Transaction, text: &str) {
    let Transaction::Sqlite(transaction) = transaction else { return };
    let explain = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}")));
    // A statement that does not stand is told of by running it.
    let Ok(steps) = explain.fetch_all(&mut **transaction).await else { return };
    for step in steps {
        let step: String = step.get("detail");
        let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        assert!(table.is_none_or(|table| !GROWING.contains(&table)), "{step} by: {text}");
    }
}

/// Statements that name a beginning or a day instead of a list.
#[tokio::test]
async fn what_names_a_range_of_claims_goes_by_an_index() {
    let test = crate::testing::open(crate::testing::sqlite_target()).await;
    let mut transaction = test.database.begin_read().await.unwrap();
    for (text, values) in [(crate::claim::BEGINS, vec!["A".into(), "B".into()]), (crate::claim::RECENT, vec!["2026-03-02".into()])] {
        let found = transaction.fetch_all(&Sql::new("claim_version", text), values).await;
        assert_eq!(found.map(|rows| rows.len()), Ok(0), "{text}");
        check_text(&mut transaction, text).await;
    }
}

#[tokio::test]
#[should_panic(expected = "SCAN score by: SELECT")]
async fn a_statement_that_goes_through_all_scores_is_caught() {
    let test = crate::testing::open(crate::testing::sqlite_target()).await;
    let mut transaction = test.database.begin_read().await.unwrap();
    let sql = Sql::new("score", "SELECT administration_id FROM score WHERE band IN ({list})").with_list(&[], [Value::from("mild")]);
    transaction.fetch_all(&sql, Vec::new()).await.ok();
}
