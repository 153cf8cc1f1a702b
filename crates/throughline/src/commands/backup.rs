//! `throughline backup`: the whole practice in one file.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use storage::backup::{ArchiveSummary, inspect};
use vocabulary::{Clock as _, ZoneName};
use wording::Key;

use crate::configuration::{self, Configuration};
use crate::console;
use crate::failure::{Failure, Kind};
use crate::released::{private_file, unwritable};
use crate::wiring::{self, World, storage_failure};
use crate::world::SystemClock;

/// The ending of backups.
pub(crate) const ENDING: &str = "throughline-backup";

/// Write the whole practice into one file
///
/// The archive is made from one state of the database while the practice works on, is hashed table by table, and is read through once more before
/// the command ends. Either kind of database restores it. Keep it as you keep the database: it holds everything.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline backup
  throughline backup monday.throughline-backup
  throughline backup --check monday.throughline-backup

A backup each night, by cron:
  15 2 * * * cd /var/lib/throughline && throughline backup")]
pub(crate) struct Arguments {
    /// The file; without it one named after the time, in backup.folder
    file: Option<PathBuf>,
    /// Read a backup through and check every hash; nothing is written
    #[arg(long, requires = "file")]
    check: bool,
    /// One JSON object: file, schema, engine, created_at, audit_head, tables, sha256
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    if let (true, Some(file)) = (arguments.check, &arguments.file) {
        return say(arguments, file, &read_through(file)?);
    }
    let configuration = configuration::load(named).configuration()?;
    let file = match &arguments.file {
        Some(file) => file.clone(),
        None => file_in_folder(&configuration)?,
    };
    if file.exists() {
        let message = console::text().say_with(Key::CommandBackupThere, &[("file", file.display().to_string().into())]);
        return Err(Failure::new(Kind::Refused, message));
    }
    wiring::block_on(async {
        let world = World::of_the_machine();
        // As it is: the backup before an upgrade is one of the practice before it.
        let database = wiring::open_as_it_is(&configuration, &world).await?;
        let operation = wiring::operation(&world, "backup");
        // The archive is written from within the unit that reads; the file is moved to its place when it is whole.
        let mut written = Ok(());
        let (database_of, operation_of) = (&database, &operation);
        let handle = tokio::runtime::Handle::current();
        tokio::task::block_in_place(|| {
            private_file(&file, |output| {
                let mut output = std::io::BufWriter::with_capacity(1 << 20, output);
                written = handle.block_on(database_of.backup(operation_of, &mut output)).map(drop).map_err(|error| storage_failure(&error));
                if written.is_err() { Err(std::io::Error::other("the archive is not whole")) } else { std::io::Write::flush(&mut output) }
            })
        })
        .or_else(|error| if written.is_err() { Ok(()) } else { Err(unwritable(&file, &error)) })?;
        written?;
        database.close().await;
        Ok(())
    })?;
    say(arguments, &file, &read_through(&file)?)
}

fn file_in_folder(configuration: &Configuration) -> Result<PathBuf, Failure> {
    let text = console::text();
    let missing = || Failure::new(Kind::Usage, text.say(Key::CommandBackupNoFolder)).hint(text.say(Key::CommandBackupNoFolderHint));
    let folder = configuration.backup_folder.as_ref().ok_or_else(missing)?;
    std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let now = SystemClock.now();
    let (hour, minute) = now.clock_time_in(&ZoneName::utc());
    let second = now.milliseconds() / 1000 % 60;
    let day = now.day_in(&ZoneName::utc());
    Ok(folder.join(format!("throughline-{day}-{hour:02}{minute:02}{second:02}.{ENDING}")))
}

/// Reads a backup through and checks every hash.
fn read_through(file: &Path) -> Result<ArchiveSummary, Failure> {
    let unreadable = |error: std::io::Error| {
        let arguments = [("file", file.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, console::text().say_with(Key::CommandFileUnreadable, &arguments))
    };
    let mut input = std::io::BufReader::with_capacity(1 << 20, std::fs::File::open(file).map_err(unreadable)?);
    inspect(&mut input).map_err(|error| storage_failure(&error))
}

/// What stands in an archive, for people or programs.
fn say(arguments: &Arguments, file: &Path, summary: &ArchiveSummary) -> Result<(), Failure> {
    if arguments.json {
        let tables = summary.tables.iter().map(|table| (table.name.clone(), json!({ "rows": table.rows, "sha256": table.sha256 })));
        let header = &summary.header;
        return console::json(&json!({
            "file": file, "schema": header.schema_version, "engine": header.engine, "created_at": header.created_at.to_string(),
            "audit_head": header.audit_head.as_ref().map(|head| format!("{}:{}", head.sequence, head.hash)),
            "tables": tables.collect::<serde_json::Map<_, _>>(), "sha256": summary.sha256,
        }));
    }
    let rows: i64 = summary.tables.iter().map(|table| table.rows).sum();
    let said = [("file", file.display().to_string().into()), ("rows", rows.into()), ("tables", summary.tables.len().into())];
    console::note(&console::text().say_with(Key::CommandBackupWhole, &said));
    Ok(())
}
