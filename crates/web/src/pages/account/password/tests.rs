use app::people::SignIn;
use axum::http::StatusCode;
use vocabulary::{OperationId, Role};

use crate::practice::{PASSWORD as PRESENT, Practice, problems_on};

const NEW: &str = "another row of words";

async fn signs_in(practice: &Practice, name: &str, password: &str) -> bool {
    let answer = practice.app.sign_in(name, password, "", "127.0.0.1", OperationId("test".to_owned())).await.unwrap();
    matches!(answer, SignIn::Done { .. })
}

#[tokio::test]
async fn the_new_password_works_the_old_one_does_not_and_other_sessions_end() {
    let practice = Practice::new().await;
    let here = practice.browser("bea", &[Role::Biller]).await;
    let elsewhere = practice.again("bea").await;
    assert!(elsewhere.get("/account").await.shown("account").contains("href=\"/account/password\""));
    let page = here.get("/account/password").await.shown("password");
    assert!(page.contains("At least 12 characters"), "{page}");
    let answer = here.post("/account/password", &[("present", PRESENT), ("password", NEW), ("repeat", NEW)]).await;
    let page = here.get(answer.leads_to()).await.shown("password-changed");
    assert!(page.contains("Your password was changed. Your other sessions were ended."));
    assert_eq!(elsewhere.get("/account").await.leads_to(), "/sign-in?next=%2Faccount", "the other session ended");
    assert!(signs_in(&practice, "bea", NEW).await && !signs_in(&practice, "bea", PRESENT).await);
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let audit = administrator.get("/audit").await.page();
    assert!(audit.split_once("<tbody").expect("a table").1.contains("Changed the own password"));
}

#[tokio::test]
async fn what_does_not_fit_is_said_and_no_password_stands_on_the_page() {
    let practice = Practice::new().await;
    let browser = practice.browser("bea", &[Role::Biller]).await;
    let check = async |fields: [(&str, &str); 3], expected: &[&str]| {
        let page = browser.post("/account/password", &fields).await.again("password-problems");
        assert_eq!(problems_on(&page), expected);
        assert!(!page.contains(PRESENT) && !page.contains(NEW));
    };
    check([("present", "not the password"), ("password", NEW), ("repeat", NEW)], &["The present password does not fit."]).await;
    check([("present", PRESENT), ("password", "too short"), ("repeat", "too short")], &["New password: this is too short."]).await;
    check(
        [("present", PRESENT), ("password", NEW), ("repeat", "another row of wordz")],
        &["The two do not agree. Type the new password twice."],
    )
    .await;
    check(
        [("present", ""), ("password", ""), ("repeat", "")],
        &["Present password: fill this in.", "New password: fill this in.", "New password again: fill this in."],
    )
    .await;
    assert!(signs_in(&practice, "bea", PRESENT).await, "nothing was changed");
}

#[tokio::test]
async fn whoever_guesses_the_present_password_has_to_wait() {
    let practice = Practice::new().await;
    let browser = practice.browser("bea", &[Role::Biller]).await;
    practice.test.pass_seconds(1);
    for _ in 0..5 {
        browser.post("/account/password", &[("present", "a guess"), ("password", NEW), ("repeat", NEW)]).await.again("password-wrong");
    }
    let right = browser.post("/account/password", &[("present", PRESENT), ("password", NEW), ("repeat", NEW)]).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    assert!(administrator.get("/audit").await.page().contains("Refused: the present password did not fit"));
}
