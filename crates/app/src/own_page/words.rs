//! What a patient writes on their own page for their next session, in their own words. Nobody is told of it: the page says so, and shows where help is.

use storage::own_words::OwnWords;
use storage::{Entry, ReadUnit, Stored, View};
use vocabulary::{PatientId, RecordId};

use crate::check_in::LinkRequest;
use crate::context::{App, person, place_of};
use crate::error::{AppError, FieldProblemKind};
use crate::permission::Caller;
use crate::secret::token_hash;

/// The most characters of one answer.
pub const OWN_WORDS_MAX: usize = 1_000;

/// What somebody writes now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewOwnWords {
    /// What went well since last time.
    pub went_well: String,
    /// What was hard.
    pub was_hard: String,
    /// What they want to ask.
    pub to_ask: String,
}

impl NewOwnWords {
    fn tidied(self) -> Self {
        let tidy = |words: String| words.trim().chars().take(OWN_WORDS_MAX).collect();
        Self { went_well: tidy(self.went_well), was_hard: tidy(self.was_hard), to_ask: tidy(self.to_ask) }
    }

    fn is_empty(&self) -> bool {
        [&self.went_well, &self.was_hard, &self.to_ask].into_iter().all(String::is_empty)
    }

    fn is_same(&self, before: &OwnWords) -> bool {
        (&self.went_well, &self.was_hard, &self.to_ask) == (&before.went_well, &before.was_hard, &before.to_ask)
    }
}

impl App {
    /// Keeps what a patient wrote, beside what they wrote before; the same again changes nothing. `false` where the code has to be given first.
    #[crate::boxed]
    pub async fn write_own_words(&self, request: &LinkRequest, words: NewOwnWords) -> Result<bool, AppError> {
        let (Ok(link), Some(pass)) = (self.own_link(request).await?, request.pass.clone()) else { return Ok(false) };
        let words = words.tidied();
        if words.is_empty() {
            return Err(AppError::field("words", FieldProblemKind::Required));
        }
        let caller = Caller::by_link(link.id, request.request.clone());
        let id: RecordId = self.ports.ids.next();
        self.retrying(&caller, "write_own_words", move |unit, _| {
            let (words, hash, patient, link) = (words.clone(), token_hash(&pass), link.patient, link.id);
            Box::pin(async move {
                if !storage::access_link::has_pass(unit, link, &hash).await? {
                    return Ok(false);
                }
                let (shown, records) = person(unit, patient).await?;
                let (_, today) = place_of(unit, &records).await?;
                if of(unit, &records).await?.first().is_some_and(|latest| words.is_same(latest.value())) {
                    return Ok(true);
                }
                let NewOwnWords { went_well, was_hard, to_ask } = words;
                let written = OwnWords { patient: shown, went_well, was_hard, to_ask, written_at: unit.at() };
                unit.insert(&Entry::new(id, written, today)).await?;
                Ok(true)
            })
        })
        .await
    }
}

/// What a patient wrote, the newest first.
pub(crate) async fn of(unit: &mut ReadUnit, records: &[PatientId]) -> Result<Vec<Stored<OwnWords>>, AppError> {
    let mut all = storage::own_words::of_patients(unit, records, View::Current).await?;
    all.sort_by_key(|each| std::cmp::Reverse((each.value().written_at, each.id)));
    Ok(all)
}
