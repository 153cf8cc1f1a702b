//! What the tests need beside the Rust toolchain, and how it comes onto a machine that lacks it.
//!
//! Each [`Need`] knows how to find itself and what its package is called. Where we may (as root, or with a `sudo` that asks nothing) the missing
//! ones are installed with the machine's own package manager; where we may not, the chore says exactly what to run and ends with exit code 2.

mod package_manager;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::console;
use crate::failure::Failure;
use crate::process;
use package_manager::{PackageManager, Rights, Role, Step};

/// A program that the tests call.
struct Need {
    name: &'static str,
    /// What goes without it.
    used_for: &'static str,
    find: fn() -> Option<PathBuf>,
    /// Its package, by package manager.
    packages: fn(PackageManager) -> &'static str,
}

/// Everything that the tests call. A test that needs another program gets a line here.
const NEEDS: &[Need] = &[
    Need {
        name: "PostgreSQL server programs (initdb, postgres)",
        used_for: "every storage story runs on a throw-away PostgreSQL too",
        find: find_postgresql,
        packages: |manager| match manager {
            PackageManager::Dnf => "postgresql-server",
            PackageManager::Brew => "postgresql@17",
            PackageManager::Apt | PackageManager::Pacman | PackageManager::Apk => "postgresql",
        },
    },
    Need {
        name: "Poppler's programs (pdftotext, pdftoppm)",
        used_for: "the tests read the PDFs that we make",
        find: find_poppler,
        packages: |manager| match manager {
            PackageManager::Pacman | PackageManager::Brew => "poppler",
            PackageManager::Apt | PackageManager::Dnf | PackageManager::Apk => "poppler-utils",
        },
    },
    Need { name: "Chromium", used_for: "every page is looked at in a browser", find: find_chromium, packages: |_| "chromium" },
    Need {
        name: "ChromeDriver",
        used_for: "the tests lead the browser through it",
        find: find_chromedriver,
        packages: |manager| match manager {
            PackageManager::Apt => "chromium-driver",
            PackageManager::Apk => "chromium-chromedriver",
            PackageManager::Pacman => "chromium",
            PackageManager::Dnf | PackageManager::Brew => "chromedriver",
        },
    },
];

/// `cargo xtask needs`.
pub(crate) fn run() -> Result<(), Failure> {
    ensure()?;
    for need in NEEDS {
        let place = (need.find)().map_or("missing".to_owned(), |path| path.display().to_string());
        console::say(&format!("{}: {place}", need.name));
    }
    Ok(())
}

/// Makes sure that everything is there; installs what is not.
pub(crate) fn ensure() -> Result<(), Failure> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| (need.find)().is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.iter().map(|need| format!("  {}: {}", need.name, need.used_for)).collect::<Vec<_>>().join("\n");
    let Some(manager) = PackageManager::of_this_machine() else {
        return Err(Failure::Missing(format!(
            "Missing, and no package manager was found that we know:\n{list}\nInstall them and run this again."
        )));
    };
    let mut packages: Vec<&str> = missing.iter().map(|need| (need.packages)(manager)).collect();
    packages.dedup();
    let steps = manager.steps(&packages);
    let Some(rights) = Rights::on_this_machine(manager) else {
        let commands = steps.iter().map(|step| format!("  {}", step.typed_with_sudo())).collect::<Vec<_>>().join("\n");
        return Err(Failure::Missing(format!(
            "Missing:\n{list}\nThis user may not install packages. Run, and then this again:\n{commands}"
        )));
    };
    console::say(&format!("Missing, and installed now:\n{list}"));
    install(&steps, rights)?;
    let still: Vec<&str> = missing.iter().filter(|need| (need.find)().is_none()).map(|need| need.name).collect();
    if still.is_empty() {
        return Ok(());
    }
    Err(Failure::Missing(format!("Installed {}, but still not found: {}", packages.join(", "), still.join("; "))))
}

/// Runs the steps up to the first needed one that fails; those that put things back run in any case.
fn install(steps: &[Step], rights: Rights) -> Result<(), Failure> {
    let mut failed: Option<String> = None;
    for step in steps {
        if failed.is_some() && step.role != Role::PutsBack {
            continue;
        }
        let mut command = rights.command(step);
        console::say(&format!("$ {}", process::line_of(&command)));
        let succeeded = process::succeeds(command.stdin(std::process::Stdio::null()))?;
        if !succeeded && step.role == Role::Needed {
            failed = Some(process::line_of(&command));
        }
    }
    failed.map_or(Ok(()), |command| Err(Failure::Missing(format!("`{command}` failed; without it the tests cannot run"))))
}

/// Debian, Red Hat, Alpine and Homebrew keep the server programs out of PATH.
fn find_postgresql() -> Option<PathBuf> {
    let has_both = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("postgres").is_file();
    let path = path_folders().into_iter().find(has_both);
    let numbered =
        [("/usr/lib/postgresql", "bin"), ("/usr", "bin"), ("/usr/libexec", ""), ("/opt/homebrew/opt", "bin"), ("/usr/local/opt", "bin")];
    path.or_else(|| numbered.iter().flat_map(|(parent, below)| subfolders(Path::new(parent), below)).find(has_both))
}

fn find_poppler() -> Option<PathBuf> {
    in_path("pdftotext").filter(|_| in_path("pdftoppm").is_some())
}

fn find_chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let applications =
        ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
    names.iter().find_map(|name| in_path(name)).or_else(|| applications.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// Ubuntu and Alpine keep it beside the browser.
fn find_chromedriver() -> Option<PathBuf> {
    let beside = ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];
    in_path("chromedriver").or_else(|| beside.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// `<parent>/<child>/<below>` for every child, the highest version first.
fn subfolders(parent: &Path, below: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path().join(below)).collect();
    folders.sort_by_key(|folder| std::cmp::Reverse((version_in(folder), folder.clone())));
    folders
}

/// The number in `/usr/lib/postgresql/15/bin` or `/usr/pgsql-17/bin`.
fn version_in(folder: &Path) -> u32 {
    let digits: String = folder.to_string_lossy().chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

fn path_folders() -> Vec<PathBuf> {
    std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default()
}

fn in_path(program: &str) -> Option<PathBuf> {
    path_folders().into_iter().map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// The effective user is root. Asked from `id`, which every system with these package managers has.
fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_looked_at_first() {
        let parent = std::env::temp_dir().join(format!("xtask-needs-{}", std::process::id()));
        for version in ["9", "15", "17"] {
            std::fs::create_dir_all(parent.join(version).join("bin")).unwrap();
        }
        let found: Vec<_> = subfolders(&parent, "bin").iter().map(|path| path.strip_prefix(&parent).unwrap().to_owned()).collect();
        std::fs::remove_dir_all(&parent).unwrap();
        assert_eq!(found, [PathBuf::from("17/bin"), PathBuf::from("15/bin"), PathBuf::from("9/bin")]);
    }

    #[cfg(unix)]
    #[test]
    fn what_puts_things_back_runs_after_a_failure_and_nothing_else_does() {
        let step = |words: &[&str], role| Step { words: words.iter().map(|&word| word.to_owned()).collect(), role };
        let mark = std::env::temp_dir().join(format!("xtask-install-{}", std::process::id()));
        let mark_text = mark.to_str().unwrap();
        let steps = [
            step(&["false"], Role::Helpful),
            step(&["test", "1", "=", "2"], Role::Needed),
            step(&["mkdir", "/nowhere/at/all"], Role::Needed),
            step(&["touch", mark_text], Role::PutsBack),
        ];
        let result = install(&steps, Rights::AsIs);
        assert_eq!(result, Err(Failure::Missing("`test 1 = 2` failed; without it the tests cannot run".to_owned())));
        assert!(mark.exists());
        std::fs::remove_file(mark).unwrap();
    }
}
