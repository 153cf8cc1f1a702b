//! Staff who read Spanish get Spanish pages: no sentence of the program stands there in English.
//!
//! What the practice, its patients or the instruments wrote stays in its own language. So the English sentences of the program are looked for, those
//! that take no values and that the Spanish says otherwise.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::Language;
use wording::{Key, Text};

use super::every_page::Stage;
use crate::practice::Visitor;
use crate::tour::tour;

/// Fewer words may be a name that somebody gave, or what an instrument says: "Not at all".
const WORDS_MIN: usize = 4;

/// Pages that do not know who looks at them: they speak the language of the browser.
const OF_NOBODY: [&str; 3] = ["/sign-in", "/round", "/kiosk"];

/// The English sentences that a Spanish page does not say, with their keys.
fn foreign() -> BTreeMap<String, &'static str> {
    let (english, spanish) = (Text::for_language(&Language::english()), Text::for_language(&"es".parse().unwrap()));
    let without_values = || Key::ALL.iter().copied().filter(|key| key.variables().is_empty());
    let also_spanish: BTreeSet<String> = without_values().map(|key| spanish.say(key)).collect();
    without_values()
        .map(|key| (english.say(key), key.id()))
        .filter(|(sentence, _)| sentence.split_whitespace().count() >= WORDS_MIN && !also_spanish.contains(sentence))
        .collect()
}

/// The texts between the tags of a page.
fn texts(page: &str) -> impl Iterator<Item = String> {
    let plain =
        |text: &str| text.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    page.split('<').filter_map(|part| part.split_once('>')).map(move |(_, text)| plain(text.trim())).filter(|text| !text.is_empty())
}

#[test]
fn texts_stand_between_tags() {
    let found: Vec<String> = texts("<p class=\"x\">One &amp; <b>two</b></p>\n<p></p>").collect();
    assert_eq!(found, ["One &", "two"]);
}

#[test]
fn a_spanish_page_says_nothing_in_english() {
    let stage = Stage::new();
    let server = stage.server();
    let foreign = foreign();
    assert!(foreign.len() > 500, "the sentences of both languages are compared");
    let (mut mixed, mut pages) = (BTreeSet::new(), BTreeSet::new());
    for (name, password) in &stage.people {
        let mut visitor = Visitor::sign_in(&server, name, password);
        let account = visitor.page("/account");
        visitor.browser.submit(&account, "language", &[("language", "es")]);
        for stop in tour(&mut visitor, &[], 1).stops {
            if OF_NOBODY.contains(&stop.route) || !pages.insert(stop.route) {
                continue;
            }
            let page = visitor.browser.get(&stop.address).text();
            assert!(page.contains("<html lang=\"es\""), "{}", stop.route);
            let english = texts(&page).filter_map(|text| foreign.get(&text).map(|key| format!("{}: {key}: {text}", stop.route)));
            mixed.extend(english);
        }
    }
    assert!(pages.len() > 40, "{} pages were met", pages.len());
    assert!(mixed.is_empty(), "{} sentences in English:\n{}", mixed.len(), mixed.into_iter().collect::<Vec<_>>().join("\n"));
}
