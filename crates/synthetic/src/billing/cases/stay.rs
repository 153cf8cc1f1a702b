//! Cases of whole stays rather than of a day: a bed by the days of its statement, a bill that went out again, and another payer from some day on.

use vocabulary::{Day, LevelOfCare};

use super::{Planter, YOUNG_DAYS};
use crate::billing::books::Grant;
use crate::billing::claim::{Bill, BilledLine, Decision};
use crate::billing::payer::Payer;
use crate::billing::planted::Case;

/// So many days of a stay nobody asked the new payer for.
const DAYS_NOT_ASKED: usize = 2;

/// A change of the payer within a stay.
struct Change {
    person: usize,
    payer: &'static Payer,
    /// The first day of the new payer.
    from: Day,
    /// From when on it grants care.
    granted: Day,
    /// The bills that go to it, in the order of their days.
    bills: Vec<String>,
    /// The authorization of the old one that ends with the change: its place.
    ended: usize,
}

impl Planter<'_> {
    /// Two days in a bed become one bill of a facility that names the days of the statement alone. There is no note of the second.
    pub(super) fn bed_of_statement(&mut self) {
        let is_bed = |planter: &Self, bill: &Bill| bill.level == LevelOfCare::Residential && planter.day_after(bill).is_some();
        let Some(bill) = self.pick(is_bed) else { return };
        let Some(after) = self.day_after(&bill).map(|after| after.number.clone()) else { return };
        let last = bill.day.plus_days(1);
        let twice = |line: &BilledLine| BilledLine { service: line.service, units: line.units * 2, charge: line.charge + line.charge };
        let whole = Bill { statement_until: Some(last), lines: bill.lines.iter().map(twice).collect(), ..bill };
        self.books.bills.retain(|each| each.number != after);
        self.books.decisions.retain(|decision| decision.bill != after);
        self.put(&whole);
        if let Some(care) = self.books.persons[whole.person].days.get_mut(&last) {
            care.notes.clear();
        }
        self.note(Case::BedOfStatement, &["F8"], &whole.number);
    }

    /// The paid bill of the same patient for the next day at the same level, which went out with this one and no case has taken.
    fn day_after(&self, bill: &Bill) -> Option<&Bill> {
        let next = bill.day.plus_days(1);
        let is_next = |other: &&Bill| {
            let is_same = (other.person, other.day, other.level) == (bill.person, next, bill.level);
            is_same && other.billed == bill.billed && other.authorization == bill.authorization
        };
        let found = self.books.bills.iter().find(is_next).filter(|other| !self.used.contains(&other.number))?;
        self.is_paid(&found.number).then_some(found)
    }

    fn is_paid(&self, number: &str) -> bool {
        self.books.decision(number).is_some_and(|decision| decision.status == "1")
    }

    /// Puts a changed bill in the place of the one with its number, and lets its payer decide it anew where one had decided.
    fn put(&mut self, changed: &Bill) {
        let decision = self.books.pay(changed);
        if let Some(known) = self.books.decisions.iter_mut().find(|known| known.bill == changed.number) {
            *known = decision;
        }
        if let Some(bill) = self.bill_mut(&changed.number) {
            *bill = changed.clone();
        }
    }

    /// A bill went out again under its own number, and was paid again.
    pub(super) fn paid_again(&mut self) {
        let fits = |planter: &Self, bill: &Bill| bill.is_program() && bill.statement_until.is_none() && planter.age(bill) > YOUNG_DAYS + 14;
        let Some(bill) = self.pick(fits) else { return };
        let again = Bill { billed: bill.billed.plus_days(7), ..bill };
        let decision = Decision { control: "A", ..self.books.pay(&again) };
        self.note(Case::PaidAgain, &["F14"], &again.number);
        self.books.decisions.push(decision);
        self.books.bills.push(again);
    }

    /// Within a stay another payer takes over, and is asked for its authorization days later: of the days between it pays none.
    pub(super) fn payer_changed(&mut self) {
        let count = self.books.bills.len();
        let order = (0..count).map(|place| (self.start + place) % count);
        let Some(change) = order.map(|place| &self.books.bills[place]).find_map(|bill| self.change_on(bill)) else { return };
        let Change { person, payer, from, granted, bills, ended } = change;
        let last = std::mem::replace(&mut self.books.grants[ended].last, from.plus_days(-1));
        let old = self.books.grants[ended].clone();
        self.books.grants.iter_mut().filter(|grant| grant.person == person && grant.first > from).for_each(|grant| grant.payer = payer);
        self.books
            .requests
            .iter_mut()
            .filter(|asked| asked.person == person && asked.submitted >= from)
            .for_each(|asked| asked.payer = payer);
        let number = format!("AU{:05}", self.books.grants.len() + 1);
        self.books.grants.push(Grant { number: number.clone(), payer, first: granted, last, ..old.clone() });
        for (place, bill) in bills.iter().enumerate() {
            let Some(bill) = self.bill_mut(bill).cloned() else { continue };
            let authorization = match &bill.authorization {
                _ if place < DAYS_NOT_ASKED => None,
                Some(known) if *known == old.number => Some(number.clone()),
                known => known.clone(),
            };
            let member = format!("{}N", bill.member);
            let changed = Bill { payer, member, authorization, ..bill };
            self.put(&changed);
            self.used.insert(changed.number.clone());
            if place < DAYS_NOT_ASKED {
                self.refuse(Case::PayerChanged, &changed, ("CO", "197"), &["F4", "F5"]);
            }
        }
    }

    /// The change of the payer on the day of a bill, where nothing else was planted on the bills from then on: all of them are of a program and authorized, the
    /// first ones paid, and whoever came in these days is billed.
    fn change_on(&self, bill: &Bill) -> Option<Change> {
        let (person, from) = (bill.person, bill.day);
        let mut later: Vec<&Bill> = self.books.bills.iter().filter(|other| other.person == person && other.day >= from).collect();
        later.sort_by_key(|other| other.day);
        let granted = later.get(DAYS_NOT_ASKED)?.day;
        let is_free = |other: &&Bill| !self.used.contains(&other.number) && other.is_program() && other.authorization.is_some();
        let is_plain = |other: &&Bill| is_free(other) && other.payer.id == bill.payer.id && other.other_payer.is_none();
        if !later.iter().all(is_plain) || !later.iter().take(DAYS_NOT_ASKED).all(|other| self.is_paid(&other.number)) {
            return None;
        }
        let is_within = self.books.bills.iter().any(|other| other.person == person && other.day < from);
        let came = self.books.persons[person].days.range(from..granted).filter(|(_, care)| care.came).count();
        let is_ended = |grant: &Grant| {
            grant.person == person && grant.first < from && granted <= grant.last && grant.units.is_none() && grant.level == bill.level
        };
        let ended = self.books.grants.iter().position(is_ended)?;
        (is_within && came == DAYS_NOT_ASKED && !self.is_told_of_coverage(person)).then(|| Change {
            person,
            payer: bill.payer.other(),
            from,
            granted,
            bills: later.iter().map(|other| other.number.clone()).collect(),
            ended,
        })
    }

    /// True where the end of a coverage was planted with the patient: with two payers nobody knows of which one the quote speaks.
    fn is_told_of_coverage(&self, person: usize) -> bool {
        let of_coverage = self.planted.iter().filter(|planted| planted.case == Case::CoverageEnded);
        let mut bills = of_coverage.filter_map(|planted| self.books.bills.iter().find(|bill| bill.number == planted.subject));
        bills.any(|bill| bill.person == person)
    }
}
