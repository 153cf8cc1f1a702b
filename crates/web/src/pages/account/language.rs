//! The language in which somebody reads the pages: that of their browser until they choose one.

use app::check_in::PATIENT_LANGUAGES;
use axum::response::Response;
use maud::{Markup, html};
use wording::Key;

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::parts::field::{Draft, Field};
use crate::visit::{Visit, go_to};

/// The form on one's own page.
pub(super) fn form(visit: &Visit) -> Markup {
    let text = visit.text();
    let chosen = visit.signed_in.language.as_ref().map_or("", |language| language.as_str());
    let fields = Fields::from([("language", chosen)]);
    let problems = Problems::default();
    let draft = Draft { text, fields: &fields, problems: &problems };
    let choices: Vec<(String, String)> =
        PATIENT_LANGUAGES.iter().filter_map(|code| Some(((*code).to_owned(), text.language(&code.parse().ok()?)))).collect();
    html! {
        form.search method="post" action="/account/language" {
            (visit.frame.token_field())
            (draft.filter(Field::optional("language", Key::PeopleLanguage), Key::PeopleLanguageBrowser, &choices))
            button type="submit" { (text.say(Key::PeopleLanguageChoose)) }
        }
    }
}

/// Keeps the choice.
pub(crate) async fn submit(visit: Visit) -> Result<Response, PageError> {
    let language = match visit.form.text("language") {
        "" => None,
        code => Some(code.parse().map_err(|_| PageError::Unreadable)?),
    };
    visit.app.choose_language(&visit.caller, language).await?;
    Ok(go_to("/account?done=language"))
}

#[cfg(test)]
mod tests {
    use vocabulary::Role;

    use crate::practice::Practice;

    async fn check(chosen: &str, expected: &str) {
        let practice = Practice::new().await;
        let browser = practice.browser("bea", &[Role::Biller]).await;
        let answer = browser.post("/account/language", &[("language", chosen)]).await;
        let page = browser.get(answer.leads_to()).await.shown("account-language");
        assert!(page.contains(expected), "{page}");
        let elsewhere = practice.again("bea").await;
        assert!(elsewhere.get("/account").await.page().contains(expected), "the choice belongs to the person, not to the browser");
    }

    #[tokio::test]
    async fn pages_speak_the_language_that_a_person_chose() {
        check("es", "<html lang=\"es\">").await;
        check("", "<html lang=\"en\">").await;
    }

    #[tokio::test]
    async fn a_language_that_the_pages_do_not_speak_is_refused() {
        let practice = Practice::new().await;
        let browser = practice.browser("bea", &[Role::Biller]).await;
        let answer = browser.post("/account/language", &[("language", "de")]).await;
        assert_eq!(answer.status, axum::http::StatusCode::BAD_REQUEST);
    }
}
