//! `throughline deadlines`: the rules of time, and who must act until when after something happened. Stores nothing and needs no practice.

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

/// Show the deadline rules, or what follows from an event: who must act until when
///
/// Without --event every rule with its limit and source. Rules are data: --rules lays a file of the practice over those that ship. Nothing that is
/// printed is legal advice; a rule that was not checked against two sources says so.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline deadlines
  throughline deadlines --event denial_received --at 2026-11-28T15:00:00Z --funding self_funded --appellant member
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
    /// The time zone of the program
    #[arg(long, default_value = "America/New_York")]
    zone: ZoneName,
    /// A holiday, on which no business day is counted; several times for several
    #[arg(long, value_name = "DAY")]
    holiday: Vec<Day>,
    /// The payer's profile, for limits of the contract
    #[arg(long, value_name = "FILE")]
    payer: Option<PathBuf>,
    /// The practice's rules, laid over those that ship
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// A JSON array with one object a rule or deadline
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let rules = match &arguments.rules {
        None => RuleSet::shipped(),
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
        Some(file) => Some(PayerProfile::parse(&read(file)?).map_err(|error| unreadable(file, &error))?),
    };
    let calendar = BusinessCalendar::new(arguments.holiday.iter().copied());
    let setting = Setting {
        zone: &arguments.zone,
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
    console::data(|output| write!(output, "{}", printed::deadlines_text(&deadlines, &arguments.zone)))
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &Path, error: &dyn std::fmt::Display) -> Failure {
    let named = [("file", file.display().to_string().into()), ("reason", error.to_string().into())];
    Failure::new(Kind::Input, console::text().say_with(Key::CommandDeadlinesFile, &named))
}
