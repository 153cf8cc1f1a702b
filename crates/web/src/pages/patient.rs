//! The patient page: who it is, which care there is, what the scores say.

mod care;

use app::View;
use app::alert::{AlertView, PatientAlerts};
use app::patient::{AdministrationRow, PatientPage};
use app::series::{LatestScore, Series};
use axum::extract::Path;
use axum::response::Response;
use instruments::Library;
use maud::{Markup, html};
use serde_json::{Value, json};
use vocabulary::{Day, PatientId, Points, Verdict};
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::json;
use crate::pages::alert;
use crate::parts::chart::{self, Drawn};
use crate::parts::score::Known;
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::throughline::{self, Detail};
use crate::parts::{notice, score, since_baseline};
use crate::visit::{self, Visit};

/// How is this patient doing?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let as_of = visit::as_of(&visit.query)?;
    let mut patient = visit.app.patient(&visit.caller, id, View::Current).await?;
    if let Some(day) = as_of {
        // The end of that day on the clock of the patient's program, which only the first look tells.
        let end = visit::end_of(day, patient.today, &patient.zone)?;
        patient = visit.app.patient(&visit.caller, id, View::AsOf(end)).await?;
    }
    if visit.wants_json {
        return Ok(visit::json(&as_json(&patient)));
    }
    let shows_alerts = as_of.is_none() && visit.caller.scope(app::Data::Alerts) != app::Scope::Nothing;
    let alerts = if shows_alerts { visit.app.alerts_of(&visit.caller, id).await? } else { PatientAlerts::default() };
    let done = done_key(visit.query.text("done")).map(|key| visit.text().say(key));
    let shown = Shown { page: &patient, library: &visit.app.library(), as_of, done, alerts: &alerts };
    Ok(visit::html(page(&visit.frame, &shown)))
}

/// The anchor of the section with the throughline chart.
const THROUGHLINE: &str = "over-time";
/// So many series stand in the throughline chart, those that were given most; the others have a picture of their own below.
const PANELS: usize = 4;

/// What was done a moment ago, by the word in the address.
fn done_key(word: &str) -> Option<Key> {
    match word {
        "registered" => Some(Key::PatientRegistered),
        "saved" => Some(Key::PatientSaved),
        "withdrawn" => Some(Key::AdministrationWithdrawnDone),
        _ => None,
    }
}

/// What the page is made of.
pub(crate) struct Shown<'a> {
    /// The view.
    pub(crate) page: &'a PatientPage,
    /// The instruments.
    pub(crate) library: &'a Library,
    /// The day as of which the records are shown, when it is not now.
    pub(crate) as_of: Option<Day>,
    /// What was done a moment ago.
    pub(crate) done: Option<String>,
    /// What needs an answer about this patient.
    pub(crate) alerts: &'a PatientAlerts,
}

impl Shown<'_> {
    fn known(&self) -> Known<'_> {
        Known { library: self.library, recalled: &self.page.recalled }
    }
}

/// Given name, then family name: how a patient is spoken of.
pub(crate) fn spoken_name(patient: &::care::Patient) -> String {
    format!("{} {}", patient.given_name, patient.family_name).trim().to_owned()
}

/// The page.
pub(crate) fn page(frame: &Frame, shown: &Shown<'_>) -> Markup {
    let (text, page) = (frame.text, shown.page);
    let levels = page.levels();
    let enabled = |series: &Series| page.recalled.get(&*series.definition.id);
    let drawn: Vec<Drawn> =
        page.series.iter().filter_map(|series| chart::draw(text, series, &levels, page.today, enabled(series))).collect();
    let body = html! {
        (notices(text, shown))
        (open_alerts(text, &shown.alerts.open))
        div.split {
            div {
                @if page.may.scores { (scores(text, shown, &drawn)) } @else { p.muted { (text.say(Key::PatientScoresHidden)) } }
                (administrations(text, shown))
            }
            aside aria-label=(text.say(Key::PatientEpisodesHeading)) { (care::panels(frame, page)) }
        }
        (as_of_form(text, shown))
    };
    let heading = text.say_with(Key::PatientHeading, &[("patient", spoken_name(page.patient.value()).into())]);
    let about = page.patient.value();
    let page = Page::wide(Section::Patients, heading, body).about(about).lead(identity(text, page)).actions(actions(text, page));
    frame.render(&page)
}

fn identity(text: Text, page: &PatientPage) -> Markup {
    let patient = page.patient.value();
    let age = text.say_with(Key::AgeYears, &[("years", i64::from(patient.age_on(page.today)).into())]);
    let born = text.say_with(Key::PatientBorn, &[("day", patient.birth_day.into())]);
    html! {
        ul.identity {
            li { (text.say(Key::PatientRecordNumber)) " " b { (patient.record_number) } }
            li { b { (age) } ", " (born) }
            @if let Some(sex) = patient.sex { li { (text.sex(sex)) } }
            li { (text.language(&patient.language)) }
            @if page.part2 { li { span.flag title=(text.say(Key::PatientPart2Explained)) { (text.say(Key::PatientPart2)) } } }
        }
    }
}

fn actions(text: Text, page: &PatientPage) -> Markup {
    let id = page.patient.id;
    html! {
        @if page.may.entry { a.button.main href={ "/patients/" (id) "/administrations/new" } { (text.say(Key::PatientEnter)) } }
        @if page.may.entry { a.button href={ "/patients/" (id) "/check-ins" } { (text.say(Key::CheckInsAction)) } }
        @if page.may.scores { a.button href={ "/patients/" (id) "/discuss" } { (text.say(Key::DiscussAction)) } }
        @if page.may.level_of_care { a.button href={ "/patients/" (id) "/level-of-care" } { (text.say(Key::LevelOfCarePageAction)) } }
        @if page.may.records { a.button href={ "/patients/" (id) "/records" } { (text.say(Key::RecordsLink)) } }
        @if page.may.authorizations { a.button href={ "/patients/" (id) "/authorizations" } { (text.say(Key::AuthorizationsLink)) } }
        @if page.may.claims { a.button href={ "/patients/" (id) "/days" } { (text.say(Key::RibbonLink)) } }
        @if page.may.release { a.button href={ "/patients/" (id) "/report" } { (text.say(Key::PatientReport)) } }
        @if page.may.contacts { a.button href={ "/patients/" (id) "/contacts" } { (text.say(Key::ContactsLink)) } }
        @if page.may.registration { a.button href={ "/patients/" (id) "/edit" } { (text.say(Key::PatientEdit)) } }
    }
}

/// So many open alerts stand on the page; the others are folded.
const ALERTS_SHOWN: usize = 5;

fn open_alerts(text: Text, alerts: &[AlertView]) -> Markup {
    let further = alerts.get(ALERTS_SHOWN..).unwrap_or_default();
    let line = |view: &AlertView| {
        html! {
            li {
                (alert::class_flag(text, view)) " "
                a href={ "/alerts/" (view.id) } { (alert::statement(text, view)) }
                span.small.muted { " " (text.alert_state(view.alert.state.code())) (alert::owned_by(text, view)) }
            }
        }
    };
    html! {
        @if !alerts.is_empty() {
            section.panel.stack aria-labelledby="open-alerts" {
                h2 id="open-alerts" { (text.say(Key::AlertPatientHeading)) }
                ul.plain { @for view in alerts.iter().take(ALERTS_SHOWN) { (line(view)) } }
                @if !further.is_empty() {
                    details {
                        summary { (text.say_with(Key::AlertPatientFurther, &[("count", further.len().into())])) }
                        ul.plain { @for view in further { (line(view)) } }
                    }
                }
            }
        }
    }
}

fn notices(text: Text, shown: &Shown<'_>) -> Markup {
    let page = shown.page;
    let merged: Vec<String> = page.merged.iter().map(|record| record.value().record_number.clone()).collect();
    let (answered, safety): (Vec<&AdministrationRow>, Vec<&AdministrationRow>) =
        latest_safety(page).into_iter().partition(|row| shown.alerts.answered(row.id).is_some());
    html! {
        @if let Some(sentence) = &shown.done { (notice::done(sentence)) }
        @if let Some(day) = shown.as_of {
            (notice::notice(&html! {
                p { (text.say_with(Key::PatientAsOf, &[("day", day.into())])) " " a href={ "/patients/" (page.patient.id) } { (text.say(Key::PatientAsOfNow)) } }
            }))
        }
        @if !merged.is_empty() {
            (notice::notice(&html! { p { (text.say_with(Key::PatientMergedExplained, &[("numbers", text.list(&merged).into())])) } }))
        }
        @if !safety.is_empty() {
            (notice::attention(&html! {
                h2 { (text.say(Key::PatientSafetyHeading)) }
                ul.plain {
                    @for row in &safety {
                        @let arguments = [("instrument", (&row.short_name).into()), ("day", row.day.into())];
                        li { a href={ "/administrations/" (row.id) } { (text.say_with(Key::PatientSafetyLine, &arguments)) } }
                    }
                }
                p { (text.say(Key::SafetyStatement)) }
            }))
        }
        @for row in answered {
            @if let Some(alert) = shown.alerts.answered(row.id) {
                (notice::notice(&html! { p { a href={ "/alerts/" (alert.id) } { (alert::answered(text, alert, &row.short_name, row.day)) } } }))
            }
        }
    }
}

/// The newest administration of each instrument and respondent, where an answer in it needs a person.
fn latest_safety(page: &PatientPage) -> Vec<&AdministrationRow> {
    let flagged = page.latest.iter().filter(|latest| latest.safety == Some(Verdict::Met));
    let row_of = |latest: &LatestScore| {
        page.administrations.iter().find(|row| {
            row.instrument == latest.instrument
                && row.respondent == latest.respondent
                && row.day == latest.day
                && row.safety == Some(Verdict::Met)
        })
    };
    flagged.filter_map(row_of).collect()
}

fn scores(text: Text, shown: &Shown<'_>, drawn: &[Drawn]) -> Markup {
    let page = shown.page;
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::PatientScoresHeading)) } }
            @if page.latest.is_empty() { (table::empty(&text.say(Key::PatientNoScores))) } @else { (latest_table(text, shown, drawn)) }
        }
        @if let (Some(chart), false) = (throughline(text, shown), drawn.is_empty()) {
            section.block id=(THROUGHLINE) {
                div.block-head { h2 { (text.say_with(Key::ProgressChartHeading, &[("patient", spoken_name(page.patient.value()).into())])) } }
                div.panel {
                    (throughline::panel_of(text, &chart))
                    @for drawn in drawn.iter().take(PANELS) {
                        @if let Some(recalled) = drawn.recalled(text) { p.small.muted { (drawn.title()) ": " (recalled) } }
                    }
                }
            }
        }
        @for chart in drawn.iter().skip(PANELS) {
            section.block id=(chart.anchor()) {
                div.block-head { h2 { (chart.title()) } }
                div.panel { (chart.panel(text)) }
            }
        }
    }
}

/// The chart of the series that were given most, with levels of care and events; `None` without any series.
fn throughline(text: Text, shown: &Shown<'_>) -> Option<charts::ThroughlineChart> {
    let series: Vec<&Series> = shown.page.series.iter().take(PANELS).collect();
    (!series.is_empty()).then(|| throughline::chart(text, shown.library, shown.page, &series, Detail::Everything))
}

fn latest_table(text: Text, shown: &Shown<'_>, drawn: &[Drawn]) -> Markup {
    let page = shown.page;
    let rows = page.latest.iter().map(|latest| {
        let place =
            page.series.iter().position(|series| *series.definition.id == *latest.instrument && series.respondent == latest.respondent);
        let chart = place.and_then(|place| drawn.get(place));
        let class = if latest.safety == Some(Verdict::Met) { "urgent" } else { "" };
        let cells = vec![
            html! {
                @match (chart, place) {
                    (Some(_), Some(place)) if place < PANELS => a.row-link href={ "#" (THROUGHLINE) } { (latest.short_name) },
                    (Some(chart), _) => a.row-link href={ "#" (chart.anchor()) } { (latest.short_name) },
                    (None, _) => strong { (latest.short_name) },
                }
                span.sub { (text.respondent(latest.respondent)) }
            },
            html! { span.figure { (score::number(text, latest)) } },
            html! {
                @if let Some(word) = &latest.band { (score::band(text, shown.known(), &latest.instrument, word)) }
                @else if latest.value.is_none() { span.muted { (text.status_code(&latest.status)) } }
                (score::status_flag(text, &latest.status, latest.value.is_some()))
                @if let Some(flag) = Some(score::safety_flag(text, latest.safety)).filter(|flag| !flag.0.is_empty()) { " " (flag) }
            },
            place.map(|place| since_baseline::cell(text, &page.series[place])).unwrap_or_default(),
            chart.map(Drawn::sparkline).unwrap_or_default(),
            html! { (text.day(latest.day)) },
        ];
        Row { cells, class }
    });
    Table::new(text.say(Key::PatientScoresCaption))
        .cards()
        .column(text.say(Key::InstrumentLabel), Kind::Head)
        .column(text.say(Key::ScoreLabel), Kind::Number)
        .column(text.say(Key::BandLabel), Kind::Words)
        .column(text.say(Key::ProgressColumnSince), Kind::Words)
        .column(text.say(Key::PatientColumnCourse), Kind::Words)
        .column(text.say(Key::AdministrationDay), Kind::Short)
        .rows(rows)
        .render(text)
}

fn administrations(text: Text, shown: &Shown<'_>) -> Markup {
    let page = shown.page;
    let count = text.say_with(Key::CountAdministrations, &[("count", page.administrations.len().into())]);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::PatientAdministrationsHeading)) } span.aside { (count) } }
            @if page.administrations.is_empty() { (table::empty(&text.say(Key::PatientNoAdministrations))) } @else { (administration_table(text, shown)) }
        }
    }
}

fn administration_table(text: Text, shown: &Shown<'_>) -> Markup {
    let sees_scores = shown.page.may.scores;
    let mut table = Table::new(text.say(Key::PatientAdministrationsCaption))
        .cards()
        .dense()
        .column(text.say(Key::AdministrationDay), Kind::Head)
        .column(text.say(Key::InstrumentLabel), Kind::Words);
    if sees_scores {
        table = table.column(text.say(Key::ScoreLabel), Kind::Number).column(text.say(Key::BandLabel), Kind::Words);
    }
    table = table
        .column(text.say(Key::PhaseLabel), Kind::Short)
        .column(text.say(Key::ModeLabel), Kind::Short)
        .column(text.say(Key::RespondentLabel), Kind::Short)
        .column(text.say(Key::CompletionLabel), Kind::Short);
    table.rows(shown.page.administrations.iter().map(|row| administration_row(text, shown, row))).render(text)
}

fn administration_row(text: Text, shown: &Shown<'_>, row: &AdministrationRow) -> Row {
    let sees_scores = shown.page.may.scores;
    let mut cells = vec![
        html! {
            @if sees_scores { a.row-link.nowrap href={ "/administrations/" (row.id) } { (text.day(row.day)) } } @else { span.nowrap { (text.day(row.day)) } }
        },
        html! { (row.short_name) },
    ];
    if sees_scores {
        let status = row.status.as_deref().unwrap_or("");
        cells.push(html! { @if let Some(total) = row.total { strong { (text.points(total, row.decimals)) } } });
        cells.push(html! {
            @if let Some(word) = &row.band { (score::band(text, shown.known(), &row.instrument, word)) }
            @else if row.total.is_none() && !status.is_empty() { span.muted { (text.status_code(status)) } }
            (score::status_flag(text, status, row.total.is_some()))
            @if row.safety == Some(Verdict::Met) { " " (score::safety_flag(text, row.safety)) }
        });
    }
    cells.push(html! { @if let Some(phase) = row.phase { (text.phase(phase)) } });
    cells.push(html! { (text.mode(row.mode)) });
    cells.push(html! { (text.respondent(row.respondent)) });
    let is_complete = row.completion == instruments::Completion::Complete;
    cells.push(html! { @if is_complete { span.muted { (text.completion(row.completion)) } } @else { (text.completion(row.completion)) } });
    Row::new(cells)
}

fn as_of_form(text: Text, shown: &Shown<'_>) -> Markup {
    let today = shown.page.today;
    html! {
        form.search.block.no-print method="get" {
            div.field.small-field {
                label for="as_of" { (text.say(Key::PatientAsOfLabel)) }
                input type="date" id="as_of" name="as_of" max=(today) value=[shown.as_of.map(|day| day.to_string())];
            }
            button type="submit" { (text.say(Key::ActionShow)) }
        }
    }
}

fn as_json(page: &PatientPage) -> Value {
    let patient = page.patient.value();
    let administrations = page.administrations.iter().map(|row| {
        json!({
            "administration": row.id.to_string(), "version": row.version.0, "instrument": row.instrument, "day": row.day.to_string(),
            "phase": row.phase.map(instruments::Phase::code), "mode": row.mode.code(), "respondent": row.respondent.code(),
            "completion": row.completion.code(), "status": row.status, "total": row.total.map(Points::to_f64), "band": row.band,
            "severity": row.severity, "safety": row.safety.map(Verdict::code),
        })
    });
    json!({
        "patient": page.patient.id.to_string(),
        "record_number": patient.record_number,
        "given_name": patient.given_name,
        "family_name": patient.family_name,
        "birth_day": patient.birth_day.to_string(),
        "sex": patient.sex.map(vocabulary::Sex::code),
        "language": patient.language.as_str(),
        "part2": page.part2,
        "episodes": page.episodes.iter().map(care::episode_json).collect::<Vec<_>>(),
        "latest": page.latest.iter().map(json::latest).collect::<Vec<_>>(),
        "administrations": administrations.collect::<Vec<_>>(),
    })
}
