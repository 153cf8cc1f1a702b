//! What letters and write-offs say became of refused lines.
//!
//! A payer that upholds a refusal after an appeal sends a letter, and what the practice gives up no payer tells at all: no payment file brings either of them.
//! Without them a history of refusals would know only those that came back.

use std::collections::BTreeMap;

use revenue_cycle::books::SettledClaim;
use revenue_cycle::denial::label_of;
use revenue_cycle::{Denial, Posting};
use vocabulary::{Day, Money, Period};

use super::side::{AppealFact, AppealOutcome, Side, WriteOff};

/// How a refusal stands, by what stands beside the payments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// An appeal is with the payer.
    Asked,
    /// An appeal was won; the money has not come yet.
    Granted,
    /// The last appeal was lost, on this day where it is known.
    Upheld(Option<Day>),
    /// The practice took it off its books on this day.
    WrittenOff(Day),
}

/// A refused line as letters and write-offs speak of it.
#[derive(Clone, Debug)]
pub struct RefusedLine<'a> {
    /// The number of the claim.
    pub claim: &'a str,
    /// What the line is called in its claim; empty for the claim as a whole.
    pub label: String,
    /// The first day of service.
    pub day: Option<Day>,
    /// The day of the payer's last decision on it: what was filed or taken off before does not answer that.
    pub since: Option<Day>,
    /// What was refused on the claim in all, this line included.
    pub refused_amount: Money,
}

impl<'a> RefusedLine<'a> {
    /// Of a refusal of a claim of which so much was refused, where the payer's last word came on a day.
    pub fn of(number: &'a str, settled: &SettledClaim<'_>, refused: Posting<'_>, denial: &Denial, refused_amount: Money) -> Self {
        let claim = settled.history.current();
        Self {
            claim: number,
            label: label_of(Some(claim), refused.adjudication, denial.line),
            day: denial.days.map(Period::first).or_else(|| claim.first_day()),
            since: refused.key.day,
            refused_amount,
        }
    }
}

/// Appeals and write-offs by claim.
#[derive(Clone, Debug, Default)]
pub struct Ends<'a> {
    until: Option<Day>,
    appeals: BTreeMap<&'a str, Vec<&'a AppealFact>>,
    write_offs: BTreeMap<&'a str, Vec<&'a WriteOff>>,
}

impl<'a> Ends<'a> {
    /// Of what stands beside, as it was known on a day; `None` for all that is known.
    pub fn of(side: &'a Side, until: Option<Day>) -> Self {
        let is_known = |day: Day| until.is_none_or(|until| day <= until);
        let mut ends = Self { until, ..Self::default() };
        for appeal in side.appeals.iter().flatten().filter(|appeal| is_known(appeal.filed)) {
            ends.appeals.entry(&appeal.claim).or_default().push(appeal);
        }
        for each in side.write_offs.iter().flatten().filter(|each| is_known(each.day)) {
            ends.write_offs.entry(&each.claim).or_default().push(each);
        }
        ends
    }

    /// How a refusal stands; `None` where nothing beside the payments speaks of it. What came last holds.
    pub fn find(&self, line: &RefusedLine<'_>) -> Option<End> {
        let answers = |day: Day| line.since.is_none_or(|since| since <= day);
        let appeals = self.appeals.get(line.claim).into_iter().flatten().filter(|appeal| answers(appeal.filed));
        let last = appeals.filter_map(|appeal| Some((appeal.filed, said(appeal, line.day, self.until)?))).max_by_key(|(filed, _)| *filed);
        match (last, self.written_off(line)) {
            (Some((filed, end)), Some(day)) if filed > day => Some(end),
            (_, Some(day)) => Some(End::WrittenOff(day)),
            (last, None) => last.map(|(_, end)| end),
        }
    }

    /// The day on which the line was taken off: by its name, or with the claim where that covers everything that was refused on it.
    fn written_off(&self, line: &RefusedLine<'_>) -> Option<Day> {
        let of_claim =
            || self.write_offs.get(line.claim).into_iter().flatten().filter(|each| line.since.is_none_or(|since| since <= each.day));
        let of_line = of_claim().filter(|each| !line.label.is_empty() && each.line == line.label);
        if of_line.clone().map(|each| each.amount).sum::<Money>() > Money::ZERO {
            return of_line.map(|each| each.day).max();
        }
        let of_whole = of_claim().filter(|each| each.line.is_empty());
        let amount: Money = of_whole.clone().map(|each| each.amount).sum();
        (amount > Money::ZERO && amount >= line.refused_amount).then(|| of_whole.map(|each| each.day).max()).flatten()
    }
}

/// What came of an appeal for a day of service; `None` where a part was won and nobody says which.
fn said(appeal: &AppealFact, day: Option<Day>, until: Option<Day>) -> Option<End> {
    if appeal.decided.zip(until).is_some_and(|(decided, until)| decided > until) {
        return Some(End::Asked);
    }
    let of_day = || day.and_then(|day| appeal.of_days.iter().find(|(period, _)| period.contains(day)));
    // An appeal whose outcome is known by day says nothing of other days.
    let outcome = if appeal.of_days.is_empty() { appeal.outcome } else { of_day()?.1 };
    match outcome {
        AppealOutcome::Pending => Some(End::Asked),
        AppealOutcome::Won => Some(End::Granted),
        AppealOutcome::Lost => Some(End::Upheld(appeal.decided)),
        AppealOutcome::Partial => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Books, check_figure, check_lines};

    /// B1 and B2 are refused on 2026-05-05 for want of an authorization.
    fn refused() -> Books {
        Books::clean().refused("B1", "CO", "197").refused("B2", "CO", "197")
    }

    #[test]
    fn what_a_letter_upheld_or_the_practice_gave_up_does_not_come_back() {
        let check = |books: &Books, expected: &[&str]| check_lines("F4", books, expected);
        check(&refused(), &["B1 CO-197", "B2 CO-197"]);
        check(&refused().appealed("B1", "2026-05-05", "lost", false), &["B2 CO-197"]);
        check(&refused().appealed("B1", "2026-05-05", "pending", false), &["B1 CO-197", "B2 CO-197"]);
        // Won, and the money has not come: it may still come.
        check(&refused().appealed("B1", "2026-05-05", "won", false), &["B1 CO-197", "B2 CO-197"]);
        // Filed before the refusal: of something else.
        check(&refused().appealed("B1", "2026-05-01", "lost", false), &["B1 CO-197", "B2 CO-197"]);
        // A part was won, and nobody says which.
        check(&refused().appealed("B1", "2026-05-05", "partial", false), &["B1 CO-197", "B2 CO-197"]);
        // B1 is of 2026-04-25: won for that day, and lost for another one.
        let mut by_day = refused().appealed("B1", "2026-05-05", "partial", false).appealed("B2", "2026-05-05", "partial", false);
        let appeals = by_day.side.appeals.take().expect("two appeals").into_iter().map(|mut appeal| {
            let of = |day: &str, outcome| (vocabulary::Period::new(day.parse().unwrap(), day.parse().ok()).unwrap(), outcome);
            appeal.of_days = vec![of("2026-04-25", super::AppealOutcome::Won), of("2026-04-26", super::AppealOutcome::Lost)];
            appeal
        });
        by_day.side.appeals = Some(appeals.collect());
        check(&by_day, &["B1 CO-197"]);
        // Taken off on 2026-05-05; a small balance takes no refused line off.
        let taken = |claim: &str, line: &str, amount: &str| refused().taken_off_on("2026-05-05", claim, line, amount);
        check(&taken("B1", "1", "100.00"), &["B2 CO-197"]);
        check(&taken("B1", "", "100.00"), &["B2 CO-197"]);
        check(&taken("B1", "", "5.00"), &["B1 CO-197", "B2 CO-197"]);
        check(&taken("B1", "2", "100.00"), &["B1 CO-197", "B2 CO-197"]);
    }

    #[test]
    fn every_refusal_that_ended_is_told() {
        let books =
            refused().refused("C1", "CO", "50").appealed("B1", "2026-05-05", "lost", false).taken_off_on("2026-05-05", "B2", "1", "100.00");
        check_lines("F1", &books, &["C1 CO-50"]);
        check_figure("F1", &books, "lines-won-later", "0");
        check_figure("F1", &books, "lines-upheld", "1");
        check_figure("F1", &books, "lines-given-up", "1");
    }

    #[test]
    fn ones_own_history_knows_what_was_lost() {
        // Ten refusals of another payer: four paid after a second look, three upheld by letter, three given up.
        let numbers: Vec<String> = (0..10).map(|place| format!("P8-{place:02}")).collect();
        let mut books = Books::clean().many("P8", 10, 0);
        for (place, number) in numbers.iter().enumerate() {
            books = books.refused(number, "CO", "197");
            books = match place {
                0..4 => books.paid_on(number, 8000, "2026-05-12"),
                4..7 => books.appealed(number, "2026-05-05", "lost", false),
                _ => books.taken_off_on("2026-05-06", number, "1", "100.00"),
            };
        }
        let rate = books.assessed(|assessment| assessment.overturn.rate(revenue_cycle::DenialCategory::Authorization));
        assert_eq!((rate.count, rate.of), (4, 10));
    }
}
