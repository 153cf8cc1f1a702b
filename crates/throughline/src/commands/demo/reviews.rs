//! Utilization review in the invented practice: who pays, what payers granted, cut and denied, and the reviews that are open. Which stay is which
//! case follows from its place on the board, so that the same practice has the same cases.

use app::authorization::Decision;
use app::review::{BoardFilter, BoardPage, NewAnswer, Stay};
use app::{App, AppError, Caller};
use care::{Coverage, CoverageRank, DayRate, DischargeType, PayerClass, PayerProfile, PlanFunding, ReviewQuestion, SubscriberRelation};
use synthetic::Practice;
use utilization_review::authorization::{Authorization, DecisionStage, DeterminationOutcome, UnitKind};
use utilization_review::review::Review;
use vocabulary::{ClinicianId, Day, EpisodeId, LevelOfCare, Money, Period, Role, ZoneName};

use super::appeals::{self, Appealed, Denied, ForcedOut};
use super::decisions::caller;
use super::notices;

/// So many stays get a payer; the others show what the board says of a stay about which nothing is on record.
const STAYS: usize = 40;
/// The days of one authorization.
const DAYS: i32 = 7;
/// So many days before the day of the demo an appeal left that was decided since.
pub(super) const APPEALED_DAYS_BEFORE: i32 = 6;
/// The stay that it is about is at least so many days old when it leaves.
const APPEALED_AFTER_DAYS: i32 = 10;
/// The commercial plan, of which it is on record what it pays.
const COMMERCIAL: (&str, PlanFunding) = ("generic-commercial", PlanFunding::SelfFunded);
/// A Medicare Advantage plan.
const ADVANTAGE: (&str, PlanFunding) = ("generic-medicare-advantage", PlanFunding::MedicareAdvantage);
/// Medicaid managed care.
const MANAGED_CARE: (&str, PlanFunding) = ("generic-medicaid-managed-care", PlanFunding::MedicaidManagedCare);
/// Who pays and from what: the generic profiles that ship and that have limits here.
const PAYERS: [(&str, PlanFunding); 3] = [COMMERCIAL, MANAGED_CARE, ADVANTAGE];

/// Who pays for whom, as the class of payer on record says. `None` where it is none of the generic plans that authorize days; where no class is on record,
/// a commercial plan.
const fn payer_of(class: Option<PayerClass>) -> Option<(&'static str, PlanFunding)> {
    match class {
        None | Some(PayerClass::Commercial) => Some(COMMERCIAL),
        Some(PayerClass::MedicaidManagedCare) => Some(MANAGED_CARE),
        Some(PayerClass::MedicareAdvantage) => Some(ADVANTAGE),
        Some(PayerClass::Medicare | PayerClass::Medicaid | PayerClass::Military | PayerClass::SelfPay | PayerClass::Other) => None,
    }
}

/// The stays of the board that have a payer, with who it is.
fn with_payers<'a>(practice: &Practice, stays: impl Iterator<Item = &'a Stay>) -> Vec<(&'a Stay, (&'static str, PlanFunding))> {
    let class = |stay: &Stay| Some(practice.episodes.iter().find(|entry| entry.id == stay.episode)?.value.payer_class);
    stays.filter_map(|stay| Some((stay, payer_of(class(stay)?)?))).collect()
}

/// The appeal that left before the day of the demo, on its evening: about the first stay that goes on until then.
pub(super) async fn appealed(app: &App, practice: &Practice) -> Result<Option<Appealed>, AppError> {
    let Some(person) = practice.staff.iter().find(|person| person.roles.contains(&Role::UtilizationReview)) else { return Ok(None) };
    let caller = caller(person);
    let board = app.review_board(&caller, BoardFilter::default(), BoardPage::WHOLE).await?;
    let goes_on = |stay: &Stay| {
        let episode = practice.episodes.iter().find(|entry| entry.id == stay.episode)?.current()?;
        let is_old_enough = episode.admitted.plus_days(APPEALED_AFTER_DAYS) <= stay.today;
        (episode.discharge.is_none() && is_old_enough).then_some(episode.admitted)
    };
    let mut found: Vec<(Stay, Day)> =
        board.entries.into_iter().filter_map(|entry| Some((goes_on(&entry.stay)?, entry.stay))).map(|(day, stay)| (stay, day)).collect();
    found.sort();
    let (payer, funding) = COMMERCIAL;
    let paying: Vec<&Stay> = (with_payers(practice, found.iter().map(|(stay, _)| stay)).into_iter())
        .filter(|(_, by)| *by == COMMERCIAL)
        .map(|(stay, _)| stay)
        .collect();
    let Some(stay) = without_part2(app, &caller, &paying).await?.cloned() else { return Ok(None) };
    let Some(admitted) = found.iter().find(|(of, _)| of.episode == stay.episode).map(|(_, admitted)| *admitted) else { return Ok(None) };
    let since = first_admission(practice, &stay).unwrap_or(admitted);
    app.record_coverage(&caller, coverage(&stay, payer, funding, since, STAYS)).await?;
    let today = stay.today;
    appeals::appealed(app, &caller, &Denied { stay: &stay, admitted, payer, funding, today }).await
}

/// Records all of it, as whoever does utilization review, so that it is pressing on the day of the demo.
pub(super) async fn make(app: &App, practice: &Practice, as_of: Day, appealed: Option<&Appealed>) -> Result<(), AppError> {
    let Some(person) = practice.staff.iter().find(|person| person.roles.contains(&Role::UtilizationReview)) else { return Ok(()) };
    let caller = caller(person);
    let mut stays: Vec<Stay> =
        app.review_board(&caller, BoardFilter::default(), BoardPage::WHOLE).await?.entries.into_iter().map(|entry| entry.stay).collect();
    stays.sort();
    limits(app, &caller).await?;
    // What the commercial plan pays is on record; what the others pay is not, and the board says so.
    for (level_of_care, cents) in [(LevelOfCare::IntensiveOutpatient, 41_250), (LevelOfCare::PartialHospitalization, 68_500)] {
        let period = Period::new(as_of.plus_days(-365), None).expect("a period without an end is never backwards");
        let rate = DayRate { payer: COMMERCIAL.0.to_owned(), level_of_care, amount: Money::from_cents(cents), period };
        app.record_day_rate(&caller, rate).await?;
    }
    if let Some(appealed) = appealed {
        appeals::overturned(app, &caller, appealed).await?;
    }
    let has_case = |stay: &&Stay| appealed.is_none_or(|appealed| appealed.episode != stay.episode);
    let all = with_payers(practice, stays.iter().filter(has_case));
    let advantage: Vec<&Stay> = all.iter().filter(|(_, by)| *by == ADVANTAGE).map(|(stay, _)| *stay).collect();
    let after_approval = without_part2(app, &caller, &advantage).await?.map(|stay| stay.episode);
    let is_case = |number: usize, stay: &Stay| number < STAYS || Some(stay.episode) == after_approval;
    let cases: Vec<(&Stay, (&str, PlanFunding))> =
        all.into_iter().enumerate().filter(|(number, (stay, _))| is_case(*number, stay)).map(|(_, case)| case).collect();
    let forced_out = forced_out(practice, &cases);
    let promised = Promised::choose(practice, &cases, as_of, after_approval);
    for (number, (stay, (payer, funding))) in cases.iter().copied().enumerate() {
        let Some(episode) = practice.episodes.iter().find(|entry| entry.id == stay.episode) else { continue };
        let (admitted, clinician) = (episode.value.admitted, episode.value.clinician);
        let since = first_admission(practice, stay).unwrap_or(admitted);
        app.record_coverage(&caller, coverage(stay, payer, funding, since, number)).await?;
        let denied = Denied { stay, admitted, payer, funding, today: as_of };
        if Some(stay.episode) == after_approval {
            appeals::after_approval(app, &caller, &denied, practice).await?;
            continue;
        }
        let case = Case { stay, admitted, clinician, payer, number, promised: promised.of(stay.episode), today: as_of };
        self::case(app, &caller, &case).await?;
        if number % DENIED.0 == DENIED.1 {
            appeals::waiting(app, &caller, &denied).await?;
        }
    }
    if let Some(forced_out) = forced_out {
        appeals::forced_out(app, &caller, &forced_out).await?;
    }
    let cases: Vec<&Stay> = cases.into_iter().map(|(stay, _)| stay).collect();
    notices::make(app, &caller, &cases).await?;
    super::packets::make(app, &caller, (&stays, &cases), practice).await
}

/// The first of some stays whose letter may leave: what stands under Part 2 needs a consent first.
async fn without_part2<'a>(app: &App, caller: &Caller, stays: &[&'a Stay]) -> Result<Option<&'a Stay>, AppError> {
    for stay in stays {
        if !app.disclosures(caller, stay.patient).await?.is_part2 {
            return Ok(Some(*stay));
        }
    }
    Ok(None)
}

/// The profiles of the invented payers say within what time is billed and appealed, so that clocks have something to count. The numbers are as invented as
/// the payers, and the profiles say so.
async fn limits(app: &App, caller: &Caller) -> Result<(), AppError> {
    for ((key, _), (filing, appeal, corrected)) in PAYERS.iter().zip([(90, 180, 180), (365, 60, 90), (365, 65, 120)]) {
        let Some((mut profile, _)) = PayerProfile::shipped().into_iter().find(|(profile, _)| profile.key == *key) else { continue };
        profile.limits.filing_days = Some(filing);
        profile.limits.appeal_days = Some(appeal);
        profile.limits.corrected_days = Some(corrected);
        profile.limits.discharge_notice_hours = Some(48);
        "invented for the demo, like the payer; a practice writes its own contract's numbers".clone_into(&mut profile.source);
        app.save_payer(caller, profile.to_toml()).await?;
    }
    Ok(())
}

/// The day on which a patient first came.
fn first_admission(practice: &Practice, stay: &Stay) -> Option<Day> {
    let own = practice.episodes.iter().filter_map(|entry| entry.current()).filter(|episode| episode.patient == stay.patient);
    own.map(|episode| episode.admitted).min()
}

/// The first stay, of somebody with a payer, that the payer ended and after which the patient came back and is here now.
fn forced_out(practice: &Practice, cases: &[(&Stay, (&'static str, PlanFunding))]) -> Option<ForcedOut> {
    cases.iter().find_map(|(stay, (payer, funding))| {
        let again = practice.episodes.iter().find(|entry| entry.id == stay.episode)?.current()?;
        let before = practice.episodes.iter().find(|entry| Some(entry.id) == again.readmission_of)?;
        let episode = before.current()?;
        let discharge = episode.discharge.as_ref().filter(|discharge| discharge.kind == DischargeType::PayerForced)?;
        let periods =
            practice.level_of_care_periods.iter().filter_map(|entry| entry.current()).filter(|period| period.episode == before.id);
        Some(ForcedOut {
            episode: before.id,
            level_of_care: periods.max_by_key(|period| period.period.first())?.level_of_care,
            admitted: episode.admitted,
            discharged: discharge.day,
            payer,
            funding: *funding,
        })
    })
}

/// Of so many stays in a row this one is denied.
const DENIED: (usize, usize) = (7, 5);

/// What the practice shows whatever its stays are: each case has a stay that fits, where there is one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Promise {
    /// An intensive outpatient stay with three concurrent reviews.
    Weeks,
    /// A shortened authorization of partial hospitalization.
    Cut,
}

/// Which stay shows what was promised.
struct Promised {
    weeks: Option<EpisodeId>,
    cut: Option<EpisodeId>,
}

impl Promised {
    fn choose(practice: &Practice, cases: &[(&Stay, (&str, PlanFunding))], today: Day, taken: Option<EpisodeId>) -> Self {
        let admitted = |stay: &Stay| practice.episodes.iter().find(|entry| entry.id == stay.episode).map(|entry| entry.value.admitted);
        let free = || {
            let others = cases.iter().enumerate().filter(|(number, _)| number % DENIED.0 != DENIED.1).map(|(_, (stay, _))| *stay);
            others.filter(move |stay| Some(stay.episode) != taken)
        };
        let is_long = |stay: &&Stay| is_long(stay.level_of_care, admitted(stay), today);
        let is_partial = |stay: &&Stay| stay.level_of_care == LevelOfCare::PartialHospitalization;
        Self { weeks: free().find(is_long).map(|stay| stay.episode), cut: free().find(is_partial).map(|stay| stay.episode) }
    }

    fn of(&self, episode: EpisodeId) -> Option<Promise> {
        let is = |of: Option<EpisodeId>| of == Some(episode);
        if is(self.weeks) { Some(Promise::Weeks) } else { is(self.cut).then_some(Promise::Cut) }
    }
}

/// One stay on its way into a case.
struct Case<'a> {
    stay: &'a Stay,
    admitted: Day,
    clinician: Option<ClinicianId>,
    payer: &'a str,
    number: usize,
    promised: Option<Promise>,
    /// The day of the demo.
    today: Day,
}

fn coverage(stay: &Stay, payer: &str, funding: PlanFunding, admitted: Day, number: usize) -> Coverage {
    Coverage {
        patient: stay.patient,
        payer: payer.to_owned(),
        plan: String::new(),
        rank: CoverageRank::Primary,
        funding,
        state: "NY".to_owned(),
        member_id: format!("INV{:05}", 10_000 + number),
        relation: SubscriberRelation::Itself,
        subscriber: String::new(),
        period: Period::new(admitted, None).expect("a period without an end is never backwards"),
    }
}

/// By turns: covered until yesterday, today, tomorrow or later; cut short; denied; nothing asked yet.
async fn case(app: &App, caller: &Caller, case: &Case<'_>) -> Result<(), AppError> {
    let today = case.today;
    match case.promised {
        Some(Promise::Weeks) => return in_weeks(app, caller, case).await,
        Some(Promise::Cut) => return approve(app, caller, case, today.plus_days(4)).await,
        None => {}
    }
    match case.number % 7 {
        0 => approve(app, caller, case, today.plus_days(-1)).await,
        1 => {
            approve(app, caller, case, today).await?;
            review(app, caller, case, true).await
        }
        2 => {
            approve(app, caller, case, today.plus_days(1)).await?;
            review(app, caller, case, false).await
        }
        3 if is_long(case.stay.level_of_care, Some(case.admitted), today) => in_weeks(app, caller, case).await,
        3 | 4 => approve(app, caller, case, today.plus_days(4)).await,
        5 => {
            approve(app, caller, case, today.plus_days(-2)).await?;
            deny(app, caller, case).await
        }
        _ => Ok(()),
    }
}

/// So many reviews for more days follow on the first authorization of a long stay.
const CONCURRENT: i32 = 3;

/// The last covered day of the first of the weeks.
fn first_week(today: Day) -> (Day, Day) {
    let last = today.plus_days(4 - CONCURRENT * DAYS);
    (last.plus_days(1 - DAYS), last)
}

/// True for an intensive outpatient stay that holds all the weeks.
fn is_long(level: LevelOfCare, admitted: Option<Day>, today: Day) -> bool {
    level == LevelOfCare::IntensiveOutpatient && admitted.is_some_and(|admitted| admitted <= first_week(today).0)
}

/// A week granted at first, and after each review another one: three concurrent reviews, each closed by its decision.
async fn in_weeks(app: &App, caller: &Caller, case: &Case<'_>) -> Result<(), AppError> {
    let (mut first, mut last) = first_week(case.today);
    let mut ends = None;
    for week in 0..=CONCURRENT {
        let closes = match ends {
            None => None,
            Some(ended) => {
                let review = Review::next(case.stay.episode, case.stay.level_of_care, Some(ended), first);
                Some((app.open_review(caller, review).await?, Some(900)))
            }
        };
        let Ok(period) = Period::new(first, Some(last)) else { return Ok(()) };
        let grant = Authorization {
            episode: case.stay.episode,
            payer: case.payer.to_owned(),
            request: None,
            number: format!("AU-{}{week}", 1_000 + case.number),
            level_of_care: case.stay.level_of_care,
            codes: String::new(),
            unit_kind: UnitKind::Day,
            units: u32::try_from(DAYS).unwrap_or(1),
            period,
            next_review: Some(last),
            reviewer: String::new(),
            provider_id: String::new(),
        };
        let approved = decision(case.stay.episode, DeterminationOutcome::Approved, period, first, "", Some(grant));
        app.record_decision(caller, Decision { closes, ..approved }).await?;
        let page = app.authorizations(caller, case.stay.patient).await?;
        let granted = page.authorizations.iter().find(|view| view.authorization.value().period == period);
        ends = granted.map(|view| (view.authorization.id, last));
        (first, last) = (last.plus_days(1), last.plus_days(DAYS));
    }
    Ok(())
}

/// A week up to a last day, or what of it lies after the admission; every third is cut by three days.
async fn approve(app: &App, caller: &Caller, case: &Case<'_>, last: Day) -> Result<(), AppError> {
    let first = last.plus_days(1 - DAYS).max(case.admitted);
    let Ok(granted) = Period::new(first, Some(last)) else { return Ok(()) };
    let is_cut = case.promised == Some(Promise::Cut) || case.number.is_multiple_of(3);
    let asked = Period::new(first, Some(last.plus_days(if is_cut { 3 } else { 0 }))).unwrap_or(granted);
    let days = u32::try_from(last.days_since(first) + 1).unwrap_or(1);
    let grant = Authorization {
        episode: case.stay.episode,
        payer: case.payer.to_owned(),
        request: None,
        number: format!("AU-{:04}", 1_000 + case.number),
        level_of_care: case.stay.level_of_care,
        codes: String::new(),
        unit_kind: UnitKind::Day,
        units: days,
        period: granted,
        next_review: Some(last),
        reviewer: String::new(),
        provider_id: String::new(),
    };
    let outcome = if is_cut { DeterminationOutcome::Partial } else { DeterminationOutcome::Approved };
    let reason = if is_cut { "Days beyond this date are to be reviewed again." } else { "" };
    app.record_decision(caller, decision(case.stay.episode, outcome, asked, first, reason, Some(grant))).await.map(drop)
}

async fn deny(app: &App, caller: &Caller, case: &Case<'_>) -> Result<(), AppError> {
    let today = case.today;
    let Ok(asked) = Period::new(today.plus_days(-1).max(case.admitted), Some(today.plus_days(DAYS))) else { return Ok(()) };
    let reason = "Symptoms can be treated at a less intensive level.";
    app.record_decision(caller, decision(case.stay.episode, DeterminationOutcome::Denied, asked, today.plus_days(-2), reason, None))
        .await
        .map(drop)
}

fn decision(
    episode: EpisodeId,
    outcome: DeterminationOutcome,
    period: Period,
    on: Day,
    reason: &str,
    grant: Option<Authorization>,
) -> Decision {
    Decision {
        episode,
        request: None,
        outcome,
        stage: DecisionStage::FirstReview,
        period,
        decided_at: on.start_in(&ZoneName::utc()).plus_seconds(15 * 3600),
        reviewer: String::new(),
        reference: String::new(),
        reason: reason.to_owned(),
        grant,
        closes: None,
    }
}

/// Opens the review for what follows; where `is_begun`, the coordinator has answered two questions.
async fn review(app: &App, caller: &Caller, case: &Case<'_>, is_begun: bool) -> Result<(), AppError> {
    let id = app.open_next_review(caller, case.stay.episode).await?;
    if !is_begun {
        return Ok(());
    }
    let answer = |question, text: &str| NewAnswer { question, text: text.to_owned() };
    let answers = vec![
        answer(
            ReviewQuestion::WhyNotLower,
            "Two of three evenings alone at home last week ended in a crisis call; no one is there before nine.",
        ),
        answer(ReviewQuestion::Barriers, "The outpatient therapist has a first appointment in two weeks."),
    ];
    app.answer_review(caller, id, answers).await?;
    let page = app.review(caller, id).await?;
    // Whoever treats the patient now is asked, before the review is due.
    let Some((clinician, _)) = page.team.iter().find(|(member, _)| Some(*member) == case.clinician).or(page.team.first()) else {
        return Ok(());
    };
    let ends = page.review.value().due_day.plus_days(1).start_in(&page.zone);
    let soon = app.now().plus_seconds(20 * 3600);
    let due = if ends > app.now() { soon.min(ends) } else { soon };
    let questions = vec![ReviewQuestion::Precipitant, ReviewQuestion::PlanChange, ReviewQuestion::GoalProgress];
    app.ask_clinician(caller, id, *clinician, questions, due).await.map(drop)
}
