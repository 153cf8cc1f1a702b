//! The books that were read last. Every page about claims wants them whole, and they change only when a file comes in or a person says something of a
//! match or a payment: until then the same value serves whoever asks.

use std::sync::{Arc, Mutex, PoisonError};

use revenue_cycle::Books;

use crate::StorageError;
use crate::database::Sql;
use crate::unit::ReadUnit;

/// What has to be the same for kept books to be those on record. Rows are only ever added: claims, payments and answers with a batch that goes on record
/// in the same unit, and what persons say as rows of its own. A unit that was slower than another changes a count, whatever its ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    batches: i64,
    newest_batch: Option<String>,
    matches: i64,
    releases: i64,
}

impl Stamp {
    /// As this unit sees the records.
    pub(super) async fn of(unit: &mut ReadUnit) -> Result<Self, StorageError> {
        let text = "SELECT (SELECT COUNT(*) FROM import_batch), (SELECT MAX(id) FROM import_batch), \
                    (SELECT COUNT(*) FROM claim_match), (SELECT COUNT(*) FROM payment_release)";
        let row = unit.fetch_optional(&Sql::new("import_batch", text), Vec::new()).await?;
        let row = row.ok_or(StorageError::DamagedRow { table: "import_batch", column: "count".to_owned() })?;
        let mut reader = row.reader("import_batch");
        Ok(Self {
            batches: reader.integer()?,
            newest_batch: reader.optional_text()?,
            matches: reader.integer()?,
            releases: reader.integer()?,
        })
    }
}

/// Books with what the audit is told of whoever gets them.
#[derive(Clone)]
pub(super) struct Seen {
    pub(super) books: Arc<Books>,
    /// Claims and decisions in them.
    pub(super) rows: usize,
}

/// The books that were read last, of one practice.
#[derive(Default)]
pub(crate) struct KeptBooks(Mutex<Option<Kept>>);

struct Kept {
    stamp: Stamp,
    seen: Seen,
    is_used: bool,
}

impl KeptBooks {
    /// The books of this stamp, where they are kept.
    pub(super) fn of(&self, stamp: &Stamp) -> Option<Seen> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.as_mut().filter(|kept| kept.stamp == *stamp)?;
        kept.is_used = true;
        Some(kept.seen.clone())
    }

    /// Keeps these in the place of others.
    pub(super) fn keep(&self, stamp: Stamp, seen: Seen) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Kept { stamp, seen, is_used: true });
    }

    /// Lets go of books that nobody has asked for since this was called last.
    pub(crate) fn forget_unused(&self) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_mut().is_some_and(|kept| !std::mem::take(&mut kept.is_used)) {
            *kept = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(batches: i64) -> Stamp {
        Stamp { batches, newest_batch: None, matches: 0, releases: 0 }
    }

    fn check(kept: &KeptBooks, batches: i64, expected: Option<usize>) {
        assert_eq!(kept.of(&stamp(batches)).map(|seen| seen.rows), expected, "{batches} batches");
    }

    #[test]
    fn books_serve_while_nothing_is_added_and_go_when_nobody_asks() {
        let kept = KeptBooks::default();
        check(&kept, 1, None);
        kept.keep(stamp(1), Seen { books: Arc::default(), rows: 7 });
        check(&kept, 1, Some(7));
        check(&kept, 2, None);
        kept.forget_unused();
        check(&kept, 1, Some(7));
        kept.forget_unused();
        kept.forget_unused();
        check(&kept, 1, None);
    }
}
