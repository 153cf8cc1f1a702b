//! A stay under the wrong patient goes with everything that hangs on it, and stays where it is, by name, where it left the practice or was billed.

use app::audit::AuditQuery;
use app::registration::Registered;
use app::{AppError, FieldProblemKind, Held, Settings};
use care::{AppointmentKind, AttemptOutcome, Channel, ContactAttempt, DischargeAppointment, Medication, ReviewQuestion, TreatmentGoal};
use storage::document::{Document, NewDocument};
use storage::{Entry, PlainRecord, Stored, View, WriteUnit};
use utilization_review::authorization::{
    Authorization, AuthorizationDetermination, AuthorizationRequest, BilledUnits, DecisionStage, DeterminationOutcome, RequestKind,
    UnitKind,
};
use utilization_review::clock::NoticeKind;
use utilization_review::given_notice::{GivenNotice, NoticeRecipient};
use utilization_review::packet::{ContradictionAnswer, CriteriaClause, Response};
use utilization_review::review::{Review, ReviewAnswer, ReviewCall, ReviewTask};
use vocabulary::{DocumentId, EpisodeId, Instant, LevelOfCare, PatientId, Period, RecordId, Version};

use crate::practice::{Practice, day, operator, patient, practice, practice_in};

async fn both(story: impl AsyncFn(Practice)) {
    story(practice(Settings::default()).await).await;
    story(practice_in(storage::testing::postgres().await, Settings::default()).await).await;
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn october() -> Period {
    Period::new(day("2026-10-01"), Some(day("2026-10-28"))).unwrap()
}

async fn episode_of(practice: &Practice, patient: PatientId) -> EpisodeId {
    practice.app.patient(&operator(), patient, View::Current).await.unwrap().episodes[0].episode.id
}

async fn put<T: PlainRecord<Id = RecordId>>(unit: &mut WriteUnit, id: RecordId, value: T) -> Result<RecordId, storage::StorageError> {
    unit.insert(&Entry::new(id, value, day("2026-10-05"))).await?;
    Ok(id)
}

/// One record of every kind that hangs on a stay and is no record of care, each naming the others where it can.
async fn everything(practice: &Practice, patient: PatientId, episode: EpisodeId) {
    let ids: Vec<RecordId> = (0..13).map(|_| practice.test.ids.next()).collect();
    let (clinician, operation) = (practice.treating, storage::testing::operation("fill"));
    let written: Result<(), storage::StorageError> = practice
        .test
        .database
        .write(&operation, move |unit| {
            Box::pin(async move {
                plans(unit, &ids, (patient, episode)).await?;
                let level_of_care = LevelOfCare::IntensiveOutpatient;
                let (payer, codes) = ("generic-commercial".to_owned(), String::new());
                let request = AuthorizationRequest {
                    episode,
                    payer: payer.clone(),
                    kind: RequestKind::Initial,
                    level_of_care,
                    codes: codes.clone(),
                    unit_kind: UnitKind::Day,
                    units: 12,
                    period: october(),
                    submitted_at: at("2026-10-01T14:00:00Z"),
                    urgent: false,
                };
                let request = put(unit, ids[4], request).await?;
                let granted = Authorization {
                    episode,
                    payer,
                    request: Some(request),
                    number: "AU-9".to_owned(),
                    level_of_care,
                    codes,
                    unit_kind: UnitKind::Day,
                    units: 6,
                    period: october(),
                    next_review: None,
                    reviewer: String::new(),
                    provider_id: String::new(),
                };
                let authorization = Some(put(unit, ids[5], granted).await?);
                let due_day = day("2026-10-20");
                let review = Review {
                    episode,
                    kind: RequestKind::Concurrent,
                    level_of_care,
                    authorization,
                    due_day,
                    seconds_spent: None,
                    closed: true,
                };
                let review = put(unit, ids[6], review).await?;
                let decision = AuthorizationDetermination {
                    episode,
                    request: Some(request),
                    review: Some(review),
                    authorization,
                    outcome: DeterminationOutcome::Partial,
                    stage: DecisionStage::FirstReview,
                    period: october(),
                    decided_at: at("2026-10-01T15:00:00Z"),
                    reviewer: "R. Example".to_owned(),
                    reference: String::new(),
                    reason: String::new(),
                    supplied_at: None,
                };
                put(unit, ids[7], decision).await?;
                let question = ReviewQuestion::Risk;
                let text = "No risk was stated.".to_owned();
                let answer = ReviewAnswer { episode, review, question, day: due_day, text, carried_from: None, signed_by: None };
                put(unit, ids[8], answer).await?;
                let started_at = at("2026-10-20T15:00:00Z");
                let (reviewer, reference, notes) = (String::new(), String::new(), "Called.".to_owned());
                put(unit, ids[9], ReviewCall { episode, review, started_at, ended_at: Some(started_at), reviewer, reference, notes })
                    .await?;
                let task =
                    ReviewTask { episode, review, clinician, questions: vec![question], due_at: started_at, answered_at: Some(started_at) };
                put(unit, ids[10], task).await?;
                let (quotation, argument) = ("A short one.".to_owned(), "It is met.".to_owned());
                put(unit, ids[11], CriteriaClause { episode, review, place: 1, quotation, argument, rests_on: vec![question] }).await?;
                let contradiction = "attendance:1".to_owned();
                let answer = ContradictionAnswer { episode, review, contradiction, response: Response::Accepted, words: String::new() };
                put(unit, ids[12], answer).await.map(drop)
            })
        })
        .await;
    written.unwrap();
}

async fn plans(unit: &mut WriteUnit, ids: &[RecordId], (patient, episode): (PatientId, EpisodeId)) -> Result<(), storage::StorageError> {
    let goal = TreatmentGoal {
        episode,
        day: day("2026-10-05"),
        goal: "sleep".to_owned(),
        statement: "Sleeps six hours.".to_owned(),
        measure: String::new(),
        baseline: String::new(),
        target: String::new(),
        target_day: None,
        interventions: String::new(),
    };
    put(unit, ids[0], goal).await?;
    let medication = Medication {
        patient,
        episode: Some(episode),
        name: "Invented".to_owned(),
        dose: "50 mg".to_owned(),
        frequency: "daily".to_owned(),
        prescriber: String::new(),
        period: october(),
    };
    put(unit, ids[1], medication).await?;
    let appointment = DischargeAppointment {
        episode,
        day: day("2026-10-05"),
        kind: AppointmentKind::Therapy,
        provider: "Elm Clinic".to_owned(),
        starts_at: at("2026-12-01T15:00:00Z"),
    };
    put(unit, ids[2], appointment).await?;
    let attempt = ContactAttempt {
        patient,
        episode,
        milestone_days: 30,
        attempted_at: at("2026-11-01T15:00:00Z"),
        channel: Channel::Telephone,
        outcome: AttemptOutcome::NoAnswer,
        made_by: None,
        note: String::new(),
    };
    put(unit, ids[3], attempt).await.map(drop)
}

/// What hangs on the stays of a patient, as of a time.
struct Hanging {
    goals: Vec<Stored<TreatmentGoal>>,
    medications: Vec<Stored<Medication>>,
    appointments: Vec<Stored<DischargeAppointment>>,
    attempts: Vec<Stored<ContactAttempt>>,
    requests: Vec<Stored<AuthorizationRequest>>,
    granted: Vec<Stored<Authorization>>,
    reviews: Vec<Stored<Review>>,
    decisions: Vec<Stored<AuthorizationDetermination>>,
    answers: Vec<Stored<ReviewAnswer>>,
    calls: Vec<Stored<ReviewCall>>,
    tasks: Vec<Stored<ReviewTask>>,
    clauses: Vec<Stored<CriteriaClause>>,
    responses: Vec<Stored<ContradictionAnswer>>,
}

impl Hanging {
    async fn of(practice: &Practice, patient: PatientId, view: View) -> Self {
        let (operation, own) = (storage::testing::operation("look"), [patient]);
        let read: Result<Self, storage::StorageError> = practice
            .test
            .database
            .read(&operation, move |unit| {
                Box::pin(async move {
                    Ok(Self {
                        goals: storage::treatment_goal::of_patients(unit, &own, view).await?,
                        medications: storage::medication::of_patients(unit, &own, view).await?,
                        appointments: storage::discharge_appointment::of_patients(unit, &own, view).await?,
                        attempts: storage::contact::attempt::of_patients(unit, &own, view).await?,
                        requests: storage::authorization_request::of_patients(unit, &own, view).await?,
                        granted: storage::authorization::of_patients(unit, &own, view).await?,
                        reviews: storage::review::of_patients(unit, &own, view).await?,
                        decisions: storage::authorization_determination::of_patients(unit, &own, view).await?,
                        answers: storage::review_answer::of_patients(unit, &own, view).await?,
                        calls: storage::review_call::of_patients(unit, &own, view).await?,
                        tasks: storage::review_task::of_patients(unit, &own, view).await?,
                        clauses: storage::criteria_clause::of_patients(unit, &own, view).await?,
                        responses: storage::contradiction_answer::of_patients(unit, &own, view).await?,
                    })
                })
            })
            .await;
        read.unwrap()
    }

    fn counts(&self) -> [usize; 13] {
        [
            self.goals.len(),
            self.medications.len(),
            self.appointments.len(),
            self.attempts.len(),
            self.requests.len(),
            self.granted.len(),
            self.reviews.len(),
            self.decisions.len(),
            self.answers.len(),
            self.calls.len(),
            self.tasks.len(),
            self.clauses.len(),
            self.responses.len(),
        ]
    }
}

async fn move_to(practice: &Practice, episode: EpisodeId, to: PatientId) -> Result<(), AppError> {
    let what = (Registered::Episode(episode), Version::FIRST);
    practice.app.move_registered(&operator(), practice.ben, what, to, "wrong chart").await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_hangs_on_a_stay_goes_with_it_and_nothing_is_left_under_the_wrong_patient() {
    both(async |practice| {
        let cy = patient(&practice.app, "A-3", "Cy", None).await;
        let old = episode_of(&practice, practice.ben).await;
        everything(&practice, practice.ben, old).await;
        let before = Hanging::of(&practice, practice.ben, View::Current).await;
        assert_eq!(before.counts(), [1; 13]);
        let then = practice.app.now();
        practice.test.pass_seconds(60);
        move_to(&practice, old, cy).await.unwrap();

        for view in [View::Current, View::AsOf(then)] {
            assert_eq!(Hanging::of(&practice, practice.ben, view).await.counts(), [0; 13], "under the wrong patient, {view:?}");
        }
        let (page, exported) = (
            practice.app.authorizations(&operator(), practice.ben).await.unwrap(),
            practice.app.patient(&operator(), practice.ben, View::AsOf(then)).await.unwrap(),
        );
        assert_eq!((page.authorizations.len(), page.determinations.len(), exported.episodes.len()), (0, 0, 0));

        let new = episode_of(&practice, cy).await;
        let right = Hanging::of(&practice, cy, View::Current).await;
        assert_eq!(right.counts(), [1; 13]);
        let (request, authorization, review) = (right.requests[0].id, right.granted[0].id, right.reviews[0].id);
        assert_ne!(request, before.requests[0].id, "recorded anew");
        let (goal, medication) = (right.goals[0].value(), right.medications[0].value());
        assert_eq!((goal.episode, medication.patient, medication.episode), (new, cy, Some(new)));
        let (appointment, attempt) = (right.appointments[0].value(), right.attempts[0].value());
        assert_eq!((appointment.episode, attempt.patient, attempt.episode), (new, cy, new));
        let granted = before.granted[0].value().clone();
        assert_eq!(right.granted[0].value(), &Authorization { episode: new, request: Some(request), ..granted });
        assert_eq!(right.reviews[0].value().authorization, Some(authorization));
        let decision = right.decisions[0].value();
        assert_eq!((decision.request, decision.review, decision.authorization), (Some(request), Some(review), Some(authorization)));
        let named = [
            (right.answers[0].value().episode, right.answers[0].value().review),
            (right.calls[0].value().episode, right.calls[0].value().review),
            (right.tasks[0].value().episode, right.tasks[0].value().review),
            (right.clauses[0].value().episode, right.clauses[0].value().review),
            (right.responses[0].value().episode, right.responses[0].value().review),
        ];
        assert_eq!(named, [(new, review); 5]);

        for one in [practice.ben, cy] {
            let query = AuditQuery { patient: Some(one), action: Some("move_registered".to_owned()), size: 10, ..AuditQuery::default() };
            let audit = practice.app.audit(&operator(), query).await.unwrap();
            let named: Vec<&Vec<PatientId>> = audit.entries.iter().map(|(_, patients)| patients).collect();
            assert_eq!(named.len(), 1, "one act");
            assert!(named[0].contains(&practice.ben) && named[0].contains(&cy), "the audit names both");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stay_that_was_billed_or_of_which_a_notice_was_given_stays_where_it_is_by_name() {
    let practice = practice(Settings::default()).await;
    let cy = patient(&practice.app, "A-3", "Cy", None).await;
    let old = episode_of(&practice, practice.ben).await;
    everything(&practice, practice.ben, old).await;
    let (billed, notice): (RecordId, RecordId) = (practice.test.ids.next(), practice.test.ids.next());
    let operation = storage::testing::operation("fill");
    let written: Result<(), storage::StorageError> = practice
        .test
        .database
        .write(&operation, move |unit| {
            Box::pin(async move {
                let units = BilledUnits {
                    episode: old,
                    authorization: None,
                    day: day("2026-10-05"),
                    level_of_care: None,
                    unit_kind: UnitKind::Day,
                    units: 1,
                    claim: "B-1".to_owned(),
                };
                put(unit, billed, units).await?;
                let given = GivenNotice {
                    episode: old,
                    kind: NoticeKind::ALL[0],
                    about: day("2026-10-01"),
                    given_at: at("2026-10-01T16:00:00Z"),
                    channel: utilization_review::appeal::NoticeChannel::ALL[0],
                    recipient: NoticeRecipient::ALL[0],
                    taken_by: String::new(),
                    reference: String::new(),
                    words: String::new(),
                };
                put(unit, notice, given).await.map(drop)
            })
        })
        .await;
    written.unwrap();
    let check = async |expected: Held| match move_to(&practice, old, cy).await {
        Err(AppError::Form(problems)) => assert_eq!(problems[0].kind, FieldProblemKind::Held(expected)),
        other => panic!("{other:?}, not {expected:?}"),
    };
    check(Held::Notice).await;
    let withdraw = async |id: RecordId, is_notice: bool| {
        let operation = storage::testing::operation("withdraw");
        let written: Result<Version, storage::StorageError> = practice
            .test
            .database
            .write(&operation, move |unit| {
                Box::pin(async move {
                    if is_notice {
                        unit.void::<GivenNotice>(id, Version::FIRST, "by mistake").await
                    } else {
                        unit.void::<BilledUnits>(id, Version::FIRST, "by mistake").await
                    }
                })
            })
            .await;
        written.unwrap();
    };
    withdraw(notice, true).await;
    check(Held::Billed).await;
    assert_eq!(Hanging::of(&practice, practice.ben, View::Current).await.counts(), [1; 13], "nothing was moved half");
    withdraw(billed, false).await;
    move_to(&practice, old, cy).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stay_of_which_a_request_left_as_a_file_stays_where_it_is() {
    let practice = practice(Settings::default()).await;
    let cy = patient(&practice.app, "A-3", "Cy", None).await;
    let old = episode_of(&practice, practice.ben).await;
    everything(&practice, practice.ben, old).await;
    let left = async |kind: &'static str, id: DocumentId| {
        let (operation, ben) = (storage::testing::operation("fill"), practice.ben);
        let written: Result<String, storage::StorageError> = practice
            .test
            .database
            .write(&operation, move |unit| {
                Box::pin(async move {
                    let (media_type, snapshot_sha256) = ("application/edi-x12".to_owned(), "0".repeat(64));
                    let new = NewDocument { id, patient: Some(ben), kind: kind.to_owned(), media_type, snapshot_sha256, content: vec![1] };
                    storage::document::insert(unit, new, day("2026-10-05")).await
                })
            })
            .await;
        written.unwrap();
    };
    left("progress_report", practice.test.ids.next()).await;
    let id = practice.test.ids.next();
    left("authorization_request", id).await;
    match move_to(&practice, old, cy).await {
        Err(AppError::Form(problems)) => assert_eq!(problems[0].kind, FieldProblemKind::Held(Held::Released)),
        other => panic!("{other:?}"),
    }
    let operation = storage::testing::operation("withdraw");
    let withdrawn: Result<Version, storage::StorageError> = practice
        .test
        .database
        .write(&operation, move |unit| Box::pin(async move { unit.void::<Document>(id, Version::FIRST, "by mistake").await }))
        .await;
    withdrawn.unwrap();
    move_to(&practice, old, cy).await.unwrap();
}

/// The hash under which a file is kept says which version of which request it was made of: a stay is held by the file of its own request, and by no other's.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_left_as_a_file_holds_its_own_stay_and_no_other() {
    let practice = practice(Settings::default()).await;
    let cy = patient(&practice.app, "A-3", "Cy", None).await;
    let (app, old) = (&practice.app, episode_of(&practice, practice.ben).await);
    app.record_coverage(&operator(), crate::denied_stays::covered(practice.ben, "generic-commercial", "2026-01-01", None)).await.unwrap();
    let diagnosis = care::Diagnosis {
        patient: practice.ben,
        episode: None,
        code: "F33.1".parse().unwrap(),
        rank: care::DiagnosisRank::Principal,
        period: Period::new(day("2026-01-01"), None).unwrap(),
        diagnosed_by: None,
    };
    app.add_diagnosis(&operator(), diagnosis).await.unwrap();
    let request = AuthorizationRequest {
        episode: old,
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Initial,
        level_of_care: LevelOfCare::IntensiveOutpatient,
        codes: "0905".to_owned(),
        unit_kind: UnitKind::Day,
        units: 12,
        period: october(),
        submitted_at: at("2026-10-01T14:00:00Z"),
        urgent: false,
    };
    let asked = app.record_authorization_request(&operator(), request).await.unwrap();
    let numbers = app::authorization::NewRequestFile { provider_id: "1234567893".to_owned(), payer_id: "P1".to_owned() };
    let disclosure = app::release::Disclosure {
        recipient: "Generic commercial payer".to_owned(),
        reason: "authorization requested".to_owned(),
        basis: "payment".to_owned(),
        authority: String::new(),
    };
    let released = app.release_request_file(&operator(), (practice.ben, asked), numbers, disclosure).await.unwrap();
    let file = String::from_utf8(released.bytes().to_vec()).unwrap();
    assert!(file.contains("*278*") && file.contains("RD8*20261001-20261028") && file.contains("HSD*DY*12"), "{file}");
    match move_to(&practice, old, cy).await {
        Err(AppError::Form(problems)) => assert_eq!(problems[0].kind, FieldProblemKind::Held(Held::Released)),
        other => panic!("{other:?}"),
    }
}
