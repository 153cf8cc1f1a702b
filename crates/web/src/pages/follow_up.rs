//! Whom do we still have to reach? Who is due after their discharge, and how many were reached, declined or lost.

use ::care::{AttemptOutcome, Channel, ContactAttempt, ContactHolder};
use app::contact::{ContactView, ContactsPage};
use app::follow_up::{DueFollowUp, DuePosition, FollowUp};
use axum::extract::Path;
use axum::response::Response;
use collection::follow_up::Account;
use maud::{Markup, html};
use vocabulary::{EpisodeId, PatientId};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::outbox::channels;
use crate::pages::patient::spoken_name;
use crate::parts::field::{Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::{notice, pager};
use crate::visit::{self, Visit, go_to};

/// Who is due, and the account.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let found = visit.app.follow_up(&visit.caller, position(&visit)).await?;
    let text = visit.text();
    let body = html! {
        @if visit.query.text("done") == "saved" { (notice::done(&text.say(Key::FollowUpDone))) }
        @if let Some(patient) = visit.query.parsed::<PatientId>("wrong") {
            (notice::attention(&html! { p { (text.say(Key::FollowUpWrongContact)) " " (contacts_link(text, patient)) } }))
        }
        @if let Some(patient) = visit.query.parsed::<PatientId>("died") {
            (notice::attention(&html! { p { (text.say(Key::FollowUpDied)) " " (contacts_link(text, patient)) } }))
        }
        (accounts(text, &found).render(text))
        @if found.due.is_empty() { (table::empty(&text.say(Key::FollowUpEmpty))) } @else {
            (due(text, &found).render(text))
            (pager::pager(text, &text.say_with(Key::FollowUpDueCount, &[("count", found.due_count.into())]), &pager::Next::from(next(&found))))
        }
    };
    let page = Page::wide(Section::FollowUp, text.say(Key::FollowUpHeading), body).lead(html! { p { (text.say(Key::FollowUpLead)) } });
    Ok(visit::html(visit.frame.render(&page)))
}

/// The place behind which a page begins, as [`next`] wrote it.
fn position(visit: &Visit) -> Option<DuePosition> {
    let query = &visit.query;
    Some(DuePosition { until: query.parsed("until")?, episode: query.parsed("episode")?, milestone_days: query.parsed("milestone")? })
}

fn next(found: &FollowUp) -> Option<String> {
    let DuePosition { until, episode, milestone_days } = found.next?;
    Some(format!("/follow-up?until={until}&episode={episode}&milestone={milestone_days}"))
}

fn accounts(text: Text, found: &FollowUp) -> Table {
    let of =
        |count: usize, account: &Account| text.say_with(Key::FollowUpOf, &[("count", count.into()), ("total", account.ended().into())]);
    let rows = found.accounts.iter().map(|account| {
        Row::new(vec![
            html! { (text.say_with(Key::FollowUpDays, &[("days", account.milestone_days.into())])) },
            html! { (of(account.reached, account)) },
            html! { (of(account.declined, account)) },
            html! { (of(account.lost, account)) },
            html! { (account.open) },
            html! { (account.not_yet) },
            html! { (account.in_care_again) },
            html! { (account.died) },
        ])
    });
    Table::new(text.say(Key::FollowUpCounts))
        .with_caption()
        .cards()
        .column(text.say(Key::FollowUpColumnMilestone), Kind::Head)
        .column(text.say(Key::FollowUpColumnReached), Kind::Number)
        .column(text.say(Key::FollowUpColumnDeclined), Kind::Number)
        .column(text.say(Key::FollowUpColumnLost), Kind::Number)
        .column(text.say(Key::FollowUpColumnOpen), Kind::Number)
        .column(text.say(Key::FollowUpColumnNotYet), Kind::Number)
        .column(text.say(Key::FollowUpColumnInCareAgain), Kind::Number)
        .column(text.say(Key::FollowUpColumnExcluded), Kind::Number)
        .rows(rows)
}

fn due(text: Text, found: &FollowUp) -> Table {
    let row = |due: &DueFollowUp| {
        let record = format!("/patients/{}/episodes/{}/attempt?milestone={}", due.patient, due.episode, due.milestone_days);
        Row::new(vec![
            html! { a.row-link href={ "/patients/" (due.patient) } { (due.patient_name) } span.sub { (due.record_number) } },
            html! { (text.say_with(Key::FollowUpDays, &[("days", due.milestone_days.into())])) },
            html! { (text.day(due.until)) },
            html! {
                @for attempt in &due.attempts {
                    span.sub { (text.day(attempt.attempted_at.day_in(&found.zone))) " " (text.channel(attempt.channel.code())) " "
                        (text.attempt_outcome(attempt.outcome.code())) }
                }
                @if !due.preference.is_empty() {
                    span.sub { (text.say_with(Key::FollowUpPreference, &[("preference", (&due.preference).into())])) }
                }
                @if due.attempts.first().is_some_and(|attempt| attempt.outcome == AttemptOutcome::WrongContact) {
                    span.sub { (contacts_link(text, due.patient)) }
                }
            },
            html! { a href=(record) aria-label={ (text.say(Key::FollowUpColumnRecord)) ": " (due.patient_name) } { (text.say(Key::FollowUpColumnRecord)) } },
        ])
    };
    Table::new(text.say(Key::FollowUpDue))
        .with_caption()
        .cards()
        .column(text.say(Key::FollowUpColumnPatient), Kind::Head)
        .column(text.say(Key::FollowUpColumnMilestone), Kind::Short)
        .column(text.say(Key::FollowUpColumnUntil), Kind::Short)
        .column(text.say(Key::FollowUpColumnAttempts), Kind::Words)
        .unlabelled(text.say(Key::FollowUpColumnRecord), Kind::Words)
        .rows(found.due.iter().map(row))
}

/// The form of an attempt.
pub(crate) async fn show_attempt(visit: Visit, Path((patient, episode)): Path<(String, String)>) -> Result<Response, PageError> {
    let (patient, episode): (PatientId, EpisodeId) = (visit::id(&patient)?, visit::id(&episode)?);
    let known = known(&visit, patient).await?;
    let now = visit.app.now();
    let (hour, minute) = now.clock_time_in(&known.zone);
    let attempted_at = format!("{}T{hour:02}:{minute:02}", now.day_in(&known.zone));
    let milestone = visit.query.text("milestone");
    let fields = Fields::from([("milestone", milestone), ("channel", Channel::Telephone.code()), ("attempted_at", &attempted_at)]);
    Ok(visit::html(form(&visit.frame, &known, episode, &fields, &Problems::default())))
}

/// Records the attempt.
pub(crate) async fn submit_attempt(visit: Visit, Path((patient, episode)): Path<(String, String)>) -> Result<Response, PageError> {
    let (patient, episode): (PatientId, EpisodeId) = (visit::id(&patient)?, visit::id(&episode)?);
    let (text, known) = (visit.text(), known(&visit, patient).await?);
    let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&known.zone));
    let attempted_at = reader.required_moment("attempted_at", Key::FollowUpAttemptedAt, &known.zone);
    let channel: Option<Channel> = reader.required_choice("channel", Key::ContactsChannel);
    let outcome: Option<AttemptOutcome> = reader.required_choice("outcome", Key::FollowUpOutcome);
    let note = reader.line("note", Key::FollowUpNote);
    let milestone_days = visit.form.parsed("milestone").ok_or(PageError::Unreadable)?;
    let mut problems = reader.problems;
    if let (Some(attempted_at), Some(channel), Some(outcome), true) = (attempted_at, channel, outcome, problems.is_empty()) {
        let made_by = visit.caller.user();
        let attempt = ContactAttempt { patient, episode, milestone_days, attempted_at, channel, outcome, made_by, note };
        match visit.app.record_contact_attempt(&visit.caller, attempt).await {
            Ok(_) if outcome == AttemptOutcome::WrongContact => return Ok(go_to(&format!("/follow-up?done=saved&wrong={patient}"))),
            Ok(_) if outcome == AttemptOutcome::Died => return Ok(go_to(&format!("/follow-up?done=saved&died={patient}"))),
            Ok(_) => return Ok(go_to("/follow-up?done=saved")),
            Err(error) => problems.take_over(text, error, &[("attempted_at", Key::FollowUpAttemptedAt)])?,
        }
    }
    Ok(visit::again(form(&visit.frame, &known, episode, &visit.form, &problems)))
}

/// Whom the attempt is to reach, and how, for whoever may see the contacts.
async fn known(visit: &Visit, patient: PatientId) -> Result<ContactsPage, PageError> {
    Ok(visit.app.contacts(&visit.caller, patient).await?)
}

/// The patient's own numbers, and the way to all contacts.
fn numbers(text: Text, known: &ContactsPage) -> Markup {
    let is_number = |view: &&ContactView| {
        let contact = view.contact.value();
        contact.holder == ContactHolder::Patient && contact.channel != Channel::Email
    };
    let own: Vec<&ContactView> = known.contacts.iter().filter(is_number).collect();
    html! {
        dl.facts {
            dt { (text.say(Key::AlertTelephone)) }
            dd {
                @if own.is_empty() { (text.say(Key::AlertNoTelephone)) " " }
                ul.plain {
                    @for view in own {
                        @let contact = view.contact.value();
                        li {
                            a.row-link href={ "tel:" (contact.address) } { (contact.address) }
                            @if !contact.preference.is_empty() { span.sub { (contact.preference) } }
                        }
                    }
                    li { (contacts_link(text, known.patient.id)) }
                }
            }
        }
    }
}

fn contacts_link(text: Text, patient: PatientId) -> Markup {
    html! { a.row-link href={ "/patients/" (patient) "/contacts" } { (text.say(Key::AlertAllContacts)) } }
}

fn form(frame: &Frame, known: &ContactsPage, episode: EpisodeId, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let outcomes = choices(AttemptOutcome::ALL, AttemptOutcome::code, |each| text.attempt_outcome(each.code()));
    let (patient, name) = (known.patient.id, spoken_name(known.patient.value()));
    let inputs = html! {
        (numbers(text, known))
        input type="hidden" name="milestone" value=(fields.text("milestone"));
        (draft.moment(Field::required("attempted_at", Key::FollowUpAttemptedAt), &text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&known.zone).into())])))
        (draft.radios(Field::required("channel", Key::ContactsChannel), &channels(text, Channel::ALL), true))
        (draft.radios(Field::required("outcome", Key::FollowUpOutcome), &outcomes, false))
        (draft.line(Field::optional("note", Key::FollowUpNote), "text", "off"))
    };
    let page = FormPage {
        section: Some(Section::FollowUp),
        heading: text.say_with(Key::FollowUpAttemptHeading, &[("patient", name.into())]),
        lead: String::new(),
        action: format!("/patients/{patient}/episodes/{episode}/attempt"),
        back: "/follow-up".to_owned(),
        save: Key::FollowUpRecord,
        is_serious: false,
        problems,
    };
    page.render_about(frame, known.patient.value(), &inputs)
}
