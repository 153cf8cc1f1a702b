//! How can this patient be reached? Contacts of the patient and of those who act or answer for them, and what each said about their use.

use ::care::{Channel, Consent, ConsentSource, ContactAttempt, ContactConsent, ContactHolder};
use app::contact::{ContactView, ContactsPage, NewContact};
use app::{AppError, Stored};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{PatientId, RecordId, Version};
use wording::{Key, Text, standing_alone};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::outbox::channels;
use crate::pages::patient::spoken_name;
use crate::parts::field::{Draft, Field, choices};
use crate::parts::form_page::FormPage;
use crate::parts::notice;
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::withdrawal::{reason_too_short, withdrawal, withdrawn};
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> =
    &[("holder", Key::ContactsHolder), ("address", Key::ContactsAddress), ("holder_name", Key::ContactsHolderName)];
/// What a person of the practice may write down; replies come in by the gateway.
const SOURCES: &[ConsentSource] = &[ConsentSource::SignedForm, ConsentSource::ToldStaff];

/// The contacts of a patient.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.contacts(&visit.caller, visit::id(&id)?).await?;
    Ok(visit::html(list(&visit, &page)))
}

fn list(visit: &Visit, page: &ContactsPage) -> Markup {
    let text = visit.text();
    let rows = page.contacts.iter().map(|view| row(&visit.frame, page, view));
    let table = Table::new(text.say(Key::ContactsTable))
        .cards()
        .column(text.say(Key::ContactsColumnWhose), Kind::Head)
        .column(text.say(Key::ContactsColumnContact), Kind::Words)
        .column(text.say(Key::ContactsColumnConsent), Kind::Words)
        .column(text.say(Key::ContactsColumnChange), Kind::Words)
        .rows(rows);
    let messages = page.messages.iter().map(|message| {
        Row::new(vec![
            html! { (text.instant(message.planned_at, &page.zone)) },
            html! { (text.message_template(&message.template)) span.sub { (text.channel(message.channel.code())) } },
            html! {
                (standing_alone(&text.message_state(message.state.code())))
                @if let Some(reason) = &message.reason { span.sub { (standing_alone(&text.message_reason(reason))) } }
            },
        ])
    });
    let messages = Table::new(text.say(Key::ContactsMessages))
        .with_caption()
        .column(text.say(Key::OutboxColumnPlanned), Kind::Head)
        .column(text.say(Key::OutboxColumnWhat), Kind::Words)
        .column(text.say(Key::OutboxColumnState), Kind::Words)
        .rows(messages);
    let body = html! {
        @if visit.query.text("done") == "saved" { (notice::done(&text.say(Key::ContactsDone))) }
        @if visit.query.text("done") == "withdrawn" { (notice::done(&text.say(Key::ContactsAttemptWithdrawn))) }
        @if visit.query.text("problem") == "reason" { (reason_too_short(text)) }
        @if page.is_minor { (notice::attention(&html! { p { (text.say(Key::ContactsMinor)) } })) }
        @if page.contacts.is_empty() { (table::empty(&text.say(Key::ContactsEmpty))) } @else { (table.render(text)) }
        @if !page.attempts.is_empty() { (attempts(&visit.frame, page).render(text)) }
        @if !page.messages.is_empty() { (messages.render(text)) }
    };
    let heading = text.say_with(Key::ContactsHeading, &[("patient", spoken_name(page.patient.value()).into())]);
    let add = html! { a.button.main href={ (address(page.patient.id)) "/new" } { (text.say(Key::ContactsAdd)) } };
    let shown = Page::wide(Section::Patients, heading, body).about(page.patient.value()).clock(&page.zone);
    visit.frame.render(&shown.lead(html! { p { (text.say(Key::ContactsLead)) } }).actions(add))
}

/// What was tried to reach them after a discharge, each with the way out of it.
fn attempts(frame: &Frame, page: &ContactsPage) -> Table {
    let (text, action) = (frame.text, format!("/patients/{}/attempts/withdraw", page.patient.id));
    let row = |stored: &Stored<ContactAttempt>| {
        let (attempt, at) = (stored.value(), text.instant(stored.value().attempted_at, &page.zone));
        Row::new(vec![
            html! { (at) span.sub { (text.say_with(Key::FollowUpDays, &[("days", attempt.milestone_days.into())])) } },
            html! { (text.attempt_outcome(attempt.outcome.code())) span.sub { (text.channel(attempt.channel.code())) } },
            html! { (attempt.note) },
            withdrawal(frame, &action, (stored.id, stored.recorded.version), &at),
        ])
    };
    Table::new(text.say(Key::ContactsAttempts))
        .with_caption()
        .cards()
        .column(text.say(Key::FollowUpAttemptedAt), Kind::Head)
        .column(text.say(Key::FollowUpOutcome), Kind::Words)
        .column(text.say(Key::FollowUpNote), Kind::Words)
        .column(text.say(Key::ContactsColumnChange), Kind::Words)
        .rows(page.attempts.iter().map(row))
}

fn address(patient: PatientId) -> String {
    format!("/patients/{patient}/contacts")
}

fn row(frame: &Frame, page: &ContactsPage, view: &ContactView) -> Row {
    let (text, contact) = (frame.text, view.contact.value());
    Row::new(vec![
        html! { (text.contact_holder(contact.holder.code())) @if !contact.holder_name.is_empty() { span.sub { (contact.holder_name) } } },
        html! {
            (contact.address)
            span.sub { (text.channel(contact.channel.code())) }
            @if !contact.preference.is_empty() { span.sub { (contact.preference) } }
            @if let Some(since) = contact.returned_at {
                " " span.flag { (text.say_with(Key::ContactsCameBack, &[("day", since.day_in(&page.zone).into())])) }
            }
        },
        consents(text, page, view),
        change(frame, page.patient.id, view),
    ])
}

/// What holds now, once: the word of the holder with how that is known and since when; what they said before stands below.
fn consents(text: Text, page: &ContactsPage, view: &ContactView) -> Markup {
    let written = |said: &ContactConsent| {
        text.say_with(
            Key::ContactsSaid,
            &[
                ("consent", text.consent(said.consent.code()).into()),
                ("source", text.consent_source(said.source.code()).into()),
                ("day", said.said_at.day_in(&page.zone).into()),
            ],
        )
    };
    let newest = view.said.first().map(Stored::value).filter(|said| said.consent == view.consent);
    let before = view.said.iter().skip(usize::from(newest.is_some()));
    html! {
        (standing_alone(&newest.map_or_else(|| text.consent(view.consent.code()), written)))
        @for said in before { span.sub { (written(said.value())) } }
    }
}

/// What can be written down about one contact. Labels name the contact, so that they stand apart for whoever hears them.
fn change(frame: &Frame, patient: PatientId, view: &ContactView) -> Markup {
    let (text, id) = (frame.text, view.contact.id);
    let of = |label: Key| format!("{}: {}", text.say(label), view.contact.value().address);
    html! {
        form method="post" action={ (address(patient)) "/" (id) "/consent" } {
            (frame.token_field())
            select name="consent" aria-label=(of(Key::ContactsConsent)) {
                @for each in [Consent::Given, Consent::Withdrawn] { option value=(each.code()) { (standing_alone(&text.consent(each.code()))) } }
            }
            select name="source" aria-label=(of(Key::ContactsSource)) {
                @for each in SOURCES { option value=(each.code()) { (standing_alone(&text.consent_source(each.code()))) } }
            }
            button type="submit" aria-label=(of(Key::ContactsRecord)) { (text.say(Key::ContactsRecord)) }
        }
        form method="post" action={ (address(patient)) "/" (id) "/remove" } {
            (frame.token_field())
            input type="hidden" name="version" value=(view.contact.recorded.version.0);
            button type="submit" aria-label=(of(Key::ContactsRemove)) { (text.say(Key::ContactsRemove)) }
        }
    }
}

/// The form of a new contact.
pub(crate) async fn show_new(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.contacts(&visit.caller, visit::id(&id)?).await?;
    let fields = Fields::from([("holder", ContactHolder::Patient.code()), ("channel", Channel::Email.code()), ("rank", "1")]);
    Ok(visit::html(form(&visit.frame, &page, &fields, &Problems::default())))
}

/// Writes a contact down.
pub(crate) async fn submit_new(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (patient, text): (PatientId, Text) = (visit::id(&id)?, visit.text());
    let page = visit.app.contacts(&visit.caller, patient).await?;
    let mut reader = Reader::new(&visit.form, text, page.patient.recorded.effective_day);
    let holder = reader.required_choice("holder", Key::ContactsHolder);
    let channel = reader.required_choice("channel", Key::ContactsChannel);
    let address_typed = reader.required_line("address", Key::ContactsAddress);
    let holder_name = reader.line("holder_name", Key::ContactsHolderName);
    let preference = reader.line("preference", Key::ContactsPreference);
    let consent: Option<Consent> = reader.choice("consent", Key::ContactsConsent);
    let source: Option<ConsentSource> = reader.choice("source", Key::ContactsSource);
    let rank = visit.form.parsed("rank").unwrap_or(1);
    let mut problems = reader.problems;
    if let (Some(holder), Some(channel), true) = (holder, channel, problems.is_empty()) {
        let contact = NewContact { holder, holder_name, channel, address: address_typed, rank, preference };
        let said = consent.map(|consent| (consent, source.unwrap_or(ConsentSource::ToldStaff)));
        match visit.app.add_contact(&visit.caller, page.patient.id, contact, said).await {
            Ok(_) => return Ok(go_to(&format!("{}?done=saved", address(patient)))),
            Err(error) => problems.take_over(text, error, LABELS)?,
        }
    }
    Ok(visit::again(form(&visit.frame, &page, &visit.form, &problems)))
}

fn form(frame: &Frame, page: &ContactsPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let holders = choices(ContactHolder::ALL, ContactHolder::code, |each| text.contact_holder(each.code()));
    let consents = choices(&[Consent::Given, Consent::Withdrawn], Consent::code, |each| text.consent(each.code()));
    let sources = choices(SOURCES, ConsentSource::code, |each| text.consent_source(each.code()));
    let fields = html! {
        (draft.radios(Field::required("holder", Key::ContactsHolder), &holders, false))
        (draft.line(Field::optional("holder_name", Key::ContactsHolderName).hint(Key::ContactsHolderNameHint), "text", "off"))
        (draft.radios(Field::required("channel", Key::ContactsChannel), &channels(text, Channel::ALL), true))
        (draft.line(Field::required("address", Key::ContactsAddress).hint(Key::ContactsAddressHint), "text", "off"))
        (draft.line(Field::optional("rank", Key::ContactsRank).hint(Key::ContactsRankHint), "number", "off"))
        (draft.line(Field::optional("preference", Key::ContactsPreference), "text", "off"))
        div.row.two {
            (draft.select(Field::optional("consent", Key::ContactsConsent), &consents))
            (draft.select(Field::optional("source", Key::ContactsSource), &sources))
        }
    };
    let form = FormPage {
        section: Some(Section::Patients),
        heading: text.say_with(Key::ContactsAddFor, &[("patient", spoken_name(page.patient.value()).into())]),
        lead: if page.is_minor { text.say(Key::ContactsMinor) } else { text.say(Key::ContactsLead) },
        action: format!("{}/new", address(page.patient.id)),
        back: address(page.patient.id),
        save: Key::ContactsSave,
        is_serious: false,
        problems,
    };
    form.render_about(frame, page.patient.value(), &fields)
}

/// Writes down what the holder said.
pub(crate) async fn submit_consent(visit: Visit, Path((patient, contact)): Path<(String, String)>) -> Result<Response, PageError> {
    let (patient, contact): (PatientId, RecordId) = (visit::id(&patient)?, visit::id(&contact)?);
    let consent = visit.form.parsed("consent").ok_or(PageError::Unreadable)?;
    let source = visit.form.parsed("source").ok_or(PageError::Unreadable)?;
    visit.app.record_consent(&visit.caller, contact, consent, source).await?;
    Ok(go_to(&format!("{}?done=saved", address(patient))))
}

/// Takes a contact off the record.
pub(crate) async fn submit_remove(visit: Visit, Path((patient, contact)): Path<(String, String)>) -> Result<Response, PageError> {
    let (patient, contact): (PatientId, RecordId) = (visit::id(&patient)?, visit::id(&contact)?);
    let version = visit.form.parsed("version").map(Version).ok_or(PageError::Unreadable)?;
    visit.app.remove_contact(&visit.caller, contact, version).await?;
    Ok(go_to(&format!("{}?done=saved", address(patient))))
}

/// Withdraws an attempt that was noted by mistake.
pub(crate) async fn submit_withdraw_attempt(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let patient: PatientId = visit::id(&id)?;
    let word = match visit.app.withdraw_contact_attempt(&visit.caller, patient, withdrawn(&visit)?, visit.form.text("reason")).await {
        Ok(()) => "done=withdrawn",
        Err(AppError::Form(_)) => "problem=reason",
        Err(error) => return Err(error.into()),
    };
    Ok(go_to(&format!("{}?{word}", address(patient))))
}
