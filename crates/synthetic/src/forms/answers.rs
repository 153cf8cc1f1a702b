//! Answers that fit how a patient is: the total first, then its items, so that totals and items agree and a course shows through single forms.

use instruments::definition::AnswerKind;
use instruments::{Answer, Definition, Responses};
use vocabulary::Points;

use super::person::{Moment, Person};
use super::shelf::Form;
use crate::stream::{Stream, nearest};

/// Answers in the order of the definition's items; `None` where nothing was answered.
pub(crate) type Answers = Vec<Option<Answer>>;

/// Answers one form.
pub(crate) fn answer(form: Form, definition: &Definition, person: &Person, moment: &Moment, draws: &mut Stream) -> Answers {
    match form {
        Form::Phq9 => phq_9(definition, person, moment, draws),
        Form::Gad7 => even(definition, moment.anxiety, person, draws),
        Form::Pcl5 => even(definition, moment.trauma, person, draws),
        Form::AuditC => audit_c(definition, person, draws),
        Form::PcPtsd5 => pc_ptsd_5(definition, person, moment, draws),
        Form::BamR => bam_r(definition, moment, draws),
        Form::Craving => named(definition, &[("1", nearest(moment.craving * 10.0))]),
        Form::Asq => asq(definition, person, moment, draws),
        Form::Cows => observed(definition, moment.withdrawal * 0.7, person, draws),
        Form::CiwaAr => observed(definition, moment.withdrawal * 0.45, person, draws),
        Form::Who5 | Form::Sure => Vec::new(),
    }
}

/// The total that another system reports, and its scale.
pub(crate) fn total(form: Form, moment: &Moment) -> Option<(&'static str, Points)> {
    let well = 1.0 - moment.distress;
    match form {
        Form::Who5 => Some(("percentage", Points::from_whole(nearest((well * 23.0 - 1.0).clamp(0.0, 25.0)) * 4))),
        Form::Sure => Some(("total", Points::from_whole(21 + nearest(well * 42.0).clamp(0, 42)))),
        _ => None,
    }
}

/// The answers as responses.
pub(crate) fn responses(definition: &Definition, answers: &Answers) -> Responses {
    let mut responses = Responses::new();
    for (item, answer) in definition.items.iter().zip(answers) {
        if let Some(answer) = answer {
            responses.set(&*item.id, *answer);
        }
    }
    responses
}

/// The sum of the scored items as a person adds them up on paper.
pub(crate) fn sum(definition: &Definition, answers: &Answers) -> i32 {
    let value = |(item, answer): (&instruments::definition::Item, &Option<Answer>)| match answer {
        Some(Answer::Value(value)) if item.scored => item.scored_value(*value),
        _ => 0,
    };
    definition.items.iter().zip(answers).map(value).sum()
}

/// Spreads a severity over all scored items: the total is fixed first, the leaning of the person decides where its points go.
fn even(definition: &Definition, severity: f64, person: &Person, draws: &mut Stream) -> Answers {
    let highest: Vec<i32> = definition.items.iter().enumerate().map(|(place, _)| definition.answers_of(place).bounds().1).collect();
    let most: i32 = highest.iter().sum();
    spread(nearest(severity * f64::from(most)), &highest, person, draws).into_iter().map(|value| Some(Answer::Value(value))).collect()
}

/// Gives the points of a total one by one to items that can take one more.
fn spread(total: i32, highest: &[i32], person: &Person, draws: &mut Stream) -> Vec<i32> {
    let weight = |place: usize| person.leaning[place % person.leaning.len()];
    let mut values = vec![0; highest.len()];
    for _ in 0..total {
        let free = |(place, value): (usize, &i32)| (*value < highest[place]).then_some(place);
        let open: Vec<usize> = values.iter().enumerate().filter_map(free).collect();
        let sum: f64 = open.iter().map(|place| weight(*place)).sum();
        let mut left = draws.fraction() * sum;
        let chosen = open.iter().copied().find(|place| {
            left -= weight(*place);
            left < 0.0
        });
        match chosen.or(open.last().copied()) {
            Some(place) => values[place] += 1,
            None => break,
        }
    }
    values
}

/// Item 9 first, by what the patient thinks of; the rest of the total goes to the other eight; item 10 says how much it gets in the way.
fn phq_9(definition: &Definition, person: &Person, moment: &Moment, draws: &mut Stream) -> Answers {
    let total = nearest(moment.distress * 27.0);
    let ninth = moment.ideation.min(total);
    let rest = (total - ninth).min(24);
    let mut values = spread(rest, &[3; 8], person, draws);
    values.push(ninth);
    let difficulty = nearest(moment.distress * 4.2 - 0.4 + draws.normal() * 0.4).clamp(0, 3);
    let answers_difficulty = total > 0 && draws.chance(0.9);
    let mut answers: Answers = values.into_iter().map(|value| Some(Answer::Value(value))).collect();
    answers.push(answers_difficulty.then_some(Answer::Value(difficulty)));
    answers.resize(definition.items.len(), None);
    answers
}

/// Who never drinks is not asked the other two questions.
fn audit_c(definition: &Definition, person: &Person, draws: &mut Stream) -> Answers {
    if person.drinking == 0 {
        return named(definition, &[("1", 0)]);
    }
    let about = |draws: &mut Stream, less: i32| (person.drinking - less + draws.between(-1, 1)).clamp(0, 4);
    let (drinks, heavy) = (about(draws, 1), about(draws, 1));
    named(definition, &[("1", person.drinking), ("2", drinks), ("3", heavy)])
}

fn pc_ptsd_5(definition: &Definition, person: &Person, moment: &Moment, draws: &mut Stream) -> Answers {
    if person.trauma_share == 0.0 {
        return named(definition, &[("gate", 0)]);
    }
    let yes = |draws: &mut Stream| i32::from(draws.chance((moment.trauma * 1.6).min(0.95)));
    let values: Vec<(&str, i32)> = ["1", "2", "3", "4", "5"].map(|item| (item, yes(draws))).to_vec();
    named(definition, &[&[("gate", 1)], values.as_slice()].concat())
}

/// Use, risk and protection: use and craving fall together, protection rises as distress falls.
fn bam_r(definition: &Definition, moment: &Moment, draws: &mut Stream) -> Answers {
    let bad_days = |draws: &mut Stream, share: f64| nearest(share * 30.0 + draws.normal() * 2.0).clamp(0, 30);
    let extent = |draws: &mut Stream, share: f64| nearest(share * 4.4 + draws.normal() * 0.4).clamp(0, 4);
    let well = 1.0 - moment.distress;
    let alcohol = nearest(f64::from(moment.days_of_use) * draws.within(0.1, 0.9)).clamp(0, 30);
    let drugs = (moment.days_of_use - alcohol / 2).clamp(0, 30);
    let mut values = vec![
        ("1", extent(draws, moment.distress)),
        ("2", bad_days(draws, moment.distress * 0.8)),
        ("3", bad_days(draws, moment.distress)),
        ("4", alcohol),
        ("6", drugs),
        ("8", extent(draws, moment.craving)),
        ("9", extent(draws, well * 0.9)),
        ("10", bad_days(draws, well * 0.45)),
        ("11", bad_days(draws, moment.craving * 0.5)),
        ("12", draws.between(0, 4)),
        ("13", bad_days(draws, well * 0.5)),
        ("14", i32::from(draws.chance(0.35 + 0.5 * well))),
        ("15", extent(draws, moment.distress * 0.8)),
        ("16", bad_days(draws, well * 0.6)),
        ("17", extent(draws, well * 0.9)),
    ];
    if alcohol > 0 {
        values.push(("5", nearest(f64::from(alcohol) * draws.within(0.2, 0.9)).clamp(0, alcohol)));
    }
    if drugs > 0 {
        let (first, second) = (nearest(f64::from(drugs) * draws.within(0.4, 1.0)), nearest(f64::from(drugs) * draws.within(0.0, 0.4)));
        values.push((draws.weighted(&[("7a", 4), ("7c", 3), ("7d", 3), ("7e", 5)]), first.clamp(0, 30)));
        values.push(("7b", second.clamp(0, 30)));
    }
    named(definition, &values)
}

/// Agrees with item 9 of the same day: who thinks of death says so here too. Item 5 is asked after a yes only.
fn asq(definition: &Definition, person: &Person, moment: &Moment, draws: &mut Stream) -> Answers {
    let thinks = moment.ideation;
    let wished = i32::from(thinks >= 1 && draws.chance(0.85));
    let better_off = i32::from(thinks >= 2 && draws.chance(0.6));
    let killing = i32::from(thinks >= 2 && draws.chance(0.55));
    let ever = i32::from(person.attempt_ever);
    let now = i32::from(thinks >= 3 && draws.chance(0.12));
    let mut values = vec![("1", wished), ("2", better_off), ("3", killing), ("4", ever)];
    if wished + better_off + killing + ever > 0 {
        values.push(("5", now));
    }
    named(definition, &values)
}

/// Signs that a clinician rates: each item at the option nearest to the level of the moment.
fn observed(definition: &Definition, level: f64, person: &Person, draws: &mut Stream) -> Answers {
    let rate = |place: usize, draws: &mut Stream| {
        let share = (level + 3.0 * person.wavering * draws.normal()).clamp(0.0, 1.0);
        match &definition.answers_of(place).kind {
            AnswerKind::Options(options) => {
                let mut values: Vec<i32> = options.iter().map(|(value, _)| *value).collect();
                values.sort_unstable();
                let last = values.len() - 1;
                let rank = nearest(share * f64::from(u32::try_from(last).unwrap_or(0)));
                values[usize::try_from(rank).unwrap_or(0).min(last)]
            }
            AnswerKind::Number { minimum, maximum } => minimum + nearest(share * f64::from(maximum - minimum)),
        }
    };
    (0..definition.items.len()).map(|place| Some(Answer::Value(rate(place, draws)))).collect()
}

/// Answers by item id; everything else is left open.
fn named(definition: &Definition, values: &[(&str, i32)]) -> Answers {
    let mut answers: Answers = vec![None; definition.items.len()];
    for (id, value) in values {
        let place = definition.item(id).expect("the practice names items that its instruments have");
        answers[place] = Some(Answer::Value(*value));
    }
    answers
}
