//! Claims for the tests of rules: three that are in order in everything, of which a test breaks one thing. Everything in them is invented.

use std::collections::BTreeSet;
use std::sync::Arc;

use care::{
    Attendance, AttendanceKind, AttendanceStatus, ClinicianStatement, ConsentUse, Coverage, CoverageRank, Diagnosis, DiagnosisRank,
    DisclosureConsent, ExclusionCheck, FunctionBasis, FunctionRating, LevelOfCarePeriod, PayerClass, PlanChangeKind, PlanFunding,
    RiskLevel, StatementKind, StepDownPlan, SubscriberRelation, TreatmentGoal, TreatmentPlanChange,
};
use revenue_cycle::{Claim, ClaimKind, ClaimLine, ClaimSource, Frequency, Rendering, Sequence, Units};
use utilization_review::authorization::{Authorization, UnitKind};
use utilization_review::level_of_care::Determination;
use vocabulary::{Day, EpisodeId, LevelOfCare, Money, PatientId, Period};

use super::facts::Stay;
use super::*;

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("tests name days of the calendar")
}

pub(crate) fn period(first: &str, last: &str) -> Period {
    Period::new(day(first), Some(day(last))).expect("tests name periods that run forward")
}

pub(crate) fn kept<T>(value: T) -> Kept<T> {
    Kept::plain(value)
}

fn episode() -> EpisodeId {
    "00000000-0000-7000-8000-000000000001".parse().expect("an id")
}

fn patient() -> PatientId {
    "00000000-0000-7000-8000-000000000001".parse().expect("an id")
}

pub(crate) fn line(number: u32, procedure: &str, on: &str) -> ClaimLine {
    ClaimLine {
        number,
        control: Some(format!("L{number}")),
        procedure: procedure.into(),
        modifiers: Vec::new(),
        revenue_code: String::new(),
        charge_amount: Money::from_cents(15_000),
        units: Units::ONE,
        days: Some(period(on, on)),
        authorization: None,
        rendering: Some(Rendering { provider_id: "1234567893".into(), supervisor_id: None }),
    }
}

pub(crate) fn exclusion_check(provider: &str, on: &str, is_clear: bool) -> Kept<ExclusionCheck> {
    kept(ExclusionCheck { provider_id: provider.into(), day: day(on), is_clear })
}

/// A visit of an hour on 2 March.
pub(crate) fn claim() -> Claim {
    Claim {
        number: "TL-0001-1".into(),
        kind: ClaimKind::Professional,
        frequency: Frequency::Original,
        charge_amount: Money::from_cents(15_000),
        payer_id: "P1".into(),
        payer_name: "PLAN ONE".into(),
        sequence: Sequence::Primary,
        member_id: "M1".into(),
        family_name: "BIRCH".into(),
        given_name: "ANA".into(),
        birth_day: Some(day("1990-05-06")),
        record_number: Some("TL-0001".into()),
        original_payer_control: None,
        authorizations: Vec::new(),
        diagnoses: vec!["F33.1".parse().expect("a code")],
        billing_provider_id: "1234567893".into(),
        billing_tax_id: "990000001".into(),
        statement: None,
        facility_code: "11".into(),
        condition_codes: Vec::new(),
        other_coverages: Vec::new(),
        lines: vec![line(1, "90837", "2026-03-02")],
        source: ClaimSource { day: Some(day("2026-03-05")), ..ClaimSource::default() },
    }
}

pub(crate) fn coverage(member: &str, first: &str, last: &str) -> Kept<Coverage> {
    kept(Coverage {
        patient: patient(),
        payer: "plan-one".into(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding: PlanFunding::Insured,
        state: String::new(),
        member_id: member.into(),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: period(first, last),
    })
}

pub(crate) fn eligibility(answered: &str) -> Kept<EligibilityAnswer> {
    kept(EligibilityAnswer {
        answered: day(answered),
        active: Some(period("2026-01-01", "2026-12-31")),
        member_id: "M1".into(),
        family_name: "Birch".into(),
        given_name: "Ana".into(),
        birth_day: Some(day("1990-05-06")),
    })
}

pub(crate) fn authorization(number: &str, level: LevelOfCare, units: u32, first: &str, last: &str) -> Kept<Authorization> {
    kept(Authorization {
        episode: episode(),
        payer: "plan-one".into(),
        request: None,
        number: number.into(),
        level_of_care: level,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units,
        period: period(first, last),
        next_review: None,
        reviewer: String::new(),
        provider_id: String::new(),
    })
}

pub(crate) fn attendance(on: &str, minutes: u32) -> Kept<Attendance> {
    kept(Attendance {
        episode: episode(),
        day: day(on),
        kind: AttendanceKind::ProgramDay,
        status: if minutes > 0 { AttendanceStatus::Attended } else { AttendanceStatus::Absent },
        planned_minutes: 180,
        delivered_minutes: minutes,
    })
}

/// A note with everything in it, signed the day after.
pub(crate) fn note(on: &str) -> Kept<ServiceNote> {
    kept(ServiceNote {
        clock: Some((600, 660)),
        author: "C1".into(),
        needs_cosigner: Some(false),
        signed: Some(day(on).plus_days(1)),
        has_setting: Some(true),
        goals: Some(["1".to_owned()].into()),
        has_intervention: Some(true),
        has_response: Some(true),
        has_risk: Some(true),
        has_progress: Some(true),
        similarity: Some(20),
        open_contradictions: Some(0),
        ..ServiceNote::of(day(on))
    })
}

pub(crate) fn measure(instrument: &str, on: &str) -> Kept<Measure> {
    kept(Measure { day: day(on), instrument: instrument.into(), is_scored: true, is_interpreted: Some(true) })
}

pub(crate) fn risk(on: &str, level: RiskLevel, is_disposed: Option<bool>) -> Kept<RiskFact> {
    kept(RiskFact { day: day(on), level, is_disposed })
}

pub(crate) fn goal(key: &str, on: &str) -> Kept<TreatmentGoal> {
    kept(TreatmentGoal {
        episode: episode(),
        day: day(on),
        goal: key.into(),
        statement: "to sleep".into(),
        measure: "nights slept".into(),
        baseline: "2".into(),
        target: "5".into(),
        target_day: None,
        interventions: "sleep hygiene".into(),
    })
}

pub(crate) fn plan_change(on: &str) -> Kept<TreatmentPlanChange> {
    let (kind, answers_non_response, carried_forward) = (PlanChangeKind::Interventions, true, false);
    kept(TreatmentPlanChange { episode: episode(), day: day(on), kind, answers_non_response, carried_forward })
}

pub(crate) fn stay_at(level: LevelOfCare, first: &str, last: &str) -> Kept<LevelOfCarePeriod> {
    kept(LevelOfCarePeriod {
        episode: episode(),
        program: "00000000-0000-7000-8000-000000000001".parse().expect("an id"),
        level_of_care: level,
        period: period(first, last),
        track: String::new(),
        modality: None,
    })
}

pub(crate) fn determination(on: &str, outcome: Determination, decision: Option<LevelDecision>) -> Kept<LevelDetermination> {
    kept(LevelDetermination { day: day(on), outcome: Some(outcome), decision })
}

pub(crate) fn certification(level: LevelOfCare, signed: &str) -> Kept<Certification> {
    kept(Certification { level, signed: day(signed), by_physician: true, is_complete: true })
}

pub(crate) fn diagnosis(code: &str, rank: DiagnosisRank) -> Kept<Diagnosis> {
    let (code, period) = (code.parse().expect("a code"), period("2026-01-01", "2026-12-31"));
    kept(Diagnosis { patient: patient(), episode: None, code, rank, period, diagnosed_by: None })
}

pub(crate) fn plan(on: &str) -> Kept<PlanDocument> {
    let signed = Some(day(on));
    let services = Some(["90837", "H0015", "H0035", "S9480", "96127"].map(str::to_owned).into());
    kept(PlanDocument { day: day(on), patient_signed: signed, clinician_signed: signed, physician_signed: signed, services })
}

pub(crate) fn other_claim(number: &str, procedure: &str, on: &str) -> Kept<OtherClaim> {
    let claim = Claim { number: number.into(), lines: vec![line(1, procedure, on)], ..claim() };
    kept(OtherClaim { claim, is_decided: true })
}

pub(crate) fn disclosure(consent_use: ConsentUse) -> Kept<DisclosureConsent> {
    let (recipient, scope) = (String::new(), "all".into());
    kept(DisclosureConsent { patient: patient(), signed: day("2026-02-23"), consent_use, recipient, scope, expires: None, revoked: None })
}

/// A claim that is in order in everything.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) facts: ClaimFacts,
}

impl Given {
    /// One visit of an hour, billed to a commercial payer.
    pub(crate) fn visit() -> Self {
        let mut facts = ClaimFacts::of(claim(), day("2026-03-20"));
        let (family_name, given_name, birth_day) = ("Birch".into(), "Ana".into(), day("1990-05-06"));
        facts.person = Some(Person { family_name, given_name, birth_day });
        let (admitted, payer_class) = (day("2026-02-23"), Some(PayerClass::Commercial));
        facts.stay = Some(Stay { admitted, discharged: None, payer_class, is_part2: Some(false) });
        facts.payer = Some(rules());
        facts.coverages = Some(vec![coverage("M1", "2026-01-01", "2026-12-31")]);
        facts.eligibility = Some(vec![eligibility("2026-03-01")]);
        facts.benefit_limits = Some(Vec::new());
        facts.credentials = Some(vec![kept(Credential {
            provider_id: "1234567893".into(),
            period: period("2026-01-01", "2026-12-31"),
            procedures: None,
            is_supervised: false,
        })]);
        let codes = ["F33.1", "F10.20", "F41.1", "Z63.0", "F32"].map(|code| code.parse().expect("a code"));
        facts.diagnosis_codes = Some(Arc::new(codes.into()));
        facts.diagnoses = Some(vec![diagnosis("F33.1", DiagnosisRank::Principal)]);
        facts.with_courses();
        Self { facts }
    }

    /// Three days of a mental-health program at the intensive outpatient level.
    pub(crate) fn program() -> Self {
        let mut given = Self::at(LevelOfCare::IntensiveOutpatient, "S9480", "0905");
        given.facts.attendance = Some(days().map(|on| attendance(on, 200)).into());
        given
    }

    /// Three days of partial hospitalization, billed to Medicare.
    pub(crate) fn partial() -> Self {
        let mut given = Self::at(LevelOfCare::PartialHospitalization, "G0411", "0915");
        let facts = &mut given.facts;
        facts.claim.condition_codes = vec!["41".into()];
        facts.claim.facility_code = "13".into();
        facts.claim.lines.iter_mut().for_each(|line| line.units = Units::whole(4));
        facts.payer.as_mut().expect("the payer's rules").class = Some(PayerClass::Medicare);
        let plans = facts.plans.as_mut().expect("a plan");
        plans[0].value.services.get_or_insert_default().insert("G0411".into());
        let week = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"];
        facts.attendance = Some(week.map(|on| attendance(on, 300)).into());
        facts.risks = Some(days().map(|on| risk(on, RiskLevel::Low, None)).into());
        given
    }

    fn at(level: LevelOfCare, procedure: &str, revenue_code: &str) -> Self {
        let mut given = Self::visit();
        let facts = &mut given.facts;
        facts.claim.kind = ClaimKind::Institutional;
        facts.claim.authorizations = vec!["A-1".into()];
        facts.claim.lines = (1..).zip(days()).map(|(number, on)| line(number, procedure, on)).collect();
        facts.claim.lines.iter_mut().for_each(|line| line.revenue_code = revenue_code.into());
        facts.claim.source.day = Some(day("2026-03-09"));
        let rules = facts.payer.as_mut().expect("the payer's rules");
        rules.authorized_levels = Some([level].into());
        rules.code_pairs.get_or_insert_default().insert((revenue_code.into(), procedure.into()));
        facts.authorizations = Some(vec![authorization("A-1", level, 10, "2026-02-23", "2026-03-13")]);
        facts.periods = Some(vec![stay_at(level, "2026-02-23", "2026-03-31")]);
        facts.notes = Some(days().map(note).into());
        facts.certifications = Some(vec![certification(level, "2026-02-23")]);
        facts.orders = Some(vec![kept((day("2026-02-23"), level))]);
        given
    }

    /// Bills more on the day of the visit.
    pub(crate) fn add_line(&mut self, procedure: &str, units: i64) {
        let number = u32::try_from(self.facts.claim.lines.len()).expect("few lines") + 1;
        let mut added = line(number, procedure, "2026-03-02");
        added.units = Units::whole(units);
        self.facts.claim.lines.push(added);
    }
}

fn days() -> [&'static str; 3] {
    ["2026-03-02", "2026-03-04", "2026-03-06"]
}

fn rules() -> PayerRules {
    PayerRules {
        class: Some(PayerClass::Commercial),
        authorized_levels: Some([LevelOfCare::IntensiveOutpatient].into()),
        filing_days: Some(90),
        discharge_notice_business_days: Some(1),
        needs_referral: Some(false),
        code_pairs: Some(BTreeSet::new()),
        place_modifiers: Some([("11", ""), ("10", "95")].map(|(place, modifier)| (place.to_owned(), modifier.to_owned())).into()),
        allows_factors_first: Some(false),
        measure_units_most: Some(3),
        pays_measures: Some(true),
        local_coverage: None,
    }
}

impl ClaimFacts {
    fn with_courses(&mut self) {
        self.authorizations = Some(Vec::new());
        self.authorized_providers = Some(vec![kept(("A-1".into(), "1234567893".into()))]);
        self.requests = Some(vec![kept(RequestFact { submitted: day("2026-02-26"), level: LevelOfCare::IntensiveOutpatient })]);
        self.decisions = Some(vec![kept(DecisionFact { decided: day("2026-02-24") })]);
        self.discharge_notices = Some(Vec::new());
        self.referrals = Some(Vec::new());
        self.other_claims = Some(Vec::new());
        self.periods = Some(vec![stay_at(LevelOfCare::Outpatient, "2026-02-23", "2026-03-31")]);
        self.attendance = Some(vec![attendance("2026-03-02", 60)]);
        self.notes = Some(vec![note("2026-03-02")]);
        let evaluation = |kind, on: &str| kept(Evaluation { kind, day: day(on), signed: Some(day(on)) });
        self.evaluations =
            Some(vec![evaluation(EvaluationKind::Psychiatric, "2026-02-23"), evaluation(EvaluationKind::Physical, "2026-02-20")]);
        self.plans = Some(vec![plan("2026-02-24")]);
        self.goals = Some(vec![goal("1", "2026-02-24")]);
        self.plan_changes = Some(vec![plan_change("2026-02-27")]);
        self.determinations = Some(vec![determination("2026-03-02", Determination::Continue, None)]);
        self.statements = Some(vec![kept(ClinicianStatement {
            episode: episode(),
            day: day("2026-03-02"),
            kind: StatementKind::LowerLevelUnsafe,
            holds: true,
            stated_by: None,
        })]);
        self.step_down_plans = Some(vec![kept(StepDownPlan {
            episode: episode(),
            day: day("2026-02-27"),
            target_level: LevelOfCare::Outpatient,
            target_day: None,
            appointment_day: None,
            provider: String::new(),
        })]);
        self.orders = Some(Vec::new());
        self.certifications = Some(Vec::new());
        self.local_coverage = Some(vec![kept(("L33626".into(), day("2026-01-10")))]);
        self.measures = Some(["2026-02-23", "2026-02-25", "2026-03-01"].map(|on| measure("phq-9", on)).into());
        self.risks = Some(vec![risk("2026-03-02", RiskLevel::Low, None)]);
        self.changes = Some(vec![kept(ChangeFact { day: day("2026-03-01"), is_known: true, is_non_response: false })]);
        self.function_ratings = Some(vec![kept(FunctionRating {
            patient: patient(),
            episode: None,
            day: day("2026-02-24"),
            impairment: care::Rating::new(2).expect("a rating"),
            basis: FunctionBasis::Clinician,
        })]);
        self.discussions = Some(vec![kept(day("2026-02-25"))]);
        self.substance_days = Some(vec![kept(day("2026-02-28"))]);
        self.consents = Some(vec![kept(SignedConsent { signed: day("2026-02-23"), covers_telehealth: true, by_guardian: false })]);
        self.disclosure_consents = Some(vec![disclosure(ConsentUse::All)]);
        self.agreements = Some(vec![kept(day("2026-02-23"))]);
        self.exclusion_checks = Some(vec![exclusion_check("1234567893", "2026-02-20", true)]);
    }
}

/// What a rule says, in a line: `pass`, `fail` with the days or names it names, `unknown` with the kind that is missing, `n/a`.
pub(crate) fn said(answer: &Answer) -> String {
    match answer {
        Answer::Pass(_) => "pass".to_owned(),
        Answer::Fail(evidence) => {
            let name = |each: &Evidence| each.day.map_or_else(|| each.name.clone(), |day| day.to_string());
            let mut names: Vec<String> = evidence.iter().map(name).collect();
            names.dedup();
            format!("fail {}", names.join(" ")).trim_end().to_owned()
        }
        Answer::Unknown(kind) => format!("unknown {}", kind.code()),
        Answer::NotApplicable => "n/a".to_owned(),
    }
}

/// Breaks something in a claim that is in order and says what a rule says of it.
pub(crate) fn check(code: &str, given: fn() -> Given, change: impl FnOnce(&mut ClaimFacts), expected: &str) {
    let mut facts = given().facts;
    change(&mut facts);
    let rule = rules::CATALOGUE.iter().find(|rule| rule.code == code).expect("a rule of the catalogue");
    assert_eq!(said(&rule.answer(&facts, &Limits::shipped())), expected, "{code}");
}
