use vocabulary::Role;

use crate::practice::{Practice, problems_on};

#[tokio::test]
async fn the_library_can_be_searched_and_each_page_names_its_sources() {
    let practice = Practice::new().await;
    let biller = practice.browser("bill", &[Role::Biller]).await;
    let all = biller.get("/instruments").await.shown("instruments");
    assert!(all.contains("PHQ-9") && all.contains("ISI"));
    let some = biller.get("/instruments?find=depress&text=ships").await.shown("instruments-found");
    assert!(some.contains("PHQ-9") && !some.contains(">ISI<"));
    assert!(biller.get("/instruments?find=zzz").await.page().contains("No instrument fits"));
    biller.get("/instruments/licences").await.shown("licences");
    let page = biller.get("/instruments/phq-9").await.shown("instrument");
    for sentence in ["moderately severe", "verified", "Kroenke", "sum(q1 to q9)", "Only a person with a clinical licence"] {
        assert!(page.contains(sentence), "{sentence}");
    }
    let textless = biller.get("/instruments/isi").await.shown("instrument-textless");
    assert!(textless.contains("may not ship the words of ISI"));
    assert_eq!(biller.get("/instruments/no-such").await.status, 404);
}

#[tokio::test]
async fn every_instrument_has_a_sound_page() {
    let practice = Practice::new().await;
    let biller = practice.browser("bill", &[Role::Biller]).await;
    for definition in practice.app.library().iter() {
        let answer = biller.get(&format!("/instruments/{}", definition.id)).await;
        assert_eq!(answer.status, 200, "{}", definition.id);
        answer.page();
    }
}

#[tokio::test]
async fn every_instrument_can_be_entered() {
    let practice = Practice::new().await;
    let director = practice.browser("ruth", &[Role::Director]).await;
    for definition in practice.app.library().iter() {
        for language in ["", "?language=en", "?language=es"] {
            let answer = director.get(&format!("/patients/{}/administrations/new/{}{language}", practice.anna, definition.id)).await;
            assert_eq!(answer.status, 200, "{}", definition.id);
            answer.page();
        }
    }
}

#[tokio::test]
async fn a_clinician_enables_recalled_numbers_with_their_name_and_reason() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let short = clinician.post("/instruments/phq-9/recalled", &[("reason", "ok")]).await.again("recalled-again");
    assert_eq!(problems_on(&short).len(), 1);
    let done = clinician.post("/instruments/phq-9/recalled", &[("reason", "Checked against the paper of 2001")]).await;
    let page = clinician.get(done.leads_to()).await.shown("instrument-enabled");
    assert!(page.contains("Enabled by Dr. Ines Okoro") && page.contains("Checked against the paper of 2001"));
}
