//! The use cases over the practice's database: what every command with a practice begins with.

use std::sync::Arc;

use app::{App, Caller, Settings};
use instruments::{Library, Overlay};
use storage::Database;
use vocabulary::{Actor, ZoneName};
use wording::Key;

use super::reports::Renderer;
use super::{World, app_failure, make_database, open_database};
use crate::configuration::Configuration;
use crate::console;
use crate::failure::Failure;
use crate::{overlays, world};

/// The practice, open.
pub(crate) struct Practice {
    /// The use cases.
    pub(crate) app: App,
    /// The operator who runs the command.
    pub(crate) caller: Caller,
}

impl Practice {
    /// Opens the practice, which must be there, for a command.
    pub(crate) async fn open(configuration: &Configuration, command: &'static str) -> Result<Self, Failure> {
        let world = World::of_the_machine();
        let database = open_database(configuration, &world).await?;
        Self::over(database, configuration, world, command).await
    }

    /// Opens the practice, making its database when it is missing.
    pub(crate) async fn make(configuration: &Configuration, command: &'static str) -> Result<Self, Failure> {
        let world = World::of_the_machine();
        let database = make_database(configuration, &world).await?;
        Self::over(database, configuration, world, command).await
    }

    /// The practice of the demo, while it is made: over an open database, in the world of its records.
    pub(crate) async fn of_demo(name: &str, database: Database, library: Library, world: World) -> Result<Self, Failure> {
        // Not the account of whoever makes it: the same seed makes the same practice on every machine.
        let caller = Caller::operator("demo", "demo");
        // As its configuration has it when it is served.
        let alone = Some(vocabulary::Money::from_cents(10_000));
        let settings = Settings { practice_name: name.to_owned(), write_off_alone_up_to: alone, ..Settings::default() };
        let ports = app::Ports { clock: world.clock, random: world.random, ids: world.ids, renderer: Arc::new(Renderer) };
        let app = App::open(database, library, Vec::new(), settings, ports).await.map_err(|error| app_failure(&error))?;
        Ok(Self { app, caller })
    }

    /// Opens the practice over an open database.
    pub(crate) async fn over(
        database: Database,
        configuration: &Configuration,
        world: World,
        command: &'static str,
    ) -> Result<Self, Failure> {
        let library = Library::shipped().expect("the library that ships reads: its tests read every file");
        let overlays = overlays_of(configuration, &world);
        let caller = caller(&world, command);
        let sending = super::messages::sending(&configuration.sending, world.random.as_ref());
        let ports = app::Ports { clock: world.clock, random: world.random, ids: world.ids, renderer: Arc::new(Renderer) };
        let (official_lists, problems) = super::official_lists::read(configuration, console::text());
        let (diagnosis_codes, refused) = super::official_lists::diagnosis_codes(configuration, console::text());
        for problem in problems.iter().chain(&refused) {
            console::note(problem);
        }
        let settings = Settings { official_lists, diagnosis_codes, ..settings(configuration) };
        let app = App::open(database, library, overlays, settings, ports).await.map_err(|error| app_failure(&error))?;
        let app = app.with_sending(sending);
        Ok(Self { app, caller })
    }

    /// Seals what the command wrote into the audit, and closes the database.
    pub(crate) async fn close(self) -> Result<(), Failure> {
        let database = self.app.database();
        loop {
            match database.seal_audit().await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => return Err(super::storage_failure(&error)),
            }
        }
        database.close().await;
        Ok(())
    }
}

/// The operator, with a number for this run that stands in the audit.
fn caller(world: &World, command: &str) -> Caller {
    let mut number = [0_u8; 4];
    world.random.fill(&mut number);
    let account = match world::operator() {
        Actor::Operator(account) => account,
        Actor::User { .. } | Actor::Link(_) | Actor::System => String::new(),
    };
    Caller::operator(account, format!("{command}-{:08x}", u32::from_be_bytes(number)))
}

fn settings(configuration: &Configuration) -> Settings {
    Settings {
        practice_name: configuration.practice_name.clone(),
        idle_minutes: i64::from(configuration.sign_in.idle_minutes),
        session_hours: i64::from(configuration.sign_in.session_hours),
        second_factor_required: configuration.sign_in.second_factor_required,
        billing_cost_a_month: configuration.billing_cost_a_month,
        capital_cost_percent: configuration.capital_cost_percent,
        review_hour_cost: configuration.review_hour_cost,
        write_off_alone_up_to: configuration.write_off_alone_up_to,
        check_in: configuration.check_in,
        ..Settings::default()
    }
}

/// The text overlays. One that is refused is said and left out: everything else works without it.
fn overlays_of(configuration: &Configuration, world: &World) -> Vec<Overlay> {
    let Some(folder) = &configuration.overlay_folder else { return Vec::new() };
    let text = console::text();
    match overlays::read(folder, world.clock.now().day_in(&ZoneName::utc())) {
        Ok((taken, refused)) => {
            for (file, reason) in refused {
                console::note(&text.say_with(Key::CommandDoctorOverlayRefused, &[("file", file.into()), ("reason", reason.into())]));
            }
            taken
        }
        Err(error) => {
            let arguments = [("folder", folder.display().to_string().into()), ("reason", error.to_string().into())];
            console::note(&text.say_with(Key::CommandDoctorNoOverlays, &arguments));
            Vec::new()
        }
    }
}
