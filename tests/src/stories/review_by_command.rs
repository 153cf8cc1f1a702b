//! A review from the board to a released packet at the command line: no fact is typed twice, and the accounting knows what left.

use serde_json::Value as Json;

use crate::program::Folder;

/// An invented practice of 20 patients, and what goes in front of every command.
fn practice() -> (Folder, String) {
    let folder = Folder::new();
    folder.json(&["demo", "--data", "demo", "--patients", "20", "--as-of", "2026-11-23", "--seed", "7", "--no-serve", "--json"]);
    let configuration = folder.file("demo/throughline.toml").to_str().unwrap().to_owned();
    (folder, configuration)
}

#[test]
fn a_packet_leaves_once_every_contradiction_is_answered_and_stands_in_the_accounting() {
    let (folder, configuration) = practice();
    let command = |rest: &[&str]| folder.run(&[&["--config", configuration.as_str()][..], rest].concat());
    let json = |rest: &[&str]| -> Json { serde_json::from_str(&command(rest).with_code(0).output).unwrap() };
    let board = json(&["reviews", "--open", "--json"]);
    let stays: Vec<(String, String)> = (board.as_array().unwrap().iter())
        .filter_map(|stay| Some((stay["record_number"].as_str()?.to_owned(), stay["review"].as_str()?.to_owned())))
        .collect();
    let is_free = |review: &str| json(&["packet", review, "--json"])["part2"] == false;
    let (patient, review) = stays.into_iter().find(|(_, review)| is_free(review)).expect("an open review of a patient outside of Part 2");
    let draft = json(&["packet", &review, "--variant", "concurrent", "--json"]);
    let keys: Vec<String> =
        draft["contradictions"].as_array().unwrap().iter().map(|each| each["key"].as_str().unwrap().to_owned()).collect();
    let release = ["packet", review.as_str(), "--variant", "concurrent", "--out", "packet.pdf", "--author", "Ines Okoro, PhD", "--json"];
    if draft["contradictions"].as_array().unwrap().iter().any(|each| each["response"].is_null()) {
        let refused = command(&release).with_code(1);
        assert!(refused.said.contains("not answered") && !folder.file("packet.pdf").exists(), "{}", refused.said);
    }
    let nobody = command(&["packet", &review, "--out", "packet.pdf"]);
    assert!(nobody.code != Some(0) && !folder.file("packet.pdf").exists(), "{}", nobody.said);
    let accepted: Vec<&str> = keys.iter().flat_map(|key| ["--accept", key.as_str()]).collect();
    let left = json(&[&release[..], &accepted].concat());
    assert!(std::fs::read(folder.file("packet.pdf")).unwrap().starts_with(b"%PDF-"));

    // On the order of a court only where the record says which one.
    let by_order = ["--basis", "court_order", "--for", "Superior Court", "--reason", "order"];
    let page = ["packet", review.as_str(), "--out", "packet.html", "--author", "Ines Okoro, PhD"];
    let unnamed = command(&[&page[..], &by_order].concat());
    assert!(unnamed.code != Some(0) && !folder.file("packet.html").exists(), "{}", unnamed.said);
    command(&[&page[..], &by_order, &["--authority", "order 26-118 of November 2, 2026"]].concat()).with_code(0);
    let accounting = json(&["disclosures", &patient, "--json"]);
    let releases = accounting["releases"].as_array().unwrap();
    let told = |release: &Json| (release["basis"].as_str().unwrap().to_owned(), release["authority"].as_str().unwrap().to_owned());
    assert!(releases.iter().any(|release| release["release"] == left["release"] && told(release).0 == "payment"), "{accounting}");
    assert!(releases.iter().any(|each| told(each) == ("court_order".to_owned(), "order 26-118 of November 2, 2026".to_owned())));
    let printed = command(&["disclosures", &patient]).with_code(0).output;
    assert!(printed.contains("order 26-118 of November 2, 2026"), "{printed}");
}

#[test]
fn a_table_of_authorizations_is_taken_once_and_rows_that_cannot_be_are_kept_aside() {
    let (folder, configuration) = practice();
    let json = |rest: &[&str]| folder.json(&[&["--config", configuration.as_str()][..], rest].concat());
    let board = json(&["reviews", "--json"]);
    let stay = board.as_array().unwrap().iter().find(|stay| stay["payer"].is_string()).expect("a stay with a payer");
    let number = stay["record_number"].as_str().unwrap();
    let row = |name: &str, units: u32| {
        format!("{number},generic-commercial,{name},{},,day,{units},2026-11-23,2026-11-25,,", stay["level_of_care"].as_str().unwrap())
    };
    let header = "patient,payer,number,level_of_care,codes,unit,units,first_day,last_day,next_review,reviewer";
    folder.write("granted.csv", format!("{header}\n{}\n{}\n", row("T-1", 3), row("T-2", 0)));
    let import = ["authorizations", "import", "granted.csv", "--reject-file", "rejected.csv", "--json"];
    let added = |told: &Json| told[0]["counts"]["records_added"].as_u64().or_else(|| told[0]["records_added"].as_u64());
    let first = json(&import);
    assert_eq!(added(&first), Some(1), "{first}");
    let rejected = folder.read("rejected.csv");
    assert!(rejected.contains("T-2") && !rejected.contains("T-1"), "{rejected}");
    let again = json(&["authorizations", "import", "granted.csv", "--json"]);
    assert_eq!(added(&again).unwrap_or(0), 0, "{again}");
}

#[test]
fn a_payers_profile_goes_out_as_a_file_and_comes_back_as_the_practices_own() {
    let (folder, configuration) = practice();
    let command = |rest: &[&str]| folder.run(&[&["--config", configuration.as_str()][..], rest].concat());
    let profile = command(&["payers", "export", "generic-medicare"]).with_code(0).output;
    let own = profile.replace("key = \"generic-medicare\"", "key = \"acme\"");
    assert_ne!(own, profile);
    folder.write("acme.toml", &own);
    command(&["payers", "import", "acme.toml"]).with_code(0);
    assert_eq!(command(&["payers", "export", "acme"]).with_code(0).output, own);
    let listed: Json = serde_json::from_str(&command(&["payers", "list", "--json"]).with_code(0).output).unwrap();
    assert!(listed.as_array().unwrap().iter().any(|payer| payer["key"] == "acme" && payer["of_practice"] == true), "{listed}");
    folder.write("broken.toml", "key = 3");
    let refused = command(&["payers", "import", "broken.toml"]).with_code(3);
    assert!(refused.said.contains("broken.toml cannot be used"), "{}", refused.said);
    command(&["payers", "export", "nobody"]).with_code(1);
}
