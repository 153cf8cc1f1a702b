use std::collections::BTreeSet;

use care::{PayerProfile, PlanFunding};
use proptest::prelude::*;
use vocabulary::{BusinessCalendar, Day, Instant, LevelOfCare, ZoneName};

use super::*;
use crate::authorization::RequestKind;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// One question to the engine, with what most of them have in common filled in.
struct Question {
    zone: &'static str,
    funding: PlanFunding,
    state: &'static str,
    level: LevelOfCare,
    substance_use: bool,
    appellant: Option<Appellant>,
    holidays: Vec<&'static str>,
    event: DeadlineEvent,
    at: &'static str,
    timing: Option<RequestKind>,
    urgent: bool,
    course_ends: Option<&'static str>,
    payer: Option<PayerProfile>,
}

impl Question {
    fn new(event: DeadlineEvent, funding: PlanFunding, at: &'static str) -> Self {
        Self {
            zone: "America/New_York",
            funding,
            state: "",
            level: LevelOfCare::IntensiveOutpatient,
            substance_use: false,
            appellant: None,
            holidays: Vec::new(),
            event,
            at,
            timing: None,
            urgent: false,
            course_ends: None,
            payer: None,
        }
    }

    fn ask(&self) -> Vec<Deadline> {
        let zone: ZoneName = self.zone.parse().unwrap();
        let calendar = BusinessCalendar::new(self.holidays.iter().map(|text| day(text)));
        let setting = Setting {
            zone: &zone,
            calendar: &calendar,
            funding: self.funding,
            state: self.state,
            level_of_care: self.level,
            substance_use: self.substance_use,
            appellant: self.appellant,
            payer: self.payer.as_ref(),
        };
        let occurrence = Occurrence {
            event: self.event,
            at: self.at.parse().unwrap(),
            timing: self.timing,
            urgent: self.urgent,
            incomplete: false,
            course_ends: self.course_ends.map(|last| setting.end_of(day(last))),
        };
        resolve(&RuleSet::shipped(), &occurrence, &setting)
    }

    fn due(&self, rule: &str) -> Option<Due> {
        self.ask().into_iter().find(|deadline| deadline.rule == rule).map(|deadline| deadline.due)
    }

    fn check(&self, rule: &str, expected_last_day: &str) {
        let Some(Due::Before(_, last_day)) = self.due(rule) else { panic!("{rule} gives no day: {:?}", self.ask()) };
        assert_eq!(last_day, day(expected_last_day), "{rule}");
    }

    fn check_instant(&self, rule: &str, expected: &str) {
        let Some(Due::Before(due, _)) = self.due(rule) else { panic!("{rule} gives no time: {:?}", self.ask()) };
        assert_eq!(due, expected.parse::<Instant>().unwrap(), "{rule}");
    }

    fn check_absent(&self, rule: &str) {
        assert_eq!(self.due(rule), None, "{rule}");
    }
}

#[test]
fn an_urgent_extension_asked_25_hours_before_the_end_is_decided_in_24_hours_and_one_asked_23_hours_before_in_72() {
    let mut question = Question::new(DeadlineEvent::RequestSubmitted, PlanFunding::SelfFunded, "2026-03-17T03:00:00Z");
    question.timing = Some(RequestKind::Concurrent);
    question.urgent = true;
    question.course_ends = Some("2026-03-17");
    question.check_instant("ERISA-C2", "2026-03-18T03:00:00Z");
    question.check_absent("ERISA-U1");
    question.at = "2026-03-17T05:00:00Z";
    question.check_absent("ERISA-C2");
    question.check_instant("ERISA-U1", "2026-03-20T05:00:00Z");
    question.at = "2026-03-17T04:00:00Z";
    question.check_instant("ERISA-C2", "2026-03-18T04:00:00Z");
}

#[test]
fn the_24_hours_before_the_end_are_hours_also_on_the_day_the_clocks_change() {
    let mut question = Question::new(DeadlineEvent::RequestSubmitted, PlanFunding::SelfFunded, "2026-03-08T04:30:00Z");
    question.timing = Some(RequestKind::Concurrent);
    question.urgent = true;
    question.course_ends = Some("2026-03-08");
    question.check_absent("ERISA-C2");
    question.at = "2026-03-08T04:00:00Z";
    question.check_absent("ERISA-U1");
    question.check_instant("ERISA-C2", "2026-03-09T04:00:00Z");
}

#[test]
fn an_appeal_of_180_days_counts_the_leap_day() {
    let mut question = Question::new(DeadlineEvent::DenialReceived, PlanFunding::SelfFunded, "2027-12-01T15:00:00Z");
    question.appellant = Some(Appellant::Member);
    question.check("ERISA-A0", "2028-05-29");
    question.at = "2026-12-01T15:00:00Z";
    question.check("ERISA-A0", "2027-05-30");
}

#[test]
fn seven_calendar_days_include_the_weekend_and_holidays() {
    let mut question = Question::new(DeadlineEvent::RequestSubmitted, PlanFunding::MedicareAdvantage, "2026-11-20T15:00:00Z");
    question.timing = Some(RequestKind::Concurrent);
    question.holidays = vec!["2026-11-26"];
    question.check("CMS0057-STANDARD", "2026-11-27");
}

#[test]
fn a_new_york_notice_for_an_admission_on_a_friday_is_due_on_tuesday_and_later_after_a_holiday() {
    let mut question = Question::new(DeadlineEvent::Admission, PlanFunding::Insured, "2026-11-20T15:00:00Z");
    question.state = "NY";
    question.level = LevelOfCare::Residential;
    question.substance_use = true;
    question.check("NY-28-NOTICE", "2026-11-24");
    question.holidays = vec!["2026-11-23"];
    question.check("NY-28-NOTICE", "2026-11-25");
    question.check("NY-28", "2026-12-17");
    question.funding = PlanFunding::SelfFunded;
    question.check_absent("NY-28-NOTICE");
}

#[test]
fn recertification_counts_the_day_of_admission_as_day_1() {
    let mut question = Question::new(DeadlineEvent::Admission, PlanFunding::Medicare, "2026-03-02T15:00:00Z");
    question.level = LevelOfCare::PartialHospitalization;
    question.check("MEDICARE-PHP-RECERT", "2026-03-19");
    question.level = LevelOfCare::IntensiveOutpatient;
    question.check("MEDICARE-IOP-RECERT", "2026-04-30");
}

#[test]
fn a_late_evening_admission_counts_from_its_local_day_although_it_is_the_next_one_in_utc() {
    let mut question = Question::new(DeadlineEvent::Admission, PlanFunding::Medicare, "2026-03-03T04:30:00Z");
    question.level = LevelOfCare::PartialHospitalization;
    question.check("MEDICARE-PHP-RECERT", "2026-03-19");
    question.zone = "UTC";
    question.check("MEDICARE-PHP-RECERT", "2026-03-20");
}

#[test]
fn four_months_end_on_the_last_day_of_a_shorter_month() {
    let mut question = Question::new(DeadlineEvent::FinalDenialReceived, PlanFunding::Insured, "2026-10-31T15:00:00Z");
    question.appellant = Some(Appellant::AuthorizedRepresentative);
    question.check("ACA-X-ASK", "2027-02-28");
    question.at = "2027-10-31T15:00:00Z";
    question.check("ACA-X-ASK", "2028-02-29");
    question.at = "2026-11-15T15:00:00Z";
    question.check("ACA-X-ASK", "2027-03-15");
}

#[test]
fn who_appeals_selects_the_rules() {
    let mut question = Question::new(DeadlineEvent::DenialReceived, PlanFunding::SelfFunded, "2026-03-02T15:00:00Z");
    question.check_absent("ERISA-A0");
    question.appellant = Some(Appellant::Member);
    question.check("ERISA-A0", "2026-08-29");
    question.check_absent("CONTRACT-A0");
    question.appellant = Some(Appellant::Provider);
    question.check_absent("ERISA-A0");
    assert_eq!(question.due("CONTRACT-A0"), Some(Due::ContractSilent(ContractLimit::AppealDays)));
    let mut payer = PayerProfile::shipped().remove(0).0;
    payer.limits.appeal_days = Some(60);
    question.payer = Some(payer);
    question.check("CONTRACT-A0", "2026-05-01");
}

#[test]
fn a_concurrent_request_is_due_so_many_hours_before_the_last_covered_day_ends() {
    let mut question = Question::new(DeadlineEvent::CourseEnds, PlanFunding::SelfFunded, "2026-03-18T04:00:00Z");
    question.payer = Some(PayerProfile::shipped().remove(0).0);
    question.check_instant("CONTRACT-REQUEST", "2026-03-16T04:00:00Z");
}

#[test]
fn an_authorization_after_the_fact_is_asked_for_within_the_hours_of_the_payers_profile() {
    let mut question = Question::new(DeadlineEvent::Admission, PlanFunding::Insured, "2026-03-02T05:00:00Z");
    question.timing = Some(RequestKind::Retrospective);
    assert_eq!(question.due("CONTRACT-RETRO"), Some(Due::ContractSilent(ContractLimit::RetroAuthorizationHours)));
    let mut payer = PayerProfile::shipped().remove(0).0;
    payer.limits.retro_authorization_hours = Some(72);
    question.payer = Some(payer);
    question.check_instant("CONTRACT-RETRO", "2026-03-05T05:00:00Z");
    // An admission that is asked for in time starts no such clock, and no notice of it is owed by this rule.
    question.timing = Some(RequestKind::Initial);
    question.check_absent("CONTRACT-RETRO");
    question.timing = None;
    question.check_absent("CONTRACT-RETRO");
}

#[test]
fn a_request_of_a_childrens_program_has_the_time_of_the_federal_rule() {
    let mut question = Question::new(DeadlineEvent::RequestSubmitted, PlanFunding::Chip, "2026-03-02T15:00:00Z");
    question.timing = Some(RequestKind::Concurrent);
    question.check("CMS0057-CHIP-STANDARD", "2026-03-09");
    question.urgent = true;
    question.check_instant("CMS0057-CHIP-URGENT", "2026-03-05T15:00:00Z");
    assert!(question.ask().iter().filter(|deadline| deadline.rule.starts_with("CMS0057-CHIP")).all(|deadline| deadline.verified));
}

#[test]
fn a_rule_of_the_year_2026_says_nothing_of_2025() {
    let mut question = Question::new(DeadlineEvent::RequestSubmitted, PlanFunding::MedicareAdvantage, "2025-12-31T15:00:00Z");
    question.timing = Some(RequestKind::Concurrent);
    question.check_absent("CMS0057-STANDARD");
    question.at = "2026-01-01T15:00:00Z";
    question.check("CMS0057-STANDARD", "2026-01-08");
}

#[test]
fn every_row_that_ships_has_a_source_and_is_verified_only_where_two_were_read() {
    let rules = RuleSet::shipped().rules;
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids.len(), rules.len());
    for rule in &rules {
        assert!(!rule.source.is_empty() && (!rule.verified || rule.read.len() >= 2), "{}", rule.id);
    }
    for id in ["ERISA-U1", "ERISA-C1", "ERISA-C2", "ERISA-P1", "ERISA-P2", "ERISA-A0", "ACA-C", "ACA-X-ASK", "NY-28", "NJ-180", "TF"] {
        assert!(ids.contains(id), "{id}");
    }
}

#[test]
fn a_practice_replaces_adds_and_switches_off_rules_and_errors_say_where() {
    const CHANGE: &str = "id = \"ours\"\nversion = \"7\"\n[[rule]]\nid = \"TF\"\noff = true\n[[rule]]\nid = \"ERISA-A0\"\nregime = \"erisa\"\nevent = \"denial_received\"\nowed_by = \"practice\"\nlimit = { calendar_days = 170 }\nsource = \"our own margin\"\n";
    let rules = RuleSet::shipped().with_practice(CHANGE).unwrap();
    assert_eq!(rules.version, "5 + 7");
    assert!(rules.rules.iter().all(|rule| rule.id != "TF"));
    let changed = rules.rules.iter().find(|rule| rule.id == "ERISA-A0").unwrap();
    assert_eq!((changed.limit, changed.of_practice), (Limit::CalendarDays(170), true));
    let check = |from: &str, to: &str, expected: &str| {
        let error = RuleSet::shipped().with_practice(&CHANGE.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    check("calendar_days = 170", "calendar_days = 0", "rule ERISA-A0, limit: must be 1 or more");
    check("calendar_days = 170", "hours = 1, months = 1", "rule ERISA-A0, limit: exactly one of hours");
    check("event = \"denial_received\"", "event = \"denied\"", "rule ERISA-A0, event: not a known event of a deadline");
    check("source = \"our own margin\"", "", "rule ERISA-A0, source: is missing");
    check("id = \"TF\"", "id = \"TG\"", "rule TG, off: there is no rule of this id");
    check("id = \"TF\"", "id = \"ERISA-A0\"", "rule ERISA-A0 stands twice");
    check("off = true", "of = true", "line 5, column 1: unknown field `of`");
}

proptest! {
    #[test]
    fn no_clock_ends_before_it_starts_and_business_days_never_end_on_a_weekend(
        at in 1_700_000_000_i64..1_900_000_000,
        zone in prop::sample::select(vec!["America/New_York", "America/Phoenix", "America/Los_Angeles", "Pacific/Honolulu", "UTC"]),
        funding in prop::sample::select(PlanFunding::ALL.to_vec()),
        event in prop::sample::select(DeadlineEvent::ALL.to_vec()),
        appellant in prop::sample::select(Appellant::ALL.to_vec()),
        timing in prop::sample::select(RequestKind::ALL.to_vec()),
        urgent in any::<bool>(),
        later in 1_i64..400,
    ) {
        let zone: ZoneName = zone.parse().unwrap();
        let calendar = BusinessCalendar::default();
        let setting = Setting {
            zone: &zone, calendar: &calendar, funding, state: "NY", level_of_care: LevelOfCare::Residential,
            substance_use: true, appellant: Some(appellant), payer: None,
        };
        let at = Instant::from_microseconds(at * 1_000_000).unwrap();
        let occurrence = |at| Occurrence { event, at, timing: Some(timing), urgent, incomplete: false, course_ends: None };
        let rules = RuleSet::shipped();
        let deadlines = resolve(&rules, &occurrence(at), &setting);
        let moved = resolve(&rules, &occurrence(at.plus_seconds(later * 3600)), &setting);
        for deadline in &deadlines {
            let Due::Before(due, last_day) = deadline.due else { continue };
            prop_assert!(due > at, "{}", deadline.rule);
            let rule = rules.rules.iter().find(|rule| rule.id == deadline.rule).unwrap();
            if matches!(rule.limit, Limit::BusinessDays(_)) {
                prop_assert!(!last_day.is_weekend(), "{}", deadline.rule);
            }
            let later = moved.iter().find(|later| later.rule == deadline.rule).map(|later| later.due);
            prop_assert!(later.is_none_or(|later| later >= deadline.due), "{}", deadline.rule);
        }
        prop_assert!(deadlines.windows(2).all(|pair| pair[0].due <= pair[1].due));
    }
}

#[test]
fn an_urgent_first_request_is_decided_in_72_hours_whatever_else_ends_and_plans_of_a_marketplace_are_held_to_it() {
    let check = |funding: PlanFunding| {
        let mut question = Question::new(DeadlineEvent::RequestSubmitted, funding, "2026-03-17T03:00:00Z");
        question.timing = Some(RequestKind::Initial);
        question.urgent = true;
        question.course_ends = Some("2026-03-20");
        question.check_instant("ERISA-U1", "2026-03-20T03:00:00Z");
    };
    check(PlanFunding::SelfFunded);
    check(PlanFunding::Marketplace);
}
