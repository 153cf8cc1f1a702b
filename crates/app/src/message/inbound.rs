//! Replies to text messages, handed in by the gateway: STOP and START are acted on at once, everything else is counted and its words are not kept.

use care::{Channel, Consent, ConsentSource, ContactConsent, Reply};
use collection::sending::stop::StopReason;
use sha2::Digest as _;
use storage::WriteUnit;
use vocabulary::{OperationId, RecordId};

use crate::context::App;
use crate::error::AppError;
use crate::permission::Caller;

/// What became of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InboundOutcome {
    /// So many contacts are not used any more.
    Stopped(usize),
    /// So many contacts may be used again.
    Started(usize),
    /// Nothing to do: no such number, or another text.
    Nothing,
}

impl App {
    /// Takes a reply in. A reply that another writer came before is taken again a few times: the gateway may hand it in once only. `None` when the gateway did not show the secret of this practice; nothing is done and nothing is said then.
    #[crate::boxed]
    pub async fn take_reply(
        &self,
        shown_secret: &str,
        from: &str,
        words: &str,
        request: OperationId,
    ) -> Result<Option<InboundOutcome>, AppError> {
        let Some(secret) = &self.sending.inbound_secret else { return Ok(None) };
        // Hashes of one length are compared, so that the time says nothing about the secret.
        if sha2::Sha256::digest(shown_secret) != sha2::Sha256::digest(secret) {
            return Ok(None);
        }
        let (reply, Ok(address)) = (Reply::read(words), Channel::Text.normalized(from)) else { return Ok(Some(InboundOutcome::Nothing)) };
        let caller = Caller { request, ..Caller::system("reply") };
        let taken = self.retrying(&caller, "take_reply", move |unit, _| {
            let address = address.clone();
            Box::pin(async move {
                match reply {
                    Reply::Stop => {
                        Ok(InboundOutcome::Stopped(stop(unit, (Channel::Text, address.as_str()), ConsentSource::ReplyStop).await?))
                    }
                    Reply::Start => Ok(InboundOutcome::Started(start(unit, &address).await?)),
                    Reply::Other => Ok(InboundOutcome::Nothing),
                }
            })
        });
        taken.await.map(Some)
    }
}

/// STOP speaks for the number or address, so for every contact that has it.
pub(super) async fn stop(unit: &mut WriteUnit, (channel, address): (Channel, &str), source: ConsentSource) -> Result<usize, AppError> {
    let contacts = storage::contact::by_address(unit, channel, address).await?;
    let (said_at, ids): (_, Vec<RecordId>) = (unit.at(), contacts.iter().map(|contact| contact.id).collect());
    for contact in &contacts {
        let (patient, day) = (contact.value().patient, crate::context::today_of(unit, &[contact.value().patient]).await?);
        let said = ContactConsent { patient, contact: contact.id, consent: Consent::Withdrawn, source, said_at };
        storage::contact::consent::put(unit, said, day).await?;
    }
    storage::message::stop_of_contacts(unit, &ids, StopReason::OptedOut.code()).await?;
    Ok(contacts.len())
}

/// START takes back a STOP that was sent as a reply, and nothing else: what was said to staff stands until staff hears otherwise, and who was never
/// asked has not said yes. How many may be used again.
async fn start(unit: &mut WriteUnit, address: &str) -> Result<usize, AppError> {
    let (said_at, mut started) = (unit.at(), 0);
    for contact in storage::contact::by_address(unit, Channel::Text, address).await? {
        let patient = contact.value().patient;
        let consents = storage::contact::consent::of_patients(unit, &[patient], storage::View::Current).await?;
        let stopped = consents.iter().find(|each| each.value().contact == contact.id && each.value().source == ConsentSource::ReplyStop);
        if let Some(stopped) = stopped {
            let day = crate::context::today_of(unit, &[patient]).await?;
            let said = unit.history::<ContactConsent>(stopped.id).await?;
            let before = said.iter().rev().find(|each| each.value().source != ConsentSource::ReplyStop);
            let consent = before.map_or(Consent::NotAsked, |before| before.value().consent);
            let again = ContactConsent { patient, contact: contact.id, consent, source: ConsentSource::ReplyStart, said_at };
            storage::contact::consent::put(unit, again, day).await?;
            started += usize::from(consent == Consent::Given);
        }
    }
    Ok(started)
}
