//! The protocol of the practice: the one that is in use, and putting another in its place.

use std::sync::Arc;

use collection::protocol::{Protocol, ProtocolError, SHIPPED};
use instruments::Library;
use outcomes::warning_sign::ProtocolBegan;
use storage::protocol::StoredProtocol;
use storage::{ReadUnit, View};
use vocabulary::Instant;

use crate::context::{App, today_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// Where the protocol comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolOrigin {
    /// It came with the product and has to be reviewed by the practice's clinicians.
    Shipped,
    /// The practice put it in place.
    Own {
        /// When.
        since: Instant,
    },
}

/// The protocol by which measures are asked for.
#[derive(Clone, Debug)]
pub struct ProtocolInUse {
    /// The protocol, read.
    pub protocol: Arc<Protocol>,
    /// Where it comes from.
    pub origin: ProtocolOrigin,
    /// As it was written.
    pub source_text: String,
    /// The record of the practice's own; `None` for the one that ships.
    pub own: Option<ProtocolBegan>,
}

/// The practice's own protocol where it has one that reads, else the one that ships.
pub(crate) async fn in_use(unit: &mut ReadUnit, library: &Library) -> Result<ProtocolInUse, AppError> {
    if let Some(own) = storage::protocol::get(unit, None, None, View::Current).await? {
        let source_text = own.value().source_text.clone();
        match Protocol::from_toml(&source_text, library) {
            Ok(protocol) => {
                let origin = ProtocolOrigin::Own { since: own.recorded.recorded_at };
                let own = Some(ProtocolBegan {
                    record: own.id,
                    version: own.recorded.version,
                    day: own.recorded.effective_day,
                    recorded_at: own.recorded.recorded_at,
                });
                return Ok(ProtocolInUse { protocol: Arc::new(protocol), origin, source_text, own });
            }
            Err(error) => tracing::warn!(%error, "the practice's protocol does not read; the one that ships is used"),
        }
    }
    let protocol =
        Protocol::shipped(library).map_err(|error| AppError::Document(format!("the protocol that ships does not read: {error}")))?;
    Ok(ProtocolInUse { protocol: Arc::new(protocol), origin: ProtocolOrigin::Shipped, source_text: SHIPPED.to_owned(), own: None })
}

impl App {
    /// The protocol in use. Whoever sees care may see by what measures are asked for.
    #[crate::boxed]
    pub async fn protocol(&self, caller: &Caller) -> Result<ProtocolInUse, AppError> {
        const ACTION: &str = "view_protocol";
        if let Err(refused) = caller.may(Data::Care) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (operation, library) = (self.operation(caller, ACTION), self.library());
        self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { in_use(unit, &library).await })).await
    }

    /// Puts a protocol in place of the present one, which stays on record. One that does not read changes nothing and is answered with its
    /// problems. Everybody in care is judged anew by it.
    #[crate::boxed]
    pub async fn put_protocol(&self, caller: &Caller, source_text: String) -> Result<Result<(), ProtocolError>, AppError> {
        const ACTION: &str = "put_protocol";
        if let Err(refused) = caller.may_all(Data::Protocols) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        if let Err(error) = Protocol::from_toml(&source_text, &self.library()) {
            return Ok(Err(error));
        }
        let operation = self.operation(caller, ACTION);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = today_of(unit, &[]).await?;
                let protocol = StoredProtocol { program: None, level_of_care: None, source_text };
                storage::protocol::put(unit, protocol, today).await?;
                storage::to_judge::mark_open(unit).await?;
                Ok(())
            })
        });
        let result = write.await;
        self.audited(caller, ACTION, result).await.map(Ok)
    }
}
