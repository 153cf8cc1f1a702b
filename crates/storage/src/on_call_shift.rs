//! Who is on call, for which program, from when until when.

use vocabulary::{Instant, ProgramId, UserId};

use crate::record::column::practice_record;

/// One person's time on call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnCallShift {
    /// Who.
    pub user: UserId,
    /// For which program; `None` for the whole practice.
    pub program: Option<ProgramId>,
    /// From when.
    pub starts_at: Instant,
    /// Until when; `None` until somebody ends it.
    pub ends_at: Option<Instant>,
}

impl OnCallShift {
    /// True while the shift runs. The instant of its end is no longer part of it.
    pub fn covers(&self, at: Instant) -> bool {
        self.starts_at <= at && self.ends_at.is_none_or(|ends_at| at < ends_at)
    }
}

practice_record! {
    OnCallShift in "on_call_shift", ordered by "starts_at, id" {
        "user_id" => user;
        "program_id" => program;
        "starts_at" => starts_at;
        "ends_at" => ends_at;
    }
}
