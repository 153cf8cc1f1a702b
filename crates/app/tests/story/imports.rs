//! Files come in: every kind of record, once and again, and what becomes of the rows that cannot be taken.

mod again;
mod facts;

use app::import::{Format, Forms, ImportRequest};
use app::release::Disclosure;
use app::{AppError, Data, Settings};
use interchange::RecordKind;
use storage::View;
use storage::import_batch::BatchState;
use vocabulary::{Points, Role};

use crate::files::{
    PHQ9_HEADER, PHQ9_MAPPING, counts, dry_run, fhir_patient, fhir_phq9, fhir_total, file, import, phq9_row, refused, rejections, table,
};
use crate::practice::{Practice, day, operator, practice, practice_in};

async fn latest(practice: &Practice, patient: vocabulary::PatientId) -> Vec<(vocabulary::Day, Option<Points>)> {
    let page = practice.app.patient(&operator(), patient, View::Current).await.unwrap();
    page.series.iter().flat_map(|series| &series.scores).map(|score| (score.day, score.outcome.value())).collect()
}

async fn patient_by_number(practice: &Practice, number: &'static str) -> Option<vocabulary::PatientId> {
    let read = practice.test.database.read::<_, storage::StorageError, _>(&TESTING, move |unit| {
        Box::pin(async move { storage::patient::by_record_number(unit, number, View::Current).await })
    });
    read.await.unwrap().map(|patient| patient.id)
}

static TESTING: std::sync::LazyLock<storage::Operation> = std::sync::LazyLock::new(|| storage::testing::operation("look"));

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_a_table_are_scored_on_the_patients_page() {
    let practice = practice(Settings::default()).await;
    let text = PHQ9_HEADER.to_owned()
        + &phq9_row("A-1", "2026-11-02", [2, 2, 2, 2, 1, 1, 1, 0, 1], "12")
        + &phq9_row("A-1", "2026-11-09", [1; 9], "9")
        + &phq9_row("A-2", "2026-11-09", [3; 9], "");
    let report = import(&practice.app, &text, table(PHQ9_MAPPING)).await;
    assert_eq!((counts(&report), report.counts.rows_read), ((3, 0, 0), 3));
    assert_eq!(report.understanding.instruments["phq-9"].statuses["scored"], 3);
    assert_eq!(report.understanding.totals_differ, 0);
    let anna = latest(&practice, practice.anna).await;
    assert_eq!(anna, [(day("2026-11-02"), Some(Points::from_whole(12))), (day("2026-11-09"), Some(Points::from_whole(9)))]);
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    let opened = practice.app.administration(&operator(), page.administrations[0].id).await.unwrap().administration;
    assert_eq!(opened.value().episode, Some(page.episodes[0].episode.id));
    assert_eq!(opened.recorded.source, vocabulary::Source::Batch(report.batch));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_twice_changes_nothing_and_known_records_in_another_file_are_unchanged() {
    let practice = practice(Settings::default()).await;
    let rows: Vec<String> = (1..=3).map(|number| phq9_row("A-1", &format!("2026-11-0{number}"), [1; 9], "9")).collect();
    let first = import(&practice.app, &format!("{PHQ9_HEADER}{}{}", rows[0], rows[1]), table(PHQ9_MAPPING)).await;
    let again = import(&practice.app, &format!("{PHQ9_HEADER}{}{}", rows[0], rows[1]), table(PHQ9_MAPPING)).await;
    assert!(again.already_imported && !first.already_imported);
    assert_eq!((again.batch, counts(&again)), (first.batch, (2, 0, 0)));
    let more = import(&practice.app, &format!("{PHQ9_HEADER}{}", rows.concat()), table(PHQ9_MAPPING)).await;
    assert_eq!((more.already_imported, counts(&more)), (false, (1, 2, 0)));
    assert_eq!(latest(&practice, practice.anna).await.len(), 3);
    let twice =
        import(&practice.app, &format!("{PHQ9_HEADER}{0}{0}", phq9_row("A-2", "2026-11-01", [0; 9], "")), table(PHQ9_MAPPING)).await;
    assert_eq!(counts(&twice), (1, 1, 0));
    assert_eq!(practice.app.imports(&operator(), None, 10).await.unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_withdrawn_does_not_come_back_with_the_next_file_and_what_the_file_puts_right_does() {
    let practice = practice(Settings::default()).await;
    let mapping = "[[records]]\nkind = \"housing\"\nkey = \"key\"\npatient = \"mrn\"\nday = \"day\"\nsafe = \"safe\"\n";
    let header = "key,mrn,day,safe\n";
    let (first, second) = ("h1,A-1,2026-11-02,yes\n", "h2,A-1,2026-11-09,no\n");
    let housing = async || practice.app.care_facts(&operator(), practice.anna, View::Current).await.unwrap().facts;
    assert_eq!(counts(&import(&practice.app, &format!("{header}{first}"), table(mapping)).await), (1, 0, 0));
    let fact = housing().await.remove(0);
    let reason = "it is somebody else's";
    let at = (RecordKind::Housing, fact.id, fact.version);
    practice.app.withdraw_care_fact(&operator(), practice.anna, at, reason).await.unwrap();
    let cumulative = format!("{header}{first}{second}");
    assert_eq!(counts(&import(&practice.app, &cumulative, table(mapping)).await), (1, 1, 0));
    assert_eq!(housing().await.iter().map(|fact| fact.day).collect::<Vec<_>>(), [day("2026-11-09")]);
    let put_right = format!("{header}h1,A-2,2026-11-02,yes\n{second}");
    assert_eq!(counts(&import(&practice.app, &put_right, table(mapping)).await), (1, 1, 0));
    assert_eq!(practice.app.care_facts(&operator(), practice.ben, View::Current).await.unwrap().facts.len(), 1);

    let rows = [phq9_row("A-1", "2026-11-02", [1; 9], "9"), phq9_row("A-1", "2026-11-09", [2; 9], "18")];
    import(&practice.app, &format!("{PHQ9_HEADER}{}", rows[0]), table(PHQ9_MAPPING)).await;
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    let (id, version) = (page.administrations[0].id, vocabulary::Version::FIRST);
    practice.app.void_administration(&operator(), id, version, reason).await.unwrap();
    let again = import(&practice.app, &format!("{PHQ9_HEADER}{}", rows.concat()), table(PHQ9_MAPPING)).await;
    assert_eq!(counts(&again), (1, 1, 0));
    assert_eq!(latest(&practice, practice.anna).await, [(day("2026-11-09"), Some(Points::from_whole(18)))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_which_rows_were_refused_is_read_again_once_they_can_be_taken() {
    let practice = practice(Settings::default()).await;
    let tomorrow = practice.app.now().plus_seconds(86_400).day_in(&vocabulary::ZoneName::utc()).to_string();
    let text = format!("{PHQ9_HEADER}{}{}", phq9_row("A-1", "2026-11-02", [1; 9], "9"), phq9_row("A-1", &tomorrow, [2; 9], "18"));
    assert_eq!(counts(&import(&practice.app, &text, table(PHQ9_MAPPING)).await), (1, 0, 1));
    practice.test.pass_seconds(2 * 86_400);
    let again = import(&practice.app, &text, table(PHQ9_MAPPING)).await;
    assert_eq!((again.already_imported, counts(&again)), (false, (1, 1, 0)));
    assert!(import(&practice.app, &text, table(PHQ9_MAPPING)).await.already_imported);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_cannot_be_taken_are_told_one_by_one_and_come_back_in_a_file() {
    let practice = practice(Settings::default()).await;
    let bad = [
        phq9_row("A-9", "2026-11-02", [0; 9], ""),
        phq9_row("A-1", "2026-12-02", [0; 9], ""),
        phq9_row("A-1", "1989-11-02", [0; 9], ""),
        phq9_row("A-1", "2026-11-02", [0, 0, 0, 7, 0, 0, 0, 0, 0], ""),
        "A-1,2026-11-02,1\n".to_owned(),
        phq9_row("A-1", "the day after", [0; 9], ""),
    ];
    let text = format!("{PHQ9_HEADER}{}{}", phq9_row("A-1", "2026-11-03", [1; 9], ""), bad.concat());
    let report = import(&practice.app, &text, table(PHQ9_MAPPING)).await;
    assert_eq!((counts(&report), report.counts.rows_read), ((1, 0, 6), 7));
    let batch = practice.app.import_batch(&operator(), report.batch, None, 10).await.unwrap();
    let told: Vec<_> = batch.rejections.iter().map(|row| (row.position.as_str(), row.reason.id.as_str())).collect();
    assert_eq!(
        told,
        [
            ("line 3, row 2", "reject-unknown-patient"),
            ("line 4, row 3", "care-future"),
            ("line 5, row 4", "care-before-birth"),
            ("line 6, row 5", "reject-answer-not-offered"),
            ("line 7, row 6", "reject-field-count"),
            ("line 8, row 7", "reject-not-a-day"),
        ]
    );
    let next = practice.app.import_batch(&operator(), report.batch, Some(batch.rejections[3].ordinal), 10).await.unwrap();
    assert_eq!(next.rejections.len(), 2);

    let disclosure = Disclosure {
        recipient: "the sender".to_owned(),
        reason: "to mend".to_owned(),
        basis: "operations".to_owned(),
        authority: String::new(),
    };
    let rejected = practice.app.reject_file(&operator(), report.batch, disclosure.clone()).await.unwrap();
    let named = practice.app.releases(&operator(), practice.anna).await.unwrap();
    assert_eq!(
        named.iter().map(|release| (release.value().subject.as_str(), release.value().patient_count)).collect::<Vec<_>>(),
        [("rejected_rows", 1)]
    );
    let (administrator, _) = practice.somebody("admin", &[Role::Administrator], None).await;
    let refused = practice.app.reject_file(&administrator, report.batch, disclosure.clone()).await;
    assert!(matches!(refused, Err(AppError::RoleRefused(Data::Answers))), "somebody else's rows are answers");
    let own = ImportRequest::new("file", std::io::Cursor::new(format!("{text}\n").into_bytes()), table(PHQ9_MAPPING));
    let own = practice.app.import(&administrator, own).await.unwrap();
    assert!(practice.app.reject_file(&administrator, own.batch, disclosure).await.is_ok(), "who imported the file has it");
    let returned = String::from_utf8(rejected.bytes().to_vec()).unwrap();
    assert_eq!(returned, format!("{PHQ9_HEADER}{}", bad.concat()));
    let mended = returned.replace("A-9", "A-2").replace("2026-12-02", "2026-10-02").replace("1989-", "2026-").replace(",7,", ",3,");
    let report = import(&practice.app, &mended, table(PHQ9_MAPPING)).await;
    assert_eq!(counts(&report), (4, 0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fhir_file_brings_patients_answers_and_totals_in_any_order() {
    let practice = practice(Settings::default()).await;
    let lines = [
        fhir_phq9("r1", "7", "2026-11-02", 2),
        fhir_total("o1", "7", "2026-11-02", 18, Some("r1")),
        fhir_phq9("r2", "7", "2026-11-09", 1),
        fhir_total("o2", "7", "2026-11-09", 8, Some("r2")),
        fhir_patient("7", "B-7", "Mia", "1980-02-03"),
        fhir_total("o3", "7", "2026-11-16", 5, None),
    ];
    let report = import(&practice.app, &lines.join("\n"), Format::Fhir).await;
    assert_eq!((counts(&report), rejections(&report)), ((4, 0, 0), Vec::new()));
    assert_eq!(report.added, [(RecordKind::Patient, 1), (RecordKind::Administration, 3)].into());
    assert_eq!((report.understanding.totals_compared, report.understanding.totals_differ), (2, 1));
    let mia = patient_by_number(&practice, "B-7").await.unwrap();
    let totals: Vec<_> = latest(&practice, mia).await.into_iter().map(|(_, total)| total).collect();
    assert_eq!(totals, [18, 9, 5].map(|whole| Some(Points::from_whole(whole))));
    // What is on record is recognized by its keys, also in a file of another order.
    let report = import(&practice.app, &[&lines[4], &lines[0]].map(String::as_str).join("\n"), Format::Fhir).await;
    assert_eq!(counts(&report), (0, 2, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_total_that_comes_later_is_compared_with_the_score_on_record() {
    let practice = practice(Settings::default()).await;
    let answers = [fhir_patient("7", "B-7", "Mia", "1980-02-03"), fhir_phq9("r1", "7", "2026-11-02", 2)];
    import(&practice.app, &answers.join("\n"), Format::Fhir).await;
    let right = import(&practice.app, &fhir_total("o1", "7", "2026-11-02", 18, Some("r1")), Format::Fhir).await;
    assert_eq!((counts(&right), right.understanding.totals_compared, right.understanding.totals_differ), ((0, 0, 0), 1, 0));
    let wrong = import(&practice.app, &fhir_total("o2", "7", "2026-11-02", 17, Some("r1")), Format::Fhir).await;
    assert_eq!((counts(&wrong), wrong.understanding.totals_compared, wrong.understanding.totals_differ), ((0, 0, 0), 1, 1));
    let mia = patient_by_number(&practice, "B-7").await.unwrap();
    let page = practice.app.patient(&operator(), mia, View::Current).await.unwrap();
    assert_eq!(page.administrations.len(), 1);
    let opened = practice.app.administration(&operator(), page.administrations[0].id).await.unwrap();
    assert_eq!(opened.history.len(), 2, "the total is kept as a new version");
    assert_eq!(latest(&practice, mia).await, [(day("2026-11-02"), Some(Points::from_whole(18)))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instant_becomes_a_day_on_the_clock_of_the_program() {
    let practice = practice(Settings::default()).await;
    // Shortly before midnight in New York it is the next day in UTC.
    let response = fhir_phq9("r1", "A-1", "2026-11-04T04:30:00Z", 1);
    let report = import(&practice.app, &response, Format::Fhir).await;
    assert_eq!((counts(&report), rejections(&report)), ((1, 0, 0), Vec::new()));
    assert_eq!(latest(&practice, practice.anna).await, [(day("2026-11-03"), Some(Points::from_whole(9)))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instant_in_a_table_becomes_a_day_on_the_clock_of_the_episodes_program_and_is_kept() {
    let practice = practice(Settings::default()).await;
    // The first program of the practice is in Tokyo, where it is the next day already; hers is not.
    let tokyo = care::Program {
        code: "ASA".to_owned(),
        name: "Tokyo".to_owned(),
        level_of_care: vocabulary::LevelOfCare::Outpatient,
        zone: "Asia/Tokyo".parse().unwrap(),
        part2: false,
        closed_since: None,
    };
    practice.app.add_program(&operator(), tokyo).await.unwrap();
    let mapping = format!("[file]\ndates = \"instant\"\n{PHQ9_MAPPING}");
    let in_new_york = phq9_row("A-1", "2026-11-04T04:30:00Z", [1; 9], "9");
    let local = phq9_row("A-1", "2026-11-09T23:30:00", [2; 9], "18");
    let no_time = phq9_row("A-1", "2026-11-10T10:00 PM", [2; 9], "18");
    let report = import(&practice.app, &format!("{PHQ9_HEADER}{in_new_york}{local}{no_time}"), table(&mapping)).await;
    assert_eq!(rejections(&report), [("line 4, row 3", "reject-not-a-day")]);
    let nine = (day("2026-11-03"), Some(Points::from_whole(9)));
    assert_eq!(latest(&practice, practice.anna).await, [nine, (day("2026-11-09"), Some(Points::from_whole(18)))]);
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    let opened = practice.app.administration(&operator(), page.administrations.last().unwrap().id).await.unwrap();
    assert_eq!(opened.administration.value().finished_at, Some("2026-11-04T04:30:00Z".parse().unwrap()));
    let request = |text: &str| ImportRequest {
        stated: interchange::Stated { program: Some("ASA".to_owned()), ..interchange::Stated::default() },
        ..file(text, table(&mapping))
    };
    // The program that is stated for the file is the one whose clock it is.
    let text = format!("{PHQ9_HEADER}{}", phq9_row("A-2", "2026-11-04T23:30:00Z", [1; 9], "9"));
    practice.app.import(&operator(), request(&text)).await.unwrap();
    assert_eq!(latest(&practice, practice.ben).await, [(day("2026-11-05"), Some(Points::from_whole(9)))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_content_under_a_known_key_is_left_for_a_person_to_settle() {
    let practice = practice(Settings::default()).await;
    let first = [fhir_patient("7", "B-7", "Mia", "1980-02-03"), fhir_phq9("r1", "7", "2026-11-02", 2)];
    import(&practice.app, &first.join("\n"), Format::Fhir).await;
    let changed = [fhir_patient("7", "B-7", "Mia Maria", "1980-02-03"), fhir_phq9("r1", "7", "2026-11-02", 1)];
    let report = import(&practice.app, &changed.join("\n"), Format::Fhir).await;
    assert_eq!(counts(&report), (0, 0, 2));
    assert_eq!(rejections(&report), [("line 1", "reject-conflict"), ("line 2", "reject-conflict")]);
    let mia = patient_by_number(&practice, "B-7").await.unwrap();
    assert_eq!(latest(&practice, mia).await, [(day("2026-11-02"), Some(Points::from_whole(18)))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_somebody_else_with_the_same_number_never_land_on_the_patient_on_record() {
    let practice = practice(Settings::default()).await;
    import(&practice.app, &fhir_patient("7", "B-7", "Mia", "1980-02-03"), Format::Fhir).await;
    let other = [fhir_patient("7", "C-1", "Otto", "1961-12-24"), fhir_phq9("r9", "7", "2026-11-02", 3)];
    let report = import(&practice.app, &other.join("\n"), Format::Fhir).await;
    assert_eq!(rejections(&report), [("line 1", "reject-conflict"), ("line 2", "reject-unknown-patient")]);
    let named = ImportRequest { system: "clinic-b".to_owned(), ..file(&other.join("\n"), Format::Fhir) };
    let report = practice.app.import(&operator(), named).await.unwrap();
    assert_eq!(counts(&report), (2, 0, 0));
    let mia = patient_by_number(&practice, "B-7").await.unwrap();
    assert!(latest(&practice, mia).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_bring_every_kind_of_record() {
    let practice = practice(Settings::default()).await;
    let tables = [
        (
            "[[records]]\nkind = \"program\"\ncode = \"code\"\nname = \"name\"\nlevel_of_care = \"level\"\nzone = \"zone\"\npart2 = \"part2\"\n",
            "code,name,level,zone,part2\nELM-PHP,Elm PHP,php,America/Chicago,no\nRIV-IOP,Another name,iop,America/New_York,no\n",
        ),
        (
            "[[records]]\nkind = \"clinician\"\ncode = \"code\"\nname = \"name\"\ncredential = \"letters\"\n",
            "code,name,letters\nC9,Dr. Nine,MD\nC1,Dr. Ines Okoro,PhD\n",
        ),
        (
            "[[records]]\nkind = \"patient\"\nrecord_number = \"mrn\"\nfamily_name = \"family\"\ngiven_name = \"given\"\nbirth_day = \"born\"\nsex = \"sex\"\n",
            "mrn,family,given,born,sex\nE-1,Núñez,Zoë,1999-12-31,female\nA-2,Invented,Ben,1990-05-01,\n",
        ),
        (
            "[[records]]\nkind = \"episode\"\nkey = \"key\"\npatient = \"mrn\"\nprogram = \"program\"\nadmitted = \"in\"\ndischarged = \"out\"\ndischarge_type = \"how\"\nclinician = \"who\"\nreadmission_of = \"again\"\n",
            "key,mrn,program,in,out,how,who,again\nep2,E-1,ELM-PHP,2026-09-01,,,C9,ep1\nep1,E-1,ELM-PHP,2026-03-01,2026-04-01,completed,C9,\nep3,E-1,NOWHERE,2026-05-01,,,C9,\n",
        ),
        (
            "[[records]]\nkind = \"level_of_care_period\"\npatient = \"mrn\"\nlevel_of_care = \"level\"\nfirst_day = \"from\"\nlast_day = \"to\"\ntrack = \"track\"\n",
            "mrn,level,from,to,track\nE-1,php,2026-09-01,2026-09-20,DBT\nE-1,iop,2026-09-21,,DBT\nE-1,iop,2026-06-01,,DBT\nE-1,iop,2026-03-02,2026-09-01,\n",
        ),
        (
            "[[records]]\nkind = \"diagnosis\"\npatient = \"mrn\"\nepisode = \"episode\"\ncode = \"code\"\nrank = \"rank\"\nonset = \"onset\"\ndiagnosed_by = \"who\"\n",
            "mrn,episode,code,rank,onset,who\nE-1,ep2,F33.1,principal,2026-09-01,C9\nE-1,ep7,F33.1,principal,2026-09-01,C9\nE-1,ep2,F41.1,secondary,2026-09-01,C7\nE-1,ep2,F41.1,secondary,1990-09-01,C9\n",
        ),
        (
            "[[records]]\nkind = \"care_team_member\"\npatient = \"mrn\"\nclinician = \"who\"\nrole = \"role\"\nfirst_day = \"from\"\n",
            "mrn,who,role,from\nE-1,C9,primary,2026-09-01\nE-1,C9,primary,2026-09-01\n",
        ),
    ];
    let expected: [(i64, i64, &[&str]); 7] = [
        (1, 0, &["reject-conflict"]),
        (1, 1, &[]),
        (1, 1, &[]),
        (2, 0, &["reject-unknown-program"]),
        (2, 0, &["reject-unknown-episode", "care-outside-episode"]),
        (1, 0, &["reject-unknown-episode", "reject-unknown-clinician", "care-before-birth"]),
        (1, 0, &[]),
    ];
    for ((mapping, text), (added, unchanged, reasons)) in tables.into_iter().zip(expected) {
        let report = import(&practice.app, text, table(mapping)).await;
        let told: Vec<_> = rejections(&report).into_iter().map(|(_, reason)| reason).collect();
        assert_eq!(
            (report.counts.records_added, report.counts.records_unchanged, told.as_slice()),
            (added, unchanged, reasons),
            "{mapping}"
        );
        // A second file with the same rows adds nothing.
        let report = import(&practice.app, &format!("{text}\n"), table(mapping)).await;
        assert_eq!(report.counts.records_added, 0, "{mapping}");
        assert_eq!(report.counts.records_unchanged, added + unchanged, "{mapping}");
    }
    let zoe = patient_by_number(&practice, "E-1").await.unwrap();
    let page = practice.app.patient(&operator(), zoe, View::Current).await.unwrap();
    assert_eq!(page.episodes.len(), 2);
    let answers = format!("{PHQ9_HEADER}{}", phq9_row("E-1", "2026-09-25", [1; 9], "9"));
    import(&practice.app, &answers, table(PHQ9_MAPPING)).await;
    let page = practice.app.patient(&operator(), zoe, View::Current).await.unwrap();
    let episode = page.episodes.iter().find(|episode| episode.episode.value().admitted == day("2026-09-01")).unwrap();
    let opened = practice.app.administration(&operator(), page.administrations[0].id).await.unwrap().administration;
    assert_eq!(opened.value().episode, Some(episode.episode.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_file_ends_what_was_open_and_an_earlier_one_opens_nothing_again() {
    let practice = practice(Settings::default()).await;
    let cy = crate::practice::patient(&practice.app, "A-3", "Cy", None).await;
    let episodes = "[[records]]\nkind = \"episode\"\npatient = \"mrn\"\nprogram = \"program\"\nadmitted = \"in\"\ndischarged = \"out\"\ndischarge_type = \"how\"\n";
    let periods = "[[records]]\nkind = \"level_of_care_period\"\npatient = \"mrn\"\nlevel_of_care = \"level\"\nfirst_day = \"from\"\nlast_day = \"to\"\n";
    let steps = [
        (episodes, "mrn,program,in,out,how\nA-3,RIV-IOP,2026-03-01,,\n", (1, 0, 0), 0),
        (periods, "mrn,level,from,to\nA-3,iop,2026-03-01,\n", (1, 0, 0), 0),
        (periods, "mrn,level,from,to\nA-3,iop,2026-03-01,2026-04-01\nA-3,iop,2026-03-01,2026-04-01\n", (1, 0, 0), 1),
        (episodes, "mrn,program,in,out,how\nA-3,RIV-IOP,2026-03-01,2026-04-01,completed\n", (1, 0, 0), 1),
        (episodes, "mrn,program,in,out,how\nA-3,RIV-IOP,2026-03-01,,\n\n", (0, 1, 0), 0),
        (episodes, "mrn,program,in,out,how\nA-3,RIV-IOP,2026-03-01,2026-04-02,completed\n", (0, 0, 1), 0),
        (periods, "mrn,level,from,to\nA-3,iop,2026-03-01,2026-04-02\n", (0, 0, 1), 0),
    ];
    for (mapping, text, expected, ended) in steps {
        let report = import(&practice.app, text, table(mapping)).await;
        assert_eq!((counts(&report), report.ended), (expected, ended), "{text}");
    }
    let page = practice.app.patient(&operator(), cy, View::Current).await.unwrap();
    let episode = page.episodes.iter().find(|episode| episode.episode.value().admitted == day("2026-03-01")).unwrap();
    assert_eq!(episode.episode.value().discharge.as_ref().map(|discharge| discharge.day), Some(day("2026-04-01")));
    assert_eq!((episode.episode.recorded.version.0, episode.periods.len()), (2, 1));
    assert_eq!(episode.periods[0].0.value().period.last(), Some(day("2026-04-01")));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_episodes_in_one_program_share_no_day_in_whatever_order_a_file_tells_of_them() {
    let practice = practice(Settings::default()).await;
    let episodes = "[[records]]\nkind = \"episode\"\npatient = \"mrn\"\nprogram = \"program\"\nadmitted = \"in\"\ndischarged = \"out\"\ndischarge_type = \"how\"\n";
    let check = async |rows: &str, expected: (i64, i64, i64), told: &[(&str, &str)]| {
        let report = import(&practice.app, &format!("mrn,program,in,out,how\n{rows}"), table(episodes)).await;
        assert_eq!((counts(&report), rejections(&report).as_slice()), (expected, told), "{rows}");
    };
    // Anna is in the program since the first of October.
    check("A-1,RIV-IOP,2026-03-01,,\n", (0, 0, 1), &[("line 2, row 1", "reject-episode-overlaps")]).await;
    check("A-1,RIV-IOP,2026-03-01,2026-10-02,completed\n", (0, 0, 1), &[("line 2, row 1", "reject-episode-overlaps")]).await;
    check("A-1,RIV-IOP,2026-03-01,2026-10-01,completed\n", (1, 0, 0), &[]).await;
    // The later of two stands first.
    check("A-1,RIV-IOP,2026-11-10,,\nA-1,RIV-IOP,2026-10-01,2026-11-05,completed\n", (2, 0, 0), &[]).await;
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    assert_eq!(page.episodes.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_a_person_put_right_is_not_refused_with_every_file_that_says_the_old_again() {
    let practice = practice(Settings::default()).await;
    let mapping = "[[records]]\nkind = \"program\"\ncode = \"code\"\nname = \"name\"\nlevel_of_care = \"level\"\nzone = \"zone\"\npart2 = \"part2\"\n";
    let header = "code,name,level,zone,part2\n";
    let wrong = "ELM,Elm SUD,php,America/New_York,no\n";
    assert_eq!(counts(&import(&practice.app, &format!("{header}{wrong}"), table(mapping)).await), (1, 0, 0));
    let find = async || {
        let programs = practice.app.registration_choices(&operator()).await.unwrap().programs;
        programs.into_iter().find(|stored| stored.value().name.starts_with("Elm")).unwrap()
    };
    let stored = find().await;
    let right = care::Program { part2: true, code: "OTHER".to_owned(), closed_since: Some(day("2026-11-20")), ..stored.value().clone() };
    let at = (stored.id, stored.recorded.version);
    let unexplained = practice.app.correct_program(&operator(), at, right.clone(), " ").await;
    assert!(matches!(unexplained, Err(AppError::Form(_))), "{unexplained:?}");
    practice.app.correct_program(&operator(), at, right.clone(), "it is under Part 2").await.unwrap();
    let found = find().await;
    assert_eq!(*found.value(), care::Program { code: "ELM".to_owned(), ..right }, "the next file has to find it by its code");
    // The old again, what is right now, and something new.
    for (row, expected) in
        [(wrong, (0, 1, 0)), ("ELM,Elm SUD,php,America/New_York,yes\n", (0, 1, 0)), ("ELM,Elm,php,America/New_York,no\n", (0, 0, 1))]
    {
        assert_eq!(counts(&import(&practice.app, &format!("{header}{row}\n"), table(mapping)).await), expected, "{row}");
    }
    assert_eq!(find().await.recorded.version, found.recorded.version);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_read_leaves_nothing_but_the_note_of_it() {
    let practice = practice(Settings::default()).await;
    let rows: String = (0..2_500).map(|row| phq9_row("A-1", &day("2020-01-01").plus_days(row).to_string(), [1; 9], "")).collect();
    let cut = format!("{PHQ9_HEADER}{rows}A-1,2026-11-0");
    assert_eq!(
        refused(&practice.app, cut.as_bytes(), table(PHQ9_MAPPING)).await,
        format!("line 2502, byte {}: the file ends in the middle of a record", cut.len() - 13)
    );
    assert!(latest(&practice, practice.anna).await.is_empty());
    let imports = practice.app.imports(&operator(), None, 10).await.unwrap();
    assert!(matches!(imports[0].state, BatchState::Failed(_)));
    let batch = practice.app.import_batch(&operator(), imports[0].batch.id, None, 10).await.unwrap();
    let reason = batch.refused.unwrap();
    assert_eq!((reason.id.as_str(), reason.arguments.len()), ("file-truncated", 2));
    // The whole file is taken as if nothing had been.
    let report = import(&practice.app, &format!("{PHQ9_HEADER}{rows}"), table(PHQ9_MAPPING)).await;
    assert_eq!(counts(&report), (2_500, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_files_are_refused_with_place_and_fact() {
    let practice = practice(Settings::default()).await;
    let check = async |bytes: &[u8], format: Format, expected: &str| {
        assert_eq!(refused(&practice.app, bytes, format).await, expected);
    };
    check(b"", Format::Fhir, "the file is empty").await;
    check(b"", table(PHQ9_MAPPING), "the file is empty").await;
    check(b"PK\x03\x04", Format::Fhir, "line 1, column 1: not JSON").await;
    check(b"{\"resourceType\":\"Bundle\",\"entry\":[", Format::Fhir, "line 1, byte 34: the file ends in the middle of a record").await;
    check(b"{\"a\":1}", Format::Fhir, "JSON, but no FHIR resource").await;
    check(
        &"m;d\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
        table(PHQ9_MAPPING),
        "line 1: the text is utf-16, expected utf-8",
    )
    .await;
    let semicolons = PHQ9_HEADER.replace(',', ";");
    check(semicolons.as_bytes(), table(PHQ9_MAPPING), "the columns seem to be separated by ';', the mapping says ','").await;
    check(b"mrn,day\nA-1,2026-11-02\n", table(PHQ9_MAPPING), "the header lacks q1, q2, q3, q4, q5, q6, q7, q8, q9, total").await;
    assert!(refused(&practice.app, format!("[{}", "[".repeat(100)).as_bytes(), Format::Fhir).await.contains("nested deeper than 64"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let practice = practice(Settings::default()).await;
    let text = format!("{PHQ9_HEADER}{}{}", phq9_row("A-1", "2026-11-02", [1; 9], "8"), phq9_row("Z-1", "2026-11-02", [1; 9], ""));
    let said = dry_run(&practice.app, &text, table(PHQ9_MAPPING)).await;
    assert_eq!((said.counts.rows_read, said.counts.records_added, said.counts.rows_rejected), (2, 1, 1));
    assert_eq!((said.imported_before, said.understanding.totals_differ), (None, 1));
    assert_eq!(said.rejections[0].reason.id, "reject-unknown-patient");
    let facts = said.understanding.table.unwrap();
    assert_eq!(facts.columns[0], ("mrn".to_owned(), vec!["administration.patient".to_owned()]));
    assert_eq!(facts.columns[11], ("q10".to_owned(), vec!["administration.item 10".to_owned()]));
    assert!(latest(&practice, practice.anna).await.is_empty());
    assert!(practice.app.imports(&operator(), None, 10).await.unwrap().is_empty());
    assert_eq!(counts(&import(&practice.app, &text, table(PHQ9_MAPPING)).await), (1, 0, 1));
    assert_eq!(dry_run(&practice.app, &text, table(PHQ9_MAPPING)).await.imported_before, None);
    let whole = format!("{PHQ9_HEADER}{}", phq9_row("A-1", "2026-11-02", [1; 9], "8"));
    let report = import(&practice.app, &whole, table(PHQ9_MAPPING)).await;
    assert_eq!(dry_run(&practice.app, &whole, table(PHQ9_MAPPING)).await.imported_before, Some(report.batch));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instrument_from_outside_enters_the_library_and_stays() {
    let practice = practice(Settings::default()).await;
    let mapping = r#"
        [[definitions]]
        id = "imported-mood-ladder"
        version = "1"
        name = "Mood ladder"
        short_name = "Ladder"
        construct = "mood"
        population = "adults"
        respondents = ["patient"]
        use = "outcome"
        main_scale = "total"
        citations = ["invented"]
        total_only_range = [0, 10]
        [definitions.licence]
        category = "permission"
        text = "bring_your_own"
        holder = "nobody"
        basis = "invented"
        mark = "recalled"
        source = "invented"

        [[definitions.scales]]
        id = "total"
        name = "Total"
        minimum = 0
        maximum = 10
        direction = "higher_is_better"

        [[records]]
        kind = "administration"
        instrument = "imported-mood-ladder"
        patient = "mrn"
        day = "day"
        total = "step"
    "#;
    let report = import(&practice.app, "mrn,day,step\nA-1,2026-11-02,4\nA-1,2026-11-09,11\n", table(mapping)).await;
    assert_eq!(report.added, [(RecordKind::Definition, 1), (RecordKind::Administration, 1)].into());
    assert_eq!(rejections(&report), [("line 3, row 2", "reject-total-out-of-range")]);
    assert!(report.understanding.instruments["imported-mood-ladder"].is_imported);
    assert_eq!(practice.app.library().get("imported-mood-ladder").map(|definition| &*definition.short_name), Some("Ladder"));
    assert_eq!(latest(&practice, practice.anna).await, [(day("2026-11-02"), Some(Points::from_whole(4)))]);
    practice.app.reload_imported_definitions().await.unwrap();
    assert!(practice.app.library().get("imported-mood-ladder").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_one_file_explains_the_answers_of_the_next() {
    let practice = practice(Settings::default()).await;
    let form = r#"{"resourceType":"Questionnaire","url":"http://example.org/fhir/Questionnaire/hope","title":"Hope ladder","status":"active","item":[
        {"linkId":"a","text":"First?","type":"choice","answerOption":[
            {"valueCoding":{"code":"lo","display":"Low","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":0}]}},
            {"valueCoding":{"code":"hi","display":"High","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":1}]}}]},
        {"linkId":"b","text":"Second?","type":"choice","answerOption":[
            {"valueCoding":{"code":"lo","display":"Low","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":0}]}},
            {"valueCoding":{"code":"hi","display":"High","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":1}]}}]}]}"#;
    let answers = r#"{"resourceType":"QuestionnaireResponse","id":"h1","status":"completed","questionnaire":"http://example.org/fhir/Questionnaire/hope","subject":{"reference":"Patient/A-1"},"authored":"2026-11-02","item":[
        {"linkId":"a","answer":[{"valueCoding":{"code":"hi"}}]},{"linkId":"b","answer":[{"valueCoding":{"code":"lo"}}]}]}"#;
    let forms = Forms::default();
    let with_forms = |text: &str| ImportRequest { forms: forms.clone(), ..file(text, Format::Fhir) };
    let first = practice.app.import(&operator(), with_forms(form)).await.unwrap();
    assert_eq!(first.added, [(RecordKind::Definition, 1)].into());
    let second = practice.app.import(&operator(), with_forms(answers)).await.unwrap();
    assert_eq!((counts(&second), rejections(&second)), ((1, 0, 0), Vec::new()));
    let third = practice.app.import(&operator(), file(&answers.replace("\"h1\"", "\"h2\""), Format::Fhir)).await.unwrap();
    assert_eq!((counts(&third), rejections(&third)), ((1, 0, 0), Vec::new()), "the definition on record is enough");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_the_same_file_twice_at_once_one_is_imported() {
    let practice = practice(Settings::default()).await;
    let rows: String = (0..50).map(|row| phq9_row("A-1", &day("2020-01-01").plus_days(row).to_string(), [1; 9], "")).collect();
    let text = format!("{PHQ9_HEADER}{rows}");
    let (one, other) = tokio::join!(import(&practice.app, &text, table(PHQ9_MAPPING)), import(&practice.app, &text, table(PHQ9_MAPPING)));
    assert_ne!(one.already_imported, other.already_imported);
    assert_eq!(one.batch, other.batch);
    assert_eq!(latest(&practice, practice.anna).await.len(), 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_into_postgresql_is_the_same() {
    let practice = practice_in(storage::testing::postgres().await, Settings::default()).await;
    let rows: String = (0..2_500).map(|row| phq9_row("A-1", &day("2015-01-01").plus_days(row).to_string(), [1; 9], "9")).collect();
    let text = format!("{PHQ9_HEADER}{rows}{}", phq9_row("A-9", "2026-11-02", [1; 9], ""));
    let report = import(&practice.app, &text, table(PHQ9_MAPPING)).await;
    assert_eq!((counts(&report), rejections(&report)), ((2_500, 0, 1), vec![("line 2502, row 2501", "reject-unknown-patient")]));
    assert_eq!(counts(&import(&practice.app, &text, table(PHQ9_MAPPING)).await), (0, 2_500, 1));
    assert_eq!(counts(&import(&practice.app, &format!("{PHQ9_HEADER}{rows}"), table(PHQ9_MAPPING)).await), (0, 2_500, 0));
    assert!(import(&practice.app, &format!("{PHQ9_HEADER}{rows}"), table(PHQ9_MAPPING)).await.already_imported);
    let changed = [fhir_patient("7", "B-7", "Mia", "1980-02-03"), fhir_phq9("r1", "7", "2026-11-02", 2)].join("\n");
    assert_eq!(counts(&import(&practice.app, &changed, Format::Fhir).await), (2, 0, 0));
    let wrong = import(&practice.app, &fhir_total("o2", "7", "2026-11-02", 17, Some("r1")), Format::Fhir).await;
    assert_eq!((wrong.understanding.totals_compared, wrong.understanding.totals_differ), (1, 1));
    assert_eq!(latest(&practice, practice.anna).await.len(), 2_500);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_is_given_up_changes_nothing() {
    let practice = practice(Settings::default()).await;
    let rows: String = (0..3_000).map(|row| phq9_row("A-1", &day("2010-01-01").plus_days(row).to_string(), [1; 9], "")).collect();
    let text = format!("{PHQ9_HEADER}{rows}");
    let request = file(&text, table(PHQ9_MAPPING));
    let progress = request.progress.clone();
    let (app, caller) = (practice.app.clone(), operator());
    let running = tokio::spawn(async move { app.import(&caller, request).await.map(drop) });
    while progress.rows() == 0 {
        tokio::task::yield_now().await;
    }
    running.abort();
    assert!(running.await.is_err_and(|error| error.is_cancelled()));
    assert!(latest(&practice, practice.anna).await.is_empty());
    assert!(practice.app.imports(&operator(), None, 10).await.unwrap().is_empty());
    assert_eq!(counts(&import(&practice.app, &text, table(PHQ9_MAPPING)).await), (3_000, 0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may_import_do_and_a_refusal_is_audited() {
    let practice = practice(Settings::default()).await;
    let (front_desk, _) = practice.somebody("frida", &[Role::FrontDesk], None).await;
    let error = practice.app.import(&front_desk, file(PHQ9_HEADER, table(PHQ9_MAPPING))).await.unwrap_err();
    assert!(matches!(error, AppError::RoleRefused(Data::Imports)));
    let error = practice.app.dry_run(&front_desk, file(PHQ9_HEADER, table(PHQ9_MAPPING))).await.unwrap_err();
    assert!(matches!(error, AppError::RoleRefused(Data::Imports)));
    assert!(practice.app.imports(&front_desk, None, 10).await.is_err());
    let (administrator, _) = practice.somebody("ada", &[Role::Administrator], None).await;
    let text = format!("{PHQ9_HEADER}{}", phq9_row("A-1", "2026-11-02", [1; 9], ""));
    let report = practice.app.import(&administrator, file(&text, table(PHQ9_MAPPING))).await.unwrap();
    let disclosure = || Disclosure {
        recipient: "us".to_owned(),
        reason: "to mend".to_owned(),
        basis: "operations".to_owned(),
        authority: String::new(),
    };
    assert!(practice.app.reject_file(&administrator, report.batch, disclosure()).await.is_ok());
    assert!(practice.app.reject_file(&front_desk, report.batch, disclosure()).await.is_err());
    let read = practice.test.database.read::<_, storage::StorageError, _>(&TESTING, |unit| {
        Box::pin(async move { storage::audit::newest(unit, storage::audit::AuditPage::newest(20)).await })
    });
    let audit = read.await.unwrap();
    let refusals = audit.iter().filter(|entry| entry.outcome == storage::audit::Outcome::Refused).count();
    assert_eq!(refusals, 4);
    let imports: Vec<_> = audit.iter().filter(|entry| entry.batch == Some(report.batch)).collect();
    assert_eq!((imports.len(), imports[0].patient_count, imports[0].action.as_str()), (1, 1, "import"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_about_a_file_holds_no_name_and_no_answer() {
    let practice = practice(Settings::default()).await;
    let lines = [
        fhir_patient("7", "B-7", "Canarywoman", "1980-02-03"),
        fhir_phq9("r1", "8", "2026-11-02", 2).replace("LA6570-1", "LA-CANARY"),
        fhir_patient("9", "B-9", "Canaryman", "2080-02-03"),
    ];
    let request = ImportRequest::new("Canaryfile.ndjson", std::io::Cursor::new(lines.join("\n").into_bytes()), Format::Fhir);
    assert!(!format!("{request:?}").contains("Canary"));
    let report = practice.app.import(&operator(), request).await.unwrap();
    assert_eq!(report.counts.rows_rejected, 2);
    let batch = practice.app.import_batch(&operator(), report.batch, None, 10).await.unwrap();
    for said in [format!("{report:?}"), format!("{:?}", batch.rejections)] {
        assert!(!said.to_lowercase().contains("canary"), "{said}");
    }
}
