//! Check-ins: staff make them and hand out links; whoever answers comes by a link and has no account.
//!
//! **Staff**: [`App::check_ins`] lists what is due and what was made; [`App::make_check_in`] makes one for any mode (link, tablet, kiosk, paper,
//! telephone, interview); [`App::send_check_in`] sends its link, [`App::print_check_in_link`] hands it out on paper,
//! [`App::open_check_in_here`] opens it on the device at hand; [`App::revoke_check_in`] takes it
//! back; [`App::print_check_in_forms`] and [`App::make_check_in_kiosk_code`] change the way of one that was made. [`App::refresh_evidence`] asks for what a review lacks in the same ways.
//!
//! **On devices of the practice**: [`App::open_round`] for a group on one device, [`App::make_kiosk_code`] for the kiosk, [`App::collect_here`] from the board
//! of the day.
//!
//! **Who answers**: [`App::look_at_check_in`] opens the door of a link, [`App::identify_by_link`] takes the birth day, [`App::answer_check_in`] keeps answers
//! before they are acknowledged, [`App::finish_check_in`] makes administrations of them. A link tells no past answer, no score and no name.
//!
//! **Ends.** What was answered by a check-in that is taken back, covered by another or over is recorded as far as it goes (`leave`).
//!
//! **Safety.** The unit that takes an answer which needs a person also records the unfinished administration, so that judging finds it with the next
//! breath of the worker, which is woken at once; every later answer is a new version of that record.

mod another_way;
mod daily;
pub(crate) mod door;
mod form;
mod hand_in;
mod kiosk;
mod leave;
mod paper;
mod paper_list;
mod record;
mod round;
mod send;
mod staff;
mod visit;

use instruments::Respondent;
pub use storage::check_in::CheckInState;
use vocabulary::{Instant, Language, ZoneName};

pub use daily::SentToMany;
pub use door::{Closed, Door, LinkRequest};
pub use form::{CheckInVisit, WithoutText};
pub(crate) use form::{has_words, program_of};
pub(crate) use kiosk::NewCode;
pub use kiosk::{KioskCode, KioskEntry};
pub(crate) use leave::is_given_elsewhere;
pub(crate) use paper::packet;
pub use paper::{Keyed, NoForm, PacketFacts, PacketForm, PaperPage};
pub use paper_list::WaitingForm;
pub(crate) use round::is_open as is_round_open;
pub use round::{OpenedRound, RoundDoor, RoundPage, RoundSeat, SeatPin, Turn};
pub use send::SentDue;
pub(crate) use send::{Form, due_forms, ensure_here, reaches_a_proxy, send, wanted_of};
pub use staff::{
    CheckInRow, CheckInsPage, DueForm, EventRow, MODES_AT_THE_PRACTICE, NewCheckIn, NoteRow, Offered, PATIENT_LANGUAGES,
    SHARED_IDLE_SECONDS,
};
pub(crate) use staff::{missing_for_link, open_rows};
pub use visit::{Answered, Identified};
pub(crate) use visit::{check_in_of_series, series_of};

/// How check-ins and links behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckInSettings {
    /// Hours after a link was made from which the birth day is asked for. 0: always.
    pub birth_day_after_hours: i64,
    /// Days for which a link to a check-in is good.
    pub link_days: i64,
    /// Days for which a packet on paper can be handed in; one that was handed in can be keyed until it is.
    pub paper_days: i64,
    /// Days for which a link to a patient's own page is good; it needs a one-time code each time.
    pub own_page_days: i64,
    /// Whether what is due is sent by itself, at the start of the day.
    pub sends_what_is_due: bool,
}

impl Default for CheckInSettings {
    fn default() -> Self {
        Self { birth_day_after_hours: 24, link_days: 7, paper_days: 30, own_page_days: 180, sends_what_is_due: false }
    }
}

/// Birth days or codes that may be wrong before a link is taken back.
const FAILURES_MAX: i64 = 5;
/// Links that are none which one origin may try in [`ATTEMPT_SECONDS`].
const ATTEMPTS_MAX: i64 = 20;
const ATTEMPT_SECONDS: i64 = 15 * 60;
/// The same in minutes.
pub(crate) const ATTEMPT_MINUTES: i64 = ATTEMPT_SECONDS / 60;
/// How long a browser that gave the birth day is let in.
const PASS_SECONDS: i64 = 2 * 3600;
/// The shortest secret that can be one of ours, in characters; what is shorter is not looked up.
const SECRET_LENGTH: usize = 27;

/// A secret of 160 random bits in 27 letters, digits, `-` and `_`: short enough for a text message.
pub(crate) fn new_secret(random: &dyn vocabulary::Random) -> String {
    use base64::Engine as _;
    let mut bytes = [0_u8; 20];
    random.fill(&mut bytes);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// The path to a check-in.
pub(crate) fn path_of(secret: &str) -> String {
    format!("/c/{secret}")
}

/// True for a text that may be a secret of ours.
pub(crate) fn is_well_formed(secret: &str) -> bool {
    secret.len() == SECRET_LENGTH && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// A link that was made: its path is in this answer and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct NewLink {
    /// The path: `/c/…`, or `/m/…` for the own page.
    pub path: String,
    /// When it ends.
    pub expires_at: Instant,
    /// Who answers by it.
    pub respondent: Respondent,
    /// In which language.
    pub language: Language,
    /// The zone in which the patient lives by the clock: the program's.
    pub zone: ZoneName,
}

impl std::fmt::Debug for NewLink {
    /// Does not show the path.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewLink").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}
