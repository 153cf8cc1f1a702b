//! The key figures of billing: codes become words.

use crate::text::Text;

impl Text {
    /// A figure, from its code: `initial-denial-rate`.
    pub fn kpi_name(self, code: &str) -> String {
        self.named("kpi-name-", code)
    }

    /// Numerator and denominator of a figure in words, from its code.
    pub fn kpi_what(self, code: &str) -> String {
        self.named("kpi-what-", code)
    }

    /// How the claims of a figure are chosen, from the code of its cohort.
    pub fn kpi_rule(self, code: &str) -> String {
        self.named("kpi-rule-", code)
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

#[cfg(test)]
mod tests {
    use crate::Key;

    #[test]
    fn every_figure_says_what_stands_over_what() {
        let names = Key::ALL.iter().filter_map(|key| key.id().strip_prefix("kpi-name-"));
        let missing: Vec<&str> = names.filter(|code| Key::from_id(&format!("kpi-what-{code}")).is_none()).collect();
        assert_eq!(missing, [""; 0]);
        let cohorts = Key::ALL.iter().filter_map(|key| key.id().strip_prefix("kpi-cohort-"));
        let missing: Vec<&str> = cohorts.filter(|code| Key::from_id(&format!("kpi-rule-{code}")).is_none()).collect();
        assert_eq!(missing, [""; 0]);
    }
}
