//! The patient's own page: how am I doing, in plain words. Behind a one-time code each time.

use app::AppError;
use app::check_in::Door;
use app::own_page::{CODE_SECONDS, CodeAsked, HelpWords, Left, NewOwnWords, OWN_WORDS_MAX, OwnDoor, OwnPage, OwnWords, SEEN_DAYS};
use app::series::Series;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use instruments::definition::Direction;
use maud::{Markup, html};
use outcomes::change::judge::ChangeCategory;
use vocabulary::{Day, Language, Points};
use wording::{Key, Text};

use crate::cookie::Cookie;
use crate::error::PageError;
use crate::link::LinkVisit;
use crate::observe::Explained;
use crate::pages::check_in::closed;
use crate::pages::check_in::frame::{HELP_BELOW, LinkFrame, help_below, languages_by_address};
use crate::pages::check_in::setting::Setting;
use crate::visit;

/// So many series are drawn; all are summed up in words.
const SERIES_MAX: usize = 6;

fn frame(visit: &LinkVisit, text: Text) -> LinkFrame<'_> {
    let base = Some(format!("/m/{}", visit.request.secret));
    LinkFrame { text, practice: &visit.practice, base, title: Key::OwnPageTitle, help: Some(HELP_BELOW.to_owned()), is_shared: false }
}

/// How am I doing? Or: is this you?
pub(crate) async fn show(visit: LinkVisit) -> Result<Response, PageError> {
    opened(&visit, "", body).await
}

/// One page to bring to a session.
pub(crate) async fn sheet(visit: LinkVisit) -> Result<Response, PageError> {
    opened(&visit, "/sheet", sheet_body).await
}

async fn opened(visit: &LinkVisit, here: &str, body: impl Fn(&LinkFrame<'_>, &OwnPage) -> Markup) -> Result<Response, PageError> {
    let mut response = match visit.app.own_page(&visit.request).await? {
        OwnDoor::Open(page) => {
            let frame = frame(visit, visit.chosen_text(Some(&page.language)));
            whole(&frame, here, &page.help, &body(&frame, &page))
        }
        OwnDoor::Code { language, help } => {
            let frame = frame(visit, visit.chosen_text(Some(&language)));
            let said = if visit.query.text("left") == "yes" { Some(frame.text.say(Key::OwnPageLeft)) } else { None };
            whole(&frame, "", &help, &code_body(&frame, said, false))
        }
        other => shut(visit, &other),
    };
    if let Some(kept) = visit.keeps_language() {
        response.headers_mut().append(SET_COOKIE, kept);
    }
    Ok(response)
}

/// The page between the other languages, which lead to the page `here`, and the help at its foot.
fn whole(frame: &LinkFrame<'_>, here: &str, help: &HelpWords, body: &Markup) -> Response {
    let text = frame.text;
    visit::html(frame.render(&html! {
        (languages_by_address(text, &frame.at(here)))
        (body)
        (help_below(text, frame.practice, Setting::Alone, help.in_language(text.language_tag())))
    }))
}

/// Sends a code.
pub(crate) async fn send(visit: LinkVisit) -> Result<Response, PageError> {
    let asked = visit.app.send_own_page_code(&visit.request).await?;
    let (language, help) = match visit.app.own_page(&visit.request).await? {
        OwnDoor::Code { language, help } => (language, help),
        OwnDoor::Open(_) => return Ok(visit::go_to(&format!("/m/{}", visit.request.secret))),
        other => return Ok(shut(&visit, &other)),
    };
    let frame = frame(&visit, visit.chosen_text(Some(&language)));
    let said = match asked {
        CodeAsked::Sent => frame.text.say_with(Key::OwnPageCodeSent, &[("minutes", (CODE_SECONDS / 60).into())]),
        CodeAsked::NotSent => frame.text.say(Key::OwnPageCodeNotSent),
        CodeAsked::Limit => frame.text.say(Key::OwnPageCodeLimit),
        CodeAsked::NoContact => frame.text.say(Key::OwnPageCodeNone),
        CodeAsked::Closed => frame.text.say(Key::OwnPageClosed),
    };
    Ok(whole(&frame, "", &help, &code_body(&frame, Some(said), asked == CodeAsked::Sent)))
}

/// Takes a code.
pub(crate) async fn enter(visit: LinkVisit) -> Result<Response, PageError> {
    if let Some(pass) = visit.app.enter_own_page_code(&visit.request, visit.form.text("code")).await? {
        let mut response = visit::go_to(&format!("/m/{}", visit.request.secret));
        response.headers_mut().append(SET_COOKIE, Cookie::OwnPage.set(&pass, visit.secure));
        return Ok(response);
    }
    let (language, help) = match visit.app.own_page(&visit.request).await? {
        OwnDoor::Code { language, help } => (language, help),
        OwnDoor::Open(_) => return Ok(visit::go_to(&format!("/m/{}", visit.request.secret))),
        other => return Ok(shut(&visit, &other)),
    };
    let frame = frame(&visit, visit.chosen_text(Some(&language)));
    let said = frame.text.say(Key::OwnPageCodeWrong);
    let mut response = whole(&frame, "", &help, &code_body(&frame, Some(said), true));
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response.extensions_mut().insert(Explained);
    Ok(response)
}

/// Ends the pass of this browser.
pub(crate) async fn leave(visit: LinkVisit) -> Result<Response, PageError> {
    visit.app.leave_own_page(&visit.request).await?;
    let mut response = visit::go_to(&format!("/m/{}?left=yes", visit.request.secret));
    response.headers_mut().append(SET_COOKIE, Cookie::OwnPage.remove(visit.secure));
    Ok(response)
}

fn shut(visit: &LinkVisit, door: &OwnDoor) -> Response {
    let door = match door {
        OwnDoor::TooMany { minutes } => Door::TooMany { minutes: *minutes },
        _ => Door::Closed { why: app::check_in::Closed::Unknown, language: None::<Language>, crisis_text: None, mode: None },
    };
    closed::response(visit, door)
}

fn code_body(frame: &LinkFrame<'_>, said: Option<String>, enter_first: bool) -> Markup {
    let text = frame.text;
    let ask = html! {
        form method="post" action=(frame.at("/code")) {
            (frame.token_field())
            p { button type="submit" { (text.say(Key::OwnPageCodeSend)) } }
        }
    };
    html! {
        h1 { (text.say(Key::OwnPageCodeHeading)) }
        @if let Some(said) = said { p.problem role="status" { (said) } }
        p.lead { (text.say(Key::OwnPageCodeLead)) }
        @if !enter_first { (ask) }
        form method="post" action=(frame.at("/enter")) {
            (frame.token_field())
            p {
                label for="code" { (text.say(Key::OwnPageCodeLabel)) }
                input.code type="text" inputmode="numeric" id="code" name="code" autocomplete="one-time-code" required;
            }
            p { button type="submit" { (text.say(Key::OwnPageCodeGo)) } }
        }
        @if enter_first { (ask) }
    }
}

/// What a series says, and in which part of the page.
enum Said {
    Better(Markup),
    Worse(Markup),
    Same(Markup),
}

/// A series in one sentence behind its name. No band is named; the number stands with the direction it means.
fn said(text: Text, series: &Series) -> Said {
    let decimals = series.definition.scales[series.scale].decimals;
    let points = |value: Points| text.points(value, decimals);
    let named = |sentence: String| html! { (name(text, series)) ": " (sentence) };
    let Some(judgement) = &series.judgement else {
        let mut scored = series.scores.iter().rev().filter_map(|score| Some((score.day, score.outcome.value()?)));
        let Some((day, value)) = scored.next() else { return Said::Same(name(text, series)) };
        // Scores of an earlier stay are in the chart below: the only one of this stay is not the first.
        let key = if scored.next().is_some() { Key::OwnPageLatest } else { Key::OwnPageFirst };
        let whole = points(series.definition.scales[series.scale].maximum);
        let arguments = [("day", day.into()), ("score", points(value).into()), ("whole", whole.into())];
        return Said::Same(named(text.say_with(key, &arguments)));
    };
    let change = &judgement.change;
    let (day, score) = (("day", judgement.baseline_day.into()), ("score", points(change.baseline).into()));
    if change.change == Points::ZERO {
        return Said::Same(named(text.say_with(Key::OwnPageUnchanged, &[day, score])));
    }
    let arguments = |key: Key| named(text.say_with(key, &[day.clone(), score.clone(), ("latest", points(change.latest).into())]));
    match change.category {
        Some(ChangeCategory::Recovered | ChangeCategory::ReliablyImproved) => Said::Better(arguments(Key::OwnPageBetter)),
        Some(ChangeCategory::ReliablyWorse) => Said::Worse(arguments(Key::OwnPageWorse)),
        Some(ChangeCategory::NoReliableChange) | None => Said::Same(arguments(Key::OwnPageUnclear)),
    }
}

/// The instrument by the name on its form, which the patient has seen there, and of several scales which.
fn form_name(series: &Series) -> String {
    let scale = &series.definition.scales[series.scale];
    if series.definition.main_scale.is_some() {
        series.definition.short_name.clone()
    } else {
        format!("{}, {}", series.definition.short_name, scale.name)
    }
}

/// What a series is about, in plain words, and the name on its form. That name stays English on every page, and is marked so.
fn name(text: Text, series: &Series) -> Markup {
    let language = (text.language_tag() != "en").then_some("en");
    let form = html! { span lang=[language] { (form_name(series)) } };
    match text.own_topic(&series.definition.id) {
        Some(topic) => html! { (topic) " (" (form) ")" },
        None => form,
    }
}

/// The same without marks, for the name of a picture.
fn spoken(text: Text, series: &Series) -> String {
    let form = form_name(series);
    text.own_topic(&series.definition.id).map_or_else(|| form.clone(), |topic| format!("{topic} ({form})"))
}

fn direction(series: &Series) -> Key {
    match series.definition.scales[series.scale].direction {
        Direction::HigherIsWorse => Key::OwnPageHigherWorse,
        Direction::HigherIsBetter => Key::OwnPageHigherBetter,
    }
}

fn body(frame: &LinkFrame<'_>, page: &OwnPage) -> Markup {
    let text = frame.text;
    html! {
        h1 { (text.say(Key::OwnPageHeading)) }
        p.lead { (text.say(Key::OwnPageLead)) }
        (summary(text, page))
        @for series in page.series.iter().take(SERIES_MAX) { (course(text, series)) }
        @if page.series.len() > SERIES_MAX { p.note { (text.say_with(Key::OwnPageChartsMore, &[("count", (page.series.len() - SERIES_MAX).into())])) } }
        h2 { (text.say(Key::OwnPageNotes)) }
        @if page.notes.is_empty() { p { (text.say(Key::OwnPageNotesNone)) } }
        @for (words, name, day) in &page.notes {
            blockquote {
                @for paragraph in words.split("\n\n") { p { (paragraph) } }
                p.note { (text.say_with(Key::OwnPageNoteBy, &[("name", name.into()), ("day", (*day).into())])) }
            }
        }
        h2 { (text.say(Key::OwnPageSeen)) }
        @if page.seen.is_empty() { p { (text.say(Key::OwnPageSeenNone)) } } @else {
            p.note { (text.say_with(Key::OwnPageSeenLead, &[("days", SEEN_DAYS.into())])) }
            ul { @for (name, day) in &page.seen { li { (text.say_with(Key::OwnPageSeenLine, &[("name", name.into()), ("day", (*day).into())])) } } }
        }
        h2 { (text.say(Key::OwnPageGiven)) }
        @if page.left.is_empty() { p { (text.say(Key::OwnPageGivenNone)) } } @else {
            p.note { (text.say(Key::OwnPageGivenLead)) }
            ul { @for left in &page.left { li { (given(text, left)) } } }
        }
        p { a.button.second href=(frame.at("/sheet")) { (text.say(Key::OwnPageSheet)) } }
        form method="post" action=(frame.at("/leave")) {
            (frame.token_field())
            p { button.plain type="submit" { (text.say(Key::OwnPageLeave)) } }
        }
    }
}

fn given(text: Text, left: &Left) -> String {
    let what = text.release_subject(&left.subject);
    text.say_with(Key::OwnPageGivenLine, &[("what", what.into()), ("recipient", (&left.recipient).into()), ("day", left.day.into())])
}

/// What improved, what to talk about, what stayed.
fn summary(text: Text, page: &OwnPage) -> Markup {
    let (mut better, mut worse, mut same) = (Vec::new(), Vec::new(), Vec::new());
    for series in &page.series {
        match said(text, series) {
            Said::Better(sentence) => better.push(sentence),
            Said::Worse(sentence) => worse.push(sentence),
            Said::Same(sentence) => same.push(sentence),
        }
    }
    if page.series.is_empty() {
        return html! { p { (text.say(Key::OwnPageNone)) } };
    }
    html! {
        h2 { (text.say(Key::OwnPageImproved)) }
        @if better.is_empty() { p { (text.say(Key::OwnPageImprovedNone)) } } @else { ul { @for sentence in &better { li { (sentence) } } } }
        h2 { (text.say(Key::OwnPageTalk)) }
        ul {
            @for sentence in &worse { li { (sentence) } }
            @for question in [Key::OwnPageTalkQuestion, Key::OwnPageTalkPlan] { li { (text.say(question)) } }
        }
        @if !same.is_empty() {
            h2 { (text.say(Key::OwnPageSame)) }
            ul { @for sentence in &same { li { (sentence) } } }
        }
    }
}

/// The numbers of a series over time, with a picture of them.
fn course(text: Text, series: &Series) -> Markup {
    let decimals = series.definition.scales[series.scale].decimals;
    let points: Vec<(Day, Points)> = series.scores.iter().filter_map(|score| Some((score.day, score.outcome.value()?))).collect();
    let caption = text.say(Key::OwnPageChart);
    html! {
        h2 { (caption) ": " (name(text, series)) }
        (line(series, &points, &format!("{caption}: {}", spoken(text, series))))
        p.note { (text.say(direction(series))) }
        table {
            caption { (caption) ": " (name(text, series)) }
            thead { tr { th scope="col" { (text.say(Key::OwnPageChartDay)) } th.figure scope="col" { (text.say(Key::OwnPageChartScore)) } } }
            tbody { @for (day, value) in points.iter().rev() { tr { td { (text.day(*day)) } td.figure { (text.points(*value, decimals)) } } } }
        }
    }
}

/// One line from the first answer to the last; the table below it has the numbers.
#[expect(clippy::cast_possible_truncation, reason = "a place in a picture of 600 by 160 units")]
fn line(series: &Series, points: &[(Day, Points)], name: &str) -> Markup {
    const WIDTH: f64 = 600.0;
    const HEIGHT: f64 = 160.0;
    const EDGE: f64 = 12.0;
    let scale = &series.definition.scales[series.scale];
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Markup::default() };
    let days = f64::from(last.0.days_since(first.0).max(1));
    let (low, high) = (scale.minimum.to_f64(), scale.maximum.to_f64());
    let place = |(day, value): &(Day, Points)| {
        let x = EDGE + f64::from(day.days_since(first.0)) / days * (WIDTH - 2.0 * EDGE);
        let y = HEIGHT - EDGE - (value.to_f64() - low) / (high - low).max(1.0) * (HEIGHT - 2.0 * EDGE);
        (x.round() as i32, y.round() as i32)
    };
    let places: Vec<(i32, i32)> = points.iter().map(place).collect();
    let path: Vec<String> = places.iter().enumerate().map(|(n, (x, y))| format!("{}{x} {y}", if n == 0 { "M" } else { "L" })).collect();
    html! {
        svg viewBox="0 0 600 160" width="600" height="160" role="img" aria-label=(name) {
            path d="M12 148H588M12 12H588" stroke="currentColor" stroke-opacity="0.3" fill="none" {}
            path d=(path.join(" ")) stroke="currentColor" stroke-width="3" fill="none" {}
            @for (x, y) in &places { circle cx=(x) cy=(y) r="5" fill="currentColor" {} }
        }
    }
}

fn sheet_body(frame: &LinkFrame<'_>, page: &OwnPage) -> Markup {
    let text = frame.text;
    let said = |of: fn(&OwnWords) -> &String| page.words.as_ref().map(|words| of(words).as_str()).unwrap_or_default();
    let questions = [
        ("went_well", Key::OwnPageSheetGood, said(|words| &words.went_well)),
        ("was_hard", Key::OwnPageSheetHard, said(|words| &words.was_hard)),
        ("to_ask", Key::OwnPageSheetAsk, said(|words| &words.to_ask)),
    ];
    html! {
        h1 { (text.say(Key::OwnPageSheet)) }
        p.lead.no-print { (text.say(Key::OwnPageSheetLead)) }
        (summary(text, page))
        h2 { (text.say(Key::OwnPageSheetWords)) }
        @for (_, line, words) in &questions {
            @if words.is_empty() { p.write.written { (text.say(*line)) } } @else { h3 { (text.say(*line)) } p.written { (words) } }
        }
        form.no-print method="post" action=(frame.at("/words")) {
            (frame.token_field())
            h2 { (text.say(Key::OwnPageWordsWrite)) }
            p.note { (text.say(Key::OwnPageWordsLead)) }
            @for (name, line, words) in &questions {
                p {
                    label for=(name) { (text.say(*line)) }
                    textarea id=(name) name=(name) rows="3" maxlength=(OWN_WORDS_MAX) { (words) }
                }
            }
            p { button type="submit" { (text.say(Key::OwnPageWordsSave)) } }
        }
        @if page.words.is_some() {
            form.no-print method="post" action=(frame.at("/words/take-back")) {
                (frame.token_field())
                p { button.plain type="submit" { (text.say(Key::OwnPageWordsTakeBack)) } }
                p.note { (text.say(Key::OwnPageWordsTakeBackNote)) }
            }
        }
        p.no-print { a.button.second href=(frame.at("")) { (text.say(Key::OwnPageBack)) } }
    }
}

/// Keeps what the patient wrote for their session.
pub(crate) async fn write(visit: LinkVisit) -> Result<Response, PageError> {
    let form = &visit.form;
    let [went_well, was_hard, to_ask] = ["went_well", "was_hard", "to_ask"].map(|name| form.text(name).to_owned());
    match visit.app.write_own_words(&visit.request, NewOwnWords { went_well, was_hard, to_ask }).await {
        // Nothing was written, or the page closed meanwhile: the sheet, or the code that is asked for before it.
        Ok(true) | Err(AppError::Form(_)) => Ok(visit::go_to(&format!("/m/{}/sheet", visit.request.secret))),
        Ok(false) => at_the_door(&visit).await,
        Err(error) => Err(error.into()),
    }
}

/// Takes back all that the patient wrote.
pub(crate) async fn take_back(visit: LinkVisit) -> Result<Response, PageError> {
    if visit.app.take_back_own_words(&visit.request).await? {
        return Ok(visit::go_to(&format!("/m/{}/sheet", visit.request.secret)));
    }
    at_the_door(&visit).await
}

/// Where somebody is led whose page closed meanwhile.
async fn at_the_door(visit: &LinkVisit) -> Result<Response, PageError> {
    match visit.app.own_page(&visit.request).await? {
        OwnDoor::Open(_) | OwnDoor::Code { .. } => Ok(visit::go_to(&format!("/m/{}", visit.request.secret))),
        other => Ok(shut(visit, &other)),
    }
}
