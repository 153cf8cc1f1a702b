//! Views as JSON, for programs that read the same data as the pages. Numbers are numbers, days and ids are text, what is not known is null.

use app::series::LatestScore;
use serde_json::{Value, json};
use vocabulary::Verdict;

/// A latest score.
pub(crate) fn latest(score: &LatestScore) -> Value {
    json!({
        "instrument": score.instrument,
        "respondent": score.respondent.code(),
        "day": score.day.to_string(),
        "status": score.status,
        "total": score.value.map(vocabulary::Points::to_f64),
        "band": score.band,
        "severity": score.severity,
        "worsening": score.worsening.map(vocabulary::Points::to_f64),
        "safety": score.safety.map(Verdict::code),
    })
}
