use crate::appeal::DaysInDispute;
use std::collections::BTreeMap;

use care::{
    Attendance, AttendanceKind, AttendanceStatus, GoalProgress, GoalProgressLevel, Incident, IncidentKind, ReviewQuestion, RiskBasis,
    RiskLevel, RiskRating,
};
use proptest::prelude::*;
use vocabulary::{Argument, Day, EpisodeId, Evidence, LevelOfCare, PatientId, Period, Points, Verdict, Version};

use super::*;
use crate::review::fill::{MeasuredScore, SafetyAsked, WordedResult};
use crate::review::{HumanText, ReviewRecords};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn evidence(kind: &'static str, number: u32, on: Day) -> Evidence {
    Evidence { kind, id: format!("{kind}-{number}"), version: Version::FIRST, day: on }
}

fn id<T: vocabulary::Identifier>(number: u128) -> T {
    T::from_uuid(uuid::Uuid::from_u128(number))
}

fn cover() -> Cover {
    Cover {
        practice: "Riverside".into(),
        program: "Riverside IOP".into(),
        patient: "Invented, Anna".into(),
        birth_day: Some(day("1990-05-01")),
        payer: "Generic commercial plan".into(),
        member_id: "INV10001".into(),
        authorization: "AU-1001".into(),
        level_of_care: LevelOfCare::IntensiveOutpatient,
        codes: "0905".into(),
        asked: Some((UnitKind::Day, 14)),
        from: day("2026-11-21"),
        proposed: false,
        criteria: "criteria named by the payer".into(),
        is_part2: false,
    }
}

/// A stay of sixty days: two scores, an incident, attendance three times a week, one goal that is no nearer.
fn records() -> ReviewRecords {
    let (patient, episode): (PatientId, EpisodeId) = (id(1), id(2));
    let admitted = day("2026-09-22");
    let score = |number: u32, on: &str, points: i32, severity: i64| {
        let measured = MeasuredScore { instrument: "PHQ-9".into(), points: Points::from_whole(points), severity: Some(severity) };
        (measured, evidence("administration", number, day(on)))
    };
    let attendance = (0..60).filter(|after| after % 7 < 3).map(|after| {
        let on = admitted.plus_days(after);
        let is_there = after % 14 != 0;
        let piece = Attendance {
            episode,
            day: on,
            kind: AttendanceKind::Group,
            status: if is_there { AttendanceStatus::Attended } else { AttendanceStatus::Absent },
            planned_minutes: 180,
            delivered_minutes: if is_there { 170 } else { 0 },
        };
        (piece, evidence("attendance", u32::try_from(after).unwrap(), on))
    });
    let at = "2026-11-02T20:00:00Z".parse().unwrap();
    let rating = RiskRating {
        patient,
        episode: Some(episode),
        assessed_at: at,
        level: RiskLevel::Moderate,
        basis: RiskBasis::ClinicalInterview,
        rated_by: None,
    };
    let incident = Incident { patient, episode: Some(episode), occurred_at: at, kind: IncidentKind::SelfHarm };
    let progress = GoalProgress { episode, day: day("2026-11-10"), goal: "sleep".into(), progress: GoalProgressLevel::None };
    ReviewRecords {
        scores: vec![score(1, "2026-09-22", 19, 3), score(2, "2026-10-20", 22, 4), score(3, "2026-11-17", 14, 2)],
        attendance: attendance.collect(),
        risk: vec![(rating, evidence("risk_rating", 1, day("2026-11-02")))],
        incidents: vec![(incident, evidence("incident", 1, day("2026-11-02")))],
        progress: vec![(progress, evidence("goal_progress", 1, day("2026-11-10")))],
        ..ReviewRecords::default()
    }
}

fn words() -> BTreeMap<ReviewQuestion, HumanText> {
    let human = HumanText {
        text: "Two of three evenings alone ended in a crisis call.".into(),
        day: day("2026-11-18"),
        carried_from: None,
        author: "Dr. Ines Okoro, PhD".into(),
        signed: true,
        record: "answer-1".into(),
        version: Version::FIRST,
    };
    BTreeMap::from([(ReviewQuestion::WhyNotLower, human)])
}

pub(crate) fn input(variant: Variant) -> PacketInput {
    let dispute = Dispute {
        evidence: evidence("authorization_determination", 1, day("2026-11-19")),
        reason: "Symptoms can be treated at a less intensive level.".into(),
        reference: "call 12".into(),
        reviewer: String::new(),
        decided: day("2026-11-19"),
        days: DaysInDispute::whole(Period::new(day("2026-11-01"), Some(day("2026-11-05"))).unwrap(), day("2026-11-19")),
        lines: Vec::new(),
        approved_before: None,
    };
    let clause = CriteriaClause {
        episode: id(2),
        review: id(3),
        place: 1,
        quotation: "symptoms persist at this level".into(),
        argument: "Scores stay in the moderate band after eight weeks.".into(),
        rests_on: vec![ReviewQuestion::Measures],
    };
    PacketInput {
        variant,
        cover: cover(),
        admitted: day("2026-09-22"),
        records_from: day("2026-09-22"),
        since: day("2026-11-07"),
        today: day("2026-11-20"),
        records: records(),
        words: words(),
        clauses: vec![(clause, evidence("criteria_clause", 1, day("2026-11-18")))],
        answers: Vec::new(),
        dispute: Some(dispute),
        determination: None,
        choices: Choices::default(),
        provenance: vec![Provenance {
            kind: "incident",
            id: "incident-1".into(),
            version: Version::FIRST,
            author: "Dr. Ines Okoro".into(),
            recorded_at: "2026-11-02T21:00:00Z".parse().unwrap(),
            sha256: "0".repeat(64),
        }],
    }
}

#[test]
fn our_own_determination_is_in_a_packet_by_choice_only() {
    let evidence = evidence("determination", 1, day("2026-11-16"));
    let own =
        OwnDetermination { outcome: "supported".into(), set: "neutral-v1 1".into(), rules: vec![("R1".into(), "met".into())], evidence };
    let check = |choices: Choices, expected: Option<u32>| {
        let packet = assemble(PacketInput { determination: Some(own.clone()), choices, ..input(Variant::Concurrent) });
        assert_eq!(packet.determination.as_ref().map(|(_, cite)| *cite), expected);
        let indexed = packet.index.iter().find(|entry| entry.evidence.kind == "determination").map(|entry| entry.number);
        assert_eq!(indexed, expected, "its record is in the index with it");
        assert_eq!(snapshot(&packet).contains("neutral-v1"), expected.is_some());
    };
    check(Choices::default(), None);
    let records =
        u32::try_from(assemble(input(Variant::Concurrent)).index.iter().filter(|entry| entry.evidence.day < day("2026-11-16")).count());
    check(Choices { determination: true, ..Choices::default() }, Some(records.unwrap() + 1));
}

#[test]
fn an_appeal_asks_for_the_days_that_were_denied() {
    let check = |variant, expected: (Option<(UnitKind, u32)>, &str)| {
        let cover = assemble(input(variant)).cover;
        assert_eq!((cover.asked, cover.from), (expected.0, day(expected.1)), "{variant:?}");
    };
    let usual = Cover { proposed: true, ..input(Variant::Concurrent).cover };
    assert!(assemble(PacketInput { cover: usual.clone(), ..input(Variant::Concurrent) }).cover.proposed);
    assert!(!assemble(PacketInput { cover: usual.clone(), ..input(Variant::AppealFirst) }).cover.proposed);
    check(Variant::Concurrent, (usual.asked, &usual.from.to_string()));
    check(Variant::AppealFirst, (Some((UnitKind::Day, 5)), "2026-11-01"));
    check(Variant::ExternalReview, (Some((UnitKind::Day, 5)), "2026-11-01"));
    let mut without_end = input(Variant::AppealFirst);
    let dispute = without_end.dispute.as_mut().expect("the input has one");
    dispute.days = DaysInDispute::whole(Period::new(day("2026-11-01"), None).unwrap(), day("2026-11-19"));
    assert_eq!(assemble(without_end).cover.asked, None);
}

#[test]
fn every_statement_cites_the_index_and_the_index_is_ordered_by_day() {
    for variant in Variant::ALL {
        let packet = assemble(input(*variant));
        let last = u32::try_from(packet.index.len()).unwrap();
        assert!(packet.statements().count() > 3, "{variant}");
        for statement in packet.statements() {
            assert!(!statement.cites.is_empty(), "{variant}: {statement:?}");
            assert!(statement.cites.iter().all(|cite| (1..=last).contains(cite)), "{variant}: {statement:?}");
        }
        assert!(packet.index.is_sorted_by_key(|entry| entry.evidence.day), "{variant}");
        assert_eq!(packet.index.iter().map(|entry| entry.number).collect::<Vec<_>>(), (1..=last).collect::<Vec<_>>());
        let incident = packet.index.iter().find(|entry| entry.evidence.kind == "incident").expect("the incident is in every variant");
        assert!(incident.provenance.is_some());
        // The worst score is the one in the middle: no variant can do without it.
        let told: Vec<&ScoreValue> = packet.scores.iter().map(|row| &row.value).collect();
        let expected = [19, 22, 14].map(|points| ScoreValue::Points(Points::from_whole(points)));
        assert_eq!(told, expected.iter().collect::<Vec<_>>(), "{variant}");
        assert_eq!(packet.dispute.is_some(), variant.answers_a_denial());
    }
}

#[test]
fn a_packet_says_in_its_file_that_the_admission_is_planned_and_of_a_stay_that_began_nothing_of_it() {
    let check = |admitted: &str, expected: Option<bool>| {
        let packet = assemble(PacketInput { admitted: day(admitted), ..input(Variant::Initial) });
        let told = to_json(&packet, &|_| None).get("planned").and_then(serde_json::Value::as_bool);
        assert_eq!(told, expected, "admitted on {admitted}, made on {}", packet.until);
    };
    check("2026-11-19", None);
    check("2026-11-20", None);
    check("2026-11-21", Some(true));
}

#[test]
fn two_records_that_say_the_same_are_one_statement_that_cites_both() {
    let risk = |input: PacketInput| {
        let packet = assemble(input);
        let statements = packet.section(SectionKind::Risk);
        (statements.len(), statements.iter().map(|statement| statement.cites.len()).sum::<usize>())
    };
    let (count, cites) = risk(input(Variant::Initial));
    let mut twice = input(Variant::Initial);
    let (incident, cited) = twice.records.incidents[0].clone();
    twice.records.incidents.push((incident, Evidence { id: "another".to_owned(), ..cited }));
    assert_eq!(risk(twice), (count, cites + 1));
}

#[test]
fn every_rating_of_the_stay_is_told_where_its_section_is_and_the_newest_where_the_patient_stands() {
    let mut rated = input(Variant::Concurrent);
    let (newest, _) = rated.records.risk[0].clone();
    let earlier = |number, level, on: &str| (RiskRating { level, ..newest.clone() }, evidence("risk_rating", number, day(on)));
    let before = [
        earlier(2, RiskLevel::Moderate, "2026-09-25"),
        earlier(3, RiskLevel::High, "2026-10-05"),
        earlier(4, RiskLevel::High, "2026-10-12"),
    ];
    rated.records.risk = before.into_iter().chain(rated.records.risk).collect();
    let packet = assemble(rated);
    let told = |kind: SectionKind| -> Vec<(Argument, usize, usize)> {
        let statements = packet.section(kind).iter();
        let of = |statement: &Statement| match &statement.says {
            Said::Fact(fact) if fact.key.0 == "review-fact-risk" => {
                Some((fact.arguments[0].1.clone(), fact.evidence.len(), statement.cites.len()))
            }
            _ => None,
        };
        statements.filter_map(of).collect()
    };
    let level = |level: RiskLevel| Argument::Name(level.code().to_owned());
    assert_eq!(told(SectionKind::Risk), [(level(RiskLevel::Moderate), 2, 2), (level(RiskLevel::High), 2, 2)]);
    assert_eq!(told(SectionKind::Status), [(level(RiskLevel::Moderate), 1, 1)]);
}

#[test]
fn an_instrument_without_a_total_has_a_row_a_scale_and_its_answers_about_safety_stand_under_risk() {
    let mut without = input(Variant::Concurrent);
    let on = |number| evidence("administration", number, day("2026-11-16"));
    let scale = |name: &str, points| {
        (MeasuredScore { instrument: format!("BAM-R {name}"), points: Points::from_whole(points), severity: None }, on(8))
    };
    without.records.scores.extend([scale("Use", 25), scale("Risk", 69)]);
    without.records.results.push((WordedResult { instrument: "Screener".into(), result: "high".into() }, on(9)));
    let asked = SafetyAsked { instrument: "Screener".into(), entries: vec![("suicidal_ideation".into(), Verdict::Met)] };
    without.records.safety.push((asked, on(9)));
    let packet = assemble(without);
    let row = |instrument: &str| packet.scores.iter().find(|row| row.instrument == instrument).map(|row| row.value.clone());
    assert_eq!(row("BAM-R Use"), Some(ScoreValue::Points(Points::from_whole(25))));
    assert_eq!(row("BAM-R Risk"), Some(ScoreValue::Points(Points::from_whole(69))));
    assert_eq!(row("Screener"), Some(ScoreValue::Words("high".into())));
    assert!(packet.scores.iter().all(|row| row.cite > 0), "{:?}", packet.scores);
    for kind in [SectionKind::Status, SectionKind::Risk] {
        let says = |statement: &Statement| matches!(&statement.says, Said::Fact(fact) if fact.key.0 == "packet-fact-safety-reported");
        assert!(packet.section(kind).iter().any(says), "{kind:?}");
    }
}

#[test]
fn what_speaks_against_the_request_waits_for_its_author() {
    let unanswered = assemble(input(Variant::Concurrent));
    let keys: Vec<&str> = unanswered.contradictions.iter().map(|contradiction| contradiction.fact.key.0).collect();
    assert_eq!(keys, ["packet-against-goal"]);
    assert_eq!(unanswered.check_release("Dr. Okoro"), Err(PacketRefusal::Unanswered { count: 1 }));
    assert_eq!(unanswered.check_release(" "), Err(PacketRefusal::NoAuthor));
    let answer = |contradiction: &str| ContradictionAnswer {
        episode: id(2),
        review: id(3),
        contradiction: contradiction.into(),
        response: Response::Answered,
        words: "Sleep is the last to move; a new medication was begun.".into(),
    };
    let mut with_answer = input(Variant::Concurrent);
    with_answer.answers = vec![answer(&unanswered.contradictions[0].key)];
    let answered = assemble(with_answer.clone());
    assert_eq!(answered.check_release("Dr. Okoro"), Ok(()));
    assert!(!snapshot(&answered).contains("Sleep is the last"), "the list is internal unless the author chooses otherwise");
    with_answer.choices.contradictions = true;
    assert!(snapshot(&assemble(with_answer.clone())).contains("Sleep is the last"));
    // A correction of the record is another contradiction: it asks again.
    with_answer.records.progress[0].1.version = Version::FIRST.next();
    assert_eq!(assemble(with_answer).unanswered().count(), 1);
    let nothing = PacketInput { records: ReviewRecords::default(), words: BTreeMap::new(), clauses: Vec::new(), ..input(Variant::Initial) };
    assert_eq!(assemble(nothing).check_release("Dr. Okoro"), Err(PacketRefusal::Nothing));
    let no_denial = PacketInput { dispute: None, ..input(Variant::AppealFirst) };
    assert_eq!(assemble(no_denial).check_release("Dr. Okoro"), Err(PacketRefusal::NoDenial));
}

#[test]
fn each_contradiction_has_a_fact_that_makes_it() {
    let check = |change: fn(&mut ReviewRecords), expected: &[&str]| {
        let mut changed = input(Variant::Concurrent);
        changed.records.progress.clear();
        change(&mut changed.records);
        let packet = assemble(changed);
        let keys: Vec<&str> = packet.contradictions.iter().map(|contradiction| contradiction.fact.key.0).collect();
        assert_eq!(keys, expected);
    };
    check(|_| (), &[]);
    check(|records| records.risk[0].0.level = RiskLevel::Low, &["packet-against-low-risk"]);
    check(|records| records.scores[2].0.severity = Some(1), &["packet-against-mild-score"]);
    check(|records| records.scores[2].0.severity = Some(4), &["packet-against-worse-score"]);
    check(|records| records.scores[2].0.severity = None, &[]);
    check(
        |records| records.attendance.iter_mut().step_by(2).for_each(|(piece, _)| piece.status = AttendanceStatus::Absent),
        &["packet-against-attendance"],
    );
    check(
        |records| records.attendance.iter_mut().step_by(2).for_each(|(piece, _)| piece.status = AttendanceStatus::CancelledByProgram),
        &[],
    );
}

#[test]
fn what_a_decision_can_do_without_is_left_out_and_never_a_score_an_incident_or_what_speaks_against_it() {
    let with = |choices: Choices| {
        let mut input = PacketInput { choices, ..input(Variant::Concurrent) };
        for question in [ReviewQuestion::Precipitant, ReviewQuestion::Barriers] {
            input.words.insert(question, words()[&ReviewQuestion::WhyNotLower].clone());
        }
        assemble(input)
    };
    let whole = with(Choices::default());
    let all = LeftOut::of(SectionKind::ALL.iter().copied());
    let least = with(Choices { no_birth_day: true, left_out: all, ..Choices::default() });
    assert_eq!((whole.cover.birth_day, least.cover.birth_day), (Some(day("1990-05-01")), None));
    assert_eq!(least.cover.member_id, whole.cover.member_id);
    assert!(!least.left_out.is_empty() && least.left_out == whole.may_leave_out(), "{:?}", least.left_out);
    assert_eq!(least.scores.len(), whole.scores.len());
    assert_eq!(least.contradictions.len(), whole.contradictions.len());
    for kind in [SectionKind::Status, SectionKind::Risk, SectionKind::Participation, SectionKind::Goals] {
        assert_eq!(least.section(kind).len(), whole.section(kind).len(), "{kind}");
    }
    let stands = |evidence: &Evidence| least.statements().any(|statement| statement.evidence.contains(evidence));
    for evidence in whole.contradictions.iter().flat_map(|contradiction| &contradiction.fact.evidence) {
        let stood = whole.statements().any(|statement| statement.evidence.contains(evidence));
        assert_eq!(stands(evidence), stood, "{evidence:?} speaks against the request");
    }
    // The packet says what is missing in it; one that is whole is as it was.
    let told = to_json(&least, &|_| None);
    assert_eq!(told["left_out"].as_array().map(Vec::len), Some(least.left_out.len()));
    assert!(told["cover"]["birth_day"].is_null() && to_json(&whole, &|_| None).get("left_out").is_none());
    // One section alone: the others stand.
    let kind = least.left_out[0];
    let without = with(Choices { left_out: LeftOut::of([kind]), ..Choices::default() });
    assert_eq!((without.left_out.as_slice(), without.sections.len()), ([kind].as_slice(), whole.sections.len() - 1));
}

#[test]
fn a_denied_day_is_answered_by_what_stood_on_it() {
    let packet = assemble(input(Variant::AppealFirst));
    let (_, days) = packet.dispute.as_ref().unwrap();
    let told: Vec<(String, usize, usize, u32)> =
        days.iter().map(|day| (day.day.to_string(), day.standing.len(), day.events.len(), day.delivered_minutes)).collect();
    assert_eq!(told[0], ("2026-11-01".to_owned(), 1, 0, 0), "no rating of risk yet, one score");
    assert_eq!(told[1], ("2026-11-02".to_owned(), 2, 1, 0));
    assert_eq!(told[2].3, 0, "the patient was not there");
    assert_eq!(told[3].3, 170);
    assert_eq!((days[2].services.as_slice(), days[3].services.as_slice()), (&[][..], &[(AttendanceKind::Group, 170)][..]));
    assert_eq!(days[0].standing[0].1, 12, "the score of October 20 is twelve days old");
}

#[test]
fn a_week_begins_on_its_monday_and_counts_what_was_planned() {
    let packet = assemble(input(Variant::Concurrent));
    assert_eq!(packet.weeks[0].first, day("2026-09-21"));
    assert_eq!((packet.weeks[0].planned, packet.weeks[0].attended), (3, 2));
    assert_eq!((packet.weeks[1].planned_minutes, packet.weeks[1].delivered_minutes), (540, 510));
    assert_eq!(packet.weeks.iter().map(|week| week.planned).sum::<u32>(), 27);
}

proptest! {
    #[test]
    fn the_same_input_gives_the_same_bytes_in_whatever_order_records_of_a_day_come(
        totals in prop::collection::vec((0..60_i32, 0..27_i32), 1..30), variant in 0..Variant::ALL.len()
    ) {
        let admitted = day("2026-09-22");
        let scores: Vec<_> = totals.iter().zip(0_u32..).map(|((after, points), number)| {
            let measured = MeasuredScore { instrument: "PHQ-9".into(), points: Points::from_whole(*points), severity: Some(2) };
            (measured, evidence("administration", number, admitted.plus_days(*after)))
        }).collect();
        let make = |scores: Vec<(MeasuredScore, Evidence)>| {
            let mut input = input(Variant::ALL[variant]);
            input.records.scores = scores;
            assemble(input)
        };
        let mut ordered = scores;
        ordered.sort_by(|one, other| (one.1.day, &one.1.id).cmp(&(other.1.day, &other.1.id)));
        let (one, two) = (make(ordered.clone()), make(ordered.clone()));
        prop_assert_eq!(snapshot(&one), snapshot(&two));
        prop_assert_eq!(snapshot_sha256(&one), snapshot_sha256(&two));
        prop_assert_eq!(one.scores.len(), ordered.len());
        let cited: std::collections::BTreeSet<u32> = one.scores.iter().map(|row| row.cite).collect();
        prop_assert_eq!(cited.len(), ordered.len(), "no two scores share a number");
        let mut without = ordered;
        without.pop();
        prop_assert_ne!(snapshot_sha256(&make(without)), snapshot_sha256(&one), "a score that is missing shows in the hash");
    }
}

#[test]
fn what_a_person_answers_to_any_question_of_a_payer_stands_in_the_packet() {
    let human = words().into_values().next().unwrap();
    // What is asked for stands on the cover, from the request on record.
    for question in ReviewQuestion::ALL.iter().filter(|question| **question != ReviewQuestion::Request) {
        let packet = assemble(PacketInput { words: [(*question, human.clone())].into(), ..input(Variant::Concurrent) });
        let says = |statement: &Statement| matches!(&statement.says, Said::Words(words) if words.question == Some(*question));
        assert!(packet.sections.iter().flat_map(|section| &section.statements).any(says), "{question}");
    }
}

#[test]
fn a_long_dispute_is_answered_day_by_day_to_its_end_and_not_beyond_today() {
    let until = |today: &str| PacketInput { today: day(today), ..input(Variant::AppealFirst) };
    let mut long = until("2026-11-30");
    let whole = Period::new(day("2026-09-22"), Some(day("2026-11-30"))).unwrap();
    if let Some(dispute) = &mut long.dispute {
        dispute.days = DaysInDispute::whole(whole, day("2026-11-30"));
    }
    let (_, days) = assemble(long).dispute.expect("a dispute");
    assert_eq!((days.len(), days.last().map(|day| day.day)), (70, Some(day("2026-11-30"))));
    let packet = assemble(until("2026-11-03"));
    let (_, days) = packet.dispute.expect("a dispute");
    assert_eq!((days.len(), days.last().map(|day| day.day)), (3, Some(day("2026-11-03"))), "what is to come is no fact");
    assert_eq!(packet.cover.asked, Some((UnitKind::Day, 5)), "all that was denied is asked for");
}
