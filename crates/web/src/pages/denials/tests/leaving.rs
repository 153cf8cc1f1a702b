//! On what a corrected claim leaves, said before anybody works on it; and the file as it left, with what came back about it.

use vocabulary::Role;

use super::{TURNED_AWAY, authorized, only, posted, refused, refused_at};
use crate::practice::{Browser, Practice, day, operator};

/// The corrected claim that one button releases.
async fn corrected(bea: &Browser, address: &str) -> Vec<u8> {
    let given = [("on_file", "yes"), ("recipient", "PLAN"), ("reason", "Claim sent without its authorization"), ("basis", "payment")];
    bea.post(&format!("{address}/correct"), &given).await.bytes
}

/// A 999 that takes in a group.
fn taken_in(group: &str) -> String {
    format!(
        "ISA*00*          *00*          *ZZ*RECEIVER       *30*990000001      *261123*0900*^*00501*000000008*0*T*:~\
GS*FA*RECEIVER*SENDER*20261123*0900*8*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*{group}*005010X222A1~AK9*A*1*1*1~SE*4*0001~\
GE*1*8~IEA*1*000000008~"
    )
}

#[tokio::test]
async fn what_left_is_opened_again_with_what_came_back_about_it() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    authorized(&practice, "2026-10-01", "2026-10-31").await;
    let address = only(&bea).await;
    let written = corrected(&bea, &address).await;
    let page = bea.get(&address).await.shown("denial-sent-file");
    assert!(page.contains("No 999 about the file has come yet. No 277CA about the claim has come since."), "{page}");
    let document = page.split("href=\"/documents/").nth(1).and_then(|rest| rest.split('"').next()).expect("the file").to_owned();
    assert_eq!(bea.get(&format!("/documents/{document}")).await.bytes, written, "the bytes as they left");
    let text = String::from_utf8(written).expect("X12 is text");
    let group = text.split("GS*").nth(1).and_then(|group| group.split('*').nth(5)).expect("a group").to_owned();
    for (answer, told) in [
        (taken_in(&group), "The file by its 999: Taken in. No 277CA about the claim has come since."),
        (TURNED_AWAY.to_owned(), "The file by its 999: Taken in. The claim by its 277CA of Nov 24, 2026: Not taken in."),
    ] {
        bea.upload("/claims/file/read", &[], &[("file", "november.x12", &answer)]).await.page();
        bea.post_tried("/claims/file").await.leads_to();
        let page = bea.get(&address).await.page();
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[tokio::test]
async fn the_page_of_a_correction_says_on_what_it_may_leave_before_anybody_works_on_it() {
    let program = ::care::Program {
        code: "LAKE".to_owned(),
        name: "Lakeview".to_owned(),
        level_of_care: vocabulary::LevelOfCare::Residential,
        zone: "America/New_York".parse().expect("a known zone"),
        part2: true,
        closed_since: None,
    };
    let (practice, bea, anna) = refused_at(program, "CO*197").await;
    let form = format!("{}/correct", only(&bea).await);
    let page = bea.get(&form).await.shown("denial-correct-lacking");
    assert!(page.contains("as of now nothing may leave to PLAN for payment") && page.contains("send it beside"), "{page}");
    let consent = ::care::DisclosureConsent {
        patient: anna,
        signed: day("2026-11-01"),
        consent_use: ::care::ConsentUse::Payment,
        recipient: "PLAN".to_owned(),
        scope: "what the claim asks for".to_owned(),
        expires: None,
        revoked: None,
    };
    practice.app.record_disclosure_consent(&operator(), consent).await.expect("recorded");
    let page = bea.get(&form).await.shown("denial-correct-consent");
    assert!(page.contains("The consent signed on Nov 1, 2026 reaches PLAN for payment") && page.contains("send it beside"), "{page}");
    // Where that part covers nothing, nothing has to go beside.
    let plain = Practice::new().await;
    let bea = plain.browser("bea", &[Role::Biller]).await;
    posted(&bea, &refused("CO*197")).await;
    let page = bea.get(&format!("{}/correct", only(&bea).await)).await.page();
    assert!(page.contains("No program under 42 CFR Part 2 holds") && !page.contains("send it beside"), "{page}");
}
