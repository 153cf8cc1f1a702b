//! Which questions are asked, in which order, and for which instruments each of them counts.

use instruments::definition::AnswerKind;

use super::{Form, SECONDS_PER_QUESTION};

/// An item of a form: the place of the form, and the place of the item in its definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The form.
    pub form: usize,
    /// The item.
    pub item: usize,
}

/// One question as it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The item whose words are shown.
    pub asked: Target,
    /// Items of other forms that the same answer belongs to.
    pub shared: Vec<Target>,
}

impl Question {
    /// Every item that an answer belongs to.
    pub fn targets(&self) -> impl Iterator<Item = Target> {
        std::iter::once(self.asked).chain(self.shared.iter().copied())
    }
}

/// Everything that one check-in asks.
#[derive(Clone, Debug)]
pub struct Plan {
    forms: Vec<Form>,
    questions: Vec<Question>,
}

impl Plan {
    /// Lays the forms one after the other. Longer forms ask what shorter ones share with them, so that the shorter one is the one left out.
    pub fn new(forms: Vec<Form>) -> Self {
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order.sort_by_key(|form| std::cmp::Reverse(forms[*form].definition.items.len()));
        let mut questions: Vec<Question> = Vec::new();
        for form in order {
            for item in 0..forms[form].definition.items.len() {
                let target = Target { form, item };
                let same = |question: &&mut Question| question.asked.form != form && is_same(&forms, question.asked, target);
                match questions.iter_mut().find(same) {
                    Some(question) => question.shared.push(target),
                    None => questions.push(Question { asked: target, shared: Vec::new() }),
                }
            }
        }
        // Asked in the order in which the forms are due, whichever of them was looked at first.
        questions.sort_by_key(|question| question.asked);
        Self { forms, questions }
    }

    /// The forms, in the order in which they are due.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The questions in their order.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The question that asks an item of an instrument; `None` for an item that this check-in does not ask, or asks for another instrument.
    pub fn question_of(&self, instrument: &str, item: &str) -> Option<usize> {
        self.questions.iter().position(|question| {
            let definition = &self.forms[question.asked.form].definition;
            &*definition.id == instrument && &*definition.items[question.asked.item].id == item
        })
    }

    /// False where every question of a form is asked for another one: then it is not given, and its score would only be derived.
    pub fn is_given(&self, form: usize) -> bool {
        self.questions.iter().any(|question| question.asked.form == form)
    }

    /// About how many minutes it takes; at least one.
    pub fn minutes(&self) -> usize {
        (self.questions.len() * SECONDS_PER_QUESTION).div_ceil(60).max(1)
    }

    /// True where an answer may be one that a person must see.
    pub fn has_safety_items(&self) -> bool {
        self.forms.iter().any(|form| !form.definition.safety.is_empty())
    }
}

/// True where two items ask the same in the same words, with the same answers, about the same time.
fn is_same(forms: &[Form], left: Target, right: Target) -> bool {
    let [(one, first), (other, second)] = [left, right].map(|target| (&forms[target.form], target.item));
    let sets = (one.definition.answers_of(first), other.definition.answers_of(second));
    let labels = |form: &Form, item: usize| form.text.options[form.definition.items[item].answers].clone();
    let numbers = |kind: &AnswerKind| match kind {
        AnswerKind::Options(options) => options.iter().map(|(value, _)| *value).collect::<Vec<_>>(),
        AnswerKind::Number { minimum, maximum } => vec![*minimum, *maximum],
    };
    let is_number = |kind: &AnswerKind| matches!(kind, AnswerKind::Number { .. });
    one.text.items[first] == other.text.items[second]
        && one.definition.recall.is_some()
        && one.definition.recall == other.definition.recall
        && is_number(&sets.0.kind) == is_number(&sets.1.kind)
        && numbers(&sets.0.kind) == numbers(&sets.1.kind)
        && (sets.0.refused, sets.0.not_applicable) == (sets.1.refused, sets.1.not_applicable)
        && labels(one, first) == labels(other, second)
}
