//! The protocol document as it is written: one struct a table, every key checked, the measures with their places.

use serde::Deserialize;
use toml::Spanned;

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field:meta])* $key:ident : $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $($(#[$field])* pub(super) $key: $type,)* }
    )*};
}

tables! {
    /// The whole document.
    Document {
        id: String,
        version: String,
        name: String,
        note: String,
        schedules: Vec<Spanned<ScheduleTable>>,
        #[serde(default)]
        private: Vec<PrivateTable>,
    }

    /// `[[private]]`
    PrivateTable {
        instrument: Spanned<String>,
        from_age: u16,
        until_age: Option<u16>,
    }

    /// `[[schedules]]`
    ScheduleTable {
        level_of_care: String,
        program: Option<String>,
        budget_minutes: Option<u16>,
        measures: Vec<Spanned<MeasureTable>>,
    }

    /// `[[schedules.measures]]`
    MeasureTable {
        instrument: Spanned<String>,
        respondent: Option<String>,
        intake: Option<AroundTable>,
        in_treatment: Option<IntervalTable>,
        before_review: Option<BeforeReviewTable>,
        discharge: Option<AroundTable>,
        #[serde(default)]
        follow_up: Vec<FollowUpTable>,
    }

    /// `{ days_before = 3, days_after = 3 }`
    AroundTable {
        days_before: i64,
        days_after: i64,
    }

    /// `{ every_days = 7, days_before = 2, days_after = 3 }`
    IntervalTable {
        every_days: i64,
        days_before: i64,
        days_after: i64,
    }

    /// `{ days_before = 3 }`
    BeforeReviewTable {
        days_before: i64,
    }

    /// `{ after_days = 30, days_before = 7, days_after = 14 }`
    FollowUpTable {
        after_days: i64,
        days_before: i64,
        days_after: i64,
    }
}
