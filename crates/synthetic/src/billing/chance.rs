//! Billing in which nothing is planted and much happens by chance: refusals, amounts, decisions of requests and appeals, none of them tied to anything.
//! Whatever a statistical finding says of it, it says wrongly.

use care::{DischargeType, ReferralSource};
use vocabulary::Money;

use super::books::{Appeal, Books};
use super::claim::DecidedLine;
use super::payer::APPEAL_DAYS;
use crate::stream::Stream;

/// How often a bill is refused.
const REFUSED: f64 = 0.08;
/// What a payer allows lies at most so many thousandths around its rate.
const SPREAD_THOUSANDTHS: i32 = 40;
/// How often a refusal is appealed, an appeal is won, and scores go with it.
const APPEALED: f64 = 0.7;
const WON: f64 = 0.45;
const WITH_SCORES: f64 = 0.5;
/// How often a request is cut or refused.
const CUT: f64 = 0.15;

/// Lets chance have its way.
pub(crate) fn happen(books: &mut Books, stream: &Stream) {
    decisions(books, &mut stream.branch("decisions"));
    let mut draws = stream.branch("requests");
    for request in &mut books.requests {
        if draws.chance(CUT) {
            let approved = if draws.chance(0.5) { 0 } else { request.asked / 2 };
            request.approved = approved;
            request.decision = if approved == 0 { "denied" } else { "partial" };
        }
        request.minutes = draws.between(15, 60);
    }
    // Who was discharged because a payer forced it comes back sooner than others in the care that is invented: here the endings say nothing.
    let mut draws = stream.branch("endings");
    let discharges = books.persons.iter_mut().flat_map(|person| &mut person.stays).filter_map(|stay| stay.episode.discharge.as_mut());
    for discharge in discharges {
        let kind = draws.weighted(&[(DischargeType::Completed, 6), (DischargeType::PayerForced, 3), (DischargeType::Transfer, 1)]);
        if matches!(discharge.kind, DischargeType::Completed | DischargeType::PayerForced | DischargeType::Transfer) {
            discharge.kind = kind;
        }
    }
    // Who sent a patient and how the patient is treated are tied to what a patient comes for: here they say nothing either.
    let mut draws = stream.branch("stays");
    for person in &mut books.persons {
        for stay in &mut person.stays {
            stay.episode.referral_source = Some(draws.pick(&[ReferralSource::Hospital, ReferralSource::School, ReferralSource::Court]));
            draws.pick(&["individual", "groups"]).clone_into(&mut stay.approach);
        }
        draws.pick(&["F33.1", "F41.1"]).clone_into(&mut person.diagnosis);
    }
    // Nobody is said to be ready before time: that would be a finding of its own.
    books.determinations.iter_mut().for_each(|(_, _, said)| *said = "CONTINUE");
}

fn decisions(books: &mut Books, draws: &mut Stream) {
    let mut decisions = std::mem::take(&mut books.decisions);
    let bills = books.by_number();
    let mut appeals = Vec::new();
    for decision in &mut decisions {
        let Some(bill) = bills.get(decision.bill.as_str()) else { continue };
        let refused = draws.chance(REFUSED).then(|| draws.weighted(&[("50", 5), ("197", 3), ("16", 2)]));
        let (luck, thousandths) = (draws.fraction(), 1_000 + draws.between(-SPREAD_THOUSANDTHS, SPREAD_THOUSANDTHS));
        let (is_won, with_scores) = (draws.chance(WON), draws.chance(WITH_SCORES));
        if let Some(reason) = refused {
            decision.status = "4";
            decision.lines = bill.lines.iter().map(|line| DecidedLine::refused(line, "CO", reason)).collect();
            let last_day = decision.day.plus_days(APPEAL_DAYS);
            let filed = decision.day.plus_days(20);
            if luck < APPEALED && filed <= books.today {
                let outcome = if is_won { "won" } else { "lost" };
                appeals.push(Appeal { bill: bill.number.clone(), filed, last_day: Some(last_day), outcome, with_scores });
            }
            continue;
        }
        for (line, decided) in bill.lines.iter().zip(&mut decision.lines) {
            let allowed = books.allowed(bill, line).cents() * i64::from(thousandths) / 1_000;
            let allowed = Money::from_cents(allowed).min(line.charge);
            let share = decided.share();
            *decided = DecidedLine::paid(line, allowed, share);
        }
    }
    books.appeals = appeals;
    books.decisions = decisions;
}
