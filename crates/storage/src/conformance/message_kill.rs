//! The process may end at any step of a message: none is handed over twice, and none that was not handed over is lost.
//!
//! The outside world of this test is a folder: handing a message over makes a file that must not be there yet. The child sends until it is killed; the
//! parent looks what is in the world and what the database says about it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use care::Channel;
use vocabulary::port::SeededRandom;
use vocabulary::{Language, ZoneName};

use super::fixtures::*;
use crate::message::{self, MessageState, NewMessage, Settled};
use crate::testing::{self, TestDatabase, start};
use crate::{Database, Options, StorageError, Target};

/// Where the child finds the database, and the folder that is its world. Absent in the parent.
const TARGET: &str = "THROUGHLINE_TEST_MESSAGE_TARGET";
const WORLD: &str = "THROUGHLINE_TEST_MESSAGE_WORLD";

async fn open(target: &str) -> Practice {
    let opened =
        testing::open_with(testing::sqlite_target(), async |_, ports| Database::open(&Options::new(Target::parse(target)), ports).await);
    let test: TestDatabase = opened.await.expect("the database opens");
    Practice { test }
}

/// Plans and sends until it is killed. Runs in the child only.
#[tokio::test]
async fn send_until_killed() {
    let (Ok(target), Ok(world)) = (std::env::var(TARGET), std::env::var(WORLD)) else { return };
    let practice = open(&target).await;
    loop {
        round(&practice, Path::new(&world)).await.expect("a round is done");
    }
}

async fn round(practice: &Practice, world: &Path) -> Result<(), StorageError> {
    let key: vocabulary::RecordId = practice.id();
    let new = NewMessage {
        key: key.to_string(),
        template: "test".to_owned(),
        series: None,
        patient: None,
        contact: None,
        user: None,
        alert: None,
        channel: Channel::Email,
        language: Language::english(),
        zone: ZoneName::utc(),
        is_urgent: false,
        detail: None,
        planned_at: start(),
        expires_at: start().plus_seconds(86_400),
    };
    save!(practice, |unit| message::plan(unit, &new).await.map(drop))?;
    // The lease of a child that was killed is over for the next one.
    let now = start().plus_seconds(1);
    for found in read!(practice, |unit| message::due(unit, now, super::messages::ORDINARY, 5).await)? {
        let leased = save!(practice, |unit| message::lease(unit, &found, "child", now).await);
        let Ok(Some(lease)) = leased else { continue };
        let later = start().plus_seconds(3_600);
        let handed = save!(practice, |unit| message::hand_over(unit, lease, "a@example.org", later).await);
        if handed != Ok(true) {
            continue;
        }
        std::fs::File::create_new(world.join(lease.message.to_string())).expect("this message was never handed over before");
        save!(practice, |unit| message::settle(unit, lease, &Settled::Sent).await)?;
    }
    Ok(())
}

fn start_child(target: &str, world: &Path, seed: u64) -> Child {
    let program = std::env::current_exe().expect("this test binary");
    Command::new(program)
        .args(["--exact", "conformance::message_kill::send_until_killed"])
        .env(TARGET, target)
        .env(WORLD, world)
        .env(testing::SEED_VARIABLE, seed.to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the child starts")
}

/// Starts `servers` children at a time on one database and kills them, so often.
async fn check(target: &str, kills: u64, servers: u64) {
    let folder = tempfile::tempdir().unwrap();
    let world: PathBuf = folder.path().to_owned();
    open(target).await.database.close().await;
    let random = SeededRandom::new(testing::soak_seed());
    for round in 1..=kills {
        let mut children: Vec<Child> = (0..servers).map(|server| start_child(target, &world, round * 1000 + server * 100)).collect();
        tokio::time::sleep(Duration::from_millis(250 + random.next() % 350)).await;
        for child in &mut children {
            // One that found a message in the world twice has ended by itself, and not well.
            assert_eq!(
                child.try_wait().expect("the child is looked at"),
                None,
                "a child ended: a message was handed over twice, or a round failed"
            );
            child.kill().expect("the child is killed");
            child.wait().expect("the child has ended");
        }
    }
    let practice = open(target).await;
    let in_world: std::collections::BTreeSet<String> =
        std::fs::read_dir(&world).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    let page = message::MessagePage { before: None, size: 100_000 };
    let messages = read!(practice, |unit| message::page(unit, message::MessageFilter::default(), page).await).unwrap();
    let (mut sent, mut unknown) = (0, 0);
    for message in &messages {
        let is_out = in_world.contains(&message.id.to_string());
        match message.state {
            MessageState::Sent => {
                sent += 1;
                assert!(is_out, "what is called sent was handed over");
            }
            // Killed between marker and result: out or not, and nobody sends it again.
            MessageState::HandedOver => unknown += 1,
            MessageState::Planned | MessageState::Leased => assert!(!is_out, "what is still to be sent was not handed over"),
            other => panic!("{other:?}"),
        }
    }
    assert!(sent > 0, "the children sent something before they were killed");
    assert!(unknown <= kills * servers, "each kill leaves at most one message of which nobody knows");
}

#[tokio::test]
async fn killed_servers_hand_nothing_over_twice_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    check(&folder.path().join("practice.db").display().to_string(), 2, 1).await;
}

#[tokio::test]
async fn two_killed_servers_on_one_postgres_hand_nothing_over_twice() {
    let target = testing::postgres_target().await;
    let Target::Postgres { url } = &target.options.target else { panic!("a PostgreSQL database") };
    check(url, 3, 2).await;
}

#[tokio::test]
#[ignore = "soak: fifty kills of two servers in the middle of sending"]
async fn fifty_killed_servers_hand_nothing_over_twice() {
    let target = testing::postgres_target().await;
    let Target::Postgres { url } = &target.options.target else { panic!("a PostgreSQL database") };
    check(url, testing::soak_kills(50), 2).await;
}
