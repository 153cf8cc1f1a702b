//! What another system of billing keeps beside claims, as tables: charges as they were posted, benefits as they were quoted, a rate agreed for one patient,
//! what patients paid. The columns are those that an assessment knows; the mappings say how an import takes them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vocabulary::{Day, Money};

use super::{BACK_DAYS, COPAYMENT, Counter, Covered, WITHOUT_RATE, charge, lines};
use crate::billing::claim::{Bill, Decision};
use crate::billing::payer::Payer;
use crate::billing::person::Person;

/// A table with how an import takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BesideTable {
    /// The name of its file, without an ending.
    pub name: &'static str,
    /// Its text.
    pub text: String,
    /// The mapping.
    pub mapping: &'static str,
}

const CHARGES: &str = r#"[[records]]
kind = "posted_charge"
key = "charge"
patient = "patient"
day = "day"
posted_day = "posted_day"
service = "service"
charge_amount = "charge_amount"
"#;
const BENEFITS: &str = r#"[codes.covered]
yes = "covered"
no = "not_covered"

[[records]]
kind = "benefit_quote"
patient = "patient"
day = "quoted_day"
quoted = { column = "covered", codes = "covered" }
patient_share_amount = "patient_share"
"#;
const AGREEMENTS: &str = r#"[[records]]
kind = "case_agreement"
patient = "patient"
service = "service"
agreed_amount = "agreed_amount"
first_day = "first_day"
"#;
const PAYMENTS: &str = r#"[[records]]
kind = "patient_payment"
key = "receipt"
patient = "patient"
claim = "claim"
day = "paid_day"
paid_amount = "paid_amount"
"#;

/// Of so many shares one is not paid.
const UNPAID_OF: usize = 4;
/// A patient pays so many days after the payer decided.
const PAYS_AFTER_DAYS: i32 = 9;
/// What one patient was told by mistake.
const MISQUOTED: Money = Money::from_cents(1_000);
/// What was agreed for one patient, in hundredths of the charge.
const AGREED_PERCENT: i64 = 80;
/// The service of the agreement.
const AGREED_SERVICE: &str = WITHOUT_RATE.1;

/// The tables, and what an assessment must name because of them.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) tables: Vec<BesideTable>,
    pub(super) shows: Vec<(&'static str, String)>,
}

type Known<'a> = (&'a Covered, &'a Person, &'static Payer);

/// Of everything that was billed and decided.
pub(super) fn of(known: &[Known<'_>], counter: &Counter) -> Beside {
    let mut found = Beside::default();
    let told = plainly_paid(counter);
    found.table("charges", charges(known, counter.today), CHARGES);
    found.benefits(known, &told);
    found.agreements(known, &told);
    found.payments(known, &told, counter.today);
    found
}

/// Bills of visits that their one payer paid at once, leaving the copayment: what stands beside them is told of nothing else.
fn plainly_paid(counter: &Counter) -> Vec<(&Bill, &Decision)> {
    let mut decided: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in &counter.decisions {
        decided.entry(&decision.bill).or_default().push(decision);
    }
    let mut sent: BTreeMap<&str, usize> = BTreeMap::new();
    for bill in &counter.bills {
        *sent.entry(&bill.number).or_default() += 1;
    }
    let plain = counter.bills.iter().filter(|bill| {
        let is_alone = bill.other_payer.is_none() && bill.decided_before.is_none() && sent.get(bill.number.as_str()) == Some(&1);
        is_alone && !bill.is_program() && !bill.is_turned_away
    });
    let plain = plain.filter_map(|bill| Some((bill, only(decided.get(bill.number.as_str())?)?)));
    plain.filter(|(_, decision)| decision.lines.iter().all(|line| line.paid > Money::ZERO)).collect()
}

/// The one decision, where it leaves the copayment and nothing else.
fn only<'a>(decided: &[&'a Decision]) -> Option<&'a Decision> {
    let [only] = decided else { return None };
    (only.status == "1" && only.share() == COPAYMENT).then_some(*only)
}

/// Every service that was given, posted on the next day: also those that were not billed yet, or never.
fn charges(known: &[Known<'_>], today: Day) -> String {
    let mut text = "charge,patient,day,posted_day,service,charge_amount\n".to_owned();
    for (covered, person, _) in known {
        let first = covered.since.max(today.plus_days(-BACK_DAYS));
        for (day, care) in person.days.range(first..today).filter(|(_, care)| care.came) {
            for (place, line) in lines(person, *day, care.level).iter().enumerate() {
                let (record, posted) = (&person.record, day.plus_days(1));
                let _ = writeln!(text, "{record}-{day}-{place},{record},{day},{posted},{},{}", line.service, line.charge);
            }
        }
    }
    text
}

impl Beside {
    fn table(&mut self, name: &'static str, text: String, mapping: &'static str) {
        self.tables.push(BesideTable { name, text, mapping });
    }

    /// Everybody was told of the copayment before care; one was told of half of it.
    fn benefits(&mut self, known: &[Known<'_>], told: &[(&Bill, &Decision)]) {
        let misquoted = told.first().map(|(bill, _)| bill.person);
        let mut text = "patient,quoted_day,covered,patient_share\n".to_owned();
        for (place, (covered, person, _)) in known.iter().enumerate() {
            let first = person.days.range(covered.since..).next().map_or(covered.since, |(day, _)| *day);
            let share = if Some(place) == misquoted { MISQUOTED } else { COPAYMENT };
            let _ = writeln!(text, "{},{},yes,{share}", person.record, first.plus_days(-3));
        }
        self.table("benefits", text, BENEFITS);
        self.shows
            .extend(told.iter().filter(|(bill, _)| Some(bill.person) == misquoted).take(2).map(|(bill, _)| ("F24", bill.number.clone())));
    }

    /// With the payer that has no written rate one was agreed for one patient, and it pays as always.
    fn agreements(&mut self, known: &[Known<'_>], told: &[(&Bill, &Decision)]) {
        let has_service = |bill: &Bill| bill.lines.iter().any(|line| line.service == AGREED_SERVICE);
        let of_payer = || told.iter().filter(|(bill, _)| bill.payer.id == WITHOUT_RATE.0 && has_service(bill));
        let Some(person) = of_payer().next().map(|(bill, _)| bill.person) else { return };
        let (covered, patient, _) = known[person];
        let rate = Money::from_cents(charge(AGREED_SERVICE) * AGREED_PERCENT / 100);
        let first = covered.since.min(of_payer().map(|(bill, _)| bill.day).min().unwrap_or(covered.since));
        let text = format!("patient,service,first_day,agreed_amount\n{},{AGREED_SERVICE},{first},{rate}\n", patient.record);
        self.table("case_agreements", text, AGREEMENTS);
        self.shows.extend(of_payer().filter(|(bill, _)| bill.person == person).take(2).map(|(bill, _)| ("F26", bill.number.clone())));
    }

    /// Most pay what is left to them.
    fn payments(&mut self, known: &[Known<'_>], told: &[(&Bill, &Decision)], today: Day) {
        let mut text = "receipt,patient,claim,paid_day,paid_amount\n".to_owned();
        let mut unpaid: Vec<(&'static str, String)> = Vec::new();
        for (place, (bill, decision)) in told.iter().enumerate() {
            let paid = decision.day.plus_days(PAYS_AFTER_DAYS);
            if place % UNPAID_OF == 0 {
                unpaid.push(("F30", bill.number.clone()));
            } else if paid <= today {
                let _ = writeln!(text, "R-{},{},{},{paid},{COPAYMENT}", bill.number, known[bill.person].1.record, bill.number);
            }
        }
        self.table("patient_payments", text, PAYMENTS);
        self.shows.extend(unpaid.into_iter().take(2));
    }
}
