//! The refusals that stand, with what each is worth and how often such refusals were won: what the queue of denials is made of.
//!
//! A refusal stands while the line that it speaks of stands: not taken back, not decided again, and not paid by another payer. It is decided by the line,
//! never by the status of the claim; a withdrawn claim has none.

use revenue_cycle::books::SettledClaim;
use revenue_cycle::denial::queue::StandingDenial;
use revenue_cycle::denial::{denial_of_line, denials_of, last_word, name_of_line, repeats};
use revenue_cycle::{AdjudicatedLine, Denial, Posting, ReasonTable, Settlement, Units};
use vocabulary::{Day, Money, Period};

use crate::assessment::facts::{Case, StandingLine};
use crate::assessment::{Facts, Overturn, Side};

/// Every refusal that stands, by claim and line, and the history by which they are ordered.
pub fn standing_denials(settlement: &Settlement<'_>, side: &Side, reasons: &ReasonTable, as_of: Day) -> (Vec<StandingDenial>, Overturn) {
    let facts = Facts::of(settlement, side, reasons, as_of);
    let mut found = Vec::new();
    for case in facts.cases.iter().filter(|case| !case.settled.history.is_void()) {
        for line in &case.standing {
            let place = line.posting.adjudication.lines.iter().position(|each| std::ptr::eq(each, line.decided));
            let denial = place.and_then(|place| denial_of_line(place, line.decided, reasons));
            found.extend(denial.filter(|_| !is_paid_elsewhere(case.settled, line)).map(|denial| of_line(&facts, case, line, denial)));
        }
        found.extend(refused_whole(case.settled, reasons).map(|(posting, denial)| of_whole(&facts, case, posting, denial)));
    }
    for denial in &mut found {
        let payer = settlement.posted.iter().find(|payment| payment.key == denial.payment);
        denial.payer_name = payer.map_or_else(|| denial.payment.payer_id.clone(), |payment| payment.payer_name.clone());
    }
    (found, facts.overturn)
}

/// True where another payer paid on the same line later.
fn is_paid_elsewhere(settled: &SettledClaim<'_>, refused: &StandingLine<'_>) -> bool {
    let is_same = |line: &&AdjudicatedLine| name_of_line(line) == name_of_line(refused.decided) && line.paid_amount > Money::ZERO;
    let later = |posting: &Posting<'_>| *posting > refused.posting && posting.key.payer_id != refused.posting.key.payer_id;
    let others = settled.standing_decisions().into_iter().filter(later);
    others.flat_map(|posting| &posting.adjudication.lines).any(|line| is_same(&line))
}

/// Claims refused as a whole, without a line that says so, on which the payer said nothing since.
fn refused_whole<'a>(settled: &'a SettledClaim<'a>, reasons: &'a ReasonTable) -> impl Iterator<Item = (Posting<'a>, Denial)> {
    let standing = settled.standing_decisions().into_iter().filter(move |posting| !repeats(settled, *posting, reasons));
    standing.filter(move |posting| last_word(settled, *posting, None, reasons).is_none()).flat_map(move |posting| {
        let whole = denials_of(posting.adjudication, reasons).into_iter().filter(|denial| denial.line.is_none());
        whole.map(move |denial| (posting, denial)).collect::<Vec<_>>()
    })
}

fn of_line(facts: &Facts<'_>, case: &Case<'_>, line: &StandingLine<'_>, denial: Denial) -> StandingDenial {
    let day = line.decided.days.map(Period::first).or_else(|| line.day()).or_else(|| case.claim.first_day());
    let units = line.line.map_or(Units::ONE, |line| line.units);
    let worth = facts.worth_of(line.payer, line.service, case.level, day, units);
    let number = line.line.map(|line| line.number);
    entry(facts, case, line.posting, denial, (number, line.service, day, worth))
}

fn of_whole(facts: &Facts<'_>, case: &Case<'_>, posting: Posting<'_>, denial: Denial) -> StandingDenial {
    let first = case.claim.lines.first();
    let service = first.map_or("", |line| if line.procedure.is_empty() { &line.revenue_code } else { &line.procedure });
    entry(facts, case, posting, denial, (None, service, case.claim.first_day(), facts.worth_of_claim(case)))
}

type OfLine<'a> = (Option<u32>, &'a str, Option<Day>, Option<Money>);

fn entry(
    facts: &Facts<'_>,
    case: &Case<'_>,
    posting: Posting<'_>,
    denial: Denial,
    (line_number, service, day, worth): OfLine<'_>,
) -> StandingDenial {
    StandingDenial {
        claim_number: case.number.to_owned(),
        payment: posting.key.clone(),
        place: posting.place,
        line_number,
        service: service.to_owned(),
        day,
        payer_name: String::new(),
        worth,
        history: facts.overturn.rate(denial.kind.category),
        deadline: None,
        waits_for_payer: false,
        denial,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::testing::Books;

    fn check(books: &Books, expected: &[&str]) {
        let found = books.settled(|settlement, side, reasons, as_of| {
            let (found, _) = standing_denials(settlement, side, reasons, as_of);
            found
                .iter()
                .map(|each| format!("{} {} {:?}", each.claim_number, each.denial.code, each.worth.map(Money::cents)))
                .collect::<Vec<_>>()
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn refused_lines_stand_until_the_payer_decides_otherwise() {
        check(&Books::clean(), &[]);
        check(&Books::clean().refused("B1", "CO", "197"), &["B1 CO-197 Some(8000)"]);
        check(&Books::clean().refused("B1", "OA", "23"), &[]);
        check(&Books::clean().refused("B1", "PR", "1"), &[]);
        let won = Books::clean().refused("B1", "CO", "197").paid_later("B1");
        check(&won, &[]);
        // That it had the claim before is no decision: what it paid is paid, and what it refused waits for us.
        check(&Books::clean().refused_later("B1", "OA", "18"), &[]);
        check(&Books::clean().refused("B1", "CO", "197").refused_later("B1", "OA", "18"), &["B1 CO-197 Some(8000)"]);
        check(&Books::clean().refused_later("B1", "CO", "50"), &["B1 CO-50 Some(8000)"]);
        // What was won is taken back: nothing is paid, and the refusal is worked on again.
        check(&won.last_taken_back("B1", "2026-06-01"), &["B1 CO-197 Some(8000)"]);
    }
}
