//! Which care is there? Admission, another level of care, discharge.

use ::care::{Discharge, DischargeDestination, DischargeType, Episode, Modality, PayerClass, ReferralSource};
use app::authorization::Planned;
use app::patient::EpisodeView;
use app::registration::{Approach, PlanOfAdmission, RegistrationChoices};
use app::{AppError, Data};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{Day, EpisodeId, ProgramId};
use wording::{Key, Text};

use super::{Subject, clinicians, missing, programs, version, version_field};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

const ADMISSION_LABELS: Labels<'static> = &[
    ("admitted", Key::PatientAdmittedDay),
    ("program", Key::PatientProgram),
    ("clinician", Key::PatientClinician),
    ("readmission_of", Key::PatientReadmissionOf),
];
const LEVEL_LABELS: Labels<'static> = &[("day", Key::PatientLevelDay), ("program", Key::PatientProgram)];
const DISCHARGE_LABELS: Labels<'static> = &[("day", Key::PatientDischargeDay)];

/// The form of an admission.
pub(crate) async fn show_admit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let choices = visit.app.registration_choices(&visit.caller).await?;
    let plans = visit.app.planned_admissions(&visit.caller, subject.id()).await?;
    let fields = Fields::from([("admitted", subject.page.today.to_string().as_str())]);
    Ok(visit::html(admit_page(&visit.frame, &subject, (&choices, &plans), (&fields, &Problems::default()), None)))
}

/// Admits.
pub(crate) async fn submit_admit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let plans = visit.app.planned_admissions(&visit.caller, subject.id()).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), subject.page.today);
    let program = reader.required_choice("program", Key::PatientProgram);
    let plan = plan_of(&mut reader, visit.text(), (&plans, program), visit.form.text("planned"));
    let admitted = reader.required_day("admitted", Key::PatientAdmittedDay);
    let clinician = reader.choice("clinician", Key::PatientClinician);
    let track = reader.line("track", Key::PatientTrack);
    let modality: Option<Modality> = reader.choice("modality", Key::ModalityLabel);
    let referral_source = reader.choice("referral_source", Key::ReferralSourceLabel);
    let payer_class = reader.choice("payer_class", Key::PayerClassLabel);
    let readmission_of = reader.choice("readmission_of", Key::PatientReadmissionOf);
    let discharge = if is_ending_given(&visit.form) { required_ending(&mut reader) } else { None };
    let (mut problems, mut other) = (reader.problems, None);
    if let (Some(program), Some(admitted), true) = (program, admitted, problems.is_empty()) {
        let episode =
            Episode { patient: subject.id(), program, admitted, discharge, referral_source, payer_class, clinician, readmission_of };
        match visit.app.admit_for(&visit.caller, plan, episode, Approach { track, modality }).await {
            Ok(_) => return Ok(go_to(&subject.saved())),
            Err(error) => other = take_over(visit.text(), &subject, &mut problems, ("program", error), ADMISSION_LABELS)?,
        }
    }
    let choices = visit.app.registration_choices(&visit.caller).await?;
    Ok(visit::again(admit_page(&visit.frame, &subject, (&choices, &plans), (&visit.form, &problems), other)))
}

/// What is chosen for an admission that carries out no plan.
const ANOTHER: &str = "another";

/// Which plan the admission carries out. One to another program than those of the plans is asked about.
fn plan_of(reader: &mut Reader<'_>, text: Text, (plans, program): (&[Planned], Option<ProgramId>), answer: &str) -> PlanOfAdmission {
    let fits = || program.is_none_or(|program| plans.iter().any(|planned| planned.admission.value().program == program));
    match answer {
        ANOTHER => PlanOfAdmission::Another,
        "" if plans.is_empty() || fits() => PlanOfAdmission::Fitting,
        "" => {
            reader.problems.add("planned", text.say(Key::PatientAdmitPlannedAsk));
            PlanOfAdmission::Fitting
        }
        _ => reader.choice("planned", Key::PatientAdmitPlanned).map_or(PlanOfAdmission::Fitting, PlanOfAdmission::This),
    }
}

/// The field that asks it, where an admission is planned.
fn plan_field(frame: &Frame, subject: &Subject, draft: &Draft<'_>, plans: &[Planned]) -> Markup {
    if plans.is_empty() {
        return html! {};
    }
    let text = draft.text;
    let choice = |planned: &Planned| {
        let said = [("program", (&planned.program.name).into()), ("day", planned.admission.value().day.into())];
        (planned.admission.id.to_string(), text.say_with(Key::PlannedStay, &said))
    };
    let another = (ANOTHER.to_owned(), text.say(Key::PatientAdmitPlannedAnother));
    let all: Vec<Choice> = plans.iter().map(choice).chain([another]).collect();
    html! {
        (draft.select(Field::optional("planned", Key::PatientAdmitPlanned).hint(Key::PatientAdmitPlannedHint), &all))
        @if frame.may(Data::Authorizations) {
            p { a href={ (subject.address()) "/authorizations" } { (text.say(Key::PatientAdmitPlannedWay)) } }
        }
    }
}

/// Whether a form says anything about how an episode ended.
fn is_ending_given(fields: &Fields) -> bool {
    ["discharge_day", "kind", "destination"].iter().any(|name| !fields.text(name).is_empty())
}

/// How an episode ended: all of it must be there.
pub(super) fn required_ending(reader: &mut Reader<'_>) -> Option<Discharge> {
    let day = reader.required_day("discharge_day", Key::PatientDischargeDay);
    let kind: Option<DischargeType> = reader.required_choice("kind", Key::DischargeTypeLabel);
    let destination: Option<DischargeDestination> = reader.required_choice("destination", Key::DischargeDestinationLabel);
    Some(Discharge { day: day?, kind: kind?, destination: destination? })
}

/// The fields of how an episode ended, which may be left empty.
pub(super) fn ending_fields(draft: &Draft<'_>, today: Day) -> Markup {
    let text = draft.text;
    let kinds = choices(DischargeType::ALL, DischargeType::code, |each| text.discharge_type(each));
    let destinations = choices(DischargeDestination::ALL, DischargeDestination::code, |each| text.discharge_destination(each));
    html! {
        (draft.day(Field::optional("discharge_day", Key::PatientDischargeDay), Some(today)))
        div.row.two {
            (draft.select(Field::optional("kind", Key::DischargeTypeLabel), &kinds))
            (draft.select(Field::optional("destination", Key::DischargeDestinationLabel), &destinations))
        }
    }
}

/// Takes over what a use case found wrong with the days of an episode. Where another episode has some of them, the sentence stands at `place`, and that episode
/// is given back.
pub(super) fn take_over(
    text: Text,
    subject: &Subject,
    problems: &mut Problems,
    (place, error): (&str, AppError),
    labels: Labels<'_>,
) -> Result<Option<EpisodeId>, PageError> {
    let AppError::EpisodeOverlaps { episode, admitted, last } = error else {
        problems.take_over(text, error, labels)?;
        return Ok(None);
    };
    let patient = ("patient", spoken_name(subject.page.patient.value()).into());
    let sentence = match last {
        None => text.say_with(Key::PatientEpisodeOpenAlready, &[patient, ("day", admitted.into())]),
        Some(last) => text.say_with(Key::PatientEpisodeOverlaps, &[patient, ("first", admitted.into()), ("last", last.into())]),
    };
    problems.add(place, sentence);
    Ok(Some(episode))
}

/// The way to the episode that has some of the days.
pub(super) fn way_to_other(text: Text, subject: &Subject, other: Option<EpisodeId>) -> Markup {
    html! {
        @if let Some(episode) = other {
            p { a href={ (subject.address()) "#episode-" (episode) } { (text.say(Key::PatientEpisodeOtherShow)) } }
        }
    }
}

/// The form. `other` is an episode in the chosen program that has some of the days.
fn admit_page(
    frame: &Frame,
    subject: &Subject,
    (lists, plans): (&RegistrationChoices, &[Planned]),
    (fields, problems): (&Fields, &Problems),
    other: Option<EpisodeId>,
) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let sources = choices(ReferralSource::ALL, ReferralSource::code, |each| text.referral_source(each));
    let classes = choices(PayerClass::ALL, PayerClass::code, |each| text.payer_class(each));
    let earlier = earlier_episodes(text, subject, None);
    let form = html! {
        (missing(text, Key::PatientNoPrograms, lists.programs.is_empty()))
        (way_to_other(text, subject, other))
        (draft.select(Field::required("program", Key::PatientProgram), &programs(text, lists)))
        (plan_field(frame, subject, &draft, plans))
        div.row.two {
            (draft.day(Field::required("admitted", Key::PatientAdmittedDay), Some(subject.page.today)))
            (draft.select(Field::optional("clinician", Key::PatientClinician), &clinicians(lists, fields.text("clinician"))))
        }
        (approach_fields(&draft))
        div.row.two {
            (draft.select(Field::optional("referral_source", Key::ReferralSourceLabel), &sources))
            (draft.select(Field::optional("payer_class", Key::PayerClassLabel), &classes))
        }
        @if !earlier.is_empty() {
            (draft.select(Field::optional("readmission_of", Key::PatientReadmissionOf).hint(Key::PatientReadmissionHint), &earlier))
        }
        details open[is_ending_given(fields)] {
            summary { (text.say(Key::PatientAdmitEnded)) }
            (ending_fields(&draft, subject.page.today))
        }
    };
    let page = FormPage {
        section: Some(Section::Patients),
        heading: subject.say(text, Key::PatientAdmitHeading),
        lead: text.say(Key::PatientAdmitLead),
        action: format!("{}/admit", subject.address()),
        back: subject.address(),
        save: Key::PatientSaveAdmission,
        is_serious: false,
        problems,
    };
    page.render_about(frame, subject.page.patient.value(), &form)
}

/// How a level of care is given.
fn approach_fields(draft: &Draft<'_>) -> Markup {
    let modalities = choices(Modality::ALL, Modality::code, |each| draft.text.modality(each));
    html! {
        (draft.line(Field::optional("track", Key::PatientTrack).hint(Key::PatientTrackHint), "text", "off"))
        (draft.radios(Field::optional("modality", Key::ModalityLabel), &modalities, true))
    }
}

/// Episodes that ended, of which another one may be a readmission. `own` is that other one where it is on record.
pub(super) fn earlier_episodes(text: Text, subject: &Subject, own: Option<EpisodeId>) -> Vec<Choice> {
    let others = subject.page.episodes.iter().filter(|view| Some(view.episode.id) != own);
    let ended = others.filter_map(|view| Some((view, view.episode.value().discharge.as_ref()?.day)));
    let words = |view: &EpisodeView, last: Day| {
        let span = [("first", view.episode.value().admitted.into()), ("last", last.into())];
        text.say_with(Key::PatientEpisodeClosed, &span)
    };
    ended.map(|(view, last)| (view.episode.id.to_string(), words(view, last))).collect()
}

/// The form for another level of care.
pub(crate) async fn show_level(visit: Visit, Path((id, episode)): Path<(String, String)>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let choices = visit.app.registration_choices(&visit.caller).await?;
    let view = subject.episode(&episode)?;
    let last_level = view.periods.iter().map(|(period, _)| period.value()).max_by_key(|period| period.period.first());
    let day = view.episode.value().discharge.as_ref().map_or(subject.page.today, |discharge| discharge.day).to_string();
    let fields = Fields::from([
        ("day", day.as_str()),
        ("track", last_level.map_or("", |level| level.track.as_str())),
        ("modality", last_level.and_then(|level| level.modality).map_or("", Modality::code)),
    ]);
    Ok(visit::html(level_page(&visit.frame, &subject, view, &choices, &fields, &Problems::default())))
}

/// Ends the running level of care and begins another.
pub(crate) async fn submit_level(visit: Visit, Path((id, episode)): Path<(String, String)>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let view = subject.episode(&episode)?;
    let mut reader = Reader::new(&visit.form, visit.text(), subject.page.today);
    let program: Option<ProgramId> = reader.required_choice("program", Key::PatientProgram);
    let day = reader.required_day("day", Key::PatientLevelDay);
    let approach = Approach { track: reader.line("track", Key::PatientTrack), modality: reader.choice("modality", Key::ModalityLabel) };
    let mut problems = reader.problems;
    if let (Some(program), Some(day), true) = (program, day, problems.is_empty()) {
        match visit.app.change_level(&visit.caller, view.episode.id, (program, day), approach).await {
            Ok(_) => return Ok(go_to(&subject.saved())),
            Err(error) => problems.take_over(visit.text(), error, LEVEL_LABELS)?,
        }
    }
    let choices = visit.app.registration_choices(&visit.caller).await?;
    Ok(visit::again(level_page(&visit.frame, &subject, view, &choices, &visit.form, &problems)))
}

fn level_page(
    frame: &Frame,
    subject: &Subject,
    view: &EpisodeView,
    lists: &RegistrationChoices,
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let form = html! {
        (draft.select(Field::required("program", Key::PatientProgram), &programs(text, lists)))
        (draft.day(Field::required("day", Key::PatientLevelDay), Some(subject.page.today)))
        (approach_fields(&draft))
    };
    let page = FormPage {
        section: Some(Section::Patients),
        heading: subject.say(text, Key::PatientLevelHeading),
        lead: text.say(Key::PatientLevelLead),
        action: format!("{}/episodes/{}/level", subject.address(), view.episode.id),
        back: subject.address(),
        save: Key::PatientChangeLevel,
        is_serious: false,
        problems,
    };
    page.render_about(frame, subject.page.patient.value(), &form)
}

/// The form of a discharge.
pub(crate) async fn show_discharge(visit: Visit, Path((id, episode)): Path<(String, String)>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let view = subject.episode(&episode)?;
    let version = view.episode.recorded.version.0.to_string();
    let fields = Fields::from([("day", subject.page.today.to_string().as_str()), ("version", &version)]);
    Ok(visit::html(discharge_page(&visit.frame, &subject, (view, None), &fields, &Problems::default())))
}

/// Discharges.
pub(crate) async fn submit_discharge(visit: Visit, Path((id, episode)): Path<(String, String)>) -> Result<Response, PageError> {
    let subject = Subject::open(&visit, &id).await?;
    let view = subject.episode(&episode)?;
    let version = version(&visit.form)?;
    let mut reader = Reader::new(&visit.form, visit.text(), subject.page.today);
    let day = reader.required_day("day", Key::PatientDischargeDay);
    let kind: Option<DischargeType> = reader.required_choice("kind", Key::DischargeTypeLabel);
    let destination: Option<DischargeDestination> = reader.required_choice("destination", Key::DischargeDestinationLabel);
    let (mut problems, mut other) = (reader.problems, None);
    if let (Some(day), Some(kind), Some(destination), true) = (day, kind, destination, problems.is_empty()) {
        let discharge = Discharge { day, kind, destination };
        match visit.app.discharge(&visit.caller, view.episode.id, version, discharge).await {
            Ok(()) => return Ok(go_to(&subject.saved())),
            Err(error) => other = take_over(visit.text(), &subject, &mut problems, ("day", error), DISCHARGE_LABELS)?,
        }
    }
    Ok(visit::again(discharge_page(&visit.frame, &subject, (view, other), &visit.form, &problems)))
}

/// The form. `other` is an episode in the same program that has some of the days.
fn discharge_page(
    frame: &Frame,
    subject: &Subject,
    (view, other): (&EpisodeView, Option<EpisodeId>),
    fields: &Fields,
    problems: &Problems,
) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let kinds = choices(DischargeType::ALL, DischargeType::code, |each| text.discharge_type(each));
    let destinations = choices(DischargeDestination::ALL, DischargeDestination::code, |each| text.discharge_destination(each));
    let form = html! {
        (version_field(fields))
        (way_to_other(text, subject, other))
        (draft.day(Field::required("day", Key::PatientDischargeDay), Some(subject.page.today)))
        (draft.radios(Field::required("kind", Key::DischargeTypeLabel), &kinds, false))
        (draft.select(Field::required("destination", Key::DischargeDestinationLabel), &destinations))
    };
    let page = FormPage {
        section: Some(Section::Patients),
        heading: subject.say(text, Key::PatientDischargeHeading),
        lead: text.say(Key::PatientDischargeLead),
        action: format!("{}/episodes/{}/discharge", subject.address(), view.episode.id),
        back: subject.address(),
        save: Key::PatientDischarge,
        is_serious: false,
        problems,
    };
    page.render_about(frame, subject.page.patient.value(), &form)
}
