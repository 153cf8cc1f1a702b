//! Which decisions on a claim stand: those that were not taken back, not decided anew by the same payer, and not followed by a later payer's.

use std::collections::BTreeSet;

use vocabulary::{Day, Money, Period};

use super::{AccountProblem, Posting};
use crate::claim::{ClaimLine, Sequence};
use crate::denial::{is_of_service, is_refused_as_duplicate};
use crate::history::ClaimHistory;
use crate::reason::ReasonTable;
use crate::remittance::{AdjudicatedLine, Adjudication, AdjudicationStatus, Adjustment};

/// What a decided line is, whoever decides it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LineKey {
    /// A line of the claim, by its place.
    Billed(usize),
    /// A line that we did not bill, by our number of it.
    Control(String),
    /// A line that we did not bill, by what it is: procedure, revenue code, day, and which of several alike.
    Service(String, String, Option<Day>, usize),
}

/// A part of a decision: a line, or what is decided beside the lines.
#[derive(Debug)]
pub(super) struct Part<'a> {
    /// `None` for what stands beside the lines.
    key: Option<LineKey>,
    pub(super) charge_amount: Money,
    pub(super) paid_amount: Money,
    pub(super) adjustments: &'a [Adjustment],
}

/// A decision with the parts of it that stand.
#[derive(Debug)]
struct Decision<'a> {
    adjudication: &'a Adjudication,
    payer: (Sequence, &'a str),
    parts: Vec<Part<'a>>,
}

impl Decision<'_> {
    fn has_lines(&self) -> bool {
        !self.adjudication.lines.is_empty()
    }

    fn keys(&self) -> BTreeSet<LineKey> {
        self.parts.iter().filter_map(|part| part.key.clone()).collect()
    }

    /// Drops the lines of `keys`, and what stands beside the lines with the last of them. Gives back what was paid on what was dropped.
    fn drop_lines(&mut self, keys: Option<&BTreeSet<LineKey>>) -> Money {
        let is_dropped = |part: &Part<'_>| match (&part.key, keys) {
            (_, None) => true,
            (Some(key), Some(keys)) => keys.contains(key),
            (None, Some(_)) => false,
        };
        let (mut dropped, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.parts).into_iter().partition(is_dropped);
        self.parts = kept;
        if !dropped.is_empty() && self.parts.iter().all(|part| part.key.is_none()) {
            dropped.append(&mut self.parts);
        }
        dropped.iter().map(|part| part.paid_amount).sum()
    }
}

/// The decisions on a claim that stand.
#[derive(Debug)]
pub(super) struct Standing<'a> {
    decisions: Vec<Decision<'a>>,
    /// What earlier payers paid on lines that a later payer decided.
    earlier_paid_amount: Money,
}

impl<'a> Standing<'a> {
    /// Of decisions in their order.
    pub(super) fn of(
        history: Option<&ClaimHistory<'_>>,
        sorted: &[Posting<'a>],
        table: &ReasonTable,
        problems: &mut Vec<AccountProblem>,
    ) -> Self {
        let mut decisions: Vec<Decision<'a>> = Vec::new();
        let reversals = Reversals::of(sorted);
        for posting in reversals.without_original() {
            problems.push(AccountProblem::ReversalWithoutOriginal(posting.adjudication.paid_amount));
        }
        // Only what was never taken back takes the place of anything: a correction may stand before the reversal of what it corrects.
        for posting in reversals.standing() {
            let adjudication = posting.adjudication;
            let payer = (sequence_of(history, sorted, &posting), posting.key.payer_id.as_str());
            let mut decision = Decision { adjudication, payer, parts: parts_of(history, adjudication) };
            leave_duplicates_out(&decisions, &mut decision, table);
            if !decision.parts.is_empty() {
                supersede(&mut decisions, &decision, history, problems);
                decisions.push(decision);
            }
        }
        decisions.retain(|decision| !decision.parts.is_empty());
        let earlier_paid_amount = let_last_payers_hold(&mut decisions);
        Self { decisions, earlier_paid_amount }
    }

    /// The parts whose adjustments hold.
    pub(super) fn deciding(&self) -> impl Iterator<Item = &Part<'a>> {
        self.decisions.iter().flat_map(|decision| &decision.parts)
    }

    /// What earlier payers paid on lines that a later payer decided.
    pub(super) fn earlier_paid_amount(&self) -> Money {
        self.earlier_paid_amount
    }
}

/// In which place of the order this payer decided: the status says, else the claim, else this payer's other decisions; else it follows the payers before it
/// where one of them passed the claim on, or where it speaks of an earlier payer itself; else it was the first.
fn sequence_of(history: Option<&ClaimHistory<'_>>, sorted: &[Posting<'_>], posting: &Posting<'_>) -> Sequence {
    let payer = posting.key.payer_id.as_str();
    let elsewhere = || sorted.iter().filter(|other| other.key.payer_id == payer).find_map(|other| other.adjudication.status.sequence());
    let others = || sorted.iter().filter(|other| other.key.payer_id != payer && *other < posting).map(|other| other.adjudication.status);
    let is_passed_on =
        || others().any(AdjudicationStatus::is_forwarded) || posting.adjudication.all_adjustments().any(Adjustment::is_prior_payer);
    let after_others =
        || is_passed_on().then(|| others().filter_map(AdjudicationStatus::sequence).max().unwrap_or(Sequence::Primary).next());
    (posting.adjudication.status.sequence())
        .or_else(|| history.and_then(|history| history.sequence_of(payer)))
        .or_else(elsewhere)
        .or_else(after_others)
        .unwrap_or(Sequence::Primary)
}

/// Which decisions were taken back, and by which others.
#[derive(Debug)]
pub(crate) struct Reversals<'s, 'a> {
    sorted: &'s [Posting<'a>],
    /// Each decision that takes back, with the one that it takes back; by their places.
    pairs: Vec<(usize, Option<usize>)>,
}

impl<'s, 'a> Reversals<'s, 'a> {
    /// Of decisions in their order. Those that post no money are none.
    pub(crate) fn of(sorted: &'s [Posting<'a>]) -> Self {
        let (mut open, mut pairs): (Vec<usize>, Vec<(usize, Option<usize>)>) = (Vec::new(), Vec::new());
        for (place, posting) in sorted.iter().enumerate().filter(|(_, posting)| posting.adjudication.status.posts_money()) {
            if posting.adjudication.status.is_reversal() {
                let earlier = open.iter().map(|place| (sorted[*place].key.payer_id.as_str(), sorted[*place].adjudication));
                let found = taken_back(earlier, posting);
                pairs.push((place, found.map(|found| open.remove(found))));
            } else {
                open.push(place);
            }
        }
        Self { sorted, pairs }
    }

    /// The decisions that post money and that nothing takes back, in their order.
    pub(crate) fn standing(&self) -> impl Iterator<Item = Posting<'a>> {
        let stands = |place: usize, posting: &Posting<'_>| {
            let status = posting.adjudication.status;
            status.posts_money() && !status.is_reversal() && !self.pairs.iter().any(|(_, taken)| *taken == Some(place))
        };
        self.sorted.iter().enumerate().filter(move |(place, posting)| stands(*place, posting)).map(|(_, posting)| *posting)
    }

    /// The decisions that take something back that is not there.
    pub(crate) fn without_original(&self) -> impl Iterator<Item = Posting<'a>> {
        self.pairs.iter().filter(|(_, taken)| taken.is_none()).map(|(place, _)| self.sorted[*place])
    }

    /// Each decision that takes back, with what it takes back.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (Posting<'a>, Option<Posting<'a>>)> {
        self.pairs.iter().map(|(place, taken)| (self.sorted[*place], taken.map(|taken| self.sorted[taken])))
    }
}

/// The place of the decision that a reversal takes back, of earlier ones with their payers: the last one of this payer under the same number with the same
/// amounts, else with the same charge, else under the same number, else with the same amounts.
fn taken_back<'d>(earlier: impl Iterator<Item = (&'d str, &'d Adjudication)>, reversal: &Posting<'_>) -> Option<usize> {
    let back = reversal.adjudication;
    let payer = reversal.key.payer_id.as_str();
    let earlier: Vec<(&str, &Adjudication)> = earlier.collect();
    let same_number = |it: &Adjudication| it.payer_control == back.payer_control;
    let same_charge = |it: &Adjudication| it.charge_amount == -back.charge_amount;
    let same_paid = |it: &Adjudication| it.paid_amount == -back.paid_amount;
    let find = |fits: &dyn Fn(&Adjudication) -> bool| earlier.iter().rposition(|(of, it)| *of == payer && fits(it));
    find(&|it| same_number(it) && same_charge(it) && same_paid(it))
        .or_else(|| find(&|it| same_number(it) && same_charge(it)))
        .or_else(|| find(&|it| same_number(it)))
        .or_else(|| find(&|it| same_charge(it) && same_paid(it)))
}

/// Takes out of a new decision what it refuses only as a duplicate of what the same payer decided before: that says nothing anew.
fn leave_duplicates_out(decisions: &[Decision<'_>], new: &mut Decision<'_>, table: &ReasonTable) {
    let earlier: Vec<&Decision<'_>> = decisions.iter().filter(|earlier| earlier.payer == new.payer && !earlier.parts.is_empty()).collect();
    if earlier.is_empty() {
        return;
    }
    let known: BTreeSet<LineKey> = earlier.iter().flat_map(|earlier| earlier.keys()).collect();
    let is_whole = earlier.iter().any(|earlier| !earlier.has_lines());
    let is_known = |key: &Option<LineKey>| is_whole || key.as_ref().is_none_or(|key| known.contains(key));
    let before = new.parts.len();
    new.parts.retain(|part| {
        let is_duplicate = is_refused_as_duplicate((part.charge_amount, part.paid_amount), part.adjustments, table);
        !(is_duplicate && is_known(&part.key))
    });
    if new.parts.len() < before && new.parts.iter().all(|part| part.key.is_none()) {
        new.parts.clear();
    }
}

/// Lets a new decision of the same payer take the place of what it decides anew. A claim that was split into disjoint decisions is none: both stand.
fn supersede(decisions: &mut [Decision<'_>], new: &Decision<'_>, history: Option<&ClaimHistory<'_>>, problems: &mut Vec<AccountProblem>) {
    let keys = new.keys();
    let paid_keys: BTreeSet<&LineKey> =
        new.parts.iter().filter(|part| part.paid_amount > Money::ZERO).filter_map(|part| part.key.as_ref()).collect();
    let billed = history.map(ClaimHistory::charge_amount);
    for earlier in decisions.iter_mut().filter(|earlier| earlier.payer == new.payer && !earlier.parts.is_empty()) {
        let (paid, is_paid_now) = match (earlier.has_lines(), new.has_lines()) {
            (true, true) => {
                let is_paid_now = earlier.keys().iter().any(|key| paid_keys.contains(key));
                (earlier.drop_lines(Some(&keys)), is_paid_now)
            }
            _ if is_split(earlier.adjudication, new.adjudication, billed) => (Money::ZERO, false),
            _ => (earlier.drop_lines(None), new.adjudication.paid_amount > Money::ZERO),
        };
        // What is refused now and was paid before is no second payment.
        if paid != Money::ZERO && is_paid_now {
            problems.push(AccountProblem::PaidAgain(paid));
        }
    }
}

/// Two decisions without lines are parts of one claim when the payer numbers them apart and they decide no more than was billed.
fn is_split(one: &Adjudication, other: &Adjudication, billed: Option<Money>) -> bool {
    let is_refused = |it: &Adjudication| it.status == AdjudicationStatus::Denied;
    let fits = billed.is_some_and(|billed| one.charge_amount + other.charge_amount <= billed);
    one.payer_control != other.payer_control && fits && !is_refused(one)
}

/// Lets the last payer's decision hold where several payers decided. Gives back what the earlier ones paid there.
fn let_last_payers_hold(decisions: &mut [Decision<'_>]) -> Money {
    let later: Vec<(Sequence, bool, BTreeSet<LineKey>)> =
        decisions.iter().map(|decision| (decision.payer.0, decision.has_lines(), decision.keys())).collect();
    let mut paid = Money::ZERO;
    for decision in decisions {
        let own = decision.payer.0;
        for (_, has_lines, keys) in later.iter().filter(|(sequence, _, _)| *sequence > own) {
            let whole = !has_lines || !decision.has_lines();
            paid += decision.drop_lines(if whole { None } else { Some(keys) });
        }
    }
    paid
}

/// The parts of a decision. What the lines leave of the claim's charge and payment stands beside them, with the adjustments of the claim.
fn parts_of<'a>(history: Option<&ClaimHistory<'_>>, adjudication: &'a Adjudication) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::with_capacity(adjudication.lines.len() + 1);
    for line in &adjudication.lines {
        let key = key_of(history, line, &parts);
        let (charge_amount, paid_amount) = (line.charge_amount, line.paid_amount);
        parts.push(Part { key: Some(key), charge_amount, paid_amount, adjustments: &line.adjustments });
    }
    let charge_amount = adjudication.charge_amount - parts.iter().map(|part| part.charge_amount).sum();
    let paid_amount = adjudication.paid_amount - parts.iter().map(|part| part.paid_amount).sum();
    parts.push(Part { key: None, charge_amount, paid_amount, adjustments: &adjudication.adjustments });
    parts
}

fn key_of(history: Option<&ClaimHistory<'_>>, line: &AdjudicatedLine, before: &[Part<'_>]) -> LineKey {
    let is_taken = |key: &LineKey| before.iter().any(|part| part.key.as_ref() == Some(key));
    let control = line.control.as_deref().map(|control| control.trim().to_uppercase());
    let procedure = line.submitted_procedure.as_deref().unwrap_or(&line.procedure);
    let day = line.days.map(Period::first);
    let claim = history.map(ClaimHistory::current);
    let billed = claim.map(|claim| claim.lines.as_slice()).unwrap_or_default();
    let by_control = control.as_ref().and_then(|control| {
        billed.iter().position(|line| line.control.as_ref().is_some_and(|ours| ours.trim().to_uppercase() == *control))
    });
    if let Some(place) = by_control {
        return LineKey::Billed(place);
    }
    if let Some(control) = control {
        return LineKey::Control(control);
    }
    let by_service = claim.and_then(|claim| {
        let is_its =
            |(place, billed): (usize, &ClaimLine)| is_of_service(claim, billed, line, procedure) && !is_taken(&LineKey::Billed(place));
        billed.iter().enumerate().position(is_its)
    });
    if let Some(place) = by_service {
        return LineKey::Billed(place);
    }
    let numbered = |place| LineKey::Service(procedure.to_owned(), line.revenue_code.clone(), day, place);
    // One of so many numbers is free: fewer parts came before.
    (0..before.len()).map(numbered).find(|key| !is_taken(key)).unwrap_or_else(|| numbered(before.len()))
}
