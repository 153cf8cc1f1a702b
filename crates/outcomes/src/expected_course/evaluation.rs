//! How well alerts would have told, before the outcome was known, who deteriorates.
//!
//! Patients are held apart by a hash of their id, courses are fitted on the others, and every rule is run on the scores of those held apart. Alerts
//! count only before the outcome session: an alert at the last score says what is then plain to see. Each rule stands beside a rule
//! on the plain change since intake, because a model has to earn its place.

use instruments::definition::Direction;
use statrs::distribution::{Binomial, DiscreteCDF as _};

use super::course::{Course, Given, Scored, Standing};
use super::fitting::{Courses, Episode, Fitting, fit};
use crate::mixed_model::number;
use vocabulary::Rate;

/// What is evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// How courses are fitted.
    pub fitting: Fitting,
    /// Points beyond which a change is reliable: more than these worse at the last score is a deterioration, more than these better an improvement.
    pub reliable_change: f64,
    /// The share of patients that is held apart, between 0 and 1.
    pub held_apart: f64,
    /// Which patients are held apart: another seed, other patients.
    pub seed: u64,
}

/// A rule that raises alerts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AlertRule {
    /// Beyond the upper 10 % of the course expected at intake.
    OffCourse,
    /// Beyond the upper 16 % of it.
    Watch,
    /// Beyond the upper 10 % of the course given all scores before.
    OffDynamicCourse,
    /// Worse than at intake by more than the reliable change.
    ReliableChange,
    /// Worse than at intake by at least so many points: as many as make the share of patients with an alert, among those the courses were fitted on,
    /// most like that of [`AlertRule::OffCourse`].
    RawChange {
        /// The points.
        points: f64,
    },
}

/// What a rule did.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleResult {
    /// The rule.
    pub rule: AlertRule,
    /// Of those who deteriorated, those with an alert before.
    pub sensitivity: Rate,
    /// Of those who did not, those without.
    pub specificity: Rate,
    /// Of those with an alert, those who deteriorated.
    pub positive_predictive_value: Rate,
    /// Of all, those with an alert.
    pub flagged: Rate,
    /// For those who deteriorated after an alert: the scores from the first alert to the last score.
    pub lead_scores: Median,
    /// The same in time.
    pub lead_time: Median,
}

/// The middle of some values, with its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Median {
    /// Of how many values.
    pub of: usize,
    /// The middle; `None` of nothing.
    pub value: Option<f64>,
    /// Two of the values, between which the middle of such values lies in 95 of 100 cases at least, whatever their distribution; `None` of fewer than
    /// six.
    pub interval: Option<(f64, f64)>,
}

/// The result.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The courses, fitted on the patients that were not held apart.
    pub courses: Courses,
    /// Patients the courses were fitted on.
    pub patients_fitted: usize,
    /// Patients held apart.
    pub patients_held_apart: usize,
    /// Episodes held apart that were judged.
    pub episodes: usize,
    /// Episodes held apart with fewer than three scores: there is nothing between intake and outcome.
    pub episodes_too_short: usize,
    /// Episodes held apart for whose intake score there is no course.
    pub episodes_without_course: usize,
    /// Of the judged, those who ended reliably worse.
    pub deteriorated: Rate,
    /// Of the judged, those who ended reliably better.
    pub improved: Rate,
    /// Rule by rule.
    pub rules: Vec<RuleResult>,
}

/// Fits courses on some patients and runs the rules on the others.
pub fn evaluate(question: &Question, episodes: &[Episode]) -> Evaluation {
    let is_apart = |episode: &&Episode| is_held_apart(&episode.patient, question.seed, question.held_apart);
    let (apart, others): (Vec<&Episode>, Vec<&Episode>) = episodes.iter().partition(is_apart);
    let owned: Vec<Episode> = others.iter().map(|episode| (*episode).clone()).collect();
    let courses = fit(&question.fitting, &owned);
    let (fitted_on, _, _) = judged(&others, &courses);
    let (judged, too_short, without_course) = judged(&apart, &courses);
    let raw = matching_points(question, &fitted_on);
    let rules = [
        AlertRule::OffCourse,
        AlertRule::Watch,
        AlertRule::OffDynamicCourse,
        AlertRule::ReliableChange,
        AlertRule::RawChange { points: raw },
    ];
    let ended = |is_so: &dyn Fn(f64) -> bool| Rate {
        count: judged.iter().filter(|(episode, _)| is_so(worsening(question, episode, episode.scores.len() - 1))).count(),
        of: judged.len(),
    };
    Evaluation {
        patients_fitted: patients(&others),
        patients_held_apart: patients(&apart),
        episodes: judged.len(),
        episodes_too_short: too_short,
        episodes_without_course: without_course,
        deteriorated: ended(&|worse| worse > question.reliable_change),
        improved: ended(&|worse| -worse > question.reliable_change),
        rules: rules.into_iter().map(|rule| result(question, rule, &judged)).collect(),
        courses,
    }
}

/// The same patient with the same seed is always on the same side.
fn is_held_apart(patient: &str, seed: u64, share: f64) -> bool {
    // FNV-1a over the id, mixed with the seed as in SplitMix64.
    let hash = patient.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mut mixed = hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let part = u32::try_from((mixed ^ (mixed >> 31)) >> 32).expect("the upper half of 64 bits");
    f64::from(part) < share * f64::from(u32::MAX)
}

fn patients(episodes: &[&Episode]) -> usize {
    let mut ids: Vec<&str> = episodes.iter().map(|episode| episode.patient.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

/// Episodes with something between intake and outcome and a course for their intake; and how many are too short or without a course.
fn judged<'a>(episodes: &[&'a Episode], courses: &'a Courses) -> (Vec<(&'a Episode, &'a Course)>, usize, usize) {
    let (mut found, mut too_short, mut without_course) = (Vec::new(), 0, 0);
    for episode in episodes {
        if episode.scores.len() < 3 {
            too_short += 1;
        } else if let Some(course) = courses.course(episode.scores[0].score) {
            found.push((*episode, course));
        } else {
            without_course += 1;
        }
    }
    (found, too_short, without_course)
}

/// Points by which a score is worse than the intake.
fn worsening(question: &Question, episode: &Episode, place: usize) -> f64 {
    let change = episode.scores[place].score - episode.scores[0].score;
    if question.fitting.direction == Direction::HigherIsWorse { change } else { -change }
}

/// The first score, after the intake and before the outcome, at which the rule raises an alert.
fn first_alert(question: &Question, rule: AlertRule, episode: &Episode, course: &Course) -> Option<usize> {
    let intake = episode.scores[0].score;
    let standing = |given: Given<'_>, latest: Scored| course.standing(given, latest);
    let raises = |place: &usize| {
        let latest = episode.scores[*place];
        // The course is not continued beyond its data, here as on the pages.
        let has_course = latest.time <= course.time_last;
        match rule {
            AlertRule::OffCourse => has_course && matches!(standing(Given::Intake(intake), latest), Standing::OffCourse { .. }),
            AlertRule::Watch => has_course && standing(Given::Intake(intake), latest) != Standing::OnCourse,
            AlertRule::OffDynamicCourse => {
                has_course && matches!(standing(Given::SoFar(&episode.scores[..*place]), latest), Standing::OffCourse { .. })
            }
            AlertRule::ReliableChange => worsening(question, episode, *place) > question.reliable_change,
            AlertRule::RawChange { points } => worsening(question, episode, *place) >= points,
        }
    };
    (1..episode.scores.len() - 1).find(raises)
}

/// The points of [`AlertRule::RawChange`].
fn matching_points(question: &Question, episodes: &[(&Episode, &Course)]) -> f64 {
    let flagged =
        |rule: AlertRule| episodes.iter().filter(|(episode, course)| first_alert(question, rule, episode, course).is_some()).count();
    let wanted = flagged(AlertRule::OffCourse);
    let worst = |episode: &Episode| (1..episode.scores.len() - 1).map(|place| worsening(question, episode, place)).fold(f64::MIN, f64::max);
    let mut candidates: Vec<f64> = episodes.iter().map(|(episode, _)| worst(episode)).collect();
    candidates.sort_unstable_by(f64::total_cmp);
    candidates.dedup();
    // Of candidates equally near, the one that raises fewer alerts.
    let distance = |points: &f64| episodes.iter().filter(|(episode, _)| worst(episode) >= *points).count().abs_diff(wanted);
    candidates.into_iter().rev().min_by_key(distance).unwrap_or(question.reliable_change)
}

fn result(question: &Question, rule: AlertRule, judged: &[(&Episode, &Course)]) -> RuleResult {
    let (mut hits, mut misses, mut false_alarms, mut rest) = (0, 0, 0, 0);
    let (mut lead_scores, mut lead_times) = (Vec::new(), Vec::new());
    for (episode, course) in judged {
        let last = episode.scores.len() - 1;
        let has_deteriorated = worsening(question, episode, last) > question.reliable_change;
        match (first_alert(question, rule, episode, course), has_deteriorated) {
            (Some(place), true) => {
                hits += 1;
                lead_scores.push(number(last - place));
                lead_times.push(episode.scores[last].time - episode.scores[place].time);
            }
            (None, true) => misses += 1,
            (Some(_), false) => false_alarms += 1,
            (None, false) => rest += 1,
        }
    }
    RuleResult {
        rule,
        sensitivity: Rate { count: hits, of: hits + misses },
        specificity: Rate { count: rest, of: rest + false_alarms },
        positive_predictive_value: Rate { count: hits, of: hits + false_alarms },
        flagged: Rate { count: hits + false_alarms, of: judged.len() },
        lead_scores: Median::of(lead_scores),
        lead_time: Median::of(lead_times),
    }
}

impl Median {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let of = values.len();
        let middle = |upper: f64| if of % 2 == 1 { upper } else { f64::midpoint(values[of / 2 - 1], upper) };
        let value = values.get(of / 2).copied().map(middle);
        let interval = outer_ranks(of).map(|left_out| (values[left_out], values[of - 1 - left_out]));
        Self { of, value, interval }
    }
}

/// How many values may be left out at each end so that those that remain still hold the median with a confidence of 95 %: the number below the median
/// is binomial with probability one half (the interval of the sign test).
fn outer_ranks(values: usize) -> Option<usize> {
    let tosses = u64::try_from(values).ok().filter(|values| *values > 0)?;
    let below = Binomial::new(0.5, tosses).ok()?;
    let fits = |left_out: &u64| below.cdf(*left_out) <= 0.025;
    (0..tosses).take_while(fits).last().and_then(|left_out| usize::try_from(left_out).ok())
}

#[cfg(test)]
mod tests {
    use super::super::fitting::tests::{episodes, fitting};
    use super::*;

    fn question() -> Question {
        Question { fitting: fitting(), reliable_change: 5.0, held_apart: 0.5, seed: 1 }
    }

    fn rule(evaluation: &Evaluation, wanted: AlertRule) -> RuleResult {
        evaluation.rules.iter().find(|result| result.rule == wanted).expect("every rule is run").clone()
    }

    #[test]
    fn held_apart_patients_with_a_bad_course_are_found_before_its_end() {
        let evaluation = evaluate(&question(), &episodes(1200));
        assert_eq!(evaluation.patients_fitted + evaluation.patients_held_apart, 1200);
        assert!(evaluation.patients_held_apart.abs_diff(600) < 80);
        let off = rule(&evaluation, AlertRule::OffCourse);
        assert!(off.sensitivity.value().expect("some deteriorate") > 0.7, "{off:?}");
        assert!(off.specificity.value().expect("most do not") > 0.8, "{off:?}");
        assert!(off.lead_scores.value.expect("some were found") >= 2.0);
        let watch = rule(&evaluation, AlertRule::Watch);
        assert!(watch.flagged.count >= off.flagged.count && watch.sensitivity.count >= off.sensitivity.count);
        assert_eq!(off.sensitivity.of, evaluation.deteriorated.count);
        assert_eq!(off.flagged.of, evaluation.episodes);
        assert_eq!(evaluation.rules.len(), 5);
    }

    #[test]
    fn a_median_has_the_interval_of_the_sign_test() {
        let check = |count: usize, expected: Option<(f64, f64)>| {
            let median = Median::of((1..=count).rev().map(number).collect());
            assert_eq!(median.interval, expected, "{count}");
        };
        // Of 10 tosses at most 1 shows heads in 11 of 1,024 cases, at most 2 in 56: the second and the ninth value.
        check(0, None);
        check(5, None);
        check(6, Some((1.0, 6.0)));
        check(10, Some((2.0, 9.0)));
        check(20, Some((6.0, 15.0)));
        assert_eq!(Median::of(vec![4.0, 1.0, 2.0, 3.0]).value, Some(2.5));
    }

    #[test]
    fn a_score_beyond_the_reach_of_the_course_raises_no_alert_from_it() {
        let question = question();
        let course = Course { time_last: 4.0, ..super::super::course::tests::falling(Direction::HigherIsWorse) };
        let scores = [(0.0, 20.0), (5.0, 27.0), (6.0, 27.0)].map(|(time, score)| Scored { time, score });
        let episode = Episode { patient: "a".to_owned(), scores: scores.to_vec() };
        for rule in [AlertRule::OffCourse, AlertRule::Watch, AlertRule::OffDynamicCourse] {
            assert_eq!(first_alert(&question, rule, &episode, &course), None, "{rule:?}");
            let reaching = Course { time_last: 20.0, ..course.clone() };
            assert!(first_alert(&question, rule, &episode, &reaching).is_some(), "{rule:?}");
        }
        assert_eq!(first_alert(&question, AlertRule::ReliableChange, &episode, &course), Some(1));
    }

    #[test]
    fn the_split_is_the_same_each_time_and_another_with_another_seed() {
        let episodes = episodes(300);
        let (one, again) = (evaluate(&question(), &episodes), evaluate(&question(), &episodes));
        assert_eq!(one, again);
        let other = evaluate(&Question { seed: 2, ..question() }, &episodes);
        assert_ne!(one.courses, other.courses);
        let side = |seed: u64| episodes.iter().map(|episode| is_held_apart(&episode.patient, seed, 0.5)).collect::<Vec<_>>();
        assert_ne!(side(1), side(2));
    }

    #[test]
    fn an_alert_at_the_outcome_session_counts_for_nothing() {
        let mut late = episodes(600);
        for episode in &mut late {
            // Everybody is well until the last score, and then much worse.
            let last = episode.scores.len() - 1;
            episode.scores[last].score = 27.0;
            for place in 1..last {
                episode.scores[place].score = (episode.scores[0].score - number(place)).max(0.0);
            }
        }
        let evaluation = evaluate(&question(), &late);
        let reliable = rule(&evaluation, AlertRule::ReliableChange);
        assert!(evaluation.deteriorated.count > 100);
        assert_eq!((reliable.sensitivity.count, reliable.lead_scores.value), (0, None));
    }

    #[test]
    fn episodes_without_a_course_or_a_middle_are_counted_and_not_judged() {
        let mut some = episodes(400);
        some.iter_mut().take(40).for_each(|episode| episode.scores.truncate(2));
        let mut question = question();
        question.fitting.bands.truncate(1);
        let evaluation = evaluate(&question, &some);
        assert!(evaluation.episodes_too_short > 0 && evaluation.episodes_without_course > 0);
        assert!(evaluation.episodes > 0 && evaluation.episodes + evaluation.episodes_too_short + evaluation.episodes_without_course <= 400);
        question.fitting.episodes_needed = 10_000;
        let nothing = evaluate(&question, &some);
        assert_eq!(nothing.episodes, 0);
        assert_eq!(nothing.rules[0].sensitivity.value(), None);
    }
}
