//! The plan of the house: which room may look into which, and which room alone may name a heavy outside dependency.

/// A crate of ours and what it may depend on.
pub(super) struct Room {
    /// The crate.
    pub(super) name: &'static str,
    /// Domain rooms know no IO, no async, no clock, and nothing that brings them in.
    pub(super) domain: bool,
    /// The crates of ours that it may name under `[dependencies]`; an edge may name every domain room besides.
    may_use: &'static [&'static str],
}

impl Room {
    /// The room of this name, built or planned.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        ROOMS.iter().find(|room| room.name == name)
    }

    /// True where the plan lets this room depend on the other.
    pub(super) fn may_use(&self, other: &str) -> bool {
        let is_domain = Self::named(other).is_some_and(|other| other.domain);
        self.may_use.contains(&other) || (!self.domain && self.name != "xtask" && is_domain)
    }

    /// True where the plan lets the tests of this room depend on the other.
    pub(super) fn tests_may_use(&self, other: &str) -> bool {
        let closed = ["throughline", "tests", "xtask"].contains(&other);
        self.name == other || self.may_use(other) || (!self.domain && !closed)
    }
}

const fn domain(name: &'static str, may_use: &'static [&'static str]) -> Room {
    Room { name, domain: true, may_use }
}

const fn edge(name: &'static str, may_use: &'static [&'static str]) -> Room {
    Room { name, domain: false, may_use }
}

/// Every room, built or planned. A new crate gets a line here and one in ARCHITECTURE.md.
const ROOMS: &[Room] = &[
    domain("vocabulary", &[]),
    domain("x12", &[]),
    domain("care", &["vocabulary"]),
    domain("instruments", &["vocabulary"]),
    domain("collection", &["vocabulary", "care", "instruments"]),
    domain("outcomes", &["vocabulary", "care", "instruments"]),
    domain("utilization_review", &["vocabulary", "care", "instruments", "outcomes"]),
    domain("revenue_cycle", &["vocabulary", "care"]),
    domain("integrity", &["vocabulary", "care", "instruments", "outcomes", "utilization_review", "revenue_cycle"]),
    domain("charts", &["vocabulary", "care", "instruments", "outcomes", "utilization_review", "revenue_cycle", "integrity"]),
    domain(
        "wording",
        &[
            "vocabulary",
            "x12",
            "care",
            "instruments",
            "charts",
            "collection",
            "outcomes",
            "utilization_review",
            "revenue_cycle",
            "integrity",
        ],
    ),
    edge("interchange", &[]),
    edge("storage", &[]),
    edge("messaging", &[]),
    edge("reports", &[]),
    edge("analytics", &[]),
    edge("cluster", &["analytics"]),
    edge("synthetic", &[]),
    edge("app", &["interchange", "storage"]),
    edge("web", &["app"]),
    edge("throughline", &["interchange", "storage", "messaging", "reports", "analytics", "cluster", "synthetic", "app", "web"]),
    edge("tests", &["interchange", "storage", "messaging", "reports", "analytics", "cluster", "synthetic", "app", "web"]),
    edge("xtask", &[]),
];

/// An outside dependency that only some rooms may name, so that it can be replaced there and costs its build time only there.
pub(super) struct Outside {
    /// The package is called this, or this with `-` or `_` and more behind it where `family` is set.
    name: &'static str,
    family: bool,
    /// Only its use as a client counts (by its features).
    client: bool,
    /// The rooms that may name it.
    pub(super) rooms: &'static [&'static str],
}

impl Outside {
    /// The rule for a dependency, if there is one.
    pub(super) fn rule_for(dependency: &str, features: &[String]) -> Option<&'static Self> {
        let is_client = || features.iter().any(|feature| feature.starts_with("client"));
        OUTSIDE.iter().find(|outside| outside.covers(dependency) && (!outside.client || is_client()))
    }

    fn covers(&self, dependency: &str) -> bool {
        let rest = dependency.strip_prefix(self.name);
        rest.is_some_and(|rest| rest.is_empty() || (self.family && rest.starts_with(['-', '_'])))
    }
}

const fn only(name: &'static str, rooms: &'static [&'static str]) -> Outside {
    Outside { name, family: true, client: false, rooms }
}

/// The end-to-end stories (`tests`) may speak HTTP: they stand outside of the house and knock.
const OUTSIDE: &[Outside] = &[
    only("sqlx", &["storage"]),
    only("libsqlite3-sys", &["storage"]),
    only("rusqlite", &["storage"]),
    only("tokio-postgres", &["storage"]),
    only("axum", &["web"]),
    only("typst", &["reports"]),
    only("datafusion", &["analytics", "cluster"]),
    only("ballista", &["cluster"]),
    only("lettre", &["messaging"]),
    only("reqwest", &["messaging", "tests"]),
    only("ureq", &["messaging", "tests"]),
    Outside { client: true, ..only("hyper-util", &["messaging", "tests"]) },
    Outside { client: true, family: false, ..only("hyper", &["messaging", "tests"]) },
];

/// What no domain room may pull in, not even by way of another package: async, databases, servers, engines.
pub(super) const NOT_IN_THE_DOMAIN: &[&str] =
    &["tokio", "sqlx", "sqlx-core", "axum", "hyper", "mio", "typst", "datafusion", "reqwest", "ureq"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utilization_review_and_revenue_cycle_do_not_know_each_other() {
        let check = |room: &str, other: &str, expected| assert_eq!(Room::named(room).unwrap().may_use(other), expected, "{room} > {other}");
        check("utilization_review", "revenue_cycle", false);
        check("revenue_cycle", "utilization_review", false);
        check("integrity", "revenue_cycle", true);
        check("web", "storage", false);
        check("web", "care", true);
        check("tests", "throughline", false);
        check("xtask", "vocabulary", false);
        check("x12", "vocabulary", false);
    }

    #[test]
    fn tests_of_an_edge_may_reach_further_than_the_edge_itself() {
        assert!(Room::named("web").unwrap().tests_may_use("storage"));
        assert!(!Room::named("web").unwrap().tests_may_use("throughline"));
        assert!(!Room::named("care").unwrap().tests_may_use("synthetic"));
    }

    #[test]
    fn rules_cover_families_and_clients_only() {
        let rule = |name: &str, features: &[&str]| {
            let features: Vec<String> = features.iter().map(|&feature| feature.to_owned()).collect();
            Outside::rule_for(name, &features).map(|outside| outside.name)
        };
        assert_eq!(rule("typst-pdf", &[]), Some("typst"));
        assert_eq!(rule("axum-server", &[]), Some("axum"));
        assert_eq!(rule("typstyle", &[]), None);
        assert_eq!(rule("hyper-util", &["server"]), None);
        assert_eq!(rule("hyper-util", &["client-legacy"]), Some("hyper-util"));
        assert_eq!(rule("serde", &[]), None);
    }
}
