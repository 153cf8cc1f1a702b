//! The audit: who saw or changed what, and whether the chain of its seals holds.

#[cfg(test)]
mod tests;

use app::Data;
use app::Scope;
use app::audit::{AuditEntry, AuditQuery, AuditReport, AuditView, BrokenSeal, Outcome, UnsealedRange};
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{PatientId, Purpose, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// How many operations a page shows.
const PAGE_SIZE: u16 = 100;
/// How many patients of one operation are named; the count says how many there were.
const PATIENTS_SHOWN: usize = 4;

/// Who saw or changed what?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let (query, problems) = read(&visit, &visit.query).await?;
    let page = list(&visit, query, &visit.query, &problems).await?;
    Ok(if problems.is_empty() { visit::html(page) } else { visit::again(page) })
}

/// Takes the filter. It is sent as a form because a record number says more than an address should; the address it leads to has the id.
pub(crate) async fn submit(visit: Visit) -> Result<Response, PageError> {
    let (query, problems) = read(&visit, &visit.form).await?;
    if problems.is_empty() {
        return Ok(visit::go_to(&address(&query)));
    }
    Ok(visit::again(list(&visit, query, &visit.form, &problems).await?))
}

/// What is looked for. What cannot be read is said, and not asked for.
async fn read(visit: &Visit, fields: &Fields) -> Result<(AuditQuery, Problems), PageError> {
    let text = visit.text();
    let mut reader = Reader::new(fields, text, visit.app.now().day_in(&ZoneName::utc()));
    let (from, to) = (reader.day("from", Key::AuditFilterFrom), reader.day("to", Key::AuditFilterTo));
    let mut problems = reader.problems;
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        let label = text.say(Key::AuditFilterTo);
        problems.add("to", text.say_with(Key::FormProblemBackwards, &[("label", label.into())]));
    }
    let record = fields.text("patient");
    let patient = if record.is_empty() { None } else { visit.app.audited_record(&visit.caller, record).await? };
    if patient.is_none() && !record.is_empty() {
        problems.add("patient", text.say(Key::AuditFilterUnreadable));
    }
    let action = Some(fields.text("action").to_owned()).filter(|action| !action.is_empty());
    let (user, before) = (fields.parsed("person"), fields.parsed("before"));
    Ok((AuditQuery { patient, user, action, from, to, before, size: PAGE_SIZE }, problems))
}

async fn list(visit: &Visit, query: AuditQuery, fields: &Fields, problems: &Problems) -> Result<Markup, PageError> {
    let view = visit.app.audit(&visit.caller, query.clone()).await?;
    let zone = visit.app.practice_clock(&visit.caller).await?.zone;
    let may_open = visit.caller.scope(Data::Identity) != Scope::Nothing;
    let shown = Shown { view: &view, query, zone, may_open };
    Ok(page(&visit.frame, &shown, fields, problems))
}

/// Every action that has words, by its words.
fn actions(text: Text) -> Vec<Choice> {
    let codes = Key::ALL.iter().filter_map(|key| Some((key.id().strip_prefix("audit-action-")?.replace('-', "_"), text.say(*key))));
    let mut actions: Vec<Choice> = codes.collect();
    actions.sort_by_cached_key(|(_, words)| words.to_lowercase());
    actions
}

struct Shown<'a> {
    view: &'a AuditView,
    query: AuditQuery,
    zone: ZoneName,
    /// True when the caller may open patients at all.
    may_open: bool,
}

fn page(frame: &Frame, shown: &Shown<'_>, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let people: Vec<Choice> =
        shown.view.names.iter().filter_map(|(code, name)| Some((code.strip_prefix("user:")?.to_owned(), name.clone()))).collect();
    let body = html! {
        (notice::problem_summary(text, problems))
        form.search method="post" action="/audit" {
            (frame.token_field())
            (draft.filter(Field::optional("person", Key::AuditFilterPerson), Key::AuditFilterEverybody, &people))
            (draft.filter(Field::optional("action", Key::AuditFilterAction), Key::AuditFilterEverything, &actions(text)))
            (draft.filter_day("from", Key::AuditFilterFrom))
            (draft.filter_day("to", Key::AuditFilterTo))
            (draft.search_line("patient", Key::AuditFilterPatient))
            button type="submit" { (text.say(Key::ActionShow)) }
        }
        @if let Some(patient) = shown.query.patient { (only_patient(text, shown, patient)) }
        @if shown.view.entries.is_empty() { (table::empty(&text.say(Key::AuditEmpty))) } @else { (entries(text, shown)) (pages(text, shown)) }
    };
    let page =
        Page::wide(Section::Audit, text.say(Key::AuditHeading), body).clock(&shown.zone).lead(html! { p { (text.say(Key::AuditLead)) } });
    frame.render(&page.actions(html! { a.button href="/audit/chain" { (text.say(Key::AuditCheck)) } }))
}

fn only_patient(text: Text, shown: &Shown<'_>, patient: PatientId) -> Markup {
    notice::notice(&html! {
        p {
            (text.say_with(Key::AuditOfPatient, &[("record", patient.to_string().into())])) " "
            @if shown.may_open { a href={ "/patients/" (patient) } { (text.say(Key::AuditPatientOpen)) } " · " }
            a href="/audit" { (text.say(Key::AuditShowAll)) }
        }
    })
}

/// The address of a page of the same filter.
fn address(query: &AuditQuery) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    let given = [
        ("person", query.user.map(|id| id.to_string())),
        ("patient", query.patient.map(|id| id.to_string())),
        ("action", query.action.clone()),
        ("from", query.from.map(|day| day.to_string())),
        ("to", query.to.map(|day| day.to_string())),
        ("before", query.before.map(|id| id.to_string())),
    ];
    for (name, value) in given {
        if let Some(value) = value {
            pairs.append_pair(name, &value);
        }
    }
    let pairs = pairs.finish();
    if pairs.is_empty() { "/audit".to_owned() } else { format!("/audit?{pairs}") }
}

fn pages(text: Text, shown: &Shown<'_>) -> Markup {
    let older = shown.view.next.map(|before| address(&AuditQuery { before: Some(before), ..shown.query.clone() }));
    let newest = shown.query.before.map(|_| address(&AuditQuery { before: None, ..shown.query.clone() }));
    html! {
        nav.pager aria-label=(text.say(Key::PagesLabel)) {
            span { (text.say_with(Key::AuditRows, &[("count", shown.view.entries.len().into())])) }
            @if let Some(address) = newest { a.button href=(address) { (text.say(Key::AuditNewest)) } }
            @match older {
                Some(address) => a.button href=(address) rel="next" { (text.say(Key::ActionOlder)) },
                None => span { (text.say(Key::EndOfList)) },
            }
        }
    }
}

fn entries(text: Text, shown: &Shown<'_>) -> Markup {
    let rows = shown.view.entries.iter().map(|(entry, patients)| row(text, shown, entry, patients));
    Table::new(text.say(Key::NavigationAudit))
        .cards()
        .dense()
        .column(text.say(Key::AuditColumnWhen), Kind::Head)
        .column(text.say(Key::AuditColumnWho), Kind::Words)
        .column(text.say(Key::AuditColumnAction), Kind::Words)
        .column(text.say(Key::AuditColumnPurpose), Kind::Words)
        .column(text.say(Key::AuditColumnPatients), Kind::Words)
        .column(text.say(Key::AuditColumnOutcome), Kind::Words)
        .rows(rows)
        .render(text)
}

fn row(text: Text, shown: &Shown<'_>, entry: &AuditEntry, patients: &[PatientId]) -> Row {
    let class = if entry.outcome == Outcome::Refused { "pressing" } else { "" };
    let cells = vec![
        html! { span.nowrap { (text.instant(entry.at, &shown.zone)) } },
        who(text, shown, &entry.actor),
        html! { (action(text, &entry.action)) span.sub { (text.say_with(Key::AuditRequest, &[("request", (&entry.request).into())])) } },
        html! { (purpose(text, &entry.purpose)) },
        whose(text, entry, patients),
        html! { (outcome(text, entry)) },
    ];
    Row { cells, class }
}

fn who(text: Text, shown: &Shown<'_>, actor: &str) -> Markup {
    let name = shown.view.names.get(actor);
    match (name, actor.split_once(':')) {
        (Some(name), Some((_, id))) => html! { a href={ "/audit?person=" (id) } { (name) } },
        (None, Some(("operator", account))) => html! { (text.say_with(Key::AuditActorOperator, &[("account", account.into())])) },
        (None, None) if actor == "system" => html! { (text.say(Key::AuditActorSystem)) },
        _ => html! { code { (actor) } },
    }
}

/// What was done, in words; an action without words is shown as it stands on record.
fn action(text: Text, code: &str) -> String {
    let key = Key::from_id(&format!("audit-action-{}", code.replace(['_', '.'], "-")));
    key.map_or_else(|| code.replace(['_', '.'], " "), |key| text.say(key))
}

fn purpose(text: Text, stored: &str) -> String {
    let plain = [Purpose::Treatment, Purpose::Operations, Purpose::Payment, Purpose::Maintenance];
    if let Some(reason) = stored.strip_prefix("stated reason: ") {
        return text.purpose(&Purpose::StatedReason(reason.to_owned()));
    }
    plain.into_iter().find(|purpose| purpose.to_string() == stored).map_or_else(|| stored.to_owned(), |purpose| text.purpose(&purpose))
}

/// The records by their ids: an administrator sees who looked, not who the patients are.
///
/// Billing counts what it touched by claims, decisions and steps, before anybody knows whose they are: that is no number of people, and is said apart.
fn whose(text: Text, entry: &AuditEntry, patients: &[PatientId]) -> Markup {
    let named = i64::try_from(patients.len()).unwrap_or(i64::MAX);
    let beside = entry.patient_count.saturating_sub(named);
    // An import names its patients by its batch; a backup and a restoration touch everybody.
    let is_of_people = entry.batch.is_some() || matches!(entry.action.as_str(), "backup" | "restore");
    let of_people = if is_of_people { entry.patient_count } else { named };
    html! {
        @if let Some(batch) = entry.batch { span.sub { (text.say_with(Key::AuditBatch, &[("batch", batch.to_string().into())])) } }
        @for patient in patients.iter().take(PATIENTS_SHOWN) {
            a.code.nowrap.record href={ "/audit?patient=" (patient) } { (short(*patient)) }
        }
        @if usize::try_from(of_people).is_ok_and(|count| count > PATIENTS_SHOWN || (count > 0 && patients.is_empty())) {
            span.sub { (text.say_with(Key::AuditMorePatients, &[("count", of_people.into())])) }
        }
        @if beside > 0 && !is_of_people {
            span.sub { (text.say_with(Key::AuditClaimRecords, &[("count", beside.into())])) }
        }
    }
}

/// The end of an id, which tells records of one day apart; the link and the filter have the whole.
fn short(patient: PatientId) -> String {
    let id = patient.to_string();
    format!("…{}", id.rsplit('-').next().unwrap_or(&id))
}

fn outcome(text: Text, entry: &AuditEntry) -> Markup {
    match (entry.outcome, entry.detail.as_deref()) {
        (Outcome::Done, reason) => html! {
            (text.say(Key::AuditOutcomeDone))
            @if let Some(reason) = reason { span.sub { (text.say_with(Key::AuditDoneBecause, &[("reason", reason.into())])) } }
        },
        (Outcome::Failed, _) => html! { span.flag { (text.say(Key::AuditOutcomeFailed)) } },
        (Outcome::Refused, None) => html! { span.flag.attention { (text.say(Key::AuditOutcomeRefused)) } },
        (Outcome::Refused, Some(detail)) => {
            let reason = refused_for(text, detail);
            html! { span.flag.attention.wrap { (text.say_with(Key::AuditRefusedFor, &[("reason", reason.into())])) } }
        }
    }
}

fn refused_for(text: Text, detail: &str) -> String {
    if detail == "not in care team" {
        return text.say(Key::AuditRefusedNotInCareTeam);
    }
    if detail == "wrong password" {
        return text.say(Key::AuditRefusedWrongPassword);
    }
    let key = Key::from_id(&format!("data-{}", detail.replace('_', "-")));
    key.map_or_else(|| detail.to_owned(), |key| text.say(key))
}

/// Does the chain of the audit hold?
pub(crate) async fn show_chain(visit: Visit) -> Result<Response, PageError> {
    let report = visit.app.verify_audit(&visit.caller).await?;
    let zone = visit.app.practice_clock(&visit.caller).await?.zone;
    Ok(visit::html(chain_page(&visit.frame, &report, &zone)))
}

fn chain_page(frame: &Frame, report: &AuditReport, zone: &ZoneName) -> Markup {
    let text = frame.text;
    let body = html! {
        @if report.holds() {
            (notice::done(&text.say(Key::AuditCheckHolds)))
        } @else {
            (notice::attention(&html! { p { (text.say(Key::AuditCheckBroken)) } }))
        }
        dl.facts.panel {
            dt { (text.say(Key::AuditCheckSealed)) } dd { (text.count(report.sealed)) }
            dt { (text.say(Key::AuditCheckUnsealed)) }
            dd {
                p { (text.count(report.unsealed())) }
                @if !report.waiting.is_empty() { p.small.muted { (text.say(Key::AuditCheckUnsealedExplained)) } }
            }
            @if let Some(head) = &report.head {
                dt { (text.say(Key::AuditCheckHead)) }
                dd { p { code { (head.sequence) " " (head.hash) } } p.small.muted { (text.say(Key::AuditCheckHeadExplained)) } }
            }
        }
        @if !report.broken.is_empty() { section.block { (broken(text, report)) } }
        @if !report.seal_missing.is_empty() {
            section.block { (unsealed(text, Key::AuditCheckSealMissingCaption, &report.seal_missing, zone)) }
        }
        @if !report.waiting.is_empty() { section.block { (unsealed(text, Key::AuditCheckWaitingCaption, &report.waiting, zone)) } }
    };
    let back = html! { a.button href="/audit" { (text.say(Key::ActionBack)) } };
    frame.render(&Page::narrow(Some(Section::Audit), text.say(Key::AuditCheckHeading), body).clock(zone).actions(back))
}

fn unsealed(text: Text, caption: Key, ranges: &[UnsealedRange], zone: &ZoneName) -> Markup {
    let moment = |at| text.instant(at, zone);
    let rows = ranges
        .iter()
        .map(|range| Row::new(vec![html! { (moment(range.from)) }, html! { (moment(range.until)) }, html! { (text.count(range.rows)) }]));
    Table::new(text.say(caption))
        .with_caption()
        .column(text.say(Key::AuditCheckColumnFrom), Kind::Words)
        .column(text.say(Key::AuditCheckColumnUntil), Kind::Words)
        .column(text.say(Key::AuditCheckColumnRows), Kind::Number)
        .rows(rows)
        .render(text)
}

fn broken(text: Text, report: &AuditReport) -> Markup {
    let rows = report.broken.iter().map(|range| {
        let problem = match range.problem {
            BrokenSeal::Changed => Key::AuditBrokenChanged,
            BrokenSeal::RowMissing => Key::AuditBrokenRowMissing,
            BrokenSeal::SealMissing => Key::AuditBrokenSealMissing,
        };
        Row::new(vec![html! { (text.count(range.first)) }, html! { (text.count(range.last)) }, html! { (text.say(problem)) }])
    });
    Table::new(text.say(Key::AuditCheckBrokenCaption))
        .with_caption()
        .column(text.say(Key::AuditCheckColumnFirst), Kind::Number)
        .column(text.say(Key::AuditCheckColumnLast), Kind::Number)
        .column(text.say(Key::AuditCheckColumnProblem), Kind::Words)
        .rows(rows)
        .render(text)
}
