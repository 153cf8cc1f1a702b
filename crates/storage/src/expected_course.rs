//! Expected courses that were fitted from the practice's own finished episodes, or came as a file of parameters. A newer fit takes the place of
//! an older one, which stays in the history: what a page showed then can be shown again.

use vocabulary::{Day, Instant, RecordId};

use crate::StorageError;
use crate::database::Value;
use crate::record::column::practice_record;
use crate::record::{Stored, View, read, write};
use crate::unit::{ReadUnit, WriteUnit};

/// The expected course of one instrument from one intake band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCourse {
    /// The instrument's id.
    pub instrument: String,
    /// The band of the score at intake, as the fit names it; empty where all bands are one.
    pub intake_band: String,
    /// Where it comes from: `fitted` or `imported`.
    pub origin: String,
    /// The parameters, as canonical text.
    pub parameters: String,
    /// How many patients it rests on.
    pub patients: u32,
    /// The last day of the data it rests on.
    pub data_cut_off: Day,
    /// When it was fitted.
    pub fitted_at: Instant,
    /// True while it is used. One that is not used is kept and shown as such.
    pub is_current: bool,
}

practice_record! {
    StoredCourse in "expected_course", ordered by "instrument_id, intake_band, id" {
        "instrument_id" => instrument;
        "intake_band" => intake_band;
        "origin" => origin;
        "parameters" => parameters;
        "patients" => patients;
        "data_cut_off" => data_cut_off;
        "fitted_at" => fitted_at;
        "is_current" => is_current;
    }
}

/// The courses that are used, by instrument and intake band.
#[crate::boxed]
pub async fn current(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<StoredCourse>>, StorageError> {
    read::find(unit, view, "is_current = 1 ORDER BY instrument_id, intake_band, id", [], None).await
}

/// All of them, those that are not used included.
#[crate::boxed]
pub async fn known(unit: &mut ReadUnit, view: View) -> Result<Vec<Stored<StoredCourse>>, StorageError> {
    read::find(unit, view, "1 = 1 ORDER BY instrument_id, intake_band, id", [], None).await
}

/// Writes a course. It takes the place of the one of the same instrument and intake band.
#[crate::boxed]
pub async fn put(unit: &mut WriteUnit, course: StoredCourse, effective_day: Day) -> Result<RecordId, StorageError> {
    let key: [Value; 2] = [course.instrument.as_str().into(), course.intake_band.as_str().into()];
    let found = read::find(unit, View::Current, "instrument_id = $2 AND intake_band = $3", key, None).await?.pop();
    write::put(unit, found, course, effective_day).await
}
