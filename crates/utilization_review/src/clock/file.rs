//! The table of rules as a file: TOML, checked whole, ours and the practice's over it.

use std::str::FromStr;
use std::sync::LazyLock;

use serde::Deserialize;
use vocabulary::Day;

use super::rule::{Condition, DeadlineRule, Limit, NoticeKind};

/// The rules that ship.
const SHIPPED: &str = include_str!("../../deadlines/rules-v1.toml");

/// The most hours, days or months that a limit may have.
const MOST: u32 = 10_000;

/// Rules, in the order of their file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// The id of the file.
    pub id: String,
    /// The version of the file; the practice's behind it where one is laid over it.
    pub version: String,
    /// The rules.
    pub rules: Vec<DeadlineRule>,
}

/// What is wrong with a file of rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFileError {
    /// Not TOML, or not of this shape.
    #[error("line {line}, column {column}: {message}")]
    Shape {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What the reader says.
        message: String,
    },
    /// A value of a rule that cannot be.
    #[error("rule {rule}, {field}: {message}")]
    Value {
        /// The rule's id.
        rule: String,
        /// Which value.
        field: &'static str,
        /// What was expected.
        message: String,
    },
    /// Two rules of one id.
    #[error("rule {rule} stands twice: give one of them another id, or its own times of effect")]
    Twice {
        /// The rule's id.
        rule: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    id: String,
    version: String,
    #[serde(default)]
    rule: Vec<WrittenRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    id: String,
    #[serde(default)]
    off: bool,
    regime: Option<String>,
    event: Option<String>,
    owed_by: Option<String>,
    limit: Option<WrittenLimit>,
    act: Option<String>,
    notice: Option<String>,
    extension_days: Option<u32>,
    pended: Option<String>,
    #[serde(default)]
    when: WrittenCondition,
    source: Option<String>,
    #[serde(default)]
    read: Vec<String>,
    effective_from: Option<String>,
    effective_until: Option<String>,
    #[serde(default)]
    verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLimit {
    hours: Option<u32>,
    calendar_days: Option<u32>,
    business_days: Option<u32>,
    months: Option<u32>,
    stay_day: Option<u32>,
    before_course_ends: Option<bool>,
    contract: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCondition {
    #[serde(default)]
    funding: Vec<String>,
    #[serde(default)]
    states: Vec<String>,
    #[serde(default)]
    levels: Vec<String>,
    #[serde(default)]
    timing: Vec<String>,
    #[serde(default)]
    appellants: Vec<String>,
    urgent: Option<bool>,
    incomplete: Option<bool>,
    substance_use: Option<bool>,
    lead_hours_at_least: Option<u32>,
    lead_hours_below: Option<u32>,
}

impl RuleSet {
    /// The rules that ship: a copy, to lay a practice's own over. The file is read once.
    pub fn shipped() -> Self {
        static RULES: LazyLock<RuleSet> = LazyLock::new(|| {
            let (id, version, changes) = read(SHIPPED, false).expect("the shipped rules are read by the tests");
            RuleSet { id, version, rules: changes.into_iter().filter_map(|(_, rule)| rule).collect() }
        });
        RULES.clone()
    }

    /// The text of the rules that ship, to copy from.
    pub const fn shipped_text() -> &'static str {
        SHIPPED
    }

    /// Lays a practice's file over these rules: a rule of the same id is replaced, or taken away where the file says `off`; others are added.
    pub fn with_practice(mut self, text: &str) -> Result<Self, RuleFileError> {
        let (_, version, changes) = read(text, true)?;
        for (id, change) in changes {
            let place = self.rules.iter().position(|rule| rule.id == id);
            match (place, change) {
                (Some(place), Some(rule)) => self.rules[place] = rule,
                (Some(place), None) => {
                    self.rules.remove(place);
                }
                (None, Some(rule)) => self.rules.push(rule),
                (None, None) => return Err(value(&id, "off", "there is no rule of this id to switch off")),
            }
        }
        self.version = format!("{} + {version}", self.version);
        Ok(self)
    }
}

type Changes = Vec<(String, Option<DeadlineRule>)>;

fn read(text: &str, of_practice: bool) -> Result<(String, String, Changes), RuleFileError> {
    let file: WrittenFile = toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let before = text.get(..start).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        RuleFileError::Shape { line: before.matches('\n').count() + 1, column, message: error.message().to_owned() }
    })?;
    let mut changes: Changes = Vec::with_capacity(file.rule.len());
    for written in file.rule {
        if changes.iter().any(|(id, _)| *id == written.id) {
            return Err(RuleFileError::Twice { rule: written.id });
        }
        let id = written.id.clone();
        let rule = if written.off { None } else { Some(read_rule(written, of_practice)?) };
        changes.push((id, rule));
    }
    Ok((file.id, file.version, changes))
}

fn value(rule: &str, field: &'static str, message: impl Into<String>) -> RuleFileError {
    RuleFileError::Value { rule: rule.to_owned(), field, message: message.into() }
}

fn parsed<T: FromStr<Err: std::fmt::Display>>(rule: &str, field: &'static str, text: &str) -> Result<T, RuleFileError> {
    text.parse().map_err(|error: T::Err| value(rule, field, error.to_string()))
}

fn required<T: FromStr<Err: std::fmt::Display>>(rule: &str, field: &'static str, text: Option<&String>) -> Result<T, RuleFileError> {
    parsed(rule, field, text.ok_or_else(|| value(rule, field, "is missing"))?)
}

fn all<T: FromStr<Err: std::fmt::Display>>(rule: &str, field: &'static str, texts: &[String]) -> Result<Vec<T>, RuleFileError> {
    texts.iter().map(|text| parsed(rule, field, text)).collect()
}

fn day(rule: &str, field: &'static str, text: Option<&String>) -> Result<Option<Day>, RuleFileError> {
    text.map(|text| parsed(rule, field, text)).transpose()
}

fn read_rule(written: WrittenRule, of_practice: bool) -> Result<DeadlineRule, RuleFileError> {
    let id = written.id;
    let source = written.source.filter(|source| !source.trim().is_empty());
    let effective_from = day(&id, "effective_from", written.effective_from.as_ref())?;
    let effective_until = day(&id, "effective_until", written.effective_until.as_ref())?;
    if effective_from.zip(effective_until).is_some_and(|(from, until)| until < from) {
        return Err(value(&id, "effective_until", "is before effective_from"));
    }
    if written.verified && written.read.len() < 2 && !of_practice {
        return Err(value(&id, "verified", "needs two sources under read"));
    }
    let event = required(&id, "event", written.event.as_ref())?;
    let owed_by = required(&id, "owed_by", written.owed_by.as_ref())?;
    let notice = written.notice.as_ref().map(|notice| parsed(&id, "notice", notice)).transpose()?;
    Ok(DeadlineRule {
        regime: required(&id, "regime", written.regime.as_ref())?,
        event,
        owed_by,
        limit: read_limit(&id, written.limit.as_ref())?,
        act: written.act.as_ref().map(|act| parsed(&id, "act", act)).transpose()?,
        notice: notice.or_else(|| NoticeKind::of_event(event, owed_by)),
        extension_days: written.extension_days,
        pended: written.pended.as_ref().map(|pended| parsed(&id, "pended", pended)).transpose()?,
        condition: read_condition(&id, &written.when)?,
        source: source.ok_or_else(|| value(&id, "source", "is missing: name where the rule is written"))?,
        read: written.read,
        effective_from,
        effective_until,
        verified: written.verified,
        of_practice,
        id,
    })
}

fn read_limit(id: &str, written: Option<&WrittenLimit>) -> Result<Limit, RuleFileError> {
    const EXPECTED: &str = "exactly one of hours, calendar_days, business_days, months, stay_day, before_course_ends, contract";
    let written = written.ok_or_else(|| value(id, "limit", EXPECTED))?;
    let contract = written.contract.as_ref().map(|which| parsed(id, "limit", which)).transpose()?;
    let found: Vec<Limit> = [
        written.hours.map(Limit::Hours),
        written.calendar_days.map(Limit::CalendarDays),
        written.business_days.map(Limit::BusinessDays),
        written.months.map(Limit::Months),
        written.stay_day.map(Limit::StayDay),
        written.before_course_ends.filter(|before| *before).map(|_| Limit::BeforeCourseEnds),
        contract.map(Limit::Contract),
    ]
    .into_iter()
    .flatten()
    .collect();
    match found[..] {
        [Limit::Hours(0) | Limit::CalendarDays(0) | Limit::BusinessDays(0) | Limit::Months(0) | Limit::StayDay(0)] => {
            Err(value(id, "limit", "must be 1 or more"))
        }
        [
            Limit::Hours(number)
            | Limit::CalendarDays(number)
            | Limit::BusinessDays(number)
            | Limit::Months(number)
            | Limit::StayDay(number),
        ] if number > MOST => Err(value(id, "limit", "must be 10000 or less")),
        [limit] => Ok(limit),
        _ => Err(value(id, "limit", EXPECTED)),
    }
}

fn read_condition(id: &str, written: &WrittenCondition) -> Result<Condition, RuleFileError> {
    let is_state = |state: &String| state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase());
    if !written.states.iter().all(is_state) {
        return Err(value(id, "states", "expected two capital letters each, like NY"));
    }
    Ok(Condition {
        funding: all(id, "funding", &written.funding)?,
        states: written.states.clone(),
        levels: all(id, "levels", &written.levels)?,
        timing: all(id, "timing", &written.timing)?,
        appellants: all(id, "appellants", &written.appellants)?,
        urgent: written.urgent,
        incomplete: written.incomplete,
        substance_use: written.substance_use,
        lead_hours_at_least: written.lead_hours_at_least,
        lead_hours_below: written.lead_hours_below,
    })
}
