//! How hard the pages for patients are to read: a test, message by message and file by file.
//!
//! English is measured by the Flesch–Kincaid grade (Kincaid et al. 1975): 0.39 · words a sentence + 11.8 · syllables a word − 15.59. Syllables are
//! counted by groups of vowels, without a silent final e. Short texts swing widely, so a message counts from twelve words on, and the file as a whole
//! counts in any case. Spanish is measured by the length of sentences alone.

#![expect(clippy::cast_precision_loss, reason = "counts of words")]

use crate::key::FILES;

/// Files that patients read.
const FOR_PATIENTS: &[&str] = &["check_in", "device", "own_page"];
/// The highest grade.
const GRADE_MAX: f64 = 8.0;
/// From so many words a message is measured by itself.
const WORDS_MIN: usize = 12;
/// The longest sentence in Spanish, in words.
const SPANISH_WORDS_MAX: usize = 22;

/// The messages of a file as plain sentences: without variables and selectors.
fn messages(language: &str, file: &str) -> Vec<(String, String)> {
    let content = FILES.iter().find(|(tag, name, _)| *tag == language && *name == file).map_or("", |(_, _, content)| *content);
    let mut messages: Vec<(String, String)> = Vec::new();
    for line in content.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once('=') {
            Some((id, text)) if line.starts_with(|first: char| first.is_ascii_lowercase()) => {
                messages.push((id.trim().to_owned(), plain(text)));
            }
            _ => {
                let text = line.trim().trim_start_matches('*');
                let text = text.split_once(']').map_or("", |(_, text)| text);
                if let Some((_, known)) = messages.last_mut().filter(|_| !text.is_empty()) {
                    known.push(' ');
                    known.push_str(&plain(text));
                }
            }
        }
    }
    messages.retain(|(_, text)| !text.trim().is_empty());
    messages
}

/// A variable reads as one short word.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0;
    for letter in text.chars() {
        match letter {
            '{' => {
                depth += 1;
                plain.push_str("it");
            }
            '}' => depth -= 1,
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain.trim().to_owned()
}

fn sentences(text: &str) -> Vec<Vec<&str>> {
    text.split(['.', '?', '!', ':', '–'])
        .map(|sentence| sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect::<Vec<_>>())
        .filter(|words| !words.is_empty())
        .collect()
}

fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let letters: String = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let mut groups = 0;
    let mut before = false;
    for letter in letters.chars() {
        let vowel = is_vowel(letter);
        groups += usize::from(vowel && !before);
        before = vowel;
    }
    let is_silent = letters.ends_with('e') && !letters.ends_with("le") && groups > 1;
    (groups - usize::from(is_silent)).max(1)
}

fn grade(text: &str) -> f64 {
    let sentences = sentences(text);
    let words: Vec<&&str> = sentences.iter().flatten().collect();
    let (count, syllables) = (words.len() as f64, words.iter().map(|word| syllables(word)).sum::<usize>() as f64);
    0.39 * count / sentences.len().max(1) as f64 + 11.8 * syllables / count.max(1.0) - 15.59
}

#[test]
fn the_measure_tells_plain_from_hard() {
    let plain = "We send a code to your phone. You need a new one each time.";
    let hard = "Subsequent authentication necessitates transmission of individually generated verification credentials.";
    assert!(grade(plain) < 4.0, "{}", grade(plain));
    assert!(grade(hard) > 20.0, "{}", grade(hard));
    assert_eq!(["question", "code", "people", "answer", "the"].map(syllables), [2, 1, 2, 2, 1]);
}

#[test]
fn pages_for_patients_read_at_grade_eight_or_below() {
    let mut hard = Vec::new();
    for file in FOR_PATIENTS {
        let messages = messages("en", file);
        assert!(messages.len() > 20, "{file} is read");
        let whole: Vec<String> = messages.iter().map(|(_, text)| format!("{text}.")).collect();
        let of_file = grade(&whole.join(" "));
        assert!(of_file <= GRADE_MAX - 2.0, "{file}.ftl reads at grade {of_file:.1}");
        for (id, text) in messages.iter().filter(|(_, text)| text.split_whitespace().count() >= WORDS_MIN) {
            if grade(text) > GRADE_MAX {
                hard.push(format!("{id}: grade {:.1}: {text}", grade(text)));
            }
        }
    }
    assert_eq!(hard, Vec::<String>::new());
}

#[test]
fn sentences_for_patients_are_short_in_spanish_too() {
    let mut long = Vec::new();
    for file in FOR_PATIENTS {
        for (id, text) in messages("es", file) {
            let longest = sentences(&text).iter().map(Vec::len).max().unwrap_or(0);
            if longest > SPANISH_WORDS_MAX {
                long.push(format!("{id}: {longest} words"));
            }
        }
    }
    assert_eq!(long, Vec::<String>::new());
}
