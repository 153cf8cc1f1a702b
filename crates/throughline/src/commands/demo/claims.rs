//! What the invented practice billed, and what payers said: a claim for each attended day of the stays that have a payer, by the level of that day, weekly
//! payments, some lines refused. Which day is which case follows from its place, so that the same practice has the same claims.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Cursor;

use app::authorization::Decision;
use app::review::{BoardFilter, BoardPage, Stay};
use app::{App, AppError, Caller};
use care::AttendanceStatus;
use synthetic::{Entry, Practice};
use utilization_review::authorization::{Authorization, DecisionStage, DeterminationOutcome, UnitKind};
use vocabulary::{Day, EpisodeId, LevelOfCare, Money, Period, Role, ZoneName};

use super::decisions::caller;

/// Days of service so far back are billed.
const BACK_DAYS: i32 = 150;
/// A bill goes out so many days after the week of the service.
const BILLED_AFTER_DAYS: i32 = 4;
/// A payment comes so many days after the service.
const PAID_AFTER_DAYS: i32 = 18;
/// A refusal is decided again so many days after the service, where it is.
const DECIDED_AGAIN_AFTER_DAYS: i32 = 60;

/// One of so many stays was granted a week before the present one.
const EARLIER_OF: usize = 3;
/// From when on, in days from the day of the demo.
const EARLIER_FROM_DAYS: i32 = -44;

/// The biller of the invented practice. Neither number belongs to anybody: the first has the form of a provider's, the second that of an employer's.
const BILLER: &str = "NM1*85*2*INVENTED PRACTICE*****XX*1234567893~N3*1 INVENTED WAY~N4*NOWHERE*NY*10001~REF*EI*990000001~";

/// An attended day with what a bill of it says.
struct Service {
    number: String,
    record: String,
    family: String,
    given: String,
    born: Day,
    diagnosis: String,
    payer: String,
    member: String,
    procedure: &'static str,
    charge: Money,
    day: Day,
    /// Granted for the day, and whether the bill carries the number.
    authorization: Option<(String, bool)>,
    /// Its place among all.
    place: usize,
}

/// Posts the claims and payments, as whoever bills.
pub(super) async fn make(app: &App, practice: &Practice, as_of: Day) -> Result<(), AppError> {
    let person = |role| practice.staff.iter().find(|person| person.roles.contains(&role)).map(caller);
    let (Some(biller), Some(reviewer)) = (person(Role::Biller), person(Role::UtilizationReview)) else { return Ok(()) };
    let services = services(app, &reviewer, practice, as_of).await?;
    let claims: Vec<&Service> = services.iter().filter(|service| billed(service) <= as_of).collect();
    let bills: BTreeSet<Day> = claims.iter().map(|service| billed(service)).collect();
    let first: Decide = |service| Some(decide(service));
    let mut control = 0;
    for day in bills {
        control += 1;
        let of_day: Vec<&Service> = claims.iter().copied().filter(|service| billed(service) == day).collect();
        post(app, &biller, &format!("claims-{control}.837"), claims_file(&of_day, day, control)).await?;
    }
    for (after, name, decide) in [(PAID_AFTER_DAYS, "payments", first), (DECIDED_AGAIN_AFTER_DAYS, "second", decide_again)] {
        let decided: Vec<(&Service, String)> = claims
            .iter()
            .filter(|service| service.day.plus_days(after) <= as_of)
            .filter_map(|service| Some((*service, decide(service)?)))
            .collect();
        // One payment a payer and week.
        let key = |service: &Service| (monday(service.day.plus_days(after)), service.payer.clone());
        let weeks: BTreeSet<(Day, String)> = decided.iter().map(|(service, _)| key(service)).collect();
        for week in weeks {
            control += 1;
            let of_week: Vec<&(&Service, String)> = decided.iter().filter(|(service, _)| key(service) == week).collect();
            let file = payment_file(&of_week, week.0.plus_days(6).min(as_of), &week.1, control);
            post(app, &biller, &format!("{name}-{control}.835"), file).await?;
        }
    }
    Ok(())
}

/// The day on which a service is billed: the week's bills go out some days after its end.
fn billed(service: &Service) -> Day {
    monday(service.day).plus_days(6 + BILLED_AFTER_DAYS)
}

type Decide = fn(&Service) -> Option<String>;

fn monday(day: Day) -> Day {
    // 2001-01-01 was a Monday.
    let monday = Day::new(2001, 1, 1).expect("a day of the calendar");
    day.plus_days(-day.days_since(monday).rem_euclid(7))
}

async fn post(app: &App, caller: &Caller, name: &str, content: String) -> Result<(), AppError> {
    app.post_claims(caller, name, Box::new(Cursor::new(content.into_bytes()))).await.map(drop)
}

/// The attended days of stays that have a payer, in the order of days and records.
async fn services(app: &App, caller: &Caller, practice: &Practice, as_of: Day) -> Result<Vec<Service>, AppError> {
    let mut services = Vec::new();
    let mut stays: BTreeSet<EpisodeId> = BTreeSet::new();
    for entry in app.review_board(caller, BoardFilter::default(), BoardPage::WHOLE).await?.entries {
        if !stays.insert(entry.stay.episode) {
            continue;
        }
        if stays.len() % EARLIER_OF == 1 {
            grant_earlier(app, caller, &entry.stay, practice, as_of).await?;
        }
        let page = app.authorizations(caller, entry.stay.patient).await?;
        let Some(coverage) = page.coverages.first().map(|stored| stored.value().clone()) else { continue };
        let patient = page.patient.value();
        let diagnosis = practice.diagnoses.iter().find(|each| each.value.patient == entry.stay.patient);
        let granted: Vec<(String, Period)> =
            page.authorizations.iter().map(|view| (view.authorization.value().number.clone(), view.authorization.value().period)).collect();
        let attended = practice.journal.attendance.iter().filter_map(Entry::current).filter(|fact| fact.episode == entry.stay.episode);
        let came = attended.filter(|fact| fact.status == AttendanceStatus::Attended);
        let mut days: BTreeMap<Day, BTreeSet<&str>> = BTreeMap::new();
        for fact in came.filter(|fact| fact.day >= as_of.plus_days(-BACK_DAYS) && fact.day < as_of) {
            days.entry(fact.day).or_default().insert(fact.kind.code());
        }
        for (day, kinds) in days {
            let level = level_on(practice, entry.stay.episode, day).unwrap_or(entry.stay.level_of_care);
            let (procedure, cents) = match level {
                LevelOfCare::PartialHospitalization => ("H0035", 85_000),
                LevelOfCare::IntensiveOutpatient => ("H0015", 52_000),
                LevelOfCare::Residential => ("H0018", 95_000),
                _ if kinds.contains("individual") => ("90834", 15_000),
                _ if kinds.contains("medication") => ("99213", 14_000),
                _ => ("90853", 9_500),
            };
            let covering = granted.iter().find(|(_, period)| period.contains(day));
            services.push(Service {
                number: format!("{}-{}", patient.record_number, day.to_string().replace('-', "")),
                record: patient.record_number.clone(),
                family: plain(&patient.family_name),
                given: plain(&patient.given_name),
                born: patient.birth_day,
                diagnosis: diagnosis.map_or_else(|| "F331".to_owned(), |each| each.value.code.to_string().replace('.', "")),
                payer: coverage.payer.clone(),
                member: coverage.member_id.clone(),
                procedure,
                charge: Money::from_cents(cents),
                day,
                authorization: covering.map(|(number, _)| (number.clone(), true)),
                place: 0,
            });
        }
    }
    services.sort_by(|one, other| (one.day, &one.number).cmp(&(other.day, &other.number)));
    for (place, service) in services.iter_mut().enumerate() {
        service.place = place;
        if let Some((_, is_carried)) = &mut service.authorization {
            *is_carried = !place.is_multiple_of(3);
        }
    }
    Ok(services)
}

/// The level of a stay on a day.
fn level_on(practice: &Practice, episode: EpisodeId, day: Day) -> Option<LevelOfCare> {
    let periods = practice.level_of_care_periods.iter().filter_map(Entry::current).filter(|period| period.episode == episode);
    periods.filter(|period| period.period.contains(day)).map(|period| period.level_of_care).next_back()
}

/// Two weeks that were granted a while ago, or what of them lies after the admission: some of its bills went out without the number.
async fn grant_earlier(app: &App, caller: &Caller, stay: &Stay, practice: &Practice, as_of: Day) -> Result<(), AppError> {
    let page = app.authorizations(caller, stay.patient).await?;
    let Some(coverage) = page.coverages.first() else { return Ok(()) };
    let admitted = practice.episodes.iter().find(|entry| entry.id == stay.episode).map(|entry| entry.value.admitted);
    let first = as_of.plus_days(EARLIER_FROM_DAYS).max(admitted.unwrap_or(as_of));
    let last = as_of.plus_days(EARLIER_FROM_DAYS + 13);
    let Ok(period) = Period::new(first, Some(last)) else { return Ok(()) };
    let grant = Authorization {
        episode: stay.episode,
        payer: coverage.value().payer.clone(),
        request: None,
        number: format!("AU-E{}", stay.record_number),
        level_of_care: stay.level_of_care,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: u32::try_from(last.days_since(first) + 1).unwrap_or(1),
        period,
        next_review: None,
        reviewer: String::new(),
    };
    let decision = Decision {
        episode: stay.episode,
        request: None,
        outcome: DeterminationOutcome::Approved,
        stage: DecisionStage::FirstReview,
        period,
        decided_at: first.start_in(&ZoneName::utc()),
        reviewer: String::new(),
        reference: String::new(),
        reason: String::new(),
        grant: Some(grant),
        closes: None,
    };
    app.record_decision(caller, decision).await.map(drop)
}

/// A name without what delimits a file.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '*' | '~' | ':' | '^')).collect::<String>().to_uppercase()
}

fn packed(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A file around one transaction.
fn enclosed(function: &str, guide: &str, (set, body): (&str, &str), day: Day, control: usize) -> String {
    let (day, count) = (packed(day), body.matches('~').count() + 2);
    format!(
        "ISA*00*          *00*          *ZZ*INVENTED       *ZZ*CLEARING       *{}*0900*^*00501*{control:09}*0*T*:~\
GS*{function}*INVENTED*CLEARING*{day}*0900*{control}*X*{guide}~ST*{set}*0001*{guide}~{body}SE*{count}*0001~GE*1*{control}~IEA*1*{control:09}~",
        &day[2..]
    )
}

fn claims_file(services: &[&Service], day: Day, control: usize) -> String {
    let mut body = format!(
        "BHT*0019*00*1*{}*0900*CH~NM1*41*2*INVENTED PRACTICE*****46*INVENTED~PER*IC*BILLING*TE*5550100000~\
NM1*40*2*CLEARING*****46*CLEARING~HL*1**20*1~{BILLER}",
        packed(day)
    );
    for (place, service) in services.iter().enumerate() {
        let charge = service.charge;
        let _ = write!(
            body,
            "HL*{}*1*22*0~SBR*P*18*******CI~NM1*IL*1*{}*{}****MI*{}~N3*2 INVENTED WAY~N4*NOWHERE*NY*10001~DMG*D8*{}*U~\
NM1*PR*2*{}*****PI*{}~CLM*{}*{charge}***57:B:1*Y*A*Y*Y~",
            place + 2,
            service.family,
            service.given,
            service.member,
            packed(service.born),
            service.payer.to_uppercase().replace('-', " "),
            service.payer,
            service.number
        );
        if let Some((number, true)) = &service.authorization {
            let _ = write!(body, "REF*G1*{number}~");
        }
        let _ = write!(
            body,
            "REF*EA*{}~HI*ABK:{}~LX*1~SV1*HC:{}*{charge}*UN*1***1~DTP*472*D8*{}~REF*6R*L1~",
            service.record,
            service.diagnosis,
            service.procedure,
            packed(service.day)
        );
    }
    enclosed("HC", "005010X222A1", ("837", &body), day, control)
}

/// Four fifths are allowed, and the patient owes a copayment.
fn paid(service: &Service) -> (Money, Money, Money) {
    let allowed = service.charge.cents() * 4 / 5;
    let share = 2_000.min(allowed);
    (Money::from_cents(allowed - share), Money::from_cents(service.charge.cents() - allowed), Money::from_cents(share))
}

/// Why the first decision refuses a line: group and reason, and a remark.
fn refusal(service: &Service) -> Option<(&'static str, &'static str)> {
    match (service.place % 9, &service.authorization) {
        (_, Some((_, false))) if service.place.is_multiple_of(2) => Some(("CO*197", "")),
        (3, _) => Some(("CO*50", "N115")),
        (5, _) if service.place.is_multiple_of(2) => Some(("CO*16", "MA130")),
        (7, _) if service.place.is_multiple_of(4) => Some(("CO*252", "N706")),
        _ => None,
    }
}

fn line(service: &Service, (status, paid, patient): (&str, Money, Money), adjustments: &str, control: &str) -> String {
    format!(
        "CLP*{}*{status}*{}*{paid}*{patient}*12*{control}~NM1*QC*1*{}*{}****MI*{}~SVC*HC:{}*{}*{paid}**1~DTM*472*{}~{adjustments}REF*6R*L1~",
        service.number,
        service.charge,
        service.family,
        service.given,
        service.member,
        service.procedure,
        service.charge,
        packed(service.day)
    )
}

/// The first decision.
fn decide(service: &Service) -> String {
    let control = format!("ICN{:06}", service.place);
    let Some((reason, remark)) = refusal(service) else {
        let (amount, contract, share) = paid(service);
        return line(service, ("1", amount, share), &format!("CAS*CO*45*{contract}~CAS*PR*3*{share}~"), &control);
    };
    let refused = line(service, ("4", Money::ZERO, Money::ZERO), &format!("CAS*{reason}*{}~", service.charge), &control);
    if remark.is_empty() { refused } else { format!("{refused}LQ*HE*{remark}~") }
}

/// Refusals for necessity are decided again: two of three are paid.
fn decide_again(service: &Service) -> Option<String> {
    if refusal(service)?.0 != "CO*50" {
        return None;
    }
    let control = format!("ICN{:06}A", service.place);
    if service.place / 9 % 3 == 2 {
        return Some(line(service, ("4", Money::ZERO, Money::ZERO), &format!("CAS*CO*50*{}~", service.charge), &control));
    }
    let (amount, contract, share) = paid(service);
    Some(line(service, ("1", amount, share), &format!("CAS*CO*45*{contract}~CAS*PR*3*{share}~"), &control))
}

fn payment_file(decided: &[&(&Service, String)], day: Day, payer: &str, control: usize) -> String {
    let is_paid = |text: &str| text.starts_with("CLP*") && text.split('*').nth(2) == Some("1");
    let total: Money = decided.iter().filter(|(_, text)| is_paid(text)).map(|(service, _)| paid(service).0).sum();
    let name = payer.to_uppercase().replace('-', " ");
    let mut body = format!(
        "BPR*I*{total}*C*ACH************{}~TRN*1*TRN{control:05}*1990000001~N1*PR*{name}~REF*2U*{payer}~\
N1*PE*INVENTED PRACTICE*XX*1234567893~LX*1~",
        packed(day)
    );
    for (_, text) in decided {
        body.push_str(text);
    }
    enclosed("HP", "005010X221A1", ("835", &body), day, control)
}
