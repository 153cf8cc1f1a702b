//! A patient's level of care, criteria and determinations made again, as a person reads them.

use std::fmt::Write as _;

use app::level_of_care::{Decided, EpisodeLevel, LevelOfCarePage, RerunView};
use serde_json::{Value, json};
use utilization_review::level_of_care::{Caveat, CriteriaSet, Difference, HumanDecision, Rerun, Trace};
use vocabulary::ZoneName;
use wording::{Key, Text};

use crate::console;

/// What is known about a patient's level of care.
pub(super) fn page(page: &LevelOfCarePage) -> String {
    let text = console::text();
    let mut written = String::new();
    if page.episodes.is_empty() {
        line(&mut written, &text.say(Key::LevelOfCarePageNoEpisode));
    }
    for level in &page.episodes {
        episode(text, page, level, &mut written);
    }
    let criteria = [("title", (&page.criteria.title).into()), ("version", (&page.criteria.version).into())];
    line(&mut written, &text.say_with(Key::LevelOfCarePageCriteria, &criteria));
    for decided in page.earlier.iter().flat_map(|earlier| &earlier.decisions) {
        line(&mut written, &decision(text, &page.zone, decided));
    }
    written
}

fn line(written: &mut String, sentence: &str) {
    let _never_fails = writeln!(written, "{sentence}");
}

fn episode(text: Text, page: &LevelOfCarePage, level: &EpisodeLevel, written: &mut String) {
    let arguments =
        [("level", text.level_of_care_with_code(level.level).into()), ("day", level.since.into()), ("program", (&level.program).into())];
    line(written, &text.say_with(Key::LevelOfCarePageLead, &arguments));
    match &level.trace {
        Some(trace) => found(text, trace, written),
        None => line(written, &text.say(Key::LevelOfCareCommandWithheld)),
    }
    for one in &level.missing {
        let arguments = [
            ("fact", text.level_of_care_missing(&one.fact, one.instrument.as_deref(), one.why.code()).into()),
            ("next", text.next_action(&one.next_action).into()),
        ];
        line(written, &text.say_with(Key::LevelOfCareCommandMissing, &arguments));
    }
    for result in &level.external {
        let day = result.day.parse().map_or_else(|_| result.day.clone(), |day| text.day(day));
        let arguments = [
            ("system", text.external_system(&result.system).into()),
            ("edition", (&result.edition).into()),
            ("day", day.into()),
            ("level", (&result.level).into()),
        ];
        line(written, &text.say_with(Key::LevelOfCareExternal, &arguments));
    }
    if page.sees_recommendations {
        line(written, &text.say(Key::LevelOfCareDecides));
    }
}

fn found(text: Text, trace: &Trace, written: &mut String) {
    line(written, &text.determination(trace.determination.code()));
    if let Some(target) = &trace.target {
        line(written, &text.determination_target(target));
    }
    for reason in &trace.applicability {
        line(written, &text.level_of_care_reason(&reason.reason));
    }
    for caveat in &trace.caveats {
        let said = match caveat {
            Caveat::StepUpNotExcluded { facts } => text.step_up_not_excluded(facts),
            Caveat::PlanReview => text.say(Key::LevelOfCareCaveatPlanReview),
            Caveat::SetToBeReviewed => text.say(Key::LevelOfCareCaveatSetToBeReviewed),
            Caveat::OnlySafetyJudged => text.say(Key::LevelOfCareCaveatOnlySafetyJudged),
            Caveat::SetUnreadable { set } => text.say_with(Key::LevelOfCareCaveatSetUnreadable, &[("set", set.into())]),
        };
        line(written, &said);
    }
    for against in &trace.contradicting {
        let value =
            against.value.as_deref().map_or_else(|| text.say(Key::NotKnown), |value| text.level_of_care_value(&against.fact, value));
        let arguments = [
            ("fact", text.level_of_care_fact(&against.fact, against.instrument.as_deref(), None).into()),
            ("value", value.into()),
            ("rule", text.level_of_care_rule(&against.speaks_for).into()),
        ];
        line(written, &text.say_with(Key::LevelOfCareContradicting, &arguments));
    }
    for flip in &trace.nearest {
        let changes: Vec<(&str, Option<&str>, &str)> =
            flip.changes.iter().map(|change| (change.fact.as_str(), change.instrument.as_deref(), change.to.as_str())).collect();
        line(written, &text.level_of_care_nearest(flip.determination.code(), &changes));
    }
}

fn decision(text: Text, zone: &ZoneName, decided: &Decided) -> String {
    let said = match decided.decision {
        HumanDecision::Agree => text.say(Key::LevelOfCareDecidedAgree),
        HumanDecision::Disagree { instead, .. } => {
            text.say_with(Key::LevelOfCareDecidedDisagree, &[("direction", text.level_of_care_direction(instead.code()).into())])
        }
        HumanDecision::Defer => text.say(Key::LevelOfCareDecidedDefer),
    };
    let by = [("signature", (&decided.signature).into()), ("moment", text.instant(decided.at, zone).into())];
    format!("{said}. {}", text.say_with(Key::LevelOfCareDecidedBy, &by))
}

/// That a set has no problem, and for which levels it has rules.
pub(super) fn set(set: &CriteriaSet) -> String {
    let text = console::text();
    let mut written = String::new();
    line(&mut written, &text.say_with(Key::CriteriaFileFine, &[("title", (&set.title).into()), ("version", (&set.version).into())]));
    line(&mut written, &text.say_with(Key::CriteriaFileRules, &[("count", set.levels.len().into())]));
    if set.to_be_reviewed {
        line(&mut written, &text.say(Key::LevelOfCareCaveatSetToBeReviewed));
    }
    written
}

/// What making a determination again gave, with each difference on a line of its own.
pub(super) fn rerun(view: &RerunView) -> String {
    let text = console::text();
    let (outcome, differences): (String, &[Difference]) = match &view.outcome {
        None => (text.say(Key::DeterminationRerunNoCriteria), &[]),
        Some(Err(error)) => (text.say_with(Key::DeterminationRerunUnreadable, &[("reason", error.to_string().into())]), &[]),
        Some(Ok(Rerun::Identical)) => (text.say(Key::DeterminationRerunIdentical), &[]),
        Some(Ok(Rerun::NewerEngine { stored_engine, differences })) => {
            let key = if differences.is_empty() { Key::DeterminationRerunNewerSame } else { Key::DeterminationRerunNewer };
            (text.say_with(key, &[("engine", stored_engine.into())]), differences)
        }
        Some(Ok(Rerun::Altered { differences })) => (text.say(Key::DeterminationRerunAltered), differences),
    };
    let moment = text.instant_with_zone(view.made_at, &ZoneName::utc());
    let mut written = text.say_with(Key::LevelOfCareCommandRerun, &[("moment", moment.into()), ("outcome", outcome.into())]);
    for difference in differences {
        let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
        let _never_fails = write!(written, "\n  {}: {} → {}", difference.path, side(&difference.old), side(&difference.new));
    }
    written
}

/// The same for programs.
pub(super) fn rerun_json(view: &RerunView) -> Value {
    let listed = |differences: &[Difference]| -> Vec<Value> {
        differences.iter().map(|one| json!({ "path": one.path, "old": one.old, "new": one.new })).collect()
    };
    let (outcome, differences) = match &view.outcome {
        None => ("no_criteria", Vec::new()),
        Some(Err(_)) => ("unreadable", Vec::new()),
        Some(Ok(Rerun::Identical)) => ("identical", Vec::new()),
        Some(Ok(Rerun::NewerEngine { differences, .. })) => ("newer_engine", listed(differences)),
        Some(Ok(Rerun::Altered { differences })) => ("altered", listed(differences)),
    };
    json!({ "determination": view.id.to_string(), "made_at": view.made_at.to_string(), "outcome": outcome, "differences": differences })
}
