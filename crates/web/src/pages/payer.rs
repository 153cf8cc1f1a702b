//! How does a payer review? Its profile as data: what it says, its versions, what it pays for a day, and the file to edit.

pub(crate) mod deadlines;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use app::AppError;
use app::payer::{PayerPage, PayerView};
use axum::extract::Path;
use axum::response::Response;
use care::{AskedQuestion, DayRate, PayerProfile};
use maud::{Markup, html};
use vocabulary::{LevelOfCare, Money, Period};
use wording::{Key, Text};

use crate::error::PageError;
use crate::form::{Fields, Labels, Problems, Reader};
use crate::frame::{Frame, Page, Section};
use crate::parts::field::{Choice, Draft, Field};
use crate::parts::notice;
use crate::parts::table::{Kind, Row, Table};
use crate::visit::{self, Visit, go_to};

const RATE_LABELS: Labels<'static> = &[("amount", Key::PayerRateAmount), ("first", Key::PayerRateFirst), ("last", Key::PayerRateLast)];

/// All payers.
pub(crate) async fn list(visit: Visit) -> Result<Response, PageError> {
    let (payers, text) = (visit.app.payers(&visit.caller).await?, visit.text());
    let row = |payer: &PayerView| {
        Row::new(vec![
            html! { a.row-link href={ "/payers/" (payer.profile.key) } { (payer.profile.name) } },
            html! { (text.payer_class(payer.profile.class)) },
            html! { (state(text, payer)) },
            html! { (payer.profile.source) },
        ])
    };
    let body = Table::new(text.say(Key::PayersCaption))
        .cards()
        .column(text.say(Key::PayersColumnName), Kind::Head)
        .column(text.say(Key::PayersColumnClass), Kind::Words)
        .column(text.say(Key::PayersColumnState), Kind::Words)
        .column(text.say(Key::PayersColumnSource), Kind::Words)
        .rows(payers.iter().map(row))
        .render(text);
    let lead = html! { p { (text.say(Key::PayersLead)) } };
    let actions = html! { a.button href="/payers/deadlines" { (text.say(Key::DeadlinesLink)) } };
    Ok(visit::html(visit.frame.render(&Page::wide(Section::Reviews, text.say(Key::PayersHeading), body).lead(lead).actions(actions))))
}

fn state(text: Text, payer: &PayerView) -> String {
    text.say(match (payer.of_practice, payer.profile.verified) {
        (false, _) => Key::PayersGeneric,
        (true, true) => Key::PayersVerified,
        (true, false) => Key::PayersUnverified,
    })
}

/// One payer.
pub(crate) async fn show(visit: Visit, Path(key): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.payer(&visit.caller, key).await?;
    let done = (visit.query.text("done") == "saved").then_some(Key::PayerSaved);
    Ok(visit::html(render(&visit.frame, &page, (&Fields::default(), &Problems::default()), done)))
}

/// Records a rate.
pub(crate) async fn rate(visit: Visit, Path(key): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.payer(&visit.caller, key).await?;
    let mut reader = Reader::new(&visit.form, visit.text(), page.today);
    let level: Option<LevelOfCare> = reader.required_choice("level", Key::PayerRateLevel);
    let amount: Option<Money> = reader.required_value("amount", Key::PayerRateAmount);
    let (first, last) = (reader.required_day("first", Key::PayerRateFirst), reader.day("last", Key::PayerRateLast));
    let mut problems = reader.problems;
    let period = first.and_then(|first| Period::new(first, last).ok());
    if first.is_some() && period.is_none() {
        problems.add("last", visit.text().say(Key::DecisionProblemLastBeforeFirst));
    }
    if let (Some(level_of_care), Some(amount), Some(period), true) = (level, amount, period, problems.is_empty()) {
        let rate = DayRate { payer: page.payer.profile.key.clone(), level_of_care, amount, period };
        match visit.app.record_day_rate(&visit.caller, rate).await {
            Ok(_) => return Ok(go_to(&format!("/payers/{}?done=saved", page.payer.profile.key))),
            Err(error) => problems.take_over(visit.text(), error, RATE_LABELS)?,
        }
    }
    Ok(visit::again(render(&visit.frame, &page, (&visit.form, &problems), None)))
}

fn render(frame: &Frame, page: &PayerPage, (fields, problems): (&Fields, &Problems), done: Option<Key>) -> Markup {
    let (text, profile) = (frame.text, &page.payer.profile);
    let body = html! {
        @if let Some(key) = done { (notice::done(&text.say(key))) }
        (notice::problem_summary(text, problems))
        section.block { (facts(text, profile)) }
        section.block {
            div.block-head { h2 { (text.say(Key::PayerQuestionsHeading)) } }
            ol { @for asked in &profile.questions { li { (question(text, asked)) } } }
        }
        (rates(frame, page, fields, problems))
        section.block {
            div.block-head { h2 { (text.say(Key::PayerVersionsHeading)) } }
            @if page.versions.is_empty() { p { (text.say(Key::PayerVersionsNone)) } } @else {
                ul {
                    @for version in &page.versions {
                        @let checked = text.say(if version.verified { Key::PayersVerified } else { Key::PayersUnverified });
                        li {
                            (text.say_with(Key::PayerVersionLine, &[
                                ("version", version.version.0.to_string().into()),
                                ("at", text.instant_argument(version.recorded_at, &page.zone)),
                                ("by", (&version.by).into()),
                                ("state", checked.into()),
                            ]))
                        }
                    }
                }
            }
        }
    };
    let lead = text.say_with(Key::PayerLead, &[("state", state(text, &page.payer).into()), ("source", (&profile.source).into())]);
    let actions = html! {
        @if page.may_write { a.button.main href={ "/payers/" (profile.key) "/edit" } { (text.say(Key::PayerEdit)) } }
        a.button href="/payers" { (text.say(Key::PayersLink)) }
    };
    let heading = text.say_with(Key::PayerHeading, &[("payer", (&profile.name).into())]);
    frame.render(&Page::wide(Section::Reviews, heading, body).clock(&page.zone).lead(html! { p { (lead) } }).actions(actions))
}

/// Each value of a profile: its name in the file, what it is, and what it says.
fn said(text: Text, profile: &PayerProfile) -> Vec<(&'static str, Key, String)> {
    let unknown = || text.say(Key::PayerFactUnknown);
    let number = |value: Option<u32>| value.map_or_else(unknown, |value| value.to_string());
    let criteria: Vec<String> =
        profile.criteria.iter().map(|named| format!("{} {}", named.name, named.edition).trim().to_owned()).collect();
    let cadence = profile.cadence.iter().map(|cadence| {
        let arguments = [
            ("level", text.level_of_care(cadence.level_of_care).into()),
            ("initial", cadence.initial_days.into()),
            ("concurrent", cadence.concurrent_days.into()),
        ];
        text.say_with(Key::PayerFactCadenceLine, &arguments)
    });
    let cadence: Vec<String> = cadence.collect();
    let (limits, billing) = (&profile.limits, &profile.billing);
    let yes_or_no =
        |answer: Option<bool>| answer.map_or_else(unknown, |yes| text.say(if yes { Key::PayerFactYes } else { Key::PayerFactNo }));
    let pair = |(first, second): &(String, String)| if second.is_empty() { first.clone() } else { format!("{first} + {second}") };
    let pairs = |known: Option<&BTreeSet<(String, String)>>| {
        known.map_or_else(unknown, |pairs| pairs.iter().map(pair).collect::<Vec<_>>().join("; "))
    };
    let level = |level: &LevelOfCare| text.level_of_care(*level);
    let levels = billing.authorized_levels.as_ref().map_or_else(unknown, |levels| levels.iter().map(level).collect::<Vec<_>>().join("; "));
    let looked_up = billing.local_coverage.as_ref().map_or_else(unknown, |rules| {
        rules.iter().map(|(number, day)| format!("{number} ({})", text.day(*day))).collect::<Vec<_>>().join("; ")
    });
    vec![
        ("criteria", Key::PayerFactCriteria, if criteria.is_empty() { unknown() } else { criteria.join("; ") }),
        ("cadence", Key::PayerFactCadence, if cadence.is_empty() { unknown() } else { cadence.join("; ") }),
        ("limits.request_hours_before_end", Key::PayerFactRequest, number(limits.request_hours_before_end)),
        ("peer_to_peer.window_business_days", Key::PayerFactPeerToPeer, number(profile.peer_to_peer.window_business_days)),
        ("peer_to_peer.new_information_allowed", Key::PayerFactNewInformation, yes_or_no(profile.peer_to_peer.new_information_allowed)),
        ("limits.retro_authorization_hours", Key::PayerFactRetro, number(limits.retro_authorization_hours)),
        ("limits.appeal_days", Key::PayerFactAppeal, number(limits.appeal_days)),
        ("limits.appeal_levels", Key::PayerFactLevels, number(limits.appeal_levels)),
        ("limits.discharge_notice_hours", Key::PayerFactDischarge, number(limits.discharge_notice_hours)),
        ("limits.filing_days", Key::PayerFactFiling, number(limits.filing_days)),
        ("limits.corrected_days", Key::PayerFactCorrected, number(limits.corrected_days)),
        ("limits.corrected_days_from_service", Key::PayerFactCorrectedFromService, number(limits.corrected_days_from_service)),
        ("billing.authorized_levels", Key::PayerFactAuthorizedLevels, levels),
        ("billing.discharge_notice_business_days", Key::PayerFactDischargeBusinessDays, number(billing.discharge_notice_business_days)),
        ("billing.needs_referral", Key::PayerFactReferral, yes_or_no(billing.needs_referral)),
        ("billing.code_pairs", Key::PayerFactCodePairs, pairs(billing.code_pairs.as_ref())),
        ("billing.place_modifiers", Key::PayerFactPlaceModifiers, pairs(billing.place_modifiers.as_ref())),
        ("billing.allows_factors_first", Key::PayerFactFactorsFirst, yes_or_no(billing.allows_factors_first)),
        ("billing.measure_units_most", Key::PayerFactMeasureUnits, number(billing.measure_units_most)),
        ("billing.pays_measures", Key::PayerFactPaysMeasures, yes_or_no(billing.pays_measures)),
        ("billing.local_coverage", Key::PayerFactLocalCoverage, looked_up),
    ]
}

fn facts(text: Text, profile: &PayerProfile) -> Markup {
    Table::new(text.say(Key::PayerFactsCaption))
        .cards()
        .column(text.say(Key::PayerColumnFact), Kind::Head)
        .column(text.say(Key::PayerColumnValue), Kind::Words)
        .rows(said(text, profile).into_iter().map(|(_, key, value)| Row::new(vec![html! { (text.say(key)) }, html! { (value) }])))
        .render(text)
}

/// What the profile says now, each value with the name under which it stands in the file.
fn help(text: Text, profile: &PayerProfile) -> Markup {
    let channels: Vec<&str> = profile.channels.iter().map(|channel| channel.code()).collect();
    let head = [
        ("key", Key::PayerFactKey, profile.key.clone()),
        ("name", Key::PayersColumnName, profile.name.clone()),
        ("class", Key::PayersColumnClass, text.payer_class(profile.class)),
        ("verified", Key::PayersVerified, text.say(if profile.verified { Key::PayerFactYes } else { Key::PayerFactNo })),
        ("source", Key::PayersColumnSource, profile.source.clone()),
        ("channels", Key::PayerFactChannels, channels.join(", ")),
    ];
    let asked = ("questions", Key::PayerQuestionsHeading, text.number_of(profile.questions.len()));
    let rows = head.into_iter().chain(said(text, profile)).chain(std::iter::once(asked));
    Table::new(text.say(Key::PayerHelpCaption))
        .cards()
        .column(text.say(Key::PayerColumnFact), Kind::Head)
        .column(text.say(Key::PayerColumnValue), Kind::Words)
        .column(text.say(Key::PayerColumnInFile), Kind::Words)
        .rows(rows.map(|(name, key, value)| Row::new(vec![html! { (text.say(key)) }, html! { (value) }, html! { code { (name) } }])))
        .render(text)
}

fn question(text: Text, asked: &AskedQuestion) -> String {
    let question = text.review_question(asked.question.code());
    match (asked.required, asked.max_age_days) {
        (false, None) => question,
        (true, None) => text.say_with(Key::PayerQuestionRequired, &[("question", question.into())]),
        (false, Some(days)) => text.say_with(Key::PayerQuestionAge, &[("question", question.into()), ("days", days.into())]),
        (true, Some(days)) => text.say_with(Key::PayerQuestionRequiredAge, &[("question", question.into()), ("days", days.into())]),
    }
}

fn rates(frame: &Frame, page: &PayerPage, fields: &Fields, problems: &Problems) -> Markup {
    let text = frame.text;
    let typed = Draft { text, fields, problems };
    let levels: Vec<Choice> = LevelOfCare::ALL.iter().map(|level| (level.code().to_owned(), text.level_of_care(*level))).collect();
    let row = |rate: &DayRate| {
        let days = match rate.period.last() {
            None => text.say_with(Key::PayerRateOpen, &[("first", rate.period.first().into())]),
            Some(last) => text.say_with(Key::PayerRateClosed, &[("first", rate.period.first().into()), ("last", last.into())]),
        };
        Row::new(vec![html! { (text.level_of_care(rate.level_of_care)) }, html! { (text.money(rate.amount)) }, html! { (days) }])
    };
    html! {
        section.block {
            div.block-head { h2 { (text.say(Key::PayerRatesHeading)) } }
            @if page.rates.is_empty() { p { (text.say(Key::PayerRatesNone)) } } @else {
                (Table::new(text.say(Key::PayerRatesCaption))
                    .cards()
                    .column(text.say(Key::PayerRateLevel), Kind::Head)
                    .column(text.say(Key::PayerRateAmount), Kind::Number)
                    .column(text.say(Key::PayerRateDays), Kind::Words)
                    .rows(page.rates.iter().map(|rate| row(rate.value())))
                    .render(text))
            }
            @if page.may_write {
                details open[!problems.is_empty()] {
                    summary { (text.say(Key::PayerRateAdd)) }
                    form.form method="post" action={ "/payers/" (page.payer.profile.key) "/rate" } {
                        (frame.token_field())
                        (typed.select(Field::required("level", Key::PayerRateLevel), &levels))
                        (typed.line(Field::required("amount", Key::PayerRateAmount), "text", "off"))
                        div.row.two {
                            (typed.day(Field::required("first", Key::PayerRateFirst), None))
                            (typed.day(Field::optional("last", Key::PayerRateLast), None))
                        }
                        div.submit { button type="submit" { (text.say(Key::PayerRateAdd)) } }
                    }
                }
            }
        }
    }
}

/// The file.
pub(crate) async fn edit(visit: Visit, Path(key): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.payer(&visit.caller, key).await?;
    let fields = Fields::from([("file", page.payer.text.as_str())]);
    Ok(visit::html(edit_page(&visit.frame, &page, &fields, &Problems::default())))
}

/// Saves it as a new version.
pub(crate) async fn save(visit: Visit, Path(key): Path<String>) -> Result<Response, PageError> {
    let page = visit.app.payer(&visit.caller, key).await?;
    let mut problems = Problems::default();
    match visit.app.save_payer(&visit.caller, visit.form.raw("file").replace("\r\n", "\n")).await {
        Ok(profile) => return Ok(go_to(&format!("/payers/{}?done=saved", profile.key))),
        Err(AppError::PayerFile(error)) => {
            problems.add("file", visit.text().say_with(Key::PayerEditProblem, &[("problem", error.to_string().into())]));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(visit::again(edit_page(&visit.frame, &page, &visit.form, &problems)))
}

fn edit_page(frame: &Frame, page: &PayerPage, fields: &Fields, problems: &Problems) -> Markup {
    let (text, profile) = (frame.text, &page.payer.profile);
    let draft = Draft { text, fields, problems };
    let address = format!("/payers/{}", profile.key);
    let body = html! {
        (notice::problem_summary(text, problems))
        form.form.wide method="post" action={ (address) "/edit" } {
            (frame.token_field())
            (draft.document(Field::required("file", Key::PayerEditFile).hint(Key::PayerEditFileHint)))
            div.submit {
                button.main type="submit" { (text.say(Key::PayerEditSave)) }
                a href=(address) { (text.say(Key::ActionCancel)) }
            }
        }
        section.block {
            div.block-head { h2 { (text.say(Key::PayerHelpHeading)) } }
            (help(text, profile))
        }
    };
    let heading = text.say_with(Key::PayerEditHeading, &[("payer", (&profile.name).into())]);
    frame.render(&Page::wide(Section::Reviews, heading, body).lead(html! { p { (text.say(Key::PayerEditLead)) } }))
}
