//! Utilization review on the invented practice: the cases that it promises are there, and a coordinator goes from the board to a released packet.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::practice::Visitor;
use crate::program::Folder;
use crate::server::Server;

/// Large enough for every case to have a stay of its own.
const DEMO: [&str; 8] = ["demo", "--data", "demo", "--patients", "60", "--as-of", "2026-11-23", "--seed"];

/// The coordinator of a practice that is served.
fn coordinator<'f>(folder: &'f Folder, seed: &str) -> (Server<'f>, Visitor) {
    let told: Json = folder.json(&[&DEMO[..], &[seed, "--no-serve", "--json"]].concat());
    let server = Server::start_with(folder, &[&DEMO[..], &[seed, "--listen", "127.0.0.1:0"]].concat());
    let people = told["sign_ins"].as_array().unwrap();
    let person = people.iter().find(|person| person["roles"].as_array().unwrap().contains(&"utilization_review".into()));
    let person = person.expect("somebody does utilization review");
    let visitor = Visitor::sign_in(&server, person["sign_in_name"].as_str().unwrap(), person["password"].as_str().unwrap());
    (server, visitor)
}

/// The page of authorizations of everybody on the board.
fn authorizations(visitor: &mut Visitor) -> Vec<String> {
    let board = visitor.page("/reviews?show=everything&size=500");
    let is_patient = |link: &String| link.len() == "/patients/".len() + 36;
    let people: BTreeSet<String> =
        board.links("/patients/").into_iter().map(|link| link.chars().take("/patients/".len() + 36).collect()).collect();
    people.into_iter().filter(is_patient).map(|patient| visitor.page(&format!("{patient}/authorizations")).words()).collect()
}

#[test]
fn the_cases_of_review_that_the_practice_promises_are_on_record() {
    let folder = Folder::new();
    let (server, mut visitor) = coordinator(&folder, "1");
    let pages = authorizations(&mut visitor);
    let count = |is_it: &dyn Fn(&str) -> bool| pages.iter().filter(|words| is_it(words)).count();
    // Four weeks of one stay, each after the first granted by a review: AU-10030, AU-10031, ...
    let weeks = |words: &str| {
        (1_000..1_100).any(|number| (0..4).all(|week| words.contains(&format!("AU-{number}{week}"))))
            && words.contains("Intensive outpatient")
    };
    assert!(count(&weeks) > 0, "an intensive outpatient stay with three concurrent reviews");
    let is_cut = |words: &str| words.contains("Approved in part") && words.contains("Partial hospitalization");
    assert!(count(&is_cut) > 0, "a shortened authorization of partial hospitalization");
    let is_won = |words: &str| words.contains("AU-2001") && words.contains("Denied") && words.contains("Appeal");
    assert_eq!(count(&is_won), 1, "a denial that was overturned");
    assert!(count(&|words| words.contains("Days without an authorization")) > 0, "an authorization gap");
    let is_after_approval = |words: &str| words.contains("AU-3001") && words.contains("Denied") && words.contains("Medicare Advantage");
    assert_eq!(count(&is_after_approval), 1, "a denial of Medicare Advantage after an approval");
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_coordinator_goes_from_the_board_to_a_released_concurrent_packet() {
    let folder = Folder::new();
    let (server, mut visitor) = coordinator(&folder, "1");
    let board = visitor.page("/reviews");
    let reviews: BTreeSet<String> = board
        .links("/reviews/")
        .into_iter()
        .map(|link| link.chars().take("/reviews/".len() + 36).collect::<String>())
        .filter(|link| link.len() == 45)
        .collect();
    assert!(!reviews.is_empty(), "the board has reviews that are open: {}", board.words());
    let left = reviews.iter().find_map(|review| released(&mut visitor, review)).expect("a packet leaves");
    let disclosures = visitor.page(&format!("{left}/disclosures")).words();
    assert!(disclosures.contains("Review packet") && disclosures.contains("Payment"), "{disclosures}");
    assert_eq!(server.stop(), Some(0));
}

/// Answers what only a person can, lets stand what speaks against the request, and releases the packet; says whose it is. Nothing where the records of the
/// patient may not leave without a consent.
fn released(visitor: &mut Visitor, review: &str) -> Option<String> {
    let page = visitor.page(review);
    let patient = page.links("/patients/").into_iter().find(|link| link.len() == "/patients/".len() + 36)?;
    let token = page.text().split("name=\"form_token\" value=\"").nth(1)?.split('"').next()?.to_owned();
    let mut answers = vec![("form_token", token.as_str())];
    let said = "Seen and talked about today; stands as recorded.";
    let questions: Vec<String> =
        ["precipitant", "plan_change", "goal_progress", "why_not_lower"].iter().map(|code| format!("answer-{code}")).collect();
    answers.extend(questions.iter().filter(|name| page.text().contains(&format!("name=\"{name}\""))).map(|name| (name.as_str(), said)));
    visitor.browser.post(review, &answers).with_status(200);
    let packet = format!("{review}/packet");
    let shown = visitor.page(&format!("{packet}?variant=concurrent"));
    assert!(shown.words().contains("Why?"), "what is stated leads to its record: {}", shown.words());
    let against = shown.text();
    for key in against.split("name=\"contradiction\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let fields = [("form_token", token.as_str()), ("variant", "concurrent"), ("contradiction", key), ("accept", "yes")];
        visitor.browser.post(&format!("{packet}/answer"), &fields).with_status(200);
    }
    let form = visitor.page(&format!("{packet}/release?variant=concurrent"));
    let left = visitor.browser.submit(&form, "recipient", &[("recipient", "Plan"), ("reason", "concurrent review"), ("basis", "payment")]);
    (left.status == 200 && left.text().starts_with("%PDF")).then_some(patient)
}
