//! One form for every kind of record: its fields follow from the kind.

use app::care_fact::{self, CareFactList, CareFactView, FieldSpecification, Given, RecordKind, Shape};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{PatientId, Version};
use wording::{Key, Text, standing_alone};

use super::{about, address, home, kind_and_id};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Section};
use crate::pages::patient::spoken_name;
use crate::pages::withdraw::by_record_number;
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::form_page::FormPage;
use crate::visit::{self, Visit, go_to};

/// Up to so many choices stand in sight; longer lists open.
const IN_SIGHT: usize = 5;

/// The form of a new record.
pub(crate) async fn show_new(visit: Visit, Path((patient, kind)): Path<(String, String)>) -> Result<Response, PageError> {
    let (patient, kind) = (visit::id::<PatientId>(&patient)?, care_fact::kind_of(&kind).ok_or(PageError::NotFound)?);
    let list = visit.app.care_fact_form(&visit.caller, patient, kind).await?;
    let own = list.own.map(|clinician| clinician.to_string()).unwrap_or_default();
    let today = list.today.to_string();
    let first = |field: &FieldSpecification| match field.shape {
        Shape::Day if field.is_required => Some((field.name.to_owned(), today.clone())),
        Shape::Clinician => Some((field.name.to_owned(), own.clone())),
        _ => None,
    };
    let fields = Fields::from(care_fact::fields_of(kind).iter().filter_map(first).collect::<Vec<_>>());
    Ok(visit::html(new_page(&visit.frame, &list, kind, &fields, &Problems::default())))
}

/// Records it.
pub(crate) async fn submit_new(visit: Visit, Path((patient, kind)): Path<(String, String)>) -> Result<Response, PageError> {
    let (patient, kind) = (visit::id::<PatientId>(&patient)?, care_fact::kind_of(&kind).ok_or(PageError::NotFound)?);
    let list = visit.app.care_fact_form(&visit.caller, patient, kind).await?;
    let (given, mut problems) = given(visit.text(), &list, kind, &visit.form);
    if problems.is_empty() {
        match visit.app.record_care_fact(&visit.caller, patient, kind, given).await {
            Ok(_) => return Ok(go_to(&home(&list, "?done=saved"))),
            Err(error) => problems.take_over(visit.text(), error, &labels(kind))?,
        }
    }
    Ok(visit::again(new_page(&visit.frame, &list, kind, &visit.form, &problems)))
}

/// The form of a correction.
pub(crate) async fn show_correct(visit: Visit, Path((patient, kind, id)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let ((kind, id), patient) = (kind_and_id(&kind, &id)?, visit::id::<PatientId>(&patient)?);
    let page = visit.app.care_fact(&visit.caller, patient, kind, id).await?;
    let fields = fields_of(page.latest());
    Ok(visit::html(correct_page(&visit.frame, &page.about, page.latest(), &fields, &Problems::default())))
}

/// Corrects it.
pub(crate) async fn submit_correct(visit: Visit, Path((patient, kind, id)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let ((kind, id), patient) = (kind_and_id(&kind, &id)?, visit::id::<PatientId>(&patient)?);
    let page = visit.app.care_fact(&visit.caller, patient, kind, id).await?;
    let expected = version(&visit.form)?;
    let (given, mut problems) = given(visit.text(), &page.about, kind, &visit.form);
    if problems.is_empty() {
        match visit.app.correct_care_fact(&visit.caller, patient, (kind, id, expected), given).await {
            Ok(()) => return Ok(go_to(&address(&page.about, kind, id))),
            Err(error) => problems.take_over(visit.text(), error, &labels(kind))?,
        }
    }
    Ok(visit::again(correct_page(&visit.frame, &page.about, page.latest(), &visit.form, &problems)))
}

/// Why is it withdrawn?
pub(crate) async fn show_withdraw(visit: Visit, Path((patient, kind, id)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let ((kind, id), patient) = (kind_and_id(&kind, &id)?, visit::id::<PatientId>(&patient)?);
    let page = visit.app.care_fact(&visit.caller, patient, kind, id).await?;
    let fields = Fields::from([("version", page.latest().version.0.to_string().as_str())]);
    Ok(visit::html(withdraw_page(&visit.frame, &page.about, page.latest(), &fields, &Problems::default())))
}

/// Withdraws it.
pub(crate) async fn submit_withdraw(
    visit: Visit,
    Path((patient, kind, id)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let ((kind, id), patient) = (kind_and_id(&kind, &id)?, visit::id::<PatientId>(&patient)?);
    let page = visit.app.care_fact(&visit.caller, patient, kind, id).await?;
    let expected = version(&visit.form)?;
    let outcome = visit.app.withdraw_care_fact(&visit.caller, patient, (kind, id, expected), visit.form.text("reason")).await;
    let mut problems = Problems::default();
    match outcome {
        Ok(()) => Ok(go_to(&home(&page.about, "?done=withdrawn"))),
        Err(error) => {
            problems.take_over(visit.text(), error, &[("reason", Key::RecordWithdrawReason)])?;
            Ok(visit::again(withdraw_page(&visit.frame, &page.about, page.latest(), &visit.form, &problems)))
        }
    }
}

const MOVE_LABELS: Labels<'static> = &[("record_number", Key::AdministrationMoveTo), ("reason", Key::RecordWithdrawReason)];

/// Whose is it?
pub(crate) async fn show_move(visit: Visit, Path((patient, kind, id)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let ((kind, id), patient) = (kind_and_id(&kind, &id)?, visit::id::<PatientId>(&patient)?);
    let page = visit.app.care_fact(&visit.caller, patient, kind, id).await?;
    let fields = Fields::from([("version", page.latest().version.0.to_string().as_str())]);
    Ok(visit::html(move_page(&visit.frame, &page.about, page.latest(), &fields, &Problems::default())))
}

/// Moves it to the patient whose it is.
pub(crate) async fn submit_move(visit: Visit, Path((patient, kind, id)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let ((kind, id), patient) = (kind_and_id(&kind, &id)?, visit::id::<PatientId>(&patient)?);
    let page = visit.app.care_fact(&visit.caller, patient, kind, id).await?;
    let at = (kind, id, version(&visit.form)?);
    let mut problems = Problems::default();
    match by_record_number(&visit, visit.form.text("record_number")).await? {
        None => problems.add("record_number", visit.text().say(Key::AdministrationMoveUnknown)),
        Some(to) => match visit.app.move_care_fact(&visit.caller, patient, at, to, visit.form.text("reason")).await {
            Ok(_) => {
                let records = format!("/patients/{to}/records?done=moved");
                return Ok(go_to(if page.about.sees_list { &records } else { "/collection" }));
            }
            Err(error) => problems.take_over(visit.text(), error, MOVE_LABELS)?,
        },
    }
    Ok(visit::again(move_page(&visit.frame, &page.about, page.latest(), &visit.form, &problems)))
}

fn move_page(frame: &Frame, list: &CareFactList, fact: &CareFactView, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let page = FormPage {
        section: Some(Section::Patients),
        heading: text.say_with(Key::RecordMoveHeading, &about(text, fact)),
        lead: text.say_with(Key::RecordMoveLead, &[("patient", spoken_name(list.patient.value()).into())]),
        action: format!("{}/move", address(list, fact.kind, fact.id)),
        back: address(list, fact.kind, fact.id),
        save: Key::AdministrationMove,
        is_serious: true,
        problems,
    };
    let inside = html! {
        input type="hidden" name="version" value=(fields.text("version"));
        (draft.line(Field::required("record_number", Key::AdministrationMoveTo), "text", "off"))
        (draft.text(Field::required("reason", Key::RecordWithdrawReason)))
    };
    page.render_about(frame, list.patient.value(), &inside)
}

/// The version that a form was filled in from: if it is no longer the current one, nothing is changed.
fn version(fields: &Fields) -> Result<Version, PageError> {
    fields.parsed("version").map(Version).ok_or(PageError::Unreadable)
}

/// The label of a field.
fn label(kind: RecordKind, field: &str) -> Key {
    Text::record_field_key(kind.code(), field).unwrap_or(Key::RecordsColumnContent)
}

/// The fields with their labels, the one that says when first: problems of the record as a whole stand there.
fn labels(kind: RecordKind) -> Vec<(&'static str, Key)> {
    let mut fields = care_fact::fields_of(kind);
    fields.sort_by_key(|field| !(field.is_required && matches!(field.shape, Shape::Day | Shape::Moment)));
    fields.into_iter().map(|field| (field.name, label(kind, field.name))).collect()
}

/// What was typed. A line that is too long is a problem here, everything else is the business of the record.
fn given(text: Text, list: &CareFactList, kind: RecordKind, form: &Fields) -> (Given, Problems) {
    let mut reader = Reader::new(form, text, list.today);
    let value = |reader: &mut Reader<'_>, field: &FieldSpecification| match field.shape {
        Shape::Several(_) => form.all(field.name).collect::<Vec<_>>().join(" "),
        _ => reader.line(field.name, label(kind, field.name)),
    };
    let given = care_fact::fields_of(kind).iter().map(|field| (field.name.to_owned(), value(&mut reader, field))).collect();
    (given, reader.problems)
}

/// A record as its form shows it.
fn fields_of(fact: &CareFactView) -> Fields {
    let specifications = care_fact::fields_of(fact.kind);
    let is_several = |name: &str| specifications.iter().any(|field| field.name == name && matches!(field.shape, Shape::Several(_)));
    let mut pairs = vec![("version".to_owned(), fact.version.0.to_string())];
    for (name, value) in &fact.values {
        if is_several(name) {
            pairs.extend(value.split_whitespace().map(|code| ((*name).to_owned(), code.to_owned())));
        } else {
            pairs.push(((*name).to_owned(), value.clone()));
        }
    }
    Fields::from(pairs)
}

fn new_page(frame: &Frame, list: &CareFactList, kind: RecordKind, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let arguments = [("kind", text.record_kind(kind.code()).into()), ("patient", spoken_name(list.patient.value()).into())];
    let page = FormPage {
        section: Some(Section::Patients),
        heading: text.say_with(Key::RecordNewHeading, &arguments),
        lead: text.record_lead(kind.code()),
        action: format!("/patients/{}/records/new/{}", list.patient.id, kind.code()),
        back: home(list, ""),
        save: Key::RecordSave,
        is_serious: false,
        problems,
    };
    page.render_about(frame, list.patient.value(), &controls(&Draft { text, fields, problems }, list, kind))
}

fn correct_page(frame: &Frame, list: &CareFactList, fact: &CareFactView, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let page = FormPage {
        section: Some(Section::Patients),
        heading: text.say_with(Key::RecordCorrectHeading, &[("kind", text.record_kind(fact.kind.code()).into())]),
        lead: text.say_with(Key::RecordCorrectLead, &[("patient", spoken_name(list.patient.value()).into())]),
        action: format!("{}/correct", address(list, fact.kind, fact.id)),
        back: address(list, fact.kind, fact.id),
        save: Key::RecordSave,
        is_serious: false,
        problems,
    };
    let inside = html! { (version_field(fields)) (controls(&Draft { text, fields, problems }, list, fact.kind)) };
    page.render_about(frame, list.patient.value(), &inside)
}

fn withdraw_page(frame: &Frame, list: &CareFactList, fact: &CareFactView, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let [kind, day] = about(text, fact);
    let page = FormPage {
        section: Some(Section::Patients),
        heading: text.say(Key::RecordWithdrawHeading),
        lead: text.say_with(Key::RecordWithdrawLead, &[kind, day, ("patient", spoken_name(list.patient.value()).into())]),
        action: format!("{}/withdraw", address(list, fact.kind, fact.id)),
        back: address(list, fact.kind, fact.id),
        save: Key::ActionVoid,
        is_serious: true,
        problems,
    };
    let draft = Draft { text, fields, problems };
    let inside = html! { (version_field(fields)) (draft.text(Field::required("reason", Key::RecordWithdrawReason))) };
    page.render_about(frame, list.patient.value(), &inside)
}

fn version_field(fields: &Fields) -> Markup {
    html! { input type="hidden" name="version" value=(fields.text("version")); }
}

fn controls(draft: &Draft<'_>, list: &CareFactList, kind: RecordKind) -> Markup {
    html! { @for field in care_fact::fields_of(kind) { (control(draft, list, kind, &field)) } }
}

fn control(draft: &Draft<'_>, list: &CareFactList, kind: RecordKind, specification: &FieldSpecification) -> Markup {
    let label = label(kind, specification.name);
    let field =
        if specification.is_required { Field::required(specification.name, label) } else { Field::optional(specification.name, label) };
    let choices = |of: &str| -> Vec<Choice> {
        specification
            .codes
            .iter()
            .map(|code| ((*code).to_owned(), standing_alone(&draft.text.record_choice(kind.code(), of, code))))
            .collect()
    };
    match specification.shape {
        // A plan reaches into the future; everything else is over.
        Shape::Day => draft.day(field, (specification.is_required && kind != RecordKind::PlannedVisit).then_some(list.today)),
        Shape::Time => draft.time(field, &draft.text.say_with(Key::RecordMomentHint, &[("zone", draft.text.zone(&list.zone).into())])),
        Shape::Moment => draft.moment(field, &draft.text.say_with(Key::RecordMomentHint, &[("zone", draft.text.zone(&list.zone).into())])),
        Shape::Choice(of) if specification.codes.len() <= IN_SIGHT => draft.radios(field, &choices(of), false),
        Shape::Choice(of) => draft.select(field, &choices(of)),
        Shape::Several(of) => draft.checkboxes(field, &choices(of)),
        Shape::Count => draft.number(field),
        Shape::Line => draft.line(field, "text", "off"),
        Shape::Clinician => {
            let all = list.clinicians.iter().map(|(id, name)| (list.left.contains(id), (id.to_string(), name.clone())));
            // Whoever left stays where they stand already.
            let offered = all.filter(|(has_left, (id, _))| !has_left || id == draft.fields.text(field.name));
            draft.select(field, &offered.map(|(_, choice)| choice).collect::<Vec<Choice>>())
        }
    }
}
