//! From a QuestionnaireResponse to the answers of one instrument, or of several where one form holds several.

use std::sync::Arc;

use instruments::{Answer, Definition, Origin, Responses};
use vocabulary::Points;

use super::answers::{self, Fault};
use super::definition::item_id;
use super::form::{Form, FormItem};
use super::identify::Index;
use super::resource::{Answer as GivenAnswer, ResponseItem};
use crate::completion::is_incomplete;
use crate::reading::NoteCode;
use crate::record::GivenTotal;
use crate::rejection::RejectionCode;

/// The answers of one instrument as they were understood.
#[derive(Clone, Debug)]
pub(crate) struct Understood {
    pub(crate) definition: Arc<Definition>,
    pub(crate) responses: Responses,
    pub(crate) totals: Vec<GivenTotal>,
    pub(crate) notes: Vec<NoteCode>,
    /// Why an import refuses the administration; a score names them and goes on.
    pub(crate) problems: Vec<RejectionCode>,
}

/// One question with its answers.
struct Given<'a> {
    link_id: &'a str,
    asked: Option<&'a FormItem>,
    answers: &'a [GivenAnswer],
    used: bool,
}

impl Given<'_> {
    /// Everything the item may be known by.
    fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.link_id).chain(self.asked.into_iter().flat_map(FormItem::keys))
    }

    /// True for an answer that could have been one of the instrument's.
    fn is_measure(&self) -> bool {
        let computed = self.asked.is_some_and(|asked| asked.is_computed || matches!(asked.kind.as_str(), "display" | "group"));
        let measured = |answer: &GivenAnswer| {
            answer.value_coding.is_some()
                || answer.value_integer.is_some()
                || answer.value_decimal.is_some()
                || answer.value_quantity.is_some()
        };
        !computed && self.answers.iter().any(measured)
    }
}

/// Understands the answers of a form. `definition` is the instrument of the form as a whole; items that are left over may be another one.
pub(crate) fn understand(first: Arc<Definition>, form: Option<&Form>, items: &[ResponseItem], index: &Index) -> Vec<Understood> {
    let mut given = Vec::new();
    flatten(items, form, &mut given);
    let mut understood = vec![take(first, &mut given)];
    while let Some(definition) = next_instrument(&given, form, index) {
        let more = take(definition, &mut given);
        if more.responses.is_empty() && more.problems.is_empty() {
            break;
        }
        understood.push(more);
    }
    let missing_here = |each: &Understood| is_incomplete(&each.definition, &each.responses);
    let incomplete = understood.iter().position(missing_here);
    for rest in given.iter().filter(|given| !given.used && !given.answers.is_empty()) {
        let item = rest.link_id.to_owned();
        match incomplete {
            // Beside a missing item, an unknown one may be the missing one under another name.
            Some(place) if rest.is_measure() => {
                let instrument = understood[place].definition.id.to_string();
                understood[place].problems.push(RejectionCode::ItemUnknown { instrument, item });
            }
            _ => understood[0].notes.push(NoteCode::ItemLeftOut { item }),
        }
    }
    understood
}

fn flatten<'a>(items: &'a [ResponseItem], form: Option<&'a Form>, given: &mut Vec<Given<'a>>) {
    for item in items {
        let link_id = item.link_id.0.as_str();
        given.push(Given { link_id, asked: form.and_then(|form| form.item(link_id)), answers: &item.answer, used: item.answer.is_empty() });
        flatten(&item.item, form, given);
        for answer in &item.answer {
            flatten(&answer.item, form, given);
        }
    }
}

/// Another instrument among the items that are left over, known by their codes.
fn next_instrument(given: &[Given<'_>], form: Option<&Form>, index: &Index) -> Option<Arc<Definition>> {
    let left = given.iter().filter(|given| !given.used && given.is_measure());
    let items: Vec<FormItem> = left
        .map(|given| given.asked.cloned().unwrap_or_else(|| FormItem { link_id: given.link_id.to_owned(), ..FormItem::default() }))
        .collect();
    let rest = Form { items, is_whole: form.is_some_and(|form| form.is_whole), ..Form::default() };
    index.identify(&rest).ok().flatten().map(|found| found.definition)
}

/// Takes everything that belongs to one instrument.
fn take(definition: Arc<Definition>, given: &mut [Given<'_>]) -> Understood {
    let mut understood =
        Understood { responses: Responses::new(), totals: Vec::new(), notes: Vec::new(), problems: Vec::new(), definition };
    let by_code = given.iter().any(|given| item_by_code(&understood.definition, given).is_some());
    for each in given.iter_mut().filter(|given| !given.used) {
        let definition = Arc::clone(&understood.definition);
        if let Some(scale) = scale_of(&definition, each) {
            each.used = true;
            understood.add_total(scale, each.answers);
        } else if let Some(item) = item_of(&definition, each, by_code) {
            each.used = true;
            understood.add_answer(item, each.asked, each.answers);
        }
    }
    understood
}

/// The scale whose total an item is, by its LOINC code or as `scale:total`.
fn scale_of(definition: &Definition, given: &Given<'_>) -> Option<usize> {
    let by_code = |code: &str| definition.scales.iter().position(|scale| scale.loinc.as_ref().is_some_and(|each| each.as_str() == code));
    let own = given.link_id.strip_prefix("scale:").and_then(|id| definition.scale(id));
    own.or_else(|| given.keys().find_map(|key| by_code(key.strip_prefix('/').unwrap_or(key))))
}

fn item_by_code(definition: &Definition, given: &Given<'_>) -> Option<usize> {
    let code = |key: &str| definition.items.iter().position(|item| item.loinc.as_ref().is_some_and(|code| code.as_str() == key));
    given.keys().find_map(|key| code(key.strip_prefix('/').unwrap_or(key)))
}

/// The item that is meant. Codes decide; a position counts only in a form that has no codes, because forms order their items as they like.
fn item_of(definition: &Definition, given: &Given<'_>, by_code: bool) -> Option<usize> {
    if definition.origin == Origin::Imported {
        return definition.item(&item_id(given.link_id)).or_else(|| item_by_code(definition, given));
    }
    let coded_otherwise = given.asked.is_some_and(|asked| !asked.codes.is_empty());
    item_by_code(definition, given).or_else(|| match (coded_otherwise, by_code) {
        (true, _) => None,
        (false, true) => definition.item(given.link_id),
        (false, false) => definition.item_by_key(given.link_id),
    })
}

impl Understood {
    fn add_total(&mut self, scale: usize, answers: &[GivenAnswer]) {
        let scale = self.definition.scales[scale].id.to_string();
        match answers.iter().find_map(number) {
            Some(Some(value)) => self.totals.push(GivenTotal { scale, value }),
            Some(None) => self.problems.push(RejectionCode::TotalUnreadable { scale }),
            None => {}
        }
    }

    fn add_answer(&mut self, item: usize, asked: Option<&FormItem>, answers: &[GivenAnswer]) {
        let id = self.definition.items[item].id.to_string();
        for answer in answers {
            match answers::read(&self.definition, item, asked, answer) {
                Ok(Some((value, note))) => {
                    self.notes.extend(note);
                    self.set(&id, value);
                }
                Ok(None) => {}
                Err(fault) => self.problems.push(Fault::rejection(fault, &id)),
            }
        }
    }

    fn set(&mut self, item: &str, answer: Answer) {
        match self.responses.get(item) {
            Some(before) if before == answer => self.notes.push(NoteCode::SameAnswerTwice { item: item.to_owned() }),
            Some(_) => self.problems.push(RejectionCode::ItemTwice { item: item.to_owned() }),
            None => self.responses.set(item, answer),
        }
    }
}

/// The number in an answer, in any of the kinds that systems write totals in; `Some(None)` when there is something else.
fn number(answer: &GivenAnswer) -> Option<Option<Points>> {
    let quantity = answer.value_quantity.as_ref().and_then(|quantity| quantity.value.as_ref());
    let number = answer.value_decimal.as_ref().or(answer.value_integer.as_ref()).or(quantity).map(|number| number.0.as_str());
    let text = number.or(answer.value_string.as_ref().map(|text| text.0.trim()));
    text.map(|text| text.parse().ok()).or_else(|| answer.value_coding.as_ref().map(|_| None))
}
