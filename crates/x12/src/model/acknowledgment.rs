//! A 999 (and, read the same way, a 997): whether a file could be read. A rejection here is no denial: no payer has seen the claim.

use std::sync::Arc;

use super::common::{Envelope, Unread};
use crate::segment::Place;

/// One functional group acknowledged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acknowledgment999 {
    /// The envelope in which it came.
    pub envelope: Arc<Envelope>,
    /// Where ST stands.
    pub place: Place,
    /// AK101: `HC` for claims.
    pub function: String,
    /// AK102: GS06 of the group that is acknowledged.
    pub group_control: String,
    /// AK103: its guide.
    pub guide: String,
    /// AK2 and what belongs to it.
    pub sets: Vec<SetAcknowledgment>,
    /// AK901: `A` accepted, `E` accepted with errors, `P` partly, `R` rejected.
    pub code: String,
    /// AK902 to AK904 as they came: transactions included, received, accepted.
    pub counts: [String; 3],
    /// AK905 and on.
    pub errors: Vec<String>,
    /// Segments that this view does not interpret.
    pub unread: Vec<Unread>,
}

/// AK2 with IK3, IK4 and IK5: one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetAcknowledgment {
    /// AK201: `837`.
    pub transaction: String,
    /// AK202: ST02 of the transaction.
    pub control: String,
    /// AK203: its guide.
    pub guide: String,
    /// IK3 and what belongs to it.
    pub segments: Vec<SegmentError>,
    /// IK501: `A` accepted, `E` accepted with errors, `R` rejected.
    pub code: String,
    /// IK502 and on.
    pub errors: Vec<String>,
}

/// IK3: a segment with an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SegmentError {
    /// IK301.
    pub segment: String,
    /// IK302: its number in the transaction, as it came; ST is 1.
    pub position: String,
    /// IK303: its loop.
    pub loop_id: String,
    /// IK304.
    pub code: String,
    /// CTX: context, element by element.
    pub contexts: Vec<Vec<String>>,
    /// IK4.
    pub elements: Vec<ElementError>,
}

/// IK4: an element with an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ElementError {
    /// IK401: element, component and repeat, as they came, with `:` between.
    pub position: String,
    /// IK402: the number of the data element.
    pub data_element: String,
    /// IK403.
    pub code: String,
    /// IK404: a copy of the value.
    pub value: String,
    /// CTX behind it.
    pub contexts: Vec<Vec<String>>,
}
