//! `throughline doctor`: is everything that a practice relies on as it should be? Looks at each part and says what to do.

mod database;
mod machine;

use std::path::Path;

use clap::Args;
use serde_json::{Value as Json, json};
use wording::Key;

use crate::configuration::{self, Configuration};
use crate::console;
use crate::failure::{Failure, Kind};
use crate::serving;
use crate::wiring::{self, World};

/// Check configuration, database, audit, clock, disk, permissions and backups
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline doctor
  throughline doctor --json | jq -r '.[] | select(.state != \"good\") | .part'

Ends with code 0 when nothing is bad, 1 when something is, 2 when the configuration is wrong, 4 when
data or the audit chain are damaged.")]
pub(crate) struct Arguments {
    /// A JSON array with one object a part: part, state (good, look or bad), finding, hint
    #[arg(long)]
    json: bool,
}

/// How a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Good,
    /// Works, and somebody should look in working hours.
    Look,
    Bad,
}

impl State {
    fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Look => "look",
            Self::Bad => "bad",
        }
    }
}

/// What was found about one part.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Check {
    part: &'static str,
    state: State,
    finding: String,
    hint: Option<String>,
    /// The exit code that this part asks for when it is bad.
    kind: Kind,
}

impl Check {
    fn new(part: &'static str, state: State, finding: String) -> Self {
        Self { part, state, finding, hint: None, kind: Kind::Refused }
    }

    fn good(part: &'static str, finding: String) -> Self {
        Self::new(part, State::Good, finding)
    }

    fn look(part: &'static str, finding: String) -> Self {
        Self::new(part, State::Look, finding)
    }

    fn bad(part: &'static str, finding: String) -> Self {
        Self::new(part, State::Bad, finding)
    }

    fn failed(part: &'static str, failure: Failure) -> Self {
        Self { part, state: State::Bad, finding: failure.message, hint: failure.hint, kind: failure.kind }
    }

    fn hint(mut self, hint: Key) -> Self {
        self.hint = Some(console::text().say(hint));
        self
    }

    fn as_json(&self) -> Json {
        json!({ "part": self.part, "state": self.state.code(), "finding": self.finding, "hint": self.hint })
    }
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let loaded = configuration::load(named);
    let file = loaded.file.clone();
    let checks = match loaded.configuration() {
        Err(failure) => vec![Check::failed("configuration", failure)],
        Ok(configuration) => examine(&configuration, file.as_deref())?,
    };
    if arguments.json {
        console::json(&Json::Array(checks.iter().map(Check::as_json).collect()))?;
    } else {
        let page = written(&checks);
        console::data(|output| write!(output, "{page}"))?;
    }
    verdict(&checks)
}

fn examine(configuration: &Configuration, file: Option<&Path>) -> Result<Vec<Check>, Failure> {
    let text = console::text();
    let mut checks = vec![match serving::check_certificate(&configuration.server) {
        Ok(()) => Check::good("configuration", text.say(Key::CommandConfigFine)),
        Err(failure) => Check::failed("configuration", failure),
    }];
    let world = World::of_the_machine();
    let newest_audit = wiring::block_on(async {
        match wiring::open_as_it_is(configuration, &world).await {
            Err(failure) => {
                checks.push(Check::failed("database", failure));
                Ok(None)
            }
            Ok(database) => Ok(database::examine(&database, world.clock.now(), &mut checks).await),
        }
    })?;
    checks.push(machine::clock(world.clock.now(), newest_audit));
    checks.push(machine::time_zones());
    checks.extend(machine::disk(configuration));
    checks.extend(machine::permissions(configuration, file));
    checks.push(machine::backups(configuration, world.clock.now()));
    checks.extend(machine::text_overlays(configuration, world.clock.now()));
    Ok(checks)
}

/// A line a part, a hint below it.
fn written(checks: &[Check]) -> String {
    let text = console::text();
    let word = |state: State| {
        text.say(match state {
            State::Good => Key::CommandDoctorGood,
            State::Look => Key::CommandDoctorLook,
            State::Bad => Key::CommandDoctorBad,
        })
    };
    let mut rows = Vec::new();
    for check in checks {
        rows.push(vec![word(check.state), check.part.to_owned(), check.finding.clone()]);
        if let Some(hint) = &check.hint {
            rows.push(vec![String::new(), String::new(), format!("→ {hint}")]);
        }
    }
    console::columns(&rows, &[])
}

fn verdict(checks: &[Check]) -> Result<(), Failure> {
    let bad: Vec<&Check> = checks.iter().filter(|check| check.state == State::Bad).collect();
    let worst = bad.iter().map(|check| check.kind).max_by_key(|kind| kind.exit_code());
    let parts: Vec<&str> = bad.iter().map(|check| check.part).collect();
    let text = console::text();
    worst.map_or(Ok(()), |kind| Err(Failure::new(kind, text.say_with(Key::CommandDoctorVerdict, &[("parts", text.list(&parts).into())]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_part_decides_the_exit_code() {
        let good = Check::good("clock", String::new());
        let look = Check::look("backup", String::new());
        let bad = Check::bad("disk", String::new());
        let damaged = Check::failed("audit", Failure::new(Kind::Damaged, "x"));
        assert_eq!(verdict(&[good.clone(), look.clone()]), Ok(()));
        assert_eq!(verdict(&[look, bad.clone()]).unwrap_err().kind, Kind::Refused);
        let failure = verdict(&[damaged, bad, good]).unwrap_err();
        assert_eq!((failure.kind, failure.message.as_str()), (Kind::Damaged, "Needs attention: audit and disk"));
    }

    #[test]
    fn hints_stand_below_their_part() {
        let page = written(&[
            Check::look("backup", "none".to_owned()).hint(Key::CommandDoctorBackupHint),
            Check::good("clock", "fine".to_owned()),
        ]);
        let lines: Vec<&str> = page.lines().collect();
        assert!(lines[0].starts_with("look") && lines[0].ends_with("none"), "{page}");
        assert!(lines[1].trim_start().starts_with('→'), "{page}");
    }
}
