//! Stored determinations: the same bytes again, and what differs where they are not.

use super::*;

#[test]
fn the_same_engine_gives_the_same_bytes() {
    let set = criteria::neutral();
    for case in [ready_to_leave_residential(), staying_in_partial_hospitalization(), Case::new(LevelOfCare::Inpatient, 1)] {
        let (situation, stored) = (case.situation.to_bytes(), case.determined().to_bytes());
        assert_eq!(rerun(&situation, &set, &stored), Ok(Rerun::Identical));
        assert_eq!(Situation::from_bytes(&situation).unwrap(), case.situation.clone().canonical());
        assert_eq!(serde_json::from_slice::<Trace>(&stored).unwrap(), case.determined());
    }
}

#[test]
fn a_newer_engine_reports_each_difference() {
    let set = criteria::neutral();
    let case = ready_to_leave_residential();
    let mut old = case.determined();
    old.engine = "0".to_owned();
    old.determination = Determination::Continue;
    old.caveats.clear();
    let found = rerun(&case.situation.to_bytes(), &set, &old.to_bytes()).unwrap();
    let Rerun::NewerEngine { stored_engine, differences } = found else { panic!("{found:?}") };
    assert_eq!(stored_engine, "0");
    let paths: Vec<(&str, Option<&str>)> =
        differences.iter().map(|difference| (difference.path.as_str(), difference.old.as_deref())).collect();
    assert_eq!(paths, [("determination", Some("\"CONTINUE\"")), ("caveats.0", None)]);
}

#[test]
fn what_was_altered_is_found() {
    let set = criteria::neutral();
    let case = ready_to_leave_residential();
    let mut altered = case.determined();
    altered.rules[0].verdict = "met".to_owned();
    let found = rerun(&case.situation.to_bytes(), &set, &altered.to_bytes()).unwrap();
    assert!(matches!(found, Rerun::Altered { differences } if differences.len() == 1 && differences[0].path == "rules.0.verdict"));
    let other = CriteriaSet::load(&criteria::NEUTRAL.replace("within 72 hours", "within 70 hours"), None).unwrap();
    let refused = rerun(&case.situation.to_bytes(), &other, &case.determined().to_bytes());
    assert!(matches!(refused, Err(RerunError::OtherCriteria { .. })));
    assert!(matches!(rerun(b"{", &set, &case.determined().to_bytes()), Err(RerunError::Situation(_))));
}

#[test]
fn only_the_newest_version_of_a_record_counts() {
    let mut case = ready_to_leave_residential();
    let rated = case.situation.observations.iter().position(|observation| matches!(observation.observed, Observed::RiskRating { .. }));
    let mut corrected = case.situation.observations[rated.unwrap()].clone();
    corrected.source.version = 2;
    corrected.observed = Observed::RiskRating { assessed_at: hours_ago(5), level: RiskLevel::High, basis: RiskBasis::ClinicalInterview };
    case.situation.observations.insert(0, corrected);
    check(&case, Determination::SafetyReview);
}
