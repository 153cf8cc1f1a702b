use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use vocabulary::Role;

use crate::form::TOKEN_FIELD;
use crate::practice::{Browser, Practice};

const PASSWORD: &str = "a row of words for tests";

fn cookie(headers: &HeaderMap, name: &str) -> String {
    let all = headers.get_all(SET_COOKIE).iter().map(|value| value.to_str().unwrap().split(';').next().unwrap().to_owned());
    all.into_iter().find(|cookie| cookie.starts_with(&format!("{name}="))).unwrap_or_else(|| panic!("no cookie {name}"))
}

async fn sign_in(practice: &Practice, name: &str, password: &str, next: &str) -> crate::practice::Answer {
    let page = Browser::stranger(practice).get("/sign-in").await;
    let form_cookie = cookie(&page.headers, "throughline-form");
    let token = form_cookie.split_once('=').unwrap().1.to_owned();
    let fields = [(TOKEN_FIELD, token.as_str()), ("next", next), ("sign_in_name", name), ("password", password), ("code", "")];
    Browser::stranger(practice).with_cookie(&form_cookie).post_as_is("/sign-in", &fields).await
}

#[tokio::test]
async fn signing_in_leads_back_to_where_one_wanted_to_go() {
    let practice = Practice::new().await;
    practice.browser("ada", &[Role::Administrator]).await;
    let stranger = Browser::stranger(&practice);
    assert_eq!(stranger.get("/people").await.leads_to(), "/sign-in?next=%2Fpeople");
    stranger.get("/sign-in?next=%2Fpeople").await.shown("sign-in");
    let done = sign_in(&practice, "ada", PASSWORD, "/people").await;
    assert_eq!(done.leads_to(), "/people");
    let session = cookie(&done.headers, "throughline");
    Browser::stranger(&practice).with_cookie(&session).get("/people").await.shown("people");
    assert_eq!(sign_in(&practice, "ada", PASSWORD, "//elsewhere.example/").await.leads_to(), "/");
}

#[tokio::test]
async fn a_failure_says_the_same_whatever_was_wrong_and_many_make_one_wait() {
    let practice = Practice::new().await;
    practice.browser("ada", &[Role::Administrator]).await;
    practice.test.pass_seconds(1);
    let wrong_password = sign_in(&practice, "ada", "not the right words", "/").await.again("sign-in-failed");
    let no_such_name = sign_in(&practice, "nobody", PASSWORD, "/").await.page();
    let sentence = "The name, password or code does not fit.";
    assert!(wrong_password.contains(sentence) && no_such_name.contains(sentence));
    assert!(wrong_password.contains("value=\"ada\"") && !wrong_password.contains("not the right words"));
    for _ in 0..4 {
        sign_in(&practice, "ada", "not the right words", "/").await;
    }
    let waits = sign_in(&practice, "ada", PASSWORD, "/").await;
    assert_eq!((waits.status, &waits.headers[RETRY_AFTER]), (StatusCode::TOO_MANY_REQUESTS, &"900".parse().unwrap()));
    assert!(waits.page().contains("There were too many attempts. Wait 15 minutes"));
}

#[tokio::test]
async fn a_session_ends_by_itself_and_by_signing_out() {
    let practice = Practice::new().await;
    let ada = practice.browser("ada", &[Role::Administrator]).await;
    ada.get("/account").await.shown("account");
    practice.test.pass_seconds(14 * 60);
    assert_eq!(ada.get("/account").await.status, 200);
    practice.test.pass_seconds(16 * 60);
    let address = ada.get("/account").await.leads_to().to_owned();
    assert!(ada.get(&address).await.page().contains("Your session ended because nothing was done for a while."));
    let again = practice.browser("eve", &[Role::Administrator]).await;
    let out = again.post("/sign-out", &[]).await;
    assert_eq!(out.leads_to(), "/sign-in?why=signed-out");
    assert!(out.headers[SET_COOKIE].to_str().unwrap().starts_with("throughline=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"));
    assert!(again.get("/account").await.leads_to().starts_with("/sign-in"));
}

#[tokio::test]
async fn everybody_starts_at_the_first_place_of_their_role() {
    let practice = Practice::new().await;
    for (role, start) in
        [(Role::Clinician, "/caseload"), (Role::Director, "/patients"), (Role::Biller, "/patients"), (Role::Administrator, "/people")]
    {
        let browser = practice.browser(role.code(), &[role]).await;
        assert_eq!(browser.get("/").await.leads_to(), start);
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_a_page_to_itself() {
    let practice = Practice::new().await;
    let ada = practice.browser("ada", &[Role::Administrator]).await;
    for path in ["/people", "/no-such-page", "/healthz", "/sign-in", "/patients"] {
        let answer = ada.get(path).await;
        let value = |name: &str| answer.headers.get(name).unwrap_or_else(|| panic!("{path} lacks {name}")).to_str().unwrap().to_owned();
        assert_eq!(
            value(CONTENT_SECURITY_POLICY.as_str()),
            "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; \
             frame-ancestors 'none'; base-uri 'none'"
        );
        assert_eq!((value("x-content-type-options"), value("referrer-policy")), ("nosniff".to_owned(), "no-referrer".to_owned()));
        assert_eq!(
            (value("cross-origin-opener-policy"), value("cross-origin-resource-policy")),
            ("same-origin".to_owned(), "same-origin".to_owned())
        );
        assert_eq!(value(CACHE_CONTROL.as_str()), "no-store");
        assert_eq!(value("x-request-id").len(), 16);
        assert!(!answer.headers.contains_key("strict-transport-security"), "not without TLS");
    }
    let style = ada.get(&crate::assets::address("style.css")).await;
    assert_eq!(style.headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(ada.get("/static/style.0000000000000000.css").await.status, 404);
}

#[tokio::test]
async fn pages_that_are_not_there_lead_on() {
    let practice = Practice::new().await;
    let ada = practice.browser("ada", &[Role::Administrator]).await;
    let missing = ada.get("/no-such-page").await;
    assert_eq!(missing.status, 404);
    assert!(missing.page().contains("Is there a page at this address?"));
    assert_eq!(ada.get("/people/not-an-id").await.status, 404);
    let refused = ada.get("/patients").await;
    assert_eq!(refused.status, 403);
    let page = refused.page();
    assert!(page.contains("Your role has no access to names of patients.") && page.contains("href=\"/people\""), "with the navigation");
    let big = "x".repeat(crate::FORM_BYTES_MAX + 1);
    let answer = ada.post("/people/new", &[("name", &big)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    answer.page();
}

#[tokio::test]
async fn behind_tls_cookies_are_bound_to_the_host_and_the_browser_is_told_to_stay_there() {
    let practice = Practice::new().await;
    practice.person("ada", &[Role::Administrator]).await;
    let config = crate::WebConfig { secure: true, ..crate::WebConfig::default() };
    let answer = Browser::stranger_at(&practice, config).send(Request::get("/sign-in"), "").await;
    assert!(cookie(&answer.headers, "__Host-throughline-form").len() > 40);
    assert_eq!(answer.headers["strict-transport-security"], "max-age=31536000; includeSubDomains");
    assert!(!answer.headers.contains_key(LOCATION));
}
