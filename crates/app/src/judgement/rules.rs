//! The numbers of the rules for warning signs: those of the practice where it has some that read, else those that come with the product.

use outcomes::warning_sign::{ParameterError, Parameters};
use storage::alert_rule_parameter::RuleParameter;
use storage::{ReadUnit, View};
use vocabulary::{Instant, ZoneName};

use crate::context::{App, today_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// What the file is about, in storage.
const SUBJECT: &str = "warning_signs";

/// The rules in use.
#[derive(Clone, Debug)]
pub struct RulesInUse {
    /// The numbers.
    pub parameters: Parameters,
    /// Since when the practice's own are in place; `None` for those that ship.
    pub own_since: Option<Instant>,
    /// As they were written.
    pub source_text: String,
}

/// The rules in use. Own ones that do not read are said in the log, and those of the product are used.
pub(super) async fn in_use(unit: &mut ReadUnit) -> Result<RulesInUse, AppError> {
    if let Some(own) = storage::alert_rule_parameter::get(unit, SUBJECT, View::Current).await? {
        let source_text = own.value().source_text.clone();
        match Parameters::from_toml(&source_text) {
            Ok(parameters) => return Ok(RulesInUse { parameters, own_since: Some(own.recorded.recorded_at), source_text }),
            Err(error) => tracing::warn!(%error, "the practice's parameters of warning signs do not read; those of the product are used"),
        }
    }
    Ok(RulesInUse { parameters: Parameters::shipped(), own_since: None, source_text: Parameters::shipped_text().to_owned() })
}

impl App {
    /// The rules for warning signs with their numbers and sources, and the clock of the practice for the times among them.
    #[crate::boxed]
    pub async fn warning_rules(&self, caller: &Caller) -> Result<(RulesInUse, ZoneName), AppError> {
        const ACTION: &str = "view_warning_rules";
        if let Err(refused) = caller.may(Data::Alerts) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let (zone, _) = crate::context::place_of(unit, &[]).await?;
                Ok((in_use(unit).await?, zone))
            })
        });
        read.await
    }

    /// Puts other numbers in place of the present ones, which stay on record. A file that does not read changes nothing and is answered with the
    /// reason. Everybody in care is judged anew; alerts that were raised stay as they are.
    #[crate::boxed]
    pub async fn put_warning_rules(&self, caller: &Caller, source_text: String) -> Result<Result<(), ParameterError>, AppError> {
        const ACTION: &str = "put_warning_rules";
        if let Err(refused) = caller.may_all(Data::Protocols) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        if let Err(error) = Parameters::from_toml(&source_text) {
            return Ok(Err(error));
        }
        let operation = self.operation(caller, ACTION);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = today_of(unit, &[]).await?;
                let parameter = RuleParameter { subject: SUBJECT.to_owned(), source_text };
                storage::alert_rule_parameter::put(unit, parameter, today).await?;
                storage::to_judge::mark_open(unit).await?;
                Ok(())
            })
        });
        let result = write.await;
        self.audited(caller, ACTION, result).await.map(Ok)
    }
}
