//! Looking at a score: the form that says so, what was said before, and the text for the note.

use app::score_review::{PLAN_CHANGE_MAX, ReviewPage, ReviewShown};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use vocabulary::{AdministrationId, Instant, ZoneName};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::pages::patient::spoken_name;
use crate::parts::copy_field::copy_field;
use crate::parts::field::{Draft, Field};
use crate::parts::table::{self, Kind, Row, Table};
use crate::parts::{notice, since_baseline};
use crate::visit::{self, Visit, again, go_to};

/// Was this score looked at, talked about and acted on?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let review = visit.app.score_review_page(&visit.caller, visit::id(&id)?).await?;
    let done = (visit.query.text("done") == "saved").then(|| visit.text().say(Key::ReviewSaved));
    Ok(visit::html(page(&visit.frame, &review, &Fields::default(), &Problems::default(), done.as_deref())))
}

/// Records the look.
pub(crate) async fn submit(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (id, text): (AdministrationId, Text) = (visit::id(&id)?, visit.text());
    let mut reader = Reader::new(&visit.form, text, visit.app.now().day_in(&ZoneName::utc()));
    let plan_change = visit.form.text("plan_change").to_owned();
    if plan_change.chars().count() > PLAN_CHANGE_MAX {
        let arguments = [("label", text.say(Key::ReviewPlanChange).into()), ("allowed", PLAN_CHANGE_MAX.into())];
        reader.problems.add("plan_change", text.say_with(Key::FormProblemTooLong, &arguments));
    }
    if reader.problems.is_empty() {
        let discussed = visit.form.text("discussed") == "yes";
        visit.app.review_score(&visit.caller, id, discussed, &plan_change).await?;
        return Ok(go_to(&format!("/administrations/{id}/review?done=saved")));
    }
    let review = visit.app.score_review_page(&visit.caller, id).await?;
    Ok(again(page(&visit.frame, &review, &visit.form, &reader.problems, None)))
}

fn page(frame: &Frame, review: &ReviewPage, fields: &Fields, problems: &Problems, done: Option<&str>) -> Markup {
    let (text, view) = (frame.text, &review.view);
    let draft = Draft { text, fields, problems };
    let address = format!("/administrations/{}", view.administration.id);
    let discussed = [("yes".to_owned(), text.say(Key::ReviewDiscussedYes))];
    let body = html! {
        @if let Some(sentence) = done { (notice::done(sentence)) }
        (notice::problem_summary(text, problems))
        section.panel {
            h2 { (text.say(Key::ReviewFormHeading)) }
            form.form method="post" action={ (address) "/review" } {
                (frame.token_field())
                (draft.checkboxes(Field::optional("discussed", Key::ReviewDiscussed), &discussed))
                (draft.text(Field::optional("plan_change", Key::ReviewPlanChange).hint(Key::ReviewPlanChangeHint)))
                div.submit { button.main type="submit" { (text.say(Key::ReviewSave)) } a href=(address) { (text.say(Key::ActionCancel)) } }
            }
        }
        section.panel {
            h2 { (text.say(Key::ReviewNoteHeading)) }
            p.small.muted { (text.say(Key::ReviewNoteLead)) }
            (copy_field(text, "note-text", &text.say(Key::ReviewNote), &note(text, review)))
        }
        section.block {
            div.block-head { h2 { (text.say(Key::ReviewEarlierHeading)) } }
            (earlier(text, review))
        }
    };
    let heading = text.say_with(
        Key::ReviewHeading,
        &[("instrument", (&view.definition.short_name).into()), ("day", view.administration.value().day.into())],
    );
    let lead = html! { p { a href={ "/patients/" (view.patient.id) } { (spoken_name(view.patient.value())) } " · " a href=(address) { (score(text, review)) } } };
    frame.render(&Page::narrow(Some(Section::Patients), heading, body).about(view.patient.value()).clock(&view.zone).lead(lead))
}

/// The score in words, or why there is none.
fn score(text: Text, review: &ReviewPage) -> String {
    let view = &review.view;
    let main = view.score.as_ref().and_then(|score| score.main());
    match (main, view.definition.main()) {
        (Some(result), Some(scale)) => match result.outcome.value() {
            Some(value) => text.score_with_band(scale, value, result.band),
            None => text.status(&result.outcome),
        },
        _ => text.completion(view.administration.value().completion),
    }
}

/// What goes into the note: score, change with its norm, that it was looked at and talked about, what changed, each with its time.
fn note(text: Text, review: &ReviewPage) -> String {
    let view = &review.view;
    let value = view.administration.value();
    let mut lines = vec![text.say_with(
        Key::ReviewNoteScore,
        &[("instrument", (&view.definition.short_name).into()), ("day", value.day.into()), ("score", score(text, review).into())],
    )];
    if let Some((series, judgement)) = review.series.as_ref().and_then(|series| Some((series, series.judgement.as_ref()?))) {
        let change = since_baseline::verdict(text, judgement);
        lines.push(text.say_with(Key::ReviewNoteChange, &[("day", judgement.baseline_day.into()), ("change", change.into())]));
        lines.extend(since_baseline::why(text, series, judgement).into_iter().take(1));
    }
    match (review.reviews.iter().rev().find(|shown| is_of_present_version(review, shown)), review.reviews.last()) {
        (Some(last), _) => lines.extend(reviewed(text, last, &view.zone)),
        // What was said about other numbers is not said beside these.
        (None, Some(earlier)) => lines.push(text.say_with(
            Key::ReviewNoteOtherVersion,
            &[
                ("name", (&earlier.name).into()),
                ("time", text.instant_argument(earlier.review.value().reviewed_at, &view.zone)),
                ("version", earlier.review.value().administration_version.0.into()),
            ],
        )),
        (None, None) => lines.push(text.say(Key::ReviewNoteNotReviewed)),
    }
    lines.join("\n")
}

/// True for a review of what stands there now.
fn is_of_present_version(review: &ReviewPage, shown: &ReviewShown) -> bool {
    shown.review.value().administration_version == review.view.administration.recorded.version
}

fn reviewed(text: Text, shown: &ReviewShown, zone: &ZoneName) -> Vec<String> {
    let review = shown.review.value();
    let at = |instant: Instant| text.instant_argument(instant, zone);
    let mut lines = vec![text.say_with(Key::ReviewNoteReviewed, &[("name", (&shown.name).into()), ("time", at(review.reviewed_at))])];
    lines.push(match review.discussed_at {
        Some(time) => text.say_with(Key::ReviewNoteDiscussed, &[("time", at(time))]),
        None => text.say(Key::ReviewNoteNotDiscussed),
    });
    lines.push(if review.plan_change.is_empty() {
        text.say(Key::ReviewNoteNoChange)
    } else {
        text.say_with(Key::ReviewNotePlanChange, &[("change", (&review.plan_change).into()), ("time", at(review.reviewed_at))])
    });
    lines
}

fn earlier(text: Text, review: &ReviewPage) -> Markup {
    if review.reviews.is_empty() {
        return table::empty(&text.say(Key::ReviewNone));
    }
    let zone = &review.view.zone;
    let rows = review.reviews.iter().rev().map(|shown| {
        let value = shown.review.value();
        Row::new(vec![
            html! {
                span.nowrap { (text.instant(value.reviewed_at, zone)) }
                @if !is_of_present_version(review, shown) {
                    span.sub { (text.say_with(Key::ReviewOfVersion, &[("version", value.administration_version.0.into())])) }
                }
            },
            html! { (shown.name) },
            html! { @if value.discussed_at.is_some() { (text.say(Key::ReviewDiscussedYes)) } @else { (text.say(Key::ReviewNoteNotDiscussed)) } },
            html! { @if value.plan_change.is_empty() { span.muted { (text.say(Key::ReviewNoteNoChange)) } } @else { (value.plan_change) } },
        ])
    });
    Table::new(text.say(Key::ReviewEarlierHeading))
        .cards()
        .column(text.say(Key::AlertColumnWhen), Kind::Head)
        .column(text.say(Key::AlertColumnWho), Kind::Words)
        .column(text.say(Key::ReviewDiscussed), Kind::Words)
        .column(text.say(Key::ReviewPlanChange), Kind::Words)
        .rows(rows)
        .render(text)
}
