//! The engine: responses in, score out. Pure and total: any responses give a score, and what could not be computed says why.

use std::sync::Arc;

use vocabulary::{Points, Sex, Verdict};

use crate::administration::{Answer, Responses};
use crate::definition::{Definition, MissingRule, NotApplicableRule, Rounding, Scale};
use crate::formula::{Interval, ItemState, Standing, Surroundings};
use crate::score::{AnswerProblem, ClassificationResult, Imputed, Outcome, SafetyAnswer, ScaleScore, Score, Unscorable};

/// What scoring may need to know about the person who is scored. Not recorded stays unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonFacts {
    /// Sex as recorded.
    pub sex: Option<Sex>,
    /// Age in completed years on the day of the administration.
    pub age: Option<u16>,
}

impl Definition {
    /// Scores the responses of one administration.
    pub fn score(&self, responses: &Responses, respondent: PersonFacts) -> Score {
        let mut problems = Vec::new();
        let mut items = self.item_states(responses, &mut problems);
        let skipped = self.apply_skips(&mut items, respondent, &mut problems);
        let mut results = ScaleResults { outcomes: Vec::with_capacity(self.scales.len()), values: Vec::with_capacity(self.scales.len()) };
        for scale in &self.scales {
            let outcome = compute(self, scale, &items, &results, respondent);
            results.push(scale, outcome);
        }
        let around =
            Surroundings { items: &items, scales: &results.values, sex: respondent.sex, age: respondent.age, answered_only: false };
        let scales = self.scales.iter().zip(results.outcomes).map(|(scale, outcome)| judged(scale, outcome, &around)).collect();
        Score {
            instrument: Arc::clone(&self.id),
            definition_version: Arc::clone(&self.version),
            scales,
            main_scale: self.main_scale,
            classifications: self.classify(&around),
            main_classification: self.main_classification,
            safety: self.safety_answers(responses, &around),
            answered: items.iter().filter(|item| item.standing != Standing::Unanswered && item.standing != Standing::Filled).count(),
            skipped,
            problems,
        }
    }

    /// The items whose answer makes a safety entry met by itself, so that nobody is told of a no beside the yes. Where only several answers
    /// together do, all that were given.
    pub fn deciding_items(&self, safety: &SafetyAnswer, respondent: PersonFacts) -> Vec<Arc<str>> {
        let alone = |(item, answer): &(Arc<str>, Answer)| {
            let mut responses = Responses::new();
            responses.set(item.to_string(), *answer);
            self.score(&responses, respondent).safety.iter().any(|each| each.id == safety.id && each.verdict == Verdict::Met)
        };
        let given = || safety.answers.iter().map(|(item, _)| Arc::clone(item));
        let deciding: Vec<Arc<str>> = safety.answers.iter().filter(|answer| alone(answer)).map(|(item, _)| Arc::clone(item)).collect();
        if deciding.is_empty() { given().collect() } else { deciding }
    }

    /// The score of totals that came along without their items: kept as they are, safety items unknown.
    pub fn score_totals(&self, totals: &[(usize, Points)], respondent: PersonFacts) -> Score {
        let mut score = self.score(&Responses::new(), respondent);
        let mut values: Vec<Interval> = self.scales.iter().map(range_of).collect();
        for (index, value) in totals {
            let scale = &self.scales[*index];
            let inside = (scale.minimum..=scale.maximum).contains(value);
            score.scales[*index].outcome =
                if inside { Outcome::TotalOnly(*value) } else { Outcome::Unscorable(Unscorable::OutOfRange { value: *value }) };
            if inside {
                values[*index] = Interval::point(value.to_f64());
            }
        }
        let mut nothing = Vec::new();
        let items = self.item_states(&Responses::new(), &mut nothing);
        let around = Surroundings { items: &items, scales: &values, sex: respondent.sex, age: respondent.age, answered_only: false };
        score.scales = self.scales.iter().zip(score.scales).map(|(scale, each)| judged(scale, each.outcome, &around)).collect();
        score.classifications = self.classify(&around);
        score.skipped.clear();
        score
    }

    /// The state of every item, unknown ones as wide as their answer set.
    fn item_states(&self, responses: &Responses, problems: &mut Vec<AnswerProblem>) -> Vec<ItemState> {
        let mut known = 0;
        let states: Vec<ItemState> = (self.items.iter().enumerate())
            .map(|(index, item)| {
                let set = self.answers_of(index);
                let (low, high) = item.scored_bounds;
                let mut state = ItemState {
                    value: Interval { low: f64::from(low), high: f64::from(high) },
                    raw: None,
                    raw_range: set.bounds(),
                    standing: Standing::Unanswered,
                };
                let answer = responses.get(&item.id);
                known += usize::from(answer.is_some());
                match answer {
                    Some(Answer::Value(value)) if set.offers(value) => {
                        state.value = Interval::point(f64::from(item.scored_value(value)));
                        state.raw = Some(value);
                        state.standing = Standing::Answered;
                    }
                    Some(Answer::Value(value)) => problems.push(AnswerProblem::NotOffered { item: item.id.to_string(), value }),
                    Some(Answer::Refused) if set.refused => state.standing = Standing::Refused,
                    Some(Answer::NotApplicable) if set.not_applicable => state.standing = Standing::LeftOut,
                    Some(Answer::Refused | Answer::NotApplicable) => {
                        problems.push(AnswerProblem::NotASpecialOption { item: item.id.to_string() });
                    }
                    None => {}
                }
                state
            })
            .collect();
        // Looking every key up again costs more than the scoring, and almost always finds nothing.
        if known < responses.len() {
            let unknown = responses.iter().filter(|(key, _)| self.item(key).is_none());
            problems.extend(unknown.map(|(key, _)| AnswerProblem::UnknownItem { key: key.to_owned() }));
        }
        states
    }

    /// Fills in items that the form's own rules leave out. An answer that was given anyway counts.
    fn apply_skips(&self, items: &mut [ItemState], respondent: PersonFacts, problems: &mut Vec<AnswerProblem>) -> Vec<Arc<str>> {
        let mut skipped = Vec::new();
        for skip in &self.skips {
            let around = Surroundings { items, scales: &[], sex: respondent.sex, age: respondent.age, answered_only: false };
            if skip.when.evaluate(&around) != Verdict::Met {
                continue;
            }
            for &index in &skip.items {
                let state = &mut items[index];
                let id = &self.items[index].id;
                if state.standing == Standing::Answered {
                    problems.push(AnswerProblem::AnsweredThoughSkipped { item: id.to_string() });
                } else if !state.has_value() && !skipped.contains(id) {
                    if let Some(value) = skip.value {
                        state.value = Interval::point(f64::from(value));
                        state.standing = Standing::Filled;
                    }
                    skipped.push(Arc::clone(id));
                }
            }
        }
        skipped
    }

    fn classify(&self, around: &Surroundings<'_>) -> Vec<ClassificationResult> {
        let decide = |rules: &[crate::definition::Rule]| {
            for (place, rule) in rules.iter().enumerate() {
                match rule.when.evaluate(around) {
                    Verdict::Met => return Some(place),
                    Verdict::Unknown => return None,
                    Verdict::NotMet => {}
                }
            }
            None
        };
        (self.classifications.iter())
            .map(|each| ClassificationResult { classification: Arc::clone(&each.id), rule: decide(&each.rules) })
            .collect()
    }

    fn safety_answers(&self, responses: &Responses, around: &Surroundings<'_>) -> Vec<SafetyAnswer> {
        (self.safety.iter())
            .map(|entry| SafetyAnswer {
                id: Arc::clone(&entry.id),
                verdict: entry.when.evaluate(around),
                answers: (entry.items.iter())
                    .filter_map(|index| responses.get(&self.items[*index].id).map(|answer| (Arc::clone(&self.items[*index].id), answer)))
                    .collect(),
            })
            .collect()
    }
}

/// Scales computed so far: what came out, and the same as numbers for formulas.
struct ScaleResults {
    outcomes: Vec<Outcome>,
    values: Vec<Interval>,
}

impl ScaleResults {
    fn push(&mut self, scale: &Scale, outcome: Outcome) {
        self.values.push(outcome.value().map_or_else(|| range_of(scale), |value| Interval::point(value.to_f64())));
        self.outcomes.push(outcome);
    }
}

fn range_of(scale: &Scale) -> Interval {
    Interval { low: scale.minimum.to_f64(), high: scale.maximum.to_f64() }
}

fn judged(scale: &Scale, outcome: Outcome, around: &Surroundings<'_>) -> ScaleScore {
    let band = outcome.value().and_then(|value| scale.bands.iter().rposition(|band| band.from <= value));
    let cutoffs = scale.cutoffs.iter().map(|cutoff| cutoff.when.evaluate(around)).collect();
    ScaleScore { scale: Arc::clone(&scale.id), outcome, band, cutoffs }
}

fn compute(definition: &Definition, scale: &Scale, items: &[ItemState], so_far: &ScaleResults, respondent: PersonFacts) -> Outcome {
    let Some(formula) = &scale.formula else { return Outcome::Unscorable(Unscorable::NotAdministered) };
    let referenced = formula.scales();
    let not_given = |index: &usize| so_far.outcomes[*index] == Outcome::Unscorable(Unscorable::NotAdministered);
    let nothing_answered = !scale.items.iter().any(|index| items[*index].standing != Standing::Unanswered);
    if nothing_answered && referenced.iter().all(not_given) && !(scale.items.is_empty() && referenced.is_empty()) {
        return Outcome::Unscorable(Unscorable::NotAdministered);
    }
    let filled = match fill(definition, scale, items) {
        Ok(filled) => filled,
        Err(reason) => return Outcome::Unscorable(reason),
    };
    let around = Surroundings {
        items: filled.items.as_deref().unwrap_or(items),
        scales: &so_far.values,
        sex: respondent.sex,
        age: respondent.age,
        answered_only: scale.missing == MissingRule::ByFormula,
    };
    let Some(value) = formula.evaluate(&around).known().and_then(|value| Points::from_f64(value).ok()) else {
        return Outcome::Unscorable(Unscorable::Undetermined);
    };
    let mut imputed = filled.imputed;
    for index in referenced {
        if let Outcome::Prorated { imputed: more, .. } = &so_far.outcomes[index] {
            imputed.extend(more.iter().filter(|each| !imputed.contains(each)).cloned().collect::<Vec<_>>());
        }
    }
    let value = if imputed.is_empty() { value } else { rounded(value, scale.missing) };
    if !(scale.minimum..=scale.maximum).contains(&value) {
        return Outcome::Unscorable(Unscorable::OutOfRange { value });
    }
    if imputed.is_empty() { Outcome::Scored(value) } else { Outcome::Prorated { value, imputed } }
}

struct Filled {
    /// `None` when the items can be used as they are.
    items: Option<Vec<ItemState>>,
    imputed: Vec<Imputed>,
}

/// Applies the scale's rules for missing and not applicable items.
fn fill(definition: &Definition, scale: &Scale, items: &[ItemState]) -> Result<Filled, Unscorable> {
    let needs_change = scale.items.iter().any(|index| !items[*index].has_value());
    if !needs_change {
        return Ok(Filled { items: None, imputed: Vec::new() });
    }
    let mut filled = items.to_vec();
    let mut missing = Vec::new();
    for &index in &scale.items {
        let state = &mut filled[index];
        match (state.has_value(), state.standing == Standing::LeftOut, scale.not_applicable) {
            (true, ..) | (false, true, NotApplicableRule::LeaveOut) => {}
            (false, true, NotApplicableRule::Zero) => set(state, 0.0),
            (false, ..) => {
                state.standing = Standing::Unanswered;
                missing.push(index);
            }
        }
    }
    let names = || missing.iter().map(|index| Arc::clone(&definition.items[*index].id)).collect::<Vec<_>>();
    let mut imputed = Vec::new();
    match scale.missing {
        _ if missing.is_empty() => {}
        MissingRule::ByFormula => {}
        MissingRule::All => return Err(Unscorable::TooManyMissing { missing: names(), allowed: 0 }),
        MissingRule::Prorate { most, .. } | MissingRule::Zero { most } if missing.len() > most => {
            return Err(Unscorable::TooManyMissing { missing: names(), allowed: most });
        }
        MissingRule::Prorate { .. } => {
            let known: Vec<f64> =
                scale.items.iter().filter(|index| filled[**index].has_value()).filter_map(|index| filled[*index].value.known()).collect();
            let mean = mean(&known).ok_or(Unscorable::Undetermined)?;
            imputed = impute(definition, &mut filled, &missing, mean);
        }
        MissingRule::Zero { .. } => imputed = impute(definition, &mut filled, &missing, 0.0),
    }
    Ok(Filled { items: Some(filled), imputed })
}

fn impute(definition: &Definition, items: &mut [ItemState], missing: &[usize], value: f64) -> Vec<Imputed> {
    let points = Points::from_f64(value).unwrap_or(Points::ZERO);
    let fill_in = |index: &usize| {
        set(&mut items[*index], value);
        Imputed { item: Arc::clone(&definition.items[*index].id), value: points }
    };
    missing.iter().map(fill_in).collect()
}

fn set(state: &mut ItemState, value: f64) {
    state.value = Interval::point(value);
    state.standing = Standing::Filled;
}

#[expect(clippy::cast_precision_loss, reason = "an instrument has far fewer than 2^53 items")]
fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Rounds a prorated result as its scale says. A mean that should be whole may miss it by a hair, so four digits are looked at.
fn rounded(value: Points, rule: MissingRule) -> Points {
    let MissingRule::Prorate { round, .. } = rule else { return value };
    let exact = value.to_f64();
    let whole = match round {
        Rounding::None => return value,
        Rounding::Nearest => exact.round(),
        Rounding::Up => exact.ceil(),
        Rounding::Down => exact.floor(),
    };
    Points::from_f64(whole).unwrap_or(value)
}
