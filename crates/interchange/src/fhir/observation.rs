//! From an Observation to a total of a known instrument.

use std::sync::Arc;

use instruments::Definition;
use vocabulary::Points;

use super::identify::Index;
use super::resource::{Coding, Observation, Text};
use crate::rejection::RejectionCode;

/// What an Observation says.
pub(crate) enum Found {
    /// The total of a scale.
    Total { definition: Arc<Definition>, scale: usize, value: Points },
    /// Something else, by its code.
    NotATotal { code: String },
}

/// Finds the total, in whichever of the kinds of value that systems write it.
pub(crate) fn read(observation: &Observation, index: &Index) -> Result<Found, RejectionCode> {
    let codings = observation.code.as_ref().map(|code| code.coding.as_slice()).unwrap_or_default();
    let Some((definition, scale)) = codings.iter().filter_map(Coding::code).find_map(|code| index.score(code)) else {
        let code = codings.iter().find_map(Coding::code).unwrap_or_default().to_owned();
        return Ok(Found::NotATotal { code });
    };
    let status = Text::of(observation.status.as_ref()).unwrap_or("final");
    if !["final", "amended", "corrected"].contains(&status) {
        return Err(RejectionCode::Status { status: status.to_owned() });
    }
    let scale_id = || definition.scales[*scale].id.to_string();
    let quantity = observation.value_quantity.as_ref().and_then(|quantity| quantity.value.as_ref());
    let number = observation.value_integer.as_ref().or(observation.value_decimal.as_ref()).or(quantity).map(|number| number.0.as_str());
    let text = number.or(observation.value_string.as_ref().map(|text| text.0.trim()));
    let value: Points = text.and_then(|text| text.parse().ok()).ok_or_else(|| RejectionCode::TotalUnreadable { scale: scale_id() })?;
    let bounds = &definition.scales[*scale];
    if value.whole().is_none() && !bounds.has_fractions() {
        return Err(RejectionCode::TotalNotWhole { scale: scale_id() });
    }
    if !(bounds.minimum..=bounds.maximum).contains(&value) {
        return Err(RejectionCode::TotalOutOfRange { scale: scale_id() });
    }
    Ok(Found::Total { definition: Arc::clone(definition), scale: *scale, value })
}
