use vocabulary::Role;

use crate::practice::{Practice, entry, problems_on};

#[tokio::test]
async fn the_library_can_be_searched_and_each_page_names_its_sources() {
    let practice = Practice::new().await;
    let biller = practice.browser("bill", &[Role::Biller]).await;
    let all = biller.get("/instruments").await.shown("instruments");
    let next = all.split("href=\"/instruments?").filter_map(|rest| rest.split('"').next()).find(|pairs| pairs.contains("after="));
    let next = next.expect("a next page").replace("&amp;", "&");
    let second = biller.get(&format!("/instruments?{next}")).await.shown("instruments-second");
    assert!(biller.get("/instruments?find=isi").await.page().contains(">ISI<") && all != second);
    let some = biller.get("/instruments?find=depress&text=ships").await.shown("instruments-found");
    assert!(some.contains("PHQ-9") && !some.contains(">ISI<"));
    assert!(biller.get("/instruments?find=zzz").await.page().contains("No instrument fits"));
    biller.get("/instruments/licences").await.shown("licences");
    let page = biller.get("/instruments/phq-9").await.shown("instrument");
    for sentence in ["moderately severe", "verified", "Kroenke", "sum(q1 to q9)", "Only a clinician with a clinical license"] {
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
async fn a_licensed_clinician_enables_recalled_numbers_by_name_and_a_director_withdraws_that() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let before = clinician.get("/instruments/phq-9").await.shown("instrument-recalled");
    assert!(before.contains("recalled, not enabled: shown, not used in judgments"));
    let short = clinician.post("/instruments/phq-9/recalled", &[("reason", "ok")]).await.again("recalled-again");
    assert_eq!(problems_on(&short).len(), 1);
    let done = clinician.post("/instruments/phq-9/recalled", &[("reason", "Checked against the paper of 2001")]).await;
    let page = clinician.get(done.leads_to()).await.shown("instrument-enabled");
    let standing = "recalled, enabled by okoro Tester on Nov 23, 2026";
    assert!(page.contains(standing) && page.contains("Checked against the paper of 2001"));
    assert!(!page.contains("recalled, not enabled"), "every mark of the page says it");
    assert!(clinician.get("/instruments?find=phq-9").await.page().contains(standing));

    let director = practice.browser("dora", &[Role::Director]).await;
    let withdraw = "/instruments/phq-9/recalled/withdraw";
    assert_eq!(problems_on(&director.post(withdraw, &[("reason", "")]).await.again("recalled-withdraw")).len(), 1);
    let done = director.post(withdraw, &[("reason", "The paper says otherwise")]).await;
    let page = director.get(done.leads_to()).await.shown("instrument-withdrawn");
    assert!(page.contains("are no longer used") && page.contains("recalled, not enabled: shown"));
    assert_eq!(director.post(withdraw, &[("reason", "The paper says otherwise")]).await.status, 404, "there is nothing to withdraw");
    let done = director.post("/instruments/phq-9/recalled", &[("reason", "Read the correction of 2003")]).await;
    let page = director.get(done.leads_to()).await.page();
    assert!(page.contains("enabled by dora Tester"), "a director who treats nobody answers by their own name");
}

#[tokio::test]
async fn without_a_licence_nobody_enables_recalled_numbers() {
    let practice = Practice::new().await;
    let trainee = practice.browser("tess", &[Role::Clinician]).await;
    let page = trainee.get("/instruments/phq-9").await.page();
    assert!(!page.contains("action=\"/instruments/phq-9/recalled\"") && page.contains("Only a clinician with a clinical license"));
    for path in ["/instruments/phq-9/recalled", "/instruments/phq-9/recalled/withdraw"] {
        let answer = trainee.post(path, &[("reason", "Checked against the paper of 2001")]).await;
        assert_eq!(answer.status, 403, "{path}");
    }
    let okoro = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    assert!(okoro.get("/instruments/phq-9").await.page().contains("recalled, not enabled"));
}

#[tokio::test]
async fn pages_that_show_a_recalled_number_say_who_answers_for_it() {
    let practice = Practice::new().await;
    let library = practice.app.library();
    // Whose bands, which pages show in words and in the chart, are recalled.
    let definition = library.get("wsas").expect("a shipped instrument");
    let bands = definition.main().and_then(|scale| scale.bands_basis.as_ref()).expect("bands with a source");
    assert_eq!(bands.mark, instruments::definition::Mark::Recalled, "take another instrument when these were verified");
    let answers = definition.items.iter().enumerate().map(|(index, item)| {
        let first = match &definition.answers_of(index).kind {
            instruments::definition::AnswerKind::Options(options) => options[0].0,
            instruments::definition::AnswerKind::Number { minimum, .. } => *minimum,
        };
        (item.id.to_string(), instruments::Answer::Value(first))
    });
    let new = app::administration::NewEntry {
        instrument: definition.id.to_string(),
        respondent: definition.respondents[0],
        answers: answers.collect(),
        ..entry("2026-11-20", [0; 9])
    };
    let id = practice.record(practice.anna, new).await;
    let okoro = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let pages = [format!("/administrations/{id}"), format!("/patients/{}", practice.anna), "/caseload".to_owned()];
    for path in &pages {
        assert!(okoro.get(path).await.shown("recalled-not-enabled").contains("recalled, not enabled: shown, not used"), "{path}");
    }
    let enable = format!("/instruments/{}/recalled", definition.id);
    okoro.post(&enable, &[("reason", "Read the manual, page 12")]).await.leads_to();
    for path in &pages {
        let page = okoro.get(path).await.shown("recalled-enabled");
        assert!(page.contains("recalled, enabled by okoro Tester on Nov 23, 2026") && !page.contains("recalled, not enabled"), "{path}");
    }
}

/// The first answer to every item, or the highest total of every scale where only totals are known.
fn filled_in(definition: &instruments::Definition) -> Vec<(String, String)> {
    let first = |index: usize| match &definition.answers_of(index).kind {
        instruments::definition::AnswerKind::Options(options) => options[0].0,
        instruments::definition::AnswerKind::Number { minimum, .. } => *minimum,
    };
    if definition.is_totals_only() {
        return definition.scales.iter().map(|scale| (format!("total.{}", scale.id), scale.maximum.to_string())).collect();
    }
    definition.items.iter().enumerate().map(|(index, item)| (format!("item.{}", item.id), first(index).to_string())).collect()
}

#[tokio::test]
async fn every_instrument_can_be_saved_those_of_which_only_totals_are_known_too() {
    let practice = Practice::new().await;
    let clinician = practice.browser_of("okoro", &[Role::Clinician], Some(practice.clinician)).await;
    let mut by_totals = 0;
    for definition in practice.app.library().iter() {
        let answers = filled_in(definition);
        let mut fields = vec![("day", "2026-11-20"), ("mode", "paper"), ("respondent", definition.respondents[0].code())];
        fields.extend(answers.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let saved = clinician.post(&format!("/patients/{}/administrations/new/{}", practice.anna, definition.id), &fields).await;
        assert!(saved.leads_to().ends_with("?done=saved"), "{}", definition.id);
        if definition.is_totals_only() {
            by_totals += 1;
            let id = saved.leads_to().trim_start_matches("/administrations/").split('?').next().unwrap().parse().unwrap();
            let opened = practice.app.administration(&crate::practice::operator(), id).await.unwrap();
            let stored = opened.stored_score.expect("a score").summary;
            assert_eq!(opened.administration.value().completion, instruments::Completion::TotalsOnly);
            assert_eq!((stored.status.as_str(), stored.total), ("totals_only", Some(definition.scales[0].maximum)), "{}", definition.id);
        }
    }
    assert!(by_totals >= 4, "ORS, SRS, BASIS-24 and SURE at least");
}
