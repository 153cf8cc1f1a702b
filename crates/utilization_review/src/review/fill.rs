//! What records answer. Each statement is a [`Finding`] with the records it rests on; `wording` makes the sentence. Nothing is answered from the
//! absence of a record.

use std::collections::BTreeMap;

use care::{
    Attendance, AttendanceStatus, Diagnosis, DiagnosisRank, DischargeAppointment, DrugScreen, FunctionRating, GoalProgress, Housing,
    Incident, Medication, MedicationChange, MedicationChangeKind, Participation, PriorLevelTried, ReviewQuestion, RiskRating, StepDownPlan,
    SubstanceUse, Supports, TreatmentGoal, TreatmentPlanChange,
};
use vocabulary::{Argument, ClinicianId, Day, Evidence, Finding, FindingKey, Points, Verdict};

use super::carry::HumanText;
use crate::authorization::AuthorizationRequest;

/// A record with the pointer to it.
pub type Cited<T> = (T, Evidence);

/// One scored administration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasuredScore {
    /// The instrument's short name.
    pub instrument: String,
    /// The total.
    pub points: Points,
    /// The band's severity, 0 none, 1 mild and rising; `None` where the instrument has no bands.
    pub severity: Option<i64>,
}

/// A result in words of one administration, of an instrument that has no total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordedResult {
    /// The instrument's short name.
    pub instrument: String,
    /// The result's published word, in English.
    pub result: String,
}

/// What one administration asked about safety, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafetyAsked {
    /// The instrument's short name.
    pub instrument: String,
    /// Every entry by its id, in the order of the definition: met where it was reported, unknown where it was not answered.
    pub entries: Vec<(String, Verdict)>,
}

/// The records of one stay, each kind in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewRecords {
    /// What was asked for with the review.
    pub requests: Vec<Cited<AuthorizationRequest>>,
    /// Diagnoses.
    pub diagnoses: Vec<Cited<Diagnosis>>,
    /// Who diagnosed, by name with credential.
    pub clinicians: BTreeMap<ClinicianId, String>,
    /// Risk ratings.
    pub risk: Vec<Cited<RiskRating>>,
    /// Incidents.
    pub incidents: Vec<Cited<Incident>>,
    /// Scores since admission.
    pub scores: Vec<Cited<MeasuredScore>>,
    /// Results in words since admission.
    pub results: Vec<Cited<WordedResult>>,
    /// What measures asked about safety since admission. Loaded where it is told, which counts of reviews do not do.
    pub safety: Vec<Cited<SafetyAsked>>,
    /// Ratings of functioning.
    pub functioning: Vec<Cited<FunctionRating>>,
    /// Substance use.
    pub substance_use: Vec<Cited<SubstanceUse>>,
    /// Drug screens.
    pub drug_screens: Vec<Cited<DrugScreen>>,
    /// Medications.
    pub medications: Vec<Cited<Medication>>,
    /// Changes of medication.
    pub medication_changes: Vec<Cited<MedicationChange>>,
    /// Levels tried before.
    pub prior_levels: Vec<Cited<PriorLevelTried>>,
    /// Supports.
    pub supports: Vec<Cited<Supports>>,
    /// Attendance.
    pub attendance: Vec<Cited<Attendance>>,
    /// Participation.
    pub participation: Vec<Cited<Participation>>,
    /// Goals.
    pub goals: Vec<Cited<TreatmentGoal>>,
    /// Progress on goals.
    pub progress: Vec<Cited<GoalProgress>>,
    /// Changes of the plan.
    pub plan_changes: Vec<Cited<TreatmentPlanChange>>,
    /// Where the patient lives.
    pub housing: Vec<Cited<Housing>>,
    /// Plans for less intensive care.
    pub step_down: Vec<Cited<StepDownPlan>>,
    /// Appointments.
    pub appointments: Vec<Cited<DischargeAppointment>>,
}

/// The answer to one question: what records say, and what a person says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The question.
    pub question: ReviewQuestion,
    /// Statements from records, with their evidence.
    pub facts: Vec<Finding>,
    /// What measures say in words: results, and under risk what was asked about safety. Having been given they answer for measures; they are no rating of
    /// risk, and answer no other question by themselves.
    pub measured: Vec<Finding>,
    /// A person's words.
    pub human: Option<HumanText>,
}

impl Filled {
    /// True where there is an answer: a person's words for what needs a person, either for the rest.
    pub fn is_answered(&self) -> bool {
        let words = self.human.as_ref().is_some_and(|human| !human.text.trim().is_empty());
        let measured = self.question == ReviewQuestion::Measures && !self.measured.is_empty();
        words || measured || (!self.question.needs_a_person() && !self.facts.is_empty())
    }

    /// The newest day that the answer rests on.
    pub fn newest(&self) -> Option<Day> {
        let measured = self.measured.iter().filter(|_| self.question == ReviewQuestion::Measures);
        let of_facts = self.facts.iter().chain(measured).flat_map(|fact| fact.evidence.iter().map(|evidence| evidence.day));
        of_facts.chain(self.human.as_ref().map(|human| human.day)).max()
    }
}

/// Answers every question, in the order of [`ReviewQuestion::ALL`]. `since` is the day of the last review, or of admission: what changed is what
/// changed since then; what is present is so on `today`. `words` gives a person's newest words to a question.
pub fn fill(records: &ReviewRecords, (since, today): (Day, Day), words: impl Fn(ReviewQuestion) -> Option<HumanText>) -> Vec<Filled> {
    let answer = |question: &ReviewQuestion| Filled {
        question: *question,
        facts: facts(*question, records, (since, today)),
        measured: measured(*question, records),
        human: words(*question),
    };
    ReviewQuestion::ALL.iter().map(answer).collect()
}

fn facts(question: ReviewQuestion, records: &ReviewRecords, (since, today): (Day, Day)) -> Vec<Finding> {
    match question {
        ReviewQuestion::Request => last(&records.requests, request),
        ReviewQuestion::Diagnoses => diagnoses(records, today),
        ReviewQuestion::Risk => risk(records, since),
        ReviewQuestion::Symptoms | ReviewQuestion::Measures => scores(records),
        ReviewQuestion::Functioning => last(&records.functioning, rated_function),
        ReviewQuestion::SubstanceUse => substance_use(records, since),
        ReviewQuestion::Medications => medications(records, (since, today)),
        ReviewQuestion::TreatmentHistory => records.prior_levels.iter().map(prior_level).collect(),
        ReviewQuestion::Supports => last(&records.supports, |supports| {
            ("review-fact-supports", vec![("rating", Argument::Count(i64::from(supports.rating.value())))])
        }),
        ReviewQuestion::Participation => participation(records, since),
        ReviewQuestion::PlanChange => plan_changes(records, since),
        ReviewQuestion::GoalProgress => goals(records),
        ReviewQuestion::RecoveryEnvironment => {
            last(&records.housing, |housing| ("review-fact-housing", vec![("safe", Argument::Name(housing.safe.code().to_owned()))]))
        }
        ReviewQuestion::DischargePlan => discharge_plan(records, today),
        _ => Vec::new(),
    }
}

fn measured(question: ReviewQuestion, records: &ReviewRecords) -> Vec<Finding> {
    match question {
        ReviewQuestion::Measures => results(&records.results.iter().collect::<Vec<_>>()),
        ReviewQuestion::Risk => {
            // The results of what asked about safety speak of risk, and no others.
            let asked = |evidence: &Evidence| records.safety.iter().any(|(_, safety)| safety.id == evidence.id);
            let of_risk: Vec<&Cited<WordedResult>> = records.results.iter().filter(|(_, evidence)| asked(evidence)).collect();
            results(&of_risk).into_iter().chain(super::safety::facts(records)).collect()
        }
        _ => Vec::new(),
    }
}

/// The key of a sentence with its arguments.
pub(crate) type Statement = (&'static str, Vec<(&'static str, Argument)>);

fn finding((key, arguments): Statement, evidence: Vec<Evidence>) -> Finding {
    Finding { key: FindingKey(key), arguments, verdict: Verdict::Met, evidence, missing: None }
}

fn last<T>(records: &[Cited<T>], say: impl Fn(&T) -> Statement) -> Vec<Finding> {
    records.last().map(|(record, evidence)| finding(say(record), vec![evidence.clone()])).into_iter().collect()
}

fn rated_risk(rating: &RiskRating) -> Statement {
    ("review-fact-risk", vec![("level", name(rating.level.code()))])
}

fn rated_function(rating: &FunctionRating) -> Statement {
    ("review-fact-functioning", vec![("impairment", Argument::Count(i64::from(rating.impairment.value())))])
}

fn used(used: &SubstanceUse) -> Statement {
    ("review-fact-substance-use", vec![("substance", name(used.substance.code())), ("kind", name(used.kind.code()))])
}

fn took_part(participation: &Participation) -> Statement {
    ("review-fact-participation", vec![("rating", Argument::Count(i64::from(participation.rating.value())))])
}

/// The ratings before the newest, which answers the question by itself, from the newest to the oldest. Where a packet tells of a stay, each of them stands.
pub(crate) fn earlier_ratings(question: ReviewQuestion, records: &ReviewRecords) -> Vec<Finding> {
    match question {
        ReviewQuestion::Risk => earlier(&records.risk, rated_risk),
        ReviewQuestion::Functioning => earlier(&records.functioning, rated_function),
        ReviewQuestion::SubstanceUse => earlier(&records.substance_use, used),
        ReviewQuestion::Participation => earlier(&records.participation, took_part),
        _ => Vec::new(),
    }
}

fn earlier<T>(records: &[Cited<T>], say: impl Fn(&T) -> Statement) -> Vec<Finding> {
    let before = records.split_last().map_or(&[][..], |(_, before)| before);
    before.iter().rev().map(|(record, evidence)| finding(say(record), vec![evidence.clone()])).collect()
}

fn name(text: &str) -> Argument {
    Argument::Name(text.to_owned())
}

fn request(asked: &AuthorizationRequest) -> Statement {
    let (first, last) = (asked.period.first(), asked.period.last().unwrap_or_else(|| asked.period.first()));
    let arguments = vec![
        ("level", name(asked.level_of_care.code())),
        ("unit", name(asked.unit_kind.code())),
        ("units", Argument::Count(i64::from(asked.units))),
        ("first", Argument::Day(first)),
        ("last", Argument::Day(last)),
    ];
    ("review-fact-request", arguments)
}

/// What is diagnosed on a day, each code once with every record of it: as the principal one where any of them says so, and that one first.
fn diagnoses(records: &ReviewRecords, today: Day) -> Vec<Finding> {
    let present: Vec<&Cited<Diagnosis>> =
        records.diagnoses.iter().filter(|(diagnosis, _)| diagnosis.period.last().is_none_or(|last| last >= today)).collect();
    let mut codes: Vec<&str> = Vec::new();
    for (diagnosis, _) in &present {
        if !codes.contains(&diagnosis.code.as_str()) {
            codes.push(diagnosis.code.as_str());
        }
    }
    let of = |code: &str| {
        let own: Vec<&Cited<Diagnosis>> = present.iter().copied().filter(|(diagnosis, _)| diagnosis.code.as_str() == code).collect();
        let is_primary = own.iter().any(|(diagnosis, _)| diagnosis.rank == DiagnosisRank::Principal);
        let key = if is_primary { "review-fact-diagnosis-primary" } else { "review-fact-diagnosis" };
        let by = own.iter().rev().find_map(|(diagnosis, _)| records.clinicians.get(&diagnosis.diagnosed_by?));
        let arguments = std::iter::once(("code", name(code))).chain(by.map(|by| ("clinician", name(by)))).collect();
        finding((key, arguments), own.into_iter().map(|(_, evidence)| evidence.clone()).collect())
    };
    let mut found: Vec<Finding> = codes.into_iter().map(of).collect();
    found.sort_by_key(|finding| finding.key.0 != "review-fact-diagnosis-primary");
    found
}

fn risk(records: &ReviewRecords, since: Day) -> Vec<Finding> {
    let mut found = last(&records.risk, rated_risk);
    let incidents = records.incidents.iter().filter(|(_, evidence)| evidence.day >= since);
    found.extend(
        incidents.map(|(incident, evidence)| {
            finding(("review-fact-incident", vec![("kind", name(incident.kind.code()))]), vec![evidence.clone()])
        }),
    );
    found
}

/// For each instrument the first and the newest score of the stay, the newest first. Scores that got worse stand as those that got better.
fn scores(records: &ReviewRecords) -> Vec<Finding> {
    let mut instruments: Vec<&str> = Vec::new();
    for (score, _) in records.scores.iter().rev() {
        if !instruments.contains(&score.instrument.as_str()) {
            instruments.push(&score.instrument);
        }
    }
    let of = |instrument: &str| {
        let mut course = records.scores.iter().filter(|(score, _)| score.instrument == instrument);
        let (first, first_evidence) = course.next()?;
        let newest = course.next_back();
        let mut arguments = vec![("instrument", name(instrument)), ("first", Argument::Points(first.points))];
        arguments.push(("first-day", Argument::Day(first_evidence.day)));
        let mut evidence = vec![first_evidence.clone()];
        let Some((newest, newest_evidence)) = newest else {
            return Some(finding(("review-fact-score-once", arguments), evidence));
        };
        arguments.push(("newest", Argument::Points(newest.points)));
        arguments.push(("newest-day", Argument::Day(newest_evidence.day)));
        evidence.push(newest_evidence.clone());
        Some(finding(("review-fact-score", arguments), evidence))
    };
    instruments.into_iter().filter_map(of).collect()
}

/// For each instrument the first and the newest result in words, the newest first.
fn results(given: &[&Cited<WordedResult>]) -> Vec<Finding> {
    let mut instruments: Vec<&str> = Vec::new();
    for (told, _) in given.iter().rev() {
        if !instruments.contains(&told.instrument.as_str()) {
            instruments.push(&told.instrument);
        }
    }
    let of = |instrument: &str| {
        let mut course = given.iter().filter(|(told, _)| told.instrument == instrument);
        let (first, first_evidence) = course.next()?;
        let mut arguments =
            vec![("instrument", name(instrument)), ("first", name(&first.result)), ("first-day", Argument::Day(first_evidence.day))];
        let Some((newest, newest_evidence)) = course.next_back() else {
            return Some(finding(("review-fact-result-once", arguments), vec![first_evidence.clone()]));
        };
        arguments.extend([("newest", name(&newest.result)), ("newest-day", Argument::Day(newest_evidence.day))]);
        Some(finding(("review-fact-result", arguments), vec![first_evidence.clone(), newest_evidence.clone()]))
    };
    instruments.into_iter().filter_map(of).collect()
}

fn substance_use(records: &ReviewRecords, since: Day) -> Vec<Finding> {
    let used = last(&records.substance_use, used);
    let screens = records.drug_screens.iter().filter(|(_, evidence)| evidence.day >= since);
    let screened = screens.map(|(screen, evidence)| {
        finding(("review-fact-drug-screen", vec![("result", name(screen.result.code()))]), vec![evidence.clone()])
    });
    used.into_iter().chain(screened).collect()
}

fn medications(records: &ReviewRecords, (since, today): (Day, Day)) -> Vec<Finding> {
    // One with a planned end is taken until then.
    let is_taken = |(medication, _): &&Cited<Medication>| medication.period.last().is_none_or(|last| last >= today);
    let taken = records.medications.iter().filter(is_taken).map(|(medication, evidence)| {
        let mut arguments =
            vec![("name", name(&medication.name)), ("dose", name(&medication.dose)), ("frequency", name(&medication.frequency))];
        arguments.push(("first", Argument::Day(medication.period.first())));
        arguments.extend(said("prescriber", &medication.prescriber));
        finding(("review-fact-medication", arguments), vec![evidence.clone()])
    });
    let changes = records
        .medication_changes
        .iter()
        .filter(|(change, _)| change.day >= since)
        .map(|(change, evidence)| finding(medication_change(change), vec![evidence.clone()]));
    taken.chain(changes).collect()
}

/// What was changed, of which medication, and on which day: a sentence of its own for each kind.
pub(crate) fn medication_change(change: &MedicationChange) -> Statement {
    let key = match change.kind {
        MedicationChangeKind::Start => "review-fact-medication-start",
        MedicationChangeKind::Stop => "review-fact-medication-stop",
        MedicationChangeKind::DoseIncrease => "review-fact-medication-dose-increase",
        MedicationChangeKind::DoseDecrease => "review-fact-medication-dose-decrease",
    };
    (key, vec![("name", name(&change.medication)), ("day", Argument::Day(change.day))])
}

fn prior_level((tried, evidence): &Cited<PriorLevelTried>) -> Finding {
    let mut arguments = vec![("level", name(tried.level_of_care.code())), ("outcome", name(tried.outcome.code()))];
    arguments.push(("first", Argument::Day(tried.period.first())));
    let last = tried.period.last().map(|last| ("last", Argument::Day(last)));
    let key = if last.is_some() { "review-fact-prior-level-ended" } else { "review-fact-prior-level" };
    arguments.extend(last);
    finding((key, arguments), vec![evidence.clone()])
}

/// Planned pieces since the last review, and those that took place. What the program cancelled is not counted.
fn participation(records: &ReviewRecords, since: Day) -> Vec<Finding> {
    let planned: Vec<&Cited<Attendance>> = (records.attendance.iter())
        .filter(|(piece, _)| piece.day >= since && piece.status != AttendanceStatus::CancelledByProgram)
        .collect();
    let attended = planned.iter().filter(|(piece, _)| piece.status == AttendanceStatus::Attended).count();
    let mut found = Vec::new();
    if !planned.is_empty() {
        let count = |number: usize| Argument::Count(i64::try_from(number).unwrap_or(i64::MAX));
        let arguments = vec![("attended", count(attended)), ("planned", count(planned.len()))];
        found.push(finding(("review-fact-attendance", arguments), planned.iter().map(|(_, evidence)| evidence.clone()).collect()));
    }
    found.extend(last(&records.participation, took_part));
    found
}

/// Changes since the last review. What was carried forward or reviewed without a change is no change and is not listed.
fn plan_changes(records: &ReviewRecords, since: Day) -> Vec<Finding> {
    let changes = records.plan_changes.iter().filter(|(change, _)| change.is_change() && change.day >= since);
    changes
        .map(|(change, evidence)| finding(("review-fact-plan-change", vec![("kind", name(change.kind.code()))]), vec![evidence.clone()]))
        .collect()
}

/// Each goal by its newest wording, with its newest progress.
fn goals(records: &ReviewRecords) -> Vec<Finding> {
    let mut keys: Vec<&str> = Vec::new();
    let progress_keys = records.progress.iter().map(|(progress, _)| progress.goal.as_str());
    for key in records.goals.iter().map(|(goal, _)| goal.goal.as_str()).chain(progress_keys) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let of = |key: &str| {
        let goal = records.goals.iter().rev().find(|(goal, _)| goal.goal == key);
        let progress = records.progress.iter().rev().find(|(progress, _)| progress.goal == key);
        let statement = goal.map_or(key, |(goal, _)| goal.statement.as_str());
        let mut arguments = vec![("goal", name(statement))];
        let evidence = goal.map(|(_, evidence)| evidence).into_iter().chain(progress.map(|(_, evidence)| evidence)).cloned().collect();
        arguments.extend(progress.map(|(progress, _)| ("progress", name(progress.progress.code()))));
        arguments.extend(goal.into_iter().flat_map(|(goal, _)| of_goal(goal)));
        let key = if progress.is_some() { "review-fact-goal-progress" } else { "review-fact-goal" };
        finding((key, arguments), evidence)
    };
    keys.into_iter().map(of).collect()
}

/// How a goal is measured, from where to where it leads and by when, and what is done for it, as far as the plan says so.
fn of_goal(goal: &TreatmentGoal) -> Vec<(&'static str, Argument)> {
    let told = [said("measure", &goal.measure), said("baseline", &goal.baseline), said("target", &goal.target)];
    let by = goal.target_day.map(|day| ("target-day", Argument::Day(day)));
    told.into_iter().flatten().chain(by).chain(said("interventions", &goal.interventions)).collect()
}

/// Words of a record as an argument, where there are any.
fn said(argument: &'static str, words: &str) -> Option<(&'static str, Argument)> {
    let words = words.trim();
    (!words.is_empty()).then(|| (argument, name(words)))
}

/// The plan for less intensive care that stands: the newest, unless its level is the one that is asked for now, which lies behind the patient.
pub(crate) fn standing_step_down(records: &ReviewRecords) -> Option<&Cited<StepDownPlan>> {
    let asked = records.requests.last().map(|(request, _)| request.level_of_care);
    records.step_down.last().filter(|(plan, _)| Some(plan.target_level) != asked)
}

fn discharge_plan(records: &ReviewRecords, today: Day) -> Vec<Finding> {
    let step_down = |plan: &StepDownPlan| {
        let level = ("level", name(plan.target_level.code()));
        match plan.target_day {
            Some(target) if target < today => ("review-fact-step-down-passed", vec![level, ("target", Argument::Day(target))]),
            Some(target) => ("review-fact-step-down", vec![level, ("target", Argument::Day(target))]),
            None => ("review-fact-step-down-open", vec![level]),
        }
    };
    let standing = standing_step_down(records).map(|(plan, evidence)| finding(step_down(plan), vec![evidence.clone()]));
    let mut found: Vec<Finding> = standing.into_iter().collect();
    found.extend(records.appointments.iter().map(|(appointment, evidence)| {
        let arguments = vec![
            ("kind", name(appointment.kind.code())),
            ("provider", name(&appointment.provider)),
            ("at", Argument::Instant(appointment.starts_at)),
        ];
        finding(("review-fact-appointment", arguments), vec![evidence.clone()])
    }));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{LevelOfCare, Period, Version};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn id<T: vocabulary::Identifier>(number: u128) -> T {
        T::from_uuid(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_diagnosis_that_is_on_record_twice_is_said_once_with_both_records() {
        let check = |given: &[(&str, DiagnosisRank)], expected: &[(&str, &str, usize)]| {
            let diagnosis = |(place, (code, rank)): (usize, &(&str, DiagnosisRank))| {
                let evidence = Evidence { kind: "diagnosis", id: place.to_string(), version: Version::FIRST, day: day("2026-11-01") };
                let period = Period::new(day("2026-11-01"), None).unwrap();
                let diagnosis =
                    Diagnosis { patient: id(1), episode: None, code: code.parse().unwrap(), rank: *rank, period, diagnosed_by: None };
                (diagnosis, evidence)
            };
            let records = ReviewRecords { diagnoses: given.iter().enumerate().map(diagnosis).collect(), ..ReviewRecords::default() };
            let found = diagnoses(&records, day("2026-11-20"));
            let told: Vec<(Argument, &str, usize)> =
                found.into_iter().map(|fact| (fact.arguments[0].1.clone(), fact.key.0, fact.evidence.len())).collect();
            let expected: Vec<(Argument, &str, usize)> = expected.iter().map(|(code, key, records)| (name(code), *key, *records)).collect();
            assert_eq!(told, expected);
        };
        let (first, second) = (DiagnosisRank::Principal, DiagnosisRank::Secondary);
        let (primary, other) = ("review-fact-diagnosis-primary", "review-fact-diagnosis");
        check(&[("F32.1", first), ("F32.1", first)], &[("F32.1", primary, 2)]);
        check(&[("F32.1", second), ("F41.1", second), ("F32.1", first)], &[("F32.1", primary, 2), ("F41.1", other, 1)]);
        check(&[("F32.1", first), ("F41.1", second)], &[("F32.1", primary, 1), ("F41.1", other, 1)]);
        check(&[("I10", second), ("F11.20", first)], &[("F11.20", primary, 1), ("I10", other, 1)]);
    }

    fn request_for(level_of_care: LevelOfCare) -> AuthorizationRequest {
        AuthorizationRequest {
            episode: id(1),
            payer: "acme".to_owned(),
            kind: crate::authorization::RequestKind::Concurrent,
            level_of_care,
            codes: String::new(),
            unit_kind: crate::authorization::UnitKind::Day,
            units: 10,
            period: Period::new(day("2026-11-21"), Some(day("2026-12-04"))).unwrap(),
            submitted_at: "2026-11-20T15:00:00Z".parse().unwrap(),
            urgent: false,
        }
    }

    #[test]
    fn a_plan_to_step_down_is_told_by_its_day_and_not_once_its_level_is_asked_for() {
        let evidence = || Evidence { kind: "record", id: "1".into(), version: Version::FIRST, day: day("2026-11-01") };
        let check = |target_level: LevelOfCare, target_day: Option<&str>, expected: &[&str]| {
            let (target_day, asked) = (target_day.map(day), request_for(LevelOfCare::IntensiveOutpatient));
            let plan = StepDownPlan {
                episode: id(1),
                day: day("2026-11-01"),
                target_level,
                target_day,
                appointment_day: None,
                provider: String::new(),
            };
            let records =
                ReviewRecords { requests: vec![(asked, evidence())], step_down: vec![(plan, evidence())], ..ReviewRecords::default() };
            let keys: Vec<&str> = discharge_plan(&records, day("2026-11-20")).into_iter().map(|fact| fact.key.0).collect();
            assert_eq!(keys, expected, "{target_level:?} {target_day:?}");
        };
        check(LevelOfCare::Outpatient, Some("2026-12-01"), &["review-fact-step-down"]);
        check(LevelOfCare::Outpatient, Some("2026-11-19"), &["review-fact-step-down-passed"]);
        check(LevelOfCare::Outpatient, None, &["review-fact-step-down-open"]);
        check(LevelOfCare::IntensiveOutpatient, Some("2026-11-19"), &[]);
    }

    #[test]
    fn the_question_for_the_request_is_answered_by_the_request_on_record() {
        let asked = request_for(LevelOfCare::IntensiveOutpatient);
        let check = |requests: Vec<Cited<AuthorizationRequest>>, expected: bool| {
            let records = ReviewRecords { requests, ..ReviewRecords::default() };
            let filled = fill(&records, (day("2026-11-10"), day("2026-11-20")), |_| None);
            let request = filled.iter().find(|filled| filled.question == ReviewQuestion::Request).unwrap();
            assert_eq!(request.is_answered(), expected, "{request:?}");
        };
        let evidence = Evidence { kind: "authorization_request", id: "1".into(), version: Version::FIRST, day: day("2026-11-20") };
        check(Vec::new(), false);
        check(vec![(asked, evidence)], true);
    }

    #[test]
    fn results_in_words_are_told_under_measures_and_risk_and_answer_for_measures_only() {
        let (risk, measures) = (ReviewQuestion::Risk, ReviewQuestion::Measures);
        let check = |given: &[(&str, &str, &str)], asked_safety: bool, question: ReviewQuestion, keys: &[&str], answered: bool| {
            let evidence = |(place, on): (usize, &str)| Evidence {
                kind: "administration",
                id: place.to_string(),
                version: Version::FIRST,
                day: day(on),
            };
            let results = given.iter().enumerate().map(|(place, (instrument, result, on))| {
                (WordedResult { instrument: (*instrument).into(), result: (*result).into() }, evidence((place, on)))
            });
            let entries = vec![("suicidal_ideation".to_owned(), Verdict::NotMet)];
            let safety = given.iter().enumerate().filter(|_| asked_safety).map(|(place, (instrument, _, on))| {
                (SafetyAsked { instrument: (*instrument).into(), entries: entries.clone() }, evidence((place, on)))
            });
            let records = ReviewRecords { results: results.collect(), safety: safety.collect(), ..ReviewRecords::default() };
            let filled = fill(&records, (day("2026-11-10"), day("2026-11-20")), |_| None);
            let filled = filled.into_iter().find(|filled| filled.question == question).unwrap();
            let told: Vec<&str> = filled.measured.iter().map(|fact| fact.key.0).collect();
            assert_eq!((told.as_slice(), filled.is_answered()), (keys, answered), "{given:?} {question:?}");
            let asked = care::AskedQuestion { question, required: true, max_age_days: Some(7) };
            let missing = crate::review::readiness(&[asked], &[filled], day("2026-11-20")).missing;
            assert_eq!(missing.is_empty(), answered, "{given:?} {question:?} {missing:?}");
        };
        let (once, course, denied) = ("review-fact-result-once", "review-fact-result", "packet-fact-safety-not-reported");
        let columbia = ("C-SSRS", "low", "2026-11-17");
        check(&[], true, measures, &[], false);
        check(&[columbia], true, measures, &[once], true);
        check(&[("C-SSRS", "high", "2026-11-02"), columbia], true, measures, &[course], true);
        check(&[("MDQ", "negative", "2026-11-16"), columbia], true, measures, &[once, once], true);
        check(&[columbia], true, risk, &[once, denied], false);
        check(&[("MDQ", "negative", "2026-11-16")], false, risk, &[], false);
    }

    #[test]
    fn what_is_taken_and_diagnosed_is_what_has_not_ended_on_the_day() {
        let evidence = || Evidence { kind: "record", id: "1".into(), version: Version::FIRST, day: day("2026-11-01") };
        let period = |last: Option<&str>| Period::new(day("2026-11-01"), last.map(day)).unwrap();
        let check = |last: Option<&str>, expected: usize| {
            let medication = Medication {
                patient: id(1),
                episode: None,
                name: "Sertraline".into(),
                dose: "50 mg".into(),
                frequency: "daily".into(),
                prescriber: String::new(),
                period: period(last),
            };
            let diagnosis = Diagnosis {
                patient: id(1),
                episode: None,
                code: "F33.1".parse().unwrap(),
                rank: DiagnosisRank::Principal,
                period: period(last),
                diagnosed_by: None,
            };
            let records = ReviewRecords {
                medications: vec![(medication, evidence())],
                diagnoses: vec![(diagnosis, evidence())],
                ..ReviewRecords::default()
            };
            let filled = fill(&records, (day("2026-11-10"), day("2026-11-20")), |_| None);
            let facts = |question| filled.iter().find(|filled| filled.question == question).unwrap().facts.len();
            assert_eq!((facts(ReviewQuestion::Medications), facts(ReviewQuestion::Diagnoses)), (expected, expected), "{last:?}");
        };
        check(None, 1);
        check(Some("2026-12-31"), 1);
        check(Some("2026-11-20"), 1);
        check(Some("2026-11-19"), 0);
    }
}
