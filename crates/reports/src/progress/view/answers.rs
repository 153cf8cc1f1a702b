//! The answers item by item, for readers whose role shows them.

use instruments::definition::{AnswerKind, FormText, TextPolicy};
use instruments::{Answer, Definition};
use vocabulary::Language;
use wording::{Key, Text};

use crate::progress::data::{AdministrationFacts, InstrumentSection};
use crate::progress::view::{Block, Table, block, shown};

/// Administrations side by side in one table.
const MOST_DAYS: usize = 6;

/// Tables of answers, oldest first; none where no answers came with the data.
pub(super) fn blocks(section: &InstrumentSection, text: Text) -> Vec<Block> {
    let definition = &section.definition;
    let answered: Vec<&AdministrationFacts> = section.in_order().into_iter().filter(|each| each.responses.is_some()).collect();
    let words = form_text(definition, text);
    let tables = answered.chunks(MOST_DAYS).map(|administrations| {
        let item_head = text.say(Key::ReportColumnItem);
        let days: Vec<String> = administrations.iter().map(|each| text.day(each.day)).collect();
        let heads = std::iter::once((item_head.as_str(), "fill")).chain(days.iter().map(|day| (day.as_str(), "day")));
        let mut table = Table::new(&heads.collect::<Vec<_>>());
        for (index, item) in definition.items.iter().enumerate() {
            let name = text.say_with(Key::ItemLabel, &[("item", (&*item.id).into())]);
            let wording = words.and_then(|words| words.items.get(index)).map_or(name, |wording| format!("{}. {wording}", item.id));
            let answers = administrations.iter().map(|each| {
                let answer = each.responses.as_ref().and_then(|responses| responses.get(&item.id));
                answer.map_or_else(|| "–".to_owned(), |answer| written(answer, text))
            });
            table.push(std::iter::once(wording).chain(answers));
        }
        block(Key::ReportAnswers, table, Key::ReportNoAdministrations, text)
    });
    let mut blocks: Vec<Block> = tables.collect();
    if let (Some(last), Some(words)) = (blocks.last_mut(), words) {
        last.under = option_labels(definition, words, text).iter().map(|line| shown(line)).collect();
    }
    blocks
}

fn written(answer: Answer, text: Text) -> String {
    match answer {
        Answer::Value(value) => text.count(i64::from(value)),
        special => text.special_answer(special).unwrap_or_default(),
    }
}

/// The form's own words, only where its licence lets us print them.
fn form_text(definition: &Definition, text: Text) -> Option<&FormText> {
    let language = text.language_tag().parse::<Language>().ok();
    let words = language.and_then(|language| definition.texts.get(&language)).or_else(|| definition.texts.get(&Language::english()));
    words.filter(|_| definition.licence.text == TextPolicy::Ships)
}

/// `0 = Not at all; 1 = Several days; …` for each set of options, in the order in which the items use them.
fn option_labels(definition: &Definition, words: &FormText, text: Text) -> Vec<String> {
    let mut sets: Vec<usize> = Vec::new();
    for item in &definition.items {
        if !sets.contains(&item.answers) {
            sets.push(item.answers);
        }
    }
    let line = |set: usize| {
        let (AnswerKind::Options(options), labels) = (&definition.answer_sets.get(set)?.kind, words.options.get(set)?) else { return None };
        let pairs = options.iter().zip(labels).map(|((value, _), label)| {
            text.say_with(Key::ReportAnswerOption, &[("value", text.count(i64::from(*value)).into()), ("label", label.into())])
        });
        Some(pairs.collect::<Vec<_>>().join("; "))
    };
    sets.into_iter().filter_map(line).collect()
}
