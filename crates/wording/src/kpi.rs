//! The key figures of billing: codes become words.

use crate::text::Text;

impl Text {
    /// A figure, from its code: `initial-denial-rate`.
    pub fn kpi_name(self, code: &str) -> String {
        self.named("kpi-name-", code)
    }

    /// Over what a figure is counted, from its code: `submitted`.
    pub fn kpi_cohort(self, code: &str) -> String {
        self.named("kpi-cohort-", code)
    }

    /// What the files would have to hold, from its code: `charges`.
    pub fn kpi_missing(self, code: &str) -> String {
        self.named("kpi-missing-", code)
    }
}
