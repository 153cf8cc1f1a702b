//! One screen to look at together with the patient: a large picture, plain words, and nothing about levels of care.

use app::View;
use app::course::{CourseJudgement, CourseStanding};
use app::patient::PatientPage;
use app::series::Series;
use axum::extract::Path;
use axum::response::Response;
use instruments::definition::Direction;
use instruments::{Library, Respondent};
use maud::{Markup, html};
use outcomes::change::judge::ChangeCategory;
use vocabulary::{PatientId, Points};
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::parts::table;
use crate::parts::throughline::{self, Detail};
use crate::visit::{self, Visit};

/// So many further instruments are spoken of: a conversation has one picture and a few sentences.
const FURTHER: usize = 3;

/// How have you been doing?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: PatientId = visit::id(&id)?;
    let patient = visit.app.patient(&visit.caller, id, View::Current).await?;
    Ok(visit::html(page(&visit.frame, &visit.app.library(), &patient)))
}

fn page(frame: &Frame, library: &Library, view: &PatientPage) -> Markup {
    let text = frame.text;
    let own = view.series.iter().filter(|series| series.respondent == Respondent::Patient && has_number(series));
    let series: Vec<&Series> = own.take(1 + FURTHER).collect();
    let body = html! {
        @if let [first, further @ ..] = series.as_slice() {
            section.block {
                div.panel {
                    p.lead { (sentence(text, first)) }
                    @if let Some(words) = course(text, first) { p { (words) } }
                    (throughline::panel_of(text, &throughline::chart(text, library, view, &[*first], Detail::ScoresOnly)))
                    p.small.muted { (text.say(direction(first))) }
                }
            }
            @if !further.is_empty() {
                section.block {
                    div.block-head { h2 { (text.say(Key::ProgressFurther)) } }
                    ul { @for series in further { li { (sentence(text, series)) } } }
                }
            }
        } @else {
            (table::empty(&text.say(Key::DiscussNone)))
        }
        section.block {
            div.block-head { h2 { (text.say(Key::DiscussQuestions)) } }
            ul {
                @for question in [Key::DiscussQuestionFit, Key::DiscussQuestionHelped, Key::DiscussQuestionChange] { li { (text.say(question)) } }
            }
        }
    };
    let name = view.patient.value().given_name.clone();
    let back = html! { a.button href={ "/patients/" (view.patient.id) } { (text.say(Key::DiscussBack)) } };
    let lead = html! { p { (text.say(Key::DiscussLead)) } };
    let page = Page::wide(Section::Patients, text.say_with(Key::DiscussHeading, &[("patient", name.into())]), body);
    frame.render(&page.about(view.patient.value()).lead(lead).actions(back))
}

fn has_number(series: &Series) -> bool {
    series.scores.iter().any(|score| score.outcome.value().is_some())
}

fn direction(series: &Series) -> Key {
    match series.definition.scales[series.scale].direction {
        Direction::HigherIsWorse => Key::DiscussHigherIsWorse,
        Direction::HigherIsBetter => Key::DiscussHigherIsBetter,
    }
}

/// What changed, as one says it to the patient.
fn sentence(text: Text, series: &Series) -> String {
    let decimals = series.definition.scales[series.scale].decimals;
    let points = |value: Points| text.points(value, decimals);
    let instrument = ("instrument", (&series.definition.short_name).into());
    let Some(judgement) = &series.judgement else {
        let latest = series.scores.iter().rev().find_map(|score| Some((score.day, score.outcome.value()?)));
        return latest.map_or_else(String::new, |(day, value)| {
            text.say_with(Key::DiscussFirst, &[instrument, ("score", points(value).into()), ("day", day.into())])
        });
    };
    let change = &judgement.change;
    let (day, score) = (("day", judgement.baseline_day.into()), ("score", points(change.baseline).into()));
    if change.change == Points::ZERO {
        return text.say_with(Key::DiscussSame, &[instrument, day, score]);
    }
    let key = match change.category {
        Some(ChangeCategory::Recovered | ChangeCategory::ReliablyImproved) => Key::DiscussBetter,
        Some(ChangeCategory::ReliablyWorse) => Key::DiscussWorse,
        Some(ChangeCategory::NoReliableChange) => Key::DiscussUnclear,
        None => Key::DiscussNoNorm,
    };
    text.say_with(key, &[instrument, day, score, ("latest", points(change.latest).into())])
}

/// How that is beside others, where the practice knows.
fn course(text: Text, series: &Series) -> Option<String> {
    let CourseJudgement::Judged(course) = &series.judgement.as_ref()?.course else { return None };
    Some(text.say(match course.standing {
        CourseStanding::OffCourse => Key::DiscussOffCourse,
        CourseStanding::Watch => Key::DiscussWatch,
        CourseStanding::OnCourse => Key::DiscussOnCourse,
    }))
}
