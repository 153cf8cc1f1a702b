//! What holds a claim, and what of that a person let go.
//!
//! A release covers a rule for what its failure rests on, and for nothing else: when other records or other days make the same rule fail, nobody has looked at
//! that, and the claim is held again. A correction of the same record changes nothing.

use integrity::Support;
use integrity::claim_support::{Answer, Evidence, Judged};
use sha2::{Digest as _, Sha256};
use storage::claim::ReleasedRule;

/// The failed rules that hold a claim, as a release keeps them.
pub(super) fn holding(support: &Support) -> Vec<ReleasedRule> {
    support.holds().map(|judged| ReleasedRule { code: judged.rule.code.to_owned(), evidence: fingerprint(&judged.answer) }).collect()
}

/// Those that the newest release does not cover. A release that was given before evidence was kept covers the rule whatever it rests on.
pub(super) fn uncovered<'a>(support: &'a Support, released: &[ReleasedRule]) -> Vec<&'a Judged> {
    let covers = |released: &ReleasedRule, judged: &Judged| {
        released.code == judged.rule.code && (released.evidence.is_empty() || released.evidence == fingerprint(&judged.answer))
    };
    support.holds().filter(|judged| !released.iter().any(|released| covers(released, judged))).collect()
}

/// What an answer rests on, as 64 hexadecimal digits: kind, name, day and record of each, whichever version of it.
fn fingerprint(answer: &Answer) -> String {
    let mut hasher = Sha256::new();
    for Evidence { day, kind, name, record } in answer.evidence() {
        let record = record.as_deref().map_or("", |record| record.rsplit_once('.').map_or(record, |(id, _)| id));
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        for part in [kind.code(), name.as_str(), day.as_str(), record] {
            // The length stands before each part, so that no two contents run together into the same bytes.
            hasher.update(part.len().to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hex::encode(hasher.finalize())
}

#[cfg(test)]
mod tests {
    use integrity::claim_support::RecordKind;

    use super::*;

    fn failed(name: &str, day: &str, record: Option<&str>) -> Answer {
        Answer::Fail(vec![Evidence::named(RecordKind::ServiceNote, name, day.parse().ok()).of(record)])
    }

    #[test]
    fn a_fingerprint_tells_other_evidence_apart_and_not_another_version_of_it() {
        let first = fingerprint(&failed("90837", "2026-03-02", Some("a.1")));
        let check = |other: Answer, is_same: bool| assert_eq!(fingerprint(&other) == first, is_same, "{other:?}");
        check(failed("90837", "2026-03-02", Some("a.2")), true);
        check(failed("90837", "2026-03-03", Some("a.1")), false);
        check(failed("90834", "2026-03-02", Some("a.1")), false);
        check(failed("90837", "2026-03-02", Some("b.1")), false);
        check(failed("90837", "2026-03-02", None), false);
        check(Answer::Fail(Vec::new()), false);
        assert_eq!(first.len(), 64);
    }
}
