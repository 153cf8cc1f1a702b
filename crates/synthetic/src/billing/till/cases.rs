//! Trouble of every kind, put among bills that are well. A bill is in one case only; how many there are of a kind follows from how much was billed.

use std::collections::BTreeSet;

use vocabulary::{LevelOfCare, Money};

use super::{Counter, DECIDED_AFTER_DAYS, PAYERS, WITHOUT_RATE, allowed, billed, pay};
use crate::billing::claim::{Bill, DecidedLine, Decision};
use crate::billing::payer::{BRIEF_MEASURE, DAY_OF_IOP, DAY_OF_PHP, Payer};
use crate::billing::x12_text::Recovery;
use crate::stream::Stream;

/// A late bill goes out so many days after the others of its week: beyond what the commercial profile of the demo allows.
const LATE_DAYS: i32 = 91;
/// Nobody answered for longer than that.
const OLD_DAYS: i32 = 100;
/// Whatever may still be billed in time is younger.
const YOUNG_DAYS: i32 = 21;
/// A payer decides again, or takes back, so many days after its first word.
const AGAIN_AFTER_DAYS: i32 = 28;
/// A fall of what a payer allows, in hundredths.
const DRIFT_PERCENT: i64 = 90;
/// So many lines are enough for the fall to be seen.
const DRIFT_LINES: usize = 36;

/// What an assessment must name, and what is taken off the books.
#[derive(Default)]
pub(super) struct Told {
    pub(super) shows: Vec<(&'static str, String)>,
    pub(super) taken_off: Vec<(String, &'static str)>,
}

struct Putter<'a> {
    counter: &'a mut Counter,
    used: BTreeSet<String>,
    start: usize,
    told: Told,
}

/// Puts all kinds among the bills.
pub(super) fn put(counter: &mut Counter, stream: &mut Stream) -> Told {
    let start = stream.place(counter.bills.len().max(1));
    let mut putter = Putter { counter, used: BTreeSet::new(), start, told: Told::default() };
    putter.amounts();
    putter.second_payers();
    putter.sent_late_or_twice();
    putter.not_billed();
    putter.taken_back();
    putter.minutes();
    putter.refusals();
    putter.drift();
    putter.told
}

/// The payer beside this one.
fn beside(payer: &Payer) -> &'static Payer {
    if payer.id == PAYERS[0].id { &PAYERS[1] } else { &PAYERS[0] }
}

impl Putter<'_> {
    /// So many bills that fit, spread over all.
    fn take(&mut self, count: usize, fits: impl Fn(&Counter, &Bill) -> bool) -> Vec<Bill> {
        /// Larger than any number of bills, and prime: every bill is come to once.
        const STRIDE: usize = 1_000_003;
        let all = self.counter.bills.len();
        let order = (0..all).map(|place| (self.start + place * STRIDE) % all);
        let fitting = order.map(|place| &self.counter.bills[place]).filter(|bill| !self.used.contains(&bill.number));
        let taken: Vec<Bill> = fitting.filter(|bill| fits(self.counter, bill)).take(count).cloned().collect();
        self.used.extend(taken.iter().map(|bill| bill.number.clone()));
        taken
    }

    /// One of so many bills, and never fewer than `least`.
    fn one_of(&self, of: usize, least: usize) -> usize {
        (self.counter.bills.len() / of).max(least)
    }

    fn show(&mut self, findings: &[&'static str], bill: &Bill) {
        self.told.shows.extend(findings.iter().map(|finding| (*finding, bill.number.clone())));
    }

    fn bill_mut(&mut self, number: &str, change: impl FnOnce(&mut Bill)) {
        if let Some(bill) = self.counter.bills.iter_mut().find(|bill| bill.number == number) {
            change(bill);
        }
    }

    fn decision_mut(&mut self, number: &str, change: impl FnOnce(&mut Decision)) {
        if let Some(decision) = self.counter.decisions.iter_mut().find(|decision| decision.bill == number) {
            change(decision);
        }
    }

    /// Refuses lines of a bill; all of them make it a refused claim.
    fn refuse(&mut self, bill: &Bill, (group, reason, remark): (&'static str, &'static str, &'static str)) {
        self.decision_mut(&bill.number, |decision| {
            (decision.status, decision.remark) = ("4", remark);
            decision.lines = bill.lines.iter().map(|line| DecidedLine::refused(line, group, reason)).collect();
        });
    }

    /// Paid too little: below the rate, as a lower level, or all of it on the patient's deductible, which is no fault.
    fn amounts(&mut self) {
        let lower = self.take(2, |counter, bill| bill.level == LevelOfCare::PartialHospitalization && decided(counter, bill));
        for bill in lower {
            let allowed = allowed(&bill, &billed(DAY_OF_IOP, 1));
            self.decision_mut(&bill.number, |decision| {
                let line = DecidedLine::paid(&bill.lines[0], allowed, Money::ZERO);
                decision.lines = vec![DecidedLine { service: DAY_OF_IOP, as_billed: Some(DAY_OF_PHP), ..line }];
            });
            self.show(&["F15"], &bill);
        }
        let below = self.one_of(60, 2);
        for bill in self.take(below, |counter, bill| bill.is_program() && decided(counter, bill)) {
            let less = Money::from_cents(allowed(&bill, &bill.lines[0]).cents() * 9 / 10);
            self.decision_mut(&bill.number, |decision| decision.lines = vec![DecidedLine::paid(&bill.lines[0], less, Money::ZERO)]);
            self.show(&["F9"], &bill);
        }
        let on_deductible = self.one_of(90, 2);
        for bill in self.take(on_deductible, |counter, bill| !bill.is_program() && decided(counter, bill)) {
            self.decision_mut(&bill.number, |decision| {
                for line in &mut decision.lines {
                    let owed = line.paid + line.share();
                    line.adjustments.retain(|(group, ..)| *group == "CO");
                    line.adjustments.push(("PR", "1", owed));
                    line.paid = Money::ZERO;
                }
            });
        }
    }

    /// A second payer that pays the share of the patient, one that was never asked, and bills that should have gone to another first.
    fn second_payers(&mut self) {
        let is_ripe = |counter: &Counter, bill: &Bill| !bill.is_program() && decided(counter, bill) && counter.age(bill) > 70;
        let asked = self.one_of(80, 2);
        for bill in self.take(asked, is_ripe) {
            let Some(first) = self.counter.decisions.iter().find(|decision| decision.bill == bill.number).cloned() else { continue };
            let payer = beside(bill.payer);
            let line = |line: &DecidedLine| DecidedLine {
                paid: line.share(),
                adjustments: vec![("OA", "23", line.charge - line.share())],
                ..line.clone()
            };
            let sent = first.day.plus_days(7);
            let lines = first.lines.iter().map(line).collect();
            let second = Decision { payer, day: sent.plus_days(DECIDED_AFTER_DAYS), status: "2", control: "S", lines, ..first.clone() };
            let decided_before = Some(Box::new(first));
            self.counter.bills.push(Bill { payer, member: format!("{}X", bill.member), billed: sent, decided_before, ..bill });
            self.counter.decisions.push(second);
        }
        for bill in self.take(2, is_ripe) {
            self.bill_mut(&bill.number, |bill| bill.other_payer = Some(beside(bill.payer)));
            self.show(&["F13"], &bill);
        }
        for bill in self.take(2, decided) {
            self.refuse(&bill, ("CO", "22", ""));
            self.show(&["F1", "F13"], &bill);
        }
    }

    /// Sent after the payer's limit, or sent again: refused as the same, or paid a second time.
    fn sent_late_or_twice(&mut self) {
        let is_late = |counter: &Counter, bill: &Bill| {
            bill.payer.id == PAYERS[0].id && decided(counter, bill) && counter.age(bill) > LATE_DAYS + DECIDED_AFTER_DAYS + 14
        };
        for bill in self.take(3, is_late) {
            self.bill_mut(&bill.number, |bill| bill.billed = bill.billed.plus_days(LATE_DAYS));
            self.decision_mut(&bill.number, |decision| decision.day = decision.day.plus_days(LATE_DAYS));
            self.refuse(&bill, ("CO", "29", ""));
            self.show(&["F1", "F11"], &bill);
        }
        let is_ripe = |counter: &Counter, bill: &Bill| decided(counter, bill) && counter.age(bill) > 60;
        for (place, bill) in self.take(3, |counter, bill| bill.is_program() && is_ripe(counter, bill)).into_iter().enumerate() {
            let again = Bill { number: format!("{}R", bill.number), billed: bill.billed.plus_days(7), ..bill };
            let mut decision = pay(&again);
            if place == 0 {
                decision.status = "4";
                decision.lines = again.lines.iter().map(|line| DecidedLine::refused(line, "OA", "18")).collect();
            } else {
                self.show(&["F14"], &again);
            }
            self.used.insert(again.number.clone());
            self.counter.decisions.push(decision);
            self.counter.bills.push(again);
        }
    }

    /// Days and instruments that nobody billed, and bills that the payer's front door turned away and nobody looked at since.
    fn not_billed(&mut self) {
        let is_old_program = |counter: &Counter, bill: &Bill| bill.is_program() && counter.age(bill) > YOUNG_DAYS;
        for bill in self.take(3, is_old_program) {
            self.counter.bills.retain(|each| each.number != bill.number);
            self.counter.decisions.retain(|decision| decision.bill != bill.number);
        }
        let has_measure = |counter: &Counter, bill: &Bill| {
            let ends = bill.lines.last().is_some_and(|line| line.service == BRIEF_MEASURE);
            bill.lines.len() > 1 && ends && counter.age(bill) > YOUNG_DAYS && decided(counter, bill)
        };
        for bill in self.take(4, has_measure) {
            self.bill_mut(&bill.number, |bill| bill.lines.truncate(bill.lines.len() - 1));
            self.decision_mut(&bill.number, |decision| decision.lines.truncate(decision.lines.len() - 1));
            self.show(&["F21"], &bill);
        }
        for bill in self.take(2, has_measure) {
            self.decision_mut(&bill.number, |decision| {
                let place = bill.lines.len() - 1;
                decision.lines[place] = DecidedLine::refused(&bill.lines[place], "CO", "97");
            });
            self.show(&["F1", "F16"], &bill);
        }
        for bill in self.take(4, |counter, bill| counter.age(bill) > OLD_DAYS) {
            self.counter.decisions.retain(|decision| decision.bill != bill.number);
            self.bill_mut(&bill.number, |bill| bill.is_turned_away = true);
            self.show(&["F20"], &bill);
        }
    }

    /// Paid and taken back: for good, to be decided anew for less, or kept back beside the claims of another payment.
    fn taken_back(&mut self) {
        let is_ripe = |counter: &Counter, bill: &Bill| bill.is_program() && decided(counter, bill) && counter.age(bill) > 90;
        for (place, bill) in self.take(4, is_ripe).into_iter().enumerate() {
            let Some(first) = self.counter.decisions.iter().find(|decision| decision.bill == bill.number).cloned() else { continue };
            let day = first.day.plus_days(AGAIN_AFTER_DAYS);
            if place == 3 {
                let reference = format!("ICN{}", bill.number.replace('-', ""));
                self.counter.recoveries.push(Recovery { payer: bill.payer, day, reference, amount: first.paid() });
                continue;
            }
            self.counter.decisions.push(first.taken_back(day));
            if place == 1 {
                let less = Money::from_cents(allowed(&bill, &bill.lines[0]).cents() * 95 / 100);
                let lines = vec![DecidedLine::paid(&bill.lines[0], less, Money::ZERO)];
                self.counter.decisions.push(Decision { day, control: "B", lines, ..first });
            }
            self.show(&["F28"], &bill);
        }
    }

    /// Codes of therapy that the minutes of the note do not stand for: a shorter and a longer one.
    fn minutes(&mut self) {
        for (longer, is, finding) in [("90834", "90832", "F22"), ("90834", "90837", "F23")] {
            let is_alone = |bill: &Bill| bill.lines.iter().filter(|line| line.service.starts_with("9083")).count() == 1;
            let fits = |counter: &Counter, bill: &Bill| {
                is_alone(bill) && bill.lines[0].service == longer && decided(counter, bill) && counter.age(bill) > YOUNG_DAYS
            };
            for bill in self.take(2, fits) {
                let mut changed = bill.clone();
                changed.lines[0] = billed(is, 1);
                let decision = pay(&changed);
                self.decision_mut(&bill.number, |old| old.lines = decision.lines);
                self.bill_mut(&bill.number, |old| old.lines = changed.lines);
                self.show(&[finding], &bill);
            }
        }
    }

    /// Refusals of many kinds. Those for necessity are decided again: two of three are paid.
    fn refusals(&mut self) {
        let granted = self.counter.bills.iter().filter(|bill| bill.authorization.is_some()).count();
        let left_off = self.take((granted / 6).max(1), |counter, bill| bill.authorization.is_some() && decided(counter, bill));
        for bill in left_off {
            self.bill_mut(&bill.number, |bill| bill.authorization = None);
            self.refuse(&bill, ("CO", "197", ""));
            self.show(&["F1", "F4"], &bill);
        }
        let many = self.one_of(10, 3);
        for (place, bill) in self.take(many, decided).into_iter().enumerate() {
            self.refuse(&bill, ("CO", "50", "N115"));
            let Some(first) = self.counter.decisions.iter().find(|decision| decision.bill == bill.number).cloned() else { continue };
            let again = if place % 3 == 2 { first.clone() } else { pay(&bill) };
            let day = first.day.plus_days(AGAIN_AFTER_DAYS + 14);
            self.counter.decisions.push(Decision { day, control: "A", remark: "", ..again });
        }
        let (some, few) = (self.one_of(30, 2), self.one_of(60, 2));
        let kinds: [(&'static str, &'static str, &'static str, usize); 12] = [
            ("CO", "16", "MA130", some),
            ("CO", "252", "N706", few),
            ("CO", "27", "", 2),
            ("CO", "B7", "", 2),
            ("CO", "151", "", 2),
            ("CO", "198", "N351", 2),
            ("CO", "96", "N130", 2),
            ("PR", "119", "", 2),
            ("CO", "109", "", 1),
            ("CO", "4", "", 1),
            ("CO", "11", "", 1),
            ("CO", "186", "", 1),
        ];
        for (group, reason, remark, count) in kinds {
            let bills = self.take(count, decided);
            for (place, bill) in bills.iter().enumerate() {
                self.refuse(bill, (group, reason, remark));
                self.show(&["F1"], bill);
                match reason {
                    "27" => self.show(&["F29"], bill),
                    "B7" => self.show(&["F27"], bill),
                    "16" if place < 2 => self.told.taken_off.push((bill.number.clone(), "what is missing cannot be found any more")),
                    _ => {}
                }
            }
        }
    }

    /// From the last third of the lines without a written rate on, their payer allows less for them.
    fn drift(&mut self) {
        let is_meant = |bill: &Bill| bill.payer.id == WITHOUT_RATE.0 && bill.decided_before.is_none();
        let meant = |bill: &Bill| is_meant(bill) && bill.lines.iter().any(|line| line.service == WITHOUT_RATE.1);
        let days: Vec<_> = self.counter.bills.iter().filter(|bill| meant(bill) && !self.used.contains(&bill.number)).collect();
        if days.len() < DRIFT_LINES {
            return;
        }
        let from = days[days.len() * 2 / 3].day;
        let fallen: BTreeSet<String> = days.iter().filter(|bill| bill.day >= from).map(|bill| bill.number.clone()).collect();
        for decision in self.counter.decisions.iter_mut().filter(|decision| fallen.contains(&decision.bill)) {
            for line in decision.lines.iter_mut().filter(|line| line.service == WITHOUT_RATE.1) {
                let share = line.share();
                let less = Money::from_cents((line.paid + share).cents() * DRIFT_PERCENT / 100);
                let rest = (line.charge - less, less - share);
                line.paid = rest.1;
                line.adjustments = vec![("CO", "45", rest.0), ("PR", "3", share)];
                line.adjustments.retain(|(.., amount)| *amount > Money::ZERO);
            }
        }
    }
}

/// True where the payer has decided by now, and paid.
fn decided(counter: &Counter, bill: &Bill) -> bool {
    counter.decisions.iter().any(|decision| decision.bill == bill.number && decision.status == "1")
}
