//! Payers and deadlines: profiles and rules as files that the practice edits over those that ship.

use care::PayerProfile;
use storage::deadline_rules::StoredDeadlineRules;
use storage::payer_profile::StoredPayerProfile;
use storage::{ReadUnit, View};
use utilization_review::clock::RuleSet;

use crate::context::{App, today_of};
use crate::error::AppError;
use crate::permission::{Caller, Data};

/// A payer's profile with its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerView {
    /// The profile.
    pub profile: PayerProfile,
    /// Its file, as it is edited and exported.
    pub text: String,
    /// True where the practice wrote it; false for a generic one that ships.
    pub of_practice: bool,
}

impl App {
    /// All payers: the practice's own by name, then the generic ones that it did not replace.
    pub async fn payers(&self, caller: &Caller) -> Result<Vec<PayerView>, AppError> {
        if let Err(refused) = caller.may(Data::Authorizations) {
            return self.refuse(caller, "view_payers", refused.into()).await;
        }
        let operation = self.operation(caller, "view_payers");
        self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { payers_in(unit).await })).await
    }

    /// Writes a profile from its file, as a new version where there was one. The file's key says which payer it is.
    pub async fn save_payer(&self, caller: &Caller, text: String) -> Result<PayerProfile, AppError> {
        if let Err(refused) = caller.may_all(Data::Authorizations) {
            return self.refuse(caller, "save_payer", refused.into()).await;
        }
        let profile = PayerProfile::parse(&text)?;
        let (operation, payer) = (self.operation(caller, "save_payer"), profile.key.clone());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = today_of(unit, &[]).await?;
                storage::payer_profile::put(unit, StoredPayerProfile { payer, source_text: text }, today).await?;
                Ok(())
            })
        });
        write.await?;
        Ok(profile)
    }

    /// The deadline rules: those that ship with the practice's laid over them.
    pub async fn deadline_rules(&self, caller: &Caller) -> Result<RuleSet, AppError> {
        if let Err(refused) = caller.may(Data::Authorizations) {
            return self.refuse(caller, "view_deadline_rules", refused.into()).await;
        }
        let operation = self.operation(caller, "view_deadline_rules");
        self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { rules_in(unit).await })).await
    }

    /// Lays the practice's rules over those that ship. Refused whole where the file does not read.
    pub async fn save_deadline_rules(&self, caller: &Caller, text: String) -> Result<RuleSet, AppError> {
        if let Err(refused) = caller.may_all(Data::Authorizations) {
            return self.refuse(caller, "save_deadline_rules", refused.into()).await;
        }
        let rules = RuleSet::shipped().with_practice(&text)?;
        let operation = self.operation(caller, "save_deadline_rules");
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = today_of(unit, &[]).await?;
                storage::deadline_rules::put(unit, StoredDeadlineRules { set: "practice".to_owned(), source_text: text }, today).await?;
                Ok(())
            })
        });
        write.await?;
        Ok(rules)
    }
}

/// All payers. A stored file that no longer reads is left out and logged: it was read when it was stored.
pub(crate) async fn payers_in(unit: &mut ReadUnit) -> Result<Vec<PayerView>, AppError> {
    let mut payers = Vec::new();
    for stored in storage::payer_profile::all(unit, View::Current).await? {
        let text = stored.recorded.value.source_text;
        match PayerProfile::parse(&text) {
            Ok(profile) => payers.push(PayerView { profile, text, of_practice: true }),
            Err(error) => tracing::warn!(%error, "a payer profile of the practice does not read"),
        }
    }
    payers.sort_by(|left, right| left.profile.name.cmp(&right.profile.name));
    for (profile, text) in PayerProfile::shipped() {
        if payers.iter().all(|payer| payer.profile.key != profile.key) {
            payers.push(PayerView { profile, text: text.to_owned(), of_practice: false });
        }
    }
    Ok(payers)
}

/// The rules in force. The practice's are left out, and that is logged, where they no longer read.
pub(crate) async fn rules_in(unit: &mut ReadUnit) -> Result<RuleSet, AppError> {
    let Some(stored) = storage::deadline_rules::get(unit, View::Current).await? else { return Ok(RuleSet::shipped()) };
    Ok(RuleSet::shipped().with_practice(&stored.value().source_text).unwrap_or_else(|error| {
        tracing::warn!(%error, "the practice's deadline rules do not read; those that ship are used");
        RuleSet::shipped()
    }))
}
