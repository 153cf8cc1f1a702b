//! A review for a payer: its questions in the payer's order, what records answer, and what people say.

pub(crate) mod board;
pub(crate) mod call;
pub(crate) mod needs;
mod pended;
pub(crate) mod refresh;
mod submission;
#[cfg(test)]
mod tests;

use app::review::{NewAnswer, ReviewEvidence, ReviewPage};
use axum::extract::Path;
use axum::response::Response;
use care::ReviewQuestion;
use maud::{Markup, html};
use utilization_review::review::{Filled, HumanText, MOST_TASK_QUESTIONS, Missing, ReviewTask, Shortfall};
use vocabulary::{ClinicianId, Finding, RecordId, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::authorization::request_file;
use crate::pages::patient::spoken_name;
use crate::parts::field::{Choice, Draft, Field, choices};
use crate::parts::{notice, payer};
use crate::visit::{self, Visit, go_to};

/// What will the payer ask?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let review = visit.app.review(&visit.caller, visit::id(&id)?).await?;
    let done = match visit.query.text("done") {
        "opened" => Some(Key::BoardOpened),
        "saved" => Some(Key::UtilizationReviewSaved),
        "asked" => Some(Key::UtilizationReviewAsked),
        _ => None,
    };
    Ok(visit::html(shown(&visit, &review, &Fields::default(), &Problems::default(), done).await?))
}

/// Asks who treats the patient for what only they can say.
pub(crate) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let review = visit.app.review(&visit.caller, visit::id(&id)?).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), review.today);
    let clinician: Option<ClinicianId> = reader.required_choice("clinician", Key::UtilizationReviewAskWhom);
    let due = reader.required_moment("due", Key::UtilizationReviewAskDue, &review.zone);
    let mut problems = reader.problems;
    let questions: Vec<ReviewQuestion> = visit.form.all("questions").filter_map(|code| code.parse().ok()).collect();
    if questions.is_empty() || questions.len() > MOST_TASK_QUESTIONS {
        problems.add("questions", visit.text().say_with(Key::UtilizationReviewAskMost, &[("most", MOST_TASK_QUESTIONS.into())]));
    }
    if let (Some(clinician), Some(due), true) = (clinician, due, problems.is_empty()) {
        match visit.app.ask_clinician(&visit.caller, review.review.id, clinician, questions, due).await {
            Ok(_) => return Ok(go_to(&format!("/reviews/{}?done=asked", review.review.id))),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(shown(&visit, &review, &visit.form, &problems, None).await?))
}

const LABELS: Labels<'static> = &[("clinician", Key::UtilizationReviewAskWhom), ("due", Key::UtilizationReviewAskDue)];

/// Takes back a review that leads to no decision.
pub(crate) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let review = visit.app.review(&visit.caller, visit::id(&id)?).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), review.today);
    let reason = reader.required_text("reason", Key::UtilizationReviewWithdrawReason);
    if !reader.problems.is_empty() {
        let problems = reader.problems;
        return Ok(visit::again(shown(&visit, &review, &visit.form, &problems, None).await?));
    }
    visit.app.withdraw_review(&visit.caller, review.review.id, reason).await?;
    Ok(go_to(&format!("/patients/{}/authorizations?done=saved", review.patient.id)))
}

/// Puts the answers on record that were typed; what was left as it stands is not written again. From the page of a clinician's tasks one goes back there.
pub(crate) async fn answer(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RecordId = visit::id(&id)?;
    let review = visit.app.review(&visit.caller, id).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), review.today);
    let signs = visit.caller.clinician.is_some();
    let answers = typed(&mut reader, &review, signs);
    if !reader.problems.is_empty() {
        let problems = reader.problems;
        return Ok(visit::again(shown(&visit, &review, &visit.form, &problems, None).await?));
    }
    if !answers.is_empty() {
        visit.app.answer_review(&visit.caller, id, answers).await?;
    }
    Ok(go_to(&if visit.form.text("from") == "tasks" { "/tasks?done=saved".to_owned() } else { format!("/reviews/{id}?done=saved") }))
}

/// The answers that are new, and those that stand and are signed now; a question that the form does not have is left as it is. What is typed beside a
/// signature is what is signed.
fn typed(reader: &mut Reader<'_>, review: &ReviewPage, signs: bool) -> Vec<NewAnswer> {
    let of = |filled: &Filled| {
        let name = field_of(filled.question);
        let text = reader.text(&name, Key::UtilizationReviewWords);
        let stands = filled.human.as_ref();
        let signed =
            signs.then(|| reader.fields.all(SIGN).find_map(|sent| sent.strip_prefix(filled.question.code())?.strip_prefix(':'))).flatten();
        match (signed, stands) {
            (Some(seen), stands) if text.is_empty() => {
                let seen = stands.filter(|human| human.record == seen);
                if seen.is_none() {
                    let sentence = reader.say(Key::UtilizationReviewSignOther);
                    reader.problems.add(&name, sentence);
                }
                seen.map(|human| NewAnswer { question: filled.question, text: human.text.clone() })
            }
            (None, Some(human)) if text == human.text => None,
            _ => (!text.is_empty()).then_some(NewAnswer { question: filled.question, text }),
        }
    };
    review.filled.iter().filter_map(of).collect()
}

/// The field of the questions whose words are signed as they stand: each with the record of the words that were read.
const SIGN: &str = "sign";

/// True for words that a clinician can put their name to: nobody signed them, or they come from an earlier review.
fn waits_for_signature(human: &HumanText) -> bool {
    !human.signed || human.carried_from.is_some()
}

/// The words that stand, as text: who said them on which day, and since when they stand.
fn prior(text: Text, human: &HumanText) -> Markup {
    html! {
        p.words { (human.text) }
        (signature(text, human))
    }
}

/// The way to say that the words still hold: the clinician signs them as they stand. The id is free on the page.
fn still_so(text: Text, (question, human): (ReviewQuestion, &HumanText), id: &str) -> Markup {
    html! {
        @if waits_for_signature(human) {
            div.choices.no-print {
                label.choice for=(id) {
                    input type="checkbox" id=(id) name=(SIGN) value={ (question.code()) ":" (human.record) };
                    span { (text.say(Key::UtilizationReviewSign)) span.visually-hidden { ": " (text.review_question(question.code())) } }
                }
            }
        }
    }
}

fn field_of(question: ReviewQuestion) -> String {
    format!("answer-{}", question.code())
}

/// The page, with what can be asked for the review.
async fn shown(visit: &Visit, review: &ReviewPage, fields: &Fields, problems: &Problems, done: Option<Key>) -> Result<Markup, PageError> {
    let evidence = if review.review.value().closed {
        ReviewEvidence::default()
    } else {
        visit.app.review_evidence(&visit.caller, review.review.id).await?
    };
    Ok(page(visit, (review, &evidence), fields, problems, done))
}

fn page(
    visit: &Visit,
    (review, evidence): (&ReviewPage, &ReviewEvidence),
    fields: &Fields,
    problems: &Problems,
    done: Option<Key>,
) -> Markup {
    let (frame, text, value) = (&visit.frame, visit.text(), review.review.value());
    let signs = visit.caller.clinician.is_some();
    let patient = review.patient.value();
    let body = html! {
        @if let Some(key) = done { (notice::done(&text.say(key))) }
        (notice::problem_summary(text, problems))
        (payer::missing(text, review.patient.id, review.no_payer))
        @if value.closed { (notice::notice(&html! { p { (text.say(Key::UtilizationReviewClosed)) } })) }
        (pended::panel(text, review))
        @if !value.closed { section.block { (missing(text, review)) } }
        (refresh::panel(visit, (review.review.id, review.patient.id), &review.zone, evidence))
        (tasks(frame, review, fields, problems))
        form.form.block method="post" action={ "/reviews/" (review.review.id) } {
            (frame.token_field())
            div.block-head { h2 { (text.say(Key::UtilizationReviewQuestionsHeading)) } }
            ol.plain.stack {
                @for filled in &review.filled { li.panel.stack { (question(text, (review, signs), filled, (fields, problems))) } }
            }
            @if !value.closed {
                div.submit {
                    button.main type="submit" { (text.say(Key::UtilizationReviewSave)) }
                    a.button href={ "/patients/" (review.patient.id) "/authorizations/request?review=" (review.review.id) } {
                        (text.say(Key::RequestAdd))
                    }
                    @if let Some(request) = review.request {
                        a.button href=(request_file::address(review.patient.id, request)) { (text.say(Key::RequestFileOfReview)) }
                    }
                    a.button href={ "/patients/" (review.patient.id) "/authorizations/decision?review=" (review.review.id) } {
                        (text.say(Key::UtilizationReviewDecisionLink))
                    }
                }
            }
        }
        @if !value.closed { (withdrawal(frame, review, fields, problems)) }
    };
    let lead = text.say_with(
        Key::UtilizationReviewLead,
        &[
            ("kind", text.request_kind(value.kind.code()).into()),
            ("level", text.level_of_care(value.level_of_care).into()),
            ("day", value.due_day.into()),
            ("payer", payer::name(text, &review.payer.name).into()),
            ("since", review.since.into()),
        ],
    );
    let lead = html! {
        p { (lead) }
        @if let Some(submit) = &review.submit_by { p { (submission::words(text, submit, review.now)) } }
        p { a href={ "/patients/" (review.patient.id) } { (patient.listed_name()) } " · " (patient.record_number) }
    };
    let actions = html! {
        a.button.main href={ "/reviews/" (review.review.id) "/packet?variant=" (review.review.value().kind.code()) } { (text.say(Key::PacketLink)) }
        @if !value.closed { a.button href={ "/reviews/" (review.review.id) "/call" } { (text.say(Key::CallLink)) } }
        a.button href={ "/patients/" (review.patient.id) "/authorizations" } { (text.say(Key::AuthorizationsLink)) }
        a.button href={ "/reviews/" (review.review.id) "/appeal" } { (text.say(Key::AppealLink)) }
        a.button href="/reviews" { (text.say(Key::NavigationReviews)) }
    };
    let heading = text.say_with(Key::UtilizationReviewHeading, &[("patient", spoken_name(patient).into())]);
    frame.render(&Page::wide(Section::Reviews, heading, body).about(patient).clock(&review.zone).lead(lead).actions(actions))
}

/// What treating clinicians were asked, and the form that asks.
fn tasks(frame: &Frame, review: &ReviewPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let asks = !review.review.value().closed && !review.team.is_empty();
    if review.tasks.is_empty() && !asks {
        return html! {};
    }
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::UtilizationReviewTasksHeading)) } }
            @if !review.tasks.is_empty() { ul { @for task in &review.tasks { li { (task_line(text, review, task.value())) (task_withdrawal(frame, review, task)) } } } }
            @if asks { (ask_form(frame, review, fields, problems)) }
        }
    }
}

fn task_line(text: Text, review: &ReviewPage, task: &ReviewTask) -> Markup {
    let whom = review.team.iter().find(|(id, _)| *id == task.clinician).map(|(_, name)| name.clone());
    let questions: Vec<String> = task.questions.iter().map(|question| text.review_question(question.code())).collect();
    let (key, at) = match task.answered_at {
        Some(at) => (Key::UtilizationReviewTaskDone, at),
        None if task.due_at < review.now => (Key::UtilizationReviewTaskLate, task.due_at),
        None => (Key::UtilizationReviewTaskOpen, task.due_at),
    };
    let arguments = [
        ("whom", whom.unwrap_or_else(|| text.say(Key::UtilizationReviewTaskLeft)).into()),
        ("at", text.instant_argument(at, &review.zone)),
        ("questions", questions.join("; ").into()),
    ];
    html! {
        @if key == Key::UtilizationReviewTaskLate { span.flag { (text.say(Key::AppealStateLate)) } " " }
        (text.say_with(key, &arguments))
    }
}

/// Of a task that nobody answered yet.
fn task_withdrawal(frame: &Frame, review: &ReviewPage, task: &app::Stored<ReviewTask>) -> Markup {
    let text = frame.text;
    html! {
        @if task.value().answered_at.is_none() {
            form.no-print method="post" action={ "/reviews/" (review.review.id) "/ask/withdraw" } {
                (frame.token_field())
                input type="hidden" name="task" value=(task.id);
                button type="submit" {
                    (text.say(Key::UtilizationReviewTaskWithdraw)) span.visually-hidden { ": " (task_line(text, review, task.value())) }
                }
            }
        }
    }
}

/// Takes back what a clinician was asked.
pub(crate) async fn withdraw_task(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (review, task): (RecordId, RecordId) = (visit::id(&id)?, visit.form.parsed("task").ok_or(PageError::Unreadable)?);
    visit.app.withdraw_review_task(&visit.caller, review, task).await?;
    Ok(go_to(&format!("/reviews/{review}?done=saved")))
}

fn ask_form(frame: &Frame, review: &ReviewPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    // What is missing is offered first, chosen already as far as one task goes.
    let missing: Vec<ReviewQuestion> = review.readiness.missing.iter().map(|missing| missing.question).collect();
    let of_person: Vec<ReviewQuestion> =
        review.filled.iter().map(|filled| filled.question).filter(|question| question.needs_a_person()).collect();
    let is_typed = problems.of("questions").is_some() || problems.of("due").is_some() || problems.of("clinician").is_some();
    let chosen = of_person.iter().filter(|question| missing.contains(question)).take(MOST_TASK_QUESTIONS);
    let mut begin: Vec<(String, String)> = chosen.map(|question| ("questions".to_owned(), question.code().to_owned())).collect();
    if let Some((first, _)) = review.team.first() {
        begin.push(("clinician".to_owned(), first.to_string()));
    }
    let last = review.review.value().due_day.max(review.today);
    begin.push(("due".to_owned(), format!("{last}T17:00")));
    let begin = Fields::from(begin);
    let typed = Draft { text, fields: if is_typed { fields } else { &begin }, problems };
    let team: Vec<Choice> = review.team.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let questions = choices(&of_person, ReviewQuestion::code, |question| text.review_question(question.code()));
    let zone = text.say_with(Key::RecordMomentHint, &[("zone", text.zone(&review.zone).into())]);
    html! {
        details.no-print open[is_typed] {
            summary { (text.say(Key::UtilizationReviewAsk)) }
            form.form method="post" action={ "/reviews/" (review.review.id) "/ask" } {
                (frame.token_field())
                (typed.select(Field::required("clinician", Key::UtilizationReviewAskWhom), &team))
                (typed.checkboxes(Field::required("questions", Key::UtilizationReviewAskQuestions), &questions))
                (typed.moment(Field::required("due", Key::UtilizationReviewAskDue), &zone))
                div.submit { button type="submit" { (text.say(Key::UtilizationReviewAsk)) } }
            }
        }
    }
}

/// The way out of a review that leads to no decision, such as one for a level that the patient left.
fn withdrawal(frame: &Frame, review: &ReviewPage, fields: &Fields, problems: &Problems) -> Markup {
    let typed = Draft { text: frame.text, fields, problems };
    html! {
        section.block.no-print {
            details open[problems.of("reason").is_some()] {
                summary { (frame.text.say(Key::UtilizationReviewWithdraw)) }
                form.form method="post" action={ "/reviews/" (review.review.id) "/withdraw" } {
                    (frame.token_field())
                    p.hint { (frame.text.say(Key::UtilizationReviewWithdrawHint)) }
                    (typed.line(Field::required("reason", Key::UtilizationReviewWithdrawReason), "text", "off"))
                    div.submit { button type="submit" { (frame.text.say(Key::UtilizationReviewWithdraw)) } }
                }
            }
        }
    }
}

fn missing(text: Text, review: &ReviewPage) -> Markup {
    html! {
        div.block-head { h2 { (text.say(Key::UtilizationReviewMissingHeading)) } }
        p {
            (text.say_with(Key::UtilizationReviewCounted, &[
                ("answered", review.readiness.answered.into()), ("required", review.readiness.required.into()), ("count", review.filled.len().into()),
            ]))
        }
        @if review.readiness.missing.is_empty() {
            p { (text.say(Key::UtilizationReviewReady)) }
        } @else {
            ul {
                @for each in &review.readiness.missing {
                    @let address = request_form(review, each.question).unwrap_or_else(|| format!("#question-{}", each.question.code()));
                    li { a.row-link href=(address) { (missing_sentence(text, each)) } }
                }
            }
        }
    }
}

/// Where the question is answered that is answered by a record of its own: what is asked for.
fn request_form(review: &ReviewPage, question: ReviewQuestion) -> Option<String> {
    let address = || format!("/patients/{}/authorizations/request?review={}", review.patient.id, review.review.id);
    (question == ReviewQuestion::Request).then(address)
}

/// Why an answer does not do.
fn shortfall(text: Text, missing: &Missing) -> String {
    match missing.shortfall {
        Shortfall::Absent => text.say(Key::UtilizationReviewAbsent),
        Shortfall::Stale { age_days, limit_days } => {
            text.say_with(Key::UtilizationReviewStale, &[("age", age_days.into()), ("limit", limit_days.into())])
        }
        Shortfall::CarriedForward { since } => text.say_with(Key::UtilizationReviewCarried, &[("day", since.into())]),
    }
}

fn missing_sentence(text: Text, missing: &Missing) -> String {
    let arguments = [
        ("question", text.review_question(missing.question.code()).into()),
        ("why", shortfall(text, missing).into()),
        ("action", text.review_action(missing.action.code()).into()),
    ];
    text.say_with(Key::UtilizationReviewMissing, &arguments)
}

/// Whether the payer requires an answer, and what its answer lacks: the same as the list above says.
fn state(text: Text, review: &ReviewPage, question: ReviewQuestion) -> Markup {
    let is_required = review.payer.questions.iter().any(|asked| asked.required && asked.question == question);
    // What the payer has decided without lacks nothing any more.
    let missing = review.readiness.missing.iter().filter(|_| !review.review.value().closed).find(|missing| missing.question == question);
    html! {
        @if is_required { span.flag.quiet { (text.say(Key::UtilizationReviewRequired)) } }
        @if let Some(missing) = missing { " " span.flag { (text.say(Key::UtilizationReviewLacks)) } " " span.small { (shortfall(text, missing)) } }
    }
}

fn question(text: Text, (review, signs): (&ReviewPage, bool), filled: &Filled, (fields, problems): (&Fields, &Problems)) -> Markup {
    let closed = review.review.value().closed;
    let (name, label) = (field_of(filled.question), text.review_question(filled.question.code()));
    let (problem, content) = (problems.of(&name), fields.raw(&name));
    html! {
        h3 id={ "question-" (filled.question.code()) } { (label) }
        @let state = state(text, review, filled.question);
        @if !state.0.is_empty() { p { (state) } }
        @if facts_of(filled).next().is_none() {
            p.muted {
                @if filled.question.needs_a_person() { (text.say(Key::UtilizationReviewOnlyPerson)) } @else { (text.say(Key::UtilizationReviewNoFact)) }
            }
        } @else {
            ul { @for fact in facts_of(filled) { li { (fact_sentence(text, fact, &review.zone)) } } }
            (no_rating(text, filled))
        }
        @if let Some(human) = &filled.human { (prior(text, human)) }
        @if !closed {
            @if let Some(address) = request_form(review, filled.question) {
                p.no-print { a href=(address) { (text.say(Key::RequestAdd)) } }
            } @else {
                @if let Some(human) = filled.human.as_ref().filter(|_| signs) {
                    (still_so(text, (filled.question, human), &format!("sign-{}", filled.question.code())))
                }
                div.field {
                    label for=(name) {
                        @let key = if filled.human.is_some() { Key::UtilizationReviewNewWords } else { Key::UtilizationReviewWords };
                        (text.say(key)) span.visually-hidden { ": " (label) }
                    }
                    @if let Some(sentence) = problem { p.problem id={ (name) "-problem" } { (sentence) } }
                    textarea.no-print id=(name) name=(name) rows="3" aria-invalid=[problem.map(|_| "true")]
                        aria-describedby=[problem.map(|_| format!("{name}-problem"))] { (content) }
                    (crate::parts::field::on_paper(content, ""))
                }
            }
        }
    }
}

/// What records say to a question: what answers it, then what measures say in words.
fn facts_of(filled: &Filled) -> impl Iterator<Item = &Finding> {
    filled.facts.iter().chain(&filled.measured)
}

/// That answers to forms are no rating of risk, where nothing else stands.
fn no_rating(text: Text, filled: &Filled) -> Markup {
    html! {
        @if filled.question == ReviewQuestion::Risk && filled.facts.is_empty() { p.small { (text.say(Key::UtilizationReviewNoRating)) } }
    }
}

/// A fact with its source: the kind and the day of the newest record that it rests on.
fn fact_sentence(text: Text, fact: &Finding, zone: &ZoneName) -> String {
    let sentence = text.packet_fact(fact, zone);
    match fact.evidence.iter().max_by_key(|evidence| evidence.day) {
        Some(evidence) => {
            let source = [("kind", text.review_source(evidence.kind).into()), ("day", evidence.day.into())];
            text.say_with(Key::UtilizationReviewFact, &[&[("fact", sentence.into())][..], &source].concat())
        }
        None => sentence,
    }
}

fn signature(text: Text, human: &HumanText) -> Markup {
    let signed = if human.signed { Key::UtilizationReviewSigned } else { Key::UtilizationReviewUnsigned };
    html! {
        p.small {
            (text.say_with(Key::UtilizationReviewWordsByPerson, &[
                ("words", text.say(signed).into()), ("author", (&human.author).into()), ("day", human.day.into()),
            ]))
            @if let Some(since) = human.carried_from { " " (text.say_with(Key::UtilizationReviewCarriedNote, &[("day", since.into())])) }
        }
    }
}
