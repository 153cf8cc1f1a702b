//! The link in a mail that ends these messages: whoever holds the link that a message brought may say no for the address it came to, without an account and
//! however long ago it was.

use std::collections::BTreeSet;

use care::{Channel, ConsentSource};
use collection::sending::stop::StopReason;
use storage::ReadUnit;
use storage::access_link::AccessLink;
use vocabulary::Language;

use super::inbound::stop;
use crate::check_in::door::FoundLink;
use crate::check_in::{LinkRequest, series_of};
use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// What is behind a link that ends messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopDoor {
    /// Messages came by it: they can be ended.
    Open {
        /// In which language they came.
        language: Language,
    },
    /// No message brought this link: it was shown or printed, and nothing is to be ended.
    Nothing {
        /// In which language it asks.
        language: Language,
    },
    /// There is no such link.
    Closed,
    /// Too many links that are none came from there.
    TooMany {
        /// In so many minutes at most it may be tried again.
        minutes: i64,
    },
}

impl App {
    /// Looks behind a link that ends messages. Nothing is ended by looking: mail servers open links.
    #[crate::boxed]
    pub async fn look_at_stop_link(&self, request: &LinkRequest) -> Result<StopDoor, AppError> {
        let link = match self.link_of_messages(request).await? {
            Ok(link) => link,
            Err(door) => return Ok(door),
        };
        let caller = Caller::by_link(link.id, request.request.clone());
        let operation = self.operation(&caller, "open_stop_link");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let check_in = match link.check_in {
                    Some(check_in) => storage::check_in::get(unit, check_in).await?,
                    None => None,
                };
                let has_some = !addresses(unit, &link).await?.is_empty();
                Ok(match check_in.map(|check_in| check_in.language) {
                    Some(language) if has_some => StopDoor::Open { language },
                    Some(language) => StopDoor::Nothing { language },
                    None => StopDoor::Closed,
                })
            })
        });
        read.await
    }

    /// Ends messages to the addresses to which a link was brought: for every contact that has one of them. Says whether there was one.
    #[crate::boxed]
    pub async fn stop_by_link(&self, request: &LinkRequest) -> Result<bool, AppError> {
        let Ok(link) = self.link_of_messages(request).await? else { return Ok(false) };
        let caller = Caller::by_link(link.id, request.request.clone());
        self.retrying(&caller, "stop_by_link", move |unit, _| {
            let link = link.clone();
            Box::pin(async move {
                let addresses = addresses(unit, &link).await?;
                for (channel, address) in &addresses {
                    stop(unit, (*channel, address.as_str()), ConsentSource::StopLink).await?;
                }
                Ok(!addresses.is_empty())
            })
        })
        .await
    }

    async fn link_of_messages(&self, request: &LinkRequest) -> Result<Result<AccessLink, StopDoor>, AppError> {
        Ok(match self.find_link(request).await? {
            FoundLink::Good(link) | FoundLink::Bad(link, _) => Ok(link),
            FoundLink::TooMany => Err(StopDoor::TooMany { minutes: crate::check_in::ATTEMPT_MINUTES }),
            FoundLink::None => Err(StopDoor::Closed),
        })
    }
}

/// To where messages went, or are to go, that bring this link: their key names it. What went out counts where it went, and not where its contact leads today.
async fn addresses(unit: &mut ReadUnit, link: &AccessLink) -> Result<BTreeSet<(Channel, String)>, AppError> {
    let Some(check_in) = link.check_in else { return Ok(BTreeSet::new()) };
    let series = series_of(check_in);
    let of_link = format!("{series}:{}:", link.id);
    let messages = storage::message::of_series(unit, &[series]).await?;
    let mut found = BTreeSet::new();
    for message in messages.into_iter().filter(|message| message.key.starts_with(&of_link)) {
        if let Some(address) = message.address {
            found.insert((message.channel, address));
            continue;
        }
        // What was stopped because its contact changed, or before that changed, was for another address.
        let is_of_another = message.reason.as_deref() == Some(StopReason::NoContact.code());
        if let Some(contact) = message.contact.filter(|_| !is_of_another)
            && let Some(stored) = unit.current::<care::Contact>(contact).await?
            && message.settled_at.is_none_or(|stopped| stored.recorded.recorded_at <= stopped)
        {
            found.insert((stored.value().channel, stored.value().address.clone()));
        }
    }
    Ok(found)
}
