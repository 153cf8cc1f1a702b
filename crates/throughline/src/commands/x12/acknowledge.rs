//! `throughline x12 acknowledge`: the answer (999) to a file that came in. Stores nothing, needs no practice, and copies no value out of the file: no patient stands
//! in it, so that nothing passes the release gate.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use vocabulary::{Clock as _, ZoneName};
use wording::Key;
use x12::{Acknowledgment999, Answerer, Date, Made, Outgoing, Unanswerable, write_acknowledgment};

use crate::console;
use crate::failure::{Failure, Kind};
use crate::released::{private_file, unwritable};
use crate::world::SystemClock;

/// Answer a file that came in with a 999: which of its transactions could be read
///
/// One acknowledgment for each group. A transaction is accepted where reading it met no error; where a segment is in error its name and number are told, never
/// what stands in it. What a guide asks for beyond reading is not looked at.
#[derive(Args)]
#[command(after_help = "\
Examples:
  throughline x12 acknowledge april.835 --control 41 --out april.999
  throughline x12 acknowledge april.835 --control 41

Ends with code 3 where the file cannot be read or holds no group that is answered.")]
pub(super) struct Arguments {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The control number of the answer; with several groups those behind it count on. The receiver wants each number once
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=999_999_999))]
    control: u32,
    /// Where the answer goes; `-` for standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let text = console::text();
    let answers = answers(&arguments.file, arguments.control)?;
    let mut bytes = Vec::new();
    for (acknowledgment, outgoing) in &answers {
        let written = write_acknowledgment(acknowledgment, outgoing).map_err(|_| refused(&arguments.file, Key::X12AnswerUnwritable))?;
        bytes.extend(written.bytes);
    }
    for (acknowledgment, _) in &answers {
        let [_, received, accepted] = &acknowledgment.counts;
        let said = [
            ("group", acknowledgment.group_control.as_str().into()),
            ("accepted", accepted.as_str().into()),
            ("received", received.as_str().into()),
        ];
        console::note(&text.say_with(Key::X12Answered, &said));
    }
    if arguments.out.as_os_str() == "-" {
        return console::data(|output| output.write_all(&bytes));
    }
    private_file(&arguments.out, |output| output.write_all(&bytes)).map_err(|error| unwritable(&arguments.out, &error))
}

fn refused(file: &Path, key: Key) -> Failure {
    Failure::new(Kind::Input, console::text().say_with(key, &[("file", file.display().to_string().into())]))
}

/// The answers to a file, as of now.
fn answers(path: &Path, control: u32) -> Result<Vec<(Acknowledgment999, Outgoing)>, Failure> {
    let unreadable = |error: std::io::Error| {
        let said = [("file", path.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::new(Kind::Input, console::text().say_with(Key::X12CannotRead, &said))
    };
    let mut file = File::open(path).map_err(unreadable)?;
    let (mut answerer, mut piece) = (Answerer::new(), vec![0_u8; 1 << 17]);
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => answerer.push(&piece[..length]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    answerer.finish(&made(control)).map_err(|why| match why {
        Unanswerable::NoGroup => refused(path, Key::X12AnswerNoGroup),
        Unanswerable::TooManyErrors => refused(path, Key::X12AnswerTooMany),
    })
}

fn made(control: u32) -> Made {
    let now = SystemClock.now();
    let day = now.day_in(&ZoneName::utc()).to_string().replace('-', "");
    let clock = now.to_string();
    let time = clock.get(11..13).zip(clock.get(14..16)).map_or_else(|| "0000".to_owned(), |(hour, minute)| format!("{hour}{minute}"));
    Made { day: Date::read(day.as_bytes()).expect("a day of the calendar is a date of X12"), time, control }
}
