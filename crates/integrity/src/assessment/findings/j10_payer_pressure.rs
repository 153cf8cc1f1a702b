//! J10: how hard each payer reviews.
//!
//! *Data*: requests; episodes and scores tell more. *Formula*: by payer, from [`ENOUGH`] decided requests on: the median of the days approved for each request,
//! the requests for each stay (the episode in which the request was sent; of a patient without one, all requests are one stay), the share refused or cut
//! with Wilson's interval, the refused requests for a hundred days asked for, and the minutes. Found where a payer's whole interval lies above that of another
//! one and, where both have [`ENOUGH`] requests of patients with a score that has bands, its share is the higher one also when both are weighted alike by the
//! band of the last score (direct standardization). *Dollars*: minutes times what an hour of such work costs by the practice's own word, for each payer;
//! without that word the minutes stand alone. Nobody pays it back, so it is in no bucket. *Action*: ask for fewer reviews where few are refused.

use std::collections::{BTreeMap, BTreeSet};
use vocabulary::rate::number;
use vocabulary::{Day, Money, Rate, Rounding};

use super::super::course::severity;
use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::facts::Facts;
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use super::super::side::ReviewDecision;
use super::f12_charge_lag::quantile;
use super::j05_measure_before_review::{ENOUGH, is_cut, line};

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J10",
    bucket: None,
    needs: &[FileKind::Reviews],
    horizon: Horizon::Third,
    owner: Owner::Reviewer,
    sources: &["No share below twenty requests: our own rule"],
};

#[derive(Default)]
struct Payer<'a> {
    cut: Rate,
    approved: Vec<i32>,
    stays: BTreeSet<(&'a str, Option<Day>)>,
    minutes: u64,
    denied: usize,
    days: u32,
    by_severity: BTreeMap<u8, Rate>,
}

impl Payer<'_> {
    /// The payer's id, and what its requests come to.
    fn names(mut self, id: &str) -> Vec<String> {
        self.approved.sort_unstable();
        let days = quantile(&self.approved, 50).map_or_else(|| "?".to_owned(), |days| format!("median-approved {days}"));
        let tenths = self.cut.of * 10 / self.stays.len().max(1);
        let each = format!("requests-a-stay {}.{}", tenths / 10, tenths % 10);
        let hundredths = u32::try_from(self.denied).unwrap_or(u32::MAX).saturating_mul(1000) / self.days.max(1);
        let of_days = format!("refused-a-hundred-days {}.{}", hundredths / 10, hundredths % 10);
        vec![id.to_owned(), days, each, of_days]
    }

    /// True where this payer's whole interval lies above the other's, and severity does not explain it.
    fn is_above(&self, other: &Self) -> bool {
        let limits = self.cut.interval().zip(other.cut.interval());
        limits.is_some_and(|((low, _), (_, high))| low > high) && adjusted(self, other).is_none_or(|(own, others)| own > others)
    }
}

/// What minutes cost at so much an hour, to the nearest cent.
pub(super) fn cost_of(minutes: u64, hour: Money) -> Money {
    hour.share(i64::try_from(minutes).unwrap_or(i64::MAX), 60, Rounding::Nearest).unwrap_or(Money::LARGEST)
}

/// Minutes of review, with what they cost or that nobody says it.
pub(super) fn effort(minutes: u64, cost: Option<Money>) -> Vec<(&'static str, Figure)> {
    let minutes = Figure::Count(usize::try_from(minutes).unwrap_or(usize::MAX));
    match cost {
        Some(cost) => vec![("review-minutes", minutes), ("review-cost", Figure::Money(cost))],
        None => vec![("review-minutes-unpriced", minutes)],
    }
}

/// The shares of two payers, weighted alike by severity; `None` where too few requests of one of them have a band that both have.
fn adjusted(one: &Payer<'_>, other: &Payer<'_>) -> Option<(f64, f64)> {
    let common = || one.by_severity.iter().filter_map(|(band, rate)| Some((rate, other.by_severity.get(band)?)));
    let count = |which: fn((&Rate, &Rate)) -> usize| common().map(which).sum::<usize>();
    if count(|(own, _)| own.of) < ENOUGH || count(|(_, others)| others.of) < ENOUGH {
        return None;
    }
    let total = number(count(|(own, others)| own.of + others.of));
    let weighted = |which: fn((&Rate, &Rate)) -> Option<f64>| -> f64 {
        common().map(|(own, others)| number(own.of + others.of) / total * which((own, others)).unwrap_or_default()).sum()
    };
    Some((weighted(|(own, _)| own.value()), weighted(|(_, others)| others.value())))
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let mut payers: BTreeMap<&str, Payer<'_>> = BTreeMap::new();
    let mut without_severity = 0;
    let decided = || facts.side.reviews.iter().flatten().filter(|review| review.decision != ReviewDecision::Pending);
    for review in decided() {
        let payer = payers.entry(&review.payer).or_default();
        payer.cut.of += 1;
        payer.cut.count += usize::from(is_cut(review));
        payer.approved.extend(review.days_approved.and_then(|days| i32::try_from(days).ok()));
        let episode = facts.courses.episode_of(std::iter::once(review.patient.as_str()), review.submitted);
        payer.stays.insert((&review.patient, episode.map(|episode| episode.admitted)));
        payer.minutes += u64::from(review.minutes.unwrap_or_default());
        payer.denied += usize::from(review.decision == ReviewDecision::Denied);
        payer.days += review.days_requested.unwrap_or_default();
        let band = facts.courses.last_measure(&review.patient, review.submitted).and_then(severity);
        without_severity += usize::from(band.is_none());
        if let Some(band) = band {
            let rate = payer.by_severity.entry(band).or_default();
            (rate.count, rate.of) = (rate.count + usize::from(is_cut(review)), rate.of + 1);
        }
    }
    payers.retain(|_, payer| payer.cut.of >= ENOUGH);
    if payers.len() < 2 {
        return Outcome::too_few(payers.len(), 2);
    }
    let looked_at = payers.values().map(|payer| payer.cut.of).sum();
    let hard: BTreeSet<&str> =
        payers.iter().filter(|(_, payer)| payers.values().any(|other| payer.is_above(other))).map(|(id, _)| *id).collect();
    let not_adjusted = ("requests-without-severity", Figure::Count(without_severity));
    if hard.is_empty() {
        return Outcome::nothing(looked_at).beside([not_adjusted]);
    }
    let minutes: u64 = payers.values().map(|payer| payer.minutes).sum();
    let cost = |minutes: u64| facts.side.review_hour_cost.map(|hour| cost_of(minutes, hour));
    let groups: Vec<Group> = payers
        .into_iter()
        .map(|(id, payer)| Group { amount: cost(payer.minutes).unwrap_or(Money::ZERO), rate: payer.cut, names: payer.names(id) })
        .collect();
    let of_hard = decided().filter(|review| hard.contains(review.payer.as_str()) && is_cut(review));
    let lines: Vec<Evidence<'a>> = of_hard.map(|review| line(review, format!("{} {}", review.decision, review.patient))).collect();
    Outcome::Found(Found {
        looked_at,
        rate: None,
        figures: effort(minutes, cost(minutes)).into_iter().chain([not_adjusted]).collect(),
        groups,
        lines,
    })
}

#[cfg(test)]
mod tests {
    use vocabulary::Money;

    use super::super::super::outcome::Outcome;
    use super::super::super::testing::{Books, check_figure, lines_of, outcome_code};

    fn requests(books: Books, payer: &str, count: usize, denied: usize) -> Books {
        books.each(0..count, |books, place| {
            let (decision, days) = if place < denied { ("denied", 0) } else { ("approved", 7) };
            books.review(payer, &format!("R{place:02}"), "2026-04-20", decision, [7, days, 10])
        })
    }

    #[test]
    fn a_payer_that_refuses_more_than_another_beyond_chance_is_found() {
        assert_eq!(outcome_code("J10", &requests(Books::clean(), "P1", 30, 10)), "too_few");
        let two = |first, second| requests(requests(Books::clean(), "P1", 30, first), "P2", 30, second);
        assert_eq!(outcome_code("J10", &two(8, 4)), "nothing_found");
        let found = two(20, 2);
        assert_eq!(lines_of("J10", &found).len(), 20);
        check_figure("J10", &found, "review-minutes-unpriced", "600");
        // At forty dollars an hour, ten hours, half of them for each payer.
        let mut priced = found;
        priced.side.review_hour_cost = Some(Money::from_cents(40_00));
        check_figure("J10", &priced, "review-cost", "400.00");
        priced.assessed(|assessment| {
            let Some(Outcome::Found(found)) = assessment.finding("J10").map(|judged| &judged.outcome) else { panic!("found") };
            let amounts: Vec<i64> = found.groups.iter().map(|group| group.amount.cents()).collect();
            assert_eq!(amounts, [20_000, 20_000]);
            assert_eq!(found.groups[0].names, ["P1", "median-approved 0", "requests-a-stay 1.0", "refused-a-hundred-days 9.5"]);
        });
    }

    #[test]
    fn requests_of_one_episode_are_of_one_stay() {
        let asked = |books: Books, payer: &str, denied: usize| {
            books.each(0..30, |books, place| {
                let decision = if place < denied { "denied" } else { "approved" };
                books.review(payer, "R1", &format!("2026-{:02}-{:02}", 1 + place / 15, 1 + place % 15), decision, [7, 7, 10])
            })
        };
        let books = asked(asked(Books::clean(), "P1", 25), "P2", 1);
        let stays = |books: &Books| {
            books.assessed(|assessment| {
                let Some(Outcome::Found(found)) = assessment.finding("J10").map(|judged| &judged.outcome) else { panic!("found") };
                found.groups[0].names[2].clone()
            })
        };
        assert_eq!(stays(&books), "requests-a-stay 30.0");
        let two = books.episode("R1", "2026-01-01", "2026-01-31", "completed", "s").episode("R1", "2026-02-01", "", "", "s");
        assert_eq!(stays(&two), "requests-a-stay 15.0");
    }

    #[test]
    fn a_payer_whose_patients_are_another_case_is_not_found() {
        // P1 refuses fifteen of twenty requests for mild patients and one of ten for severe ones, P2 the same shares: only the mixture differs.
        let requests = |books: Books, payer: &str, mild: usize, severe: usize, [of_mild, of_severe]: [usize; 2]| {
            books.each(0..mild + severe, |books, place| {
                let patient = format!("{payer}-{place:03}");
                let (score, is_denied) = if place < mild { (6, place < of_mild) } else { (22, place - mild < of_severe) };
                let (decision, days) = if is_denied { ("denied", 0) } else { ("approved", 7) };
                books.measured(&patient, "2026-04-19", "phq-9", score).review(payer, &patient, "2026-04-20", decision, [7, days, 10])
            })
        };
        let mixture = requests(requests(Books::clean(), "P1", 80, 20, [60, 2]), "P2", 20, 80, [15, 8]);
        assert_eq!(outcome_code("J10", &mixture), "nothing_found");
        let harder = requests(requests(Books::clean(), "P1", 80, 20, [60, 12]), "P2", 20, 80, [8, 8]);
        assert_eq!(outcome_code("J10", &harder), "found");
        check_figure("J10", &harder, "requests-without-severity", "0");
    }
}
