//! Shall the bill be taken back? The claim that takes it back leaves through the release gate as a file, and is a step of the case.

use app::AppError;
use app::assessment::{OverpaymentCase, VoidPage, VoidPayer};
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text};

use super::named;
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::denials::correct::sentence;
use crate::pages::releases::download;
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::form_page::FormPage;
use crate::parts::{disclosure, footing};
use crate::visit::{self, Visit};

const LABELS: Labels<'static> = &[
    ("payer", Key::OverpaymentVoidPayer),
    ("recipient", Key::PatientReportRecipient),
    ("reason", Key::PatientReportReason),
    ("basis", Key::PatientReportBasis),
];

/// Where the bill of a case is taken back.
pub(super) fn address(case: &OverpaymentCase) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("case", &name(case));
    format!("/overpayments/void?{}", pairs.finish())
}

/// The case in a form, as the page of cases names it.
fn name(case: &OverpaymentCase) -> String {
    format!("{} {}", case.finding, case.subject)
}

/// What can be taken back about the open case that an address or a form names.
async fn page(visit: &Visit, fields: &Fields) -> Result<VoidPage, PageError> {
    let named = fields.raw("case");
    let (finding, subject) = named.split_once(' ').ok_or(PageError::NotFound)?;
    Ok(visit.app.void_page(&visit.caller, finding, subject).await?)
}

/// The form.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let page = page(&visit, &visit.query).await?;
    let reason = visit.text().say(Key::OverpaymentVoidReason);
    let first = page.payers.iter().find(|payer| !payer.is_out).map_or("", |payer| payer.id.as_str());
    let fields = Fields::from([("reason", reason.as_str()), ("basis", "payment"), ("payer", first)]);
    Ok(visit::html(form(&visit.frame, &page, &fields, &Problems::default())))
}

/// Releases the claim and hands it out.
pub(crate) async fn submit(visit: Visit) -> Result<Response, PageError> {
    let (page, text) = (page(&visit, &visit.form).await?, visit.text());
    let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&vocabulary::ZoneName::utc()));
    let payer = if page.payers.is_empty() { String::new() } else { reader.required_line("payer", Key::OverpaymentVoidPayer) };
    let disclosure = disclosure::read(&mut reader, text);
    let mut problems = reader.problems;
    if problems.is_empty() {
        let about = (page.case.finding.clone(), page.case.subject.clone());
        match visit.app.release_void_claim(&visit.caller, about, &payer, disclosure).await {
            Ok(released) => return Ok(download(&released)),
            Err(AppError::Correction(refusal)) => problems.add("recipient", sentence(text, &refusal)),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(form(&visit.frame, &page, &visit.form, &problems)))
}

/// What a payer is called in the list.
fn choice(text: Text, payer: &VoidPayer) -> Choice {
    let (name, control) = (("name", payer.name.as_str().into()), ("control", payer.control.as_str().into()));
    let words = if payer.is_out {
        text.say_with(Key::OverpaymentVoidPayerOut, &[name, control])
    } else {
        text.say_with(Key::OverpaymentVoidPayerChoice, &[name, control, ("amount", payer.paid_amount.into())])
    };
    (payer.id.clone(), words)
}

fn form(frame: &Frame, page: &VoidPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let payers: Vec<Choice> = page.payers.iter().map(|payer| choice(text, payer)).collect();
    let inputs = html! {
        @for payer in page.payers.iter().filter(|payer| !payer.is_out) { (footing::footing(frame, payer.footing, &payer.name)) }
        input type="hidden" name="case" value=(name(&page.case));
        @if !payers.is_empty() { (draft.select(Field::required("payer", Key::OverpaymentVoidPayer), &payers)) }
        (disclosure::fields(&draft, "void_claim"))
    };
    let shown = FormPage {
        section: Some(Section::Claims),
        heading: text.say(Key::OverpaymentVoidHeading),
        lead: text.say_with(Key::OverpaymentVoidLead, &[("claim", page.claim.as_str().into()), ("case", named(text, &page.case).into())]),
        action: "/overpayments/void".to_owned(),
        back: "/overpayments".to_owned(),
        save: Key::OverpaymentVoidRelease,
        is_serious: true,
        problems,
    };
    shown.render(frame, &inputs)
}
