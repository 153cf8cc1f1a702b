//! Who is on call or on duty at the site, for which program, from when until when.

use vocabulary::{Instant, ProgramId, UserId};

use crate::record::column::practice_record;

/// One person's time on call, or on duty at the site.
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
    /// True for duty at the site: an answer given there that needs a person goes to them at once. Else on call, from wherever they are.
    pub is_on_site: bool,
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
        "is_on_site" => is_on_site;
    }
}
