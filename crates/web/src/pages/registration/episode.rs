//! What is right about an episode? Putting right its days, how it ended or that it did not, and who referred, pays and answers for it.

use ::care::{Episode, PayerClass, ReferralSource};
use app::patient::EpisodeView;
use app::registration::RegistrationChoices;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::EpisodeId;
use wording::Key;

use super::admission::{earlier_episodes, ending_fields, required_ending, take_over, way_to_other};
use super::{Subject, clinicians, version, version_field};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::parts::field::{Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[
    ("admitted", Key::PatientAdmittedDay),
    ("discharge_day", Key::PatientDischargeDay),
    ("clinician", Key::PatientClinician),
    ("readmission_of", Key::PatientReadmissionOf),
];

/// The form, filled in with what stands on record.
pub(crate) async fn show(visit: Visit, Path((id, episode)): Path<(String, String)>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let choices = visit.app.registration_choices(&visit.caller).await?;
    let view = subject.episode(&episode)?;
    Ok(visit::html(page(&visit.frame, &subject, (view, None), &choices, (&fields(view), &Problems::default()))))
}

fn fields(view: &EpisodeView) -> Fields {
    let episode = view.episode.value();
    let mut pairs = vec![("version", view.episode.recorded.version.0.to_string()), ("admitted", episode.admitted.to_string())];
    let optional = [
        ("clinician", episode.clinician.map(|id| id.to_string())),
        ("referral_source", episode.referral_source.map(|source| source.code().to_owned())),
        ("payer_class", episode.payer_class.map(|class| class.code().to_owned())),
        ("readmission_of", episode.readmission_of.map(|id| id.to_string())),
    ];
    pairs.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value?))));
    if let Some(discharge) = &episode.discharge {
        pairs.push(("discharge_day", discharge.day.to_string()));
        pairs.push(("kind", discharge.kind.code().to_owned()));
        pairs.push(("destination", discharge.destination.code().to_owned()));
    }
    Fields::from(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Vec<_>>())
}

/// Puts it right.
pub(crate) async fn submit(visit: Visit, Path((id, episode)): Path<(String, String)>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let view = subject.episode(&episode)?;
    let version = version(&visit.form)?;
    let present = view.episode.value();
    let mut reader = Reader::new(&visit.form, visit.text(), subject.page.today);
    let admitted = reader.required_day("admitted", Key::PatientAdmittedDay);
    let clinician = reader.choice("clinician", Key::PatientClinician);
    let referral_source = reader.choice("referral_source", Key::ReferralSourceLabel);
    let payer_class = reader.choice("payer_class", Key::PayerClassLabel);
    let readmission_of = reader.choice("readmission_of", Key::PatientReadmissionOf);
    // An episode that is open is ended by a discharge, which is another form.
    let goes_on = present.discharge.is_none() || visit.form.text("take_back") == "yes";
    let discharge = if goes_on { None } else { required_ending(&mut reader) };
    let (mut problems, mut other) = (reader.problems, None);
    if let (Some(admitted), true) = (admitted, problems.is_empty()) {
        let corrected = Episode { admitted, discharge, referral_source, payer_class, clinician, readmission_of, ..present.clone() };
        match visit.app.correct_episode(&visit.caller, view.episode.id, version, corrected).await {
            Ok(()) => return Ok(go_to(&subject.saved())),
            Err(error) => other = take_over(visit.text(), &subject, &mut problems, ("admitted", error), LABELS)?,
        }
    }
    let choices = visit.app.registration_choices(&visit.caller).await?;
    Ok(visit::again(page(&visit.frame, &subject, (view, other), &choices, (&visit.form, &problems))))
}

/// The form. `other` is an episode in the same program that has some of the days.
fn page(
    frame: &Frame,
    subject: &Subject,
    (view, other): (&EpisodeView, Option<EpisodeId>),
    lists: &RegistrationChoices,
    (fields, problems): (&Fields, &Problems),
) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let sources = choices(ReferralSource::ALL, ReferralSource::code, |each| text.referral_source(each));
    let classes = choices(PayerClass::ALL, PayerClass::code, |each| text.payer_class(each));
    let earlier = earlier_episodes(text, subject, Some(view.episode.id));
    let people = clinicians(lists, fields.text("clinician"));
    let form = html! {
        (version_field(fields))
        (way_to_other(text, subject, other))
        div.row.two {
            (draft.day(Field::required("admitted", Key::PatientAdmittedDay), Some(subject.page.today)))
            (draft.select(Field::optional("clinician", Key::PatientClinician).hint(Key::PatientCorrectClinicianHint), &people))
        }
        div.row.two {
            (draft.select(Field::optional("referral_source", Key::ReferralSourceLabel), &sources))
            (draft.select(Field::optional("payer_class", Key::PayerClassLabel), &classes))
        }
        @if !earlier.is_empty() {
            (draft.select(Field::optional("readmission_of", Key::PatientReadmissionOf).hint(Key::PatientReadmissionHint), &earlier))
        }
        @if view.episode.value().discharge.is_some() {
            (ending_fields(&draft, subject.page.today))
            div.field {
                label.choice {
                    input type="checkbox" name="take_back" value="yes" checked[fields.text("take_back") == "yes"];
                    span { (text.say(Key::PatientTakeDischargeBack)) }
                }
            }
        }
    };
    let program = view.program.as_ref().map(|program| program.name.clone()).unwrap_or_default();
    let page = FormPage {
        section: Some(Section::Patients),
        heading: subject.say(text, Key::PatientCorrectEpisodeHeading),
        lead: text.say_with(Key::PatientCorrectEpisodeLead, &[("program", program.into())]),
        action: format!("{}/episodes/{}/correct", subject.address(), view.episode.id),
        back: subject.address(),
        save: Key::PatientCorrectEpisode,
        is_serious: false,
        problems,
    };
    page.render_about(frame, subject.page.patient.value(), &form)
}
