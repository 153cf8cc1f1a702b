//! J13: outcome by approach, and by clinician, within a diagnosis, with estimates drawn to the mean.
//!
//! *Data*: scores, episodes. *Formula*: of ended episodes with a first and a later score: the gain in points, less what the first score lets expect (least
//! squares of gain on first score, within each instrument with at least [`ENOUGH`] episodes), divided by the standard deviation of the first scores. By
//! approach and diagnosis, and apart from that by clinician and diagnosis, from [`ENOUGH`] episodes on: the mean of that, drawn to the mean of all by the share of its variance that is noise (empirical Bayes;
//! variance between groups by DerSimonian and Laird). Found where a group's mean lies outside the limits of a funnel at three standard errors. Episodes are not
//! assigned at random: a difference is a question for supervision, never a rank. *Dollars*: none. *Action*: for supervision only: the parts stand in the order of names, and only who may see care sees them.

use std::collections::BTreeMap;

use vocabulary::rate::number;
use vocabulary::{Money, Rate};

use super::super::course::Pair;
use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use super::super::side::EpisodeFact;
use super::j06_revenue_per_recovery::line;

/// So many episodes of an instrument, and of a group.
const ENOUGH: usize = 20;
/// So many standard errors make the limits of the funnel.
const FUNNEL: f64 = 3.0;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J13",
    bucket: None,
    needs: &[FileKind::Measures, FileKind::Episodes],
    horizon: Horizon::Third,
    owner: Owner::ClinicalDirector,
    sources: &[
        "DerSimonian and Laird 1986, Controlled Clinical Trials 7:177",
        "Spiegelhalter 2005, Statistics in Medicine 24:1185 (funnel plots)",
    ],
};

struct Gain<'a> {
    episode: &'a EpisodeFact,
    first: f64,
    better_by: f64,
}

fn mean(values: impl Iterator<Item = f64>) -> (f64, usize) {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    (if count == 0 { 0.0 } else { sum / number(count) }, count)
}

/// What each gain is beyond what its first score lets expect, in standard deviations of first scores.
fn adjusted<'a>(gains: &[Gain<'a>]) -> Vec<(&'a EpisodeFact, f64)> {
    let (first, count) = mean(gains.iter().map(|gain| gain.first));
    let (gained, _) = mean(gains.iter().map(|gain| gain.better_by));
    let square: f64 = gains.iter().map(|gain| (gain.first - first).powi(2)).sum();
    let product: f64 = gains.iter().map(|gain| (gain.first - first) * (gain.better_by - gained)).sum();
    if count < ENOUGH || square <= 0.0 {
        return Vec::new();
    }
    let (slope, deviation) = (product / square, (square / number(count - 1)).sqrt());
    gains.iter().map(|gain| (gain.episode, (gain.better_by - gained - slope * (gain.first - first)) / deviation)).collect()
}

struct Estimate {
    count: usize,
    mean: f64,
    variance: f64,
}

/// Variance between groups (DerSimonian and Laird), from means and the variances of the means.
fn between(groups: &[&Estimate]) -> f64 {
    let weights: Vec<f64> = groups.iter().map(|group| 1.0 / group.variance).collect();
    let sum: f64 = weights.iter().sum();
    let centre = groups.iter().zip(&weights).map(|(group, weight)| weight * group.mean).sum::<f64>() / sum;
    let spread: f64 = groups.iter().zip(&weights).map(|(group, weight)| weight * (group.mean - centre).powi(2)).sum();
    let scale = sum - weights.iter().map(|weight| weight * weight).sum::<f64>() / sum;
    if scale <= 0.0 { 0.0 } else { ((spread - (number(groups.len()) - 1.0)) / scale).max(0.0) }
}

/// Gains of episodes by name and diagnosis.
type Groups<'a> = BTreeMap<(String, &'a str), Vec<(&'a EpisodeFact, f64)>>;

/// What comparing groups comes to.
enum Compared<'a> {
    TooFew(usize),
    Inside(usize),
    Outside { count: usize, shown: Vec<Group>, lines: Vec<Evidence<'a>> },
}

fn compared(mut groups: Groups<'_>) -> Compared<'_> {
    let all: Vec<f64> = groups.values().flatten().map(|(_, gain)| *gain).collect();
    groups.retain(|_, members| members.len() >= ENOUGH);
    if groups.len() < 2 {
        return Compared::TooFew(groups.len());
    }
    let (centre, count) = mean(all.iter().copied());
    let variance = all.iter().map(|gain| (gain - centre).powi(2)).sum::<f64>() / number(count - 1);
    if variance <= 0.0 {
        return Compared::Inside(count);
    }
    let estimate = |members: &Vec<(&EpisodeFact, f64)>| {
        let (mean, count) = mean(members.iter().map(|(_, gain)| *gain));
        Estimate { count, mean, variance: variance / number(count) }
    };
    let estimates: Vec<Estimate> = groups.values().map(estimate).collect();
    let between = between(&estimates.iter().collect::<Vec<_>>());
    let is_outside = |estimate: &Estimate| (estimate.mean - centre).abs() > FUNNEL * estimate.variance.sqrt();
    let drawn = |estimate: &Estimate| centre + between / (between + estimate.variance) * (estimate.mean - centre);
    let shown = groups.keys().zip(&estimates).map(|((name, diagnosis), estimate)| Group {
        names: vec![name.clone(), (*diagnosis).to_owned(), format!("drawn-gain {:.2}", drawn(estimate))],
        rate: Rate { count: estimate.count, of: count },
        amount: Money::ZERO,
    });
    let outside = groups.values().zip(&estimates).filter(|(_, estimate)| is_outside(estimate)).flat_map(|(members, _)| members);
    let lines: Vec<Evidence<'_>> =
        outside.map(|(episode, gain)| line(episode, format!("gain {gain:.2} {}", episode.patient), None)).collect();
    if lines.is_empty() { Compared::Inside(count) } else { Compared::Outside { count, shown: shown.collect(), lines } }
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut by_instrument: BTreeMap<&str, Vec<Gain<'a>>> = BTreeMap::new();
    for episode in facts.side.episodes.iter().flatten().filter(|episode| episode.discharged.is_some_and(|last| last <= facts.as_of)) {
        let Some(pair) = facts.courses.pair(episode, facts.as_of) else { continue };
        let Some(better_by) = Pair::better_by(&pair) else { continue };
        by_instrument.entry(&pair.first.instrument).or_default().push(Gain { episode, first: pair.first.score.to_f64(), better_by });
    }
    let (mut approaches, mut clinicians): (Groups<'a>, Groups<'a>) = (BTreeMap::new(), BTreeMap::new());
    for (episode, gain) in by_instrument.values().flat_map(|gains| adjusted(gains)) {
        let diagnosis = episode.diagnosis.as_str();
        if !episode.approach.is_empty() {
            approaches.entry((episode.approach.clone(), diagnosis)).or_default().push((episode, gain));
        }
        if !episode.clinician.is_empty() {
            clinicians.entry((format!("clinician {}", episode.clinician), diagnosis)).or_default().push((episode, gain));
        }
    }
    let compared_episodes = by_instrument.values().flatten().map(|gain| gain.episode);
    let unnamed = compared_episodes.filter(|episode| episode.approach.is_empty()).count();
    let unnamed = (unnamed > 0).then_some(("episodes-without-approach", Figure::Count(unnamed)));
    let (mut most, mut looked_at) = (0, 0);
    let (mut groups, mut lines): (Vec<Group>, Vec<Evidence<'a>>) = (Vec::new(), Vec::new());
    for compared in [compared(approaches), compared(clinicians)] {
        match compared {
            Compared::TooFew(have) => most = have.max(most),
            Compared::Inside(count) => looked_at = count.max(looked_at),
            Compared::Outside { count, shown, lines: outside } => {
                looked_at = count.max(looked_at);
                groups.extend(shown);
                lines.extend(outside);
            }
        }
    }
    if looked_at == 0 {
        return Outcome::too_few(most, 2).beside(unnamed);
    }
    if lines.is_empty() {
        return Outcome::nothing(looked_at).beside(unnamed);
    }
    lines.sort_by(|one, other| (&one.why, one.day).cmp(&(&other.why, other.day)));
    lines.dedup();
    Outcome::Found(Found { looked_at, groups, lines, ..Found::default() }).beside(unnamed)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, lines_of, outcome_code};

    /// Episodes of an approach that gain about so many points, from first scores that differ.
    fn episodes(books: Books, approach: &str, count: usize, gain: i32) -> Books {
        books.each(0..count, |books, place| {
            let (patient, noise) = (format!("{approach}{place:02}"), i32::try_from(place % 5).expect("small"));
            let first = 16 + i32::try_from(place % 7).expect("small");
            books
                .episode(&patient, "2026-03-01", "2026-05-01", "completed", &format!("self/depression/{approach}"))
                .measured(&patient, "2026-03-02", "phq-9", first)
                .measured(&patient, "2026-04-28", "phq-9", first - gain - noise)
        })
    }

    #[test]
    fn an_approach_outside_the_funnel_is_found_and_noise_is_not() {
        assert_eq!(outcome_code("J13", &episodes(Books::clean(), "act", 30, 6)), "too_few");
        let two = |first, second| episodes(episodes(Books::clean(), "act", 30, first), "cbt", 30, second);
        assert_eq!(outcome_code("J13", &two(6, 6)), "nothing_found");
        assert_eq!(lines_of("J13", &two(2, 10)).len(), 60);
    }

    #[test]
    fn episodes_of_which_nobody_named_the_approach_are_counted() {
        check_figure("J13", &episodes(Books::clean(), "", 30, 6), "episodes-without-approach", "30");
    }

    #[test]
    fn clinicians_are_compared_within_a_diagnosis_and_told_by_name_never_by_rank() {
        // Of one approach: what differs is who answers for the treatment.
        let of = |books, clinician: &str, gain| episodes(books, &format!("act/{clinician}"), 30, gain);
        let two = |first, second| of(of(Books::clean(), "zed", first), "ann", second);
        assert_eq!(outcome_code("J13", &two(6, 6)), "nothing_found");
        let names: Vec<String> = two(10, 2).assessed(|assessment| match &assessment.finding("J13").expect("in the catalogue").outcome {
            super::Outcome::Found(found) => found.groups.iter().map(|group| group.names[0].clone()).collect(),
            _ => Vec::new(),
        });
        assert_eq!(names, ["clinician ann", "clinician zed"]);
    }
}
