//! The commands that need no practice, run as people run them. Stories of a whole practice are told in the crate `tests`; this file stands here
//! because Cargo builds the program for integration tests of its own package, and the stories rely on it being built.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value as Json;

/// Exit code, output, and what was said.
struct Ended(Option<i32>, String, String);

fn run_in(folder: &std::path::Path, arguments: &[&str], environment: &[(&str, &str)], input: &str) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
    command.args(arguments).current_dir(folder).env_clear().envs(environment.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program was built by this test run");
    let mut stdin = child.stdin.take().expect("the input is a pipe");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer does not panic");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ended(output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn run(arguments: &[&str]) -> Ended {
    let folder = tempfile::tempdir().expect("a temporary folder");
    run_in(folder.path(), arguments, &[], "")
}

#[track_caller]
fn check_said(arguments: &[&str], code: i32, said: &str) {
    let Ended(found, _, words) = run(arguments);
    assert_eq!((found, words.as_str()), (Some(code), said), "{arguments:?}");
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_wrong_command_line_ends_with_code_2() {
    for arguments in [&["no-such-command"][..], &["config"], &["instruments", "list", "--no-such-option"]] {
        assert_eq!(run(arguments).0, Some(2), "{arguments:?}");
    }
}

#[test]
fn an_instrument_that_does_not_exist_is_refused_with_a_suggestion() {
    check_said(&["instruments", "show", "phq9"], 1, "error: The library has no instrument phq9.\nhint: did you mean phq-9?\n");
    let hint = "hint: “throughline instruments list” shows all.\n";
    check_said(&["instruments", "show", "unheard-of"], 1, &format!("error: The library has no instrument unheard-of.\n{hint}"));
}

#[test]
fn the_list_of_instruments_says_items_text_licence_and_marks_of_each() {
    let Ended(code, output, said) = run(&["instruments", "list", "--json"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let list = json(&output);
    let list = list.as_array().expect("an array");
    assert_eq!(list.len(), 65);
    for entry in list {
        for key in ["id", "version", "name", "item_count", "items", "text", "licence", "marks"] {
            assert!(!entry[key].is_null(), "{} has no {key}", entry["id"]);
        }
    }
    let phq9 = list.iter().find(|entry| entry["id"] == "phq-9").expect("the PHQ-9 ships");
    assert_eq!((&phq9["item_count"], &phq9["text"]), (&Json::from(9), &Json::from("ships")));
}

#[test]
fn all_of_a_definition_is_shown_as_json() {
    let Ended(code, output, _) = run(&["instruments", "show", "PHQ-9", "--json"]);
    assert_eq!(code, Some(0));
    let definition = json(&output);
    assert_eq!(definition["scales"][0]["bands"][0]["to"], Json::from(4));
    assert_eq!(definition["items"][0]["answers"][3]["value"], Json::from(3));
    assert!(definition["texts"]["en"]["items"]["1"].is_string());
}

/// Answers, and what the line of their score says.
#[track_caller]
fn check_score(answers: &str, expected: &[(&str, Json)]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Ended(code, output, said) = run_in(folder.path(), &["score", "-", "--json"], &[], answers);
    assert_eq!((code, said.as_str()), (Some(0), ""), "{answers}");
    let scored = json(&output);
    for (key, value) in expected {
        assert_eq!(&scored[key], value, "{key} of {output}");
    }
}

#[test]
fn answers_on_standard_input_are_scored_one_object_a_line() {
    let line = |answers: &str| format!("{{\"id\":\"a\",\"instrument\":\"phq-9\",\"answers\":{answers}}}\n");
    let severe = line("{\"1\":3,\"2\":3,\"3\":2,\"4\":2,\"5\":3,\"6\":2,\"7\":2,\"8\":2,\"9\":2}");
    check_score(&severe, &[("id", "a".into()), ("status", "scored".into()), ("total", 21.into()), ("band", "severe".into())]);
    check_score(&line("[1,1]"), &[("status", "unscorable".into()), ("total", Json::Null)]);
    check_score("no json\n", &[("status", "unreadable".into()), ("total", Json::Null), ("id", Json::Null)]);
    let unknown = "{\"id\":1,\"instrument\":\"nothing\",\"answers\":[1]}";
    check_score(unknown, &[("status", "unreadable".into()), ("id", 1.into()), ("instrument", "nothing".into())]);
}

#[test]
fn one_bad_line_does_not_stop_the_rest_and_strictness_is_asked_for() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let good = "{\"id\":\"b\",\"instrument\":\"gad-7\",\"answers\":[3,3,3,3,3,3,3]}\n";
    let input = format!("broken\n{good}");
    let Ended(code, output, _) = run_in(folder.path(), &["score", "-", "--json"], &[], &input);
    assert_eq!((code, output.lines().count()), (Some(0), 2), "{output}");
    assert!(output.lines().nth(1).is_some_and(|line| line.contains("\"total\":21")), "{output}");
    assert_eq!(run_in(folder.path(), &["score", "-", "--json", "--strict"], &[], &input).0, Some(3));
    assert_eq!(run_in(folder.path(), &["score", "-", "--strict"], &[], good).0, Some(0));
    assert_eq!(run_in(folder.path(), &["score", "no-such-file", "--json"], &[], "").0, Some(3));
}

#[test]
fn the_hash_of_an_overlay_is_printed_and_then_its_words_fit() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |hash: &str| {
        let head = "instrument = \"wsas\"\nlanguage = \"en\"\nlicence_holder = \"A\"\nlicence_reference = \"1\"\n";
        let items: Vec<String> = (1..=5).map(|item| format!("{item} = \"Words of item {item}\"\n")).collect();
        let items = items.concat();
        let labels: Vec<String> = (0..=8).map(|label| format!("\"label {label}\"")).collect();
        let (labels, both) = (labels.join(", "), format!("{}, \"does not apply\"", labels.join(", ")));
        let options = format!("impairment = [{labels}]\nimpairment_or_not_applicable = [{both}]\n");
        let text = format!("[text]\nsource = \"our licence\"\ntitle = \"Title\"\n[text.items]\n{items}[text.options]\n{options}");
        std::fs::write(folder.path().join("overlay.toml"), format!("{head}{hash}\n{text}")).expect("written");
    };
    write("hash = \"\"");
    let Ended(code, hash, said) = run_in(folder.path(), &["instruments", "overlay", "overlay.toml"], &[], "");
    assert_eq!(code, Some(3), "{said}");
    write(hash.trim());
    let Ended(code, _, said) = run_in(folder.path(), &["instruments", "overlay", "overlay.toml"], &[], "");
    assert_eq!((code, said.as_str()), (Some(0), "The words fit the definition of wsas (English).\n"));
}

#[test]
fn the_example_of_the_configuration_is_complete_and_shown_values_name_their_origin() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Ended(_, example, _) = run(&["config", "example"]);
    std::fs::write(folder.path().join("throughline.toml"), example.replace("#idle_minutes = 15", "idle_minutes = 20")).expect("written");
    let Ended(code, _, said) = run_in(folder.path(), &["config", "check"], &[], "");
    assert_eq!((code, said.as_str()), (Some(0), "Read throughline.toml\nThe configuration is complete.\n"));
    let environment = [("THROUGHLINE_LOG_LEVEL", "debug"), ("THROUGHLINE_DATABASE_PASSWORD", "canary-secret")];
    let Ended(code, output, _) = run_in(folder.path(), &["config", "show", "--json"], &environment, "");
    assert_eq!(code, Some(0));
    let shown = json(&output);
    assert_eq!(shown["sign_in.idle_minutes"]["value"], Json::from(20));
    assert!(shown["sign_in.idle_minutes"]["origin"].as_str().is_some_and(|origin| origin.starts_with("throughline.toml:")), "{shown}");
    assert_eq!(shown["log.level"]["origin"], Json::from("THROUGHLINE_LOG_LEVEL"));
    assert_eq!(shown["database.password"]["value"]["set"], Json::from(true));
    assert!(!output.contains("canary-secret"));
}

#[test]
fn every_problem_of_a_configuration_is_told_at_once_with_its_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = "[server]\nlisten = \"0.0.0.0:80\"\nport = 80\n\n[database]\npassword = \"canary-secret\"\n";
    std::fs::write(folder.path().join("throughline.toml"), content).expect("written");
    let Ended(code, _, said) = run_in(folder.path(), &["config", "check"], &[], "");
    assert_eq!(code, Some(2));
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("error: throughline.toml:2: 0.0.0.0:80 can be reached from other machines"), "{said}");
    assert!(lines[1].starts_with("error: throughline.toml:3: there is no key server.port"), "{said}");
    assert!(lines[2].starts_with("error: throughline.toml:6: database.password: a secret has no place in this file"), "{said}");
    assert!(!said.contains("canary-secret"), "{said}");
}

#[test]
fn a_command_that_needs_a_practice_says_so_where_there_is_none() {
    let Ended(code, _, said) = run(&["audit", "verify"]);
    assert_eq!(code, Some(1));
    assert!(said.starts_with("error: There is no practice at throughline.db.\nhint: “throughline init”"), "{said}");
}

const REMITTANCE: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0900*^*00501*000000001*0*T*:~\nGS*HP*A*B*20260105*0900*1*X*005010X221A1~\nST*835*0001~\nBPR*I*80*C*CHK************20260105~\nTRN*1*12345*1999999999~\nDTM*405*20260105~\nN1*PR*PAYER~\nN3*1 STREET~\nN4*TOWN*NY*10001~\nPER*BL**TE*5550100000~\nN1*PE*CLINIC*XX*1999999984~\nLX*1~\nCLP*A-1*1*100*80*20*12*P1~\nCAS*PR*3*20~\nNM1*QC*1*INVENTED*ANA~\nDTM*232*20260102~\nSE*15*0001~\nGE*1*1~\nIEA*1*000000001~\n";

#[test]
fn an_x12_file_is_inspected_with_figures_and_a_verdict() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file in the folder");
    write("good.835", REMITTANCE);
    write("odd.835", &REMITTANCE.replace("BPR*I*80*", "BPR*I*81.5*"));
    write("broken.835", &REMITTANCE.replace("SE*15*", "SE*14*").replace("CAS*PR*3*20", "CAS*PR*3*twenty"));
    let Ended(code, output, said) = run_in(folder.path(), &["x12", "inspect", "good.835", "odd.835", "broken.835", "--json"], &[], "");
    assert_eq!((code, said.as_str()), (Some(3), "error: One file is broken.\n"));
    let files = json(&output);
    let verdicts: Vec<&str> = files.as_array().expect("an array").iter().filter_map(|file| file["verdict"].as_str()).collect();
    assert_eq!(verdicts, ["accept", "accept_with_warning", "report_error"]);
    assert_eq!((&files[0]["problems"], &files[0]["facts"]["remit_835"]["paid"]), (&Json::from(Vec::<Json>::new()), &Json::from("80")));
    assert_eq!(files[1]["problems"][0]["code"], "payment-out-of-balance");
    assert_eq!(files[0]["facts"]["sha256"], "dd27bf59716f49ad0dd6eba1eb3d91ccfebe4a4a8001982ddc789a53f0b2df78");
    let amount = &files[2]["problems"][0];
    assert_eq!(
        (&amount["code"], &amount["loop"], &amount["element"]),
        (&Json::from("not-readable"), &Json::from("2100"), &Json::from("CAS03"))
    );
    assert_eq!((&amount["byte"], &amount["segment_index"]), (&Json::from(368), &Json::from(14)));
}

#[test]
fn a_file_that_came_in_is_answered() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("a.835"), REMITTANCE).expect("a file");
    let Ended(code, output, said) = run_in(folder.path(), &["x12", "acknowledge", "a.835", "--control", "41"], &[], "");
    assert_eq!(code, Some(0), "{said}");
    assert!(output.contains("AK1*HP*") && output.contains("IK5*A~") && output.contains("*000000041*"), "{output}");
    assert!(said.contains("1 of 1 transactions accepted"), "{said}");
    let answer = ["x12", "acknowledge", "a.835", "--control", "42", "--out", "a.999"];
    assert_eq!(run_in(folder.path(), &answer, &[], "").0, Some(0));
    assert_eq!(run_in(folder.path(), &["x12", "acknowledge", "a.999", "--control", "43"], &[], "").0, Some(3));
}

#[test]
fn a_biller_reads_the_summary_of_an_x12_file_and_validation_claims_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("a.835"), REMITTANCE.replace("CLP*A-1*1*100*80*", "CLP*A-1*1*100*70*")).expect("a file");
    let Ended(code, output, _) = run_in(folder.path(), &["x12", "inspect", "a.835"], &[], "");
    assert_eq!(code, Some(0));
    assert!(output.starts_with("a.835: read, but something does not add up\n"), "{output}");
    assert!(output.contains("The charge of claim A-1 less its adjustments differs from what was paid by $10.00."), "{output}");
    std::fs::write(folder.path().join("b.835"), REMITTANCE.replace("N3*1 STREET~\n", "").replace("SE*15*", "SE*14*")).expect("a file");
    let Ended(_, output, _) = run_in(folder.path(), &["x12", "validate", "b.835", "--json"], &[], "");
    let files = json(&output);
    assert_eq!((&files[0]["verdict"], &files[0]["problem_counts"]), (&Json::Null, &serde_json::json!({ "segment-missing": 1 })));
    assert_eq!(run_in(folder.path(), &["x12", "inspect", "absent.835"], &[], "").0, Some(3));
}

const CLAIM: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0900*^*00501*000000001*0*T*:~\nGS*HC*A*B*20260105*0900*1*X*005010X222A1~\nST*837*0001*005010X222A1~\nBHT*0019*00*1*20260105*0900*CH~\nNM1*41*2*CLINIC*****46*A~\nPER*IC*DESK*TE*5550100000~\nNM1*40*2*PAYER*****46*B~\nHL*1**20*1~\nNM1*85*2*CLINIC*****XX*1999999984~\nN3*1 STREET~\nN4*TOWN*NY*100010001~\nREF*EI*999999999~\nHL*2*1*22*0~\nSBR*P*18*******CI~\nNM1*IL*1*INVENTED*ANA****MI*M1~\nN3*2 STREET~\nN4*TOWN*NY*10001~\nDMG*D8*19900101*F~\nNM1*PR*2*PAYER*****PI*P1~\nCLM*A-1*100***11:B:1*Y*A*Y*Y~\nHI*ABK:F331~\nLX*1~\nSV1*HC:90834*100*UN*1***1~\nDTP*472*D8*20260102~\nSE*23*0001~\nGE*1*1~\nIEA*1*000000001~\n";

#[test]
fn claims_and_remittances_are_reconciled_without_a_practice() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file in the folder");
    write("claims.837", CLAIM);
    write("remits.835", REMITTANCE);
    write("cut.835", REMITTANCE.split("SE*15").next().expect("a part before"));
    write("empty.835", "");
    let reconcile = |arguments: &[&str]| run_in(folder.path(), &[&["x12", "reconcile"], arguments].concat(), &[], "");

    let Ended(code, output, said) = reconcile(&["--claims", "claims.837", "--remits", "remits.835", "--remits", "remits.835", "--json"]);
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let found = json(&output);
    assert_eq!(found["per_claim"]["A-1"]["net_paid"], "80");
    assert_eq!((&found["per_claim"]["A-1"]["status"], &found["per_claim"]["A-1"]["loc"]), (&Json::from("paid"), &Json::from("OP")));
    assert_eq!((&found["accounts"]["A-1"]["patient"], &found["payments"]), (&Json::from("20"), &Json::from("80")));

    let Ended(code, output, _) = reconcile(&["--claims", "claims.837", "--remits", "remits.835"]);
    assert_eq!(code, Some(0));
    assert!(output.starts_with("Claims 1, charged $100.00. Answered 1, paid $80.00.\n"), "{output}");

    let Ended(code, output, said) = reconcile(&["--claims", "claims.837", "--remits", "cut.835", "--json"]);
    assert_eq!((code, &json(&output)["held"][0]["why"]), (Some(3), &Json::from("incomplete")), "{said}");
    assert_eq!(json(&output)["per_claim"]["A-1"]["status"], "never_remitted", "half a payment is no money");

    for (arguments, code) in [(&[][..], 2), (&["--remits", "empty.835"], 3), (&["--remits", "absent.835"], 3)] {
        let Ended(found, _, said) = reconcile(arguments);
        assert_eq!(found, Some(code), "{arguments:?} {said}");
    }
}

/// The pair of files with 150 claims reconciles to the cent by the command.
#[test]
fn the_pair_of_seed_11_reconciles_by_the_command() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../../../shared", "../../../../shared"].map(|shared| root.join(shared).join("data/edi/pairs/seed11"));
    let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else {
        println!("SKIPPED the_pair_of_seed_11_reconciles_by_the_command: ../shared/data is absent");
        return;
    };
    let files = ["--claims", "claims_837p.edi", "--claims", "claims_837i.edi", "--remits", "remits_835.edi", "--json"];
    let Ended(code, output, said) = run_in(&folder, &[&["x12", "reconcile"], &files[..]].concat(), &[], "");
    assert_eq!(code, Some(0), "{said}");
    let found = json(&output);
    let expected = json(&std::fs::read_to_string(folder.join("reconciliation.expected.json")).expect("figures stand beside the files"));
    for (key, value) in expected.as_object().expect("an object").iter().filter(|(key, _)| *key != "seed") {
        assert_eq!(&found[key], value, "{key}");
    }
}

#[test]
fn whoever_reads_the_output_may_stop_reading() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_throughline"));
    let mut child = command.args(["instruments", "list", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ended");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn deadlines_say_until_when_by_which_rule_and_who_appeals_selects_it() {
    let deadlines = |more: &[&str]| {
        let mut arguments = vec!["deadlines", "--json", "--event", "denial_received", "--at", "2026-03-02T15:00:00Z"];
        arguments.extend(["--funding", "self_funded"]);
        arguments.extend(more);
        let Ended(code, output, said) = run(&arguments);
        assert_eq!((code, said.as_str()), (Some(0), ""), "{arguments:?}");
        json(&output).as_array().expect("an array").clone()
    };
    let of = |deadlines: &[Json], rule: &str| deadlines.iter().find(|deadline| deadline["rule"] == rule).cloned();
    let member = deadlines(&["--appellant", "member"]);
    let appeal = of(&member, "ERISA-A0").expect("a member has the law's time");
    assert_eq!((&appeal["last_day"], &appeal["verified"]), (&Json::from("2026-08-29"), &Json::from(false)));
    let provider = deadlines(&["--appellant", "provider"]);
    assert_eq!(of(&provider, "ERISA-A0"), None);
    let contract = of(&provider, "CONTRACT-A0").expect("a provider has the contract's time");
    assert_eq!(contract["before"], Json::Null, "nobody knows it without the payer's profile");
}

#[test]
fn a_deadline_is_printed_as_the_last_day_in_the_zone_of_the_program() {
    let check = |event: &[&str], expected: &str| {
        let arguments = [&["deadlines", "--funding", "self_funded", "--appellant", "member"][..], event].concat();
        let Ended(code, output, _) = run(&arguments);
        assert_eq!(code, Some(0));
        assert!(output.contains(expected) && !output.contains("T04:00:00Z"), "{expected}:\n{output}");
    };
    check(&["--event", "denial_received", "--at", "2026-03-02T15:00:00Z"], "2026-08-29 ");
    let urgent = ["--event", "request_submitted", "--at", "2026-03-02T15:00:00Z", "--timing", "initial", "--urgent"];
    check(&urgent, "2026-03-05 10:00 EST");
}

#[test]
fn a_file_of_rules_that_is_wrong_is_refused_with_its_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("own.toml"), "id = \"own\"\nversion = \"1\"\n[[rules]]\n").expect("a file");
    let Ended(code, output, said) = run_in(folder.path(), &["deadlines", "--rules", "own.toml"], &[], "");
    assert_eq!((code, output.as_str()), (Some(3), ""));
    assert!(said.contains("own.toml") && said.contains("line 3") && said.contains("rules"), "{said}");
}
