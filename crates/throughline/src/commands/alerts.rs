//! `throughline alerts`: what needs an answer, and what became of the alerts of the last weeks.

use std::path::{Path, PathBuf};

use app::alert::{AlertReport, AlertView, Inbox};
use app::{App, Caller};
use clap::{Args, Subcommand};
use outcomes::alert::report::RuleReport;
use outcomes::warning_sign::{Class, Rule};
use serde_json::{Value as Json, json};
use wording::Key;

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::wiring::{self, Practice, app_failure, find_patient};

/// List the open alerts, count what became of those of the last weeks, or say how long they wait
///
/// An alert shows what was answered, scored or missed; it predicts nothing. Patients are named by record number. Acknowledging and closing is done on
/// the pages, by the person who signs for it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline alerts list
  throughline alerts list --class safety --json
  throughline alerts list --patient A-1042 --rule off_course
  throughline alerts report --weeks 12 --json
  throughline alerts policy > policy.toml
  throughline alerts policy --put policy.toml")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Lists the open alerts: safety that nobody has acknowledged first, then safety before treatment before tasks, then what has waited longest
    #[command(after_help = "\
Examples:
  throughline alerts list --class safety
  throughline alerts list --patient A-1042 --json")]
    List {
        /// Only this patient: a record number or an id
        #[arg(long, value_name = "PATIENT")]
        patient: Option<String>,
        /// Only this class: safety, clinical, task
        #[arg(long, value_name = "CLASS")]
        class: Option<Class>,
        /// Only this rule, by its code: `safety_answer`, `off_course`, `overdue_measure` and so on
        #[arg(long, value_name = "RULE")]
        rule: Option<Rule>,
        /// One JSON array of alerts: id, patient, record_number, rule, class, state, since_last, statement, day, occurred_at, owners
        #[arg(long)]
        json: bool,
    },
    /// Counts alerts per clinician and week, the share acted on, and how long acknowledging and closing took
    #[command(after_help = "\
Examples:
  throughline alerts report
  throughline alerts report --weeks 4 --json")]
    Report {
        /// So many weeks back
        #[arg(long, value_name = "WEEKS", default_value_t = 12, value_parser = clap::value_parser!(u16).range(1..=520))]
        weeks: u16,
        /// One JSON object: by_rule, load, unreadable
        #[arg(long)]
        json: bool,
    },
    /// Prints how long alerts wait to be taken on and when sites are open, as TOML; with a file, puts that in place
    #[command(after_help = "\
Examples:
  throughline alerts policy > policy.toml
  throughline alerts policy --put policy.toml")]
    Policy {
        /// The policy that takes the place of the present one, which stays on record
        #[arg(long, value_name = "FILE")]
        put: Option<PathBuf>,
    },
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "alerts").await?;
        let (app, caller) = (&practice.app, &practice.caller);
        match &arguments.what {
            What::List { patient, class, rule, json } => {
                let patient = match patient {
                    Some(patient) => Some(find_patient(app, caller, patient).await?),
                    None => None,
                };
                let inbox = app.inbox(caller, app::alert::InboxPage::WHOLE).await.map_err(|error| app_failure(&error))?;
                let wanted = |view: &&AlertView| {
                    patient.is_none_or(|patient| view.patient == patient)
                        && class.is_none_or(|class| view.alert.raised.class == class)
                        && rule.is_none_or(|rule| view.alert.raised.rule == rule)
                };
                list(&inbox, wanted, *json)?;
            }
            What::Policy { put } => policy(app, caller, put.as_deref()).await?,
            What::Report { weeks, json } => {
                report(&app.alert_report(caller, *weeks).await.map_err(|error| app_failure(&error))?, *json)?;
            }
        }
        practice.close().await
    })
}

async fn policy(app: &App, caller: &Caller, put: Option<&Path>) -> Result<(), Failure> {
    let text = console::text();
    let Some(file) = put else {
        let in_use = app.alert_policy(caller).await.map_err(|error| app_failure(&error))?;
        return console::data(|output| write!(output, "{}", in_use.source_text));
    };
    let name = file.display().to_string();
    let source_text = std::fs::read_to_string(file).map_err(|error| {
        let said = [("file", name.clone().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, text.say_with(Key::CommandFileUnreadable, &said))
    })?;
    let put = app.put_alert_policy(caller, source_text).await.map_err(|error| app_failure(&error))?;
    put.map_err(|reason| {
        Failure::new(Kind::Input, text.say_with(Key::AlertPolicyRefused, &[("file", name.into()), ("reason", reason.into())]))
    })?;
    console::note(&text.say(Key::AlertPolicyPut));
    Ok(())
}

fn list(inbox: &Inbox, wanted: impl Fn(&&AlertView) -> bool, as_json: bool) -> Result<(), Failure> {
    let views: Vec<&AlertView> = inbox.groups.iter().flat_map(|group| &group.alerts).filter(wanted).collect();
    if as_json {
        return console::json(&Json::Array(views.iter().map(|view| alert_json(view)).collect()));
    }
    let text = console::text();
    if views.is_empty() {
        return console::data(|output| writeln!(output, "{}", text.say(Key::AlertEmpty)));
    }
    let mut rows = vec![
        [Key::AlertColumnClass, Key::AlertColumnOwner, Key::PatientRecordNumber, Key::AlertColumnWhen, Key::AlertColumnWhat]
            .map(|key| text.say(key))
            .to_vec(),
    ];
    rows.extend(views.iter().map(|view| {
        vec![
            text.alert_class(view.alert.raised.class.code()),
            text.alert_state(view.alert.state.code()),
            view.record_number.clone(),
            text.instant(view.alert.raised.occurred_at, &view.zone),
            text.statement(&view.statement.key, &view.statement.arguments),
        ]
    }));
    console::data(|output| writeln!(output, "{}", console::columns(&rows, &[])))
}

fn alert_json(view: &AlertView) -> Json {
    let raised = &view.alert.raised;
    json!({
        "id": view.id.to_string(), "patient": view.patient.to_string(), "record_number": view.record_number,
        "rule": raised.rule.code(), "class": raised.class.code(), "state": view.alert.state.code(), "since_last": raised.since_last.code(),
        "statement": console::text().statement(&view.statement.key, &view.statement.arguments),
        "day": view.day.to_string(), "occurred_at": raised.occurred_at.to_string(), "owners": view.owners,
    })
}

fn report(report: &AlertReport, as_json: bool) -> Result<(), Failure> {
    if as_json {
        let load = report.load.iter().map(|load| json!({ "week": load.week.to_string(), "name": load.name, "alerts": load.alerts }));
        let by_rule = report.rules.iter().map(rule_json);
        let unreadable: Vec<String> = report.unreadable.iter().map(ToString::to_string).collect();
        return console::json(
            &json!({ "by_rule": by_rule.collect::<Vec<_>>(), "load": load.collect::<Vec<_>>(), "unreadable": unreadable }),
        );
    }
    let text = console::text();
    if report.rules.is_empty() {
        return console::data(|output| writeln!(output, "{}", text.say(Key::AlertReportEmpty)));
    }
    let none = || text.say(Key::AlertReportNone);
    let within = |seconds: Option<i64>| seconds.map_or_else(none, |seconds| text.waited(seconds));
    let heads =
        [Key::AlertReportByRule, Key::AlertReportShown, Key::AlertReportSilent, Key::AlertReportActedOn, Key::AlertReportMedianClosure];
    let mut rows = vec![heads.map(|key| text.say(key)).to_vec()];
    rows.extend(report.rules.iter().map(|rule| {
        let share = [("part", rule.acted_on.into()), ("whole", rule.closed.into())];
        vec![
            text.warning_rule_of(rule.rule.code(), rule.class.code()),
            rule.shown.to_string(),
            rule.silent.to_string(),
            if rule.closed == 0 { none() } else { text.say_with(Key::AlertReportActedOnShare, &share) },
            within(rule.closure.percentile_seconds(50)),
        ]
    }));
    let mut load = vec![[Key::AlertReportWeek, Key::AlertColumnWho, Key::AlertReportShown].map(|key| text.say(key)).to_vec()];
    load.extend(report.load.iter().map(|load| vec![text.day(load.week), load.name.clone(), load.alerts.to_string()]));
    console::data(|output| writeln!(output, "{}\n\n{}", console::columns(&rows, &[1, 2]), console::columns(&load, &[2])))
}

fn rule_json(rule: &RuleReport) -> Json {
    json!({
        "rule": rule.rule.code(), "class": rule.class.code(), "shown": rule.shown, "silent": rule.silent, "open": rule.open,
        "not_closed_in_time": rule.not_closed_in_time,
        "closed": rule.closed, "acted_on": rule.acted_on, "resolved_by_fact": rule.resolved_by_fact, "share_acted_on": rule.share_acted_on(),
        "acknowledged_seconds_median": rule.acknowledgement.percentile_seconds(50),
        "closed_seconds_median": rule.closure.percentile_seconds(50), "closed_seconds_90": rule.closure.percentile_seconds(90),
    })
}
