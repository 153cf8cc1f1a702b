//! `throughline messages returned`: mail that came back, from the files of the sender's mailbox or from a mailbox in one file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use app::message::CameBack;
use clap::Args;
use interchange::returned_mail::{self, NotReturned};
use serde_json::{Value as Json, json};
use wording::Key;

use crate::configuration;
use crate::console;
use crate::failure::{Failure, Kind};
use crate::wiring::{self, Practice, app_failure};

/// Take in what mail servers report to the sender's address: which messages came back, and which addresses take no messages
///
/// A file holds one mail, or is a mailbox of several (mbox). Only reports in the standard form (RFC 3464) are understood; nothing is guessed from sentences. A message that came back is noted as such. An address that
/// its server reports as dead is not used again for that person until it is corrected on the page Contacts. The same file again changes nothing.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline messages returned bounce.eml
  throughline messages returned Maildir/new Maildir/cur
  throughline messages returned /var/mail/noreply
  throughline messages returned Maildir --json")]
pub(super) struct Arguments {
    /// Files with one mail each, mailboxes, or folders of such files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// One JSON array of outcomes: file, mail (its number in a mailbox), outcome (dead_address, message_only, known, not_ours, or why it was not read), message
    #[arg(long)]
    json: bool,
}

/// What one mail came to.
struct Outcome {
    file: PathBuf,
    /// Which one of a mailbox, from 1; `None` where the file is one mail.
    number: Option<usize>,
    message: Option<String>,
    became: Result<CameBack, NotReturned>,
}

pub(super) fn run(arguments: &Arguments, named: Option<&Path>) -> Result<(), Failure> {
    let mut files = BTreeSet::new();
    for path in &arguments.files {
        gather(path, &mut files)?;
    }
    let configuration = configuration::load(named).configuration()?;
    wiring::block_on(async {
        let practice = Practice::open(&configuration, "messages").await?;
        let mut outcomes = Vec::new();
        for file in files {
            take(&practice, file, &mut outcomes).await?;
        }
        if arguments.json {
            console::json(&Json::Array(outcomes.iter().map(as_json).collect()))?;
        } else {
            print(&outcomes)?;
        }
        practice.close().await
    })
}

/// The files of a folder and of the folders in it; a file itself.
fn gather(path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<(), Failure> {
    if !path.is_dir() {
        files.insert(path.to_owned());
        return Ok(());
    }
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))? {
            let entry = entry.map_err(|error| unreadable(&folder, &error))?;
            let kind = entry.file_type().map_err(|error| unreadable(&folder, &error))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.insert(entry.path());
            }
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let arguments = [("file", path.display().to_string().into()), ("reason", error.to_string().into())];
    Failure::new(Kind::Input, console::text().say_with(Key::X12CannotRead, &arguments))
}

async fn take(practice: &Practice, file: PathBuf, outcomes: &mut Vec<Outcome>) -> Result<(), Failure> {
    let bytes = fs::read(&file).map_err(|error| unreadable(&file, &error))?;
    let Some(mails) = returned_mail::mbox::mails(&bytes) else { return take_mail(practice, (&file, None), &bytes, outcomes).await };
    for (number, mail) in (1..).zip(&mails) {
        take_mail(practice, (&file, Some(number)), mail, outcomes).await?;
    }
    Ok(())
}

async fn take_mail(
    practice: &Practice,
    (file, number): (&Path, Option<usize>),
    mail: &[u8],
    outcomes: &mut Vec<Outcome>,
) -> Result<(), Failure> {
    let outcome = |message, became| Outcome { file: file.to_owned(), number, message, became };
    match returned_mail::read(mail) {
        Err(problem) => outcomes.push(outcome(None, Err(problem))),
        Ok(reports) => {
            for report in reports {
                let became = practice.app.mail_came_back(&practice.caller, &report).await.map_err(|error| app_failure(&error))?;
                outcomes.push(outcome(Some(report.message.to_string()), Ok(became)));
            }
        }
    }
    Ok(())
}

fn as_json(outcome: &Outcome) -> Json {
    let code = match &outcome.became {
        Ok(became) => became.code(),
        Err(problem) => problem.code(),
    };
    json!({ "file": outcome.file.display().to_string(), "mail": outcome.number, "outcome": code, "message": outcome.message })
}

/// One line a mail. No address is printed.
fn print(outcomes: &[Outcome]) -> Result<(), Failure> {
    let text = console::text();
    if outcomes.is_empty() {
        return console::data(|output| writeln!(output, "{}", text.say(Key::CommandReturnedNone)));
    }
    console::data(|output| {
        for outcome in outcomes {
            let key = match &outcome.became {
                Ok(CameBack::DeadAddress) => Key::CommandReturnedDeadAddress,
                Ok(CameBack::MessageOnly) => Key::CommandReturnedMessageOnly,
                Ok(CameBack::Known) => Key::CommandReturnedKnown,
                Ok(CameBack::NotOurs) => Key::CommandReturnedNotOurs,
                Err(NotReturned::TooLarge) => Key::CommandReturnedTooLarge,
                Err(NotReturned::NoReport) => Key::CommandReturnedNoReport,
                Err(NotReturned::NoMessage) => Key::CommandReturnedNoMessage,
                Err(NotReturned::NothingFailed) => Key::CommandReturnedNothingFailed,
            };
            let file = outcome.file.display().to_string();
            let place = match outcome.number {
                None => file,
                Some(number) => text.say_with(Key::CommandReturnedPlace, &[("file", file.into()), ("number", number.to_string().into())]),
            };
            writeln!(output, "{place}: {}", text.say(key))?;
        }
        Ok(())
    })
}
