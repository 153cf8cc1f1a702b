//! A form as it can be known from a Questionnaire, or from the answers alone: its names, its codes, its items and what they offer.

use serde_json::value::RawValue;
use vocabulary::Points;

use super::resource::{AnswerOption, Coding, Extension, Questionnaire, QuestionnaireItem, ResponseItem, Text, ValueSet};

/// A form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    /// What it is called: the ending of its url, its id, name, title and identifiers.
    pub(crate) names: Vec<String>,
    /// Its codes, then those of its groups.
    pub(crate) codes: Vec<String>,
    /// Its questions, flat, in order.
    pub(crate) items: Vec<FormItem>,
    /// True when it comes from a Questionnaire, so that every question is listed, answered or not.
    pub(crate) is_whole: bool,
    /// Parts that the standard writes otherwise.
    pub(crate) malformed: Vec<&'static str>,
}

/// A question of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormItem {
    /// As responses name it.
    pub(crate) link_id: String,
    /// Its codes.
    pub(crate) codes: Vec<String>,
    /// Its words.
    pub(crate) text: Option<String>,
    /// FHIR's name of the kind of answer: `choice`, `integer`, `display`, …; empty where only answers are known.
    pub(crate) kind: String,
    /// True for what the form computes itself.
    pub(crate) is_computed: bool,
    /// What it offers.
    pub(crate) options: Vec<FormOption>,
    /// Smallest and largest number, for numbers.
    pub(crate) bounds: (Option<i32>, Option<i32>),
}

/// What can be chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FormOption {
    pub(crate) code: Option<String>,
    pub(crate) label: Option<String>,
    pub(crate) ordinal: Option<Points>,
}

const ORDINAL_ENDINGS: [&str; 4] = ["/ordinalValue", "/itemWeight", "/iso21090-CO-value", "/questionnaire-ordinalValue"];

/// The number that stands beside an option, by the extension of R4 or its successor.
pub(crate) fn ordinal_of(extensions: &[Extension]) -> Option<Points> {
    let extension = extensions.iter().find(|extension| ORDINAL_ENDINGS.iter().any(|ending| extension.url.ends_with(ending)))?;
    extension.value_decimal.as_ref().or(extension.value_integer.as_ref())?.0.parse().ok()
}

impl Form {
    /// From a Questionnaire.
    pub(crate) fn of_questionnaire(questionnaire: &Questionnaire) -> Self {
        let mut form = Self { is_whole: true, ..Self::default() };
        let texts = [&questionnaire.id, &questionnaire.name, &questionnaire.title].into_iter();
        form.names.extend(Text::of(questionnaire.url.as_ref()).map(canonical_ending));
        form.names.extend(texts.filter_map(|each| Text::of(each.as_ref()).map(str::to_owned)));
        form.names.extend(questionnaire.identifier.iter().filter_map(|each| Text::of(each.value.as_ref()).map(str::to_owned)));
        form.codes.extend(questionnaire.code.codings.iter().filter_map(Coding::code).map(str::to_owned));
        let lists = value_sets(&questionnaire.contained);
        if questionnaire.code.malformed {
            form.malformed.push("code");
        }
        form.add_items(&questionnaire.item, &lists);
        form
    }

    /// From the answers alone.
    pub(crate) fn of_answers(canonical: Option<&str>, items: &[ResponseItem]) -> Self {
        let mut form = Self::default();
        form.names.extend(canonical.map(canonical_ending));
        form.add_answered(items);
        form
    }

    fn add_answered(&mut self, items: &[ResponseItem]) {
        for item in items {
            if !item.answer.is_empty() {
                self.items.push(FormItem { link_id: item.link_id.0.clone(), ..FormItem::default() });
            }
            self.add_answered(&item.item);
            for answer in &item.answer {
                self.add_answered(&answer.item);
            }
        }
    }

    fn add_items(&mut self, items: &[QuestionnaireItem], lists: &[ValueSet]) {
        for item in items {
            let kind = Text::of(item.kind.as_ref()).unwrap_or("");
            let codes: Vec<String> = item.code.codings.iter().filter_map(Coding::code).map(str::to_owned).collect();
            if kind == "choices" && !self.malformed.contains(&"type") {
                self.malformed.push("type");
            }
            match kind {
                "group" => self.codes.extend(codes),
                _ => self.items.push(form_item(item, kind, codes, lists)),
            }
            self.add_items(&item.item, lists);
        }
    }

    /// The question that a linkId names.
    pub(crate) fn item(&self, link_id: &str) -> Option<&FormItem> {
        self.items.iter().find(|item| item.link_id == link_id)
    }
}

impl FormItem {
    /// Everything an item may be known by, without the leading stroke that some systems write.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.link_id).chain(&self.codes).map(|key| key.strip_prefix('/').unwrap_or(key))
    }

    /// The option with a code.
    pub(crate) fn option(&self, code: &str) -> Option<&FormOption> {
        self.options.iter().find(|option| option.code.as_deref() == Some(code))
    }
}

fn form_item(item: &QuestionnaireItem, kind: &str, codes: Vec<String>, lists: &[ValueSet]) -> FormItem {
    let mut options: Vec<FormOption> = item.answer_option.iter().map(form_option).collect();
    if let Some(list) = Text::of(item.answer_value_set.as_ref()) {
        let named = |set: &&ValueSet| {
            let id = Text::of(set.id.as_ref()).is_some_and(|id| list.strip_prefix('#') == Some(id));
            id || Text::of(set.url.as_ref()).is_some_and(|url| url == list)
        };
        let contains = lists.iter().find(named).map(|set| set.expansion.contains.as_slice()).unwrap_or_default();
        options.extend(contains.iter().map(|coding| option_of_coding(coding, None)));
    }
    let is_computed = item.read_only || item.extension.iter().any(|extension| extension.url.ends_with("-calculatedExpression"));
    let bound = |ending: &str| {
        let extension = item.extension.iter().find(|extension| extension.url.ends_with(ending))?;
        whole(&extension.value_integer.as_ref().or(extension.value_decimal.as_ref())?.0)
    };
    FormItem {
        link_id: item.link_id.0.clone(),
        codes,
        text: Text::of(item.text.as_ref()).map(str::to_owned),
        kind: kind.to_owned(),
        is_computed,
        options,
        bounds: (bound("/minValue"), bound("/maxValue")),
    }
}

fn form_option(option: &AnswerOption) -> FormOption {
    let ordinal = ordinal_of(&option.extension);
    if let Some(coding) = &option.value_coding {
        return option_of_coding(coding, ordinal);
    }
    let number = option.value_integer.as_ref().map(|number| number.0.clone());
    let code = number.clone().or_else(|| Text::of(option.value_string.as_ref()).map(str::to_owned));
    FormOption { label: code.clone(), ordinal: ordinal.or_else(|| number?.parse().ok()), code }
}

fn option_of_coding(coding: &Coding, ordinal: Option<Points>) -> FormOption {
    FormOption {
        code: coding.code().map(str::to_owned),
        label: Text::of(coding.display.as_ref()).map(str::to_owned),
        ordinal: ordinal.or_else(|| ordinal_of(&coding.extension)),
    }
}

fn value_sets(contained: &[Box<RawValue>]) -> Vec<ValueSet> {
    let read = |raw: &RawValue| serde_json::from_str::<ValueSet>(raw.get()).ok();
    let is_list = |set: &ValueSet| Text::of(set.resource_type.as_ref()) == Some("ValueSet");
    contained.iter().filter_map(|raw| read(raw)).filter(is_list).collect()
}

/// The last part of a url, without its version: what people call the form.
pub(crate) fn canonical_ending(canonical: &str) -> String {
    let plain = canonical.split('|').next().unwrap_or(canonical).trim_end_matches('/');
    plain.rsplit(['/', ':', '#']).next().unwrap_or(plain).to_owned()
}

/// A whole number, however it is written.
pub(crate) fn whole(text: &str) -> Option<i32> {
    text.parse::<Points>().ok()?.whole().and_then(|whole| i32::try_from(whole).ok())
}
