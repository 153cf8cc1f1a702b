//! Rows that the database packs into one text for each patient: where many thousands are read at once, a row costs more on its way than what
//! stands in it.

use std::str::{FromStr, Split};

/// Stands between the parts of a packed row. No id, code or day holds it, and JSON writes it as it is.
pub(crate) const PART: char = '\u{7f}';
/// Stands between packed rows.
const ROW: char = '\u{80}';

/// The rows of a packed text.
pub(crate) fn rows(packed: &str) -> impl Iterator<Item = Parts<'_>> {
    packed.split(ROW).map(|row| Parts(row.split(PART)))
}

/// The parts of a packed row, from left to right.
pub(crate) struct Parts<'a>(Split<'a, char>);

impl<'a> Parts<'a> {
    /// The next part as it stands.
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        self.0.next()
    }

    /// The next part, read.
    pub(crate) fn parsed<T: FromStr>(&mut self) -> Option<T> {
        self.0.next()?.parse().ok()
    }

    /// The next part, read, or nothing where it is empty.
    #[expect(clippy::option_option, reason = "absent and unreadable are told apart")]
    pub(crate) fn optional<T: FromStr>(&mut self) -> Option<Option<T>> {
        match self.0.next()? {
            "" => Some(None),
            text => text.parse().ok().map(Some),
        }
    }

    /// `value`, when nothing is left.
    pub(crate) fn end<T>(mut self, value: T) -> Option<T> {
        if self.0.next().is_none() { Some(value) } else { None }
    }
}

/// Texts that come again and again, each kept once.
#[derive(Default)]
pub(crate) struct Names(std::collections::HashSet<std::sync::Arc<str>>);

impl Names {
    /// The one copy of a text.
    pub(crate) fn shared(&mut self, name: &str) -> std::sync::Arc<str> {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let new: std::sync::Arc<str> = name.into();
        self.0.insert(new.clone());
        new
    }
}
