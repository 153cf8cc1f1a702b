//! What is to be put right on a claim? The corrected claim leaves through the release gate as a file.

use app::AppError;
use app::claim::{CorrectionRefusal, DenialPage, NewCorrection};
use app::release::Footing;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use wording::{Key, Text};

use super::{address, place_of};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::releases::download;
use crate::parts::field::{Draft, Field};
use crate::parts::form_page::FormPage;
use crate::parts::{disclosure, footing};
use crate::visit::{self, Visit};

/// The field that is there once rules hold the claim as it would leave.
const HELD_REASON: &str = "held_reason";

const LABELS: Labels<'static> = &[
    ("authorization", Key::CorrectAuthorization),
    ("modifiers", Key::CorrectModifiers),
    ("diagnoses", Key::CorrectDiagnoses),
    ("member_id", Key::CorrectMember),
    ("units", Key::CorrectUnits),
    (HELD_REASON, Key::CorrectHeldReason),
    ("recipient", Key::PatientReportRecipient),
    ("reason", Key::PatientReportReason),
    ("basis", Key::PatientReportBasis),
];

/// The form.
pub(crate) async fn show(visit: Visit, Path((payment, place, line)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let page = visit.app.denial(&visit.caller, place_of(&payment, &place, &line)?).await?;
    let number = page.row.on_file.as_ref().map_or("", |(number, _)| number.as_str());
    let line = page.claim.lines.iter().find(|line| Some(line.number) == page.row.denial.line_number);
    let modifiers = line.map(|line| line.modifiers.join(" ")).unwrap_or_default();
    let units = line.map(|line| line.units.to_string()).unwrap_or_default();
    let diagnoses: Vec<&str> = page.claim.diagnoses.iter().map(vocabulary::Icd10Code::as_str).collect();
    let fields = Fields::from([
        ("authorization", number),
        ("modifiers", modifiers.as_str()),
        ("diagnoses", diagnoses.join(" ").as_str()),
        ("member_id", page.claim.member_id.as_str()),
        ("units", units.as_str()),
        ("recipient", page.row.denial.payer_name.as_str()),
        ("basis", "payment"),
    ]);
    let footing = visit.app.correction_footing(&visit.caller, &page).await?;
    Ok(visit::html(form(&visit.frame, (&page, footing), &fields, &Problems::default())))
}

/// Releases the corrected claim.
pub(crate) async fn submit(visit: Visit, Path((payment, place, line)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let about = place_of(&payment, &place, &line)?;
    let text = visit.text();
    let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&vocabulary::ZoneName::utc()));
    let is_on_file = visit.form.text("on_file") == "yes";
    let new = NewCorrection {
        authorization_on_file: is_on_file,
        authorization: reader.line("authorization", Key::CorrectAuthorization),
        modifiers: (!is_on_file).then(|| visit.form.text("modifiers").to_owned()),
        diagnoses: reader.line("diagnoses", Key::CorrectDiagnoses),
        member_id: reader.line("member_id", Key::CorrectMember),
        units: reader.line("units", Key::CorrectUnits),
        held_reason: reader.text(HELD_REASON, Key::CorrectHeldReason),
    };
    let released = disclosure::read(&mut reader, text);
    let mut problems = reader.problems;
    if problems.is_empty() {
        match visit.app.release_corrected_claim(&visit.caller, about, new, released).await {
            Ok(released) => return Ok(download(&released)),
            Err(AppError::Correction(refusal @ CorrectionRefusal::Held(_))) => problems.add(HELD_REASON, sentence(text, &refusal)),
            Err(AppError::Correction(refusal)) => problems.add("authorization", sentence(text, &refusal)),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    } else if let Err(error) = visit.app.check_correction(&visit.caller, about, new).await {
        // What else is wrong is said in the same turn.
        problems.take_over(text, error, LABELS)?;
    }
    let page = visit.app.denial(&visit.caller, about).await?;
    let footing = visit.app.correction_footing(&visit.caller, &page).await?;
    Ok(visit::again(form(&visit.frame, (&page, footing), &visit.form, &problems)))
}

fn form(frame: &Frame, (page, footing): (&DenialPage, Option<Footing>), fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let lead = [("number", page.row.denial.claim_number.as_str().into()), ("control", page.payer_control.as_str().into())];
    let inputs = html! {
        (footing::footing(frame, footing, &page.row.denial.payer_name))
        (draft.line(Field::optional("authorization", Key::CorrectAuthorization).hint(Key::CorrectAuthorizationHint), "text", "off"))
        (draft.line(Field::optional("modifiers", Key::CorrectModifiers).hint(Key::CorrectModifiersHint), "text", "off"))
        (draft.line(Field::optional("diagnoses", Key::CorrectDiagnoses).hint(Key::CorrectDiagnosesHint), "text", "off"))
        (draft.line(Field::optional("member_id", Key::CorrectMember).hint(Key::CorrectMemberHint), "text", "off"))
        @if page.row.denial.line_number.is_some() {
            (draft.line(Field::optional("units", Key::CorrectUnits).hint(Key::CorrectUnitsHint), "text", "off"))
        }
        @if problems.of(HELD_REASON).is_some() || !fields.text(HELD_REASON).is_empty() {
            (draft.text(Field::optional(HELD_REASON, Key::CorrectHeldReason).hint(Key::CorrectHeldReasonHint)))
        }
        p { (text.say(Key::CorrectElse)) " " a href={ (address(page.row.about)) "#corrected-elsewhere" } { (text.say(Key::RefusalElsewhereHeading)) } }
        (disclosure::fields(&draft, "corrected_claim"))
    };
    let shown = FormPage {
        section: Some(Section::Claims),
        heading: text.say(Key::CorrectHeading),
        lead: text.say_with(Key::CorrectLead, &lead),
        action: format!("{}/correct", address(page.row.about)),
        back: address(page.row.about),
        save: Key::CorrectRelease,
        is_serious: false,
        problems,
    };
    shown.render(frame, &inputs)
}

/// Why no claim was written, in words.
pub(crate) fn sentence(text: Text, refusal: &CorrectionRefusal) -> String {
    use app::claim::CorrectionProblem as Problem;
    match refusal {
        CorrectionRefusal::NoPatient => text.say(Key::CorrectRefusedNoPatient),
        CorrectionRefusal::NoBill => text.say(Key::CorrectRefusedNoBill),
        CorrectionRefusal::NothingStands => text.say(Key::CorrectRefusedNothingStands),
        CorrectionRefusal::AlreadyVoided => text.say(Key::CorrectRefusedAlreadyVoided),
        CorrectionRefusal::AlreadyCorrected => text.say(Key::CorrectRefusedAlreadyCorrected),
        CorrectionRefusal::Held(codes) => {
            let rule = |code: &&str| format!("{code}: {} {}", text.support_title(code), text.support_remedy(code));
            let rules: Vec<String> = codes.iter().map(rule).collect();
            text.say_with(Key::CorrectRefusedHeld, &[("rules", rules.join(" ").into())])
        }
        CorrectionRefusal::Claim(problem) => match problem {
            Problem::NotInFile => text.say(Key::CorrectRefusedNotInFile),
            Problem::NoPayerControl => text.say(Key::CorrectRefusedNoPayerControl),
            Problem::NothingChanged => text.say(Key::CorrectRefusedNothingChanged),
            Problem::WouldLose { segment } => text.say_with(Key::CorrectRefusedWouldLose, &[("segment", segment.as_str().into())]),
            Problem::Unwritable { what } => text.say_with(Key::CorrectRefusedUnwritable, &[("what", what.as_str().into())]),
        },
    }
}
