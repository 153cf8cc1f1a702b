mod corrections;

use app::View;
use vocabulary::{LevelOfCare, Role};

use crate::practice::{Answer, Browser, Practice, day, operator, problems_on};
use axum::http::StatusCode;

const NEW: [(&str, &str); 7] = [
    ("record_number", "A-3"),
    ("given_name", "<script>alert(1)</script>"),
    ("family_name", "Quill"),
    ("birth_day", "1988-02-29"),
    ("sex", "female"),
    ("language", "es"),
    ("race", ""),
];

async fn desk(practice: &Practice) -> Browser {
    practice.browser("desk", &[Role::FrontDesk]).await
}

fn with<'a>(fields: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(given, old)| if *given == name { (name, value) } else { (*given, *old) }).collect()
}

/// The page names these problems beside its fields and keeps what was typed.
fn check_refused(answer: &Answer, name: &str, expected: &[&str]) -> String {
    let page = answer.again(name);
    assert_eq!(problems_on(&page), expected);
    page
}

#[tokio::test]
async fn a_registered_patient_has_a_page_and_a_hostile_name_stays_text() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    desk.get("/patients/new").await.shown("patient-new");
    let answer = desk.post("/patients/new", &NEW).await;
    let (address, done) = answer.leads_to().split_once('?').expect("what was done");
    assert_eq!(done, "done=registered");
    let page = desk.get(address).await.page();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; Quill"), "the name is escaped");
}

#[tokio::test]
async fn what_does_not_fit_is_said_beside_its_field_and_stays_as_it_was_typed() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let typed = with(&with(&NEW, "birth_day", "29.2.1988"), "family_name", "");
    let page = check_refused(
        &desk.post("/patients/new", &typed).await,
        "patient-new-problems",
        &["Family name: fill this in.", "Birth day: give a day as year, month and day, such as 2026-11-23."],
    );
    assert!(page.contains("value=\"29.2.1988\""));
    let taken = desk.post("/patients/new", &with(&NEW, "record_number", "A-1")).await;
    check_refused(&taken, "patient-taken", &["Record number: this is already taken by another record. Check whether it is the same one."]);
    let unborn = desk.post("/patients/new", &with(&NEW, "birth_day", "2027-01-01")).await;
    check_refused(&unborn, "patient-unborn", &["The birth day lies in the future: Jan 1, 2027 is after Nov 23, 2026. Check the day."]);
}

#[tokio::test]
async fn a_correction_over_somebody_elses_change_is_refused() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let address = format!("/patients/{}/edit", practice.anna);
    let page = desk.get(&address).await.shown("patient-edit");
    assert!(page.contains("<input type=\"hidden\" name=\"version\" value=\"1\">"), "the form carries its version");
    let fields =
        |family: &'static str| [&with(&with(&NEW, "record_number", "A-1"), "family_name", family)[..], &[("version", "1")]].concat();
    assert!(desk.post(&address, &fields("First")).await.leads_to().ends_with("?done=saved"));
    let late = desk.post(&address, &fields("Second")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.page();
    let now = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    assert_eq!(now.patient.value().family_name, "First");
}

#[tokio::test]
async fn a_patient_is_admitted_goes_on_to_another_level_and_is_discharged() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let (program, clinician) = (practice.program.to_string(), practice.clinician.to_string());
    let patient = format!("/patients/{}", practice.ben);
    desk.get(&format!("{patient}/admit")).await.shown("admit");
    let admission =
        [("program", program.as_str()), ("admitted", "2026-11-02"), ("clinician", &clinician), ("track", "DBT"), ("modality", "hybrid")];
    let too_early = desk.post(&format!("{patient}/admit"), &with(&admission, "admitted", "1989-01-01")).await;
    check_refused(&too_early, "admit-problems", &["The admission lies before birth: Jan 1, 1989 is before May 1, 1990. Check both days."]);
    assert!(desk.post(&format!("{patient}/admit"), &admission).await.leads_to().ends_with("?done=saved"));

    let page = practice.app.patient(&operator(), practice.ben, View::Current).await.unwrap();
    let episode = format!("{patient}/episodes/{}", page.episodes[0].episode.id);
    let page = desk.get(&format!("{episode}/level")).await.shown("level");
    assert!(page.contains("name=\"track\" value=\"DBT\""), "the present track goes on unless it is changed: {page}");
    let residential = [("name", "Hill House"), ("code", "HH"), ("level_of_care", "RTC"), ("zone", "America/Chicago"), ("part2", "yes")];
    assert_eq!(desk.post("/practice/programs/new", &residential).await.leads_to(), "/practice?done=saved");
    let programs = practice.app.registration_choices(&operator()).await.unwrap().programs;
    let house = programs.iter().find(|program| program.value().code == "HH").expect("the new program").id.to_string();
    assert!(
        desk.post(&format!("{episode}/level"), &[("program", &house), ("day", "2026-11-10"), ("track", "CBT"), ("modality", "telehealth")])
            .await
            .leads_to()
            .ends_with("?done=saved")
    );

    desk.get(&format!("{episode}/discharge")).await.shown("discharge");
    let end = [("day", "2026-11-20"), ("kind", "completed"), ("destination", ""), ("version", "1")];
    let open = desk.post(&format!("{episode}/discharge"), &end).await;
    check_refused(&open, "discharge-problems", &["Destination: choose one."]);
    assert!(desk.post(&format!("{episode}/discharge"), &with(&end, "destination", "home")).await.leads_to().ends_with("?done=saved"));

    let page = practice.app.patient(&operator(), practice.ben, View::Current).await.unwrap();
    let levels: Vec<_> = page.levels().into_iter().map(|(level, period)| (level, period.first(), period.last())).collect();
    let expected = [
        (LevelOfCare::IntensiveOutpatient, day("2026-11-02"), Some(day("2026-11-09"))),
        (LevelOfCare::Residential, day("2026-11-10"), Some(day("2026-11-20"))),
    ];
    assert_eq!(levels, expected);
    assert!(desk.get(&format!("{patient}/admit")).await.page().contains("Readmission after"), "an ended episode is offered");
    let given: Vec<_> =
        page.episodes[0].periods.iter().map(|(period, _)| (period.value().track.as_str(), period.value().modality)).collect();
    assert_eq!(given, [("DBT", Some(::care::Modality::Hybrid)), ("CBT", Some(::care::Modality::Telehealth))]);
}

#[tokio::test]
async fn a_second_open_episode_in_the_same_program_is_refused_and_leads_to_the_open_one() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let (program, patient) = (practice.program.to_string(), format!("/patients/{}", practice.anna));
    let admit = format!("{patient}/admit");
    assert!(desk.get(&patient).await.page().contains("Admit to another program"));
    let again = desk.post(&admit, &[("program", &program), ("admitted", "2026-11-02")]).await;
    let expected = "Anna O&#39;Invented &amp; &lt;b&gt; is in this program already, since Oct 1, 2026. Change the level of care there, or \
                    discharge first. Another program is possible.";
    let page = again.again("admit-open");
    assert_eq!(problems_on(&page).len(), 1);
    assert!(page.replace('\'', "&#39;").contains(expected), "{page}");
    let anchor = format!("#episode-{}", practice.episode);
    assert!(page.contains(&format!("href=\"{patient}{anchor}\"")));
    assert!(desk.get(&patient).await.page().contains(&format!("id=\"{}\"", &anchor[1..])), "the link leads somewhere");

    let house = [("name", "Hill House"), ("code", "HH"), ("level_of_care", "RTC"), ("zone", "America/Chicago")];
    desk.post("/practice/programs/new", &house).await.leads_to();
    let programs = practice.app.registration_choices(&operator()).await.unwrap().programs;
    let house = programs.iter().find(|program| program.value().code == "HH").expect("the new program").id.to_string();
    assert!(desk.post(&admit, &[("program", &house), ("admitted", "2026-11-02")]).await.leads_to().ends_with("?done=saved"));
    let page = desk.get(&patient).await.shown("patient-two-episodes");
    assert_eq!(page.matches("/discharge\"").count(), 2, "both open episodes can be ended");
}

#[tokio::test]
async fn a_diagnosis_takes_a_code_and_nothing_else() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let address = format!("/patients/{}/diagnoses/new", practice.anna);
    desk.get(&address).await.shown("diagnosis");
    let diagnosis = [("code", "depression"), ("rank", "principal"), ("onset", "2026-10-01"), ("diagnosed_by", "")];
    let words = desk.post(&address, &diagnosis).await;
    check_refused(&words, "diagnosis-problems", &["Code in ICD-10-CM: this cannot be read. Write it as the hint says."]);
    assert!(desk.post(&address, &with(&diagnosis, "code", "f331")).await.leads_to().ends_with("?done=saved"));
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    let diagnosis = page.diagnoses[0].0.value();
    assert_eq!((diagnosis.code.as_str(), diagnosis.episode), ("F33.1", Some(practice.episode)));
}

#[tokio::test]
async fn somebody_joins_a_care_team() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let address = format!("/patients/{}/care-team/new", practice.ben);
    desk.get(&address).await.shown("care-team");
    let clinician = practice.clinician.to_string();
    let nobody = desk.post(&address, &[("clinician", ""), ("role", "member"), ("from", "2026-11-01")]).await;
    check_refused(&nobody, "care-team-problems", &["Person: choose one."]);
    let joined = desk.post(&address, &[("clinician", &clinician), ("role", "supervisor"), ("from", "2026-11-01")]).await;
    assert!(joined.leads_to().ends_with("?done=saved"));
    let page = practice.app.patient(&operator(), practice.ben, View::Current).await.unwrap();
    assert_eq!(page.care_team[0].1, "Dr. Ines Okoro");
}

#[tokio::test]
async fn records_are_merged_by_number_and_taken_apart_again() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let patient = format!("/patients/{}", practice.anna);
    desk.get(&format!("{patient}/merge")).await.shown("merge");
    let merge = |number: &'static str| [("record_number", number)];
    let unknown = desk.post(&format!("{patient}/merge"), &merge("A")).await;
    check_refused(&unknown, "merge-unknown", &["Record number of the other record: no record has this number. Check it letter by letter."]);
    let same = desk.post(&format!("{patient}/merge"), &merge("A-1")).await;
    check_refused(&same, "merge-same", &["This is the same record."]);
    assert!(desk.post(&format!("{patient}/merge"), &merge("A-2")).await.leads_to().ends_with("?done=saved"));
    let merged = practice.app.patient(&operator(), practice.ben, View::Current).await.unwrap();
    assert_eq!(merged.patient.id, practice.anna);
    let ben = practice.ben.to_string();
    assert!(desk.post(&format!("{patient}/unmerge"), &[("merged", &ben)]).await.leads_to().ends_with("?done=saved"));
    let apart = practice.app.patient(&operator(), practice.ben, View::Current).await.unwrap();
    assert_eq!(apart.patient.id, practice.ben);
    assert_eq!(desk.post(&format!("{patient}/unmerge"), &[("merged", &ben)]).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing_and_a_role_without_registration_sees_none() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    assert_eq!(desk.post_as_is("/patients/new", &NEW).await.status, StatusCode::FORBIDDEN);
    let biller = practice.browser("biller", &[Role::Biller]).await;
    assert_eq!(biller.get("/patients/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(biller.post("/patients/new", &NEW).await.status, StatusCode::FORBIDDEN);
    assert!(desk.post("/patients/new", &NEW).await.leads_to().ends_with("?done=registered"), "the number is still free");
}

#[tokio::test]
async fn an_episode_of_another_patient_is_not_found() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let address = format!("/patients/{}/episodes/{}/discharge", practice.ben, practice.episode);
    assert_eq!(desk.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn days_that_cannot_be_are_refused_at_their_field() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let (patient, clinician) = (format!("/patients/{}", practice.anna), practice.clinician.to_string());
    let program = practice.program.to_string();
    let future = |label: &str| format!("{label}: this lies in the future.");
    let before_birth = |label: &str| format!("{label}: this lies before the birth day");
    let check = async |address: &str, fields: &[(&str, &str)], expected: &str| {
        let page = desk.post(&format!("{patient}/{address}"), fields).await.again("impossible-day");
        let told = problems_on(&page);
        assert!(told.len() == 1 && told[0].starts_with(expected.trim_end_matches('.')), "{told:?}, not {expected}");
    };
    let onset = |day: &'static str| [("code", "F33.1"), ("rank", "principal"), ("onset", day), ("diagnosed_by", "")];
    check("diagnoses/new", &onset("2031-01-01"), &future("Onset")).await;
    check("diagnoses/new", &onset("1900-01-01"), &before_birth("Onset")).await;
    let from = |day: &'static str| [("clinician", clinician.as_str()), ("role", "member"), ("from", day)];
    check("care-team/new", &from("2031-01-01"), &future("From")).await;
    check("care-team/new", &from("1900-01-01"), &before_birth("From")).await;
    let level = format!("episodes/{}/level", practice.episode);
    check(&level, &[("program", &program), ("day", "2031-01-01")], &future("First day there")).await;
    let page = practice.app.patient(&operator(), practice.anna, View::Current).await.unwrap();
    assert_eq!((page.diagnoses.len(), page.episodes[0].periods.len()), (0, 1));
}

#[tokio::test]
async fn a_diagnosis_is_withdrawn_or_moved_to_the_patient_whose_it_is() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let anna = format!("/patients/{}", practice.anna);
    for code in ["F33.1", "F41.1"] {
        let diagnosis = [("code", code), ("rank", "secondary"), ("onset", "2026-10-01"), ("diagnosed_by", "")];
        desk.post(&format!("{anna}/diagnoses/new"), &diagnosis).await.leads_to();
    }
    let of = async |patient| practice.app.patient(&operator(), patient, View::Current).await.unwrap().diagnoses;
    let (first, second) = (of(practice.anna).await[0].0.id, of(practice.anna).await[1].0.id);
    let address = |id: &dyn std::fmt::Display, change: &str| format!("{anna}/registered/diagnosis/{id}/{change}");
    assert!(desk.get(&anna).await.page().contains(&address(&first, "move")), "the patient page leads there");

    let page = desk.get(&address(&first, "move")).await.shown("diagnosis-move");
    assert!(page.contains("F33.1, ") && page.contains("vanish from the pages"), "{page}");
    let fields = [("version", "1"), ("record_number", "A-77"), ("reason", "wrong chart")];
    let unknown = desk.post(&address(&first, "move"), &fields).await.again("diagnosis-move-unknown");
    assert_eq!(problems_on(&unknown), ["No patient has this record number. Check it."]);
    let own = desk.post(&address(&first, "move"), &with(&fields, "record_number", "A-1")).await;
    assert_eq!(problems_on(&own.again("diagnosis-move-own")).len(), 1, "it is that patient's already");
    let moved = desk.post(&address(&first, "move"), &with(&fields, "record_number", "A-2")).await;
    assert_eq!(moved.leads_to(), format!("/patients/{}?done=saved", practice.ben));
    assert_eq!(of(practice.ben).await[0].0.value().code.as_str(), "F33.1");

    desk.get(&address(&second, "withdraw")).await.shown("diagnosis-withdraw");
    let fields = [("version", "1"), ("reason", "was never made")];
    assert!(desk.post(&address(&second, "withdraw"), &fields).await.leads_to().ends_with("?done=saved"));
    assert!(of(practice.anna).await.is_empty());
    assert_eq!(desk.get(&address(&second, "withdraw")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_place_in_the_care_team_ends_is_moved_and_withdrawn() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let anna = format!("/patients/{}", practice.anna);
    let of = async |patient| practice.app.patient(&operator(), patient, View::Current).await.unwrap().care_team;
    let id = of(practice.anna).await[0].0.id;
    let address = |change: &str| format!("{anna}/registered/team/{id}/{change}");
    desk.get(&address("end")).await.shown("team-end");
    let backwards = desk.post(&address("end"), &[("version", "1"), ("last", "2020-01-01")]).await.again("team-end-backwards");
    assert_eq!(problems_on(&backwards).len(), 1);
    assert!(desk.post(&address("end"), &[("version", "1"), ("last", "2026-11-20")]).await.leads_to().ends_with("?done=saved"));
    assert_eq!(of(practice.anna).await[0].0.value().period.last(), Some(day("2026-11-20")));
    assert!(desk.get(&anna).await.page().contains("Nobody is in the care team."), "the team is empty now");
    let late = desk.post(&address("end"), &[("version", "1"), ("last", "2026-11-21")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let moved = [("version", "2"), ("record_number", "A-2"), ("reason", "wrong chart")];
    let before = of(practice.ben).await.len();
    assert!(desk.post(&address("move"), &moved).await.leads_to().contains(&practice.ben.to_string()));
    assert_eq!((of(practice.anna).await.len(), of(practice.ben).await.len()), (0, before + 1));
}

#[tokio::test]
async fn a_change_of_level_is_taken_back_and_an_episode_is_withdrawn_while_nothing_belongs_to_it() {
    let practice = Practice::new().await;
    let desk = desk(&practice).await;
    let (program, patient) = (practice.program.to_string(), format!("/patients/{}", practice.ben));
    let admission = [("program", program.as_str()), ("admitted", "2026-11-02"), ("clinician", ""), ("track", ""), ("modality", "")];
    desk.post(&format!("{patient}/admit"), &admission).await.leads_to();
    let page = async || practice.app.patient(&operator(), practice.ben, View::Current).await.unwrap();
    let episode = page().await.episodes[0].episode.id;
    let only = page().await.episodes[0].periods[0].0.id;
    desk.post(&format!("{patient}/episodes/{episode}/level"), &[("program", &program), ("day", "2026-11-10")]).await.leads_to();
    let second = page().await.episodes[0].periods[1].0.id;
    let level = |id: &dyn std::fmt::Display| format!("{patient}/registered/level/{id}/withdraw");
    let shown = desk.get(&patient).await.page();
    assert!(shown.contains(&level(&second)) && !shown.contains(&level(&only)), "only the last change can be taken back");
    desk.get(&level(&second)).await.shown("level-withdraw");
    let reason = [("version", "1"), ("reason", "typed by mistake")];
    assert!(desk.post(&level(&second), &reason).await.leads_to().ends_with("?done=saved"));
    assert_eq!(
        page().await.levels().iter().map(|(_, period)| (period.first(), period.last())).collect::<Vec<_>>(),
        [(day("2026-11-02"), None)]
    );
    let kept = desk.post(&level(&only), &[("version", "3"), ("reason", "typed by mistake")]).await.again("level-only");
    assert!(problems_on(&kept)[0].contains("other records belong to this"), "{kept}");

    let withdraw = format!("{patient}/registered/episode/{episode}/withdraw");
    let record = practice.record(practice.ben, crate::practice::entry("2026-11-20", [1; 9])).await;
    desk.get(&withdraw).await.shown("episode-withdraw");
    let needed = desk.post(&withdraw, &reason).await.again("episode-needed");
    assert!(problems_on(&needed)[0].contains("other records belong to this"), "{needed}");
    practice.app.void_administration(&operator(), record, vocabulary::Version(1), "entered twice").await.unwrap();
    assert!(desk.post(&withdraw, &reason).await.leads_to().ends_with("?done=saved"));
    assert!(page().await.episodes.is_empty());
}
