//! A check-in as a browser without JavaScript walks through it.

use app::check_in::NewCheckIn;
use app::message::{NoCarrier, Sending};
use axum::http::header::{CONTENT_TYPE, REFERRER_POLICY, SET_COOKIE};
use axum::http::{Request, StatusCode};
use collection::sending::Mode as SendingMode;
use instruments::{Mode, Respondent};
use vocabulary::{RecordId, Role};

use crate::form::TOKEN_FIELD;
use crate::link::form_token;
use crate::practice::{Answer, Browser, Practice, keep, operator};

/// Words that must stand nowhere: names, record number, birth day.
const SECRET_WORDS: &[&str] = &["Anna", "Invented", "A-1", "1990-05-01"];

async fn ready() -> Practice {
    let mut practice = Practice::new().await;
    let sending = Sending { mode: SendingMode::Demo, carrier: std::sync::Arc::new(NoCarrier), ..Sending::default() };
    practice.app = practice.app.clone().with_sending(sending);
    let user = practice.person("night", &[Role::Clinician]).await;
    let shift =
        storage::on_call_shift::OnCallShift { user, program: None, starts_at: practice.app.now(), ends_at: None, is_on_site: false };
    practice.app.add_on_call(&operator(), shift).await.unwrap();
    practice.app.set_staff_contact(&operator(), user, ::care::Channel::Email, "night@example.org").await.unwrap();
    for (language, words) in [("en", "Call us: 555-0100.\n\nAt night: 555-0101."), ("es", "Llámenos: 555-0100.")] {
        practice.app.put_crisis_text(&operator(), None, language.parse().unwrap(), words).await.unwrap();
    }
    practice
}

async fn link(practice: &Practice, instruments: &[&str], language: &str) -> (RecordId, String) {
    let new = NewCheckIn {
        respondent: Respondent::Patient,
        instruments: instruments.iter().map(|id| (*id).to_owned()).collect(),
        language: language.parse().unwrap(),
        mode: Mode::Link,
    };
    let id = practice.app.make_check_in(&operator(), practice.anna, new).await.unwrap();
    (id, practice.app.print_check_in_link(&operator(), id).await.unwrap().path)
}

async fn post(browser: &Browser, base: &str, rest: &str, fields: &[(&str, &str)]) -> Answer {
    let token = form_token(base.rsplit('/').next().unwrap());
    let mut all = vec![(TOKEN_FIELD, token.as_str())];
    all.extend_from_slice(fields);
    browser.post_as_is(&format!("{base}{rest}"), &all).await
}

fn check_is_discreet(page: &str) {
    for word in SECRET_WORDS {
        assert!(!page.contains(word), "the page says {word}");
    }
    let title = page.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
    assert!(!title.contains("PHQ") && !title.contains("Question"), "{title}");
}

/// An address of Anna's to which she lets the practice write.
async fn address_of_anna(practice: &Practice) -> RecordId {
    let contact = app::contact::NewContact {
        holder: ::care::ContactHolder::Patient,
        holder_name: String::new(),
        channel: ::care::Channel::Email,
        address: "anna@example.org".to_owned(),
        rank: 1,
        preference: String::new(),
    };
    let yes = Some((::care::Consent::Given, ::care::ConsentSource::ToldStaff));
    practice.app.add_contact(&operator(), practice.anna, contact, yes).await.unwrap()
}

#[tokio::test]
async fn a_check_in_goes_from_link_to_thanks() {
    let practice = ready().await;
    let browser = Browser::stranger(&practice);
    let (_, base) = link(&practice, &["phq-9", "gad-7"], "en").await;
    let first = browser.get(&base).await;
    assert_eq!(first.headers[REFERRER_POLICY], "no-referrer");
    let page = first.shown("check-in-start");
    assert!(page.contains("17 questions") && page.contains("about 3 minutes"), "said first");
    assert!(page.contains("Nobody is watching this live") && page.contains("988") && page.contains("911") && page.contains("555-0101"));
    check_is_discreet(&page);
    let style = browser.get(&crate::assets::address("check_in.css")).await;
    let size = page.len() + style.bytes.len();
    assert!(size <= 30 * 1024, "the first page with its style has {size} bytes");
    assert_eq!(browser.get(&format!("{base}/q")).await.leads_to(), format!("{base}/q/1"));
    let page = browser.get(&format!("{base}/q/1")).await.shown("check-in-question");
    assert!(page.contains("Question 1 of 17") && page.contains("The result is then worked out from your other answers"));
    check_is_discreet(&page);
    let again = post(&browser, &base, "/q/1", &[]).await.again("check-in-choose");
    assert!(again.contains("Choose an answer, or leave the question out."));
    let wrong = post(&browser, &base, "/q/1", &[("a.phq-9.1", "7")]).await.again("check-in-not-offered");
    assert!(wrong.contains("not one of those on offer"));
    assert_eq!(post(&browser, &base, "/q/1", &[("a.phq-9.1", "1")]).await.leads_to(), format!("{base}/q/2"));
    assert_eq!(post(&browser, &base, "/q/2", &[("leave", "a.phq-9.2")]).await.leads_to(), format!("{base}/q/3"));
    // Back, and another answer.
    let back = browser.get(&format!("{base}/q/1")).await.shown("check-in-back");
    assert!(back.contains("You have answered this one") && !back.contains("checked"), "what was answered is not shown");
    assert_eq!(post(&browser, &base, "/q/1", &[("a.phq-9.1", "2")]).await.leads_to(), format!("{base}/q/3"));
    let left_out = browser.get(&format!("{base}/q/2")).await.shown("check-in-left-out");
    assert!(left_out.contains("You left this one out.") && !left_out.contains("You have answered this one"));
    assert!(left_out.contains("Question 2 of 17") && left_out.contains(&format!("href=\"{base}/q/1\">Back")), "{left_out}");
    assert!(browser.get(&format!("{base}/q/13")).await.page().contains("Question 13 of 17"), "the place, not how many are done");
    // An answer that a person must see.
    let positive = post(&browser, &base, "/q/9", &[("a.phq-9.9", "1")]).await;
    assert_eq!(positive.leads_to(), format!("{base}/help?saved=yes&to=q"));
    let plain = browser.get(&format!("{base}/help?saved=yes&to=q")).await.page();
    assert!(!plain.contains("My safety plan"), "no address is on record");
    let plan = "https://patients.example.org/plan";
    practice.app.put_safety_plan(&operator(), None, app::safety_plan::PlanReader::Patient, plan).await.unwrap();
    let help = browser.get(&format!("{base}/help?saved=yes&to=q")).await.shown("check-in-help");
    assert!(help.contains("My safety plan") && help.contains(plan));
    assert!(help.contains("555-0100") && help.contains("988") && help.contains("Your answer was saved"));
    // On another device: only what is open.
    let elsewhere = Browser::stranger(&practice).with_cookie("none=1");
    let page = elsewhere.get(&base).await.page();
    assert!(page.contains("14 questions are left"), "resumed");
    let all = elsewhere.get(&format!("{base}/all")).await.shown("check-in-all");
    assert!(!all.contains("name=\"a.phq-9.1\"") && all.contains("name=\"a.phq-9.3\""));
    // A script keeps each answer by itself, and the page stays.
    assert_eq!(post(&elsewhere, &base, "/all", &[("each", "yes"), ("a.phq-9.3", "1")]).await.status, StatusCode::NO_CONTENT);
    assert!(!elsewhere.get(&format!("{base}/all")).await.page().contains("name=\"a.phq-9.3\""), "it is saved");
    let rest: Vec<(String, &str)> =
        (3..=8).map(|item| (format!("a.phq-9.{item}"), "1")).chain((1..=7).map(|item| (format!("a.gad-7.{item}"), "0"))).collect();
    let rest: Vec<(&str, &str)> = rest.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(post(&elsewhere, &base, "/all", &rest).await.leads_to(), format!("{base}/all?saved=13"));
    let saved = elsewhere.get(&format!("{base}/all?saved=13")).await.page();
    assert!(saved.contains("13 answers are saved. 1 question is left."), "{saved}");
    let none = post(&elsewhere, &base, "/all", &[]).await.again("check-in-all-none");
    assert!(none.contains("Choose an answer first. Nothing was saved."), "{none}");
    let end = elsewhere.get(&format!("{base}/end")).await.shown("check-in-end");
    assert!(end.contains("You left out 1 question.") && end.contains("1 question is still open."));
    assert!(end.contains("You can still answer what you left out:") && end.contains(&format!("<li><a href=\"{base}/q/2\"")), "{end}");
    assert!(!end.contains(&format!("{base}/q/1\"")), "what was answered is not shown");
    assert_eq!(post(&elsewhere, &base, "/end", &[]).await.leads_to(), base);
    let done = browser.get(&base).await.shown("check-in-done");
    assert!(done.contains("Your answers were sent") && done.contains("555-0100"), "help again at the end");
    check_is_discreet(&done);
    for path in ["/q/1", "/all", "/end", "/help"] {
        assert!(browser.get(&format!("{base}{path}")).await.page().contains("Your answers were sent"), "{path}");
    }
    assert_eq!(post(&browser, &base, "/end", &[]).await.leads_to(), base, "sending twice changes nothing");
}

#[tokio::test]
async fn who_helps_now_is_said_first_where_no_question_is_about_safety_too() {
    let practice = ready().await;
    let browser = Browser::stranger(&practice);
    let style = browser.get(&crate::assets::address("check_in.css")).await.bytes.len();
    let (_, base) = link(&practice, &["gad-7"], "en").await;
    let page = browser.get(&base).await.shown("check-in-start-without-safety");
    // No form that ships in Spanish is without such a question: the part alone, as a practice's own text would show it.
    let spanish = super::start::lines_only(wording::Text::for_language(&"es".parse().unwrap()), "", super::setting::Setting::Alone);
    for (page, words) in
        [(&page, "Nobody is watching live."), (&spanish.into_string(), "Nadie está mirando en este momento. Si necesita ayuda")]
    {
        for said in [words, "tel:988", "sms:988", "988lifeline.org", "tel:911"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("555-0100"), "in short");
        assert!(page.len() + style <= 30 * 1024, "{} bytes", page.len() + style);
    }
}

#[tokio::test]
async fn from_a_list_a_message_that_cannot_be_sent_leads_to_the_row_and_to_the_contacts() {
    let practice = ready().await;
    practice.test.pass_seconds(2 * 24 * 3_600);
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let anna = practice.anna.to_string();
    let address = format!("/patients/{anna}/check-ins");
    for (post, list) in [(format!("{address}/due"), "/due"), (format!("/collection/{anna}"), "/collection")] {
        let refused = desk.post(&post, &[("way", "send")]).await;
        assert_eq!(refused.leads_to(), format!("{list}?problem=unreachable&patient={anna}#patient-{anna}"));
        let page = desk.get(refused.leads_to().split('#').next().unwrap()).await.page();
        assert!(page.contains(&format!("<a href=\"#patient-{anna}\">")) && page.contains(&format!("id=\"patient-{anna}\"")), "{page}");
        assert_eq!(page.matches(&format!("href=\"/patients/{anna}/contacts\"")).count(), 2, "above and in the row: {page}");
    }
}

#[tokio::test]
async fn one_bad_field_costs_no_other_answer_and_is_named() {
    let practice = ready().await;
    let browser = Browser::stranger(&practice);
    let (_, base) = link(&practice, &["bam-r", "phq-9"], "en").await;
    let sent = [("a.bam-r.4", "31"), ("a.bam-r.5", "three"), ("a.bam-r.6", "2"), ("a.phq-9.1", "1"), ("a.phq-9.9", "2")];
    let again = post(&browser, &base, "/all", &sent).await.again("check-in-all-again");
    assert!(again.contains("2 answers could not be saved. All the others are saved."), "{again}");
    let field = |name: &str| again.split("<input").find(|rest| rest.contains(&format!("name=\"{name}\""))).map(str::to_owned);
    for (name, value) in &sent[..2] {
        let field = field(name).expect("it is asked again");
        assert!(field.contains(&format!("value=\"{value}\"")) && field.contains("aria-invalid=\"true\""), "{name}: {field}");
        assert!(again.contains(&format!("href=\"#{name}\"")) && again.contains(&format!("id=\"{name}\"")), "{name} is named");
    }
    assert!(sent[2..].iter().all(|(name, _)| field(name).is_none()), "what was saved is not asked again");
    assert!(again.contains("You do not have to be alone with this") && again.contains("555-0100"), "the card comes with it");
    assert!(again.find("555-0100") < again.find("could not be saved"), "and before it");
    let page = practice.app.check_ins(&operator(), practice.anna).await.unwrap();
    assert_eq!((page.check_ins[0].check_in.answer_count, page.check_ins[0].check_in.has_safety_answer), (3, true));
    let single = post(&browser, &base, "/q/4", &[("a.bam-r.4", "31")]).await.again("check-in-number-again");
    assert!(
        single.contains("value=\"31\"")
            && single.contains("aria-invalid=\"true\"")
            && single.contains("aria-describedby=\"a.bam-r.4-hint problem\"")
    );
}

#[tokio::test]
async fn the_words_are_those_of_the_place_where_it_is_answered() {
    let practice = ready().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let check = async |mode: Mode, here: &[&str], end: &[&str]| {
        let new =
            NewCheckIn { respondent: Respondent::Patient, instruments: vec!["phq-9".to_owned()], language: "en".parse().unwrap(), mode };
        let id = practice.app.make_check_in(&operator(), practice.anna, new).await.unwrap();
        let base = practice.app.open_check_in_here(&operator(), id, mode).await.unwrap().path;
        let start = desk.get(&base).await.shown(&format!("check-in-start-{}", mode.code()));
        assert!(here.iter().all(|words| start.contains(words)), "{mode:?}: {start}");
        post(&desk, &base, "/q/1", &[("a.phq-9.1", "1")]).await;
        post(&desk, &base, "/end", &[]).await;
        let done = desk.get(&base).await.shown(&format!("check-in-done-{}", mode.code()));
        assert!(end.iter().all(|words| done.contains(words)), "{mode:?}: {done}");
        for page in [start, done] {
            for words in ["watching", "on any device", "This link", "close this page"] {
                assert!(!page.contains(words), "{mode:?} says {words}");
            }
        }
    };
    check(Mode::Tablet, &["tell somebody of our team", "after 10 minutes of rest"], &["give the device back"]).await;
    check(Mode::Kiosk, &["tell somebody of our team", "after 10 minutes of rest"], &["give the device back"]).await;
    let back = ["The answers are on record", "href=\"/collection\"", "Back to today"];
    check(Mode::Telephone, &["You ask and write down", "who is on duty is told at once"], &back).await;
    check(Mode::Interview, &["You ask and write down"], &back).await;
}

#[tokio::test]
async fn what_a_clinician_rates_is_sent_to_nobody() {
    let practice = ready().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    for (respondent, instrument, is_sent) in [(Respondent::Clinician, "ciwa-ar", false), (Respondent::Patient, "gad-7", true)] {
        let new = NewCheckIn { respondent, instruments: vec![instrument.to_owned()], language: "en".parse().unwrap(), mode: Mode::Link };
        let id = practice.app.make_check_in(&operator(), practice.anna, new).await.unwrap();
        let page = desk.get(&format!("/patients/{}/check-ins", practice.anna)).await.page();
        assert_eq!(page.contains(&format!("/check-ins/{id}/send")), is_sent, "{instrument}");
        assert!(page.contains(&format!("/check-ins/{id}/link")));
    }
}

#[tokio::test]
async fn a_link_whose_message_was_stopped_is_not_called_sent() {
    let practice = ready().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let contact = address_of_anna(&practice).await;
    let new = NewCheckIn {
        respondent: Respondent::Patient,
        instruments: vec!["gad-7".to_owned()],
        language: "en".parse().unwrap(),
        mode: Mode::Link,
    };
    let id = practice.app.make_check_in(&operator(), practice.anna, new).await.unwrap();
    let address = format!("/patients/{}/check-ins", practice.anna);
    practice.app.send_check_in(&operator(), id).await.unwrap();
    assert!(desk.get(&address).await.page().contains("Not there yet: the message is planned"));
    practice.app.record_consent(&operator(), contact, ::care::Consent::Withdrawn, ::care::ConsentSource::ToldStaff).await.unwrap();
    practice.test.pass_seconds(86_400);
    practice.app.send_due().await.unwrap();
    // A day later everybody signs in anew.
    let desk = practice.browser("desk-of-tuesday", &[Role::FrontDesk]).await;
    let page = desk.get(&address).await.shown("check-ins-stopped");
    assert!(page.contains("Not there yet: the message is stopped") && !page.contains("Sent, not opened"), "{page}");
    practice.app.record_consent(&operator(), contact, ::care::Consent::Given, ::care::ConsentSource::ToldStaff).await.unwrap();
    practice.app.send_check_in(&operator(), id).await.unwrap();
    practice.test.pass_seconds(86_400);
    practice.app.send_due().await.unwrap();
    // Whatever the hour was, one of them is not quiet.
    practice.test.pass_seconds(12 * 3_600);
    practice.app.send_due().await.unwrap();
    let desk = practice.browser("desk-of-wednesday", &[Role::FrontDesk]).await;
    assert!(desk.get(&address).await.page().contains("Sent, not opened"));
}

#[tokio::test]
async fn spanish_is_spanish_and_a_form_without_it_says_so() {
    let practice = ready().await;
    let browser = Browser::stranger(&practice);
    let (_, base) = link(&practice, &["phq-9", "gad-7"], "es").await;
    let page = browser.get(&base).await.shown("check-in-start-spanish");
    assert!(page.contains("<html lang=\"es\">") && page.contains("10 preguntas") && page.contains("AYUDA") && page.contains("Llámenos"));
    assert!(page.contains("No hay un texto aprobado en este idioma para GAD-7. Existe en: inglés."));
    let question = browser.get(&format!("{base}/q/1")).await.shown("check-in-question-spanish");
    for english in ["Question", "Save", "Leave", "Your answer"] {
        assert!(!question.contains(english), "{english}");
    }
    let all = browser.get(&format!("{base}/all")).await.page();
    for page in [&question, &all] {
        assert!(page.contains("<p class=\"notice\" lang=\"en\">"), "the owner's notice is English, and says so: {page}");
    }
    assert!(!all.contains("name=\"a.gad-7.1\""), "no text of ours takes the place of an official one");
    assert_eq!(post(&browser, &base, "/language", &[("language", "en")]).await.leads_to(), base);
    let page = browser.get(&base).await.page();
    assert!(page.contains("<html lang=\"en\">") && page.contains("17 questions"));
}

#[tokio::test]
async fn what_goes_wrong_is_said_kindly() {
    let practice = ready().await;
    let browser = Browser::stranger(&practice);
    let (id, base) = link(&practice, &["gad-7"], "en").await;
    let unknown = browser.get("/c/AAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let page = unknown.page();
    keep("check-in-unknown", &page);
    assert!(page.contains("Part of it may be missing"));
    let truncated = browser.get(&base[..base.len() - 3]).await;
    assert_eq!(truncated.status, StatusCode::NOT_FOUND);
    let spanish = browser.get_with("/c/short", &[("accept-language", "es-MX,es;q=0.9")]).await.page();
    assert!(spanish.contains("Este enlace no sirve"));
    let forged = browser.post_as_is(&format!("{base}/q/1"), &[(TOKEN_FIELD, "wrong"), ("a.gad-7.1", "1")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert!(forged.page().contains("The page was too old"));
    let large = Request::post(format!("{base}/all")).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let large = browser.send(large, vec![b'a'; 10 * 1024 * 1024]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.page().contains("more than this page takes"));
    let foreign = post(&browser, &base, "/all", &[("a.phq-9.1", "1")]).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(foreign.page().contains("not one of those on offer"));
    practice.app.revoke_check_in(&operator(), id).await.unwrap();
    let revoked = browser.get(&base).await;
    assert_eq!(revoked.status, StatusCode::GONE);
    assert!(revoked.page().contains("This link was taken back"));
    browser.get(&base).await;
    // Staff are told precisely what happened, once, and not what it was.
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let staff = desk.get(&format!("/patients/{}/check-ins", practice.anna)).await.shown("check-ins-what-happened");
    for event in ["Something came in that is not asked or not offered; it was not kept", "Opened after the link had ended"] {
        assert_eq!(staff.matches(event).count(), 1, "{event}");
    }
    assert!(!staff.contains("a.phq-9.1"));
    let (_, later) = link(&practice, &["gad-7"], "en").await;
    practice.test.pass_seconds(24 * 3_600);
    let asked = browser.get(&later).await.shown("check-in-birth-day");
    assert!(asked.contains("date of birth tells us") && !asked.contains("name=\"a."));
    let wrong = post(&browser, &later, "/birth-day", &[("birth_day", "1990-05-02")]).await.again("check-in-birth-day-wrong");
    assert!(wrong.contains("You can try 4 more times."));
    let right = post(&browser, &later, "/birth-day", &[("birth_day", "1990-05-01")]).await;
    let cookie = right.headers[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let inside = Browser::stranger(&practice).with_cookie(&cookie);
    assert!(inside.get(&later).await.page().contains("7 questions"));
    practice.test.pass_seconds(7 * 86_400);
    let expired = inside.get(&later).await;
    assert_eq!(expired.status, StatusCode::GONE);
    assert!(expired.page().contains("This link has ended"));
}

#[tokio::test]
async fn a_link_that_was_used_or_replaced_leads_to_no_question_again() {
    let practice = ready().await;
    let browser = Browser::stranger(&practice);
    let (id, first) = link(&practice, &["gad-7"], "en").await;
    let second = practice.app.print_check_in_link(&operator(), id).await.unwrap().path;
    assert_ne!(first, second);
    let answers: Vec<String> = (1..=7).map(|item| format!("a.gad-7.{item}")).collect();
    let answers: Vec<(&str, &str)> = answers.iter().map(|name| (name.as_str(), "1")).collect();
    post(&browser, &second, "/all", &answers).await;
    assert_eq!(post(&browser, &second, "/end", &[]).await.leads_to(), second);
    for used in [&first, &second] {
        let page = browser.get(used).await.page();
        assert!(!page.contains("name=\"a.") && !page.contains("/q/"), "{used}: nothing is asked");
        check_is_discreet(&page);
        let late = post(&browser, used, "/q/1", &[("a.gad-7.1", "3")]).await;
        assert!(late.status.is_redirection() || !late.page().contains("name=\"a."), "{used}: nothing is taken");
    }
    let recorded = practice.app.patient(&operator(), practice.anna, app::View::Current).await.unwrap();
    let totals: Vec<_> = recorded.administrations.iter().map(|row| row.total.and_then(vocabulary::Points::whole)).collect();
    assert_eq!(totals, [Some(7)], "nothing counts twice, and nothing is changed afterwards");
    let other = form_token("AAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let crossed = browser.post_as_is(&format!("{second}/all"), &[(TOKEN_FIELD, &other), ("a.gad-7.1", "1")]).await;
    assert_eq!(crossed.status, StatusCode::FORBIDDEN, "the token of another link");
}

#[tokio::test]
async fn a_language_in_which_the_questions_are_not_here_is_said_and_not_passed_over() {
    let practice = ready().await;
    let browser = Browser::stranger(&practice);
    let (_, base) = link(&practice, &["gad-7"], "en").await;
    let asked = browser.get(&format!("{base}?language=es")).await.shown("check-in-not-in-spanish");
    assert!(
        asked.contains("<p class=\"note\" lang=\"es\">Estas preguntas no están aquí en español."),
        "said in the language that was asked for"
    );
    assert!(!browser.get(&base).await.page().contains("no están aquí"), "an English speaker is told nothing of it");
    let (_, both) = link(&practice, &["phq-9"], "en").await;
    assert!(!browser.get(&format!("{both}?language=es")).await.page().contains("no están aquí"), "there is a way to Spanish on the page");
}

#[tokio::test]
async fn guessing_links_is_slowed_down() {
    let practice = ready().await;
    let browser = Browser::stranger(&practice);
    let mut statuses = Vec::new();
    for number in 0..22 {
        statuses.push(browser.get(&format!("/c/{number:027}")).await.status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::NOT_FOUND).count(), 20);
    assert_eq!(statuses[21], StatusCode::TOO_MANY_REQUESTS);
    assert!(browser.get("/m/AAAAAAAAAAAAAAAAAAAAAAAAAAA").await.page().contains("Wait 15 minutes"));
}

#[tokio::test]
async fn staff_make_send_show_and_take_back() {
    let practice = ready().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let address = format!("/patients/{}/check-ins", practice.anna);
    let page = desk.get(&address).await.shown("check-ins");
    assert!(page.contains("What can Anna"));
    let fields = [("respondent", "patient"), ("language", "en"), ("mode", "link"), ("instruments", "phq-9"), ("instruments", "gad-7")];
    assert_eq!(desk.post(&address, &fields).await.leads_to(), format!("{address}?done=made"));
    let none = desk.post(&address, &fields[..3]).await.again("check-ins-none-chosen");
    assert!(none.contains("choose at least one"));
    let id = practice.app.check_ins(&operator(), practice.anna).await.unwrap().check_ins[0].check_in.id;
    let anna = practice.anna.to_string();
    let unsent = desk.post(&format!("/check-ins/{id}/send"), &[("patient", &anna)]).await;
    assert_eq!(unsent.leads_to(), format!("{address}?problem=unreachable"));
    assert!(desk.get(&address).await.page().contains("Not sent"), "a link that nobody sent");
    let shown = desk.post(&format!("/check-ins/{id}/link"), &[("patient", &anna)]).await.shown("check-in-link");
    assert!(shown.contains("/c/") && shown.contains("role=\"img\""));
    let page = desk.get(&address).await.page();
    assert!(!page.contains("/c/"), "a link is shown once");
    assert_eq!(desk.post(&format!("/check-ins/{id}/revoke"), &[]).await.leads_to(), format!("{address}?done=revoked"));
    let own = desk.post(&format!("/patients/{anna}/own-page"), &[("patient", &anna)]).await.shown("own-page-link");
    assert!(own.contains("/m/"));
    let texts = desk.get("/practice/crisis-texts").await.shown("crisis-texts");
    assert!(texts.contains("555-0101"));
    let empty = desk.post("/practice/crisis-texts", &[("language", "en"), ("words", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    // That an answer needs a person is for those who see scores.
    let (_, base) = link(&practice, &["phq-9"], "en").await;
    let stranger = Browser::stranger(&practice);
    post(&stranger, &base, "/q/9", &[("a.phq-9.9", "2")]).await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    assert!(director.get(&address).await.shown("check-ins-made").contains("An answer needs a person"));
    assert!(!desk.get(&address).await.page().contains("An answer needs a person"));
    let biller = practice.browser("bill", &[Role::Biller]).await;
    assert_eq!(biller.get(&address).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_tablet_is_handed_over_signed_out_and_tells_a_neighbour_nothing() {
    let practice = ready().await;
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let address = format!("/patients/{}/check-ins", practice.anna);
    let new = NewCheckIn {
        respondent: Respondent::Patient,
        instruments: vec!["phq-9".to_owned()],
        language: "en".parse().unwrap(),
        mode: Mode::Tablet,
    };
    let id = practice.app.make_check_in(&operator(), practice.anna, new).await.unwrap();
    assert!(desk.get(&address).await.page().contains("Hand over this device"));
    let handed = desk.post(&format!("/check-ins/{id}/here"), &[("mode", "tablet")]).await;
    let base = handed.leads_to().to_owned();
    assert!(base.starts_with("/c/") && handed.headers[SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(desk.get(&address).await.status, StatusCode::SEE_OTHER, "the way back leads nowhere");
    let patient = Browser::stranger(&practice);
    let card = async |value: &str| {
        let answer = post(&patient, &base, "/q/9", &[("a.phq-9.9", value)]).await;
        (answer.leads_to().to_owned(), patient.get(answer.leads_to()).await.page())
    };
    let (none, some) = (card("0").await, card("2").await);
    assert_eq!(none, some, "the card is the same whatever was answered");
    assert!(none.1.contains("Everybody sees this page") && none.1.contains("555-0100") && none.1.contains("988"));
    check_is_discreet(&none.1);
}

#[tokio::test]
async fn the_own_page_says_it_in_plain_words() {
    let practice = ready().await;
    let browser = Browser::stranger(&practice);
    practice.record(practice.anna, crate::practice::entry("2026-10-02", [2; 9])).await;
    practice.record(practice.anna, crate::practice::entry("2026-11-20", [1; 9])).await;
    let base = practice.app.make_own_page_link(&operator(), practice.anna).await.unwrap().path;
    let page = browser.get(&base).await.shown("own-page-code");
    assert!(page.contains("Send me a code"));
    check_is_discreet(&page);
    assert!(page.contains("<a class=\"help\" href=\"#help\">") && page.contains("tel:988") && page.contains("555-0100"), "help is here");
    let spanish = browser.get(&format!("{base}?language=es")).await;
    let kept = spanish.headers[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    assert!(spanish.page().contains("lang=\"es\""));
    let again = Browser::stranger(&practice).with_cookie(&kept);
    let again = again.get(&base).await.shown("own-page-code-spanish");
    assert!(again.contains("<html lang=\"es\">") && again.contains("?language=en\""), "it is kept, and there is a way back");
    assert!(browser.get(&format!("{base}?language=de")).await.page().contains("<html lang=\"en\">"), "a language that we do not speak");
    let none = post(&browser, &base, "/code", &[]).await.page();
    assert!(none.contains("no phone or e-mail"));
    address_of_anna(&practice).await;
    let sent = post(&browser, &base, "/code", &[]).await.page();
    assert!(sent.contains("no code will come") && !sent.contains("on its way"), "what is only kept is not said to come");
    let code = practice.code_in_newest(practice.anna).await;
    let wrong = post(&browser, &base, "/enter", &[("code", "1")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = post(&browser, &base, "/enter", &[("code", &code)]).await;
    let cookie = right.headers[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let inside = Browser::stranger(&practice).with_cookie(&cookie);
    let page = inside.get(&base).await.shown("own-page");
    assert!(page.contains("What got better") && page.contains("from 18 to 9") && page.contains("does not say what care you need"));
    assert!(page.contains("Low mood (<span>PHQ-9</span>): from 18 to 9"), "what it is about, in plain words: {page}");
    assert!(page.contains("What left our office") && page.contains("We gave nothing about you to others."));
    for word in ["moderate", "severe", "mild", "IOP", "outpatient"] {
        assert!(!page.to_lowercase().contains(word), "{word}");
    }
    let sheet = inside.get(&format!("{base}/sheet")).await.shown("own-page-sheet");
    assert!(sheet.contains("In my own words") && sheet.contains("Nobody reads it right away"));
    let words = [("went_well", "I slept <well>."), ("was_hard", ""), ("to_ask", "May I go home?")];
    let stranger = Browser::stranger(&practice);
    assert_eq!(post(&stranger, &base, "/words", &words).await.leads_to(), base, "the code is asked for first");
    for _ in 0..2 {
        assert!(post(&inside, &base, "/words", &words).await.leads_to().ends_with("/sheet"));
    }
    let sheet = inside.get(&format!("{base}/sheet")).await.shown("own-page-sheet-written");
    assert!(sheet.contains("<p class=\"written\">I slept &lt;well&gt;.</p>") && sheet.contains("May I go home?"), "{sheet}");
    let address = format!("/patients/{}/check-ins", practice.anna);
    let director = practice.browser("ruth", &[Role::Director]).await;
    let shown = director.get(&address).await.page();
    assert_eq!(shown.matches("I slept &lt;well&gt;.").count(), 1, "what was written twice stands once: {shown}");
    let desk = practice.browser("front", &[Role::FrontDesk]).await;
    assert!(!desk.get(&address).await.page().contains("I slept"), "it is no business of the front desk");
    let spanish = inside.get(&format!("{base}/sheet?language=es")).await.page();
    assert!(spanish.contains("<html lang=\"es\">") && !spanish.contains("In my own words"), "the same page in the other language");
    assert!(spanish.contains("Ánimo bajo (<span lang=\"en\">PHQ-9</span>)"), "a name that stays English is marked: {spanish}");
    assert!(sheet.contains("Take back what I wrote"), "{sheet}");
    assert_eq!(post(&stranger, &base, "/words/take-back", &[]).await.leads_to(), base, "the code is asked for first");
    assert!(post(&inside, &base, "/words/take-back", &[]).await.leads_to().ends_with("/sheet"));
    let sheet = inside.get(&format!("{base}/sheet")).await.page();
    assert!(!sheet.contains("I slept") && !sheet.contains("Take back what I wrote"), "{sheet}");
    assert!(!director.get(&address).await.page().contains("I slept"));
    assert!(post(&inside, &base, "/leave", &[]).await.leads_to().ends_with("?left=yes"));
    assert!(inside.get(&base).await.page().contains("Send me a code"));
}

#[tokio::test]
async fn staff_see_what_stands_on_the_own_page_and_an_empty_note_is_a_problem_of_its_field() {
    let practice = ready().await;
    let address = format!("/patients/{}", practice.anna);
    let director = practice.browser("ruth", &[Role::Director]).await;
    let again = director.post(&format!("{address}/note"), &[("words", "  ")]).await.again("check-ins-note-empty");
    assert!(again.contains("What changed because of their answers: fill this in.") && again.contains("href=\"#words\""), "{again}");
    let done = director.post(&format!("{address}/note"), &[("words", "We meet twice a week now.")]).await;
    let page = director.get(done.leads_to()).await.page();
    assert_eq!(page.matches("We meet twice a week now.").count(), 1, "{page}");
    let desk = practice.browser("front", &[Role::FrontDesk]).await;
    assert!(!desk.get(&format!("{address}/check-ins")).await.page().contains("We meet twice"), "who sees no scores does not see it");
}

#[tokio::test]
async fn the_only_score_of_a_new_stay_is_not_called_the_first() {
    let check = async |days: &[&str], said: &str, not_said: &str| {
        let practice = ready().await;
        for day in days {
            practice.record(practice.anna, crate::practice::entry(day, [1; 9])).await;
        }
        address_of_anna(&practice).await;
        let base = practice.app.make_own_page_link(&operator(), practice.anna).await.unwrap().path;
        let browser = Browser::stranger(&practice);
        post(&browser, &base, "/code", &[]).await;
        let code = practice.code_in_newest(practice.anna).await;
        let right = post(&browser, &base, "/enter", &[("code", &code)]).await;
        let cookie = right.headers[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        let page = Browser::stranger(&practice).with_cookie(&cookie).get(&base).await.page();
        assert!(page.contains(said) && !page.contains(not_said), "{days:?}: {page}");
    };
    check(&["2026-11-20"], "your first answers, on", "your latest answers").await;
    // Anna was admitted in October.
    check(&["2026-05-04", "2026-11-20"], "your latest answers, on", "your first answers").await;
}

#[tokio::test]
async fn the_link_at_the_foot_of_a_mail_ends_such_mails_once_somebody_says_so() {
    let practice = ready().await;
    let (id, shown) = link(&practice, &["gad-7"], "en").await;
    let browser = Browser::stranger(&practice);
    let nothing = browser.get(&format!("{shown}/no-more")).await.shown("no-more-nothing");
    assert!(nothing.contains("No messages come by this link") && !nothing.contains("<button"), "{nothing}");
    address_of_anna(&practice).await;
    practice.app.send_check_in(&operator(), id).await.unwrap();
    let base = practice.path_in(&practice.app.contacts(&operator(), practice.anna).await.unwrap().messages[0]).await;
    let page = browser.get(&format!("{base}/no-more")).await.shown("no-more");
    assert!(page.contains("Send me no more messages"), "{page}");
    check_is_discreet(&page);
    let consent = async || practice.app.contacts(&operator(), practice.anna).await.unwrap().contacts[0].consent;
    assert_eq!(consent().await, ::care::Consent::Given, "a mail server that opens the link ends nothing");
    let done = post(&browser, &base, "/no-more", &[]).await;
    assert_eq!(consent().await, ::care::Consent::Withdrawn);
    assert!(browser.get(done.leads_to()).await.shown("no-more-done").contains("You get no more messages"));
    assert_eq!(browser.get("/c/AAAAAAAAAAAAAAAAAAAAAAAAAAA/no-more").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_mail_program_ends_messages_with_one_click_and_nothing_else_does() {
    let practice = ready().await;
    let (id, shown) = link(&practice, &["gad-7"], "en").await;
    let program = Browser::stranger(&practice);
    address_of_anna(&practice).await;
    practice.app.send_check_in(&operator(), id).await.unwrap();
    let base = practice.path_in(&practice.app.contacts(&operator(), practice.anna).await.unwrap().messages[0]).await;
    let address = format!("{base}/no-more/one-click");
    let consent = async || practice.app.contacts(&operator(), practice.anna).await.unwrap().contacts[0].consent;
    assert!(program.get(&address).await.shown("no-more").contains("Send me no more messages"), "people come to the page with the button");
    let multipart = |word: &str| format!("--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n{word}\r\n--b--\r\n");
    let post = async |path: &str, kind: &str, body: String| {
        let request = Request::post(path).header(CONTENT_TYPE, kind).header("origin", "https://mail.example");
        program.send(request, body).await.status
    };
    let (form, parts) = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b");
    assert_eq!(post(&address, form, String::new()).await, StatusCode::FORBIDDEN);
    assert_eq!(post(&address, parts, multipart("Two-Clicks")).await, StatusCode::FORBIDDEN);
    assert_eq!(consent().await, ::care::Consent::Given);
    let unknown = "/c/AAAAAAAAAAAAAAAAAAAAAAAAAAA/no-more/one-click";
    assert_eq!(post(unknown, form, "List-Unsubscribe=One-Click".to_owned()).await, StatusCode::NOT_FOUND);
    let not_sent = format!("{shown}/no-more/one-click");
    assert_eq!(post(&not_sent, parts, multipart("One-Click")).await, StatusCode::NOT_FOUND, "no message brought this link");
    assert_eq!(post(&address, parts, multipart("One-Click")).await, StatusCode::OK);
    assert_eq!(consent().await, ::care::Consent::Withdrawn);
    assert_eq!(post(&address, form, "List-Unsubscribe=One-Click".to_owned()).await, StatusCode::OK, "a second time changes nothing");
}
