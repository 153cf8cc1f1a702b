//! The instrument library as staff see it: definitions, licence ledger, values that wait for somebody to enable them.

use std::collections::BTreeMap;
use std::sync::Arc;

use instruments::definition::{LicenceCategory, Mark, TextPolicy};
use instruments::{Definition, Library, Origin, Overlay};
use storage::instrument_definition::InstrumentDefinition;
use storage::recalled_permission::RecalledPermission;
use storage::{Entry, ReadUnit, View};
use vocabulary::{Day, Language, RecordId, Version};

use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// One line of the licence ledger.
#[derive(Clone, Debug)]
pub struct LedgerRow {
    /// The definition.
    pub definition: Arc<Definition>,
    /// The kind of licence.
    pub category: LicenceCategory,
    /// Whether the text comes with the product.
    pub policy: TextPolicy,
    /// Languages whose text is at hand: shipped, or brought by the practice.
    pub languages: Vec<Language>,
    /// Overlays of the practice, with their licences.
    pub overlays: Vec<Overlay>,
    /// How many numbers of the definition are verified, and how many are recalled.
    pub marks: (usize, usize),
    /// Who enabled the recalled values of this version; `None` while they are shown and not used in judgements.
    pub enabled: Option<RecalledEnabled>,
}

/// The standing permission to use the recalled values of one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecalledEnabled {
    /// The name of the person who takes responsibility.
    pub by: String,
    /// Since which day, on the clock of the practice's first program.
    pub on: Day,
    /// What they checked, in their words.
    pub reason: String,
    record: RecordId,
    version: Version,
}

/// The standing permissions by the id of their instrument.
pub type RecalledByInstrument = BTreeMap<String, RecalledEnabled>;

impl App {
    /// The ledger: every instrument by name.
    #[crate::boxed]
    pub async fn instruments(&self, caller: &Caller) -> Result<Vec<LedgerRow>, AppError> {
        caller.may(Data::Instruments)?;
        let enabled = self.recalled_enabled(caller).await?;
        let library = self.library();
        let mut rows: Vec<LedgerRow> = library.iter().map(|definition| self.ledger_row(definition, &enabled)).collect();
        rows.sort_by_cached_key(|row| row.definition.short_name.to_lowercase());
        Ok(rows)
    }

    /// One instrument.
    #[crate::boxed]
    pub async fn instrument(&self, caller: &Caller, id: &str) -> Result<LedgerRow, AppError> {
        caller.may(Data::Instruments)?;
        let definition = self.library().get(id).cloned().ok_or(AppError::NotFound("instrument"))?;
        let enabled = self.recalled_enabled(caller).await?;
        Ok(self.ledger_row(&definition, &enabled))
    }

    /// Enables values of a definition that were not verified at their source. A licensed clinician or a director puts their name to it; it ends
    /// with the version of the definition, or when it is withdrawn.
    #[crate::boxed]
    pub async fn enable_recalled_values(&self, caller: &Caller, instrument: &str, reason: &str) -> Result<(), AppError> {
        if !caller.may_enable_recalled_values() {
            return self.refuse(caller, "enable_recalled_values", AppError::RoleRefused(Data::RecalledValues)).await;
        }
        let reason = checked_reason(reason)?;
        let definition = self.library().get(instrument).cloned().ok_or(AppError::NotFound("instrument"))?;
        let permission = RecalledPermission {
            instrument: definition.id.to_string(),
            definition_version: definition.version.to_string(),
            clinician: caller.clinician,
            reason,
        };
        let (operation, id): (_, RecordId) = (self.operation(caller, "enable_recalled_values"), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = crate::context::today_of(unit, &[]).await?;
                unit.insert(&Entry::new(id, permission, today)).await?;
                // What was only shown is judged from now on, without any new record of a patient.
                Ok(storage::to_judge::mark_open(unit).await?)
            })
        });
        write.await
    }

    /// Takes the permission back, whoever gave it: from then on the recalled values are shown and not used in judgements.
    #[crate::boxed]
    pub async fn withdraw_recalled_values(&self, caller: &Caller, instrument: &str, reason: &str) -> Result<(), AppError> {
        const ACTION: &str = "withdraw_recalled_values";
        if !caller.may_enable_recalled_values() {
            return self.refuse(caller, ACTION, AppError::RoleRefused(Data::RecalledValues)).await;
        }
        let reason = checked_reason(reason)?;
        let enabled = self.recalled_enabled(caller).await?.remove(instrument).ok_or(AppError::NotFound("permission"))?;
        let operation = self.operation(caller, ACTION);
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                unit.void::<RecalledPermission>(enabled.record, enabled.version, &reason).await?;
                Ok(storage::to_judge::mark_open(unit).await?)
            })
        });
        write.await
    }

    /// Reads the definitions that entered the practice and joins them with those of the product.
    #[crate::boxed]
    pub async fn reload_imported_definitions(&self) -> Result<(), AppError> {
        let caller = Caller::system("definitions");
        let operation = self.operation(&caller, "read_definitions");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(storage::instrument_definition::all(unit, View::Current).await?) })
        });
        let stored = read.await?;
        let mut library = (*self.library()).clone();
        for definition in stored {
            let InstrumentDefinition { instrument, source_text, .. } = definition.value();
            match Definition::from_toml(source_text, Origin::Imported) {
                Ok(read) => library = library.with(read).unwrap_or_else(|_| (*self.library()).clone()),
                Err(error) => tracing::error!(instrument, %error, "an imported definition cannot be read"),
            }
        }
        self.replace_library(library);
        Ok(())
    }

    async fn recalled_enabled(&self, caller: &Caller) -> Result<RecalledByInstrument, AppError> {
        let (operation, library) = (self.operation(caller, "read_permissions"), self.library());
        let read = self.database.read::<_, AppError, _>(&operation, |unit| Box::pin(async move { enabled_in(unit, &library).await }));
        read.await
    }

    fn ledger_row(&self, definition: &Arc<Definition>, enabled: &RecalledByInstrument) -> LedgerRow {
        let overlays: Vec<Overlay> = self.overlays().filter(|overlay| *overlay.instrument == *definition.id).cloned().collect();
        let brought = overlays.iter().map(|overlay| overlay.language.clone());
        LedgerRow {
            category: definition.licence.category,
            policy: definition.licence.text,
            languages: definition.texts.keys().cloned().chain(brought).collect(),
            overlays,
            marks: marks_of(definition),
            enabled: enabled.get(&*definition.id).cloned(),
            definition: Arc::clone(definition),
        }
    }
}

/// The permissions that stand for the definitions as they are now. The name is that of the person who signed in to give it.
pub(crate) async fn enabled_in(unit: &mut ReadUnit, library: &Library) -> Result<RecalledByInstrument, AppError> {
    let stored = storage::recalled_permission::all(unit, View::Current).await?;
    if stored.is_empty() {
        return Ok(RecalledByInstrument::new());
    }
    let users = storage::user::all(unit).await?;
    let names: BTreeMap<String, String> = users.into_iter().map(|user| (format!("user:{}", user.id), user.name)).collect();
    let is_present =
        |each: &RecalledPermission| library.get(&each.instrument).is_some_and(|definition| *definition.version == *each.definition_version);
    let present = stored.into_iter().filter(|each| is_present(each.value()));
    let enabled = present.map(|each| {
        let by = names.get(&each.recorded.recorder).unwrap_or(&each.recorded.recorder).clone();
        let (record, version, on) = (each.id, each.recorded.version, each.recorded.effective_day);
        let RecalledPermission { instrument, reason, .. } = each.recorded.value;
        (instrument, RecalledEnabled { by, on, reason, record, version })
    });
    Ok(enabled.collect())
}

fn checked_reason(reason: &str) -> Result<String, AppError> {
    let reason = reason.trim();
    if reason.chars().count() < 10 { Err(AppError::field("reason", FieldProblemKind::ReasonTooShort)) } else { Ok(reason.to_owned()) }
}

/// Whether judgements may rest on how severe a definition's bands call a score: bands that were recalled are shown with their mark, and used once a named
/// clinician has enabled them.
pub(crate) fn admits_severity(definition: &Definition, enabled: &RecalledByInstrument) -> bool {
    let of_scale = definition.main_scale.and_then(|scale| definition.scales[scale].bands_basis.as_ref());
    let is_verified = match of_scale {
        Some(basis) => basis.mark == Mark::Verified,
        None => definition.classifications.iter().all(|each| each.basis.mark == Mark::Verified),
    };
    is_verified || enabled.contains_key(&*definition.id)
}

/// How many of a definition's numbers are verified and how many recalled.
pub fn marks_of(definition: &Definition) -> (usize, usize) {
    let scales = definition.scales.iter().flat_map(|scale| {
        let single = [
            scale.missing_basis.as_ref(),
            scale.bands_basis.as_ref(),
            scale.reliable_change.as_ref().map(|change| &change.basis),
            scale.minimal_difference.as_ref().map(|(_, basis)| basis),
            scale.treatment_response.as_ref().map(|(_, basis)| basis),
            scale.remission.as_ref().map(|(_, _, basis)| basis),
        ];
        single.into_iter().flatten().chain(scale.cutoffs.iter().map(|cutoff| &cutoff.basis)).collect::<Vec<_>>()
    });
    let classifications = definition.classifications.iter().map(|each| &each.basis);
    let safety = definition.safety.iter().map(|each| &each.basis);
    scales.chain(classifications).chain(safety).fold((0, 0), |(verified, recalled), basis| match basis.mark {
        Mark::Verified => (verified + 1, recalled),
        Mark::Recalled => (verified, recalled + 1),
    })
}
