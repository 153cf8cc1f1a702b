//! The file with which a step left, and what came back about it: whether it could be read (999), and whether the claim was taken in (277CA).

use std::collections::BTreeMap;

use interchange::x12_map::{self, Mapped};
use revenue_cycle::{AcknowledgmentVerdict, Books, ClaimSource};
use storage::denial_step::StoredStep;
use storage::release::Release;
use storage::{ReadUnit, View};
use vocabulary::{Day, DocumentId, ReleaseId, ZoneName};

use crate::error::AppError;

/// A file that left with a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// Where its bytes are kept.
    pub document: DocumentId,
    /// What a 999 says of it; `None` where none came.
    pub of_file: Option<AcknowledgmentVerdict>,
    /// What the last 277CA since it left says of the claim, with its day; `None` where none came.
    pub of_claim: Option<(AcknowledgmentVerdict, Option<Day>)>,
}

/// The files with which these steps left, by their release. Of what left before bytes were kept there is none.
pub(super) async fn sent_with(
    unit: &mut ReadUnit,
    steps: &[StoredStep],
    (books, zone): (&Books, &ZoneName),
) -> Result<BTreeMap<ReleaseId, SentFile>, AppError> {
    let mut sent = BTreeMap::new();
    for step in steps {
        let Some(release) = step.release else { continue };
        let stored = unit.get_many::<Release>(&[release], View::Current).await?;
        let Some(document) = stored.first().and_then(|release| release.value().document) else { continue };
        let Some((_, bytes)) = storage::document::content(unit, document).await? else { continue };
        let source = source_of(&bytes);
        let since = step.recorded_at.day_in(zone);
        sent.insert(
            release,
            SentFile {
                document,
                of_file: source.and_then(|source| books.receipt_of_file(&source)),
                of_claim: books.last_answer_since(&step.step.claim_number, since).map(|answer| (answer.verdict, answer.day)),
            },
        );
    }
    Ok(sent)
}

/// Where the first claim of a file stands: its control numbers are what a 999 names.
fn source_of(file: &[u8]) -> Option<ClaimSource> {
    x12_map::read(file).filter_map(Result::ok).find_map(|mapped| match mapped {
        Mapped::Claim(_, claim) => Some(claim.source),
        _ => None,
    })
}
