//! What leaves the practice at the command line: for whom and why, and the writers of files. They take nothing but what the release gate has
//! recorded.

use std::fs;
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
        console::data(|output| output.write_all(released.bytes()))?;
    } else {
        write_file(released, file)?;
    }
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
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Under a name that nobody can foresee: what lies in its way is neither followed nor written over.
    let mut beside = tempfile::Builder::new().prefix(".throughline-").suffix(".part").tempfile_in(folder)?;
    write(beside.as_file_mut())?;
    beside.as_file().sync_all()?;
    beside.persist(file).map_err(|error| error.error)?;
    // That it has its name must last as well, where a folder can be opened for that.
    fs::File::open(folder).map_or(Ok(()), |folder| folder.sync_all())
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

    #[cfg(unix)]
    #[test]
    fn what_lies_in_the_way_is_replaced_and_not_followed() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, elsewhere) = (folder.path().join("report.pdf"), folder.path().join("elsewhere"));
        fs::write(&elsewhere, b"of somebody else").unwrap();
        fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o644)).unwrap();
        symlink(&elsewhere, &file).unwrap();
        private_file(&file, |output| output.write_all(b"whole")).unwrap();
        assert_eq!((fs::read(&file).unwrap(), fs::read(&elsewhere).unwrap()), (b"whole".to_vec(), b"of somebody else".to_vec()));
        assert_eq!(fs::symlink_metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
