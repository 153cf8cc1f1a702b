//! What a message brings. The secret of a link, and a one-time code, stand in the message and nowhere else: they are made in the unit that hands the message
//! over, so that neither the queue nor a backup holds a way in, whatever happens in between.

use collection::sending::stop::LinkBrought;
use storage::access_link::AccessLink;
use storage::message::Message;
use storage::{ReadUnit, WriteUnit};
use vocabulary::{Random, RecordId};

use crate::error::AppError;
use crate::secret::token_hash;

/// What stands before the id of a link in the queue.
const LINK: &str = "link:";
/// What stands in the queue before the id of a link for which a code is to come.
const CODE: &str = "code:";

/// What a message brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brings {
    /// A link to a check-in, by its id.
    Link(RecordId),
    /// A one-time code for the own page behind a link, by the id of the link. It opens nothing without that link.
    Code(RecordId),
}

impl Brings {
    /// As it stands in the queue.
    pub(super) fn stored(self) -> String {
        match self {
            Self::Link(link) => format!("{LINK}{link}"),
            Self::Code(link) => format!("{CODE}{link}"),
        }
    }
}

/// The link that a message brings; `None` where it brings none.
pub fn link_of(message: &Message) -> Option<RecordId> {
    message.detail.as_deref()?.strip_prefix(LINK)?.parse().ok()
}

/// The link to an own page for which a message brings a code; `None` where it brings none.
pub fn link_of_code(message: &Message) -> Option<RecordId> {
    message.detail.as_deref()?.strip_prefix(CODE)?.parse().ok()
}

/// The link that a message brings, or brings a code for, while it leads somewhere.
pub(super) enum Brought {
    /// The message brings none.
    None,
    /// It is good.
    Good(Box<AccessLink>),
    /// It is good, and the message brings a code for it.
    Code(Box<AccessLink>),
    /// It was taken back, or its time is over, or there is no such link.
    Over,
}

impl Brought {
    /// What it says to whoever decides whether the message goes out.
    pub(super) fn standing(&self) -> LinkBrought {
        match self {
            Self::None => LinkBrought::None,
            Self::Good(_) | Self::Code(_) => LinkBrought::Good,
            Self::Over => LinkBrought::Over,
        }
    }
}

/// Looks for the link that a message brings, or brings a code for.
pub(super) async fn brought(unit: &mut ReadUnit, message: &Message) -> Result<Brought, AppError> {
    let detail = message.detail.as_deref().unwrap_or_default();
    let is_code = detail.starts_with(CODE);
    if !is_code && !detail.starts_with(LINK) {
        return Ok(Brought::None);
    }
    let Some(id) = link_of(message).or_else(|| link_of_code(message)) else { return Ok(Brought::Over) };
    let found = storage::access_link::get(unit, id).await?.map(Box::new);
    let now = unit.at();
    Ok(match found.filter(|link| link.revoked_at.is_none() && link.expires_at > now) {
        None => Brought::Over,
        Some(link) if is_code => Brought::Code(link),
        Some(link) => Brought::Good(link),
    })
}

/// The path to a check-in by a link, with a secret of its own: each call makes another, and all of them lead there.
#[crate::boxed]
pub async fn path_to(unit: &mut WriteUnit, random: &dyn Random, link: &AccessLink) -> Result<String, AppError> {
    let secret = crate::check_in::new_secret(random);
    storage::access_link::add_secret(unit, link, &token_hash(&secret)).await?;
    Ok(crate::check_in::path_of(&secret))
}

/// A one-time code for the own page behind a link: each call makes another, and the newest one opens.
#[crate::boxed]
pub async fn code_for(unit: &mut WriteUnit, random: &dyn Random, link: &AccessLink) -> Result<String, AppError> {
    let code = crate::own_page::new_code(random);
    let until = unit.at().plus_seconds(crate::own_page::CODE_SECONDS);
    storage::access_link::insert_code(unit, link.id, &crate::own_page::code_hash(link, &code), until).await?;
    Ok(code)
}
