//! The records that a level of care rests on: a patient's list, and one record with its versions.

mod form;

use app::View;
use app::care_fact::{self, CareFactList, CareFactView, FieldSpecification, KINDS, RecordKind, Shape};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{Day, PatientId, RecordId, ZoneName};
use wording::{Key, Text};

pub(crate) use form::{show_correct, show_move, show_new, show_withdraw, submit_correct, submit_move, submit_new, submit_withdraw};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// So many records stand on the page at once; a kind can be chosen to see more of it.
const SHOWN: usize = 60;

/// What is on record about this patient?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let mut list = visit.app.care_facts(&visit.caller, id, View::Current).await?;
    let as_of = visit::as_of(&visit.query)?;
    if let Some(day) = as_of {
        // The end of that day on the clock of the patient's program, which only the first look tells.
        let end = visit::end_of(day, list.today, &list.zone)?;
        list = visit.app.care_facts(&visit.caller, id, View::AsOf(end)).await?;
    }
    let kind = care_fact::kind_of(visit.query.text("kind"));
    let done = match visit.query.text("done") {
        "saved" => Some(Key::RecordsSaved),
        "withdrawn" => Some(Key::RecordsWithdrawn),
        "moved" => Some(Key::RecordsMoved),
        _ => None,
    };
    Ok(visit::html(list_page(&visit.frame, &list, kind, (done, as_of))))
}

fn list_page(frame: &Frame, list: &CareFactList, kind: Option<RecordKind>, (done, as_of): (Option<Key>, Option<Day>)) -> Markup {
    let text = frame.text;
    let address = format!("/patients/{}/records", list.patient.id);
    let facts: Vec<&CareFactView> = list.facts.iter().filter(|fact| kind.is_none_or(|kind| fact.kind == kind)).collect();
    let chosen = kind.map_or("", RecordKind::code);
    let fields = Fields::from([("kind", chosen)]);
    let draft = Draft { text, fields: &fields, problems: &Problems::default() };
    let kinds: Vec<Choice> = KINDS.iter().map(|kind| (kind.code().to_owned(), text.record_kind(kind.code()))).collect();
    let body = html! {
        @if let Some(done) = done { (notice::done(&text.say(done))) }
        @if let Some(day) = as_of {
            (notice::notice(&html! {
                p { (text.say_with(Key::RecordsAsOf, &[("day", day.into())])) " " a href=(address) { (text.say(Key::PatientAsOfNow)) } }
            }))
        } @else {
            section.panel.no-print {
                h2 { (text.say(Key::RecordsAddHeading)) }
                @if !list.has_episode { p.muted { (text.say(Key::RecordsNoEpisode)) } }
                div.links { @for (code, words) in &kinds { a href={ (address) "/new/" (code) } { (words) } } }
            }
        }
        section.block {
            div.block-head {
                h2 { (text.say(Key::RecordsListHeading)) }
                span.aside { (text.say_with(Key::RecordsCount, &[("count", facts.len().into())])) }
            }
            form.search method="get" action=(address) {
                (draft.filter(Field::optional("kind", Key::RecordsFilter), Key::RecordsAllKinds, &kinds))
                div.field.small-field {
                    label for="as_of" { (text.say(Key::PatientAsOfLabel)) }
                    input type="date" id="as_of" name="as_of" max=(list.today) value=[as_of.map(|day| day.to_string())];
                }
                button type="submit" { (text.say(Key::ActionShow)) }
            }
            @if facts.is_empty() { (table::empty(&text.say(Key::RecordsEmpty))) } @else { (fact_table(text, list, &facts)) }
            @if facts.len() > SHOWN {
                p.muted { (text.say_with(Key::RecordsMore, &[("shown", SHOWN.into()), ("count", facts.len().into())])) }
            }
        }
    };
    let heading = text.say_with(Key::RecordsHeading, &[("patient", spoken_name(list.patient.value()).into())]);
    let actions = html! { a.button href={ "/patients/" (list.patient.id) } { (text.say(Key::ActionBack)) } };
    frame.render(
        &Page::wide(Section::Patients, heading, body)
            .lead(html! { p { (text.say(Key::RecordsLead)) } })
            .actions(actions)
            .about(list.patient.value())
            .clock(&list.zone),
    )
}

fn fact_table(text: Text, list: &CareFactList, facts: &[&CareFactView]) -> Markup {
    let rows = facts.iter().take(SHOWN).map(|fact| {
        let address = address(list, fact.kind, fact.id);
        Row::new(vec![
            html! { a.row-link.nowrap href=(address) { (text.day(fact.day)) } },
            html! { (text.record_kind(fact.kind.code())) },
            said(text, list, fact),
            recorded(text, &list.zone, fact),
        ])
    });
    Table::new(text.say(Key::RecordsCaption))
        .cards()
        .dense()
        .column(text.say(Key::RecordsColumnDay), Kind::Head)
        .column(text.say(Key::RecordsColumnKind), Kind::Words)
        .column(text.say(Key::RecordsColumnContent), Kind::Words)
        .column(text.say(Key::RecordsColumnRecorded), Kind::Words)
        .rows(rows)
        .render(text)
}

/// Where the records of a patient stand; for whoever keeps the day only, the board of the day.
fn home(list: &CareFactList, done: &str) -> String {
    if list.sees_list { format!("/patients/{}/records{done}", list.patient.id) } else { "/collection".to_owned() }
}

fn address(list: &CareFactList, kind: RecordKind, id: RecordId) -> String {
    format!("/patients/{}/records/{}/{id}", list.patient.id, kind.code())
}

fn recorded(text: Text, zone: &ZoneName, fact: &CareFactView) -> Markup {
    html! {
        (text.instant(fact.recorded_at, zone))
        span.sub {
            (text.say_with(Key::RecordsRecordedBy, &[("person", fact.recorder.as_str().into())]))
            @if fact.is_imported { ", " (text.say(Key::RecordsImported)) }
        }
    }
}

/// What a record says, field by field, without the day that stands beside it.
fn said(text: Text, list: &CareFactList, fact: &CareFactView) -> Markup {
    let fields = care_fact::fields_of(fact.kind);
    let of = |name: &str| fields.iter().find(|field| field.name == name);
    let shown = fact.values.iter().filter_map(|(name, value)| Some((of(name)?, value))).filter(|(field, _)| field.name != "day");
    html! {
        @for (field, value) in shown {
            @let arguments = [("field", text.record_told(fact.kind.code(), field.name).into()), ("value", value_words(text, list, fact.kind, field, value).into())];
            span.record { (text.say_with(Key::RecordValue, &arguments)) }
        }
    }
}

/// A value in words.
fn value_words(text: Text, list: &CareFactList, kind: RecordKind, field: &FieldSpecification, value: &str) -> String {
    let choice = |list: &str, code: &str| text.record_choice(kind.code(), list, code);
    match field.shape {
        Shape::Day => value.parse().map_or_else(|_| value.to_owned(), |day| text.day(day)),
        Shape::Moment => moment_words(text, &list.zone, value).unwrap_or_else(|| value.to_owned()),
        Shape::Choice(of) => choice(of, value),
        Shape::Several(of) => text.list(&value.split_whitespace().map(|code| choice(of, code)).collect::<Vec<_>>()),
        Shape::Clinician => {
            let known = list.clinicians.iter().find(|(id, _)| id.to_string() == value);
            known.map_or_else(|| text.say(Key::NotKnown), |(_, name)| name.clone())
        }
        Shape::Time => value.parse().map_or_else(|_| value.to_owned(), |time| text.clock_time(time)),
        Shape::Count | Shape::Line => value.to_owned(),
    }
}

fn moment_words(text: Text, zone: &ZoneName, value: &str) -> Option<String> {
    Some(text.instant(zone.instant_of(value)?, zone))
}

/// The kind and the id in an address.
fn kind_and_id(kind: &str, id: &str) -> Result<(RecordKind, RecordId), PageError> {
    Ok((care_fact::kind_of(kind).ok_or(PageError::NotFound)?, visit::id(id)?))
}

/// What does this record say, and what did it say before?
pub(crate) async fn show_one(visit: Visit, Path((patient, kind, id)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let ((kind, id), patient) = (kind_and_id(&kind, &id)?, visit::id::<PatientId>(&patient)?);
    let page = visit.app.care_fact(&visit.caller, patient, kind, id).await?;
    let (text, list, latest) = (visit.text(), &page.about, page.latest());
    let rows = page.versions.iter().map(|version| Row {
        cells: vec![
            html! { (version.version.0) },
            html! {
                (said(text, list, version))
                @if let Some(reason) = &version.void_reason { span.keep { (text.say_with(Key::RecordWithdrawnBecause, &[("reason", reason.into())])) } }
            },
            recorded(text, &list.zone, version),
        ],
        class: if version.void_reason.is_some() { "void" } else { "" },
    });
    let body = html! {
        section.block {
            div.block-head { h2 { (text.say(Key::RecordVersionsHeading)) } }
            (Table::new(text.say(Key::RecordVersionsCaption))
                .cards()
                .column(text.say(Key::RecordColumnVersion), Kind::Head)
                .column(text.say(Key::RecordColumnChange), Kind::Words)
                .column(text.say(Key::RecordsColumnRecorded), Kind::Words)
                .rows(rows)
                .render(text))
        }
    };
    let heading = text.say_with(Key::RecordPageHeading, &about(text, latest));
    let address = address(list, kind, id);
    let actions = html! {
        @if latest.void_reason.is_none() {
            a.button href={ (address) "/correct" } { (text.say(Key::ActionEdit)) }
            a.button href={ (address) "/move" } { (text.say(Key::AdministrationMove)) }
            a.button.serious href={ (address) "/withdraw" } { (text.say(Key::ActionVoid)) }
        }
        a.button href=(home(list, "")) { (text.say(if list.sees_list { Key::RecordBack } else { Key::ActionBack })) }
    };
    let lead = html! {
        p { a href={ "/patients/" (list.patient.id) } { (text.say_with(Key::RecordPageLead, &[("patient", spoken_name(list.patient.value()).into())])) } }
    };
    let page = Page::wide(Section::Patients, heading, body).about(list.patient.value()).clock(&list.zone);
    Ok(visit::html(visit.frame.render(&page.lead(lead).actions(actions))))
}

fn about(text: Text, fact: &CareFactView) -> [(&'static str, wording::Arg); 2] {
    [("kind", text.record_kind(fact.kind.code()).into()), ("day", fact.day.into())]
}
