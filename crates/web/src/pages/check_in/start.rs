//! The first page: how many questions, how long, that nobody watches, who helps now, and how to answer.

use app::check_in::{CheckInVisit, SHARED_IDLE_SECONDS};
use axum::response::Response;
use instruments::{Mode, Respondent};
use maud::{Markup, html};
use vocabulary::Language;
use wording::{Key, Text};

use super::frame::{LinkFrame, languages};
use super::setting::Setting;
use super::{closed, help};
use crate::error::PageError;
use crate::link::LinkVisit;
use crate::visit;

/// How have you been?
pub(crate) async fn show(visit: LinkVisit) -> Result<Response, PageError> {
    let check_in = match super::open(&visit).await? {
        Ok(check_in) => check_in,
        Err(response) => return Ok(response),
    };
    let text = visit.text(Some(&check_in.language));
    let frame = LinkFrame::of_visit(text, &visit, &check_in);
    Ok(super::shared::page(&visit, &check_in, &frame, &body(&frame, &visit, &check_in)))
}

/// Another language for the rest.
pub(crate) async fn language(visit: LinkVisit) -> Result<Response, PageError> {
    let Some(language) = visit.form.parsed("language") else { return Err(PageError::Unreadable) };
    match visit.app.choose_check_in_language(&visit.request, language).await? {
        app::check_in::Door::Open(_) => Ok(visit::go_to(&format!("/c/{}", visit.request.secret))),
        other => Ok(closed::response(&visit, other)),
    }
}

const fn heading(respondent: Respondent) -> Key {
    match respondent {
        Respondent::Patient => Key::CheckInHeadingPatient,
        Respondent::Parent | Respondent::SecondParent => Key::CheckInHeadingParent,
        Respondent::Teacher | Respondent::SecondTeacher => Key::CheckInHeadingTeacher,
        Respondent::Clinician => Key::CheckInHeadingClinician,
    }
}

fn body(frame: &LinkFrame<'_>, visit: &LinkVisit, check_in: &CheckInVisit) -> Markup {
    let (text, practice) = (frame.text, &visit.practice);
    let progress = check_in.progress();
    let (done, all) = progress.count();
    let lead = if check_in.respondent == Respondent::Patient { Key::CheckInLead } else { Key::CheckInLeadOther };
    let setting = Setting::of(check_in.mode);
    let until = text.instant_with_zone(check_in.expires_at, &check_in.zone);
    html! {
        (languages(frame, &check_in.language, &check_in.languages))
        h1 { (text.say(heading(check_in.respondent))) }
        @if let Some(language) = check_in.language_not_here(visit.chosen.as_ref()) { (not_in(language, &check_in.language)) }
        @if all == 0 {
            p.lead { (text.say(Key::CheckInNothingToAnswer)) }
        } @else if check_in.is_started {
            p.lead { (text.say_with(Key::CheckInResume, &[("count", (all - done).into())])) }
        } @else {
            p.lead { (text.say_with(lead, &[("count", all.into())])) " " (text.say_with(Key::CheckInMinutes, &[("minutes", check_in.plan.minutes().into())])) }
        }
        @if check_in.has_safety_items() { (not_watched(text, practice, setting, check_in.crisis_text.as_deref())) }
        @else { (lines_only(text, practice, setting)) }
        @if all > 0 {
            h2 { (text.say(Key::CheckInStartChoice)) }
            p { a.button href=(frame.at("/q")) { (text.say(Key::CheckInStartOne)) } }
            p { a.button.second href=(frame.at("/all")) { (text.say(Key::CheckInStartAll)) } }
        }
        @for without in &check_in.without_text {
            @let languages: Vec<String> = without.languages.iter().map(|language| text.language(language)).collect();
            @if languages.is_empty() { p.note { (text.say_with(Key::CheckInWithoutAnyText, &[("instrument", (&without.short_name).into())])) } }
            @else { p.note { (text.say_with(Key::CheckInWithoutText, &[("instrument", (&without.short_name).into()), ("languages", text.list(&languages).into())]))
                @if without.may_be_asked_bilingually { " " (text.say(Key::CheckInWithoutTextInterview)) }
                @if !without.may_be_asked_bilingually && check_in.mode == Mode::Interview { " " (text.say(Key::CheckInNotBilingual)) }
            } }
        }
        ul.notes {
            li { (text.say(setting.saved())) }
            li { (text.say(Key::CheckInSkipNote)) }
            @match setting {
                Setting::Alone => li { (text.say_with(Key::CheckInUntil, &[("until", until.into())])) },
                Setting::Device => li { (text.say_with(Key::CheckInUntilIdle, &[("minutes", (SHARED_IDLE_SECONDS / 60).into())])) },
                Setting::WithStaff => {}
            }
        }
    }
}

/// That the questions are not here in a language, said in that language.
fn not_in(language: &Language, present: &Language) -> Markup {
    let own = Text::for_language(language);
    let arguments = [("language", own.language(language).into()), ("present", own.language(present).into())];
    html! { p.note lang=(language) { (own.say_with(Key::CheckInLanguageNotHere, &arguments)) } }
}

/// Before any question about safety: who sees an answer and when, and who helps now.
fn not_watched(text: Text, practice: &str, setting: Setting, words: Option<&str>) -> Markup {
    let (heading, who_sees_it) = setting.watched();
    html! {
        details.watch open {
            summary { (text.say(heading)) }
            p { (text.say(who_sees_it)) }
            (help::card(text, practice, setting, words))
        }
    }
}

/// Where no question is about safety: in short that nobody watches, and the national lines. The practice's own words are behind the way to help.
pub(super) fn lines_only(text: Text, practice: &str, setting: Setting) -> Markup {
    html! {
        div.watch {
            p { (text.say(setting.lines())) }
            (help::card(text, practice, setting, None))
        }
    }
}
