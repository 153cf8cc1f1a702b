mod house;

use app::people::SignIn;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use vocabulary::{OperationId, Role};

use crate::practice::{Practice, operator, problems_on};

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(inside, _)| inside)
}

async fn can_sign_in(practice: &Practice, name: &str, password: &str) -> bool {
    let answer = practice.app.sign_in(name, password, "", "127.0.0.1", OperationId("test".to_owned())).await.unwrap();
    matches!(answer, SignIn::Done { .. })
}

fn password_on(page: &str) -> String {
    let after_label = between(page, "First password</dt>", "</dd>");
    between(after_label, "<code class=\"secret\">", "</code>").to_owned()
}

async fn id_of(practice: &Practice, name: &str) -> String {
    let people = practice.app.people(&operator()).await.unwrap();
    people.iter().find(|person| person.sign_in_name == name).expect("a person").id.to_string()
}

#[tokio::test]
async fn a_new_person_gets_a_password_that_is_shown_once_and_works() {
    let practice = Practice::new().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    administrator.get("/people/new").await.shown("person-new");
    let clinician = practice.clinician.to_string();
    let fields = [
        ("name", "Zoë <i>Field</i>"),
        ("sign_in_name", "zoe"),
        ("roles", "clinician"),
        ("roles", "director"),
        ("clinician", &clinician),
        ("licensed", "yes"),
    ];
    let answer = administrator.post("/people/new", &fields).await;
    assert_eq!(answer.headers[CACHE_CONTROL], "no-store");
    let page = answer.shown("person-secrets");
    assert!(can_sign_in(&practice, "zoe", &password_on(&page)).await);
    let list = administrator.get("/people").await.shown("people");
    assert!(list.contains("Zoë &lt;i&gt;Field&lt;/i&gt;") && list.contains("Clinician and Director") && list.contains("Dr. Ines Okoro"));
    assert!(!list.contains(&password_on(&page)));
}

#[tokio::test]
async fn the_secret_of_the_authenticator_is_shown_as_a_picture_and_in_letters() {
    let credentials = app::people::Credentials {
        sign_in_name: "zoe".to_owned(),
        password: "abcd-efgh-jkmn-pqrs-tuvw".to_owned(),
        totp_secret: Some("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned()),
    };
    let text = wording::Text::for_language(&vocabulary::Language::english());
    let frame = crate::frame::Frame { text, practice: "Riverside".to_owned(), person: None };
    let page = super::secrets(&frame, "Zoë Field", &credentials).into_string();
    assert_eq!(crate::check::problems(&page), Vec::<String>::new());
    assert!(page.contains("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP"));
    assert!(page.contains("otpauth://totp/Throughline:zoe?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&amp;"));
    assert!(page.contains("aria-label=\"Picture for the authenticator app of Zoë Field\""));
    crate::practice::keep("person-secrets-code", &page);
}

#[tokio::test]
async fn a_form_without_name_or_role_is_refused_and_so_is_a_taken_name() {
    let practice = Practice::new().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let empty = administrator.post("/people/new", &[("name", "Zoë"), ("licensed", "yes"), ("roles", "emperor")]).await;
    let page = empty.again("person-new-problems");
    assert_eq!(problems_on(&page), ["Sign-in name: fill this in.", "Roles: choose one."]);
    assert!(page.contains("value=\"Zoë\"") && page.contains("name=\"licensed\" value=\"yes\" checked"));
    let taken = administrator.post("/people/new", &[("name", "A"), ("sign_in_name", "ada"), ("roles", "biller")]).await;
    assert_eq!(
        problems_on(&taken.again("person-taken")),
        ["Sign-in name: this is already taken by another record. Check whether it is the same one."]
    );
}

#[tokio::test]
async fn new_secrets_replace_the_old_ones() {
    let practice = Practice::new().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let other = practice.browser("bob", &[Role::Biller]).await;
    let address = format!("/people/{}", id_of(&practice, "bob").await);
    administrator.get(&address).await.shown("person");
    let page = administrator.post(&format!("{address}/reset"), &[]).await.shown("person-reset");
    assert!(can_sign_in(&practice, "bob", &password_on(&page)).await);
    assert!(!can_sign_in(&practice, "bob", "a row of words for tests").await);
    assert_eq!(other.get("/patients").await.leads_to(), "/sign-in?next=%2Fpatients", "the old session ended");
}

#[tokio::test]
async fn a_disabled_person_is_out_until_enabled_and_nobody_disables_themselves() {
    let practice = Practice::new().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    practice.browser("bob", &[Role::Biller]).await;
    let bob = format!("/people/{}", id_of(&practice, "bob").await);
    assert_eq!(administrator.post(&format!("{bob}/disable"), &[]).await.leads_to(), format!("{bob}?done=disabled"));
    assert!(!can_sign_in(&practice, "bob", "a row of words for tests").await);
    let page = administrator.get(&format!("{bob}?done=disabled")).await.shown("person-disabled");
    assert!(page.contains("Disabled on Nov 23, 2026"));
    assert_eq!(administrator.post(&format!("{bob}/enable"), &[]).await.leads_to(), format!("{bob}?done=enabled"));
    assert!(can_sign_in(&practice, "bob", "a row of words for tests").await);
    let own = format!("/people/{}", id_of(&practice, "ada").await);
    assert!(!administrator.get(&own).await.shown("person-own").contains("/disable"), "no door to lock oneself out");
    assert_eq!(administrator.post(&format!("{own}/disable"), &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn roles_change_but_nobody_gives_up_administering() {
    let practice = Practice::new().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    practice.browser("bob", &[Role::Biller]).await;
    let bob = format!("/people/{}", id_of(&practice, "bob").await);
    let roles = administrator.post(&format!("{bob}/roles"), &[("roles", "front_desk"), ("roles", "director")]).await;
    assert_eq!(roles.leads_to(), format!("{bob}?done=saved"));
    assert!(administrator.get("/people").await.page().contains("Front desk and Director"));
    let none = administrator.post(&format!("{bob}/roles"), &[]).await;
    assert_eq!(problems_on(&none.again("person-no-role")), ["Roles: choose one."]);
    let own = format!("/people/{}/roles", id_of(&practice, "ada").await);
    let given_up = administrator.post(&own, &[("roles", "director")]).await;
    assert_eq!(
        problems_on(&given_up.again("person-own-roles")),
        ["Roles: nobody can take the administrator’s role from themselves. Another administrator can."]
    );
}

#[tokio::test]
async fn programs_and_clinicians_are_set_up_by_those_who_register() {
    let practice = Practice::new().await;
    let director = practice.browser("dora", &[Role::Director]).await;
    director.get("/practice/programs/new").await.shown("program-new");
    director.get("/practice/clinicians/new").await.shown("clinician-new");
    let taken = [("name", "Twice"), ("code", "RIV-IOP"), ("level_of_care", "OP"), ("zone", "UTC")];
    let answer = director.post("/practice/programs/new", &taken).await;
    assert_eq!(
        problems_on(&answer.again("program-taken")),
        ["Code: this is already taken by another record. Check whether it is the same one."]
    );
    let clinician = [("name", "Sam Reed"), ("code", "C2"), ("credential", "LCSW")];
    assert_eq!(director.post("/practice/clinicians/new", &clinician).await.leads_to(), "/practice?done=saved");
    let page = director.get("/practice?done=saved").await.shown("practice");
    assert!(page.contains("Sam Reed") && page.contains("Riverside IOP") && page.contains("Eastern Time, New York"));
    let biller = practice.browser("bea", &[Role::Biller]).await;
    assert_eq!(biller.get("/practice").await.status, StatusCode::FORBIDDEN);
    assert!(!biller.get("/patients").await.page().contains("href=\"/practice\""), "no door that is locked");
}

#[tokio::test]
async fn the_administrator_of_a_new_practice_gets_to_its_first_patient_by_clicking() {
    let practice = Practice::fresh().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    assert_eq!(administrator.get("/").await.leads_to(), "/practice");
    let start = administrator.get("/practice").await.shown("practice-fresh");
    for address in ["/practice/programs/new", "/practice/clinicians/new", "/people/new", "/imports/new"] {
        assert!(start.contains(&format!("href=\"{address}\"")), "{address}");
    }
    assert!(start.contains("The front desk or a director does this."));
    let people = administrator.get("/people").await.shown("people-fresh");
    assert!(people.contains("Nobody but you has a sign-in yet.") && people.contains("href=\"/practice\""));
    assert!(administrator.get("/people/new").await.shown("person-new-fresh").contains("No clinician is on record yet."));
    assert!(administrator.get("/imports").await.shown("imports-fresh").contains("Begin with a file"));
    for path in ["/imports/new", "/audit", "/audit/chain", "/instruments", "/instruments/licences", "/account"] {
        administrator.get(path).await.shown("fresh");
    }

    let program = [("name", "Riverside"), ("code", "R"), ("level_of_care", "OP"), ("zone", "America/New_York")];
    let saved = administrator.post("/practice/programs/new", &program).await;
    assert!(administrator.get(saved.leads_to()).await.page().contains("done</span>"));
    let clinician = [("name", "Sam Reed"), ("code", "C1"), ("credential", "LCSW")];
    administrator.post("/practice/clinicians/new", &clinician).await.leads_to();
    assert_eq!(administrator.get("/").await.leads_to(), "/people", "what is set up is not asked for again");

    let desk = practice.browser("desk", &[Role::FrontDesk]).await;
    let nobody = desk.get("/patients").await.shown("patients-fresh");
    assert!(nobody.contains("Register the first one") && nobody.contains("href=\"/patients/new\""));
    let patient =
        [("record_number", "A-1"), ("given_name", "Anna"), ("family_name", "Quill"), ("birth_day", "1990-05-01"), ("language", "en")];
    desk.post("/patients/new", &patient).await.leads_to();
}

#[tokio::test]
async fn a_sign_in_becomes_that_of_a_clinician_later() {
    let practice = Practice::new().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let cleo = practice.browser("cleo", &[Role::Clinician]).await;
    assert!(cleo.get("/caseload").await.shown("caseload-nobody").contains("Ask an administrator to name the clinician you are."));
    let address = format!("/people/{}", id_of(&practice, "cleo").await);
    let unknown = administrator.post(&format!("{address}/treating"), &[("clinician", &practice.anna.to_string())]).await;
    assert_eq!(problems_on(&unknown.again("person-treating")), ["Clinician: this answer is not one of those offered."]);
    let clinician = practice.clinician.to_string();
    let saved = administrator.post(&format!("{address}/treating"), &[("clinician", &clinician), ("licensed", "yes")]).await;
    assert_eq!(saved.leads_to(), format!("{address}?done=saved"));
    let page = administrator.get(&address).await.shown("person-treats");
    assert!(page.contains(&format!("<option value=\"{clinician}\" selected>")) && page.contains("name=\"licensed\" value=\"yes\" checked"));
    let cleo = practice.again("cleo").await;
    assert!(cleo.get("/caseload").await.page().contains("Anna"), "the patients of the care team are there");
}

#[tokio::test]
async fn only_administrators_see_people() {
    let practice = Practice::new().await;
    let director = practice.browser("dora", &[Role::Director]).await;
    for path in ["/people", "/people/new"] {
        let answer = director.get(path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        answer.page();
    }
    assert_eq!(director.post("/people/new", &[("name", "x")]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_practice_with_patients_is_not_told_how_to_begin() {
    let practice = Practice::new().await;
    let administrator = practice.browser("ada", &[Role::Administrator]).await;
    let page = administrator.get("/practice?done=saved").await.page();
    assert!(page.contains("Saved.") && !page.contains("What does a new practice need?"));
}
