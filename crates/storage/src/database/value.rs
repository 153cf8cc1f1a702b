//! What goes into a statement: three kinds of value, each of which may be absent.

use vocabulary::{Day, Identifier, Instant, Points};

/// A value bound to a placeholder. The kind is known also when the value is absent, because PostgreSQL wants to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(Option<String>),
    Integer(Option<i64>),
    Bytes(Option<Vec<u8>>),
}

impl Value {
    /// Text, as a `Display` prints it.
    pub(crate) fn text(value: impl std::fmt::Display) -> Self {
        Self::Text(Some(value.to_string()))
    }

    /// Text that may be absent.
    pub(crate) fn optional_text<T: std::fmt::Display>(value: Option<T>) -> Self {
        Self::Text(value.map(|value| value.to_string()))
    }

    /// A stored name that may be absent.
    pub(crate) fn code(code: Option<&str>) -> Self {
        Self::Text(code.map(str::to_owned))
    }

    /// PostgreSQL refuses zero bytes in text and SQLite cuts at them in some functions: both databases must answer alike.
    pub(crate) fn has_zero_byte(&self) -> bool {
        matches!(self, Self::Text(Some(text)) if text.as_bytes().contains(&0))
    }

    /// The stored form of an id: 36 characters, lower case.
    pub(crate) fn id<Id: Identifier>(id: Id) -> Self {
        let mut buffer = uuid::Uuid::encode_buffer();
        Self::Text(Some(id.uuid().hyphenated().encode_lower(&mut buffer).to_owned()))
    }

    /// An id that may be absent.
    pub(crate) fn optional_id<Id: Identifier>(id: Option<Id>) -> Self {
        id.map_or(Self::Text(None), Self::id)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(integer: i64) -> Self {
        Self::Integer(Some(integer))
    }
}

impl From<Option<i64>> for Value {
    fn from(integer: Option<i64>) -> Self {
        Self::Integer(integer)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Integer(Some(i64::from(flag)))
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Some(bytes))
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Self::text(day)
    }
}

impl From<Option<Day>> for Value {
    fn from(day: Option<Day>) -> Self {
        Self::optional_text(day)
    }
}

impl From<Instant> for Value {
    fn from(instant: Instant) -> Self {
        Self::text(instant)
    }
}

impl From<Option<Instant>> for Value {
    fn from(instant: Option<Instant>) -> Self {
        Self::optional_text(instant)
    }
}

impl From<Points> for Value {
    fn from(points: Points) -> Self {
        Self::Integer(Some(points.ten_thousandths()))
    }
}

impl From<Option<Points>> for Value {
    fn from(points: Option<Points>) -> Self {
        Self::Integer(points.map(Points::ten_thousandths))
    }
}
