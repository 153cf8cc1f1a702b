//! `throughline init`: a new practice with its first administrator.

use std::path::{Path, PathBuf};

use app::people::{Credentials, NewPerson};
use care::Program;
use clap::Args;
use serde_json::json;
use vocabulary::{LevelOfCare, Role, ZoneName};
use wording::Key;

use crate::configuration::{self, FILE_NAME};
use crate::console;
use crate::failure::{Failure, Kind};
use crate::wiring::{self, Practice, app_failure};

/// Make a practice: its database, its first administrator, a program
///
/// Makes the database that the configuration names. Where there is no configuration file, one with every key and its default is written. The
/// password and the secret for one-time codes are shown once, on standard output.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline init --sign-in anna --name \"Anna Example\"
  throughline init --sign-in anna --program OP --program-name Outpatient --time-zone America/New_York
  throughline init --sign-in anna --password-file password.txt --json
  throughline init --sign-in anna --reset")]
pub(crate) struct Arguments {
    /// What the administrator types to sign in
    #[arg(long, value_name = "NAME")]
    sign_in: String,
    /// The administrator's name as it stands on pages; the sign-in name when it is left out
    #[arg(long)]
    name: Option<String>,
    /// A file whose first line is the password; without it one is made
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Also make a program with this code
    #[arg(long, value_name = "CODE", requires = "time_zone")]
    program: Option<String>,
    /// The program's name; its code when it is left out
    #[arg(long, value_name = "NAME", requires = "program")]
    program_name: Option<String>,
    /// The zone in which the program's days begin and end, such as America/New_York
    #[arg(long, value_name = "ZONE", requires = "program", value_parser = zone)]
    time_zone: Option<ZoneName>,
    /// The program's level of care: OP, IOP, PHP, RTC or IP
    #[arg(long, value_name = "LEVEL", requires = "program", default_value = "OP", value_parser = level)]
    level_of_care: LevelOfCare,
    /// The program is a substance-use program under 42 CFR Part 2
    #[arg(long, requires = "program")]
    part2: bool,
    /// In a practice that is there: give this person a new password and a new secret, for an administrator who is locked out
    #[arg(long, conflicts_with_all = ["name", "password_file", "program"])]
    reset: bool,
    /// One JSON object: sign_in_name, password, totp_secret, totp_address
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let loaded = configuration::load(named);
    let has_file = loaded.file.is_some();
    let configuration = loaded.configuration()?;
    let password = arguments.password_file.as_deref().map(first_line).transpose()?;
    let credentials = wiring::block_on(async {
        let (practice, credentials);
        if arguments.reset {
            practice = Practice::open(&configuration, "init").await?;
            credentials = reset(&practice, &arguments.sign_in).await?;
        } else {
            practice = Practice::make(&configuration, "init").await?;
            credentials = fill(&practice, arguments, password).await?;
        }
        practice.close().await?;
        Ok(credentials)
    })?;
    if !has_file && !arguments.reset {
        let written = std::fs::write(FILE_NAME, configuration::example());
        written.map_err(|error| crate::released::unwritable(Path::new(FILE_NAME), &error))?;
        console::note(&console::text().say_with(Key::CommandInitConfiguration, &[("file", FILE_NAME.into())]));
    }
    say(arguments, &credentials)
}

async fn reset(practice: &Practice, sign_in: &str) -> Result<Credentials, Failure> {
    let (app, caller) = (&practice.app, &practice.caller);
    let people = app.people(caller).await.map_err(|error| app_failure(&error))?;
    let text = console::text();
    let nobody = || Failure::new(Kind::Refused, text.say_with(Key::CommandInitNobody, &[("name", sign_in.into())]));
    let person = people.iter().find(|person| person.sign_in_name.eq_ignore_ascii_case(sign_in)).ok_or_else(nobody)?;
    app.reset_person(caller, person.id).await.map_err(|error| app_failure(&error))
}

async fn fill(practice: &Practice, arguments: &Arguments, password: Option<String>) -> Result<Credentials, Failure> {
    let (app, caller) = (&practice.app, &practice.caller);
    let failed = |error: app::AppError| app_failure(&error);
    if !app.has_no_people(caller).await.map_err(failed)? {
        let text = console::text();
        return Err(Failure::new(Kind::Refused, text.say(Key::CommandInitDone)).hint(text.say(Key::CommandInitDoneHint)));
    }
    if let (Some(code), Some(zone)) = (&arguments.program, &arguments.time_zone) {
        let program = Program {
            code: code.clone(),
            name: arguments.program_name.clone().unwrap_or_else(|| code.clone()),
            level_of_care: arguments.level_of_care,
            zone: zone.clone(),
            part2: arguments.part2,
            closed_since: None,
        };
        app.add_program(caller, program).await.map_err(failed)?;
    }
    let person = NewPerson {
        sign_in_name: arguments.sign_in.clone(),
        name: arguments.name.clone().unwrap_or_else(|| arguments.sign_in.clone()),
        roles: vec![Role::Administrator],
        clinician: None,
        is_licensed: false,
    };
    let added = match password {
        Some(password) => app.add_person_with_password(caller, person, password).await,
        None => app.add_person(caller, person).await,
    };
    added.map(|(_, credentials)| credentials).map_err(failed)
}

fn say(arguments: &Arguments, credentials: &Credentials) -> Result<(), Failure> {
    // A password that came from a file is known to whoever wrote the file.
    let password = arguments.password_file.is_none().then_some(&credentials.password);
    if arguments.json {
        return console::json(&json!({
            "sign_in_name": credentials.sign_in_name, "password": password,
            "totp_secret": credentials.totp_secret, "totp_address": credentials.totp_address(),
        }));
    }
    let text = console::text();
    let mut lines = vec![text.say_with(Key::CommandInitSignIn, &[("name", (&credentials.sign_in_name).into())])];
    lines.extend(password.map(|password| text.say_with(Key::CommandInitPassword, &[("password", password.into())])));
    lines.extend(credentials.totp_secret.as_ref().map(|secret| text.say_with(Key::CommandInitTotp, &[("secret", secret.into())])));
    lines.extend(credentials.totp_address());
    console::data(|output| writeln!(output, "{}", lines.join("\n")))?;
    console::note(&text.say(Key::CommandInitNext));
    Ok(())
}

fn first_line(file: &Path) -> Result<String, Failure> {
    let failed = |reason: String| {
        let arguments = [("file", file.display().to_string().into()), ("reason", reason.into())];
        Failure::new(Kind::Usage, console::text().say_with(Key::CommandFileUnreadable, &arguments))
    };
    let content = std::fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
    let line = content.lines().next().filter(|line| !line.is_empty()).map(str::to_owned);
    line.ok_or_else(|| failed(console::text().say(Key::CommandFirstLineEmpty)))
}

fn zone(text: &str) -> Result<ZoneName, String> {
    text.parse().map_err(|_| "the name of a time zone such as America/New_York".to_owned())
}

fn level(text: &str) -> Result<LevelOfCare, String> {
    text.parse().map_err(|_| "one of OP, IOP, PHP, RTC, IP".to_owned())
}
