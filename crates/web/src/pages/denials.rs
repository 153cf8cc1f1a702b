//! Which refused line do we work on first? The queue of refusals that stand, and one of them with what can be done about it.

pub(crate) mod correct;
#[cfg(test)]
pub(crate) mod tests;

use app::claim::{
    CameBack, DenialPage, DenialPlace, DenialQueue, GrantedOtherwise, KnownDeadline, NewStep, OfficialTexts, QueueQuery, QueuedDenial,
};
use app::{Data, Scope};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use revenue_cycle::denial::NO_APPEAL;
use revenue_cycle::denial::queue::{ENOUGH, Order};
use revenue_cycle::denial::step::{StepKind, WriteOffWay};
use revenue_cycle::reason::UsualAction;
use revenue_cycle::{DenialCategory, Frequency};
use vocabulary::Day;
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::notice;
use crate::parts::pager::pager;
use crate::parts::table::{self, Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

/// How many refusals a page shows.
const PAGE_SIZE: usize = 25;

const LABELS: Labels<'static> = &[("reason", Key::RefusalWriteOffReason)];

/// The queue.
pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let fields = &visit.query;
    let query = QueueQuery {
        category: fields.parsed("category"),
        payer: Some(fields.text("payer").to_owned()).filter(|payer| !payer.is_empty()),
        worked: match fields.text("worked") {
            "open" => Some(false),
            "done" => Some(true),
            _ => None,
        },
        asked: fields.text("worked") == "asked",
        order: fields.parsed("order"),
        after: place_of_text(fields.text("after")),
        size: PAGE_SIZE,
    };
    let queue = visit.app.denial_queue(&visit.caller, query).await?;
    Ok(visit::html(queue_page(&visit.frame, &queue, fields)))
}

fn queue_page(frame: &Frame, queue: &DenialQueue, fields: &Fields) -> Markup {
    let text = frame.text;
    let is_filtered = ["category", "payer", "worked"].into_iter().any(|name| !fields.text(name).is_empty());
    let body = html! {
        @if queue.all > 0 || is_filtered { (filters(text, queue, fields)) }
        @if queue.rows.is_empty() {
            (table::empty(&text.say(if is_filtered { Key::DenialsEmptyFilter } else { Key::DenialsEmpty })))
        } @else {
            (rows(text, queue))
            @let shown = text.say_with(Key::DenialsCount, &[("count", queue.rows.len().into()), ("all", queue.count.into())]);
            (pager(text, &shown, &queue.rows.last().filter(|_| queue.more).map(|last| next(fields, last)).into()))
        }
    };
    let page = Page::wide(Section::Claims, text.say(Key::DenialsHeading), body)
        .lead(html! {
            p { (text.say_with(Key::DenialsLead, &[("day", queue.today.into())])) }
            @if queue.rows.iter().any(|row| !row.denial.has_history()) {
                p.muted { (text.say_with(Key::DenialsLeadHistory, &[("needed", ENOUGH.into())])) }
            }
        })
        .actions(html! { a.button href="/claims" { (text.say(Key::NavigationClaims)) } });
    frame.render(&page)
}

fn filters(text: Text, queue: &DenialQueue, fields: &Fields) -> Markup {
    let problems = Problems::default();
    let draft = Draft { text, fields, problems: &problems };
    let categories = choices(&queue.categories, DenialCategory::code, |each| text.denial_category(each.code()));
    let payers: Vec<Choice> = queue.payers.iter().map(|payer| (payer.clone(), payer.clone())).collect();
    let worked = [("open", Key::DenialsFilterOpen), ("done", Key::DenialsFilterDone), ("asked", Key::DenialsFilterAsked)];
    let worked: Vec<Choice> = worked.into_iter().map(|(code, key)| (code.to_owned(), text.say(key))).collect();
    let orders = vec![(Order::Deadline.code().to_owned(), text.say(Key::DenialsOrderDeadline))];
    html! {
        form.search method="get" action="/denials" {
            (draft.filter(Field::optional("category", Key::DenialsFilterCategory), Key::DenialsFilterAll, &categories))
            (draft.filter(Field::optional("payer", Key::DenialsFilterPayer), Key::DenialsFilterAll, &payers))
            (draft.filter(Field::optional("worked", Key::DenialsFilterWorked), Key::DenialsFilterStanding, &worked))
            (draft.filter(Field::optional("order", Key::DenialsFilterOrder), Key::DenialsOrderValue, &orders))
            button type="submit" { (text.say(Key::ActionShow)) }
        }
    }
}

/// The address of the page after a row, with the same filter.
fn next(fields: &Fields, last: &QueuedDenial) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for name in ["category", "payer", "worked", "order"] {
        if !fields.text(name).is_empty() {
            pairs.append_pair(name, fields.text(name));
        }
    }
    pairs.append_pair("after", &text_of_place(last.about));
    format!("/denials?{}", pairs.finish())
}

fn text_of_place(about: DenialPlace) -> String {
    format!("{}.{}.{}", about.remittance, about.place, about.line.map_or_else(|| "whole".to_owned(), |line| line.to_string()))
}

fn place_of_text(text: &str) -> Option<DenialPlace> {
    let mut parts = text.split('.');
    let (remittance, place, line) = (parts.next()?, parts.next()?, parts.next()?);
    place_of(remittance, place, line).ok()
}

/// Which refusal an address names.
fn place_of(remittance: &str, place: &str, line: &str) -> Result<DenialPlace, PageError> {
    let line = if line == "whole" { None } else { Some(line.parse().map_err(|_| PageError::NotFound)?) };
    Ok(DenialPlace { remittance: visit::id(remittance)?, place: place.parse().map_err(|_| PageError::NotFound)?, line })
}

/// The address of a refusal.
pub(crate) fn address(about: DenialPlace) -> String {
    format!("/denials/{}", text_of_place(about).replace('.', "/"))
}

fn rows(text: Text, queue: &DenialQueue) -> Markup {
    let rows = queue.rows.iter().map(|row| {
        let number = [("number", row.denial.claim_number.as_str().into())];
        let cells = vec![
            html! {
                a href=(address(row.about)) aria-label=(text.say_with(Key::DenialsOpenAbout, &number)) { (row.denial.claim_number) }
                span.sub { (line(text, row)) ", " (row.denial.payer_name) @if let Some(day) = row.denial.day { ", " (text.day(day)) } }
            },
            why(text, row),
            expected(text, row, false),
            deadline(text, row, queue.today),
            html! { (text.denial_effort(row.denial.effort().code())) },
            usual(text, row),
        ];
        Row { cells, class: if row.denial.is_late(queue.today) { "void" } else { "" } }
    });
    Table::new(text.say(Key::DenialsLink))
        .cards()
        .column(text.say(Key::DenialsColumnClaim), Kind::Head)
        .column(text.say(Key::DenialsColumnWhy), Kind::Words)
        .column(text.say(Key::DenialsColumnExpected), Kind::Number)
        .column(text.say(Key::DenialsColumnDeadline), Kind::Short)
        .column(text.say(Key::DenialsColumnEffort), Kind::Short)
        .column(text.say(Key::DenialsColumnNext), Kind::Words)
        .rows(rows)
        .render(text)
}

fn line(text: Text, row: &QueuedDenial) -> String {
    match row.denial.line_number {
        Some(line) => text.say_with(Key::DenialsLine, &[("line", line.to_string().into())]),
        None => text.say(Key::DenialsWhole),
    }
}

fn label(text: Text, row: &QueuedDenial) -> String {
    text.reason_label(row.label.as_ref())
}

fn why(text: Text, row: &QueuedDenial) -> Markup {
    html! {
        (label(text, row))
        span.sub { (row.denial.denial.code) ", " (text.denial_category(row.denial.denial.kind.category.code())) }
        @if row.on_file.is_some() { span.flag { (text.say(Key::DenialsOnFile)) } }
        @if let Some(granted) = &row.granted_otherwise { span.flag { (granted_otherwise(text, granted)) } }
    }
}

fn granted_otherwise(text: Text, granted: &GrantedOtherwise) -> String {
    let key = if granted.by_another_payer { Key::DenialsGrantedByAnother } else { Key::DenialsGrantedOtherwise };
    text.say_with(key, &[("number", granted.number.as_str().into()), ("level", text.level_of_care(granted.level).into())])
}

/// What is to be expected, with what it rests on. An amount or a share of it stands there only from ten second decisions on; before, what the line is
/// worth, and where it stands `alone` that there are too few: of many lines their page says it once.
fn expected(text: Text, row: &QueuedDenial, alone: bool) -> Markup {
    html! {
        @if row.denial.is_no_loss() { (text.say(Key::DenialsNoLoss)) } @else { (expected_of_loss(text, row, alone)) }
    }
}

fn expected_of_loss(text: Text, row: &QueuedDenial, alone: bool) -> Markup {
    html! {
        @match (row.denial.expected_amount().filter(|_| row.denial.has_history()), row.denial.worth) {
            (None, Some(worth)) => (text.say_with(Key::DenialsWorth, &[("amount", worth.into())])),
            (Some(expected), Some(worth)) => {
                (text.money(expected))
                span.sub { (text.say_with(Key::DenialsWorth, &[("amount", worth.into())])) }
            },
            _ => {
                (text.say(Key::DenialsWorthUnknown))
                span.sub { (text.say_with(Key::DenialsRefused, &[("amount", row.denial.denial.amount.into())])) }
            },
        }
        @if alone || row.denial.has_history() { span.sub { (history(text, row)) } }
    }
}

fn history(text: Text, row: &QueuedDenial) -> String {
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    match row.share.filter(|_| row.denial.has_history()) {
        Some((low, _, high)) => {
            let arguments = [
                ("won", row.denial.history.count.into()),
                ("decided", row.denial.history.of.into()),
                ("low", percent(low).into()),
                ("high", percent(high).into()),
            ];
            text.say_with(Key::DenialsOwnHistory, &arguments)
        }
        None => text.say_with(Key::DenialsNoHistory, &[("decided", row.denial.history.of.into()), ("needed", ENOUGH.into())]),
    }
}

fn deadline(text: Text, row: &QueuedDenial, today: Day) -> Markup {
    html! {
        @match row.denial.deadline {
            None => span.muted { (text.say(Key::DenialsNoDeadline)) },
            Some(day) if day < today => span.flag.attention { (text.say_with(Key::DenialsLate, &[("day", day.into())])) },
            Some(day) => { (text.day(day)) span.sub { (text.say_with(Key::DenialsDeadlineDays, &[("days", day.days_since(today).into())])) } },
        }
    }
}

fn usual(text: Text, row: &QueuedDenial) -> Markup {
    html! {
        @match &row.step {
            Some(step) if step.step.kind != StepKind::Records || row.appeal.is_none() => {
                (text.denial_step(step.step.kind.code()))
                @if let Some(came_back) = row.came_back { span.sub { (came_back_words(text, came_back)) } }
            },
            _ if row.appeal.is_some() => (text.say(Key::DenialsAppealOpen)),
            _ if row.on_file.is_some() => (text.usual_action("corrected_claim")),
            _ => (text.usual_action(row.denial.denial.kind.action.code())),
        }
    }
}

/// How the last step came back, and that it is ours again.
fn came_back_words(text: Text, came_back: CameBack) -> String {
    match came_back {
        CameBack::Upheld(day) => text.say_with(Key::DenialsUpheld, &[("day", day.into())]),
        CameBack::Rejected => text.say(Key::DenialsRejected),
    }
}

/// One refusal.
pub(crate) async fn show_one(visit: Visit, Path((payment, place, line)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let page = visit.app.denial(&visit.caller, place_of(&payment, &place, &line)?).await?;
    let done = (visit.query.text("done") == "step").then_some(Key::RefusalDoneStep);
    Ok(visit::html(one_page(&visit, &page, (&Fields::default(), &Problems::default()), done)))
}

/// Keeps a step.
pub(crate) async fn submit_step(visit: Visit, Path((payment, place, line)): Path<(String, String, String)>) -> Result<Response, PageError> {
    let about = place_of(&payment, &place, &line)?;
    let form = &visit.form;
    let kind: StepKind = form.parsed("step").ok_or(PageError::Unreadable)?;
    let field = match kind {
        StepKind::CorrectedElsewhere => "sent",
        StepKind::Reopened if form.text("reason").is_empty() => "reopen_reason",
        _ => "reason",
    };
    let reason = form.text(field).to_owned();
    if kind == StepKind::CorrectedElsewhere && reason.is_empty() {
        let mut problems = Problems::default();
        let label = visit.text().say(Key::RefusalElsewhereReason);
        problems.add(field, visit.text().say_with(Key::FormProblemRequired, &[("label", label.into())]));
        let page = visit.app.denial(&visit.caller, about).await?;
        return Ok(visit::again(one_page(&visit, &page, (form, &problems), None)));
    }
    match visit.app.take_denial_step(&visit.caller, about, NewStep { kind, reason }).await {
        Ok(()) => Ok(go_to(&format!("{}?done=step", address(about)))),
        Err(error) => {
            let mut problems = Problems::default();
            problems.take_over(visit.text(), error, LABELS)?;
            let page = visit.app.denial(&visit.caller, about).await?;
            Ok(visit::again(one_page(&visit, &page, (form, &problems), None)))
        }
    }
}

/// Opens the appeal against a refusal, with others that are chosen beside it, and goes there.
pub(crate) async fn submit_appeal(
    visit: Visit,
    Path((payment, place, line)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let about = place_of(&payment, &place, &line)?;
    let with: Vec<DenialPlace> = visit.form.all("with").filter_map(place_of_text).collect();
    match visit.app.open_claim_appeal(&visit.caller, about, with).await {
        Ok(review) => Ok(go_to(&format!("/reviews/{review}/appeal"))),
        Err(error) => {
            let mut problems = Problems::default();
            problems.take_over(visit.text(), error, LABELS)?;
            let page = visit.app.denial(&visit.caller, about).await?;
            Ok(visit::again(one_page(&visit, &page, (&visit.form, &problems), None)))
        }
    }
}

fn one_page(visit: &Visit, page: &DenialPage, (fields, problems): (&Fields, &Problems), done: Option<Key>) -> Markup {
    let (frame, text, row) = (&visit.frame, visit.text(), &page.row);
    let body = html! {
        @if let Some(done) = done { (notice::done(&text.say(done))) }
        (notice::problem_summary(text, problems))
        @if let Some((number, _)) = row.on_file.as_ref().filter(|_| correction_out(page).is_none()) { (on_file(frame, page, number)) }
        section.panel { (facts(text, page)) }
        section.block {
            div.block-head { h2 { (text.say(Key::RefusalSteps)) } }
            (steps(text, page))
        }
        section.block {
            div.block-head { h2 { (text.say(Key::RefusalActions)) } }
            (actions(visit, page, fields, problems))
        }
    };
    let day = row.denial.payment.day.map_or_else(|| text.say(Key::NotKnown), |day| text.day(day));
    let lead = [
        ("number", row.denial.claim_number.as_str().into()),
        ("line", line(text, row).into()),
        ("payer", row.denial.payer_name.as_str().into()),
        ("day", day.into()),
    ];
    let shown = Page::wide(Section::Claims, text.say(Key::RefusalHeading), body)
        .clock(&page.zone)
        .lead(html! { p { (text.say_with(Key::RefusalLead, &lead)) } })
        .actions(html! { a.button href="/denials" { (text.say(Key::DenialsLink)) } });
    frame.render(&shown)
}

/// The correction that is out, so that a second one of the same version would be refused: it left here or was sent elsewhere, was not opened again, and the
/// corrected claim is not what is on record.
fn correction_out(page: &DenialPage) -> Option<Day> {
    let step = page.row.step.as_ref().filter(|step| matches!(step.step.kind, StepKind::CorrectedClaim | StepKind::CorrectedElsewhere))?;
    let sent_on = step.recorded_at.day_in(&page.zone);
    let is_replaced = page.bill.as_ref().is_some_and(|bill| bill.frequency == Frequency::Replacement && bill.source.day >= Some(sent_on));
    (!is_replaced).then_some(sent_on)
}

/// One button: the corrected claim with the number that is on file.
fn on_file(frame: &Frame, page: &DenialPage, number: &str) -> Markup {
    let text = frame.text;
    let payer = page.row.denial.payer_name.as_str();
    let lead = [("number", number.into()), ("control", page.payer_control.as_str().into()), ("payer", payer.into())];
    notice::notice(&html! {
        h2 { (text.say(Key::RefusalOnFileHeading)) }
        p { (text.say_with(Key::RefusalOnFileLead, &lead)) }
        form method="post" action={ (address(page.row.about)) "/correct" } {
            (frame.token_field())
            input type="hidden" name="on_file" value="yes";
            input type="hidden" name="recipient" value=(payer);
            input type="hidden" name="reason" value=(text.say(Key::RefusalOnFileReason));
            input type="hidden" name="basis" value="payment";
            button.main type="submit" { (text.say(Key::RefusalOnFileButton)) }
        }
    })
}

fn facts(text: Text, page: &DenialPage) -> Markup {
    let (row, denial) = (&page.row, &page.row.denial.denial);
    let kind = denial.kind;
    html! {
        dl.facts {
            dt { (text.say(Key::RefusalReason)) }
            dd { (label(text, row)) " (" (denial.code) ")" (official(text, page, |official| official.reason.as_ref())) }
            @for (code, label) in &page.remarks {
                dt { (text.say(Key::RefusalRemark)) }
                dd {
                    (label.as_ref().map_or_else(|| text.say(Key::RefusalRemarkUnknown), |label| text.own_label(label).to_owned())) " (" (code) ")"
                    (official(text, page, |official| official.remarks.get(code)))
                }
            }
            dt { (text.say(Key::RefusalKind)) } dd { (text.denial_category(kind.category.code())) }
            dt { (text.say(Key::RefusalPreventable)) } dd { (text.denial_preventable(kind.preventable.code())) }
            dt { (text.say(Key::RefusalRecoverable)) } dd { (text.denial_recoverable(kind.recoverable.code())) }
            dt { (text.say(Key::RefusalUsual)) } dd { (text.usual_action(kind.action.code())) }
            dt { (text.say(Key::RefusalService)) } dd { (row.denial.service) }
            @if let Some(day) = row.denial.day { dt { (text.say(Key::RefusalServiceDay)) } dd { (text.day(day)) } }
            @let trace = row.denial.payment.trace.as_str();
            @if !trace.is_empty() {
                dt { (text.say(Key::ClaimsColumnTrace)) } dd { a href={ "/claims/payments/" (row.about.remittance) } { (trace) } }
            }
            dt { (text.say(Key::RefusalCharged)) } dd { (text.money(denial.charge_amount)) }
            dt { (text.say(Key::RefusalExpected)) } dd { (expected(text, row, true)) }
            dt { (text.say(Key::RefusalDeadline)) }
            dd {
                @if row.denial.deadline.is_some() { (deadline(text, row, page.today)) } @else { (text.say(Key::RefusalDeadlineUnknown)) }
                @if let Some(known) = &row.deadline { span.sub { (deadline_source(text, known)) } }
            }
            dt { (text.say(Key::RefusalAuthorizations)) }
            dd {
                @let on_line = page.claim.lines.iter().find(|line| Some(line.number) == row.denial.line_number).and_then(|line| line.authorization.clone());
                @let numbers: Vec<String> = on_line.into_iter().chain(page.claim.authorizations.iter().cloned()).collect();
                @if numbers.is_empty() { (text.say(Key::RefusalAuthorizationNone)) } @else { (text.list(&numbers)) }
                @if let Some(granted) = &row.granted_otherwise { span.sub { (granted_otherwise(text, granted)) } }
            }
        }
    }
}

/// The text of the practice's own copy of an official list, with where that comes from.
fn official<'a>(text: Text, page: &'a DenialPage, of: impl Fn(&'a OfficialTexts) -> Option<&'a String>) -> Markup {
    let found = page.official.as_ref().and_then(|official| Some((of(official)?, official.source.as_str())));
    html! {
        @if let Some((words, source)) = found {
            span.sub { (text.say_with(Key::RefusalOfficial, &[("text", words.as_str().into()), ("source", source.into())])) }
        }
    }
}

/// What says that this is the last day: the rule, for whom it holds, where it is written, and whether that was checked.
fn deadline_source(text: Text, known: &KnownDeadline) -> String {
    let rule = &known.rule;
    let checked = match (rule.of_practice, rule.verified) {
        (true, _) => text.say(Key::AppealOfPractice),
        (false, true) => text.say(Key::RefusalDeadlineVerified),
        (false, false) => text.say(Key::AppealUnverified),
    };
    let arguments = [
        ("payer", known.payer.as_str().into()),
        ("rule", rule.rule.as_str().into()),
        ("source", rule.source.as_str().into()),
        ("checked", checked.into()),
    ];
    let source = text.say_with(Key::RefusalDeadlineSource, &arguments);
    match known.appellant {
        None => source,
        Some(appellant) => {
            text.say_with(Key::RefusalDeadlineFor, &[("source", source.into()), ("appellant", text.appellant(appellant.code()).into())])
        }
    }
}

fn steps(text: Text, page: &DenialPage) -> Markup {
    html! {
        @if page.steps.is_empty() { p.muted { (text.say(Key::RefusalStepsNone)) } } @else {
            ol.plain.stack {
                @for (step, name) in &page.steps {
                    @let by = [("name", name.as_str().into()), ("at", text.instant_argument(step.recorded_at, &page.zone))];
                    li {
                        strong { (text.denial_step(step.step.kind.code())) }
                        @if !step.step.reason.is_empty() { ": " (step.step.reason) }
                        span.sub {
                            (text.say_with(Key::RefusalStepBy, &by))
                            @if !step.step.approver.is_empty() {
                                ", " (text.say_with(Key::RefusalStepApproved, &[("name", step.step.approver.as_str().into())]))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The appeal that answers the line, or the button that opens it with what else is to be answered in the same letter.
fn appeal(visit: &Visit, page: &DenialPage, fields: &Fields) -> Markup {
    let (frame, text, about) = (&visit.frame, visit.text(), page.row.about);
    let problems = Problems::default();
    let draft = Draft { text, fields, problems: &problems };
    let others = page.siblings.iter().filter(|row| !row.denial.denial.takes_no_appeal()).map(|row| {
        let day = row.denial.day.map_or_else(|| text.say(Key::NotKnown), |day| text.day(day));
        let arguments = [
            ("number", row.denial.claim_number.as_str().into()),
            ("day", day.into()),
            ("service", row.denial.service.as_str().into()),
            ("amount", row.denial.denial.amount.into()),
        ];
        (text_of_place(row.about), text.say_with(Key::RefusalAppealOther, &arguments))
    });
    let others: Vec<Choice> = others.collect();
    html! {
        @if let Some(review) = page.row.appeal {
            p { (text.say(Key::RefusalAppealOpened)) }
            a.button href={ "/reviews/" (review) "/appeal" } { (text.say(Key::RefusalAppealLink)) }
        } @else if page.row.denial.denial.takes_no_appeal() {
            p { (text.say_with(Key::RefusalAppealTakesNone, &[("remark", NO_APPEAL.into())])) }
        } @else {
            p { (text.say(Key::RefusalAppealOpenLead)) }
            form.form method="post" action={ (address(about)) "/appeal" } {
                (frame.token_field())
                @if !others.is_empty() {
                    (draft.checkboxes(Field::optional("with", Key::RefusalAppealWith).hint(Key::RefusalAppealWithHint), &others))
                }
                div.submit { button type="submit" { (text.say(Key::RefusalAppealOpen)) } }
            }
            @if let Some(review) = page.review.filter(|_| visit.caller.scope(Data::Reviews) != Scope::Nothing) {
                p { (text.say(Key::RefusalAppealLead)) }
                a.button href={ "/reviews/" (review) "/appeal" } { (text.say(Key::RefusalAppealLink)) }
            }
        }
    }
}

fn actions(visit: &Visit, page: &DenialPage, fields: &Fields, problems: &Problems) -> Markup {
    let (frame, text, about) = (&visit.frame, visit.text(), page.row.about);
    let draft = Draft { text, fields, problems };
    let is_done = page.row.step.is_some();
    let usual = page.row.denial.denial.kind.action;
    // What is usually done stands first; where an authorization is on file that is a correction, whatever the reason.
    let appeals_first = matches!(usual, UsualAction::Appeal | UsualAction::Review) && page.row.on_file.is_none();
    html! {
        div.stack {
            @if !is_done && usual == UsualAction::SendRecords {
                section.panel.stack {
                    h3 { (text.say(Key::RefusalRecordsHeading)) }
                    p { (text.say(Key::RefusalRecordsLead)) }
                    form method="post" action={ (address(about)) "/step" } {
                        (frame.token_field())
                        button type="submit" name="step" value=(StepKind::Records.code()) { (text.say(Key::RefusalRecordsSave)) }
                    }
                }
            }
            @if appeals_first { (appeal_panel(visit, page, fields)) }
            (correct_panel(frame, page))
            @if !is_done { (corrected_elsewhere(frame, about, &draft)) }
            @if !appeals_first { (appeal_panel(visit, page, fields)) }
            @if page.row.step.as_ref().is_none_or(|step| step.step.kind != StepKind::WriteOff) {
                (write_off(visit, page, &draft))
            } @else {
                section.panel.stack {
                    h3 { (text.say(Key::RefusalReopenHeading)) }
                    p { (text.say(Key::RefusalReopenLead)) }
                    form.form method="post" action={ (address(about)) "/step" } {
                        (frame.token_field())
                        input type="hidden" name="step" value=(StepKind::Reopened.code());
                        (draft.text(Field::required("reason", Key::RefusalReopenReason)))
                        div.submit { button type="submit" { (text.say(Key::RefusalReopenSave)) } }
                    }
                }
            }
        }
    }
}

fn appeal_panel(visit: &Visit, page: &DenialPage, fields: &Fields) -> Markup {
    html! {
        section.panel.stack {
            h3 { (visit.text().say(Key::RefusalAppealHeading)) }
            (appeal(visit, page, fields))
        }
    }
}

/// The way to a corrected claim; where one is out, since when, with the way to open the refusal again.
fn correct_panel(frame: &Frame, page: &DenialPage) -> Markup {
    let (text, about) = (frame.text, page.row.about);
    html! {
        section.panel.stack {
            h3 { (text.say(Key::RefusalCorrectHeading)) }
            @if let Some(day) = correction_out(page) {
                p { (text.say_with(Key::RefusalCorrectOut, &[("day", day.into())])) }
                (reopen(frame, about))
            } @else {
                p { (text.say(Key::RefusalCorrectLead)) }
                a.button href={ (address(about)) "/correct" } { (text.say(Key::RefusalCorrectLink)) }
            }
        }
    }
}

/// Says with a reason that the last step does not hold any more.
fn reopen(frame: &Frame, about: DenialPlace) -> Markup {
    let (text, fields, problems) = (frame.text, Fields::default(), Problems::default());
    let draft = Draft { text, fields: &fields, problems: &problems };
    html! {
        form.form method="post" action={ (address(about)) "/step" } {
            (frame.token_field())
            input type="hidden" name="step" value=(StepKind::Reopened.code());
            (draft.text(Field::required("reopen_reason", Key::RefusalReopenReason)))
            div.submit { button type="submit" { (text.say(Key::RefusalReopenSave)) } }
        }
    }
}

/// What cannot be put right here is put right in the system that sent it: that it was sent stands here too.
fn corrected_elsewhere(frame: &Frame, about: DenialPlace, draft: &Draft<'_>) -> Markup {
    let text = frame.text;
    html! {
        section.panel.stack id="corrected-elsewhere" {
            h3 { (text.say(Key::RefusalElsewhereHeading)) }
            p { (text.say(Key::RefusalElsewhereLead)) }
            form.form method="post" action={ (address(about)) "/step" } {
                (frame.token_field())
                input type="hidden" name="step" value=(StepKind::CorrectedElsewhere.code());
                (draft.text(Field::required("sent", Key::RefusalElsewhereReason)))
                div.submit { button type="submit" { (text.say(Key::RefusalElsewhereSave)) } }
            }
        }
    }
}

/// Taking it off the books: alone, by asking somebody, or by approving what somebody asked for.
fn write_off(visit: &Visit, page: &DenialPage, draft: &Draft<'_>) -> Markup {
    let (frame, text, about) = (&visit.frame, visit.text(), page.row.about);
    let amount = [("amount", page.row.denial.denial.amount.into())];
    let limit = [("limit", page.alone_up_to.unwrap_or_default().into())];
    let name = [("name", page.signed_in.as_str().into())];
    let asked = page.steps.iter().rev().find(|(step, _)| step.step.kind == StepKind::WriteOffAsked);
    let (lead, save) = match page.write_off {
        WriteOffWay::Alone => (text.say_with(Key::RefusalWriteOffApprover, &name), Key::RefusalWriteOffSave),
        WriteOffWay::Asks => (text.say_with(Key::RefusalWriteOffAsks, &limit), Key::RefusalWriteOffAsk),
        WriteOffWay::Approves => (text.say_with(Key::RefusalWriteOffApproves, &name), Key::RefusalWriteOffApprove),
        WriteOffWay::OwnRequest => (text.say_with(Key::RefusalWriteOffOwn, &limit), Key::RefusalWriteOffSave),
    };
    let ended = if page.write_off == WriteOffWay::OwnRequest { Key::RefusalWriteOffWithdrawn } else { Key::RefusalWriteOffNotApproved };
    let waits = matches!(page.write_off, WriteOffWay::Approves | WriteOffWay::OwnRequest);
    html! {
        section.panel.stack {
            h3 { (text.say(Key::RefusalWriteOffHeading)) }
            p { (text.say_with(Key::RefusalWriteOffLead, &amount)) }
            @if let Some((step, who)) = asked.filter(|_| waits) {
                p { (text.say_with(Key::RefusalWriteOffAskedBy, &[("name", who.as_str().into()), ("reason", step.step.reason.as_str().into())])) }
            }
            @if page.write_off == WriteOffWay::OwnRequest { p id="reason" tabindex="-1" { (lead) } } @else {
                form.form method="post" action={ (address(about)) "/step" } {
                    (frame.token_field())
                    input type="hidden" name="step" value=(StepKind::WriteOff.code());
                    (draft.text(Field::required("reason", Key::RefusalWriteOffReason)))
                    p { (lead) }
                    div.submit { button.serious type="submit" { (text.say(save)) } }
                }
            }
            @if waits {
                form.form method="post" action={ (address(about)) "/step" } {
                    (frame.token_field())
                    input type="hidden" name="step" value=(StepKind::Reopened.code());
                    input type="hidden" name="reason" value=(text.say(ended));
                    div.submit { button type="submit" { (text.say(if page.write_off == WriteOffWay::Approves { Key::RefusalWriteOffRefuse } else { Key::RefusalWriteOffWithdraw })) } }
                }
            }
        }
    }
}
