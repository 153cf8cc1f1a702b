//! The side of the patient page: episodes, levels of care, diagnoses, care team, and the doors to change them.

use app::patient::{EpisodeView, PatientPage};
use maud::{Markup, html};
use serde_json::{Value, json};
use vocabulary::Day;
use wording::{Key, Text};

use crate::frame::Frame;
use crate::pages::registration::mend;

/// All panels.
pub(super) fn panels(frame: &Frame, page: &PatientPage) -> Markup {
    let text = frame.text;
    html! {
        (now(text, page))
        (diagnoses(text, page))
        (team(text, page))
        (episodes(text, page))
        (doors(frame, page))
    }
}

fn now(text: Text, page: &PatientPage) -> Markup {
    let open: Vec<&EpisodeView> = page.episodes.iter().filter(|view| view.episode.value().discharge.is_none()).collect();
    let address = format!("/patients/{}", page.patient.id);
    let admit = if open.is_empty() { Key::PatientAdmit } else { Key::PatientAdmitAnother };
    html! {
        section.panel {
            h2 { (text.say(Key::PatientNowHeading)) }
            @if open.is_empty() { p.muted { (text.say(Key::PatientNoEpisode)) } }
            @for view in &open {
                (present_care(text, page.today, view))
                @if page.may.registration {
                    div.links {
                        a href={ (address) "/episodes/" (view.episode.id) "/level" } { (text.say(Key::PatientChangeLevel)) }
                        a href={ (address) "/episodes/" (view.episode.id) "/discharge" } { (text.say(Key::PatientDischarge)) }
                    }
                }
            }
            @if page.may.registration { div.links { a href={ (address) "/admit" } { (text.say(admit)) } } }
        }
    }
}

fn present_care(text: Text, today: Day, view: &EpisodeView) -> Markup {
    let episode = view.episode.value();
    let present = view.periods.iter().rev().find(|(period, _)| period.value().period.last().is_none());
    let since = |day: Day| text.say_with(Key::PatientSince, &[("day", day.into()), ("days", today.days_since(day).into())]);
    html! {
        dl.facts {
            @if let Some((period, program)) = present {
                @let value = period.value();
                dt { (text.say(Key::LevelOfCareLabel)) }
                dd { strong { (text.level_of_care_with_code(value.level_of_care)) } p.small.muted { (since(value.period.first())) } }
                dt { (text.say(Key::PatientProgram)) } dd { (program) }
                @if !value.track.is_empty() { dt { (text.say(Key::PatientTrack)) } dd { (value.track) } }
                @if let Some(modality) = value.modality { dt { (text.say(Key::ModalityLabel)) } dd { (text.modality(modality)) } }
            } @else if let Some(program) = &view.program {
                dt { (text.say(Key::PatientProgram)) } dd { (program.name) }
            }
            dt { (text.say(Key::PatientAdmitted)) }
            dd {
                p { (text.day(episode.admitted)) }
                @if episode.readmission_of.is_some() { p { span.flag.quiet { (text.say(Key::PatientReadmission)) } } }
            }
            @if let Some(clinician) = &view.clinician { dt { (text.say(Key::PatientClinician)) } dd { (clinician) } }
            @if let Some(class) = episode.payer_class { dt { (text.say(Key::PayerClassLabel)) } dd { (text.payer_class(class)) } }
            @if let Some(source) = episode.referral_source { dt { (text.say(Key::ReferralSourceLabel)) } dd { (text.referral_source(source)) } }
        }
    }
}

fn diagnoses(text: Text, page: &PatientPage) -> Markup {
    html! {
        section.panel {
            h2 { (text.say(Key::PatientDiagnosesHeading)) }
            @if page.diagnoses.is_empty() { p.muted { (text.say(Key::PatientNoDiagnoses)) } }
            ul.plain {
                @for (diagnosis, clinician) in &page.diagnoses {
                    @let value = diagnosis.value();
                    li {
                        strong { (value.code) } " " span.flag.quiet { (text.diagnosis_rank(value.rank)) }
                        p.small.muted { (text.period(value.period)) @if let Some(name) = clinician { ", " (name) } }
                        (mending(text, page, "diagnosis", diagnosis.id, &[CORRECT, MOVE, WITHDRAW]))
                    }
                }
            }
            @if page.may.registration { div.links { a href={ "/patients/" (page.patient.id) "/diagnoses/new" } { (text.say(Key::PatientAddDiagnosis)) } } }
        }
    }
}

fn team(text: Text, page: &PatientPage) -> Markup {
    let current = page.care_team.iter().filter(|(member, _)| member.value().period.last().is_none_or(|last| last >= page.today));
    let current: Vec<_> = current.collect();
    html! {
        section.panel {
            h2 { (text.say(Key::PatientCareTeamHeading)) }
            @if current.is_empty() { p.muted { (text.say(Key::PatientNoCareTeam)) } }
            ul.plain {
                @for (member, name) in current {
                    li {
                        (name)
                        p.small.muted { (text.care_team_role(member.value().role)) ", " (text.period(member.value().period)) }
                        (mending(text, page, "team", member.id, &[END, MOVE, WITHDRAW]))
                    }
                }
            }
            @if page.may.registration { div.links { a href={ "/patients/" (page.patient.id) "/care-team/new" } { (text.say(Key::PatientAddToTeam)) } } }
        }
    }
}

/// A change that mends a record of registration: the end of its address, and its words.
type Mending = (&'static str, Key);

const END: Mending = ("end", Key::PatientTeamEnd);
const CORRECT: Mending = ("correct", Key::PatientCorrectDiagnosis);
const MOVE: Mending = ("move", Key::AdministrationMove);
const MOVE_EPISODE: Mending = ("move", Key::PatientMoveEpisode);
const WITHDRAW: Mending = ("withdraw", Key::ActionVoid);
const WITHDRAW_LEVEL: Mending = ("withdraw", Key::PatientWithdrawLevel);
const WITHDRAW_EPISODE: Mending = ("withdraw", Key::PatientWithdrawEpisode);

/// The doors to mend a record of registration.
fn mending(text: Text, page: &PatientPage, kind: &str, id: impl std::fmt::Display + Copy, changes: &[Mending]) -> Markup {
    html! {
        @if page.may.registration {
            div.links.no-print {
                @for (change, words) in changes { a href=(mend::address(page.patient.id, kind, &id, change)) { (text.say(*words)) } }
            }
        }
    }
}

/// Every episode with its levels of care, newest first.
fn episodes(text: Text, page: &PatientPage) -> Markup {
    html! {
        @if !page.episodes.is_empty() {
            section.panel {
                h2 { (text.say(Key::PatientEpisodesHeading)) }
                ol.plain.episodes { @for view in &page.episodes { li id={ "episode-" (view.episode.id) } { (episode(text, page, view)) } } }
            }
        }
    }
}

fn episode(text: Text, page: &PatientPage, view: &EpisodeView) -> Markup {
    let episode = view.episode.value();
    let span = match &episode.discharge {
        None => text.say_with(Key::PeriodOpen, &[("first", episode.admitted.into())]),
        Some(discharge) => text.say_with(Key::PatientEpisodeClosed, &[("first", episode.admitted.into()), ("last", discharge.day.into())]),
    };
    html! {
        p { strong { (span) } }
        @if let Some(program) = &view.program { p.small { (program.name) } }
        ol.levels {
            @for (place, (period, program)) in view.periods.iter().enumerate() {
                @let value = period.value();
                li {
                    span class={ "level level-" (level_rank(value.level_of_care)) } aria-hidden="true" {}
                    span { (text.level_of_care_with_code(value.level_of_care)) span.sub { (text.period(value.period)) @if !program.is_empty() { " · " (program) } } }
                    @if place > 0 && place + 1 == view.periods.len() { (mending(text, page, "level", period.id, &[WITHDRAW_LEVEL])) }
                }
            }
        }
        @if let Some(discharge) = &episode.discharge {
            @let kind = text.discharge_type(discharge.kind);
            @let destination = text.discharge_destination(discharge.destination);
            p.small { (text.say_with(Key::DischargeWithDestination, &[("kind", kind.into()), ("destination", destination.into())])) }
        }
        @if page.may.registration {
            @let address = format!("/patients/{}/episodes/{}", page.patient.id, view.episode.id);
            div.links.no-print {
                a href={ (address) "/correct" } { (text.say(Key::PatientCorrectEpisode)) }
                @if episode.discharge.is_some() { a href={ (address) "/level" } { (text.say(Key::PatientChangeLevel)) } }
            }
        }
        // With it goes what stands in it, for which it takes more than registering.
        (mending(text, page, "episode", view.episode.id, if page.may.records { &[MOVE_EPISODE, WITHDRAW_EPISODE] } else { &[WITHDRAW_EPISODE] }))
    }
}

/// The place of a level on the ladder, least intensive first.
fn level_rank(level: vocabulary::LevelOfCare) -> usize {
    vocabulary::LevelOfCare::ALL.iter().position(|each| *each == level).unwrap_or(0)
}

fn doors(frame: &Frame, page: &PatientPage) -> Markup {
    let text = frame.text;
    let address = format!("/patients/{}", page.patient.id);
    html! {
        @if page.may.release || page.may.registration {
            section.panel.no-print {
                h2.visually-hidden { (text.say(Key::ColumnActions)) }
                div.links {
                    @if page.may.release {
                        a href={ (address) "/export" } { (text.say(Key::PatientExport)) }
                        a href={ (address) "/disclosures" } { (text.say(Key::DisclosuresLink)) }
                    }
                    @if page.may.registration { a href={ (address) "/merge" } { (text.say(Key::PatientMerge)) } }
                }
                @if page.may.registration {
                    @for record in &page.merged {
                        form method="post" action={ (address) "/unmerge" } {
                            (frame.token_field())
                            input type="hidden" name="merged" value=(record.id);
                            button.quiet type="submit" { (text.say(Key::PatientUnmerge)) " " (record.value().record_number) }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn episode_json(view: &EpisodeView) -> Value {
    let episode = view.episode.value();
    let periods = view.periods.iter().map(|(period, program)| {
        let value = period.value();
        json!({
            "level_of_care": value.level_of_care.code(), "program": program, "first_day": value.period.first().to_string(),
            "last_day": value.period.last().map(|day| day.to_string()), "track": value.track,
        })
    });
    json!({
        "episode": view.episode.id.to_string(),
        "program": view.program.as_ref().map(|program| &program.name),
        "admitted": episode.admitted.to_string(),
        "discharged": episode.discharge.as_ref().map(|discharge| discharge.day.to_string()),
        "discharge_type": episode.discharge.as_ref().map(|discharge| discharge.kind.code()),
        "levels_of_care": periods.collect::<Vec<_>>(),
    })
}
