//! What a message brings. The secret of a link stands in the message and nowhere else: it is made in the unit that hands the message over, so that neither
//! the queue nor a backup holds a way in, whatever happens in between.

use collection::sending::stop::LinkBrought;
use storage::access_link::AccessLink;
use storage::message::Message;
use storage::{ReadUnit, WriteUnit};
use vocabulary::{Random, RecordId};

use crate::error::AppError;
use crate::secret::token_hash;

/// What stands before the id of a link in the queue.
const LINK: &str = "link:";

/// What a message brings.
#[derive(Clone, PartialEq, Eq)]
pub enum Brings {
    /// A link to a check-in, by its id.
    Link(RecordId),
    /// A one-time code; erased once the message has gone out. It opens nothing without the link it was asked for by.
    Code(String),
}

impl std::fmt::Debug for Brings {
    /// Does not show the code.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Link(link) => f.debug_tuple("Link").field(link).finish(),
            Self::Code(_) => f.debug_tuple("Code").finish_non_exhaustive(),
        }
    }
}

impl Brings {
    /// As it stands in the queue.
    pub(super) fn stored(&self) -> String {
        match self {
            Self::Link(link) => format!("{LINK}{link}"),
            Self::Code(code) => code.clone(),
        }
    }
}

/// The link that a message brings; `None` where it brings none.
pub fn link_of(message: &Message) -> Option<RecordId> {
    message.detail.as_deref()?.strip_prefix(LINK)?.parse().ok()
}

/// The link that a message brings, while it leads somewhere.
pub(super) enum Brought {
    /// The message brings none.
    None,
    /// It is good.
    Good(Box<AccessLink>),
    /// It was taken back, or its time is over, or there is no such link.
    Over,
}

impl Brought {
    /// What it says to whoever decides whether the message goes out.
    pub(super) fn standing(&self) -> LinkBrought {
        match self {
            Self::None => LinkBrought::None,
            Self::Good(_) => LinkBrought::Good,
            Self::Over => LinkBrought::Over,
        }
    }
}

/// Looks for the link that a message brings.
pub(super) async fn brought(unit: &mut ReadUnit, message: &Message) -> Result<Brought, AppError> {
    if !message.detail.as_deref().is_some_and(|detail| detail.starts_with(LINK)) {
        return Ok(Brought::None);
    }
    let Some(id) = link_of(message) else { return Ok(Brought::Over) };
    let found = storage::access_link::get(unit, id).await?;
    let now = unit.at();
    Ok(found.filter(|link| link.revoked_at.is_none() && link.expires_at > now).map_or(Brought::Over, |link| Brought::Good(Box::new(link))))
}

/// The path to a check-in by a link, with a secret of its own: each call makes another, and all of them lead there.
#[crate::boxed]
pub async fn path_to(unit: &mut WriteUnit, random: &dyn Random, link: &AccessLink) -> Result<String, AppError> {
    let secret = crate::check_in::new_secret(random);
    storage::access_link::add_secret(unit, link, &token_hash(&secret)).await?;
    Ok(crate::check_in::path_of(&secret))
}
