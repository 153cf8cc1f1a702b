//! Every page of the product in a real browser: nothing that axe-core finds wrong, in light and in dark, and nothing wider than a phone.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value as Json;

use crate::chromium::{Chromium, Look, Rules};
use crate::practice::Visitor;
use crate::program::Folder;
use crate::server::Server;
use crate::tour::{Stop, tour};

const DEMO: [&str; 9] = ["demo", "--data", "demo", "--patients", "20", "--as-of", "2026-11-23", "--seed", "7"];

/// An invented practice of 20 patients in which everything happened that has a page: an import with refused rows, a report that was handed out.
pub(super) struct Stage {
    folder: Folder,
    /// Sign-in name and password; who sees the most comes first.
    pub(super) people: Vec<(String, String)>,
}

impl Stage {
    pub(super) fn new() -> Self {
        let folder = Folder::new();
        let told = folder.json(&[&DEMO[..], &["--no-serve", "--json"]].concat());
        let text = |person: &Json, field: &str| person[field].as_str().unwrap().to_owned();
        let mut people: Vec<_> =
            told["sign_ins"].as_array().unwrap().iter().map(|person| (text(person, "sign_in_name"), text(person, "password"))).collect();
        let is_director =
            |name: &str| {
                told["sign_ins"].as_array().unwrap().iter().any(|person| {
                    person["sign_in_name"] == name && person["roles"].as_array().unwrap().iter().any(|role| role == "director")
                })
            };
        people.sort_by_key(|(name, _)| !is_director(name));
        let stage = Self { folder, people };
        stage.folder.write("visits.csv", VISITS);
        stage.folder.write("visits.toml", crate::practice::VISITS_MAPPING);
        stage.run(&["import", "visits.csv", "--mapping", "visits.toml"]);
        for (name, content) in [("october.837", CLAIMS), ("october.835", PAYMENT)] {
            stage.folder.write(name, content);
            stage.run(&["import", name]);
        }
        stage.folder.write("claim.837", CLAIM);
        stage.run(&["import", "claim.837"]);
        stage.run(&["report", "A-1", "--out", "report.pdf", "--for", "the patient", "--reason", "asked for it"]);
        stage
    }

    fn run(&self, arguments: &[&str]) {
        let configuration = self.folder.file("demo/throughline.toml");
        let ended = self.folder.run(&[&["--config", configuration.to_str().unwrap()], arguments].concat());
        assert!(ended.code == Some(0), "{arguments:?}: {}", ended.said);
    }

    pub(super) fn server(&self) -> Server<'_> {
        Server::start_with(&self.folder, &[&DEMO[..], &["--listen", "127.0.0.1:0"]].concat())
    }
}

/// A claim of a patient that carries a category for a diagnosis: something holds it.
const CLAIM: &str = "\
ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260310*0900*^*00501*000000001*0*T*:~\
GS*HC*A*B*20260310*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260310*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ADA****MI*M1~DMG*D8*19800229*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*A-1-7*150***11:B:1*Y*A*Y*Y~HI*ABK:F32~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20260302~REF*6R*C1L1~\
SE*17*0001~GE*1*1~IEA*1*000000001~";

const VISITS: &str = "\
number,given,family,born,day,q1,q2,q3,q4,q5,q6,q7,q8,q9
A-1,Ada,Invented,1980-02-29,2026-03-02,3,3,2,2,3,2,2,2,2
A-1,Ada,Invented,1980-02-29,2026-04-06,2,1,1,2,1,1,1,1,0
A-1,Ada,Invented,1980-02-29,2026-05-04,1,7,1,1,0,0,0,0,0
";

/// Two claims of the patient of the visits, and a payment that refuses the first.
const CLAIMS: &str = "ISA*00*          *00*          *30*990000001      *ZZ*RECEIVER       *260510*0900*^*00501*000000001*0*T*:~\
GS*HC*SENDER*RECEIVER*20260510*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260510*0900*CH~\
NM1*41*2*PRACTICE*****46*S~PER*IC*BILLING*TE*5550100000~NM1*40*2*PLAN*****46*R~HL*1**20*1~NM1*85*2*PRACTICE*****XX*1234567893~\
N3*1 INVENTED WAY~N4*NOWHERE*NY*10001~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ADA****MI*M1~\
N3*2 INVENTED WAY~N4*NOWHERE*NY*10001~DMG*D8*19800229*F~NM1*PR*2*PLAN*****PI*P1~CLM*C1*150***11:B:1*Y*A*Y*Y~REF*EA*A-1~\
HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20260505~REF*6R*C1L1~CLM*C2*150***11:B:1*Y*A*Y*Y~REF*EA*A-1~\
HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20260506~REF*6R*C2L1~SE*32*0001~GE*1*1~IEA*1*000000001~";

const PAYMENT: &str = "ISA*00*          *00*          *ZZ*RECEIVER       *30*990000001      *260520*0900*^*00501*000000002*0*T*:~\
GS*HP*B*A*20260520*0900*1*X*005010X221A1~ST*835*0001~BPR*I*100*C*ACH************20260520~TRN*1*T1*1512345678~\
N1*PR*PLAN~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*C1*4*150*0**12*ICN1~NM1*QC*1*INVENTED*ADA****MI*M1~\
SVC*HC:90834*150*0**1~DTM*472*20260505~CAS*CO*197*150~REF*6R*C1L1~CLP*C2*1*150*100*10*12*ICN2~NM1*QC*1*INVENTED*ADA****MI*M1~\
SVC*HC:90834*150*100**1~DTM*472*20260506~CAS*CO*45*40~CAS*PR*3*10~REF*6R*C2L1~SE*21*0001~GE*1*1~IEA*1*000000002~";

/// Walks over the pages of everybody: each route once as whoever gets it first, or everything that anybody gets.
fn walk(server: &Server<'_>, stage: &Stage, of_each: usize, everybody: bool, mut at: impl FnMut(&Chromium, &str, &Stop)) {
    let browser = Chromium::start();
    let (first_name, first_password) = &stage.people[0];
    let patient = Visitor::sign_in(server, first_name, first_password).find_patient("Invented");
    // The list of what was handed out leads on to a document only for the patient who has one.
    let mut reported = vec![format!("{patient}/disclosures")];
    reported.extend(crate::links::at_the_practice(&mut Visitor::sign_in(server, first_name, first_password)));
    reported.extend(crate::links::of_an_appeal(&mut Visitor::sign_in(server, first_name, first_password)));
    reported.extend(crate::links::of_what_a_payer_wants(&mut Visitor::sign_in(server, first_name, first_password)));
    reported.extend(crate::links::of_a_request(&mut Visitor::sign_in(server, first_name, first_password)));
    reported.extend(crate::links::of_an_overpayment(&mut Visitor::sign_in(server, first_name, first_password)));
    let (mut seen, mut no_pages) = (BTreeSet::new(), BTreeSet::new());
    for (name, password) in &stage.people {
        let mut visitor = Visitor::sign_in(server, name, password);
        let found = tour(&mut visitor, &reported, of_each);
        no_pages.extend(found.no_pages);
        let stops: Vec<&Stop> = found.stops.iter().filter(|stop| everybody || !seen.contains(stop.route)).collect();
        if stops.is_empty() {
            continue;
        }
        browser.sign_in(server, name, password);
        for stop in &stops {
            browser.open(&server.url(&stop.address));
            at(&browser, name, stop);
        }
        seen.extend(stops.iter().map(|stop| stop.route));
    }
    // Pages behind links are for people without an account: nobody who is signed in has a link to them.
    let behind_links = crate::links::stops(&mut Visitor::sign_in(server, first_name, first_password));
    browser.sign_out();
    for stop in &behind_links {
        browser.open(&server.url(&stop.address));
        at(&browser, "a stranger", stop);
        seen.insert(stop.route);
    }
    no_pages.insert("/c/{secret}/q");
    let missed: Vec<&str> = web::shown_paths().filter(|route| !seen.contains(route) && !no_pages.contains(route)).collect();
    assert_eq!(missed, Vec::<&str>::new(), "nobody came to these: link to them, or make what they show happen in this story");
}

fn check(found: &mut Vec<String>, browser: &Chromium, rules: Option<Rules>, name: &str, look: Look, stop: &Stop) {
    let place = format!("{} as {name}, {} ({})", stop.route, look.name(), stop.address);
    found.extend(rules.into_iter().flat_map(|rules| browser.faults(rules)).map(|fault| format!("{place}: {fault}")));
    let overhang = browser.overhang();
    if overhang > 0 {
        found.push(format!("{place}: {overhang} pixels wider than the window"));
    }
}

#[test]
fn axe_finds_nothing_on_any_page_in_light_and_dark_and_no_page_is_wider_than_a_phone() {
    let stage = Stage::new();
    let server = stage.server();
    let (mut found, mut pages) = (Vec::new(), 0);
    walk(&server, &stage, 1, false, |browser, name, stop| {
        pages += 1;
        for (look, rules) in [
            (Look::DESK, Some(Rules::All)),
            (Look { dark: true, ..Look::DESK }, Some(Rules::Contrast)),
            (Look { width: 320, ..Look::DESK }, None),
        ] {
            browser.look(look);
            check(&mut found, browser, rules, name, look, stop);
        }
        // Without a script the page is the same with scripts and without.
        if browser.value("document.scripts.length > 0") == true {
            let look = Look { scripts: false, ..Look::DESK };
            browser.look(look);
            browser.open(&server.url(&stop.address));
            check(&mut found, browser, Some(Rules::Structure), name, look, stop);
        }
        browser.look(Look::DESK);
    });
    println!("{pages} pages");
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

/// Light and dark, phone and desk, with and without scripts.
fn looks() -> impl Iterator<Item = Look> {
    let widths = [320, 390, 1280].into_iter().flat_map(|width| [true, false].map(|scripts| (width, scripts)));
    widths.flat_map(|(width, scripts)| [false, true].map(|dark| Look { dark, width, scripts }))
}

/// The ways in which one page is looked at: the first of its route in all of them, others of the route, which differ by who looks and what is on record,
/// in two, other ones for each page. In a sample each is looked at in one way, another for each page and seed.
fn looks_at(page: usize, is_first: bool, sample: Option<usize>) -> Vec<Look> {
    let all: Vec<Look> = looks().collect();
    let one = |number: usize| all[number % all.len()];
    match sample {
        Some(seed) => vec![one(seed % all.len() + page)],
        None if is_first => all,
        // Half of all ways lie between the two: wide where the other is narrow.
        None => vec![one(page), one(page + all.len() / 2)],
    }
}

#[test]
#[ignore = "soak: every page in light and dark, at three widths, with and without scripts, and everybody's in two ways of these"]
fn axe_finds_nothing_on_any_page_however_it_is_looked_at() {
    let seed = std::env::var("THROUGHLINE_SEED").ok().and_then(|seed| seed.parse::<u64>().ok()).unwrap_or(1);
    let is_small = std::env::var("THROUGHLINE_SOAK_BUDGET").is_ok_and(|budget| budget == "small");
    let sample = is_small.then(|| usize::try_from(seed % 1_000).unwrap());
    let stage = Stage::new();
    let server = stage.server();
    let (mut found, mut pages, mut seen) = (Vec::new(), 0, BTreeSet::new());
    walk(&server, &stage, if is_small { 1 } else { 4 }, !is_small, |browser, name, stop| {
        let mut scripts = true;
        for look in looks_at(pages, seen.insert(stop.route), sample) {
            browser.look(look);
            // The page as it arrives: with scripts off, what they would have changed is not there.
            if look.scripts != scripts {
                browser.open(&server.url(&stop.address));
                scripts = look.scripts;
            }
            check(&mut found, browser, Some(Rules::All), name, look, stop);
        }
        browser.look(Look::DESK);
        pages += 1;
    });
    println!("{pages} pages of {} routes, each route in {} of {} ways", seen.len(), looks_at(0, true, sample).len(), looks().count());
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

#[test]
#[ignore = "soak: pictures of every page, on the screen and printed, for people to look at"]
fn pictures_of_every_page_are_made() {
    let folder = std::env::var_os("THROUGHLINE_PICTURES").map(PathBuf::from);
    let kept = tempfile::TempDir::new().unwrap();
    let folder = folder.unwrap_or_else(|| kept.path().to_owned());
    std::fs::create_dir_all(&folder).unwrap();
    let stage = Stage::new();
    let server = stage.server();
    let mut pages = 0;
    walk(&server, &stage, 1, false, |browser, name, stop| {
        pages += 1;
        let file = |kind: &str| folder.join(format!("{}-{name}-{kind}", stop.name()));
        for (width, dark) in [(1280, false), (1280, true), (390, false), (320, false)] {
            let look = Look { dark, width, scripts: true };
            browser.look(look);
            let picture = browser.picture();
            assert!(picture.starts_with(b"\x89PNG"), "{}", stop.route);
            std::fs::write(file(&format!("{}.png", look.name())), picture).unwrap();
        }
        browser.look(Look::DESK);
        let printed = browser.print();
        assert!(printed.starts_with(b"%PDF"), "{}", stop.route);
        std::fs::write(file("printed.pdf"), printed).unwrap();
    });
    println!("{pages} pages in {}", folder.display());
}
