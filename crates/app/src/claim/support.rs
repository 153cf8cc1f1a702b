//! Does a claim stand on evidence? One claim with what came back, the rules over the records of its patient, its days, and its release by a person.
//!
//! A claim is joined to its patient by numbers ([`integrity::claim_support::joining`]); where none fits, the rules about the patient are unknown and the
//! page says so. Who may see claims sees that a record is on file and of which day, never an answer to an item nor a score.

pub(super) mod gather;

use std::collections::BTreeMap;
use std::sync::Arc;

use integrity::Support;
use integrity::claim_support::joining::JoinBasis;
use integrity::claim_support::{self, Limits};
use integrity::ribbon::{LineAnswer, Ribbon, line_answers};
use revenue_cycle::claim::ClaimProblem;
use revenue_cycle::{AcknowledgmentVerdict, Books, Claim, ClaimStatus, ReasonTable, Reconciliation, Sequence, Settlement};
use storage::claim::{ClaimRelease, ReleasedRule};
use storage::{ReadUnit, Stored, View, remittance};
use vocabulary::{Day, Money, PatientId, Period, RecordId, ZoneName};

use self::gather::{Beside, Gathered};
use super::held::{self, HeldStage};
use super::hold;
use super::whose::Whose;
use crate::computed::computed;
use crate::context::{App, check_patient, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// The most characters of a reason.
pub(super) const REASON_MOST: usize = 2000;

/// One claim.
#[derive(Clone, Debug)]
pub struct ClaimPage {
    /// What names it in an address.
    pub id: RecordId,
    /// The version that holds.
    pub claim: Claim,
    /// True where that version withdraws it.
    pub is_void: bool,
    /// What is wrong with the version that holds, as it stands.
    pub problems: Vec<ClaimProblem>,
    /// How far it went.
    pub stage: HeldStage,
    /// That the payer's front door turned it away and nobody decided it since; `None` where it did not.
    pub turned_away: Option<TurnedAway>,
    /// What became of it.
    pub status: ClaimStatus,
    /// What all payers paid on it.
    pub paid_amount: Money,
    /// What the patient owes.
    pub patient_amount: Money,
    /// What was answered to each line, in their order.
    pub answers: Vec<LineAnswer>,
    /// Our labels of the reasons that refuse lines: group and reason, label where our table has one, what is usually done.
    pub reasons: Vec<RefusedLine>,
    /// The patient, and by what the claim was joined; `None` where it fits nobody for certain.
    pub patient: Option<(Stored<care::Patient>, JoinBasis)>,
    /// The number of which the practice says that it speaks of a patient, where it says so: that can be taken back.
    pub account: Option<String>,
    /// What the rules say.
    pub support: Support,
    /// Every release, the newest first.
    pub releases: Vec<ReleasedClaim>,
    /// The days of the claim's care; `None` without a patient.
    pub ribbon: Option<Ribbon>,
    /// What names claims in an address, by number.
    pub ids: BTreeMap<String, RecordId>,
    /// The zone of the patient's program.
    pub zone: ZoneName,
}

/// The answer with which a claim was not taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TurnedAway {
    /// Codes as they came, such as `A7:21`; none where its whole file was turned away.
    pub codes: Vec<String>,
    /// The day of the answer; `None` where it has none.
    pub day: Option<Day>,
    /// Until when it can be sent again, where the first payer's limit is on record.
    pub file_by: Option<Day>,
}

/// Why a line is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedLine {
    /// The line's place.
    pub line: u32,
    /// Group and reason: `CO-197`.
    pub code: String,
    /// Our label.
    pub label: Option<revenue_cycle::OwnLabel>,
    /// What is usually done, by its code.
    pub action: &'static str,
}

/// That a person let the claim go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedClaim {
    /// What was said.
    pub release: ClaimRelease,
    /// Who said it, by name.
    pub by: String,
}

impl ClaimPage {
    /// The codes of the rules that hold the claim now.
    pub fn holding(&self) -> Vec<String> {
        self.support.holds().map(|each| each.rule.code.to_owned()).collect()
    }

    /// True where something holds the claim that the newest release does not cover, for what it rests on.
    pub fn is_held(&self) -> bool {
        let released = self.releases.first().map_or(&[][..], |said| said.release.rules.as_slice());
        !self.is_void && !hold::uncovered(&self.support, released).is_empty()
    }
}

/// The days of a patient from care to payment.
#[derive(Clone, Debug)]
pub struct RibbonPage {
    /// Whose.
    pub patient: Stored<care::Patient>,
    /// The days.
    pub ribbon: Ribbon,
    /// What names the patient's claims in an address, by number.
    pub claims: Vec<(String, RecordId)>,
}

/// What is loaded for a claim.
struct Loaded {
    number: String,
    books: Arc<Books>,
    gathered: Option<(Gathered, JoinBasis)>,
    account: Option<String>,
    releases: Vec<ReleasedClaim>,
    ids: BTreeMap<String, RecordId>,
    zone: ZoneName,
    today: Day,
}

impl App {
    /// One claim, by what names it in an address.
    #[crate::boxed]
    pub async fn claim_page(&self, caller: &Caller, id: RecordId) -> Result<ClaimPage, AppError> {
        const ACTION: &str = crate::opening::VIEW_CLAIM;
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (operation, asking, beside) = (self.operation(caller, ACTION), caller.clone(), Beside::of(self));
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { load(unit, &beside, &asking, id).await }));
        let loaded = self.audited(caller, ACTION, read.await).await?;
        let decided = tokio::task::spawn_blocking(move || decide(id, loaded));
        computed("deciding on a claim", decided).await?
    }

    /// What names a claim in an address, by its number.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where nothing was sent under this number.
    #[crate::boxed]
    pub async fn find_claim(&self, caller: &Caller, number: String) -> Result<RecordId, AppError> {
        const ACTION: &str = "find_claim";
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { storage::claim::ids(unit).await?.get(number.trim()).copied().ok_or(AppError::NotFound("claim")) })
        });
        read.await
    }

    /// Lets a held claim go out all the same. The failed rules stay failed; reason and name stay on record beside them.
    ///
    /// # Errors
    /// [`AppError::Form`] without a reason; [`AppError::Conflict`] where nothing holds the claim.
    #[crate::boxed]
    pub async fn release_claim(&self, caller: &Caller, id: RecordId, reason: &str) -> Result<(), AppError> {
        const ACTION: &str = "release_claim";
        let page = self.claim_page(caller, id).await?;
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(AppError::field("reason", FieldProblemKind::Required));
        }
        if reason.chars().count() > REASON_MOST {
            return Err(AppError::field("reason", FieldProblemKind::TooLong(REASON_MOST)));
        }
        if !page.is_held() {
            return Err(AppError::Conflict);
        }
        let (operation, number, rules) = (self.operation(caller, ACTION), page.claim.number.clone(), hold::holding(&page.support));
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(storage::claim::add_release(unit, &number, &rules, claim_support::VERSION, &reason).await?) })
        });
        write.await
    }

    /// What the rules say of a claim of a patient as it would leave, with what the newest release of its number let go.
    pub(super) async fn judge_outgoing(
        &self,
        caller: &Caller,
        action: &'static str,
        (patient, claim): (PatientId, Claim),
    ) -> Result<(Support, Vec<ReleasedRule>), AppError> {
        let (operation, asking, number, beside) = (self.operation(caller, action), caller.clone(), claim.number.clone(), Beside::of(self));
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Care, shown, today).await?;
                let released = storage::claim::releases_of(unit, &number).await?.pop();
                let mut gathered = gather::patient(unit, &beside, shown).await?;
                if !asking.sees_recommendations() {
                    gathered.hide_recommendations();
                }
                Ok((gathered, remittance::books(unit).await?, released))
            })
        });
        let (gathered, books, released) = self.audited(caller, action, read.await).await?;
        let judged = tokio::task::spawn_blocking(move || {
            let settlement = books.settle(ReasonTable::shipped());
            Support::of(&gathered.facts(&claim, &settlement), &Limits::shipped())
        });
        let support = computed("judging a claim that is to leave", judged).await?;
        Ok((support, released.map(|released| released.rules).unwrap_or_default()))
    }

    /// The days of a patient from care to payment.
    #[crate::boxed]
    pub async fn ribbon(&self, caller: &Caller, patient: PatientId) -> Result<RibbonPage, AppError> {
        const ACTION: &str = crate::opening::VIEW_RIBBON;
        if let Err(refused) = caller.may_all(Data::Claims) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (operation, asking, beside) = (self.operation(caller, ACTION), caller.clone(), Beside::of(self));
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                check_patient(unit, &asking, Data::Care, shown, today).await?;
                let gathered = gather::patient(unit, &beside, shown).await?;
                Ok((gathered, remittance::books(unit).await?, storage::claim::ids(unit).await?))
            })
        });
        let (gathered, books, ids) = self.audited(caller, ACTION, read.await).await?;
        let made = tokio::task::spawn_blocking(move || {
            let table = ReasonTable::shipped();
            let settlement = books.settle(table);
            let numbers = gathered.own_claims(&settlement);
            let ribbon = gathered.ribbon(&settlement, table, None);
            let claims = numbers.into_iter().filter_map(|number| Some((number.to_owned(), *ids.get(number)?))).collect();
            RibbonPage { patient: gathered.patient, ribbon, claims }
        });
        computed("making a ribbon", made).await
    }
}

async fn load(unit: &mut ReadUnit, beside: &Beside, caller: &Caller, id: RecordId) -> Result<Loaded, AppError> {
    let number = storage::claim::number_of(unit, id).await?.ok_or(AppError::NotFound("claim"))?;
    let books = remittance::books(unit).await?;
    let history = books.history(&number).ok_or(AppError::NotFound("claim"))?;
    let found = Whose::of(unit, [history.current()]).await?.joined(history.current());
    let account = super::join::said_of(unit, history.current()).await?.map(|stored| stored.recorded.value.account);
    let gathered = match found {
        None => None,
        Some((patient, basis)) => {
            let (shown, records) = person(unit, patient).await?;
            let (_, today) = place_of(unit, &records).await?;
            check_patient(unit, caller, Data::Care, shown, today).await?;
            let mut gathered = gather::patient(unit, beside, shown).await?;
            if !caller.sees_recommendations() {
                gathered.hide_recommendations();
            }
            Some((gathered, basis))
        }
    };
    let (zone, today) = match &gathered {
        Some((gathered, _)) => (gathered.zone.clone(), gathered.today),
        None => place_of(unit, &[]).await?,
    };
    let names = crate::disclosure::names(unit).await?;
    let mut releases: Vec<ReleasedClaim> = storage::claim::releases_of(unit, &number)
        .await?
        .into_iter()
        .map(|release| ReleasedClaim { by: crate::disclosure::name_of(&names, &release.recorder), release })
        .collect();
    releases.reverse();
    let ids = storage::claim::ids(unit).await?;
    Ok(Loaded { number, books, gathered, account, releases, ids, zone, today })
}

/// The days that the claim bills, of those of the whole stay. Of a claim without a day, all of them.
fn own_days(mut ribbon: Ribbon, claim: &Claim) -> Ribbon {
    let periods: Vec<Period> = claim.lines.iter().filter_map(|line| line.days).collect();
    let covers = |period: &Period, day: Day| period.first() <= day && day <= period.last().unwrap_or_else(|| period.first());
    if !periods.is_empty() {
        ribbon.days.retain(|day| periods.iter().any(|period| covers(period, day.day)));
    }
    ribbon
}

fn decide(id: RecordId, loaded: Loaded) -> Result<ClaimPage, AppError> {
    let table = ReasonTable::shipped();
    let settlement = loaded.books.settle(table);
    let settled = settlement.claim(&loaded.number).ok_or(AppError::NotFound("claim"))?;
    let claim = settled.history.current().clone();
    let (facts, ribbon) = match &loaded.gathered {
        None => (claim_support::ClaimFacts::of(claim.clone(), loaded.today), None),
        Some((gathered, _)) => {
            (gathered.facts(&claim, &settlement), Some(own_days(gathered.ribbon(&settlement, table, claim.first_day()), &claim)))
        }
    };
    let answers = line_answers(settled, table);
    let receipts = held::receipts(&loaded.books);
    let is_turned_away = settled.matched.is_empty() && loaded.books.receipt(&settled.history) == Some(AcknowledgmentVerdict::Rejected);
    let turned_away = is_turned_away.then(|| {
        let of_claim = receipts.get(claim.number.as_str());
        let file_by = file_by(&claim, facts.payer.as_ref().and_then(|payer| payer.filing_days));
        let said = of_claim.map(|answer| TurnedAway { codes: answer.codes.clone(), day: answer.day, file_by: None });
        TurnedAway { file_by, ..said.unwrap_or_default() }
    });
    Ok(ClaimPage {
        id,
        is_void: settled.history.is_void(),
        problems: claim.problems(),
        stage: held::stage(settled, &receipts),
        turned_away,
        status: status(&settlement, &loaded.number, table),
        paid_amount: settled.account.paid_amount,
        patient_amount: settled.account.patient_responsibility_amount,
        reasons: answers.iter().flat_map(|answer| refused(answer, table)).collect(),
        answers,
        account: loaded.account,
        patient: loaded.gathered.map(|(gathered, basis)| (gathered.patient, basis)),
        support: Support::of(&facts, &Limits::shipped()),
        releases: loaded.releases,
        ribbon,
        ids: loaded.ids,
        zone: loaded.zone,
        claim,
    })
}

/// The last day on which a claim can be sent to its first payer: a later payer's time runs from the answer of the one before it.
fn file_by(claim: &Claim, limit: Option<i32>) -> Option<Day> {
    let is_first = claim.sequence == Sequence::Primary;
    Some(claim.last_day().filter(|_| is_first)?.plus_days(limit?))
}

fn status(settlement: &Settlement<'_>, number: &str, table: &ReasonTable) -> ClaimStatus {
    let number = settlement.joined.get(number).copied().unwrap_or(number);
    Reconciliation::of(settlement, table).claims.get(number).map_or(ClaimStatus::NeverRemitted, |claim| claim.status)
}

fn refused(answer: &LineAnswer, table: &ReasonTable) -> Vec<RefusedLine> {
    let label = |reason: &str| table.reason(reason).filter(|known| !known.label.is_empty()).map(|known| known.label.clone());
    let of = |denial: &revenue_cycle::Denial| RefusedLine {
        line: answer.line,
        code: denial.code.clone(),
        label: label(&denial.reason),
        action: denial.kind.action.code(),
    };
    answer.denials.iter().map(of).collect()
}

/// What names claims in addresses, by number; for pages that list numbers.
pub(crate) async fn ids(unit: &mut ReadUnit) -> Result<BTreeMap<String, RecordId>, AppError> {
    Ok(storage::claim::ids(unit).await?)
}

/// The view in which records are read here.
const NOW: View = View::Current;
