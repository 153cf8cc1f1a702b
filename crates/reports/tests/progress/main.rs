//! The progress report, read back from its PDF as a reader would: text, pages, tags, bytes.

mod fixture;

use std::io::Write as _;
use std::process::{Command, Stdio};

use instruments::definition::Mark;
use instruments::{Phase, Respondent};
use outcomes::change::judge::{NormUse, RecalledValues};
use outcomes::change::{StayMeasured, after_discharge};
use reports::{InstrumentSection, ProgressReport, RecalledEnabled, canonical_snapshot, render, snapshot_hash};
use vocabulary::{Language, Points};
use wording::Text;

fn english() -> Text {
    Text::for_language(&Language::english())
}

fn pdf(report: &ProgressReport) -> Vec<u8> {
    render(report, english()).unwrap_or_else(|error| panic!("{error}"))
}

/// Runs a tool of the poppler suite on a PDF; says what to install when it is not there.
fn poppler(tool: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary folder");
    file.write_all(pdf).expect("room for a PDF");
    let mut command = Command::new(tool);
    match tool {
        "pdftotext" => command.args(arguments).arg(file.path()).arg("-"),
        _ => command.args(arguments).arg(file.path()),
    };
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{tool}: {error}; install poppler-utils"));
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("poppler writes UTF-8")
}

/// A report that was rendered once and is read in several ways.
struct Rendered {
    pdf: Vec<u8>,
    /// The text as it stands on the page.
    text: String,
    pages: usize,
}

fn read(report: &ProgressReport) -> Rendered {
    let pdf = pdf(report);
    let text = poppler("pdftotext", &["-layout"], &pdf);
    // Each page ends with a form feed.
    let pages = text.matches('\u{c}').count();
    Rendered { pdf, text, pages }
}

/// The text in reading order on one line, for sentences that break over lines.
fn flowing(report: &ProgressReport) -> String {
    poppler("pdftotext", &["-raw"], &pdf(report)).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_usual_report_reads_as_expected() {
    let text = read(&fixture::report()).text;
    let first_two = text.split('\u{c}').take(2).collect::<Vec<_>>().join("\n---\n");
    insta::assert_snapshot!(first_two);
}

#[test]
fn the_same_report_has_the_same_bytes() {
    assert_eq!(pdf(&fixture::report()), pdf(&fixture::report()));
}

#[test]
fn the_document_is_tagged_titled_in_a_language_and_embeds_one_family() {
    let pdf = read(&fixture::report()).pdf;
    let facts = poppler("pdfinfo", &[], &pdf);
    let fact = |name: &str| facts.lines().find_map(|line| line.strip_prefix(name)).map(str::trim).unwrap_or_default().to_owned();
    assert_eq!(fact("Tagged:"), "yes");
    assert_eq!(fact("Title:"), "Progress report for Okafor, Ada");
    assert_eq!(fact("Author:"), "Riverside Behavioral Health");
    assert_eq!(fact("Page size:"), "612 x 792 pts (letter)");
    assert!(pdf.windows(9).any(|bytes| bytes == b"/Lang(en)" || bytes == b"/Lang (en"), "the language is in the catalogue");
    for line in poppler("pdffonts", &[], &pdf).lines().skip(2) {
        assert!(line.contains("Inter") && line.contains("yes yes yes"), "{line}");
    }
}

#[test]
fn the_hash_of_the_snapshot_and_the_number_of_the_page_stand_on_every_page() {
    let mut report = fixture::report();
    report.part2 = true;
    let rendered = read(&report);
    for (index, page) in rendered.text.split_terminator('\u{c}').enumerate() {
        assert!(page.contains(&snapshot_hash(&report)));
        assert!(page.contains(&format!("Page {} of {}", index + 1, rendered.pages)), "page {}", index + 1);
        assert!(page.contains("42 CFR Part 2 prohibits unauthorized use or disclosure of these records."));
        assert!(page.contains("Generated Jul 2, 2026, 10:05 AM") && page.contains("Data as of Jul 1, 2026, 7:59 PM"));
    }
}

#[test]
fn a_copy_for_somebody_who_acts_for_the_patient_says_so_on_every_page() {
    let plain = fixture::report();
    let mut report = fixture::report();
    report.is_for_proxy = true;
    assert_ne!(snapshot_hash(&plain), snapshot_hash(&report));
    for page in read(&report).text.split_terminator('\u{c}') {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains("Made for somebody who acts for the patient; it may not hold every answer on record."), "{page}");
    }
    assert!(!read(&plain).text.contains("Made for somebody"));
}

#[test]
fn change_and_course_stand_with_what_they_rest_on() {
    let text = flowing(&fixture::judged());
    assert!(text.contains("What has changed since baseline?") && text.contains("Is the course as expected?"));
    assert!(
        text.contains("PHQ-9, expected course: mixed model on log days, version 1, from 412 finished episodes, data up to Jun 30, 2026.")
    );
    assert!(text.contains("Clinical range (≥ 10): inside at baseline, outside now (verified: "), "{text}");
    assert!(text.contains("expected in 81 % of such patients by week 26"));
    assert!(text.contains("GAD-7: the practice has 41 finished episodes of this kind; 100 are needed for a course of its own."));
    assert!(!flowing(&fixture::report()).contains("since baseline"), "a report without judgements says nothing of them");
}

#[test]
fn a_change_without_a_norm_has_no_verdict() {
    let mut report = fixture::judged();
    let judged = report.instruments[0].judgements.as_mut().and_then(|judged| judged[0].change.as_mut()).expect("it was judged");
    (judged.judgement.norm, judged.judgement.category) = (NormUse::Absent, None);
    judged.by_day.clear();
    let text = flowing(&report);
    assert!(text.contains("PHQ-9: no verified reliable-change value. Changes are shown without a verdict."), "{text}");
    assert!(text.contains("No verdict: no verified reliable-change value"));
}

#[test]
fn a_measure_after_the_discharge_is_compared_with_the_last_of_the_stay_too() {
    let mut report = fixture::judged();
    let before = snapshot_hash(&report);
    let definition = report.instruments[0].definition.clone();
    let stay = StayMeasured { beginning: Points::from_whole(20), last: Points::from_whole(6), last_day: fixture::day("2026-06-01") };
    let after = after_discharge(&definition, 0, stay, Points::from_whole(13), &RecalledValues::NotEnabled);
    let judged = report.instruments[0].judgements.as_mut().and_then(|judged| judged[0].change.as_mut()).expect("it was judged");
    judged.after_discharge = Some(after);
    let text = flowing(&report);
    assert!(text.contains("Since the last measure of the stay, 6 on Jun 1, 2026: worse by 7 (Reliably worse)."), "{text}");
    assert!(text.contains("What was gained in the stay has held in part: reliably worse than at its end"), "{text}");
    assert!(text.contains("What has changed since baseline?"), "the comparison with the beginning stands as before");
    assert_ne!(snapshot_hash(&report), before);
}

#[test]
fn judgements_change_the_snapshot_and_a_report_without_them_keeps_its_own() {
    assert_ne!(snapshot_hash(&fixture::judged()), snapshot_hash(&fixture::report()));
    assert!(!canonical_snapshot(&fixture::report()).contains("/judgement/"));
    assert_eq!(pdf(&fixture::judged()), pdf(&fixture::judged()));
}

#[test]
fn who_enabled_recalled_numbers_stands_beside_each_of_them() {
    let not_enabled = "recalled, not enabled: shown, not used in judgments";
    let enabled = "recalled, enabled by Dr. Ines Invented on Mar 2, 2026";
    let mut report = fixture::report();
    // One whose bands, which its picture shows, were not read at their source.
    let recalled = |id: &str| fixture::section(id, vec![fixture::administration(id, "2026-01-05", Phase::Intake, "1111111111")]);
    let shown = |section: &InstrumentSection| {
        let definition = &section.definition;
        let bands = definition.main_scale.and_then(|scale| definition.scales[scale].bands_basis.as_ref());
        definition.intended_use.is_trended() && bands.is_some_and(|basis| basis.mark == Mark::Recalled)
    };
    let section = fixture::LIBRARY.iter().map(|definition| recalled(&definition.id)).find(shown).expect("some bands are recalled");
    report.instruments = vec![section];
    let (text, hash) = (flowing(&report), snapshot_hash(&report));
    assert!(text.contains(not_enabled) && text.contains(&format!("Bands or cutoffs in the picture: {not_enabled}.")), "{text}");
    report.instruments[0].recalled = Some(RecalledEnabled { by: "Dr. Ines Invented".to_owned(), on: fixture::day("2026-03-02") });
    let text = flowing(&report);
    assert!(text.contains(enabled) && text.contains(&format!("Bands or cutoffs in the picture: {enabled}.")), "{text}");
    assert!(!text.contains("not enabled"), "{text}");
    assert_ne!(snapshot_hash(&report), hash, "who answers for a number is part of what the report says");
}

#[test]
fn every_administration_is_in_the_table() {
    let report = fixture::report();
    let text = read(&report).text;
    for section in &report.instruments {
        for administration in &section.administrations {
            let day = english().day(administration.day);
            assert!(text.contains(&day), "{} of {day}", section.definition.id);
        }
    }
}

#[test]
fn two_hundred_administrations_fit_with_repeated_heads() {
    let report = fixture::with_administrations(200);
    let Rendered { text, pages, .. } = read(&report);
    let days = report.instruments[0].administrations.iter().map(|administration| english().day(administration.day));
    assert!(days.into_iter().all(|day| text.contains(&day)));
    assert!(pages >= 5);
    assert!(text.matches("Safety answers").count() >= 4, "the head of the table is repeated on each page");
}

#[test]
fn nothing_on_record_is_said_in_words() {
    let Rendered { text, pages, .. } = read(&fixture::empty());
    assert!(text.contains("No instrument has been administered up to this moment."), "{text}");
    assert!(text.contains("No episode of care is on record."));
    assert!(!text.contains("42 CFR Part 2"));
    assert_eq!(pages, 1);
    let mut report = fixture::empty();
    report.instruments = vec![fixture::section("phq-9", Vec::new())];
    assert!(flowing(&report).contains("This instrument has not been administered up to this moment."));
}

#[test]
fn names_of_any_length_and_script_can_be_printed() {
    let mut report = fixture::report();
    report.patient.listed_name = format!("{}, Nguyễn Żółć Ольга 王小明", "Wolfeschlegelsteinhausenbergerdorff".repeat(6));
    report.practice = "Praxis „Am Fluß“ & Töchter <GmbH> #1 $x$ *fett* `code` \\ @ref".to_owned();
    report.patient.record_number = "#heading[not markup]".to_owned();
    let text = read(&report).text;
    assert!(text.contains("#heading[not markup]"), "{text}");
    assert!(text.contains("Praxis „Am Fluß“ & Töchter <GmbH> #1 $x$ *fett* `code` \\ @ref"));
    assert!(text.contains("Ольга □□□") && text.contains("A □ stands for a character"), "{text}");
}

#[test]
fn answers_are_printed_only_when_they_are_in_the_data() {
    let mut report = fixture::report();
    let with_answers = flowing(&report);
    assert!(
        with_answers.contains("What was answered, item by item?")
            && with_answers.contains("reported: thoughts of death or self-harm (item 9: 1)")
    );
    for section in &mut report.instruments {
        for administration in &mut section.administrations {
            administration.responses = None;
            administration.score.safety.iter_mut().for_each(|entry| entry.answers.clear());
        }
    }
    let text = flowing(&report);
    assert!(!text.contains("What was answered, item by item?") && !text.contains("Little interest"));
    assert!(text.contains("reported: thoughts of death or self-harm"), "{text}");
    assert!(!text.contains("(item 9: "));
}

#[test]
fn item_text_is_printed_only_where_its_licence_ships_it() {
    let library = &fixture::LIBRARY;
    let textless =
        library.iter().find(|each| each.texts.is_empty() && each.items.len() > 3 && each.main_scale.is_some()).expect("there are such");
    let mut report = fixture::empty();
    report.instruments =
        vec![fixture::section(&textless.id, vec![fixture::administration(&textless.id, "2026-01-05", Phase::Intake, "1111")])];
    let text = read(&report).text;
    assert!(text.contains(&format!("Item {}", textless.items[0].id)), "{text}");
}

#[test]
fn an_instrument_without_bands_says_what_became_of_its_cutoffs() {
    let mut report = fixture::empty();
    report.instruments = vec![fixture::section("audit-c", vec![fixture::administration("audit-c", "2026-01-05", Phase::Intake, "210")])];
    let text = flowing(&report);
    assert!(text.contains("positive screen: unknown; brief counselling: not met"), "{text}");
    assert!(!text.contains("over time"), "an instrument that is given once makes no course");
}

#[test]
fn each_respondent_has_a_chart_of_their_own() {
    let mut report = fixture::report();
    report.instruments.truncate(1);
    let mut by_parent = fixture::administration("phq-9", "2026-03-02", Phase::InTreatment, "111111111");
    by_parent.respondent = Respondent::Parent;
    report.instruments[0].administrations.push(by_parent);
    let text = read(&report).text;
    assert!(text.contains("PHQ-9 over time") && text.contains("PHQ-9 over time, answered by: parent or guardian"), "{text}");
}

/// Reports every `step`th instrument of the library in one document.
fn report_instruments(step: usize) {
    let mut report = fixture::report();
    let definitions: Vec<_> = fixture::LIBRARY.iter().step_by(step).collect();
    report.instruments = (definitions.iter())
        .map(|definition| {
            let days = [("2026-01-05", "1111111111"), ("2026-02-05", "0000000000000000000000000000000000000000000000")];
            let administrations = days.map(|(day, answers)| fixture::administration(&definition.id, day, Phase::InTreatment, answers));
            fixture::section(&definition.id, administrations.to_vec())
        })
        .collect();
    let text = flowing(&report);
    for definition in definitions {
        assert!(text.contains(&format!("What does the {} say?", definition.short_name)), "{}", definition.id);
    }
}

#[test]
fn instruments_of_every_shape_can_be_reported() {
    report_instruments(9);
}

#[test]
#[ignore = "soak: every instrument in one document takes a minute in a debug build"]
fn every_instrument_of_the_library_can_be_reported() {
    report_instruments(1);
}

#[test]
fn the_snapshot_is_sorted_and_has_one_fact_a_line() {
    let snapshot = canonical_snapshot(&fixture::report());
    let lines: Vec<&str> = snapshot.lines().skip(1).collect();
    assert!(lines.windows(2).all(|pair| pair[0] <= pair[1]));
    assert!(lines.iter().all(|line| line.contains(": ")));
    insta::assert_snapshot!(
        snapshot.lines().filter(|line| !line.contains("gad-7") && !line.contains("audit-c")).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn any_change_of_a_fact_changes_the_hash_and_the_moment_of_generation_does_not() {
    let hash = snapshot_hash(&fixture::report());
    let mut later = fixture::report();
    later.generated_at = later.generated_at.plus_seconds(3600);
    assert_eq!(snapshot_hash(&later), hash);
    let mut shuffled = fixture::report();
    shuffled.instruments.reverse();
    shuffled.instruments[2].administrations.reverse();
    assert_eq!(snapshot_hash(&shuffled), hash);
    let changes: [fn(&mut ProgressReport); 6] = [
        |report| report.patient.record_number.push('x'),
        |report| report.data_as_of = report.data_as_of.plus_seconds(1),
        |report| report.instruments[0].administrations[0].mode = instruments::Mode::Paper,
        |report| report.instruments[0].administrations[0].version = vocabulary::Version(2),
        |report| drop(report.instruments[0].administrations.pop()),
        |report| report.episodes[0].levels[0].track.push('x'),
    ];
    for (index, change) in changes.into_iter().enumerate() {
        let mut changed = fixture::report();
        change(&mut changed);
        assert_ne!(snapshot_hash(&changed), hash, "change {index}");
    }
}

#[test]
fn a_line_feed_in_a_name_cannot_forge_a_fact() {
    let mut forged = fixture::report();
    forged.practice = "Riverside\npart2: yes".to_owned();
    assert_eq!(canonical_snapshot(&forged).matches("\npart2: ").count(), 1);
}
