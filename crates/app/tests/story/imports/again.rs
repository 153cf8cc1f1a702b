//! What comes again with the next file: finished, amended, put right by a person meanwhile, or under another record of the same person.

use app::Settings;
use app::import::Format;
use care::PatientLink;
use interchange::RecordKind;
use storage::{StorageError, View};
use vocabulary::{PatientId, Points, Version};

use super::{TESTING, latest, patient_by_number};
use crate::files::{PHQ9_HEADER, PHQ9_MAPPING, counts, fhir_patient, fhir_phq9, import, phq9_row, rejections, table};
use crate::practice::{Practice, day, operator, patient, phq9, practice, practice_in};

async fn both(story: impl AsyncFn(Practice)) {
    story(practice(Settings::default()).await).await;
    story(practice_in(storage::testing::postgres().await, Settings::default()).await).await;
}

/// Anna's response `r1` with the first so many items answered alike.
fn response(status: &str, answered: usize, answer: i32, authored: &str) -> String {
    let whole = fhir_phq9("r1", "A-1", authored, answer).replacen("\"completed\"", &format!("\"{status}\""), 1);
    if answered == 9 {
        return whole;
    }
    let (head, items) = whole.split_once(",\"item\":[").unwrap();
    let items = items.split("{\"linkId\"").skip(1).take(answered);
    let items: Vec<String> = items.map(|item| format!("{{\"linkId\"{}", item.trim_end_matches(','))).collect();
    format!("{head},\"item\":[{}]}}", items.join(","))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_goes_on_until_it_is_complete_and_an_amended_one_is_its_next_version() {
    both(async |practice| {
        let app = &practice.app;
        let mut number = 0;
        // Every file is another one, as each night's is.
        let mut sent = async |text: String| {
            number += 1;
            practice.test.pass_seconds(60);
            let report = import(app, &format!("{text}{}", "\n".repeat(number)), Format::Fhir).await;
            (counts(&report), report.ended)
        };
        let begun = || response("in-progress", 4, 1, "2026-11-02");
        assert_eq!(sent(begun()).await, ((1, 0, 0), 0));
        assert_eq!(sent(response("completed", 9, 1, "2026-11-03")).await, ((1, 0, 0), 1));
        assert_eq!(latest(&practice, practice.anna).await, [(day("2026-11-03"), Some(Points::from_whole(9)))]);
        assert_eq!(sent(begun()).await, ((0, 1, 0), 0), "an older file opens nothing again");
        assert_eq!(sent(response("amended", 9, 2, "2026-11-03")).await, ((1, 0, 0), 1));
        assert_eq!(sent(response("completed", 9, 1, "2026-11-03")).await, ((0, 1, 0), 0), "what was amended stays");
        assert_eq!(sent(response("completed", 9, 0, "2026-11-03")).await, ((0, 0, 1), 0), "nobody says that it was amended");
        assert_eq!(latest(&practice, practice.anna).await, [(day("2026-11-03"), Some(Points::from_whole(18)))]);
        // A person puts it right: the next night's file says nothing new, and what is new is left for a person.
        let page = app.patient(&operator(), practice.anna, View::Current).await.unwrap();
        let id = page.administrations[0].id;
        app.correct_administration(&operator(), id, Version(3), phq9("2026-11-03", [3; 9])).await.unwrap();
        assert_eq!(sent(response("amended", 9, 2, "2026-11-03")).await, ((0, 1, 0), 0));
        assert_eq!(sent(response("amended", 9, 0, "2026-11-03")).await, ((0, 0, 1), 0));
        assert_eq!(latest(&practice, practice.anna).await, [(day("2026-11-03"), Some(Points::from_whole(27)))]);
        assert_eq!(app.administration(&operator(), id).await.unwrap().history.len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_put_right_is_not_refused_with_every_later_file() {
    both(async |practice| {
        let app = &practice.app;
        let mia = fhir_patient("7", "B-7", "Mia", "1980-02-03");
        import(app, &mia, Format::Fhir).await;
        let id = patient_by_number(&practice, "B-7").await.unwrap();
        let stored = app.patient(&operator(), id, View::Current).await.unwrap().patient;
        let right = care::Patient { birth_day: day("1981-02-03"), given_name: "Maria".to_owned(), ..stored.value().clone() };
        practice.test.pass_seconds(60);
        app.correct_patient(&operator(), id, Version::FIRST, right.clone()).await.unwrap();
        let next = import(app, &[mia, fhir_phq9("r1", "7", "2026-11-02", 2)].join("\n"), Format::Fhir).await;
        assert_eq!((counts(&next), rejections(&next)), ((1, 1, 0), Vec::new()), "her answers are hers");
        assert_eq!(app.patient(&operator(), id, View::Current).await.unwrap().patient.value(), &right);
        // What the file says newly is left for a person, as before.
        let other = import(app, &fhir_patient("7", "B-7", "Mia", "1979-02-03"), Format::Fhir).await;
        assert_eq!(rejections(&other), [("line 1", "reject-conflict")]);

        let mapping = "[[records]]\nkind = \"housing\"\nkey = \"key\"\npatient = \"mrn\"\nday = \"day\"\nsafe = \"safe\"\n";
        let text = "key,mrn,day,safe\nh1,A-1,2026-11-02,yes\n";
        import(app, text, table(mapping)).await;
        let fact = app.care_facts(&operator(), practice.anna, View::Current).await.unwrap().facts.remove(0);
        let given = [("day", "2026-11-03"), ("safe", "no")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        practice.test.pass_seconds(60);
        let at = (RecordKind::Housing, fact.id, fact.version);
        app.correct_care_fact(&operator(), practice.anna, at, given.into()).await.unwrap();
        assert_eq!(counts(&import(app, &format!("{text}\n"), table(mapping)).await), (0, 1, 0));
        let facts = app.care_facts(&operator(), practice.anna, View::Current).await.unwrap().facts;
        assert_eq!(facts.iter().map(|fact| fact.day).collect::<Vec<_>>(), [day("2026-11-03")]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_under_a_merged_record_belongs_to_the_episode_of_the_person() {
    both(async |practice| {
        let app = &practice.app;
        let other: PatientId = patient(app, "A-3", "Anna", None).await;
        app.link_patients(&operator(), PatientLink::Merged { kept: practice.anna, merged: other }).await.unwrap();
        let page = app.patient(&operator(), practice.anna, View::Current).await.unwrap();
        let episode = page.episodes[0].episode.id;

        import(app, &format!("{PHQ9_HEADER}{}", phq9_row("A-3", "2026-11-02", [1; 9], "9")), table(PHQ9_MAPPING)).await;
        let page = app.patient(&operator(), practice.anna, View::Current).await.unwrap();
        let opened = app.administration(&operator(), page.administrations[0].id).await.unwrap().administration;
        assert_eq!((opened.value().patient, opened.value().episode), (other, Some(episode)));

        let attendance = "[[records]]\nkind = \"attendance\"\nkey = \"key\"\npatient = \"mrn\"\nday = \"day\"\ntype = { constant = \"group\" }\n\
                          status = { constant = \"attended\" }\nplanned_minutes = \"p\"\ndelivered_minutes = \"p\"\n";
        let report = import(app, "key,mrn,day,p\n1,A-3,2026-11-03,60\n", table(attendance)).await;
        assert_eq!((counts(&report), rejections(&report)), ((1, 0, 0), Vec::new()));
        let anna = practice.anna;
        let read = practice.test.database.read::<_, StorageError, _>(&TESTING, move |unit| {
            Box::pin(async move { storage::attendance::of_patients(unit, &[anna], View::Current).await })
        });
        assert_eq!(read.await.unwrap()[0].value().episode, episode);

        // The same admission is no second one, and its end is its end.
        let episodes = "[[records]]\nkind = \"episode\"\npatient = \"mrn\"\nprogram = { constant = \"RIV-IOP\" }\nadmitted = \"in\"\n\
                        discharged = \"out\"\ndischarge_type = \"how\"\n";
        assert_eq!(counts(&import(app, "mrn,in,out,how\nA-3,2026-10-01,,\n", table(episodes)).await), (0, 1, 0));
        let ended = import(app, "mrn,in,out,how\nA-3,2026-10-01,2026-11-20,completed\n", table(episodes)).await;
        assert_eq!((counts(&ended), ended.ended), ((1, 0, 0), 1));
        let page = app.patient(&operator(), practice.anna, View::Current).await.unwrap();
        assert_eq!((page.episodes.len(), page.episodes[0].episode.value().patient), (1, practice.anna));
        assert!(page.episodes[0].episode.value().discharge.is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_discharge_that_comes_by_file_ends_the_care_team_until_its_source_says_when_it_ended() {
    both(async |practice| {
        let app = &practice.app;
        let team = "[[records]]\nkind = \"care_team_member\"\npatient = \"mrn\"\nclinician = \"who\"\nrole = { constant = \"primary\" }\n\
                    first_day = \"from\"\nlast_day = \"to\"\n";
        let episodes = "[[records]]\nkind = \"episode\"\npatient = \"mrn\"\nprogram = { constant = \"RIV-IOP\" }\nadmitted = \"in\"\n\
                        discharged = \"out\"\ndischarge_type = \"how\"\n";
        let place = async || {
            let team = app.patient(&operator(), practice.ben, View::Current).await.unwrap().care_team;
            assert_eq!(team.len(), 1);
            team[0].0.value().period.last()
        };
        let open = "mrn,who,from,to\nA-2,C1,2026-10-01,\n";
        assert_eq!(counts(&import(app, open, table(team)).await), (1, 0, 0));
        practice.test.pass_seconds(60);
        let ended = import(app, "mrn,in,out,how\nA-2,2026-10-01,2026-11-20,completed\n", table(episodes)).await;
        assert_eq!((counts(&ended), ended.ended), ((1, 0, 0), 1), "what follows from it is no record of the file");
        // A year and two months: the last window of the shipped protocol.
        assert_eq!(place().await, Some(day("2026-11-20").plus_days(365 + 60)));
        practice.test.pass_seconds(60);
        assert_eq!(counts(&import(app, &format!("{open}\n"), table(team)).await), (0, 1, 0), "the file of the night before opens nothing");
        let known = import(app, "mrn,who,from,to\nA-2,C1,2026-10-01,2026-11-21\n", table(team)).await;
        assert_eq!((counts(&known), rejections(&known)), ((1, 0, 0), Vec::new()));
        assert_eq!(place().await, Some(day("2026-11-21")));
    })
    .await;
}
