//! Shall the bill be taken back? The claim that takes it back leaves through the release gate as a file, and is a step of the case.

use app::AppError;
use app::assessment::OverpaymentCase;
use axum::response::Response;
use maud::{Markup, html};
use wording::Key;

use super::named;
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::denials::correct::sentence;
use crate::pages::releases::download;
use crate::parts::disclosure;
use crate::parts::field::Draft;
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit};

const LABELS: Labels<'static> =
    &[("recipient", Key::PatientReportRecipient), ("reason", Key::PatientReportReason), ("basis", Key::PatientReportBasis)];

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

/// The open case of a claim that an address or a form names.
async fn case(visit: &Visit, fields: &Fields) -> Result<OverpaymentCase, PageError> {
    let cases = visit.app.overpayments(&visit.caller).await?.cases;
    let is_named = |case: &OverpaymentCase| name(case) == fields.raw("case") && case.claim.is_some() && case.state.ended.is_none();
    cases.into_iter().find(is_named).ok_or(PageError::NotFound)
}

/// The form.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let case = case(&visit, &visit.query).await?;
    let reason = visit.text().say(Key::OverpaymentVoidReason);
    let fields = Fields::from([("reason", reason.as_str()), ("basis", "payment")]);
    Ok(visit::html(form(&visit.frame, &case, &fields, &Problems::default())))
}

/// Releases the claim and hands it out.
pub(crate) async fn submit(visit: Visit) -> Result<Response, PageError> {
    let (case, text) = (case(&visit, &visit.form).await?, visit.text());
    let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&vocabulary::ZoneName::utc()));
    let disclosure = disclosure::read(&mut reader, text);
    let mut problems = reader.problems;
    if problems.is_empty() {
        match visit.app.release_void_claim(&visit.caller, (case.finding.clone(), case.subject.clone()), disclosure).await {
            Ok(released) => return Ok(download(&released)),
            Err(AppError::Correction(refusal)) => problems.add("recipient", sentence(text, &refusal)),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(form(&visit.frame, &case, &visit.form, &problems)))
}

fn form(frame: &Frame, case: &OverpaymentCase, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let inputs = html! {
        input type="hidden" name="case" value=(name(case));
        (disclosure::fields(&draft))
    };
    let claim = case.claim.clone().unwrap_or_default();
    let shown = FormPage {
        section: Some(Section::Claims),
        heading: text.say(Key::OverpaymentVoidHeading),
        lead: text.say_with(Key::OverpaymentVoidLead, &[("claim", claim.into()), ("case", named(case).into())]),
        action: "/overpayments/void".to_owned(),
        back: "/overpayments".to_owned(),
        save: Key::OverpaymentVoidRelease,
        is_serious: true,
        problems,
    };
    shown.render(frame, &inputs)
}
