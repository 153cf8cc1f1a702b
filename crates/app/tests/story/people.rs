//! Signing in and staying signed in.

use app::people::SignIn;
use app::{AppError, Settings, secret};
use vocabulary::{Instant, OperationId, Role};

use crate::practice::{Practice, operator, practice};

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
