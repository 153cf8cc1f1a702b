//! A biller goes from the queue to an appeal that left.

use app::claim::QueueQuery;
use axum::http::StatusCode;
use care::{Coverage, CoverageRank, PayerProfile, PlanFunding, SubscriberRelation};
use vocabulary::{Period, Role};

use super::{CLAIMS, only, posted, refused, refused_at};
use crate::practice::{Browser, Practice, day, entry, operator, problems_on};

const DISCLOSURE: [(&str, &str); 3] = [("recipient", "Generic commercial plan"), ("reason", "appeal"), ("basis", "payment")];

/// A payment that refuses both claims for the same reason.
fn refused_both() -> String {
    let second =
        "CLP*C2*4*150*0**12*ICN2~NM1*QC*1*INVENTED*ANNA****MI*M1~SVC*HC:90834*150*0**1~DTM*472*20261006~CAS*CO*50*150~REF*6R*C2L1~";
    let payment = refused("CO*50").replace("BPR*I*100*", "BPR*I*0*").replace("SE*21*", "SE*20*");
    let (before, rest) = payment.split_once("CLP*C2*").expect("the second claim");
    let (_, after) = rest.split_once("REF*6R*C2L1~").expect("its end");
    format!("{before}{second}{after}")
}

async fn measured() -> (Practice, Browser) {
    let practice = Practice::new().await;
    practice.record(practice.anna, entry("2026-10-02", [3, 3, 3, 2, 2, 2, 2, 2, 1])).await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    (practice, bea)
}

/// Takes in what the payment says, as the form has it, with who appeals. Gives the address of the appeal.
async fn opened(bea: &Browser, denial: &str, with: &[(&str, &str)]) -> String {
    let address = bea.post(&format!("{denial}/appeal"), with).await.leads_to().to_owned();
    let form = bea.get(&format!("{address}/notice")).await.shown("claim-denial");
    assert!(form.contains("value=\"electronic\" checked") && form.contains("value=\"CO-50\""), "the payment is known: {form}");
    let notice = [
        ("received", "2026-10-21T09:00"),
        ("channel", "electronic"),
        ("funding", "self_funded"),
        ("codes", "CO-50"),
        ("number", "C1, C2"),
        ("level", "first"),
        ("appellant", "provider"),
    ];
    bea.post(&format!("{address}/notice"), &notice).await.leads_to();
    address
}

#[tokio::test]
async fn a_line_of_which_the_payer_takes_no_appeal_leads_to_a_corrected_claim() {
    let (_practice, bea) = measured().await;
    posted(&bea, &refused("CO*16").replace("REF*6R*C1L1~", "REF*6R*C1L1~LQ*HE*MA130~").replace("SE*21*", "SE*22*")).await;
    let denial = only(&bea).await;
    let page = bea.get(&denial).await.shown("denial-no-appeal");
    assert!(page.contains("The payer takes no appeal of this line (MA130). Send a corrected claim."), "{page}");
    assert!(!page.contains("Open an appeal"), "{page}");
    // What no page offers is refused all the same, and says what to do.
    let page = bea.post(&format!("{denial}/appeal"), &[]).await.again("denial-no-appeal-refused");
    let expected = "The payer takes no appeal of a line that was chosen (MA130): the line was not complete enough to be decided. \
                    Put right what is missing and send a corrected claim, or a new one where none is on the payer’s books.";
    assert_eq!(problems_on(&page), [expected]);
}

#[tokio::test]
async fn a_biller_goes_from_the_queue_to_a_released_appeal_that_answers_each_refused_line() {
    let (practice, bea) = measured().await;
    covered(&practice).await;
    posted(&bea, &refused_both()).await;
    let denial = only(&bea).await;
    let page = bea.get(&denial).await.shown("denial-appeal");
    assert!(page.contains("Open an appeal") && page.contains("claim C2"), "the other line can go along: {page}");
    let other = page.split("name=\"with\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("the other line").to_owned();
    let address = opened(&bea, &denial, &[("with", &other)]).await;
    assert_eq!(bea.post(&format!("{denial}/appeal"), &[]).await.leads_to(), address, "a second time is the same appeal");
    let page = bea.get(&address).await.shown("claim-appeal");
    let quoted = page.contains("Reason given: “");
    assert!(page.contains("Reason given by the payment: ") && page.contains("(CO-50") && !quoted, "a code is no word of the payer: {page}");
    for told in ["Refused lines that this appeal answers", ">C1<", ">C2<", "CO-50", "$150.00", "Only the payment told of it so far"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("href=\"/appeals\""), "a biller is not led to what only reviewers see: {page}");
    let queue = bea.get("/denials").await.page();
    assert!(queue.contains("Appeal being prepared"), "{queue}");

    let letter = format!("{address}/letter/appeal");
    let draft = bea.get(&letter).await.shown("claim-letter");
    for told in ["What was refused", "our claim C1", "our claim C2", "PHQ-9"] {
        assert!(draft.contains(told), "{told}: {draft}");
    }
    let packet = bea.get(&address.replace("/appeal", "/packet?variant=appeal_first")).await.shown("claim-packet");
    assert_eq!(packet.matches("90834, $150.00, refused with CO-50").count(), 2, "each day answers its line: {packet}");
    bea.post(&letter, &[("text", "We ask again [1]."), ("next", "release")]).await.leads_to();
    let left = bea.post(&format!("{letter}/release"), &DISCLOSURE).await;
    assert_eq!((left.status, left.bytes.as_slice()), (StatusCode::OK, &b"%PDF- We ask again [1]."[..]));
    let queue = bea.get("/denials").await.shown("denials-appealed");
    assert_eq!(queue.matches("Appealed").count(), 2, "both lines are appealed: {queue}");
    let steps = bea.get(&denial).await.page();
    assert!(steps.contains("An appeal answers this line") && steps.contains("Appealed"), "{steps}");
    let releases = practice.app.releases(&operator(), practice.anna).await.expect("read");
    assert_eq!(releases.iter().map(|each| each.value().subject.as_str()).collect::<Vec<_>>(), ["appeal_letter"]);
}

#[tokio::test]
async fn a_biller_sees_the_reviews_for_refused_lines_and_no_others() {
    let (practice, bea) = measured().await;
    posted(&bea, &refused("CO*50")).await;
    let ursula = practice.browser("ursula", &[Role::UtilizationReview]).await;
    let review = ursula.post("/reviews", &[("episode", &practice.episode.to_string())]).await.leads_to().to_owned();
    let review = review.split('?').next().expect("an address").to_owned();
    for path in ["/appeal", "/packet", "/appeal/notice"] {
        assert_eq!(bea.get(&format!("{review}{path}")).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let address = opened(&bea, &only(&bea).await, &[]).await;
    assert_eq!(bea.get(&address).await.status, StatusCode::OK);
    // The stay's own review goes on as before, and is not taken for denied.
    let board = ursula.get(&format!("{review}/appeal")).await.page();
    assert!(board.contains("No denial on this review is on record"), "{board}");
    assert!(ursula.get("/reviews").await.page().contains(&review), "it is still the one that is open");
    assert!(ursula.get("/appeals").await.page().contains(&address), "who reviews sees it too");
}

#[tokio::test]
async fn what_the_appeal_came_to_is_recorded_without_an_authorization() {
    let (practice, bea) = measured().await;
    posted(&bea, &refused("CO*50")).await;
    let address = opened(&bea, &only(&bea).await, &[]).await;
    let page = bea.get(&address).await.page();
    let appeal = page.split_once("name=\"appeal\" value=\"").expect("an appeal").1.split('"').next().expect("an id").to_owned();
    bea.post(&format!("{address}/file"), &[("appeal", &appeal), ("filed", "2026-10-22T09:00")]).await.leads_to();
    let outcome = [("appeal", appeal.as_str()), ("decided", "2026-11-10T09:00"), ("day", "2026-10-05")];
    bea.post(&format!("{address}/outcome"), &outcome).await.leads_to();
    let page = bea.get(&address).await.page();
    assert!(page.contains("Covered after all"), "{page}");
    let granted = practice.app.authorizations(&operator(), practice.anna).await.expect("read").authorizations;
    assert!(granted.is_empty(), "what is paid after all is no authorization");
}

#[tokio::test]
async fn a_refused_line_of_nobody_and_one_outside_of_a_stay_open_no_appeal() {
    let check = async |from: &str, to: &str, expected: &str| {
        let practice = Practice::new().await;
        let bea = practice.browser("bea", &[Role::Biller]).await;
        for content in [CLAIMS.replace(from, to), refused("CO*50").replace(from, to)] {
            bea.upload("/claims/file/read", &[], &[("file", "october.x12", &content)]).await.page();
            bea.post_tried("/claims/file").await.leads_to();
        }
        let page = bea.post(&format!("{}/appeal", only(&bea).await), &[]).await.again("denial-no-appeal");
        assert_eq!(problems_on(&page), [expected]);
    };
    let nobody = "Nobody can say whose claim this is. Join the claim to its patient first: record number and member id must agree.";
    check("REF*EA*A-1", "REF*EA*Z-9", nobody).await;
    let outside = "No stay is on record on the refused days. Record the stay, or appeal each stay on its own.";
    check("20261005", "20260905", outside).await;
}

/// Insures Anna with the plan that the shipped profile describes, funded by her employer.
async fn covered(practice: &Practice) {
    let coverage = Coverage {
        patient: practice.anna,
        payer: "generic-commercial".to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::SelfFunded,
        state: "NY".to_owned(),
        member_id: "M1".to_owned(),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(day("2026-01-01"), None).expect("no end"),
    };
    practice.app.record_coverage(&operator(), coverage).await.expect("recorded");
}

#[tokio::test]
async fn a_file_that_is_only_read_says_until_when_a_refusal_can_be_answered() {
    let (practice, bea) = measured().await;
    let read =
        async |content: &str| bea.upload("/claims/file/read", &[], &[("file", "october.835", content)]).await.shown("claims-read-deadline");
    bea.upload("/claims/file/read", &[], &[("file", "october.837", CLAIMS)]).await.page();
    assert!(bea.post_tried("/claims/file").await.leads_to().starts_with("/claims?done=posted&batch="));
    let refusal = refused("CO*50");
    let page = read(&refusal).await;
    assert!(page.contains("CO-50") && !page.contains("until "), "without a coverage no day is known: {page}");
    covered(&practice).await;
    let page = read(&refusal).await;
    assert!(page.contains("until Apr 18, 2027"), "{page}");
    assert!(bea.get("/denials").await.page().contains("No refused line stands."), "reading posts nothing");
}

#[tokio::test]
async fn a_last_day_comes_from_the_rules_and_the_payers_profile_and_says_so() {
    let (practice, bea) = measured().await;
    posted(&bea, &refused("CO*50")).await;
    let denial = only(&bea).await;
    covered(&practice).await;
    let check = async |told: &[&str], expected: &str| {
        let page = bea.get(&denial).await.shown("denial-deadline");
        for told in told {
            assert!(page.contains(told), "{told}: {page}");
        }
        let queue = practice.app.denial_queue(&operator(), QueueQuery { size: 5, ..QueueQuery::default() }).await.expect("read");
        assert_eq!(queue.rows[0].denial.deadline, Some(day(expected)));
    };
    // The contract says nothing: the member has the time that the law gives.
    check(&["who appeals: Authorized representative", "ERISA-A0", "not checked against two sources"], "2027-04-18").await;
    let mut profile = PayerProfile::shipped().remove(0).0;
    profile.limits.appeal_days = Some(60);
    practice.app.save_payer(&operator(), profile.to_toml()).await.expect("saved");
    check(&["who appeals: Provider, under its contract", "CONTRACT-A0"], "2026-12-19").await;
}

#[tokio::test]
async fn two_appeals_of_one_stay_that_were_decided_in_the_same_minute_keep_their_own_days() {
    let (practice, bea) = measured().await;
    posted(&bea, &refused_both()).await;
    let queue = practice.app.denial_queue(&operator(), QueueQuery { size: 5, ..QueueQuery::default() }).await.expect("read");
    let mut reviews = Vec::new();
    for row in &queue.rows {
        let denial = crate::pages::denials::address(row.about);
        let address = opened(&bea, &denial, &[]).await;
        let page = bea.get(&address).await.page();
        let appeal = page.split_once("name=\"appeal\" value=\"").expect("an appeal").1.split('"').next().expect("an id").to_owned();
        bea.post(&format!("{address}/file"), &[("appeal", &appeal), ("filed", "2026-10-22T09:00")]).await.leads_to();
        reviews.push((address, appeal, row.denial.day.expect("a day")));
    }
    for (address, appeal, _) in &reviews {
        bea.post(&format!("{address}/outcome"), &[("appeal", appeal.as_str()), ("decided", "2026-11-10T09:00")]).await.leads_to();
    }
    for (address, _, on) in reviews {
        let review = address.split('/').nth(2).and_then(|id| id.parse().ok()).expect("an id");
        let page = practice.app.appeal(&operator(), review).await.expect("read");
        assert_eq!(page.disputed.expect("still refused").days, [on], "{address}");
    }
}

#[tokio::test]
async fn the_decision_of_a_payment_has_the_day_of_the_payment_where_the_patient_is_in_care() {
    let program = ::care::Program {
        code: "WEST".to_owned(),
        name: "West".to_owned(),
        level_of_care: vocabulary::LevelOfCare::IntensiveOutpatient,
        zone: "Pacific/Honolulu".parse().expect("a known zone"),
        part2: false,
        closed_since: None,
    };
    let (practice, bea, _) = refused_at(program, "CO*50").await;
    let address = bea.post(&format!("{}/appeal", only(&bea).await), &[]).await.leads_to().to_owned();
    let review = address.split('/').nth(2).and_then(|id| id.parse().ok()).expect("an id");
    let page = practice.app.appeal(&operator(), review).await.expect("read");
    let decided = page.decision.expect("the refusal").value().decided_at;
    assert_eq!(decided.day_in(&"Pacific/Honolulu".parse().expect("a known zone")), day("2026-10-20"));
}

#[tokio::test]
async fn the_time_of_one_payer_does_not_run_for_another() {
    let (practice, bea) = measured().await;
    posted(&bea, &refused("CO*50")).await;
    // The member number of the bill is not on record: whether the coverage is that of the payer that refuses nobody knows.
    let coverage = Coverage {
        patient: practice.anna,
        payer: "generic-commercial".to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::SelfFunded,
        state: "NY".to_owned(),
        member_id: "ELSEWHERE".to_owned(),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(day("2026-01-01"), None).expect("no end"),
    };
    practice.app.record_coverage(&operator(), coverage.clone()).await.expect("recorded");
    let deadline = async || {
        let queue = practice.app.denial_queue(&operator(), QueueQuery { size: 5, ..QueueQuery::default() }).await.expect("read");
        queue.rows[0].denial.deadline
    };
    assert_eq!(deadline().await, None);
    // Another member of the same payer is known by the number on the bill: it is the payer that the practice calls so.
    let other = coverage;
    let other = Coverage { patient: practice.ben, member_id: "M2".to_owned(), ..other };
    practice.app.record_coverage(&operator(), other).await.expect("recorded");
    let of_ben =
        CLAIMS.replace("MI*M1", "MI*M2").replace("REF*EA*A-1", "REF*EA*A-2").replace("CLM*C", "CLM*D").replace("REF*6R*C", "REF*6R*D");
    let of_ben = of_ben.replace("000000001", "000000008").replace("ANNA", "BEN");
    bea.upload("/claims/file/read", &[], &[("file", "ben.x12", &of_ben)]).await.page();
    bea.post_tried("/claims/file").await.leads_to();
    assert_eq!(deadline().await, Some(day("2027-04-18")));
}

#[tokio::test]
async fn only_the_claims_whose_lines_an_appeal_answers_are_appealed() {
    let (practice, bea) = measured().await;
    // Two claims of one day, refused alike; the appeal answers one of them.
    for content in [CLAIMS.to_owned(), refused_both()].map(|content| content.replace("20261006", "20261005")) {
        bea.upload("/claims/file/read", &[], &[("file", "october.x12", &content)]).await.page();
        bea.post_tried("/claims/file").await.leads_to();
    }
    let address = opened(&bea, &only(&bea).await, &[]).await;
    let page = bea.get(&address).await.page();
    let appeal = page.split_once("name=\"appeal\" value=\"").expect("an appeal").1.split('"').next().expect("an id").to_owned();
    bea.post(&format!("{address}/file"), &[("appeal", &appeal), ("filed", "2026-10-22T09:00")]).await.leads_to();
    let figures = practice.app.key_figures(&operator(), None).await.expect("counted");
    let revenue_cycle::kpi::Value::Days(took) = figures.board.find("denial-to-appeal").expect("of the board").value.clone() else {
        panic!("an appeal was filed");
    };
    assert_eq!(took.count, 1);
}
