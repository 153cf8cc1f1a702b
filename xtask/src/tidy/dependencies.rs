//! The direction of dependencies, from `cargo metadata`.

use super::rooms::{NOT_IN_THE_DOMAIN, Outside, Room};
use super::violation::Violation;
use super::workspace::{Package, Workspace};
use crate::tree::Tree;

/// Rooms look only into the rooms that the plan lets them see.
pub(super) fn direction(workspace: &Workspace, tree: &Tree) -> Vec<Violation> {
    let ours = workspace.names();
    let mut found = Vec::new();
    for package in &workspace.packages {
        let Some(room) = Room::named(&package.name) else {
            found.push(at_manifest(package, tree, &package.name, "is no room of the plan: give it a line in xtask/src/tidy/rooms.rs"));
            continue;
        };
        for dependency in package.dependencies.iter().filter(|dependency| ours.contains(&dependency.name)) {
            let may = if dependency.dev { room.tests_may_use(&dependency.name) } else { room.may_use(&dependency.name) };
            if !may {
                let message = format!("`{}` may not know `{}`; see the plan in ARCHITECTURE.md", package.name, dependency.name);
                found.push(at_manifest(package, tree, &dependency.name, message));
            }
        }
    }
    found
}

/// Heavy outside dependencies are named in one room only.
pub(super) fn one_room_only(workspace: &Workspace, tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for package in &workspace.packages {
        for dependency in &package.dependencies {
            let Some(rule) = Outside::rule_for(&dependency.name, &dependency.features) else { continue };
            if !rule.rooms.contains(&package.name.as_str()) {
                let message = format!("only {} may name `{}`: ask that room for what you need", rule.rooms.join(" and "), dependency.name);
                found.push(at_manifest(package, tree, &dependency.name, message));
            }
        }
    }
    found
}

/// Domain rooms pull in no async, no database, no server, not even by way of another package.
pub(super) fn pure_domain(workspace: &Workspace) -> Vec<Violation> {
    let domain = workspace.packages.iter().filter(|package| Room::named(&package.name).is_some_and(|room| room.domain));
    let mut found = Vec::new();
    for package in domain {
        for way in NOT_IN_THE_DOMAIN.iter().filter_map(|banned| package.reach.get(*banned)) {
            found.push(Violation::new(&manifest(package), 1, format!("a domain room may not pull this in: {} > {way}", package.name)));
        }
    }
    found
}

/// Every package takes the lints of the workspace.
pub(super) fn workspace_lints(workspace: &Workspace, tree: &Tree) -> Vec<Violation> {
    let takes_them = |text: &str| text.split("[lints]").nth(1).is_some_and(|rest| rest.trim_start().starts_with("workspace = true"));
    let without = workspace.packages.iter().filter(|package| !tree.text(&manifest(package)).is_some_and(takes_them));
    without.map(|package| Violation::new(&manifest(package), 1, "add `[lints]` with `workspace = true`")).collect()
}

fn manifest(package: &Package) -> String {
    format!("{}/Cargo.toml", package.folder)
}

/// At the line of the manifest that names the dependency.
fn at_manifest(package: &Package, tree: &Tree, dependency: &str, message: impl Into<String>) -> Violation {
    let path = manifest(package);
    let names_it = |line: &str| line.strip_prefix(dependency).is_some_and(|rest| rest.starts_with([' ', '.', '=']));
    Violation::at_line(&path, tree.text(&path).unwrap_or_default(), names_it, message)
}

#[cfg(test)]
mod tests {
    use super::super::violation::places;
    use super::super::workspace::Dependency;
    use super::*;

    fn package(name: &str, dependencies: &[(&str, bool)]) -> Package {
        let dependency = |&(name, dev): &(&str, bool)| Dependency { name: name.to_owned(), dev, features: Vec::new() };
        let dependencies = dependencies.iter().map(dependency).collect();
        Package { name: name.to_owned(), folder: format!("crates/{name}"), dependencies, ..Package::default() }
    }

    fn workspace(packages: Vec<Package>) -> Workspace {
        Workspace { packages }
    }

    #[test]
    fn a_room_that_looks_the_wrong_way_is_found_at_its_line() {
        let rooms = || vec![package("storage", &[]), package("vocabulary", &[]), package("synthetic", &[])];
        let check = |web: Package, expected: &[&str]| {
            let tree = Tree::of(&[("crates/web/Cargo.toml", "[dependencies]\nvocabulary.workspace = true\nstorage.workspace = true\n")]);
            let found = direction(&workspace(rooms().into_iter().chain([web]).collect()), &tree);
            assert_eq!(places(&found), expected);
        };
        check(package("web", &[("vocabulary", false), ("serde", false)]), &[]);
        check(package("web", &[("storage", false)]), &["crates/web/Cargo.toml:3"]);
        check(package("web", &[("storage", true)]), &[]);
        check(package("cellar", &[]), &["crates/cellar/Cargo.toml:1"]);
    }

    #[test]
    fn a_second_room_that_names_a_heavy_dependency_is_found() {
        let check =
            |package: Package, expected: usize| assert_eq!(one_room_only(&workspace(vec![package]), &Tree::default()).len(), expected);
        check(package("storage", &[("sqlx", false)]), 0);
        check(package("web", &[("sqlx", true), ("axum", false)]), 1);
        check(package("charts", &[("typst-svg", false)]), 1);
    }

    #[test]
    fn a_domain_room_that_pulls_in_async_by_a_detour_is_found() {
        let mut care = package("care", &[]);
        care.reach.insert("tokio".to_owned(), "handy > tokio".to_owned());
        let found = pure_domain(&workspace(vec![care]));
        assert_eq!(found[0].to_string(), "crates/care/Cargo.toml:1: a domain room may not pull this in: care > handy > tokio");
        let mut storage = package("storage", &[]);
        storage.reach.insert("tokio".to_owned(), "sqlx > tokio".to_owned());
        assert!(pure_domain(&workspace(vec![storage])).is_empty());
    }

    #[test]
    fn a_package_without_the_lints_of_the_workspace_is_found() {
        let workspace = workspace(vec![package("care", &[]), package("web", &[])]);
        let tree = Tree::of(&[("crates/care/Cargo.toml", "[lints]\nworkspace = true\n"), ("crates/web/Cargo.toml", "[package]\n")]);
        assert_eq!(places(&workspace_lints(&workspace, &tree)), ["crates/web/Cargo.toml:1"]);
    }
}
