//! The front desk's board of the day: who is to be measured, how far each has come, and every way of answering from the row.

pub(crate) mod round;
#[cfg(test)]
mod tests;

use app::AppError;
use app::check_in::KioskCode;
use app::schedule::{Collection, CollectionRow, GroupOfDay, ProgramCollection, RoundRow};
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HOST, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use collection::due::{Occurrence, Status};
use collection::visit::{Coming, DayVisit};
use instruments::Mode;
use maud::{Markup, html};
use vocabulary::{PatientId, ZoneName};
use wording::{Key, Text};

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::frame::{Page, Section};
use crate::pages::patient::spoken_name;
use crate::pages::{check_ins, schedule};
use crate::parts::portion::{self, Listed, Portion, Wanted};
use crate::parts::table::{Kind, Row, Table, empty};
use crate::parts::{notice, pager};
use crate::state::WebState;
use crate::visit::{self, Visit, go_to};

/// Who is to be measured today?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let board = visit.app.collection(&visit.caller).await?;
    Ok(visit::html(page(&visit, &board)))
}

/// Begins one way of answering for one patient. A device that is handed over is signed out first, so that the way back leads nowhere.
pub(crate) async fn submit(
    visit: Visit,
    State(state): State<WebState>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let patient: PatientId = visit::id(&id)?;
    let begun = match visit.form.text("way") {
        "tablet" => visit.app.collect_here(&visit.caller, patient, Mode::Tablet).await.map(|link| (link, true)),
        "telephone" => visit.app.collect_here(&visit.caller, patient, Mode::Telephone).await.map(|link| (link, false)),
        "kiosk" => match visit.app.make_kiosk_code(&visit.caller, patient).await {
            Ok(code) => return kiosk_code(&visit, &state, &headers, patient, &code).await,
            Err(error) => Err(error),
        },
        "paper" => match visit.app.print_forms(&visit.caller, patient).await {
            Ok(bytes) => return Ok(pdf(bytes)),
            Err(error) => Err(error),
        },
        "send" => {
            let word = check_ins::sent_word(&visit, patient).await?;
            return Ok(go_to(&check_ins::at_row("/collection", word, patient)));
        }
        _ => return Err(PageError::Unreadable),
    };
    let (link, is_handed_over) = match begun {
        Ok(begun) => begun,
        Err(AppError::Form(_)) => return Ok(go_to(&check_ins::at_row("/collection", "problem=nothing-to-ask", patient))),
        Err(error) => return Err(error.into()),
    };
    let mut response = go_to(&link.path);
    if is_handed_over {
        visit.app.sign_out(&visit.signed_in).await?;
        response.headers_mut().append(SET_COOKIE, Cookie::Session.remove(state.config.secure));
    }
    Ok(response)
}

/// Forms to be printed, shown in the browser.
pub(crate) fn pdf(bytes: Vec<u8>) -> Response {
    let disposition = HeaderValue::from_static("inline; filename=\"forms.pdf\"");
    ([(CONTENT_TYPE, HeaderValue::from_static("application/pdf")), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// The code of the kiosk, once.
async fn kiosk_code(
    visit: &Visit,
    state: &WebState,
    headers: &HeaderMap,
    patient: PatientId,
    code: &KioskCode,
) -> Result<Response, PageError> {
    let page = visit.app.check_ins(&visit.caller, patient).await?;
    let back = ("/collection".to_owned(), Key::CollectionBack);
    Ok(kiosk_page(visit, (state, headers), (page.patient.value(), &page.zone), code, &back))
}

/// The page that shows a code of the kiosk, with the way back.
pub(crate) fn kiosk_page(
    visit: &Visit,
    (state, headers): (&WebState, &HeaderMap),
    (patient, zone): (&care::Patient, &ZoneName),
    code: &KioskCode,
    (back, back_words): &(String, Key),
) -> Response {
    let text = visit.text();
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let address = format!("{}://{host}/kiosk", if state.config.secure { "https" } else { "http" });
    let arguments = [("patient", spoken_name(patient).into()), ("until", text.instant_argument(code.until, zone))];
    let body = html! {
        div.panel.stack {
            dl.facts {
                dt { (text.say(Key::CollectionKioskCode)) }
                dd.figure { (code.code) }
                dt { (text.say(Key::CollectionKioskAddress)) }
                dd { (address) }
            }
        }
        p { a.button href=(back) { (text.say(*back_words)) } }
    };
    let lead = html! { p { (text.say_with(Key::CollectionKioskLead, &arguments)) } };
    let shown = Page::narrow(Some(Section::Collection), text.say(Key::CollectionKioskHeading), body).clock(zone);
    visit::html(visit.frame.render(&shown.lead(lead)))
}

/// A row of the board, with the place of its program.
struct OnBoard<'a> {
    program: usize,
    row: &'a CollectionRow,
}

impl Listed for OnBoard<'_> {
    fn patient(&self) -> PatientId {
        self.row.patient
    }

    fn words(&self) -> [&str; 2] {
        [&self.row.listed_name, &self.row.record_number]
    }
}

fn page(visit: &Visit, board: &Collection) -> Markup {
    let (text, wanted) = (visit.text(), Wanted::of(visit));
    let all: Vec<OnBoard<'_>> =
        board.programs.iter().enumerate().flat_map(|(program, of)| of.rows.iter().map(move |row| OnBoard { program, row })).collect();
    let portion = wanted.portion(all.iter());
    let led_to = portion.jump.map(|place| portion.rows[place]);
    let body = html! {
        (said(visit, led_to.map(|each| (each.row.patient, each.row.listed_name.as_str()))))
        @if board.programs.is_empty() { (empty(&text.say(Key::CollectionEmpty))) } @else {
            (wanted.search(&visit.frame, "/collection"))
            @if board.programs.len() > 1 { (ways_to_programs(text, board, &portion)) }
            @if portion.rows.is_empty() { (empty(&text.say_with(Key::CaseloadNothingFound, &[("search", (&wanted.find).into())]))) }
            @for (place, program) in board.programs.iter().enumerate() {
                @let rows: Vec<(&CollectionRow, bool)> = portion.rows.iter().enumerate().filter(|(_, each)| each.program == place)
                    .map(|(at, each)| (each.row, portion.jump == Some(at))).collect();
                @if !rows.is_empty() { section.block id=(format!("program-{place}")) { (of_program(visit, program, &rows)) } }
            }
            (pager::pager(text, &schedule::shown(text, portion.rows.len(), all.len()), &wanted.next(&visit.frame, "/collection", portion.next.as_ref())))
            (new_round(visit))
        }
        @if !board.rounds.is_empty() { section.block { (rounds(text, &board.rounds, &board.zone)) } }
    };
    let lead = html! { p { (text.say(Key::CollectionLead)) } };
    let actions = html! { a.button href="/paper" { (text.say(Key::KeyingLink)) } };
    let page = Page::wide(Section::Collection, text.say(Key::CollectionHeading), body).clock(&board.zone);
    visit.frame.render(&page.lead(lead).actions(actions))
}

/// A group waits at the desk: its list is one step away, however long the others are.
fn ways_to_programs(text: Text, board: &Collection, portion: &Portion<'_, OnBoard<'_>>) -> Markup {
    let before: Vec<&CollectionRow> = board.programs.iter().flat_map(|program| &program.rows).collect();
    // One that is on another page is led to by the last row before it.
    let address = |place: usize| {
        let seen: usize = board.programs[..place].iter().map(|program| program.rows.len()).sum();
        match seen.checked_sub(1).map(|last| before[last]).filter(|_| portion.rows.iter().all(|each| each.program != place)) {
            Some(last) => format!("/collection?after={}#program-{place}", portion::mark(seen, last.patient)),
            None if portion.rows.iter().any(|each| each.program == place) => format!("#program-{place}"),
            None => format!("/collection#program-{place}"),
        }
    };
    html! {
        nav.links aria-label=(text.say(Key::CollectionPrograms)) {
            @for (place, program) in board.programs.iter().enumerate() {
                @let (done, all) = program.completion();
                a href=(address(place)) {
                    (program.program) ": " (text.say_with(Key::CollectionDoneOf, &[("done", done.into()), ("all", all.into())]))
                }
            }
        }
    }
}

fn said(visit: &Visit, about: Option<(PatientId, &str)>) -> Markup {
    let text = visit.text();
    html! {
        (check_ins::said_in_list(visit, about))
        @if visit.query.text("problem") == "none-chosen" { (notice::attention(&html! { p { (text.say(Key::CollectionProblemNone)) } })) }
        @if visit.query.text("done") == "ended" { (notice::done(&text.say(Key::RoundDoneEnded))) }
    }
}

fn of_program(visit: &Visit, program: &ProgramCollection, rows: &[(&CollectionRow, bool)]) -> Markup {
    let text = visit.text();
    let ((done, all), without_time) = (program.completion(), program.without_time());
    html! {
        div.block-head {
            h2 { (program.program) }
            p.muted { (text.say_with(Key::CollectionDoneOf, &[("done", done.into()), ("all", all.into())])) }
        }
        @if program.not_asked() > 0 { p.muted { (text.say_with(Key::CollectionNotAsked, &[("count", program.not_asked().into())])) } }
        @if without_time > 0 { p.muted { (text.say_with(Key::CollectionWithoutTime, &[("count", without_time.into())])) } }
        @if program.on_duty.is_empty() {
            (notice::attention(&html! { p { (text.say(Key::CollectionNobodyOnDuty)) } }))
        } @else {
            (notice::notice(&html! { p { (text.say_with(Key::CollectionOnDuty, &[("names", text.list(&program.on_duty).into())])) } }))
        }
        @for of_group in rows.chunk_by(|(left, _), (right, _)| left.group() == right.group()) {
            @let group = of_group[0].0.group();
            @let heading = group.as_ref().map(|group| group_heading(text, group));
            @if let (Some(group), Some(heading)) = (&group, &heading) {
                @let (done, all) = program.completion_of(group);
                div.block-head {
                    h3 { (heading) }
                    p.muted { (text.say_with(Key::CollectionDoneOf, &[("done", done.into()), ("all", all.into())])) }
                }
            }
            (table(visit, heading.map_or_else(|| program.program.clone(), |heading| format!("{}, {heading}", program.program)), of_group))
        }
    }
}

/// When a group comes and what it is called.
fn group_heading(text: Text, group: &GroupOfDay) -> String {
    match group.coming.time() {
        Some(time) => format!("{} · {}", text.clock_time(time), group.name),
        None => group.name.clone(),
    }
}

fn table(visit: &Visit, caption: String, rows: &[(&CollectionRow, bool)]) -> Markup {
    let text = visit.text();
    Table::new(caption)
        .cards()
        .column(text.say(Key::CollectionColumnRound), Kind::Short)
        .column(text.say(Key::CollectionColumnTime), Kind::Short)
        .column(text.say(Key::CollectionColumnPatient), Kind::Head)
        .column(text.say(Key::CollectionColumnOpen), Kind::Words)
        .column(text.say(Key::CollectionColumnDone), Kind::Words)
        .column(text.say(Key::CollectionColumnCheckIn), Kind::Words)
        .column(text.say(Key::CollectionColumnDo), Kind::Words)
        .rows(rows.iter().map(|(each, is_led_to)| row(visit, each, *is_led_to)))
        .render(text)
}

fn row(visit: &Visit, row: &CollectionRow, is_led_to: bool) -> Row {
    let text = visit.text();
    let is_overdue = row.open.iter().any(|each| each.status == Status::Overdue);
    let asked = row.open.iter().any(|each| each.respondent == instruments::Respondent::Patient);
    let row_id = is_led_to.then(|| format!("patient-{}", row.patient));
    let cells = vec![
        html! {
            @if asked && !row.is_away() {
                input type="checkbox" form="new-round" name="patient" value=(row.patient) aria-label=(text.say_with(Key::CollectionChoose, &[("patient", (&row.listed_name).into())]));
            }
        },
        when(text, row),
        html! {
            a.row-link id=[row_id] href={ "/patients/" (row.patient) "/check-ins" } { (row.listed_name) } span.sub { (row.record_number) }
            @if let Some(day) = row.discharged {
                @let words = if row.is_follow_up() { Key::CollectionFollowUp } else { Key::DueDischarged };
                span.sub { (text.say_with(words, &[("day", day.into())])) }
            }
        },
        html! {
            @if !row.has_measures() { span.muted { (text.say(Key::CollectionNothingDue)) } } @else if row.open.is_empty() && row.without_text.is_empty() {
                (text.say(Key::CollectionNothingOpen))
            } @else {
                ul.plain {
                    @for all in by_measure(&row.open) { li { (measure(text, &all)) } }
                    @for all in by_measure(&row.without_text) { @let each = all[0]; li { (measure(text, &all)) (check_ins::cannot_be_asked(text, row.patient, &each.instrument, &each.short_name)) } }
                }
            }
        },
        html! { ul.plain { @for all in by_measure(&row.done) { li { (all[0].short_name) } } } },
        html! {
            @for open in &row.check_ins {
                (text.say_with(Key::CollectionOpenCheckIn, &[("count", open.answers.into())]))
                span.sub { (text.mode(open.mode)) }
                @for code in &open.paper_forms {
                    span.sub { a.row-link href={ "/paper/" (code) } { (text.say_with(Key::CollectionPaperForm, &[("code", code.into())])) } }
                }
            }
        },
        html! {
            @if is_led_to { (check_ins::said_in_row(visit, row.patient)) }
            @if asked { (ways(visit, row)) }
        },
    ];
    Row { cells, class: if is_overdue { "pressing" } else { "" } }
}

/// The times of the visits of today, each with its group or what it is for. What is not known is said.
fn when(text: Text, row: &CollectionRow) -> Markup {
    let day = &row.visits;
    let records = format!("/patients/{}/records", row.patient);
    let time = |coming: Coming| match coming {
        Coming::At(time) => text.clock_time(time),
        Coming::SomeTime => text.say(Key::CollectionTimeNotRecorded),
        Coming::NotRecorded => text.say(Key::CollectionNoVisit),
    };
    let what = |visit: &DayVisit| {
        if visit.group.is_empty() { text.record_choice("planned_visit", "attendance-kind", visit.kind.code()) } else { visit.group.clone() }
    };
    html! {
        @if day.visits.is_empty() { span.muted { (time(day.coming)) } }
        @for visit in &day.visits {
            @if visit.coming.time().is_some() { strong { (time(visit.coming)) } } @else { span.muted { (time(visit.coming)) } }
            span.sub { a.row-link href={ (records) "/planned_visit/" (visit.record) } { (what(visit)) } }
        }
        span.sub.no-print {
            a.row-link href={ (records) "/new/planned_visit" } {
                (text.say(Key::CollectionPlanVisit)) span.visually-hidden { ", " (row.listed_name) }
            }
        }
    }
}

/// One group an instrument and respondent, in the order of the list, however many of its windows are open.
fn by_measure(all: &[Occurrence]) -> Vec<Vec<&Occurrence>> {
    let mut groups: Vec<Vec<&Occurrence>> = Vec::new();
    for each in all {
        let is_same = |group: &&mut Vec<&Occurrence>| group[0].instrument == each.instrument && group[0].respondent == each.respondent;
        match groups.iter_mut().find(is_same) {
            Some(group) => group.push(each),
            None => groups.push(vec![each]),
        }
    }
    groups
}

/// One instrument with the days for which it is due.
fn measure(text: Text, all: &[&Occurrence]) -> Markup {
    let each = all.iter().find(|each| each.status == Status::Overdue).unwrap_or(&all[0]);
    let days: Vec<String> = all.iter().map(|each| text.day(each.due_day)).collect();
    html! {
        strong { (each.short_name) } " · " (text.due_status(each.status.code())) " · " (text.list(&days))
        @if each.respondent != instruments::Respondent::Patient { " · " (text.respondent(each.respondent)) }
    }
}

fn ways(visit: &Visit, row: &CollectionRow) -> Markup {
    let text = visit.text();
    let ways = [
        ("tablet", Key::CollectionHandOver),
        ("kiosk", Key::CollectionKiosk),
        ("paper", Key::CollectionPaper),
        ("telephone", Key::CollectionTelephone),
        ("send", Key::CollectionSend),
    ];
    html! {
        form.inline-actions method="post" action={ "/collection/" (row.patient) } {
            (visit.frame.token_field())
            @for (way, key) in ways.into_iter().filter(|(way, _)| !row.is_away() || !matches!(*way, "tablet" | "kiosk")) {
                button type="submit" name="way" value=(way) { (text.say(key)) span.visually-hidden { ", " (row.listed_name) } }
            }
        }
    }
}

fn new_round(visit: &Visit) -> Markup {
    let text = visit.text();
    html! {
        section.block {
            form.form.panel id="new-round" method="post" action="/rounds" {
                (visit.frame.token_field())
                p.muted { (text.say(Key::CollectionRoundLead)) }
                div.field {
                    label for="name" { (text.say(Key::CollectionRoundName)) }
                    p.hint #name-hint { (text.say(Key::CollectionRoundNameHint)) }
                    input type="text" id="name" name="name" maxlength="80" autocomplete="off" aria-describedby="name-hint";
                }
                div.submit { button.main type="submit" { (text.say(Key::CollectionRoundOpen)) } }
            }
        }
    }
}

/// What a round is called.
pub(super) fn round_name(text: Text, name: &str) -> String {
    if name.is_empty() { text.say(Key::CollectionRoundUnnamed) } else { name.to_owned() }
}

fn rounds(text: Text, rounds: &[RoundRow], zone: &ZoneName) -> Markup {
    let rows = rounds.iter().map(|round| {
        let state = if round.is_open { Key::CollectionRoundStateOpen } else { Key::CollectionRoundStateEnded };
        Row::new(vec![
            html! { a.row-link href={ "/rounds/" (round.id) } { (round_name(text, &round.name)) } },
            html! { (text.instant(round.opened_at, zone)) },
            html! { (text.say_with(Key::CollectionDoneOf, &[("done", round.done.into()), ("all", round.seats.into())])) },
            html! { (text.say(state)) },
        ])
    });
    html! {
        div.block-head { h2 { (text.say(Key::CollectionRounds)) } }
        (Table::new(text.say(Key::CollectionRounds))
            .cards()
            .column(text.say(Key::CollectionRoundColumnName), Kind::Head)
            .column(text.say(Key::CollectionRoundColumnOpened), Kind::Short)
            .column(text.say(Key::CollectionRoundColumnDone), Kind::Words)
            .column(text.say(Key::CollectionRoundColumnState), Kind::Words)
            .rows(rows)
            .render(text))
    }
}
