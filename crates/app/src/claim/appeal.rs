//! From a refused line to an appeal: a review of its own for the stay, with the refusal as its decision and the refused days in dispute. What follows —
//! notice, deadlines, papers, packet and letter — is that of every appeal.

use storage::denial_step::DenialPlace;
use storage::{Alone, Entry, ReadUnit, Stored, View, WriteUnit};
use utilization_review::appeal::disputed_line::reasons;
use utilization_review::appeal::{AppealRefusal, DisputedLine};
use utilization_review::authorization::{AuthorizationDetermination, DecisionStage, DeterminationOutcome, RequestKind};
use utilization_review::review::Review;
use vocabulary::{Day, EpisodeId, IdSource, LevelOfCare, PatientId, Period, RecordId};

use super::denials::{Desk, One, QueuedDenial};
use crate::context::{App, person, place_of};
use crate::error::AppError;
use crate::permission::Caller;

/// Where the refusal stands that a line of an appeal answers.
pub fn place_of_line(line: &DisputedLine) -> DenialPlace {
    let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    DenialPlace { remittance: line.remittance, place: number(line.place), line: line.line.map(number) }
}

/// A refusal on its way into an appeal.
#[derive(Clone, Debug)]
struct Refused {
    about: DenialPlace,
    claim_number: String,
    line_number: Option<u32>,
    service: String,
    period: Period,
    code: String,
    amount: vocabulary::Money,
    payer: String,
}

/// The refusals that one appeal answers.
struct Case {
    patient: PatientId,
    refused: Vec<Refused>,
    /// The day of the payment that refused.
    decided: Option<Day>,
    reference: String,
    today: Day,
}

impl App {
    /// Opens the appeal against a refusal that stands, with others of the same patient, payer and reason that are to be answered in the same letter.
    /// Gives its review; where one of them is in an appeal already, that one's.
    #[crate::boxed]
    pub async fn open_claim_appeal(&self, caller: &Caller, about: DenialPlace, with: Vec<DenialPlace>) -> Result<RecordId, AppError> {
        const ACTION: &str = "open_claim_appeal";
        let found = self.chosen_denial(caller, ACTION, about).await?;
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { One::load(unit, found).await }));
        let one = read.await?;
        let case = match case(&one, &with) {
            Ok(case) => case,
            Err(error) => return self.refuse(caller, ACTION, error).await,
        };
        let (operation, ids) = (self.operation(caller, ACTION), std::sync::Arc::clone(&self.ports.ids));
        let write = self
            .database
            .write_alone::<_, AppError, _>(&operation, Alone::Refusals, |unit| Box::pin(async move { open(unit, case, &ids).await }));
        self.audited(caller, ACTION, write.await).await
    }
}

fn case(One { desk, row, patient, siblings }: &One, with: &[DenialPlace]) -> Result<Case, AppError> {
    let patient = patient.ok_or(AppealRefusal::NoPatient)?;
    let chosen: Vec<&QueuedDenial> = std::iter::once(row).chain(siblings.iter().filter(|row| with.contains(&row.about))).collect();
    if chosen.iter().any(|row| row.denial.denial.takes_no_appeal()) {
        return Err(AppealRefusal::TakesNone.into());
    }
    let mut refused: Vec<Refused> = chosen.into_iter().map(|row| refused(desk, row)).collect::<Result<_, _>>()?;
    refused.sort_by(|one, other| {
        (one.period.first(), &one.claim_number, one.about).cmp(&(other.period.first(), &other.claim_number, other.about))
    });
    Ok(Case { patient, refused, decided: row.denial.payment.day, reference: desk.payer_control(row), today: desk.today() })
}

fn refused(desk: &Desk, row: &QueuedDenial) -> Result<Refused, AppError> {
    let denial = &row.denial.denial;
    let claim = desk.current(row).ok_or(AppError::NotFound("claim"))?;
    let whole = || Period::new(claim.first_day()?, claim.last_day()).ok();
    let of_day = || row.denial.day.and_then(|day| Period::new(day, Some(day)).ok());
    let period = denial.days.or_else(if denial.line.is_none() { &whole } else { &of_day as &dyn Fn() -> Option<Period> });
    let code = std::iter::once(denial.code.as_str()).chain(denial.remarks.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
    Ok(Refused {
        about: row.about,
        claim_number: row.denial.claim_number.clone(),
        line_number: row.denial.line_number,
        service: row.denial.service.clone(),
        period: period.ok_or(AppealRefusal::NoStay)?,
        code,
        amount: denial.amount,
        payer: desk.bill(row).and_then(|bill| desk.coverage(bill)).map(|coverage| coverage.payer.clone()).unwrap_or_default(),
    })
}

async fn open(unit: &mut WriteUnit, case: Case, ids: &IdSource) -> Result<RecordId, AppError> {
    let (_, records) = person(unit, case.patient).await?;
    let known = storage::disputed_line::of_patients(unit, &records, View::Current).await?;
    let is_asked = |line: &DisputedLine| case.refused.iter().any(|refused| refused.about == place_of_line(line));
    if let Some(line) = known.iter().map(Stored::value).find(|line| is_asked(line)) {
        return Ok(line.review);
    }
    let days: Vec<Period> = case.refused.iter().map(|refused| refused.period).collect();
    let (episode, level_of_care) = stay(unit, &records, &days).await?.ok_or(AppealRefusal::NoStay)?;
    let (zone, today) = place_of(unit, &records).await?;
    // The day begins where the patient is in care, as the pages read it. A payment may be dated ahead: the decision came no later than now.
    let decided_at = case.decided.map_or(unit.at(), |day| day.start_in(&zone)).min(unit.at());
    let first = days.iter().map(|days| days.first()).min().unwrap_or(case.today);
    let last = days.iter().map(|days| days.last().unwrap_or_else(|| days.first())).max().unwrap_or(first);
    let period = Period::new(first, Some(last)).map_err(|_| AppealRefusal::NoStay)?;
    let (review, determination): (RecordId, RecordId) = (ids.next(), ids.next());
    let lines: Vec<DisputedLine> = case.refused.into_iter().map(|refused| line(refused, (episode, review, determination))).collect();
    // What was decided is decided: the review is there for the appeal and prepares no request.
    let kind = RequestKind::Retrospective;
    let opened = Review { episode, kind, level_of_care, authorization: None, due_day: last, seconds_spent: None, closed: true };
    let decision = AuthorizationDetermination {
        episode,
        request: None,
        review: Some(review),
        authorization: None,
        outcome: DeterminationOutcome::Denied,
        stage: DecisionStage::Claim,
        period,
        decided_at,
        reviewer: String::new(),
        reference: case.reference,
        reason: reasons(&lines),
        supplied_at: None,
    };
    decision.check()?;
    unit.insert(&Entry::new(review, opened, today)).await?;
    unit.insert(&Entry::new(determination, decision, today)).await?;
    for line in lines {
        unit.insert(&Entry::new(ids.next(), line, today)).await?;
    }
    Ok(review)
}

fn line(refused: Refused, (episode, review, determination): (EpisodeId, RecordId, RecordId)) -> DisputedLine {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    DisputedLine {
        episode,
        review,
        determination,
        payer: refused.payer,
        remittance: refused.about.remittance,
        place: number(refused.about.place),
        line: refused.about.line.map(number),
        claim_number: refused.claim_number,
        line_number: refused.line_number,
        service: refused.service,
        period: refused.period,
        code: refused.code,
        amount: refused.amount,
    }
}

/// The stay in which all the days lie, the newest where several do, with its level on the first of them.
pub(super) async fn stay(
    unit: &mut ReadUnit,
    records: &[PatientId],
    days: &[Period],
) -> Result<Option<(EpisodeId, LevelOfCare)>, AppError> {
    let episodes = storage::episode::of_patients(unit, records, View::Current).await?;
    let lies_in = |episode: &Stored<care::Episode>| {
        days.iter().all(|days| episode.value().contains(days.first()) && days.last().is_none_or(|last| episode.value().contains(last)))
    };
    let Some(episode) = episodes.iter().rev().find(|episode| lies_in(episode)) else { return Ok(None) };
    let periods = storage::level_of_care_period::of_patients(unit, records, View::Current).await?;
    let of_stay: Vec<&care::LevelOfCarePeriod> = periods.iter().map(Stored::value).filter(|period| period.episode == episode.id).collect();
    let first = days.iter().map(|days| days.first()).min();
    let on_day = of_stay.iter().rev().find(|period| first.is_some_and(|day| period.period.contains(day)));
    Ok(on_day.or(of_stay.last()).map(|period| (episode.id, period.level_of_care)))
}
