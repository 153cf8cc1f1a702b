//! Everything that was asked of payers and decided, with until when a decision was owed, and how long finished stays took.

use std::collections::{BTreeMap, BTreeSet};

use care::payer::PayerIdentities;
use care::{Coverage, Diagnosis, DischargeType, Episode, LevelOfCarePeriod, PayerProfile, PlanFunding, PlannedAdmission, Program};
use storage::open_care::{FinishedPeriod, PeriodEnd};
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::{AppealedDays, DayOutcome};
use utilization_review::authorization::{Authorization, AuthorizationDetermination, DecisionStage, RequestKind};
use utilization_review::clock::{DeadlineEvent, Due, Occurrence, RuleSet, Setting, decision_clock};
use utilization_review::payer_record::{Asked, Owed, PayerFigures, ReviewWork, Sources, figures, gather as put_together};
use utilization_review::review::Review;
use vocabulary::{BusinessCalendar, Day, EpisodeId, Instant, LevelOfCare, PatientId, Period, ProgramId, RecordId, ZoneName};

use super::{Whose, with_ids};
use crate::authorization::planned::level_of;
use crate::error::AppError;
use crate::level_of_care::typical_stay::{STAYS_COUNTED, days_of};
use crate::review::appeal::days_of as days_of_decision;

/// What the page is made of.
pub(super) struct Gathered {
    pub(super) asked: Vec<Asked>,
    pub(super) figures: Vec<PayerFigures>,
    /// Names of payers by their key.
    pub(super) names: BTreeMap<String, String>,
    pub(super) whose: BTreeMap<EpisodeId, Whose>,
    /// Days of finished stays that ended as planned, by level.
    pub(super) planned: BTreeMap<LevelOfCare, Vec<u32>>,
    /// Days that were granted for finished stays, by payer and level.
    pub(super) granted: BTreeMap<(String, LevelOfCare), Vec<u32>>,
}

impl Gathered {
    /// Whose stays were asked about, each person once.
    pub(super) fn patients(&self) -> Vec<PatientId> {
        let of = |asked: &Asked| self.whose.get(&asked.episode).map(|whose| whose.patient);
        self.asked.iter().filter_map(of).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// What is known of the stays about which something was asked.
struct Stays {
    episodes: BTreeMap<EpisodeId, (PatientId, Episode)>,
    coverages: BTreeMap<PatientId, Vec<Coverage>>,
    periods: BTreeMap<EpisodeId, Vec<LevelOfCarePeriod>>,
    /// What people were diagnosed with.
    diagnoses: BTreeMap<PatientId, Vec<Diagnosis>>,
    programs: BTreeMap<ProgramId, Program>,
}

impl Stays {
    async fn load(unit: &mut ReadUnit, episodes: BTreeSet<EpisodeId>) -> Result<Self, AppError> {
        let ids: Vec<EpisodeId> = episodes.into_iter().collect();
        let links = storage::patient_link::links(unit, View::Current).await?;
        let episodes = unit.get_many::<Episode>(&ids, View::Current).await?;
        let mut episodes: BTreeMap<EpisodeId, Episode> = episodes.into_iter().map(|each| (each.id, each.recorded.value)).collect();
        // What was asked before an admission counts from the day on which it was asked.
        let before: Vec<EpisodeId> = ids.into_iter().filter(|id| !episodes.contains_key(id)).collect();
        let planned = unit.get_many::<PlannedAdmission>(&before, View::Current).await?;
        episodes.extend(planned.iter().map(|plan| (plan.id, plan.value().as_stay())));
        let people: BTreeSet<PatientId> = episodes.values().map(|episode| links.shown_as(episode.patient)).collect();
        let records: Vec<PatientId> = people.iter().flat_map(|shown| links.records_of(*shown)).collect();
        let mut stays = Self {
            episodes: episodes.into_iter().map(|(id, episode)| (id, (links.shown_as(episode.patient), episode))).collect(),
            coverages: BTreeMap::new(),
            periods: BTreeMap::new(),
            diagnoses: BTreeMap::new(),
            programs: crate::patient::programs(unit).await?,
        };
        for coverage in storage::coverage::of_patients(unit, &records, View::Current).await? {
            stays.coverages.entry(links.shown_as(coverage.value().patient)).or_default().push(coverage.recorded.value);
        }
        for period in storage::level_of_care_period::of_patients(unit, &records, View::Current).await? {
            stays.periods.entry(period.value().episode).or_default().push(period.recorded.value);
        }
        for plan in &planned {
            let level = stays.programs.get(&plan.value().program).and_then(|program| level_of(plan, program));
            stays.periods.entry(plan.id).or_default().extend(level);
        }
        for diagnosis in storage::diagnosis::of_patients(unit, &records, View::Current).await? {
            stays.diagnoses.entry(links.shown_as(diagnosis.value().patient)).or_default().push(diagnosis.recorded.value);
        }
        Ok(stays)
    }

    fn coverage(&self, episode: EpisodeId, day: Day) -> Option<&Coverage> {
        let (shown, _) = self.episodes.get(&episode)?;
        Coverage::primary_on(self.coverages.get(shown)?, day)
    }

    /// Who pays on a day, and at which level the stay is: the latest level before the day where none holds on it, as for care that waits to begin.
    fn attribute(&self, episode: EpisodeId, day: Day) -> Option<(String, LevelOfCare)> {
        let periods = self.periods.get(&episode)?;
        let holds = periods.iter().find(|period| period.period.contains(day));
        let before = || periods.iter().rev().find(|period| period.period.first() <= day).or(periods.first());
        Some((self.coverage(episode, day)?.payer.clone(), holds.or_else(before)?.level_of_care))
    }

    /// True where a disorder from substance use is current on a day.
    fn is_of_substance_use(&self, episode: EpisodeId, day: Day) -> bool {
        let diagnoses = self.episodes.get(&episode).and_then(|(shown, _)| self.diagnoses.get(shown));
        diagnoses.into_iter().flatten().any(|diagnosis| diagnosis.is_substance_use_on(episode, day))
    }

    fn is_part2(&self, episode: EpisodeId) -> bool {
        self.programs_of(episode).any(|program| program.part2)
    }

    fn programs_of(&self, episode: EpisodeId) -> impl Iterator<Item = &Program> {
        let admitted = self.episodes.get(&episode).map(|(_, value)| value.program);
        let later = self.periods.get(&episode).into_iter().flatten().map(|period| period.program);
        admitted.into_iter().chain(later).filter_map(|program| self.programs.get(&program))
    }
}

/// Rules of time with what they need.
struct Clocks {
    rules: RuleSet,
    calendar: BusinessCalendar,
    payers: BTreeMap<String, PayerProfile>,
    same: PayerIdentities,
}

impl Clocks {
    /// Until when the payer owed its decision: the earliest of the rules that hold, each with the extension that it allows. What the payer wanted more before
    /// it decided stops its time, or lets it begin anew, as the rule says.
    fn owed(&self, asked: &Asked, stays: &Stays, course_ends: Option<Day>) -> Option<Owed> {
        let submitted_at = asked.submitted_at?;
        let zone = stays.programs_of(asked.episode).next().map_or_else(ZoneName::utc, |program| program.zone.clone());
        let coverage = stays.coverage(asked.episode, submitted_at.day_in(&zone));
        let is_of_substance_use = stays.is_of_substance_use(asked.episode, submitted_at.day_in(&zone));
        let setting = Setting {
            zone: &zone,
            calendar: &self.calendar,
            funding: coverage.map_or(PlanFunding::Unknown, |coverage| coverage.funding),
            state: coverage.map_or("", |coverage| coverage.state.as_str()),
            level_of_care: asked.level_of_care,
            substance_use: is_of_substance_use || stays.is_part2(asked.episode),
            appellant: None,
            payer: self.payers.get(self.same.key_of(&asked.payer)),
        };
        let occurrence = Occurrence {
            event: DeadlineEvent::RequestSubmitted,
            at: submitted_at,
            timing: asked.kind,
            urgent: asked.urgent,
            incomplete: false,
            course_ends: course_ends.map(|day| setting.end_of(day)),
        };
        let of_payer = decision_clock(&self.rules, &occurrence, &asked.pended(), &setting).decision;
        let owed = of_payer.into_iter().filter_map(|deadline| match deadline.extended.unwrap_or(deadline.due) {
            Due::Before(before, _) => Some(Owed { before, rule: deadline.rule, source: deadline.source, verified: deadline.verified }),
            Due::ContractSilent(_) | Due::NoCourse => None,
        });
        owed.min_by(|one, other| (one.before, &one.rule).cmp(&(other.before, &other.rule)))
    }
}

/// Decisions about requests: not the refused bills, nor what was decided about those on appeal.
async fn of_requests(
    unit: &mut ReadUnit,
    mut decisions: Vec<Stored<AuthorizationDetermination>>,
    days: &[Stored<AppealedDays>],
) -> Result<Vec<Stored<AuthorizationDetermination>>, AppError> {
    let lines = storage::disputed_line::all(unit, View::Current).await?;
    let reviews: BTreeSet<RecordId> = lines.iter().map(|line| line.value().review).collect();
    decisions.retain(|stored| match stored.value().stage {
        DecisionStage::Claim => false,
        DecisionStage::Appeal => !days_of_decision(stored, days).any(|days| reviews.contains(&days.value().review)),
        DecisionStage::FirstReview | DecisionStage::PeerToPeer => true,
    });
    Ok(decisions)
}

/// The days that each decision on appeal gave back. One about which no days are on record was written down by hand, with what it granted.
fn won(decisions: &[Stored<AuthorizationDetermination>], days: &[Stored<AppealedDays>]) -> BTreeMap<RecordId, Vec<Period>> {
    let mut won = BTreeMap::new();
    for decision in decisions.iter().filter(|stored| stored.value().stage == DecisionStage::Appeal) {
        let mut own = days_of_decision(decision, days).map(Stored::value).peekable();
        if own.peek().is_some() {
            let overturned = own.filter(|days| days.outcome == DayOutcome::Overturned).map(|days| days.period);
            won.insert(decision.id, overturned.collect());
        }
    }
    won
}

pub(super) async fn gather(unit: &mut ReadUnit, now: Instant) -> Result<Gathered, AppError> {
    let requests = storage::authorization_request::all(unit, View::Current).await?;
    let determinations = storage::authorization_determination::all(unit, View::Current).await?;
    let days = storage::appealed_days::all(unit, View::Current).await?;
    let determinations = of_requests(unit, determinations, &days).await?;
    let authorizations = storage::authorization::all(unit, View::Current).await?;
    let mut reviews = storage::review::all(unit, View::Current).await?;
    reviews.retain(|each| each.value().kind != RequestKind::Retrospective);
    let mut episodes: BTreeSet<EpisodeId> = requests.iter().map(|each| each.value().episode).collect();
    episodes.extend(determinations.iter().map(|each| each.value().episode));
    episodes.extend(reviews.iter().map(|each| each.value().episode));
    let stays = Stays::load(unit, episodes).await?;
    let sources = Sources {
        requests: with_ids(&requests),
        determinations: with_ids(&determinations),
        authorizations: with_ids(&authorizations),
        won: won(&determinations, &days),
    };
    let mut asked = put_together(&sources, |episode, day| stays.attribute(episode, day));
    let payers: BTreeMap<String, PayerProfile> =
        crate::payer::payers_in(unit).await?.into_iter().map(|payer| (payer.profile.key.clone(), payer.profile)).collect();
    let (rules, calendar) = (crate::payer::rules_in(unit).await?, crate::holiday::calendar_in(unit).await?);
    let clocks = Clocks { rules, calendar, same: PayerIdentities::of(payers.values()), payers };
    let courses = Grants::of(&authorizations);
    for each in &mut asked {
        each.owed = clocks.owed(each, &stays, courses.course_before(each));
    }
    let work = work(&reviews, &authorizations, &stays);
    let (planned, granted) = lengths(unit, &asked).await?;
    Ok(Gathered {
        figures: figures(&asked, &work, now),
        asked,
        names: clocks.payers.into_iter().map(|(key, payer)| (key, payer.name)).collect(),
        whose: whose(unit, &stays).await?,
        planned,
        granted,
    })
}

/// What was granted, by stay and level.
struct Grants<'a>(BTreeMap<(EpisodeId, LevelOfCare), Vec<&'a Authorization>>);

impl<'a> Grants<'a> {
    fn of(authorizations: &'a [Stored<Authorization>]) -> Self {
        let mut grants: BTreeMap<(EpisodeId, LevelOfCare), Vec<&Authorization>> = BTreeMap::new();
        for granted in authorizations.iter().map(Stored::value) {
            grants.entry((granted.episode, granted.level_of_care)).or_default().push(granted);
        }
        Self(grants)
    }

    /// The last covered day of the course that ran when something was asked, as far as it was granted before the days that were asked for.
    fn course_before(&self, asked: &Asked) -> Option<Day> {
        let own = self.0.get(&(asked.episode, asked.level_of_care))?.iter();
        own.filter(|granted| granted.period.first() < asked.days.first()).filter_map(|granted| granted.last_covered_day()).max()
    }
}

/// The work of closed reviews, under the payer of the authorization that ended, else under who paid on the day it was due.
fn work(reviews: &[Stored<Review>], authorizations: &[Stored<Authorization>], stays: &Stays) -> Vec<ReviewWork> {
    let by_id: BTreeMap<RecordId, &Authorization> = authorizations.iter().map(|granted| (granted.id, granted.value())).collect();
    let of = |stored: &Stored<Review>| {
        let review = stored.value();
        let seconds = review.seconds_spent.filter(|_| review.closed)?;
        let ended = review.authorization.and_then(|id| by_id.get(&id));
        let payer = ended.map(|granted| granted.payer.clone());
        let payer = payer.or_else(|| stays.coverage(review.episode, review.due_day).map(|coverage| coverage.payer.clone()))?;
        Some(ReviewWork { payer, level_of_care: review.level_of_care, seconds })
    };
    reviews.iter().filter_map(of).collect()
}

type Lengths = (BTreeMap<LevelOfCare, Vec<u32>>, BTreeMap<(String, LevelOfCare), Vec<u32>>);

/// How long finished stays took that ended as planned, and how many of their days payers granted.
async fn lengths(unit: &mut ReadUnit, asked: &[Asked]) -> Result<Lengths, AppError> {
    let (mut planned, mut finished) = (BTreeMap::<LevelOfCare, Vec<u32>>::new(), BTreeSet::new());
    let mut of_stay: BTreeMap<EpisodeId, Vec<&Asked>> = BTreeMap::new();
    for each in asked {
        of_stay.entry(each.episode).or_default().push(each);
    }
    for stay in storage::open_care::finished_periods(unit, STAYS_COUNTED).await? {
        finished.insert((stay.episode, stay.level_of_care));
        let asked = of_stay.get(&stay.episode).map(Vec::as_slice).unwrap_or_default();
        if let Some(days) = days_of(stay.period).filter(|_| ended_as_planned(&stay, asked)) {
            planned.entry(stay.level_of_care).or_default().push(days);
        }
    }
    let mut days: BTreeMap<(&str, LevelOfCare, EpisodeId), BTreeSet<Day>> = BTreeMap::new();
    for each in asked.iter().filter(|each| each.first_decision().is_some() && finished.contains(&(each.episode, each.level_of_care))) {
        days.entry((&each.payer, each.level_of_care, each.episode)).or_default().extend(each.days_granted());
    }
    let mut granted: BTreeMap<(String, LevelOfCare), Vec<u32>> = BTreeMap::new();
    for ((payer, level, _), days) in days {
        granted.entry((payer.to_owned(), level)).or_default().push(u32::try_from(days.len()).unwrap_or(u32::MAX));
    }
    Ok((planned, granted))
}

/// True where the treatment was completed, or care went on at a lower level that no payer forced: a stay that was cut short says nothing of how many
/// days stays need.
fn ended_as_planned(stay: &FinishedPeriod, asked: &[&Asked]) -> bool {
    match stay.ended {
        Some(PeriodEnd::Discharged(discharge)) => discharge == DischargeType::Completed,
        Some(PeriodEnd::WentOn(level)) => {
            let next_day = stay.period.last().map(|last| last.plus_days(1));
            let of_level = asked.iter().filter(|each| each.level_of_care == stay.level_of_care && each.first_decision().is_some());
            let refused = next_day.is_some_and(|day| {
                let mut about = of_level.filter(|each| each.days.contains(day)).peekable();
                about.peek().is_some() && about.all(|each| !each.days_granted().contains(&day))
            });
            level < stay.level_of_care && !refused
        }
        None => false,
    }
}

async fn whose(unit: &mut ReadUnit, stays: &Stays) -> Result<BTreeMap<EpisodeId, Whose>, AppError> {
    let shown: Vec<PatientId> = stays.episodes.values().map(|(shown, _)| *shown).collect::<BTreeSet<_>>().into_iter().collect();
    let names: BTreeMap<PatientId, String> = (unit.get_many::<care::Patient>(&shown, View::Current).await?.into_iter())
        .map(|patient| (patient.id, patient.value().listed_name()))
        .collect();
    let of = |(episode, (patient, _)): (&EpisodeId, &(PatientId, Episode))| {
        Some((*episode, Whose { patient: *patient, listed_name: names.get(patient)?.clone() }))
    };
    Ok(stays.episodes.iter().filter_map(of).collect())
}

#[cfg(test)]
mod tests {
    use utilization_review::authorization::{DecisionStage, DeterminationOutcome};
    use utilization_review::payer_record::Decided;

    use super::*;

    const PHP: LevelOfCare = LevelOfCare::PartialHospitalization;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(number: u8) -> T {
        format!("00000000-0000-7000-8000-00000000000{number}").parse().unwrap()
    }

    /// What was asked for the days after the stay, and decided.
    fn asked(outcome: DeterminationOutcome, granted: Option<(&str, &str)>) -> Asked {
        let days = |(first, last)| Period::new(day(first), Some(day(last))).unwrap();
        let (episode, asked_for) = (id(1), days(("2026-03-08", "2026-03-14")));
        let decided = Decided {
            id: id(2),
            outcome,
            stage: DecisionStage::FirstReview,
            at: "2026-03-09T12:00:00Z".parse().unwrap(),
            days: asked_for,
            granted: granted.map(days).into_iter().collect(),
            has_reason: true,
            supplied_at: None,
        };
        Asked {
            episode,
            payer: "acme".to_owned(),
            level_of_care: PHP,
            request: None,
            kind: None,
            urgent: false,
            days: asked_for,
            submitted_at: None,
            owed: None,
            decisions: vec![decided],
        }
    }

    #[test]
    fn only_stays_that_nobody_cut_short_say_how_many_days_stays_need() {
        let stay = |ended| FinishedPeriod {
            program: id(3),
            level_of_care: PHP,
            period: Period::new(day("2026-03-01"), Some(day("2026-03-10"))).unwrap(),
            episode: id(1),
            ended,
        };
        let check = |ended, about: &[Asked], expected: bool| {
            let about: Vec<&Asked> = about.iter().collect();
            assert_eq!(ended_as_planned(&stay(ended), &about), expected, "{ended:?} {about:?}");
        };
        check(Some(PeriodEnd::Discharged(DischargeType::Completed)), &[], true);
        check(Some(PeriodEnd::Discharged(DischargeType::AgainstAdvice)), &[], false);
        check(None, &[], false);
        // A step down is a plan; a step up is none.
        let down = Some(PeriodEnd::WentOn(LevelOfCare::IntensiveOutpatient));
        check(down, &[], true);
        check(Some(PeriodEnd::WentOn(LevelOfCare::Residential)), &[], false);
        // A step down on the day from which the payer refused is the payer's plan.
        check(down, &[asked(DeterminationOutcome::Denied, None)], false);
        check(down, &[asked(DeterminationOutcome::Partial, Some(("2026-03-08", "2026-03-10")))], false);
        check(down, &[asked(DeterminationOutcome::Approved, Some(("2026-03-08", "2026-03-14")))], true);
        check(down, &[asked(DeterminationOutcome::Pended, None)], true);
    }
}
