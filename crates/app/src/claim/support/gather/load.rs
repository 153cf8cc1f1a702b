//! Loads what is on record about patients: one look at each kind of record, however many patients there are.

use std::collections::{BTreeMap, BTreeSet};

use care::identity::PatientLinks;
use care::{Coverage, Episode, LevelOfCarePeriod, PayerProfile, Program};
use integrity::claim_support::joining::Candidate;
use integrity::claim_support::notes::{COMPARED_DAYS, Compared, fact_of, similarity};
use integrity::claim_support::{
    Certification, DecisionFact, Kept, LevelDecision, LevelDetermination, Measure, RequestFact, RiskFact, ServiceNote,
};
use outcomes::score_review::LookedAt;
use storage::determination::Determination;
use storage::determination_decision::DeterminationDecision;
use storage::score::StoredScore;
use storage::service_note::Comparable;
use storage::{ReadUnit, Stored};
use utilization_review::authorization::{Authorization, DecisionStage};
use utilization_review::clock::NoticeKind;
use utilization_review::given_notice::{GivenNotice, NoticeRecipient};
use vocabulary::{ClinicianId, Day, EpisodeId, Instant, PatientId, ZoneName};

use super::{Beside, Gathered, derived, kept, kept_as, name_of};
use crate::change::Stay;
use crate::claim::support::NOW;
use crate::error::AppError;
use crate::review::denial::{Decisions, Taken};
use crate::score_review::looked_at;

/// Which of the patients a record is about, under the record as which they are shown.
struct Owners {
    links: PatientLinks,
    of_episode: BTreeMap<EpisodeId, PatientId>,
}

/// Records by the patient as whom they are shown, in the order in which they were read.
struct Sorted<T>(BTreeMap<PatientId, Vec<T>>);

impl<T> Sorted<T> {
    /// Those of one patient; they are taken out.
    fn of(&mut self, patient: PatientId) -> Vec<T> {
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

/// Loads what is on record about a patient, under the record as which they are shown.
pub(in crate::claim) async fn patient(unit: &mut ReadUnit, beside: &Beside, shown: PatientId) -> Result<Gathered, AppError> {
    let mut found = patients(unit, beside, &BTreeSet::from([shown])).await?;
    found.pop_first().map(|(_, gathered)| gathered).ok_or(AppError::NotFound("patient"))
}

/// The same of many patients, with one look at each kind of record.
pub(in crate::claim) async fn patients(
    unit: &mut ReadUnit,
    beside: &Beside,
    patients: &BTreeSet<PatientId>,
) -> Result<BTreeMap<PatientId, Gathered>, AppError> {
    let recalled = crate::instrument::enabled_in(unit, &beside.library).await?;
    let links = storage::patient_link::links(unit, NOW).await?;
    let shown: BTreeSet<PatientId> = patients.iter().map(|patient| links.shown_as(*patient)).collect();
    let records: Vec<PatientId> = shown.iter().flat_map(|patient| links.records_of(*patient)).collect();
    let records = records.as_slice();
    let episodes = storage::episode::of_patients(unit, records, NOW).await?;
    let of_episode = episodes.iter().map(|episode| (episode.id, links.shown_as(episode.value().patient))).collect();
    let owners = Owners { links, of_episode };
    let programs = storage::program::all(unit, NOW).await?;
    let mut episodes = owners.sort(episodes, |each| each.value().patient);
    let mut people = owners.sort(unit.get_many::<care::Patient>(records, NOW).await?, |each| each.id);
    let mut scores = owners.sort(storage::score::of_patients(unit, records, None, NOW).await?, |each| each.patient);
    let mut reviews = owners.sort(storage::score_review::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut risks = owners.sort(storage::risk_rating::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut coverages = owners.sort(storage::coverage::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut accounts = owners.sort(storage::claim_account::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut diagnoses = owners.sort(storage::diagnosis::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut ratings = owners.sort(storage::function_rating::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut consents = owners.sort(storage::disclosure_consent::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut screens = owners.sort(storage::drug_screen::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut uses = owners.sort(storage::substance_use::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut abstinence = owners.sort(storage::abstinence_report::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut quotes = owners.sort(storage::benefit_quote::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut certifications = owners.sort(storage::certification::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut orders = owners.sort(storage::level_of_care_order::of_patients(unit, records, NOW).await?, |each| each.value().patient);
    let mut alerts = owners.sort(storage::alert::of_patients(unit, records, NOW).await?, |each| each.raised.patient);
    let mut notices = owners.sort_by_episode(storage::given_notice::of_patients(unit, records, NOW).await?, |each| each.value().episode);
    let mut requests =
        owners.sort_by_episode(storage::authorization_request::of_patients(unit, records, NOW).await?, |each| each.value().episode);
    let mut decisions =
        owners.sort_by_episode(storage::authorization_determination::of_patients(unit, records, NOW).await?, |each| each.value().episode);
    let mut authorizations =
        owners.sort_by_episode(storage::authorization::of_patients(unit, records, NOW).await?, |each| each.value().episode);
    let periods = storage::level_of_care_period::of_patients(unit, records, NOW).await?;
    let mut takings = Takings::of(Decisions::load(unit, records).await?, &periods);
    let mut periods = owners.sort_by_episode(periods, |each| each.value().episode);
    let mut attendance = owners.sort_by_episode(storage::attendance::of_patients(unit, records, NOW).await?, |each| each.value().episode);
    let mut goals = owners.sort_by_episode(storage::treatment_goal::of_patients(unit, records, NOW).await?, |each| each.value().episode);
    let mut plan_changes =
        owners.sort_by_episode(storage::treatment_plan_change::of_patients(unit, records, NOW).await?, |each| each.value().episode);
    let mut statements =
        owners.sort_by_episode(storage::clinician_statement::of_patients(unit, records, NOW).await?, |each| each.value().episode);
    let mut step_downs =
        owners.sort_by_episode(storage::step_down_plan::of_patients(unit, records, NOW).await?, |each| each.value().episode);
    let determinations = storage::determination::of_patients(unit, records, NOW).await?;
    let ids: Vec<_> = determinations.iter().map(|stored| stored.id).collect();
    let decided = storage::determination_decision::of_determinations(unit, &ids, NOW).await?;
    let mut determinations = owners.sort(determinations, |each| each.value().patient);
    let notes = storage::service_note::of_patients(unit, records, NOW).await?;
    let others = comparable(unit, &notes).await?;
    let mut notes = owners.sort_by_episode(notes, |each| each.value().episode);
    let payers: Vec<PayerProfile> = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect();
    let calendar = crate::holiday::calendar_in(unit).await?;
    let mut found = BTreeMap::new();
    for patient in shown {
        let own_episodes = episodes.of(patient);
        let (zone, today) = zone_of(unit.at(), &own_episodes, &programs);
        let own_reviews = reviews.of(patient);
        let looked_at = looked_at(&own_reviews);
        let is_part2 =
            |episode: &Stored<Episode>| programs.iter().any(|program| program.id == episode.value().program && program.value().part2);
        let own_people = people.of(patient);
        let record = own_people.into_iter().find(|each| each.id == patient).ok_or(AppError::NotFound("patient"))?;
        let own_coverages = coverages.of(patient);
        let (own_scores, own_alerts) = (scores.of(patient), alerts.of(patient));
        let stays: Vec<Stay> = own_episodes.iter().map(|episode| Stay::from(episode.value())).collect();
        let own_authorizations = authorizations.of(patient);
        let taken = takings.of_authorizations(&own_authorizations, today);
        let mut substance_days: Vec<Kept<Day>> = Vec::new();
        substance_days.extend(screens.of(patient).iter().map(|each| kept_as(each, each.value().day)));
        substance_days.extend(uses.of(patient).iter().map(|each| kept_as(each, each.value().day)));
        substance_days.extend(abstinence.of(patient).iter().map(|each| kept_as(each, each.value().day)));
        let gathered = Gathered {
            candidate: candidate(&record, &own_coverages, &accounts.of(patient)),
            measures: own_scores.iter().map(|score| measure(score, &looked_at)).collect(),
            changes: derived::changes(&own_scores, &stays, &beside.library, &recalled),
            eligibility: quotes.of(patient).iter().filter_map(|quote| derived::eligibility(quote, &own_coverages)).collect(),
            certifications: certifications.of(patient).iter().map(certification).collect(),
            orders: (orders.of(patient).iter()).map(|each| kept_as(each, (each.value().day, each.value().level_of_care))).collect(),
            notices: notices.of(patient).iter().map(|each| (each.value().episode, told_of_discharge(each, &zone))).collect(),
            risks: (risks.of(patient).iter())
                .map(|each| {
                    let (day, level) = (each.value().assessed_at.day_in(&zone), each.value().level);
                    kept_as(each, RiskFact { day, level, is_disposed: derived::disposed(day, today, &own_alerts, &zone) })
                })
                .collect(),
            requests: (requests.of(patient).iter())
                .map(|each| {
                    let (submitted, level) = (each.value().submitted_at.day_in(&zone), each.value().level_of_care);
                    kept_as(each, RequestFact { submitted, level })
                })
                .collect(),
            decisions: (decisions.of(patient).iter())
                .filter(|each| each.value().stage != DecisionStage::Claim)
                .map(|each| kept_as(each, DecisionFact { decided: each.value().decided_at.day_in(&zone) }))
                .collect(),
            discussions: (own_reviews.iter())
                .filter_map(|review| review.value().discussed_at.map(|at| kept_as(review, at.day_in(&zone))))
                .collect(),
            determinations: determinations.of(patient).iter().filter_map(|each| determination(each, &decided, &zone)).collect(),
            substance_days,
            payers: payers.clone(),
            diagnosis_codes: beside.diagnosis_codes.clone(),
            coverages: kept(own_coverages),
            taken: taken.iter().map(|(granted, day)| (granted.value().level_of_care, *day)).collect(),
            taken_of: taken.iter().map(|(granted, day)| (name_of(granted), *day)).collect(),
            authorizations: kept(own_authorizations),
            diagnoses: kept(diagnoses.of(patient)),
            periods: kept(periods.of(patient)),
            attendance: kept(attendance.of(patient)),
            notes: notes.of(patient).iter().map(|each| note(each, &others, &zone)).collect(),
            goals: kept(goals.of(patient)),
            plan_changes: kept(plan_changes.of(patient)),
            statements: kept(statements.of(patient)),
            step_down_plans: kept(step_downs.of(patient)),
            function_ratings: kept(ratings.of(patient)),
            disclosure_consents: kept(consents.of(patient)),
            episodes: own_episodes
                .into_iter()
                .map(|episode| (is_part2(&episode), episode))
                .map(|(part2, episode)| (episode, part2))
                .collect(),
            patient: record,
            zone,
            today,
            calendar: calendar.clone(),
        };
        found.insert(patient, gathered);
    }
    Ok(found)
}

/// Which days payers took back, on each present day: programs in two zones may have two.
struct Takings {
    decisions: Decisions,
    periods: Vec<LevelOfCarePeriod>,
    on: BTreeMap<Day, Taken>,
}

impl Takings {
    fn of(decisions: Decisions, periods: &[Stored<LevelOfCarePeriod>]) -> Self {
        Self { decisions, periods: periods.iter().map(|stored| stored.value().clone()).collect(), on: BTreeMap::new() }
    }

    /// The days that these authorizations cover no more.
    fn of_authorizations<'a>(&mut self, granted: &'a [Stored<Authorization>], today: Day) -> Vec<(&'a Stored<Authorization>, Day)> {
        let Self { decisions, periods, on } = self;
        let taken =
            on.entry(today).or_insert_with(|| decisions.taken(|episode, day| crate::authorization::level_on(periods, episode, day), today));
        granted.iter().flat_map(|granted| taken.of(granted.id).into_iter().map(move |day| (granted, day))).collect()
    }
}

/// The zone and the present day of a person's latest program, as [`crate::context::place_of`] has them.
fn zone_of(now: Instant, episodes: &[Stored<Episode>], programs: &[Stored<Program>]) -> (ZoneName, Day) {
    let latest = episodes.last().map(|episode| episode.value().program);
    let program = match latest {
        Some(latest) => programs.iter().find(|program| program.id == latest),
        None => programs.first(),
    };
    let zone = program.map_or_else(ZoneName::utc, |program| program.value().zone.clone());
    let today = now.day_in(&zone);
    (zone, today)
}

fn candidate(patient: &Stored<care::Patient>, coverages: &[Stored<Coverage>], accounts: &[Stored<care::ClaimAccount>]) -> Candidate {
    let care::Patient { record_number, family_name, birth_day, .. } = patient.value();
    Candidate {
        patient: patient.id,
        record_number: record_number.clone(),
        family_name: family_name.clone(),
        birth_day: *birth_day,
        member_ids: coverages.iter().map(|coverage| coverage.value().member_id.clone()).collect(),
        accounts: accounts.iter().map(|account| account.value().account.clone()).collect(),
    }
}

/// The day on which the payer was told of a discharge; `None` for a notice of something else or to somebody else.
fn told_of_discharge(notice: &Stored<GivenNotice>, zone: &ZoneName) -> Option<Kept<Day>> {
    let said = notice.value();
    let is_it = said.kind == NoticeKind::Discharge && said.recipient == NoticeRecipient::Payer;
    is_it.then(|| kept_as(notice, said.given_at.day_in(zone)))
}

fn certification(stored: &Stored<care::Certification>) -> Kept<Certification> {
    let care::Certification { day, level_of_care, by_physician, is_complete, .. } = *stored.value();
    kept_as(stored, Certification { level: level_of_care, signed: day, by_physician, is_complete })
}

fn measure(score: &StoredScore, looked_at: &LookedAt) -> Kept<Measure> {
    let value = Measure {
        day: score.day,
        instrument: score.instrument.clone(),
        is_scored: matches!(score.summary.status.as_str(), "scored" | "prorated" | "totals_only"),
        is_interpreted: looked_at.counts(score.administration, score.input_version).then_some(true),
    };
    Kept { record: Some(score.administration.to_string()), value }
}

/// Notes with which these can be compared, read without the patients whom they are about.
async fn comparable(unit: &mut ReadUnit, notes: &[Stored<care::ServiceNote>]) -> Result<Vec<Comparable>, AppError> {
    let with_fingerprint = || notes.iter().filter(|note| note.value().fingerprint.is_some());
    let authors: BTreeSet<ClinicianId> = with_fingerprint().filter_map(|note| note.value().author).collect();
    let span = with_fingerprint().map(|note| note.value().day).min().zip(with_fingerprint().map(|note| note.value().day).max());
    let Some((first, last)) = span else { return Ok(Vec::new()) };
    let around = (first.plus_days(-COMPARED_DAYS), last.plus_days(COMPARED_DAYS));
    Ok(storage::service_note::comparable(unit, &authors.into_iter().collect::<Vec<_>>(), around).await?)
}

fn note(stored: &Stored<care::ServiceNote>, others: &[Comparable], zone: &ZoneName) -> (EpisodeId, Kept<ServiceNote>) {
    let beside = others.iter().filter(|other| other.id != stored.id);
    let compared = beside.map(|other| Compared { author: other.author, day: other.day, fingerprint: &other.fingerprint });
    let value = fact_of(stored.value(), zone, similarity(stored.value(), compared));
    (stored.value().episode, kept_as(stored, value))
}

fn determination(
    stored: &Stored<Determination>,
    decided: &[Stored<DeterminationDecision>],
    zone: &ZoneName,
) -> Option<(EpisodeId, Kept<LevelDetermination>)> {
    let said = decided.iter().map(Stored::value).filter(|said| said.determination == stored.id);
    // The last one holds; who put it off decided nothing.
    let mut decided = said.filter_map(|said| match said.decision.as_str() {
        "agree" => Some(LevelDecision::Agreed),
        "disagree" if !said.reason.is_empty() => Some(LevelDecision::Otherwise(said.direction.as_deref()?.parse().ok()?)),
        _ => None,
    });
    let decision = decided.next_back();
    let (day, outcome) = (stored.value().made_at.day_in(zone), Some(stored.value().outcome.parse().ok()?));
    Some((stored.value().episode, kept_as(stored, LevelDetermination { day, outcome, decision })))
}
