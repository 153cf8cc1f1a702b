//! The instrument library as staff see it: definitions, licence ledger, values that wait for somebody to enable them.

use std::sync::Arc;

use instruments::definition::{LicenceCategory, Mark, TextPolicy};
use instruments::{Definition, Origin, Overlay};
use storage::instrument_definition::InstrumentDefinition;
use storage::recalled_permission::RecalledPermission;
use storage::{Entry, View};
use vocabulary::{Language, RecordId};

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
    /// Who enabled recalled values of this version and why.
    pub permissions: Vec<RecalledPermission>,
}

impl App {
    /// The ledger: every instrument by name.
    pub async fn instruments(&self, caller: &Caller) -> Result<Vec<LedgerRow>, AppError> {
        caller.may(Data::Instruments)?;
        let permissions = self.recalled_permissions(caller).await?;
        let library = self.library();
        let mut rows: Vec<LedgerRow> = library.iter().map(|definition| self.ledger_row(definition, &permissions)).collect();
        rows.sort_by_cached_key(|row| row.definition.short_name.to_lowercase());
        Ok(rows)
    }

    /// One instrument.
    pub async fn instrument(&self, caller: &Caller, id: &str) -> Result<LedgerRow, AppError> {
        caller.may(Data::Instruments)?;
        let definition = self.library().get(id).cloned().ok_or(AppError::NotFound("instrument"))?;
        let permissions = self.recalled_permissions(caller).await?;
        Ok(self.ledger_row(&definition, &permissions))
    }

    /// Enables values of a definition that were not verified at their source. A clinician puts their name to it; it ends with the version.
    pub async fn enable_recalled_values(&self, caller: &Caller, instrument: &str, reason: &str) -> Result<(), AppError> {
        if let Err(refused) = caller.may(Data::RecalledValues) {
            return self.refuse(caller, "enable_recalled_values", refused.into()).await;
        }
        let Some(clinician) = caller.clinician else {
            return self.refuse(caller, "enable_recalled_values", AppError::RoleRefused(Data::RecalledValues)).await;
        };
        let reason = reason.trim().to_owned();
        if reason.chars().count() < 10 {
            return Err(AppError::field("reason", FieldProblemKind::ReasonTooShort));
        }
        let definition = self.library().get(instrument).cloned().ok_or(AppError::NotFound("instrument"))?;
        let permission = RecalledPermission {
            instrument: definition.id.to_string(),
            definition_version: definition.version.to_string(),
            clinician,
            reason,
        };
        let (operation, id): (_, RecordId) = (self.operation(caller, "enable_recalled_values"), self.ports.ids.next());
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let today = crate::context::today_of(unit, &[]).await?;
                Ok(unit.insert(&Entry::new(id, permission, today)).await?)
            })
        });
        write.await
    }

    /// Reads the definitions that entered the practice and joins them with those of the product.
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

    async fn recalled_permissions(&self, caller: &Caller) -> Result<Vec<RecalledPermission>, AppError> {
        let operation = self.operation(caller, "read_permissions");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move { Ok(storage::recalled_permission::all(unit, View::Current).await?) })
        });
        Ok(read.await?.into_iter().map(|stored| stored.recorded.value).collect())
    }

    fn ledger_row(&self, definition: &Arc<Definition>, permissions: &[RecalledPermission]) -> LedgerRow {
        let overlays: Vec<Overlay> = self.overlays().filter(|overlay| *overlay.instrument == *definition.id).cloned().collect();
        let brought = overlays.iter().map(|overlay| overlay.language.clone());
        let stands = |each: &&RecalledPermission| *each.instrument == *definition.id && *each.definition_version == *definition.version;
        LedgerRow {
            category: definition.licence.category,
            policy: definition.licence.text,
            languages: definition.texts.keys().cloned().chain(brought).collect(),
            overlays,
            marks: marks_of(definition),
            permissions: permissions.iter().filter(stands).cloned().collect(),
            definition: Arc::clone(definition),
        }
    }
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
