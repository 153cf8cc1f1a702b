use vocabulary::Role;

use crate::practice::{Browser, Practice, problems_on};

const ENVELOPE: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260405*0900*^*00501*000000001*0*T*:~";

const CLAIMS: &str = "GS*HC*A*B*20260310*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260310*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M1~DMG*D8*19900501*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*C1*150***11:B:1*Y*A*Y*Y~HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20260302~REF*6R*C1L1~\
SE*17*0001~GE*1*1~";

/// A payment of a decision on the claim of this number.
fn payment(number: &str, decision: &str) -> String {
    format!(
        "GS*HP*B*A*20260405*0900*1*X*005010X221A1~ST*835*0001~BPR*I*100*C*ACH************20260405~TRN*1*T1*1512345678~\
N1*PR*PLAN~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*{number}*1*150*100*10*12*ICN1~NM1*QC*1*INVENTED*ANNA****MI*M1~\
SVC*HC:90834*150*100**1~DTM*472*20260302~{decision}SE*{}*0001~GE*1*1~",
        12 + decision.matches('~').count()
    )
}

fn file(control: &str, part: &str) -> String {
    format!("{}{part}IEA*1*{control}~", ENVELOPE.replace("000000001", control))
}

async fn read(browser: &Browser, content: &str) -> crate::practice::Answer {
    browser.upload("/claims/file/read", &[], &[("file", "april.835", content)]).await
}

#[tokio::test]
async fn a_biller_reads_a_file_in_plain_words_and_posts_it() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    assert!(bea.get("/claims").await.shown("claims-empty").contains("No claim and no payment is on record yet."));
    bea.get("/claims/file").await.shown("claims-file");
    let paid = file("000000002", &payment("C1", "CAS*CO*45*40~CAS*PR*3*10~"));
    let page = read(&bea, &paid).await.shown("claims-read");
    for told in ["PLAN pays $100.00 on Apr 5, 2026 (T1)", "Accepted", "$10.00", "$40.00", "Nothing is posted yet."] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(bea.get("/claims").await.page().contains("No claim and no payment is on record yet."), "reading stores nothing");
    read(&bea, &paid).await.page();
    let posted = bea.post_tried("/claims/file").await.leads_to().to_owned();
    let told = bea.get(&posted).await.shown("claims-posted");
    assert!(posted.starts_with("/claims?done=posted") && told.contains("The file is posted.") && told.contains("Already there"), "{told}");
    assert!(!told.contains("/imports/"), "a biller does not see imports: {told}");
    assert!(bea.post_tried("/claims/file").await.again("claims-file-gone").contains("hoose"), "a file is posted once");
    read(&bea, &file("000000001", CLAIMS)).await.page();
    let posted = bea.post_tried("/claims/file").await.leads_to().to_owned();
    let told = bea.get(&posted).await.page();
    assert!(told.contains("New claims that have their patient") && told.contains("0 of 1"), "{told}");
    let claims = bea.get("/claims").await.shown("claims");
    assert!(claims.contains("Paid") && claims.contains("$150.00") && claims.contains("$100.00"), "{claims}");
    assert!(read(&bea, &paid).await.page().contains("The same file was posted before."));
}

#[tokio::test]
async fn a_payment_that_stands_twice_in_a_file_is_in_the_sum_once() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let once = file("000000002", &payment("C1", "CAS*CO*45*40~CAS*PR*3*10~"));
    let page = read(&bea, &format!("{once}{once}")).await.shown("claims-read-twice");
    for told in ["One payment of $100.00, decisions on claims: 1", "One payment stands twice in this file"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(page.matches("PLAN pays $100.00").count(), 1, "{page}");
}

#[tokio::test]
async fn what_is_broken_in_a_file_is_told_before_what_it_says() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let words = file("000000002", &payment("C1", "CAS*CO*45*ABC~CAS*PR*3*10~"));
    let page = read(&bea, &words).await.shown("claims-read-words");
    let at = |told: &str| page.find(told).unwrap_or_else(|| panic!("{told}: {page}"));
    assert!(at("Not understood") < at("PLAN pays $100.00") && at("CAS03") < at("PLAN pays $100.00"), "{page}");
    // A file that ends inside of its second payment: the first is posted, the other one is not and is in no sum.
    let whole = payment("C1", "CAS*CO*45*40~CAS*PR*3*10~");
    let second = whole.replace("TRN*1*T1", "TRN*1*T2");
    let cut = file("000000002", &format!("{whole}{}", second.split("CAS*PR").next().expect("its beginning")));
    let cut = cut.split("IEA*").next().expect("without a trailer");
    let page = read(&bea, cut).await.shown("claims-read-cut");
    for told in ["One payment of $100.00", "One more is cut off", "The file ends inside of this payment"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let differs = read(&bea, &file("000000001", &CLAIMS.replace("CLM*C1*150*", "CLM*C1*151.01*"))).await.shown("claims-read-differs");
    assert!(differs.contains("It charges $151.01, its lines $150.00"), "{differs}");
}

#[tokio::test]
async fn every_answer_is_told_with_its_next_step() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let answers = "GS*FA*B*A*20260311*0900*3*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK2*837*0001*005010X222A1~IK5*R*5~AK9*R*1*1*0~SE*6*0001~GE*1*3~";
    let page = read(&bea, &file("000000003", answers)).await.shown("claims-read-answers");
    for told in ["Answers, one by one", "File, group 1/0001", "None of its claims was taken in. Mend the file and send it again."] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let named = answers.replace("IK5*R*5~", "IK3*NM1*12*2010BA*8~IK4*9*67*7*M1~IK3*N3*14**3~IK5*R*5~").replace("SE*6*", "SE*9*");
    let page = read(&bea, &file("000000003", &named)).await.shown("claims-read-faults");
    for told in [
        "NM109, segment 12 of the transaction, loop 2010BA: the code is none of those that may stand here. Choose one that the payer’s guide lists. (code 7)",
        "N3, segment 14 of the transaction: it has to stand here and is missing. Add it. (code 3)",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    // What a trailer counts is said with what is there, and with the place.
    let page = read(&bea, &file("000000003", &named.replace("SE*9*", "SE*8*"))).await.shown("claims-read-count");
    assert!(page.contains("SE01 says that the transaction has 8 segments from ST to SE, and there are 9."), "{page}");
}

#[tokio::test]
async fn a_refused_line_is_told_with_our_label_and_the_next_step() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let refused = payment("C1", "CAS*CO*197*150~").replace("*1*150*100*10*12", "*4*150*0*0*12").replace("*150*100**1", "*150*0**1");
    let page = read(&bea, &file("000000002", &refused.replace("BPR*I*100", "BPR*I*0"))).await.shown("claims-read-refused");
    for told in ["CO-197", "Refused", "No authorization on file", "Appeal"] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[tokio::test]
async fn a_decision_that_fits_no_claim_waits_for_a_person() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    for content in [file("000000001", CLAIMS), file("000000002", &payment("LOST", "CAS*CO*45*40~CAS*PR*3*10~"))] {
        read(&bea, &content).await.page();
        bea.post_tried("/claims/file").await.leads_to();
    }
    let waiting = bea.get("/claims").await.shown("claims-queue");
    assert!(waiting.contains("Which claim does the payer mean?") && waiting.contains("LOST"), "{waiting}");
    let form = waiting.split("/claims/payments/").nth(1).and_then(|rest| rest.split('"').next()).expect("a form of the queue");
    let address = format!("/claims/payments/{form}");
    let unknown = bea.post(&address, &[("place", "0"), ("said", "claim"), ("claim", "nowhere")]).await;
    assert_eq!(unknown.status, 404);
    assert_eq!(bea.post(&address, &[("place", "0"), ("said", "none")]).await.leads_to(), "/claims?done=matched");
    assert!(bea.get("/claims").await.page().contains("None of ours"));
    bea.post(&address, &[("place", "0"), ("said", "claim"), ("claim", "C1")]).await.leads_to();
    assert!(!bea.get("/claims").await.page().contains("Which claim does the payer mean?"));
}

#[tokio::test]
async fn a_file_that_holds_no_claims_is_refused_in_words() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let refused = read(&bea, "patient,day\n").await.again("claims-file-refused");
    assert_eq!(problems_on(&refused).len(), 1, "{refused}");
    let nothing = bea.upload("/claims/file/read", &[], &[]).await.again("claims-file-missing");
    assert_eq!(problems_on(&nothing), ["File: choose one."]);
}

#[tokio::test]
async fn a_payment_is_read_in_plain_words_with_its_balance() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    assert!(bea.get("/claims/payments").await.shown("payments-empty").contains("No payment is on record yet."));
    let taken_back = payment("C1", "CAS*CO*45*40~CAS*PR*3*10~PLB*1234567893*20261231*WO:ICN0*30~").replace("SE*15", "SE*16");
    for content in [file("000000001", CLAIMS), file("000000002", &taken_back.replace("BPR*I*100", "BPR*I*65"))] {
        read(&bea, &content).await.page();
        bea.post_tried("/claims/file").await.leads_to();
    }
    let list = bea.get("/claims/payments").await.shown("payments");
    assert!(list.contains("T1") && list.contains("Differs by −$5.00"), "{list}");
    let address = list.split("href=\"/claims/payments/").nth(1).and_then(|rest| rest.split('"').next()).expect("a payment");
    let page = bea.get(&format!("/claims/payments/{address}")).await.shown("payment");
    for told in ["Does it add up?", "$100.00", "An overpayment taken back", "−$30.00", "Not explained", "$65.00", "Accepted"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(bea.get("/claims/payments/01234567-89ab-7def-8123-456789abcdef").await.status, 404);
}

/// A payer's front door turned the claim `C1` away, with these categories and statuses.
fn turned_away(statuses: &str) -> String {
    file(
        "000000007",
        &format!(
            "GS*HN*B*A*20260312*0900*7*X*005010X214~ST*277*0001*005010X214~BHT*0085*08*A1*20260312*0900*TH~HL*1**20*1~NM1*PR*2*PLAN*****PI*P1~\
TRN*1*A1~DTP*050*D8*20260312~DTP*009*D8*20260312~HL*2*1*21*1~NM1*41*2*PRACTICE*****46*S~TRN*2*A1~STC*A1:19:PR*20260312*WQ*150~\
HL*3*2*19*1~NM1*85*2*PRACTICE*****XX*1234567893~TRN*1*0~STC*A1:19:PR**WQ*150~HL*4*3*PT~NM1*QC*1*INVENTED*ANNA****MI*M1~TRN*2*C1~\
{statuses}DTP*472*D8*20260302~SE*21*0001~GE*1*7~"
        ),
    )
}

#[tokio::test]
async fn what_a_payers_front_door_turned_away_is_told_with_why_and_is_no_denial() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let check = async |statuses: &str, expected: &[&str]| {
        let page = read(&bea, &turned_away(statuses)).await.shown("claims-read-turned-away");
        let (_, section) = page.split_once("Not taken in").unwrap_or_else(|| panic!("{page}"));
        for told in expected {
            assert!(section.contains(told), "{told}: {section}");
        }
        assert!(section.contains("they are not denied") && section.contains("C1"), "{section}");
    };
    check("STC*A7:21:IL*20260312*U*150~", &["Something in it is not valid", "(A7:21"]).await;
    check("STC*A6:33:IL*20260312*U*150~", &["Something is missing in it", "(A6:33"]).await;
    check("STC*A3:33:IL*20260312*U*150~", &["It could not be processed at all", "(A3:33"]).await;
    let taken = read(&bea, &turned_away("STC*A2:20:PR*20260312*WQ*150~")).await.shown("claims-read-taken-in");
    assert!(!taken.contains("Not taken in"), "{taken}");
}

#[tokio::test]
async fn a_held_claim_stands_in_the_work_list_with_the_reason_who_mends_it_and_how() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    assert!(bea.get("/claims/held").await.shown("claims-held-empty").contains("No claim is held."));
    // A category that is divided further is no diagnosis.
    read(&bea, &file("000000001", &CLAIMS.replace("ABK:F331", "ABK:F32"))).await.page();
    bea.post_tried("/claims/file").await.leads_to();
    assert!(bea.get("/claims").await.page().contains("href=\"/claims/held\""));
    let list = bea.get("/claims/held").await.shown("claims-held");
    for told in ["C1", "B3", "Code the diagnosis with all its characters", "Billing (1)", "fit no patient for certain: 1"] {
        assert!(list.contains(told), "{told}: {list}");
    }
    assert!(bea.get("/claims/held?role=physician&which=all").await.page().contains("No claim is held."));
}

#[tokio::test]
async fn what_waits_for_a_person_stands_on_pages() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    // Thirty decisions that fit no claim, and thirty claims that are held.
    for place in 0..30 {
        let control = format!("0000001{place:02}");
        let lost = payment(&format!("LOST{place:02}"), "CAS*CO*45*40~CAS*PR*3*10~").replace("TRN*1*T1", &format!("TRN*1*T{place:02}"));
        let held = CLAIMS.replace("ABK:F331", "ABK:F32").replace("CLM*C1*", &format!("CLM*H{place:02}*"));
        for content in [file(&control, &lost), file(&format!("0000002{place:02}"), &held)] {
            read(&bea, &content).await.page();
            bea.post_tried("/claims/file").await.leads_to();
        }
    }
    let check = async |address: &str, row: &str| {
        let mut next = Some(address.to_owned());
        let (mut seen, mut pages) = (std::collections::BTreeSet::new(), 0);
        while let Some(address) = next {
            let page = bea.get(&address).await.page();
            let on_page: Vec<String> =
                (0..30).map(|place| format!("{row}{place:02}")).filter(|name| page.contains(name.as_str())).collect();
            assert!(on_page.len() <= 25, "{}: {page}", on_page.len());
            seen.extend(on_page);
            pages += 1;
            let link = page.split("<nav class=\"pager\"").nth(1).and_then(|nav| nav.split("</nav>").next()).expect("a pager");
            next = link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).map(|link| link.replace("&amp;", "&"));
        }
        assert_eq!((seen.len(), pages), (30, 2), "{row}");
    };
    check("/claims", "LOST").await;
    check("/claims/held", "H").await;
}

/// Anna as an answer names her.
const ANNA: &str = "O'INVENTED B*ANNA****MI*M1~DMG*D8*19900501*F";

#[tokio::test]
async fn the_answer_to_a_request_is_told_and_leads_to_the_form_of_decisions_with_what_it_says() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller, Role::UtilizationReview]).await;
    let about = |person: &str, decision: &str| {
        let body = format!(
            "BHT*0007*11*R1*20261104*0900*18~HL*1**20*1~NM1*X3*2*PLAN*****PI*P1~HL*2*1*21*1~NM1*1P*2*PRACTICE*****XX*1234567893~HL*3*2*22*1~\
NM1*IL*1*{person}~HL*4*3*EV*1~UM*HS*I*A9~{decision}HL*5*4*SS*0~SV2*0905*HC:H0015~"
        );
        let count = body.matches('~').count() + 2;
        file("000000031", &format!("GS*HI*A*B*20261104*0900*31*X*005010X217~ST*278*0001*005010X217~{body}SE*{count}*0001~GE*1*31~"))
    };
    let answer = |decision: &str| about(ANNA, decision);
    let granted = answer("HCR*A1*AU7~DTP*472*RD8*20261101-20261107~HSD*DY*5~");
    let page = read(&bea, &granted).await.shown("claims-read-review-nobody");
    assert!(page.contains("Granted as it was asked") && page.contains("Number AU7"), "{page}");
    assert!(page.contains("Nobody with this member number") && !page.contains("Post this file"), "nothing of it is posted: {page}");
    let coverage_of = |patient, payer: &str, rank: ::care::CoverageRank, number: &str| ::care::Coverage {
        patient,
        payer: payer.to_owned(),
        plan: String::new(),
        rank,
        funding: ::care::PlanFunding::SelfFunded,
        state: "NY".to_owned(),
        member_id: number.to_owned(),
        relation: ::care::SubscriberRelation::Itself,
        subscriber: String::new(),
        period: vocabulary::Period::new(crate::practice::day("2026-01-01"), None).expect("a period"),
    };
    // The one that answers pays second.
    for coverage in [
        coverage_of(practice.anna, "generic-medicaid-managed-care", ::care::CoverageRank::Primary, "M2"),
        coverage_of(practice.anna, "generic-commercial", ::care::CoverageRank::Secondary, "M1"),
    ] {
        practice.app.record_coverage(&crate::practice::operator(), coverage).await.expect("recorded");
    }
    let query_of = |page: &str| {
        let query = page.split("/authorizations/decision?").nth(1).and_then(|rest| rest.split('"').next());
        query.expect("a link").replace("&amp;", "&")
    };
    let query = query_of(&read(&bea, &granted).await.shown("claims-read-review"));
    let form = bea.get(&format!("/patients/{}/authorizations/decision?{query}", practice.anna)).await.shown("decision-from-file");
    for told in ["value=\"AU7\"", "value=\"2026-11-01\"", "value=\"2026-11-07\"", "value=\"278, interchange 000000031\"", "value=\"H0015\""]
    {
        assert!(form.contains(told), "{told}: {form}");
    }
    assert!(form.contains("value=\"generic-commercial\" selected"), "the payer that answers, not the first one: {form}");
    // What was granted in part says nothing of what was asked for, and visits are no days.
    let query = query_of(&read(&bea, &answer("HCR*A6*AU8~DTP*472*RD8*20261101-20261103~HSD*VS*2~")).await.page());
    assert!(query.contains("&granted_last=2026-11-03") && query.contains("&units=2&unit=visit"), "{query}");
    assert!(!query.contains("&first=") && !query.contains("&last="), "{query}");
    let pended = read(&bea, &answer("HCR*A4**0B~")).await.page();
    assert!(pended.contains("Not decided yet") && pended.contains("Codes of its reasons: 0B"), "{pended}");
    let called = read(&bea, &answer("HCR*CT~")).await.page();
    assert!(called.contains("Call the payer, and record what it decides."), "{called}");
    // Somebody of another name under this number and birth day; without a birth day the given name tells the family apart, and the family name alone does not.
    let check = async |person: &str, is_known: bool| {
        let page = read(&bea, &about(person, "HCR*A1*AU7~DTP*472*RD8*20261101-20261107~HSD*DY*5~")).await.page();
        assert_eq!(page.contains("/authorizations/decision?"), is_known, "{person}: {page}");
    };
    check("ELSE*ANNA****MI*M1~DMG*D8*19900501*F", false).await;
    check("O'INVENTED B*ANNA****MI*M1", true).await;
    check("O'INVENTED B*CAL****MI*M1", false).await;
    check("O'INVENTED B*****MI*M1", false).await;
    // Twins.
    let cal = practice.admitted("Cal").await;
    practice
        .app
        .record_coverage(&crate::practice::operator(), coverage_of(cal, "generic-commercial", ::care::CoverageRank::Primary, "M1"))
        .await
        .expect("recorded");
    check(ANNA, true).await;
    check("O'INVENTED B*DEE****MI*M1~DMG*D8*19900501*F", false).await;
}
