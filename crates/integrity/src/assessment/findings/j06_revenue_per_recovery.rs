//! J6: what was allowed for each patient who recovered reliably.
//!
//! *Data*: claims, remittances, scores, episodes. *Formula*: what payers allowed on lines within an episode, over all episodes that have ended, divided by the
//! episodes whose first and last score say a reliable recovery (verified norm and cutoff); the recovered also as a share of all who began and of those who
//! have both scores. What was allowed on lines that lie in no episode on file stands beside: it is in no ratio. Limits of the ratio by a bootstrap over episodes. From [`ENOUGH`] episodes and [`ENOUGH_RECOVERED`] recoveries on, in all
//! and by program, diagnosis and the payer that allowed most of an episode; shown, and never counted. *Dollars*: the ratio. *Action*: know the price before a value-based contract.

use std::collections::BTreeMap;
use vocabulary::{Money, Rate, Rounding};

use super::super::course::Pair;
use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::expected::allowed;
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use super::super::side::EpisodeFact;
use super::super::strata::bootstrap_ratio;

/// So many ended episodes.
const ENOUGH: usize = 20;
/// With so many recoveries.
const ENOUGH_RECOVERED: usize = 5;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J6",
    bucket: None,
    needs: &[FileKind::Claims, FileKind::Remittances, FileKind::Measures, FileKind::Episodes],
    horizon: Horizon::Third,
    owner: Owner::Finance,
    sources: &[
        "Reliable change and recovery by the norms of each instrument's definition (Jacobson and Truax 1991)",
        "Efron and Tibshirani 1993, percentile bootstrap",
    ],
};

/// An ended episode with what it brought.
pub(super) struct Ended<'a> {
    pub(super) episode: &'a EpisodeFact,
    pub(super) allowed: Money,
    /// The payer that allowed most of it; empty where none allowed anything.
    payer: &'a str,
    pub(super) pair: Option<Pair<'a>>,
}

impl Ended<'_> {
    pub(super) fn is_recovered(&self) -> bool {
        self.pair.is_some_and(|pair| pair.is_recovered())
    }
}

/// Every episode that has ended, with what payers allowed within it.
pub(super) fn ended<'a>(facts: &Facts<'a>) -> Vec<Ended<'a>> {
    ended_and_outside(facts).0
}

/// The same, and what payers allowed on lines that lie in no episode on file.
fn ended_and_outside<'a>(facts: &Facts<'a>) -> (Vec<Ended<'a>>, Money) {
    let mut sums: BTreeMap<&EpisodeFact, BTreeMap<&'a str, Money>> = BTreeMap::new();
    let mut outside = Money::ZERO;
    for (case, standing) in facts.standing() {
        let episode = standing.day().and_then(|day| facts.courses.episode_of(facts.names.of(case.claim), day));
        match episode {
            Some(episode) => *sums.entry(episode).or_default().entry(standing.payer).or_default() += allowed(standing.decided),
            None => outside += allowed(standing.decided),
        }
    }
    let has_ended = |episode: &&EpisodeFact| episode.discharged.is_some_and(|last| last <= facts.as_of);
    let of = |episode: &'a EpisodeFact| {
        let by_payer = || sums.get(episode).into_iter().flatten();
        Ended {
            episode,
            allowed: by_payer().map(|(_, amount)| *amount).sum(),
            payer: by_payer().max_by_key(|(_, amount)| **amount).map_or("", |(payer, _)| *payer),
            pair: facts.courses.pair(episode, facts.as_of),
        }
    };
    (facts.side.episodes.iter().flatten().filter(has_ended).map(of).collect(), outside)
}

/// An episode as a line behind a number.
pub(super) fn line(episode: &EpisodeFact, why: String, amount: Option<Money>) -> Evidence<'_> {
    Evidence {
        claim: None,
        line: None,
        day: Some(episode.admitted),
        payer: "",
        service: &episode.program,
        why,
        category: None,
        bucket: None,
        amount,
        trace: None,
    }
}

/// An amount divided by a count, to the nearest cent.
fn each(amount: Money, count: usize) -> Money {
    let count = i64::try_from(count.max(1)).unwrap_or(i64::MAX);
    amount.share(1, count, Rounding::Nearest).unwrap_or(amount)
}

/// What was allowed for each recovery by program, by diagnosis and by payer, where there are enough of both. The same episodes stand in all three.
fn parts(ended: &[Ended<'_>]) -> Vec<Group> {
    let by = |name: &dyn Fn(&Ended<'_>) -> String, of: Option<&str>| {
        let mut parts: BTreeMap<String, (Rate, Money)> = BTreeMap::new();
        for one in ended {
            let (rate, amount) = parts.entry(name(one)).or_default();
            rate.of += 1;
            rate.count += usize::from(one.is_recovered());
            *amount += one.allowed;
        }
        let is_enough = |name: &str, rate: Rate| rate.count >= ENOUGH_RECOVERED && rate.of >= ENOUGH && (of.is_none() || !name.is_empty());
        let enough = parts.into_iter().filter(|(name, (rate, _))| is_enough(name, *rate));
        let names = |name: String| std::iter::once(name).chain(of.map(str::to_owned)).collect();
        enough.map(|(name, (rate, amount))| Group { names: names(name), rate, amount: each(amount, rate.count) }).collect::<Vec<_>>()
    };
    let mut all = by(&|one| one.episode.program.clone(), None);
    all.extend(by(&|one| one.episode.diagnosis.clone(), Some("of-diagnosis")));
    all.extend(by(&|one| one.payer.to_owned(), Some("of-payer")));
    all
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let (ended, outside) = ended_and_outside(facts);
    of_ended(&ended).beside([("allowed-outside-episodes", Figure::Money(outside))])
}

fn of_ended<'a>(ended: &[Ended<'a>]) -> Outcome<'a> {
    let recovered = ended.iter().filter(|one| one.is_recovered()).count();
    if ended.len() < ENOUGH {
        return Outcome::too_few(ended.len(), ENOUGH);
    }
    if recovered < ENOUGH_RECOVERED {
        return Outcome::too_few(recovered, ENOUGH_RECOVERED);
    }
    let total: Money = ended.iter().map(|one| one.allowed).sum();
    if ended.iter().all(|one| one.allowed == Money::ZERO) {
        // No claim lies within an ended episode: a price of nothing would be a false one.
        return Outcome::NotJudged { figures: vec![("ended-without-allowed", Figure::Count(ended.len()))] };
    }
    let measured = ended.iter().filter(|one| one.pair.is_some()).count();
    let mut figures = vec![
        ("allowed-in-episodes", Figure::Money(total)),
        ("recovered-of-all", Figure::Share(Rate { count: recovered, of: ended.len() })),
        ("recovered-of-measured", Figure::Share(Rate { count: recovered, of: measured })),
        ("allowed-for-each-recovery", Figure::Money(each(total, recovered))),
    ];
    let units: Vec<(i64, bool)> = ended.iter().map(|one| (one.allowed.cents(), one.is_recovered())).collect();
    if let Some((low, high)) = bootstrap_ratio(&units) {
        #[expect(clippy::cast_possible_truncation, reason = "cents of one practice are far below 2^53")]
        let cents = |value: f64| Figure::Money(Money::from_cents(value.round() as i64));
        figures.extend([("for-each-recovery-low", cents(low)), ("for-each-recovery-high", cents(high))]);
    }
    let lines = ended.iter().filter(|one| one.is_recovered());
    Outcome::Found(Found {
        looked_at: ended.len(),
        rate: Some(Rate { count: recovered, of: ended.len() }),
        figures,
        groups: parts(ended),
        lines: lines
            .map(|one| {
                line(one.episode, format!("recovered {}", one.episode.patient), Some(one.allowed).filter(|allowed| *allowed != Money::ZERO))
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, lines_of, outcome_code};

    /// Twenty ended episodes; the first `recovered` go from 18 to 4, the others stay; those of the clean claims bring their money.
    fn books(episodes: usize, recovered: usize) -> Books {
        books_of(episodes, recovered, &["M-C1", "M-C2", "M-C3", "M-C4"])
    }

    /// The same for the patients with these names first.
    fn books_of(episodes: usize, recovered: usize, patients: &[&str]) -> Books {
        let patient = |place: usize| patients.get(place).map_or_else(|| format!("R{place:02}"), |name| (*name).to_owned());
        Books::clean().each(0..episodes, |books, place| {
            let last = if place < recovered { 4 } else { 17 };
            books
                .episode(&patient(place), "2026-03-01", "2026-05-01", "completed", "")
                .measured(&patient(place), "2026-03-02", "phq-9", 18)
                .measured(&patient(place), "2026-04-28", "phq-9", last)
        })
    }

    #[test]
    fn revenue_is_divided_by_recoveries_from_twenty_episodes_and_five_recoveries() {
        assert_eq!(outcome_code("J6", &books(19, 8)), "too_few");
        assert_eq!(outcome_code("J6", &books(20, 4)), "too_few");
        let found = books(20, 8);
        assert_eq!(lines_of("J6", &found).len(), 8);
        // Four claims of 80.00 lie in episodes.
        check_figure("J6", &found, "allowed-in-episodes", "320.00");
        check_figure("J6", &found, "allowed-for-each-recovery", "40.00");
        check_figure("J6", &found, "recovered-of-all", "8/20");
        // Three visits of 80.00 and the day of 560.00 are of patients without an episode.
        check_figure("J6", &found, "allowed-outside-episodes", "800.00");
    }

    #[test]
    fn the_ratio_stands_by_program_diagnosis_and_payer_where_each_has_enough() {
        let groups = |books: &Books| {
            books.assessed(|assessed| match &assessed.finding("J6").expect("in the catalogue").outcome {
                super::Outcome::Found(found) => {
                    found.groups.iter().map(|group| (group.names.join(" "), group.amount.cents())).collect::<Vec<_>>()
                }
                _ => Vec::new(),
            })
        };
        // Only four episodes have a payer: no part of its own.
        assert_eq!(groups(&books(20, 8)), [("P".to_owned(), 4_000)]);
        let mut with_diagnosis = books(20, 8);
        let episodes = with_diagnosis.side.episodes.take().expect("episodes").into_iter();
        with_diagnosis.side.episodes =
            Some(episodes.map(|episode| super::EpisodeFact { diagnosis: "F33".to_owned(), ..episode }).collect());
        assert_eq!(groups(&with_diagnosis), [("P".to_owned(), 4_000), ("F33 of-diagnosis".to_owned(), 4_000)]);
        // Every one of twenty patients has a claim of 80.00.
        let names: Vec<String> = (0..20).map(|place| format!("M-P3-{place:02}")).collect();
        let of_payer = books_of(20, 8, &names.iter().map(String::as_str).collect::<Vec<_>>()).many("P3", 20, 8000);
        let mut moved = of_payer.clone();
        moved.claims.iter_mut().filter(|claim| claim.payer_id == "P3").for_each(|claim| {
            claim.lines[0].days = vocabulary::Period::new("2026-04-01".parse().expect("a day"), "2026-04-01".parse().ok()).ok();
        });
        assert_eq!(groups(&moved), [("P".to_owned(), 20_000), ("P3 of-payer".to_owned(), 20_000)]);
    }

    #[test]
    fn without_any_claim_within_an_ended_episode_there_is_no_price() {
        assert_eq!(outcome_code("J6", &books_of(20, 8, &[])), "not_judged");
    }
}
