//! The door of a link: who comes with it, whether it is good, and whether the birth day is asked for.

use collection::check_in::LinkEnd;
use instruments::Mode;
use storage::ReadUnit;
use storage::access_link::AccessLink;
use storage::check_in::CheckInState;
use vocabulary::{Instant, Language, OperationId, RecordId};

use super::form::{CheckInVisit, Loaded};
use super::{ATTEMPT_SECONDS, ATTEMPTS_MAX, is_well_formed};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;
use crate::secret::token_hash;

/// Somebody who comes by a link.
#[derive(Clone)]
pub struct LinkRequest {
    /// The secret of the link, as it stands in its path.
    pub secret: String,
    /// The secret of the pass in the browser's cookie, where there is one.
    pub pass: Option<String>,
    /// Where the request comes from, for the limit of attempts.
    pub origin: String,
    /// The request.
    pub request: OperationId,
}

impl std::fmt::Debug for LinkRequest {
    /// Shows no secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LinkRequest").field("request", &self.request).finish_non_exhaustive()
    }
}

/// Why a link leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// There is no such link: mistyped, cut off, guessed.
    Unknown,
    /// Its time is over.
    Expired,
    /// It was used: everything was sent off.
    Finished,
    /// Staff took it back.
    Revoked,
    /// The birth day or code did not fit too often.
    Locked,
}

impl Closed {
    /// The code in logs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Expired => "expired",
            Self::Finished => "finished",
            Self::Revoked => "revoked",
            Self::Locked => "locked",
        }
    }
}

/// What is behind a link.
#[derive(Clone, Debug)]
pub enum Door {
    /// The check-in.
    Open(Box<CheckInVisit>),
    /// The birth day is asked for first.
    Identify {
        /// In which language.
        language: Language,
    },
    /// Nothing.
    Closed {
        /// Why.
        why: Closed,
        /// The language to say it in; `None` where nothing is known.
        language: Option<Language>,
        /// The practice's own words for somebody who needs help now, where the check-in asked about that.
        crisis_text: Option<String>,
        /// By which way it was answered; `None` where nothing is known.
        mode: Option<Mode>,
    },
    /// Too many links that are none came from there.
    TooMany {
        /// In so many minutes at most it may be tried again.
        minutes: i64,
    },
}

/// A link that was found, with whether it is good now.
pub(crate) enum FoundLink {
    Good(AccessLink),
    Bad(AccessLink, Closed),
    TooMany,
    None,
}

impl App {
    /// Finds the link of a request. Attempts with links that are none are counted by origin, and refused where there were too many. A link that is one
    /// passes all the same: many people share one address, and nobody finds one of 160 random bits by trying.
    pub(crate) async fn find_link(&self, request: &LinkRequest) -> Result<FoundLink, AppError> {
        let (origin, hash, now) = (request.origin.clone(), token_hash(&request.secret), self.now());
        let is_well_formed = is_well_formed(&request.secret);
        let operation = self.operation(&Caller { request: request.request.clone(), ..Caller::system("link") }, "open_link");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let link = if is_well_formed { storage::access_link::by_secret(unit, &hash).await? } else { None };
                if let Some(link) = link {
                    return Ok(judged(link, now));
                }
                let tries = storage::access_link::attempts(unit, &origin, now.plus_seconds(-ATTEMPT_SECONDS)).await?;
                Ok(if tries >= ATTEMPTS_MAX { FoundLink::TooMany } else { FoundLink::None })
            })
        });
        let found = read.await?;
        if matches!(found, FoundLink::None) {
            let origin = request.origin.clone();
            let write = self.database.write_retrying(&operation, move |unit| {
                let origin = origin.clone();
                Box::pin(async move { storage::access_link::attempted(unit, &origin).await })
            });
            write.await?;
        }
        Ok(found)
    }
}

fn judged(link: AccessLink, now: Instant) -> FoundLink {
    if link.revoked_at.is_some() {
        let why = if link.revoke_reason == Some(LinkEnd::Locked) { Closed::Locked } else { Closed::Revoked };
        return FoundLink::Bad(link, why);
    }
    if link.expires_at <= now { FoundLink::Bad(link, Closed::Expired) } else { FoundLink::Good(link) }
}

/// What a good link to a check-in opens now.
pub(super) async fn behind(unit: &mut ReadUnit, link: &AccessLink, pass: Option<&str>, loaded: &Loaded) -> Result<Option<Door>, AppError> {
    let language = loaded.visit.language.clone();
    let closed = |why: Closed| Ok(Some(loaded.closed(why)));
    match loaded.check_in.state {
        CheckInState::Finished => return closed(Closed::Finished),
        CheckInState::Revoked => return closed(Closed::Revoked),
        CheckInState::Open if loaded.check_in.expires_at <= unit.at() => return closed(Closed::Expired),
        // It was answered on paper. Answers by the link would end it, and nobody would key the sheets any more.
        CheckInState::Open if loaded.on_paper_since.is_some() && loaded.visit.mode == Mode::Link => return closed(Closed::Finished),
        CheckInState::Open => {}
    }
    if unit.at() < link.identify_from {
        return Ok(None);
    }
    let is_in = match pass {
        Some(pass) => storage::access_link::has_pass(unit, link.id, &token_hash(pass)).await?,
        None => false,
    };
    Ok((!is_in).then_some(Door::Identify { language }))
}

impl Loaded {
    /// The door, closed.
    pub(super) fn closed(&self, why: Closed) -> Door {
        let crisis_text = self.visit.crisis_text.clone().filter(|_| self.visit.has_safety_items());
        Door::Closed { why, language: Some(self.visit.language.clone()), crisis_text, mode: Some(self.visit.mode) }
    }
}

/// The check-in of a link; a link to an own page is none of these.
pub(super) fn check_in_of(link: &AccessLink) -> Result<RecordId, AppError> {
    link.check_in.ok_or(AppError::NotFound("check-in"))
}
