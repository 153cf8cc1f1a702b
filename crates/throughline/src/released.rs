//! What leaves the practice at the command line: for whom and why, and the writers of files. They take nothing but what the release gate has
//! recorded.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use app::release::{Disclosure, Released};
use care::LegalBasis;
use clap::Args;
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};

/// For whom something leaves, and why. Stands in the record of the release.
#[derive(Args)]
pub(crate) struct DisclosureArguments {
    /// For whom
    #[arg(long = "for", value_name = "RECIPIENT")]
    recipient: String,
    /// Why
    #[arg(long)]
    reason: String,
    /// On what basis: treatment, payment, operations, patient_request, personal_representative, consent, medical_emergency, audit_evaluation,
    /// court_order, service_organization or within_program
    #[arg(long, default_value = "treatment")]
    basis: LegalBasis,
    /// The paper behind audit_evaluation, court_order or service_organization: the court with number and day of its order, or the written agreement
    #[arg(long, value_name = "PAPER", default_value = "")]
    authority: String,
}

impl DisclosureArguments {
    /// As the release gate takes it.
    pub(crate) fn stated(&self) -> Disclosure {
        Disclosure {
            recipient: self.recipient.clone(),
            reason: self.reason.clone(),
            basis: self.basis.code().to_owned(),
            authority: self.authority.clone(),
        }
    }
}

/// Writes what was released to a file, or to standard output for `-`, and says under which number it left.
pub(crate) fn hand_out(released: &Released, file: &Path) -> Result<(), Failure> {
    if file.as_os_str() == "-" {
        return console::data(|output| output.write_all(released.bytes()));
    }
    write_file(released, file)?;
    let written = [("file", file.display().to_string().into()), ("release", released.release().to_string().into())];
    console::note(&console::text().say_with(Key::CommandReleased, &written));
    if released.needs_notice_beside() {
        console::note(&console::text().say(Key::CommandNoticeBeside));
    }
    Ok(())
}

/// Writes a file that only this account may read. The file is whole or not there: it is written beside its place and then moved.
fn write_file(released: &Released, file: &Path) -> Result<(), Failure> {
    private_file(file, |output| output.write_all(released.bytes())).map_err(|error| unwritable(file, &error))
}

/// Makes a file that only this account may read, whole or not at all.
pub(crate) fn private_file(file: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut output = options.open(&beside)?;
    let written = write(&mut output).and_then(|()| output.sync_all()).and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        let _nothing_more_to_do = fs::remove_file(&beside);
    }
    written
}

/// A file that cannot be written.
pub(crate) fn unwritable(file: &Path, error: &io::Error) -> Failure {
    let arguments = [("file", file.display().to_string().into()), ("reason", error.to_string().into())];
    Failure::new(Kind::Refused, console::text().say_with(Key::CommandFileUnwritable, &arguments))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_could_not_be_finished_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report.pdf");
        private_file(&file, |output| output.write_all(b"whole")).unwrap();
        assert!(private_file(&file, |_| Err(io::Error::other("disk full"))).is_err());
        assert_eq!(fs::read(&file).unwrap(), b"whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
