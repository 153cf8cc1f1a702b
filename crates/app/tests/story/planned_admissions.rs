//! A payer is asked before the first day: what was asked, decided and granted is the stay's once the patient is admitted, and nobody is in care before.

use app::authorization::Decision;
use app::error::FieldProblemKind;
use app::registration::{Approach, PlanOfAdmission, Registered};
use app::review::{BoardFilter, BoardPage};
use app::{AppError, Settings};
use care::{Discharge, DischargeDestination, DischargeType, Episode, PlannedAdmission};
use utilization_review::authorization::{AuthorizationRequest, DeterminationOutcome, FirstRequest, NextStep, RequestKind, UnitKind};
use utilization_review::packet::{Choices, Variant};
use vocabulary::{Day, EpisodeId, LevelOfCare, PatientId, Period, ProgramId, Role, Version};

use crate::denied_stays::{covered, decision, grant};
use crate::notices::names;
use crate::practice::{Practice, day, operator, patient, phq9, practice_in};

/// Somebody who was never in care, with their coverage, and the program of the practice.
async fn somebody(practice: &Practice) -> (PatientId, ProgramId) {
    let zoe = patient(&practice.app, "Z-9", "Zoë", None).await;
    practice.app.record_coverage(&operator(), covered(zoe, "generic-commercial", "2026-01-01", None)).await.unwrap();
    let anna = practice.app.patient(&operator(), practice.anna, app::View::Current).await.unwrap();
    (zoe, anna.episodes[0].episode.value().program)
}

async fn asked_before_the_admission(test: storage::testing::TestDatabase) {
    let practice = practice_in(test, Settings::default()).await;
    let app = &practice.app;
    let (zoe, program) = somebody(&practice).await;
    app.record_administration(&operator(), zoe, phq9("2026-11-20", [2; 9])).await.unwrap();
    let plan = async |on: &str| app.plan_admission(&operator(), PlannedAdmission { patient: zoe, program, day: day(on) }).await;
    let past = plan("2026-11-20").await;
    assert!(matches!(&past, Err(AppError::Form(problems)) if problems[0].kind == FieldProblemKind::Past), "{past:?}");
    let stay = plan("2026-11-27").await.unwrap();
    let review = app.open_next_review(&operator(), stay).await.unwrap();
    assert_eq!(app.open_next_review(&operator(), stay).await.unwrap(), review);
    let shown = app.review(&operator(), review).await.unwrap();
    let of = shown.review.value();
    assert_eq!((of.kind, of.level_of_care, of.due_day), (RequestKind::Initial, LevelOfCare::IntensiveOutpatient, day("2026-11-27")));
    assert_eq!((shown.payer.key.as_str(), shown.no_payer), ("generic-commercial", None));
    let packet = app.packet(&operator(), review, Variant::Initial, Choices::default()).await.unwrap().packet;
    assert_eq!((packet.scores.len(), packet.admitted, packet.cover.from), (1, day("2026-11-27"), day("2026-11-27")));
    assert!(packet.until < packet.admitted, "it says that the admission is planned");

    assert_eq!(plan("2026-11-23").await.unwrap(), stay, "one plan of one person is open");
    let week = ("2026-11-23", "2026-11-29");
    let period = Period::new(day(week.0), Some(day(week.1))).unwrap();
    let request = AuthorizationRequest {
        episode: stay,
        payer: "generic-commercial".to_owned(),
        kind: RequestKind::Initial,
        level_of_care: LevelOfCare::IntensiveOutpatient,
        codes: "H0015".to_owned(),
        unit_kind: UnitKind::Day,
        units: 7,
        period,
        submitted_at: "2026-11-22T15:00:00Z".parse().unwrap(),
        urgent: false,
    };
    let asked = app.record_authorization_request(&operator(), request).await.unwrap();
    let page = app.authorizations(&operator(), zoe).await.unwrap();
    assert!(page.owed.contains_key(&asked), "the payer’s clock for a first request runs");
    assert_eq!(page.planned.iter().map(|planned| planned.admission.id).collect::<Vec<_>>(), [stay]);
    let approved = Decision {
        request: Some(asked),
        reason: String::new(),
        grant: Some(grant(stay, "AU-9", LevelOfCare::IntensiveOutpatient, week)),
        closes: Some((review, None)),
        ..decision(stay, DeterminationOutcome::Approved, week, "2026-11-22T18:00:00Z")
    };
    app.record_decision(&operator(), approved).await.unwrap();
    let withdrawn = app.withdraw_planned_admission(&operator(), stay, "did not come".to_owned()).await;
    assert!(matches!(&withdrawn, Err(AppError::Form(problems)) if problems[0].kind == FieldProblemKind::StillNeeded), "{withdrawn:?}");

    let on_board = async || {
        let board = app.review_board(&operator(), BoardFilter::default(), BoardPage::WHOLE).await.unwrap();
        let found = board.entries.into_iter().find(|entry| entry.stay.patient == zoe);
        found.map(|entry| (entry.stay.episode, entry.stay.number, entry.last_covered_day))
    };
    let stays = async || app.patient(&operator(), zoe, app::View::Current).await.unwrap().episodes.len();
    assert_eq!((on_board().await, stays().await), (None, 0), "nobody is in care before the admission");
    let episode = Episode {
        patient: zoe,
        program,
        admitted: day("2026-11-23"),
        discharge: None,
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    };
    assert_eq!(app.admit(&operator(), episode, String::new(), None).await.unwrap(), stay);
    assert_eq!((on_board().await, stays().await), (Some((stay, "AU-9".to_owned(), Some(day(week.1)))), 1));
    let page = app.authorizations(&operator(), zoe).await.unwrap();
    assert!(page.planned.is_empty() && page.is_in_care);
    assert_eq!(page.authorizations[0].authorization.value().episode, stay);
    let packet = app.packet(&operator(), review, Variant::Initial, Choices::default()).await.unwrap().packet;
    assert_eq!((packet.admitted, packet.until, packet.scores.len()), (day("2026-11-23"), day("2026-11-23"), 1));
}

#[tokio::test]
async fn what_was_granted_before_the_admission_is_the_stays_on_sqlite() {
    asked_before_the_admission(storage::testing::sqlite().await).await;
}

#[tokio::test]
async fn what_was_granted_before_the_admission_is_the_stays_on_postgres() {
    asked_before_the_admission(storage::testing::postgres().await).await;
}

#[tokio::test]
async fn a_plan_on_which_nothing_stands_is_withdrawn_and_the_next_one_is_another() {
    let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let app = &practice.app;
    let (zoe, program) = somebody(&practice).await;
    let plan = PlannedAdmission { patient: zoe, program, day: day("2026-11-30") };
    let first = app.plan_admission(&operator(), plan.clone()).await.unwrap();
    assert_eq!(app.plan_admission(&operator(), plan.clone()).await.unwrap(), first, "the same form again is the same plan");
    let nothing = app.withdraw_planned_admission(&operator(), first, " ".to_owned()).await;
    assert!(matches!(nothing, Err(AppError::Form(_))), "not without a reason");
    app.withdraw_planned_admission(&operator(), first, "went elsewhere".to_owned()).await.unwrap();
    assert!(app.authorizations(&operator(), zoe).await.unwrap().planned.is_empty());
    assert!(app.open_next_review(&operator(), first).await.is_err(), "no stay has this id");
    assert_ne!(app.plan_admission(&operator(), plan).await.unwrap(), first);
}

#[tokio::test]
async fn an_admission_that_comes_by_file_carries_out_the_plan_to_its_program_and_one_that_ended_before_does_not() {
    let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let app = &practice.app;
    let (zoe, program) = somebody(&practice).await;
    let stay = app.plan_admission(&operator(), PlannedAdmission { patient: zoe, program, day: day("2026-11-23") }).await.unwrap();
    let mapping = "[[records]]\nkind = \"episode\"\npatient = \"mrn\"\nprogram = { constant = \"RIV-IOP\" }\nadmitted = \"in\"\n\
                   discharged = \"out\"\ndischarge_type = \"how\"\n";
    let file = "mrn,in,out,how\nZ-9,2026-09-01,2026-09-20,completed\nZ-9,2026-11-23,,\n";
    let report = crate::files::import(app, file, crate::files::table(mapping)).await;
    assert!(crate::files::rejections(&report).is_empty(), "{report:?}");
    let shown = app.patient(&operator(), zoe, app::View::Current).await.unwrap();
    let planned: Vec<(bool, bool)> =
        shown.episodes.iter().map(|view| (view.episode.id == stay, view.episode.value().discharge.is_none())).collect();
    assert!(planned.contains(&(true, true)) && planned.contains(&(false, false)) && planned.len() == 2, "{planned:?}");
    assert!(app.authorizations(&operator(), zoe).await.unwrap().planned.is_empty());
}

#[tokio::test]
async fn a_stay_that_is_over_before_it_is_entered_carries_out_the_plan_that_was_made_before_it_began() {
    let episode = |patient, program| Episode {
        patient,
        program,
        admitted: day("2026-11-23"),
        discharge: Some(Discharge { day: day("2026-11-23"), kind: DischargeType::Completed, destination: DischargeDestination::Home }),
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    };
    let mapping = "[[records]]\nkind = \"episode\"\npatient = \"mrn\"\nprogram = { constant = \"RIV-IOP\" }\nadmitted = \"in\"\n\
                   discharged = \"out\"\ndischarge_type = \"how\"\n";
    for is_by_file in [false, true] {
        let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
        let app = &practice.app;
        let (zoe, program) = somebody(&practice).await;
        let stay = app.plan_admission(&operator(), PlannedAdmission { patient: zoe, program, day: day("2026-11-23") }).await.unwrap();
        if is_by_file {
            let file = "mrn,in,out,how\nZ-9,2026-09-01,2026-09-20,completed\nZ-9,2026-11-23,2026-11-23,completed\n";
            let report = crate::files::import(app, file, crate::files::table(mapping)).await;
            assert!(crate::files::rejections(&report).is_empty(), "{report:?}");
        } else {
            let earlier = Episode { admitted: day("2026-09-01"), ..episode(zoe, program) };
            let ended = earlier.discharge.clone().map(|discharge| Discharge { day: day("2026-09-20"), ..discharge });
            app.admit(&operator(), Episode { discharge: ended, ..earlier }, String::new(), None).await.unwrap();
            app.admit(&operator(), episode(zoe, program), String::new(), None).await.unwrap();
        }
        let shown = app.patient(&operator(), zoe, app::View::Current).await.unwrap();
        let mut found: Vec<_> = shown.episodes.iter().map(|view| (view.episode.value().admitted, view.episode.id == stay)).collect();
        found.sort_unstable();
        assert_eq!(found, [(day("2026-09-01"), false), (day("2026-11-23"), true)], "by file: {is_by_file}");
        assert!(app.authorizations(&operator(), zoe).await.unwrap().planned.is_empty());
    }
}

#[tokio::test]
async fn a_plan_whose_stay_is_withdrawn_is_over_with_it_and_the_next_one_is_another() {
    let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let app = &practice.app;
    let (zoe, program) = somebody(&practice).await;
    let plan = PlannedAdmission { patient: zoe, program, day: day("2026-11-23") };
    let stay = app.plan_admission(&operator(), plan.clone()).await.unwrap();
    assert_eq!(app.admit(&operator(), plan.as_stay(), String::new(), None).await.unwrap(), stay);
    let plans = async || {
        let operation = storage::testing::operation("look");
        let read: Result<usize, storage::StorageError> = practice
            .test
            .database
            .read(&operation, move |unit| {
                Box::pin(async move { Ok(storage::planned_admission::of_patients(unit, &[zoe], app::View::Current).await?.len()) })
            })
            .await;
        read.unwrap()
    };
    assert_eq!(plans().await, 1);
    let what = (Registered::Episode(stay), Version::FIRST);
    app.withdraw_registered(&operator(), zoe, what, "did not come").await.unwrap();
    assert_eq!(plans().await, 0, "nobody says any more to which program she was to come");
    assert_ne!(app.plan_admission(&operator(), plan).await.unwrap(), stay);
}

#[tokio::test]
async fn what_a_payer_denies_before_the_admission_stands_among_the_denials_and_is_answered_at_the_level_of_the_plan() {
    let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let app = &practice.app;
    let (zoe, program) = somebody(&practice).await;
    let stay = app.plan_admission(&operator(), PlannedAdmission { patient: zoe, program, day: day("2026-11-27") }).await.unwrap();
    let denied = decision(stay, DeterminationOutcome::Denied, ("2026-11-27", "2026-12-03"), "2026-11-22T18:00:00Z");
    let determination = app.record_decision(&operator(), denied).await.unwrap();
    let listed = async || {
        let rows = app.appeals(&operator()).await.unwrap().rows;
        let row = rows.into_iter().find(|row| row.patient == zoe).expect("the denial");
        (row.determination, row.review, row.level_of_care)
    };
    assert_eq!(listed().await, (determination, None, LevelOfCare::IntensiveOutpatient));
    let page = app.authorizations(&operator(), zoe).await.unwrap();
    assert_eq!(page.denials.get(&determination), Some(&None), "the page leads to its notice");
    let record = app.payer_record(&operator()).await.unwrap();
    let counted: Vec<_> =
        record.rows.iter().map(|row| (row.figures.payer.as_str(), row.figures.level_of_care, row.figures.denied)).collect();
    assert_eq!(counted, [("generic-commercial", LevelOfCare::IntensiveOutpatient, 1)], "the payer’s record counts it from then on");
    assert!(record.faults.iter().all(|fault| fault.whose.as_ref().is_some_and(|whose| whose.patient == zoe)), "{:?}", record.faults);
    let review = app.open_denial(&operator(), determination).await.unwrap();
    assert_eq!(listed().await, (determination, Some(review), LevelOfCare::IntensiveOutpatient));
}

/// A program of the practice beside the one of [`somebody`].
async fn day_hospital(practice: &Practice) -> ProgramId {
    let program = care::Program {
        code: "RIV-PHP".to_owned(),
        name: "Riverside PHP".to_owned(),
        level_of_care: LevelOfCare::PartialHospitalization,
        zone: "America/New_York".parse().unwrap(),
        part2: false,
        closed_since: None,
    };
    practice.app.add_program(&operator(), program).await.unwrap()
}

/// The open plans of a person, the next one first.
async fn open_plans(practice: &Practice, of: PatientId) -> Vec<(EpisodeId, Day)> {
    let page = practice.app.authorizations(&operator(), of).await.unwrap();
    page.planned.iter().map(|planned| (planned.admission.id, planned.admission.value().day)).collect()
}

#[tokio::test]
async fn two_plans_of_merged_records_are_both_shown_and_each_is_changed_carried_out_and_withdrawn_by_itself() {
    let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let app = &practice.app;
    let (zoe, program) = somebody(&practice).await;
    let (twin, other) = (patient(app, "Z-10", "Zoë", None).await, day_hospital(&practice).await);
    let plan = |of: PatientId, program: ProgramId, on: &str| PlannedAdmission { patient: of, program, day: day(on) };
    let soon = app.plan_admission(&operator(), plan(zoe, program, "2026-11-27")).await.unwrap();
    let later = app.plan_admission(&operator(), plan(twin, other, "2026-11-30")).await.unwrap();
    app.link_patients(&operator(), care::PatientLink::Merged { kept: zoe, merged: twin }).await.unwrap();
    assert_eq!(open_plans(&practice, zoe).await, [(soon, day("2026-11-27")), (later, day("2026-11-30"))]);
    let review = app.open_next_review(&operator(), later).await.unwrap();
    assert_eq!(app.review(&operator(), review).await.unwrap().review.value().level_of_care, LevelOfCare::PartialHospitalization);
    let again = app.plan_admission(&operator(), plan(zoe, other, "2026-11-30")).await.unwrap();
    assert_eq!(again, later, "the same form again is the same plan");
    let moved = plan(zoe, other, "2026-12-02");
    assert_eq!(app.change_planned_admission(&operator(), later, moved.clone()).await.unwrap(), later);
    assert_eq!(open_plans(&practice, zoe).await, [(soon, day("2026-11-27")), (later, day("2026-12-02"))]);
    let stay = plan(zoe, other, "2026-11-23").as_stay();
    let admitted = app.admit(&operator(), stay, String::new(), None).await.unwrap();
    assert_eq!(admitted, later, "the plan to its program, which is not the next one");
    assert_eq!(open_plans(&practice, zoe).await, [(soon, day("2026-11-27"))]);
    let gone = app.change_planned_admission(&operator(), later, moved).await;
    assert!(matches!(gone, Err(AppError::Conflict)), "{gone:?}");
    app.withdraw_planned_admission(&operator(), soon, "went elsewhere".to_owned()).await.unwrap();
    assert!(open_plans(&practice, zoe).await.is_empty());
}

#[tokio::test]
async fn an_admission_to_another_program_takes_the_plan_where_somebody_says_that_it_is_the_planned_one() {
    for (answer, takes, is_open) in [(None, false, true), (Some(false), false, true), (Some(true), true, false)] {
        let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
        let app = &practice.app;
        let (zoe, program) = somebody(&practice).await;
        let other = day_hospital(&practice).await;
        let plan = PlannedAdmission { patient: zoe, program, day: day("2026-11-27") };
        let planned = app.plan_admission(&operator(), plan.clone()).await.unwrap();
        let found = app.planned_admissions(&operator(), zoe).await.unwrap();
        assert_eq!(found.iter().map(|each| each.admission.id).collect::<Vec<_>>(), [planned]);
        let carries_out = match answer {
            None => PlanOfAdmission::Fitting,
            Some(false) => PlanOfAdmission::Another,
            Some(true) => PlanOfAdmission::This(planned),
        };
        let came = PlannedAdmission { program: other, day: day("2026-11-23"), ..plan }.as_stay();
        let stay = app.admit_for(&operator(), carries_out, came.clone(), Approach::default()).await.unwrap();
        assert_eq!((stay == planned, !open_plans(&practice, zoe).await.is_empty()), (takes, is_open), "{answer:?}");
        let shown = app.patient(&operator(), zoe, app::View::Current).await.unwrap();
        assert_eq!(shown.episodes[0].episode.value().program, other);
        if takes {
            let twice = app.admit_for(&operator(), PlanOfAdmission::This(planned), came, Approach::default()).await;
            assert!(twice.is_err(), "a plan is carried out once");
        }
    }
}

#[tokio::test]
async fn an_admission_to_the_program_of_a_plan_leaves_it_open_where_somebody_says_that_it_is_another_one() {
    let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let app = &practice.app;
    let (zoe, program) = somebody(&practice).await;
    let plan = PlannedAdmission { patient: zoe, program, day: day("2026-11-27") };
    let planned = app.plan_admission(&operator(), plan.clone()).await.unwrap();
    let came = PlannedAdmission { day: day("2026-11-23"), ..plan }.as_stay();
    assert_ne!(app.admit_for(&operator(), PlanOfAdmission::Another, came, Approach::default()).await.unwrap(), planned);
    assert_eq!(open_plans(&practice, zoe).await, [(planned, day("2026-11-27"))]);
}

#[tokio::test]
async fn the_worklist_says_of_each_planned_admission_who_pays_how_the_request_stands_and_what_is_next() {
    let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let app = &practice.app;
    let (zoe, program) = somebody(&practice).await;
    let other = patient(app, "Z-10", "Yan", None).await;
    let plan = |of: PatientId, on: &str| PlannedAdmission { patient: of, program, day: day(on) };
    let first = app.plan_admission(&operator(), plan(zoe, "2026-11-27")).await.unwrap();
    let second = app.plan_admission(&operator(), plan(other, "2026-11-30")).await.unwrap();
    let list = async |after, most| app.planned_worklist(&operator(), after, most).await.unwrap();
    let steps = async || list(None, 9).await.rows.iter().map(|row| (row.admission, row.request, row.step)).collect::<Vec<_>>();
    let of_second = (second, FirstRequest::NotAsked, NextStep::RecordPayer);
    assert_eq!(steps().await, [(first, FirstRequest::NotAsked, NextStep::OpenReview), of_second]);
    let review = app.open_next_review(&operator(), first).await.unwrap();
    assert_eq!(steps().await[0], (first, FirstRequest::NotAsked, NextStep::Ask));
    let denied = decision(first, DeterminationOutcome::Denied, ("2026-11-27", "2026-12-03"), "2026-11-22T18:00:00Z");
    app.record_decision(&operator(), denied).await.unwrap();
    let whole = list(None, 9).await;
    let row = &whole.rows[0];
    assert_eq!((row.listed_name.as_str(), row.record_number.as_str(), row.patient), ("Invented, Zoë", "Z-9", zoe));
    assert_eq!((row.program.as_str(), row.day, row.review), ("Riverside IOP", day("2026-11-27"), Some(review)));
    assert_eq!((row.payer.as_str(), row.request, row.step), ("Generic commercial plan", FirstRequest::Denied, NextStep::AnswerDenial));
    assert_eq!((whole.rows.len(), whole.next), (2, None));
    // Part by part, by the day and the plan that were seen last.
    let one = list(None, 1).await;
    assert_eq!((one.rows.as_slice(), one.next), (&whole.rows[..1], Some((day("2026-11-27"), first))));
    assert_eq!(list(one.next, 1).await.rows, whole.rows[1..]);
    app.admit(&operator(), plan(zoe, "2026-11-23").as_stay(), String::new(), None).await.unwrap();
    assert_eq!(steps().await, [of_second], "who came is not awaited any more");
}

#[tokio::test]
async fn the_worklist_shows_clinicians_their_patients_only_and_its_audit_names_whom_it_shows() {
    let practice = practice_in(storage::testing::sqlite().await, Settings::default()).await;
    let app = &practice.app;
    let (zoe, program) = somebody(&practice).await;
    // Anna is treated by the clinician, and comes back another time.
    for (of, on) in [(zoe, "2026-11-27"), (practice.anna, "2026-11-30")] {
        app.plan_admission(&operator(), PlannedAdmission { patient: of, program, day: day(on) }).await.unwrap();
    }
    let (clinician, _) = practice.somebody("ines", &[Role::Clinician], Some(practice.treating)).await;
    let shown = app.planned_worklist(&clinician, None, 9).await.unwrap();
    assert_eq!(shown.rows.iter().map(|row| row.patient).collect::<Vec<_>>(), [practice.anna]);
    let (desk, _) = practice.somebody("dora", &[Role::FrontDesk], None).await;
    let refused = app.planned_worklist(&desk, None, 9).await;
    assert!(matches!(refused, Err(AppError::RoleRefused(app::Data::Authorizations))), "{refused:?}");
    let action = "view_planned_admissions";
    assert!(!names(&practice, zoe, action).await && names(&practice, practice.anna, action).await);
    assert_eq!(app.planned_worklist(&operator(), None, 1).await.unwrap().rows.len(), 1);
    assert!(names(&practice, zoe, action).await, "the first one is shown");
}
