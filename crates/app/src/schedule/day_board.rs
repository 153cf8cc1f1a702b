//! The front desk's board of the day: who is to be measured today, at which program, and how far each has come.

use std::collections::BTreeMap;

use care::PlannedVisit;
use collection::due::{Kind, Occurrence, Status, due_set};
use collection::visit::{Coming, DayOfVisits};
use instruments::{Mode, Respondent};
use storage::check_in::{CheckIn, CheckInState};
use storage::device_round::DeviceRound;
use storage::{ReadUnit, View};
use vocabulary::{Day, EpisodeId, Instant, Language, PatientId, ProgramId, RecordId, ZoneName};

use super::{gather, in_use};
use crate::check_in::has_words;
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// Check-ins that were made within so many days can still be open.
const CHECK_IN_DAYS: i64 = 92;

/// The board of one day.
#[derive(Clone, Debug)]
pub struct Collection {
    /// By program, in the order of their names.
    pub programs: Vec<ProgramCollection>,
    /// Rounds that were opened today, the newest first.
    pub rounds: Vec<RoundRow>,
    /// The clock of the practice's first program.
    pub zone: ZoneName,
    /// Today there.
    pub today: Day,
}

/// A round in the list of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundRow {
    /// Its id.
    pub id: RecordId,
    /// What staff call the group.
    pub name: String,
    /// When it was opened.
    pub opened_at: Instant,
    /// True while its device may go on.
    pub is_open: bool,
    /// How many finished.
    pub done: usize,
    /// How many are in it.
    pub seats: usize,
}

/// One program on the board.
#[derive(Clone, Debug)]
pub struct ProgramCollection {
    /// Its name.
    pub program: String,
    /// The names of those on duty at its site now: by the roster of the program, else by that of the whole practice.
    pub on_duty: Vec<String>,
    /// Who is to be measured or comes today, in the order of the visits of the day; those without a time last.
    pub rows: Vec<CollectionRow>,
}

impl ProgramCollection {
    /// How many stand last because no time is on record.
    pub fn without_time(&self) -> usize {
        self.rows.iter().filter(|row| row.visits.coming.time().is_none()).count()
    }

    /// How many patients have answered everything that could be asked of them, of how many. What clinicians, parents and teachers rate is not theirs to
    /// complete.
    pub fn completion(&self) -> (usize, usize) {
        completion(self.rows.iter())
    }

    /// The same for one group that comes at one time.
    pub fn completion_of(&self, group: &GroupOfDay) -> (usize, usize) {
        completion(self.rows.iter().filter(|row| row.group().as_ref() == Some(group)))
    }

    /// How many are left out of that count because nothing that is due from them can be asked here.
    pub fn not_asked(&self) -> usize {
        self.rows.iter().filter(|row| !of_patient(&row.open) && !of_patient(&row.done) && of_patient(&row.without_text)).count()
    }
}

/// A group that comes at one time of the day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupOfDay {
    /// When it begins.
    pub coming: Coming,
    /// What the practice calls it.
    pub name: String,
}

fn of_patient(all: &[Occurrence]) -> bool {
    all.iter().any(|each| each.respondent == Respondent::Patient)
}

fn completion<'a>(rows: impl Iterator<Item = &'a CollectionRow>) -> (usize, usize) {
    let asked = rows.filter(|row| of_patient(&row.open) || of_patient(&row.done));
    asked.fold((0, 0), |(done, all), row| (done + usize::from(!of_patient(&row.open)), all + 1))
}

/// One patient on the board.
#[derive(Clone, Debug)]
pub struct CollectionRow {
    /// Whose.
    pub patient: PatientId,
    /// Family name, then given name.
    pub listed_name: String,
    /// The practice's number.
    pub record_number: String,
    /// The day of discharge, from the day after it: no episode is open any more.
    pub discharged: Option<Day>,
    /// When the patient comes today, as far as that is on record.
    pub visits: DayOfVisits,
    /// What is due or overdue and can be asked.
    pub open: Vec<Occurrence>,
    /// What is due or overdue and nobody can ask here: the practice has no text of it in the patient's language or in English.
    pub without_text: Vec<Occurrence>,
    /// What was done today.
    pub done: Vec<Occurrence>,
    /// The check-ins of the patient that are open now, the newest first, under whichever record of theirs they were made.
    pub check_ins: Vec<OpenCheckIn>,
}

/// A check-in that can be answered now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCheckIn {
    /// Its id.
    pub id: RecordId,
    /// The way it was made for.
    pub mode: Mode,
    /// How many answers came in.
    pub answers: i64,
    /// The numbers of its forms on paper that are still to be keyed.
    pub paper_forms: Vec<String>,
}

impl CollectionRow {
    /// False for somebody who comes today and of whom nothing is due: the front desk knows that nobody was forgotten.
    pub fn has_measures(&self) -> bool {
        !self.open.is_empty() || !self.without_text.is_empty() || !self.done.is_empty()
    }

    /// True for somebody who was discharged before today and is not planned to come: no device can be handed to them.
    pub fn is_away(&self) -> bool {
        self.discharged.is_some() && self.visits.visits.is_empty()
    }

    /// True where all that is due is asked after the discharge.
    pub fn is_follow_up(&self) -> bool {
        let due = || self.open.iter().chain(&self.without_text).chain(&self.done);
        self.discharged.is_some() && due().all(|each| matches!(each.kind, Kind::FollowUp { .. }))
    }

    /// The group with which the patient comes first today; `None` for who comes alone, or of whom no visit is on record.
    pub fn group(&self) -> Option<GroupOfDay> {
        let first = self.visits.visits.first().filter(|visit| !visit.group.is_empty())?;
        Some(GroupOfDay { coming: first.coming, name: first.group.clone() })
    }

    fn place(&self) -> collection::visit::Place<'_> {
        self.visits.place(&self.listed_name)
    }

    /// With what another stay of the same patient at the program asks: records that turned out to be one person's may have one each. What both ask stands
    /// there once.
    fn and(mut self, other: Self) -> Self {
        let add = |own: &mut Vec<Occurrence>, others: Vec<Occurrence>| {
            for each in others {
                let is_same = |known: &Occurrence| {
                    (&known.instrument, known.respondent, known.due_day) == (&each.instrument, each.respondent, each.due_day)
                };
                if !own.iter().any(is_same) {
                    own.push(each);
                }
            }
        };
        add(&mut self.open, other.open);
        add(&mut self.without_text, other.without_text);
        add(&mut self.done, other.done);
        // Who is in care by one of them is not discharged.
        let discharged = self.discharged.zip(other.discharged).map(|(own, others)| own.max(others));
        Self { discharged, visits: self.visits.and(other.visits), ..self }
    }
}

impl App {
    /// The board of today for the caller's patients.
    #[crate::boxed]
    pub async fn collection(&self, caller: &Caller) -> Result<Collection, AppError> {
        const ACTION: &str = "view_collection";
        let scope = match caller.may(Data::Entry) {
            Ok(scope) => scope,
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let (operation, library, clinician, now) = (self.operation(caller, ACTION), self.library(), caller.clinician, self.now());
        let app = self.clone();
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let protocol = in_use(unit, &library).await?.protocol;
                let people = gather::people(unit, scope, clinician, now).await?;
                let check_ins = open_check_ins(unit, now).await?;
                let visits = visits(unit, &people).await?;
                let mut programs: BTreeMap<String, Vec<CollectionRow>> = BTreeMap::new();
                for person in &people {
                    let set = due_set(&protocol, &person.facts, person.today);
                    let own = visits.get(&person.facts.episode).map_or(&[] as &[_], Vec::as_slice);
                    let row = row(&app, person, set.occurrences, &check_ins, own);
                    if row.has_measures() || !row.visits.visits.is_empty() {
                        put(programs.entry(person.program.clone()).or_default(), row);
                    }
                }
                let on_duty = OnDuty::load(unit, now).await?;
                let programs = programs.into_iter().map(|(program, mut rows)| {
                    rows.sort_by(|left, right| (left.place(), left.patient).cmp(&(right.place(), right.patient)));
                    ProgramCollection { on_duty: on_duty.at(&program), program, rows }
                });
                let (zone, today) = crate::context::place_of(unit, &[]).await?;
                let rounds = rounds(unit, today.start_in(&zone)).await?;
                Ok(Collection { programs: programs.collect(), rounds, zone, today })
            })
        });
        let result = read.await;
        self.audited(caller, ACTION, result).await
    }
}

/// Puts a row on the board of a program, on which nobody stands twice. The stays of one patient come one after the other.
fn put(rows: &mut Vec<CollectionRow>, row: CollectionRow) {
    match rows.pop() {
        Some(last) if last.patient == row.patient => rows.push(last.and(row)),
        last => {
            rows.extend(last);
            rows.push(row);
        }
    }
}

fn row(
    app: &App,
    person: &gather::InEpisode,
    occurrences: Vec<Occurrence>,
    check_ins: &[(CheckIn, Vec<String>)],
    visits: &[(RecordId, PlannedVisit)],
) -> CollectionRow {
    let is_today = |each: &Occurrence| matches!(each.status, Status::Satisfied { day, .. } if day == person.today);
    let english = Language::english();
    let can_be_asked = |each: &Occurrence| [&person.language, &english].iter().any(|language| has_words(app, &each.instrument, language));
    let (mut open, mut without_text, mut done) = (Vec::new(), Vec::new(), Vec::new());
    for each in occurrences {
        if matches!(each.status, Status::Due | Status::Overdue) && person.is_asked(&each) {
            if can_be_asked(&each) { open.push(each) } else { without_text.push(each) }
        } else if is_today(&each) {
            done.push(each);
        }
    }
    let open_now = check_ins.iter().filter(|(check_in, _)| check_in.patient == person.patient);
    let open_check_in = |(open, paper_forms): &(CheckIn, Vec<String>)| OpenCheckIn {
        id: open.id,
        mode: open.mode,
        answers: open.answer_count,
        paper_forms: paper_forms.clone(),
    };
    CollectionRow {
        patient: person.patient,
        listed_name: person.listed_name.clone(),
        record_number: person.record_number.clone(),
        discharged: person.facts.discharged.filter(|day| *day < person.today),
        visits: DayOfVisits::of(visits.iter().map(|(id, visit)| (*id, visit))),
        open,
        without_text,
        done,
        check_ins: open_now.map(open_check_in).collect(),
    }
}

/// Planned visits by their episodes, each with the id of its record.
type Visits = BTreeMap<EpisodeId, Vec<(RecordId, PlannedVisit)>>;

/// The visits that are planned in episodes for the present day of each one's program.
async fn visits(unit: &mut ReadUnit, people: &[gather::InEpisode]) -> Result<Visits, AppError> {
    let today: BTreeMap<EpisodeId, Day> = people.iter().map(|person| (person.facts.episode, person.today)).collect();
    let (Some(first), Some(last)) = (today.values().min(), today.values().max()) else { return Ok(BTreeMap::new()) };
    let episodes: Vec<EpisodeId> = today.keys().copied().collect();
    let mut visits = Visits::new();
    for stored in storage::planned_visit::between(unit, &episodes, (*first, *last), View::Current).await? {
        let (id, visit) = (stored.id, stored.recorded.value);
        if today.get(&visit.episode) == Some(&visit.day) {
            visits.entry(visit.episode).or_default().push((id, visit));
        }
    }
    Ok(visits)
}

/// The check-ins that patients can answer now, the newest first, each under the record by which its patient is shown.
async fn open_check_ins(unit: &mut ReadUnit, now: Instant) -> Result<Vec<(CheckIn, Vec<String>)>, AppError> {
    let mut found = storage::check_in::since(unit, now.plus_seconds(-CHECK_IN_DAYS * 86_400)).await?;
    found
        .retain(|check_in| check_in.state == CheckInState::Open && check_in.expires_at > now && check_in.respondent == Respondent::Patient);
    let links = storage::patient_link::links(unit, View::Current).await?;
    let mut with_forms = Vec::with_capacity(found.len());
    for mut check_in in found {
        check_in.patient = links.shown_as(check_in.patient);
        let forms = storage::paper_form::of_check_in(unit, check_in.id).await?;
        with_forms.push((check_in, forms.into_iter().filter(|form| form.settled_at.is_none()).map(|form| form.code).collect()));
    }
    Ok(with_forms)
}

async fn rounds(unit: &mut ReadUnit, since: Instant) -> Result<Vec<RoundRow>, AppError> {
    let mut rows = Vec::new();
    let now = unit.at();
    for round in storage::device_round::since(unit, since).await? {
        let seats = storage::device_round::seats(unit, round.id).await?;
        let mut done = 0;
        for seat in &seats {
            let check_in = storage::check_in::get(unit, seat.check_in).await?;
            done += usize::from(check_in.is_some_and(|check_in| check_in.state == CheckInState::Finished));
        }
        let is_open = crate::check_in::is_round_open(&round, now);
        let DeviceRound { id, name, opened_at, .. } = round;
        rows.push(RoundRow { id, name, opened_at, is_open, done, seats: seats.len() });
    }
    Ok(rows)
}

/// Who is on duty at which site now.
struct OnDuty {
    /// The program of a shift, `None` for the whole practice, with the name of who has it.
    shifts: Vec<(Option<ProgramId>, String)>,
    programs: Vec<(ProgramId, String)>,
}

impl OnDuty {
    async fn load(unit: &mut ReadUnit, now: Instant) -> Result<Self, AppError> {
        let users = storage::user::all(unit).await?;
        let name = |shift: &storage::on_call_shift::OnCallShift| {
            users.iter().find(|user| user.id == shift.user && user.disabled_at.is_none()).map(|user| user.name.clone())
        };
        let shifts = storage::on_call_shift::all(unit, View::Current).await?;
        let covering = shifts.iter().map(storage::Stored::value).filter(|shift| shift.is_on_site && shift.covers(now));
        let mut shifts: Vec<(Option<ProgramId>, String)> = covering.filter_map(|shift| Some((shift.program, name(shift)?))).collect();
        shifts.sort();
        shifts.dedup();
        let programs = storage::program::all(unit, View::Current).await?;
        Ok(Self { shifts, programs: programs.into_iter().map(|program| (program.id, program.recorded.value.name)).collect() })
    }

    /// As alerts are told ([`crate::alert::owners`]): by the roster of the program, else by that of the whole practice.
    fn at(&self, program: &str) -> Vec<String> {
        let id = self.programs.iter().find(|(_, name)| name == program).map(|(id, _)| *id);
        let of = |wanted: Option<ProgramId>| -> Vec<String> {
            self.shifts.iter().filter(|(program, _)| *program == wanted).map(|(_, name)| name.clone()).collect()
        };
        let own = id.map_or_else(Vec::new, |id| of(Some(id)));
        if own.is_empty() { of(None) } else { own }
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::{Identifier as _, LevelOfCare};

    use super::*;

    fn asked(respondent: Respondent) -> Occurrence {
        let day: Day = "2026-11-23".parse().unwrap();
        Occurrence {
            instrument: "a-form".into(),
            short_name: "A-FORM".into(),
            respondent,
            kind: Kind::InTreatment,
            program: "IOP".into(),
            level_of_care: LevelOfCare::IntensiveOutpatient,
            first_day: day,
            due_day: day,
            last_day: day,
            status: Status::Due,
        }
    }

    fn row(open: &[Respondent], done: &[Respondent], without_text: &[Respondent]) -> CollectionRow {
        let all = |of: &[Respondent]| of.iter().map(|respondent| asked(*respondent)).collect();
        CollectionRow {
            patient: PatientId::from_uuid("00000000-0000-7000-8000-000000000001".parse().unwrap()),
            listed_name: "Invented, Anna".to_owned(),
            record_number: "A-1".to_owned(),
            discharged: None,
            visits: DayOfVisits::of([]),
            open: all(open),
            without_text: all(without_text),
            done: all(done),
            check_ins: Vec::new(),
        }
    }

    fn check(rows: Vec<CollectionRow>, completion: (usize, usize), not_asked: usize) {
        let program = ProgramCollection { program: "IOP".to_owned(), on_duty: Vec::new(), rows };
        assert_eq!((program.completion(), program.not_asked()), (completion, not_asked), "{:?}", program.rows);
    }

    #[test]
    fn who_is_in_care_by_one_of_two_stays_is_not_discharged() {
        let day = |text: &str| Some(text.parse::<Day>().unwrap());
        let (earlier, later) = (day("2026-11-01"), day("2026-11-20"));
        let cases = [(None, later, None), (later, None, None), (None, None, None), (earlier, later, later), (later, earlier, later)];
        for (own, other, expected) in cases {
            let of = |discharged: Option<Day>| CollectionRow { discharged, ..row(&[], &[], &[]) };
            assert_eq!(of(own).and(of(other)).discharged, expected, "{own:?} and {other:?}");
        }
    }

    #[test]
    fn what_others_rate_is_not_the_patients_to_complete() {
        use Respondent::{Clinician, Parent, Patient};
        check(vec![row(&[Patient], &[], &[]), row(&[], &[Patient], &[])], (1, 2), 0);
        check(vec![row(&[Clinician], &[Patient], &[])], (1, 1), 0);
        check(vec![row(&[Parent, Clinician], &[], &[])], (0, 0), 0);
        check(vec![row(&[Clinician], &[], &[Patient]), row(&[], &[], &[Clinician])], (0, 0), 1);
    }
}
