use vocabulary::Role;

use crate::practice::{Practice, problems_on};

/// A claim for 3 November with this number and diagnosis.
fn file(number: &str, diagnosis: &str) -> String {
    format!(
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261110*0900*^*00501*000000001*0*T*:~\
GS*HC*A*B*20261110*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20261110*0900*CH~HL*1**20*1~\
NM1*85*2*PRACTICE*****XX*1234567893~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*INVENTED*ANNA****MI*M1~DMG*D8*19900501*F~\
NM1*PR*2*PLAN*****PI*P1~CLM*{number}*150***11:B:1*Y*A*Y*Y~HI*ABK:{diagnosis}~LX*1~SV1*HC:90834*150*UN*1***1~DTP*472*D8*20261103~\
REF*6R*L1~SE*17*0001~GE*1*1~IEA*1*000000001~"
    )
}

async fn posted(practice: &Practice, number: &str, diagnosis: &str) -> String {
    posted_file(practice, number, file(number, diagnosis)).await
}

async fn posted_file(practice: &Practice, number: &str, file: String) -> String {
    let source = Box::new(std::io::Cursor::new(file.into_bytes()));
    practice.app.post_claims(&crate::practice::operator(), "november.837", source).await.unwrap();
    let id = practice.app.find_claim(&crate::practice::operator(), number.to_owned()).await.unwrap();
    format!("/claims/{id}")
}

#[tokio::test]
async fn a_biller_finds_a_claim_by_its_number_and_reads_what_fails_and_who_mends_it() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let address = posted(&practice, "A-1-7", "F32").await;
    assert_eq!(bea.post("/claims/find", &[("number", "A-1-7")]).await.leads_to(), address);
    assert_eq!(bea.post("/claims/find", &[("number", "nothing")]).await.leads_to(), "/claims?done=unknown");
    assert!(bea.get("/claims").await.page().contains(&format!("href=\"{address}\"")), "the list leads to the claim");
    let page = bea.get(&address).await.shown("claim");
    for told in [
        "Does claim A-1-7 stand on evidence?",
        "This claim is held",
        "of a hundred",
        "Not met</span>",
        "Code the diagnosis with all its characters",
        "Billing",
        // Who may give the service: no page and no file says it.
        "Nothing here keeps this: look at it by hand.",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[tokio::test]
async fn a_held_claim_is_released_with_a_reason() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let address = posted(&practice, "A-1-7", "F32").await;
    let again = bea.post(&format!("{address}/release"), &[("reason", "")]).await.again("claim-release-empty");
    assert!(!problems_on(&again).is_empty());
    let release = bea.post(&format!("{address}/release"), &[("reason", "the payer asked for it")]).await;
    assert_eq!(release.leads_to(), format!("{address}?done=released"));
    let page = bea.get(&address).await.shown("claim-released");
    assert!(page.contains("Reason: the payer asked for it") && !page.contains("This claim is held"), "{page}");
}

#[tokio::test]
async fn the_days_of_a_patient_lead_to_their_claims_and_a_claim_of_nobody_says_so() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let address = posted(&practice, "A-1-7", "F331").await;
    let days = format!("/patients/{}/days", practice.anna);
    assert!(bea.get(&format!("/patients/{}", practice.anna)).await.page().contains(&format!("href=\"{days}\"")));
    let page = bea.get(&days).await.shown("claim-days");
    assert!(page.contains(&format!("href=\"{address}\"")) && page.contains("A-1-7"), "{page}");
    let nobody = posted(&practice, "X9", "F331").await;
    assert!(bea.get(&nobody).await.shown("claim-of-nobody").contains("fits no patient on record for certain"));
    assert!(bea.get(&format!("/patients/{}/days", practice.ben)).await.page().contains("No day of care"));
}

#[tokio::test]
async fn a_claim_shows_its_own_days_of_the_stay_and_no_other() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let address = posted(&practice, "A-1-7", "F331").await;
    let other = posted_file(&practice, "A-1-8", file("A-1-8", "F331").replace("20261103", "20261105")).await;
    let all = bea.get(&format!("/patients/{}/days", practice.anna)).await.page();
    assert!(all.contains(&address) && all.contains(&other), "{all}");
    let page = bea.get(&address).await.shown("claim-own-days");
    let days = page.split("The days of this claim’s care").nth(1).expect("the days");
    assert!(days.contains("Nov 3, 2026") && !days.contains("Nov 5, 2026") && !days.contains(&other), "{days}");
}

#[tokio::test]
async fn a_person_says_whose_a_claim_is_and_takes_it_back() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let address = posted(&practice, "X9", "F331").await;
    let list = bea.get("/claims/unjoined").await.shown("claims-unjoined");
    assert!(list.contains("1 of 1 claims") && list.contains(&format!("href=\"{address}\"")), "{list}");
    let page = bea.get(&address).await.shown("claim-join");
    assert!(page.contains("Whose claim is this?") && page.contains("Billed for ANNA INVENTED, born May 1, 1990."), "{page}");

    let join = format!("{address}/patient");
    let check = async |number: &str, expected: &str| {
        let page = bea.post(&join, &[("record_number", number)]).await.again("claim-join-refused");
        assert_eq!(problems_on(&page), [expected], "{number}");
    };
    check("Z-9", "Record number of the patient: nobody on record has this number. Check it, or register the patient first.").await;
    check("", "Record number of the patient: fill this in.").await;
    assert_eq!(bea.post(&join, &[("record_number", "A-1")]).await.leads_to(), format!("{address}?done=joined"));
    let page = bea.get(&address).await.shown("claim-joined");
    assert!(page.contains("joined by what the practice says of its number") && page.contains("A-1"), "{page}");
    assert!(bea.get("/claims/unjoined").await.page().contains("Every claim on record has its patient."));
    assert!(bea.get(&format!("/patients/{}/days", practice.anna)).await.page().contains(&format!("href=\"{address}\"")));

    let undo = format!("{address}/patient/undo");
    bea.post(&undo, &[("join_reason", "")]).await.again("claim-unjoin-empty");
    assert_eq!(bea.post(&undo, &[("join_reason", "it is her sister")]).await.leads_to(), format!("{address}?done=unjoined"));
    assert!(bea.get(&address).await.page().contains("fits no patient on record for certain"));
}

#[tokio::test]
async fn nobody_is_joined_against_the_birth_day_of_the_claim() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    let other = file("X9", "F331").replace("19900501", "19711224");
    let address = posted_file(&practice, "X9", other).await;
    let page = bea.post(&format!("{address}/patient"), &[("record_number", "A-1")]).await.again("claim-join-against");
    assert!(problems_on(&page)[0].contains("the claim states another birth day"), "{page}");
    assert!(bea.get("/claims/unjoined").await.page().contains("X9"), "nothing was kept");
}
