//! A check-in from the message with its link to the person on call: three instruments in Spanish, on a screen as narrow as a phone, without scripts and
//! without a mouse, over a mail server of the test.

use std::time::{Duration, Instant};

use messaging::testing::{TakenMail, TestMailServer};
use tokio::runtime::Runtime;

use crate::chromium::{Chromium, Look, Rules};
use crate::practice::{Practice, VISITS, Visitor, configuration};
use crate::server::Server;

/// A phone of ten years ago, with scripts off.
pub(super) const PHONE: Look = Look { dark: false, width: 320, scripts: false };

/// Words of this story for an instrument whose own text does not come with the product. They stand in no form.
const OVERLAY: &str = r#"
instrument = "who-5"
language = "es"
licence_holder = "un titular inventado"
licence_reference = "A-1"
HASH

[text]
source = "palabras inventadas para esta prueba"
title = "Formulario inventado"
[text.items]
1 = "Primera pregunta inventada"
2 = "Segunda pregunta inventada"
3 = "Tercera pregunta inventada"
4 = "Cuarta pregunta inventada"
5 = "Quinta pregunta inventada"
[text.options]
time = ["cinco", "cuatro", "tres", "dos", "uno", "cero"]
"#;

pub(super) const CRISIS_WORDS: &str = "Llame a la persona de guardia: 555-0143.";

/// So soon after the answer was sent, at the latest, the notice is at the mail server. The product means a second; a machine that builds and tests at the
/// same time gets a few more.
pub(super) const TOLD_WITHIN: Duration = Duration::from_secs(10);

pub(super) struct Post {
    pub(super) server: TestMailServer,
    // Runs the mail server until the story ends.
    _runtime: Runtime,
}

impl Post {
    pub(super) fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        Self { server: runtime.block_on(TestMailServer::start()), _runtime: runtime }
    }

    /// The first mail to an address, waited for.
    pub(super) fn first_to(&self, address: &str) -> TakenMail {
        self.nth_to(address, 1)
    }

    /// The mail to an address that arrives as the so manieth, waited for.
    pub(super) fn nth_to(&self, address: &str, number: usize) -> TakenMail {
        for _ in 0..3000 {
            if let Some(mail) = self.server.taken().into_iter().filter(|mail| mail.to == address).nth(number - 1) {
                return mail;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("no mail number {number} to {address} within a minute");
    }
}

/// A practice that sends by this mail server, and has an overlay in Spanish.
pub(super) fn sending_practice(post: &Post) -> Practice {
    let practice = Practice::new();
    let folder = &practice.folder;
    folder.write("overlays/who-5.es.toml", OVERLAY.replace("HASH", "hash = \"\""));
    let printed = folder.run(&["instruments", "overlay", "overlays/who-5.es.toml"]).output;
    folder.write("overlays/who-5.es.toml", OVERLAY.replace("HASH", printed.trim()));
    folder.write("authority.pem", post.server.certificate());
    let sending = format!(
        "\n[instruments]\noverlay_folder = \"overlays\"\n\n[sending]\nmode = \"send\"\nlink_address = \"http://127.0.0.1\"\n\
         quiet_from = \"23:59\"\nquiet_until = \"00:00\"\n\n\
         [mail]\nserver = \"{}\"\nsecurity = \"starttls\"\nfrom = \"care@example.org\"\nauthority_file = \"authority.pem\"\n",
        post.server.server()
    );
    folder.write("throughline.toml", format!("{}{sending}", configuration("practice.db")));
    practice
}

/// The same with two patients.
fn practice(post: &Post) -> Practice {
    let practice = sending_practice(post);
    practice.import_visits(VISITS);
    practice
}

/// Puts the director on call with an address, and the crisis text of the practice in Spanish.
pub(super) fn be_ready(server: &Server<'_>, director: &mut Visitor) {
    let form = director.page("/on-call/new");
    let user = option_named(&form.text(), "Dora Invented");
    director.browser.submit(&form, "from_day", &[("user", &user), ("from_day", "2026-01-01"), ("from_time", "00:00")]).with_status(200);
    let form = director.page("/on-call/address");
    let fields = [("user", user.as_str()), ("channel", "email"), ("address", "dora@example.org")];
    director.browser.submit(&form, "address", &fields).with_status(200);
    let mut administrator = Visitor::sign_in(server, crate::practice::ADMINISTRATOR.0, crate::practice::ADMINISTRATOR.1);
    let form = administrator.page("/practice/crisis-texts");
    administrator.browser.submit(&form, "words", &[("language", "es"), ("words", CRISIS_WORDS)]).with_status(200);
}

pub(super) fn option_named(html: &str, name: &str) -> String {
    let before = &html[..html.find(&format!(">{name}</option>")).expect("the name is offered")];
    before.rsplit("value=\"").next().and_then(|rest| rest.split('"').next()).expect("an option has a value").to_owned()
}

#[expect(clippy::disallowed_methods, reason = "says how long a person took to be told; nothing depends on it")]
pub(super) fn now() -> Instant {
    Instant::now()
}

/// Records Ada's own address, with her consent.
pub(super) fn own_address(director: &mut Visitor, ada: &str) {
    let form = director.page(&format!("{ada}/contacts/new"));
    let fields = [
        ("holder", "patient"),
        ("channel", "email"),
        ("address", "ada@example.org"),
        ("rank", "1"),
        ("consent", "given"),
        ("source", "signed_form"),
    ];
    director.browser.submit(&form, "address", &fields).with_status(200);
}

/// Makes a check-in of three instruments for Ada and sends it to her own address; the path of its link, from the mail.
fn sent(director: &mut Visitor, ada: &str, post: &Post) -> String {
    own_address(director, ada);
    let form = director.page(&format!("{ada}/check-ins"));
    let fields = [
        ("respondent", "patient"),
        ("language", "es"),
        ("mode", "link"),
        ("instruments", "phq-9"),
        ("instruments", "asq"),
        ("instruments", "who-5"),
    ];
    let made = director.browser.submit(&form, "instruments", &fields).with_status(200).text();
    let action = made.split("action=\"").filter_map(|rest| rest.split('"').next()).find(|path| path.ends_with("/send"));
    let action = action.expect("the check-in can be sent").to_owned();
    let token = made.split("name=\"form_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned();
    let fields = [("form_token", token.as_str()), ("patient", ada.trim_start_matches("/patients/"))];
    director.browser.post(&action, &fields).with_status(200);
    link_in(&post.first_to("ada@example.org"))
}

/// The path of the link in a mail, which says nothing about health.
pub(super) fn link_in(mail: &TakenMail) -> String {
    assert!(mail.was_private, "over TLS");
    let content = mail.content.replace("=\r\n", "");
    for word in ["PHQ", "ASQ", "Ada", "depress"] {
        assert!(!content.contains(word), "the mail says {word}:\n{content}");
    }
    let secret: String = content
        .split("/c/")
        .nth(1)
        .expect("a link")
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter))
        .collect();
    format!("/c/{secret}")
}

/// Answers everything with the first answer, the question about safety with the one below it. By keys alone. At the crisis card `at_card` is called with the
/// moment at which that answer was sent; says what it says.
pub(super) fn answer_by_keys<T>(browser: &Chromium, mut at_card: impl FnMut(Instant) -> T) -> T {
    let mut positive_at: Option<Instant> = None;
    let mut said = None;
    for _ in 0..40 {
        let path = browser.value("location.pathname").as_str().unwrap().to_owned();
        if path.ends_with("/end") {
            return said.expect("the question about safety was asked");
        }
        if path.ends_with("/help") {
            if let Some(positive_at) = positive_at.filter(|_| said.is_none()) {
                said = Some(at_card(positive_at));
            }
            assert_eq!(browser.faults(Rules::All), Vec::<String>::new(), "the crisis card");
            let card = browser.value("document.querySelector('main').innerText").as_str().unwrap().to_owned();
            for expected in [CRISIS_WORDS, "988", "911", "Su respuesta se guardó"] {
                assert!(card.contains(expected), "{expected} is not on the card:\n{card}");
            }
            browser.tab_to("main a.button");
            browser.follow("Enter");
            continue;
        }
        assert!(path.contains("/q/"), "{path}");
        browser.tab_to("input[type=radio]");
        browser.press("Space");
        let name = browser.value("document.activeElement.name").as_str().unwrap().to_owned();
        let is_about_safety = name == "a.phq-9.9";
        if is_about_safety {
            browser.press("ArrowDown");
        }
        assert_eq!(browser.value("document.activeElement.checked"), true, "{name} has an answer");
        browser.tab_to("main button[type=submit]:not(.plain)");
        if is_about_safety {
            positive_at = Some(now());
        }
        browser.follow("Enter");
    }
    panic!("the check-in does not come to its end");
}

#[test]
fn a_check_in_goes_by_mail_and_keys_to_the_person_on_call() {
    let post = Post::start();
    let practice = practice(&post);
    let server = Server::start(&practice.folder);
    let mut director = Visitor::director(&server);
    be_ready(&server, &mut director);
    let ada = director.find_patient("Ada");
    let link = sent(&mut director, &ada, &post);

    let browser = Chromium::start();
    browser.look(PHONE);
    browser.open(&server.url(&link));
    assert_eq!(browser.value("document.documentElement.lang"), "es");
    browser.tab_to("main a.button[href$='/q']");
    browser.follow("Enter");
    assert_eq!(browser.faults(Rules::All), Vec::<String>::new(), "a question");
    assert_eq!(browser.overhang(), 0, "as wide as the phone");
    let told_after = answer_by_keys(&browser, |positive_at| {
        post.first_to("dora@example.org");
        positive_at.elapsed()
    });
    println!("the person on call had a notice {} ms or less after the answer", told_after.as_millis());
    assert!(told_after < TOLD_WITHIN, "the person on call had no notice for {told_after:?}");
    browser.tab_to("main button[type=submit]");
    browser.follow("Enter");
    let done = browser.value("document.querySelector('main').innerText").as_str().unwrap().to_owned();
    assert!(done.contains("Sus respuestas se enviaron") && done.contains(CRISIS_WORDS), "{done}");

    let notice = post.first_to("dora@example.org");
    let content = notice.content.replace("=\r\n", "");
    assert!(content.contains("/alerts/"), "a link: {content}");
    for word in ["Ada", "Invented practice", "PHQ", "suicid", "2026-"] {
        let body = content.split("\r\n\r\n").skip(1).collect::<Vec<_>>().join("\r\n\r\n");
        assert!(!body.contains(word), "the notice says {word}:\n{body}");
    }
    let list = director.page(&format!("{ada}/check-ins")).words();
    assert!(list.contains("Sent off"), "{list}");
    let mails = post.server.taken();
    let to_ada = mails.iter().filter(|mail| mail.to == "ada@example.org").count();
    let to_dora = mails.iter().filter(|mail| mail.to == "dora@example.org").count();
    assert_eq!(to_ada, 1, "the link went out once");
    assert!(to_dora >= 1, "each alert about safety is told once");
}

/// Whoever answers on one page and stops in the middle has told: each answer is kept as it is given, without a button.
#[test]
fn on_the_page_of_all_questions_each_answer_is_kept_and_help_comes_at_once() {
    let post = Post::start();
    let practice = practice(&post);
    let server = Server::start(&practice.folder);
    let mut director = Visitor::director(&server);
    be_ready(&server, &mut director);
    let ada = director.find_patient("Ada");
    let link = sent(&mut director, &ada, &post);
    let all = server.url(&format!("{link}/all"));
    let browser = Chromium::start();
    browser.look(Look { scripts: true, ..PHONE });
    browser.open(&all);
    assert_eq!((browser.faults(Rules::All), browser.overhang()), (Vec::new(), 0), "all questions");
    let choose = |item: u8| {
        let field = format!("document.querySelector('[name=\"a.phq-9.{item}\"][value=\"1\"]')");
        assert_eq!(browser.value(&format!("(() => {{ const it = {field}; it.click(); return it.checked; }})()")), true, "{item}");
    };
    choose(1);
    choose(9);
    let is_help = || browser.value("location.pathname.endsWith('/help')") == true;
    let came = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(25));
        is_help()
    });
    assert!(came, "help comes without a button");
    post.first_to("dora@example.org");
    browser.open(&all);
    for item in [1, 9] {
        assert_eq!(browser.value(&format!("document.querySelector('[name=\"a.phq-9.{item}\"]') === null")), true, "{item} is kept");
    }
}
