//! What was read and put together last, of what many pages want whole and what changes seldom: until something is added to the records that it is made of,
//! the same value serves whoever asks.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::StorageError;
use crate::database::Sql;
use crate::unit::ReadUnit;

/// What has to be the same for a kept value to be what the records come to. Rows of these tables are only ever added, in units that see those before them:
/// of two units that count the same rows, both see the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(Vec<i64>);

impl Stamp {
    /// Of claims, payments, answers and what persons said of them. Claims, payments and answers come with a batch that goes on record in the same unit.
    #[crate::boxed]
    pub async fn of_claims(unit: &mut ReadUnit) -> Result<Self, StorageError> {
        const COUNTS: &str = "SELECT (SELECT COUNT(*) FROM import_batch), (SELECT COUNT(*) FROM claim_match), \
                              (SELECT COUNT(*) FROM payment_release)";
        Self::counted(unit, COUNTS, 3).await
    }

    /// Of claims and of what says whose they are: people, their coverages, what was merged, and which numbers on claims are theirs.
    #[crate::boxed]
    pub async fn of_joined_claims(unit: &mut ReadUnit) -> Result<Self, StorageError> {
        const COUNTS: &str = "SELECT (SELECT COUNT(*) FROM import_batch), (SELECT COUNT(*) FROM patient), (SELECT COUNT(*) FROM coverage), \
                              (SELECT COUNT(*) FROM patient_link), (SELECT COUNT(*) FROM claim_account)";
        Self::counted(unit, COUNTS, 5).await
    }

    async fn counted(unit: &mut ReadUnit, text: &'static str, counts: usize) -> Result<Self, StorageError> {
        let row = unit.fetch_optional(&Sql::new("import_batch", text), Vec::new()).await?;
        let row = row.ok_or(StorageError::DamagedRow { table: "import_batch", column: "count".to_owned() })?;
        let mut reader = row.reader("import_batch");
        (0..counts).map(|_| reader.integer()).collect::<Result<_, _>>().map(Self)
    }
}

/// The values of one practice: one of each type.
#[derive(Default)]
pub(crate) struct Kept(Mutex<BTreeMap<TypeId, One>>);

struct One {
    stamp: Stamp,
    value: Arc<dyn Any + Send + Sync>,
    is_used: bool,
}

impl Kept {
    fn of<T: Send + Sync + 'static>(&self, stamp: &Stamp) -> Option<Arc<T>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let one = kept.get_mut(&TypeId::of::<T>()).filter(|one| one.stamp == *stamp)?;
        one.is_used = true;
        Arc::clone(&one.value).downcast().ok()
    }

    fn keep<T: Send + Sync + 'static>(&self, stamp: Stamp, value: Arc<T>) {
        let one = One { stamp, value, is_used: true };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(TypeId::of::<T>(), one);
    }

    /// Lets go of values that nobody has asked for since this was called last.
    pub(crate) fn forget_unused(&self) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, one| std::mem::take(&mut one.is_used));
    }
}

impl ReadUnit {
    /// The value of this type that was kept under this stamp. A unit that writes sees what may yet be undone, and gets none.
    pub fn kept<T: Send + Sync + 'static>(&self, stamp: &Stamp) -> Option<Arc<T>> {
        self.kept_values()?.of(stamp)
    }

    /// Keeps a value for whoever asks next, in the place of the last one of its type. A unit that writes keeps none.
    pub fn keep<T: Send + Sync + 'static>(&self, stamp: Stamp, value: &Arc<T>) {
        if let Some(kept) = self.kept_values() {
            kept.keep(stamp, Arc::clone(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Send + Sync + Copy + PartialEq + std::fmt::Debug + 'static>(kept: &Kept, count: i64, expected: Option<T>) {
        assert_eq!(kept.of::<T>(&Stamp(vec![count])).map(|value| *value), expected, "{count} rows");
    }

    #[test]
    fn a_value_serves_while_nothing_is_added_and_goes_when_nobody_asks() {
        let kept = Kept::default();
        check::<u8>(&kept, 1, None);
        kept.keep(Stamp(vec![1]), Arc::new(7_u8));
        kept.keep(Stamp(vec![4]), Arc::new('x'));
        check(&kept, 1, Some(7_u8));
        check::<u8>(&kept, 2, None);
        check(&kept, 4, Some('x'));
        kept.forget_unused();
        check(&kept, 1, Some(7_u8));
        kept.forget_unused();
        check(&kept, 1, Some(7_u8));
        check::<char>(&kept, 4, None);
    }
}
