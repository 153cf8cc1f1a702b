//! What does the letter say? The draft from records, edited by a person, then let out through the gate.

use app::AppError;
use app::review::appeal::letter::{BegunFrom, LetterPage, LetterWords, NewLetter};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use utilization_review::appeal::letter::citations;
use utilization_review::appeal::{Appeal, AppealLevel, AppealRefusal, LetterKind, PaperKind, TaskKind};
use utilization_review::packet::index_sha256;
use vocabulary::Language;
use wording::{Key, Text};

use super::address;
use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::pages::releases::download;
use crate::parts::field::Draft;
use crate::parts::form_page::FormPage;
use crate::parts::{disclosure, notice, payer};
use crate::visit::{self, Visit, go_to};

const LABELS: Labels<'static> = &[("text", Key::LetterPageText)];

/// The longest letter, in characters.
const LETTER_LENGTH_MAX: usize = 40_000;

async fn open(visit: &Visit, id: &str, kind: &str) -> Result<LetterPage, PageError> {
    let kind: LetterKind = kind.parse().map_err(|_| PageError::NotFound)?;
    match visit.app.letter(&visit.caller, visit::id(id)?, (kind, visit.query.parsed("appeal"))).await {
        Ok(letter) => Ok(letter),
        // Without a notice there is nothing to write about.
        Err(AppError::Appeal(_)) => Err(PageError::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// Where the letter is, or what lies below it. An appeal is named where it is not the one that is worked on anyway.
fn letter_address(letter: &LetterPage, below: &str, more: &str) -> String {
    let id = |appeal: Option<&app::Stored<Appeal>>| appeal.map(|appeal| appeal.id);
    let (own, usual) = (id(letter.appeal.as_ref()), id(letter.page.appeal()));
    let named = own.filter(|_| letter.kind == LetterKind::Appeal && own != usual).map(|appeal| format!("appeal={appeal}"));
    let query: Vec<String> = named.into_iter().chain((!more.is_empty()).then(|| more.to_owned())).collect();
    let path = format!("{}/letter/{}{below}", address(&letter.page), letter.kind);
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

fn is_external(letter: &LetterPage) -> bool {
    letter.kind == LetterKind::Appeal && letter.appeal.as_ref().is_some_and(|appeal| appeal.value().level == AppealLevel::External)
}

/// Which letter to whom about whom.
fn lead(text: Text, letter: &LetterPage) -> String {
    let to = if is_external(letter) { text.say(Key::LetterToReviewer) } else { letter.page.payer.name.clone() };
    let arguments = [
        ("letter", text.letter_kind(letter.kind.code()).into()),
        ("payer", to.into()),
        ("patient", spoken_name(letter.page.patient.value()).into()),
    ];
    text.say_with(Key::LetterPageLead, &arguments)
}

/// The text that was saved, or the draft. A letter goes to a payer and is drafted in English, whoever writes it.
fn words(letter: &LetterPage, anew: bool) -> String {
    match &letter.saved {
        Some(saved) if !anew => saved.value().text.clone(),
        _ => Text::for_language(&Language::english()).letter(&letter.parts, &letter.packet.zone),
    }
}

/// The letter in a field.
pub(crate) async fn show(visit: Visit, Path((id, kind)): Path<(String, String)>) -> Result<Response, PageError> {
    let letter = open(&visit, &id, &kind).await?;
    let done = (visit.query.text("done") == "saved").then_some(Key::AppealSaved);
    let anew = visit.query.text("draft") == "anew";
    let shown = words(&letter, anew);
    Ok(visit::html(page(&visit.frame, &letter, (&shown, anew), &Problems::default(), done)))
}

/// Keeps the words, and goes on to the release where that was chosen.
pub(crate) async fn save(visit: Visit, Path((id, kind)): Path<(String, String)>) -> Result<Response, PageError> {
    let letter = open(&visit, &id, &kind).await?;
    let typed = visit.form.raw("text").replace("\r\n", "\n");
    let mut problems = Problems::default();
    if typed.chars().count() > LETTER_LENGTH_MAX {
        let arguments = [("label", visit.text().say(Key::LetterPageText).into()), ("allowed", LETTER_LENGTH_MAX.into())];
        problems.add("text", visit.text().say_with(Key::FormProblemTooLong, &arguments));
    } else {
        let which = (letter.kind, letter.appeal.as_ref().map(|appeal| appeal.id));
        let (index_sha256, begun) = (visit.form.text("index").to_owned(), begun(&visit.form, &letter));
        let is_kept = letter.saved.as_ref().is_some_and(|saved| saved.value().text == typed && saved.value().index_sha256 == index_sha256);
        let id = letter.page.review.id;
        let words = LetterWords { text: typed.clone(), index_sha256, begun };
        let kept = if is_kept { Ok(()) } else { visit.app.save_letter(&visit.caller, id, which, words).await };
        match kept {
            Ok(()) if visit.form.text("next") == "release" => return Ok(go_to(&letter_address(&letter, "/release", ""))),
            Ok(()) => return Ok(go_to(&letter_address(&letter, "", "done=saved"))),
            Err(AppError::Appeal(AppealRefusal::SavedSince)) => problems.add("text", visit.text().say(Key::LetterPageOther)),
            Err(error) => problems.take_over(visit.text(), error, LABELS)?,
        }
    }
    Ok(visit::again(page(&visit.frame, &letter, (&typed, false), &problems, None)))
}

/// The text that was saved last, as a form sends it along unseen.
fn saved_id(letter: &LetterPage) -> String {
    letter.saved.as_ref().map(|saved| saved.id.to_string()).unwrap_or_default()
}

/// With which text a form began; one that does not say it begins with what is there now.
fn begun(form: &Fields, letter: &LetterPage) -> BegunFrom {
    match form.all("draft").next() {
        None => letter.begun(),
        Some(_) => form.parsed("draft").map_or(BegunFrom::Records, BegunFrom::Saved),
    }
}

fn page(frame: &Frame, letter: &LetterPage, (words, anew): (&str, bool), problems: &Problems, done: Option<Key>) -> Markup {
    let text = frame.text;
    let fields = Fields::from([("text", words)]);
    let draft = Draft { text, fields: &fields, problems };
    let body = html! {
        @if let Some(key) = done { (notice::done(&text.say(key))) }
        (notice::problem_summary(text, problems))
        (payer::missing(text, letter.packet.patient.id, letter.packet.no_payer))
        p {
            @match letter.saved.as_ref().filter(|_| !anew) {
                Some(saved) => {
                    (text.say_with(Key::LetterPageSaved, &[("at", text.instant_argument(saved.recorded.recorded_at, &letter.page.zone))])) " "
                    a href=(letter_address(letter, "", "draft=anew")) { (text.say(Key::LetterPageAgain)) }
                },
                None => (text.say(Key::LetterPageFresh)),
            }
        }
        @if !anew && letter.numbers_moved() { (notice::attention(&html! { p { (text.say(Key::LetterPageNumbersMoved)) } })) }
        form.form method="post" action=(letter_address(letter, "", "")) {
            (frame.token_field())
            input type="hidden" name="draft" value=(saved_id(letter));
            input type="hidden" name="index" value=(index_sha256(&letter.packet.packet));
            (draft.letter(crate::parts::field::Field::required("text", Key::LetterPageText).hint(Key::LetterPageTextHint)))
            div.submit {
                button.main type="submit" { (text.say(Key::LetterPageSave)) }
                button type="submit" name="next" value="release" { (text.say(Key::LetterPageRelease)) }
            }
        }
        (records(text, letter, words))
    };
    let lead = html! { p { (lead(text, letter)) } };
    let back = html! { a.button href=(address(&letter.page)) { (text.say(Key::AppealLink)) } };
    let shown =
        Page::wide(Section::Reviews, text.say(Key::LetterPageHeading), body).about(letter.page.patient.value()).clock(&letter.page.zone);
    frame.render(&shown.lead(lead).actions(back))
}

/// The records behind the numbers of the words.
fn records(text: Text, letter: &LetterPage, words: &str) -> Markup {
    let cited = citations(words);
    let entries: Vec<_> = letter.packet.packet.index.iter().filter(|entry| cited.contains(&entry.number)).collect();
    html! {
        @if !entries.is_empty() {
            details {
                summary { (text.say(Key::LetterPageRecords)) }
                ul {
                    @for entry in entries {
                        li {
                            (text.say_with(Key::PacketWhyRecord, &[
                                ("number", entry.number.to_string().into()),
                                ("kind", text.packet_kind(entry.evidence.kind).into()),
                                ("day", entry.evidence.day.into()),
                                ("version", entry.evidence.version.0.to_string().into()),
                            ]))
                        }
                    }
                }
            }
        }
    }
}

/// For whom does it leave?
pub(crate) async fn show_release(visit: Visit, Path((id, kind)): Path<(String, String)>) -> Result<Response, PageError> {
    let letter = open(&visit, &id, &kind).await?;
    let reason = visit.text().letter_kind(letter.kind.code());
    // Who reviews from outside is not on record: whoever lets the letter out names them.
    let recipient = if is_external(&letter) { "" } else { letter.page.payer.name.as_str() };
    let saved = saved_id(&letter);
    let fields = Fields::from([("recipient", recipient), ("reason", reason.as_str()), ("basis", "payment"), ("draft", saved.as_str())]);
    Ok(visit::html(release_page(&visit.frame, &letter, &fields, &Problems::default())))
}

/// Releases it and hands it out.
pub(crate) async fn release(visit: Visit, Path((id, kind)): Path<(String, String)>) -> Result<Response, PageError> {
    let (letter, text) = (open(&visit, &id, &kind).await?, visit.text());
    let mut reader = Reader::new(&visit.form, text, letter.page.today);
    let disclosure = disclosure::read(&mut reader, text);
    let mut problems = reader.problems;
    if problems.is_empty() {
        let appeal = letter.appeal.as_ref().map(|appeal| appeal.id);
        let new = NewLetter { kind: letter.kind, appeal, text: words(&letter, false), begun: begun(&visit.form, &letter), author: None };
        let (id, english) = (letter.page.review.id, Language::english());
        match visit.app.release_letter(&visit.caller, id, new, &english, disclosure).await {
            Ok(released) => return Ok(download(&released)),
            Err(AppError::Appeal(AppealRefusal::SavedSince)) => problems.add("recipient", text.say(Key::LetterReleaseOther)),
            Err(error) => problems.take_over(text, error, disclosure::LABELS)?,
        }
    }
    Ok(visit::again(release_page(&visit.frame, &letter, &visit.form, &problems)))
}

/// What an appeal says of itself and nobody has signed: it may leave all the same.
fn unsigned(text: Text, letter: &LetterPage) -> Markup {
    let is_open = |kind: PaperKind| letter.page.tasks.iter().any(|task| task.kind == TaskKind::Paper(kind) && task.at_once && !task.done);
    html! {
        @for (kind, words) in [
            (PaperKind::Urgency, Key::LetterReleaseUrgencyUnsigned), (PaperKind::Designation, Key::LetterReleaseDesignationUnsigned),
        ] {
            @if is_open(kind) {
                (notice::attention(&html! { p { (text.say(words)) " " a href=(address(&letter.page)) { (text.say(Key::AppealLink)) } } }))
            }
        }
    }
}

fn release_page(frame: &Frame, letter: &LetterPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let typed = Draft { text, fields, problems };
    let signature = letter.packet.signature.clone().unwrap_or_default();
    let open = letter.packet.packet.unanswered().count();
    let form = html! {
        input type="hidden" name="draft" value=(fields.text("draft"));
        (payer::missing(text, letter.packet.patient.id, letter.packet.no_payer))
        @if letter.packet.packet.cover.is_part2 { p { strong { (text.say(Key::DisclosuresPart2)) } } }
        @if letter.kind == LetterKind::Appeal && open > 0 {
            p {
                (text.say_with(Key::PacketRefusedUnanswered, &[("count", open.into())])) " "
                a href={ "/reviews/" (letter.page.review.id) "/packet?variant=" (letter.packet.packet.variant) } { (text.say(Key::PacketLink)) }
            }
        }
        @if letter.kind == LetterKind::Appeal { (unsigned(text, letter)) }
        (disclosure::fields(&typed, "appeal_letter"))
        p { strong { (text.say_with(Key::PacketReleaseSigned, &[("author", signature.into())])) } }
    };
    let form_page = FormPage {
        section: Some(Section::Reviews),
        heading: text.say(Key::LetterReleaseHeading),
        lead: lead(text, letter),
        action: letter_address(letter, "/release", ""),
        back: letter_address(letter, "", ""),
        save: Key::PacketReleaseMake,
        is_serious: true,
        problems,
    };
    form_page.render_about(frame, letter.page.patient.value(), &form)
}
