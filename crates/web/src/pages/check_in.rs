//! The pages on which somebody answers by a link. Small and plain: they work on an old phone, on a slow line, without JavaScript and without cookies
//! (but for the pass after the birth day).
//!
//! Every page says where help is. No page holds a name, an earlier answer or a score, and no title says what is asked.

pub(crate) mod answer;
pub(crate) mod birth_day;
pub(crate) mod closed;
pub(crate) mod end;
pub(crate) mod frame;
pub(crate) mod help;
pub(crate) mod no_more;
pub(crate) mod question;
pub(crate) mod setting;
pub(crate) mod shared;
pub(crate) mod start;
#[cfg(test)]
mod tests;

use app::check_in::{CheckInVisit, Door};
use axum::response::Response;

use crate::error::PageError;
use crate::link::LinkVisit;

/// The check-in behind the link, or the page that says why there is none.
pub(crate) async fn open(visit: &LinkVisit) -> Result<Result<Box<CheckInVisit>, Response>, PageError> {
    Ok(match visit.app.look_at_check_in(&visit.request).await? {
        Door::Open(check_in) => Ok(check_in),
        other => Err(closed::response(visit, other)),
    })
}
