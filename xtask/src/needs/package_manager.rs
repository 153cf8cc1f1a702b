//! The package managers that we can ask, and what exactly is asked of them.

use std::process::Command;

use super::{in_path, is_root};
use crate::process;

/// A package manager of a system on which the tests are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PackageManager {
    /// Debian, Ubuntu.
    Apt,
    /// Fedora, Red Hat.
    Dnf,
    /// Arch.
    Pacman,
    /// Alpine.
    Apk,
    /// macOS. Installs for the user, who must not be root.
    Brew,
}

/// One command of an installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The program and its arguments.
    pub(super) words: Vec<String>,
    /// What its failure means for the others.
    pub(super) role: Role,
}

/// What a step is to the whole installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing after it makes sense where it fails.
    Needed,
    /// The installation may well succeed without it.
    Helpful,
    /// Runs even after a failure: it puts back what an earlier step changed.
    PutsBack,
}

/// How we may install.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rights {
    /// As the user we are.
    AsIs,
    /// With `sudo`, which asks for no password here.
    Sudo,
}

/// Where Debian reads whether the installation of a server also makes and starts a database.
const CREATE_CLUSTER: &str = "/etc/postgresql-common/createcluster.conf";

impl PackageManager {
    const ALL: [Self; 5] = [Self::Apt, Self::Dnf, Self::Pacman, Self::Apk, Self::Brew];

    /// The one that this machine has.
    pub(super) fn of_this_machine() -> Option<Self> {
        Self::ALL.into_iter().find(|manager| in_path(manager.program()).is_some())
    }

    const fn program(self) -> &'static str {
        match self {
            Self::Apt => "apt-get",
            Self::Dnf => "dnf",
            Self::Pacman => "pacman",
            Self::Apk => "apk",
            Self::Brew => "brew",
        }
    }

    /// The commands that install these packages.
    ///
    /// Debian's PostgreSQL makes a database and starts it for good as soon as it is installed. The tests start their own and a developer has not
    /// asked for a service, so that is switched off for the time of the installation and put back afterwards.
    pub(super) fn steps(self, packages: &[&str]) -> Vec<Step> {
        match self {
            Self::Apt => {
                let mut steps = vec![Step { role: Role::Helpful, ..step("apt-get update") }];
                let kept = format!("{CREATE_CLUSTER}.before-throughline");
                let server = packages.contains(&"postgresql");
                if server {
                    steps.push(apt_install(&["postgresql-common"]));
                    steps.push(step(&format!("cp -p {CREATE_CLUSTER} {kept}")));
                    let mut switch_off = step("sed -i -E");
                    switch_off
                        .words
                        .extend(["s/^#?create_main_cluster.*/create_main_cluster = false/".to_owned(), CREATE_CLUSTER.to_owned()]);
                    steps.push(switch_off);
                }
                steps.push(apt_install(packages));
                if server {
                    steps.push(Step { role: Role::PutsBack, ..step(&format!("mv {kept} {CREATE_CLUSTER}")) });
                }
                steps
            }
            Self::Dnf => vec![install("dnf install -y", packages)],
            Self::Pacman => vec![install("pacman -Sy --noconfirm --needed", packages)],
            Self::Apk => vec![install("apk add", packages)],
            Self::Brew => vec![install("brew install", packages)],
        }
    }
}

impl Rights {
    /// What we may do here; `None` where a person has to do it.
    pub(super) fn on_this_machine(manager: PackageManager) -> Option<Self> {
        if is_root() != (manager == PackageManager::Brew) {
            return Some(Self::AsIs);
        }
        let sudo = manager != PackageManager::Brew && process::succeeds_quietly(Command::new("sudo").args(["-n", "true"]));
        sudo.then_some(Self::Sudo)
    }

    /// The command for a step.
    pub(super) fn command(self, step: &Step) -> Command {
        let words = match self {
            Self::AsIs => step.words.clone(),
            Self::Sudo => ["sudo".to_owned(), "-n".to_owned()].into_iter().chain(step.words.iter().cloned()).collect(),
        };
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]);
        command
    }
}

impl Step {
    /// The step as a person types it.
    pub(super) fn typed_with_sudo(&self) -> String {
        let brew = self.words[0] == "brew";
        let line = process::line_of(&Rights::AsIs.command(self));
        if brew { line } else { format!("sudo {line}") }
    }
}

fn step(line: &str) -> Step {
    Step { words: line.split(' ').map(str::to_owned).collect(), role: Role::Needed }
}

fn install(line: &str, packages: &[&str]) -> Step {
    let mut step = step(line);
    step.words.extend(packages.iter().map(|&package| package.to_owned()));
    step
}

fn apt_install(packages: &[&str]) -> Step {
    install("env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends", packages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(manager: PackageManager, packages: &[&str]) -> Vec<String> {
        manager.steps(packages).iter().map(Step::typed_with_sudo).collect()
    }

    #[test]
    fn debian_installs_the_server_without_starting_a_database() {
        assert_eq!(
            lines(PackageManager::Apt, &["postgresql", "poppler-utils"]),
            [
                "sudo apt-get update",
                "sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql-common",
                "sudo cp -p /etc/postgresql-common/createcluster.conf /etc/postgresql-common/createcluster.conf.before-throughline",
                "sudo sed -i -E 's/^#?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf",
                "sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql poppler-utils",
                "sudo mv /etc/postgresql-common/createcluster.conf.before-throughline /etc/postgresql-common/createcluster.conf",
            ]
        );
        assert_eq!(PackageManager::Apt.steps(&["postgresql"]).last().unwrap().role, Role::PutsBack);
    }

    #[test]
    fn other_systems_take_one_command() {
        assert_eq!(lines(PackageManager::Apt, &["poppler-utils"]).len(), 2);
        assert_eq!(lines(PackageManager::Dnf, &["postgresql-server"]), ["sudo dnf install -y postgresql-server"]);
        assert_eq!(lines(PackageManager::Brew, &["poppler"]), ["brew install poppler"]);
    }

    #[test]
    fn sudo_goes_before_the_command() {
        let step = step("apk add poppler-utils");
        assert_eq!(process::line_of(&Rights::Sudo.command(&step)), "sudo -n apk add poppler-utils");
        assert_eq!(process::line_of(&Rights::AsIs.command(&step)), "apk add poppler-utils");
    }
}
