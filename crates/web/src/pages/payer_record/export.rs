//! Which evidence shall leave? What leaves is put on record first.

use app::payer_record::Evidence;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::ZoneName;
use wording::Key;

use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::Section;
use crate::pages::releases::download;
use crate::parts::disclosure;
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit};

/// The form.
pub(crate) async fn show(visit: Visit) -> Response {
    visit::html(form(&visit, &Fields::default(), &Problems::default()))
}

/// Hands it out, or says what is wrong with the form.
pub(crate) async fn submit(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&ZoneName::utc()));
    let code: Option<String> = reader.required_choice("what", Key::PayerRecordExportWhat);
    let evidence = code.and_then(|code| Evidence::ALL.into_iter().find(|evidence| evidence.code() == code));
    let disclosure = disclosure::read(&mut reader, text);
    let mut problems = reader.problems;
    if evidence.is_none() && problems.of("what").is_none() {
        let label = text.say(Key::PayerRecordExportWhat);
        problems.add("what", text.say_with(Key::FormProblemNotOffered, &[("label", label.into())]));
    }
    if let (Some(evidence), true) = (evidence, problems.is_empty()) {
        match visit.app.export_payer_record(&visit.caller, evidence, disclosure).await {
            Ok(released) => return Ok(download(&released)),
            Err(error) => problems.take_over(text, error, disclosure::LABELS)?,
        }
    }
    Ok(visit::again(form(&visit, &visit.form, &problems)))
}

fn form(visit: &Visit, fields: &Fields, problems: &Problems) -> Markup {
    let text = visit.text();
    let draft = Draft { text, fields, problems };
    let words = |evidence| match evidence {
        Evidence::Figures => Key::PayerRecordExportFigures,
        Evidence::Decisions => Key::PayerRecordExportDecisions,
    };
    let offered: Vec<Choice> = Evidence::ALL.into_iter().map(|evidence| (evidence.code().to_owned(), text.say(words(evidence)))).collect();
    let fields = html! {
        (draft.radios(Field::required("what", Key::PayerRecordExportWhat), &offered, false))
        (disclosure::fields(&draft, "payer_record"))
    };
    let page = FormPage {
        section: Some(Section::Reviews),
        heading: text.say(Key::PayerRecordExportHeading),
        lead: text.say(Key::PayerRecordExportLead),
        action: "/payers/record/export".to_owned(),
        back: "/payers/record".to_owned(),
        save: Key::PayerRecordExportMake,
        is_serious: true,
        problems,
    };
    page.render(&visit.frame, &fields)
}
