//! A review for a payer: opened for an authorization that ends, filled from records, completed by people, closed by a decision.

pub mod appeal;
mod board;
mod call;
mod clinician;
pub(crate) mod denial;
mod gather;
pub mod notice;
pub mod packet;
mod pended;
mod refresh;
mod submission;
mod substance;
mod task;

pub use board::{Board, BoardFilter, BoardPage, ReviewState, Stay};
pub(crate) use board::{Coverages, own_patients, stays};
pub use call::CallNotes;
pub(crate) use call::end_call;
pub use clinician::ClinicianNeeds;
use denial::Decisions;
use gather::Gathered;
pub use pended::PendedRequest;
pub use refresh::ReviewEvidence;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use care::payer::PayerIdentities;
use care::{PayerProfile, ReviewQuestion};
use storage::{Alone, Entry, ReadUnit, Stored, View};
use utilization_review::appeal::DisputedLine;
use utilization_review::authorization::{Authorization, RequestKind};
use utilization_review::review::{
    Filled, HumanText, MOST_TASK_QUESTIONS, Readiness, Review, ReviewAnswer, ReviewCall, ReviewRecords, ReviewTask, SubmitBy, carried_from,
    fill, readiness,
};
use vocabulary::{ClinicianId, Day, EpisodeId, Instant, PatientId, RecordId, ZoneName};

use crate::authorization::planned::{self, stay_of};
use crate::change::{Stay as CareStay, StayDays};
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data, Scope};

/// The page of a review.
#[derive(Clone, Debug)]
pub struct ReviewPage {
    /// The record under which the patient is shown.
    pub patient: Stored<care::Patient>,
    /// The review.
    pub review: Stored<Review>,
    /// The program's present day.
    pub today: Day,
    /// Since when a change counts as new: the last closed review of the episode, or the admission.
    pub since: Day,
    /// The payer's profile; where none is on record, one that asks the general questions and says nothing else ([`PayerProfile::of_nobody`]).
    pub payer: PayerProfile,
    /// The first day that is asked for, where no payer is on record for it: then neither packet nor letter leaves.
    pub no_payer: Option<Day>,
    /// Answers to what this payer asks, in the order of its call.
    pub filled: Vec<Filled>,
    /// Until when the payer must have the request; `None` where nobody says, where it is with the payer, and where the end is past.
    pub submit_by: Option<SubmitBy>,
    /// The request that the review is about; `None` where nothing is asked yet.
    pub request: Option<RecordId>,
    /// What its payer wants more before it decides on the request; `None` where it wants nothing.
    pub pended: Option<PendedRequest>,
    /// What is missing for this payer.
    pub readiness: Readiness,
    /// What treating clinicians were asked.
    pub tasks: Vec<Stored<ReviewTask>>,
    /// Who treats the patient now, by name: whom one can ask.
    pub team: Vec<(ClinicianId, String)>,
    /// Calls with the payer, the first one first.
    pub calls: Vec<Stored<ReviewCall>>,
    /// The program's zone.
    pub zone: ZoneName,
    /// The present instant.
    pub now: Instant,
}

impl ReviewPage {
    /// Seconds of all calls.
    pub fn call_seconds(&self) -> u32 {
        self.calls.iter().map(|stored| stored.value().seconds(self.now)).sum()
    }
}

/// One answer as somebody typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAnswer {
    /// The question.
    pub question: ReviewQuestion,
    /// The words.
    pub text: String,
}

impl App {
    /// Opens a review of an episode.
    #[crate::boxed]
    pub async fn open_review(&self, caller: &Caller, review: Review) -> Result<RecordId, AppError> {
        let (operation, asking, id) = (self.operation(caller, "open_review"), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let stay = stay_of(unit, review.episode).await?;
                let (shown, records) = person(unit, stay.patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Reviews, shown, today).await?;
                unit.insert(&Entry::new(id, review, today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, "open_review", write.await).await
    }

    /// Opens the review that comes next for a stay, or the first one of a stay that is planned. Where one is open already, it is that one.
    #[crate::boxed]
    pub async fn open_next_review(&self, caller: &Caller, episode: EpisodeId) -> Result<RecordId, AppError> {
        let (operation, asking, id) = (self.operation(caller, "open_review"), caller.clone(), self.ports.ids.next());
        let ids = std::sync::Arc::clone(&self.ports.ids);
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Authorizations, |unit| {
            Box::pin(async move {
                let stay = stay_of(unit, episode).await?;
                let (shown, records) = person(unit, stay.patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Reviews, shown, today).await?;
                if let Some(plan) = planned::open(unit, &records).await?.into_iter().find(|plan| plan.id == episode) {
                    return planned::review(unit, &ids, &plan, (&records, today)).await;
                }
                let now = unit.at();
                let stays = stays(unit, Some(&records), now).await?;
                let entry = stays.into_iter().find(|entry| entry.stay.episode == episode).ok_or(AppError::NotFound("stay"))?;
                if let Some(open) = entry.stay.review {
                    return Ok(open);
                }
                let stay = &entry.stay;
                // A time to ask that has passed leaves today, as long as days are covered.
                let asked_by = |last: Day| entry.submit_by.as_ref().map_or(last, |submit| submit.day.max(stay.today).min(last));
                // What ended with a denial is asked for anew from today on: the days before are those of its appeal.
                let due = |last: Day| if last < stay.today && entry.denial.is_some() { stay.today } else { asked_by(last) };
                let newest = stay.follows.zip(entry.last_covered_day.map(due));
                let review = Review::next(episode, stay.level_of_care, newest, stay.others_from.unwrap_or(stay.today));
                unit.insert(&Entry::new(id, review, today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, "open_review", write.await).await
    }

    /// Takes back a review that leads to no decision, such as one for a level that the patient left. What was answered stays on record, and a new review
    /// can be opened. [`AppError::Conflict`] once the payer has decided on it.
    #[crate::boxed]
    pub async fn withdraw_review(&self, caller: &Caller, review: RecordId, reason: String) -> Result<(), AppError> {
        if reason.trim().is_empty() {
            return Err(AppError::field("reason", FieldProblemKind::Required));
        }
        let (operation, asking) = (self.operation(caller, "withdraw_review"), caller.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let place = place(unit, &asking, review).await?;
                let answers_one = place.decisions.all().iter().any(|decision| place.decisions.review_of(decision) == Some(review));
                if place.review.value().closed || answers_one {
                    return Err(AppError::Conflict);
                }
                unit.void::<Review>(review, place.review.recorded.version, &reason).await?;
                Ok(())
            })
        });
        self.audited(caller, "withdraw_review", write.await).await
    }

    /// A review with what records and people answer, and what is missing for its payer.
    #[crate::boxed]
    pub async fn review(&self, caller: &Caller, review: RecordId) -> Result<ReviewPage, AppError> {
        let (operation, asking, library) = (self.operation(caller, crate::opening::VIEW_REVIEW), caller.clone(), self.library());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let place = place(unit, &asking, review).await?;
                page(unit, place, &library).await
            })
        });
        self.audited(caller, crate::opening::VIEW_REVIEW, read.await).await
    }

    /// Adds answers to a review. Words that stood there before are marked with the day since which they stand. A clinician's are signed.
    /// [`AppError::Conflict`] once the payer has decided: what the decision was made on stays as it is.
    #[crate::boxed]
    pub async fn answer_review(&self, caller: &Caller, review: RecordId, answers: Vec<NewAnswer>) -> Result<(), AppError> {
        if answers.iter().any(|answer| answer.text.trim().is_empty()) {
            return Err(AppError::field("text", FieldProblemKind::Required));
        }
        let (operation, asking) = (self.operation(caller, "answer_review"), caller.clone());
        let ids = std::sync::Arc::clone(&self.ports.ids);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let place = place(unit, &asking, review).await?;
                if place.review.value().closed {
                    return Err(AppError::Conflict);
                }
                let earlier = answers_of(unit, &place).await?;
                let episode = place.review.value().episode;
                for NewAnswer { question, text } in answers {
                    let before = earlier.get(&question).map(Vec::as_slice).unwrap_or_default();
                    // Words of this review that are signed now are no older for it.
                    let of_others = before.iter().map(Stored::value).filter(|answer| answer.review != review);
                    let stood = of_others.map(|answer| (answer.text.as_str(), answer.day));
                    let carried_from = carried_from(&text, stood);
                    let (day, signed_by) = (place.today, asking.clinician);
                    let answer = ReviewAnswer { episode, review, question, day, text, carried_from, signed_by };
                    unit.insert(&Entry::new(ids.next(), answer, day)).await?;
                }
                if asking.clinician.is_some() {
                    close_tasks(unit, &place, review).await?;
                }
                Ok(())
            })
        });
        self.audited(caller, "answer_review", write.await).await
    }

    /// Asks the treating clinician for answers that only a person can give: four questions at most, to be answered before the review is due. For one
    /// that is late already any time after now will do.
    #[crate::boxed]
    pub async fn ask_clinician(
        &self,
        caller: &Caller,
        review: RecordId,
        clinician: ClinicianId,
        questions: Vec<ReviewQuestion>,
        due_at: Instant,
    ) -> Result<RecordId, AppError> {
        if questions.is_empty() || questions.len() > MOST_TASK_QUESTIONS {
            return Err(AppError::field("questions", FieldProblemKind::NotAChoice));
        }
        if due_at <= self.now() {
            return Err(AppError::field("due", FieldProblemKind::Past));
        }
        let (operation, asking, id) = (self.operation(caller, "ask_clinician"), caller.clone(), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let place = place(unit, &asking, review).await?;
                let of = place.review.value();
                if of.closed {
                    return Err(AppError::Conflict);
                }
                let ends = of.due_day.plus_days(1).start_in(&place_of(unit, &place.records).await?.0);
                if due_at > ends && ends > unit.at() {
                    return Err(AppError::field("due", FieldProblemKind::AfterReview));
                }
                if !team_of(unit, &place).await?.iter().any(|(member, _)| *member == clinician) {
                    return Err(AppError::field("clinician", FieldProblemKind::NotAChoice));
                }
                let episode = of.episode;
                let task = ReviewTask { episode, review, clinician, questions, due_at, answered_at: None };
                unit.insert(&Entry::new(id, task, place.today)).await?;
                Ok(id)
            })
        });
        self.audited(caller, "ask_clinician", write.await).await
    }
}

/// The days on which payers look at stays, by episode: those of the reviews on record, and the next one that the payer has named. Where it named none, the
/// last covered day of the newest authorization: whoever stays longer is asked about by then.
pub(crate) async fn review_days(unit: &mut ReadUnit, records: &[PatientId]) -> Result<BTreeMap<EpisodeId, Vec<Day>>, AppError> {
    let mut newest: BTreeMap<EpisodeId, Authorization> = BTreeMap::new();
    for stored in storage::authorization::of_patients(unit, records, View::Current).await? {
        let granted = stored.recorded.value;
        let is_newer =
            |before: &Authorization| (granted.last_covered_day(), granted.next_review) > (before.last_covered_day(), before.next_review);
        if newest.get(&granted.episode).is_none_or(is_newer) {
            newest.insert(granted.episode, granted);
        }
    }
    let named = newest.into_iter().filter_map(|(episode, granted)| Some((episode, granted.next_review.or(granted.last_covered_day())?)));
    let mut days: BTreeMap<EpisodeId, Vec<Day>> = named.map(|(episode, day)| (episode, vec![day])).collect();
    let reviews = storage::review::of_patients(unit, records, View::Current).await?;
    for stored in reviews.iter().filter(|stored| stored.value().kind != RequestKind::Retrospective) {
        days.entry(stored.value().episode).or_default().push(stored.value().due_day);
    }
    Ok(days)
}

/// A review with whose it is.
struct Place {
    review: Stored<Review>,
    shown: PatientId,
    records: Vec<PatientId>,
    today: Day,
    admitted: Day,
    /// The days of the stay.
    days: StayDays,
    /// The authorization that the review asks to extend; `None` where it asks for the first time.
    extended: Option<Authorization>,
    /// What payers decided about the patient.
    decisions: Decisions,
    /// Refused lines of claims that any review of the patient answers.
    disputed: Vec<DisputedLine>,
}

impl Place {
    /// The last day of the authorization that the review asks to extend.
    fn covered_until(&self) -> Option<Day> {
        self.extended.as_ref().and_then(Authorization::last_covered_day)
    }

    /// The refused lines that this review answers; none where it prepares a request.
    fn lines(&self) -> impl Iterator<Item = &DisputedLine> {
        self.disputed.iter().filter(|line| line.review == self.review.id)
    }

    /// The denial that this review answers.
    fn denial(&self) -> Option<&denial::Decided> {
        self.decisions.denial_of(self.review.id)
    }

    /// Who refused what this review answers: an appeal goes to them, whatever became of the coverage since.
    fn refuser(&self) -> Option<&str> {
        let billed = self.lines().map(|line| line.payer.as_str()).find(|payer| !payer.is_empty());
        billed.or(self.asked().0)
    }

    /// Of whom it was asked, and about which days: those that were denied; else those that come after what is authorized.
    fn asked(&self) -> (Option<&str>, Day) {
        match self.denial() {
            Some(decision) => {
                let request = self.decisions.request(decision.value());
                (request.map(|request| request.payer.as_str()), decision.value().period.first())
            }
            None => (None, asked_from(self.review.value(), self.covered_until())),
        }
    }

    /// Under which right somebody may do something with this review.
    fn right(&self, caller: &Caller, data: Data) -> Data {
        right_for(caller, self.lines().next().is_some(), data)
    }
}

/// Who works on claims appeals against refused ones, too, and needs for it nothing that opens the reviews of everybody.
pub(crate) fn right_for(caller: &Caller, answers_claims: bool, data: Data) -> Data {
    if answers_claims && caller.scope(Data::Claims) == Scope::All { Data::Claims } else { data }
}

async fn place(unit: &mut ReadUnit, caller: &Caller, review: RecordId) -> Result<Place, AppError> {
    let review = unit.require::<Review>(review).await?;
    let stay = stay_of(unit, review.value().episode).await?;
    let (shown, records) = person(unit, stay.patient).await?;
    let (_, today) = place_of(unit, &records).await?;
    let disputed = storage::disputed_line::of_patients(unit, &records, View::Current).await?;
    let disputed = disputed.into_iter().map(|stored| stored.recorded.value).collect();
    let decisions = Decisions::load(unit, &records).await?;
    let episodes = storage::episode::of_patients(unit, &records, View::Current).await?;
    let stays: Vec<CareStay> = episodes.iter().map(|stored| CareStay::from(stored.value())).collect();
    // Of a stay that is planned, what counts is what was measured to decide on it, up to now.
    let (admitted, discharged) = (stay.admitted, stay.discharge.as_ref().map(|discharge| discharge.day));
    let days = CareStay::new(admitted.min(today), discharged).days(&stays, today);
    let extended = match review.value().authorization {
        Some(id) => unit.current::<Authorization>(id).await?,
        None => None,
    };
    let extended = extended.map(|stored| stored.recorded.value);
    let place = Place { review, shown, records, today, admitted, days, extended, decisions, disputed };
    check_patient(unit, caller, place.right(caller, Data::Reviews), shown, today).await?;
    Ok(place)
}

/// The answers of an episode by question, the oldest first.
type Answers = BTreeMap<ReviewQuestion, Vec<Stored<ReviewAnswer>>>;

async fn answers_of(unit: &mut ReadUnit, place: &Place) -> Result<Answers, AppError> {
    let episode = place.review.value().episode;
    Ok(answers_by_episode(unit, &place.records).await?.remove(&episode).unwrap_or_default())
}

async fn answers_by_episode(unit: &mut ReadUnit, records: &[PatientId]) -> Result<BTreeMap<EpisodeId, Answers>, AppError> {
    let mut answers: BTreeMap<EpisodeId, Answers> = BTreeMap::new();
    for stored in storage::review_answer::of_patients(unit, records, View::Current).await? {
        let of_episode = answers.entry(stored.value().episode).or_default();
        of_episode.entry(stored.value().question).or_default().push(stored);
    }
    Ok(answers)
}

/// A task whose questions clinicians have all answered is done, whoever of them was asked: the one who was may have left the care team.
async fn close_tasks(unit: &mut storage::WriteUnit, place: &Place, review: RecordId) -> Result<(), AppError> {
    let answers = answers_of(unit, place).await?;
    let is_answered = |question: &ReviewQuestion| {
        let of_question = answers.get(question).map(Vec::as_slice).unwrap_or_default();
        of_question.iter().any(|stored| stored.value().review == review && stored.value().signed_by.is_some())
    };
    for task in storage::review_task::of_patients(unit, &place.records, View::Current).await? {
        let value = task.value();
        let is_open = value.review == review && value.answered_at.is_none();
        if is_open && value.questions.iter().all(is_answered) {
            let done = ReviewTask { answered_at: Some(unit.at()), ..value.clone() };
            unit.correct(task.id, task.recorded.version, &done, place.today).await?;
        }
    }
    Ok(())
}

/// Since when a change counts as new: the last closed review of the episode before this one, or the admission.
async fn since(unit: &mut ReadUnit, place: &Place) -> Result<Day, AppError> {
    let reviews = storage::review::of_patients(unit, &place.records, View::Current).await?;
    let calls = storage::review_call::of_patients(unit, &place.records, View::Current).await?;
    let (zone, _) = place_of(unit, &place.records).await?;
    let since = since_of(&place.review, &reviews, (&known_at(&place.decisions, &calls), &zone), place.admitted);
    Ok(since.min(place.days.last()))
}

/// Until when a payer knew a stay from each review: when it first decided, or was last spoken with, whichever came first.
fn known_at(decisions: &Decisions, calls: &[Stored<ReviewCall>]) -> BTreeMap<RecordId, Instant> {
    let mut spoken: BTreeMap<RecordId, Instant> = BTreeMap::new();
    for call in calls.iter().map(Stored::value) {
        let last = spoken.entry(call.review).or_insert(call.started_at);
        *last = call.started_at.max(*last);
    }
    let mut known = spoken;
    for decision in decisions.all() {
        if let Some(review) = decisions.review_of(decision) {
            let first = known.entry(review).or_insert(decision.value().decided_at);
            *first = decision.value().decided_at.min(*first);
        }
    }
    known
}

/// What a payer did with a bill says nothing about when it last looked at the stay. A review is often decided days before it is due, and what changed since
/// it was is new to the payer.
fn since_of(
    review: &Stored<Review>,
    reviews: &[Stored<Review>],
    (known, zone): (&BTreeMap<RecordId, Instant>, &ZoneName),
    admitted: Day,
) -> Day {
    let is_of_request = |stored: &&Stored<Review>| stored.value().kind != RequestKind::Retrospective;
    let closed = reviews.iter().filter(is_of_request);
    let closed = closed.filter(|stored| stored.value().episode == review.value().episode && stored.value().closed);
    let before = closed.filter(|stored| stored.id != review.id && stored.value().due_day < review.value().due_day);
    let looked_at = |stored: &Stored<Review>| {
        let due = stored.value().due_day;
        known.get(&stored.id).map_or(due, |at| at.day_in(zone).min(due))
    };
    before.map(looked_at).max().map_or(admitted, |day| day.max(admitted))
}

async fn page(unit: &mut ReadUnit, place: Place, library: &instruments::Library) -> Result<ReviewPage, AppError> {
    let patient = unit.require::<care::Patient>(place.shown).await?;
    let since = since(unit, &place).await?;
    let answers = answers_of(unit, &place).await?;
    let mut gathered = Gathered::load(unit, &place.records, library, None).await?;
    gathered.load_safety(unit, &place.records, library).await?;
    let mut records = gathered.of_stay(place.shown, place.review.value().episode, place.days);
    let request = place.decisions.request_of(&place.review);
    gather::keep_request(&mut records, request);
    let request = request.map(|(id, _)| id);
    let (payer, no_payer) = payer_on_record(unit, &place).await?;
    let mut filled = filled_for(&payer, &records, (place.review.id, since, place.days.last()), &answers);
    name_authors(unit, &mut filled).await?;
    let tasks = storage::review_task::of_patients(unit, &place.records, View::Current).await?;
    let tasks = tasks.into_iter().filter(|task| task.value().review == place.review.id).collect();
    let readiness = readiness(&payer.questions, &filled, place.today);
    let calls = storage::review_call::of_patients(unit, &place.records, View::Current).await?;
    let calls = calls.into_iter().filter(|call| call.value().review == place.review.id).collect();
    let (zone, now) = (place_of(unit, &place.records).await?.0, unit.at());
    let team = team_of(unit, &place).await?;
    let submit_by = submission::of_review(unit, &place).await?;
    let pended = pended::of_review(unit, &place).await?;
    Ok(ReviewPage {
        patient,
        submit_by,
        request,
        pended,
        today: place.today,
        since,
        readiness,
        payer,
        no_payer,
        filled,
        tasks,
        team,
        calls,
        zone,
        now,
        review: place.review,
    })
}

/// Who treats the patient on the present day, by name.
async fn team_of(unit: &mut ReadUnit, place: &Place) -> Result<Vec<(ClinicianId, String)>, AppError> {
    let members = storage::care_team::of_patients(unit, &place.records, View::Current).await?;
    let present = members.iter().map(Stored::value).filter(|member| member.period.contains(place.today));
    let ids: std::collections::BTreeSet<ClinicianId> = present.map(|member| member.clinician).collect();
    let ids: Vec<ClinicianId> = ids.into_iter().collect();
    let found = unit.get_many::<care::Clinician>(&ids, View::Current).await?;
    let mut team: Vec<(ClinicianId, String)> = found.into_iter().map(|each| (each.id, each.recorded.value.name)).collect();
    team.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(team)
}

/// What this payer asks with what records and people answer, in the order of its call.
fn filled_for(
    payer: &PayerProfile,
    records: &ReviewRecords,
    (review, since, today): (RecordId, Day, Day),
    answers: &Answers,
) -> Vec<Filled> {
    let words = |question: ReviewQuestion| answers.get(&question).and_then(|stored| stored.last()).map(|stored| human(stored, review));
    let mut filled = fill(records, (since, today), words);
    let order = |question: ReviewQuestion| payer.questions.iter().position(|asked| asked.question == question);
    filled.retain(|filled| order(filled.question).is_some());
    filled.sort_by_key(|filled| order(filled.question));
    filled
}

/// Writes who said the words by name: a clinician as they sign, others as they are called here.
async fn name_authors(unit: &mut ReadUnit, filled: &mut [Filled]) -> Result<(), AppError> {
    let signed = filled.iter().filter_map(|filled| filled.human.as_ref()).filter(|human| human.signed);
    let signers: Vec<ClinicianId> = signed.filter_map(|human| human.author.parse().ok()).collect();
    let signers = unit.get_many::<care::Clinician>(&signers, View::Current).await?;
    let mut names = crate::disclosure::names(unit).await?;
    names.extend(signers.into_iter().map(|each| (each.id.to_string(), packet::signed(each.value()))));
    for human in filled.iter_mut().filter_map(|filled| filled.human.as_mut()) {
        human.author = crate::disclosure::name_of(&names, &human.author);
    }
    Ok(())
}

/// Words as they stand in a review: those of another one are carried forward from their day.
fn human(stored: &Stored<ReviewAnswer>, review: RecordId) -> HumanText {
    let value = stored.value();
    let of_other = (value.review != review).then_some(value.day);
    HumanText {
        text: value.text.clone(),
        day: value.day,
        carried_from: value.carried_from.or(of_other),
        author: value.signed_by.map_or_else(|| stored.recorded.recorder.clone(), |clinician| clinician.to_string()),
        signed: value.signed_by.is_some(),
        record: stored.id.to_string(),
        version: stored.recorded.version,
    }
}

/// The first day for which a review asks, where nothing was decided yet: the one after those of the authorization that it asks to extend.
fn asked_from(review: &Review, covered_until: Option<Day>) -> Day {
    match (review.authorization, covered_until) {
        (Some(_), Some(last)) => last.plus_days(1),
        // The authorization was taken back since.
        (Some(_), None) => review.due_day.plus_days(1),
        (None, _) => review.due_day,
    }
}

/// The coverage that a review speaks of: that of the refused claim; else that of whom it was asked, or the one that pays first, on the days that were
/// asked for. For days to come that nothing on record covers yet, the one that pays first today.
fn coverage_of<'a>(coverages: &'a [care::Coverage], place: &Place, same: &PayerIdentities) -> Option<&'a care::Coverage> {
    let of = |payer: &str, day: Day| {
        coverages.iter().rev().find(|coverage| same.is_same(&coverage.payer, payer) && coverage.period.contains(day))
    };
    let billed = place.lines().find_map(|line| of(&line.payer, line.period.first()));
    let (payer, from) = place.asked();
    let named = || payer.and_then(|payer| of(payer, from));
    billed.or_else(named).or_else(|| primary_from(coverages, from, place.today))
}

/// The coverage that pays first on a day; for a day to come for which none is on record, today's. Whoever pays today does not pay for a day that is past.
fn primary_from(coverages: &[care::Coverage], from: Day, today: Day) -> Option<&care::Coverage> {
    care::Coverage::primary_on(coverages, from).or_else(|| care::Coverage::primary_on(coverages, today).filter(|_| from > today))
}

/// The payer of a review's coverage, or who refused what it answers.
async fn payer_of(unit: &mut ReadUnit, place: &Place) -> Result<PayerProfile, AppError> {
    Ok(payer_on_record(unit, place).await?.0)
}

/// The same, and the first day that is asked for where no payer is on record for it.
async fn payer_on_record(unit: &mut ReadUnit, place: &Place) -> Result<(PayerProfile, Option<Day>), AppError> {
    let coverages = storage::coverage::of_patients(unit, &place.records, View::Current).await?;
    let coverages: Vec<care::Coverage> = coverages.into_iter().map(|stored| stored.recorded.value).collect();
    let payers: Vec<PayerProfile> = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect();
    let same = PayerIdentities::of(&payers);
    let coverage = coverage_of(&coverages, place, &same);
    let Some(key) = coverage.map(|coverage| coverage.payer.as_str()).or(place.refuser()) else {
        return Ok((PayerProfile::of_nobody(), Some(place.asked().1)));
    };
    let known = same.profile_of(&payers, key).cloned();
    // A coverage may name a payer whose profile no longer reads: it is that payer all the same, of whom nothing else is known.
    let named = || PayerProfile { key: key.to_owned(), name: key.to_owned(), ..PayerProfile::of_nobody() };
    Ok((known.unwrap_or_else(named), None))
}

/// The payer of a coverage; one of whom nothing is known where none is on record or known.
fn paying<'a>((payers, same): (&'a [PayerProfile], &PayerIdentities), coverage: Option<&care::Coverage>) -> &'a PayerProfile {
    let found = coverage.and_then(|coverage| same.profile_of(payers, &coverage.payer));
    found.unwrap_or(&NOBODY)
}

static NOBODY: LazyLock<PayerProfile> = LazyLock::new(PayerProfile::of_nobody);
