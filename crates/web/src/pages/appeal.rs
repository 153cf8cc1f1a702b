//! What is done about a denial? The decision, the tasks with their deadlines, what the notice lacks, appeals, papers, letters, and each day.

pub(crate) mod board;
pub(crate) mod close;
pub(crate) mod intake;
pub(crate) mod letter;
pub(crate) mod mend;
pub(crate) mod outcome;
pub(crate) mod paper;
pub(crate) mod task;
#[cfg(test)]
mod tests;

use app::review::appeal::{AppealPage, Filing, NewAppeal, NewPaper};
use app::{Data, Scope};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use revenue_cycle::ReasonTable;
use utilization_review::appeal::{Appeal, AppealLevel, AppealRefusal, LetterKind, PaperKind, PaperScope};
use utilization_review::authorization::DecisionStage;
use utilization_review::clock::Appellant;
use vocabulary::{Instant, RecordId, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::denials;
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[
    ("filed", Key::AppealFiled),
    ("closure", Key::ClosureReason),
    ("signed", Key::AppealPaperSigned),
    ("signer", Key::AppealPaperSigner),
    ("words", Key::AppealUrgencyWords),
];

/// The page.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let done = (visit.query.text("done") == "saved").then_some(Key::AppealSaved);
    Ok(visit::html(render(&visit, &page, &Fields::default(), &Problems::default(), done)))
}

async fn open(visit: &Visit, id: &str) -> Result<AppealPage, PageError> {
    Ok(visit.app.appeal(&visit.caller, visit::id(id)?).await?)
}

fn address(page: &AppealPage) -> String {
    format!("/reviews/{}/appeal", page.review.id)
}

/// A moment as a field with day and time takes it, by the clock of a zone.
fn clock_value(at: Instant, zone: &ZoneName) -> String {
    let (hour, minute) = at.clock_time_in(zone);
    format!("{}T{hour:02}:{minute:02}", at.day_in(zone))
}

fn saved(page: &AppealPage) -> Response {
    go_to(&format!("{}?done=saved", address(page)))
}

/// What a form of this page came to: back to the page, or the form again with what is wrong.
fn answer(visit: &Visit, page: &AppealPage, result: Result<(), app::AppError>, mut problems: Problems) -> Result<Response, PageError> {
    match result {
        Ok(()) if problems.is_empty() => return Ok(saved(page)),
        Ok(()) => {}
        Err(error) => take_over(visit.text(), &mut problems, error, LABELS)?,
    }
    Ok(visit::again(render(visit, page, &visit.form, &problems, None)))
}

/// Takes over what was refused; that an appeal skips a level stands where that is confirmed.
fn take_over(text: Text, problems: &mut Problems, error: app::AppError, labels: Labels<'_>) -> Result<(), PageError> {
    if let app::AppError::Appeal(AppealRefusal::OutOfOrder) = error {
        problems.add("confirmed", text.appeal_refusal(AppealRefusal::OutOfOrder));
        return Ok(());
    }
    problems.take_over(text, error, labels)
}

/// Plans another appeal, or says anew who appeals.
pub(crate) async fn plan(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let new = read_appeal(&mut reader);
    let problems = reader.problems;
    let Some(new) = new.filter(|_| problems.is_empty()) else { return answer(&visit, &page, Ok(()), problems) };
    let result = visit.app.plan_appeal(&visit.caller, page.review.id, new).await;
    answer(&visit, &page, result, problems)
}

/// The appeal that a form plans.
fn read_appeal(reader: &mut Reader<'_>) -> Option<NewAppeal> {
    let level: Option<AppealLevel> = reader.required_choice("level", Key::DenialLevel);
    let appellant: Option<Appellant> = reader.required_choice("appellant", Key::DenialAppellant);
    let urgent = reader.fields.text("urgent") == "yes";
    let confirmed = reader.fields.text("confirmed") == "yes";
    Some(NewAppeal { level: level?, appellant: appellant?, urgent, confirmed })
}

/// The field in which somebody confirms that an appeal is filed before its turn, for the summary of problems.
const OUT_OF_ORDER: &str = "filed_out_of_order";

/// Records that an appeal was filed.
pub(crate) async fn file(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let appeal: RecordId = visit.form.parsed("appeal").ok_or(PageError::Unreadable)?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let filed = reader.required_moment("filed", Key::AppealFiled, &page.zone);
    let mut problems = reader.problems;
    let Some(at) = filed else { return answer(&visit, &page, Ok(()), problems) };
    let filing = Filing { at, confirmed: visit.form.text("confirmed") == "yes" };
    match visit.app.file_appeal(&visit.caller, page.review.id, appeal, filing).await {
        Err(app::AppError::Appeal(AppealRefusal::OutOfOrder)) => {
            problems.add(OUT_OF_ORDER, visit.text().say(Key::AppealFileOutOfOrder));
            answer(&visit, &page, Ok(()), problems)
        }
        result => answer(&visit, &page, result, problems),
    }
}

/// Records a paper, or a statement of urgency.
pub(crate) async fn sign(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let page = open(&visit, &id).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let kind: Option<PaperKind> = reader.required_choice("kind", Key::AppealPaperKind);
    let is_urgency = kind == Some(PaperKind::Urgency);
    let signed = if is_urgency { Some(page.today) } else { reader.required_day("signed", Key::AppealPaperSigned) };
    let signer = if is_urgency { String::new() } else { reader.required_line("signer", Key::AppealPaperSigner) };
    let words =
        if is_urgency { reader.required_text("words", Key::AppealUrgencyWords) } else { reader.line("kept", Key::AppealPaperWords) };
    let scope = if visit.form.text("scope") == PaperScope::AllLevels.code() { PaperScope::AllLevels } else { PaperScope::Decision };
    let problems = reader.problems;
    let (Some(kind), Some(signed), true) = (kind, signed, problems.is_empty()) else { return answer(&visit, &page, Ok(()), problems) };
    let result = visit.app.record_appeal_paper(&visit.caller, page.review.id, NewPaper { kind, signed, signer, words, scope }).await;
    answer(&visit, &page, result, problems)
}

fn render(visit: &Visit, page: &AppealPage, fields: &Fields, problems: &Problems, done: Option<Key>) -> Markup {
    let (frame, text) = (&visit.frame, visit.text());
    let body = html! {
        @if let Some(key) = done { (notice::done(&text.say(key))) }
        (notice::problem_summary(text, problems))
        @if page.decision.is_none() {
            p { (text.say(Key::AppealNone)) }
        } @else {
            (decision(text, page))
            (refused_lines(visit, page))
            @if page.denial.is_some() {
                (task::section(text, page))
                (missing(frame, page, fields, problems))
                (appeals(frame, page, fields, problems))
                (papers(visit, page, fields, problems))
                (letters(text, page))
            } @else { (task::provisional(text, page)) }
            (days(frame, page, fields, problems))
            (close::section(frame, page, fields, problems))
        }
    };
    let actions = html! {
        @if page.denial.is_some() { a.button.main href={ (address(page)) "/letter/appeal" } { (text.letter_kind(LetterKind::Appeal.code())) } }
        @if page.decision.is_some() {
            a.button.main[page.denial.is_none()] href={ (address(page)) "/notice" } {
                (text.say(if page.denial.is_some() { Key::DenialChange } else { Key::DenialAdd }))
            }
        }
        // A review for refused lines prepares no request, and who works on claims only sees no other one.
        @if page.lines.is_empty() { a.button href={ "/reviews/" (page.review.id) } { (text.say(Key::PacketBack)) } }
        @if visit.caller.scope(Data::Reviews) != Scope::Nothing { a.button href="/appeals" { (text.say(Key::AppealsLink)) } }
        @if !page.lines.is_empty() && visit.caller.scope(Data::Claims) == Scope::All { a.button href="/denials" { (text.say(Key::DenialsLink)) } }
    };
    let heading = text.say_with(Key::AppealHeading, &[("patient", spoken_name(page.patient.value()).into())]);
    let shown = Page::wide(Section::Reviews, heading, body).about(page.patient.value()).clock(&page.zone);
    frame.render(&shown.lead(html! { p { (lead(text, page)) } }).actions(actions))
}

fn lead(text: Text, page: &AppealPage) -> String {
    if page.is_granted_since() {
        return text.say(Key::AppealLeadGranted);
    }
    let (Some(decision), Some(disputed)) = (&page.decision, page.disputed.as_ref().map(|disputed| disputed.period)) else {
        return text.say(Key::AppealLeadNone);
    };
    let arguments = [
        ("payer", (&page.payer.name).into()),
        ("day", decision.value().decided_at.day_in(&page.zone).into()),
        ("level", text.level_of_care(page.review.value().level_of_care).into()),
        ("first", disputed.first().into()),
        ("last", disputed.last().unwrap_or(page.today).into()),
    ];
    text.say_with(Key::AppealLead, &arguments)
}

/// The codes that a payment gives as its reasons, each with our label where our table knows it. They are the payer's codes and not its words.
fn labelled(text: Text, reasons: &str) -> String {
    let table = ReasonTable::shipped();
    let label = |codes: &str| {
        let reason = codes.split_whitespace().next()?.rsplit('-').next()?;
        table.reason(reason).map(|reason| text.own_label(&reason.label).to_owned()).filter(|label| !label.is_empty())
    };
    let said = |codes: &str| label(codes).map_or_else(|| codes.to_owned(), |label| format!("{label} ({codes})"));
    reasons.split("; ").map(said).collect::<Vec<String>>().join("; ")
}

fn decision(text: Text, page: &AppealPage) -> Markup {
    let Some(value) = page.decision.as_ref().map(app::Stored::value) else { return html! {} };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AppealDecisionHeading)) } }
            div.stack {
                p {
                    @if value.reason.is_empty() { (text.say(Key::AppealNoReason)) }
                    @else if value.stage == DecisionStage::Claim {
                        (text.say_with(Key::AppealReasonCodes, &[("reason", labelled(text, &value.reason).into())]))
                    } @else { (text.say_with(Key::AppealReason, &[("reason", (&value.reason).into())])) }
                }
                @if !value.reviewer.is_empty() { p { (text.say_with(Key::AppealReviewer, &[("reviewer", (&value.reviewer).into())])) } }
                @if !value.reference.is_empty() { p { (text.say_with(Key::AppealReference, &[("reference", (&value.reference).into())])) } }
                @if let Some(number) = &page.approved_before {
                    p { strong { (text.say_with(Key::AppealApprovedBefore, &[("number", number.into())])) } }
                }
            }
        }
    }
}

/// The refused lines that the appeal answers.
fn refused_lines(visit: &Visit, page: &AppealPage) -> Markup {
    if page.lines.is_empty() {
        return html! {};
    }
    let (text, may_open) = (visit.text(), visit.caller.scope(Data::Claims) == Scope::All);
    let rows = page.lines.iter().map(|line| {
        let number = [("number", line.claim_number.as_str().into())];
        Row::new(vec![
            html! { (text.day(line.period.first())) },
            html! {
                @if may_open {
                    a.row-link href=(denials::address(app::claim::place_of_line(line))) aria-label=(text.say_with(Key::DenialsOpenAbout, &number)) {
                        (line.claim_number)
                    }
                } @else { (line.claim_number) }
                span.sub { (line.service) }
            },
            html! { (line.code) },
            html! { (text.money(line.amount)) },
        ])
    });
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AppealLinesHeading)) } }
            (Table::new(text.say(Key::AppealLinesHeading))
                .cards()
                .column(text.say(Key::AppealDaysColumnDay), Kind::Head)
                .column(text.say(Key::DenialsColumnClaim), Kind::Words)
                .column(text.say(Key::DenialCodes), Kind::Short)
                .column(text.say(Key::AppealLinesColumnAmount), Kind::Number)
                .rows(rows)
                .render(text))
        }
    }
}

fn missing(frame: &Frame, page: &AppealPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AppealNoticeHeading)) } }
            @if page.is_told_by_payment() { p { (text.say(Key::AppealNoticePayment)) } } @else if page.missing.is_empty() { p { (text.say(Key::AppealNoticeNone)) } } @else {
                ul {
                    @for missing in &page.missing {
                        @let key = if missing.verified { Key::AppealNoticeMissing } else { Key::AppealNoticeUnchecked };
                        @let element = text.notice_element(missing.element.code());
                        li { (text.say_with(key, &[("element", element.into()), ("source", (&missing.source).into())])) }
                    }
                }
            }
            (mend::notice_form(frame, page, fields, problems))
        }
    }
}

fn appeals(frame: &Frame, page: &AppealPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let typed = Draft { text, fields, problems };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AppealAppealsHeading)) } }
            ul.plain.stack {
                @for stored in &page.appeals { li.panel.stack { (appeal(frame, page, (stored.id, stored.value()), (fields, problems))) } }
            }
            details open[["level", "appellant", "confirmed"].iter().any(|name| problems.of(name).is_some())] {
                summary { (text.say(Key::AppealPlanMore)) }
                form.form method="post" action={ (address(page)) "/plan" } {
                    (frame.token_field())
                    p.hint { (text.say(Key::AppealPlanHint)) }
                    (appeal_fields(&typed))
                    div.submit { button type="submit" { (text.say(Key::AppealPlanSave)) } }
                }
            }
        }
    }
}

/// To whom is appealed, by whom, and how fast.
fn appeal_fields(typed: &Draft<'_>) -> Markup {
    let text = typed.text;
    let levels = choices(AppealLevel::ALL, AppealLevel::code, |each| text.appeal_level(each.code()));
    let appellants = choices(Appellant::ALL, Appellant::code, |each| text.appellant(each.code()));
    let urgent: Vec<Choice> = vec![("yes".to_owned(), text.say(Key::DenialUrgentYes))];
    html! {
        (typed.radios(Field::required("level", Key::DenialLevel), &levels, false))
        (typed.radios(Field::required("appellant", Key::DenialAppellant).hint(Key::DenialAppellantHint), &appellants, false))
        (typed.checkboxes(Field::optional("urgent", Key::DenialUrgent), &urgent))
        @if typed.problems.of("confirmed").is_some() || !typed.fields.text("confirmed").is_empty() {
            (typed.checkboxes(Field::optional("confirmed", Key::DenialConfirmed), &[("yes".to_owned(), text.say(Key::DenialConfirmedYes))]))
        }
    }
}

fn appeal(frame: &Frame, page: &AppealPage, (id, value): (RecordId, &Appeal), (fields, problems): (&Fields, &Problems)) -> Markup {
    let text = frame.text;
    let line = [("level", text.appeal_level(value.level.code()).into()), ("appellant", text.appellant(value.appellant.code()).into())];
    html! {
        h3 { (text.say_with(Key::AppealLine, &line)) }
        @if value.urgent { p { (text.say(Key::AppealUrgent)) } }
        @match value.filed_at {
            None => p { (text.say(Key::AppealPlanned)) },
            Some(at) => p { (text.say_with(Key::AppealFiledOn, &[("at", text.instant_argument(at, &page.zone))])) },
        }
        @if value.decided { p { strong { (text.say(Key::AppealDecided)) } } }
        p { a href={ "/reviews/" (page.review.id) "/packet?variant=" (value.level.variant()) } { (text.packet_variant(value.level.variant().code())) } }
        @if value.filed_at.is_none() {
            @if page.closure.is_none() {
                form.form method="post" action={ (address(page)) "/file" } {
                    (frame.token_field())
                    input type="hidden" name="appeal" value=(id);
                    (filed_field(text, page, (id, None), (fields, problems)))
                    (order_field(text, page, id, (fields, problems)))
                    div.submit { button type="submit" { (text.say(Key::AppealFile)) } }
                }
            }
            (mend::withdrawal(frame, page, id, (fields, problems)))
        } @else if !value.decided {
            p { a.button href={ (address(page)) "/outcome?appeal=" (id) } { (text.say(Key::AppealOutcomeLink)) } }
            (mend::filing_form(frame, page, (id, value.filed_at), (fields, problems)))
        }
    }
}

/// When an appeal was filed. The summary of problems leads to the field's own name.
fn filed_field(
    text: Text,
    page: &AppealPage,
    (id, stands): (RecordId, Option<Instant>),
    (fields, problems): (&Fields, &Problems),
) -> Markup {
    let is_typed = fields.text("appeal") == id.to_string();
    let problem = problems.of("filed").filter(|_| is_typed);
    let name = if problem.is_some() { "filed".to_owned() } else { format!("filed-{id}") };
    let stands = stands.map(|at| clock_value(at, &page.zone)).unwrap_or_default();
    html! {
        div.field.wrong[problem.is_some()] {
            label for=(name) { (text.say(Key::AppealFiled)) }
            p.hint id={ (name) "-hint" } { (text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&page.zone).into())])) }
            @if let Some(sentence) = problem { p.wrong-text id={ (name) "-problem" } { (sentence) } }
            input.short type="datetime-local" id=(name) name="filed" value=(if is_typed { fields.text("filed") } else { &stands })
                autocomplete="off" required aria-invalid=[problem.map(|_| "true")] aria-describedby={ (name) "-hint" };
        }
    }
}

/// That an appeal is filed before its turn, where it would be.
fn order_field(text: Text, page: &AppealPage, id: RecordId, (fields, problems): (&Fields, &Problems)) -> Markup {
    if !page.out_of_order.contains(&id) {
        return html! {};
    }
    let problem = problems.of(OUT_OF_ORDER).filter(|_| fields.text("appeal") == id.to_string());
    let name = if problem.is_some() { OUT_OF_ORDER.to_owned() } else { format!("{OUT_OF_ORDER}-{id}") };
    html! {
        div.field.wrong[problem.is_some()] {
            @match problem {
                Some(sentence) => p.wrong-text id={ (name) "-note" } { (sentence) },
                None => p.hint id={ (name) "-note" } { (text.say(Key::AppealFileOutOfOrder)) },
            }
            div.choices {
                label.choice for=(name) {
                    input type="checkbox" id=(name) name="confirmed" value="yes" aria-describedby={ (name) "-note" };
                    span { (text.say(Key::DenialConfirmedYes)) }
                }
            }
        }
    }
}

fn is_urgency_signed(page: &AppealPage) -> bool {
    page.papers.iter().any(|paper| paper.value().kind == PaperKind::Urgency)
}

fn papers(visit: &Visit, page: &AppealPage, fields: &Fields, problems: &Problems) -> Markup {
    let (frame, text) = (&visit.frame, visit.text());
    let typed = Draft { text, fields, problems };
    let kinds: Vec<Choice> =
        [PaperKind::Designation, PaperKind::Consent].map(|kind| (kind.code().to_owned(), text.appeal_paper(kind.code()))).into();
    let scopes: Vec<Choice> = vec![(PaperScope::AllLevels.code().to_owned(), text.say(Key::AppealPaperHoldsForAll))];
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AppealPapersHeading)) } }
            @if page.papers.is_empty() { p { (text.say(Key::AppealPapersNone)) } } @else {
                ul {
                    @for (id, paper) in page.papers.iter().map(|stored| (stored.id, stored.value())) {
                        li {
                            (text.say_with(Key::AppealPaperLine, &[
                                ("kind", text.appeal_paper(paper.kind.code()).into()),
                                ("signer", (&paper.signer).into()),
                                ("day", paper.signed.into()),
                            ]))
                            @if !paper.words.is_empty() { " " span.sub { (paper.words) } }
                            @if paper.scope == PaperScope::AllLevels { " " span.sub { (text.say(Key::AppealPaperHoldsForAll)) } }
                            (mend::paper_withdrawal(frame, page, id, (fields, problems)))
                        }
                    }
                }
            }
            div.inline-actions {
                @for kind in [PaperKind::Designation, PaperKind::Consent] {
                    a.button href={ (address(page)) "/form/" (kind) } {
                        (text.say_with(Key::AppealFormLink, &[("paper", text.appeal_paper(kind.code()).into())]))
                    }
                }
            }
            @if visit.caller.clinician.is_some() {
                form.form method="post" action={ (address(page)) "/paper" } {
                    (frame.token_field())
                    input type="hidden" name="kind" value=(PaperKind::Urgency.code());
                    (typed.text(Field::required("words", Key::AppealUrgencyWords).hint(Key::AppealUrgencyHint)))
                    div.submit { button type="submit" { (text.say(Key::AppealUrgencySave)) } }
                }
            } @else if page.appeals.iter().any(|stored| stored.value().urgent) && !is_urgency_signed(page) {
                p.muted { (text.say(Key::AppealUrgencyClinicianOnly)) }
            }
            details open[["kind", "signed", "signer"].iter().any(|field| problems.of(field).is_some())] {
                summary { (text.say(Key::AppealPaperAdd)) }
                form.form method="post" action={ (address(page)) "/paper" } {
                    (frame.token_field())
                    (typed.radios(Field::required("kind", Key::AppealPaperKind), &kinds, true))
                    (typed.day(Field::required("signed", Key::AppealPaperSigned), Some(page.today)))
                    (typed.line(Field::required("signer", Key::AppealPaperSigner), "text", "off"))
                    (typed.line(Field::optional("kept", Key::AppealPaperWords), "text", "off"))
                    (typed.checkboxes(Field::optional("scope", Key::AppealPaperScope).hint(Key::AppealPaperScopeHint), &scopes))
                    div.submit { button type="submit" { (text.say(Key::AppealPaperSave)) } }
                }
            }
        }
    }
}

fn letters(text: Text, page: &AppealPage) -> Markup {
    let kinds = LetterKind::ALL.iter().filter(|kind| **kind != LetterKind::Continuation || page.is_ongoing);
    // Each appeal that waits has a letter of its own.
    let waiting: Vec<_> = page.appeals.iter().filter(|stored| !stored.value().decided).collect();
    let several = if waiting.len() > 1 { waiting.as_slice() } else { &[] };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AppealLettersHeading)) } }
            ul.plain.stack {
                @for appeal in several {
                    li {
                        a.row-link href={ (address(page)) "/letter/appeal?appeal=" (appeal.id) } {
                            (text.say_with(Key::AppealLetterWriteOf, &[
                                ("letter", text.letter_kind(LetterKind::Appeal.code()).into()),
                                ("level", text.appeal_level(appeal.value().level.code()).into()),
                            ]))
                        }
                    }
                }
                @for kind in kinds.filter(|kind| **kind != LetterKind::Appeal || several.is_empty()) {
                    li {
                        a.row-link href={ (address(page)) "/letter/" (kind) } {
                            (text.say_with(Key::AppealLetterWrite, &[("letter", text.letter_kind(kind.code()).into())]))
                        }
                    }
                }
            }
            @if !page.letters.is_empty() {
                ul {
                    @for letter in &page.letters {
                        li {
                            (text.say_with(Key::AppealLettersReleased, &[
                                ("letter", text.letter_kind(letter.value().kind.code()).into()),
                                ("author", (&letter.value().author).into()),
                                ("at", text.instant_argument(letter.recorded.recorded_at, &page.zone)),
                            ]))
                        }
                    }
                }
            }
        }
    }
}

fn days(frame: &Frame, page: &AppealPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    if page.days.is_empty() {
        return html! {};
    }
    let rows = page.days.iter().map(app::Stored::value).map(|days| {
        let last = days.period.last().unwrap_or_else(|| days.period.first());
        let told = text.say_with(Key::AppealDaysLine, &[("first", days.period.first().into()), ("last", last.into())]);
        Row::new(vec![html! { (told) }, html! { (text.day_outcome(days.outcome.code())) }])
    });
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AppealDaysHeading)) } }
            (Table::new(text.say(Key::AppealDaysCaption))
                .cards()
                .column(text.say(Key::AppealDaysColumnDay), Kind::Head)
                .column(text.say(Key::AppealDaysColumnOutcome), Kind::Words)
                .rows(rows)
                .render(text))
            (mend::outcome_form(frame, page, fields, problems))
        }
    }
}
