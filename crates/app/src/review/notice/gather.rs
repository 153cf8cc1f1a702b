//! The clocks of many people's stays, from their records, each kind in one statement.

use std::collections::{BTreeMap, BTreeSet};

use care::payer::PayerIdentities;
use care::{Coverage, Diagnosis, Episode, LevelOfCarePeriod, PayerProfile, Program};
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::Denial;
use utilization_review::authorization::{Authorization, AuthorizationDetermination, DecisionStage, DeterminationOutcome};
use utilization_review::clock::{DeadlineEvent, NoticeKind, OwedBy, RuleSet, Setting};
use utilization_review::given_notice::{Change, GivenNotice, NoticeClock, changes, clocks};
use vocabulary::{BusinessCalendar, Day, EpisodeId, Instant, LevelOfCare, PatientId, ProgramId, RecordId, ZoneName};

use super::{Given, NoticeRow};
use crate::error::AppError;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The clocks, in no order.
    pub(super) rows: Vec<NoticeRow>,
    /// Of what a notice can tell.
    pub(super) subjects: Vec<(EpisodeId, NoticeKind, Change)>,
}

/// The records of many people, by stay or by the record under which the person is shown.
struct Records {
    episodes: Vec<(EpisodeId, PatientId, Episode)>,
    periods: BTreeMap<EpisodeId, Vec<LevelOfCarePeriod>>,
    coverages: BTreeMap<PatientId, Vec<Coverage>>,
    granted: BTreeMap<EpisodeId, Vec<Stored<Authorization>>>,
    decided: BTreeMap<EpisodeId, Vec<Stored<AuthorizationDetermination>>>,
    denials: BTreeMap<RecordId, Denial>,
    notices: BTreeMap<EpisodeId, Vec<Stored<GivenNotice>>>,
    /// Who is in a program under 42 CFR Part 2.
    part2: BTreeSet<PatientId>,
    diagnoses: BTreeMap<PatientId, Vec<Diagnosis>>,
    /// The day on which a change stands now, by the notice that told of it, where it was corrected since.
    corrected: BTreeMap<RecordId, Day>,
}

/// What holds for everybody.
struct House {
    programs: BTreeMap<ProgramId, Program>,
    payers: Vec<PayerProfile>,
    same: PayerIdentities,
    rules: RuleSet,
    calendar: BusinessCalendar,
}

impl House {
    /// The profile of the payer of a record.
    fn payer(&self, key: &str) -> Option<&PayerProfile> {
        self.same.profile_of(&self.payers, key)
    }
}

/// The clocks of these people, who are named by the record under which they are shown.
pub(super) async fn of_people(unit: &mut ReadUnit, people: &[PatientId]) -> Result<Found, AppError> {
    if people.is_empty() {
        return Ok(Found::default());
    }
    let payers: Vec<PayerProfile> = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect();
    let house = House {
        programs: crate::patient::programs(unit).await?,
        same: PayerIdentities::of(&payers),
        payers,
        rules: crate::payer::rules_in(unit).await?,
        calendar: crate::holiday::calendar_in(unit).await?,
    };
    let mut records = Records::load(unit, people, &house, View::Current).await?;
    records.follow_corrections(unit, &house).await?;
    let mut found = Found::default();
    for (id, patient, episode) in &records.episodes {
        records.of_stay((*id, *patient, episode), &house, &mut found);
    }
    Ok(found)
}

/// What has to happen for a notice of a kind.
const fn event_of(kind: NoticeKind) -> DeadlineEvent {
    match kind {
        NoticeKind::Admission | NoticeKind::Certification | NoticeKind::Consultation => DeadlineEvent::Admission,
        NoticeKind::Discharge => DeadlineEvent::Discharge,
        NoticeKind::Reduction => DeadlineEvent::ReductionAnnounced,
    }
}

fn by_episode<T: storage::Record>(stored: Vec<Stored<T>>, episode: impl Fn(&T) -> EpisodeId) -> BTreeMap<EpisodeId, Vec<Stored<T>>> {
    let mut found: BTreeMap<EpisodeId, Vec<Stored<T>>> = BTreeMap::new();
    for each in stored {
        found.entry(episode(each.value())).or_default().push(each);
    }
    found
}

impl Records {
    async fn load(unit: &mut ReadUnit, people: &[PatientId], house: &House, view: View) -> Result<Self, AppError> {
        let links = storage::patient_link::links(unit, View::Current).await?;
        let records: Vec<PatientId> = people.iter().flat_map(|patient| links.records_of(*patient)).collect();
        let mut coverages: BTreeMap<PatientId, Vec<Coverage>> = BTreeMap::new();
        for stored in storage::coverage::of_patients(unit, &records, view).await? {
            coverages.entry(links.shown_as(stored.value().patient)).or_default().push(stored.recorded.value);
        }
        let part2 = |program: ProgramId| house.programs.get(&program).is_some_and(|program| program.part2);
        let mut in_part2 = BTreeSet::new();
        let mut episodes = Vec::new();
        for stored in storage::episode::of_patients(unit, &records, view).await? {
            let shown = links.shown_as(stored.value().patient);
            if part2(stored.value().program) {
                in_part2.insert(shown);
            }
            episodes.push((stored.id, shown, stored.recorded.value));
        }
        let whose: BTreeMap<EpisodeId, PatientId> = episodes.iter().map(|(id, shown, _)| (*id, *shown)).collect();
        let mut periods: BTreeMap<EpisodeId, Vec<LevelOfCarePeriod>> = BTreeMap::new();
        for stored in storage::level_of_care_period::of_patients(unit, &records, view).await? {
            let period = stored.recorded.value;
            in_part2.extend(whose.get(&period.episode).filter(|_| part2(period.program)));
            periods.entry(period.episode).or_default().push(period);
        }
        let mut diagnoses: BTreeMap<PatientId, Vec<Diagnosis>> = BTreeMap::new();
        for stored in storage::diagnosis::of_patients(unit, &records, view).await? {
            diagnoses.entry(links.shown_as(stored.value().patient)).or_default().push(stored.recorded.value);
        }
        let denials = storage::denial::of_patients(unit, &records, view).await?;
        let granted = storage::authorization::of_patients(unit, &records, view).await?;
        let decided = storage::authorization_determination::of_patients(unit, &records, view).await?;
        let notices = storage::given_notice::of_patients(unit, &records, view).await?;
        Ok(Self {
            episodes,
            periods,
            coverages,
            granted: by_episode(granted, |granted| granted.episode),
            decided: by_episode(decided, |decided| decided.episode),
            denials: denials.into_iter().map(|stored| (stored.value().determination, stored.recorded.value)).collect(),
            notices: by_episode(notices, |notice| notice.episode),
            part2: in_part2,
            diagnoses,
            corrected: BTreeMap::new(),
        })
    }

    /// The changes of a stay, and the zone of its program.
    fn changes_of(&self, id: EpisodeId, episode: &Episode, house: &House) -> (Vec<Change>, ZoneName) {
        let zone = house.programs.get(&episode.program).map_or_else(ZoneName::utc, |program| program.zone.clone());
        let periods = self.periods.get(&id).map(Vec::as_slice).unwrap_or_default();
        let mut changes = changes(periods, episode.discharge.as_ref().map(|discharge| discharge.day), &zone);
        changes.extend(self.reductions(id, periods, &zone));
        (changes, zone)
    }

    /// Finds the change that a notice told of where none is on its day any more: what stood on that day when the notice was recorded was of a level, and
    /// the change of that kind and level that no other notice tells of is the same, on its corrected day.
    async fn follow_corrections(&mut self, unit: &mut ReadUnit, house: &House) -> Result<(), AppError> {
        let mut corrected = BTreeMap::new();
        for (id, patient, episode) in &self.episodes {
            let Some(notices) = self.notices.get(id) else { continue };
            let (present, _) = self.changes_of(*id, episode, house);
            let stands = |kind: NoticeKind, day: Day| present.iter().any(|change| change.event == event_of(kind) && change.day == day);
            for lost in notices.iter().filter(|stored| !stands(stored.value().kind, stored.value().about)) {
                let (event, about) = (event_of(lost.value().kind), lost.value().about);
                let before = Self::load(unit, &[*patient], house, View::AsOf(lost.recorded.recorded_at)).await?;
                let Some((_, _, episode)) = before.episodes.iter().find(|(of, ..)| of == id) else { continue };
                let (told, _) = before.changes_of(*id, episode, house);
                let Some(told) = told.into_iter().find(|change| change.event == event && change.day == about) else { continue };
                let is_free = |change: &&Change| {
                    let own =
                        |stored: &&Stored<GivenNotice>| (stored.value().kind, stored.value().about) == (lost.value().kind, change.day);
                    change.event == event && change.level_of_care == told.level_of_care && !notices.iter().any(|stored| own(&stored))
                };
                let nearest = present.iter().filter(is_free).min_by_key(|change| change.day.days_since(about).abs());
                corrected.extend(nearest.map(|change| (lost.id, change.day)));
            }
        }
        self.corrected = corrected;
        Ok(())
    }

    fn of_stay(&self, (id, patient, episode): (EpisodeId, PatientId, &Episode), house: &House, found: &mut Found) {
        let (changes, zone) = self.changes_of(id, episode, house);
        let coverages = self.coverages.get(&patient).map(Vec::as_slice).unwrap_or_default();
        let diagnoses = self.diagnoses.get(&patient).map(Vec::as_slice).unwrap_or_default();
        let is_of_substance_use = |day: Day| diagnoses.iter().any(|diagnosis| diagnosis.is_substance_use_on(id, day));
        let setting = |day: Day, level_of_care: LevelOfCare| {
            let coverage = Coverage::primary_on(coverages, day)?;
            Some(Setting {
                zone: &zone,
                calendar: &house.calendar,
                funding: coverage.funding,
                state: &coverage.state,
                level_of_care,
                substance_use: self.part2.contains(&patient) || is_of_substance_use(day),
                appellant: None,
                payer: house.payer(&coverage.payer),
            })
        };
        let given = |kind: NoticeKind, change: &Change| self.given(id, kind, change);
        let clocks: Vec<NoticeClock<Given>> = (clocks(&house.rules, &changes, setting, given).into_iter())
            .filter(|clock| self.is_told(id, &clock.change, clock.kind, Coverage::primary_on(coverages, clock.change.day), house))
            .collect();
        found.subjects.extend(subjects(&changes, &clocks).into_iter().map(|(kind, change)| (id, kind, change)));
        found.rows.extend(clocks.into_iter().map(|clock| {
            let key = Coverage::primary_on(coverages, clock.change.day).map(|coverage| coverage.payer.as_str()).unwrap_or_default();
            let payer = house.payer(key).map_or(key, |payer| payer.name.as_str());
            NoticeRow {
                listed_name: String::new(),
                record_number: String::new(),
                patient,
                episode: id,
                payer: payer.to_owned(),
                zone: zone.clone(),
                clock,
                clinicians: Vec::new(),
            }
        }));
    }

    /// A payer that authorizes nothing at a level is not told that care at it ended.
    fn is_told(&self, episode: EpisodeId, change: &Change, kind: NoticeKind, coverage: Option<&Coverage>, house: &House) -> bool {
        let is_at = |granted: &Stored<Authorization>| granted.value().level_of_care == change.level_of_care;
        let authorizes = || {
            let payer = coverage.and_then(|coverage| house.payer(&coverage.payer));
            payer.is_some_and(|payer| payer.cadence_for(change.level_of_care).is_some())
        };
        kind != NoticeKind::Discharge || self.granted.get(&episode).is_some_and(|granted| granted.iter().any(is_at)) || authorizes()
    }

    /// The decisions that ended what was approved before: a first denial of days that an earlier authorization covers.
    fn reductions(&self, episode: EpisodeId, periods: &[LevelOfCarePeriod], zone: &ZoneName) -> Vec<Change> {
        let decided = self.decided.get(&episode).map(Vec::as_slice).unwrap_or_default();
        let granted = self.granted.get(&episode).map(Vec::as_slice).unwrap_or_default();
        let granted_at = |of: &Stored<Authorization>| -> Instant {
            let decision = decided.iter().find(|decision| decision.value().authorization == Some(of.id));
            decision.map_or(of.recorded.recorded_at, |decision| decision.value().decided_at)
        };
        let ends = |decision: &AuthorizationDetermination| {
            decision.outcome == DeterminationOutcome::Denied
                && decision.stage == DecisionStage::FirstReview
                && granted.iter().any(|of| of.value().period.overlaps(decision.period) && granted_at(of) < decision.decided_at)
        };
        let ending = decided.iter().map(Stored::value).filter(|decision| ends(decision));
        ending
            .filter_map(|decision| {
                let first = decision.period.first();
                let level = crate::authorization::level_on(periods, episode, first)?;
                Some(Change::reduction(decision.decided_at, first.plus_days(-1), level, zone))
            })
            .collect()
    }

    /// What was given about a change: the first notice of its kind; for a reduction also the payer's notice of the denial.
    fn given(&self, episode: EpisodeId, kind: NoticeKind, change: &Change) -> Option<(Given, Instant)> {
        let notices = self.notices.get(&episode).map(Vec::as_slice).unwrap_or_default();
        let about = |stored: &Stored<GivenNotice>| self.corrected.get(&stored.id).copied().unwrap_or(stored.value().about);
        let told = notices.iter().filter(|stored| stored.value().kind == kind && about(stored) == change.day);
        let told = told.map(|stored| (Given::Notice(stored.id), stored.value().given_at));
        let decided = self.decided.get(&episode).map(Vec::as_slice).unwrap_or_default();
        let denied = decided.iter().filter(|_| kind == NoticeKind::Reduction).filter(|decision| decision.value().decided_at == change.from);
        let denied = denied.filter_map(|decision| self.denials.get(&decision.id));
        told.chain(denied.map(|denial| (Given::Denial(denial.review), denial.received_at))).min_by_key(|(_, at)| *at)
    }
}

/// Of what a notice can tell: what the clocks of a change ask for, and what the change is even where no rule asks.
fn subjects(changes: &[Change], clocks: &[NoticeClock<Given>]) -> Vec<(NoticeKind, Change)> {
    let mut found: Vec<(NoticeKind, Change)> = Vec::new();
    let own = changes.iter().filter_map(|change| {
        let owed_by = if change.event == DeadlineEvent::ReductionAnnounced { OwedBy::Payer } else { OwedBy::Practice };
        Some((NoticeKind::of_event(change.event, owed_by)?, *change))
    });
    for (kind, change) in clocks.iter().map(|clock| (clock.kind, clock.change)).chain(own) {
        if found.iter().all(|(known, of)| (*known, of.day) != (kind, change.day)) {
            found.push((kind, change));
        }
    }
    found
}
