//! The assessment as JSON: codes and figures, no sentences. `docs/reference/assess-json.md` describes it. Amounts are text with two decimals.

use serde_json::{Map, Value, json};
use vocabulary::{Money, Rate};

use super::definition::Bucket;
use super::outcome::{Evidence, Figure, Found, Group, Outcome, Range};
use super::{Assessment, Judged, Quality, VERSION};

fn money(amount: Money) -> Value {
    Value::String(amount.to_string())
}

fn range(range: Option<Range>) -> Value {
    range.map_or(Value::Null, |range| json!({ "low": money(range.low), "expected": money(range.expected), "high": money(range.high) }))
}

/// A share; limits to six decimals.
fn rate(rate: Rate) -> Value {
    let rounded = |value: f64| (value * 1e6).round() / 1e6;
    let interval = rate.interval().map(|(low, high)| json!([rounded(low), rounded(high)]));
    json!({ "count": rate.count, "of": rate.of, "interval_95": interval })
}

/// The assessment. Every line behind every number is in it.
pub fn result(assessment: &Assessment<'_>) -> Value {
    let buckets: Map<String, Value> = Bucket::ALL
        .iter()
        .map(|bucket| {
            let sum = assessment.sum(*bucket);
            let fields = json!({
                "findings_judged": assessment.judged(*bucket).count,
                "findings": assessment.judged(*bucket).of,
                "claims": sum.claims,
                "amount": money(sum.amount),
                "expected": range(sum.range),
                "without_own_history": money(sum.without_history_amount),
                "lines_of_unknown_worth": sum.unknown_lines,
            });
            (bucket.code().to_owned(), fields)
        })
        .collect();
    json!({
        "assessment_version": VERSION,
        "reasons_version": assessment.reasons_version,
        "as_of": assessment.as_of.to_string(),
        "buckets": buckets,
        "waterfall": super::waterfall::ORDER,
        "findings": assessment.findings.iter().map(finding).collect::<Vec<_>>(),
        "could_not_run": assessment.missing().into_iter().map(|(kind, codes)| (kind.code().to_owned(), json!(codes))).collect::<Map<_, _>>(),
        "quality": quality(&assessment.quality),
    })
}

fn quality(quality: &Quality) -> Value {
    json!({
        "matched": rate(quality.matched), "queued": quality.queued, "queued_paid": money(quality.queued_amount), "held": quality.held,
        "unbalanced_payments": quality.unbalanced_payments, "accounts_out_of_balance": quality.odd_accounts, "two_kinds": quality.two_kinds,
        "answered": rate(quality.answered), "level_known": rate(quality.level_known), "worth_known": rate(quality.worth_known),
    })
}

fn finding(judged: &Judged<'_>) -> Value {
    let definition = judged.definition;
    let mut object = json!({
        "code": definition.code,
        "bucket": definition.bucket.map(Bucket::code),
        "outcome": judged.outcome.code(),
        "verdict": judged.outcome.verdict().code(),
    });
    let fields = object.as_object_mut().expect("an object was made above");
    match &judged.outcome {
        Outcome::CouldNotRun { missing } => {
            fields.insert("missing".into(), missing.iter().map(|kind| kind.code()).collect());
        }
        Outcome::TooFew { have, needed, figures: beside } => {
            fields.insert("have".into(), json!(have));
            fields.insert("needed".into(), json!(needed));
            fields.insert("figures".into(), figures(beside));
        }
        Outcome::Nothing { looked_at, figures: beside } => {
            fields.insert("looked_at".into(), json!(looked_at));
            fields.insert("figures".into(), figures(beside));
        }
        Outcome::NotJudged { figures: beside } => {
            fields.insert("looked_at".into(), json!(0));
            fields.insert("figures".into(), figures(beside));
        }
        Outcome::Found(found) => fields.extend(of_found(judged, found)),
    }
    object
}

fn figures(figures: &[(&'static str, Figure)]) -> Value {
    let figure = |figure: &Figure| match figure {
        Figure::Count(count) => json!(count),
        Figure::Money(amount) => money(*amount),
        Figure::Days(days) => json!(days),
        Figure::Share(share) => rate(*share),
        Figure::Ratio(ratio) => json!((ratio * 1e4).round() / 1e4),
    };
    Value::Object(figures.iter().map(|(name, value)| (name.replace('-', "_"), figure(value))).collect())
}

fn of_found(judged: &Judged<'_>, found: &Found<'_>) -> Map<String, Value> {
    let counted = &judged.counted;
    let object = json!({
        "looked_at": found.looked_at,
        "rate": found.rate.map(rate),
        "found": { "claims": counted.found_claims, "amount": money(counted.found_amount) },
        "counted": {
            "claims": counted.claims, "amount": money(counted.amount), "expected": range(counted.range),
            "without_own_history": money(counted.without_history_amount), "lines_of_unknown_worth": counted.unknown_lines,
            "owed": { "claims": counted.owed.claims, "amount": money(counted.owed.amount) },
        },
        "figures": figures(&found.figures),
        "groups": found.groups.iter().map(group).collect::<Vec<_>>(),
        "lines": found.lines.iter().map(line).collect::<Vec<_>>(),
    });
    match object {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn group(group: &Group) -> Value {
    json!({ "names": group.names, "rate": rate(group.rate), "amount": money(group.amount) })
}

fn line(line: &Evidence<'_>) -> Value {
    json!({
        "claim": line.claim, "line": line.line, "day": line.day.map(|day| day.to_string()), "payer": line.payer, "service": line.service,
        "why": line.why, "amount": line.amount.map(money), "bucket": line.bucket.map(Bucket::code),
        "payment": line.trace.map(|(key, place)| json!({ "trace": key.trace, "day": key.day.map(|day| day.to_string()), "place": place })),
    })
}
