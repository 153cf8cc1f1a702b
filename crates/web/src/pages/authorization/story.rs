//! What a coordinator and a biller find on the page of authorizations: overlaps, what a payer owes, days that were taken back, and only links they may follow.

use vocabulary::Role;

use crate::practice::{Browser, Practice, operator, problems_on};

const COVERAGE: [(&str, &str); 7] = [
    ("payer", "generic-commercial"),
    ("rank", "primary"),
    ("funding", "self_funded"),
    ("state", "NY"),
    ("member_id", "M-1"),
    ("relation", "self"),
    ("first", "2026-01-01"),
];

async fn coordinator() -> (Practice, Browser, String) {
    let practice = Practice::new().await;
    let browser = practice.browser("ursula", &[Role::UtilizationReview]).await;
    let anna = format!("/patients/{}", practice.anna);
    (practice, browser, anna)
}

/// A decision that grants days, as it is typed.
fn granted<'a>(episode: &'a str, number: &'a str, (first, last): (&'a str, &'a str)) -> Vec<(&'a str, &'a str)> {
    vec![
        ("episode", episode),
        ("outcome", "approved"),
        ("stage", "first_review"),
        ("decided", "2026-11-10T15:20"),
        ("first", first),
        ("last", last),
        ("payer", "generic-commercial"),
        ("number", number),
        ("level", "IOP"),
        ("unit", "day"),
        ("units", "5"),
        ("granted_first", first),
        ("granted_last", last),
    ]
}

#[tokio::test]
async fn an_authorization_for_days_that_another_covers_is_recorded_only_once_somebody_said_that_both_stand() {
    let (practice, browser, anna) = coordinator().await;
    browser.post(&format!("{anna}/authorizations/coverage"), &COVERAGE).await.leads_to();
    let (decision, episode) = (format!("{anna}/authorizations/decision"), practice.episode.to_string());
    browser.post(&decision, &granted(&episode, "AU-1", ("2026-11-11", "2026-11-20"))).await.leads_to();
    let second = granted(&episode, "AU-2", ("2026-11-18", "2026-11-27"));
    let page = browser.post(&decision, &second).await.again("decision-overlap");
    let problems = problems_on(&page);
    assert!(problems.len() == 1 && problems[0].contains("AU-1"), "{problems:?}");
    assert_eq!(practice.app.authorizations(&operator(), practice.anna).await.unwrap().authorizations.len(), 1);
    browser.post(&decision, &[&second[..], &[("overlap", "yes")]].concat()).await.leads_to();
    let page = browser.get(&format!("{anna}/authorizations")).await.shown("authorizations-overlap");
    assert!(page.contains("AU-1 and AU-2: ") && page.contains("check whether both stand"), "{page}");
}

/// A claim with one of these procedures and units on each day from 16 November on, for an authorization.
fn billed(number: &str, services: &[(&str, u32)]) -> String {
    let lines: Vec<String> = (1..)
        .zip(services)
        .map(|(line, (code, units))| format!("LX*{line}~SV1*HC:{code}*150*UN*{units}***1~DTP*472*D8*202611{}~REF*6R*L{line}~", 15 + line))
        .collect();
    format!(
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261119*0900*^*00501*000000001*0*T*:~\
GS*HC*A*B*20261119*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20261119*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M1~DMG*D8*19900501*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*A-1-9*{}***22:B:1*Y*A*Y*Y~REF*G1*{number}~HI*ABK:F331~{}SE*{}*0001~GE*1*1~IEA*1*000000001~",
        150 * lines.len(),
        lines.concat(),
        14 + 4 * lines.len()
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_delivered_and_what_was_billed_stand_beside_each_other() {
    let check = async |(level, unit): (&str, &str), services: &[(&str, u32)], expected: &[&str]| {
        let (practice, browser, anna) = coordinator().await;
        let episode = practice.episode.to_string();
        let mut decision = granted(&episode, "AU-1", ("2026-11-16", "2026-11-27"));
        decision.retain(|(name, _)| !["level", "unit"].contains(name));
        decision.extend([("level", level), ("unit", unit)]);
        browser.post(&format!("{anna}/authorizations/decision"), &decision).await.leads_to();
        let given =
            [("day", "2026-11-17"), ("type", "group"), ("status", "attended"), ("planned_minutes", "180"), ("delivered_minutes", "180")];
        let given = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        practice.app.record_care_fact(&operator(), practice.anna, app::care_fact::RecordKind::Attendance, given).await.unwrap();
        let before = browser.get(&format!("{anna}/authorizations")).await.page();
        assert!(before.contains("Nothing was billed for this patient yet") && !before.contains(" billed</span>"), "{before}");
        let file = Box::new(std::io::Cursor::new(billed("AU-1", services).into_bytes()));
        practice.app.post_claims(&operator(), "november.837", file).await.unwrap();
        let page = browser.get(&format!("{anna}/authorizations")).await.shown("authorizations-billed");
        assert!(!page.contains("Nothing was billed"), "{page}");
        for expected in expected {
            assert!(page.contains(expected), "{expected}: {page}");
        }
    };
    check(("IOP", "day"), &[("H0015", 1); 3], &["3 of 5 used", "1 delivered, 3 billed"]).await;
    // Four quarters of an hour are no four visits.
    let wrong =
        ["0 delivered, 1 billed", "One line is billed in another unit and not counted: correct its unit, or name the authorization"];
    check(("OP", "visit"), &[("90834", 1), ("H0004", 4)], &wrong).await;
}

/// Five days of intensive outpatient care, asked for on November 19.
fn asked(episode: &str) -> [(&'static str, &str); 8] {
    [
        ("episode", episode),
        ("payer", "generic-commercial"),
        ("level", "IOP"),
        ("first", "2026-11-20"),
        ("last", "2026-11-26"),
        ("unit", "day"),
        ("units", "5"),
        ("asked_at", "2026-11-19T09:00"),
    ]
}

#[tokio::test]
async fn a_request_says_until_when_the_payer_owes_its_decision_or_what_to_do_where_nobody_knows() {
    let (practice, browser, anna) = coordinator().await;
    let (address, episode) = (format!("{anna}/authorizations"), practice.episode.to_string());
    let asked = asked(&episode);
    browser.post(&format!("{address}/request"), &asked).await.leads_to();
    let page = browser.get(&address).await.shown("authorizations-owed-no-coverage");
    assert!(page.contains("Complete the coverage") && !page.contains("The payer owes its decision until"), "{page}");
    browser.post(&format!("{address}/coverage"), &COVERAGE).await.leads_to();
    let page = browser.get(&address).await.shown("authorizations-owed");
    assert!(page.contains("The payer owes its decision until") && !page.contains("Complete the coverage"), "{page}");
}

#[tokio::test]
async fn when_the_payer_had_what_it_wanted_is_said_on_its_decision() {
    let (practice, browser, anna) = coordinator().await;
    let (address, episode) = (format!("{anna}/authorizations"), practice.episode.to_string());
    let pended = [
        ("episode", episode.as_str()),
        ("outcome", "pended"),
        ("stage", "first_review"),
        ("decided", "2026-11-19T15:20"),
        ("first", "2026-11-18"),
        ("last", "2026-11-30"),
    ];
    browser.post(&format!("{address}/decision"), &pended).await.leads_to();
    let page = browser.get(&address).await.shown("authorizations-pended");
    let link = page.split("/authorizations/supplied?decision=").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    browser.get(&format!("{address}/supplied?decision={link}")).await.shown("supplied");
    let with = |supplied: &'static str| [("decision", link.as_str()), ("supplied", supplied)];
    let early = browser.post(&format!("{address}/supplied"), &with("2026-11-19T09:00")).await.again("supplied-problem");
    assert_eq!(problems_on(&early).len(), 1, "{early}");
    browser.post(&format!("{address}/supplied"), &with("2026-11-20T09:00")).await.leads_to();
    assert!(browser.get(&address).await.page().contains("Supplied on "));
}

#[tokio::test]
async fn what_was_denied_after_it_was_granted_is_no_day_that_is_left() {
    let (practice, browser, anna) = coordinator().await;
    let (decision, episode) = (format!("{anna}/authorizations/decision"), practice.episode.to_string());
    browser.post(&decision, &granted(&episode, "AU-1", ("2026-11-11", "2026-11-30"))).await.leads_to();
    let page = browser.get(&format!("{anna}/authorizations")).await.page();
    assert!(page.contains("5 left, "), "{page}");
    let denied = [
        ("episode", episode.as_str()),
        ("outcome", "denied"),
        ("stage", "first_review"),
        ("decided", "2026-11-19T15:20"),
        ("first", "2026-11-18"),
        ("last", "2026-11-30"),
    ];
    browser.post(&decision, &denied).await.leads_to();
    let page = browser.get(&format!("{anna}/authorizations")).await.shown("authorizations-taken");
    assert!(page.contains("Denied since then: ") && page.contains("No day is left of what was granted; 5 not used"), "{page}");
    assert!(!page.contains("5 left, "), "{page}");
}

#[tokio::test]
async fn a_biller_finds_no_link_that_is_refused() {
    let (practice, browser, anna) = coordinator().await;
    browser.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to();
    let address = format!("{anna}/authorizations");
    let own = browser.get(&address).await.page();
    assert!(own.contains(&format!("href=\"{anna}/notices\"")) && own.contains("href=\"/reviews/"), "{own}");
    let biller = practice.browser("bill", &[Role::Biller]).await;
    let page = biller.get(&address).await.shown("authorizations-biller");
    assert!(!page.contains("/notices\"") && !page.contains("href=\"/reviews"), "{page}");
    assert!(page.contains("Open reviews"), "that there is one is said:\n{page}");
}

#[tokio::test]
async fn an_admission_is_planned_and_the_first_request_is_asked_before_it() {
    let (practice, browser, _) = coordinator().await;
    let bela = practice.app.register_patient(&operator(), crate::practice::patient("B-Bela", "Bela")).await.unwrap();
    let (address, program) = (format!("/patients/{bela}/authorizations"), practice.program.to_string());
    browser.post(&format!("{address}/coverage"), &COVERAGE).await.leads_to();
    let page = browser.get(&address).await.shown("authorizations-plan");
    assert!(page.contains("Plan an admission, to ask the payer before it"), "{page}");
    let planned = format!("{address}/planned");
    let plan = |on: &'static str| [("planned_program", program.as_str()), ("planned_day", on)];
    let refused = browser.post(&planned, &plan("2026-11-01")).await.again("planned-past");
    assert_eq!(problems_on(&refused).len(), 1, "{refused}");
    assert_eq!(browser.post(&planned, &plan("2026-12-01")).await.leads_to(), format!("{address}?done=saved"));
    let page = browser.get(&address).await.shown("authorizations-planned");
    let stay = page.split_once("name=\"episode\" value=\"").expect("a planned stay").1.split('"').next().unwrap().to_owned();
    assert!(page.contains("Until the admission nobody counts this as a stay."), "{page}");
    let review = browser.post("/reviews", &[("episode", &stay)]).await.leads_to().to_owned();
    let shown = browser.get(review.split('?').next().unwrap()).await.page();
    assert!(shown.contains("Bela"), "{shown}");
    let form = browser.get(&format!("{address}/request")).await.shown("planned-request");
    assert!(form.contains(&format!("value=\"{stay}\" selected")) && form.contains("value=\"2026-12-01\""), "{form}");
    let asked = [
        ("episode", stay.as_str()),
        ("payer", "generic-commercial"),
        ("level", "IOP"),
        ("first", "2026-12-01"),
        ("last", "2026-12-07"),
        ("unit", "day"),
        ("units", "7"),
        ("asked_at", "2026-11-19T09:00"),
    ];
    browser.post(&format!("{address}/request"), &asked).await.leads_to();
    let list = browser.get("/planned-admissions").await.shown("planned-list");
    for told in ["Bela", "With the payer", "Record the decision when it comes", "Open review"] {
        assert!(list.contains(told), "{told}: {list}");
    }
    assert!(browser.get("/reviews").await.page().contains("href=\"/planned-admissions\""), "the board leads to it");
    let withdrawn = [("episode", stay.as_str()), ("reason", "Went elsewhere")];
    let refused = browser.post(&format!("{planned}/withdraw"), &withdrawn).await.again("planned-needed");
    assert_eq!(problems_on(&refused).len(), 1, "a request stands on it: {refused}");
}

#[tokio::test]
async fn a_request_says_what_its_file_lacks_and_leaves_as_one_once_that_is_on_record() {
    let (practice, browser, anna) = coordinator().await;
    let (address, episode) = (format!("{anna}/authorizations"), practice.episode.to_string());
    let asked = [&asked(&episode)[..], &[("codes", "0905")]].concat();
    browser.post(&format!("{address}/request"), &asked).await.leads_to();
    let page = browser.get(&address).await.page();
    let request = page.split("/request/file?request=").nth(1).and_then(|rest| rest.split('"').next()).expect("a link").to_owned();
    let form = format!("{address}/request/file?request={request}");
    let page = browser.get(&form).await.shown("request-file-lacks");
    for told in ["No coverage by this payer with a member number", "No diagnosis holds on the first day"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let given = [
        ("request", request.as_str()),
        ("provider_id", "1234567893"),
        ("payer_id", "P1"),
        ("recipient", "Generic commercial plan"),
        ("reason", "authorization requested"),
        ("basis", "payment"),
    ];
    let file = format!("{address}/request/file");
    assert_eq!(browser.post(&file, &given).await.status, 409, "nothing leaves that lacks something");
    browser.post(&format!("{address}/coverage"), &COVERAGE).await.leads_to();
    let diagnosis = ::care::Diagnosis {
        patient: practice.anna,
        episode: Some(practice.episode),
        code: "F33.1".parse().expect("a code"),
        rank: ::care::DiagnosisRank::Principal,
        period: vocabulary::Period::new(crate::practice::day("2026-10-01"), None).expect("no end"),
        diagnosed_by: None,
    };
    practice.app.add_diagnosis(&operator(), diagnosis).await.expect("recorded");
    let page = browser.get(&form).await.shown("request-file");
    assert!(page.contains("No program under 42 CFR Part 2 holds") && page.contains("name=\"provider_id\""), "{page}");
    let wrong: Vec<(&str, &str)> = given.iter().map(|(name, value)| (*name, if *name == "provider_id" { "12" } else { *value })).collect();
    assert_eq!(problems_on(&browser.post(&file, &wrong).await.again("request-file-problem")).len(), 1);
    let written = String::from_utf8(browser.post(&file, &given).await.bytes).expect("X12 is text");
    for told in ["BHT*0007*13*", "*MI*M-1~", "UM*HS*I~", "DTP*472*RD8*20261120-20261126~", "HI*ABK:F331~", "HSD*DY*5~", "SV2*0905~"] {
        assert!(written.contains(told), "{told}: {written}");
    }
    let releases = practice.app.releases(&operator(), practice.anna).await.expect("read");
    assert_eq!(releases.iter().map(|each| each.value().subject.as_str()).collect::<Vec<_>>(), ["authorization_request"]);
    assert!(releases[0].value().document.is_some(), "its bytes are kept");
}

#[tokio::test]
async fn who_admits_to_another_program_than_the_planned_one_is_asked_whether_it_is_that_admission() {
    let (practice, _, _) = coordinator().await;
    let bela = practice.app.register_patient(&operator(), crate::practice::patient("B-Bela", "Bela")).await.unwrap();
    let plan = ::care::PlannedAdmission { patient: bela, program: practice.program, day: crate::practice::day("2026-12-01") };
    let planned = practice.app.plan_admission(&operator(), plan).await.expect("planned").to_string();
    let other = ::care::Program {
        code: "LAKE-PHP".to_owned(),
        name: "Lakeside day program".to_owned(),
        level_of_care: vocabulary::LevelOfCare::PartialHospitalization,
        zone: "America/New_York".parse().expect("a zone"),
        part2: false,
        closed_since: None,
    };
    let other = practice.app.add_program(&operator(), other).await.expect("a program").to_string();
    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let admit = format!("/patients/{bela}/admit");
    let form = desk.get(&admit).await.shown("admit-planned");
    assert!(form.contains(&format!("value=\"{planned}\"")), "{form}");
    let admission = [("program", other.as_str()), ("admitted", "2026-11-20")];
    let refused = desk.post(&admit, &admission).await.again("admit-planned-ask");
    assert_eq!(problems_on(&refused).len(), 1, "{refused}");
    let taken = [&admission[..], &[("planned", planned.as_str())]].concat();
    desk.post(&admit, &taken).await.leads_to();
    let shown = practice.app.patient(&operator(), bela, app::View::Current).await.expect("read");
    assert_eq!(shown.episodes[0].episode.id.to_string(), planned);
}
