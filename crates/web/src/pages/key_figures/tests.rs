use vocabulary::Role;

use crate::pages::denials::tests::{posted, refused};
use crate::practice::Practice;

#[tokio::test]
async fn every_figure_stands_with_what_it_is_made_of() {
    let practice = Practice::new().await;
    let bea = practice.browser("bea", &[Role::Biller]).await;
    assert!(bea.get("/kpi").await.shown("kpi-empty").contains("there is nothing to count"));
    posted(&bea, &refused("CO*50")).await;
    let page = bea.get("/kpi").await.shown("kpi");
    for told in
        ["Of 2 claims first sent in the window, payers have decided 2", "Claims refused at first, of those sent", "50.0 %", "95 % interval"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    // What is open here is more than what stands unanswered among the claims, and that is said.
    assert!(page.contains("Receivables here hold more than “No answer” among the claims"), "{page}");
    let later = bea.get("/kpi?since=2027-01-01").await.shown("kpi-since");
    assert!(later.contains("No claim was first sent since Jan 1, 2027.") && !later.contains("on record yet"), "{later}");
    // What is not known is said, never counted as nothing.
    assert!(page.contains("What our records cannot tell yet") && page.contains("cost of billing stated by the practice"), "{page}");
    let wrong = bea.get("/kpi?since=yesterday").await;
    assert_eq!(wrong.status, 422);
}
