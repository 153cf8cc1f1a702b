//! Links for people who have no account, as staff get them from the pages: to check-ins that are open, and to a patient's own page.

use crate::browser::Page;
use crate::practice::Visitor;
use crate::tour::Stop;

/// The path of a new link (`/c/…`) to each check-in of a patient that is open and can be answered by link. `patient` is `/patients/{id}`.
pub(crate) fn to_check_ins(staff: &mut Visitor, patient: &str) -> Vec<String> {
    let page = staff.page(&format!("{patient}/check-ins"));
    let actions: Vec<String> = actions(&page).into_iter().filter(|path| path.ends_with("/link")).collect();
    actions.iter().map(|action| made(staff, &page, patient, action)).collect()
}

/// The path of a new link (`/m/…`) to a patient's own page.
pub(crate) fn to_own_page(staff: &mut Visitor, patient: &str) -> String {
    let page = staff.page(&format!("{patient}/check-ins"));
    made(staff, &page, patient, &format!("{patient}/own-page"))
}

/// Opens a round on one device and prints forms for people who owe measures today: the pages of both (`/rounds/…`, `/paper/…`).
pub(crate) fn at_the_practice(staff: &mut Visitor) -> Vec<String> {
    let text = staff.page("/collection").text();
    let token = text.split("name=\"form_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned();
    let patients: Vec<&str> = text.split("name=\"patient\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let (first, last) = (patients.first().expect("somebody owes a measure"), patients.last().expect("somebody owes a measure"));
    let opened =
        staff.browser.post("/rounds", &[("form_token", &token), ("patient", first), ("name", "Morning group")]).with_status(200).text();
    let round = opened.split("action=\"/rounds/").nth(1).and_then(|rest| rest.split('/').next()).expect("a round was opened");
    staff.browser.post(&format!("/collection/{last}"), &[("form_token", &token), ("way", "paper")]).with_status(200);
    let forms = staff.page("/collection").links("/paper/");
    std::iter::once(format!("/rounds/{round}")).chain(forms.into_iter().take(1)).collect()
}

/// The pages of a denial whose appeal was filed: its outcome can be recorded, and its letters can be written.
pub(crate) fn of_an_appeal(staff: &mut Visitor) -> Vec<String> {
    let appeals: Vec<String> = staff.page("/appeals").links("/reviews/").into_iter().filter(|link| link.ends_with("/appeal")).collect();
    let filed = appeals.into_iter().find(|address| staff.page(address).links(address).iter().any(|link| link.contains("/outcome?")));
    let address = filed.expect("the demo has an appeal that waits for its decision");
    let mut pages = staff.page(&address).links(&address);
    pages.push(format!("{address}/letter/appeal/release"));
    std::iter::once(address).chain(pages).collect()
}

/// Records that a payer wants more about a stay: the page where it is said when the payer had it.
pub(crate) fn of_what_a_payer_wants(staff: &mut Visitor) -> Vec<String> {
    let stays = staff.page("/reviews").links("/patients/");
    let address = stays.into_iter().find(|link| link.ends_with("/authorizations")).expect("the demo has a stay that is authorized");
    let form = staff.page(&format!("{address}/decision"));
    let text = form.text();
    let values = |name: &str| -> Vec<String> {
        let field = text.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_default();
        field.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    let episode = values("episode").into_iter().find(|value| value.len() == 36).expect("a stay can be chosen");
    let decided = values("decided").into_iter().next().expect("the present moment stands there");
    let wants = [
        ("episode", episode.as_str()),
        ("outcome", "pended"),
        ("stage", "first_review"),
        ("decided", decided.as_str()),
        ("first", "2026-11-21"),
        ("last", "2026-11-27"),
    ];
    let saved = staff.browser.submit(&form, "outcome", &wants).with_status(200);
    saved.links(&address).into_iter().filter(|link| link.contains("/supplied?")).take(1).collect()
}

/// Asks a payer for days of a stay: the page where the request leaves as a file.
pub(crate) fn of_a_request(staff: &mut Visitor) -> Vec<String> {
    let stays = staff.page("/reviews").links("/patients/");
    let address = stays.into_iter().find(|link| link.ends_with("/authorizations")).expect("the demo has a stay that is authorized");
    let form = staff.page(&format!("{address}/request"));
    let text = form.text();
    let chosen = |name: &str| -> String {
        let choices = text.split(&format!("name=\"{name}\"")).nth(1).and_then(|rest| rest.split("</select>").next()).unwrap_or_default();
        let mut options = choices.split("<option ").skip(1);
        let option = options.find(|option| option.split('>').next().is_some_and(|tag| tag.contains("selected")));
        option.and_then(|option| option.split('"').nth(1)).unwrap_or_else(|| panic!("{name} is not filled in")).to_owned()
    };
    let [episode, payer, level, unit] = ["episode", "payer", "level", "unit"].map(chosen);
    let asked_at =
        text.split("name=\"asked_at\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1)).expect("the present moment stands there");
    let asked_at = asked_at.split('"').next().unwrap_or_default();
    let asked = [
        ("episode", episode.as_str()),
        ("payer", &payer),
        ("level", &level),
        ("unit", &unit),
        ("asked_at", asked_at),
        ("first", "2026-11-28"),
        ("last", "2026-12-04"),
        ("units", "5"),
    ];
    let saved = staff.browser.submit(&form, "asked_at", &asked).with_status(200);
    saved.links(&address).into_iter().filter(|link| link.contains("/request/file?")).take(1).collect()
}

/// Confirms an exposure of a claim: the page where its bill is taken back.
pub(crate) fn of_an_overpayment(staff: &mut Visitor) -> Vec<String> {
    let findings: std::collections::BTreeSet<String> = staff.page("/assessment").links("/assessment/").into_iter().collect();
    for finding in findings {
        let text = staff.browser.get(&finding).text();
        let value = |name: &str| text.split(&format!("name=\"{name}\" value=\"")).nth(1).and_then(|rest| rest.split('"').next());
        let (Some(token), Some(subject)) = (value("form_token"), value("subject")) else { continue };
        let word = [("form_token", token), ("subject", subject), ("said", "confirmed"), ("reason", "there is no note on paper either")];
        staff.browser.post(&format!("{finding}/word"), &word).with_status(200);
        let links = staff.page("/overpayments").links("/overpayments/void?");
        if !links.is_empty() {
            return links.into_iter().take(1).collect();
        }
    }
    panic!("the demo has an exposure of a claim")
}

/// Asks a patient for a PHQ-9 by link. Where one is asked for already, nothing changes.
fn open_check_in(staff: &mut Visitor, patient: &str, language: &str) {
    let text = staff.page(&format!("{patient}/check-ins")).text();
    let token = text.split("name=\"form_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned();
    let fields =
        [("form_token", token.as_str()), ("respondent", "patient"), ("language", language), ("mode", "link"), ("instruments", "phq-9")];
    drop(staff.browser.post(&format!("{patient}/check-ins"), &fields));
}

fn made(staff: &mut Visitor, page: &Page, patient: &str, action: &str) -> String {
    let text = page.text();
    let token = text.split("name=\"form_token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token");
    let fields = [("form_token", token), ("patient", patient.trim_start_matches("/patients/"))];
    let shown = staff.browser.post(action, &fields).with_status(200).text();
    let found = ["/c/", "/m/"].into_iter().find_map(|kind| {
        let secret = shown.split("value=\"http").nth(1)?.split('"').next()?.split(kind).nth(1)?;
        Some(format!("{kind}{secret}"))
    });
    found.expect("the link is shown")
}

fn actions(page: &Page) -> Vec<String> {
    page.text().split("action=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// The pages behind links, for a walk over every page: a check-in in English, one in Spanish, and an own page.
pub(crate) fn stops(staff: &mut Visitor) -> Vec<Stop> {
    let patients = staff.page("/patients").links("/patients/");
    let patients: Vec<&String> = patients.iter().filter(|link| link.matches('/').count() == 2 && !link.ends_with("/new")).collect();
    let mut stranger = crate::browser::Browser::new(staff.browser.address());
    let (mut english, mut spanish) = (None, None);
    for patient in &patients {
        // Those of the invented practice end with its days, and this story is told on any day.
        let missing = [("en", english.is_none()), ("es", spanish.is_none())].into_iter().filter(|(_, is_missing)| *is_missing);
        for (language, _) in missing {
            open_check_in(staff, patient, language);
        }
        for link in to_check_ins(staff, patient) {
            let page = stranger.get(&link).with_status(200).text();
            let place = if page.contains("<html lang=\"es\"") { &mut spanish } else { &mut english };
            place.get_or_insert(link);
        }
    }
    let routes = [
        ("/c/{secret}", ""),
        ("/c/{secret}/q/{number}", "/q/1"),
        ("/c/{secret}/all", "/all"),
        ("/c/{secret}/help", "/help"),
        ("/c/{secret}/end", "/end"),
        ("/c/{secret}/no-more", "/no-more"),
        ("/c/{secret}/no-more/one-click", "/no-more/one-click"),
        ("/c/{secret}/still", "/still?language=en"),
    ];
    let mut stops = Vec::new();
    for base in [english.expect("a check-in in English is open"), spanish.expect("a check-in in Spanish is open")] {
        stops.extend(routes.iter().map(|(route, rest)| Stop { route, address: format!("{base}{rest}") }));
    }
    let own = to_own_page(staff, patients.first().expect("a patient"));
    stops.extend(
        [("/m/{secret}", ""), ("/m/{secret}/sheet", "/sheet")].map(|(route, rest)| Stop { route, address: format!("{own}{rest}") }),
    );
    stops
}
