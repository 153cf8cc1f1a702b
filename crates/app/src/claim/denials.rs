//! The denial queue: every refusal that stands, what is to be expected of it and by when, and the steps that are taken about it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use care::{Coverage, PayerProfile};
use integrity::assessment::side::ContractRate;
use integrity::assessment::{Overturn, Side};
use integrity::denied::standing_denials;
use revenue_cycle::denial::label_of;
use revenue_cycle::denial::queue::{self, Order, StandingDenial};
use revenue_cycle::denial::step::{DenialStep, StepKind, StepProblem, WriteOffWay};
use revenue_cycle::level_of_service::{level_of_claim, level_of_line};
use revenue_cycle::{Books, Claim, DenialCategory, PaymentKey, ReasonTable};
use storage::denial_step::{self, DenialPlace, StoredStep};
use storage::{Alone, ReadUnit, Stored, View, remittance};
use utilization_review::authorization::{Authorization, DecisionStage, DeterminationOutcome};
use vocabulary::{Day, EpisodeId, LevelOfCare, Money, PatientId, Period, RecordId, ZoneName};

use super::OfficialLists;
use super::appeal::{place_of_line, siblings, stay};
use super::come_back::{About, Appealed, CameBack, came_back};
use super::deadline::{Clocks, KnownDeadline};
use super::whose::{PayerIds, Whose};
use super::written_off::{LineOfClaim, Lines, written_off};
use crate::computed::computed;
use crate::context::{App, place_of};
use crate::error::{AppError, FieldProblem, FieldProblemKind};
use crate::permission::{Caller, Data, Scope};

/// What of the queue is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueQuery {
    /// Only refusals of this category.
    pub category: Option<DenialCategory>,
    /// Only refusals of this payer, by its name.
    pub payer: Option<String>,
    /// Only refusals about which nothing was done, or only those about which something was.
    pub worked: Option<bool>,
    /// Only those whose write-off waits for somebody who approves it.
    pub asked: bool,
    /// By what they are ordered; by what is to be expected where nobody says.
    pub order: Option<Order>,
    /// Only what comes after this one in that order.
    pub after: Option<DenialPlace>,
    /// At most so many.
    pub size: usize,
}

/// A refusal in the queue.
#[derive(Clone, Debug)]
pub struct QueuedDenial {
    /// Where it stands.
    pub about: DenialPlace,
    /// The refusal.
    pub denial: StandingDenial,
    /// Our label of the reason; `None` for a reason that our table does not know.
    pub label: Option<revenue_cycle::OwnLabel>,
    /// The share of such refusals that were won: lower limit, mean, upper limit. `None` below ten second decisions.
    pub share: Option<(f64, f64, f64)>,
    /// The last day with what says so; `None` where nothing on record does.
    pub deadline: Option<KnownDeadline>,
    /// The number of an authorization by this payer that covers the day at the billed level, is in the practice's records, and is not on the claim.
    pub on_file: Option<(String, Period)>,
    /// Where there is none: one that covers the day and was granted for something else.
    pub granted_otherwise: Option<GrantedOtherwise>,
    /// The last step that holds.
    pub step: Option<StoredStep>,
    /// How that step came back, where the payer does not answer it any more.
    pub came_back: Option<CameBack>,
    /// The review of the appeal that was opened against it; `None` before.
    pub appeal: Option<RecordId>,
    /// Which version of the claim was sent to the payer that refuses, by its place among them; `None` where none was.
    bill: Option<usize>,
}

/// An authorization that covers the day and answers nothing: it was granted for another level of care or by another payer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedOtherwise {
    /// Its number.
    pub number: String,
    /// The level for which it was granted.
    pub level: LevelOfCare,
    /// True where another payer granted it.
    pub by_another_payer: bool,
}

/// The queue.
#[derive(Clone, Debug)]
pub struct DenialQueue {
    /// The day on which it was made.
    pub today: Day,
    /// One page, in its order.
    pub rows: Vec<QueuedDenial>,
    /// How many there are with this filter.
    pub count: usize,
    /// How many there are in all, withdrawn and written-off ones left out.
    pub all: usize,
    /// True where more follow.
    pub more: bool,
    /// The categories and the payers that there are, to filter by.
    pub categories: Vec<DenialCategory>,
    /// See `categories`.
    pub payers: Vec<String>,
    /// The version of the table of reasons.
    pub reasons_version: String,
}

/// One refusal with everything that was done about it.
#[derive(Clone, Debug)]
pub struct DenialPage {
    /// The day on which it was made.
    pub today: Day,
    /// The zone in which moments are written.
    pub zone: ZoneName,
    /// The refusal.
    pub row: QueuedDenial,
    /// The claim as it was sent to the payer that refuses; where no bill to it is on record, as it stands.
    pub claim: Claim,
    /// The bill that a corrected claim would take the place of; `None` where no bill to the payer that refuses is on record.
    pub bill: Option<Claim>,
    /// Every step, the oldest first, with the name of who took it.
    pub steps: Vec<(StoredStep, String)>,
    /// Labels of the remarks, as far as our table knows them.
    pub remarks: Vec<(String, Option<revenue_cycle::OwnLabel>)>,
    /// Texts of the practice's own copy of the official lists: of the reason and of remarks by code; with where the lists come from.
    pub official: Option<OfficialTexts>,
    /// The patient whose claim it is; `None` where nobody can say.
    pub patient: Option<PatientId>,
    /// Authorizations of the patient that have a number: only one of these comes onto a corrected claim.
    pub authorizations: Vec<(String, Period)>,
    /// Numbers under which payers know the patient.
    pub members: Vec<String>,
    /// The review whose appeal speaks of the day, where there is one that the caller may see.
    pub review: Option<RecordId>,
    /// Other refusals of the patient by the same payer for the same reason, which the same appeal may answer.
    pub siblings: Vec<QueuedDenial>,
    /// The name of whoever looks: who writes the line off approves it, and nobody else can be named.
    pub signed_in: String,
    /// What whoever looks can do about writing it off.
    pub write_off: WriteOffWay,
    /// Up to which amount nobody else is needed; `None`: always alone.
    pub alone_up_to: Option<Money>,
    /// True where a corrected claim can be written: the payer's number is known.
    pub payer_control: String,
}

/// What official lists say of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialTexts {
    /// Of the reason.
    pub reason: Option<String>,
    /// Of remarks, by code.
    pub remarks: BTreeMap<String, String>,
    /// Where the lists come from and of which day.
    pub source: String,
}

impl OfficialTexts {
    /// `None` where the lists say nothing of it.
    fn of(lists: &OfficialLists, denial: &revenue_cycle::Denial) -> Option<Self> {
        let reason = lists.table.reason(&denial.reason).and_then(|reason| reason.official.clone());
        let text = |code: &String| Some((code.clone(), lists.table.remark(code)?.official.clone()?));
        let remarks: BTreeMap<String, String> = denial.remarks.iter().filter_map(text).collect();
        (reason.is_some() || !remarks.is_empty()).then(|| Self { reason, remarks, source: lists.source.clone() })
    }
}

/// A step that somebody takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStep {
    /// Which.
    pub kind: StepKind,
    /// Why; may be empty where the step says it.
    pub reason: String,
}

/// Everything that the queue is made of.
pub(super) struct Desk {
    pub(super) books: Arc<Books>,
    ids: BTreeMap<PaymentKey, RecordId>,
    steps: Vec<(StoredStep, LineOfClaim)>,
    written_off: BTreeMap<LineOfClaim, StoredStep>,
    contracts: Option<BTreeSet<ContractRate>>,
    payer_ids: PayerIds,
    appeals: BTreeMap<DenialPlace, RecordId>,
    appealed: Appealed,
    profiles: BTreeMap<String, PayerProfile>,
    clocks: Clocks,
    authorizations: BTreeMap<PatientId, Vec<Authorization>>,
    pub(super) whose: Whose,
    pub(super) zone: ZoneName,
    pub(super) today: Day,
}

impl Desk {
    pub(super) async fn load(unit: &mut ReadUnit) -> Result<Self, AppError> {
        let books = remittance::books(unit).await?;
        let claims = versions(&books);
        let whose = Whose::of(unit, claims.iter().copied()).await?;
        let patients: BTreeSet<PatientId> = claims.iter().filter_map(|claim| whose.patient(claim)).collect();
        let payer_ids = whose.payer_ids(claims.iter().copied());
        let contracts = crate::assessment::contracts(unit, &payer_ids).await?;
        let records: Vec<PatientId> = patients.iter().flat_map(|patient| whose.records_of(*patient)).collect();
        let episodes = storage::episode::of_patients(unit, &records, View::Current).await?;
        let patient_of: BTreeMap<EpisodeId, PatientId> =
            episodes.iter().map(|stored| (stored.id, whose.shown_as(stored.value().patient))).collect();
        let mut authorizations: BTreeMap<PatientId, Vec<Authorization>> = BTreeMap::new();
        for stored in storage::authorization::of_patients(unit, &records, View::Current).await? {
            let granted = stored.recorded.value;
            if let Some(patient) = patient_of.get(&granted.episode) {
                authorizations.entry(*patient).or_default().push(granted);
            }
        }
        let profiles = crate::payer::payers_in(unit).await?;
        let (zone, today) = place_of(unit, &[]).await?;
        let appealed = storage::disputed_line::all(unit, View::Current).await?;
        let (ids, steps) = (remittance::ids(unit).await?, denial_step::all(unit).await?);
        let lines = Lines::of(&books, &ids);
        let off = written_off(&steps, &lines).into_iter().map(|(line, step)| (line, step.clone())).collect();
        let steps = steps.into_iter().map(|step| {
            let line = lines.line(step.about, &step.step.claim_number);
            (step, line)
        });
        let steps = steps.collect();
        let (rules, calendar) = (crate::payer::rules_in(unit).await?, crate::holiday::calendar_in(unit).await?);
        Ok(Self {
            clocks: Clocks { rules, calendar, zone: zone.clone() },
            appealed: Appealed::load(unit).await?,
            appeals: appealed.iter().map(Stored::value).map(|line| (place_of_line(line), line.review)).collect(),
            ids,
            steps,
            written_off: off,
            contracts: (!contracts.is_empty()).then_some(contracts),
            payer_ids,
            profiles: profiles.into_iter().map(|view| (view.profile.key.clone(), view.profile)).collect(),
            authorizations,
            whose,
            zone,
            today,
            books,
        })
    }

    /// Until when something can be done about the refusals of payments that are not on record yet, by payment and place in it, then by group and reason: the
    /// earliest of each.
    pub(super) fn deadlines(
        mut self,
        payments: Vec<revenue_cycle::Remittance>,
        table: &ReasonTable,
    ) -> BTreeMap<(PaymentKey, usize), BTreeMap<String, Day>> {
        // A payment without an id of its own gets one that is nobody's: rows are known by it, and it leads nowhere.
        let nobody: RecordId = "00000000-0000-7000-8000-000000000000".parse().expect("an id");
        let keys: BTreeSet<PaymentKey> = payments.iter().map(|payment| payment.key.clone()).collect();
        let books = Arc::make_mut(&mut self.books);
        for payment in payments {
            self.ids.entry(payment.key.clone()).or_insert(nobody);
            let _known_or_new = books.add_remittance(payment);
        }
        let mut deadlines: BTreeMap<(PaymentKey, usize), BTreeMap<String, Day>> = BTreeMap::new();
        for row in self.rows(table).into_iter().filter(|row| keys.contains(&row.denial.payment)) {
            let Some(day) = row.denial.deadline else { continue };
            let of_decision = deadlines.entry((row.denial.payment.clone(), row.denial.place)).or_default();
            let earliest = of_decision.entry(row.denial.denial.code.clone()).or_insert(day);
            *earliest = day.min(*earliest);
        }
        deadlines
    }

    /// Every refusal that stands, with what is known about it. Takes time with many claims.
    pub(super) fn rows(&self, table: &ReasonTable) -> Vec<QueuedDenial> {
        let settlement = self.books.settle(table);
        // What a line is worth, its contract says before one's own history does.
        let side = Side { contracts: self.contracts.clone(), ..Side::default() };
        let (denials, overturn) = standing_denials(&settlement, &side, table, self.today);
        let rows = denials.into_iter().filter_map(|denial| {
            let settled = settlement.claim(&denial.claim_number)?;
            let posting = settled.matched.iter().map(|matched| matched.posting);
            let posting = posting.into_iter().find(|posting| *posting.key == denial.payment && posting.place == denial.place)?;
            let bill = settled.bill_of(&posting);
            let place = bill.and_then(|bill| settled.history.versions().iter().position(|version| std::ptr::eq(*version, bill)));
            let label = label_of(Some(settled.history.current()), posting.adjudication, denial.denial.line);
            self.row((denial, place, label), bill.unwrap_or(settled.history.current()), table, &overturn)
        });
        rows.collect()
    }

    fn row(
        &self,
        (mut denial, bill, label): (StandingDenial, Option<usize>, String),
        claim: &Claim,
        table: &ReasonTable,
        overturn: &Overturn,
    ) -> Option<QueuedDenial> {
        let about = DenialPlace { remittance: *self.ids.get(&denial.payment)?, place: denial.place, line: denial.denial.line };
        let coverage = bill.and_then(|_| self.coverage(claim));
        let profile = coverage.and_then(|coverage| self.profiles.get(&coverage.payer));
        let deadline = coverage.zip(profile).and_then(|paying| self.clocks.last_day(&denial, claim, paying));
        denial.deadline = deadline.as_ref().map(|deadline| deadline.day);
        let known = table.reason(&denial.denial.reason).filter(|reason| !reason.label.is_empty());
        let last = self.steps.iter().rev().map(|(step, _)| step).find(|step| step.about == about);
        // What was written off stays so when the payer refuses it again.
        let step = last.or_else(|| self.written_off.get(&(denial.claim_number.clone(), label)));
        let step = step.filter(|step| step.step.kind != StepKind::Reopened).cloned();
        let appeal = self.appeals.get(&about).copied();
        let asked = About { number: &denial.claim_number, day: denial.day, review: appeal };
        let came_back = step.as_ref().and_then(|step| came_back(step, &asked, &self.appealed, &self.books, &self.zone));
        let left = |step: &StoredStep| matches!(step.step.kind, StepKind::CorrectedClaim | StepKind::CorrectedElsewhere | StepKind::Appeal);
        denial.waits_for_payer = came_back.is_none() && step.as_ref().is_some_and(left);
        let (on_file, granted_otherwise) = match self.covering(claim, &denial) {
            Some(Covering::OnFile(number, period)) => (Some((number, period)), None),
            Some(Covering::Otherwise(granted)) => (None, Some(granted)),
            None => (None, None),
        };
        Some(QueuedDenial {
            about,
            label: known.map(|reason| reason.label.clone()),
            share: overturn.share(denial.denial.kind.category),
            deadline,
            on_file,
            granted_otherwise,
            step,
            came_back,
            appeal,
            denial,
            bill,
        })
    }

    /// The coverage under which a bill went to its payer: of the member's number on it, else the one that pays first on the day, where the practice knows
    /// that payer by the number to which the bill went.
    pub(super) fn coverage(&self, bill: &Claim) -> Option<&Coverage> {
        let is_its = |coverage: &&Coverage| self.payer_ids.get(&coverage.payer).is_some_and(|ids| ids.contains(&bill.payer_id));
        self.whose.coverage_of_member(bill).or_else(|| self.whose.first_coverage(bill).filter(is_its))
    }

    /// The bill that was sent to the payer that refuses.
    pub(super) fn bill(&self, row: &QueuedDenial) -> Option<&Claim> {
        self.books.history(&row.denial.claim_number)?.versions().get(row.bill?).copied()
    }

    /// What the payer calls the claim; empty where it does not say.
    pub(super) fn payer_control(&self, row: &QueuedDenial) -> String {
        let settled = self.books.remittances().find(|payment| payment.key == row.denial.payment);
        let decision = settled.and_then(|payment| payment.adjudications.get(row.denial.place));
        decision.map(|decision| decision.payer_control.trim().to_owned()).unwrap_or_default()
    }

    /// What the practice's records hold about the refused day: an authorization that the claim should carry, else one that was granted for something else.
    fn covering(&self, claim: &Claim, denial: &StandingDenial) -> Option<Covering> {
        if denial.denial.kind.category != DenialCategory::Authorization {
            return None;
        }
        let day = denial.day?;
        let on_line = denial.line_number.and_then(|number| claim.lines.iter().find(|line| line.number == number));
        let carried = |number: &str| {
            let of_line = on_line.and_then(|line| line.authorization.as_deref());
            of_line.is_some_and(|carried| carried == number)
                || (of_line.is_none() && claim.authorizations.iter().any(|carried| carried == number))
        };
        let granted = self.authorizations.get(&self.whose.patient(claim)?)?;
        let covers = |granted: &&Authorization| granted.period.contains(day) && !granted.number.trim().is_empty();
        let covering: Vec<&Authorization> = granted.iter().filter(covers).collect();
        // A single service may be part of a program: the claim says so.
        let of_line = on_line.and_then(level_of_line).filter(|level| *level != LevelOfCare::Outpatient);
        let level = of_line.or_else(|| level_of_claim(claim));
        let payer = self.coverage(claim).map(|coverage| coverage.payer.as_str());
        let of_payer = |granted: &Authorization| payer.is_none_or(|payer| granted.payer == payer);
        let fits = |granted: &&Authorization| of_payer(granted) && level.is_none_or(|level| granted.level_of_care == level);
        let fitting: Vec<&Authorization> = covering.iter().copied().filter(fits).collect();
        match (fitting.last(), covering.last()) {
            // Where the claim carries one that covers the day, it was refused for another reason.
            (Some(last), _) if !fitting.iter().any(|granted| carried(&granted.number)) => {
                Some(Covering::OnFile(last.number.clone(), last.period))
            }
            (None, Some(last)) => Some(Covering::Otherwise(GrantedOtherwise {
                number: last.number.clone(),
                level: last.level_of_care,
                by_another_payer: !of_payer(last),
            })),
            _ => None,
        }
    }
}

/// An authorization that covers a refused day.
enum Covering {
    /// It answers the refusal, and the claim was sent without it.
    OnFile(String, Period),
    /// It was granted for something else.
    Otherwise(GrantedOtherwise),
}

impl App {
    /// The refusals that stand, a page of them.
    #[crate::boxed]
    pub async fn denial_queue(&self, caller: &Caller, query: QueueQuery) -> Result<DenialQueue, AppError> {
        const ACTION: &str = "view_denials";
        let desk = self.desk(caller, ACTION).await?;
        let made = tokio::task::spawn_blocking(move || page_of(&desk, &query));
        computed("listing denials", made).await
    }

    pub(super) async fn desk(&self, caller: &Caller, action: &'static str) -> Result<Desk, AppError> {
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, action, refused.into()).await;
        }
        let operation = self.operation(caller, action);
        self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Desk::load(unit).await })).await
    }

    /// One refusal that stands.
    #[crate::boxed]
    pub async fn denial(&self, caller: &Caller, about: DenialPlace) -> Result<DenialPage, AppError> {
        const ACTION: &str = "view_denial";
        let desk = self.desk(caller, ACTION).await?;
        let found = tokio::task::spawn_blocking(move || {
            let table = ReasonTable::shipped();
            let rows = desk.rows(&table);
            let row = rows.iter().find(|row| row.about == about).cloned();
            let beside = row.as_ref().map(|row| siblings(&desk, &rows, row).into_iter().cloned().collect::<Vec<_>>());
            (desk, row, beside.unwrap_or_default(), table)
        });
        let (desk, row, beside, table) = computed("finding a denial", found).await?;
        let row = row.ok_or(AppError::NotFound("denial"))?;
        let current = desk.books.history(&row.denial.claim_number).ok_or(AppError::NotFound("claim"))?.current();
        let bill = desk.bill(&row).cloned();
        let claim = bill.clone().unwrap_or_else(|| current.clone());
        let numbered = |granted: &Authorization| (granted.number.trim().to_owned(), granted.period);
        let of_patient = desk.whose.patient(current);
        let granted = of_patient.and_then(|patient| desk.authorizations.get(&patient)).into_iter().flatten();
        let authorizations = granted.map(numbered).filter(|(number, _)| !number.is_empty()).collect();
        let members = of_patient.map(|patient| desk.whose.members_of(patient)).unwrap_or_default();
        let looking = caller.actor.code();
        let (patient, day, may_see) = (desk.whose.patient(current), row.denial.day, caller.scope(Data::Reviews) == Scope::All);
        let operation = self.operation(caller, ACTION);
        // With the steps about earlier refusals of the same line.
        let own = Lines::of(&desk.books, &desk.ids).line(about, &row.denial.claim_number);
        let steps: Vec<StoredStep> = desk.steps.iter().filter(|(_, line)| *line == own).map(|(step, _)| step.clone()).collect();
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let names = crate::disclosure::names(unit).await?;
                let named = steps.into_iter().map(|step| {
                    let name = crate::disclosure::name_of(&names, &step.recorder);
                    (step, name)
                });
                let named = named.collect();
                let review = match patient.filter(|_| may_see) {
                    Some(patient) => review_of(unit, patient, day).await?,
                    None => None,
                };
                let beside = match patient.zip(day) {
                    Some((patient, day)) => of_same_stay(unit, patient, day, beside).await?,
                    None => Vec::new(),
                };
                Ok((named, review, beside, crate::disclosure::name_of(&names, &looking)))
            })
        });
        let (steps, review, siblings, signed_in) = read.await?;
        let alone_up_to = self.settings().write_off_alone_up_to;
        let asked = row.step.as_ref().filter(|step| step.step.kind == StepKind::WriteOffAsked);
        let write_off =
            WriteOffWay::of(row.denial.denial.amount, alone_up_to, asked.map(|step| step.recorder.as_str()), &caller.actor.code());
        let remarks = row.denial.denial.remarks.iter();
        let label = |code: &String| table.remark(code).map(|remark| remark.label.clone()).filter(|label| !label.is_empty());
        Ok(DenialPage {
            today: desk.today,
            zone: desk.zone.clone(),
            remarks: remarks.map(|code| (code.clone(), label(code))).collect(),
            payer_control: desk.payer_control(&row),
            official: self.settings().official_lists.as_ref().and_then(|lists| OfficialTexts::of(lists, &row.denial.denial)),
            signed_in,
            write_off,
            alone_up_to,
            siblings,
            row,
            claim,
            bill,
            steps,
            patient,
            authorizations,
            members,
            review,
        })
    }

    /// Keeps a step about a refusal that stands.
    #[crate::boxed]
    pub async fn take_denial_step(&self, caller: &Caller, about: DenialPlace, new: NewStep) -> Result<(), AppError> {
        const ACTION: &str = "take_denial_step";
        if matches!(new.kind, StepKind::CorrectedClaim | StepKind::Appeal | StepKind::WriteOffAsked) {
            // A corrected claim and an appeal are steps only together with the release of what leaves.
            return Err(AppError::field("step", FieldProblemKind::NotAChoice));
        }
        let page = self.denial(caller, about).await?;
        let amount = page.row.denial.denial.amount;
        let (alone, by) = (self.settings().write_off_alone_up_to, caller.actor.code());
        let mut step = DenialStep {
            claim_number: page.row.denial.claim_number.clone(),
            kind: new.kind,
            code: page.row.denial.denial.code.clone(),
            amount,
            reason: new.reason.trim().to_owned(),
            approver: if new.kind == StepKind::WriteOff { page.signed_in } else { String::new() },
        };
        let problems: Vec<FieldProblem> = step.problems().into_iter().map(field_problem).collect();
        if !problems.is_empty() {
            return Err(AppError::Form(problems));
        }
        // What holds about the line: it may have been written off when an earlier payment refused it.
        if new.kind == StepKind::WriteOff && page.row.step.as_ref().is_some_and(|step| step.step.kind == StepKind::WriteOff) {
            return Err(AppError::Conflict);
        }
        let operation = self.operation(caller, ACTION);
        let write = self.database.write_alone::<_, AppError, _>(&operation, Alone::Refusals, |unit| {
            Box::pin(async move {
                // The form may have been sent twice, or by two people: nothing is taken off the books twice.
                let last = denial_step::all(unit).await?.into_iter().rfind(|stored| stored.about == about);
                let stands = |kind| last.as_ref().filter(|last| last.step.kind == kind);
                if step.kind == StepKind::WriteOff {
                    if stands(StepKind::WriteOff).is_some() {
                        return Err(AppError::Conflict);
                    }
                    let asked = stands(StepKind::WriteOffAsked).map(|asked| asked.recorder.as_str());
                    match WriteOffWay::of(amount, alone, asked, &by) {
                        WriteOffWay::Alone | WriteOffWay::Approves => {}
                        WriteOffWay::Asks => (step.kind, step.approver) = (StepKind::WriteOffAsked, String::new()),
                        WriteOffWay::OwnRequest => return Err(AppError::field("reason", FieldProblemKind::AnotherPersonApproves)),
                    }
                }
                Ok(denial_step::add(unit, about, &step, None).await?)
            })
        });
        write.await
    }
}

/// Every version of every claim: a member's number may stand on the bill to one payer only.
pub(crate) fn versions(books: &Books) -> Vec<&Claim> {
    books.claim_numbers().filter_map(|number| books.history(number)).flat_map(|history| history.versions().to_vec()).collect()
}

fn field_problem(problem: StepProblem) -> FieldProblem {
    let field = match problem {
        StepProblem::NoReason => "reason",
        StepProblem::NoApprover => "approver",
    };
    FieldProblem { field: field.to_owned(), kind: FieldProblemKind::Required }
}

/// Those refusals whose day lies in the same stay as a day: one appeal speaks of one stay.
async fn of_same_stay(unit: &mut ReadUnit, patient: PatientId, day: Day, others: Vec<QueuedDenial>) -> Result<Vec<QueuedDenial>, AppError> {
    let records = storage::patient_link::records_of(unit, patient, View::Current).await?;
    let mut found = Vec::new();
    for other in others {
        let both = other.denial.day.and_then(|own| Period::new(own.min(day), Some(own.max(day))).ok());
        if let Some(both) = both
            && stay(unit, &records, &[both]).await?.is_some()
        {
            found.push(other);
        }
    }
    Ok(found)
}

/// The newest review of a patient whose denial, taken in or not, speaks of a day.
async fn review_of(unit: &mut ReadUnit, patient: PatientId, day: Option<Day>) -> Result<Option<RecordId>, AppError> {
    let records = storage::patient_link::records_of(unit, patient, View::Current).await?;
    let decisions = storage::authorization_determination::of_patients(unit, &records, View::Current).await?;
    let reviews = storage::review::of_patients(unit, &records, View::Current).await?;
    let denied = decisions.iter().rev().find(|stored| {
        let value = stored.value();
        let is_refused = value.outcome != DeterminationOutcome::Approved && value.stage != DecisionStage::Claim;
        is_refused && day.is_none_or(|day| value.period.contains(day))
    });
    let Some(denied) = denied else { return Ok(None) };
    Ok(reviews.iter().rev().find(|stored| stored.value().episode == denied.value().episode).map(|stored| stored.id))
}

fn page_of(desk: &Desk, query: &QueueQuery) -> DenialQueue {
    let table = ReasonTable::shipped();
    let rows = desk.rows(&table);
    let is_written_off = |row: &QueuedDenial| row.step.as_ref().is_some_and(|step| step.step.kind == StepKind::WriteOff);
    let (mut categories, mut payers): (Vec<DenialCategory>, Vec<String>) =
        rows.iter().map(|row| (row.denial.denial.kind.category, row.denial.payer_name.clone())).unzip();
    categories.sort_unstable();
    categories.dedup();
    payers.sort_unstable();
    payers.dedup();
    let all = rows.iter().filter(|row| !is_written_off(row)).count();
    let fits = |row: &QueuedDenial| {
        query.category.is_none_or(|category| row.denial.denial.kind.category == category)
            && query.payer.as_ref().is_none_or(|payer| row.denial.payer_name == *payer)
            && (!query.asked || row.step.as_ref().is_some_and(|step| step.step.kind == StepKind::WriteOffAsked))
            && match query.worked {
                None => !is_written_off(row),
                Some(worked) => row.step.is_some() == worked,
            }
    };
    let rows = arranged(rows.into_iter().filter(fits).collect(), query.order.unwrap_or(Order::ExpectedValue), desk.today);
    let count = rows.len();
    let begin = query.after.and_then(|after| rows.iter().position(|row| row.about == after)).map_or(0, |place| place + 1);
    let size = query.size.max(1);
    DenialQueue {
        today: desk.today,
        more: count > begin + size,
        rows: rows.into_iter().skip(begin).take(size).collect(),
        count,
        all,
        categories,
        payers,
        reasons_version: table.version.clone(),
    }
}

fn arranged(rows: Vec<QueuedDenial>, order: Order, today: Day) -> Vec<QueuedDenial> {
    let mut denials: Vec<StandingDenial> = rows.iter().map(|row| row.denial.clone()).collect();
    queue::arrange(&mut denials, order, today);
    let key = |denial: &StandingDenial| (denial.payment.clone(), denial.place, denial.denial.line);
    let mut by_key: BTreeMap<_, QueuedDenial> = rows.into_iter().map(|row| (key(&row.denial), row)).collect();
    denials.iter().filter_map(|denial| by_key.remove(&key(denial))).collect()
}
