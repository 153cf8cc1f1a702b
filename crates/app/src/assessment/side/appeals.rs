//! Appeals that were filed, with what came of them and whether scores went with them.

use std::collections::{BTreeMap, BTreeSet};

use integrity::assessment::side::{AppealFact, AppealOutcome, MeasureFact};
use revenue_cycle::Claim;
use storage::{ReadUnit, Stored, View};
use utilization_review::appeal::{Appeal, AppealedDays, DayOutcome, LetterKind, ReleasedLetter};
use utilization_review::packet::ReleasedPacket;
use vocabulary::{Day, EpisodeId, Instant, Period, RecordId};

use super::People;
use crate::claim::whose::Whose;
use crate::error::AppError;

/// The stays of people and what was scored: whether the packet of an appeal held scores.
pub(super) struct StaysOfPeople<'a> {
    pub(super) episodes: &'a [Stored<care::Episode>],
    pub(super) measures: &'a BTreeSet<MeasureFact>,
}

impl StaysOfPeople<'_> {
    fn find(&self, episode: EpisodeId) -> Option<&care::Episode> {
        self.episodes.iter().find(|stored| stored.id == episode).map(Stored::value)
    }

    /// True where the patient had a score in the stay by a day: packets and letters leave none out.
    fn has_score(&self, patient: &str, stay: &care::Episode, day: Day) -> bool {
        self.measures.iter().any(|measure| measure.patient == patient && stay.admitted <= measure.day && measure.day <= day)
    }
}

/// Appeals that were filed, for each claim with a line that the appeal answers; where it answers no lines of claims, for each claim of the patient with
/// a day in dispute. `None` where none was ever filed. Appeals of days without a claim are appeals nevertheless: the findings that need them look, and
/// find none of a claim. Scores were part of an appeal where a packet or a letter for it left before it was filed and the stay had a score by then; where nothing
/// left from here nobody knows what was sent.
pub(super) async fn gather(
    unit: &mut ReadUnit,
    people: &People<'_>,
    whose: &Whose,
    stays: &StaysOfPeople<'_>,
) -> Result<Option<BTreeSet<AppealFact>>, AppError> {
    let decisions = storage::authorization_determination::of_patients(unit, &people.all, View::Current).await?;
    let disputed: BTreeMap<RecordId, Period> = decisions.iter().map(|stored| (stored.id, stored.value().period)).collect();
    let days = storage::appealed_days::of_patients(unit, &people.all, View::Current).await?;
    let mut lines: BTreeMap<RecordId, BTreeSet<String>> = BTreeMap::new();
    for line in storage::disputed_line::of_patients(unit, &people.all, View::Current).await? {
        lines.entry(line.value().determination).or_default().insert(line.value().claim_number.clone());
    }
    let packets = storage::released_packet::of_patients(unit, &people.all, View::Current).await?;
    let letters = storage::released_letter::of_patients(unit, &people.all, View::Current).await?;
    let mut facts = BTreeSet::new();
    let appeals = storage::appeal::of_patients(unit, &people.all, View::Current).await?;
    if appeals.iter().all(|stored| stored.value().filed_at.is_none()) {
        return Ok(None);
    }
    for stored in appeals {
        let appeal = stored.value();
        let (Some(filed), Some(period)) = (appeal.filed_at, disputed.get(&appeal.determination)) else { continue };
        let Some(stay) = stays.find(appeal.episode) else { continue };
        let Some(claims) = people.claims.get(&whose.shown_as(stay.patient)) else { continue };
        let filed: Day = filed.day_in(&people.zone);
        let has_left = |left: Instant| left.day_in(&people.zone) <= filed;
        let with_packet = packets.iter().any(|packet| is_packet_of(packet.value(), appeal) && has_left(packet.recorded.recorded_at));
        let with_letter =
            letters.iter().any(|letter| is_letter_of(letter.value(), (stored.id, appeal)) && has_left(letter.recorded.recorded_at));
        let patient = people.name(whose, stay.patient).filter(|_| with_packet || with_letter);
        let with_scores = patient.map(|patient| stays.has_score(&patient, stay, filed));
        let came: Vec<&AppealedDays> = days.iter().map(Stored::value).filter(|days| days.appeal == stored.id).collect();
        let decided = came.iter().map(|days| days.decided_at.day_in(&people.zone)).max();
        let (outcome, of_days) = outcome(appeal.decided, &came);
        let answered = lines.get(&appeal.determination);
        let is_disputed = |claim: &&&Claim| {
            if let Some(answered) = answered {
                return answered.contains(&claim.number);
            }
            let (first, last) = (claim.first_day(), claim.last_day());
            first.zip(last).is_some_and(|(first, last)| period.first() <= last && period.last().is_none_or(|end| first <= end))
        };
        for claim in claims.iter().filter(is_disputed) {
            let (claim, of_days) = (claim.number.clone(), of_days.clone());
            facts.insert(AppealFact { claim, filed, last_day: None, outcome, decided, of_days, with_scores });
        }
    }
    Ok(Some(facts))
}

/// True for a packet for an appeal.
fn is_packet_of(packet: &ReleasedPacket, appeal: &Appeal) -> bool {
    packet.review == appeal.review && packet.variant.answers_a_denial()
}

/// True for the letter of an appeal: it tells every score.
fn is_letter_of(letter: &ReleasedLetter, (id, appeal): (RecordId, &Appeal)) -> bool {
    letter.kind == LetterKind::Appeal && letter.appeal.map_or(letter.determination == appeal.determination, |of| of == id)
}

/// What came of an appeal, in all and by days.
fn outcome(is_decided: bool, came: &[&AppealedDays]) -> (AppealOutcome, Vec<(Period, AppealOutcome)>) {
    let of = |days: &&AppealedDays| if days.outcome == DayOutcome::Overturned { AppealOutcome::Won } else { AppealOutcome::Lost };
    let won = came.iter().filter(|days| of(days) == AppealOutcome::Won).count();
    match (is_decided, won) {
        (false, _) => (AppealOutcome::Pending, Vec::new()),
        (true, won) => {
            let of_days = came.iter().map(|days| (days.period, of(days))).collect();
            let whole = match won {
                0 => AppealOutcome::Lost,
                won if won == came.len() => AppealOutcome::Won,
                _ => AppealOutcome::Partial,
            };
            (whole, of_days)
        }
    }
}
