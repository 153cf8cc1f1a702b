//! What is on record about people, each kind of record read once and laid apart by person.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use care::identity::PatientLinks;
use care::{ExclusionCheck, LevelOfCarePeriod, PayerProfile, Program, ProviderCredential};
use storage::alert::StoredAlert;
use storage::determination::Determination;
use storage::determination_decision::DeterminationDecision;
use storage::score::StoredScore;
use storage::score_review::ScoreReview;
use storage::service_note::Comparable;
use storage::{ReadUnit, Stored};
use utilization_review::authorization::{Authorization, AuthorizationDetermination, AuthorizationRequest};
use utilization_review::given_notice::GivenNotice;
use vocabulary::{BusinessCalendar, Day, EpisodeId, PatientId};

use super::Beside;
use super::load::comparable;
use crate::claim::support::NOW;
use crate::error::AppError;
use crate::instrument::RecalledByInstrument;
use crate::review::denial::{Decisions, Taken};

/// Which of the patients a record is about, under the record as which they are shown.
struct Owners {
    links: PatientLinks,
    of_episode: BTreeMap<EpisodeId, PatientId>,
}

/// Records by the patient as whom they are shown, in the order in which they were read.
pub(super) struct Sorted<T>(BTreeMap<PatientId, Vec<T>>);

impl<T> Sorted<T> {
    /// Those of one patient; they are taken out.
    pub(super) fn of(&mut self, patient: PatientId) -> Vec<T> {
        self.0.remove(&patient).unwrap_or_default()
    }
}

impl Owners {
    fn sort<T>(&self, records: Vec<T>, patient: impl Fn(&T) -> PatientId) -> Sorted<T> {
        let mut sorted: BTreeMap<PatientId, Vec<T>> = BTreeMap::new();
        for record in records {
            sorted.entry(self.links.shown_as(patient(&record))).or_default().push(record);
        }
        Sorted(sorted)
    }

    /// Records that are part of an episode. One of an episode that is not on record is nobody's.
    fn sort_by_episode<T>(&self, records: Vec<T>, episode: impl Fn(&T) -> EpisodeId) -> Sorted<T> {
        let mut sorted: BTreeMap<PatientId, Vec<T>> = BTreeMap::new();
        for record in records {
            if let Some(patient) = self.of_episode.get(&episode(&record)) {
                sorted.entry(*patient).or_default().push(record);
            }
        }
        Sorted(sorted)
    }
}

/// What the practice has, whoever the patient is.
pub(super) struct OfPractice {
    pub(super) recalled: RecalledByInstrument,
    pub(super) programs: Vec<Stored<Program>>,
    pub(super) payers: Vec<PayerProfile>,
    pub(super) calendar: BusinessCalendar,
    pub(super) credentials: Arc<[Stored<ProviderCredential>]>,
    pub(super) exclusion_checks: Arc<[Stored<ExclusionCheck>]>,
}

impl OfPractice {
    async fn load(unit: &mut ReadUnit, beside: &Beside) -> Result<Self, AppError> {
        Ok(Self {
            recalled: crate::instrument::enabled_in(unit, &beside.library).await?,
            programs: storage::program::all(unit, NOW).await?,
            payers: crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect(),
            calendar: crate::holiday::calendar_in(unit).await?,
            credentials: storage::provider_credential::all(unit, NOW).await?.into(),
            exclusion_checks: storage::exclusion_check::all(unit, NOW).await?.into(),
        })
    }
}

/// Who the patients are, who pays, and what was measured and rated.
pub(super) struct OfPatients {
    pub(super) people: Sorted<Stored<care::Patient>>,
    pub(super) scores: Sorted<StoredScore>,
    pub(super) reviews: Sorted<Stored<ScoreReview>>,
    pub(super) alerts: Sorted<StoredAlert>,
    pub(super) risks: Sorted<Stored<care::RiskRating>>,
    pub(super) ratings: Sorted<Stored<care::FunctionRating>>,
    pub(super) diagnoses: Sorted<Stored<care::Diagnosis>>,
    pub(super) screens: Sorted<Stored<care::DrugScreen>>,
    pub(super) uses: Sorted<Stored<care::SubstanceUse>>,
    pub(super) abstinence: Sorted<Stored<care::AbstinenceReport>>,
    pub(super) consents: Sorted<Stored<care::DisclosureConsent>>,
    pub(super) coverages: Sorted<Stored<care::Coverage>>,
    pub(super) accounts: Sorted<Stored<care::ClaimAccount>>,
    pub(super) quotes: Sorted<Stored<care::BenefitQuote>>,
    pub(super) certifications: Sorted<Stored<care::Certification>>,
    pub(super) papers: Sorted<Stored<care::ChartPaper>>,
    pub(super) orders: Sorted<Stored<care::LevelOfCareOrder>>,
    pub(super) determinations: Sorted<Stored<Determination>>,
    /// What clinicians decided on determinations, of all of these patients.
    pub(super) decided: Vec<Stored<DeterminationDecision>>,
}

impl OfPatients {
    async fn load(unit: &mut ReadUnit, owners: &Owners, records: &[PatientId]) -> Result<Self, AppError> {
        let determinations = storage::determination::of_patients(unit, records, NOW).await?;
        let ids: Vec<_> = determinations.iter().map(|stored| stored.id).collect();
        Ok(Self {
            decided: storage::determination_decision::of_determinations(unit, &ids, NOW).await?,
            determinations: owners.sort(determinations, |each| each.value().patient),
            people: owners.sort(unit.get_many::<care::Patient>(records, NOW).await?, |each| each.id),
            scores: owners.sort(storage::score::of_patients(unit, records, None, NOW).await?, |each| each.patient),
            reviews: owners.sort(storage::score_review::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            alerts: owners.sort(storage::alert::of_patients(unit, records, NOW).await?, |each| each.raised.patient),
            risks: owners.sort(storage::risk_rating::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            ratings: owners.sort(storage::function_rating::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            diagnoses: owners.sort(storage::diagnosis::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            screens: owners.sort(storage::drug_screen::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            uses: owners.sort(storage::substance_use::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            abstinence: owners.sort(storage::abstinence_report::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            consents: owners.sort(storage::disclosure_consent::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            coverages: owners.sort(storage::coverage::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            accounts: owners.sort(storage::claim_account::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            quotes: owners.sort(storage::benefit_quote::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            papers: owners.sort(storage::chart_paper::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            certifications: owners.sort(storage::certification::of_patients(unit, records, NOW).await?, |each| each.value().patient),
            orders: owners.sort(storage::level_of_care_order::of_patients(unit, records, NOW).await?, |each| each.value().patient),
        })
    }
}

/// What belongs to stays: what was planned, done, asked for and granted.
pub(super) struct OfEpisodes {
    pub(super) periods: Sorted<Stored<LevelOfCarePeriod>>,
    pub(super) attendance: Sorted<Stored<care::Attendance>>,
    pub(super) goals: Sorted<Stored<care::TreatmentGoal>>,
    pub(super) plan_changes: Sorted<Stored<care::TreatmentPlanChange>>,
    pub(super) statements: Sorted<Stored<care::ClinicianStatement>>,
    pub(super) step_downs: Sorted<Stored<care::StepDownPlan>>,
    pub(super) notes: Sorted<Stored<care::ServiceNote>>,
    /// Notes of anybody with which these may be compared.
    pub(super) comparable: Vec<Comparable>,
    pub(super) notices: Sorted<Stored<GivenNotice>>,
    pub(super) requests: Sorted<Stored<AuthorizationRequest>>,
    pub(super) decisions: Sorted<Stored<AuthorizationDetermination>>,
    pub(super) authorizations: Sorted<Stored<Authorization>>,
    pub(super) takings: Takings,
}

impl OfEpisodes {
    async fn load(unit: &mut ReadUnit, owners: &Owners, records: &[PatientId]) -> Result<Self, AppError> {
        let periods = storage::level_of_care_period::of_patients(unit, records, NOW).await?;
        let notes = storage::service_note::of_patients(unit, records, NOW).await?;
        Ok(Self {
            takings: Takings::of(Decisions::load(unit, records).await?, &periods),
            periods: owners.sort_by_episode(periods, |each| each.value().episode),
            attendance: owners.sort_by_episode(storage::attendance::of_patients(unit, records, NOW).await?, |each| each.value().episode),
            goals: owners.sort_by_episode(storage::treatment_goal::of_patients(unit, records, NOW).await?, |each| each.value().episode),
            plan_changes: owners
                .sort_by_episode(storage::treatment_plan_change::of_patients(unit, records, NOW).await?, |each| each.value().episode),
            statements: owners
                .sort_by_episode(storage::clinician_statement::of_patients(unit, records, NOW).await?, |each| each.value().episode),
            step_downs: owners
                .sort_by_episode(storage::step_down_plan::of_patients(unit, records, NOW).await?, |each| each.value().episode),
            comparable: comparable(unit, &notes).await?,
            notes: owners.sort_by_episode(notes, |each| each.value().episode),
            notices: owners.sort_by_episode(storage::given_notice::of_patients(unit, records, NOW).await?, |each| each.value().episode),
            requests: owners
                .sort_by_episode(storage::authorization_request::of_patients(unit, records, NOW).await?, |each| each.value().episode),
            decisions: owners
                .sort_by_episode(storage::authorization_determination::of_patients(unit, records, NOW).await?, |each| each.value().episode),
            authorizations: owners
                .sort_by_episode(storage::authorization::of_patients(unit, records, NOW).await?, |each| each.value().episode),
        })
    }
}

/// All of it.
pub(super) struct OnRecord {
    pub(super) practice: OfPractice,
    pub(super) episodes: Sorted<Stored<care::Episode>>,
    pub(super) patients: OfPatients,
    pub(super) stays: OfEpisodes,
}

impl OnRecord {
    /// What is on record about these patients, and the records as which they are shown.
    pub(super) async fn load(
        unit: &mut ReadUnit,
        beside: &Beside,
        patients: &BTreeSet<PatientId>,
    ) -> Result<(Self, BTreeSet<PatientId>), AppError> {
        let links = storage::patient_link::links(unit, NOW).await?;
        let shown: BTreeSet<PatientId> = patients.iter().map(|patient| links.shown_as(*patient)).collect();
        let records: Vec<PatientId> = shown.iter().flat_map(|patient| links.records_of(*patient)).collect();
        let episodes = storage::episode::of_patients(unit, &records, NOW).await?;
        let of_episode = episodes.iter().map(|episode| (episode.id, links.shown_as(episode.value().patient))).collect();
        let owners = Owners { links, of_episode };
        let found = Self {
            practice: OfPractice::load(unit, beside).await?,
            episodes: owners.sort(episodes, |each| each.value().patient),
            patients: OfPatients::load(unit, &owners, &records).await?,
            stays: OfEpisodes::load(unit, &owners, &records).await?,
        };
        Ok((found, shown))
    }
}

/// Which days payers took back, on each present day: programs in two zones may have two.
pub(super) struct Takings {
    decisions: Decisions,
    periods: Vec<LevelOfCarePeriod>,
    on: BTreeMap<Day, Taken>,
}

impl Takings {
    fn of(decisions: Decisions, periods: &[Stored<LevelOfCarePeriod>]) -> Self {
        Self { decisions, periods: periods.iter().map(|stored| stored.value().clone()).collect(), on: BTreeMap::new() }
    }

    /// The days that these authorizations cover no more.
    pub(super) fn of_authorizations<'a>(
        &mut self,
        granted: &'a [Stored<Authorization>],
        today: Day,
    ) -> Vec<(&'a Stored<Authorization>, Day)> {
        let Self { decisions, periods, on } = self;
        let taken =
            on.entry(today).or_insert_with(|| decisions.taken(|episode, day| crate::authorization::level_on(periods, episode, day), today));
        granted.iter().flat_map(|granted| taken.of(granted.id).into_iter().map(move |day| (granted, day))).collect()
    }
}
