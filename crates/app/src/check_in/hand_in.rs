//! When a form on paper was handed in: noted once, and corrected for a reason where it was noted wrong. What became of the form speaks of the day on which it
//! was handed in, so a correction makes the next version of each administration, with the score of that day; what was judged on it is judged anew.

use std::collections::BTreeMap;

use collection::check_in::EventKind;
use collection::paper::FormCode;
use instruments::{Administration, Completion, Mode, Responses};
use storage::administration::Correction;
use storage::paper_form::{self, PaperForm};
use storage::score::ScoreSummary;
use storage::{Stored, WriteUnit};
use vocabulary::{Day, Instant};

use super::paper::own;
use super::visit::series_of;
use crate::administration::{episode_on, facts, scored, stated};
use crate::context::{App, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;

impl App {
    /// Notes when a form was handed in, once; every form of its packet that is not noted yet came with it, where it was printed by then: a sheet that was
    /// printed again later is another one, and is noted by itself.
    #[crate::boxed]
    pub async fn paper_handed_in(&self, caller: &Caller, code: &FormCode, at: Instant) -> Result<(), AppError> {
        let (asking, code) = (caller.clone(), code.clone());
        let result = self
            .retrying(caller, "paper_handed_in", move |unit, app| {
                let (asking, code) = (asking.clone(), code.clone());
                Box::pin(async move {
                    let (form, check_in) = own(unit, &asking, &code).await?;
                    check(unit.at(), &form, at)?;
                    let packet = paper_form::of_check_in(unit, check_in.id).await?;
                    for each in packet.iter().filter(|each| was_printed(each, at)) {
                        paper_form::handed_in(unit, &each.code, at).await?;
                    }
                    crate::message::stop_series(unit, &series_of(check_in.id), collection::sending::stop::StopReason::Answered).await?;
                    // What came in late came in: it can be keyed for as long as one that came in time.
                    let until = unit.at().plus_seconds(app.settings.check_in.paper_days * 86_400);
                    storage::check_in::keep_until(unit, check_in.id, until).await?;
                    Ok(storage::check_in::happened(unit, check_in.id, EventKind::HandedIn, Mode::Paper, None).await?)
                })
            })
            .await;
        self.audited(caller, "paper_handed_in", result).await
    }

    /// Corrects when a form was handed in, before or after it was keyed, for a reason that stays in the audit. The forms of its packet that were noted with it
    /// are corrected with it; refused where one of them was keyed and was not printed by then. What staff moved or withdrew since stands.
    #[crate::boxed]
    pub async fn correct_paper_hand_in(&self, caller: &Caller, code: &FormCode, at: Instant, reason: &str) -> Result<(), AppError> {
        let (asking, code, reason) = (caller.clone(), code.clone(), stated(reason)?);
        let result = self
            .retrying(caller, "paper_handed_in", move |unit, app| {
                let (asking, code, reason) = (asking.clone(), code.clone(), reason.clone());
                Box::pin(async move {
                    let (form, check_in) = own(unit, &asking, &code).await?;
                    let noted = form.handed_in_at.ok_or_else(|| AppError::field("handed_in_at", FieldProblemKind::Required))?;
                    check(unit.at(), &form, at)?;
                    if at == noted {
                        return Ok(());
                    }
                    unit.because(&reason);
                    let known = storage::check_in::administrations(unit, check_in.id).await?;
                    let mut became = BTreeMap::new();
                    let mut packet = paper_form::of_check_in(unit, check_in.id).await?;
                    packet.retain(|each| each.handed_in_at == Some(noted));
                    if packet.iter().any(|each| is_keyed(each) && !was_printed(each, at)) {
                        return Err(AppError::field("handed_in_at", FieldProblemKind::Backwards));
                    }
                    // A sheet that was printed later did not come with it, and nothing was keyed from it: it keeps the time that was noted.
                    packet.retain(|each| was_printed(each, at));
                    for each in packet {
                        paper_form::hand_in_corrected(unit, &each.code, at).await?;
                        became.extend(known.get(&each.instrument).map(|id| (each.instrument, *id)));
                    }
                    for id in became.into_values() {
                        // Withdrawn meanwhile: what was decided stands.
                        let Some(present) = unit.current::<Administration>(id).await? else { continue };
                        redate(unit, &app, &present, (noted, at)).await?;
                    }
                    Ok(storage::check_in::happened(unit, check_in.id, EventKind::HandInCorrected, Mode::Paper, None).await?)
                })
            })
            .await;
        self.wake.notify_one();
        self.audited(caller, "paper_handed_in", result).await
    }
}

/// Nobody hands in what is to be printed yet, or later than now. A minute is left to clocks that differ.
fn check(now: Instant, form: &PaperForm, at: Instant) -> Result<(), AppError> {
    if at > now {
        return Err(AppError::field("handed_in_at", FieldProblemKind::Future));
    }
    if !was_printed(form, at) {
        return Err(AppError::field("handed_in_at", FieldProblemKind::Backwards));
    }
    Ok(())
}

/// True where a form was on paper by then.
fn was_printed(form: &PaperForm, at: Instant) -> bool {
    at >= form.printed_at.plus_seconds(-60)
}

/// True once somebody keyed it.
fn is_keyed(form: &PaperForm) -> bool {
    form.first_answers.is_some() || form.settled_at.is_some()
}

/// The next version of what a form became: finished at another time, on the day of that time, where nobody said another day since.
async fn redate(
    unit: &mut WriteUnit,
    app: &App,
    present: &Stored<Administration>,
    (noted, at): (Instant, Instant),
) -> Result<(), AppError> {
    let value = present.value();
    if value.mode != Mode::Paper || value.finished_at != Some(noted) {
        return Ok(());
    }
    let (shown, records) = person(unit, value.patient).await?;
    let (zone, _) = place_of(unit, &records).await?;
    let day: Day = if value.day == noted.day_in(&zone) { at.day_in(&zone) } else { value.day };
    let episode = episode_on(unit, &records, day).await?;
    let administration = Administration {
        finished_at: Some(at),
        day,
        episode: episode.as_ref().map(|episode| episode.id),
        program: episode.map(|episode| episode.value().program),
        ..value.clone()
    };
    let version = present.recorded.version;
    let responses = storage::responses::of(unit, present.id, version).await?;
    let given_totals = storage::responses::totals_of(unit, present.id, version).await?;
    let patient = unit.require::<care::Patient>(shown).await?;
    let definition = app.library().get(&value.instrument).cloned().ok_or(AppError::NotFound("instrument"))?;
    let score = (value.completion != Completion::Declined).then(|| {
        let of_day = facts(patient.value(), day);
        ScoreSummary::of(&definition, &scored(&definition, responses.as_ref().unwrap_or(&Responses::new()), &given_totals, of_day))
    });
    let correction = Correction { administration, responses, given_totals, score };
    storage::administration::correct(unit, present.id, version, &correction).await?;
    Ok(())
}
