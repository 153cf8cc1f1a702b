//! Payers and deadlines: profiles and rules as files that the practice edits over those that ship.

use std::collections::{BTreeMap, BTreeSet};

use care::payer::PayerIdentities;
use care::{DayRate, PayerProfile};
use storage::deadline_rules::StoredDeadlineRules;
use storage::payer_profile::StoredPayerProfile;
use storage::{Entry, ReadUnit, Stored, View};
use utilization_review::clock::RuleSet;
use vocabulary::{Day, Instant, RecordId, Version, ZoneName};

use crate::context::{App, place_of, today_of};
use crate::error::{AppError, FieldProblemKind};
use crate::import::rates::{KnownRate, RateAgain, compared};
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

/// A profile as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerVersion {
    /// Its number.
    pub version: Version,
    /// When it was written.
    pub recorded_at: Instant,
    /// Who wrote it, by name.
    pub by: String,
    /// Whether it was marked as checked against the payer's documents.
    pub verified: bool,
}

/// A payer's profile with its versions and what it pays.
#[derive(Clone, Debug)]
pub struct PayerPage {
    /// The profile.
    pub payer: PayerView,
    /// The versions that the practice wrote, the newest first.
    pub versions: Vec<PayerVersion>,
    /// Day rates, by level and first day.
    pub rates: Vec<Stored<DayRate>>,
    /// The practice's present day.
    pub today: Day,
    /// The zone in which moments are written.
    pub zone: ZoneName,
    /// True where the caller may write.
    pub may_write: bool,
}

/// The rules of time.
#[derive(Clone, Debug)]
pub struct DeadlineRulesPage {
    /// Those that hold.
    pub rules: RuleSet,
    /// The practice's own, as its file; empty where it has none.
    pub text: String,
    /// The zone of the practice's first program.
    pub zone: ZoneName,
    /// True where the caller may write them.
    pub may_write: bool,
}

impl App {
    /// One payer.
    #[crate::boxed]
    pub async fn payer(&self, caller: &Caller, key: String) -> Result<PayerPage, AppError> {
        const ACTION: &str = "view_payer";
        if let Err(refused) = caller.may(Data::Authorizations) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        let (operation, may_write) = (self.operation(caller, ACTION), caller.may_all(Data::Authorizations).is_ok());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let payer = payers_in(unit).await?.into_iter().find(|payer| payer.profile.key == key).ok_or(AppError::NotFound("payer"))?;
                let names = crate::disclosure::names(unit).await?;
                let mut versions = Vec::new();
                if let Some(stored) = storage::payer_profile::get(unit, &key, View::Current).await? {
                    for version in unit.history::<StoredPayerProfile>(stored.id).await? {
                        versions.push(PayerVersion {
                            version: version.recorded.version,
                            recorded_at: version.recorded.recorded_at,
                            by: crate::disclosure::name_of(&names, &version.recorded.recorder),
                            verified: PayerProfile::parse(&version.value().source_text).is_ok_and(|profile| profile.verified),
                        });
                    }
                }
                versions.reverse();
                let rates = storage::day_rate::all(unit, View::Current).await?;
                let (zone, today) = place_of(unit, &[]).await?;
                let rates = rates.into_iter().filter(|rate| rate.value().payer == key).collect();
                Ok(PayerPage { payer, versions, rates, today, zone, may_write })
            })
        });
        read.await
    }

    /// Records what a payer pays for a day at a level, or with a last day that a rate on record which goes on has ended. Refused where another rate of the
    /// level holds on one of its days.
    #[crate::boxed]
    pub async fn record_day_rate(&self, caller: &Caller, rate: DayRate) -> Result<RecordId, AppError> {
        const ACTION: &str = "record_day_rate";
        if let Err(refused) = caller.may_all(Data::Authorizations) {
            return self.refuse(caller, ACTION, refused.into()).await;
        }
        rate.check()?;
        let (operation, id) = (self.operation(caller, ACTION), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                if payers_in(unit).await?.iter().all(|payer| payer.profile.key != rate.payer) {
                    return Err(AppError::NotFound("payer"));
                }
                let known = storage::day_rate::all(unit, View::Current).await?;
                let mut known: Vec<KnownRate<DayRate>> = known.into_iter().map(KnownRate::from).collect();
                let today = today_of(unit, &[]).await?;
                match compared(&mut known, &rate) {
                    RateAgain::New => {
                        unit.insert(&Entry::new(id, rate, today)).await?;
                        Ok(id)
                    }
                    RateAgain::Ends(known) => {
                        unit.correct(known.id, known.version, &rate, today).await?;
                        Ok(known.id)
                    }
                    RateAgain::Same | RateAgain::Other => Err(AppError::field("first", FieldProblemKind::Taken)),
                }
            })
        });
        write.await
    }

    /// All payers: the practice's own by name, then the generic ones that it did not replace.
    #[crate::boxed]
    pub async fn payers(&self, caller: &Caller) -> Result<Vec<PayerView>, AppError> {
        if let Err(refused) = caller.may(Data::Authorizations) {
            return self.refuse(caller, "view_payers", refused.into()).await;
        }
        let operation = self.operation(caller, "view_payers");
        self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { Ok(payers_in(unit).await?) })).await
    }

    /// Writes a profile from its file, as a new version where there was one. The file's key says which payer it is.
    #[crate::boxed]
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

    /// The rules of time that hold, with what the practice laid over those that ship.
    #[crate::boxed]
    pub async fn deadline_rules(&self, caller: &Caller) -> Result<DeadlineRulesPage, AppError> {
        const ACTION: &str = "view_deadline_rules";
        let may_write = match caller.may(Data::Authorizations) {
            Ok(_) => caller.may_all(Data::Authorizations).is_ok(),
            Err(refused) => return self.refuse(caller, ACTION, refused.into()).await,
        };
        let operation = self.operation(caller, ACTION);
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let stored = storage::deadline_rules::get(unit, View::Current).await?;
                let text = stored.map(|stored| stored.recorded.value.source_text).unwrap_or_default();
                let (zone, _) = place_of(unit, &[]).await?;
                Ok(DeadlineRulesPage { rules: rules_in(unit).await?, text, zone, may_write })
            })
        });
        self.audited(caller, ACTION, read.await).await
    }

    /// Lays the practice's rules over those that ship. Refused whole where the file does not read.
    #[crate::boxed]
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
pub(crate) async fn payers_in(unit: &mut ReadUnit) -> Result<Vec<PayerView>, storage::StorageError> {
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

/// Which keys name the same payer, as all profiles say it.
pub(crate) async fn identities_in(unit: &mut ReadUnit) -> Result<PayerIdentities, storage::StorageError> {
    let payers = payers_in(unit).await?;
    Ok(PayerIdentities::of(payers.iter().map(|payer| &payer.profile)))
}

/// The profiles with these keys: those of the practice, else the generic ones.
pub(crate) async fn profiles_of(
    unit: &mut ReadUnit,
    keys: &BTreeSet<String>,
) -> Result<BTreeMap<String, PayerProfile>, storage::StorageError> {
    let mut found = BTreeMap::new();
    for key in keys {
        let Some(stored) = storage::payer_profile::get(unit, key, View::Current).await? else { continue };
        match PayerProfile::parse(&stored.value().source_text) {
            Ok(profile) => drop(found.insert(key.clone(), profile)),
            Err(error) => tracing::warn!(%error, "a payer profile of the practice does not read"),
        }
    }
    if keys.iter().any(|key| !found.contains_key(key)) {
        for (profile, _) in PayerProfile::shipped().into_iter().filter(|(profile, _)| keys.contains(&profile.key)) {
            found.entry(profile.key.clone()).or_insert(profile);
        }
    }
    Ok(found)
}

/// The rules in force. The practice's are left out, and that is logged, where they no longer read.
pub(crate) async fn rules_in(unit: &mut ReadUnit) -> Result<RuleSet, AppError> {
    let Some(stored) = storage::deadline_rules::get(unit, View::Current).await? else { return Ok(RuleSet::shipped()) };
    Ok(RuleSet::shipped().with_practice(&stored.value().source_text).unwrap_or_else(|error| {
        tracing::warn!(%error, "the practice's deadline rules do not read; those that ship are used");
        RuleSet::shipped()
    }))
}
