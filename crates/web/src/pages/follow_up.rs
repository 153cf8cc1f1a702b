//! Whom do we still have to reach? Who is due after their discharge, and how many were reached, declined or lost.

use ::care::{AttemptOutcome, Channel, ContactAttempt};
use app::Stored;
use app::follow_up::{DueFollowUp, FollowUp};
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
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// Who is due, and the account.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let found = visit.app.follow_up(&visit.caller).await?;
    let text = visit.text();
    let body = html! {
        @if visit.query.text("done") == "saved" { (notice::done(&text.say(Key::FollowUpDone))) }
        (accounts(text, &found).render(text))
        @if found.due.is_empty() { (table::empty(&text.say(Key::FollowUpEmpty))) } @else { (due(text, &found).render(text)) }
    };
    let page = Page::wide(Section::FollowUp, text.say(Key::FollowUpHeading), body).lead(html! { p { (text.say(Key::FollowUpLead)) } });
    Ok(visit::html(visit.frame.render(&page)))
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
    let patient = known(&visit, patient).await?;
    let fields = Fields::from([("milestone", visit.query.text("milestone")), ("channel", Channel::Telephone.code())]);
    Ok(visit::html(form(&visit.frame, &patient, episode, &fields, &Problems::default())))
}

/// Records the attempt.
pub(crate) async fn submit_attempt(visit: Visit, Path((patient, episode)): Path<(String, String)>) -> Result<Response, PageError> {
    let (patient, episode): (PatientId, EpisodeId) = (visit::id(&patient)?, visit::id(&episode)?);
    let (text, now) = (visit.text(), visit.app.now());
    let mut reader = Reader::new(&visit.form, text, now.day_in(&vocabulary::ZoneName::utc()));
    let channel: Option<Channel> = reader.required_choice("channel", Key::ContactsChannel);
    let outcome: Option<AttemptOutcome> = reader.required_choice("outcome", Key::FollowUpOutcome);
    let note = reader.line("note", Key::FollowUpNote);
    let milestone_days = visit.form.parsed("milestone").ok_or(PageError::Unreadable)?;
    let mut problems = reader.problems;
    if let (Some(channel), Some(outcome), true) = (channel, outcome, problems.is_empty()) {
        let made_by = visit.caller.user();
        let attempt = ContactAttempt { patient, episode, milestone_days, attempted_at: now, channel, outcome, made_by, note };
        match visit.app.record_contact_attempt(&visit.caller, attempt).await {
            Ok(_) => return Ok(go_to("/follow-up?done=saved")),
            Err(error) => problems.take_over(text, error, &[])?,
        }
    }
    let patient = known(&visit, patient).await?;
    Ok(visit::again(form(&visit.frame, &patient, episode, &visit.form, &problems)))
}

/// Whom the attempt was to reach, as whoever may see the contacts knows them.
async fn known(visit: &Visit, patient: PatientId) -> Result<Stored<::care::Patient>, PageError> {
    Ok(visit.app.contacts(&visit.caller, patient).await?.patient)
}

fn form(frame: &Frame, patient: &Stored<::care::Patient>, episode: EpisodeId, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let outcomes = choices(AttemptOutcome::ALL, AttemptOutcome::code, |each| text.attempt_outcome(each.code()));
    let inputs = html! {
        input type="hidden" name="milestone" value=(fields.text("milestone"));
        (draft.radios(Field::required("channel", Key::ContactsChannel), &channels(text, Channel::ALL), true))
        (draft.radios(Field::required("outcome", Key::FollowUpOutcome), &outcomes, false))
        (draft.line(Field::optional("note", Key::FollowUpNote), "text", "off"))
    };
    let page = FormPage {
        section: Some(Section::FollowUp),
        heading: text.say_with(Key::FollowUpAttemptHeading, &[("patient", spoken_name(patient.value()).into())]),
        lead: String::new(),
        action: format!("/patients/{}/episodes/{episode}/attempt", patient.id),
        back: "/follow-up".to_owned(),
        save: Key::FollowUpRecord,
        is_serious: false,
        problems,
    };
    page.render_about(frame, patient.value(), &inputs)
}
