//! One administration: what was answered, what came out, why, and how it came to be on record.

use app::Stored;
use app::administration::AdministrationPage;
use app::alert::{AlertView, PatientAlerts};
use axum::extract::Path;
use axum::response::Response;
use instruments::definition::{AnswerKind, Definition, FormText, SafetyEntry};
use instruments::score::SafetyAnswer;
use instruments::{Administration, Answer, Mode, Outcome, Respondent, Responses, ScaleScore};
use maud::{Markup, html};
use serde_json::{Value, json};
use vocabulary::{AdministrationId, Points, Source, Verdict};
use wording::{Key, Text};

use crate::error::PageError;
use crate::frame::{Frame, Page, Section};
use crate::pages::alert;
use crate::pages::instrument_list::imported_notice;
use crate::pages::patient::spoken_name;
use crate::parts::severity::{self, BandPlace};
use crate::parts::table::{Kind, Row, Table};
use crate::parts::{basis, explanation, notice};
use crate::visit::{self, Visit};

/// What did this patient answer?
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: AdministrationId = visit::id(&id)?;
    let view = visit.app.administration(&visit.caller, id).await?;
    if visit.wants_json {
        return Ok(visit::json(&as_json(&view)));
    }
    let done = match visit.query.text("done") {
        "saved" => Some(saved(visit.text(), &view)),
        "corrected" => Some(visit.text().say(Key::AdministrationCorrected)),
        "moved" => Some(visit.text().say(Key::AdministrationMoved)),
        _ => None,
    };
    let shows_alerts = visit.caller.scope(app::Data::Alerts) != app::Scope::Nothing;
    let alerts = if shows_alerts { visit.app.alerts_of(&visit.caller, view.patient.id).await? } else { PatientAlerts::default() };
    Ok(visit::html(page(&visit.frame, &view, &alerts, done.as_deref())))
}

fn saved(text: Text, view: &AdministrationPage) -> String {
    let main = view.score.as_ref().and_then(|score| score.main());
    let score = match (main, view.definition.main()) {
        (Some(result), Some(scale)) => match result.outcome.value() {
            Some(value) => text.score_with_band(scale, value, result.band),
            None => text.status(&result.outcome),
        },
        _ => text.completion(view.administration.value().completion),
    };
    let instrument = (&view.definition.short_name).into();
    text.say_with(Key::AdministrationSaved, &[("instrument", instrument), ("score", score.into())])
}

/// The page.
pub(crate) fn page(frame: &Frame, view: &AdministrationPage, alerts: &PatientAlerts, done: Option<&str>) -> Markup {
    let text = frame.text;
    let value = view.administration.value();
    let patient = spoken_name(view.patient.value());
    let body = html! {
        @if let Some(sentence) = done { (notice::done(sentence)) }
        (imported_notice(text, &view.definition))
        (safety(text, view, alerts.answered(view.administration.id)))
        div.split {
            div {
                (scores(text, view))
                (answers(text, view))
                (odd(text, view))
            }
            aside aria-label=(text.say(Key::AdministrationAbout)) { (about(text, view)) (history(text, view)) }
        }
    };
    let key = if view.may_see_answers { Key::AdministrationPageHeading } else { Key::AdministrationPageHeadingScores };
    let heading = text.say_with(key, &[("patient", patient.as_str().into()), ("day", value.day.into())]);
    let lead = html! {
        p {
            a href={ "/instruments/" (view.definition.id) } { (view.definition.short_name) } ", " (view.definition.name) " · "
            a href={ "/patients/" (view.patient.id) } { (view.patient.value().listed_name()) }
        }
    };
    let page = Page::wide(Section::Patients, heading, body).about(view.patient.value()).clock(&view.zone);
    frame.render(&page.lead(lead).actions(actions(text, view)))
}

fn actions(text: Text, view: &AdministrationPage) -> Markup {
    let address = format!("/administrations/{}", view.administration.id);
    html! {
        @if view.may_review { a.button.main href={ (address) "/review" } { (text.say(Key::ReviewLink)) } }
        @if view.may_correct {
            @if view.may_see_answers && !view.definition.is_totals_only() { a.button href={ (address) "/correct" } { (text.say(Key::AdministrationCorrect)) } }
            a.button href={ (address) "/move" } { (text.say(Key::AdministrationMove)) }
            a.button.serious href={ (address) "/withdraw" } { (text.say(Key::AdministrationWithdraw)) }
        }
    }
}

fn safety(text: Text, view: &AdministrationPage, answered: Option<&AlertView>) -> Markup {
    let Some(score) = &view.score else { return Markup::default() };
    let needs_person = score.safety.iter().any(|answer| answer.verdict == Verdict::Met);
    // Beside what was reported a no says nothing that anybody must see.
    let is_told = |answer: &SafetyAnswer| !needs_person || answer.verdict != Verdict::NotMet;
    let body = html! {
        @if let Some(alert) = answered {
            p { a href={ "/alerts/" (alert.id) } { (alert::answered(text, alert, &view.definition.short_name, view.administration.value().day)) } }
        } @else if needs_person {
            h2 { (text.say(Key::PatientSafetyHeading)) }
        }
        ul.plain {
            @for (entry, answer) in view.definition.safety.iter().zip(&score.safety).filter(|(_, answer)| is_told(answer)) {
                @let items = told_items(view, entry, answer);
                @let items: Vec<&str> = items.iter().map(|item| &**item).collect();
                @let arguments = [("entry", text.safety_entry(&answer.id).into()), ("items", text.items(&items).into())];
                li { (text.say_with(safety_sentence(answer.verdict), &arguments)) }
            }
        }
        @if needs_person { p { (text.say(Key::SafetyStatement)) } }
    };
    html! {
        @if !score.safety.is_empty() {
            @if needs_person && answered.is_none() { (notice::attention(&body)) } @else { (notice::notice(&body)) }
        }
    }
}

/// The items that a sentence about a safety entry names: those whose answer met it, else those that it asks.
fn told_items(view: &AdministrationPage, entry: &SafetyEntry, answer: &SafetyAnswer) -> Vec<std::sync::Arc<str>> {
    if answer.verdict == Verdict::Met {
        return view.definition.deciding_items(answer, view.person);
    }
    entry.items.iter().map(|item| std::sync::Arc::clone(&view.definition.items[*item].id)).collect()
}

const fn safety_sentence(verdict: Verdict) -> Key {
    match verdict {
        Verdict::Met => Key::AdministrationSafetyMet,
        Verdict::NotMet => Key::AdministrationSafetyNotMet,
        Verdict::Unknown => Key::AdministrationSafetyUnknown,
    }
}

fn scores(text: Text, view: &AdministrationPage) -> Markup {
    let Some(score) = &view.score else { return Markup::default() };
    let shown: Vec<(usize, &ScaleScore)> = score
        .scales
        .iter()
        .enumerate()
        .filter(|(index, _)| score.main_scale.is_none_or(|main| main == *index || score.scales.len() > 1))
        .collect();
    let rows = shown.iter().map(|(index, result)| scale_row(text, view, *index, result));
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::AdministrationScoreHeading)) } }
            @if !shown.is_empty() {
                (Table::new(text.say_with(Key::AdministrationScoresCaption, &[("instrument", (&view.definition.short_name).into())]))
                    .cards()
                    .column(text.say(Key::AdministrationColumnScale), Kind::Head)
                    .column(text.say(Key::ScoreLabel), Kind::Number)
                    .column(text.say(Key::BandLabel), Kind::Words)
                    .column(text.say(Key::StatusLabel), Kind::Words)
                    .rows(rows)
                    .render(text))
            }
            (classifications(text, view))
            (why(text, view))
        }
    }
}

fn scale_row(text: Text, view: &AdministrationPage, index: usize, result: &ScaleScore) -> Row {
    let scale = &view.definition.scales[index];
    let band = result.band.map(|place| {
        let band = &scale.bands[place];
        BandPlace { word: band.name.to_string(), severity: band.severity, place: place + 1, count: scale.bands.len() }
    });
    let given = view.totals.iter().find(|total| *total.scale == *scale.id).map(|total| total.points);
    let value = result.outcome.value();
    Row::new(vec![
        html! { strong { (scale.name) } @if let Some(given) = given { (given_total(text, given, value)) } },
        html! {
            @match value {
                Some(value) => span.figure { (text.points(value, scale.decimals)) },
                None => span.muted { "–" },
            }
            span.sub { (text.say_with(Key::InstrumentRange, &[("low", text.points_exact(scale.minimum).into()), ("high", text.points_exact(scale.maximum).into())])) }
        },
        html! { @if let Some(band) = &band { (severity::band(text, band)) } @else { span.muted { (text.say(Key::BandAbsent)) } } },
        html! { (text.status(&result.outcome)) span.sub { (text.status_explained(&result.outcome, &view.definition.short_name)) } },
    ])
}

fn given_total(text: Text, given: Points, computed: Option<Points>) -> Markup {
    let sentence = match computed {
        Some(computed) if computed != given => {
            text.say_with(Key::AdministrationGivenTotalDiffers, &[("points", given.into()), ("computed", computed.into())])
        }
        Some(_) => text.say_with(Key::AdministrationGivenTotalAgrees, &[("points", given.into())]),
        None => text.points_exact(given),
    };
    html! { span.sub { (text.say(Key::AdministrationGivenTotal)) ": " (sentence) } }
}

fn classifications(text: Text, view: &AdministrationPage) -> Markup {
    let Some(score) = view.score.as_ref().filter(|score| !score.classifications.is_empty()) else { return Markup::default() };
    html! {
        dl.facts.block-facts {
            @for (definition, result) in view.definition.classifications.iter().zip(&score.classifications) {
                dt { (definition.name) }
                dd {
                    @match result.rule.and_then(|rule| definition.rules.get(rule)) {
                        Some(rule) => (text.classification(&rule.result)),
                        None => span.muted { (text.say(Key::AdministrationClassificationUnknown)) },
                    }
                    " " (basis::number_mark(text, definition.basis.mark, view.recalled.as_ref()))
                }
            }
        }
    }
}

fn why(text: Text, view: &AdministrationPage) -> Markup {
    let definition = &view.definition;
    html! {
        @for steps in &view.explanation {
            details.why open[!matches!(steps.outcome, Outcome::Scored(_))] {
                summary { (text.say(Key::AdministrationWhy)) @if view.explanation.len() > 1 { " " (definition.scales[steps.scale].name) } }
                (explanation::steps(text, view, steps))
            }
        }
    }
}

fn answers(text: Text, view: &AdministrationPage) -> Markup {
    html! {
        @if !view.definition.is_totals_only() {
            section.block {
                div.block-head { h2 { (text.say(Key::AdministrationAnswersHeading)) } }
                @match &view.responses {
                    Some(responses) => {
                        (answer_table(text, view, responses))
                        @if let Some(words) = &view.definition.licence.notice { p.small.muted lang="en" { (words) } }
                    }
                    None => {
                        @if view.may_see_answers { p.muted { (text.completion(view.administration.value().completion)) } }
                        @else { p.muted { (text.say(Key::AdministrationItemsHidden)) } }
                    }
                }
            }
        }
    }
}

fn answer_table(text: Text, view: &AdministrationPage, responses: &Responses) -> Markup {
    let definition = &view.definition;
    let form = view.text.as_ref().map(|(language, form)| (form, language.as_str()));
    let rows = definition.items.iter().enumerate().map(|(index, item)| {
        let asked = form.and_then(|(form, lang)| Some((form.items.get(index)?, lang)));
        let (number, words) = answer(text, definition, form, index, responses.get(&item.id));
        let flagged = definition.safety.iter().zip(view.score.iter().flat_map(|score| &score.safety));
        let is_met = |entry: &SafetyEntry, answer: &SafetyAnswer| answer.verdict == Verdict::Met && told_items(view, entry, answer).contains(&item.id);
        let urgent = flagged.into_iter().any(|(entry, answer)| is_met(entry, answer));
        let cells = vec![
            html! { (item.id) },
            html! { @if let Some((words, lang)) = asked { span lang=(lang) { (words) } } @else if let Some(concept) = &item.concept { span.muted { (concept.replace('_', " ")) } } },
            html! { (number) },
            html! { (words) },
        ];
        Row { cells, class: if urgent { "urgent" } else { "" } }
    });
    let caption = [("patient", spoken_name(view.patient.value()).into()), ("instrument", (&definition.short_name).into())];
    Table::new(text.say_with(Key::AdministrationAnswersCaption, &caption))
        .dense()
        .cards()
        .column(text.say(Key::AdministrationColumnItem), Kind::Head)
        .column(text.say(Key::AdministrationColumnAsked), Kind::Words)
        .column(text.say(Key::InstrumentColumnValue), Kind::Number)
        .column(text.say(Key::AdministrationColumnAnswer), Kind::Answer)
        .rows(rows)
        .render(text)
}

/// The number and the words of an answer. `form` holds the words of the form and their language.
fn answer(text: Text, definition: &Definition, form: Option<(&FormText, &str)>, index: usize, answer: Option<Answer>) -> (Markup, Markup) {
    let Some(answer) = answer else { return (html! { "–" }, html! { span.muted { (text.say(Key::AnswerNotGiven)) } }) };
    if let Some(words) = text.special_answer(answer) {
        return (html! { "–" }, html! { span.muted { (words) } });
    }
    let Answer::Value(value) = answer else { return (Markup::default(), Markup::default()) };
    let set = definition.answers_of(index);
    let label = match &set.kind {
        AnswerKind::Options(options) => {
            let place = options.iter().position(|(each, _)| *each == value);
            let labels = form.and_then(|(form, _)| form.options.get(definition.items[index].answers));
            place.and_then(|place| labels.and_then(|labels| labels.get(place))).cloned()
        }
        AnswerKind::Number { .. } => None,
    };
    (html! { strong { (value) } }, html! { @if let Some(label) = label { span lang=[form.map(|(_, lang)| lang)] { (label) } } })
}

fn odd(text: Text, view: &AdministrationPage) -> Markup {
    let problems = view.score.as_ref().map(|score| score.problems.as_slice()).unwrap_or_default();
    html! {
        @if view.may_see_answers && !problems.is_empty() {
            section.block {
                h2 { (text.say(Key::AdministrationProblemsHeading)) }
                ul { @for problem in problems { li { (text.answer_problem(problem)) } } }
            }
        }
        @if view.differs_from_stored { (notice::attention(&html! { p { (text.say(Key::AdministrationDiffers)) } })) }
    }
}

fn about(text: Text, view: &AdministrationPage) -> Markup {
    let value = view.administration.value();
    let recorded = &view.administration.recorded;
    let when = text.instant(recorded.recorded_at, &view.zone);
    let arguments = [("instant", when.into()), ("source", text.source(&recorded.source).to_lowercase().into())];
    let minutes = value.started_at.zip(value.finished_at).map(|(start, end)| end.seconds_since(start).div_euclid(60));
    html! {
        section.panel {
            h2 { (text.say(Key::AdministrationAbout)) }
            dl.facts {
                dt { (text.say(Key::AdministrationDay)) } dd { (text.day(value.day)) }
                @if let Some(phase) = value.phase { dt { (text.say(Key::PhaseLabel)) } dd { (text.phase(phase)) } }
                dt { (text.say(Key::ModeLabel)) } dd { (text.mode(value.mode)) }
                dt { (text.say(Key::RespondentLabel)) } dd { (text.respondent(value.respondent)) }
                @if let Some(language) = &value.language { dt { (text.say(Key::AdministrationChooseLanguage)) } dd { (text.language(language)) } }
                dt { (text.say(Key::CompletionLabel)) } dd { (text.completion(value.completion)) }
                @if let Some(start) = value.started_at {
                    dt { (text.say(Key::AdministrationStarted)) }
                    dd {
                        p { (text.instant(start, &view.zone)) }
                        @if let Some(minutes) = minutes { p.small.muted { (text.say_with(Key::AdministrationMinutes, &[("minutes", minutes.into())])) } }
                    }
                }
                dt { (text.say(Key::AdministrationRecorded)) } dd { (text.say_with(Key::AdministrationRecordedBy, &arguments)) }
                dt { (text.say(Key::InstrumentDefinition)) }
                dd {
                    p { (text.say_with(Key::InstrumentVersion, &[("version", (&*view.definition.version).into())])) }
                    @if let Some(stored) = &view.stored_score {
                        p.small.muted { (text.say_with(Key::InstrumentEngine, &[("version", stored.summary.engine_version.as_str().into())])) }
                    }
                }
            }
        }
    }
}

fn history(text: Text, view: &AdministrationPage) -> Markup {
    html! {
        section.panel {
            h2 { (text.say(Key::AdministrationHistoryHeading)) }
            ol.plain {
                @for version in view.history.iter().rev() {
                    @let recorded = &version.recorded;
                    li {
                        strong { (text.say_with(Key::AdministrationHistoryVersion, &[("version", recorded.version.0.to_string().into())])) }
                        @if recorded.superseded_at.is_none() { " " span.flag.accent { (text.say(Key::AdministrationHistoryCurrent)) } }
                        p.small.muted { (text.instant(recorded.recorded_at, &view.zone)) ", " (came_in(text, version)) }
                        @if let Some(reason) = &recorded.void_reason { p.small { (text.say_with(Key::AdministrationHistoryVoid, &[("reason", reason.into())])) } }
                    }
                }
            }
        }
    }
}

/// How a version came in: of a check-in that the patient answered, while it was answered or when it was sent off.
fn came_in(text: Text, version: &Stored<Administration>) -> String {
    let (recorded, value) = (&version.recorded, version.value());
    let is_own = matches!(value.mode, Mode::Link | Mode::Tablet | Mode::Kiosk) && value.respondent == Respondent::Patient;
    if !is_own || recorded.source != Source::Form {
        return text.source(&recorded.source).to_lowercase();
    }
    match value.finished_at {
        Some(at) if at == recorded.recorded_at => text.say(Key::AdministrationHistorySentOff),
        None => text.say(Key::AdministrationHistoryWhileAnswered),
        Some(_) => text.source(&recorded.source).to_lowercase(),
    }
}

fn as_json(view: &AdministrationPage) -> Value {
    let value = view.administration.value();
    let scales = view.score.iter().flat_map(|score| &score.scales).zip(&view.definition.scales).map(|(result, scale)| {
        json!({
            "scale": &*scale.id, "status": result.outcome.status(), "value": result.outcome.value().map(Points::to_f64),
            "band": result.band.and_then(|place| scale.bands.get(place)).map(|band| &*band.name),
        })
    });
    let answers = view.responses.as_ref().map(|responses| {
        let each = responses.iter().map(|(item, answer)| {
            let answer = match answer {
                Answer::Value(value) => json!(value),
                Answer::Refused => json!("refused"),
                Answer::NotApplicable => json!("not_applicable"),
            };
            (item.to_owned(), answer)
        });
        Value::Object(each.collect())
    });
    let safety =
        view.score.iter().flat_map(|score| &score.safety).map(|answer| json!({ "entry": &*answer.id, "verdict": answer.verdict.code() }));
    json!({
        "administration": view.administration.id.to_string(),
        "version": view.administration.recorded.version.0,
        "patient": view.patient.id.to_string(),
        "instrument": &*view.definition.id,
        "definition_version": &*view.definition.version,
        "day": value.day.to_string(),
        "phase": value.phase.map(instruments::Phase::code),
        "mode": value.mode.code(),
        "respondent": value.respondent.code(),
        "completion": value.completion.code(),
        "scales": scales.collect::<Vec<_>>(),
        "safety": safety.collect::<Vec<_>>(),
        "answers": answers,
    })
}
