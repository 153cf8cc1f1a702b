//! The tables beside bills and payments, as CSV. One of them is written as another system writes it, with a mapping beside it.

use std::fmt::{Display, Write as _};

use vocabulary::{Day, LevelOfCare, Money};

use super::BillingFile;
use super::books::{Books, monday};
use super::payer::{APPEAL_DAYS, FILING_DAYS, PAYERS, SERVICES, day_of};

/// From when on contracts hold.
const CONTRACT_FROM_DAYS: i32 = -900;

/// The contract table as another system writes it.
const CONTRACT_MAPPING: &str = r#"kind = "contracts"
dates = "month/day/year"
delimiter = ";"

[columns]
payer = "Payer ID"
service = "CPT"
level_of_care = "Setting"
first_day = "From"
last_day = "To"
unit_amount = "Rate"

[codes.level_of_care]
"Intensive OP" = "IOP"
"Day hospital" = "PHP"
"Residential" = "RTC"
"#;

/// A table being written.
struct Table {
    text: String,
}

impl Table {
    fn new(columns: &str) -> Self {
        Self { text: format!("{columns}\n") }
    }

    fn row(&mut self, cells: &[&dyn Display]) {
        for (place, cell) in cells.iter().enumerate() {
            let cell = cell.to_string();
            let separator = if place > 0 { "," } else { "" };
            let quoted = if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell };
            let _ = write!(self.text, "{separator}{quoted}");
        }
        self.text.push('\n');
    }

    fn file(self, name: &str) -> BillingFile {
        BillingFile { name: name.to_owned(), text: self.text }
    }
}

/// A value, or nothing.
fn or_empty(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

const fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

/// All tables.
pub(crate) fn files(books: &Books) -> Vec<BillingFile> {
    let mut files = contracts(books);
    files.extend([
        notes(books),
        attendance(books),
        authorizations(books),
        measures(books),
        determinations(books),
        episodes(books),
        requests(books),
        write_offs(books),
        patient_payments(books),
    ]);
    files.extend(dealings(books));
    files
}

/// As another system writes it: `03/31/2026`.
fn turned(day: Day) -> String {
    format!("{:02}/{:02}/{}", day.month(), day.day_of_month(), day.year())
}

fn contracts(books: &Books) -> Vec<BillingFile> {
    let mut text = "Payer ID;CPT;Setting;From;To;Rate\n".to_owned();
    let from = turned(books.today.plus_days(CONTRACT_FROM_DAYS));
    for payer in &PAYERS {
        for (service, _, level) in SERVICES.iter().filter(|(service, _, _)| payer.has_written(service)) {
            let setting = match level {
                Some(LevelOfCare::IntensiveOutpatient) => "Intensive OP",
                Some(LevelOfCare::PartialHospitalization) => "Day hospital",
                Some(LevelOfCare::Residential | LevelOfCare::Inpatient) => "Residential",
                Some(LevelOfCare::Outpatient) | None => "",
            };
            let _ = writeln!(text, "{};{service};{setting};{from};;${}", payer.id, payer.rate_of(service));
        }
    }
    [("contracts.csv", text), ("contracts.toml", CONTRACT_MAPPING.to_owned())]
        .map(|(name, text)| BillingFile { name: name.to_owned(), text })
        .into()
}

fn notes(books: &Books) -> BillingFile {
    let mut table = Table::new("patient,day,service,minutes,author,signed_day");
    for person in &books.persons {
        for (day, care) in &person.days {
            for note in &care.notes {
                table.row(&[&person.record, day, &note.service, &or_empty(note.minutes), &note.author, &or_empty(note.signed)]);
            }
        }
    }
    table.file("notes.csv")
}

fn attendance(books: &Books) -> BillingFile {
    let mut table = Table::new("patient,day,service,attended");
    for person in &books.persons {
        for (day, care) in &person.days {
            table.row(&[&person.record, day, &day_of(care.level).unwrap_or_default(), &yes(care.came)]);
        }
    }
    table.file("attendance.csv")
}

fn authorizations(books: &Books) -> BillingFile {
    let mut table = Table::new("authorization,patient,payer,first_day,last_day,units");
    for grant in &books.grants {
        let record = &books.persons[grant.person].record;
        table.row(&[&grant.number, record, &grant.payer.id, &grant.first, &grant.last, &or_empty(grant.units)]);
    }
    table.file("authorizations.csv")
}

fn measures(books: &Books) -> BillingFile {
    let mut table = Table::new("patient,day,instrument,score,interpreted");
    for person in &books.persons {
        for measure in &person.measures {
            table.row(&[&person.record, &measure.day, &measure.instrument, &measure.score, &yes(measure.is_interpreted)]);
        }
    }
    table.file("measures.csv")
}

fn determinations(books: &Books) -> BillingFile {
    let mut table = Table::new("patient,day,determination");
    for (person, day, said) in &books.determinations {
        table.row(&[&books.persons[*person].record, day, said]);
    }
    table.file("determinations.csv")
}

fn episodes(books: &Books) -> BillingFile {
    let mut table =
        Table::new("patient,admitted_day,discharged_day,discharge_type,program,level_of_care,referral_source,diagnosis,approach");
    for person in &books.persons {
        for stay in &person.stays {
            let episode = &stay.episode;
            let ending = episode.discharge.as_ref().map(|discharge| discharge.kind.code());
            let level = stay.levels.first().map(|(level, _)| level.code());
            let source = episode.referral_source.map(care::ReferralSource::code);
            table.row(&[
                &person.record,
                &episode.admitted,
                &or_empty(stay.discharged()),
                &or_empty(ending),
                &stay.program,
                &or_empty(level),
                &or_empty(source),
                &person.diagnosis,
                &stay.approach,
            ]);
        }
    }
    table.file("episodes.csv")
}

fn requests(books: &Books) -> BillingFile {
    let mut table = Table::new("payer,patient,submitted_day,decision,days_requested,days_approved,minutes");
    for request in &books.requests {
        let (payer, record) = (request.payer.id, &books.persons[request.person].record);
        table.row(&[&payer, record, &request.submitted, &request.decision, &request.asked, &request.approved, &request.minutes]);
    }
    table.file("reviews.csv")
}

fn write_offs(books: &Books) -> BillingFile {
    let mut table = Table::new("claim,written_off_day,amount,reason,approver");
    for (bill, day, amount, reason, approver) in &books.write_offs {
        table.row(&[bill, day, amount, reason, approver]);
    }
    table.file("write-offs.csv")
}

/// Patients pay their share in the week in which the payer decided.
fn patient_payments(books: &Books) -> BillingFile {
    let mut table = Table::new("claim,paid_day,paid_amount");
    for decision in books.decisions.iter().filter(|decision| decision.share() > Money::ZERO && decision.status != "22") {
        let is_paid_once = !books.unpaid_shares.contains(&decision.bill);
        let times = usize::from(is_paid_once) + usize::from(books.shares_paid_twice.contains(&decision.bill));
        for _ in 0..times {
            table.row(&[&decision.bill, &monday(decision.day), &decision.share()]);
        }
    }
    table.file("patient-payments.csv")
}

/// Appeals with the payers' limits to appeal and to file, benefits as they were quoted, and what was agreed for single patients.
fn dealings(books: &Books) -> Vec<BillingFile> {
    let mut appeals = Table::new("claim,filed_day,last_day,outcome,with_scores");
    for appeal in &books.appeals {
        appeals.row(&[&appeal.bill, &appeal.filed, &or_empty(appeal.last_day), &appeal.outcome, &yes(appeal.with_scores)]);
    }
    let mut limits = Table::new("payer,appeal_days");
    for payer in &PAYERS {
        limits.row(&[&payer.id, &APPEAL_DAYS]);
    }
    let mut filing = Table::new("payer,filing_days");
    for payer in &PAYERS {
        filing.row(&[&payer.id, &FILING_DAYS]);
    }
    let mut benefits = Table::new("patient,quoted_day,service,covered,patient_share");
    for person in books.persons.iter().filter(|person| person.payer.is_some()) {
        for stay in &person.stays {
            benefits.row(&[&person.record, &stay.episode.admitted, &"", &"yes", &""]);
        }
    }
    let mut agreements = Table::new("patient,service,level_of_care,first_day,last_day,agreed_amount");
    for (person, service, day, amount) in &books.agreements {
        agreements.row(&[&books.persons[*person].record, service, &"", day, day, amount]);
    }
    vec![
        appeals.file("appeals.csv"),
        limits.file("appeal-limits.csv"),
        filing.file("filing-limits.csv"),
        benefits.file("benefits.csv"),
        agreements.file("case-agreements.csv"),
    ]
}
