//! `throughline messages`: the outbox at the command line.

mod returned;

use std::path::Path;

use app::message::{MessageState, Outbox, OutboxMessage};
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};
use vocabulary::ZoneName;
use wording::{Key, Text};

use crate::configuration;
use crate::console;
use crate::failure::Failure;
use crate::wiring::{self, Practice, app_failure};

/// List the messages that are planned, went out or did not, those planned latest first
///
/// Whom a message is about is not said, and where it went only with --addresses. What nobody knows is not sent again unless somebody decides so on the
/// page Outbox.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline messages
  throughline messages --state failed --state uncertain
  throughline messages --state planned --json
  throughline messages returned Maildir/new")]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// Only messages in this state: planned, leased, handed_over, sent, kept, failed, uncertain, stopped or returned; several times for several
    #[arg(long, value_name = "STATE")]
    state: Vec<MessageState>,
    /// At most so many
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: u32,
    /// Say where each went, as far as that is kept
    #[arg(long)]
    addresses: bool,
    /// One JSON array of messages: id, state, channel, template, urgent, tries, planned_at, next_try_at, expires_at, reason, settled_at, with
    /// --addresses also address
    #[arg(long)]
    json: bool,
}

#[derive(Subcommand)]
enum What {
    Returned(returned::Arguments),
}

pub(crate) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    if let Some(What::Returned(arguments)) = &arguments.what {
        return returned::run(arguments, named);
    }
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "messages").await?;
        let messages = gather(&practice, arguments).await?;
        if arguments.json {
            console::json(&Json::Array(messages.iter().map(|shown| as_json(shown, arguments.addresses)).collect()))?;
        } else {
            print(&messages, arguments.addresses)?;
        }
        practice.close().await
    })
}

/// Page after page, until there are enough.
async fn gather(practice: &Practice, arguments: &Arguments) -> Result<Vec<OutboxMessage>, Failure> {
    let (only, most) = (
        match arguments.state.as_slice() {
            [one] => Some(*one),
            _ => None,
        },
        arguments.limit as usize,
    );
    let (mut messages, mut before) = (Vec::new(), None);
    loop {
        let Outbox { messages: page, next, .. } =
            practice.app.outbox(&practice.caller, only, before).await.map_err(|error| app_failure(&error))?;
        messages.extend(page.into_iter().filter(|shown| arguments.state.is_empty() || arguments.state.contains(&shown.message.state)));
        messages.truncate(most);
        if messages.len() == most || next.is_none() {
            return Ok(messages);
        }
        before = next;
    }
}

/// When it is looked at next; nobody looks at what has ended.
fn next_try(shown: &OutboxMessage) -> Option<vocabulary::Instant> {
    matches!(shown.message.state, MessageState::Planned | MessageState::Leased).then_some(shown.message.due_at)
}

fn as_json(shown: &OutboxMessage, addresses: bool) -> Json {
    let message = &shown.message;
    let mut said = json!({
        "id": message.id.to_string(), "state": message.state.code(), "channel": message.channel.code(), "template": message.template,
        "urgent": message.is_urgent, "tries": message.tries, "planned_at": message.planned_at.to_string(),
        "next_try_at": next_try(shown).map(|at| at.to_string()), "expires_at": message.expires_at.to_string(),
        "reason": message.reason, "settled_at": message.settled_at.map(|at| at.to_string()),
    });
    if addresses {
        said["address"] = json!(message.address);
    }
    said
}

fn print(messages: &[OutboxMessage], addresses: bool) -> Result<(), Failure> {
    let text = console::text();
    if messages.is_empty() {
        return console::data(|output| writeln!(output, "{}", text.say(Key::OutboxEmpty)));
    }
    let heads = [
        Key::OutboxColumnPlanned,
        Key::OutboxColumnState,
        Key::CommandMessagesChannel,
        Key::OutboxColumnWhat,
        Key::CommandMessagesTries,
        Key::CommandMessagesNext,
    ];
    let mut head = heads.map(|key| text.say(key)).to_vec();
    if addresses {
        head.push(text.say(Key::OutboxColumnTo));
    }
    let mut rows = vec![head];
    rows.extend(messages.iter().map(|shown| row(text, shown, addresses)));
    console::data(|output| writeln!(output, "{}", console::columns(&rows, &[4])))
}

fn row(text: Text, shown: &OutboxMessage, addresses: bool) -> Vec<String> {
    let (message, utc) = (&shown.message, ZoneName::utc());
    let mut cells = vec![
        text.instant_with_zone(message.planned_at, &utc),
        text.message_state(message.state.code()),
        text.channel(message.channel.code()),
        text.message_template(&message.template),
        message.tries.to_string(),
        next_try(shown).map(|at| text.instant_with_zone(at, &utc)).unwrap_or_default(),
    ];
    if addresses {
        cells.push(message.address.clone().unwrap_or_default());
    }
    cells
}
