//! The word lint: what no English message may say, and what it says instead.

use crate::catalogue::FALLBACK;
use crate::key::FILES;

/// Words and claims with their replacement. Matched as whole words in any case; a trailing `*` takes every ending.
const BANNED: &[(&str, &str)] = &[
    // claims that no questionnaire supports
    ("predict*", "say what was answered; an alert predicts nothing"),
    ("suicide risk", "thoughts of death or self-harm, as answered"),
    ("suicidal patient", "a patient who reported thoughts of death or self-harm"),
    ("no risk", "asked, not reported; or not known"),
    ("low risk", "name the band of the definition"),
    ("safe to discharge", "say which facts are met"),
    ("cure*", "remission, with its cutoff"),
    ("proven", "name the source"),
    ("diagnoses the", "screens for; a clinician diagnoses"),
    ("significant change", "reliable change, with its method"),
    ("guarantee*", "say what happens and when"),
    // money and necessity
    ("upcod*", "say which service the record supports"),
    ("maximiz*", "say which services are unbilled or underpaid"),
    ("sicker", "a higher score"),
    ("downgrade*", "step down"),
    ("bounced", "rejected (before adjudication) or denied (after)"),
    ("kickback*", "rejected"),
    ("write-off*", "adjustment"),
    ("prior auth", "prior authorization"),
    ("invoice*", "claim"),
    ("meets ASAM", "name the facts that are on record and the criteria that the payer named"),
    ("meets LOCUS", "name the facts that are on record and the criteria that the payer named"),
    ("meets InterQual", "name the facts that are on record and the criteria that the payer named"),
    ("meets MCG", "name the facts that are on record and the criteria that the payer named"),
    ("unlawful", "say which rule asks for what"),
    ("expect $*", "say the range and of how many"),
    ("expect { $*", "say the range and of how many"),
    ("denied by AI", "name the denial's reason and who decided"),
    ("recommended level", "say which criteria are met; a clinician decides"),
    ("probability of suicide", "thoughts of death or self-harm, as answered"),
    ("maximis*", "say which services are unbilled or underpaid"),
    ("expected recovery", "say the range and of how many"),
    ("will be paid", "say what was decided"),
    ("will be overturned", "say how many were, of how many"),
    // people
    ("client*", "patient"),
    ("consumer*", "patient"),
    ("addict*", "patient with a substance use disorder"),
    ("substance abuse*", "substance use"),
    ("alcoholic*", "patient with an alcohol use disorder"),
    ("committed suicide", "died by suicide"),
    ("noncompliant", "say what was missed"),
    ("non-compliant", "say what was missed"),
    ("refused treatment", "declined"),
    ("failed treatment", "say what the scores show"),
    // the glossary
    ("survey*", "instrument"),
    ("quiz*", "instrument"),
    ("questionnaire*", "instrument"),
    ("enrolment*", "episode of care"),
    ("MCID", "minimal important difference"),
    ("red flag*", "off-track alert"),
    // tone
    ("simply", "leave it out"),
    ("just", "leave it out, or: only"),
    ("easy", "leave it out"),
    ("easily", "leave it out"),
    ("obviously", "leave it out"),
    ("please", "leave it out: say what to do"),
    ("please note", "leave it out"),
    ("oops", "say what happened"),
    ("sorry", "say what happened and what to do next"),
    ("error occurred", "say what happened, where, and what to do next"),
    ("something went wrong", "say what happened, where, and what to do next"),
    ("invalid", "say what is expected"),
    ("illegal", "say what is expected"),
    ("fatal", "say what happened"),
    ("abort*", "cancel, or stop"),
    ("click here", "name the place it leads to"),
    ("and/or", "or"),
    ("e.g.", "such as"),
    ("i.e.", "that is"),
    ("etc", "name the things"),
];

/// What no Spanish message says: claims about necessity, law and money that nobody can make.
const BANNED_IN_SPANISH: &[&str] = &[
    "cumple asam",
    "cumple los criterios asam",
    "cumple locus",
    "cumple interqual",
    "ilegal*",
    "garantiz*",
    "predice*",
    "riesgo de suicidio",
    "probabilidad de suicidio",
    "nivel recomendado",
    "denegado por ia",
    "denegada por ia",
    "maximiz*",
    "maximic*",
    "espere $*",
    "se espera cobrar",
    "paciente suicida",
    "sin riesgo",
    "bajo riesgo",
    "se pagará",
    "adict*",
];

/// Names with a digit in them that a message may hold. A threshold of an instrument is none.
const NAMES_WITH_DIGITS: &[&str] = &[
    "42 CFR Part 2",
    "42 CFR 401.305",
    "MA130",
    "Part 2",
    "ICD-10-CM",
    "ICD-10",
    "UTF-8",
    "UTF-16",
    "Latin-1",
    "X12 835",
    "X12 837",
    "X12 277CA, 999",
    "X12 278",
    "X12",
    "277CA",
    "278",
    "999",
    "SE01",
    "SE02",
    "ST01",
    "ST02",
    "GE01",
    "GE02",
    "GS06",
    "GS08",
    "IEA01",
    "SHA-256",
    "before 1900",
    "log1p",
    "(1 | patient)",
    "0..9,10..14,15..27",
];

/// The English messages as `id: text`, without comments.
fn english_messages() -> Vec<(String, String)> {
    let mut messages: Vec<(String, String)> = Vec::new();
    for (_, _, content) in FILES.iter().filter(|(language, _, _)| *language == FALLBACK) {
        for line in content.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once('=') {
                Some((id, text)) if line.starts_with(|first: char| first.is_ascii_lowercase()) => {
                    messages.push((id.trim().to_owned(), text.to_owned()));
                }
                _ => {
                    if let Some((_, text)) = messages.last_mut() {
                        text.push(' ');
                        text.push_str(line.trim());
                    }
                }
            }
        }
    }
    messages
}

/// True when the text holds the words, at word boundaries.
fn says(text: &str, banned: &str) -> bool {
    let (words, any_ending) = banned.strip_suffix('*').map_or((banned, false), |stem| (stem, true));
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    text.match_indices(&words).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + words.len()..].chars().next();
        before.is_none_or(|letter| !letter.is_alphanumeric()) && (any_ending || after.is_none_or(|letter| !letter.is_alphanumeric()))
    })
}

#[test]
fn words_are_found_at_their_boundaries() {
    assert!(says("Just save.", "just"));
    assert!(!says("Adjustment", "just"));
    assert!(says("a client's form", "client*"));
    assert!(says("this predicts nothing", "predict*"));
    assert!(!says("an unjust rule", "just"));
    assert!(says("expect $1,200 by March", "expect $*") && says("expect { $amount }", "expect { $*"));
}

#[test]
fn no_message_says_a_banned_word() {
    let messages = english_messages();
    assert!(messages.len() > 100, "the lint reads the messages");
    let mut found = Vec::new();
    for (id, text) in &messages {
        for (banned, instead) in BANNED.iter().filter(|(banned, _)| says(text, banned)) {
            found.push(format!("{id}: “{}” → {instead}", banned.trim_end_matches('*')));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_spanish_message_makes_a_claim_that_nobody_can_make() {
    let mut found = Vec::new();
    for (_, file, content) in FILES.iter().filter(|(language, _, _)| *language == "es") {
        for line in content.lines().filter(|line| !line.starts_with('#')) {
            let banned = BANNED_IN_SPANISH.iter().filter(|banned| says(line, banned));
            found.extend(banned.map(|banned| format!("{file}: “{banned}” in {line}")));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// What is drawn comes from messages; a template holds no words of its own that the lint would not see.
#[test]
fn no_template_of_a_document_says_a_banned_word() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../reports/templates");
    let mut read = 0;
    for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        let content = std::fs::read_to_string(&file).unwrap();
        read += 1;
        for line in content.lines().filter(|line| !line.trim_start().starts_with("//")) {
            // Words that a person reads stand in quotes or in brackets; the rest is code.
            for words in line.split('"').skip(1).step_by(2).chain(line.split('[').skip(1)) {
                let banned: Vec<&str> = BANNED.iter().map(|(banned, _)| *banned).filter(|banned| says(words, banned)).collect();
                assert_eq!(banned, Vec::<&str>::new(), "{}: {line}", file.display());
            }
        }
    }
    assert!(read > 2, "the templates are read");
}

/// What is made of messages and data: the golden texts of packets and letters.
#[test]
fn no_generated_document_says_a_banned_word() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../reports/tests/packet/snapshots");
    let mut read = 0;
    for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        // Where a line ends and how wide a column is says nothing.
        let content = std::fs::read_to_string(&file).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        read += 1;
        let banned: Vec<&str> = BANNED.iter().map(|(banned, _)| *banned).filter(|banned| says(&content, banned)).collect();
        assert_eq!(banned, Vec::<&str>::new(), "{}", file.display());
    }
    assert!(read >= 8, "seven variants and a letter, not {read}");
}

/// Prose in data that pages and documents show: deadlines and their sources, grounds of denials, payers, criteria, reasons.
#[test]
fn no_shipped_data_says_a_banned_word() {
    let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut read = 0;
    for room in
        ["utilization_review/deadlines", "utilization_review/denials", "utilization_review/criteria", "care/payers", "revenue_cycle/data"]
    {
        for file in std::fs::read_dir(crates.join(room)).unwrap().map(|entry| entry.unwrap().path()) {
            let content = std::fs::read_to_string(&file).unwrap();
            read += 1;
            for line in content.lines().filter(|line| !line.trim_start().starts_with('#')) {
                let banned: Vec<&str> = BANNED.iter().map(|(banned, _)| *banned).filter(|banned| says(line, banned)).collect();
                assert_eq!(banned, Vec::<&str>::new(), "{}: {line}", file.display());
            }
        }
    }
    assert_eq!(read, 9, "a file more is read here too");
}

#[test]
fn no_message_holds_a_number_of_its_own() {
    // Thresholds belong to definitions, where they stand beside their source.
    let outside_placeholders = |text: &str| {
        let mut depth = 0;
        let letters = text.chars().filter(move |letter| {
            depth += i32::from(*letter == '{') - i32::from(*letter == '}');
            depth == 0
        });
        letters.collect::<String>()
    };
    let without_names = |text: &str| NAMES_WITH_DIGITS.iter().fold(outside_placeholders(text), |text, name| text.replace(name, ""));
    let has_digit = |text: &str| without_names(text).contains(|letter: char| letter.is_ascii_digit());
    let ids: Vec<String> = english_messages().into_iter().filter(|(_, text)| has_digit(text)).map(|(id, _)| id).collect();
    assert_eq!(ids, Vec::<String>::new(), "a threshold belongs to its definition; a name with a digit goes into NAMES_WITH_DIGITS");
}

#[test]
fn no_message_repeats_the_text_of_an_instrument() {
    let library = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../instruments/library");
    let mut item_texts = Vec::new();
    for file in std::fs::read_dir(&library).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_some_and(|extension| extension == "toml") {
            let content = std::fs::read_to_string(&file).unwrap();
            let items = content.lines().skip_while(|line| !line.starts_with("[text.")).filter_map(|line| line.split_once("= \""));
            item_texts.extend(items.map(|(_, text)| text.trim_end_matches('"').to_lowercase()).filter(|text| text.len() > 25));
        }
    }
    assert!(item_texts.len() > 20, "the library's item texts are read");
    for (id, text) in english_messages() {
        let repeated = item_texts.iter().find(|item| text.to_lowercase().contains(item.as_str()));
        assert_eq!(repeated, None, "{id} repeats the text of an item");
    }
}
