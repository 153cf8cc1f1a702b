//! The journal holds together with the stays and the forms, and the cast shows what warning signs and levels of care are about.

use std::collections::{BTreeMap, BTreeSet};

use care::*;
use instruments::Answer;
use proptest::prelude::*;
use synthetic::{Entry, JournalKind, Plan, Practice};
use vocabulary::{Day, EpisodeId, Instant, LevelOfCare, PatientId, UserId, Verdict, ZoneName};

use crate::records::check_times;
use crate::support::{Scorer, day, practice, versions};

/// Does something with every list of a journal.
macro_rules! each_list {
    ($journal:expr, |$entries:ident| $body:expr) => {
        crate::journal::each_list!(@ $journal, $entries, $body,
            attendance risk_ratings incidents function_ratings participation goal_progress treatment_plan_changes clinician_statements
            medication_changes medical_statuses substance_uses abstinence_reports drug_screens housing supports prior_levels
            step_down_plans external_results score_reviews)
    };
    (@ $journal:expr, $entries:ident, $body:expr, $($list:ident)*) => {
        $({
            let $entries = &$journal.$list;
            $body;
        })*
    };
}
pub(crate) use each_list;

pub(crate) fn check_times_of_journal(practice: &Practice, recorded: &mut Vec<(Instant, UserId)>) {
    each_list!(practice.journal, |entries| check_times(practice, entries, recorded));
}

/// Runs the check that a record has of itself over every version.
macro_rules! check_each {
    ($at:expr, $($list:expr),* $(,)?) => { $(for entry in &$list { for value in versions(entry) { value.check($at).unwrap(); } })* };
}

fn check_journal(practice: &Practice) {
    let journal = &practice.journal;
    let latest = practice.plan.as_of.start_in(&ZoneName::utc());
    let yesterday = practice.plan.as_of.plus_days(-1);
    check_each!(latest, journal.risk_ratings, journal.incidents);
    check_each!(
        yesterday,
        journal.attendance,
        journal.function_ratings,
        journal.participation,
        journal.goal_progress,
        journal.treatment_plan_changes,
        journal.clinician_statements,
        journal.medication_changes,
        journal.medical_statuses,
        journal.substance_uses,
        journal.abstinence_reports,
        journal.drug_screens,
        journal.housing,
        journal.supports,
        journal.step_down_plans,
        journal.external_results,
    );
    let episodes: BTreeMap<EpisodeId, &Episode> = practice.episodes.iter().map(|entry| (entry.id, entry.current().unwrap())).collect();
    let mut came: BTreeSet<(PatientId, Day)> = BTreeSet::new();
    for (entry, attendance) in journal.attendance.iter().filter_map(|entry| Some((entry, entry.current()?))) {
        let episode = episodes[&attendance.episode];
        assert!(episode.contains(attendance.day), "{entry:?}");
        assert!(attendance.planned_minutes >= attendance.delivered_minutes && attendance.planned_minutes > 0);
        if attendance.status == AttendanceStatus::Attended {
            came.insert((episode.patient, attendance.day));
        }
    }
    for entry in &journal.planned_visits {
        let visit = &entry.value;
        assert!(visit.day >= practice.plan.as_of && episodes[&visit.episode].discharge.is_none(), "{entry:?}");
        assert!(entry.recorded_at < latest && entry.effective_day == visit.day);
        assert_eq!(visit.check(practice.plan.as_of), Ok(()));
    }
    for note in journal.service_notes.iter().filter_map(Entry::current) {
        assert!(came.contains(&(episodes[&note.episode].patient, note.day)), "a note of a day without the patient: {note:?}");
        let now = practice.plan.as_of.start_in(&ZoneName::utc());
        assert_eq!(note.check(now, practice.plan.as_of), Ok(()), "{note:?}");
    }
    for rating in journal.risk_ratings.iter().filter_map(Entry::current) {
        let zone = practice.programs.iter().find(|program| Some(program.id) == rating.episode.map(|episode| episodes[&episode].program));
        let on = rating.assessed_at.day_in(&zone.unwrap().value.zone);
        assert!(came.contains(&(rating.patient, on)), "rated on a day without the patient: {rating:?}");
    }
    for rating in journal.participation.iter().filter_map(Entry::current) {
        assert!(came.contains(&(episodes[&rating.episode].patient, rating.day)));
    }
    let scores: BTreeMap<_, _> = practice.administrations.iter().map(|entry| (entry.id, entry)).collect();
    for entry in &journal.score_reviews {
        let (review, form) = (&entry.value, scores[&entry.value.administration]);
        let current = form.current().expect("nobody looks at what was withdrawn").administration.clone();
        assert_eq!(review.patient, current.patient);
        assert!(review.reviewed_at > form.recorded_at && review.discussed_at.is_none_or(|at| at > form.recorded_at));
        assert!(review.plan_change.is_empty() || review.discussed_at.is_some());
    }
}

/// Attended pieces of one of the cast on which no note, or none that is signed, is on file; and the share of alike notes.
fn notes_of(practice: &Practice, number: usize) -> (Vec<Day>, Vec<Day>, bool) {
    let patient = practice.cast[number].patient;
    let own: BTreeSet<EpisodeId> = practice.episodes.iter().filter(|entry| entry.value.patient == patient).map(|entry| entry.id).collect();
    let notes: Vec<&ServiceNote> =
        practice.journal.service_notes.iter().filter_map(Entry::current).filter(|note| own.contains(&note.episode)).collect();
    let came = practice.journal.attendance.iter().filter_map(Entry::current).filter(|piece| own.contains(&piece.episode));
    let came: Vec<Day> = came.filter(|piece| piece.status == AttendanceStatus::Attended).map(|piece| piece.day).collect();
    let missing = came
        .iter()
        .copied()
        .filter(|day| notes.iter().filter(|note| note.day == *day).count() < came.iter().filter(|each| *each == day).count());
    let unsigned = notes.iter().filter(|note| note.signed_day.is_none()).map(|note| note.day);
    let print = |note: &ServiceNote| note.fingerprint.clone().unwrap();
    let is_alike = notes.windows(2).any(|pair| print(pair[0]).likeness(&print(pair[1])).unwrap() >= 80);
    (missing.collect(), unsigned.collect(), is_alike)
}

#[test]
fn the_gaps_of_notes_are_planted_in_three_of_the_cast_whatever_the_seed() {
    for seed in 1..6 {
        let practice = practice(seed, 20);
        let (missing, unsigned, alike) = notes_of(&practice, 0);
        assert_eq!((missing.len(), unsigned.is_empty(), alike), (0, false, false), "a note that was never signed");
        let (missing, unsigned, alike) = notes_of(&practice, 1);
        assert_eq!((missing.is_empty(), unsigned.len(), alike), (false, 0, false), "a day without a note");
        assert_eq!(notes_of(&practice, 2), (Vec::new(), Vec::new(), true), "notes that resemble each other");
        for number in (3..20).filter(|number| *number != 13) {
            let (missing, unsigned, alike) = notes_of(&practice, number);
            assert!(missing.is_empty() || missing[0] < practice.plan.as_of.plus_days(-200), "{number}: {missing:?}");
            assert_eq!((unsigned.len(), alike), (0, false), "{number}");
        }
    }
}

#[test]
fn the_journal_of_four_hundred_holds_together() {
    let practice = practice(1, 400);
    check_journal(&practice);
    for kind in JournalKind::ALL {
        assert!(practice.journal.count(*kind) > 8, "{kind:?}");
    }
}

/// The newest record of a kind of one patient.
fn newest<T>(entries: &[Entry<vocabulary::RecordId, T>], mine: impl Fn(&T) -> bool) -> Option<(Day, &T)> {
    entries.iter().rev().filter_map(|entry| entry.current().map(|value| (entry.effective_day, value))).find(|(_, value)| mine(value))
}

struct Look<'a> {
    practice: &'a Practice,
    scorer: Scorer<'a>,
    patient: PatientId,
    episode: EpisodeId,
}

impl<'a> Look<'a> {
    fn at(practice: &'a Practice, number: usize) -> Self {
        let patient = practice.cast[number].patient;
        let open = practice.episodes.iter().rev().filter(|entry| entry.current().is_some_and(|episode| episode.discharge.is_none()));
        let episode = open.into_iter().find(|entry| entry.value.patient == patient).expect("the episode is open").id;
        Self { practice, scorer: Scorer::new(practice), patient, episode }
    }

    fn ago(&self, day: Day) -> i32 {
        self.practice.plan.as_of.days_since(day)
    }

    fn level(&self) -> LevelOfCare {
        let mut periods = self.practice.level_of_care_periods.iter().filter_map(Entry::current);
        periods.rfind(|period| period.episode == self.episode).unwrap().level_of_care
    }

    fn risk(&self) -> Option<(i32, RiskLevel)> {
        let (day, rating) = newest(&self.practice.journal.risk_ratings, |rating| rating.patient == self.patient)?;
        Some((self.ago(day), rating.level))
    }

    fn sessions(&self) -> Vec<&Attendance> {
        self.practice.journal.attendance.iter().filter_map(Entry::current).filter(|session| session.episode == self.episode).collect()
    }

    /// Percent of planned minutes of the last fourteen days.
    fn attendance_percent(&self) -> u32 {
        let sessions = self.sessions();
        let counted =
            || sessions.iter().filter(|session| self.ago(session.day) <= 14 && session.status != AttendanceStatus::CancelledByProgram);
        100 * counted().map(|session| session.delivered_minutes).sum::<u32>()
            / counted().map(|session| session.planned_minutes).sum::<u32>()
    }

    fn item_9(&self) -> Vec<i32> {
        let forms = self.scorer.current("phq-9").into_iter().filter(|(_, form)| form.administration.patient == self.patient);
        forms
            .filter_map(|(_, form)| form.responses.get("9"))
            .map(|answer| if let Answer::Value(value) = answer { value } else { -1 })
            .collect()
    }
}

fn check_ready(practice: &Practice, number: usize, level: LevelOfCare) {
    let look = Look::at(practice, number);
    let journal = &practice.journal;
    assert_eq!(look.level(), level);
    let last_came = look.sessions().iter().rev().find(|session| session.status == AttendanceStatus::Attended).unwrap().day;
    let (rated, risk) = look.risk().unwrap();
    assert_eq!((rated, risk), (look.ago(last_came), RiskLevel::None), "rated on the last day of treatment");
    assert!(look.attendance_percent() >= 80);
    let (on, function) = newest(&journal.function_ratings, |rating| rating.patient == look.patient).unwrap();
    assert!(look.ago(on) <= 9 && function.impairment.value() <= 1);
    let (on, home) = newest(&journal.housing, |housing| housing.patient == look.patient).unwrap();
    assert!(look.ago(on) <= 9 && home.safe == YesNoUnknown::Yes);
    let (_, plan) = newest(&journal.step_down_plans, |plan| plan.episode == look.episode).unwrap();
    assert!(plan.target_level < level && plan.target_day.is_some());
    assert!((0..=7).contains(&-look.ago(plan.appointment_day.unwrap())), "an appointment within a week");
    let mut in_order = journal.goal_progress.iter().filter_map(Entry::current).filter(|goal| goal.episode == look.episode);
    assert!(in_order.next_back().unwrap().progress >= GoalProgressLevel::Partial);
}

fn check_cast(practice: &Practice) {
    let journal = &practice.journal;
    check_ready(practice, 0, LevelOfCare::IntensiveOutpatient);
    check_ready(practice, 14, LevelOfCare::PartialHospitalization);

    let worse = Look::at(practice, 1);
    assert_eq!(worse.item_9(), [0, 0, 1, 1, 2, 1, 2], "new, the same, higher, lower, higher");
    assert!(worse.risk().unwrap().1 >= RiskLevel::Low, "rated at the last session, which may lie before the last form");

    let flat = Look::at(practice, 2);
    let changes: Vec<_> =
        journal.treatment_plan_changes.iter().map(|entry| &entry.value).filter(|change| change.episode == flat.episode).collect();
    assert!(changes.len() > 5 && changes[1..].iter().all(|change| change.carried_forward && !change.is_change()));
    let goals = journal.goal_progress.iter().map(|entry| &entry.value).filter(|goal| goal.episode == flat.episode);
    assert!(goals.filter(|goal| flat.ago(goal.day) < 40).all(|goal| goal.progress == GoalProgressLevel::None));

    let early = Look::at(practice, 3);
    let totals = early.scorer.totals(early.patient, "phq-9");
    let four_weeks = totals.iter().find(|(day, _)| day.days_since(totals[0].0) >= 28).unwrap();
    assert!(four_weeks.1 * 10 > totals[0].1 * 8, "less than a fifth better after four weeks: {totals:?}");

    let drinking = Look::at(practice, 5);
    let relapses = journal.substance_uses.iter().map(|entry| &entry.value).filter(|each| each.patient == drinking.patient);
    let recent = relapses.filter(|each| each.kind == SubstanceUseKind::Relapse && drinking.ago(each.day) <= 14).count();
    assert!(drinking.level() == LevelOfCare::IntensiveOutpatient && recent >= 2, "{recent} in fourteen days");
    let (_, screen) = newest(&journal.drug_screens, |screen| screen.patient == drinking.patient).unwrap();
    assert_eq!((screen.result, &screen.substances[..]), (DrugScreenResult::Unexpected, &[SubstanceClass::Alcohol][..]));
    let external: Vec<_> = journal.external_results.iter().filter(|entry| entry.value.patient == drinking.patient).collect();
    assert_eq!(external.iter().map(|entry| entry.value.level.as_str()).collect::<Vec<_>>(), ["2.1", "3.5", "2.1"]);

    let unseen = Look::at(practice, 7);
    let last_form = unseen.scorer.totals(unseen.patient, "phq-9").last().unwrap().0;
    assert!(unseen.ago(last_form) > 40 && unseen.risk().is_none_or(|(days, _)| days >= 75), "nothing is known any more");
    assert!(newest(&journal.function_ratings, |rating| rating.patient == unseen.patient).is_none_or(|(on, _)| unseen.ago(on) >= 75));

    let harmed = Look::at(practice, 10);
    let (on, incident) = newest(&journal.incidents, |incident| incident.patient == harmed.patient).unwrap();
    assert!(incident.kind.is_harm() && harmed.ago(on) == 5);
    assert!(harmed.risk().unwrap().0 > 5, "no clinician has rated since");
    let last_form = harmed.scorer.current("phq-9").into_iter().rfind(|(_, form)| form.administration.patient == harmed.patient).unwrap().1;
    assert!(harmed.ago(last_form.administration.day) < 5 && harmed.scorer.score(last_form).safety[0].verdict == Verdict::NotMet);
    let asked = harmed.scorer.current("asq").into_iter().filter(|(_, form)| form.administration.patient == harmed.patient);
    assert!(asked.into_iter().all(|(_, form)| harmed.ago(form.administration.day) > 5));

    let waiting = Look::at(practice, 12);
    let looked_at: BTreeSet<_> = journal.score_reviews.iter().map(|entry| entry.value.administration).collect();
    let last = waiting.scorer.current("phq-9").into_iter().rfind(|(_, form)| form.administration.patient == waiting.patient).unwrap();
    assert!(!looked_at.contains(&last.0) && waiting.ago(last.1.administration.day) < 30);

    let withdrawing = Look::at(practice, 16);
    assert_eq!(withdrawing.level(), LevelOfCare::Residential);
    let scores = withdrawing.scorer.totals(withdrawing.patient, "ciwa-ar");
    assert!(scores.iter().any(|(day, total)| *total >= 15 && withdrawing.ago(*day) <= 2), "{scores:?}");

    let psychosis = Look::at(practice, 18);
    let principal =
        practice.diagnoses.iter().find(|entry| entry.value.patient == psychosis.patient && entry.value.rank == DiagnosisRank::Principal);
    assert!(principal.unwrap().value.code.as_str().starts_with("F2"));

    check_friday(practice);
}

fn check_friday(practice: &Practice) {
    let away = Look::at(practice, 19);
    let mut sessions = away.sessions();
    sessions.retain(|session| session.status != AttendanceStatus::CancelledByProgram);
    assert!(sessions[sessions.len() - 2..].iter().all(|session| session.status == AttendanceStatus::Absent));
    let (_, form) = away.scorer.current("phq-9").into_iter().rfind(|(_, form)| form.administration.patient == away.patient).unwrap();
    let new_york: ZoneName = "America/New_York".parse().unwrap();
    let finished = form.administration.finished_at.unwrap();
    let friday = finished.day_in(&new_york);
    assert!(friday.plus_days(1).is_weekend() && !friday.is_weekend(), "{friday} is a Friday");
    let (hour, minute) = finished.clock_time_in(&new_york);
    assert!((17..=18).contains(&hour) && (minute >= 58 || minute <= 10), "{hour}:{minute}");
    assert!((1..=7).contains(&away.ago(friday)));
    assert_eq!(away.scorer.score(form).safety[0].verdict, Verdict::Met);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_cast_shows_what_the_judgements_are_about_whatever_the_seed_and_the_day(seed in any::<u64>(), weekday in 0_i32..7) {
        let practice = Practice::invent(Plan { seed, as_of: day("2026-11-23").plus_days(weekday), patients: 20 });
        check_cast(&practice);
        check_journal(&practice);
    }
}

/// Finished episodes with at least four scores before discharge, by the first one.
fn finished_by_intake(practice: &Practice, instrument: &str, bounds: &[i64]) -> Vec<usize> {
    let scorer = Scorer::new(practice);
    let mut totals: BTreeMap<EpisodeId, Vec<i64>> = BTreeMap::new();
    for (_, form) in scorer.current(instrument) {
        let before_discharge = form.administration.phase != Some(instruments::Phase::FollowUp);
        if let (Some(episode), Some(total)) = (form.administration.episode.filter(|_| before_discharge), scorer.score(form).total()) {
            totals.entry(episode).or_default().extend(total.whole());
        }
    }
    let finished = practice.episodes.iter().filter(|entry| entry.current().is_some_and(|episode| episode.discharge.is_some()));
    let mut counts = vec![0; bounds.len()];
    for scores in finished.filter_map(|entry| totals.get(&entry.id)).filter(|scores| scores.len() >= 4) {
        if let Some(band) = bounds.iter().rposition(|from| scores[0] >= *from) {
            counts[band] += 1;
        }
    }
    counts
}

#[test]
fn an_expected_course_can_be_fitted_from_the_practice_itself() {
    for seed in [1, 2, 3] {
        let practice = practice(seed, 400);
        let phq_9 = finished_by_intake(&practice, "phq-9", &[0, 5, 10, 15, 20]);
        let gad_7 = finished_by_intake(&practice, "gad-7", &[0, 5, 10, 15]);
        assert!(phq_9[2] >= 60 && phq_9[3] >= 60, "{phq_9:?}");
        assert!(gad_7[1] >= 60 && gad_7[2] >= 60, "{gad_7:?}");
    }
}

#[test]
fn among_the_others_everything_happens_at_plausible_rates() {
    let practice = practice(1, 400);
    let journal = &practice.journal;
    let share = |part: usize, all: usize| 100 * part / all;
    let came = journal.attendance.iter().filter_map(Entry::current).filter(|each| each.status == AttendanceStatus::Attended).count();
    assert!((82..=95).contains(&share(came, journal.attendance.len())), "{came} of {}", journal.attendance.len());
    let reviewed: BTreeSet<_> = journal.score_reviews.iter().map(|entry| entry.value.administration).collect();
    assert!((80..=97).contains(&share(reviewed.len(), practice.administrations.len())));
    let discussed = journal.score_reviews.iter().filter(|entry| entry.value.discussed_at.is_some()).count();
    assert!((65..=82).contains(&share(discussed, journal.score_reviews.len())));
    assert!(journal.score_reviews.iter().any(|entry| !entry.value.plan_change.is_empty()));
    let at_risk = journal.risk_ratings.iter().filter(|entry| matches!(entry.value.level, RiskLevel::Moderate | RiskLevel::High)).count();
    assert!((1..=12).contains(&share(at_risk, journal.risk_ratings.len())), "{at_risk} of {}", journal.risk_ratings.len());
    assert!((5..=60).contains(&journal.incidents.len()), "{}", journal.incidents.len());
    assert!(
        journal.drug_screens.iter().any(|entry| entry.current().is_none())
            && journal.attendance.iter().any(|entry| !entry.history.is_empty())
    );
    let psychosis = practice.diagnoses.iter().filter(|entry| entry.value.code.as_str().starts_with("F2")).count();
    assert!((2..20).contains(&psychosis), "{psychosis}");
}

#[test]
fn visits_go_on_with_the_plan_of_the_weeks_before() {
    let practice = practice(3, 60);
    let visits: Vec<&PlannedVisit> = practice.journal.planned_visits.iter().filter_map(Entry::current).collect();
    let kinds: BTreeSet<AttendanceKind> = visits.iter().map(|visit| visit.kind).collect();
    assert!(kinds.len() >= 3 && visits.iter().any(|visit| visit.starts_at.is_none()) && visits.iter().any(|visit| !visit.group.is_empty()));
    for visit in visits.iter().filter(|visit| visit.kind == AttendanceKind::Individual) {
        let week = |day: Day| day.days_since(visit.day).rem_euclid(7);
        let before = practice.journal.attendance.iter().filter_map(Entry::current).filter(|piece| piece.episode == visit.episode);
        let mut days = before.filter(|piece| piece.kind == AttendanceKind::Individual).map(|piece| piece.day).peekable();
        assert!(days.peek().is_none() || days.any(|day| week(day) == 0), "{visit:?}");
    }
}
