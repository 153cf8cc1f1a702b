//! Papers of charts, credentials of providers and limits of benefits, as the facts that rules ask for. Of a kind of paper of which the chart has none nobody knows
//! whether it is kept here.

use care::{BenefitQuote, ChartPaper, ChartPaperKind};
use integrity::claim_support::joining::same_name;
use integrity::claim_support::{BenefitLimit, ClaimFacts, Credential, Evaluation, EvaluationKind, Held, Kept, PlanDocument, SignedConsent};
use revenue_cycle::Claim;
use storage::Stored;
use vocabulary::{EpisodeId, Period};

use super::{Gathered, if_any, kept_as};

/// What a quote says of the most that the plan pays at a level; `None` where it says nothing of it.
pub(super) fn limit(quote: &Stored<BenefitQuote>) -> Option<Kept<BenefitLimit>> {
    let said = quote.value();
    let (level, most) = (said.level_of_care?, said.most_units?);
    Some(kept_as(quote, BenefitLimit { level, most, used: said.used_units.unwrap_or(0), day: said.day }))
}

/// A kind of paper as facts of one kind.
fn each<T>(papers: &[Kept<ChartPaper>], make: impl Fn(&ChartPaper) -> Option<T>) -> Held<T> {
    if_any(papers.iter().filter_map(|paper| Some(Kept { record: paper.record.clone(), value: make(&paper.value)? })).collect())
}

fn of_kind<T>(kind: ChartPaperKind, make: impl Fn(&ChartPaper) -> Option<T>) -> impl Fn(&ChartPaper) -> Option<T> {
    move |paper| (paper.kind == kind).then(|| make(paper)).flatten()
}

fn evaluation(paper: &ChartPaper) -> Option<Evaluation> {
    let kind = match paper.kind {
        ChartPaperKind::PsychiatricEvaluation => EvaluationKind::Psychiatric,
        ChartPaperKind::PhysicalExamination => EvaluationKind::Physical,
        _ => return None,
    };
    Some(Evaluation { kind, day: paper.day, signed: paper.professionally_signed() })
}

fn plan(paper: &ChartPaper) -> PlanDocument {
    let services = paper.services.split_whitespace().map(str::to_owned);
    PlanDocument {
        day: paper.day,
        patient_signed: paper.accepted(),
        clinician_signed: paper.clinician_signed,
        physician_signed: paper.physician_signed,
        services: Some(services.collect()).filter(|services: &std::collections::BTreeSet<String>| !services.is_empty()),
    }
}

/// A consent counts from its first signature on; one that nobody signed is none.
fn consent(paper: &ChartPaper) -> Option<SignedConsent> {
    let (covers_telehealth, by_guardian) = (paper.covers_telehealth, paper.guardian_signed.is_some());
    Some(SignedConsent { signed: paper.accepted()?, covers_telehealth, by_guardian })
}

impl Gathered {
    /// What the papers of the chart say.
    pub(super) fn add_papers(&self, facts: &mut ClaimFacts) {
        let papers = &self.papers;
        facts.evaluations = each(papers, evaluation);
        facts.plans = each(papers, of_kind(ChartPaperKind::TreatmentPlan, |paper| Some(plan(paper))));
        facts.consents = each(papers, of_kind(ChartPaperKind::TreatmentConsent, consent));
        facts.agreements = each(papers, of_kind(ChartPaperKind::FinancialAgreement, ChartPaper::accepted));
        facts.referrals = each(papers, of_kind(ChartPaperKind::Referral, |paper| Period::new(paper.day, paper.until).ok()));
    }

    /// What is on record of who may give services to members of the plan that a claim bills; `payer` is the key of its profile. Held where the practice keeps any.
    pub(super) fn credentials_at(&self, claim: &Claim, payer: Option<&str>) -> Held<Credential> {
        let is_named = |named: &str| {
            named.is_empty()
                || named == claim.payer_id
                || Some(named) == payer
                || (!claim.payer_name.is_empty() && same_name(named, &claim.payer_name))
        };
        let services = |text: &str| Some(text.split_whitespace().map(str::to_owned).collect()).filter(|_| !text.trim().is_empty());
        let own = self.credentials.iter().filter(|stored| is_named(&stored.value().payer));
        let credential = |stored: &Stored<care::ProviderCredential>| {
            let care::ProviderCredential { provider_id, services: allowed, is_supervised, period, .. } = stored.value();
            let credential = Credential {
                provider_id: provider_id.clone(),
                period: *period,
                procedures: services(allowed),
                is_supervised: *is_supervised,
            };
            kept_as(stored, credential)
        };
        (!self.credentials.is_empty()).then(|| own.map(credential).collect())
    }

    /// For which provider each authorization of a stay was given, where the payer said so.
    pub(super) fn authorized_providers(&self, is_own: impl Fn(EpisodeId) -> bool) -> Vec<Kept<(String, String)>> {
        let named = self.authorizations.iter().filter(|each| is_own(each.episode) && !each.provider_id.is_empty());
        named.map(|each| Kept { record: each.record.clone(), value: (each.number.clone(), each.provider_id.clone()) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{Day, Identifier as _};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn paper(kind: ChartPaperKind) -> ChartPaper {
        ChartPaper {
            patient: vocabulary::PatientId::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap()),
            episode: None,
            day: day("2026-11-01"),
            kind,
            patient_signed: None,
            guardian_signed: None,
            clinician_signed: None,
            physician_signed: None,
            until: None,
            covers_telehealth: false,
            services: String::new(),
        }
    }

    #[test]
    fn an_unsigned_consent_is_none_and_one_of_a_guardian_is_told() {
        assert_eq!(consent(&paper(ChartPaperKind::TreatmentConsent)), None);
        let signed = ChartPaper { guardian_signed: Some(day("2026-11-02")), ..paper(ChartPaperKind::TreatmentConsent) };
        let expected = SignedConsent { signed: day("2026-11-02"), covers_telehealth: false, by_guardian: true };
        assert_eq!(consent(&signed), Some(expected));
    }

    #[test]
    fn a_plan_without_listed_services_plans_none_that_anybody_knows() {
        let listed = ChartPaper { services: " H0015  90834 ".to_owned(), ..paper(ChartPaperKind::TreatmentPlan) };
        assert_eq!(plan(&paper(ChartPaperKind::TreatmentPlan)).services, None);
        assert_eq!(plan(&listed).services.map(|services| services.len()), Some(2));
    }

    #[test]
    fn a_kind_of_paper_that_the_chart_has_not_is_not_held() {
        let papers = [Kept::plain(paper(ChartPaperKind::PhysicalExamination))];
        assert_eq!(each(&papers, evaluation).map(|held| held.len()), Some(1));
        assert!(each(&papers, of_kind(ChartPaperKind::Referral, |paper| Some(paper.day))).is_none());
    }
}
