//! The denial queue: every refusal that stands, what is to be expected of it and by when, and the steps that are taken about it.
//!
//! Reading is short: a unit reads, what takes time is computed on a thread of its own, and a second unit notes in the audit whose refusals are shown. Whoever
//! has a claim and is not shown is not named there.

mod desk;
mod one;
mod queue;
mod sent;
mod step;

use revenue_cycle::denial::queue::StandingDenial;
use revenue_cycle::{Books, Claim};
use storage::ReadUnit;
use storage::denial_step::{DenialPlace, StoredStep};
use vocabulary::{LevelOfCare, PatientId, Period, RecordId};

use super::come_back::CameBack;
use super::deadline::KnownDeadline;

pub(super) use desk::{Beside, Desk, Ground, deadlines};
pub(super) use one::One;
pub use one::{DenialPage, OfficialTexts};
pub use queue::{DenialQueue, QueueQuery};
pub use sent::SentFile;
pub use step::NewStep;

/// A refusal in the queue.
#[derive(Clone, Debug)]
pub struct QueuedDenial {
    /// Where it stands.
    pub about: DenialPlace,
    /// The refusal.
    pub denial: StandingDenial,
    /// Our label of the reason; `None` for a reason that our table does not know.
    pub label: Option<revenue_cycle::OwnLabel>,
    /// The share of such refusals that were won: lower limit, mean, upper limit. `None` below ten second decisions.
    pub share: Option<(f64, f64, f64)>,
    /// The last day with what says so; `None` where nothing on record does.
    pub deadline: Option<KnownDeadline>,
    /// The number of an authorization by this payer that covers the day at the billed level, is in the practice's records, and is not on the claim.
    pub on_file: Option<(String, Period)>,
    /// Where there is none: one that covers the day and was granted for something else.
    pub granted_otherwise: Option<GrantedOtherwise>,
    /// The last step that holds.
    pub step: Option<StoredStep>,
    /// How that step came back, where the payer does not answer it any more.
    pub came_back: Option<CameBack>,
    /// The review of the appeal that was opened against it; `None` before.
    pub appeal: Option<RecordId>,
    /// Which version of the claim was sent to the payer that refuses, by its place among them; `None` where none was.
    bill: Option<usize>,
}

/// An authorization that covers the day and answers nothing: it was granted for another level of care or by another payer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedOtherwise {
    /// Its number.
    pub number: String,
    /// The level for which it was granted.
    pub level: LevelOfCare,
    /// True where another payer granted it.
    pub by_another_payer: bool,
}

/// Every version of every claim: a member's number may stand on the bill to one payer only.
pub(crate) fn versions(books: &Books) -> Vec<&Claim> {
    books.claim_numbers().filter_map(|number| books.history(number)).flat_map(|history| history.versions().to_vec()).collect()
}

/// Notes whose claims are shown; of those that fit nobody, how many.
pub(super) fn note_shown(unit: &mut ReadUnit, shown: &[Option<PatientId>]) {
    for patient in shown.iter().flatten() {
        unit.touch(*patient);
    }
    unit.touch_unnamed(shown.iter().filter(|patient| patient.is_none()).count());
}
