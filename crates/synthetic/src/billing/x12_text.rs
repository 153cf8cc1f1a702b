//! Bills, payments and answers as X12: one interchange for each day of bills, for each payer's payment and for each day of answers.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vocabulary::{Day, Money};

use super::claim::{Bill, BilledLine, DecidedLine, Decision};
use super::payer::Payer;

/// The biller of the invented practice. Neither number belongs to anybody: the first has the form of a provider's, the second that of an employer's.
const BILLER: &str = "NM1*85*2*INVENTED PRACTICE*****XX*1234567893~N3*1 INVENTED WAY~N4*NOWHERE*NY*10001~REF*EI*990000001~";

/// A patient as bills and payments name one.
#[derive(Clone, Copy)]
pub(crate) struct Insured<'a> {
    pub(crate) record: &'a str,
    pub(crate) family: &'a str,
    pub(crate) given: &'a str,
    pub(crate) born: Day,
    pub(crate) diagnosis: &'a str,
}

/// What a payer kept back beside the claims, for a claim that it had paid before.
pub(crate) struct Recovery {
    pub(crate) payer: &'static Payer,
    /// It stands on the first payment of the payer on or after this day.
    pub(crate) day: Day,
    pub(crate) reference: String,
    pub(crate) amount: Money,
}

/// All that is written: bills, with the place of each patient among the insured, and what was decided.
pub(crate) struct Sheet<'a> {
    pub(crate) today: Day,
    pub(crate) insured: Vec<Insured<'a>>,
    pub(crate) bills: &'a [Bill],
    pub(crate) decisions: &'a [Decision],
    pub(crate) recoveries: &'a [Recovery],
}

/// Interchanges of a day, with a number of their own each.
pub(crate) struct Interchanges {
    count: usize,
    /// Kind of file and day, with the text.
    pub(crate) texts: Vec<(&'static str, Day, String)>,
}

fn packed(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A name without what delimits a file.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '*' | '~' | ':' | '^')).collect::<String>().to_uppercase()
}

impl Interchanges {
    /// All of a sheet.
    pub(crate) fn of(sheet: &Sheet<'_>) -> Self {
        let mut interchanges = Self { count: 0, texts: Vec::new() };
        let mut by_day: BTreeMap<Day, Vec<&Bill>> = BTreeMap::new();
        for bill in sheet.bills {
            by_day.entry(bill.billed).or_default().push(bill);
        }
        for (day, bills) in &by_day {
            let is_of_statement = |bill: &&Bill| bill.statement_until.is_some();
            let (of_statements, of_days): (Vec<&Bill>, Vec<&Bill>) = bills.iter().copied().partition(is_of_statement);
            for (guide, bills) in [("005010X222A1", of_days), ("005010X223A2", of_statements)] {
                if !bills.is_empty() {
                    interchanges.add("837", "HC", guide, *day, &claims(sheet, &bills, *day));
                }
            }
            interchanges.answers(bills, sheet, *day);
        }
        interchanges.payments(sheet);
        interchanges
    }

    fn add(&mut self, set: &'static str, function: &str, guide: &str, day: Day, body: &str) {
        self.count += 1;
        let (control, packed) = (self.count, packed(day));
        let count = body.matches('~').count() + 2;
        let text = format!(
            "ISA*00*          *00*          *ZZ*INVENTED       *ZZ*CLEARING       *{}*0900*^*00501*{control:09}*0*T*:~\
GS*{function}*INVENTED*CLEARING*{packed}*0900*{control}*X*{guide}~ST*{set}*0001*{guide}~{body}SE*{count}*0001~GE*1*{control}~IEA*1*{control:09}~\n",
            &packed[2..]
        );
        self.texts.push((set, day, text));
    }

    /// The next day each payer says which claims came through its door.
    fn answers(&mut self, bills: &[&Bill], sheet: &Sheet<'_>, billed: Day) {
        let day = billed.plus_days(1).min(sheet.today);
        let mut by_payer: BTreeMap<&str, Vec<&&Bill>> = BTreeMap::new();
        for bill in bills {
            by_payer.entry(bill.payer.id).or_default().push(bill);
        }
        for of_payer in by_payer.into_values() {
            let body = answers(sheet, of_payer[0].payer, &of_payer, day);
            self.add("277", "HN", "005010X214", day, &body);
        }
    }

    /// A payment for each payer and day. What would be less than nothing is carried to the next one.
    fn payments(&mut self, sheet: &Sheet<'_>) {
        let bills: BTreeMap<(&str, &str), &Bill> = sheet.bills.iter().map(|bill| ((bill.number.as_str(), bill.payer.id), bill)).collect();
        let mut by_payer: BTreeMap<(&str, Day), Vec<(&Bill, &Decision)>> = BTreeMap::new();
        for decision in sheet.decisions {
            let Some(bill) = bills.get(&(decision.bill.as_str(), decision.payer.id)) else { continue };
            by_payer.entry((decision.payer.id, decision.day)).or_default().push((bill, decision));
        }
        let mut carried: BTreeMap<&str, Money> = BTreeMap::new();
        let mut kept_back: Vec<&Recovery> = sheet.recoveries.iter().collect();
        for ((payer, day), decided) in by_payer {
            let before = carried.remove(payer).unwrap_or(Money::ZERO);
            let sum: Money = decided.iter().map(|(_, decision)| decision.paid()).sum();
            let (now, later): (Vec<&Recovery>, Vec<&Recovery>) =
                kept_back.into_iter().partition(|recovery| recovery.payer.id == payer && recovery.day <= day);
            kept_back = later;
            let kept: Money = now.iter().map(|recovery| recovery.amount).sum();
            let due = sum - before - kept;
            let amount = due.max(Money::ZERO);
            if due < Money::ZERO {
                carried.insert(payer, -due);
            }
            let besides = Besides { carried: sum - kept - amount, recoveries: now };
            let body = payment(sheet, &decided, amount, (&besides, day), self.count);
            self.add("835", "HP", "005010X221A1", day, &body);
        }
    }
}

/// What stands on a payment beside its claims.
struct Besides<'a> {
    /// Carried from or to another payment.
    carried: Money,
    recoveries: Vec<&'a Recovery>,
}

fn insured(person: &Insured<'_>, bill: &Bill) -> String {
    format!(
        "NM1*IL*1*{}*{}****MI*{}~N3*2 INVENTED WAY~N4*NOWHERE*NY*10001~DMG*D8*{}*U~NM1*PR*2*{}*****PI*{}~",
        plain(person.family),
        plain(person.given),
        bill.member,
        packed(person.born),
        bill.payer.name,
        bill.payer.id
    )
}

fn claims(sheet: &Sheet<'_>, bills: &[&Bill], day: Day) -> String {
    let mut body = format!(
        "BHT*0019*00*1*{}*0900*CH~NM1*41*2*INVENTED PRACTICE*****46*INVENTED~PER*IC*BILLING*TE*5550100000~\
NM1*40*2*CLEARING*****46*CLEARING~HL*1**20*1~{BILLER}",
        packed(day)
    );
    for (place, bill) in bills.iter().enumerate() {
        let person = &sheet.insured[bill.person];
        let _ = write!(
            body,
            "HL*{}*1*22*0~SBR*{}*18*******CI~{}{}",
            place + 2,
            if bill.decided_before.is_some() { "S" } else { "P" },
            insured(person, bill),
            head(bill),
        );
        if let Some(number) = &bill.authorization {
            let _ = write!(body, "REF*G1*{number}~");
        }
        let _ = write!(body, "REF*EA*{}~HI*ABK:{}~", person.record, person.diagnosis.replace('.', ""));
        if let Some(other) = bill.other_payer {
            other_coverage(&mut body, person, ("S", other, &format!("{}X", bill.member)), "");
        }
        if let Some(before) = &bill.decided_before {
            other_coverage(&mut body, person, ("P", before.payer, bill.member.trim_end_matches('X')), &format!("AMT*D*{}~", before.paid()));
        }
        for (place, line) in bill.lines.iter().enumerate() {
            let number = place + 1;
            let _ = write!(body, "LX*{number}~{}REF*6R*L{number}~", service(bill, line));
            // What the payer before decided about the line, as its payment has it.
            if let Some(before) = &bill.decided_before {
                let decided = &before.lines[place];
                let _ = write!(body, "SVD*{}*{}*HC:{}**{}~", before.payer.id, decided.paid, decided.service, decided.units);
                adjustments(&mut body, decided);
                let _ = write!(body, "DTP*573*D8*{}~", packed(before.day));
            }
        }
    }
    body
}

/// What a claim begins with: a person's bill of a day, or a facility's of the days of a statement.
fn head(bill: &Bill) -> String {
    let begin = format!("CLM*{}*{}***", bill.number, bill.charge());
    match bill.statement_until {
        None => format!("{begin}{}:B:1*Y*A*Y*Y~", bill.place()),
        // A residential facility (86), still there (30).
        Some(last) => format!("{begin}86:A:1**A*Y*Y~DTP*434*RD8*{}-{}~CL1*3*1*30~", packed(bill.day), packed(last)),
    }
}

/// A billed service: with its day, or, on a facility's bill, with the bed as its revenue code and no day of its own.
fn service(bill: &Bill, line: &BilledLine) -> String {
    let BilledLine { service, units, charge } = line;
    match bill.statement_until {
        None => format!("SV1*HC:{service}*{charge}*UN*{units}***1~DTP*472*D8*{}~", packed(bill.day)),
        Some(_) => format!("SV2*1001*HC:{service}*{charge}*UN*{units}~"),
    }
}

/// Another payer of a bill: its place in the order, the payer, and the member's number at it.
fn other_coverage(out: &mut String, person: &Insured<'_>, (sequence, payer, member): (&str, &Payer, &str), paid: &str) {
    let _ = write!(
        out,
        "SBR*{sequence}*18*******CI~{paid}OI***Y***Y~NM1*IL*1*{}*{}****MI*{member}~NM1*PR*2*{}*****PI*{}~",
        plain(person.family),
        plain(person.given),
        payer.name,
        payer.id
    );
}

fn adjustments(out: &mut String, line: &DecidedLine) {
    for (group, reason, amount) in &line.adjustments {
        let _ = write!(out, "CAS*{group}*{reason}*{amount}~");
    }
}

fn answers(sheet: &Sheet<'_>, payer: &Payer, bills: &[&&Bill], day: Day) -> String {
    let date = packed(day);
    let charge =
        |turned_away: bool| -> Money { bills.iter().filter(|bill| bill.is_turned_away == turned_away).map(|bill| bill.charge()).sum() };
    let count = |turned_away: bool| bills.iter().filter(|bill| bill.is_turned_away == turned_away).count();
    let all: Money = bills.iter().map(|bill| bill.charge()).sum();
    let mut sums = String::new();
    for (turned_away, quantity, amount) in [(false, "90", "YU"), (true, "AA", "YY")] {
        if count(turned_away) > 0 {
            let _ = write!(sums, "QTY*{quantity}*{}~AMT*{amount}*{}~", count(turned_away), charge(turned_away));
        }
    }
    let mut body = format!(
        "BHT*0085*08*A{date}{}*{date}*0900*TH~HL*1**20*1~NM1*PR*2*{}*****PI*{}~TRN*1*A{date}~DTP*050*D8*{date}~DTP*009*D8*{date}~\
HL*2*1*21*1~NM1*41*2*INVENTED PRACTICE*****46*INVENTED~TRN*2*A{date}~STC*A1:19:PR*{date}*WQ*{all}~{sums}\
HL*3*2*19*1~NM1*85*2*INVENTED PRACTICE*****XX*1234567893~TRN*1*0~STC*A1:19:PR**WQ*{all}~",
        payer.id, payer.name, payer.id
    );
    for (place, bill) in bills.iter().enumerate() {
        let person = &sheet.insured[bill.person];
        let (status, action) = if bill.is_turned_away { ("A3:33:IL", "U") } else { ("A2:20:PR", "WQ") };
        let _ = write!(
            body,
            "HL*{}*3*PT~NM1*QC*1*{}*{}****MI*{}~TRN*2*{}~STC*{status}*{date}*{action}*{}~DTP*472*D8*{}~",
            place + 4,
            plain(person.family),
            plain(person.given),
            bill.member,
            bill.number,
            bill.charge(),
            packed(bill.day)
        );
    }
    body
}

/// A decided line; with its day, unless the bill names those of the statement alone.
fn line(out: &mut String, line: &DecidedLine, place: usize, (day, remark): (Option<Day>, &str)) {
    let _ = write!(out, "SVC*HC:{}*{}*{}**{}", line.service, line.charge, line.paid, line.units);
    if let Some(code) = line.as_billed {
        let _ = write!(out, "*HC:{code}");
    }
    out.push('~');
    if let Some(day) = day {
        let _ = write!(out, "DTM*472*{}~", packed(day));
    }
    adjustments(out, line);
    let _ = write!(out, "REF*6R*L{}~", place + 1);
    if !remark.is_empty() {
        let _ = write!(out, "LQ*HE*{remark}~");
    }
}

/// A payment of `amount`.
fn payment(
    sheet: &Sheet<'_>,
    decided: &[(&Bill, &Decision)],
    amount: Money,
    (besides, day): (&Besides<'_>, Day),
    control: usize,
) -> String {
    let Some((_, first)) = decided.first() else { return String::new() };
    let date = packed(day);
    let mut body = format!(
        "BPR*I*{amount}*C*ACH************{date}~TRN*1*TRN{control:06}*1990000001~DTM*405*{date}~N1*PR*{}~N3*3 INVENTED WAY~N4*NOWHERE*NY*10001~\
REF*2U*{}~PER*BL*PROVIDER DESK*TE*5550100001~N1*PE*INVENTED PRACTICE*XX*1234567893~LX*1~",
        first.payer.name, first.payer.id
    );
    for (bill, decision) in decided {
        let person = &sheet.insured[bill.person];
        let _ = write!(
            body,
            "CLP*{}*{}*{}*{}*{}*12*ICN{}{}~NM1*QC*1*{}*{}****MI*{}~",
            bill.number,
            decision.status,
            decision.charge(),
            decision.paid(),
            decision.share(),
            bill.number.replace('-', ""),
            decision.control,
            plain(person.family),
            plain(person.given),
            bill.member
        );
        if let Some(last) = bill.statement_until {
            let _ = write!(body, "DTM*232*{}~DTM*233*{}~", packed(bill.day), packed(last));
        }
        let day_of_lines = bill.statement_until.is_none().then_some(bill.day);
        for (place, decided) in decision.lines.iter().enumerate() {
            line(&mut body, decided, place, (day_of_lines, decision.remark));
        }
    }
    let mut kept: Vec<(String, Money)> =
        besides.recoveries.iter().map(|recovery| (format!("WO:{}", recovery.reference), recovery.amount)).collect();
    if besides.carried != Money::ZERO {
        kept.push((format!("FB:{control}"), besides.carried));
    }
    for (reason, amount) in kept {
        let _ = write!(body, "PLB*1234567893*{}1231*{reason}*{amount}~", day.year());
    }
    body
}
