//! `cargo xtask tidy`: the rules of the house that no compiler checks.
//!
//! Each check is a function from the files (or the packages) to what it found, and has a test that shows it a violation. A check that turns out
//! to be in the way is changed here, with a reason, not worked around.

mod dependencies;
mod documents;
mod instruments;
mod rooms;
mod sources;
mod violation;
mod workspace;

use crate::console;
use crate::failure::Failure;
use crate::house::House;
use crate::tree::Tree;
use violation::Violation;
pub(crate) use workspace::Workspace;

/// `cargo xtask tidy`.
pub(crate) fn run(house: &House) -> Result<(), Failure> {
    let found = violations(&Workspace::load(house)?, &Tree::load(house)?);
    for violation in &found {
        console::say(&violation.to_string());
    }
    if found.is_empty() {
        console::say("the house is tidy");
        return Ok(());
    }
    Err(Failure::Found(format!("tidy found {}", count(found.len(), "thing"))))
}

fn violations(workspace: &Workspace, tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    found.extend(dependencies::direction(workspace, tree));
    found.extend(dependencies::one_room_only(workspace, tree));
    found.extend(dependencies::pure_domain(workspace));
    found.extend(dependencies::workspace_lints(workspace, tree));
    found.extend(sources::no_outside_world_in_the_domain(tree));
    found.extend(sources::left_overs(tree));
    found.extend(sources::long_files(tree));
    found.extend(sources::module_docs(workspace, tree));
    found.extend(sources::unboxed_futures(tree));
    found.extend(sources::ignored_tests(tree));
    found.extend(sources::unheard_skips(tree));
    found.extend(sources::machine_paths(tree));
    found.extend(sources::large_files(tree));
    found.extend(sources::pending_snapshots(tree));
    found.extend(documents::architecture_names_every_crate(workspace, tree));
    found.extend(documents::architecture_is_short(tree));
    found.extend(documents::one_title(tree));
    found.extend(documents::links(tree));
    found.extend(instruments::records(tree));
    found.extend(instruments::listed_in_the_library(tree));
    found.sort();
    found
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
