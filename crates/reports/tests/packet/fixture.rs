//! An invented sixty-day stay in intensive outpatient care: five instruments, attendance, an incident, a denial.

use std::collections::BTreeMap;

use care::PlanFunding;
use care::{
    AppointmentKind, Attendance, AttendanceKind, AttendanceStatus, Diagnosis, DiagnosisRank, DischargeAppointment, FunctionBasis,
    FunctionRating, GoalProgress, GoalProgressLevel, Incident, IncidentKind, Medication, Rating, ReviewQuestion, RiskBasis, RiskLevel,
    RiskRating, StepDownPlan, TreatmentGoal,
};
use instruments::Phase;
use reports::{InstrumentSection, LetterReport, PacketReport, ProgressReport};
use utilization_review::appeal::{
    Appeal, AppealLevel, DaysInDispute, Denial, LetterKind, LetterSubject, NoticeChannel, NoticeElement, NoticeRules,
};
use utilization_review::authorization::UnitKind;
use utilization_review::clock::Appellant;
use utilization_review::packet::{
    Choices, ContradictionAnswer, Cover, CriteriaClause, Dispute, OwnDetermination, Packet, PacketInput, Provenance, Response, Variant,
    assemble,
};
use utilization_review::review::fill::{MeasuredScore, SafetyAsked, WordedResult};
use utilization_review::review::{HumanText, ReviewRecords};
use vocabulary::{Day, EpisodeId, Evidence, Identifier, Language, LevelOfCare, PatientId, Period, RecordId, Verdict, Version};
use wording::Text;

#[path = "../progress/fixture.rs"]
#[expect(dead_code, reason = "shared with the tests of the progress report, which use all of it")]
mod progress;

use progress::{LIBRARY, administration, day, section};

const ADMITTED: &str = "2026-09-22";
const TODAY: &str = "2026-11-20";

/// The instruments with first answers; later ones are drawn from them.
const COURSES: [(&str, &str); 5] =
    [("phq-9", "333222221"), ("gad-7", "3322222"), ("pcl-5", "33333222222222222222"), ("audit-c", "322"), ("who-5", "11122")];

fn admitted() -> Day {
    day(ADMITTED)
}

fn id<T: Identifier>(number: u128) -> T {
    T::from_uuid(format!("01990000-0000-7000-8000-{number:012x}").parse::<RecordId>().expect("a UUID").uuid())
}

fn evidence(kind: &'static str, number: u128, on: Day) -> Evidence {
    Evidence { kind, id: id::<RecordId>(number).to_string(), version: Version::FIRST, day: on }
}

/// Nine weekly administrations of each instrument; the third is the worst.
fn sections() -> Vec<InstrumentSection> {
    let answers = |first: &str, week: i32| -> String {
        let shift = [0, 0, -1, 1, 1, 0, 1, 2, 1][usize::try_from(week).expect("a week")];
        first.bytes().map(|digit| char::from(b'0' + u8::try_from((i32::from(digit - b'0') - shift).clamp(0, 3)).expect("0 to 3"))).collect()
    };
    let of = |(instrument, first): &(&str, &str)| {
        let weekly = (0..9).map(|week| {
            let on = admitted().plus_days(week * 7).to_string();
            administration(instrument, &on, if week == 0 { Phase::Intake } else { Phase::InTreatment }, &answers(first, week))
        });
        section(instrument, weekly.collect())
    };
    COURSES.iter().filter(|(instrument, _)| LIBRARY.get(instrument).is_some_and(|found| found.main_scale.is_some())).map(of).collect()
}

fn scores(sections: &[InstrumentSection]) -> Vec<(MeasuredScore, Evidence)> {
    let mut scores = Vec::new();
    for section in sections {
        let scale = section.definition.main_scale.expect("chosen by it");
        for each in &section.administrations {
            let Some(points) = each.score.scales[scale].outcome.value() else { continue };
            let severity = each.score.scales[scale].band.and_then(|band| i64::try_from(band).ok());
            let evidence = Evidence {
                kind: "administration",
                id: format!("{}-{}", each.id, section.definition.id),
                version: each.version,
                day: each.day,
            };
            scores.push((MeasuredScore { instrument: section.definition.short_name.clone(), points, severity }, evidence));
        }
    }
    scores
}

fn attendance() -> Vec<(Attendance, Evidence)> {
    let days = (0..60).filter(|after| after % 7 < 4);
    days.map(|after| {
        let on = admitted().plus_days(after);
        let is_there = after % 14 != 0;
        let piece = Attendance {
            episode: id::<EpisodeId>(2),
            day: on,
            kind: AttendanceKind::Group,
            status: if is_there { AttendanceStatus::Attended } else { AttendanceStatus::Absent },
            planned_minutes: 180,
            delivered_minutes: if is_there { 175 } else { 0 },
        };
        (piece, evidence("attendance", 1_000 + u128::try_from(after).expect("a count"), on))
    })
    .collect()
}

fn records(sections: &[InstrumentSection]) -> ReviewRecords {
    let (patient, episode): (PatientId, EpisodeId) = (id(1), id(2));
    let rating = |level, on: &str, number| {
        let record = RiskRating {
            patient,
            episode: Some(episode),
            assessed_at: format!("{on}T15:00:00Z").parse().expect("an instant"),
            level,
            basis: RiskBasis::ClinicalInterview,
            rated_by: None,
        };
        (record, evidence("risk_rating", number, day(on)))
    };
    let incident = Incident {
        patient,
        episode: Some(episode),
        occurred_at: "2026-11-02T20:00:00Z".parse().expect("an instant"),
        kind: IncidentKind::SelfHarm,
    };
    let open = |first: &str| Period::new(day(first), None).expect("in order");
    let diagnosis = |code: &str, rank| Diagnosis {
        patient,
        episode: Some(episode),
        code: code.parse().expect("a code"),
        rank,
        diagnosed_by: Some(id(7)),
        period: open(ADMITTED),
    };
    let goal = |key: &str, statement: &str| TreatmentGoal {
        episode,
        day: admitted(),
        goal: key.to_owned(),
        statement: statement.to_owned(),
        measure: String::new(),
        baseline: String::new(),
        target: String::new(),
        target_day: None,
        interventions: String::new(),
    };
    let sleep = TreatmentGoal {
        measure: "Nights of six hours, by the sleep diary".to_owned(),
        baseline: "1 a week".to_owned(),
        target: "5 a week".to_owned(),
        target_day: Some(day("2026-12-08")),
        interventions: "Sleep restriction and imagery rehearsal, weekly".to_owned(),
        ..goal("sleep", "Sleeps six hours on five nights a week")
    };
    let progress = |key: &str, progress| GoalProgress { episode, day: day("2026-11-16"), goal: key.to_owned(), progress };
    let medication = Medication {
        patient,
        episode: Some(episode),
        name: "Sertraline".to_owned(),
        dose: "100 mg".to_owned(),
        frequency: "daily".to_owned(),
        prescriber: "Dr. Example".to_owned(),
        period: open("2026-10-01"),
    };
    let function = FunctionRating {
        patient,
        episode: Some(episode),
        day: day("2026-11-16"),
        impairment: Rating::new(2).expect("0 to 4"),
        basis: FunctionBasis::Clinician,
    };
    let plan = StepDownPlan {
        episode,
        day: day("2026-11-12"),
        target_level: LevelOfCare::Outpatient,
        target_day: Some(day("2026-12-08")),
        appointment_day: Some(day("2026-12-10")),
        provider: "Blue Ridge Therapy".to_owned(),
    };
    let appointment = DischargeAppointment {
        episode,
        day: day("2026-11-12"),
        kind: AppointmentKind::Therapy,
        provider: "Blue Ridge Therapy".to_owned(),
        starts_at: "2026-12-10T15:00:00Z".parse().expect("an instant"),
    };
    let screener = evidence("administration", 55, day("2026-11-02"));
    let screened = WordedResult { instrument: "C-SSRS Screener".to_owned(), result: "moderate".to_owned() };
    let entries = [("suicidal_ideation", Verdict::Met), ("suicidal_intent_or_plan", Verdict::NotMet)];
    let entries = entries.map(|(entry, verdict)| (entry.to_owned(), verdict)).into();
    let asked = SafetyAsked { instrument: "C-SSRS Screener".to_owned(), entries };
    ReviewRecords {
        diagnoses: vec![
            (diagnosis("F33.2", DiagnosisRank::Principal), evidence("diagnosis", 10, admitted())),
            (diagnosis("F43.10", DiagnosisRank::Secondary), evidence("diagnosis", 11, admitted())),
        ],
        clinicians: [(id(7), "Ines Okoro, PhD".to_owned())].into(),
        risk: vec![rating(RiskLevel::High, ADMITTED, 20), rating(RiskLevel::Moderate, "2026-11-17", 21)],
        incidents: vec![(incident, evidence("incident", 30, day("2026-11-02")))],
        scores: scores(sections),
        results: vec![(screened, screener.clone())],
        safety: vec![(asked, screener)],
        functioning: vec![(function, evidence("function_rating", 40, day("2026-11-16")))],
        medications: vec![(medication, evidence("medication", 50, day("2026-10-01")))],
        attendance: attendance(),
        goals: vec![
            (sleep, evidence("treatment_goal", 60, admitted())),
            (goal("evenings", "Spends three evenings a week with others"), evidence("treatment_goal", 61, admitted())),
        ],
        progress: vec![
            (progress("sleep", GoalProgressLevel::None), evidence("goal_progress", 62, day("2026-11-16"))),
            (progress("evenings", GoalProgressLevel::Partial), evidence("goal_progress", 63, day("2026-11-16"))),
        ],
        step_down: vec![(plan, evidence("step_down_plan", 70, day("2026-11-12")))],
        appointments: vec![(appointment, evidence("discharge_appointment", 71, day("2026-11-12")))],
        ..ReviewRecords::default()
    }
}

fn words() -> BTreeMap<ReviewQuestion, HumanText> {
    let said = [
        (ReviewQuestion::Precipitant, "Separation in August; two visits to the emergency department in September.", 80),
        (
            ReviewQuestion::WhyNotLower,
            "Two of three evenings alone at home last week ended in a crisis call; no one is there before nine.",
            81,
        ),
        (ReviewQuestion::GoalProgress, "Evenings with others have begun; sleep has not moved and was made the first target.", 82),
        (ReviewQuestion::PlanChange, "Imagery rehearsal for nightmares since November 9; family session every week.", 83),
        (ReviewQuestion::Barriers, "The outpatient therapist has a first appointment on December 10.", 84),
    ];
    let human = |(question, text, number): (ReviewQuestion, &str, u128)| {
        let human = HumanText {
            text: text.to_owned(),
            day: day("2026-11-18"),
            carried_from: None,
            author: "Ines Okoro, PhD".to_owned(),
            signed: true,
            record: id::<RecordId>(number).to_string(),
            version: Version::FIRST,
        };
        (question, human)
    };
    said.into_iter().map(human).collect()
}

fn cover() -> Cover {
    Cover {
        practice: "Riverside Behavioral Health".to_owned(),
        program: "Riverside IOP".to_owned(),
        patient: "Okafor, Ada".to_owned(),
        birth_day: Some(day("1989-03-14")),
        payer: "Generic commercial plan".to_owned(),
        member_id: "INV10001".to_owned(),
        authorization: "AU-1001".to_owned(),
        level_of_care: LevelOfCare::IntensiveOutpatient,
        codes: "0905 H0015".to_owned(),
        asked: Some((UnitKind::Day, 14)),
        from: day("2026-11-21"),
        proposed: false,
        criteria: "the criteria named in the payer's notice".to_owned(),
        is_part2: true,
    }
}

fn clause() -> (CriteriaClause, Evidence) {
    let clause = CriteriaClause {
        episode: id(2),
        review: id(3),
        place: 1,
        quotation: "symptoms that cannot be managed safely at a less intensive level".to_owned(),
        argument: "Self-harm on November 2 and moderate risk on November 17, with two crisis calls in one week.".to_owned(),
        rests_on: vec![ReviewQuestion::Risk, ReviewQuestion::WhyNotLower],
    };
    (clause, evidence("criteria_clause", 90, day("2026-11-18")))
}

/// What the practice's own criteria came to.
#[cfg_attr(not(test), expect(dead_code, reason = "the example writes no packet with it"))]
pub(crate) fn determination() -> OwnDetermination {
    OwnDetermination {
        outcome: "supported".to_owned(),
        set: "neutral-v1 1".to_owned(),
        rules: vec![("IOP-1".to_owned(), "met".to_owned())],
        evidence: evidence("determination", 96, day("2026-11-16")),
    }
}

fn dispute() -> Dispute {
    Dispute {
        evidence: evidence("authorization_determination", 95, day("2026-11-19")),
        reason: "Symptoms can be treated at a less intensive level.".to_owned(),
        reference: "call 12".to_owned(),
        reviewer: "Reviewer, MD".to_owned(),
        decided: day("2026-11-19"),
        days: DaysInDispute::whole(Period::new(day("2026-11-01"), Some(day("2026-11-14"))).expect("in order"), day("2026-11-19")),
        lines: Vec::new(),
        approved_before: None,
    }
}

fn provenance(packet: &Packet) -> Vec<Provenance> {
    let made = packet.index.iter().map(|entry| Provenance {
        kind: entry.evidence.kind,
        id: entry.evidence.id.clone(),
        version: entry.evidence.version,
        author: "Ines Okoro".to_owned(),
        recorded_at: entry.evidence.day.start_in(&"America/New_York".parse().expect("a zone")).plus_seconds(16 * 3600),
        sha256: format!("{:064x}", u64::from(entry.number) * 2_654_435_761),
    });
    made.collect()
}

/// A packet of the stay. Every contradiction is answered.
pub(crate) fn packet(variant: Variant) -> PacketReport {
    packet_with(variant, None, Choices::default())
}

/// The same where the practice has a determination of its own, by what the author chose.
pub(crate) fn packet_with(variant: Variant, determination: Option<OwnDetermination>, choices: Choices) -> PacketReport {
    let sections = sections();
    let mut input = PacketInput {
        variant,
        cover: cover(),
        admitted: admitted(),
        records_from: admitted(),
        since: day("2026-11-07"),
        today: day(TODAY),
        records: records(&sections),
        words: words(),
        clauses: vec![clause()],
        answers: Vec::new(),
        dispute: Some(dispute()),
        determination,
        choices,
        provenance: Vec::new(),
    };
    let draft = assemble(input.clone());
    input.provenance = provenance(&draft);
    input.answers = (draft.contradictions.iter())
        .map(|contradiction| ContradictionAnswer {
            episode: id(2),
            review: id(3),
            contradiction: contradiction.key.clone(),
            response: Response::Answered,
            words: "Sleep is the last to move.".to_owned(),
        })
        .collect();
    let progress = ProgressReport {
        data_as_of: day(TODAY).start_in(&"America/New_York".parse().expect("a zone")),
        instruments: sections,
        ..progress::empty()
    };
    PacketReport {
        packet: assemble(input),
        progress,
        zone: "America/New_York".parse().expect("a zone"),
        generated_at: "2026-11-20T15:00:00Z".parse().expect("an instant"),
        author: "Ines Okoro, PhD".to_owned(),
        recipient: "Generic commercial plan".to_owned(),
        ground: None,
    }
}

/// A packet with what was judged of the scores.
pub(crate) fn judged(variant: Variant) -> PacketReport {
    PacketReport { progress: progress::judged(), ..packet(variant) }
}

/// The appeal letter about the denied days, as it is drafted: the notice lacks three elements.
pub(crate) fn letter() -> LetterReport {
    let report = packet(Variant::AppealFirst);
    let denial = Denial {
        episode: id(2),
        review: id(3),
        determination: id(4),
        received_at: "2026-11-18T15:00:00Z".parse().expect("an instant"),
        channel: NoticeChannel::Letter,
        funding: PlanFunding::SelfFunded,
        state: "NY".to_owned(),
        plan: String::new(),
        number: "AU-1001".to_owned(),
        reason_codes: String::new(),
        criteria: "the payer's criteria, 2026".to_owned(),
        credential: String::new(),
        present: vec![
            NoticeElement::Reason,
            NoticeElement::Provision,
            NoticeElement::MissingInformation,
            NoticeElement::AppealProcedure,
            NoticeElement::ExternalReview,
        ],
        appeal_address: "P.O. Box 100\nSpringfield".to_owned(),
        appeal_by: None,
        peer_to_peer_by: None,
    };
    let appeal = Appeal {
        episode: id(2),
        review: id(3),
        determination: id(4),
        level: AppealLevel::First,
        appellant: Appellant::AuthorizedRepresentative,
        urgent: true,
        filed_at: None,
        decided: false,
    };
    let missing = NoticeRules::shipped().missing(&denial, true);
    let subject = LetterSubject { denial: &denial, appeal: Some(&appeal), packet: &report.packet, missing: &missing, papers: &[] };
    let parts = utilization_review::appeal::letter::appeal(&subject);
    LetterReport {
        kind: LetterKind::Appeal,
        body: Text::for_language(&Language::english()).letter(&parts, &report.zone),
        packet: report.packet,
        denial,
        zone: report.zone,
        generated_at: report.generated_at,
        author: report.author,
        recipient: report.recipient,
    }
}
