//! Accounts, sessions, grants, documents.

use vocabulary::{Actor, Role, SessionId, UserId};

use super::fixtures::*;
use crate::access_grant::{self, AccessGrant};
use crate::document::{self, NewDocument};
use crate::session::{self, Session};
use crate::sign_in_attempt::{self, Failures};
use crate::testing::{TestTarget, start};
use crate::user::{self, User};
use crate::{StorageError, UniqueKey, View};

fn user_named(practice: &Practice, name: &str) -> User {
    User {
        id: practice.id(),
        sign_in_name: name.to_owned(),
        name: "Invented Person".to_owned(),
        password_hash: "$argon2id$…".to_owned(),
        totp_secret: Some(vec![1, 2, 3]),
        totp_last_step: None,
        licensed: true,
        clinician: Some(practice.id()),
        created_at: start(),
        disabled_at: None,
        language: None,
        roles: vec![Role::Clinician, Role::Director],
    }
}

async fn account(practice: &Practice, name: &str) -> UserId {
    let user = user_named(practice, name);
    let id = user.id;
    save!(practice, |unit| user::insert(unit, &user).await).unwrap();
    id
}

pub(super) async fn accounts_and_roles_change_in_place(target: TestTarget) {
    let practice = practice(target).await;
    let mut user = user_named(&practice, "kim@example.org");
    let new = user.clone();
    save!(practice, |unit| user::insert(unit, &new).await).unwrap();
    assert_eq!(read!(practice, |unit| user::by_sign_in_name(unit, " KIM@example.org").await).unwrap(), Some(user.clone()));
    let twice = user_named(&practice, "Kim@Example.org");
    let refused = save!(practice, |unit| user::insert(unit, &twice).await);
    assert_eq!(refused, Err(StorageError::Duplicate { key: UniqueKey::SignInName }));
    user.roles = vec![Role::Administrator];
    user.disabled_at = Some(start());
    user.totp_secret = None;
    user.language = Some("es".parse().unwrap());
    let changed = user.clone();
    save!(practice, |unit| user::update(unit, &changed).await).unwrap();
    let id = user.id;
    assert_eq!(read!(practice, |unit| user::get(unit, id).await).unwrap(), Some(user.clone()));
    assert_eq!(read!(practice, |unit| user::all(unit).await).unwrap(), [user]);
    let unknown = user_named(&practice, "nobody");
    let refused = save!(practice, |unit| user::update(unit, &unknown).await);
    assert!(matches!(refused, Err(StorageError::NotFound { noun: "user", .. })));
    assert!(!format!("{:?}", user_named(&practice, "x")).contains("argon2"));
}

pub(super) async fn sessions_are_found_by_their_hash_and_end(target: TestTarget) {
    let practice = practice(target).await;
    let kim = account(&practice, "kim").await;
    let begin = async |secret: &str| {
        let session = Session {
            id: practice.id(),
            secret_sha256: secret.to_owned(),
            user: kim,
            created_at: start(),
            last_seen_at: start(),
            expires_at: start().plus_seconds(3600),
            csrf_secret: vec![9; 32],
        };
        let new = session.clone();
        save!(practice, |unit| session::insert(unit, &new).await).unwrap();
        session
    };
    let find = async |secret: &'static str| read!(practice, |unit| session::by_secret(unit, secret).await).unwrap();
    let first = begin("s1").await;
    assert_eq!(find("s1").await, Some(first.clone()));
    assert_eq!(find("s2").await, None);
    let audited = practice.count("SELECT COUNT(*) FROM audit").await;
    let id: SessionId = first.id;
    save!(practice, |unit| session::seen(unit, id, start().plus_seconds(60)).await).unwrap();
    assert_eq!(find("s1").await.unwrap().last_seen_at, start().plus_seconds(60));
    assert_eq!(practice.count("SELECT COUNT(*) FROM audit").await, audited, "being seen is no event");
    begin("s2").await;
    // The second was idle for too long.
    let cleared = save!(practice, |unit| session::clear_expired(unit, start().plus_seconds(120), start().plus_seconds(30)).await);
    assert_eq!((cleared, find("s2").await), (Ok(1), None));
    save!(practice, |unit| session::end(unit, id).await).unwrap();
    assert_eq!(find("s1").await, None);
    begin("s3").await;
    save!(practice, |unit| session::end_all_of(unit, kim).await).unwrap();
    assert_eq!(find("s3").await, None);
}

pub(super) async fn failed_attempts_are_counted_by_account_and_by_origin(target: TestTarget) {
    let practice = practice(target).await;
    let attempt = async |name: &'static str, origin: &'static str, succeeded: bool| {
        practice.pass_seconds(1);
        let id = save!(practice, |unit| sign_in_attempt::begin(unit, name, origin).await).unwrap();
        if succeeded {
            save!(practice, |unit| sign_in_attempt::succeeded(unit, id).await).unwrap();
        }
    };
    let failures = async || read!(practice, |unit| sign_in_attempt::failures(unit, "kim", "192.0.2.1", start()).await).unwrap();
    attempt("Kim", "192.0.2.1", false).await;
    attempt("kim", "192.0.2.2", false).await;
    attempt("lee", "192.0.2.1", false).await;
    assert_eq!(failures().await, Failures { account_here: 1, account: 2, origin: 2 });
    attempt("kim", "192.0.2.2", true).await;
    assert_eq!(failures().await, Failures { account_here: 1, account: 0, origin: 2 });
    let cleared = save!(practice, |unit| sign_in_attempt::clear_before(unit, start().plus_seconds(3)).await);
    assert_eq!(cleared, Ok(2));
    assert_eq!(practice.count("SELECT COUNT(*) FROM audit").await, 0);
}

pub(super) async fn a_one_time_code_is_taken_once(target: TestTarget) {
    let practice = practice(target).await;
    let kim = account(&practice, "kim").await;
    let take = async |step: i64| save!(practice, |unit| user::take_totp_step(unit, kim, step).await).unwrap();
    assert!(take(100).await);
    assert!(!take(100).await);
    assert!(!take(99).await);
    assert!(take(101).await);
}

pub(super) async fn a_grant_lasts_until_its_instant(target: TestTarget) {
    let practice = practice(target).await;
    let (ada, bob) = (practice.patient("A-1", "Example", "Ada").await, practice.patient("A-2", "Example", "Bob").await);
    let kim = account(&practice, "kim").await;
    let grant = AccessGrant { patient: ada, user: kim, reason: "covering".to_owned(), valid_until: start().plus_seconds(600) };
    let id = practice.insert(grant).await;
    let reason = async |patient, seconds: i64| {
        read!(practice, |unit| access_grant::reason_for(unit, kim, &[patient], start().plus_seconds(seconds)).await).unwrap()
    };
    assert_eq!(reason(ada, 599).await.as_deref(), Some("covering"));
    assert_eq!(reason(ada, 600).await, None);
    assert_eq!(reason(bob, 0).await, None);
    practice.void::<AccessGrant>(id, 1).await.unwrap();
    assert_eq!(reason(ada, 0).await, None);
}

pub(super) async fn a_document_keeps_its_bytes(target: TestTarget) {
    let practice = practice(target).await;
    let ada = practice.patient("A-1", "Example", "Ada").await;
    let new = NewDocument {
        id: practice.id(),
        patient: Some(ada),
        kind: "progress_report".to_owned(),
        media_type: "application/pdf".to_owned(),
        snapshot_sha256: "11".repeat(32),
        content: b"%PDF-1.7 \x00\xFF".to_vec(),
    };
    let (id, content) = (new.id, new.content.clone());
    let system = by(Actor::System, "store_report");
    let stored =
        practice.database.write(&system, move |unit| Box::pin(async move { document::insert(unit, new, day("2026-11-23")).await }));
    let sha256 = stored.await.unwrap();
    let (stored, bytes) = read!(practice, |unit| document::content(unit, id).await).unwrap().unwrap();
    assert_eq!((bytes, &stored.value().sha256, stored.value().byte_count), (content, &sha256, 11));
    assert_eq!(stored.recorded.source, vocabulary::Source::Computed);
    let listed = read!(practice, |unit| document::of_patients(unit, &[ada], View::Current).await).unwrap();
    assert_eq!(listed.len(), 1);
    practice.tamper("UPDATE document_content SET content = $1", vec![b"other".to_vec().into()]).await;
    let damaged = read!(practice, |unit| document::content(unit, id).await).unwrap_err();
    assert_eq!(damaged, StorageError::DamagedRow { table: "document_content", column: "content".to_owned() });
}
