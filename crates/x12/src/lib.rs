//! X12 health-care interchanges: bytes to values and back. Does no IO, knows no clock and nothing of the other rooms, and holds no sentence that a
//! person reads: problems are facts with a position, `wording` says them.
//!
//! # Reading claims and payments
//!
//! Bring the bytes in pieces and take the events. Memory holds one piece and one claim, whatever the length of the file.
//!
//! ```
//! use x12::{Event, Reader};
//!
//! fn total_charge(pieces: impl Iterator<Item = Vec<u8>>) -> x12::Cents {
//!     let mut reader = Reader::new();
//!     let mut total = x12::Cents::ZERO;
//!     let mut take = |reader: &mut Reader| {
//!         while let Some(event) = reader.next_event() {
//!             match event {
//!                 // 837: claim.number is CLM01, claim.lines the service lines, claim.envelope who sent it in which interchange.
//!                 Event::Claim(claim) => total += claim.charge,
//!                 // 835: claim.header.payment is the check or transfer, claim.number the CLM01 of the claim, claim.lines the decided lines.
//!                 Event::ClaimPayment(claim) => total += claim.charge,
//!                 // 835, after its last claim: PLB and the balance of the payment.
//!                 Event::PaymentEnd(_header, _end) => {}
//!                 _ => {}
//!             }
//!         }
//!     };
//!     for piece in pieces {
//!         reader.push(&piece);
//!         take(&mut reader);
//!     }
//!     reader.finish();
//!     take(&mut reader);
//!     total
//! }
//! # assert_eq!(total_charge(std::iter::empty()), x12::Cents::ZERO);
//! ```
//!
//! [`read`] does the same for bytes that are in memory, [`remittances`] collects each payment with its claims into one [`Remittance835`].
//!
//! # Writing claims, requests and acknowledgments
//!
//! [`write_claims`], [`write_review`] and [`write_acknowledgment`] give the bytes of a file with what the guide's table misses in it, or say why not.
//! [`Claim837::replacement_of`] and [`Claim837::void_of`] make corrections of a claim that the payer knows. Files that were read are put back byte by
//! byte with [`Segment::write`].
//!
//! [`Answerer`] makes the acknowledgments (999) of a file that came in.
//!
//! # What is wrong with a file
//!
//! [`Inspector`] gives figures, positioned problems and a verdict in one pass.
//!
//! # What all of them promise
//!
//! A reader understands what it can and goes on: a claim with an amount that cannot be read has zero there, a segment that a view does not interpret
//! stands in its `unread`.

mod amount;
mod answer;
mod date;
mod delimiters;
pub mod fuzzing;
mod guide;
mod inspect;
mod model;
mod problem;
mod read;
mod segment;
mod tokenizer;
mod write;

pub use amount::{Cents, NoAmount};
pub use answer::{Answerer, Made, Unanswerable};
pub use date::{Date, Period};
pub use delimiters::Delimiters;
pub use guide::supported;
pub use inspect::{
    AcknowledgmentFacts, ClaimFacts, Depth, Facts, Inspection, Inspector, Problems, RemittanceFacts, TransactionFacts, inspect,
};
pub use model::*;
pub use problem::{BrokenTree, Problem, ProblemKind, Severity, ValueType, Verdict};
pub use read::{Event, Reader, read, remittances};
pub use segment::{Place, Segment, text};
pub use tokenizer::{LONGEST_SEGMENT, Step, Tokenizer};
pub use write::{Outgoing, Unwritable, Written, write_acknowledgment, write_claims, write_review};
