//! Laws that hold for all rules.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::testing::{Given, line, period, said};
use super::*;

/// A residential bill of a month as it comes without a day on its line: that of the statement is on it, and so many units.
fn residential(units: i64, days: Option<vocabulary::Period>) -> ClaimFacts {
    let mut facts = Given::program().facts;
    let mut bed = line(1, "", "2026-03-02");
    (bed.revenue_code, bed.units, bed.days) = ("1001".into(), revenue_cycle::Units::whole(units), days);
    (facts.claim.lines, facts.claim.facility_code, facts.claim.statement) = (vec![bed], "86".into(), days);
    facts.payer.as_mut().expect("the payer's rules").authorized_levels = Some([vocabulary::LevelOfCare::Residential].into());
    facts
}

#[test]
fn a_bill_without_days_on_its_lines_is_judged_by_each_day_of_the_statement_or_not_at_all() {
    let rule = |code: &str, facts: &ClaimFacts| {
        let rule = rules::CATALOGUE.iter().find(|rule| rule.code == code).expect("a rule of the catalogue");
        said(&rule.answer(facts, &Limits::shipped()))
    };
    let check = |facts: &ClaimFacts, expected: [&str; 7]| {
        assert_eq!(["A1", "A4", "C1", "C11", "F2", "F4", "B9"].map(|code| rule(code, facts)), expected);
    };
    // 2, 4 and 6 March have a note and attendance, 2 March has a rating; the authorization ends on 13 March.
    let (week, month) = (Some(period("2026-03-02", "2026-03-06")), Some(period("2026-03-02", "2026-03-17")));
    let between = "fail 2026-03-03 2026-03-05";
    check(&residential(5, week), ["pass", "pass", between, between, "pass", "fail 2026-03-04 2026-03-05 2026-03-06", "pass"]);
    assert_eq!(rule("A4", &residential(16, month)), "fail 2026-03-14 2026-03-15 2026-03-16 2026-03-17");
    // The day of discharge is not billed.
    assert_eq!(rule("A4", &residential(15, month)), "fail 2026-03-14 2026-03-15 2026-03-16");
    // Fewer units than days: on which of them nobody knows. What holds on all of them holds; what is wrong on the first is wrong.
    let unknown = "unknown claim";
    check(&residential(3, week), ["pass", "pass", unknown, unknown, "pass", unknown, unknown]);
    assert_eq!(rule("A4", &residential(12, month)), unknown);
    let mut absent = residential(3, week);
    absent.attendance = Some(Vec::new());
    assert_eq!(rule("C11", &absent), "fail 2026-03-02");
    // No day anywhere.
    check(&residential(5, None), [unknown; 7]);
}

const BASES: [fn() -> Given; 3] = [Given::visit, Given::program, Given::partial];

/// Takes every kind of record away whose place is not among `kept`.
macro_rules! forget {
    ($facts:ident, $kept:ident, $($field:ident),* $(,)?) => {{
        let mut place = 0_usize;
        $(
            if !$kept.contains(&place) {
                $facts.$field = None;
            }
            place += 1;
        )*
        place
    }};
}

/// How many kinds there are.
fn forget(facts: &mut ClaimFacts, kept: &BTreeSet<usize>) -> usize {
    forget!(
        facts,
        kept,
        person,
        stay,
        payer,
        coverages,
        eligibility,
        authorizations,
        authorized_providers,
        requests,
        decisions,
        discharge_notices,
        benefit_limits,
        credentials,
        referrals,
        other_claims,
        diagnosis_codes,
        diagnoses,
        periods,
        attendance,
        notes,
        evaluations,
        plans,
        goals,
        plan_changes,
        determinations,
        statements,
        step_down_plans,
        orders,
        certifications,
        local_coverage,
        measures,
        risks,
        changes,
        function_ratings,
        discussions,
        substance_days,
        consents,
        disclosure_consents,
        agreements,
        exclusion_checks,
    )
}

/// Breaks a claim in several things at once, so that rules fail.
fn broken(mut facts: ClaimFacts, ways: &BTreeSet<usize>) -> ClaimFacts {
    let breaks: [&dyn Fn(&mut ClaimFacts); 12] = [
        &|facts| facts.attendance = Some(Vec::new()),
        &|facts| facts.authorizations.iter_mut().flatten().for_each(|granted| granted.value.units = 1),
        &|facts| facts.claim.authorizations.clear(),
        &|facts| facts.notes.iter_mut().flatten().for_each(|note| note.value.signed = None),
        &|facts| facts.measures = Some(Vec::new()),
        &|facts| facts.plans = Some(Vec::new()),
        &|facts| facts.diagnoses = Some(Vec::new()),
        &|facts| facts.risks.iter_mut().flatten().for_each(|risk| risk.value.level = care::RiskLevel::High),
        &|facts| facts.certifications = Some(Vec::new()),
        &|facts| facts.claim.member_id = "M9".into(),
        &|facts| facts.changes.iter_mut().flatten().for_each(|change| change.value.is_non_response = true),
        &|facts| facts.determinations = Some(Vec::new()),
    ];
    for way in ways {
        breaks[way % breaks.len()](&mut facts);
    }
    facts
}

fn answers(facts: &ClaimFacts) -> Vec<(&'static str, String)> {
    Support::of(facts, &Limits::shipped()).judged.iter().map(|each| (each.rule.code, said(&each.answer))).collect()
}

#[test]
fn a_claim_that_is_in_order_in_everything_fails_nothing_and_has_full_support() {
    for given in BASES {
        let support = Support::of(&given().facts, &Limits::shipped());
        let off: Vec<_> = support.judged.iter().filter(|each| matches!(each.answer, Answer::Fail(_) | Answer::Unknown(_))).collect();
        assert!(off.is_empty(), "{off:?}");
        assert_eq!(support.score.map(Score::tenths), Some(1000));
        assert_eq!(support.holds().count(), 0);
    }
}

#[test]
fn without_records_no_rule_about_records_passes_or_fails() {
    for given in BASES {
        let mut facts = given().facts;
        forget(&mut facts, &BTreeSet::new());
        let known: Vec<&str> = Support::of(&facts, &Limits::shipped())
            .judged
            .iter()
            .filter(|each| matches!(each.answer, Answer::Pass(_) | Answer::Fail(_)))
            .map(|each| each.rule.code)
            .collect();
        // When it was sent stands on the claim itself.
        assert_eq!(known, ["B11"]);
    }
}

#[test]
fn the_catalogue_has_every_rule_once_in_order() {
    let counts = [("A", 13), ("B", 13), ("C", 13), ("D", 10), ("E", 6), ("F", 10), ("G", 5)];
    let expected: Vec<String> =
        counts.iter().flat_map(|(group, count)| (1..=*count).map(move |number| format!("{group}{number}"))).collect();
    assert_eq!(rules::CATALOGUE.iter().map(|rule| rule.code).collect::<Vec<_>>(), expected);
    assert!(rules::CATALOGUE.iter().all(|rule| rule.weight <= 10 && !rule.source.text.is_empty()));
}

#[test]
fn a_blocking_failure_holds_the_claim_and_stands_first() {
    let mut facts = Given::visit().facts;
    facts.notes = Some(Vec::new());
    facts.discussions = Some(Vec::new());
    let support = Support::of(&facts, &Limits::shipped());
    assert_eq!(support.holds().map(|each| each.rule.code).collect::<Vec<_>>(), ["C1"]);
    assert_eq!(support.failing().map(|each| each.rule.code).collect::<Vec<_>>(), ["C1", "F8"]);
}

#[test]
fn the_audit_index_knows_what_it_knows() {
    let mut facts = Given::program().facts;
    let risk = |facts: &ClaimFacts| Support::of(facts, &Limits::shipped()).audit_risk;
    assert_eq!(risk(&facts).index(), 0);
    assert_eq!(risk(&facts).unknown().collect::<Vec<_>>(), [AuditTerm::Outlier, AuditTerm::PayerAudits]);
    facts.notes.as_mut().unwrap()[0].value.similarity = Some(95);
    facts.notes.as_mut().unwrap()[1].value.signed = None;
    facts.authorizations = Some(Vec::new());
    let terms = risk(&facts).terms;
    let size = |term: AuditTerm| terms.iter().find(|(known, _)| *known == term).and_then(|(_, size)| *size);
    assert_eq!((size(AuditTerm::Cloned), size(AuditTerm::SignedLate), size(AuditTerm::GapDays)), (Some(3333), Some(3333), Some(10_000)));
    assert!(risk(&facts).index() > 0);
}

fn some_places(count: usize) -> impl Strategy<Value = BTreeSet<usize>> {
    prop::collection::btree_set(0..count, 0..=count)
}

proptest! {
    #[test]
    fn one_more_kind_of_record_never_turns_a_failure_into_an_unknown(
        base in 0..BASES.len(), ways in some_places(12), kept in some_places(39), more in 0..40_usize,
    ) {
        let facts = broken(BASES[base]().facts, &ways);
        let (mut fewer, mut with_more) = (facts.clone(), facts);
        forget(&mut fewer, &kept);
        forget(&mut with_more, &kept.iter().copied().chain([more]).collect());
        for ((code, before), (_, after)) in answers(&fewer).into_iter().zip(answers(&with_more)) {
            prop_assert!(!(before.starts_with("fail") && after.starts_with("unknown")), "{}: {} became {}", code, before, after);
        }
    }

    #[test]
    fn the_score_lies_between_nothing_and_all(base in 0..BASES.len(), ways in some_places(12), kept in some_places(40)) {
        let mut facts = broken(BASES[base]().facts, &ways);
        forget(&mut facts, &kept);
        let support = Support::of(&facts, &Limits::shipped());
        prop_assert!(support.score.is_none_or(|score| score.tenths() <= 1000 && score.whole() <= 100));
        prop_assert!(support.audit_risk.index() <= 10_000);
    }

    #[test]
    fn the_order_of_records_does_not_matter(base in 0..BASES.len(), ways in some_places(12)) {
        let facts = broken(BASES[base]().facts, &ways);
        let mut turned = facts.clone();
        turned.claim.lines.reverse();
        turned.notes.iter_mut().for_each(|all| all.reverse());
        turned.measures.iter_mut().for_each(|all| all.reverse());
        turned.attendance.iter_mut().for_each(|all| all.reverse());
        turned.evaluations.iter_mut().for_each(|all| all.reverse());
        turned.exclusion_checks.iter_mut().for_each(|all| all.reverse());
        let whole = |facts: &ClaimFacts| {
            let support = Support::of(facts, &Limits::shipped());
            let judged: Vec<_> = support.judged.into_iter().map(|each| (each.rule.code, each.answer)).collect();
            (judged, support.score, support.audit_risk, support.measurement)
        };
        prop_assert_eq!(whole(&facts), whole(&turned));
    }
}

#[test]
fn every_kind_of_record_can_be_forgotten() {
    assert_eq!(forget(&mut Given::visit().facts, &BTreeSet::new()), 39);
}
