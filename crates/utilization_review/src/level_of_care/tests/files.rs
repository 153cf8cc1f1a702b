//! Criteria files: the one we ship, and ones with faults.

use super::*;

#[test]
fn the_shipped_set_loads_and_names_known_instruments_only() {
    let set = CriteriaSet::load(criteria::NEUTRAL, Some(&["ciwa-ar", "cows"])).unwrap();
    assert_eq!((set.id.as_str(), set.version.as_str(), set.to_be_reviewed), ("neutral", "1", true));
    assert_eq!(set.levels.iter().map(|rules| rules.level).collect::<Vec<_>>(), LevelOfCare::ALL);
    let library = instruments::Library::shipped().unwrap();
    for id in ["ciwa-ar", "cows", "crave-vas", "pacs", "asq"] {
        assert!(library.get(id).is_some(), "{id} is in the library");
    }
}

/// A small set around some clauses.
fn file(clauses: &str, stay: &str) -> String {
    let clauses = if clauses.is_empty() { String::new() } else { format!("{clauses}\n") };
    format!(
        "id = \"own\"\nversion = \"1\"\ntitle = \"Own\"\nkind = \"practice_written\"\nto_be_reviewed = false\n\
         [freshness]\nOP = {{ measure_days = 30, risk_hours = 24, statement_days = 30, baseline_days = 14 }}\n\
         [clauses]\n{clauses}[levels.OP]\nsafety = \"risk_level == high\"\ncontinue = {stay}\n"
    )
}

fn faults(text: &str) -> Vec<String> {
    match CriteriaSet::load(text, Some(&["phq-9", "gad-7"])) {
        Ok(_) => Vec::new(),
        Err(error) => error.problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn a_practice_writes_its_own_set() {
    let text = file("still_ill = { any = [\"band >= 1\", \"band(gad-7) >= 2\"], text = \"Symptoms are left\" }", "\"still_ill\"");
    let set = CriteriaSet::load(&text, Some(&["phq-9", "gad-7"])).unwrap();
    assert_eq!(set.kind, SetKind::PracticeWritten);
    let case = Case::new(LevelOfCare::Outpatient, 30).score(2, 6, 1).risk(2, RiskLevel::Low);
    let trace = determine(&case.situation, &set);
    assert_eq!(trace.determination, Determination::Continue);
    assert_eq!(trace.rules[1].condition.text.as_deref(), Some("Symptoms are left"));
    let elsewhere = Case::new(LevelOfCare::Residential, 30);
    assert_eq!(determine(&elsewhere.situation, &set).determination, Determination::NotApplicable);
}

#[test]
fn faults_are_positioned_and_all_found_at_once() {
    let check = |clauses: &str, stay: &str, expected: &[&str]| assert_eq!(faults(&file(clauses, stay)), expected);
    check("", "\"band >= 1\"", &[]);
    check("", "\"bnad >= 1\"", &["line 11, column 13: `bnad` is neither a fact nor a clause of this file; did you mean `band`?"]);
    check(
        "a = \"b\"\nb = { any = [\"c\"] }\nc = { not = \"a\" }",
        "\"a\"",
        &["line 11, column 13: clauses ask for each other in a circle: a → b → c → a"],
    );
    check("a = { all = [] }", "\"a\"", &["line 9, column 13: `all` is empty: an empty `all` would always hold and an empty `any` never"]);
    check("a = { any = [] }", "\"a\"", &["line 9, column 13: `any` is empty: an empty `all` would always hold and an empty `any` never"]);
    check("", "\"change >= recovered\"", &["line 11, column 20: `change` has no order: use ==, != or in, not `>=`"]);
    check(
        "a = { at_least = 3, of = [\"band >= 1\", \"function >= 1\"] }\nband = \"function >= 1\"",
        "{ all = [\"a\"], any = [\"a\"] }",
        &[
            "line 9, column 18: `at_least` must be from 1 to the number of conditions in `of`, which is 2",
            "line 10, column 1: a clause cannot be named like the fact `band`",
            "line 13, column 12: a condition is one of `all`, `any`, `not`, or `at_least` with `of`",
        ],
    );
    check(
        "",
        "{ al = [\"band >= 1\"] }",
        &[
            "line 11, column 12: a condition is one of `all`, `any`, `not`, or `at_least` with `of`",
            "line 11, column 14: the key `al` is not known here; did you mean `all`, `at_least`?",
        ],
    );
    check(
        "",
        "7",
        &["line 11, column 12: expected a comparison in quotes, the name of a clause, or a table with all, any, not or at_least"],
    );
}

#[test]
fn levels_that_are_none_or_not_lower_are_refused() {
    let check = |rules: &str, expected: &[&str]| assert_eq!(faults(&(file("", "\"band >= 1\"") + rules)), expected);
    check("step_down = [{ to = \"IOP\", all = [\"band <= 1\"] }]", &["line 12, column 21: a step down from OP cannot lead to IOP"]);
    check(
        "step_down = [{ to = \"2.1\", all = [\"band <= 1\"] }]",
        &["line 12, column 21: `2.1` is not a level of care: expected one of OP, IOP, PHP, RTC, IP"],
    );
    check("step_down = [{ to = \"complete\", all = [\"band <= 1\"] }]", &[]);
    check(
        "[levels.DETOX]\nsafety = \"plateau\"",
        &["line 12, column 9: `DETOX` is not a level of care: expected one of OP, IOP, PHP, RTC, IP"],
    );
}

#[test]
fn files_that_are_no_set_are_refused_with_their_position() {
    assert_eq!(faults("id = ").first().map(|fault| fault.starts_with("line 1, column")), Some(true));
    let empty = faults("");
    assert!(empty.contains(&"line 1, column 1: the key `id` is missing".to_owned()), "{empty:?}");
    assert!(empty.contains(&"line 1, column 1: the key `levels` is missing".to_owned()), "{empty:?}");
}

#[test]
fn the_example_of_the_reference_loads_and_the_reference_names_every_fact() {
    let reference = include_str!("../../../../../docs/reference/level-of-care.md");
    let example = reference.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let set = CriteriaSet::load(example, Some(&[])).unwrap();
    assert_eq!(set.levels.len(), 1);
    for fact in FactName::ALL {
        assert!(reference.contains(&format!("`{}`", fact.code())), "{} is not in the reference", fact.code());
    }
}
