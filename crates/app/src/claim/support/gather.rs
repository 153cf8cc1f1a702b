//! From the records of a patient to the facts that rules ask for.
//!
//! Kinds that the product itself keeps (measures, authorizations, determinations, consents to disclose) are held even where there are none. Kinds that a
//! practice may keep elsewhere (attendance, facts about notes, goals, ratings) are held as soon as the patient has one: without any, nobody knows, and the rule is unknown.

mod derived;
mod load;
mod papers;
mod records;

use std::collections::BTreeSet;
use std::sync::Arc;

use care::payer::PayerIdentities;
use care::{
    Attendance, ChartPaper, ClinicianStatement, Coverage, Diagnosis, DisclosureConsent, Episode, ExclusionCheck, FunctionRating,
    LevelOfCarePeriod, PayerProfile, ProviderCredential, StepDownPlan, TreatmentGoal, TreatmentPlanChange,
};
use instruments::Library;
use integrity::claim_support::facts::Stay;
use integrity::claim_support::joining::{Candidate, join};
use integrity::claim_support::notes::contradictions;
use integrity::claim_support::{
    BenefitLimit, Certification, ChangeFact, ClaimFacts, DecisionFact, EligibilityAnswer, Held, Kept, LevelDetermination, Limits, Measure,
    OtherClaim, PayerRules, Person, RequestFact, RiskFact, ServiceNote,
};
use integrity::ribbon::{BilledLine, PayingDays, Ribbon, RibbonFacts, billed_lines};
use revenue_cycle::{Claim, Frequency, ReasonTable, Settlement};
use storage::{Record, Stored};
use utilization_review::authorization::Authorization;
use vocabulary::{BusinessCalendar, Day, EpisodeId, Icd10Code, LevelOfCare, ZoneName};

pub(in crate::claim) use self::load::{patient, patients};
use crate::context::App;

/// What the practice has beside its records.
pub(in crate::claim) struct Beside {
    /// The instruments, by which the change of scores is judged.
    library: Arc<Library>,
    /// The official list of diagnosis codes.
    diagnosis_codes: Option<Arc<BTreeSet<Icd10Code>>>,
}

impl Beside {
    /// As it is now.
    pub(in crate::claim) fn of(app: &App) -> Self {
        Self { library: app.library(), diagnosis_codes: app.settings().diagnosis_codes.clone() }
    }
}

/// What is on record about a patient.
pub(in crate::claim) struct Gathered {
    pub(super) patient: Stored<care::Patient>,
    pub(super) zone: ZoneName,
    pub(super) today: Day,
    /// The practice's holidays.
    calendar: BusinessCalendar,
    candidate: Candidate,
    episodes: Vec<(Stored<Episode>, bool)>,
    payers: Vec<PayerProfile>,
    diagnosis_codes: Option<Arc<BTreeSet<Icd10Code>>>,
    coverages: Vec<Kept<Coverage>>,
    authorizations: Vec<Kept<Authorization>>,
    /// Days at a level that were denied after they were granted.
    taken: BTreeSet<(LevelOfCare, Day)>,
    /// The same days with the record of the authorization that had granted them.
    taken_of: BTreeSet<(String, Day)>,
    /// What quotes of benefits say.
    eligibility: Vec<derived::QuotedAnswer>,
    /// Days on which somebody was told of something, and of those the payer of a discharge: by episode.
    notices: Vec<(EpisodeId, Option<Kept<Day>>)>,
    /// Limits of benefits, as quotes say them.
    benefit_limits: Vec<Kept<BenefitLimit>>,
    /// Papers of the chart.
    papers: Vec<Kept<ChartPaper>>,
    /// Who may give services, whoever the patient is.
    credentials: Arc<[Stored<ProviderCredential>]>,
    /// Who was looked up in the list of excluded persons.
    exclusion_checks: Arc<[Stored<ExclusionCheck>]>,
    /// What physicians certified.
    certifications: Vec<Kept<Certification>>,
    /// What physicians ordered.
    orders: Vec<Kept<(Day, LevelOfCare)>>,
    /// What became of scores.
    changes: Vec<Kept<ChangeFact>>,
    requests: Vec<Kept<RequestFact>>,
    decisions: Vec<Kept<DecisionFact>>,
    diagnoses: Vec<Kept<Diagnosis>>,
    periods: Vec<Kept<LevelOfCarePeriod>>,
    attendance: Vec<Kept<Attendance>>,
    notes: Vec<(EpisodeId, Kept<ServiceNote>)>,
    goals: Vec<Kept<TreatmentGoal>>,
    plan_changes: Vec<Kept<TreatmentPlanChange>>,
    determinations: Vec<(EpisodeId, Kept<LevelDetermination>)>,
    statements: Vec<Kept<ClinicianStatement>>,
    step_down_plans: Vec<Kept<StepDownPlan>>,
    measures: Vec<Kept<Measure>>,
    risks: Vec<Kept<RiskFact>>,
    function_ratings: Vec<Kept<FunctionRating>>,
    discussions: Vec<Kept<Day>>,
    substance_days: Vec<Kept<Day>>,
    disclosure_consents: Vec<Kept<DisclosureConsent>>,
}

fn name_of<T: Record>(stored: &Stored<T>) -> String
where
    T::Id: std::fmt::Display,
{
    format!("{}.{}", stored.id, stored.recorded.version.0)
}

fn kept_as<T: Record, U>(stored: &Stored<T>, value: U) -> Kept<U>
where
    T::Id: std::fmt::Display,
{
    Kept { record: Some(name_of(stored)), value }
}

fn kept_of<T: Record + Clone>(stored: &Stored<T>) -> Kept<T>
where
    T::Id: std::fmt::Display,
{
    kept_as(stored, stored.value().clone())
}

fn kept<T: Record>(stored: Vec<Stored<T>>) -> Vec<Kept<T>>
where
    T::Id: std::fmt::Display,
{
    stored.into_iter().map(|stored| Kept { record: Some(name_of(&stored)), value: stored.recorded.value }).collect()
}

/// Held where there is any: without one nobody knows whether the practice keeps such records here.
fn if_any<T>(records: Vec<Kept<T>>) -> Held<T> {
    (!records.is_empty()).then_some(records)
}

/// The same for lists that are lent.
fn any<T>(records: &[T]) -> Option<&[T]> {
    (!records.is_empty()).then_some(records)
}

/// The day on which a claim was first sent to its payer, as far as its first version is on record.
fn first_sent(claim: &Claim, settlement: &Settlement<'_>) -> Option<Day> {
    let versions = settlement.claim(&claim.number)?.history.versions();
    versions.iter().find(|version| version.frequency == Frequency::Original && version.payer_id == claim.payer_id)?.source.day
}

impl Gathered {
    /// The numbers of the claims that are about this patient.
    pub(super) fn own_claims<'a>(&self, settlement: &Settlement<'a>) -> Vec<&'a str> {
        let own = std::slice::from_ref(&self.candidate);
        let is_own = |claim: &Claim| join(claim, own).is_some();
        settlement.claims.iter().filter(|(_, settled)| is_own(settled.history.current())).map(|(number, _)| *number).collect()
    }

    /// For whoever may not see what criteria say about a level of care: that something was determined stays, and what it was is left out.
    pub(in crate::claim) fn hide_recommendations(&mut self) {
        for (_, determination) in &mut self.determinations {
            determination.value.outcome = None;
        }
    }

    /// The facts of one of the patient's claims.
    pub(in crate::claim) fn facts(&self, claim: &Claim, settlement: &Settlement<'_>) -> ClaimFacts {
        let first = claim.first_day().unwrap_or(self.today);
        let stay = self.episodes.iter().rev().find(|(episode, _)| episode.value().contains(first));
        let episode = stay.map(|(episode, _)| episode.id);
        let is_own = |of: EpisodeId| episode.is_none_or(|episode| episode == of);
        let person = self.patient.value();
        let mut facts = ClaimFacts::of(claim.clone(), self.today);
        facts.calendar.clone_from(&self.calendar);
        facts.person =
            Some(Person { family_name: person.family_name.clone(), given_name: person.given_name.clone(), birth_day: person.birth_day });
        facts.stay = stay.map(|(episode, is_part2)| Stay {
            admitted: episode.value().admitted,
            discharged: episode.value().discharge.as_ref().map(|discharge| discharge.day),
            payer_class: episode.value().payer_class,
            is_part2: Some(*is_part2),
        });
        facts.payer = self.payer_rules(claim, first);
        let looked_up = facts.payer.as_ref().and_then(|rules| rules.local_coverage.as_ref());
        facts.local_coverage = looked_up.map(|rules| rules.iter().cloned().map(Kept::plain).collect());
        facts.first_sent = first_sent(claim, settlement);
        let payer = self.coverage(claim, first).map(|coverage| coverage.payer.as_str());
        facts.payer_key = payer.map(|payer| PayerIdentities::of(&self.payers).key_of(payer).to_owned());
        facts.coverages = if_any(self.coverages.clone());
        facts.eligibility = if_any(self.eligibility_of(claim, payer));
        facts.discharge_notices = self.discharge_notices(is_own);
        facts.changes = if_any(self.changes.clone());
        facts.certifications = if_any(self.certifications.clone());
        facts.benefit_limits = if_any(self.benefit_limits.clone());
        facts.credentials = self.credentials_at(claim, payer);
        facts.exclusion_checks = any(&self.exclusion_checks).map(|checks| checks.iter().map(kept_of).collect());
        self.add_papers(&mut facts);
        facts.orders = if_any(self.orders.clone());
        facts.authorized_providers = if_any(self.authorized_providers(is_own));
        facts.authorizations = Some(self.authorizations.iter().filter(|each| is_own(each.episode)).cloned().collect());
        facts.taken.clone_from(&self.taken_of);
        facts.requests = Some(self.requests.clone());
        facts.decisions = Some(self.decisions.clone());
        facts.other_claims = Some(self.other_claims(claim, settlement));
        facts.diagnosis_codes.clone_from(&self.diagnosis_codes);
        facts.diagnoses = if_any(self.diagnoses.clone());
        facts.periods = if_any(self.periods.iter().filter(|each| is_own(each.episode)).cloned().collect());
        facts.attendance = if_any(self.attendance.clone());
        facts.notes = if_any(self.notes_of(is_own));
        facts.goals = if_any(self.goals.iter().filter(|each| is_own(each.episode)).cloned().collect());
        facts.plan_changes = if_any(self.plan_changes.iter().filter(|each| is_own(each.episode)).cloned().collect());
        facts.determinations =
            Some(self.determinations.iter().filter(|(of, _)| is_own(*of)).map(|(_, determination)| determination.clone()).collect());
        facts.statements = if_any(self.statements.iter().filter(|each| is_own(each.episode)).cloned().collect());
        facts.step_down_plans = if_any(self.step_down_plans.iter().filter(|each| is_own(each.episode)).cloned().collect());
        facts.measures = Some(self.measures.clone());
        facts.risks = if_any(self.risks.clone());
        facts.function_ratings = if_any(self.function_ratings.clone());
        facts.discussions = Some(self.discussions.clone());
        facts.substance_days = if_any(self.substance_days.clone());
        facts.disclosure_consents = Some(self.disclosure_consents.clone());
        facts
    }

    /// What the plan that a claim bills said of eligibility; `payer` is the key of its profile.
    fn eligibility_of(&self, claim: &Claim, payer: Option<&str>) -> Vec<Kept<EligibilityAnswer>> {
        let payers: BTreeSet<&str> = self.coverages.iter().map(|coverage| coverage.value.payer.as_str()).collect();
        let own = self.eligibility.iter().filter_map(|quoted| quoted.of_plan(claim, payer, payers.len() <= 1));
        own.cloned().collect()
    }

    /// Days on which the payer was told of a discharge. Held where any notice of the stay is on record: practices may tell payers without writing it here.
    fn discharge_notices(&self, is_own: impl Fn(EpisodeId) -> bool) -> Held<Day> {
        let own: Vec<_> = self.notices.iter().filter(|(of, _)| is_own(*of)).collect();
        (!own.is_empty()).then(|| own.into_iter().filter_map(|(_, notice)| notice.clone()).collect())
    }

    /// The notes of episodes, each with what attendance contradicts in it.
    fn notes_of(&self, is_own: impl Fn(EpisodeId) -> bool) -> Vec<Kept<ServiceNote>> {
        let own = self.notes.iter().filter(|(of, _)| is_own(*of)).map(|(_, note)| note.clone());
        own.map(|mut note| {
            note.value.open_contradictions = contradictions(&note.value, self.attendance.iter().map(|piece| &piece.value));
            note
        })
        .collect()
    }

    /// The coverage whose member's number the claim carries, on its first day.
    fn coverage(&self, claim: &Claim, first: Day) -> Option<&Coverage> {
        let plain = integrity::claim_support::facts::plain;
        let held = self.coverages.iter().map(|kept| &kept.value).filter(|coverage| coverage.period.contains(first));
        held.into_iter().find(|coverage| plain(&coverage.member_id) == plain(&claim.member_id))
    }

    /// What the profile of the payer says whose coverage the claim names.
    fn payer_rules(&self, claim: &Claim, first: Day) -> Option<PayerRules> {
        self.rules_of(self.coverage(claim, first)?, &PayerIdentities::of(&self.payers))
    }

    /// Who pays when, the first payer first.
    fn paying_days(&self) -> Vec<PayingDays> {
        let mut coverages: Vec<&Coverage> = self.coverages.iter().map(|kept| &kept.value).collect();
        coverages.sort_by_key(|coverage| coverage.rank);
        let same = PayerIdentities::of(&self.payers);
        let paying = |coverage: &Coverage| PayingDays {
            period: coverage.period,
            payer: same.key_of(&coverage.payer).to_owned(),
            authorized_levels: self.rules_of(coverage, &same).and_then(|rules| rules.authorized_levels),
        };
        coverages.into_iter().map(paying).collect()
    }

    /// What the profile of a coverage's payer says. What a profile that nobody checked says is not taken for the payer's rule.
    fn rules_of(&self, coverage: &Coverage, same: &PayerIdentities) -> Option<PayerRules> {
        let profile = same.profile_of(&self.payers, &coverage.payer)?;
        let mut rules = PayerRules { class: Some(profile.class), ..PayerRules::default() };
        if profile.verified {
            let (asked, number) = (&profile.billing, |number: Option<u32>| number.and_then(|number| i32::try_from(number).ok()));
            // Who usually grants days for a level asks for an authorization at that level.
            let granted = profile.cadence.iter().map(|cadence| cadence.level_of_care);
            rules.authorized_levels = asked.authorized_levels.clone().or_else(|| (!profile.cadence.is_empty()).then(|| granted.collect()));
            rules.filing_days = number(profile.limits.filing_days);
            rules.discharge_notice_business_days = number(asked.discharge_notice_business_days)
                .or_else(|| number(profile.limits.discharge_notice_hours.map(|hours| hours.div_ceil(24))));
            rules.needs_referral = asked.needs_referral;
            rules.code_pairs.clone_from(&asked.code_pairs);
            rules.place_modifiers.clone_from(&asked.place_modifiers);
            rules.allows_factors_first = asked.allows_factors_first;
            rules.measure_units_most = asked.measure_units_most.map(i64::from);
            rules.pays_measures = asked.pays_measures;
            rules.local_coverage.clone_from(&asked.local_coverage);
        }
        Some(rules)
    }

    fn other_claims(&self, claim: &Claim, settlement: &Settlement<'_>) -> Vec<Kept<OtherClaim>> {
        let others = self
            .own_claims(settlement)
            .into_iter()
            .filter(|number| settlement.joined.get(claim.number.as_str()).copied().unwrap_or(&claim.number) != *number);
        let settled = others.filter_map(|number| settlement.claims.get(number)).filter(|settled| !settled.history.is_void());
        settled
            .map(|settled| {
                let (claim, is_decided) = (settled.history.current().clone(), settled.account.decisions > 0);
                Kept::plain(OtherClaim { claim, is_decided })
            })
            .collect()
    }

    /// The days of the patient's care; of the episode that contains `of`, where that is given.
    pub(super) fn ribbon(&self, settlement: &Settlement<'_>, table: &ReasonTable, of: Option<Day>) -> Ribbon {
        let claims = self.own_claims(settlement).into_iter().filter_map(|number| settlement.claims.get(number));
        let billed: Vec<BilledLine> = claims.flat_map(|settled| billed_lines(settled, table)).collect();
        let episodes: Vec<&Stored<Episode>> = self.episodes.iter().map(|(episode, _)| episode).collect();
        let chosen: Vec<&Stored<Episode>> =
            match of.and_then(|day| episodes.iter().rev().find(|episode| episode.value().contains(day)).copied()) {
                Some(episode) => vec![episode],
                None => episodes,
            };
        let notes = self.notes_of(|of| chosen.iter().any(|episode| episode.id == of));
        let chosen: Vec<&Episode> = chosen.into_iter().map(Stored::value).collect();
        let ends = chosen.iter().map(|episode| episode.discharge.as_ref().map_or(self.today, |discharge| discharge.day));
        let in_stay = |day: &Day| chosen.len() != 1 || chosen[0].contains(*day);
        let billed_days = || billed.iter().map(|line| line.day).filter(|day| of.is_none() || chosen.is_empty() || in_stay(day));
        let first = chosen.iter().map(|episode| episode.admitted).chain(billed_days()).min();
        let last = ends.chain(billed_days()).max();
        let Some((first, last)) = first.zip(last) else { return Ribbon::default() };
        Ribbon::of(&RibbonFacts {
            first,
            last,
            as_of: self.today,
            charge_lag_days: Limits::shipped().charge_lag_days.value,
            attendance: any(&self.attendance),
            notes: any(&notes),
            authorizations: Some(&self.authorizations),
            taken: &self.taken,
            paying: &self.paying_days(),
            coverages: any(&self.coverages),
            periods: any(&self.periods),
            billed: Some(&billed),
        })
    }
}
