//! Where the workspace stands, and how cargo is called in it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::process;
use crate::target_folder;

/// The workspace that a chore works on.
pub(crate) struct House {
    /// The folder of the root manifest.
    pub(crate) root: PathBuf,
    /// True in continuous integration: everything is run to its end, and a target folder outside of the clone is used.
    pub(crate) ci: bool,
    /// The target folder that we chose ourselves; `None` where cargo's own choice (or `CARGO_TARGET_DIR`) stands.
    pub(crate) target: Option<PathBuf>,
}

impl House {
    /// Looks for the workspace from the current folder upwards.
    pub(crate) fn find() -> Result<Self, Failure> {
        let here = std::env::current_dir().map_err(|error| Failure::Missing(format!("the current folder cannot be read: {error}")))?;
        let root = here.ancestors().find(|folder| is_workspace_root(folder)).map(Path::to_owned);
        let root = root.ok_or_else(|| Failure::Missing("not inside the workspace: run `cargo xtask` from the repository".to_owned()))?;
        let ci = std::env::var("CI").is_ok_and(|value| value == "true" || value == "1");
        let target = target_folder::choose(ci, std::env::var_os("CARGO_TARGET_DIR"), std::env::home_dir());
        Ok(Self { root, ci, target })
    }

    /// `cargo` with these arguments in the root of the workspace.
    ///
    /// The variables that `cargo run` set for this program are taken away again: build scripts of some crates watch them, and would be run
    /// anew each time a chore follows a plain `cargo build`.
    pub(crate) fn cargo<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments).current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(set_by_cargo_run) {
                command.env_remove(name);
            }
        }
        if let Some(target) = &self.target {
            command.env("CARGO_TARGET_DIR", target);
        }
        if self.ci {
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }

    /// `git` with these arguments in the root of the workspace; its standard output.
    pub(crate) fn git(&self, arguments: &[&str]) -> Result<String, Failure> {
        process::output(Command::new("git").args(arguments).current_dir(&self.root))
    }

    /// True where cargo-nextest is installed.
    pub(crate) fn has_nextest(&self) -> bool {
        process::succeeds_quietly(&mut self.cargo(["nextest", "--version"]))
    }

    /// The text of a file, by its path from the root; `None` where there is none.
    pub(crate) fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.root.join(path)).ok()
    }
}

fn is_workspace_root(folder: &Path) -> bool {
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    folder.join("xtask").is_dir() && manifest.lines().any(|line| line.trim() == "[workspace]")
}

fn set_by_cargo_run(name: &str) -> bool {
    name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name.starts_with("CARGO_BIN_") || name == "CARGO_CRATE_NAME"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_variables_that_cargo_run_sets_are_taken_away() {
        assert!(set_by_cargo_run("CARGO_PKG_NAME"));
        assert!(set_by_cargo_run("CARGO_MANIFEST_DIR"));
        assert!(!set_by_cargo_run("CARGO_TARGET_DIR"));
        assert!(!set_by_cargo_run("CARGO_HOME"));
    }
}
