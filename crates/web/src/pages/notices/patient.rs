//! Which notices about a patient were given? The clocks of their stays, the notices on record, and the form that records one.

use app::Stored;
use app::review::notice::{Given, NoticeRow, PatientNotices};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::appeal::NoticeChannel;
use utilization_review::clock::NoticeKind;
use utilization_review::given_notice::{Change, GivenNotice, NoticeRecipient};
use vocabulary::{Day, EpisodeId, RecordId};
use wording::{Key, Text};

use super::{class, clock, columns, subject};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[
    ("subject", Key::PatientNoticesFieldSubject),
    ("given_at", Key::PatientNoticesFieldGivenAt),
    ("taken_by", Key::PatientNoticesFieldTakenBy),
    ("reason", Key::PatientNoticesWithdrawReason),
];

/// The page.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.patient_notices(&visit.caller, visit::id(&id)?).await?;
    let done = match visit.query.text("done") {
        "saved" => Some(Key::PatientNoticesSaved),
        "withdrawn" => Some(Key::PatientNoticesWithdrawn),
        _ => None,
    };
    let fields = begun(&page);
    Ok(visit::html(render(&visit.frame, &page, (&fields, &Problems::default()), done)))
}

/// What the form begins with: the first open clock, now, and to whom such a notice usually goes.
fn begun(page: &PatientNotices) -> Fields {
    let open = page.rows.iter().find(|row| row.clock.is_open()).map(|row| (row.episode, row.clock.kind, row.clock.change));
    let first = open.or_else(|| page.subjects.first().copied());
    let (hour, minute) = page.now.clock_time_in(&page.zone);
    let given_at = format!("{}T{hour:02}:{minute:02}", page.today);
    let mut begun = vec![("given_at".to_owned(), given_at)];
    if let Some((episode, kind, change)) = first {
        begun.push(("subject".to_owned(), code(episode, kind, change.day)));
        begun.push(("recipient".to_owned(), kind.recipient().code().to_owned()));
    }
    Fields::from(begun)
}

fn code(episode: EpisodeId, kind: NoticeKind, about: Day) -> String {
    format!("{} {about} {episode}", kind.code())
}

/// The subject that a code names.
fn named(code: &str) -> Option<(EpisodeId, NoticeKind, Day)> {
    let mut parts = code.split(' ');
    let (kind, about, episode) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some((episode, kind, about))
}

/// Records a notice.
pub(crate) async fn record(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let patient = visit::id(&id)?;
    let page = visit.app.patient_notices(&visit.caller, patient).await?;
    let (new, mut problems) = read(&visit, &page);
    if let Some(new) = new.filter(|_| problems.is_empty()) {
        match visit.app.record_notice(&visit.caller, patient, new).await {
            Ok(_) => return Ok(go_to(&format!("{}?done=saved", address(&page)))),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(render(&visit.frame, &page, (&visit.form, &problems), None)))
}

fn read(visit: &Visit, page: &PatientNotices) -> (Option<GivenNotice>, Problems) {
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let subject = reader.required_line("subject", Key::PatientNoticesFieldSubject);
    let given_at = reader.required_moment("given_at", Key::PatientNoticesFieldGivenAt, &page.zone);
    let channel: Option<NoticeChannel> = reader.required_choice("channel", Key::PatientNoticesFieldChannel);
    let recipient: Option<NoticeRecipient> = reader.required_choice("recipient", Key::PatientNoticesFieldRecipient);
    let taken_by = reader.required_line("taken_by", Key::PatientNoticesFieldTakenBy);
    let reference = reader.line("reference", Key::PatientNoticesFieldReference);
    let words = reader.text("words", Key::PatientNoticesFieldWords);
    let mut problems = reader.problems;
    let subject = named(&subject);
    if subject.is_none() && problems.of("subject").is_none() {
        let label = [("label", visit.text().say(Key::PatientNoticesFieldSubject).into())];
        problems.add("subject", visit.text().say_with(Key::FormProblemChoose, &label));
    }
    let new = || {
        let (episode, kind, about) = subject?;
        Some(GivenNotice {
            episode,
            kind,
            about,
            given_at: given_at?,
            channel: channel?,
            recipient: recipient?,
            taken_by,
            reference,
            words,
        })
    };
    (new(), problems)
}

/// Withdraws a notice that was recorded wrongly.
pub(crate) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let patient = visit::id(&id)?;
    let page = visit.app.patient_notices(&visit.caller, patient).await?;
    let record: RecordId = visit.form.parsed("notice").ok_or(PageError::Unreadable)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let reason = reader.required_line("reason", Key::PatientNoticesWithdrawReason);
    let mut problems = reader.problems;
    if problems.is_empty() {
        match visit.app.withdraw_notice(&visit.caller, patient, record, reason).await {
            Ok(()) => return Ok(go_to(&format!("{}?done=withdrawn", address(&page)))),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(render(&visit.frame, &page, (&visit.form, &problems), None)))
}

fn address(page: &PatientNotices) -> String {
    format!("/patients/{}/notices", page.patient.id)
}

fn render(frame: &Frame, page: &PatientNotices, (fields, problems): (&Fields, &Problems), done: Option<Key>) -> Markup {
    let (text, patient) = (frame.text, page.patient.value());
    let body = html! {
        @if let Some(key) = done { (notice::done(&text.say(key))) }
        (notice::problem_summary(text, problems))
        section.block {
            div.block-head { h2 { (text.say(Key::PatientNoticesClocksHeading)) } }
            @if page.rows.is_empty() { p.muted { (text.say(Key::PatientNoticesClocksNone)) } } @else { (clocks(text, page)) }
        }
        section.block.no-print {
            div.block-head { h2 { (text.say(Key::PatientNoticesRecordHeading)) } }
            @if page.subjects.is_empty() { p.muted { (text.say(Key::PatientNoticesNoSubject)) } } @else { (form(frame, page, fields, problems)) }
        }
        section.block {
            div.block-head { h2 { (text.say(Key::PatientNoticesGivenHeading)) } }
            @if page.given.is_empty() { p.muted { (text.say(Key::PatientNoticesGivenNone)) } } @else { (given(frame, page, (fields, problems))) }
        }
    };
    let heading = text.say_with(Key::PatientNoticesHeading, &[("patient", spoken_name(patient).into())]);
    let lead = html! {
        p { (text.say(Key::PatientNoticesLead)) }
        p { a href={ "/patients/" (page.patient.id) } { (patient.listed_name()) } " · " (patient.record_number) }
    };
    let actions = html! {
        a.button href={ "/patients/" (page.patient.id) "/authorizations" } { (text.say(Key::AuthorizationsLink)) }
        a.button href="/notices" { (text.say(Key::NoticesLink)) }
    };
    frame.render(&Page::wide(Section::Reviews, heading, body).about(patient).clock(&page.zone).lead(lead).actions(actions))
}

fn clocks(text: Text, page: &PatientNotices) -> Markup {
    let row = |row: &NoticeRow| {
        let mut cells = clock(text, row, page.now);
        if let (Some((Given::Denial(review), at)), Some(last)) = (row.clock.given, cells.last_mut()) {
            *last = html! {
                (last)
                span.sub { (text.instant(at, &row.zone)) }
                span.sub { a.row-link href={ "/reviews/" (review) "/appeal" } { (text.say(Key::PatientNoticesByDenial)) } }
            };
        } else if let (Some((_, at)), Some(last)) = (row.clock.given, cells.last_mut()) {
            *last = html! { (last) span.sub { (text.instant(at, &row.zone)) } };
        }
        Row { cells, class: class(row, page.now) }
    };
    columns(Table::new(text.say(Key::PatientNoticesClocksCaption)).cards(), text, Kind::Head).rows(page.rows.iter().map(row)).render(text)
}

fn form(frame: &Frame, page: &PatientNotices, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let draft = Draft { text, fields, problems };
    let option = |(episode, kind, change): &(EpisodeId, NoticeKind, Change)| -> Choice {
        (code(*episode, *kind, change.day), subject(text, *kind, change))
    };
    let subjects: Vec<Choice> = page.subjects.iter().map(option).collect();
    let channels = choices(NoticeChannel::ALL, NoticeChannel::code, |each| text.notice_channel(each.code()));
    let recipients = choices(NoticeRecipient::ALL, NoticeRecipient::code, |each| text.notice_recipient(each.code()));
    let zone = text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&page.zone).into())]);
    html! {
        form.form method="post" action=(address(page)) {
            (frame.token_field())
            (draft.select(Field::required("subject", Key::PatientNoticesFieldSubject), &subjects))
            div.row.two {
                (draft.moment(Field::required("given_at", Key::PatientNoticesFieldGivenAt), &zone))
                (draft.select(Field::required("channel", Key::PatientNoticesFieldChannel), &channels))
            }
            (draft.select(Field::required("recipient", Key::PatientNoticesFieldRecipient), &recipients))
            (draft.line(Field::required("taken_by", Key::PatientNoticesFieldTakenBy).hint(Key::PatientNoticesFieldTakenByHint), "text", "off"))
            (draft.line(Field::optional("reference", Key::PatientNoticesFieldReference), "text", "off"))
            (draft.text(Field::optional("words", Key::PatientNoticesFieldWords)))
            div.submit { button.main type="submit" { (text.say(Key::PatientNoticesSave)) } }
        }
    }
}

fn given(frame: &Frame, page: &PatientNotices, (fields, problems): (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let row = |(stored, by): &(Stored<GivenNotice>, String)| {
        let value = stored.value();
        let of =
            page.subjects.iter().find(|(episode, kind, change)| (*episode, *kind, change.day) == (value.episode, value.kind, value.about));
        let what = match of {
            Some((_, kind, change)) => subject(text, *kind, change),
            // The stay was corrected since: the day of the notice is told as it was recorded.
            None => format!("{}: {}", text.notice_kind(value.kind.code()), text.day(value.about)),
        };
        Row::new(vec![
            html! { (what) },
            html! { (text.instant(value.given_at, &page.zone)) },
            html! { (text.notice_channel(value.channel.code())) span.sub { (text.notice_recipient(value.recipient.code())) } span.sub { (value.taken_by) } },
            html! { (value.reference) @if !value.words.is_empty() { span.sub { (value.words) } } },
            html! {
                (by) span.sub { (text.instant(stored.recorded.recorded_at, &page.zone)) }
                (withdrawal(frame, page, stored.id, (fields, problems)))
            },
        ])
    };
    Table::new(text.say(Key::PatientNoticesGivenCaption))
        .cards()
        .column(text.say(Key::NoticesColumnWhat), Kind::Head)
        .column(text.say(Key::PatientNoticesColumnGiven), Kind::Words)
        .column(text.say(Key::PatientNoticesColumnHow), Kind::Words)
        .column(text.say(Key::PatientNoticesColumnReference), Kind::Words)
        .column(text.say(Key::PatientNoticesColumnBy), Kind::Words)
        .rows(page.given.iter().map(row))
        .render(text)
}

/// The way out of a notice that was recorded wrongly.
fn withdrawal(frame: &Frame, page: &PatientNotices, id: RecordId, (fields, problems): (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let is_typed = fields.parsed::<RecordId>("notice") == Some(id);
    let problem = problems.of("reason").filter(|_| is_typed);
    // The summary of problems leads to the field's own name.
    let field = if problem.is_some() { "reason".to_owned() } else { format!("reason-{id}") };
    html! {
        details.no-print open[is_typed] {
            summary { (text.say(Key::PatientNoticesWithdraw)) }
            form method="post" action={ (address(page)) "/withdraw" } {
                (frame.token_field())
                input type="hidden" name="notice" value=(id);
                div.field {
                    label for=(field) { (text.say(Key::PatientNoticesWithdrawReason)) }
                    @if let Some(sentence) = problem { p.wrong-text id={ (field) "-problem" } { (sentence) } }
                    input type="text" id=(field) name="reason" autocomplete="off" aria-invalid=[problem.map(|_| "true")]
                        aria-describedby=[problem.map(|_| format!("{field}-problem"))];
                }
                button type="submit" { (text.say(Key::PatientNoticesWithdrawSave)) }
            }
        }
    }
}
