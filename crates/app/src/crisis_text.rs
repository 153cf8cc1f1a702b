//! The practice's own words for somebody who needs help now, by program and language.

use storage::crisis_text::CrisisText;
use storage::{Stored, View};
use vocabulary::{Language, ProgramId};

use crate::check_in::PATIENT_LANGUAGES;
use crate::context::App;
use crate::error::{AppError, FieldProblemKind};
use crate::permission::{Caller, Data};

/// The texts and the programs they can be for.
#[derive(Clone, Debug)]
pub struct CrisisTexts {
    /// The texts, by program and language.
    pub texts: Vec<Stored<CrisisText>>,
    /// The programs, by code.
    pub programs: Vec<Stored<care::Program>>,
}

impl App {
    /// The practice's texts.
    #[crate::boxed]
    pub async fn crisis_texts(&self, caller: &Caller) -> Result<CrisisTexts, AppError> {
        if let Err(refused) = caller.may_all(Data::Practice) {
            return self.refuse(caller, "view_crisis_texts", refused.into()).await;
        }
        let operation = self.operation(caller, "view_crisis_texts");
        let read = self.database.read::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                let texts = storage::crisis_text::all(unit, View::Current).await?;
                Ok(CrisisTexts { texts, programs: storage::program::all(unit, View::Current).await? })
            })
        });
        read.await
    }

    /// Writes a text, as a new version where there was one.
    #[crate::boxed]
    pub async fn put_crisis_text(
        &self,
        caller: &Caller,
        program: Option<ProgramId>,
        language: Language,
        words: &str,
    ) -> Result<(), AppError> {
        if let Err(refused) = caller.may_all(Data::Practice) {
            return self.refuse(caller, "put_crisis_text", refused.into()).await;
        }
        let words = words.trim().replace("\r\n", "\n");
        if words.is_empty() {
            return Err(AppError::field("words", FieldProblemKind::Required));
        }
        if !PATIENT_LANGUAGES.contains(&language.as_str()) {
            return Err(AppError::field("language", FieldProblemKind::NotAChoice));
        }
        let operation = self.operation(caller, "put_crisis_text");
        let write = self.database.write::<_, AppError, _>(&operation, |unit| {
            Box::pin(async move {
                if let Some(program) = program {
                    unit.require::<care::Program>(program).await?;
                }
                let day = crate::context::today_of(unit, &[]).await?;
                storage::crisis_text::put(unit, CrisisText { program, language, words }, day).await?;
                Ok(())
            })
        });
        write.await
    }
}
