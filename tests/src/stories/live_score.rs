//! Keying a PHQ-9 in a real browser: after each answer the page says what the answers come to, in which band that is, and that one needs a person.
//! Without scripts the button says the same.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::chromium::{Chromium, Look, Rules};
use crate::practice::{Practice, VISITS, Visitor};
use crate::server::Server;

/// What stands in the place of the score. In another place of the page nothing counts.
const SAID: &str = "document.querySelector('[data-live-score]').innerText.replace(/\\s+/g, ' ').trim()";

/// Chooses answers as a person does: each by a click, which the page hears of.
fn choose(browser: &Chromium, item: u8, value: u8) {
    let chosen = browser.value(&format!(
        "(() => {{ const it = document.querySelector('[name=\"item.{item}\"][value=\"{value}\"]'); it.click(); return it.checked; }})()"
    ));
    assert_eq!(chosen, true, "item {item} takes {value}");
}

/// Waits until the page says all of this and nothing of that.
fn says(browser: &Chromium, expected: &[&str], never: &[&str]) {
    let mut said = String::new();
    for _ in 0..200 {
        said = browser.value(SAID).as_str().unwrap_or_default().to_owned();
        if expected.iter().all(|words| said.contains(words)) {
            for words in never {
                assert!(!said.contains(words), "it says {words}: {said}");
            }
            return;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("it does not come to say {expected:?}: {said}");
}

#[test]
fn the_score_its_band_and_what_needs_a_person_change_with_each_answer() {
    let practice = Practice::new();
    practice.import_visits(VISITS);
    let server = Server::start(&practice.folder);
    let password = Visitor::add_director(&server);
    let mut director = Visitor::sign_in(&server, "dora", &password);
    let form = server.url(&format!("{}/administrations/new/phq-9", director.find_patient("Ada")));

    let browser = Chromium::start();
    browser.sign_in(&server, "dora", &password);
    browser.open(&form);
    assert_eq!(browser.value(SAID), "", "nothing is keyed, and nothing is said");
    let (safety, first) = ("An answer needs a person", "1 of 10 questions are keyed.");
    choose(&browser, 1, 3);
    says(&browser, &[first, "no score: answers are missing"], &[safety]);
    for item in 2..=8 {
        choose(&browser, item, 0);
    }
    choose(&browser, 9, 0);
    says(&browser, &["9 of 10", "total: 3", "minimal"], &[safety]);
    choose(&browser, 2, 3);
    says(&browser, &["total: 6", "mild"], &[safety, "minimal"]);
    choose(&browser, 9, 1);
    says(&browser, &["total: 7", safety], &[]);
    for (name, look) in [("light", Look::DESK), ("dark", Look { dark: true, ..Look::DESK }), ("phone", Look { width: 390, ..Look::DESK })] {
        browser.look(look);
        assert_eq!((browser.faults(Rules::All), browser.overhang()), (Vec::new(), 0), "{name}");
    }
    browser.look(Look::DESK);
    // What was said does not outlive the answer that it came from.
    choose(&browser, 9, 0);
    says(&browser, &["total: 6"], &[safety, "total: 7"]);
    assert_eq!(browser.value("location.pathname.endsWith('/administrations/new/phq-9')"), true, "nobody was sent anywhere");

    // Nothing is on record until it is saved.
    let patient = director.find_patient("Ada");
    let kept = |director: &mut Visitor| director.page(&patient).links("/administrations/").into_iter().collect::<BTreeSet<String>>().len();
    let before = kept(&mut director);
    browser.look(Look { scripts: false, ..Look::DESK });
    browser.open(&form);
    for item in 1..=9 {
        choose(&browser, item, 1);
    }
    assert_eq!(browser.value(SAID), "", "no script says anything");
    browser.value("window.before = true; document.querySelector('button[name=do][value=check]').click()");
    wait_for_page(&browser);
    says(&browser, &["9 of 10", "total: 9", "mild", safety], &[]);
    assert_eq!(browser.value("document.querySelector('[name=\"item.9\"][value=\"1\"]').checked"), true, "what was keyed stays");
    browser.value("window.before = true; document.querySelector('form.form button.main').click()");
    wait_for_page(&browser);
    let words = browser.value("document.querySelector('main').innerText").as_str().unwrap().to_owned();
    assert!(browser.value("location.pathname").as_str().unwrap().starts_with("/administrations/") && words.contains('9'), "{words}");
    assert_eq!(kept(&mut director), before + 1, "kept once");
}

fn wait_for_page(browser: &Chromium) {
    let arrived = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        browser.value("!window.before && document.readyState === 'complete'") == true
    });
    assert!(arrived, "no page came");
}
