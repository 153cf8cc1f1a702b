//! What does this file of a payer say? It is read in plain words before anything of it is posted: paid, refused and why, owed by whom, what to do next.

use std::collections::BTreeMap;

use app::AppError;
use app::claim::{ClaimFileReading, FaultyPart, FileFault, ReadAnswer, ReadClaim, ReadDecision, ReadPayment};
use app::import::Reason;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use revenue_cycle::{AcknowledgmentVerdict, DecisionOutcome, Denial, ReasonTable, Said};
use vocabulary::{Money, RecordId};
use wording::{Key, Text};

use super::review_answers;
use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Frame, Page, Section};
use crate::pages::claim::problem_said;
use crate::pages::imports;
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::state::WebState;
use crate::upload::{TRIED, Tried, Upload};
use crate::visit::{Visit, again, go_to, html as html_page};

/// What a kept file is for, so that a file of another form is not posted by mistake.
const KIND: (&str, &str) = ("kept_for", "claims");

/// Which file?
pub(crate) async fn choose(State(state): State<WebState>, visit: Visit) -> Result<Response, PageError> {
    Ok(html_page(choose_page(&visit.frame, &state, &Problems::default())))
}

fn choose_page(frame: &Frame, state: &WebState, problems: &Problems) -> Markup {
    let text = frame.text;
    let megabytes = (state.config.upload_bytes_max / (1024 * 1024)).to_string();
    let problem = problems.of("file");
    let body = html! {
        (notice::problem_summary(text, problems))
        form.form method="post" action="/claims/file/read" enctype="multipart/form-data" {
            (frame.token_field())
            div.field.wrong[problem.is_some()] {
                label for="file" { (text.say(Key::ImportFile)) }
                p.hint id="file-hint" { (text.say_with(Key::ClaimsFileHint, &[("megabytes", megabytes.into())])) }
                @if let Some(problem) = problem { p.wrong-text id="file-problem" { (problem) } }
                input type="file" id="file" name="file" aria-describedby="file-hint";
            }
            div.submit {
                button.main type="submit" { (text.say(Key::ClaimsRead)) }
                a href="/claims" { (text.say(Key::ActionCancel)) }
            }
        }
    };
    let page = Page::narrow(Some(Section::Claims), text.say(Key::ClaimsFileHeading), body);
    frame.render(&page.lead(html! { p { (text.say(Key::ClaimsFileLead)) } }))
}

/// What does it say? Nothing is stored; the file is kept for a while so that it can be posted without choosing it again.
pub(crate) async fn read(State(state): State<WebState>, visit: Visit, upload: Upload) -> Result<Response, PageError> {
    let text = visit.text();
    let mut problems = Problems::default();
    let Some(file) = upload.file("file").cloned() else {
        problems.add("file", text.say(Key::ImportFileMissing));
        return Ok(again(choose_page(&visit.frame, &state, &problems)));
    };
    let opened = file.open().map_err(|_| PageError::Unavailable)?;
    match visit.app.read_claim_file(&visit.caller, Box::new(opened)).await {
        Ok(reading) => {
            let mark = state.new_form_token();
            let page = reading_page(&visit.frame, (file.name.as_str(), mark.as_str()), &reading);
            state.kept.keep(visit.signed_in.session, visit.app.now(), mark, Tried { file, mapping: None, fields: Fields::from([KIND]) });
            Ok(html_page(page))
        }
        Err(AppError::File(problem)) => {
            problems.add("file", imports::reason(text, &Reason::from(&problem)));
            Ok(again(choose_page(&visit.frame, &state, &problems)))
        }
        Err(other) => Err(other.into()),
    }
}

/// Posts the file that was read a moment ago, if it is the one whose page asks for it.
pub(crate) async fn post(State(state): State<WebState>, visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    let kept = state.kept.take(visit.signed_in.session, visit.app.now(), visit.form.text(TRIED));
    let kept = kept.filter(|tried| tried.fields.text(KIND.0) == KIND.1);
    let opened = kept.as_ref().and_then(|tried| Some((tried.file.name.as_str(), tried.file.open().ok()?)));
    let Some((name, opened)) = opened else {
        let mut problems = Problems::default();
        problems.add("file", text.say(Key::ImportFileAgain));
        return Ok(again(choose_page(&visit.frame, &state, &problems)));
    };
    let posted = visit.app.post_claims(&visit.caller, name, Box::new(opened)).await?;
    let done = if posted.already_imported { "before" } else { "posted" };
    Ok(go_to(&format!("/claims?done={done}&batch={}", posted.batch)))
}

fn reading_page(frame: &Frame, (file_name, mark): (&str, &str), reading: &ClaimFileReading) -> Markup {
    let text = frame.text;
    let table = ReasonTable::shipped();
    let shown: usize = reading.payments.iter().map(|payment| payment.decisions.len()).sum();
    let body = html! {
        @if reading.posted_before.is_some() { (notice::notice(&html! { p { (text.say(Key::ClaimsReadBefore)) } })) }
        @if is_empty(reading) && reading.reviews.is_empty() { (notice::attention(&html! { p { (text.say(Key::ClaimsReadEmpty)) } })) }
        section.panel { (facts(text, reading)) }
        @if reading.problem_count + reading.broken_count > 0 { (problems(text, reading)) }
        @if !reading.told.is_empty() { (answers(text, reading)) }
        (review_answers::section(frame, reading))
        @if !reading.claims.is_empty() { (claims(text, reading)) }
        @for payment in reading.payments.iter().filter(|payment| !payment.is_repeated) { (payment_section(text, table, payment)) }
        @if shown < reading.decision_count {
            p.muted { (text.say_with(Key::ClaimsReadMore, &[("shown", shown.into()), ("count", reading.decision_count.into())])) }
        }
        @if reading.reviews.is_empty() || !is_empty(reading) {
            form method="post" action="/claims/file" {
                (frame.token_field())
                input type="hidden" name=(TRIED) value=(mark);
                div.submit {
                    button.main type="submit" { (text.say(Key::ClaimsPost)) }
                    a href="/claims/file" { (text.say(Key::ActionCancel)) }
                }
            }
        }
    };
    let page = Page::wide(Section::Claims, text.say(Key::ClaimsReadHeading), body);
    frame.render(&page.lead(html! { p { (text.say_with(Key::ClaimsReadLead, &[("file", file_name.into())])) } }))
}

/// True where there is nothing to post.
fn is_empty(reading: &ClaimFileReading) -> bool {
    reading.claim_count == 0 && reading.payments.is_empty() && reading.answers.is_empty() && reading.coverage.is_empty()
}

/// Every answer, with what it says in our words and what to do; what was turned away comes first.
fn answers(text: Text, reading: &ClaimFileReading) -> Markup {
    let is_rejected = |answer: &ReadAnswer| answer.verdict == AcknowledgmentVerdict::Rejected;
    let rows = reading.told.iter().map(|answer| {
        let number = [("number", answer.number.as_str().into())];
        Row::new(vec![
            html! { @if answer.is_of_file { (text.say_with(Key::ClaimsAnswerFile, &number)) } @else { (answer.number) } },
            html! {
                @if is_rejected(answer) { span.flag.attention { (text.acknowledgment(answer.verdict.code())) } } @else { (text.acknowledgment(answer.verdict.code())) }
                @for code in &answer.codes {
                    span.sub {
                        @if is_rejected(answer) && !answer.is_of_file { (text.rejection_category(code.split(':').next().unwrap_or_default())) " " }
                        "(" (code) ")"
                    }
                }
                @if !answer.faults.is_empty() { ul.small { @for fault in &answer.faults { li { (fault_said(text, fault)) } } } }
            },
            html! { (text.say(next_step(answer))) },
        ])
    });
    let table = Table::new(text.say(Key::ClaimsAnswersHeading))
        .cards()
        .column(text.say(Key::ClaimsColumnClaim), Kind::Head)
        .column(text.say(Key::ClaimsRejectedWhy), Kind::Words)
        .column(text.say(Key::ClaimsAnswerNext), Kind::Words)
        .rows(rows);
    let count: usize = reading.answers.values().sum();
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ClaimsAnswersHeading)) } }
            @if reading.told.iter().any(is_rejected) { p.muted { (text.say(Key::ClaimsRejectedLead)) } }
            (table.render(text))
            @if reading.told.len() < count { p.muted { (shown_of(text, reading.told.len(), count)) } }
        }
    }
}

/// What a 999 calls wrong in a file: where, in our words what and what to do, and the code.
fn fault_said(text: Text, fault: &FileFault) -> String {
    let what = match fault.part {
        FaultyPart::Segment => text.segment_fault(&fault.code),
        FaultyPart::Element => text.element_fault(&fault.code),
        FaultyPart::Transaction => text.transaction_fault(&fault.code),
        FaultyPart::Group => text.group_fault(&fault.code),
    };
    let (what, code) = (("what", what.into()), ("code", fault.code.as_str().into()));
    let (name, position) = (("name", fault.name.as_str().into()), ("position", fault.position.as_str().into()));
    match fault.part {
        FaultyPart::Segment | FaultyPart::Element if fault.loop_name.is_empty() => {
            text.say_with(Key::FileFaultAt, &[name, position, what, code])
        }
        FaultyPart::Segment | FaultyPart::Element => {
            text.say_with(Key::FileFaultInLoop, &[name, position, ("loop", fault.loop_name.as_str().into()), what, code])
        }
        FaultyPart::Transaction => text.say_with(Key::FileFaultOfTransaction, &[what, code]),
        FaultyPart::Group => text.say_with(Key::FileFaultOfGroup, &[what, code]),
    }
}

fn next_step(answer: &ReadAnswer) -> Key {
    match (answer.verdict, answer.is_of_file) {
        (AcknowledgmentVerdict::Accepted, false) => Key::ClaimsAnswerAccepted,
        (AcknowledgmentVerdict::Accepted, true) => Key::ClaimsAnswerFileAccepted,
        (AcknowledgmentVerdict::Rejected, false) => Key::ClaimsAnswerRejected,
        (AcknowledgmentVerdict::Rejected, true) => Key::ClaimsAnswerFileRejected,
        (AcknowledgmentVerdict::Received, _) => Key::ClaimsAnswerReceived,
    }
}

fn shown_of(text: Text, shown: usize, count: usize) -> String {
    text.say_with(Key::ClaimsShown, &[("count", shown.into()), ("all", count.into())])
}

/// The claims that were sent, with what is wrong as they stand; those come first.
fn claims(text: Text, reading: &ClaimFileReading) -> Markup {
    let rows = reading.claims.iter().map(|claim: &ReadClaim| {
        Row::new(vec![
            html! { (claim.number) },
            html! { (claim.payer) },
            html! { @if let Some(day) = claim.day { (text.day(day)) } @else { span.muted { (text.say(Key::NotKnown)) } } },
            html! { (text.money(claim.charge_amount)) },
            html! {
                @for problem in &claim.problems { p { span.flag.attention { (problem_said(text, problem)) } } }
                @if claim.problems.is_empty() { span.muted { (text.say(Key::ClaimsReadClaimFine)) } }
            },
        ])
    });
    let table = Table::new(text.say(Key::ClaimsReadClaims))
        .cards()
        .column(text.say(Key::ClaimsColumnClaim), Kind::Head)
        .column(text.say(Key::ClaimsReadClaimPayer), Kind::Words)
        .column(text.say(Key::RefusalServiceDay), Kind::Short)
        .column(text.say(Key::ReconcileCharge), Kind::Number)
        .column(text.say(Key::ClaimProblems), Kind::Words)
        .rows(rows);
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::ClaimsReadClaims)) } }
            (table.render(text))
            @if reading.claims.len() < reading.claim_count { p.muted { (shown_of(text, reading.claims.len(), reading.claim_count)) } }
        }
    }
}

fn facts(text: Text, reading: &ClaimFileReading) -> Markup {
    let (mut paid, mut count, mut decisions) = (Money::ZERO, 0_usize, 0_usize);
    for payment in reading.posted() {
        (paid, count, decisions) = (paid + payment.amount, count + 1, decisions + payment.decision_count);
    }
    let repeated = reading.payments.iter().filter(|payment| payment.is_repeated).count();
    let cut = reading.payments.iter().filter(|payment| !payment.is_whole && !payment.is_repeated).count();
    html! {
        dl.facts {
            @if reading.claim_count > 0 {
                dt { (text.say(Key::ClaimsReadClaims)) }
                dd { (text.say_with(Key::ClaimsReadClaimsOf, &[("count", reading.claim_count.into()), ("charge", reading.charge_amount.into())])) }
            }
            @if !reading.payments.is_empty() {
                dt { (text.say(Key::ClaimsReadPayments)) }
                dd {
                    (text.say_with(Key::ClaimsReadPaymentsOf, &[("count", count.into()), ("amount", paid.into()), ("decisions", decisions.into())]))
                    @if repeated > 0 { span.sub { (text.say_with(Key::ClaimsReadRepeated, &[("count", repeated.into())])) } }
                    @if cut > 0 { span.sub { (text.say_with(Key::ClaimsReadCut, &[("count", cut.into())])) } }
                }
            }
            @for (quoted, count) in &reading.coverage {
                dt { (text.say(if *quoted == care::Quoted::Covered.code() { Key::ClaimsReadCovered } else { Key::ClaimsReadNotCovered })) }
                dd { (text.number_of(*count)) }
            }
            @for (verdict, count) in &reading.answers {
                dt { (text.acknowledgment(verdict)) }
                dd { (text.number_of(*count)) }
            }
        }
    }
}

fn payment_section(text: Text, table: &ReasonTable, payment: &ReadPayment) -> Markup {
    let day = payment.day.map_or_else(|| text.say(Key::NotKnown), |day| text.day(day));
    let facts = [
        ("payer", payment.payer.as_str().into()),
        ("amount", payment.amount.into()),
        ("day", day.into()),
        ("trace", payment.trace.as_str().into()),
    ];
    // Nothing of it is posted yet: its numbers lead nowhere.
    let decisions = decisions(text, table, &payment.trace, (&payment.decisions, &BTreeMap::new()));
    html! {
        section.block {
            div.block-head { h2 { (text.say_with(Key::ClaimsReadPayment, &facts)) } }
            @if !payment.is_whole { (notice::attention(&html! { p { (text.say(Key::ClaimFileCutPayment)) } })) }
            @if payment.out_of_balance_amount != Money::ZERO {
                (notice::attention(&html! { p { (text.say_with(Key::ClaimsReadUnbalanced, &[("amount", payment.out_of_balance_amount.into())])) } }))
            }
            @if payment.beside_amount != Money::ZERO {
                p { (text.say_with(Key::ClaimsReadBeside, &[("amount", (-payment.beside_amount).into())])) }
            }
            @if !payment.decisions.is_empty() { (decisions) }
        }
    }
}

/// The decisions of a payment in plain words; those on claims on record, by number, lead to their pages.
pub(super) fn decisions(
    text: Text,
    table: &ReasonTable,
    trace: &str,
    (decisions, ids): (&[ReadDecision], &BTreeMap<String, RecordId>),
) -> Markup {
    Table::new(text.say_with(Key::ClaimsReadDecisions, &[("trace", trace.into())]))
        .cards()
        .column(text.say(Key::ClaimsColumnClaim), Kind::Head)
        .column(text.say(Key::ClaimsColumnStatus), Kind::Words)
        .column(text.say(Key::ReconcileCharge), Kind::Number)
        .column(text.say(Key::ReconcilePaid), Kind::Number)
        .column(text.say(Key::ClaimsColumnPatient), Kind::Number)
        .column(text.say(Key::ClaimsColumnWrittenOff), Kind::Number)
        .column(text.say(Key::ClaimsColumnRefused), Kind::Number)
        .column(text.say(Key::ClaimsColumnNext), Kind::Words)
        .rows(decisions.iter().map(|decision| decision_row(text, table, decision, ids.get(&decision.claim_number).copied())))
        .render(text)
}

fn decision_row(text: Text, table: &ReasonTable, decision: &ReadDecision, claim: Option<RecordId>) -> Row {
    let said = &decision.said;
    let is_refused = matches!(said.outcome, DecisionOutcome::Refused | DecisionOutcome::RefusedInPart);
    let label = |reason: &str| text.reason_label(table.reason(reason).map(|reason| &reason.label));
    let amount = |amount: Money| html! { @if amount == Money::ZERO { span.muted { (text.money(amount)) } } @else { (text.money(amount)) } };
    let next = html! {
        @if said.out_of_balance_amount != Money::ZERO {
            p { (text.say_with(Key::ClaimsDecisionUnbalanced, &[("amount", said.out_of_balance_amount.into())])) }
        }
        @if said.elsewhere_amount != Money::ZERO {
            p { (text.say_with(Key::ClaimsElsewhere, &[("amount", said.elsewhere_amount.into())])) }
        }
        @for (code, denial, lines) in by_code(said) {
            p {
                (label(&denial.reason)) " (" (code) ")"
                @if lines > 1 { ", " (text.say_with(Key::ClaimsLines, &[("count", lines.into())])) }
                ": " strong { (text.usual_action(denial.kind.action.code())) }
                @if let Some(day) = decision.deadlines.get(code) { span.sub { (text.say_with(Key::ClaimsReadDeadline, &[("day", (*day).into())])) } }
            }
        }
        @if said.denials.is_empty() && said.patient_amount > Money::ZERO { p { (text.say(Key::ClaimsNextBillPatient)) } }
    };
    Row::new(vec![
        html! { @if let Some(claim) = claim { a href={ "/claims/" (claim) } { (decision.claim_number) } } @else { (decision.claim_number) } },
        html! { @if is_refused { span.flag.attention { (text.decision_outcome(said.outcome.code())) } } @else { (text.decision_outcome(said.outcome.code())) } },
        amount(said.charge_amount),
        amount(said.paid_amount),
        amount(said.patient_amount),
        amount(said.written_off_amount),
        amount(said.refused_amount),
        next,
    ])
}

/// The refusals of a decision, each reason once with the number of its lines.
fn by_code(said: &Said) -> Vec<(&str, &Denial, usize)> {
    let mut found: Vec<(&str, &Denial, usize)> = Vec::new();
    for denial in &said.denials {
        match found.iter_mut().find(|(code, ..)| *code == denial.code) {
            Some((.., lines)) => *lines += 1,
            None => found.push((&denial.code, denial, 1)),
        }
    }
    found
}

/// So many kinds of problems are shown.
const KINDS: usize = 20;

/// What is wrong at one or more places of a file.
#[derive(Debug, PartialEq, Eq)]
struct LikeProblems {
    /// Where it is met first: the byte and the number of the segment.
    first: (u64, u64),
    /// The segment or element it is about; empty where it is about none.
    part: String,
    sentence: String,
    count: usize,
}

/// Like problems together, in the order in which they are met first.
fn by_kind(problems: impl Iterator<Item = ((u64, u64), String, String)>) -> Vec<LikeProblems> {
    let mut kinds: Vec<LikeProblems> = Vec::new();
    for (first, part, sentence) in problems {
        match kinds.iter_mut().find(|kind| kind.part == part && kind.sentence == sentence) {
            Some(kind) => kind.count += 1,
            None => kinds.push(LikeProblems { first, part, sentence, count: 1 }),
        }
    }
    kinds
}

fn problems(text: Text, reading: &ClaimFileReading) -> Markup {
    let broken = reading.broken.iter().map(|problem| {
        let part = if problem.element.is_empty() { problem.segment.clone() } else { problem.element.clone() };
        ((problem.place.byte, problem.place.segment), part, text.x12_problem_of(problem))
    });
    let not_understood = reading
        .problems
        .iter()
        .map(|problem| ((problem.place.byte, problem.place.segment), String::new(), imports::reason(text, &Reason::from(&problem.kind))));
    let kinds = by_kind(not_understood.chain(broken));
    let rows = kinds.iter().take(KINDS).map(|kind| {
        let (byte, segment) = kind.first;
        let at = [("byte", byte.to_string().into()), ("number", segment.to_string().into())];
        let place = html! {
            (text.say_with(Key::X12At, &at))
            @if !kind.part.is_empty() { span.sub { (kind.part) } }
            @if kind.count > 1 { span.sub { (text.say_with(Key::ClaimsReadProblemTimes, &[("count", kind.count.into())])) } }
        };
        Row::new(vec![place, html! { (kind.sentence) }])
    });
    let more = kinds.len().saturating_sub(KINDS);
    let table = Table::new(text.say(Key::ClaimsReadProblems))
        .dense()
        .column(text.say(Key::ImportColumnPlace), Kind::Head)
        .column(text.say(Key::ImportColumnReason), Kind::Words)
        .rows(rows);
    html! {
        section.block {
            div.block-head {
                h2 { (text.say(Key::ClaimsReadProblems)) }
                span.aside { (text.number_of(reading.problem_count + reading.broken_count)) }
            }
            (table.render(text))
            @if more > 0 { p.muted { (text.say_with(Key::ClaimsReadKindsMore, &[("count", more.into())])) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::by_kind;

    #[test]
    fn like_problems_stand_together_where_they_are_met_first() {
        let met = |byte: u64, part: &str, sentence: &str| ((byte, byte / 10), part.to_owned(), sentence.to_owned());
        let kinds = by_kind([met(10, "NM1", "too long"), met(20, "N3", "too long"), met(30, "NM1", "too long")].into_iter());
        let told: Vec<(u64, &str, usize)> = kinds.iter().map(|kind| (kind.first.0, kind.part.as_str(), kind.count)).collect();
        assert_eq!(told, [(10, "NM1", 2), (20, "N3", 1)]);
    }
}
