//! What stands in a transaction, in owned values. The words are those of the guides where a biller uses them; codes stay codes.

mod acknowledgment;
mod benefit;
mod claim;
mod common;
mod remittance;
mod review;
mod status;

pub use acknowledgment::{Acknowledgment999, ElementError, SegmentError, SetAcknowledgment};
pub use benefit::{Benefit271, BenefitInformation, Rejection};
pub use claim::{
    Claim837, ClaimKind, ClaimLine, CodeValue, Coverage, Diagnosis, Drug, InstitutionalFacts, LineAdjudication, OtherCoverage, Patient,
};
pub use common::{
    Adjustment, Amount, Contact, DatedReference, Demographics, Envelope, Note, Party, Procedure, Quantity, Reference, Supplement, Unread,
};
pub use remittance::{
    ClaimPayment, InpatientFacts, LinePayment, Payment, ProviderAdjustment, Remark, Remittance835, RemittanceEnd, RemittanceHeader,
};
pub use review::{Decision, Review278, ReviewRequest, ReviewService};
pub use status::{ClaimStatus, Status, StatusLine};
