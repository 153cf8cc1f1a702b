//! [`Text`]: one language, ready to speak.

use fluent_bundle::{FluentArgs, FluentValue};
use vocabulary::{Day, Finding, Instant, Language, Money, Points, ZoneName};

use crate::catalogue::{Catalogue, FALLBACK, catalogue};
use crate::key::Key;

/// The display sentences of one language. Cheap to make and to copy: the messages are parsed once a process.
#[derive(Clone, Copy)]
pub struct Text {
    catalogue: &'static Catalogue,
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Text").field(&self.catalogue.language).finish()
    }
}

/// A value inside a sentence. Days, points and money are written as the language writes them.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A number of things; chooses the plural.
    Count(i64),
    /// A name, or a piece of wording that was said before.
    Text(String),
    /// A score, with as many decimals as it has.
    Points(Points),
    /// A clinical day.
    Day(Day),
    /// An amount of money.
    Money(Money),
}

macro_rules! arg_from {
    ($($from:ty => |$value:ident| $arg:expr,)*) => {$(
        impl From<$from> for Arg {
            fn from($value: $from) -> Self { $arg }
        }
    )*};
}

arg_from! {
    i64 => |value| Self::Count(value),
    i32 => |value| Self::Count(value.into()),
    u16 => |value| Self::Count(value.into()),
    u32 => |value| Self::Count(value.into()),
    usize => |value| Self::Count(i64::try_from(value).unwrap_or(i64::MAX)),
    &str => |value| Self::Text(value.to_owned()),
    &String => |value| Self::Text(value.clone()),
    String => |value| Self::Text(value),
    Points => |value| Self::Points(value),
    Day => |value| Self::Day(value),
    Money => |value| Self::Money(value),
}

/// The question and the answer in words, for an item and the number that was answered; nothing where they are not at hand.
pub type InWords<'a> = dyn Fn(&str, &str) -> Option<(String, String)> + 'a;

impl Text {
    /// The sentences of a language; of its base language or English where it has none.
    pub fn for_language(language: &Language) -> Self {
        Self { catalogue: catalogue(language.as_str()) }
    }

    /// The tag for `lang` attributes and documents: the language that really speaks, not the one that was asked for.
    pub fn language_tag(self) -> &'static str {
        self.catalogue.language
    }

    /// A message without variables.
    pub fn say(self, key: Key) -> String {
        if cfg!(debug_assertions) {
            check_arguments(key, &[]);
        }
        self.catalogue.plain(key).to_owned()
    }

    /// A message with its variables by name. Stops debug builds when an argument is missing or not used by the message.
    pub fn say_with(self, key: Key, arguments: &[(&str, Arg)]) -> String {
        if cfg!(debug_assertions) {
            check_arguments(key, arguments);
        }
        self.format(key, arguments)
    }

    /// The sentence of a finding; its key when there is no such message.
    pub fn finding(self, finding: &Finding) -> String {
        let said = |name: &'static str, value: &vocabulary::Argument| self.argument_of(finding.key.0, name, value, &|_, _| None);
        let arguments: Vec<(&str, Arg)> = finding.arguments.iter().map(|(name, value)| (*name, said(name, value))).collect();
        Key::from_id(finding.key.0).map_or_else(|| finding.key.0.to_owned(), |key| self.format(key, &arguments))
    }

    /// The sentence of a statement as it was kept: the key with its arguments by name; the key itself when there is no such message.
    pub fn statement(self, key: &str, arguments: &[(String, vocabulary::Argument)]) -> String {
        self.statement_asked(key, arguments, &|_, _| None)
    }

    /// As [`Text::statement`], with the question and the answer in words where `asked` has them for an item and the number that was answered.
    pub fn statement_asked(self, key: &str, arguments: &[(String, vocabulary::Argument)], asked: &InWords<'_>) -> String {
        let said = |name: &str, value: &vocabulary::Argument| self.argument_of(key, name, value, asked);
        let given: Vec<(&str, Arg)> = arguments.iter().map(|(name, value)| (name.as_str(), said(name, value))).collect();
        Key::from_id(key).map_or_else(|| key.to_owned(), |known| self.format(known, &given))
    }

    /// An argument of a finding. Answers about safety are kept as `9: 1, 12: 2`; a person reads them with words.
    fn argument_of(self, key: &str, name: &str, argument: &vocabulary::Argument, asked: &InWords<'_>) -> Arg {
        match argument {
            vocabulary::Argument::Name(kept) if name == "answers" && key.starts_with("warning-sign-safety-answer") => {
                let one = |told: &str| {
                    let Some((item, answer)) = told.split_once(": ") else { return told.to_owned() };
                    let Some((question, words)) = asked(item, answer) else {
                        return self.say_with(Key::WarningSignItemAnswer, &[("item", item.into()), ("answer", answer.into())]);
                    };
                    let question = question.trim().trim_end_matches('.').to_owned();
                    if words == answer {
                        let arguments = [("item", item.into()), ("question", question.into()), ("answer", answer.into())];
                        return self.say_with(Key::WarningSignItemNumber, &arguments);
                    }
                    let arguments =
                        [("item", item.into()), ("question", question.into()), ("words", words.into()), ("answer", answer.into())];
                    self.say_with(Key::WarningSignItemAsked, &arguments)
                };
                Arg::Text(kept.split(", ").map(one).collect::<Vec<_>>().join("; "))
            }
            _ => self.argument(argument),
        }
    }

    fn argument(self, argument: &vocabulary::Argument) -> Arg {
        match argument {
            vocabulary::Argument::Count(count) => Arg::Count(*count),
            vocabulary::Argument::Points(points) => Arg::Points(*points),
            vocabulary::Argument::Money(money) => Arg::Money(*money),
            vocabulary::Argument::Day(day) => Arg::Day(*day),
            vocabulary::Argument::Instant(instant) => Arg::Text(self.instant_with_zone(*instant, &ZoneName::utc())),
            vocabulary::Argument::Name(name) => Arg::Text(name.clone()),
            vocabulary::Argument::Key(id) => Arg::Text(Key::from_id(id).map_or_else(|| (*id).to_owned(), |key| self.format(key, &[]))),
        }
    }

    /// Formats without checking the arguments: a language may leave a variable out, as with the parts of a time of day.
    pub(crate) fn format(self, key: Key, arguments: &[(&str, Arg)]) -> String {
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            values.set((*name).to_owned(), self.value(argument));
        }
        let formatted = self.catalogue.format(key, &values).or_else(|| catalogue(FALLBACK).format(key, &values));
        formatted.map_or_else(|| key.id().to_owned(), |(sentence, _)| sentence)
    }

    fn value(self, argument: &Arg) -> FluentValue<'_> {
        match argument {
            Arg::Count(count) => FluentValue::from(*count),
            Arg::Text(text) => FluentValue::from(text.as_str()),
            Arg::Points(points) => FluentValue::from(self.points_exact(*points)),
            Arg::Day(day) => FluentValue::from(self.day(*day)),
            Arg::Money(money) => FluentValue::from(self.money(*money)),
        }
    }

    /// A moment inside a sentence, as an argument.
    pub fn instant_argument(self, instant: Instant, zone: &ZoneName) -> Arg {
        Arg::Text(self.instant(instant, zone))
    }
}

fn check_arguments(key: Key, arguments: &[(&str, Arg)]) {
    for name in key.variables() {
        assert!(arguments.iter().any(|(given, _)| given == name), "message `{}` needs the argument `{name}`", key.id());
    }
    for (name, _) in arguments {
        assert!(key.variables().contains(name), "message `{}` has no variable `{name}`", key.id());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{Argument, FindingKey, Verdict};

    fn english() -> Text {
        Text::for_language(&Language::english())
    }

    /// Arguments that fit every variable: each way of a selector is tried by several counts.
    fn arguments(key: Key, count: i64, text: &str) -> Vec<(&'static str, Arg)> {
        const NUMBERS: &[&str] = &["count", "days", "years", "allowed", "minutes", "part", "whole", "page", "pages", "place"];
        let value = |name: &str| if NUMBERS.contains(&name) { Arg::Count(count) } else { Arg::Text(text.to_owned()) };
        key.variables().iter().map(|name| (*name, value(name))).collect()
    }

    #[test]
    fn every_message_formats_with_its_variables_and_without_invisible_marks() {
        for language in crate::catalogue::languages() {
            for key in Key::ALL {
                for count in [0, 1, 2, 12_345] {
                    let mut values = FluentArgs::new();
                    let given = arguments(*key, count, "value");
                    for (name, argument) in &given {
                        values.set(*name, english().value(argument));
                    }
                    let Some((sentence, errors)) = catalogue(language).format(*key, &values) else {
                        // A language comes file by file; another test finds what is missing in the files it has.
                        assert_ne!(language, FALLBACK, "{}", key.id());
                        continue;
                    };
                    assert_eq!(errors, [""; 0], "{}", key.id());
                    assert!(!sentence.is_empty(), "{}", key.id());
                    assert!(!sentence.contains(['\u{2068}', '\u{2069}', '{', '}']), "{}: {sentence}", key.id());
                }
            }
        }
    }

    #[test]
    fn plurals_and_grouped_numbers() {
        let check = |count: i64, expected: &str| assert_eq!(english().say_with(Key::CountPatients, &[("count", count.into())]), expected);
        check(0, "0 patients");
        check(1, "1 patient");
        check(12_345, "12,345 patients");
    }

    #[test]
    #[should_panic(expected = "message `count-patients` needs the argument `count`")]
    fn a_missing_argument_fails_the_test_that_says_it() {
        english().say(Key::CountPatients);
    }

    #[test]
    #[should_panic(expected = "message `product-name` has no variable `version`")]
    fn a_surplus_argument_fails_the_test_that_says_it() {
        english().say_with(Key::ProductName, &[("version", "1".into())]);
    }

    #[test]
    fn markup_in_an_argument_stays_as_it_is() {
        let name = "<b>O'Brien</b> { $x }";
        assert_eq!(english().say_with(Key::PatientHeading, &[("patient", name.into())]), format!("How is {name} doing?"));
    }

    #[test]
    fn a_finding_is_said_by_its_key() {
        let mut finding = Finding {
            key: FindingKey("caseload-reason-higher"),
            arguments: vec![("points", Argument::Points(Points::from_whole(7)))],
            verdict: Verdict::Met,
            evidence: Vec::new(),
            missing: None,
        };
        assert_eq!(english().finding(&finding), "Score went up by 7");
        finding.key = FindingKey("no-such-finding");
        assert_eq!(english().finding(&finding), "no-such-finding");
    }

    #[test]
    fn an_answer_about_safety_is_said_with_its_question_where_there_are_words() {
        let arguments = [
            ("instrument".to_owned(), Argument::Name("X".to_owned())),
            ("day".to_owned(), Argument::Day("2026-11-20".parse().unwrap())),
            ("answers".to_owned(), Argument::Name("9: 2, 10: 1".to_owned())),
        ];
        let words = |item: &str, answer: &str| (item == "9" && answer == "2").then(|| ("Asked so.".to_owned(), "Often".to_owned()));
        assert_eq!(
            english().statement_asked("warning-sign-safety-answer", &arguments, &words),
            "X of Nov 20, 2026, an answer that somebody must see: item 9 “Asked so”: Often (2); item 10: answer 1"
        );
    }
}
