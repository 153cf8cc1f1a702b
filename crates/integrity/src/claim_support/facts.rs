//! What rules look at: one claim, and the records of the patient it is about.
//!
//! A kind of record is [`Held`] or it is not. Where it is held, an empty list says that there is none; where it is not, nobody knows.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use care::{
    Attendance, AttendanceStatus, ClinicianStatement, Coverage, Diagnosis, DisclosureConsent, ExclusionCheck, FunctionRating,
    LevelOfCarePeriod, PayerClass, StepDownPlan, TreatmentGoal, TreatmentPlanChange,
};
use revenue_cycle::level_of_service::{level_of_claim, level_of_line};
use revenue_cycle::{Claim, ClaimLine, Frequency};
use utilization_review::authorization::Authorization;
use vocabulary::{BusinessCalendar, Day, Icd10Code, LevelOfCare, Period, Rate};

use super::answer::{Answer, Asked, Evidence, RecordKind};
use super::other_facts::{
    BenefitLimit, Certification, ChangeFact, Credential, DecisionFact, EligibilityAnswer, Evaluation, LevelDetermination, Measure,
    OtherClaim, PayerRules, PlanDocument, RequestFact, RiskFact, ServiceNote, SignedConsent,
};

/// The most days of one line that are looked at.
const MOST_DAYS: i32 = 366;

/// A record with its id, where it is one of the practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<T> {
    /// Id and version; `None` for what is no record of its own.
    pub record: Option<String>,
    /// What it says.
    pub value: T,
}

impl<T> Kept<T> {
    /// Something that is no record of its own.
    pub const fn plain(value: T) -> Self {
        Self { record: None, value }
    }

    /// As what an answer rests on.
    pub fn evidence(&self, kind: RecordKind, name: impl Into<String>, day: Option<Day>) -> Evidence {
        Evidence::named(kind, name, day).of(self.record.as_deref())
    }
}

impl<T> Deref for Kept<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// The records of a kind; `None` where the practice keeps none of the kind.
pub type Held<T> = Option<Vec<Kept<T>>>;

/// The patient of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Day of birth.
    pub birth_day: Day,
}

/// The episode of care in which the services were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The first day.
    pub admitted: Day,
    /// The last day; `None` while it goes on.
    pub discharged: Option<Day>,
    /// Who pays, broadly.
    pub payer_class: Option<PayerClass>,
    /// True for a program under 42 CFR Part 2; `None` where the program is not known.
    pub is_part2: Option<bool>,
}

/// One claim with everything that rules ask.
#[derive(Clone, Debug)]
pub struct ClaimFacts {
    /// Until when the records speak.
    pub as_of: Day,
    /// Which days are worked; every weekday where nobody has said which are holidays.
    pub calendar: BusinessCalendar,
    /// The version that holds.
    pub claim: Claim,
    /// The day on which the claim was first sent to this payer; `None` where what is on record begins with a correction.
    pub first_sent: Option<Day>,
    /// The patient; `None` where the claim could not be joined to one. All records below are that patient's.
    pub person: Option<Person>,
    /// The episode; `None` where none contains the first day of service.
    pub stay: Option<Stay>,
    /// What the payer asks for.
    pub payer: Option<PayerRules>,
    /// The payer by the key under which it grants; `None` where nobody knows, and then every authorization counts.
    pub payer_key: Option<String>,
    /// Who pays.
    pub coverages: Held<Coverage>,
    /// What payers answered about eligibility.
    pub eligibility: Held<EligibilityAnswer>,
    /// What was granted.
    pub authorizations: Held<Authorization>,
    /// Days that the payer took back after it had granted them, with the record of the authorization that had: it covers them no more.
    pub taken: BTreeSet<(String, Day)>,
    /// For which provider, by the number of the authorization.
    pub authorized_providers: Held<(String, String)>,
    /// What was asked.
    pub requests: Held<RequestFact>,
    /// What was decided.
    pub decisions: Held<DecisionFact>,
    /// Days on which the payer was told of a discharge.
    pub discharge_notices: Held<Day>,
    /// What the plan pays at most.
    pub benefit_limits: Held<BenefitLimit>,
    /// Who may give which service.
    pub credentials: Held<Credential>,
    /// The days for which a referral holds.
    pub referrals: Held<Period>,
    /// Other claims of the patient that are not withdrawn.
    pub other_claims: Held<OtherClaim>,
    /// The official list of diagnosis codes, as the practice has it.
    pub diagnosis_codes: Option<Arc<BTreeSet<Icd10Code>>>,
    /// Diagnoses.
    pub diagnoses: Held<Diagnosis>,
    /// Levels of care.
    pub periods: Held<LevelOfCarePeriod>,
    /// Attendance.
    pub attendance: Held<Attendance>,
    /// Facts about notes.
    pub notes: Held<ServiceNote>,
    /// Evaluations at the beginning.
    pub evaluations: Held<Evaluation>,
    /// Signed plans.
    pub plans: Held<PlanDocument>,
    /// Goals, every record of them.
    pub goals: Held<TreatmentGoal>,
    /// Changes and reviews of the plan.
    pub plan_changes: Held<TreatmentPlanChange>,
    /// What criteria said.
    pub determinations: Held<LevelDetermination>,
    /// What clinicians stated.
    pub statements: Held<ClinicianStatement>,
    /// Plans for less intensive care.
    pub step_down_plans: Held<StepDownPlan>,
    /// Orders for a level, by the day from which they hold.
    pub orders: Held<(Day, LevelOfCare)>,
    /// Certifications.
    pub certifications: Held<Certification>,
    /// Local coverage rules that were looked up, by number and day.
    pub local_coverage: Held<(String, Day)>,
    /// Scored instruments.
    pub measures: Held<Measure>,
    /// Ratings of danger.
    pub risks: Held<RiskFact>,
    /// What became of scores since their baseline.
    pub changes: Held<ChangeFact>,
    /// Ratings of function.
    pub function_ratings: Held<FunctionRating>,
    /// Days on which a score was talked about with the patient.
    pub discussions: Held<Day>,
    /// Days of drug screens and reports of use.
    pub substance_days: Held<Day>,
    /// Consents to treatment and telehealth.
    pub consents: Held<SignedConsent>,
    /// Consents to disclose.
    pub disclosure_consents: Held<DisclosureConsent>,
    /// Days of agreements about what the patient pays.
    pub agreements: Held<Day>,
    /// When providers were looked up in the exclusion list, and whether they were in it.
    pub exclusion_checks: Held<ExclusionCheck>,
    /// How far the practice's figures lie beyond its peers', in ten-thousandths.
    pub outlier: Option<u16>,
    /// How often the payer audits, in ten-thousandths.
    pub payer_audits: Option<u16>,
}

/// A day of service with the line that bills it.
#[derive(Clone, Copy, Debug)]
pub struct BilledDay<'a> {
    /// The line.
    pub line: &'a ClaimLine,
    /// The day.
    pub day: Day,
}

impl BilledDay<'_> {
    /// The service and its day as what an answer rests on.
    pub fn evidence(&self) -> Evidence {
        Evidence::named(RecordKind::Claim, service_of(self.line), Some(self.day))
    }
}

/// The procedure, or the revenue code where a line has no procedure.
pub fn service_of(line: &ClaimLine) -> &str {
    if line.procedure.is_empty() { &line.revenue_code } else { &line.procedure }
}

/// A number of a member or an account without what people put between its parts.
pub fn plain(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

impl ClaimFacts {
    /// A claim about which nothing else is known yet.
    pub fn of(claim: Claim, as_of: Day) -> Self {
        Self {
            as_of,
            calendar: BusinessCalendar::default(),
            claim,
            first_sent: None,
            person: None,
            stay: None,
            payer: None,
            payer_key: None,
            coverages: None,
            eligibility: None,
            authorizations: None,
            taken: BTreeSet::new(),
            authorized_providers: None,
            requests: None,
            decisions: None,
            discharge_notices: None,
            benefit_limits: None,
            credentials: None,
            referrals: None,
            other_claims: None,
            diagnosis_codes: None,
            diagnoses: None,
            periods: None,
            attendance: None,
            notes: None,
            evaluations: None,
            plans: None,
            goals: None,
            plan_changes: None,
            determinations: None,
            statements: None,
            step_down_plans: None,
            orders: None,
            certifications: None,
            local_coverage: None,
            measures: None,
            risks: None,
            changes: None,
            function_ratings: None,
            discussions: None,
            substance_days: None,
            consents: None,
            disclosure_consents: None,
            agreements: None,
            exclusion_checks: None,
            outlier: None,
            payer_audits: None,
        }
    }

    /// The records of a kind, or what is missing: the patient, or the kind.
    #[expect(clippy::ref_option, reason = "what is asked for is a field of these facts")]
    pub fn held<'a, T>(&self, held: &'a Held<T>, kind: RecordKind) -> Result<&'a [Kept<T>], RecordKind> {
        if self.person.is_none() {
            return Err(RecordKind::Patient);
        }
        held.as_deref().ok_or(kind)
    }

    /// The patient.
    pub fn person(&self) -> Result<&Person, RecordKind> {
        self.person.as_ref().ok_or(RecordKind::Patient)
    }

    /// The episode.
    pub fn stay(&self) -> Result<&Stay, RecordKind> {
        self.person()?;
        self.stay.as_ref().ok_or(RecordKind::Episode)
    }

    /// What the payer asks for.
    pub fn payer(&self) -> Result<&PayerRules, RecordKind> {
        self.payer.as_ref().ok_or(RecordKind::PayerRule)
    }

    /// The level of care that the claim bills.
    pub fn level(&self) -> Result<LevelOfCare, RecordKind> {
        level_of_claim(&self.claim).ok_or(RecordKind::BilledLevel)
    }

    /// True where a program is billed: everything above single visits.
    pub fn is_program(&self) -> Result<bool, RecordKind> {
        Ok(self.level()? != LevelOfCare::Outpatient)
    }

    /// True where Medicare's own rules of coverage hold: a plan of Medicare Advantage has them, too.
    pub fn is_medicare(&self) -> Result<bool, RecordKind> {
        Ok(matches!(self.payer_class()?, PayerClass::Medicare | PayerClass::MedicareAdvantage))
    }

    /// True where Medicare itself is billed, by way of its contractors. A plan of Medicare Advantage says itself how it is billed.
    pub fn is_original_medicare(&self) -> Result<bool, RecordKind> {
        Ok(self.payer_class()? == PayerClass::Medicare)
    }

    fn payer_class(&self) -> Result<PayerClass, RecordKind> {
        let class = self.payer.as_ref().and_then(|payer| payer.class).or_else(|| self.stay.as_ref().and_then(|stay| stay.payer_class));
        class.ok_or(RecordKind::PayerRule)
    }

    /// The first day of service.
    pub fn first_day(&self) -> Result<Day, RecordKind> {
        self.claim.first_day().ok_or(RecordKind::Claim)
    }

    /// The last day of service.
    pub fn last_day(&self) -> Result<Day, RecordKind> {
        self.claim.last_day().ok_or(RecordKind::Claim)
    }

    /// The day on which this version was sent; the present day where it was not.
    pub fn sent(&self) -> Day {
        self.claim.source.day.unwrap_or(self.as_of)
    }

    /// The day on which the claim was first sent; the present day where it was not. A correction does not make a claim late: its first version counts, where
    /// that is on record.
    pub fn first_sent(&self) -> Result<Day, RecordKind> {
        match self.claim.frequency {
            Frequency::Original => Ok(self.sent()),
            Frequency::Replacement | Frequency::Void => self.first_sent.ok_or(RecordKind::FirstVersion),
        }
    }

    /// Days of service with their lines, in the order of days. A line that spans more days than it has units is taken at its first day: nobody knows on
    /// which others it was given.
    pub fn billed_days(&self) -> Vec<BilledDay<'_>> {
        let of_line = |line| days_of_line(line).into_iter().map(move |day| BilledDay { line, day });
        let mut days: Vec<BilledDay<'_>> = self.claim.lines.iter().flat_map(of_line).collect();
        days.sort_by_key(|billed| (billed.day, billed.line.number));
        days
    }

    /// The days of service, each once.
    pub fn days(&self) -> BTreeSet<Day> {
        self.billed_days().iter().map(|billed| billed.day).collect()
    }

    /// Every day within a line that spans several, with it: each may be billed, whether or not the line has a unit for it.
    pub fn possible_days(&self) -> Vec<BilledDay<'_>> {
        let of_line = |line| possible_days_of_line(line).into_iter().map(move |day| BilledDay { line, day });
        let mut days: Vec<BilledDay<'_>> = self.claim.lines.iter().flat_map(of_line).collect();
        days.sort_by_key(|billed| (billed.day, billed.line.number));
        days
    }

    /// True where every line says on which days it may have been given.
    fn has_days(&self) -> bool {
        !self.claim.lines.is_empty() && self.claim.lines.iter().all(|line| line.days.is_some())
    }

    /// Who bills a line, and whom it names as who gave the service, by national number.
    pub fn providers_of<'a>(&'a self, line: &'a ClaimLine) -> impl Iterator<Item = &'a str> {
        let rendering = line.rendering.as_ref().map(|by| by.provider_id.as_str());
        std::iter::once(self.claim.billing_provider_id.as_str()).chain(rendering)
    }

    /// The same of all lines.
    pub fn providers(&self) -> BTreeSet<&str> {
        let rendering = self.claim.lines.iter().flat_map(|line| self.providers_of(line));
        std::iter::once(self.claim.billing_provider_id.as_str()).chain(rendering).collect()
    }

    /// Of [`Self::possible_days`] on which something is not as it should be those that are billed for certain. Where none is certain and one may be billed,
    /// or a line has no day at all, nobody knows.
    pub fn certain<'a>(&'a self, wrong: Vec<BilledDay<'a>>) -> Result<Vec<BilledDay<'a>>, RecordKind> {
        let known: BTreeSet<(u32, Day)> = self.billed_days().iter().map(|billed| (billed.line.number, billed.day)).collect();
        let is_right = wrong.is_empty() && self.has_days();
        let certain: Vec<BilledDay<'a>> = wrong.into_iter().filter(|billed| known.contains(&(billed.line.number, billed.day))).collect();
        if certain.is_empty() && !is_right { Err(RecordKind::Claim) } else { Ok(certain) }
    }

    /// As [`Self::certain`], for what is asked of a day whatever was given on it: a test says whether the day is as it should be.
    pub fn certain_days(&self, is_right: impl Fn(Day) -> bool) -> Result<BTreeSet<Day>, RecordKind> {
        let known = self.days();
        let mut wrong: BTreeSet<Day> = self.possible_days().iter().map(|billed| billed.day).filter(|day| !is_right(*day)).collect();
        let is_right = wrong.is_empty() && self.has_days();
        wrong.retain(|day| known.contains(day));
        if wrong.is_empty() && !is_right { Err(RecordKind::Claim) } else { Ok(wrong) }
    }

    /// True where it is known of every day on which something may be billed that something is: then nothing was left out.
    fn knows_days(&self) -> bool {
        let known = self.days();
        self.has_days() && self.possible_days().iter().all(|billed| known.contains(&billed.day))
    }

    /// What a rule says that looked at the days that are billed for certain: that all is well is known only where nothing else may be billed.
    pub fn of_days(&self, answer: Answer) -> Asked {
        if matches!(answer, Answer::Pass(_)) && !self.knows_days() { Err(RecordKind::Claim) } else { Ok(answer) }
    }

    /// True where the payer of this claim granted it. What another payer granted covers no day of this one.
    fn is_of_payer(&self, granted: &Authorization) -> bool {
        self.payer_key.as_ref().is_none_or(|key| granted.payer == *key)
    }

    /// The patient's other claims to the payer of this one, in the same place of the order of payers. What another payer is billed for the same service is
    /// neither a second bill nor a use of what this one granted. A payer that a claim does not name may be any.
    pub fn claims_beside(&self) -> impl Iterator<Item = &OtherClaim> {
        let is_same = |one: &str, other: &str| one.is_empty() || other.is_empty() || one.eq_ignore_ascii_case(other);
        let own = &self.claim;
        let others = self.other_claims.iter().flatten().map(|other| &other.value);
        others.filter(move |other| other.claim.sequence == own.sequence && is_same(&other.claim.payer_id, &own.payer_id))
    }

    /// The authorizations of the claim's payer that cover a day, as they stand now.
    pub fn covering(&self, day: Day) -> Result<Vec<&Kept<Authorization>>, RecordKind> {
        let all = self.held(&self.authorizations, RecordKind::Authorization)?;
        Ok(all.iter().filter(|granted| self.is_of_payer(granted) && self.stands_on(granted, day)).collect())
    }

    /// True where an authorization covers a day that was not taken back since.
    pub fn stands_on(&self, granted: &Kept<Authorization>, day: Day) -> bool {
        let is_taken = || granted.record.as_ref().is_some_and(|record| self.taken.contains(&(record.clone(), day)));
        granted.period.contains(day) && !is_taken()
    }

    /// Whether the payer asks for an authorization: by its rules, else because the claim names one or one was granted for this level.
    pub fn needs_authorization(&self) -> Result<bool, RecordKind> {
        if let Some(levels) = self.payer.as_ref().and_then(|payer| payer.authorized_levels.as_ref()) {
            return Ok(levels.contains(&self.level()?));
        }
        let names_one = !self.claim.authorizations.is_empty() || self.claim.lines.iter().any(|line| line.authorization.is_some());
        let level = self.level()?;
        let was_granted = self.authorizations.iter().flatten().any(|granted| self.is_of_payer(granted) && granted.level_of_care == level);
        if names_one || was_granted { Ok(true) } else { Err(RecordKind::PayerRule) }
    }

    /// The number of the authorization that a line names, else those that the claim names.
    pub fn named_authorizations(&self) -> impl Iterator<Item = &str> {
        let of_lines = self.claim.lines.iter().filter_map(|line| line.authorization.as_deref());
        self.claim.authorizations.iter().map(String::as_str).chain(of_lines)
    }

    /// The facts about notes that are about the services of this claim, in the order of days.
    pub fn own_notes(&self) -> Result<Vec<&Kept<ServiceNote>>, RecordKind> {
        let notes = self.held(&self.notes, RecordKind::ServiceNote)?;
        let billed = self.billed_days();
        let is_own = |note: &ServiceNote| billed.iter().any(|billed| note.is_about(billed));
        let mut own: Vec<&Kept<ServiceNote>> = notes.iter().filter(|note| is_own(note)).collect();
        own.sort_by(|one, other| (one.day, &one.service, &one.author).cmp(&(other.day, &other.service, &other.author)));
        Ok(own)
    }

    /// Days on which the patient attended between the first and last day of service, and how many of them no authorization covers.
    pub fn gap_days(&self) -> Result<Rate, RecordKind> {
        let days = self.attended_days()?;
        let mut uncovered = 0;
        for day in &days {
            uncovered += usize::from(self.covering(*day)?.is_empty());
        }
        Ok(Rate { count: uncovered, of: days.len() })
    }

    /// Days on which the patient attended, from the first to the last day of service.
    pub fn attended_days(&self) -> Result<BTreeSet<Day>, RecordKind> {
        let (first, last) = (self.first_day()?, self.last_day()?);
        let attendance = self.held(&self.attendance, RecordKind::Attendance)?;
        let is_own = |piece: &&Kept<Attendance>| first <= piece.day && piece.day <= last && is_attended(piece);
        Ok(attendance.iter().filter(is_own).map(|piece| piece.day).collect())
    }
}

/// True where the patient was there.
pub fn is_attended(piece: &Attendance) -> bool {
    piece.status == AttendanceStatus::Attended && piece.delivered_minutes > 0
}

/// The days of a line: all of them where it has a unit for each, else the first.
pub fn days_of_line(line: &ClaimLine) -> Vec<Day> {
    let mut days = possible_days_of_line(line);
    let is_dense = i64::try_from(days.len()).is_ok_and(|count| line.units.thousandths() >= 1000 * count);
    days.truncate(if is_dense { days.len() } else { 1 });
    days
}

/// The days on which a line may bill something, whether or not it has a unit for each; so many at most as are looked at. Of a bed with one unit less than days
/// the last is the day of discharge, which is not billed (Noridian, Counting Inpatient Days; Oregon Administrative Rules 410-125-0360).
pub fn possible_days_of_line(line: &ClaimLine) -> Vec<Day> {
    let Some(period) = line.days else { return Vec::new() };
    let last = period.last().unwrap_or_else(|| period.first());
    let span = last.days_since(period.first()).clamp(0, MOST_DAYS);
    let is_bed = level_of_line(line).is_some_and(|level| level >= LevelOfCare::Residential);
    let is_until_discharge = is_bed && span > 0 && line.units.thousandths() == 1000 * i64::from(span);
    (0..=if is_until_discharge { span - 1 } else { span }).map(|offset| period.first().plus_days(offset)).collect()
}

/// A line as what an answer rests on, whatever its days.
pub fn evidence_of(line: &ClaimLine) -> Evidence {
    Evidence::named(RecordKind::Claim, service_of(line), line.days.map(Period::first))
}

/// The newest of records on or before a day.
pub fn newest<T>(records: &[Kept<T>], day: Day, day_of: impl Fn(&T) -> Day) -> Option<&Kept<T>> {
    records.iter().filter(|record| day_of(record) <= day).max_by_key(|record| (day_of(record), &record.record))
}
