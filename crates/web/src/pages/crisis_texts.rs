//! The practice's own words for somebody who needs help now, by program and language.

use app::AppError;
use app::check_in::PATIENT_LANGUAGES;
use app::crisis_text::CrisisTexts;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{Language, ProgramId};
use wording::Key;

use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::{Page, Section};
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table, empty};
use crate::visit::{self, Visit, go_to};

/// What does somebody read who needs help now?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let texts = visit.app.crisis_texts(&visit.caller).await?;
    Ok(visit::html(page(&visit, &texts, &Fields::from([("language", "en")]), &Problems::default())))
}

/// Saves a text.
pub(crate) async fn submit(visit: Visit) -> Result<Response, PageError> {
    let mut reader = Reader::new(&visit.form, visit.text(), visit.app.now().day_in(&vocabulary::ZoneName::utc()));
    let program: Option<ProgramId> = reader.choice("program", Key::CrisisTextsProgram);
    let language: Option<Language> = reader.required_choice("language", Key::CrisisTextsLanguage);
    let words = reader.required_text("words", Key::CrisisTextsWords);
    let mut problems = reader.problems;
    if let (Some(language), true) = (language, problems.is_empty()) {
        match visit.app.put_crisis_text(&visit.caller, program, language, &words).await {
            Ok(()) => return Ok(go_to("/practice/crisis-texts?done=saved")),
            Err(error @ AppError::Form(_)) => problems.take_over(visit.text(), error, &[("words", Key::CrisisTextsWords)])?,
            Err(error) => return Err(error.into()),
        }
    }
    let texts = visit.app.crisis_texts(&visit.caller).await?;
    Ok(visit::again(page(&visit, &texts, &visit.form, &problems)))
}

fn page(visit: &Visit, texts: &CrisisTexts, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let programs: Vec<Choice> = texts.programs.iter().map(|program| (program.id.to_string(), program.value().name.clone())).collect();
    let languages: Vec<Choice> =
        PATIENT_LANGUAGES.iter().filter_map(|code| Some(((*code).to_owned(), text.language(&code.parse().ok()?)))).collect();
    let name = |program: Option<ProgramId>| match program {
        Some(id) => texts.programs.iter().find(|program| program.id == id).map_or_else(String::new, |program| program.value().name.clone()),
        None => text.say(Key::CrisisTextsAllPrograms),
    };
    let rows = texts.texts.iter().map(|stored| {
        let value = stored.value();
        let words = html! { @for paragraph in value.words.split("\n\n") { p lang=(value.language) { (paragraph) } } };
        Row::new(vec![html! { (name(value.program)) }, html! { (text.language(&value.language)) }, words])
    });
    let body = html! {
        @if visit.query.text("done") == "saved" { (notice::done(&text.say(Key::CrisisTextsSaved))) }
        (notice::problem_summary(text, problems))
        section.block {
            @if texts.texts.is_empty() { (empty(&text.say(Key::CrisisTextsNone))) } @else {
                (Table::new(text.say(Key::CrisisTextsCaption))
                    .cards()
                    .column(text.say(Key::CrisisTextsProgram), Kind::Head)
                    .column(text.say(Key::CrisisTextsLanguage), Kind::Short)
                    .column(text.say(Key::CrisisTextsWords), Kind::Words)
                    .rows(rows)
                    .render(text))
            }
        }
        section.block {
            form.form.panel method="post" action="/practice/crisis-texts" {
                (visit.frame.token_field())
                (draft.select_or_all("program", Key::CrisisTextsProgram, Key::CrisisTextsAllPrograms, &programs))
                (draft.select(Field::required("language", Key::CrisisTextsLanguage), &languages))
                (draft.text(Field::required("words", Key::CrisisTextsWords).hint(Key::CrisisTextsWordsHint)))
                div.submit { button.main type="submit" { (text.say(Key::CrisisTextsSave)) } }
            }
        }
    };
    let lead = html! { p { (text.say(Key::CrisisTextsLead)) } };
    let back = html! { a.button href="/practice" { (text.say(Key::ActionBack)) } };
    visit.frame.render(&Page::wide(Section::Practice, text.say(Key::CrisisTextsHeading), body).lead(lead).actions(back))
}
