//! The whole of the billing before it becomes files: bills, decisions and the tables beside them, all from the care that took place.

use std::collections::{BTreeMap, BTreeSet};

use care::AttendanceKind;
use vocabulary::{Day, LevelOfCare, Money};

use super::claim::{Bill, BilledLine, DecidedLine, Decision};
use super::payer::{self, BRIEF_MEASURE, Payer, UNWRITTEN_PAYER, UNWRITTEN_SERVICE};
use super::person::{Person, therapy};
use super::x12_text::Sheet;
use crate::plan::weekday;

/// What the patient owes for a visit.
const COPAYMENT: Money = Money::from_cents(2_000);
/// A payment comes two weeks after the bill.
const PAID_AFTER_DAYS: i32 = 14;
/// A fall of what a payer allows, in hundredths.
const DRIFT_PERCENT: i64 = 92;

/// An authorization.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) number: String,
    pub(crate) person: usize,
    /// Who gave it.
    pub(crate) payer: &'static Payer,
    pub(crate) first: Day,
    pub(crate) last: Day,
    pub(crate) level: LevelOfCare,
    /// Days that it allows; `None` where only the period limits it.
    pub(crate) units: Option<usize>,
}

/// A request for care.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) person: usize,
    /// Who was asked.
    pub(crate) payer: &'static Payer,
    pub(crate) submitted: Day,
    pub(crate) decision: &'static str,
    pub(crate) asked: i32,
    pub(crate) approved: i32,
    pub(crate) minutes: i32,
}

/// An appeal.
#[derive(Clone, Debug)]
pub(crate) struct Appeal {
    pub(crate) bill: String,
    pub(crate) filed: Day,
    pub(crate) last_day: Option<Day>,
    pub(crate) outcome: &'static str,
    pub(crate) with_scores: bool,
}

/// Everything.
pub(crate) struct Books {
    /// The day on which the practice is looked at.
    pub(crate) today: Day,
    pub(crate) persons: Vec<Person>,
    pub(crate) bills: Vec<Bill>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) grants: Vec<Grant>,
    pub(crate) requests: Vec<Request>,
    pub(crate) appeals: Vec<Appeal>,
    /// Bill, day, amount, reason, approver.
    pub(crate) write_offs: Vec<(String, Day, Money, &'static str, &'static str)>,
    /// Person, service, day, amount for a unit.
    pub(crate) agreements: Vec<(usize, &'static str, Day, Money)>,
    /// Bills of which the patient paid nothing.
    pub(crate) unpaid_shares: BTreeSet<String>,
    /// Bills of which the patient paid the share twice.
    pub(crate) shares_paid_twice: BTreeSet<String>,
    /// Person, day, what criteria said.
    pub(crate) determinations: Vec<(usize, Day, &'static str)>,
    /// From when on the payer without a written rate allows less; `None`: never.
    pub(crate) drift: Option<Day>,
}

/// The first day of the week of a day.
pub(crate) fn monday(day: Day) -> Day {
    day.plus_days(-weekday(day))
}

impl Books {
    /// What was billed and paid of the care of everybody: all of it, in time, at the agreed rates.
    pub(crate) fn of_care(persons: Vec<Person>, today: Day) -> Self {
        let mut books = Self {
            today,
            persons,
            bills: Vec::new(),
            decisions: Vec::new(),
            grants: Vec::new(),
            requests: Vec::new(),
            appeals: Vec::new(),
            write_offs: Vec::new(),
            agreements: Vec::new(),
            unpaid_shares: BTreeSet::new(),
            shares_paid_twice: BTreeSet::new(),
            determinations: Vec::new(),
            drift: None,
        };
        books.authorize();
        books.determine();
        books.bill();
        books.bills.sort_by(|one, other| (one.day, &one.number).cmp(&(other.day, &other.number)));
        books
    }

    /// Payers of whoever was in a program authorize every day of the stays, in parts. Each part is asked for with the last score in hand.
    fn authorize(&mut self) {
        let mut count = 0;
        for (place, person) in self.persons.iter().enumerate() {
            let levels = || person.stays.iter().flat_map(|stay| stay.levels.iter());
            let Some(payer) = person.payer.filter(|_| !levels().all(|(level, _)| *level == LevelOfCare::Outpatient)) else { continue };
            for stay in &person.stays {
                for (level, period) in &stay.levels {
                    let end = period.last().unwrap_or_else(|| self.today.plus_days(6));
                    let mut first = period.first();
                    while first <= end {
                        let last = first.plus_days(part_days(*level) - 1).min(end);
                        count += 1;
                        let number = format!("AU{count:05}");
                        self.grants.push(Grant { number, person: place, payer, first, last, level: *level, units: None });
                        let measured = person.last_measured(first).filter(|day| *day >= stay.episode.admitted);
                        if let Some(submitted) = measured.filter(|day| *day < self.today) {
                            let days = last.days_since(first) + 1;
                            let minutes = 20 + (count % 5) * 5;
                            self.requests.push(Request {
                                person: place,
                                payer,
                                submitted,
                                decision: "approved",
                                asked: days,
                                approved: days,
                                minutes,
                            });
                        }
                        first = last.plus_days(1);
                    }
                }
            }
        }
    }

    /// In a program criteria are asked about every sixth day.
    fn determine(&mut self) {
        const EVERY_DAYS: i32 = 6;
        const READY_FROM: i32 = -24;
        for (place, person) in self.persons.iter().enumerate() {
            for (level, period) in person.stays.iter().flat_map(|stay| stay.levels.iter()) {
                if *level == LevelOfCare::Outpatient {
                    continue;
                }
                let end = period.last().unwrap_or_else(|| self.today.plus_days(-1));
                let days = (0..=end.days_since(period.first())).filter(|day| day % EVERY_DAYS == 0);
                for day in days.map(|days| period.first().plus_days(days)) {
                    let is_ready = person.ready_to_step_down && day.days_since(self.today) >= READY_FROM;
                    let said = match person.course {
                        _ if is_ready => "STEP_DOWN",
                        crate::course::Course::Deterioration => "STEP_UP",
                        _ => "CONTINUE",
                    };
                    self.determinations.push((place, day, said));
                }
            }
        }
    }

    /// A bill for each documented day, on the Monday after it.
    fn bill(&mut self) {
        for (place, person) in self.persons.iter().enumerate() {
            let Some(payer) = person.payer else { continue };
            for (day, care) in person.days.iter().filter(|(_, care)| care.came && care.is_documented()) {
                let billed = monday(*day).plus_days(7);
                let lines = lines(person, *day, care.level);
                if billed > self.today || lines.is_empty() {
                    continue;
                }
                let grant = self.grants.iter().find(|grant| grant.person == place && grant.first <= *day && *day <= grant.last);
                self.bills.push(Bill {
                    number: format!("{}-{}", person.record, day.to_string().replace('-', "")),
                    person: place,
                    payer,
                    member: person.member.clone(),
                    other_payer: None,
                    decided_before: None,
                    level: care.level,
                    day: *day,
                    statement_until: None,
                    billed,
                    authorization: grant.map(|grant| grant.number.clone()),
                    lines,
                    is_turned_away: false,
                });
            }
        }
    }

    /// From the last third of the lines without a written rate on, the payer allows less for them.
    pub(crate) fn begin_drift(&mut self) -> bool {
        let days: Vec<Day> =
            self.bills.iter().filter(|bill| is_unwritten(bill) && self.is_decided_in_time(bill)).map(|bill| bill.day).collect();
        let enough = days.len() >= 36;
        self.drift = enough.then(|| days[days.len() * 2 / 3]);
        enough
    }

    fn is_decided_in_time(&self, bill: &Bill) -> bool {
        bill.billed.plus_days(PAID_AFTER_DAYS) <= self.today
    }

    /// What a payer allows for a unit on a day.
    pub(crate) fn allowed(&self, bill: &Bill, line: &BilledLine) -> Money {
        let rate = bill.payer.rate_of(line.service);
        let has_fallen = self.drift.is_some_and(|from| bill.day >= from) && !bill.payer.has_written(line.service);
        let rate = if has_fallen { Money::from_cents(rate.cents() * DRIFT_PERCENT / 100) } else { rate };
        Money::from_cents(rate.cents() * line.units)
    }

    /// Every bill is paid, two weeks after it came.
    pub(crate) fn decide(&mut self) {
        let decided = self.bills.iter().filter(|bill| self.is_decided_in_time(bill)).map(|bill| self.pay(bill));
        self.decisions = decided.collect();
    }

    /// What the payer says of a bill when all is well.
    pub(crate) fn pay(&self, bill: &Bill) -> Decision {
        let line = |(place, line): (usize, &BilledLine)| {
            let owes = place == 0 && !bill.is_program();
            DecidedLine::paid(line, self.allowed(bill, line), if owes { COPAYMENT } else { Money::ZERO })
        };
        let lines = bill.lines.iter().enumerate().map(line).collect();
        Decision {
            bill: bill.number.clone(),
            payer: bill.payer,
            day: bill.billed.plus_days(PAID_AFTER_DAYS),
            status: "1",
            control: "",
            remark: "",
            lines,
        }
    }

    pub(crate) fn decision(&self, bill: &str) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.bill == bill)
    }

    /// What criteria said last of a patient on or before a day.
    pub(crate) fn determined(&self, person: usize, day: Day) -> Option<(Day, &'static str)> {
        let of_person = self.determinations.iter().filter(|(of, on, _)| *of == person && *on <= day);
        of_person.map(|(_, on, said)| (*on, *said)).max_by_key(|(on, _)| *on)
    }

    /// The last day of which the files speak.
    pub(crate) fn last_day(&self) -> Day {
        let billed = self.bills.iter().map(|bill| bill.billed);
        billed.chain(self.decisions.iter().map(|decision| decision.day)).max().unwrap_or(self.today)
    }

    /// What stands on bills, payments and answers.
    pub(crate) fn sheet(&self) -> Sheet<'_> {
        let insured = self.persons.iter().map(Person::insured).collect();
        Sheet { today: self.today, insured, bills: &self.bills, decisions: &self.decisions, recoveries: &[] }
    }

    /// Bills by number.
    pub(crate) fn by_number(&self) -> BTreeMap<&str, &Bill> {
        self.bills.iter().map(|bill| (bill.number.as_str(), bill)).collect()
    }
}

/// True where the bill has a line without a written rate.
fn is_unwritten(bill: &Bill) -> bool {
    bill.payer.id == UNWRITTEN_PAYER && bill.lines.iter().any(|line| line.service == UNWRITTEN_SERVICE)
}

/// For how many days a part of care is authorized.
const fn part_days(level: LevelOfCare) -> i32 {
    match level {
        LevelOfCare::Inpatient | LevelOfCare::Residential => 10,
        LevelOfCare::PartialHospitalization => 14,
        LevelOfCare::IntensiveOutpatient => 21,
        LevelOfCare::Outpatient => 56,
    }
}

fn line(service: &'static str, units: i64) -> BilledLine {
    BilledLine { service, units, charge: Money::from_cents(payer::charge_of(service).cents() * units) }
}

/// What is billed of a day: the day of a program as a whole; else each signed piece by its minutes, and the instruments that were scored and
/// interpreted.
fn lines(person: &Person, day: Day, level: LevelOfCare) -> Vec<BilledLine> {
    if let Some(service) = payer::day_of(level) {
        return vec![line(service, 1)];
    }
    let Some(care) = person.days.get(&day) else { return Vec::new() };
    let is_signed = |code: &str| care.notes.iter().any(|note| note.service == code && note.signed.is_some());
    let mut lines = Vec::new();
    for (kind, minutes) in &care.pieces {
        let service = match kind {
            AttendanceKind::Individual => therapy(*minutes),
            AttendanceKind::Medication => Some("99213"),
            _ => None,
        };
        lines.extend(service.filter(|code| is_signed(code)).map(|code| line(code, 1)));
    }
    let measured = i64::try_from(person.interpreted_on(day)).unwrap_or(0);
    if !lines.is_empty() && measured > 0 {
        lines.push(line(BRIEF_MEASURE, measured));
    }
    lines
}
