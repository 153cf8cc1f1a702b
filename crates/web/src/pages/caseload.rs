//! The caseload, and the list of patients for those who have none of their own.

use app::caseload::{Caseload, CaseloadOrder, CaseloadQuery, CaseloadRow, Need, SafetyAlert};
use app::{AppError, Data, Scope};
use axum::response::Response;
use instruments::Library;
use maud::{Markup, html};
use serde_json::{Value, json};
use utilization_review::level_of_care::Determination;
use wording::{Key, Text, standing_alone};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::json;
use crate::pages::exports;
use crate::parts::field::Draft;
use crate::parts::pager::{self, Next};
use crate::parts::score::{self, Known};
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit};

/// How many patients a page shows.
const PAGE_SIZE: u16 = 50;
/// How many scores stand in a row; the patient page has all.
const SCORES_SHOWN: usize = 3;

/// In an address, for the list of one's own patients.
const OWN: &str = "me";
/// In an address, for everybody by name.
const BY_NAME: &str = "name";

/// Who needs me first? Or, for roles without patients of their own: who needs somebody first, and, by name: which patient?
///
/// A search is sent as a form and not in the address, because what is looked for is a name, and addresses end up in histories and logs.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let size = visit.query.parsed::<u16>("size").map_or(PAGE_SIZE, |size| size.clamp(1, 500));
    let search = visit.form.text("find").to_owned();
    let after = visit.form.parsed("after").or_else(|| visit.query.parsed("after"));
    let is_own = [visit.form.text("of"), visit.query.text("of")].contains(&OWN);
    let is_by_name = visit.query.text("order") == BY_NAME;
    let query = CaseloadQuery { search: search.clone(), after, size, is_own, is_by_name };
    let found = visit.app.caseload_on_record(&visit.caller, query).await?;
    Ok(found.map(|caseload| answer(&visit, &caseload, &search)).stored().await.map_err(AppError::from)?)
}

fn answer(visit: &Visit, caseload: &Caseload, search: &str) -> Response {
    if visit.wants_json {
        return visit::json(&as_json(caseload));
    }
    let shown = Shown {
        caseload,
        library: &visit.app.library(),
        search,
        may_register: visit.caller.scope(Data::Registration) != Scope::Nothing,
        may_export: exports::may_export_everybody(visit),
        has_no_clinician: visit.caller.clinician.is_none(),
    };
    visit::html(page(&visit.frame, &shown))
}

/// What the page is made of.
struct Shown<'a> {
    caseload: &'a Caseload,
    library: &'a Library,
    search: &'a str,
    may_register: bool,
    may_export: bool,
    /// True for a sign-in behind which no clinician stands.
    has_no_clinician: bool,
}

fn page(frame: &Frame, shown: &Shown<'_>) -> Markup {
    let text = frame.text;
    let Shown { caseload, library, search, .. } = *shown;
    let is_own = caseload.is_own;
    let heading = match (is_own, caseload.order) {
        (true, _) => Key::CaseloadHeading,
        (false, CaseloadOrder::Need) => Key::CaseloadHeadingEverybody,
        (false, CaseloadOrder::Name) => Key::PatientListHeading,
    };
    // Whoever sees everybody finds their own patients among them.
    let section = if is_own && !caseload.may_ask_for_own { Section::Caseload } else { Section::Patients };
    let fields = Fields::from([("find", search)]);
    let draft = Draft { text, fields: &fields, problems: &Problems::default() };
    let empty = match (search.is_empty(), is_own) {
        (false, _) => text.say_with(Key::CaseloadNothingFound, &[("search", search.into())]),
        (true, true) if shown.has_no_clinician => text.say(Key::PeopleAccountNoClinician),
        (true, true) => text.say(Key::CaseloadEmpty),
        (true, false) if shown.may_register => text.say(Key::CaseloadNobodyRegister),
        (true, false) => text.say(Key::CaseloadNobody),
    };
    let body = html! {
        form.search method="post" action=(section.path()) role="search" {
            (frame.token_field())
            @if is_own && caseload.may_ask_for_own { input type="hidden" name="of" value=(OWN); }
            (draft.search_line("find", Key::CaseloadFilterLabel))
            button type="submit" { (text.say(Key::ActionSearch)) }
        }
        @if caseload.rows.is_empty() {
            (table::empty(&empty))
        } @else {
            (rows(text, caseload, Known { library, recalled: &caseload.recalled }))
            (pager::pager(text, &text.say_with(Key::CaseloadRows, &[("count", caseload.rows.len().into())]), &next(frame, section, caseload, search)))
        }
    };
    let mut page = Page::wide(section, text.say(heading), body);
    if caseload.order == CaseloadOrder::Need {
        let lead = match (is_own, caseload.alert_days) {
            (true, _) => text.say(Key::CaseloadLead),
            (false, Some(days)) => text.say_with(Key::CaseloadLeadEverybody, &[("days", i64::from(days).into())]),
            (false, None) => text.say(Key::CaseloadLeadInCare),
        };
        page = page.lead(html! { p { (lead) } });
    }
    page = page.actions(html! {
        @if caseload.may_ask_for_own {
            @if is_own { a.button href=(section.path()) { (text.say(Key::CaseloadShowEverybody)) } } @else {
                a.button href={ (section.path()) "?of=" (OWN) } { (text.say(Key::CaseloadShowOwn)) }
            }
        }
        @if caseload.may_choose_order {
            @if caseload.order == CaseloadOrder::Need {
                a.button href={ (section.path()) "?order=" (BY_NAME) } { (text.say(Key::CaseloadShowByName)) }
            } @else {
                a.button href=(section.path()) { (text.say(Key::CaseloadShowByNeed)) }
            }
        }
        @if shown.may_register { a.button href="/patients/new" { (text.say(Key::PatientRegister)) } }
        @if shown.may_export { a.button href="/export" { (text.say(Key::PatientExportEverybody)) } }
    });
    frame.render(&page)
}

fn next(frame: &Frame, section: Section, caseload: &Caseload, search: &str) -> Next {
    match caseload.next {
        None => Next::End,
        Some(after) if search.is_empty() && is_own_of_all(caseload) => Next::Link(format!("{}?of={OWN}&after={after}", section.path())),
        Some(after) if search.is_empty() && caseload.may_choose_order && caseload.order == CaseloadOrder::Name => {
            Next::Link(format!("{}?order={BY_NAME}&after={after}", section.path()))
        }
        Some(after) if search.is_empty() => Next::Link(format!("{}?after={after}", section.path())),
        Some(after) => Next::Form(html! {
            form method="post" action=(section.path()) {
                (frame.token_field())
                input type="hidden" name="find" value=(search);
                input type="hidden" name="after" value=(after);
                @if is_own_of_all(caseload) { input type="hidden" name="of" value=(OWN); }
                button type="submit" { (frame.text.say(Key::ActionNextPage)) }
            }
        }),
    }
}

/// True for the own patients of somebody who sees everybody.
fn is_own_of_all(caseload: &Caseload) -> bool {
    caseload.may_ask_for_own && caseload.is_own
}

fn rows(text: Text, caseload: &Caseload, known: Known<'_>) -> Markup {
    let mut table = Table::new(text.say(Key::NavigationPatients)).cards().column(text.say(Key::CaseloadColumnPatient), Kind::Head);
    // Only a list in the order of need says why somebody stands where they stand.
    let reason = if caseload.order == CaseloadOrder::Need { Key::CaseloadColumnReason } else { Key::CaseloadColumnStandsOut };
    if caseload.shows_scores {
        table = table.column(text.say(reason), Kind::Words).column(text.say(Key::CaseloadColumnScores), Kind::Words);
    }
    table = table.column(text.say(Key::CaseloadColumnLevelOfCare), Kind::Words);
    if caseload.shows_scores {
        table = table.column(text.say(Key::CaseloadColumnLastAdministration), Kind::Short);
    }
    table.rows(caseload.rows.iter().map(|row| line(text, caseload, row, known))).render(text)
}

fn line(text: Text, caseload: &Caseload, row: &CaseloadRow, known: Known<'_>) -> Row {
    let age = text.say_with(Key::AgeYears, &[("years", i64::from(row.age).into())]);
    let class = match row.need {
        Need::Safety { .. } | Need::SafetyAlert { .. } | Need::LevelOfCare(Determination::SafetyReview) => "urgent",
        Need::LevelOfCare(Determination::StepUp)
        | Need::ReliablyWorse { .. }
        | Need::OffCourse { .. }
        | Need::MostSevere { .. }
        | Need::TreatmentAlert { .. } => "pressing",
        Need::LevelOfCare(_) | Need::Overdue { .. } | Need::ReliablyImproved { .. } | Need::Nothing => "",
    };
    let reason = match row.need {
        Need::Nothing => "reason muted".to_owned(),
        _ => format!("reason {class}"),
    };
    let mut cells = vec![html! {
        a.row-link href={ "/patients/" (row.patient) } { (row.listed_name) }
        span.sub { (row.record_number) " · " (age) }
    }];
    if caseload.shows_scores {
        cells.push(html! {
            @match row.alert.filter(|alert| leads_to(&row.need, *alert)) {
                Some(alert) => a class={ "row-link " (reason) } href={ "/alerts/" (alert.id) } {
                    (need(text, &row.need))
                },
                None => span class=(reason) { (why_here(text, row)) },
            }
            (answered(text, row))
        });
        cells.push(scores(text, row, known));
    }
    cells.push(if let Some(level) = row.level_of_care {
        html! {
            (text.level_of_care(level)) span.sub { (row.program) }
            @if caseload.shows_level_of_care { span.sub { a.row-link href={ "/patients/" (row.patient) "/level-of-care" } { (level_of_care_words(text, row)) } } }
        }
    } else {
        html! { span.muted { (text.say(Key::CaseloadNoEpisode)) } }
    });
    if caseload.shows_scores {
        cells.push(html! { @if let Some(day) = row.last_administration { (text.day(day)) } });
    }
    Row { cells, class }
}

/// True where the reason is what the alert is about.
fn leads_to(need: &Need, alert: SafetyAlert) -> bool {
    alert.is_open && matches!(need, Need::Safety { .. } | Need::SafetyAlert { .. })
}

/// A recent answer about safety that somebody has dealt with: no reason any more, and still there to be read.
fn answered(text: Text, row: &CaseloadRow) -> Markup {
    let (Some(Need::Safety { instrument, day }), Some(alert)) = (&row.safety_answer, row.alert.filter(|alert| !alert.is_open)) else {
        return Markup::default();
    };
    if matches!(row.need, Need::Safety { .. }) {
        return Markup::default();
    }
    let arguments = [("instrument", instrument.into()), ("day", (*day).into())];
    html! { span.sub { a.row-link href={ "/alerts/" (alert.id) } { (text.say_with(Key::CaseloadNeedSafetyAnswered, &arguments)) } } }
}

/// What was last determined, for those who may see it; else only the way there.
fn level_of_care_words(text: Text, row: &CaseloadRow) -> String {
    let words = row.determination.map_or_else(|| text.say(Key::LevelOfCareLinkShort), |found| text.determination_short(found.code()));
    standing_alone(&words)
}

fn scores(text: Text, row: &CaseloadRow, known: Known<'_>) -> Markup {
    let further = row.latest.len().saturating_sub(SCORES_SHOWN);
    html! {
        @if row.latest.is_empty() { span.muted { (text.say(Key::CaseloadNoScoreYet)) } }
        @for latest in row.latest.iter().take(SCORES_SHOWN) { (score::line(text, known, latest)) }
        @if further > 0 { span.sub { (text.say_with(Key::CaseloadFurtherScores, &[("count", further.into())])) } }
    }
}

/// The reason in words; of somebody who is not in care, that nothing is judged, which is not the same as nothing pressing.
fn why_here(text: Text, row: &CaseloadRow) -> String {
    match (&row.need, row.admitted, row.latest.is_empty()) {
        (Need::Nothing, None, true) => text.say(Key::CaseloadNeedNotInCare),
        (Need::Nothing, None, false) => text.say(Key::CaseloadNeedNotInCareScores),
        _ => need(text, &row.need),
    }
}

/// The reason in words.
pub(crate) fn need(text: Text, need: &Need) -> String {
    match need {
        Need::Safety { instrument, day } => {
            text.say_with(Key::CaseloadNeedSafety, &[("instrument", instrument.into()), ("day", (*day).into())])
        }
        Need::MostSevere { instrument } => text.say_with(Key::CaseloadNeedMostSevere, &[("instrument", instrument.into())]),
        Need::ReliablyWorse { instrument, points } => {
            text.say_with(Key::CaseloadNeedReliablyWorse, &[("instrument", instrument.into()), ("points", (*points).into())])
        }
        Need::OffCourse { instrument } => text.say_with(Key::CaseloadNeedOffCourse, &[("instrument", instrument.into())]),
        Need::ReliablyImproved { instrument } => text.say_with(Key::CaseloadNeedReliablyImproved, &[("instrument", instrument.into())]),
        Need::Overdue { since } => text.say_with(Key::CaseloadNeedOverdue, &[("day", (*since).into())]),
        Need::SafetyAlert { rule, day } => {
            text.say_with(Key::CaseloadNeedSafetyAlert, &[("rule", text.warning_rule(rule.code()).into()), ("day", (*day).into())])
        }
        Need::TreatmentAlert { rule, day } => {
            let rule = text.warning_rule_of(rule.code(), outcomes::warning_sign::Class::Clinical.code());
            text.say_with(Key::CaseloadNeedTreatmentAlert, &[("rule", rule.into()), ("day", (*day).into())])
        }
        Need::LevelOfCare(determination) => {
            text.say_with(Key::CaseloadNeedLevelOfCare, &[("determination", text.determination_short(determination.code()).into())])
        }
        Need::Nothing => text.say(Key::CaseloadNeedNothing),
    }
}

fn as_json(caseload: &Caseload) -> Value {
    let rows = caseload.rows.iter().map(|row| {
        json!({
            "patient": row.patient.to_string(),
            "name": row.listed_name,
            "record_number": row.record_number,
            "age": row.age,
            "level_of_care": row.level_of_care.map(vocabulary::LevelOfCare::code),
            "program": row.program,
            "admitted": row.admitted.map(|day| day.to_string()),
            "need": need_code(&row.need),
            "latest": row.latest.iter().map(json::latest).collect::<Vec<_>>(),
            "last_administration": row.last_administration.map(|day| day.to_string()),
        })
    });
    let order = if caseload.order == CaseloadOrder::Need { "need" } else { "name" };
    json!({ "order": order, "patients": rows.collect::<Vec<_>>(), "next": caseload.next.map(|id| id.to_string()) })
}

fn need_code(need: &Need) -> Value {
    match need {
        Need::Safety { instrument, day } => json!({ "reason": "safety", "instrument": instrument, "day": day.to_string() }),
        Need::MostSevere { instrument } => json!({ "reason": "most_severe", "instrument": instrument }),
        Need::ReliablyWorse { instrument, points } => {
            json!({ "reason": "reliably_worse", "instrument": instrument, "points": points.to_f64() })
        }
        Need::OffCourse { instrument } => json!({ "reason": "off_course", "instrument": instrument }),
        Need::ReliablyImproved { instrument } => json!({ "reason": "reliably_improved", "instrument": instrument }),
        Need::Overdue { since } => json!({ "reason": "overdue", "since": since.to_string() }),
        Need::SafetyAlert { rule, day } => json!({ "reason": "safety_alert", "rule": rule.code(), "day": day.to_string() }),
        Need::TreatmentAlert { rule, day } => json!({ "reason": "treatment_alert", "rule": rule.code(), "day": day.to_string() }),
        Need::LevelOfCare(determination) => json!({ "reason": "level_of_care", "determination": determination.code() }),
        Need::Nothing => json!({ "reason": "none" }),
    }
}
