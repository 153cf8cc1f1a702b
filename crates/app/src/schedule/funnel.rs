//! Where measures get lost between due and reviewed, by program, clinician, language and way of answering; and what the protocol asks of people.

use std::collections::{BTreeMap, BTreeSet};

use collection::burden::{Burden, of_schedule};
use collection::check_in::EventKind;
use collection::due::{Occurrence, Status, due_set};
use collection::funnel::{Funnel, Stage, by, furthest};
use instruments::{Administration, Mode};
use outcomes::score_review::LookedAt;
use storage::check_in::CheckIn;
use storage::{ReadUnit, View};
use vocabulary::{AdministrationId, ClinicianId, Day, Language, LevelOfCare, PatientId, RecordId, Version};

use super::{ProtocolInUse, gather, in_use};
use crate::check_in::{check_in_of_series, series_of};
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// Rows that are read at once.
const AT_ONCE: usize = 500;
/// A check-in may be made so many days before the measure that it asks for is looked at.
const BEFORE_DAYS: i64 = 62;

/// The funnels, and the load of the protocol.
#[derive(Clone, Debug)]
pub struct Funnels {
    /// Measures that were due on this day or later, up to today, are counted.
    pub since: Day,
    /// Everything together.
    pub whole: Funnel,
    /// How many more the patient declined, the form or to be asked after the discharge: they are in no funnel.
    pub declined: usize,
    /// By the name of the program that asked.
    pub by_program: Vec<(String, Funnel)>,
    /// By the name of the clinician who answers for the treatment; `None` gathers the episodes without one.
    pub by_clinician: Vec<(Option<String>, Funnel)>,
    /// By the patient's own language, as it stands on record.
    pub by_language: Vec<(Language, Funnel)>,
    /// By the way of answering; `None` for what was never asked.
    pub by_mode: Vec<(Option<Mode>, Funnel)>,
    /// What the protocol asks of people.
    pub burdens: Vec<ScheduleBurden>,
    /// By what it was asked.
    pub protocol: ProtocolInUse,
}

/// What one schedule of the protocol asks of one kind of respondent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleBurden {
    /// The level of care.
    pub level_of_care: LevelOfCare,
    /// The name of the program; `None` for every program at the level.
    pub program: Option<String>,
    /// Minutes and budget.
    pub burden: Burden,
}

/// One measure with its groups.
struct Counted {
    program: String,
    clinician: Option<ClinicianId>,
    language: Language,
    mode: Option<Mode>,
    stage: Stage,
}

impl App {
    /// The funnels over the measures that were due in the last so many days. Clinicians see their own patients'.
    #[crate::boxed]
    pub async fn funnels(&self, caller: &Caller, days: u16) -> Result<Funnels, AppError> {
        const ACTION: &str = "view_funnels";
        let scope = match caller.may(Data::Care) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let (operation, library, clinician, now) = (self.operation(caller, ACTION), self.library(), caller.clinician, self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = crate::context::today_of(unit, &[]).await?;
                let since = today.plus_days(-i32::from(days));
                let protocol = in_use(unit, &library).await?;
                let people = gather::all(unit, scope, clinician, now, |episode, _| {
                    episode.discharge.as_ref().is_none_or(|discharge| today.days_since(discharge.day) <= super::FOLLOW_UP_DAYS)
                });
                let people = people.await?;
                let programs = super::program_names(unit).await?;
                let named = |code: &str| programs.get(code).map_or(code, String::as_str).to_owned();
                let (mut counted, declined) = counted(unit, &people, &protocol, since, i64::from(days)).await?;
                for each in &mut counted {
                    each.program = named(&each.program);
                }
                let names = storage::clinician::all(unit, View::Current).await?;
                let names: BTreeMap<ClinicianId, String> = names.into_iter().map(|each| (each.id, each.recorded.value.name)).collect();
                let questions = |id: &str| library.get(id).map_or(0, |definition| definition.items.len());
                let mut burdens = burdens(&protocol, questions);
                for each in &mut burdens {
                    each.program = each.program.as_deref().map(named);
                }
                Ok(report(since, (&counted, declined), &names, burdens, protocol))
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }
}

fn burdens(protocol: &ProtocolInUse, questions: impl Fn(&str) -> usize + Copy) -> Vec<ScheduleBurden> {
    let of = |schedule: &collection::protocol::Schedule| -> Vec<ScheduleBurden> {
        let one = |burden: Burden| ScheduleBurden {
            level_of_care: schedule.level_of_care,
            program: schedule.program.as_deref().map(str::to_owned),
            burden,
        };
        of_schedule(schedule, questions).into_iter().map(one).collect()
    };
    protocol.protocol.schedules.iter().flat_map(of).collect()
}

fn report(
    since: Day,
    (counted, declined): (&[Counted], usize),
    names: &BTreeMap<ClinicianId, String>,
    burdens: Vec<ScheduleBurden>,
    protocol: ProtocolInUse,
) -> Funnels {
    let whole = by(counted.iter().map(|each| ((), each.stage))).remove(&()).unwrap_or_default();
    let name = |id: ClinicianId| names.get(&id).cloned().unwrap_or_else(|| id.to_string());
    Funnels {
        since,
        whole,
        declined,
        by_program: by(counted.iter().map(|each| (each.program.clone(), each.stage))).into_iter().collect(),
        by_clinician: by(counted.iter().map(|each| (each.clinician.map(name), each.stage))).into_iter().collect(),
        by_language: by(counted.iter().map(|each| (each.language.clone(), each.stage))).into_iter().collect(),
        by_mode: by(counted.iter().map(|each| (each.mode, each.stage))).into_iter().collect(),
        burdens,
        protocol,
    }
}

/// What is known of the check-ins and administrations of the people looked at.
struct Known {
    check_ins: BTreeMap<PatientId, Vec<CheckIn>>,
    events: BTreeMap<RecordId, BTreeSet<EventKind>>,
    /// Check-ins of which a message went out.
    sent: BTreeSet<RecordId>,
    /// How each was given, and in which version its answers stand.
    given: BTreeMap<AdministrationId, (Mode, Version)>,
    looked_at: LookedAt,
}

async fn counted(
    unit: &mut ReadUnit,
    people: &[gather::InEpisode],
    protocol: &ProtocolInUse,
    since: Day,
    days: i64,
) -> Result<(Vec<Counted>, usize), AppError> {
    let mut due: Vec<(&gather::InEpisode, Occurrence)> = Vec::new();
    let mut declined = 0;
    for person in people {
        let set = due_set(&protocol.protocol, &person.facts, person.today);
        let is_counted = |each: &Occurrence| each.due_day >= since && each.due_day <= person.today && each.status != Status::Upcoming;
        for each in set.occurrences.into_iter().filter(is_counted) {
            match each.status {
                Status::Declined { .. } | Status::FollowUpDeclined => declined += 1,
                _ => due.push((person, each)),
            }
        }
    }
    let known = known(unit, &due, days).await?;
    Ok((due.iter().map(|(person, occurrence)| known.count(person, occurrence)).collect(), declined))
}

async fn known(unit: &mut ReadUnit, due: &[(&gather::InEpisode, Occurrence)], days: i64) -> Result<Known, AppError> {
    let links = storage::patient_link::links(unit, View::Current).await?;
    let from = unit.at().plus_seconds(-(days + BEFORE_DAYS) * 86_400);
    let patients: BTreeSet<PatientId> = due.iter().map(|(person, _)| person.patient).collect();
    let mut known = Known {
        check_ins: BTreeMap::new(),
        events: BTreeMap::new(),
        sent: BTreeSet::new(),
        given: BTreeMap::new(),
        looked_at: LookedAt::default(),
    };
    let mut ids: Vec<RecordId> = Vec::new();
    for check_in in storage::check_in::since(unit, from).await? {
        let shown = links.shown_as(check_in.patient);
        if patients.contains(&shown) {
            ids.push(check_in.id);
            known.check_ins.entry(shown).or_default().push(check_in);
        }
    }
    for some in ids.chunks(AT_ONCE) {
        for event in storage::check_in::events_of_many(unit, some).await? {
            known.events.entry(event.check_in).or_default().insert(event.kind);
        }
        let series: Vec<String> = some.iter().map(|id| series_of(*id)).collect();
        let went_out = storage::message::of_series(unit, &series).await?.into_iter().filter(|message| message.state.went_out());
        known.sent.extend(went_out.filter_map(|message| check_in_of_series(message.series.as_deref()?)));
    }
    let satisfied =
        |each: &Occurrence| if let Status::Satisfied { administration, .. } = each.status { Some(administration) } else { None };
    let given: Vec<AdministrationId> = due.iter().filter_map(|(_, each)| satisfied(each)).collect();
    for some in given.chunks(AT_ONCE) {
        for stored in unit.get_many::<Administration>(some, View::Current).await? {
            known.given.insert(stored.id, (stored.value().mode, stored.recorded.version));
        }
    }
    let records: Vec<PatientId> = patients.iter().flat_map(|patient| links.records_of(*patient)).collect();
    for some in records.chunks(AT_ONCE) {
        let reviews = storage::score_review::of_patients(unit, some, View::Current).await?;
        known.looked_at.extend(reviews.iter().map(|review| (review.value().administration, review.value().administration_version)));
    }
    Ok(known)
}

impl Known {
    fn count(&self, person: &gather::InEpisode, occurrence: &Occurrence) -> Counted {
        let asks = |check_in: &&CheckIn| {
            let made = check_in.created_at.day_in(&person.zone);
            check_in.respondent == occurrence.respondent
                && check_in.instruments.iter().any(|id| **id == *occurrence.instrument)
                && (occurrence.first_day..=occurrence.last_day).contains(&made)
        };
        let check_ins: Vec<&CheckIn> = self.check_ins.get(&person.patient).into_iter().flatten().filter(asks).collect();
        let happened = |is_meant: fn(EventKind) -> bool| {
            let has = |check_in: &&CheckIn| self.events.get(&check_in.id).is_some_and(|own| own.iter().copied().any(is_meant));
            check_ins.iter().any(has)
        };
        let administration = if let Status::Satisfied { administration, .. } = occurrence.status { Some(administration) } else { None };
        let given = administration.and_then(|id| self.given.get(&id).map(|(mode, version)| (id, *mode, *version)));
        let seen = [
            (Stage::Sent, happened(EventKind::asks) || check_ins.iter().any(|check_in| self.sent.contains(&check_in.id))),
            (Stage::Opened, happened(EventKind::arrives)),
            (Stage::Started, check_ins.iter().any(|check_in| check_in.answer_count > 0)),
            (Stage::Finished, administration.is_some()),
            (Stage::Reviewed, given.is_some_and(|(id, _, version)| self.looked_at.counts(id, version))),
        ];
        let seen: Vec<Stage> = seen.into_iter().filter(|(_, was_seen)| *was_seen).map(|(stage, _)| stage).collect();
        let asked = check_ins.first().filter(|_| !seen.is_empty());
        Counted {
            program: occurrence.program.to_string(),
            clinician: person.clinician,
            language: person.language.clone(),
            mode: given.map(|(_, mode, _)| mode).or_else(|| asked.map(|check_in| check_in.mode)),
            stage: furthest(&seen),
        }
    }
}
