//! Keying forms on paper: found by the number in the bar code, keyed twice, with the score on demand. A scanner types the number as a keyboard would.

pub(crate) mod hand_in;

use std::collections::BTreeMap;

use app::check_in::{Keyed, NoForm, PaperPage, WaitingForm};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use collection::check_in::Reply;
use collection::paper::{CodeProblem, Mismatch};
use instruments::Answer;
use instruments::definition::AnswerKind;
use maud::{Markup, html};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems};
use crate::frame::{Page, Section};
use crate::observe::Explained;
use crate::parts::field::{Draft, Field};
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::{live_score, notice};
use crate::visit::{self, Visit, go_to};

/// Which form?
pub(crate) async fn find(visit: Visit) -> Result<Response, PageError> {
    let fields = Fields::default();
    Ok(visit::html(search(&visit, &fields, &Problems::default()).await?))
}

/// Finds it by its number; says precisely why there is none.
pub(crate) async fn submit_find(visit: Visit) -> Result<Response, PageError> {
    let text = visit.text();
    match visit.app.paper_form(&visit.caller, visit.form.text("code"), &BTreeMap::new()).await? {
        Ok(page) => Ok(go_to(&format!("/paper/{}", page.code.as_str()))),
        Err(none) => {
            let mut problems = Problems::default();
            problems.add("code", why(text, none));
            Ok(visit::again(search(&visit, &visit.form, &problems).await?))
        }
    }
}

fn why(text: Text, none: NoForm) -> String {
    match none {
        NoForm::Code(CodeProblem::NotDigits) => text.say(Key::KeyingNotDigits),
        NoForm::Code(CodeProblem::Length { found }) => text.say_with(Key::KeyingLength, &[("found", found.into())]),
        NoForm::Code(CodeProblem::CheckDigit) => text.say(Key::KeyingCheckDigit),
        NoForm::Unknown => text.say(Key::KeyingUnknown),
    }
}

async fn search(visit: &Visit, fields: &Fields, problems: &Problems) -> Result<Markup, PageError> {
    let text = visit.text();
    let waiting = visit.app.waiting_paper_forms(&visit.caller).await?;
    let draft = Draft { text, fields, problems };
    let body = html! {
        @if visit.query.text("done") == "settled" { (notice::done(&text.say(Key::KeyingDoneSettled))) }
        (notice::problem_summary(text, problems))
        form.form.panel method="post" action="/paper" {
            (visit.frame.token_field())
            (draft.code(Field::required("code", Key::KeyingCode).hint(Key::KeyingCodeHint)))
            div.submit { button.main type="submit" { (text.say(Key::KeyingFind)) } }
        }
        (worklist(text, &waiting))
    };
    let lead = html! { p { (text.say(Key::KeyingLead)) } };
    let back = html! { a.button href="/collection" { (text.say(Key::CollectionBack)) } };
    Ok(visit.frame.render(&Page::wide(Section::Collection, text.say(Key::KeyingFindHeading), body).lead(lead).actions(back)))
}

/// What was handed in and is not settled.
fn worklist(text: Text, waiting: &[WaitingForm]) -> Markup {
    let rows = waiting.iter().map(|form| {
        let state = if form.is_keyed_once { Key::KeyingWaitingOnce } else { Key::KeyingWaitingNew };
        let cells = vec![
            html! { a.row-link href={ "/paper/" (form.code) } { (form.listed_name) } span.sub { (form.record_number) } },
            html! {
                (form.short_name)
                @if form.has_safety_items { " " span.flag { (text.say(Key::KeyingWaitingSafety)) } }
            },
            html! { (text.instant(form.handed_in_at, &form.zone)) },
            html! { (text.say(state)) },
        ];
        Row { class: if form.has_safety_items && !form.is_keyed_once { "urgent" } else { "" }, ..Row::new(cells) }
    });
    let caption = text.say_with(Key::KeyingWaiting, &[("count", waiting.len().into())]);
    html! {
        section.block {
            div.block-head { h2 { (caption) } }
            @if waiting.is_empty() { (table::empty(&text.say(Key::KeyingWaitingNone))) } @else {
                (Table::new(caption.clone())
                    .cards()
                    .column(text.say(Key::KeyingWhose), Kind::Head)
                    .column(text.say(Key::KeyingForm), Kind::Words)
                    .column(text.say(Key::KeyingHandedInAt), Kind::Short)
                    .column(text.say(Key::KeyingWaitingState), Kind::Words)
                    .rows(rows)
                    .render(text))
            }
        }
    }
}

/// The form of a number.
pub(crate) async fn show(visit: Visit, Path(code): Path<String>) -> Result<Response, PageError> {
    match visit.app.paper_form(&visit.caller, &code, &BTreeMap::new()).await? {
        Ok(page) => {
            let done = match visit.query.text("done") {
                "again" => Some(Key::KeyingDoneFirstAgain),
                "corrected" => Some(Key::KeyingCorrectHandInDone),
                _ => None,
            };
            Ok(visit::html(sheet(&visit, &page, &Said { done, ..Said::default() }, &Problems::default())))
        }
        Err(none) => not_found(&visit, &code, none).await,
    }
}

/// What was typed leads to no form: the search, with why.
async fn not_found(visit: &Visit, code: &str, none: NoForm) -> Result<Response, PageError> {
    let mut problems = Problems::default();
    problems.add("code", why(visit.text(), none));
    let mut response = visit::html(search(visit, &Fields::from([("code", code)]), &problems).await?);
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.extensions_mut().insert(Explained);
    Ok(response)
}

/// What is said about what was keyed.
#[derive(Default)]
struct Said {
    keyed: BTreeMap<String, Reply>,
    differs: Vec<Mismatch>,
    done: Option<Key>,
    is_checked: bool,
}

impl Said {
    /// True where an empty form stands for the next keying.
    const fn is_new(&self) -> bool {
        self.done.is_some()
    }
}

/// Takes what was keyed: shows its score, or keeps it.
pub(crate) async fn submit(visit: Visit, Path(code): Path<String>) -> Result<Response, PageError> {
    let text = visit.text();
    let (keyed, unreadable) = read(&visit.form);
    let page = match visit.app.paper_form(&visit.caller, &code, &keyed).await? {
        Ok(page) => page,
        Err(none) => return not_found(&visit, &code, none).await,
    };
    if visit.form.text("do") == "again" {
        visit.app.key_paper_form_anew(&visit.caller, &page.code).await?;
        return Ok(go_to(&format!("/paper/{}?done=again", page.code.as_str())));
    }
    let mut problems = wrong(&visit, &page, &keyed, &unreadable);
    let mut said = Said { keyed: keyed.clone(), ..Said::default() };
    if !problems.is_empty() {
        return Ok(visit::again(sheet(&visit, &page, &said, &problems)));
    }
    if visit.form.text("do") == "check" {
        said.is_checked = true;
        return Ok(visit::html(sheet(&visit, &page, &said, &problems)));
    }
    match visit.app.key_paper_form(&visit.caller, &page.code, keyed, visit.form.text("do") == "confirm").await {
        Ok(Keyed::First) => {
            let page = PaperPage { is_keyed_once: true, score: None, ..page };
            let said = Said { done: Some(Key::KeyingDoneFirst), ..Said::default() };
            Ok(visit::html(sheet(&visit, &page, &said, &problems)))
        }
        Ok(Keyed::Settled) => Ok(go_to("/paper?done=settled")),
        Ok(Keyed::Closed) => Ok(go_to(&format!("/paper/{}", page.code.as_str()))),
        Ok(Keyed::Differs(differs)) => Ok(visit::again(sheet(&visit, &page, &Said { differs, ..said }, &problems))),
        Ok(Keyed::NotOffered(items)) => {
            for item in items {
                problems.add(&format!("a.{item}"), text.say_with(Key::KeyingNotOffered, &[("item", number_of(&page, &item).into())]));
            }
            Ok(visit::again(sheet(&visit, &page, &said, &problems)))
        }
        Err(error) => {
            problems.take_over(text, error, &[("handed_in_at", Key::KeyingHandedInAt)])?;
            Ok(visit::again(sheet(&visit, &page, &said, &problems)))
        }
    }
}

/// The keyed answers: `a.<item>`; and the items in which something stands that is no answer.
fn read(form: &Fields) -> (BTreeMap<String, Reply>, Vec<String>) {
    let (mut keyed, mut unreadable) = (BTreeMap::new(), Vec::new());
    for (name, value) in form.iter().filter(|(name, value)| name.starts_with("a.") && !value.trim().is_empty()) {
        let item = name.trim_start_matches("a.").to_owned();
        match Reply::from_stored(value.trim()).filter(|reply| *reply != Reply::Skip) {
            Some(reply) => drop(keyed.insert(item, reply)),
            None => unreadable.push(item),
        }
    }
    (keyed, unreadable)
}

/// All that is wrong with a keying, in the order of the form: answers that are none or that the form does not offer, or no answer at all.
fn wrong(visit: &Visit, page: &PaperPage, keyed: &BTreeMap<String, Reply>, unreadable: &[String]) -> Problems {
    let (text, mut problems) = (visit.text(), Problems::default());
    for place in &page.items {
        let (id, set) = (&*page.definition.items[*place].id, page.definition.answers_of(*place));
        let is_offered = match keyed.get(id) {
            Some(Reply::Answer(Answer::Value(value))) => set.offers(*value),
            _ => !unreadable.iter().any(|item| item == id),
        };
        if !is_offered {
            problems.add(&format!("a.{id}"), text.say_with(Key::KeyingNotOffered, &[("item", (place + 1).into())]));
        }
    }
    let (is_empty, says_nothing) = (keyed.is_empty() && unreadable.is_empty(), visit.form.text("nothing") == "yes");
    match (is_empty, says_nothing) {
        (true, false) if visit.form.text("do") != "check" => problems.add("nothing", text.say(Key::KeyingAllEmpty)),
        (false, true) => problems.add("nothing", text.say(Key::KeyingNotNothing)),
        _ => {}
    }
    problems
}

/// The number of an item on the paper.
fn number_of(page: &PaperPage, item: &str) -> String {
    page.definition.items.iter().position(|each| &*each.id == item).map_or_else(|| item.to_owned(), |place| (place + 1).to_string())
}

fn sheet(visit: &Visit, page: &PaperPage, said: &Said, problems: &Problems) -> Markup {
    let text = visit.text();
    let body = html! {
        @if let Some(done) = said.done { (notice::done(&text.say(done))) }
        (notice::problem_summary(text, problems))
        dl.facts {
            dt { (text.say(Key::KeyingWhose)) } dd { (page.patient_name) " · " (page.record_number) }
            dt { (text.say(Key::KeyingForm)) } dd { (page.definition.short_name) " · " (page.code.spoken()) }
            dt { (text.say(Key::KeyingPrinted)) } dd { (text.instant(page.printed_at, &page.zone)) }
            @if let Some(at) = page.handed_in_at { dt { (text.say(Key::KeyingHandedInAt)) } dd { (text.instant(at, &page.zone)) } }
        }
        @if page.is_settled { (notice::notice(&html! { p { (text.say(Key::KeyingSettled)) } })) }
        @else if !page.is_open { (notice::notice(&html! { p { (text.say(Key::KeyingClosed)) } })) }
        @else if page.handed_in_at.is_none() { (hand_in::form(visit, page, problems)) }
        @else { (keying(visit, page, said, problems)) }
        @if let Some(noted) = page.handed_in_at { (hand_in::correction(visit, page, noted, problems)) }
    };
    let lead = html! { p { (text.say(Key::KeyingCompareName)) } };
    let back = html! { a.button href="/paper" { (text.say(Key::KeyingOther)) } };
    let heading = text.say(if page.is_keyed_once && !page.is_settled { Key::KeyingSecondHeading } else { Key::KeyingHeading });
    let page = Page::narrow(Some(Section::Collection), heading, body).clock(&page.zone);
    visit.frame.render(&page.lead(lead).actions(back))
}

fn keying(visit: &Visit, page: &PaperPage, said: &Said, problems: &Problems) -> Markup {
    let text = visit.text();
    html! {
        @if !said.differs.is_empty() { (notice::attention(&html! {
            p { (text.say_with(Key::KeyingDiffers, &[("count", said.differs.len().into())])) }
            ul { @for each in &said.differs { li { a href={ "#a." (each.item) } { (differing(text, page, each)) } } } }
        })) }
        form.form method="post" action={ "/paper/" (page.code.as_str()) } {
            (visit.frame.token_field())
            p.muted { (text.say(if page.is_keyed_once { Key::KeyingSecondLead } else { Key::KeyingFirstLead })) }
            @for place in &page.items { (item(visit, page, said, problems, *place)) }
            @if let Some(problem) = problems.of("nothing") { p.problem id="nothing-problem" { (problem) } }
            label.choice {
                input type="checkbox" id="nothing" name="nothing" value="yes" checked[!said.is_new() && visit.form.text("nothing") == "yes"];
                span { (text.say(Key::KeyingNothingAnswered)) }
            }
            (live_score::place(checked(text, page, said).as_ref()))
            div.submit {
                button.main type="submit" name="do" value="save" { (text.say(Key::KeyingSave)) }
                button type="submit" name="do" value="check" { (text.say(Key::KeyingCheck)) }
                @if !said.differs.is_empty() {
                    button type="submit" name="do" value="confirm" { (text.say(Key::KeyingConfirm)) }
                    button type="submit" name="do" value="again" { (text.say(Key::KeyingFirstAgain)) }
                }
            }
        }
    }
}

fn item(visit: &Visit, page: &PaperPage, said: &Said, problems: &Problems, place: usize) -> Markup {
    let item = &page.definition.items[place];
    let name = format!("a.{}", item.id);
    let set = page.definition.answers_of(place);
    let labels = &page.text.options[item.answers];
    let offered: Vec<String> = match &set.kind {
        AnswerKind::Options(options) => {
            let one = |(at, (value, _)): (usize, &(i32, _))| format!("{value} {}", labels.get(at).map_or("", String::as_str));
            options.iter().enumerate().map(one).collect()
        }
        AnswerKind::Number { minimum, maximum } => vec![format!("{minimum}–{maximum}")],
    };
    let value = said.keyed.get(&*item.id).map(|reply| reply.to_stored()).unwrap_or_default();
    let problem = problems.of(&name);
    // What is no answer stays as it was typed.
    let value = if problem.is_some() { visit.form.text(&name).to_owned() } else { value };
    html! {
        div.field {
            label for=(name) { (place + 1) ". " (page.text.items[place]) }
            p.hint id={ (name) "-hint" } { (offered.join(" · ")) }
            @if let Some(problem) = problem { p.problem id={ (name) "-problem" } { (problem) } }
            input.number type="text" inputmode="numeric" id=(name) name=(name) value=(value) maxlength="16" autocomplete="off"
                aria-describedby={ (name) "-hint" } aria-invalid=[problem.map(|_| "true")];
        }
    }
}

fn differing(text: Text, page: &PaperPage, each: &Mismatch) -> String {
    let said = |reply: Option<Reply>| reply.map_or_else(|| text.say(Key::KeyingNothing), Reply::to_stored);
    let arguments =
        [("item", number_of(page, &each.item).into()), ("first", said(each.first).into()), ("second", said(each.second).into())];
    text.say_with(Key::KeyingDiffersLine, &arguments)
}

/// What was keyed so far comes to this, where that was asked.
fn checked(text: Text, page: &PaperPage, said: &Said) -> Option<Markup> {
    said.is_checked.then(|| live_score::said(text, &page.definition, (said.keyed.len(), page.items.len()), page.score.as_ref()))
}
