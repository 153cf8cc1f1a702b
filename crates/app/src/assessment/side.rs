//! What stands beside claims and payments, from the practice's own records. A kind of which nothing is on record stays absent: the findings that need it
//! say that they could not run, instead of finding nothing.

mod appeals;
mod billing_records;

use std::collections::{BTreeMap, BTreeSet};

use care::{AttendanceStatus, Coverage, CoverageRank, Diagnosis, DiagnosisRank, Patient};
use integrity::assessment::Side;
use integrity::assessment::side::{
    AppealLimit, AttendanceFact, AuthorizationFact, ContractRate, CoverageFact, DeterminationFact, EpisodeFact, MeasureFact, NoteFact,
    ReviewDecision, ReviewFact, WriteOff,
};
use revenue_cycle::{Books, Claim, Sequence};
use storage::patient::{NamePage, NamePosition};
use storage::{ReadUnit, Stored, View};
use utilization_review::authorization::{Authorization, DeterminationOutcome, UnitKind};
use vocabulary::{Day, EpisodeId, PatientId, Period, RecordId, ZoneName};

use crate::claim::versions;
use crate::claim::whose::{PayerIds, Whose};
use crate::claim::written_off::{LineOfClaim, Lines, written_off};
use crate::error::AppError;
use crate::score_review::looked_at;

/// Patients are read so many at a time.
const PAGE: u16 = 1000;

/// Who is called what in the facts, and which claims speak of them.
struct People<'a> {
    all: Vec<PatientId>,
    names: BTreeMap<PatientId, String>,
    claims: BTreeMap<PatientId, Vec<&'a Claim>>,
    zone: ZoneName,
}

impl People<'_> {
    /// The name of a record's person.
    fn name(&self, whose: &Whose, patient: PatientId) -> Option<String> {
        self.names.get(&whose.shown_as(patient)).cloned()
    }
}

fn some<T>(found: BTreeSet<T>) -> Option<BTreeSet<T>> {
    if found.is_empty() { None } else { Some(found) }
}

/// All of it, whoever asks: the numbers of an assessment do not depend on its reader.
pub(super) async fn gather(unit: &mut ReadUnit, books: &Books, whose: &Whose) -> Result<Side, AppError> {
    let claims: Vec<&Claim> = books.claim_numbers().filter_map(|number| Some(books.history(number)?.current())).collect();
    let people = people(unit, &claims, whose).await?;
    let episodes = storage::episode::of_patients(unit, &people.all, View::Current).await?;
    let owners: BTreeMap<EpisodeId, PatientId> = episodes.iter().map(|stored| (stored.id, stored.value().patient)).collect();
    let named = |episode: EpisodeId| people.name(whose, *owners.get(&episode)?);
    let attendance = storage::attendance::of_patients(unit, &people.all, View::Current).await?;
    let notes = storage::service_note::of_patients(unit, &people.all, View::Current).await?;
    let payers = whose.payer_ids(versions(books));
    let measures = measures(unit, &people, whose).await?;
    let stays_of_people = appeals::StaysOfPeople { episodes: &episodes, measures: &measures };
    let appeals = appeals::gather(unit, &people, whose, &stays_of_people).await?;
    Ok(Side {
        attendance: some(attendance.iter().filter_map(|stored| attended(stored.value(), named(stored.value().episode)?)).collect()),
        notes: some(notes.iter().filter_map(|stored| Some(noted(stored.value(), named(stored.value().episode)?))).collect()),
        authorizations: some(granted(unit, &people, &payers, named).await?),
        measures: some(measures),
        episodes: some(stays(unit, &people, whose, &episodes).await?),
        reviews: some(reviews(unit, &people, &payers, named).await?),
        appeals,
        appeal_limits: some(limits(unit, &payers).await?),
        measure_units_most: measure_units(unit, &payers).await?,
        filing_days: filing_days(unit, &payers).await?,
        coverages: coverages(unit, &people, whose, &payers).await?,
        write_offs: some(write_offs(unit, books, &people).await?),
        contracts: some(contracts(unit, &payers).await?),
        patients: Some(
            claims.iter().filter_map(|claim| Some((claim.number.clone(), people.name(whose, whose.patient(claim)?)?))).collect(),
        ),
        determinations: some(determinations(unit, &people, whose).await?),
        ..billing_records::gather(unit, &people, whose, &payers).await?
    })
}

async fn people<'a>(unit: &mut ReadUnit, claims: &[&'a Claim], whose: &Whose) -> Result<People<'a>, AppError> {
    let (zone, _) = crate::context::place_of(unit, &[]).await?;
    let mut people = People { all: Vec::new(), names: BTreeMap::new(), claims: BTreeMap::new(), zone };
    let mut page = NamePage::first(PAGE);
    loop {
        let found: Vec<Stored<Patient>> = storage::patient::all(unit, View::Current, &page).await?;
        for patient in &found {
            people.all.push(patient.id);
            let shown = whose.shown_as(patient.id);
            if shown == patient.id || !people.names.contains_key(&shown) {
                people.names.insert(shown, patient.value().record_number.clone());
            }
        }
        match found.last() {
            Some(last) if found.len() == usize::from(PAGE) => page = NamePage { after: Some(NamePosition::of(last)), size: PAGE },
            _ => break,
        }
    }
    for claim in claims {
        let Some(patient) = whose.patient(claim) else { continue };
        people.claims.entry(patient).or_default().push(claim);
    }
    Ok(people)
}

fn attended(fact: &care::Attendance, patient: String) -> Option<AttendanceFact> {
    let attended = match fact.status {
        AttendanceStatus::Attended => true,
        AttendanceStatus::Excused | AttendanceStatus::Absent => false,
        // Never counted against the patient.
        AttendanceStatus::CancelledByProgram => return None,
    };
    Some(AttendanceFact { patient, day: fact.day, service: None, attended })
}

fn noted(note: &care::ServiceNote, patient: String) -> NoteFact {
    NoteFact {
        patient,
        day: note.day,
        service: Some(note.service.clone()).filter(|service| !service.is_empty()),
        minutes: note.length_minutes(),
        author: note.author.map(|author| author.to_string()),
        signed: note.signed_day,
    }
}

/// What was granted, by the ids under which its payer is billed and with the day on which it was asked for. Only days count as units here: a grant of hours or
/// visits says nothing of days.
async fn granted(
    unit: &mut ReadUnit,
    people: &People<'_>,
    payers: &PayerIds,
    named: impl Fn(EpisodeId) -> Option<String>,
) -> Result<BTreeSet<AuthorizationFact>, AppError> {
    let requests = storage::authorization_request::of_patients(unit, &people.all, View::Current).await?;
    let asked: BTreeMap<RecordId, Day> =
        requests.iter().map(|stored| (stored.id, stored.value().submitted_at.day_in(&people.zone))).collect();
    let grants = storage::authorization::of_patients(unit, &people.all, View::Current).await?;
    let fact = |stored: &Stored<Authorization>| {
        let granted = stored.value();
        Some(AuthorizationFact {
            number: granted.number.clone(),
            patient: named(granted.episode)?,
            period: granted.period,
            units: (granted.unit_kind == UnitKind::Day).then_some(granted.units),
            payers: payers.get(&granted.payer).cloned().unwrap_or_default(),
            level: Some(granted.level_of_care),
            asked: granted.request.and_then(|request| asked.get(&request).copied()),
        })
    };
    Ok(grants.iter().filter_map(fact).collect())
}

async fn measures(unit: &mut ReadUnit, people: &People<'_>, whose: &Whose) -> Result<BTreeSet<MeasureFact>, AppError> {
    let reviewed = storage::score_review::of_patients(unit, &people.all, View::Current).await?;
    let looked_at = looked_at(&reviewed);
    let scores = storage::score::of_patients(unit, &people.all, None, View::Current).await?;
    let fact = |score: &storage::score::StoredScore| {
        Some(MeasureFact {
            patient: people.name(whose, score.patient)?,
            day: score.day,
            instrument: score.instrument.clone(),
            score: score.summary.total?,
            interpreted: Some(looked_at.counts(score.administration, score.input_version)),
        })
    };
    Ok(scores.iter().filter_map(fact).collect())
}

async fn stays(
    unit: &mut ReadUnit,
    people: &People<'_>,
    whose: &Whose,
    episodes: &[Stored<care::Episode>],
) -> Result<BTreeSet<EpisodeFact>, AppError> {
    let programs = crate::patient::programs(unit).await?;
    let clinicians = crate::patient::clinicians(unit).await?;
    let periods = storage::level_of_care_period::of_patients(unit, &people.all, View::Current).await?;
    let diagnoses = storage::diagnosis::of_patients(unit, &people.all, View::Current).await?;
    let fact = |stored: &Stored<care::Episode>| {
        let episode = stored.value();
        let mut own: Vec<_> = periods.iter().map(Stored::value).filter(|period| period.episode == stored.id).collect();
        own.sort_by_key(|period| period.period.first());
        let approach = own.iter().map(|period| &period.track).find(|track| !track.is_empty());
        Some(EpisodeFact {
            patient: people.name(whose, episode.patient)?,
            admitted: episode.admitted,
            discharged: episode.discharge.as_ref().map(|discharge| discharge.day),
            ending: episode.discharge.as_ref().map(|discharge| discharge.kind),
            program: programs.get(&episode.program).map(|program| program.name.clone()).unwrap_or_default(),
            level: own.first().map(|period| period.level_of_care),
            referral_source: episode.referral_source.map(|source| source.code().to_owned()).unwrap_or_default(),
            diagnosis: principal_of(&diagnoses, stored).map(|diagnosis| diagnosis.code.to_string()).unwrap_or_default(),
            approach: approach.cloned().unwrap_or_default(),
            clinician: episode.clinician.and_then(|id| clinicians.get(&id)).map(|clinician| clinician.code.clone()).unwrap_or_default(),
        })
    };
    Ok(episodes.iter().filter_map(fact).collect())
}

/// What the care of an episode is mainly for: the principal diagnosis that holds at its admission, one that was made in it before one that was brought along,
/// the latest of these. `None` where only others are on record.
fn principal_of<'a>(diagnoses: &'a [Stored<Diagnosis>], episode: &Stored<care::Episode>) -> Option<&'a Diagnosis> {
    let (id, value) = (episode.id, episode.value());
    let of_patient = diagnoses.iter().map(Stored::value).filter(|diagnosis| diagnosis.patient == value.patient);
    let principal = of_patient.filter(|diagnosis| diagnosis.rank == DiagnosisRank::Principal && diagnosis.holds_on(id, value.admitted));
    principal.max_by_key(|diagnosis| (diagnosis.episode == Some(id), diagnosis.period.first()))
}

async fn determinations(unit: &mut ReadUnit, people: &People<'_>, whose: &Whose) -> Result<BTreeSet<DeterminationFact>, AppError> {
    let made = storage::determination::of_patients(unit, &people.all, View::Current).await?;
    // In the order of time: the last decision about a determination holds.
    let mut decided: BTreeMap<RecordId, bool> = BTreeMap::new();
    for stored in storage::determination_decision::of_patients(unit, &people.all, View::Current).await? {
        let decision = stored.value();
        let is_otherwise = decision.decision == "disagree" && !decision.reason.trim().is_empty();
        decided.insert(decision.determination, is_otherwise);
    }
    let fact = |stored: &Stored<storage::determination::Determination>| {
        let value = stored.value();
        Some(DeterminationFact {
            patient: people.name(whose, value.patient)?,
            day: value.made_at.day_in(&people.zone),
            determination: value.outcome.parse().ok()?,
            decided_otherwise: decided.get(&stored.id).copied().unwrap_or_default(),
        })
    };
    Ok(made.iter().filter_map(fact).collect())
}

/// Requests to payers whose id in files is known, with what was decided.
async fn reviews(
    unit: &mut ReadUnit,
    people: &People<'_>,
    payers: &PayerIds,
    named: impl Fn(EpisodeId) -> Option<String>,
) -> Result<BTreeSet<ReviewFact>, AppError> {
    let requests = storage::authorization_request::of_patients(unit, &people.all, View::Current).await?;
    let decisions = storage::authorization_determination::of_patients(unit, &people.all, View::Current).await?;
    let grants = storage::authorization::of_patients(unit, &people.all, View::Current).await?;
    let closed = storage::review::of_patients(unit, &people.all, View::Current).await?;
    let seconds: BTreeMap<RecordId, u32> =
        closed.iter().filter_map(|review| Some((review.id, review.value().seconds_spent.filter(|_| review.value().closed)?))).collect();
    let mut facts = BTreeSet::new();
    for stored in &requests {
        let request = stored.value();
        let Some(patient) = named(request.episode) else { continue };
        let Some(payer) = payers.get(&request.payer).and_then(|ids| ids.first()).cloned() else { continue };
        let decided = decisions.iter().rev().find(|decision| decision.value().request == Some(stored.id)).map(Stored::value);
        let granted = decided.and_then(|decided| grants.iter().find(|grant| Some(grant.id) == decided.authorization));
        let decision = match decided.map(|decided| decided.outcome) {
            Some(DeterminationOutcome::Approved) => ReviewDecision::Approved,
            Some(DeterminationOutcome::Partial) => ReviewDecision::Partial,
            Some(DeterminationOutcome::Denied) => ReviewDecision::Denied,
            None | Some(_) => ReviewDecision::Pending,
        };
        facts.insert(ReviewFact {
            payer,
            patient,
            submitted: request.submitted_at.day_in(&people.zone),
            decision,
            days_requested: days_of(request.period),
            days_approved: match decision {
                ReviewDecision::Denied => Some(0),
                _ => granted.and_then(|grant| days_of(grant.value().period)),
            },
            // Whole minutes, rounded up: a review of seconds took some.
            minutes: decided.and_then(|decided| seconds.get(&decided.review?)).map(|seconds| seconds.div_ceil(60)),
        });
    }
    Ok(facts)
}

fn days_of(period: Period) -> Option<u32> {
    u32::try_from(period.last()?.days_since(period.first()) + 1).ok()
}

async fn limits(unit: &mut ReadUnit, payers: &PayerIds) -> Result<BTreeSet<AppealLimit>, AppError> {
    let profiles = crate::payer::payers_in(unit).await?;
    let of_profile = |key: &String| profiles.iter().find(|view| view.profile.key == *key).and_then(|view| view.profile.limits.appeal_days);
    let limits = payers.iter().filter_map(|(key, ids)| Some((of_profile(key)?, ids)));
    Ok(limits.flat_map(|(days, ids)| ids.iter().map(move |id| AppealLimit { payer: id.clone(), days })).collect())
}

/// How many brief measures of a day payers pay, where their profiles say so.
async fn measure_units(unit: &mut ReadUnit, payers: &PayerIds) -> Result<BTreeMap<String, i64>, AppError> {
    let profiles = crate::payer::payers_in(unit).await?;
    let of_profile =
        |key: &String| profiles.iter().find(|view| view.profile.key == *key).and_then(|view| view.profile.billing.measure_units_most);
    let most = payers.iter().filter_map(|(key, ids)| Some((of_profile(key)?, ids)));
    Ok(most.flat_map(|(units, ids)| ids.iter().map(move |id| (id.clone(), i64::from(units)))).collect())
}

/// Within how many days payers take claims. What a profile that nobody checked says is not taken for the payer's rule, as in claim support.
async fn filing_days(unit: &mut ReadUnit, payers: &PayerIds) -> Result<BTreeMap<String, u32>, AppError> {
    let profiles = crate::payer::payers_in(unit).await?;
    let checked = profiles.iter().map(|view| &view.profile).filter(|profile| profile.verified);
    let limits = checked.filter_map(|profile| Some((profile.limits.filing_days?, payers.get(&profile.key)?)));
    Ok(limits.flat_map(|(days, ids)| ids.iter().map(move |id| (id.clone(), days))).collect())
}

/// Who pays for patients, as is on record.
async fn coverages(unit: &mut ReadUnit, people: &People<'_>, whose: &Whose, payers: &PayerIds) -> Result<BTreeSet<CoverageFact>, AppError> {
    let fact = |stored: &Stored<Coverage>| {
        let coverage = stored.value();
        Some(CoverageFact {
            patient: people.name(whose, coverage.patient)?,
            sequence: match coverage.rank {
                CoverageRank::Primary => Sequence::Primary,
                CoverageRank::Secondary => Sequence::Secondary,
                CoverageRank::Tertiary => Sequence::Tertiary,
            },
            period: coverage.period,
            payer: coverage.payer.clone(),
            ids: payers.get(&coverage.payer).cloned().unwrap_or_default(),
            member: coverage.member_id.clone(),
        })
    };
    Ok(storage::coverage::of_patients(unit, &people.all, View::Current).await?.iter().filter_map(fact).collect())
}

/// What payers agreed to allow.
async fn contracts(unit: &mut ReadUnit, payers: &PayerIds) -> Result<BTreeSet<ContractRate>, AppError> {
    let rates = storage::contract_rate::all(unit, View::Current).await?;
    Ok(contracts_of(rates.iter().map(Stored::value), payers))
}

/// Rates as the assessment takes them. A payer is named as its files name it, or by the profile under which its members are covered here.
pub(crate) fn contracts_of<'r>(rates: impl IntoIterator<Item = &'r care::ContractRate>, payers: &PayerIds) -> BTreeSet<ContractRate> {
    let mut facts = BTreeSet::new();
    for rate in rates {
        let of_files = payers.get(&rate.payer).cloned().unwrap_or_else(|| BTreeSet::from([rate.payer.clone()]));
        facts.extend(of_files.into_iter().map(|payer| ContractRate {
            payer,
            service: rate.service.clone(),
            level: rate.level_of_care,
            period: rate.period,
            unit_amount: rate.unit_amount,
        }));
    }
    facts
}

/// What letters and write-offs say became of refusals, of everybody whose claims are on record: the history of refusals needs it beside the payments. Nothing
/// else of the side is there, and whether scores went with an appeal is not told.
pub(crate) async fn ends(unit: &mut ReadUnit, books: &Books, whose: &Whose, zone: &ZoneName) -> Result<Side, AppError> {
    let mut people = People { all: whose.everybody(), names: BTreeMap::new(), claims: BTreeMap::new(), zone: zone.clone() };
    for claim in books.claim_numbers().filter_map(|number| Some(books.history(number)?.current())) {
        if let Some(patient) = whose.patient(claim) {
            people.claims.entry(patient).or_default().push(claim);
        }
    }
    let episodes = storage::episode::of_patients(unit, &people.all, View::Current).await?;
    let stays = appeals::StaysOfPeople { episodes: &episodes, measures: &BTreeSet::new() };
    let appeals = appeals::gather(unit, &people, whose, &stays).await?;
    Ok(Side { appeals, write_offs: some(write_offs(unit, books, &people).await?), ..Side::default() })
}

/// Write-offs of refused lines that still hold, and what another system of billing took off its books. What both say of a line is counted once: the step
/// that was taken here, with who approved it.
async fn write_offs(unit: &mut ReadUnit, books: &Books, people: &People<'_>) -> Result<BTreeSet<WriteOff>, AppError> {
    let zone = &people.zone;
    let (ids, steps) = (storage::remittance::ids(unit).await?, storage::denial_step::all(unit).await?);
    let lines = Lines::of(books, &ids);
    let fact = |((claim, line), step): (LineOfClaim, &storage::denial_step::StoredStep)| WriteOff {
        claim,
        line,
        day: step.recorded_at.day_in(zone),
        amount: step.step.amount,
        reason: step.step.reason.clone(),
        approver: step.step.approver.clone(),
        alike: 0,
    };
    let mut facts: BTreeSet<WriteOff> =
        written_off(&steps, |step| lines.line(step.about, &step.step.claim_number)).into_iter().map(fact).collect();
    let mut own: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for fact in &facts {
        own.entry(fact.claim.clone()).or_default().insert(fact.line.clone());
    }
    // A claim as a whole holds its lines.
    let is_own = |fact: &WriteOff| {
        let lines = own.get(&fact.claim);
        lines.is_some_and(|lines| fact.line.is_empty() || lines.contains("") || lines.contains(&fact.line))
    };
    let elsewhere = billing_records::write_offs(unit, people).await?;
    facts.extend(elsewhere.into_iter().filter(|fact| !is_own(fact)));
    Ok(facts)
}

/// The kinds that are there, with how many of each.
pub(super) fn counts(side: &Side) -> Vec<(&'static str, usize)> {
    let count = [
        ("authorizations", side.authorizations.as_ref().map(BTreeSet::len)),
        ("notes", side.notes.as_ref().map(BTreeSet::len)),
        ("attendance", side.attendance.as_ref().map(BTreeSet::len)),
        ("measures", side.measures.as_ref().map(BTreeSet::len)),
        ("determinations", side.determinations.as_ref().map(BTreeSet::len)),
        ("episodes", side.episodes.as_ref().map(BTreeSet::len)),
        ("reviews", side.reviews.as_ref().map(BTreeSet::len)),
        ("appeals", side.appeals.as_ref().map(BTreeSet::len)),
        ("appeal_limits", side.appeal_limits.as_ref().map(BTreeSet::len)),
        ("filing_limits", Some(side.filing_days.len()).filter(|count| *count > 0)),
        ("contracts", side.contracts.as_ref().map(BTreeSet::len)),
        ("write_offs", side.write_offs.as_ref().map(BTreeSet::len)),
        ("charges", side.charges.as_ref().map(BTreeSet::len)),
        ("benefits", side.benefits.as_ref().map(BTreeSet::len)),
        ("case_agreements", side.case_agreements.as_ref().map(BTreeSet::len)),
        ("patient_payments", side.patient_payments.as_ref().map(BTreeSet::len)),
    ];
    count.into_iter().filter_map(|(kind, count)| Some((kind, count?))).collect()
}
