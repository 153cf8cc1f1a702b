//! Somebody whose records do not read keeps nobody else from being judged: on SQLite and on PostgreSQL.

use outcomes::warning_sign::Rule;
use storage::to_judge;
use vocabulary::PatientId;

use crate::alerts::{both, of_rule, people};
use crate::practice::{Practice, operator, patient, phq9};

async fn aside(practice: &Practice) -> Vec<PatientId> {
    let operation = storage::testing::operation("look");
    practice.test.database.read(&operation, |unit| Box::pin(async move { to_judge::aside(unit).await })).await.unwrap()
}

const DAMAGED: &str = "UPDATE episode SET discharge_day = 'never' WHERE patient_id = $1";
const MENDED: &str = "UPDATE episode SET discharge_day = NULL WHERE patient_id = $1";

#[tokio::test]
async fn somebody_whose_records_do_not_read_is_set_aside_and_everybody_else_is_judged() {
    both(async |practice| {
        let people = people(&practice).await;
        for number in 3..9 {
            patient(&practice.app, &format!("A-{number}"), "Cleo", None).await;
        }
        practice.app.judge_everybody().await.unwrap();
        let answers = [1, 1, 1, 1, 1, 1, 1, 1, 2];
        practice.app.record_administration(&operator(), practice.ben, phq9("2026-11-20", answers)).await.unwrap();
        practice.app.record_administration(&operator(), practice.anna, phq9("2026-11-20", answers)).await.unwrap();
        practice.test.damage(DAMAGED, &practice.ben.to_string()).await;
        let judged = practice.app.judge_waiting().await.unwrap();
        assert_eq!((judged.patients, aside(&practice).await), (1, vec![practice.ben]));
        assert_eq!(of_rule(&practice, &people.treating, Rule::SafetyAnswer).await.len(), 1, "Anna's answer is on its way");
        assert_eq!(practice.app.judge_waiting().await.unwrap().patients, 0, "he is not tried again each second");
        practice.test.damage(MENDED, &practice.ben.to_string()).await;
        practice.test.pass_seconds(15 * 60);
        assert_eq!((practice.app.judge_waiting().await.unwrap().patients, aside(&practice).await), (1, vec![]));
        assert_eq!(of_rule(&practice, &people.director, Rule::SafetyAnswer).await.len(), 2, "nothing of his is lost");
    })
    .await;
}

#[tokio::test]
async fn where_nobody_can_be_judged_nobody_is_set_aside() {
    both(async |practice| {
        let mut everybody = vec![practice.anna, practice.ben];
        for number in 3..13 {
            everybody.push(patient(&practice.app, &format!("A-{number}"), "Cleo", None).await);
        }
        practice.app.judge_everybody().await.unwrap();
        for patient in &everybody {
            practice.app.record_administration(&operator(), *patient, phq9("2026-11-20", [1; 9])).await.unwrap();
        }
        practice.test.damage("UPDATE program SET zone = $1", "Nowhere/Nothing").await;
        assert!(practice.app.judge_waiting().await.is_err());
        assert_eq!(aside(&practice).await, []);
    })
    .await;
}
