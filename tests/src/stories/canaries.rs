//! Names and answers that occur nowhere else go through the main story, and are looked for where they must not be.

use crate::practice::{Practice, Visitor};
use crate::server::Server;

/// What must not be found: a record number, names, a birth day, a stated reason.
const CANARIES: [&str; 5] = ["CANARY-4711", "Quetzalcanary", "Xanthippecanary", "1961-03-19", "canary reason"];

/// Answers that no form offers.
const REFUSED: [&str; 2] = ["77777", "66666"];
/// Answers that were taken: as the file has them, as the database keeps them, as a form sends and as a page shows them.
const ACCEPTED: [&str; 6] = ["3,3,2,2,3,2,2,2,2", "1=3;2=3", "q1=3", "a.gad-7.1=2", "More than half the days", "Nearly every day"];

#[test]
fn names_and_answers_are_in_no_log_no_address_and_no_message() {
    let practice = Practice::new();
    let folder = &practice.folder;
    let [number, given, family, born, reason] = CANARIES;
    practice.import_visits(&format!(
        "number,given,family,born,day,q1,q2,q3,q4,q5,q6,q7,q8,q9\n{number},{given},{family},{born},2026-03-02,3,3,2,2,3,2,2,2,2\n"
    ));
    // The same person with an answer that is refused and a day that cannot be read; then files that are cut off.
    let refused = format!(
        "number,given,family,born,day,q1,q2,q3,q4,q5,q6,q7,q8,q9\n{number},{given},{family},{born},2026-03-09,77777,3,2,2,3,2,2,2,2\n\
         {number},{given},{family},{born},{given},3,3,2,2,3,2,2,2,2\n"
    );
    folder.write("refused.csv", refused);
    let import = folder.run(&["import", "refused.csv", "--mapping", "visits.toml"]);
    assert!(import.said.contains("line 2"), "{}", import.said);
    folder.write("broken.json", format!("{{\"resourceType\":\"Patient\",\"name\":[{{\"family\":\"{family}\"}}"));
    let broken = folder.run(&["import", "broken.json"]).with_code(3);
    folder.write("cut.csv", format!("number,given,family,born,day,q1\n{number},{given},\"{family},"));
    let cut = folder.run(&["import", "cut.csv", "--mapping", "visits.toml"]).with_code(3);

    let server = Server::start(folder);
    let mut director = Visitor::director(&server);
    let address = director.find_patient(family);
    let patient = director.page(&address);
    assert!(patient.words().contains(family), "the canary is on the page, where it belongs");
    for link in patient.links("/administrations/") {
        director.page(&link);
    }
    for path in ["/patients/0", "/no-such-page", "/administrations/00000000-0000-7000-8000-000000000000"] {
        assert!(director.browser.get(path).status >= 400);
    }
    let secret = answer_by_link(&server, &mut director, &address, born);
    let log = server.log();
    assert_eq!(server.stop(), Some(0));
    let report = ["report", number, "--out", "report.pdf", "--for", given, "--reason", reason];
    let report = folder.run(&report).with_code(0);

    let places = [
        ("the log of the server", log),
        ("the addresses", director.browser.visited.join("\n")),
        ("what the import said", import.said),
        ("what the import of a broken file said", broken.said),
        ("what the import of a cut file said", cut.said),
        ("what the report said", report.said),
    ];
    for (place, content) in &places {
        for canary in CANARIES.iter().chain(&REFUSED).chain(&ACCEPTED) {
            assert!(!content.contains(canary), "{canary} is in {place}:\n{content}");
        }
    }
    for (place, content) in places.iter().filter(|(place, _)| *place != "the addresses") {
        assert!(!content.contains(&secret), "the secret of a link is in {place}:\n{content}");
    }
    assert!(places[0].1.lines().count() > 10, "the log says what happened");
}

/// Somebody without an account answers by a link, with an answer that the form does not offer and a birth day that does not fit. The link's secret.
fn answer_by_link(server: &Server<'_>, director: &mut Visitor, patient: &str, born: &str) -> String {
    let made = director.page(&format!("{patient}/check-ins"));
    let fields = [("respondent", "patient"), ("language", "en"), ("mode", "link"), ("instruments", "gad-7")];
    let list = director.browser.submit(&made, "instruments", &fields).with_status(200);
    assert!(list.words().contains("GAD-7"));
    let base = crate::links::to_check_ins(director, patient).pop().expect("a link can be shown");
    let secret = base.trim_start_matches("/c/").to_owned();
    let mut stranger = server.browser();
    for (path, status) in [(base.clone(), 200), (format!("{base}/q/1"), 200), (format!("{base}x"), 404)] {
        let page = stranger.get(&path).with_status(status);
        assert!(!page.text().contains(born), "a page of a link tells the birth day");
    }
    let question = stranger.get(&format!("{base}/q/1"));
    stranger.submit(&question, "a.gad-7.1", &[("a.gad-7.1", "66666")]).with_status(422);
    refused(server, director, &mut stranger, &base);
    stranger.submit(&question, "a.gad-7.1", &[("a.gad-7.1", "2")]).with_status(200);
    secret
}

/// What is refused holds canaries where a form lets one type: foreign items, a token that is none, a code at the kiosk, a number of a form on paper.
fn refused(server: &Server<'_>, director: &mut Visitor, stranger: &mut crate::browser::Browser, base: &str) {
    let [number, given, ..] = CANARIES;
    let all = stranger.get(&format!("{base}/all"));
    stranger.submit(&all, "a.gad-7.1", &[("a.gad-7.99", "77777"), (&format!("a.{given}.1"), given)]).with_status(422);
    stranger.submit(&all, "a.gad-7.1", &[("form_token", number), ("a.gad-7.1", "66666")]).with_status(403);
    stranger.get(&base[..base.len() - 3]).with_status(404);
    let mut waiting_room = server.browser();
    let kiosk = waiting_room.get("/kiosk");
    waiting_room.submit(&kiosk, "code", &[("code", number)]).with_status(422);
    let desk = director.page("/paper");
    let unknown = director.browser.submit(&desk, "code", &[("code", number)]).with_status(422);
    assert!(unknown.words().contains("digits"), "staff are told precisely: {}", unknown.words());
}
