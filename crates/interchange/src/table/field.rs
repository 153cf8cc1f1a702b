//! The fields that a kind of record has in a mapping.

/// What a mapping may give a column or a constant to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Its key in the mapping.
    pub(super) name: &'static str,
    /// True where a record cannot be read without it.
    pub(super) is_needed: bool,
}

impl Field {
    /// One that must be mapped.
    pub(super) const fn needed(name: &'static str) -> Self {
        Self { name, is_needed: true }
    }

    /// One that may be left out.
    pub(super) const fn optional(name: &'static str) -> Self {
        Self { name, is_needed: false }
    }
}
