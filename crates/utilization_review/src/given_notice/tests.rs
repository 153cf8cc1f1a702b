use care::{LevelOfCarePeriod, PayerProfile, PlanFunding};
use vocabulary::{BusinessCalendar, Day, EpisodeId, Identifier as _, Instant, LevelOfCare, Period, ProgramId, ZoneName};

use super::*;
use crate::clock::DeadlineEvent;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn zone() -> ZoneName {
    "America/New_York".parse().unwrap()
}

fn period(level_of_care: LevelOfCare, first: &str, last: Option<&str>) -> LevelOfCarePeriod {
    LevelOfCarePeriod {
        episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
        program: ProgramId::from_uuid(uuid::Uuid::from_u128(2)),
        level_of_care,
        period: Period::new(day(first), last.map(day)).unwrap(),
        track: String::new(),
        modality: None,
    }
}

/// The clocks of a stay, each as its rule, until when it has time, and how it stands on the 20th at noon; `given` is when notices of a kind were given.
fn told(
    changes: &[Change],
    (funding, state): (PlanFunding, &str),
    payer: Option<&PayerProfile>,
    given: &[(NoticeKind, &str)],
) -> Vec<String> {
    let (zone, calendar) = (zone(), BusinessCalendar::default());
    let setting = |_, level_of_care| {
        let appellant = None;
        Some(Setting { zone: &zone, calendar: &calendar, funding, state, level_of_care, substance_use: true, appellant, payer })
    };
    let given = |kind: NoticeKind, _: &Change| given.iter().find(|(of, _)| *of == kind).map(|(_, at)| ((), at.parse::<Instant>().unwrap()));
    let now: Instant = "2026-11-20T17:00:00Z".parse().unwrap();
    let say = |clock: &NoticeClock<()>| {
        let due = if let Due::Before(due, _) = clock.deadline.due { due.to_string()[..16].to_owned() } else { "unknown".to_owned() };
        format!("{} {due} {} {}", clock.deadline.rule, clock.state(now).code(), clock.owner().code())
    };
    clocks(&RuleSet::shipped(), changes, setting, given).iter().map(say).collect()
}

#[test]
fn a_stay_changes_with_each_level_and_a_step_down_is_told_like_a_discharge() {
    let stay = [
        period(LevelOfCare::Residential, "2026-10-01", Some("2026-10-20")),
        period(LevelOfCare::PartialHospitalization, "2026-10-21", Some("2026-11-05")),
        period(LevelOfCare::PartialHospitalization, "2026-11-06", Some("2026-11-09")),
        period(LevelOfCare::Inpatient, "2026-11-10", None),
    ];
    let found: Vec<String> = (changes(&stay, Some(day("2026-11-12")), &zone()).iter())
        .map(|change| format!("{} {} {}", change.event, change.day, change.level_of_care))
        .collect();
    let expected = [
        "admission 2026-10-01 RTC",
        "discharge 2026-10-21 RTC",
        "admission 2026-10-21 PHP",
        "admission 2026-11-10 IP",
        "discharge 2026-11-12 IP",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_clocks_of_an_admission_stop_with_the_notice_and_a_span_without_review_is_no_notice() {
    let stay = changes(&[period(LevelOfCare::Residential, "2026-11-13", None)], None, &zone());
    let ny = (PlanFunding::Insured, "NY");
    // Two business days after a Friday are Tuesday.
    assert_eq!(
        told(&stay, ny, None, &[]),
        ["NY-28-NOTICE 2026-11-18T05:00 overdue reviewers", "NY-28-CONSULT 2026-11-27T05:00 open clinicians"]
    );
    assert_eq!(
        told(&stay, ny, None, &[(NoticeKind::Admission, "2026-11-18T04:59:59Z")])[0],
        "NY-28-NOTICE 2026-11-18T05:00 in-time reviewers"
    );
    assert_eq!(
        told(&stay, ny, None, &[(NoticeKind::Admission, "2026-11-18T05:00:00Z")])[0],
        "NY-28-NOTICE 2026-11-18T05:00 late reviewers"
    );
    assert_eq!(told(&stay, (PlanFunding::SelfFunded, "NY"), None, &[]), [""; 0]);
}

#[test]
fn hours_after_a_day_of_which_no_hour_is_known_are_counted_from_both_its_ends() {
    let stay = changes(&[period(LevelOfCare::Residential, "2026-11-16", None)], None, &zone());
    let check = |at: &str, expected: &str| {
        let told = told(&stay, (PlanFunding::Insured, "NJ"), None, &[(NoticeKind::Admission, at)]);
        assert_eq!(told, [format!("NJ-180-NOTICE 2026-11-18T05:00 {expected} reviewers")]);
    };
    check("2026-11-18T04:00:00Z", "in-time");
    check("2026-11-18T12:00:00Z", "hour-unknown");
    check("2026-11-19T05:00:00Z", "late");
}

#[test]
fn a_discharge_has_the_time_of_the_contract_and_nobody_knows_it_where_the_profile_is_silent() {
    let stay = changes(&[period(LevelOfCare::IntensiveOutpatient, "2026-09-01", None)], Some(day("2026-11-19")), &zone());
    let mut payer = PayerProfile::shipped().remove(0).0;
    let of = |payer: &PayerProfile, given: &[(NoticeKind, &str)]| told(&stay, (PlanFunding::Unknown, ""), Some(payer), given);
    assert_eq!(of(&payer, &[]), ["CONTRACT-DISCHARGE unknown open reviewers"]);
    assert_eq!(of(&payer, &[(NoticeKind::Discharge, "2026-11-20T14:00:00Z")]), ["CONTRACT-DISCHARGE unknown given reviewers"]);
    payer.limits.discharge_notice_hours = Some(24);
    assert_eq!(of(&payer, &[]), ["CONTRACT-DISCHARGE 2026-11-20T05:00 overdue reviewers"]);
}

#[test]
fn a_reduction_is_the_payers_to_tell_before_the_course_ends_and_a_certification_the_clinicians() {
    let at: Instant = "2026-11-18T15:00:00Z".parse().unwrap();
    let reduced = [Change::reduction(at, day("2026-11-19"), LevelOfCare::IntensiveOutpatient, &zone())];
    assert_eq!(told(&reduced, (PlanFunding::SelfFunded, ""), None, &[]), ["ERISA-C1 2026-11-20T05:00 overdue payer"]);
    assert_eq!(
        told(&reduced, (PlanFunding::SelfFunded, ""), None, &[(NoticeKind::Reduction, "2026-11-19T15:00:00Z")]),
        ["ERISA-C1 2026-11-20T05:00 in-time payer"]
    );
    let stay = changes(&[period(LevelOfCare::PartialHospitalization, "2026-11-03", None)], None, &zone());
    assert_eq!(told(&stay, (PlanFunding::Medicare, ""), None, &[]), ["MEDICARE-PHP-RECERT 2026-11-21T05:00 open clinicians"]);
    let ended = changes(&[period(LevelOfCare::PartialHospitalization, "2026-11-03", None)], Some(day("2026-11-19")), &zone());
    let nothing = told(&ended, (PlanFunding::Medicare, ""), None, &[]);
    assert_eq!(nothing, ["CONTRACT-DISCHARGE unknown open reviewers"], "who left on day 17 is not certified on day 18");
}

#[test]
fn a_rule_of_the_practice_may_name_the_notice_that_stops_it() {
    const CHANGE: &str = "id = \"ours\"\nversion = \"1\"\n[[rule]]\nid = \"OURS\"\nregime = \"state\"\nevent = \"admission\"\nowed_by = \"practice\"\nlimit = { calendar_days = 3 }\nnotice = \"consultation\"\nsource = \"our own\"\n";
    let notice = |text: &str| RuleSet::shipped().with_practice(text).map(|set| set.rules.last().and_then(|rule| rule.notice));
    assert_eq!(notice(CHANGE), Ok(Some(NoticeKind::Consultation)));
    assert_eq!(notice(&CHANGE.replace("notice = \"consultation\"\n", "")), Ok(Some(NoticeKind::Admission)));
    let error = notice(&CHANGE.replace("consultation", "talk")).unwrap_err().to_string();
    assert!(error.contains("rule OURS, notice: not a known kind of notice"), "{error}");
    assert_eq!(NoticeKind::of_event(DeadlineEvent::Admission, OwedBy::Payer), None);
}

#[test]
fn a_notice_names_who_took_it_and_lies_not_in_the_future() {
    let notice = GivenNotice {
        episode: EpisodeId::from_uuid(uuid::Uuid::from_u128(1)),
        kind: NoticeKind::Discharge,
        about: day("2026-11-19"),
        given_at: "2026-11-20T15:00:00Z".parse().unwrap(),
        channel: NoticeChannel::Telephone,
        recipient: NoticeRecipient::Payer,
        taken_by: "care management".to_owned(),
        reference: String::new(),
        words: String::new(),
    };
    let at = |text: &str| text.parse::<Instant>().unwrap();
    assert_eq!(notice.check(at("2026-11-20T15:00:00Z")), Ok(()));
    assert_eq!(notice.check(at("2026-11-20T14:59:59Z")), Err(NoticeProblem::Future));
    let nobody = GivenNotice { taken_by: " ".to_owned(), ..notice };
    assert_eq!(nobody.check(at("2026-11-21T00:00:00Z")), Err(NoticeProblem::NobodyTookIt));
}
