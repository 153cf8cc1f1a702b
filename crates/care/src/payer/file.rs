//! The file of a payer profile: TOML in, TOML out.

use std::collections::BTreeSet;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use vocabulary::{Day, LevelOfCare};

use super::{AskedQuestion, Billing, Cadence, Limits, NamedCriteria, PayerProfile, PeerToPeer};

/// What is wrong with the file of a profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PayerFileError {
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
    /// A value that cannot be.
    #[error("{field}: {message}")]
    Value {
        /// Which.
        field: String,
        /// What was expected.
        message: String,
    },
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: String,
    name: String,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    also_known_as: BTreeSet<String>,
    class: String,
    verified: bool,
    source: String,
    #[serde(default)]
    channels: Vec<String>,
    #[serde(default)]
    peer_to_peer: WrittenPeerToPeer,
    #[serde(default)]
    limits: WrittenLimits,
    #[serde(default)]
    billing: WrittenBilling,
    #[serde(default)]
    criteria: Vec<WrittenCriteria>,
    #[serde(default)]
    cadence: Vec<WrittenCadence>,
    #[serde(default)]
    questions: Vec<WrittenQuestion>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WrittenPeerToPeer {
    window_business_days: Option<u32>,
    new_information_allowed: Option<bool>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WrittenLimits {
    request_hours_before_end: Option<u32>,
    retro_authorization_hours: Option<u32>,
    filing_days: Option<u32>,
    corrected_days: Option<u32>,
    corrected_days_from_service: Option<u32>,
    appeal_days: Option<u32>,
    appeal_levels: Option<u32>,
    discharge_notice_hours: Option<u32>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WrittenBilling {
    authorized_levels: Option<Vec<String>>,
    discharge_notice_business_days: Option<u32>,
    needs_referral: Option<bool>,
    code_pairs: Option<Vec<(String, String)>>,
    place_modifiers: Option<Vec<(String, String)>>,
    allows_factors_first: Option<bool>,
    measure_units_most: Option<u32>,
    pays_measures: Option<bool>,
    local_coverage: Option<Vec<(String, String)>>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WrittenCriteria {
    level: Option<String>,
    name: String,
    #[serde(default)]
    edition: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WrittenCadence {
    level: String,
    initial_days: u32,
    concurrent_days: u32,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WrittenQuestion {
    question: String,
    #[serde(default)]
    required: bool,
    max_age_days: Option<u32>,
}

pub(super) fn parse(text: &str) -> Result<PayerProfile, PayerFileError> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let before = text.get(..start).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        PayerFileError::Shape { line: before.matches('\n').count() + 1, column, message: error.message().to_owned() }
    })?;
    check_key("key", &written.key)?;
    for other in &written.also_known_as {
        check_key("also_known_as", other)?;
    }
    if written.name.trim().is_empty() {
        return Err(wrong("name", "what the practice calls the payer"));
    }
    let cadence = written.cadence.iter().map(read_cadence).collect::<Result<_, _>>()?;
    Ok(PayerProfile {
        class: parsed("class", &written.class)?,
        channels: written.channels.iter().map(|channel| parsed("channels", channel)).collect::<Result<_, _>>()?,
        criteria: written.criteria.into_iter().map(read_criteria).collect::<Result<_, _>>()?,
        cadence,
        questions: read_questions(&written.questions)?,
        peer_to_peer: PeerToPeer {
            window_business_days: written.peer_to_peer.window_business_days,
            new_information_allowed: written.peer_to_peer.new_information_allowed,
        },
        limits: read_limits(&written.limits),
        billing: read_billing(written.billing)?,
        key: written.key,
        name: written.name,
        also_known_as: written.also_known_as,
        verified: written.verified,
        source: written.source,
    })
}

fn wrong(field: impl Into<String>, message: impl Into<String>) -> PayerFileError {
    PayerFileError::Value { field: field.into(), message: message.into() }
}

fn parsed<T: FromStr<Err: std::fmt::Display>>(field: &str, text: &str) -> Result<T, PayerFileError> {
    text.parse().map_err(|error: T::Err| wrong(field, error.to_string()))
}

fn check_key(field: &str, key: &str) -> Result<(), PayerFileError> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if key.is_empty() || key.len() > 60 || !key.bytes().all(fits) {
        return Err(wrong(field, "expected small letters, digits and hyphens, at most 60"));
    }
    // Addresses of pages end with the key, and this word is a page of its own.
    if key == "record" {
        return Err(wrong(field, "record is the name of a page, choose another key"));
    }
    Ok(())
}

fn read_criteria(written: WrittenCriteria) -> Result<NamedCriteria, PayerFileError> {
    let level_of_care = written.level.as_deref().map(|level| parsed("level", level)).transpose()?;
    Ok(NamedCriteria { level_of_care, name: written.name, edition: written.edition })
}

fn read_cadence(written: &WrittenCadence) -> Result<Cadence, PayerFileError> {
    let level_of_care: LevelOfCare = parsed("level", &written.level)?;
    let in_range = |days: u32| (1..=366).contains(&days);
    if !in_range(written.initial_days) || !in_range(written.concurrent_days) {
        return Err(wrong(format!("cadence {level_of_care}"), "days must be 1 to 366"));
    }
    Ok(Cadence { level_of_care, initial_days: written.initial_days, concurrent_days: written.concurrent_days })
}

fn read_questions(written: &[WrittenQuestion]) -> Result<Vec<AskedQuestion>, PayerFileError> {
    let mut questions: Vec<AskedQuestion> = Vec::with_capacity(written.len());
    for asked in written {
        let question = parsed("question", &asked.question)?;
        if questions.iter().any(|earlier| earlier.question == question) {
            return Err(wrong("question", format!("{question} stands twice")));
        }
        questions.push(AskedQuestion { question, required: asked.required, max_age_days: asked.max_age_days });
    }
    Ok(questions)
}

fn read_limits(written: &WrittenLimits) -> Limits {
    Limits {
        request_hours_before_end: written.request_hours_before_end,
        retro_authorization_hours: written.retro_authorization_hours,
        filing_days: written.filing_days,
        corrected_days: written.corrected_days,
        corrected_days_from_service: written.corrected_days_from_service,
        appeal_days: written.appeal_days,
        appeal_levels: written.appeal_levels,
        discharge_notice_hours: written.discharge_notice_hours,
    }
}

fn read_billing(written: WrittenBilling) -> Result<Billing, PayerFileError> {
    let level = |level: &String| parsed("authorized_levels", level);
    let levels = written.authorized_levels.map(|levels| levels.iter().map(level).collect::<Result<_, _>>()).transpose()?;
    Ok(Billing {
        authorized_levels: levels,
        discharge_notice_business_days: written.discharge_notice_business_days,
        needs_referral: written.needs_referral,
        code_pairs: written.code_pairs.map(|pairs| read_pairs("code_pairs", pairs, false)).transpose()?,
        place_modifiers: written.place_modifiers.map(|pairs| read_pairs("place_modifiers", pairs, true)).transpose()?,
        allows_factors_first: written.allows_factors_first,
        measure_units_most: written.measure_units_most,
        pays_measures: written.pays_measures,
        local_coverage: written.local_coverage.map(read_local_coverage).transpose()?,
    })
}

/// Local coverage rules, each with the day on which it was looked up.
fn read_local_coverage(looked_up: Vec<(String, String)>) -> Result<BTreeSet<(String, Day)>, PayerFileError> {
    let one = |(number, day): (String, String)| {
        let is_number = !number.is_empty() && number.chars().all(|letter| letter.is_ascii_alphanumeric());
        let day = day.parse().ok().filter(|_| is_number);
        Ok((
            number,
            day.ok_or_else(|| {
                wrong("local_coverage", "expected pairs of a number and the day it was looked up: [\"L33626\", \"2026-05-01\"]")
            })?,
        ))
    };
    looked_up.into_iter().map(one).collect()
}

/// Pairs of codes. The second may be empty where that says that none stands there.
fn read_pairs(field: &str, pairs: Vec<(String, String)>, may_lack: bool) -> Result<BTreeSet<(String, String)>, PayerFileError> {
    let is_code = |code: &str| !code.is_empty() && code.chars().all(|letter| letter.is_ascii_alphanumeric());
    let fits = |(first, second): &(String, String)| is_code(first) && (is_code(second) || (may_lack && second.is_empty()));
    if pairs.iter().all(fits) { Ok(pairs.into_iter().collect()) } else { Err(wrong(field, "expected codes of letters and digits")) }
}

fn print_billing(billing: &Billing) -> WrittenBilling {
    let pairs = |pairs: &BTreeSet<(String, String)>| pairs.iter().cloned().collect();
    WrittenBilling {
        authorized_levels: billing.authorized_levels.as_ref().map(|levels| levels.iter().map(|level| level.code().to_owned()).collect()),
        discharge_notice_business_days: billing.discharge_notice_business_days,
        needs_referral: billing.needs_referral,
        code_pairs: billing.code_pairs.as_ref().map(pairs),
        place_modifiers: billing.place_modifiers.as_ref().map(pairs),
        allows_factors_first: billing.allows_factors_first,
        measure_units_most: billing.measure_units_most,
        pays_measures: billing.pays_measures,
        local_coverage: (billing.local_coverage.as_ref())
            .map(|looked_up| looked_up.iter().map(|(number, day)| (number.clone(), day.to_string())).collect()),
    }
}

pub(super) fn print(profile: &PayerProfile) -> String {
    let limits = &profile.limits;
    let written = Written {
        key: profile.key.clone(),
        name: profile.name.clone(),
        also_known_as: profile.also_known_as.clone(),
        class: profile.class.code().to_owned(),
        verified: profile.verified,
        source: profile.source.clone(),
        channels: profile.channels.iter().map(|channel| channel.code().to_owned()).collect(),
        peer_to_peer: WrittenPeerToPeer {
            window_business_days: profile.peer_to_peer.window_business_days,
            new_information_allowed: profile.peer_to_peer.new_information_allowed,
        },
        limits: WrittenLimits {
            request_hours_before_end: limits.request_hours_before_end,
            retro_authorization_hours: limits.retro_authorization_hours,
            filing_days: limits.filing_days,
            corrected_days: limits.corrected_days,
            corrected_days_from_service: limits.corrected_days_from_service,
            appeal_days: limits.appeal_days,
            appeal_levels: limits.appeal_levels,
            discharge_notice_hours: limits.discharge_notice_hours,
        },
        billing: print_billing(&profile.billing),
        criteria: (profile.criteria.iter())
            .map(|criteria| WrittenCriteria {
                level: criteria.level_of_care.map(|level| level.code().to_owned()),
                name: criteria.name.clone(),
                edition: criteria.edition.clone(),
            })
            .collect(),
        cadence: (profile.cadence.iter())
            .map(|cadence| WrittenCadence {
                level: cadence.level_of_care.code().to_owned(),
                initial_days: cadence.initial_days,
                concurrent_days: cadence.concurrent_days,
            })
            .collect(),
        questions: (profile.questions.iter())
            .map(|asked| WrittenQuestion {
                question: asked.question.code().to_owned(),
                required: asked.required,
                max_age_days: asked.max_age_days,
            })
            .collect(),
    };
    toml::to_string(&written).expect("text, numbers and lists have a form in TOML")
}
