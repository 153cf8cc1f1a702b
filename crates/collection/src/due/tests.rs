//! Windows, what satisfies them, and the laws they keep.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use instruments::Library;
use proptest::prelude::*;
use vocabulary::Identifier;

use super::*;

/// Weekly PHQ-9 in IOP with all windows; a PHQ-2 at intake.
const PROTOCOL: &str = r#"
id = "test"
version = "1"
name = "Test"
note = "Invented."

[[schedules]]
level_of_care = "IOP"

[[schedules.measures]]
instrument = "phq-9"
intake = { days_before = 3, days_after = 3 }
in_treatment = { every_days = 7, days_before = 2, days_after = 3 }
before_review = { days_before = 5 }
discharge = { days_before = 3, days_after = 7 }
follow_up = [{ after_days = 30, days_before = 7, days_after = 14 }, { after_days = 90, days_before = 14, days_after = 21 }]

[[schedules.measures]]
instrument = "phq-2"
intake = { days_before = 3, days_after = 3 }

[[schedules]]
level_of_care = "IOP"
program = "TRACK"

[[schedules.measures]]
instrument = "gad-7"
intake = { days_before = 0, days_after = 1 }
"#;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::shipped().unwrap());
static READ: LazyLock<Protocol> = LazyLock::new(|| Protocol::from_toml(PROTOCOL, &LIBRARY).unwrap());

pub(crate) fn protocol() -> Protocol {
    READ.clone()
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn id<T: Identifier>(number: usize) -> T {
    format!("0190b5c4-0000-7000-8000-{number:012}").parse().ok().unwrap()
}

/// An IOP episode that began on Monday, Nov 2.
pub(crate) fn episode() -> EpisodeFacts {
    let first = day("2026-11-02");
    EpisodeFacts {
        episode: id(1),
        admitted: first,
        discharged: None,
        follow_up_ends: None,
        follow_up_declined: None,
        died: None,
        levels: vec![LevelFacts { level_of_care: LevelOfCare::IntensiveOutpatient, program: "RIV".into(), first, last: None }],
        reviews: Vec::new(),
        given: Vec::new(),
    }
}

pub(crate) fn give(facts: &mut EpisodeFacts, instrument: &str, on: &str) {
    let administration = id(100 + facts.given.len());
    facts.given.push(Given {
        administration,
        instrument: instrument.into(),
        respondent: Respondent::Patient,
        day: day(on),
        origin: Origin::Given,
        outcome: GivenOutcome::Scored,
    });
}

/// `intake 2026-10-30..2026-11-02..2026-11-05 done` for each occurrence of the PHQ-9.
fn written(facts: &EpisodeFacts, today: &str) -> Vec<String> {
    let due = due_set(&protocol(), facts, day(today));
    let phq9 = due.occurrences.iter().filter(|each| &*each.instrument == "phq-9");
    phq9.map(|each| {
        format!("{} {}..{}..{} {}", each.kind.code(), short(each.first_day), short(each.due_day), short(each.last_day), each.status.code())
    })
    .collect()
}

fn short(day: Day) -> String {
    day.to_string()[5..].to_owned()
}

#[test]
fn the_windows_of_an_open_episode_and_what_became_of_them() {
    let mut facts = episode();
    give(&mut facts, "phq-9", "2026-11-02");
    give(&mut facts, "phq-9", "2026-11-08");
    give(&mut facts, "phq-9", "2026-11-26");
    assert_eq!(
        written(&facts, "2026-12-02"),
        [
            "intake 10-30..11-02..11-05 done",
            "in_treatment 11-07..11-09..11-12 done_early",
            "in_treatment 11-14..11-16..11-19 missed",
            "in_treatment 11-21..11-23..11-26 done_late",
            "in_treatment 11-28..11-30..12-03 overdue",
            "in_treatment 12-05..12-07..12-10 upcoming",
        ]
    );
}

#[test]
fn a_day_decides_between_upcoming_due_overdue_and_missed() {
    let check = |today: &str, expected: &str| {
        let written = written(&episode(), today);
        let second = written.iter().find(|line| line.contains("11-07..11-09")).unwrap();
        assert!(second.ends_with(expected), "{today}: {second}");
    };
    check("2026-11-06", "upcoming");
    check("2026-11-07", " due");
    check("2026-11-09", " due");
    check("2026-11-10", "overdue");
    check("2026-11-12", "overdue");
    check("2026-11-13", "missed");
}

#[test]
fn a_derived_phq_2_counts_for_nothing() {
    let mut facts = episode();
    give(&mut facts, "phq-9", "2026-11-02");
    give(&mut facts, "phq-2", "2026-11-02");
    let phq2 = |facts: &EpisodeFacts| {
        let due = due_set(&protocol(), facts, day("2026-11-03"));
        due.occurrences.iter().find(|each| &*each.instrument == "phq-2").map(|each| each.status.code()).unwrap()
    };
    assert_eq!(phq2(&facts), "done");
    facts.given[1].origin = Origin::Derived;
    assert_eq!(phq2(&facts), "overdue");
}

#[test]
fn a_form_without_a_score_leaves_it_due_and_a_declined_one_is_said() {
    let mut facts = episode();
    give(&mut facts, "phq-9", "2026-11-02");
    let first = |facts: &EpisodeFacts| written(facts, "2026-11-03")[0].clone();
    facts.given[0].outcome = GivenOutcome::NotScored;
    assert!(first(&facts).ends_with("overdue"));
    facts.given[0].outcome = GivenOutcome::Declined;
    assert!(first(&facts).ends_with("declined"));
    facts.given[0].respondent = Respondent::Clinician;
    assert!(first(&facts).ends_with("overdue"), "another respondent's form is another measure");
}

#[test]
fn discharge_takes_the_place_of_the_last_interval_and_follow_up_comes_after() {
    let mut facts = episode();
    facts.discharged = Some(day("2026-11-17"));
    assert_eq!(
        written(&facts, "2026-11-17"),
        [
            "intake 10-30..11-02..11-05 missed",
            "in_treatment 11-07..11-09..11-12 missed",
            "discharge 11-14..11-17..11-24 due",
            "follow_up 12-10..12-17..12-31 upcoming",
            "follow_up 02-01..02-15..03-08 upcoming",
        ]
    );
    facts.follow_up_ends = Some(day("2027-01-02"));
    assert_eq!(written(&facts, "2026-11-17").len(), 4, "nobody is asked after they died or came back");
}

#[test]
fn who_declined_to_be_asked_after_the_discharge_has_missed_nothing_since() {
    let mut facts = episode();
    facts.discharged = Some(day("2026-11-17"));
    let follow_up = |facts: &EpisodeFacts, today: &str| {
        let all = written(facts, today);
        all.iter().filter_map(|line| Some(line.strip_prefix("follow_up ")?.rsplit_once(' ')?.1.to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(follow_up(&facts, "2027-04-01"), ["missed", "missed"]);
    facts.follow_up_declined = Some(day("2026-12-20"));
    assert_eq!(follow_up(&facts, "2026-12-20"), ["declined", "upcoming"]);
    assert_eq!(follow_up(&facts, "2027-04-01"), ["declined", "declined"]);
    facts.follow_up_declined = Some(day("2027-01-05"));
    assert_eq!(follow_up(&facts, "2027-04-01"), ["missed", "declined"], "the first was over when they said so");
    give(&mut facts, "phq-9", "2027-02-15");
    assert_eq!(follow_up(&facts, "2027-04-01"), ["missed", "done"], "what they give all the same counts");
}

#[test]
fn nothing_is_asked_of_who_died() {
    let mut facts = episode();
    give(&mut facts, "phq-9", "2026-11-02");
    facts.discharged = Some(day("2026-11-17"));
    facts.died = Some(day("2026-11-17"));
    let expected = ["intake 10-30..11-02..11-05 done", "in_treatment 11-07..11-09..11-12 missed"];
    assert_eq!(written(&facts, "2026-11-17"), expected, "neither at the discharge nor after it");
    facts.died = Some(day("2027-01-20"));
    assert_eq!(written(&facts, "2027-01-20").len(), 4, "what was asked before it was known stands");
}

#[test]
fn a_stay_of_a_day_keeps_its_windows_apart() {
    let mut facts = episode();
    facts.discharged = Some(day("2026-11-03"));
    assert_eq!(written(&facts, "2026-11-03")[..2], ["intake 10-30..11-02..11-02 missed", "discharge 11-03..11-03..11-10 due"]);
}

#[test]
fn a_review_asks_for_a_score_of_the_days_before_it() {
    let mut facts = episode();
    facts.reviews = vec![day("2026-11-13")];
    give(&mut facts, "phq-9", "2026-11-09");
    let lines = written(&facts, "2026-11-12");
    assert!(lines.contains(&"before_review 11-08..11-12..11-12 done_early".to_owned()), "{lines:?}");
    assert!(lines.contains(&"in_treatment 11-07..11-09..11-12 done".to_owned()), "one form serves both: {lines:?}");
}

#[test]
fn a_program_with_its_own_schedule_uses_that_and_a_level_without_one_is_named() {
    let mut facts = episode();
    facts.levels[0].program = "TRACK".into();
    assert_eq!(written(&facts, "2026-11-02"), [""; 0]);
    assert_eq!(due_set(&protocol(), &facts, day("2026-11-02")).occurrences.len(), 1);
    facts.levels[0].level_of_care = LevelOfCare::Inpatient;
    let due = due_set(&protocol(), &facts, day("2026-11-02"));
    assert_eq!((due.occurrences.len(), due.without_schedule), (0, facts.levels.clone()));
}

prop_compose! {
    pub(crate) fn episodes()(
        stay in prop::option::of(0_i32..80),
        change in prop::option::of(1_i32..60),
        given in prop::collection::vec((0_i32..140, 0_usize..3, 0_usize..4), 0..20),
        reviews in prop::collection::vec(0_i32..60, 0..4),
    ) -> EpisodeFacts {
        let mut facts = episode();
        let start = facts.admitted;
        facts.discharged = stay.map(|stay| start.plus_days(stay));
        if let Some(change) = change.filter(|change| stay.is_none_or(|stay| *change <= stay)) {
            facts.levels[0].last = Some(start.plus_days(change - 1));
            facts.levels.push(LevelFacts { first: start.plus_days(change), last: None, ..facts.levels[0].clone() });
        }
        facts.reviews = reviews.into_iter().map(|after| start.plus_days(after)).collect();
        for (after, instrument, outcome) in given {
            give(&mut facts, ["phq-9", "phq-2", "gad-7"][instrument], &start.plus_days(after - 5).to_string());
            let last = facts.given.last_mut().unwrap();
            last.outcome = [GivenOutcome::Scored, GivenOutcome::Scored, GivenOutcome::NotScored, GivenOutcome::Declined][outcome];
        }
        facts
    }
}

proptest! {
    #[test]
    fn the_due_set_holds_only_instruments_of_the_protocol_and_of_the_library(facts in episodes(), after in 0_i32..200) {
        let protocol = protocol();
        let due = due_set(&protocol, &facts, facts.admitted.plus_days(after));
        for each in &due.occurrences {
            prop_assert!(LIBRARY.get(&each.instrument).is_some());
            prop_assert!(protocol.instruments().contains(&&*each.instrument));
        }
    }

    #[test]
    fn windows_hold_their_due_day_and_share_no_day(facts in episodes(), after in 0_i32..200) {
        let due = due_set(&protocol(), &facts, facts.admitted.plus_days(after));
        let mut measures: BTreeMap<(Arc<str>, Respondent), Vec<&Occurrence>> = BTreeMap::new();
        for each in &due.occurrences {
            prop_assert!(each.first_day <= each.due_day && each.due_day <= each.last_day, "{each:?}");
            if each.kind != Kind::BeforeReview {
                measures.entry((each.instrument.clone(), each.respondent)).or_default().push(each);
            }
        }
        for mut windows in measures.into_values() {
            windows.sort_by_key(|each| each.first_day);
            for pair in windows.windows(2) {
                prop_assert!(pair[0].last_day < pair[1].first_day, "{pair:?}");
            }
        }
    }

    #[test]
    fn derived_scores_and_the_order_of_forms_change_nothing(facts in episodes(), after in 0_i32..200) {
        let today = facts.admitted.plus_days(after);
        let before = due_set(&protocol(), &facts, today);
        let mut other = facts.clone();
        for mut derived in facts.given.clone() {
            derived.origin = Origin::Derived;
            derived.outcome = GivenOutcome::Scored;
            other.given.push(derived);
        }
        other.given.reverse();
        prop_assert_eq!(before, due_set(&protocol(), &other, today));
    }

    #[test]
    fn what_is_done_stays_done(facts in episodes(), after in 0_i32..200) {
        let satisfied = |today: Day| {
            let due = due_set(&protocol(), &facts, today);
            due.occurrences.into_iter().filter(|each| matches!(each.status, Status::Satisfied { .. })).count()
        };
        let today = facts.admitted.plus_days(after);
        prop_assert!(satisfied(today) <= satisfied(today.plus_days(1)));
    }
}
