//! One's own sign-in: who one is to the program, what one's roles open, and another password.

pub(crate) mod language;
pub(crate) mod password;

use app::{Data, Scope};
use axum::response::Response;
use maud::html;
use wording::{Key, Text, standing_alone};

use crate::error::PageError;
use crate::frame::{Page, Width};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::visit::{Visit, html};

/// What may you see and do?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let rows = Data::ALL.iter().map(|data| {
        let scope = visit.caller.scope(*data);
        let words =
            html! { @if scope == Scope::Nothing { span.muted { (scope_words(text, scope)) } } @else { (scope_words(text, scope)) } };
        Row::new(vec![html! { (standing_alone(&data_words(text, *data))) }, words])
    });
    let table = Table::new(text.say(Key::PeopleAccountHeading))
        .dense()
        .column(text.say(Key::PeopleColumnData), Kind::Head)
        .column(text.say(Key::PeopleColumnScope), Kind::Words)
        .rows(rows);
    let body = html! {
        @if visit.query.text("done") == "password" { (notice::done(&text.say(Key::PeoplePasswordChanged))) }
        @if visit.query.text("done") == "language" { (notice::done(&text.say(Key::PeopleLanguageChosen))) }
        (language::form(&visit))
        (table.render(text))
    };
    let mut page = Page::narrow(None, text.say(Key::PeopleAccountHeading), body);
    page.width = Width::Narrow;
    page = page.actions(html! { a.button href="/account/password" { (text.say(Key::PeoplePasswordChange)) } });
    if let Some(person) = &visit.frame.person {
        page = page.lead(html! { p { (person.name) ", " (person.roles) } });
    }
    Ok(html(visit.frame.render(&page)))
}

/// A kind of data in words.
pub(crate) fn data_words(text: Text, data: Data) -> String {
    Key::from_id(&format!("data-{}", data.code().replace('_', "-"))).map_or_else(|| data.code().to_owned(), |key| text.say(key))
}

fn scope_words(text: Text, scope: Scope) -> String {
    text.say(match scope {
        Scope::Nothing => Key::PeopleScopeNothing,
        Scope::CareTeam => Key::PeopleScopeCareTeam,
        Scope::All => Key::PeopleScopeAll,
    })
}
