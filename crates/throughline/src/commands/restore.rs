//! `throughline restore`: a backup into an empty database, of either kind.

use std::path::{Path, PathBuf};

use clap::Args;
use storage::StorageError;
use storage::backup::{BrokenAudit, restore};
use wording::Key;

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::wiring::{self, World, storage_failure};

/// Restore a backup into an empty database
///
/// Restores into the database that the configuration names, which must be empty or missing. Nothing is kept unless every hash and the audit chain
/// hold. A backup of an SQLite file restores into PostgreSQL and the other way round: this is how a practice moves.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline restore monday.throughline-backup
  throughline --config new.toml restore monday.throughline-backup
  THROUGHLINE_DATABASE_LOCATION=postgres://throughline@localhost/throughline \\
    throughline restore monday.throughline-backup")]
pub(crate) struct Arguments {
    /// The backup
    file: PathBuf,
    /// Restore also when the audit chain in the backup is broken, because the records are needed; the audit goes on reporting it
    #[arg(long)]
    accept_broken_audit: bool,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    let text = console::text();
    let file = std::fs::File::open(&arguments.file).map_err(|error| {
        let said = [("file", arguments.file.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, text.say_with(Key::CommandFileUnreadable, &said))
    })?;
    let broken_audit = if arguments.accept_broken_audit { BrokenAudit::Accept } else { BrokenAudit::Refuse };
    let summary = wiring::block_on(async {
        let world = World::of_the_machine();
        let operation = wiring::operation(&world, "restore");
        let mut input = std::io::BufReader::with_capacity(1 << 20, file);
        let restored = restore(&wiring::options(&configuration), world.storage_ports(), &operation, &mut input, broken_audit).await;
        let (database, summary) = restored.map_err(|error: StorageError| storage_failure(&error))?;
        while database.seal_audit().await.map_err(|error| storage_failure(&error))? > 0 {}
        database.close().await;
        Ok(summary)
    })?;
    let rows: i64 = summary.tables.iter().map(|table| table.rows).sum();
    console::note(&text.say_with(Key::CommandRestoreDone, &[("rows", rows.into()), ("tables", summary.tables.len().into())]));
    Ok(())
}
