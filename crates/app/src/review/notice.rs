//! Notices that have to be given about stays, and those that were: which clock is open, whose task it is, and whether it was kept.
//!
//! A clock is computed from the stay, its coverage and the rules of time, never stored; what is stored is the notice. Lists read everybody's stays to find the
//! clocks that are open, and name only whom they show.

mod gather;

use std::collections::BTreeMap;

use storage::{Entry, ReadUnit, Stored, View};
use utilization_review::clock::{Due, NoticeKind};
use utilization_review::given_notice::{Change, GivenNotice, NoticeClock, NoticeOwner, NoticeProblem};
use vocabulary::{Day, EpisodeId, Instant, PatientId, RecordId, ZoneName};

use super::board::own_patients;
use crate::context::{App, check_patient, person, place_of};
use crate::disclosure::names;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data, Scope};

/// Clocks that ran out more days ago than these stand on the page of their patient only.
pub const LISTED_DAYS: i32 = 60;

/// What stopped a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// A notice on record.
    Notice(RecordId),
    /// The payer's notice of the denial that ends the course, as it was taken in for its review.
    Denial(RecordId),
}

/// One clock with whose stay it is.
#[derive(Clone, Debug)]
pub struct NoticeRow {
    /// Family name, then given name; empty before it is known that it is shown.
    pub listed_name: String,
    /// The practice's number of the patient.
    pub record_number: String,
    /// The record under which the patient is shown.
    pub patient: PatientId,
    /// The stay.
    pub episode: EpisodeId,
    /// The payer's name.
    pub payer: String,
    /// The zone of the stay's program.
    pub zone: ZoneName,
    /// The clock.
    pub clock: NoticeClock<Given>,
    /// Who treats the patient, by name, where it is the clinicians' task.
    pub clinicians: Vec<String>,
}

/// The clocks that are open.
#[derive(Clone, Debug)]
pub struct NoticeBoard {
    /// The present instant.
    pub now: Instant,
    /// The earliest first, those whose time nobody knows at the end.
    pub rows: Vec<NoticeRow>,
    /// How many there are, shown or not.
    pub all: usize,
}

/// The clocks of one patient, and the notices on record.
#[derive(Clone, Debug)]
pub struct PatientNotices {
    /// The record under which the patient is shown.
    pub patient: Stored<care::Patient>,
    /// The zone of the latest program.
    pub zone: ZoneName,
    /// The program's present day.
    pub today: Day,
    /// The present instant.
    pub now: Instant,
    /// Open ones first, the earliest in front.
    pub rows: Vec<NoticeRow>,
    /// Of what a notice can tell: of each change of a stay what a rule or the change itself asks for, the newest first.
    pub subjects: Vec<(EpisodeId, NoticeKind, Change)>,
    /// Notices on record, the newest first, with who wrote them down.
    pub given: Vec<(Stored<GivenNotice>, String)>,
}

impl App {
    /// The notices that are open, of the caller's patients or of everybody: the earliest first, so many.
    #[crate::boxed]
    pub async fn notices(&self, caller: &Caller, most: usize) -> Result<NoticeBoard, AppError> {
        const ACTION: &str = "view_notices";
        let scope = match caller.may(Data::Reviews) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let (operation, asking, now) = (self.operation(caller, ACTION), caller.clone(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let rows = unit.placing(|unit| Box::pin(async move { listed(unit, &asking, scope, now).await })).await?;
                let all = rows.len();
                let mut shown: Vec<NoticeRow> = rows.into_iter().take(most).collect();
                name(unit, &mut shown).await?;
                Ok(NoticeBoard { now, rows: shown, all })
            })
        });
        self.audited(caller, ACTION, read.await).await
    }

    /// The clocks of a patient's stays and what was told.
    #[crate::boxed]
    pub async fn patient_notices(&self, caller: &Caller, patient: PatientId) -> Result<PatientNotices, AppError> {
        const ACTION: &str = crate::opening::VIEW_PATIENT_NOTICES;
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { page(unit, &asking, patient).await }));
        self.audited(caller, ACTION, read.await).await
    }

    /// Records that a notice was given. The same form sent twice is one record.
    #[crate::boxed]
    pub async fn record_notice(&self, caller: &Caller, patient: PatientId, notice: GivenNotice) -> Result<RecordId, AppError> {
        const ACTION: &str = "record_notice";
        notice.check(self.now()).map_err(|problem| match problem {
            NoticeProblem::Future => AppError::field("given_at", FieldProblemKind::Future),
            NoticeProblem::NobodyTookIt => AppError::field("taken_by", FieldProblemKind::Required),
        })?;
        let (operation, asking, id) = (self.operation(caller, ACTION), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = page(unit, &asking, patient).await?;
                let is_subject = |subject: &&(EpisodeId, NoticeKind, Change)| {
                    (subject.0, subject.1, subject.2.day) == (notice.episode, notice.kind, notice.about)
                };
                if !page.subjects.iter().any(|subject| is_subject(&subject)) {
                    return Err(AppError::field("subject", FieldProblemKind::NotAChoice));
                }
                if let Some((stands, _)) = page.given.iter().find(|(stored, _)| *stored.value() == notice) {
                    return Ok(stands.id);
                }
                unit.insert(&Entry::new(id, notice, page.today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, ACTION, write.await).await
    }

    /// Withdraws a notice that was written down wrongly, with a reason; it stays in the history, and its clock is open again.
    #[crate::boxed]
    pub async fn withdraw_notice(&self, caller: &Caller, patient: PatientId, notice: RecordId, reason: String) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_notice";
        if reason.trim().is_empty() {
            return Err(AppError::field("reason", FieldProblemKind::Required));
        }
        let (operation, asking) = (self.operation(caller, ACTION), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let page = page(unit, &asking, patient).await?;
                let found = page.given.iter().find(|(stored, _)| stored.id == notice);
                let (stored, _) = found.ok_or(AppError::NotFound("notice"))?;
                unit.void::<GivenNotice>(notice, stored.recorded.version, &reason).await.map(drop)?;
                Ok(())
            })
        });
        self.audited(caller, ACTION, write.await).await
    }
}

async fn page(unit: &mut ReadUnit, caller: &Caller, patient: PatientId) -> Result<PatientNotices, AppError> {
    let (shown, records) = person(unit, patient).await?;
    let (zone, today) = place_of(unit, &records).await?;
    check_patient(unit, caller, Data::Reviews, shown, today).await?;
    let found = gather::of_people(unit, &[shown]).await?;
    let mut rows = found.rows;
    rows.sort_by_key(|row| row.clock.rank());
    name(unit, &mut rows).await?;
    let mut subjects = found.subjects;
    subjects.sort_by_key(|(_, kind, change)| (std::cmp::Reverse(change.day), *kind));
    let names = names(unit).await?;
    let given = storage::given_notice::of_patients(unit, &records, View::Current).await?;
    let by = |stored: Stored<GivenNotice>| {
        let by = crate::disclosure::name_of(&names, &stored.recorded.recorder);
        (stored, by)
    };
    let patient = unit.require::<care::Patient>(shown).await?;
    Ok(PatientNotices { patient, zone, today, now: unit.at(), rows, subjects, given: given.into_iter().rev().map(by).collect() })
}

/// The open clocks whose time did not end long ago, the earliest first; those whose time nobody knows, of as new a change, at the end.
async fn listed(unit: &mut ReadUnit, caller: &Caller, scope: Scope, now: Instant) -> Result<Vec<NoticeRow>, AppError> {
    let own = own_patients(unit, caller, scope).await?;
    let since = now.plus_seconds(-i64::from(LISTED_DAYS) * 86_400);
    let first = since.day_in(&ZoneName::utc());
    let changed = storage::open_care::changed_since(unit, first).await?;
    let links = storage::patient_link::links(unit, View::Current).await?;
    let mut people: Vec<PatientId> = match own {
        None => changed.into_iter().map(|record| links.shown_as(record)).collect(),
        Some(own) => changed.into_iter().filter(|record| own.contains(record)).map(|record| links.shown_as(record)).collect(),
    };
    people.sort_unstable();
    people.dedup();
    let mut rows = gather::of_people(unit, &people).await?.rows;
    rows.retain(|row| row.clock.is_open() && is_listed(&row.clock, since, first));
    rows.sort_by_key(|row| (row.clock.rank(), row.patient));
    Ok(rows)
}

fn is_listed<T>(clock: &NoticeClock<T>, since: Instant, first: Day) -> bool {
    match clock.deadline.due {
        Due::Before(due, _) => due >= since,
        Due::ContractSilent(_) | Due::NoCourse => clock.change.day >= first,
    }
}

/// The open clocks of these people's stays whose time is known, the earliest first, by stay. `people` are the records under which they are shown.
pub(super) async fn open_of(unit: &mut ReadUnit, people: &[PatientId]) -> Result<BTreeMap<EpisodeId, Vec<NoticeRow>>, AppError> {
    let mut rows = gather::of_people(unit, people).await?.rows;
    rows.retain(|row| row.clock.is_open() && matches!(row.clock.deadline.due, Due::Before(..)));
    rows.sort_by_key(|row| row.clock.rank());
    let mut by_stay: BTreeMap<EpisodeId, Vec<NoticeRow>> = BTreeMap::new();
    for row in rows {
        by_stay.entry(row.episode).or_default().push(row);
    }
    Ok(by_stay)
}

/// Names the patients of rows that are shown, and who treats them where it is the clinicians' task. Touches them.
async fn name(unit: &mut ReadUnit, rows: &mut [NoticeRow]) -> Result<(), AppError> {
    let people: Vec<PatientId> = rows.iter().map(|row| row.patient).collect();
    let found = unit.get_many::<care::Patient>(&people, View::Current).await?;
    let found: BTreeMap<PatientId, care::Patient> = found.into_iter().map(|stored| (stored.id, stored.recorded.value)).collect();
    let links = storage::patient_link::links(unit, View::Current).await?;
    for row in rows.iter_mut() {
        if let Some(patient) = found.get(&row.patient) {
            row.listed_name = patient.listed_name();
            row.record_number.clone_from(&patient.record_number);
        }
        if row.clock.owner() == NoticeOwner::Clinicians {
            let today = unit.at().day_in(&row.zone);
            row.clinicians = treating(unit, &links.records_of(row.patient), today).await?;
        }
    }
    Ok(())
}

/// Who treats a patient on a day, by name.
async fn treating(unit: &mut ReadUnit, records: &[PatientId], today: Day) -> Result<Vec<String>, AppError> {
    let team = storage::care_team::of_patients(unit, records, View::Current).await?;
    let present = team.iter().map(Stored::value).filter(|member| member.period.contains(today));
    let mut ids: Vec<vocabulary::ClinicianId> = present.map(|member| member.clinician).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = unit.get_many::<care::Clinician>(&ids, View::Current).await?;
    let mut names: Vec<String> = found.into_iter().map(|each| each.recorded.value.name).collect();
    names.sort_unstable();
    Ok(names)
}
