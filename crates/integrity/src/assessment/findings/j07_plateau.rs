//! J7: how long the gain takes, beside the authorized length of stay.
//!
//! *Data*: authorizations, scores, episodes. *Formula*: for each program with at least [`ENOUGH`] ended episodes that have a first and a later score on the
//! instrument most used there: the median gain since the first score by week, from weeks with at least [`ENOUGH_A_WEEK`] patients, with how many are left
//! (patients who leave early do not stand in later weeks). The plateau is the end of the first week whose median reaches four fifths of that of the last such
//! week. Beside it the median of the days that authorizations cover within an episode. Found are ended episodes whose authorized days fall short of the
//! plateau by more than a week. Binned medians, no model: dropout is shown, not modelled. *Dollars*: of what is found the days that are short times the worth of
//! a day as it is billed for the patient; beside it what was paid for days after the plateau, which a person may look at as exposure. Figures, counted nowhere.
//! *Action*: ask for the length that the curve supports, and step down by it.

use std::collections::{BTreeMap, BTreeSet};

use revenue_cycle::Units;
use vocabulary::{Day, Money, Period, Rate};

use super::super::course::Pair;
use super::super::definition::{Definition, FileKind, Horizon, Owner};
use super::super::expected::times;
use super::super::facts::{Case, Facts};
use super::super::outcome::{Evidence, Figure, Found, Group, Outcome};
use super::super::side::EpisodeFact;
use super::f06_unused::worth;
use super::f07_unbilled::by_patient;
use super::f12_charge_lag::quantile;
use super::j06_revenue_per_recovery::line;

/// So many measured episodes of a program.
const ENOUGH: usize = 20;
/// So many patients of a week.
const ENOUGH_A_WEEK: usize = 10;
/// Shorter by more than so many days is found.
const LEAST_GAP_DAYS: i32 = 7;

/// What it is.
pub(super) static DEFINITION: Definition = Definition {
    code: "J7",
    bucket: None,
    needs: &[FileKind::Authorizations, FileKind::Measures, FileKind::Episodes],
    horizon: Horizon::Third,
    owner: Owner::ClinicalDirector,
    sources: &["Four fifths of the last median, and weeks of at least ten: our own rules"],
};

type Measured<'a> = (&'a EpisodeFact, Pair<'a>);

/// Median gain by week after the first score, and of how many patients.
fn weeks(facts: &Facts<'_>, episodes: &[Measured<'_>]) -> BTreeMap<i32, (f64, usize)> {
    let mut gains: BTreeMap<i32, BTreeMap<&str, f64>> = BTreeMap::new();
    for (episode, pair) in episodes {
        let last_day = episode.discharged.unwrap_or(facts.as_of);
        let later = facts
            .courses
            .measures(&episode.patient)
            .iter()
            .filter(|score| score.instrument == pair.first.instrument && score.day > pair.first.day && score.day <= last_day);
        for score in later {
            let Some(gain) = (Pair { first: pair.first, last: score }).better_by() else { continue };
            // The last score of a patient in a week stands for it.
            gains.entry((score.day.days_since(pair.first.day) + 6) / 7).or_default().insert(&episode.patient, gain);
        }
    }
    let median = |gains: BTreeMap<&str, f64>| {
        let mut values: Vec<f64> = gains.into_values().collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        let median = if values.len() % 2 == 1 { values[middle] } else { f64::midpoint(values[middle - 1], values[middle]) };
        (median, values.len())
    };
    let enough = gains.into_iter().filter(|(_, gains)| gains.len() >= ENOUGH_A_WEEK);
    enough.map(|(week, gains)| (week, median(gains))).collect()
}

/// The day since the first score by which four fifths of the gain have come; `None` where there is no gain.
fn plateau(weeks: &BTreeMap<i32, (f64, usize)>) -> Option<i32> {
    let (_, (last, _)) = weeks.last_key_value()?;
    let (week, _) = weeks.iter().find(|(_, (median, _))| *median >= 0.8 * last)?;
    (*last > 0.0).then_some(week * 7)
}

/// Days of an episode that some authorization covers.
fn authorized_days(periods: &BTreeMap<&str, Vec<Period>>, episode: &EpisodeFact, as_of: Day) -> i32 {
    let last = episode.discharged.unwrap_or(as_of);
    let mut days: BTreeSet<Day> = BTreeSet::new();
    for period in periods.get(episode.patient.as_str()).into_iter().flatten() {
        let first = period.first().max(episode.admitted);
        let until = period.last().unwrap_or(last).min(last);
        days.extend((0..=until.days_since(first).max(-1)).map(|day| first.plus_days(day)));
    }
    i32::try_from(days.len()).unwrap_or(i32::MAX)
}

/// Ended and measured episodes by program, on the instrument that is most used there.
fn programs<'a>(facts: &Facts<'a>) -> BTreeMap<&'a str, Vec<Measured<'a>>> {
    let mut by_instrument: BTreeMap<(&str, &str), Vec<Measured<'a>>> = BTreeMap::new();
    for episode in facts.side.episodes.iter().flatten().filter(|episode| episode.discharged.is_some_and(|last| last <= facts.as_of)) {
        if let Some(pair) = facts.courses.pair(episode, facts.as_of) {
            by_instrument.entry((&episode.program, &pair.first.instrument)).or_default().push((episode, pair));
        }
    }
    let mut programs: BTreeMap<&'a str, Vec<Measured<'a>>> = BTreeMap::new();
    for ((program, _), episodes) in by_instrument {
        let best = programs.entry(program).or_default();
        if episodes.len() > best.len() {
            *best = episodes;
        }
    }
    programs
}

/// What the plateau comes to in money.
#[derive(Default)]
struct Sums {
    short_days: i32,
    short_worth: Money,
    without_worth: usize,
    paid_days_after: usize,
    paid_after: Money,
}

impl Sums {
    /// The worth of the days by which an episode is authorized too short; `None` where nobody knows it.
    fn short(&mut self, facts: &Facts<'_>, claims: &[&Case<'_>], episode: &EpisodeFact, days: i32) -> Option<Money> {
        self.short_days += days;
        let stay = Period::new(episode.admitted, episode.discharged).ok();
        let unit = stay.and_then(|stay| worth(facts, claims, stay)).and_then(|(.., unit)| unit);
        let amount = unit.map(|unit| times(unit, Units::whole(i64::from(days))));
        match amount {
            Some(amount) => self.short_worth += amount,
            None => self.without_worth += 1,
        }
        amount
    }

    /// What was paid in an episode for days after the plateau.
    fn after(&mut self, claims: &[&Case<'_>], episode: &EpisodeFact, plateau: Day) {
        let lines = claims.iter().flat_map(|case| &case.standing).filter(|line| line.decided.paid_amount > Money::ZERO);
        for line in lines.filter(|line| line.day().is_some_and(|day| day > plateau && episode.contains(day))) {
            self.paid_days_after += 1;
            self.paid_after += line.decided.paid_amount;
        }
    }

    fn figures(&self) -> [(&'static str, Figure); 5] {
        [
            ("under-authorized-days", Figure::Days(self.short_days)),
            ("under-authorized-worth", Figure::Money(self.short_worth)),
            ("episodes-without-worth", Figure::Count(self.without_worth)),
            ("lines-after-plateau", Figure::Count(self.paid_days_after)),
            ("paid-after-plateau", Figure::Money(self.paid_after)),
        ]
    }
}

/// Asks.
pub(super) fn ask<'a>(facts: &Facts<'a>) -> Outcome<'a> {
    let programs = programs(facts);
    let most = programs.values().map(Vec::len).max().unwrap_or_default();
    if most < ENOUGH {
        return Outcome::too_few(most, ENOUGH);
    }
    let mut periods: BTreeMap<&str, Vec<Period>> = BTreeMap::new();
    for fact in facts.side.authorizations.iter().flatten() {
        periods.entry(&fact.patient).or_default().push(fact.period);
    }
    let claims = by_patient(facts);
    let is_only_program = programs.values().filter(|episodes| episodes.len() >= ENOUGH).count() == 1;
    let (mut looked_at, mut sums) = (0, Sums::default());
    let (mut lines, mut groups, mut figures): (Vec<Evidence<'a>>, Vec<Group>, Vec<(&'static str, Figure)>) = Default::default();
    for (program, episodes) in programs.into_iter().filter(|(_, episodes)| episodes.len() >= ENOUGH) {
        looked_at += episodes.len();
        let weeks = weeks(facts, &episodes);
        let by_week = weeks.iter().map(|(week, (median, count))| Group {
            names: vec![program.to_owned(), format!("week {week}"), format!("gain {median:.1}")],
            rate: Rate { count: *count, of: episodes.len() },
            amount: Money::ZERO,
        });
        let by_week: Vec<Group> = by_week.collect();
        let Some(plateau) = plateau(&weeks) else {
            groups.extend(by_week);
            continue;
        };
        let found_before = lines.len();
        let mut authorized: Vec<i32> = episodes.iter().map(|(episode, _)| authorized_days(&periods, episode, facts.as_of)).collect();
        for ((episode, pair), days) in episodes.iter().zip(&authorized) {
            let of_patient = claims.get(episode.patient.as_str()).map_or(&[][..], Vec::as_slice);
            sums.after(of_patient, episode, pair.first.day.plus_days(plateau));
            if *days > 0 && plateau - days > LEAST_GAP_DAYS {
                let amount = sums.short(facts, of_patient, episode, plateau - days);
                lines.push(line(episode, format!("authorized-days {days}/{plateau} {}", episode.patient), amount));
            }
        }
        authorized.sort_unstable();
        // Nobody asked for days in a program without any authorization on file.
        let half = quantile(&authorized, 50).filter(|days| *days > 0);
        let half_said = half.map(|days| format!("half {days}"));
        groups.push(Group {
            names: [program.to_owned(), format!("plateau {plateau}")].into_iter().chain(half_said).collect(),
            rate: Rate { count: lines.len() - found_before, of: episodes.len() },
            amount: Money::ZERO,
        });
        groups.extend(by_week);
        // A figure does not say of what program it is: of several, each has its part.
        if is_only_program {
            figures.push(("plateau-days", Figure::Days(plateau)));
            figures.extend(half.map(|median| ("authorized-days-median", Figure::Days(median))));
        }
    }
    if lines.is_empty() {
        return Outcome::nothing(looked_at).beside(sums.figures());
    }
    Outcome::Found(Found { looked_at, rate: Some(Rate { count: lines.len(), of: looked_at }), figures, groups, lines })
        .beside(sums.figures())
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Books, check_figure, lines_of, outcome_code};

    /// Episodes of six weeks that gain 2 points a week for four weeks and then none; the first `short` are authorized for ten days, the others for six weeks.
    fn books(episodes: usize, short: usize) -> Books {
        let first: vocabulary::Day = "2026-03-01".parse().expect("a day");
        Books::clean().each(0..episodes, |books, place| {
            let patient = format!("R{place:02}");
            let until = if place < short { "2026-03-10" } else { "2026-04-11" };
            let books = books.episode(&patient, "2026-03-01", "2026-04-12", "completed", "").authorized(&patient, "2026-03-01", until);
            (0..=6)
                .fold(books, |books, week| books.measured(&patient, &first.plus_days(7 * week).to_string(), "phq-9", 20 - 2 * week.min(4)))
        })
    }

    #[test]
    fn a_stay_authorized_far_below_the_plateau_is_found() {
        assert_eq!(outcome_code("J7", &books(19, 5)), "too_few");
        assert_eq!(outcome_code("J7", &books(20, 0)), "nothing_found");
        let found = books(20, 2);
        assert_eq!(lines_of("J7", &found), ["- authorized-days 10/28 R00", "- authorized-days 10/28 R01"]);
        check_figure("J7", &found, "plateau-days", "28");
        check_figure("J7", &found, "authorized-days-median", "42");
        let parts = found.assessed(|assessment| match &assessment.finding("J7").expect("the catalogue has it").outcome {
            super::Outcome::Found(found) => found.groups.iter().take(2).map(|group| group.names[1..].join(", ")).collect::<Vec<_>>(),
            _ => Vec::new(),
        });
        // The program has its plateau in its first part, before its weeks.
        assert_eq!(parts, ["plateau 28, half 42", "week 1, gain 2.0"]);
        check_figure("J7", &found, "under-authorized-days", "36");
        check_figure("J7", &found, "episodes-without-worth", "2");
        // C1 is paid 80.00 on 20 March within the stay of R00: eighteen days are short. C2 is paid after the plateau of 28 days since 1 March.
        let mut billed = found.renumbered("C1", "R00-1").renumbered("C2", "R05-1");
        for (number, on) in [("R00-1", "2026-03-20"), ("R05-1", "2026-04-02")] {
            let day = on.parse().expect("a day");
            let claim = billed.claims.iter_mut().find(|claim| claim.number == number).expect("renumbered");
            claim.lines[0].days = vocabulary::Period::new(day, Some(day)).ok();
        }
        check_figure("J7", &billed, "under-authorized-worth", "1440.00");
        check_figure("J7", &billed, "episodes-without-worth", "1");
        check_figure("J7", &billed, "lines-after-plateau", "1");
        check_figure("J7", &billed, "paid-after-plateau", "80.00");
    }
}
