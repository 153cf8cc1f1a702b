//! The board of the day, a round of eight on one tablet, and the kiosk, as browsers tell them.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, REFRESH, SET_COOKIE};
use collection::check_in::EventKind;
use instruments::Respondent;
use vocabulary::{PatientId, Role};

use crate::form::TOKEN_FIELD;
use crate::link::form_token;
use crate::practice::{Answer, Browser, Practice, operator, problems_on};

async fn post_by(browser: &Browser, base: &str, rest: &str, fields: &[(&str, &str)]) -> Answer {
    let token = form_token(base.rsplit('/').next().unwrap());
    let mut all = vec![(TOKEN_FIELD, token.as_str())];
    all.extend_from_slice(fields);
    browser.post_as_is(&format!("{base}{rest}"), &all).await
}

fn cookie_of(answer: &Answer, name: &str) -> Option<String> {
    let lines = answer.headers.get_all(SET_COOKIE).iter().map(|line| line.to_str().unwrap());
    lines.filter_map(|line| line.split(';').next()).find(|pair| pair.starts_with(name)).map(str::to_owned)
}

/// A practice on a day on which the weekly measures can be given.
async fn on_a_day_of_measures() -> Practice {
    let practice = Practice::new().await;
    practice.test.pass_seconds(2 * 24 * 3_600);
    practice
}

/// Admits seven more beside Anna; all of them owe the forms of intake.
async fn group(practice: &Practice) -> Vec<(PatientId, String)> {
    let mut group = vec![(practice.anna, "Anna".to_owned())];
    for name in ["Bela", "Carmen", "Dimitri", "Elif", "Farah", "Gül", "Hana"] {
        group.push((practice.admitted(name).await, name.to_owned()));
    }
    group
}

#[tokio::test]
async fn the_board_shows_what_is_due_by_program_and_every_way_to_answer() {
    let practice = on_a_day_of_measures().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let page = desk.get("/collection").await.shown("collection");
    assert!(page.contains("<h1>Who is to be measured today?</h1>") && page.contains("0 of 1 complete"));
    assert!(page.contains("Nobody is on duty at the site now"), "the front desk is told");
    for way in ["tablet", "kiosk", "paper", "telephone", "send"] {
        assert!(page.contains(&format!("name=\"way\" value=\"{way}\"")), "{way}");
    }
    let biller = practice.browser("bill", &[Role::Biller]).await;
    assert_eq!(biller.get("/collection").await.status, StatusCode::FORBIDDEN);
    let telephone = desk.post(&format!("/collection/{}", practice.anna), &[("way", "telephone")]).await;
    assert!(telephone.leads_to().starts_with("/c/"));
    assert_eq!(desk.get("/collection").await.status, StatusCode::OK, "whoever reads out stays signed in");
    let unknown = desk.post(&format!("/collection/{}", practice.anna), &[("way", "pigeon")]).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.post("/rounds", &[("name", "Morning")]).await.leads_to(), "/collection?problem=none-chosen");
    let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
    assert_eq!(page.check_ins.len(), 1, "what was open is opened again");
    assert_eq!(page.check_ins[0].check_in.respondent, Respondent::Patient);
}

#[tokio::test]
async fn what_is_due_and_cannot_be_asked_says_what_can_be_done() {
    let practice = on_a_day_of_measures().await;
    let bela = practice.admitted("Bela").await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let enter = format!("/patients/{bela}/administrations/new/whodas-12");
    for address in ["/collection".to_owned(), format!("/patients/{bela}/check-ins")] {
        let page = desk.get(&address).await.shown("due-without-text");
        assert!(page.contains("it cannot be asked") && page.contains(&format!("href=\"{enter}\"")), "{page}");
        assert!(page.contains("ask an administrator to load its text"), "{page}");
    }
    assert_eq!(desk.get(&enter).await.status, StatusCode::OK, "the way is open to who is shown it");
    let due = desk.get("/due").await.shown("due-with-and-without-text");
    assert!(due.contains("No text of it is here: it cannot be asked"), "{due}");
    assert!(due.contains(&format!("action=\"/patients/{bela}/check-ins/due\"")), "other forms of hers can be sent");
}

#[tokio::test]
async fn a_language_chosen_at_the_kiosk_goes_on_behind_the_code_or_is_said_not_to_be_here() {
    let practice = on_a_day_of_measures().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let stranger = Browser::stranger(&practice);
    let form_cookie = cookie_of(&stranger.get("/kiosk").await, "throughline-form").unwrap();
    let token = form_cookie.split('=').nth(1).unwrap().to_owned();
    let kiosk = Browser::stranger(&practice).with_cookie(&form_cookie);
    let plain = kiosk.get("/kiosk").await.page();
    assert!(!plain.contains("name=\"language\""), "the language of the device says nothing about who stands before it");
    let chosen = kiosk.get("/kiosk?language=es").await.page();
    assert!(chosen.contains("name=\"language\" value=\"es\""));
    let begun = async |language: &str| {
        let shown = desk.post(&format!("/collection/{}", practice.anna), &[("way", "kiosk")]).await.page();
        let code = shown.split("<dd class=\"figure\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let answer = kiosk.post_as_is("/kiosk", &[(TOKEN_FIELD, &token), ("code", &code), ("language", language)]).await;
        kiosk.get(answer.leads_to()).await.page()
    };
    let english = begun("").await;
    assert!(english.contains("<html lang=\"en\">") && !english.contains("no están aquí"));
    let spanish = begun("es").await;
    let goes_on = spanish.contains("<html lang=\"es\">");
    let is_said = spanish.contains("lang=\"es\">Estas preguntas no están aquí en español.");
    assert!(goes_on ^ is_said, "one or the other: {spanish}");
}

#[tokio::test]
async fn the_board_says_when_each_comes_and_of_whom_that_is_not_known() {
    let practice = on_a_day_of_measures().await;
    let (bela, carmen) = (practice.admitted("Bela").await, practice.admitted("Carmen").await);
    let clinician = practice.browser("ruth", &[Role::Director]).await;
    let form = clinician.get(&format!("/patients/{bela}/records/new/planned_visit")).await.shown("planned-visit-new");
    assert!(form.contains("type=\"time\"") && form.contains("Eastern Time, New York"), "on whose clock: {form}");
    let today = practice.app.collection(&operator()).await.unwrap().today.to_string();
    for (patient, time, group) in [(bela, "14:30", ""), (carmen, "09:00", "Morning group"), (carmen, "", "")] {
        let fields = [("day", today.as_str()), ("starts_at", time), ("type", "individual"), ("group", group)];
        let saved = clinician.post(&format!("/patients/{patient}/records/new/planned_visit"), &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
    }
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let board = desk.get("/collection").await.shown("collection-in-order");
    let place = |word: &str| board.find(word).unwrap_or_else(|| panic!("{word}: {board}"));
    let words = [
        "9:00 AM",
        "Morning group",
        "Today, time not recorded",
        ", Carmen</a>",
        "2:30 PM",
        ", Bela</a>",
        "No visit today on record",
        ", Anna</a>",
    ];
    assert!(words.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{board}");
    assert!(board.contains("For 1 person no time is on record; the row stands last."));
    let page = clinician.get(&format!("/patients/{carmen}/records")).await.page();
    assert!(page.contains("Start time: 9:00 AM"), "{page}");
}

#[tokio::test]
async fn somebody_who_was_discharged_stands_as_follow_up_without_a_device() {
    let practice = on_a_day_of_measures().await;
    let today = practice.app.collection(&operator()).await.unwrap().today;
    let ended = ::care::Discharge {
        day: today.plus_days(-1),
        kind: ::care::DischargeType::Completed,
        destination: ::care::DischargeDestination::Unknown,
    };
    practice.app.discharge(&operator(), practice.episode, vocabulary::Version::FIRST, ended).await.unwrap();
    practice.test.pass_seconds(30 * 24 * 3_600);
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let page = desk.get("/collection").await.shown("collection-follow-up");
    assert!(page.contains("Follow-up, discharged on Nov ") && page.contains("value=\"send\""), "{page}");
    assert!(!page.contains("value=\"tablet\"") && !page.contains("value=\"kiosk\""), "nobody is here to hand a device to: {page}");
    assert_eq!(page.matches("<strong>PHQ-9</strong>").count(), 1, "once, with its days: {page}");
    let attempt = format!("/patients/{}/episodes/{}/attempt", practice.anna, practice.episode);
    let form = desk.get(&format!("{attempt}?milestone=30")).await.shown("attempt");
    assert!(form.contains("No number of the patient") && form.contains(&format!("/patients/{}/contacts", practice.anna)), "{form}");
    let now = form.split("name=\"attempted_at\"").nth(1).unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let made = |at: &str| {
        [("milestone", "30"), ("channel", "telephone"), ("outcome", "wrong_contact"), ("attempted_at", at)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let post = async |at: &str| {
        let made = made(at);
        let fields: Vec<(&str, &str)> = made.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        desk.post(&attempt, &fields).await
    };
    for (at, what) in [("", "required"), ("2026-11-01T10:00", "before the discharge"), ("2027-11-01T10:00", "to come")] {
        assert_eq!(post(at).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
    }
    let wrong = post(&now).await;
    let after = desk.get(wrong.leads_to()).await.shown("follow-up-wrong-contact");
    assert!(after.contains("was not theirs. Correct it") && after.contains(&format!("/patients/{}/contacts", practice.anna)), "{after}");
}

#[tokio::test]
async fn a_measure_with_two_open_windows_stands_once_with_both_days() {
    use collection::due::{Kind, Occurrence, Status};
    let day = |text: &str| text.parse().unwrap();
    let window = |due: &str, respondent: Respondent| Occurrence {
        instrument: "phq-9".into(),
        short_name: "PHQ-9".into(),
        respondent,
        kind: Kind::InTreatment,
        program: "RIV".into(),
        level_of_care: vocabulary::LevelOfCare::IntensiveOutpatient,
        first_day: day(due),
        due_day: day(due),
        last_day: day(due),
        status: Status::Due,
    };
    let all =
        [window("2026-11-20", Respondent::Patient), window("2026-11-21", Respondent::Parent), window("2026-11-27", Respondent::Patient)];
    let groups = super::by_measure(&all);
    assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1], "a parent's is another");
    let said = super::measure(wording::Text::for_language(&vocabulary::Language::english()), &groups[0]).into_string();
    assert_eq!(said, "<strong>PHQ-9</strong> · Due · Nov 20, 2026 and Nov 27, 2026");
}

#[tokio::test]
async fn eight_people_answer_on_one_tablet_and_none_sees_another() {
    let practice = on_a_day_of_measures().await;
    let group = group(&practice).await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let fields: Vec<(&str, String)> = group.iter().map(|(id, _)| ("patient", id.to_string())).collect();
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.push(("name", "Morning group"));
    let numbers = desk.post("/rounds", &fields).await.shown("round-opened");
    let id = numbers.split("action=\"/rounds/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let pin_of = |name: &str| {
        let row = numbers.split(&format!(">{name} ")).nth(1).unwrap();
        row.split("<strong>").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    let handed = desk.post(&format!("/rounds/{id}/here"), &[]).await;
    assert_eq!(handed.leads_to(), "/round");
    assert_eq!(desk.get("/collection").await.status, StatusCode::SEE_OTHER, "staff is signed out on the device");
    let tablet = Browser::stranger(&practice).with_cookie(&cookie_of(&handed, "throughline-round").unwrap());
    let secret = cookie_of(&handed, "throughline-round").unwrap().split('=').nth(1).unwrap().to_owned();
    let token = form_token(&secret);
    let mut before: Option<String> = None;
    for (place, (_, name)) in group.iter().enumerate() {
        let turn = tablet.get("/round").await;
        assert_eq!(turn.headers[CACHE_CONTROL], "no-store");
        let page = turn.shown(if place == 0 { "round-turn" } else { "round-turn-next" });
        assert!(page.contains(&format!("<h1 class=\"called\">{name} O.</h1>")), "{name}: {page}");
        assert!(!page.contains("A-1") && !page.contains("Invented") && !page.contains("Morning group"));
        if place == 0 {
            let wrong = tablet.post_as_is("/round", &[(TOKEN_FIELD, &token), ("pin", "x")]).await.again("round-pin-wrong");
            assert!(wrong.contains("You can try 4 more times."));
        }
        let begun = tablet.post_as_is("/round", &[(TOKEN_FIELD, &token), ("pin", &pin_of(name))]).await;
        let base = begun.leads_to().to_owned();
        let first = tablet.get(&format!("{base}/q/1")).await;
        assert_eq!(first.headers[CACHE_CONTROL], "no-store");
        assert!(first.headers[REFRESH].to_str().unwrap().starts_with("540; url=/c/"), "it asks whether somebody is still there");
        assert!(first.page().contains("Stop and pass this device on"));
        if let Some(before) = &before {
            for rest in ["", "/q/1", "/all", "/end", "/help"] {
                let back = tablet.get(&format!("{before}{rest}")).await.page();
                assert!(!back.contains("<fieldset") && !back.contains("name=\"a."), "{rest}: {back}");
            }
            assert!(!tablet.get("/round").await.page().contains(&group[place - 1].1), "the one before is not named");
        }
        // The third stops part way: what is open ends with the turn.
        if place == 2 {
            post_by(&tablet, &base, "/q/1", &[("a.phq-9.1", "1")]).await;
            assert_eq!(post_by(&tablet, &base, "/stop", &[]).await.leads_to(), "/round");
        } else {
            answer_all(&tablet, &base).await;
            let done = tablet.get(&base).await.shown("round-done");
            assert!(done.contains("Your answers were sent") && done.contains("href=\"/round\""));
        }
        before = Some(base);
    }
    // Carmen is called once more behind the others, and goes on where she stopped.
    let page = tablet.get("/round").await.page();
    assert!(page.contains("Carmen O.") && page.contains("1 person is still to come"));
    let base = tablet.post_as_is("/round", &[(TOKEN_FIELD, &token), ("pin", &pin_of("Carmen"))]).await.leads_to().to_owned();
    assert!(!tablet.get(&format!("{base}/all")).await.page().contains("name=\"a.phq-9.1\""), "only what is open");
    answer_all(&tablet, &base).await;
    let end = tablet.get("/round").await;
    assert_eq!(cookie_of(&end, "throughline-round").as_deref(), Some("throughline-round="), "the device forgets the round");
    assert!(end.shown("round-finished").contains("Everyone had a turn"));
    let desk = practice.browser("desk2", &[Role::FrontDesk]).await;
    let stands = desk.get(&format!("/rounds/{id}")).await.shown("round");
    assert!(stands.contains("This round has ended.") && !stands.contains("To be called"));
    let board = desk.get("/collection").await.shown("collection-after");
    assert!(board.contains("8 of 8 complete"), "{board}");
}

/// Answers everything that is open with the lowest answers, and sends it off.
async fn answer_all(tablet: &Browser, base: &str) {
    let page = tablet.get(&format!("{base}/all")).await.page();
    let names: std::collections::BTreeSet<String> =
        page.split("name=\"a.").skip(1).map(|rest| format!("a.{}", rest.split('"').next().unwrap())).collect();
    let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "0")).collect();
    let sent = post_by(tablet, base, "/all", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(post_by(tablet, base, "/end", &[]).await.leads_to(), base);
}

#[tokio::test]
async fn a_tablet_that_rests_forgets_whom_it_was_open_for_and_a_seat_closes_after_wrong_numbers() {
    let practice = on_a_day_of_measures().await;
    let opened = practice.app.open_round(&operator(), "", vec![practice.anna]).await.unwrap();
    let secret = practice.app.hand_over_round(&operator(), opened.id).await.unwrap();
    let tablet = Browser::stranger(&practice).with_cookie(&format!("throughline-round={secret}"));
    let token = form_token(&secret);
    let pin = opened.pins[0].pin.clone();
    let base = tablet.post_as_is("/round", &[(TOKEN_FIELD, &token), ("pin", &pin)]).await.leads_to().to_owned();
    practice.test.pass_seconds(500);
    assert!(tablet.get(&format!("{base}/q/1")).await.page().contains("<fieldset"), "in use it stays open");
    practice.test.pass_seconds(500);
    assert!(tablet.get(&format!("{base}/q/1")).await.page().contains("<fieldset"));
    let still = tablet.get(&format!("{base}/still?language=es")).await;
    assert_eq!(still.headers[REFRESH], "61; url=/round");
    assert!(still.shown("device-still").contains("¿Sigue ahí?"));
    practice.test.pass_seconds(601);
    let closed = tablet.get(&format!("{base}/q/1")).await;
    assert_eq!(closed.status, StatusCode::GONE);
    let door = tablet.get("/round").await.page();
    assert!(door.contains("Anna O."), "called once more");
    for _ in 0..5 {
        tablet.post_as_is("/round", &[(TOKEN_FIELD, &token), ("pin", "x")]).await;
    }
    let resting = tablet.get("/round").await.shown("round-resting");
    assert!(
        !resting.contains("Anna") && resting.contains("did not fit too often") && resting.contains("Look again"),
        "the seat is closed: {resting}"
    );
    let again = tablet.post_as_is("/round", &[(TOKEN_FIELD, &token), ("pin", &pin)]).await;
    assert!(!again.page().contains("/c/"));
    let other = practice.app.call_again(&operator(), opened.id, 1).await.unwrap();
    let again = tablet.post_as_is("/round", &[(TOKEN_FIELD, &token), ("pin", &other.pin)]).await;
    assert!(again.leads_to().starts_with("/c/"), "staff called again, and the device went on");
    let guessed = Browser::stranger(&practice).with_cookie("throughline-round=AAAAAAAAAAAAAAAAAAAAAAAAAAA");
    assert!(guessed.get("/round").await.shown("round-closed").contains("Nothing is open on this device"));
}

#[tokio::test]
async fn a_kiosk_code_opens_one_check_in_once() {
    let practice = on_a_day_of_measures().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let shown = desk.post(&format!("/collection/{}", practice.anna), &[("way", "kiosk")]).await.shown("kiosk-code");
    let code = shown.split("<dd class=\"figure\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(code.len(), 9, "{code}");
    let kiosk = Browser::stranger(&practice);
    let page = kiosk.get("/kiosk").await;
    let form_cookie = cookie_of(&page, "throughline-form").unwrap();
    let token = form_cookie.split('=').nth(1).unwrap().to_owned();
    let page = page.shown("kiosk");
    assert!(page.contains("What is your code?") && page.contains("href=\"#help\"") && page.contains("988"));
    assert!(!page.contains("tel:988"), "a device of the practice dials nobody");
    assert!(kiosk.get("/kiosk?language=es").await.shown("kiosk-spanish").contains("<html lang=\"es\">"));
    assert!(kiosk.get("/kiosk").await.page().contains("<html lang=\"en\">"), "the next person begins in the language of the device");
    let kiosk = Browser::stranger(&practice).with_cookie(&form_cookie);
    let wrong = kiosk.post_as_is("/kiosk", &[(TOKEN_FIELD, &token), ("code", "1234 5678")]).await.again("kiosk-wrong");
    assert!(wrong.contains("That code does not work."));
    let wrong = kiosk.post_as_is("/kiosk", &[(TOKEN_FIELD, &token), ("code", "1234 5678"), ("language", "es")]).await;
    assert!(wrong.again("kiosk-wrong-spanish").contains("<html lang=\"es\">"), "the language is kept while the code is put in");
    let begun = kiosk.post_as_is("/kiosk", &[(TOKEN_FIELD, &token), ("code", &code)]).await;
    let base = begun.leads_to().to_owned();
    let mark = cookie_of(&begun, "throughline-kiosk").unwrap();
    let kiosk = Browser::stranger(&practice).with_cookie(&format!("{form_cookie}; {mark}"));
    answer_all(&kiosk, &base).await;
    assert!(kiosk.get(&base).await.page().contains("href=\"/kiosk\""), "the next person begins at the code");
    let twice = kiosk.post_as_is("/kiosk", &[(TOKEN_FIELD, &token), ("code", &code)]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
    assert!(page.check_ins[0].events.iter().any(|event| event.kind == EventKind::Finished));
    let director = practice.browser("ruth", &[Role::Director]).await;
    let recorded = practice.app.patient(&operator(), practice.anna, app::View::Current).await.unwrap();
    let one = director.get(&format!("/administrations/{}", recorded.administrations[0].id)).await.page();
    assert!(one.contains("sent off by the patient") && !one.contains(", entered on a form</p>"), "{one}");
    let mut last = StatusCode::OK;
    for number in 0..25 {
        last = kiosk.post_as_is("/kiosk", &[(TOKEN_FIELD, &token), ("code", &format!("{number:08}"))]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "guessing is slowed down");
}

#[tokio::test]
async fn forms_on_paper_are_printed_handed_in_and_keyed_twice() {
    let practice = on_a_day_of_measures().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let printed = desk.post(&format!("/collection/{}", practice.anna), &[("way", "paper")]).await;
    assert!(printed.headers[axum::http::header::CONTENT_TYPE] == "application/pdf" && printed.bytes.starts_with(b"%PDF-"));
    let codes: Vec<String> = String::from_utf8(printed.bytes).unwrap().split_whitespace().skip(1).map(str::to_owned).collect();
    let board = desk.get("/collection").await.page();
    assert!(codes.iter().all(|code| board.contains(&format!("/paper/{code}"))), "{codes:?}");
    // What is typed wrong is said precisely.
    let check = async |typed: &str, expected: &str| {
        let again = desk.post("/paper", &[("code", typed)]).await.again("keying-find-problem");
        assert!(again.contains(expected), "{typed}: {again}");
    };
    check("12345", "it has ten digits; 5 came in").await;
    check("12345O7897", "it has digits only").await;
    check("1234567898", "the check digit does not fit").await;
    check("1234567897", "no form with it was printed here").await;
    assert_eq!(desk.get("/paper/1234567897").await.status, StatusCode::NOT_FOUND);
    // Of several forms the one with nine questions, which asks about safety, is taken.
    let mut forms = Vec::new();
    for code in &codes {
        let found = desk.post("/paper", &[("code", code)]).await;
        assert_eq!(found.leads_to(), format!("/paper/{code}"));
        let page = desk.get(found.leads_to()).await.shown("keying-hand-in");
        assert!(page.contains("Anna O&#39;Invented") || page.contains("Anna O'Invented"), "compared with the paper: {page}");
        forms.push((code.clone(), page.contains("PHQ-9")));
    }
    let code = forms.iter().find(|(_, is_phq)| *is_phq).unwrap().0.clone();
    let base = format!("/paper/{code}");
    let early = desk.post(&format!("{base}/handed-in"), &[("handed_in_at", "2026-11-01T07:00")]).await;
    let early = early.again("keying-before-print");
    assert!(early.contains("Handed in: that is before it was printed on Nov "), "{early}");
    practice.test.pass_seconds(60);
    let page = desk.get(&base).await.page();
    let value = page.split("name=\"handed_in_at\"").nth(1).unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(desk.post(&format!("{base}/handed-in"), &[("handed_in_at", &value)]).await.leads_to(), base);
    let list = desk.get("/paper").await.shown("keying-worklist");
    assert!(list.contains(&format!("href=\"{base}\"")) && list.contains("Asks about safety"), "{list}");
    assert!(list.contains("Key it the first time"), "{list}");
    let names: Vec<String> = (1..=9).map(|item| format!("a.{item}")).collect();
    let keyed = |last: &'static str| -> Vec<(&str, &str)> {
        names.iter().map(|name| (name.as_str(), if name == "a.8" { last } else { "1" })).chain([("do", "save")]).collect()
    };
    let wrong = desk.post(&base, &keyed("7")).await.again("keying-not-offered");
    assert!(wrong.contains("Question 8: the form does not offer this answer."));
    let empty = desk.post(&base, &[("do", "save")]).await.again("keying-all-empty");
    assert_eq!(problems_on(&empty), ["Nothing is keyed. Key the answers, or tick that the person answered nothing."]);
    let several = desk.post(&base, &[("a.1", "x"), ("a.2", "7"), ("a.3", "1"), ("do", "save")]).await.again("keying-several");
    assert_eq!(problems_on(&several).len(), 2, "what is no answer and what is not offered are told together");
    assert!(several.contains("name=\"a.1\" value=\"x\"") && several.contains("name=\"a.3\" value=\"1\""), "what was typed stays");
    let director = practice.browser("ruth", &[Role::Director]).await;
    let mut checked: Vec<(&str, &str)> = keyed("1");
    checked.retain(|(name, _)| *name != "do");
    checked.push(("do", "check"));
    let shown = director.post(&base, &checked).await.shown("keying-checked");
    assert!(
        shown.contains("9 of 10 questions are keyed.") && shown.contains(": 9, mild"),
        "the score and its band for whoever sees scores"
    );
    assert!(!desk.post(&base, &checked).await.page().contains(": 9"), "and not for the front desk");
    assert!(desk.post(&base, &keyed("1")).await.shown("keying-first").contains("Kept. Now key it the second time."));
    let differs = desk.post(&base, &keyed("2")).await.again("keying-differs");
    assert!(differs.contains("Question 8: first 1, now 2") && differs.contains("I looked at the paper again"));
    assert_eq!(desk.post(&base, &[("do", "again")]).await.leads_to(), format!("{base}?done=again"));
    assert!(desk.get(&format!("{base}?done=again")).await.shown("keying-first-again").contains("Key it the first time again."));
    assert!(
        desk.post(&base, &[("nothing", "yes"), ("do", "save")]).await.page().contains("Kept. Now key it the second time."),
        "said, an empty form is kept"
    );
    desk.post(&base, &keyed("2")).await.again("keying-differs-from-nothing");
    let mut confirmed = keyed("2");
    confirmed.retain(|(name, _)| *name != "do");
    confirmed.push(("do", "confirm"));
    assert_eq!(desk.post(&base, &confirmed).await.leads_to(), "/paper?done=settled");
    assert!(!desk.get("/paper").await.page().contains(&format!("href=\"{base}\"")), "it is settled");
    assert!(desk.get(&base).await.shown("keying-settled").contains("The answers of this form were taken over."));
    let correct = format!("{base}/handed-in/correct");
    let wrong = desk.post(&correct, &[("handed_in_at", &value), ("reason", "")]).await.again("keying-correct-without-reason");
    assert!(wrong.contains("name=\"reason\"") && wrong.contains("<details open"), "{wrong}");
    practice.test.pass_seconds(300);
    let (zone, now): (vocabulary::ZoneName, _) = ("America/New_York".parse().unwrap(), practice.app.now());
    let (hour, minute) = now.clock_time_in(&zone);
    let other = format!("{}T{hour:02}:{minute:02}", now.day_in(&zone));
    let corrected = desk.post(&correct, &[("handed_in_at", &other), ("reason", "typed wrong")]).await;
    assert_eq!(corrected.leads_to(), format!("{base}?done=corrected"));
    assert!(desk.get(corrected.leads_to()).await.shown("keying-corrected").contains("Corrected."));
    let biller = practice.browser("bill", &[Role::Biller]).await;
    assert_eq!(biller.get("/paper").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_front_desk_enters_and_calls_off_a_visit_and_sees_no_other_record() {
    let practice = on_a_day_of_measures().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let new = format!("/patients/{}/records/new/planned_visit", practice.anna);
    assert!(desk.get("/collection").await.page().contains(&format!("href=\"{new}\"")));
    desk.get(&new).await.shown("planned-visit-desk");
    let today = practice.app.collection(&operator()).await.unwrap().today.to_string();
    let fields = [("day", today.as_str()), ("starts_at", "09:00"), ("type", "individual"), ("group", "Walk-in")];
    assert_eq!(desk.post(&new, &fields).await.leads_to(), "/collection");
    let board = desk.get("/collection").await.page();
    let visit = board.split("/records/planned_visit/").nth(1).and_then(|rest| rest.split('"').next()).expect("the visit").to_owned();
    let visit = format!("/patients/{}/records/planned_visit/{visit}", practice.anna);
    desk.get(&visit).await.shown("planned-visit-one");
    let off = desk.post(&format!("{visit}/withdraw"), &[("version", "1"), ("reason", "called to say they cannot come")]).await;
    assert_eq!(off.leads_to(), "/collection");
    assert!(!desk.get("/collection").await.page().contains("Walk-in"));
    for other in ["/new/attendance", "", "/new/incident"] {
        let path = format!("/patients/{}/records{other}", practice.anna);
        assert_eq!(desk.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let bill = practice.browser("bill", &[Role::Biller]).await;
    assert_eq!(bill.get(&new).await.status, StatusCode::FORBIDDEN);
}
