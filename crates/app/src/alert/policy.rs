//! How long alerts wait and when sites are open: the practice's own policy where it has one that reads, else that of the product.

use outcomes::alert::Policy;
use storage::alert_rule_parameter::RuleParameter;
use storage::{ReadUnit, View};
use vocabulary::Instant;

use crate::context::{App, today_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What the file is about, in storage.
const SUBJECT: &str = "escalation";

/// The policy in use.
#[derive(Clone, Debug)]
pub struct PolicyInUse {
    /// Its numbers.
    pub policy: Policy,
    /// Since when the practice's own is in place; `None` for the one that ships.
    pub own_since: Option<Instant>,
    /// As it was written.
    pub source_text: String,
}

/// The policy in use. An own one that does not read is said in the log, and that of the product is used.
pub(crate) async fn in_use(unit: &mut ReadUnit) -> Result<PolicyInUse, AppError> {
    if let Some(own) = storage::alert_rule_parameter::get(unit, SUBJECT, View::Current).await? {
        let source_text = own.value().source_text.clone();
        match Policy::from_toml(&source_text) {
            Ok(policy) => return Ok(PolicyInUse { policy, own_since: Some(own.recorded.recorded_at), source_text }),
            Err(error) => tracing::warn!(%error, "the practice's policy of alerts does not read; that of the product is used"),
        }
    }
    Ok(PolicyInUse { policy: Policy::shipped(), own_since: None, source_text: Policy::shipped_text().to_owned() })
}

impl App {
    /// How long alerts wait to be taken on, and when sites are open.
    #[crate::boxed]
    pub async fn alert_policy(&self, caller: &Caller) -> Result<PolicyInUse, AppError> {
        const ACTION: &str = "view_alert_policy";
        if let Err(refused) = caller.may(Data::Alerts) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { in_use(unit).await })).await
    }

    /// Puts another policy in place of the present one, which stays on record. A file that does not read changes nothing and is answered with the
    /// reason. It holds for the alerts that are open, too, from the next look on.
    #[crate::boxed]
    pub async fn put_alert_policy(&self, caller: &Caller, source_text: String) -> Result<Result<(), String>, AppError> {
        const ACTION: &str = "put_alert_policy";
        if let Err(refused) = caller.may_all(Data::Protocols) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let policy = match Policy::from_toml(&source_text) {
            Ok(policy) => policy,
            Err(error) => return Ok(Err(error.to_string())),
        };
        let operation = self.operation(caller, ACTION);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let programs = storage::program::all(unit, View::Current).await?;
                let is_known = |code: &str| programs.iter().any(|program| program.value().code == code);
                if let Some(unknown) = policy.programs.iter().find(|own| !is_known(&own.code)) {
                    return Ok(Err(format!("programs: no program has the code {}", unknown.code)));
                }
                let today = today_of(unit, &[]).await?;
                storage::alert_rule_parameter::put(unit, RuleParameter { subject: SUBJECT.to_owned(), source_text }, today).await?;
                Ok(Ok(()))
            })
        });
        let result = write.await;
        self.audited(caller, ACTION, result).await
    }
}
