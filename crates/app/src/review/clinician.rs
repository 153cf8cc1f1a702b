//! What reviews and appeals need from one clinician, across the patients of their care teams: questions they were asked, facts that only they can
//! give, words that wait for a signature, facts that speak against a request, statements of urgency, and scores that nobody looked at.

use std::collections::{BTreeMap, BTreeSet};

use care::ReviewQuestion;
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::{PaperKind, TaskKind};
use utilization_review::given_notice::NoticeOwner;
use utilization_review::packet::{Choices, Variant};
use utilization_review::review::{HumanText, Missing, NextAction};
use vocabulary::{AdministrationId, Day, Finding, Instant, PatientId, RecordId, ZoneName};

use super::board::{own_patients, stays};
use super::notice::NoticeRow;
use super::{ReviewPage, page, place};
use crate::context::App;
use crate::error::AppError;
use crate::permission::{Caller, Data, Scope};
use crate::score_review::looked_at;

/// Scores so many days back are listed where nobody looked at them.
const SCORE_DAYS: i32 = 14;

/// What one stay needs from its clinician.
#[derive(Clone, Debug)]
pub struct ClinicianNeeds {
    /// Family name, then given name.
    pub listed_name: String,
    /// The practice's number of the patient.
    pub record_number: String,
    /// The record under which the patient is shown.
    pub patient: PatientId,
    /// The zone of the patient's program.
    pub zone: ZoneName,
    /// The open review; `None` where none is open.
    pub review: Option<RecordId>,
    /// The day by which the payer must have it.
    pub due: Option<Day>,
    /// Questions that the coordinator asked, with until when.
    pub asked: Vec<(ReviewQuestion, Instant)>,
    /// What is missing for the payer and closed by asking or seeing the patient, with the cheapest way.
    pub missing: Vec<Missing>,
    /// Questions whose words no clinician signed.
    pub unsigned: Vec<ReviewQuestion>,
    /// The words that stand to any of these questions, with who said them.
    pub words: BTreeMap<ReviewQuestion, HumanText>,
    /// Facts that speak against the request and that nobody answered.
    pub against: Vec<Finding>,
    /// Reviews whose urgent appeal waits for a statement of urgency.
    pub urgency: Vec<RecordId>,
    /// Notices that are open and the clinicians' task, the earliest first.
    pub notices: Vec<NoticeRow>,
    /// Scores of the last days that nobody looked at: the instrument's short name, the day, the administration.
    pub scores: Vec<(String, Day, AdministrationId)>,
}

impl ClinicianNeeds {
    fn none(patient: PatientId, (listed_name, record_number): (String, String), zone: ZoneName) -> Self {
        Self {
            listed_name,
            record_number,
            patient,
            zone,
            review: None,
            due: None,
            asked: Vec::new(),
            missing: Vec::new(),
            unsigned: Vec::new(),
            words: BTreeMap::new(),
            against: Vec::new(),
            urgency: Vec::new(),
            notices: Vec::new(),
            scores: Vec::new(),
        }
    }

    /// True where nothing is needed.
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty()
            && self.missing.is_empty()
            && self.unsigned.is_empty()
            && self.against.is_empty()
            && self.urgency.is_empty()
            && self.notices.is_empty()
            && self.scores.is_empty()
    }
}

impl App {
    /// What is needed from the caller for the patients of their care teams: what an urgent appeal waits for in front, also of patients who are discharged,
    /// then the review that is due first; nothing from who treats nobody. Stays that need nothing are not among them.
    #[crate::boxed]
    pub async fn clinician_needs(&self, caller: &Caller) -> Result<Vec<ClinicianNeeds>, AppError> {
        const ACTION: &str = "view_clinician_needs";
        if let Err(refused) = caller.may(Data::Reviews) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (operation, asking, app, now) = (self.operation(caller, ACTION), caller.clone(), self.clone(), self.now());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let own = own_patients(unit, &asking, Scope::CareTeam).await?;
                let mut needs = Vec::new();
                let mut urgent = urgent(unit, &asking, own.as_deref().unwrap_or_default()).await?;
                let stays = stays(unit, own.as_deref(), now).await?;
                let shown: Vec<PatientId> = stays.iter().map(|entry| entry.stay.patient).collect();
                let mut notices = super::notice::open_of(unit, &shown).await?;
                for entry in stays {
                    let stay = entry.stay;
                    let mut open = notices.remove(&stay.episode).unwrap_or_default();
                    open.retain(|row| row.clock.owner() == NoticeOwner::Clinicians);
                    let zone = zone_of(unit, stay.patient).await?;
                    let mut need = ClinicianNeeds {
                        review: stay.review,
                        urgency: urgent.remove(&stay.patient).unwrap_or_default(),
                        notices: open,
                        scores: unseen(unit, &app, stay.patient, stay.today).await?,
                        ..ClinicianNeeds::none(stay.patient, (stay.listed_name, stay.record_number), zone)
                    };
                    if let Some(review) = stay.review {
                        of_review(unit, &app, &asking, review, &mut need).await?;
                    }
                    if !need.is_empty() {
                        needs.push(need);
                    }
                }
                for (patient, reviews) in urgent {
                    let person = unit.require::<care::Patient>(patient).await?.recorded.value;
                    let named = (person.listed_name(), person.record_number);
                    needs.push(ClinicianNeeds { urgency: reviews, ..ClinicianNeeds::none(patient, named, zone_of(unit, patient).await?) });
                }
                needs.sort_by(|one, other| order(one).cmp(&order(other)));
                Ok(needs)
            })
        });
        self.audited(caller, ACTION, read.await).await
    }
}

async fn of_review(unit: &mut ReadUnit, app: &App, caller: &Caller, review: RecordId, need: &mut ClinicianNeeds) -> Result<(), AppError> {
    let at = place(unit, caller, review).await?;
    let shown = page(unit, at, &app.library()).await?;
    need.due = Some(shown.review.value().due_day);
    need.asked = asked(&shown, caller);
    let is_clinical = |missing: &&Missing| matches!(missing.action, NextAction::AskClinician | NextAction::Assess);
    let is_asked = |question: ReviewQuestion| need.asked.iter().any(|(asked, _)| *asked == question);
    need.missing = shown.readiness.missing.iter().filter(is_clinical).filter(|missing| !is_asked(missing.question)).copied().collect();
    let unsigned = shown.filled.iter().filter(|filled| filled.human.as_ref().is_some_and(|human| !human.signed));
    need.unsigned = unsigned.map(|filled| filled.question).collect();
    let named = |question: ReviewQuestion| {
        need.missing.iter().any(|missing| missing.question == question) || need.unsigned.contains(&question) || is_asked(question)
    };
    let said = shown.filled.into_iter().filter(|filled| named(filled.question));
    need.words = said.filter_map(|filled| Some((filled.question, filled.human?))).collect();
    if caller.may(Data::Release).is_ok() {
        let draft = super::packet::draft(unit, app, caller, review, (Variant::Concurrent, Choices::default())).await?;
        need.against = draft.packet.unanswered().map(|each| each.fact.clone()).collect();
    }
    Ok(())
}

fn order(need: &ClinicianNeeds) -> (bool, bool, Option<Day>, &str) {
    (need.urgency.is_empty(), need.due.is_none(), need.due, &need.listed_name)
}

/// Reviews about these records of patients whose urgent appeal waits for a statement of urgency, by patient. A denial closes its review and may end the
/// stay: neither is asked for.
async fn urgent(unit: &mut ReadUnit, caller: &Caller, own: &[PatientId]) -> Result<BTreeMap<PatientId, Vec<RecordId>>, AppError> {
    let appeals = storage::appeal::of_patients(unit, own, View::Current).await?;
    let waiting = appeals.iter().map(Stored::value).filter(|appeal| appeal.urgent && !appeal.decided);
    let reviews: BTreeSet<RecordId> = waiting.map(|appeal| appeal.review).collect();
    let mut found: BTreeMap<PatientId, Vec<RecordId>> = BTreeMap::new();
    for review in reviews {
        let at = place(unit, caller, review).await?;
        let appeal = super::appeal::case_of(unit, at).await?;
        if appeal.tasks.iter().any(|task| task.kind == TaskKind::Paper(PaperKind::Urgency) && !task.done) {
            found.entry(appeal.patient.id).or_default().push(review);
        }
    }
    Ok(found)
}

/// Questions that are open and meant for the caller.
fn asked(shown: &ReviewPage, caller: &Caller) -> Vec<(ReviewQuestion, Instant)> {
    let open = shown.tasks.iter().map(Stored::value).filter(|task| task.answered_at.is_none());
    let own = open.filter(|task| caller.clinician == Some(task.clinician));
    own.flat_map(|task| task.questions.iter().map(|question| (*question, task.due_at))).collect()
}

async fn zone_of(unit: &mut ReadUnit, patient: PatientId) -> Result<ZoneName, AppError> {
    let (_, records) = crate::context::person(unit, patient).await?;
    Ok(crate::context::place_of(unit, &records).await?.0)
}

/// Scores of the last days that nobody looked at.
async fn unseen(unit: &mut ReadUnit, app: &App, patient: PatientId, today: Day) -> Result<Vec<(String, Day, AdministrationId)>, AppError> {
    let (_, records) = crate::context::person(unit, patient).await?;
    let scores = storage::score::of_patients(unit, &records, None, View::Current).await?;
    let library = app.library();
    // Each is listed once, and none that somebody looked at as it stands.
    let reviews = storage::score_review::of_patients(unit, &records, View::Current).await?;
    let looked_at = looked_at(&reviews);
    let mut recent: BTreeMap<AdministrationId, (String, Day)> = BTreeMap::new();
    for score in scores.into_iter().filter(|score| today.days_since(score.day) <= SCORE_DAYS && score.day <= today) {
        if !looked_at.counts(score.administration, score.input_version) {
            let name = library.get(&score.instrument).map_or_else(|| score.instrument.clone(), |found| found.short_name.clone());
            recent.insert(score.administration, (name, score.day));
        }
    }
    Ok(recent.into_iter().map(|(id, (name, day))| (name, day, id)).collect())
}
