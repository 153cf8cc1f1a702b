//! The packet of a review, read back from its PDF as a reader would: text, pages, bytes.

mod fixture;

use std::io::Write as _;
use std::process::{Command, Stdio};

use reports::{Ground, LetterReport, PacketReport, letter_hash, packet_hash, packet_html, packet_json, render_letter, render_packet};
use utilization_review::appeal::letter::citations;
use utilization_review::packet::{Choices, SectionKind, Variant};
use vocabulary::Language;
use wording::Text;

/// Of a concurrent review of a stay of sixty days.
const PAGES_MAX: usize = 6;

fn english() -> Text {
    Text::for_language(&Language::english())
}

fn pdf(report: &PacketReport) -> Vec<u8> {
    render_packet(report, english()).unwrap_or_else(|error| panic!("{error}"))
}

/// The text page by page, as it stands on the paper. To look at the pages themselves: `cargo run -p reports --example packets`.
fn pages(pdf: &[u8]) -> Vec<String> {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary folder");
    file.write_all(pdf).expect("room for a PDF");
    let output = Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("pdftotext: {error}; install poppler-utils"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("poppler writes UTF-8");
    text.split_terminator('\u{c}').map(str::to_owned).collect()
}

fn check(variant: Variant) -> Vec<String> {
    let pages = pages(&pdf(&fixture::packet(variant)));
    insta::assert_snapshot!(variant.code(), pages.join("\n---\n"));
    pages
}

#[test]
fn a_concurrent_packet_of_sixty_days_has_six_pages_at_most_and_its_first_decides() {
    let pages = check(Variant::Concurrent);
    assert!(pages.len() <= PAGES_MAX, "{} pages", pages.len());
    for words in ["asks Generic commercial plan for 14", "Where the patient stands", "Why a lower level would not do", "What comes next"] {
        assert!(pages[0].contains(words), "{words} is not on the first page:\n{}", pages[0]);
    }
}

#[test]
fn a_verdict_on_change_names_what_it_rests_on_with_its_source_and_mark() {
    let text = pages(&pdf(&fixture::judged(Variant::Concurrent))).concat();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "PHQ-9: a change of 6 points or more is reliable (verified:",
        "The change reaches the minimal important difference of 5 points (verified: Löwe",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_brief_is_one_page() {
    assert_eq!(check(Variant::PeerToPeer).len(), 1);
}

#[test]
fn an_initial_packet_asks_without_what_only_time_can_show() {
    assert!(!check(Variant::Initial).concat().contains("What changed in the plan"));
}

#[test]
fn a_retrospective_packet_reads_as_expected() {
    check(Variant::Retrospective);
}

#[test]
fn an_appeal_quotes_the_reason_and_answers_day_by_day() {
    for variant in [Variant::AppealFirst, Variant::AppealSecond, Variant::ExternalReview] {
        let text = check(variant).concat();
        assert!(text.contains("“Symptoms can be treated at a less intensive level.”"), "{variant}");
        assert!(text.contains("Day by day") && text.contains("Nov 14, 2026"), "{variant}");
    }
}

#[test]
fn the_same_packet_has_the_same_bytes_and_its_hash_does_not_depend_on_the_moment() {
    let report = fixture::packet(Variant::Concurrent);
    assert_eq!(pdf(&report), pdf(&report));
    let later = PacketReport { generated_at: report.generated_at.plus_seconds(60), ..report.clone() };
    assert_ne!(pdf(&later), pdf(&report));
    assert_eq!(packet_hash(&later), packet_hash(&report));
    assert_ne!(packet_hash(&fixture::packet(Variant::Retrospective)), packet_hash(&report));
}

#[test]
fn every_variant_holds_every_score_and_the_incident_and_keeps_the_list_of_contradictions_inside() {
    for variant in Variant::ALL {
        let report = fixture::packet(*variant);
        let text = pages(&pdf(&report)).concat();
        assert!(text.contains("self-harm") || text.contains("Self-harm"), "{variant}");
        assert!(!text.contains("Sleep is the last to move"), "{variant}");
        let value: serde_json::Value = serde_json::from_slice(&packet_json(&report, english())).unwrap();
        assert_eq!(value["scores"].as_array().unwrap().len(), report.packet.scores.len());
        assert_eq!(value["contradictions"], serde_json::Value::Null);
        assert_eq!(value["snapshot_sha256"], packet_hash(&report));
    }
}

#[test]
fn the_cover_names_the_ground_and_what_was_left_out_and_no_birth_day_that_was_not_chosen() {
    let mut report = fixture::packet(Variant::Concurrent);
    let consent = Some(("0192f0a0-0000-7000-8000-00000000abcd".to_owned(), "2026-11-01".parse().expect("a day")));
    report.ground = Some(Ground { basis: "payment".to_owned(), consent });
    report.packet.cover.birth_day = None;
    report.packet.left_out = vec![SectionKind::Medical];
    let text = pages(&pdf(&report)).concat();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Payment, on the consent signed Nov 1, 2026") && text.contains("00abcd)"), "{text}");
    assert!(text.contains("Left out as not needed for this decision: "), "{text}");
    assert!(!text.contains("1989") && text.contains("INV10001"), "{text}");
    let value: serde_json::Value = serde_json::from_slice(&packet_json(&report, english())).unwrap();
    assert_eq!(value["ground"]["basis"], "payment");
    assert_eq!(value["ground"]["consent"]["id"], "0192f0a0-0000-7000-8000-00000000abcd");
}

#[test]
fn a_letter_has_its_words_the_days_in_dispute_and_the_records_that_it_cites() {
    let letter = fixture::letter();
    let bytes = render_letter(&letter, english()).unwrap_or_else(|error| panic!("{error}"));
    let text = pages(&bytes).join("\n---\n");
    insta::assert_snapshot!("letter", text);
    for words in [
        "What the notice does not say",
        "29 CFR 2560.503-1(g)(1)(v)(A)",
        "P.O. Box 100",
        "Day by day",
        "Evidence by day",
        "Signed: Ines Okoro, PhD",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert_eq!(render_letter(&letter, english()).unwrap(), bytes, "the same letter has the same bytes");
    let edited = LetterReport { body: letter.body.replace("asks", "asked"), ..letter.clone() };
    assert_ne!(letter_hash(&edited), letter_hash(&letter));
}

#[test]
fn data_of_a_packet_under_part_2_carry_the_notice_that_its_pages_carry() {
    let mut report = fixture::packet(Variant::Concurrent);
    let check = |report: &PacketReport, expected: Option<&str>| {
        let value: serde_json::Value = serde_json::from_slice(&packet_json(report, english())).expect("JSON");
        assert_eq!(value.get("redisclosure_notice").and_then(serde_json::Value::as_str), expected);
    };
    report.packet.cover.is_part2 = true;
    check(&report, Some("42 CFR Part 2 prohibits unauthorized use or disclosure of these records."));
    report.packet.cover.is_part2 = false;
    check(&report, None);
}

#[test]
fn the_file_for_a_browser_says_what_the_pages_say_and_asks_for_nothing() {
    for variant in Variant::ALL {
        let mut report = fixture::packet(*variant);
        report.recipient = "A <b> & \"plan\"".to_owned();
        let file = String::from_utf8(packet_html(&report, english())).unwrap();
        assert_eq!(packet_html(&report, english()), file.clone().into_bytes(), "the same packet has the same bytes");
        assert!(
            file.starts_with("<!doctype html>\n<html lang=\"en\">") && file.contains("A &lt;b&gt; &amp; &quot;plan&quot;"),
            "{variant}"
        );
        assert!(!file.contains("<script") && !file.contains("src=") && !file.contains("href="), "{variant} asks for something");
        assert_eq!(file.matches("<table>").count(), file.matches("<caption>").count(), "{variant}: every table has a caption");
        for element in ["section", "ul", "li", "tr", "dl", "figure", "table"] {
            let count = |tag: String| file.matches(&tag).count();
            assert_eq!(count(format!("<{element}>")), count(format!("</{element}>")), "{variant}: {element}");
        }
        for statement in report.packet.statements() {
            assert!(file.contains(&english().citations(&statement.cites)), "{variant}: {:?}", statement.cites);
        }
    }
}

#[test]
fn every_line_of_a_packet_behind_which_a_record_is_cites_it() {
    let choices = Choices { determination: true, contradictions: true, ..Choices::default() };
    for variant in Variant::ALL {
        let report = fixture::packet_with(*variant, Some(fixture::determination()), choices);
        let file = String::from_utf8(packet_html(&report, english())).unwrap();
        let told = file.split("<h2>Evidence by day</h2>").next().unwrap();
        let (_, told) = told.split_once("</dl>").expect("the cover stands first");
        // The first line is the request; under it stand what was decided, statements, and rows of tables.
        let lines = told.lines().filter(|line| ["<p>", "<li>", "<tr><th scope=\"row\">"].iter().any(|tag| line.starts_with(tag))).skip(1);
        let lines: Vec<&str> = lines.collect();
        assert!(lines.len() > 10, "{variant}");
        for line in lines {
            let cited = citations(line);
            let is_in_the_index = cited.iter().all(|number| report.packet.index.iter().any(|entry| entry.number == *number));
            assert!(!cited.is_empty() && is_in_the_index, "{variant}: {line}");
        }
    }
}

#[test]
fn our_own_determination_is_on_paper_by_choice_only() {
    let check = |determination: bool, expected: usize| {
        let choices = Choices { determination, ..Choices::default() };
        let report = fixture::packet_with(Variant::Concurrent, Some(fixture::determination()), choices);
        let text = pages(&pdf(&report)).concat();
        assert_eq!(text.matches("Our own determination").count(), expected, "{text}");
        assert_eq!(text.matches("neutral-v1").count(), expected, "{text}");
        let value: serde_json::Value = serde_json::from_slice(&packet_json(&report, english())).unwrap();
        assert_eq!(value["determination"].is_null(), expected == 0);
    };
    check(false, 0);
    check(true, 1);
}
