//! How ready the open reviews of many stays are: their records are read together, each kind in one statement.

use std::collections::BTreeMap;

use care::payer::PayerIdentities;
use care::{Coverage, Episode, PayerProfile};
use instruments::Library;
use storage::{ReadUnit, Stored, View};
use utilization_review::authorization::Authorization;
use utilization_review::review::{BoardEntry, Review, readiness};
use vocabulary::{EpisodeId, PatientId, ProgramId, RecordId, ZoneName};

use super::Stay;
use crate::change::Stay as CareStay;
use crate::error::AppError;
use crate::review::denial::Decisions;
use crate::review::gather::{Gathered, keep_request};
use crate::review::{answers_by_episode, asked_from, filled_for, known_at, paying, primary_from, since_of};

/// Counts it for the stays that have a review open.
pub(super) async fn count(unit: &mut ReadUnit, entries: &mut [BoardEntry<Stay>], library: &Library) -> Result<(), AppError> {
    let open: Vec<(PatientId, EpisodeId)> =
        entries.iter().filter(|entry| entry.stay.review.is_some()).map(|entry| (entry.stay.patient, entry.stay.episode)).collect();
    if open.is_empty() {
        return Ok(());
    }
    let links = storage::patient_link::links(unit, View::Current).await?;
    let records: Vec<PatientId> = open.iter().flat_map(|(patient, _)| links.records_of(*patient)).collect();
    let mut stays: BTreeMap<PatientId, Vec<CareStay>> = BTreeMap::new();
    let mut episodes: BTreeMap<EpisodeId, Episode> = BTreeMap::new();
    for stored in storage::episode::of_patients(unit, &records, View::Current).await? {
        stays.entry(links.shown_as(stored.value().patient)).or_default().push(CareStay::from(stored.value()));
        episodes.insert(stored.id, stored.recorded.value);
    }
    let reviews = storage::review::of_patients(unit, &records, View::Current).await?;
    let by_id: BTreeMap<RecordId, &Stored<Review>> = reviews.iter().map(|stored| (stored.id, stored)).collect();
    let mut coverages: BTreeMap<PatientId, Vec<Coverage>> = BTreeMap::new();
    for coverage in storage::coverage::of_patients(unit, &records, View::Current).await? {
        coverages.entry(links.shown_as(coverage.value().patient)).or_default().push(coverage.recorded.value);
    }
    let payers: Vec<PayerProfile> = crate::payer::payers_in(unit).await?.into_iter().map(|payer| payer.profile).collect();
    let same = PayerIdentities::of(&payers);
    let extended: Vec<RecordId> = reviews.iter().filter_map(|stored| stored.value().authorization).collect();
    let extended: BTreeMap<RecordId, Authorization> =
        unit.get_many::<Authorization>(&extended, View::Current).await?.into_iter().map(|each| (each.id, each.recorded.value)).collect();
    let answers = answers_by_episode(unit, &records).await?;
    let gathered = Gathered::load(unit, &records, library, None).await?;
    let decisions = Decisions::load(unit, &records).await?;
    let calls = storage::review_call::of_patients(unit, &records, View::Current).await?;
    let known = known_at(&decisions, &calls);
    let programs = storage::program::all(unit, View::Current).await?;
    let zones: BTreeMap<ProgramId, ZoneName> = programs.into_iter().map(|stored| (stored.id, stored.recorded.value.zone)).collect();
    let no_answers = BTreeMap::new();
    for entry in entries {
        let stay = &entry.stay;
        let review = stay.review.and_then(|review| by_id.get(&review).copied());
        let (Some(review), Some(episode)) = (review, episodes.get(&stay.episode)) else { continue };
        let of_patient = coverages.get(&stay.patient).map(Vec::as_slice).unwrap_or_default();
        let covered_until = review.value().authorization.and_then(|id| extended.get(&id)).and_then(Authorization::last_covered_day);
        let payer = paying((&payers, &same), primary_from(of_patient, asked_from(review.value(), covered_until), stay.today));
        let days = CareStay::from(episode).days(stays.get(&stay.patient).map_or(&[][..], Vec::as_slice), stay.today);
        let mut records = gathered.of_stay(stay.patient, stay.episode, days);
        keep_request(&mut records, decisions.request_of(review));
        let zone = zones.get(&episode.program).cloned().unwrap_or_else(ZoneName::utc);
        let since = since_of(review, &reviews, (&known, &zone), episode.admitted);
        let filled = filled_for(payer, &records, (review.id, since, stay.today), answers.get(&stay.episode).unwrap_or(&no_answers));
        entry.readiness = readiness(&payer.questions, &filled, stay.today);
    }
    Ok(())
}
