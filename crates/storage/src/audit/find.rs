//! Looking for operations by several things at once: who, what, when.

use vocabulary::Instant;

use super::query::COLUMNS;
use super::{AuditEntry, AuditPage};
use crate::StorageError;
use crate::database::{Sql, Value};
use crate::unit::ReadUnit;

/// Which operations are looked for. What is left open is not asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only those of this actor ([`vocabulary::Actor::code`]).
    pub actor: Option<String>,
    /// Only those that did this.
    pub action: Option<String>,
    /// Only those at this instant or later.
    pub from: Option<Instant>,
    /// Only those earlier than this instant.
    pub until: Option<Instant>,
}

impl AuditFilter {
    /// True when an entry that is at hand fits in all parts.
    pub fn fits(&self, entry: &AuditEntry) -> bool {
        self.actor.as_ref().is_none_or(|actor| *actor == entry.actor)
            && self.action.as_ref().is_none_or(|action| *action == entry.action)
            && self.from.is_none_or(|from| entry.at >= from)
            && self.until.is_none_or(|until| entry.at < until)
    }
}

/// The operations that fit a filter in all its parts, newest first.
#[crate::boxed]
pub async fn find(unit: &mut ReadUnit, filter: &AuditFilter, which: AuditPage) -> Result<Vec<AuditEntry>, StorageError> {
    let given: [(&'static str, Option<Value>); 5] = [
        ("audit.actor = ", filter.actor.as_deref().map(Value::from)),
        ("audit.action = ", filter.action.as_deref().map(Value::from)),
        ("audit.at >= ", filter.from.map(Value::from)),
        ("audit.at < ", filter.until.map(Value::from)),
        ("audit.id < ", Some(which.bound())),
    ];
    let (conditions, mut values): (Vec<&'static str>, Vec<Value>) =
        given.into_iter().filter_map(|(condition, value)| Some((condition, value?))).unzip();
    values.push(i64::from(which.size).into());
    let sql = Sql::of_conditions("audit", &["SELECT ", COLUMNS, "FROM audit"], &conditions, " ORDER BY audit.id DESC LIMIT ");
    let rows = unit.fetch_all(&sql, values).await?;
    rows.iter().map(|row| AuditEntry::from_row(&mut row.reader("audit"))).collect()
}
