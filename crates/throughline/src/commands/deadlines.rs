//! `throughline deadlines`: the rules of time, and who must act until when after something happened. Stores nothing. Where there is a practice, its own
//! rules, holidays, payers and zone are those that hold; without one, those that ship.

mod house;
mod printed;

use std::path::{Path, PathBuf};

use care::{PayerProfile, PlanFunding};
use clap::Args;
use utilization_review::authorization::RequestKind;
use utilization_review::clock::{Appellant, DeadlineEvent, Occurrence, RuleSet, Setting, resolve};
use vocabulary::{BusinessCalendar, Day, Instant, LevelOfCare, ZoneName};
use wording::Key;

use crate::console;
use crate::failure::{Failure, Kind};
use house::House;

/// Show the deadline rules, or what follows from an event: who must act until when
///
/// Without --event every rule with its limit and source. Rules are data: those of the practice whose database is configured are laid over those that
/// ship, with its holidays and its payers' profiles; --rules lays a file over them instead, --shipped looks at no practice. Nothing that is printed is
/// legal advice; a rule that was not checked against two sources says so.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline deadlines
  throughline deadlines --event discharge --at 2026-11-28T15:00:00Z --payer acme-health
  throughline deadlines --shipped --event denial_received --at 2026-11-28T15:00:00Z --funding self_funded --appellant member
  throughline deadlines --event request_submitted --at 2026-11-28T15:00:00Z --funding self_funded --timing concurrent \\
      --urgent --course-ends 2026-11-30 --zone America/New_York --json")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Arguments {
    /// What happened: admission, request_submitted, denial_received, appeal_filed, course_ends and others
    #[arg(long, requires = "at")]
    event: Option<DeadlineEvent>,
    /// When, with its offset
    #[arg(long, value_name = "TIME")]
    at: Option<Instant>,
    /// Where the money of the plan comes from: self_funded, insured, medicare_advantage, medicaid_managed_care and others
    #[arg(long, default_value = "unknown")]
    funding: PlanFunding,
    /// The state whose law governs the plan, such as NY
    #[arg(long, default_value = "")]
    state: String,
    /// The level of care: OP, IOP, PHP, RTC, IP
    #[arg(long, default_value = "IOP")]
    level: LevelOfCare,
    /// Who appeals: member, authorized_representative or provider; selects the rules
    #[arg(long)]
    appellant: Option<Appellant>,
    /// Before, during or after care: initial, concurrent or retrospective
    #[arg(long)]
    timing: Option<RequestKind>,
    /// The attending states urgency
    #[arg(long)]
    urgent: bool,
    /// The request lacked something
    #[arg(long)]
    incomplete: bool,
    /// Care for a substance use disorder
    #[arg(long)]
    substance_use: bool,
    /// The last covered day of the approved course
    #[arg(long, value_name = "DAY")]
    course_ends: Option<Day>,
    /// The time zone of the program; else that of the practice's first program, or America/New_York
    #[arg(long)]
    zone: Option<ZoneName>,
    /// A holiday besides those of the practice, on which no business day is counted; several times for several
    #[arg(long, value_name = "DAY")]
    holiday: Vec<Day>,
    /// The payer, for limits of the contract: the file of a profile, or the key of one of the practice's or of those that ship
    #[arg(long, value_name = "FILE|KEY")]
    payer: Option<PathBuf>,
    /// Rules laid over those that ship, in the place of the practice's
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Looks at no practice: what ships, and the files that are named
    #[arg(long)]
    shipped: bool,
    /// A JSON array with one object a rule or deadline
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let house = if arguments.shipped { House::shipped() } else { House::of(named)? };
    let rules = match &arguments.rules {
        None => house.rules.clone(),
        Some(file) => RuleSet::shipped().with_practice(&read(file)?).map_err(|error| unreadable(file, &error))?,
    };
    let Some((event, at)) = arguments.event.zip(arguments.at) else {
        if arguments.json {
            return console::json(&printed::rules_json(&rules));
        }
        return console::data(|output| write!(output, "{}", printed::rules_text(&rules)));
    };
    let payer = match &arguments.payer {
        None => None,
        Some(payer) => Some(match house.payer(payer) {
            Some(profile) => profile.clone(),
            None => PayerProfile::parse(&read(payer)?).map_err(|error| unreadable(payer, &error))?,
        }),
    };
    let calendar = BusinessCalendar::new(house.holidays.iter().chain(&arguments.holiday).copied());
    let zone = arguments.zone.as_ref().unwrap_or(&house.zone);
    let setting = Setting {
        zone,
        calendar: &calendar,
        funding: arguments.funding,
        state: &arguments.state,
        level_of_care: arguments.level,
        substance_use: arguments.substance_use,
        appellant: arguments.appellant,
        payer: payer.as_ref(),
    };
    let occurrence = Occurrence {
        event,
        at,
        timing: arguments.timing,
        urgent: arguments.urgent,
        incomplete: arguments.incomplete,
        course_ends: arguments.course_ends.map(|day| setting.end_of(day)),
    };
    let deadlines = resolve(&rules, &occurrence, &setting);
    if arguments.json {
        return console::json(&printed::deadlines_json(&deadlines));
    }
    if deadlines.is_empty() {
        console::note(&console::text().say(Key::CommandDeadlinesNone));
    }
    console::data(|output| write!(output, "{}", printed::deadlines_text(&deadlines, zone)))
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &Path, error: &dyn std::fmt::Display) -> Failure {
    let named = [("file", file.display().to_string().into()), ("reason", error.to_string().into())];
    Failure::new(Kind::Input, console::text().say_with(Key::CommandDeadlinesFile, &named))
}
