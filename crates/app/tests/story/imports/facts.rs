//! The records that a level of care rests on: the examples of the repository, and what becomes of rows that come again.

use app::Settings;
use app::import::ImportReport;
use care::{DrugScreen, DrugScreenResult, PriorLevelTried, RiskRating, SubstanceClass};
use interchange::RecordKind;
use storage::{StorageError, View};
use vocabulary::{Day, Instant, PatientId};

use super::{TESTING, patient_by_number};
use crate::files::{counts, import, refused, rejections, table};
use crate::practice::{Practice, day, operator, practice};

/// The examples in the order of their guide, with the kinds and numbers of records they bring.
const EXAMPLES: [(&str, &[(RecordKind, u64)]); 43] = [
    ("programs", &[(RecordKind::Program, 1)]),
    ("clinicians", &[(RecordKind::Clinician, 2)]),
    ("patients", &[(RecordKind::Patient, 3)]),
    ("episodes", &[(RecordKind::Episode, 3), (RecordKind::LevelOfCarePeriod, 3)]),
    ("diagnoses", &[(RecordKind::Diagnosis, 3)]),
    ("care_team", &[(RecordKind::CareTeamMember, 3)]),
    ("attendance", &[(RecordKind::Attendance, 6)]),
    ("ratings", &[(RecordKind::Participation, 3), (RecordKind::FunctionRating, 3)]),
    ("risk_ratings", &[(RecordKind::RiskRating, 3)]),
    ("incidents", &[(RecordKind::Incident, 2)]),
    ("medical_status", &[(RecordKind::MedicalStatus, 2)]),
    ("substance_use", &[(RecordKind::SubstanceUse, 2)]),
    ("abstinence_reports", &[(RecordKind::AbstinenceReport, 1)]),
    ("drug_screens", &[(RecordKind::DrugScreen, 3)]),
    ("medication_changes", &[(RecordKind::MedicationChange, 2)]),
    ("treatment_plan_changes", &[(RecordKind::TreatmentPlanChange, 2)]),
    ("goal_progress", &[(RecordKind::GoalProgress, 3)]),
    ("home", &[(RecordKind::Housing, 2), (RecordKind::Supports, 2)]),
    ("prior_levels", &[(RecordKind::PriorLevel, 2)]),
    ("external_levels", &[(RecordKind::ExternalLevelOfCare, 2)]),
    ("clinician_statements", &[(RecordKind::ClinicianStatement, 2)]),
    ("planned_visits", &[(RecordKind::PlannedVisit, 5)]),
    ("step_down_plans", &[(RecordKind::StepDownPlan, 2)]),
    ("coverages", &[(RecordKind::Coverage, 2)]),
    ("authorizations", &[(RecordKind::Authorization, 3)]),
    ("billed_units", &[(RecordKind::BilledUnits, 3)]),
    ("posted_charges", &[(RecordKind::PostedCharge, 3)]),
    ("benefit_quotes", &[(RecordKind::BenefitQuote, 2)]),
    ("case_agreements", &[(RecordKind::CaseAgreement, 1)]),
    ("patient_payments", &[(RecordKind::PatientPayment, 3)]),
    ("posted_write_offs", &[(RecordKind::PostedWriteOff, 2)]),
    ("claim_accounts", &[(RecordKind::ClaimAccount, 2)]),
    ("certifications", &[(RecordKind::Certification, 2)]),
    ("orders", &[(RecordKind::LevelOfCareOrder, 1)]),
    ("chart_papers", &[(RecordKind::ChartPaper, 5)]),
    ("provider_credentials", &[(RecordKind::ProviderCredential, 2)]),
    ("exclusion_checks", &[(RecordKind::ExclusionCheck, 3)]),
    ("service_notes", &[(RecordKind::ServiceNote, 5)]),
    ("day_rates", &[(RecordKind::DayRate, 3)]),
    ("contract_rates", &[(RecordKind::ContractRate, 4)]),
    ("treatment_goals", &[(RecordKind::TreatmentGoal, 3)]),
    ("medications", &[(RecordKind::Medication, 2)]),
    ("appointments", &[(RecordKind::DischargeAppointment, 2)]),
];

fn example(name: &str) -> String {
    let path = format!("{}/../../examples/practice/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// Reads records of patients: `found!(practice, risk_rating, [patient])`.
macro_rules! found {
    ($practice:expr, $kind:ident, $patient:expr) => {{
        let patient: PatientId = $patient;
        let read = $practice.test.database.read::<_, StorageError, _>(&TESTING, move |unit| {
            Box::pin(async move { storage::$kind::of_patients(unit, &[patient], View::Current).await })
        });
        read.await.unwrap()
    }};
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_is_imported_whole_and_a_second_time_changes_nothing() {
    let practice = practice(Settings::default()).await;
    for (name, expected) in EXAMPLES {
        let (mapping, text) = (example(&format!("{name}.toml")), example(&format!("{name}.csv")));
        let report = import(&practice.app, &text, table(&mapping)).await;
        assert_eq!((rejections(&report), report.added.clone()), (Vec::new(), expected.iter().copied().collect()), "{name}");
        // Another file that says the same.
        let again = import(&practice.app, &format!("{text}\n"), table(&mapping)).await;
        assert!(!again.already_imported);
        let (added, unchanged, rejected) = counts(&again);
        assert_eq!((added, rejected), (0, 0), "{name}");
        assert!(unchanged >= report.counts.records_added, "{name}: {unchanged}");
    }
    let bo = patient_by_number(&practice, "1002").await.unwrap();
    let attendance = found!(practice, attendance, bo);
    let episodes = found!(practice, episode, bo);
    assert_eq!(attendance.iter().map(|stored| stored.value().episode).collect::<Vec<_>>(), [episodes[0].id; 2]);
    assert_eq!(attendance.iter().map(|stored| stored.value().delivered_minutes).collect::<Vec<_>>(), [360, 0]);
    assert_eq!(attendance[0].recorded.effective_day, day("2026-10-06"));
    let ana = patient_by_number(&practice, "1001").await.unwrap();
    let ratings: Vec<RiskRating> = found!(practice, risk_rating, ana).into_iter().map(|stored| stored.recorded.value).collect();
    let billed = found!(practice, billed_units, ana);
    let granted = found!(practice, authorization, ana);
    let named: Vec<_> = billed.iter().map(|stored| stored.value().authorization).collect();
    assert_eq!(named, [granted.iter().find(|stored| stored.value().period.contains(day("2026-09-15"))).map(|stored| stored.id), None]);
    // Half past ten on the program's clock.
    assert_eq!(ratings[0].assessed_at, "2026-09-14T14:30:00Z".parse::<Instant>().unwrap());
    assert!(ratings[0].episode.is_some() && ratings[0].rated_by.is_some());
}

async fn steps<const N: usize>(practice: &Practice, mapping: &str, steps: [(&str, (i64, i64, i64), u64); N]) -> Vec<ImportReport> {
    let mut reports = Vec::new();
    for (text, expected, ended) in steps {
        let report = import(&practice.app, text, table(mapping)).await;
        assert_eq!((counts(&report), report.ended), (expected, ended), "{text}");
        reports.push(report);
    }
    reports
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pending_screen_gets_its_result_and_a_level_tried_before_its_end() {
    let practice = practice(Settings::default()).await;
    let screens = "[[records]]\nkind = \"drug_screen\"\npatient = \"mrn\"\nday = \"day\"\nresult = \"result\"\nsubstances = \"found\"\n";
    let header = "mrn,day,result,found\n";
    steps(
        &practice,
        screens,
        [
            (&format!("{header}A-1,2026-11-02,pending,\n"), (1, 0, 0), 0),
            (&format!("{header}A-1,2026-11-02,unexpected,opioids\nA-1,2026-11-09,pending,\n"), (2, 0, 0), 1),
            (&format!("{header}A-1,2026-11-02,pending,\n\n"), (0, 1, 0), 0),
            (&format!("{header}A-1,2026-11-02,expected,\n"), (0, 0, 1), 0),
        ],
    )
    .await;
    let kept: Vec<DrugScreen> = found!(practice, drug_screen, practice.anna).into_iter().map(|stored| stored.recorded.value).collect();
    assert_eq!((kept[0].result, kept[0].substances.as_slice()), (DrugScreenResult::Unexpected, [SubstanceClass::Opioids].as_slice()));
    assert_eq!((kept.len(), kept[1].result), (2, DrugScreenResult::Pending));

    let levels = "[[records]]\nkind = \"prior_level\"\npatient = \"mrn\"\nlevel_of_care = \"level\"\nfirst_day = \"from\"\nlast_day = \"to\"\noutcome = \"how\"\n";
    let header = "mrn,level,from,to,how\n";
    steps(
        &practice,
        levels,
        [
            (&format!("{header}A-1,OP,2026-01-05,,unknown\n"), (1, 0, 0), 0),
            (&format!("{header}A-1,OP,2026-01-05,2026-03-05,not_enough\n"), (1, 0, 0), 1),
            (&format!("{header}A-1,OP,2026-01-05,2026-03-06,enough\n"), (0, 0, 1), 0),
        ],
    )
    .await;
    let kept: Vec<PriorLevelTried> = found!(practice, prior_level, practice.anna).into_iter().map(|stored| stored.recorded.value).collect();
    assert_eq!((kept.len(), kept[0].period.last(), kept[0].episode), (1, Some(day("2026-03-05")), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_a_later_file_moves_is_the_same_visit() {
    let practice = practice(Settings::default()).await;
    let visits = "[[records]]\nkind = \"planned_visit\"\nkey = \"id\"\npatient = \"mrn\"\nday = \"day\"\nstarts_at = \"time\"\n\
                  type = { constant = \"group\" }\n";
    let header = "id,mrn,day,time\n";
    let reports = steps(
        &practice,
        visits,
        [
            (&format!("{header}1,A-1,2026-11-30,9:00 AM\n2,A-1,2026-12-02,\n"), (2, 0, 0), 0),
            (&format!("{header}1,A-1,2026-12-01,09:30\n2,A-1,2026-12-02,\n"), (1, 1, 0), 1),
            (&format!("{header}1,A-1,2026-12-01,2026-12-01T09:30\n"), (0, 1, 0), 0),
            (&format!("{header}3,A-1,2026-12-01,2026-12-02T09:30\n4,A-1,2028-12-01,\n5,A-1,2026-12-01,soon\n"), (0, 0, 3), 0),
        ],
    )
    .await;
    let told: Vec<_> = rejections(&reports[3]).into_iter().map(|(_, reason)| reason).collect();
    assert_eq!(told, ["reject-not-a-day", "care-too-much", "reject-not-a-day"]);
    let kept = found!(practice, planned_visit, practice.anna);
    let kept: Vec<_> = kept.iter().map(|each| (each.value().day, each.value().starts_at.map(|time| time.to_string()))).collect();
    assert_eq!(kept, [(day("2026-12-01"), Some("09:30".to_owned())), (day("2026-12-02"), None)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_called_off_or_put_right_does_not_come_back_with_the_next_export() {
    let practice = practice(Settings::default()).await;
    let visits = "[[records]]\nkind = \"planned_visit\"\nkey = \"id\"\npatient = \"mrn\"\nday = \"day\"\nstarts_at = \"time\"\n\
                  type = { constant = \"group\" }\n";
    let export = "id,mrn,day,time\n1,A-1,2026-11-30,09:00\n2,A-1,2026-12-02,09:00\n";
    import(&practice.app, export, table(visits)).await;
    let on_record = async || {
        let found = found!(practice, planned_visit, practice.anna);
        found.iter().map(|each| (each.value().day, each.value().starts_at.map(|time| time.to_string()))).collect::<Vec<_>>()
    };
    let [first, second] = <[_; 2]>::try_from(found!(practice, planned_visit, practice.anna)).unwrap();
    let which = |id| (RecordKind::PlannedVisit, id, vocabulary::Version::FIRST);
    practice.app.withdraw_care_fact(&operator(), practice.anna, which(first.id), "called to say they cannot come").await.unwrap();
    let given = [("day", "2026-12-02"), ("starts_at", "11:00"), ("type", "group"), ("group", "")];
    let given = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    practice.app.correct_care_fact(&operator(), practice.anna, which(second.id), given).await.unwrap();
    let mended = [(day("2026-12-02"), Some("11:00".to_owned()))];
    assert_eq!(on_record().await, mended);
    let again = import(&practice.app, &format!("{export}\n"), table(visits)).await;
    assert_eq!((counts(&again), on_record().await), ((0, 2, 0), mended.to_vec()), "the next export says nothing new");
    // What the schedule moved since counts.
    let moved = import(&practice.app, "id,mrn,day,time\n1,A-1,2026-12-01,09:00\n2,A-1,2026-12-03,09:00\n", table(visits)).await;
    assert_eq!(counts(&moved), (2, 0, 0));
    assert_eq!(on_record().await.iter().map(|(on, _)| *on).collect::<Vec<_>>(), [day("2026-12-01"), day("2026-12-03")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_that_goes_on_ends_by_a_later_file_and_its_successor_follows() {
    let practice = practice(Settings::default()).await;
    let contracts = "[[records]]\nkind = \"contract_rate\"\npayer = \"payer\"\nservice = \"code\"\nunit_amount = \"rate\"\n\
                     first_day = \"from\"\nlast_day = \"to\"\n";
    let days = example("day_rates.toml");
    let check = async |mapping: &str, header: &str, open: &str, ended: &str, next: &str| {
        let told = async |rows: &str| {
            let report = import(&practice.app, &format!("{header}\n{rows}\n"), table(mapping)).await;
            let told: Vec<String> = rejections(&report).into_iter().map(|(_, reason)| reason.to_owned()).collect();
            (report.counts.records_added, told)
        };
        assert_eq!(told(open).await, (1, vec![]), "{open}");
        assert_eq!(told(next).await, (0, vec!["reject-conflict".to_owned()]), "the first one has to end: {next}");
        assert_eq!(told(&format!("{ended}\n{next}")).await, (2, vec![]), "{ended}");
        assert_eq!(told(&format!("{ended}\n{next}\n{open}")).await, (0, vec![]), "what is on record stays: {ended}");
    };
    let header = "payer,code,rate,from,to";
    check(contracts, header, "P1,90834,120,2026-01-01,", "P1,90834,120,2026-01-01,2026-06-30", "P1,90834,130,2026-07-01,").await;
    let header = "payer,level_of_care,amount,first_day,last_day";
    let row = |amount: &str, days: &str| format!("generic-commercial,iop,{amount},{days}");
    let (open, ended) = (row("400", "2026-01-01,"), row("400", "2026-01-01,2026-06-30"));
    check(&days, header, &open, &ended, &row("410", "2026-07-01,")).await;
    // By the form too.
    let rate = |last: Option<&str>| care::DayRate {
        payer: "generic-commercial".to_owned(),
        level_of_care: vocabulary::LevelOfCare::IntensiveOutpatient,
        amount: vocabulary::Money::from_cents(41_000),
        period: vocabulary::Period::new(day("2026-07-01"), last.map(day)).unwrap(),
    };
    assert!(practice.app.record_day_rate(&operator(), rate(None)).await.is_err(), "it is on record");
    practice.app.record_day_rate(&operator(), rate(Some("2026-12-31"))).await.unwrap();
    let payer = practice.app.payer(&operator(), "generic-commercial".to_owned()).await.unwrap();
    let last: Vec<_> = payer.rates.iter().map(|rate| rate.value().period.last()).collect();
    assert_eq!(last, [Some(day("2026-06-30")), Some(day("2026-12-31"))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn billed_units_that_name_their_authorization_later_are_the_same_units() {
    let practice = practice(Settings::default()).await;
    let granted = "patient,payer,number,level_of_care,codes,unit,units,first_day,last_day,next_review,reviewer\n\
                   A-1,generic-commercial,N-1,iop,,day,5,2026-10-05,2026-10-09,,\n";
    import(&practice.app, granted, table(&example("authorizations.toml"))).await;
    let billed = "[[records]]\nkind = \"billed_units\"\npatient = \"mrn\"\nday = \"day\"\nunit = { constant = \"day\" }\n\
                  units = { constant = \"1\" }\nauthorization = \"number\"\n";
    let units = async |rows: &str| {
        let report = import(&practice.app, &format!("mrn,day,number\n{rows}\n"), table(billed)).await;
        let found = found!(practice, billed_units, practice.anna);
        (counts(&report), found.iter().map(|each| each.value().authorization.is_some()).collect::<Vec<_>>())
    };
    assert_eq!(units("A-1,2026-10-05,\nA-1,2026-10-06,").await, ((2, 0, 0), vec![false, false]));
    assert_eq!(units("A-1,2026-10-05,N-1\nA-1,2026-10-06,").await, ((1, 1, 0), vec![true, false]));
    assert_eq!(units("A-1,2026-10-05,N-1\n\nA-1,2026-10-06,").await, ((0, 2, 0), vec![true, false]));
    assert_eq!(units("A-1,2026-10-05,\nA-1,2026-10-06,N-1").await, ((1, 1, 0), vec![true, true]));
}

#[tokio::test(flavor = "multi_thread")]
async fn billed_units_name_an_authorization_that_covers_the_day_and_rates_do_not_overlap() {
    let practice = practice(Settings::default()).await;
    let check = async |mapping: &str, text: &str, expected: &[&str]| {
        let report = import(&practice.app, text, table(mapping)).await;
        let told: Vec<_> = rejections(&report).into_iter().map(|(_, reason)| reason).collect();
        assert_eq!(told, expected, "{text}");
        report.counts.records_added
    };
    let grants = example("authorizations.toml");
    let granted = "patient,payer,number,level_of_care,codes,unit,units,first_day,last_day,next_review,reviewer\n\
                   A-1,generic-commercial,N-1,iop,,day,5,2026-10-05,2026-10-09,,\n";
    assert_eq!(check(&grants, granted, &[]).await, 1);
    let billed = "[[records]]\nkind = \"billed_units\"\npatient = \"mrn\"\nday = \"day\"\nunit = { constant = \"day\" }\n\
                  units = { constant = \"1\" }\nauthorization = \"number\"\n";
    let rows = "mrn,day,number\nA-1,2026-10-05,N-1\nA-1,2026-10-06,\nA-1,2026-10-07,N-9\nA-1,2026-10-12,N-1\nA-2,2026-10-05,N-1\n";
    assert_eq!(check(billed, rows, &["reject-unknown-authorization"; 3]).await, 2);

    let rates = example("day_rates.toml");
    let header = "payer,level_of_care,amount,first_day,last_day\n";
    let rows = format!(
        "{header}generic-commercial,iop,412.50,2026-01-01,2026-06-30\ngeneric-commercial,iop,420,2026-06-30,\nnobody,iop,420,2026-01-01,\n\
         generic-commercial,php,much,2026-01-01,\ngeneric-commercial,php,0,2026-01-01,\ngeneric-commercial,php,600,2026-06-30,2026-01-01\n"
    );
    let told = ["reject-conflict", "reject-unknown-payer", "reject-unknown-code", "care-empty", "care-backwards"];
    assert_eq!(check(&rates, &rows, &told).await, 1);
    let same = format!("{header}generic-commercial,iop,412.5,2026-01-01,2026-06-30\n\n");
    assert_eq!(check(&rates, &same, &[]).await, 0, "what is on record is on record once");
    let payer = practice.app.payer(&operator(), "generic-commercial".to_owned()).await.unwrap();
    assert_eq!(payer.rates.iter().map(|rate| rate.value().amount.cents()).collect::<Vec<_>>(), [41_250]);
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_that_fit_nowhere_are_told_row_by_row() {
    let practice = practice(Settings::default()).await;
    let check = async |mapping: &str, text: &str, expected: &[&str]| {
        let report = import(&practice.app, text, table(mapping)).await;
        let told: Vec<_> = rejections(&report).into_iter().map(|(_, reason)| reason).collect();
        assert_eq!(told, expected, "{text}");
        report.counts.records_added
    };
    let participation = "[[records]]\nkind = \"participation\"\npatient = \"mrn\"\nday = \"day\"\nrating = \"r\"\n";
    let rows = "mrn,day,r\nA-1,2026-10-05,3\nA-1,2026-09-05,3\nA-1,2026-11-24,3\nA-9,2026-10-05,3\n";
    assert_eq!(check(participation, rows, &["reject-unknown-episode", "care-future", "reject-unknown-patient"]).await, 1);

    let risk = "[[records]]\nkind = \"risk_rating\"\npatient = \"mrn\"\nassessed_at = \"at\"\nlevel = \"l\"\nbasis = { constant = \"asq\" }\nrated_by = \"who\"\n";
    let rows = "mrn,at,l,who\nA-1,2026-11-23T13:00:00Z,low,C1\nA-1,2026-11-20T13:00:00Z,low,C7\nA-1,1980-11-20T13:00:00Z,low,C1\n\
                A-1,2026-08-20T13:00:00Z,low,C1\n";
    let told = ["care-later", "reject-unknown-clinician", "care-before-birth"];
    assert_eq!(check(risk, rows, &told).await, 1, "a rating outside of any episode is taken");
    assert_eq!(found!(practice, risk_rating, practice.anna)[0].value().episode, None);

    let episode = "[[records]]\nkind = \"episode\"\nkey = \"key\"\npatient = \"mrn\"\nprogram = { constant = \"RIV-IOP\" }\nadmitted = \"in\"\n\
                   discharged = \"out\"\ndischarge_type = { constant = \"completed\" }\n";
    assert_eq!(check(episode, "key,mrn,in,out\nep1,A-2,2026-03-02,2026-04-01\n", &[]).await, 1);
    let attendance = "[[records]]\nkind = \"attendance\"\nkey = \"key\"\npatient = \"mrn\"\nepisode = \"episode\"\nday = \"day\"\n\
                      type = { constant = \"group\" }\nstatus = \"came\"\nplanned_minutes = \"p\"\ndelivered_minutes = \"d\"\n";
    let rows = "key,mrn,episode,day,came,p,d\n1,A-2,ep1,2026-03-09,attended,60,60\n2,A-2,ep1,2026-05-09,attended,60,60\n\
                3,A-2,ep7,2026-03-09,attended,60,60\n4,A-2,ep1,2026-03-10,absent,60,10\n1,A-2,ep1,2026-03-09,attended,60,30\n";
    let told = ["care-outside-episode", "reject-unknown-episode", "care-contradiction", "reject-duplicate"];
    assert_eq!(check(attendance, rows, &told).await, 1);
    let other = "key,mrn,episode,day,came,p,d\n1,A-2,ep1,2026-03-09,attended,60,30\n";
    assert_eq!(check(attendance, other, &["reject-conflict"]).await, 0);
}

const NOTES: &str = "[[records]]\nkind = \"service_note\"\npatient = \"mrn\"\nday = \"day\"\nservice = \"code\"\nstarted_at = \"from\"\nstopped_at = \"to\"\n\
                     author = \"by\"\nsigned_day = \"signed\"\nneeds_cosigner = \"second\"\ncosigned_day = \"second_on\"\ngroup_size = \"size\"\n";
const NOTES_HEADER: &str = "mrn,day,code,from,to,by,signed,second,second_on,size\n";

#[tokio::test(flavor = "multi_thread")]
async fn the_signatures_of_a_note_come_later_and_nothing_else_of_it_changes_by_file() {
    let practice = practice(Settings::default()).await;
    let note = |signed: &str, second: &str| format!("{NOTES_HEADER}A-1,2026-11-03,90834,10:00,10:45,C1,{signed},yes,{second},\n");
    steps(
        &practice,
        NOTES,
        [
            (&note("", ""), (1, 0, 0), 0),
            (&note("2026-11-04", ""), (1, 0, 0), 1),
            (&note("2026-11-04", "2026-11-05"), (1, 0, 0), 1),
            (&format!("{}\n", note("", "")), (0, 1, 0), 0),
            (&note("2026-11-06", "2026-11-06"), (0, 0, 1), 0),
        ],
    )
    .await;
    let kept = found!(practice, service_note, practice.anna);
    assert_eq!((kept.len(), kept[0].recorded.version.0, kept[0].value().author), (1, 3, Some(practice.treating)));
    assert_eq!((kept[0].value().signed_day, kept[0].value().cosigned_day), (Some(day("2026-11-04")), Some(day("2026-11-05"))));
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_that_contradict_themselves_are_told_row_by_row_and_text_is_never_taken() {
    let practice = practice(Settings::default()).await;
    let rows = [
        "A-1,2026-11-03,,10:45,10:00,C1,,,,",
        "A-1,2026-11-03,,,,C1,2026-11-02,,,",
        "A-1,2026-11-03,,,,C1,2026-11-24,,,",
        "A-1,2026-11-03,,,,C1,2026-11-03,,2026-11-02,",
        "A-1,2026-11-03,,,,C1,,,,0",
        "A-1,2026-11-03,,,,C9,,,,",
        "A-1,2026-09-03,,,,C1,,,,",
        "A-9,2026-11-03,,,,C1,,,,",
    ];
    let report = import(&practice.app, &format!("{NOTES_HEADER}{}\n", rows.join("\n")), table(NOTES)).await;
    let told: Vec<_> = rejections(&report).into_iter().map(|(_, reason)| reason).collect();
    let expected = [
        "care-contradiction",
        "care-too-early",
        "care-future",
        "care-too-early",
        "care-too-few",
        "reject-unknown-clinician",
        "reject-unknown-episode",
        "reject-unknown-patient",
    ];
    assert_eq!((told.as_slice(), report.counts.records_added), (expected.as_slice(), 0));
    let text = "mrn,day,code,from,to,by,signed,second,second_on,size,Note text\nA-1,2026-11-03,,,,,,,,,what was said\n";
    assert_eq!(refused(&practice.app, text.as_bytes(), table(NOTES)).await, "the column Note text is called like the text of a note");
    assert!(found!(practice, service_note, practice.anna).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn authorizations_and_coverages_that_begin_after_today_are_taken() {
    let practice = practice(Settings::default()).await;
    let granted = "patient,payer,number,level_of_care,codes,unit,units,first_day,last_day,next_review,reviewer\n\
                   A-1,generic-commercial,N-9,iop,,day,5,2026-12-21,2026-12-25,,\n";
    let report = import(&practice.app, granted, table(&example("authorizations.toml"))).await;
    assert!(rejections(&report).is_empty());
    assert_eq!(found!(practice, authorization, practice.anna).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn authorizations_that_cannot_be_are_told_row_by_row_and_those_that_overlap_are_taken_and_shown() {
    let practice = practice(Settings::default()).await;
    let header = "patient,payer,number,level_of_care,codes,unit,units,first_day,last_day,next_review,reviewer";
    let check = async |row: &str, expected: &[&str]| {
        let report = import(&practice.app, &format!("{header}\n{row}\n"), table(&example("authorizations.toml"))).await;
        let told: Vec<_> = rejections(&report).into_iter().map(|(_, reason)| reason).collect();
        assert_eq!(told, expected, "{row}");
    };
    check("A-1,generic-commercial,N-1,iop,,day,0,2026-10-05,2026-10-09,,", &["decision-problem-no-units"]).await;
    check("A-1,generic-commercial,N-1,iop,,day,5,2026-02-30,2026-10-09,,", &["reject-not-a-day"]).await;
    check("A-1,generic-commercial,N-1,iop,,day,5,2026-10-09,2026-10-05,,", &["care-backwards"]).await;
    check("A-1,nobody,N-1,iop,,day,5,2026-10-05,2026-10-09,,", &["reject-unknown-payer"]).await;
    check("A-1,generic-commercial,N-1,iop,,day,5,2026-09-20,2026-10-09,,", &["reject-unknown-episode"]).await;
    check("A-1,generic-commercial,N-1,iop,,day,9,2026-10-05,2026-10-09,,", &["decision-problem-too-many-units"]).await;
    check("A-1,generic-commercial,N-1,iop,,fortnight,5,2026-10-05,2026-10-09,,", &["reject-unknown-code"]).await;
    check("A-9,generic-commercial,N-1,iop,,day,5,2026-10-05,2026-10-09,,", &["reject-unknown-patient"]).await;
    assert!(found!(practice, authorization, practice.anna).is_empty());
    check("A-1,generic-commercial,N-1,iop,,day,5,2026-10-05,2026-10-09,,", &[]).await;
    check("A-1,generic-commercial,N-2,iop,,day,5,2026-10-09,2026-10-13,,", &[]).await;
    let page = practice.app.authorizations(&operator(), practice.anna).await.unwrap();
    let overlap: Vec<_> = page.days.iter().flat_map(|(_, days)| &days.overlaps).map(|overlap| overlap.period.first()).collect();
    assert_eq!(overlap, ["2026-10-09".parse::<Day>().unwrap()], "both are kept, and the page says that they overlap");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_has_one_patient_and_what_was_taken_back_does_not_come_again() {
    let practice = practice(Settings::default()).await;
    let accounts = "[[records]]\nkind = \"claim_account\"\naccount = \"account\"\npatient = \"mrn\"\n";
    let header = "account,mrn\n";
    steps(
        &practice,
        accounts,
        [(&format!("{header}B-1,A-1\nB-2,A-1\nB-2,A-2\nB-3,Z-9\n"), (2, 0, 2), 0), (&format!("{header}B-1,A-1\nB-1,A-2\n"), (0, 1, 1), 0)],
    )
    .await;
    let kept = found!(practice, claim_account, practice.anna);
    assert_eq!(kept.iter().map(|stored| stored.value().account.as_str()).collect::<Vec<_>>(), ["B-1", "B-2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agreement_for_one_patient_is_ended_by_a_later_file() {
    let practice = practice(Settings::default()).await;
    let mapping = "[[records]]\nkind = \"case_agreement\"\npatient = \"mrn\"\nservice = \"code\"\nagreed_amount = \"rate\"\n\
                   first_day = \"from\"\nlast_day = \"to\"\n";
    let header = "mrn,code,rate,from,to\n";
    steps(
        &practice,
        mapping,
        [
            (&format!("{header}A-1,H0015,500.00,2026-10-01,\n"), (1, 0, 0), 0),
            (&format!("{header}A-1,H0015,500.00,2026-10-01,2026-12-31\n"), (1, 0, 0), 1),
            (&format!("{header}A-1,H0015,520.00,2026-10-01,\n"), (0, 0, 1), 0),
        ],
    )
    .await;
    let kept = found!(practice, case_agreement, practice.anna);
    assert_eq!(kept[0].value().period.last(), Some(day("2026-12-31")));
}

#[tokio::test(flavor = "multi_thread")]
async fn times_without_an_offset_are_of_the_clock_of_the_program_whose_episode_they_belong_to() {
    let practice = practice(Settings::default()).await;
    let app = &practice.app;
    let cy = crate::practice::patient(app, "A-3", "Cy", None).await;
    let lake = care::Program {
        code: "LAKE".to_owned(),
        name: "Lake".to_owned(),
        level_of_care: vocabulary::LevelOfCare::Outpatient,
        zone: "America/Chicago".parse().unwrap(),
        part2: false,
        closed_since: None,
    };
    let stay = app.patient(&operator(), practice.anna, View::Current).await.unwrap().episodes[0].episode.value().clone();
    let program = app.add_program(&operator(), lake).await.unwrap();
    app.admit(&operator(), care::Episode { patient: cy, program, ..stay }, String::new(), None).await.unwrap();

    let incidents = "[[records]]\nkind = \"incident\"\npatient = \"mrn\"\noccurred_at = \"at\"\ntype = { constant = \"violence\" }\n";
    // The second night is the one in which clocks are set back, the third time carries its offset.
    let times = ["2026-10-20 23:30", "2026-11-01 01:30", "2026-10-21T14:30:00Z"];
    let rows: String = ["A-1", "A-3"].iter().flat_map(|mrn| times.map(|at| format!("{mrn},{at}\n"))).collect();
    let report = import(app, &format!("mrn,at\n{rows}"), table(incidents)).await;
    assert_eq!((counts(&report), rejections(&report)), ((6, 0, 0), Vec::new()));
    let mut new_york: Vec<String> =
        found!(practice, incident, practice.anna).iter().map(|stored| stored.value().occurred_at.to_string()).collect();
    let mut chicago: Vec<String> = found!(practice, incident, cy).iter().map(|stored| stored.value().occurred_at.to_string()).collect();
    new_york.sort_unstable();
    chicago.sort_unstable();
    assert_eq!(new_york, ["2026-10-21T03:30:00.000000Z", "2026-10-21T14:30:00.000000Z", "2026-11-01T05:30:00.000000Z"]);
    assert_eq!(chicago, ["2026-10-21T04:30:00.000000Z", "2026-10-21T14:30:00.000000Z", "2026-11-01T06:30:00.000000Z"]);
    let days: Vec<Day> = found!(practice, incident, cy).iter().map(|stored| stored.recorded.effective_day).collect();
    assert!(days.contains(&day("2026-10-20")), "its day is that of the clock on the wall: {days:?}");
    let again = import(app, &format!("mrn,at\n{rows}\n"), table(incidents)).await;
    assert_eq!(counts(&again), (0, 6, 0), "the same file again changes nothing");
}
