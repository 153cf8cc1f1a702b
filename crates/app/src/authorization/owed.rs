//! Until when a payer owes its decision on what was asked, and the practice what the payer wants more.

use std::collections::BTreeMap;

use care::payer::PayerIdentities;
use care::{Coverage, PayerProfile, PlanFunding};
use storage::{ReadUnit, Stored, View};
use utilization_review::authorization::{Authorization, AuthorizationDetermination, AuthorizationRequest, RequestKind};
use utilization_review::clock::{
    Deadline, DeadlineEvent, DecisionClock, Effect, Occurrence, OwedBy, Pended, RuleSet, Setting, decision_clock, resolve,
};
use vocabulary::{Day, EpisodeId, LevelOfCare, PatientId, RecordId, ZoneName};

use crate::disclosure::is_part2;
use crate::error::AppError;

/// What was asked and waits, and what was decided.
type Waiting<'a> = (&'a [&'a Stored<AuthorizationRequest>], &'a [Stored<AuthorizationDetermination>]);

/// Who owes what, by the earliest of the rules that hold.
#[derive(Default)]
pub(super) struct Owed {
    /// The payer its decision, by request.
    pub(super) decisions: BTreeMap<RecordId, Deadline>,
    /// The practice what the payer wants more, by the decision that wants it.
    pub(super) information: BTreeMap<RecordId, Deadline>,
}

/// For each of the requests. While the payer waits for what it wants, it owes nothing, unless its time runs on all the same; from then on its time runs.
/// Nothing is read where nothing waits.
pub(super) async fn decisions(
    unit: &mut ReadUnit,
    (records, zone): (&[PatientId], &ZoneName),
    (waiting, decided): Waiting<'_>,
    (granted, coverages): (&[&Authorization], &[Stored<Coverage>]),
    payers: &[PayerProfile],
) -> Result<Owed, AppError> {
    if waiting.is_empty() {
        return Ok(Owed::default());
    }
    let (rules, calendar) = (crate::payer::rules_in(unit).await?, crate::holiday::calendar_in(unit).await?);
    let diagnoses = storage::diagnosis::of_patients(unit, records, View::Current).await?;
    let is_part2 = is_part2(unit, records).await?;
    let (same, mut owed) = (PayerIdentities::of(payers), Owed::default());
    for stored in waiting {
        let asked = stored.value();
        let on = asked.submitted_at.day_in(zone);
        let of_payer =
            |coverage: &&Stored<Coverage>| same.is_same(&coverage.value().payer, &asked.payer) && coverage.value().period.contains(on);
        let coverage = coverages.iter().find(of_payer).map(Stored::value);
        let setting = Setting {
            zone,
            calendar: &calendar,
            funding: coverage.map_or(PlanFunding::Unknown, |coverage| coverage.funding),
            state: coverage.map_or("", |coverage| coverage.state.as_str()),
            level_of_care: asked.level_of_care,
            substance_use: is_part2 || diagnoses.iter().any(|stored| stored.value().is_substance_use_on(asked.episode, on)),
            appellant: None,
            payer: same.profile_of(payers, &asked.payer),
        };
        let of_request = decided.iter().filter(|decision| decision.value().request == Some(stored.id));
        let wishes: Vec<(RecordId, Pended)> = of_request.filter_map(|decision| Some((decision.id, decision.value().pended()?))).collect();
        let pended: Vec<Pended> = wishes.iter().map(|(_, pended)| *pended).collect();
        let clock = clock_of(asked, &pended, granted, (&rules, &setting));
        if let Some(((decision, _), deadline)) = wishes.last().copied().zip(clock.supply) {
            owed.information.insert(decision, deadline);
            if matches!(clock.effect, Some(Effect::StandsStill | Effect::BeginsAnew)) {
                continue;
            }
        }
        owed.decisions.extend(clock.decision.into_iter().next().map(|deadline| (stored.id, deadline)));
    }
    Ok(owed)
}

/// The clock of one request, with what its payer wanted more and what was granted of the stay.
pub(crate) fn clock_of(
    asked: &AuthorizationRequest,
    pended: &[Pended],
    granted: &[&Authorization],
    (rules, setting): (&RuleSet, &Setting<'_>),
) -> DecisionClock {
    let occurrence = Occurrence {
        event: DeadlineEvent::RequestSubmitted,
        at: asked.submitted_at,
        timing: Some(asked.kind),
        urgent: asked.urgent,
        incomplete: false,
        course_ends: course(asked, granted).map(|last| setting.end_of(last)),
    };
    decision_clock(rules, &occurrence, pended, setting)
}

/// Until when an authorization may still be asked for after the fact, by the first day of a level that has none. Nothing is read where none lacks one.
pub(super) async fn after_the_fact(
    unit: &mut ReadUnit,
    (records, zone): (&[PatientId], &ZoneName),
    lacking: &[(EpisodeId, Day, LevelOfCare)],
    (coverages, payers): (&[Stored<Coverage>], &[PayerProfile]),
) -> Result<Vec<(Day, Deadline)>, AppError> {
    if lacking.is_empty() {
        return Ok(Vec::new());
    }
    let (mut rules, calendar) = (crate::payer::rules_in(unit).await?, crate::holiday::calendar_in(unit).await?);
    // Other rules about an admission ask for a notice of it: they have their own page.
    rules.rules.retain(|rule| rule.condition.timing.contains(&RequestKind::Retrospective));
    let diagnoses = storage::diagnosis::of_patients(unit, records, View::Current).await?;
    let is_part2 = is_part2(unit, records).await?;
    let (same, mut found) = (PayerIdentities::of(payers), Vec::new());
    for (episode, first, level_of_care) in lacking {
        let primary = coverages.iter().map(Stored::value).filter(|coverage| coverage.period.contains(*first));
        let Some(coverage) = primary.min_by_key(|coverage| coverage.rank) else { continue };
        let setting = Setting {
            zone,
            calendar: &calendar,
            funding: coverage.funding,
            state: coverage.state.as_str(),
            level_of_care: *level_of_care,
            substance_use: is_part2 || diagnoses.iter().any(|stored| stored.value().is_substance_use_on(*episode, *first)),
            appellant: None,
            payer: same.profile_of(payers, &coverage.payer),
        };
        let occurrence = Occurrence {
            event: DeadlineEvent::Admission,
            // The hour of an admission is on no record: from the beginning of its day the time is shortest.
            at: first.start_in(zone),
            timing: Some(RequestKind::Retrospective),
            urgent: false,
            incomplete: false,
            course_ends: None,
        };
        let of_practice = resolve(&rules, &occurrence, &setting).into_iter().filter(|deadline| deadline.owed_by == OwedBy::Practice);
        found.extend(of_practice.map(|deadline| (*first, deadline)));
    }
    Ok(found)
}

/// The last day of what was granted before for the level that a request asks to extend.
fn course(asked: &AuthorizationRequest, granted: &[&Authorization]) -> Option<Day> {
    let before = |grant: &&&Authorization| {
        grant.episode == asked.episode && grant.level_of_care == asked.level_of_care && grant.period.first() < asked.period.first()
    };
    granted.iter().filter(before).filter_map(|grant| grant.last_covered_day()).max()
}
