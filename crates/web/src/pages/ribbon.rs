//! Does every day stand on evidence? The days of a patient from care to payment.

use app::View;
use app::claim::RibbonPage;
use app::patient::PatientPage;
use app::series::Series;
use axum::extract::Path;
use axum::response::Response;
use charts::ThroughlineChart;
use integrity::ribbon::{Ribbon, RibbonDay};
use maud::{Markup, html};
use vocabulary::{RecordId, Verdict};
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::throughline::{self, Detail};
use crate::visit::{self, Visit};

/// So many series are drawn over the claims.
const PANELS: usize = 2;

/// Every day of a patient.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.ribbon(&visit.caller, visit::id(&id)?).await?;
    let patient = visit.app.patient(&visit.caller, page.patient.id, View::Current).await?;
    let chart = chart(&visit, &page, &patient);
    Ok(visit::html(markup(&visit.frame, &page, chart.as_ref())))
}

/// Scores, levels of care, claims and events on one axis; `None` without any series that may be seen.
fn chart(visit: &Visit, page: &RibbonPage, patient: &PatientPage) -> Option<ThroughlineChart> {
    let series: Vec<&Series> = patient.series.iter().take(PANELS).collect();
    let billed = throughline::billed(&page.ribbon, patient.today);
    let is_there = patient.may.scores && !series.is_empty();
    let library = visit.app.library();
    is_there.then(|| throughline::chart_with(visit.text(), &library, patient, &series, (Detail::Everything, &billed)))
}

fn markup(frame: &Frame, page: &RibbonPage, chart: Option<&ThroughlineChart>) -> Markup {
    let text = frame.text;
    let address = |number: &str| page.claims.iter().find(|(known, _)| known == number).map(|(_, id)| *id);
    let body = html! {
        @if let Some(chart) = chart {
            section.block {
                div.block-head { h2 { (text.say(Key::RibbonChartHeading)) } }
                div.panel { (throughline::panel_of(text, chart)) }
            }
        }
        (gaps(text, &page.ribbon))
        section.block { (days(text, &page.ribbon, &address)) }
    };
    let lead = html! {
        p { (text.say(Key::RibbonLead)) }
        p { a href={ "/patients/" (page.patient.id) } { (spoken_name(page.patient.value())) } " · " (page.patient.value().record_number) }
    };
    frame.render(&Page::wide(Section::Claims, text.say(Key::RibbonHeading), body).about(page.patient.value()).lead(lead))
}

/// How many days do not go together, by what does not.
pub(crate) fn gaps(text: Text, ribbon: &Ribbon) -> Markup {
    let gaps = ribbon.gaps();
    let said = |(gap, count): &(integrity::ribbon::Gap, usize)| {
        text.say_with(Key::RibbonGapDays, &[("gap", text.ribbon_gap(gap.code()).into()), ("count", (*count).into())])
    };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::RibbonGapsHeading)) } }
            @if gaps.is_empty() { p.muted { (text.say(Key::RibbonGapsNone)) } } @else { ul.marks { @for gap in &gaps { li { (said(gap)) } } } }
        }
    }
}

/// The days of care and of bills, the newest first.
pub(crate) fn days(text: Text, ribbon: &Ribbon, address: &dyn Fn(&str) -> Option<RecordId>) -> Markup {
    let shown: Vec<&RibbonDay> = ribbon.days.iter().rev().filter(|day| day.is_of_care() || !day.gaps.is_empty()).collect();
    if shown.is_empty() {
        return table::empty(&text.say(Key::RibbonEmpty));
    }
    let table = Table::new(text.say(Key::RibbonCaption))
        .cards()
        .dense()
        .column(text.say(Key::RibbonColumnDay), Kind::Head)
        .column(text.say(Key::RibbonColumnLevel), Kind::Short)
        .column(text.say(Key::RibbonColumnDelivered), Kind::Short)
        .column(text.say(Key::RibbonColumnDocumented), Kind::Short)
        .column(text.say(Key::RibbonColumnSigned), Kind::Short)
        .column(text.say(Key::RibbonColumnAuthorized), Kind::Short)
        .column(text.say(Key::RibbonColumnBilled), Kind::Short)
        .column(text.say(Key::RibbonColumnLevelMatches), Kind::Short)
        .column(text.say(Key::RibbonColumnPaid), Kind::Short)
        .column(text.say(Key::RibbonColumnDenied), Kind::Short)
        .column(text.say(Key::RibbonColumnGaps), Kind::Words)
        .rows(shown.into_iter().map(|day| row(text, day, address)))
        .without_empty_columns();
    html! { (table.render(text)) p.muted { (text.say(Key::RibbonDaysWithout)) } }
}

fn row(text: Text, day: &RibbonDay, address: &dyn Fn(&str) -> Option<RecordId>) -> Row {
    let or_not_needed = |verdict: Option<Verdict>| {
        html! { @if let Some(verdict) = verdict { (word(text, verdict)) } @else { span.muted { (text.say(Key::RibbonNotNeeded)) } } }
    };
    let claims = html! {
        (word(text, day.billed))
        @for number in &day.claims {
            span.sub { @if let Some(id) = address(number) { a href={ "/claims/" (id) } { (number) } } @else { (number) } }
        }
    };
    let cells = vec![
        html! { span.nowrap { (text.day(day.day)) } },
        html! { @if let Some(level) = day.level { (level.code()) } },
        word(text, day.delivered),
        word(text, day.documented),
        word(text, day.signed),
        or_not_needed(day.authorized),
        claims,
        html! { @if let Some(matches) = day.level_matches { (word(text, matches)) } },
        if_billed(text, day, day.paid),
        refused(text, day),
        html! { @for gap in &day.gaps { span.flag.attention.wrap { (text.ribbon_gap(gap.code())) } " " } },
    ];
    Row { cells, class: if day.gaps.is_empty() { "" } else { "pressing" } }
}

/// Nothing where nothing is billed: nobody can pay or refuse it.
fn if_billed(text: Text, day: &RibbonDay, verdict: Verdict) -> Markup {
    html! { @if day.billed != Verdict::NotMet { (word(text, verdict)) } }
}

/// A refusal is what has to be seen, not that there is none.
fn refused(text: Text, day: &RibbonDay) -> Markup {
    match day.denied {
        _ if day.billed == Verdict::NotMet => html! {},
        Verdict::Met => html! { strong { (text.say(Key::RibbonYes)) } },
        Verdict::NotMet => html! { (text.say(Key::RibbonNo)) },
        Verdict::Unknown => word(text, Verdict::Unknown),
    }
}

fn word(text: Text, verdict: Verdict) -> Markup {
    match verdict {
        Verdict::Met => html! { (text.say(Key::RibbonYes)) },
        Verdict::NotMet => html! { strong { (text.say(Key::RibbonNo)) } },
        Verdict::Unknown => html! { span.muted { (text.say(Key::RibbonUnknown)) } },
    }
}
