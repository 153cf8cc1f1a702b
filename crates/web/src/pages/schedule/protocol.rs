//! The protocol and the rules for warning signs as documents: shown to whoever works by them, edited by whoever directs.

use app::judgement::RulesInUse;
use app::schedule::ProtocolInUse;
use app::{Data, Scope};
use axum::response::Response;
use collection::privacy::PrivateInstrument;
use collection::protocol::{Around, Measure, Protocol, Schedule};
use maud::{Markup, html};
use vocabulary::ZoneName;
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Page, Section};
use crate::parts::field::{Draft, Field};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::visit::{self, Visit, again, go_to};

/// By what protocol are measures asked for?
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let in_use = visit.app.protocol(&visit.caller).await?;
    let done = (visit.query.text("done") == "saved").then(|| visit.text().say(Key::ProtocolSaved));
    let fields = Fields::from([("source", in_use.source_text.as_str())]);
    Ok(visit::html(protocol_page(&visit, &in_use, &fields, &Problems::default(), done.as_deref())))
}

/// Puts the text in place, when it reads.
pub(crate) async fn submit(visit: Visit) -> Result<Response, PageError> {
    let source = visit.form.raw("source").replace("\r\n", "\n");
    match visit.app.put_protocol(&visit.caller, source).await? {
        Ok(()) => Ok(go_to("/due/protocol?done=saved")),
        Err(error) => {
            let mut problems = Problems::default();
            problems.add("source", visit.text().protocol_problems(&error).join(" "));
            let in_use = visit.app.protocol(&visit.caller).await?;
            Ok(again(protocol_page(&visit, &in_use, &visit.form, &problems, None)))
        }
    }
}

fn protocol_page(visit: &Visit, in_use: &ProtocolInUse, fields: &Fields, problems: &Problems, done: Option<&str>) -> Markup {
    let (text, protocol) = (visit.text(), &in_use.protocol);
    let body = html! {
        @if let Some(sentence) = done { (notice::done(sentence)) }
        (notice::problem_summary(text, problems))
        p { (protocol.note) }
        @for schedule in &protocol.schedules { section.block { (schedule_table(text, schedule)) } }
        @if !protocol.private.is_empty() { section.block { (private(text, protocol)) } }
        (editor(visit, "/due/protocol", fields, problems, Key::ProtocolText))
    };
    let lead = super::origin(text, in_use);
    let back = html! { a.button href="/due" { (text.say(Key::ActionBack)) } };
    visit.frame.render(&Page::wide(Section::Due, text.say(Key::ProtocolHeading), body).lead(lead).actions(back))
}

/// Instruments whose answers nobody who acts for an adolescent is shown.
fn private(text: Text, protocol: &Protocol) -> Markup {
    let sentence = |each: &PrivateInstrument| {
        let arguments = [("instrument", (&*each.instrument).into()), ("from", each.from_age.into()), ("until", each.until_age.into())];
        text.say_with(Key::ProtocolPrivateOf, &arguments)
    };
    html! {
        div.block-head { h2 { (text.say(Key::ProtocolPrivate)) } }
        p { (text.say(Key::ProtocolPrivateLead)) }
        ul.plain { @for each in &protocol.private { li { (sentence(each)) } } }
    }
}

fn schedule_table(text: Text, schedule: &Schedule) -> Markup {
    let level = text.level_of_care_with_code(schedule.level_of_care);
    let caption = match &schedule.program {
        Some(program) => text.say_with(Key::ProtocolScheduleOf, &[("level", level.into()), ("program", (&**program).into())]),
        None => level,
    };
    Table::new(caption)
        .with_caption()
        .cards()
        .column(text.say(Key::DueInstrument), Kind::Head)
        .column(text.say(Key::DueKindIntake), Kind::Words)
        .column(text.say(Key::DueKindInTreatment), Kind::Words)
        .column(text.say(Key::DueKindBeforeReview), Kind::Words)
        .column(text.say(Key::DueKindDischarge), Kind::Words)
        .column(text.say(Key::ProtocolFollowUp), Kind::Words)
        .rows(schedule.measures.iter().map(|measure| row(text, measure)))
        .render(text)
}

fn row(text: Text, measure: &Measure) -> Row {
    let around =
        |around: Around| text.say_with(Key::ProtocolAround, &[("before", around.days_before.into()), ("after", around.days_after.into())]);
    let follow_up = measure.follow_up.iter().map(|each| each.after_days.to_string()).collect::<Vec<_>>();
    Row::new(vec![
        html! { a href={ "/instruments/" (measure.instrument) } { (measure.short_name) } span.sub { (text.respondent(measure.respondent)) } },
        html! { @if let Some(days) = measure.intake { (around(days)) } },
        html! {
            @if let Some(interval) = measure.in_treatment {
                (text.say_with(Key::ProtocolEvery, &[("days", interval.every_days.into())]))
                span.sub { (around(interval.around)) }
            }
        },
        html! { @if let Some(days) = measure.before_review_days { (text.say_with(Key::ProtocolDaysBefore, &[("days", days.into())])) } },
        html! { @if let Some(days) = measure.discharge { (around(days)) } },
        html! { @if !follow_up.is_empty() { (text.say_with(Key::ProtocolDaysAfter, &[("days", text.list(&follow_up).into())])) } },
    ])
}

/// By what numbers are warning signs found?
pub(crate) async fn show_rules(visit: Visit) -> Result<Response, PageError> {
    let rules = visit.app.warning_rules(&visit.caller).await?;
    let done = (visit.query.text("done") == "saved").then(|| visit.text().say(Key::WarningRulesSaved));
    let fields = Fields::from([("source", rules.0.source_text.as_str())]);
    Ok(visit::html(rules_page(&visit, &rules, &fields, &Problems::default(), done.as_deref())))
}

/// Puts the numbers in place, when they read.
pub(crate) async fn submit_rules(visit: Visit) -> Result<Response, PageError> {
    let source = visit.form.raw("source").replace("\r\n", "\n");
    match visit.app.put_warning_rules(&visit.caller, source).await? {
        Ok(()) => Ok(go_to("/alerts/rules?done=saved")),
        Err(reason) => {
            let mut problems = Problems::default();
            problems.add("source", visit.text().warning_rules_problem(&reason));
            let rules = visit.app.warning_rules(&visit.caller).await?;
            Ok(again(rules_page(&visit, &rules, &visit.form, &problems, None)))
        }
    }
}

fn rules_page(visit: &Visit, (rules, zone): &(RulesInUse, ZoneName), fields: &Fields, problems: &Problems, done: Option<&str>) -> Markup {
    let text = visit.text();
    let rows = rules.parameters.summary().into_iter().map(|line| {
        let numbers = line.numbers.iter().map(|(name, value)| text.warning_number(name, value)).collect::<Vec<_>>();
        Row::new(vec![
            html! { (text.warning_rule(line.rule.code())) },
            html! { (text.warning_mode(line.mode.code())) },
            html! { (numbers.join("; ")) },
            html! { (text.warning_mark(line.mark.code())) @if let Some(by) = &line.enabled_by { span.sub { (by) } } },
            // A source is named as it is published, whatever language the page is in.
            html! { span.small lang=[(text.language_tag() != "en").then_some("en")] { (line.source) } },
        ])
    });
    let table = Table::new(text.say(Key::WarningRulesHeading))
        .cards()
        .column(text.say(Key::WarningRulesColumnRule), Kind::Head)
        .column(text.say(Key::WarningRulesColumnMode), Kind::Words)
        .column(text.say(Key::WarningRulesColumnNumbers), Kind::Words)
        .column(text.say(Key::WarningRulesColumnMark), Kind::Words)
        .column(text.say(Key::WarningRulesColumnSource), Kind::Words)
        .rows(rows);
    let body = html! {
        @if let Some(sentence) = done { (notice::done(sentence)) }
        (notice::problem_summary(text, problems))
        (table.render(text))
        (editor(visit, "/alerts/rules", fields, problems, Key::WarningRulesText))
    };
    let standing = match rules.own_since {
        Some(since) => text.say_with(Key::WarningRulesOwn, &[("time", text.instant(since, zone).into())]),
        None => text.say(Key::WarningRulesShipped),
    };
    let lead = html! { p { (text.say(Key::WarningRulesLead)) } p.small { (standing) } };
    let back = html! { a.button href="/alerts" { (text.say(Key::AlertBack)) } };
    visit.frame.render(&Page::wide(Section::Alerts, text.say(Key::WarningRulesHeading), body).clock(zone).lead(lead).actions(back))
}

/// The document as text, to be changed by whoever may; others are told who can.
fn editor(visit: &Visit, action: &str, fields: &Fields, problems: &Problems, label: Key) -> Markup {
    let text = visit.text();
    let may_edit = visit.caller.scope(Data::Protocols) == Scope::All;
    let draft = Draft { text, fields, problems };
    html! {
        section.block { div.panel {
            h2 { (text.say(Key::ProtocolEditHeading)) }
            @if may_edit {
                form.form.wide method="post" action=(action) {
                    (visit.frame.token_field())
                    (draft.document(Field::required("source", label).hint(Key::ProtocolEditHint)))
                    div.submit { button.main type="submit" { (text.say(Key::ProtocolSave)) } }
                }
            } @else { p.muted { (text.say(Key::ProtocolMayNotEdit)) } }
        } }
    }
}
