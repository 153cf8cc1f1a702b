//! Signing in and staying signed in.

use std::time::Duration;

use app::people::{PasswordChange, SignIn};
use app::{App, AppError, FieldProblemKind, Settings, secret};
use storage::StorageError;
use storage::testing::TestDatabase;
use vocabulary::{Instant, OperationId, Role};

use crate::practice::{Practice, operator, practice, practice_in};

fn request() -> OperationId {
    OperationId("story".to_owned())
}

/// The one-time code of a secret at an instant, found by trying all of them: the verifier is the only thing under test.
fn code_at(secret: &str, now: Instant) -> String {
    (0..1_000_000)
        .map(|code| format!("{code:06}"))
        .find(|code| secret::verify_totp(secret, code, now, None).is_some())
        .expect("one code fits")
}

async fn sign_in(practice: &Practice, name: &str, password: &str, code: &str) -> SignIn {
    practice.app.sign_in(name, password, code, "127.0.0.1", request()).await.expect("an answer")
}

fn without_codes() -> Settings {
    Settings { second_factor_required: false, ..Settings::default() }
}

#[tokio::test]
async fn a_password_and_a_fresh_code_sign_in_once() {
    let practice = practice(Settings::default()).await;
    let (_, credentials) = practice.somebody("ines", &[Role::Clinician], Some(practice.treating)).await;
    let secret = credentials.totp_secret.clone().expect("a second factor");
    let code = code_at(&secret, practice.app.now());
    assert_eq!(sign_in(&practice, "ines", "not the password", &code).await, SignIn::Failed);
    assert_eq!(sign_in(&practice, "ines", &credentials.password, "000000").await, SignIn::Failed);
    let SignIn::Done { token } = sign_in(&practice, "INES", &credentials.password, &code).await else { panic!("signed in") };
    assert_eq!(sign_in(&practice, "ines", &credentials.password, &code).await, SignIn::Failed, "a code is accepted once");
    let session = practice.app.session(&token, request()).await.unwrap().expect("a session");
    assert_eq!(session.name, "ines");
    assert!(practice.app.session("another token", request()).await.unwrap().is_none());
}

#[tokio::test]
async fn an_account_waits_after_five_failures_and_an_unknown_name_is_not_told_apart() {
    let practice = practice(without_codes()).await;
    let (_, credentials) = practice.somebody("ines", &[Role::Clinician], None).await;
    assert_eq!(sign_in(&practice, "nobody", "some password", "").await, SignIn::Failed);
    for _ in 0..5 {
        assert_eq!(sign_in(&practice, "ines", "wrong", "").await, SignIn::Failed);
    }
    assert_eq!(sign_in(&practice, "ines", &credentials.password, "").await, SignIn::Wait { minutes: 15 });
    practice.test.pass_seconds(15 * 60 + 1);
    assert!(matches!(sign_in(&practice, "ines", &credentials.password, "").await, SignIn::Done { .. }));
}

#[tokio::test]
async fn whoever_guesses_elsewhere_keeps_nobody_out_and_from_many_places_gets_no_more_guesses() {
    let practice = practice(without_codes()).await;
    let (_, credentials) = practice.somebody("ines", &[Role::Clinician], None).await;
    let guess = async |origin: &str| practice.app.sign_in("ines", "wrong", "", origin, request()).await.unwrap();
    for _ in 0..5 {
        assert_eq!(guess("192.0.2.1").await, SignIn::Failed);
    }
    assert_eq!(guess("192.0.2.1").await, SignIn::Wait { minutes: 15 });
    for place in 2..6 {
        for _ in 0..5 {
            assert_eq!(guess(&format!("192.0.2.{place}")).await, SignIn::Failed);
        }
        if place == 2 {
            let from_her_desk = sign_in(&practice, "ines", &credentials.password, "").await;
            assert!(matches!(from_her_desk, SignIn::Done { .. }), "{from_her_desk:?}");
            practice.test.pass_seconds(1);
        }
    }
    for place in 6..8 {
        for _ in 0..5 {
            assert_eq!(guess(&format!("192.0.2.{place}")).await, SignIn::Failed);
        }
    }
    assert_eq!(guess("192.0.2.9").await, SignIn::Wait { minutes: 15 }, "25 since she signed in, from wherever");
    assert_eq!(sign_in(&practice, "ines", &credentials.password, "").await, SignIn::Wait { minutes: 15 });
}

/// How many of so many attempts at the same time were looked at, and how many have to wait.
async fn at_once<F>(app: &App, count: usize, attempt: impl Fn(App) -> F) -> (usize, usize)
where
    F: Future<Output = bool> + Send + 'static,
{
    let running: Vec<_> = (0..count).map(|_| tokio::spawn(attempt(app.clone()))).collect();
    let mut looked_at = 0;
    for each in running {
        looked_at += usize::from(each.await.unwrap());
    }
    (looked_at, count - looked_at)
}

async fn outrun(test: TestDatabase) {
    let practice = practice_in(test, without_codes()).await;
    let (_, credentials) = practice.somebody("ines", &[Role::Clinician], None).await;
    let SignIn::Done { token } = sign_in(&practice, "ines", &credentials.password, "").await else { panic!("signed in") };
    practice.test.pass_seconds(1);
    let guess = |app: App| async move {
        match app.sign_in("ines", "wrong", "", "192.0.2.1", request()).await.unwrap() {
            SignIn::Failed => true,
            SignIn::Wait { .. } => false,
            SignIn::Done { .. } => panic!("it is wrong"),
        }
    };
    assert_eq!(at_once(&practice.app, 16, guess).await, (5, 11), "of many at the same time no more are looked at than one after the other");
    practice.test.pass_seconds(15 * 60 + 1);
    assert!(matches!(sign_in(&practice, "ines", &credentials.password, "").await, SignIn::Done { .. }));

    // The first session was idle for too long; whoever sits in front of an open browser has no more guesses either.
    assert!(practice.app.session(&token, request()).await.unwrap().is_none());
    let SignIn::Done { token } = sign_in(&practice, "ines", &credentials.password, "").await else { panic!("signed in") };
    let session = practice.app.session(&token, request()).await.unwrap().expect("a session");
    practice.test.pass_seconds(1);
    let guess = |app: App| {
        let session = session.clone();
        async move {
            match app.change_password(&session, "wrong", "a new and longer password", "192.0.2.2").await.unwrap() {
                PasswordChange::Wrong => true,
                PasswordChange::Wait { .. } => false,
                PasswordChange::Done => panic!("it is wrong"),
            }
        }
    };
    assert_eq!(at_once(&practice.app, 16, guess).await, (5, 11));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_attempts_at_the_same_time_do_not_outrun_the_limit() {
    outrun(storage::testing::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_attempts_at_the_same_time_do_not_outrun_the_limit_on_postgres() {
    outrun(storage::testing::postgres().await).await;
}

#[tokio::test]
async fn a_new_password_is_told_as_too_short_or_too_long_and_counts_as_no_guess() {
    let practice = practice(without_codes()).await;
    let (_, credentials) = practice.somebody("ines", &[Role::Clinician], None).await;
    let SignIn::Done { token } = sign_in(&practice, "ines", &credentials.password, "").await else { panic!("signed in") };
    let session = practice.app.session(&token, request()).await.unwrap().expect("a session");
    let check = async |new: String, expected: FieldProblemKind| {
        for _ in 0..6 {
            let refused = practice.app.change_password(&session, &credentials.password, &new, "127.0.0.1").await.unwrap_err();
            let AppError::Form(problems) = refused else { panic!("{refused}") };
            assert_eq!((problems[0].field.as_str(), &problems[0].kind), ("password", &expected));
        }
    };
    check("a".repeat(11), FieldProblemKind::PasswordTooShort).await;
    check("a".repeat(1_001), FieldProblemKind::TooLong(1_000)).await;
    let changed = practice.app.change_password(&session, &credentials.password, &"a".repeat(1_000), "127.0.0.1").await.unwrap();
    assert_eq!(changed, PasswordChange::Done);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_tabs_after_a_minute_fail_neither_on_postgres() {
    let practice = practice_in(storage::testing::postgres().await, without_codes()).await;
    let (_, credentials) = practice.somebody("ines", &[Role::Clinician], None).await;
    let SignIn::Done { token } = sign_in(&practice, "ines", &credentials.password, "").await else { panic!("signed in") };
    let session = practice.app.session(&token, request()).await.unwrap().expect("a session");
    practice.test.pass_seconds(61);
    // The other tab: its note is written and not yet committed.
    // It goes on beside the caller, who waits for its end later.
    #[expect(clippy::async_yields_async, reason = "the write has begun when the caller goes on, and ends after what the caller does")]
    let other_tab = async |used: Instant| {
        let (noted, is_noted) = tokio::sync::oneshot::channel();
        let (database, id) = (practice.test.database.clone(), session.session);
        let tab = tokio::spawn(async move {
            let operation = storage::testing::operation("note_activity");
            let write = database.write::<_, StorageError, _>(&operation, |unit| {
                Box::pin(async move {
                    storage::session::seen(unit, id, used).await?;
                    noted.send(()).expect("the story waits for it");
                    tokio::time::sleep(Duration::from_millis(300)).await;
                    Ok(())
                })
            });
            write.await
        });
        is_noted.await.unwrap();
        tab
    };
    let tab = other_tab(practice.app.now()).await;
    assert!(practice.app.session(&token, request()).await.unwrap().is_some(), "the page is shown all the same");
    tab.await.unwrap().unwrap();
    let tab = other_tab(practice.app.now().plus_seconds(1)).await;
    practice.app.sign_out(&session).await.unwrap();
    tab.await.unwrap().unwrap();
    assert!(practice.app.session(&token, request()).await.unwrap().is_none(), "signed out");
}

#[tokio::test]
async fn a_session_ends_when_idle_when_signed_out_and_when_the_account_is_disabled() {
    let practice = practice(without_codes()).await;
    let (caller, credentials) = practice.somebody("ines", &[Role::Clinician], None).await;
    let begin = async || match sign_in(&practice, "ines", &credentials.password, "").await {
        SignIn::Done { token } => token,
        other => panic!("{other:?}"),
    };
    let token = begin().await;
    practice.test.pass_seconds(14 * 60);
    assert!(practice.app.session(&token, request()).await.unwrap().is_some());
    practice.test.pass_seconds(14 * 60);
    let session = practice.app.session(&token, request()).await.unwrap().expect("activity keeps a session");
    practice.app.sign_out(&session).await.unwrap();
    assert!(practice.app.session(&token, request()).await.unwrap().is_none());
    let token = begin().await;
    practice.test.pass_seconds(15 * 60);
    assert!(practice.app.session(&token, request()).await.unwrap().is_none(), "idle");
    let token = begin().await;
    practice.app.set_disabled(&operator(), caller.user().unwrap(), true).await.unwrap();
    assert!(practice.app.session(&token, request()).await.unwrap().is_none(), "disabled");
    assert_eq!(sign_in(&practice, "ines", &credentials.password, "").await, SignIn::Failed);
}

#[tokio::test]
async fn only_administrators_manage_people_and_a_refusal_is_audited() {
    let practice = practice(without_codes()).await;
    let (director, _) = practice.somebody("dara", &[Role::Director], None).await;
    assert!(matches!(practice.app.people(&director).await, Err(AppError::RoleRefused(app::Data::People))));
    let audit = practice.app.audit(&operator(), app::audit::AuditQuery { size: 5, ..Default::default() }).await.unwrap();
    let (newest, _) = &audit.entries[0];
    assert_eq!((newest.action.as_str(), newest.outcome), ("list_people", storage::audit::Outcome::Refused));
}

#[tokio::test]
async fn whoever_registers_nobody_sees_no_lists_to_choose_from_but_knows_what_day_it_is() {
    let practice = practice(without_codes()).await;
    for (name, role, may_choose) in [("desk", Role::FrontDesk, true), ("root", Role::Administrator, true), ("bill", Role::Biller, false)] {
        let (caller, _) = practice.somebody(name, &[role], None).await;
        let clock = practice.app.practice_clock(&caller).await.unwrap();
        assert_eq!((clock.zone.name(), clock.today), ("America/New_York", crate::practice::day("2026-11-23")), "{name}");
        match practice.app.registration_choices(&caller).await {
            Ok(choices) => assert_eq!((may_choose, choices.programs.len()), (true, 1), "{name}"),
            Err(AppError::RoleRefused(data)) => assert_eq!((may_choose, data), (false, app::Data::Registration), "{name}"),
            Err(other) => panic!("{other}"),
        }
    }
    let query = app::audit::AuditQuery { size: 5, action: Some("list_programs".to_owned()), ..Default::default() };
    let audit = practice.app.audit(&operator(), query).await.unwrap();
    assert_eq!(audit.entries.iter().map(|(entry, _)| entry.outcome).collect::<Vec<_>>(), [app::audit::Outcome::Refused]);
}
