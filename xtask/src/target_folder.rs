//! The folder in which cargo builds.
//!
//! Continuous integration starts from a fresh clone each time. Outside crates are built the same wherever the clone stands, so they are kept in a
//! folder that survives; what was built of our own crates is of no use to the next clone and would only pile up.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::console;

/// Beyond this size the folder is emptied: outside crates of versions that nobody uses any more have piled up.
const LARGEST: u64 = 12 * 1024 * 1024 * 1024;

/// The target folder that survives between runs in continuous integration; `None` to leave the choice to cargo.
pub(crate) fn choose(ci: bool, given: Option<OsString>, home: Option<PathBuf>) -> Option<PathBuf> {
    if !ci || given.is_some_and(|folder| !folder.is_empty()) {
        return None;
    }
    home.map(|home| home.join(".cache/throughline/target"))
}

/// Makes room before a run: takes out what was built of our own crates, then everything if the rest is still too large.
pub(crate) fn prune(folder: &Path, our_crates: &[String]) {
    let before = size(folder);
    for profile in entries(folder) {
        remove(&profile.join("incremental"));
        for kind in ["deps", ".fingerprint", "build", "examples"] {
            for entry in entries(&profile.join(kind)) {
                if belongs_to(&entry, our_crates) {
                    remove(&entry);
                }
            }
        }
    }
    let after = size(folder);
    if after > LARGEST {
        remove(folder);
        console::say(&format!("target folder {}: {} GiB of outside crates, emptied", folder.display(), after >> 30));
    } else {
        console::say(&format!("target folder {}: {} MiB, of which {} MiB kept", folder.display(), before >> 20, after >> 20));
    }
}

/// True for `libcare-1f2e….rlib`, `care-1f2e…` and `care-1f2e….d` where `care` is one of ours.
fn belongs_to(entry: &Path, our_crates: &[String]) -> bool {
    let name = entry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some((stem, hash)) = name.rsplit_once('-') else { return false };
    let hash = hash.split('.').next().unwrap_or_default();
    let ours = |stem: &str| our_crates.iter().any(|ours| ours.replace('-', "_") == stem.replace('-', "_"));
    hash.len() == 16 && (ours(stem) || stem.strip_prefix("lib").is_some_and(ours))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// Removes a file or a folder; what cannot be removed stays, it only costs room.
fn remove(path: &Path) {
    if path.is_dir() {
        _ = std::fs::remove_dir_all(path);
    } else {
        _ = std::fs::remove_file(path);
    }
}

fn size(path: &Path) -> u64 {
    let Ok(metadata) = std::fs::symlink_metadata(path) else { return 0 };
    if metadata.is_dir() { entries(path).iter().map(|entry| size(entry)).sum() } else { metadata.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_continuous_integration_without_a_folder_of_its_own_gets_the_surviving_one() {
        let home = || Some(PathBuf::from("home"));
        assert_eq!(choose(true, None, home()), Some(PathBuf::from("home/.cache/throughline/target")));
        assert_eq!(choose(true, Some("elsewhere".into()), home()), None);
        assert_eq!(choose(false, None, home()), None);
    }

    #[test]
    fn only_what_was_built_of_our_own_crates_is_taken_out() {
        let ours = ["care".to_owned(), "utilization_review".to_owned()];
        let check = |name: &str, expected: bool| assert_eq!(belongs_to(Path::new(name), &ours), expected, "{name}");
        check("libcare-0123456789abcdef.rlib", true);
        check("care-0123456789abcdef", true);
        check("utilization_review-0123456789abcdef.d", true);
        check("libserde-0123456789abcdef.rmeta", false);
        check("careful-0123456789abcdef", false);
        check("care", false);
    }

    #[test]
    fn pruning_keeps_outside_crates() {
        let folder = std::env::temp_dir().join(format!("xtask-prune-{}", std::process::id()));
        let deps = folder.join("debug/deps");
        std::fs::create_dir_all(&deps).unwrap();
        std::fs::create_dir_all(folder.join("debug/incremental/care-1")).unwrap();
        let (ours, outside) = (deps.join("libcare-0123456789abcdef.rlib"), deps.join("libserde-0123456789abcdef.rlib"));
        std::fs::write(&ours, "x").unwrap();
        std::fs::write(&outside, "x").unwrap();
        prune(&folder, &["care".to_owned()]);
        assert!(!ours.exists() && !folder.join("debug/incremental").exists());
        assert!(outside.exists());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
