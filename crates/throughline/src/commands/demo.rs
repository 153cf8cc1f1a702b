//! `throughline demo`: an invented practice in a folder of its own, served to this machine.

mod appeals;
mod billing;
mod check_ins;
mod claims;
mod clock;
mod decisions;
mod evenings;
mod journal;
mod messages;
mod notices;
mod packets;
mod place;
mod reviews;
mod sign_ins;
mod timeline;
mod writer;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use instruments::Library;
use serde_json::{Value as Json, json};
use storage::{Database, Options, Target};
use synthetic::{Plan, Practice};
use vocabulary::port::{FixedClock, SeededRandom};
use vocabulary::{Clock as _, Day, ZoneName};
use wording::Key;

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::logging;
use crate::memory;
use crate::serving::{self, Taken};
use crate::wiring::{self, World, storage_failure};
use crate::world::{OsRandom, SystemClock};
use clock::MovedClock;
use place::{Place, Present};
use sign_ins::SignIn;
use writer::Writer;

/// Show an invented practice: patients, forms, scores, staff to sign in as
///
/// Makes the practice in a folder of its own and serves it on this machine. A practice that is there is shown as it is; --reset makes it anew.
/// One made as of another day than today is served on that day: its clock stands there when it is opened, and goes on from there.
/// The same seed, day and number of patients make the same practice, ids included.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline demo
  throughline demo --patients 20 --data small --listen 127.0.0.1:8081
  throughline demo --seed 7 --as-of 2026-11-23 --no-serve --json
  throughline demo --no-serve --billing march/ && throughline assess --from march/ --out march.pdf")]
pub(crate) struct Arguments {
    /// What everything that is drawn follows from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day on which the practice is looked at; today when it is left out
    #[arg(long, value_name = "DAY", value_parser = day)]
    as_of: Option<Day>,
    /// How many patients
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    patients: u32,
    /// The folder of the practice
    #[arg(long, value_name = "FOLDER", default_value = "throughline-data/demo")]
    data: PathBuf,
    /// Where to serve; another free port is taken when this one is not free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = loopback)]
    listen: SocketAddr,
    /// Only make the practice
    #[arg(long)]
    no_serve: bool,
    /// Make the practice anew; whatever was entered into it is lost
    #[arg(long)]
    reset: bool,
    /// Write its billing, as a folder of files that `throughline assess` reads: claims, payments, answers, and the tables beside them.
    /// Cases that an assessment should find are planted in it
    #[arg(long, value_name = "FOLDER")]
    billing: Option<PathBuf>,
    /// Say where the practice is and who signs in as one JSON object on standard output
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if !arguments.no_serve {
        memory::give_back_soon();
    }
    let place = Place::new(&arguments.data);
    let plan = Plan {
        seed: arguments.seed,
        as_of: arguments.as_of.unwrap_or_else(|| SystemClock.now().day_in(&ZoneName::utc())),
        patients: usize::try_from(arguments.patients).expect("the number was kept below 20 000"),
    };
    let plan = match place.look(arguments.reset)? {
        Present::Whole(present) => {
            let asked_for_another = present.seed != plan.seed
                || present.patients != plan.patients
                || arguments.as_of.is_some_and(|as_of| as_of != present.as_of);
            if asked_for_another {
                return Err(another_practice(&place, &present));
            }
            present
        }
        Present::Nothing => {
            wiring::block_on(make(&place, plan))?;
            plan
        }
    };
    let sign_ins = sign_ins::of_plan(plan);
    say(arguments, &place, &plan, &sign_ins)?;
    if let Some(folder) = &arguments.billing {
        billing::write(folder, &plan)?;
    }
    if arguments.no_serve { Ok(()) } else { serve(arguments, &place, plan) }
}

fn another_practice(place: &Place, present: &Plan) -> Failure {
    let text = console::text();
    let arguments = [
        ("folder", place.folder().display().to_string().into()),
        ("seed", present.seed.to_string().into()),
        ("day", present.as_of.into()),
        ("patients", present.patients.into()),
    ];
    Failure::new(Kind::Refused, text.say_with(Key::CommandDemoIsAnother, &arguments)).hint(text.say(Key::CommandDemoIsAnotherHint))
}

/// Makes the practice. Its clock stands where its people entered things; its ids follow from the seed.
async fn make(place: &Place, plan: Plan) -> Result<(), Failure> {
    let text = console::text();
    place.begin(&plan)?;
    let practice = Arc::new(Practice::invent(plan));
    let library = Arc::new(Library::shipped().expect("the library that ships reads: its tests read every file"));
    let opened = practice.staff.iter().map(|user| user.recorded_at).min().unwrap_or_else(|| plan.as_of.start_in(&ZoneName::utc()));
    let clock = Arc::new(FixedClock::at(opened));
    let world = World::new(Arc::clone(&clock) as _, Arc::new(SeededRandom::new(plan.seed)));
    let storage = |error: storage::StorageError| storage_failure(&error);
    let options = Options::new(Target::file(place.database()));
    let database = Database::open(&options, world.storage_ports()).await.map_err(storage)?;
    sign_ins::write(&database, &practice, &sign_ins::of(&practice)).await.map_err(storage)?;
    let owner = wiring::Practice::of_demo(place::PRACTICE_NAME, database.clone(), Library::clone(&library), world).await?;
    let writer = Writer::new(Arc::clone(&practice), library, Arc::clone(&clock));
    let bar = console::progress(u64::try_from(writer.len()).unwrap_or(u64::MAX));
    bar.set_message(text.say(Key::CommandDemoMaking));
    let defect = |error: app::AppError| wiring::app_failure(&error);
    messages::staff(&owner).await.map_err(defect)?;
    let (mut written, mut appealed) = (0, None);
    for evening in evenings::evenings(plan.as_of) {
        written = writer.write(&database, written, Some(evening), || bar.inc(1)).await.map_err(storage)?;
        clock.set(evening);
        if written > 0 {
            evenings::live(&owner.app, &practice.staff, plan.seed).await.map_err(defect)?;
            // A letter cites what stands when it is signed: an appeal that was decided by now left on its own evening.
            if evening == evenings::evening(plan.as_of, reviews::APPEALED_DAYS_BEFORE) {
                appealed = reviews::appealed(&owner.app, &practice).await.map_err(defect)?;
            }
        }
    }
    writer.write(&database, written, None, || bar.inc(1)).await.map_err(storage)?;
    bar.finish_and_clear();
    // What follows from the records, with the clock still at the last thing that was recorded.
    owner.app.fit_expected_courses(&owner.caller).await.map_err(defect)?;
    owner.app.judge_everybody().await.map_err(defect)?;
    owner.app.escalate_alerts().await.map_err(defect)?;
    decisions::make(&owner.app, &practice).await.map_err(defect)?;
    reviews::make(&owner.app, &practice, plan.as_of, appealed.as_ref()).await.map_err(defect)?;
    claims::make(&owner.app, &practice, plan.as_of).await.map_err(defect)?;
    let keeping = messages::keeping(&owner);
    messages::reach(&keeping).await.map_err(defect)?;
    check_ins::make(&keeping, &practice).await.map_err(defect)?;
    messages::send(&keeping).await.map_err(defect)?;
    owner.app.judge_waiting().await.map_err(defect)?;
    database.close().await;
    place.finish(&plan)
}

fn say(arguments: &Arguments, place: &Place, plan: &Plan, sign_ins: &[SignIn]) -> Result<(), Failure> {
    if arguments.json {
        return console::json(&as_json(place, plan, sign_ins));
    }
    let text = console::text();
    let roles = |sign_in: &SignIn| sign_in.roles.iter().map(|role| text.role(*role)).collect::<Vec<_>>().join(", ");
    let row = |sign_in: &&SignIn| vec![sign_in.sign_in_name.clone(), sign_in.password.clone(), roles(sign_in), sign_in.name.clone()];
    let mut rows = vec![
        [Key::CommandDemoSignIn, Key::CommandDemoPassword, Key::CommandDemoRoles, Key::CommandDemoName].map(|key| text.say(key)).to_vec(),
    ];
    rows.extend(sign_ins::one_a_role(sign_ins).iter().map(row));
    let about = [("day", plan.as_of.into()), ("count", plan.patients.into()), ("folder", place.folder().display().to_string().into())];
    console::note(&format!("{}\n\n{}", text.say_with(Key::CommandDemoAbout, &about), console::columns(&rows, &[])));
    Ok(())
}

fn as_json(place: &Place, plan: &Plan, sign_ins: &[SignIn]) -> Json {
    let person = |sign_in: &SignIn| {
        json!({
            "sign_in_name": sign_in.sign_in_name, "password": sign_in.password, "name": sign_in.name,
            "roles": sign_in.roles.iter().map(|role| role.code()).collect::<Vec<_>>(),
        })
    };
    json!({
        "folder": place.folder(), "configuration": place.configuration(), "seed": plan.seed, "as_of": plan.as_of.to_string(),
        "patients": plan.patients, "sign_ins": sign_ins.iter().map(person).collect::<Vec<_>>(),
    })
}

fn day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| "a day such as 2026-11-23".to_owned())
}

fn loopback(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr = text.parse().map_err(|_| "an IP address with a port, such as 127.0.0.1:8080".to_owned())?;
    if address.ip().is_loopback() { Ok(address) } else { Err("the demo is served to this machine only: 127.0.0.1 or [::1]".to_owned()) }
}

/// Says where the clock stands, where that is not today.
fn say_day(plan: &Plan, clock: &MovedClock) {
    if plan.as_of != SystemClock.now().day_in(&ZoneName::utc()) {
        let days = [("day", plan.as_of.into()), ("now", clock.now().day_in(&ZoneName::utc()).into())];
        console::note(&console::text().say_with(Key::CommandDemoClock, &days));
    }
}

/// Links to open check-ins, to be tried in a browser.
async fn say_links(practice: &wiring::Practice, plan: Plan, listener: &tokio::net::TcpListener) -> Result<(), Failure> {
    let text = console::text();
    let invented = Practice::invent(plan);
    let links = check_ins::links(practice, &invented).await.map_err(|error| wiring::app_failure(&error))?;
    if links.is_empty() {
        return Ok(());
    }
    let address = listener.local_addr().map_or_else(|_| String::new(), |address| address.to_string());
    let rows: Vec<Vec<String>> =
        links.into_iter().map(|(language, path)| vec![text.language(&language), format!("http://{address}{path}")]).collect();
    console::note(&format!("{}\n{}", text.say(Key::CommandDemoCheckIns), console::columns(&rows, &[])));
    Ok(())
}

/// Serves the practice to this machine, with the configuration of its folder.
fn serve(arguments: &Arguments, place: &Place, plan: Plan) -> Result<(), Failure> {
    let mut loaded = configuration::load(Some(&place.configuration()));
    loaded.settings.set("server", "listen", &arguments.listen.to_string(), "--listen");
    let configuration = loaded.configuration()?;
    logging::start(&configuration.log);
    wiring::block_on(async {
        let listener = serving::listen(arguments.listen, Taken::TakeAnother).await?;
        let clock = Arc::new(MovedClock::on(plan.as_of));
        let world = World::new(Arc::clone(&clock) as _, Arc::new(OsRandom));
        let database = wiring::open_database(&configuration, &world).await?;
        clock.go_on(plan.as_of, database.last_recorded().await.map_err(|error| storage_failure(&error))?);
        let practice = wiring::Practice::over(database, &configuration, world, "demo").await?;
        say_day(&plan, &clock);
        check_ins::group_of_today(&practice).await.map_err(|error| wiring::app_failure(&error))?;
        say_links(&practice, plan, &listener).await?;
        serving::serve(practice, &configuration, listener).await
    })
}
