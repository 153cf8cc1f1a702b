//! Every route for every role: who is let in is what the table and the matrix of roles and data say, and nothing else.

use app::permission;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{Request, StatusCode};
use vocabulary::Role;

use super::{ROUTES, Route, Verb};
use crate::form::TOKEN_FIELD;
use crate::guard::{Needs, Takes};
use crate::practice::{Answer, Browser, Practice, entry, operator};

/// The path with ids of records that are there.
struct Paths(Vec<(&'static str, String)>);

impl Paths {
    async fn of(practice: &Practice) -> Self {
        let administration = practice.record(practice.anna, entry("2026-11-20", [1; 9])).await;
        let person = practice.person("victim", &[Role::Biller]).await;
        // The one kind that whoever keeps the day sees too.
        let given = [("day", "2026-11-20"), ("starts_at", "09:00"), ("type", "group"), ("group", "")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        let kind = app::care_fact::RecordKind::PlannedVisit;
        let record = practice.app.record_care_fact(&operator(), practice.anna, kind, given).await.unwrap();
        let new = app::check_in::NewCheckIn {
            respondent: instruments::Respondent::Patient,
            instruments: vec!["gad-7".to_owned()],
            language: vocabulary::Language::english(),
            mode: instruments::Mode::Link,
        };
        let check_in = practice.app.make_check_in(&operator(), practice.anna, new).await.expect("made");
        let link = practice.app.print_check_in_link(&operator(), check_in).await.expect("a link");
        let member = practice.app.patient(&operator(), practice.anna, app::View::Current).await.unwrap().care_team[0].0.id;
        let nothing = "01234567-89ab-7def-8123-456789abcdef".to_owned();
        Self(vec![
            ("{patient}", practice.anna.to_string()),
            ("{episode}", practice.episode.to_string()),
            ("{program}", practice.program.to_string()),
            ("{clinician}", practice.clinician.to_string()),
            ("{administration}", administration.to_string()),
            ("{instrument}", "phq-9".to_owned()),
            ("{person}", person.to_string()),
            ("{kind}", kind.code().to_owned()),
            ("{record}", record.to_string()),
            ("{part}", "team".to_owned()),
            ("{registered}", member.to_string()),
            ("{determination}", nothing.clone()),
            ("{batch}", nothing.clone()),
            ("{document}", nothing.clone()),
            ("{review}", nothing.clone()),
            ("{alert}", nothing.clone()),
            ("{check_in}", nothing.clone()),
            ("{round}", nothing.clone()),
            ("{code}", "1234567897".to_owned()),
            ("{secret}", link.path.trim_start_matches("/c/").to_owned()),
            ("{number}", "1".to_owned()),
            ("{contact}", nothing.clone()),
            ("{payment}", nothing.clone()),
            ("{place}", "0".to_owned()),
            ("{line}", "0".to_owned()),
            ("{finding}", "f8".to_owned()),
            ("{claim}", nothing.clone()),
            ("{payer}", "generic-commercial".to_owned()),
            ("{message}", nothing.clone()),
            ("{shift}", nothing),
            ("{name}", crate::assets::address("style.css").trim_start_matches(crate::assets::PREFIX).to_owned()),
        ])
    }

    fn fill(&self, template: &str) -> String {
        let path = self.0.iter().fold(template.to_owned(), |path, (name, value)| path.replace(name, value));
        assert!(!path.contains('{'), "{template} has a place that this test does not know");
        path
    }
}

async fn submit(browser: &Browser, route: &Route, path: &str, token: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::post(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (kind, body) = match route.takes {
        Takes::Form => ("application/x-www-form-urlencoded", format!("{TOKEN_FIELD}={token}")),
        Takes::Upload => {
            let part = format!("--b\r\nContent-Disposition: form-data; name=\"{TOKEN_FIELD}\"\r\n\r\n{token}\r\n--b--\r\n");
            ("multipart/form-data; boundary=b", part)
        }
    };
    browser.send(request.header(CONTENT_TYPE, kind), body).await
}

fn lets_in(route: &Route, role: Role) -> bool {
    route.needs.refused(|data| permission::scope_of(role, data)).is_none()
}

fn check_answer(route: &Route, role: Role, answer: &Answer) {
    let name = format!("{:?} {} as {}", route.verb, route.path, role.code());
    assert!(!answer.status.is_server_error(), "{name}: {}", answer.status);
    if lets_in(route, role) {
        // A use case may still refuse, as for a person who would lock themselves out; the page of a role does not.
        assert!(route.verb == Verb::Submit || answer.status != StatusCode::FORBIDDEN, "{name} is refused");
    } else {
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name} is let in");
    }
    if answer.headers.get(CONTENT_TYPE).is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html")) {
        answer.page();
    }
}

#[tokio::test]
async fn each_role_is_let_in_where_the_matrix_says_and_nowhere_else() {
    let practice = Practice::new().await;
    let paths = Paths::of(&practice).await;
    for role in Role::ALL {
        let clinician = (role == Role::Clinician).then_some(practice.clinician);
        let browser = practice.browser_of(role.code(), &[role], clinician).await;
        for route in ROUTES.iter().filter(|route| route.verb == Verb::Show) {
            check_answer(route, role, &browser.get(&paths.fill(route.path)).await);
        }
        let posts = ROUTES.iter().filter(|route| {
            route.verb == Verb::Submit && ![Needs::FormCookie, Needs::Secret].contains(&route.needs) && route.path != "/sign-out"
        });
        for route in posts {
            check_answer(route, role, &submit(&browser, route, &paths.fill(route.path), &browser.form_token, &[]).await);
        }
    }
}

#[tokio::test]
async fn nobody_who_is_not_signed_in_gets_further_than_the_sign_in() {
    let practice = Practice::new().await;
    let paths = Paths::of(&practice).await;
    let stranger = Browser::stranger(&practice);
    for route in ROUTES {
        let path = paths.fill(route.path);
        let answer = match route.verb {
            Verb::Show => stranger.get(&path).await,
            Verb::Submit => submit(&stranger, route, &path, "", &[]).await,
        };
        match route.needs {
            Needs::FormCookie | Needs::Link | Needs::OneClick | Needs::Device | Needs::Secret if route.verb == Verb::Submit => {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            }
            // A page of a check-in leads to another, and an own page is not behind a link to a check-in.
            Needs::Link => {
                let expected =
                    if route.path.starts_with("/m/") { [StatusCode::NOT_FOUND; 2] } else { [StatusCode::OK, StatusCode::SEE_OTHER] };
                assert!(expected.contains(&answer.status), "{path}: {}", answer.status);
            }
            Needs::Nothing | Needs::FormCookie | Needs::OneClick | Needs::Device | Needs::Secret => {
                assert_eq!(answer.status, StatusCode::OK, "{path}");
            }
            Needs::SignedIn | Needs::Role(_) | Needs::Both(..) | Needs::Everybody(_) | Needs::BothOrClaims(..) | Needs::RecordsOrDay => {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
                assert!(answer.headers[LOCATION].to_str().unwrap().starts_with("/sign-in"), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn no_form_is_taken_without_its_token_or_from_another_site() {
    let practice = Practice::new().await;
    let paths = Paths::of(&practice).await;
    let browser = practice.browser_of("all", &Role::ALL, Some(practice.clinician)).await;
    let other = practice.browser("other", &Role::ALL).await;
    for route in ROUTES.iter().filter(|route| route.verb == Verb::Submit) {
        let path = paths.fill(route.path);
        for token in ["", "wrong", &other.form_token] {
            let answer = submit(&browser, route, &path, token, &[]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} with the token {token:?}");
        }
        for header in [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.example")] {
            let answer = submit(&browser, route, &path, &browser.form_token, &[("host", "127.0.0.1"), header]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} with {header:?}");
        }
    }
}

#[tokio::test]
async fn every_address_answers_head_and_refuses_methods_it_does_not_know() {
    let practice = Practice::new().await;
    let paths = Paths::of(&practice).await;
    let browser = practice.browser_of("all", &Role::ALL, Some(practice.clinician)).await;
    for route in ROUTES.iter().filter(|route| route.verb == Verb::Show) {
        let path = paths.fill(route.path);
        let head = browser.send(Request::head(&path), "").await;
        assert!(!head.status.is_server_error() && head.status != StatusCode::METHOD_NOT_ALLOWED, "{path}: {}", head.status);
        assert!(head.bytes.is_empty(), "{path} has a body");
        let deleted = browser.send(Request::delete(&path), "").await;
        assert_eq!(deleted.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        deleted.page();
    }
}

#[test]
fn no_path_stands_twice_and_every_path_of_patients_asks_for_a_role() {
    for (index, route) in ROUTES.iter().enumerate() {
        assert!(!ROUTES[..index].iter().any(|other| other.path == route.path && other.verb == route.verb), "{}", route.path);
        let of_records =
            route.path.starts_with("/patients") || route.path.starts_with("/administrations") || route.path.starts_with("/documents");
        assert!(!of_records || route.needs.data().next().is_some(), "{}", route.path);
    }
}
