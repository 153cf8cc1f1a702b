//! Where the value of one field comes from.

use std::collections::BTreeMap;

use toml::Value;
use vocabulary::Day;

use super::mapping::{MappingError, day, invalid, scalar};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    /// A column, with what is put before its text, the code list it is read by, and what an empty one means.
    Column { column: String, prefix: String, codes: Option<String>, default: Option<String>, times: i32 },
    /// The same for every row.
    Constant(String),
    /// A day counted from another: `base` plus `step_days` for each step of a column beyond `first`.
    Steps { base: Day, column: String, step_days: i32, first: i32 },
    /// A birth day that fits an age: the first of July of the year that makes the person that old on a day. Marked as estimated.
    FromAge { column: String, as_of: Day },
}

impl Source {
    /// Reads a source: the name of a column, or a table with more about it.
    pub(super) fn from_toml(
        place: &str,
        field: &str,
        value: &Value,
        codes: &BTreeMap<String, BTreeMap<String, String>>,
    ) -> Result<Self, MappingError> {
        let own_list = codes.contains_key(field).then(|| field.to_owned());
        let table = match value {
            Value::String(column) => {
                return Ok(Self::Column { column: column.clone(), prefix: String::new(), codes: own_list, default: None, times: 1 });
            }
            Value::Table(table) => table,
            _ => return invalid(place, "expected the name of a column, or a table such as { constant = \"…\" }"),
        };
        let has = |key: &str| table.contains_key(key);
        let text = |key: &str| table.get(key).map(|value| scalar(&format!("{place}.{key}"), value)).transpose();
        let whole = |key: &str, otherwise: i32| match table.get(key) {
            None => Ok(otherwise),
            Some(Value::Integer(number)) => i32::try_from(*number).or_else(|_| invalid(format!("{place}.{key}"), "too large")),
            Some(_) => invalid(format!("{place}.{key}"), "expected a whole number"),
        };
        let only = |allowed: &[&str]| match table.keys().find(|key| !allowed.contains(&key.as_str())) {
            Some(key) => invalid(format!("{place}.{key}"), format!("does not go together; expected only {}", allowed.join(", "))),
            None => Ok(()),
        };
        if has("constant") {
            only(&["constant"])?;
            return Ok(Self::Constant(text("constant")?.unwrap_or_default()));
        }
        if has("from_age") {
            only(&["from_age", "as_of"])?;
            if field != "birth_day" {
                return invalid(place, "from_age makes a birth day");
            }
            let column = text("from_age")?.unwrap_or_default();
            return Ok(Self::FromAge { column, as_of: day(&format!("{place}.as_of"), table.get("as_of"))? });
        }
        if !has("column") {
            return invalid(place, "expected one of column, constant, from_age");
        }
        let column = text("column")?.unwrap_or_default();
        if has("base") {
            only(&["base", "column", "step_days", "first"])?;
            let base = day(&format!("{place}.base"), table.get("base"))?;
            return Ok(Self::Steps { base, column, step_days: whole("step_days", 1)?, first: whole("first", 1)? });
        }
        only(&["column", "prefix", "codes", "default", "times"])?;
        let list = text("codes")?.or(own_list);
        if let Some(unknown) = list.as_ref().filter(|name| !codes.contains_key(*name)) {
            return invalid(format!("{place}.codes"), format!("there is no [codes.{unknown}]"));
        }
        if has("times") && field != "total" && !field.ends_with("_minutes") {
            return invalid(format!("{place}.times"), "only a total or minutes can be multiplied");
        }
        Ok(Self::Column {
            column,
            prefix: text("prefix")?.unwrap_or_default(),
            codes: list,
            default: text("default")?,
            times: whole("times", 1)?,
        })
    }

    /// The column it needs.
    pub(super) fn column(&self) -> Option<&str> {
        match self {
            Self::Column { column, .. } | Self::Steps { column, .. } | Self::FromAge { column, .. } => Some(column),
            Self::Constant(_) => None,
        }
    }
}
