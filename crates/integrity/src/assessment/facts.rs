//! What findings look at: every claim with its first refusals, what became of them, and the lines as they stand.

use std::collections::BTreeMap;

use revenue_cycle::books::SettledClaim;
use revenue_cycle::denial::{LineName, billed, denials_of, is_duplicate_line, last_word, name_of_line, refuses_everything};
use revenue_cycle::level_of_service::level_of_claim;
use revenue_cycle::reconciliation::first_decisions;
use revenue_cycle::{
    AdjudicatedLine, AdjudicationStatus, Claim, ClaimLine, Denial, DenialCategory, GroupCode, Posting, ReasonTable, Settlement, Units,
};
use vocabulary::{Day, LevelOfCare, Money, Period, Rate};

use super::course::Courses;
use super::definition::FileKind;
use super::ends::{End, Ends, RefusedLine};
use super::expected::{ExpectedTable, Rates, allowed, times};
use super::findings::lower;
use super::joined::Joined;
use super::outcome::Evidence;
use super::overturn::Overturn;
use super::quotes::Quotes;
use super::side::{CoverageFact, Names, Side};

/// What became of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing was decided since.
    Open,
    /// An appeal was won, and the money has not come.
    Granted,
    /// The payer refused again: by a second decision, or by the letter that answered an appeal.
    Upheld,
    /// The practice took it off its books.
    GivenUp,
    /// The payer decided again and paid.
    Won,
}

impl Fate {
    /// True while money may still come.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Granted)
    }
}

/// A refused line, at first.
#[derive(Clone, Debug)]
pub struct Refusal<'a> {
    /// The refusal.
    pub denial: Denial,
    /// The decision.
    pub posting: Posting<'a>,
    /// The payer by the id under which it was billed: contracts and limits name it so. Where no bill to it is on record, as it names itself.
    pub payer: &'a str,
    /// The billed line, where it is known.
    pub line: Option<&'a ClaimLine>,
    /// Procedure or revenue code.
    pub service: &'a str,
    /// What became of it.
    pub fate: Fate,
    /// What it is worth; `None` where nobody knows.
    pub worth: Option<Money>,
}

/// A decided line that stands: not taken back and not decided again.
#[derive(Clone, Copy, Debug)]
pub struct StandingLine<'a> {
    /// The decision.
    pub posting: Posting<'a>,
    /// The line in it.
    pub decided: &'a AdjudicatedLine,
    /// The payer, as in [`Refusal::payer`].
    pub payer: &'a str,
    /// The billed line, where it is known.
    pub line: Option<&'a ClaimLine>,
    /// Procedure or revenue code, as billed.
    pub service: &'a str,
}

/// A claim with everything that findings ask.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// Our number.
    pub number: &'a str,
    /// What was sent and decided.
    pub settled: &'a SettledClaim<'a>,
    /// The version that holds.
    pub claim: &'a Claim,
    /// The level of care that was billed.
    pub level: Option<LevelOfCare>,
    /// The payer that was heard first, by the id under which it was billed; else the one that was billed.
    pub payer: &'a str,
    /// True where the payer refused all of it and calls it denied, as the reconciliation counts it.
    pub is_denied: bool,
    /// Decided lines of the first word.
    pub first_lines: usize,
    /// Refusals of the first word.
    pub refusals: Vec<Refusal<'a>>,
    /// The lines as they stand.
    pub standing: Vec<StandingLine<'a>>,
}

impl<'a> Case<'a> {
    /// True where some payer decided.
    pub fn is_decided(&self) -> bool {
        self.settled.account.decisions > 0
    }

    /// The bill that a decision answers, where it is on record; else the version that holds.
    pub fn bill(&self, posting: &Posting<'a>) -> &'a Claim {
        self.settled.bill_of(posting).unwrap_or(self.claim)
    }
}

/// Everything that findings look at.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// What the books come to.
    pub settlement: &'a Settlement<'a>,
    /// Until when the files speak.
    pub as_of: Day,
    /// What stands beside claims and payments.
    pub side: &'a Side,
    /// How the tables call the patient of a claim.
    pub names: Names<'a>,
    /// Scores, determinations and episodes, by patient.
    pub courses: Courses<'a>,
    /// Rates by contract.
    rates: Rates<'a>,
    /// Benefits as quoted.
    pub quotes: Quotes<'a>,
    /// Who pays for patients, by patient.
    coverages: BTreeMap<&'a str, Vec<&'a CoverageFact>>,
    /// Every claim, by number.
    pub cases: Vec<Case<'a>>,
    /// What services are worth.
    pub expected: ExpectedTable<'a>,
    /// How often refusals were won.
    pub overturn: Overturn,
    /// What reasons mean.
    reasons: ReasonTable,
    /// Which tables name the patients of claims.
    joined: Joined,
}

/// Procedure, else revenue code.
fn service_of<'a>(procedure: &'a str, revenue_code: &'a str) -> &'a str {
    if procedure.is_empty() { revenue_code } else { procedure }
}

impl<'a> Facts<'a> {
    /// Of settled books.
    pub fn of(settlement: &'a Settlement<'a>, side: &'a Side, reasons: &ReasonTable, as_of: Day) -> Self {
        let ends = Ends::of(side, None);
        let case = |(number, settled): (&&'a str, &'a SettledClaim<'a>)| case(number, settled, reasons, &ends);
        let mut cases: Vec<Case<'a>> = settlement.claims.iter().map(case).collect();
        let (mut expected, mut overturn) = (ExpectedTable::default(), Overturn::default());
        for case in &cases {
            // What was paid as less than was billed says nothing of the worth of what was billed.
            for line in case.standing.iter().filter(|line| lower(line).is_none()) {
                expected.learn(line.payer, line.service, case.level, allowed(line.decided), line.decided.paid_units);
            }
            for refusal in case.refusals.iter().filter(|refusal| refusal.fate != Fate::Open) {
                overturn.learn(refusal.denial.kind.category, matches!(refusal.fate, Fate::Won | Fate::Granted));
            }
        }
        expected.finish();
        let rates = Rates::of(side);
        let names = Names::of_claims(side, settlement.claims.values().flat_map(|settled| settled.history.versions()).copied());
        let held = settlement.claims.values().filter(|settled| !settled.history.is_void()).map(|settled| settled.history.current());
        let joined = Joined::of(side, &names, held);
        let quotes = Quotes::of(side, &names, settlement.claims.values().flat_map(|settled| settled.history.versions()).copied());
        let mut facts = Self {
            settlement,
            as_of,
            side,
            courses: Courses::of(side, names.clone()),
            names,
            rates,
            quotes,
            coverages: coverages(side),
            cases: Vec::new(),
            expected,
            overturn,
            reasons: reasons.clone(),
            joined,
        };
        for case in &mut cases {
            let level = case.level;
            for refusal in &mut case.refusals {
                let payer = refusal.payer;
                let day = refusal.denial.days.or_else(|| refusal.line.and_then(|line| line.days)).map(Period::first);
                refusal.worth = match refusal.line {
                    Some(line) => facts.worth_of(payer, refusal.service, level, day, line.units),
                    // A claim refused as a whole is worth its lines; where one of them is not known, it is not known.
                    None if refusal.denial.line.is_none() => facts.worth_of_lines(payer, level, case.claim),
                    None => facts.worth_of(payer, refusal.service, level, day, Units::ONE),
                };
            }
        }
        facts.cases = cases;
        facts
    }

    /// Decided lines, and those of them whose worth is known.
    pub(super) fn worth(&self) -> (usize, usize) {
        let lines = || self.cases.iter().flat_map(|case| case.standing.iter().map(|line| (case.level, line)));
        let is_known = |(level, line): &(Option<LevelOfCare>, &StandingLine<'a>)| {
            let day = line.line.and_then(|line| line.days).map(Period::first);
            self.worth_of(line.payer, line.service, *level, day, Units::ONE).is_some()
        };
        (lines().count(), lines().filter(is_known).count())
    }

    /// Whether the files hold this kind.
    pub fn has(&self, kind: FileKind) -> bool {
        match kind {
            FileKind::Claims => !self.cases.is_empty(),
            FileKind::Remittances => !self.settlement.posted.is_empty(),
            FileKind::Contracts => self.side.contracts.is_some(),
            FileKind::Notes => self.side.notes.is_some(),
            FileKind::Charges => self.side.charges.is_some(),
            FileKind::Attendance => self.side.attendance.is_some(),
            FileKind::Authorizations => self.side.authorizations.is_some(),
            FileKind::WriteOffs => self.side.write_offs.is_some(),
            FileKind::Measures => self.side.measures.is_some(),
            FileKind::Determinations => self.side.determinations.is_some(),
            FileKind::Episodes => self.side.episodes.is_some(),
            FileKind::Reviews => self.side.reviews.is_some(),
            FileKind::Appeals => self.side.appeals.is_some(),
            FileKind::AppealLimits => self.side.appeal_limits.is_some(),
            FileKind::FilingLimits => !self.side.filing_days.is_empty(),
            FileKind::Benefits => self.side.benefits.is_some(),
            FileKind::CaseAgreements => self.side.case_agreements.is_some(),
            FileKind::PatientPayments => self.side.patient_payments.is_some(),
            // Answers before a decision are in the books, and a crosswalk joins the others; no finding asks for one of them alone.
            FileKind::Acknowledgments | FileKind::Crosswalk => false,
        }
    }

    /// What a claim is worth by its lines; `None` where one of them is not known.
    pub fn worth_of_claim(&self, case: &Case<'a>) -> Option<Money> {
        self.worth_of_lines(&case.claim.payer_id, case.level, case.claim)
    }

    /// The one rate by contract that holds for a service on a day.
    pub fn rate(&self, payer: &str, service: &str, level: Option<LevelOfCare>, day: Day) -> Option<Money> {
        self.rates.find(payer, service, level, day)
    }

    /// What units of a service are worth: by contract, else by one's own history; `None` where nobody knows.
    pub fn worth_of(&self, payer: &str, service: &str, level: Option<LevelOfCare>, day: Option<Day>, units: Units) -> Option<Money> {
        let by_contract = day.and_then(|day| self.rate(payer, service, level, day)).map(|rate| times(rate, units));
        by_contract.or_else(|| self.expected.find(payer, service, level).map(|worth| worth.of(units)))
    }

    fn worth_of_lines(&self, payer: &str, level: Option<LevelOfCare>, claim: &Claim) -> Option<Money> {
        let worth = |line: &ClaimLine| {
            let service = service_of(&line.procedure, &line.revenue_code);
            self.worth_of(payer, service, level, line.days.map(Period::first), line.units)
        };
        claim.lines.iter().map(worth).sum()
    }

    /// Lines of claims of patients whom none of these tables names, of all lines.
    pub(super) fn unmatched(&self, kinds: &[FileKind]) -> Rate {
        self.joined.unmatched(kinds)
    }

    /// True where the payer refused a part of a line: it took something off for a reason that the table calls a denial, and that is not the patient's.
    pub fn is_cut(&self, line: &AdjudicatedLine) -> bool {
        line.adjustments.iter().any(|each| {
            let is_payers = each.group != GroupCode::PatientResponsibility && !each.is_prior_payer();
            is_payers && each.amount > Money::ZERO && self.reasons.denial(&each.reason).is_some()
        })
    }

    /// The refusals of which money may still come, with their claims: not won, not upheld, and not taken off the books.
    pub fn open(&self) -> impl Iterator<Item = (&Case<'a>, &Refusal<'a>)> {
        self.cases.iter().flat_map(|case| case.refusals.iter().filter(|refusal| refusal.fate.is_open()).map(move |refusal| (case, refusal)))
    }

    /// The lines that are refused for one of `categories` and of which money may still come.
    pub fn open_for(&self, categories: &[DenialCategory]) -> Vec<Evidence<'a>> {
        let is_meant = |refusal: &Refusal<'a>| categories.contains(&refusal.denial.kind.category);
        self.open().filter(|(_, refusal)| is_meant(refusal)).map(|(case, refusal)| evidence(case, refusal)).collect()
    }

    /// The claim with this number.
    pub fn case(&self, number: &str) -> Option<&Case<'a>> {
        self.cases.binary_search_by(|case| case.number.cmp(number)).ok().map(|place| &self.cases[place])
    }

    /// Who pays for a patient.
    pub fn coverages(&self, patient: &str) -> impl Iterator<Item = &'a CoverageFact> + use<'a> {
        self.coverages.get(patient).cloned().unwrap_or_default().into_iter()
    }

    /// Lines as they stand, with their claims.
    pub fn standing(&self) -> impl Iterator<Item = (&Case<'a>, &StandingLine<'a>)> {
        self.cases.iter().flat_map(|case| case.standing.iter().map(move |standing| (case, standing)))
    }

    /// Decided lines of the first word, of all claims.
    pub fn first_lines(&self) -> usize {
        self.cases.iter().map(|case| case.first_lines).sum()
    }
}

fn coverages(side: &Side) -> BTreeMap<&str, Vec<&CoverageFact>> {
    let mut coverages: BTreeMap<&str, Vec<&CoverageFact>> = BTreeMap::new();
    for coverage in &side.coverages {
        coverages.entry(&coverage.patient).or_default().push(coverage);
    }
    coverages
}

/// A refusal as a line behind a number.
pub fn evidence<'a>(case: &Case<'a>, refusal: &Refusal<'a>) -> Evidence<'a> {
    Evidence {
        claim: Some(case.number),
        line: refusal.line.map(|line| line.number),
        day: refusal.day(case.claim),
        payer: &refusal.posting.key.payer_id,
        service: refusal.service,
        why: refusal.denial.code.clone(),
        category: Some(refusal.denial.kind.category),
        bucket: None,
        amount: refusal.worth,
        trace: Some((refusal.posting.key, refusal.posting.place)),
    }
}

impl<'a> StandingLine<'a> {
    /// The first day of service, as billed.
    pub fn day(&self) -> Option<Day> {
        self.line.and_then(|line| line.days).map(Period::first)
    }

    /// The line as one behind a number.
    pub fn evidence(&self, case: &Case<'a>, why: impl Into<String>, amount: Option<Money>) -> Evidence<'a> {
        Evidence {
            claim: Some(case.number),
            line: self.line.map(|line| line.number),
            day: self.day(),
            payer: &self.posting.key.payer_id,
            service: self.service,
            why: why.into(),
            category: None,
            bucket: None,
            amount,
            trace: Some((self.posting.key, self.posting.place)),
        }
    }
}

impl Refusal<'_> {
    /// The day of service that was refused.
    pub fn day(&self, claim: &Claim) -> Option<Day> {
        self.denial.days.or_else(|| self.line.and_then(|line| line.days)).map(Period::first).or_else(|| claim.first_day())
    }
}

/// A claim as a line behind a number.
pub fn whole<'a>(case: &Case<'a>, why: impl Into<String>, amount: Option<Money>) -> Evidence<'a> {
    let last = case.settled.matched.last().map(|matched| (matched.posting.key, matched.posting.place));
    Evidence {
        claim: Some(case.number),
        line: None,
        day: case.claim.first_day(),
        payer: case.payer,
        service: case.claim.lines.first().map_or("", |line| service_of(&line.procedure, &line.revenue_code)),
        why: why.into(),
        category: None,
        bucket: None,
        amount,
        trace: last,
    }
}

fn case<'a>(number: &'a str, settled: &'a SettledClaim<'a>, reasons: &ReasonTable, ends: &Ends<'_>) -> Case<'a> {
    let claim = settled.history.current();
    let first = first_decisions(settled);
    let payer = first.first().map_or(claim.payer_id.as_str(), |posting| billed_payer(settled, posting));
    let denials: Vec<(Posting<'a>, Denial)> = first
        .iter()
        .flat_map(|posting| denials_of(posting.adjudication, reasons).into_iter().map(move |denial| (*posting, denial)))
        .collect();
    let refused_amount = denials.iter().map(|(_, denial)| denial.amount).sum();
    let refusals = denials.into_iter().map(|(posting, denial)| {
        let line = RefusedLine::of(number, settled, posting, &denial, refused_amount);
        refusal(settled, claim, (posting, denial), reasons, |since| ends.find(&RefusedLine { since, ..line.clone() }))
    });
    Case {
        number,
        settled,
        claim,
        level: level_of_claim(claim),
        payer,
        is_denied: !first.is_empty() && first.iter().all(|posting| is_denied(posting, reasons)),
        first_lines: first.iter().map(|posting| posting.adjudication.lines.len().max(1)).sum(),
        refusals: refusals.collect(),
        standing: standing(settled, claim, reasons),
    }
}

fn is_denied(posting: &Posting<'_>, reasons: &ReasonTable) -> bool {
    let decision = posting.adjudication;
    decision.status == AdjudicationStatus::Denied && refuses_everything(decision, &denials_of(decision, reasons))
}

fn billed_payer<'a>(settled: &SettledClaim<'a>, posting: &Posting<'a>) -> &'a str {
    settled.bill_of(posting).map_or(posting.key.payer_id.as_str(), |bill| bill.payer_id.as_str())
}

fn refusal<'a>(
    settled: &SettledClaim<'a>,
    claim: &'a Claim,
    (posting, denial): (Posting<'a>, Denial),
    reasons: &ReasonTable,
    end: impl Fn(Option<Day>) -> Option<End>,
) -> Refusal<'a> {
    let decided = denial.line.and_then(|place| posting.adjudication.lines.get(place));
    let line = decided.and_then(|decided| billed(settled.bill_of(&posting).unwrap_or(claim), decided));
    let service = match (line, decided) {
        (Some(line), _) => service_of(&line.procedure, &line.revenue_code),
        (None, Some(decided)) => service_of(&decided.procedure, &decided.revenue_code),
        (None, None) => claim.lines.first().map_or("", |line| service_of(&line.procedure, &line.revenue_code)),
    };
    let fate = fate(last_word(settled, posting, decided, reasons), posting, end);
    Refusal { denial, posting, payer: billed_payer(settled, &posting), line, service, fate, worth: None }
}

/// What later decisions of the same payer did about a refused line, or about a claim refused as a whole; else what letters and write-offs say since its last
/// word.
fn fate(last: Option<(Posting<'_>, Money)>, refused: Posting<'_>, end: impl Fn(Option<Day>) -> Option<End>) -> Fate {
    if last.is_some_and(|(_, paid)| paid > Money::ZERO) {
        return Fate::Won;
    }
    match end(last.map_or(refused.key.day, |(later, _)| later.key.day)) {
        Some(End::Granted) => Fate::Granted,
        Some(End::WrittenOff(_)) => Fate::GivenUp,
        Some(End::Asked) => Fate::Open,
        None if last.is_none() => Fate::Open,
        Some(End::Upheld(_)) | None => Fate::Upheld,
    }
}

type PlaceOfLine<'a> = (&'a str, LineName<'a>, usize);

/// The decided lines that stand, by payer and line, in the order in which they were decided. That a decided line is a duplicate says nothing anew of it.
pub(crate) fn standing<'a>(settled: &'a SettledClaim<'a>, claim: &'a Claim, reasons: &ReasonTable) -> Vec<StandingLine<'a>> {
    let mut lines: BTreeMap<PlaceOfLine<'a>, (usize, StandingLine<'a>)> = BTreeMap::new();
    let mut order = 0;
    let reversals = settled.reversals();
    let is_taken_back = |posting: &Posting<'a>| reversals.iter().any(|(_, taken)| taken.as_ref() == Some(posting));
    let takes_known_back = |posting: &Posting<'a>| reversals.iter().any(|(back, taken)| back == posting && taken.is_some());
    for matched in settled.matched.iter().filter(|matched| matched.posting.adjudication.status.posts_money()) {
        let posting = matched.posting;
        // What is taken back is gone as a whole, as in the ledger; a reversal of something that is not on record takes back the lines that it names.
        if is_taken_back(&posting) || takes_known_back(&posting) {
            continue;
        }
        let (payer, claim) = (posting.key.payer_id.as_str(), settled.bill_of(&posting).unwrap_or(claim));
        let mut seen: BTreeMap<(Option<String>, &str, Option<Day>), usize> = BTreeMap::new();
        for decided in &posting.adjudication.lines {
            let name = name_of_line(decided);
            let occurrence = seen.entry(name.clone()).and_modify(|count| *count += 1).or_insert(0);
            let key = (payer, name, *occurrence);
            if posting.adjudication.status.is_reversal() {
                lines.remove(&key);
                continue;
            }
            if lines.contains_key(&key) && is_duplicate_line(decided, reasons) {
                continue;
            }
            let line = billed(claim, decided);
            let service = match line {
                Some(line) => service_of(&line.procedure, &line.revenue_code),
                None => service_of(&decided.procedure, &decided.revenue_code),
            };
            order += 1;
            lines.insert(key, (order, StandingLine { posting, decided, payer: billed_payer(settled, &posting), line, service }));
        }
    }
    let mut sorted: Vec<(usize, StandingLine<'a>)> = lines.into_values().collect();
    sorted.sort_by_key(|(order, _)| *order);
    sorted.into_iter().map(|(_, line)| line).collect()
}
