//! How far a check-in has come, and what it amounts to.

use std::collections::BTreeMap;

use instruments::definition::AnswerKind;
use instruments::{Answer, Completion, Definition, PersonFacts, Responses, Score};
use vocabulary::Verdict;

use super::{Plan, Question, Reply, Target};

/// One answer as it came in: which instrument and item it was given to, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The instrument's id.
    pub instrument: String,
    /// The item's id.
    pub item: String,
    /// What was given.
    pub reply: Reply,
}

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The check-in does not ask this.
    #[error("this check-in does not ask this item")]
    ForeignItem,
    /// The form does not offer this answer.
    #[error("the form does not offer this answer")]
    NotOffered,
}

/// What leaving a question out does to scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipEffect {
    /// Nothing: no score needs it.
    Nothing,
    /// The score is worked out from the other answers, by the instrument's own rule.
    FilledIn,
    /// A score cannot be worked out any more.
    NoScore,
}

/// What one instrument of a check-in amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The place of the form.
    pub form: usize,
    /// The answers that belong to it.
    pub responses: Responses,
    /// How far it went.
    pub completion: Completion,
}

/// A check-in with the answers so far. Later answers to the same question take the place of earlier ones.
#[derive(Clone, Debug)]
pub struct Progress<'a> {
    plan: &'a Plan,
    facts: PersonFacts,
    replies: BTreeMap<usize, Reply>,
    /// Items that a form's own rules leave out, given the answers so far.
    left_out: Vec<Target>,
}

impl<'a> Progress<'a> {
    /// Folds answers in the order in which they came in. Those that the plan does not ask (any more) are passed over.
    pub fn new<'g>(plan: &'a Plan, facts: PersonFacts, given: impl IntoIterator<Item = &'g Given>) -> Self {
        let mut replies = BTreeMap::new();
        for each in given {
            if let Some(question) = plan.question_of(&each.instrument, &each.item) {
                replies.insert(question, each.reply);
            }
        }
        let mut progress = Self { plan, facts, replies, left_out: Vec::new() };
        progress.left_out = progress.left_out();
        progress
    }

    /// Checks an answer against the form; says which question it is.
    pub fn check(&self, given: &Given) -> Result<usize, Refusal> {
        let question = self.plan.question_of(&given.instrument, &given.item).ok_or(Refusal::ForeignItem)?;
        let target = self.plan.questions()[question].asked;
        let set = self.plan.forms()[target.form].definition.answers_of(target.item);
        let is_offered = match given.reply {
            Reply::Skip => true,
            Reply::Answer(Answer::Value(value)) => set.offers(value),
            Reply::Answer(Answer::Refused) => set.refused,
            Reply::Answer(Answer::NotApplicable) => set.not_applicable,
        };
        if is_offered { Ok(question) } else { Err(Refusal::NotOffered) }
    }

    /// What was given to a question.
    pub fn reply(&self, question: usize) -> Option<Reply> {
        self.replies.get(&question).copied()
    }

    /// True where the question is still to be asked: not answered, not left out by the person or by the form's own rules.
    pub fn is_open(&self, question: usize) -> bool {
        self.reply(question).is_none() && !self.is_left_out(question)
    }

    /// The questions that are still to be asked.
    pub fn open(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.plan.questions().len()).filter(|question| self.is_open(*question))
    }

    /// The first question that is still to be asked.
    pub fn next(&self) -> Option<usize> {
        self.open().next()
    }

    /// How many questions are done, and how many there are: what the form's own rules leave out counts as neither.
    pub fn count(&self) -> (usize, usize) {
        let asked = (0..self.plan.questions().len()).filter(|question| !self.is_left_out(*question));
        asked.fold((0, 0), |(done, all), question| (done + usize::from(self.reply(question).is_some()), all + 1))
    }

    /// Which one of those that are asked a question is, from 1.
    pub fn place(&self, question: usize) -> usize {
        (0..question).filter(|before| !self.is_left_out(*before)).count() + 1
    }

    /// The question that is asked before this one.
    pub fn before(&self, question: usize) -> Option<usize> {
        (0..question).rev().find(|before| !self.is_left_out(*before))
    }

    /// The questions that the person left out.
    pub fn passed_over(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.plan.questions().len()).filter(|question| self.reply(*question) == Some(Reply::Skip) && !self.is_left_out(*question))
    }

    /// True when nothing was answered yet.
    pub fn is_empty(&self) -> bool {
        self.replies.is_empty()
    }

    /// The items of a form whose answer is left out by the person, by their ids.
    pub fn skipped(&self, form: usize) -> Vec<&str> {
        let is_skipped = |(place, _): &(usize, &Question)| self.reply(*place) == Some(Reply::Skip);
        let questions = self.plan.questions().iter().enumerate().filter(is_skipped);
        let targets = questions.flat_map(|(_, question)| question.targets()).filter(|target| target.form == form);
        targets.map(|target| &*self.plan.forms()[form].definition.items[target.item].id).collect()
    }

    /// The answers that belong to a form.
    pub fn responses(&self, form: usize) -> Responses {
        let mut responses = Responses::new();
        for (question, reply) in &self.replies {
            let Reply::Answer(answer) = reply else { continue };
            for target in self.plan.questions()[*question].targets().filter(|target| target.form == form) {
                responses.set(&*self.plan.forms()[form].definition.items[target.item].id, *answer);
            }
        }
        responses
    }

    /// The score of a form as it stands.
    pub fn score(&self, form: usize) -> Score {
        self.plan.forms()[form].definition.score(&self.responses(form), self.facts)
    }

    /// The places of forms in which an answer needs a person now.
    pub fn positive(&self) -> Vec<usize> {
        let is_positive = |form: &usize| self.score(*form).safety.iter().any(|entry| entry.verdict == Verdict::Met);
        (0..self.plan.forms().len()).filter(|form| self.plan.is_given(*form)).filter(is_positive).collect()
    }

    /// What leaving out a question does, if everything else that is still open is answered.
    pub fn effect_of_skipping(&self, question: usize) -> SkipEffect {
        self.plan.questions()[question].targets().map(|target| self.effect(target)).max().unwrap_or(SkipEffect::Nothing)
    }

    fn effect(&self, without: Target) -> SkipEffect {
        let definition = &self.plan.forms()[without.form].definition;
        let skipped = self.skipped(without.form);
        let mut full = self.responses(without.form);
        for (place, item) in definition.items.iter().enumerate() {
            let is_out = place == without.item || skipped.contains(&&*item.id);
            if !is_out && full.get(&item.id).is_none() {
                full.set(&*item.id, Answer::Value(lowest(&definition.answers_of(place).kind)));
            }
        }
        let with = |item: Option<Answer>| {
            let mut responses = full.clone();
            if let Some(answer) = item {
                responses.set(&*definition.items[without.item].id, answer);
            }
            definition.score(&responses, self.facts)
        };
        let (left_out, answered) = (with(None), with(Some(Answer::Value(lowest(&definition.answers_of(without.item).kind)))));
        let numbers = |score: &Score| score.scales.iter().filter(|scale| scale.outcome.value().is_some()).count();
        let results = |score: &Score| score.classifications.iter().filter(|each| each.rule.is_some()).count();
        if numbers(&left_out) < numbers(&answered) || results(&left_out) < results(&answered) {
            SkipEffect::NoScore
        } else if left_out.scales.iter().any(|scale| scale.outcome.status() == "prorated") {
            SkipEffect::FilledIn
        } else {
            SkipEffect::Nothing
        }
    }

    /// What each instrument that was given amounts to, if the person stops here. Instruments without any answer are left out: they stay due.
    pub fn outcomes(&self) -> Vec<Outcome> {
        let given = (0..self.plan.forms().len()).filter(|form| self.plan.is_given(*form));
        given.map(|form| self.outcome(form)).filter(|outcome| !outcome.responses.is_empty()).collect()
    }

    /// What one instrument amounts to now.
    pub fn outcome(&self, form: usize) -> Outcome {
        let definition = &self.plan.forms()[form].definition;
        let responses = self.responses(form);
        let completion = completion_of(definition, &responses, self.facts);
        Outcome { form, responses, completion }
    }

    fn is_left_out(&self, question: usize) -> bool {
        self.plan.questions()[question].targets().all(|target| self.left_out.contains(&target))
    }

    fn left_out(&self) -> Vec<Target> {
        let mut left_out = Vec::new();
        for (form, each) in self.plan.forms().iter().enumerate().filter(|(_, form)| !form.definition.skips.is_empty()) {
            for id in &self.score(form).skipped {
                left_out.extend(each.definition.item(id).map(|item| Target { form, item }));
            }
        }
        left_out
    }
}

/// Whether answers leave nothing open that a score rests on.
pub fn completion_of(definition: &Definition, responses: &Responses, facts: PersonFacts) -> Completion {
    let score = definition.score(responses, facts);
    let is_missing = |item: &instruments::definition::Item| {
        item.scored && !item.optional && responses.get(&item.id).is_none() && !score.skipped.contains(&item.id)
    };
    if definition.items.iter().any(is_missing) { Completion::Partial } else { Completion::Complete }
}

fn lowest(kind: &AnswerKind) -> i32 {
    match kind {
        AnswerKind::Options(options) => options.iter().map(|(value, _)| *value).min().unwrap_or(0),
        AnswerKind::Number { minimum, .. } => *minimum,
    }
}
