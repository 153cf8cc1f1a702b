//! Sheets that came in and are not settled: nothing that stands on one may be forgotten, however late it is.

use std::collections::BTreeMap;

use storage::ReadUnit;
use storage::paper_form::{self, PaperForm};
use vocabulary::{Instant, PatientId, RecordId, ZoneName};

use crate::context::{App, check_patient, person, place_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// A sheet that was handed in and whose answers were not taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingForm {
    /// What its bar code says.
    pub code: String,
    /// Whose.
    pub patient: PatientId,
    /// Family name, then given name.
    pub listed_name: String,
    /// The practice's number.
    pub record_number: String,
    /// What people call the instrument.
    pub short_name: String,
    /// When it was handed in.
    pub handed_in_at: Instant,
    /// The clock of the patient's program.
    pub zone: ZoneName,
    /// True once it was keyed the first time.
    pub is_keyed_once: bool,
    /// True where it asks about safety.
    pub has_safety_items: bool,
}

impl WaitingForm {
    /// A sheet that asks about safety and that nobody has keyed yet goes first; then what has waited longest.
    fn place(&self) -> (bool, Instant, &str) {
        (!self.has_safety_items || self.is_keyed_once, self.handed_in_at, &self.code)
    }
}

impl App {
    /// The sheets that were handed in and are not settled, of the caller's patients: those about safety that nobody has keyed first, then the oldest.
    #[crate::boxed]
    pub async fn waiting_paper_forms(&self, caller: &Caller) -> Result<Vec<WaitingForm>, AppError> {
        const ACTION: &str = "view_waiting_paper_forms";
        if let Err(refused) = caller.may(Data::Entry) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (operation, asking, app) = (self.operation(caller, ACTION), caller.clone(), self.clone());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { waiting(unit, &app, &asking).await }));
        read.await
    }
}

async fn waiting(unit: &mut ReadUnit, app: &App, caller: &Caller) -> Result<Vec<WaitingForm>, AppError> {
    let library = app.library();
    let mut waiting = Vec::new();
    for form in newest_sheets(paper_form::waiting(unit).await?) {
        let Some(check_in) = storage::check_in::get(unit, form.check_in).await? else { continue };
        let (shown, records) = person(unit, check_in.patient).await?;
        let (zone, today) = place_of(unit, &records).await?;
        match check_patient(unit, caller, Data::Entry, shown, today).await {
            Ok(()) => {}
            Err(AppError::NotInCareTeam(_)) => continue,
            Err(error) => return Err(error),
        }
        let patient = unit.require::<care::Patient>(shown).await?.recorded.value;
        let definition = library.get(&form.instrument);
        waiting.push(WaitingForm {
            patient: shown,
            listed_name: patient.listed_name(),
            record_number: patient.record_number,
            short_name: definition.map_or_else(|| form.instrument.clone(), |definition| definition.short_name.clone()),
            handed_in_at: form.handed_in_at.unwrap_or(form.printed_at),
            zone,
            is_keyed_once: form.first_answers.is_some(),
            has_safety_items: definition.is_some_and(|definition| !definition.safety.is_empty()),
            code: form.code,
        });
    }
    waiting.sort_by(|left, right| left.place().cmp(&right.place()));
    Ok(waiting)
}

/// One sheet for each form of a packet: what was printed again came in once. The one that was keyed is meant, else the one that was printed last.
fn newest_sheets(forms: Vec<PaperForm>) -> Vec<PaperForm> {
    let mut kept: BTreeMap<(RecordId, String), PaperForm> = BTreeMap::new();
    let rank = |form: &PaperForm| (form.first_answers.is_some(), form.printed_at);
    for form in forms {
        let key = (form.check_in, form.instrument.clone());
        if kept.get(&key).is_none_or(|present| rank(present) < rank(&form)) {
            kept.insert(key, form);
        }
    }
    kept.into_values().collect()
}
