//! Coverage and authorizations of a patient: what was asked, decided and granted, and how much of it is used.

pub(crate) mod claimed;
mod mend;
mod owed;
mod supplied;

pub use mend::Granted;

use std::collections::{BTreeMap, BTreeSet};

use care::{Attendance, Coverage, LevelOfCarePeriod};
use revenue_cycle::Claim;
use storage::{Alone, Entry, ReadUnit, Stored, View, WriteUnit};
use utilization_review::appeal::outcome;
use utilization_review::authorization::unit::{billed_units, larger_by_day};
use utilization_review::authorization::{
    AskedAndGranted, AskedFor, Authorization, AuthorizationDetermination, AuthorizationRequest, BilledUnits, CoverageOfDays, DecisionStage,
    DeterminationOutcome, UnitKind, UnitSources, Usage, WithoutCoverage, check_discharge, delivered_units,
};
use utilization_review::clock::Deadline;
use utilization_review::review::{Clustering, Review};
use vocabulary::{Day, EpisodeId, IdSource, Instant, LevelOfCare, PatientId, Period, RecordId, ZoneName};

use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};
use crate::review::denial::{Decisions, Taken};

/// An authorization with what is used of it.
#[derive(Clone, Debug)]
pub struct AuthorizationView {
    /// The record.
    pub authorization: Stored<Authorization>,
    /// What is used, as of the program's present day.
    pub usage: Usage,
    /// Where that number comes from.
    pub sources: UnitSources,
    /// Days of it that the payer denied since: they are covered no more.
    pub taken: Vec<Period>,
}

impl AuthorizationView {
    /// From its first day to the last one that the payer did not deny since; `None` where it denied every one.
    pub fn left(&self) -> Option<Period> {
        let granted = self.authorization.value().period;
        let Some(mut last) = granted.last() else { return Some(granted) };
        while self.taken.iter().any(|period| period.contains(last)) {
            last = last.plus_days(-1);
        }
        Period::new(granted.first(), Some(last)).ok()
    }
}

/// The page of a patient's authorizations.
#[derive(Clone, Debug)]
pub struct AuthorizationsPage {
    /// The record under which the patient is shown.
    pub patient: Stored<care::Patient>,
    /// The zone of the patient's latest program.
    pub zone: ZoneName,
    /// The program's present day.
    pub today: Day,
    /// Payers by the key of their profile, with their names.
    pub payers: BTreeMap<String, String>,
    /// Authorizations, the newest first.
    pub authorizations: Vec<AuthorizationView>,
    /// What was asked, in the order of time.
    pub requests: Vec<Stored<AuthorizationRequest>>,
    /// What was decided, in the order of time; denials stand here.
    pub determinations: Vec<Stored<AuthorizationDetermination>>,
    /// Coverages.
    pub coverages: Vec<Stored<Coverage>>,
    /// Days without an authorization, and days with two, by episode.
    pub days: Vec<(EpisodeId, CoverageOfDays)>,
    /// Authorized and delivered days on which no coverage of the patient holds.
    pub without_coverage: WithoutCoverage,
    /// Until when an authorization may still be asked for after the fact, from the first day of a level on that has none and for which nobody asked.
    pub after_the_fact: Vec<(Day, Deadline)>,
    /// Asked against granted, by unit.
    pub asked: BTreeMap<UnitKind, AskedAndGranted>,
    /// Whether measures are taken through the stays or only just before an authorization ends.
    pub clustering: Clustering,
    /// Reviews that wait for a decision, the oldest first.
    pub open_reviews: Vec<Stored<Review>>,
    /// Denials with days that nobody has granted since, and the review that answers each, where that is known.
    pub denials: BTreeMap<RecordId, Option<RecordId>>,
    /// Decisions on appeals whose days stand one by one: they are taken back with their appeal.
    pub by_day: BTreeSet<RecordId>,
    /// Until when the payer owes its decision on each request that waits for one, by the rule that ends first; a request is missing where no rule holds.
    pub owed: BTreeMap<RecordId, Deadline>,
    /// Until when what a payer wants more has to be with it, by the decision that wants it; one is missing where it was supplied, and where no rule holds.
    pub to_supply: BTreeMap<RecordId, Deadline>,
    /// False while neither billed units nor a claim of the patient is on record: pages say "no billed data".
    pub has_billed_data: bool,
}

/// What a payer decided, as one save writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The episode.
    pub episode: EpisodeId,
    /// The request that it answers.
    pub request: Option<RecordId>,
    /// The decision.
    pub outcome: DeterminationOutcome,
    /// How it was reached.
    pub stage: DecisionStage,
    /// The days that were asked for.
    pub period: Period,
    /// When it was received.
    pub decided_at: Instant,
    /// Who decided at the payer.
    pub reviewer: String,
    /// The payer's reference.
    pub reference: String,
    /// The reason in the payer's own words.
    pub reason: String,
    /// What is granted; needed for an approval, whole or in part, and impossible for the others.
    pub grant: Option<Authorization>,
    /// The review that it answers, with the seconds of work that it took. It ends it, unless the payer has not decided yet.
    pub closes: Option<(RecordId, Option<u32>)>,
}

impl App {
    /// What a patient is covered by, what was asked and granted, and how much of it is used.
    #[crate::boxed]
    pub async fn authorizations(&self, caller: &Caller, patient: PatientId) -> Result<AuthorizationsPage, AppError> {
        let (operation, asking) = (self.operation(caller, "view_authorizations"), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (zone, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Authorizations, shown, today).await?;
                page(unit, shown, &records, (zone, today)).await
            })
        });
        self.audited(caller, "view_authorizations", read.await).await
    }

    /// Records who pays for a patient.
    #[crate::boxed]
    pub async fn record_coverage(&self, caller: &Caller, coverage: Coverage) -> Result<RecordId, AppError> {
        coverage.check()?;
        let (operation, asking, id) = (self.operation(caller, "record_coverage"), caller.clone(), self.ports.ids.next());
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, coverage.patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Authorizations, shown, today).await?;
                require_payer(unit, &coverage.payer).await?;
                // A form that was sent twice does not make it two.
                let known = storage::coverage::of_patients(unit, &records, View::Current).await?;
                if let Some(stands) = known.iter().find(|stored| *stored.value() == coverage) {
                    return Ok(stands.id);
                }
                unit.insert(&Entry::new(id, coverage, today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, "record_coverage", write.await).await
    }

    /// Records what was asked of a payer.
    #[crate::boxed]
    pub async fn record_authorization_request(&self, caller: &Caller, request: AuthorizationRequest) -> Result<RecordId, AppError> {
        request.check()?;
        let (operation, asking) = (self.operation(caller, "record_authorization_request"), caller.clone());
        let ids = std::sync::Arc::clone(&self.ports.ids);
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let stay = check_episode(unit, &asking, request.episode).await?;
                require_payer(unit, &request.payer).await?;
                check_discharge(request.period, stay.discharged)?;
                keep_request(unit, &ids, request, &stay).await
            })
        });
        self.audited(caller, "record_authorization_request", write.await).await
    }

    /// Records what was asked of a payer and what it decided on it, in one save.
    #[crate::boxed]
    pub async fn record_request_and_decision(
        &self,
        caller: &Caller,
        request: AuthorizationRequest,
        decision: Decision,
    ) -> Result<RecordId, AppError> {
        request.check()?;
        self.keep_decision(caller, Some(request), decision).await
    }

    /// Records what a payer decided, with the authorization that it grants, in one save. Gives the determination. The same decision sent twice is
    /// refused the second time: by its number where it grants, by the review that is closed already where it ends one ([`AppError::Conflict`]); one that
    /// does neither is the same.
    #[crate::boxed]
    pub async fn record_decision(&self, caller: &Caller, decision: Decision) -> Result<RecordId, AppError> {
        self.keep_decision(caller, None, decision).await
    }

    async fn keep_decision(&self, caller: &Caller, asked: Option<AuthorizationRequest>, decision: Decision) -> Result<RecordId, AppError> {
        // A refused bill is one only with its lines: `open_claim_appeal`. What an appeal came to stands day by day: `decide_appeal`.
        if !DecisionStage::OF_REQUESTS.contains(&decision.stage) {
            return Err(AppError::field("stage", FieldProblemKind::NotAChoice));
        }
        let (operation, asking) = (self.operation(caller, "record_decision"), caller.clone());
        let ids = std::sync::Arc::clone(&self.ports.ids);
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let stay = check_episode(unit, &asking, decision.episode).await?;
                let Decision { episode, request, outcome, stage, period, decided_at, reviewer, reference, reason, grant, closes } =
                    decision;
                check_discharge(period, stay.discharged)?;
                let request = match asked {
                    Some(asked) => {
                        require_payer(unit, &asked.payer).await?;
                        Some(keep_request(unit, &ids, AuthorizationRequest { episode, ..asked }, &stay).await?)
                    }
                    None => request,
                };
                if let Some(grant) = &grant {
                    asked_for(unit, (request, closes), (episode, period), &stay.records).await?.check(outcome, grant)?;
                } else if let Some(request) = request {
                    request_of(unit, request, episode).await?;
                }
                let granted = grant.map(|grant| (ids.next::<RecordId>(), grant));
                let authorization = granted.as_ref().map(|(id, _)| *id);
                let determination = AuthorizationDetermination {
                    episode,
                    request,
                    review: closes.map(|(review, _)| review),
                    authorization,
                    outcome,
                    stage,
                    period,
                    decided_at,
                    reviewer,
                    reference,
                    reason,
                    supplied_at: None,
                };
                determination.check()?;
                if authorization.is_none() && closes.is_none() {
                    let known = storage::authorization_determination::of_patients(unit, &stay.records, View::Current).await?;
                    if let Some(stands) = known.iter().find(|stored| is_same_decision(stored.value(), &determination)) {
                        return Ok(stands.id);
                    }
                }
                if let Some((id, grant)) = granted {
                    let grant = Authorization { episode, request, ..grant };
                    grant.check(stay.admitted)?;
                    check_discharge(grant.period, stay.discharged)?;
                    require_payer(unit, &grant.payer).await?;
                    refuse_taken(unit, &grant, &stay.records).await?;
                    unit.insert(&Entry::new(id, grant, stay.today)).await?;
                }
                if let Some((review, seconds_spent)) = closes {
                    close_review(unit, (review, seconds_spent), &determination, stay.today).await?;
                }
                let id = ids.next();
                unit.insert(&Entry::new(id, determination, stay.today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, "record_decision", write.await).await
    }
}

/// Keeps what was asked. What stands already, asked at the same instant of the same payer for the same days and level, is the same request: a second
/// decision on it, or a form that was sent twice, does not make it two.
async fn keep_request(
    unit: &mut WriteUnit,
    ids: &IdSource,
    asked: AuthorizationRequest,
    stay: &StayOfRecord,
) -> Result<RecordId, AppError> {
    let is_same = |stored: &&Stored<AuthorizationRequest>| {
        let value = stored.value();
        let key = |of: &AuthorizationRequest| (of.episode, of.payer.clone(), of.level_of_care, of.period, of.submitted_at);
        key(value) == key(&asked)
    };
    if let Some(stands) = storage::authorization_request::of_patients(unit, &stay.records, View::Current).await?.iter().find(is_same) {
        return Ok(stands.id);
    }
    let id: RecordId = ids.next();
    unit.insert(&Entry::new(id, asked, stay.today)).await?;
    Ok(id)
}

/// A request of the episode.
async fn request_of(unit: &mut ReadUnit, request: RecordId, episode: EpisodeId) -> Result<AuthorizationRequest, AppError> {
    let stored = unit.require::<AuthorizationRequest>(request).await?;
    if stored.value().episode != episode {
        return Err(AppError::field("request", FieldProblemKind::NotAChoice));
    }
    Ok(stored.recorded.value)
}

/// What was asked for with the request or the review that a decision answers.
async fn asked_for(
    unit: &mut ReadUnit,
    (request, closes): (Option<RecordId>, Option<(RecordId, Option<u32>)>),
    (episode, period): (EpisodeId, Period),
    records: &[PatientId],
) -> Result<AskedFor, AppError> {
    let asked = match request {
        Some(request) => Some(request_of(unit, request, episode).await?),
        None => None,
    };
    let review = match closes {
        Some((review, _)) => unit.current::<Review>(review).await?,
        None => None,
    };
    let of_review = review.map(|stored| stored.value().level_of_care);
    let level_of_care = asked.as_ref().map(|asked| asked.level_of_care).or(of_review);
    let granted = storage::authorization::of_patients(unit, records, View::Current).await?;
    let granted = granted.iter().map(Stored::value).filter(|granted| granted.episode == episode);
    let granted = granted.map(|granted| (granted.level_of_care, granted.period)).collect();
    Ok(AskedFor { period, granted, level_of_care, units: asked.map(|asked| (asked.unit_kind, asked.units, asked.period)) })
}

/// Refuses an authorization whose number stands already for days of its own. A payer who extends keeps the number and names later days.
async fn refuse_taken(unit: &mut ReadUnit, grant: &Authorization, records: &[PatientId]) -> Result<(), AppError> {
    let is_same = |stored: &Stored<Authorization>| {
        let value = stored.value();
        value.payer == grant.payer && value.number == grant.number && value.period.overlaps(grant.period)
    };
    if storage::authorization::of_patients(unit, records, View::Current).await?.iter().any(is_same) {
        return Err(AppError::field("number", FieldProblemKind::Taken));
    }
    Ok(())
}

/// The same decision as one on record, whatever request and review were named beside it since.
fn is_same_decision(stands: &AuthorizationDetermination, new: &AuthorizationDetermination) -> bool {
    let request = new.request.or(stands.request);
    *stands == AuthorizationDetermination { request, review: stands.review, supplied_at: stands.supplied_at, ..new.clone() }
}

/// A review of the episode is over once its payer has decided. One that waits for more stays open; a talk or an appeal about what was decided leaves it
/// closed.
async fn close_review(
    unit: &mut WriteUnit,
    (review, seconds_spent): (RecordId, Option<u32>),
    decision: &AuthorizationDetermination,
    today: Day,
) -> Result<(), AppError> {
    let stored = unit.require::<Review>(review).await?;
    if stored.value().episode != decision.episode {
        return Err(AppError::field("episode", FieldProblemKind::NotAChoice));
    }
    if stored.value().closed {
        let goes_on = matches!(decision.stage, DecisionStage::PeerToPeer | DecisionStage::Appeal);
        return if goes_on { Ok(()) } else { Err(AppError::Conflict) };
    }
    let closed = decision.outcome != DeterminationOutcome::Pended;
    let answered = Review { closed, seconds_spent: seconds_spent.or(stored.value().seconds_spent), ..stored.value().clone() };
    if answered == *stored.value() {
        return Ok(());
    }
    Ok(unit.correct(review, stored.recorded.version, &answered, today).await.map(drop)?)
}

/// A stay about which something is written.
struct StayOfRecord {
    records: Vec<PatientId>,
    admitted: Day,
    discharged: Option<Day>,
    today: Day,
}

/// Refuses unless the caller may write authorizations of this episode; gives its days and the present one.
async fn check_episode(unit: &mut ReadUnit, caller: &Caller, episode: EpisodeId) -> Result<StayOfRecord, AppError> {
    let episode = unit.require::<care::Episode>(episode).await?;
    let (shown, records) = person(unit, episode.value().patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Authorizations, shown, today).await?;
    let discharged = episode.value().discharge.as_ref().map(|discharge| discharge.day);
    Ok(StayOfRecord { records, admitted: episode.value().admitted, discharged, today })
}

/// Refuses a payer that has no profile: the form shows the field, and the profile is written first.
async fn require_payer(unit: &mut ReadUnit, payer: &str) -> Result<(), AppError> {
    let is_known = crate::payer::payers_in(unit).await?.iter().any(|known| known.profile.key == payer);
    if is_known { Ok(()) } else { Err(AppError::field("payer", FieldProblemKind::NotAChoice)) }
}

async fn page(
    unit: &mut ReadUnit,
    shown: PatientId,
    records: &[PatientId],
    (zone, today): (ZoneName, Day),
) -> Result<AuthorizationsPage, AppError> {
    let patient = unit.require::<care::Patient>(shown).await?;
    let mut stored = storage::authorization::of_patients(unit, records, View::Current).await?;
    stored.reverse();
    let requests = storage::authorization_request::of_patients(unit, records, View::Current).await?;
    let decisions = Decisions::load(unit, records).await?;
    let determinations = decisions.all().to_vec();
    let coverages = storage::coverage::of_patients(unit, records, View::Current).await?;
    let used = Used::load(unit, (shown, records), &coverages, View::Current).await?;
    let taken = decisions.taken(|episode, day| level_on(&used.periods, episode, day), today);
    let authorizations = used.views(&stored, &taken, today);
    let Used { attendance, periods, billed, claims } = used;
    let asked_by: Vec<(RecordId, &AuthorizationRequest)> = requests.iter().map(|stored| (stored.id, stored.value())).collect();
    let granted: Vec<&Authorization> = stored.iter().map(Stored::value).collect();
    let level = |episode: EpisodeId, day: Day| level_on(&periods, episode, day);
    let reviews = storage::review::of_patients(unit, records, View::Current).await?;
    let payers: Vec<care::PayerProfile> = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect();
    let asked_levels: BTreeSet<LevelOfCare> = (coverages.iter())
        .filter_map(|coverage| payers.iter().find(|payer| payer.key == coverage.value().payer))
        .flat_map(|payer| payer.cadence.iter().map(|cadence| cadence.level_of_care))
        .collect();
    let scores = storage::score::of_patients(unit, records, None, View::Current).await?;
    // One day of measuring is one, however many instruments it had.
    let measured: BTreeSet<Day> = scores.iter().map(|score| score.day).collect();
    let measured: Vec<Day> = measured.into_iter().collect();
    let covered: Vec<(Day, Day)> =
        stored.iter().filter_map(|each| Some((each.value().period.first(), each.value().last_covered_day()?))).collect();
    let waiting: Vec<&Stored<AuthorizationRequest>> = (requests.iter())
        .filter(|request| {
            determinations
                .iter()
                .all(|decision| decision.value().request != Some(request.id) || decision.value().outcome == DeterminationOutcome::Pended)
        })
        .collect();
    let owed::Owed { decisions: owed, information: to_supply } =
        owed::decisions(unit, (records, &zone), (&waiting, &determinations), (&granted, &coverages), &payers).await?;
    let days = days((&stored, &taken, &coverages), &periods, &attendance, (&asked_levels, today));
    let lacking = lacking(&days, &periods, &requests);
    let after_the_fact = owed::after_the_fact(unit, (records, &zone), &lacking, (&coverages, &payers)).await?;
    Ok(AuthorizationsPage {
        owed,
        to_supply,
        after_the_fact,
        without_coverage: without_coverage((&stored, &taken), &attendance, &coverages),
        clustering: Clustering::of(&measured, &covered),
        open_reviews: reviews.into_iter().filter(|stored| !stored.value().closed).collect(),
        denials: decisions.open_denials(level, today).into_iter().map(|denial| (denial.decision.id, denial.review)).collect(),
        by_day: decisions.all().iter().filter(|decision| decisions.is_by_day(decision)).map(|decision| decision.id).collect(),
        asked: AskedAndGranted::by_unit(&asked_by, &granted),
        days,
        has_billed_data: !billed.is_empty() || !claims.is_empty(),
        payers: payers.into_iter().map(|payer| (payer.key, payer.name)).collect(),
        patient,
        zone,
        today,
        authorizations,
        requests,
        determinations,
        coverages,
    })
}

/// The authorizations of a patient with what is used of each, the newest first, as they stood at a time.
pub(crate) async fn views(
    unit: &mut ReadUnit,
    shown: PatientId,
    records: &[PatientId],
    (view, today): (View, Day),
) -> Result<Vec<AuthorizationView>, AppError> {
    let mut stored = storage::authorization::of_patients(unit, records, view).await?;
    if stored.is_empty() {
        return Ok(Vec::new());
    }
    stored.reverse();
    let coverages = storage::coverage::of_patients(unit, records, view).await?;
    let used = Used::load(unit, (shown, records), &coverages, view).await?;
    let decisions = Decisions::load_as_of(unit, records, view).await?;
    let taken = decisions.taken(|episode, day| level_on(&used.periods, episode, day), today);
    Ok(used.views(&stored, &taken, today))
}

/// What uses up the authorizations of a patient.
struct Used {
    attendance: Vec<Attendance>,
    periods: Vec<LevelOfCarePeriod>,
    billed: Vec<Stored<BilledUnits>>,
    claims: Vec<Claim>,
}

impl Used {
    async fn load(
        unit: &mut ReadUnit,
        (shown, records): (PatientId, &[PatientId]),
        coverages: &[Stored<Coverage>],
        view: View,
    ) -> Result<Self, AppError> {
        Ok(Self {
            attendance: values(storage::attendance::of_patients(unit, records, view).await?),
            periods: values(storage::level_of_care_period::of_patients(unit, records, view).await?),
            billed: storage::billed_units::of_patients(unit, records, view).await?,
            claims: claimed::of_patient(unit, shown, records, coverages).await?,
        })
    }

    fn views(&self, stored: &[Stored<Authorization>], taken: &Taken, today: Day) -> Vec<AuthorizationView> {
        let view = |authorization: &Stored<Authorization>| {
            let days = taken.of(authorization.id);
            let of = (authorization, stored, &days);
            let (usage, sources) = usage(of, &self.attendance, &self.periods, (&self.billed, &self.claims), today);
            let days: Vec<Day> = days.into_iter().collect();
            AuthorizationView { usage, sources, taken: outcome::periods(&days), authorization: authorization.clone() }
        };
        stored.iter().map(view).collect()
    }
}

/// The level of a stay on a day, or its last one where none is on record for it.
pub(crate) fn level_on(periods: &[LevelOfCarePeriod], episode: EpisodeId, day: Day) -> Option<LevelOfCare> {
    let of_stay = || periods.iter().rev().filter(move |period| period.episode == episode);
    of_stay().find(|period| period.period.contains(day)).or_else(|| of_stay().next()).map(|period| period.level_of_care)
}

fn values<T: storage::Record>(stored: Vec<Stored<T>>) -> Vec<T> {
    stored.into_iter().map(|stored| stored.recorded.value).collect()
}

/// What is used of an authorization: care of its episode on days at its level. Billed lines that name another authorization are not its own, and a day
/// that two authorizations of the level cover is used of the one that begins first, so that nothing is counted twice.
fn usage(
    (authorization, all, taken): (&Stored<Authorization>, &[Stored<Authorization>], &BTreeSet<Day>),
    attendance: &[Attendance],
    periods: &[LevelOfCarePeriod],
    (billed, claims): (&[Stored<BilledUnits>], &[Claim]),
    today: Day,
) -> (Usage, UnitSources) {
    let value = authorization.value();
    let at_level = |day: Day| {
        let mut of_day = periods.iter().filter(|period| period.episode == value.episode && period.period.contains(day)).peekable();
        of_day.peek().is_none() || of_day.any(|period| period.level_of_care == value.level_of_care)
    };
    let place = |stored: &Stored<Authorization>| (stored.value().period.first(), stored.id);
    let is_first = |day: Day| {
        all.iter().all(|other| {
            let covers = other.value().episode == value.episode
                && other.value().level_of_care == value.level_of_care
                && other.value().period.contains(day);
            !covers || place(other) >= place(authorization)
        })
    };
    let is_own = |piece: &&Attendance| piece.episode == value.episode && at_level(piece.day) && is_first(piece.day);
    let own: Vec<Attendance> = attendance.iter().filter(is_own).cloned().collect();
    let lines: Vec<&BilledUnits> = (billed.iter().map(Stored::value))
        .filter(|line| line.episode == value.episode)
        .filter(|line| match (line.authorization, line.level_of_care) {
            (Some(named), _) => named == authorization.id,
            (None, Some(level)) => level == value.level_of_care && is_first(line.day),
            (None, None) => at_level(line.day) && is_first(line.day),
        })
        .filter(|line| value.period.contains(line.day))
        .collect();
    let delivered = delivered_units(value.unit_kind, &own);
    let (by_day, mismatches) = billed_units(value.unit_kind, &lines);
    let claimed = claimed::units(value, claims, is_first);
    let sources = UnitSources::of(&delivered, &by_day, &claimed);
    // A day may be billed by a claim and stand in a list of billed units besides.
    let by_day = larger_by_day(&by_day, &claimed);
    let billed = (!billed.is_empty() || !claims.is_empty()).then_some((&by_day, mismatches));
    (Usage::without(value, taken, (&delivered, billed), today), sources)
}

/// First days of levels on which care stands without an authorization and for which nobody asked, with the stay and the level.
fn lacking(
    days: &[(EpisodeId, CoverageOfDays)],
    periods: &[LevelOfCarePeriod],
    requests: &[Stored<AuthorizationRequest>],
) -> Vec<(EpisodeId, Day, LevelOfCare)> {
    let is_gap = |period: &&LevelOfCarePeriod| {
        let first = period.period.first();
        days.iter().any(|(episode, found)| *episode == period.episode && found.gap_days.contains(&first))
    };
    let is_asked = |period: &&LevelOfCarePeriod| {
        let of_level = |asked: &AuthorizationRequest| asked.episode == period.episode && asked.level_of_care == period.level_of_care;
        requests.iter().map(Stored::value).any(|asked| of_level(asked) && asked.period.contains(period.period.first()))
    };
    let lacking = periods.iter().filter(is_gap).filter(|period| !is_asked(period));
    lacking.map(|period| (period.episode, period.period.first(), period.level_of_care)).collect()
}

fn without_coverage(
    (authorizations, taken): (&[Stored<Authorization>], &Taken),
    attendance: &[Attendance],
    coverages: &[Stored<Coverage>],
) -> WithoutCoverage {
    let named: Vec<(RecordId, &Authorization)> = authorizations.iter().map(|stored| (stored.id, stored.value())).collect();
    // Care that nobody authorized and nobody covers needs no payer: outpatient care of somebody who pays it themselves.
    let of_authorized = |piece: &&Attendance| authorizations.iter().any(|stored| stored.value().episode == piece.episode);
    let delivered: BTreeSet<Day> =
        attendance.iter().filter(of_authorized).filter(|piece| piece.delivered_minutes > 0).map(|piece| piece.day).collect();
    let is_covered = |day: Day| Coverage::holds_on(coverages.iter().map(Stored::value), day);
    WithoutCoverage::of((&named, &|id, day| taken.is_of(id, day)), &delivered, is_covered)
}

fn days(
    (authorizations, taken, coverages): (&[Stored<Authorization>], &Taken, &[Stored<Coverage>]),
    periods: &[LevelOfCarePeriod],
    attendance: &[Attendance],
    (asked_levels, today): (&BTreeSet<LevelOfCare>, Day),
) -> Vec<(EpisodeId, CoverageOfDays)> {
    // A stay that has no authorization at all lacks one as well, at the levels that a payer of the patient authorizes.
    let lacking = periods.iter().filter(|period| asked_levels.contains(&period.level_of_care)).map(|period| period.episode);
    let episodes: BTreeSet<EpisodeId> = authorizations.iter().map(|stored| stored.value().episode).chain(lacking).collect();
    let of = |episode: EpisodeId| {
        let own: Vec<(RecordId, &Authorization)> =
            (authorizations.iter()).filter(|stored| stored.value().episode == episode).map(|stored| (stored.id, stored.value())).collect();
        let periods: Vec<LevelOfCarePeriod> = periods.iter().filter(|period| period.episode == episode).cloned().collect();
        let delivered: BTreeSet<Day> =
            (attendance.iter()).filter(|piece| piece.episode == episode && piece.delivered_minutes > 0).map(|piece| piece.day).collect();
        // What a payer authorized covers no day on which others pay in its place.
        let paying = || coverages.iter().map(Stored::value).map(|coverage| (coverage.payer.as_str(), coverage.period));
        let is_of_others = |id: RecordId, day: Day| {
            let payer = own.iter().find(|(own, _)| *own == id).map(|(_, authorization)| authorization.payer.as_str());
            payer.is_some_and(|payer| Coverage::is_of_others(paying(), payer, day))
        };
        let is_taken = |id: RecordId, day: Day| taken.is_of(id, day) || is_of_others(id, day);
        (episode, CoverageOfDays::of((&own, &is_taken), &periods, &delivered, asked_levels, today))
    };
    episodes.into_iter().map(of).collect()
}
