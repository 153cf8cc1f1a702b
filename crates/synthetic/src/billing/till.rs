//! What the practice that is shown billed, and what payers made of it: the same kind of files as the folder, for patients whose payer is on its record.
//!
//! Every attended day is billed in the second week after it, by what took place. Payers answer the next day and decide after two weeks, at the rates of
//! the table beside. Most of it is well. Some of every kind of trouble that a biller knows is among it, so that queues, figures and findings have
//! something to show: [`Till::shows`] says which finding must name which claim.

pub mod beside;
mod cases;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use care::AttendanceKind;
use vocabulary::{Day, LevelOfCare, Money, Period};

use super::books::monday;
use super::claim::{Bill, BilledLine, DecidedLine, Decision};
use super::payer::{self, BRIEF_MEASURE, Payer, SERVICES};
use super::person::{Person, persons, therapy};
use super::x12_text::{Insured, Recovery, Sheet};
use super::{BillingFile, by_month};
use crate::practice::Practice;
use crate::stream::Stream;
use beside::BesideTable;

/// Days of service so far back are billed: from then on facts about notes are kept.
const BACK_DAYS: i32 = 199;
/// The bills of a week go out so many days after its Monday.
const BILLED_AFTER_DAYS: i32 = 10;
/// A payer decides so many days after the bill.
const DECIDED_AFTER_DAYS: i32 = 14;
/// What the patient owes for a visit.
const COPAYMENT: Money = Money::from_cents(2_000);
/// What is charged for a group.
const GROUP: &str = "90853";
/// The payer without a written rate for individual therapy.
const WITHOUT_RATE: (&str, &str) = ("generic-medicaid-managed-care", "90834");

/// The payers, by the keys of the generic profiles.
static PAYERS: [Payer; 3] = [
    Payer { id: "generic-commercial", name: "GENERIC COMMERCIAL", percent: 80 },
    Payer { id: WITHOUT_RATE.0, name: "GENERIC MEDICAID MANAGED CARE", percent: 72 },
    Payer { id: "generic-medicare-advantage", name: "GENERIC MEDICARE ADVANTAGE", percent: 76 },
];

/// How rates are read by an import.
const RATES_MAPPING: &str = r#"[[records]]
kind = "contract_rate"
payer = "payer"
service = "service"
level_of_care = "level_of_care"
unit_amount = "rate"
first_day = "first_day"
"#;

/// Who pays for a patient, as the practice has it on record.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The number of the patient's record.
    pub record: String,
    /// The key of the payer's profile.
    pub payer: String,
    /// The member's number.
    pub member: String,
    /// From when on days are billed.
    pub since: Day,
    /// Numbers and days of authorizations.
    pub grants: Vec<(String, Period)>,
}

/// A further coverage of a patient: bills say so, and so should the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Second {
    /// The number of the patient's record.
    pub record: String,
    /// The key of the payer's profile.
    pub payer: String,
    /// The member's number at it.
    pub member: String,
}

/// Everything that went over the till.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Till {
    /// Bills, payments and answers, by month.
    pub files: Vec<BillingFile>,
    /// What payers agreed to allow, as a table.
    pub rates: String,
    /// How the table is read.
    pub rates_mapping: &'static str,
    /// What another system of billing keeps beside.
    pub beside: Vec<BesideTable>,
    /// Coverages beside the first.
    pub second: Vec<Second>,
    /// Claims of which the refusal is taken off the books, with the reason.
    pub taken_off: Vec<(String, &'static str)>,
    /// Finding and claim: an assessment must name each of them.
    pub shows: Vec<(&'static str, String)>,
}

/// Bills and decisions while cases are put among them.
struct Counter {
    today: Day,
    bills: Vec<Bill>,
    decisions: Vec<Decision>,
    recoveries: Vec<Recovery>,
}

impl Till {
    /// Of a practice and those of its patients who have a payer. The same practice and payers give the same files.
    pub fn of(practice: &Practice, covered: &[Covered]) -> Self {
        let people: BTreeMap<String, Person> = persons(practice).into_iter().map(|person| (person.record.clone(), person)).collect();
        let today = practice.plan.as_of;
        let known: Vec<(&Covered, &Person, &'static Payer)> = (covered.iter())
            .filter_map(|covered| Some((covered, people.get(&covered.record)?, PAYERS.iter().find(|payer| payer.id == covered.payer)?)))
            .collect();
        let mut counter = Counter { today, bills: bills(&known, today), decisions: Vec::new(), recoveries: Vec::new() };
        counter.decide();
        let mut stream = Stream::new(practice.plan.seed).branch("till");
        let told = cases::put(&mut counter, &mut stream);
        counter.decisions.retain(|decision| decision.day <= today);
        let beside = beside::of(&known, &counter);
        let insured: Vec<Insured<'_>> = known.iter().map(|(_, person, _)| person.insured()).collect();
        let Counter { bills, decisions, recoveries, .. } = &counter;
        let mut second: Vec<Second> = (bills.iter())
            .filter_map(|bill| Some((bill, bill.other_payer.or(bill.decided_before.as_ref().map(|_| bill.payer))?)))
            .map(|(bill, payer)| Second {
                record: insured[bill.person].record.to_owned(),
                payer: payer.id.to_owned(),
                member: format!("{}X", bill.member.trim_end_matches('X')),
            })
            .collect();
        second.sort_by(|one, other| (&one.record, &one.payer).cmp(&(&other.record, &other.payer)));
        second.dedup();
        let files = by_month(&Sheet { today, insured, bills, decisions, recoveries });
        let shows = told.shows.into_iter().chain(beside.shows).collect();
        Self { files, rates: rates(today), rates_mapping: RATES_MAPPING, beside: beside.tables, second, taken_off: told.taken_off, shows }
    }
}

impl Counter {
    /// Every bill is paid at the agreed rate, two weeks after it came.
    fn decide(&mut self) {
        self.decisions = self.bills.iter().map(pay).filter(|decision| decision.day <= self.today).collect();
    }

    fn age(&self, bill: &Bill) -> i32 {
        self.today.days_since(bill.day)
    }
}

/// What the payer of a bill says when all is well.
fn pay(bill: &Bill) -> Decision {
    let line = |(place, line): (usize, &BilledLine)| {
        let share = if place == 0 && !bill.is_program() { COPAYMENT } else { Money::ZERO };
        DecidedLine::paid(line, allowed(bill, line), share)
    };
    Decision {
        bill: bill.number.clone(),
        payer: bill.payer,
        day: bill.billed.plus_days(DECIDED_AFTER_DAYS),
        status: "1",
        control: "",
        remark: "",
        lines: bill.lines.iter().enumerate().map(line).collect(),
    }
}

fn allowed(bill: &Bill, line: &BilledLine) -> Money {
    Money::from_cents(charge(line.service) * bill.payer.percent / 100 * line.units)
}

/// What is charged for a unit, in cents.
fn charge(service: &str) -> i64 {
    if service == GROUP { 9_500 } else { payer::charge_of(service).cents() }
}

fn billed(service: &'static str, units: i64) -> BilledLine {
    BilledLine { service, units, charge: Money::from_cents(charge(service) * units) }
}

/// A bill for each attended day.
fn bills(known: &[(&Covered, &Person, &'static Payer)], today: Day) -> Vec<Bill> {
    let mut bills = Vec::new();
    for (place, (covered, person, payer)) in known.iter().enumerate() {
        let first = covered.since.max(today.plus_days(-BACK_DAYS));
        for (day, care) in person.days.range(first..today).filter(|(_, care)| care.came) {
            let sent = monday(*day).plus_days(BILLED_AFTER_DAYS);
            if sent > today {
                continue;
            }
            let grant = covered.grants.iter().find(|(_, period)| period.contains(*day));
            bills.push(Bill {
                number: format!("{}-{}", person.record, day.to_string().replace('-', "")),
                person: place,
                payer,
                member: covered.member.clone(),
                other_payer: None,
                decided_before: None,
                level: care.level,
                day: *day,
                statement_until: None,
                billed: sent,
                authorization: grant.map(|(number, _)| number.clone()),
                lines: lines(person, *day, care.level),
                is_turned_away: false,
            });
        }
    }
    bills.sort_by(|one, other| (one.day, &one.number).cmp(&(other.day, &other.number)));
    bills
}

/// The day of a program as a whole; else the pieces by their minutes and the instruments that were scored and interpreted.
fn lines(person: &Person, day: Day, level: LevelOfCare) -> Vec<BilledLine> {
    if let Some(service) = payer::day_of(level) {
        return vec![billed(service, 1)];
    }
    let pieces = person.days.get(&day).map(|care| care.pieces.as_slice()).unwrap_or_default();
    let service = |(kind, minutes): &(AttendanceKind, u32)| match kind {
        AttendanceKind::Individual => therapy(*minutes).unwrap_or("90832"),
        AttendanceKind::Medication => "99213",
        _ => GROUP,
    };
    let mut services: Vec<&'static str> = pieces.iter().map(service).collect();
    services.sort_unstable();
    services.dedup();
    let mut lines: Vec<BilledLine> = services.into_iter().map(|service| billed(service, 1)).collect();
    let measured = i64::try_from(person.interpreted_on(day)).unwrap_or(0);
    if measured > 0 {
        lines.push(billed(BRIEF_MEASURE, measured));
    }
    lines
}

/// What payers agreed to allow, from two years ago on.
fn rates(today: Day) -> String {
    let mut text = "payer,service,level_of_care,rate,first_day\n".to_owned();
    let first = today.plus_days(-730);
    for payer in &PAYERS {
        let services = SERVICES.iter().map(|(service, _, level)| (*service, *level)).chain([(GROUP, None)]);
        for (service, level) in services.filter(|(service, _)| (payer.id, *service) != WITHOUT_RATE) {
            let rate = Money::from_cents(charge(service) * payer.percent / 100);
            let _ = writeln!(text, "{},{service},{},{rate},{first}", payer.id, level.map_or("", LevelOfCare::code));
        }
    }
    text
}
