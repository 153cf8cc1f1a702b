//! Denials of the invented practice: one that was overturned, one of a Medicare Advantage plan after it had approved, one whose appeal waits for
//! the member's designation, and one that ended a stay to which the patient came back.

use app::authorization::Decision;
use app::release::Disclosure;
use app::review::Stay;
use app::review::appeal::letter::NewLetter;
use app::review::appeal::{Filing, NewAppeal, NewDenial, NewOutcome, NewPaper};
use app::{App, AppError, Caller};
use care::{LegalBasis, PlanFunding};
use synthetic::Practice;
use utilization_review::appeal::{AppealLevel, LetterKind, NoticeChannel, NoticeElement, PaperKind, PaperScope};
use utilization_review::authorization::{
    Authorization, AuthorizationDetermination, AuthorizationRequest, DecisionStage, DeterminationOutcome, RequestKind, UnitKind,
};
use utilization_review::clock::Appellant;
use utilization_review::packet::Response;
use utilization_review::review::Review;
use vocabulary::{ClinicianId, Day, EpisodeId, Instant, Language, LevelOfCare, Period, RecordId, ZoneName};

use super::decisions::caller;
use crate::console;

/// One stay on its way into a denial.
pub(super) struct Denied<'a> {
    /// The stay.
    pub(super) stay: &'a Stay,
    /// When it began.
    pub(super) admitted: Day,
    /// The key of the payer.
    pub(super) payer: &'a str,
    /// Where the plan's money comes from.
    pub(super) funding: PlanFunding,
    /// The day of the demo.
    pub(super) today: Day,
}

impl Denied<'_> {
    /// Days around today, none of them before the admission.
    fn days(&self, first: i32, last: i32) -> Option<Period> {
        Period::new(self.today.plus_days(first).max(self.admitted), Some(self.today.plus_days(last))).ok()
    }

    fn decision(&self, outcome: DeterminationOutcome, period: Period, decided_at: Instant) -> Decision {
        Decision {
            episode: self.stay.episode,
            request: None,
            outcome,
            stage: DecisionStage::FirstReview,
            period,
            decided_at,
            reviewer: String::new(),
            reference: String::new(),
            reason: String::new(),
            grant: None,
            closes: None,
        }
    }

    fn notice(&self, received_at: Instant, appellant: Appellant, urgent: bool) -> NewDenial {
        notice(self.funding, received_at, appellant, urgent)
    }
}

fn notice(funding: PlanFunding, received_at: Instant, appellant: Appellant, urgent: bool) -> NewDenial {
    NewDenial {
        received_at,
        channel: NoticeChannel::Letter,
        funding,
        state: "NY".to_owned(),
        plan: String::new(),
        number: String::new(),
        reason_codes: String::new(),
        criteria: String::new(),
        credential: "MD, internal medicine".to_owned(),
        present: vec![NoticeElement::Reason, NoticeElement::AppealProcedure],
        appeal_address: "P.O. Box 100, Springfield".to_owned(),
        appeal_by: None,
        peer_to_peer_by: None,
        appeal: NewAppeal { level: AppealLevel::First, appellant, urgent, confirmed: false },
        decision: None,
        corrects: None,
    }
}

fn days_before(now: Instant, days: i64) -> Instant {
    now.plus_seconds(-days * 86_400)
}

/// An appeal that left and waits for its decision.
pub(super) struct Appealed {
    /// The stay.
    pub(super) episode: EpisodeId,
    review: RecordId,
    appeal: RecordId,
    /// The days in dispute.
    period: Period,
}

/// A week was denied, the member signed the designation, the letter was signed, and then the appeal was filed.
pub(super) async fn appealed(app: &App, by: &Caller, case: &Denied<'_>) -> Result<Option<Appealed>, AppError> {
    let Some(period) = case.days(-3, 3) else { return Ok(None) };
    let now = app.now();
    let mut denied = case.decision(DeterminationOutcome::Denied, period, days_before(now, 3));
    "The member has improved and could be treated in weekly visits.".clone_into(&mut denied.reason);
    let denied = app.record_decision(by, denied).await?;
    let review = app.open_denial(by, denied).await?;
    app.take_in_denial(by, review, case.notice(days_before(now, 2), Appellant::AuthorizedRepresentative, false)).await?;
    let words = "in the chart, section consents".to_owned();
    let (signed, signer) = (case.today.plus_days(-1), case.stay.listed_name.clone());
    let paper = NewPaper { kind: PaperKind::Designation, signed, signer, words, scope: PaperScope::AllLevels };
    app.record_appeal_paper(by, review, paper).await?;
    letter(app, by, review, LetterKind::ClaimFile).await?;
    let has_left = letter(app, by, review, LetterKind::Appeal).await?;
    let appeal = app.appeal(by, review).await?.appeals.first().map(|stored| stored.id);
    let Some(appeal) = appeal.filter(|_| has_left) else { return Ok(None) };
    app.file_appeal(by, review, appeal, Filing::at(now)).await?;
    Ok(Some(Appealed { episode: case.stay.episode, review, appeal, period }))
}

/// Every day of it was overturned, the day before the demo.
pub(super) async fn overturned(app: &App, by: &Caller, case: &Appealed) -> Result<(), AppError> {
    let Appealed { review, appeal, period, .. } = *case;
    let outcome = NewOutcome {
        decided_at: days_before(app.now(), 1),
        overturned: (0..=period.last().map_or(0, |last| last.days_since(period.first())))
            .map(|after| period.first().plus_days(after))
            .collect(),
        reviewer: "MD, psychiatry".to_owned(),
        reference: "AP-2001".to_owned(),
        reason: "The records show risk and symptoms on each of the days.".to_owned(),
        number: "AU-2001".to_owned(),
        units: None,
    };
    app.decide_appeal(by, review, appeal, outcome).await
}

/// A Medicare Advantage plan approved ten days and then denied them; who treats states urgency, the letter is signed, the appeal is filed and waits.
pub(super) async fn after_approval(app: &App, by: &Caller, case: &Denied<'_>, practice: &Practice) -> Result<(), AppError> {
    let Some(period) = case.days(-5, 4) else { return Ok(()) };
    let now = app.now();
    let days = period.last().map_or(1, |last| last.days_since(period.first()) + 1);
    let grant = Authorization {
        episode: case.stay.episode,
        payer: case.payer.to_owned(),
        request: None,
        number: "AU-3001".to_owned(),
        level_of_care: case.stay.level_of_care,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: u32::try_from(days).unwrap_or(1),
        period,
        next_review: None,
        reviewer: String::new(),
        provider_id: String::new(),
    };
    let approved = Decision { grant: Some(grant), ..case.decision(DeterminationOutcome::Approved, period, days_before(now, 7)) };
    app.record_decision(by, approved).await?;
    let mut denied = case.decision(DeterminationOutcome::Denied, period, days_before(now, 3));
    "Not medically necessary.".clone_into(&mut denied.reason);
    let denied = app.record_decision(by, denied).await?;
    let review = app.open_denial(by, denied).await?;
    let mut notice = case.notice(days_before(now, 2), Appellant::Provider, true);
    "50".clone_into(&mut notice.reason_codes);
    "AU-3001".clone_into(&mut notice.number);
    app.take_in_denial(by, review, notice).await?;
    state_urgency(app, review, case.stay, practice).await?;
    if !letter(app, by, review, LetterKind::Appeal).await? {
        return Ok(());
    }
    let Some(appeal) = app.appeal(by, review).await?.appeals.first().map(|stored| stored.id) else { return Ok(()) };
    app.file_appeal(by, review, appeal, Filing::at(now)).await
}

/// The first of the care team who may sign a statement of urgency signs it.
async fn state_urgency(app: &App, review: RecordId, stay: &Stay, practice: &Practice) -> Result<(), AppError> {
    let team: Vec<ClinicianId> = practice
        .care_team
        .iter()
        .filter_map(|entry| entry.current())
        .filter(|member| member.patient == stay.patient)
        .map(|member| member.clinician)
        .collect();
    for person in practice.staff.iter().filter(|person| person.clinician.is_some_and(|clinician| team.contains(&clinician))) {
        let words = "Breaking off treatment now would put the patient at risk of a crisis within days.".to_owned();
        let (signer, scope) = (String::new(), PaperScope::Decision);
        let paper = NewPaper { kind: PaperKind::Urgency, signed: stay.today, signer, words, scope };
        match app.record_appeal_paper(&caller(person), review, paper).await {
            Ok(()) => return Ok(()),
            // Some of the team have left it since.
            Err(AppError::NotInCareTeam(_) | AppError::RoleRefused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// A stay that ended because the payer ended it, before the patient came back.
pub(super) struct ForcedOut {
    /// The stay that ended.
    pub(super) episode: EpisodeId,
    /// Its level.
    pub(super) level_of_care: LevelOfCare,
    /// When it began.
    pub(super) admitted: Day,
    /// When it ended.
    pub(super) discharged: Day,
    /// The key of the payer.
    pub(super) payer: &'static str,
    /// Where the plan's money comes from.
    pub(super) funding: PlanFunding,
}

/// Days were granted up to a few before the discharge, more were asked for and denied without a reason two days before it, and the stay ended. The
/// notice was taken in; whether to appeal after the readmission is open.
pub(super) async fn forced_out(app: &App, by: &Caller, stay: &ForcedOut) -> Result<(), AppError> {
    let at = |day: Day, hour: i64| day.start_in(&ZoneName::utc()).plus_seconds(hour * 3600);
    let covered_until = stay.discharged.plus_days(-3).max(stay.admitted);
    let (Ok(first), Ok(more)) =
        (Period::new(stay.admitted, Some(covered_until)), Period::new(covered_until.plus_days(1), Some(covered_until.plus_days(10))))
    else {
        return Ok(());
    };
    let request = |kind, period: Period, submitted_at| AuthorizationRequest {
        episode: stay.episode,
        payer: stay.payer.to_owned(),
        kind,
        level_of_care: stay.level_of_care,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: period.last().and_then(|last| u32::try_from(last.days_since(period.first()) + 1).ok()).unwrap_or(1),
        period,
        submitted_at,
        urgent: false,
    };
    let decision = |outcome, period, decided_at| Decision {
        episode: stay.episode,
        request: None,
        outcome,
        stage: DecisionStage::FirstReview,
        period,
        decided_at,
        reviewer: String::new(),
        reference: String::new(),
        reason: String::new(),
        grant: None,
        closes: None,
    };
    let asked = request(RequestKind::Initial, first, at(stay.admitted, 14));
    let grant = Authorization {
        episode: stay.episode,
        payer: stay.payer.to_owned(),
        request: None,
        number: "AU-4001".to_owned(),
        level_of_care: stay.level_of_care,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: asked.units,
        period: first,
        next_review: Some(covered_until),
        reviewer: String::new(),
        provider_id: String::new(),
    };
    let approved = Decision { grant: Some(grant), ..decision(DeterminationOutcome::Approved, first, at(stay.admitted, 19)) };
    app.record_request_and_decision(by, asked, approved).await?;
    let open = Review::next(stay.episode, stay.level_of_care, None, covered_until);
    let review = app.open_review(by, open).await?;
    let asked = request(RequestKind::Concurrent, more, at(covered_until, 14));
    let denied = decision(DeterminationOutcome::Denied, more, at(covered_until.plus_days(1), 16));
    app.record_request_and_decision(by, asked, Decision { closes: Some((review, Some(1_260))), ..denied }).await?;
    let mut notice = notice(stay.funding, at(covered_until.plus_days(2), 15), Appellant::AuthorizedRepresentative, false);
    "AU-4001".clone_into(&mut notice.number);
    notice.present = vec![NoticeElement::AppealProcedure];
    app.take_in_denial(by, review, notice).await
}

/// The notice of a denial was taken in; the member's designation is not signed yet.
pub(super) async fn waiting(app: &App, by: &Caller, case: &Denied<'_>) -> Result<(), AppError> {
    let page = app.authorizations(by, case.stay.patient).await?;
    let is_own = |stored: &&app::Stored<AuthorizationDetermination>| {
        stored.value().episode == case.stay.episode && stored.value().outcome == DeterminationOutcome::Denied
    };
    let Some(denied) = page.determinations.iter().rev().find(is_own) else { return Ok(()) };
    let review = app.open_denial(by, denied.id).await?;
    app.take_in_denial(by, review, case.notice(days_before(app.now(), 1), Appellant::AuthorizedRepresentative, true)).await
}

/// Releases a letter as it is drafted; what speaks against the appeal is let stand. False where it may not leave.
async fn letter(app: &App, by: &Caller, review: RecordId, kind: LetterKind) -> Result<bool, AppError> {
    let page = Box::new(Box::pin(app.letter(by, review, (kind, None))).await?);
    for contradiction in page.packet.packet.unanswered() {
        app.answer_contradiction(by, review, contradiction.key.clone(), Response::Accepted, String::new()).await?;
    }
    let (text, begun) = (console::text().letter(&page.parts, &page.packet.zone), page.begun());
    let new = NewLetter { kind, appeal: None, text, begun, author: None };
    let disclosure = Disclosure {
        recipient: page.page.payer.name.clone(),
        reason: "appeal of a denial".to_owned(),
        basis: LegalBasis::Payment.code().to_owned(),
        authority: String::new(),
    };
    match app.release_letter(by, review, new, &Language::english(), disclosure).await {
        Ok(_) => Ok(true),
        // A stay about which nothing is on record yet, or one under Part 2 without a consent, has no letter.
        Err(AppError::Packet(_) | AppError::NoBasis { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}
