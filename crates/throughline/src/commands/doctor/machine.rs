//! What the machine offers: its clock, its disks, and who may read the files that matter.

use std::fs;
use std::path::{Path, PathBuf};

use vocabulary::{Instant, ZoneName};
use wording::Key;

use super::Check;
use crate::commands::backup::ENDING;
use crate::configuration::{Configuration, Location};
use crate::console;
use crate::overlays;

/// Below this a disk is nearly full.
const SPACE_BYTES_LOW: u64 = 2 * 1024 * 1024 * 1024;
/// Below this the next import may not fit.
const SPACE_BYTES_BAD: u64 = 256 * 1024 * 1024;

/// A clock that runs behind the newest audit row was set back, or the database comes from a machine whose clock was ahead.
pub(super) fn clock(now: Instant, newest_audit: Option<Instant>) -> Check {
    let text = console::text();
    match newest_audit {
        Some(newest) if newest > now.plus_seconds(1) => {
            let ahead = newest.seconds_since(now);
            Check::bad("clock", text.say_with(Key::CommandDoctorClockBehind, &[("seconds", ahead.to_string().into())]))
                .hint(Key::CommandDoctorClockHint)
        }
        _ => {
            Check::good("clock", text.say_with(Key::CommandDoctorClock, &[("time", text.instant_with_zone(now, &ZoneName::utc()).into())]))
        }
    }
}

/// Clinical days follow from the zone data in the program: winter and summer must differ where clocks change.
pub(super) fn time_zones() -> Check {
    let hour_at_noon_utc = |day: &str| {
        let zone: ZoneName = "America/New_York".parse().ok()?;
        let noon: Instant = format!("{day}T12:00:00Z").parse().ok()?;
        Some(noon.clock_time_in(&zone).0)
    };
    let text = console::text();
    match (hour_at_noon_utc("2026-01-15"), hour_at_noon_utc("2026-07-15")) {
        (Some(7), Some(8)) => Check::good("time zones", text.say(Key::CommandDoctorZones)),
        _ => Check::bad("time zones", text.say(Key::CommandDoctorNoZones)),
    }
}

/// Space where the database and the backups are.
pub(super) fn disk(configuration: &Configuration) -> Vec<Check> {
    let mut places: Vec<(&'static str, PathBuf)> = Vec::new();
    if let Location::File { path, .. } = &configuration.database.location {
        places.push(("disk", folder_of(path)));
    }
    places.extend(configuration.backup_folder.clone().map(|folder| ("backup disk", folder)));
    places.into_iter().filter_map(|(part, folder)| Some(judge_space(part, free_bytes(&folder)?))).collect()
}

fn judge_space(part: &'static str, free: u64) -> Check {
    let text = console::text();
    let finding = text.say_with(Key::CommandDoctorDisk, &[("space", mebibytes(free).into())]);
    match free {
        free if free < SPACE_BYTES_BAD => Check::bad(part, finding).hint(Key::CommandDoctorDiskHint),
        free if free < SPACE_BYTES_LOW => Check::look(part, finding).hint(Key::CommandDoctorDiskHint),
        _ => Check::good(part, finding),
    }
}

fn mebibytes(bytes: u64) -> String {
    let text = console::text();
    text.count(i64::try_from(bytes / 1024 / 1024).unwrap_or(i64::MAX))
}

#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    let space = rustix::fs::statvfs(folder).ok()?;
    Some(space.f_bavail.saturating_mul(space.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_: &Path) -> Option<u64> {
    None
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// Nobody but the account of the program may read records and keys, and nobody else may write the configuration.
#[cfg(unix)]
pub(super) fn permissions(configuration: &Configuration, file: Option<&Path>) -> Vec<Check> {
    let mut private: Vec<PathBuf> = Vec::new();
    if let Location::File { path, .. } = &configuration.database.location {
        private.extend(["", "-wal", "-shm"].map(|ending| PathBuf::from(format!("{}{ending}", path.display()))));
    }
    private.extend(configuration.server.tls.iter().map(|tls| tls.key_file.clone()));
    private.extend(configuration.secret_files.iter().cloned());
    private.extend(configuration.backup_folder.iter().flat_map(|folder| backups_in(folder)).map(|(path, _)| path));
    let mut open = Vec::new();
    open.extend(private.iter().filter(|path| mode_of(path).is_some_and(|mode| mode & 0o077 != 0)).map(|path| shown(path)));
    open.extend(file.iter().filter(|path| mode_of(path).is_some_and(|mode| mode & 0o022 != 0)).map(|path| shown(path)));
    let text = console::text();
    vec![if open.is_empty() {
        Check::good("permissions", text.say(Key::CommandDoctorPermissions))
    } else {
        Check::bad("permissions", text.say_with(Key::CommandDoctorPermissionsOpen, &[("files", text.list(&open).into())]))
            .hint(Key::CommandDoctorPermissionsHint)
    }]
}

#[cfg(not(unix))]
pub(super) fn permissions(_: &Configuration, _: Option<&Path>) -> Vec<Check> {
    Vec::new()
}

#[cfg(unix)]
fn mode_of(path: &Path) -> Option<u32> {
    fs::metadata(path).ok().map(|facts| std::os::unix::fs::PermissionsExt::mode(&facts.permissions()))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The newest backup is not older than the practice wants.
pub(super) fn backups(configuration: &Configuration, now: Instant) -> Check {
    let text = console::text();
    let Some(folder) = &configuration.backup_folder else {
        return Check::look("backup", text.say(Key::CommandDoctorNoBackupFolder)).hint(Key::CommandDoctorBackupHint);
    };
    let Some(newest) = backups_in(folder).into_iter().map(|(_, at)| at).max() else {
        return Check::bad("backup", text.say_with(Key::CommandDoctorNoBackup, &[("folder", shown(folder).into())]))
            .hint(Key::CommandDoctorBackupHint);
    };
    let days = now.seconds_since(newest) / 86_400;
    let finding = text.say_with(Key::CommandDoctorBackup, &[("days", days.into())]);
    if days > i64::from(configuration.backup_age_days_max) {
        return Check::bad("backup", finding).hint(Key::CommandDoctorBackupHint);
    }
    Check::good("backup", finding)
}

/// The backups in a folder with when each was written.
fn backups_in(folder: &Path) -> Vec<(PathBuf, Instant)> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let backups = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == ENDING));
    backups.filter_map(|path| written_at(&path).map(|at| (path, at))).collect()
}

fn written_at(path: &Path) -> Option<Instant> {
    let modified = fs::metadata(path).ok()?.modified().ok()?;
    let since = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
    Instant::from_microseconds(i64::try_from(since.as_micros()).ok()?)
}

/// Each overlay file: taken, or refused with its reason.
pub(super) fn text_overlays(configuration: &Configuration, now: Instant) -> Vec<Check> {
    let Some(folder) = &configuration.overlay_folder else { return Vec::new() };
    let text = console::text();
    let today = now.day_in(&ZoneName::utc());
    match overlays::read(folder, today) {
        Err(error) => {
            let arguments = [("folder", shown(folder).into()), ("reason", error.to_string().into())];
            vec![Check::bad("overlays", text.say_with(Key::CommandDoctorNoOverlays, &arguments))]
        }
        Ok((taken, refused)) => {
            let mut checks = vec![Check::good("overlays", text.say_with(Key::CommandDoctorOverlays, &[("count", taken.len().into())]))];
            let refusal = |(file, reason): (String, String)| {
                Check::look(
                    "overlays",
                    text.say_with(Key::CommandDoctorOverlayRefused, &[("file", file.into()), ("reason", reason.into())]),
                )
            };
            checks.extend(refused.into_iter().map(refusal));
            checks
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    fn now() -> Instant {
        "2026-11-23T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_clock_that_was_set_back_is_found() {
        assert_eq!(clock(now(), None).state, State::Good);
        assert_eq!(clock(now(), Some(now())).state, State::Good);
        let behind = clock(now(), Some(now().plus_seconds(3600)));
        assert_eq!((behind.state, behind.finding.contains("3600")), (State::Bad, true));
    }

    #[test]
    fn a_disk_that_fills_up_is_found_in_time() {
        assert_eq!(judge_space("disk", SPACE_BYTES_LOW).state, State::Good);
        assert_eq!(judge_space("disk", SPACE_BYTES_LOW - 1).state, State::Look);
        assert_eq!(judge_space("disk", SPACE_BYTES_BAD - 1).state, State::Bad);
    }

    #[test]
    fn the_zone_data_know_summer_time() {
        assert_eq!(time_zones().state, State::Good);
    }
}
