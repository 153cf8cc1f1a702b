//! The page of a patient's authorizations: everything asked, decided and granted, with the days on which something lacks.

use std::collections::{BTreeMap, BTreeSet};

use care::payer::PayerIdentities;
use care::{Attendance, Coverage, LevelOfCarePeriod};
use storage::{ReadUnit, Stored, View};
use utilization_review::authorization::{
    AskedAndGranted, Authorization, AuthorizationDetermination, AuthorizationRequest, CoverageOfDays, DeterminationOutcome, UnitKind,
    WithoutCoverage,
};
use utilization_review::clock::Deadline;
use utilization_review::review::{Clustering, Review};
use vocabulary::{Day, EpisodeId, LevelOfCare, PatientId, ProgramId, RecordId, ZoneName};

use super::planned::Planned;
use super::used::{AuthorizationView, Used};
use super::{level_on, owed, planned};
use crate::error::AppError;
use crate::review::denial::{Decisions, Taken};

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
    /// The admissions that are planned and were not carried out, the next one first: several only after a merge.
    pub planned: Vec<Planned>,
    /// True while a stay goes on.
    pub is_in_care: bool,
    /// Programs that admit today, by name.
    pub programs: Vec<(String, ProgramId)>,
    /// False while neither billed units nor a claim of the patient is on record: pages say "no billed data".
    pub has_billed_data: bool,
}

/// Everything of it, from one transaction.
pub(super) async fn page(
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
    let with_planned = planned::levels(unit, records).await?;
    let level = |episode: EpisodeId, day: Day| level_on(&with_planned, episode, day);
    let reviews = storage::review::of_patients(unit, records, View::Current).await?;
    let payers: Vec<care::PayerProfile> = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect();
    let same = PayerIdentities::of(&payers);
    let asked_levels: BTreeSet<LevelOfCare> = (coverages.iter())
        .filter_map(|coverage| same.profile_of(&payers, &coverage.value().payer))
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
    let days = days((&stored, &taken), (&coverages, &same), &periods, &attendance, (&asked_levels, today));
    let lacking = lacking(&days, &periods, &requests);
    let after_the_fact = owed::after_the_fact(unit, (records, &zone), &lacking, (&coverages, &payers)).await?;
    let episodes = storage::episode::of_patients(unit, records, View::Current).await?;
    let programs = crate::patient::programs(unit).await?.into_iter().filter(|(_, program)| !program.is_closed_on(today));
    let mut programs: Vec<(String, ProgramId)> = programs.map(|(id, program)| (program.name, id)).collect();
    programs.sort_unstable();
    Ok(AuthorizationsPage {
        planned: planned::with_programs(unit, records).await?,
        is_in_care: episodes.iter().any(|episode| episode.value().discharge.is_none()),
        programs,
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

/// First days of levels on which care stands without an authorization and for which nobody asked, with the stay and the level.
fn lacking(
    days: &[(EpisodeId, CoverageOfDays)],
    periods: &[LevelOfCarePeriod],
    requests: &[Stored<AuthorizationRequest>],
) -> Vec<(EpisodeId, Day, LevelOfCare)> {
    let is_gap = |period: &&LevelOfCarePeriod| {
        let first = period.period.first();
        let of_others = |found: &CoverageOfDays| found.other_payer.iter().any(|other| other.days.contains(&first));
        let lacks = |found: &CoverageOfDays| found.gap_days.contains(&first) || of_others(found);
        days.iter().any(|(episode, found)| *episode == period.episode && lacks(found))
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
    (authorizations, taken): (&[Stored<Authorization>], &Taken),
    (coverages, same): (&[Stored<Coverage>], &PayerIdentities),
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
        let paying = || coverages.iter().map(Stored::value).map(|coverage| (same.key_of(&coverage.payer), coverage.period));
        let is_of_others = |id: RecordId, day: Day| {
            let payer = own.iter().find(|(own, _)| *own == id).map(|(_, authorization)| authorization.payer.as_str());
            payer.is_some_and(|payer| Coverage::is_of_others(paying(), same.key_of(payer), day))
        };
        let is_taken = |id: RecordId, day: Day| taken.is_of(id, day);
        (episode, CoverageOfDays::of((&own, &is_taken, &is_of_others), &periods, &delivered, asked_levels, today))
    };
    episodes.into_iter().map(of).collect()
}
