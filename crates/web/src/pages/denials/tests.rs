mod appeal;
mod leaving;
mod money;

use app::Settings;
use app::claim::OfficialLists;
use revenue_cycle::ReasonTable;
use utilization_review::authorization::{Authorization, DecisionStage, DeterminationOutcome, UnitKind};
use vocabulary::{LevelOfCare, PatientId, Period, Role};

use crate::practice::{Browser, Practice, day, operator, patient, problems_on, settings};

/// Two claims of a patient of the practice, without an authorization. The name is that of the record without its signs.
const CLAIMS: &str = "ISA*00*          *00*          *30*990000001      *ZZ*RECEIVER       *261010*0900*^*00501*000000001*0*T*:~\
GS*HC*SENDER*RECEIVER*20261010*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20261010*0900*CH~\
NM1*41*2*PRACTICE*****46*S~PER*IC*BILLING*TE*5550100000~NM1*40*2*PLAN*****46*R~HL*1**20*1~NM1*85*2*PRACTICE*****XX*1234567893~\
N3*1 INVENTED WAY~N4*NOWHERE*NY*10001~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*OINVENTEDB*ANNA****MI*M1~\
N3*2 INVENTED WAY~N4*NOWHERE*NY*10001~DMG*D8*19900501*F~NM1*PR*2*PLAN*****PI*P1~CLM*C1*150***11:B:1*Y*A*Y*Y~REF*EA*A-1~\
HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20261005~REF*6R*C1L1~CLM*C2*150***11:B:1*Y*A*Y*Y~REF*EA*A-1~\
HI*ABK:F331~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20261006~REF*6R*C2L1~SE*32*0001~GE*1*1~IEA*1*000000001~";

/// A payment that refuses the first claim for a reason (`CO*197`) and pays the second.
pub(crate) fn refused(reason: &str) -> String {
    format!(
        "ISA*00*          *00*          *ZZ*RECEIVER       *30*990000001      *261020*0900*^*00501*000000002*0*T*:~\
GS*HP*B*A*20261020*0900*1*X*005010X221A1~ST*835*0001~BPR*I*100*C*ACH************20261020~TRN*1*T1*1512345678~\
N1*PR*PLAN~REF*2U*P1~N1*PE*PRACTICE*XX*1234567893~LX*1~CLP*C1*4*150*0**12*ICN1~NM1*QC*1*INVENTED*ANNA****MI*M1~\
SVC*HC:90834*150*0**1~DTM*472*20261005~CAS*{reason}*150~REF*6R*C1L1~CLP*C2*1*150*100*10*12*ICN2~NM1*QC*1*INVENTED*ANNA****MI*M1~\
SVC*HC:90834*150*100**1~DTM*472*20261006~CAS*CO*45*40~CAS*PR*3*10~REF*6R*C2L1~SE*21*0001~GE*1*1~IEA*1*000000002~"
    )
}

/// Posts the claims and a payment.
pub(crate) async fn posted(biller: &Browser, payment: &str) {
    for content in [CLAIMS, payment] {
        biller.upload("/claims/file/read", &[], &[("file", "october.x12", content)]).await.page();
        assert!(biller.post_tried("/claims/file").await.leads_to().starts_with("/claims?done=posted"));
    }
}

async fn authorized(practice: &Practice, first: &str, last: &str) {
    authorized_as(practice, ("AUTH77", LevelOfCare::Outpatient), first, last).await;
}

/// The payer grants under a number for a level.
async fn authorized_as(practice: &Practice, (number, level_of_care): (&str, LevelOfCare), first: &str, last: &str) {
    let period = Period::new(day(first), Some(day(last))).expect("in order");
    let grant = Authorization {
        episode: practice.episode,
        payer: "generic-commercial".to_owned(),
        request: None,
        number: number.to_owned(),
        level_of_care,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: 10,
        period,
        next_review: None,
        reviewer: String::new(),
        provider_id: String::new(),
    };
    let decision = app::authorization::Decision {
        episode: practice.episode,
        request: None,
        outcome: DeterminationOutcome::Approved,
        stage: DecisionStage::FirstReview,
        period,
        decided_at: practice.app.now(),
        reviewer: String::new(),
        reference: String::new(),
        reason: String::new(),
        grant: Some(grant),
        closes: None,
    };
    practice.app.record_decision(&operator(), decision).await.expect("recorded");
}

/// The address of the only refusal in the queue.
async fn only(biller: &Browser) -> String {
    let queue = biller.get("/denials").await.shown("denials");
    let rest = queue.split("href=\"/denials/").nth(1).expect("a refusal in the queue");
    format!("/denials/{}", rest.split('"').next().expect("an address"))
}

/// Another Anna is in care at a program since October 1; claims of her are read, and a payment that refuses a line for this reason.
async fn refused_at(program: ::care::Program, reason: &str) -> (Practice, Browser, PatientId) {
    let practice = Practice::new().await;
    let program = practice.app.add_program(&operator(), program).await.expect("a program");
    let anna = practice.app.register_patient(&operator(), patient("A-7", "Anna")).await.expect("registered");
    let episode = ::care::Episode {
        patient: anna,
        program,
        admitted: day("2026-10-01"),
        discharge: None,
        referral_source: None,
        payer_class: None,
        clinician: None,
        readmission_of: None,
    };
    practice.app.admit(&operator(), episode, String::new(), None).await.expect("admitted");
    let bea = practice.browser("bea", &[Role::Biller]).await;
    for content in [CLAIMS.replace("REF*EA*A-1", "REF*EA*A-7"), refused(reason)] {
        bea.upload("/claims/file/read", &[], &[("file", "october.x12", &content)]).await.page();
        bea.post_tried("/claims/file").await.leads_to();
    }
    (practice, bea, anna)
}

#[tokio::test]
async fn a_refused_line_stands_in_the_queue_with_what_is_known_about_it() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    assert!(bea.get("/denials").await.shown("denials-empty").contains("No refused line stands."));
    posted(&bea, &refused("CO*50")).await;
    let queue = bea.get("/denials").await.page();
    for told in
        ["C1", "CO-50", "fewer than 10 were decided again", "half of what it is worth", "worth not known", "$150.00 refused", "not known"]
    {
        assert!(queue.contains(told), "{told}: {queue}");
    }
    assert!(!queue.contains(">C2<"), "what is paid is not refused: {queue}");
    let check = async |query: &str, is_there: bool| {
        let page = bea.get(&format!("/denials?{query}")).await.page();
        assert_eq!(page.contains(">C1<"), is_there, "{query}: {page}");
    };
    check("category=medical_necessity", true).await;
    check("category=authorization", false).await;
    check("payer=PLAN&order=deadline", true).await;
    check("worked=done", false).await;
    check("after=nonsense", true).await;
    let page = bea.get(&only(&bea).await).await.shown("denial");
    for told in ["during care", "Nothing yet.", "Not known: no coverage of the patient names the payer"] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[tokio::test]
async fn a_line_is_written_off_with_reason_and_approver_and_can_be_opened_again() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*50")).await;
    let address = only(&bea).await;
    let step = format!("{address}/step");
    let again = bea.post(&step, &[("step", "write_off"), ("reason", "")]).await.again("denial-write-off-missing");
    assert_eq!(problems_on(&again), ["Why: fill this in."], "{again}");
    // Who is signed in approves, whatever else a form says.
    assert!(bea.get(&address).await.page().contains("Approved by you, bea Tester"));
    let given = [("step", "write_off"), ("reason", "below what an appeal costs"), ("approver", "Dana")];
    bea.post(&step, &given).await.leads_to();
    let page = bea.get(&address).await.shown("denial-written-off");
    assert!(page.contains("below what an appeal costs") && page.contains("approved by bea Tester") && !page.contains("Dana"), "{page}");
    assert!(page.contains("how often it was won: 1,"), "what was given up is part of the history: {page}");
    assert!(bea.get("/denials").await.page().contains("No refused line stands."), "what is written off is not worked on");
    assert!(bea.get("/denials?worked=done").await.page().contains(">C1<"));
    bea.post(&step, &[("step", "reopened"), ("reason", "the payer asked for records after all")]).await.leads_to();
    assert!(bea.get("/denials").await.page().contains(">C1<"));
    assert_eq!(bea.post(&step, &[("step", "corrected_claim")]).await.status, 422, "only a release makes one");
}

#[tokio::test]
async fn an_authorization_on_file_needs_one_button_and_leaves_through_the_gate() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    authorized(&practice, "2026-10-01", "2026-10-31").await;
    let queue = bea.get("/denials").await.page();
    assert!(queue.contains("Authorization on file, not on the claim") && queue.contains("Send a corrected claim"), "{queue}");
    let address = only(&bea).await;
    let page = bea.get(&address).await.shown("denial-on-file");
    assert!(page.contains("Authorization AUTH77 of our records covers the day"), "{page}");
    assert!(page.contains("href=\"/claims/payments/") && page.contains(">T1</a>"), "the way to the payment: {page}");
    let given = [("on_file", "yes"), ("recipient", "PLAN"), ("reason", "Claim sent without its authorization"), ("basis", "payment")];
    let file = bea.post(&format!("{address}/correct"), &given).await;
    let written = String::from_utf8(file.bytes).expect("X12 is text");
    assert!(written.starts_with("ISA*00*"), "{written}");
    for told in ["CLM*C1*150***11:B:7", "REF*G1*AUTH77", "REF*F8*ICN1", "REF*EA*A-1", "1 INVENTED WAY"] {
        assert!(written.contains(told), "{told}: {written}");
    }
    assert!(!written.contains("CLM*C2"), "nothing else leaves: {written}");
    let page = bea.get(&address).await.page();
    assert!(page.contains("Corrected claim released"), "{page}");
    // Nothing leads to a second correction, which would be refused; the first can be opened again with a reason.
    assert!(page.contains("A corrected claim left on ") && !page.contains(&format!("{address}/correct")), "{page}");
    let releases = practice.app.releases(&operator(), practice.anna).await.expect("read");
    assert_eq!(releases.iter().map(|each| each.value().subject.as_str()).collect::<Vec<_>>(), ["corrected_claim"]);
    bea.post(&format!("{address}/step"), &[("step", "reopened"), ("reopen_reason", "it did not arrive")]).await.leads_to();
    let page = bea.get(&address).await.page();
    assert!(page.contains("it did not arrive") && page.contains(&format!("{address}/correct")), "{page}");
}

#[tokio::test]
async fn what_is_usually_done_stands_first_and_records_only_where_they_were_asked_for() {
    let check = async |reason: &str, is_appeal_first: bool, has_records: bool| {
        let practice = Practice::new().await;
        let bea = practice.browser("bea", &[Role::Biller]).await;
        posted(&bea, &refused(reason)).await;
        let page = bea.get(&only(&bea).await).await.page();
        let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
        assert_eq!(place("<h3>Appeal</h3>") < place("<h3>Corrected claim</h3>"), is_appeal_first, "{reason}");
        assert_eq!(page.contains("<h3>Records</h3>"), has_records, "{reason}");
    };
    check("CO*50", true, false).await;
    check("CO*16", false, false).await;
    check("CO*252", false, true).await;
}

#[tokio::test]
async fn an_authorization_for_another_level_is_named_and_not_put_on_the_claim() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    authorized_as(&practice, ("AUTH77", LevelOfCare::IntensiveOutpatient), "2026-10-01", "2026-10-31").await;
    let queue = bea.get("/denials").await.page();
    assert!(!queue.contains("Authorization on file, not on the claim"), "{queue}");
    assert!(queue.contains("Authorization AUTH77 is on file for another level: Intensive outpatient"), "{queue}");
    let address = only(&bea).await;
    let page = bea.get(&address).await.shown("denial-granted-otherwise");
    assert!(page.contains("is on file for another level") && !page.contains("of our records covers the day"), "{page}");
    let form = bea.get(&format!("{address}/correct")).await.page();
    assert!(!form.contains("AUTH77"), "nothing is offered that would be refused again: {form}");
}

#[tokio::test]
async fn what_the_form_cannot_put_right_is_recorded_as_sent_by_the_billing_system() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*16")).await;
    let address = only(&bea).await;
    let step = format!("{address}/step");
    let again = bea.post(&step, &[("step", "corrected_elsewhere"), ("sent", "")]).await.again("denial-elsewhere-missing");
    assert_eq!(problems_on(&again).len(), 1, "{again}");
    bea.post(&step, &[("step", "corrected_elsewhere"), ("sent", "rendering provider, sent today")]).await.leads_to();
    let page = bea.get(&address).await.page();
    assert!(page.contains("Corrected claim sent by the billing system") && page.contains("rendering provider, sent today"), "{page}");
    let given = [("diagnoses", "F33.2"), ("recipient", "PLAN"), ("reason", "mended"), ("basis", "payment")];
    let page = bea.post(&format!("{address}/correct"), &given).await.again("denial-elsewhere-again");
    assert!(page.contains("A corrected claim about this decision left already"), "{page}");
}

#[tokio::test]
async fn diagnoses_member_and_units_are_put_right_on_a_corrected_claim() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*11")).await;
    let address = only(&bea).await;
    let form = bea.get(&format!("{address}/correct")).await.page();
    for told in ["value=\"F33.1\"", "value=\"M1\""] {
        assert!(form.contains(told), "{told}: {form}");
    }
    let send = async |fields: &[(&'static str, &'static str)]| {
        let given = [("recipient", "PLAN"), ("reason", "mended"), ("basis", "payment")];
        bea.post(&format!("{address}/correct"), &[fields, &given].concat()).await
    };
    let stranger = send(&[("member_id", "M9")]).await.again("denial-correct-stranger");
    assert_eq!(problems_on(&stranger).len(), 1, "a number of nobody we know: {stranger}");
    let unreadable = send(&[("diagnoses", "F3.31"), ("units", "1")]).await.again("denial-correct-unreadable");
    assert_eq!(problems_on(&unreadable).len(), 1, "{unreadable}");
    let all = send(&[("diagnoses", "F3.31"), ("units", "0"), ("member_id", "M9"), ("modifiers", "9")]).await.again("denial-correct-all");
    assert_eq!(problems_on(&all).len(), 4, "everything that is wrong is said at once: {all}");
    let file = send(&[("diagnoses", "F33.2"), ("member_id", "M1"), ("units", "2")]).await;
    let written = String::from_utf8(file.bytes).expect("X12 is text");
    for told in ["HI*ABK:F332", "SV1*HC:90834*150*UN*2***1", "CLM*C1*150***11:B:7", "MI*M1"] {
        assert!(written.contains(told), "{told}: {written}");
    }
}

#[tokio::test]
async fn a_corrected_claim_that_rules_hold_leaves_only_with_a_reason_that_stays_on_record() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*11")).await;
    let address = only(&bea).await;
    assert!(!bea.get(&format!("{address}/correct")).await.page().contains("held_reason"), "nothing is asked for before anything holds it");
    let send = async |reason: &'static str| {
        // A category that is divided further is no diagnosis.
        let given = [("diagnoses", "F32"), ("held_reason", reason), ("recipient", "PLAN"), ("reason", "mended"), ("basis", "payment")];
        bea.post(&format!("{address}/correct"), &given).await
    };
    let held = send(" ").await.again("denial-correct-held");
    let problems = problems_on(&held);
    assert!(
        problems.len() == 1 && problems[0].contains("Rules hold the claim as it would leave.") && problems[0].contains("B3: "),
        "{problems:?}"
    );
    assert!(held.contains("name=\"held_reason\""), "{held}");
    assert!(practice.app.releases(&operator(), practice.anna).await.expect("read").is_empty(), "nothing left");
    let file = send("the payer asked for the category").await;
    let written = String::from_utf8(file.bytes).expect("X12 is text");
    assert!(written.contains("HI*ABK:F32~"), "{written}");
    let id = practice.app.find_claim(&operator(), "C1".to_owned()).await.expect("a claim");
    let page = practice.app.claim_page(&operator(), id).await.expect("read");
    let said: Vec<_> = page.releases.iter().map(|each| (each.release.reason.as_str(), each.release.rules[0].code.as_str())).collect();
    assert_eq!(said, [("the payer asked for the category", "B3")]);
}

/// The payer's front door does not take the first claim in.
const TURNED_AWAY: &str = "ISA*00*          *00*          *ZZ*RECEIVER       *30*990000001      *261124*0900*^*00501*000000007*0*T*:~\
GS*HN*B*A*20261124*0900*7*X*005010X214~ST*277*0001*005010X214~BHT*0085*08*A1*20261124*0900*TH~HL*1**20*1~NM1*PR*2*PLAN*****PI*P1~\
TRN*1*A1~DTP*050*D8*20261124~DTP*009*D8*20261124~HL*2*1*21*1~NM1*41*2*PRACTICE*****46*S~TRN*2*A1~STC*A1:19:PR*20261124*WQ*150~\
HL*3*2*19*1~NM1*85*2*PRACTICE*****XX*1234567893~TRN*1*0~STC*A1:19:PR**WQ*150~HL*4*3*PT~NM1*QC*1*INVENTED*ANNA****MI*M1~TRN*2*C1~\
STC*A7:21:IL*20261124*U*150~DTP*472*D8*20261005~SE*21*0001~GE*1*7~IEA*1*000000007~";

#[tokio::test]
async fn a_claim_that_was_not_taken_in_says_so_with_the_answer() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    for content in [CLAIMS, TURNED_AWAY] {
        bea.upload("/claims/file/read", &[], &[("file", "november.x12", content)]).await.page();
        assert!(bea.post_tried("/claims/file").await.leads_to().starts_with("/claims?done=posted"));
    }
    let list = bea.get("/claims").await.page();
    assert!(list.contains("(Nov 24, 2026)"), "the day stands beside the number: {list}");
    let address = bea.post("/claims/find", &[("number", "C1")]).await.leads_to().to_owned();
    let page = bea.get(&address).await.shown("claim-turned-away");
    for told in ["Answered on Nov 24, 2026:", "Something in it is not valid (A7:21", "Mend it and send it again in time."] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.contains("<dd>Not taken in</dd>"), "{page}");
}

#[tokio::test]
async fn a_correction_that_nobody_took_in_is_ours_again() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    authorized(&practice, "2026-10-01", "2026-10-31").await;
    let address = only(&bea).await;
    let given = [("on_file", "yes"), ("recipient", "PLAN"), ("reason", "Claim sent without its authorization"), ("basis", "payment")];
    bea.post(&format!("{address}/correct"), &given).await;
    let waits = async || {
        let query = app::claim::QueueQuery { size: 5, ..app::claim::QueueQuery::default() };
        practice.app.denial_queue(&operator(), query).await.expect("read").rows[0].denial.waits_for_payer
    };
    assert!(waits().await, "the payer has to answer");
    bea.upload("/claims/file/read", &[], &[("file", "november.277", TURNED_AWAY)]).await.page();
    assert!(bea.post_tried("/claims/file").await.leads_to().starts_with("/claims?done=posted"));
    assert!(!waits().await);
    let queue = bea.get("/denials").await.shown("denials-came-back");
    assert!(queue.contains("Corrected claim released") && queue.contains("Not taken in: no payer decides on it."), "{queue}");
}

#[tokio::test]
async fn a_correction_that_cannot_be_written_says_why() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    authorized_as(&practice, ("X1", LevelOfCare::Outpatient), "2026-10-01", "2026-10-31").await;
    authorized_as(&practice, ("X2", LevelOfCare::Outpatient), "2026-10-10", "2026-10-31").await;
    let address = only(&bea).await;
    bea.get(&format!("{address}/correct")).await.shown("denial-correct");
    let submit = async |authorization: &str, modifiers: &str, basis: &str| {
        let given =
            [("authorization", authorization), ("modifiers", modifiers), ("recipient", "PLAN"), ("reason", "mended"), ("basis", basis)];
        let page = bea.post(&format!("{address}/correct"), &given).await.again("denial-correct-again");
        problems_on(&page)
    };
    assert_eq!(submit("", "", "payment").await, ["Nothing is changed: the claim has this already."]);
    let not_on_record = submit("AU-1", "", "payment").await;
    assert!(not_on_record[0].contains("no record of this patient has this number"), "{not_on_record:?}");
    let other_days = submit("X2", "", "payment").await;
    assert!(other_days[0].contains("does not cover the refused day"), "{other_days:?}");
    assert_eq!(submit("X1", "9", "payment").await.len(), 1);
    assert_eq!(submit("X1", "", "").await.len(), 1, "nothing leaves without a ground");
    assert_eq!(submit("X1", "", "within_program").await.len(), 1, "a payer is not within the program");
}

#[tokio::test]
async fn an_address_that_names_no_refusal_leads_nowhere() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*50")).await;
    let address = only(&bea).await;
    for wrong in [address.replace("/0/0", "/0/7"), address.replace("/0/0", "/1/0"), address.replace("/0/0", "/0/first")] {
        assert_eq!(bea.get(&wrong).await.status, 404, "{wrong}");
    }
}

#[tokio::test]
async fn the_practices_own_copy_of_an_official_list_stands_beside_our_label_with_its_source() {
    let mut table = ReasonTable::shipped().clone();
    table.with_official(false, [("197", "WORDS OF A LIST")]);
    table.with_official(true, [("N706", "WORDS OF THE OTHER LIST")]);
    let lists = OfficialLists { table, source: "our copy of November 2026".to_owned() };
    let settings = Settings { official_lists: Some(std::sync::Arc::new(lists)), ..settings() };
    let practice = Practice::with(settings).await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197").replace("REF*6R*C1L1~", "REF*6R*C1L1~LQ*HE*N706~").replace("SE*21*", "SE*22*")).await;
    let page = bea.get(&only(&bea).await).await.shown("denial-official-list");
    let told = [
        "The list says: WORDS OF A LIST (our copy of November 2026)",
        "The list says: WORDS OF THE OTHER LIST",
        "No authorization on file",
    ];
    for told in told {
        assert!(page.contains(told), "{told}: {page}");
    }
    // Without a list of its own a practice reads our labels only.
    let plain = Practice::new().await;
    let bea = plain.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    assert!(!bea.get(&only(&bea).await).await.page().contains("The list says"));
}
