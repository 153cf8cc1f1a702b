//! Puts the parts together: the machine's clock and randomness, the database, and what stands above them.

mod messages;
mod official_lists;
mod patient;
mod practice;
mod problems;
mod reports;

use std::sync::Arc;
use std::time::Duration;

use storage::{Database, Operation, Options, Ports, Target};
use vocabulary::{Clock, IdSource, OperationId, Purpose, Random};
use wording::Key;

use crate::configuration::{Configuration, Location};
use crate::console;
use crate::failure::{Failure, Kind};
use crate::world::{self, OsRandom, SystemClock};

pub(crate) use patient::find_patient;
pub(crate) use practice::Practice;
pub(crate) use problems::{app_failure, storage_failure};

/// The ports to the outside world.
#[derive(Clone)]
pub(crate) struct World {
    /// What time it is.
    pub(crate) clock: Arc<dyn Clock>,
    /// Unpredictable bytes.
    pub(crate) random: Arc<dyn Random>,
    /// Ids from both.
    pub(crate) ids: Arc<IdSource>,
}

impl World {
    /// The machine's.
    pub(crate) fn of_the_machine() -> Self {
        Self::new(Arc::new(SystemClock), Arc::new(OsRandom))
    }

    /// A world of another clock or another randomness.
    pub(crate) fn new(clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        let ids = Arc::new(IdSource::new(Arc::clone(&clock), Arc::clone(&random)));
        Self { clock, random, ids }
    }

    /// What storage needs of it.
    pub(crate) fn storage_ports(&self) -> Ports {
        Ports { clock: Arc::clone(&self.clock), ids: Arc::clone(&self.ids) }
    }
}

/// An operation of a caller on the database itself.
pub(crate) fn operation_of(caller: &app::Caller, action: &'static str) -> Operation {
    Operation { actor: caller.actor.clone(), purpose: Purpose::Operations, request: caller.request.clone(), action }
}

/// An operation of the operator at the command line, for commands that work on the database as a whole.
pub(crate) fn operation(world: &World, action: &'static str) -> Operation {
    let mut number = [0_u8; 4];
    world.random.fill(&mut number);
    let request = OperationId(format!("{action}-{:08x}", u32::from_be_bytes(number)));
    Operation { actor: world::operator(), purpose: Purpose::Operations, request, action }
}

/// Runs the asynchronous part of a command.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let failed = |error: std::io::Error| {
        Failure::new(Kind::Refused, console::text().say_with(Key::CommandNoThreads, &[("reason", error.to_string().into())]))
    };
    let runtime = runtime.map_err(failed)?;
    let result = runtime.block_on(work);
    // A task that still waits for something (a prompt, a slow disk) does not keep the process.
    runtime.shutdown_timeout(Duration::from_secs(5));
    result
}

/// How storage is to open what is configured.
pub(crate) fn options(configuration: &Configuration) -> Options {
    let target = match &configuration.database.location {
        Location::File { path, key } => Target::Sqlite { path: path.clone(), key: key.clone() },
        Location::Address { url } => Target::Postgres { url: url.clone() },
    };
    Options { connections: configuration.database.connections, ..Options::new(target) }
}

/// Opens the practice's database, which must be there, and brings its schema up to date.
pub(crate) async fn open_database(configuration: &Configuration, world: &World) -> Result<Database, Failure> {
    require_there(configuration)?;
    make_database(configuration, world).await
}

/// Opens the practice's database, which must be there, and leaves its schema as it is: for commands that look at it or keep it.
pub(crate) async fn open_as_it_is(configuration: &Configuration, world: &World) -> Result<Database, Failure> {
    require_there(configuration)?;
    Database::open_as_it_is(&options(configuration), world.storage_ports()).await.map_err(|error| storage_failure(&error))
}

fn require_there(configuration: &Configuration) -> Result<(), Failure> {
    if let Location::File { path, .. } = &configuration.database.location
        && !path.exists()
    {
        let text = console::text();
        let message = text.say_with(Key::CommandNoDatabase, &[("file", path.display().to_string().into())]);
        return Err(Failure::new(Kind::Refused, message).hint(text.say(Key::CommandNoDatabaseHint)));
    }
    Ok(())
}

/// Opens the practice's database, making it when it is missing.
pub(crate) async fn make_database(configuration: &Configuration, world: &World) -> Result<Database, Failure> {
    Database::open(&options(configuration), world.storage_ports()).await.map_err(|error| storage_failure(&error))
}
