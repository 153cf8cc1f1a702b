//! The cover of a packet: who, of whom it is asked, for what and from when.

use care::payer::PayerIdentities;
use care::{Coverage, Patient};
use storage::{ReadUnit, Stored, View};
use utilization_review::authorization::{Authorization, UnitKind};
use utilization_review::packet::{Choices, Cover};

use super::super::{Place, coverage_of};
use crate::authorization::planned::stay_of;
use crate::context::App;
use crate::disclosure::is_part2;
use crate::error::AppError;

/// It, for a payer and with what the author chose.
pub(super) async fn cover(
    unit: &mut ReadUnit,
    app: &App,
    place: &Place,
    (patient, payer, choices): (&Stored<Patient>, care::PayerProfile, Choices),
) -> Result<Cover, AppError> {
    let review = place.review.value();
    let coverages = storage::coverage::of_patients(unit, &place.records, View::Current).await?;
    let coverages: Vec<Coverage> = coverages.into_iter().map(|stored| stored.recorded.value).collect();
    let same = crate::payer::identities_in(unit).await?;
    let authorization = match review.authorization {
        Some(id) => unit.current::<Authorization>(id).await?,
        None => newest_of_level(unit, place, (payer.key.as_str(), &same)).await?,
    };
    // What another payer granted before is nothing of this one.
    let authorization = authorization.filter(|stored| is_of_payer(stored.value(), (payer.key.as_str(), &same)));
    let stay = stay_of(unit, review.episode).await?;
    // Where the level is given, which may be another program than the one that admitted.
    let periods = storage::level_of_care_period::of_patients(unit, &place.records, View::Current).await?;
    let at_level = periods.iter().rev().map(Stored::value);
    let mut at_level = at_level.filter(|period| period.episode == review.episode && period.level_of_care == review.level_of_care);
    let present = at_level.next();
    let program = present.map_or(stay.program, |period| period.program);
    // Nothing is asked for again from the admission on, where the stay began at another level or another payer paid then.
    let begins = present.map_or(place.admitted, |period| period.period.first());
    let begins = coverage_of(&coverages, place, &same).map_or(begins, |coverage| coverage.period.first().max(begins));
    let program = crate::patient::programs(unit).await?.remove(&program);
    let request = place.decisions.request_of(&place.review).map(|(_, request)| request);
    let ends = authorization.as_ref().and_then(|stored| stored.value().last_covered_day());
    let cadence = payer.cadence.iter().find(|cadence| cadence.level_of_care == review.level_of_care);
    let units = cadence.map(|cadence| if authorization.is_some() { cadence.concurrent_days } else { cadence.initial_days });
    let named = payer.criteria.iter().filter(|named| named.level_of_care.is_none_or(|level| level == review.level_of_care));
    let criteria: Vec<String> = named.map(|named| format!("{} {}", named.name, named.edition).trim().to_owned()).collect();
    let value = patient.value();
    Ok(Cover {
        practice: app.settings().practice_name.clone(),
        program: program.map(|program| program.name).unwrap_or_default(),
        patient: if choices.initials_only { initials(value) } else { value.listed_name() },
        birth_day: Some(value.birth_day),
        member_id: coverage_of(&coverages, place, &same).map(|coverage| coverage.member_id.clone()).unwrap_or_default(),
        payer: payer.name,
        authorization: authorization.as_ref().map(|stored| stored.value().number.clone()).unwrap_or_default(),
        codes: match request {
            Some(request) if !request.codes.is_empty() => request.codes.clone(),
            _ => authorization.as_ref().map(|stored| stored.value().codes.clone()).unwrap_or_default(),
        },
        level_of_care: review.level_of_care,
        // What was asked, where that is on record; else the days that the payer usually looks at.
        asked: request.map(|request| (request.unit_kind, request.units)).or(units.map(|units| (UnitKind::Day, units))),
        proposed: request.is_none(),
        from: request.map_or_else(|| ends.map_or(begins, |last| last.plus_days(1)), |request| request.period.first()),
        criteria: criteria.join("; "),
        is_part2: is_part2(unit, &place.records).await?,
    })
}

/// True for what this payer granted, under whichever of its keys, and where no payer is on record.
fn is_of_payer(authorization: &Authorization, (payer, same): (&str, &PayerIdentities)) -> bool {
    payer.is_empty() || same.is_same(&authorization.payer, payer)
}

/// The authorization of the payer for the review's level that covers longest. One that came without a decision on this review is on record all the same.
async fn newest_of_level(
    unit: &mut ReadUnit,
    place: &Place,
    payer: (&str, &PayerIdentities),
) -> Result<Option<Stored<Authorization>>, AppError> {
    let review = place.review.value();
    let of_level = |stored: &Stored<Authorization>| {
        let value = stored.value();
        value.episode == review.episode && value.level_of_care == review.level_of_care && is_of_payer(value, payer)
    };
    let all = storage::authorization::of_patients(unit, &place.records, View::Current).await?;
    Ok(all.into_iter().filter(of_level).max_by_key(|stored| stored.value().last_covered_day()))
}

/// First letters of given and family name.
fn initials(patient: &Patient) -> String {
    let first = |name: &str| name.chars().next().map(|letter| format!("{letter}.")).unwrap_or_default();
    format!("{} {}", first(&patient.given_name), first(&patient.family_name))
}
