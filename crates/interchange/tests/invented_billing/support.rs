//! Reading the files of an invented billing, as the command that assesses a folder does.

use integrity::assessment::{Assessment, Evidence, Side};
use interchange::table::beside::{BesideMapping, read_beside};
use interchange::x12_map::{self, Mapped};
use revenue_cycle::{Books, ReasonTable};
use synthetic::billing::{Billing, BillingFile, Cases};
use synthetic::{Plan, Practice};
use x12::{Depth, Inspector, Verdict};

/// The first seed of a long form.
pub(crate) fn seed() -> u64 {
    std::env::var("THROUGHLINE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

/// True where a long form has seconds only.
pub(crate) fn is_small() -> bool {
    std::env::var("THROUGHLINE_SOAK_BUDGET").is_ok_and(|budget| budget == "small")
}

/// The billing of a practice of so many patients.
pub(crate) fn billing(seed: u64, patients: usize, cases: Cases) -> Billing {
    let as_of = "2026-11-23".parse().unwrap();
    Billing::of(&Practice::invent(Plan { seed, as_of, patients }), cases)
}

/// What stands in the files. Every one of them must be understood whole.
pub(crate) fn read(billing: &Billing) -> (Books, Side) {
    let (mut books, mut side) = (Books::default(), Side::default());
    for file in &billing.files {
        if file.text.starts_with("ISA") {
            take_in(file, &mut books);
        } else if let Some(name) = file.name.strip_suffix(".csv") {
            let mapping = billing.files.iter().find(|other| other.name == format!("{name}.toml"));
            let mapping = mapping.map_or_else(BesideMapping::default, |mapping| BesideMapping::from_toml(&mapping.text).unwrap());
            let table = read_beside(file.text.as_bytes(), &mapping, &mut side).unwrap().expect(&file.name);
            assert!(table.refused.is_empty(), "{}: {:?}", file.name, table.refused.first());
        }
    }
    (books, side)
}

pub(crate) fn take_in(file: &BillingFile, books: &mut Books) {
    let mut inspector = Inspector::new(Depth::Reading);
    inspector.push(file.text.as_bytes());
    let inspection = inspector.finish();
    assert!(inspection.verdict != Verdict::ReportError, "{}: {:?}", file.name, inspection.problems.counts());
    for mapped in x12_map::read(file.text.as_bytes()) {
        match mapped.unwrap() {
            Mapped::Claim(_, claim) => drop(books.add_claim(*claim)),
            Mapped::Remittance(_, payment) => drop(books.add_remittance(*payment)),
            Mapped::Acknowledgment(_, answer) => drop(books.add_acknowledgment(answer)),
            Mapped::FileAcknowledgment(_, answer, _) => drop(books.add_file_acknowledgment(answer)),
            Mapped::Coverage(..) => panic!("{}: nobody asked about coverage", file.name),
            Mapped::Review(..) => panic!("{}: nobody asked for an authorization", file.name),
            Mapped::Problem(problem) => panic!("{}: {problem:?}", file.name),
        }
    }
}

/// Assesses a billing and hands the result to `look`.
pub(crate) fn assessed<T>(billing: &Billing, look: impl FnOnce(&Assessment<'_>) -> T) -> T {
    let (books, side) = read(billing);
    let reasons = ReasonTable::shipped();
    let settlement = books.settle(reasons);
    assert_eq!(Assessment::last_day(&settlement), Some(billing.last_day));
    look(&Assessment::of(&settlement, &side, reasons, billing.last_day))
}

/// What a line of a finding is known by: its claim, else the name that stands second in its why, with the day.
pub(crate) fn subject(line: &Evidence<'_>) -> String {
    let name = line.why.split(' ').nth(1).unwrap_or_default().trim_end_matches(':');
    let without_claim = || format!("{name} {}", line.day.map(|day| day.to_string()).unwrap_or_default());
    line.claim.map_or_else(without_claim, str::to_owned)
}
