//! The packages of the workspace, as `cargo metadata` tells them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::failure::Failure;
use crate::house::House;
use crate::process;

/// Our packages and what they depend on.
#[derive(Default)]
pub(crate) struct Workspace {
    /// In the order of their names.
    pub(super) packages: Vec<Package>,
}

/// One of our packages.
#[derive(Default)]
pub(super) struct Package {
    pub(super) name: String,
    /// Its folder from the root: `crates/care`.
    pub(super) folder: String,
    /// True where a plain `cargo build` builds it.
    pub(super) default_member: bool,
    /// What its manifest names.
    pub(super) dependencies: Vec<Dependency>,
    /// For every outside package that it pulls in, the way there: `toml > serde`. Without dev- and build-dependencies.
    pub(super) reach: BTreeMap<String, String>,
}

/// A line under `[dependencies]` or one of its sisters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dependency {
    pub(super) name: String,
    pub(super) dev: bool,
    pub(super) features: Vec<String>,
}

impl Workspace {
    /// Asks `cargo metadata`.
    pub(crate) fn load(house: &House) -> Result<Self, Failure> {
        let text = process::output(&mut house.cargo(["metadata", "--format-version", "1", "--quiet"]))?;
        let metadata: Value =
            serde_json::from_str(&text).map_err(|error| Failure::Found(format!("`cargo metadata` printed no JSON: {error}")))?;
        Ok(Self::read(&metadata))
    }

    /// The names of our packages.
    pub(crate) fn names(&self) -> Vec<String> {
        self.packages.iter().map(|package| package.name.clone()).collect()
    }

    /// Our packages that a plain `cargo build` leaves out, but for the chores.
    pub(crate) fn outside_of_default_members(&self) -> Vec<String> {
        let outside = self.packages.iter().filter(|package| !package.default_member && package.name != "xtask");
        outside.map(|package| package.name.clone()).collect()
    }

    fn read(metadata: &Value) -> Self {
        let ids = |key: &str| list(&metadata[key]).filter_map(Value::as_str).collect::<BTreeSet<_>>();
        let (members, default_members) = (ids("workspace_members"), ids("workspace_default_members"));
        let root = text(&metadata["workspace_root"]);
        let graph = Graph::read(metadata);
        let ours = list(&metadata["packages"]).filter(|package| members.contains(text(&package["id"])));
        let mut packages: Vec<Package> = ours
            .map(|package| Package {
                name: text(&package["name"]).to_owned(),
                folder: folder_of(text(&package["manifest_path"]), root),
                default_member: default_members.contains(text(&package["id"])),
                dependencies: list(&package["dependencies"]).map(Dependency::read).collect(),
                reach: graph.reach(text(&package["id"])),
            })
            .collect();
        packages.sort_by(|one, other| one.name.cmp(&other.name));
        Self { packages }
    }
}

impl Dependency {
    fn read(value: &Value) -> Self {
        let features = list(&value["features"]).filter_map(Value::as_str).map(str::to_owned).collect();
        Self { name: text(&value["name"]).to_owned(), dev: text(&value["kind"]) == "dev", features }
    }
}

/// Who needs whom to run, by package id.
struct Graph<'a> {
    names: BTreeMap<&'a str, &'a str>,
    needs: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Graph<'a> {
    fn read(metadata: &'a Value) -> Self {
        let names = list(&metadata["packages"]).map(|package| (text(&package["id"]), text(&package["name"]))).collect();
        let normal = |dependency: &&Value| list(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null());
        let needs_of = |node: &'a Value| list(&node["deps"]).filter(normal).map(|dependency| text(&dependency["pkg"])).collect();
        let needs = list(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), needs_of(node))).collect();
        Self { names, needs }
    }

    fn reach(&self, id: &'a str) -> BTreeMap<String, String> {
        let mut ways: BTreeMap<String, String> = BTreeMap::new();
        let mut seen = BTreeSet::from([id]);
        let mut next = vec![(id, String::new())];
        while let Some((id, way)) = next.pop() {
            for needed in self.needs.get(id).into_iter().flatten().copied().filter(|needed| seen.insert(*needed)) {
                let name = self.names.get(needed).copied().unwrap_or(needed);
                let way = if way.is_empty() { name.to_owned() } else { format!("{way} > {name}") };
                ways.insert(name.to_owned(), way.clone());
                next.push((needed, way));
            }
        }
        ways
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn folder_of(manifest: &str, root: &str) -> String {
    let inside = manifest.strip_prefix(root).unwrap_or(manifest).replace('\\', "/");
    inside.trim_start_matches('/').trim_end_matches("Cargo.toml").trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn packages_their_dependencies_and_their_reach_are_read() {
        let metadata = json!({
            "workspace_root": "root/house",
            "workspace_members": ["care-id", "cluster-id"],
            "workspace_default_members": ["care-id"],
            "packages": [
                { "id": "care-id", "name": "care", "manifest_path": "root/house/crates/care/Cargo.toml", "dependencies": [
                    { "name": "toml", "kind": null, "features": ["parse"] }, { "name": "proptest", "kind": "dev", "features": [] } ] },
                { "id": "cluster-id", "name": "cluster", "manifest_path": "root/house/crates/cluster/Cargo.toml", "dependencies": [] },
                { "id": "toml-id", "name": "toml" }, { "id": "serde-id", "name": "serde" }, { "id": "proptest-id", "name": "proptest" }
            ],
            "resolve": { "nodes": [
                { "id": "care-id", "deps": [ { "pkg": "toml-id", "dep_kinds": [{ "kind": null }] }, { "pkg": "proptest-id", "dep_kinds": [{ "kind": "dev" }] } ] },
                { "id": "toml-id", "deps": [ { "pkg": "serde-id", "dep_kinds": [{ "kind": null }] } ] }
            ] }
        });
        let workspace = Workspace::read(&metadata);
        assert_eq!(workspace.names(), ["care", "cluster"]);
        assert_eq!(workspace.outside_of_default_members(), ["cluster"]);
        let care = &workspace.packages[0];
        assert_eq!(care.folder, "crates/care");
        let dependency = |name: &str, dev, features: &[&str]| Dependency {
            name: name.to_owned(),
            dev,
            features: features.iter().map(|&feature| feature.to_owned()).collect(),
        };
        assert_eq!(care.dependencies, [dependency("toml", false, &["parse"]), dependency("proptest", true, &[])]);
        let ways: Vec<&str> = care.reach.values().map(String::as_str).collect();
        assert_eq!(ways, ["toml > serde", "toml"]);
    }
}
