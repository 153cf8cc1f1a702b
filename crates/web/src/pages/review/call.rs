//! What does the payer ask, and what is the answer? All questions on one screen in the payer's order, each with its facts large and a field for an answer;
//! the clock of the call and its notes in reach; and below them what the payer decided, which one save puts on record with the authorization and the end of
//! the call.
//!
//! The screen is one form, so that no button loses what stands in another field. Whatever is pressed, answers and notes are kept first; what is wrong with
//! the result is said then, and it stands as it was typed.

use app::review::{CallNotes, ReviewPage};
use app::{AppError, Data};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::review::{Filled, ReviewCall};
use vocabulary::{RecordId, Version};
use wording::{Key, Text};

use super::{fact_sentence, facts_of, field_of, no_rating, request_form, signature, typed as typed_answers};
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::authorization::decision::fields::{self as decision_fields, Asked};
use crate::pages::authorization::decision::{self, Subject};
use crate::pages::patient::spoken_name;
use crate::parts::copy_field::{self, copy_button};
use crate::parts::field::{Draft, Field, on_paper};
use crate::parts::{notice, payer};
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("reviewer", Key::CallWith)];

/// The form of the screen, by its id.
const FORM: &str = "call";

/// The field of the moment of the decision. Left empty it means the present one.
const MOMENT: &str = "decided";

/// The screen of a review.
struct Screen {
    review: ReviewPage,
    /// What a decision is about; `None` where the review is over, or the person may record none.
    subject: Option<Subject>,
}

impl Screen {
    async fn open(visit: &Visit, id: RecordId) -> Result<Self, PageError> {
        let review = visit.app.review(&visit.caller, id).await?;
        let decides = !review.review.value().closed && visit.frame.may(Data::Authorizations);
        let subject = if decides { Some(Subject::of_review(visit, review.clone()).await?) } else { None };
        Ok(Self { review, subject })
    }

    fn id(&self) -> RecordId {
        self.review.review.id
    }

    fn address(&self) -> String {
        format!("/reviews/{}/call", self.id())
    }

    fn going_on(&self) -> Option<&app::Stored<ReviewCall>> {
        self.review.calls.iter().find(|call| call.value().ended_at.is_none())
    }

    /// What was noted so far, and what records know of the result. When it was decided and how long it took is what the save says, unless somebody types it.
    fn known(&self, visit: &Visit) -> Fields {
        let said = self.going_on().map(app::Stored::value);
        let noted = said.map(|call| [("reviewer", &call.reviewer), ("reference", &call.reference), ("notes", &call.notes)]);
        let noted = noted.into_iter().flatten().map(|(name, value)| (name.to_owned(), value.clone()));
        let of_result = self.subject.as_ref().map(|subject| decision::known(visit, subject));
        let of_result = of_result.iter().flat_map(Fields::iter).filter(|(name, _)| *name != MOMENT && *name != "minutes");
        let of_result = of_result.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Fields::from(noted.chain(of_result).collect::<Vec<_>>())
    }

    /// True where something of the result is typed that is not there by itself.
    fn has_result(&self, visit: &Visit, typed: &Fields) -> bool {
        let (known, is_noted) = (self.known(visit), self.going_on().is_some());
        let is_of_call = |name: &str| is_noted && NOTED.contains(&name);
        let is_of_result = |name: &str| !name.starts_with("answer-") && !is_of_call(name) && !SENT.contains(&name);
        typed.iter().any(|(name, value)| is_of_result(name) && value.trim() != known.text(name))
    }

    /// The version of the notes with which a form began; one that does not say it begins with those that stand.
    fn seen(&self, form: &Fields) -> Version {
        form.parsed("version").map(Version).or_else(|| self.going_on().map(|call| call.recorded.version)).unwrap_or(Version::FIRST)
    }

    /// All that was noted meanwhile, with whom was spoken and the reference: whoever keeps their own over it has read it.
    fn theirs(&self) -> String {
        let said =
            self.going_on().map(app::Stored::value).map(|call| [call.reviewer.as_str(), call.reference.as_str(), call.notes.as_str()]);
        let said: Vec<&str> = said.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
        said.join(" · ")
    }
}

/// What is noted during a call.
const NOTED: [&str; 3] = ["reviewer", "reference", "notes"];

/// What the form sends along without anybody typing it.
const SENT: [&str; 3] = ["version", "next", crate::form::TOKEN_FIELD];

/// The screen. An address that names a place among the questions, as it once did, leads to the question.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let screen = Screen::open(&visit, visit::id(&id)?).await?;
    let done = visit.query.text("done") == "saved";
    if let Some(place) = visit.query.parsed::<usize>("place") {
        let asked = place.clamp(1, screen.review.filled.len().max(1)) - 1;
        let question = screen.review.filled.get(asked).map(|filled| format!("#question-{}", filled.question.code())).unwrap_or_default();
        return Ok(go_to(&format!("{}{}{question}", screen.address(), if done { "?done=saved" } else { "" })));
    }
    let known = screen.known(&visit);
    Ok(visit::html(page(&visit.frame, &screen, (&known, &Problems::default()), done.then_some(Key::CallSaved))))
}

/// Begins the call, and keeps what was answered before it.
pub(crate) async fn begin(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let screen = Screen::open(&visit, visit::id(&id)?).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), screen.review.today);
    let answers = typed_answers(&mut reader, &screen.review, false);
    if !reader.problems.is_empty() {
        return Ok(visit::again(page(&visit.frame, &screen, (&visit.form, &reader.problems), None)));
    }
    if !answers.is_empty() {
        visit.app.answer_review(&visit.caller, screen.id(), answers).await?;
    }
    visit.app.begin_call(&visit.caller, screen.id()).await?;
    kept(&visit, screen, "").await
}

/// Keeps answers and notes; then ends the call or puts the result on record, where that was chosen.
pub(crate) async fn note(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let screen = Screen::open(&visit, visit::id(&id)?).await?;
    let next = visit.form.text("next");
    let mut reader = Reader::new(&visit.form, visit.text(), screen.review.today);
    let is_noted = screen.going_on().is_some() || !visit.form.text("notes").is_empty();
    let notes = is_noted.then(|| CallNotes {
        reviewer: reader.line("reviewer", Key::CallWith),
        reference: reader.line("reference", Key::CallReference),
        notes: reader.text("notes", Key::CallNotes),
    });
    let answers = typed_answers(&mut reader, &screen.review, false);
    let mut problems = reader.problems;
    if !problems.is_empty() {
        return Ok(visit::again(page(&visit.frame, &screen, (&visit.form, &problems), None)));
    }
    if let Some(notes) = notes {
        match visit.app.note_call(&visit.caller, screen.id(), (notes, screen.seen(&visit.form)), next == "end").await {
            Ok(()) => {}
            Err(AppError::VersionConflict) => {
                problems.add("notes", visit.text().say_with(Key::CallNotesOther, &[("notes", screen.theirs().into())]));
            }
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    if !problems.is_empty() {
        return Ok(visit::again(page(&visit.frame, &screen, (&visit.form, &problems), None)));
    }
    if !answers.is_empty() {
        visit.app.answer_review(&visit.caller, screen.id(), answers).await?;
    }
    if next == "result" { result(&visit, screen.id()).await } else { kept(&visit, screen, "?done=saved").await }
}

/// The decision with its authorization, which ends call and review. Answers and notes are on record by then, and the page that comes again says so.
async fn result(visit: &Visit, id: RecordId) -> Result<Response, PageError> {
    let screen = Screen::open(visit, id).await?;
    let Some(subject) = &screen.subject else { return Err(AppError::Conflict.into()) };
    let moment = visit.form.text(MOMENT).is_empty().then(|| {
        let (zone, now) = (&screen.review.zone, visit.app.now());
        let (hour, minute) = now.clock_time_in(zone);
        (MOMENT.to_owned(), format!("{}T{hour:02}:{minute:02}", now.day_in(zone)))
    });
    let rest = without_answers(&visit.form);
    let said = rest.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let typed = Fields::from(moment.into_iter().chain(said).collect::<Vec<_>>());
    Ok(match decision::record(visit, subject, &typed).await? {
        Ok(place) => go_to(&place),
        Err(problems) => visit::again(page(&visit.frame, &screen, (&rest, &problems), Some(Key::CallKeptNoResult))),
    })
}

/// Back on the screen. A result that was begun stands as it was typed.
async fn kept(visit: &Visit, before: Screen, done: &str) -> Result<Response, PageError> {
    if !before.has_result(visit, &visit.form) {
        return Ok(go_to(&format!("{}{done}", before.address())));
    }
    let screen = Screen::open(visit, before.id()).await?;
    Ok(visit::html(page(&visit.frame, &screen, (&without_answers(&visit.form), &Problems::default()), Some(Key::CallKeptNoResult))))
}

/// What was typed without the answers, which are on record.
fn without_answers(form: &Fields) -> Fields {
    let others = form.iter().filter(|(name, _)| !name.starts_with("answer-"));
    Fields::from(others.map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>())
}

fn page(frame: &Frame, screen: &Screen, (fields, problems): (&Fields, &Problems), done: Option<Key>) -> Markup {
    let (text, review) = (frame.text, &screen.review);
    let closed = review.review.value().closed;
    let body = html! {
        @if let Some(key) = done { (notice::done(&text.say(key))) }
        (notice::problem_summary(text, problems))
        (payer::missing(text, review.patient.id, review.no_payer))
        (payer::no_new_information(text, review.payer.peer_to_peer))
        @if closed { (notice::notice(&html! { p { (text.say(Key::UtilizationReviewClosed)) } })) }
        (reach(text, screen))
        @if closed {
            (clock(text, screen, &Draft { text, fields, problems }))
            (questions(text, screen, (fields, problems)))
        } @else {
            form.form.wide id=(FORM) method="post" action=(screen.address()) {
                (frame.token_field())
                (clock(text, screen, &Draft { text, fields, problems }))
                (questions(text, screen, (fields, problems)))
                @if let Some(subject) = &screen.subject { (outcome(frame, screen, subject, &Draft { text, fields, problems })) }
            }
        }
        (copy_field::script())
    };
    let lead = [
        ("count", review.filled.len().into()),
        ("payer", payer::name(text, &review.payer.name).into()),
        ("patient", spoken_name(review.patient.value()).into()),
    ];
    let actions = html! { a.button href={ "/reviews/" (screen.id()) } { (text.say(Key::PacketBack)) } };
    let page = Page::wide(Section::Reviews, text.say(Key::CallHeading), body).about(review.patient.value()).clock(&review.zone);
    frame.render(&page.lead(html! { p { (text.say_with(Key::CallLead, &lead)) } }).actions(actions))
}

/// What stays in sight: the clock, the ways to every question, the notes and the result, and the button that keeps what was typed. It stands before the
/// form, so that Enter in a line keeps, too, and never ends a call.
fn reach(text: Text, screen: &Screen) -> Markup {
    let closed = screen.review.review.value().closed;
    html! {
        nav.reach.no-print aria-label=(text.say(Key::CallReach)) {
            p role="timer" { (timer(text, screen)) }
            div.inline-actions {
                details {
                    summary { (text.say(Key::CallAll)) }
                    ol {
                        @for filled in &screen.review.filled {
                            li { a.row-link href={ "#question-" (filled.question.code()) } { (text.review_question(filled.question.code())) } }
                        }
                    }
                }
                a.row-link href="#the-call" { (text.say(Key::CallTimerHeading)) }
                @if screen.subject.is_some() { a.row-link href="#result" { (text.say(Key::CallResult)) } }
                @if !closed {
                    button type="submit" form=(FORM) name="next" value="keep" formnovalidate { (text.say(Key::CallSave)) }
                }
            }
        }
    }
}

fn timer(text: Text, screen: &Screen) -> Markup {
    let review = &screen.review;
    html! {
        @match screen.going_on().map(app::Stored::value) {
            Some(call) => strong {
                (text.say_with(Key::CallGoingOn, &[
                    ("at", text.instant_argument(call.started_at, &review.zone)), ("minutes", call.seconds(review.now).div_ceil(60).into()),
                ]))
            },
            None => (text.say(Key::CallNotBegun)),
        }
    }
}

/// The questions in the order of the payer.
fn questions(text: Text, screen: &Screen, typed: (&Fields, &Problems)) -> Markup {
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::UtilizationReviewQuestionsHeading)) } }
            @if screen.review.filled.is_empty() { p { (text.say(Key::CallEmpty)) } }
            ol.plain.stack {
                @for (number, filled) in screen.review.filled.iter().enumerate() { li.panel.stack { (question(text, screen, (number + 1, filled), typed)) } }
            }
        }
    }
}

/// What is on record large, with a button that copies it, and a field for what is to be added.
fn question(text: Text, screen: &Screen, (number, filled): (usize, &Filled), (fields, problems): (&Fields, &Problems)) -> Markup {
    let (review, code, name) = (&screen.review, filled.question.code(), field_of(filled.question));
    let (asked, problem) = (text.review_question(code), problems.of(&name));
    html! {
        h3 id={ "question-" (code) } { (number) ". " (asked) }
        @if facts_of(filled).next().is_none() && filled.human.is_none() {
            p.spoken { (text.say(Key::CallNone)) }
        } @else {
            div.spoken id={ "copy-" (code) } {
                @if facts_of(filled).next().is_some() { ul { @for fact in facts_of(filled) { li { (fact_sentence(text, fact, &review.zone)) } } } }
                @if let Some(human) = &filled.human { p.words { (human.text) } }
            }
            @if facts_of(filled).next().is_some() { (no_rating(text, filled)) }
            @if let Some(human) = &filled.human { (signature(text, human)) }
            (copy_button(text, &format!("copy-{code}"), &asked))
        }
        @if !review.review.value().closed {
            @match request_form(review, filled.question) {
                Some(address) => p.no-print { a href=(address) { (text.say(Key::RequestAdd)) } },
                None => div.field.wrong[problem.is_some()] {
                    @let key = if filled.human.is_some() { Key::UtilizationReviewNewWords } else { Key::UtilizationReviewWords };
                    label for=(name) { (text.say(key)) span.visually-hidden { ": " (asked) } }
                    @if let Some(sentence) = problem { p.wrong-text id={ (name) "-problem" } { (sentence) } }
                    textarea.no-print id=(name) name=(name) rows="2" aria-invalid=[problem.map(|_| "true")]
                        aria-describedby=[problem.map(|_| format!("{name}-problem"))] { (fields.raw(&name)) }
                    (on_paper(fields.raw(&name), ""))
                },
            }
        }
    }
}

/// The call: its notes while it goes on, the button that begins one, and the calls before.
fn clock(text: Text, screen: &Screen, typed: &Draft<'_>) -> Markup {
    html! {
        section.block.stack {
            div.block-head { h2 id="the-call" { (text.say(Key::CallTimerHeading)) } }
            @match screen.going_on() {
                Some(call) => {
                    input type="hidden" name="version" value=(call.recorded.version.0);
                    div.row.two {
                        (typed.line(Field::optional("reviewer", Key::CallWith), "text", "off"))
                        (typed.line(Field::optional("reference", Key::CallReference), "text", "off"))
                    }
                    (typed.text(Field::optional("notes", Key::CallNotes)))
                    div.submit { button type="submit" name="next" value="end" formnovalidate { (text.say(Key::CallEnd)) } }
                },
                None => @if !screen.review.review.value().closed {
                    div.submit {
                        button.main type="submit" formaction={ (screen.address()) "/begin" } formnovalidate { (text.say(Key::CallBegin)) }
                    }
                },
            }
            (ended(text, &screen.review))
        }
    }
}

/// The calls before.
fn ended(text: Text, review: &ReviewPage) -> Markup {
    let ended: Vec<(&ReviewCall, vocabulary::Instant)> =
        review.calls.iter().map(app::Stored::value).filter_map(|call| Some((call, call.ended_at?))).collect();
    html! {
        @if !ended.is_empty() {
            ul {
                @for (call, ended_at) in ended {
                    li {
                        (text.say_with(Key::CallEnded, &[
                            ("started", text.instant_argument(call.started_at, &review.zone)),
                            ("ended", text.instant_argument(ended_at, &review.zone)),
                            ("minutes", call.seconds(review.now).div_ceil(60).into()),
                        ]))
                        @for told in [&call.reviewer, &call.reference, &call.notes].into_iter().filter(|told| !told.is_empty()) {
                            span.sub { (told) }
                        }
                    }
                }
            }
        }
    }
}

/// What the payer decided, and what it grants.
fn outcome(frame: &Frame, screen: &Screen, subject: &Subject, typed: &Draft<'_>) -> Markup {
    let text = frame.text;
    let asked = if screen.going_on().is_some() { Asked::InCall } else { Asked::WithQuestions };
    html! {
        section.block {
            div.block-head { h2 id="result" { (text.say(Key::CallResult)) } }
            p.hint { (text.say(Key::CallResultHint)) }
            div.form { (decision_fields::markup(frame, typed, subject, asked)) }
            div.submit { button.main type="submit" name="next" value="result" { (text.say(Key::DecisionSave)) } }
        }
    }
}
