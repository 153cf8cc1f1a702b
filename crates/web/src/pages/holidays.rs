//! On which days is the practice closed? Deadlines in business days do not count them.

use std::collections::BTreeSet;

use app::holiday::Holidays;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{Day, ZoneName};
use wording::Key;

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::Section;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

/// The days on record, one a line.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let holidays = visit.app.holidays(&visit.caller).await?;
    let days: Vec<String> = holidays.days.iter().map(Day::to_string).collect();
    let (days, version) = (days.join("\n"), holidays.version.to_string());
    Ok(visit::html(form(&visit, &Fields::from([("days", days.as_str()), ("version", version.as_str())]), &Problems::default())))
}

/// Puts other days in the place of those that were shown. A line that is no day is named, and nothing is saved.
pub(crate) async fn submit(visit: Visit) -> Result<Response, PageError> {
    let (text, mut problems, mut days) = (visit.text(), Problems::default(), BTreeSet::new());
    for (number, line) in visit.form.text("days").lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()) {
        match line.parse::<Day>() {
            Ok(day) => drop(days.insert(day)),
            Err(_) if problems.is_empty() => {
                let example = visit.app.now().day_in(&ZoneName::utc()).to_string();
                let arguments = [("line", (number + 1).into()), ("given", line.into()), ("example", example.into())];
                problems.add("days", text.say_with(Key::HolidaysProblem, &arguments));
            }
            Err(_) => {}
        }
    }
    if problems.is_empty() {
        let version = visit.form.parsed("version").ok_or(PageError::Unreadable)?;
        match visit.app.save_holidays(&visit.caller, Holidays { days, version }).await {
            Ok(()) => return Ok(go_to("/practice?done=saved")),
            Err(error) => problems.take_over(text, error, &[("days", Key::HolidaysDays)])?,
        }
    }
    Ok(visit::again(form(&visit, &visit.form, &problems)))
}

fn form(visit: &Visit, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let page = FormPage {
        section: Some(Section::Practice),
        heading: text.say(Key::HolidaysHeading),
        lead: text.say(Key::HolidaysLead),
        action: "/practice/holidays".to_owned(),
        back: "/practice".to_owned(),
        save: Key::HolidaysSave,
        is_serious: false,
        problems,
    };
    page.render(
        &visit.frame,
        &html! {
            input type="hidden" name="version" value=(fields.text("version"));
            (draft.text(Field::optional("days", Key::HolidaysDays).hint(Key::HolidaysHint)))
        },
    )
}
