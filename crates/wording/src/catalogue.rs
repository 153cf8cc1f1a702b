//! The messages of one language, parsed once.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::key::{Key, SPOKEN, Spoken};

/// One language's messages.
pub(crate) struct Catalogue {
    /// The language's tag, which is the name of its folder.
    pub(crate) language: &'static str,
    /// The messages of one plain line, which nobody needs to parse.
    spoken: &'static Spoken,
    /// The others.
    bundle: FluentBundle<FluentResource>,
    /// Messages of several lines without variables, once they were said.
    said: Vec<OnceLock<Box<str>>>,
}

/// The language every message has.
pub(crate) const FALLBACK: &str = "en";

/// A language is read when somebody speaks it for the first time.
type Loaded = LazyLock<Catalogue, Box<dyn FnOnce() -> Catalogue + Send>>;

static CATALOGUES: LazyLock<BTreeMap<&'static str, Loaded>> = LazyLock::new(|| {
    let later = |spoken| -> Loaded { LazyLock::new(Box::new(move || Catalogue::load(spoken))) };
    SPOKEN.iter().map(|spoken| (spoken.language, later(spoken))).collect()
});

/// The messages of a language or of its base language (`es` for `es-us`); English where there are none.
pub(crate) fn catalogue(tag: &str) -> &'static Catalogue {
    let base = tag.split('-').next().unwrap_or(tag);
    let found = CATALOGUES.get(tag).or_else(|| CATALOGUES.get(base)).or_else(|| CATALOGUES.get(FALLBACK));
    found.expect("the build refuses to make keys without the English files")
}

/// The tags of all languages that have messages.
#[cfg(test)]
pub(crate) fn languages() -> Vec<&'static str> {
    CATALOGUES.keys().copied().collect()
}

impl Catalogue {
    fn load(spoken: &'static Spoken) -> Self {
        let identifier: LanguageIdentifier = spoken.language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Marks that isolate the direction of a value are invisible characters that would end up in files, titles and tests.
        bundle.set_use_isolating(false);
        // What cannot be parsed is left out and found by the tests; the rest of the language still speaks.
        let resource = FluentResource::try_new(spoken.rest.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let _duplicates_are_refused_by_the_build = bundle.add_resource(resource);
        let said = std::iter::repeat_with(OnceLock::new).take(Key::ALL.len()).collect();
        let mut catalogue = Self { language: spoken.language, spoken, bundle, said };
        catalogue.bundle.set_formatter(match catalogue.plain_anew(Key::NumberGroupSign).as_str() {
            "," => Some(grouped_with::<',', _>),
            "." => Some(grouped_with::<'.', _>),
            _ => Some(grouped_with::<'\u{202f}', _>),
        });
        catalogue
    }

    /// True when this language has the message.
    #[cfg(test)]
    pub(crate) fn has(&self, key: Key) -> bool {
        self.spoken.line(key).is_some() || self.bundle.get_message(key.id()).is_some_and(|message| message.value().is_some())
    }

    /// The message with its arguments, and what was wrong with them; `None` when this language has no such message.
    pub(crate) fn format(&self, key: Key, arguments: &FluentArgs<'_>) -> Option<(String, Vec<String>)> {
        if let Some(line) = self.spoken.line(key) {
            return Some((line.to_owned(), Vec::new()));
        }
        let message = self.bundle.get_message(key.id())?;
        let mut errors = Vec::new();
        let formatted = self.bundle.format_pattern(message.value()?, Some(arguments), &mut errors);
        Some((formatted.into_owned(), errors.iter().map(ToString::to_string).collect()))
    }

    /// A message without variables, in this language or in English.
    pub(crate) fn plain(&self, key: Key) -> &str {
        self.spoken.line(key).unwrap_or_else(|| self.said[key as usize].get_or_init(|| self.plain_anew(key).into_boxed_str()))
    }

    fn plain_anew(&self, key: Key) -> String {
        let arguments = FluentArgs::new();
        let english = || (self.language != FALLBACK).then(|| catalogue(FALLBACK).format(key, &arguments)).flatten();
        let formatted = self.format(key, &arguments).or_else(english);
        formatted.map_or_else(|| key.id().to_owned(), |(sentence, _)| sentence)
    }
}

/// Writes counts inside sentences with the language's sign between thousands. Fluent takes a plain function, so the sign is part of its type.
fn grouped_with<const SIGN: char, Memoizer>(value: &FluentValue<'_>, _: &Memoizer) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => Some(grouped(&format!("{:.0}", number.value), SIGN)),
        _ => None,
    }
}

/// The digits of a whole number, with a sign between groups of three.
pub(crate) fn grouped(digits: &str, sign: char) -> String {
    let (minus, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("−", rest));
    let mut written = String::from(minus);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(sign);
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::FILES;

    #[test]
    fn every_file_of_every_language_parses_and_has_no_doubles() {
        for (language, name, content) in FILES {
            let outcome = FluentResource::try_new((*content).to_owned());
            assert!(outcome.is_ok(), "messages/{language}/{name}.ftl: {:?}", outcome.err().map(|(_, errors)| errors));
        }
        for language in languages() {
            let mut bundle = FluentBundle::<FluentResource>::new_concurrent(vec![language.parse().unwrap()]);
            for (_, name, content) in FILES.iter().filter(|(tag, _, _)| *tag == language) {
                let added = bundle.add_resource(FluentResource::try_new((*content).to_owned()).unwrap());
                assert!(added.is_ok(), "messages/{language}/{name}.ftl: {:?}", added.err());
            }
        }
    }

    #[test]
    fn what_the_build_took_out_says_what_fluent_would_say() {
        for language in languages() {
            let mut bundle = FluentBundle::<FluentResource>::new_concurrent(vec![language.parse().unwrap()]);
            for (_, _, content) in FILES.iter().filter(|(tag, _, _)| *tag == language) {
                bundle.add_resource(FluentResource::try_new((*content).to_owned()).unwrap()).unwrap();
            }
            let said = |key: Key| {
                let message = bundle.get_message(key.id()).and_then(|message| message.value());
                message.map(|pattern| bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
            };
            let taken: Vec<Key> = Key::ALL.iter().copied().filter(|key| catalogue(language).spoken.line(*key).is_some()).collect();
            assert!(taken.len() * 2 > Key::ALL.len(), "{language}: {} of {}", taken.len(), Key::ALL.len());
            for key in taken {
                assert_eq!(said(key).as_deref(), catalogue(language).spoken.line(key), "{language}: {}", key.id());
            }
        }
    }

    #[test]
    fn a_language_has_every_message_and_no_other_file() {
        let english: Vec<&str> = FILES.iter().filter(|(tag, _, _)| *tag == FALLBACK).map(|(_, name, _)| *name).collect();
        for language in languages() {
            let missing: Vec<&str> = Key::ALL.iter().filter(|key| !catalogue(language).has(**key)).map(|key| key.id()).collect();
            assert_eq!(missing, [""; 0], "messages missing in messages/{language}");
            for (_, name, _) in FILES.iter().filter(|(tag, _, _)| *tag == language) {
                assert!(english.contains(name), "messages/{language}/{name}.ftl has no English file");
            }
        }
    }

    #[test]
    fn an_unknown_language_speaks_english() {
        assert_eq!(catalogue("xx").language, "en");
        assert_eq!(catalogue("en-us").language, "en");
        assert_eq!(catalogue("").language, "en");
    }
}
